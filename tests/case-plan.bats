#!/usr/bin/env bats
# case-plan: a plan for a case, or its next version, which goes on with what was not reached.

setup() { load helper; planned; }

# of NOUN REF: the id of what was loaded with this ref.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

@test "case-plan begins a plan for a case that has none, and prints its id alone" {
	run --separate-stderr case-plan @c1 --review-due 2022-03-01 --child-took-part yes
	[ "$status" -eq 0 ]
	[[ $output == PL-OSL-2021-000003-? ]]
	[ -z "$stderr" ]
	plan-list --case @c1 --columns plan,agreed,review_due,replaces,child_took_part,carer_took_part,staff |
		same plan,agreed,review_due,replaces,child_took_part,carer_took_part,staff "$output,2021-12-31,2022-03-01,,yes,,admin"
	[ "$(count goal) $(count action)" = '5 5' ]
}

@test "case-plan: the next version replaces the plan in force and takes over what was not reached" {
	new=$(case-plan @c3)
	plan-list --case @c3 --columns ref,replaces | same ref,replaces p1, ",$(of plan p1)"
	# The goal that was met and the one given up stay where they were.
	goal-list --plan "$new" --columns subject,domain,text,due,status,before |
		same subject,domain,text,due,status,before \
			"child,school,Мария ходи на училище всеки ден,2021-12-01,under_way,$(of goal g1)" \
			"family,,Вечерят заедно,2021-06-01,partly_met,$(of goal g3)"
	# So do the action that was done, and what was to be done for the goal that was met.
	action-list --case @c3 | tail -n +2 | cut -d , -f 5 | sort | uniq -c | awk '{ print $1 }' | tr '\n' ' ' | grep -qx '2 1 1 1 1 '
	for goal in $(goal-list --plan "$new" --columns goal | tail -n +2); do
		action-list --goal "$goal" --columns what,responsible,due,done,status,evidence | tail -n +2
	done | same 'Да я води до училище,Лелята,2021-12-01,,under_way,Учителката писа' 'Неделен обяд,Всички,,,not_started,'
	goal-list --plan @p1 --columns ref,status | same ref,status g1,under_way g2,met g3,partly_met g4,dropped
	registry-check --quiet
}

