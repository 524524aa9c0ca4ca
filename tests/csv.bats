# CSV as people and programs write it is read right, and what casework writes comes back unchanged.
# What is refused is in badinput.bats.

setup() {
	load helper
	fresh
}

# row TEXT: in.csv is TEXT, with the escapes of printf.
row() {
	printf "$1" >in.csv
}

# last COLUMNS: these columns of the newest message.
last() {
	concern-list --columns "$1" --sort=-concern --limit 1 | tail -n +2
}

# xs N: so many letters x.
xs() {
	head -c "$1" /dev/zero | tr '\0' x
}

# repeat TEXT N: the text so many times.
repeat() {
	awk -v s="$1" -v n="$2" 'BEGIN { while (n-- > 0) printf "%s", s }'
}

# entries: how many entries the journal has.
entries() {
	sqlite3 "$CASEWORK_REGISTRY" 'SELECT count(*) FROM journal'
}

# ---- the text of a file ----

@test "concern-add: LF, CRLF, a BOM and a last line without an end are all read" {
	for text in \
		'reporter,content,child_given\nschool,basic_care,Bjørn\n' \
		'reporter,content,child_given\r\nschool,basic_care,Bjørn\r\n' \
		'\xef\xbb\xbfreporter,content,child_given\nschool,basic_care,Bjørn\n' \
		'\xef\xbb\xbf"reporter",content,child_given\r\nschool,basic_care,Bjørn' \
		'reporter,content,child_given\nschool,basic_care,Bjørn'
	do
		row "$text"
		concern-add -f in.csv
		[ "$(last reporter,content,child_given)" = school,basic_care,Bjørn ]
	done
	[ "$(count concern)" -eq 5 ]
}

@test "concern-add: cells may be parted by a semicolon, a tab or another character" {
	row 'reporter;content;child_given\nschool;basic_care;"A;B,C"\n'
	concern-add -f in.csv --delimiter ';'
	[ "$(last child_given)" = '"A;B,C"' ]
	row 'reporter\tcontent\tchild_given\nschool\tbasic_care\tA B\n'
	concern-add -f in.csv --delimiter tab
	[ "$(last child_given)" = 'A B' ]
	concern-add -f in.csv --delimiter '\t'
	[ "$(count concern)" -eq 3 ]
	row 'reporter^content^child_given\nschool|police^basic_care^A,B\n'
	concern-add -f in.csv --delimiter '^'
	[ "$(last reporter,child_given)" = 'police|school,"A,B"' ]
}

@test "concern-add: an empty cell between tabs stays empty" {
	row 'reporter\tcontent\tchild_given\tlanguage\nschool\tbasic_care\t\tnb\n'
	concern-add -f in.csv --delimiter tab
	[ "$(last child_given,language)" = ,nb ]
}

@test "concern-add: blanks around a cell are trimmed outside quotes and kept inside them" {
	row 'reporter , content,child_given,child_family\n  school ,\tbasic_care,  Kari Anne  ,  " Nord "  \n'
	concern-add -f in.csv
	[ "$(last reporter,content,child_given,child_family)" = 'school,basic_care,Kari Anne," Nord "' ]
}

@test "concern-add: quoted cells hold delimiters, quotes and lines" {
	row 'reporter,content,narrative\n"school","basic_care","Hun sa: ""kom"", og\n\n\tgikk, alene.\r\nSlutt"\n'
	concern-add -f in.csv
	concern-list --columns narrative >out
	printf 'narrative\n"Hun sa: ""kom"", og\n\n\tgikk, alene.\r\nSlutt"\n' | cmp - out
}

@test "concern-add: empty lines, and lines of blanks, are passed over" {
	row '\n \nreporter,content,ref\n\nschool,basic_care,1\n  \n\t\n\r\npolice,basic_care,2\n\n\n'
	run --separate-stderr concern-add -f in.csv
	[ "$status" -eq 0 ]
	[ "$(tail -n +2 <<<"$output" | cut -d , -f 1,3)" = $'5,1\n9,2' ]
}

@test "concern-add: columns may stand in any order and be left out" {
	row 'content,child_sex,reporter\nbasic_care,male,school\n'
	concern-add -f in.csv
	[ "$(last received,reporter,content,urgency,office,child_sex)" = 2021-12-31,school,basic_care,normal,OSL,male ]
}

