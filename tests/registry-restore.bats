# registry-restore: a backup takes the registry's place, and no id is ever given twice.

setup() {
	load helper
	furnished
	registry-backup backup.db
	# A place of its own, in which every file is the registry's.
	mkdir home
	mv registry.db home/
	CASEWORK_REGISTRY=$PWD/home/registry.db
}

refs() { concern-list --columns ref "$@" | tail -n +2; }
add() { concern-add --reporter school --content basic_care "$@"; }
# A message is added, and stays in the registry's log: a shell that holds the file open is killed.
add_to_log() {
	mkfifo say hear
	sqlite3 "$CASEWORK_REGISTRY" <say >hear &
	exec 8>say 9<hear
	echo 'SELECT count(*) FROM office;' >&8
	read -r _ <&9
	add "$@" >/dev/null
	kill -9 $!
	wait $! || true
	exec 8>&- 9<&-
	[ -s "$CASEWORK_REGISTRY-wal" ]
}
spoil() {
	local page
	page=$(sqlite3 "$1" "SELECT rootpage FROM sqlite_schema WHERE name = 'concern'")
	head -c 4096 /dev/zero | tr '\0' '\245' | dd of="$1" bs=4096 seek=$((page - 1)) conv=notrunc status=none
}

@test "registry-restore puts a backup where no registry is" {
	concern-list --columns all >wanted
	rm home/registry.db
	run --separate-stderr registry-restore backup.db
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$(ls -A home)" = registry.db ]
	[ "$(stat -c %a home/registry.db)" = 600 ]
	diff wanted <(concern-list --columns all)
	registry-check --quiet
}

@test "registry-restore makes the directories that a new machine lacks" {
	registry-restore --registry new/machine/registry.db backup.db
	registry-check --quiet --registry new/machine/registry.db
	[ "$(stat -c %a new/machine)" = 700 ]
}

@test "registry-restore leaves the backup as it is" {
	cp backup.db kept.db
	chmod 400 backup.db
	registry-restore --replace backup.db
	cmp backup.db kept.db
}

@test "registry-restore refuses to take the place of a registry unless asked to, and says how" {
	cp home/registry.db before.db
	refuses 5 "--replace" registry-restore backup.db
	cmp home/registry.db before.db
	[ "$(ls -A home)" = registry.db ]
}

@test "registry-restore --replace sets the registry that was there aside, whole" {
	add --ref later >/dev/null
	registry-restore --replace backup.db
	[ "$(refs | grep -c '^later$')" -eq 0 ]
	registry-check --quiet
	aside=$(echo home/registry.db.before-restore*)
	registry-check --quiet --registry "$aside"
	[ "$(refs --registry "$aside" | grep -c '^later$')" -eq 1 ]
}

@test "registry-restore --replace sets aside the log of the registry too: nothing in it is lost or mixed in" {
	add_to_log --ref inlog
	registry-restore --replace backup.db
	registry-check --quiet
	[ "$(refs | grep -c '^inlog$')" -eq 0 ]
	[ "$(ls -A home | grep -c 'registry.db-wal')" -eq 0 ]
	registry-check --quiet --registry home/registry.db.before-restore
	[ "$(refs --registry home/registry.db.before-restore | grep -c '^inlog$')" -eq 1 ]
}

@test "The log of a registry whose file is lost is not mixed into the one restored" {
	add_to_log --ref inlog
	rm home/registry.db
	registry-restore backup.db
	registry-check --quiet
	[ "$(refs | grep -c '^inlog$')" -eq 0 ]
}