@test "case-plan: what is taken over belongs to the same child, case and office, and its words stay sealed" {
	new=$(case-plan @c6)
	goal-list --plan "$new" --columns ref,source,office,case,person |
		same ref,source,office,case,person ",,N1,$(of case c6),$(of person c6)"
	run ! grep -qE 'خالتها|Snakke med tanten' registry.db
	mv keys/*.case.key .
	goal-list --plan "$new" --columns subject,text | same subject,text network,
}

@test "case-plan: version after version, each goal names the one it was" {
	second=$(case-plan @c6) third=$(case-plan @c6)
	plan-list --case @c6 --columns plan,replaces | same plan,replaces "$(of plan p2)," "$second,$(of plan p2)" "$third,$second"
	before=$(goal-list --plan "$second" --columns goal | tail -n 1)
	goal-list --plan "$third" --columns before,text | same before,text "$before,خالتها تزورها كل أسبوع"
	record-edit "$(goal-list --plan "$third" --columns goal | tail -n 1)" --status met >/dev/null
	[ "$(count goal --plan "$(case-plan @c6)")" -eq 0 ]
}

@test "case-plan: a plan is replaced once, and by one of the same case" {
	new=$(case-plan @c3 --replaces @p1)
	refuses 5 "--replaces: is replaced already, by $new" case-plan @c3 --replaces @p1
	refuses 3 "--replaces: is of another case" case-plan @c1 --replaces @p2
	refuses 3 "--replaces: no record has this ref: @zz" case-plan @c3 --replaces @zz
	[ "$(count plan) $(count goal) $(count action)" = '3 7 7' ]
}

@test "case-plan: a version that was struck out is in force no longer" {
	new=$(case-plan @c1)
	record-void "$new" --reason dobbelt >/dev/null
	case-plan @c1 >/dev/null
	plan-list --case @c1 --columns replaces | same replaces '""'
	# A version goes with all that it took over, before what it replaces.
	new=$(case-plan @c6)
	refuses 5 "rests on it: strike that out first" record-void "$new" --reason x
	refuses 5 "rests on it: strike that out first" record-void plan:@p2 --reason x
}

@test "case-plan takes one case, the current one if none is named" {
	refuses 2 "no case is the current one (case-use ID)" case-plan
	case-use @c6 >/dev/null
	refuses 2 ".: short ids are for a person at a terminal; the whole id is $(of case c6)" case-plan
	refuses 2 ".: short ids are for a person at a terminal; the whole id is $(of case c6)" case-plan --case .
	terminal 'case-use @c6; case-plan; case-plan .; case-plan --case .' >said
	[ "$(grep -cx "case-plan: . is $(of case c6)" said)" -eq 3 ]
	[ "$(count plan --case @c6)" -eq 4 ]
	refuses 2 "one case at a time: @c3" case-plan @c1 @c3
	refuses 2 "one case at a time: @c3" case-plan --case @c1 @c3
	refuses 3 "@zz: no record has this ref" case-plan @zz
	refuses 3 "the id of a plan, not of a case" case-plan "$(of plan p1)"
	refuses 2 "no such option: --summary" case-plan @c3 --summary x
	[ "$(count plan)" -eq 5 ]
}

@test "case-plan: days are in order, and within those of the case; what is refused takes nothing over" {
	refuses 3 "--review-due: before it was agreed: 2021-12-30" case-plan @c3 --review-due 2021-12-30
	refuses 3 "--agreed: after today: 2022-01-01" case-plan @c3 --agreed 2022-01-01
	refuses 5 "--agreed: before its case was opened: 2021-03-01" case-plan @c3 --agreed 2021-02-28
	refuses 5 "--agreed: after its case was closed: 2021-10-31" case-plan @c4
	[ "$(count plan) $(count goal) $(count action)" = '2 5 5' ]
	case-plan @c4 --override 'for the new municipality' >/dev/null
	case-plan @c3 --agreed yesterday --review-due +3m >/dev/null
	plan-list --replaces @p1 --columns agreed,review_due | same agreed,review_due 2021-12-30,2022-03-31
}

@test "case-plan -f: a version in each row, also two of one case, one after the other" {
	printf 'ref,case,review_due\nn1,@c3,2022-03-01\nn2,@c6,\nn3,@c6,\n' | case-plan -f - >out
	same <out line,plan,ref "2,$(of plan n1),n1" "3,$(of plan n2),n2" "4,$(of plan n3),n3"
	plan-list --columns ref,replaces | same ref,replaces p1, p2, "n1,$(of plan p1)" "n2,$(of plan p2)" "n3,$(of plan n2)"
	goal-list --columns ref,plan | tail -n 4 | same ",$(of plan n1)" ",$(of plan n1)" ",$(of plan n2)" ",$(of plan n3)"
	refuses 2 "the rows of -f name the cases: @c1" case-plan -f /dev/null @c1
}

@test "case-plan -f --update changes a plan that is there, and takes nothing over again" {
	printf 'ref,case,review_due\nn1,@c3,2022-03-01\n' | case-plan -f - >/dev/null
	printf 'ref,case,review_due\nn1,@c3,2022-04-01\n' | case-plan -f - --update >/dev/null
	plan-list --ref n1 --columns review_due,replaces | same review_due,replaces "2022-04-01,$(of plan p1)"
	[ "$(count plan) $(count goal) $(count action)" = '3 7 7' ]
}

@test "case-plan -f writes nothing if any row is bad" {
	printf 'case,review_due\n@c3,2022-03-01\n@c6,2021-03-01\n' >in.csv
	refuses 3 "in.csv:3: review_due: before it was agreed: 2021-03-01" case-plan -f in.csv
	[ "$(count plan) $(count goal) $(count action)" = '2 5 5' ]
}

@test "case-plan without the key is refused, for what it takes over is sealed" {
	mv keys/*.case.key .
	refuses 5 "no key to seal" case-plan @c3
	printf 'case\n@c3\n' >in.csv
	refuses 5 "no key to seal" case-plan -f in.csv
	[ "$(count plan) $(count goal)" = '2 5' ]
}

@test "case-plan --dry-run checks and writes nothing; --template prints the columns it reads" {
	case-plan -n @c3
	refuses 3 "--review-due: before it was agreed" case-plan -n @c3 --review-due 2021-01-01
	[ "$(count plan) $(count goal) $(count action)" = '2 5 5' ]
	case-plan --template | same ref,source,office,case,agreed,review_due,replaces,child_took_part,carer_took_part,staff
}

@test "case-plan writes nothing that it cannot print" {
	run --separate-stderr bash -c 'case-plan @c3 >/dev/full'
	[ "$status" -eq 4 ]
	[ "$(count plan) $(count goal) $(count action)" = '2 5 5' ]
}

@test "case-plan: a plan takes short ids from a person at a terminal, and says which it took" {
	terminal case-plan 3 >out
	same <out "case-plan: 3 is $(of case c3)" "$(plan-list --replaces @p1 --columns plan | tail -n 1)"
}

@test "case-show tells plans with their goals and actions, at the day of the plan" {
	case-show @c3 >rows.csv
	[ "$(awk -F , '$1 == "2021-03-10" && !seen[$3]++ { print $2 }' rows.csv | sort | uniq -c | awk '{ print $2, $1 }' | tr '\n' ' ')" = \
		'action 4 goal 4 plan 1 ' ]
	run ! grep -qE '^(,|2021-1).*,(goal|action),' rows.csv
	grep -qx "2021-03-10,goal,$(of goal g1),domain,school" rows.csv
	run ! grep -q 'училище' rows.csv
	case-show @c3 --sealed | grep -qx "2021-03-10,action,$(of action ac1),what,Да я води до училище"
	[ "$(cut -d , -f 1 rows.csv | tail -n +3 | sort -c && echo sorted)" = sorted ]
	run ! grep -q ",$(of goal g5)," rows.csv
}
