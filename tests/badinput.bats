# Bad input, and a world that fails: the message says what and where, the exit status is the contract's,
# and nothing is half written. What is read right is in csv.bats.

setup() {
	load helper
	bare
	once begun
	first=$(cat first)
}
begun() { make_fresh && concern-add --reporter school --content basic_care >first; }

# row TEXT: in.csv is TEXT, with the escapes of printf.
row() {
	printf "$1" >in.csv
}

# xs N: so many letters x. repeat TEXT N: the text so many times.
xs() {
	head -c "$1" /dev/zero | tr '\0' x
}
repeat() {
	awk -v s="$1" -v n="$2" 'BEGIN { while (n-- > 0) printf "%s", s }'
}

# state: what a command that failed must leave as it was.
state() {
	sqlite3 "$CASEWORK_REGISTRY" 'SELECT (SELECT count(*) FROM concern), (SELECT count(*) FROM concern_secret),
		(SELECT count(*) FROM office), (SELECT count(*) FROM journal), (SELECT count(*) FROM history), n, hex(hash)
		FROM journal_head'
}

# harmless STATUS TEXT COMMAND...: refused so, with the registry as it was and no scrap of a file left.
harmless() {
	local before
	before=$(state)
	refuses "$@"
	[ "$(state)" = "$before" ] || { echo "the registry has changed"; return 1; }
	[ -z "$(find . -name '*.new')" ] || { echo "scraps are left:" *.new; return 1; }
}

# bad TEXT: reading in.csv is refused (3), and this is said of it.
bad() {
	harmless 3 "concern-add: in.csv:$1" concern-add -f in.csv "${@:2}"
}

# faulty FIELD WHAT VALUE...: a file with a row for each value is refused, and each row is told so.
faulty() {
	local field=$1 what=$2 line=2 value
	shift 2
	{ printf 'reporter,content,%s\n' "$field"; printf 'school,basic_care,%s\n' "$@"; } >in.csv
	bad "2: $field: $what"
	for value; do
		[[ $stderr == *"concern-add: in.csv:$((line++)): $field: $what: $value"* ]] || { echo "$value: $stderr"; return 1; }
	done
	[[ $stderr == *"$# rows are bad; nothing was written"* ]]
}

# common COMMAND...: run it with the rights of a common user, whom the rights of files hold back.
common() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --bounding-set=-all --inh-caps=-all "$@"
	else
		"$@"
	fi
}

# ---- the header ----

@test "concern-add: an unknown column is refused, and the nearest field named" {
	row 'reporter,contnt\nschool,basic_care\n'
	bad '1: no such column: contnt (content?)'
	row 'reporter,content,shoe_size\nschool,basic_care,37\n'
	bad '1: no such column: shoe_size'
	[[ $stderr != *'?)'* ]]
	row '\n\nreporter,content,Received\nschool,basic_care,2021-01-01\n'
	bad '3: no such column: Received (received?)'
}

@test "concern-add: a column of another noun, or of the engine itself, is refused" {
	for column in code id journal tag void void_reason box child_birth_month age; do
		row "reporter,content,$column\nschool,basic_care,1\n"
		bad "1: no such column: $column"
	done
}

@test "concern-decide: a column that is not part of a decision is refused" {
	row "concern,outcome,reporter\n$first,dropped,police\n"
	harmless 3 'in.csv:1: no such column: reporter' concern-decide -f in.csv
}

@test "concern-add: a missing needed column is refused before any row is judged" {
	row 'reporter,received\nschol,2021-02-30\n'
	bad '1: a needed column is missing: content'
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	row 'reporter\n'
	bad '1: a needed column is missing: content'
}

@test "office-add: a missing needed column is refused" {
	row 'code,name\nN1,Nord\n'
	harmless 3 'in.csv:1: a needed column is missing: kind' office-add -f in.csv
}

@test "concern-add: a column that stands twice is refused" {
	row 'reporter,content,reporter\nschool,basic_care,police\n'
	bad '1: twice in the header: reporter'
}

@test "record-edit: a file must name its records, in its first column and once" {
	row "urgency,concern\nurgent,$first\n"
	harmless 3 'in.csv:1: the first column names the records' record-edit -f in.csv
	row "concern,urgency,concern\n$first,urgent,$first\n"
	harmless 3 'in.csv:1: twice in the header: concern' record-edit -f in.csv
	row "concern,ugency\n$first,urgent\n"
	harmless 3 'in.csv:1: no such column: ugency (urgency?)' record-edit -f in.csv
}

@test "concern-add: a file with another delimiter than was said is refused" {
	row 'reporter;content\nschool;basic_care\n'
	bad '1: no such column: reporter;content'
	row 'reporter,content\nschool,basic_care\n'
	bad '1: no such column: reporter,content' --delimiter ';'
}

# ---- values ----

@test "concern-add: what is no day is refused" {
	faulty received 'not a day' 2021-02-30 2021-02-29 2021-13-01 2021-00-10 2021-01-00 2021-1-1 01.02.2021 21-01-01 \
		20210201 2021-02-01T10:00 0999-01-01 12021-01-01 today yesterday 44197
	harmless 3 '--received: not a day: 2021-02-30' concern-add --reporter school --content basic_care --received 2021-02-30
}

