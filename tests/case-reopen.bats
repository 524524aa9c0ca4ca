#!/usr/bin/env bats
# case-reopen: a closed case goes on as a new spell, which names the one before.

setup() { load helper; families; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# of REF: the case that was loaded with this ref; its child.
of() { case-list --ref "$1" --columns case | tail -n 1; }
child_of() { case-list --ref "$1" --columns person | tail -n 1; }

# What a person at a terminal sees.
terminal() { timeout 20 script -qc "$1" /dev/null </dev/null | shown; }

@test "case-reopen opens a new spell today, and prints its id alone" {
	run --separate-stderr case-reopen "$(of c4)"
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^C-OSL-2021-000009-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	case-list --previous "$(of c4)" --columns case,status,opened,closed | same case,status,opened,closed "$output,open,2021-12-31,"
}

@test "case-reopen: the new spell is of the same child, office, matters and basis; risk and lead are new" {
	c=$(case-reopen @c4)
	case-list --previous @c4 --columns person,office,concern_type,target,basis,lead,risk,concern |
		same person,office,concern_type,target,basis,lead,risk,concern "$(child_of c4),S1,home_conflict,,consent,admin,,"
	[ "$(count person)" -eq 7 ]
	case-list --previous @c4 --columns case,given_name,age | same case,given_name,age "$c,Per,3"
}

@test "case-reopen: what is given goes before what the old case says" {
	staff-add --code s1 --name Vik --role caseworker >/dev/null
	m=$(concern-add --reporter school --content other_child --office N1)
	case-reopen @c7 --ref q --office N1 --opened 2021-09-01 --risk low --lead s1 --concern-type young_no_activity \
		--target other --basis consent --concern "$m" >/dev/null
	case-list --ref q --columns source,office,opened,risk,lead,concern_type,target,basis,concern,person |
		same source,office,opened,risk,lead,concern_type,target,basis,concern,person \
			"N1,N1,2021-09-01,low,s1,young_no_activity,other,consent,$m,$(child_of c7)"
}

@test "case-reopen: two closures, and both days are kept" {
	c=$(case-reopen @c4 --opened 2021-11-05)
	case-close "$c" --closed 2021-12-24 --close-reason moved >/dev/null
	case-list --person "$(child_of c4)" --columns opened,closed,close_reason,status,days |
		same opened,closed,close_reason,status,days 2020-09-01,2021-10-31,goals_met,closed,425 2021-11-05,2021-12-24,moved,closed,49
	record-show "$(of c4)" --history | same journal,time,staff,command,field,old
	record-show "$c" --history | cut -d, -f4- | same command,field,old case-close,close_reason, case-close,closed,
	# And once more.
	d=$(case-reopen "$c")
	case-list --previous "$c" --columns case | same case "$d"
	registry-check --quiet
}

@test "case-reopen refuses a case that is open" {
	refuses 5 "--previous: is open: $(of c2)" case-reopen @c2
	rows ref,office,previous "x1,N2,$(of c2)"
	refuses 5 "in.csv:2: previous: is open: $(of c2)" case-reopen -f in.csv
	# It went on already.
	refuses 5 "--person: has an open case at this office: $(of c8)" case-reopen @c5
	[ "$(count case)" -eq 8 ]
}

@test "case-reopen: the new spell begins no earlier than the old one ended" {
	refuses 3 "--opened: before it was closed: 2021-10-31" case-reopen @c4 --opened 2021-10-30
	refuses 3 "--opened: after today: 2022-01-01" case-reopen @c4 --opened 2022-01-01
	case-reopen @c4 --opened 2021-10-31 >/dev/null
}

@test "case-reopen refuses what is no case, is mistyped, not there or struck out" {
	c=$(of c4)
	refuses 2 "which case? give its id" case-reopen
	refuses 2 "one case at a time: @c7" case-reopen @c4 @c7
	refuses 3 "--concern: is about another child" case-reopen @c4 --concern @N1:a1
	refuses 3 "${c/4-/5-}: mistyped: its check character does not fit" case-reopen "${c/4-/5-}"
	refuses 3 "the id of a person, not of a case" case-reopen "$(child_of c4)"
	refuses 3 "@zz: no record has this ref" case-reopen @zz
	refuses 2 "no such option: --closed" case-reopen @c4 --closed 2021-12-01
	refuses 2 "no such option: --person" case-reopen @c4 --person "$(child_of c1)"
	case-new --sex male --ref x --opened 2021-01-01 --closed 2021-02-01 --close-reason other >/dev/null
	record-void "$(of x)" --reason dobbelt >/dev/null
	refuses 5 "--previous: was struck out: C-OSL-2021-000009-" case-reopen @x
}

@test "case-reopen takes a short id, and the current case, from a person at a terminal" {
	refuses 2 "short ids are for a person at a terminal; the whole id is $(of c4)" case-reopen 4
	# What is open again is what this terminal works on.
	terminal 'case-reopen 4; case-use' | sed 's/.$/*/' | same "case-reopen: 4 is $(of c4 | sed 's/.$/*/')" 'C-OSL-2021-000009-*' \
		'case-reopen: . is C-OSL-2021-000009-*' 'C-OSL-2021-000009-*'
	terminal 'case-use @c7 >/dev/null; case-reopen .' | sed -n 1p | same "case-reopen: . is $(of c7)"
	case-list --previous @c7 --columns status | same status open
}

@test "case-reopen -f reads rows of closed cases; options fill in" {
	rows ref,previous,opened x4,@S1:c4,2021-11-05 "x7,$(of c7),2021-11-06"
	case-reopen -f in.csv --risk medium | sed 's/-[0-9A-Z],/,/' | same line,case,ref 2,C-OSL-2021-000009,x4 3,C-OSL-2021-000010,x7
	case-list --ref x4 --columns previous,person,office,risk | same previous,person,office,risk "$(of c4),$(child_of c4),S1,medium"
	case-list --ref x7 --columns previous,target | same previous,target "$(of c7),care_leaver"
}

@test "case-reopen -f takes a ref once: --skip-existing passes over it, --update changes it" {
	rows ref,office,previous,opened x4,S1,@c4,2021-11-05
	c=$(case-reopen -f in.csv | awk -F, 'NR == 2 { print $2 }')
	refuses 3 "in.csv:2: ref: is there already: x4 ($c; --skip-existing passes over it, --update changes it)" case-reopen -f in.csv
	case-reopen -f in.csv --skip-existing --verbose 2>&1 >/dev/null | same "case-reopen: in.csv: 0 added, 0 changed, 1 passed over"
	rows ref,office,previous,opened,risk x4,S1,@c4,2021-11-06,high
	case-reopen -f in.csv --update >/dev/null
	case-list --previous @c4 --columns case,opened,risk | same case,opened,risk "$c,2021-11-06,high"
}

@test "case-reopen -f writes nothing if any row is bad, and tells of every bad row" {
	rows ref,office,previous,opened x1,S1,@c4,2021-11-05 x2,S1,@c7,2021-08-18 x3,S1,@c3, x4,S1,, x5,S1,@zz,
	run --separate-stderr case-reopen -f in.csv
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[[ "$stderr" == *"in.csv:3: opened: before it was closed: 2021-08-19"* ]]
	[[ "$stderr" == *"in.csv:4: previous: is open: $(of c3)"* ]]
	[[ "$stderr" == *"in.csv:5: previous: a value is needed"* ]]
	[[ "$stderr" == *"in.csv:6: previous: no record has this ref: @zz"* ]]
	[[ "$stderr" == *"4 rows are bad; nothing was written"* ]]
	[ "$(count case)" -eq 8 ]
	run --separate-stderr case-reopen -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	[ "$(count case)" -eq 9 ]
	[ "$(wc -l <bad.csv)" -eq 5 ]
}

@test "case-reopen --override opens a second case at an office, with the reason, sealed" {
	refuses 5 "has an open case at this office: $(of c8) (--override \"why\" goes on)" case-reopen @c5
	c=$(case-reopen @c5 --override 'a matter of its own')
	record-show "$c" --columns overridden,previous | same overridden,previous "a matter of its own,$(of c5)"
	run ! grep -q 'matter of its own' registry.db
}

@test "case-reopen: history from before live_from is warned of, and goes through" {
	record-edit office:OSL --live-from 2021-12-01 >/dev/null
	run --separate-stderr case-reopen @c5 --opened 2021-10-01
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"has an open case at this office: $(of c8) (history: it is let through)"* ]]
	refuses 5 "has an open case at this office" case-reopen @c5 --opened 2021-12-01
}

