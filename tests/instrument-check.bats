#!/usr/bin/env bats
# instrument-check: what is wrong with the file of an instrument, by line and column.

setup() {
	load helper
	bare
	cat >good.csv <<-'END'
		row,id,of,version,languages,subject,informant,sex,age,from,to,direction,missing,kind,dimension,scale,weight,reverse,required,critical,show_if,method,min_answered,prorate,level,days,sd,reliability,step,en,nb
		instrument,good,,1,en|nb,child|family,self|parent,,4-17,,,,,,,,,,,,,,,,,,,,,Good,God
		text,licence,,,,,,,,,,,,,,,,,,,,,,,,,,,,Free,Fri
		text,missing,,,,,,,,,,,,,,,,,,,,,,,,,,,,Left out,Utelatt
		scale,freq,,,,,,,,,,worse,refused|unknown,,,,,,,,,,,,,,,,,,
		value,0,freq,,,,,,,,,,,,,,,,,,,,,,,,,,,never,aldri
		value,1,freq,,,,,,,,,,,,,,,,,,,,,,,,,,,sometimes,av og til
		value,2,freq,,,,,,,,,,,,,,,,,,,,,,,,,,,often,ofte
		scale,good,,,,,,,,0,4,better,,,,,,,,,,,,,,,,,,,
		item,a,sum,,,,,,,,,,,risk,social,freq,,,yes,2,,,,,,,,,,A?,A?
		item,b,sum,,,,,,,,,,,risk,,freq,,yes,,,a=1|2,,,,,,,,,B?,B?
		item,c,sum,,,,,,,,,,,risk,,freq,,,,,b=1&a=2,,,,,,,,,C?,C?
		item,s,best,,,,,,,,,,,strength,,good,,,,,,,,,,,,,,S?,S?
		subscale,sum,,,,,,,,0,6,,,risk,,,,,,,,sum,2,yes,,,,,,Sum,Sum
		subscale,best,,,,,,,,0,4,,,strength,,,,,,,,mean,1,,,,,,,Best,Best
		composite,whole,all,,,,,,,,,,,risk,,,,,,,,sum,1,,,,,,,Whole,Alt
		band,little,sum,,,,,,,0,2,,,,,,,,,,,,,,low,,,,,Little,Lite
		band,much,sum,,,,,,,3,6,,,,,,,,,,,,,,high,,,,,Much,Mye
		level,base,sum,,,,,,,,,,,,,,,,,,,highest,,,,,,,,Highest,Høyest
		level,crit,,,,,,,,,,,,,,,,,,,,raise,,,,,,,1,Raised,Hevet
		interval,,,,,,,,,,,,,,,,,,,,,,,,low,90,,,,,
		interval,,,,,,,,,,,,,,,,,,,,,,,,,30,,,,,
		change,,sum,,,,,,,,,,,,,,,,,,,,,,,,5,0.8,2,,
	END
}

# cell LINE COLUMN VALUE: good.csv with this in that cell (no line: as it is), on standard output.
cell() {
	awk -F, -v OFS=, -v line="$1" -v column="$2" -v value="$3" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i }
		NR == line { $at = value } { print }' good.csv
}

# says FILE TEXT...: the check of the file ends with 1 and says just these lines, each without the program and the path.
says() {
	local file=$1
	shift
	run --separate-stderr instrument-check "$file"
	[ "$status" -eq 1 ] && [ -z "$output" ] && diff -u <(printf '%s\n' "$@") <(sed "s|^instrument-check: $file:||" <<<"$stderr")
}

# flawed LINE COLUMN VALUE TEXT...: with that in that cell the check says these lines.
flawed() {
	mkdir -p bad
	cell "$1" "$2" "$3" >bad/good.csv
	says bad/good.csv "${@:4}" || { echo "with $3 in line $1, column $2"; return 1; }
}

