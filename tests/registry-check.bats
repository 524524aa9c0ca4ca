# registry-check: whatever was done to a registry by hand, with the sqlite3 shell, is found and, where it can
# be, named.

setup() {
	load helper
	bare
	once with_past
}

# Some past: one record changed, one changed in what is sealed, one struck out.
with_past() {
	make_furnished && record-edit "$(id_of a1)" --received 2021-01-02 &&
		printf 'concern,narrative\n%s,Told anew.\n' "$(id_of a2)" | record-edit -f - &&
		record-void "$(id_of a3)" --reason "Sent twice"
}

id_of() { concern-list --void --columns concern,ref | sed -n "s/,$1\$//p"; }
# What somebody does who has the file and the sqlite3 shell.
by_hand() { sqlite3 "$CASEWORK_REGISTRY" "$1"; }
# The SQL for the integer id of the message with this ref.
row() { echo "(SELECT id FROM concern WHERE ref = '$1')"; }
# registry-check exits 1, and each argument is in a line of what it prints.
finds() {
	run --separate-stderr registry-check
	local text
	[ "$status" -eq 1 ] || { echo "status $status, $output, $stderr"; return 1; }
	for text; do
		[[ "$output" == *"$text"* ]] || { echo "wanted: $text"; echo "found: $output"; return 1; }
	done
}
# And no message but this one is named.
names_only() {
	finds "$1" && run ! grep -vF "$1" <(grep -o 'M-OSL-[-0-9A-Z]*' <<<"$output")
}
# The page where a table or an index begins, overwritten.
spoil() {
	local page
	page=$(by_hand "SELECT rootpage FROM sqlite_schema WHERE name = '$1'")
	head -c 4096 /dev/zero | tr '\0' '\245' | dd of="$CASEWORK_REGISTRY" bs=4096 seek=$((page - 1)) conv=notrunc status=none
}

