#!/usr/bin/env bats
# stats-report: the figures of a year or more.
#
# What tests/data/concerns.csv holds, worked out by hand. Age is in whole years at the decision, by month.
#
#	    office received    decided     days outcome                 counts as  sex     age
#	a1  N1     2021-01-04  2021-01-08  4    investigate             concern    female  5   2015-05
#	a2  N1     2021-01-05  2021-01-12  7    dropped                 concern    male    10  2010-03
#	a3  N2     2021-02-01  2021-02-09  8    investigate             concern    male    17  2004-02
#	a4  N2     2021-02-02  2021-02-11  9    dropped                 concern    -       -
#	a5  S1     2021-03-01  2021-03-01  0    investigate             concern    female  8   2012-12
#	a6  S1     2021-03-15  2021-03-16  1    into_ongoing            apart      male    2   2018-07
#	a7  S1     2021-04-01  2021-04-03  2    dropped_active_measures apart      unknown 1   2020-01
#	a8  OSL    2020-12-28  2021-01-03  6    moved_municipality      concern    female  4   2016-09
#	a9  OSL    2020-06-01  2020-06-05  4    dropped                 of 2020    male
#	a10 OSL    2021-12-29  open                                     of none    female
#
# So 2021 has 6 concerns, 2 counted apart, 3 of 6 not investigated (a2 a4 a8), 2 of 6 late (a3 a4;
# a4 alone where the eighth day is let pass). Reporters: school a1 a5, police a2, health_clinic a2,
# parents a3, anonymous a4, child_mh a5, kindergarten a8. Contents: basic_care a1 a4, home_violence a2,
# child_behaviour a3, parent_substance a4, sexual_abuse a5, parent_mental a8.

setup() { load helper; }

# report ARGUMENTS...: the rows of a report, without its header and its notes.
report() { stats-report -q "$@" | tail -n +2; }

# groups INDICATOR ARGUMENTS...: the groups of 2021 that are not empty: group,num,den,value.
groups() { report --year 2021 "$@" | cut -d, -f3- | awk -F, '$2 + $3'; }

# The indicators of messages.
messages="concerns concerns_apart concerns_dropped concerns_late"

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

# decided OFFICE N LATE DAY OUTCOME: N rows of messages decided that day, so many days after receipt.
decided() {
	awk -v office="$1" -v n="$2" -v received="$3" -v decided="$4" -v outcome="$5" 'BEGIN {
		while (n-- > 0) print office "," received ",school,basic_care," decided "," outcome }'
}
columns=office,received,reporter,content,decided,outcome

# bergen: another registry, BGO, with two messages of 2021 dropped at an office of its own.
bergen() {
	registry-init -q -r bgo.db --code BGO --name Bergen
	office-add -q -r bgo.db --code FANA --name Fana --kind service --parent BGO >/dev/null
	{ echo $columns; decided FANA 2 2021-05-03 2021-05-04 dropped; } | concern-add -r bgo.db -f - >/dev/null
}

# indicator NAME SELECT HEADER...: a file of this name in a share of one's own.
indicator() {
	[ -d share ] || cp -R "$top/share" share
	export CASEWORK_SHARE=$PWD/share
	{
		printf -- '-- %s\n' 'en: Messages received' 'nb: Mottatte meldinger' 'ar: بلاغات واردة' 'bg: Получени сигнали' \
			'definition: Messages by the day they came in.' 'unit: messages' 'source: ourselves' "${@:3}"
		echo "$2"
	} >"share/indicators/$1.sql"
}
received='SELECT t."office" AS "office", t."child_sex" AS "sex", t."child_birth_month" AS "birth_month",
t."received" AS "day", t."reporter" AS "reporter", 1 AS "num" FROM "concern_live" t WHERE t."received" BETWEEN $1 AND $2'

@test "stats-report --year prints every indicator, by name" {
	furnished
	report --year 2021 | cut -d, -f1 | cmp - <(stats-list --columns indicator | tail -n +2)
}

@test "stats-report prints of an indicator the numerator, the denominator and the value" {
	furnished
	stats-report -q --year 2021 $messages | same indicator,period,num,den,value concerns,2021,6,,6 concerns_apart,2021,2,,2 \
		concerns_dropped,2021,3,6,50.0 concerns_late,2021,2,6,33.3
}

@test "stats-report prints the indicators that are named, in that order" {
	furnished
	report --year 2021 concerns_late concerns | same concerns_late,2021,2,6,33.3 concerns,2021,6,,6
	refuses 3 "no such indicator: concern (concerns?)" stats-report --year 2021 concern
	refuses 3 "no such indicator: ../concerns" stats-report --year 2021 ../concerns
}

@test "stats-report --years prints each year; one without messages has zeros and no share" {
	furnished
	# 2020: a9 alone, dropped, after 4 days.
	report --years 2019..2021 $messages | same concerns,2019,0,,0 concerns,2020,1,,1 concerns,2021,6,,6 \
		concerns_apart,2019,0,,0 concerns_apart,2020,0,,0 concerns_apart,2021,2,,2 \
		concerns_dropped,2019,0,0, concerns_dropped,2020,1,1,100.0 concerns_dropped,2021,3,6,50.0 \
		concerns_late,2019,0,0, concerns_late,2020,0,1,0.0 concerns_late,2021,2,6,33.3
}

@test "stats-report counts in the year of the decision, the first and last day with it" {
	CASEWORK_TODAY=2022-12-31 fresh
	{ echo $columns
	  decided OSL 1 2020-12-30 2020-12-31 dropped
	  decided OSL 2 2020-12-31 2021-01-01 dropped
	  decided OSL 3 2021-12-31 2021-12-31 dropped
	  decided OSL 4 2021-12-31 2022-01-01 dropped
	} | CASEWORK_TODAY=2022-12-31 concern-add -f - >/dev/null
	report --years 2020..2022 concerns | same concerns,2020,1,,1 concerns,2021,5,,5 concerns,2022,4,,4
	report --year 2021 concerns --by month | awk -F, '$4' | same concerns,2021,total,5,,5 concerns,2021,2021-01,2,,2 \
		concerns,2021,2021-12,3,,3
}

@test "stats-report counts each outcome where it belongs" {
	fresh
	{ echo $columns
	  for outcome in dropped investigate moved_abroad moved_unknown moved_municipality other_agency other_law other \
		dropped_active_measures into_ongoing; do
		decided OSL 1 2021-05-03 2021-05-04 "$outcome"
	  done
	} | concern-add -f - >/dev/null
	# Eight are counted, of which one is investigated; two apart.
	report --year 2021 $messages | same concerns,2021,8,,8 concerns_apart,2021,2,,2 concerns_dropped,2021,7,8,87.5 \
		concerns_late,2021,0,8,0.0
}

@test "stats-report does not count what was struck out or is not decided, until it is" {
	furnished
	record-void @a1 --reason dobbelt >/dev/null
	report --year 2021 $messages | same concerns,2021,5,,5 concerns_apart,2021,2,,2 concerns_dropped,2021,3,5,60.0 \
		concerns_late,2021,2,5,40.0
	concern-decide @a10 --outcome investigate >/dev/null
	report --year 2021 $messages | same concerns,2021,6,,6 concerns_apart,2021,2,,2 concerns_dropped,2021,3,6,50.0 \
		concerns_late,2021,2,6,33.3
}

