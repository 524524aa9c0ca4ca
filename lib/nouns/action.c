/* action: who does what by when, so that a goal is reached. */
#include <stdio.h>
#include <string.h>

#include "frame/code.h"
#include "frame/record.h"
#include "nouns/action.sql.h"
#include "words/day.h"

static const struct field fields[] = {
	{ "goal",        ID,    NEED | INDEX,  "the goal", .of = "goal" },
	{ "case",        ID,    MADE | INDEX,  "the case", .of = "case" },
	{ "person",      ID,    MADE,          "the child", .of = "person" },
	{ "what",        NOTE,  NEED | SECRET, "what is to be done" },
	{ "responsible", TEXT,  SECRET,        "who does it" },
	{ "staff",       STAFF, INDEX,         "who on the staff sees to it", .dflt = "me" },
	{ "due",         DAY,   INDEX,         "the day by which it is to be done" },
	{ "done",        DAY,   INDEX | PAST,  "the day it was done" },
	{ "status",      CODE,  NEED,          "how far it has come", .of = "goal_status", .dflt = "not_started" },
	{ "evidence",    NOTE,  SECRET,        "what shows it" },
	{ 0 }
};

/* The first day on which the goal, or one that it goes on from, was agreed; "" if that is not known. */
static void agreed(struct registry *reg, struct val goal, char out[DAY_TEXT])
{
	struct val v[2];

	*out = 0;
	for (int i = 0; i < FOLLOWED_MAX && goal.t && db_one(reg->db, &sql_action_agreed, (struct val[]){ goal }, v); i++, goal = v[0])
		if (!*out || strcmp(v[1].s, out) < 0)
			snprintf(out, DAY_TEXT, "%s", v[1].s);
}

/* Reached or given up is a status that its code list gives a kind. */
static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char        *status = record_get(now, "status"), *done = record_get(now, "done");
	const struct code *c = status ? code_find(code_list(reg, "goal_status"), status, strlen(status)) : NULL;

	if (done && record_differs(now, old, "done goal")) {
		char begun[DAY_TEXT];

		agreed(reg, now->v[shape_need(now->shape, "goal")], begun);
		if (strcmp(done, begun) < 0)
			fault_rule(f, "done", done, "before its plan was agreed: %s", begun);
	}
	if (done && !(c && c->kind))
		fault_add(f, "status", "is not that of something done: %s", status);
	if (!done && c && c->kind)
		fault_add(f, "done", "a value is needed once it is %s", status);
}

const struct noun action_noun = {
	.name = "action", .brief = "an action", .plural = "actions", .letters = "AC", .number = 15, .group = "assessments and plans",
	.domain = "case", .follows = "goal", .joins = "person",
	.summary = "action goal given_name what responsible staff due done status",
	.fields = fields, .rules = rules,
};
