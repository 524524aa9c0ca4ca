#!/usr/bin/env bats
# case-assess: an instrument is filled in about a case: answers, scores, level, and the risk of the case.

setup() { load helper; families; }

# rows LINE...: a CSV file of these lines, in.csv.
rows() { printf '%s\n' "$@" >in.csv; }

# of REF: the case that was loaded with this ref.
of() { case-list --ref "$1" --columns case | tail -n 1; }

# risk REF: the risk of that case.
risk() { case-list --ref "$1" --columns risk | tail -n 1; }

# answers ITEM=VALUE...: as options.
answers() {
	options=()
	local one
	for one; do options+=(--answer "$one"); done
}

# calm: enough answers to the risk instrument for the level low, but for those given behind.
calm() {
	answers child_trust=2 child_care=0 child_school=0 child_fear=0 child_mood=0 family_housing=0 family_money=0 family_violence=0 \
		family_conflict=0 caregiver_supervision=0 caregiver_daily=0 caregiver_health=0 caregiver_needs=0 "$@"
}

# What a person at a terminal sees who types what stands in standard input.
terminal() { timeout 20 script -qec "$1" /dev/null | shown; }

# editor LINE...: an editor that does these lines of shell to its file, $1.
editor() {
	printf '%s\n' '#!/bin/sh' "$@" >editor
	chmod 700 editor
	export EDITOR=$PWD/editor
	unset VISUAL
}

# own FILE: put it among the user's own instruments.
own() {
	mkdir -p keys/instruments
	cp "$1" keys/instruments/
}

@test "case-assess writes the assessment and its answers, and prints its id alone" {
	run --separate-stderr case-assess @c1 safety --answer safety=4 --informant self
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^AS-OSL-2021-000001-[0-9A-Z]$ ]]
	[ -z "$stderr" ]
	assessment-list --columns assessment,case,office,instrument,edition,subject,informant,started,strength,risk_score,level,staff |
		same assessment,case,office,instrument,edition,subject,informant,started,strength,risk_score,level,staff \
			"$output,$(of c1),N1,safety,1,child,self,2021-12-31,,,,admin"
	answer-list --columns assessment,item,value,missing | same assessment,item,value,missing "$output,safety,4,"
	registry-check --quiet
}

@test "case-assess: strengths and risks stand apart, in percent of what they could be" {
	case-assess @c1 sfe --answer safety_strength=4 --answer rules_strength=1 --answer safety_concern=2 --answer rules_concern=refused >/dev/null
	assessment-list --columns instrument,subject,strength,risk_score,level | same instrument,subject,strength,risk_score,level sfe,family,63,50,
	answer-list --columns item,value,missing | same item,value,missing safety_strength,4, safety_concern,2, rules_strength,1, rules_concern,,refused
}

@test "case-assess: the case's risk is the higher band of the two dimensions" {
	calm
	case-assess @c3 risk "${options[@]}" >/dev/null
	[ "$(risk c3)" = low ]
	# One worry of three, clear: 22 of 100; severe, 33.
	calm family_loss=2
	case-assess @c3 risk "${options[@]}" >/dev/null
	[ "$(risk c3)" = low ]
	calm family_loss=3
	case-assess @c3 risk "${options[@]}" >/dev/null
	[ "$(risk c3)" = medium ]
	record-show "$(of c3)" --history --format csv | grep -c ,case-assess,risk, | same 2
}

@test "case-assess: a critical answer raises the level one step" {
	calm child_self_harm=2
	case-assess @c1 risk "${options[@]}" >/dev/null
	assessment-list --columns level,risk_score | tail -n 1 | same medium,5
	[ "$(risk c1)" = medium ]
}

@test "case-assess: strengths do not lower a level" {
	calm child_thrives=3 family_warmth=3 family_network=3 caregiver_wants=3 caregiver_help=3 family_loss=3
	case-assess @c1 risk "${options[@]}" >/dev/null
	assessment-list --columns strength,level | same strength,level 94,medium
}

