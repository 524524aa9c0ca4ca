#!/usr/bin/env bats
# casework: the registry in use and what is in it; all commands.

setup() { load helper; bare; }

# same LINE...: standard input is these lines and no more.
same() { diff -u <([ $# -eq 0 ] || printf '%s\n' "$@") -; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | tr -d '\r'; }

@test "casework shows the registry in use and how much is in it" {
	furnished
	casework | grep -Ev '^(x|version)' >out.csv
	grep -x "registry,$CASEWORK_REGISTRY" out.csv
	grep -x code,OSL out.csv
	grep -x name,Oslo out.csv
	grep -x profile,generic out.csv
	grep -x concern,10 out.csv
	grep -x office,5 out.csv
	grep -x staff,1 out.csv
	head -n 1 out.csv | same what,value
	terminal casework | grep -Ex 'concern +10'
}

@test "casework does not count what was struck out" {
	furnished
	record-void @a1 --reason dobbelt >/dev/null
	casework | grep -x concern,9
}

@test "casework shows the registry that --registry names, without a key" {
	fresh
	registry-init -q -r b.db --code BGO --name Bergen --profile no
	rm -r keys
	casework -r b.db | sed -n 2,5p | same registry,b.db code,BGO name,Bergen profile,no
	refuses 2 "--registry: one registry only" casework -r b.db -r registry.db
}

@test "casework without a registry says how to make one" {
	refuses 4 "registry-init" casework
	[[ "$stderr" == *"$CASEWORK_REGISTRY"* ]]
}

@test "casework --commands lists every command by group, with what it does, and needs no registry" {
	casework --commands >out
	# Group, name and brief, none of them empty, parted by tabs, in order of group and name.
	awk -F'\t' 'NF != 3 || $1 == "" || $2 == "" || $3 == "" { print; bad = 1 } END { exit bad }' out
	sort -c -t "$(printf '\t')" -k1,1 -k2,2 out
	# What is listed is what is installed beside it.
	diff <(cut -f 2 out | sort) <(cd "$build/bin" && ls | sort)
	grep -qx "messages of concern	concern-add	register a message of concern, or many from CSV" out
	grep -q "^the registry	casework	" out
}

@test "casework --help and --version need no registry" {
	casework --help | grep -q '^Usage: casework'
	casework --version | grep -Eq '^casework [0-9]+\.[0-9]+\.[0-9]+$'
}

@test "casework runs a command that is named first" {
	furnished
	casework concern-list --ref a1 --columns ref,urgency | same ref,urgency a1,normal
	casework concern-show @a1 --columns ref | same ref a1
	# Messages come under the command's own name.
	refuses 3 "concern-list: --urgency: no such code: soon" casework concern-list --urgency soon
}

@test "casework refuses a command that it does not have, and says where they are listed" {
	refuses 2 "casework --commands lists them" casework frobnicate
	refuses 2 "casework --commands lists them" casework concern-frobnicate
	refuses 2 "no such option: --comands (--commands?)" casework --comands
}
