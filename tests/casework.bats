#!/usr/bin/env bats
# casework: what waits today; the registry in use and what is in it; all commands.

setup() { load helper; bare; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

# id NOUN REF
id() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

# ---- my day ----

@test "casework shows what waits for me: messages, what is overdue and due, deviations, notes; a row each in a pipe" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	n=$(note-add --about "$(id case c3)" --day 2021-12-27 --kind visit --text "Hun smilte.")
	d=$(devreg-add --reporter-role parent --narrative x | head -n 1)
	casework >out.csv
	head -n 1 out.csv | same section,day,left,noun,id,case,what
	grep -x "messages,2022-01-05,5,concern,$(id concern a10),,message_review" out.csv
	grep -x "overdue,2021-08-10,-143,measure,$(id measure m3),$(id case c2),placement_visit" out.csv
	grep -x "due,2022-01-03,3,case,$(id case c3),$(id case c3),case_followup" out.csv
	grep -x "deviations,2022-01-07,7,deviation,$d,,deviation_triage" out.csv
	grep -x "notes,2021-12-27,,note,$n,$(id case c3),visit" out.csv
	tail -n +2 out.csv | cut -d , -f 1 | uniq | same messages overdue due deviations notes
	casework --format json | grep -F '"section":"messages","day":"2022-01-05","left":5,'
	CASEWORK_LANG=bg casework --labels --columns what | grep -x 'Проследяване на случая'
}

@test "casework is a page on a terminal, with names of children and the words of notes for who holds the key" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	note-add --about "$(id case c3)" --day 2021-12-27 --kind visit --text "$(printf 'Hun smilte.\nMer.')" >/dev/null
	devreg-add --reporter-role parent --narrative x >/dev/null
	terminal casework >page
	grep -x '2021-12-31  Administrator, OSL' page
	grep -A 1 -x 'Messages to decide' page | grep -E '^  2022-01-05  5 days left +M-OSL-[^ ]+ +Eva Moe$'
	grep -A 9 -x 'Overdue' page | grep -E '^  2021-08-10  143 days over +ME-[^ ]+ +Visit the child in placement  أحمد حسن$'
	grep -A 1 -x 'Due within a week' page | grep -E '^  2022-01-03  3 days left +C-[^ ]+ +Follow the case up  Мария Иванова$'
	grep -A 1 -x 'Deviations to assess' page | grep -E '^  2022-01-07  7 days left +D-[^ ]+$'
	grep -A 1 -x 'Newest notes on your cases' page | grep -E '^  2021-12-27 +NO-[^ ]+ +Visit  Мария Иванова  Hun smilte\.$'
	run ! grep 'Mer' page
	mv keys keys.away
	terminal casework >page
	run ! grep -E 'Moe|Мария|smilte|Deviations' page
	grep -E '^  2022-01-05  5 days left +M-OSL-[^ ]+$' page
}

@test "casework says kindly that nothing waits, leaves out what is empty, and of much shows the first and where the rest is" {
	fresh
	terminal casework | same '2021-12-31  Administrator, OSL' '' 'Nothing waits for you today.'
	casework | same section,day,left,noun,id,case,what
	for i in {1..12}; do echo "2021-12-$((i + 10)),school,basic_care,$i"; done | { echo received,reporter,content,ref; cat; } | concern-add -f - >/dev/null
	terminal casework >page
	[ "$(grep -c ' M-OSL-' page)" -eq 10 ]
	tail -n 1 page | same "  and 2 more: concern-list --office OSL --decided ''"
	[ "$(grep -cE '^[A-Z]' page)" -eq 1 ]
	[ "$(casework | wc -l)" -eq 13 ]
	[ "$(count concern --office OSL --decided '')" -eq 12 ]
}

@test "casework: messages are of my office and those below it, what is due is mine, and I am who CASEWORK_USER says" {
	families
	staff-add --code s1 --name Siri --role caseworker --office N1 >/dev/null
	m=$(concern-add --office N1 --reporter school --content basic_care)
	casework --columns section,id | grep -x "messages,$m"
	export CASEWORK_USER=s1
	casework --columns section,id | same section,id "messages,$m"
	record-edit case:@c6 --lead s1
	casework --columns section,id | grep -x "overdue,$(id case c6)"
	[ "$(casework --columns id | grep -c "$(id case c2)")" -eq 0 ]
	terminal casework | head -n 1 | same '2021-12-31  Siri, N1'
	CASEWORK_USER=s9 refuses 3 'no such member of staff: s9' casework
}