@test "stats-report: late is more than 7 days, in the compatible mode more than 8" {
	furnished
	report --year 2021 concerns_late --mode strict | same concerns_late,2021,2,6,33.3
	# a4 alone took more than 8 days: 1 of 6 is 16.67.
	report --year 2021 concerns_late --mode compatible | same concerns_late,2021,1,6,16.7
	report --year 2021 concerns concerns_dropped --mode compatible | same concerns,2021,6,,6 concerns_dropped,2021,3,6,50.0
	refuses 3 "--mode: strict or compatible: lax" stats-report --year 2021 --mode lax
}

@test "stats-report: 7 days are 7 days across the end of a month, of February in a leap year, of a year" {
	fresh
	{ echo $columns
	  # 7 days, not late.
	  decided OSL 1 2021-04-27 2021-05-04 dropped
	  decided OSL 1 2021-02-25 2021-03-04 dropped
	  decided OSL 1 2020-12-28 2021-01-04 dropped
	  # 8 days, late.
	  decided OSL 1 2021-02-24 2021-03-04 dropped
	  # In 2020 February has 29 days: 7 days and 8.
	  decided OSL 1 2020-02-26 2020-03-04 dropped
	  decided OSL 1 2020-02-25 2020-03-04 dropped
	} | concern-add -f - >/dev/null
	report --years 2020..2021 concerns_late | same concerns_late,2020,1,2,50.0 concerns_late,2021,1,4,25.0
}

@test "stats-report rounds shares to one decimal, half away from zero; of nothing there is none" {
	fresh
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	office-add --code S2 --name Sør --kind service --parent OSL >/dev/null
	{ echo $columns
	  # 1 of 16 is 6.25, 1 of 8 is 12.5, 1 of 3 is 33.33, 2 of 3 is 66.67, 1 of 2000 is 0.05.
	  decided N1 1 2021-05-03 2021-05-04 dropped; decided N1 15 2021-05-03 2021-05-04 investigate
	  decided N2 1 2021-05-03 2021-05-04 dropped; decided N2 7 2021-05-03 2021-05-04 investigate
	  decided S1 1 2021-05-03 2021-05-04 dropped; decided S1 2 2021-05-03 2021-05-04 investigate
	  decided OSL 2 2021-05-03 2021-05-04 dropped; decided OSL 1 2021-05-03 2021-05-04 investigate
	  decided S2 1 2021-05-03 2021-05-04 dropped; decided S2 1999 2021-05-03 2021-05-04 investigate
	} | concern-add -f - >/dev/null
	# In all 6 of 2030, 0.2956.
	report --year 2021 concerns_dropped --by office | cut -d, -f3- |
		same total,6,2030,0.3 N1,1,16,6.3 N2,1,8,12.5 NORD,0,0, OSL,2,3,66.7 S1,1,3,33.3 S2,1,2000,0.1
	# NORD with N1 and N2: 2 of 24 is 8.33.
	report --year 2021 concerns_dropped --office NORD | same concerns_dropped,2021,2,24,8.3
	stats-report -q --year 2020 concerns_dropped --format jsonl |
		same '{"indicator":"concerns_dropped","period":"2020","num":0,"den":0,"value":null}'
}

@test "stats-report --by office prints every office, with zeros" {
	furnished
	stats-report -q --year 2021 concerns --by office | same indicator,period,office,num,den,value \
		concerns,2021,total,6,,6 concerns,2021,N1,2,,2 concerns,2021,N2,2,,2 concerns,2021,NORD,0,,0 \
		concerns,2021,OSL,1,,1 concerns,2021,S1,1,,1
	report --year 2021 concerns_late --by office | cut -d, -f3- |
		same total,2,6,33.3 N1,0,2,0.0 N2,2,2,100.0 NORD,0,0, OSL,0,1,0.0 S1,0,1,0.0
}

@test "stats-report --office has the office and all below it, and --by office these alone" {
	furnished
	report --year 2021 --office NORD $messages | same concerns,2021,4,,4 concerns_apart,2021,0,,0 concerns_dropped,2021,2,4,50.0 \
		concerns_late,2021,2,4,50.0
	report --year 2021 --office N1 concerns | same concerns,2021,2,,2
	report --year 2021 --office OSL concerns | same concerns,2021,6,,6
	report --year 2021 --office NORD concerns --by office | cut -d, -f3,4 | same total,4 N1,2 N2,2 NORD,0
	# A team below N1 counts with N1 and with NORD.
	office-add --code T1 --name Team --kind team --parent N1 >/dev/null
	record-edit @a5 --office T1 >/dev/null
	report --year 2021 --office N1 concerns | same concerns,2021,3,,3
	report --year 2021 --office NORD concerns | same concerns,2021,5,,5
	refuses 3 "--office: no such office: SYD" stats-report --year 2021 --office SYD
}

@test "stats-report --by sex: every sex, zeros too, and what is missing for itself and last" {
	furnished
	report --year 2021 concerns --by sex | cut -d, -f3,4 | same total,6 male,2 female,3 other,0 unknown,0 missing,1
	# Not investigated: a2 male, a8 female, a4 missing.
	report --year 2021 concerns_dropped --by sex | cut -d, -f3- |
		same total,3,6,50.0 male,1,2,50.0 female,1,3,33.3 other,0,0, unknown,0,0, missing,1,1,100.0
	# Unknown is a value that somebody gave (a7), and not what is missing.
	report --year 2021 concerns_apart --by sex | cut -d, -f3,4 | same total,2 male,1 female,0 other,0 unknown,1
}

@test "stats-report --by age: bands of whole years at the decision, by the month of birth" {
	furnished
	report --year 2021 concerns --by age | cut -d, -f3,4 |
		same total,6 0-2,0 3-5,2 6-12,2 13-17,1 18-24,0 25+,0 missing,1
}

@test "stats-report --by age: the month of the birthday counts as reached; the unborn have no age" {
	fresh
	# Ages at the decision on 2021-03-01: 2 and 11 months, 3, 5, 6, 12, 13, 17, 18, 24, 25, not yet born.
	{ echo received,reporter,content,decided,outcome,child_birth
	  for birth in 2018-04-01 2018-03-31 2015-04-01 2015-03-31 2008-04-01 2008-03-31 2003-04-01 2003-03-31 \
		1996-04-01 1996-03-31 2021-04-30; do
		echo "2021-03-01,school,basic_care,2021-03-01,dropped,$birth"
	  done
	} | concern-add -f - >/dev/null
	report --year 2021 concerns --by age | cut -d, -f3,4 |
		same total,11 0-2,1 3-5,2 6-12,2 13-17,2 18-24,2 25+,1 missing,1
}

@test "stats-report --by month: every month, by the decision" {
	furnished
	report --year 2021 concerns --by month | cut -d, -f3,4 | same total,6 2021-01,3 2021-02,2 2021-03,1 \
		2021-04,0 2021-05,0 2021-06,0 2021-07,0 2021-08,0 2021-09,0 2021-10,0 2021-11,0 2021-12,0
	report --years 2020..2021 concerns --by month | awk -F, '$4' |
		same concerns,2020,total,1,,1 concerns,2020,2020-06,1,,1 concerns,2021,total,6,,6 \
			concerns,2021,2021-01,3,,3 concerns,2021,2021-02,2,,2 concerns,2021,2021-03,1,,1
}

@test "stats-report --by region: the region of the office, and the offices without one for themselves" {
	furnished
	printf '%s\n' office,region N1,North N2,North S1,South | record-edit -f - >/dev/null
	groups concerns --by region | cut -d, -f1,2 | same total,6 North,4 South,1 missing,1
	groups concerns_dropped --by region | same total,3,6,50.0 North,2,4,50.0 South,0,1,0.0 missing,1,1,100.0
}

