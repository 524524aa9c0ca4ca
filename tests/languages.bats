#!/usr/bin/env bats
# What people read is in their language: every text of the program, whole, in the catalogues of all languages; and what programs
# read, keys, columns, numbers and exit statuses, is the same in all.

setup_file() {
	load helper
	bare
	(cd "$top" && BUILD=${build#"$top/"} tests/messages.sh "$BATS_FILE_TMPDIR/template.pot")
	# A language for tests: each text is itself, in marks. It stands in the place of Bulgarian, beside a program of its own.
	mkdir -p "$BATS_FILE_TMPDIR/bin" "$BATS_FILE_TMPDIR/share/locale/bg/LC_MESSAGES"
	cp -P "$build"/bin/* "$BATS_FILE_TMPDIR/bin"
	msgen "$BATS_FILE_TMPDIR/template.pot" | msgfilter --keep-header sed 's/..*/⟦&⟧/' 2>/dev/null |
		msgfmt -o "$BATS_FILE_TMPDIR/share/locale/bg/LC_MESSAGES/casework.mo" -
}

setup() {
	load helper
	bare
	languages=$(cd "$top/share/locale" && echo *.po | sed 's/\.po//g')
}

# marked COMMAND...: as said in the language of marks.
marked() { PATH=$BATS_FILE_TMPDIR/bin:$PATH CASEWORK_SHARE=$top/share CASEWORK_LANG=bg "$@"; }

# unsaid: what of standard input stands outside all marks, which may stand in each other.
unsaid() { tr '\n' '\001' | sed -E ':again; s/⟦[^⟦⟧]*⟧//g; t again' | tr '\001' '\n'; }

# texts CATALOGUE: what it is about, a line each.
texts() {
	msgattrib --no-obsolete --no-location --no-wrap "$1" | awk -v RS= 'NR > 1 { gsub(/(^|\n)#[^\n]*/, ""); sub(/\nmsgstr.*/, ""); gsub(/\n/, " "); print }' | sort
}

@test "languages: every text of the program is in the catalogue of each language, none is in doubt, none too many" {
	[ "$languages" = "ar bg nb" ]
	[ "$(grep -c '^msgid ' "$BATS_FILE_TMPDIR/template.pot")" -gt 1000 ]
	for language in $languages; do
		po=$top/share/locale/$language.po
		diff <(texts "$BATS_FILE_TMPDIR/template.pot") <(texts "$po") || { echo "$language: make messages"; return 1; }
		for kind in untranslated only-fuzzy only-obsolete; do
			msgattrib "--$kind" --no-wrap "$po" | sed 1,9d >open
			[ ! -s open ] || { echo "$language: $kind:"; head -n 60 open; return 1; }
		done
	done
}

@test "languages: a translation takes the values of its text, and has the letters of its language" {
	for language in $languages; do
		msgfmt --check-format -o /dev/null "$top/share/locale/$language.po"
	done
	# Where there are words, they are not left in English: a few are the same in both, as Index or status.
	for language in ar bg; do
		msgattrib --translated --no-obsolete --no-wrap "$top/share/locale/$language.po" | awk -v RS= '
			/msgstr/ { text = $0; sub(/.*msgstr[^"]*/, "", text); gsub(/"\n"/, "", text)
			  bare = text; gsub(/%[0-9$.]*[a-z]+/, "", bare)
			  if (NR > 1 && bare ~ /[A-Za-z]/ && text !~ /[\300-\377]/) print text }' >latin
		[ ! -s latin ] || { echo "$language:"; cat latin; return 1; }
	done
}

@test "languages: all that --help prints is said" {
	for name in $(casework --commands | cut -f 2); do
		marked "$name" --help | unsaid >left
		# What is left are options, fields and what their values are called.
		run grep -vE '^ *(-[a-zA-Z], )?(--)?[a-z_-]*( ([A-Z][A-Z,=.]*|yes\|no|KEY\.pub|FIELD=REGEX))?\.? *$|^ \[\] ?[][A-Z.= ]*$' left
		[ -z "$output" ] || { echo "$name:"; echo "$output"; return 1; }
	done
}

@test "languages: --lang is heard before the environment, and a language that is not there is refused" {
	help() { "$@" case-note --help | sed -n 3p; }
	CASEWORK_LANG=bg casework --lang nb --help | grep -q '^Felles$'
	for locale in nb_NO.UTF-8 no_NO nn_NO.utf8 nb no; do
		[ "$(help env LC_ALL=$locale)" = "$(help env CASEWORK_LANG=nb)" ] || { echo "$locale"; return 1; }
	done
	[ "$(help env LC_ALL= LANG=ar_EG.UTF-8)" = "$(help env CASEWORK_LANG=ar)" ]
	[ "$(help env LC_ALL= LC_MESSAGES=bg_BG LANG=ar_EG.UTF-8)" = "$(help env CASEWORK_LANG=bg)" ]
	for locale in C POSIX C.UTF-8 en_GB.UTF-8 fr_FR.UTF-8 nbx '' x; do
		[ "$(help env LC_ALL= LANG="$locale")" = "Write a note about a case: the current one, if none is named." ] || { echo "$locale"; return 1; }
	done
	[ "$(help env CASEWORK_LANG=nb)" != "$(help env CASEWORK_LANG=bg)" ]
	refuses 2 "--lang: no such language: fr" casework --lang fr
	[ "$(casework --offer language | sort | paste -sd ' ')" = "ar bg en nb" ]
}

@test "languages: what programs read is the same in all of them" {
	planned
	while read -r line; do
		bash -c "$line" >want 2>/dev/null && status=0 || status=$?
		for language in $languages; do
			CASEWORK_LANG=$language bash -c "$line" >got 2>said && is=0 || is=$?
			[ "$is" -eq "$status" ] || { echo "$language: $line: $is, not $status"; cat said; return 1; }
			diff want got || { echo "$language: $line"; return 1; }
		done
	done <<-'END'
		case-list
		case-list --format json
		case-list --format tsv --columns all
		concern-list --columns all
		plan-list
		goal-list --columns all
		case-due --as-of 2022-01-31
		stats-report --year 2021 --set key
		stats-report --year 2021 --by category foster_children
		record-show @c3
		record-show @c3 --history
		case-show @c3
		casework --format json
		casework --about
		concern-add --template
		concern-add -f /dev/null
		concern-add --received 2021-13-01
		concern-decide M-nothing --outcome dropped
		case-close @c3 --close-reason moved
		registry-check
		registry-check --brief
		instrument-show risk --format csv
		record-find nobody
	END
}

@test "languages: every error is said in the reader's language" {
	furnished --profile no
	printf 'received,reporter\n2021-13-01,school\n' >wrong.csv
	printf 'received,colour\n2021-12-01,blue\n' >header.csv
	printf 'received,reporter,content\n2021-12-01,school,"abuse\n' >quote.csv
	printf 'given_name,family_name,national_id\nKari,Berg,12345678901\n' >id.csv
	while read -r line; do
		marked bash -c "$line" 2>said >/dev/null </dev/null && { echo "done: $line"; return 1; }
		[ -s said ]
		# A line is: the command, where it happened, what; and what is the same in every language, its value.
		unsaid <said >left
		grep -q '⟦' said && run ! grep -E '[a-z]{3,} [a-z]{2,} [a-z]{2,}' left || { echo "$line"; cat said; return 1; }
	done <<-'END'
		concern-add --received 2021-13-01 --reporter school --content abuse
		concern-add --bogus
		concern-add --received
		concern-add --child-given X
		concern-add -f wrong.csv
		concern-add -f header.csv
		concern-add -f quote.csv
		concern-add -f nowhere.csv
		concern-add -f /dev/null
		case-new -f id.csv
		decision-list --consent maybe
		assessment-list --risk-score many
		concern-list --columns colour
		concern-list --sort child_given
		concern-list --match 'ref=('
		concern-list --format xml
		concern-decide
		concern-decide M-OSL-2021-1-X --outcome dropped
		concern-decide 12345 --outcome dropped
		concern-decide @nothing --outcome dropped
		case-show 12
		case-show .
		record-edit @a1
		record-edit @a1 --received 2030-01-01
		record-edit @a1 --colour blue
		record-void @a1
		measure-add --case @c1 --category bogus
		registry-init
		registry-restore nowhere
		stats-report --year MMXX
		stats-report --year 2021 bogus
		instrument-check nowhere.csv
		staff-add --code kari --name Kari --role bogus
		casework bogus
		case-use bogus
		devreg-show --receipt
	END
}

@test "languages: an error of the system is told as what it is, though a catalogue is opened to say where it happened" {
	for language in en $languages; do
		CASEWORK_LANG=$language run --separate-stderr bash -c 'instrument-list >/dev/full'
		[[ $stderr == *"$(LANGUAGE=$language TEXTDOMAINDIR=$build/share/locale gettext casework 'No space left on device')"* ]] || { echo "$stderr"; return 1; }
	done
}

@test "languages: a text that is printed as a format is marked as one, though it takes no value" {
	grep -A 1 '^#\. the option --child-given$' "$BATS_FILE_TMPDIR/template.pot" | grep -qx '#, c-format'
}

@test "languages: a rule that history did not keep is told in the reader's language, of answers too" {
	families
	record-edit office:S1 --live-from 2022-01-01 >/dev/null
	printf 'case,instrument,started,safety\n@c4,safety,2021-12-01,4\n' >in.csv
	marked case-assess -n -f in.csv >/dev/null 2>said
	grep -q 'history: it is let through' said
	unsaid <said >left
	run ! grep -q history left
}

@test "languages: a form and my day are said, all but names of fields, codes and values" {
	planned --profile no
	printf '#!/bin/sh\ncat "$1" >>%s/page\n' "$PWD" >editor
	chmod +x editor
	for form in 'concern-add -e' 'case-new -e' 'record-edit @a1 -e' 'case-plan @c1 -e' 'case-assess @c1 safety -e'; do
		rm -f page
		EDITOR=$PWD/editor marked $form 2>said || { cat said; return 1; }
		grep -q '^# .*⟦' page
		unsaid <page >left
		# Labels of codes come from their lists, and questions from their instrument.
		run grep -vE $'^\t'"|^(# *)?[a-z_]+: |^ *$|^# *!*[a-z_. ():;0-9-]*$|^#   |^# ----|^# [0-9]|^# [a-z-]+: [A-Z]" left
		[ -z "$output" ] || [[ $form == case-assess* ]] || { echo "$form:"; echo "$output"; return 1; }
	done
	marked script -qec casework /dev/null </dev/null | tr -d '\r' | unsaid >left
	run grep -E '[a-z]{3,} [a-z]{3,}' left
	[ -z "$output" ] || { cat left; return 1; }
}

@test "languages: tables hold their columns, whatever is in them, and keep apart what is written from the right" {
	fresh
	printf 'ref,given_name,family_name,sex\nr1,Ye\xcc\x81va,李小龙,female\nr2,أحمد,حسن,male\nr3,Per,Ås,male\n' | case-new -f - >/dev/null
	person-list --columns given_name,family_name,ref --sort ref --format table >table
	# Two columns for 李, none for the accent behind a letter.
	shown <table | diff - <(printf '%s\n' 'given_name  family_name  ref' $'Ye\u0301va        李小龙       r1' 'أحمد        حسن          r2' 'Per         Ås           r3')
	grep -q $'\u2068أحمد\u2069 .*\u2068حسن\u2069 ' table
	run ! grep -q $'[\u2066-\u2069]' <(head -n 2 table)
	# What programs read has none of it.
	for format in csv tsv json jsonl; do
		run ! grep -q $'[\u2066-\u2069]' <(CASEWORK_LANG=ar person-list --format $format)
	done
	# A message in Arabic is kept together, and days and options in it are read from their beginning.
	CASEWORK_LANG=ar run --separate-stderr case-list --opened 2021-13-01
	[[ $stderr == "case-list: "$'\u2067'*$'\u2069' && $stderr == *$'\u200e--opened'*$'\u200e2021-13-01'* ]] || { echo "$stderr" | od -c; return 1; }
}

@test "languages: codes offered at a prompt, names of fields and yes and no are said; keys stay what is typed" {
	fresh --profile no
	export CASEWORK_LANG=bg
	printf 'ref,received,reporter,content,narrative,interpreter\na1,2021-12-01,school,basic_care,Siri,yes\na2,2021-12-01,school,basic_care,,\n' | concern-add -f - >/dev/null
	printf '%s\n' 'concern-decide 1' inv 'record-find siri' 'record-show @a1' 'record-show @a1 --history' | timeout 60 script -qec sh /dev/null | shown >seen
	for said in '  dropped (Приключен без проучване)' 'investigate (Започва проучване)' 'concern-decide: outcome: investigate' 'описание' 'преводач  *да$'; do
		grep -q -- "$said" seen || { echo "not said: $said"; cat seen; return 1; }
	done
	run ! grep -qE 'narrative|interpreter|yes' seen
	# Nothing of it where the keys are the reader's own language, nor where programs read.
	printf '%s\n' 'concern-decide 2' inv | CASEWORK_LANG=en timeout 60 script -qec sh /dev/null | shown >seen
	run ! grep -q 'dropped (' seen
	[ "$(record-find siri --format csv | tail -n 1 | cut -d , -f 5)" = narrative ]
	[ "$(concern-list --columns interpreter --match ref=a1 --format csv | tail -n 1)" = yes ]
	# Rows that stand for no code or record are said as well.
	casework --about --format table >about
	run ! grep -qE '^(registry|code|name|profile) ' about
	[ "$(casework --about --format csv | sed -n '2,5s/,.*//p' | paste -sd ' ')" = "registry code name profile" ]
	stats-report --year 2021 concerns --by sex --quiet --format table >figures
	grep -q ' общо ' figures
	grep -q ' липсва ' figures || { cat figures; return 1; }
	run ! grep -qE ' (total|missing) ' figures
	[ "$(stats-report --year 2021 concerns --by sex --quiet --format csv | sed -n 2p | cut -d , -f 3)" = total ]
}
