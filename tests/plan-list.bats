#!/usr/bin/env bats
# plan-list: plans, each version a row.

setup() { load helper; planned; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

@test "plan-list prints CSV in a pipe: every column that is not sealed" {
	plan-list --ref p1 | same plan,ref,source,office,case,person,agreed,review_due,replaces,child_took_part,carer_took_part,reviewed,staff \
		"$(of plan p1),p1,S1,S1,$(of case c3),$(of person c3),2021-03-10,2021-09-10,,yes,no,,admin"
	plan-list --columns ref,given_name,birth_month | same ref,given_name,birth_month p1,Мария,2012-12 p2,أمل,2017-11
}

@test "plan-list: each field in the clear is a filter" {
	plan-list --case @c3 --columns ref | same ref p1
	plan-list --person person:@c6 --columns ref | same ref p2
	plan-list --office S1 --columns ref | same ref p1
	plan-list --office NORD --columns ref | same ref p2
	plan-list --agreed 2021-07 --columns ref | same ref p2
	plan-list --review-due 2021-06..2021-12 --columns ref | same ref p1
	plan-list --reviewed '' --child-took-part yes --columns ref | same ref p1
	case-plan @c3 >/dev/null
	plan-list --replaces @p1 --columns case,agreed | same case,agreed "$(of case c3),2021-12-31"
	refuses 2 "--summary: is sealed: --match summary=REGEX searches it" plan-list --summary x
	refuses 3 "no record has this ref" plan-list --case @zz
}

@test "plan-list on a terminal shows the child to who has the key, and to nobody else" {
	terminal plan-list --ref p1 >page
	grep -qE "^plan +case +given_name +family_name +agreed +review_due +reviewed +staff" page
	grep -qE "^$(of plan p1) +$(of case c3) +Мария +Иванова +2021-03-10 +2021-09-10 +admin" page
	mv keys/*.case.key .
	terminal plan-list --ref p1 >page
	grep -qE "^$(of plan p1) +$(of case c3) +2021-03-10 +2021-09-10 +admin" page
	plan-list --columns ref,given_name | same ref,given_name p1, p2,
}

@test "plan-list leaves out what was struck out, unless --void asks for it" {
	plan-add --case @c1 --ref p3 >/dev/null
	record-void plan:@p3 --reason dobbelt >/dev/null
	plan-list --columns ref | same ref p1 p2
	plan-list --void --columns ref,void_reason | same ref,void_reason p1, p2, p3,dobbelt
}
