#!/usr/bin/env bats
# Forms: -e on every command that adds or changes records. The editor of these tests is a script: it keeps what it was
# shown and runs sed over it.

setup() {
	load helper
	families
	cat >editor <<-'END'
		#!/bin/sh
		n=$(ls shown.* 2>/dev/null | wc -l)
		cp "$1" "shown.$n"
		[ -e "do.$n" ] && sh "./do.$n" "$1"
		exit 0
	END
	chmod +x editor
	EDITOR=$PWD/editor
}

# typed N SED...: at its Nth opening (from 0) the editor does this to the page.
typed() {
	local n=$1
	shift
	printf 'sed -i' >"do.$n"
	printf " -e '%s'" "$@" >>"do.$n"
	printf ' "$1"\n' >>"do.$n"
}

# of NOUN REF: its id.
of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

@test "forms: a page has every field with its help, codes with labels in the user's language, and what is meant if nothing is said" {
	CASEWORK_LANG=nb concern-add -e --office N1 2>said
	grep -qx 'office: N1' shown.0
	grep -qx 'received: 2021-12-31' shown.0
	grep -qx 'decided_by: ' shown.0
	grep -q '^# barnets fornavn$' shown.0
	grep -q '^#  .*normal (Vanlig' shown.0 || grep -q '^#  .*normal (Normal' shown.0
	grep -q '(må fylles ut)' shown.0
	run ! grep -qE '^(void_reason|overridden|person_digest)' shown.0
	grep -q 'ingenting ble skrevet' said
	[ "$(count concern)" -eq 10 ]
}

@test "forms: what is typed becomes a record, secrets and several lines too, and days as people say them" {
	typed 0 's/^reporter: .*/reporter: school/' 's/^content: .*/content: basic_care|home_violence/' \
		's/^child_given: .*/child_given: Kari/' 's/^received: .*/received: yesterday/' 's/^narrative: .*/narrative: Hun sa:\n\t# ikke en kommentar\n\tog gikk./'
	one=$(concern-add -e 2>/dev/null)
	[ "$(concern-show "$one" --columns received,child_given,narrative --format json)" = '[
{"received":"2021-12-30","child_given":"Kari","narrative":"Hun sa:\n# ikke en kommentar\nog gikk."}
]' ]
}

@test "forms: what is wrong stands beside its field, the rest is kept, and the form opens again" {
	typed 0 's/^reporter: .*/reporter: scool/' 's/^content: .*/content: basic_care/' 's/^child_given: .*/child_given: Kari/' \
		's/^received: .*/received: 2021-02-30/'
	typed 1 's/^reporter: .*/reporter: school/' 's/^received: .*/received: 2021-02-28/'
	one=$(concern-add -e 2>/dev/null)
	[ "$(grep -B 2 '^reporter: scool$' shown.1 | grep -c '^# !! no such code: scool (school?)$')" -eq 1 ]
	grep -q '^# !! not a day: 2021-02-30' shown.1
	grep -qx 'child_given: Kari' shown.1
	[ "$(concern-list --columns received,child_given --received 2021-02-28 | tail -n 1)" = 2021-02-28,Kari ]
}

@test "forms: left as it is, emptied, or with a line that is no field" {
	concern-add -e 2>said
	grep -q 'nothing was written' said
	echo ': >"$1"' >do.1
	concern-add -e 2>said
	grep -q 'nothing was written' said
	typed 2 '1i strange: x'
	refuses 3 'the form has a line that belongs to no field' concern-add -e
	[ "$(count concern)" -eq 10 ]
}

@test "forms: the year 0000 is typed, not left out, and is no year" {
	refuses 3 'not a day: 24.12.0000' concern-add --reporter school --content basic_care --received 24.12.0000
}

@test "forms: a long text pasted where no field is comes back whole, however many lines it has" {
	echo 'yes stray | head -n 100000 >"$1"' >do.0
	refuses 3 'the form has a line that belongs to no field' concern-add -e
	[ "$(grep -c '^#      stray$' shown.1)" -eq 100000 ]
}

@test "forms: an editor that leaves a directory or a pipe in the form's place is told of as what it is" {
	echo 'rm "$1"; mkdir "$1"' >do.0
	refuses 4 'cannot be read: Is a directory' concern-add -e
	echo 'rm "$1"; mkfifo "$1"' >do.1
	refuses 4 'cannot be read: Invalid argument' timeout -s KILL 20 concern-add -e
	[ "$(count concern)" -eq 10 ]
	[ -z "$(ls "$XDG_RUNTIME_DIR/casework")" ]
}

