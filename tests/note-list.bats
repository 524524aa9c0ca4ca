#!/usr/bin/env bats
# note-list: accounts, filtered, chosen, ordered.

setup() {
	load helper
	families
	staff-add --code s1 --name Vik --role caseworker >/dev/null
	printf '%s\n' ref,about,day,kind,staff,text "n1,case:@N1:c1,2021-05-05,phone,admin,\"Mor ringte." "Hun var glad.\"" \
		n2,case:@c5,2021-05-06,meeting,s1,Møte. n3,@a9,2021-06-07,,s1,أحمد n4,case:@N1:c1,2021-12-01,phone,admin,Ny. |
		note-add -f - >/dev/null
}

# refs ARGUMENTS...: the refs of the notes that are listed, on one line.
refs() { note-list --columns ref,note "$@" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# of REF: the case that was loaded with this ref.
of() { case-list --ref "$1" --columns case | tail -n 1; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "note-list prints CSV in a pipe: keys, and no text" {
	golden note-list.csv note-list
	run ! grep -Eq 'text|Mor|أحمد' "$top/tests/golden/note-list.csv"
}

@test "note-list of nothing prints the header and is done" {
	note-list --day 1999 --columns ref,day | same ref,day
}

@test "note-list shows what was written on a terminal, a note a row" {
	terminal note-list --about "$(of c1)" >out
	sed 's/-. / /; s/ \+/ /g' out | cut -d' ' -f1,3- | same 'note day kind staff text' \
		'NO-OSL-2021-000001 2021-05-05 Phone call admin Mor ringte. Hun var glad.' 'NO-OSL-2021-000004 2021-12-01 Phone call admin Ny.'
}

@test "note-list --columns text prints the whole of it" {
	note-list --ref n1 --columns text | same text '"Mor ringte.' 'Hun var glad."'
	note-list --ref n1 --columns ref,text --format jsonl | same '{"ref":"n1","text":"Mor ringte.\nHun var glad."}'
	note-list --ref n3 --columns all | grep -q أحمد
}

@test "note-list filters by what it is about, kind, staff and day" {
	[ "$(refs --about "$(of c1)")" = "n1 n4" ]
	[ "$(refs --about case:@c1)" = "n1 n4" ]
	[ "$(refs --about @a9)" = "n3" ]
	[ "$(refs --kind phone,meeting)" = "n1 n2 n4" ]
	[ "$(refs --kind '')" = "n3" ]
	[ "$(refs --staff s1)" = "n2 n3" ]
	[ "$(refs --day 2021-05)" = "n1 n2" ]
	[ "$(refs --day 2021-05-06..2021-11)" = "n2 n3" ]
	refuses 3 "--kind: no such code: fone" note-list --kind fone
	refuses 3 "--about: a person and a case have this ref" note-list --about @c1
	refuses 3 "--about: mistyped" note-list --about "$(sed 's/1-/2-/' <<<"$(of c1)")"
}

@test "note-list --match searches the texts, with the key" {
	[ "$(refs --match 'text=(?i)RINGTE')" = "n1" ]
	[ "$(refs --match 'text=أحمد')" = "n3" ]
	[ "$(refs --match 'text=møte')" = "" ]
	refuses 2 "--text: is sealed: --match text=REGEX searches it" note-list --text Mor
	rm keys/*.case.key
	refuses 5 "key" note-list --match text=Mor
}

@test "note-list --sort orders, --limit stops, and a text is no order" {
	[ "$(refs --sort -day --limit 2)" = "n4 n3" ]
	refuses 3 "--sort: text is sealed" note-list --sort text
}

@test "note-list leaves out what was struck out, and --void lists it with the rest" {
	record-void "$(note-list --ref n2 --columns note | tail -n 1)" --reason 'feil barn' >/dev/null
	[ "$(refs --day 2021-05)" = "n1" ]
	[ "$(refs --day 2021-05 --void)" = "n1 n2" ]
}

@test "note-list without the key prints no text" {
	rm keys/*.case.key
	note-list --ref n1 --columns ref,text | same ref,text n1,
}

@test "note-list says what it does not know: options, operands, columns" {
	refuses 2 "takes no operands: x" note-list x
	refuses 2 "no such option: --abuot (--about?)" note-list --abuot x
	refuses 3 "--columns: no such column: txt (text?)" note-list --columns txt
}
