# records.awk: ten years of synthetic records, 2012 to 2021, for make bench.
#
#	awk -v what=offices   -f records.awk
#	awk -v what=concerns  -v n=1000000 [-v to=500000] [-v year=2016] [-v bad=1] -f records.awk
#	awk -v what=cases     -v n=1000000 [-v to=500000] -f records.awk
#	awk -v what=measures  -v n=1000000 [-v to=500000] -f records.awk
#	awk -v what=decisions -v n=1000000 -f records.awk
#
# n messages in order of receipt, or n children with a case each in order of its first day, or three measures of each case, or a
# decision of each fourth, all from fifty services. year: only messages decided then, with the same cells. bad: each message with
# something wrong in it. to: only the first messages, or those of the first cases. The bytes are the same at every run.

# Park and Miller: exact in the doubles that every awk counts in.
function below(n) {
	seed = seed * 48271 % 2147483647
	return seed % n
}

function one_of(list,	n, word) {
	if (!(list in size)) {
		n = size[list] = split(list, word, " ")
		for (; n > 0; n--)
			item[list, n] = word[n]
	}
	return item[list, 1 + below(size[list])]
}

# 2012 to 2021, and the eighteen years before in which the children were born.
function calendar(	y, m, d, last) {
	for (y = 1993; y <= 2021; y++)
		for (m = 1; m <= 12; m++) {
			last = m == 2 ? (y % 4 ? 28 : 29) : (m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31)
			for (d = 1; d <= last; d++)
				iso[days++] = y "-" substr("0" m, length(m)) "-" substr("0" d, length(d))
			if (y == 2011 && m == 12)
				first = days
		}
}

function code(i) {
	return "S" substr("0" i, length(i))
}

function offices(	i) {
	print "code,name,kind,parent,opened"
	for (i = 1; i <= 5; i++)
		print "R" i ",Region " i ",region,,2000-01-01"
	for (i = 1; i <= 50; i++)
		print code(i) ",Service " i ",service,R" (1 + i % 5) ",2000-01-01"
}

