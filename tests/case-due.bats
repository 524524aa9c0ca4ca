#!/usr/bin/env bats
# case-due: what is due and overdue, by the registry's deadlines.

setup() { load helper; }

# A registry on this day, with these options of registry-init.
on() { fresh "${@:2}" && export CASEWORK_TODAY=$1 CASEWORK_UNSAFE_ARGS=1; }

# id NOUN REF
id() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }
# due ARGUMENT...: deadline, due and id, without the header.
due() { case-due --columns deadline,due,id "$@" | tail -n +2; }
# day KEY ID [ARGUMENT...]: the day on which that is due.
day() { due --deadline "$1" "${@:3}" | sed -n "s/^$1,\(.*\),$2\$/\1/p"; }
change() { sqlite3 registry.db "$1"; }
message() { concern-add --reporter school --content basic_care "$@"; }
# child NAME DAY ARGUMENT...: a case, opened on that day.
child() { case-new --given-name "$1" --opened "$2" "${@:3}"; }

@test "case-due: a message is to be decided within seven days, and an investigation ends three months after those" {
	on 2023-07-03 --profile no
	m=$(message)
	[ "$(day message_review "$m")" = 2023-07-10 ]
	case-due --columns all | tail -n +2 | same "message_review,2023-07-10,7,concern,$m,,OSL,,"
	concern-decide "$m" --outcome investigate >/dev/null
	[ -z "$(due)" ]
	c=$(child Kari 2023-07-03 --concern "$m")
	i=$(investigation-add --case "$c" --concern "$m")
	# Though it was decided on the first day.
	[ "$(day investigation_end "$i")" = 2023-10-10 ]
	record-edit "$i" --extended yes
	[ "$(day investigation_end "$i")" = 2024-01-10 ]
	investigation-end "$i" --outcome dropped >/dev/null
	[ -z "$(due --deadline investigation_end)" ]
}

@test "case-due: an investigation without a message counts from its start, and months end where they end" {
	on 2023-11-30
	i=$(investigation-add --case "$(child Kari 2023-11-30)")
	[ "$(day investigation_end "$i")" = 2024-02-29 ]
}

@test "case-due: the profiles of Bulgaria and Egypt judge a message by its urgency" {
	on 2023-07-03 --profile bg
	m=$(message)
	u=$(message --urgency emergency)
	due | same "message_review,2023-07-04,$u" "message_review,2023-07-13,$m"
	# Four weeks from the start, and no day on which nobody works: 2023-05-06 was a Saturday, and its holiday the Monday.
	i=$(investigation-add --case "$(child Kari 2023-04-08)" --started 2023-04-08)
	[ "$(day investigation_end "$i")" = 2023-05-09 ]
	CASEWORK_REGISTRY=$PWD/eg.db
	registry-init --quiet --code EGY --profile eg
	u=$(message --urgency urgent)
	[ "$(day message_review "$u")" = 2023-07-04 ]
	[ "$(day message_review "$(message)")" = 2023-07-10 ]
}

@test "case-due: a due day on a weekend or a holiday moves to the next working day where the deadline says so" {
	on 2021-03-25 --profile no
	d=$(devreg-add --reporter-role parent --narrative x | head -n 1)
	# Maundy Thursday, Good Friday, Easter and its Monday.
	[ "$(day deviation_triage "$d")" = 2021-04-06 ]
	m=$(message)
	[ "$(day message_review "$m")" = 2021-04-01 ]
	change "UPDATE setting SET value = 'mon|tue|wed' WHERE name = 'weekend'; DELETE FROM holiday"
	[ "$(day deviation_triage "$d")" = 2021-04-01 ]
	change "INSERT INTO holiday (rule, moves) VALUES ('2021-04-01', NULL), ('04-02', NULL)"
	[ "$(day deviation_triage "$d")" = 2021-04-03 ]
	change "UPDATE deadline SET amount = 3, unit = 'working_days' WHERE key = 'deviation_triage'"
	[ "$(day deviation_triage "$d")" = 2021-03-28 ]
}

@test "case-due: a case is followed up by its risk, anew from every contact, once there was a first" {
	on 2021-01-04
	c=$(child Kari 2021-01-01 --risk high)
	low=$(child Ola 2021-01-01 --risk low)
	none=$(child Eva 2021-01-01)
	due | same "first_contact,2021-01-02,$c" "first_contact,2021-01-08,$low"
	note-add --about "$c" --kind other --text x >/dev/null
	[ "$(day first_contact "$c")" = 2021-01-02 ]
	note-add --about "$c" --kind visit --day 2021-01-03 --text x >/dev/null
	note-add --about "$c" --kind phone --day 2021-01-02 --text x >/dev/null
	[ -z "$(day first_contact "$c")" ]
	[ "$(day case_followup "$c")" = 2021-01-10 ]
	record-edit "$c" --risk medium
	[ "$(day case_followup "$c")" = 2021-01-17 ]
	run ! grep "$none" <(due)
	case-close "$c" --close-reason safe --override x >/dev/null
	[ -z "$(day case_followup "$c")" ]
}

