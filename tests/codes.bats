# The code lists and settings of share/, as files and as a registry holds them, which tests/registry-init.bats makes with sanitizers
# too.
# bats file_tags=once
setup_file() {
	load helper
	# Every row of every list, generic ones with an empty profile.
	local db=$BATS_FILE_TMPDIR/codes.db file profile
	sqlite3 "$db" 'CREATE TABLE line (profile, list, n INTEGER, key, code, "order", valid_from, valid_to, split_into, kind, en, nb, ar, bg)'
	for file in "$top"/share/codes/*.csv "$top"/share/profiles/*/codes/*.csv; do
		profile=${file#"$top"/share/profiles/}
		[ "$profile" != "$file" ] || profile=/
		sqlite3 "$db" '.mode csv' 'CREATE TEMP TABLE row (key, code, "order", valid_from, valid_to, split_into, kind, en, nb, ar, bg)' \
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
	local missing
	missing=$(comm -23 <(printf '%s\n' "${@:2}" | sort) \
		<(sqlite3 "$BATS_FILE_TMPDIR/codes.db" "SELECT key FROM line WHERE profile = '' AND list = '$1'" | sort))
	[ -z "$missing" ] || { echo "$1:" $missing; return 1; }
}

@test "every list has the eleven columns, and eleven cells in every row" {
	for file in "$top"/share/codes/*.csv "$top"/share/profiles/*/codes/*.csv; do
		[ "$(head -n 1 "$file")" = key,code,order,valid_from,valid_to,split_into,kind,en,nb,ar,bg ] || { echo "$file"; return 1; }
	done
	[ ! -s "$BATS_FILE_TMPDIR/faults" ] || { cat "$BATS_FILE_TMPDIR/faults"; return 1; }
	[ "$(sqlite3 "$BATS_FILE_TMPDIR/codes.db" 'SELECT COUNT(*) > 100 FROM line')" = 1 ]
}

@test "keys are short words of plain letters, digits and _, each once in a file" {
	none "SELECT profile, list, key FROM line WHERE key GLOB '*[^a-z0-9_]*' OR key = '' OR length(key) > 30"
	none "SELECT profile, list, key FROM line GROUP BY profile, list, key HAVING COUNT(*) > 1"
}

@test "no cell begins or ends with a blank" {
	for c in key code '"order"' valid_from valid_to split_into kind en nb ar bg; do
		none "SELECT profile, list, key FROM line WHERE $c <> trim($c)"
	done
}

@test "the order of a list is that of its file, and the registry keeps it" {
	none "SELECT list, key, n FROM line WHERE profile = '' AND \"order\" <> n"
	held "SELECT list FROM code GROUP BY list HAVING COUNT(*) <> COUNT(DISTINCT \"order\") OR MAX(\"order\") <> COUNT(*)"
	for profile in $(profiles); do
		sqlite3 "$BATS_FILE_TMPDIR/$profile.db" "ATTACH '$BATS_FILE_TMPDIR/codes.db' AS f;" '.output want' \
			"SELECT list, key FROM f.line WHERE profile = '' ORDER BY list, n" '.output got' "SELECT c.list, c.key FROM code c
			JOIN f.line l ON l.profile = '' AND l.list = c.list AND l.key = c.key ORDER BY c.list, c.\"order\""
		[ -s want ] && diff -u want got || { echo "$profile"; return 1; }
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

@test "the lists of cases and of deviations have their keys" {
	has background immigrant born_to_immigrants none unknown
	has disability mobility sight hearing speech intellectual mental chronic_illness multiple other
	has population institution kafala takaful_karama abuse_violence street refugee unaccompanied disability care_leaver minority rural \
		other
	has basis law court consent vital_interest
	has risk low medium high imminent
	has close_reason safe goals_met adult moved transferred adopted returned_home family_wish no_contact no_ground died other
	has investigation_outcome measures board dropped dropped_party_wish dropped_moved referred moved_abroad moved_unknown \
		moved_municipality
	has child_heard talked represented observed other_way not_offered declined
	has measure_category institution institution_other_law institution_other foster_kin foster_nonkin foster_specialised foster_by_order \
		emergency_home emergency_home_kin foster_other kafala housing_followed \
		mst pmto fft webster_stratton icdp marte_meo home_based_other family_centre advice home_consultant parenting_other \
		kindergarten after_school leisure money respite_home support_contact groups education_work art development_other \
		supervision_voluntary supervision_imposed supervised_contact drug_test control_other \
		family_conference network_meeting individual_plan responsibility_group network_other \
		medical special_education child_mental_health services_other \
		housing_money housing_training housing_staffed housing_unstaffed housing_other cash_transfer day_care_centre rehabilitation
	has end_reason returned_home adult adoption moved_foster moved_institution other_place_needed needs_changed carer_cannot \
		consent_withdrawn not_upheld planned goals_met died other
	has decision_kind care_order emergency help_measure contact_rights no_measure care_order_ended other
	has body service board court state_administrator
	has decision_outcome approved sent_to_board lapsed refused
	has note_kind contact visit phone meeting observation home_visit supervision voice other
	has reporter_role child parent relative foster_carer caseworker manager expert lawyer school health volunteer association other
	has anonymity open confidential anonymous
	has subject_kind caseworker expert unit institution board other
	has event_kind incident near_miss risk good_practice
	has deviation_level person unit management municipality supervisor law
	has deviation_type message_late investigation_late feedback_late visit_missing plan_missing no_notice_of_rights access_refused \
		child_not_heard parents_not_heard reasons_missing wrong_legal_basis complaint_not_forwarded no_interpreter factual_error \
		source_missing selective_quoting untested_claim unfounded_assessment milder_measure_untried cultural_misreading \
		mandate_unanswered findings_unsupported method_unfit knowledge_unused ethics_breach unreadable self_declaration_missing \
		conflict_of_interest used_before_review unsafe_placement contact_not_carried_out coercion disrespect discrimination \
		retaliation confidentiality_breach record_missing
	has consequence safety health mental_health development family_life legal schooling economy trust
	has harmed child parent sibling carer staff
	has cause tool guideline training workload turnover communication coordination management supervision it_system law_gap resources \
		ties unknown
	has factor culture body_language language literacy disability distance time_pressure conflict
	has deviation_status received triaged
	has subject child family caregiver network
	has goal_status not_started under_way partly_met met dropped
	# A list that is empty is one that a profile fills.
	for file in "$top"/share/codes/*.csv; do
		list=$(basename "$file")
		[ "$(wc -l <"$file")" -gt 1 ] || ls "$top"/share/profiles/*/codes/"$list" >/dev/null || { echo "$list"; return 1; }
	done
}

