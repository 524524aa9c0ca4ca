#!/usr/bin/env bats
# stats-list: the indicators there are, and what they mean.

setup() { load helper; bare; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "stats-list has a row for every file of share/indicators, and needs no registry" {
	stats-list --format tsv >out
	head -n 1 out | tr '\t' , | same indicator,label,value,unit,by,source,definition
	tail -n +2 out | cut -f 1 | diff - <(cd "$top/share/indicators" && ls *.sql | sed 's/\.sql$//' | LC_ALL=C sort)
	# Each says what it is called, counts, and means, and whose definition that is.
	awk -F'\t' 'NR > 1 && ($2 == "" || $4 == "" || $6 == "" || $7 == "") { print; bad = 1 } END { exit bad }' out
	cut -f 1,3 out | tr '\t' , | grep -E '^concerns(_dropped)?,' | same concerns,count concerns_dropped,percent
}

@test "stats-list calls the indicators by the language of the user" {
	CASEWORK_LANG=nb stats-list | grep -q '^concerns,Bekymringsmeldinger,'
	CASEWORK_LANG=bg stats-list | grep -q '^concerns,Сигнали за дете в риск,'
	CASEWORK_LANG=ar stats-list | grep -q '^concerns,بلاغات القلق,'
	stats-list | grep -q '^concerns,Messages of concern,'
}

@test "stats-list lets a whole definition be read on a terminal" {
	out=$(terminal stats-list | tr -s ' \n' ' ')
	[[ "$out" == *"taken into an ongoing investigation"* ]]
}

@test "stats-list lists an indicator of one's own" {
	cp -R "$top/share" share
	sed 's/^-- en: .*/-- en: Ours/' share/indicators/concerns.sql >share/indicators/ours.sql
	CASEWORK_SHARE=$PWD/share stats-list | grep -q '^ours,Ours,count,'
	[ "$(stats-list | grep -c '^ours,')" -eq 0 ]
}

@test "stats-list names the file that is malformed" {
	cp -R "$top/share" share
	echo 'SELECT 1' >share/indicators/ours.sql
	CASEWORK_SHARE=$PWD/share refuses 4 "indicators/ours.sql: no label: en" stats-list
}

@test "every indicator says of each dimension from which day or row it is taken" {
	for file in "$top"/share/indicators/*.sql; do
		diff <(sed -n 's/^-- by: //p' "$file" | tr ' ' '\n' | sed 's/[*=].*//') <(sed -n 's/^-- by \([a-z_]*\): ..*/\1/p' "$file") ||
			{ echo "$file"; return 1; }
	done
}

@test "stats-list tells which dimensions overlap and which codes they have" {
	stats-list --format tsv --columns indicator,by | grep -P '^foster_children\t' | cut -f2 | grep -F 'office*' | grep -F 'category*=measure_category:foster'
	stats-list --format tsv --columns indicator,by | grep -P '^deviations\t' | grep -F 'severity=1..5'
}
