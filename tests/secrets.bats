# What is sealed is read by nobody without the key, whatever file or message it looks in.

# Each value begins with hushed, as nothing else does; the day of birth is looked for by itself.
secrets='hushed|1999-07-13|19990713'

setup() {
	load helper
	fresh
	add_secret
	id=$(concern-list --columns concern | tail -n 1)
}

add_secret() {
	concern-add -f - >/dev/null <<-EOT
		ref,reporter,content,child_given,child_family,child_national_id,child_birth,child_sex,reporter_name,reporter_contact,narrative,reason,decided,outcome,received
		s1,school,basic_care,hushedgiven,hushedfamily,hushednational,1999-07-13,female,hushedteacher,hushed@example.org,"hushednarrative
		over two lines",hushedreason,2011-02-03,dropped,2011-02-01
	EOT
}
# A row without anything sealed.
add() { concern-add --reporter school --content basic_care "$@"; }
# No file of these holds a secret, as bytes.
clean() {
	local file
	for file; do
		[ -e "$file" ] || continue
		if LC_ALL=C grep -aqE "$secrets" "$file"; then
			echo "$file: $(LC_ALL=C grep -aoE "$secrets" "$file" | head -n 3)"
			return 1
		fi
	done
}
# The secrets of every kind of write: added, changed, decided, struck out, added again in a batch.
live() {
	printf 'concern,child_given,narrative\n%s,hushedother,hushedretold\n' "$id" | record-edit -f - >/dev/null
	printf 'concern,child_family\n%s,\\N\n' "$id" | record-edit -f - >/dev/null
	record-void "$id" --reason "hushedmistake" >/dev/null
	printf 'ref,reporter,content,child_given,narrative\nb1,school,basic_care,hushedbatch,hushedlong\nb2,police,basic_care,,hushednight\n' | concern-add -f - >/dev/null
	printf 'ref,reporter,content,child_given,narrative\nb1,school,basic_care,hushedupdated,\n' | concern-add --update -f - >/dev/null
}

@test "No secret stands in the registry after adds, changes, decisions and strikes" {
	live
	clean registry.db registry.db-wal registry.db-shm
	# They are there: it is only that they are sealed.
	[ "$(concern-list --void --columns child_given,narrative | grep -c hushed)" -eq 3 ]
	[ "$(sqlite3 registry.db "SELECT count(*) FROM history WHERE box IS NOT NULL")" -ge 4 ]
}

@test "No secret stands in the log beside the registry while others read and write" {
	mkfifo say hear
	sqlite3 registry.db <say >hear &
	reader=$!
	exec 8>say 9<hear
	echo 'BEGIN; SELECT count(*) FROM concern;' >&8
	read -r _ <&9
	live
	[ -s registry.db-wal ]
	clean registry.db registry.db-wal registry.db-shm
	exec 8>&- 9<&-
	wait $reader
}

@test "No secret stands in what a killed batch leaves behind" {
	awk 'BEGIN {
		while (length(text) < 4000) text = text "hushedtold "
		print "reporter,content,child_given,narrative"
		for (i = 1; i <= 9000; i++) print "school,basic_care,hushedname," text
	}' >rows.csv
	mkdir tmp
	mkfifo feed
	TMPDIR=$PWD/tmp concern-add -f feed >/dev/null 2>&1 9>&- &
	pid=$!
	exec 9>feed
	cat rows.csv >&9
	[ "$(stat -c %s registry.db-wal)" -gt 1000000 ]
	kill -9 $pid
	wait $pid || true
	exec 9>&-
	clean registry.db registry.db-wal registry.db-shm
	[ -z "$(ls -A tmp)" ]
}

@test "No secret stands in backups, extracts and what a restore sets aside" {
	live
	registry-backup copy.db
	registry-backup --extract extract.db
	registry-restore --replace copy.db
	clean copy.db extract.db registry.db*
}

@test "No secret stands in the journal or in what commands that do not list them print" {
	live
	{
		registry-log
		registry-log --format json
		registry-check --brief
		casework
		stats-report --year 2011
		stats-report --year 2011 --by age
		staff-list
		concern-list --void
		concern-list --format json
		concern-show "$id"
		record-show "$id" --history
		registry-backup copy.db
		registry-upgrade
	} >printed 2>&1
	clean printed
}

