/* concern: a message of concern about a child, and what was decided about it. One message about
 * three siblings is three concerns with same_as. */
#include <stdio.h>
#include <string.h>

#include "frame/record.h"
#include "words/day.h"

static const struct field fields[] = {
	{ "received",          DAY,   NEED | INDEX | PAST, "the day the message came in", .dflt = "today" },
	{ "received_at",       TIME,  0,              "the hour, where it matters" },
	{ "reporter",          CODE,  NEED | MANY,    "who sent it", .of = "reporter" },
	{ "content",           CODE,  NEED | MANY,    "what it is about", .of = "content" },
	{ "urgency",           CODE,  0,              "how urgent it is", .of = "urgency", .dflt = "normal" },
	{ "case",              ID,    INDEX,          "the case it is about, when there is one already", .of = "case" },
	{ "person",            ID,    INDEX,          "the child, when it is known", .of = "person" },
	{ "same_as",           ID,    0,              "another message about the same event", .of = "concern" },
	{ "child_given",       TEXT,  SECRET,         "the child's given names" },
	{ "child_family",      TEXT,  SECRET,         "the child's family name" },
	{ "child_national_id", TEXT,  SECRET,         "the child's national id" },
	{ "child_birth",       DAY,   SECRET | MONTH, "the child's day of birth" },
	{ "child_sex",         CODE,  0,              "the child's sex", .of = "sex" },
	{ "language",          TEXT,  0,              "the family's language (BCP 47: nb, ar, bg)" },
	{ "interpreter",       BOOL,  0,              "whether an interpreter is needed" },
	{ "informed",          BOOL,  0,              "whether the family knows of the message" },
	{ "reporter_name",     TEXT,  SECRET,         "the reporter's name" },
	{ "reporter_contact",  TEXT,  SECRET,         "how to reach the reporter" },
	{ "anonymous",         BOOL,  0,              "whether the reporter is to stay unnamed" },
	{ "narrative",         NOTE,  SECRET,         "the message in its own words" },
	{ "decided",           DAY,   INDEX | PAST,   "the day it was decided" },
	{ "outcome",           CODE,  0,              "what was decided", .of = "concern_outcome", .on = "decided" },
	{ "reason",            NOTE,  SECRET,         "why" },
	{ "decided_by",        STAFF, 0,              "who decided" },
	{ 0 }
};

/* The figures of messages are read from this index alone. */
static const char *const indexes[] = {
	"decided, outcome, received, office, child_sex, child_birth_month",
	NULL
};

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char *received = record_get(now, "received"), *decided = record_get(now, "decided");
	const char *outcome = record_get(now, "outcome"), *birth = record_get(now, "child_birth");

	(void)reg;
	if (decided && received && strcmp(decided, received) < 0)
		fault_add(f, "decided", "before the message came in: %s", decided);
	if (decided && !outcome)
		fault_add(f, "outcome", "a value is needed once it is decided");
	if (outcome && !decided)
		fault_add(f, "decided", "a value is needed once there is an outcome");
	/* An unborn child has a day of birth ahead, but not more than a pregnancy ahead. */
	if (birth && received && day_parse(birth) > day_parse(received) + 300)
		fault_add(f, "child_birth", "long after the message came in");
	if (old && now->v[shape_need(now->shape, "same_as")].i == now->id)
		fault_add(f, "same_as", "the message itself");
}

/* The child's age at the message, in whole years. */
static void make_age(const struct record *r, const struct record *joined, char *out)
{
	int birth = shape_need(r->shape, "child_birth");
	int age = day_age(val_string(r->month + birth), record_get(r, "received"));

	(void)joined;
	if (age >= 0)
		snprintf(out, 32, "%d", age);
}

/* Days from receipt to decision, or to today. */
static void make_days(const struct record *r, const struct record *joined, char *out)
{
	const char *received = record_get(r, "received"), *decided = record_get(r, "decided");

	(void)joined;
	if (received)
		snprintf(out, 32, "%d", (decided ? day_parse(decided) : day_today()) - day_parse(received));
}

static const struct derived derived[] = {
	{ "age",  "received child_birth", "the child's age at the message", make_age },
	{ "days", "received decided",     "days from receipt to decision, or to today", make_days },
	{ 0 }
};

const struct noun concern_noun = {
	.name = "concern", .brief = "a message of concern", .plural = "messages of concern", .letters = "M", .number = 3,
	.group = "messages of concern",
	.day = "received", .domain = "case", .summary = "concern received office urgency child_given child_family age content outcome days",
	.fields = fields, .indexes = indexes, .derived = derived, .rules = rules,
};