@test "stats-report --by region prints every region of the profile, with zeros" {
	fresh --profile no
	office-add --code N1 --name Nord --kind service --parent OSL --region 18 >/dev/null
	{ echo $columns; decided N1 3 2021-05-03 2021-05-04 dropped; } | concern-add -f - >/dev/null
	report --year 2021 concerns --by region | cut -d, -f3,4 >out.csv
	[ "$(wc -l <out.csv)" -eq 16 ]
	head -n 3 out.csv | same total,3 03,0 11,0
	grep -x 18,3 out.csv
}

@test "stats-report --by reporter and --by content: a message counts under each, and that is marked" {
	furnished
	stats-report -q --year 2021 concerns --by reporter >out.csv
	head -n 2 out.csv | same indicator,period,reporter,num,den,value,note concerns,2021,total,6,,6,
	# In the order of the list. Eight among six messages: a2 and a5 have two reporters each.
	awk -F, 'NR > 2 && $4' out.csv | cut -d, -f3- | same parents,1,,1,overlaps police,1,,1,overlaps \
		kindergarten,1,,1,overlaps health_clinic,1,,1,overlaps school,2,,2,overlaps child_mh,1,,1,overlaps \
		anonymous,1,,1,overlaps
	# Every reporter has its row.
	[ "$(wc -l <out.csv)" -eq $(($(tail -n +2 "$top/share/codes/reporter.csv" | wc -l) + 2)) ]
	golden stats-report-content.csv stats-report -q --years 2020..2021 $messages --by content
	groups concerns --by content | cut -d, -f1,2,5 | same total,6, parent_mental,1,overlaps parent_substance,1,overlaps \
		home_violence,1,overlaps basic_care,2,overlaps sexual_abuse,1,overlaps child_behaviour,1,overlaps
	# A group that does not overlap has no such column.
	stats-report -q --year 2021 concerns --by sex | head -n 1 | same indicator,period,sex,num,den,value
}

@test "stats-report: a share by content counts a message under each of its contents, and once in the total" {
	furnished
	groups concerns_dropped --by content | same total,3,6,50.0, parent_mental,1,1,100.0,overlaps \
		parent_substance,1,1,100.0,overlaps home_violence,1,1,100.0,overlaps basic_care,1,2,50.0,overlaps \
		sexual_abuse,0,1,0.0,overlaps child_behaviour,0,1,0.0,overlaps
}

@test "stats-report: a code that was not valid in the period has no group, unless a message has it" {
	fresh --profile no
	# parent_skills was valid to 2020; lack_protection is from 2021.
	printf '%s\n' "$columns" OSL,2021-05-03,school,lack_protection,2021-05-04,dropped | concern-add -f - >/dev/null
	report --year 2021 concerns --by content | cut -d, -f3 >out.csv
	grep -x lack_protection out.csv
	run ! grep -x parent_skills out.csv
	report --year 2020 concerns --by content | cut -d, -f3 >out.csv
	grep -x parent_skills out.csv
	run ! grep -x lack_protection out.csv
	printf '%s\n' "$columns" OSL,2020-12-30,school,parent_skills,2021-01-04,dropped | concern-add -f - >/dev/null
	report --year 2021 concerns --by content | grep -x concerns,2021,parent_skills,1,,1,overlaps
}

@test "stats-report --by two dimensions prints each with each" {
	furnished
	stats-report -q --year 2021 concerns --by office,sex >out.csv
	head -n 2 out.csv | same indicator,period,office,sex,num,den,value concerns,2021,total,total,6,,6
	# Five offices with five groups of sex each: four of the list and the one that is missing.
	[ "$(wc -l <out.csv)" -eq 27 ]
	awk -F, 'NR > 2 && $5' out.csv | cut -d, -f3-5 | same N1,male,1 N1,female,1 N2,male,1 N2,missing,1 OSL,female,1 S1,female,1
	sed -n 3,7p out.csv | cut -d, -f3-5 | same N1,male,1 N1,female,1 N1,other,0 N1,unknown,0 N1,missing,0
	report --year 2021 concerns_late --by sex,age | awk -F, '$6' | cut -d, -f3- |
		same total,total,2,6,33.3 male,6-12,0,1,0.0 male,13-17,1,1,100.0 female,3-5,0,2,0.0 female,6-12,0,1,0.0 \
			missing,missing,1,1,100.0
}

@test "stats-report --by one dimension that overlaps and one that does not marks what overlaps" {
	furnished
	stats-report -q --year 2021 concerns --by sex,reporter | awk -F, '$5' | cut -d, -f3-5,8 |
		same sex,reporter,num,note total,total,6, male,parents,1,overlaps male,police,1,overlaps \
			male,health_clinic,1,overlaps female,kindergarten,1,overlaps female,school,2,overlaps \
			female,child_mh,1,overlaps missing,anonymous,1,overlaps
}

@test "stats-report --by refuses what it cannot group by, and says what it can" {
	furnished
	refuses 3 "--by: concerns cannot be shown by colour (by: office region sex age month reporter" \
		stats-report --year 2021 concerns --by colour
	refuses 3 "colour" stats-report --year 2021 --by colour
	refuses 3 "--by: at most 4" stats-report --year 2021 concerns --by sex,age,month,office,region
	refuses 3 "sex" stats-report --year 2021 concerns --by sex,sex
}

@test "stats-report --by shows what no figure adds up to: the total counts each message once" {
	furnished
	for by in office region sex age month; do
		report --year 2021 concerns --by $by | awk -F, '$3 == "total" { total = $4; next } { sum += $4 }
			END { exit !(total == 6 && sum == 6) }'
	done
	report --year 2021 concerns --by reporter | awk -F, '$3 == "total" { total = $4; next } { sum += $4 }
		END { exit !(total == 6 && sum == 8) }'
}

@test "stats-report prints the same bytes when it is run again, and for the same rows in another order" {
	furnished
	stats-report -q --years 2020..2021 --by sex,content >one
	stats-report -q --years 2020..2021 --by sex,content >two
	cmp one two
	registry-init -q -r other.db --code OSL --name Oslo
	office-add -q -r other.db -f "$top/tests/data/offices.csv" >/dev/null
	# Written out backwards by day, and loaded again.
	concern-list --columns ref,office,received,reporter,content,child_birth,child_sex,decided,outcome --sort -received |
		concern-add -r other.db -f - >/dev/null
	stats-report -q -r other.db --years 2020..2021 --by sex,content >two
	cmp one two
	for by in office age month reporter; do
		cmp <(stats-report -q --year 2021 --by $by) <(stats-report -q -r other.db --year 2021 --by $by)
	done
}

@test "stats-report adds up registries: the sums, and the shares of the sums" {
	furnished
	bergen
	# 6 and 2 concerns; not investigated 3 of 6 and 2 of 2, so 5 of 8; late 2 of 6 and 0 of 2.
	report -r registry.db -r bgo.db --year 2021 $messages | same concerns,2021,8,,8 concerns_apart,2021,2,,2 \
		concerns_dropped,2021,5,8,62.5 concerns_late,2021,2,8,25.0
	report -r registry.db -r bgo.db --year 2021 concerns --by office | cut -d, -f3,4 | sort |
		same BGO,0 FANA,2 N1,2 N2,2 NORD,0 OSL,1 S1,1 total,8
	report -r registry.db -r bgo.db --year 2021 concerns --by sex | cut -d, -f3,4 |
		same total,8 male,2 female,3 other,0 unknown,0 missing,3
	# An office of one of them.
	report -r registry.db -r bgo.db --year 2021 concerns --office NORD | same concerns,2021,4,,4
	report -r registry.db -r bgo.db --year 2021 concerns --office FANA | same concerns,2021,2,,2
	refuses 3 "no such office: SYD" stats-report -r registry.db -r bgo.db --year 2021 --office SYD
}

