#!/usr/bin/env bats
# answer-list: answers, filtered, chosen, ordered, with columns of their assessment.

setup() {
	load helper
	families
	printf '%s\n' case,instrument,informant,started,item,value,missing @c1,safety,self,2021-05-01,safety,4, \
		@c3,sfe,,2021-06-02,safety_strength,3, @c3,sfe,,2021-06-02,safety_concern,,refused >in.csv
	case-assess -f in.csv >/dev/null 2>&1
}

@test "answer-list prints CSV in a pipe" {
	golden answer-list.csv answer-list
}

@test "answer-list filters by assessment, item, value and reason" {
	a=$(assessment-list --instrument sfe --columns assessment | tail -n 1)
	answer-list --assessment "$a" --columns item | same item safety_strength safety_concern
	answer-list --item safety --columns value | same value 4
	answer-list --missing refused --columns item | same item safety_concern
	answer-list --value 3 --columns item | same item safety_strength
	answer-list --item nothing --columns item | same item
}

@test "answer-list has the columns of the assessment" {
	answer-list --columns instrument,started,informant,item,value | same instrument,started,informant,item,value \
		safety,2021-05-01,self,safety,4 sfe,2021-06-02,,safety_strength,3 sfe,2021-06-02,,safety_concern,
	out=$(script -qec "answer-list --item safety" /dev/null </dev/null | tr -d '\r')
	[[ "$out" == *instrument*started*item*value* && "$out" == *safety*2021-05-01*safety*4* ]]
}
