# What holds for every command. The commands are asked for, never listed: a failure names the culprit.
# Tests tagged once ask every command what the same function answers from other tables, or look at files.
setup_file() {
	local name
	load helper
	mkdir "$BATS_FILE_TMPDIR/specs" && cd "$BATS_FILE_TMPDIR" && "$build/bin/casework" --commands | cut -f 2 >commands || return
	while read -r name; do "$build/bin/$name" --dump-spec >"specs/$name" || return; done <commands
}

setup() {
	load helper
	bare
	cp "$BATS_FILE_TMPDIR/commands" .
}

# each CHECK: call it with the name of every command.
each() {
	local name bad=0
	while read -r name; do "$1" "$name" || { echo "culprit: $name"; bad=1; }; done <commands
	return $bad
}

# says STATUS TEXT COMMAND...: as refuses, but quick enough for every option of every command.
says() {
	local want=$1 text=$2 status=0
	shift 2
	"$@" >out 2>err </dev/null || status=$?
	[ "$status" -eq "$want" ] && [ ! -s out ] && grep -qF -e "$text" err ||
		{ echo "$*: wanted status $want and: $text"; echo "status: $status"; cat out err; return 1; }
}

# spec NAME: its options, and what it takes, as completion reads them.
spec() { cat "$BATS_FILE_TMPDIR/specs/$1"; }

# bats test_tags=once
@test "all: there are commands, each a noun and a verb, in a group, with a line of what it does" {
	[ "$(wc -l <commands)" -ge 20 ]
	casework --commands | while IFS=$'\t' read -r group name brief rest; do
		[[ $name == casework || $name =~ ^[a-z]+-[a-z]+$ ]] && [ -n "$group" ] && [ -n "$brief" ] && [ -z "$rest" ] &&
			[[ $brief != *. && ${brief:0:1} == [a-z] ]] || { echo "culprit: $name"; exit 1; }
	done
	[ -z "$(sort commands | uniq -d)" ]
}

# bats test_tags=once
@test "all: every command is a link beside the program, and nothing else lies there" {
	[ "$(ls "$build/bin")" = "$(sort commands)" ]
}

@test "all: --help prints to stdout, without a registry, exits 0, and no line is wider than 120 columns" {
	check() {
		"$1" --help >help 2>err && [ ! -s err ] && grep -q "^Usage: $1 " help && [ "$(wc -L <help)" -le 120 ] &&
			"$1" -h | cmp -s - help
	}
	each check
}

# bats test_tags=once
@test "all: --help names every option, and nothing twice" {
	check() {
		local option
		"$1" --help | grep -oE '^ +(-., )?--[a-z-]+' | sed 's/.* //' | sort >shown
		spec "$1" | sed -n 's/^opt\t.\t\([^\t]*\).*/--\1/p' | sort | diff shown - || return
	}
	each check
}

# bats test_tags=once
@test "all: --version prints one line, the same everywhere" {
	casework --version >version
	grep -qE '^casework [0-9]+\.[0-9]+\.[0-9]+$' version
	check() { "$1" --version | cmp -s - version && "$1" -V | cmp -s - version; }
	each check
}

# bats test_tags=once
@test "all: casework NAME is NAME" {
	check() { [ "$1" = casework ] || { "$1" --help >one && casework "$1" --help | cmp - one; }; }
	each check
	says 2 'no such command' casework concern-ad --help
}

@test "all: an unknown option exits 2 and names the nearest" {
	check() {
		says 2 "$1: no such option: --registri (--registry?)" "$1" --registri x &&
			says 2 'no such option: -Z' "$1" -Z && says 2 'no such option: --xyzzyxyzzy' "$1" --xyzzyxyzzy
	}
	each check
}

# bats test_tags=once
@test "all: options are not abbreviated, and one that takes no value is given none" {
	check() { says 2 'no such option: --hel' "$1" --hel && says 2 '--help takes no value' "$1" --help=x; }
	each check
}

@test "all: an option without its value exits 2 and says what is wanted" {
	check() {
		local name
		spec "$1" | awk -F '\t' '$1 == "opt" && $4 != "-" { print $3 }' | sed -n '1p; $p' >valued
		while read -r name; do says 2 "--$name needs a value" "$1" "--$name" || return; done <valued
	}
	each check
}