@test "concern-add: a file that arrives byte by byte is read as any other" {
	row '\xef\xbb\xbfreporter,content,narrative\r\nschool,basic_care,"Бойко ""Б"" 😀\r\nأحمد"\r\npolice,basic_care,x\r\n'
	concern-add -f in.csv
	concern-list --columns reporter,narrative >whole
	dd if=in.csv bs=1 status=none | CASEWORK_REGISTRY=$PWD/other.db sh -c \
		'registry-init --quiet --code OSL && concern-add -f - && concern-list --columns reporter,narrative >bytes'
	cmp whole bytes
}

@test "concern-add: a letter of two, three or four bytes is whole wherever a read of 64 KiB ends" {
	head='reporter,content,narrative\nschool,basic_care,'
	for letter in é ж € ع 😀; do
		bytes=$(printf %s "$letter" | wc -c)
		for ((before = 0; before <= bytes; before++)); do
			n=$((65536 - $(printf "$head" | wc -c) - before))
			{ printf "$head"; xs $n; printf '%s\n' "$letter$letter"; } >in.csv
			concern-add -f in.csv >/dev/null
			last narrative >out
			{ xs $n; printf '%s\n' "$letter$letter"; } | cmp - out
		done
	done
}

@test "concern-add: a line end and a doubled quote are whole wherever a read of 64 KiB ends" {
	head='reporter,content,narrative\r\nschool,basic_care,"'
	for ((before = 0; before <= 6; before++)); do
		n=$((65536 - $(printf "$head" | wc -c) - before))
		{ printf "$head"; xs $n; printf '""\r\n"\r\npolice,basic_care,a\r\n'; } >in.csv
		concern-add -f in.csv >out
		[ "$(sed -n 's/,.*//p' out | tr '\n' ' ')" = 'line 2 4 ' ]
		[ "$(last reporter,narrative)" = police,a ]
		concern-list --columns narrative --sort=-concern --limit 2 | tail -n +3 >out
		{ printf '"'; xs $n; printf '""\r\n"\n'; } | cmp - out
	done
}

@test "concern-add: a cell of 10 MB comes back unchanged" {
	{ printf 'narrative,reporter,content\n"'; repeat 'Barnet sa: ""Ж أ 😀"", og gikk.\n' 300000; printf 'æ",school,basic_care\n'; } >in.csv
	concern-add -f in.csv
	concern-list --columns narrative,reporter,content >out
	cmp in.csv out
}

@test "concern-add: a cell of 16 MB, and no more, is read" {
	{ printf 'reporter,content,narrative\nschool,basic_care,'; xs 16777216; printf '\n'; } >in.csv
	concern-add -f in.csv
	[ "$(last narrative | wc -c)" -eq 16777217 ]
}

@test "concern-add: a header alone writes nothing and is no fault" {
	before=$(entries)
	for text in 'reporter,content\n' 'reporter,content' '\xef\xbb\xbfreporter,content\r\n\r\n'; do
		row "$text"
		run --separate-stderr concern-add -f in.csv
		[ "$status" -eq 0 ]
		[ "$output" = line,concern ]
		[ -z "$stderr" ]
	done
	[ "$(count concern)" -eq 0 ]
	[ "$(entries)" = "$before" ]
}

@test "concern-add: a file is read whatever bytes its name has" {
	row 'reporter,content\nschool,basic_care\n'
	mv in.csv $'J\xf8rn, liste=1.csv'
	concern-add -f $'J\xf8rn, liste=1.csv' --keep-going --rejects $'J\xf8rn.bad'
	[ "$(count concern)" -eq 1 ]
}

# ---- encodings ----

@test "concern-add: names in windows-1256, windows-1251, latin1 and UTF-16 come back in UTF-8" {
	while read -r encoding name; do
		printf 'reporter,content,child_given,narrative\r\nschool,basic_care,%s,"%s\r\n%s"\r\n' "$name" "$name" "$name" |
			iconv -t "$encoding" >in.csv
		concern-add -f in.csv --encoding "$encoding"
		last child_given,narrative >out
		printf '%s,"%s\r\n%s"\n' "$name" "$name" "$name" | cmp - out
	done <<-END
		windows-1256 فاطمة
		windows-1251 Златка
		latin1 Bjørg-Åse
		utf-16 Ångstrøm😀
		UTF-8 Zoë
	END
}

