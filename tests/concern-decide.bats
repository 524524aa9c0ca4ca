#!/usr/bin/env bats
# concern-decide: what was decided about messages of concern.

setup() { load helper; furnished; }

# id REF: the id of the message that was loaded with this ref.
id() { concern-list --ref "$1" --columns concern | tail -n 1; }

# decided REF...: what these messages say about their decision.
decided() {
	local ref
	for ref; do
		concern-list --ref "$ref" --columns ref,decided,outcome,reason,decided_by | tail -n 1
	done
}

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "concern-decide decides today and by me, and prints the id alone" {
	c=$(id a10)
	run --separate-stderr concern-decide "$c" --outcome investigate
	[ "$status" -eq 0 ]
	[ "$output" = "$c" ]
	[ -z "$stderr" ]
	decided a10 | same a10,2021-12-31,investigate,,admin
}

@test "concern-decide takes another day and another member of staff" {
	staff-add --code s1 --name Vik --role caseworker >/dev/null
	concern-decide "$(id a10)" --decided 2021-12-30 --outcome dropped --decided-by s1
	decided a10 | same a10,2021-12-30,dropped,,s1
}

@test "concern-decide decides several messages at once, by id or by ref" {
	rest=$(printf 'ref,reporter,content\nb1,school,basic_care\nb2,school,basic_care\n' | concern-add -f - | awk -F, 'NR > 1 { print $2 }')
	concern-decide @a10 $rest --outcome dropped | same "$(id a10)" $rest
	decided a10 b1 b2 | same a10,2021-12-31,dropped,,admin b1,2021-12-31,dropped,,admin b2,2021-12-31,dropped,,admin
}

@test "concern-decide decides all that are named or none" {
	open=$(concern-add --reporter school --content basic_care)
	refuses 3 "@none: no record has this ref" concern-decide "$open" @none --outcome dropped
	# The message came in after the day that is given.
	run concern-decide @a4 "$open" --decided 2021-03-01 --outcome investigate
	[ "$status" -eq 3 ]
	[[ "$output" == *"before the message came in"* ]]
	decided a4 | same a4,2021-02-11,dropped,,
	concern-list --outcome '' --columns concern | same concern "$(id a10)" "$open"
}

@test "concern-decide: a ref that two offices sent is not guessed" {
	concern-add --reporter school --content basic_care --ref a1 >/dev/null
	refuses 3 "@a1: two offices sent this ref: write @OFFICE:REF" concern-decide @a1 --outcome dropped
	concern-decide @N1:a1 --outcome other
	concern-list --office N1 --outcome other --columns ref | same ref a1
}

@test "concern-decide -f decides by id and by ref, with reasons, and prints line and id" {
	c=$(id a10)
	b=$(concern-add --reporter school --content basic_care --ref b1)
	printf '%s\n' concern,decided,outcome,reason "$c,2021-12-30,dropped,\"Ikke grunnlag, \"\"nei\"\"\"" \
		"@OSL:b1,,investigate," >in.csv
	concern-decide -f in.csv | same line,concern "2,$c" "3,$b"
	decided a10 b1 | same 'a10,2021-12-30,dropped,"Ikke grunnlag, ""nei""",admin' b1,2021-12-31,investigate,,admin
}

@test "concern-decide -f - decides what a list prints" {
	concern-add --reporter police --content basic_care >/dev/null
	concern-list --outcome '' --columns concern | concern-decide -f - --outcome dropped >/dev/null
	[ "$(count concern --outcome '')" -eq 0 ]
}

@test "concern-decide -f tells of every bad row and writes nothing; --keep-going writes the good ones" {
	c=$(id a10)
	printf '%s\n' concern,outcome "$c,dropped" @none,dropped 2021-1,dropped "${c/10-/11-},dropped" \
		"$(office-list --columns office | tail -n 1),dropped" ,dropped @a1,drop >in.csv
	refuses 3 "in.csv:3: concern: no record has this ref: @none" concern-decide -f in.csv
	[[ "$stderr" == *"in.csv:4: concern: not an id: 2021-1"* ]]
	[[ "$stderr" == *"in.csv:5: concern: mistyped: its check character does not fit"* ]]
	[[ "$stderr" == *"in.csv:6: concern: the id of an office, not of a message of concern"* ]]
	[[ "$stderr" == *"in.csv:7: concern: a value is needed"* ]]
	[[ "$stderr" == *"in.csv:8: outcome: no such code: drop"* ]]
	decided a10 | same a10,,,,
	run --separate-stderr concern-decide -f in.csv --keep-going
	[ "$status" -eq 1 ]
	same line,concern "2,$c" <<<"$output"
	decided a10 | same a10,2021-12-31,dropped,,admin
}

