/* case: one spell of a child's case being open at an office; a reopened case is a new spell with previous. */
#include <stdio.h>
#include <string.h>

#include "frame/record.h"
#include "nouns/case.sql.h"
#include "words/day.h"

static const struct field fields[] = {
	{ "person",       ID,    NEED | INDEX | ONCE, "the child", .of = "person" },
	{ "opened",       DAY,   NEED | PAST,  "the day it was opened", .dflt = "today" },
	{ "concern",      ID,    INDEX,        "the message it came from", .of = "concern" },
	{ "previous",     ID,    INDEX,        "the spell before it", .of = "case" },
	{ "concern_type", CODE,  MANY,         "what it is about", .of = "content" },
	{ "target",       CODE,  MANY,         "groups that programmes ask for", .of = "population" },
	{ "basis",        CODE,  0,            "what the work rests on", .of = "basis" },
	{ "lead",         STAFF, INDEX,        "who leads it", .dflt = "me" },
	{ "risk",         CODE,  0,            "the risk to the child", .of = "risk" },
	{ "closed",       DAY,   PAST | INDEX, "the day it was closed" },
	{ "close_reason", CODE,  0,            "why it was closed", .of = "close_reason", .on = "closed" },
	{ 0 }
};

static const char *const indexes[] = {
	"opened, closed?, person, office",
	NULL
};

/* A spell goes on from one that has ended, whichever of the two is written. */
static void spells(struct registry *reg, const struct record *now, const struct record *old, struct faults *f)
{
	const char      *opened = record_get(now, "opened"), *closed = record_get(now, "closed");
	const struct val previous = now->v[shape_need(now->shape, "previous")];
	const struct val person = now->v[shape_need(now->shape, "person")];
	struct val       v[2];
	char             id[ID_TEXT];

	if (previous.t && previous.i == now->id) {
		fault_add(f, "previous", "the case itself");
	} else if (previous.t && db_one(reg->db, &sql_case_previous, (struct val[]){ previous }, v)) {
		if (v[0].i != person.i)
			fault_add(f, "previous", "is about another child");
		else if (!v[1].t && record_differs(now, old, "previous"))
			fault_refuse(f, "previous", "is open: %s", noun_id_text(previous.i, id));
		else if (v[1].t && opened && strcmp(opened, v[1].s) < 0)
			fault_add(f, "opened", "before it was closed: %s", v[1].s);
	}
	if (old && record_differs(now, old, "closed") && db_one(reg->db, &sql_case_next, (struct val[]){ val_int(now->id) }, v) &&
	    (!closed || strcmp(v[1].s, closed) < 0))
		fault_refuse(f, "closed", "%s goes on from it, on %s", noun_id_text(v[0].i, id), v[1].s);
}

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char      *opened = record_get(now, "opened"), *closed = record_get(now, "closed");
	const char      *reason = record_get(now, "close_reason");
	const struct val concern = now->v[shape_need(now->shape, "concern")];
	const struct val person = now->v[shape_need(now->shape, "person")];
	struct val       v[1];
	char             id[ID_TEXT];

	if (opened && closed && strcmp(closed, opened) < 0)
		fault_add(f, "closed", "before it was opened: %s", closed);
	if (closed && !reason)
		fault_add(f, "close_reason", "a value is needed once it is closed");
	if (reason && !closed)
		fault_add(f, "closed", "a value is needed once there is a reason");
	spells(reg, now, old, f);
	if (concern.t && person.i && db_one(reg->db, &sql_case_concern_child, (struct val[]){ concern }, v) && v[0].t && v[0].i != person.i)
		fault_add(f, "concern", "is about another child");
	if (!closed && person.t && record_differs(now, old, "closed person office") &&
	    db_one(reg->db, &sql_case_open, (struct val[]){ person, val_text(record_get(now, "office")), val_int(now->id) }, v))
		fault_rule(f, "person", opened, "has an open case at this office: %s", noun_id_text(v[0].i, id));
}

/* The child's age when it was opened. */
static void make_age(const struct record *r, const struct record *person, char *out)
{
	int age = person ? day_age(val_string(person->month + shape_need(person->shape, "birth")), record_get(r, "opened")) : -1;

	if (age >= 0)
		snprintf(out, 32, "%d", age);
}

static void make_status(const struct record *r, const struct record *person, char *out)
{
	(void)person;
	strcpy(out, record_get(r, "closed") ? "closed" : "open");
}

/* Days from opening to closing, or to today. */
static void make_days(const struct record *r, const struct record *person, char *out)
{
	const char *opened = record_get(r, "opened"), *closed = record_get(r, "closed");

	(void)person;
	if (opened)
		snprintf(out, 32, "%d", (closed ? day_parse(closed) : day_today()) - day_parse(opened));
}

static const struct derived derived[] = {
	{ "status", "closed",              "open or closed", make_status, "case_status" },
	{ "age",    "opened joined.birth", "the child's age when it was opened", make_age },
	{ "days",   "opened closed",       "days from opening to closing, or to today", make_days },
	{ 0 }
};

const struct noun case_noun = {
	.name = "case", .brief = "a case", .plural = "cases", .letters = "C", .number = 5, .group = "children and cases",
	.adds = "new", .day = "opened", .until = "closed", .domain = "case", .joins = "person",
	.summary = "case opened office given_name family_name age lead risk status days",
	.fields = fields, .indexes = indexes, .derived = derived, .rules = rules,
};
