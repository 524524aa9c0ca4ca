#!/usr/bin/env bats
# answer-add: answers of an assessment that is there, judged and scored by its instrument if that is here too.

setup() {
	load helper
	families
	assessment-add --case @c1 --instrument old_scale --ref a1 >/dev/null
}

# What the assessment, by its ref, came to, and the risk of its case c3.
came() { assessment-list --ref "$1" --columns strength,risk_score,level | tail -n 1; }
risk() { case-list --ref c3 --columns risk | tail -n 1; }

# of ITEM: the answer to it in assessment r1.
of() { answer-list --assessment @r1 --item "$1" --columns answer | tail -n 1; }

# sitting ITEM=VALUE...: the risk instrument, filled in for case c3 with enough answers for the level low, but for those given; its ref is r1.
sitting() {
	local one
	{
		echo ref,case,instrument,item,value
		for one in child_trust=2 child_care=0 child_school=0 child_fear=0 child_mood=0 family_housing=0 family_money=0 family_violence=0 \
			family_conflict=0 caregiver_supervision=0 caregiver_daily=0 caregiver_health=0 caregiver_needs=0 "$@"; do
			echo "r1,@c3,risk,${one/=/,}"
		done
	} | case-assess -f - >/dev/null
}

# follow FILE: an instrument whose item more is asked only after the answer 1 to the item any.
follow() {
	printf '%s\n' row,id,of,version,languages,subject,from,to,direction,kind,scale,method,min_answered,show_if,en \
		instrument,follow,,1,en,child,,,,,,,,,Follow text,licence,,,,,,,,,,,,,Ours text,missing,,,,,,,,,,,,,None \
		scale,s,,,,,0,4,worse,,,,,, item,any,all,,,,,,,risk,s,,,,Any item,more,all,,,,,,,risk,s,,,any=1,More \
		subscale,all,,,,,,,,risk,,sum,1,,All >"$1"
	instrument-check -q "$1"
}

@test "answer-add registers an answer, or why there is none, at the assessment's office" {
	run --separate-stderr answer-add --assessment @a1 --item safety --value 4
	[ "$status" -eq 0 ]
	[[ "$output" =~ ^AN-OSL-2021-000001-[0-9A-Z]$ ]]
	answer-add --assessment @a1 --item other --missing refused >/dev/null
	answer-list --columns office,item,value,missing | same office,item,value,missing N1,safety,4, N1,other,,refused
	registry-check --quiet
}

@test "answer-add -f reads many" {
	printf '%s\n' assessment,item,value @a1,x,1 @a1,y,2 | answer-add -f - | sed 's/-[0-9A-Z]$//' |
		same line,answer 2,AN-OSL-2021-000001 3,AN-OSL-2021-000002
}

@test "answer-add: one answer to an item, and an answer or a reason" {
	answer-add --assessment @a1 --item safety --value 4 >/dev/null
	refuses 3 "--item: is answered already: AN-OSL-2021-000001-" answer-add --assessment @a1 --item safety --value 5
	refuses 3 "--value: a value is needed, or why there is none (missing)" answer-add --assessment @a1 --item x
	refuses 3 "--value: an answer, and why there is none: one of them" answer-add --assessment @a1 --item x --value 1 --missing refused
	refuses 3 "--missing: no such code: bored" answer-add --assessment @a1 --item x --missing bored
	refuses 3 "--assessment: no record has this ref" answer-add --assessment @a9 --item x --value 1
	[ "$(count answer)" -eq 1 ]
}

@test "answer-add: an answer can be mended, and goes with its assessment" {
	a=$(answer-add --assessment @a1 --item safety --value 4)
	record-edit "$a" --value 5 >/dev/null
	[ "$(answer-list --columns value | tail -n 1)" = 5 ]
	record-void "$(assessment-list --columns assessment | tail -n 1)" --reason 'of another child' >/dev/null
	[ "$(count answer)" -eq 0 ]
	answer-list --void --columns value,void_reason | same value,void_reason '5,of another child'
	registry-check --quiet
	refuses 5 "was struck out" answer-add --assessment @a1 --item x --value 1
}

@test "answer-add: an answer that is added is judged by the instrument, and the assessment and its case follow" {
	sitting
	[ "$(came r1) $(risk)" = '67,0,low low' ]
	refuses 3 "--item: no such item of risk: famly_loss (family_loss?)" answer-add --assessment @r1 --item famly_loss --value 3
	refuses 3 "--value: no such answer: 99 (0 1 2 3)" answer-add --assessment @r1 --item family_loss --value 99
	refuses 3 "--value: no such answer: abc (0 1 2 3)" answer-add --assessment @r1 --item family_loss --value abc
	[ "$(came r1) $(risk)" = '67,0,low low' ]
	run --separate-stderr answer-add --assessment @r1 --item family_loss --value 3
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	[ "$(came r1) $(risk)" = '67,8,medium medium' ]
	record-show "$(assessment-list --ref r1 --columns assessment | tail -n 1)" --history --format csv | grep -q ',answer-add,level,low$'
	registry-check --quiet
}

@test "answer-add: an answer that is mended or struck out, and the assessment and its case follow" {
	sitting family_loss=3
	[ "$(came r1) $(risk)" = '67,8,medium medium' ]
	refuses 3 "--value: no such answer: 99 (0 1 2 3)" record-edit "$(of family_loss)" --value 99
	record-edit "$(of family_loss)" --value 0 >/dev/null
	[ "$(came r1) $(risk)" = '67,0,low low' ]
	record-edit "$(of family_violence)" --value 3 -n
	[ "$(came r1) $(risk)" = '67,0,low low' ]
	record-edit "$(of family_violence)" --value 3 >/dev/null
	[ "$(risk)" != low ]
	record-edit "$(of family_violence)" --clear value --missing refused >/dev/null
	[ "$(came r1) $(risk)" = '67,0,low low' ]
	record-void "$(of child_trust)" --reason 'of another child' >/dev/null
	[ "$(came r1)" = ,0,low ]
	assessment-show "$(assessment-list --ref r1 --columns assessment | tail -n 1)" --columns section,key,level | grep -x level,answers,low
	registry-check --quiet
}