@test "casework shows what somebody else handed over to me, by whom and when, until I have done something in it" {
	planned
	staff-add -f - >/dev/null <<-END
		code,name,role,login,office
		siri,Siri Lie,caseworker,$(command id -un),OSL
		odd,Odd Bø,caseworker,$(command id -un),OSL
	END
	handed() { CASEWORK_USER=siri casework --columns section,noun,id,case,what | sed -n 's/^handed,//p' | sort; }
	export CASEWORK_UNSAFE_ARGS=1
	c=$(id case c3) p=$(id plan p1) a=$(action-list --case @c3 --done '' --columns action | sed -n 2p)
	# What I take over myself, and what was mine from the beginning, is no news.
	record-edit case:@c6 --lead siri --as siri >/dev/null
	[ -z "$(handed)" ]
	record-edit "$c" --lead siri --as odd >/dev/null
	handed | same "case,$c,$c,odd"
	CASEWORK_USER=siri casework --labels --format json | grep -F "\"section\":\"handed\",\"day\":\"$(date -u +%Y-)" | grep -F '"what":"Odd Bø"'
	# That of another is not mine, and another change of mine by another leaves it as it is.
	[ -z "$(CASEWORK_USER=odd casework --columns section | grep handed)" ]
	record-edit "$c" --risk low --as odd >/dev/null
	record-edit "$p" --staff siri >/dev/null
	record-edit "$a" --staff siri >/dev/null
	handed | same "action,$a,$c,admin" "case,$c,$c,odd" "plan,$p,$c,admin"
	CASEWORK_USER=siri terminal casework >page
	grep -A 4 -x 'Handed over to you' page | grep -E "^  20[0-9-]{8} +$c +from Odd Bø  Мария Иванова\$"
	# Who it was given on to has it now.
	record-edit "$p" --staff odd >/dev/null
	handed | same "action,$a,$c,admin" "case,$c,$c,odd"
	# A note about the action is of the action alone; one about the case is of all in it.
	note-add --about "$a" --text Ringt --as siri >/dev/null
	handed | same "case,$c,$c,odd"
	note-add --about "$c" --text Ringt --as admin >/dev/null
	handed | same "case,$c,$c,odd"
	measure-add --case "$c" --category advice --as siri >/dev/null
	[ -z "$(handed)" ]
	# What was handed over long ago is not either, nor what is over.
	record-edit case:@c2 --lead siri >/dev/null
	[ "$(handed | wc -l)" -eq 1 ]
	CASEWORK_TODAY=2199-01-01 handed | same
	record-edit case:@c2 --closed today --close-reason other --override x >/dev/null
	[ -z "$(handed)" ]
}

@test "casework still shows an undecided message for which there is no deadline" {
	furnished
	sqlite3 registry.db "DELETE FROM deadline"
	casework | same section,day,left,noun,id,case,what "messages,,,concern,$(id concern a10),,"
	terminal casework | grep -E '^ +M-OSL-[^ ]+ +Eva Moe$'
}

@test "casework in the Deviation Register alone shows the reports that wait, and their day" {
	fresh --profile register
	d=$(CASEWORK_UNSAFE_ARGS=1 devreg-add --reporter-role parent --narrative x | head -n 1)
	casework | same section,day,left,noun,id,case,what "deviations,2022-01-07,7,deviation,$d,,deviation_triage"
	mkdir away && mv keys/*.register.key away
	casework | same section,day,left,noun,id,case,what
	terminal casework | grep -x 'Nothing waits for you today.'
}

# ---- the registry ----

@test "casework --about shows the registry in use and how much is in it" {
	furnished
	casework --about | grep -Ev '^(x|version)' >out.csv
	grep -x "registry,$CASEWORK_REGISTRY" out.csv
	grep -x code,OSL out.csv
	grep -x name,Oslo out.csv
	grep -x profile,generic out.csv
	grep -x concern,10 out.csv
	grep -x office,5 out.csv
	grep -x staff,1 out.csv
	head -n 1 out.csv | same what,value
	terminal casework --about | grep -Ex 'concern +10'
}

@test "casework shows that too to who is not on the staff" {
	furnished
	casework --about >about
	sqlite3 registry.db "UPDATE staff SET login = 'someone'"
	casework | cmp - about
}

@test "casework --about does not count what was struck out" {
	furnished
	record-void @a1 --reason dobbelt >/dev/null
	casework --about | grep -x concern,9
}

@test "casework --about shows the registry that --registry names, without a key" {
	fresh
	registry-init -q -r b.db --code BGO --name Bergen --profile no
	rm -r keys
	casework --about -r b.db | sed -n 2,5p | same registry,b.db code,BGO name,Bergen profile,no
	refuses 2 "--registry: one registry only" casework -r b.db -r registry.db
}

@test "casework without a registry says how to make one" {
	refuses 4 "registry-init" casework
	[[ "$stderr" == *"$CASEWORK_REGISTRY"* ]]
}

@test "casework --commands lists every command by group, with what it does, and needs no registry" {
	casework --commands >out
	# Group, name and brief, none of them empty, parted by tabs, in order of group and name.
	awk -F'\t' 'NF != 3 || $1 == "" || $2 == "" || $3 == "" { print; bad = 1 } END { exit bad }' out
	sort -c -t "$(printf '\t')" -k1,1 -k2,2 out
	# What is listed is what is installed beside it.
	diff <(cut -f 2 out | sort) <(cd "$build/bin" && ls | sort)
	grep -qx "messages of concern	concern-add	register a message of concern, or many from CSV" out
	grep -q "^the registry	casework	" out
}

@test "casework --help and --version need no registry" {
	casework --help | grep -q '^Usage: casework'
	casework --version | grep -Eq '^casework [0-9]+\.[0-9]+\.[0-9]+$'
}

@test "casework runs a command that is named first" {
	furnished
	casework concern-list --ref a1 --columns ref,urgency | same ref,urgency a1,normal
	casework concern-show @a1 --columns ref | same ref a1
	# Messages come under the command's own name.
	refuses 3 "concern-list: --urgency: no such code: soon" casework concern-list --urgency soon
}

@test "casework refuses a command that it does not have, and says where they are listed" {
	refuses 2 "casework --commands lists them" casework frobnicate
	refuses 2 "casework --commands lists them" casework concern-frobnicate
	refuses 2 "no such option: --comands (--commands?)" casework --comands
}
