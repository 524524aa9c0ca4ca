# All SQL: it prepares, finds its rows by an index, is used, and names what is there. What commands ask
# is heard by tests/unit/spy.c, which is linked between them and the registry. Only texts are looked at.
# bats file_tags=once
setup_file() {
	load helper
	cd "$top" || return
	# shellcheck disable=SC2046
	$(cat "$build/gen/flags") -pie -o "$BATS_FILE_TMPDIR/casework" tests/unit/spy.c \
		$(ls "$build"/lib/*/*.o "$build"/cmd/*.o "$build"/gen/tables.o) -Wl,--wrap=db_do,--wrap=db_one,--wrap=db_ask \
		-Wl,-Bstatic -lsqlite3 -lcsv -lpcre2-8 -lsodium -lutf8proc -Wl,-Bdynamic -lm
}

setup() {
	load helper
	fresh
	export CASEWORK_SHARE=$top/share CASEWORK_SPY=$BATS_TEST_TMPDIR/said
}

# Tables that grow with the years. A statement that reads one of them from end to end is slow in the tenth.
large='concern|person|case|investigation|measure|decision|note|plan|goal|action|deviation|history|journal|[a-z]*_secret'

# These read everything, and why.
whole() {
	cat <<-END
		journal_all registry-check proves every entry of the journal
		history_all registry-check proves all of the history
		history_gone registry-check looks for entries that have lost theirs
	END
}

# The statements of lib/: FILE, NAME, LETTERS and text, parted by tabs, $1 as SQLite's ?1.
statements() {
	(cd "$top" && awk '
		function flush() { if (name) print file "\t" name "\t" (letters ? letters : "-") "\t" text; name = "" }
		FNR == 1 { flush(); file = FILENAME }
		/^-- name: / { flush(); name = $3; letters = $4; text = ""; next }
		/^--/ || /^[ \t]*$/ { next }
		{ sub(/;[ \t]*$/, ""); gsub(/\t/, " "); text = text (text ? " " : "") $0 }
		END { flush() }' lib/*/*.sql)
}

