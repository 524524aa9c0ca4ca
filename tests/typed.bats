#!/usr/bin/env bats
# A day at the shell in few keystrokes: the beginning of tests/story.bats, from the message to the open case with a plan begun,
# typed on a terminal with what is the same every day in a file, short ids, the current case, and prompts for the secrets.

setup() {
	load helper
	fresh --profile no
	export CASEWORK_TODAY=2021-02-03
	staff-add --code kari --name 'Kari Vik' --role caseworker --login "$(id -un)" >/dev/null
	export CASEWORK_USER=kari
	mkdir -p .config/casework
	# What a school tells has these fields; who it is about is asked for.
	printf 'received,reporter,content,language,child_given,child_family,child_birth\nyesterday,school,basic_care,ar,?,?,?\n' \
		>.config/casework/school.csv
}

# types LINE...: a caseworker types these lines, each with Enter, into a shell on a terminal; what is seen is in seen.
types() {
	printf '%s\n' "$@" >typed
	timeout 60 script -qec sh /dev/null <typed | tr -d '\r' >seen
}

@test "typed: from the message to the open case with a plan begun, in fewer than 120 characters" {
	types 'concern-add --like school' \
		Amina Noor 9.3.2014 \
		'concern-decide 1' \
		inv \
		'case-new 1' \
		'case-plan' \
		'goal-add' \
		'Mat hver morgen' \
		.
	[ "$(wc -m <typed)" -lt 120 ] || { wc -m typed; return 1; }
	msg=$(concern-list --columns concern | tail -n +2) case=$(case-list --columns case | tail -n +2)
	child=$(person-list --columns person | tail -n +2) plan=$(plan-list --columns plan | tail -n +2)
	concern-list --columns received,reporter,content,child_given,child_family,child_birth,person,decided,outcome,decided_by |
		same received,reporter,content,child_given,child_family,child_birth,person,decided,outcome,decided_by \
			"2021-02-02,school,basic_care,Amina,Noor,2014-03-09,$child,2021-02-03,investigate,kari"
	case-list --columns case,concern,person,given_name,family_name,birth_month,opened,concern_type,language,lead,status |
		same case,concern,person,given_name,family_name,birth_month,opened,concern_type,language,lead,status \
			"$case,$msg,$child,Amina,Noor,2014-03,2021-02-03,basic_care,ar,kari,open"
	plan-list --columns plan,case,agreed,staff | same plan,case,agreed,staff "$plan,$case,2021-02-03,kari"
	goal-list --columns plan,case,subject,text,status | same plan,case,subject,text,status "$plan,$case,child,Mat hver morgen,not_started"
	# Whom each of them touched was said, and what was taken for what was begun.
	for told in "concern-decide: 1 is $msg" 'concern-decide: outcome: investigate' "case-new: 1 is $msg" "case-new: . is $case" \
		"case-plan: . is $case" "goal-add: . is $plan"; do
		grep -qF "$told" seen || { echo "not told: $told"; cat seen; return 1; }
	done
	# What is secret was typed at prompts: not on a command line, where ps and the shell's history have it.
	run ! grep -E '^(concern|case|goal)-.*(Amina|Noor|2014|Mat)' typed
	registry-check
}

@test "typed: the beginning of a code is taken at a prompt if it is that of one alone, and said" {
	types 'concern-add --like school' Amina '' '' 'concern-decide 1' moved xyz drop dropped
	grep -q 'outcome: several begin so: moved_abroad, moved_unknown, moved_municipality$' seen
	grep -q 'outcome: no such code$' seen
	# A code that begins another is itself.
	types 'concern-add --like school' Amina '' '' 'concern-decide 2' dropped
	concern-list --columns outcome | same outcome dropped dropped 2>/dev/null || { concern-list --columns outcome; cat seen; return 1; }
}

@test "typed: what is given wrong is told before anything is asked for, so that nothing typed is lost" {
	types 'concern-add --like school' Amina '' '' 'case-new 1' 'case-plan' 'goal-add --due +3m' 'Mat' .
	while read -r line; do
		# It ends by itself: what is typed behind it would be its answer.
		printf '%s\n' "$line" 'echo "asked for ""nothing"' >typed
		timeout 60 script -qec sh /dev/null <typed | tr -d '\r' >seen
		grep -q 'asked for nothing$' seen || { echo "$line"; cat seen; return 1; }
		grep -qE -- '--(goal|due|kind|reporter): ' seen || { echo "$line"; cat seen; return 1; }
	done <<-'END'
		action-add --goal 7
		action-add --goal 1 --due 31.2.2021
		case-note 1 --kind home_visti
		case-note 1 -e --kind home_visti
		concern-add --like school --reporter scool
	END
	[ "$(count note)" -eq 0 ]
	[ "$(count action)" -eq 0 ]
}