@test "case-assess: an override needs a reason, which is a secret" {
	calm
	refuses 2 "--override-level: say why, at a terminal or as override_reason in a row of -f" case-assess @c1 risk "${options[@]}" --override-level high
	refuses 2 "a secret is never an argument" case-assess @c1 risk "${options[@]}" --override-level high --override-reason Fordi
	rows case,child_fear,override_level,override_reason @c1,2,imminent,
	refuses 3 "in.csv:2: override_reason: a value is needed: say why another level is set" case-assess risk -f in.csv
	rows case,child_fear,override_level,override_reason '@c1,2,imminent,"Sommerfugl, sa han"'
	case-assess risk -f in.csv >/dev/null 2>&1
	[ "$(risk c1)" = imminent ]
	run ! grep -rq Sommerfugl registry.db
	assessment-list --columns level,override_level,override_reason | same level,override_level,override_reason ',imminent,"Sommerfugl, sa han"'
	refuses 3 "override_level: safety provides for none" case-assess safety -f - < <(printf 'case,safety,override_level,override_reason\n@c1,4,low,x\n')
}

@test "case-assess: the risk follows the latest day, not the latest row, and what is struck out no more" {
	calm
	a=$(case-assess @c3 risk "${options[@]}" --started 2021-12-01)
	[ "$(risk c3)" = low ]
	calm family_loss=3
	case-assess @c3 risk "${options[@]}" --started 2021-11-01 >/dev/null
	[ "$(risk c3)" = low ]
	case-assess @c3 safety --answer safety=1 >/dev/null
	[ "$(risk c3)" = low ]
	record-void "$a" --reason twice >/dev/null
	[ "$(risk c3)" = medium ]
	[ "$(answer-list --assessment "$a" --columns answer | wc -l)" -eq 1 ]
	registry-check --quiet
}