# plans: of statements on standard input, each a label, a tab and its text, how SQLite would go about them: for each table a line
# of the label, a tab and the step, with the table's name for its alias. One sqlite3 for all, since each takes long to begin.
plans() {
	# A name in double quotes that is no column must be an error, not a text.
	awk -F '\t' 'BEGIN { print ".bail on\n.dbconfig dqs_ddl off\n.dbconfig dqs_dml off\n.eqp off" }
		{ print > "plans.in"; gsub(/\$/, "?", $2); print ".print = " NR "\nEXPLAIN QUERY PLAN " $2 ";" }' >plans.sql
	sqlite3 -readonly registry.db <plans.sql >plans.out 2>plans.err ||
		{ cut -f 1 plans.in | sed -n "$(sed -n 's/^= //p' plans.out | tail -n 1)p"; cat plans.err; return 1; } >&2
	awk '
		FNR == NR { tab = index($0, "\t"); label[NR] = substr($0, 1, tab - 1); text[NR] = substr($0, tab + 1); next }
		/^= [0-9]+$/ {
			at = $2; sql = text[at]
			split("", alias)
			while (match(sql, /"[a-z_]+"( AS)? [a-z]+/)) {
				split(substr(sql, RSTART, RLENGTH), word, " ")
				table = word[1]; gsub(/"/, "", table); sub(/_live$/, "", table)
				alias[word[2] == "AS" ? word[3] : word[2]] = table
				sql = substr(sql, RSTART + RLENGTH)
			}
			next
		}
		/ (SCAN|SEARCH|USE|CO-ROUTINE|MATERIALIZE) ?|--/ {
			for (i = 1; i < NF; i++) if (($i ~ /SCAN$/ || $i ~ /SEARCH$/) && $(i + 1) in alias) $(i + 1) = alias[$(i + 1)]
			print label[at] "\t" $0
		}' plans.in plans.out
}

# asked COMMAND...: run it and leave in said what it asked of the registry: NAME, a tab, the statement.
asked() {
	rm -f said
	"$BATS_FILE_TMPDIR/casework" "$@"
}

indicators() { (cd "$top/share/indicators" && ls) | sed -n 's/\.sql$//p'; }

# The dimensions of indicators as their headers have them, a line NAME DIMENSION for each.
dimensions() {
	(cd "$top/share/indicators" && awk 'FNR == 1 { name = FILENAME; sub(/\.sql$/, "", name) }
		sub(/^-- by: /, "") { gsub(/\*/, ""); for (i = 1; i <= NF; i++) print name, $i }' ./*.sql | sed 's|^\./||')
}

@test "every statement of lib prepares, and has a letter for each value it takes" {
	[ "$(statements | wc -l)" -ge 20 ]
	statements | cut -f 2,4 | plans >/dev/null
	statements | awk -F '\t' '{
		for (n = 0; match($4, /\$[0-9]+/); $4 = substr($4, RSTART + RLENGTH))
			if (substr($4, RSTART + 1, RLENGTH - 1) + 0 > n) n = substr($4, RSTART + 1, RLENGTH - 1) + 0
		sub(/^-/, "", $3)
		if (length($3) != n) { print $1 ": " $2 ": letters " $3 " for " n " values"; bad = 1 }
	} END { exit bad }'
}

@test "no statement of lib reads a large table from end to end, but those that must, and they still do" {
	statements | cut -f 2,4 | plans >steps
	[ "$(cut -f 1 steps | sort -u | wc -l)" -ge 20 ]
	diff -u <(whole | cut -d ' ' -f 1 | sort) <(grep -E "SCAN ($large)( |\$)" steps | cut -f 1 | sort -u)
	! grep -vE '^[a-z_]+ .' <(whole)
}

@test "every statement of lib has a name of its own and is used by the C that includes it" {
	[ -z "$(statements | cut -f 2 | sort | uniq -d)" ]
	(cd "$top" && grep -oE '#include "[a-z_/]+\.sql\.h"|\bsql_[a-z0-9_]+' lib/*/*.c cmd/*.c) | awk -F : '
		sub(/^#include "/, "", $2) { sub(/\.h"$/, "", $2); files[$1] = files[$1] " lib/" $2; next }
		{ n = split(files[$1], file, " "); for (i = 1; i <= n; i++) print file[i], substr($2, 5) }' | sort -u >used
	! grep -vxFf used <(statements | awk -F '\t' '{ print $1, $2 }')
}

@test "no statement uses what only one database has" {
	while IFS=$'\t' read -r file name letters text; do
		! grep -iE '\b(strftime|julianday|datetime|date|ifnull|iif|glob|group_concat|string_agg|rowid|printf|now)\b|insert or|replace into|::' \
			<<<"$text" || { echo "$file: $name"; return 1; }
	done < <(statements)
	run ! grep -iE '\b(strftime|julianday|datetime|ifnull|iif|glob|group_concat|string_agg|rowid|now)\b|::' "$top"/share/indicators/*.sql
}

# What commands ask as they go about their work, without what is asked of a file with a million rows anew.
@test "what commands ask finds its rows by an index" {
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	concern-add -f "$top/tests/data/concerns.csv" >/dev/null
	people
	export CASEWORK_UNSAFE_ARGS=1
	id=$(concern-list --limit 1 --columns concern | tail -n 1)
	while read -r command; do
		asked $command >/dev/null 2>&1 || true
		[ -s said ] || { echo "$command: asked nothing"; return 1; }
		awk -v command="$command" '{ print command ": " $0 }' said >>all
	done <<-END
		concern-add --reporter school --content basic_care --same-as $id
		concern-add --reporter school --content basic_care --same-as @a1 --ref new --skip-existing
		concern-add -f $top/tests/data/concerns.csv --update
		concern-decide $id --outcome dropped
		concern-show $id
		concern-show @a2
		concern-show @N1:a2
		record-show $id --history
		record-edit $id --urgency urgent --clear language
		record-void $id --reason mistake
		concern-list --received 2021-03
		concern-list --decided 2021
		concern-list --office N1
		concern-list --office NORD --only-office
		concern-list --office OSL --received 2021
		person-add --given-name Kari --family-name Vik --birth 2010-01-01 --national-id 15811050145x
		case-new @a2 --opened 2021-03-01
		case-new --given-name Kari --family-name Vik --birth 2010-01-01 --ref new
		case-new -f $top/tests/data/cases.csv --update
		case-reopen @c4
		case-list --opened 2021 --columns case,given_name,age,status
		case-list --person person:@c5
		case-show @c3
		case-due
		case-due --office N1 --as-of 2021-06-01
		case-due --staff admin --within 7
		--format csv
		measure-list --ended 2021
		case-note @c3 --text x
		case-close @c1 --close-reason safe --override x
		investigation-add --case @c1 --concern @a1
		investigation-end @i1 --outcome measures
		measure-add --case @c2 --category foster_kin --decision @d2 --override x
		measure-end @m1 --end-reason planned
		measure-list --case @c3
		measure-list --started 2021
		decision-add --case @c1 --kind help_measure
		plan-add --case @c1 --ref p1
		goal-add --plan @p1 --text x --ref g1
		action-add --goal @g1 --what x --ref x1
		case-plan @c1 --review-due 2022-03-01
		plan-add --case @c1 --replaces @p1
		case-act action:@x1 --status met --done 2021-12-01
		case-review @c1
		case-review @c1 --review-due 2022-04-01
		plan-list --case @c1
		plan-list --review-due 2022
		goal-list --plan @p1
		goal-list --due 2022
		action-list --goal @g1
		action-list --staff admin
		case-show @c1
		record-void action:@x1 --reason x
		record-void goal:@g1 --reason x
		record-void case:@c6 --reason x
		record-edit case:@c6 --opened 2021-07-01 --closed 2021-08-01 --close-reason safe --override x
		devreg-add --reporter-role parent --narrative x --about N1
		devreg-list --reported 2021
		office-add --code Q --name Q --kind team --parent N1
		office-list
		record-edit office:Q --parent N2
		staff-add --code q --name Q --role caseworker
		staff-list --office OSL
		stats-report --year 2021 --by region --office OSL
		registry-log --head
	END
	sort -t $'\t' -u -k 2 all | plans >steps
	[ "$(wc -l <steps)" -gt 60 ]
	! grep -E "SCAN ($large)( |\$)" steps
}

# ---- indicators ----

# covers OFFICE WORD BY...: stats-report, by each of these, reads what indicators count by an index that is called WORD.
covers() {
	local by options office=$1 word=$2
	rm -f all
	shift 2
	for by; do
		options=(--year 2021 ${by:+--by "$by"} ${office:+--office "$office"})
		if [ -n "$by" ]; then dimensions | awk -v by="$by" '{ sub(/=.*/, "", $2) } $2 == by { print $1 }'; else indicators; fi >names
		# shellcheck disable=SC2046
		asked stats-report $(cat names) "${options[@]}" >/dev/null
		sed -n 's|^indicators/\(.*\)\.sql	|\1	|p' said |
			awk -F '\t' -v options="${options[*]}" '!seen[$1]++ { print $1 " " options "\t" $2 }' >here
		diff -u names <(sed 's/ .*//' here | LC_ALL=C sort) || { echo "not asked: ${options[*]}"; return 1; }
		cat here >>all
	done
	plans <all >steps
	# Each seeks.
	diff -u <(cut -f 1 all | sort) <(grep -E "SEARCH ($large) " steps | cut -f 1 | sort -u)
	# The child is looked up by its key, in no index.
	! grep -vE "	.*($word|SEARCH person USING INTEGER PRIMARY KEY \\(rowid=\\?\\) LEFT-JOIN\$)" <(grep -E "(SCAN|SEARCH) ($large)( |\$)" steps)
}

