#!/usr/bin/env bats
# staff-list: the staff.

setup() {
	load helper
	furnished
	printf '%s\n' code,name,office,role,login,started,ended s1,Per,N1,caseworker,per,2020-01-01, \
		s2,Мария,S1,leader,maria,2021-06-01,2021-12-01 | staff-add -f - >/dev/null
}

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "staff-list prints the staff as CSV, those who have left too" {
	staff-list --columns code,name,office,role,started,ended |
		same code,name,office,role,started,ended admin,Administrator,OSL,administrator,2021-12-31, \
			s1,Per,N1,caseworker,2020-01-01, s2,Мария,S1,leader,2021-06-01,2021-12-01
	# The login of the first is that of whoever runs the tests.
	golden staff-list.csv staff-list --office NORD
}

@test "staff-list prints an aligned table with labels on a terminal" {
	terminal staff-list --office S1 --columns code,name,role,ended |
		same 'code  name   role    ended' 's2    Мария  Leader  2021-12-01'
}

@test "staff-list filters by office with all below it, role, login and days" {
	staff-list --office NORD --columns code | same code s1
	staff-list --office OSL --only-office --columns code | same code admin
	staff-list --role leader,caseworker --columns code | same code s1 s2
	staff-list --login per --columns code | same code s1
	staff-list --ended '' --columns code | same code admin s1
	staff-list --started 2021-06 --columns code | same code s2
	refuses 3 "--role: no such code: leadr (leader?)" staff-list --role leadr
}
