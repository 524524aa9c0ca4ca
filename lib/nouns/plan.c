/* plan: what a family and the service agree on; a new version names the one it replaces. */
#include <string.h>

#include "frame/record.h"
#include "nouns/plan.h"
#include "nouns/plan.sql.h"
#include "words/day.h"
#include "words/err.h"
#include "words/mem.h"

static const struct field fields[] = {
	{ "case",            ID,    NEED | INDEX, "the case", .of = "case" },
	{ "person",          ID,    MADE | INDEX, "the child", .of = "person" },
	{ "agreed",          DAY,   NEED | PAST,  "the day it was agreed", .dflt = "today" },
	{ "review_due",      DAY,   INDEX,        "the day by which it is looked at again" },
	{ "replaces",        ID,    INDEX,        "the version before it", .of = "plan" },
	{ "child_took_part", BOOL,  0,            "whether the child took part in making it" },
	{ "carer_took_part", BOOL,  0,            "whether the carers took part in making it" },
	{ "reviewed",        DAY,   PAST,         "the day it was last looked at again" },
	{ "summary",         NOTE,  SECRET,       "what the review found" },
	{ "staff",           STAFF, INDEX,        "who made it with them", .dflt = "me" },
	{ 0 }
};

/* Whether a plan goes back, version by version, to that one. */
static bool rests_on(struct registry *reg, struct val plan, int64_t on)
{
	struct val v[3];

	for (int i = 0; i < FOLLOWED_MAX && plan.t && plan.i != on && db_one(reg->db, &sql_plan_before, (struct val[]){ plan }, v); i++)
		plan = v[2];
	return plan.t && plan.i == on;
}

/* A review on the day that was set for it, or after, needs a day for the next one: the plan that was looked at would stay overdue.
 * History is left as it was. */
static void set_next(struct registry *reg, struct record *now, const struct record *old, const struct faults *f)
{
	const char *due = record_get(now, "review_due"), *reviewed = record_get(now, "reviewed");
	int         months;
	char        text[DAY_TEXT], id[ID_TEXT];

	if (!old || !due || !reviewed || strcmp(due, reviewed) > 0 || !record_differs(now, old, "reviewed") ||
	    record_differs(now, old, "review_due") || (f->live_from && strcmp(reviewed, f->live_from) < 0))
		return;
	months = (int)registry_number(reg, "plan_review_months");
	if (!months)
		return;
	day_text(day_add_months(day_parse(reviewed), months), text);
	record_set(now, "review_due", arena_string(f->arena, text));
	err_note("%s: its next review is due on %s, as the setting plan_review_months has it (--review-due says otherwise)",
	         noun_id_text(now->id, id), text);
}

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char      *agreed = record_get(now, "agreed"), *due = record_get(now, "review_due");
	const char      *reviewed = record_get(now, "reviewed");
	const struct val replaces = now->v[shape_need(now->shape, "replaces")], own = now->v[shape_need(now->shape, "case")];
	struct val       v[3];
	char             id[ID_TEXT];

	if (agreed && due && strcmp(due, agreed) < 0)
		fault_add(f, "review_due", "before it was agreed: %s", due);
	if (agreed && reviewed && strcmp(reviewed, agreed) < 0)
		fault_add(f, "reviewed", "before it was agreed: %s", reviewed);
	if (!f->first)
		set_next(reg, now, old, f);
	if (!record_differs(now, old, "replaces case agreed"))
		return;
	if (replaces.t && replaces.i != now->id && db_one(reg->db, &sql_plan_before, (struct val[]){ replaces }, v) && v[0].i == own.i &&
	    agreed && strcmp(agreed, v[1].s) < 0)
		fault_rule(f, "agreed", agreed, "before the plan that it replaces: %s", v[1].s);
	if (!record_differs(now, old, "replaces case"))
		return;
	if (!replaces.t && db_one(reg->db, &sql_plan_beside, (struct val[]){ own, val_int(now->id) }, v))
		fault_rule(f, "replaces", agreed, "its case has a plan in force: %s (name it, as case-plan does)", noun_id_text(v[0].i, id));
	else if (replaces.t && replaces.i == now->id)
		fault_add(f, "replaces", "the plan itself");
	else if (replaces.t && db_one(reg->db, &sql_plan_before, (struct val[]){ replaces }, v) && v[0].i != own.i)
		fault_add(f, "replaces", "is of another case");
	else if (replaces.t && db_one(reg->db, &sql_plan_replaced, (struct val[]){ replaces, val_int(now->id) }, v))
		fault_refuse(f, "replaces", "is replaced already, by %s", noun_id_text(v[0].i, id));
	else if (old && rests_on(reg, replaces, now->id))
		fault_add(f, "replaces", "goes round in a circle: it rests on this plan");
}

int64_t plan_current(struct registry *reg, int64_t of_case)
{
	struct val v[1];

	return db_one(reg->db, &sql_plan_current, (struct val[]){ val_int(of_case) }, v) ? v[0].i : 0;
}

static int64_t *ids(struct registry *reg, struct sql *sql, int64_t of, int *n)
{
	struct rows *rows;
	int64_t     *id = NULL;
	struct val   v[1];

	*n = 0;
	for (rows = db_ask(reg->db, sql, (struct val[]){ val_int(of) }); db_next(rows, v); ) {
		id = arena_room(id, *n, sizeof *id);
		id[(*n)++] = v[0].i;
	}
	db_end(rows);
	return id;
}

int64_t *plan_goals(struct registry *reg, int64_t plan, int *n)
{
	return ids(reg, &sql_plan_goals, plan, n);
}

int64_t *plan_actions(struct registry *reg, int64_t goal, int *n)
{
	return ids(reg, &sql_plan_actions, goal, n);
}

const struct noun plan_noun = {
	.name = "plan", .brief = "a plan", .plural = "plans", .letters = "PL", .number = 13, .group = "assessments and plans",
	.day = "agreed", .domain = "case", .follows = "case", .joins = "person",
	.summary = "plan case given_name family_name agreed review_due reviewed staff",
	.fields = fields, .rules = rules, .of_case = plan_current,
};
