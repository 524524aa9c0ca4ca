#!/usr/bin/env bats
# office-add: offices, as a tree.

setup() { load helper; fresh; }

# id CODE: the id of an office.
id() { record-show "office:$1" --columns office | tail -n 1; }

# refs ARGUMENTS...: the refs of the messages that are listed, on one line.
refs() { concern-list --columns ref,concern "$@" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# num OFFICE: the messages of 2021 at this office and all below it.
num() { stats-report --year 2021 concerns --office "$1" -q | tail -n 1 | cut -d, -f3; }

@test "office-add adds an office and prints its id alone" {
	run --separate-stderr office-add --code N1 --name 'Tjenesten Fjell' --kind service --parent OSL \
		--opened 2000-01-01 --region North
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^OF-OSL-2021-000002-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	office-list --parent OSL --columns office,code,name,kind,parent,region,opened,closed |
		same office,code,name,kind,parent,region,opened,closed \
		"$output,N1,Tjenesten Fjell,service,OSL,North,2000-01-01,"
}

@test "office-add -f adds a tree, parents before children, and prints line and id" {
	office-add -f "$top/tests/data/offices.csv" | sed 's/-[0-9A-Z]$//' |
		same line,office 2,OF-OSL-2021-000002 3,OF-OSL-2021-000003 4,OF-OSL-2021-000004 5,OF-OSL-2021-000005
	[ "$(count office)" -eq 5 ]
}

@test "office-add says every value that is missing or wrong" {
	run --separate-stderr office-add
	[ "$status" -eq 3 ]
	[[ "$stderr" == *"--code: a value is needed"*"--name: a value is needed"*"--kind: a value is needed"* ]]
	refuses 3 "--kind: no such code: servce (service?)" office-add --code N1 --name N --kind servce
	refuses 3 "--parent: no such office: NORD" office-add --code N1 --name N --kind service --parent NORD
	refuses 3 "--parent: no such office: N1" office-add --code N1 --name N --kind service --parent N1
	refuses 3 "--code: not a code (letters, digits, - _ and . only): N 1" office-add --code 'N 1' --name N --kind service
	refuses 3 "--closed: before it opened: 2020-12-31" \
		office-add --code N1 --name N --kind service --opened 2021-01-01 --closed 2020-12-31
	[ "$(count office)" -eq 1 ]
}

@test "office-add: a code is used once" {
	office-add --code N1 --name Fjell --kind service >/dev/null
	refuses 3 "--code: is there already: N1 ($(id N1))" office-add --code N1 --name Dal --kind service
	# Not even that of an office which is closed; and none can be struck out or given another code.
	record-edit "$(id N1)" --closed 2021-12-30 >/dev/null
	refuses 3 "--code: is there already: N1" office-add --code N1 --name Dal --kind service
	refuses 5 "give it its last day instead" record-void "$(id N1)" --reason stengt
	refuses 2 "--code" record-edit "$(id N1)" --code N2
	printf 'office,code\nN1,N2\n' >in.csv
	refuses 3 "code" record-edit -f in.csv
	office-list --columns code,name | same code,name OSL,Oslo N1,Fjell
}

@test "office-add --skip-existing passes over the codes that are there; --update changes them" {
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	printf '%s\n' code,name,kind N1,Annet,service N3,Ny,service >in.csv
	office-add -f in.csv --skip-existing | cut -d, -f1 | same line 3
	office-list --columns code,name --parent NORD | same code,name 'N1,Tjenesten Fjell' 'N2,Tjenesten Dal'
	office-add -f in.csv --update >/dev/null
	office-list --columns code,name --parent NORD | same code,name 'N1,Annet' 'N2,Tjenesten Dal'
}

@test "office-add: an office cannot be put under itself or under one below it" {
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	office-add --code T1 --name Team --kind team --parent N1 >/dev/null
	refuses 3 "--parent: is below it: T1" record-edit "$(id NORD)" --parent T1
	refuses 3 "--parent: is below it: N1" record-edit "$(id NORD)" --parent N1
	refuses 3 "--parent: is below it: NORD" record-edit "$(id NORD)" --parent NORD
	refuses 3 "--parent: is below it: NORD" record-edit "$(id OSL)" --parent NORD
	office-list --columns code,parent | same code,parent OSL, NORD,OSL N1,NORD N2,NORD S1,OSL T1,N1
}

@test "office-add: two rows of one file cannot put two offices under each other" {
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	printf '%s\n' office,parent N1,N2 N2,N1 >in.csv
	refuses 3 "in.csv:3: parent: is below it: N1" record-edit -f in.csv
	office-list --columns code,parent --parent NORD | same code,parent N1,NORD N2,NORD
}

@test "office-add: an office that moves takes what is below it along, in lists and reports" {
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	concern-add -f "$top/tests/data/concerns.csv" >/dev/null
	[ "$(refs --office NORD)" = "a1 a2 a3 a4" ]
	[ "$(num NORD)" -eq 4 ]
	[ "$(num S1)" -eq 1 ]
	record-edit "$(id N1)" --parent S1 >/dev/null
	[ "$(refs --office NORD)" = "a3 a4" ]
	[ "$(refs --office S1)" = "a1 a2 a5 a6 a7" ]
	[ "$(num NORD)" -eq 2 ]
	[ "$(num S1)" -eq 3 ]
	# A whole branch: NORD, with N2 below it, under S1.
	record-edit "$(id NORD)" --parent S1 >/dev/null
	[ "$(refs --office S1)" = "a1 a2 a3 a4 a5 a6 a7" ]
	[ "$(num S1)" -eq 5 ]
	[ "$(num OSL)" -eq 6 ]
	record-edit "$(id NORD)" --clear parent >/dev/null
	[ "$(refs --office S1)" = "a1 a2 a5 a6 a7" ]
	[ "$(num OSL)" -eq 4 ]
	registry-check -q
}

@test "office-add: only administrators write offices" {
	staff-add --code boss --name Boss --role administrator --login boss >/dev/null
	record-edit "$(record-show staff:admin --columns staff | tail -n 1)" --role caseworker >/dev/null
	refuses 5 "only a member of staff with the role administrator may write an office" \
		office-add --code N1 --name Fjell --kind service
	refuses 5 "administrator" office-add -f "$top/tests/data/offices.csv"
	refuses 5 "administrator" record-edit "$(id OSL)" --name Annet
	[ "$(count office)" -eq 1 ]
	concern-add --reporter school --content basic_care
}

@test "office-add: --template prints the columns it reads, to whoever asks" {
	office-add --template | grep -q ^code,name,kind,parent
}
