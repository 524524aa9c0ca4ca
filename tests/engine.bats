# What the engine gives a noun for its field table alone: tests/nouns/specimen.c has a field of every
# type and flag, and no file in cmd/.
setup() {
	load helper
	build=$build/specimen
	[ -x "$build/bin/specimen-add" ] || { echo "make BUILD=$build EXTRA_NOUNS=tests/nouns/specimen.c all"; return 1; }
	fresh
}

# Four specimens of four offices: tests/data/specimens.csv.
shelf() {
	office-add -f "$top/tests/data/offices.csv" >/dev/null && specimen-add -f "$top/tests/data/specimens.csv" >ids
}

# id REF: the id of the specimen with that ref.
id() { specimen-list --ref "$1" --columns specimen | tail -n +2; }

# cell ID COLUMN: one value of a record.
cell() { record-show "$1" --columns "$2" --format csv | tail -n +2; }

# lists REFS FILTER...: the list shows just the specimens with these refs, in this order.
lists() {
	local want=$1 got
	got=$(specimen-list --columns ref "${@:2}" | tail -n +2 | paste -sd ' ') || return
	[ "$got" = "$want" ] || { echo "${*:2}: wanted $want, got $got"; return 1; }
}

# db SQL: the registry, read from outside.
db() { sqlite3 -bail -noheader registry.db "PRAGMA foreign_keys = ON; $1"; }

# holds TEXT: the registry's file, or what lies beside it, has these bytes.
holds() { grep -aqF -e "$1" registry.db*; }

# The fields of the table in C, in its order.
fields() { sed -n '/^#ifdef/,/^#endif/d; s/^\t{ "\([a-z_]*\)", *[A-Z]*, .*/\1/p' "$top/tests/nouns/specimen.c"; }

# ---- the commands ----

@test "a noun that is only a field table has a command to add and one to list" {
	[ ! -e "$top/cmd/specimen-add.c" ]
	[ ! -e "$top/cmd/specimen-list.c" ]
	[ "$(casework --commands | grep -P '^specimens\t')" = "$(printf '%s\t%s\t%s\n' \
		specimens specimen-add 'register a specimen, or many from CSV' specimens specimen-list 'list specimens')" ]
	one=$(specimen-add --label one)
	[ "$one" = SP-OSL-2021-000001-A ]
	[ "$(specimen-list --columns specimen,label)" = "specimen,label
$one,one" ]
}

@test "--help of add names every field, the sealed ones as columns of a file only" {
	specimen-add --help >help
	for f in $(fields); do
		option=--${f//_/-}
		case $f in
		owner_name | owner_sign | story | birth | met) ! grep -qe "$option" help && grep -q "^  $f  " help ;;
		*) grep -qe "$option " help ;;
		esac || { echo "$f"; return 1; }
	done
}

@test "--help of list names every field as a filter, but no sealed one" {
	specimen-list --help >help
	for f in $(fields); do
		option=--${f//_/-}
		case $f in
		owner_name | owner_sign | story | birth | met) ! grep -qe "$option" help ;;
		*) grep -qe "$option " help ;;
		esac || { echo "$f"; return 1; }
	done
}

@test "--dump-spec says for every field what kind of value it takes" {
	[ "$(specimen-add --dump-spec | cut -f 2-5 | sed -n 7,22p)" = "$(tr ' ' '\t' <<-END
		- found DAY -
		- seen-at TIME -
		- label TEXT -
		- remark TEXT -
		- size N -
		- alive yes|no bool
		- urgency CODE code:urgency
		- outcome CODE code:concern_outcome
		- ended DAY -
		- reporter CODE code:reporter
		- content CODE code:content
		- mother ID id:specimen
		- message ID id:concern
		- place OFFICE office
		- keeper STAFF staff
		- batch TEXT -
	END
	)" ]
}

@test "--offer gives the values of a code list with their labels, the offices and the staff" {
	[ "$(specimen-add --offer code:urgency | head -n 1)" = "$(printf 'normal\tNormal')" ]
	[ "$(CASEWORK_LANG=nb specimen-add --offer code:urgency | sed -n 2p)" = "$(printf 'urgent\tHaster')" ]
	[ "$(specimen-add --offer office)" = "$(printf 'OSL\tOslo')" ]
	[ "$(specimen-add --offer staff)" = "$(printf 'admin\tAdministrator')" ]
	[ "$(specimen-add --offer bool)" = "$(printf 'yes\nno')" ]
	specimen-list --offer column | cut -f 1 >columns
	for c in specimen $(fields) birth_month age journal void; do grep -qx "$c" columns || { echo "$c"; return 1; }; done
}

@test "--template is every field, in the table's order, behind ref, source and office" {
	[ "$(specimen-add --template)" = "ref,source,office,$(fields | paste -sd ,)" ]
}

# ---- the tables ----

@test "every clear field has its column, with its type and NOT NULL where a value is needed" {
	diff - <(db "SELECT name, type, \"notnull\" FROM pragma_table_info('specimen')") <<-END
		id|INTEGER|0
		ref|TEXT|0
		source|TEXT|0
		office|TEXT|1
		found|TEXT|1
		seen_at|TEXT|0
		label|TEXT|1
		remark|TEXT|0
		size|INTEGER|0
		alive|TEXT|0
		urgency|TEXT|1
		outcome|TEXT|0
		ended|TEXT|0
		reporter|TEXT|1
		content|TEXT|0
		mother|INTEGER|0
		message|INTEGER|0
		place|TEXT|0
		keeper|TEXT|0
		batch|TEXT|0
		birth_month|TEXT|0
		journal|INTEGER|1
		tag|BLOB|1
		void|INTEGER|0
	END
}

