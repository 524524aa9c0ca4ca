#!/usr/bin/env bats
# devreg-show: one deviation to who keeps the register; where a report stands, to who has its receipt.

setup() {
	load helper
	bare
	once reported
	one=$(sed -n 2p added | cut -d, -f2) two=$(sed -n 3p added | cut -d, -f2) receipt=$(sed -n 3p added | cut -d, -f4)
}
reported() {
	make_fresh && printf 'ref,reported,reporter_role,anonymity,language,narrative\n%s\n%s\n' 1,2021-11-01,parent,open,ar,HemmeligA \
		2,2021-11-02,child,anonymous,nb,HemmeligB | devreg-add -f - >added
}

# What a person at a terminal sees.
terminal() { timeout 20 script -qec "$1" /dev/null </dev/null | shown; }

# told [ENVIRONMENT...]: what the reporter with the receipt is told.
told() { env "$@" devreg-show --receipt <<<"$receipt"; }

@test "devreg-show prints one row of CSV in a pipe, without what is sealed" {
	devreg-show "$one" >out.csv
	devreg-list --reporter-role parent | cmp - out.csv
	devreg-show @1 | cmp - out.csv
	run ! grep -q Hemmelig out.csv
	devreg-show "$one" --columns narrative,status | same narrative,status HemmeligA,received
}

@test "devreg-show prints one field a line on a terminal, with what is sealed, and never the receipt" {
	terminal "devreg-show $two" >out
	grep -Eq '^narrative +HemmeligB$' out
	grep -Eq '^reporter_role +The child$' out
	run ! grep -qi receipt out
	refuses 3 "--columns: no such column: receipt" devreg-show "$two" --columns receipt
}

@test "devreg-show --history tells what stood there before" {
	devreg-triage "$one" --severity 2 >/dev/null
	devreg-triage "$one" --severity 3 >/dev/null
	devreg-show "$one" --history | cut -d, -f3- | grep severity | same admin,devreg-triage,severity, admin,devreg-triage,severity,2
}