@test "all: a command that takes no operands refuses them with 2" {
	check() { spec "$1" | grep -q '^arg' || says 2 "takes no operands: nonsense" "$1" nonsense; }
	each check
}

@test "all: --help into a full disk exits 4 and says so" {
	check() {
		local status=0
		"$1" --help >/dev/full 2>err || status=$?
		[ "$status" -eq 4 ] && grep -q '^'"$1"': .*No space left' err || { echo "status $status"; cat err; return 1; }
	}
	each check
}

# bats test_tags=once
@test "all: --dump-spec has six columns, a known kind for each option, and no option or letter twice" {
	check() {
		spec "$1" | awk -F '\t' -v OFS='\t' '
			NF != 6 || ($1 != "opt" && $1 != "arg") || $2 !~ /^.$/ { print "not a row: " $0; bad = 1 }
			$1 == "opt" && ($3 !~ /^[a-z][a-z0-9-]*$/ || $6 == "" || $6 == "-" || $6 ~ /[^.]\.$/) { print "not an option: " $0; bad = 1 }
			$4 == "-" && $5 != "-" { print "a kind but no value: " $0; bad = 1 }
			$5 !~ /^(-|file|office|staff|bool|format|column|field|mode|like|indicator|instrument|dimension|command|profile|noun|language|id(:[a-z]+)?|code:[a-z_]+)$/ { print "no such kind: " $0; bad = 1 }
			$1 == "opt" && seen[$3]++ { print "twice: " $3; bad = 1 }
			$1 == "opt" && $2 != "-" && letter[$2]++ { print "twice: -" $2; bad = 1 }
			END { exit bad }'
	}
	each check
}

# bats test_tags=once
@test "all: a letter is the same option in every command" {
	check() {
		spec "$1" | awk -F '\t' '
			BEGIN { n = split("r registry f from o output n dry-run k keep-going e edit q quiet v verbose h help V version", w, " ")
				for (i = 1; i < n; i += 2) name[w[i]] = w[i + 1]; for (l in name) letter[name[l]] = l }
			$1 == "opt" && $2 != "-" && name[$2] != $3 { print "-" $2 " is --" $3; bad = 1 }
			$1 == "opt" && $3 in letter && $2 != letter[$3] { print "--" $3 " has no -" letter[$3]; bad = 1 }
			END { exit bad }'
	}
	each check
}

@test "all: every kind of value that a command names can be offered" {
	fresh
	office-add -f "$top/tests/data/offices.csv" >/dev/null
	touch asked
	mkdir -p .config/casework
	touch .config/casework/school.csv
	check() {
		local kind
		spec "$1" | cut -f 5 | grep -vxE -e '-|file|id.*' | sort -u >kinds
		while read -r kind; do
			# Columns and fields are the command's own; what else it is, is the same wherever it is asked.
			case $kind in column | field) ;; *) ! grep -qxF -e "$kind" asked || continue ;; esac
			echo "$kind" >>asked
			"$1" --offer "$kind" >offered 2>err && [ ! -s err ] || { echo "$kind"; cat err; return 1; }
			# A list of codes may be left open by the profile.
			[ -s offered ] || [ "$kind" = code:region ] || { echo "$kind: nothing"; return 1; }
		done <kinds
	}
	each check
}

@test "all: a command that reads or writes a registry exits 4 where there is none, and makes none" {
	export CASEWORK_UNSAFE_ARGS=1
	check() {
		case $1 in registry-init | registry-restore | stats-list | instrument-*) return ;; esac
		says 4 'no registry' "$1" $(arguments "$1") && [ ! -e registry.db ]
	}
	each check
}