@test "registry-check finds nothing in a sound registry, exits 0 and prints nothing" {
	run --separate-stderr registry-check
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[[ "$stderr" == *"sound: 16 records"* ]]
	run registry-check --quiet
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "registry-check changes nothing" {
	cp registry.db before.db
	registry-check --quiet
	registry-check --brief
	cmp registry.db before.db
	[ ! -e registry.db-wal ]
}

@test "registry-check takes no operands, one registry, and only one that is there" {
	refuses 2 "operands" registry-check registry.db
	refuses 2 "one registry" registry-check --registry a.db --registry b.db
	refuses 4 "none.db" registry-check --registry none.db
	echo hello >hello.db
	refuses 4 "not a registry" registry-check --registry hello.db
}

# ---- records ----

@test "registry-check names a message with a clear value changed by hand, and no other" {
	by_hand "UPDATE concern SET outcome = 'dropped' WHERE ref = 'a1'"
	names_only "$(id_of a1)"
}

@test "registry-check names each of several messages changed by hand" {
	by_hand "UPDATE concern SET received = '2021-01-09' WHERE ref IN ('a1', 'a4', 'a10')"
	finds "$(id_of a1)" "$(id_of a4)" "$(id_of a10)"
}

@test "registry-check names a message whatever column was changed" {
	cp registry.db kept.db
	for change in "ref = 'z'" "source = 'N2'" "office = 'N2'" "received_at = '2021-01-01T10:00'" "content = 'other_child'" \
		"same_as = $(row a2)" "child_birth_month = '2015-06'" "child_sex = NULL" "decided = NULL" "decided_by = 'admin'" \
		"journal = 2" "void = 6" "tag = zeroblob(16)" "tag = x''"; do
		cp kept.db registry.db
		id=$(id_of a1)
		by_hand "UPDATE concern SET $change WHERE ref = 'a1'"
		finds "$id"
	done
}

@test "registry-check names a message whose sealed part was changed, removed, or is another's" {
	cp registry.db kept.db
	id=$(id_of a1) other=$(id_of a5)
	for change in \
		"UPDATE concern_secret SET box = CAST(substr(box, 1, length(box) - 1) || x'00' AS BLOB) WHERE id = $(row a1)" \
		"UPDATE concern_secret SET box = x'' WHERE id = $(row a1)" \
		"DELETE FROM concern_secret WHERE id = $(row a1)"; do
		cp kept.db registry.db
		by_hand "$change"
		names_only "$id"
	done
	cp kept.db registry.db
	by_hand "CREATE TEMP TABLE x AS SELECT * FROM concern_secret;
		UPDATE concern_secret SET box = (SELECT box FROM x WHERE x.id = $(row a5)) WHERE id = $(row a1);
		UPDATE concern_secret SET box = (SELECT box FROM x WHERE x.id = $(row a1)) WHERE id = $(row a5)"
	finds "$id" "$other"
}

@test "registry-check names a message that had nothing sealed and was given something" {
	concern-add --ref plain --reporter school --content basic_care >/dev/null
	by_hand "INSERT INTO concern_secret SELECT $(row plain), box FROM concern_secret WHERE id = $(row a1)"
	finds "$(id_of plain)"
}

@test "registry-check names a message removed by hand, in the middle and at the end" {
	for ref in a5 a10; do
		id=$(id_of $ref)
		by_hand "DELETE FROM concern_secret WHERE id = $(row $ref); DELETE FROM concern WHERE ref = '$ref'"
		finds "$id" "removed"
	done
}

@test "registry-check finds all messages removed by hand" {
	by_hand "DELETE FROM concern_secret; DELETE FROM concern"
	finds "concern: rows were changed, removed"
}

@test "registry-check names a message added by hand" {
	columns=$(by_hand "SELECT group_concat(quote(name)) FROM pragma_table_info('concern') WHERE name NOT IN ('id', 'ref')" | tr "'" '"')
	by_hand "INSERT INTO concern (id, ref, $columns) SELECT id + 5, 'x1', $columns FROM concern WHERE ref = 'a9'"
	finds "$(id_of x1)"
}

@test "registry-check names a message removed and put back under another number" {
	id=$(id_of a9)
	by_hand "PRAGMA foreign_keys = OFF; UPDATE concern_secret SET id = id + 1000 WHERE id = $(row a9);
		UPDATE concern SET id = id + 1000 WHERE ref = 'a9'"
	finds "$id" "$(id_of a9)"
}

@test "registry-check names a message put back to an older state" {
	id=$(id_of a4)
	by_hand "CREATE TABLE kept AS SELECT * FROM concern WHERE ref = 'a4'; CREATE TABLE box AS SELECT * FROM concern_secret"
	record-edit "$id" --received 2021-01-15 >/dev/null
	registry-check --quiet
	by_hand "REPLACE INTO concern SELECT * FROM kept"
	names_only "$id"
}

@test "registry-check names a message whose sealed part alone, or as a whole, was put back to an older state" {
	id=$(id_of a5)
	by_hand "CREATE TABLE kept AS SELECT * FROM concern WHERE ref = 'a5'; CREATE TABLE box AS SELECT * FROM concern_secret WHERE id = $(row a5)"
	printf 'concern,narrative\n%s,Another account.\n' "$id" | record-edit -f - >/dev/null
	cp registry.db after.db
	by_hand "REPLACE INTO concern_secret SELECT * FROM box"
	names_only "$id"
	by_hand "REPLACE INTO concern SELECT * FROM kept"
	names_only "$id"
	cp after.db registry.db
	registry-check --quiet
}

@test "registry-check names a message that is no longer struck out" {
	by_hand "UPDATE concern SET void = NULL WHERE ref = 'a3'"
	names_only "$(id_of a3)"
}

@test "registry-check names a struck message put back to what it was before, with its reason" {
	id=$(id_of a6)
	by_hand "CREATE TABLE kept AS SELECT * FROM concern WHERE ref = 'a6'; CREATE TABLE box AS SELECT * FROM concern_secret WHERE id = $(row a6)"
	record-void "$id" --reason "Not a message" >/dev/null
	by_hand "REPLACE INTO concern SELECT * FROM kept; REPLACE INTO concern_secret SELECT * FROM box"
	names_only "$id"
}

@test "registry-check names an office and a member of staff changed by hand" {
	by_hand "UPDATE office SET name = 'Mine' WHERE code = 'N1'; UPDATE staff SET role = 'clerk' WHERE code = 'admin'"
	finds "$(office-list --columns office,code | sed -n 's/,N1$//p')" "$(staff-list --columns staff | tail -n 1)"
}

@test "registry-check finds an office moved in the tree by hand" {
	by_hand "DELETE FROM office_above WHERE office = 'N1' AND above = 'NORD'"
	finds "N1"
}

@test "registry-check finds an office put below another by hand" {
	by_hand "INSERT INTO office_above VALUES ('S1', 'NORD')"
	finds "S1"
}

# ---- values ----

@test "registry-check says which code is unknown, which day is none, and where" {
	by_hand "UPDATE concern SET outcome = 'lost' WHERE ref = 'a1'; UPDATE concern SET decided = '2021-02-30' WHERE ref = 'a2';
		UPDATE concern SET content = 'basic_care|gossip' WHERE ref = 'a4'"
	finds "$(id_of a1): outcome: no such code: lost" "$(id_of a2): decided: not a day: 2021-02-30" \
		"$(id_of a4): content: no such code: gossip"
}

@test "registry-check finds a reference to an office, a message or a member of staff that is not there" {
	by_hand "PRAGMA foreign_keys = OFF; UPDATE concern SET office = 'NOWHERE' WHERE ref = 'a1'"
	finds "concern" "office" "not there"
	by_hand "PRAGMA foreign_keys = OFF; UPDATE concern SET office = 'N1', same_as = 7 WHERE ref = 'a1'"
	finds "concern" "not there"
	by_hand "PRAGMA foreign_keys = OFF; DELETE FROM office WHERE code = 'S1'"
	finds "row of office that is not there"
}

@test "registry-check finds what is sealed for a message that is not there" {
	by_hand "PRAGMA foreign_keys = OFF; INSERT INTO concern_secret SELECT id + 500, box FROM concern_secret LIMIT 1"
	finds "concern_secret"
}

@test "registry-check finds an id that is none of the registry's" {
	by_hand "PRAGMA foreign_keys = OFF; DELETE FROM concern_secret WHERE id = $(row a9); UPDATE concern SET id = 5 WHERE ref = 'a9'"
	finds "concern: row 5"
}

@test "registry-check finds a counter that was lowered or removed, so that ids would come twice" {
	by_hand "UPDATE counter SET number = number - 1 WHERE noun = 'concern'"
	finds "$(id_of a10)" "counter"
	by_hand "DELETE FROM counter WHERE noun = 'concern'"
	finds "$(id_of a10)" "counter"
}

# ---- journal and history ----

@test "registry-check finds a history row changed, removed or added" {
	cp registry.db kept.db
	for change in "UPDATE history SET old = '2021-01-03' WHERE field = 'received'" \
		"UPDATE history SET field = 'decided' WHERE field = 'received'" \
		"UPDATE history SET id = id + 1 WHERE field = 'received'" \
		"UPDATE history SET box = x'00' WHERE box IS NOT NULL" \
		"DELETE FROM history WHERE field = 'received'" \
		"DELETE FROM history" \
		"INSERT INTO history SELECT journal, id, 'decided', '2021-01-03', NULL FROM history WHERE field = 'received'" \
		"INSERT INTO history SELECT * FROM history" \
		"INSERT INTO history VALUES (5, $(row a1), 'received', '2020-01-01', NULL)" \
		"INSERT INTO history VALUES (0, $(row a1), 'received', '2020-01-01', NULL)" \
		"INSERT INTO history VALUES (99, $(row a1), 'received', '2020-01-01', NULL)"; do
		cp kept.db registry.db
		by_hand "$change"
		finds "history"
	done
}

@test "registry-check names the journal row that was changed" {
	cp registry.db kept.db
	for change in "staff = 'else'" "login = 'else'" "time = '2020-01-01T00:00:00Z'" "command = 'concern-list'" "action = 'add'" \
		"noun = 'staff'" "first = 0" "count = 3" "sum = zeroblob(16)" "trail = zeroblob(16)" "hash = zeroblob(32)"; do
		cp kept.db registry.db
		by_hand "UPDATE journal SET $change WHERE n = 6"
		finds "journal 6"
	done
}

@test "registry-check finds a journal row removed: the first, one in the middle, the last" {
	cp registry.db kept.db
	last=$(by_hand "SELECT max(n) FROM journal")
	for n in 1 5 "$last"; do
		cp kept.db registry.db
		by_hand "DELETE FROM journal WHERE n = $n"
		finds "journal"
	done
}

@test "registry-check finds a journal row added at the end or before the first, and two exchanged" {
	cp registry.db kept.db
	rest="time, staff, login, command, noun, action, first, count, sum, trail, hash FROM journal"
	for change in "INSERT INTO journal SELECT n + 1, $rest ORDER BY n DESC LIMIT 1" \
		"INSERT INTO journal SELECT 0, $rest WHERE n = 1" \
		"UPDATE journal SET n = -n WHERE n IN (5, 6); UPDATE journal SET n = 11 + n WHERE n < 0"; do
		cp kept.db registry.db
		by_hand "$change"
		finds "journal"
	done
}

@test "registry-check finds a head of the journal that was changed, moved or removed" {
	cp registry.db kept.db
	for change in "UPDATE journal_head SET hash = zeroblob(32)" "UPDATE journal_head SET hash = x'00'" \
		"UPDATE journal_head SET n = n - 1" "UPDATE journal_head SET n = n + 10" "DELETE FROM journal_head"; do
		cp kept.db registry.db
		by_hand "$change"
		finds "journal"
	done
}

# ---- the head kept elsewhere ----

@test "registry-check --head accepts a registry that went on from that head" {
	head=$(registry-log --head)
	registry-check --quiet --head "$head"
	concern-add --reporter school --content basic_care >/dev/null
	registry-check --quiet --head "$head"
	registry-check --quiet --head "$(registry-log --head)"
}

@test "registry-check --head finds an older copy of the whole registry put in its place" {
	cp registry.db older.db
	concern-add --reporter school --content basic_care >/dev/null
	head=$(registry-log --head)
	cp older.db registry.db
	registry-check --quiet
	run --separate-stderr registry-check --head "$head"
	[ "$status" -eq 1 ]
	[[ "$output" == *"older copy"* ]]
}

@test "registry-check --head finds another registry in its place, and an older copy that went on its own way" {
	cp registry.db older.db
	concern-add --reporter school --content basic_care >/dev/null
	head=$(registry-log --head)
	cp older.db registry.db
	concern-add --reporter police --content basic_care >/dev/null
	run registry-check --quiet --head "$head"
	[ "$status" -eq 1 ]
	registry-init --quiet --code BER --registry other.db
	run registry-check --quiet --registry other.db --head "$head"
	[ "$status" -eq 1 ]
}

@test "registry-check --head finds the last command taken back by hand with all that it wrote" {
	by_hand "CREATE TABLE head AS SELECT * FROM journal_head; CREATE TABLE counters AS SELECT * FROM counter"
	concern-add --ref late --reporter school --content basic_care >/dev/null
	head=$(registry-log --head)
	by_hand "REPLACE INTO journal_head SELECT * FROM head; DELETE FROM journal WHERE n > (SELECT n FROM head);
		REPLACE INTO counter SELECT * FROM counters; DELETE FROM concern WHERE ref = 'late';
		DROP TABLE head; DROP TABLE counters"
	run registry-check --quiet --head "$head"
	[ "$status" -eq 1 ]
}

@test "registry-check refuses what is no head" {
	for head in 12 12-xyz '' abc "8-$(printf '0%.0s' {1..63})"; do
		run --separate-stderr registry-check --head "$head"
		[ "$status" -eq 3 ]
		[[ "$stderr" == *"--head"* ]]
	done
}

# ---- the file ----

@test "registry-check finds a damaged file, a line for each fault, and exits 1" {
	cp registry.db kept.db
	for what in concern concern_secret concern_received history journal counter staff office_above; do
		cp kept.db registry.db
		spoil $what
		run --separate-stderr registry-check
		[ "$status" -eq 1 ]
		[ -n "$output" ]
		# It is the command that tells more.
		[[ "$stderr" != *"tells more"* ]]
	done
}

@test "registry-check --brief says in one line that a damaged file is faulty" {
	spoil concern
	run --separate-stderr registry-check --brief
	[ "$status" -eq 1 ]
	[[ "$output" == "OSL FAULTY"* ]]
	[ "${#lines[@]}" -eq 1 ]
}

@test "A fault of the file is told on one line" {
	spoil concern_received
	run --separate-stderr registry-check
	[ "$status" -eq 1 ]
	[[ "$output" != *'***'* ]]
}

@test "A registry that was cut off is found" {
	truncate -s 60000 registry.db
	run registry-check
	[ "$status" -ne 0 ]
	[ -n "$output" ]
}

@test "registry-check finds an index that does not match its table" {
	by_hand "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '\"received\")', '\"decided\")') WHERE name = 'concern_received'"
	finds "concern_received"
}

# ---- for monitors, and without keys ----

@test "registry-check --brief prints one line, sound or faulty" {
	run --separate-stderr registry-check --brief
	[ "$status" -eq 0 ]
	[ "$output" = "OSL sound: 16 records, 0 faults" ]
	[ -z "$stderr" ]
	by_hand "UPDATE concern SET outcome = 'lost' WHERE ref IN ('a1', 'a2', 'a4')"
	run --separate-stderr registry-check --brief
	[ "$status" -eq 1 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ "$output" == "OSL FAULTY: 16 records, "*" faults" ]]
}

