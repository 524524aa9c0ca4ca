# What was written stays, what was not leaves no trace: killed programs, full disks, many writers at once.

setup() {
	load helper
	fresh
	# Under the sanitizers each start and each row is slow, and what they look for shows in fewer.
	many=20000 each=100
	case $build in */san) many=4000 each=10 ;; esac
}

refs() { concern-list --columns ref "$@" | tail -n +2; }
add() { concern-add --reporter school --content basic_care "$@"; }
# rows N [BYTES]: a batch of N messages, each with a narrative of so many bytes.
rows() {
	awk -v n="$1" -v size="${2:-20}" 'BEGIN {
		while (length(text) < size) text = text "Told by a neighbour. "
		print "ref,reporter,content,child_given,narrative"
		for (i = 1; i <= n; i++) print "r" i ",school,basic_care,Kari," text
	}'
}
# A batch that has the writer's lock and waits for its next row, on descriptor 9; `let_go` ends it, and it commits.
hold() {
	mkfifo feed
	concern-add -f feed >written 2>held &
	holder=$!
	exec 9>feed
	printf 'ref,reporter,content\nheld1,school,basic_care\n' >&9
	until_locked
}
let_go() {
	exec 9>&-
	wait "$holder"
}
# Until nobody else gets the writer's lock.
until_locked() {
	while CASEWORK_WAIT=0 office-add -q --code BUSY --name Busy --kind team --dry-run 2>/dev/null; do :; done
}
sound() { registry-check --quiet && [ "$(registry-check --brief)" = "OSL sound: $1 records, 0 faults" ]; }

# ---- kill -9 ----
# What is killed gives the sanitizers no time to say anything.

# bats test_tags=once
@test "kill -9 at any row of a batch leaves the registry as it was before" {
	add --ref before >/dev/null
	rows $many >rows.csv
	for n in 1 2 500 $((many / 2)) $((many + 1)); do
		rm -f feed
		mkfifo feed
		concern-add -f feed >written 2>/dev/null 9>&- &
		pid=$!
		exec 9>feed
		head -n $n rows.csv >&9
		kill -9 $pid
		wait $pid || true
		exec 9>&-
		[ ! -s written ]
		sound 3
		[ "$(refs)" = before ]
	done
	concern-add -f rows.csv >written
	[ "$(wc -l <written)" -eq $((many + 1)) ]
	sound $((many + 3))
}

# bats test_tags=once
@test "kill -9 at any moment of a batch leaves the registry as before or after" {
	add --ref before >/dev/null
	rows $many >rows.csv
	cp registry.db kept.db
	# The moments grow until the batch is through before it is killed: the last ones fall on its commit.
	begun=${EPOCHREALTIME/./}
	concern-add -f rows.csv >/dev/null
	step=$(((${EPOCHREALTIME/./} - begun) / 10))
	for moment in 0 1 2 3 4 5 6 7 8 9 10 11; do
		rm -f registry.db*
		cp kept.db registry.db
		concern-add -f rows.csv >written 2>/dev/null &
		pid=$!
		sleep "$(printf '%d.%06d' $((moment * step / 1000000)) $((moment * step % 1000000)))"
		kill -9 $pid 2>/dev/null || true
		wait $pid && through=1 || through=0
		there=$(refs | wc -l)
		[ "$there" -eq 1 ] || [ "$there" -eq $((many + 1)) ]
		# Whoever has seen a single id has seen a batch that is written.
		[ ! -s written ] || [ "$there" -eq $((many + 1)) ]
		[ $through -eq 0 ] || [ "$(wc -l <written)" -eq $((many + 1)) ]
		sound $((there + 2))
	done
	# And it goes on from there.
	add --ref after >/dev/null
	[ "$(refs | grep -c '^after$')" -eq 1 ]
	sound $((there + 3))
}