# arguments NAME: what it needs to do anything at all, on the messages of tests/data.
arguments() {
	case $1 in
	registry-init) echo --code XX ;;
	registry-backup | registry-restore) echo copy.db ;;
	record-show | concern-show) echo @a1 ;;
	record-void) echo @a1 --reason x ;;
	record-edit) echo @a1 --urgency urgent ;;
	concern-decide) echo @a1 --outcome dropped ;;
	concern-add) echo --reporter school --content basic_care ;;
	office-edit) echo OSL --name x ;;
	staff-edit) echo admin --name x ;;
	office-add) echo --code Q --name Q --kind team ;;
	staff-add) echo --code q --name q --role caseworker ;;
	record-find) echo Kari ;;
	person-add) echo --given-name Kari ;;
	case-new) echo --given-name Kari --family-name Ny ;;
	case-show | case-use | case-reopen) echo @c1 ;;
	case-note) echo @c1 --text x ;;
	case-close) echo @c1 --close-reason safe ;;
	note-add) echo --about case:@c1 --text x ;;
	investigation-add) echo --case @c1 ;;
	investigation-end) echo @i1 --outcome measures ;;
	measure-add) echo --case @c1 --category advice ;;
	measure-end) echo @m1 --end-reason planned ;;
	decision-add) echo --case @c1 --kind no_measure ;;
	assessment-add) echo --case @c1 --instrument sfe ;;
	assessment-show) echo @as1 ;;
	answer-add) echo --assessment @as1 --item safety --value 4 ;;
	case-assess) echo @c1 safety --answer safety=4 ;;
	instrument-check | instrument-show) echo safety ;;
	plan-add) echo --case @c1 ;;
	goal-add) echo --plan @p1 --text x ;;
	action-add) echo --goal @g1 --what x ;;
	case-plan | case-review) echo @c1 ;;
	case-act) echo @ac1 --status under_way ;;
	devreg-add) echo --reporter-role parent --narrative x ;;
	devreg-triage | devreg-show) echo @d1 ;;
	devreg-take) echo none.sealed ;;
	stats-report) echo --year 2021 ;;
	esac
}

@test "all: two registries are refused where one is meant" {
	fresh
	export CASEWORK_UNSAFE_ARGS=1
	registry-backup --quiet copy.db
	check() {
		case $1 in stats-* | instrument-*) return ;; esac
		says 2 '--registry: one registry only' "$1" -r a.db -r b.db $(arguments "$1")
	}
	each check
}

@test "all: --columns that are not there exit 3 in every command that has it" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	devreg-add --ref d1 --reporter-role parent --narrative x >/dev/null
	case-assess @c1 safety --ref as1 --answer safety=4 >/dev/null
	case-plan @c1 >/dev/null
	check() {
		spec "$1" | grep -qP '^opt\t.\tcolumns\t' || return 0
		says 3 'no such column: nonsuch' "$1" $(arguments "$1") --columns nonsuch
	}
	each check
}

@test "all: --format of no kind exits 2 in every command that has it" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	devreg-add --ref d1 --reporter-role parent --narrative x >/dev/null
	case-assess @c1 safety --ref as1 --answer safety=4 >/dev/null
	case-plan @c1 >/dev/null
	check() {
		spec "$1" | grep -qP '^opt\t.\tformat\t' || return 0
		says 2 '--format: csv, tsv, json, jsonl or table, not xml' "$1" $(arguments "$1") --format xml
	}
	each check
}

@test "all: what cannot be printed exits 4 in every command that prints a list" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	devreg-add --ref d1 --reporter-role parent --narrative x >/dev/null
	case-assess @c1 safety --ref as1 --answer safety=4 >/dev/null
	case-plan @c1 >/dev/null
	check() {
		spec "$1" | grep -qP '^opt\t.\tformat\t' || return 0
		local status=0
		# shellcheck disable=SC2046
		"$1" $(arguments "$1") >/dev/full 2>err || status=$?
		[ "$status" -eq 4 ] && grep -q 'No space left' err || { echo "status $status"; cat err; return 1; }
	}
	each check
}

@test "all: -o writes what would be printed" {
	families
	export CASEWORK_UNSAFE_ARGS=1
	devreg-add --ref d1 --reporter-role parent --narrative x >/dev/null
	case-assess @c1 safety --ref as1 --answer safety=4 >/dev/null
	case-plan @c1 >/dev/null
	check() {
		spec "$1" | grep -qP '^opt\t.\tformat\t' || return 0
		# shellcheck disable=SC2046
		"$1" $(arguments "$1") >printed 2>/dev/null && [ -s printed ] &&
			"$1" $(arguments "$1") -o written >out 2>/dev/null && cmp printed written && [ ! -s out ]
	}
	each check
}

# bats test_tags=once
@test "all: every command has its manual" {
	check() { [ -e "$top/man/$1.1" ]; }
	each check
	for m in "$top"/man/*.1; do grep -qx "$(basename "$m" .1)" commands || { echo "$m is of no command"; return 1; }; done
}

# bats test_tags=once
@test "all: every command has its tests" {
	check() { [ -e "$top/tests/$1.bats" ]; }
	each check
}
