#!/usr/bin/env bats
# case-new: a child and its case in one row; a child who is there already is found again.

setup() { load helper; bare; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# known ARGUMENTS...: case-new with names as options.
known() { CASEWORK_UNSAFE_ARGS=1 case-new "$@"; }

# child GIVEN FAMILY BIRTH: a case of this child, read as a row.
child() { printf 'given_name,family_name,birth\n%s\n' "$1,$2,$3" | case-new -f - "${@:4}"; }

# of REF: the case, or with a noun before it that record, loaded with this ref.
of() { "${2:-case}-list" --ref "$1" --columns "${2:-case}" | tail -n 1; }

# The child of a case that was loaded with this ref.
child_of() { case-list --ref "$1" --columns person | tail -n 1; }

# What a person at a terminal sees who types these lines.
terminal() { timeout 20 script -qc "$1" /dev/null | shown; }

@test "case-new registers a child and a case, and prints the case's id alone" {
	fresh
	run --separate-stderr known --given-name Siri --family-name Vik --birth 2013-05-30 --sex female
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^C-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	[ "$(count person)" -eq 1 ]
	case-list --columns case,person,given_name,family_name,birth,sex,age |
		same case,person,given_name,family_name,birth,sex,age \
			"$output,$(person-list --columns person | tail -n 1),Siri,Vik,2013-05-30,female,8"
}

@test "case-new opens today, at one's own office and led by oneself where nothing is said" {
	fresh
	known --given-name Siri >/dev/null
	case-list --columns opened,office,lead,status,days,closed,risk |
		same opened,office,lead,status,days,closed,risk 2021-12-31,OSL,admin,open,0,,
	person-list --columns office,given_name | same office,given_name OSL,Siri
}

@test "case-new keeps every field of the child and of the case that is given as an option" {
	fresh
	office-add --code N1 --name Fjell --kind service >/dev/null
	staff-add --code s1 --name Vik --role caseworker >/dev/null
	c=$(known --given-name Siri --sex female --background immigrant --country EG --language ar --interpreter yes \
		--disability hearing,sight --population refugee --ref 17 --office N1 --opened 2021-03-01 --concern-type home_violence \
		--concern-type basic_care --target street --basis court --lead s1 --risk imminent --closed 2021-09-30 --close-reason moved)
	person-list --columns sex,background,country,language,interpreter,disability,population,office |
		same sex,background,country,language,interpreter,disability,population,office \
			'female,immigrant,EG,ar,yes,sight|hearing,refugee,N1'
	case-list --columns case,ref,source,office,opened,concern_type,target,basis,lead,risk,closed,close_reason,status,days |
		same case,ref,source,office,opened,concern_type,target,basis,lead,risk,closed,close_reason,status,days \
			"$c,17,N1,N1,2021-03-01,home_violence|basic_care,street,court,s1,imminent,2021-09-30,moved,closed,213"
}

@test "case-new says every value that is wrong, of the child and of the case, by the name of its option" {
	fresh
	run --separate-stderr case-new --sex f --background x --interpreter perhaps --concern-type basic_cars --basis court \
		--risk hih --lead nobody --opened 2021-02-30
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[[ "$stderr" == *"--sex: no such code: f"* ]]
	[[ "$stderr" == *"--background: no such code: x"* ]]
	[[ "$stderr" == *"--interpreter: neither yes nor no: perhaps"* ]]
	[[ "$stderr" == *"--concern-type: no such code: basic_cars (basic_care?)"* ]]
	[[ "$stderr" == *"--risk: no such code: hih (high?)"* ]]
	[[ "$stderr" == *"--lead: no such member of staff: nobody"* ]]
	[[ "$stderr" == *"--opened: not a day: 2021-02-30"* ]]
	[ "$(count case)" -eq 0 ]
	[ "$(count person)" -eq 0 ]
}

@test "case-new refuses two operands, unknown options and options given twice" {
	fresh
	refuses 2 "one concern at a time: b" case-new a b
	refuses 2 "no such option: --opend (--opened?)" case-new --opend 2021-01-01
	refuses 2 "--opened: given twice" case-new --opened 2021-01-01 --opened 2021-01-02
}

@test "case-new refuses a name as an option and does not repeat it" {
	fresh
	refuses 2 "--given-name: a secret is never an argument" case-new --given-name Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
	refuses 2 "--national-id: a secret is never an argument" case-new --national-id=15811050145
	[[ "$stderr" != *15811050145* ]]
	[ "$(count case)" -eq 0 ]
}

@test "case-new asks a person at a terminal for names and birth, and again where a day is none" {
	fresh
	printf 'Liv\nÅs\n2012-13-01\n2012-12-01\n' | terminal 'case-new --sex female' >out
	grep -q 'the given names' out
	grep -q 'birth: not a day' out
	case-list --columns given_name,family_name,birth,sex | same given_name,family_name,birth,sex Liv,Ås,2012-12-01,female
}

@test "case-new: whoever ends the questions at a terminal has written nothing" {
	fresh
	terminal case-new </dev/null >out
	grep -q 'nothing was written' out
	printf 'Liv\n' | terminal case-new >out
	grep -q 'nothing was written' out
	[ "$(count case)" -eq 0 ]
	[ "$(count person)" -eq 0 ]
}

@test "case-new refuses a child of whom nothing is said" {
	fresh
	refuses 3 "who is the child? give a name, a national id, or --person" case-new
	refuses 3 "who is the child?" case-new --risk low --opened 2021-12-01
	printf '\n\n\n' | terminal case-new | grep -q 'who is the child?'
	rows given_name,opened Ida,2021-06-01 ,2021-06-01
	refuses 3 "in.csv:3: who is the child?" case-new -f in.csv
	[ "$(count person)" -eq 0 ]
	# Of an unborn child, or one nobody can name, little is known; of a message's child too.
	case-new --sex unknown >/dev/null
	concern-add --reporter anonymous --content basic_care --ref m1 >/dev/null
	case-new @m1 >/dev/null
	[ "$(count person)" -eq 2 ]
}

@test "case-new -f reads child and case of each row, and prints the case's id and ref" {
	fresh
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	concern-add -f "$top/tests/data/concerns.csv" >/dev/null
	case-new -f "$top/tests/data/cases.csv" | sed 's/-[0-9A-Z],/,/' |
		same line,case,ref 2,C-OSL-2021-000001,c1 3,C-OSL-2021-000002,c2 4,C-OSL-2021-000003,c3 5,C-OSL-2021-000004,c4 \
			6,C-OSL-2021-000005,c5 7,C-OSL-2021-000006,c6 8,C-OSL-2021-000007,c7
	[ "$(count person)" -eq 7 ]
	registry-check --quiet
}

@test "case-new -f: names in any script come back as they were, and stand nowhere in the clear" {
	families
	case-list --columns ref,given_name,family_name,birth --sort ref |
		same ref,given_name,family_name,birth c1,Kari,Nordmann,2015-05-06 c2,أحمد,حسن,2004-02-29 c3,Мария,Иванова,2012-12-12 \
			c4,Per,Hansen,2018-07-01 c5,Øystein,Åsen,2008-02-29 c6,أمل,الشريف,2017-11-03 c7,Семён,Королёв,2005-08-19 \
			c8,Øystein,Åsen,2008-02-29
	for secret in Øystein Королёв الشريف 2008-02-29 15811050145 '99 00 00 03'; do
		run ! grep -qF "$secret" registry.db
	done
}

@test "case-new -f writes nothing if any row is bad, of the child or of the case, and tells of every bad row" {
	fresh
	rows given_name,birth,sex,opened,risk Ida,2016-01-02,female,2021-06-01,low Siri,2016-13-02,female,2021-06-01,low \
		Liv,2016-01-04,girl,2021-06-01,low Nora,2016-01-05,female,2022-06-01,lo
	refuses 3 "in.csv:3: birth: not a day" case-new -f in.csv
	[[ "$stderr" != *2016-13-02* ]]
	[[ "$stderr" == *"in.csv:4: sex: no such code: girl"* ]]
	[[ "$stderr" == *"in.csv:5: risk: no such code: lo (low?)"* ]]
	[[ "$stderr" == *"3 rows are bad; nothing was written"* ]]
	[ "$(count case)" -eq 0 ]
	[ "$(count person)" -eq 0 ]
}

@test "case-new -f --keep-going writes the good rows, and --rejects can be mended and read again" {
	fresh
	rows ref,given_name,birth 1,Ida,2016-01-02 2,Siri,2016-13-02 3,Liv,2016-01-04
	run --separate-stderr case-new -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	[ "$(wc -l <<<"$output")" -eq 3 ]
	[ "$(count person)" -eq 2 ]
	[ "$(stat -c %a bad.csv)" = 600 ]
	same ref,given_name,birth,line,error '2,Siri,2016-13-02,3,birth: not a day' <bad.csv
	sed 's/2016-13/2016-12/' bad.csv >mended.csv
	case-new -f mended.csv >/dev/null
	case-list --columns ref,given_name,age | same ref,given_name,age 1,Ida,5 3,Liv,5 2,Siri,5
}

@test "case-new --template has the columns of the child and of the case, and with no rows is a file that it reads" {
	fresh
	case-new --template >empty.csv
	[ "$(wc -l <empty.csv)" -eq 1 ]
	grep -q '^given_name,family_name,.*,national_id,birth,.*,ref,source,office,person,opened,.*,closed,close_reason$' empty.csv
	[ "$(tr , '\n' <empty.csv | sort | uniq -d)" = "" ]
	case-new -f empty.csv | same line,case,ref
}

@test "case-new --dry-run says what is wrong and writes nothing" {
	fresh
	rows given_name,birth Ida,2016-01-02
	case-new -n -f in.csv
	known -n --given-name Siri
	[ "$(count case)" -eq 0 ]
	[ "$(count person)" -eq 0 ]
	refuses 3 "--risk: no such code: x" case-new -n --risk x
}

@test "case-new -f takes a ref once: --skip-existing passes over child and case" {
	fresh
	rows ref,given_name,birth,opened 1,Ida,2016-01-02,2021-06-01
	c=$(case-new -f in.csv | awk -F, 'NR == 2 { print $2 }')
	refuses 3 "in.csv:2: ref: is there already: 1 ($c; --skip-existing passes over it, --update changes it)" case-new -f in.csv
	rows ref,given_name,birth,opened 1,Ida,2016-01-02,2021-06-02 2,Siri,2016-02-02,2021-06-01
	case-new -f in.csv --skip-existing --verbose 2>said | cut -d, -f1,3 | same line,ref 3,2
	grep -q '1 added, 0 changed, 1 passed over' said
	case-list --columns ref,given_name,opened | same ref,given_name,opened 1,Ida,2021-06-01 2,Siri,2021-06-01
	[ "$(count person)" -eq 2 ]
}

@test "case-new -f --update changes the child and the case in one row, and keeps what is empty" {
	fresh
	rows ref,given_name,family_name,birth,sex,opened,risk 1,Ida,Lie,2016-01-02,female,2021-06-01,low
	c=$(case-new -f in.csv | awk -F, 'NR == 2 { print $2 }')
	rows ref,given_name,family_name,opened,risk 1,Idun,,2021-06-03,
	case-new -f in.csv --update | same line,case,ref "2,$c,1"
	case-list --columns case,given_name,family_name,birth,sex,opened,risk |
		same case,given_name,family_name,birth,sex,opened,risk "$c,Idun,Lie,2016-01-02,female,2021-06-03,low"
	rows ref,risk 1,high
	case-new -f in.csv --update --verbose 2>&1 >/dev/null | grep -q '0 added, 1 changed, 0 passed over'
	case-list --columns given_name,risk | same given_name,risk Idun,high
	[ "$(count case)" -eq 1 ]
	[ "$(count person)" -eq 1 ]
	# What stood there is in the history of both, the name of the child sealed.
	record-show "$c" --history | cut -d, -f4- | same command,field,old case-new,opened,2021-06-01 case-new,risk,low
	record-show "$(child_of 1)" --history | cut -d, -f4- | same command,field,old 'case-new,given_name,(sealed)'
}

@test "case-new -f --update finds the child by its new name too" {
	fresh
	rows ref,given_name,family_name,birth 1,Ida,Lie,2016-01-02
	case-new -f in.csv >/dev/null
	rows ref,given_name 1,Idun
	case-new -f in.csv --update >/dev/null
	refuses 5 "is there already" child Idun Lie 2016-01-02
	child Ida Lie 2016-01-02 >/dev/null
}

@test "case-new CONCERN takes child, language, content and office from the message" {
	furnished
	c=$(case-new @a3)
	case-list --columns case,office,concern,concern_type,opened | same case,office,concern,concern_type,opened \
		"$c,N2,$(of a3 concern),child_behaviour,2021-12-31"
	person-list --columns given_name,family_name,birth,sex,language,office |
		same given_name,family_name,birth,sex,language,office أحمد,حسن,2004-02-29,male,ar,N2
}

@test "case-new CONCERN: the message then names its child" {
	furnished
	concern-list --ref a3 --columns person | tail -n 1 | same '""'
	case-new @a3 >/dev/null
	concern-list --ref a3 --columns person | tail -n 1 | same "$(person-list --columns person | tail -n 1)"
	record-show @a3 --history | cut -d, -f4- | same command,field,old case-new,person,
	registry-check --quiet
}

@test "case-new CONCERN: what is given goes before what the message says" {
	furnished
	c=$(known @a3 --given-name Ahmad --language nb --office S1 --concern-type basic_care)
	case-list --columns case,given_name,family_name,language,office,concern_type |
		same case,given_name,family_name,language,office,concern_type "$c",Ahmad,حسن,nb,S1,basic_care
}

@test "case-new CONCERN whose child is known opens a case of that child" {
	furnished
	case-new @a5 >/dev/null
	refuses 5 "--person: has an open case at this office: C-OSL-2021-000001-" case-new @a5
	c=$(case-new @a5 --office N1)
	case-list --columns case,given_name,office --office N1 | same case,given_name,office "$c,Мария,N1"
	[ "$(count person)" -eq 1 ]
}

@test "case-new CONCERN: the child of another message is found again, and --person goes on with it" {
	furnished
	case-new @a1 >/dev/null
	p=$(person-list --columns person | tail -n 1)
	printf 'ref,office,reporter,content,child_given,child_family,child_birth\nb1,N2,police,home_violence,KARI,nordmann,2015-05-06\n' |
		concern-add -f - >/dev/null
	refuses 5 "the child is there already, it seems: $p" case-new @b1
	case-new @b1 --person "$p" >/dev/null
	concern-list --ref b1 --columns person | same person "$p"
	case-list --office N2 --columns person,concern_type | same person,concern_type "$p,home_violence"
	[ "$(count person)" -eq 1 ]
}

@test "case-new CONCERN refuses what is no message, is not there, or was struck out" {
	families
	refuses 3 "the id of a person, not of a message of concern" case-new "$(child_of c1)"
	refuses 3 "the id of a case, not of a message of concern" case-new "$(of c1)"
	m=$(of a9 concern)
	refuses 3 "${m/9-/8-}: mistyped: its check character does not fit" case-new "${m/9-/8-}"
	refuses 2 "the rows of -f name the records: $m" case-new -f /dev/null "$m"
	refuses 3 "@zz: no record has this ref" case-new @zz
	refuses 2 "short ids are for a person at a terminal; the whole id is $m" case-new 9
	record-void "$m" --reason twice >/dev/null
	refuses 5 "was struck out: $m" case-new "$m"
	[ "$(count case)" -eq 8 ]
}

@test "case-new -f: the column concern names the message, by id or by ref" {
	furnished
	rows ref,office,concern c1,N1,@a1 c2,N2,@S1:a5 "c3,S1,$(of a6 concern)"
	case-new -f in.csv >/dev/null
	case-list --columns ref,given_name,concern_type,office | same ref,given_name,concern_type,office \
		c1,Kari,basic_care,N1 c2,Мария,sexual_abuse,N2 c3,Per,home_conflict,S1
	[ "$(concern-list --columns person | grep -c P-OSL)" -eq 3 ]
	rows ref,office,concern c4,N1,@a9
	refuses 3 "in.csv:2: concern: no record has this ref: @a9" case-new -f in.csv
}

@test "case-new finds a child again whatever the spelling, says whom, and exits 5" {
	families
	found() { refuses 5 "the child is there already, it seems: $1" child "${@:2}" && [ "$(count person)" -eq 7 ]; }
	oystein=$(child_of c5) amal=$(child_of c6) semyon=$(child_of c7)
	found "$oystein" Øystein Åsen 2008-02-29
	found "$oystein" oystein aasen 2008-02-29
	found "$oystein" OEYSTEIN AASEN 2008-02-29
	found "$oystein" 'ØYSTEIN ' aasen 2008-02-29
	found "$amal" أمل الشريف 2017-11-03
	found "$amal" امل الشريف 2017-11-03
	found "$amal" إمل الشريف 2017-11-03
	found "$semyon" Семен Королев 2005-08-19
	found "$semyon" СЕМЁН королёв 2005-08-19
}

@test "case-new finds a child again whose two names are swapped, or stand in one field" {
	families
	refuses 5 "$(child_of c1)" child Nordmann Kari 2015-05-06
	refuses 5 "$(child_of c1)" child 'Kari Nordmann' '' 2015-05-06
	refuses 5 "$(child_of c6)" child الشريف أمل 2017-11-03
}

@test "case-new does not take one child for another: another birth, another name" {
	families
	child Kari Nordmann 2015-05-07 >/dev/null
	child Kari Nordman 2015-05-06 >/dev/null
	child Karin Nordmann 2015-05-06 >/dev/null
	[ "$(count person)" -eq 10 ]
	# Without a day of birth a name says too little.
	child Kari Nordmann '' >/dev/null
	[ "$(count person)" -eq 11 ]
}

@test "case-new finds a child again by its national id, with blanks or without, whatever the name" {
	families
	for id in 15811050145 '158110 50145' '158110-50145'; do
		rows given_name,national_id "Anna,$id"
		refuses 5 "the child is there already, it seems: $(child_of c1) (--person goes on with it" case-new -f in.csv
		[[ "$stderr" != *50145* ]]
		# Another of the same number there is not.
		[[ "$stderr" != *--new-person* ]]
		refuses 5 "$(child_of c1)" case-new -f in.csv --new-person
	done
	[ "$(count person)" -eq 7 ]
}

@test "case-new --person opens a case of a child who is there" {
	families
	p=$(child_of c1)
	c=$(case-new --person "$p" --office S1)
	case-list --columns case,given_name,office,age --person "$p" | same case,given_name,office,age \
		"$(of c1),Kari,N1,5" "$c,Kari,S1,6"
	case-new --person @N1:c1 --office N2 >/dev/null
	[ "$(count case --person "$p")" -eq 3 ]
	[ "$(count person)" -eq 7 ]
}

@test "case-new --person: what is the child's own is not given with it" {
	families
	refuses 3 "--given-name:" known --person "$(child_of c1)" --given-name Kari --office S1
	[[ "$stderr" == *"record-edit mends it"* ]]
	refuses 3 "--sex:" case-new --person "$(child_of c1)" --sex female --office S1
	[ "$(count case)" -eq 8 ]
}

@test "case-new --person refuses an id that is mistyped, of another kind or not there" {
	families
	p=$(child_of c1)
	refuses 3 "--person: mistyped: its check character does not fit" case-new --person "${p/1-/2-}"
	refuses 3 "--person: the id of a case, not of a person" case-new --person "$(of c1)"
	refuses 3 "--person: not an id: Kari" case-new --person Kari
	refuses 3 "--person: no record has this ref: @zz" case-new --person @zz
	refuses 3 "--previous: mistyped" case-new --person "$p" --office S1 --previous "$(sed 's/1-/2-/' <<<"$(of c1)")"
	# A well-formed id that nobody has been given: of another registry.
	export CASEWORK_REGISTRY=$PWD/other.db
	registry-init -q --code OSL
	for i in 1 2 3 4 5 6 7 8; do last=$(CASEWORK_UNSAFE_ARGS=1 person-add --given-name "N$i"); done
	CASEWORK_REGISTRY=$PWD/registry.db refuses 3 "--person: not there: $last" case-new --person "$last"
	registry-init -q -r third.db --code BER
	last=$(person-add -r third.db --sex male)
	CASEWORK_REGISTRY=$PWD/registry.db refuses 3 "--person: of another registry: $last" case-new --person "$last"
}

@test "case-new refuses a child who was struck out, however it is named" {
	furnished
	case-new @a3 >/dev/null
	p=$(person-list --columns person | tail -n 1)
	record-void "$(case-list --columns case | tail -n 1)" --reason twice >/dev/null
	record-void "$p" --reason twice >/dev/null
	refuses 5 "was struck out: $p" case-new --person "$p"
	refuses 5 "was struck out: $p" case-new @a3
	# The same child, registered anew, is not found in what was struck out.
	child أحمد حسن 2004-02-29 >/dev/null
	[ "$(count person)" -eq 1 ]
}

@test "case-new --new-person makes another child of the same name and birth" {
	families
	child Kari Nordmann 2015-05-06 --new-person >/dev/null
	[ "$(count person)" -eq 8 ]
	person-list --match given_name=Kari --columns given_name,birth | same given_name,birth Kari,2015-05-06 Kari,2015-05-06
}

# The rows of a batch in which one child stands at two offices under two spellings.
two_spellings() {
	office-add --code N1 --name Fjell --kind service >/dev/null
	rows ref,office,given_name,family_name,birth n1,OSL,Ida,Lie,2016-01-02 n2,N1,LIE,ida,2016-01-02
}

# What becomes of a child found again in a batch.
setting() { sqlite3 registry.db "UPDATE setting SET value = '$2' WHERE name = '$1'"; }

@test "case-new -f refuses a child who is there already, where same_person is refuse" {
	fresh
	two_spellings
	refuses 5 "in.csv:3: the child is there already, it seems: P-OSL-2021-000001-" case-new -f in.csv
	[[ "$stderr" == *"1 row is bad; nothing was written"* ]]
	[ "$(count case)" -eq 0 ]
	case-new -f in.csv --new-person >/dev/null
	[ "$(count person)" -eq 2 ]
}

@test "case-new -f goes on with a child who is there already, where same_person is same" {
	fresh
	two_spellings
	setting same_person same
	case-new -f in.csv >/dev/null
	[ "$(count person)" -eq 1 ]
	case-list --columns ref,given_name,office | same ref,given_name,office n1,Ida,OSL n2,Ida,N1
	# By hand it is for the person who types to say so.
	refuses 5 "the child is there already" known --given-name Ida --family-name Lie --birth 2016-01-02
	# The rules of cases hold all the same.
	rows given_name,family_name,birth Ida,Lie,2016-01-02
	refuses 5 "in.csv:2: person: has an open case at this office" case-new -f in.csv
}

@test "case-new -f makes another child of the same name, where same_person is new, but not of the same national id" {
	fresh
	two_spellings
	setting same_person new
	case-new -f in.csv >/dev/null
	[ "$(count person)" -eq 2 ]
	rows given_name,national_id Ida,15811050145 Ada,15811050145
	refuses 5 "in.csv:3:" case-new -f in.csv
	[ "$(count person)" -eq 2 ]
}

@test "case-new: a case is not closed before it was opened" {
	fresh
	refuses 3 "--closed: before it was opened: 2021-04-30" case-new --sex male --opened 2021-05-01 --closed 2021-04-30 --close-reason safe
	case-new --sex male --opened 2021-05-01 --closed 2021-05-01 --close-reason safe
}

@test "case-new: what is closed has a reason, and what has a reason was closed" {
	fresh
	refuses 3 "--close-reason: a value is needed once it is closed" case-new --sex male --opened 2021-05-01 --closed 2021-06-01
	refuses 3 "--closed: a value is needed once there is a reason" case-new --sex male --opened 2021-05-01 --close-reason safe
}

@test "case-new: no day is after today, and no child is born long after it" {
	fresh
	refuses 3 "--opened: after today: 2022-01-01" case-new --sex male --opened 2022-01-01
	refuses 3 "--closed: after today: 2022-01-01" case-new --sex male --closed 2022-01-01 --close-reason safe
	refuses 3 "--died: after today: 2022-01-01" case-new --died 2022-01-01
	refuses 3 "birth: long after today" child Siri Vik 2022-12-01
	[[ "$stderr" != *2022-12-01* ]]
	child Siri Vik 2022-06-01 >/dev/null
	case-list --columns given_name,age | same given_name,age Siri,
}

@test "case-new: a child has one open case at an office; another office may have one, a closed one does not count" {
	families
	p=$(child_of c1)
	refuses 5 "--person: has an open case at this office: $(of c1) (--override \"why\" goes on)" case-new --person "$p" --office N1
	case-new --person "$p" --office NORD >/dev/null
	case-new --person "$p" --office N1 --opened 2020-01-01 --closed 2020-02-01 --close-reason safe >/dev/null
	case-new --person "$(child_of c4)" --office S1 >/dev/null
	[ "$(count case)" -eq 11 ]
}

@test "case-new --override goes on against a rule, and keeps why, sealed" {
	families
	c=$(case-new --person "$(child_of c1)" --office N1 --override 'two teams for a while')
	record-show "$c" --columns overridden | same overridden 'two teams for a while'
	run ! grep -q 'two teams' registry.db
	run ! grep -q 'two teams' <(case-list; record-show "$c")
	case-list --columns all | grep -q 'two teams'
	# Where nothing is gone against there is nothing to tell, and a wrong value is not a rule.
	c=$(case-new --person "$(child_of c2)" --office N1 --override 'just so')
	record-show "$c" --columns overridden,office | same overridden,office ,N1
	refuses 2 "--override: say why" case-new --person "$(child_of c1)" --office N1 --override ' '
	refuses 3 "--closed: before it was opened" case-new --person "$(child_of c2)" --office S1 --closed 2021-01-01 \
		--close-reason safe --override why
}

@test "case-new: the spell before is of the same child" {
	families
	refuses 3 "--previous: is about another child" case-new --person "$(child_of c1)" --previous "$(of c5)" --office S1
	case-new --person "$(child_of c4)" --previous "$(of c4)" --office S1 >/dev/null
	rows given_name,previous "Siri,$(of c5)"
	refuses 3 "in.csv:2: previous: is about another child" case-new -f in.csv
}

@test "case-new: rules bind from the office's live_from; history from before is warned of, counted and goes through" {
	families
	record-edit office:N1 --live-from 2021-06-01 >/dev/null
	p=$(child_of c1)
	run --separate-stderr case-new --person "$p" --office N1 --opened 2021-05-31
	[ "$status" -eq 0 ]
	[ "$stderr" = "case-new: --person: has an open case at this office: $(of c1) (history: it is let through)" ]
	rows "office,opened,person" "N1,2021-05-01,$p" "N1,2021-05-02,$p"
	run --separate-stderr case-new -f in.csv
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"in.csv:2: person: has an open case at this office"*"(history: it is let through)"* ]]
	[[ "$stderr" == *"in.csv: 2 rules not kept by history from before live_from"* ]]
	[ "$(count case --person "$p")" -eq 4 ]
	refuses 5 "has an open case at this office" case-new --person "$p" --office N1 --opened 2021-06-01
	# What is plainly wrong is so in history too.
	refuses 3 "--closed: before it was opened" case-new --sex male --office N1 --opened 2020-05-01 --closed 2020-01-01 --close-reason safe
}

