# registry-upgrade: a registry that holds rows is brought up to date by a later casework. build/specimen
# and build/newer are the same but for the noun specimen, which in the later one has two fields more, in
# the middle of its table: one that may be empty, with an index, and one that is needed.
setup() {
	load helper
	plain=$build newer=$build/newer
	build=$build/specimen
	[ -x "$build/bin/specimen-add" ] && [ -x "$newer/bin/specimen-add" ] ||
		{ echo "tests/nouns/specimen.c is not built: see tests/run"; return 1; }
	fresh
}

# Rows of every kind: new, changed, struck out, sealed.
rows() {
	office-add -f "$top/tests/data/offices.csv" >/dev/null &&
		specimen-add -f "$top/tests/data/specimens.csv" >/dev/null &&
		specimen-add --label mistake --ref m1 >/dev/null &&
		concern-add -f "$top/tests/data/concerns.csv" >/dev/null &&
		record-edit @s2 --label Bet --size 7 >/dev/null &&
		record-void @m1 --reason mistake >/dev/null
}

# From here on the later casework is the one that is called.
later() { PATH=$newer/bin:$PATH; }

# All that a registry holds of specimens and messages, struck out ones too.
all() {
	specimen-list --void --columns "$specimen_columns" &&
		concern-list --void --columns "$concern_columns" &&
		record-show @s2 --history
}

# The schema, with each table's columns in order of name.
schema() {
	sqlite3 -separator $'\t' "$1" 'SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name' |
		awk -F '\t' '$1 != "table" { print $3; next }
			{ sub(/\) STRICT$/, "", $3); n = split($3, column, /, "/); for (i = 1; i <= n; i++) print $2 ": " column[i] }' |
		LC_ALL=C sort
}

@test "a registry of an older casework is refused with the way out, by readers and writers" {
	rows
	later
	refuses 4 'made by an older casework (registry-upgrade brings it up to date)' specimen-list
	refuses 4 'made by an older casework (registry-upgrade brings it up to date)' specimen-add --label x
	refuses 4 'made by an older casework (registry-upgrade brings it up to date)' stats-report --year 2021
	refuses 4 'made by an older casework (registry-upgrade brings it up to date)' casework
}

@test "registry-upgrade says what it does, and the second time there is nothing to do" {
	rows
	later
	run --separate-stderr registry-upgrade
	[ "$status" -eq 0 ]
	[ "$output" = "COLUMN specimen.weight
COLUMN specimen.grade
INDEX specimen_urgency
INDEX specimen_weight
VIEW specimen_live" ]
	run --separate-stderr registry-upgrade
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ $stderr == *'nothing to do'* ]]
	[ "$(registry-log | grep -c registry-upgrade)" = 1 ]
}

@test "registry-upgrade leaves every row as it was, with its tag, its seal and its history" {
	rows
	specimen_columns=$(specimen-add --template),void_reason,journal,void,specimen
	concern_columns=$(concern-add --template),void_reason,journal,void,concern
	all >before
	later
	registry-upgrade >/dev/null
	all | diff before -
	grep -q 'Мария Иванова' before
	[ "$(count specimen --weight '')" = 4 ]
}

@test "registry-upgrade leaves a registry that is sound" {
	rows
	later
	registry-upgrade >/dev/null
	registry-check --quiet
}

