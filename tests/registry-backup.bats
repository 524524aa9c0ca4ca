# registry-backup: a checked copy of the registry, or none.

setup() {
	load helper
	furnished
	# A place of its own, in which every file is the backup's.
	mkdir out
}

by_hand() { sqlite3 "$CASEWORK_REGISTRY" "$1"; }
# The bytes of a file as hex, on one line.
bytes() { od -An -v -tx1 "$1" | tr -d ' \n'; }
# A batch that has the writer's lock and waits for its next row; `let_go` ends it, and it commits.
hold() {
	mkfifo "$BATS_TEST_TMPDIR/rows"
	concern-add -f "$BATS_TEST_TMPDIR/rows" >written 2>&1 &
	holder=$!
	exec 9>"$BATS_TEST_TMPDIR/rows"
	printf 'ref,reporter,content\nheld1,school,basic_care\nheld2,school,basic_care\n' >&9
	# It has the lock when nobody else gets it.
	while CASEWORK_WAIT=0 office-add -q --code BUSY --name Busy --kind team --dry-run >/dev/null 2>&1; do :; done
}
let_go() {
	exec 9>&-
	wait "$holder"
}

@test "registry-backup makes one file for its owner alone, and prints nothing" {
	umask 000
	run --separate-stderr registry-backup out/copy.db
	[ "$status" -eq 0 ]
	[ -z "$output$stderr" ]
	[ "$(stat -c %a out/copy.db)" = 600 ]
	[ "$(ls -A out)" = copy.db ]
}

@test "A backup is a sound registry with all that was in it, sealed parts too" {
	registry-backup out/copy.db
	registry-check --quiet --registry out/copy.db --head "$(registry-log --head)"
	diff <(concern-list --columns all) <(concern-list --registry out/copy.db --columns all)
	diff <(registry-log) <(registry-log --registry out/copy.db)
}

@test "registry-backup leaves no mark in the registry" {
	head=$(registry-log --head)
	cp registry.db before.db
	registry-backup out/copy.db
	cmp registry.db before.db
	[ "$(registry-log --head)" = "$head" ]
}

@test "registry-backup copies what was there before a batch that is still being written" {
	hold
	registry-backup out/copy.db
	registry-check --quiet --registry out/copy.db
	[ "$(concern-list --registry out/copy.db --columns ref | grep -c held)" -eq 0 ]
	let_go
	[ "$(concern-list --columns ref | grep -c held)" -eq 2 ]
	registry-check --quiet
}

@test "Backups made while ten commands write are all sound" {
	for writer in 1 2 3 4 5; do
		for n in 1 2 3 4 5 6; do
			concern-add --ref "$writer-$n" --reporter school --content basic_care >/dev/null
		done &
	done
	for n in 1 2 3 4 5; do
		registry-backup out/$n.db
		registry-check --quiet --registry out/$n.db
	done
	wait
}

@test "registry-backup does not take the place of a file unless asked to" {
	registry-backup out/copy.db
	cp out/copy.db kept.db
	concern-add --ref new --reporter school --content basic_care >/dev/null
	refuses 5 "--replace" registry-backup out/copy.db
	cmp out/copy.db kept.db
	registry-backup --replace out/copy.db
	[ "$(concern-list --registry out/copy.db --columns ref | grep -c '^new$')" -eq 1 ]
	[ "$(ls -A out)" = copy.db ]
}

@test "registry-backup --replace is not fooled by the log of the older copy" {
	registry-backup out/copy.db
	# Somebody looks into the copy, changes it, and is killed: its log stays behind.
	mkfifo say hear
	sqlite3 out/copy.db <say >hear &
	exec 8>say 9<hear
	echo "PRAGMA journal_mode = WAL; UPDATE concern SET language = 'xx'; SELECT 1;" >&8
	read -r _ <&9
	kill -9 $!
	wait $! || true
	exec 8>&- 9<&-
	[ -s out/copy.db-wal ]
	concern-add --ref new --reporter school --content basic_care >/dev/null
	registry-backup --replace out/copy.db
	registry-check --quiet --registry out/copy.db
	[ "$(concern-list --registry out/copy.db --columns ref | grep -c '^new$')" -eq 1 ]
}

@test "registry-backup never puts the copy in the place of the registry itself" {
	ln registry.db hard.db
	ln -s registry.db soft.db
	for name in registry.db ./registry.db hard.db soft.db; do
		inode=$(stat -c %i registry.db)
		run --separate-stderr registry-backup --replace "$name"
		[ "$status" -eq 5 ]
		[[ "$stderr" == *"the registry itself"* ]]
		[ "$(stat -c %i registry.db)" = "$inode" ]
	done
	registry-check --quiet
}

