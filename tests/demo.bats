#!/usr/bin/env bats
# The synthetic year of share/demo: what the registry counts is what an independent count finds in the
# files that were loaded. Four small services stand for all, which is enough to be wrong and quick. Only figures are looked at:
# with sanitizers tests/stats-report.bats counts, and other tests load.
# bats file_tags=once

setup_file() {
	local top
	top=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	cd "$BATS_FILE_TMPDIR" || return
	awk -F, 'NR == 1 || $3 != "service" || $1 ~ /^(S1504|S1801|S1804|S1805)$/' "$top/share/demo/services.csv" >services.csv
	generate offices "$top" >offices.csv
	generate concerns "$top" >concerns.csv
	generate_children . "$top"
	# One line a message: ref;office;received;reporter;content;sex;decided;outcome. What stands in quotes is
	# a q, since line ends and semicolons in it part nothing.
	LC_ALL=C awk '
		{ sub(/\r$/, ""); row = row $0; quotes = gsub(/"/, "\"", row); if (quotes % 2) { row = row "|"; next } }
		{ gsub(/"[^"]*"/, "q", row); split(row, c, ";"); row = "" }
		NR > 1 { print c[1] ";" c[2] ";" c[3] ";" c[4] ";" c[5] ";" c[10] ";" c[12] ";" c[13] }' concerns.csv >plain
	tables
	load_year
}

# generate WHAT TOP: what the generator writes for these services.
generate() {
	awk -v what="$1" -f "$2/share/demo/draw.awk" -f "$2/share/demo/year.awk" services.csv "$2"/share/demo/keys.csv \
		"$2"/share/demo/names.csv "$2"/share/demo/sentences.csv
}

# generate_children DIR TOP: what the other generator writes for them, into DIR.
generate_children() {
	awk -v messages=concerns.csv -v into="$1" -f "$2/share/demo/draw.awk" -f "$2/share/demo/children.awk" services.csv \
		"$2"/share/demo/keys.csv "$2"/share/demo/names.csv
}

# The files of the children as tables, for counts that casework has no part in. A child is the case that
# came with its name; other cases of it name that one.
tables() {
	sqlite3 files.db <<-'END'
		.mode csv
		.import cases.csv cases
		.import decisions.csv decisions
		.import measures.csv measures
		.import investigations.csv investigations
		CREATE TABLE spell AS SELECT *, source || ':' || ref AS id,
			CASE WHEN person = '' THEN source || ':' || ref
			     WHEN person LIKE '@%:%' THEN substr(person, 2)
			     ELSE source || ':' || substr(person, 2) END AS child
			FROM cases;
		CREATE UNIQUE INDEX spell_id ON spell (id);
		CREATE TABLE child AS SELECT child, sex, background, birth FROM spell WHERE person = '';
		CREATE UNIQUE INDEX child_id ON child (child);
		CREATE VIEW measured AS SELECT c.*, s.office, m.category, m.started, m.ended, m.end_reason,
			CASE WHEN c.birth = '' THEN 'missing'
			     WHEN c.birth > '2018-12-31' THEN '0-2' WHEN c.birth > '2015-12-31' THEN '3-5'
			     WHEN c.birth > '2008-12-31' THEN '6-12' WHEN c.birth > '2003-12-31' THEN '13-17'
			     WHEN c.birth > '1996-12-31' THEN '18-24' ELSE '25+' END AS age
			FROM measures m JOIN spell s ON s.id = m.source || ':' || substr(m."case", 2) JOIN child c ON c.child = s.child;
		CREATE VIEW fostered AS SELECT * FROM measured
			WHERE category LIKE 'foster%' AND started <= '2021-12-31' AND (ended = '' OR ended >= '2021-12-31');
		CREATE VIEW of_year AS SELECT * FROM measured WHERE started <= '2021-12-31' AND (ended = '' OR ended >= '2021-01-01');
		CREATE VIEW ordered AS SELECT c.*, s.office, d.consent, substr(d.decided, 1, 7) AS month
			FROM decisions d JOIN spell s ON s.id = d.source || ':' || substr(d."case", 2) JOIN child c ON c.child = s.child
			WHERE d.kind = 'care_order' AND d.outcome = 'approved' AND d.decided LIKE '2021%';
	END
}

# from_files QUERY: the answer of the tables.
from_files() { sqlite3 -separator , files.db "$1"; }

# The registry that all tests here read.
load_year() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR bare
	here
	registry-init -q --code DEMO --kind directorate --profile no
	office-add -f offices.csv >/dev/null
	case-new -f cases.csv >/dev/null
	concern-add -f concerns.csv --delimiter ';' >loaded.csv
	decision-add -f decisions.csv >/dev/null
	measure-add -f measures.csv >/dev/null
	investigation-add -f investigations.csv >/dev/null
}

