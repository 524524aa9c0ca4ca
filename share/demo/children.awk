# children.awk: the children of the synthetic year: cases, decisions, measures, investigations
#
#	awk -v messages=concerns.csv -v into=DIR -f draw.awk -f children.awk services.csv keys.csv names.csv
#
# writes cases.csv, decisions.csv, measures.csv and investigations.csv into DIR, which are to be
# loaded in this order. Nobody in them is real.
#
# Each message that led to an investigation, in what year.awk wrote, brings a child, and some of these
# come to have measures; the others with measures in 2021 are known from the years before. How many
# of a service's children are what, services.csv says; which of them, chance: see `among`. No row
# says what it counts as: a foster home that was left a day too early is no foster home on the last day.
#
# What is not smooth in real registers is here too: children who move between homes and between
# services, or are in two at once; cases that are closed and opened again, or never closed; measures
# that end on the first day or the last; investigations that are extended, late, or both; orders that
# are refused or lapse, and orders of which nobody wrote down whether there was consent; children
# not born yet, of unknown background, or without a day of birth. Of cases opened before 2020 the
# old system kept no investigations.

# Asked for each of `left`, in turn, it says yes to `wanted` of them.
function among(left, wanted) {
	return below(left) < wanted
}

function least(a, b) {
	return a < b ? a : b
}

function most(a, b) {
	return a > b ? a : b
}

function between(a, b) {
	return b <= a ? a : a + below(b - a + 1)
}

# Whole years, as many as can be asked of a list that knows ages.
function years(c, day) {
	return born[c] == "" || day < born[c] ? -1 : least(int((day - born[c]) * 4 / 1461), 22)
}

function day_or_none(day) {
	return day == "" ? "" : iso[day]
}

# ---- the rows ----

# A case of the child, at an office. Its row is written when all in it is known.
function begin_case(office, day, ref, content) {
	at = office
	spell = ref != "" ? ref : substr(iso[day], 1, 4) "/B" sprintf("%05d", ++spells[office])
	opened = latest = day
	running = 0
	about = content != "" ? content : day < lists_begin ? "" : keys("content", 9 + below(8), 40, 20)
}

function refer(office, ref) {
	return "@" (office == at ? "" : office ":") ref
}

# The child stands in the first row, and the rows that follow name that.
function end_case(c, closed, reason,	row) {
	if (first_spell == "") {
		first_at = at
		first_spell = spell
		row = ",," given[c] "," family[c] "," (below(100) ? day_or_none(born[c]) : "") "," sex[c] "," background[c] "," \
			country[c] "," tongue[c] "," interpreter[c]
	} else
		row = refer(first_at, first_spell) "," refer(last_at, last_spell) ",,,,,,,,"
	print spell "," at "," at "," row "," iso[opened] "," about "," pick("basis") "," day_or_none(closed) "," reason > cases
	last_at = at
	last_spell = spell
	free = closed == "" ? "" : closed + 1
}

# Closed some time after the last thing in it, unless something goes on or nobody thinks of it.
function close_case(c, reason,	day) {
	day = latest + below(40)
	if (running || day > today || chance(4))
		end_case(c, "", "")
	else
		end_case(c, day, reason)
}

# What the case has to be open for.
function reaches(day) {
	if (day == "")
		running = 1
	else
		latest = most(latest, day)
}

function investigation(c, started, ended, extended, outcome, grounds, message,	heard) {
	heard = ended == "" ? "" : pick(years(c, started) < 4 ? "small heard" : "heard")
	reaches(ended)
	print "U" sprintf("%06d", ++investigations_of[at]) "," at ",@" spell "," message "," iso[started] "," \
		day_or_none(ended) "," extended "," outcome "," grounds "," heard > investigations
}

function decision(kind, day, body, consent, law, outcome,	ref) {
	ref = "V" sprintf("%06d", ++decisions_of[at])
	if (day % 7 >= 5 && kind != "emergency")
		day -= day % 7 - 4
	day = most(day, opened)
	reaches(day)
	print ref "," at ",@" spell "," kind "," iso[day] "," body "," consent "," law "," outcome > decisions
	return "@" ref
}

