#!/usr/bin/env bats
# decision-add: formal decisions are registered, one by hand or many from CSV.

setup() { load helper; three_cases; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# order ARGUMENTS...: a care order.
order() { decision-add --kind care_order "$@"; }

# column NOUN REF [COLUMN]: what stands there of the record with this ref; without a column its id.
column() { "$1-list" --ref "$2" --columns "${3:-$1}" | tail -n 1; }

@test "decision-add registers a decision and prints its id alone" {
	run --separate-stderr order --case @k1
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^DE-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
}

@test "decision-add takes today and the service where nothing is said, and the office and the child from the case" {
	order --case @k2 >/dev/null
	decision-list --columns decided,body,consent,outcome,office,source,person,given_name |
		same decided,body,consent,outcome,office,source,person,given_name \
			"2021-12-31,service,,,N2,,$(column case k2 person),أحمد"
}

@test "decision-add keeps every clear field that is given as an option" {
	d=$(decision-add --case @k1 --kind emergency --decided 2021-03-01 --body=court --consent no --law 'bvl. § 4-6' \
		--outcome approved --ref 17 --office OSL)
	decision-list --columns decision,case,kind,decided,body,consent,law,outcome |
		same decision,case,kind,decided,body,consent,law,outcome \
			"$d,$(column case k1),emergency,2021-03-01,court,no,bvl. § 4-6,approved"
	decision-list --columns ref,source,office | same ref,source,office 17,OSL,OSL
}

@test "decision-add says every value that is missing or wrong, with the nearest code" {
	refuses 3 "--case: a value is needed" decision-add
	[[ "$stderr" == *"--kind: a value is needed"* ]]
	refuses 3 "--kind: no such code: care_ordre (care_order?)" decision-add --case @k9 --kind care_ordre \
		--decided 2021-02-30 --body boord --consent perhaps --outcome yes
	[[ "$stderr" == *"--case: no record has this ref: @k9"* ]]
	[[ "$stderr" == *"--decided: not a day: 2021-02-30"* ]]
	[[ "$stderr" == *"--body: no such code: boord (board?)"* ]]
	[[ "$stderr" == *"--consent: neither yes nor no: perhaps"* ]]
	[[ "$stderr" == *"--outcome: no such code: yes"* ]]
	[ "$(count decision)" -eq 0 ]
}

@test "decision-add refuses operands, unknown options and options given twice" {
	refuses 2 "takes no operands: k1" order k1
	refuses 2 "no such option: --knd (--kind?)" decision-add --knd care_order
	refuses 2 "--kind: given twice" order --case @k1 --kind emergency
	refuses 2 "--case needs a value" order --case
}

@test "decision-add refuses a secret as an option and does not repeat it" {
	refuses 2 "--reason: a secret is never an argument" order --case @k1 --reason Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
	[ "$(count decision)" -eq 0 ]
}

@test "decision-add: the child is the case's, and not to be given" {
	child=$(column case k2 person)
	refuses 2 "--person" order --case @k1 --person "$child"
	rows case,kind,person "@k1,care_order,$child"
	refuses 3 "in.csv:1: is taken from the record it follows, and cannot be given: person" decision-add -f in.csv
	d=$(order --case @k1)
	record-edit "$d" --case @k2
	decision-list --columns given_name,person | same given_name,person "أحمد,$child"
}

@test "decision-add refuses a case that is mistyped, of another kind or struck out" {
	c=$(column case k1)
	refuses 3 "--case: mistyped: its check character does not fit" order --case "${c/1-/2-}"
	refuses 3 "--case: the id of a person, not of a case" order --case "$(column person k1)"
	record-void "$c" --reason dobbelt >/dev/null
	refuses 5 "--case: was struck out: $c" order --case "$c"
	[ "$(count decision)" -eq 0 ]
}

@test "decision-add: a case of another office is found by its ref alone, and one that two offices gave is not guessed" {
	order --case @k2 >/dev/null
	printf 'ref,office,given_name,family_name,birth\nk1,N2,Per,Dal,2015-05-06\n' | case-new -f - >/dev/null
	refuses 3 "--case: two offices sent this ref: write @OFFICE:REF: @k1" order --case @k1
	order --case @N2:k1 >/dev/null
	decision-list --columns given_name,office | same given_name,office أحمد,N2 Per,N2
}

@test "decision-add: no decision is after today" {
	refuses 3 "--decided: after today: 2022-01-01" order --case @k1 --decided 2022-01-01
	CASEWORK_TODAY=2022-01-01 order --case @k1 --decided 2022-01-01
}

@test "decision-add: a decision lies within the days of its case, first and last day too" {
	refuses 5 "--decided: before its case was opened: 2021-01-08 (--override \"why\" goes on)" order --case @k1 --decided 2021-01-07
	order --case @k1 --decided 2021-01-08
	refuses 5 "--decided: after its case was closed: 2020-12-31 (--override \"why\" goes on)" order --case @k3 --decided 2021-01-01
	order --case @k3 --decided 2020-12-31
	order --case @k3 --decided 2021-01-01 --override 'Protokollen kom sent' >/dev/null
	decision-list --columns decided,overridden --decided 2021-01-01 | same decided,overridden '2021-01-01,Protokollen kom sent'
}

@test "decision-add: history from before rules bind is let through, told and counted" {
	record-edit office:N1 --live-from 2021-06-01
	rows case,kind,decided @k1,care_order,2020-11-01 @k1,care_order,2021-07-01 @k1,emergency,2020-10-01
	run --separate-stderr decision-add -f in.csv
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"in.csv:2: decided: before its case was opened: 2021-01-08 (history: it is let through)"* ]]
	[[ "$stderr" == *"in.csv: 2 rules not kept by history from before live_from"* ]]
	[ "$(count decision)" -eq 3 ]
}

