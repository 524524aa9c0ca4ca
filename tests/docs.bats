# The manuals and the README say what is so: their generated regions are what the commands print, and
# every line of their examples is run.
#
# An example stands in a literal block (.Bd -literal in a page, ``` in the README) whose first line
# begins with `$ `. Lines that begin with `$ ` are typed, with `> ` a line more of the same; what is
# below them is what they print, on a terminal. If a line `^D` stands there, what is above it is typed
# into the command. A line `...): answer` or `find: answer` is a question and its answer, and the lines
# below `(end with a line of one dot...` are one too, to the dot. A line `...` is any number of lines. A block after a
# line `.\" file: NAME` (in the README: ```NAME) is a file of that name, there before the first line
# is typed. The lines of a page are run in one shell, in an empty home; where the page does not make a
# registry itself there is one at its usual place, with tests/data in it: the registry OSL, the region
# NORD with the services N1 and N2, the service S1, ten messages, and eight cases of seven children with what was
# decided and done in them. Today is 2021-12-31. A block ```look of the README is lines from what the others print.
#
# The commands that are typed here have tests of their own, which run with sanitizers too.
# bats file_tags=once
#
# UPDATE=1 tests/run tests/docs.bats writes what is printed into the pages; read what has changed.

setup() {
	load helper
	bare
	man=$top/man
	# Where they are when nothing is said; a short path, as paths stand in tables.
	unset CASEWORK_REGISTRY CASEWORK_KEY
	short=$(mktemp -d /tmp/cw.XXXXXX)
	# A share of the test's own, for pages that add to it.
	mkdir "$short/share"
	cp -R "$top/share/codes" "$top/share/profiles" "$top/share/indicators" "$top/share/instruments" "$short/share/"
	export CASEWORK_SHARE=$short/share
	home one
}

teardown() { rm -rf "$short"; }

# A home of that name, and into it.
home() {
	mkdir "$short/$1" && cd "$short/$1" && export HOME=$PWD
}

furnish() {
	registry-init --quiet --code OSL --name Oslo &&
		office-add -f "$top/tests/data/offices.csv" >/dev/null &&
		concern-add -f "$top/tests/data/concerns.csv" >/dev/null && people
}

# blocks FILE: its literal blocks, each line after the name of its block and a tab.
blocks() {
	awk '
	/^\.\\" file: / { name = $3; next }
	/^\.Bd -literal/ { literal = 1; n = 0; next }
	/^```/ { literal = !literal; n = 0; name = literal && $0 != "```console" ? substr($0, 4) : ""; next }
	/^\.Ed/ { literal = 0; name = "" }
	literal {
		if (FILENAME !~ /\.md$/) { gsub(/\\&/, ""); gsub(/\\-/, "-"); gsub(/\\e/, "\\") }
		if (!n++ && name == "") name = /^\$ / ? "$" : "-"
		print name "\t" $0
	}' "$1"
}

# typed TRANSCRIPT: the shell program that types its lines, each shown, behind a byte 1, before it is run.
typed() {
	awk '
	/^\$ / { end(); line = $0; run = substr($0, 3); below = ""; open = 1; next }
	open && /^>( |$)/ { line = line "\n" $0; run = run "\n" substr($0, 3); next }
	/^\^D$/ { line = line "\n" below $0; run = run " <<\"_TYPED\"\n" below "_TYPED"; next }
	{ open = 0; below = below $0 "\n" }
	function end() { if (run != "") printf "s=$?; cat <<\"_SHOWN\"\n\001%s\n_SHOWN\n(exit $s)\n%s\n", line, run }
	END { end() }' "$1"
}

# What differs from one machine to the next, home, login and clock; and what is not to be seen, a byte
# order mark, the isolates of what is written from the right, and blanks at the end of a line.
anywhere() {
	sed -E "s/\xef\xbb\xbf//; s/[$isolates]//g; s|$HOME|/home/kari|g; s|$top|/home/kari/casework|g; s/\b$(id -un)\b/kari/g; s/ +\$//
		s/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/2021-12-31T09:30:00Z/g"
}

# Also the widths of columns, which go with them.
plain() { anywhere | tr -d '\001' | sed -E 's/ {2,}/  /g'; }

