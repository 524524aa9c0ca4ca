/* investigation: what the service looks into after a message of concern. */
#include <stdio.h>
#include <string.h>

#include "frame/record.h"
#include "nouns/investigation.sql.h"
#include "words/day.h"

static const struct field fields[] = {
	{ "case",        ID,    NEED | INDEX,  "the case", .of = "case" },
	{ "person",      ID,    MADE | INDEX,  "the child", .of = "person" },
	{ "concern",     ID,    INDEX,         "the message that led to it", .of = "concern" },
	{ "started",     DAY,   NEED | PAST,   "the day it started", .dflt = "today" },
	{ "extended",    BOOL,  0,             "whether its time was extended", .dflt = "no" },
	{ "ended",       DAY,   PAST,          "the day it ended" },
	{ "outcome",     CODE,  0,             "what it led to", .of = "investigation_outcome", .on = "ended" },
	{ "grounds",     CODE,  MANY,          "on which grounds", .of = "content" },
	{ "child_heard", CODE,  0,             "whether and how the child was heard", .of = "child_heard" },
	{ "staff",       STAFF, INDEX,         "who leads it", .dflt = "me" },
	{ 0 }
};

static const char *const indexes[] = {
	"started, office, person",
	"ended, started, extended, outcome, office, person, child_heard",
	NULL
};

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char      *started = record_get(now, "started"), *ended = record_get(now, "ended");
	const char      *outcome = record_get(now, "outcome");
	const struct val concern = now->v[shape_need(now->shape, "concern")], child = now->v[shape_need(now->shape, "person")];
	struct val       v[1];

	(void)old;
	if (started && ended && strcmp(ended, started) < 0)
		fault_add(f, "ended", "before it started: %s", ended);
	if (ended && !outcome)
		fault_add(f, "outcome", "a value is needed once it has ended");
	if (outcome && !ended)
		fault_add(f, "ended", "a value is needed once there is an outcome");
	if (concern.t && db_one(reg->db, &sql_investigation_concern_child, (struct val[]){ concern }, v) && v[0].t && v[0].i != child.i)
		fault_add(f, "concern", "is about another child");
}

/* Days from start to end, or to today. */
static void make_days(const struct record *r, const struct record *joined, char *out)
{
	const char *started = record_get(r, "started"), *ended = record_get(r, "ended");

	(void)joined;
	if (started)
		snprintf(out, 32, "%d", (ended ? day_parse(ended) : day_today()) - day_parse(started));
}

static const struct derived derived[] = {
	{ "days", "started ended", "days from start to end, or to today", make_days },
	{ 0 }
};

const struct noun investigation_noun = {
	.name = "investigation", .brief = "an investigation", .plural = "investigations", .letters = "IN", .number = 6,
	.group = "investigations, decisions, measures", .day = "started", .until = "ended", .domain = "case", .follows = "case", .joins = "person",
	.summary = "investigation case given_name family_name started ended outcome days",
	.fields = fields, .indexes = indexes, .derived = derived, .rules = rules,
};
