# NAME.sql -> C: one struct sql for each "-- name: NAME LETTERS"; other comment lines are left out.
/^-- name: / {
	if (name) end()
	name = $3; letters = $4; n = 0
	next
}
/^--/ || /^[ \t]*$/ { next }
{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); line[++n] = $0 }
END { if (name) end() }
function end(   i) {
	printf "static struct sql sql_%s = { \"%s\",\n", name, name
	for (i = 1; i <= n; i++) {
		sub(/;[ \t]*$/, "", line[i])
		printf "\t\"%s%s\"%s\n", line[i], i < n ? " " : "", i < n ? "" : ","
	}
	printf "\t\"%s\", NULL };\n", letters
}