@test "concern-decide: an outcome is needed, and must be in the list" {
	refuses 3 "outcome: a value is needed once it is decided" concern-decide "$(id a10)"
	refuses 3 "outcome: no such code: investigat (investigate?)" concern-decide "$(id a10)" --outcome investigat
	decided a10 | same a10,,,,
}

@test "concern-decide: not before the message came in, and not after today" {
	refuses 3 "decided: before the message came in: 2021-12-28" concern-decide @a10 --outcome dropped --decided 2021-12-28
	refuses 3 "decided: after today: 2022-01-01" concern-decide @a10 --outcome dropped --decided 2022-01-01
}

@test "concern-decide refuses a message that was struck out, and says which" {
	c=$(id a10)
	record-void "$c" --reason dobbelt >/dev/null
	refuses 5 "was struck out" concern-decide "$c" --outcome dropped
	[[ "$stderr" == *"$c"* ]]
	printf '%s\n' concern,outcome "$c,dropped" >in.csv
	refuses 5 "in.csv:2: $c: was struck out" concern-decide -f in.csv
}

@test "concern-decide keeps what was decided before in the history" {
	c=$(id a2)
	concern-decide "$c" --outcome investigate --decided 2021-01-13
	concern-show "$c" --history | cut -d, -f3- | grep -v decided_by |
		same staff,command,field,old admin,concern-decide,decided,2021-01-12 admin,concern-decide,outcome,dropped
}

@test "concern-decide: who mends an outcome is not taken for who decided on which day" {
	concern-decide @a2 --outcome investigate
	decided a2 | cut -d, -f1-3 | same a2,2021-01-12,investigate
}

@test "concern-decide: a decision taken back and made anew is its new maker's" {
	staff-add --code boss --name Boss --role leader >/dev/null
	concern-decide @a10 --outcome dropped
	record-edit @a10 --clear outcome --clear decided
	concern-decide @a10 --outcome investigate --as boss
	decided a10 | same a10,2021-12-31,investigate,,boss
}

@test "concern-decide takes short ids from a person at a terminal only, and says whom they touch" {
	c=$(id a10)
	refuses 2 "short ids are for a person at a terminal; the whole id is $c" concern-decide 10 --outcome dropped
	decided a10 | same a10,,,,
	terminal concern-decide 10 --outcome dropped | same "concern-decide: 10 is $c" "$c"
	decided a10 | same a10,2021-12-31,dropped,,admin
}

@test "concern-decide refuses a reason as an option, other fields, and what says nothing" {
	refuses 2 "--reason: a secret is never an argument" concern-decide @a10 --outcome dropped --reason Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
	refuses 2 "no such option: --urgency" concern-decide @a10 --outcome dropped --urgency urgent
	refuses 2 "which record? give its id, or -f FILE" concern-decide --outcome dropped
	refuses 2 "the rows of -f name the records: @a10" concern-decide -f /dev/null @a10
	printf 'concern,outcome,urgency\n@a10,dropped,urgent\n' >in.csv
	refuses 3 "in.csv:1: no such column: urgency" concern-decide -f in.csv
	printf 'outcome\ndropped\n' >in.csv
	refuses 3 "the column that names the record is missing: concern" concern-decide -f in.csv
}

@test "concern-decide --dry-run checks and writes nothing" {
	concern-decide -n @a10 --outcome dropped
	decided a10 | same a10,,,,
	refuses 3 "outcome: no such code" concern-decide -n @a10 --outcome x
}

@test "concern-decide --template prints the columns it reads" {
	concern-decide --template | same concern,decided,outcome,reason,decided_by
}
