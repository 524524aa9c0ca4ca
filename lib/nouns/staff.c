/* staff: who works in an office, and what the login may do. */
#include <string.h>

#include "frame/record.h"

static const struct field fields[] = {
	{ "code",    TEXT,   NEED | KEY,   "the code of this member of staff, never used again" },
	{ "name",    TEXT,   NEED,         "the name" },
	{ "office",  OFFICE, NEED | INDEX, "the office", .dflt = "mine" },
	{ "role",    CODE,   NEED,         "what the person does", .of = "staff_role", .on = "started" },
	{ "login",   TEXT,   INDEX,        "the login on this machine" },
	{ "started", DAY,    0,            "the first day at work", .dflt = "today" },
	{ "ended",   DAY,    0,            "the last day at work" },
	{ 0 }
};

static void rules(struct registry *reg, const struct record *now, const struct record *old, struct faults *f)
{
	const char *started = record_get(now, "started"), *ended = record_get(now, "ended");

	(void)reg;
	(void)old;
	if (started && ended && strcmp(ended, started) < 0)
		fault_add(f, "ended", "before the first day: %s", ended);
}

const struct noun staff_noun = {
	.name = "staff", .brief = "a member of staff", .plural = "the staff", .letters = "ST", .number = 2, .group = "offices and staff",
	.domain = "case", .writers = "administrator", .summary = "code name office role login ended",
	.fields = fields, .rules = rules,
};
