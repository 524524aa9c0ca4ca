# figures.awk: the SQL that stats-report runs for a year, as text for the sqlite3 shell.
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

END {
	for (i = 1; i <= n; i++) {
		name = names[i]
		units = header[name, "units"]
		select = units ? "WITH \"units\" AS (" text[units] ")" text[name] : text[name]
		gsub(/\$1/, "'" year "-01-01'", select)
		gsub(/\$2/, "'" year "-12-31'", select)
		if (header[name, "late"])
			print "SELECT u.\"began\", u.\"ended\", COUNT(*), COUNT(*) FROM (" select ") u GROUP BY u.\"began\", u.\"ended\";"
		else
			print "SELECT CAST(SUM(u.\"num\") AS BIGINT), " (header[name, "value"] == "percent" \
				? "CAST(SUM(u.\"den\") AS BIGINT)" : "0") " FROM (" select ") u;"
	}
}