@test "concern-add: what a spreadsheet calls Unicode text is read" {
	printf 'reporter\tcontent\tchild_given\r\nschool\tbasic_care\t"Мария ""М"""\r\n' | iconv -t utf-16 >in.csv
	concern-add -f in.csv --encoding utf-16 --delimiter tab
	[ "$(last child_given)" = '"Мария ""М"""' ]
}

@test "concern-add: a letter of another encoding is whole wherever a read of 64 KiB ends" {
	for letter in ж 😀; do
		for ((before = 0; before <= 4; before++)); do
			{ printf 'reporter,content,narrative\nschool,basic_care,'; xs $((32768 - 46 - before)); printf '%s\n' "$letter$letter"; } |
				iconv -t utf-16le >in.csv
			concern-add -f in.csv --encoding utf-16le >/dev/null
			[ "$(last narrative | tr -d x)" = "$letter$letter" ]
		done
	done
	{ printf 'reporter,content,narrative\nschool,basic_care,'; repeat 'Жена ' 60000; printf '.\n'; } >utf8.csv
	iconv -t windows-1251 utf8.csv >in.csv
	concern-add -f in.csv --encoding windows-1251
	[ "$(last narrative)" = "$(tail -n +2 utf8.csv | cut -d , -f 3-)" ]
}

# ---- values ----

@test "concern-add: values of a many-valued field are parted by |, said twice is said once, and kept in the list's order" {
	row 'reporter,content\npolice|school|police,home_violence|basic_care\n'
	concern-add -f in.csv
	[ "$(last reporter,content)" = 'police|school,home_violence|basic_care' ]
}

@test "concern-add: a many-valued option is repeated or parted by commas" {
	concern-add --reporter police --reporter=school --content basic_care,home_violence
	[ "$(last reporter,content)" = 'police|school,home_violence|basic_care' ]
	concern-add --reporter school,police --content home_violence --content basic_care
	[ "$(last reporter,content)" = 'police|school,home_violence|basic_care' ]
}

@test "concern-add: options fill in for columns that are absent, and only for those" {
	row 'ref,content,urgency\n1,basic_care,\n2,home_violence,urgent\n'
	concern-add -f in.csv --reporter police,school --urgency emergency --child-sex female
	concern-list --columns ref,reporter,content,urgency,child_sex >out
	diff - out <<-END
		ref,reporter,content,urgency,child_sex
		1,police|school,basic_care,normal,female
		2,police|school,home_violence,urgent,female
	END
}

@test "concern-add: the 29th of February is a day in a leap year" {
	concern-add --reporter school --content basic_care --received 2020-02-29
	[ "$(last received)" = 2020-02-29 ]
}

@test "concern-add: a code is judged by the day of the event, not by today" {
	CASEWORK_REGISTRY=$PWD/no.db CASEWORK_TODAY=2025-06-01
	registry-init --quiet --code NOR --profile no
	row 'received,reporter,content\n2024-12-31,doctor_hosp_dentist,basic_care\n2025-01-01,doctor_hosp|dentist,basic_care\n'
	concern-add -f in.csv
	[ "$(count concern)" -eq 2 ]
}

@test "concern-add: an id may be typed in small letters" {
	id=$(concern-add --reporter school --content basic_care)
	concern-add --reporter school --content basic_care --same-as "${id,,}"
	[ "$(last same_as)" = "$id" ]
}

@test "concern-add: @REF names a row before it in the same file" {
	row 'ref,reporter,content,same_as\n1,school,basic_care,\n2,school,basic_care,@1\n3,school,basic_care,@OSL:2\n'
	concern-add -f in.csv >out
	concern-list --columns same_as | tail -n +3 >same
	[ "$(head -n 3 out | tail -n 2 | cut -d , -f 2)" = "$(cat same)" ]
}

# ---- one command, many rows ----

