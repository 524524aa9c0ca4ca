#!/usr/bin/env bats
# action-list: actions of plans, those of former versions too.

setup() { load helper; planned; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

@test "action-list prints CSV in a pipe, without what is sealed; --columns asks for it" {
	action-list --ref ac2 | same action,ref,source,office,goal,case,person,staff,due,done,status \
		"$(of action ac2),ac2,S1,S1,$(of goal g1),$(of case c3),$(of person c3),admin,2021-03-20,2021-03-19,met"
	action-list --ref ac2 --columns what,responsible,evidence,given_name |
		same what,responsible,evidence,given_name 'Да ѝ купят чанта,Службата,Касова бележка,Мария'
}

@test "action-list: each field in the clear is a filter, and --match looks into what is sealed" {
	action-list --goal @g1 --columns ref | same ref ac1 ac2
	action-list --case @c6 --columns ref | same ref ac5
	action-list --person person:@c3 --done '' --columns ref | same ref ac1 ac3 ac4
	action-list --done 2021-03 --columns ref | same ref ac2
	action-list --due 2021-04..2022-01 --sort -due --columns ref | same ref ac5 ac1 ac3
	action-list --staff admin --status not_started --columns ref | same ref ac3 ac4 ac5
	action-list --match 'responsible=^Служ' --columns ref | same ref ac2 ac3
	refuses 2 "--what: is sealed: --match what=REGEX searches it" action-list --what x
	refuses 3 "no such member of staff: nobody" action-list --staff nobody
}

@test "action-list on a terminal shows what, who and the child, with labels, to who has the key" {
	terminal action-list --ref ac2 >page
	grep -qE "^$(of action ac2) +$(of goal g1) +Мария +Да ѝ купят чанта +Службата +admin +2021-03-20 +2021-03-19 +Met" page
	mv keys/*.case.key .
	terminal action-list --ref ac2 >page
	grep -qE "^$(of action ac2) +$(of goal g1) +admin +2021-03-20 +2021-03-19 +Met" page
	action-list --ref ac2 --columns what,given_name | same what,given_name ,
}
