# registry-init: makes a registry, its keys, its first office and its first member of staff, or nothing.

setup() {
	load helper
	bare
	# A place of its own, in which every file is registry-init's.
	mkdir home && cd home
	export HOME=$PWD CASEWORK_REGISTRY=$PWD/registry.db CASEWORK_KEY=$PWD/keys
}

mode() { stat -c %a "$1"; }
# The files anywhere in it.
files() { find . -type f | sort; }
# Run as somebody who may write nowhere here, whether or not the tests run as root.
as_stranger() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"
	else
		"$@"
	fi
}

@test "registry-init makes a registry and three keys that only their owner may read" {
	umask 000
	registry-init --quiet --code OSL
	[ "$(mode registry.db)" = 600 ]
	[ "$(mode keys)" = 700 ]
	[ "$(ls keys | wc -l)" -eq 4 ]
	for domain in case register write; do
		[ "$(mode keys/OSL-*.$domain.key)" = 600 ]
	done
	[ "$(files | wc -l)" -eq 5 ]
}

@test "registry-init makes the directories that are missing, for their owner alone" {
	umask 000
	CASEWORK_REGISTRY=$PWD/far/away/r.db CASEWORK_KEY=$PWD/locked/up registry-init --quiet --code OSL
	for dir in far far/away locked locked/up; do
		[ "$(mode $dir)" = 700 ]
	done
	registry-check --quiet --registry far/away/r.db
}

@test "registry-init leaves a directory that is there as it is" {
	mkdir -m 755 shared
	registry-init --quiet --code OSL --registry shared/r.db
	[ "$(mode shared)" = 755 ]
}

@test "Without CASEWORK_REGISTRY and CASEWORK_KEY the registry lies below HOME" {
	unset CASEWORK_REGISTRY CASEWORK_KEY
	registry-init --quiet --code OSL
	[ -f .local/share/casework/registry.db ]
	[ "$(ls .config/casework/OSL-*.key | wc -l)" -eq 3 ]
	registry-check --quiet
}

@test "XDG_DATA_HOME and XDG_CONFIG_HOME say where the registry and its keys lie" {
	unset CASEWORK_REGISTRY CASEWORK_KEY
	XDG_DATA_HOME=$PWD/data XDG_CONFIG_HOME=$PWD/config registry-init --quiet --code OSL
	[ -f data/casework/registry.db ]
	[ "$(ls config/casework/OSL-*.key | wc -l)" -eq 3 ]
}

@test "Without a HOME and without a path registry-init says so and makes nothing" {
	unset CASEWORK_REGISTRY CASEWORK_KEY HOME
	refuses 4 "HOME" registry-init --code OSL
	[ -z "$(files)" ]
}

@test "An empty CASEWORK_REGISTRY is as one that is not set" {
	CASEWORK_REGISTRY= registry-init --quiet --code OSL
	[ -f .local/share/casework/registry.db ]
}

@test "registry-init takes a relative path, and one with blanks, quotes and letters of any kind" {
	for path in near.db ./sub/near.db 'a "b" '\''c'\'' % ? # & 100%.db' 'Barnevern Ålesund حماية детска.db' 'file:x.db?mode=ro' '-dash.db'; do
		registry-init --quiet --code OSL --registry="$path"
		[ -f "./$path" ]
		CASEWORK_REGISTRY=$path registry-check --quiet
		[ "$(CASEWORK_REGISTRY=$path office-list --columns code | tail -n 1)" = OSL ]
	done
}

@test "registry-init says where the registry and its keys are, on stderr alone, unless quiet" {
	run --separate-stderr registry-init --code OSL
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ "$stderr" == *"$CASEWORK_REGISTRY"*"$CASEWORK_KEY"* ]]
	run --separate-stderr registry-init --quiet --code BER --registry b.db
	[ "$status" -eq 0 ]
	[ -z "$output$stderr" ]
}