@test "concern-add: what is no time, and what is neither yes nor no, is refused" {
	faulty received_at 'not a time (2021-03-08T14:05)' 2021-02-01 2021-02-01T24:00 2021-02-01T10:60 2021-02-30T10:00 \
		'2021-02-01 10:00' 10:00
	faulty interpreter 'neither yes nor no' ja Yes 1 true
}

@test "concern-add: an unknown code is refused, and the nearest named" {
	row 'reporter,content\nschol,basic_care\n'
	bad '2: reporter: no such code: schol (school?)'
	row 'reporter,content\nschool,basic_care|home_violense\n'
	bad '2: content: no such code: home_violense (home_violence?)'
	row 'reporter,content\npolise|school|shelterr,basic_care\n'
	bad '2: reporter: no such code: polise (police?)'
	[[ $stderr == *'in.csv:2: reporter: no such code: shelterr (shelter?)'* ]]
	row 'reporter,content,child_sex\nSchool,basic_care,F\n'
	bad '2: reporter: no such code: School (school?)'
	[[ $stderr == *'in.csv:2: child_sex: no such code: F'* ]]
	harmless 3 'no such code: urgant (urgent?)' concern-add --reporter school --content basic_care --urgency urgant
}

@test "concern-add: labels are no codes, and one value is no list" {
	row 'reporter,content\nSkole,basic_care\n'
	bad '2: reporter: no such code: Skole'
	row 'reporter,content,child_sex\nschool,basic_care,female|male\n'
	bad '2: child_sex: no such code: female|male'
	row 'reporter,content\nschool||police,basic_care\n'
	bad '2: reporter: no such code: '
}

@test "concern-add: a code that did not hold on the day of the event is refused, and what took its place is named" {
	export CASEWORK_REGISTRY=$PWD/no.db CASEWORK_TODAY=2025-06-01
	registry-init --quiet --code NOR --profile no
	row 'received,reporter,content\n2025-01-01,doctor_hosp_dentist,basic_care\n'
	bad '2: reporter: not valid on 2025-01-01: doctor_hosp_dentist (valid to 2024-12-31; since then doctor_hosp|dentist)'
	row 'received,reporter,content\n2024-12-31,school|dentist,basic_care\n'
	bad '2: reporter: not valid on 2024-12-31: dentist (valid from 2025-01-01)'
	harmless 3 'not valid on 2025-06-01: doctor_hosp_dentist' \
		concern-add --reporter doctor_hosp_dentist --content basic_care
	id=$(concern-add --reporter doctor_hosp_dentist --content basic_care --received 2024-12-31)
	harmless 3 'not valid on 2025-01-01: doctor_hosp_dentist' record-edit "$id" --received 2025-01-01
}

@test "concern-add: an unknown office or member of staff is refused" {
	row 'reporter,content,office,decided,outcome,decided_by\nschool,basic_care,NORD,2021-12-31,dropped,s007\n'
	bad '2: office: no such office: NORD'
	[[ $stderr == *'in.csv:2: decided_by: no such member of staff: s007'* ]]
	row 'reporter,content,ref,source\nschool,basic_care,1,NORD\n'
	bad '2: source: no such office: NORD'
}

@test "office-add: each bad row is told by its line and field" {
	row 'code,name,kind,parent\nX 1,a,service,OSL\nX1,a,servce,OSL\nX2,a,service,X9\nX3,,service,\nOSL,a,service,\nX4,a,service,X4\n'
	harmless 3 'in.csv:2: code: not a code' office-add -f in.csv
	[[ $stderr == *'in.csv:3: kind: no such code: servce (service?)'* ]]
	[[ $stderr == *'in.csv:4: parent: no such office: X9'* ]]
	[[ $stderr == *'in.csv:5: name: a value is needed'* ]]
	[[ $stderr == *'in.csv:6: code: is there already: OSL'* ]]
	[[ $stderr == *'in.csv:7: parent: no such office: X4'* ]]
	[[ $stderr == *'6 rows are bad; nothing was written'* ]]
}

@test "concern-add: a value that is needed and empty is refused" {
	row 'reporter,content\n,basic_care\nschool,""\n\\N,basic_care\n'
	bad '2: reporter: a value is needed'
	[[ $stderr == *'in.csv:3: content: a value is needed'*'in.csv:4: reporter: a value is needed'* ]]
	harmless 3 'content: a value is needed' concern-add --reporter school
}

@test "concern-add: line ends and control characters are refused where a field is one line" {
	row 'reporter,content,language,child_given\nschool,basic_care,"n\nb","Ka\tri"\n'
	bad '2: language: has line breaks or control characters in it: n\x0ab'
	[[ $stderr == *'in.csv:2: child_given: has line breaks or control characters in it'* ]]
	row 'reporter,content,narrative\nschool,basic_care,"a\nb\a"\n'
	bad '2: narrative: has control characters in it'
}

@test "concern-add: an option whose value is not UTF-8 is refused" {
	harmless 3 'language' concern-add --reporter school --content basic_care --language $'nb\xff'
	harmless 3 'reporter' concern-add --reporter $'school\xc3' --content basic_care
}