# among LINE COLUMN VALUE TEXT: with that in that cell this line is among those that the check says: others follow from it.
among() {
	mkdir -p bad
	cell "$1" "$2" "$3" >bad/good.csv
	run --separate-stderr instrument-check bad/good.csv
	[ "$status" -eq 1 ] && grep -qxF "instrument-check: bad/good.csv:$4" <<<"$stderr" || { echo "with $3 in line $1, column $2: $stderr"; return 1; }
}

@test "instrument-check finds nothing in a good file, and says so" {
	run --separate-stderr instrument-check good.csv
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$stderr" = "instrument-check: good.csv: good 1, 4 items: no faults" ]
	run --separate-stderr instrument-check --quiet good.csv
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
}

@test "instrument-check finds nothing in what casework ships, by name too" {
	instrument-check "$top"/share/instruments/*.csv
	instrument-check risk sfe safety confidence efficacy
}

@test "instrument-check: the row instrument" {
	flawed 2 id other '2: id: not the name of the file: other'
	flawed 2 id 'Good!' '2: id: not an id: Good! (small letters, digits and _, a letter first)' '2: id: not the name of the file: Good!'
	flawed 2 version '' '2: version: a value is needed'
	flawed 2 subject child\|famly '2: subject: no such code: famly (family?)'
	flawed 2 informant selv '2: informant: no such code: selv (self?)'
	flawed 2 age 17-4 '2: age: not ages: 17-4 (4-10, 4+ or 4)'
	flawed 2 from 2021-02-30 '2: from: not a day: 2021-02-30'
	cell 2 from 2022-01-01 >once.csv && mv once.csv good.csv
	flawed 2 to 2021-01-01 '2: to: before it is valid: 2021-01-01'
	sed -i 2d good.csv
	flawed 0 x '' '1: row: no row `instrument`'
}

@test "instrument-check: languages and translations" {
	flawed 2 languages 'en|nb|xx' '2: languages: no such language: xx'
	among 2 languages en '7: nb: a text in a language that the instrument has not'
	among 2 languages 'en|nb|ar' '7: ar: the translation is missing'
	flawed 6 nb '' '6: nb: the translation is missing'
	flawed 10 en '' '10: en: the translation is missing'
	flawed 5 en 'How often' '5: nb: the translation is missing'
	flawed 21 en 'x' '21: en: a row `interval` has no text'
	sed -i '1s/$/,bg/; 2,$s/$/,/' good.csv
	flawed 7 bg понякога '7: bg: a text in a language that the instrument has not'
}

@test "instrument-check: texts: the licence and the missing rule must be said" {
	flawed 3 id intro '2: row: no text `licence`: who may use it'
	flawed 4 id intro '2: row: no text `missing`: what becomes of questions left open'
	among 4 id mising '4: id: not one of its words: mising (missing?)'
	among 4 id licence '4: id: is there already: licence'
}

@test "instrument-check: unknown columns and rows, cells too many or too few" {
	sed '1s/weight/weigth/' good.csv >once.csv
	says once.csv '1: weigth: no such column (weight?)' '2: id: not the name of the file: good'
	sed '1s/sex/en/' good.csv >once.csv
	says once.csv '1: en: twice in the header' '2: id: not the name of the file: good'
	among 13 row itm '13: row: no such row: itm (item?)'
	flawed 6 scale freq '6: scale: a row `value` has none: freq'
	sed '8s/$/,x/' good.csv >bad.csv
	run instrument-check bad.csv
	[ "$status" -eq 1 ]
	[[ "$output" == *"bad.csv:8: row: 32 cells, but the header has 31"* ]]
	printf 'name,text\nx,y\n' >once.csv
	says once.csv '1: name: no such column (age?)' '1: text: no such column (sex?)' '1: row: a needed column is missing' \
		'1: id: a needed column is missing' '1: row: no row `instrument`'
}

@test "instrument-check: scales and their values" {
	among 5 id good '9: id: is there already: good, on line 5'
	flawed 5 direction up '5: direction: not one of its words: up'
	flawed 5 missing 'refused|bored' '5: missing: no such code: bored'
	among 6 of frq '6: of: no such scale: frq'
	among 7 id 2 '8: id: is there already: 2, on line 7'
	among 7 id one '7: id: not a whole number: one'
	among 9 to '' '9: to: a value is needed, since the other end is given'
	among 9 to -1 '9: to: below from: -1'
	among 8 of good '10: critical: not a value of the scale freq: 2'
	among 8 id 7 '10: critical: not a value of the scale freq: 2'
	sed -i '9s/.*/&\nvalue,5,good,,,,,,,,,,,,,,,,,,,,,,,,,,,five,fem/' good.csv
	flawed 0 x '' '10: id: outside its scale, which goes from 0 to 4: 5'
	sed -i 10d good.csv
	sed -i '10s/^/scale,none,,,,,,,,,,worse,,,,,,,,,,,,,,,,,,,\n/' good.csv
	flawed 0 x '' '10: id: has no values: none' '10: id: no item uses it: none'
}

