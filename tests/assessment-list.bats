#!/usr/bin/env bats
# assessment-list: assessments, filtered, chosen, ordered.

setup() {
	load helper
	families
	printf '%s\n' case,instrument,informant,started,item,value @c1,safety,self,2021-05-01,safety,4 @c1,safety,parent,2021-06-01,safety,6 \
		@c3,sfe,,2021-06-02,safety_strength,3 @c3,sfe,,2021-06-02,safety_concern,1 @c5,safety,self,2019-06-01,safety,9 >in.csv
	case-assess -f in.csv >/dev/null 2>&1
}

list() { assessment-list --columns instrument,informant,started "$@" | tail -n +2 | paste -sd ' ' -; }

@test "assessment-list prints CSV in a pipe: keys, and nothing that is sealed" {
	golden assessment-list.csv assessment-list
}

@test "assessment-list filters by case, person, instrument, informant, day, office" {
	[ "$(list --case @c1)" = "safety,self,2021-05-01 safety,parent,2021-06-01" ]
	[ "$(list --instrument sfe)" = "sfe,,2021-06-02" ]
	[ "$(list --informant self --started 2021)" = "safety,self,2021-05-01" ]
	[ "$(list --person "$(case-list --ref c3 --columns person | tail -n 1)")" = "sfe,,2021-06-02" ]
	[ "$(list --subject family)" = "sfe,,2021-06-02" ]
	[ "$(list --started 1999)" = "" ]
}

@test "assessment-list on a terminal shows whom they are about, with labels" {
	out=$(script -qec "assessment-list --case @c3" /dev/null </dev/null | tr -d '\r')
	[[ "$out" == *given_name*subject*risk_score* && "$out" == *Мария*sfe*"The family"*75*25* ]]
}

@test "assessment-list can be sorted and cut, and says what a column is not" {
	[ "$(list --sort -started --limit 1)" = "sfe,,2021-06-02" ]
	refuses 3 "--columns: no such column: levle (level?)" assessment-list --columns levle
}
