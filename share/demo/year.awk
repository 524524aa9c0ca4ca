# year.awk: a synthetic year of messages of concern, as an old system would export it
#
#	awk -v what=offices  -f draw.awk -f year.awk services.csv
#	awk -v what=concerns -f draw.awk -f year.awk services.csv keys.csv names.csv sentences.csv
#
# Nobody in it is real: names, days and sentences are drawn apart from each other.
# A message that led to an investigation in 2021 or before names the case that it led
# to, which has the message's own number; children.awk makes these cases.

function quoted(text) {
	if (text !~ /[;"\n]/)
		return text
	gsub(/"/, "\"\"", text)
	return "\"" text "\""
}

# The law gives 7 days; the eighth is common enough that statistics have a rule for it.
function lag(late) {
	if (!chance(late))
		return pick("lag")
	return chance(55) ? 8 : 9 + below(1 + below(40))
}

# Messages are drawn from their end, since the year they count in is that of the
# decision, and then filed under the day they were written down.
function file(service, received, decided, outcome,	day) {
	service_of[++messages] = service
	received_on[messages] = received
	decided_on[messages] = decided
	outcome_of[messages] = outcome
	day = received + (chance(10) ? below(4) : 0)
	filed[day] = filed[day] " " messages
}

function decide(service, count, first, last, apart,	decided, outcome) {
	while (count-- > 0) {
		decided = workday(number[first], number[last])
		outcome = apart ? pick("apart") : chance(dropped[service]) ? pick("not investigated") : "investigate"
		file(service, decided - lag(late[service]), decided, outcome)
	}
}

# Besides what counts, a service has about half as many messages again about children
# it already helps, the months before and after, and some that nobody has decided.
function year_of(service,	count, apart, month, open) {
	count = counted[service]
	apart = int(count * (44 + below(9)) / 100)
	month = int(count / 12)
	decide(service, count, "2021-01-01", "2021-12-31", 0)
	decide(service, apart, "2021-01-01", "2021-12-31", 1)
	decide(service, month, "2020-12-01", "2020-12-31", 0)
	decide(service, int(apart / 12), "2020-12-01", "2020-12-31", 1)
	decide(service, month, "2022-01-01", "2022-01-31", 0)
	decide(service, int(apart / 12), "2022-01-01", "2022-01-31", 1)
	for (open = 1 + int(count / 100); open > 0; open--)
		file(service, chance(80) ? workday(number["2022-01-22"], number["2022-01-31"]) : \
			workday(number["2021-01-01"], number["2022-01-21"]), "", "")
}

function sentence(about, tongue) {
	return said[about, tongue, below(sentences[about])]
}

# Some of these systems let people type on several lines, and exports keep the line ends.
function narrative(reporter, content, age, tongue,	gap, text) {
	gap = chance(25) ? "\n" : " "
	text = sentence(reporter in sentences && chance(70) ? reporter : "opening", tongue)
	text = text gap sentence(content, tongue)
	if (age >= 5 && chance(20))
		text = text gap sentence("quote", tongue)
	if (gap == "\n" && chance(20))
		gap = "\n\n"
	if (chance(50))
		text = text gap sentence("closing", tongue)
	return text
}

function write(m,	service, received, year, waited, age, girl, language, from, tongue, given, family, birth, sex, \
		reporter, first_reporter, content, urgency, told, decided, reason, ref, opened) {
	service = service_of[m]
	received = received_on[m]
	year = substr(iso[received], 1, 4)
	waited = decided_on[m] == "" ? 7 : decided_on[m] - received

	# Age in days: a few are not yet born, a few turn out to be grown up.
	age = chance(2) ? -1 : chance(1) ? 6575 + below(200) : below(6574)
	girl = chance(49)
	language = pick("language")
	from = language in names ? language : "nb"
	tongue = language == "ar" || language == "bg" ? language : "nb"
	given = family = birth = ""
	sex = chance(96) ? (girl ? "female" : "male") : pick("odd sex")
	if (age < 0)
		sex = chance(50) ? "unknown" : ""
	else {
		if (chance(97)) {
			given = name[from, girl, "given", below(names[from])]
			family = name[from, girl, "family", below(names[from])]
		}
		if (chance(94))
			birth = iso[received - age]
		age = int(age * 4 / 1461)
	}
	reporter = keys("reporter", age, 6, 10)
	first_reporter = main
	content = keys("content", age, 55, 35)
	urgency = chance(waited < 2 ? 15 : 0) ? "emergency" : chance(waited < 4 ? 25 : 4) ? "urgent" : "normal"
	told = narrative(first_reporter, main, age, tongue)
	reason = outcome_of[m] in sentences && chance(35) ? sentence(outcome_of[m], tongue) : ""

	decided = decided_on[m] == "" ? "" : iso[decided_on[m]]
	if (chance(5))
		language = ""

	ref = year "/" sprintf("%06d", ++serial[service, year])
	opened = outcome_of[m] == "investigate" && decided < "2022" ? "@" ref : ""
	print ref, service, iso[received], reporter, content, urgency, given, family, birth, sex, language, decided, \
		outcome_of[m], opened, quoted(told), quoted(reason)
}

# The messages of one day come in no order.
function write_day(day,	n, i, m) {
	for (n = split(filed[day], m, " "); n > 0; n--) {
		i = 1 + below(n)
		write(m[i])
		m[i] = m[n]
	}
}

BEGIN {
	program = "year.awk"
	if (what != "offices" && what != "concerns")
		complain("say -v what=offices or -v what=concerns")
	if (ARGC < 2)
		complain("name the data files")
	seed = 2021
}

FNR == 1 && table == "code" && what == "offices" {
	print "code,name,kind,parent,region,opened"
}

FNR == 1 {
	next
}

table == "code" && what == "offices" {
	print cell[1] "," cell[2] "," cell[3] "," cell[4] "," cell[5] "," cell[6]
}

table == "code" && cell[3] == "service" {
	counted[cell[1]] = cell[7] + 0
	dropped[cell[1]] = cell[8] + 0
	late[cell[1]] = cell[9] + 0
}

table == "about" {
	n = sentences[cell[1]]++ + 0
	said[cell[1], "nb", n] = cell[2]
	said[cell[1], "ar", n] = cell[3]
	said[cell[1], "bg", n] = cell[4]
}

END {
	if (failed)
		exit failed
	if (!offices)
		complain("services.csv is needed")
	if (what == "offices")
		exit 0
	if (!size["reporter"] || !size["content"] || !names["nb"] || !sentences["opening"])
		complain("keys.csv, names.csv and sentences.csv are needed")

	fill_all("lag", "0 14 1 13 2 11 3 10 4 9 5 9 6 13 7 17")
	fill_all("language", "nb 64 nn 6 se 1 en 2 ar 9 bg 7 pl 6 so 5")
	fill_all("odd sex", "unknown 2 other 1")
	fill("odd sex", "", 3)
	fill_all("apart", "dropped_active_measures 50 into_ongoing 50")
	fill_all("not investigated", "dropped 88 moved_municipality 4 other_agency 3 moved_abroad 2 moved_unknown 1 other_law 1 other 1")
	calendar()
	for (i = 1; i <= offices; i++)
		year_of(office[i])

	# The byte order mark, the semicolon and CRLF are what such a system writes.
	printf "\357\273\277"
	OFS = ";"
	ORS = "\r\n"
	print "ref", "office", "received", "reporter", "content", "urgency", "child_given", "child_family", "child_birth", \
		"child_sex", "language", "decided", "outcome", "case", "narrative", "reason"
	for (day = 0; day < days; day++)
		write_day(day)
}
