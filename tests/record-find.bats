#!/usr/bin/env bats
# record-find: records that hold all of some words, however they are spelt.

setup() { load helper; furnished; }

# found ARGUMENTS...: kind and field of each record that is found.
found() { record-find "$@" | tail -n +2 | cut -d, -f1,5; }

# id REF: the id of the message that was loaded with this ref.
id() { concern-list --ref "$1" --columns concern | tail -n 1; }

@test "record-find prints kind, id, office, day and field, and no secret" {
	record-find Nordmann >out.csv
	same noun,id,office,day,field "concern,$(id a1),N1,2021-01-04,child_family" \
		"concern,$(id a2),N1,2021-01-05,child_family" <out.csv
	run ! grep -qi nordmann out.csv
}

@test "record-find finds Latin, Arabic and Cyrillic, in any case" {
	for text in nordmann NORDMANN nOrDmAnN; do
		[ "$(found "$text" | wc -l)" -eq 2 ]
	done
	found حسن | same concern,child_family
	found Иванова | same concern,child_family
	found ИВАНОВА | same concern,child_family
	found иванова | same concern,child_family
	# ø and Ø are one letter in two cases.
	found 'MOR SØKTE' | same concern,narrative
	found الطفل | same concern,narrative
}

@test "record-find finds a part, across words, in several lines, in a sealed day" {
	found 'jeg er sulten' | same concern,narrative
	found 'KRISESENTER' | same concern,narrative
	found 2010-03-31 | same concern,child_birth
}

@test "record-find takes the text as it stands, not as a pattern" {
	run record-find 'N.rdmann'
	[ "$status" -eq 1 ]
	run record-find '('
	[ "$status" -eq 1 ]
	record-find 'Mor er syk.' >/dev/null
	found -- --mat | same concern,narrative
}

@test "record-find exits 1 with nothing but the header when there is nothing" {
	run --separate-stderr record-find Hansson
	[ "$status" -eq 1 ]
	[ "$output" = noun,id,office,day,field ]
}

@test "record-find looks through every kind of record, or through one" {
	found fjell | same office,name
	found administrator | same staff,name
	found N1 | same office,code
	run record-find fjell --noun concern
	[ "$status" -eq 1 ]
	refuses 3 "--noun: no such kind of record: offices" record-find fjell --noun offices
}

@test "record-find leaves out what was struck out, unless --void" {
	record-void @a5 --reason dobbelt >/dev/null
	run record-find Иванова
	[ "$status" -eq 1 ]
	found Иванова --void | same concern,child_family
}