@test "forms: record-edit shows today's values; only what is changed is written, and what is emptied is cleared" {
	one=$(of concern a1)
	typed 0 's/^urgency: .*/urgency: urgent/' 's/^language: .*/language:/'
	record-edit "$one" -e 2>/dev/null
	grep -qx 'language: nb' shown.0
	[ "$(concern-list --ref a1 --columns urgency,language,child_given | tail -n 1)" = "urgent,,$(concern-list --ref a2 --columns urgency >/dev/null; concern-show "$one" --columns child_given | tail -n 1)" ]
	[ "$(record-show "$one" --history | tail -n +2 | cut -d , -f 5 | sort | tr '\n' ' ')" = 'language person urgency ' ] ||
		[ "$(record-show "$one" --history | tail -n +2 | cut -d , -f 5 | sort | tr '\n' ' ')" = 'language urgency ' ]
	record-edit "$one" -e 2>said
	grep -q 'nothing was written' said
}

@test "forms: a form opened on a record that has changed since is refused, and says what changed" {
	one=$(of concern a1)
	printf 'record-edit %s --urgency emergency >/dev/null 2>&1\nsed -i "s/^language: .*/language: ar/" "$1"\n' "$one" >do.0
	refuses 5 'urgency: was changed by admin since the form was opened' record-edit "$one" -e
	[ "$(concern-list --ref a1 --columns urgency,language | tail -n 1)" = emergency,nb ]
}

@test "forms: case-new from a message is filled in from it" {
	typed 0 's/^birth: .*/birth: 2020-01-02/' 's/^risk: .*/risk: high/'
	one=$(case-new "$(of concern a7)" -e 2>/dev/null)
	grep -qx 'given_name: Lin' shown.0
	grep -qx "concern: $(of concern a7)" shown.0
	[ "$(case-list --columns given_name,risk,birth_month --case "$one" 2>/dev/null | tail -n 1)" = Lin,high,2020-01 ] ||
		[ "$(case-show "$one" --sealed | grep -c ',given_name,Lin$')" -eq 1 ]
}

@test "forms: on a terminal an add that lacks more than a value opens the form; scripts are told what lacks" {
	refuses 3 'a value is needed' measure-add --category advice
	timeout 20 script -qec "measure-add --started yesterday" /dev/null </dev/null >out
	grep -qx 'started: 2021-12-30' shown.0
	grep -q 'nothing was written' out
}

