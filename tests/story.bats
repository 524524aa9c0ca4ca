#!/usr/bin/env bats
# A child's story, typed as a caseworker would type it, from the message of concern to the second closing; what the
# figures say of it; and what the child's mother reports.

setup() {
	load helper
	on 2021-02-01 fresh --profile no
	staff-add --code kari --name 'Kari Vik' --role caseworker --login "$(id -un)" >/dev/null
	export CASEWORK_USER=kari
}

# on DAY COMMAND...: as if that day were today.
on() { CASEWORK_TODAY=$1 "${@:2}"; }

# The chapters, each told on the days that it is about.

a_message() {
	msg=$(on 2021-02-01 concern-add -f - <<-'END' | sed -n 's/^2,//p'
		reporter,content,child_given,child_family,child_birth,child_sex,language,narrative
		school,basic_care|home_conflict,Amina,Noor,2014-03-09,female,ar,"Hun kommer uten mat.
		Hun vil ikke hjem."
	END
	)
	on 2021-02-03 concern-decide "$msg" --outcome investigate
}

a_case() {
	case=$(on 2021-02-03 case-new "$msg" --background immigrant --country SY --basis law)
	inv=$(on 2021-02-04 investigation-add --case "$case" --concern "$msg" --grounds basic_care)
}

a_foster_home() {
	on 2021-04-20 investigation-end "$inv" --outcome board --child-heard talked
	order=$(on 2021-05-03 decision-add --case "$case" --kind care_order --body board --consent no --law 'bvl. § 4-12' --outcome approved)
	# Keyed a month late: she came on the tenth.
	home=$(on 2021-06-10 measure-add --case "$case" --category foster_nonkin --decision "$order" --provider 'Fosterhjem i Dal')
	on 2021-06-11 record-edit "$home" --started 2021-05-10
}

a_move() {
	on 2021-06-14 case-note "$case" --text-file - <<<'Hun sover godt, og vil ha katten sin.'
	on 2021-11-02 measure-end "$home" --end-reason moved_foster --ended 2021-11-01
	aunt=$(on 2021-11-02 measure-add --case "$case" --category foster_kin --decision "$order" --provider 'Hos tante')
}

a_closing() {
	on 2022-03-15 measure-end "$aunt" --end-reason returned_home
	on 2022-03-15 case-close "$case" --close-reason returned_home
}

a_second_closing() {
	again=$(on 2022-05-02 case-reopen "$case")
	help=$(on 2022-05-02 measure-add --case "$again" --category advice)
	on 2022-06-30 measure-end "$help" --end-reason goals_met
	on 2022-06-30 case-close "$again" --close-reason goals_met
}

# told CHAPTER: the story up to the end of that chapter.
told() {
	local chapter
	for chapter in a_message a_case a_foster_home a_move a_closing a_second_closing; do
		"$chapter" >/dev/null
		[ "$chapter" != "$1" ] || break
	done
}

@test "the story: a message becomes a case, and the case knows what the message knew" {
	told a_case
	concern-list --columns concern,outcome,decided,decided_by | same concern,outcome,decided,decided_by \
		"$msg,investigate,2021-02-03,kari"
	case-list --columns case,concern,opened,given_name,family_name,birth_month,concern_type,language,lead,status |
		same case,concern,opened,given_name,family_name,birth_month,concern_type,language,lead,status \
			"$case,$msg,2021-02-03,Amina,Noor,2014-03,home_conflict|basic_care,ar,kari,open"
	# One child, whom the message, the case and the investigation are about.
	[ "$(count person)" -eq 1 ]
	child=$(person-list --columns person | tail -n 1)
	concern-list --columns person | same person "$child"
	investigation-list --person "$child" --columns investigation,concern,started,staff |
		same investigation,concern,started,staff "$inv,$msg,2021-02-04,kari"
}

@test "the story: a decision, a foster home, and a wrong date mended, which the history keeps" {
	told a_foster_home
	investigation-list --columns ended,outcome,child_heard,days | same ended,outcome,child_heard,days 2021-04-20,board,talked,75
	measure-list --columns measure,category,started,decision,given_name | same measure,category,started,decision,given_name \
		"$home,foster_nonkin,2021-05-10,$order,Amina"
	record-show "$home" --history | cut -d, -f3- | same staff,command,field,old kari,record-edit,started,2021-06-10
}

@test "the story: what rests on nothing is refused, and so is a foster home too many" {
	told a_foster_home
	refuses 5 "a placement rests on a decision or a law" measure-add --case "$case" --category foster_kin
	refuses 5 "the child is in another placement at the same time" measure-add --case "$case" --category foster_kin --decision "$order" \
		--started 2021-05-20
	[ "$(count measure)" -eq 1 ]
}

@test "the story: a note, and a move, which is one measure that ends and one that begins" {
	told a_move
	note-list --about "$case" --columns day,staff,text | same day,staff,text '2021-06-14,kari,"Hun sover godt, og vil ha katten sin."'
	measure-list --columns category,started,ended,end_reason,provider | same category,started,ended,end_reason,provider \
		'foster_nonkin,2021-05-10,2021-11-01,moved_foster,Fosterhjem i Dal' 'foster_kin,2021-11-02,,,Hos tante'
}

@test "the story: a case is not closed while a measure goes on, and says which" {
	told a_move
	refuses 5 "$aunt is open" case-close "$case" --close-reason returned_home
	[[ "$stderr" == *"--override"* ]]
	case-list --columns status | same status open
	measure-end "$aunt" --ended 2021-12-30 --end-reason returned_home
	refuses 5 "$aunt goes on after that day, to 2021-12-30" case-close "$case" --close-reason returned_home --closed 2021-12-29
	case-close "$case" --close-reason returned_home --closed 2021-12-30
}