function measure(category, started, ended, reason, law, basis) {
	reaches(ended)
	print "T" sprintf("%06d", ++measures_of[at]) "," at ",@" spell "," category "," iso[started] "," day_or_none(ended) "," \
		(ended == "" ? "" : reason) "," law "," basis > measures
}

# ---- what happens to a child ----

# A case that was opened early enough to be investigated before the day on which something begins, but
# not before the child was born, or an earlier case closed.
function lead_in(c, office, day,	takes, extended) {
	extended = chance(10)
	takes = extended ? 95 + below(80) : 25 + below(65)
	begin_case(office, most(free, day - takes - below(15)), "", "")
	if (opened >= investigations_begin)
		investigation(c, opened, least(opened + takes, day), extended && opened + takes <= day ? "yes" : "no", "measures", \
			about, "")
}

function help(c, started, ended,	age, category, basis) {
	age = most(0, years(c, started))
	do
		category = pick("help")
	while (age < youngest[category] || age > oldest[category])
	basis = chance(30) ? decision("help_measure", started - below(14), "service", chance(93) ? "yes" : "", help_law, "approved") : ""
	measure(category, started, ended, pick("help ended"), help_law, basis)
}

# The last day of what began and takes so long; it is not before the year, and none if it goes on.
function touching(started, takes,	ended) {
	ended = started + takes
	if (ended < first)
		ended = chance(2) ? first : chance(40) ? between(first, today) : today + 1
	if (chance(1))
		ended = today
	return ended > today ? "" : ended
}

# Besides what there is, a measure more or two, with days of their own.
function more_help(c, from, until, share,	ended) {
	for (; chance(share); share = 20) {
		from = between(from, until)
		ended = from + 30 + below(500)
		help(c, from, ended <= until ? ended : until == today ? "" : until)
	}
}

# A case of earlier years, with nothing in it that reaches into this one.
function past_case(c, office, before,	started, ended) {
	before = least(before, first)
	if (born[c] == "" || before - born[c] < 400)
		return
	started = between(born[c] + 60, before - 250)
	lead_in(c, office, started)
	ended = chance(4) ? before - 1 : least(started + 60 + below(500), before - 1)
	if (chance(12))
		measure(pick("foster"), started, ended, "returned_home", help_law, "")
	else
		help(c, started, ended)
	more_help(c, started, ended, 25)
	end_case(c, between(latest, least(before - 1, latest + 40)), pick("help closed"))
}

function another_office(	other) {
	do
		other = office[1 + below(offices)]
	while (other == at)
	return other
}

# Help at home. Some of the children are helped and helped again; some move, and are helped elsewhere.
# `from` is the first day on which it can begin, for a child that a message brought.
function help_at_home(c, service, from,	started, ended, again) {
	started = from != "" ? between(from, least(from + 20, today)) : most(first + 45 - below(1100), free + 10)
	if (from == "")
		lead_in(c, service, started)
	if (started < today - 200 && chance(4)) {
		ended = between(most(first, started + 30), today - 150)
		help(c, started, ended)
		again = ended + 60 + below(60)
		if (offices > 1 && chance(35)) {
			end_case(c, ended, chance(70) ? "moved" : "transferred")
			begin_case(another_office(), ended + 1 + below(30), "", about)
		} else {
			end_case(c, ended + below(15), pick("help closed"))
			lead_in(c, service, again)
		}
		help(c, again, touching(again, 60 + below(700)))
	} else {
		ended = touching(started, 90 + below(700))
		help(c, started, ended)
		more_help(c, started, ended == "" ? today : ended, 30)
		if (below(1000) < 4)
			decision("care_order", between(most(opened, first), today), "board", pick("failed consent"), order_law, pick("failed"))
	}
	close_case(c, pick("help closed"))
}

# The homes of a child, one after the other and now and then two at once. `ended` is the last day in
# the last of them, and the day before which no home may be the last; none if the child stays.
function homes(c, home, ended, reason, law, basis,	day, until) {
	if (home < first - 100 && chance(25)) {
		day = between(home + 30, first - 30)
		measure(pick("foster"), home, day, pick("moved"), law, basis)
		home = day + 1
	}
	until = ended == "" ? today : ended
	if (most(home + 15, first) < until - 10 && chance(13)) {
		day = between(most(home + 15, first), until - 10)
		measure(pick("foster"), home, day, pick("moved"), law, basis)
		home = chance(25) ? most(home + 1, day - below(60)) : day + 1
	}
	if (ended == "" && home < today - 60 && chance(2)) {
		if (chance(60))
			measure(pick("foster"), today - below(50), "", "", law, basis)
		ended = today
	}
	measure(pick("foster"), home, ended, reason == "" ? pick("moved") : reason, law, basis)
}

