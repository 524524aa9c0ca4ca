#!/usr/bin/env bats
# case-note: a dated, signed account of what happened in a case.

setup() { load helper; families; }

# of REF: the case that was loaded with this ref.
of() { case-list --ref "$1" --columns case | tail -n 1; }

# note ARGUMENTS...: a note whose text is standard input's.
note() { case-note --text-file - "$@"; }

# What a person at a terminal sees who types what stands in standard input.
terminal() { timeout 20 script -qc "$1" /dev/null | shown; }

# editor LINE...: an editor that does these lines of shell to its file, $1.
editor() {
	printf '%s\n' '#!/bin/sh' "$@" >editor
	chmod 700 editor
	export EDITOR=$PWD/editor
	unset VISUAL
}

@test "case-note writes a note of today, by me, about the case, and prints its id alone" {
	run --separate-stderr note @c3 <<<'Mor ringte.'
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^NO-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	note-list --columns note,about,day,kind,text,staff | same note,about,day,kind,text,staff "$output,$(of c3),2021-12-31,,Mor ringte.,admin"
}

@test "case-note takes another day, a kind and another member of staff" {
	staff-add --code s1 --name Vik --role caseworker >/dev/null
	note @c3 --day 2021-12-24 --kind home_visit --staff s1 --ref n1 <<<'Alle var hjemme.' >/dev/null
	note-list --columns ref,day,kind,staff | same ref,day,kind,staff n1,2021-12-24,home_visit,s1
}

@test "case-note keeps lines, blanks within and any script as they were, without blanks at the end" {
	printf '  Første linje.\n\n\tأحمد كان هناك.\n"Да", каза тя.  \n\n\n' | note @c2 >/dev/null
	note-list --columns text --format jsonl | same '{"text":"  Første linje.\n\n\tأحمد كان هناك.\n\"Да\", каза тя."}'
	registry-check --quiet
}

@test "case-note seals the text" {
	note @c3 <<<'Sommerfuglen fløy.' >/dev/null
	run ! grep -rq Sommerfugl registry.db
	run ! grep -q Sommerfugl <(note-list)
	refuses 2 "--text: a secret is never an argument" case-note @c3 --text Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
}

@test "case-note without a case is about the current one, and says so" {
	refuses 2 "no case is the current one (case-use ID)" note <<<x
	case-use @c1 >/dev/null
	refuses 2 ".: short ids are for a person at a terminal; the whole id is $(of c1)" note <<<x
	# The text may come by a pipe, if the terminal shows whom it is about.
	terminal 'case-use @c1; echo Samtale. | case-note --text-file -; echo "En til." | case-note . --kind phone --text-file -' </dev/null >said
	[ "$(grep -cx "case-note: . is $(of c1)" said)" -eq 2 ]
	note-list --about "$(of c1)" --columns kind,text | same kind,text ,Samtale. 'phone,En til.'
}

@test "case-note refuses what is no case, is mistyped, not there, or two, before it takes a text" {
	c=$(of c3)
	refuses 3 "${c/3-/4-}: mistyped: its check character does not fit" note "${c/3-/4-}" <<<x
	refuses 3 "the id of a message of concern, not of a case" note "$(concern-list --ref a1 --columns concern | tail -n 1)" <<<x
	refuses 3 "@zz: no record has this ref" note @zz <<<x
	refuses 2 "one case at a time: @c2" note @c3 @c2 <<<x
	refuses 2 "short ids are for a person at a terminal; the whole id is $c" note 3 <<<x
	[ "$(count note)" -eq 0 ]
}

@test "case-note --about is a case by another way, and not with a case named" {
	refuses 2 "--about: the case is named already: @c1" note @c1 --about @c2 <<<x
	note --about case:@N1:c1 <<<'Om saken.' >/dev/null
	note-list --columns about | same about "$(of c1)"
}

@test "case-note refuses a case that was struck out, the current one too" {
	c=$(case-new --sex male --ref x)
	case-use "$c" >/dev/null
	record-void "$c" --reason dobbelt >/dev/null
	refuses 5 "was struck out: $c" note "$c" <<<x
	terminal "case-use $c; echo x | case-note --text-file -" </dev/null >said || true
	grep -q "was struck out: $c" said
	[ "$(count note)" -eq 0 ]
}

@test "case-note says what is wrong: day, kind, staff" {
	refuses 3 "--day: after today: 2022-01-01" note @c3 --day 2022-01-01 <<<x
	refuses 3 "--kind: no such code: vist (visit?)" note @c3 --kind vist <<<x
	refuses 3 "--staff: no such member of staff: nobody" note @c3 --staff nobody <<<x
	refuses 3 "--day: not a day: 2021-02-30" note @c3 --day 2021-02-30 <<<x
	[ "$(count note)" -eq 0 ]
}

