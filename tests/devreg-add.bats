#!/usr/bin/env bats
# devreg-add: reports to the Deviation Register, and reports sealed for one by anybody.

setup() { load helper; fresh; pub=$(echo keys/*.register.pub); }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# A person who types what stands on standard input, and sees what is printed.
terminal() { timeout 20 script -qec "$1" /dev/null | shown; }

# stranger COMMAND...: without a registry, a home, keys or a login on the staff.
stranger() { env -u HOME -u CASEWORK_REGISTRY -u CASEWORK_KEY -u CASEWORK_USER "$@"; }

# The reports in the register.
reports() { devreg-list --columns deviation | tail -n +2 | wc -l; }

# Who handles cases has no key to the register.
case_holder() { rm keys/*.register.key; }

receipt='[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}'

@test "devreg-add registers a report and prints its id alone" {
	rows reporter_role,language,about,occurred,narrative 'parent,ar,OSL,2021-11-08,"No interpreter.' 'I signed, unread."'
	run --separate-stderr devreg-add -f in.csv
	[ "$status" -eq 0 ]
	same line,deviation,receipt "2,$(devreg-list --columns deviation | tail -n 1)," <<<"$output"
	CASEWORK_UNSAFE_ARGS=1 devreg-add --reporter-role school --narrative x >out
	[[ "$(cat out)" =~ ^D-OSL-2021-000002-[0-9A-Z]$ ]]
	devreg-list --columns reported,reporter_role,anonymity,event_kind,status,office |
		same reported,reporter_role,anonymity,event_kind,status,office 2021-12-31,parent,open,incident,received,OSL \
			2021-12-31,school,open,incident,received,OSL
	devreg-list --reporter-role parent --columns narrative,occurred |
		same narrative,occurred '"No interpreter.' 'I signed, unread.",2021-11-08'
}

@test "devreg-add seals what was told: nothing of it is in the registry's file" {
	rows reporter_role,narrative,reporter_name,reporter_contact,actor,about_name \
		parent,HemmeligA,HemmeligB,HemmeligC,HemmeligD,HemmeligE
	devreg-add -f in.csv >/dev/null
	run ! grep -aq Hemmelig registry.db
	[ "$(devreg-list --columns narrative,reporter_name,reporter_contact,actor,about_name | tail -n 1)" = \
		HemmeligA,HemmeligB,HemmeligC,HemmeligD,HemmeligE ]
}

@test "devreg-add asks only for what the reporter can tell" {
	[ "$(devreg-add --template)" = ref,source,office,reported,reporter_role,anonymity,language,narrative,reporter_name,reporter_contact,actor,about,about_name,subject_kind,event_kind,occurred,occurred_until,case ]
	for field in triaged severity level causes law-ref immediate-action; do
		refuses 2 "no such option: --$field" devreg-add --$field x
	done
	rows reporter_role,narrative,severity parent,x,3
	refuses 3 "no such column: severity" devreg-add -f in.csv
}

@test "devreg-add asks at a terminal for role, language and story" {
	printf 'parent\nbg\nNobody came.\nTwice.\n.\n' | terminal devreg-add >seen
	grep -q '^who reports: ' seen
	grep -qE '^D-OSL-2021-000001-[0-9A-Z]$' seen
	devreg-list --columns reporter_role,language,narrative | same reporter_role,language,narrative 'parent,bg,"Nobody came.' 'Twice."'
}

@test "devreg-add -e takes the story from an editor; an empty one reports nothing" {
	printf '#!/bin/sh\necho Written so >"$1"\n' >editor
	chmod +x editor
	EDITOR=$PWD/editor devreg-add --reporter-role child -e 2>/dev/null | grep -q '^D-OSL-2021-000001-'
	devreg-list --columns narrative | same narrative 'Written so'
	EDITOR=true devreg-add --reporter-role child -e 2>said | same
	grep -q 'nothing was reported' said
	[ "$(reports)" -eq 1 ]
	refuses 2 "what happened is told once" devreg-add -e -f in.csv
}

@test "devreg-add refuses a secret as an option, and says all that is missing" {
	refuses 2 "--narrative: a secret is never an argument" devreg-add --reporter-role child --narrative Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
	refuses 3 "--narrative: a value is needed" devreg-add
	[[ "$stderr" == *"--reporter-role: a value is needed"* ]]
	refuses 3 "--reporter-role: no such code: parnt (parent?)" devreg-add --reporter-role parnt
}

@test "devreg-add: an anonymous report gets a receipt, of which the registry keeps only what finds it" {
	rows reporter_role,anonymity,narrative child,anonymous,a school,open,b parent,anonymous,c
	devreg-add -f in.csv >out
	head -n 1 out | same line,deviation,receipt
	sed -n 2p out | grep -qE "^2,D-OSL-2021-000001-[0-9A-Z],$receipt\$"
	sed -n 3p out | grep -qE '^3,D-OSL-2021-000002-[0-9A-Z],$'
	sed -n 4p out | grep -qE "^4,D-OSL-2021-000003-[0-9A-Z],$receipt\$"
	[ "$(cut -d, -f3 out | grep -c -)" -eq 2 ]
	[ "$(cut -d, -f3 out | grep - | sort -u | wc -l)" -eq 2 ]
	for r in $(cut -d, -f3 out | grep -); do
		run ! grep -aq "$r" registry.db
		devreg-show --receipt <<<"$r" | grep -q Received
	done
	run ! devreg-list --columns receipt
	CASEWORK_UNSAFE_ARGS=1 devreg-add --reporter-role child --anonymity anonymous --narrative d >out 2>said
	# What those letters are for is told with them, and only with them.
	grep -q '^devreg-add: keep the receipt: devreg-show --receipt' said
	CASEWORK_UNSAFE_ARGS=1 run --separate-stderr devreg-add --reporter-role child --narrative e
	[[ "$stderr" != *receipt* ]]
	# A slip is told before an editor is opened for the account.
	printf '#!/bin/sh\necho what happened >>"$1"; : >opened\n' >editor
	chmod +x editor
	EDITOR=$PWD/editor refuses 3 "--event-kind: no such code: incidnt (incident?)" devreg-add -e --reporter-role child --event-kind incidnt
	[ ! -e opened ]
	sed -n 2p out | grep -qE "^$receipt\$"
	[ "$(wc -l <out)" -eq 2 ]
	registry-check --quiet
}

@test "devreg-add: an anonymous report keeps neither a name nor a way to reach the reporter" {
	rows reporter_role,anonymity,narrative,reporter_name,reporter_contact child,anonymous,a,Siri,555
	refuses 3 "in.csv:2: reporter_name: an anonymous report keeps no name" devreg-add -f in.csv
	[[ "$stderr" == *"reporter_contact: an anonymous report keeps no way"* ]]
	[[ "$stderr" != *Siri* && "$stderr" != *555* ]]
}

@test "devreg-add --update tells no receipt of a row that was there" {
	rows ref,reporter_role,anonymity,narrative 1,child,anonymous,a
	devreg-add -f in.csv >/dev/null
	rows ref,reporter_role,anonymity,narrative 2,child,anonymous,b 1,child,anonymous,c
	devreg-add -f in.csv --update >out
	grep -qE "^2,D-OSL-2021-000002-.,2,$receipt\$" out
	grep -qE '^3,D-OSL-2021-000001-.,1,$' out
}

@test "devreg-add --dry-run writes nothing and gives no receipt" {
	rows reporter_role,anonymity,narrative child,anonymous,a
	devreg-add -n -f in.csv | same
	CASEWORK_UNSAFE_ARGS=1 devreg-add -n --reporter-role child --anonymity anonymous --narrative d | same
	[ "$(reports)" -eq 0 ]
}

@test "devreg-add is refused to who has no key of the register, and names the way to go" {
	case_holder
	rows reporter_role,narrative parent,x
	refuses 5 "no key to the Deviation Register" devreg-add -f in.csv
	[[ "$stderr" == *"--to ${pub#keys/} -o FILE"* ]]
	refuses 5 "no key to the Deviation Register" devreg-add --reporter-role parent
	devreg-add --to "$pub" -o report.sealed -f in.csv
	[ "$(reports)" -eq 0 ]
}

@test "devreg-add: who keeps the register but no cases can report" {
	rm keys/*.case.key
	rows reporter_role,narrative parent,x
	devreg-add -f in.csv >/dev/null
	devreg-list --columns narrative | same narrative x
}

# ---- sealed ----

@test "devreg-add --to seals a report without a registry, a home, keys or a login" {
	rows reporter_role,language,narrative 'parent,nb,"Hemmelig ""sak""' 'på to linjer"'
	mkdir elsewhere
	cp "$pub" elsewhere/register.pub
	cp in.csv elsewhere/
	rm registry.db
	cd elsewhere
	stranger devreg-add -q --to register.pub -o report.sealed -f - <in.csv | same
	[ "$(stat -c %a report.sealed)" = 600 ]
	head -n 1 report.sealed | same 'casework sealed report 1'
	run ! grep -q Hemmelig report.sealed
	[ "$(ls | sort | paste -sd ' ')" = "in.csv register.pub report.sealed" ]
}

@test "devreg-add --to: the same report is never sealed alike, and its length does not show" {
	rows reporter_role,narrative parent,x
	devreg-add -q --to "$pub" -o one -f in.csv
	devreg-add -q --to "$pub" -o two -f in.csv
	rows reporter_role,narrative "parent,$(printf 'x%.0s' {1..500})"
	devreg-add -q --to "$pub" -o three -f in.csv
	run ! cmp -s one two
	[ "$(wc -c <one)" -eq "$(wc -c <three)" ]
}

@test "devreg-add --to asks at a terminal, and prints the receipt of an anonymous report alone" {
	printf 'parent\nar\nThey did not come.\n.\n' | terminal "devreg-add --to $pub -o report.sealed --anonymity anonymous" >seen
	grep -q '^  child  parent  relative' seen
	grep -E "^$receipt\$" seen >receipt
	devreg-show --receipt <receipt 2>said && return 1
	devreg-take report.sealed >/dev/null
	devreg-show --receipt <receipt | grep -q Received
	devreg-list --columns reporter_role,anonymity,language,narrative |
		same reporter_role,anonymity,language,narrative 'parent,anonymous,ar,They did not come.'
}

@test "devreg-add --to -e takes the story from an editor" {
	printf '#!/bin/sh\necho Written so >"$1"\n' >editor
	chmod +x editor
	EDITOR=$PWD/editor devreg-add -q --to "$pub" -o report.sealed --reporter-role child -e 2>/dev/null
	devreg-take report.sealed >/dev/null
	devreg-list --columns reporter_role,narrative | same reporter_role,narrative 'child,Written so'
}

@test "devreg-add --to prints the receipt to stdout, alone, and no receipt where the reporter is known" {
	rows reporter_role,anonymity,narrative child,anonymous,a
	devreg-add --to "$pub" -o one -f in.csv 2>said >out
	grep -qE "^$receipt\$" out
	[ "$(wc -l <out)" -eq 1 ]
	run ! grep -qF "$(cat out)" one
	grep -q '^devreg-add: one: sealed; only who keeps the register can read it$' said
	grep -q '^devreg-add: keep the receipt: ' said
	rows reporter_role,anonymity,narrative child,confidential,a
	devreg-add --to "$pub" -o two -f in.csv 2>said | same
	same 'devreg-add: two: sealed; only who keeps the register can read it' <said
}

@test "devreg-add --to keeps its own day" {
	rows reporter_role,narrative parent,x
	CASEWORK_TODAY=2021-06-01 devreg-add -q --to "$pub" -o report.sealed -f in.csv
	devreg-take report.sealed >/dev/null
	devreg-list --columns reported | same reported 2021-06-01
}

@test "devreg-add --to judges days, what is needed, and the rules, before anything is sealed" {
	out() { [ ! -e report.sealed ]; }
	refuses 3 "--narrative: a value is needed" devreg-add --to "$pub" -o report.sealed --occurred 2021-02-30
	[[ "$stderr" == *"--reporter-role: a value is needed"* && "$stderr" == *"--occurred: not a day: 2021-02-30"* ]]
	rows reporter_role,narrative,occurred,occurred_until parent,x,2021-12-01,2021-11-01
	refuses 3 "in.csv: occurred_until: before it began: 2021-11-01" devreg-add --to "$pub" -o report.sealed -f in.csv
	rows reporter_role,narrative,reported parent,x,2022-01-01
	refuses 3 "in.csv: reported: after today: 2022-01-01" devreg-add --to "$pub" -o report.sealed -f in.csv
	rows reporter_role,narrative,anonymity,reporter_name parent,x,anonymous,Siri
	refuses 3 "an anonymous report keeps no name" devreg-add --to "$pub" -o report.sealed -f in.csv
	rows reporter_role,narrative,case parent,x,C-OSL-2021-000001-A
	refuses 3 "case: mistyped" devreg-add --to "$pub" -o report.sealed -f in.csv
	rows reporter_role,narrative parent,$'x\x01y'
	refuses 3 "in.csv: narrative: has control characters in it" devreg-add --to "$pub" -o report.sealed -f in.csv
	out
}

@test "devreg-add --to: a code that casework does not have is told, not refused, but for anonymity" {
	rows reporter_role,narrative parnt,x
	devreg-add --to "$pub" -o one -f in.csv 2>said
	grep -q 'reporter_role: no usual code, the register will judge it: parnt (parent?)' said
	rows reporter_role,narrative,anonymity parent,x,anonymos
	refuses 3 "anonymity: no such code: anonymos (anonymous?)" devreg-add --to "$pub" -o two -f in.csv
	[ ! -e two ]
}

@test "devreg-add --to never writes over a file that is there" {
	rows reporter_role,anonymity,narrative parent,anonymous,x
	echo mine >report.sealed
	refuses 5 "report.sealed: is there already" devreg-add --to "$pub" -o report.sealed -f in.csv
	same mine <report.sealed
	ln -s nowhere link
	refuses 5 "link: is there already" devreg-add --to "$pub" -o link -f in.csv
	[ ! -e nowhere ]
	refuses 5 "is there already" devreg-add --to "$pub" -o /dev/null -f in.csv
}

@test "devreg-add --to: a receipt that cannot be printed seals nothing, and leaves nothing" {
	rows reporter_role,anonymity,narrative parent,anonymous,x
	run --separate-stderr sh -c "devreg-add --to $pub -o report.sealed -f in.csv >/dev/full"
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was sealed"* ]]
	[ -z "$(ls report.sealed* 2>/dev/null)" ]
	run --separate-stderr devreg-add --to "$pub" -o nowhere/report.sealed -f in.csv
	[ "$status" -eq 4 ]
	[ -z "$output" ]
}

@test "devreg-add --to seals one report: none, two, or what is no report is refused" {
	to() { devreg-add --to "$pub" -o report.sealed -f "$@"; }
	rows reporter_role,narrative
	refuses 3 "in.csv: no report below the header" to in.csv
	rows reporter_role,narrative parent,a parent,b
	refuses 3 "in.csv:3: an envelope holds one report only" to in.csv
	rows reporter_role,narative parent,a
	refuses 3 "in.csv:1: no such column: narative (narrative?)" to in.csv
	rows reporter_role,narrative,reporter_role parent,a,child
	refuses 3 "in.csv:1: twice in the header: reporter_role" to in.csv
	rows parent,Hemmelig
	refuses 3 "in.csv:1: none of the columns is a field" to in.csv
	[[ "$stderr" != *Hemmelig* ]]
	rows reporter_role,narrative,receipt parent,a,0000-0000-0000-0000
	refuses 3 "in.csv:1: no such column: receipt" to in.csv
	rows reporter_role,narrative,severity parent,a,3
	refuses 3 "in.csv:1: no such column: severity" to in.csv
	rows reporter_role,narrative parent
	refuses 3 "in.csv:2: 1 cell, but the header has 2" to in.csv
	rows reporter_role,narrative 'parent,"x'
	refuses 3 "a quote that is never closed" to in.csv
	refuses 3 "empty: not even a header" to /dev/null
	[ ! -e report.sealed ]
}

@test "devreg-add --to takes the columns of --template, its ref, source and office left empty" {
	devreg-add --template >in.csv
	echo ',,,,parent,,,x,,,,,,,,,,' >>in.csv
	devreg-add -q --to "$pub" -o report.sealed -f in.csv
	devreg-take report.sealed >/dev/null
	devreg-list --columns reporter_role,narrative | same reporter_role,narrative parent,x
	sed -i '2s/^/r1/' in.csv
	refuses 3 "only the register itself gives a report its ref" devreg-add --to "$pub" -o two -f in.csv
}

@test "devreg-add --to reads a file as spreadsheets write it" {
	printf 'reporter_role;narrative\r\nparent;\xe5 nei\r\n' >in.csv
	devreg-add -q --to "$pub" -o report.sealed -f in.csv --delimiter ';' --encoding latin1
	devreg-take report.sealed >/dev/null
	devreg-list --columns narrative | same narrative 'å nei'
}

@test "devreg-add --to -n judges and seals nothing" {
	rows reporter_role,anonymity,narrative parent,anonymous,x
	devreg-add -n --to "$pub" -o report.sealed -f in.csv 2>said | same
	grep -q 'it would be sealed; nothing was written' said
	[ ! -e report.sealed ]
}

@test "devreg-add --to refuses what goes with a registry only, and -o what goes with --to" {
	to() { devreg-add --to "$pub" -o report.sealed "$@"; }
	refuses 2 "--registry: not with --to" to --registry registry.db
	refuses 2 "--as: not with --to" to --as admin
	refuses 2 "--ref: not with --to" to --ref 1
	refuses 2 "--office: not with --to" to --office OSL
	refuses 2 "--source: not with --to" to --source OSL
	refuses 2 "--update: not with --to" to --update -f in.csv
	refuses 2 "--skip-existing: not with --to" to --skip-existing -f in.csv
	refuses 2 "--keep-going: not with --to" to --keep-going -f in.csv
	refuses 2 "--reporter-role: given twice" to --reporter-role child --reporter-role parent
	refuses 2 "needs -o FILE" devreg-add --to "$pub"
	refuses 2 "needs -o FILE" devreg-add --to "$pub" -o -
	refuses 2 "-o goes with --to" devreg-add -o report.sealed
	refuses 2 "a secret is never an argument" to --narrative x
}

@test "devreg-add --to takes the public key of a register and nothing else" {
	rows reporter_role,narrative parent,x
	echo nonsense >no.pub
	refuses 3 "no.pub: not a register's public key" devreg-add --to no.pub -o report.sealed -f in.csv
	refuses 3 "not a register's public key" devreg-add --to keys/*.register.key -o report.sealed -f in.csv
	sed '3s/.$//' "$pub" >short.pub
	refuses 3 "short.pub: not a register's public key" devreg-add --to short.pub -o report.sealed -f in.csv
	refuses 4 "none.pub: cannot be read" devreg-add --to none.pub -o report.sealed -f in.csv
	[ ! -e report.sealed ]
}

@test "registry-init puts the register's public key beside the keys, for everybody to read" {
	[ "$(ls keys/*.pub | wc -l)" -eq 1 ]
	[ "$(basename "$pub" .register.pub)" = "$(basename keys/*.register.key .register.key)" ]
	[ "$(stat -c %a "$pub")" = 644 ]
	head -n 1 "$pub" | same 'casework public key 1'
	sed -n 2p "$pub" | same "$(sed -n 2p keys/*.register.key)"
	run ! grep -qF "$(sed -n 3p keys/*.register.key)" "$pub"
	(umask 077; CASEWORK_KEY=$PWD/other registry-init -q -r other.db --code BER)
	[ "$(stat -c %a other/*.pub)" = 644 ]
	refuses 5 "is there already" registry-init --code OSL
	[ "$(ls keys | wc -l)" -eq 4 ]
}

@test "a registry of the profile register keeps deviations, and nothing about cases" {
	rm -r registry.db keys
	registry-init -q --code REG --profile register
	rows reporter_role,anonymity,narrative child,anonymous,x
	devreg-add -f in.csv | tail -n 1 | cut -d, -f3 | devreg-show --receipt | grep -q Received
	devreg-add -q --to keys/*.pub -o report.sealed -f in.csv >/dev/null
	id=$(devreg-take report.sealed)
	devreg-triage "$id" --severity 2 >/dev/null
	devreg-show "$id" --columns severity,narrative | same severity,narrative 2,x
	[ "$(reports)" -eq 2 ]
	while read -r command; do
		# shellcheck disable=SC2086
		refuses 5 "this registry keeps the Deviation Register alone" $command
	done <<-END
		concern-add --reporter school --content basic_care
		case-new
		person-add --sex female
		investigation-add
		measure-add
		decision-add
		note-add
	END
	office-add --code N1 --name North --kind service
	registry-check --quiet
}
