# registry-log: what was written, when and by whom; never what was written.

setup() {
	load helper
	furnished
}

id_of() { concern-list --void --columns concern,ref | sed -n "s/,$1\$//p"; }
# The newest row, without its number and time.
newest() { registry-log --limit 1 | tail -n +2 | cut -d, -f3-; }

@test "registry-log prints a row for each noun that each command wrote, the newest first" {
	run --separate-stderr registry-log
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[ "${lines[0]}" = "n,time,staff,login,command,noun,action,first,count" ]
	[ "$(cut -d, -f1 <<<"$output" | tr '\n' ' ')" = "n 5 4 3 2 1 " ]
	me=$(id -un)
	[ "$(cut -d, -f3- <<<"$output" | tail -n +2)" = "admin,$me,concern-add,concern,add,$(id_of a1),10
admin,$me,office-add,office,add,$(office-list --columns office,code | sed -n 's/,NORD$//p'),4
admin,$me,registry-init,staff,add,$(staff-list --columns staff | tail -n 1),1
admin,$me,registry-init,office,add,$(office-list --columns office,code | sed -n 's/,OSL$//p'),1
admin,$me,registry-init,registry,init,,1" ]
}

@test "registry-log tells of an add, a change, a decision and a strike" {
	id=$(concern-add --reporter school --content basic_care)
	me=$(id -un)
	[ "$(newest)" = "admin,$me,concern-add,concern,add,$id,1" ]
	record-edit "$id" --received 2021-01-03 >/dev/null
	[ "$(newest)" = "admin,$me,record-edit,concern,change,$id,1" ]
	concern-decide "$id" --outcome dropped >/dev/null
	[ "$(newest)" = "admin,$me,concern-decide,concern,change,$id,1" ]
	record-void "$id" --reason "No" >/dev/null
	[ "$(newest)" = "admin,$me,record-void,concern,void,$id,1" ]
}

@test "The journal keeps both who wrote and in whose name" {
	staff-add --code s1 --name Siv --office N1 --role caseworker >/dev/null
	concern-add --as s1 --reporter school --content basic_care >/dev/null
	[[ "$(newest)" == "s1,$(id -un),concern-add,"* ]]
	CASEWORK_USER=s1 concern-add --reporter school --content basic_care >/dev/null
	[[ "$(newest)" == "s1,$(id -un),concern-add,"* ]]
}

@test "What was not written leaves no row: refusals, dry runs, changes that change nothing, empty batches" {
	head=$(registry-log --head)
	run concern-add --reporter school --content gossip
	run concern-add --reporter school --content basic_care --dry-run
	printf 'reporter,content\nschool,basic_care\nschool,gossip\n' >bad.csv
	run concern-add -f bad.csv
	printf 'reporter,content\n' >none.csv
	run concern-add -f none.csv
	run record-edit "$(id_of a1)" --received 2021-01-04
	run record-void nothing --reason "No"
	run concern-list
	run registry-backup copy.db
	run registry-upgrade
	[ "$(registry-log --head)" = "$head" ]
}

@test "The journal's time is the clock's, in UTC, whatever today is said to be" {
	before=$(date -u +%Y-%m-%dT%H:%M:%SZ)
	CASEWORK_TODAY=2001-01-01 TZ=Asia/Tokyo concern-add --received 2001-01-01 --reporter school --content basic_care >/dev/null
	after=$(date -u +%Y-%m-%dT%H:%M:%SZ)
	time=$(registry-log --limit 1 | tail -n 1 | cut -d, -f2)
	[[ ! "$time" < "$before" && ! "$time" > "$after" ]]
}

@test "--limit prints the newest rows" {
	[ "$(registry-log --limit 2 | cut -d, -f1 | tr '\n' ' ')" = "n 5 4 " ]
	[ "$(registry-log --limit 0 | wc -l)" -eq 1 ]
	[ "$(registry-log --limit 1000 | wc -l)" -eq 6 ]
	for n in -1 x '' 1.5; do
		refuses 2 "--limit" registry-log --limit "$n"
	done
}

@test "--since prints the rows from a day on" {
	[ "$(registry-log --since "$(date -u +%F)" | wc -l)" -eq 6 ]
	[ "$(registry-log --since 2001-01-01 | wc -l)" -eq 6 ]
	[ "$(registry-log --since 2127-01-01)" = "n,time,staff,login,command,noun,action,first,count" ]
	[ "$(registry-log --since 2001-01-01 --limit 1 | wc -l)" -eq 2 ]
	for day in 2021-02-30 yesterday 20210101 ''; do
		refuses 3 "--since" registry-log --since "$day"
	done
}

@test "--head prints the number and the hash of the newest row, and nothing else" {
	run --separate-stderr registry-log --head
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[[ "$output" =~ ^5-[0-9a-f]{64}$ ]]
	concern-add --reporter school --content basic_care >/dev/null
	[[ "$(registry-log --head)" == 6-* ]]
	[ "$(registry-log --head)" != "$output" ]
}

@test "registry-log prints JSON, lines of JSON, TSV and tables" {
	registry-log --format json >log.json
	[ "$(sqlite3 :memory: "SELECT json_array_length(readfile('log.json'))")" -eq 5 ]
	[ "$(sqlite3 :memory: "SELECT json_extract(readfile('log.json'), '\$[0].count')")" -eq 10 ]
	[ "$(sqlite3 :memory: "SELECT json_type(readfile('log.json'), '\$[4].first')")" = null ]
	[ "$(registry-log --format jsonl | wc -l)" -eq 5 ]
	[[ "$(registry-log --format tsv | head -n 1)" == n$'\t'time* ]]
	[[ "$(registry-log --format table | head -n 1)" == n*time* ]]
}

@test "registry-log -o writes a file for its owner alone" {
	registry-log -o log.csv
	[ "$(stat -c %a log.csv)" = 600 ]
	diff log.csv <(registry-log)
}

@test "registry-log needs no key, and no place on the staff" {
	CASEWORK_KEY=$PWD/none registry-log >got
	diff got <(registry-log)
}

@test "No argument, no value and no free text gets into the journal" {
	export CASEWORK_UNSAFE_ARGS=1
	id=$(concern-add --ref quuxref --child-given quuxgiven --child-birth 2010-01-02 --narrative quuxtold --language quux --reporter school --content basic_care)
	record-edit "$id" --child-given quuxother --received 2021-01-03 >/dev/null
	concern-decide "$id" --outcome dropped --reason quuxreason >/dev/null
	record-void "$id" --reason "quux, by mistake" >/dev/null
	office-add --code quux9 --name quuxoffice --kind team >/dev/null
	printf 'ref,reporter,content,child_given\nquux2,school,basic_care,quuxbatch\n' >quuxfile.csv
	concern-add -f quuxfile.csv >/dev/null
	for format in csv json; do
		registry-log --format $format >log
		[ "$(grep -c concern- log)" -ge 4 ]
		run ! grep -E 'quux|2010-01|2021-01-03|dropped' log
	done
	run ! grep -a quux <(sqlite3 registry.db "SELECT * FROM journal")
}
