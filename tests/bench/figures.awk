# figures.awk: the SQL that answers what stats-report prints for a year, as text for the sqlite3 shell: a row
# num|den for each indicator, den 0 for a count. Those with a limit in days or months yield groups to be judged.
#
#	awk -v year=2016 -f figures.awk share/indicators/*.sql

FNR == 1 {
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.sql$/, "", name)
	names[++n] = name
}

/^-- / {
	key = substr($0, 4, index($0, ": ") - 4)
	header[name, key] = substr($0, index($0, ": ") + 2)
	next
}

{ text[name] = text[name] " " $0 }

# num or den: a column, or `column key key...`; sex, birth_month and background may be the person's.
function counted(name, what,   word, i, n, list) {
	n = split(header[name, what], word, " ")
	if (!n)
		return "u.\"" what "\""
	for (i = 2; i <= n; i++)
		list = list (i > 2 ? ", " : "") "'" word[i] "'"
	return "CASE WHEN " (header[name, "person"] && word[1] == "background" ? "p" : "u") ".\"" word[1] "\" IN (" list ") THEN 1 ELSE 0 END"
}

function total(name, what,   of) {
	of = counted(name, what)
	return header[name, "count"] == "distinct" ? "COUNT(DISTINCT CASE WHEN " of " > 0 THEN u.\"unit\" END)" : "CAST(SUM(" of ") AS BIGINT)"
}

END {
	for (i = 1; i <= n; i++) {
		name = names[i]
		units = header[name, "units"]
		select = units ? "WITH \"units\" AS (" text[units] ")" text[name] : text[name]
		gsub(/\$1/, "'" year "-01-01'", select)
		gsub(/\$2/, "'" year "-12-31'", select)
		gsub(/\$3/, "'" year - 1 "-01-01'", select)
		from = " FROM (" select ") u"
		if (counted(name, "num") ~ /p\./)
			from = from " LEFT JOIN \"person\" p ON p.\"id\" = u.\"person\" AND p.\"void\" IS NULL"
		if (header[name, "late"] || header[name, "in_time"]) {
			columns = "u.\"began\", u.\"ended\"" (header[name, "late_extended"] ? ", u.\"extended\"" : "")
			print "SELECT " columns ", COUNT(*), COUNT(*)" from " GROUP BY " columns ";"
		} else {
			print "SELECT " total(name, "num") ", " (header[name, "value"] == "percent" ? total(name, "den") : "0") from ";"
		}
	}
}
