#!/usr/bin/env bats
# devreg-take: sealed reports into the register, unchanged, once, all or none.

setup() { load helper; fresh; pub=$(echo keys/*.register.pub); }

# sealed FILE HEADER ROW...: one report, sealed.
sealed() { printf '%s\n' "${@:2}" | devreg-add -q --to "$pub" -o "$1" -f -; }

# The reports in the register.
reports() { devreg-list --columns deviation | tail -n +2 | wc -l; }

@test "devreg-take registers a sealed report and prints its id alone" {
	sealed one.sealed reporter_role,anonymity,language,narrative,reporter_name,reporter_contact,actor,about,about_name,subject_kind,event_kind,occurred,occurred_until \
		'parent,confidential,ar,"Hemmelig ""sak"".' '' ' حدث هذا, to ganger.",SiriHemmelig,Hemmelig5,HemmeligVik,OSL,HemmeligSted,unit,incident,2021-11-08,2021-11-09'
	run --separate-stderr devreg-take one.sealed
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^D-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	devreg-show "$output" --columns narrative | same narrative '"Hemmelig ""sak"".' '' ' حدث هذا, to ganger."'
	devreg-show "$output" --columns reported,reporter_role,anonymity,language,reporter_name,reporter_contact,actor,about,about_name,subject_kind,event_kind,occurred,occurred_until |
		tail -n 1 | same 2021-12-31,parent,confidential,ar,SiriHemmelig,Hemmelig5,HemmeligVik,OSL,HemmeligSted,unit,incident,2021-11-08,2021-11-09
	registry-check --quiet
	run ! grep -aq Hemmelig registry.db
}

@test "devreg-take gives the report a ref made from its sealed text, and the taker's office as source" {
	sealed one.sealed reporter_role,narrative parent,x
	sealed two.sealed reporter_role,narrative parent,x
	office-add --code N1 --name North --kind service
	staff-add --code s1 --name Kari --office N1 --role caseworker
	devreg-take one.sealed >/dev/null
	devreg-take --as s1 two.sealed >/dev/null
	devreg-list --columns ref,source,office | tail -n +2 | sed -E 's/^envelope-[0-9a-f]{32},/envelope,/' |
		same envelope,OSL,OSL envelope,N1,N1
	[ "$(devreg-list --columns ref | sort -u | wc -l)" -eq 3 ]
}

@test "devreg-take takes a report once, whatever its file is called, whoever takes it, and although it was struck out" {
	sealed one.sealed reporter_role,narrative parent,x
	id=$(devreg-take one.sealed)
	cp one.sealed other.name
	refuses 3 "other.name: was taken already: $id" devreg-take other.name
	sed 's/$/\r/' one.sealed >mailed
	echo >>mailed
	refuses 3 "mailed: was taken already: $id" devreg-take mailed
	office-add --code N1 --name North --kind service
	staff-add --code s1 --name Kari --office N1 --role caseworker
	refuses 3 "was taken already: $id" devreg-take --as s1 one.sealed
	record-void "$id" --reason twice >/dev/null
	refuses 3 "was taken already: $id" devreg-take one.sealed
	sealed two.sealed reporter_role,narrative parent,y
	cp two.sealed again
	refuses 3 "again: was taken already" devreg-take two.sealed again
	[ "$(reports)" -eq 0 ]
}

@test "devreg-take takes what mail did to line ends" {
	sealed one.sealed reporter_role,narrative parent,x
	sed 's/$/\r/' one.sealed >mailed
	printf '\r\n\r\n\n' >>mailed
	devreg-take mailed | grep -q '^D-OSL-2021-000001-'
}

@test "devreg-take takes several reports, in their order, or none" {
	sealed a reporter_role,narrative parent,a
	sealed b reporter_role,narrative school,b
	sealed c reporter_role,narrative nobody,c
	refuses 3 "c: reporter_role: no such code: nobody" devreg-take a c b
	[[ "$stderr" == *"not taken; nothing was written"* ]]
	[ "$(reports)" -eq 0 ]
	echo nonsense >d
	refuses 3 "d: it is no sealed report" devreg-take a d c
	[[ "$stderr" == *"c: reporter_role: no such code: nobody"* ]]
	[ "$(reports)" -eq 0 ]
	devreg-take b a >ids
	devreg-list --columns deviation | tail -n +2 | diff - ids
	devreg-list --columns narrative | same narrative b a
}

@test "devreg-take -n judges and writes nothing" {
	sealed one.sealed reporter_role,anonymity,narrative parent,anonymous,x >/dev/null
	cp registry.db before.db
	run --separate-stderr devreg-take -n one.sealed
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ "$stderr" == *"good, and not taken; nothing was written"* ]]
	[ "$(reports)" -eq 0 ]
	cmp registry.db before.db
	devreg-take one.sealed >/dev/null
	refuses 3 "was taken already" devreg-take -n one.sealed
}

@test "devreg-take reads one from standard input" {
	sealed one.sealed reporter_role,narrative parent,x
	devreg-take - <one.sealed | grep -q '^D-OSL-2021-000001-'
	refuses 3 "-: it is no sealed report" devreg-take - </dev/null
}

@test "devreg-take: the receipt that the reporter got finds the report, however it is typed" {
	r=$(printf 'reporter_role,anonymity,narrative\nchild,anonymous,x\n' | devreg-add -q --to "$pub" -o one.sealed -f -)
	devreg-take one.sealed >/dev/null
	devreg-show --receipt <<<"$r" | grep -q Received
	tr -d - <<<"${r,,}" | devreg-show --receipt | grep -q Received
	run ! grep -aqF -e "$r" -e "${r//-/}" registry.db
}

@test "devreg-take: what this register does not know is told with its field, and no secret is shown" {
	sealed one.sealed reporter_role,about,case,narrative parent,NOWHERE,@none,Hemmelig
	refuses 3 "one.sealed: about: no such office: NOWHERE" devreg-take one.sealed
	[[ "$stderr" == *"one.sealed: case: no record has this ref: @none"* ]]
	[[ "$stderr" != *Hemmelig* ]]
	sealed two.sealed reporter_role,event_kind,narrative parnt,accident,Hemmelig 2>/dev/null
	refuses 3 "two.sealed: reporter_role: no such code: parnt (parent?)" devreg-take two.sealed
	[[ "$stderr" == *"two.sealed: event_kind: no such code: accident"* ]]
	CASEWORK_TODAY=2022-06-01 sealed three.sealed reporter_role,narrative parent,x
	refuses 3 "three.sealed: reported: after today: 2022-06-01" devreg-take three.sealed
	[ "$(reports)" -eq 0 ]
}

@test "devreg-take refuses a report that was sealed for another register" {
	CASEWORK_KEY=$PWD/other registry-init -q -r other.db --code BER
	pub=$(echo other/*.register.pub)
	sealed one.sealed reporter_role,narrative parent,x
	refuses 3 "one.sealed: it was sealed for another registry" devreg-take one.sealed
	# As if it had been meant for this one.
	sed "2s/.*/$(sed -n 2p keys/*.register.pub)/" one.sealed >two.sealed
	refuses 3 "two.sealed: this key does not open it" devreg-take two.sealed
	CASEWORK_KEY=$PWD/other devreg-take -r other.db one.sealed | grep -q '^D-BER-'
}

@test "devreg-take needs the register's key" {
	sealed one.sealed reporter_role,narrative parent,x
	mv keys/*.register.key .
	refuses 5 "no key to seal this registry's records" devreg-take one.sealed
	rm keys/*.case.key
	mv ./*.register.key keys/
	devreg-take one.sealed | grep -q '^D-OSL-'
}

@test "devreg-take refuses no file, a file that is not there, and what is no sealed report" {
	refuses 2 "which sealed reports? name their files" devreg-take
	refuses 4 "none.sealed: cannot be read" devreg-take none.sealed
	for file in registry.db keys/*.register.pub /dev/null; do
		refuses 3 "$file: it is no sealed report" devreg-take "$file"
	done
	head -c 100000 /dev/zero >zeros
	refuses 3 "zeros: it is no sealed report" devreg-take zeros
}

@test "devreg-take: ids that cannot be printed are not given" {
	sealed one.sealed reporter_role,narrative parent,x
	run --separate-stderr sh -c 'devreg-take one.sealed >/dev/full'
	[ "$status" -eq 4 ]
	[ "$(reports)" -eq 0 ]
	devreg-take one.sealed >/dev/null
}

# changed FILE DIRECTORY: the file with each of its bytes changed in turn: to the next character of base64 in
# DIRECTORY/next.N (a character that is none becomes A), to a blank in blank.N (a blank becomes _); and without the end of each line, in joined.N.
changed() {
	mkdir "$2"
	awk -v to="$2" '
		BEGIN { RS = "\001"; digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" }
		function put(name, middle) {
			printf "%s%s%s", substr($0, 1, p - 1), middle, substr($0, p + 1) >(to "/" name "." p)
			close(to "/" name "." p)
		}
		{	for (p = 1; p <= length($0); p++) {
				c = substr($0, p, 1)
				at = index(digits, c)
				put("next", at ? substr(digits, at % 64 + 1, 1) : "A")
				put("blank", c == " " ? "_" : " ")
				if (c == "\n") put("joined", "")
			} }' "$1"
}

# unfit FILE...: taken all at once, each is named, and none for another reason than that it is no such envelope.
unfit() {
	run --separate-stderr devreg-take -n "$@"
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	grep -E ': (it is no sealed report|it was sealed for another registry|it was changed on the way|this key does not open it)' \
		<<<"$stderr" | sed 's/^devreg-take: //; s/: .*//' | sort | diff - <(printf '%s\n' "$@" | sort)
}

@test "devreg-take refuses an envelope of which any one byte was changed, blanks and line ends too" {
	sealed one.sealed reporter_role,narrative parent,x
	changed one.sealed v
	n=$(stat -c %s one.sealed) lines=$(wc -l <one.sealed)
	[ "$(ls v | wc -l)" -eq $((2 * n + lines)) ]
	run ! grep -q "^$(sha256sum <one.sealed | cut -d ' ' -f 1)" <(sha256sum v/*)
	unfit v/*
	# Some of them alone; tests/unit/envelope.c opens every one so.
	for ((i = 0; i < 12; i++)); do refuses 3 "v/next.$((1 + i * (n - 1) / 11)): " devreg-take -n "v/next.$((1 + i * (n - 1) / 11))"; done
	devreg-take -n one.sealed
}

@test "devreg-take refuses an envelope that was cut, has lines more, or in another order" {
	sealed one.sealed reporter_role,narrative parent,x
	lines=$(wc -l <one.sealed)
	for ((i = 1; i <= lines; i++)); do
		sed "${i}d" one.sealed >"cut.$i"
		sed "${i}p" one.sealed >"twice.$i"
		sed "${i}s/^/ /" one.sealed >"moved.$i"
		sed "${i}s/\$/ /" one.sealed >"wide.$i"
		sed "${i}s/\$/\t/" one.sealed >"tab.$i"
		[ "$i" -eq "$lines" ] || sed "${i}G" one.sealed >"empty.$i"
		head -n "$((i - 1))" one.sealed >"head.$i"
	done
	sed '3{h;d};4{G}' one.sealed >swapped
	{ echo "Dear register,"; cat one.sealed; } >greeted
	{ cat one.sealed; echo bye; } >signed
	cat one.sealed one.sealed >both
	unfit cut.* twice.* moved.* wide.* tab.* empty.* head.* swapped greeted signed both
	refuses 3 "head.1: " devreg-take -n head.1
	[ "$(reports)" -eq 0 ]
}
