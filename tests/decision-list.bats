#!/usr/bin/env bats
# decision-list: decisions, filtered, chosen, ordered.

setup() { load helper; families; }

# refs ARGUMENTS...: the refs of the decisions that are listed, on one line.
refs() { decision-list --columns ref,decision "$@" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown | sed 's/ *$//'; }

# person CASE: the child of the case with this ref.
person() { case-list --ref "$1" --columns person | tail -n 1; }

@test "decision-list prints CSV in a pipe: keys, and no column that is sealed" {
	golden decision-list.csv decision-list
	run ! grep -Eq 'Nordmann|given_name|reason|hjemme' "$top/tests/golden/decision-list.csv"
}

@test "decision-list of nothing prints the header and is done" {
	decision-list --decided 1999 --columns ref,kind | same ref,kind
	decision-list --decided 1999 --format jsonl | same
}

@test "decision-list on a terminal shows whom the decisions are about, with labels" {
	terminal decision-list --office N1 --columns ref,given_name,kind,decided,body,consent,outcome |
		same 'ref  given_name  kind          decided     body                   consent  outcome' \
			'd1   Kari        Help measure  2021-02-19  Child welfare service  yes      Approved' \
			'd7   أمل         Care order    2021-09-07  Child welfare board    yes      Sent to the child welfare board'
	out=$(terminal decision-list --ref d2)
	[[ "$out" == *given_name*family_name* && "$out" == *أحمد*حسن*"Care order"* ]]
}

@test "decision-list without the key shows no names, and the rest" {
	rm keys/*.case.key
	out=$(terminal decision-list --ref d2)
	[[ "$out" == *given_name* && "$out" != *أحمد* && "$out" == *"Care order"* ]]
	decision-list --ref d2 --columns ref,given_name,reason,kind | same ref,given_name,reason,kind d2,,,care_order
}

@test "decision-list puts names and reasons into a pipe only when --columns names them" {
	decision-list --ref d2 --columns ref,given_name,birth_month,reason | same ref,given_name,birth_month,reason \
		'd2,أحمد,2004-02,Ingen hjelp hjemme er nok.'
}

@test "decision-list filters by case and by person" {
	[ "$(refs --case @c3)" = "d3 d4 d5" ]
	[ "$(refs --person "$(person c7)")" = "d8 d9" ]
	[ "$(refs --case @c3 --person "$(person c7)")" = "" ]
	refuses 3 "--case: no record has this ref: @c9" decision-list --case @c9
	refuses 3 "--person: the id of a case, not of a person" decision-list --person "$(case-list --ref c1 --columns case | tail -n 1)"
}

@test "decision-list filters by kind, body, consent, outcome, day, office and law" {
	[ "$(refs --kind care_order)" = "d2 d4 d7 d8" ]
	[ "$(refs --kind care_order,emergency --outcome approved)" = "d2 d3 d4 d8" ]
	[ "$(refs --body board --consent no)" = "d2" ]
	[ "$(refs --outcome refused,sent_to_board)" = "d6 d7" ]
	[ "$(refs --decided 2021-06)" = "d4 d5" ]
	[ "$(refs --decided 2018..2020)" = "d6 d8" ]
	[ "$(refs --office NORD)" = "d1 d2 d7" ]
	[ "$(refs --law 'bvl. § 4-19')" = "d5" ]
	refuses 3 "--kind: no such code: care_ordre (care_order?)" decision-list --kind care_ordre
}

@test "decision-list --match finds by regular expression, in sealed fields too" {
	[ "$(refs --match 'reason=(?i)INGEN')" = "d2" ]
	[ "$(refs --match 'law=4-12')" = "d2 d4 d7 d8" ]
}

@test "decision-list --sort orders, downwards with -; --limit stops" {
	[ "$(refs --sort decided)" = "d8 d6 d1 d3 d2 d4 d5 d9 d7" ]
	[ "$(refs --sort -decided --limit 2)" = "d7 d9" ]
	refuses 3 "--sort: reason is sealed" decision-list --sort reason
}

@test "decision-list leaves out what was struck out, and --void lists it with the rest" {
	record-void decision:@d5 --reason dobbelt >/dev/null
	[ "$(refs --case @c3)" = "d3 d4" ]
	[ "$(refs --case @c3 --void)" = "d3 d4 d5" ]
	decision-list --void --ref d5 --columns ref,void_reason | same ref,void_reason d5,dobbelt
}

@test "decision-list says what it does not know: columns, options, operands, secrets" {
	refuses 3 "--columns: no such column: knd (kind?)" decision-list --columns knd
	refuses 2 "no such option: --knd (--kind?)" decision-list --knd care_order
	refuses 2 "takes no operands: d1" decision-list d1
	refuses 2 "--match reason=" decision-list --reason Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
}
