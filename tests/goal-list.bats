#!/usr/bin/env bats
# goal-list: goals of plans, those of former versions too.

setup() { load helper; planned; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

@test "goal-list prints CSV in a pipe, without what is sealed; --columns asks for it" {
	goal-list --ref g1 | same goal,ref,source,office,plan,case,person,subject,domain,due,status,before \
		"$(of goal g1),g1,S1,S1,$(of plan p1),$(of case c3),$(of person c3),child,school,2021-12-01,under_way,"
	goal-list --ref g1 --columns text,given_name | same text,given_name 'Мария ходи на училище всеки ден,Мария'
}

@test "goal-list: each field in the clear is a filter, and --match looks into the text" {
	goal-list --plan @p1 --columns ref | same ref g1 g2 g3 g4
	goal-list --case @c6 --columns ref | same ref g5
	goal-list --person person:@c3 --subject family,network --columns ref | same ref g3 g4
	goal-list --status met,dropped --columns ref | same ref g2 g4
	goal-list --due 2021 --columns ref | same ref g1 g3
	goal-list --due '' --columns ref | same ref g2 g4
	goal-list --match 'text=лекар' --columns ref | same ref g2
	refuses 2 "--text: is sealed: --match text=REGEX searches it" goal-list --text x
	case-plan @c3 >/dev/null
	goal-list --before @g3 --columns text,status | same text,status 'Вечерят заедно,partly_met'
}

@test "goal-list on a terminal shows the text and the child, with labels, to who has the key" {
	CASEWORK_LANG=nb terminal goal-list --ref g4 >page
	grep -qE "^$(of goal g4) +$(of plan p1) +Мария +Noen i nettverket +Лелята идва всяка седмица +Lagt bort" page
	mv keys/*.case.key .
	terminal goal-list --ref g4 >page
	grep -qE "^$(of goal g4) +$(of plan p1) +Somebody around the family +Given up" page
	refuses 5 "key" goal-list --match 'text=лекар'
}