@test "case-due: a child in placement is visited every three months; help at home is not a placement" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	m=$(id measure m3)
	[ "$(day placement_visit "$m")" = 2021-08-10 ]
	note-add --about "$(id case c2)" --kind visit --day 2021-09-30 --text x >/dev/null
	[ "$(day placement_visit "$m")" = 2021-12-30 ]
	note-add --about "$m" --kind home_visit --day 2021-11-30 --text x >/dev/null
	[ "$(day placement_visit "$m")" = 2022-02-28 ]
	[ -z "$(day placement_visit "$(id measure m1)")" ]
	measure-end "$m" --ended 2021-12-30 --end-reason planned --override x >/dev/null
	[ -z "$(day placement_visit "$m")" ]
}

@test "case-due: an emergency decision of the service goes to the board within two days" {
	on 2021-12-31
	c=$(child Kari 2021-01-01)
	d=$(decision-add --case "$c" --kind emergency)
	decision-add --case "$c" --kind emergency --body court >/dev/null
	decision-add --case "$c" --kind help_measure >/dev/null
	due --deadline emergency_board | same "emergency_board,2022-01-02,$d"
	record-edit "$d" --outcome sent_to_board
	[ -z "$(due --deadline emergency_board)" ]
}

@test "case-due: rows by the day on which they are due, with what is left, whose they are and where; names only where asked for" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	case-due >rows.csv
	head -n 1 rows.csv | same deadline,due,left,noun,id,case,office,staff
	grep -x "message_review,2022-01-05,5,concern,$(id concern a10),,OSL," rows.csv
	grep -x "investigation_end,2022-02-02,33,investigation,$(id investigation i7),$(id case c8),OSL,admin" rows.csv
	tail -n +2 rows.csv | cut -d , -f 2 | sort -c
	case-due --columns left,child | grep -x '5,Eva Moe'
	case-due --columns all --deadline investigation_end | grep ',Øystein Åsen$'
	case-due --format json | grep -F '"deadline":"message_review","due":"2022-01-05","left":5,'
	CASEWORK_LANG=nb case-due --labels | grep '^Avgjør meldingen,2022-01-05,'
	terminal case-due | grep -E '^Decide on the message +2022-01-05 +5 .*Eva Moe'
	mv keys keys.away
	run ! grep Eva <(terminal case-due)
	case-due --columns left,child | grep -x '5,'
	refuses 3 "--columns: no such column: chld (child?)" case-due --columns chld
}

@test "case-due: of an office with all below it, of a member of staff, by a deadline, overdue, within some days" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	staff-add --code s1 --name Siri --role caseworker --office S1 >/dev/null
	record-edit case:@c3 --lead s1
	case-due --office NORD --columns office | sort -u | same N1 N2 office
	case-due --office OSL --only-office --columns office | sort -u | same OSL office
	case-due --office N1 --office S1 --columns office | sort -u | same N1 S1 office
	case-due --staff s1 --columns id,staff | tail -n +2 | sort |
		same "$(id case c3),s1" "$(id measure m5),s1"
	case-due --deadline investigation_end --columns id | same id "$(id investigation i7)"
	[ -z "$(case-due --overdue --columns left | grep -v '^-' | tail -n +2)" ]
	case-due --within 5 --columns deadline,left | grep -x message_review,5
	run ! grep message_review <(case-due --within 4)
	[ "$(case-due --within 1000 | wc -l)" = "$(case-due | wc -l)" ]
}

@test "case-due --as-of is what was due on that day, and what will be" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	# a6 came in on 2021-03-15 and was decided the day after; c4 was open until the end of October.
	case-due --as-of 2021-03-15 --columns id,left --deadline message_review | same id,left "$(id concern a6),7"
	case-due --as-of 2021-03-16 --deadline message_review --columns id | same id
	case-due --as-of 2021-10-30 --columns id | grep -x "$(id case c4)"
	run ! grep -x "$(id case c4)" <(case-due --as-of 2021-10-31 --columns id)
	case-due --as-of 2021-05-01 --deadline investigation_end --columns id,due,left |
		same id,due,left "$(id investigation i2),2021-05-08,7" "$(id investigation i3),2021-06-08,38"
	case-due --as-of 2022-01-10 --columns id,left | grep -x "$(id concern a10),-5"
	CASEWORK_TODAY=2022-01-10 case-due | cmp - <(case-due --as-of 2022-01-10)
	# As a day is typed.
	case-due --as-of +10d | cmp - <(case-due --as-of 2022-01-10)
}