# bats test_tags=once
@test "kill -9 of a batch larger than memory is kept for leaves the registry as it was" {
	add --ref before >/dev/null
	# Some 40 MB, so that pages go to the disk before the commit.
	rows 10000 4000 >rows.csv
	mkfifo feed
	concern-add -f feed >written 2>/dev/null 9>&- &
	pid=$!
	exec 9>feed
	cat rows.csv >&9
	[ "$(stat -c %s registry.db-wal)" -gt 1000000 ]
	kill -9 $pid
	wait $pid || true
	exec 9>&-
	sound 3
	[ "$(refs)" = before ]
	add --ref after >/dev/null
	sound 4
}

# bats test_tags=once
@test "kill -9 of single adds loses none whose id was printed and committed" {
	for n in 1 2 3 4 5 6 7 8; do
		add --ref "k$n" >>ids 2>/dev/null &
		pid=$!
		sleep 0.00$n
		kill -9 $pid 2>/dev/null || true
		if wait $pid; then echo "k$n" >>done; fi
	done
	touch done
	# Whatever exited 0 is there; whatever is there is whole.
	[ -z "$(sort done | comm -23 - <(refs | sort))" ]
	registry-check --quiet
}

# ---- full disks ----

@test "A disk that fills up in the middle of a batch: status 4, it says so, and nothing is written" {
	add --ref before >/dev/null
	rows 20000 >rows.csv
	# In KiB: too little for the side files, for the list of ids, for the pages at the commit.
	for room in 16 200 2000; do
		run --separate-stderr bash -c "ulimit -f $room; concern-add -f rows.csv"
		[ "$status" -eq 4 ]
		[ -z "$output" ]
		[[ "$stderr" == *"File too large"* ]]
		sound 3
		[ "$(refs)" = before ]
	done
	[[ "$stderr" == *"registry.db"*"nothing was written"* ]]
	[ "$(concern-add -f rows.csv | wc -l)" -eq 20001 ]
	sound 20003
}

@test "A disk that fills up before the commit of a batch larger than memory: nothing is written" {
	rows 10000 4000 >rows.csv
	run --separate-stderr bash -c "ulimit -f 8000; concern-add -f rows.csv"
	[ "$status" -eq 4 ]
	[ -z "$output" ]
	[[ "$stderr" == *"registry.db"*"File too large"*"nothing was written"* ]]
	sound 2
	add >/dev/null
	sound 3
}

@test "A disk that is full at a single add, edit or strike: status 4, and the record is as it was" {
	id=$(add --ref before)
	rows 1 60000 >one.csv
	# In KiB: less than the side files; the side files, but not the record.
	for command in "16 concern-add --reporter school --content basic_care" "16 record-edit $id --received 2021-01-01" \
		"16 record-void $id --reason No" "40 concern-add -f one.csv"; do
		run --separate-stderr bash -c "ulimit -f ${command%% *}; ${command#* }"
		[ "$status" -eq 4 ]
		[ -z "$output" ]
		[[ "$stderr" == *"registry.db"*"File too large"* ]]
		sound 3
	done
	[ "$(concern-list --columns received | tail -n 1)" = 2021-12-31 ]
}

@test "Standard output that is full: the batch is written and says so, a single add is not" {
	rows 10 >rows.csv
	run --separate-stderr bash -c "concern-add -f rows.csv >/dev/full"
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"standard output"*"the rows are written"* ]]
	[ "$(refs | wc -l)" -eq 10 ]
	run --separate-stderr bash -c "concern-add --ref one --reporter school --content basic_care >/dev/full"
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"standard output"*"nothing was written"* ]]
	[ "$(refs | wc -l)" -eq 10 ]
	sound 12
}

@test "Standard output that is closed or gone: the same" {
	rows 10 >rows.csv
	run --separate-stderr bash -c "concern-add -f rows.csv >&-"
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"the rows are written"* ]]
	run --separate-stderr bash -c "concern-add --ref one --reporter school --content basic_care >&-"
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"nothing was written"* ]]
	# A reader that is gone before anything is printed.
	mkfifo gone
	run --separate-stderr bash -c "exec 8<>gone; exec 7>gone; exec 8<&-; concern-add --ref two --reporter school --content basic_care >&7"
	[ "$status" -eq 4 ]
	[ "$(refs | wc -l)" -eq 10 ]
	sound 12
}

