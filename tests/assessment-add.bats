#!/usr/bin/env bats
# assessment-add: assessments as another system kept them, with their scores and without their answers.

setup() { load helper; families; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

of() { case-list --ref "$1" --columns case | tail -n 1; }
risk() { case-list --ref "$1" --columns risk | tail -n 1; }

@test "assessment-add registers one, of the case's child and office, today and by me" {
	run --separate-stderr assessment-add --case @c1 --instrument old_scale --edition 3 --level medium --strength 40 --risk-score 55
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^AS-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	assessment-list --columns case,person,office,instrument,edition,subject,started,strength,risk_score,level,staff |
		same case,person,office,instrument,edition,subject,started,strength,risk_score,level,staff \
			"$(of c1),$(case-list --ref c1 --columns person | tail -n 1),N1,old_scale,3,child,2021-12-31,40,55,medium,admin"
}

@test "assessment-add: the case's risk follows its level, or what was set instead" {
	assessment-add --case @c3 --instrument x --level low --started 2021-05-01 >/dev/null
	[ "$(risk c3)" = low ]
	assessment-add --case @c3 --instrument x --level high --started 2021-04-01 >/dev/null
	[ "$(risk c3)" = low ]
	rows case,instrument,started,level,override_level,override_reason '@c3,x,2021-06-01,low,high,"Ny trussel"'
	assessment-add -f in.csv >/dev/null
	[ "$(risk c3)" = high ]
	assessment-add --case @c3 --instrument x >/dev/null
	[ "$(risk c3)" = high ]
	a=$(assessment-list --started 2021-06-01 --columns assessment | tail -n 1)
	record-edit "$a" --clear override_level --clear override_reason >/dev/null
	[ "$(risk c3)" = low ]
	record-edit "$a" --level imminent >/dev/null
	[ "$(risk c3)" = imminent ]
	registry-check --quiet
}

@test "assessment-add -f reads many, with refs that make the file repeatable" {
	rows ref,case,instrument,started,level a1,@c1,x,2021-03-01,low a2,@c2,x,2021-03-01,high
	assessment-add -f in.csv | sed 's/-[0-9A-Z],/,/' | same line,assessment,ref 2,AS-OSL-2021-000001,a1 3,AS-OSL-2021-000002,a2
	assessment-add -f in.csv --skip-existing | same line,assessment,ref
	assessment-add --template | same ref,source,office,case,instrument,edition,subject,about,informant,started,ended,outcome,strength,risk_score,level,override_level,override_reason,staff
}

@test "assessment-add says what is wrong" {
	refuses 3 "--ended: before it was begun: 2021-03-01" assessment-add --case @c1 --instrument x --started 2021-03-02 --ended 2021-03-01
	refuses 3 "--strength: not from 0 to 100: 101" assessment-add --case @c1 --instrument x --strength 101
	refuses 3 "--risk-score: not from 0 to 100: -1" assessment-add --case @c1 --instrument x --risk-score -1
	refuses 3 "--level: no such code: hgh (high?)" assessment-add --case @c1 --instrument x --level hgh
	refuses 3 "--subject: no such code: dog" assessment-add --case @c1 --instrument x --subject dog
	refuses 3 "--override-reason: a value is needed: say why another level is set" assessment-add --case @c1 --instrument x --override-level low
	refuses 2 "a secret is never an argument" assessment-add --case @c1 --instrument x --override-reason y
	rows case,instrument,override_reason @c1,x,y
	refuses 3 "in.csv:2: override_level: a value is needed once there is a reason" assessment-add -f in.csv
	refuses 5 "--started: before its case was opened: 2021-01-08" assessment-add --case @c1 --instrument x --started 2020-01-01
	[ "$(count assessment)" -eq 0 ]
}

@test "assessment-add: an override that stands is not lost without the key" {
	rows case,instrument,override_level,override_reason '@c3,x,high,"Ny trussel"'
	assessment-add -f in.csv >/dev/null
	a=$(assessment-list --columns assessment | tail -n 1)
	mv keys/*.case.key .
	record-edit "$a" --outcome 'talked through' >/dev/null
	mv ./*.case.key keys/
	assessment-list --columns outcome,override_level,override_reason | same outcome,override_level,override_reason 'talked through,high,Ny trussel'
}