@test "answer-add: a level that was set instead stands, and so does the case's risk" {
	sitting
	printf 'assessment,override_level,override_reason\n@r1,high,"Ny trussel"\n' | record-edit -f - >/dev/null
	answer-add --assessment @r1 --item family_loss --value 3 >/dev/null
	[ "$(came r1) $(risk)" = '67,8,medium high' ]
	# It needs no key of what is sealed.
	mv keys/*.case.key .
	record-edit "$(of family_loss)" --value 0 >/dev/null
	mv ./*.case.key keys/
	[ "$(came r1) $(risk)" = '67,0,low high' ]
	assessment-list --ref r1 --columns override_reason | same override_reason 'Ny trussel'
}

@test "answer-add: an item that is not asked has no answer, and one that shows an answered one keeps its own" {
	mkdir -p keys/instruments
	follow keys/instruments/follow.csv
	printf 'ref,case,instrument,any\nr1,@c3,follow,0\n' | case-assess -f - >/dev/null
	refuses 3 "--item: is not asked after the answers before it" answer-add --assessment @r1 --item more --value 4
	record-edit "$(of any)" --value 1 >/dev/null
	answer-add --assessment @r1 --item more --value 4 >/dev/null
	[ "$(came r1)" = ,63, ]
	refuses 3 "--value: more is answered, and would not be asked then: strike that out first (record-void $(of more))" \
		record-edit "$(of any)" --value 2
	record-void "$(of more)" --reason 'not asked' >/dev/null
	record-edit "$(of any)" --value 2 >/dev/null
	[ "$(came r1)" = ,50, ]
	# A file has them in the order they are asked in.
	printf 'ref,case,instrument,any\nr2,@c3,follow,refused\n' | case-assess -f - >/dev/null
	printf '%s\n' assessment,item,value @r1,more,1 | refuses 3 "-:2: item: is not asked after the answers before it" answer-add -f -
	record-void "$(answer-list --assessment @r2 --columns answer | tail -n 1)" --reason x >/dev/null
	printf '%s\n' assessment,item,value @r2,any,1 @r2,more,1 | answer-add -f - >/dev/null
	[ "$(came r2)" = ,25, ]
	registry-check --quiet
}

@test "answer-add: where the edition of the instrument is not here the answers are taken as they are, and that is said" {
	run --separate-stderr answer-add --assessment @a1 --item any --value thing
	[ "$status" -eq 0 ]
	[[ "$stderr" =~ ^'answer-add: AS-OSL-2021-000001-'.': its answers are neither judged nor scored: no such instrument: old_scale (instrument-list lists them)'$ ]]
	assessment-add --case @c3 --instrument safety --edition 0 --ref a2 --level high --strength 20 >/dev/null
	run --separate-stderr answer-add --assessment @a2 --item any --value thing
	[ "$status" -eq 0 ]
	[[ "$stderr" == *": its answers are neither judged nor scored: version 0 of the instrument safety is not here" ]]
	# What came with it stays.
	[ "$(came a2) $(risk)" = '20,,high high' ]
	registry-check --quiet
}

@test "answer-add: a batch has its assessments scored once, and says of each that cannot be" {
	sitting
	{ echo assessment,item,value; printf '%s\n' @r1,family_loss,3 @a1,x,1 @r1,family_network,3 @a1,y,2; } >in.csv
	run --separate-stderr answer-add -f in.csv
	[ "$status" -eq 0 ]
	[ "$(grep -c 'neither judged nor scored' <<<"$stderr")" -eq 1 ]
	[ "$(risk)" = medium ]
	record-show "$(assessment-list --ref r1 --columns assessment | tail -n 1)" --history --format csv | grep -c ',answer-add,level,' | same 1
}

@test "answer-add: what the answers come to is not typed in beside them" {
	sitting
	a=$(assessment-list --ref r1 --columns assessment | tail -n 1)
	refuses 3 "--level: is worked out from the answers, and cannot be given" record-edit "$a" --level high
	refuses 3 "--strength: is worked out from the answers, and cannot be given" record-edit "$a" --strength 3
	# Where there are none it stands for them.
	record-edit assessment:@a1 --level high >/dev/null
	[ "$(came a1)" = ,,high ]
}

@test "answer-add: whoever it is about and whoever answered count too" {
	mkdir -p keys/instruments
	follow keys/instruments/follow.csv
	{ echo level,base,all,,,,,,,,,highest,,,By all; echo band,girl,all,,,,0,8,,,,,,,Girls; } >>keys/instruments/follow.csv
	awk -F, -v OFS=, 'NR == 1 { print $0, "sex", "level"; next } { print $0, ($1 == "band" ? "female" : ""), ($1 == "band" ? "high" : "") }' \
		keys/instruments/follow.csv >f && mv f keys/instruments/follow.csv
	record-edit person:@c3 --sex male >/dev/null
	printf 'ref,case,instrument,any\nr1,@c3,follow,1\n' | case-assess -f - >/dev/null 2>&1
	[ "$(came r1)" = ,25, ]
	record-edit person:@c3 --sex female >/dev/null
	[ "$(came r1) $(risk)" = ',25,high high' ]
	record-edit assessment:@r1 --subject caregiver --override 'x' >/dev/null
	[ "$(came r1)" = ,25, ]
	registry-check --quiet
}