# rewrite PAGE: put what came out below each command, unless `...` stands there.
rewrite() {
	anywhere <../got >../new
	awk -v man="${1##*.md}" '
	FNR == NR { made[n++] = $0; next }
	function put(   line, i, lines) {
		if (held ~ /\n(\\&)?\.\.\.\n/) printf "%s", held
		else {
			if (man) gsub(/\\/, "\\e", made[k])
			lines = split(made[k], line, "\n")
			for (i = 1; i < lines; i++) print (man && line[i] ~ /^[.\047]/ ? "\\&" : "") line[i]
		}
		held = ""
	}
	/^\.Bd -literal|^```console/ { literal = 1; print; next }
	/^\.Ed|^```/ { if (literal && held != "") put(); literal = typed = 0; print; next }
	literal == 1 { typed = /^\$ /; literal = 2 }
	typed && /^\$ / { if (held != "") put(); k++ }
	typed { held = held $0 "\n"; next }
	{ print }' RS='\001' ../new RS='\n' "$1" >../page && cat ../page >"$1"
}

# answers TRANSCRIPT: each question, a tab and what is typed at it; a byte 1 is the end of a line.
answers() {
	awk '
	/^\$ / { question = "" }
	question != "" { text = text $0 "\001"; if ($0 == ".") { print question "\t" text; question = "" } next }
	/^\(end with a line of one dot/ { question = $0 "\001"; text = ""; next }
	match($0, /^find: |\): /) { print substr($0, 1, RSTART + RLENGTH - 1) "\t" substr($0, RSTART + RLENGTH) "\001" }' "$1"
}

# asked ANSWERS COMMAND: run it on a terminal; what is typed at a question is typed when it is there to be read, and not before.
asked() {
	local question answer seen='' byte pid
	exec {answers}<"$1"
	coproc TERMINAL { timeout 120 script -qefc "$2" /dev/null; }
	pid=$TERMINAL_PID
	exec {typed}>&"${TERMINAL[1]}" {shown}<&"${TERMINAL[0]}"
	IFS=$'\t' read -r -u $answers question answer
	while IFS= read -r -d '' -N 1 -u $shown byte; do
		printf %s "$byte"
		[ "$byte" != $'\r' ] || continue
		seen+=$byte
		if [ "$seen" = "${question//$'\001'/$'\n'}" ]; then
			printf %s "$answer" | tr '\001' '\n' >&$typed
			question='' answer=''
			IFS=$'\t' read -r -u $answers question answer
		fi
		[ "$byte" != $'\n' ] || seen=''
	done
	wait "$pid" || { echo "ended with $?; not asked: $question" >&2; return 1; }
}

# alike WANTED GOT: line by line, where `...` is any number of lines.
alike() {
	awk '
	FNR == NR { want[++n] = $0; next }
	{ got[++m] = $0 }
	function fits(i, j) {
		while (i <= n && want[i] != "...")
			if (j > m || want[i++] != got[j++]) return 0
		if (i > n) return j > m
		while (j <= m + 1)
			if (fits(i + 1, j++)) return 1
		return 0
	}
	END { exit !fits(1, 1) }' "$1" "$2" || { diff -u "$1" "$2"; return 1; }
}

# examples PAGE: run them in the home that is here, and compare.
examples() {
	local file
	blocks "$1" >../blocks
	for file in $(cut -f 1 ../blocks | sort -u | grep '[.]'); do
		sed -n "s/^$file	//p" ../blocks >"$file"
	done
	sed -n 's/^\$	//p' ../blocks >../wanted
	[ -s ../wanted ] || { echo "$1 has no example"; return 1; }
	typed ../wanted >../typed
	answers ../wanted >../answers
	if [ -s ../answers ]; then
		# In a shell of its own: bats looks at every command of this one.
		bash -c "$(declare -f asked); asked ../answers 'bash ../typed'"
	else
		script -qec "bash ../typed" /dev/null </dev/null
	fi | tr -d '\r' >../got
	[ -z "${UPDATE:-}" ] || { rewrite "$1"; return; }
	plain <../wanted >../wanted.plain
	plain <../got >../got.plain
	alike ../wanted.plain ../got.plain || { echo "in the examples of $1"; return 1; }
}