@test "A registry that was changed by hand is not copied, and an older copy stays" {
	registry-backup out/copy.db
	cp out/copy.db kept.db
	id=$(concern-list --columns concern,ref | sed -n 's/,a1$//p')
	by_hand "UPDATE concern SET outcome = 'dropped' WHERE ref = 'a1'"
	for what in "" --extract; do
		run --separate-stderr registry-backup --replace $what out/copy.db
		[ "$status" -eq 1 ]
		[ -z "$output" ]
		[[ "$stderr" == *"$id"* ]]
		cmp out/copy.db kept.db
		run --separate-stderr registry-backup $what out/second.db
		[ "$status" -eq 1 ]
		[ "$(ls -A out)" = copy.db ]
	done
}

@test "A registry whose file is damaged is not copied, and an older copy stays" {
	registry-backup out/copy.db
	cp out/copy.db kept.db
	page=$(by_hand "SELECT rootpage FROM sqlite_schema WHERE name = 'concern'")
	head -c 4096 /dev/zero | tr '\0' '\245' | dd of=registry.db bs=4096 seek=$((page - 1)) conv=notrunc status=none
	for what in "" --extract; do
		run --separate-stderr registry-backup --replace $what out/copy.db
		[ "$status" -eq 1 ]
		[[ "$stderr" == *"not made"* ]]
		cmp out/copy.db kept.db
		[ "$(ls -A out)" = copy.db ]
	done
}

@test "A disk that fills up leaves nothing behind, and says so" {
	# In KiB: too little for the registry's own side files, for the copy's first pages, for the whole copy.
	for room in 1 40 100; do
		for what in "" --extract; do
			run --separate-stderr bash -c "ulimit -f $room; registry-backup $what out/copy.db"
			[ "$status" -eq 4 ]
			[[ "$stderr" == *"File too large"* ]]
			[ -z "$(ls -A out)" ]
		done
	done
	registry-check --quiet
}

@test "registry-backup says where it cannot write" {
	refuses 4 "none/copy.db" registry-backup none/copy.db
	refuses 4 "/proc/copy.db" registry-backup /proc/copy.db
	refuses 5 "out" registry-backup out
	[ -z "$(ls -A out)" ]
}

@test "registry-backup takes one file and one registry" {
	refuses 2 "one file" registry-backup
	refuses 2 "one file" registry-backup out/a out/b
	refuses 2 "one registry" registry-backup --registry a.db --registry b.db out/a
	refuses 4 "none.db" registry-backup --registry none.db out/a
	[ -z "$(ls -A out)" ]
}

@test "registry-backup takes names with blanks, quotes and letters of any kind" {
	for name in 'out/a "b" '\''c'\'' %.db' 'out/копие نسخة.db'; do
		registry-backup "$name"
		registry-check --quiet --registry "$name"
	done
	registry-backup -- -dash.db
	registry-check --quiet --registry=-dash.db
}

@test "Without keys the backup is made, and registry-backup says what it did not check" {
	run --separate-stderr env CASEWORK_KEY="$PWD/none" registry-backup out/copy.db
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"no key"*"not checked"* ]]
	registry-check --quiet --registry out/copy.db
}

@test "A backup without keys still finds what can be seen without them" {
	by_hand "UPDATE concern SET outcome = 'lost' WHERE ref = 'a1'"
	run --separate-stderr env CASEWORK_KEY="$PWD/none" registry-backup out/copy.db
	[ "$status" -eq 1 ]
	[ -z "$(ls -A out)" ]
}

# ---- extracts ----

# Some sealed past.
past() {
	id=$(concern-list --columns concern,ref | sed -n 's/,a1$//p')
	printf 'concern,narrative\n%s,Told anew.\n' "$id" | record-edit -f - >/dev/null
	record-edit "$id" --received 2021-01-03 >/dev/null
	record-void "$(concern-list --columns concern,ref | sed -n 's/,a3$//p')" --reason "Sent twice" >/dev/null
}

