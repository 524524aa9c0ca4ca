# draw.awk: what the generators of the demo share: chance, days, names, and the tables they draw from
#
#	awk ... -f draw.awk -f year.awk *.csv
#
# The bytes are the same at every run, under any POSIX awk and in any locale: the
# generator below is ours, nothing is walked by `for (x in a)`, nothing depends on
# how many bytes a letter takes, no fraction is ever kept, and no expression draws
# twice unless && || ?: say which comes first, or they are arguments of one call,
# which every awk takes from left to right.
#
# What the files hold, each known by its first column (so their order is free):
#	services.csv   per service, of 2021: the messages that count, of a hundred how many
#	               are not investigated, how many take more than 7 days; then the children
#	               with measures, of them those of unknown background, those of immigrant
#	               background, those in foster homes on the last day; then the care orders
#	               of which it is known whether there was consent, and those without
#	               (made up, service by service, so that the country comes to what is
#	               published of it: messages, children with measures, those in foster homes,
#	               26 of a hundred with immigrant background, 71 of a hundred orders without
#	               consent; how many backgrounds and consents are known is ours)
#	keys.csv       reporters, contents and help that are valid from 2019 to 2022, how
#	               common each is, and the ages it can be about (-1: not yet born)
#	names.csv      given and family names, by language
#	sentences.csv  what is said, by key, in three languages

# Park and Miller, with a product below 2^47: exact in the doubles every awk counts in.
function below(n) {
	seed = seed * 48271 % 2147483647
	return seed % n
}

function chance(percent) {
	return below(100) < percent
}

# A pool holds each key as often as it weighs, so that drawing one is a look-up. Pools lie
# behind each other, a thousand places for each.
function fill(pool, key, weight) {
	if (!(pool in start))
		start[pool] = 1000 * pools++
	while (weight-- > 0)
		drawn[start[pool] + size[pool]++] = key
}

function fill_all(pool, pairs,	i, n, word) {
	n = split(pairs, word, " ")
	for (i = 1; i < n; i += 2)
		fill(pool, word[i], word[i + 1])
}

function pick(pool) {
	return drawn[start[pool] + below(size[pool])]
}

# Cuts one line of CSV; the data files have no line ends inside quotes. What it cuts is
# text to awk, and compares as text: numbers need `+ 0`.
function cut(line, cell,	n, text) {
	line = line ","
	for (n = 0; line != ""; line = substr(line, RLENGTH + 1)) {
		if (match(line, /^"([^"]|"")*",/)) {
			text = substr(line, 2, RLENGTH - 3)
			gsub(/""/, "\"", text)
		} else {
			match(line, /^[^,]*,/)
			text = substr(line, 1, RLENGTH - 1)
		}
		cell[++n] = text
	}
}

# Days are numbered from 1996-01-01, a Monday and older than every child here.
# Every fourth year on the way is a leap year, 2000 too.
function calendar(	y, m, d, last, n) {
	n = 0
	for (y = 1996; y <= 2022; y++)
		for (m = 1; m <= 12; m++) {
			last = m == 2 ? (y % 4 ? 28 : 29) : (m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31)
			for (d = 1; d <= last; d++) {
				iso[n] = sprintf("%d-%02d-%02d", y, m, d)
				number[iso[n]] = n
				n++
			}
		}
	days = n
}

# A day on which somebody decides: seldom at a weekend, less in July.
function workday(first, last,	d) {
	do
		d = first + below(last - first + 1)
	while (d % 7 >= 5 && !chance(5) || substr(iso[d], 6, 2) == "07" && chance(40))
	return d
}

# One key or several, each of them once and fit for the age; the first one drawn is in `main`.
function keys(pool, age, more, still_more,	n, key, all, seen) {
	n = chance(more) ? (chance(still_more) ? 3 : 2) : 1
	for (all = ""; n > 0; n--) {
		do
			key = pick(pool)
		while (key in seen || age < youngest[key] || age > oldest[key])
		seen[key] = 1
		if (all == "")
			main = key
		all = all (all == "" ? "" : "|") key
	}
	return all
}

function complain(text) {
	print program ": " text | "cat 1>&2"
	close("cat 1>&2")
	failed = 2
	exit failed
}

FNR == 1 {
	table = substr($0, 1, index($0, ",") - 1)
}

FNR > 1 {
	cut($0, cell)
}

FNR > 1 && table == "code" && cell[3] == "service" {
	office[++offices] = cell[1]
}

FNR > 1 && table == "list" {
	fill(cell[1], cell[2], cell[3])
	youngest[cell[2]] = cell[4] + 0
	oldest[cell[2]] = cell[5] + 0
}

FNR > 1 && table == "language" {
	n = names[cell[1]]++ + 0
	name[cell[1], 1, "given", n] = cell[2]
	name[cell[1], 1, "family", n] = cell[3]
	name[cell[1], 0, "given", n] = cell[4]
	name[cell[1], 0, "family", n] = cell[5]
}