@test "every command has a page, and every page of section 1 a command" {
	diff <(casework --commands | cut -f 2 | sort) <(cd "$man" && ls ./*.1 | sed 's|^\./||; s|\.1$||' | sort)
}

@test "what the option tables write in the pages is up to date (make docs brings it so)" {
	mkdir -p tree/tests tree/build
	cp -R "$man" tree/
	cp "$top/tests/docs.sh" tree/tests/
	ln -s "$build/bin" tree/build/bin
	BUILD=build tree/tests/docs.sh
	diff -r "$man" tree/man
}

@test "make docs writes a region anew, and changes nothing else" {
	mkdir -p tree/tests tree/build
	cp -R "$man" tree/
	cp "$top/tests/docs.sh" tree/tests/
	ln -s "$build/bin" tree/build/bin
	sed -i '/^\.\\" spec: options/,/^\.\\" end/ { /^\.It Fl -outcome/,+1d; }' tree/man/concern-decide.1
	run ! diff -r "$man" tree/man
	BUILD=build tree/tests/docs.sh man/concern-decide.1
	diff -r "$man" tree/man
	# A region that there is not is an error, and the page stays as it was.
	sed -i 's/spec: options/spec: optoins/' tree/man/office-list.1
	cp tree/man/office-list.1 before
	BUILD=build run tree/tests/docs.sh man/office-list.1
	[ "$status" -ne 0 ]
	[[ $output == *"no such region: optoins"* ]]
	cmp before tree/man/office-list.1
}

@test "mandoc finds nothing wrong in any page" {
	# A page in another language has its headings in it too.
	run ! grep -v ': WARNING: \(first section is not "NAME"\|NAME section without Nm before Nd\|description line outside NAME section\)' <(mandoc -Tlint -W warning "$man"/*.[157] "$man"/*/*.[157])
}

# What a page names that is the same in all languages, each once: options, commands, variables, files, columns.
named() {
	awk '
	/^\.\\" spec: / { made = 1 }
	/^\.\\" end/ { made = 0 }
	/^\.Bd -literal/ { literal = 1 }
	/^\.Ed/ { literal = 0 }
	made || literal || /^\.\\"/ || !/^\./ { next }
	{ for (i = 1; i < NF; i++) { sub(/^\./, "", $i); if ($i ~ /^(Fl|Ev|Pa|Li|Cm|Xr)$/) print $i, $(i + 1) } }' "$1" | sort -u
}

@test "a page in another language names what the English one names, and has its examples" {
	for page in "$man"/*/*.[157]; do
		english=$man/${page##*/}
		diff <(named "$english") <(named "$page") || { echo "${page#"$man/"}"; return 1; }
		diff <(blocks "$english") <(blocks "$page") || { echo "the examples of ${page#"$man/"}"; return 1; }
	done
	# The same pages in each of the languages.
	for language in nb ar bg; do
		diff <(ls "$man/nb") <(ls "$man/$language")
	done
	[ "$(ls "$man/nb" | wc -l)" -ge 11 ]
}

@test "a page that is referred to is there" {
	grep -hoE '\bXr [a-z-]+ [157]' "$man"/*.[157] "$man"/*/*.[157] | sort -u | while read -r _ name section; do
		[ -e "$man/$name.$section" ] || { echo "$name($section)"; return 1; }
	done
}

# The options that a page speaks of: `Fl -name` and `Fl n` are its own command's, `Ql other --name`
# the other's; in the pages about all commands, and in the README, any command's.
@test "an option that a page names is an option of the command" {
	for command in $(casework --commands | cut -f 2); do
		"$command" --dump-spec | awk -F '\t' -v c="$command" '
			$1 == "opt" { print c, "--" $3; if ($2 != "-") print c, "-" $2 }
			END { print c, "--offer" }'
	done >options
	for page in "$man"/*.[157] "$top/README.md"; do
		blocks "$page" | cut -f 2- >literal
		awk -v page="${page##*/}" '
		FILENAME == "options" { has[$1, $2] = 1; any[$2] = 1; command[$1] = 1; next }
		FILENAME == "literal" { skip[$0] = 1; next }
		FNR == 1 { own = page; sub(/\.[157]$/, "", own); all = page !~ /\.1$/ }
		/^\.\\" spec: / { made = 1 }
		/^\.\\" end/ { made = 0 }
		made || /^\.\\"/ || $0 in skip { next }
		{
			gsub(/\\-/, "-"); gsub(/\\&/, ""); gsub(/"/, ""); sub(/^[.]/, ""); gsub(/`/, " Ql ")
			of = all ? "" : own
			for (i = 1; i <= NF; i++) {
				if ($i in command && $(i - 1) == "Ql") of = $i
				word = ""
				if ($i == "Fl") word = "-" $(++i)
				else if ($i ~ /^--[a-z]/) word = $i
				sub(/=.*/, "", word)
				if (word != "" && !(of == "" ? word in any : (of, word) in has)) {
					print page ":" FNR ": " of " has no " word; bad = 1
				}
			}
		}
		END { exit bad }' options literal "$page"
	done
}