@test "concern-add: every fault of a row is told, not only the first" {
	row 'reporter,content,received,urgency,office\nschol,,2021-02-30,now,X\n'
	bad '2: '
	for field in reporter content received urgency office; do
		[[ $stderr == *"in.csv:2: $field: "* ]]
	done
	[ "$(wc -l <<<"$stderr")" -eq 6 ]
}

@test "concern-add: a fault of an option is told by the option's own name" {
	harmless 3 'concern-add: --child-sex: no such code: girl' concern-add --reporter school --content basic_care --child-sex girl
	harmless 3 'concern-add: --received-at: not a time' concern-add --reporter school --content basic_care --received-at noon
	harmless 2 'concern-add: --received-at: given twice' concern-add --received-at 2021-01-01T10:00 --received-at 2021-01-01T11:00
}

# ---- ids and references ----

@test "concern-add: an id with any one character wrong is refused, whichever it is" {
	awk -v id="$first" 'BEGIN {
		print "same_as"
		letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
		for (i = 1; i <= length(id); i++)
			for (k = 1; k <= length(letters); k++)
				if (substr(id, i, 1) != substr(letters, k, 1)) {
					print substr(id, 1, i - 1) substr(letters, k, 1) substr(id, i + 1)
					n++
				}
		for (i = 1; i <= length(id); i++)
			print substr(id, 1, i - 1) substr(id, i + 1)
		for (i = 0; i <= length(id); i++)
			print substr(id, 1, i) "7" substr(id, i + 1)
	}' >in.csv
	rows=$(($(wc -l <in.csv) - 1))
	[ "$rows" -gt 700 ]
	bad '2: same_as: ' --reporter school --content basic_care
	[[ $stderr == *"$rows rows are bad; nothing was written"* ]]
	[ "$(grep -cE 'same_as: (mistyped|not an id)' <<<"$stderr")" -eq "$rows" ]
	# And the right one is taken.
	concern-add --reporter school --content basic_care --same-as "$first"
}

@test "concern-decide: an id with one wrong character is refused" {
	wrong=${first/0001/0002}
	harmless 3 "concern-decide: $wrong: mistyped: its check character does not fit" concern-decide "$wrong" --outcome dropped
	row "concern,outcome\n$wrong,dropped\n"
	harmless 3 'in.csv:2: concern: mistyped' concern-decide -f in.csv
}

@test "concern-add: the id of another kind of record is refused" {
	office=$(office-list --columns office | tail -n 1)
	row "reporter,content,same_as\nschool,basic_care,$office\n"
	bad "2: same_as: the id of an office, not of a message of concern: $office"
	harmless 3 'the id of an office, not of a message of concern' concern-decide "$office" --outcome dropped
	row "concern,outcome\n$office,dropped\n"
	harmless 3 'in.csv:2: concern: the id of an office' concern-decide -f in.csv
}

@test "concern-add: an id that is not there, or is of another registry, is refused" {
	row 'reporter,content\nschool,basic_care\npolice,basic_care\n'
	for code in OSL BGO; do
		CASEWORK_REGISTRY=$PWD/$code.db registry-init --quiet --code $code
		CASEWORK_REGISTRY=$PWD/$code.db concern-add -f in.csv | tail -n 1 | cut -d , -f 2 >$code
	done
	id=$(cat OSL) other=$(cat BGO)
	row "reporter,content,same_as\nschool,basic_care,$id\nschool,basic_care,$other\n"
	bad "2: same_as: not there: $id"
	[[ $stderr == *"in.csv:3: same_as: of another registry: $other"* ]]
	harmless 3 "$id: not there" concern-decide "$id" --outcome dropped
	harmless 3 "$other: of another registry" record-edit "$other" --urgency urgent
}

@test "concern-add: what is no id at all is refused, a short id too" {
	for text in 1 2021-1 M-OSL-2021-1 x '@' - "$first$first"; do
		row "reporter,content,same_as\nschool,basic_care,$text\n"
		bad '2: same_as: '
	done
	harmless 2 "short ids are for a person at a terminal; the whole id is $first" concern-decide 1 --outcome dropped
}

@test "concern-add: @REF that no record has is refused, and so is that of another office" {
	office-add --code N1 --name Nord --kind service --parent OSL
	row 'ref,office,reporter,content\na,N1,school,basic_care\n'
	concern-add -f in.csv
	row 'reporter,content,same_as\nschool,basic_care,@zz\nschool,basic_care,@a\nschool,basic_care,@N9:a\n'
	bad '2: same_as: no record has this ref: @zz'
	[[ $stderr == *'in.csv:3: same_as: no record has this ref: @a'*'in.csv:4: same_as: no record has this ref: @N9:a'* ]]
	harmless 3 '@zz: no record has this ref' concern-decide @zz --outcome dropped
	concern-add --reporter school --content basic_care --same-as @N1:a
	concern-add --reporter school --content basic_care --office N1 --ref b --same-as @a
}

@test "record-edit: @REF that two offices have used is refused until the office is named" {
	office-add --code N1 --name Nord --kind service --parent OSL
	row 'ref,office,reporter,content\na,N1,school,basic_care\na,OSL,police,basic_care\n'
	concern-add -f in.csv
	harmless 3 '@a: two offices sent this ref: write @OFFICE:REF' record-edit @a --urgency urgent
	row 'concern,urgency\n@a,urgent\n'
	harmless 3 'in.csv:2: concern: two offices sent this ref' record-edit -f in.csv
	record-edit @N1:a --urgency urgent
	[ "$(concern-list --reporter school --urgency urgent --columns source | tail -n 1)" = N1 ]
}

