#!/usr/bin/env bats
# record-find: records that hold a text, in clear or sealed.

setup() { load helper; furnished; }

# same LINE...: standard input is these lines and no more.
same() { diff -u <([ $# -eq 0 ] || printf '%s\n' "$@") -; }

# found ARGUMENTS...: kind and field of each record that is found.
found() { record-find "$@" | tail -n +2 | cut -d, -f1,5; }

# id REF: the id of the message that was loaded with this ref.
id() { concern-list --ref "$1" --columns concern | tail -n 1; }

@test "record-find prints kind, id, office, day and field, and no secret" {
	record-find Nordmann >out.csv
	same noun,id,office,day,field "concern,$(id a1),N1,2021-01-04,child_family" \
		"concern,$(id a2),N1,2021-01-05,child_family" <out.csv
	run ! grep -qi nordmann out.csv
}

@test "record-find finds Latin, Arabic and Cyrillic, in any case" {
	for text in nordmann NORDMANN nOrDmAnN; do
		[ "$(found "$text" | wc -l)" -eq 2 ]
	done
	found حسن | same concern,child_family
	found Иванова | same concern,child_family
	found ИВАНОВА | same concern,child_family
	found иванова | same concern,child_family
	# ø and Ø are one letter in two cases.
	found 'MOR SØKTE' | same concern,narrative
	found الطفل | same concern,narrative
}

@test "record-find finds a part, across words, in several lines, in a sealed day" {
	found 'jeg er sulten' | same concern,narrative
	found 'KRISESENTER' | same concern,narrative
	found 2010-03-31 | same concern,child_birth
}

@test "record-find takes the text as it stands, not as a pattern" {
	run record-find 'N.rdmann'
	[ "$status" -eq 1 ]
	run record-find '('
	[ "$status" -eq 1 ]
	record-find 'Mor er syk.' >/dev/null
	run record-find -- --mat
	[ "$status" -eq 1 ]
}

@test "record-find exits 1 with nothing but the header when there is nothing" {
	run --separate-stderr record-find Hansson
	[ "$status" -eq 1 ]
	[ "$output" = noun,id,office,day,field ]
}

@test "record-find looks through every kind of record, or through one" {
	found fjell | same office,name
	found administrator | same staff,name
	found OSL --noun concern | sort -u | same concern,source
	run record-find fjell --noun concern
	[ "$status" -eq 1 ]
	refuses 3 "--noun: no such kind of record: offices" record-find fjell --noun offices
}

@test "record-find leaves out what was struck out, unless --void" {
	record-void @a5 --reason dobbelt >/dev/null
	run record-find Иванова
	[ "$status" -eq 1 ]
	found Иванова --void | same concern,child_family
	found dobbelt --void | same concern,void_reason
}

@test "record-find without the key says that it did not look into what is sealed" {
	rm keys/*.case.key
	run --separate-stderr record-find fjell
	[ "$status" -eq 0 ]
	[[ "$output" == *office,* ]]
	[[ "$stderr" == *"no key: sealed fields of messages of concern are not searched"* ]]
}

@test "record-find needs a word" {
	refuses 2 "find what? give one word or more" record-find
	refuses 2 "find what? give one word or more" record-find ''
}

@test "record-find finds a whole name, whose words stand in several fields, and asks at a terminal" {
	record-find Kari Nordmann --columns field | grep -qx child_given
	record-find "Мария Иванова" >/dev/null
	run record-find Kari Hansen
	[ "$status" -eq 1 ]
	[[ "$(script -qec "record-find --columns field" /dev/null <<<"nordmann kari")" == *child_family* ]]
}
