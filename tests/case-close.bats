#!/usr/bin/env bats
# case-close: cases are closed, with a reason, once nothing in them is in force.

# The investigation of c8 has ended, so that nothing is in force in it.
setup() { load helper; families; investigation-end @i7 --ended 2021-11-02 --outcome dropped >/dev/null; }

# of REF: the case, or with a noun behind it that record, loaded with this ref.
of() { "${2:-case}-list" --ref "$1" --columns "${2:-case}" | tail -n 1; }

# closed REF...: what these cases say of their end.
closed() {
	local ref
	for ref; do
		case-list --ref "$ref" --columns ref,status,closed,close_reason,days | tail -n 1
	done
}

# What a person at a terminal sees.
terminal() { timeout 20 script -qc "$1" /dev/null </dev/null | shown; }

@test "case-close closes today, with a reason, and prints the id alone" {
	c=$(of c8)
	run --separate-stderr case-close "$c" --close-reason goals_met
	[ "$status" -eq 0 ]
	[ "$output" = "$c" ]
	[ -z "$stderr" ]
	closed c8 | same c8,closed,2021-12-31,goals_met,59
}

@test "case-close takes another day, by id or by ref, and several cases at once" {
	a=$(case-new --sex male --ref x1 --opened 2021-11-01) b=$(case-new --sex male --ref x2 --opened 2021-11-02)
	case-close "$a" @x2 --closed 2021-12-30 --close-reason moved | same "$a" "$b"
	closed x1 x2 | same x1,closed,2021-12-30,moved,59 x2,closed,2021-12-30,moved,58
}

@test "case-close needs a reason, a case, and no more than it knows" {
	refuses 3 "--close-reason: a value is needed once it is closed" case-close @c8
	refuses 2 "which record? give its id" case-close --close-reason safe
	refuses 3 "--close-reason: no such code: saved (safe?)" case-close @c8 --close-reason saved
	refuses 2 "no such option: --risk" case-close @c8 --close-reason safe --risk low
	refuses 3 "--closed: not a day: 31.13.2021 (days are YYYY-MM-DD)" case-close @c8 --close-reason safe --closed 31.13.2021
	closed c8 | same c8,open,,,59
}

@test "case-close: nothing is closed before it was opened, or after today" {
	case-new --sex male --ref x --opened 2021-11-02 >/dev/null
	refuses 3 "--closed: before it was opened: 2021-11-01" case-close @x --close-reason safe --closed 2021-11-01
	refuses 3 "--closed: after today: 2022-01-01" case-close @c8 --close-reason safe --closed 2022-01-01
	case-close @c8 --close-reason safe --closed 2021-11-02 >/dev/null
	closed c8 | same c8,closed,2021-11-02,safe,0
	# What is plainly wrong decides, where a rule is not kept either.
	refuses 3 "--closed: before it was opened: 2021-01-07" case-close @c1 --close-reason safe --closed 2021-01-07
}

@test "case-close refuses an id that is mistyped, of another kind or not there" {
	c=$(of c8)
	refuses 3 "${c/8-/9-}: mistyped: its check character does not fit" case-close "${c/8-/9-}" --close-reason safe
	refuses 3 "the id of a message of concern, not of a case" case-close "$(of a9 concern)" --close-reason safe
	refuses 3 "the id of a person, not of a case" case-close "$(case-list --ref c8 --columns person | tail -n 1)" --close-reason safe
	refuses 3 "@zz: no record has this ref" case-close @zz --close-reason safe
	# One bad among good ones: none is closed.
	refuses 3 "mistyped" case-close "$c" "${c/8-/9-}" --close-reason safe
	closed c8 | same c8,open,,,59
}

@test "case-close takes whole ids only: neither the current case nor a short id, even at a terminal" {
	case-use @c8 >/dev/null
	refuses 2 ".: this command takes whole ids only" case-close . --close-reason safe
	refuses 2 "8: this command takes whole ids only: $(of c8)" case-close 8 --close-reason safe
	terminal 'case-close 8 --close-reason safe' | same "case-close: 8: this command takes whole ids only: $(of c8)"
	terminal 'case-use @c8 >/dev/null; case-close . --close-reason safe' |
		same "case-close: .: this command takes whole ids only: $(of c8)"
	closed c8 | same c8,open,,,59
}

@test "case-close refuses a case with a measure that is open, and names each" {
	refuses 5 "--closed: $(of m8 measure) is open: end it first (--override \"why\" goes on)" case-close @c6 --close-reason safe
	# m1 is open, m2 ended in July.
	refuses 5 "$(of m1 measure) is open" case-close @c1 --close-reason safe
	[[ "$stderr" != *"$(of m2 measure)"* ]]
	refuses 5 "$(of m2 measure) goes on after that day, to 2021-07-31" case-close @c1 --close-reason safe --closed 2021-07-30
	measure-end "$(of m8 measure)" --ended 2021-12-20 >/dev/null
	case-close @c6 --close-reason safe --closed 2021-12-20 >/dev/null
	closed c6 | same c6,closed,2021-12-20,safe,189
}

@test "case-close: a measure that was struck out keeps no case open" {
	record-void "$(of m8 measure)" --reason dobbelt >/dev/null
	case-close @c6 --close-reason safe >/dev/null
	closed c6 | same c6,closed,2021-12-31,safe,200
}

