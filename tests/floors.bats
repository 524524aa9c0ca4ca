# The floors of lib/: a module includes only what lies below it; one module, one outside library. Only sources are looked at.
# bats file_tags=once
setup() { load helper; }

# The modules in order, a line per floor, as lib/floors has them.
@test "every module of lib stands on its floor, and on no other" {
	cd "$top/lib"
	while read -r floor modules; do
		[ -n "$floor" ] && [ "${floor:0:1}" != "#" ] || continue
		want=$(if [ "$modules" = "*" ]; then ls "$floor" | sed -n 's/\.c$//p'; else tr ' ' '\n' <<<"$modules"; fi | sort)
		[ "$want" = "$(ls "$floor" | sed -n 's/\.c$//p' | sort)" ] || { echo "$floor: lib/floors and the folder differ"; return 1; }
	done <floors
}

@test "no module includes what stands beside or above it" {
	cd "$top/lib"
	awk '
	FNR == NR { if ($1 ~ /^#/ || NF < 2) next
		floor++; for (i = 2; i <= NF; i++) if ($i == "*") any[$1] = floor * 1000; else rank[$1 "/" $i] = floor * 1000 + i; next }
	function place(m,   d) { d = m; sub(/\/.*/, "", d); return m in rank ? rank[m] : any[d] }
	/^#include "/ { m = $2; gsub(/"/, "", m)
		if (m ~ /\.sql\.h$/) sub(/\.sql\.h$/, "", m); else sub(/\.h$/, "", m)
		self = FILENAME; sub(/\.[ch]$/, "", self)
		if (m != self && place(m) >= place(self)) { print FILENAME ": includes " m; bad = 1 } }
	END { exit bad }' floors */*.c */*.h
}

@test "commands include no other command, and no outside library" {
	cd "$top"
	! grep -nE '#include "cmd/|sqlite3\.h|<csv\.h>|pcre2\.h|sodium\.h|utf8proc\.h|iconv\.h' cmd/*.c
}

@test "only one module includes each outside library" {
	cd "$top/lib"
	while read -r header module; do
		[ "$(grep -lE "#include <$header>" */*.[ch])" = "$module" ] || { echo "$header"; return 1; }
	done <<-END
		sqlite3.h doors/db.c
		csv.h doors/sheet.c
		iconv.h doors/sheet.c
		pcre2.h doors/match.c
		sodium.h doors/seal.c
		utf8proc.h doors/fold.c
	END
}