@test "concern-add: a batch prints the line, the id and the ref of each row, and one row prints its id" {
	row 'ref,reporter,content,narrative\n"a, ""1""",school,basic_care,"x\ny\n"\nb,police,basic_care,\n'
	run concern-add -f in.csv
	[ "$output" = 'line,concern,ref
2,'"$(concern-list --columns concern | sed -n 2p)"',"a, ""1"""
5,'"$(concern-list --columns concern | sed -n 3p)"',b' ]
	row 'reporter,content\nschool,basic_care\n'
	[ "$(concern-add -f in.csv | head -n 1)" = line,concern ]
	id=$(concern-add --reporter school --content basic_care)
	[ "$id" = "$(last concern)" ]
}

@test "concern-add: what a batch prints can be read as CSV whatever stands in a ref" {
	row 'ref^reporter^content\n"a^b"^school^basic_care\n'
	concern-add -f in.csv --delimiter '^' >out
	[ "$(tail -n 1 out)" = "2^$(last concern)^\"a^b\"" ]
	row 'ref,reporter,content\n"=1+1",school,basic_care\n'
	concern-add -f in.csv --excel >out
	printf '\xef\xbb\xbfline,concern,ref\r\n2,%s,"'\''=1+1"\r\n' "$(last concern)" | cmp - out
}

@test "concern-add: a batch prints nothing before it is written" {
	mkfifo rows
	concern-add -f rows >out 3>&- &
	exec 9>rows
	echo reporter,content >&9
	# More than the pipe and the reader hold, so that most rows have been taken in by now.
	repeat 'school,basic_care\n' 9000 >&9
	[ ! -s out ]
	[ "$(count concern)" -eq 0 ]
	exec 9>&-
	wait $!
	[ "$(wc -l <out)" -eq 9001 ]
	[ "$(count concern)" -eq 9000 ]
}

@test "concern-add: a batch that waits for its first row keeps nobody else from writing" {
	mkfifo rows
	concern-add -f rows >out 3>&- &
	exec 9>rows
	echo reporter,content >&9
	CASEWORK_WAIT=0 concern-add --reporter police --content basic_care
	echo school,basic_care >&9
	exec 9>&-
	wait $!
	[ "$(concern-list --columns reporter)" = $'reporter\npolice\nschool' ]
}

@test "concern-add: standard input is read only with -f -" {
	row 'reporter,content\nschool,basic_care\n'
	{ concern-add --reporter police --content basic_care >/dev/null; cat >rest; } <in.csv
	cmp in.csv rest
	concern-add -f - <in.csv
	[ "$(last reporter)" = school ]
	cp in.csv ./-
	concern-add -f ./- </dev/null
	[ "$(count concern)" -eq 3 ]
}

@test "concern-list: its rows are piped into concern-decide" {
	concern-add --reporter school --content basic_care --received 2021-05-01
	concern-add --reporter police --content basic_care --received 2021-06-01
	concern-list --reporter police --columns concern | concern-decide -f - --outcome dropped --decided 2021-06-02
	concern-list --columns reporter,outcome,decided,decided_by >out
	diff - out <<-END
		reporter,outcome,decided,decided_by
		school,,,
		police,dropped,2021-06-02,admin
	END
}

@test "concern-add: what a batch prints is piped into concern-decide" {
	row 'ref,reporter,content\na,school,basic_care\nb,police,basic_care\n'
	concern-add -f in.csv | concern-decide -f - --outcome dropped >out
	[ "$(concern-list --columns outcome | sort | uniq -c | tr -s ' ')" = $' 2 dropped\n 1 outcome' ]
	row 'reporter,content\nschool,basic_care\n'
	concern-add -f in.csv | concern-decide -f - --outcome investigate >out
	[ "$(last outcome)" = investigate ]
}

@test "concern-add: --dry-run checks every row and writes none" {
	before=$(entries)
	row 'ref,reporter,content,same_as\n1,school,basic_care,\n2,police,basic_care,@1\n'
	run --separate-stderr concern-add -f in.csv --dry-run
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ $stderr == *'2 added'*'not written'* ]]
	row 'ref,reporter,content,same_as\n1,school,basic_care,\n2,police,basic_care,@3\n'
	refuses 3 'in.csv:3: same_as: no record has this ref: @3' concern-add -f in.csv -n
	run --separate-stderr concern-add --reporter school --content basic_care -n
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	refuses 3 'no such code: schol' concern-add --reporter schol --content basic_care -n
	[ "$(count concern)" -eq 0 ]
	[ "$(entries)" = "$before" ]
}

@test "concern-add: --template prints a header that can be filled in and read" {
	before=$(entries)
	concern-add --template >in.csv
	[ "$(wc -l <in.csv)" -eq 1 ]
	concern-add -f in.csv
	[ "$(entries)" = "$before" ]
	awk -F , '{ for (i = 1; i <= NF; i++) printf "%s%s", (i > 1 ? "," : ""),
		($i == "reporter" ? "school" : $i == "content" ? "basic_care" : $i == "child_given" ? "Kari" : ""); print "" }' in.csv >row
	cat row >>in.csv
	concern-add -f in.csv
	[ "$(last reporter,child_given)" = school,Kari ]
	[ "$(concern-decide --template | cut -d , -f 1)" = concern ]
	[[ $(office-add --template) == code,name,kind,* ]]
}