# kinds DATABASE SQL: of rows of list, kind and key, a line LIST|KIND|KEY KEY... for each kind.
kinds() {
	sqlite3 -separator '|' "$1" "$2" | awk -F '|' '
		{ if ($1 "|" $2 == last) line = line " " $3; else { if (last) print line; line = $0 } last = $1 "|" $2 }
		END { print line }'
}

@test "just these keys are of a kind, in the files and in the registry of every profile" {
	tr -d '\t' >want <<-END
		child_heard|heard|talked represented observed other_way
		close_reason|durable|safe goals_met adopted returned_home
		decision_outcome|in_force|approved
		deviation_type|care|unsafe_placement contact_not_carried_out coercion
		deviation_type|conduct|disrespect discrimination retaliation
		deviation_type|content|factual_error source_missing selective_quoting untested_claim unfounded_assessment milder_measure_untried \
		cultural_misreading
		deviation_type|data|confidentiality_breach record_missing
		deviation_type|expert|mandate_unanswered findings_unsupported method_unfit knowledge_unused ethics_breach unreadable \
		self_declaration_missing conflict_of_interest used_before_review
		deviation_type|process|no_notice_of_rights access_refused child_not_heard parents_not_heard reasons_missing wrong_legal_basis \
		complaint_not_forwarded no_interpreter
		deviation_type|time|message_late investigation_late feedback_late visit_missing plan_missing
		goal_status|done|met dropped
		investigation_outcome|measures|measures board
		measure_category|emergency|emergency_home emergency_home_kin
		measure_category|foster|foster_kin foster_nonkin foster_specialised foster_by_order foster_other
		measure_category|placement|institution institution_other_law institution_other kafala housing_followed
	END
	kinds "$BATS_FILE_TMPDIR/codes.db" "SELECT list, kind, key FROM line WHERE profile = '' AND kind <> '' ORDER BY list, kind, n" >got
	diff -u want got
	for profile in $(profiles); do
		kinds "$BATS_FILE_TMPDIR/$profile.db" 'SELECT list, kind, key FROM code WHERE kind IS NOT NULL ORDER BY list, kind, "order"' >got
		diff -u want got || { echo "$profile"; return 1; }
	done
}