# ---- many at once ----

@test "Ten writers at once, a hundred adds each: all succeed, every id comes once, and the registry is sound" {
	for writer in 0 1 2 3 4 5 6 7 8 9; do
		for ((n = 1; n <= each; n++)); do
			add --ref "$writer-$n" >>ids.$writer 2>>said.$writer || echo "$writer-$n" >>failed
		done &
	done
	wait
	[ ! -e failed ]
	[ "$(cat ids.* | wc -l)" -eq $((10 * each)) ]
	[ "$(cat ids.* | sort -u | wc -l)" -eq $((10 * each)) ]
	diff <(cat ids.* | sort) <(concern-list --columns concern | tail -n +2 | sort)
	sound $((10 * each + 2))
}

@test "A single add beside a batch says that it waits, waits, and succeeds" {
	hold
	add --ref single >id 2>said 9>&- &
	single=$!
	# Until it has said so; a batch on its own would never be over.
	while [ ! -s said ] && kill -0 $single 2>/dev/null; do sleep 0.05; done
	grep -q "waiting" said
	kill -0 $single
	[ ! -s id ]
	let_go
	wait $single
	[ "$(wc -l <id)" -eq 1 ]
	[ "$(refs | sort | tr '\n' ' ')" = "held1 single " ]
	sound 4
}

@test "A single add that may not wait any longer says so, exits 4, and writes nothing" {
	hold
	run --separate-stderr env CASEWORK_WAIT=0.1 concern-add --ref single --reporter school --content basic_care
	[ "$status" -eq 4 ]
	[ -z "$output" ]
	[[ "$stderr" == *"busy"*"nothing was written"*"CASEWORK_WAIT"* ]]
	let_go
	[ "$(refs)" = held1 ]
	sound 3
}

@test "Two batches at once: one after the other, each whole" {
	rows 3000 >one.csv
	sed 's/^r/s/; 1s/.*/ref,reporter,content,child_given,narrative/' one.csv >two.csv
	concern-add -f one.csv >out.one &
	first=$!
	concern-add -f two.csv >out.two
	wait $first
	[ "$(refs | sort -u | wc -l)" -eq 6000 ]
	# Each has its ids in one run, not mixed with the other's.
	[ "$(concern-list --columns ref | tail -n +2 | cut -c1 | uniq | wc -l)" -eq 2 ]
	sound 6002
}

@test "Who reads during a batch sees the registry as it was before, and waits for nobody" {
	add --ref before >/dev/null
	hold
	export CASEWORK_WAIT=0
	[ "$(refs)" = before ]
	[ "$(concern-list --format json | grep -c held1)" -eq 0 ]
	stats-report --quiet --year 2021 >figures
	registry-check --quiet
	[[ "$(registry-log --limit 1 | tail -n 1)" == *,concern-add,concern,add,*,1 ]]
	unset CASEWORK_WAIT
	let_go
	[ "$(refs | tr '\n' ' ')" = "before held1 " ]
}

@test "A batch whose input never comes does not keep others from writing" {
	mkfifo feed
	concern-add -f feed >written &
	batch=$!
	exec 9>feed
	CASEWORK_WAIT=0 add --ref first >/dev/null
	echo 'ref,reporter,content' >&9
	CASEWORK_WAIT=0 add --ref second >/dev/null
	echo 'late,school,basic_care' >&9
	exec 9>&-
	wait $batch
	[ "$(refs | tr '\n' ' ')" = "first second late " ]
	sound 5
}

@test "Writers are piped into writers" {
	rows 300 >rows.csv
	concern-add -f rows.csv | sed '1s/.*/line,concern,ref/' | cut -d, -f2 | sed '1s/$/,received/; 2,$s/$/,2021-01-01/' |
		record-edit -f - >edited
	[ "$(wc -l <edited)" -eq 301 ]
	[ "$(concern-list --received 2021-01-01 --columns concern | wc -l)" -eq 301 ]
	sound 302
}

