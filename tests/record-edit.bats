#!/usr/bin/env bats
# record-edit: records of any kind are mended; the old values go to their history.

setup() { load helper; furnished; }

# id REF: the id of the message that was loaded with this ref.
id() { concern-list --ref "$1" --columns concern | tail -n 1; }

@test "record-edit mends a message and prints its id alone" {
	c=$(id a1)
	run --separate-stderr record-edit "$c" --received 2021-01-03 --urgency urgent
	[ "$status" -eq 0 ]
	[ "$output" = "$c" ]
	[ -z "$stderr" ]
	concern-show "$c" --columns received,urgency,outcome | same received,urgency,outcome 2021-01-03,urgent,investigate
	record-show "$c" --history | cut -d, -f3- |
		same staff,command,field,old admin,record-edit,received,2021-01-04 admin,record-edit,urgency,normal
}

@test "record-edit names records by id, by ref, by office:CODE and staff:CODE" {
	record-edit @a1 --urgency urgent | same "$(id a1)"
	record-edit @N1:a1 --urgency normal | same "$(id a1)"
	record-edit office:N1 --name Fjell | same "$(record-show office:N1 --columns office | tail -n 1)"
	record-edit staff:admin --name Leder >/dev/null
	office-list --columns code,name --match code=N1 | same code,name N1,Fjell
	staff-list --columns name | same name Leder
}

@test "record-edit mends several records of one kind at once, all or none" {
	record-edit @a1 @a3 --language en | same "$(id a1)" "$(id a3)"
	concern-list --language en --columns ref | same ref a1 a3
	refuses 3 "@none: no record has this ref" record-edit @a1 @none --language fr
	refuses 2 "an office among records of another kind" \
		record-edit @a1 "$(office-list --columns office | tail -n 1)" --language fr
	[ "$(count concern --language fr)" -eq 0 ]
}

@test "record-edit: a fault among several records says which of them it is" {
	run --separate-stderr record-edit @a1 @a10 --decided 2021-12-28
	[ "$status" -eq 3 ]
	[[ "$stderr" == *"$(id a10)"* ]]
	concern-show @a1 --columns decided | same decided 2021-01-08
}

@test "record-edit --clear empties a field, unless it is needed" {
	record-edit @a1 --clear child-sex --clear language
	concern-show @a1 --columns child_sex,language,office | same child_sex,language,office ,,N1
	refuses 3 "--received: a value is needed" record-edit @a1 --clear received
	refuses 3 "--outcome: a value is needed once it is decided" record-edit @a1 --clear outcome
	refuses 3 "--clear: no such field: sex" record-edit @a1 --clear sex
	record-edit @a1 --clear outcome --clear decided
	concern-show @a1 --columns decided,outcome | same decided,outcome ,
}

@test "record-edit: what changes has to fit what stays" {
	refuses 3 "--decided: before the message came in: 2021-01-08" record-edit @a1 --received 2021-01-09
	refuses 3 "--received: after today: 2022-01-01" record-edit @a10 --received 2022-01-01
	refuses 3 "--same-as: the message itself" record-edit @a1 --same-as "$(id a1)"
	refuses 3 "--same-as: the message itself" record-edit @a1 --same-as @a1
}

@test "record-edit: + and - add to a field of many and take from it" {
	record-edit @a2 --content +basic_care >/dev/null
	concern-show @a2 --columns content | same content 'home_violence|basic_care'
	record-edit @a2 --content=-home_violence >/dev/null
	concern-show @a2 --columns content | same content basic_care
	record-edit @a2 --content home_violence,sexual_abuse >/dev/null
	concern-show @a2 --columns content | same content 'home_violence|sexual_abuse'
	refuses 3 "--content: a value is needed" record-edit @a2 --content -home_violence,-sexual_abuse
}

@test "record-edit without anything to change says so" {
	run --separate-stderr record-edit @a1
	[ -n "$stderr" ]
	record-show @a1 --history | same journal,time,staff,command,field,old
}

@test "record-edit refuses secrets as options, fields of other kinds, and what is set once" {
	refuses 2 "--child-given: a secret is never an argument" record-edit @a1 --child-given Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
	refuses 2 "--name: a message of concern has no such field" record-edit @a1 --name Hei
	refuses 2 "no such option: --urgncy (--urgency?)" record-edit @a1 --urgncy urgent
	refuses 2 "--ref" record-edit @a1 --ref b1
	printf 'concern,ref\n@a1,b1\n' >in.csv
	refuses 3 "in.csv:2: ref: cannot be changed once it is set" record-edit -f in.csv
	printf 'concern,source\n@a1,N2\n' >in.csv
	refuses 3 "in.csv:2: source: cannot be changed once it is set" record-edit -f in.csv
	refuses 2 "which record? give its id, or -f FILE" record-edit --urgency urgent
}

