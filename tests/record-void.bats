#!/usr/bin/env bats
# record-void: records that should not be there are struck out. They stay, and count nowhere.

setup() { load helper; furnished; }

# id REF: the id of the message that was loaded with this ref.
id() { concern-list --void --ref "$1" --columns concern | tail -n 1; }

# num: the messages that count in 2021.
num() { stats-report --year 2021 concerns -q | tail -n 1 | cut -d, -f3; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "record-void strikes a record out and prints its id alone" {
	c=$(id a1)
	run --separate-stderr record-void "$c" --reason dobbelt
	[ "$status" -eq 0 ]
	[ "$output" = "$c" ]
	[ -z "$stderr" ]
}

@test "record-void keeps the record, out of lists and out of figures; --void lists it with the reason" {
	[ "$(num)" -eq 6 ]
	record-void @a1 --reason 'registrert to ganger' >/dev/null
	[ "$(count concern)" -eq 9 ]
	[ "$(num)" -eq 5 ]
	[ "$(count concern --void)" -eq 10 ]
	concern-list --void --columns ref,void_reason --office N1 | same ref,void_reason 'a1,registrert to ganger' a2,
	record-show @a1 --columns ref,child_given | same ref,child_given a1,Kari
	casework --about | grep -x concern,9
}

@test "record-void: the reason is kept sealed" {
	record-void @a1 --reason Barnet-er-voksent >/dev/null
	run ! grep -rq Barnet-er-voksent registry.db
	rm keys/*.case.key
	concern-list --void --columns ref,void_reason --ref a1 | same ref,void_reason a1,
}

@test "record-void strikes out several at once, all or none" {
	record-void @a1 @a2 --reason prøve | same "$(id a1)" "$(id a2)"
	refuses 3 "@none: no record has this ref" record-void @a3 @none --reason prøve
	refuses 5 "@a1: was struck out before" record-void @a3 @a1 --reason prøve
	[ "$(count concern)" -eq 8 ]
}

@test "record-void needs a reason, and whole ids" {
	c=$(id a1)
	refuses 2 "--reason is needed" record-void "$c"
	refuses 2 "--reason is needed" record-void "$c" --reason ''
	refuses 2 "which record? give its id" record-void --reason prøve
	refuses 3 "1: not an id" record-void 1 --reason prøve
	run terminal record-void 1 --reason prøve
	[ "$status" -ne 0 ]
	refuses 3 "mistyped: its check character does not fit" record-void "${c/1-/2-}" --reason prøve
	[ "$(count concern)" -eq 10 ]
}

@test "record-void: what was struck out cannot be mended, decided or struck out again" {
	c=$(id a10)
	record-void "$c" --reason prøve >/dev/null
	refuses 5 "was struck out" record-edit "$c" --urgency urgent
	refuses 5 "was struck out" concern-decide "$c" --outcome dropped
	refuses 5 "was struck out before" record-void "$c" --reason igjen
	printf 'concern,urgency\n%s,urgent\n' "$c" >in.csv
	refuses 5 "in.csv:2: $c: was struck out" record-edit -f in.csv
	concern-list --void --ref a10 --columns urgency,outcome,void_reason | same urgency,outcome,void_reason normal,,prøve
}

@test "record-void: a ref that was struck out is still taken" {
	record-void @a1 --reason prøve >/dev/null
	refuses 3 "ref: is there already: a1" concern-add --reporter school --content basic_care --office N1 --ref a1
}

@test "record-void of an office or of staff says what to do instead" {
	refuses 5 "give it its last day instead (record-edit)" record-void office:N1 --reason stengt
	refuses 5 "give it its last day instead (record-edit)" record-void staff:admin --reason sluttet
	[ "$(count office)" -eq 5 ]
}

@test "record-void is told in the history and in the journal, without its reason" {
	c=$(id a1)
	record-void "$c" --reason Barnet-er-voksent >/dev/null
	registry-log | sed -n 2p | cut -d, -f3,5- | same "admin,record-void,concern,void,$c,1"
	registry-log >log
	run ! grep -q voksent log
	record-show "$c" --history | grep -q 'admin,record-void,'
	registry-check -q
}

@test "record-void --dry-run checks and writes nothing" {
	record-void -n @a1 --reason prøve
	[ "$(count concern)" -eq 10 ]
	refuses 3 "no record has this ref" record-void -n @none --reason prøve
}

@test "record-void without the key is refused, since a reason is sealed" {
	rm keys/*.case.key
	refuses 5 "no key to seal" record-void @a1 --reason prøve
	[ "$(count concern)" -eq 10 ]
}