@test "concern-add: a ref that is there already, or twice in one file, is refused with the way on" {
	row 'ref,reporter,content\na,school,basic_care\nb,police,basic_care\na,nav,basic_care\n'
	bad '4: ref: is there already: a ('
	[[ $stderr == *'--skip-existing'*'--update'* ]]
	sed -i '$d' in.csv
	concern-add -f in.csv
	bad '2: ref: is there already: a ('
	[[ $stderr == *'in.csv:3: ref: is there already: b ('* ]]
}

@test "record-edit: a record that has changed since it was read is left alone" {
	row "concern,journal,urgency\n$first,$(concern-list --columns journal | tail -n 1),urgent\n"
	record-edit -f in.csv
	harmless 5 'in.csv:2: journal: changed since it was read' record-edit -f in.csv
}

# ---- the form of the file ----

@test "concern-add: a quote that is never closed is told by the line where its row began" {
	row 'reporter,content,narrative\nschool,basic_care,"a\nb"\nschool,basic_care,"Hun sa\nschool,basic_care,x\n'
	bad '4: a quote that is never closed'
	row 'reporter,content,"narrative\nschool,basic_care,x\n'
	bad '1: a quote that is never closed'
}

@test "concern-add: text behind a closing quote, and a quote inside a bare cell, are refused" {
	for cell in '"a"b' '"a" b' 'a"b' 'a"b"' '"a""'; do
		row "reporter,content,narrative\nschool,basic_care,\"a\nb\"\nschool,basic_care,$cell\n"
		bad 4:
		[[ $stderr == *quote* ]]
	done
}

@test "concern-add: a NUL byte is refused with line and byte" {
	row 'reporter,content,narrative\nschool,basic_care,a\0b\n'
	bad '2: a NUL byte: byte 20 of the line'
	row 'reporter,content,narrative\nschool,basic_care,"a\n\0b"\n'
	bad '3: a NUL byte: byte 1 of the line'
	row 'reporter\0,content\nschool,basic_care\n'
	bad '1: a NUL byte: byte 9 of the line'
	row 'reporter,content,narrative\nschool,basic_care,\xc6\xe5\xed\xe0\0\n'
	bad '2: a NUL byte: byte 23 of the line' --encoding windows-1251
	for encoding in UTF-8 windows-1251; do
		{ printf 'reporter,content,narrative\nschool,basic_care,'; xs 100000; printf '\0\n'; } >in.csv
		bad '2: a NUL byte: byte 100019 of the line' --encoding $encoding
	done
}

@test "concern-add: bytes that are no UTF-8 are refused with line and byte" {
	# Latin-1, a lone tail, overlong forms, a surrogate, above U+10FFFF, cut short.
	for bytes in '\xe5' '\x80' '\xc0\xaf' '\xe0\x80\xaf' '\xf0\x80\x80\xaf' '\xed\xa0\x80' '\xf4\x90\x80\x80' '\xf8\x88\x80\x80\x80' \
		'\xff' '\xc3' '\xe2\x82' '\xf0\x9f\x98'; do
		row "reporter,content,narrative\nschool,basic_care,x\nschool,basic_care,ø$bytes,\n"
		bad '3: not UTF-8 (--encoding names another): byte 21 of the line is 0x'
	done
	for bytes in '\xc3' '\xe2\x82' '\xf0\x9f\x98'; do
		row "reporter,content,narrative\nschool,basic_care,x\nschool,basic_care,ø$bytes"
		bad '3: not UTF-8 (--encoding names another): byte 21 of the line is 0x'
	done
	row 'reporter,content,narrativ\xe9\nschool,basic_care,x\n'
	bad '1: not UTF-8 (--encoding names another): byte 26 of the line is 0xe9'
}

@test "concern-add: a bad byte is told by line and byte wherever a read of 64 KiB ends" {
	for at in 65535 65536 65537; do
		for encoding in UTF-8 windows-1251; do
			# One long line, then many short ones.
			{ printf 'reporter,content,narrative\nschool,basic_care,"'; xs $((at - 46)); printf '\x98 x"\n'; } >in.csv
			[ "$(tail -c +$((at + 1)) in.csv | head -c 1 | od -An -tx1)" = ' 98' ]
			bad "2: not $encoding" --encoding $encoding
			[[ $stderr == *"byte $((at - 26)) of the line is 0x98"* ]]
			{ printf 'reporter,content,narrative\nschool,basic_care,"'; repeat "$(xs 99)\\n" 660; } >long.csv
			head -c $at long.csv >in.csv
			line=$(($(wc -l <in.csv) + 1)) byte=$(($(tail -n 1 in.csv | wc -c) + 1))
			printf '\x98 x"\n' >>in.csv
			bad "$line: not $encoding" --encoding $encoding
			[[ $stderr == *"byte $byte of the line is 0x98"* ]]
		done
	done
}

