#!/usr/bin/env bats
# note-add: accounts of anything that has an id, one by hand or many from CSV.

setup() { load helper; families; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# of REF [NOUN]: the case, or the record of that noun, loaded with this ref.
of() { "${2:-case}-list" --ref "$1" --columns "${2:-case}" | tail -n 1; }

# add ARGUMENTS...: a note, with its text as an option.
add() { CASEWORK_UNSAFE_ARGS=1 note-add "$@"; }

@test "note-add registers a note of today, by me, and prints its id alone" {
	run --separate-stderr add --about "$(of c1)" --text 'Mor ringte.'
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^NO-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	note-list --columns note,about,day,kind,text,staff,office |
		same note,about,day,kind,text,staff,office "$output,$(of c1),2021-12-31,,Mor ringte.,admin,OSL"
}

@test "note-add takes a note about anything that has an id, or a ref" {
	person=$(case-list --ref c1 --columns person | tail -n 1)
	office=$(office-list --columns office | sed -n 2p)
	rows about,text "$(of c1)",En "$person",To "$(of a9 concern)",Tre "$(of m1 measure)",Fire "$(of d1 decision)",Fem \
		"$(of i1 investigation)",Seks "$office",Sju @a9,Åtte case:@N1:c1,Ni
	note-add -f in.csv >/dev/null
	note-list --columns about,text | same about,text "$(of c1),En" "$person,To" "$(of a9 concern),Tre" "$(of m1 measure),Fire" \
		"$(of d1 decision),Fem" "$(of i1 investigation),Seks" "$office,Sju" "$(of a9 concern),Åtte" "$(of c1),Ni"
	note=$(note-list --columns note | sed -n 2p)
	add --about "$note" --text 'Om et notat.' >/dev/null
	[ "$(count note --about "$note")" -eq 1 ]
	registry-check --quiet
}

@test "note-add says when a ref is of two records, and how to tell which" {
	refuses 3 "--about: a person and a case have this ref: write person:@c5 or case:@c5" add --about @c5 --text x
	add --about case:@c5 --text x >/dev/null
	add --about person:@c5 --text x >/dev/null
	note-list --columns about | same about "$(of c5)" "$(of c5 person)"
}

@test "note-add says every value that is missing or wrong" {
	run --separate-stderr note-add
	[ "$status" -eq 3 ]
	[[ "$stderr" == *"--about: a value is needed"* ]]
	[[ "$stderr" == *"--text: a value is needed"* ]]
	run --separate-stderr add --about OSL --day 2021-02-30 --kind vist --staff nobody --office NOWHERE --text x
	[ "$status" -eq 3 ]
	[[ "$stderr" == *"--about: not an id: OSL"* ]]
	[[ "$stderr" == *"--day: not a day: 2021-02-30"* ]]
	[[ "$stderr" == *"--kind: no such code: vist (visit?)"* ]]
	[[ "$stderr" == *"--staff: no such member of staff: nobody"* ]]
	[[ "$stderr" == *"--office: no such office: NOWHERE"* ]]
	refuses 3 "--day: after today: 2022-01-01" add --about "$(of c1)" --text x --day 2022-01-01
	refuses 3 "--about: no record has this ref: @zz" add --about @zz --text x
	[ "$(count note)" -eq 0 ]
}

@test "note-add refuses an id that is mistyped or not there" {
	c=$(of c1)
	refuses 3 "--about: mistyped: its check character does not fit" add --about "${c/1-/2-}" --text x
	refuses 3 "--about: mistyped: its check character does not fit" add --about "${c/C-/M-}" --text x
	registry-init -q -r other.db --code OSL
	for i in 1 2 3 4 5 6 7 8 9; do last=$(case-new -r other.db --sex male); done
	refuses 3 "--about: not there: $last" add --about "$last" --text x
}

@test "note-add refuses operands, unknown options and the text as an option" {
	refuses 2 "takes no operands: x" note-add x
	refuses 2 "no such option: --abuot (--about?)" note-add --abuot x
	refuses 2 "--text: a secret is never an argument" note-add --about "$(of c1)" --text Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
}

@test "note-add -f keeps lines and any script, and seals them" {
	printf 'about,text\n%s,"Fyrste.\n\nأحمد: ""Да"""\n' "$(of c1)" | note-add -f - >/dev/null
	note-list --columns text --format jsonl | same '{"text":"Fyrste.\n\nأحمد: \"Да\""}'
	run ! grep -q 'Fyrste' registry.db
}

@test "note-add -f writes nothing if any row is bad, and tells of every bad row by its first line" {
	printf 'about,day,text\n%s,2021-01-01,"En.\nTo."\n%s,2022-01-01,x\n@zz,,x\n%s,,\n' "$(of c1)" "$(of c1)" "$(of c1)" >in.csv
	refuses 3 "in.csv:4: day: after today: 2022-01-01" note-add -f in.csv
	[[ "$stderr" == *"in.csv:5: about: no record has this ref: @zz"* ]]
	[[ "$stderr" == *"in.csv:6: text: a value is needed"* ]]
	[[ "$stderr" == *"3 rows are bad; nothing was written"* ]]
	[ "$(count note)" -eq 0 ]
	run --separate-stderr note-add -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	[ "$(count note)" -eq 1 ]
	[ "$(stat -c %a bad.csv)" = 600 ]
}

@test "note-add -f takes a ref once: --skip-existing passes over it, --update changes it" {
	rows ref,about,text "1,$(of c1),En"
	n=$(note-add -f in.csv | awk -F, 'NR == 2 { print $2 }')
	rows ref,about,text "1,$(of c1),To" "2,$(of c1),Tre"
	refuses 3 "in.csv:2: ref: is there already: 1 ($n; --skip-existing passes over it, --update changes it)" note-add -f in.csv
	note-add -f in.csv --skip-existing | cut -d, -f1,3 | same line,ref 3,2
	note-list --columns ref,text | same ref,text 1,En 2,Tre
	note-add -f in.csv --update >/dev/null
	note-list --columns ref,text | same ref,text 1,To 2,Tre
	record-show "$n" --history | cut -d, -f4- | same command,field,old 'note-add,text,(sealed)'
}

@test "note-add --template prints the header, which with no rows is a file that it reads" {
	note-add --template | same ref,source,office,about,day,kind,text,staff
	note-add --template | note-add -f - | same line,note,ref
}

@test "note-add --dry-run writes nothing" {
	add -n --about "$(of c1)" --text x
	[ "$(count note)" -eq 0 ]
}

@test "note-add without the key that seals refuses, and keeps the text nowhere" {
	rm keys/*.case.key
	rows about,text "$(of c1),Hemmelig"
	refuses 5 "no key to seal" note-add -f in.csv
	[[ "$stderr" != *Hemmelig* ]]
	[ "$(count note)" -eq 0 ]
}

@test "what one row names was struck out, and the office that the next names was not" {
	p=$(person-add --sex female)
	record-void --reason mistake "$p" >/dev/null
	printf 'about,text\n%s,one\noffice:OSL,two\n' "$p" >notes.csv
	run --separate-stderr note-add -k -f notes.csv
	[ "$status" -eq 1 ]
	[[ "$stderr" == *"notes.csv:2: about: was struck out: $p"* ]]
	[[ "$stderr" != *"office:OSL"* ]]
	[ "$(count note)" -eq 1 ]
}
