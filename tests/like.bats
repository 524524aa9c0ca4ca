#!/usr/bin/env bats
# --like: what is not given comes from a file of one's own.

setup() {
	load helper
	furnished
	mkdir -p .config/casework
}

# mine NAME LINE...: the file that --like NAME reads.
mine() { printf '%s\n' "${@:2}" >".config/casework/$1.csv"; }

# What a person at a terminal sees who types what stands on standard input.
terminal() { timeout 20 script -qec "$1" /dev/null | shown; }

# told ID COLUMNS: these columns of a message.
told() { concern-show "$1" --columns "$2" --format csv | tail -n 1; }

@test "like: what was not given is taken from the file, and nothing that was given is lost" {
	mine school received,reporter,content,urgency,language 'yesterday,school|nav,basic_care,urgent,ar'
	one=$(concern-add --like school)
	[ "$(told "$one" received,reporter,content,urgency,language)" = '2021-12-30,nav|school,basic_care,urgent,ar' ]
	two=$(concern-add --like school --reporter police --received 2021-11-02 --urgency normal)
	[ "$(told "$two" received,reporter,content,urgency,language)" = '2021-11-02,police,basic_care,normal,ar' ]
	# An option given as nothing leaves the field as it is without the file.
	three=$(concern-add --like school --urgency '' --language '')
	[ "$(told "$three" urgency,language)" = normal, ]
}

@test "like: a name is a file of the user's own, in XDG_CONFIG_HOME if that is set; with a slash it is a path" {
	mine school reporter,content school,basic_care
	mkdir -p elsewhere/casework
	printf 'reporter,content\npolice,home_violence\n' | tee elsewhere/casework/school.csv >here.txt
	[ "$(told "$(concern-add --like school)" reporter)" = school ]
	[ "$(told "$(XDG_CONFIG_HOME=$PWD/elsewhere concern-add --like school)" reporter)" = police ]
	[ "$(told "$(concern-add --like ./here.txt)" reporter)" = police ]
	refuses 4 "$HOME/.config/casework/none.csv: cannot be read" concern-add --like none
}

@test "like: cells of -f that are empty, and columns that are absent, are filled in" {
	mine school reporter,content,urgency,language school,basic_care,urgent,ar
	printf 'ref,content,language\ne1,home_violence,\ne2,,nb\n' | concern-add --like school -f - >/dev/null
	concern-list --match 'ref=^e[12]' --columns ref,reporter,content,urgency,language | same ref,reporter,content,urgency,language \
		e1,school,home_violence,urgent,ar e2,school,basic_care,urgent,nb
	# An option goes before it.
	printf 'ref\ne3\n' | concern-add --like school --urgency emergency -f - >/dev/null
	concern-list --ref e3 --columns content,urgency | same content,urgency basic_care,emergency
	# Of a record that is there, it changes nothing.
	printf 'ref,language\ne3,bg\n' | concern-add --like school --update -f - >/dev/null
	concern-list --ref e3 --columns urgency,language | same urgency,language emergency,bg
}

@test "like: its values stand in a form, and what is emptied there stays empty" {
	mine school reporter,content,language school,basic_care,ar
	cat >editor <<-'END'
		#!/bin/sh
		cp "$1" shown
		sed -i 's/^language: .*/language:/; s/^child_given: .*/child_given: Kari/' "$1"
	END
	chmod +x editor
	EDITOR=$PWD/editor
	one=$(concern-add -e --like school 2>/dev/null)
	grep -qx 'reporter: school' shown
	grep -qx 'language: ar' shown
	[ "$(told "$one" reporter,language,child_given)" = school,,Kari ]
}

@test "like: at a terminal what it gives is not asked for, and what is ? is, in its order" {
	mine school reporter,content,child_birth,child_given 'school,basic_care,?,?'
	printf '%s\n' 9.3.2014 Amina | terminal 'concern-add --like school' >seen
	grep -q "day of birth.*given names" <(tr '\n' ' ' <seen)
	one=$(concern-list --columns concern | tail -n 1)
	[ "$(told "$one" child_given,child_birth,reporter)" = Amina,2014-03-09,school ]
	# The one value that lacks is asked for.
	mine reporter reporter school
	echo basic | terminal 'concern-add --like reporter' >seen
	grep -q 'concern-add: content: basic_care$' seen
	# Without a terminal nothing is asked.
	[ "$(told "$(concern-add --like school)" reporter,child_given)" = school, ]
	mine all reporter,content 'school,?'
	refuses 3 '--content: a value is needed' concern-add --like all
}

