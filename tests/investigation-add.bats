#!/usr/bin/env bats
# investigation-add: investigations are registered, one by hand or many from CSV.

setup() { load helper; three_cases; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# column NOUN REF [COLUMN]: what stands there of the record with this ref; without a column its id.
column() { "$1-list" --ref "$2" --columns "${3:-$1}" | tail -n 1; }

@test "investigation-add registers an investigation and prints its id alone" {
	run --separate-stderr investigation-add --case @k1
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^IN-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
}

@test "investigation-add takes today, me and no extension where nothing is said, and the office and the child from the case" {
	investigation-add --case @k2 >/dev/null
	investigation-list --columns started,extended,ended,staff,office,source,person,given_name,days |
		same started,extended,ended,staff,office,source,person,given_name,days \
			"2021-12-31,no,,admin,N2,,$(column case k2 person),أحمد,0"
}

@test "investigation-add keeps every field that is given as an option" {
	staff-add --code s1 --name Vik --role caseworker >/dev/null
	c=$(concern-add --reporter school --content basic_care --received 2021-02-01)
	last=$(investigation-add --case @k1 --concern "$c" --started 2021-02-03 --extended yes --ended=2021-06-01 --outcome measures \
		--grounds home_violence,basic_care --child-heard observed --staff s1 --ref 17 --office OSL)
	investigation-list --columns investigation,case,concern,started,extended,ended,outcome,grounds,child_heard,staff |
		same investigation,case,concern,started,extended,ended,outcome,grounds,child_heard,staff \
			"$last,$(column case k1),$c,2021-02-03,yes,2021-06-01,measures,home_violence|basic_care,observed,s1"
	investigation-list --columns ref,source,office,days | same ref,source,office,days 17,OSL,OSL,118
}

@test "investigation-add says every value that is missing or wrong, with the nearest code" {
	refuses 3 "--case: a value is needed" investigation-add
	refuses 3 "--case: no record has this ref: @k9" investigation-add --case @k9 --concern @k1 --started 2021-02-30 \
		--extended perhaps --ended x --outcome droped --grounds basic_cars --child-heard talkd --staff nobody
	[[ "$stderr" == *"--concern: no record has this ref: @k1"* ]]
	[[ "$stderr" == *"--started: not a day: 2021-02-30"* ]]
	[[ "$stderr" == *"--extended: neither yes nor no: perhaps"* ]]
	[[ "$stderr" == *"--ended: not a day"* ]]
	[[ "$stderr" == *"--outcome: no such code: droped (dropped?)"* ]]
	[[ "$stderr" == *"--grounds: no such code: basic_cars (basic_care?)"* ]]
	[[ "$stderr" == *"--child-heard: no such code: talkd (talked?)"* ]]
	[[ "$stderr" == *"--staff: no such member of staff: nobody"* ]]
	[ "$(count investigation)" -eq 0 ]
}

@test "investigation-add refuses operands, unknown options and options given twice" {
	refuses 2 "takes no operands: k1" investigation-add k1
	refuses 2 "no such option: --grouns (--grounds?)" investigation-add --grouns basic_care
	refuses 2 "--started: given twice" investigation-add --case @k1 --started 2021-02-01 --started 2021-03-01
	refuses 2 "--case needs a value" investigation-add --case
}

@test "investigation-add: the child is the case's, and not to be given" {
	child=$(column case k2 person)
	refuses 2 "--person" investigation-add --case @k1 --person "$child"
	rows case,person "@k1,$child"
	refuses 3 "in.csv:1: is taken from the record it follows, and cannot be given: person" investigation-add -f in.csv
	last=$(investigation-add --case @k1 --started 2021-02-01)
	record-edit "$last" --case @k2
	investigation-list --columns given_name,person | same given_name,person "أحمد,$child"
}

@test "investigation-add refuses a case that is mistyped, of another kind or struck out" {
	c=$(column case k1)
	refuses 3 "--case: mistyped: its check character does not fit" investigation-add --case "${c/1-/2-}"
	refuses 3 "--case: the id of a person, not of a case" investigation-add --case "$(column person k1)"
	refuses 3 "--concern: the id of a case, not of a message of concern" investigation-add --case "$c" --concern "$c"
	record-void "$c" --reason dobbelt >/dev/null
	refuses 5 "--case: was struck out: $c" investigation-add --case "$c"
	[ "$(count investigation)" -eq 0 ]
}

@test "investigation-add: a case of another office is found by its ref alone, and one that two offices gave is not guessed" {
	investigation-add --case @k2 >/dev/null
	printf 'ref,office,given_name,family_name,birth\nk1,N2,Per,Dal,2015-05-06\n' | case-new -f - >/dev/null
	refuses 3 "--case: two offices sent this ref: write @OFFICE:REF: @k1" investigation-add --case @k1
	investigation-add --case @N2:k1 >/dev/null
	investigation-list --columns given_name,office | same given_name,office أحمد,N2 Per,N2
}

@test "investigation-add: a message about another child is refused" {
	concern-add -f "$top/tests/data/concerns.csv" >/dev/null
	c=$(case-new @a2)
	investigation-add --case "$c" --concern @a2
	refuses 3 "--concern: is about another child" investigation-add --case @k1 --concern @a2
	# A message that no case came from may be about any child.
	investigation-add --case @k1 --concern @a1 >/dev/null
	[ "$(count investigation)" -eq 2 ]
}

@test "investigation-add: no day is after today, and none ends before it starts" {
	refuses 3 "--started: after today: 2022-01-01" investigation-add --case @k1 --started 2022-01-01
	refuses 3 "--ended: after today: 2022-01-01" investigation-add --case @k1 --ended 2022-01-01 --outcome dropped
	refuses 3 "--ended: before it started: 2021-02-28" \
		investigation-add --case @k1 --started 2021-03-01 --ended 2021-02-28 --outcome dropped
	investigation-add --case @k1 --started 2021-03-01 --ended 2021-03-01 --outcome dropped
}

@test "investigation-add: what has ended has an outcome, and an outcome was an end" {
	refuses 3 "--outcome: a value is needed once it has ended" investigation-add --case @k1 --ended 2021-12-31
	refuses 3 "--ended: a value is needed once there is an outcome" investigation-add --case @k1 --outcome dropped
}

@test "investigation-add: an outcome holds on the day that the investigation ended" {
	rm -r registry.db* keys
	three_cases --profile no
	refuses 3 "--outcome: not valid on 2021-12-31: referred (valid from 2022-01-01)" \
		investigation-add --case @k1 --ended 2021-12-31 --outcome referred
	CASEWORK_TODAY=2022-01-01 investigation-add --case @k1 --started 2021-12-31 --ended 2022-01-01 --outcome referred
}

@test "investigation-add: an investigation lies within the days of its case" {
	refuses 5 "--started: before its case was opened: 2021-01-08 (--override \"why\" goes on)" \
		investigation-add --case @k1 --started 2021-01-07
	investigation-add --case @k1 --started 2021-01-08
	refuses 5 "--ended: after its case was closed: 2020-12-31 (--override \"why\" goes on)" \
		investigation-add --case @k3 --started 2020-12-01 --ended 2021-01-01 --outcome dropped
	investigation-add --case @k3 --started 2020-12-01 --ended 2020-12-31 --outcome dropped
	refuses 5 "--ended: a value is needed: its case was closed on 2020-12-31 (--override \"why\" goes on)" \
		investigation-add --case @k3 --started 2020-12-01
	refuses 5 "--started: after its case was closed: 2020-12-31" investigation-add --case @k3 --started 2021-01-01
	last=$(investigation-add --case @k3 --started 2020-12-01 --override 'Saken ble lukket ved en feil')
	investigation-list --columns investigation,overridden --match overridden=. |
		same investigation,overridden "$last,Saken ble lukket ved en feil"
}

@test "investigation-add: history from before rules bind is let through, told and counted" {
	record-edit office:N1 --live-from 2021-06-01
	rows case,started @k1,2020-11-01 @k1,2021-07-01 @k1,2020-10-01
	run --separate-stderr investigation-add -f in.csv
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"in.csv:2: started: before its case was opened: 2021-01-08 (history: it is let through)"* ]]
	[[ "$stderr" == *"in.csv: 2 rules not kept by history from before live_from"* ]]
	[ "$(count investigation)" -eq 3 ]
}

