#!/usr/bin/env bats
# devreg-triage: how deviations were assessed.

setup() {
	load helper
	fresh
	printf 'reporter_role,anonymity,narrative\nparent,open,a\nchild,anonymous,b\n' | devreg-add -f - >added
	one=$(sed -n 2p added | cut -d, -f2) two=$(sed -n 3p added | cut -d, -f2)
}

@test "devreg-triage assesses a deviation: the day is today, the assessor who writes" {
	devreg-triage "$one" --level unit --type no_interpreter,child_not_heard --severity 3 --recurrence 4 --law-ref 'fvl 17' \
		--harmed child --actual family_life --potential health --causes workload --factors language | same "$one"
	devreg-show "$one" --columns triaged,triaged_by,status,level,type,law_ref,severity,recurrence,harmed,actual,potential,causes,factors |
		tail -n 1 | same '2021-12-31,admin,triaged,unit,child_not_heard|no_interpreter,fvl 17,3,4,child,family_life,health,workload,language'
	devreg-show "$two" --columns triaged,status | same triaged,status ,received
	registry-check --quiet
}

@test "devreg-triage takes the day and the assessor that are given, and keeps those that are there" {
	staff-add --code s1 --name Kari --role caseworker
	devreg-triage "$one" --triaged 2021-12-31 --triaged-by s1 --severity 2 >/dev/null
	devreg-triage "$one" --severity 3 >/dev/null
	devreg-show "$one" --columns triaged_by,severity | same triaged_by,severity s1,3
}

@test "devreg-triage: several deviations, or one a row, all or none" {
	devreg-triage "$one" "$two" --severity 1 | same "$one" "$two"
	printf 'deviation,severity,immediate_action\n%s,2,Hemmelig\n%s,6,x\n' "$one" "$two" >in.csv
	refuses 3 "in.csv:3: severity: not from 1 to 5: 6" devreg-triage -f in.csv
	devreg-list --columns severity | same severity 1 1
	sed -i s/6,x/5,x/ in.csv
	devreg-triage -f in.csv | same line,deviation "2,$one" "3,$two"
	devreg-list --columns severity,immediate_action | same severity,immediate_action 2,Hemmelig 5,x
	run ! grep -aq Hemmelig registry.db
}

@test "devreg-triage adds and takes single causes" {
	devreg-triage "$one" --causes workload,turnover >/dev/null
	devreg-triage "$one" --causes +communication >/dev/null
	devreg-triage "$one" --causes -workload >/dev/null
	devreg-show "$one" --columns causes | same causes 'turnover|communication'
}

@test "devreg-triage says what is wrong" {
	refuses 3 "--severity: not from 1 to 5: 0" devreg-triage "$one" --severity 0
	refuses 3 "--recurrence: not from 1 to 5: 6" devreg-triage "$one" --recurrence 6
	refuses 3 "--level: no such code: units" devreg-triage "$one" --level units
	refuses 3 "--triaged: before it was reported: 2021-12-30" devreg-triage "$one" --triaged 2021-12-30
	refuses 3 "--triaged: after today: 2022-01-01" devreg-triage "$one" --triaged 2022-01-01
	refuses 2 "which record? give its id" devreg-triage --severity 1
	refuses 3 "mistyped" devreg-triage "${one/1-/2-}" --severity 1
	devreg-list --columns triaged,severity | same triaged,severity , ,
}

@test "devreg-triage leaves what the reporter told" {
	for field in reported reporter-role anonymity language occurred; do
		refuses 2 "no such option: --$field" devreg-triage "$one" --$field x
	done
	printf 'deviation,narrative\n%s,x\n' "$one" >in.csv
	refuses 3 "no such column: narrative" devreg-triage -f in.csv
	refuses 2 "--immediate-action: a secret is never an argument" devreg-triage "$one" --immediate-action Hemmelig
	devreg-triage "$one" --about OSL --event-kind near_miss --severity 1 >/dev/null
	devreg-show "$one" --columns about,event_kind,narrative | same about,event_kind,narrative OSL,near_miss,a
}

@test "devreg-triage needs the register's key" {
	rm keys/*.register.key
	refuses 5 "no key to seal this registry's records" devreg-triage "$one" --severity 1
}

@test "devreg-triage keeps the receipt of an anonymous report" {
	devreg-triage "$two" --severity 1 >/dev/null
	sed -n 3p added | cut -d, -f3 | devreg-show --receipt | grep -q Assessed
}
