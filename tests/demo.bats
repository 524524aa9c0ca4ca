#!/usr/bin/env bats
# The synthetic year of share/demo: what the registry counts is what an independent count finds in the
# file that was loaded. Four small services stand for all, which is enough to be wrong and quick.

setup_file() {
	local top
	top=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	cd "$BATS_FILE_TMPDIR" || return
	awk -F, 'NR == 1 || $3 != "service" || $1 ~ /^(S1504|S1801|S1804|S1805)$/' "$top/share/demo/services.csv" >services.csv
	generate offices "$top" >offices.csv
	generate concerns "$top" >concerns.csv
	# One line a message: ref;office;received;reporter;content;sex;decided;outcome. What stands in quotes is
	# a q, since line ends and semicolons in it part nothing.
	LC_ALL=C awk '
		{ sub(/\r$/, ""); row = row $0; quotes = gsub(/"/, "\"", row); if (quotes % 2) { row = row "|"; next } }
		{ gsub(/"[^"]*"/, "q", row); split(row, c, ";"); row = "" }
		NR > 1 { print c[1] ";" c[2] ";" c[3] ";" c[4] ";" c[5] ";" c[10] ";" c[13] ";" c[14] }' concerns.csv >plain
	load_year
}

# generate WHAT TOP: what the generator writes for these services.
generate() {
	awk -v what="$1" -f "$2/share/demo/year.awk" services.csv "$2"/share/demo/keys.csv "$2"/share/demo/names.csv \
		"$2"/share/demo/sentences.csv
}

# The registry that all tests here read.
load_year() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR bare
	here
	registry-init -q --code DEMO --kind directorate --profile no
	office-add -f offices.csv >/dev/null
	concern-add -f concerns.csv --delimiter ';' >loaded.csv
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

# same LINE...: standard input is these lines and no more.
same() { diff -u <([ $# -eq 0 ] || printf '%s\n' "$@") -; }

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

# reported ARGUMENTS...: what stats-report says of these groups, without those that are empty.
reported() {
	stats-report -q "$@" | sed '1d; s/,overlaps$//; s/^\(.*,total,.*,[0-9.]*\),$/\1/' | awk -F, '$4 + $5' | sort
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
		tally $year | sed 's/,total,/,/' | diff - <(stats-report -q --year $year | tail -n +2 | sort)
	done
	COMPATIBLE=1 tally 2021 | sed 's/,total,/,/' | diff - <(stats-report -q --year 2021 --mode compatible | tail -n +2 | sort)
}

@test "the demo's figures by office, sex and month are those of the file" {
	for by in 'office $2' 'sex $6' 'month substr($7,1,7)'; do
		tally 2021 "${by#* }" >want
		[ "$(wc -l <want)" -gt 4 ]
		reported --year 2021 --by "${by%% *}" | diff want -
	done
}

@test "the demo's figures by reporter and content are those of the file" {
	for by in 'reporter $4' 'content $5'; do
		tally 2021 "${by#* }" many >want
		[ "$(wc -l <want)" -gt 40 ]
		reported --year 2021 --by "${by%% *}" | diff want -
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
}

@test "the demo's generator says what it lacks" {
	refuses 2 "say -v what=offices or -v what=concerns" awk -f "$top/share/demo/year.awk" services.csv
	refuses 2 "name the data files" awk -v what=concerns -f "$top/share/demo/year.awk"
	refuses 2 "are needed" awk -v what=concerns -f "$top/share/demo/year.awk" services.csv
}

@test "the demo's messages have names in Latin, Arabic and Cyrillic letters, and accounts of several lines" {
	concern-list --columns child_given,narrative >out.csv
	grep -q '^[A-Z][a-z]*,' out.csv
	grep -q 'ال' out.csv
	grep -q 'ата' out.csv
	[ "$(wc -l <out.csv)" -gt "$(($(count concern) + 1))" ]
}

@test "the demo's registry is sound" {
	registry-check -q
}
