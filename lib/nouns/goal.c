/* goal: what a plan is to reach, for the child, the family, a carer, somebody of the network. */
#include "frame/record.h"
#include "nouns/goal.sql.h"

static const struct field fields[] = {
	{ "plan",    ID,   NEED | INDEX,  "the plan", .of = "plan" },
	{ "case",    ID,   MADE | INDEX,  "the case", .of = "case" },
	{ "person",  ID,   MADE,          "the child", .of = "person" },
	{ "subject", CODE, NEED,          "for whom", .of = "subject", .dflt = "child" },
	{ "domain",  TEXT, 0,             "what it is about: school, safety, health (write no names)" },
	{ "text",    NOTE, NEED | SECRET, "the goal in plain words" },
	{ "due",     DAY,  INDEX,         "the day by which it is to be reached" },
	{ "status",  CODE, NEED,          "how far it has come", .of = "goal_status", .dflt = "not_started" },
	{ "before",  ID,   INDEX,         "the same goal in the plan before", .of = "goal" },
	{ 0 }
};

/* Whether a goal goes back, plan by plan, to that one. */
static bool goes_on_from(struct registry *reg, struct val goal, int64_t from)
{
	struct val v[2];

	for (int i = 0; i < FOLLOWED_MAX && goal.t && goal.i != from && db_one(reg->db, &sql_goal_before, (struct val[]){ goal }, v); i++)
		goal = v[1];
	return goal.t && goal.i == from;
}

/* A goal goes on from one of its own case: what another child's plan holds is not to be seen through it. */
static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const struct val before = now->v[shape_need(now->shape, "before")];
	struct val       v[2];

	if (!before.t || !record_differs(now, old, "before plan"))
		return;
	if (before.i == now->id)
		fault_add(f, "before", "the goal itself");
	else if (db_one(reg->db, &sql_goal_before, (struct val[]){ before }, v) && v[0].i != now->v[shape_need(now->shape, "case")].i)
		fault_add(f, "before", "is of another case");
	else if (old && goes_on_from(reg, before, now->id))
		fault_add(f, "before", "goes round in a circle: it goes on from this goal");
}

const struct noun goal_noun = {
	.name = "goal", .brief = "a goal", .plural = "goals", .letters = "GO", .number = 14, .group = "assessments and plans",
	.domain = "case", .follows = "plan", .joins = "person",
	.summary = "goal plan given_name subject domain text due status",
	.fields = fields, .rules = rules,
};
