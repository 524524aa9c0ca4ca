#!/usr/bin/env bats
# plan-add: a plan is registered as it is, by hand or from a file.

setup() { load helper; families; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

@test "plan-add registers a plan of a case, agreed today, and prints its id alone" {
	run --separate-stderr plan-add --case @c3
	[ "$status" -eq 0 ]
	[[ $output == PL-OSL-2021-000001-? ]]
	[ -z "$stderr" ]
	plan-list --columns case,person,office,agreed,review_due,staff |
		same case,person,office,agreed,review_due,staff "$(of case c3),$(of person c3),S1,2021-12-31,,admin"
}

@test "plan-add: the child and the office come from the case, and the current case is a dot" {
	refuses 2 "no such option: --person" plan-add --case @c3 --person @c3
	timeout 20 script -qec 'case-use @c6; plan-add --case . --review-due +3m' /dev/null </dev/null >/dev/null
	plan-list --columns case,review_due | same case,review_due "$(of case c6),2022-03-31"
	refuses 3 "--case: a value is needed" plan-add
	refuses 3 "the id of a message of concern, not of a case" plan-add --case "$(of concern a1)"
}

@test "plan-add: days are in order, and within those of the case" {
	refuses 3 "--review-due: before it was agreed: 2021-03-09" plan-add --case @c3 --agreed 2021-03-10 --review-due 2021-03-09
	refuses 3 "--reviewed: before it was agreed: 2021-03-09" plan-add --case @c3 --agreed 2021-03-10 --reviewed 2021-03-09
	refuses 3 "--agreed: after today: 2022-01-01" plan-add --case @c3 --agreed 2022-01-01
	refuses 3 "--reviewed: after today: 2022-01-01" plan-add --case @c3 --reviewed 2022-01-01
	refuses 5 "--agreed: before its case was opened: 2021-03-01 (--override \"why\" goes on)" plan-add --case @c3 --agreed 2021-02-28
	refuses 5 "--agreed: after its case was closed: 2021-10-31 (--override \"why\" goes on)" plan-add --case @c4 --agreed 2021-11-01
	[ "$(count plan)" -eq 0 ]
	plan-add --case @c3 --agreed 2021-03-01 --review-due 2021-03-01 --reviewed 2021-03-01 >/dev/null
	plan-add --case @c3 --agreed 2021-02-28 --override 'agreed before the case was moved here' >/dev/null
	plan-list --agreed 2021-02 --columns overridden | same overridden 'agreed before the case was moved here'
}

@test "plan-add: a version replaces one of its own case, that no other replaces" {
	plan-add --case @c3 --ref p1 --agreed 2021-03-10 >/dev/null
	refuses 3 "--replaces: is of another case" plan-add --case @c6 --replaces @p1
	plan-add --case @c3 --ref p2 --agreed 2021-06-10 --replaces @p1 >/dev/null
	refuses 5 "--replaces: is replaced already, by $(of plan p2)" plan-add --case @c3 --replaces @p1
	refuses 3 "--replaces: the plan itself" record-edit plan:@p2 --replaces @p2
	refuses 3 "--replaces: is of another case" record-edit plan:@p2 --case @c6
	plan-list --columns ref,replaces | same ref,replaces p1, "p2,$(of plan p1)"
	# One that was struck out replaces nothing any longer.
	record-void plan:@p2 --reason dobbelt >/dev/null
	plan-add --case @c3 --replaces @p1 >/dev/null
}

@test "plan-add: no second plan beside the one in force, and none before the one that it replaces" {
	plan-add --case @c3 --ref p1 --agreed 2021-03-10 >/dev/null
	refuses 5 "--replaces: its case has a plan in force: $(of plan p1)" plan-add --case @c3 --agreed 2021-06-10
	refuses 5 "--agreed: before the plan that it replaces: 2021-03-10" plan-add --case @c3 --agreed 2021-03-09 --replaces @p1
	[ "$(count plan)" -eq 1 ]
	plan-add --case @c3 --ref p2 --agreed 2021-03-10 --replaces @p1 >/dev/null
	refuses 5 "--replaces: its case has a plan in force: $(of plan p1)" record-edit plan:@p2 --clear replaces
	refuses 3 "--replaces: goes round in a circle" record-edit plan:@p1 --replaces @p2
	refuses 5 "--agreed: before the plan that it replaces: 2021-03-10" record-edit plan:@p2 --agreed 2021-03-09
	record-edit plan:@p2 --agreed 2021-04-01 --review-due 2021-07-01 >/dev/null
	# In a file too: the second row is judged beside the first.
	printf 'ref,case\nn1,@c6\nn2,@c6\n' >in.csv
	refuses 5 "in.csv:3: replaces: its case has a plan in force" plan-add -f in.csv
	printf 'ref,case,replaces\nn1,@c6,\nn2,@c6,@n1\n' | plan-add -f - >/dev/null
	# History from before the office kept its cases here is told of, and taken.
	office-add --code H --name H --kind institution --live-from 2021-12-01 >/dev/null
	printf 'ref,office,given_name,opened\nh,H,Ada,2021-01-01\n' | case-new -f - >/dev/null
	printf 'case,agreed\n@H:h,2021-02-01\n@H:h,2021-03-01\n' | plan-add -f - 2>said >/dev/null
	grep -q ':3: replaces: its case has a plan in force: .* (history: it is let through)' said
}

@test "plan-add: what a review found is sealed, and no option" {
	refuses 2 "secret" plan-add --case @c3 --summary x
	printf 'case,summary\n@c3,Мария е добре\n' | plan-add -f - >/dev/null
	plan-list --columns summary | same summary 'Мария е добре'
	run ! grep -q 'Мария е добре' registry.db
	run ! grep -q 'Мария е добре' <(plan-list; case-show @c3)
	mv keys/*.case.key .
	plan-list --columns summary | same summary '""'
}

@test "plan-add -f, goal-add -f and action-add -f: each names the rows of the one before by their refs" {
	plan-add -f "$top/tests/data/plans.csv" >out
	same <out line,plan,ref "2,$(of plan p1),p1" "3,$(of plan p2),p2"
	goal-add -f "$top/tests/data/goals.csv" >out
	sed -n '1p; 6p' out | same line,goal,ref "6,$(of goal g5),g5"
	action-add -f "$top/tests/data/actions.csv" >out
	sed -n '1p; 2p' out | same line,action,ref "2,$(of action ac1),ac1"
	[ "$(count plan) $(count goal) $(count action)" = '2 5 5' ]
	action-list --ref ac5 --columns goal,case,office | same goal,case,office "$(of goal g5),$(of case c6),N1"
	# Read again nothing is there twice, and what is new is taken.
	refuses 3 "plans.csv:2: ref: is there already: p1" plan-add -f "$top/tests/data/plans.csv"
	sed 's/2022-01-07/2022-02-07/' "$top/tests/data/plans.csv" | plan-add -f - --update >/dev/null
	goal-add -f "$top/tests/data/goals.csv" --skip-existing >/dev/null
	[ "$(count plan) $(count goal)" = '2 5' ]
	plan-list --ref p2 --columns review_due | same review_due 2022-02-07
	registry-check --quiet
}

@test "plan-add -f tells of every bad row, and writes nothing" {
	printf 'case,agreed,review_due,child_took_part\n@c3,2021-03-10,,yes\n@zz,,,\n@c3,2021-03-10,2021-03-01,\n@c3,,,perhaps\n,,,\n' >in.csv
	refuses 3 "in.csv:3: case: no record has this ref: @zz" plan-add -f in.csv
	[[ "$stderr" == *"in.csv:4: review_due: before it was agreed"* ]]
	[[ "$stderr" == *"in.csv:5: child_took_part: "* ]]
	[[ "$stderr" == *"in.csv:6: case: a value is needed"* ]]
	[ "$(count plan)" -eq 0 ]
	run --separate-stderr plan-add -f in.csv --keep-going
	[ "$status" -eq 1 ]
	[ "$(count plan)" -eq 1 ]
}

@test "plan-add --dry-run checks and writes nothing" {
	plan-add -n --case @c3
	refuses 3 "--case: no record has this ref: @zz" plan-add -n --case @zz
	[ "$(count plan)" -eq 0 ]
}