@test "like: a child of a message keeps what the message says, and the file fills in the rest" {
	mine new language,country,basis 'bg,SY,law'
	case=$(case-new @a1 --like new)
	[ "$(told @a1 language)" = nb ]
	case-list --columns case,language,country,basis | same case,language,country,basis "$case,nb,SY,law"
}

@test "like: notes, plans and assessments too" {
	people
	mine visit kind,day home_visit,yesterday
	n=$(echo Snakket. | case-note @c3 --like visit --text-file -)
	note-list --columns note,kind,day | same note,kind,day "$n,home_visit,2021-12-30"
	mine plan review_due +3m
	case-plan @c3 --like plan >/dev/null
	plan-list --columns review_due | same review_due 2022-03-31
	mine rated subject,informant 'child,teacher'
	case-assess @c3 safety --like rated --answer safety=4 >/dev/null
	assessment-list --columns subject,informant | same subject,informant child,teacher
}

@test "like: a secret is refused, for the file lies in the open; its value is not said" {
	mine child reporter,content,child_given,narrative 'school,basic_care,Sommerfugl,Noe'
	refuses 3 "child.csv:2: child_given: a secret does not stand in a file that lies in the open (? asks for it at a terminal)" \
		concern-add --like child
	[[ "$stderr" == *"child.csv:2: narrative: a secret"* && "$stderr" != *Sommerfugl* ]]
	CASEWORK_UNSAFE_ARGS=1 refuses 3 "a secret does not stand" concern-add --like child
}

@test "like: what is wrong with the file is told, with file, line, field and reason, and nothing is written" {
	mine a reporter,contnt school,basic_care
	refuses 3 "a.csv:1: no such column: contnt (content?)" concern-add --like a
	mine a reporter,content,reporter school,basic_care,nav
	refuses 3 "a.csv:1: twice in the header: reporter" concern-add --like a
	mine a reporter,content school,basic_care nav,basic_care
	refuses 3 "a.csv:3: one row of values, and no more" concern-add --like a
	mine a reporter,content
	refuses 3 "a.csv:2: the values are missing: a row below the header" concern-add --like a
	: >.config/casework/a.csv
	refuses 3 "a.csv: empty: not even a header" concern-add --like a
	mine a reporter,content school
	refuses 3 "a.csv:2: as many values as the header has columns: 2, not 1" concern-add --like a
	mine a reporter,content,received,office,case,informed 'scool,basic_care,2021-02-30,XX,.,perhaps'
	refuses 3 "a.csv:2: reporter: no such code: scool (school?)" concern-add --like a
	for why in 'received: not a day: 2021-02-30' 'office: no such office: XX' 'case: not an id: .' 'informed: neither yes nor no: perhaps'; do
		[[ "$stderr" == *"a.csv:2: $why"* ]] || { echo "$why"; return 1; }
	done
	# That other fields are needed is no fault of the file.
	[[ "$stderr" != *needed* ]]
	# It is judged whether it is needed or not.
	refuses 3 "a.csv:2: reporter: no such code: scool (school?)" concern-add --like a -f "$top/tests/data/concerns.csv"
	refuses 2 '--like: given twice' concern-add --like a --like a
	refuses 2 'no such option: --like' record-edit @a1 --like a
	[ "$(count concern)" -eq 10 ]
}

@test "like: not with a report that is sealed for a register, which opens none" {
	mine a reporter_role parent
	refuses 2 '--like: not with --to' devreg-add --to "$(echo keys/*.register.pub)" -o r.sealed --like a
	CASEWORK_UNSAFE_ARGS=1 devreg-add --like a --narrative x >/dev/null
	devreg-list --columns reporter_role | same reporter_role parent
}

@test "like: the names of the user's files are offered, and nothing else that lies there" {
	mine school reporter school
	mine visit kind visit
	touch .config/casework/OSL.case.key .config/casework/.hidden.csv .config/casework/.csv
	concern-add --offer like | cut -f 1 | sort | same school visit
	rm -r .config
	concern-add --offer like | same
}