# Where a child goes who leaves the last foster home within the year.
function leave_care(c, day, reason) {
	if (reason == "returned_home" && chance(60))
		help(c, day + 1, touching(day + 1, 60 + below(400)))
	else if (reason == "moved_institution")
		measure(pick("institution"), day + 1, touching(day + 1, 60 + below(500)), "returned_home", help_law, "")
	else if (reason == "other_place_needed")
		measure("emergency_home", day + 1, touching(day + 1, 30 + below(100)), "returned_home", emergency_law, "")
	else if (reason == "adult" && chance(50))
		measure("housing_followed", day + 1, touching(day + 1, 200 + below(500)), "adult", help_law, "")
	close_case(c, reason == "adoption" ? "adopted" : reason == "adult" || reason == "died" ? reason : "returned_home")
}

# A child who does not live at home: since when, by whose decision, and after what.
function away_from_home(c, service, from,	started, emergency, order, law, basis, ended, reason, by) {
	order = ""
	if (ordered[c]) {
		order = workday(most(first, from != "" ? from : free + 40), today - 3)
		started = least(order + below(15), today - 1)
	} else if (from != "")
		started = between(from, least(from + 100, today - 15))
	else if (fate[c] == "left")
		started = first - 30 - below(least(first - 50 - free, 3000))
	else
		started = today - 2 - below(least(today - 30 - free, longest[fate[c]]))

	# Before it, for one child in three, a home found in a hurry.
	emergency = ""
	ended = started - (from != "" ? most(opened, born[c]) : free) - 15
	if (fate[c] != "emergency" && ended > 0 && chance(30))
		emergency = started - 15 - below(least(150, ended))
	if (from == "")
		lead_in(c, service, emergency != "" ? emergency : order != "" ? order : started)
	if (emergency != "") {
		basis = decision("emergency", emergency, "service", "", emergency_law, "approved")
		measure(emergency >= first && chance(30) ? "emergency_home_kin" : "emergency_home", emergency, \
			chance(20) ? least(today, started + below(10)) : started - 1, "moved_foster", emergency_law, basis)
	}

	by = most(opened, started - below(10))
	law = help_law
	if (order != "") {
		law = order_law
		basis = decision("care_order", order, chance(90) ? "board" : "court", consent[c], law, "approved")
	} else if (fate[c] == "emergency") {
		law = emergency_law
		basis = decision("emergency", started, "service", "", law, "approved")
	} else if (fate[c] != "housing" && chance(by < first ? 70 : 3)) {
		law = order_law
		basis = decision("care_order", by, chance(90) ? "board" : "court", by < first ? pick("consent") : "", law, "approved")
	} else
		basis = chance(90) ? decision("help_measure", by, "service", "yes", law, "approved") : ""

	if (fate[c] == "left") {
		ended = chance(4) ? today - 1 : between(most(first, started + 10), today - 1)
		reason = pick("left")
		if (born[c] + 6575 <= ended || reason == "adult")
			reason = born[c] + 6390 <= ended ? "adult" : "returned_home"
		homes(c, started, ended, reason, law, basis)
		if (reason == "returned_home" && law == order_law)
			decision("care_order_ended", ended, "board", "", law, "approved")
		leave_care(c, ended, reason)
		return
	}
	if (fate[c] != "foster")
		measure(fate[c] == "housing" ? "housing_followed" : fate[c] == "institution" ? pick("institution") : \
			started >= first && chance(30) ? "emergency_home_kin" : "emergency_home", started, "", "", law, basis)
	else if (offices > 1 && started < today - 80 && chance(1)) {
		ended = between(most(started + 20, first), today - 20)
		measure(pick("foster"), started, ended, "other", law, basis)
		end_case(c, ended, "moved")
		begin_case(another_office(), ended + 1, "", about)
		measure(pick("foster"), ended + 1, "", "", law, "")
	} else {
		homes(c, started, "", "", law, basis)
		more_help(c, started, today, 25)
		if (law == order_law && chance(12))
			decision("contact_rights", between(started, today), "board", "", "bvl. § 4-19", "approved")
	}
	close_case(c, pick("help closed"))
}