@test "the story: closed, opened again and closed again are two spells, and both dates stay" {
	told a_second_closing
	case-list --columns case,previous,given_name,opened,closed,close_reason,status |
		same case,previous,given_name,opened,closed,close_reason,status \
			"$case,,Amina,2021-02-03,2022-03-15,returned_home,closed" "$again,$case,Amina,2022-05-02,2022-06-30,goals_met,closed"
	[ "$(case-list --columns person | sort -u | wc -l)" -eq 2 ]
	[ "$(count person)" -eq 1 ]
	# Nothing can be added to what is closed, unless it is said why.
	CASEWORK_TODAY=2022-07-15 refuses 5 "after its case was closed: 2022-06-30" measure-add --case "$again" --category advice
	registry-check
}

@test "the story: the whole of it can be read, with the key and without" {
	told a_second_closing
	case-show "$case" --sealed >seen
	for word in Amina 'Hun kommer uten mat' katten care_order foster_kin "$inv" "$msg"; do
		grep -q "$word" seen || { echo "not told: $word"; cat seen; return 1; }
	done
	run ! grep -q "$help" seen
	case-show "$again" | grep -q "$help"
	case-show "$case" >seen
	run ! grep -qE 'Amina|katten|uten mat' seen
	grep -q care_order seen
	run ! grep -aqE 'Amina|katten|uten mat' registry.db*
}

@test "the story: the figures of the year" {
	told a_second_closing
	CASEWORK_TODAY=2022-12-31 stats-report --year 2021 --set key --columns indicator,period,num,den,value 2>/dev/null |
		same indicator,period,num,den,value care_orders_no_consent,2021,1,1,100.0 concerns,2021,1,,1 \
			foster_children,2021-12-31,1,,1 immigrant_share,2021,1,1,100.0
	# The year after she lives at home; she had help, and no order was made.
	CASEWORK_TODAY=2022-12-31 stats-report --year 2022 --set key --columns indicator,period,num,den,value 2>/dev/null |
		same indicator,period,num,den,value care_orders_no_consent,2022,0,0, concerns,2022,0,,0 \
			foster_children,2022-12-31,0,,0 immigrant_share,2022,1,1,100.0
}

@test "the story: a child that moved in the year is one child, in the home it lives in on the last day" {
	told a_move
	stats-report --year 2021 --by category foster_children --columns category,num 2>/dev/null | grep -v ',0$' |
		same category,num total,1 foster_kin,1
	# A date mended after the year is over mends the figure.
	record-edit "$aunt" --started 2022-01-01
	record-edit "$home" --ended 2021-12-30
	CASEWORK_TODAY=2022-01-01 stats-report --year 2021 foster_children --columns num 2>/dev/null | same num 0
}

# What the mother reports, from outside.

# outside COMMAND...: by somebody who is not on the staff, and has no registry, no key and no home here.
outside() { env -u HOME -u CASEWORK_REGISTRY -u CASEWORK_KEY -u CASEWORK_USER "$@"; }

# The mother's account, sealed for the register; prints her receipt.
a_report() {
	outside devreg-add --to "$(echo keys/*.register.pub)" -o report.sealed -f - <<-'END'
		reporter_role,anonymity,language,occurred,subject_kind,narrative
		parent,anonymous,ar,2021-04-19,caseworker,"لم يكن هناك مترجم.
		وقّعت على ورقة لم أفهمها."
	END
}

@test "the story: a mother reports from outside, without her name, and her report lies sealed" {
	told a_foster_home
	receipt=$(on 2021-05-01 a_report | tail -n 1)
	[ -n "$receipt" ]
	run ! grep -aqE 'مترجم|parent' report.sealed
	# The caseworker it is about cannot read it: those who handle cases do not hold the register's key.
	mkdir away
	mv keys/*.register.key away
	run devreg-take report.sealed
	[ "$status" -ne 0 ]
	mv away/* keys
	[ "$(count_reports)" -eq 0 ]
}

count_reports() { devreg-list --columns deviation | tail -n +2 | wc -l; }

@test "the story: her report is taken, assessed, and followed with the receipt alone" {
	told a_foster_home
	receipt=$(on 2021-05-01 a_report | tail -n 1)
	dev=$(on 2021-05-02 devreg-take report.sealed)
	devreg-list --columns deviation,reporter_role,anonymity,reporter_name,status | same \
		deviation,reporter_role,anonymity,reporter_name,status "$dev,parent,anonymous,,received"
	devreg-list --columns narrative | same narrative '"لم يكن هناك مترجم.' 'وقّعت على ورقة لم أفهمها."'
	on 2021-05-02 devreg-show --receipt <<<"$receipt" >seen
	grep -qi received seen
	on 2021-05-10 devreg-triage "$dev" --case "$case" --level unit --type no_interpreter --severity 3 --recurrence 4 --harmed child,parent
	on 2021-05-11 devreg-show --receipt <<<"$receipt" >seen
	grep -qi assessed seen
	run ! grep -qE 'مترجم|no_interpreter' seen
	# A receipt that was given to nobody tells nothing.
	run on 2021-05-11 devreg-show --receipt <<<"${receipt//[0-9A-Z]/7}"
	[ "$status" -ne 0 ]
	# The case's story does not tell of it without the register's key.
	mv keys/*.register.key .
	run ! grep -q "$dev" <(case-show "$case" 2>/dev/null)
}