here() {
	CASEWORK_REGISTRY=$BATS_FILE_TMPDIR/registry.db
	CASEWORK_KEY=$BATS_FILE_TMPDIR/keys
	CASEWORK_TODAY=2022-12-31
}

setup() {
	load helper
	bare
	here
	cd "$BATS_FILE_TMPDIR" || return
}

# tally YEAR [GROUP [MANY]]: the figures of a year counted from the file, each group by the awk expression
# GROUP: a column, or with MANY one of which a message may have several. Days are counted by another formula
# than casework's.
tally() {
	LC_ALL=C awk -F';' -v year="$1" -v many="${3:-}" -v compatible="${COMPATIBLE:-}" '
	function day(s,	y, m, d, a) {
		y = substr(s, 1, 4) + 0; m = substr(s, 6, 2) + 0; d = substr(s, 9, 2) + 0
		a = int((14 - m) / 12); y += 4800 - a; m += 12 * a - 3
		return d + int((153 * m + 2) / 5) + 365 * y + int(y / 4) - int(y / 100) + int(y / 400)
	}
	function share(num, den,	tenths) {
		if (!den) return num "," den ","
		tenths = int((num * 2000 + den) / (2 * den))
		return num "," den "," int(tenths / 10) "." tenths % 10
	}
	function count(g) {
		groups[g]
		if ($8 == "into_ongoing" || $8 == "dropped_active_measures") { apart[g]++; return }
		n[g]++
		if ($8 != "investigate") dropped[g]++
		if (day($7) - day($3) > 7) late[g]++
		if (day($7) - day($3) > 8) later[g]++
	}
	substr($7, 1, 4) == year {
		count("total")
		k = split('"${2:-\"\"}"', key, many ? "|" : "\n")
		for (i = 1; i <= k; i++) count(key[i])
		if (!k && "'"${2:-}"'" != "") count("missing")
	}
	END {
		for (g in groups) {
			print "concerns," year "," g "," n[g] + 0 ",," n[g] + 0
			print "concerns_apart," year "," g "," apart[g] + 0 ",," apart[g] + 0
			print "concerns_dropped," year "," g "," share(dropped[g] + 0, n[g] + 0)
			if (!compatible) print "concerns_late," year "," g "," share(late[g] + 0, n[g] + 0)
			if (compatible) print "concerns_late," year "," g "," share(later[g] + 0, n[g] + 0)
		}
	}' plain | awk -F, '$4 + $5' | sort
}

messages="concerns concerns_apart concerns_dropped concerns_late"

# reported ARGUMENTS...: what stats-report says of these groups, without those that are empty, and without notes.
reported() {
	stats-report -q "$@" | sed 1d | cut -d, -f1-6 | awk -F, '$4 + $5' | sort
}

# share NUM DEN: the SQL of the two and of the percentage, half away from zero.
share() {
	printf "%s || ',' || %s || ',' || printf('%%d.%%d', (%s * 2000 + %s) / (2 * %s) / 10, (%s * 2000 + %s) / (2 * %s) %% 10)" \
		"$1" "$2" "$1" "$2" "$2" "$1" "$2" "$2"
}

# fostered, immigrants, without_consent GROUP: the children's figures counted in the files, each by a column of these views, or in all.
fostered() {
	from_files "SELECT 'foster_children,2021-12-31,' || g || ',' || n || ',,' || n FROM (
		SELECT coalesce(nullif($1, ''), 'missing') AS g, count(DISTINCT child) AS n FROM fostered GROUP BY 1)"
}

immigrants() {
	from_files "SELECT 'immigrant_share,2021,' || g || ',' || $(share num den) FROM (
		SELECT coalesce(nullif($1, ''), 'missing') AS g,
		count(DISTINCT CASE WHEN background IN ('immigrant', 'born_to_immigrants') THEN child END) AS num,
		count(DISTINCT child) AS den FROM of_year WHERE background <> 'unknown' GROUP BY 1)"
}

without_consent() {
	from_files "SELECT 'care_orders_no_consent,2021,' || g || ',' || $(share num den) FROM (
		SELECT coalesce(nullif($1, ''), 'missing') AS g, sum(consent = 'no') AS num, count(*) AS den
		FROM ordered WHERE consent <> '' GROUP BY 1)"
}

# column NAME: what services.csv has in this column, for all of its services.
column() {
	awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i } { n += $c } END { print n }' "${2:-services.csv}"
}