# ---- who the children are ----

# A child that a message brought, and the investigation that followed.
function meet(c, line,	f, how, takes) {
	split(line, f, ";")
	message[c] = f[1]
	content[c] = f[5]
	begun[c] = number[f[12]]
	given[c] = f[7]
	family[c] = f[8]
	sex[c] = f[10]
	tongue[c] = f[11]
	if (f[9] != "")
		born[c] = number[f[9]]
	else if (given[c] == "" && (sex[c] == "" || sex[c] == "unknown")) {
		born[c] = begun[c] + below(20)
		if (born[c] > today)
			born[c] = ""
	} else
		born[c] = number[f[3]] - below(6574)
	how = below(100)
	takes = how < 80 ? 20 + below(70) : how < 88 ? 95 + below(85) : how < 97 ? 93 + below(60) : 185 + below(90)
	ended_on[c] = begun[c] + takes
	if (ended_on[c] % 7 >= 5)
		ended_on[c] += 7 - ended_on[c] % 7
	extended[c] = takes > 92 && (how < 88 || how >= 97) ? "yes" : "no"
	concluded[c] = pick("concluded")
	fate[c] = "none"
	if (ended_on[c] > today) {
		extended[c] = begun[c] < today - 85 ? extended[c] : "no"
		ended_on[c] = concluded[c] = ""
	} else if (ended_on[c] <= today - 20 && (concluded[c] == "measures" || concluded[c] == "board"))
		fate[c] = "help"
}

# A child known from before, as old as what happens to it asks.
function recall(c, what) {
	message[c] = content[c] = ""
	fate[c] = what
	born[c] = today - (what == "foster" ? (chance(7) ? 6575 + below(1400) : 400 + below(6000)) : \
		what == "institution" ? 4400 + below(2300) : what == "housing" ? 6200 + below(1700) : what == "emergency" ? 100 + below(6000) : \
		what == "left" ? 500 + below(6200) : what == "past" ? 900 + below(7000) : \
		chance(12) ? 6575 + below(1700) : 300 + below(6200))
	given[c] = ""
	sex[c] = chance(51) ? "male" : chance(99) ? "female" : "other"
	tongue[c] = ""
}

# Names for whom they are lacking, and no two children with the same names and day of birth: a day of
# birth that comes with a message may be a little wrong.
function name_child(c,	foreign, from, girl) {
	foreign = background[c] == "immigrant" || background[c] == "born_to_immigrants"
	if (message[c] == "")
		tongue[c] = pick(foreign ? "immigrants' language" : "language")
	if (born[c] != "" && given[c] == "") {
		from = tongue[c] in names ? tongue[c] : "nb"
		girl = sex[c] == "female" ? 1 : sex[c] == "male" ? 0 : below(2)
		given[c] = name[from, girl, "given", below(names[from])]
		family[c] = name[from, girl, "family", below(names[from])]
	}
	if (born[c] != "") {
		from = "|" given[c] " " family[c] "|"
		while (index(known[born[c]], from))
			born[c]--
		known[born[c]] = known[born[c]] from
	}
	country[c] = background[c] == "immigrant" ? pick(size["from " tongue[c]] ? "from " tongue[c] : "from") : \
		background[c] == "unknown" ? "" : background[c] == "none" && chance(1) ? pick("from") : "NO"
	interpreter[c] = foreign && tongue[c] != "" && tongue[c] !~ /^(nb|nn|en)$/ && chance(70) ? "yes" : ""
}