# ---- the same file again ----

@test "concern-add: --skip-existing passes over refs that are there, so a file can be read again" {
	row 'ref,reporter,content\n1,school,basic_care\n2,police,basic_care\n'
	concern-add -f in.csv
	before=$(entries)
	run --separate-stderr concern-add -f in.csv --skip-existing
	[ "$status" -eq 0 ]
	[ "$output" = line,concern,ref ]
	[ "$(entries)" = "$before" ]
	row 'ref,reporter,content\n1,nav,basic_care\n3,parents,basic_care\n'
	concern-add -f in.csv --skip-existing
	[ "$(concern-list --columns ref,reporter)" = $'ref,reporter\n1,school\n2,police\n3,parents' ]
}

@test "concern-add: the same ref from two offices is two messages" {
	office-add --code N1 --name Nord --kind service --parent OSL
	row 'ref,office,reporter,content\n1,OSL,school,basic_care\n1,N1,police,basic_care\n'
	concern-add -f in.csv
	concern-add -f in.csv --skip-existing
	[ "$(count concern)" -eq 2 ]
	[ "$(concern-list --columns source,ref,reporter | tail -n 2)" = $'OSL,1,school\nN1,1,police' ]
}

@test "concern-add: --update changes what is there: an empty cell keeps, \\N clears, +x adds, -x takes, an absent column keeps" {
	row 'ref,reporter,content,language,child_given,child_sex\n1,school,basic_care,nb,Kari,female\n'
	concern-add -f in.csv
	row 'ref,reporter,content,language,child_given\n1,+police,,\\N,\n2,nav,basic_care,ar,Ola\n'
	concern-add -f in.csv --update
	concern-list --columns ref,reporter,content,language,child_given,child_sex >out
	diff - out <<-END
		ref,reporter,content,language,child_given,child_sex
		1,police|school,basic_care,,Kari,female
		2,nav,basic_care,ar,Ola,
	END
	row 'ref,reporter,child_given\n1,-school,\\N\n2,police|school,\n'
	concern-add -f in.csv --update
	[ "$(concern-list --columns reporter,child_given)" = $'reporter,child_given\npolice,\npolice|school,Ola' ]
}

@test "record-edit: only the cells that say something change the record" {
	id=$(CASEWORK_UNSAFE_ARGS=1 concern-add --reporter school --content basic_care --child-given Kari --language nb)
	row "concern,language,child_given,reporter\n$id,,Karin,+police\n"
	record-edit -f in.csv
	[ "$(last reporter,language,child_given)" = 'police|school,nb,Karin' ]
	record-edit "$id" --reporter=-school,+nav --clear language
	[ "$(last reporter,language,child_given)" = 'nav|police,,Karin' ]
}

@test "record-edit: what concern-list printed changes nothing when it is read again" {
	row 'ref,reporter,content,narrative,child_birth\n1,school,basic_care,"  a ""b"",\n\nc  ",2015-02-01\n2,police|nav,basic_care|home_violence,,\n'
	concern-add -f in.csv
	before=$(entries)
	concern-list --columns concern,journal,reporter,content,narrative,child_birth,urgency,received >out
	record-edit -f out
	concern-list --columns concern,journal,reporter,content,narrative,child_birth,urgency,received --excel |
		record-edit -f - --excel
	[ "$(entries)" = "$before" ]
}

# ---- good rows and bad ones ----

@test "concern-add: --keep-going writes the good rows, tells the bad ones and exits 1" {
	row 'ref,reporter,content\n1,school,basic_care\n2,schol,basic_care\n3,police,basic_care\n'
	run --separate-stderr concern-add -f in.csv --keep-going
	[ "$status" -eq 1 ]
	[ "$(tail -n +2 <<<"$output" | cut -d , -f 1,3)" = $'2,1\n4,3' ]
	[[ $stderr == *'in.csv:3: reporter: no such code: schol (school?)'*'1 row is bad; the good ones are written'* ]]
	[ "$(concern-list --columns ref)" = $'ref\n1\n3' ]
}

