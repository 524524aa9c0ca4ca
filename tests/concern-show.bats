#!/usr/bin/env bats
# concern-show: one message of concern.

setup() { load helper; furnished; }

# id REF: the id of the message that was loaded with this ref.
id() { concern-list --ref "$1" --columns concern | tail -n 1; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "concern-show prints one row of CSV in a pipe, by id or by ref, without what is sealed" {
	concern-show "$(id a1)" >out.csv
	[ "$(wc -l <out.csv)" -eq 2 ]
	concern-list --ref a1 | cmp - out.csv
	concern-show @a1 | cmp - out.csv
	concern-show @N1:a1 | cmp - out.csv
	run ! grep -q Nordmann out.csv
}

@test "concern-show --columns names what is sealed, and prints it" {
	concern-show @a5 --columns child_given,child_birth,age | same child_given,child_birth,age Мария,2012-12-12,8
}

@test "concern-show prints one field a line on a terminal, only those that say something, with labels" {
	terminal concern-show @a7 | sed 's/  */ /; s/ *$//' | grep -v '^journal ' |
		same "concern $(id a7)" 'ref a7' 'source S1' 'office S1' 'received 2021-04-01' \
			'reporter Labour and welfare office (NAV)' 'content Lack of protection by parents' 'urgency Normal' \
			'child_given Lin' 'child_family Berg' 'child_birth 2020-01-01' 'child_sex Not known' 'language nb' \
			'narrative Familien mangler penger.' 'decided 2021-04-03' 'outcome Dropped – measures already in place'
}

@test "concern-show shows the whole of a long account on a terminal" {
	printf 'ref,reporter,content,narrative\nlong,school,basic_care,"%s\n%s slutt"\n' \
		"Gutten kom til skolen uten vinterklær, og han hadde ikke spist siden dagen før." \
		"Læreren ringte hjem tre ganger uten å få svar, og fulgte ham til helsesykepleier." | concern-add -f - >/dev/null
	terminal concern-show @long | sed 's/^ */ /' | grep -A 1 '^ *narrative' | sed 's/^ *//; s/^narrative */narrative /' |
		same "narrative Gutten kom til skolen uten vinterklær, og han hadde ikke spist siden dagen før." \
			"Læreren ringte hjem tre ganger uten å få svar, og fulgte ham til helsesykepleier. slutt"
}

@test "concern-show takes short ids from a person at a terminal only" {
	refuses 2 "short ids are for a person at a terminal; the whole id is $(id a2)" concern-show 2
	out=$(terminal concern-show 2021-2 --columns ref)
	[[ "$out" == "concern-show: 2021-2 is $(id a2)"* ]]
	[[ "$out" == *a2* ]]
	refuses 3 "99: no concern has this number" concern-show 99
}

@test "concern-show --format json prints null for what is empty and lists for what is many" {
	concern-show @a2 --format json --columns ref,reporter,received_at |
		same '[' '{"ref":"a2","reporter":["police","health_clinic"],"received_at":null}' ']'
}

@test "concern-show --labels prints labels in the language of the user" {
	CASEWORK_LANG=nb concern-show @a2 --labels --columns outcome,child_sex | same outcome,child_sex Henlagt,Gutt/mann
}

@test "concern-show without the key prints the rest" {
	rm keys/*.case.key
	concern-show @a1 --columns ref,child_given | same ref,child_given a1,
	out=$(terminal concern-show @a1)
	[[ "$out" == *"Investigation opened"* ]]
	[[ "$out" != *Nordmann* ]]
}

@test "concern-show --history tells who changed what, and from which value" {
	c=$(id a1)
	concern-show "$c" --history | same journal,time,staff,command,field,old
	record-edit "$c" --urgency urgent >/dev/null
	concern-decide "$c" --outcome dropped >/dev/null
	concern-show "$c" --history >out.csv
	cut -d, -f3- out.csv | grep -v decided_by |
		same staff,command,field,old admin,record-edit,urgency,normal admin,concern-decide,outcome,investigate
	# The journal's time is the clock's: 2021-12-31 is only what the tests call today.
	grep -Eq '^[0-9]+,20[2-9][0-9]-[01][0-9]-[0-3][0-9]T[0-9:]{8}Z,admin,record-edit,' out.csv
}

@test "concern-show --history opens sealed old values on a terminal, and keeps them sealed in a pipe" {
	printf 'concern,child_given\n@a1,Karen\n' | record-edit -f - >/dev/null
	concern-show @a1 --history >out.csv
	run ! grep -q Kari out.csv
	out=$(terminal concern-show @a1 --history)
	[[ "$out" == *Kari* ]]
}

@test "concern-show tells that a message was struck out, and why" {
	c=$(id a1)
	record-void "$c" --reason dobbelt >/dev/null
	run --separate-stderr concern-show "$c"
	[ "$status" -eq 0 ]
	[[ "$output" == *"$c"* ]]
	[[ "$stderr" == *"was struck out"* ]]
	[[ "$(terminal concern-show "$c")" == *dobbelt* ]]
}

@test "concern-show refuses what is no message: mistyped, of another kind, not there, none, two" {
	c=$(id a1)
	refuses 3 "mistyped: its check character does not fit" concern-show "${c/1-/2-}"
	refuses 3 "the id of an office, not of a message of concern" concern-show "$(office-list --columns office | tail -n 1)"
	refuses 3 "@none: no record has this ref" concern-show @none
	refuses 2 "which message? give one id" concern-show
	refuses 2 "which message? give one id" concern-show @a1 @a2
	refuses 3 "--columns: no such column: nme" concern-show @a1 --columns nme
}