@test "case-due: what a new version of a plan took along is due once, and on days before it by the old one" {
	planned
	old=$(case-due --deadline action_due --columns due,id)
	case-due --as-of 2021-12-01 --deadline plan_review --columns id >reviews
	grep -qx "$(id plan p1)" reviews
	new=$(case-plan @c3 --agreed 2021-12-20)
	took=$(action-list --columns action,goal --status under_way | tail -n 1 | cut -d , -f 1)
	# What was not done for a goal that was met is not taken along.
	due --deadline action_due | same "action_due,2021-12-01,$took" "action_due,2022-01-10,$(id action ac5)"
	case-due --as-of 2021-12-19 --deadline action_due --columns due,id | same $old
	case-due --as-of 2021-12-01 --deadline plan_review --columns id | cmp - reviews
	run ! grep -x "$(id plan p1)" <(case-due --deadline plan_review --columns id)
	record-void "$took" --reason x >/dev/null
	[ -z "$(day action_due "$took")" ]
}

@test "case-due leaves out what was struck out, and what hangs on a case that was" {
	on 2021-12-31
	m=$(message)
	c=$(child Kari 2021-01-01)
	d=$(decision-add --case "$c" --kind emergency)
	[ "$(due | wc -l)" -eq 2 ]
	record-void "$m" --reason x >/dev/null
	due | same "emergency_board,2022-01-02,$d"
	record-void "$d" --reason x >/dev/null
	[ -z "$(due)" ]
}

@test "case-due shows deviations to who holds the register's key, and to nobody else" {
	on 2021-12-31
	d=$(devreg-add --reporter-role parent --narrative x | head -n 1)
	# A week on is a Friday.
	due | same "deviation_triage,2022-01-07,$d"
	mkdir away && mv keys/*.register.key away
	[ -z "$(due)" ]
	mv away/* keys
	devreg-triage "$d" --level unit --type visit_missing >/dev/null
	[ -z "$(due)" ]
}

@test "case-due: deadlines are the owner's: changed, added, dropped; of a kind of record that is not there they are passed over" {
	on 2021-12-31
	m=$(message)
	change "UPDATE deadline SET amount = 2, unit = 'weeks', en = 'Read it' WHERE key = 'message_review'
		; INSERT INTO deadline (key, \"order\", noun, \"from\", done, \"if\", amount, unit, en) VALUES
		('told', 90, 'concern', 'received', 'informed', 'reporter=school language!=', 1, 'years', 'Tell them'),
		('later', 91, 'rocket', 'launched', 'landed', NULL, 1, 'days', 'x')"
	[ "$(day message_review "$m")" = 2022-01-14 ]
	[ -z "$(due --deadline told)" ]
	record-edit "$m" --language ar
	[ "$(day told "$m")" = 2022-12-31 ]
	case-due --labels --columns deadline | same deadline 'Read it' 'Tell them'
	record-edit "$m" --informed yes
	[ -z "$(due --deadline told)" ]
	# After another deadline of the same record.
	change "UPDATE deadline SET \"from\" = NULL, after = 'message_review', done = 'person', \"if\" = NULL, amount = 1, unit = 'months' WHERE key = 'told'"
	[ "$(day told "$m")" = 2022-02-14 ]
	change "DELETE FROM deadline"
	case-due | same deadline,due,left,noun,id,case,office,staff
}

@test "case-due says which deadline or holiday is none" {
	on 2021-12-31
	message >/dev/null
	cp registry.db good.db
	while IFS=$'\t' read -r sql text; do
		cp good.db registry.db
		change "$sql"
		refuses 3 "$text" case-due
	done <<-END
		UPDATE deadline SET unit = 'moons' WHERE key = 'message_review'	deadline message_review: unit: moons
		UPDATE deadline SET "from" = 'narrative' WHERE key = 'message_review'	deadline message_review: from: narrative
		UPDATE deadline SET "from" = NULL WHERE key = 'message_review'	deadline message_review: from: (empty)
		UPDATE deadline SET done = 'nothing' WHERE key = 'message_review'	deadline message_review: done: nothing
		UPDATE deadline SET "if" = 'urgency' WHERE key = 'message_review'	deadline message_review: if: urgency
		UPDATE deadline SET "if" = 'child_given=x' WHERE key = 'message_review'	deadline message_review: if: child_given=x
		UPDATE deadline SET amount = -1 WHERE key = 'message_review'	deadline message_review: amount: -1
		UPDATE deadline SET after = 'nothing' WHERE key = 'investigation_end' AND after <> ''	deadline investigation_end: after: nothing
		UPDATE deadline SET after = key, "from" = NULL WHERE key = 'message_review'	deadline message_review: after: counts from itself
		UPDATE deadline SET done = 'started' WHERE key = 'investigation_end' AND "if" <> ''	rows of it differ in noun or done
		INSERT INTO holiday (rule) VALUES ('easter')	not the rule of a holiday: easter
		UPDATE setting SET value = 'sun|day' WHERE name = 'weekend'	the setting weekend is none: sun
	END
}

@test "case-due says what is wrong with what is asked" {
	on 2021-12-31
	refuses 3 "no such deadline: mesage_review (message_review?)" case-due --deadline mesage_review
	refuses 3 "--office: no such office: N9" case-due --office N9
	refuses 3 "--staff: no such member of staff: s9" case-due --staff s9
	refuses 3 "--as-of: not a day: 2021-02-30" case-due --as-of 2021-02-30
	refuses 2 "takes no operands: x" case-due x
}