@test "concern-add: --rejects takes the bad rows with line and error, for their owner alone, and reads them again when mended" {
	row 'ref,reporter,content,received,narrative\n1,school,basic_care,,"a\nb"\n2,schol,basic_care,2021-02-30,"x ""y"",\nz"\n3,police,basic_care,,\n4,police\n'
	umask 022
	run concern-add -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	[ "$(stat -c %a bad.csv)" = 600 ]
	diff - bad.csv <<-'END'
		ref,reporter,content,received,narrative,line,error
		2,schol,basic_care,2021-02-30,"x ""y"",
		z",4,received: not a day: 2021-02-30; reporter: no such code: schol (school?)
		4,police,,,,7,"2 cells, but the header has 5"
	END
	# One is mended, then the other.
	sed -i 's/^4,police,,/4,police,basic_care,/' bad.csv
	run --separate-stderr concern-add -f bad.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	diff - bad.csv <<-'END'
		ref,reporter,content,received,narrative,line,error
		2,schol,basic_care,2021-02-30,"x ""y"",
		z",2,received: not a day: 2021-02-30; reporter: no such code: schol (school?)
	END
	sed -i 's/schol,/school,/; s/02-30,"/02-28,"/' bad.csv
	concern-add -f bad.csv
	[ "$(concern-list --columns ref --sort ref)" = $'ref\n1\n2\n3\n4' ]
	[ "$(concern-list --columns narrative --match ref=2)" = $'narrative\n"x ""y"",\nz"' ]
}

@test "concern-add: rejects keep the form of a spreadsheet's file" {
	row '\xef\xbb\xbfreporter;content;narrative\r\nschol;basic_care;"'\''=1;2"\r\n'
	run concern-add -f in.csv --excel --delimiter ';' --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	printf '\xef\xbb\xbfreporter;content;narrative;line;error\r\nschol;basic_care;"'\''=1;2";2;reporter: no such code: schol (school?)\r\n' | cmp - bad.csv
}

# ---- spreadsheets ----

@test "concern-list: --excel guards cells that a spreadsheet would run, and they come back unchanged" {
	# Line ends within a cell, and a CR, a tab or a quote before anything else, are as good as any text.
	awk 'BEGIN {
		print "ref,reporter,content,narrative"
		n = split("=1+1~+47~-3~@x~\t1~\r1~'\''a~'\'\''a~=~+~-~@~'\''~'\''=~a=b~-x|y~=A1;B~\"q\"~+\"q\",", cell, "~")
		for (i = 1; i <= n; i++) { c = cell[i]; gsub(/"/, "\"\"", c); printf "%d,school,basic_care,\"%s\"\n", i, c }
		printf "%d,school,basic_care,\"=a\r\n\tb\n=c\"\n", i }' >in.csv
	concern-add -f in.csv >/dev/null
	concern-list --columns ref,reporter,content,narrative >before
	concern-list --columns ref,reporter,content,narrative --excel >excel.csv
	[ "$(head -c 3 excel.csv)" = $'\xef\xbb\xbf' ]
	[ "$(head -n 1 excel.csv | tail -c 2)" = $'\r' ]
	grep -q "\"'=1+1\"" excel.csv && grep -q "\"'@x\"" excel.csv && grep -q "\"''a\"" excel.csv
	run ! grep -qE ',"?[=+@-]' excel.csv
	export CASEWORK_REGISTRY=$PWD/other.db
	registry-init --quiet --code OSL
	concern-add --excel -f excel.csv >/dev/null
	concern-list --columns ref,reporter,content,narrative >after
	cmp before after
}

@test "concern-list: --excel takes the delimiter of the user's language, unless one is given" {
	concern-add --reporter school --content basic_care
	[ "$(concern-list --excel --columns reporter,content | tail -n 1)" = $'school,basic_care\r' ]
	[ "$(CASEWORK_LANG=nb concern-list --excel --columns reporter,content | tail -n 1)" = $'school;basic_care\r' ]
	[ "$(CASEWORK_LANG=nb concern-list --excel --delimiter tab --columns reporter,content | tail -n 1)" = $'school\tbasic_care\r' ]
	CASEWORK_LANG=nb concern-list --excel --columns reporter,content | CASEWORK_LANG=nb concern-add --excel -f -
	[ "$(count concern)" -eq 2 ]
}

@test "concern-list: with nothing to list the header alone is printed, and that is no fault" {
	run --separate-stderr concern-list --columns concern,reporter
	[ "$status" -eq 0 ]
	[ "$output" = concern,reporter ]
	[ -z "$stderr" ]
	concern-list --columns concern | concern-decide -f - --outcome dropped
}
