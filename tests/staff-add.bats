#!/usr/bin/env bats
# staff-add: who works in an office, and what the login may do.

setup() { load helper; fresh; }

# id CODE: the id of a member of staff.
id() { record-show "staff:$1" --columns staff | tail -n 1; }

# A message with what is needed, and these arguments.
add() { concern-add --reporter school --content basic_care "$@"; }

# Who wrote last, and with which login.
who_wrote() { registry-log | awk -F, 'NR == 2 { print $3 "," $4 }'; }

# i_am ROLE: the one who runs the tests has this role from now on; another is administrator.
i_am() {
	staff-add --code boss --name Boss --role administrator --login boss >/dev/null &&
		record-edit "$(id admin)" --role "$1" >/dev/null
}

@test "staff-add adds a member of staff and prints the id alone" {
	run --separate-stderr staff-add --code s1 --name 'Per Vik' --role caseworker --login per
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^ST-OSL-2021-000002-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	staff-list --role caseworker --columns staff,code,name,office,role,login,started,ended |
		same staff,code,name,office,role,login,started,ended "$output,s1,Per Vik,OSL,caseworker,per,2021-12-31,"
}

@test "staff-add -f adds many, and prints line and id" {
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	printf '%s\n' code,name,office,role,login s1,Per,N1,caseworker,per s2,Мария,N2,leader, >in.csv
	staff-add -f in.csv | sed 's/-[0-9A-Z]$//' | same line,staff 2,ST-OSL-2021-000002 3,ST-OSL-2021-000003
	staff-list --columns code,name,office --office NORD | same code,name,office s1,Per,N1 s2,Мария,N2
}

@test "staff-add says every value that is missing or wrong" {
	run --separate-stderr staff-add
	[ "$status" -eq 3 ]
	[[ "$stderr" == *"--code: a value is needed"*"--name: a value is needed"*"--role: a value is needed"* ]]
	refuses 3 "--role: no such code: boss" staff-add --code s1 --name Per --role boss
	refuses 3 "--office: no such office: N9" staff-add --code s1 --name Per --role clerk --office N9
	refuses 3 "--ended: before the first day: 2021-12-30" staff-add --code s1 --name Per --role clerk --ended 2021-12-30
	[ "$(count staff)" -eq 1 ]
}

@test "staff-add: a code is used once" {
	staff-add --code s1 --name Per --role clerk >/dev/null
	refuses 3 "--code: is there already: s1 ($(id s1))" staff-add --code s1 --name Anne --role clerk
	refuses 5 "give it its last day instead" record-void "$(id s1)" --reason sluttet
	refuses 2 "--code" record-edit "$(id s1)" --code s2
}

@test "staff-add: only administrators write the staff" {
	i_am caseworker
	refuses 5 "only a member of staff with the role administrator" staff-add --code s1 --name Per --role caseworker
	refuses 5 "administrator" record-edit "$(id admin)" --role administrator
	[ "$(count staff)" -eq 2 ]
	add >/dev/null
}

@test "staff-add: who is not on the staff writes nothing, and is told how to be added" {
	staff-add --code boss --name Boss --role administrator --login boss >/dev/null
	record-edit "$(id admin)" --login somebody >/dev/null
	refuses 5 "nobody on the staff has the login $(id_of_me)" add
	[[ "$stderr" == *"staff-add --login"* ]]
	concern-list >/dev/null
}

# The login of whoever runs the tests.
id_of_me() { command id -un; }

@test "staff-add: an administrator writes as anyone, and the journal keeps both" {
	staff-add --code s1 --name Per --role caseworker --login per >/dev/null
	add --as s1 >/dev/null
	who_wrote | same "s1,$(id_of_me)"
	CASEWORK_USER=s1 add >/dev/null
	who_wrote | same "s1,$(id_of_me)"
	CASEWORK_USER=s1 add --as admin >/dev/null
	who_wrote | same "admin,$(id_of_me)"
	add >/dev/null
	who_wrote | same "admin,$(id_of_me)"
	refuses 3 "no such member of staff: s9" add --as s9
	CASEWORK_USER=s9 refuses 3 "no such member of staff: s9" add
}

@test "staff-add: a clerk writes as anyone, but with no more rights than a clerk's" {
	staff-add --code s1 --name Per --role caseworker --login per >/dev/null
	i_am clerk
	add --as s1 >/dev/null
	who_wrote | same "s1,$(id_of_me)"
	refuses 5 "administrator" office-add --code N1 --name Fjell --kind service
	refuses 5 "administrator" office-add --code N1 --name Fjell --kind service --as boss
}

@test "staff-add: a caseworker writes as another row of the same login, and as nobody else" {
	office-add --code N1 --name Fjell --kind service >/dev/null
	staff-add --code s1 --name Per --role caseworker --login per >/dev/null
	staff-add --code half --name 'Second post' --role leader --login "$(id_of_me)" --office N1 >/dev/null
	i_am caseworker
	add --as half >/dev/null
	who_wrote | same "half,$(id_of_me)"
	CASEWORK_USER=half add >/dev/null
	who_wrote | same "half,$(id_of_me)"
	# What they write belongs to the office of the row.
	concern-list --columns office | same office N1 N1
	refuses 5 "only an administrator or a clerk may write as s1" add --as s1
	CASEWORK_USER=s1 refuses 5 "only an administrator or a clerk may write as s1" add
	[ "$(count concern)" -eq 2 ]
}

@test "staff-add: who has left writes no more, nor does anyone as them" {
	staff-add --code s1 --name Per --role caseworker --login per --started 2020-01-01 --ended 2021-12-30 >/dev/null
	refuses 5 "s1 has left" add --as s1
	staff-add --code boss --name Boss --role administrator --login boss >/dev/null
	printf 'staff,started,ended\nadmin,2020-01-01,2021-12-30\n' | record-edit -f - >/dev/null
	refuses 5 "" add
	[ "$(count concern)" -eq 0 ]
}

@test "staff-add: the last day at work is one to work on, and so is every day before it" {
	staff-add --code s1 --name Per --role caseworker --login per --ended 2021-12-31 >/dev/null
	staff-add --code s2 --name Ane --role caseworker --login ane --ended 2022-06-30 >/dev/null
	add --as s1
	add --as s2
	CASEWORK_TODAY=2022-01-01 refuses 5 "s1 has left" add --as s1
}

@test "record-edit: the last administrator with a login stays one, since nobody could make another" {
	refuses 5 "the last administrator" record-edit staff:admin --role caseworker
	refuses 5 "the last administrator" record-edit staff:admin --clear login
	refuses 5 "the last administrator" record-edit staff:admin --started 2021-01-01 --ended 2021-12-30
	staff-add --code boss --name Boss --role administrator --login boss >/dev/null
	record-edit staff:admin --role caseworker
}