@test "stats-report takes all registries of a directory" {
	furnished
	bergen
	mkdir all
	cp registry.db bgo.db all
	echo 'not a registry' >all/readme.txt
	report -r all --year 2021 >all.csv
	cmp all.csv <(report -r registry.db -r bgo.db --year 2021)
	cmp <(report -r all --year 2021 --by sex) <(report -r bgo.db -r registry.db --year 2021 --by sex)
	mkdir none
	refuses 4 "none: no registry (*.db) in it" stats-report -r none --year 2021
	echo 'not a registry' >all/broken.db
	refuses 4 "all/broken.db" stats-report -r all --year 2021
}

@test "stats-report does not count one registry twice" {
	furnished
	run stats-report -r registry.db -r registry.db --year 2021
	[ "$status" -ne 0 ]
	[[ "$output" == *OSL* ]]
	# Nor a copy beside it.
	mkdir all
	cp registry.db all/a.db
	cp registry.db all/b.db
	run stats-report -r all --year 2021
	[ "$status" -ne 0 ]
}

@test "stats-report needs no key, and reads an extract like the registry" {
	furnished
	stats-report --year 2021 --by age,sex >one 2>&1
	registry-backup --extract extract.db 2>/dev/null
	rm -r keys
	stats-report --year 2021 --by age,sex >two 2>&1
	cmp one two
	stats-report -r extract.db --year 2021 --by age,sex >three 2>&1
	cmp one three
}

@test "stats-report writes nothing into a registry" {
	furnished
	sum=$(cksum <registry.db)
	stats-report -q --year 2021 --by sex >/dev/null
	[ "$(cksum <registry.db)" = "$sum" ]
	chmod 444 registry.db
	report --year 2021 concerns | same concerns,2021,6,,6
}

@test "stats-report says on stderr which offices it covers" {
	furnished
	bergen
	run --separate-stderr stats-report --year 2021 concerns
	[[ "$stderr" == *"OSL: all 5 offices"* ]]
	run --separate-stderr stats-report --year 2021 concerns --office NORD
	[[ "$stderr" == *"OSL: NORD and 2 below it"* ]]
	run --separate-stderr stats-report -r registry.db -r bgo.db --year 2021 concerns
	[[ "$stderr" == *"OSL: all 5 offices"* ]]
	[[ "$stderr" == *"BGO: all 2 offices"* ]]
	run --separate-stderr stats-report -q --year 2021 concerns
	[ -z "$stderr" ]
}

@test "stats-report warns of small groups, and of groups within groups" {
	fresh
	{ echo $columns; decided OSL 3 2021-05-03 2021-05-04 dropped; } | concern-add -f - >/dev/null
	run --separate-stderr stats-report --year 2021 $messages --by sex
	[[ "$stderr" != *"not for publication"* ]]
	run --separate-stderr stats-report --year 2021 concerns --by sex,month
	[[ "$stderr" == *"not for publication"* ]]
	{ echo $columns; decided OSL 2 2021-06-03 2021-06-04 dropped; } | concern-add -f - >/dev/null
	run --separate-stderr stats-report --year 2021 concerns --by month
	[[ "$stderr" == *"not for publication"* ]]
	run --separate-stderr stats-report --year 2021 concerns
	[[ "$stderr" != *"not for publication"* ]]
}

@test "stats-report warns of a small total too" {
	furnished
	run --separate-stderr stats-report --year 2021 concerns --office S1
	[[ "$output" == *concerns,2021,1,,1* ]]
	[[ "$stderr" == *"not for publication"* ]]
}

@test "stats-report asks for a year that is one" {
	furnished
	refuses 2 "give --year YEAR or --years A..B" stats-report
	refuses 2 "give --year YEAR or --years A..B" stats-report --year 2021 --years 2020..2021
	refuses 3 "--year: not a year: 21" stats-report --year 21
	refuses 3 "--year: not a year: 2021-01" stats-report --year 2021-01
	refuses 3 "--years: not years A..B: 2021..2020" stats-report --years 2021..2020
	refuses 3 "--years: not years A..B: 2021" stats-report --years 2021
}

@test "stats-report prints an aligned table on a terminal, with labels" {
	furnished
	terminal stats-report -q --year 2021 concerns_dropped concerns | sed 's/ *$//' >out
	head -n 1 out | grep -Eq '^indicator +period +num +den +value$'
	[ "$(wc -l <out)" -eq 3 ]
	[ "$(awk '{ print length($0) }' out | sort -u | wc -l)" -eq 1 ]
	terminal CASEWORK_LANG=nb stats-report -q --year 2021 concerns --by sex | grep -q 'Jente/kvinne'
}

@test "stats-report --labels prints labels for keys" {
	furnished
	CASEWORK_LANG=nb stats-report -q --labels --year 2021 concerns --by sex >out.csv
	grep -q ',Jente/kvinne,3,,3$' out.csv
	CASEWORK_LANG=en stats-report -q --labels --year 2021 concerns --by office | grep -q ',Tjenesten Fjell,2,,2$'
}

@test "stats-report --columns chooses and orders" {
	furnished
	stats-report -q --year 2021 $messages --columns value,indicator | same value,indicator 6,concerns 2,concerns_apart \
		50.0,concerns_dropped 33.3,concerns_late
	refuses 3 "--columns: no such column: valeu (value?)" stats-report -q --year 2021 --columns valeu
}

@test "stats-report -o writes the file and prints nothing" {
	furnished
	stats-report -q --year 2021 concerns -o out.csv | same
	same indicator,period,num,den,value concerns,2021,6,,6 <out.csv
}

@test "stats-report: one file more is one indicator more" {
	furnished
	indicator received "$received" 'value: count' 'set: ours' 'by: office sex age month reporter*'
	# a8 and a9 came in 2020; the other eight in 2021, of which a10 is open.
	report --year 2021 received | same received,2021,8,,8
	report --year 2021 received --office NORD | same received,2021,4,,4
	groups received --by sex | cut -d, -f1,2 | same total,8 male,3 female,3 unknown,1 missing,1
	report --years 2020..2021 --set ours | same received,2020,2,,2 received,2021,8,,8
	report --year 2021 | cut -d, -f1 | cmp - <({ stats-list --columns indicator | tail -n +2; } | sort)
	report --year 2021 | grep -x received,2021,8,,8
	# It has no region: where all are asked for by region it is left out, and where it is named that is said.
	report --year 2021 --by region | cut -d, -f1 | sort -u >shown
	grep -x concerns shown
	run ! grep -x received shown
	refuses 3 "--by: received cannot be shown by region" stats-report --year 2021 received --by region
	refuses 3 "--set: no indicator is in the set theirs" stats-report --year 2021 --set theirs
}

@test "stats-report: an indicator may count the units of another in its own way" {
	furnished
	indicator moved 'SELECT u."office", u."sex", CASE WHEN u."outcome" LIKE $$moved%$$ THEN 1 ELSE 0 END AS "num",
		1 AS "den" FROM "units" u' 'value: percent' 'by: sex' 'units: concerns'
	sed -i "s/[$][$]/'/g" share/indicators/moved.sql
	# a8 of six: 16.67.
	report --year 2021 moved | same moved,2021,1,6,16.7
	groups moved --by sex | same total,1,6,16.7 male,0,2,0.0 female,1,3,33.3 missing,0,1,0.0
}