@test "instrument-check: items" {
	among 10 scale frequ '10: scale: no such scale: frequ'
	flawed 10 of 'sum|summ' '10: of: no such subscale: summ'
	among 10 of whole '10: of: no such subscale: whole'
	among 11 id a '11: id: is there already: a, on line 10'
	flawed 13 id informant '13: id: is a column of every table of answers: informant'
	among 10 kind danger '10: kind: not one of its words: danger'
	flawed 10 dimension mind '10: dimension: not one of its words: mind'
	flawed 10 required maybe '10: required: not one of its words: maybe'
	flawed 10 critical 3 '10: critical: not a value of the scale freq: 3'
	flawed 10 critical 'x' '10: critical: not a whole number: x' '20: method: no item has a critical value'
	flawed 10 weight 0 '10: weight: must be more than 0: 0'
	flawed 10 weight 2 '10: weight: counts for nothing: none of its subscales is weighted or a percent'
	flawed 10 weight 0.5x '10: weight: not a number: 0.5x'
}

@test "instrument-check: a strength is never added up with risks" {
	among 13 of 'best|sum' '13: kind: strength in sum, a subscale of kind risk: they are never added up together'
	flawed 16 of 'sum|best' '16: of: best is of kind strength: strengths and risks are never added up together'
}

@test "instrument-check: what shows an item" {
	flawed 11 show_if z=1 '11: show_if: no such item: z'
	flawed 11 show_if a '11: show_if: not a condition: a (ITEM=VALUE|VALUE)'
	flawed 11 show_if a=3 '11: show_if: not a value of a: 3'
	flawed 11 show_if a=x '11: show_if: not a whole number: x'
	flawed 11 show_if s=1 '11: show_if: hangs on a later item, which is not answered yet: s'
	flawed 11 show_if b=1 '11: show_if: goes round in a circle: what shows b hangs on its own answer'
	flawed 11 show_if c=1 '11: show_if: goes round in a circle: what shows b hangs on its own answer' \
		'12: show_if: goes round in a circle: what shows c hangs on its own answer'
}

@test "instrument-check: subscales and composites" {
	flawed 14 to 8 '14: to: its scores go from 0 to 6, not from 0 to 8'
	flawed 14 from 1 '14: from: its scores go from 0 to 6, not from 1 to 6'
	flawed 14 min_answered 4 '14: min_answered: not from 1 to 3, as many as it has: 4'
	flawed 14 method total '14: method: not one of its words: total'
	flawed 15 prorate yes '15: prorate: only sums are prorated, not mean'
	among 15 id sum '15: id: is there already: sum, on line 14'
	flawed 13 of '' '15: id: no item is of it: best'
	flawed 16 of 'sum|none' '16: of: no such subscale: none'
	flawed 16 of 'sum*x' '16: of: not a weight: sum*x (SUBSCALE*0.5)'
	flawed 16 of 'sum*2' '16: method: weights count for nothing here: sum'
	among 16 of 'sum|sum' '16: of: named twice: sum'
	flawed 16 of 'all|-best' '16: of: is not in it, so it cannot be left out: best'
	flawed 16 of 'all|-sum' '16: of: has no subscales: whole'
}