# The children of a service: those of messages first, and of these first those who get measures.
function children_of(service,	n, i, c, all, new, wanted) {
	all = children[service]
	n = new = 0
	for (i = 1; i <= messages_of[service]; i++) {
		meet(++n, message_of[service, i])
		if (fate[n] == "help")
			one[++new] = n
	}
	if (new > all)
		complain("more children get measures than there are at " service)
	for (i = new + 1; i <= all; i++)
		one[i] = ++n

	# In foster homes are few of the new ones, and most of those who have been there for long.
	wanted = least(foster[service], int(new * 4 / 100))
	for (i = 1; i <= new; i++)
		if (among(new - i + 1, wanted)) {
			fate[one[i]] = "foster"
			wanted--
		} else if (chance(5))
			fate[one[i]] = pick("new fates")
	wanted = foster[service] - least(foster[service], int(new * 4 / 100))
	for (i = new + 1; i <= all; i++)
		if (among(all - i + 1, wanted)) {
			recall(one[i], "foster")
			wanted--
		} else
			recall(one[i], chance(12) ? pick("fates") : "help")
	backgrounds(service, new, all)
	orders(service, all)

	for (i = int(all * 5 / 100); i > 0; i--)
		recall(++n, "past")
	for (c = 1; c <= n; c++) {
		if (fate[c] == "none" || fate[c] == "past")
			background[c] = tongue[c] ~ /^(ar|bg|pl|so)$/ && chance(80) ? pick("immigrants") : chance(10) ? "unknown" : \
				chance(8) ? pick("immigrants") : "none"
		name_child(c)
		live(c, service)
	}
}

# Those of messages have a language already, which says much; chance takes the rest out of the others.
function backgrounds(service, new, all,	i, c, nobody_knows, from_elsewhere, dice) {
	nobody_knows = unknown[service]
	from_elsewhere = immigrant[service]
	for (i = 1; i <= new; i++) {
		c = one[i]
		if (nobody_knows && chance(8)) {
			background[c] = "unknown"
			nobody_knows--
		} else if (from_elsewhere && chance(tongue[c] ~ /^(ar|bg|pl|so|en)$/ ? 75 : 5)) {
			background[c] = pick("immigrants")
			from_elsewhere--
		} else
			background[c] = "none"
	}
	for (; i <= all; i++) {
		dice = below(all - i + 1)
		if (dice < nobody_knows) {
			background[one[i]] = "unknown"
			nobody_knows--
		} else if (dice < nobody_knows + from_elsewhere) {
			background[one[i]] = pick("immigrants")
			from_elsewhere--
		} else
			background[one[i]] = "none"
	}
	if (nobody_knows || from_elsewhere)
		complain("more children of a background than children at " service)
}

# Care orders of the year are for children who are in homes or institutions at its end.
function orders(service, all,	i, left, wanted, forced) {
	for (i = 1; i <= all; i++)
		if (fate[one[i]] == "foster" || fate[one[i]] == "institution")
			left++
	wanted = ordered_by[service]
	forced = forced_by[service]
	for (i = 1; i <= all; i++) {
		ordered[one[i]] = 0
		if (fate[one[i]] != "foster" && fate[one[i]] != "institution" || !among(left--, wanted))
			continue
		ordered[one[i]] = 1
		consent[one[i]] = among(wanted--, forced) ? "no" : "yes"
		if (consent[one[i]] == "no")
			forced--
	}
	if (wanted || forced)
		complain("more care orders than children at " service)
}

# All that is written about one child.
function live(c, service,	from) {
	first_spell = from = ""
	free = born[c]
	if (fate[c] == "past") {
		past_case(c, service, first)
		return
	}
	if (message[c] != "") {
		if (chance(6))
			past_case(c, service, begun[c] - 30)
		begin_case(service, begun[c], message[c], content[c])
		investigation(c, begun[c], ended_on[c], extended[c], concluded[c], \
			concluded[c] == "measures" || concluded[c] == "board" ? content[c] : "", "@" message[c])
		from = ended_on[c]
	} else if (chance(7))
		past_case(c, service, first - 300 - below(1200))
	if (fate[c] == "none")
		close_case(c, concluded[c] == "dropped_party_wish" ? "family_wish" : concluded[c] == "dropped_moved" ? "moved" : \
			chance(85) ? "no_ground" : "safe")
	else if (fate[c] == "help")
		help_at_home(c, service, from)
	else
		away_from_home(c, service, from)
}

BEGIN {
	program = "children.awk"
	if (messages == "" || into == "")
		complain("say -v messages=FILE and -v into=DIRECTORY")
	if (ARGC < 2)
		complain("name the data files")
	seed = 12021
	cases = into "/cases.csv"
	decisions = into "/decisions.csv"
	measures = into "/measures.csv"
	investigations = into "/investigations.csv"
}