@test "stats-report: an indicator cannot reach what is sealed, nor write" {
	furnished
	sum=$(cksum <registry.db)
	indicator mine 'SELECT length(b."box") AS "num" FROM "concern_secret" b WHERE $1 < $2' 'value: count'
	run --separate-stderr stats-report --year 2021 mine
	[ "$status" -ge 4 ]
	[ -z "$output" ]
	[[ "$stderr" == *concern_secret* ]]
	indicator mine 'SELECT 1 AS "num" FROM "history" h WHERE $1 < $2 AND h."box" > 0' 'value: count'
	run --separate-stderr stats-report --year 2021 mine
	[ "$status" -ge 4 ]
	[ -z "$output" ]
	[[ "$stderr" == *history* ]]
	indicator mine 'DELETE FROM "concern"' 'value: count'
	run --separate-stderr stats-report --year 2021 mine
	[ "$status" -ge 3 ]
	[ -z "$output" ]
	[ "$(cksum <registry.db)" = "$sum" ]
}

# malformed TEXT: the indicator mine is refused with TEXT and the name of its file.
malformed() {
	run --separate-stderr stats-report --year 2021 mine
	if [ "$status" -lt 3 ] || [ -n "$output" ] || [[ "$stderr" != *mine.sql* || "$stderr" != *"$1"* ]]; then
		echo "wanted mine.sql and: $1"
		echo "status: $status"
		echo "stdout: $output"
		echo "stderr: $stderr"
		return 1
	fi
}

@test "stats-report: a malformed header of an indicator is told, with the name of its file" {
	furnished
	for header in 'colour: red' nocolon 'value: percnt' 'late: 7 weeks' 'late: 0 days' 'units: nowhere' 'units: mine' 'in_time: soon' \
		'period: first day' 'count: twice' 'person: alone' 'person: joined first' 'num: red' 'den: sex female;' 'protect: colour' 'by: sex*=' 'by: office severity=5..1' \
		'by: severity=1..x'; do
		indicator mine "$received" "$header"
		malformed "${header##*[ =]}"
	done
	indicator mine "$received" 'value: percent' 'late: 7 days' 'in_time: 3 months'
	malformed 'only one'
	indicator mine "$received" 'value: count' 'in_time: 3 months'
	malformed percent
	printf '%s\n' '-- en: Mine' "$received" >share/indicators/mine.sql
	malformed 'no label: nb'
	: >share/indicators/mine.sql
	malformed 'no label: en'
	indicator mine "$received"
	sed -i '/^-- definition/d' share/indicators/mine.sql
	malformed definition
}

@test "stats-report: a wrong SELECT of an indicator is told, with the name of its file" {
	furnished
	for wrong in 'SELEC 1' 'SELECT 1 AS "n" WHERE $1 < $2' 'SELECT "child_given" AS "num" FROM "concern_live" WHERE $1 < $2' \
		'SELECT 1 AS "num" WHERE $1 < $2; DELETE FROM "concern"' ''; do
		indicator mine "$wrong" 'value: count'
		malformed mine
	done
	[ "$(count concern)" -eq 10 ]
}

@test "stats-report: what an indicator counts is a number" {
	furnished
	indicator mine 'SELECT t."office" AS "num" FROM "concern_live" t WHERE t."received" BETWEEN $1 AND $2' 'value: count'
	run --separate-stderr stats-report --year 2021 mine
	[ "$status" -ge 3 ]
	[[ "$stderr" == *mine* ]]
}

@test "stats-report says which directory it looked for indicators in" {
	furnished
	CASEWORK_SHARE=$PWD/nowhere run --separate-stderr stats-report --year 2021
	[ "$status" -ne 0 ]
	[[ "$stderr" == *nowhere* ]]
}

# ---- children, measures, investigations, decisions ----

# cases: children with a case each, from lines REF OFFICE BIRTH SEX BACKGROUND, - for nothing.
cases() {
	{ echo ref,office,birth,sex,background,given_name,opened
	  awk '{ for (i = 3; i <= 5; i++) if ($i == "-") $i = ""; print $1 "," $2 "," $3 "," $4 "," $5 "," $1 ",2010-01-01" }'
	} | case-new -q -f - "$@" >/dev/null
}

# measures: from lines CASE OFFICE CATEGORY STARTED ENDED, the case by its ref, the last day or nothing; refs m1, m2...
measures() {
	{ echo ref,case,office,category,started,ended,end_reason
	  awk '{ print "m" NR ",@" $1 "," $2 "," $3 "," $4 "," $5 "," ($5 ? "planned" : "") }'
	} | sed 's/@/@OSL:/; s/^/OSL,/; 1s/^OSL/source/' | measure-add -q -f - "$@" >/dev/null
}

# children: eight, with their measures around 2021.
#
#	     sex     born     background          measures
#	k1   female  2010-03  immigrant           two foster homes one after the other, all of 2021
#	k2   male    2015-06  none                a foster home to 2021-12-30
#	k3   female  2003-12  born_to_immigrants  a foster home to 2021-12-31, the last day in force
#	k4   male    2021-01  unknown             an emergency home from 2021-12-01
#	k5   -       -        -                   an institution from 2021-03-01, and advice
#	k6   female  2019-01  none                two foster homes at once at the end of 2021, of two offices
#	k7   male    2012-09  none                advice, 2021-05
#	k8   male    2005-11  immigrant           a foster home from 2021-12-31
#	k9   female  2018-02  none                a foster home from 2022-01-01, advice to 2020-12-31
children() {
	fresh
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	sed 's/^\(k.\) [^ ]*/\1 OSL/' <<-END | cases
		k1 - 2010-03-02 female immigrant
		k2 - 2015-06-30 male none
		k3 - 2003-12-31 female born_to_immigrants
		k4 - 2021-01-15 male unknown
		k5 - - - -
		k6 - 2019-01-01 female none
		k7 - 2012-09-09 male none
		k8 - 2005-11-05 male immigrant
		k9 - 2018-02-03 female none
	END
	measures <<-END
		k1 N1 foster_kin 2019-02-01 2021-05-31
		k1 N1 foster_nonkin 2021-06-01
		k2 N1 foster_kin 2020-01-01 2021-12-30
		k3 S1 foster_specialised 2018-01-01 2021-12-31
		k4 S1 emergency_home 2021-12-01
		k5 S1 institution 2021-03-01
		k5 S1 advice 2021-03-01
		k6 N1 foster_kin 2021-11-01
		k6 N2 foster_other 2021-12-15
		k7 N2 advice 2021-05-01 2021-05-31
		k8 N2 foster_by_order 2021-12-31
		k9 N2 foster_kin 2022-01-01
		k9 N2 advice 2019-01-01 2020-12-31
	END
}

@test "stats-report counts a child once: two foster homes in the year, two at once, help beside a placement" {
	children
	# In a foster home on the last day: k1 k3 k6 k8; in an emergency home k4; in an institution k5.
	stats-report -q --year 2021 foster_children emergency_home_children placed_children | same indicator,period,num,den,value \
		foster_children,2021-12-31,4,,4 emergency_home_children,2021-12-31,1,,1 placed_children,2021-12-31,6,,6
	# All but k9 in the year; at its end not k2 and k7; new are k4 k5 k6 k7 k8.
	report --year 2021 children_with_measures children_with_measures_end children_with_measures_new |
		same children_with_measures,2021,8,,8 children_with_measures_end,2021-12-31,6,,6 children_with_measures_new,2021,5,,5
}