@test "No message about a bad row holds a value of a sealed field" {
	cat >bad.csv <<-EOT
		ref,reporter,content,child_given,child_birth,narrative,reason,received
		r1,school,gossip,hushedname,hushed-day,hushedtold,hushedwhy,2021-01-01
		r2,school,basic_care,hushedname,1999-07-13x,hushedtold,hushedwhy,2021-02-30
		r3,school,basic_care,hushedna$(printf '\001')me,2021-02-30,hushedtold,hushedwhy,2021-01-01
		r4,school,basic_care,"hushedname
		hushedline",1999-07-13,hushedtold,hushedwhy,2021-01-01
		r5,school,basic_care,hushedname,1999-07-13,hushedtold,hushedwhy,2021-01-01,more
		s1,school,basic_care,hushedname,1999-07-13,hushedtold,hushedwhy,2021-01-01
		r7,nobody,basic_care,hushedname,2029-01-01,hushedtold,hushedwhy,2021-01-01
		r8,school,basic_care,hushedna"me,1999-07-13,hushedtold,hushedwhy,2021-01-01
	EOT
	run --separate-stderr concern-add -f bad.csv
	[ "$status" -eq 3 ]
	echo "$stderr" >said
	# Each of the rows is told, by line and field.
	for line in 2 3 4 5 7 8 9 10; do
		grep -q "bad.csv:$line: " said
	done
	clean said
	run --separate-stderr concern-add --verbose --keep-going -f bad.csv
	echo "$output$stderr" >said
	clean said
}

@test "No message about bytes that are no text holds a secret" {
	for encoding in '' utf-16 ascii; do
		printf 'reporter,content,narrative\nschool,basic_care,hushedtold \377 hushedend\n' >bytes.csv
		run --separate-stderr concern-add ${encoding:+--encoding $encoding} -f bytes.csv
		[ "$status" -eq 3 ]
		echo "$stderr" >said
		clean said
	done
	printf 'reporter,content,narrative\nschool,basic_care,hushedtold \000 hushedend\n' >bytes.csv
	run --separate-stderr concern-add -f bytes.csv
	[ "$status" -eq 3 ]
	echo "$stderr" >said
	clean said
}

@test "Rejected rows go to a file for their owner alone, and its faults name no secret" {
	umask 000
	printf 'ref,reporter,content,child_birth,narrative\nr1,school,basic_care,hushed-day,told\nr2,school,basic_care,,fine\n' >bad.csv
	run --separate-stderr concern-add --keep-going --rejects rejects.csv -f bad.csv
	[ "$status" -eq 1 ]
	[ "$(stat -c %a rejects.csv)" = 600 ]
	echo "$stderr" >said
	clean said
	# The row itself is there, to be mended; the fault beside it does not say it again.
	[ "$(tail -n 1 rejects.csv | grep -o hushed | wc -l)" -eq 1 ]
}

@test "A list written with -o, secrets and all, is for its owner alone" {
	umask 000
	concern-list --columns child_given -o list.csv
	[ "$(stat -c %a list.csv)" = 600 ]
	grep -q hushedgiven list.csv
	echo old >open.csv
	concern-list --columns child_given -o open.csv
	[ "$(stat -c %a open.csv)" = 600 ]
}

@test "A secret as an option exits 2, says how else, and does not repeat it" {
	for option in --child-given --child-family --child-national-id --child-birth --reporter-name --reporter-contact --narrative --reason; do
		run --separate-stderr concern-add --reporter school --content basic_care $option hushedvalue
		[ "$status" -eq 2 ]
		[[ "$stderr" == *"$option"*"-f"* && "$stderr" != *hushedvalue* ]]
		run --separate-stderr concern-add --reporter school --content basic_care $option=hushedvalue
		[ "$status" -eq 2 ]
		[[ "$stderr" == *"$option"*"-f"* && "$stderr" != *hushedvalue* ]]
	done
	run --separate-stderr record-edit "$id" --child-given hushedvalue
	[ "$status" -eq 2 ]
	[[ "$stderr" != *hushedvalue* ]]
	run --separate-stderr concern-decide "$id" --outcome dropped --reason hushedvalue
	[ "$status" -eq 2 ]
	[[ "$stderr" != *hushedvalue* ]]
	[ "$(concern-list | wc -l)" -eq 2 ]
}

@test "CASEWORK_UNSAFE_ARGS=1 alone lets a secret be an option" {
	export CASEWORK_UNSAFE_ARGS=1
	new=$(add --child-given hushedoption)
	[ "$(concern-show "$new" --columns child_given | tail -n 1)" = hushedoption ]
	for value in 0 '' yes; do
		CASEWORK_UNSAFE_ARGS=$value run add --child-given hushedoption
		[ "$status" -eq 2 ]
	done
	clean registry.db
}

# ---- with the key ----