FNR > 1 && table == "code" && cell[3] == "service" {
	children[cell[1]] = cell[10] + 0
	unknown[cell[1]] = cell[11] + 0
	immigrant[cell[1]] = cell[12] + 0
	foster[cell[1]] = cell[13] + 0
	ordered_by[cell[1]] = cell[14] + 0
	forced_by[cell[1]] = cell[15] + 0
}

END {
	if (failed)
		exit failed
	if (!offices || !size["content"] || !size["help"] || !names["nb"])
		complain("services.csv, keys.csv and names.csv are needed")
	calendar()
	first = number["2021-01-01"]
	today = number["2021-12-31"]
	investigations_begin = number["2020-01-01"]
	lists_begin = number["2013-01-01"]
	help_law = "bvl. § 4-4"
	emergency_law = "bvl. § 4-6"
	order_law = "bvl. § 4-12"
	longest["foster"] = 4700
	longest["institution"] = 700
	longest["emergency"] = 150
	longest["housing"] = 400

	fill_all("concluded", "measures 34 board 1 dropped 52 dropped_party_wish 9 dropped_moved 4")
	fill_all("heard", "talked 80 represented 5 other_way 5 not_offered 6 declined 4")
	fill_all("small heard", "observed 60 represented 28 not_offered 12")
	fill_all("foster", "foster_kin 30 foster_nonkin 54 foster_specialised 9 foster_by_order 4 foster_other 3")
	fill_all("institution", "institution 85 institution_other_law 5 institution_other 10")
	fill_all("fates", "institution 24 emergency 13 housing 25 left 38")
	fill_all("new fates", "institution 20 emergency 50 left 30")
	fill_all("moved", "moved_foster 50 needs_changed 20 carer_cannot 25 other_place_needed 5")
	fill_all("left", "returned_home 50 moved_institution 18 adult 12 adoption 4 other_place_needed 7 died 1 consent_withdrawn 4 other 4")
	fill_all("consent", "no 68 yes 27")
	fill("consent", "", 5)
	fill_all("failed consent", "no 6 yes 1")
	fill("failed consent", "", 3)
	fill_all("failed", "refused 55 lapsed 25 sent_to_board 20")
	fill_all("help ended", "planned 35 goals_met 35 needs_changed 15 consent_withdrawn 10 other 5")
	fill_all("help closed", "goals_met 50 safe 25 family_wish 15 no_contact 5 other 5")
	fill_all("basis", "law 25 court 5 consent 60")
	fill("basis", "", 10)
	fill_all("language", "nb 90 nn 7 se 1 en 1 pl 1")
	fill_all("immigrants", "immigrant 58 born_to_immigrants 42")
	fill_all("immigrants' language", "ar 26 so 22 pl 18 bg 7 en 7 nb 20")
	fill_all("from ar", "SY 45 IQ 30 SD 5 MA 10 LB 5 EG 5")
	fill_all("from so", "SO 80 ET 15 KE 5")
	fill_all("from pl", "PL 1")
	fill_all("from bg", "BG 1")
	fill_all("from", "ER 20 AF 20 SO 10 SY 10 IR 8 TR 6 PK 8 VN 4 TH 4 PH 4 LT 4 RO 4 GB 2 SE 2")

	while ((got = getline line < messages) > 0)
		if (line ~ /^20[0-9][0-9]\/[0-9]+;[^;]*;/) {
			split(line, f, ";")
			if (f[14] != "")
				message_of[f[2], ++messages_of[f[2]]] = line
		}
	if (got < 0)
		complain("cannot read " messages)

	print "ref,source,office,person,previous,given_name,family_name,birth,sex,background,country,language,interpreter," \
		"opened,concern_type,basis,closed,close_reason" > cases
	print "ref,source,case,kind,decided,body,consent,law,outcome" > decisions
	print "ref,source,case,category,started,ended,end_reason,law,decision" > measures
	print "ref,source,case,concern,started,ended,extended,outcome,grounds,child_heard" > investigations
	for (i = 1; i <= offices; i++)
		children_of(office[i])
}