@test "The first office has the registry's code, and the first member of staff the login of whoever made it" {
	registry-init --quiet --code OSL --name "Oslo barnevern" --kind directorate
	[ "$(office-list --columns code,name,kind,parent | tail -n +2)" = "OSL,Oslo barnevern,directorate," ]
	[ "$(staff-list --columns code,office,role,login | tail -n +2)" = "admin,OSL,administrator,$(id -un)" ]
}

@test "Without a name the first office is called as its code, and it is a service" {
	registry-init --quiet --code OSL
	[ "$(office-list --columns code,name,kind | tail -n +2)" = "OSL,OSL,service" ]
}

@test "A fresh registry is sound and says what it is" {
	registry-init --quiet --code OSL --name Oslo --profile no
	registry-check --quiet
	run casework --about --format csv
	[[ "$output" == *"code,OSL"* && "$output" == *"name,Oslo"* && "$output" == *"profile,no"* ]]
}

@test "The journal of a fresh registry begins with registry-init" {
	registry-init --quiet --code OSL
	[[ "$(registry-log | tail -n 1)" == 1,*,admin,"$(id -un)",registry-init,* ]]
}

@test "registry-init takes codes of 2 to 5 capitals and digits, a letter first" {
	for code in AB A1 OSL BERG Z9Z9Z; do
		registry-init --quiet --code $code --registry $code.db
		[ "$(office-list --registry $code.db --columns code | tail -n 1)" = $code ]
		[[ "$(office-list --registry $code.db --columns office | tail -n 1)" == OF-$code-* ]]
	done
}

@test "registry-init refuses any other code, and makes nothing" {
	for code in A ABCDEF osl 1AB A-B 'O L' ØST '' ../X; do
		refuses 3 "--code" registry-init --code "$code"
	done
	refuses 2 "--code" registry-init
	[ -z "$(files)" ]
	[ ! -e keys ]
}

@test "A profile brings the code lists and settings of its country" {
	registry-init --quiet --code OSL --profile no
	office-add --code V1 --name Vest --kind service --parent OSL --region 11 >/dev/null
	[ "$(office-list --region 11 --columns code | tail -n +2)" = V1 ]
	registry-init --quiet --code GEN --registry generic.db
	[[ "$(casework --about --registry generic.db --format csv)" == *"profile,generic"* ]]
}

@test "The profiles of Egypt and Bulgaria bring their regions, weekends, holidays and deadlines" {
	while read -r profile code region label weekend holiday days; do
		registry-init --quiet --code "$code" --profile "$profile" --registry "$profile.db"
		export CASEWORK_REGISTRY=$PWD/$profile.db
		office-add --code V1 --name Vest --kind service --parent "$code" --region "$region" >/dev/null
		[ "$(CASEWORK_LANG=${profile/eg/ar} office-list --region "$region" --columns region --labels | tail -n 1)" = "${label/_/ }" ]
		refuses 3 'no such code: 03' office-add --code V2 --name Vest --kind service --parent "$code" --region 03
		[ "$(sqlite3 "$profile.db" "SELECT value FROM setting WHERE name = 'weekend'")" = "$weekend" ]
		[ "$(sqlite3 "$profile.db" "SELECT COUNT(*) FROM holiday WHERE rule = '$holiday'")" -eq 1 ]
		# A message of a Thursday, two working days on: in Egypt Sunday and Monday; in Bulgaria Friday, and as New Year's Day was a
		# Saturday, Tuesday.
		sqlite3 "$profile.db" "UPDATE deadline SET amount = 2, unit = 'working_days' WHERE key = 'message_review'"
		concern-add --reporter school --content basic_care --received 2021-12-30 >/dev/null
		[ "$(case-due --columns due | tail -n 1)" = "$days" ]
		registry-check --quiet
	done <<-END
		eg EGY eg21 الجيزة fri|sat orthodox+1 2022-01-03
		bg BGR sfo София_(област) sat|sun 05-24 2022-01-04
	END
}