@test "every indicator reads a covering index alone, in the plain report and by office, region, sex, age and month" {
	[ "$(indicators | wc -l)" -ge 4 ]
	covers '' COVERING '' office region sex age month background
}

@test "every indicator reads a covering index alone for one office with all below it" {
	covers OSL COVERING '' office sex age month background
}

@test "every indicator finds its rows by an index, whatever it is shown by" {
	# shellcheck disable=SC2046
	covers '' INDEX $(dimensions | sed 's/.* //; s/=.*//' | sort -u)
}

@test "every indicator is what it says: labels in four languages, a definition of one paragraph, a unit, a source" {
	while read -r name; do
		file=$top/share/indicators/$name.sql
		for key in en nb ar bg definition unit value by source; do
			[ "$(grep -c "^-- $key: ." "$file")" = 1 ] || { echo "$name: $key"; return 1; }
		done
		[ -z "$(sed -n 's/^-- \(en\|nb\|ar\|bg\): //p' "$file" | sort | uniq -d)" ] || { echo "$name: one label for two languages"; return 1; }
		grep -qP '^-- ar: .*\p{Arabic}' "$file" || { echo "$name: ar"; return 1; }
		grep -qP '^-- bg: .*\p{Cyrillic}' "$file" || { echo "$name: bg"; return 1; }
	done < <(indicators)
	[ "$(stats-list | cut -d , -f 1 | tail -n +2)" = "$(indicators)" ]
}