@test "investigation-add -f prints line, id and ref of each row; options fill in for columns that are absent" {
	rows ref,case i1,@k1 i2,@k2
	investigation-add -f in.csv --started 2021-05-05 | sed 's/-[0-9A-Z],/,/' |
		same line,investigation,ref 2,IN-OSL-2021-000001,i1 3,IN-OSL-2021-000002,i2
	investigation-list --columns ref,source,office,started | same ref,source,office,started i1,N1,N1,2021-05-05 i2,N2,N2,2021-05-05
	rows started 2021-05-05
	refuses 3 "in.csv:1: a needed column is missing: case" investigation-add -f in.csv
}

@test "investigation-add -f writes nothing if any row is bad; --keep-going the good ones, and --rejects can be mended" {
	rows ref,case,ended,outcome i1,@k1,, i2,@k9,, i3,@k2,2021-12-31, i4,@k2,2021-12-31,dropped
	refuses 3 "in.csv:3: case: no record has this ref: @k9" investigation-add -f in.csv
	[[ "$stderr" == *"in.csv:4: outcome: a value is needed once it has ended"* ]]
	[[ "$stderr" == *"2 rows are bad; nothing was written"* ]]
	[ "$(count investigation)" -eq 0 ]
	run investigation-add -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	sed -i 's/@k9/@k2/; s/^i3,@k2,2021-12-31,/&board/' bad.csv
	investigation-add -f bad.csv >/dev/null
	investigation-list --columns ref,outcome --sort ref | same ref,outcome i1, i2, i3,board i4,dropped
}

@test "investigation-add -f takes a ref once: --skip-existing passes over it, --update changes it" {
	rows ref,case,grounds i1,@k1,basic_care
	last=$(investigation-add -f in.csv | awk -F, 'NR == 2 { print $2 }')
	rows ref,case,grounds i1,@k1,child_mental
	refuses 3 "in.csv:2: ref: is there already: i1 ($last; --skip-existing passes over it, --update changes it)" \
		investigation-add -f in.csv
	investigation-add -f in.csv --skip-existing | same line,investigation,ref
	investigation-list --columns grounds | same grounds basic_care
	rows ref,grounds i1,+home_violence
	investigation-add -f in.csv --update >/dev/null
	investigation-list --columns investigation,grounds | same investigation,grounds "$last,home_violence|basic_care"
}

@test "investigation-add --dry-run says what is wrong and writes nothing" {
	investigation-add -n --case @k1
	refuses 3 "--outcome: a value is needed" investigation-add -n --case @k1 --ended 2021-12-31
	[ "$(count investigation)" -eq 0 ]
}

@test "investigation-add --template prints the header, which with no rows is a file that it reads" {
	investigation-add --template >empty.csv
	same ref,source,office,case,concern,started,extended,ended,outcome,grounds,child_heard,staff <empty.csv
	investigation-add -f empty.csv | same line,investigation,ref
}

@test "investigation-add writes nothing that it cannot print" {
	run --separate-stderr bash -c 'investigation-add --case @k1 >/dev/full'
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	[ "$(count investigation)" -eq 0 ]
}
