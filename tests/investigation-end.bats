#!/usr/bin/env bats
# investigation-end: how investigations ended.

setup() { load helper; families; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# id REF: the id of the investigation that was loaded with this ref.
id() { investigation-list --ref "$1" --columns investigation | tail -n 1; }

# ended REF...: what these investigations say about their end.
ended() {
	local ref
	for ref; do investigation-list --ref "$ref" --columns ref,ended,outcome,child_heard | tail -n 1; done
}

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

# Two more that have not ended: of i7 there is one alone.
more() {
	printf 'ref,case,started\nj1,@c1,2021-10-01\nj2,@c2,2021-12-20\n' | investigation-add -f - >/dev/null
}

@test "investigation-end ends today, and prints the id alone" {
	run --separate-stderr investigation-end "$(id i7)" --outcome measures
	[ "$status" -eq 0 ]
	[ "$output" = "$(id i7)" ]
	[ -z "$stderr" ]
	ended i7 | same i7,2021-12-31,measures,
}

@test "investigation-end takes another day, the grounds, how the child was heard and an extension" {
	investigation-end @i7 --ended 2021-12-20 --outcome board --grounds home_violence,basic_care --child-heard talked --extended yes
	investigation-list --ref i7 --columns ended,outcome,grounds,child_heard,extended,days |
		same ended,outcome,grounds,child_heard,extended,days '2021-12-20,board,home_violence|basic_care,talked,yes,48'
}

@test "investigation-end: with +KEY and -KEY grounds are added and taken" {
	investigation-end @i3 --grounds +basic_care,-home_violence
	investigation-list --ref i3 --columns grounds,ended | same grounds,ended 'basic_care|sexual_abuse,2021-06-22'
}

@test "investigation-end ends several at once, by id or by ref" {
	more
	investigation-end "$(id i7)" @j1 --outcome dropped | same "$(id i7)" "$(id j1)"
	ended i7 j1 j2 | same i7,2021-12-31,dropped, j1,2021-12-31,dropped, j2,,,
}

@test "investigation-end ends all that are named or none, and says which cannot" {
	more
	refuses 3 "@none: no record has this ref" investigation-end @i7 @none --outcome dropped
	refuses 3 "$(id j2): --ended: before it started: 2021-12-01" investigation-end @i7 @j2 --ended 2021-12-01 --outcome dropped
	ended i7 j2 | same i7,,, j2,,,
}

@test "investigation-end: an outcome is needed, and must be in the list" {
	refuses 3 "--outcome: a value is needed once it has ended" investigation-end @i7
	refuses 3 "--outcome: no such code: droped (dropped?)" investigation-end @i7 --outcome droped
	refuses 3 "--child-heard: no such code: yes" investigation-end @i7 --outcome dropped --child-heard yes
	ended i7 | same i7,,,
}

@test "investigation-end: not before it started, not after today, not after its case was closed" {
	refuses 3 "--ended: before it started: 2021-11-01" investigation-end @i7 --ended 2021-11-01 --outcome dropped
	refuses 3 "--ended: after today: 2022-01-01" investigation-end @i7 --ended 2022-01-01 --outcome dropped
	refuses 5 "--ended: after its case was closed: 2021-10-31 (--override \"why\" goes on)" investigation-end @i4 --ended 2021-11-01
	investigation-end @i7 --ended 2021-11-02 --outcome dropped
	investigation-end @i4 --ended 2021-10-31
	ended i4 i7 | same i4,2021-10-31,dropped,not_offered i7,2021-11-02,dropped,
}

@test "investigation-end: an end that was wrong is mended, and the old one stays in the history" {
	investigation-end @i1 --ended 2021-02-20
	record-show investigation:@i1 --history | cut -d, -f3- | same staff,command,field,old admin,investigation-end,ended,2021-02-19
	# Who mends the outcome is not taken for a new end.
	investigation-end @i1 --outcome board
	ended i1 | same i1,2021-02-20,board,talked
}

@test "investigation-end --clear takes an end back" {
	record-edit investigation:@i1 --clear ended --clear outcome
	ended i1 | same i1,,,talked
	refuses 3 "--outcome: a value is needed once it has ended" investigation-end @i2 --clear outcome
}

@test "investigation-end -f ends by id and by ref, and prints line and id" {
	more
	rows investigation,ended,outcome,child_heard "$(id i7),2021-12-20,measures,talked" @N1:j1,,dropped,
	investigation-end -f in.csv | same line,investigation "2,$(id i7)" "3,$(id j1)"
	ended i7 j1 | same i7,2021-12-20,measures,talked j1,2021-12-31,dropped,
}

@test "investigation-end -f - ends what a list prints" {
	more
	investigation-list --ended '' --columns investigation | investigation-end -f - --outcome dropped_moved >/dev/null
	[ "$(count investigation --ended '')" -eq 0 ]
}

@test "investigation-end -f tells of every bad row and writes nothing; --keep-going writes the good ones" {
	more
	last=$(id i7)
	rows investigation,outcome "$last,dropped" @none,dropped "${last/7-/8-},dropped" "$(case-list --ref c1 --columns case | tail -n 1),dropped" \
		,dropped @j1,drop @j2,
	refuses 3 "in.csv:3: investigation: no record has this ref: @none" investigation-end -f in.csv
	[[ "$stderr" == *"in.csv:4: investigation: mistyped: its check character does not fit"* ]]
	[[ "$stderr" == *"in.csv:5: investigation: the id of a case, not of an investigation"* ]]
	[[ "$stderr" == *"in.csv:6: investigation: a value is needed"* ]]
	[[ "$stderr" == *"in.csv:7: outcome: no such code: drop"* ]]
	[[ "$stderr" == *"in.csv:8: outcome: a value is needed once it has ended"* ]]
	ended i7 | same i7,,,
	run --separate-stderr investigation-end -f in.csv --keep-going
	[ "$status" -eq 1 ]
	same line,investigation "2,$last" <<<"$output"
	ended i7 | same i7,2021-12-31,dropped,
}

@test "investigation-end refuses an investigation that was struck out, and says which" {
	last=$(id i7)
	record-void "$last" --reason dobbelt >/dev/null
	refuses 5 "$last: was struck out" investigation-end "$last" --outcome dropped
}

@test "investigation-end takes short ids from a person at a terminal only, and says whom they touch" {
	last=$(id i7)
	refuses 2 "short ids are for a person at a terminal; the whole id is $last" investigation-end 7 --outcome dropped
	terminal investigation-end 7 --outcome dropped | same "investigation-end: 7 is $last" "$last"
	ended i7 | same i7,2021-12-31,dropped,
}

@test "investigation-end refuses other fields, and what names no record" {
	refuses 2 "no such option: --started" investigation-end @i7 --started 2021-12-01
	refuses 2 "which record? give its id, or -f FILE" investigation-end --outcome dropped
	refuses 2 "the rows of -f name the records: @i7" investigation-end -f /dev/null @i7
	rows investigation,started @i7,2021-12-01
	refuses 3 "in.csv:1: no such column: started" investigation-end -f in.csv
	rows outcome dropped
	refuses 3 "the column that names the record is missing: investigation" investigation-end -f in.csv
}

@test "investigation-end --dry-run checks and writes nothing" {
	investigation-end -n @i7 --outcome dropped
	ended i7 | same i7,,,
	refuses 3 "--outcome: no such code" investigation-end -n @i7 --outcome x
}

@test "investigation-end --template prints the columns it reads" {
	investigation-end --template | same investigation,extended,ended,outcome,grounds,child_heard
}