@test "record-edit moves a message to another office; its ref stays its sender's" {
	record-edit @a1 --office S1 >/dev/null
	concern-show @N1:a1 --columns office,source,ref | same office,source,ref S1,N1,a1
	[ "$(count concern --office NORD)" -eq 3 ]
}

@test "record-edit -f: the first column names the kind of record" {
	printf '%s\n' concern,urgency,child_given @a1,urgent,Karen "$(id a3),emergency," >in.csv
	record-edit -f in.csv | same line,concern "2,$(id a1)" "3,$(id a3)"
	concern-list --urgency urgent,emergency --columns ref,urgency,child_given --office NORD |
		same ref,urgency,child_given a1,urgent,Karen a2,urgent,Ola a3,emergency,أحمد
	printf '%s\n' office,name N1,Fjell S1,Sør >in.csv
	record-edit -f in.csv | cut -d, -f1 | same line 2 3
	printf '%s\n' staff,name admin,Leder >in.csv
	record-edit -f in.csv | cut -d, -f1 | same line 2
	office-list --columns name --match 'code=^(N1|S1)$' | same name Fjell Sør
	printf '%s\n' ref,urgency a1,urgent >in.csv
	refuses 3 "in.csv:1: the first column names the records" record-edit -f in.csv
}

@test "record-edit -f: an empty cell keeps what is there, \\N clears it" {
	printf '%s\n' concern,child_given,child_family,language '@a1,,\N,' '@a3,\N,,\N' >in.csv
	record-edit -f in.csv >/dev/null
	concern-list --columns ref,child_given,child_family,language --ref a1 |
		same ref,child_given,child_family,language a1,Kari,,nb
	concern-list --columns ref,child_given,child_family,language --ref a3 |
		same ref,child_given,child_family,language a3,,حسن,
}

@test "record-edit -f tells of every bad row, and writes nothing" {
	printf '%s\n' concern,urgency @a1,urgent @a3,soon @none,urgent >in.csv
	refuses 3 "in.csv:3: urgency: no such code: soon" record-edit -f in.csv
	[[ "$stderr" == *"in.csv:4: concern: no record has this ref: @none"* ]]
	concern-show @a1 --columns urgency | same urgency normal
}

@test "record-edit -f - mends what a list printed" {
	concern-list --columns concern,journal,urgency --urgency normal | sed 's/,normal$/,urgent/' |
		record-edit -f - >/dev/null
	[ "$(count concern --urgency normal)" -eq 0 ]
	[ "$(count concern --urgency urgent)" -eq 9 ]
	registry-check -q
}

@test "record-edit -f refuses a row whose record has changed since its journal column was read" {
	concern-list --columns concern,journal,urgency --office N1 >mine.csv
	record-edit @a1 --language en >/dev/null
	sed 's/,[a-z]*$/,emergency/; 1s/.*/concern,journal,urgency/' mine.csv >in.csv
	refuses 5 "in.csv:2: journal: changed since it was read" record-edit -f in.csv
	[ "$(count concern --urgency emergency)" -eq 1 ]
	run --separate-stderr record-edit -f in.csv --keep-going
	[ "$status" -eq 1 ]
	same line,concern "3,$(id a2)" <<<"$output"
	# Read again, it goes in.
	concern-list --columns concern,journal,urgency --office N1 | sed 's/,normal$/,emergency/' | record-edit -f - >/dev/null
	[ "$(count concern --urgency emergency)" -eq 3 ]
}

@test "record-edit: the journal column is as good for offices" {
	office-list --columns office,journal,name --parent NORD >in.csv
	record-edit "$(record-show office:N2 --columns office | tail -n 1)" --name Dal >/dev/null
	sed -i 's/Tjenesten/Kontoret/' in.csv
	refuses 5 "in.csv:3: journal: changed since it was read" record-edit -f in.csv
}

@test "record-edit refuses a record that was struck out, and one that is not there" {
	c=$(id a1)
	record-void "$c" --reason dobbelt >/dev/null
	refuses 5 "was struck out, and stays as it is" record-edit "$c" --urgency urgent
	refuses 3 "mistyped" record-edit "${c/1-/2-}" --urgency urgent
	refuses 3 "no such code" record-edit office:N9 --name Ni
}

@test "record-edit --dry-run checks and writes nothing" {
	record-edit -n @a1 --urgency urgent
	concern-show @a1 --columns urgency | same urgency normal
	refuses 3 "--urgency: no such code: soon" record-edit -n @a1 --urgency soon
}

@test "record-edit without the key mends what is in the clear, and no secret" {
	rm keys/*.case.key
	record-edit @a1 --urgency urgent
	concern-show @a1 --columns urgency | same urgency urgent
	printf 'concern,child_given\n@a1,Hemmelig\n' >in.csv
	refuses 5 "no key to seal" record-edit -f in.csv
	[[ "$stderr" != *Hemmelig* ]]
}