@test "An extract holds every message and nothing that is sealed" {
	past
	registry-backup --extract out/extract.db
	[ "$(stat -c %a out/extract.db)" = 600 ]
	[ "$(ls -A out)" = extract.db ]
	diff <(concern-list --void) <(concern-list --registry out/extract.db --void)
	for table in concern_secret office_secret staff_secret; do
		[ "$(sqlite3 out/extract.db "SELECT count(*) FROM $table")" -eq 0 ]
	done
	[ "$(sqlite3 out/extract.db "SELECT count(*) FROM history WHERE box IS NOT NULL")" -eq 0 ]
	[ "$(sqlite3 out/extract.db "SELECT count(*) FROM history WHERE field = 'received'")" -eq 1 ]
}

@test "No byte of what is sealed is left in an extract" {
	past
	registry-backup --extract out/extract.db
	bytes registry.db >registry.hex
	bytes out/extract.db >extract.hex
	by_hand "SELECT lower(hex(substr(box, 10, 24))) FROM concern_secret UNION ALL
		SELECT lower(hex(substr(box, 10, 24))) FROM history WHERE box IS NOT NULL" >boxes
	[ "$(wc -l <boxes)" -ge 11 ]
	while read -r box; do
		grep -q "$box" registry.hex
	done <boxes
	run ! grep -qFf boxes extract.hex
}

@test "An extract gives the same figures" {
	registry-backup --extract out/extract.db
	diff <(stats-report --quiet --year 2021) <(stats-report --quiet --registry out/extract.db --year 2021)
	diff <(stats-report --quiet --year 2021 --by office) <(stats-report --quiet --registry out/extract.db --year 2021 --by office)
}

@test "An extract is read by somebody without any right to write, in a directory where nothing can be written" {
	registry-backup --extract out/extract.db
	stats-report --quiet --year 2021 >wanted
	chmod 444 out/extract.db
	# The way to here must be open to whoever has no rights here.
	for dir in "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/test "$BATS_TEST_TMPDIR"; do chmod go+x "$dir"; done
	mkdir bin
	for name in stats-report concern-list registry-check concern-add; do cp "$build/bin/casework" bin/$name; done
	cp -r "$top/share" share
	chmod 555 out bin
	stranger=
	[ "$(id -u)" -ne 0 ] || stranger="setpriv --reuid=65534 --regid=65534 --clear-groups --"
	export CASEWORK_SHARE=$PWD/share CASEWORK_REGISTRY=$PWD/out/extract.db CASEWORK_KEY=$PWD/none
	for command in "stats-report --quiet --year 2021" "concern-list --columns concern,child_birth_month" "registry-check --quiet"; do
		$stranger "$PWD"/bin/$command >got
		case $command in stats-report*) diff wanted got ;; esac
	done
	run $stranger "$PWD"/bin/concern-add --reporter school --content basic_care
	[ "$status" -ne 0 ]
	[ "$(ls -A out)" = extract.db ]
	chmod 755 out bin
}

@test "Nothing can be written to an extract, and nothing is left beside it" {
	registry-backup --extract out/extract.db
	id=$(concern-list --columns concern --limit 1 | tail -n 1)
	cp out/extract.db kept.db
	export CASEWORK_REGISTRY=out/extract.db
	refuses 5 "extract" concern-add --reporter school --content basic_care
	refuses 5 "extract" record-edit "$id" --received 2021-01-03
	refuses 5 "extract" record-void "$id" --reason "No"
	refuses 5 "extract" office-add --code X --name X --kind team
	refuses 5 "extract" registry-upgrade
	cmp out/extract.db kept.db
	[ "$(ls -A out)" = extract.db ]
}

@test "In an extract what was sealed prints empty, with the key as well as without" {
	registry-backup --extract out/extract.db
	[ "$(concern-list --registry out/extract.db --columns child_given,narrative | sort -u | head -n 1)" = , ]
	run ! grep -E 'Kari|Nordmann' <(concern-list --registry out/extract.db --columns all)
}

@test "registry-check says of an extract what it cannot check" {
	registry-backup --extract out/extract.db
	run --separate-stderr registry-check --registry out/extract.db
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"extract"*"not checked"* ]]
	sqlite3 out/extract.db "UPDATE concern SET outcome = 'lost' WHERE ref = 'a1'"
	run --separate-stderr registry-check --registry out/extract.db
	[ "$status" -eq 1 ]
	[[ "$output" == *"no such code: lost"* ]]
}

@test "registry-backup --extract --replace takes the place of an older extract" {
	registry-backup --extract out/extract.db
	concern-add --ref new --reporter school --content basic_care >/dev/null
	registry-backup --extract --replace out/extract.db
	[ "$(concern-list --registry out/extract.db --columns ref | grep -c '^new$')" -eq 1 ]
	[ "$(ls -A out)" = extract.db ]
}