@test "stats-report: a stock is of the last day of each year" {
	children
	report --years 2018..2022 foster_children | same foster_children,2018-12-31,1,,1 foster_children,2019-12-31,2,,2 \
		foster_children,2020-12-31,3,,3 foster_children,2021-12-31,4,,4 foster_children,2022-12-31,4,,4
	# k9 had a measure to the last day of 2020: in force in 2020, and so not new in 2021, nor in 2022.
	report --years 2019..2023 children_with_measures_new | cut -d, -f2,3 | same 2019,2 2020,1 2021,5 2022,1 2023,0
}

@test "stats-report: who had no measure in the year before is new, even who had one earlier" {
	fresh
	cases <<<"k1 OSL - - -"
	measures <<-END
		k1 OSL advice 2017-01-01 2019-12-31
		k1 OSL advice 2021-01-01 2021-01-01
		k1 OSL money 2022-03-01 2022-04-01
	END
	report --years 2017..2022 children_with_measures_new | cut -d, -f2,3 | same 2017,1 2018,0 2019,0 2020,0 2021,1 2022,0
}

@test "stats-report: groups of children overlap where a child can stand in two, and that is marked" {
	children
	stats-report -q --year 2021 foster_children --by office | same indicator,period,office,num,den,value,note \
		foster_children,2021-12-31,total,4,,4, foster_children,2021-12-31,N1,2,,2,overlaps foster_children,2021-12-31,N2,2,,2,overlaps \
		foster_children,2021-12-31,NORD,0,,0,overlaps foster_children,2021-12-31,OSL,0,,0,overlaps foster_children,2021-12-31,S1,1,,1,overlaps
	# k1 and k2 in N1 had two kinds of home in 2021, one child each: a child once in its group.
	groups children_with_measures --by category | cut -d, -f1,2 | same total,8 institution,1 foster_kin,3 foster_nonkin,1 \
		foster_specialised,1 foster_by_order,1 emergency_home,1 foster_other,1 advice,2
	groups placed_children --by category | cut -d, -f1,2 | same total,6 institution,1 foster_kin,1 foster_nonkin,1 \
		foster_specialised,1 foster_by_order,1 emergency_home,1 foster_other,1
	report --year 2021 foster_children --office N2 | same foster_children,2021-12-31,2,,2
	report --year 2021 foster_children --office NORD | same foster_children,2021-12-31,3,,3
	stats-report -q --year 2021 foster_children --by sex | head -n 1 | same indicator,period,sex,num,den,value
}

@test "stats-report: only the categories of an indicator's kinds have groups" {
	children
	report --year 2021 foster_children --by category | cut -d, -f3,4 | same total,4 foster_kin,1 foster_nonkin,1 \
		foster_specialised,1 foster_by_order,1 foster_other,1
	report --year 2021 emergency_home_children --by category | cut -d, -f3,4 | same total,1 emergency_home,1 emergency_home_kin,0
}

@test "stats-report takes sex, age and background from the child's own row; ages on the last day" {
	children
	groups children_with_measures --by sex | same total,8,,8 male,4,,4 female,3,,3 missing,1,,1
	# On 2021-12-31 k4 is 0, k6 2, k2 6, k7 9, k1 11, k8 16, k3 18 (the month counts as reached).
	groups children_with_measures --by age | cut -d, -f1,2 | same total,8 0-2,2 6-12,3 13-17,1 18-24,1 missing,1
	groups children_with_measures --by background | cut -d, -f1,2 | same total,8 immigrant,2 born_to_immigrants,1 none,3 unknown,1 missing,1
	# k1 is 11, k3 18, k6 2, k8 16.
	report --year 2021 foster_children --by sex,age | awk -F, '$5' | cut -d, -f3-5 | same total,total,4 male,13-17,1 female,0-2,1 female,6-12,1 female,18-24,1
	report --years 2020..2021 foster_children --by age | awk -F, '$4' | cut -d, -f2-4 | same 2020-12-31,total,3 2020-12-31,3-5,1 \
		2020-12-31,6-12,1 2020-12-31,13-17,1 2021-12-31,total,4 2021-12-31,0-2,1 2021-12-31,6-12,1 2021-12-31,13-17,1 2021-12-31,18-24,1
}

