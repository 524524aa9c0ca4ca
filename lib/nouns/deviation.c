/* deviation: what went wrong (or right) in a service, an institution, an expert's work: the Deviation Register.
 * Intake asks for the account, who reports and the language; what triage adds is never asked of the reporter. */
#include <stdlib.h>
#include <string.h>

#include "frame/record.h"

static const struct field fields[] = {
	{ "reported",         DAY,    NEED | INDEX | PAST, "the day it was reported", .dflt = "today" },
	{ "reporter_role",    CODE,   NEED,          "who reports", .of = "reporter_role" },
	{ "anonymity",        CODE,   0,             "whether the reporter is known", .of = "anonymity", .dflt = "open" },
	{ "language",         TEXT,   0,             "the reporter's language (BCP 47: nb, ar, bg)" },
	{ "narrative",        NOTE,   NEED | SECRET, "what happened, in the reporter's words" },
	{ "reporter_name",    TEXT,   SECRET,        "the reporter's name" },
	{ "reporter_contact", TEXT,   SECRET,        "how to reach the reporter" },
	{ "actor",            TEXT,   SECRET,        "whom it is about, if named" },
	{ "about",            OFFICE, INDEX,         "the office it is about" },
	{ "about_name",       TEXT,   SECRET,        "what it is about, in the reporter's words" },
	{ "subject_kind",     CODE,   0,             "what kind of actor it is about", .of = "subject_kind" },
	{ "event_kind",       CODE,   0,             "what kind of event", .of = "event_kind", .dflt = "incident" },
	{ "occurred",         DAY,    PAST,          "the day it happened, or began" },
	{ "occurred_until",   DAY,    PAST,          "the last day of it" },
	{ "case",             ID,     INDEX,         "the case it is about", .of = "case" },
	{ "triaged",          DAY,    PAST | INDEX,  "the day it was assessed" },
	{ "triaged_by",       STAFF,  0,             "who assessed it" },
	{ "level",            CODE,   0,             "the level that can mend it", .of = "deviation_level", .on = "triaged" },
	{ "type",             CODE,   MANY,          "what kind of deviation", .of = "deviation_type", .on = "triaged" },
	{ "law_ref",          TEXT,   0,             "the law that was not kept" },
	{ "severity",         INT,    0,             "how serious: 1 to 5" },
	{ "recurrence",       INT,    0,             "how likely again: 1 to 5" },
	{ "harmed",           CODE,   MANY,          "who was or could be harmed", .of = "harmed", .on = "triaged" },
	{ "actual",           CODE,   MANY,          "what came of it", .of = "consequence", .on = "triaged" },
	{ "potential",        CODE,   MANY,          "what could have come of it", .of = "consequence", .on = "triaged" },
	{ "causes",           CODE,   MANY,          "its causes", .of = "cause", .on = "triaged" },
	{ "factors",          CODE,   MANY,          "what else played a part", .of = "factor", .on = "triaged" },
	{ "immediate_action", NOTE,   SECRET,        "what was done at once" },
	{ "receipt",          TEXT,   ENGINE | DIGEST | INDEX, "finds an anonymous report by its receipt" },
	{ 0 }
};

static const char *const indexes[] = {
	"reported, event_kind, about, office, reporter_role, severity, level, type",
	NULL
};

static void scale(const struct record *r, const char *field, struct faults *f)
{
	const struct val *v = r->v + shape_need(r->shape, field);

	if (v->t && (v->i < 1 || v->i > 5))
		fault_add(f, field, "not from 1 to 5: %lld", (long long)v->i);
}

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char *from = record_get(now, "occurred"), *until = record_get(now, "occurred_until");
	const char *triaged = record_get(now, "triaged"), *reported = record_get(now, "reported");
	const char *anonymity = record_get(now, "anonymity");

	(void)reg;
	/* What was known stays in the history, and there is no receipt for it. */
	if (old && anonymity && strcmp(anonymity, "anonymous") == 0 && record_differs(now, old, "anonymity"))
		fault_refuse(f, "anonymity", "a report that was known cannot be made anonymous: add it anew, and strike this one out");
	scale(now, "severity", f);
	scale(now, "recurrence", f);
	if (until && !from)
		fault_add(f, "occurred", "a value is needed where there is a last day");
	if (from && until && strcmp(until, from) < 0)
		fault_add(f, "occurred_until", "before it began: %s", until);
	if (from && reported && strcmp(from, reported) > 0)
		fault_add(f, "occurred", "after it was reported: %s", from);
	if (triaged && reported && strcmp(triaged, reported) < 0)
		fault_add(f, "triaged", "before it was reported: %s", triaged);
	if (anonymity && strcmp(anonymity, "anonymous") == 0 && record_get(now, "reporter_name"))
		fault_add(f, "reporter_name", "an anonymous report keeps no name");
	if (anonymity && strcmp(anonymity, "anonymous") == 0 && record_get(now, "reporter_contact"))
		fault_add(f, "reporter_contact", "an anonymous report keeps no way to reach the reporter (the receipt does)");
}

static void make_status(const struct record *r, const struct record *joined, char *out)
{
	(void)joined;
	strcpy(out, record_get(r, "triaged") ? "triaged" : "received");
}

static const struct derived derived[] = {
	{ "status", "triaged", "where it stands", make_status, "deviation_status" },
	{ 0 }
};

const struct noun deviation_noun = {
	.name = "deviation", .brief = "a deviation", .plural = "deviations", .letters = "D", .number = 10, .group = "the Deviation Register",
	.stem = "devreg", .day = "reported", .domain = "register", .guarded = true,
	.summary = "deviation reported about about_name reporter_role type severity status",
	.fields = fields, .indexes = indexes, .derived = derived, .rules = rules,
};
