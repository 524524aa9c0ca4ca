#!/usr/bin/env bats
# goal-add: goals of a plan, for the child, the family, a caregiver, the network.

setup() { load helper; planned; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

@test "goal-add: the goal itself is sealed, needed, and no option" {
	p=$(of plan p1)
	refuses 2 "secret" goal-add --plan "$p" --text x
	refuses 3 "--text: a value is needed" goal-add --plan "$p" --domain school
	printf 'text\nЧете всяка вечер\n' | goal-add -f - --plan "$p" --ref new --domain school >out
	same <out line,goal "2,$(of goal new)"
	goal-list --ref new --columns plan,case,person,office,subject,domain,text,status |
		same plan,case,person,office,subject,domain,text,status \
			"$p,$(of case c3),$(of person c3),S1,child,school,Чете всяка вечер,not_started"
	run ! grep -q 'Чете всяка вечер' registry.db
	mv keys/*.case.key .
	printf 'text\nx\n' >in.csv
	refuses 5 "no key to seal" goal-add -f in.csv --plan "$p"
}

@test "goal-add: for the child, the family, a caregiver or the network, and nobody else" {
	for subject in child family caregiver network; do
		printf 'text\nx\n' | goal-add -f - --plan @p2 --subject $subject >/dev/null
	done
	goal-list --plan @p2 --columns subject | same subject network child family caregiver network
	printf 'text,subject\nx,teacher\n' >in.csv
	refuses 3 "in.csv:2: subject: no such code: teacher (child, family, caregiver, network)" goal-add -f in.csv --plan @p2
}

@test "goal-add: the plan is named by id or ref, and is a plan that is there" {
	printf 'text\nx\n' >in.csv
	refuses 3 "in.csv:1: a needed column is missing: plan" goal-add -f in.csv
	refuses 3 "plan: no record has this ref: @zz" goal-add -f in.csv --plan @zz
	refuses 3 "plan: the id of a case, not of a plan" goal-add -f in.csv --plan "$(of case c3)"
	record-void action:@ac5 --reason x >/dev/null
	record-void goal:@g5 --reason x >/dev/null
	record-void plan:@p2 --reason x >/dev/null
	refuses 5 "struck out" goal-add -f in.csv --plan "$(plan-list --void --ref p2 --columns plan | tail -n 1)"
}

@test "goal-add: what is about another plan follows it, and its child" {
	record-edit goal:@g1 --plan @p2 >/dev/null
	goal-list --ref g1 --columns case,person,given_name | same case,person,given_name "$(of case c6),$(of person c6),أمل"
}

@test "goal-add: a goal goes on from one of its own case, and not from itself" {
	printf 'text,before\nx,@g5\n' >in.csv
	refuses 3 "in.csv:2: before: is of another case" goal-add -f in.csv --plan @p1
	refuses 3 "--before: is of another case" record-edit goal:@g1 --before goal:@g5
	refuses 3 "--before: the goal itself" record-edit goal:@g1 --before @g1
	new=$(case-plan @c3)
	next=$(goal-list --plan "$new" --columns goal --domain school | tail -n 1)
	refuses 3 "--before: goes round in a circle" record-edit goal:@g1 --before "$next"
	refuses 3 "--before: is of another case" record-edit "$next" --plan @p2
	goal-list --ref g1 --columns before | same before '""'
}

@test "goal-add: how far it has come is one of the list, and changed with record-edit; history keeps what it was" {
	printf 'text,status\nx,done\n' >in.csv
	refuses 3 "status: no such code: done (" goal-add -f in.csv --plan @p1
	record-edit goal:@g1 --status met >/dev/null
	record-show goal:@g1 --history | cut -d , -f 4- | same command,field,old record-edit,status,under_way
	[ "$(goal-list --status met --columns ref | tail -n +2 | tr '\n' ' ')" = 'g1 g2 ' ]
}

@test "goal-add: a form in the editor takes the goal" {
	printf '#!/bin/sh\nsed -i "s/^text: .*/text: Sover godt/" "$1"\n' >editor && chmod +x editor
	EDITOR=$PWD/editor goal-add -e --plan @p2 >/dev/null 2>&1
	goal-list --plan @p2 --columns text | tail -n 1 | same 'Sover godt'
}

@test "goal-add: goals that went round before that was forbidden hold nobody up" {
	one=$(of goal g1) two=$(printf 'text\nx\n' | goal-add -f - --plan @p1 --before @g1 | sed -n 's/^2,//p')
	number() { sqlite3 registry.db "SELECT id FROM goal ORDER BY id DESC LIMIT 1"; }
	# By hand, as an older casework let it be.
	sqlite3 registry.db "UPDATE goal SET before = $(number) WHERE ref = 'g1'"
	action=$(action-list --goal @g1 --columns action | tail -n 1)
	timeout 20 record-edit "$action" --status met --done 2021-12-01 >/dev/null
	timeout 20 record-edit "$two" --due 2022-01-31 >/dev/null
	run timeout 20 record-edit "$two" --before "$one"
	[ "$status" -ne 124 ]
}