@test "no two indicators have the same label in a language" {
	for l in en nb ar bg; do
		[ -z "$(sed -n "s/^-- $l: //p" "$top"/share/indicators/*.sql | sort | uniq -d)" ] || { echo "$l"; return 1; }
	done
}

@test "the groups of an indicator by a code list have that list" {
	while read -r name by; do
		case $by in office | age | month | *=office | *=[0-9]*) continue ;; esac
		list=${by#*=}
		file=$top/share/codes/${list%:*}.csv
		[ -e "$file" ] || { echo "$name: no list $by"; return 1; }
		[ "$list" = "${list%:*}" ] && continue
		for kind in $(tr '|' ' ' <<<"${list#*:}"); do
			awk -F, -v kind="$kind" '$7 == kind { found = 1 } END { exit !found }' "$file" || { echo "$name: no kind $kind"; return 1; }
		done
	done < <(dimensions | sort -u)
}

@test "every code list that a field names is in share/codes" {
	casework --commands | cut -f 2 | while read -r c; do "$c" --dump-spec; done | cut -f 5 | sed -n 's/^code://p' | sort -u >lists
	[ "$(wc -l <lists)" -ge 6 ]
	while read -r list; do
		[ -e "$top/share/codes/$list.csv" ] || { echo "$list"; return 1; }
	done <lists
}

@test "every key that an indicator names stands in the code list of its column" {
	casework --commands | cut -f 2 | while read -r c; do "$c" --dump-spec; done |
		awk -F '\t' '$5 ~ /^code:/ { gsub(/-/, "_", $3); sub(/^code:/, "", $5); print $3, $5 }' | sort -u >lists
	for name in $(indicators); do
		file=$top/share/indicators/$name.sql
		{	grep -v '^-- ' "$file" | perl -0777 -ne '
			# The kinds of a code list: "list" = LIST AND "kind" = KEY.
			s/"list"\s*=\s*\x27(\w+)\x27\s*AND\s*\w+\."kind"\s*(?:=|IN)\s*(\x27[^\x27]*\x27|\([^)]*\))/print "kind:$1 $2\n"; "1"/ge;
			while (/"(\w+)"(?:, \x27\w+\x27\))?\s*(?:=|<>|(?:NOT\s+)?IN)\s*(\x27[^\x27]*\x27|\(\x27[^)]*\))/g) { ($c, $k) = ($1, $2); $k =~ s/\s+/ /g; print "$c $k\n" }'
			sed -n "s/^-- \(num\|den\): //p" "$file" | awk '{ for (i = 2; i <= NF; i++) print $1 " \x27" $i "\x27" }'
		} >pairs
		while read -r column rest; do
			case $column in
			kind:*) lists=${column#kind:} ;;
			*) lists=$(awk -v c="$column" '$1 == c { print $2 }' lists) ;;
			esac
			[ -n "$lists" ] || [ "$column" = consent ] || { echo "$name: $column has no code list"; return 1; }
			for key in $(grep -o "'[^']*'" <<<"$rest" | tr -d "'"); do
				found=
				for list in $lists; do
					case $column in
					kind:*) cut -d, -f7 "$top/share/codes/$list.csv" | grep -qx "$key" && found=yes ;;
					*) grep -q "^$key," "$top/share/codes/$list.csv" && found=yes ;;
					esac
				done
				[ "$column" = consent ] && [[ $key = yes || $key = no ]] && found=yes
				[ -n "$found" ] || { echo "$name: $column: no key $key"; return 1; }
				echo "$key" >>named
			done
		done <pairs
	done
	[ "$(sort -u named | wc -l)" -ge 20 ]
}

# PostgreSQL takes a column only where it is grouped by in the same words.
@test "what a report groups by is spelt as what it selects" {
	asked stats-report foster_children immigrant_share --year 2021 --by sex >/dev/null
	grep -q 'GROUP BY +w."person"' said
	run ! grep -E 'SELECT (.*, )?"person".* GROUP BY \+w."person"' said
	grep -q 'SELECT +w."person" AS "person"' said
}
