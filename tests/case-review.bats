#!/usr/bin/env bats
# case-review: a plan summed up, and its review recorded.

setup() { load helper; planned; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

# due REF: what the plan says of its reviews.
due() { plan-list --ref "$1" --columns ref,reviewed,review_due,summary | tail -n 1; }

@test "case-review shows the goals with their actions, without what is sealed" {
	run --separate-stderr case-review @c3
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	same <<<"$output" goal,subject,domain,text,due,status,action,what,responsible,action_due,done,action_status \
		"$(of goal g1),child,school,,2021-12-01,under_way,$(of action ac1),,,2021-12-01,,under_way" \
		"$(of goal g1),child,school,,2021-12-01,under_way,$(of action ac2),,,2021-03-20,2021-03-19,met" \
		"$(of goal g2),caregiver,health,,,met,$(of action ac3),,,2021-04-01,,not_started" \
		"$(of goal g3),family,,,2021-06-01,partly_met,$(of action ac4),,,,,not_started" \
		"$(of goal g4),network,,,,dropped,,,,,,"
}

@test "case-review --sealed shows what is sealed, to who has the key; --columns chooses, --labels speaks" {
	case-review @c6 --sealed --columns text,what,responsible |
		same text,what,responsible 'خالتها تزورها كل أسبوع,Snakke med tanten,Kari Vik'
	CASEWORK_LANG=nb case-review @c6 --columns subject,status,action_status --labels |
		same subject,status,action_status 'Noen i nettverket,Ikke påbegynt,Ikke påbegynt'
	case-review @c6 --sealed --columns text,due --format jsonl | same '{"text":"خالتها تزورها كل أسبوع","due":"2022-02-01"}'
	case-review @c6 --sealed --columns text -o out.csv
	same <out.csv text 'خالتها تزورها كل أسبوع'
	mv keys/*.case.key .
	case-review @c6 --sealed --columns text,what,due | same text,what,due ,,2022-02-01
}

@test "case-review on a terminal is a table with what is sealed, of the key's holder only" {
	terminal case-review @c6 >page
	grep -qE '^goal +subject +domain +text ' page
	grep -qE 'Somebody around the family +safety .*Snakke med tanten +Kari Vik +2022-01-10 +Not started' page
	terminal case-review @c6 -o out.csv
	run ! grep -q 'Snakke' out.csv
	mv keys/*.case.key .
	terminal case-review @c6 >page
	grep -qE 'Somebody around the family +safety' page
	run ! grep -q 'Snakke' page
}

@test "case-review takes the plan in force of a case, or a plan; a case without one is told" {
	new=$(case-plan @c3)
	case-review @c3 --columns subject | same subject child family
	case-review "$(of plan p1)" --columns subject | same subject child child caregiver family network
	case-review plan:@p1 --columns subject | same subject child child caregiver family network
	refuses 3 "$(of case c1): has no plan yet (case-plan begins one)" case-review @c1
	refuses 3 "has no plan yet" case-review @c1 --review-due 2022-03-01
	refuses 2 "one plan at a time: @c6" case-review @c3 @c6
	refuses 3 "@zz: no record has this ref" case-review @zz
	refuses 3 "the id of a goal, not of a case" case-review "$(of goal g1)"
	case-plan @c1 >/dev/null
	case-review @c1 --columns goal,action | same goal,action
	case-review @c3 --review-due 2022-03-01 | same "$new"
	plan-list --review-due 2022-03-01 --columns plan | same plan "$new"
}

@test "case-review: the current case if none is named" {
	refuses 2 "no case is the current one (case-use ID)" case-review
	case-use @c6 >/dev/null
	refuses 2 "the whole id is $(of case c6)" case-review
	terminal 'case-use @c6 >/dev/null; case-review --columns subject --format csv; case-review . --review-due +3m' |
		same "case-review: . is $(of case c6)" subject network "case-review: . is $(of case c6)" "$(of plan p2)"
	due p2 | same p2,2021-12-31,2022-03-31,
}

@test "case-review records the day of the next review, and its own: today, or the one that is given" {
	run --separate-stderr case-review @c3 --review-due 2022-03-01
	[ "$status" -eq 0 ]
	[ "$output" = "$(of plan p1)" ]
	[ -z "$stderr" ]
	due p1 | same p1,2021-12-31,2022-03-01,
	case-review @c6 --review-due 2022-03-01 --reviewed 2021-10-01 --child-took-part no >/dev/null
	due p2 | same p2,2021-10-01,2022-03-01,
	plan-list --ref p2 --columns child_took_part | same child_took_part no
	# A later review has a later day; what stood there is in the history.
	CASEWORK_TODAY=2022-02-27 case-review @c3 --review-due 2022-06-01 >/dev/null
	due p1 | same p1,2022-02-27,2022-06-01,
	record-show plan:@p1 --history | grep -q ',case-review,reviewed,2021-12-31$'
}

@test "case-review: days are in order, and a review is not ahead" {
	refuses 3 "--review-due: before it was agreed: 2021-03-09" case-review @c3 --review-due 2021-03-09
	refuses 3 "--reviewed: before it was agreed: 2021-03-09" case-review @c3 --reviewed 2021-03-09
	refuses 3 "--reviewed: after today: 2022-01-01" case-review @c3 --reviewed 2022-01-01
	due p1 | same p1,,2021-09-10,
}

@test "case-review: what was found is sealed, and comes from a file" {
	refuses 2 "secret" case-review @c3 --summary x
	printf 'plan,summary\n@p1,"Мария се усмихва.\nДа продължат."\n%s,\n' "$(of plan p2)" | case-review -f - --review-due 2022-03-01 >out
	same <out line,plan "2,$(of plan p1)" "4,$(of plan p2)"
	plan-list --ref p1 --columns reviewed,review_due,summary |
		same reviewed,review_due,summary '2021-12-31,2022-03-01,"Мария се усмихва.' 'Да продължат."'
	due p2 | same p2,2021-12-31,2022-03-01,
	run ! grep -q 'усмихва' registry.db
	run ! grep -q 'усмихва' <(plan-list; case-review @c3; case-show @c3)
	refuses 2 "the rows of -f name the records: @c3" case-review -f /dev/null @c3
}

@test "case-review: a form in the editor takes the review" {
	printf '#!/bin/sh\nsed -i "s/^summary: .*/summary: Bedre nå/" "$1"\n' >editor && chmod +x editor
	EDITOR=$PWD/editor case-review @c3 -e >/dev/null 2>&1
	plan-list --ref p1 --columns summary | same summary 'Bedre nå'
}

@test "case-review: options of the sum are none of a review that is recorded" {
	for option in '-o out.csv' '--format json' '--columns text' --labels --sealed; do
		refuses 2 "a review is recorded, or the plan is summed up" case-review @c3 --review-due 2022-03-01 $option
		refuses 2 "a review is recorded, or the plan is summed up" case-review -f /dev/null $option
	done
	due p1 | same p1,,2021-09-10,
	[ ! -e out.csv ]
}

@test "case-review takes a day back" {
	case-review @c3 --review-due 2022-03-01 >/dev/null
	case-review @c3 --clear review_due --clear reviewed >/dev/null
	due p1 | same p1,,,
}

@test "case-review --dry-run checks and writes nothing; --template prints the columns it reads" {
	case-review @c3 -n --review-due 2022-03-01
	refuses 3 "--review-due: before it was agreed" case-review @c3 -n --review-due 2021-01-01
	due p1 | same p1,,2021-09-10,
	case-review --template | same plan,review_due,child_took_part,carer_took_part,reviewed,summary
	refuses 3 "--as: no such member of staff: nobody" case-review @c3 --review-due 2022-03-01 --as nobody
}

@test "case-review: a plan that is reviewed is not overdue: the next day is the one given, else the profile's months from the review" {
	case-due --deadline plan_review --columns id,due | grep -qx "$(of plan p1),2021-09-10"
	printf 'plan,summary\n@p1,"Bedre nå"\n' >in.csv
	run --separate-stderr case-review -f in.csv
	[ "$status" -eq 0 ]
	[ "$stderr" = "case-review: $(of plan p1): its next review is due on 2022-03-31, as the setting plan_review_months has it (--review-due says otherwise)" ]
	due p1 | same 'p1,2021-12-31,2022-03-31,Bedre nå'
	case-due --deadline plan_review --columns id,due | grep -qx "$(of plan p1),2022-03-31"
	# The day that it had is in the history, and a day ahead stays.
	record-show plan:@p1 --history | grep -q ',case-review,review_due,2021-09-10$'
	run --separate-stderr case-review @c6 --child-took-part yes
	[ -z "$stderr" ]
	due p2 | same p2,2021-12-31,2022-01-07,
}

@test "case-review: no next day where there is to be none, or none was set, or the profile leaves it open" {
	case-review @c3 --clear review_due --reviewed 2021-12-30 >/dev/null
	due p1 | same p1,2021-12-30,,
	case-review @c3 --child-took-part yes >/dev/null
	due p1 | same p1,2021-12-31,,
	sqlite3 registry.db "UPDATE setting SET value = '0' WHERE name = 'plan_review_months'"
	CASEWORK_TODAY=2022-01-20 case-review @c6 --child-took-part yes >/dev/null
	due p2 | same p2,2022-01-20,2022-01-07,
	sqlite3 registry.db "UPDATE setting SET value = '1' WHERE name = 'plan_review_months'"
	# History is left as it was.
	office=$(plan-list --ref p2 --columns office | tail -n 1)
	record-edit "office:$office" --live-from 2022-02-10 >/dev/null
	CASEWORK_TODAY=2022-01-25 case-review @c6 --carer-took-part no >/dev/null
	due p2 | same p2,2022-01-25,2022-01-07,
	record-edit "office:$office" --clear live_from >/dev/null
	CASEWORK_TODAY=2022-01-31 case-review @c6 --carer-took-part yes >/dev/null 2>&1
	due p2 | same p2,2022-01-31,2022-02-28,
}