@test "registry-upgrade gives old rows the value that a new needed field says, and they can be changed" {
	rows
	later
	registry-upgrade >/dev/null
	[ "$(count specimen --void --grade none)" = 5 ]
	record-edit @s1 --grade good
	record-edit @s2 --label Bett
	specimen-add --ref n1 --label new
	[ "$(specimen-list --columns ref,label,grade --sort ref)" = "ref,label,grade
n1,new,new
s1,Alpha,good
s2,Bett,none
s3,Gamma,none
s4,Delta,none" ]
	[[ $(record-show @s1 --history) == *grade,none* ]]
	refuses 3 '--grade: a value is needed' record-edit @s3 --clear grade
	registry-check --quiet
}

@test "registry-upgrade: the new field can be set, filtered and cleared, on old rows and new ones" {
	rows
	later
	registry-upgrade >/dev/null
	record-edit @s1 --weight 7
	specimen-add --label new --ref n1 --weight 9
	[ "$(specimen-list --columns ref,weight --sort -weight --limit 2)" = "ref,weight
n1,9
s1,7" ]
	[ "$(specimen-list --weight 7 --columns ref,owner_name,batch)" = "ref,owner_name,batch
s1,Kari Nordmann,b1" ]
	record-edit @s1 --clear weight
	[ "$(count specimen --weight '')" = 4 ]
	[[ $(record-show @s1 --history) == *weight,7* ]]
	registry-check --quiet
}

@test "registry-upgrade --dry-run says the same and changes nothing" {
	rows
	cp registry.db before.db
	later
	registry-upgrade --dry-run >said
	cmp registry.db before.db
	[ ! -e registry.db-wal ]
	registry-upgrade | diff said -
	run ! cmp -s registry.db before.db
}

@test "after registry-upgrade the older casework refuses the registry as newer" {
	rows
	PATH=$newer/bin:$PATH registry-upgrade >/dev/null
	refuses 4 'made by a newer casework than this one' specimen-list
	refuses 4 'made by a newer casework than this one' specimen-add --label x
	refuses 4 'made by a newer casework than this one' registry-upgrade
}

@test "a fresh registry and an upgraded one differ in nothing but the order of columns" {
	rows
	later
	registry-upgrade >/dev/null
	registry-init --quiet --registry new.db --code NEW
	schema new.db >fresh
	grep -q '^specimen: weight"' fresh
	schema registry.db | diff fresh -
}

@test "registry-upgrade brings a noun that an older casework did not have at all" {
	PATH=$plain/bin:$PATH
	registry-init --quiet --registry old.db --code OLD
	export CASEWORK_REGISTRY=$PWD/old.db
	one=$(concern-add --reporter school --content basic_care)
	PATH=$build/bin:$PATH
	refuses 4 'made by an older casework' specimen-list
	registry-upgrade >said
	grep -qx 'TABLE specimen' said
	specimen-add --label x --message "$one"
	registry-init --quiet --registry new.db --code NEW
	schema new.db >fresh
	schema old.db | diff fresh -
	registry-check --quiet
}

@test "registry-upgrade needs a writer: nobody on the staff, no key, no rights" {
	rows
	later
	mv keys keys.away
	refuses 5 'no key to sign' registry-upgrade
	mv keys.away keys
	sqlite3 registry.db "UPDATE staff SET login = 'someone'"
	refuses 5 'nobody on the staff has the login' registry-upgrade
	refuses 4 'no registry' registry-upgrade --registry nowhere.db
}

# A later share/: a code more, a code that has ended, a setting and a list more.
later_share() {
	cp -R "$top/share" share
	export CASEWORK_SHARE=$PWD/share
	echo 'sometime,,4,,,,,Sometime,En gang,في وقت ما,Някога' >>share/codes/urgency.csv
	sed -i 's/^emergency,,3,,,/emergency,,3,,2021-12-30,urgent/' share/codes/urgency.csv
	printf '%s\n' "$(head -n 1 share/codes/sex.csv)" 'red,,1,,,,,Red,Rød,أحمر,Червен' >share/codes/colour.csv
	echo 'novelty,yes,A setting that is new' >>share/profiles/generic/settings.csv
}

@test "registry-upgrade --profile adds the codes, lists and settings that are new, and they hold" {
	rows
	later_share
	refuses 3 'no such code: sometime' specimen-add --label x --urgency sometime
	run --separate-stderr registry-upgrade --profile
	[ "$status" -eq 0 ]
	for line in 'CODE urgency sometime' 'LIST colour' 'SETTING novelty'; do
		grep -qx "$line" <<<"$output" || { echo "$line"; return 1; }
	done
	one=$(specimen-add --label x --urgency sometime)
	[ "$(CASEWORK_LANG=bg specimen-list --urgency sometime --labels --columns urgency | tail -n 1)" = Някога ]
	registry-check --quiet
	[ -z "$(registry-upgrade --profile 2>/dev/null | grep -E 'sometime|red|novelty')" ]
}

@test "registry-upgrade without --profile brings lists and settings that are lacking, and leaves the codes of others alone" {
	rows
	later_share
	[ "$(registry-upgrade)" = "SETTING novelty
LIST colour" ]
	refuses 3 'no such code: sometime' specimen-add --label x --urgency sometime
}

@test "registry-upgrade --profile keeps what the registry's owner has changed" {
	rows
	sqlite3 registry.db "UPDATE code SET en = 'Now!' WHERE list = 'urgency' AND key = 'emergency';
		INSERT INTO code (list, key, \"order\", en) VALUES ('urgency', 'sometime', 9, 'Ours');
		UPDATE setting SET value = '0-17|18+' WHERE name = 'age_bands'"
	later_share
	registry-upgrade --profile >/dev/null
	[ "$(sqlite3 registry.db "SELECT en FROM code WHERE list = 'urgency' ORDER BY \"order\"")" = "Normal
Urgent
Now!
Ours" ]
	[ "$(sqlite3 registry.db "SELECT value FROM setting WHERE name = 'age_bands'")" = '0-17|18+' ]
}

@test "registry-upgrade --profile shows a code that the newer profile has changed" {
	rows
	later_share
	[[ $(registry-upgrade --profile --dry-run 2>&1) == *'urgency emergency'* ]]
}

@test "registry-upgrade --profile --dry-run shows it and changes nothing" {
	rows
	later_share
	cp registry.db before.db
	registry-upgrade --profile --dry-run >said
	grep -qx 'CODE urgency sometime' said
	cmp registry.db before.db
}

# ---- deadlines and holidays ----

@test "registry-upgrade gives a registry from before deadlines those of its profile" {
	rows
	sqlite3 registry.db "DROP TABLE deadline; DROP TABLE holiday; DELETE FROM setting WHERE name = 'weekend'; DROP INDEX case_closed
		; UPDATE setting SET value = replace(replace(value, 'engine 3', 'engine 2'), 'case.closed day index', 'case.closed day') WHERE name = 'schema'"
	refuses 4 'made by an older casework (registry-upgrade brings it up to date)' case-due
	[ "$(registry-upgrade)" = "TABLE deadline
TABLE holiday
INDEX case_closed
SETTING weekend
LIST deadline
LIST holiday" ]
	case-due --deadline message_review --columns left | grep -q '^5$'
	registry-check --quiet
	registry-init --quiet --registry new.db --code NEW
	schema new.db | diff - <(schema registry.db)
}

@test "registry-upgrade leaves deadlines and holidays to their owner; --profile adds those that are new, and names what is kept" {
	rows
	cp -R "$top/share" share
	export CASEWORK_SHARE=$PWD/share
	sqlite3 registry.db "UPDATE deadline SET amount = 9 WHERE key = 'message_review'; DELETE FROM deadline WHERE key = 'placement_visit'
		; UPDATE deadline SET amount = 5 WHERE key = 'investigation_end' AND \"if\" IS NULL; INSERT INTO holiday (rule) VALUES ('07-29')"
	sqlite3 registry.db 'SELECT * FROM deadline ORDER BY "order", key; SELECT * FROM holiday' >owned
	cat >>share/profiles/generic/deadlines.csv <<<'told,concern,received,,informed,,3,weeks,,,Tell,Fortell,قل,Кажи'
	cat >>share/profiles/generic/holidays.csv <<<'05-01,,Labour Day,Arbeidernes dag,عيد العمال,Ден на труда'
	[ -z "$(registry-upgrade 2>/dev/null)" ]
	sqlite3 registry.db 'SELECT * FROM deadline ORDER BY "order", key; SELECT * FROM holiday' | cmp - owned
	registry-upgrade --profile >said
	[ "$(grep -E 'DEADLINE|HOLIDAY' said)" = "KEPT DEADLINE message_review
KEPT DEADLINE investigation_end
DEADLINE placement_visit
DEADLINE told
HOLIDAY 05-01" ]
	[ "$(sqlite3 registry.db "SELECT amount FROM deadline WHERE key = 'message_review'; SELECT COUNT(*) FROM deadline WHERE key = 'told';
		SELECT COUNT(*) FROM holiday")" = "9
1
3" ]
	registry-check --quiet
}
