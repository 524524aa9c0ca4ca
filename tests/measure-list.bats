#!/usr/bin/env bats
# measure-list: measures, filtered, chosen, ordered.

setup() { load helper; families; }

# refs ARGUMENTS...: the refs of the measures that are listed, on one line.
refs() { measure-list --columns ref,measure "$@" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown | sed 's/ *$//'; }

# person CASE: the child of the case with this ref.
person() { case-list --ref "$1" --columns person | tail -n 1; }

@test "measure-list prints CSV in a pipe: keys, and no column that is sealed" {
	golden measure-list.csv measure-list
	run ! grep -Eq 'Nordmann|given_name|best_interest|mormor' "$top/tests/golden/measure-list.csv"
}

@test "measure-list of nothing prints the header and is done" {
	measure-list --started 1999 --columns ref,category | same ref,category
	measure-list --started 1999 --format json | same '[]'
}

@test "measure-list on a terminal shows whom the measures are for, with labels" {
	terminal measure-list --office S1 --ended "''" --columns ref,given_name,family_name,category,started |
		same 'ref  given_name  family_name  category                                   started' \
			'm5   Мария       Иванова      Foster home with kin or network            2021-06-28' \
			'm6   Мария       Иванова      Mental health care for children and youth  2021-04-12'
	out=$(terminal measure-list --ref m3)
	[[ "$out" == *given_name*family_name* ]]
	[[ "$out" == *أحمد*حسن*"Foster home outside kin and network"* ]]
}

@test "measure-list without the key shows no names, and the rest" {
	rm keys/*.case.key
	out=$(terminal measure-list --ref m3)
	[[ "$out" == *given_name* ]]
	[[ "$out" != *أحمد* ]]
	[[ "$out" == *"Foster home outside kin and network"* ]]
	measure-list --ref m5 --columns ref,given_name,best_interest,category | same ref,given_name,best_interest,category m5,,,foster_kin
	measure-list --ref m5 --columns ref,given_name --format jsonl | same '{"ref":"m5","given_name":null}'
}

@test "measure-list puts the child's names into a pipe only when --columns names them" {
	measure-list --ref m3 --columns ref,given_name,family_name,birth_month,sex | same ref,given_name,family_name,birth_month,sex \
		m3,أحمد,حسن,2004-02,male
	measure-list --ref m5 --columns best_interest | same best_interest 'Hos mormor.'
}

@test "measure-list filters by case, by person, and by both spells of a child" {
	[ "$(refs --case @c3)" = "m4 m5 m6" ]
	[ "$(refs --case "$(case-list --ref c1 --columns case | tail -n 1)")" = "m1 m2" ]
	[ "$(refs --person "$(person c1)")" = "m1 m2" ]
	measure-add --case @c8 --category advice --started 2021-11-02 --ref m10 >/dev/null
	[ "$(refs --person "$(person c5)")" = "m7 m10" ]
	[ "$(refs --case @c8)" = "m10" ]
	[ "$(refs --case @c3 --person "$(person c1)")" = "" ]
	refuses 3 "--case: no record has this ref: @c9" measure-list --case @c9
	refuses 3 "--person: the id of a case, not of a person" measure-list --person "$(case-list --ref c1 --columns case | tail -n 1)"
}

@test "measure-list filters by category: one, several, and says what is unknown" {
	[ "$(refs --category advice)" = "m1" ]
	[ "$(refs --category foster_kin,foster_nonkin)" = "m3 m5 m9" ]
	[ "$(refs --category foster_kin --category advice)" = "m1 m5" ]
	refuses 3 "--category: no such code: foster_kim (foster_kin?)" measure-list --category foster_kim
}

@test "measure-list filters by days, by what is open, by office and reason" {
	[ "$(refs --started 2021-03)" = "m2 m4" ]
	[ "$(refs --started 2021-01-01..2021-04-12)" = "m1 m2 m4 m6" ]
	[ "$(refs --ended '')" = "m1 m3 m5 m6 m8" ]
	[ "$(refs --ended 2021-07..2021-08)" = "m2 m9" ]
	[ "$(refs --end-reason moved_foster,adult)" = "m4 m9" ]
	[ "$(refs --office NORD)" = "m1 m2 m3 m8" ]
	[ "$(refs --office OSL --only-office)" = "m7" ]
	[ "$(refs --decision @d4)" = "m5" ]
	[ "$(refs --office S1 --category foster_kin --ended '')" = "m5" ]
	refuses 3 "--started: not a day, month, year or A..B of them: 2021-13" measure-list --started 2021-13
}

@test "measure-list --match finds by regular expression, in sealed fields too" {
	[ "$(refs --match 'category=^foster')" = "m3 m5 m9" ]
	[ "$(refs --match 'best_interest=(?i)MORMOR')" = "m5" ]
	[ "$(refs --match 'law=4-12')" = "m3 m5 m9" ]
}

@test "measure-list --sort orders, downwards with -; --limit stops" {
	[ "$(refs --sort started)" = "m9 m7 m1 m2 m4 m6 m3 m5 m8" ]
	[ "$(refs --sort -started --limit 3)" = "m8 m5 m3" ]
	[ "$(refs --sort category --sort -started --category foster_kin,foster_nonkin)" = "m5 m3 m9" ]
	refuses 3 "--sort: best_interest is sealed" measure-list --sort best_interest
	refuses 3 "--sort: no such column: startet (started?)" measure-list --sort startet
}

@test "measure-list leaves out what was struck out, and --void lists it with the rest" {
	record-void measure:@m2 --reason dobbelt >/dev/null
	[ "$(refs --case @c1)" = "m1" ]
	[ "$(refs --case @c1 --void)" = "m1 m2" ]
}

@test "measure-list says what it does not know: columns, options, operands, secrets" {
	refuses 3 "--columns: no such column: catgory (category?)" measure-list --columns catgory
	refuses 2 "no such option: --catgory (--category?)" measure-list --catgory advice
	refuses 2 "takes no operands: m1" measure-list m1
	refuses 2 "--match best_interest=" measure-list --best-interest Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
}