@test "A second restore does not take the place of what the first one set aside" {
	add --ref first >/dev/null
	registry-restore --replace backup.db
	add --ref second >/dev/null
	registry-restore --replace backup.db
	for ref in first second; do
		found=0
		for file in home/*before-restore*; do
			case $file in *-wal | *-shm) continue ;; esac
			found=$((found + $(refs --registry "$file" | grep -c "^$ref\$" || true)))
		done
		[ "$found" -eq 1 ]
	done
}

@test "Ids given after the backup are never given again" {
	given=$(add; add; add; office-add --code N8 --name Ny --kind service --parent OSL; staff-add --code s1 --name Siv --office OSL --role caseworker)
	printf 'reporter,content\nschool,basic_care\nschool,basic_care\n' | concern-add -f - | tail -n +2 | cut -d, -f2 >batch
	registry-restore --replace backup.db
	again=$(add; add; add; add; add; office-add --code N9 --name Ny --kind service --parent OSL; staff-add --code s2 --name Siv --office OSL --role caseworker)
	[ -z "$(printf '%s\n' "$given" "$again" | cat - batch | sort | uniq -d)" ]
	registry-check --quiet
}

@test "Ids of a new year that the backup knows nothing of are never given again" {
	export CASEWORK_TODAY=2022-01-05
	given=$(add; add)
	registry-restore --replace backup.db
	again=$(add; add)
	[ -z "$(printf '%s\n' "$given" "$again" | sort | uniq -d)" ]
	registry-check --quiet
}

@test "--skip says how many ids to leave out" {
	last=$(add)
	registry-restore --replace --skip 50 backup.db
	[ "${last:11:6}" = 000011 ]
	next=$(add)
	[ "${next:11:6}" = 000061 ]
	for n in -1 x ''; do
		refuses 2 "--skip" registry-restore --replace --skip "$n" backup.db
	done
}

@test "A restored registry may be backed up and restored again" {
	registry-restore --replace backup.db
	add --ref more >/dev/null
	registry-backup second.db
	registry-restore --replace second.db
	[ "$(refs | grep -c '^more$')" -eq 1 ]
	registry-check --quiet
}

@test "The journal tells of the restore" {
	registry-restore --replace backup.db
	[[ "$(registry-log --limit 1 | tail -n 1)" == *,admin,"$(id -un)",registry-restore,registry,restore,* ]]
}

@test "A damaged backup is not restored, and the registry that was there is untouched" {
	spoil backup.db
	cp home/registry.db before.db
	run --separate-stderr registry-restore --replace backup.db
	[ "$status" -eq 1 ]
	[ -z "$output" ]
	[[ "$stderr" == *"not restored"* ]]
	cmp home/registry.db before.db
	[ "$(ls -A home)" = registry.db ]
}

@test "A backup that was cut off is not restored" {
	truncate -s 60000 backup.db
	cp home/registry.db before.db
	run --separate-stderr registry-restore --replace backup.db
	[ "$status" -eq 1 ] || [ "$status" -eq 4 ]
	[ -n "$stderr" ]
	cmp home/registry.db before.db
	[ "$(ls -A home)" = registry.db ]
}

@test "A backup that was changed by hand is not restored, and the faults are told" {
	id=$(concern-list --columns concern,ref | sed -n 's/,a1$//p')
	sqlite3 backup.db "UPDATE concern SET outcome = 'dropped' WHERE ref = 'a1'"
	cp home/registry.db before.db
	run --separate-stderr registry-restore --replace backup.db
	[ "$status" -eq 1 ]
	[[ "$stderr" == *"$id"* ]]
	cmp home/registry.db before.db
	[ "$(ls -A home)" = registry.db ]
}

@test "What is no backup is not restored, by name, and nothing is left behind" {
	rm home/registry.db
	echo hello >hello.txt
	: >empty
	sqlite3 other.db "CREATE TABLE x (y)"
	refuses 4 "hello.txt: not a registry" registry-restore hello.txt
	refuses 4 "empty: not a registry" registry-restore empty
	refuses 4 "home: not a registry" registry-restore home
	refuses 4 "other.db: not a registry" registry-restore other.db
	refuses 4 "none.db" registry-restore none.db
	[ -z "$(ls -A home)" ]
}

@test "An extract cannot be restored: it lacks what was sealed" {
	registry-backup --extract extract.db
	rm home/registry.db
	refuses 5 "extract.db: an extract" registry-restore extract.db
	[ -z "$(ls -A home)" ]
}

@test "Without the keys nothing is restored, and nothing is left behind" {
	rm home/registry.db
	refuses 5 "no key" env CASEWORK_KEY="$PWD/none" registry-restore backup.db
	[ -z "$(ls -A home)" ]
}

@test "A disk that fills up leaves the registry that was there, and nothing else" {
	cp home/registry.db before.db
	for room in 1 40 100; do
		run --separate-stderr bash -c "ulimit -f $room; registry-restore --replace backup.db"
		[ "$status" -eq 4 ]
		[[ "$stderr" == *"File too large"* ]]
		cmp home/registry.db before.db
		[ "$(ls -A home)" = registry.db ]
	done
}

@test "registry-restore takes one file and one registry" {
	refuses 2 "one backup" registry-restore
	refuses 2 "one backup" registry-restore a.db b.db
	refuses 2 "one registry" registry-restore --registry a.db --registry b.db backup.db
}

@test "registry-restore --replace waits for a batch at work, so that nothing it said it wrote is lost" {
	mkfifo feed
	concern-add -f feed >written 2>/dev/null &
	exec 9>feed
	printf 'ref,reporter,content\nmid1,school,basic_care\n' >&9
	sleep 0.3
	registry-restore --quiet --replace backup.db 9>&- &
	sleep 0.3
	exec 9>&-
	wait
	[ "$(tail -n +2 written | wc -l)" -eq 1 ]
	refs --registry home/registry.db.before-restore | grep -qx mid1
	registry-check --quiet
}

@test "A list is not written in the place of a registry, nor of a pipe or a link" {
	run --separate-stderr concern-list -o "$CASEWORK_REGISTRY"
	[ "$status" -eq 5 ]
	registry-check --quiet
	mkfifo pipe
	cat pipe >got &
	concern-list --columns concern -o pipe
	wait
	[ -p pipe ]
	[ "$(head -n 1 got)" = concern ]
	: >file
	ln -s file link
	concern-list --columns concern -o link
	[ -L link ]
	[ -s file ]
}