@test "each variable of the environment that casework reads is in casework(7), and no other" {
	diff <(grep -rhoE '"(CASEWORK|XDG|LC|LANG)(_[A-Z_]+)?"' "$top/lib" "$top/cmd" | tr -d '"' | grep -vx CASEWORK_VERSION | sort -u) \
		<(sed -n '/^\.Sh ENVIRONMENT/,/^\.Sh FILES/p' "$man/casework.7" | grep '^\.It Ev' | grep -oE '[A-Z_]{4,}' | sort -u)
}

@test "the examples of the commands' pages print what the pages say" {
	furnish
	for page in "$man"/*.1; do
		home "page$((++n))"
		grep -q '^\$ registry-init --code' "$page" || cp -R ../one/. .
		examples "$page" || { echo "$page"; return 1; }
	done
}

@test "the examples of casework(7) print what it says" {
	furnish
	examples "$man/casework.7"
}

@test "the examples of registry(5) print what it says" {
	furnish
	examples "$man/registry.5"
}

@test "the examples of instrument(5) print what it says" {
	furnish
	examples "$man/instrument.5"
}

@test "the examples of the README print what it says, and what it shows first is of them" {
	examples "$top/README.md"
	blocks "$top/README.md" | sed -n 's/^look	//p' | grep -vx '\.\.\.' | plain >../look
	[ "$(grep -c '^\$ ' ../look)" -ge 4 ]
	plain <../got | awk 'FNR == NR { look[++n] = $0; next } k < n && $0 == look[k + 1] { k++ }
		END { if (k < n) { print "not printed, or not after what is above it: " look[k + 1]; exit 1 } }' ../look -
}

@test "the lines for cron in the README do what they are for" {
	furnish
	blocks "$top/README.md" >../blocks
	sed -n 's/^messages\.csv	//p' ../blocks | sed 's/2021-11-31/2021-11-30/; s/shool/school/' >messages.csv
	sed -n 's/^crontab	//p' ../blocks >../crontab
	[ "$(wc -l <../crontab)" -gt 3 ]
	while read -r minute hour day month weekday command; do
		[[ "$minute $hour $day $month $weekday" =~ ^[0-9]+\ [0-9]+\ ([0-9]+|\*)\ ([0-9]+|\*)\ ([0-9]+|\*)$ ]]
		sh -c "${command//\\%/%}"
	done <../crontab
	[ "$(count concern)" -eq 13 ]
	ls backup-[1-7].db figures.csv
}

@test "the README shows what the demo prints" {
	mkdir b
	ln -s "$build/bin" b/bin
	blocks "$top/README.md" | sed -n 's/^demo	//p' >wanted
	BUILD=$(realpath --relative-to="$top" b) "$top/tests/demo.sh" 2>&1 | sed "s|[^ ]*/b/demo|~/casework/build/demo|; s/[$isolates]//g" >got
	alike wanted got >differences || { head -n 50 differences; return 1; }
}

# The cases of casework(7), each by a command that ends so. A name in the page is a function here.

add() { concern-add --reporter school --content basic_care "$@"; }
rows() { printf '%b' "$1" | concern-add -f - "${@:2}"; }
sql() { sqlite3 "$HOME/.local/share/casework/registry.db" "$1" >/dev/null; }
here=M-OSL-2021-000001-N

