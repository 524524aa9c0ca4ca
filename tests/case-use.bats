#!/usr/bin/env bats
# case-use: the case that this terminal works on; `.` names it.

setup() { load helper; families; }

# of REF: the case that was loaded with this ref.
of() { case-list --ref "$1" --columns case | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qc "$1" /dev/null </dev/null | shown; }

@test "case-use names the case from then on, and tells it when asked" {
	case-use @c2 | same "$(of c2)"
	case-use | same "$(of c2)"
	case-use "$(of c3)" | same "$(of c3)"
	case-use | same "$(of c3)"
}

@test "case-use says that there is none, and exits 1" {
	refuses 1 "no case is the current one (case-use ID)" case-use
}

@test "case-use --none works on no case any longer" {
	case-use @c2 >/dev/null
	run --separate-stderr case-use --none
	[ "$status" -eq 0 ]
	[ -z "$output$stderr" ]
	refuses 1 "no case is the current one" case-use
	case-use --none
}

@test "case-use refuses what is no case, is mistyped, not there, or two" {
	c=$(of c2)
	refuses 3 "${c/2-/3-}: mistyped: its check character does not fit" case-use "${c/2-/3-}"
	refuses 3 "the id of a message of concern, not of a case" case-use "$(concern-list --ref a1 --columns concern | tail -n 1)"
	refuses 3 "the id of a person, not of a case" case-use "$(case-list --ref c2 --columns person | tail -n 1)"
	refuses 3 "@zz: no record has this ref" case-use @zz
	refuses 2 "one case at a time: @c3" case-use @c2 @c3
	refuses 2 "one case at a time: @c3" case-use --none @c3
	refuses 1 "no case is the current one" case-use
}

@test "case-use: what was refused leaves the current case as it was" {
	case-use @c2 >/dev/null
	refuses 3 "no record has this ref" case-use @zz
	case-use | same "$(of c2)"
}

@test "case-use takes a short id from a person at a terminal only" {
	refuses 2 "short ids are for a person at a terminal; the whole id is $(of c3)" case-use 3
	terminal 'case-use 3; case-use 2021-2; case-use' |
		same "case-use: 3 is $(of c3)" "$(of c3)" "case-use: 2021-2 is $(of c2)" "$(of c2)" "$(of c2)"
}

@test "case-use: a number too large for an id is none: it names no other case" {
	for many in 4294967299 2021-4294967299; do
		refuses 3 "$many: no case has this number" case-use "$many"
	done
}

@test "case-use: . names the current case, and the command says which it is" {
	terminal 'case-use @c3 >/dev/null; echo Besøk | case-note . --text-file - >/dev/null; record-edit . --risk low; record-show . --columns ref >ref' |
		same "case-note: . is $(of c3)" "record-edit: . is $(of c3)" "$(of c3)" "record-show: . is $(of c3)"
	note-list --columns about | same about "$(of c3)"
	grep -q c3 ref
	case-list --ref c3 --columns risk | same risk low
}

@test "case-use: a script and a batch name nothing for short, neither by . nor by a number, as operand, option or cell" {
	case-use @c3 >/dev/null
	printf 'category\nadvice\n' >in.csv
	for short in . 3; do
		told="$short: short ids are for a person at a terminal; the whole id is $(of c3)"
		refuses 2 "$told" case-note "$short" --text-file <(echo x)
		refuses 2 "$told" case-show "$short"
		refuses 2 "$told" measure-add --case "$short" --category advice
		refuses 2 "$told" measure-list --case "$short"
		refuses 2 "$told" measure-add --case "$short" -f in.csv
		# At a terminal too a batch may not.
		terminal "case-use @c3 >/dev/null; measure-add --case $short -f in.csv" | same "measure-add: $told"
		printf 'case,category\n%s,advice\n' "$short" >row.csv
		refuses 3 "row.csv:2: case: not an id: $short" measure-add -f row.csv
		terminal "case-use @c3 >/dev/null; measure-add -f row.csv 2>&1" | grep -q "row.csv:2: case: not an id: $short"
	done
	[ "$(count measure --case @c3)" -eq "$(grep -c @c3 "$top/tests/data/measures.csv")" ]
	[ "$(count note)" -eq 0 ]
}

@test "case-use: at a terminal options take short ids too, . is the plan in force, and what follows a case is of the current one" {
	terminal "case-use 3 >/dev/null; measure-add --category advice; plan-add --review-due +3m; goal-add --plan . </dev/null; measure-list --case 3 --category advice --columns case --format csv" >said
	{ read -r _; read -r a; read -r m; read -r b; read -r p; read -r c; } <said
	same "measure-add: . is $(of c3)" "plan-add: . is $(of c3)" <<<"$a"$'\n'"$b"
	[[ $m == ME-* && $p == PL-* ]]
	[ "$c" = "goal-add: . is $p" ]
	tail -n 2 said | same case "$(of c3)"
	measure-list --category advice --case @c3 --columns case | same case "$(of c3)"
	# A case without a plan.
	terminal "case-use @c1 >/dev/null; goal-add --plan ." | same 'goal-add: .: the current case has no such record in force: plan'
	# Without a current case nothing is meant.
	terminal "measure-list --case 99" | grep -q 'case: not an id: 99'
}

@test "case-use: without a current case, . is refused" {
	refuses 2 "no case is the current one (case-use ID)" record-show .
	refuses 2 "no case is the current one (case-use ID)" case-note --text-file /dev/null
	refuses 2 "no case is the current one (case-use ID)" case-reopen .
}

@test "case-use: . is a case alone, and no command that ends or strikes out takes it" {
	case-use @c3 >/dev/null
	refuses 2 ".: this command takes whole ids only" case-close . --close-reason safe
	refuses 2 ".: this command takes whole ids only" record-void . --reason x
	refuses 3 ". is $(of c3): the id of a case, not of a message of concern" concern-show .
	refuses 3 ". is $(of c3): the id of a case, not of a message of concern" case-new .
}

@test "case-use: each terminal has its own" {
	case-use @c2 >/dev/null
	terminal 'case-use' | same 'case-use: no case is the current one (case-use ID)'
	terminal 'case-use @c3; case-use' | same "$(of c3)" "$(of c3)"
	case-use | same "$(of c2)"
	# Another session, without a terminal.
	refuses 1 "no case is the current one" setsid --wait case-use
}

@test "case-use: each registry has its own" {
	case-use @c2 >/dev/null
	registry-init -q -r other.db --code BER
	refuses 1 "no case is the current one" case-use -r other.db
	c=$(case-new -r other.db --sex male)
	case-use -r other.db "$c" >/dev/null
	case-use -r other.db | same "$c"
	case-use | same "$(of c2)"
}

@test "case-use keeps the id alone, where others cannot read it" {
	case-use @c2 >/dev/null
	find run -type f >kept
	[ "$(wc -l <kept)" -eq 1 ]
	[ "$(stat -c %a "$(cat kept)")" = 600 ]
	same "$(of c2)" <"$(cat kept)"
	case-use --none
	[ -z "$(find run -type f)" ]
}

@test "case-use writes nothing to the registry" {
	registry-log >before
	case-use @c2 >/dev/null
	registry-log | cmp - before
	chmod 400 registry.db
	case-use @c3 | same "$(of c3)"
}
