#!/usr/bin/env bats
# person-list: persons, filtered, chosen, ordered.

setup() { load helper; families; }

# refs ARGUMENTS...: the refs of the persons that are listed, on one line.
refs() { person-list --columns ref,person "$@" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "person-list prints CSV in a pipe: keys, the month of birth, and no column that is sealed" {
	golden person-list.csv person-list
	run ! grep -Eq 'Nordmann|given_name|digest|2015-05-06' "$top/tests/golden/person-list.csv"
}

@test "person-list of nobody prints the header and is done" {
	person-list --died 1999 --columns ref,sex | same ref,sex
}

@test "person-list shows who they are on a terminal" {
	terminal person-list --office N1 | sed 's/ *$//' |
		same 'person               given_name  family_name  birth       sex     office' \
			'P-OSL-2021-000001-L  Kari        Nordmann     2015-05-06  Female  N1' \
			'P-OSL-2021-000006-B  أمل         الشريف       2017-11-03  Female  N1'
}

@test "person-list --columns all prints every column, sealed ones too, and no digest" {
	person-list --columns all --ref c1 >out.csv
	head -n 1 out.csv | grep -q '^person,.*,given_name,family_name,other_names,national_id,birth,.*,phone,.*,journal$'
	grep -q '15811050145' out.csv
	run ! grep -Eq 'digest|[0-9a-f]{32}' out.csv
	refuses 3 "--columns: no such column: name_digest" person-list --columns name_digest
	refuses 3 "--columns: no such column: national_digest" person-list --columns national_digest
	refuses 3 "--sort: no such column: name_digest" person-list --sort name_digest
	refuses 3 "--match: no such column: name_digest" person-list --match name_digest=^a
}

@test "person-list filters by what is in the clear" {
	[ "$(refs --sex male)" = "c2 c4 c5 c7" ]
	[ "$(refs --background immigrant,born_to_immigrants)" = "c2 c3 c4 c6" ]
	[ "$(refs --country EG)" = "c2" ]
	[ "$(refs --language bg --interpreter yes)" = "c3" ]
	[ "$(refs --disability speech)" = "c5" ]
	[ "$(refs --population refugee,care_leaver)" = "c2 c7" ]
	[ "$(refs --office NORD)" = "c1 c2 c6" ]
	[ "$(refs --language '')" = "" ]
	[ "$(refs --country '')" = "c7" ]
	refuses 3 "--disability: no such code: deaf" person-list --disability deaf
}

@test "person-list --match searches names, ids and births, with the key" {
	[ "$(refs --match 'family_name=(?i)å')" = "c5" ]
	[ "$(refs --match 'family_name=^الش')" = "c6" ]
	[ "$(refs --match 'given_name=(?i)СЕМЁН')" = "c7" ]
	[ "$(refs --match 'national_id=0145$')" = "c1" ]
	[ "$(refs --match 'birth=^20(15|17)-')" = "c1 c6" ]
	refuses 2 "--match given_name=REGEX searches it" person-list --given-name Kari
	[[ "$stderr" != *Kari* ]]
	rm keys/*.case.key
	run --separate-stderr person-list --match given_name=Kari
	[ "$status" -eq 5 ]
	[[ "$stderr" == *key* ]]
}

@test "person-list --sort orders, but not by what is sealed; --limit stops" {
	[ "$(refs --sort country --sort -language)" = "c3 c2 c1 c4 c5 c6 c7" ]
	[ "$(refs --sort -country --limit 1)" = "c1" ]
	refuses 3 "--sort: given_name is sealed" person-list --sort given_name
	refuses 3 "--sort: birth is sealed" person-list --sort birth
}

@test "person-list leaves out who was struck out, and --void lists them with the rest" {
	p=$(person-add --sex male --ref x)
	record-void "$p" --reason dobbelt >/dev/null
	[ "$(refs --office OSL --only-office)" = "c5" ]
	[ "$(refs --office OSL --only-office --void)" = "c5 x" ]
}

@test "person-list without the key prints sealed columns empty, and the rest" {
	rm keys/*.case.key
	person-list --ref c1 --columns given_name,birth,birth_month,sex | same given_name,birth,birth_month,sex ,,2015-05,female
}

@test "person-list prints labels in the language of the user" {
	person-list --labels --ref c5 --columns sex,disability |
		same sex,disability 'Male,"Speech or language difficulties, Intellectual disability"'
	CASEWORK_LANG=nb person-list --labels --ref c1 --columns sex,background | same sex,background 'Jente/kvinne,Uten innvandrerbakgrunn'
}

@test "person-list says what it does not know: options, operands, columns" {
	refuses 2 "takes no operands: Kari" person-list Kari
	refuses 2 "no such option: --contry (--country?)" person-list --contry NO
	refuses 3 "--columns: no such column: brith (birth?)" person-list --columns brith
}