@test "registry-init refuses a profile that does not exist, and makes nothing" {
	for profile in narnia '' ../profiles/no .; do
		refuses 3 "--profile" registry-init --code OSL --profile "$profile"
	done
	[ -z "$(files)" ]
	[ ! -e keys ]
}

@test "A first office of an unknown kind or without a name leaves no file and no key behind" {
	refuses 3 "no such code: castle" registry-init --code OSL --kind castle
	refuses 3 "name" registry-init --code OSL --name ''
	[ -z "$(files)" ]
}

@test "registry-init leaves what is there already untouched" {
	registry-init --quiet --code OSL
	cp registry.db before.db
	refuses 5 "is there already" registry-init --code BER
	cmp registry.db before.db
	[ "$(ls keys | wc -l)" -eq 4 ]
	echo text >letter.txt
	refuses 5 "is there already" registry-init --code BER --registry letter.txt
	[ "$(cat letter.txt)" = text ]
	mkdir there
	refuses 5 "is there already" registry-init --code BER --registry there
}

@test "registry-init makes one registry at a time" {
	refuses 2 "one registry" registry-init --code OSL --registry a.db --registry b.db
	[ -z "$(files)" ]
}

@test "registry-init takes no operands" {
	refuses 2 "operands" registry-init OSL
	[ -z "$(files)" ]
}

@test "Where no file can be made registry-init says where, and leaves nothing behind" {
	touch file
	before=$(files)
	refuses 4 "file" registry-init --code OSL --registry file/r.db
	refuses 4 "file/keys" env CASEWORK_KEY="$PWD/file/keys" registry-init --code OSL
	refuses 4 "r.db" registry-init --code OSL --registry /proc/r.db
	[ "$(files)" = "$before" ]
}

@test "Where its owner may not write registry-init leaves neither registry nor keys behind" {
	mkdir closed open
	chmod 777 open
	chmod 555 closed
	# The way to here must be open to whoever has no rights here.
	for dir in "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/test "$BATS_TEST_TMPDIR" .; do chmod go+x "$dir"; done
	mkdir -m 755 bin
	cp "$build/bin/casework" bin/registry-init
	cp -r "$top/share" share
	export CASEWORK_SHARE=$PWD/share
	before=$(files)
	run --separate-stderr as_stranger env CASEWORK_KEY="$PWD/open/keys" bin/registry-init --code OSL --registry closed/r.db
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"closed/r.db"*"Permission denied"* ]]
	run --separate-stderr as_stranger env CASEWORK_KEY="$PWD/closed/keys" bin/registry-init --code OSL --registry open/r.db
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"closed/keys"*"Permission denied"* ]]
	[ "$(files)" = "$before" ]
}

@test "A disk that fills up leaves neither registry nor keys nor side files behind" {
	# In KiB: before the first page, in the schema, in the code lists.
	for room in 1 8 40 100; do
		run --separate-stderr bash -c "ulimit -f $room; registry-init --code OSL"
		[ "$status" -eq 4 ]
		[[ "$stderr" == *"registry.db"*"File too large"* ]]
		[ -z "$(files)" ]
	done
	registry-init --quiet --code OSL
	registry-check --quiet
}

@test "registry-init refuses to make a registry beside the log of one that is gone, which would be taken for its own" {
	registry-init --quiet --code OSL
	# A shell that stays open keeps the log from being folded into the file; killed, it leaves it behind.
	mkfifo say hear
	sqlite3 registry.db <say >hear &
	exec 8>say 9<hear
	echo 'SELECT count(*) FROM office;' >&8
	read -r _ <&9
	office-add --code N1 --name Nord --kind service --parent OSL >/dev/null
	kill -9 $!
	wait $! || true
	exec 8>&- 9<&-
	[ -s registry.db-wal ]
	rm registry.db
	cp registry.db-wal before
	refuses 5 "registry.db-wal" registry-init --code BER
	[ ! -e registry.db ]
	cmp registry.db-wal before
	[ "$(ls keys | wc -l)" -eq 4 ]
}
