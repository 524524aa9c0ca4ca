#!/usr/bin/env bats
# action-add: who does what by when, so that a goal is reached.

setup() { load helper; planned; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

@test "action-add: what is to be done and by whom is sealed, and no option" {
	refuses 2 "secret" action-add --goal @g1 --what x
	refuses 2 "secret" action-add --goal @g1 --responsible x
	refuses 2 "secret" action-add --goal @g1 --evidence x
	refuses 3 "--what: a value is needed" action-add --goal @g1
	printf 'what,responsible\nЧетат заедно,Лелята Ваня\n' | action-add -f - --goal @g1 --ref new --due 2022-01-10 >out
	same <out line,action "2,$(of action new)"
	action-list --ref new --columns goal,case,person,office,what,responsible,staff,due,done,status |
		same goal,case,person,office,what,responsible,staff,due,done,status \
			"$(of goal g1),$(of case c3),$(of person c3),S1,Четат заедно,Лелята Ваня,admin,2022-01-10,,not_started"
	run ! grep -qE 'Четат заедно|Лелята Ваня' registry.db
}

@test "action-add: done and its day go together, and the day is not ahead" {
	printf 'what,done,status\nx,2021-12-20,under_way\n' >in.csv
	refuses 3 "in.csv:2: status: is not that of something done: under_way" action-add -f in.csv --goal @g1
	printf 'what,status\nx,dropped\n' >in.csv
	refuses 3 "in.csv:2: done: a value is needed once it is dropped" action-add -f in.csv --goal @g1
	printf 'what,done,status\nx,2022-01-01,met\n' >in.csv
	refuses 3 "in.csv:2: done: after today: 2022-01-01" action-add -f in.csv --goal @g1
	printf 'what,done,status,evidence\nx,2021-12-31,met,Kvittering\n' | action-add -f - --goal @g1 --ref new >/dev/null
	action-list --ref new --columns done,status,evidence | same done,status,evidence 2021-12-31,met,Kvittering
	[ "$(count action)" -eq 6 ]
}

@test "action-add: nothing was done before its plan was agreed, or the first version of it" {
	printf 'what,done,status\nx,2021-03-09,met\n' >in.csv
	refuses 5 "in.csv:2: done: before its plan was agreed: 2021-03-10" action-add -f in.csv --goal @g1
	refuses 5 "--done: before its plan was agreed: 2021-03-10" case-act action:@ac1 --status met --done 2021-03-09
	action-add -f in.csv --goal @g1 --override 'it could not wait' >/dev/null
	# What a later version took over may have been done under the one before.
	new=$(case-plan @c3)
	goal=$(goal-list --plan "$new" --domain school --columns goal | tail -n 1)
	action=$(action-list --goal "$goal" --columns action | tail -n 1)
	refuses 5 "--done: before its plan was agreed: 2021-03-10" case-act "$action" --status met --done 2021-03-09
	case-act "$action" --status met --done 2021-03-10 >/dev/null
	action-list --goal "$goal" --columns done,status | same done,status 2021-03-10,met
}

@test "action-add: the goal is named by id or ref, and is a goal that is there" {
	printf 'what\nx\n' >in.csv
	refuses 3 "in.csv:1: a needed column is missing: goal" action-add -f in.csv
	refuses 3 "goal: no record has this ref: @zz" action-add -f in.csv --goal @zz
	refuses 3 "goal: the id of a plan, not of a goal" action-add -f in.csv --goal "$(of plan p1)"
	refuses 3 "staff: no such member of staff: nobody" action-add -f in.csv --goal @g1 --staff nobody
	printf 'what\nx\n' | action-add -f - --goal "$(of goal g5)" >/dev/null
	action-list --goal @g5 --columns case | same case "$(of case c6)" "$(of case c6)"
}

@test "action-add: an action is struck out before its goal, and a goal before its plan" {
	refuses 5 "$(of goal g5) rests on it: strike that out first" record-void plan:@p2 --reason x
	refuses 5 "$(of action ac5) rests on it: strike that out first" record-void goal:@g5 --reason x
	record-void action:@ac5 --reason x >/dev/null
	record-void goal:@g5 --reason x >/dev/null
	record-void plan:@p2 --reason x >/dev/null
	[ "$(count plan) $(count goal) $(count action)" = '1 4 4' ]
	registry-check --quiet
}

@test "action-add without the key is refused" {
	mv keys/*.case.key .
	printf 'what\nx\n' >in.csv
	refuses 5 "no key to seal" action-add -f in.csv --goal @g1
	[ "$(count action)" -eq 5 ]
}
