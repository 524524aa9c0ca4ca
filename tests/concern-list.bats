#!/usr/bin/env bats
# concern-list: messages of concern, filtered, chosen, ordered.

setup() { load helper; furnished; }

# refs ARGUMENTS...: the refs of the messages that are listed, on one line.
refs() { concern-list --columns ref,concern "$@" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "concern-list prints CSV in a pipe: keys, the month of birth, and no column that is sealed" {
	golden concern-list.csv concern-list
	run ! grep -Eq 'Nordmann|child_given|narrative|2010-03-31' "$top/tests/golden/concern-list.csv"
}

@test "concern-list of nothing prints the header and is done" {
	concern-list --received 1999 --columns ref,urgency | same ref,urgency
	concern-list --received 1999 --format json | same '[]'
	concern-list --received 1999 --format jsonl | same
}

@test "concern-list prints an aligned table with labels on a terminal" {
	terminal concern-list --office S1 --columns ref,child_given,urgency,age,outcome |
		same 'ref  child_given  urgency    age  outcome' \
			'a5   Мария        Emergency    8  Investigation opened' \
			'a6   Per          Normal       2  Added to an ongoing investigation' \
			'a7   Lin          Normal       1  Dropped – measures already in place'
}

@test "concern-list shows who the children are on a terminal, without being asked" {
	out=$(terminal concern-list --ref a3)
	[[ "$out" == *child_given* ]]
	[[ "$out" == *أحمد* ]]
}

@test "concern-list prints labels in the language of the user" {
	concern-list --labels --ref a4 --columns content,outcome |
		same content,outcome '"Parent'"'"'s alcohol or drug misuse, Lack of basic everyday care",Dropped without investigation'
	CASEWORK_LANG=nb concern-list --labels --ref a4 --columns outcome,ref | same outcome,ref Henlagt,a4
	CASEWORK_LANG=ar concern-list --labels --ref a4 --columns outcome,ref | same outcome,ref 'إغلاق دون بحث اجتماعي,a4'
	CASEWORK_LANG=bg concern-list --format table --ref a4 --columns ref,outcome |
		same 'изх. номер  резултат' 'a4          Приключен без проучване'
	# A language that casework does not have is answered in English.
	LC_ALL=fr_FR.UTF-8 concern-list --labels --ref a4 --columns outcome,ref | same outcome,ref 'Dropped without investigation,a4'
}

@test "concern-list --labels keeps several values apart in JSON" {
	concern-list --labels --ref a2 --columns reporter --format jsonl |
		same '{"reporter":["Police","Child health clinic or school health service"]}'
}

@test "concern-list --format: csv, tsv, json and jsonl say the same" {
	columns='--columns ref,reporter,narrative,received_at,days'
	concern-list --ref a1 $columns --format csv |
		same ref,reporter,narrative,received_at,days 'a1,school,"Barnet kommer uten mat.' '""Jeg er sulten"", sier hun.",,4'
	concern-list --ref a1 $columns --format tsv |
		same $'ref\treporter\tnarrative\treceived_at\tdays' $'a1\tschool\tBarnet kommer uten mat.\\n"Jeg er sulten", sier hun.\t\t4'
	row='{"ref":"a1","reporter":["school"],"narrative":"Barnet kommer uten mat.\n\"Jeg er sulten\", sier hun.","received_at":null,"days":4}'
	concern-list --ref a1 $columns --format jsonl | same "$row"
	concern-list --ref a1 $columns --format json | same '[' "$row" ']'
	refuses 2 "--format: csv, tsv, json, jsonl or table, not xml" concern-list --format xml
}

@test "concern-list --columns chooses and orders, the ones that are worked out too" {
	# a8: born 2016-09, 4 years old on 2020-12-28, decided 6 days later. a10 is open: 2 days until today.
	concern-list --received 2020-12-28..2021-01-04 --columns days,age,ref | same days,age,ref 4,5,a1 6,4,a8
	concern-list --ref a10 --columns age,days,outcome | same age,days,outcome 10,2,
	concern-list --ref a4 --columns age,ref | same age,ref ,a4
	refuses 3 "--columns: no such column: recieved (received?)" concern-list --columns recieved
}

@test "concern-list --columns all prints every column, sealed ones too" {
	concern-list --columns all --ref a1 >out.csv
	head -n 1 out.csv | grep -q 'child_given,child_family,child_national_id,child_birth,.*,narrative,.*,journal$'
	grep -q Nordmann out.csv
}

@test "concern-list --office has all offices below it, and --only-office that one alone" {
	[ "$(refs --office NORD)" = "a1 a2 a3 a4" ]
	[ "$(refs --office N1)" = "a1 a2" ]
	[ "$(refs --office OSL)" = "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10" ]
	[ "$(refs --office OSL --only-office)" = "a8 a9 a10" ]
	[ "$(refs --office NORD --only-office)" = "" ]
	refuses 3 "--office: no such office: SYD" concern-list --office SYD
}

@test "concern-list filters by codes, one or several, and by one of many" {
	[ "$(refs --urgency urgent)" = "a2" ]
	[ "$(refs --urgency urgent,emergency)" = "a2 a5" ]
	[ "$(refs --content basic_care)" = "a1 a4" ]
	[ "$(refs --content basic_care,sexual_abuse)" = "a1 a4 a5" ]
	[ "$(refs --reporter school --child-sex female)" = "a1 a5 a10" ]
	[ "$(refs --reporter child_mh)" = "a5" ]
	refuses 3 "--content: no such code: basic_car (basic_care?)" concern-list --content basic_car
}

@test "concern-list: a filter that is repeated is the same as one with commas" {
	[ "$(refs --urgency urgent --urgency emergency)" = "a2 a5" ]
	[ "$(refs --content basic_care --content sexual_abuse)" = "a1 a4 a5" ]
	[ "$(refs --office N1 --office S1)" = "a1 a2 a5 a6 a7" ]
	[ "$(refs --received 2020 --received 2021-04)" = "a7 a8 a9" ]
}

@test "concern-list filters by what is not there" {
	[ "$(refs --outcome '')" = "a10" ]
	[ "$(refs --decided '')" = "a10" ]
	[ "$(refs --child-sex '')" = "a4" ]
}

@test "concern-list filters by year, month, day and from..to, both ends included" {
	[ "$(refs --received 2020)" = "a8 a9" ]
	[ "$(refs --received 2021-02)" = "a3 a4" ]
	[ "$(refs --received 2021-02-02)" = "a4" ]
	[ "$(refs --received 2021-02-01..2021-03-01)" = "a3 a4 a5" ]
	[ "$(refs --received 2021-02..2021-03)" = "a3 a4 a5 a6" ]
	[ "$(refs --decided 2020..2021-01)" = "a1 a2 a8 a9" ]
	refuses 3 "--received: not a day, month, year or A..B of them: 2021-13" concern-list --received 2021-13
	refuses 3 "--received: not a day" concern-list --received 2021..2020
}

@test "concern-list filters by ref, yes and no, and the message that it is the same as" {
	a1=$(concern-list --ref a1 --columns concern | tail -n 1)
	concern-add --reporter police --content home_violence --same-as "$a1" --interpreter yes --ref b1 \
		--received-at 2021-12-31T23:30 >/dev/null
	[ "$(refs --interpreter yes)" = "b1" ]
	[ "$(refs --same-as "$a1")" = "b1" ]
	[ "$(refs --same-as @a1)" = "b1" ]
	[ "$(refs --received-at 2021-12-31)" = "b1" ]
	[ "$(refs --language ar)" = "a3" ]
	refuses 3 "mistyped" concern-list --same-as "${a1/1-/2-}"
}

@test "concern-list --match finds by regular expression, in sealed fields too" {
	[ "$(refs --match content=_violence)" = "a2" ]
	[ "$(refs --match 'child_family=^Nord')" = "a1 a2" ]
	[ "$(refs --match child_family=nord)" = "" ]
	[ "$(refs --match 'child_family=(?i)nord')" = "a1 a2" ]
	[ "$(refs --match 'child_family=(?i)иванова')" = "a5" ]
	[ "$(refs --match 'narrative=الطفل')" = "a3" ]
	[ "$(refs --match 'ref=^a.$' --match 'child_family=^.{3}$' --office S1)" = "" ]
	[ "$(refs --match 'ref=^a.$' --match 'child_family=^.{4}$' --office S1)" = "a7" ]
	refuses 3 "not a pattern" concern-list --match 'child_family=('
	refuses 3 "--match: no such column: family" concern-list --match family=x
	refuses 2 "--match: FIELD=REGEX" concern-list --match Nordmann
}

@test "concern-list --match of a sealed field says that there is no key, and does not just find nothing" {
	rm keys/*.case.key
	run --separate-stderr concern-list --match child_family=Nordmann
	[[ "$stderr" == *key* ]]
}

@test "concern-list --sort orders, downwards with -, within an earlier one; --limit stops" {
	[ "$(refs --sort received)" = "a9 a8 a1 a2 a3 a4 a5 a6 a7 a10" ]
	[ "$(refs --sort -received --limit 2)" = "a10 a7" ]
	[ "$(refs --sort child_sex --sort -received --office NORD)" = "a1 a3 a2 a4" ]
	[ "$(refs --limit 0)" = "" ]
	[ "$(refs --match content=basic --limit 1)" = "a1" ]
	refuses 3 "--sort: child_given is sealed" concern-list --sort child_given
	refuses 3 "--sort: no such column: recieved (received?)" concern-list --sort recieved
	refuses 2 "--limit: not a whole number: many" concern-list --limit many
	# What is worked out row by row is a column, but cannot be sorted by; it is not called unknown.
	refuses 3 "--sort: days" concern-list --sort days
	[[ "$stderr" != *"no such"* ]]
}

@test "concern-list leaves out what was struck out, and --void lists it with the rest" {
	record-void "$(concern-list --ref a1 --columns concern | tail -n 1)" --reason dobbelt >/dev/null
	[ "$(refs --office N1)" = "a2" ]
	[ "$(refs --office N1 --void)" = "a1 a2" ]
	concern-list --void --office N1 --columns ref,void_reason | same ref,void_reason a1,dobbelt a2,
}

@test "concern-list without the key prints sealed columns empty, null in JSON, and the rest" {
	rm keys/*.case.key
	concern-list --columns ref,child_given,child_birth_month --office N1 |
		same ref,child_given,child_birth_month a1,,2015-05 a2,,2010-03
	concern-list --columns ref,child_given --ref a1 --format jsonl | same '{"ref":"a1","child_given":null}'
}

@test "concern-list: an option for a sealed field says how to search it" {
	refuses 2 "--match child_family=" concern-list --child-family Nordmann
	[[ "$stderr" != *Nordmann* ]]
}

@test "concern-list says what it does not know: options, operands" {
	refuses 2 "no such option: --urgncy (--urgency?)" concern-list --urgncy urgent
	refuses 2 "takes no operands: a1" concern-list a1
}

@test "concern-list -o writes a file that others cannot read" {
	concern-list -o out.csv --columns ref,child_given --ref a1 | same
	same ref,child_given a1,Kari <out.csv
	[ "$(stat -c %a out.csv)" = 600 ]
}

@test "concern-list --excel writes what a spreadsheet reads, and casework reads it back unchanged" {
	printf 'ref,reporter,content,narrative\nf1,school,basic_care,=1+1\n' | concern-add -f - >/dev/null
	concern-list --excel --columns ref,narrative --ref f1 >out.csv
	printf '\xef\xbb\xbfref,narrative\r\nf1,"\x27=1+1"\r\n' | cmp - out.csv
	CASEWORK_LANG=nb concern-list --excel --columns concern,narrative --ref f1 >out.csv
	grep -q ';' out.csv
	CASEWORK_LANG=nb record-edit -f out.csv --excel >/dev/null
	concern-list --columns ref,narrative --ref f1 | same ref,narrative f1,=1+1
}

@test "concern-list: a row with one empty cell is a row to whoever reads it" {
	concern-add --reporter school --content basic_care >/dev/null
	concern-list --columns ref --received 2021-12-31 | same ref '""'
}

@test "concern-list --delimiter parts the cells" {
	concern-list --delimiter ';' --columns ref,office --ref a1 | same 'ref;office' 'a1;N1'
	concern-list --delimiter tab --columns ref,office --ref a1 | same $'ref\toffice' $'a1\tN1'
}