@test "stats-report: the share with immigrant background is of the children whose background is known" {
	children
	# Known: k1 k2 k3 k6 k7 k8; of these k1 k3 k8. Unknown: k4, and k5 of whom nothing is told.
	run --separate-stderr stats-report --year 2021 immigrant_share
	[ "$output" = "indicator,period,num,den,value
immigrant_share,2021,3,6,50.0" ]
	[[ "$stderr" == *"immigrant_share 2021: background unknown: 2"* ]]
	stats-report -q --year 2021 immigrant_share --by background | same indicator,period,background,num,den,value,note \
		'immigrant_share,2021,total,3,6,50.0,2 unknown' immigrant_share,2021,immigrant,2,2,100.0, \
		immigrant_share,2021,born_to_immigrants,1,1,100.0, immigrant_share,2021,none,0,3,0.0, \
		'immigrant_share,2021,unknown,0,0,,1 unknown' 'immigrant_share,2021,missing,0,0,,1 unknown'
	# N2 has k6 (with N1), k7 and k8.
	groups immigrant_share --by office | same 'total,3,6,50.0,2 unknown' N1,1,3,33.3,overlaps N2,1,3,33.3,overlaps S1,1,1,100.0,'overlaps; 2 unknown'
}

@test "stats-report: the published share of 2018 comes out of as many children" {
	fresh
	cases <<<"k OSL 2010-01-01 female none"
	measures <<<"k OSL advice 2018-02-01"
	# Rows alone, without tags: they are counted, not checked.
	sqlite3 registry.db "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 55622)
		INSERT INTO person (id, office, background, journal, tag) SELECT p.id + i, 'OSL', CASE WHEN i <= 15000 THEN 'immigrant'
			WHEN i <= 15538 THEN 'born_to_immigrants' ELSE 'none' END, p.journal, p.tag FROM person p, n ORDER BY i;
		INSERT INTO measure (id, office, \"case\", person, category, started, journal, tag)
			SELECT m.id + p.id - m.person, 'OSL', m.\"case\", p.id, m.category, m.started, m.journal, m.tag
			FROM measure m, person p WHERE p.id <> m.person ORDER BY p.id;"
	report --year 2018 immigrant_share children_with_measures | same immigrant_share,2018,15538,55623,27.9 \
		children_with_measures,2018,55623,,55623
}

@test "stats-report does not count struck out measures, investigations, decisions, deviations" {
	children
	record-void @OSL:m4 --reason feil >/dev/null
	report --year 2021 foster_children children_with_measures immigrant_share | same foster_children,2021-12-31,3,,3 \
		children_with_measures,2021,7,,7 immigrant_share,2021,2,5,40.0
	report --year 2021 children_with_measures --by office | cut -d, -f3,4 | same total,7 N1,3 N2,3 NORD,0 OSL,0 S1,2
	# One of the two homes of k6 that overlap.
	record-void @OSL:m9 --reason feil >/dev/null
	report --year 2021 foster_children | same foster_children,2021-12-31,3,,3
	investigation-add --case @OSL:k1 --started 2021-02-01 --ended 2021-03-01 --outcome dropped --ref i >/dev/null
	decision-add --case @OSL:k1 --kind care_order --decided 2021-03-01 --consent no --ref b >/dev/null
	printf '%s\n' reported,reporter_role,narrative,ref 2021-03-01,lawyer,x,d | devreg-add -f - >/dev/null
	report --year 2021 investigations_ended care_orders_no_consent deviations | same investigations_ended,2021,1,,1 \
		care_orders_no_consent,2021,1,1,100.0 deviations,2021,1,,1
	for ref in i b d; do record-void @$ref --reason feil >/dev/null; done
	report --year 2021 investigations_started investigations_ended care_orders care_orders_no_consent deviations |
		same investigations_started,2021,0,,0 investigations_ended,2021,0,,0 care_orders,2021,0,,0 \
			care_orders_no_consent,2021,0,0, deviations,2021,0,,0
}

@test "stats-report: placements are counted when they begin, help is none" {
	children
	report --years 2021..2022 placements | same placements,2021,6,,6 placements,2022,1,,1
	groups placements --by category | cut -d, -f1,2 | same total,6 institution,1 foster_kin,1 foster_nonkin,1 foster_by_order,1 \
		emergency_home,1 foster_other,1
	report --year 2021 placements --by month | awk -F, '$4' | cut -d, -f3,4 | same total,6 2021-03,1 2021-06,1 2021-11,1 2021-12,3
	report --year 2021 placements --by category | cut -d, -f3 | grep -x advice && return 1
	groups placements --by sex | cut -d, -f1,2 | same total,6 male,2 female,3 missing,1
}

@test "stats-report: in time is within three calendar months, six where the time was extended" {
	CASEWORK_TODAY=2024-12-31 fresh
	cases <<<"k OSL 2010-01-01 female none"
	{ echo case,started,ended,extended,outcome
	  # In time: the same day of the third month; the last of a month that lacks it.
	  echo @k,2023-07-03,2023-10-03,,measures
	  echo @k,2023-11-30,2024-02-29,no,board
	  echo @k,2023-01-31,2023-04-30,no,dropped
	  echo @k,2023-08-31,2024-02-29,yes,measures
	  echo @k,2023-02-01,2023-02-01,yes,dropped
	  # Late.
	  echo @k,2023-07-03,2023-10-04,,dropped
	  echo @k,2023-11-30,2024-03-01,no,dropped_party_wish
	  echo @k,2022-11-30,2023-03-01,no,referred
	  echo @k,2023-08-31,2024-03-01,yes,measures
	  # Going on.
	  echo @k,2024-05-01,,no,
	} | CASEWORK_TODAY=2024-12-31 investigation-add -f - >/dev/null
	report --years 2023..2024 investigations_in_time investigations_to_measures | same investigations_in_time,2023,3,5,60.0 \
		investigations_in_time,2024,2,4,50.0 investigations_to_measures,2023,1,5,20.0 investigations_to_measures,2024,3,4,75.0
	report --years 2022..2024 investigations_started investigations_ended | same investigations_started,2022,1,,1 \
		investigations_started,2023,8,,8 investigations_started,2024,1,,1 investigations_ended,2022,0,,0 \
		investigations_ended,2023,5,,5 investigations_ended,2024,4,,4
	report --year 2024 investigations_in_time --by month | awk -F, '$5' | cut -d, -f3- | same total,2,4,50.0 2024-02,2,2,100.0 2024-03,0,2,0.0
	report --year 2024 investigations_in_time --by sex | awk -F, '$5' | cut -d, -f3- | same total,2,4,50.0 female,2,4,50.0
	report --year 2024 investigations_ended --by outcome | awk -F, '$4' | cut -d, -f3,4 | same total,4 measures,2 board,1 dropped_party_wish,1
}

@test "stats-report: care orders are those in force; the share without consent is of those where it is known" {
	fresh
	cases <<<"k OSL 2010-01-01 female none"
	{ echo case,kind,decided,consent,outcome
	  echo @k,care_order,2021-01-01,no,
	  echo @k,care_order,2021-02-01,no,approved
	  echo @k,care_order,2021-12-31,yes,approved
	  echo @k,care_order,2021-04-01,,approved
	  # None, or of another kind or year.
	  echo @k,care_order,2021-05-01,no,refused
	  echo @k,care_order,2021-05-01,no,lapsed
	  echo @k,care_order,2021-05-01,no,sent_to_board
	  echo @k,care_order,2020-12-31,no,approved
	  echo @k,help_measure,2021-05-01,no,approved
	  echo @k,emergency,2021-06-01,no,lapsed
	  echo @k,emergency,2021-06-02,no,
	  echo @k,care_order_ended,2021-07-01,yes,approved
	  echo @k,care_order_ended,2021-07-01,yes,refused
	} | decision-add -f - >/dev/null
	report --year 2021 care_orders care_orders_ended emergency_decisions care_orders_no_consent | same care_orders,2021,4,,4 \
		care_orders_ended,2021,1,,1 emergency_decisions,2021,2,,2 care_orders_no_consent,2021,2,3,66.7
	run --separate-stderr stats-report --year 2021 care_orders_no_consent
	[[ "$stderr" == *"care_orders_no_consent 2021: consent unknown: 1"* ]]
	report --year 2021 care_orders_no_consent --by month | awk -F, '$5 || $7' | cut -d, -f3- | same 'total,2,3,66.7,1 unknown' \
		2021-01,1,1,100.0, 2021-02,1,1,100.0, '2021-04,0,0,,1 unknown' 2021-12,0,1,0.0,
}

@test "stats-report --set key prints the key figures" {
	children
	report --year 2021 --set key | cut -d, -f1 | same care_orders_no_consent concerns foster_children immigrant_share
}

@test "stats-report adds up the children of several registries, each once in its own" {
	children
	registry-init -q -r bgo.db --code BGO --name Bergen
	cases -r bgo.db <<<"k1 BGO 2010-03-02 female immigrant"
	{ echo case,category,started; echo @k1,foster_kin,2020-01-01; echo @k1,foster_other,2021-12-01; } | measure-add -r bgo.db -f - >/dev/null
	report -r registry.db -r bgo.db --year 2021 foster_children immigrant_share | same foster_children,2021-12-31,5,,5 immigrant_share,2021,4,7,57.1
	cmp <(report -r registry.db -r bgo.db --year 2021 --by sex) <(report -r bgo.db -r registry.db --year 2021 --by sex)
}

@test "stats-report prints the same bytes of children again, and without a key" {
	children
	for by in sex,age office,category background; do stats-report -q --year 2021 --by $by; done >one
	rm -r keys
	for by in sex,age office,category background; do stats-report -q --year 2021 --by $by; done >two
	cmp one two
}

@test "stats-report: an indicator of one's own counts units once, by any dimension" {
	furnished
	{ echo $columns; decided N1 2 2021-05-03 2021-05-04 dropped; } | concern-add -f - >/dev/null
	# Offices that took messages by the reporter: an office once, though it had several.
	indicator senders 'SELECT o."id" AS "unit", t."reporter" AS "reporter", 1 AS "num" FROM "concern_live" t
		JOIN "office" o ON o."code" = t."office" WHERE t."received" BETWEEN $1 AND $2' 'value: count' 'count: distinct' 'by: reporter*'
	# School: N1 three times, S1, OSL.
	report --year 2021 senders | same senders,2021,4,,4
	report --year 2021 senders --by reporter | grep ,school, | same senders,2021,school,3,,3,overlaps
	indicator mine 'SELECT t."office" AS "unit", 1 AS "num" FROM "concern_live" t WHERE t."received" BETWEEN $1 AND $2' 'value: count' 'count: distinct'
	malformed 'unit is not an id'
}

# ---- the Deviation Register ----

# deviations: from lines ROLE N DAY ABOUT TYPE SEVERITY LEVEL.
deviations() {
	awk '{ for (i = 4; i <= 7; i++) if ($i == "-") $i = ""
		for (n = $2; n > 0; n--) print $1 "," $3 ",x," $4 "," $5 "," $6 "," $7 }' >rows
	{ echo reporter_role,reported,narrative,about; cut -d , -f 1-4 rows; } | devreg-add -f - "$@" | tail -n +2 | cut -d , -f 2 >ids
	{ echo deviation,type,severity,level; paste -d , ids <(cut -d , -f 5-7 rows) | awk '!/,,,$/'; } | devreg-triage -f - "$@" >/dev/null
}

@test "stats-report counts deviations by office, what they are about, type, severity and level" {
	fresh
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	deviations <<-END
		lawyer 3 2021-02-01 N1 message_late|child_not_heard 4 unit
		parent 2 2021-12-31 N2 child_not_heard 1 law
		child 1 2021-03-01 - - - -
		child 1 2020-12-31 N1 - - -
	END
	printf '%s\n' reporter_role,reported,narrative,event_kind parent,2021-04-01,x,good_practice parent,2021-04-01,x,near_miss |
		devreg-add -f - >/dev/null
	report --years 2020..2021 deviations | same deviations,2020,1,,1 deviations,2021,7,,7
	report --year 2021 deviations --by office | cut -d, -f3,4 | same total,7 N1,0 N2,0 NORD,0 OSL,7 S1,0
	report --year 2021 deviations --by about | cut -d, -f3,4 | same total,7 N1,3 N2,2 NORD,0 OSL,0 S1,0 missing,2
	stats-report -q --year 2021 deviations --by about --labels | grep -q 'Tjenesten Fjell,3'
	report --year 2021 deviations --by severity | cut -d, -f3,4 | same total,7 1,2 2,0 3,0 4,3 5,0 missing,2
	groups deviations --by type | cut -d, -f1,2,5 | same total,7, message_late,3,overlaps child_not_heard,5,overlaps missing,2,overlaps
	groups deviations --by level | cut -d, -f1,2 | same total,7 unit,3 law,2 missing,2
	report --year 2021 deviations --by month | awk -F, '$4' | cut -d, -f3,4 | same total,7 2021-02,3 2021-03,1 2021-04,1 2021-12,2
}

@test "stats-report never shows few reporters of a role" {
	fresh
	deviations <<-END
		lawyer 5 2021-02-01 - - - -
		parent 4 2021-02-01 - - - -
		child 9 2021-02-01 - - - -
	END
	stats-report --year 2021 deviations --by reporter_role >out.csv 2>said
	head -n 3 out.csv | same indicator,period,reporter_role,num,den,value,note deviations,2021,total,18,,18, deviations,2021,child,9,,9,
	# Four of all hidden together would be known from the total: so the next are hidden with them.
	grep ,lawyer, out.csv | same 'deviations,2021,lawyer,,,,too few'
	grep ,parent, out.csv | same 'deviations,2021,parent,,,,too few'
	# Nor none at all, which would tell who is among the few.
	grep ,school, out.csv | same 'deviations,2021,school,,,,too few'
	[[ "$(cat said)" != *"not for publication"* ]]
	stats-report -q --year 2021 deviations --by reporter_role --format jsonl | grep -F '"reporter_role":"parent","num":null,"den":null,"value":null,"note":"too few"'
	# With another dimension each cell is small by itself.
	report --year 2021 deviations --by month,reporter_role | awk -F, '$5' | cut -d, -f3-5 | same total,total,18 2021-02,child,9
	report --year 2021 deviations --by level,reporter_role | awk -F, '$5' | cut -d, -f3-5 | same total,total,18 missing,child,9
}

@test "stats-report hides a second group where one alone could be worked out from the total" {
	fresh
	# Every role has enough, but one.
	tail -n +2 "$top/share/codes/reporter_role.csv" | cut -d, -f1 | awk '{ print $1, $1 == "expert" ? 4 : $1 == "school" ? 6 : 7, "2021-02-01 - - - -" }' | deviations
	report --year 2021 deviations --by reporter_role | grep 'too few' | cut -d, -f3 | same expert school
	# Where most are hidden, the total less the one that is not would tell of the single one among them.
	rm -r registry.db keys
	fresh
	deviations <<<$'parent 6 2021-02-01 - - - -\nlawyer 1 2021-02-01 - - - -'
	report --year 2021 deviations --by reporter_role >few.csv
	run ! grep ',6,' few.csv
	rm -r registry.db keys
	fresh
	tail -n +2 "$top/share/codes/reporter_role.csv" | cut -d, -f1 | awk '{ print $1, $1 == "expert" ? 4 : $1 == "school" ? 6 : 7, "2021-02-01 - - - -" }' | deviations
	# One more, and nothing is hidden.
	deviations <<<"expert 1 2021-02-01 - - - -"
	report --year 2021 deviations --by reporter_role >out.csv
	grep -x deviations,2021,expert,5,,5, out.csv
	run ! grep 'too few' out.csv
}

@test "stats-report: of crossed groups none can be worked out from a total in either direction" {
	fresh
	for severity in 1 2 3 4 5; do
		tail -n +2 "$top/share/codes/reporter_role.csv" | cut -d, -f1 |
			awk -v s=$severity '{ print $1, $1 == "expert" && s == 2 ? 4 : 6, "2021-02-01 - -", s, "-" }'
	done | deviations
	report --year 2021 deviations --by severity,reporter_role | grep 'too few' >hidden
	grep ',2,expert,' hidden
	# No row and no column has one alone, and no more is hidden than that takes.
	[ "$(wc -l <hidden)" -eq 4 ]
	for column in 3 4; do
		[ "$(cut -d, -f$column hidden | sort | uniq -c | awk '{ print $1 }' | tr '\n' ' ')" = '2 2 ' ]
	done
}

@test "stats-report: the registry's setting says how few are too few, the strictest of several" {
	fresh
	deviations <<<"parent 6 2021-02-01 - - - -"
	sqlite3 registry.db "UPDATE setting SET value = '7' WHERE name = 'protect_below'"
	report --year 2021 deviations --by reporter_role | grep ,parent, | same 'deviations,2021,parent,,,,too few'
	sqlite3 registry.db "UPDATE setting SET value = '6' WHERE name = 'protect_below'"
	report --year 2021 deviations --by reporter_role | grep ,parent, | same deviations,2021,parent,6,,6,
	registry-init -q -r bgo.db --code BGO --name Bergen
	sqlite3 bgo.db "UPDATE setting SET value = '7' WHERE name = 'protect_below'"
	report -r registry.db -r bgo.db --year 2021 deviations --by reporter_role | grep ,parent, | same 'deviations,2021,parent,,,,too few'
}

@test "stats-report of a registry that keeps deviations alone counts these, and no cases" {
	fresh --profile register
	deviations <<<"parent 6 2021-02-01 - - - -"
	report --year 2021 deviations children_with_measures foster_children immigrant_share investigations_ended care_orders |
		same deviations,2021,6,,6 children_with_measures,2021,0,,0 foster_children,2021-12-31,0,,0 immigrant_share,2021,0,0, \
			investigations_ended,2021,0,,0 care_orders,2021,0,,0
}