@test "the demo's file has more in it than what counts" {
	# Neighbouring years, open messages, and those counted apart: all loaded, each once.
	[ "$(wc -l <plain)" -gt 1000 ]
	[ "$(($(wc -l <loaded.csv) - 1))" -eq "$(wc -l <plain)" ]
	[ "$(count concern)" -eq "$(wc -l <plain)" ]
	cut -d';' -f7 plain | cut -c1-4 | sort -u | same '' 2020 2021 2022
	[ "$(count concern --outcome '')" -eq "$(awk -F';' '$8 == ""' plain | wc -l)" ]
	[ "$(count concern --outcome '')" -gt 0 ]
	[ "$(count concern --outcome into_ongoing)" -gt 0 ]
}

@test "the demo's figures are what an independent count of the file finds, in each year" {
	for year in 2020 2021 2022; do
		tally $year | sed 's/,total,/,/' | diff - <(stats-report -q --year $year $messages | tail -n +2 | sort)
	done
	COMPATIBLE=1 tally 2021 | sed 's/,total,/,/' | diff - <(stats-report -q --year 2021 --mode compatible $messages | tail -n +2 | sort)
}

@test "the demo's figures by office, sex and month are those of the file" {
	for by in 'office $2' 'sex $6' 'month substr($7,1,7)'; do
		tally 2021 "${by#* }" >want
		[ "$(wc -l <want)" -gt 4 ]
		reported --year 2021 $messages --by "${by%% *}" | diff want -
	done
}

@test "the demo's figures by reporter and content are those of the file" {
	for by in 'reporter $4' 'content $5'; do
		tally 2021 "${by#* }" many >want
		[ "$(wc -l <want)" -gt 40 ]
		reported --year 2021 $messages --by "${by%% *}" | diff want -
	done
}

@test "the demo's figures of one service are those of its messages, and of a region those of its services" {
	for office in S1504 S1801; do
		want=$(tally 2021 '$2' | sed -n "s/^concerns,2021,$office,\([0-9]*\),.*/\1/p")
		stats-report -q --year 2021 concerns --office $office | tail -n 1 | same "concerns,2021,$want,,$want"
	done
	want=$(awk -F';' '$7 ~ /^2021/ && $2 ~ /^S18/ && $8 != "into_ongoing" && $8 != "dropped_active_measures"' plain | wc -l)
	stats-report -q --year 2021 concerns --office R18 | tail -n 1 | same "concerns,2021,$want,,$want"
}

@test "the demo's generator writes the same bytes again, in any locale" {
	top=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	generate concerns "$top" | cmp - concerns.csv
	LC_ALL=C generate concerns "$top" | cmp - concerns.csv
	mkdir again
	LC_ALL=C generate_children again "$top"
	for file in cases decisions measures investigations; do
		cmp $file.csv again/$file.csv
	done
}

@test "the demo's generators say what they lack" {
	year="-f $top/share/demo/draw.awk -f $top/share/demo/year.awk" children="-f $top/share/demo/draw.awk -f $top/share/demo/children.awk"
	refuses 2 "year.awk: say -v what=offices or -v what=concerns" awk $year services.csv
	refuses 2 "name the data files" awk -v what=concerns $year
	refuses 2 "are needed" awk -v what=concerns $year services.csv
	refuses 2 "children.awk: say -v messages=FILE and -v into=DIRECTORY" awk $children services.csv
	refuses 2 "name the data files" awk -v messages=concerns.csv -v into=. $children
	refuses 2 "are needed" awk -v messages=concerns.csv -v into=. $children services.csv
	refuses 2 "cannot read nowhere.csv" awk -v messages=nowhere.csv -v into=. $children services.csv \
		"$top/share/demo/keys.csv" "$top/share/demo/names.csv"
	sed 's/^\(S1504.*\),[0-9]*,[0-9]*$/\1,9999,0/' services.csv >greedy.csv
	refuses 2 "more care orders than children at S1504" awk -v messages=concerns.csv -v into=again $children greedy.csv \
		"$top/share/demo/keys.csv" "$top/share/demo/names.csv"
}

@test "the demo's messages have names in Latin, Arabic and Cyrillic letters, and accounts of several lines" {
	concern-list --columns child_given,narrative >out.csv
	grep -q '^[A-Z][a-z]*,' out.csv
	grep -q 'ال' out.csv
	grep -q 'ата' out.csv
	[ "$(wc -l <out.csv)" -gt "$(($(count concern) + 1))" ]
}

@test "the demo's children are loaded, each row once" {
	[ "$(count case)" -eq "$(from_files 'SELECT count(*) FROM cases')" ]
	[ "$(count person)" -eq "$(from_files 'SELECT count(*) FROM child')" ]
	[ "$(count decision)" -eq "$(from_files 'SELECT count(*) FROM decisions')" ]
	[ "$(count measure)" -eq "$(from_files 'SELECT count(*) FROM measures')" ]
	[ "$(count investigation)" -eq "$(from_files 'SELECT count(*) FROM investigations')" ]
	[ "$(count case --closed '')" -eq "$(from_files "SELECT count(*) FROM cases WHERE closed = ''")" ]
	# Each message that was investigated knows its case.
	[ "$(concern-list --columns case | grep -c '^C-')" -eq "$(from_files "SELECT count(*) FROM investigations WHERE concern <> ''")" ]
}