@test "A list into head ends quietly" {
	rows 20000 >rows.csv
	concern-add -f rows.csv >/dev/null
	for command in "concern-list" "concern-list --format json" "concern-list --format table" "registry-log"; do
		$command 2>said | head -n 1 >got || true
		[ -s got ]
		[ ! -s said ]
	done
	# At rest the registry is one file again.
	registry-check --quiet
}

@test "Two registry-inits at once: one makes the registry, the others say that it is there" {
	mkdir race
	for n in 1 2 3 4 5 6 7 8; do
		{
			status=0
			CASEWORK_KEY=$PWD/race/keys registry-init --code OSL --registry race/r.db 2>race/said.$n || status=$?
			echo $status >race/status.$n
		} &
	done
	wait
	[ "$(cat race/status.* | sort | tr -d '\n')" = 05555555 ]
	[ "$(cat race/said.* | grep -c 'is there already')" -eq 7 ]
	[ "$(ls race/keys | wc -l)" -eq 4 ]
	[ -z "$(find race -name 'r.db?*')" ]
	CASEWORK_KEY=$PWD/race/keys registry-check --brief --registry race/r.db | grep -qx 'OSL sound: 2 records, 0 faults'
}

# ---- refused from the start ----

@test "A registry that may only be read: lists work, a write exits 4 and says so" {
	add --ref before >/dev/null
	for dir in "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/test "$BATS_TEST_TMPDIR"; do chmod go+x "$dir"; done
	mkdir there bin
	cp registry.db there/
	chmod 444 there/registry.db
	# Who reads beside writers needs to write in the directory.
	chmod 777 there
	for name in concern-add concern-list; do cp "$build/bin/casework" bin/$name; done
	cp -r "$top/share" share
	stranger=
	[ "$(id -u)" -ne 0 ] || stranger="setpriv --reuid=65534 --regid=65534 --clear-groups --"
	export CASEWORK_SHARE=$PWD/share CASEWORK_REGISTRY=$PWD/there/registry.db
	[ "$($stranger bin/concern-list --columns ref | tail -n 1)" = before ]
	run --separate-stderr $stranger bin/concern-add --reporter school --content basic_care
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"read-only"* ]]
	cmp registry.db there/registry.db
	# Without that it says what can be read.
	rm -f there/registry.db-*
	chmod 555 there
	run --separate-stderr $stranger bin/concern-list
	[ "$status" -eq 4 ]
	[[ "$stderr" == *"--extract"* ]]
	chmod 755 there
}

@test "Ctrl-C in the middle of a batch leaves the registry as it was" {
	add --ref before >/dev/null
	for signal in INT TERM HUP; do
		rm -f feed
		mkfifo feed
		# Bash has background commands ignore Ctrl-C; env gives it back.
		env --default-signal=INT concern-add -f feed >written 2>/dev/null 9>&- &
		pid=$!
		exec 9>feed
		printf 'ref,reporter,content\nx,school,basic_care\n' >&9
		until_locked
		kill -$signal $pid
		status=0
		wait $pid || status=$?
		exec 9>&-
		[ $status -ne 0 ]
		[ ! -s written ]
		[ "$(refs)" = before ]
		sound 3
	done
}

@test "Ctrl-C in the middle of a batch with --rejects leaves no half file of the bad rows" {
	mkfifo feed
	env --default-signal=INT concern-add -f feed --keep-going --rejects bad.csv >written 2>/dev/null 9>&- &
	pid=$!
	exec 9>feed
	printf 'ref,reporter,content,child_given\nx,school,gossip,Kari\ny,school,basic_care,Ola\n' >&9
	until_locked
	kill -INT $pid
	wait $pid || true
	exec 9>&-
	[ -z "$(ls | grep bad.csv)" ]
}
