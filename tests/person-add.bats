#!/usr/bin/env bats
# person-add: whoever stands in a case or a register, one by hand or many from CSV.

setup() { load helper; fresh; }

# add ARGUMENTS...: a person, with names as options.
add() { CASEWORK_UNSAFE_ARGS=1 person-add "$@"; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# A registry of the profile `no`, which checks national ids.
norwegian() {
	export CASEWORK_REGISTRY=$PWD/no.db
	registry-init -q --code NO1 --profile no
}

@test "person-add registers a person and prints the id alone" {
	run --separate-stderr person-add --sex male
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^P-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
}

@test "person-add keeps every field that is given, and seals who the person is" {
	rows ref,given_name,family_name,other_names,national_id,birth,sex,background,country,language,interpreter,disability,population,phone,died \
		'p1,Siri,Vik,Lille Siri,x-17,2013-05-30,female,born_to_immigrants,NO,nb,no,hearing|sight,street,99 00 00 01,2020-02-03'
	p=$(person-add -f in.csv | awk -F, 'NR == 2 { print $2 }')
	person-list --columns person,ref,source,office,given_name,family_name,other_names,national_id,birth,sex,background |
		same person,ref,source,office,given_name,family_name,other_names,national_id,birth,sex,background \
			"$p,p1,OSL,OSL,Siri,Vik,Lille Siri,x-17,2013-05-30,female,born_to_immigrants"
	person-list --columns country,language,interpreter,disability,population,phone,died,birth_month |
		same country,language,interpreter,disability,population,phone,died,birth_month \
			'NO,nb,no,sight|hearing,street,99 00 00 01,2020-02-03,2013-05'
	for secret in Siri Vik x-17 2013-05-30 '99 00 00 01'; do
		run ! grep -qF "$secret" registry.db
	done
	registry-check --quiet
}

@test "person-add says every value that is wrong, by the name of its option" {
	run --separate-stderr person-add --sex f --background none_at_all --interpreter perhaps --disability deaf --population x \
		--died 2021-02-30 --office NOWHERE
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[[ "$stderr" == *"--sex: no such code: f ("* ]]
	[[ "$stderr" == *"--background: no such code: none_at_all"* ]]
	[[ "$stderr" == *"--interpreter: neither yes nor no: perhaps"* ]]
	[[ "$stderr" == *"--disability: no such code: deaf"* ]]
	[[ "$stderr" == *"--population: no such code: x"* ]]
	[[ "$stderr" == *"--died: not a day: 2021-02-30"* ]]
	[[ "$stderr" == *"--office: no such office: NOWHERE"* ]]
	[ "$(count person)" -eq 0 ]
}

@test "person-add refuses operands, unknown options and options given twice" {
	refuses 2 "takes no operands: Kari" person-add Kari
	refuses 2 "no such option: --sexx (--sex?)" person-add --sexx male
	refuses 2 "--sex: given twice" person-add --sex male --sex female
	refuses 2 "no such option: --name-digest" person-add --name-digest 00
}

@test "person-add refuses a secret as an option and does not repeat it" {
	for field in given-name family-name other-names national-id birth phone; do
		refuses 2 "--$field: a secret is never an argument" person-add "--$field" 20131317
		[[ "$stderr" != *20131317* ]]
	done
	[ "$(count person)" -eq 0 ]
}

@test "person-add -f never says a secret that is wrong" {
	rows given_name,birth Siri,2013-13-17
	refuses 3 "in.csv:2: birth: not a day" person-add -f in.csv
	[[ "$stderr" != *2013-13-17* ]]
	norwegian
	rows given_name,national_id Siri,15811050146
	refuses 3 "in.csv:2: national_id: the check digits do not fit" person-add -f in.csv
	[[ "$stderr" != *15811050146* ]]
}

@test "person-add -f writes nothing if any row is bad, and tells of every bad row" {
	rows given_name,sex,died Siri,female, Liv,girl, Per,male,2022-01-01
	refuses 3 "in.csv:3: sex: no such code: girl" person-add -f in.csv
	[[ "$stderr" == *"in.csv:4: died: after today: 2022-01-01"* ]]
	[[ "$stderr" == *"2 rows are bad; nothing was written"* ]]
	[ "$(count person)" -eq 0 ]
}

@test "person-add -f takes a ref once: --skip-existing passes over it, --update changes it" {
	rows ref,given_name,sex 1,Siri,female
	p=$(person-add -f in.csv | awk -F, 'NR == 2 { print $2 }')
	rows ref,given_name,sex 1,Sara, 2,Liv,female
	refuses 3 "in.csv:2: ref: is there already: 1 ($p; --skip-existing passes over it, --update changes it)" person-add -f in.csv
	person-add -f in.csv --skip-existing | cut -d, -f1,3 | same line,ref 3,2
	person-list --columns ref,given_name | same ref,given_name 1,Siri 2,Liv
	person-add -f in.csv --update >/dev/null
	person-list --columns ref,given_name,sex | same ref,given_name,sex 1,Sara,female 2,Liv,female
}

@test "person-add --template prints the header, which with no rows is a file that it reads" {
	person-add --template >empty.csv
	same ref,source,office,given_name,family_name,other_names,national_id,birth,sex,background,country,language,interpreter,disability,population,phone,died <empty.csv
	person-add -f empty.csv | same line,person,ref
}

@test "person-add: nobody died before birth or after today; a child may be unborn, but not for long" {
	refuses 3 "--died: before the day of birth" add --birth 2021-01-02 --died 2021-01-01
	refuses 3 "--died: after today: 2022-01-01" add --died 2022-01-01
	add --birth 2021-01-02 --died 2021-01-02
	add --birth 2022-10-27
	refuses 3 "--birth: long after today" add --birth 2022-10-28
	[[ "$stderr" != *2022-10-28* ]]
}

@test "person-add refuses a national id that another has, with whom, however it is written" {
	p=$(add --given-name Siri --national-id 15811050145)
	for id in 15811050145 '158110 50145' 158110-50145 158110.50145; do
		refuses 5 "--national-id: is that of $p" add --given-name Anna --national-id "$id"
		[[ "$stderr" != *50145* ]]
	done
	rows given_name,national_id Liv,17 Per,17
	refuses 5 "in.csv:3: national_id: is that of P-OSL-2021-0000" person-add -f in.csv
	[ "$(count person)" -eq 1 ]
	# Two of a name and a birthday there are.
	add --given-name Liv --birth 2012-02-02 >/dev/null
	add --given-name Liv --birth 2012-02-02 >/dev/null
}

@test "person-add: a national id is free again once it was changed, or its person struck out" {
	p=$(add --given-name Siri --national-id 17)
	q=$(add --given-name Per --national-id 18)
	printf 'person,national_id\n%s,18\n' "$p" >in.csv
	refuses 5 "in.csv:2: national_id: is that of $q" record-edit -f in.csv
	printf 'person,national_id\n%s,19\n' "$p" | record-edit -f - >/dev/null
	add --national-id 17 >/dev/null
	record-void "$q" --reason twice >/dev/null
	add --national-id 18 >/dev/null
	refuses 5 "is that of $p" add --national-id 19
}

@test "person-add: the generic profile takes any national id, the Norwegian one checks it" {
	add --national-id 15811050146 >/dev/null
	add --national-id EGY-29001011234567 >/dev/null
	norwegian
	add --national-id 15811050145 >/dev/null
	add --national-id 202300000103 >/dev/null
	refuses 3 "--national-id: the check digits do not fit (one digit wrong, or two swapped)" add --national-id 15811050146
	refuses 3 "--national-id: the check digits do not fit" add --national-id 15811051045
	refuses 3 "--national-id: the check digits do not fit" add --national-id 202300000104
	refuses 3 "--national-id: neither 11 digits" add --national-id 1581105014
	refuses 3 "--national-id: neither 11 digits" add --national-id EGY-29001011234567
	refuses 3 "--national-id: its first digits are no day of birth" add --national-id 31021012345
	refuses 3 "--national-id: no DUF number begins so" add --national-id 299900000000
	refuses 3 "--national-id: a temporary number, which others have too" add --national-id 01010100100
	[ "$(count person)" -eq 2 ]
	# As people write it, with a blank or a hyphen, it is the same number.
	refuses 5 "--national-id: is that of P-NO1-2021-000001-" add --national-id '158110 50145'
	[[ "$stderr" != *"11 digits"* ]]
	refuses 3 "--national-id: the check digits do not fit" add --national-id '158110 50146'
}

@test "person-add: a wrong national id is found when a record is changed too" {
	norwegian
	p=$(add --national-id 15811050145)
	printf 'person,national_id\n%s,15811050146\n' "$p" >in.csv
	refuses 3 "in.csv:2: national_id: the check digits do not fit" record-edit -f in.csv
	person-list --columns national_id | same national_id 15811050145
}

@test "person-add: a mistyped id of a person is refused by those that take one" {
	p=$(add --given-name Siri)
	slip=${p/1-/2-}
	refuses 3 "$slip: mistyped: its check character does not fit" record-show "$slip"
	refuses 3 "--person: mistyped" case-new --person "$slip"
	refuses 3 "--person: mistyped" case-list --person "$slip"
	# Two characters swapped.
	swapped=$(sed 's/^\(P-OSL-20\)21/\112/' <<<"$p")
	refuses 3 "mistyped" record-show "$swapped"
	record-show "${p,,}" --columns given_name | same given_name Siri
}

@test "person-add --dry-run writes nothing" {
	person-add -n --sex male
	[ "$(count person)" -eq 0 ]
	refuses 3 "--sex: no such code: x" person-add -n --sex x
}

@test "person-add without the key that seals refuses a name, and takes what is in the clear" {
	rm keys/*.case.key
	rows given_name Hemmelig
	refuses 5 "no key to seal" person-add -f in.csv
	[[ "$stderr" != *Hemmelig* ]]
	person-add --sex male >/dev/null
	[ "$(count person)" -eq 1 ]
}
