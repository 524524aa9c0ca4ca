#!/bin/sh
# make docs: the regions of the manuals that the option tables write. In man/NAME.N all that stands
# between `.\" spec: REGION` and `.\" end` is what `NAME --dump-man` prints under that REGION:
# tests/docs.sh [PAGE...]. A page of another language, man/LANGUAGE/NAME.N, gets them in that language.
set -eu
cd "$(dirname "$0")/.."
PATH=$PWD/${BUILD:-build}/bin:$PATH
new=$(mktemp)
trap 'rm -f "$new"' EXIT
[ $# -gt 0 ] || set -- man/*.[157] man/*/*.[157]
for page; do
	grep -q '^\.\\" spec: ' "$page" || continue
	name=${page##*/}
	language=${page%/*}
	language=${language#man}
	CASEWORK_LANG=${language#/} "${name%.*}" --dump-man | awk -v page="$page" '
	FNR == NR { if (/^\.\\" spec: /) name = $3; else text[name] = text[name] $0 "\n"; next }
	{ seen = 1 }
	/^\.\\" spec: / {
		if (inside) bad("no end before " $3)
		if (!($3 in text)) bad("no such region: " $3)
		inside = 1
		printf "%s\n%s", $0, text[$3]
	}
	/^\.\\" end$/ { inside = 0 }
	!inside
	function bad(why) { print page ":" FNR ": " why | "cat >&2"; failed = 1; exit }
	END { if (!failed && (inside || !seen)) bad(seen ? "no end" : "nothing to put in"); exit failed }' - "$page" >"$new"
	cmp -s "$new" "$page" || cat "$new" >"$page"
done