@test "concern-add: a file that ends within a letter at the end of a read is refused" {
	for before in 1 2 3; do
		{ printf 'reporter,content,narrative\nschool,basic_care,'; xs $((65536 - 45 - before)); printf '😀' | head -c $before; } >in.csv
		[ "$(wc -c <in.csv)" -eq 65536 ]
		bad '2: not UTF-8'
		[[ $stderr == *"byte $((65536 - 27 - before + 1)) of the line is 0xf0"* ]]
	done
}

@test "concern-add: a cell of more than 16 MB is refused" {
	for more in 1 1000000; do
		{ printf 'reporter,content,narrative\nschool,basic_care,'; xs $((16777216 + more)); printf '\n'; } >in.csv
		bad '2: a field of more than 16 MB'
	done
	rm in.csv
}

@test "concern-add: an empty file is refused" {
	for text in '' '\xef\xbb\xbf' '\n\n\n' ' \r\n'; do
		row "$text"
		bad ' empty: not even a header'
	done
	harmless 3 'empty: not even a header' concern-add -f /dev/null
	harmless 3 'empty: not even a header' concern-add -f - </dev/null
}

@test "concern-add: CR alone as a line end is refused" {
	row 'reporter,content\rschool,basic_care\r'
	bad '1: CR alone as line end'
	row 'reporter,content\nschool,basic_care\rpolice,basic_care\n'
	bad '2: CR alone as line end'
	{ printf 'reporter,content,narrative\r'; xs 70000; repeat 'school,basic_care,x\r' 5000; } >in.csv
	bad '1: CR alone as line end'
}

@test "concern-add: a byte that is not in the encoding is refused with line and byte" {
	row 'reporter,content,narrative\nschool,basic_care,\xc6\xe5\xed\xe0\nschool,basic_care,"\xc6\n\xc6\xe5\x98"\n'
	bad '4: not windows-1251: byte 3 of the line is 0x98' --encoding windows-1251
	row 'reporter,content,narrative\nschool,basic_care,caf\xe9\n'
	bad '2: not ascii: byte 22 of the line is 0xe9' --encoding ascii
	printf 'reporter,content\nschool,basic_care\n' | iconv -t utf-16le | head -c -1 >in.csv
	bad '2: not utf-16le' --encoding utf-16le
}

@test "concern-add: an unknown encoding, or a delimiter that is none, is refused" {
	row 'reporter,content\nschool,basic_care\n'
	harmless 2 '--encoding: no such encoding: windows-9999' concern-add -f in.csv --encoding windows-9999
	for delimiter in '' ab '"' $'\n' é; do
		harmless 2 '--delimiter: ' concern-add -f in.csv --delimiter "$delimiter"
	done
}

@test "concern-add: a row with too many or too few cells is refused" {
	row 'reporter,content\nschool,basic_care,x\nschool\nschool,basic_care,\npolice,basic_care\n'
	bad '2: 3 cells, but the header has 2'
	[[ $stderr == *'in.csv:3: 1 cells, but the header has 2'* || $stderr == *'in.csv:3: 1 cell, but the header has 2'* ]]
	[[ $stderr == *'in.csv:4: 3 cells, but the header has 2'* ]]
	[[ $stderr == *'3 rows are bad; nothing was written'* ]]
}

@test "concern-add: a file that is not there, or cannot be read, fails" {
	harmless 4 'concern-add: nope.csv: cannot be read: No such file or directory' concern-add -f nope.csv
	mkdir dir
	harmless 4 'concern-add: dir: cannot be read: Is a directory' concern-add -f dir
	row 'reporter,content\nschool,basic_care\n'
	chmod 000 in.csv
	harmless 4 'concern-add: in.csv: cannot be read: Permission denied' common concern-add -f in.csv
	harmless 4 'concern-add: -: cannot be read' sh -c 'concern-add -f - <&-'
}

# ---- all or nothing ----

@test "concern-add: one bad row of three, and nothing is written or printed" {
	row 'reporter,content,child_given\nschool,basic_care,Kari\nschol,basic_care,Ola\npolice,basic_care,Per\n'
	bad '3: reporter: no such code: schol (school?)'
	[[ $stderr == *'in.csv: 1 row is bad; nothing was written'* ]]
	[ "$(count concern)" -eq 1 ]
}

@test "concern-add: every bad row is told, by the line where it began, with cells of several lines before it" {
	row 'reporter,content,narrative\nschol,basic_care,"a\nb\n\nc"\nschool,basic_care,"\r\n"\nschool,bsic_care,"x\n"\n\nshelterr,basic_care,\n'
	bad '2: reporter: no such code: schol'
	[[ $stderr == *'in.csv:8: content: no such code: bsic_care (basic_care?)'*'in.csv:11: reporter: no such code: shelterr'* ]]
	[[ $stderr == *'3 rows are bad; nothing was written'* ]]
	[ "$(wc -l <<<"$stderr")" -eq 4 ]
}

@test "concern-add: lines of blanks do not shift the lines that are told" {
	row 'reporter,content\n   \n\t\nschol,basic_care\n \n\nschol,basic_care\n'
	bad '4: reporter: no such code: schol'
	[[ $stderr == *'in.csv:7: reporter: no such code: schol'* ]]
}