@test "case-note says what is wrong with a file: not there, not UTF-8" {
	refuses 4 "none.txt: cannot be read" case-note @c3 --text-file none.txt
	printf 'f\xf8r\n' >latin1.txt
	refuses 3 "latin1.txt: not UTF-8, at byte 2" case-note @c3 --text-file latin1.txt
	refuses 3 "not UTF-8" case-note @c3 --text-file <(printf 'a\0b')
	printf 'Fra fil.\n' >text.txt
	case-note @c3 --text-file text.txt >/dev/null
	note-list --columns text | same text 'Fra fil.'
}

@test "case-note: an empty text writes nothing, and says so" {
	run --separate-stderr note @c3 <<<$' \n\t'
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$stderr" = "case-note: nothing was written" ]
	[ "$(count note)" -eq 0 ]
}

@test "case-note without a text and without a terminal says how to give one" {
	run --separate-stderr case-note @c3 </dev/null
	[ "$status" -eq 2 ]
	[ "$stderr" = "case-note: what happened? --text-file - reads the text from standard input, -e opens your editor" ]
}

@test "case-note asks a person at a terminal for the text, to a line of one dot" {
	printf 'Mor ringte.\nHun var glad.\n.\n' | terminal 'case-note @c3 --kind phone' >out
	grep -q "A note about $(of c3)" out
	grep -q 'end with a line of one dot, or with Ctrl-D' out
	note-list --columns kind,text | same kind,text 'phone,"Mor ringte.' 'Hun var glad."'
	printf '\n.\n' | terminal 'case-note @c3' | grep -q 'case-note: nothing was written'
	[ "$(count note)" -eq 1 ]
}

@test "case-note --edit takes what the editor leaves" {
	editor 'head -n 1 "$1" >first; grep "A note about" "$1" >seen; printf "Fra redaktøren.\n" >"$1"'
	case-note -e @c3 >/dev/null 2>said
	grep -q "$(of c3)" seen
	note-list --columns text | same text 'Fra redaktøren.'
}

@test "case-note --edit: an empty text or an editor that fails writes nothing" {
	editor ': >"$1"'
	run --separate-stderr case-note -e @c3
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"nothing was written"* ]]
	editor 'echo Halvveis >"$1"; exit 3'
	run --separate-stderr case-note -e @c3
	[ "$status" -ne 0 ]
	[[ "$stderr" == *"the editor failed; nothing it wrote was taken"* ]]
	[ "$(count note)" -eq 0 ]
}

@test "case-note --edit leaves no copy behind" {
	editor 'echo "$1" >where; stat -c %a "$1" >mode; printf "Hemmelig besøk.\n" >"$1"'
	case-note -e @c3 >/dev/null 2>&1
	[ "$(cat mode)" = 600 ]
	[ ! -e "$(cat where)" ]
	run ! grep -rq Hemmelig run registry.db
}

@test "case-note -f reads rows, each of which names what it is about" {
	printf 'about,day,kind,text\ncase:@c5,2020-01-05,phone,"En.\nTo."\n%s,2021-03-05,visit,Tre.\n' "$(of c3)" >in.csv
	case-note -f in.csv | sed 's/-[0-9A-Z]$//' | same line,note 2,NO-OSL-2021-000001 4,NO-OSL-2021-000002
	note-list --columns about,day,kind,text | same about,day,kind,text "$(of c5),2020-01-05,phone,\"En." 'To."' "$(of c3),2021-03-05,visit,Tre."
	case-note --template | same ref,source,office,about,day,kind,text,staff
	printf 'about,text\n%s,\n' "$(of c3)" >in.csv
	refuses 3 "in.csv:2: text: a value is needed" case-note -f in.csv
}

@test "case-note --dry-run writes nothing" {
	note -n @c3 <<<x
	[ "$(count note)" -eq 0 ]
	refuses 3 "--kind: no such code: x" note -n @c3 --kind x <<<x
}

@test "case-note without the key says so before anything is typed" {
	rm keys/*.case.key
	editor 'echo opened >opened'
	refuses 5 "no key to seal" case-note -e @c3
	[ ! -e opened ]
	refuses 5 "no key to seal" note @c3 <<<Hemmelig
	[ "$(count note)" -eq 0 ]
}

@test "case-note writes nothing that it cannot print" {
	run --separate-stderr bash -c 'echo x | case-note @c3 --text-file - >/dev/full'
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	[ "$(count note)" -eq 0 ]
}
