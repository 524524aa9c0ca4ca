#!/usr/bin/env bats
# devreg-list: the deviations that are there.

setup() {
	load helper
	fresh
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	printf '%s\n' reported,reporter_role,anonymity,about,event_kind,narrative,about_name \
		2021-10-04,parent,open,N1,incident,'No interpreter at the meeting.', \
		2021-11-12,school,confidential,S1,near_miss,'The plan is late.','skolen' \
		2021-11-30,child,anonymous,N2,risk,'Nobody asked me.', | devreg-add -f - >added
	one=$(sed -n 2p added | cut -d, -f2)
	devreg-triage "$one" --severity 4 --type no_interpreter --level unit >/dev/null
}

# lists DAYS FILTER...: the days of the reports that pass, in order.
lists() { [ "$(devreg-list --columns reported "${@:2}" | tail -n +2 | paste -sd ' ')" = "$1" ] || { devreg-list "${@:2}"; return 1; }; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$1" /dev/null </dev/null | shown; }

@test "devreg-list prints CSV in a pipe, with keys, and no column that is sealed or the receipt's" {
	devreg-list >out
	head -n 1 out | same deviation,ref,source,office,reported,reporter_role,anonymity,language,about,subject_kind,event_kind,occurred,occurred_until,case,triaged,triaged_by,level,type,law_ref,severity,recurrence,harmed,actual,potential,causes,factors
	[ "$(wc -l <out)" -eq 4 ]
	run ! grep -qE 'interpreter at|plan|asked' out
	refuses 3 "--columns: no such column: receipt" devreg-list --columns receipt
	refuses 2 "no such option: --receipt" devreg-list --receipt x
	devreg-list --columns all | head -n 1 | grep -qv receipt
}

@test "devreg-list: filters by day, code, office and emptiness, several together" {
	lists '2021-11-12 2021-11-30' --triaged ''
	lists '2021-10-04' --type no_interpreter
	lists '2021-11-12 2021-11-30' --reported 2021-11
	lists '2021-10-04 2021-11-30' --about NORD
	lists '2021-10-04' --about NORD --severity 4
	lists '2021-11-12' --event-kind near_miss
	lists '2021-10-04 2021-11-30' --reporter-role parent,child
	lists '2021-11-30' --anonymity anonymous
	lists '' --level municipality
	refuses 2 "--narrative: is sealed: --match narrative=REGEX searches it" devreg-list --narrative x
}

@test "devreg-list --columns status is worked out; --labels are in the user's language" {
	devreg-list --columns status | same status triaged received received
	CASEWORK_LANG=nb devreg-list --columns status,event_kind --labels | same status,event_kind Vurdert,Hendelse Mottatt,Nestenhendelse Mottatt,Risikoforhold
}

@test "devreg-list --match looks into what is sealed, with the key" {
	lists '2021-10-04' --match 'narrative=(?i)INTERPRETER'
	devreg-list --columns about_name,narrative --match 'about_name=.' | same about_name,narrative 'skolen,The plan is late.'
	mv keys/*.register.key .
	refuses 5 'no key to open the Deviation Register' devreg-list --columns reported,narrative --reported 2021-10
	run devreg-list --match 'narrative=x'
	[ "$status" -eq 5 ]
}

@test "devreg-list on a terminal shows a table with labels, and what it is about" {
	terminal devreg-list >out
	head -n 1 out | tr -s ' ' | sed 's/ $//' | same 'deviation reported about about_name reporter_role type severity status'
	grep -q 'skolen' out
	grep -q 'Assessed' out
}

@test "devreg-list: what was struck out is listed with --void only" {
	record-void "$one" --reason twice >/dev/null
	lists '2021-11-12 2021-11-30'
	lists '2021-10-04 2021-11-12 2021-11-30' --void
}

@test "devreg-list of an empty register prints the header and exits 0" {
	registry-init -q -r other.db --code BER
	[ "$(devreg-list -r other.db | wc -l)" -eq 1 ]
}