@test "concern-add: rows before the place where a file breaks are judged too" {
	row 'reporter,content,narrative\nschol,basic_care,\nschool,basic_care,"x\n'
	bad '2: reporter: no such code: schol'
	[[ $stderr == *'in.csv:3: a quote that is never closed'* ]]
	row 'reporter,content,narrative\nschol,basic_care,\nschool,basic_care,\x98\n'
	bad '2: reporter: no such code: schol'
	[[ $stderr == *'in.csv:3: not UTF-8'* ]]
	bad '2: reporter: no such code: schol' --encoding windows-1251
	[[ $stderr == *'in.csv:3: not windows-1251'* ]]
}

@test "concern-add: a file that breaks is not written even with --keep-going" {
	row 'reporter,content\nschool,basic_care\nschool,"basic_care\n'
	bad '3: a quote that is never closed' --keep-going
	row 'reporter,content\nschool,basic_care\nschool,basic_care\xff\n'
	bad '3: not UTF-8' --keep-going
}

@test "concern-add: after a thousand faults they are counted" {
	{ printf 'reporter,content\n'; repeat 'schol,basic_care\nschool,basic_care\n' 1000; } >in.csv
	bad '2000: reporter: no such code: schol'
	[ "$(wc -l <<<"$stderr")" -eq 1001 ]
	[[ $stderr == *'in.csv: 1000 rows are bad; nothing was written'* ]]
	{ printf 'reporter,content\n'; repeat 'schol,basic_car\n' 700; } >in.csv
	bad '501: content: no such code: basic_car'
	[ "$(wc -l <<<"$stderr")" -eq 1002 ]
	[[ $stderr == *'in.csv: and 400 more faults'*'in.csv: 700 rows are bad; nothing was written'* ]]
}

@test "concern-add: --rejects without --keep-going is refused, and so are rejects that cannot be written" {
	row 'reporter,content\nschool,basic_care\nschol,basic_care\n'
	harmless 2 '--rejects goes with --keep-going' concern-add -f in.csv --rejects bad.csv
	[ ! -e bad.csv ]
	harmless 4 'nowhere/bad.csv: cannot be written' concern-add -f in.csv --keep-going --rejects nowhere/bad.csv
}

@test "concern-add: a file for a batch and an operand do not go together" {
	row 'reporter,content\nschool,basic_care\n'
	harmless 2 'takes no operands: x' concern-add -f in.csv x
	harmless 2 "$first" concern-decide -f in.csv "$first"
}

@test "record-edit: of several records one cannot be changed: none is, and no id is printed" {
	other=$(concern-add --reporter school --content basic_care --received 2021-01-05)
	harmless 3 'before the message came in: 2021-01-06' record-edit "$other" "$first" --decided 2021-01-06 --outcome dropped
	[[ $stderr == *"$first"* ]]
	harmless 3 'no record has this ref' record-edit "$other" @zz --urgency urgent
}

# ---- options ----

@test "concern-add: a secret given as an option is refused, and not said again" {
	for option in child-given child-family child-national-id child-birth reporter-name reporter-contact narrative reason; do
		harmless 2 "concern-add: --$option: a secret is never an argument" \
			concern-add --reporter school --content basic_care --$option Nordmann
		[[ $stderr != *Nordmann* ]]
	done
	harmless 2 'concern-add: --child-given: a secret is never an argument' \
		concern-add --reporter school --content basic_care --child-given=Nordmann
	[[ $stderr != *Nordmann* ]]
	harmless 2 '--child-given: a secret is never an argument' record-edit "$first" --child-given Nordmann
	harmless 2 'no such option: --child-gven (--child-given?)' concern-add --child-gven=Nordmann
	[[ $stderr != *Nordmann* ]]
	export CASEWORK_UNSAFE_ARGS=yes
	harmless 2 'a secret is never an argument' concern-add --reporter school --content basic_care --child-given Nordmann
	export CASEWORK_UNSAFE_ARGS=1
	concern-add --reporter school --content basic_care --child-given Nordmann
	[ "$(concern-list --columns child_given | tail -n 1)" = Nordmann ]
}

@test "concern-add: an option that is unknown, given twice, or without its value is refused" {
	harmless 2 'no such option: --reprter (--reporter?)' concern-add --reprter school
	harmless 2 'no such option: -Z' concern-add -Z
	harmless 2 '--received: given twice' concern-add --reporter school --content basic_care --received 2021-01-01 --received 2021-01-02
	harmless 2 '--received needs a value' concern-add --received
	harmless 2 '-f needs a value' concern-add -f
	harmless 2 '--dry-run takes no value' concern-add --dry-run=yes
	harmless 2 'takes no operands: school' concern-add school
}

@test "record-edit: a field that is not there, or is needed, cannot be cleared" {
	harmless 3 '--clear: no such field: shoe_size' record-edit "$first" --clear shoe_size
	harmless 3 'reporter: a value is needed' record-edit "$first" --clear reporter
	harmless 3 'reporter: a value is needed' record-edit "$first" --reporter=-school
	row "concern,reporter\n$first,\\\\N\n"
	harmless 3 'in.csv:2: reporter: a value is needed' record-edit -f in.csv
}

@test "concern-add: a day of today that is none is refused" {
	export CASEWORK_TODAY=2021-02-30
	harmless 3 '2021-02-30' concern-add --reporter school --content basic_care
}

# ---- messages ----

