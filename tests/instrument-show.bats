#!/usr/bin/env bats
# instrument-show: an instrument as a form to print and fill in by hand.

setup() { load helper; bare; }

@test "instrument-show prints a form: items, their answers, room to write" {
	golden instrument-show instrument-show safety
	instrument-show sfe >out
	grep -qx ' 1. Meals, sleep, clothes and health: the child gets what it needs every day' out
	[ "$(grep -c '^ *[0-9]*\. ' out)" -eq 14 ]
	[ "$(grep -c '^    \[ \] 4 a lasting strength$' out)" -eq 7 ]
	[ "$(wc -L <out)" -le 92 ]
}

@test "instrument-show prints every shipped instrument in every language, and nothing of another" {
	for name in risk sfe safety confidence efficacy; do
		for lang in en nb ar bg; do
			instrument-show "$name" --lang "$lang" >"$name.$lang"
			[ "$(wc -L <"$name.$lang")" -le 110 ]
		done
		for lang in nb ar bg; do
			[ -z "$(grep -Fxf <(grep -oP '^ *\d+\. \K.*' "$name.en") <(grep -oP '^ *\d+\. \K.*' "$name.$lang"))" ] || { echo "$name $lang"; return 1; }
		done
		perl -CSD -ne 'exit 1 if /\p{Cyrillic}|\p{Arabic}/' "$name.en" "$name.nb"
		perl -CSD -ne 'exit 1 if /^ *\d+\. / && !/\p{Arabic}/' "$name.ar"
		perl -CSD -ne 'exit 1 if /^ *\d+\. / && !/\p{Cyrillic}/' "$name.bg"
	done
}

@test "instrument-show takes the user's language, and --lang before it" {
	CASEWORK_LANG=nb instrument-show safety | head -n 1 | same 'Hvor trygt barnet har det (safety 1)'
	CASEWORK_LANG=nb instrument-show safety --lang bg | head -n 1 | same 'Доколко детето е в безопасност (safety 1)'
	refuses 2 "--lang: no such language: fr" instrument-show safety --lang fr
	refuses 3 "--lang: vectors finnes ikke på dette språket: nb" instrument-show "$top/tests/data/instruments/vectors.csv" --lang nb
}

@test "instrument-show --format csv prints the header of a wide table of answers" {
	instrument-show safety --format csv | same case,instrument,safety
	instrument-show efficacy --format csv | same case,instrument,understand,comfort,routines,limits,joy,calm,ask,lost
	refuses 2 "--format: a header is csv; without this option it is a form: json" instrument-show safety --format json
	refuses 2 "--format: csv, tsv, json, jsonl or table, not xml" instrument-show safety --format xml
}

@test "instrument-show says when an item is asked" {
	instrument-show "$top/tests/data/instruments/vectors.csv" | grep -A 1 '^ 4. R4' | tail -n 1 | same '    (only if 1: 1, 2)'
}

@test "instrument-show refuses what is none or faulty" {
	refuses 3 "no such instrument: saftey (safety?)" instrument-show saftey
	refuses 2 "which instrument? give one name (instrument-list)" instrument-show
	printf 'row,id\n' >x.csv
	refuses 3 "x.csv:1: row: no row \`instrument\` (instrument-check tells all that is wrong with it)" instrument-show ./x.csv
}

@test "instrument-show -o writes to a file" {
	instrument-show safety -o form.txt
	instrument-show safety | cmp - form.txt
}