@test "case-assess: what is wrong is told by item, all of it, and nothing is written" {
	refuses 3 "saftey_strength: no such item of sfe: saftey_strength (safety_strength?)" case-assess @c1 sfe --answer saftey_strength=1
	run --separate-stderr case-assess @c1 sfe --answer safety_strength=5 --answer rules_strength=x --answer rules_concern=1 --answer rules_concern=1
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	[ "$stderr" = "case-assess: safety_strength: no such answer: 5 (0 1 2 3 4)
case-assess: rules_strength: no such answer: x (0 1 2 3 4)
case-assess: rules_concern: is answered twice" ]
	refuses 3 "safety: an answer is needed" case-assess @c1 safety --answer safety=refused
	refuses 3 "safety: no such answer: 11 (from 0 to 10)" case-assess @c1 safety --answer safety=11
	refuses 3 "subject: safety is not about this: family (child)" case-assess @c1 safety --answer safety=1 --subject family
	refuses 3 "informant: confidence is not for them to answer: parent (worker)" case-assess @c1 confidence --answer support=1 --informant parent
	refuses 3 "started: after today: 2022-01-01" case-assess @c1 safety --answer safety=1 --started 2022-01-01
	refuses 3 "no such instrument: saftey (safety?)" case-assess @c1 saftey --answer safety=1
	refuses 3 "@c99: no record has this ref" case-assess @c99 safety --answer safety=1
	refuses 2 "--answer: ITEM=VALUE, not safety" case-assess @c1 safety --answer safety
	refuses 2 "what was answered? --answer ITEM=VALUE, -e, or -f FILE (instrument-show safety has the items)" case-assess @c1 safety </dev/null
	refuses 2 "give a case and an instrument" case-assess --answer safety=1
	refuses 5 "started: before its case was opened: 2021-01-08" case-assess @c1 safety --answer safety=1 --started 2020-12-01
	[ "$(count assessment)" -eq 0 ]
	[ "$(count answer)" -eq 0 ]
}

@test "case-assess: an instrument with faults is not used" {
	sed '/^subscale,safety/s/,10,/,9,/' "$top/share/instruments/safety.csv" >safety.csv
	refuses 3 "safety.csv:10: to: its scores go from 0 to 10, not from 0 to 9 (instrument-check tells all that is wrong with it)" \
		case-assess @c1 ./safety.csv --answer safety=1
}

@test "case-assess takes an instrument of one's own by name or path, by its version too" {
	own "$top/tests/data/instruments/vectors.csv"
	case-assess @c1 vectors --answer n1=2 --ref v >/dev/null
	case-assess @c1 "$top/tests/data/instruments/vectors.csv" --answer n1=4 >/dev/null
	assessment-list --columns instrument,edition | same instrument,edition vectors,2 vectors,2
	# A later version; the one that was filled in is still there.
	sed '2s/vectors,,2/vectors,,3/; s/^scale,five,,,,,,,,1,5/scale,five,,,,,,,,1,9/; /^subscale,plain/s/,1,5,/,1,9,/' keys/instruments/vectors.csv >v3.csv
	mv keys/instruments/vectors.csv keys/instruments/vectors-2.csv
	mv v3.csv keys/instruments/vectors.csv
	instrument-check -q keys/instruments/*.csv
	assessment-show @v --columns section,key,score | grep '^neutral,plain,' | same neutral,plain,4
	rm keys/instruments/vectors-2.csv
	assessment-show @v --columns section,key,score | grep '^neutral,plain,' | same neutral,plain,8
}

@test "case-assess: what is not asked is not answered" {
	own "$top/tests/data/instruments/vectors.csv"
	refuses 3 "r4: is not asked after the answers before it" case-assess @c1 vectors --answer r1=0 --answer r4=1
	case-assess @c1 vectors --answer r1=1 --answer r4=1 >/dev/null 2>&1
	[ "$(count answer)" -eq 2 ]
}

# many FILE N [AWK]: an instrument of N items i1, i2..., answered with 0 or 1; AWK says the show_if of item i.
many() {
	awk -v n="$2" "function show(i) { ${3:-return \"\"} }"' BEGIN {
		print "row,id,of,version,languages,subject,from,to,direction,kind,scale,show_if,method,min_answered,en"
		print "instrument,many,,1,en,child,,,,,,,,,Many\ntext,licence,,,,,,,,,,,,,Ours\ntext,missing,,,,,,,,,,,,,None"
		print "scale,s,,,,,0,1,worse,,,,,,\nsubscale,t,,,,,,,,risk,,,sum,1,All"
		for (i = 1; i <= n; i++) print "item,i" i ",t,,,,,,,risk,s," show(i) ",,,Q" }' >"$1"
}

@test "case-assess: each item shown by two before it, and the last one is reached" {
	many many.csv 60 'return i < 3 ? "" : "i" (i - 1) "=1&i" (i - 2) "=1"'
	answers $(printf 'i%s=1 ' {1..60})
	timeout 60 case-assess @c1 ./many.csv "${options[@]}" >/dev/null
	assessment-list --columns risk_score | same risk_score 100
	answers $(printf 'i%s=1 ' {1..58}) i59=0 i60=1
	refuses 3 "i60: is not asked after the answers before it" timeout 60 case-assess @c1 ./many.csv "${options[@]}"
}

@test "case-assess: an instrument of a thousand items is filled in long, and its template is not cut short" {
	many many.csv 1000
	{ echo case,instrument,item,value; printf '@c1,./many.csv,i%s,1\n' {1..1000}; } | case-assess -f - >/dev/null
	[ "$(count answer)" -eq 1000 ]
	refuses 3 "many: too many items for a column each: 1000" case-assess --template ./many.csv
}

@test "case-assess warns where a score has no band for such a person, and gives no level" {
	many many.csv 2
	{ echo 'level,base,t,,,,,,,,,,highest,,By all'; for sex in female male; do echo "band,$sex,t,,,,0,2,,,,,,,Any"; done; } >>many.csv
	awk -F, -v OFS=, 'NR == 1 { print $0, "sex", "level"; next } { print $0, ($1 == "band" ? $2 : ""), ($1 == "band" ? "low" : "") }' many.csv >m &&
		mv m many.csv
	record-edit person:@c2 --sex unknown >/dev/null
	run --separate-stderr case-assess @c2 ./many.csv --answer i1=1
	[ "$status" -eq 0 ]
	[ "$stderr" = 'case-assess: All: no band is for this age, sex and informant, so that it gives no level' ]
	assessment-list --columns level | same level '""'
	own many.csv
	assessment-show "$(assessment-list --columns assessment | tail -n 1)" | grep -q '^warning,no_band,"All: no band'
	run --separate-stderr case-assess @c6 ./many.csv --answer i1=1
	[ -z "$stderr" ]
	assessment-list --case @c6 --columns level | same level low
	printf 'case,i1\n@c2,1\n' >in.csv
	case-assess many -f in.csv 2>said >/dev/null
	grep -q '^case-assess: in.csv:2: All: no band' said
}

@test "case-assess: an age that the instrument is not for is refused, and --override goes on" {
	sed '2s/vectors,,2,en,child|caregiver,self|parent|teacher,,/vectors,,2,en,child,,,0-2/' "$top/tests/data/instruments/vectors.csv" >vectors.csv
	instrument-check -q vectors.csv
	refuses 5 'instrument: vectors is for ages 0 to 2, not ' case-assess @c1 ./vectors.csv --answer n1=2
	[[ "$stderr" == *'(--override "why" goes on)'* ]]
	case-assess @c1 ./vectors.csv --answer n1=2 --override 'late in development' >/dev/null
	assessment-list --columns overridden | same overridden 'late in development'
}

@test "case-assess warns where no strength was found" {
	run --separate-stderr case-assess @c1 sfe --answer safety_concern=4
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"No strength was found in any area. Ask once more for a good moment"* ]]
	CASEWORK_LANG=bg run --separate-stderr case-assess @c1 sfe --answer safety_concern=4
	[[ "$stderr" == *"В нито една област не е намерена силна страна."* ]]
	run --separate-stderr case-assess @c1 sfe --answer safety_strength=1
	[ -z "$stderr" ]
}

@test "case-assess -f reads a long table: a row per answer" {
	rows case,instrument,subject,informant,item,value,missing @c1,sfe,family,parent,safety_strength,3, @c1,sfe,family,parent,safety_concern,,refused \
		@c2,safety,child,,safety,7,
	case-assess -f in.csv | sed 's/-[0-9A-Z]$//' | same line,assessment 2,AS-OSL-2021-000001 4,AS-OSL-2021-000002
	assessment-list --columns case,instrument,subject,informant | same case,instrument,subject,informant "$(of c1),sfe,family,parent" \
		"$(of c2),safety,child,"
	answer-list --columns item,value,missing | same item,value,missing safety_strength,3, safety_concern,,refused safety,7,
}

@test "case-assess -f reads a wide table: a row per assessment; an operand and options fill in" {
	rows case,safety_strength,safety_concern,ref @c1,3,refused,a @c2,4,0,b
	case-assess sfe -f in.csv --informant teacher --started 2021-12-24 | sed 's/-[0-9A-Z],/,/' |
		same line,assessment,ref 2,AS-OSL-2021-000001,a 3,AS-OSL-2021-000002,b
	assessment-list --columns instrument,informant,started | same instrument,informant,started sfe,teacher,2021-12-24 sfe,teacher,2021-12-24
	rows case,instrument,safety_strength,safety '@c3,sfe,2,' '@c3,safety,,5'
	case-assess -f - <in.csv >/dev/null
	[ "$(count assessment)" -eq 4 ]
	rows case,safety,ref @c1,3,a
	refuses 3 "in.csv:2: ref: is there already: a" case-assess safety -f in.csv
}

@test "case-assess -f writes all or nothing, and tells every fault by line" {
	rows case,instrument,item,value @c1,safety,safety,3 @c2,safety,safety,12 @c3,safety,safty,1 @c9,safety,safety,1
	run --separate-stderr case-assess -f in.csv
	[ "$status" -eq 3 ]
	[ -z "$output" ]
	same 'case-assess: in.csv:3: safety: no such answer: 12 (from 0 to 10)' 'case-assess: in.csv:4: safty: no such item of safety: safty (safety?)' \
		'case-assess: in.csv:4: safety: an answer is needed' 'case-assess: in.csv:5: case: no record has this ref: @c9' \
		'case-assess: in.csv: 3 assessments are bad; nothing was written' <<<"$stderr"
	[ "$(count assessment)" -eq 0 ]
	run --separate-stderr case-assess -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	[ "$(count assessment)" -eq 1 ]
	same case,instrument,item,value,line,error '@c2,safety,safety,12,3,safety: no such answer: 12 (from 0 to 10)' \
		'@c3,safety,safty,1,4,safty: no such item of safety: safty (safety?); safety: an answer is needed' \
		'@c9,safety,safety,1,5,case: no record has this ref: @c9' <bad.csv
	sed -i 's/,12,/,2,/; s/,safty,/,safety,/; s/@c9/@c6/' bad.csv
	case-assess -f bad.csv >/dev/null
	[ "$(count assessment)" -eq 4 ]
}

@test "case-assess -f: headers that cannot be meant, rows that do not stand together" {
	rows case,instrument,item,value,wieght @c1,safety,safety,1,2
	refuses 3 "in.csv:1: no such column: wieght" case-assess -f in.csv
	rows case,instrument,safety,level @c1,safety,1,low
	refuses 3 "in.csv:1: is worked out from the answers, and cannot be given: level" case-assess -f in.csv
	rows case,safety @c1,1
	refuses 3 "in.csv:1: a needed column is missing: instrument" case-assess -f in.csv
	rows instrument,safety safety,1
	refuses 3 "in.csv:1: a needed column is missing: case" case-assess -f in.csv
	rows case,safety,safety @c1,1,1
	refuses 3 "in.csv:1: twice in the header: safety" case-assess safety -f in.csv
	rows case,safety,saftey @c1,1,
	refuses 3 "in.csv:1: no such column, nor an item of an instrument in the file: saftey" case-assess safety -f in.csv
	rows case,instrument,item,value @c1,sfe,safety_strength,1 @c2,sfe,safety_strength,1 @c1,sfe,rules_strength,1
	refuses 3 "in.csv:4: its assessment has ended above: the rows of one stand together (sort the file)" case-assess -f in.csv
	rows case,instrument,item,value @c1,sfe,safety_strength
	refuses 3 "in.csv:2: 3 cells, but the header has 4" case-assess -f in.csv
	refuses 3 "/dev/null: empty: not even a header" case-assess -f /dev/null
	[ "$(count assessment)" -eq 0 ]
}

@test "case-assess -f --keep-going: an assessment with a row that cannot be read is no good one, nor is the next, whose row it may be" {
	rows case,instrument,item,value @c1,sfe,safety_strength,1 @c1,sfe,rules_strength,1,1 @c1,sfe,rules_concern,1 \
		@c2,sfe,safety_strength,1 @c2,sfe,rules_strength @c3,sfe,safety_strength,1 @c6,sfe,safety_strength,1
	run --separate-stderr case-assess -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	assessment-list --columns case | same case "$(of c6)"
	same 'case-assess: in.csv:3: 5 cells, but the header has 4' 'case-assess: in.csv:2: a row of it, or beside it, cannot be read' \
		'case-assess: in.csv:6: 3 cells, but the header has 4' 'case-assess: in.csv:5: a row of it, or beside it, cannot be read' \
		'case-assess: in.csv:7: a row of it, or beside it, cannot be read' \
		'case-assess: in.csv: 3 assessments are bad; the good ones are written' <<<"$stderr"
	# Nothing of them is lost.
	cut -d , -f 1-4 bad.csv | diff <(head -n 7 in.csv | sed '3s/,1$//; 6s/$/,/') -
	# A wide one stands for itself.
	rows case,safety,informant @c1,1 @c2,2, ,,,
	run --separate-stderr case-assess safety -f in.csv --keep-going --rejects bad.csv
	[ "$status" -eq 1 ]
	assessment-list --instrument safety --columns case | same case "$(of c2)"
	same case,safety,informant,line,error '@c1,1,,2,"2 cells, but the header has 3"' ',,,,4,"4 cells, but the header has 3"' <bad.csv
}

@test "case-assess -f --keep-going: an assessment whose rows stand apart is not written in part" {
	rows case,instrument,item,value @c1,sfe,safety_strength,1 @c2,sfe,safety_strength,1 @c1,sfe,rules_strength,1
	refuses 3 "in.csv:4: its assessment has ended above" case-assess -f in.csv --keep-going
	[[ "$stderr" == *"in.csv: nothing was written" ]]
	[ "$(count assessment) $(count answer)" = '0 0' ]
}

@test "case-assess --template prints the header: long, or wide for an instrument" {
	common=case,instrument,ref,source,office,subject,about,informant,started,ended,outcome,override_level,override_reason,staff
	case-assess --template | same "$common,item,value,missing"
	case-assess --template safety | same "$common,safety"
	case-assess --template safety >in.csv
	printf '@c1,safety,,,,,,,,,,,,,4\n' >>in.csv
	case-assess -f in.csv >/dev/null
	[ "$(count assessment)" -eq 1 ]
}

@test "case-assess --dry-run judges all, tells the level, writes nothing" {
	calm family_loss=3
	run --separate-stderr case-assess -n @c3 risk "${options[@]}"
	[ "$status" -eq 0 ]
	[ "$stderr" = "case-assess: it would be added, with the level medium; nothing was written" ]
	rows case,safety @c1,4
	run --separate-stderr case-assess -n safety -f in.csv
	[ "$status" -eq 0 ] && [ -z "$output" ]
	[ "$(count assessment)" -eq 0 ]
	[ "$(risk c3)" = imminent ]
}

@test "case-assess asks a person at a terminal, item by item, and shows what it comes to: strengths first" {
	printf '%s\n' 3 4 9 4 refused '' 5 5 4 | terminal 'case-assess @c1 efficacy --informant self' >out
	grep -q '^1/8  I can tell what my child needs' out
	grep -q '^    5  very much' out
	grep -q 'routines: no such answer: 9 (1 2 3 4 5)' out
	sed -n '/(efficacy 1), AS-OSL/,$p' out | same 'Being a parent: what I manage (efficacy 1), '"$(assessment-list --columns assessment | tail -n 1)" \
		'2021-12-31; Whoever cares for the child; answered by: The person themselves' '' 'Strengths (71 % of what they could be)' \
		'  What I manage  #######...  3.83 of 5' '' 'Next assessment: 2022-03-31, after 90 days' \
		'Left open: 2. Scored when at least six of the eight questions are answered: the mean of those answered.'
	answer-list --columns item,value,missing | same item,value,missing understand,3, comfort,4, routines,4, limits,,refused calm,5, ask,5, lost,4,
}

@test "case-assess at a terminal: questions that end without an answer write nothing" {
	printf '3\n\004' | terminal 'case-assess @c1 efficacy' >out || true
	grep -q 'the questions ended without an answer; nothing was written' out
	[ "$(count assessment)" -eq 0 ]
}

@test "case-assess at a terminal: what cannot be written is told before anybody is asked" {
	for option in '--informant child' '--started 2022-01-01' '--override-level low' '--subject network'; do
		printf '7\n' | terminal "case-assess @c1 safety $option" >out || [ $? -eq 3 ]
		grep -qE '^case-assess: (informant|started|override_level|subject): ' out
		run ! grep -q 'how safe is the child' out
	done
	printf '7\n' | terminal "case-assess @c4 safety" >out || [ $? -eq 5 ]
	grep -q 'after its case was closed: 2021-10-31' out
	run ! grep -q 'how safe is the child' out
	# As it will be written, so with what --like says.
	mkdir -p .config/casework
	printf 'started\n2021-10-01\n' >.config/casework/then.csv
	printf 'started\n2022-01-01\n' >.config/casework/ahead.csv
	printf '7\n' | terminal "case-assess @c1 safety --like ahead" >out || [ $? -eq 3 ]
	run ! grep -q 'how safe is the child' out
	[ "$(count assessment)" -eq 0 ]
	printf '7\n' | terminal "case-assess @c4 safety --like then" >out
	[ "$(assessment-list --columns started | tail -n 1)" = 2021-10-01 ]
}

@test "case-assess at a terminal asks why another level is set" {
	calm
	printf 'Hun er på flukt.\n.\n' | terminal "case-assess @c1 risk ${options[*]} --override-level high" >out
	grep -q 'Why is another level set?' out
	grep -q 'Set instead: High: Hun er på flukt.' out
	[ "$(risk c1)" = high ]
}

@test "case-assess --edit: a form with the fields and the items, again with what is wrong beside it" {
	editor 'n=$(cat n 2>/dev/null || echo 0); cp "$1" "form$n"; echo $((n + 1)) >n' \
		'case $n in 0) sed -i "s/^safety:.*/safety: 12/; s/^informant:.*/informant: slef/" "$1" ;;' \
		'*) sed -i "s/^safety:.*/safety: 7/; s/^informant:.*/informant: self/" "$1" ;; esac'
	case-assess -e @c1 safety >/dev/null 2>&1
	grep -q '^# 1. From 0 to 10: how safe is the child right now? (needed)$' form0
	grep -q "^case: $(of c1)\$" form0
	grep -A 1 'no such code: slef (self?)' form1 | grep -q '^informant: slef$'
	grep -A 1 '^# !! no such answer: 12 (from 0 to 10)$' form1 | grep -q '^safety: 12$'
	assessment-list --columns informant,office,case | same informant,office,case "self,N1,$(of c1)"
	answer-list --columns item,value | same item,value safety,7
	editor 'exit 0'
	run --separate-stderr case-assess -e @c1 safety
	[ "$status" -eq 0 ] && [ -z "$output" ]
	[ "$(count assessment)" -eq 1 ]
}

@test "case-assess --edit: no line of a text is taken for an answer, of the instrument's or of one's own" {
	many many.csv 2
	sed -i 's/^\(item,i1,.*\),Q$/\1,"One\r\ni2: 1\n# two"/' many.csv
	printf 'level,own,,,,,,,,,,,override,,Own\n' >>many.csv
	editor 'cp "$1" form' 'sed -i "s/^i1:.*/i1: 1/; s/^override_level:.*/override_level: high/; s/^override_reason:.*/override_reason: She said\ni2: 0, no more/" "$1"'
	case-assess -e @c1 ./many.csv >/dev/null 2>&1
	[ "$(grep -c '^i2: ' form)" -eq 1 ]
	answer-list --columns item,value | same item,value i1,1
	assessment-list --columns override_reason | same override_reason '"She said' 'i2: 0, no more"'
}

@test "case-assess on the current case needs the instrument alone" {
	case-use @c1 >/dev/null
	refuses 2 ".: short ids are for a person at a terminal; the whole id is $(of c1)" case-assess safety --answer safety=4
	terminal 'case-use @c1; case-assess safety --answer safety=4' </dev/null | grep -qx "case-assess: . is $(of c1)"
	terminal 'case-use @c1; case-assess . safety --answer safety=5' </dev/null >/dev/null
	[ "$(assessment-list --case @c1 --columns assessment | wc -l)" -eq 3 ]
}

@test "case-assess writes nothing that it cannot print" {
	run --separate-stderr bash -c 'case-assess @c1 safety --answer safety=4 >/dev/full'
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	[ "$(count assessment)" -eq 0 ]
}
