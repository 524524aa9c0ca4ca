#!/usr/bin/env bats
# answer-add: answers of an assessment that is there.

setup() {
	load helper
	families
	assessment-add --case @c1 --instrument safety --ref a1 >/dev/null
}

# same LINE...: standard input is these lines and no more.
same() { diff -u <([ $# -eq 0 ] || printf '%s\n' "$@") -; }

@test "answer-add registers an answer, or why there is none, at the assessment's office" {
	run --separate-stderr answer-add --assessment @a1 --item safety --value 4
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^AN-OSL-2021-000001-[0-9A-Z]$ ]]
	answer-add --assessment @a1 --item other --missing refused >/dev/null
	answer-list --columns office,item,value,missing | same office,item,value,missing N1,safety,4, N1,other,,refused
	registry-check --quiet
}

@test "answer-add -f reads many" {
	printf '%s\n' assessment,item,value @a1,x,1 @a1,y,2 | answer-add -f - | sed 's/-[0-9A-Z]$//' |
		same line,answer 2,AN-OSL-2021-000001 3,AN-OSL-2021-000002
}

@test "answer-add: one answer to an item, and an answer or a reason" {
	answer-add --assessment @a1 --item safety --value 4 >/dev/null
	refuses 3 "--item: is answered already: AN-OSL-2021-000001-" answer-add --assessment @a1 --item safety --value 5
	refuses 3 "--value: a value is needed, or why there is none (missing)" answer-add --assessment @a1 --item x
	refuses 3 "--value: an answer, and why there is none: one of them" answer-add --assessment @a1 --item x --value 1 --missing refused
	refuses 3 "--missing: no such code: bored" answer-add --assessment @a1 --item x --missing bored
	refuses 3 "--assessment: no record has this ref" answer-add --assessment @a9 --item x --value 1
	[ "$(count answer)" -eq 1 ]
}

@test "answer-add: an answer can be mended, and goes with its assessment" {
	a=$(answer-add --assessment @a1 --item safety --value 4)
	record-edit "$a" --value 5 >/dev/null
	[ "$(answer-list --columns value | tail -n 1)" = 5 ]
	record-void "$(assessment-list --columns assessment | tail -n 1)" --reason 'of another child' >/dev/null
	[ "$(count answer)" -eq 0 ]
	answer-list --void --columns value,void_reason | same value,void_reason '5,of another child'
	registry-check --quiet
	refuses 5 "was struck out" answer-add --assessment @a1 --item x --value 1
}
