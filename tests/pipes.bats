#!/usr/bin/env bats
# What one command prints the next one reads: lists into adds and edits, adds into adds.

setup() { load helper; families; }

# refs NOUN ARGUMENTS...: the refs of its records that are listed, on one line.
refs() { "$1-list" --columns "ref,$1" "${@:2}" | tail -n +2 | cut -d, -f1 | paste -sd ' ' -; }

# unchanged NOUN: what its list prints is read by record-edit, every column of it, and nothing changes.
unchanged() {
	"$1-list" "${@:2}" >before
	[ "$(wc -l <before)" -gt 2 ]
	record-edit -f before --verbose 2>said >/dev/null || { cat said; return 1; }
	grep -q ' 0 added, 0 changed' said || { cat said; return 1; }
	"$1-list" "${@:2}" | diff before -
}

@test "pipes: the same help for every open case of an office" {
	case-list --columns case --office NORD --closed '' | measure-add -f - --category family_conference >/dev/null
	measure-list --category family_conference --columns given_name,started,office --sort case | tail -n +2 | sort |
		same Kari,2021-12-31,N1 أحمد,2021-12-31,N2 أمل,2021-12-31,N1
}

@test "pipes: all messages that nobody has decided are dropped" {
	concern-list --columns concern --outcome '' | concern-decide -f - --outcome dropped >/dev/null
	[ "$(refs concern --decided 2021-12-31 --outcome dropped)" = "a10" ]
	[ "$(count concern --outcome '')" -eq 0 ]
}

@test "pipes: every measure of a case ends on one day" {
	measure-list --columns measure --case @c3 --ended '' | measure-end -f - --ended 2021-12-30 --end-reason returned_home >/dev/null
	[ "$(refs measure --ended 2021-12-30)" = "m5 m6" ]
}

@test "pipes: cases are closed as they were listed, and not if one has changed since" {
	measure-end @m1 @m8 >/dev/null
	case-list --columns case,journal --office N1 --closed '' >open.csv
	record-edit case:@c6 --risk low
	refuses 5 "open.csv:3: journal: changed since it was read" case-close -f open.csv --close-reason goals_met
	[ "$(refs case --closed 2021-12-31)" = "" ]
	case-list --columns case,journal --office N1 --closed '' | case-close -f - --close-reason goals_met >/dev/null
	[ "$(refs case --closed 2021-12-31)" = "c1 c6" ]
}

@test "pipes: every investigation that is open ends, and a case that was closed opens again" {
	investigation-list --columns investigation --ended '' | investigation-end -f - --outcome measures --child-heard talked >/dev/null
	[ "$(refs investigation --ended 2021-12-31)" = "i7" ]
	# The column case of the list is the column previous of the new spell.
	case-list --columns case --ref c4 | sed '1s/case/previous/' | case-reopen -f - --opened 2021-12-01 >/dev/null
	case-list --opened 2021-12-01 --columns given_name,status | same given_name,status Per,open
}

@test "pipes: messages become cases, and cases investigations" {
	concern-list --columns concern --ref a10 | case-new -f - --opened 2021-12-30 | investigation-add -f - --started 2021-12-30 >/dev/null
	investigation-list --started 2021-12-30 --columns given_name,office | same given_name,office Eva,OSL
}

@test "pipes: what an add prints is read by the next, its line passed over, its ref kept" {
	printf 'ref,given_name,family_name,birth,office\nx1,Liv,Aas,2016-01-01,N1\nx2,Ida,Aas,2018-01-01,N2\n' | case-new -f - >cases.csv
	investigation-add -f cases.csv --started 2021-12-31 | cut -d, -f1,3 | same line,ref 2,x1 3,x2
	measure-add -f cases.csv --category advice | cut -d, -f1,3 | same line,ref 2,x1 3,x2
	measure-list --category advice --ref x2 --columns ref,source,given_name | same ref,source,given_name x2,N2,Ida
	# The same file again does nothing twice.
	measure-add -f cases.csv --category advice --skip-existing | same line,measure,ref
	[ "$(count measure --category advice)" -eq 3 ]
}

@test "pipes: a decision for each case, and a placement that rests on it" {
	case-list --columns case --ref c6 | decision-add -f - --kind care_order --decided 2021-12-01 >/dev/null
	decision-list --decided 2021-12-01 --columns decision,case | measure-add -f - --category foster_kin --started 2021-12-02 >/dev/null
	measure-list --started 2021-12-02 --columns given_name,decision |
		same given_name,decision "أمل,$(decision-list --decided 2021-12-01 --columns decision | tail -n 1)"
}

@test "pipes: a chain of writers, each after the one before it" {
	echo 'reporter,content,child_given,child_family,child_birth
school,basic_care,Ola,Dahl,2015-05-05' | concern-add -f - --received 2021-12-01 |
		case-new -f - --opened 2021-12-02 | measure-add -f - --category leisure --started 2021-12-03 |
		measure-end -f - --ended 2021-12-20 >/dev/null
	measure-list --category leisure --columns given_name,started,ended | same given_name,started,ended Ola,2021-12-03,2021-12-20
	registry-check
}

@test "pipes: a list is struck out" {
	measure-list --columns measure --category kindergarten | tail -n +2 | xargs record-void --reason dobbelt >/dev/null
	[ "$(refs measure --case @c1)" = "m1" ]
}

@test "pipes: the list of every noun can be read back as it is" {
	for noun in office staff person concern case investigation measure decision; do
		unchanged "$noun" || { echo "culprit: $noun"; return 1; }
	done
}

@test "pipes: so can the list as a spreadsheet writes it, with what is sealed" {
	for noun in person concern measure decision; do
		"$noun-list" --columns all --excel >before.csv
		record-edit -f before.csv --excel -v 2>said >/dev/null || { echo "culprit: $noun"; cat said; return 1; }
		grep -q ' 0 added, 0 changed' said || { echo "culprit: $noun"; cat said; return 1; }
	done
	registry-check
}

@test "pipes: one column of a list, mended on the way" {
	measure-list --columns measure,provider --office NORD | sed 's/Tjenesten //' | record-edit -f - >/dev/null
	measure-list --columns ref,provider --match provider=. | same ref,provider m1,Fjell
	case-list --columns case,lead --closed '' | record-edit -f - --risk low >/dev/null
	[ "$(count case --risk low --closed '')" -eq 5 ]
}

@test "pipes: a child's cases, its measures, its decisions, by the child alone" {
	child=$(case-list --ref c8 --columns person | tail -n 1)
	[ "$(refs case --person "$child")" = "c5 c8" ]
	[ "$(refs measure --person "$child")" = "m7" ]
	[ "$(refs investigation --person "$child")" = "i5 i7" ]
	measure-list --person "$child" --columns measure | record-edit -f - --law 'bvl. § 4-4' >/dev/null
	[ "$(refs measure --law 'bvl. § 4-4' --person "$child")" = "m7" ]
}

@test "pipes: notes about each case of a list" {
	case-list --columns case --closed '' | sed '1s/case/about/' >about.csv
	CASEWORK_UNSAFE_ARGS=1 note-add -f about.csv --text 'Nytt år, ny plan.' --kind contact >/dev/null
	[ "$(count note --kind contact)" -eq 5 ]
}

@test "pipes: where a link of the chain fails nothing after it is written" {
	printf 'ref,given_name,family_name,birth\nx1,Liv,Aas,2016-13-01\n' >in.csv
	run bash -o pipefail -c 'case-new -f in.csv | measure-add -f - --category advice'
	[ "$status" -ne 0 ]
	[ "$(count measure)" -eq 9 ]
	[ "$(count case)" -eq 8 ]
}
