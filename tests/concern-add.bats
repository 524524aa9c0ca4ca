#!/usr/bin/env bats
# concern-add: messages of concern are registered, one by hand or many from CSV.

setup() { load helper; fresh; }

# add ARGUMENTS...: a message with what is needed, and these.
add() { concern-add --reporter school --content basic_care "$@"; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# A batch is read from tests/data with its offices.
offices() { office-add -f "$top/tests/data/offices.csv" >/dev/null; }

@test "concern-add registers a message and prints its id alone" {
	run --separate-stderr add
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^M-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
}

@test "concern-add: c=\$(concern-add ...) names the message for the commands that follow" {
	c=$(add)
	concern-decide "$c" --outcome dropped
	concern-show "$c" --columns concern,outcome | same concern,outcome "$c,dropped"
}

@test "concern-add numbers messages in the order they came" {
	a=$(add) b=$(add)
	[[ "$a" == M-OSL-2021-000001-* && "$b" == M-OSL-2021-000002-* ]]
}

@test "concern-add takes today, normal urgency and one's own office where nothing is said" {
	add >/dev/null
	concern-list --columns received,urgency,office,decided,outcome,ref |
		same received,urgency,office,decided,outcome,ref 2021-12-31,normal,OSL,,,
}

@test "concern-add keeps every clear field that is given as an option" {
	first=$(add)
	c=$(add --received 2021-03-08 --received-at 2021-03-08T14:05 --urgency=emergency --same-as "$first" \
		--child-sex female --language ar --interpreter yes --informed no --anonymous no --ref 17 \
		--decided 2021-03-09 --outcome investigate --decided-by admin)
	concern-show "$c" --columns received,received_at,urgency,same_as,child_sex,language,interpreter,informed,anonymous |
		same received,received_at,urgency,same_as,child_sex,language,interpreter,informed,anonymous \
			"2021-03-08,2021-03-08T14:05,emergency,$first,female,ar,yes,no,no"
	concern-show "$c" --columns ref,source,decided,outcome,decided_by |
		same ref,source,decided,outcome,decided_by 17,OSL,2021-03-09,investigate,admin
}

@test "concern-add takes several reporters and contents, repeated or with commas, in the order of the list" {
	c=$(concern-add --reporter school --reporter police --content home_violence,basic_care)
	concern-show "$c" --columns reporter,content | same reporter,content 'police|school,home_violence|basic_care'
}

@test "concern-add says every value that is missing" {
	run --separate-stderr concern-add
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[[ "$stderr" == *"--reporter: a value is needed"* ]]
	[[ "$stderr" == *"--content: a value is needed"* ]]
	[ "$(count concern)" -eq 0 ]
}

@test "concern-add says every value that is wrong, by the name of its option, with the nearest code" {
	run --separate-stderr concern-add --reporter skool --content basic_care --received 2021-02-30 \
		--received-at 14:05 --interpreter perhaps --office NOWHERE --decided-by nobody
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[[ "$stderr" == *"--reporter: no such code: skool (school?)"* ]]
	[[ "$stderr" == *"--received: not a day: 2021-02-30"* ]]
	[[ "$stderr" == *"--received-at: not a time"* ]]
	[[ "$stderr" == *"--interpreter: neither yes nor no: perhaps"* ]]
	[[ "$stderr" == *"--office: no such office: NOWHERE"* ]]
	[[ "$stderr" == *"--decided-by: no such member of staff: nobody"* ]]
	[ "$(count concern)" -eq 0 ]
}

@test "concern-add refuses operands, unknown options and options given twice" {
	refuses 2 "takes no operands: Kari" add Kari
	refuses 2 "no such option: --urgncy (--urgency?)" add --urgncy urgent
	refuses 2 "--received: given twice" add --received 2021-01-01 --received 2021-01-02
	refuses 2 "--received needs a value" concern-add --received
}

@test "concern-add refuses a secret as an option and does not repeat it" {
	refuses 2 "--child-given: a secret is never an argument" add --child-given Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
	refuses 2 "--narrative: a secret is never an argument" add --narrative=Hemmelig
	[[ "$stderr" != *Hemmelig* ]]
	[ "$(count concern)" -eq 0 ]
	CASEWORK_UNSAFE_ARGS=1 add --child-given Kari >/dev/null
	concern-list --columns child_given | same child_given Kari
}

@test "concern-add -f prints line, id and ref of each row, by its first line in the file" {
	offices
	# The first message's account takes two lines, so the second begins on line 4.
	concern-add -f "$top/tests/data/concerns.csv" >out.csv
	head -n 3 out.csv | sed 's/-[0-9A-Z],/,/' |
		same line,concern,ref 2,M-OSL-2021-000001,a1 4,M-OSL-2021-000002,a2
	[ "$(wc -l <out.csv)" -eq 11 ]
	[ "$(count concern)" -eq 10 ]
}

@test "concern-add -f without refs prints line and id" {
	rows reporter,content school,basic_care
	concern-add -f in.csv | sed 's/-[0-9A-Z]$//' | same line,concern 2,M-OSL-2021-000001
}

@test "concern-add reads standard input with -f - only" {
	echo nonsense | add >/dev/null
	printf 'reporter,content\nschool,basic_care\n' | concern-add -f - >/dev/null
	[ "$(count concern)" -eq 2 ]
}

@test "concern-add -f: options fill in for the columns that are absent" {
	offices
	rows ref,reporter 1,school 2,police
	concern-add -f in.csv --content basic_care --office N1 --received 2021-05-05 >/dev/null
	concern-list --columns ref,reporter,content,office,source,received |
		same ref,reporter,content,office,source,received 1,school,basic_care,N1,N1,2021-05-05 \
			2,police,basic_care,N1,N1,2021-05-05
}

@test "concern-add -f: names in any script, quotes and line ends come back as they were" {
	offices
	concern-add -f "$top/tests/data/concerns.csv" >/dev/null
	concern-list --columns child_given,child_family,narrative --ref a1 |
		same child_given,child_family,narrative 'Kari,Nordmann,"Barnet kommer uten mat.' '""Jeg er sulten"", sier hun."'
	concern-list --columns child_given,child_family,narrative --ref a3 |
		same child_given,child_family,narrative 'أحمد,حسن,الطفل خائف.'
	concern-list --columns child_given,child_family --ref a5 | same child_given,child_family Мария,Иванова
}

@test "concern-add leaves the month of a sealed birth in the clear, and the day nowhere" {
	offices
	concern-add -f "$top/tests/data/concerns.csv" >/dev/null
	concern-list --ref a2 --columns child_birth,child_birth_month | same child_birth,child_birth_month 2010-03-31,2010-03
	run ! grep -rq 2010-03-31 registry.db
}

@test "concern-add -f writes nothing if any row is bad, and tells of every bad row" {
	rows reporter,content,received school,basic_care,2021-01-01 school,basic_cars,2021-01-01 ,basic_care,2021-13-01 \
		school,basic_care,2021-01-01
	refuses 3 "in.csv:3: content: no such code: basic_cars (basic_care?)" concern-add -f in.csv
	[[ "$stderr" == *"in.csv:4: reporter: a value is needed"* ]]
	[[ "$stderr" == *"in.csv:4: received: not a day: 2021-13-01"* ]]
	[[ "$stderr" == *"2 rows are bad; nothing was written"* ]]
	[ "$(count concern)" -eq 0 ]
}

@test "concern-add -f --keep-going writes the good rows, and --rejects can be mended and read again" {
	rows ref,reporter,content 1,school,basic_care 2,school,basic_cars 3,police,basic_care
	run --separate-stderr concern-add -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	[ "$(wc -l <<<"$output")" -eq 3 ]
	[[ "$stderr" == *"1 row is bad; the good ones are written"* ]]
	head -n 1 bad.csv | same ref,reporter,content,line,error
	grep -q '^2,school,basic_cars,3,.*no such code' bad.csv
	sed 's/basic_cars/basic_care/' bad.csv >mended.csv
	concern-add -f mended.csv >/dev/null
	concern-list --columns ref | sort | same 1 2 3 ref
}

@test "concern-add -f takes a ref once: --skip-existing passes over it, --update changes it" {
	rows ref,reporter,content,urgency 1,school,basic_care,normal
	c=$(concern-add -f in.csv | awk -F, 'NR == 2 { print $2 }')
	rows ref,reporter,content,urgency 1,school,basic_care,urgent 2,police,basic_care,urgent
	refuses 3 "in.csv:2: ref: is there already: 1 ($c; --skip-existing passes over it, --update changes it)" \
		concern-add -f in.csv
	[ "$(count concern)" -eq 1 ]
	concern-add -f in.csv --skip-existing | cut -d, -f1,3 | same line,ref 3,2
	concern-list --columns ref,urgency | same ref,urgency 1,normal 2,urgent
	concern-add -f in.csv --update >/dev/null
	concern-list --columns concern,ref,urgency --ref 1 | same concern,ref,urgency "$c,1,urgent"
	[ "$(count concern)" -eq 2 ]
}

@test "concern-add: one ref may come from two offices" {
	offices
	add --ref 1 --office N1 >/dev/null
	add --ref 1 --office N2 >/dev/null
	concern-list --columns ref,source | same ref,source 1,N1 1,N2
}

@test "concern-add --dry-run says what is wrong and writes nothing" {
	rows reporter,content school,basic_care
	add --dry-run
	concern-add -n -f in.csv
	[ "$(count concern)" -eq 0 ]
	refuses 3 "--urgency: no such code: x" add -n --urgency x
}

@test "concern-add --template prints the header, which with no rows is a file that it reads" {
	concern-add --template >empty.csv
	[ "$(wc -l <empty.csv)" -eq 1 ]
	grep -q '^ref,source,office,received,.*,narrative,.*,reason,decided_by$' empty.csv
	concern-add -f empty.csv | same line,concern,ref
}

@test "concern-add: a decision is not before the message came in" {
	refuses 3 "--decided: before the message came in: 2021-02-28" \
		add --received 2021-03-01 --decided 2021-02-28 --outcome dropped
	add --received 2021-03-01 --decided 2021-03-01 --outcome dropped
}

@test "concern-add: what is decided has an outcome, and an outcome was decided" {
	refuses 3 "--outcome: a value is needed once it is decided" add --decided 2021-12-31
	refuses 3 "--decided: a value is needed once there is an outcome" add --outcome dropped
}

@test "concern-add: no day is after today" {
	refuses 3 "--received: after today: 2022-01-01" add --received 2022-01-01
	refuses 3 "--decided: after today: 2022-01-01" add --decided 2022-01-01 --outcome dropped
	CASEWORK_TODAY=2022-01-01 add --received 2022-01-01
}

@test "concern-add: a child may be unborn, but not born long after the message" {
	rows reporter,content,received,child_birth school,basic_care,2021-01-01,2021-10-20
	concern-add -f in.csv >/dev/null
	rows reporter,content,received,child_birth school,basic_care,2021-01-01,2022-01-01
	refuses 3 "in.csv:2: child_birth: long after the message came in" concern-add -f in.csv
	[[ "$stderr" != *2022-01-01* ]]
}

@test "concern-add: same_as is another message, by its id or its ref" {
	offices
	a=$(add --ref 1)
	b=$(add --ref 2 --office N1)
	add --same-as "$a" >/dev/null
	add --same-as @1 --ref 3 >/dev/null
	add --same-as @N1:2 --ref 4 >/dev/null
	concern-list --columns same_as --ref 3 | same same_as "$a"
	concern-list --columns same_as --ref 4 | same same_as "$b"
	refuses 3 "--same-as: no record has this ref" add --same-as @9
}

@test "concern-add refuses an id that is mistyped, of another kind or not there" {
	a=$(add)
	refuses 3 "mistyped: its check character does not fit" add --same-as "${a/1-/2-}"
	refuses 3 "the id of an office, not of a message of concern" \
		add --same-as "$(office-list --columns office | tail -n 1)"
	refuses 2 "1: short ids are for a person at a terminal; the whole id is $(concern-list --columns concern | sed -n 2p)" add --same-as 1
	# A well-formed id that nobody has been given: that of another registry's second message.
	CASEWORK_REGISTRY=$PWD/other.db registry-init -q --code OSL
	CASEWORK_REGISTRY=$PWD/other.db add >/dev/null
	b=$(CASEWORK_REGISTRY=$PWD/other.db add)
	refuses 3 "not there: $b" add --same-as "$b"
}

@test "concern-add: a code holds on the day of the message, and says what came after it" {
	CASEWORK_REGISTRY=$PWD/no.db
	registry-init -q --code NO1 --profile no
	concern-add --reporter school --content parent_skills --received 2020-12-31 >/dev/null
	refuses 3 "--content: not valid on 2021-01-01: parent_skills (valid to 2020-12-31; since then lack_protection|" \
		concern-add --reporter school --content parent_skills --received 2021-01-01
}

@test "concern-add writes nothing that it cannot print" {
	run --separate-stderr bash -c 'concern-add --reporter school --content basic_care >/dev/full'
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	[ "$(count concern)" -eq 0 ]
}

@test "concern-add without the key that seals refuses a name, and keeps it nowhere" {
	rm keys/*.case.key
	rows reporter,content,child_given school,basic_care,Hemmelig
	refuses 5 "no key to seal" concern-add -f in.csv
	[[ "$stderr" != *Hemmelig* ]]
	[ "$(count concern)" -eq 0 ]
}
