#!/usr/bin/env bats
# case-show: everything about a case, in order of time.

setup() { load helper; families; export CASEWORK_UNSAFE_ARGS=1; }

# id NOUN REF
id() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

@test "case-show tells the child, the messages, investigations, decisions, measures and notes, in order of their days" {
	note-add --about "$(id measure m5)" --day 2021-07-15 --text "Besøk hos mormor." >/dev/null
	note-add --about "$(id case c3)" --day 2021-03-02 --text "Samtale på skolen." >/dev/null
	case-show @c3 >rows.csv
	[ "$(awk -F, '!seen[$3]++ && NR > 1 { print $2 }' rows.csv | sort | uniq -c | awk '{ print $2, $1 }' | tr '\n' ' ')" = \
		'case 1 concern 1 decision 3 investigation 1 measure 3 note 2 person 1 ' ]
	[ "$(cut -d , -f 1 rows.csv | tail -n +3 | sort -c && echo sorted)" = sorted ]
	[ "$(grep -c ',measure,.*,category,' rows.csv)" -eq 3 ]
	grep -q "^2021-07-15,note,.*,about,$(id measure m5)$" rows.csv
}

@test "case-show is a page on a terminal: a record a heading, with labels, names and accounts; of the key's holder only" {
	note-add --about "$(id case c3)" --day 2021-03-02 --text "$(printf 'Samtale på skolen.\nHun smilte.')" >/dev/null
	terminal case-show "$(id case c3)" >page
	grep -q '^2021-03-02  a note, NO-' page
	grep -q '^            text  *Samtale på skolen\.$' page
	grep -q '^ *Hun smilte\.$' page
	grep -q '^            category  *Foster' page
	grep -q '^            given_name  *Мария$' page
	mv keys keys.away
	terminal case-show "$(id case c3)" >page
	run ! grep -qE 'Мария|Samtale|smilte' page
	grep -q '^            category  *Foster' page
}

@test "case-show keeps what is sealed out of pipes and files, unless --sealed asks for it" {
	case-show @c5 >rows.csv
	run ! grep -q 'Øystein' rows.csv
	case-show @c5 --sealed | grep -q ',given_name,Øystein$'
	case-show @c5 --sealed --format json >rows.json
	grep -q '"field":"birth","value":"2008-02-29"' rows.json
	mv keys keys.away
	run ! grep -q 'Øystein' <(case-show @c5 --sealed)
}

@test "case-show of a reopened case names the spell before, which has its own story" {
	case-show @c8 | grep -q ",case,.*,previous,$(id case c5)$"
	run ! grep -q ",$(id case c5),opened," <(case-show @c8)
	case-show @c5 | grep -q ',case,.*,closed,2020-06-30$'
}

@test "case-show tells the notes about every record of a long case" {
	{ echo case,category,started,best_interest; for ((i = 0; i < 230; i++)); do echo "@c1,advice,2021-06-01,Råd er nok"; done; } |
		measure-add -f - | tail -n +2 | cut -d , -f 2 >measures
	sed '1i about' measures | note-add -f - --day 2021-07-01 --text Besøk >/dev/null
	case-show @c1 >rows.csv
	diff <(sort measures) <(sed -n 's/^2021-07-01,note,.*,about,//p' rows.csv | sort)
}

@test "case-show leaves out what was struck out" {
	one=$(note-add --about "$(id case c3)" --text "feil barn")
	case-show @c3 | grep -q "$one"
	record-void "$one" --reason "wrong child" >/dev/null
	run ! grep -q "$one" <(case-show @c3)
}

@test "case-show shows deviations to who holds the register's key, and to nobody else" {
	one=$(devreg-add --reporter-role parent --narrative "Vi ble ikke hørt." --case "$(id case c3)" | head -n 1)
	case-show @c3 | grep -q "$one"
	mkdir aside && mv keys/*.register.key aside
	run ! grep -q "$one" <(case-show @c3)
	case-show @c3 | grep -q ',case,'
}

@test "case-show takes one case, the current one if none is named, and says what is no case" {
	refuses 2 'no case is the current one' case-show
	case-use @c3 >/dev/null
	refuses 2 ".: short ids are for a person at a terminal; the whole id is $(id case c3)" case-show
	terminal 'case-use @c3 >/dev/null; case-show >story' | grep -qx "case-show: \. is $(id case c3)"
	cmp story <(case-show @c3)
	refuses 2 'one case at a time' case-show @c1 @c2
	refuses 3 'no record has this ref' case-show @nothing
	refuses 3 'the id of a message of concern, not of a case' case-show "$(id concern a1)"
	record-void "$(id case c4)" --reason x >/dev/null || true
	case-show @c1 --columns field,value | head -n 1 | grep -qx 'field,value'
}