@test "case-reopen --template prints the header, which with no rows is a file that it reads" {
	case-reopen --template | same ref,source,office,opened,concern,previous,concern_type,target,basis,lead,risk
	case-reopen --template | case-reopen -f - | same line,case,ref
}

@test "case-reopen --dry-run says what is wrong and writes nothing" {
	case-reopen -n @c4
	[ "$(count case)" -eq 8 ]
	refuses 5 "is open" case-reopen -n @c2
}

@test "what a new spell goes on from stays closed before it, however either is changed" {
	c=$(printf 'ref,given_name,birth,opened,closed,close_reason\ns1,Ola,2010-05-05,2021-01-01,2021-03-01,safe\n' |
		case-new -f - | tail -n 1 | cut -d , -f 2)
	next=$(case-reopen "$c" --opened 2021-04-01)
	refuses 3 "--opened: before it was closed: 2021-03-01" record-edit "$next" --opened 2021-02-01
	refuses 5 "--closed: $next goes on from it, on 2021-04-01" record-edit "$c" --closed 2021-05-01
	record-edit "$next" --closed 2021-06-01 --close-reason safe
	refuses 5 "--closed: $next goes on from it, on 2021-04-01" record-edit "$c" --clear closed --clear close_reason
	refuses 3 "--opened: before it was closed: 2021-06-01" record-edit "$c" --previous "$next"
	record-edit "$next" --opened 2021-03-01
}