@test "case-close --override goes on, and keeps why, sealed, for those who ask" {
	c=$(of c6)
	case-close "$c" --close-reason moved --override 'the new municipality takes over' | same "$c"
	closed c6 | same c6,closed,2021-12-31,moved,200
	record-show "$c" --columns overridden | same overridden 'the new municipality takes over'
	run ! grep -q 'the new municipality' registry.db
	run ! grep -q 'new municipality' <(case-list; record-show "$c"; registry-log; record-show "$c" --history)
	rm keys/*.case.key
	record-show "$c" --columns overridden | same overridden '""'
}

@test "case-close --override does not go on against what is plainly wrong" {
	refuses 3 "--close-reason: a value is needed" case-close @c8 --override why
	refuses 3 "--closed: after today: 2022-01-01" case-close @c8 --close-reason safe --closed 2022-01-01 --override why
}

@test "case-close: history from before live_from is warned of, and goes through" {
	record-edit office:N1 --live-from 2021-12-01 >/dev/null
	c=$(of c6)
	run --separate-stderr case-close "$c" --close-reason safe --closed 2021-11-30
	[ "$status" -eq 0 ]
	[ "$output" = "$c" ]
	[[ "$stderr" == *"--closed: $(of m8 measure) is open: end it first (history: it is let through)"* ]]
	closed c6 | same c6,closed,2021-11-30,safe,169
	refuses 5 "$(of m1 measure) is open" case-close @c1 --close-reason safe --closed 2021-12-01
}

@test "case-close -f closes a case in each row, each with its own reason" {
	a=$(case-new --sex male --ref x1 --opened 2021-11-01)
	printf 'case,closed,close_reason\n%s,2021-12-24,moved\n@c8,,goals_met\n' "$a" | case-close -f - | same line,case "2,$a" "3,$(of c8)"
	closed x1 c8 | same x1,closed,2021-12-24,moved,53 c8,closed,2021-12-31,goals_met,59
}

@test "case-close -f writes nothing if any row is bad, and tells of every bad row" {
	printf 'case,closed,close_reason\n@c8,2021-12-24,moved\n@c6,2021-12-24,moved\n@c5,2019-01-01,\n,,safe\n@c2,,saved\n' >in.csv
	run --separate-stderr case-close -f in.csv
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[[ "$stderr" == *"in.csv:3: closed: $(of m8 measure) is open"* ]]
	[[ "$stderr" == *"in.csv:4: closed: before it was opened: 2019-01-01"* ]]
	[[ "$stderr" == *"in.csv:5: case: a value is needed"* ]]
	[[ "$stderr" == *"in.csv:6: close_reason: no such code: saved (safe?)"* ]]
	[[ "$stderr" == *"4 rows are bad; nothing was written"* ]]
	closed c8 | same c8,open,,,59
	run --separate-stderr case-close -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	closed c8 | same c8,closed,2021-12-24,moved,52
	[ "$(wc -l <bad.csv)" -eq 5 ]
}

@test "case-close -f refuses the rows of an older list, whose case has changed since" {
	case-list --ref c8 --columns case,journal >old.csv
	record-edit case:@c8 --risk low >/dev/null
	refuses 5 "old.csv:2: journal: changed since it was read" case-close -f old.csv --close-reason safe
	case-list --ref c8 --columns case,journal | case-close -f - --close-reason safe >/dev/null
}

@test "case-close --template prints the header, which with no rows is a file that it reads" {
	case-close --template | same case,closed,close_reason
	case-close --template | case-close -f - | same line,case
	printf 'case,close_reason,opened\n' >in.csv
	refuses 3 "in.csv:1: no such column: opened" case-close -f in.csv
}

@test "case-close: what is closed keeps its day when its reason is mended, and history keeps both" {
	case-close @c8 --closed 2021-12-01 --close-reason safe >/dev/null
	case-close @c8 --close-reason moved >/dev/null
	closed c8 | same c8,closed,2021-12-01,moved,29
	case-close @c8 --closed 2021-12-03 >/dev/null
	record-show case:@c8 --history | cut -d, -f4- |
		same command,field,old case-close,close_reason, case-close,closed, case-close,close_reason,safe case-close,closed,2021-12-01
}

@test "case-close: a case closed by mistake is open again when its fields are cleared" {
	case-close @c8 --close-reason safe >/dev/null
	case-close @c8 --clear closed --clear close_reason >/dev/null
	closed c8 | same c8,open,,,59
	# Not where the child has an open case there by now.
	refuses 5 "has an open case at this office: $(of c8)" case-close @c5 --clear closed --clear close_reason
}

@test "case-close: nothing new is dated after it, and what was there stays" {
	case-close @c8 --closed 2021-12-01 --close-reason safe >/dev/null
	refuses 5 "after its case was closed: 2021-12-01" decision-add --case @c8 --kind help_measure --decided 2021-12-02
	refuses 5 "--ended: a value is needed: its case was closed on 2021-12-01" measure-add --case @c8 --category advice --started 2021-11-10
	decision-add --case @c8 --kind help_measure --decided 2021-12-01 >/dev/null
	registry-check --quiet
}

@test "case-close refuses a case that was struck out" {
	record-void "$(of i7 investigation)" --reason dobbelt >/dev/null
	record-void "$(of c8)" --reason dobbelt >/dev/null
	refuses 5 "was struck out, and stays as it is" case-close @c8 --close-reason safe
}

@test "case-close --dry-run says what is wrong and writes nothing" {
	case-close -n @c8 --close-reason safe
	closed c8 | same c8,open,,,59
	refuses 5 "is open: end it first" case-close -n @c6 --close-reason safe
}

@test "case-close writes nothing that it cannot print" {
	run --separate-stderr bash -c 'case-close @c8 --close-reason safe >/dev/full'
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	closed c8 | same c8,open,,,59
}