@test "devreg-show ID is for who holds the register's key" {
	rm keys/*.register.key
	refuses 5 "no key" devreg-show "$one"
	rm keys/*
	refuses 5 "no key" devreg-show "$one" --history
}

@test "devreg-show refuses what is no deviation: mistyped, of another kind, none, two" {
	refuses 3 "mistyped" devreg-show "${one/1-/2-}"
	refuses 3 "not of a deviation" devreg-show "$(office-list --columns office | tail -n 1)"
	refuses 2 "which deviation? give one id, or --receipt" devreg-show
	refuses 2 "which deviation? give one id, or --receipt" devreg-show "$one" "$two"
}

@test "devreg-show --receipt tells where the report stands, and nothing else of it" {
	told | same 'Your report: Received' 'It came in on 2021-11-02.' \
		'Nobody has assessed it yet. You can ask again at any time with the same receipt.'
	CASEWORK_TODAY=2022-01-10 devreg-triage "$two" --severity 5 --type child_not_heard --level unit >/dev/null
	told | same 'Your report: Assessed' 'It came in on 2021-11-02.' 'It was assessed on 2022-01-10.'
	record-void "$two" --reason Hemmelig >/dev/null
	told >out
	grep -q '^It was struck out: the register does not count it' out
	run ! grep -q Hemmelig out
}

@test "devreg-show --receipt speaks the user's language" {
	told CASEWORK_LANG=nb | same 'Meldingen din: Mottatt' 'Den kom inn 2021-11-02.' \
		'Ingen har vurdert den ennå. Du kan spørre igjen når du vil, med samme kvittering.'
	told CASEWORK_LANG=ar | same 'بلاغك: مستلم' 'وصل البلاغ في 2021-11-02.' \
		'لم يقيّمه أحد بعد. يمكن السؤال مرة أخرى في أي وقت بالإيصال نفسه.'
	told CASEWORK_LANG=bg | same 'Вашият доклад: Получено' 'Постъпил е на 2021-11-02.' \
		'Още никой не го е оценил. Може да попитате пак по всяко време със същата разписка.'
	devreg-triage "$two" --severity 1 >/dev/null
	for language in en nb ar bg; do
		told CASEWORK_LANG=$language >out
		[ "$(wc -l <out)" -eq 3 ]
		tail -n 1 out | grep -q '2021-12-31\.$'
	done
}

@test "devreg-show --receipt needs no key and no login" {
	rm keys/*
	sqlite3 registry.db "UPDATE staff SET login = 'nobody-here'"
	told | grep -q 'Your report: Received'
	told CASEWORK_KEY=/nowhere | grep -q 'Your report: Received'
}

@test "devreg-show --receipt takes it in either case, with or without dashes, and O for 0, I and L for 1" {
	for typed in "${receipt,,}" "${receipt//-/}" " ${receipt//-/ } " "$(tr 01 oi <<<"$receipt")" "$(tr 01 OL <<<"$receipt")" "$receipt"$'\r'; do
		printf '%s\n' "$typed" | devreg-show --receipt | grep -q Received || { echo "$typed"; return 1; }
	done
	printf %s "$receipt" | devreg-show --receipt | grep -q Received
}

# types TEXT QUESTION COMMAND: a person who waits for the question, and then types; what is seen is in seen.
types() {
	local pid
	mkfifo keyboard
	timeout 20 script -qefc "$3" seen <keyboard >/dev/null 2>&1 &
	pid=$!
	exec 7>keyboard
	until grep -q "$2" seen 2>/dev/null || ! kill -0 $pid 2>/dev/null; do sleep 0.05; done
	printf '%s\n' "$1" >&7
	wait $pid || { exec 7>&-; cat seen; return 1; }
	exec 7>&-
	rm keyboard
}

@test "devreg-show --receipt asks a person at a terminal, and does not show what is typed" {
	types "$receipt" 'Your receipt:' 'devreg-show --receipt'
	tr -d '\r' <seen | grep -q '^Your report: Received$'
	run ! grep -q "$receipt" seen
	CASEWORK_LANG=nb types "$receipt" 'Kvitteringen din:' 'devreg-show --receipt'
	tr -d '\r' <seen | grep -q '^Meldingen din: Mottatt$'
}

@test "devreg-show --receipt: one that nobody was given exits 1, kindly, in the user's language" {
	# Another letter in the place of its last.
	other=$(printf %s "${receipt%?}"; [ "${receipt: -1}" = Z ] && echo Y || echo Z)
	for wrong in "$other" 0000-0000-0000-0000 nonsense "${receipt%?}" "${receipt}0" "$(printf 'x%.0s' {1..500})"; do
		refuses 1 "no report has this receipt; look at each letter and digit once more" devreg-show --receipt <<<"$wrong"
		[[ "$stderr" != *"$wrong"* ]]
	done
	CASEWORK_LANG=nb refuses 1 "ingen melding har denne kvitteringen" devreg-show --receipt <<<nonsense
	CASEWORK_LANG=bg refuses 1 "няма доклад с такава разписка" devreg-show --receipt <<<nonsense
	CASEWORK_LANG=ar refuses 1 "لا يوجد بلاغ بهذا الإيصال" devreg-show --receipt <<<nonsense
	refuses 2 "no receipt was given" devreg-show --receipt </dev/null
	refuses 2 "no receipt was given" devreg-show --receipt <<<"  "
}

@test "devreg-show --receipt is never given the receipt as an argument, nor another option" {
	refuses 2 "a receipt is never an argument" devreg-show --receipt "$receipt"
	[[ "$stderr" != *"$receipt"* ]]
	refuses 2 "--receipt takes no value" devreg-show --receipt="$receipt"
	refuses 2 "goes with no other option" devreg-show --receipt --history <<<"$receipt"
	refuses 2 "goes with no other option" devreg-show --receipt --columns narrative <<<"$receipt"
	refuses 2 "goes with no other option" devreg-show --receipt --format json <<<"$receipt"
	refuses 2 "goes with no other option" devreg-show --receipt -o out <<<"$receipt"
}

@test "devreg-show --receipt: a receipt of one registry is none in another" {
	registry-init -q -r other.db --code BER
	refuses 1 "no report has this receipt" devreg-show -r other.db --receipt <<<"$receipt"
	registry-backup -q --extract extract.db
	refuses 5 "an extract, which knows no receipts" devreg-show -r extract.db --receipt <<<"$receipt"
	registry-backup -q copy.db
	devreg-show -r copy.db --receipt <<<"$receipt" | grep -q Received
}