@test "every type of deviation has a kind and a number whose letter goes with it; causes have a code" {
	none "SELECT key, kind, code FROM line WHERE profile = '' AND list = 'deviation_type' AND (code NOT GLOB '[A-Z][1-9]' OR substr(code, 1, 1)
		<> CASE kind WHEN 'time' THEN 'T' WHEN 'process' THEN 'P' WHEN 'content' THEN 'F' WHEN 'expert' THEN 'X' WHEN 'care' THEN 'H'
		WHEN 'conduct' THEN 'C' WHEN 'data' THEN 'R' ELSE '' END)"
	none "SELECT key FROM line WHERE profile = '' AND list = 'cause' AND (code = '' OR code GLOB '*[^A-Z]*')"
	none "SELECT a.key, b.key FROM line a JOIN line b ON b.list = a.list AND b.code = a.code AND b.n > a.n AND b.profile = ''
		WHERE a.profile = '' AND a.code <> ''"
	# The numbers of a country are its profile's.
	none "SELECT list, key FROM line WHERE profile = '' AND list NOT IN ('deviation_type', 'cause')
		AND code || valid_from || valid_to || split_into <> ''"
}

@test "one concept has one term in each language, and foster homes are no nurseries" {
	while IFS='|' read -r one other; do
		[ "$(sqlite3 "$BATS_FILE_TMPDIR/codes.db" "SELECT COUNT(*) FROM line a JOIN line b USING (profile, en, nb, ar, bg) WHERE profile = ''
			AND a.list || '.' || a.key = '$one' AND b.list || '.' || b.key = '$other'")" = 1 ] || { echo "$one is not $other"; return 1; }
	done <<-END
		office_kind.state_administrator|body.state_administrator
		office_kind.service|body.service
		office_kind.institution|subject_kind.institution
		office_kind.municipality|deviation_level.municipality
		staff_role.caseworker|reporter_role.caseworker
		staff_role.caseworker|subject_kind.caseworker
		staff_role.leader|reporter_role.manager
		reporter_role.expert|subject_kind.expert
		reporter_role.parent|harmed.parent
		body.board|subject_kind.board
		subject_kind.unit|deviation_level.unit
		close_reason.died|end_reason.died
		close_reason.returned_home|end_reason.returned_home
	END
	# In Arabic a foster home is a family, whose name has nothing of a nursery in it.
	none "SELECT profile, list, key, ar FROM line WHERE ar LIKE '%حضان%'"
	none "SELECT key, en, ar FROM line WHERE list = 'measure_category' AND profile = '' AND kind IN ('foster', 'emergency') AND ar NOT LIKE '%أسرة%'"
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
		investigation_outcome|measures|1||
		investigation_outcome|board|2||
		investigation_outcome|dropped_moved|5||2025-12-31
		investigation_outcome|referred|6|2022-01-01|
		investigation_outcome|moved_municipality|9|2026-01-01|
		child_heard|talked|1.1||
		child_heard|declined|2.2||
		decision_outcome|approved|1||
		decision_outcome|refused|4||
		end_reason|returned_home|1||
		end_reason|other|4||
		measure_category|institution|1.1||
		measure_category|institution_other|1.99||
		measure_category|foster_kin|2.1||
		measure_category|emergency_home|2.5||
		measure_category|emergency_home_kin|2.6|2021-01-01|
		measure_category|foster_other|2.99||
		measure_category|kafala|||
		measure_category|housing_followed|8.2||2025-12-31
		measure_category|home_consultant|3.10||
		measure_category|housing_training|8.3||
		measure_category|housing_staffed|8.4|2026-01-01|
		measure_category|housing_unstaffed|8.5|2026-01-01|
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

@test "no: what is a code of measures or of a care order is one of the register's, and the rest has none" {
	db=$BATS_FILE_TMPDIR/no.db
	# Categories are numbered from 1 within their group, without a gap; 99 is what else there is.
	[ -z "$(sqlite3 "$db" "SELECT key, code FROM code WHERE list = 'measure_category' AND code NOT GLOB '[1-8].[1-9]'
		AND code NOT GLOB '[1-8].99' AND code <> '3.10'")" ]
	[ "$(sqlite3 "$db" "SELECT group_concat(n, ' ') FROM (SELECT COUNT(*) AS n FROM code WHERE list = 'measure_category' AND code IS NOT NULL
		AND code NOT LIKE '%.99' GROUP BY substr(code, 1, 1) ORDER BY substr(code, 1, 1))")" = '2 6 10 9 4 4 3 5' ]
	[ "$(sqlite3 "$db" "SELECT group_concat(key, ' ') FROM (SELECT key FROM code WHERE list = 'measure_category' AND code IS NULL
		ORDER BY \"order\")")" = 'kafala cash_transfer day_care_centre rehabilitation' ]
	[ "$(sqlite3 "$db" "SELECT split_into FROM code WHERE list = 'investigation_outcome' AND key = 'dropped_moved'")" = \
		'moved_abroad|moved_unknown|moved_municipality' ]
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
		[[ $(setting same_person) =~ ^(refuse|same|new)$ ]] || { echo "$profile: same_person"; return 1; }
		[[ $(setting national_id) =~ ^(none|no)$ ]] || { echo "$profile: national_id"; return 1; }
		[[ $(setting placement_basis) =~ ^(yes|no)$ ]] || { echo "$profile: placement_basis"; return 1; }
		[[ $(setting weekend) =~ ^(mon|tue|wed|thu|fri|sat|sun)([|](mon|tue|wed|thu|fri|sat|sun))*$ ]] || { echo "$profile: weekend"; return 1; }
		[[ $(setting keeps) =~ ^(all|register)$ ]] || { echo "$profile: keeps"; return 1; }
		for number in placement_overlap protect_below; do
			[[ $(setting "$number") =~ ^[1-9][0-9]*$ ]] || { echo "$profile: $number"; return 1; }
		done
		[[ $(setting plan_review_months) =~ ^[0-9]+$ ]] || { echo "$profile: plan_review_months"; return 1; }
		# Age bands leave out no age, and count none twice.
		setting age_bands | tr '|' '\n' | awk -F- '
			/^[0-9]+-[0-9]+$/ { if ($1 != next_age || $2 < $1) exit 1; next_age = $2 + 1; next }
			/^[0-9]+$/ { if ($1 != next_age) exit 1; next_age = $1 + 1; next }
			/^[0-9]+\+$/ { if ($1 + 0 != next_age) exit 1; open = 1; next }
			{ exit 1 } END { if (!open) exit 1 }' || { echo "$profile: age_bands"; return 1; }
	done
}

@test "every profile has deadlines and holidays, each with what it is in the four languages, in its own script" {
	for profile in $(profiles); do
		db=$BATS_FILE_TMPDIR/$profile.db
		[ "$(head -n 1 "$top/share/profiles/$profile/deadlines.csv")" = key,noun,from,after,done,if,amount,unit,roll,risk,en,nb,ar,bg ]
		[ "$(head -n 1 "$top/share/profiles/$profile/holidays.csv")" = rule,moves,en,nb,ar,bg ]
		# Every line of the files is there.
		for table in deadline holiday; do
			[ "$(sqlite3 "$db" "SELECT COUNT(*) FROM $table")" = "$(($(wc -l <"$top/share/profiles/$profile/${table}s.csv") - 1))" ]
			sqlite3 -separator $'\t' "$db" "SELECT ar, bg, en, nb FROM $table" |
				perl -CSD -F'\t' -lane 'next if $F[0] =~ /\p{Arabic}/ && $F[1] =~ /\p{Cyrillic}/ && $F[2] && $F[3] &&
					"$F[2]$F[3]" !~ /[\p{Arabic}\p{Cyrillic}]/; print "'"$profile"': @F"; $bad = 1; END { exit $bad }'
		done
		# The rows of a key stand together, and have the same label.
		[ -z "$(sqlite3 "$db" 'SELECT key FROM deadline GROUP BY key HAVING MAX("order") - MIN("order") + 1 <> COUNT(*) OR COUNT(DISTINCT en) > 1')" ]
		# casework can count by every row: the lists' kinds and keys that they name are there.
		CASEWORK_KEY=$BATS_FILE_TMPDIR/keys case-due --registry "$db" >/dev/null
		for kind in $(sqlite3 "$db" "SELECT DISTINCT replace(substr(done, instr(done, ':') + 1), '|', ' ') FROM deadline WHERE done LIKE '%:%'"); do
			has note_kind "$kind"
		done
		for risk in $(sqlite3 "$db" "SELECT DISTINCT replace(risk, '|', ' ') FROM deadline WHERE risk IS NOT NULL"); do has risk "$risk"; done
	done
}

@test "eg, bg: the official regions, each with its number" {
	[ "$(sqlite3 "$BATS_FILE_TMPDIR/eg.db" "SELECT COUNT(*), COUNT(DISTINCT code), MIN(code), MAX(code) FROM code WHERE list = 'region'")" = '27|27|EG01|EG35' ]
	[ "$(sqlite3 "$BATS_FILE_TMPDIR/bg.db" "SELECT COUNT(*), COUNT(DISTINCT code) FROM code WHERE list = 'region'")" = '28|28' ]
	[ -z "$(sqlite3 "$BATS_FILE_TMPDIR/eg.db" "SELECT key FROM code WHERE list = 'region' AND lower(code) <> key")" ]
	# The six of the programme for safe family environments.
	for region in sof pdv szr bgs mon sml; do
		[ "$(sqlite3 "$BATS_FILE_TMPDIR/bg.db" "SELECT COUNT(*) FROM code WHERE list = 'region' AND key = '$region'")" = 1 ]
	done
}

@test "a registry of every profile is sound" {
	export CASEWORK_KEY=$BATS_FILE_TMPDIR/keys
	for profile in $(profiles); do
		registry-check --quiet --registry "$BATS_FILE_TMPDIR/$profile.db" || { echo "$profile"; return 1; }
	done
}

@test "register: a registry of deviations and no cases, with the generic lists" {
	sql="SELECT list, key, code, \"order\", valid_from, valid_to, split_into, en, nb, ar, bg FROM code ORDER BY list, \"order\""
	sqlite3 "$BATS_FILE_TMPDIR/generic.db" "$sql" >generic
	sqlite3 "$BATS_FILE_TMPDIR/register.db" "$sql" >register
	cmp generic register
	for profile in $(profiles); do
		[ "$profile $(sqlite3 "$BATS_FILE_TMPDIR/$profile.db" "SELECT value FROM setting WHERE name = 'keeps'")" = \
			"$profile $([ "$profile" = register ] && echo register || echo all)" ]
	done
}