@test "instrument-check: bands leave no gap and do not overlap" {
	flawed 17 of sums '17: of: no such subscale or composite: sums' '18: from: a gap below it: 0 is in no band of sum'
	flawed 18 from 4 '18: from: a gap below it: 3 is in no band of sum'
	flawed 18 from 2 '18: from: overlaps little, on line 17: 2 is in both'
	flawed 17 from 1 '17: from: a gap below it: 0 is in no band of sum'
	flawed 18 to 5 '18: to: a gap above it: 6 is in no band of sum'
	flawed 18 to 7 '18: to: outside the scores of sum, which go from 0 to 6'
	flawed 18 to 2 '18: to: a gap above it: 6 is in no band of sum' '18: to: below from: 2'
	flawed 18 level huge '18: level: no such code: huge (high?)'
	flawed 18 id little '18: id: is there already: little, on line 17'
	# Written to a tenth, 2.5 is in no band.
	flawed 18 from 3.0 '18: from: a gap below it: 2.1 is in no band of sum'
	among 18 from 2,5 '18: row: 32 cells, but the header has 31'
	# A group of its own must be whole too.
	flawed 18 sex female '17: to: a gap above it: 6 is in no band of sum' '18: from: a gap below it: 0 is in no band of sum'
}

@test "instrument-check: nobody is of two bands, the same people are the same in any order, and no age is forgotten" {
	two() {
		printf "band,$1,sum,,,,%s,%s,%s,0,6,,,,,,,,,,,,,,low,,,,,Y,Y\n" "$2" "$3" "$4"
	}
	{ two y1 '' 'male|female' ''; two o1 '' male ''; } >>good.csv
	flawed 0 x '' '25: sex: overlaps the people of line 24'
	sed -i '24,$d' good.csv
	{ two y1 '' female ''; two o1 parent '' ''; } >>good.csv
	flawed 0 x '' '25: informant: overlaps the people of line 24'
	sed -i '24,$d' good.csv
	{ two y1 'self|parent' '' ''; two o1 'parent|self' '' ''; } >>good.csv
	flawed 0 x '' '25: from: overlaps y1, on line 24: 0 is in both'
	sed -i '24,$d' good.csv
	# Made closer for somebody is no overlap.
	{ two y1 '' female ''; two o1 '' female 4-10; } >>good.csv
	mkdir -p bad && cp good.csv bad && instrument-check bad/good.csv
	# The instrument is for 4 to 17.
	sed -i '17,18d; 24,$d' good.csv
	sed -i '/^level,base/d' good.csv
	{ two y1 '' '' 4-10; two o1 '' '' 12-17; } >>good.csv
	cp good.csv bad
	run --separate-stderr instrument-check bad/good.csv
	[[ "$stderr" == *': age: a gap: no band of sum is for the age 11'* ]]
}

@test "instrument-check: a sum whose items may be left open goes lower than all of them together" {
	# From 1 to 5: two answers of three come to 2 at least.
	write() {
		printf '%s\n' row,id,of,version,languages,subject,from,to,direction,kind,scale,required,show_if,method,min_answered,prorate,en \
			instrument,low,,1,en,child,,,,,,,,,,,Low text,licence,,,,,,,,,,,,,,,Ours text,missing,,,,,,,,,,,,,,,None \
			scale,s,,,,,1,5,worse,,,,,,,, scale,z,,,,,0,9,worse,,,,,,,, \
			"item,a,sum,,,,,,,risk,s,$1,,,,,A" item,b,sum,,,,,,,risk,s,,,,,,B "item,c,sum,,,,,,,risk,$2,,$3,,,,C" \
			"item,d,,,,,,,,risk,z,,,,,,D" "subscale,sum,,,,,$4,15,,risk,,,,sum,$5,$6,Sum" >low.csv
	}
	write '' s '' 3 2 ''
	says ./low.csv '11: from: its scores go from 2 to 15, not from 3 to 15'
	write '' s '' 2 2 '' && instrument-check ./low.csv
	write yes s '' 1 1 '' && instrument-check ./low.csv
	write '' s '' 3 3 '' && instrument-check ./low.csv
	# Scaled up to what was asked: all, or all but what hangs on an answer.
	write '' s '' 3 1 yes && instrument-check ./low.csv
	write '' s a=5 2 1 yes && instrument-check ./low.csv
	write '' z '' 2 2 yes
	says ./low.csv '11: prorate: sum of scores of different ranges' '11: to: its scores go from 2 to 19, not from 2 to 15'
}