@test "Without keys registry-check says what it did not check, and still finds the rest" {
	export CASEWORK_KEY=$PWD/none
	run --separate-stderr registry-check
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"no key"*"not checked"* ]]
	[[ "$(registry-check --brief 2>/dev/null)" == "OSL sound: 16 records, 0 faults, not signed" ]]
	by_hand "PRAGMA foreign_keys = OFF; UPDATE concern SET outcome = 'lost', office = 'NOWHERE' WHERE ref = 'a1';
		UPDATE counter SET number = 3 WHERE noun = 'concern'; UPDATE concern SET decided = '2021-13-01' WHERE ref = 'a2'"
	finds "no such code: lost" "not there" "counter" "not a day: 2021-13-01"
	[[ "$stderr" == *"no key"* ]]
}

@test "registry-check needs only the key that signs: the keys that open what is sealed may be elsewhere" {
	rm keys/OSL-*.case.key keys/OSL-*.register.key
	registry-check --brief | grep -qx 'OSL sound: 16 records, 0 faults'
	id=$(id_of a1)
	by_hand "UPDATE concern SET outcome = 'dropped' WHERE ref = 'a1'"
	finds "$id"
}

@test "A registry that only says it is an extract is not let off" {
	by_hand "UPDATE concern SET outcome = 'dropped' WHERE ref = 'a1'; INSERT INTO setting VALUES ('extract', 'yes')"
	run --separate-stderr registry-check
	[ "$status" -eq 1 ]
}