@test "case-new without the key that seals refuses a name, and keeps it nowhere" {
	fresh
	rm keys/*.case.key
	rows given_name Hemmelig
	refuses 5 "no key to seal" case-new -f in.csv
	[[ "$stderr" != *Hemmelig* ]]
	[ "$(count person)" -eq 0 ]
}

@test "case-new writes nothing that it cannot print" {
	fresh
	run --separate-stderr bash -c 'case-new --sex male >/dev/full'
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	[ "$(count case)" -eq 0 ]
	[ "$(count person)" -eq 0 ]
}

@test "case-new: what finds a child again is in no list, no history and no extract" {
	families
	printf 'person,given_name,national_id\n%s,Karianne,01010010025\n' "$(child_of c1)" | record-edit -f - >/dev/null
	record-show "$(child_of c1)" --history | cut -d, -f4- |
		same command,field,old 'record-edit,given_name,(sealed)' 'record-edit,national_id,(sealed)'
	for list in 'person-list --columns all' 'record-show case:@c1' "record-show $(child_of c1)"; do
		run ! grep -q digest <($list)
	done
	refuses 3 "no such column: name_digest" person-list --columns name_digest
	refuses 3 "no such column: national_digest" record-show "$(child_of c1)" --columns national_digest
	[ "$(sqlite3 registry.db "SELECT COUNT(*) FROM history WHERE field LIKE '%digest'")" -eq 0 ]
	[ "$(sqlite3 registry.db 'SELECT COUNT(name_digest) FROM person')" -eq 7 ]
	registry-backup --extract extract.db
	[ "$(sqlite3 extract.db 'SELECT COUNT(name_digest) + COUNT(national_digest) FROM person')" -eq 0 ]
	digest=$(sqlite3 registry.db "SELECT name_digest FROM person LIMIT 1")
	grep -q "$digest" registry.db
	run ! grep -q "$digest" extract.db
	case-list -r extract.db --columns ref,given_name,age --ref c1 | same ref,given_name,age c1,,5
}

@test "a dash for a national id or a name is nobody's: two children stay two" {
	fresh
	cat >dashes.csv <<-END
		ref,given_name,family_name,national_id,birth
		d1,Ola,Hansen,-,2012-01-01
		d2,Kari,Berg,-,2014-05-05
		d3,-,-,,2015-05-05
		d4,.,,,2015-05-05
	END
	case-new -f dashes.csv
	[ "$(count person)" -eq 4 ]
}

@test "--update takes nothing from the message again: what was mended since stays" {
	fresh
	office-add --code N1 --name N1 --kind service --parent OSL >/dev/null
	printf 'ref,received,reporter,content\nm1,2021-05-01,police,physical_violence\nm2,2021-05-02,police,physical_violence\n' |
		concern-add -f - >/dev/null
	c=$(printf 'ref,concern,given_name,birth,risk\nr1,@m1,Ola,2012-01-01,low\n' | case-new -f - | tail -n 1 | cut -d , -f 2)
	record-edit "$c" --concern-type basic_care --office N1
	printf 'ref,source,concern,risk\nr1,OSL,@m1,high\n' | case-new -f - --update
	[ "$(case-list --columns office,concern_type,risk | tail -n 1)" = N1,basic_care,high ]
	# The message of an operand goes to its own cell, and nowhere else.
	printf '#!/bin/sh\nsed -i "s/^risk:.*/risk: low/" "$1"\n' >editor && chmod +x editor
	case-new @m2 --update --ref r1 --source OSL
	EDITOR=$PWD/editor case-new @m2 --update --ref r1 --source OSL -e
	[ "$(case-list --columns concern,risk | tail -n 1)" = "$(concern-list --columns concern --ref m2 | tail -n 1),low" ]
}
