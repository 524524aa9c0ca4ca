#!/usr/bin/env bats
# measure-add: help at home and placements are registered, one by hand or many from CSV.

setup() { load helper; three_cases; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# advice ARGUMENTS...: help at home. home ARGUMENTS...: a foster home.
advice() { measure-add --category advice "$@"; }
home() { measure-add --category foster_kin "$@"; }

# column NOUN REF [COLUMN]: what stands there of the record with this ref; without a column its id.
column() { "$1-list" --ref "$2" --columns "${3:-$1}" | tail -n 1; }

# The same in the Norwegian profile, where a placement names what it rests on.
norway() {
	rm -r registry.db* keys
	three_cases --profile no
}

@test "measure-add registers a measure and prints its id alone" {
	run --separate-stderr advice --case @k1
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^ME-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
}

@test "measure-add takes today where nothing is said, and the office and the child from the case" {
	advice --case @k1 >/dev/null
	measure-list --columns started,ended,office,source,person,case,given_name |
		same started,ended,office,source,person,case,given_name \
			"2021-12-31,,N1,,$(column case k1 person),$(column case k1),Kari"
}

@test "measure-add keeps every clear field that is given as an option" {
	carer=$(printf 'given_name\nInger\n' | person-add -f - | sed -n 's/^2,//p')
	d=$(decision-add --case @k1 --kind help_measure)
	m=$(home --case @k1 --started 2021-03-01 --ended=2021-06-30 --end-reason returned_home --law 'bvl. § 4-4' --decision "$d" \
		--provider 'Tjenesten Fjell' --carer "$carer" --ref 17 --office OSL)
	measure-list --columns measure,category,started,ended,end_reason,law,decision,provider,carer |
		same measure,category,started,ended,end_reason,law,decision,provider,carer \
			"$m,foster_kin,2021-03-01,2021-06-30,returned_home,bvl. § 4-4,$d,Tjenesten Fjell,$carer"
	# An office that is given is kept, be it not the case's.
	measure-list --columns ref,source,office | same ref,source,office 17,OSL,OSL
}

@test "measure-add says every value that is missing" {
	refuses 3 "--case: a value is needed" measure-add
	[[ "$stderr" == *"--category: a value is needed"* ]]
	[ "$(count measure)" -eq 0 ]
}

@test "measure-add says every value that is wrong, by the name of its option, with the nearest code" {
	refuses 3 "--category: no such code: foster_kim (foster_kin?)" measure-add --case @k9 --category foster_kim \
		--started 2021-02-30 --ended someday --end-reason move --decision 7 --carer @k9
	[[ "$stderr" == *"--case: no record has this ref: @k9"* ]]
	[[ "$stderr" == *"--started: not a day: 2021-02-30"* ]]
	[[ "$stderr" == *"--ended: not a day"* ]]
	[[ "$stderr" == *"--end-reason: no such code: move"* ]]
	[[ "$stderr" == *"--decision: not an id: 7"* ]]
	[[ "$stderr" == *"--carer: no record has this ref: @k9"* ]]
	[ "$(count measure)" -eq 0 ]
}

@test "measure-add refuses operands, unknown options and options given twice" {
	refuses 2 "takes no operands: C-1" advice C-1
	refuses 2 "no such option: --catgory (--category?)" measure-add --catgory advice
	refuses 2 "--started: given twice" advice --case @k1 --started 2021-02-01 --started 2021-03-01
	refuses 2 "--case needs a value" advice --case
}

@test "measure-add refuses a secret as an option and does not repeat it" {
	refuses 2 "--best-interest: a secret is never an argument" advice --case @k1 --best-interest Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
	[ "$(count measure)" -eq 0 ]
}

@test "measure-add: the child is the case's, and not to be given" {
	child=$(column case k2 person)
	refuses 2 "--person" advice --case @k1 --person "$child"
	rows case,category,person "@k1,advice,$child"
	refuses 3 "in.csv:1: is taken from the record it follows, and cannot be given: person" measure-add -f in.csv
	run ! grep -q person <(measure-add --template)
}

@test "measure-add refuses an id that is mistyped, of another kind or not there" {
	c=$(column case k1)
	refuses 3 "--case: mistyped: its check character does not fit" advice --case "${c/1-/2-}"
	refuses 3 "--case: the id of a person, not of a case" advice --case "$(column person k1)"
	refuses 3 "--carer: the id of a case, not of a person" advice --case "$c" --carer "$c"
	CASEWORK_REGISTRY=$PWD/other.db registry-init -q --code OSL
	for i in 1 2 3 4; do
		d=$(printf 'given_name,family_name,birth\nA%s,B,2015-01-01\n' $i | CASEWORK_REGISTRY=$PWD/other.db case-new -f - | sed -n 's/^2,//p')
	done
	refuses 3 "--case: not there: $d" advice --case "$d"
	[ "$(count measure)" -eq 0 ]
}

@test "measure-add: a case of another office is found by its ref alone" {
	advice --case @k2 >/dev/null
	rows case,category @k3,advice
	refuses 5 "in.csv:2: started: after its case was closed: 2020-12-31" measure-add -f in.csv
	measure-list --columns case,office | same case,office "$(column case k2),N2"
}

@test "measure-add: . is the current case, and is said to be" {
	refuses 2 ".: no case is the current one (case-use ID)" advice --case .
	case-use @k2 >/dev/null
	refuses 2 ".: short ids are for a person at a terminal; the whole id is $(column case k2)" advice --case .
	timeout 20 script -qec 'case-use @k2 >/dev/null; measure-add --case . --category advice' /dev/null </dev/null | tr -d '\r' |
		head -n 1 | same "measure-add: . is $(column case k2)"
	measure-list --case @k2 --columns given_name | same given_name أحمد
}

@test "measure-add: a ref that two offices gave is not guessed" {
	printf 'ref,office,given_name,family_name,birth\nk1,N2,Per,Dal,2015-05-06\n' | case-new -f - >/dev/null
	refuses 3 "--case: two offices sent this ref: write @OFFICE:REF: @k1" advice --case @k1
	rows case,category @k1,advice @N2:k1,advice
	refuses 3 "in.csv:2: case: two offices sent this ref: write @OFFICE:REF: @k1" measure-add -f in.csv
	[ "$(count measure)" -eq 0 ]
	advice --case @N2:k1 >/dev/null
	measure-list --columns given_name,office | same given_name,office Per,N2
}

@test "measure-add refuses a case that was struck out, and says which" {
	c=$(column case k1)
	record-void "$c" --reason dobbelt >/dev/null
	refuses 5 "--case: was struck out: $c" advice --case "$c"
	refuses 3 "--case: no record has this ref: @none" advice --case @none
}

@test "measure-add -f prints line, id and ref of each row, and keeps what is sealed" {
	rows ref,case,category,started,law,best_interest 'm1,@k1,foster_kin,2021-02-01,bvl. § 4-12,"Hos mormor.' \
		'""Jeg vil bo der"", sier hun."' m2,@k2,advice,2021-03-01,,أفضل
	measure-add -f in.csv | sed 's/-[0-9A-Z],/,/' | same line,measure,ref 2,ME-OSL-2021-000001,m1 4,ME-OSL-2021-000002,m2
	measure-list --ref m1 --columns office,best_interest | same office,best_interest \
		'N1,"Hos mormor.' '""Jeg vil bo der"", sier hun."'
	measure-list --ref m2 --columns office,best_interest | same office,best_interest N2,أفضل
	run ! grep -q mormor registry.db*
}

@test "measure-add -f: options fill in for the columns that are absent" {
	rows case @k1 @k2
	measure-add -f in.csv --category advice --started 2021-05-05 | sed 's/-[0-9A-Z]$//' |
		same line,measure 2,ME-OSL-2021-000001 3,ME-OSL-2021-000002
	measure-list --columns category,started,office | same category,started,office advice,2021-05-05,N1 advice,2021-05-05,N2
	refuses 3 "in.csv:1: a needed column is missing: category" measure-add -f in.csv
}

@test "measure-add -f writes nothing if any row is bad, and tells of every bad row" {
	rows case,category,started,ended,end_reason @k1,advice,2021-02-01,, @k1,foster_kin,2021-02-01,2021-03-01, \
		@k1,advice,2021-03-01,2021-02-01, @k9,advice,,, @k3,advice,2020-06-01,,
	refuses 3 "in.csv:3: end_reason: a value is needed once a placement has ended" measure-add -f in.csv
	[[ "$stderr" == *"in.csv:4: ended: before it started: 2021-02-01"* ]]
	[[ "$stderr" == *"in.csv:5: case: no record has this ref: @k9"* ]]
	[[ "$stderr" == *"in.csv:6: ended: a value is needed: its case was closed on 2020-12-31"* ]]
	[[ "$stderr" == *"4 rows are bad; nothing was written"* ]]
	[ "$(count measure)" -eq 0 ]
}

@test "measure-add -f --keep-going writes the good rows, and --rejects can be mended and read again" {
	rows ref,case,category,ended m1,@k1,advice, m2,@k1,foster_kin,2021-12-31 m3,@k2,advice,
	run --separate-stderr measure-add -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	[ "$(wc -l <<<"$output")" -eq 3 ]
	head -n 1 bad.csv | same ref,case,category,ended,line,error
	grep -q '^m2,@k1,foster_kin,2021-12-31,3,end_reason: ' bad.csv
	measure-add -f bad.csv --end-reason other >/dev/null
	measure-list --columns ref --sort ref | same ref m1 m2 m3
}

@test "measure-add -f takes a ref once: --skip-existing passes over it, --update changes it" {
	rows ref,case,category,provider m1,@k1,advice,Fjell
	m=$(measure-add -f in.csv | awk -F, 'NR == 2 { print $2 }')
	rows ref,case,category,provider m1,@k1,advice,Dal m2,@k1,leisure,Dal
	refuses 3 "in.csv:2: ref: is there already: m1 ($m; --skip-existing passes over it, --update changes it)" \
		measure-add -f in.csv
	measure-add -f in.csv --skip-existing | cut -d, -f1,3 | same line,ref 3,m2
	measure-list --columns ref,provider | same ref,provider m1,Fjell m2,Dal
	measure-add -f in.csv --update >/dev/null
	measure-list --columns measure,provider --ref m1 | same measure,provider "$m,Dal"
	[ "$(count measure)" -eq 2 ]
}

@test "measure-add --dry-run says what is wrong and writes nothing" {
	advice --case @k1 --dry-run
	rows case,category @k1,advice
	measure-add -n -f in.csv
	refuses 3 "--ended: before it started" advice -n --case @k1 --ended 2021-12-30
	[ "$(count measure)" -eq 0 ]
}

@test "measure-add --template prints the header, which with no rows is a file that it reads" {
	measure-add --template >empty.csv
	same ref,source,office,case,category,started,ended,end_reason,law,decision,provider,carer,best_interest <empty.csv
	measure-add -f empty.csv | same line,measure,ref
}

@test "measure-add writes nothing that it cannot print" {
	run --separate-stderr bash -c 'measure-add --case @k1 --category advice >/dev/full'
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	[ "$(count measure)" -eq 0 ]
}

@test "measure-add without the key that seals refuses why it is best for the child, and keeps it nowhere" {
	rm keys/*.case.key
	rows case,category,best_interest @k1,advice,Hemmelig
	refuses 5 "no key to seal" measure-add -f in.csv
	[[ "$stderr" != *Hemmelig* ]]
	advice --case @k1 >/dev/null
	[ "$(count measure)" -eq 1 ]
}

# Days and reasons.

@test "measure-add: a measure does not end before it starts, but may begin and end on one day" {
	refuses 3 "--ended: before it started: 2021-02-28" advice --case @k1 --started 2021-03-01 --ended 2021-02-28
	advice --case @k1 --started 2021-03-01 --ended 2021-03-01
}

@test "measure-add: what is agreed may begin and end after today" {
	advice --case @k1 --started 2022-01-10 --ended 2022-06-30
	home --case @k2 --started 2022-01-10
}

@test "measure-add: a placement that has ended has a reason, help at home need not" {
	for category in foster_kin emergency_home institution kafala housing_followed; do
		refuses 3 "--end-reason: a value is needed once a placement has ended" \
			measure-add --case @k1 --category $category --started 2021-02-01 --ended 2021-02-03
	done
	advice --case @k1 --ended 2021-12-31 >/dev/null
	advice --case @k1 --ended 2021-12-31 --end-reason goals_met >/dev/null
	measure-list --columns end_reason | same end_reason '""' goals_met
	refuses 3 "--ended: a value is needed once there is a reason" advice --case @k1 --end-reason goals_met
}

@test "measure-add: a category holds on the day that the measure starts" {
	norway
	refuses 3 "--category: not valid on 2020-12-31: emergency_home_kin (valid from 2021-01-01)" \
		measure-add --case @k2 --category emergency_home_kin --started 2020-12-31 --law x
	measure-add --case @k2 --category emergency_home_kin --started 2021-01-01 --law x
}

# What a placement rests on.

@test "measure-add: in the Norwegian profile a placement names the decision or the law it rests on" {
	norway
	for category in institution foster_nonkin emergency_home_kin foster_other housing_followed; do
		refuses 5 "--decision: a placement rests on a decision or a law: give one (--override \"why\" goes on)" \
			measure-add --case @k1 --category $category --started 2021-12-01
	done
	[ "$(count measure)" -eq 0 ]
	advice --case @k1 >/dev/null
	measure-add --case @k1 --category respite_home >/dev/null
	home --case @k1 --started 2021-12-01 --law 'bvl. § 4-12' >/dev/null
	home --case @k1 --started 2021-12-01 --decision "$(decision-add --case @k1 --kind care_order)" >/dev/null
	[ "$(count measure)" -eq 4 ]
}

@test "measure-add: other profiles do not ask what a placement rests on" {
	home --case @k1
}

@test "measure-add --override goes past a rule and keeps why, sealed; where none stood in the way it keeps nothing" {
	norway
	m=$(home --case @k1 --override 'Vedtaket kommer i morgen')
	advice --case @k1 --override 'Unødig' >/dev/null
	measure-list --columns category,overridden | same category,overridden 'foster_kin,Vedtaket kommer i morgen' advice,
	run ! grep -q Vedtaket registry.db*
	rm keys/*.case.key
	measure-list --columns category,overridden | same category,overridden foster_kin, advice,
}

@test "measure-add --override does not go past what is wrong" {
	refuses 3 "--ended: before it started" advice --case @k1 --ended 2021-01-09 --override 'Likevel'
	refuses 3 "--end-reason: a value is needed" home --case @k1 --ended 2021-12-31 --override 'Likevel'
}

@test "measure-add --override with no reason in it is refused" {
	norway
	refuses 2 "--override: say why" home --case @k1 --override ''
	refuses 2 "--override: say why" home --case @k1 --override ' '
	[ "$(count measure)" -eq 0 ]
}

@test "measure-add: a decision about another child is refused, one of an earlier case of the child is not" {
	d=$(decision-add --case @k2 --kind care_order)
	refuses 3 "--decision: is about another child" home --case @k1 --decision "$d"
	refuses 3 "--decision: is about another child" advice --case @k1 --decision "$d" --override 'Likevel'
	rows case,category,decision @k1,foster_kin,"$d" @k2,foster_kin,"$d"
	refuses 3 "in.csv:2: decision: is about another child" measure-add -f in.csv
	home --case @k2 --decision "$d"
	d=$(decision-add --case @k3 --kind care_order --decided 2020-06-01)
	home --case "$(case-reopen @k3 --opened 2021-01-01)" --started 2021-01-01 --decision "$d"
}

@test "measure-add: a decision that was struck out is refused" {
	d=$(decision-add --case @k1 --kind help_measure)
	record-void "$d" --reason dobbelt >/dev/null
	refuses 5 "--decision: was struck out: $d" advice --case @k1 --decision "$d"
	[ "$(count measure)" -eq 0 ]
}

# Two placements of a child at once.

@test "measure-add: two placements overlap by the days of the profile and no more" {
	a=$(home --case @k1 --started 2021-02-01 --ended 2021-05-01 --end-reason planned)
	# The 90 days from 1 February to 1 May are enough.
	home --case @k1 --started 2021-01-15 --ended 2021-05-20 --end-reason planned >/dev/null
	record-void "$(measure-list --columns measure | tail -n 1)" --reason x >/dev/null
	record-edit "$a" --ended 2021-05-02
	refuses 5 "for more than 90 days" home --case @k1 --started 2021-01-15 --ended 2021-05-20 --end-reason planned
	[[ "$stderr" == *"$a"*"(--override \"why\" goes on)"* ]]
	home --case @k1 --started 2021-02-02 --ended 2021-05-20 --end-reason planned
	measure-add --case @k1 --category institution --started 2021-01-15 --ended 2021-05-20 --end-reason planned --override 'Delt uke'
}

@test "measure-add: a placement that is open overlaps until today" {
	a=$(home --case @k1 --started 2021-02-01)
	refuses 5 "$a" home --case @k1 --started 2021-10-02
	# From 3 October to 31 December are 90 days.
	b=$(home --case @k1 --started 2021-10-03)
	# A day later it overlaps a day more, so that a third is one too many.
	CASEWORK_TODAY=2022-01-01 refuses 5 "$b" home --case @k1 --started 2021-10-03
	CASEWORK_TODAY=2022-01-01 home --case @k1 --started 2021-10-04
}

@test "measure-add: an open placement and one that will end overlap until that end" {
	home --case @k1 --started 2021-02-01 >/dev/null
	home --case @k1 --started 2021-12-01 --ended 2022-02-28 --end-reason planned
	refuses 5 "for more than 90 days" home --case @k1 --started 2021-12-01 --ended 2022-03-01 --end-reason planned
}

@test "measure-add: placements of a child are weighed over all its cases" {
	home --case @k3 --started 2020-06-01 --ended 2020-12-31 --end-reason moved_foster >/dev/null
	# The same child at another office, before the first case was closed.
	child=$(column case k3 person)
	c=$(case-new --person "$child" --office N1 --opened 2020-09-01)
	refuses 5 "for more than 90 days" home --case "$c" --started 2020-10-02 --ended 2021-01-31 --end-reason planned
	home --case "$c" --started 2020-10-03 --ended 2021-01-31 --end-reason planned
	# And in the case opened again.
	d=$(case-reopen @k3 --opened 2021-01-01)
	home --case "$d" --started 2021-01-01
	refuses 5 "for more than 90 days" home --case "$d" --started 2021-06-01
}

@test "measure-add: help at home, other children and what was struck out stand in no placement's way" {
	m=$(home --case @k1 --started 2021-02-01)
	advice --case @k1 --started 2021-02-01
	advice --case @k1 --started 2021-02-01
	home --case @k2 --started 2021-02-01
	refuses 5 "$m" home --case @k1 --started 2021-02-01
	record-void "$m" --reason dobbelt
	home --case @k1 --started 2021-02-01
}

@test "measure-add -f: the rows of one file are weighed against each other" {
	rows case,category,started @k1,foster_kin,2021-02-01 @k1,institution,2021-03-01
	refuses 5 "in.csv:3: started: " measure-add -f in.csv
	[[ "$stderr" == *"for more than 90 days"* ]]
	[ "$(count measure)" -eq 0 ]
}

# The case's days.

@test "measure-add: a measure lies within the days of its case" {
	refuses 5 "--started: before its case was opened: 2021-01-08 (--override \"why\" goes on)" advice --case @k1 --started 2021-01-07
	advice --case @k1 --started 2021-01-08
	refuses 5 "--ended: after its case was closed: 2020-12-31 (--override \"why\" goes on)" \
		advice --case @k3 --started 2020-12-01 --ended 2021-01-01
	advice --case @k3 --started 2020-12-01 --ended 2020-12-31
	refuses 5 "--ended: a value is needed: its case was closed on 2020-12-31 (--override \"why\" goes on)" \
		advice --case @k3 --started 2020-12-01
	refuses 5 "--started: after its case was closed: 2020-12-31 (--override \"why\" goes on)" advice --case @k3 --started 2021-01-01
	advice --case @k3 --started 2020-12-01 --override 'Går videre frivillig'
}

@test "measure-add: history from before rules bind is let through, told and counted" {
	record-edit office:N1 --live-from 2021-06-01
	run --separate-stderr advice --case @k1 --started 2020-12-01
	[ "$status" -eq 0 ]
	[[ "$output" == ME-* ]]
	[[ "$stderr" == *"--started: before its case was opened: 2021-01-08 (history: it is let through)"* ]]
	rows case,category,started @k1,advice,2020-11-01 @k1,advice,2021-07-01 @k1,advice,2020-10-01
	run --separate-stderr measure-add -f in.csv
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"in.csv:2: started: before its case was opened: 2021-01-08 (history: it is let through)"* ]]
	[[ "$stderr" == *"in.csv:4: started: "* ]]
	[[ "$stderr" == *"in.csv: 2 rules not kept by history from before live_from"* ]]
	[ "$(count measure)" -eq 4 ]
	# Nothing was overridden by it, and what is wrong stays wrong.
	[ "$(count measure --match overridden=.)" -eq 0 ]
	refuses 3 "--ended: before it started" advice --case @k1 --started 2020-12-01 --ended 2020-11-01
	# Rules always bind an office that has no such day.
	refuses 5 "before its case was opened" advice --case @k2 --started 2020-01-01
}

@test "measure-add: from the day that rules bind they do" {
	record-edit office:S1 --live-from 2020-10-01
	advice --case @k3 --started 2020-09-30 --ended 2021-01-01
	refuses 5 "after its case was closed" advice --case @k3 --started 2020-10-01 --ended 2021-01-01
}

# The child of a measure.

@test "measure-add: with another case a measure is of another child, at that case's office" {
	m=$(advice --case @k1 --started 2021-02-01)
	measure-list --columns given_name,person,office | same given_name,person,office "Kari,$(column case k1 person),N1"
	record-edit "$m" --case @k2
	measure-list --columns given_name,person,office | same given_name,person,office "أحمد,$(column case k2 person),N2"
	measure-list --person "$(column case k1 person)" --columns measure | same measure
}

@test "measure-add: with another case a measure is weighed anew: its decision, its days, the child's other placements" {
	d=$(decision-add --case @k1 --kind help_measure)
	m=$(advice --case @k1 --started 2021-02-01 --decision "$d")
	refuses 3 "--decision: is about another child" record-edit "$m" --case @k2
	record-edit "$m" --clear decision
	refuses 5 "--started: after its case was closed" record-edit "$m" --case @k3
	home --case @k2 --started 2021-02-01 >/dev/null
	n=$(home --case @k1 --started 2021-02-01)
	refuses 5 "for more than 90 days" record-edit "$n" --case @k2
	record-edit "$m" --case @k2
}

@test "a decision that a measure rests on is not struck out" {
	c=$(printf 'given_name,birth,opened\nOla,2010-05-05,2021-01-01\n' | case-new -f - | tail -n 1 | cut -d , -f 2)
	d=$(decision-add --case "$c" --kind care_order --decided 2021-02-01)
	m=$(measure-add --case "$c" --category foster_kin --started 2021-02-02 --decision "$d")
	refuses 5 "$m rests on it: strike that out first" record-void --reason mistake "$d"
	record-edit "$m" --clear decision --law "section 5"
	record-void --reason mistake "$d"
}
