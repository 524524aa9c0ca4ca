#!/usr/bin/env bats
# measure-end: the last day of measures.

setup() { load helper; families; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# id REF: the id of the measure that was loaded with this ref.
id() { measure-list --ref "$1" --columns measure | tail -n 1; }

# ended REF...: what these measures say about their end.
ended() {
	local ref
	for ref; do measure-list --ref "$ref" --columns ref,ended,end_reason | tail -n 1; done
}

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "measure-end ends today, and prints the id alone" {
	run --separate-stderr measure-end "$(id m1)"
	[ "$status" -eq 0 ]
	[ "$output" = "$(id m1)" ]
	[ -z "$stderr" ]
	ended m1 | same m1,2021-12-31,
}

@test "measure-end takes another day, a reason, and a day that is still to come" {
	measure-end @m3 --ended 2021-11-30 --end-reason moved_foster
	measure-end @m6 --ended 2022-06-30 --end-reason goals_met
	ended m3 m6 | same m3,2021-11-30,moved_foster m6,2022-06-30,goals_met
}

@test "measure-end ends several at once, by id or by ref" {
	measure-end "$(id m1)" @m6 @m8 --ended 2021-12-20 | same "$(id m1)" "$(id m6)" "$(id m8)"
	ended m1 m6 m8 | same m1,2021-12-20, m6,2021-12-20, m8,2021-12-20,
}

@test "measure-end ends all that are named or none, and says which cannot" {
	refuses 3 "@none: no record has this ref" measure-end @m1 @none
	refuses 3 "$(id m8): --ended: before it started: 2021-12-01" measure-end @m1 @m8 --ended 2021-12-01
	refuses 3 "$(id m3): --end-reason: a value is needed once a placement has ended" measure-end @m1 @m3
	ended m1 m3 m8 | same m1,, m3,, m8,,
}

@test "measure-end: a placement ends with a reason, help at home need not" {
	refuses 3 "--end-reason: a value is needed once a placement has ended" measure-end @m5
	measure-end @m5 --end-reason returned_home
	measure-end @m1
	ended m5 m1 | same m5,2021-12-31,returned_home m1,2021-12-31,
	refuses 3 "--end-reason: no such code: went_home" measure-end @m6 --end-reason went_home
}

@test "measure-end: not before it started, and not after its case was closed" {
	refuses 3 "--ended: before it started: 2021-05-09" measure-end @m3 --ended 2021-05-09 --end-reason other
	measure-end @m3 --ended 2021-05-10 --end-reason other
	refuses 5 "--ended: after its case was closed: 2020-06-30 (--override \"why\" goes on)" measure-end @m7 --ended 2020-07-01
	measure-end @m7 --ended 2020-06-30
	measure-end @m7 --ended 2020-07-01 --override 'Kurset varte en dag til'
	measure-list --ref m7 --columns ended,overridden | same ended,overridden '2020-07-01,Kurset varte en dag til'
}

@test "measure-end: an end that was wrong is mended, and the old one stays in the history" {
	measure-end @m4 --ended 2021-06-27
	ended m4 | same m4,2021-06-27,moved_foster
	record-show measure:@m4 --history | cut -d, -f3- | same staff,command,field,old admin,measure-end,ended,2021-06-30
}

@test "measure-end --clear takes an end back" {
	measure-end @m2 --clear ended
	ended m2 | same m2,,
	measure-end @m9 --clear ended --clear end-reason --override 'Ettervern'
	ended m9 | same m9,,
	measure-end @m6 --end-reason goals_met
	refuses 3 "--ended: a value is needed once there is a reason" measure-end @m6 --clear ended
}

@test "measure-end: an end taken back is weighed against the child's other placements" {
	refuses 5 "$(id m5)" measure-end @m4 --clear ended --clear end-reason
	[[ "$stderr" == *"for more than 90 days"* ]]
	ended m4 | same m4,2021-06-30,moved_foster
}

@test "measure-end -f ends by id and by ref, and prints line and id" {
	rows measure,ended,end_reason "$(id m3),2021-11-30,moved_institution" @m1,2021-12-01, @S1:m6,,
	measure-end -f in.csv | same line,measure "2,$(id m3)" "3,$(id m1)" "4,$(id m6)"
	ended m3 m1 m6 | same m3,2021-11-30,moved_institution m1,2021-12-01, m6,2021-12-31,
}

@test "measure-end -f - ends what a list prints" {
	measure-list --category advice,respite_home --columns measure | measure-end -f - --ended 2021-12-30 >/dev/null
	measure-list --ended 2021-12-30 --columns ref | same ref m1 m8
}

@test "measure-end -f tells of every bad row and writes nothing; --keep-going writes the good ones" {
	m=$(id m1)
	rows measure,ended,end_reason "$m,2021-12-01," @none,, "${m/1-/2-},," "$(case-list --ref c1 --columns case | tail -n 1),," ,, \
		@m3,2021-12-01, @m8,2021-12-01,
	refuses 3 "in.csv:3: measure: no record has this ref: @none" measure-end -f in.csv
	[[ "$stderr" == *"in.csv:4: measure: mistyped: its check character does not fit"* ]]
	[[ "$stderr" == *"in.csv:5: measure: the id of a case, not of a measure"* ]]
	[[ "$stderr" == *"in.csv:6: measure: a value is needed"* ]]
	[[ "$stderr" == *"in.csv:7: end_reason: a value is needed once a placement has ended"* ]]
	[[ "$stderr" == *"in.csv:8: ended: before it started: 2021-12-01"* ]]
	ended m1 | same m1,,
	run --separate-stderr measure-end -f in.csv --keep-going
	[ "$status" -eq 1 ]
	same line,measure "2,$m" <<<"$output"
	ended m1 | same m1,2021-12-01,
}

@test "measure-end: a ref that two offices gave is not guessed" {
	measure-add --case @c4 --category advice --started 2021-01-01 --ended 2021-02-01 --ref m1 >/dev/null
	refuses 3 "@m1: two offices sent this ref: write @OFFICE:REF" measure-end @m1
	measure-end measure:@S1:m1 --ended 2021-03-01
	measure-list --office S1 --ref m1 --columns ended | same ended 2021-03-01
}

@test "measure-end refuses a measure that was struck out, and says which" {
	m=$(id m1)
	record-void "$m" --reason dobbelt >/dev/null
	refuses 5 "$m: was struck out" measure-end "$m"
}

@test "measure-end -f with the column journal refuses what has changed since" {
	measure-list --ref m1 --columns measure,journal >before.csv
	measure-end @m1 --ended 2021-12-01
	refuses 5 "before.csv:2: journal: changed since it was read" measure-end -f before.csv
	ended m1 | same m1,2021-12-01,
}

@test "measure-end takes short ids from a person at a terminal only, and says whom they touch" {
	m=$(id m1)
	refuses 2 "short ids are for a person at a terminal; the whole id is $m" measure-end 1
	terminal measure-end 1 | same "measure-end: 1 is $m" "$m"
	ended m1 | same m1,2021-12-31,
}

@test "measure-end refuses other fields, and what names no record" {
	refuses 2 "no such option: --category" measure-end @m1 --category advice
	refuses 2 "which record? give its id, or -f FILE" measure-end
	refuses 2 "the rows of -f name the records: @m1" measure-end -f /dev/null @m1
	rows measure,category @m1,advice
	refuses 3 "in.csv:1: no such column: category" measure-end -f in.csv
	rows ended 2021-12-31
	refuses 3 "the column that names the record is missing: measure" measure-end -f in.csv
}

@test "measure-end --dry-run checks and writes nothing" {
	measure-end -n @m1
	ended m1 | same m1,,
	refuses 3 "--end-reason: a value is needed" measure-end -n @m3
}

@test "measure-end --template prints the columns it reads" {
	measure-end --template | same measure,ended,end_reason
}
