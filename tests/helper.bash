# What every test file loads. Each test has a home of its own with a fresh registry: code OSL, its
# first office OSL, its first member of staff admin, with the login of whoever runs the tests. Today
# is 2021-12-31. CASEWORK_BUILD names the build that is tested. What every test calls here begins few processes: together
# they would take longer than the tests.
bats_require_minimum_version 1.5.0
set -o pipefail

top=${BATS_TEST_DIRNAME%/*}
build=${CASEWORK_BUILD:-$top/build}

# A home without a registry.
bare() {
	cd "$BATS_TEST_TMPDIR" || return
	PATH=$build/bin:$PATH
	HOME=$BATS_TEST_TMPDIR
	TZ=UTC LC_ALL=C.UTF-8
	CASEWORK_REGISTRY=$BATS_TEST_TMPDIR/registry.db
	CASEWORK_KEY=$BATS_TEST_TMPDIR/keys
	CASEWORK_TODAY=2021-12-31
	XDG_RUNTIME_DIR=$BATS_TEST_TMPDIR/run
	mkdir -p -m 700 "$XDG_RUNTIME_DIR"
	# An editor that leaves everything as it is: no test waits for a person.
	EDITOR=true
	unset VISUAL PAGER
	export EDITOR PATH HOME TZ LC_ALL CASEWORK_REGISTRY CASEWORK_KEY CASEWORK_TODAY XDG_RUNTIME_DIR
	unset CASEWORK_USER CASEWORK_SHARE CASEWORK_WAIT CASEWORK_LANG CASEWORK_UNSAFE_ARGS XDG_DATA_HOME XDG_CONFIG_HOME
}

# once MAKER ARGUMENT...: what MAKER makes in an empty home, made once for these arguments and settings in a run of the suite (of
# the test file, if it runs alone), and copied from then on: a registry takes longer to make than most tests.
once() {
	local made
	made=${CASEWORK_WORLDS:-$BATS_FILE_TMPDIR/worlds}/$PATH/${CASEWORK_SHARE:-}/$CASEWORK_TODAY/made.${*//\//%}
	if [ ! -d "$made" ]; then
		local new=$made.$BASHPID
		mkdir -p "$new" && (cd "$new" && CASEWORK_REGISTRY=$new/registry.db CASEWORK_KEY=$new/keys "$@") >/dev/null || return
		# Another test may have made it meanwhile.
		mv -T "$new" "$made" 2>/dev/null || rm -r "$new"
	fi
	cp -Rp "$made/." .
}

make_fresh() { registry-init --quiet --code OSL --name Oslo "$@"; }
make_furnished() {
	make_fresh "$@" && office-add -f "$top/tests/data/offices.csv" && concern-add -f "$top/tests/data/concerns.csv"
}
make_three_cases() {
	make_fresh "$@" && office-add -f "$top/tests/data/offices.csv" &&
		printf '%s\n' ref,office,given_name,family_name,birth,opened,closed,close_reason \
			k1,N1,Kari,Nordmann,2015-05-06,2021-01-08,, \
			k2,N2,أحمد,حسن,2004-02-29,2020-02-09,, \
			k3,S1,Мария,Иванова,2012-12-12,2020-01-01,2020-12-31,safe | case-new -f -
}
make_families() { make_furnished "$@" && people; }

# A home with a registry.
fresh() { bare && once make_fresh "$@"; }

# fresh, with two open cases, at N1 and N2, and one at S1 that was open in 2020.
three_cases() { bare && once make_three_cases "$@"; }

# fresh, with three services and some messages: tests/data/concerns.csv.
furnished() { bare && once make_furnished "$@"; }

# furnished, with people.
families() { bare && once make_families "$@"; }

# golden NAME COMMAND...: the command's standard output is tests/golden/NAME. UPDATE=1 writes it anew.
golden() {
	local name=$1 want=$top/tests/golden/$1
	shift
	"$@" >"$BATS_TEST_TMPDIR/golden-out" || return
	if [ -n "${UPDATE:-}" ]; then
		mkdir -p "${want%/*}" && cp "$BATS_TEST_TMPDIR/golden-out" "$want"
	fi
	diff -u "$want" "$BATS_TEST_TMPDIR/golden-out"
}

# refuses STATUS TEXT COMMAND...: exits so, prints nothing, and says TEXT on stderr.
refuses() {
	local want=$1 text=$2 flags=$-
	shift 2
	# As run --separate-stderr does it.
	set +eET
	output=$("$@" 2>"$BATS_TEST_TMPDIR/refused-stderr") && status=0 || status=$?
	set "-$flags"
	stderr=$(<"$BATS_TEST_TMPDIR/refused-stderr")
	if [ "$status" -ne "$want" ] || [ -n "$output" ] || [[ "$stderr" != *"$text"* ]]; then
		echo "wanted status $want and: $text"
		echo "status: $status"
		echo "stdout: $output"
		echo "stderr: $stderr"
		return 1
	fi
}

# same LINE...: standard input is these lines and no more.
same() { diff -u <([ $# -eq 0 ] || printf '%s\n' "$@") -; }

# What a terminal shows of standard input: carriage returns and the isolates of what is written from the right are not seen.
isolates=$'\u2066\u2067\u2068\u2069'
shown() { tr -d '\r' | sed "s/[$isolates]//g"; }

# How many records of a noun there are.
count() {
	local out row
	out=$("$1-list" --columns "$1" "${@:2}") || return
	mapfile -t row <<<"$out"
	echo $((${#row[@]} - 1))
}

# Eight cases of seven children and what was decided and done in them, from tests/data. c8 is the case c5 opened again.
people() {
	local noun
	case-new -f "$top/tests/data/cases.csv" >/dev/null &&
		printf 'ref,office,previous,opened,risk\nc8,OSL,@c5,2021-11-02,high\n' | case-reopen -f - >/dev/null || return
	for noun in investigation decision measure; do
		"$noun-add" -f "$top/tests/data/${noun}s.csv" >/dev/null || return
	done
}

# families, with plans of the cases c3 and c6, their goals and their actions: tests/data/plans.csv and so on.
planned() {
	local noun
	families "$@" || return
	for noun in plan goal action; do
		"$noun-add" -f "$top/tests/data/${noun}s.csv" >/dev/null || return
	done
}