@test "record-find without the key says that it did not look into what is sealed" {
	rm keys/*.case.key
	run --separate-stderr record-find fjell
	[ "$status" -eq 0 ]
	[[ "$output" == *office,* ]]
	[[ "$stderr" == *"no key: sealed fields of messages of concern are not searched"* ]]
}

@test "record-find needs a word" {
	refuses 2 "find what? give one word or more" record-find
	refuses 2 "find what? give one word or more" record-find ''
}

@test "record-find finds a whole name, whose words stand in several fields, and asks at a terminal" {
	record-find Kari Nordmann --columns field | grep -qx child_given
	record-find "Мария Иванова" >/dev/null
	run record-find Kari Hansen
	[ "$status" -eq 1 ]
	[[ "$(script -qec "record-find --columns field" /dev/null <<<"nordmann kari")" == *child_family* ]]
}

# persons: the rows of standard input, persons of the office N1.
persons() {
	{ echo ref,given_name,family_name,other_names,national_id,phone; cat; } | person-add -f - --office N1 >/dev/null
}

# who WORD...: the refs of the persons that are found.
who() {
	local id
	for id in $(record-find --noun person --columns id "$@" | tail -n +2); do
		person-list --columns ref,person | sed -n "s/,$id\$//p"
	done | paste -sd ' '
}

@test "record-find finds a name in four languages, as people spell it for each other" {
	persons <<-'END'
		p1,Øystein,Sæther,,,
		p2,Åse,Bjørnsdóttir,,,
		p3,أحمد,الشريف,,,
		p4,عبد الله,حسن,,,
		p5,Артём,Королёв,,,
		p6,Николай,Стойчев,,,
		p7,Anne-Marie,O'Brien,,,
		p8,Lars,Straße,,,
		p9,Joel,Zoega,,,
	END
	local spelt
	for spelt in oystein Øystein OEYSTEIN øYSTEIN saether SÆTHER ystei "sæther oystein"; do
		[ "$(who "$spelt")" = p1 ] || { echo "$spelt: $(who "$spelt")"; return 1; }
	done
	for spelt in aase ÅSE ase bjornsdottir Bjoernsdottir BJÖRNSDOTTIR; do
		[ "$(who "$spelt")" = p2 ] || { echo "$spelt: $(who "$spelt")"; return 1; }
	done
	for spelt in أحمد احمد إحمد "أَحْمَد" أحـمد; do
		[ "$(who "$spelt")" = p3 ] || { echo "$spelt: $(who "$spelt")"; return 1; }
	done
	for spelt in عبدالله "عبد الله" الله; do
		[ "$(who "$spelt")" = p4 ] || { echo "$spelt: $(who "$spelt")"; return 1; }
	done
	for spelt in артем АРТЁМ Артем королев; do
		[ "$(who "$spelt")" = p5 ] || { echo "$spelt: $(who "$spelt")"; return 1; }
	done
	[ "$(who николаи СТОЙЧЕВ)" = p6 ]
	for spelt in anne-marie "Anne Marie" "o’brien" brien; do
		[ "$(who "$spelt")" = p7 ] || { echo "$spelt: $(who "$spelt")"; return 1; }
	done
	[ "$(who STRASSE)" = p8 ]
	for spelt in joel JOËL jøl oel zoëga "zø joel"; do
		[ "$(who "$spelt")" = p9 ] || { echo "$spelt: $(who "$spelt")"; return 1; }
	done
	# A letter alone, at an end too.
	[ "$(who q)" = "" ] && [ "$(who ß z)" = "" ] && [ "$(who j g)" = p9 ] && [ "$(who ы)" = "" ]
	# Not other names, though they begin alike.
	[ "$(who Артур)" = "" ] && [ "$(who أحلام)" = "" ] && [ "$(who oystain)" = "" ]
}

@test "record-find finds a number however it is written, there or here" {
	persons <<-'END'
		p1,Eva,Ek,,01020312345,+47 900 12 345
		p2,Liv,Ek,,,0047-91122334
		p3,Mai,Ek,,,"(02) 123-4567, +20 100 765 4321"
		p4,Una,Ek,,70-01-02.1234,90011111
		p5,Ida,Ek,,,٩٥٥٦٦٧٧٨
	END
	local written
	for written in 90012345 "900 12 345" 900-12-345 +4790012345 "+47 900 12 345" 004790012345 "0047 900 12 345" 9001.2345 12345 \
		٩٠٠١٢٣٤٥; do
		[[ " $(who "$written") " == *" p1 "* ]] || { echo "$written: $(who "$written")"; return 1; }
	done
	[ "$(who 900 12 345)" = p1 ]
	[ "$(who +47 911 22 334)" = p2 ] && [ "$(who 91122334)" = p2 ] && [ "$(who +4791122334)" = p2 ]
	[ "$(who 021234567)" = p3 ] && [ "$(who 00201007654321)" = p3 ] && [ "$(who '(02)1234567')" = p3 ]
	[ "$(who 010203 12345)" = p1 ] && [ "$(who 01020312345)" = p1 ] && [ "$(who 10203)" = p1 ]
	[ "$(who 7001021234)" = p4 ] && [ "$(who 70.01.02-1234)" = p4 ]
	[ "$(who 955 66 778)" = p5 ]
	# Digits of two numbers are not one number, nor are they in another order.
	[ "$(who 4567201007)" = "" ] && [ "$(who 90054321)" = "" ]
	# A name between numbers parts them.
	[ "$(who 900 ek 345)" = p1 ]
}

@test "record-find finds words that stand in several fields, each of them, in any order" {
	persons <<-'END'
		p1,Kari Marie,Nordmann,Hansen,15811050145,900 12 345
		p2,Kari,Hansen,,,900 54 321
	END
	[ "$(who hansen kari)" = "p1 p2" ]
	[ "$(who nordmann marie hansen)" = p1 ]
	[ "$(who "hansen nordmann" 158110 kari)" = p1 ]
	[ "$(who kari 900 54)" = p2 ]
	[ "$(who kari olsen)" = "" ]
	# The field is that of the first word.
	[ "$(record-find --noun person --columns field nordmann kari | tail -n 1)" = family_name ]
	[ "$(record-find --noun person --columns field mar nordmann | tail -n 1)" = given_name ]
	[ "$(record-find --noun person --columns field 345 nordmann | tail -n 1)" = phone ]
	refuses 2 "more than 20 words" record-find a b c d e f g h i j k l m n o p q r s t u
}

@test "record-find looks in days, for a day or a month, and in the fields that name a record" {
	found 2015-05 | same concern,child_birth
	found 2021-03-15 --noun concern | same concern,received
	found nordmann 2010-03 | same concern,child_family
	run record-find 2015-04
	[ "$status" -eq 1 ]
	case-new --from - --quiet >/dev/null <<-END
		concern,office
		$(id a1),N1
	END
	found "$(id a1)" | same case,concern
	found "$(id a1 | tr A-Z a-z)" | same case,concern
	# A part of an id is none.
	run record-find "$(id a1 | cut -c 1-14)"
	[ "$status" -eq 1 ]
}

@test "record-find looks in no codes, and not in what the engine keeps" {
	persons <<<p1,Kari,Nordmann,,15811050145,
	local code
	for code in basic_care normal police female N1 admin; do
		[ "$(record-find "$code" --columns noun | grep -cvxE 'noun|office|staff')" -eq 0 ] || { echo "$code"; return 1; }
	done
	for code in $(sqlite3 registry.db 'SELECT national_digest, name_digest FROM person' | tr '|' ' '); do
		run record-find "$code"
		[ "$status" -eq 1 ]
	done
	record-void @a5 --reason dobbeltført >/dev/null
	run record-find dobbeltført --void
	[ "$status" -eq 1 ]
	found a5 --void | same concern,ref
}

@test "record-find looks in records of one kind alone with --noun" {
	persons <<<p1,Kari,Nordmann,,,
	found nordmann | sort | uniq -c | sed 's/^ *//' | same "2 concern,child_family" "1 person,family_name"
	found nordmann --noun person | same person,family_name
	[ "$(record-find nordmann --noun person)" = "noun,id,office,day,field
person,$(person-list --columns person | tail -n 1),N1,,family_name" ]
}

@test "record-find tells of an extract that its sealed fields are not searched" {
	persons <<<p1,Kari,Nordmann,,,
	registry-backup --extract extract.db
	run --separate-stderr record-find --registry extract.db nordmann
	[ "$status" -eq 1 ]
	[ "$output" = noun,id,office,day,field ]
	[[ "$stderr" == *"an extract: sealed fields of persons are not searched"* ]]
	found --registry extract.db fjell 2>/dev/null | same office,name
	found --registry extract.db a3 2>/dev/null | same concern,ref
}

@test "record-find prints no word of what it found, and keeps none" {
	persons <<<'p1,Kari,Nordmann,,15811050145,900 12 345'
	record-find 90012345 >out.csv 2>err
	run ! grep -qiE 'nordmann|90012|158110' out.csv err
	run ! grep -qi nordmann registry.db registry.db-wal
}

@test "without the register's key not even the clear fields of deviations are searched" {
	c=$(printf 'given_name,birth\nOla,2012-01-01\n' | case-new -f - | tail -n 1 | cut -d , -f 2)
	printf 'reporter_role,narrative,case,occurred\nchild,words,%s,2021-03-08\n' "$c" | devreg-add -f - >/dev/null
	[ "$(record-find 2021-03-08 | tail -n +2 | wc -l)" -eq 1 ]
	rm keys/*.register.key
	for word in "$c" 2021-03-08; do
		run --separate-stderr record-find "$word"
		[[ "$output" != *deviation* ]]
		[[ "$stderr" == *"no key: deviations are not searched"* ]]
	done
}
