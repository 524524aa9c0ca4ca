#!/usr/bin/env bats
# assessment-show: what an assessment came to, what has changed since the one before, what others say.

setup() {
	load helper
	families
	mkdir -p keys/instruments
	cp "$top/tests/data/instruments/vectors.csv" keys/instruments/
}

# assess INSTRUMENT ITEM=VALUE... [-- OPTION...]: in the case c1; its id.
assess() {
	local options=() instrument=$1
	shift
	while [ $# -gt 0 ] && [ "$1" != -- ]; do options+=(--answer "$1"); shift; done
	case-assess @c1 "$instrument" "${options[@]}" "${@:2}" 2>/dev/null
}

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$*" /dev/null </dev/null | shown; }

sfe() {
	assess sfe daily_care_strength=3 daily_care_concern=1 safety_strength=2 safety_concern=2 feelings_strength=1 feelings_concern=1 \
		stimulation_strength=4 stimulation_concern=0 rules_strength=2 rules_concern=2 "$@"
}

@test "assessment-show on a terminal: strengths first, then risks, then when next" {
	a=$(sfe identity_strength=3 identity_concern=1 relations_strength=refused relations_concern=unknown)
	terminal assessment-show "$a" >out
	golden assessment-show sed "s/$a/ID/" out
	[ "$(grep -n '^Strengths' out | cut -d: -f1)" -lt "$(grep -n '^Risks' out | cut -d: -f1)" ]
}

@test "assessment-show in a pipe: a row for each thing" {
	a=$(sfe)
	golden assessment-show.csv assessment-show "$a"
	assessment-show "$a" --columns section,key,score --format jsonl | head -n 1 |
		same '{"section":"strength","key":"daily_care_strength","score":3}'
}

@test "assessment-show in the user's language" {
	a=$(sfe)
	CASEWORK_LANG=bg terminal assessment-show "$a" >out
	grep -q '^Безопасна семейна среда (sfe 1), ' out
	grep -q '^  Всекидневни грижи ' out
	CASEWORK_LANG=ar assessment-show "$a" --columns label | grep -qx الأمان
}

@test "assessment-show: change is raw, in percent of the range, and the reliable change index (20 to 14, SD 5, r 0.8)" {
	assess vectors change=20 -- --started 2021-10-01 --informant parent >/dev/null
	a=$(assess vectors change=14 -- --started 2021-12-30 --informant parent)
	assessment-show "$a" --columns section,key,score,before,change,change_percent,rci,reliable,meaningful | grep ^neutral,big, |
		same neutral,big,14,20,-6,-6,-1.897,no,yes
	terminal assessment-show "$a" >out
	grep -q '^Since 2021-10-01$' out
	grep -q '^  Big  *was 20: -6, -6 % of the range, better, enough to mean something; RCI -1.897, not reliable$' out
	a=$(assess vectors change=25 -- --informant parent)
	assessment-show "$a" --columns section,key,before,change,rci,reliable,meaningful | grep ^neutral,big, | same neutral,big,14,11,3.479,yes,yes
	terminal assessment-show "$a" | grep -q ', worse, enough to mean something; RCI 3.479, reliable'
}

@test "assessment-show compares with the latest earlier one of the same instrument, subject and informant" {
	assess safety safety=2 -- --started 2021-09-01 --informant self >/dev/null
	assess safety safety=4 -- --started 2021-10-01 --informant self >/dev/null
	assess safety safety=9 -- --started 2021-11-01 --informant parent >/dev/null
	a=$(assess safety safety=7 -- --started 2021-12-01 --informant self)
	assess safety safety=1 -- --started 2021-12-31 --informant self >/dev/null
	assessment-show "$a" --columns section,score,before | grep ^neutral | same neutral,7,4
	record-void "$(assessment-list --started 2021-10-01 --columns assessment | tail -n 1)" --reason x >/dev/null
	assessment-show "$a" --columns section,score,before | grep ^neutral | same neutral,7,2
	b=$(case-assess @c2 safety --answer safety=5 --informant self)
	assessment-show "$b" --columns section,score,before | grep ^neutral | same neutral,5,
}

@test "assessment-show: what each says, the one in the middle and the spread" {
	a=$(assess safety safety=7 -- --informant self)
	run ! grep -qE 'rater|median|spread' <(assessment-show "$a")
	assess safety safety=2 -- --informant parent --started 2021-11-01 >/dev/null
	assess safety safety=3 -- --informant parent >/dev/null
	assess safety safety=8 -- --informant worker --started 2021-12-20 >/dev/null
	assessment-show "$a" --columns section,label,score | grep -E '^(rater|median|spread)' |
		same rater,self,7 rater,parent,3 rater,worker,8 median,,7 spread,,5
	assess safety safety=4 -- --informant teacher >/dev/null
	terminal assessment-show "$a" | grep -q 'median 5.5, spread 5'
}

@test "assessment-show: two parents asked on one day are two, and neither is a change of the other" {
	assess safety safety=5 -- --informant parent --started 2021-11-01 >/dev/null
	assess safety safety=2 -- --informant parent >/dev/null
	a=$(assess safety safety=8 -- --informant parent)
	assessment-show "$a" --columns section,label,score,before | grep -E '^(neutral|rater|median|spread)' |
		same neutral,Safety,8,5 rater,parent,2, rater,parent,8, median,,5, spread,,6,
}

@test "assessment-show: a version that counts otherwise is not compared, one that counts alike is" {
	# version N HIGH: instrument ed, of two items from 0 to HIGH.
	version() {
		printf '%s\n' row,id,of,version,languages,subject,from,to,direction,kind,scale,method,min_answered,sd,reliability,en \
			"instrument,ed,,$1,en,child,,,,,,,,,,Ed" text,licence,,,,,,,,,,,,,,Ours text,missing,,,,,,,,,,,,,,None \
			"scale,s,,,,,0,$2,worse,,,,,,," item,a,both,,,,,,,risk,s,,,,,"A by $1" item,b,both,,,,,,,risk,s,,,,,B \
			subscale,both,,,,,,,,risk,,sum,1,,,Both change,,both,,,,,,,,,,,5,0.8, >"$3"
	}
	version 1 4 keys/instruments/ed.csv
	assess ed a=4 b=4 -- --started 2021-10-01 --informant parent >/dev/null
	mv keys/instruments/ed.csv keys/instruments/ed-1.csv
	version 2 10 keys/instruments/ed.csv
	a=$(assess ed a=4 b=4 -- --informant parent)
	assess ed a=1 b=1 -- --informant self >/dev/null
	assessment-show "$a" --columns section,key,score,high,before,rci | grep ^risk | same risk,both,8,20,,
	terminal assessment-show "$a" >out
	grep -q '^The one of 2021-10-01 is by version 1: what that comes to otherwise is not compared.$' out
	run ! grep -q '^Since' out
	# The median is of what one version counts.
	b=$(assess ed a=0 b=0 -- --informant teacher)
	version 3 4 keys/instruments/ed.csv
	mv keys/instruments/ed.csv keys/instruments/passing && version 2 10 keys/instruments/ed-2.csv && mv keys/instruments/passing keys/instruments/ed.csv
	a=$(CASEWORK_TODAY=2022-01-10 assess ed a=3 b=4 -- --informant parent)
	assessment-show "$a" --columns section,key,score,before,rci | grep -E '^(risk|median)' | same risk,both,7,,
	record-void "$(assessment-list --started 2021-12-31 --informant parent --columns assessment | tail -n 1)" --reason x >/dev/null
	assessment-show "$a" --columns section,key,score,before,change,rci | grep ^risk | same risk,both,7,8,-1,-0.316
}

@test "assessment-show: the level and why, what was set instead, and the next day by what holds" {
	printf 'case,instrument,override_level,override_reason,%s\n@c1,risk,low,"Hun er trygg hos mormor.",3,1,0,0,0,0,0\n' \
		child_fear,child_mood,child_self_harm,child_care,child_school,family_money,family_housing >in.csv
	case-assess -f in.csv >/dev/null 2>&1
	a=$(assessment-list --columns assessment | tail -n 1)
	assessment-show "$a" --columns section,key,level,score | grep -E '^(level|next|why)' |
		same level,answers,medium, why,dimensions,, why,child_fear,, level,override,low, next,2022-06-29,,180
	terminal assessment-show "$a" >out
	grep -q 'A critical answer raises it one step: The child is afraid of someone' out
	grep -q '^Set instead: Low: Hun er trygg hos mormor.$' out
	rm keys/*.case.key
	terminal assessment-show "$a" | grep -q '^Set instead: Low$'
}

@test "assessment-show refuses what is none, and says where the instrument is gone" {
	refuses 2 "which assessment? give one id" assessment-show
	refuses 3 "not of an assessment" assessment-show "$(case-list --ref c1 --columns case | tail -n 1)"
	a=$(assess vectors n1=2)
	rm keys/instruments/vectors.csv
	refuses 3 "no such instrument: vectors" assessment-show "$a"
}
