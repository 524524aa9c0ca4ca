#!/usr/bin/env bats
# investigation-list: investigations, filtered, chosen, ordered.

setup() { load helper; families; }

# refs ARGUMENTS...: the refs of the investigations that are listed, on one line.
refs() { investigation-list --columns ref,investigation "$@" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown | sed 's/ *$//'; }

# person CASE: the child of the case with this ref.
person() { case-list --ref "$1" --columns person | tail -n 1; }

@test "investigation-list prints CSV in a pipe: keys, and no column that is sealed" {
	golden investigation-list.csv investigation-list
	run ! grep -Eq 'Nordmann|given_name' "$top/tests/golden/investigation-list.csv"
}

@test "investigation-list of nothing prints the header and is done" {
	investigation-list --started 1999 --columns ref,outcome | same ref,outcome
	investigation-list --started 1999 --format json | same '[]'
}

@test "investigation-list on a terminal shows whom the investigations are about, with labels" {
	terminal investigation-list --office N1 --columns ref,given_name,started,ended,outcome,child_heard,days |
		same 'ref  given_name  started     ended       outcome           child_heard            days' \
			'i1   Kari        2021-01-08  2021-02-19  Measures decided  Talk with the child      42' \
			'i6   أمل         2021-06-14  2021-12-10  Measures decided  Child did not want to   179'
	out=$(terminal investigation-list --ref i2)
	[[ "$out" == *given_name*family_name* && "$out" == *أحمد*حسن* ]]
}

@test "investigation-list without the key shows no names, and the rest" {
	rm keys/*.case.key
	out=$(terminal investigation-list --ref i2)
	[[ "$out" == *given_name* && "$out" != *أحمد* && "$out" == *2021-05-04* ]]
	investigation-list --ref i2 --columns ref,given_name,outcome | same ref,given_name,outcome i2,,board
}

@test "investigation-list puts the child's names into a pipe only when --columns names them" {
	investigation-list --ref i2 --columns ref,given_name,birth_month,sex | same ref,given_name,birth_month,sex i2,أحمد,2004-02,male
}

@test "investigation-list counts the days to the end, or to today" {
	investigation-list --columns ref,days | same ref,days i1,42 i2,84 i3,113 i4,80 i5,184 i6,179 i7,59
	CASEWORK_TODAY=2022-01-01 investigation-list --ref i7 --columns days | same days 60
}

@test "investigation-list filters by case, by person, and by both spells of a child" {
	[ "$(refs --case @c3)" = "i3" ]
	[ "$(refs --person "$(person c5)")" = "i5 i7" ]
	[ "$(refs --case @c8)" = "i7" ]
	[ "$(refs --case @c3 --person "$(person c5)")" = "" ]
	refuses 3 "--case: no record has this ref: @c9" investigation-list --case @c9
	refuses 3 "--person: the id of a case, not of a person" \
		investigation-list --person "$(case-list --ref c1 --columns case | tail -n 1)"
}

@test "investigation-list filters by what is open, outcome, grounds, message, day, office and staff" {
	[ "$(refs --ended '')" = "i7" ]
	[ "$(refs --outcome board)" = "i2 i3" ]
	[ "$(refs --outcome board,dropped)" = "i2 i3 i4" ]
	[ "$(refs --grounds home_violence)" = "i3" ]
	[ "$(refs --child-heard talked)" = "i1 i2" ]
	[ "$(refs --extended yes)" = "i5 i6" ]
	[ "$(refs --concern @a3)" = "i2" ]
	[ "$(refs --started 2021)" = "i1 i2 i3 i6 i7" ]
	[ "$(refs --ended 2020-11..2021-02)" = "i1 i4" ]
	[ "$(refs --office NORD)" = "i1 i2 i6" ]
	[ "$(refs --office OSL --only-office)" = "i5 i7" ]
	[ "$(refs --staff admin --outcome dropped)" = "i4" ]
	refuses 3 "--outcome: no such code: droped (dropped?)" investigation-list --outcome droped
}

@test "investigation-list --match, --sort and --limit" {
	[ "$(refs --match 'grounds=violence|abuse')" = "i3" ]
	[ "$(refs --sort started)" = "i5 i4 i1 i2 i3 i6 i7" ]
	[ "$(refs --sort -started --limit 2)" = "i7 i6" ]
	[ "$(refs --sort child_heard --sort -started --office S1)" = "i4 i3" ]
	refuses 3 "--sort: days is worked out" investigation-list --sort days
}

@test "investigation-list leaves out what was struck out, and --void lists it with the rest" {
	record-void investigation:@i1 --reason dobbelt >/dev/null
	[ "$(refs --office N1)" = "i6" ]
	[ "$(refs --office N1 --void)" = "i1 i6" ]
}

@test "investigation-list says what it does not know: columns, options, operands" {
	refuses 3 "--columns: no such column: outcom (outcome?)" investigation-list --columns outcom
	refuses 2 "no such option: --grouns (--grounds?)" investigation-list --grouns basic_care
	refuses 2 "takes no operands: i1" investigation-list i1
}