@test "What registry-check prints holds nothing that is sealed" {
	by_hand "UPDATE concern SET outcome = 'lost'; DELETE FROM journal WHERE n > 5"
	run registry-check
	[ "$status" -eq 1 ]
	run ! grep -E 'Kari|Nordmann|Politiet|Told anew|Sent twice' <<<"$output"
}

@test "A record changed by hand is left as it is by record-edit and record-void, which say so" {
	id=$(id_of a1)
	by_hand "UPDATE concern SET outcome = 'dropped' WHERE ref = 'a1'"
	refuses 5 "$id" record-edit "$id" --received 2021-01-03
	refuses 5 "$id" record-void "$id" --reason "No"
	finds "$id"
}

@test "An assessment whose scores are not those of its answers is found, and can be mended" {
	c=$(printf 'given_name,opened\nKari,2021-01-08\n' | case-new -f - | tail -n 1 | cut -d , -f 2)
	mkdir -p keys/instruments
	printf '%s\n' row,id,of,version,languages,subject,from,to,direction,kind,scale,method,min_answered,en \
		instrument,own,,1,en,child,,,,,,,,Own text,licence,,,,,,,,,,,,Ours text,missing,,,,,,,,,,,,None \
		scale,s,,,,,0,4,better,,,,, item,calm,all,,,,,,,strength,s,,,Calm subscale,all,,,,,,,,strength,,sum,1,All >keys/instruments/own.csv
	a=$(case-assess "$c" own --answer calm=2)
	assessment-add --case "$c" --instrument own --strength 90 >/dev/null
	registry-check --quiet
	# As it was left before it was scored anew: the same edition counts otherwise now.
	sed -i 's/^scale,s,,,,,0,4,/scale,s,,,,,0,8,/' keys/instruments/own.csv
	finds "$a: strength: 50, but its answers come to 25"
	record-edit "$a" --strength 25 >/dev/null
	registry-check --quiet
	# What is not here any more cannot be asked.
	sed -i 's/^scale,s,,,,,0,8,/scale,s,,,,,0,2,/; s/^instrument,own,,1,/instrument,own,,2,/' keys/instruments/own.csv
	registry-check --quiet
}