@test "decision-add -f prints line, id and ref of each row, and keeps the reasons sealed" {
	rows ref,case,kind,decided,reason 'd1,@k1,care_order,2021-05-04,"Ingen hjelp' 'ved kjøkkenbordet, ""nå"", er nok."' d2,@k2,emergency,,خطر
	decision-add -f in.csv | sed 's/-[0-9A-Z],/,/' | same line,decision,ref 2,DE-OSL-2021-000001,d1 4,DE-OSL-2021-000002,d2
	decision-list --ref d1 --columns office,reason | same office,reason 'N1,"Ingen hjelp' 'ved kjøkkenbordet, ""nå"", er nok."'
	decision-list --ref d2 --columns office,reason | same office,reason N2,خطر
	run ! grep -q kjøkkenbordet registry.db*
}

@test "decision-add -f: options fill in for the columns that are absent" {
	rows case @k1 @k2
	decision-add -f in.csv --kind help_measure --decided 2021-05-05 >/dev/null
	decision-list --columns kind,decided,office | same kind,decided,office help_measure,2021-05-05,N1 help_measure,2021-05-05,N2
	refuses 3 "in.csv:1: a needed column is missing: kind" decision-add -f in.csv
}

@test "decision-add -f writes nothing if any row is bad; --keep-going the good ones, and --rejects can be mended" {
	rows ref,case,kind,decided d1,@k1,care_order,2021-05-05 d2,@k9,care_order, d3,@k1,care_order,2022-05-05 d4,@k3,other,2020-05-05
	refuses 3 "in.csv:3: case: no record has this ref: @k9" decision-add -f in.csv
	[[ "$stderr" == *"in.csv:4: decided: after today: 2022-05-05"* ]]
	[[ "$stderr" == *"2 rows are bad; nothing was written"* ]]
	[ "$(count decision)" -eq 0 ]
	run decision-add -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	sed -i 's/@k9/@k2/; s/2022-05/2021-05/' bad.csv
	decision-add -f bad.csv >/dev/null
	decision-list --columns ref --sort ref | same ref d1 d2 d3 d4
}

@test "decision-add -f takes a ref once: --skip-existing passes over it, --update changes it" {
	rows ref,case,kind,outcome d1,@k1,care_order,
	d=$(decision-add -f in.csv | awk -F, 'NR == 2 { print $2 }')
	rows ref,case,kind,outcome d1,@k1,care_order,approved
	refuses 3 "in.csv:2: ref: is there already: d1 ($d; --skip-existing passes over it, --update changes it)" decision-add -f in.csv
	decision-add -f in.csv --skip-existing | same line,decision,ref
	decision-list --columns outcome | same outcome '""'
	decision-add -f in.csv --update >/dev/null
	decision-list --columns decision,outcome | same decision,outcome "$d,approved"
}

@test "decision-add --dry-run says what is wrong and writes nothing" {
	order -n --case @k1
	refuses 3 "--decided: after today" order -n --case @k1 --decided 2022-01-01
	[ "$(count decision)" -eq 0 ]
}

@test "decision-add --template prints the header, which with no rows is a file that it reads" {
	decision-add --template >empty.csv
	same ref,source,office,case,kind,decided,body,consent,law,outcome,reason <empty.csv
	decision-add -f empty.csv | same line,decision,ref
}

@test "decision-add writes nothing that it cannot print" {
	run --separate-stderr bash -c 'decision-add --case @k1 --kind care_order >/dev/full'
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	[ "$(count decision)" -eq 0 ]
}

@test "decision-add without the key that seals refuses the reasons, and keeps them nowhere" {
	rm keys/*.case.key
	rows case,kind,reason @k1,care_order,Hemmelig
	refuses 5 "no key to seal" decision-add -f in.csv
	[[ "$stderr" != *Hemmelig* ]]
	[ "$(count decision)" -eq 0 ]
}