@test "forms: nothing stays of a form, whatever ends it, and the file is the user's alone" {
	echo 'stat -c %a "$1" >mode; dirname "$1" >where; kill -9 $(ps -o ppid= -p $PPID); sleep 1' >do.0
	concern-add -e >/dev/null 2>&1 || true
	[ "$(cat mode)" = 600 ]
	[[ "$(cat where)" == "$XDG_RUNTIME_DIR"/* ]]
	run ! grep -rqs 'narrative:' "$BATS_TEST_TMPDIR" --include='*' --exclude='shown.*' --exclude-dir="${XDG_RUNTIME_DIR##*/}"
	concern-add -e >/dev/null 2>&1 || true
	[ -z "$(find "$XDG_RUNTIME_DIR" -name text)" ]
}

@test "forms: -e and -f do not go together, and -e takes one record" {
	refuses 2 '-e and -f: one of them' concern-add -e -f "$top/tests/data/concerns.csv"
	refuses 2 'one record at a time' record-edit "$(of concern a1)" "$(of concern a2)" -e
}

@test "days are typed as people say them, on the command line and in filters; files keep to YYYY-MM-DD" {
	one=$(concern-add --reporter school --content basic_care --received yesterday)
	[ "$(concern-list --received yesterday --columns concern | tail -n 1)" = "$one" ]
	[ "$(concern-list --received -2d..today --columns concern | tail -n +2 | wc -l)" -eq 2 ]
	concern-add --reporter school --content basic_care --received 24.12. >/dev/null
	concern-add --reporter school --content basic_care --received 24.12.2020 >/dev/null
	concern-add --reporter school --content basic_care --received=-1w >/dev/null
	[ "$(concern-list --received 2021-12-24 --columns received | tail -n +2 | wc -l)" -eq 2 ]
	[ "$(concern-list --received 2020-12-24 --columns received | tail -n +2 | wc -l)" -eq 1 ]
	# What may lie ahead is the nearest such day: no plan is looked at again nine months ago.
	plan=$(plan-add --case "$(CASEWORK_UNSAFE_ARGS=1 case-new --given-name Kari --opened 2021-11-01)" --agreed 2021-11-01 --review-due 24.3.)
	[ "$(plan-list --columns review_due)" = "$(printf 'review_due\n2022-03-24')" ]
	record-edit "$plan" --review-due 24.12. >/dev/null
	[ "$(plan-list --columns review_due)" = "$(printf 'review_due\n2021-12-24')" ]
	refuses 3 'received: not a day: 31.2.2021' concern-add --reporter school --content basic_care --received 31.2.2021
	printf 'reporter,content,received\nschool,basic_care,yesterday\n' >in.csv
	refuses 3 'received: not a day: yesterday' concern-add -f in.csv
}

@test "a list longer than the screen goes through the pager, with the registry closed; a shorter one does not" {
	timeout 20 script -qec "stty rows 5; PAGER='cat >paged; ls registry.db-* >beside 2>/dev/null; true' concern-list" /dev/null </dev/null >out
	[ "$(wc -l <paged)" -eq 11 ]
	[ ! -s beside ]
	run ! grep -q M-OSL out
	rm paged
	timeout 20 script -qec "stty rows 50; PAGER='cat >paged' concern-list" /dev/null </dev/null >out
	[ ! -e paged ]
	[ "$(grep -c M-OSL out)" -eq 10 ]
	timeout 20 script -qec "stty rows 5; PAGER='head -n 1' concern-list" /dev/null </dev/null | grep -q received
	PAGER='cat >paged' concern-list >out
	[ ! -e paged ]
}

@test "a form leaves a long text as it is to the blank, where only another field was changed" {
	c=$(case-list --columns case --limit 1 | tail -n 1)
	printf 'case,category,started,best_interest\n%s,mst,2021-03-01,"first\n   indented \n\nlast"\n' "$c" | measure-add -f - >m.csv
	id=$(tail -n 1 m.csv | cut -d , -f 2)
	record-show "$id" --columns best_interest --format jsonl >before
	printf '#!/bin/sh\nsed -i "s/^law:.*/law: section 5/" "$1"\n' >law && chmod +x law
	EDITOR=$PWD/law record-edit -e "$id"
	[ "$(record-show "$id" --columns law | tail -n 1)" = "section 5" ]
	record-show "$id" --columns best_interest --format jsonl | diff before -
	run ! grep -q best_interest <<<"$(record-show "$id" --history)"
}

@test "what stands in a form outside of any field is said nowhere but in the form" {
	printf '#!/bin/sh\nsed -i "s/^given_name:.*/given_name:\\nKari Hemmelig/" "$1"\n' >stray && chmod +x stray
	EDITOR=$PWD/stray run --separate-stderr person-add -e
	[ "$status" -eq 3 ]
	[[ "$stderr" == *"the form has a line that belongs to no field"* ]]
	[[ "$stderr" != *Hemmelig* ]]
}

@test "forms: what was filled in and is emptied stays empty" {
	typed 0 's/^reporter: .*/reporter: school/' 's/^content: .*/content: basic_care/' 's/^urgency: .*/urgency:/'
	one=$(concern-add -e 2>/dev/null)
	grep -qx 'urgency: normal' shown.0
	[ "$(concern-show "$one" --columns urgency,office | tail -n 1)" = ,OSL ]
}

@test "forms: long code lists stand one below the other, short ones in a line; what comes from elsewhere stands last" {
	concern-add -e 2>/dev/null
	grep -qxE '#   school +School' shown.0
	grep -qx '#   normal (Normal), urgent (Urgent), emergency (Emergency)' shown.0
	grep -qx '# who sent it (needed; several with | between them)' shown.0
	[ "$(grep -v '^#' shown.0 | grep . | tail -n 2 | tr -d '\n')" = 'ref: source: ' ]
	run ! grep -qE '^# .{79}' <(grep -v '^#   ' shown.0)
	case-new -e 2>/dev/null
	grep -qx '# the child (only if registered already; an id, see person-list)' shown.1
	one=$(of concern a1)
	record-edit "$one" -e 2>/dev/null
	grep -qx "# record-edit: $one, a message of concern." shown.2
}

@test "forms: a line that belongs to no field is kept in full beside what is wrong, and can be put where it belongs" {
	long=$(printf 'she told the teacher %.0s' 1 2 3 4 5 6 7 8 9 10)
	typed 0 's/^reporter: .*/reporter: school/' 's/^content: .*/content: basic_care/' \
		"s/^child_family: .*/&\\n$long  twice\\n  and then: more/"
	typed 1 "s/^#      \\(she.*\\)/narrative: \\1/"
	one=$(concern-add -e 2>/dev/null)
	[ "$(grep -B 3 '^child_family: $' shown.1)" = "# !! the form has a line that belongs to no field
#      $long  twice
#        and then: more
child_family: " ]
	[ "$(concern-show "$one" --columns narrative | tail -n 1)" = "$long  twice" ]
}

@test "forms: what begins as a field does within a long text is not lost, nor what stands in that field" {
	typed 0 's/^reporter: .*/reporter: school/' 's/^content: .*/content: basic_care/' 's/^urgency: .*/urgency: urgent/' \
		's/^narrative: .*/narrative: She said:\nurgency: none at all, and left/'
	concern-add -e >out 2>said || [ $? -eq 3 ]
	grep -A 1 '^# !! stands twice in the form' shown.1 | grep -qx '#      urgent'
	grep -qx 'urgency: none at all, and left' shown.1
	grep -qx 'narrative: She said:' shown.1
	run ! grep -q 'none at all' said
	[ "$(count concern)" -eq 10 ]
}

@test "forms: a line taken out of a form leaves its field as it was" {
	one=$(of concern a1)
	typed 0 '/^language:/d' 's/^urgency: .*/urgency: soon/'
	typed 1 's/^urgency: .*/urgency: urgent/'
	record-edit "$one" -e >/dev/null 2>&1
	grep -qx 'language: nb' shown.1
	[ "$(concern-list --ref a1 --columns urgency,language | tail -n 1)" = urgent,nb ]
}

# at_terminal COMMAND: its status, and what it says in `said`.
at_terminal() { timeout 20 script -qec "$1" /dev/null </dev/null >said; }

# meanwhile N COMMAND SED...: at its Nth opening somebody else does COMMAND, and then this is typed.
meanwhile() {
	local n=$1 other=$2
	shift 2
	typed "$n" "$@"
	sed -i "1i $other >/dev/null 2>\&1" "do.$n"
}

@test "forms: a change met at a terminal opens the form again: nothing typed is lost, and it is written when saved again" {
	one=$(of concern a1)
	meanwhile 0 "record-edit $one --urgency emergency --language ar --clear person" \
		's/^language: .*/language: bg/' 's/^informed: .*/informed: yes/'
	at_terminal "record-edit $one -e" || [ $? -eq 5 ]
	grep -q 'nothing was written' said
	[ "$(concern-list --ref a1 --columns urgency,language,informed | tail -n 1)" = emergency,ar, ]
	# What it is now stands in the fields that were not touched, and beside the others.
	[ "$(grep -B 1 '^urgency: emergency$' shown.1 | head -n 1)" = '# !! was changed by admin since the form was opened' ]
	[ "$(grep -B 2 '^language: bg$' shown.1 | head -n 2)" = '# !! was changed by admin since the form was opened
#      ar' ]
	[ "$(grep -B 1 '^person: $' shown.1 | head -n 1)" = '# !! was emptied by admin since the form was opened' ]
	grep -qx 'informed: yes' shown.1
	grep -qx '#      To write the form as it stands now, delete this line and save.' shown.1
	rm shown.* do.*
	meanwhile 0 "record-edit $one --urgency normal --language nb" 's/^language: .*/language: bg/' 's/^informed: .*/informed: yes/'
	meanwhile 1 "record-edit $one --urgency urgent" '/delete this line/d'
	typed 2 '/delete this line/d'
	at_terminal "record-edit $one -e"
	grep -qx 'urgency: urgent' shown.2
	[ "$(concern-list --ref a1 --columns urgency,language,informed | tail -n 1)" = urgent,bg,yes ]
}

@test "forms: what is sealed and was changed meanwhile is said in the form alone" {
	one=$(of concern a1)
	printf 'concern,child_given\n%s,Ronja\n' "$one" >other.csv
	meanwhile 0 "record-edit -f other.csv" 's/^child_given: .*/child_given: Mio/'
	at_terminal "record-edit $one -e" || [ $? -eq 5 ]
	grep -B 1 '^child_given: Mio$' shown.1 | grep -qx '#      Ronja'
	grep -q 'child-given: was changed by admin' said
	run ! grep -qE 'Ronja|Mio' said
}

@test "forms: a record struck out meanwhile stays so, and what was typed is shown again" {
	one=$(of concern a3)
	meanwhile 0 "record-void $one --reason twice" 's/^language: .*/language: bg/'
	refuses 5 'was struck out, and stays as it is' record-edit "$one" -e
	grep -qx 'language: bg' shown.1
}
