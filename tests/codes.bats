# The code lists and settings of share/, as files and as a registry holds them.
setup_file() {
	load helper
	# Every row of every list, generic ones with an empty profile.
	local db=$BATS_FILE_TMPDIR/codes.db file profile
	sqlite3 "$db" 'CREATE TABLE line (profile, list, n INTEGER, key, code, "order", valid_from, valid_to, split_into, en, nb, ar, bg)'
	for file in "$top"/share/codes/*.csv "$top"/share/profiles/*/codes/*.csv; do
		profile=${file#"$top"/share/profiles/}
		[ "$profile" != "$file" ] || profile=/
		sqlite3 "$db" '.mode csv' 'CREATE TEMP TABLE row (key, code, "order", valid_from, valid_to, split_into, en, nb, ar, bg)' \
			".import --skip 1 '$file' row" \
			"INSERT INTO line SELECT '${profile%%/*}', '$(basename "$file" .csv)', rowid, * FROM row" \
			2>>"$BATS_FILE_TMPDIR/faults" || return
	done
	# A registry of each profile.
	for profile in "$top"/share/profiles/*; do
		profile=$(basename "$profile")
		CASEWORK_KEY=$BATS_FILE_TMPDIR/keys "$build/bin/registry-init" --quiet --code "T${#profile}" --profile "$profile" \
			--registry "$BATS_FILE_TMPDIR/$profile.db" || return
	done
}

setup() {
	load helper
	bare
}

profiles() { (cd "$top/share/profiles" && ls); }

# none SQL: of all lines of all files, none answers.
none() {
	local out
	out=$(sqlite3 "$BATS_FILE_TMPDIR/codes.db" "$1") || return
	[ -z "$out" ] || { echo "$out"; return 1; }
}

# held SQL: nor does any row that a registry of any profile holds.
held() {
	local out profile
	for profile in $(profiles); do
		out=$(sqlite3 "$BATS_FILE_TMPDIR/$profile.db" "$1") || return
		[ -z "$out" ] || { echo "$profile: $out"; return 1; }
	done
}

# has LIST KEY...: the generic list has these keys.
has() {
	local key
	for key in "${@:2}"; do
		[ "$(sqlite3 "$BATS_FILE_TMPDIR/codes.db" "SELECT COUNT(*) FROM line WHERE profile = '' AND list = '$1' AND key = '$key'")" = 1 ] ||
			{ echo "$1: $key"; return 1; }
	done
}

@test "every list has the ten columns, and ten cells in every row" {
	for file in "$top"/share/codes/*.csv "$top"/share/profiles/*/codes/*.csv; do
		[ "$(head -n 1 "$file")" = key,code,order,valid_from,valid_to,split_into,en,nb,ar,bg ] || { echo "$file"; return 1; }
	done
	[ ! -s "$BATS_FILE_TMPDIR/faults" ] || { cat "$BATS_FILE_TMPDIR/faults"; return 1; }
	[ "$(sqlite3 "$BATS_FILE_TMPDIR/codes.db" 'SELECT COUNT(*) > 100 FROM line')" = 1 ]
}

@test "keys are short words of plain letters, digits and _, each once in a file" {
	none "SELECT profile, list, key FROM line WHERE key GLOB '*[^a-z0-9_]*' OR key = '' OR length(key) > 30"
	none "SELECT profile, list, key FROM line GROUP BY profile, list, key HAVING COUNT(*) > 1"
}

@test "no cell begins or ends with a blank" {
	for c in key code '"order"' valid_from valid_to split_into en nb ar bg; do
		none "SELECT profile, list, key FROM line WHERE $c <> trim($c)"
	done
}

@test "the order of a list is that of its file, and the registry keeps it" {
	none "SELECT list, key, n FROM line WHERE profile = '' AND \"order\" <> n"
	held "SELECT list FROM code GROUP BY list HAVING COUNT(*) <> COUNT(DISTINCT \"order\") OR MAX(\"order\") <> COUNT(*)"
	for profile in $(profiles); do
		for list in $(sqlite3 "$BATS_FILE_TMPDIR/codes.db" "SELECT DISTINCT list FROM line WHERE profile = ''"); do
			[ "$(sqlite3 "$BATS_FILE_TMPDIR/codes.db" "SELECT key FROM line WHERE profile = '' AND list = '$list' ORDER BY n")" = \
				"$(sqlite3 "$BATS_FILE_TMPDIR/$profile.db" "ATTACH '$BATS_FILE_TMPDIR/codes.db' AS f; SELECT key FROM code WHERE list = '$list'
				AND key IN (SELECT key FROM f.line WHERE profile = '' AND list = '$list') ORDER BY \"order\"")" ] || { echo "$profile: $list"; return 1; }
		done
	done
}

@test "every generic key has a label in each of the four languages" {
	none "SELECT list, key FROM line WHERE profile = '' AND '' IN (en, nb, ar, bg)"
}

@test "every key of every profile has a label in each of the four languages, in its own script" {
	held "SELECT list, key FROM code WHERE en IS NULL OR nb IS NULL OR ar IS NULL OR bg IS NULL"
	for profile in $(profiles); do
		sqlite3 -separator $'\t' "$BATS_FILE_TMPDIR/$profile.db" 'SELECT list, key, ar, bg, en, nb FROM code' |
			perl -CSD -F'\t' -lane 'next if $F[2] =~ /\p{Arabic}/ && $F[3] =~ /\p{Cyrillic}/ && "$F[4]$F[5]" !~ /[\p{Arabic}\p{Cyrillic}]/;
				print "'"$profile"': @F"; $bad = 1; END { exit $bad }'
	done
}

@test "of the keys that hold on one day no two have the same label or the same official code" {
	for c in code en nb ar bg; do
		held "SELECT a.list, a.key, b.key, a.$c FROM code a JOIN code b ON b.list = a.list AND b.$c = a.$c AND b.key > a.key
			WHERE COALESCE(a.valid_from, '0') <= COALESCE(b.valid_to, '9') AND COALESCE(b.valid_from, '0') <= COALESCE(a.valid_to, '9')"
	done
}

@test "a code is valid from a day that is, to a day that is, and not to before it began" {
	held "SELECT list, key, valid_from, valid_to FROM code WHERE valid_from <> date(valid_from, '+0 days') OR valid_to <> date(valid_to, '+0 days')
		OR date(valid_from) IS NULL AND valid_from IS NOT NULL OR date(valid_to) IS NULL AND valid_to IS NOT NULL"
	held "SELECT list, key, valid_from, valid_to FROM code WHERE valid_from > valid_to"
}

@test "what a code was split into is in its list, is another, and comes after it" {
	held "WITH RECURSIVE part(list, key, valid_to, head, tail) AS (
			SELECT list, key, valid_to, NULL, split_into || '|' FROM code WHERE split_into IS NOT NULL
			UNION ALL SELECT list, key, valid_to, substr(tail, 1, instr(tail, '|') - 1), substr(tail, instr(tail, '|') + 1)
			FROM part WHERE tail <> '')
		SELECT p.list, p.key, p.head FROM part p LEFT JOIN code c ON c.list = p.list AND c.key = p.head
		WHERE p.head IS NOT NULL AND (c.key IS NULL OR c.key = p.key OR p.valid_to IS NULL OR COALESCE(c.valid_to, '9') <= p.valid_to)"
}

@test "a list of a profile changes a generic list, or has all of its own" {
	none "SELECT profile, list, key FROM line l WHERE profile <> '' AND '' IN (en, nb, ar, bg)
		AND NOT EXISTS (SELECT 1 FROM line g WHERE g.profile = '' AND g.list = l.list AND g.key = l.key)"
}

@test "the keys that other systems' files use are there" {
	has sex female male other unknown
	has reporter child parents family_other private_other cws nav cws_emergency police kindergarten health_clinic school ppt child_mh \
		adult_mh doctor_hosp_dentist doctor_hosp dentist family_counselling substance_service shelter asylum outreach ngo_sport \
		public_other anonymous
	has content parent_somatic parent_mental parent_substance parent_skills parent_crime home_conflict home_violence basic_care \
		physical_violence psych_violence sexual_abuse no_carer child_disability child_mental child_substance child_behaviour_crime \
		child_relational other_parent_family other_child lack_protection lack_stimulation lack_sensitivity lack_education_followup \
		separated_parents_conflict child_behaviour child_crime trafficking lack_health_followup parent_cognitive child_cognitive \
		persistent_low_income neg_social_control young_no_activity young_no_family_support young_no_network help_with_agencies
	has concern_outcome dropped investigate dropped_active_measures into_ongoing moved_abroad moved_unknown moved_municipality \
		other_agency other_law other
	has office_kind directorate state_administrator region municipality service administration institution team other
	has urgency normal urgent emergency
	has staff_role administrator clerk
}

@test "no: the official codes and their days are those of the national register" {
	while IFS='|' read -r list key code from to; do
		got=$(sqlite3 -separator '|' "$BATS_FILE_TMPDIR/no.db" "SELECT list, key, code, valid_from, valid_to FROM code WHERE list = '$list' AND key = '$key'")
		# shellcheck disable=SC2053
		[[ $got == $list\|$key\|$code\|$from\|$to ]] || { echo "$got is not $code|$from|$to"; return 1; }
	done <<-END
		reporter|child|1|2013-01-01|
		reporter|doctor_hosp_dentist|15|2013-01-01|2024-12-31
		reporter|doctor_hosp|24|2025-01-01|
		reporter|dentist|25|2025-01-01|
		reporter|family_counselling|16|2013-01-01|
		reporter|anonymous|23|2013-01-01|
		content|parent_somatic|1|*|2025-12-31
		content|parent_skills|4|*|2020-12-31
		content|child_disability|13|*|2020-12-31
		content|child_behaviour_crime|16|*|2020-12-31
		content|lack_protection|20|2021-01-01|2025-12-31
		content|lack_health_followup|28|2022-01-01|2025-12-31
		content|persistent_low_income|31|2023-01-01|2025-12-31
		content|help_with_agencies|36|2025-01-01|2025-12-31
		concern_outcome|dropped|1|*|2025-12-31
		concern_outcome|investigate|2|*|
		concern_outcome|other|10|*|
	END
}

@test "every profile has every setting of the generic one, each once and with what it means" {
	for profile in $(profiles); do
		file=$top/share/profiles/$profile/settings.csv
		[ "$(head -n 1 "$file")" = setting,value,en ] || { echo "$file"; return 1; }
		cut -d , -f 1 "$file" | sort >there
		[ -z "$(cut -d , -f 1 "$top/share/profiles/generic/settings.csv" | sort | comm -23 - there)" ] || { echo "$file"; return 1; }
		[ -z "$(cut -d , -f 1 "$file" | sort | uniq -d)" ]
		run ! grep -E ',$' "$file"
	done
}

@test "settings that are words, bands or codes are of their form" {
	for profile in $(profiles); do
		setting() { sqlite3 "$BATS_FILE_TMPDIR/$profile.db" "SELECT value FROM setting WHERE name = '$1'"; }
		[[ $(setting mode) =~ ^(strict|compatible)$ ]] || { echo "$profile: mode"; return 1; }
		[[ $(setting language) =~ ^(en|nb|ar|bg)$ ]] || { echo "$profile: language"; return 1; }
		[[ $(setting country) =~ ^([A-Z][A-Z])?$ ]] || { echo "$profile: country"; return 1; }
		# Age bands leave out no age, and count none twice.
		setting age_bands | tr '|' '\n' | awk -F- '
			/^[0-9]+-[0-9]+$/ { if ($1 != next_age || $2 < $1) exit 1; next_age = $2 + 1; next }
			/^[0-9]+$/ { if ($1 != next_age) exit 1; next_age = $1 + 1; next }
			/^[0-9]+\+$/ { if ($1 + 0 != next_age) exit 1; open = 1; next }
			{ exit 1 } END { if (!open) exit 1 }' || { echo "$profile: age_bands"; return 1; }
	done
}

@test "a registry of every profile is sound" {
	export CASEWORK_KEY=$BATS_FILE_TMPDIR/keys
	for profile in $(profiles); do
		registry-check --quiet --registry "$BATS_FILE_TMPDIR/$profile.db" || { echo "$profile"; return 1; }
	done
}