@test "In a pipe secrets come only when their columns are named" {
	run ! grep -E "$secrets" <(concern-list; concern-list --format json; concern-show "$id"; record-show "$id")
	[ "$(concern-list --columns concern,child_given,child_birth | tail -n 1)" = "$id,hushedgiven,1999-07-13" ]
	[ "$(concern-show "$id" --columns child_national_id,reason | tail -n 1)" = "hushednational,hushedreason" ]
	concern-list --columns all | grep -q hushedfamily
}

@test "A list of what is clear opens nothing that is sealed, ages and months of birth neither" {
	sqlite3 registry.db "UPDATE concern_secret SET box = x'00'"
	[ "$(concern-list --columns concern,child_birth_month,age | tail -n 1)" = "$id,1999-07,11" ]
	concern-list | grep -q "$id"
	stats-report --quiet --year 2011 --by age >figures
	run --separate-stderr concern-list --columns child_given
	[ "$status" -eq 5 ]
	[[ "$stderr" == *"$id"* ]]
}

@test "The month of a sealed birth is clear, its day is not" {
	[ "$(concern-list --columns child_birth_month,age | tail -n 1)" = "1999-07,11" ]
	concern-list | head -n 1 | grep -q child_birth_month
	[ "$(sqlite3 registry.db "SELECT child_birth_month FROM concern")" = 1999-07 ]
	printf 'concern,child_birth\n%s,2000-01-31\n' "$id" | record-edit -f - >/dev/null
	[ "$(sqlite3 registry.db "SELECT child_birth_month FROM concern")" = 2000-01 ]
	printf 'concern,child_birth\n%s,\\N\n' "$id" | record-edit -f - >/dev/null
	[ "$(sqlite3 registry.db "SELECT child_birth_month IS NULL FROM concern")" -eq 1 ]
}

@test "The past of a record names the sealed fields that changed, not their values" {
	live
	record-show "$id" --history >past
	grep -q child_given past
	grep -q narrative past
	clean past
}

@test "What is sealed twice alike does not look alike" {
	printf 'ref,reporter,content,child_given\nt1,school,basic_care,hushedsame\nt2,school,basic_care,hushedsame\n' | concern-add -f - >/dev/null
	[ "$(sqlite3 registry.db "SELECT count(DISTINCT substr(box, 10)) FROM concern_secret")" -eq 3 ]
	[ "$(sqlite3 registry.db "SELECT count(DISTINCT substr(box, 10, 24)) FROM concern_secret")" -eq 3 ]
}

# ---- without it ----

@test "Without the key lists work, and what is sealed is empty in CSV and null in JSON" {
	export CASEWORK_KEY=$PWD/none
	[ "$(concern-list --columns concern,child_given,child_birth,child_birth_month | tail -n 1)" = "$id,,,1999-07" ]
	[[ "$(concern-list --format json --columns child_given,child_birth_month)" == *'"child_given":null,"child_birth_month":"1999-07"'* ]]
	[ "$(concern-show "$id" --columns concern,narrative | tail -n 1)" = "$id," ]
	[ "$(record-show "$id" --columns concern,narrative | tail -n 1)" = "$id," ]
	stats-report --quiet --year 2011 >figures
	grep -q concerns,2011,1 figures
}

@test "A job that has no HOME, and so no key, may read what is clear" {
	unset HOME CASEWORK_KEY
	[ "$(concern-list --columns concern,child_given,child_birth_month | tail -n 1)" = "$id,,1999-07" ]
	registry-check --quiet
	registry-backup --quiet copy.db
	run --separate-stderr concern-add --reporter school --content basic_care
	[ "$status" -ne 0 ]
	[[ "$stderr" == *HOME* ]]
}

@test "Without any key nothing is written, and the message says which key is missing" {
	export CASEWORK_KEY=$PWD/none
	refuses 5 "write.key" add
	refuses 5 "key" record-edit "$id" --received 2011-01-31
	refuses 5 "key" record-void "$id" --reason "No"
	refuses 5 "key" office-add --code N1 --name Nord --kind service
	[ "$(concern-list --columns received | tail -n 1)" = 2011-02-01 ]
}

@test "Without the case key a record with secrets is refused, one without is written" {
	rm keys/OSL-*.case.key
	printf 'reporter,content,child_given\nschool,basic_care,hushedname\n' >one.csv
	refuses 5 "case.key" concern-add -f one.csv
	[ "$(concern-list | wc -l)" -eq 2 ]
	new=$(add)
	record-edit "$new" --received 2021-01-03 >/dev/null
	concern-decide "$new" --decided 2021-01-05 --outcome dropped >/dev/null
	[ "$(concern-list | wc -l)" -eq 3 ]
	registry-check --quiet
}

