#!/usr/bin/env bats
# case-act: how far actions of a plan have come, and what shows it.

setup() { load helper; planned; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

# how REF...: how far these actions have come.
how() {
	local ref
	for ref; do
		action-list --ref "$ref" --columns ref,status,done | tail -n 1
	done
}

@test "case-act records how far an action has come, and prints its id alone" {
	a=$(of action ac1)
	run --separate-stderr case-act "$a" --status met --done 2021-12-20
	[ "$status" -eq 0 ]
	[ "$output" = "$a" ]
	[ -z "$stderr" ]
	how ac1 | same ac1,met,2021-12-20
	case-act @ac3 @ac4 --status under_way | same "$(of action ac3)" "$(of action ac4)"
	how ac3 ac4 | same ac3,under_way, ac4,under_way,
}

@test "case-act: done and its day go together, and the day is not ahead" {
	refuses 3 "--done: a value is needed once it is met" case-act @ac1 --status met
	refuses 3 "--done: a value is needed once it is dropped" case-act @ac1 --status dropped
	refuses 3 "--status: is not that of something done: under_way" case-act @ac1 --done 2021-12-20
	refuses 3 "--done: after today: 2022-01-01" case-act @ac1 --status met --done 2022-01-01
	refuses 3 "--status: no such code: done (" case-act @ac1 --status done
	how ac1 | same ac1,under_way,
	case-act @ac1 --status dropped --done yesterday >/dev/null
	how ac1 | same ac1,dropped,2021-12-30
}

@test "case-act: what was not done after all is taken back" {
	refuses 3 "--done: a value is needed once it is met" case-act @ac2 --clear done
	refuses 3 "--status: is not that of something done: under_way" case-act @ac2 --status under_way
	case-act @ac2 --status under_way --clear done >/dev/null
	how ac2 | same ac2,under_way,
}

@test "case-act: what shows it is sealed, comes from a file, and the old stays in the history" {
	refuses 2 "secret" case-act @ac1 --evidence x
	printf 'action,status,done,evidence\n@ac1,met,2021-12-20,Тя ходи всеки ден\n' | case-act -f - >/dev/null
	action-list --ref ac1 --columns evidence | same evidence 'Тя ходи всеки ден'
	run ! grep -q 'Тя ходи всеки ден' registry.db
	record-show action:@ac1 --history | cut -d , -f 4- | sort |
		same case-act,done, "case-act,evidence,(sealed)" case-act,status,under_way command,field,old
	terminal record-show action:@ac1 --history >page
	grep -qE 'case-act +evidence +Учителката писа' page
}

@test "case-act -f tells of every bad row and writes nothing; --keep-going writes the good ones" {
	printf 'action,status,done\n@ac1,met,2021-12-20\n@zz,met,2021-12-20\n%s,met,2021-12-20\n@ac3,met,\n' "$(of goal g1)" >in.csv
	refuses 3 "in.csv:3: action: no record has this ref: @zz" case-act -f in.csv
	[[ "$stderr" == *"in.csv:4: action: the id of a goal, not of an action"* ]]
	[[ "$stderr" == *"in.csv:5: done: a value is needed once it is met"* ]]
	how ac1 | same ac1,under_way,
	run --separate-stderr case-act -f in.csv --keep-going
	[ "$status" -eq 1 ]
	how ac1 ac3 | same ac1,met,2021-12-20 ac3,not_started,
}

@test "case-act -f - takes what a list prints" {
	action-list --case @c3 --done '' --columns action | case-act -f - --status dropped --done 2021-12-31 >/dev/null
	how ac1 ac2 ac3 ac4 ac5 | same ac1,dropped,2021-12-31 ac2,met,2021-03-19 ac3,dropped,2021-12-31 ac4,dropped,2021-12-31 ac5,not_started,
}

@test "case-act changes nothing but what becomes of an action, and needs to be told which" {
	refuses 2 "which record? give its id, or -f FILE" case-act
	refuses 2 "nothing to change" case-act @ac1
	refuses 2 "no such option: --goal" case-act @ac1 --goal @g2
	refuses 3 "the id of a plan, not of an action" case-act "$(of plan p1)" --status met
	refuses 2 "short ids are for a person at a terminal; the whole id is $(of action ac1)" case-act 1 --status met
	case-act --template | same action,responsible,staff,due,done,status,evidence
	case-act -n @ac1 --status met --done 2021-12-20
	how ac1 | same ac1,under_way,
}

@test "case-act refuses an action that was struck out, or has changed since" {
	action-list --ref ac1 --columns action,journal >old.csv
	case-act @ac1 --due 2022-01-31 >/dev/null
	refuses 5 "old.csv:2: journal: changed since it was read" case-act -f old.csv --status not_started
	record-void action:@ac1 --reason x >/dev/null
	refuses 5 "was struck out" case-act "$(action-list --void --ref ac1 --columns action | tail -n 1)" --status not_started
}