@test "sealed fields have no column, but one box beside the record" {
	[ "$(db "SELECT group_concat(name || ' ' || type || ' ' || \"notnull\", ', ') FROM pragma_table_info('specimen_secret')")" = \
		"id INTEGER 0, box BLOB 1" ]
}

@test "the database itself refuses a day, time or month of another form, a missing value and a text for a number" {
	one=$(specimen-add --label one)
	while read -r set what; do
		run db "UPDATE specimen SET $set"
		[ "$status" -ne 0 ] && [[ $output == *"$what"* ]] || { echo "$set: $status $output"; return 1; }
	done <<-END
		found='2021-1-1' CHECK
		found='1.1.2021' CHECK
		found='2021-01-01T10:00' CHECK
		found=NULL NOT NULL
		seen_at='2021-01-01' CHECK
		seen_at='2021-01-01T10' CHECK
		ended='soon' CHECK
		birth_month='1999-05-17' CHECK
		birth_month='May' CHECK
		label=NULL NOT NULL
		urgency=NULL NOT NULL
		reporter=NULL NOT NULL
		size='big' cannot store TEXT
	END
	# Codes are judged by the lists, which change, and never by the schema.
	db "UPDATE specimen SET urgency = 'later'"
	[ "$(cell "$one" urgency)" = later ]
}

@test "references are kept by the database" {
	[ "$(db "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('specimen') ORDER BY 1")" = "keeper|staff|code
message|concern|id
mother|specimen|id
office|office|code
place|office|code
source|office|code" ]
	[ "$(db "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('specimen_secret')")" = "id|specimen|id" ]
	specimen-add --label one
	for set in "office='ZZ'" "place='ZZ'" "keeper='nobody'" "mother=7" "message=7"; do
		run db "UPDATE specimen SET $set"
		[ "$status" -ne 0 ] && [[ $output == *"FOREIGN KEY"* ]] || { echo "$set: $status $output"; return 1; }
	done
}

@test "the indexes are those of the table, and one that begins another is not made twice" {
	# An index of several columns may end in void, without which it covers nothing.
	diff - <(db "SELECT i.name, i.\"unique\", i.partial, group_concat(c.name, ' ')
		FROM pragma_index_list('specimen') i, pragma_index_info(i.name) c GROUP BY i.name ORDER BY i.name" | sed 's/ void$//') <<-END
		specimen_ended|0|0|ended
		specimen_found|0|0|found
		specimen_keeper|0|0|keeper
		specimen_mother|0|0|mother
		specimen_office|0|0|office found
		specimen_place|0|0|place
		specimen_ref|1|1|ref source
		specimen_urgency|0|0|urgency found office
	END
}

@test "the live view leaves out what was struck out" {
	one=$(specimen-add --label one)
	specimen-add --label two
	[ "$(db 'SELECT COUNT(*) FROM specimen_live')" = 2 ]
	record-void "$one" --reason 'entered twice'
	[ "$(db 'SELECT label FROM specimen_live')" = two ]
	[ "$(db 'SELECT COUNT(*) FROM specimen')" = 2 ]
}

# ---- adding ----

@test "add: a value of every type goes in by its option and comes out of the list" {
	m=$(specimen-add --label mother --found 2021-01-01)
	c=$(concern-add --reporter school --content basic_care)
	one=$(specimen-add --ref r1 --source OSL --office OSL --found 2021-03-08 --seen-at 2021-03-08T14:05 --label 'a "label", quoted' \
		--remark 'one
two' --size -17 --alive yes --urgency urgent --outcome dropped --ended 2021-04-01 --reporter school --reporter police \
		--content home_violence,basic_care --mother "$m" --message "$c" --place OSL --keeper admin --batch b7)
	[ "$(specimen-list --ref r1)" = "specimen,ref,source,office,found,seen_at,label,remark,size,alive,urgency,outcome,ended,reporter,content,mother,message,place,keeper,batch,birth_month
$one,r1,OSL,OSL,2021-03-08,2021-03-08T14:05,\"a \"\"label\"\", quoted\",\"one
two\",-17,yes,urgent,dropped,2021-04-01,police|school,home_violence|basic_care,$m,$c,OSL,admin,b7," ]
}

@test "add -f: the rows of a file go in together, and each is answered with its line, id and ref" {
	shelf
	[ "$(cat ids)" = "line,specimen,ref
2,SP-OSL-2021-000001-A,s1
4,SP-OSL-2021-000002-8,s2
5,SP-OSL-2021-000003-6,s3
6,SP-OSL-2021-000004-4,s4" ]
	registry-check --quiet
}

@test "add -f: what a list has written is read again and gives the same rows" {
	shelf
	specimen-list --columns "$(specimen-add --template)" --sort ref >first
	registry-init --quiet --registry other.db --code OTH
	export CASEWORK_REGISTRY=$PWD/other.db
	printf 'code,name,kind\nOSL,Oslo,service\n' | office-add -f - >/dev/null
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	# The mothers' ids are the other registry's: named by their refs they fit any.
	awk -F, -v OFS=, '{ gsub(/SP-OSL-2021-000001-A/, "@OSL:s1"); gsub(/SP-OSL-2021-000002-8/, "@OSL:s2") } 1' first >moved
	specimen-add -f moved >/dev/null
	specimen-list --columns "$(specimen-add --template)" --sort ref |
		sed 's/SP-OTH-2021-000001-./@OSL:s1/; s/SP-OTH-2021-000002-./@OSL:s2/' | diff moved -
}

@test "add -f: fields given as options fill in for columns that are absent" {
	printf 'label\na\nb\n' | specimen-add -f - --urgency urgent --content basic_care,home_violence >/dev/null
	[ "$(specimen-list --columns label,urgency,content)" = "label,urgency,content
a,urgent,home_violence|basic_care
b,urgent,home_violence|basic_care" ]
}

@test "defaults: today, me, mine and a value of the table's own" {
	one=$(CASEWORK_TODAY=2021-05-06 specimen-add --label one)
	[ "$(cell "$one" found,met,keeper,place,office,urgency,alive,reporter)" = 2021-05-06,2021-05-06,admin,OSL,OSL,normal,no,school ]
	office-add --code N1 --name Fjell --kind service --parent OSL >/dev/null
	staff-add --code s7 --name Sju --office N1 --role caseworker >/dev/null
	two=$(specimen-add --as s7 --label two)
	[ "$(cell "$two" keeper,place,office)" = s7,N1,N1 ]
	three=$(specimen-add --as s7 --label three --keeper admin --place OSL --alive yes)
	[ "$(cell "$three" keeper,place,office,alive)" = admin,OSL,N1,yes ]
}

@test "a many-valued field takes commas, repeats and |, and keeps the order of its list, each key once" {
	one=$(specimen-add --label one --reporter police,school)
	two=$(specimen-add --label two --reporter school --reporter police)
	three=$(printf 'label,reporter\nthree,school|police|school\n' | specimen-add -f - | sed -n 's/^2,//p')
	for i in "$one" "$two" "$three"; do [ "$(cell "$i" reporter)" = 'police|school' ] || { cell "$i" reporter; return 1; }; done
	refuses 2 '--urgency: given twice' specimen-add --label x --urgency normal --urgency urgent
	refuses 3 'urgency: no such code: normal|urgent' specimen-add --label x --urgency 'normal|urgent'
}

@test "a code is judged by the day of its event" {
	export CASEWORK_REGISTRY=$PWD/no.db CASEWORK_TODAY=2026-02-01
	registry-init --quiet --code NO --profile no
	# By the day that dates the record.
	refuses 3 '--content: not valid on 2021-01-01: parent_skills (valid to 2020-12-31; since then lack_protection' \
		specimen-add --label x --found 2021-01-01 --content parent_skills
	specimen-add --label x --found 2020-12-31 --content parent_skills
	refuses 3 '--content: not valid on 2020-12-31: lack_protection (valid from 2021-01-01' \
		specimen-add --label x --found 2020-12-31 --content lack_protection
	# Or by the field that the table names.
	refuses 3 '--outcome: not valid on 2026-01-01: dropped (valid to 2025-12-31' \
		specimen-add --label x --found 2025-12-30 --ended 2026-01-01 --outcome dropped
	specimen-add --label x --found 2025-12-30 --ended 2025-12-31 --outcome dropped
}

@test "a code is judged again when the day of its event changes" {
	export CASEWORK_REGISTRY=$PWD/no.db
	registry-init --quiet --code NO --profile no
	one=$(specimen-add --label x --found 2020-12-31 --content parent_skills)
	refuses 3 '--content: not valid on 2021-01-01: parent_skills' record-edit "$one" --found 2021-01-01
	[ "$(cell "$one" found)" = 2020-12-31 ]
}

@test "a code is judged again when the day that the field names changes" {
	export CASEWORK_REGISTRY=$PWD/no.db CASEWORK_TODAY=2026-02-01
	registry-init --quiet --code NO --profile no
	one=$(specimen-add --label x --found 2025-12-30 --ended 2025-12-31 --outcome dropped)
	refuses 3 '--outcome: not valid on 2026-01-01: dropped' record-edit "$one" --ended 2026-01-01
	[ "$(cell "$one" ended)" = 2025-12-31 ]
}

@test "an option that is wrong is named as it was written" {
	refuses 3 '--seen-at: not a time (2021-03-08T14:05): noon' specimen-add --label x --seen-at noon
	refuses 2 '--seen-at: given twice' specimen-add --label x --seen-at 2021-03-08T14:05 --seen-at 2021-03-08T14:06
	refuses 3 '--seen-at: not a day, month, year or A..B of them: noon' specimen-list --seen-at noon
}

@test "every fault of a row is told, with file, line, field and reason, and nothing is written" {
	printf '%s\n' 'label,found,seen_at,size,alive,urgency,outcome,ended,reporter,content,mother,message,place,keeper,office,remark' \
		'good,2021-01-01,,,,,,,,,,,,,,' \
		',2021-02-30,2021-03-08 14:05,1.5,maybe,urgnt,dismissed,2021-00-01,scool|police,,SP-OSL-2021-000001-B,@none,N9,nobody,N8,' \
		$'a\tb,,2021-03-08T24:00,2147483648,Yes,,,,,basic_care||police,SP-OSL-2021-000002-8,M-OSL-2021-000001-N,,,,a\x01b' >bad.csv
	run --separate-stderr specimen-add -f bad.csv
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	diff - <(sort <<<"$stderr") <<-END
		specimen-add: bad.csv: 2 rows are bad; nothing was written
		specimen-add: bad.csv:3: alive: neither yes nor no: maybe
		specimen-add: bad.csv:3: ended: not a day: 2021-00-01
		specimen-add: bad.csv:3: found: not a day: 2021-02-30
		specimen-add: bad.csv:3: keeper: no such member of staff: nobody
		specimen-add: bad.csv:3: label: a value is needed
		specimen-add: bad.csv:3: message: no record has this ref: @none
		specimen-add: bad.csv:3: mother: mistyped: its check character does not fit: SP-OSL-2021-000001-B
		specimen-add: bad.csv:3: office: no such office: N8
		specimen-add: bad.csv:3: outcome: no such code: dismissed
		specimen-add: bad.csv:3: place: no such office: N9
		specimen-add: bad.csv:3: reporter: no such code: scool (school?)
		specimen-add: bad.csv:3: seen_at: not a time (2021-03-08T14:05): 2021-03-08 14:05
		specimen-add: bad.csv:3: size: not a whole number: 1.5
		specimen-add: bad.csv:3: urgency: no such code: urgnt (urgent?)
		specimen-add: bad.csv:4: alive: neither yes nor no: Yes
		specimen-add: bad.csv:4: content: no such code: 
		specimen-add: bad.csv:4: content: no such code: police
		specimen-add: bad.csv:4: label: has line breaks or control characters in it: a\x09b
		specimen-add: bad.csv:4: message: not there: M-OSL-2021-000001-N
		specimen-add: bad.csv:4: mother: not there: SP-OSL-2021-000002-8
		specimen-add: bad.csv:4: remark: has control characters in it: a\x01b
		specimen-add: bad.csv:4: seen_at: not a time (2021-03-08T14:05): 2021-03-08T24:00
		specimen-add: bad.csv:4: size: not a whole number: 2147483648
	END
	[ "$(count specimen --void)" = 0 ]
	[[ $(registry-log --limit 1) != *specimen* ]]
}

@test "a fault in a sealed field is told without its value" {
	printf 'label,birth,owner_name\nx,17.05.1999,a\x02bc\n' >bad.csv
	run --separate-stderr specimen-add -f bad.csv
	[ "$status" -eq 3 ]
	[[ $stderr == *'bad.csv:2: birth: not a day'* && $stderr == *'bad.csv:2: owner_name: has '* ]]
	[[ $stderr != *1999* && $stderr != *bc* ]]
}

@test "numbers: the smallest, the largest, and what only looks like one" {
	for n in 0 -1 2147483647 -2147483648; do
		[ "$(cell "$(specimen-add --label x --size=$n)" size)" = "$n" ] || { echo "$n"; return 1; }
	done
	for n in 2147483648 -2147483649 1e3 0x10 '7 ' 1,5 ١; do
		run specimen-add --label x --size="$n"
		[ "$status" -eq 3 ] && [[ $output == *'--size: not a whole number'* ]] || { echo "$n: $status $output"; return 1; }
	done
}

@test "--dry-run checks everything and writes nothing" {
	run --separate-stderr specimen-add -n -f "$top/tests/data/specimens.csv"
	[ "$status" -eq 3 ]
	[[ $stderr == *'office: no such office: NORD'* ]]
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	run --separate-stderr specimen-add -n -f "$top/tests/data/specimens.csv"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ $stderr == *'4 added, 0 changed, 0 passed over (not written)'* ]]
	[ "$(count specimen --void)" = 0 ]
}

@test "--keep-going writes the good rows; --rejects takes the bad ones, to be mended and fed again as they are" {
	printf 'ref,label,size\na,one,1\nb,,x\nc,three,3\nd,"a ""q"", b",y\n' >in.csv
	run --separate-stderr specimen-add --keep-going --rejects bad.csv -f in.csv
	[ "$status" -eq 1 ]
	[ "$(cut -d , -f 1,3 <<<"$output")" = "line,ref
2,a
4,c" ]
	[ "$(cat bad.csv)" = 'ref,label,size,line,error
b,,x,3,label: a value is needed; size: not a whole number: x
d,"a ""q"", b",y,5,size: not a whole number: y' ]
	[ "$(stat -c %a bad.csv)" = 600 ]
	sed -i 's/^b,,x/b,two,2/; s/,y,5/,4,5/' bad.csv
	specimen-add -f bad.csv >/dev/null
	[ "$(specimen-list --columns ref,label,size --sort ref)" = 'ref,label,size
a,one,1
b,two,2
c,three,3
d,"a ""q"", b",4' ]
	registry-check --quiet
}

@test "add -f: semicolons, tabs, and other encodings" {
	printf 'label;remark\nслово;سلام\n' | specimen-add -f - --delimiter ';' >/dev/null
	printf 'label\tremark\nслово\tسلام\n' | specimen-add -f - --delimiter tab >/dev/null
	printf 'label\nслово\n' | iconv -t windows-1251 | specimen-add -f - --encoding windows-1251 --remark سلام >/dev/null
	printf 'remark\nسلام\n' | iconv -t windows-1256 | specimen-add -f - --encoding windows-1256 --label слово >/dev/null
	[ "$(specimen-list --columns label,remark | sort -u)" = "label,remark
слово,سلام" ]
	[ "$(count specimen)" = 4 ]
}

@test "--excel: what a spreadsheet would take for a formula is kept from it, and comes back unchanged" {
	printf '%s\n' label,remark '=1+1,+x' '@a,-2' "'q,plain" '"a, b","line
=two"' | specimen-add -f - >/dev/null
	specimen-list --columns label,remark --excel >sheet.csv
	diff sheet.csv - <<-END
		$(printf '\xef\xbb\xbf')label,remark$(printf '\r')
		"'=1+1","'+x"$(printf '\r')
		"'@a","'-2"$(printf '\r')
		"''q",plain$(printf '\r')
		"a, b","line
		=two"$(printf '\r')
	END
	specimen-list --columns label,remark >before
	registry-init --quiet --registry other.db --code OTH
	specimen-add --registry other.db --excel -f sheet.csv >/dev/null
	specimen-list --registry other.db --columns label,remark | diff before -
	# Where numbers have a decimal comma, cells are parted by semicolons.
	[[ $(CASEWORK_LANG=nb specimen-list --columns label,remark --excel | head -n 1) == *'label;remark'* ]]
}

@test "-o writes a file that is nobody else's, whole or not at all" {
	shelf
	specimen-list -o out.csv --columns ref,owner_name
	[ "$(sed -n 2p out.csv)" = 's1,Kari Nordmann' ]
	[ "$(stat -c %a out.csv)" = 600 ]
	run specimen-list -o nowhere/out.csv
	[ "$status" -eq 4 ]
	[[ $output == *nowhere/out.csv* ]]
}

# ---- references ----

@test "a record is named by its id, by @REF, or by @SOURCE:REF" {
	shelf
	s1=$(id s1)
	[ "$(cell "$(specimen-add --label x --mother "$s1")" mother)" = "$s1" ]
	[ "$(cell "$(specimen-add --label x --mother "${s1,,}")" mother)" = "$s1" ]
	[ "$(cell "$(specimen-add --label x --mother @s1)" mother)" = "$s1" ]
	[ "$(cell "$(specimen-add --label x --mother @OSL:s1)" mother)" = "$s1" ]
	[ "$(cell @s2 mother)" = "$s1" ]
	[ "$(cell @OSL:s2 label)" = Beta ]
	refuses 3 '@NORD:s2: no record has this ref' record-show @NORD:s2
}

@test "@REF means the row's own source first: the same ref of two senders is told apart" {
	shelf
	twin=$(specimen-add --ref s1 --source N1 --office N1 --label twin)
	printf 'ref,source,label,mother\nx1,N1,x,@s1\nx2,OSL,y,@s1\nx3,N1,z,@OSL:s1\n' | specimen-add -f - >/dev/null
	[ "$(specimen-list --sort ref --columns ref,mother | tail -n 3)" = "x1,$twin
x2,$(specimen-list --ref s1 --source OSL --only-office --columns specimen | tail -n 1)
x3,$(specimen-list --ref s1 --source OSL --only-office --columns specimen | tail -n 1)" ]
	refuses 3 '@s1: two offices sent this ref: write @OFFICE:REF' record-show @s1
}

@test "a file's rows may name rows before them in the same file" {
	printf 'ref,label,mother\nm1,a,\nm2,b,@m1\nm3,c,@m2\n' | specimen-add -f - >out
	[ "$(cell @m3 mother)" = "$(id m2)" ]
	refuses 3 'mother: no record has this ref: @m5' specimen-add -f - <<<'ref,label,mother
m4,a,@m5
m5,b,'
	[ "$(count specimen)" = 3 ]
}

@test "what names no record, or one of another kind, is refused with its reason" {
	one=$(specimen-add --label one)
	c=$(concern-add --reporter school --content basic_care)
	wrong=${one%?}B
	refuses 3 "--mother: mistyped: its check character does not fit: $wrong" specimen-add --label x --mother "$wrong"
	refuses 3 "--mother: the id of a message of concern, not of a specimen: $c" specimen-add --label x --mother "$c"
	refuses 3 "--message: the id of a specimen, not of a message of concern: $one" specimen-add --label x --message "$one"
	refuses 3 '--mother: not there: SP-OSL-2021-000002-8' specimen-add --label x --mother SP-OSL-2021-000002-8
	refuses 3 '--mother: not an id: 17' specimen-add --label x --mother 17
	refuses 3 '--mother: no record has this ref: @nothing' specimen-add --label x --mother @nothing
}

@test "ref: taken again from the same sender it is refused, and says what to do" {
	shelf
	refuses 3 '--ref: is there already: s1 (SP-OSL-2021-000001-A; --skip-existing passes over it, --update changes it)' \
		specimen-add --ref s1 --label again
	refuses 3 'specimens.csv:6: ref: is there already: s4' specimen-add -f "$top/tests/data/specimens.csv"
	# Another sender's is another.
	specimen-add --ref s1 --source N1 --label another
	[ "$(count specimen --ref s1)" = 2 ]
}

@test "ref: twice in one file is refused at its second line" {
	refuses 3 '-:3: ref: is there already: r1' specimen-add -f - <<<'ref,label
r1,a
r1,b'
	[ "$(count specimen)" = 0 ]
}

@test "--skip-existing passes over what is there, so that a file can be fed twice" {
	shelf
	head=$(registry-log --head)
	specimen-add --skip-existing -f "$top/tests/data/specimens.csv" >out
	[ "$(cat out)" = line,specimen,ref ]
	[ "$(registry-log --head)" = "$head" ]
	printf 'ref,label\ns1,changed\ns9,new\n' | specimen-add --skip-existing -f - >out
	[ "$(cut -d , -f 1,3 out)" = "line,ref
3,s9" ]
	[ "$(cell @s1 label)" = Alpha ]
	[ "$(count specimen)" = 5 ]
}

@test "--update changes what is there, adds what is not, and an empty cell keeps what was" {
	shelf
	printf 'ref,source,label,size,remark\ns1,OSL,Omega,,\\N\ns9,OSL,new,3,\n' | specimen-add --update -f - >out
	[ "$(cut -d , -f 3 out)" = "ref
s1
s9" ]
	[ "$(cell @s1 label,size,remark,owner_name)" = 'Omega,10,,Kari Nordmann' ]
	[ "$(cell @s9 label,size)" = new,3 ]
	[ "$(count specimen)" = 5 ]
	registry-check --quiet
}

# ---- secrets ----

@test "a secret is never an argument, unless it is synthetic" {
	for option in --owner-name=x --owner-sign=x --story=x --birth=1999-05-17 --met=2021-01-01 '--owner-name x'; do
		# shellcheck disable=SC2086
		refuses 2 'a secret is never an argument' specimen-add --label x $option
	done
	export CASEWORK_UNSAFE_ARGS=1
	one=$(specimen-add --label x --owner-name Kari --birth 1999-05-17 --met 2021-01-01)
	[ "$(cell "$one" owner_name,birth,met)" = Kari,1999-05-17,2021-01-01 ]
}

@test "sealed values are nowhere in the registry's files, not even while it is in use" {
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	# A reader keeps the write-ahead log from being folded into the file.
	coproc sqlite3 registry.db
	printf 'BEGIN; SELECT COUNT(*) FROM specimen;\n' >&"${COPROC[1]}"
	read -r n <&"${COPROC[0]}"
	[ "$n" = 0 ]
	specimen-add -f "$top/tests/data/specimens.csv" >/dev/null
	printf 'ref,source,owner_name,story,birth\ns1,OSL,Åse Dal,Ny historie.,1999-05-18\n' | specimen-add --update -f - >/dev/null
	record-void @s4 --reason 'Kari Nordmann sa det'
	[ -s registry.db-wal ]
	holds Alpha
	holds 1999-05
	holds 2004-02
	for secret in 'Kari Nordmann' K-1 'Hun fant' 1999-05-17 2020-12-30 'أحمد' 'وجدها' 2004-02-29 'Мария' 'Намери' \
		'Åse Dal' 'Ny historie' 1999-05-18; do
		! holds "$secret" || { echo "$secret"; return 1; }
	done
	printf 'COMMIT;\n.quit\n' >&"${COPROC[1]}"
	wait "$COPROC_PID" || true
	specimen-add --label last
	[ ! -e registry.db-wal ]
	for secret in 'Kari Nordmann' 'Hun fant' 1999-05-17 2020-12-30 'أحمد' 'Мария' 'Åse Dal'; do
		! holds "$secret" || { echo "$secret"; return 1; }
	done
}

@test "sealed values show in a pipe only when they are named" {
	shelf
	specimen-list >list
	run ! grep -qE 'Kari|1999-05-17|owner_name|story' list
	grep -q 1999-05 list
	[ "$(specimen-list --ref s1 --columns owner_name,owner_sign,story,birth,met)" = "owner_name,owner_sign,story,birth,met
Kari Nordmann,K-1,Hun fant den i Dalen.,1999-05-17,2020-12-30" ]
}

@test "without the key sealed values are empty, the month is not, and nothing that is sealed can be written" {
	shelf
	rm keys/*.case.key
	[ "$(specimen-list --ref s1 --columns label,owner_name,birth,birth_month,age)" = "label,owner_name,birth,birth_month,age
Alpha,,,1999-05,21" ]
	[ "$(specimen-list --ref s1 --columns owner_name --format json)" = "[
{\"owner_name\":null}
]" ]
	refuses 5 'no key to seal' specimen-add --label x
	printf 'ref,source,owner_name\ns1,OSL,x\n' >row.csv
	refuses 5 'no key to seal' specimen-add --update -f row.csv
	[ "$(count specimen)" = 4 ]
}

@test "without the key a clear field can still be mended, and what is sealed stays" {
	shelf
	mv keys/*.case.key .
	record-edit @s1 --label Aleph
	mv ./*.case.key keys/
	[ "$(cell @s1 label,owner_name,birth)" = 'Aleph,Kari Nordmann,1999-05-17' ]
	registry-check --quiet
}

@test "without the key a pattern over a sealed field says that it cannot look" {
	shelf
	rm keys/*.case.key
	run --separate-stderr specimen-list --match owner_name=Kari
	[[ $stderr == *'no key'* ]]
}

@test "the month that stays clear follows the sealed day" {
	printf 'ref,label,birth\nb1,x,1999-05-17\n' | specimen-add -f - >/dev/null
	printf 'ref,birth\nb1,2001-12-01\n' | specimen-add --update -f - >/dev/null
	[ "$(cell @b1 birth,birth_month,age)" = 2001-12-01,2001-12,20 ]
	record-edit @b1 --clear birth
	[ "$(cell @b1 birth,birth_month,age)" = ,, ]
	registry-check --quiet
}

# ---- changing ----

@test "an edit changes what is given, keeps the rest, and the old values are in the history" {
	shelf
	record-edit @s1 --label Omega --size 11 --clear remark
	[ "$(cell @s1 label,size,remark,alive,owner_name)" = 'Omega,11,,yes,Kari Nordmann' ]
	n=$(registry-log --limit 1 | sed '1d; s/,.*//')
	[ "$(record-show @s1 --history --format jsonl | sed 's/"time":"[^"]*",//')" = \
"{\"journal\":$n,\"staff\":\"admin\",\"command\":\"record-edit\",\"field\":\"label\",\"old\":\"Alpha\"}
{\"journal\":$n,\"staff\":\"admin\",\"command\":\"record-edit\",\"field\":\"remark\",\"old\":\"first line\nsecond \\\"line\\\", here\"}
{\"journal\":$n,\"staff\":\"admin\",\"command\":\"record-edit\",\"field\":\"size\",\"old\":\"10\"}" ]
	[ "$(cell @s1 journal)" = "$n" ]
	registry-check --quiet
}

@test "the history says that a sealed value has changed, and not from what" {
	shelf
	printf 'specimen,owner_name,birth\n%s,Åse Dal,\\N\n' "$(id s1)" | record-edit -f - >/dev/null
	[ "$(record-show @s1 --history | cut -d , -f 5-)" = "field,old
birth,(sealed)
owner_name,(sealed)" ]
	[ "$(cell @s1 owner_name,birth,birth_month)" = 'Åse Dal,,' ]
	run ! holds 'Kari Nordmann'
	registry-check --quiet
}

@test "an edit that changes nothing leaves no trace" {
	shelf
	head=$(registry-log --head)
	record-edit @s1 --label Alpha --size 10
	[ "$(registry-log --head)" = "$head" ]
	[ "$(record-show @s1 --history)" = journal,time,staff,command,field,old ]
}

@test "a value that is needed cannot be cleared, sealed or not" {
	shelf
	refuses 3 '--label: a value is needed' record-edit @s1 --clear label
	refuses 3 '--met: a value is needed' record-edit @s1 --clear met
	refuses 3 'reporter: a value is needed' record-edit @s1 --reporter=-school
	refuses 3 '--clear: no such field: labl' record-edit @s1 --clear labl
	[ "$(cell @s1 label,met,reporter)" = Alpha,2020-12-30,school ]
}

@test "a field that is set once stays as it was set" {
	shelf
	printf 'specimen,batch,owner_sign,label\n%s,b2,K-2,new\n' "$(id s1)" >row.csv
	run --separate-stderr record-edit -f row.csv
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[[ $stderr == *'row.csv:2: batch: cannot be changed once it is set'* && $stderr == *'row.csv:2: owner_sign: cannot'* ]]
	[[ $stderr != *K-2* ]]
	[ "$(cell @s1 batch,owner_sign,label)" = b1,K-1,Alpha ]
	printf 'specimen,batch\n%s,\\N\n' "$(id s1)" >row.csv
	refuses 3 'batch: cannot be changed once it is set' record-edit -f row.csv
	# The same again is no change, and what was empty may be set.
	printf 'specimen,batch\n%s,b1\n%s,b9\n' "$(id s1)" "$(id s4)" | record-edit -f - >/dev/null
	[ "$(cell @s4 batch)" = b9 ]
}

@test "a many-valued field is replaced, or added to and taken from with + and -" {
	shelf
	record-edit @s2 --content +sexual_abuse
	[ "$(cell @s2 content)" = 'home_violence|basic_care|sexual_abuse' ] || cell @s2 content
	record-edit @s2 --content=-home_violence,+other_child
	[ "$(cell @s2 content)" = 'basic_care|sexual_abuse|other_child' ] || cell @s2 content
	record-edit @s2 --content home_violence
	[ "$(cell @s2 content)" = home_violence ]
	record-edit @s2 --content=-home_violence
	[ "$(cell @s2 content,label)" = ,Beta ]
	record-edit @s2 --content +basic_care
	[ "$(cell @s2 content)" = basic_care ]
	printf 'specimen,content\n%s,+home_violence|-basic_care\n' "$(id s2)" | record-edit -f - >/dev/null
	[ "$(cell @s2 content)" = home_violence ]
}

@test "in a file an empty cell keeps, and \\N clears" {
	shelf
	printf 'specimen,label,size,remark,ended\n%s,,,\\N,2021-03-03\n' "$(id s1)" | record-edit -f - >/dev/null
	[ "$(cell @s1 label,size,remark,ended)" = Alpha,10,,2021-03-03 ]
}

@test "a file with the column journal is refused where the record has changed since" {
	shelf
	specimen-list --columns specimen,label,journal --sort ref >mine.csv
	record-edit @s2 --label Beta2
	sed -i 's/Alpha/Aleph/; s/Beta/Bet/' mine.csv
	refuses 5 'mine.csv:3: journal: changed since it was read' record-edit -f mine.csv
	[ "$(cell @s1 label)" = Alpha ]
	specimen-list --columns specimen,label,journal --sort ref | sed 's/Alpha/Aleph/; s/Beta2/Bet/' >mine.csv
	record-edit -f mine.csv >/dev/null
	[ "$(cell @s1 label)" = Aleph ]
	[ "$(cell @s2 label)" = Bet ]
}

@test "several records are changed together or not at all, and the bad one is named" {
	shelf
	s1=$(id s1) s2=$(id s2)
	record-edit "$s1" "$s2" --urgency emergency
	[ "$(count specimen --urgency emergency)" = 3 ]
	record-void "$s2" --reason twice
	run --separate-stderr record-edit "$s1" "$s2" --urgency normal
	[ "$status" -eq 5 ]
	[ "$(cell "$s1" urgency)" = emergency ]
	[[ $stderr == *"$s2"*'struck out'* ]]
}

@test "what was struck out stays, counts nowhere, and can be neither changed nor struck out again" {
	shelf
	s1=$(id s1)
	[ "$(record-void "$s1" --reason 'entered twice')" = "$s1" ]
	lists 's2 s3 s4'
	lists 's1 s2 s3 s4' --void
	[ "$(casework --about | grep '^specimen,')" = specimen,3 ]
	[ "$(cell "$s1" void)" = "$(cell "$s1" journal)" ]
	[ "$(cell "$s1" void_reason)" = 'entered twice' ]
	[ "$(specimen-list --void --ref s2 --columns ref,void | tail -n 1)" = s2, ]
	refuses 5 'was struck out' record-edit "$s1" --label x
	refuses 5 "$s1: was struck out before" record-void "$s1" --reason again
	refuses 2 '--reason' record-void "$(id s2)"
	run ! holds 'entered twice'
	registry-check --quiet
}

# ---- listing ----

@test "list: a filter of every type finds its rows" {
	shelf
	c=$(concern-add --reporter school --content basic_care)
	specimen-add --label Eps --ref s5 --message "$c" >/dev/null
	s1=$(id s1)
	while IFS='|' read -r want filter; do
		eval "lists '$want' --sort ref $filter"
	done <<-END
		s1|--ref s1
		s2|--label Beta
		s1|--size 10
		s2|--size=-5
		s1 s3|--alive yes
		s2|--urgency urgent
		s2 s3|--urgency urgent,emergency
		s2|--outcome dropped
		s1 s4 s5|--outcome ''
		s1 s2 s3 s5|--reporter school
		s2 s3 s4|--reporter police,shelter,parents
		s2 s3|--content home_violence
		s1 s4 s5|--content ''
		s2 s3|--mother $s1
		s2 s3|--mother @s1
		s1 s5|--mother ''
		s5|--message $c
		s1 s2|--batch b1
		s1 s2 s3 s4 s5|--keeper admin
		s1|--keeper admin --urgency normal --alive yes
		|--urgency normal --alive yes --size 11
	END
}

@test "list: a filter value that cannot be is refused, not answered with an empty list" {
	refuses 3 '--alive: neither yes nor no: maybe' specimen-list --alive maybe
	refuses 3 '--keeper: no such member of staff: nobody' specimen-list --keeper nobody
	refuses 3 '--office: no such office: N9' specimen-list --office N9
	refuses 3 '--urgency: no such code: urgnt (urgent?)' specimen-list --urgency urgnt
	refuses 3 '--content: no such code: home' specimen-list --content basic_care,home
	refuses 3 '--size: not a whole number: big' specimen-list --size big
	refuses 3 '--mother: not an id: 1' specimen-list --mother 1
	refuses 3 '--found: not a day, month, year or A..B of them: 2021-02-30' specimen-list --found 2021-02-30
}

@test "list: days by year, month, day and from..to, both ends included" {
	shelf
	lists 's1' --found 2020
	lists 's2 s3 s4' --found 2021
	lists 's2' --found 2021-01
	lists 's3' --found 2021-06
	lists 's3 s4' --found 2021-06-30..2021-07-01
	lists 's1 s2' --found 2020-12-31..2021-01
	lists 's1 s2 s3 s4' --found 2020..2021
	lists 's4' --found 2021-07-01
	lists 's1 s4' --ended ''
	lists 's1' --seen-at 2020-12-31
	lists 's2' --seen-at 2021-01
	lists 's2 s3' --seen-at 2021-01-31..2021-06-30
	lists '' --found 2019
	refuses 3 '--found: not a day, month' specimen-list --found 2021-07-01..2021-06-30
}

@test "list: an office includes all below it, unless only it is asked for" {
	shelf
	lists 's1 s2 s3 s4' --office OSL
	lists 's2 s3' --office NORD
	lists 's3' --office N1
	lists '' --office N2
	lists 's1' --office OSL --only-office
	lists 's2' --office NORD --only-office
	lists 's2' --place NORD
	lists 's1 s2 s3 s4' --source OSL
	lists '' --source NORD
}

@test "list: --match finds a regular expression, in any script, in any case with (?i), in clear and sealed fields" {
	shelf
	lists 's1 s2 s3 s4' --match 'label=a$'
	lists '' --match 'label=^a'
	lists 's1' --match 'label=(?i)^ALPHA$'
	lists 's2 s3 s4' --match 'label=^[B-G]'
	lists 's1' --match 'owner_name=Nord'
	lists 's3' --match 'owner_name=(?i)иванова'
	lists 's2' --match 'owner_name=حسن'
	lists 's3' --match 'story=\bбрега\b'
	lists 's2 s3' --match 'content=home'
	lists 's2' --match 'found=-01-01$'
	lists 's4' --match 'owner_name=^$'
	lists 's1' --match 'label=a$' --match 'owner_name=Kari'
	lists 's1' --match 'remark=second "line", here'
	lists 's1' --match 'remark=(?s)first.*second'
	lists 's1' --match 'label=l' --limit 1
	refuses 3 'label: not a pattern: (' specimen-list --match 'label=('
	refuses 3 '--match: no such column: lable (label?)' specimen-list --match lable=x
	refuses 2 '--match: FIELD=REGEX' specimen-list --match label
}

@test "list: --sort orders up and down, by several fields, what is empty last" {
	shelf
	lists 's1 s2 s4 s3' --sort label
	lists 's3 s4 s2 s1' --sort -label
	lists 's2 s1 s3 s4' --sort size
	lists 's3 s1 s2 s4' --sort -size
	lists 's4 s2 s3 s1' --sort alive --sort -found
	lists 's4 s3 s2 s1' --sort -specimen
	lists 's1 s2 s3 s4'
	refuses 3 '--sort: no such column: labl (label?)' specimen-list --sort labl
	refuses 3 '--sort: owner_name is sealed' specimen-list --sort owner_name
}

@test "list: --sort takes several fields by commas, as every option that may be repeated" {
	shelf
	lists 's4 s2 s3 s1' --sort alive,-found
}

@test "list: a column that cannot be sorted by is not offered as the nearest to itself" {
	run --separate-stderr specimen-list --sort age
	[ "$status" -eq 0 ] || [[ $status -eq 3 && $stderr == *age* && $stderr != *'(age?)'* ]]
}

@test "list: --limit cuts" {
	shelf
	lists 's1 s2' --limit 2
	lists 's4' --sort -ref --limit 1
	lists '' --limit 0
	lists 's3' --match content=home --sort -ref --limit 1
	refuses 2 '--limit: not a whole number: many' specimen-list --limit many
}

@test "list: --columns chooses and orders, the columns worked out too" {
	shelf
	[ "$(specimen-list --columns age,label,birth_month,specimen --ref s1)" = "age,label,birth_month,specimen
21,Alpha,1999-05,SP-OSL-2021-000001-A" ]
	[ "$(specimen-list --columns all --limit 0)" = \
		"specimen,$(specimen-add --template),overridden,journal" ]
	refuses 3 '--columns: no such column: lable (label?)' specimen-list --columns lable
}

@test "list: --labels gives the labels of codes, in each of the four languages" {
	shelf
	for l in en:Urgent,'"Police, School"' nb:Haster,'"Politi, Skole"' ar:عاجلة,'"الشرطة, المدرسة"' bg:Спешна,'"Полиция, Училище"'; do
		[ "$(CASEWORK_LANG=${l%%:*} specimen-list --ref s2 --labels --columns urgency,reporter | tail -n 1)" = "${l#*:}" ] ||
			{ echo "$l"; CASEWORK_LANG=${l%%:*} specimen-list --ref s2 --labels --columns urgency,reporter; return 1; }
	done
	[ "$(CASEWORK_LANG=nb specimen-list --ref s2 --columns urgency | tail -n 1)" = urgent ]
	[ "$(specimen-list --ref s2 --labels --columns reporter --format jsonl)" = '{"reporter":["Police","School"]}' ]
	[ "$(LC_ALL=nb_NO.UTF-8 specimen-list --ref s2 --labels --columns urgency | tail -n 1)" = Haster ]
	[ "$(CASEWORK_LANG=fr specimen-list --ref s2 --labels --columns urgency | tail -n 1)" = Urgent ]
}

@test "list: csv, tsv, json, jsonl and a table" {
	shelf
	c=ref,remark,size,reporter,owner_name,age
	diff - <(specimen-list --ref s1 --columns $c) <<-'END'
		ref,remark,size,reporter,owner_name,age
		s1,"first line
		second ""line"", here",10,school,Kari Nordmann,21
	END
	diff - <(specimen-list --ref s1 --columns $c --format tsv) <<-END
		$(tr , '\t' <<<$c)
		s1	first line\\nsecond "line", here	10	school	Kari Nordmann	21
	END
	diff - <(specimen-list --sort ref --limit 2 --columns $c --format json) <<-'END'
		[
		{"ref":"s1","remark":"first line\nsecond \"line\", here","size":10,"reporter":["school"],"owner_name":"Kari Nordmann","age":21},
		{"ref":"s2","remark":null,"size":-5,"reporter":["police","school"],"owner_name":"أحمد حسن","age":16}
		]
	END
	diff - <(specimen-list --ref s4 --columns $c --format jsonl) <<-'END'
		{"ref":"s4","remark":null,"size":null,"reporter":["parents"],"owner_name":null,"age":null}
	END
	diff - <(specimen-list --sort ref --limit 3 --columns $c --format table | shown) <<-'END'
		ref  remark                             size  reporter                owner_name     age
		s1   first line second "line", here       10  School                  Kari Nordmann   21
		s2                                        -5  Police, School          أحمد حسن        16
		s3                                   2000000  School, Crisis shelter  Мария Иванова     
	END
	refuses 2 '--format: csv, tsv, json, jsonl or table, not xml' specimen-list --format xml
}

@test "list: an empty one is a header, an empty array or nothing, and no fault" {
	[ "$(specimen-list --columns ref,label)" = ref,label ]
	[ "$(specimen-list --columns ref,label --format json)" = '[]' ]
	[ -z "$(specimen-list --columns ref,label --format jsonl)" ]
}

@test "list: at a terminal the table has the noun's own columns, with labels" {
	shelf
	run script -qec 'specimen-list --ref s2' /dev/null
	[ "$status" -eq 0 ]
	[ "$(shown <<<"$output")" = "specimen              found       label  urgency  owner_name
SP-OSL-2021-000002-8  2021-01-01  Beta   Urgent   أحمد حسن" ]
}

@test "a short id is for a person at a terminal, who is told the whole one" {
	c=$(concern-add --reporter school --content basic_care --received 2021-03-03)
	run script -qec 'concern-show 1 --columns concern,received --format csv' /dev/null
	[ "$status" -eq 0 ]
	[[ $(tr -d '\r' <<<"$output") == *"1 is $c"*"$c,2021-03-03"* ]]
	run script -qec 'concern-show 2021-1 --columns received --format csv' /dev/null
	[[ $output == *"2021-1 is $c"*2021-03-03* ]]
	# Within a year.
	run script -qec 'CASEWORK_TODAY=2022-12-31 concern-show 1 --columns received --format csv' /dev/null
	[[ $output == *2021-03-03* ]]
	run script -qec 'CASEWORK_TODAY=2023-01-01 concern-show 1' /dev/null
	[ "$status" -eq 3 ]
	run script -qec 'concern-show 2' /dev/null
	[ "$status" -eq 3 ]
	# A pipe is no person.
	refuses 2 "1: short ids are for a person at a terminal; the whole id is $c" concern-show 1 </dev/null
	refuses 2 'short ids are for a person' concern-decide 1 --outcome dropped </dev/null
	# Nor does striking out take them.
	run script -qec 'record-void 1 --reason x' /dev/null
	[ "$status" -ne 0 ]
	[ "$(count concern)" = 1 ]
}