@test "Without the case key the clear fields of a record with secrets can be changed, and the secrets stay" {
	mv keys/OSL-*.case.key away
	record-edit "$id" --received 2011-01-31 >/dev/null
	printf 'concern,narrative\n%s,hushednew\n' "$id" >edit.csv
	refuses 5 "case.key" record-edit -f edit.csv
	refuses 5 "case.key" record-void "$id" --reason "No"
	mv away "keys/OSL-$(sqlite3 registry.db "SELECT value FROM setting WHERE name = 'uid'").case.key"
	[ "$(concern-list --columns received,child_given,reason | tail -n 1)" = "2011-01-31,hushedgiven,hushedreason" ]
	registry-check --quiet
}

@test "Without the key a batch of good rows and one with a secret writes none of them" {
	rm keys/OSL-*.case.key
	printf 'reporter,content,child_given\nschool,basic_care,\nschool,basic_care,hushedname\n' >two.csv
	refuses 5 "case.key" concern-add -f two.csv
	[ "$(concern-list | wc -l)" -eq 2 ]
}

# Another registry's key under the name of this one's.
wrong() {
	CASEWORK_KEY=$PWD/other registry-init --quiet --code OSL --registry other.db
	cp other/OSL-*."$1".key keys/OSL-*."$1".key
}

@test "With a key of another registry lists work, and what is sealed stays so" {
	wrong case
	[ "$(concern-list | wc -l)" -eq 2 ]
	run --separate-stderr concern-list --columns concern,child_given
	echo "$output$stderr" >said
	clean said
	[ "$status" -eq 5 ] || [ "$output" = "concern,child_given
$id," ]
}

@test "With a key of another registry nothing is sealed that nobody else could open" {
	wrong case
	printf 'reporter,content,child_given\nschool,basic_care,hushedname\n' >one.csv
	refuses 5 "key" concern-add -f one.csv
	[ "$(concern-list | wc -l)" -eq 2 ]
}

@test "With a signing key of another registry nothing is written that would look changed by hand" {
	wrong write
	refuses 5 "key" add
	[ "$(concern-list | wc -l)" -eq 2 ]
}

@test "A key of another domain of the same registry is not taken for this one's" {
	cp keys/OSL-*.register.key keys/OSL-*.case.key
	printf 'reporter,content,child_given\nschool,basic_care,hushedname\n' >one.csv
	refuses 5 "key" concern-add -f one.csv
	[ "$(concern-list | wc -l)" -eq 2 ]
}

@test "A key that others may read is refused, with the way out" {
	for mode in 640 604 660 644; do
		chmod $mode keys/OSL-*.case.key
		printf 'reporter,content,child_given\nschool,basic_care,hushedname\n' >one.csv
		refuses 5 "chmod 600" concern-add -f one.csv
		refuses 5 "chmod 600" concern-list --columns child_given
	done
	chmod 400 keys/OSL-*.case.key
	concern-add -f one.csv >/dev/null
}

@test "What is no key is refused by name" {
	for text in '' 'hello' "$(printf 'casework key 1\nOSL\nnothex')" "$(printf 'casework key 1\nOSL x case\n00')"; do
		printf '%s' "$text" >keys/"$(basename keys/OSL-*.case.key)"
		printf 'reporter,content,child_given\nschool,basic_care,hushedname\n' >one.csv
		refuses 4 "case.key: not a key file" concern-add -f one.csv
	done
	run --separate-stderr concern-list --columns child_given
	[ "$status" -eq 4 ]
}

@test "No message shows a key" {
	live
	{
		registry-check
		registry-check --brief
		registry-log --head
		casework
		CASEWORK_KEY=$PWD/none registry-check
		chmod 644 keys/*.key
		add || true
	} >said 2>&1
	for key in keys/*.key; do
		run ! grep -qF "$(tail -n 1 "$key")" said
	done
	for key in keys/*.key; do
		run ! grep -aqF "$(tail -n 1 "$key")" registry.db
	done
}

@test "A secret whose box was given to another record is opened by nobody" {
	concern-add --reporter school --content basic_care >/dev/null
	new=$(concern-list --columns concern | tail -n 1)
	sqlite3 registry.db "INSERT INTO concern_secret SELECT (SELECT max(id) FROM concern), box FROM concern_secret"
	run --separate-stderr concern-show "$new" --columns child_given
	[ "$status" -eq 5 ]
	[[ "$stderr" == *"$new"* ]]
	echo "$output$stderr" >said
	clean said
}

@test "Deleting, clearing and striking out leave no secret in pages that are no longer used" {
	live
	sqlite3 registry.db "PRAGMA foreign_keys = OFF; DELETE FROM concern_secret; DELETE FROM concern"
	clean registry.db
}