case_done() { add; }
case_empty_list() { concern-list --received 1999 && stats-report --year 1999; }
case_help() { concern-add --help && concern-add --version && concern-add --template; }
case_dry_run_good() { add --dry-run; }
case_skipped() { add --ref a1 --office N1 --skip-existing; }
case_header_alone() { rows 'reporter,content\n'; }
case_found_nothing() { record-find zzzz; }
case_check_found_faults() { sql "UPDATE concern SET urgency = 'urgent' WHERE ref = 'a1'"; registry-check; }
case_older_copy() { registry-check --head "5-$(printf %064d 0)"; }
case_backup_of_faulty() {
	sql "UPDATE concern SET urgency = 'urgent' WHERE ref = 'a1'"
	registry-backup b.db
	[ $? -eq 1 ] && cp "$HOME/.local/share/casework/registry.db" c.db && registry-restore -r d.db c.db
}
case_some_rejected() { rows 'reporter,content\nschool,basic_care\nx,y\n' --keep-going; }
case_unknown_option() { concern-list --nonsense; [ $? -eq 2 ] && concern-list -Z; }
case_option_without_value() { concern-list --limit; [ $? -eq 2 ] && concern-list --void=yes; }
case_option_missing() { registry-init -r n.db; [ $? -eq 2 ] && stats-report; [ $? -eq 2 ] && record-void $here; }
case_option_twice() { add --received 2021-01-01 --received 2021-01-02; }
case_no_operand() { concern-show; [ $? -eq 2 ] && record-find; [ $? -eq 2 ] && registry-backup; }
case_too_many_operands() { concern-list $here; [ $? -eq 2 ] && concern-show $here $here; }
case_nothing_to_change() { record-edit $here; }
case_two_kinds() { record-edit $here office:N1 --clear language; }
case_secret_option() { add --child-given Kari; }
case_not_a_number() { concern-list --limit many; }
case_unknown_format() {
	concern-list --format xml; [ $? -eq 2 ] && concern-list --delimiter ab
	[ $? -eq 2 ] && rows 'reporter,content\n' --encoding klingon
}
case_rejects_alone() { rows 'reporter,content\n' --rejects bad.csv; }
case_short_id() { concern-show 1; }
case_field_of_another() { record-edit office:N1 --urgency urgent; }
case_two_registries() { concern-list -r a.db -r b.db; }
case_unknown_command() { casework nonsense; [ $? -eq 2 ] && casework nonsense-add; }
case_bad_day() {
	add --received 2021-02-30; [ $? -eq 3 ] && add --received 2022-01-01
	[ $? -eq 3 ] && add --received 2021-06-02 --decided 2021-06-01 --outcome dropped
}
case_bad_time() { add --received-at 2021-01-01T25:00; [ $? -eq 3 ] && add --interpreter maybe; }
case_unknown_code() { add --urgency rushed; }
case_code_not_valid() {
	sql "UPDATE code SET valid_to = '2000-01-01' WHERE list = 'urgency' AND key = 'urgent'"
	add --urgency urgent
}
case_unknown_office() { add --office X1; [ $? -eq 3 ] && concern-decide $here --decided-by x1; }
case_bad_like() {
	printf 'child_given,reporter\nKari,school\n' >./l.csv
	concern-add --like ./l.csv --content basic_care
}
case_mistyped_id() { concern-show M-OSL-2021-000001-M; }
case_id_of_another_kind() { concern-show OF-OSL-2021-000001-P; }
case_id_not_there() {
	local id
	cp "$HOME/.local/share/casework/registry.db" other.db
	id=$(add -r other.db)
	concern-show "$id"
	[ $? -eq 3 ] && registry-init -q -r third.db --code X1 && id=$(add -r third.db) && concern-show "$id"
}
case_ref_not_there() { concern-show @z1; [ $? -eq 3 ] && add --ref a1 --office S1 && concern-show @a1; }
case_value_missing() { concern-add --reporter school; }
case_control_character() { add --language $'n\nb'; }
case_outcome_alone() { add --outcome dropped; }
case_ref_taken() { add --ref a1 --office N1; [ $? -eq 3 ] && office-add --code N1 --name N --kind service; }
case_code_changed() {
	printf 'office,code\nN1,N9\n' | record-edit -f -
	[ $? -eq 3 ] && printf 'concern,ref\n%s,z1\n' $here | record-edit -f -
}
case_unknown_column() {
	rows 'reporter,content,urgensy\n'; [ $? -eq 3 ] && concern-list --columns urgensy
	[ $? -eq 3 ] && concern-list --sort urgensy
}
case_column_twice() { rows 'reporter,content,reporter\n'; }
case_column_missing() { rows 'reporter\n'; }
case_cells() { rows 'reporter,content\nschool\n'; }
case_quote() { rows 'reporter,content\nschool,"basic_care\n'; [ $? -eq 3 ] && rows 'reporter,content\nsch"ool,x\n'; }
case_cr_alone() { rows 'reporter,content\rschool,basic_care\r'; }
case_nul() {
	rows 'reporter,content\nschool,a\0b\n'; [ $? -eq 3 ] && rows 'reporter,content\nschool,\xe5\n'
	[ $? -eq 3 ] && add --language $'\xe5'
}
case_big_field() {
	{ printf 'reporter,content,narrative\nschool,basic_care,"'; head -c 17000000 /dev/zero | tr '\0' x; echo '"'; } |
		concern-add -f -
}
case_empty_file() { rows ''; }
case_bad_pattern() { concern-list --match 'language=('; }
case_unknown_indicator() {
	stats-report --year 2021 nonsense; [ $? -eq 3 ] && stats-report --year 2021 --by nonsense
	[ $? -eq 3 ] && stats-report --year 2021 --set nonsense
}
case_unknown_profile() {
	registry-init -r n.db --code AB --profile nonsense; [ $? -eq 3 ] && registry-init -r n.db --code 1
}
case_bad_today() { CASEWORK_TODAY=yesterday concern-list; }
case_bad_head() { registry-check --head nonsense; }
case_no_registry() { concern-list -r none.db; }
case_not_a_registry() { echo nonsense >n.db; concern-list -r n.db; [ $? -eq 4 ] && concern-list -r /tmp; }
case_newer() { sql "UPDATE setting SET value = 'engine 99' WHERE name = 'schema'"; concern-list; }
case_older() {
	sql "UPDATE setting SET value = replace(value, 'concern.language text' || char(10), '') WHERE name = 'schema'"
	concern-list
}
case_damaged() {
	head -c 60000 "$HOME/.local/share/casework/registry.db" >n.db
	concern-list -r n.db
}
case_read_only() {
	chmod 400 "$HOME/.local/share/casework/registry.db"
	# Root may write to any file, unless it gives that up.
	[ "$(id -u)" -ne 0 ] || set -- setpriv --bounding-set=-all
	"$@" concern-add --reporter school --content basic_care
}
case_busy() {
	printf 'BEGIN IMMEDIATE;\n.system CASEWORK_WAIT=0 concern-add --reporter school --content basic_care; echo $? >said\n' |
		sqlite3 "$HOME/.local/share/casework/registry.db"
	return "$(cat said)"
}
case_no_file() { concern-add -f none.csv; }
case_full_output() { concern-list >/dev/full; [ $? -eq 4 ] && add >/dev/full; }
case_full_disk() {
	awk 'BEGIN { print "reporter,content"; for (i = 0; i < 5000; i++) print "school,basic_care" }' >many.csv
	(ulimit -f 250; concern-add -f many.csv)
}
case_bad_key_file() { for key in "$HOME"/.config/casework/*; do echo nonsense >"$key"; done; add; }
case_bad_indicator() { cp -R "$CASEWORK_SHARE" s; echo SELECT 1 >s/indicators/n.sql; CASEWORK_SHARE=s stats-list; }
case_no_key() {
	rm "$HOME"/.config/casework/*.write.key; add; [ $? -eq 5 ] && record-void $here --reason x
	[ $? -eq 5 ] && rm "$HOME"/.config/casework/*.case.key && concern-list --match child_given=Kari
}
case_open_key() { chmod 644 "$HOME"/.config/casework/*; add; }
case_other_key() {
	sed -i '3y/0123456789abcdef/123456789abcdef0/' "$HOME"/.config/casework/*.case.key
	concern-list --columns child_given
}
case_nobody() { sql "UPDATE staff SET login = 'nobody-here'"; add; }
case_as_another() {
	staff-add --code s1 --name S --role caseworker --started 2020-01-01 --ended 2020-12-31
	add --as s1
}
case_not_administrator() { sql "UPDATE staff SET role = 'caseworker'"; office-add --code X --name X --kind team; }
case_changed_since() { printf 'concern,journal,urgency\n%s,1,urgent\n' $here | record-edit -f -; }
case_struck_out() { record-void $here --reason twice; record-edit $here --urgency urgent; }
case_changed_by_hand() { sql "UPDATE concern SET language = 'xx'"; record-edit $here --urgency urgent; }
case_void_office() { record-void office:N1 --reason x; }
case_already_there() { registry-init --code OSL; [ $? -eq 5 ] && registry-backup b.db && registry-backup b.db; }
case_extract() { registry-backup --extract e.db; add -r e.db; [ $? -eq 5 ] && registry-restore -r f.db e.db; }
case_same_registry() { cp "$HOME/.local/share/casework/registry.db" a.db; stats-report --year 2021 -r a.db -r a.db; }
case_indicator_reads_sealed() {
	cp -R "$CASEWORK_SHARE" s
	sed -i 's/1 AS "num"/(SELECT COUNT(*) FROM concern_secret) AS "num"/' s/indicators/concerns.sql
	CASEWORK_SHARE=s stats-report --year 2021 concerns
}
case_no_receipt() { echo 0000-0000-0000-0000 | devreg-show --receipt; }
case_no_current_case() { case-use; }
case_override_without_reason() { measure-add --case @c1 --category advice --started 2020-01-01 --override ''; }
case_dot_without_case() { case-show .; [ $? -eq 2 ] && measure-add --case . --category advice; }
case_ref_of_two_kinds() { record-show @c1; }
case_no_child() { case-new --office N1 </dev/null; }
case_bad_setting() {
	sql "UPDATE setting SET value = 'perhaps' WHERE name = 'placement_basis'"
	measure-add --case @c1 --category foster_kin
}
case_no_envelope() {
	echo nonsense >n.sealed
	devreg-take n.sealed
	[ $? -eq 3 ] && printf 'reporter_role,narrative\nparent,x\n' | devreg-add --to .config/casework/*.pub -o r.sealed -f - &&
		sed -i '4y/abcdefgh/bcdefgha/' r.sealed && devreg-take r.sealed
}
case_no_register_key() {
	rm "$HOME"/.config/casework/*.register.key
	printf 'reporter_role,narrative\nparent,x\n' | devreg-add -f -
}
case_names_struck_out() {
	local decision
	decision=$(decision-add --case @c1 --kind help_measure) && record-void "$decision" --reason twice
	measure-add --case @c1 --category advice --decision "$decision"
}
case_rests_on_it() { record-void person:@c1 --reason twice; }
case_rule() {
	measure-add --case @c1 --category advice --started 2020-01-01
	[ $? -eq 5 ] && case-close @c1 --close-reason safe
}
case_child_is_there() { printf 'given_name,family_name,birth\nAASEN,Oystein,2008-02-29\n' | case-new -f -; }
case_register_alone() { registry-init -q -r n.db --code DEV --profile register && add -r n.db; }
# No network disk can be made here.
case_network() { return 5; }

@test "each case of casework(7) ends with the exit status that stands there" {
	furnish
	awk '/^\.\\" case: / { name = $3; getline; print name, $2 }' "$man/casework.7" >../cases
	[ -s ../cases ]
	bad=0
	while read -r name want; do
		[ "$(type -t "case_$name")" = function ] || { echo "nothing proves the case $name"; bad=1; continue; }
		cp -R "$PWD" "../$name"
		(set +e; cd "../$name" && HOME=$PWD && "case_$name") >../said 2>&1 && got=0 || got=$?
		[ "$got" -eq "$want" ] || { echo "$name: $got, not $want:"; cat ../said; bad=1; }
	done <../cases
	diff <(cut -d ' ' -f 1 ../cases | sort) <(declare -F | sed -n 's/^declare -f case_//p' | sort)
	[ "$bad" -eq 0 ]
}

@test "every row of a table of exit statuses has a case" {
	sed -n '/^Case by case/,/^\.El/p' "$man/casework.7" | awk '
		/^\.\\" case: / { named = 1; next }
		/^\.It/ { if (!named) { print "no case: " $0; bad = 1 } named = 0 }
		END { exit bad }'
}