function quoted(text) {
	if (text !~ /[",\n]/)
		return text
	gsub(/"/, "\"\"", text)
	return "\"" text "\""
}

# 100 to 200 bytes, one in ten with quotes or line ends in it.
function narrative(	text, n) {
	text = sentence[below(sentences)]
	while (length(text) < 90 + below(60))
		text = text (below(12) ? " " : "\n") sentence[below(sentences)]
	return quoted(text)
}

function concern(i,	received, decided, office, reporter, content, urgency, given, family, birth, sex, language, text, \
		outcome, reason, wrong) {
	received = first + int((days - first) * (i - 1) / n)
	office = below(50) + 1
	reporter = one_of("school police kindergarten health_clinic nav cws_emergency parents family_other doctor_hosp")
	if (!below(12))
		reporter = reporter "|anonymous"
	content = one_of("parent_skills home_violence basic_care parent_substance parent_mental child_mental home_conflict")
	if (below(100) < 40)
		content = content "|" one_of("lack_protection child_relational child_substance")
	urgency = one_of("normal normal normal normal normal urgent urgent emergency")
	sex = one_of("female male")
	given = one_of("Kari Ola Nora Emil Ahmed Ivana Sofie Jakob Layla Petar Maja Lucas")
	family = one_of("Nordmann Hansen Johansen Haddad Petrova Berg Lund Ali Dimitrov Dahl Nilsen Moen")
	birth = iso[received - 1 - below(6500)]
	language = one_of("nb nb nb nb nb nn ar bg pl so")
	text = narrative()
	decided = received + below(12)
	outcome = one_of("dropped dropped dropped investigate investigate investigate investigate dropped_active_measures" \
		" into_ongoing moved_municipality other_agency")
	reason = outcome == "dropped" && below(3) == 0 ? quoted(sentence[below(sentences)]) : ""
	if (decided >= days)
		decided = outcome = reason = ""
	decided = decided == "" ? "" : iso[decided]
	if (year && substr(decided, 1, 4) != year)
		return
	received = iso[received]
	wrong = bad ? i % 4 : -1
	if (wrong == 0)
		content = "basic_cares"
	else if (wrong == 1)
		received = substr(received, 1, 4) "-02-30"
	else if (wrong == 2)
		office = 99
	else if (wrong == 3)
		sex = "femal"
	print substr(received, 1, 4) "/" i, code(office), received, reporter, content, urgency, given, family, birth, sex, \
		language, text, decided, outcome, reason
}

# What the tables of a case have in common: drawn from its number alone, so that each of them can be made by itself.
function case_begins(i) {
	seed = 1 + i * 16807 % 2147483646
	below(2)
	office = code(below(50) + 1)
	opened = first + int((days - first) * (i - 1) / n)
	closed = opened + 100 + below(1500)
	if (closed >= days)
		closed = ""
}

# No two children have a name and a day of birth in common: those of one name come years apart.
function child(i,	name, given, family, birth, sex, background, country, phone) {
	case_begins(i)
	name = i % (givens * families)
	given = given_name[1 + name % givens]
	family = (i % 997 ? "" : "Øvregård-") family_name[1 + int(name / givens)]
	birth = iso[opened - 1 - name * 7 % 6500]
	sex = one_of("female male")
	background = one_of("none none none none immigrant born_to_immigrants unknown")
	country = background == "immigrant" ? one_of("EG BG SY SO PL") : "NO"
	phone = "+47 9" 10 + below(90) " " 10 + below(90) " " 100 + below(900)
	print "p" i, office, given, family, sprintf("%.0f", 20000000000 + i * 9973), birth, sex, background, country, \
		one_of("nb nb nb nb nn ar bg pl so"), phone, iso[opened], one_of("basic_care home_violence parent_skills"), \
		one_of("law law consent court"), one_of("low medium medium high"), closed == "" ? "" : iso[closed], \
		closed == "" ? "" : one_of("goals_met safe moved no_ground")
}

function within_case(day) {
	return day < days ? day : days - 1
}

function measures(i,	k, started, ended, placed, category, best) {
	case_begins(i)
	below(7)
	for (k = 1; k <= 3; k++) {
		placed = k == 3 && i % 4 == 0
		started = within_case(opened + 10 * k + below(10))
		ended = k == 3 ? closed : within_case(started + below(50))
		category = placed ? one_of("foster_kin foster_nonkin institution") : one_of("advice kindergarten respite_home mst money " \
			"support_contact home_consultant family_centre")
		best = below(2) ? "" : sentence[below(sentences)]
		print "m" i "-" k, office, "@p" i, category, iso[started], ended == "" ? "" : iso[ended], \
			placed && ended != "" ? "planned" : "", "bvl. § 4-" 4 + 8 * placed, "Service " 1 + below(200), quoted(best)
	}
}

function decision(i) {
	case_begins(i)
	below(11)
	print "d" i, office, "@p" i, one_of("care_order care_order emergency help_measure"), iso[within_case(opened + below(10))], "board", \
		one_of("yes no"), "bvl. § 4-12", one_of("approved approved approved refused")
}

BEGIN {
	if (what == "offices") {
		offices()
		exit
	}
	seed = 2021
	to = to ? to : n
	givens = split("Kari Ola Nora Emil Ahmed Ivana Sofie Jakob Layla Petar Maja Lucas Øystein Åse Bjørn Henrik Zoe Noel Mariam Omar " \
		"Anne-Marie Ingrid Yusuf Elena أحمد فاطمة Артём Мария Solveig Tuva", given_name, " ")
	families = split("Nordmann Hansen Johansen Haddad Petrova Berg Lund Ali Dimitrov Dahl Nilsen Moen Sæther Bakke Strand Solberg " \
		"Haugen Hagen Eriksen Halvorsen Iversen Knutsen Lie Myhre Næss Olsen Pedersen Rasmussen Ødegård Fjeld O'Brien Kowalski " \
		"Ivanov Georgiev Hassan Mahmoud حسن محمد Иванова Петров", family_name, " ")
	sentences = split("The child came to school without food again.|The father was drunk when he fetched the children.|" \
		"Neighbours heard shouting and crying until late at night.|\"I do not dare go home\", she said.|" \
		"The mother asks for help herself, and is worn out.|Nobody has answered the phone for two weeks.|" \
		"He has bruises on both arms and will not say why.|We have talked with the parents, who do not agree.|" \
		"The clinic has not seen the child since the summer.|The child looks after two small brothers, alone.|" \
		"The police were at the house on Saturday evening.|She sleeps in class, and has no clothes for the winter.",
		list, "|")
	for (k = 1; k <= sentences; k++)
		sentence[k - 1] = list[k]
	calendar()
	OFS = ","
	if (what == "cases") {
		print "ref,office,given_name,family_name,national_id,birth,sex,background,country,language,phone,opened,concern_type,basis," \
			"risk,closed,close_reason"
		for (k = 1; k <= to; k++)
			child(k)
	} else if (what == "measures") {
		print "ref,office,case,category,started,ended,end_reason,law,provider,best_interest"
		for (k = 1; k <= to; k++)
			measures(k)
	} else if (what == "decisions") {
		print "ref,office,case,kind,decided,body,consent,law,outcome"
		for (k = 4; k <= n; k += 4)
			decision(k)
	} else {
		print "ref,office,received,reporter,content,urgency,child_given,child_family,child_birth,child_sex,language,narrative," \
			"decided,outcome,reason"
		for (k = 1; k <= to; k++)
			concern(k)
	}
}