@test "concern-add: no message holds the value of a secret, and neither does the error of a reject" {
	faults=9
	{ echo reporter,content,child_birth,child_given,child_family,child_national_id,reporter_name,narrative,reason
	while IFS= read -r secrets; do printf "school,basic_care,$secrets\n"; done; } >in.csv <<-'END'
		7734-02-30,,,,,,
		7734-02-28,,,,,,
		Qzx7734,,,,,,
		,"Qzx\n7734",,,,,
		,,Qzx7734\x1b,,,,
		,,,"Qzx\t7734",,,
		,,,,"Qzx\r7734",,
		,,,,,Qzx7734\x01,
		,,,,,,"Qzx\n7734\x02"
	END
	bad '2: child_birth: not a day'
	[[ $stderr == *"$faults rows are bad"* && $stderr != *Qzx* && $stderr != *7734* ]]
	run --separate-stderr concern-add -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	[[ $stderr != *Qzx* && $stderr != *7734* ]]
	[ "$(stat -c %a bad.csv)" = 600 ]
	[ "$(grep -cE ',[0-9]+,[a-z_]+: [^0-9Q]*$' bad.csv)" -eq $faults ]
	for option in child-birth=7734-02-30 child-given=$'Qzx\n7734' narrative=$'Qzx\e7734' child-family=$'Qzx\xff'; do
		harmless 3 "concern-add: --${option%%=*}: " \
			env CASEWORK_UNSAFE_ARGS=1 concern-add --reporter school --content basic_care "--$option"
		[[ $stderr != *Qzx* && $stderr != *7734* ]]
	done
	# Nor where the file itself is broken in the midst of one.
	for tail in '"7734' 'x\0y' '\xff' '"Qzx" 7734\n' 'Qzx"7734\n' 'Qzx,7734\n'; do
		row "reporter,content,child_given\nschool,basic_care,Qzx7734$tail"
		bad '2: '
		[[ $stderr != *Qzx* && $stderr != *7734* ]]
	done
}

@test "concern-add: what could steer a terminal is shown escaped in messages" {
	row 'reporter,content,received\n"a\x1b[2Jb\x07",basic_care,"\xe2\x80\xae2021\xe2\x81\xa6-\xc2\x9b1"\n'
	bad '2: received: not a day: \xe2\x80\xae2021\xe2\x81\xa6-\xc2\x9b1'
	[[ $stderr == *'in.csv:2: reporter: '*'a\x1b[2Jb\x07'* ]]
	run ! grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]' <<<"$stderr"
	row 'reporter,content,a\x1b]0;x\x07\nschool,basic_care,x\n'
	bad '1: no such column: a\x1b]0;x\x07'
	harmless 2 'no such option: --a\x1b[0m' concern-add $'--a\e[0m'
	harmless 4 'a\x1b[0m\x0a.csv: cannot be read' concern-add -f $'a\e[0m\n.csv'
}

@test "concern-add: a message is one line, and not without end" {
	{ printf 'reporter,content\n"'; repeat 'a\nb' 100000; printf '",basic_care\n'; } >in.csv
	bad '2: reporter: '
	[ "$(wc -l <<<"$stderr")" -eq 2 ]
	[ "$(wc -c <<<"$stderr")" -lt 2000 ]
	{ xs 100000; printf ',content\nschool,basic_care\n'; } >in.csv
	bad '1: no such column: xxx'
	[ "$(wc -c <<<"$stderr")" -lt 2000 ]
}

# ---- standard output ----

@test "concern-add: one message whose id cannot be printed is not written" {
	harmless 4 'standard output: cannot be written; nothing was written' \
		sh -c 'concern-add --reporter school --content basic_care >/dev/full'
	harmless 4 'standard output: cannot be written; nothing was written' \
		sh -c 'concern-add --reporter school --content basic_care >&-'
	harmless 4 'standard output: cannot be written; nothing was written' \
		sh -c 'record-edit "$1" --urgency urgent >/dev/full' - "$first"
	[ "$(count concern)" -eq 1 ]
}

@test "concern-add: a batch whose output cannot be printed says that its rows are written, and they are" {
	row 'reporter,content\nschool,basic_care\npolice,basic_care\n'
	refuses 4 'the rows are written' sh -c 'concern-add -f in.csv >/dev/full'
	[ "$(count concern)" -eq 3 ]
	refuses 4 'the rows are written' sh -c 'concern-add -f in.csv >&-'
	[ "$(count concern)" -eq 5 ]
	row 'reporter,content\nschool,basic_care\nschol,basic_care\n'
	harmless 3 'nothing was written' sh -c 'concern-add -f in.csv >/dev/full'
	[[ $stderr != *'rows are written'* ]]
}

@test "concern-list: an output that is closed or full fails" {
	harmless 4 'standard output: cannot be written' sh -c 'concern-list >/dev/full'
	harmless 4 'standard output: cannot be written' sh -c 'concern-list >&-'
	harmless 4 'standard output: cannot be written' sh -c 'concern-add --template >/dev/full'
	harmless 4 'nowhere/out.csv: cannot be written' concern-list -o nowhere/out.csv
}

# ---- the registry ----

@test "concern-add: a registry that is not there fails, and none is made" {
	harmless 4 'concern-add: none.db: no registry (registry-init makes one)' \
		concern-add -r none.db --reporter school --content basic_care
	harmless 4 'concern-list: none.db: no registry' concern-list -r none.db
	[ ! -e none.db ]
}