@test "instrument-check: ages of bands do not overlap, unless they are the same" {
	printf '%s\n' 'band,y1,sum,,,,,,4-10,0,6,,,,,,,,,,,,,,low,,,,,Y,Y' 'band,o1,sum,,,,,,10-17,0,6,,,,,,,,,,,,,,low,,,,,O,O' >>good.csv
	flawed 0 x '' '25: age: overlaps the ages of line 24'
	cell 25 age 11-17 >bad/good.csv
	instrument-check bad/good.csv
}

@test "instrument-check: levels, intervals, changes" {
	flawed 19 of best '19: of: its bands have no level: best'
	flawed 19 of '' '19: of: a value is needed: the scores whose bands have levels'
	flawed 19 method lowest '19: method: not one of its words: lowest'
	flawed 20 method highest '10: critical: nothing follows from it: no level rule `raise`' '20: method: stands on line 19 already' \
		'20: of: a value is needed: the scores whose bands have levels'
	flawed 20 step 9 '20: step: not from 1 to 3: 9'
	flawed 20 level high '20: level: only `at_least` has one'
	flawed 20 method at_least '10: critical: nothing follows from it: no level rule `raise`' '20: level: a value is needed for `at_least`'
	flawed 21 days 0 '21: days: not a number of days from 1 to 3660: 0'
	flawed 21 level lo '21: level: no such code: lo (low?)' '22: level: has an interval already, on line 21'
	flawed 22 level high '22: level: no interval for the level medium' '22: level: no interval for the level imminent'
	flawed 23 sd '' '23: sd: a value is needed: sd and reliability go together'
	flawed 23 reliability 1 '23: reliability: must be from 0 to less than 1: 1'
	flawed 23 sd -1 '23: sd: must be more than 0: -1'
	flawed 23 step 7 '23: step: more than the scores of sum can change: 7'
	flawed 23 of x '23: of: no such subscale or composite: x'
}

@test "instrument-check takes several files, and tells of each" {
	mkdir bad
	cell 18 from 4 >bad/good.csv
	run instrument-check good.csv bad/good.csv
	[ "$status" -eq 1 ]
	[ "${#lines[@]}" -eq 2 ]
	[[ "$output" == *"good.csv: good 1, 4 items: no faults"*"bad/good.csv:18: from: a gap below it"* ]]
	refuses 2 "which file? give one or more" instrument-check
	refuses 4 "none.csv: cannot be read" instrument-check none.csv
}

@test "instrument-check: no hostile file ends it otherwise, nor steers the terminal" {
	for bytes in '' '\n' 'row,id\n' 'row,id\ninstrument\n' 'row,id\n"x' 'row,id\nscale,\033[2J\n' 'row,id,of\nvalue,1,\n' 'row\nitem\n' \
		'row,id,show_if\nitem,a,a=\nitem,b,=&&\n' 'row,id,of\ncomposite,a,-|*|all*2|-all\n' '\xff\n' 'row,id,age\ninstrument,a,-\n' \
		'row,id,from,to\nscale,a,1,999999\n' 'row,id,from,to,of\nband,a,.,-,a\n'; do
		printf "$bytes" >once.csv
		run instrument-check once.csv
		[ "$status" -eq 1 ] || { echo "$bytes: $status $output"; return 1; }
		[[ "$output" != *$'\033'* ]]
	done
}
