#!/usr/bin/env bats
# case-list: cases, filtered, chosen, ordered, with the child of each.

setup() { load helper; families; }

# refs ARGUMENTS...: the refs of the cases that are listed, on one line.
refs() { case-list --columns ref,case "$@" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# of REF: the case that was loaded with this ref; its child.
of() { case-list --ref "$1" --columns case | tail -n 1; }
child_of() { case-list --ref "$1" --columns person | tail -n 1; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "case-list prints CSV in a pipe: keys, and no column that is sealed" {
	golden case-list.csv case-list
	run ! grep -Eq 'Nordmann|given_name|2015-05' "$top/tests/golden/case-list.csv"
}

@test "case-list of nothing prints the header and is done" {
	case-list --opened 1999 --columns ref,opened | same ref,opened
	case-list --opened 1999 --format json | same '[]'
}

@test "case-list shows who the children are on a terminal, without being asked" {
	terminal case-list --office S1 | sed 's/ *$//' |
		same 'case                 opened      office  given_name  family_name  age  lead   risk      status  days' \
			'C-OSL-2021-000003-8  2021-03-01  S1      Мария       Иванова        8  admin  Imminent  Open     305' \
			'C-OSL-2021-000004-6  2020-09-01  S1      Per         Hansen         2  admin  Low       Closed   425' \
			'C-OSL-2021-000007-Z  2018-03-12  S1      Семён       Королёв       12  admin            Closed  1256'
}

@test "case-list: the columns of the child can be chosen, sealed and in the clear" {
	case-list --columns ref,given_name,family_name,national_id,birth,birth_month,sex,country,phone --office N1 |
		same ref,given_name,family_name,national_id,birth,birth_month,sex,country,phone \
			c1,Kari,Nordmann,15811050145,2015-05-06,2015-05,female,NO, \
			c6,أمل,الشريف,,2017-11-03,2017-11,female,NO,
	case-list --columns ref,phone --ref c3 | same ref,phone 'c3,99 00 00 03'
}

@test "case-list works out status, age when opened, and days open, to today or to closing" {
	# c4: born 2018-07, opened 2020-09-01, closed 2021-10-31. c8 is open since 2021-11-02.
	case-list --columns ref,status,age,days --ref c4 | same ref,status,age,days c4,closed,2,425
	case-list --columns ref,status,age,days --ref c8 | same ref,status,age,days c8,open,13,59
	CASEWORK_TODAY=2022-01-01 case-list --columns days,status --ref c8 | same days,status 60,open
	CASEWORK_TODAY=2022-01-01 case-list --columns days,status --ref c4 | same days,status 425,closed
}

@test "case-list prints labels in the language of the user" {
	case-list --labels --columns status,basis,close_reason --ref c4 | same status,basis,close_reason 'Closed,Consent,Goals of the plan met'
	CASEWORK_LANG=nb case-list --labels --columns status,risk --ref c1 | same status,risk Åpen,Middels
	CASEWORK_LANG=ar case-list --labels --columns status,risk,target --ref c3 | same status,risk,target 'مفتوحة,محدق,أسرة متضررة من الإساءة أو العنف'
	CASEWORK_LANG=bg case-list --labels --columns status,risk --ref c3 | same status,risk Отворен,Непосредствен
}

@test "case-list --format: csv, tsv and json say the same" {
	case-list --ref c5 --columns ref,given_name,age,closed,risk --format csv | same ref,given_name,age,closed,risk c5,Øystein,11,2020-06-30,low
	case-list --ref c5 --columns ref,age,previous --format tsv | same $'ref\tage\tprevious' $'c5\t11\t'
	case-list --ref c2 --columns ref,given_name,age,target,closed --format jsonl |
		same '{"ref":"c2","given_name":"أحمد","age":17,"target":["unaccompanied"],"closed":null}'
	refuses 2 "--format: csv, tsv, json, jsonl or table, not xml" case-list --format xml
}

@test "case-list filters by office and all below it, by codes, and by what is not there" {
	[ "$(refs --office NORD)" = "c1 c2 c6" ]
	[ "$(refs --office NORD --only-office)" = "" ]
	[ "$(refs --office OSL --only-office)" = "c5 c8" ]
	[ "$(refs --risk high,imminent)" = "c2 c3 c8" ]
	[ "$(refs --target kafala)" = "c6" ]
	[ "$(refs --concern-type sexual_abuse)" = "c3" ]
	[ "$(refs --basis court)" = "c2 c3" ]
	[ "$(refs --close-reason safe,adult)" = "c5 c7" ]
	[ "$(refs --lead admin --office N2)" = "c2" ]
	[ "$(refs --closed '')" = "c1 c2 c3 c6 c8" ]
	[ "$(refs --concern '')" = "c5 c6 c7 c8" ]
	refuses 3 "--risk: no such code: hih (high?)" case-list --risk hih
	refuses 3 "--lead: no such member of staff: nobody" case-list --lead nobody
	refuses 3 "--office: no such office: SYD" case-list --office SYD
}

@test "case-list filters by year, month, day and from..to of opening and closing" {
	[ "$(refs --opened 2021)" = "c1 c2 c3 c6 c8" ]
	[ "$(refs --opened 2018..2020)" = "c4 c5 c7" ]
	[ "$(refs --opened 2021-01..2021-02)" = "c1 c2" ]
	[ "$(refs --closed 2021-08-19..2021-10-31)" = "c4 c7" ]
	refuses 3 "--opened: not a day, month, year or A..B of them: 2021-13" case-list --opened 2021-13
}

@test "case-list filters by the child, the message and the spell before, by id or ref" {
	[ "$(refs --person "$(child_of c5)")" = "c5 c8" ]
	[ "$(refs --person @c5)" = "c5 c8" ]
	[ "$(refs --person person:@c5)" = "c5 c8" ]
	[ "$(refs --concern @a5)" = "c3" ]
	[ "$(refs --previous "$(of c5)")" = "c8" ]
	[ "$(refs --previous @c5)" = "c8" ]
	refuses 3 "--person: the id of a case, not of a person" case-list --person "$(of c5)"
	refuses 3 "--person: mistyped: its check character does not fit" case-list --person "$(sed 's/5-/6-/' <<<"$(child_of c5)")"
	refuses 3 "--previous: no record has this ref: @zz" case-list --previous @zz
}

@test "case-list --sort orders, --limit stops" {
	[ "$(refs --sort opened)" = "c7 c5 c4 c1 c2 c3 c6 c8" ]
	[ "$(refs --sort -opened --limit 2)" = "c8 c6" ]
	[ "$(refs --sort office --sort -opened --office NORD)" = "c6 c1 c2" ]
	refuses 3 "--sort: days is worked out" case-list --sort days
	refuses 3 "--sort: no such column: opend (opened?)" case-list --sort opend
}

@test "case-list --match finds by regular expression" {
	[ "$(refs --match 'ref=^c[12]$')" = "c1 c2" ]
	[ "$(refs --match 'concern_type=abuse|care')" = "c1 c3" ]
	refuses 3 "not a pattern" case-list --match 'ref=('
	refuses 3 "--match: given_name is of another record, and cannot be searched" case-list --match given_name=Kari
}

@test "case-list leaves out what was struck out, and --void lists it with the rest" {
	record-void "$(of c4)" --reason dobbelt 2>/dev/null && return 1
	record-void "$(investigation-list --ref i4 --columns investigation | tail -n 1)" --reason dobbelt >/dev/null
	record-void "$(decision-list --ref d6 --columns decision | tail -n 1)" --reason dobbelt >/dev/null
	record-void "$(of c4)" --reason dobbelt >/dev/null
	[ "$(refs --office S1)" = "c3 c7" ]
	[ "$(refs --office S1 --void)" = "c3 c4 c7" ]
	case-list --void --ref c4 --columns ref,void_reason | same ref,void_reason c4,dobbelt
}

@test "case-list without the key prints sealed columns empty, and the age all the same" {
	rm keys/*.case.key
	case-list --ref c1 --columns ref,given_name,birth,age | same ref,given_name,birth,age c1,,,5
	case-list --ref c1 --columns given_name,age --format jsonl | same '{"given_name":null,"age":5}'
}

@test "case-list says what it does not know: options, operands, columns" {
	refuses 2 "no such option: --opend (--opened?)" case-list --opend 2021
	refuses 2 "takes no operands: c1" case-list c1
	refuses 3 "--columns: no such column: gievn_name (given_name?)" case-list --columns gievn_name
	refuses 3 "--columns: no such column: name_digest" case-list --columns name_digest
}

@test "case-list into measure-add: its id column names the case" {
	case-list --ref c1 --columns case | measure-add -f - --category leisure --started 2021-05-05 >/dev/null
	measure-list --case "$(of c1)" --category leisure --columns started,office | same started,office 2021-05-05,N1
}

@test "case-list -o writes a file that others cannot read, --excel one for a spreadsheet" {
	case-list -o out.csv --columns ref,given_name --ref c1 | same
	[ "$(stat -c %a out.csv)" = 600 ]
	case-list --excel --columns ref,given_name --ref c1 | cmp - <(printf '\xef\xbb\xbfref,given_name\r\nc1,Kari\r\n')
}