@test "concern-add: what is no registry fails, and is left as it is" {
	mkdir dir
	: >empty.db
	printf 'reporter,content\n' >text.db
	sqlite3 other.db 'CREATE TABLE setting(name, value); CREATE TABLE concern(id)'
	head -c 5000 "$CASEWORK_REGISTRY" | tr 'S' 's' >damaged.db
	cp empty.db text.db other.db dir
	for file in dir empty.db text.db other.db; do
		harmless 4 "concern-add: $file: not a registry" concern-add -r $file --reporter school --content basic_care
		harmless 4 "concern-list: $file: not a registry" concern-list -r $file
	done
	for file in empty.db text.db other.db; do
		cmp $file dir/$file
	done
	harmless 4 'damaged.db: ' concern-add -r damaged.db --reporter school --content basic_care
}

@test "concern-add: a registry that a newer casework made is left to that" {
	sqlite3 "$CASEWORK_REGISTRY" "UPDATE setting SET value = 'engine 99' WHERE name = 'schema'"
	harmless 4 'made by a newer casework' concern-add --reporter school --content basic_care
	harmless 4 'made by a newer casework' concern-list
	row 'reporter,content\nschool,basic_care\n'
	harmless 4 'made by a newer casework' concern-add -f in.csv
}

@test "concern-add: a registry that may only be read is not written" {
	row 'reporter,content\nschool,basic_care\n'
	chmod 400 registry.db
	harmless 4 'registry.db: the registry is read-only' common concern-add --reporter school --content basic_care
	harmless 4 'registry.db: the registry is read-only' common concern-add -f in.csv
	harmless 4 'registry.db: the registry is read-only' common record-edit "$first" --urgency urgent
	common concern-list --columns concern >out
	[ "$(cat out)" = $'concern\n'"$first" ]
	chmod 000 registry.db
	refuses 4 'registry.db: cannot be read: Permission denied' common concern-list
	# Nothing that reading left beside it stands in the way once it may be written again.
	chmod 600 registry.db
	common concern-add --reporter school --content basic_care
}

@test "concern-list: a registry in a folder that may only be read fails with the way out" {
	mkdir shelf
	cp registry.db shelf/
	chmod 400 shelf/registry.db
	chmod 500 shelf
	harmless 4 'shelf/registry.db: cannot be read without write rights beside it (registry-backup --extract makes a file' \
		common concern-list -r shelf/registry.db
	harmless 4 shelf/registry.db common concern-add -r shelf/registry.db --reporter school --content basic_care
	chmod 700 shelf
}

@test "concern-add: a full disk fails, with nothing written" {
	{ printf 'reporter,content,narrative\n'; repeat "school,basic_care,$(xs 1000)\\n" 3000; } >in.csv
	# Full from the first byte, and full when most is written.
	for blocks in 16 2000; do
		harmless 4 'nothing was written' sh -c "ulimit -f $blocks && concern-add -f in.csv"
	done
	harmless 4 'nothing was written' sh -c 'ulimit -f 16 && concern-add --reporter school --content basic_care'
	registry-check
}

# hold: another program takes the writer's lock; release: it lets go.
hold() {
	coproc LOCK { exec sqlite3 "$CASEWORK_REGISTRY" 3>&-; }
	echo "BEGIN IMMEDIATE; SELECT 'held';" >&"${LOCK[1]}"
	read -r held <&"${LOCK[0]}"
	[ "$held" = held ]
}
release() {
	local pid=$LOCK_PID
	echo 'ROLLBACK;' >&"${LOCK[1]}"
	eval "exec ${LOCK[1]}>&-"
	wait "$pid" || true
}

@test "concern-add: a registry that is locked for longer than the wait fails, and says that it is busy" {
	row 'reporter,content\nschool,basic_care\n'
	hold
	export CASEWORK_WAIT=1
	harmless 4 'registry.db: busy: ' concern-add --reporter school --content basic_care
	[[ $stderr == *CASEWORK_WAIT* ]]
	export CASEWORK_WAIT=0
	harmless 4 'registry.db: busy: ' concern-add -f in.csv
	# Those who only read are not kept out.
	[ "$(count concern)" -eq 1 ]
	release
	concern-add --reporter school --content basic_care
}

@test "concern-add: with enough wait a locked registry is waited for, and the wait is told" {
	hold
	CASEWORK_WAIT=60 concern-add --reporter police --content basic_care >id 2>said 3>&- &
	pid=$!
	until [ -s said ] || ! kill -0 $pid 2>/dev/null; do sleep 0.05; done
	grep -q 'concern-add: waiting for another command to finish writing' said
	[ "$(count concern)" -eq 1 ]
	release
	wait $pid
	[ "$(concern-list --reporter police --columns concern | tail -n 1)" = "$(cat id)" ]
}

@test "concern-add: a CR alone before a row, or between a row and a quote, is not passed over" {
	for text in 'reporter,content\n\rschool,basic_care\n' 'reporter,content\nschool,\r"basic_care"\n'; do
		printf "$text" >in.csv
		run --separate-stderr concern-add -f in.csv
		[ "$status" -eq 3 ]
		[[ "$stderr" == *"in.csv:2: CR alone as line end"* ]]
	done
}
