#!/usr/bin/env bats
# case-use: the case that this terminal works on; `.` names it.

setup() { load helper; families; }

# same LINE...: standard input is these lines and no more.
same() { diff -u <([ $# -eq 0 ] || printf '%s\n' "$@") -; }

# of REF: the case that was loaded with this ref.
of() { case-list --ref "$1" --columns case | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qc "$1" /dev/null </dev/null | tr -d '\r'; }

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

@test "case-use: . names the current case, and the command says which it is" {
	case-use @c3 >/dev/null
	run --separate-stderr case-note . --text-file <(echo Besøk)
	[ "$status" -eq 0 ]
	[ "$stderr" = "case-note: . is $(of c3)" ]
	note-list --columns about | same about "$(of c3)"
	run --separate-stderr record-show . --columns ref
	[[ "$output" == *c3 ]]
	[ "$stderr" = "record-show: . is $(of c3)" ]
	record-edit . --risk low 2>/dev/null | same "$(of c3)"
	case-list --ref c3 --columns risk | same risk low
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