@test "the demo's children are as many of each kind as services.csv says" {
	from_files 'SELECT count(DISTINCT child) FROM of_year' | same "$(column children)"
	from_files "SELECT count(DISTINCT child) FROM of_year WHERE background = 'unknown'" | same "$(column unknown)"
	from_files "SELECT count(DISTINCT child) FROM of_year WHERE background IN ('immigrant', 'born_to_immigrants')" |
		same "$(column immigrant)"
	from_files 'SELECT count(DISTINCT child) FROM fostered' | same "$(column foster)"
	from_files "SELECT count(*) FROM ordered WHERE consent <> ''" | same "$(column orders)"
	from_files "SELECT count(*) FROM ordered WHERE consent = 'no'" | same "$(column forced)"
}

@test "the demo's key figures are what an independent count of the files finds" {
	for figure in fostered immigrants without_consent; do
		$figure "'all'" | sed 's/,all,/,/'
	done | sort >want
	[ "$(wc -l <want)" -eq 3 ]
	stats-report -q --year 2021 foster_children immigrant_share care_orders_no_consent | sed 1d | cut -d, -f1-5 | sort | diff want -
	stats-report -q --year 2021 --set key | cut -d, -f1-5 | grep -Fxf want | wc -l | same 3
}

@test "the demo's key figures by office, sex, background and age are those of the files" {
	for by in office sex background age; do
		{ fostered "'total'" && fostered $by; } | sort >want
		[ "$(wc -l <want)" -ge 3 ]
		reported --year 2021 foster_children --by $by | diff want -
	done
	for by in office sex age category; do
		{ immigrants "'total'" && immigrants $by; } | sort >want
		reported --year 2021 immigrant_share --by $by | diff want -
	done
	for by in office sex month; do
		{ without_consent "'total'" && without_consent $by; } | sort >want
		reported --year 2021 care_orders_no_consent --by $by | diff want -
	done
}

@test "the demo's children come and go as children do" {
	# Each of these is a way to count wrongly, which the figures above would show.
	some() { [ "$(from_files "SELECT count(*) FROM (SELECT 1 FROM $1)")" -gt 0 ] || { echo "none: $1"; return 1; }; }
	some "fostered GROUP BY child HAVING count(*) > 1"
	left="measured WHERE category LIKE 'foster%' AND ended BETWEEN '2021-01-01' AND '2021-12-30'"
	some "$left AND child IN (SELECT child FROM fostered)"
	some "$left AND child NOT IN (SELECT child FROM fostered)"
	some "measured WHERE category LIKE 'foster%' AND ended = '2021-12-31'"
	some "measured WHERE category LIKE 'foster%' AND ended < '2021-01-01'"
	some "measured WHERE category LIKE 'emergency%' AND ended = ''"
	some "measured WHERE ended = '2020-12-31'"
	some "of_year GROUP BY child HAVING count(*) > 1"
	some "child WHERE background = 'unknown'"
	some "cases WHERE background = 'immigrant' AND country NOT IN ('', 'NO')"
	some "cases WHERE opened < '2015-01-01' AND closed = ''"
	some "cases WHERE previous <> '' AND opened LIKE '2021%'"
	some "spell GROUP BY child HAVING count(DISTINCT office) > 1"
	some "ordered WHERE consent = ''"
	some "decisions WHERE kind = 'care_order' AND decided LIKE '2021%' AND outcome <> 'approved'"
	some "decisions WHERE kind = 'care_order' AND decided < '2021-01-01'"
	some "investigations WHERE extended = 'yes' AND ended > date(started, '+3 months')"
	some "investigations WHERE extended = 'no' AND ended > date(started, '+3 months')"
	some "investigations WHERE extended = 'yes' AND ended > date(started, '+6 months')"
	some "investigations WHERE ended = ''"
}

@test "no program holds the figures that the demo comes to" {
	all=$top/share/demo/services.csv
	for figure in "$(column messages "$all")" "$(column children "$all")" "$(column immigrant "$all")" "$(column foster "$all")" \
		"$(column orders "$all")" "$(column forced "$all")" $(($(column children "$all") - $(column unknown "$all"))); do
		[ "$figure" -gt 0 ]
		run grep -rnw -- "$figure" "$top/cmd" "$top/lib" "$top/share/codes" "$top/share/profiles" "$top/share/indicators" \
			"$top"/share/demo/*.awk "$top/tests/demo.sh" "$top/tests/demo.bats"
		[ "$status" -eq 1 ] || { echo "$output"; return 1; }
	done
}

@test "the demo's registry is sound" {
	registry-check -q
}
