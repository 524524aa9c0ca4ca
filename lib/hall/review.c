/* review: a plan summed up. */
#include "hall/list.h"
#include "hall/review.h"
#include "hall/show.h"
#include "nouns/plan.h"

static const struct column columns[] = {
	{ "goal", SHOW_TEXT }, { "subject", SHOW_TEXT }, { "domain", SHOW_TEXT }, { "text", SHOW_TEXT }, { "due", SHOW_TEXT },
	{ "status", SHOW_TEXT }, { "action", SHOW_TEXT }, { "what", SHOW_TEXT }, { "responsible", SHOW_TEXT }, { "action_due", SHOW_TEXT },
	{ "done", SHOW_TEXT }, { "action_status", SHOW_TEXT }
};

enum { GOAL_CELLS = 6, CELLS = 12 };

/* A field of a record as a cell; a sealed one where it may be seen. */
static const char *cell(struct run *run, const struct record *r, const char *field, bool sealed)
{
	int   i = shape_need(r->shape, field);
	char *made = arena_take(&arena_run, ID_TEXT);

	if (r->shape->field[i]->flags & SECRET && !sealed)
		return NULL;
	return list_text(run->reg, r, i, common.labels || show_is_table(), show_is_json(), made, &arena_run);
}

/* The id and these fields of a record, as cells from `row` on. */
static void cells(struct run *run, const struct record *r, const char *const *fields, bool sealed, const char **row)
{
	char *id = arena_take(&arena_run, ID_TEXT);

	*row++ = noun_id_text(r->id, id);
	for (; *fields; fields++)
		*row++ = cell(run, r, *fields, sealed);
}

void review_show(struct run *run, int64_t plan, bool sealed)
{
	static const char *const of_goal[] = { "subject", "domain", "text", "due", "status", NULL };
	static const char *const of_action[] = { "what", "responsible", "due", "done", "status", NULL };
	struct shape            *goal = noun_shape(noun_by_name("goal")), *action = noun_shape(noun_by_name("action"));
	struct show             *out = show_open(columns, CELLS);
	int                      goals, actions;
	int64_t                 *g = plan_goals(run->reg, plan, &goals), *a;

	for (int i = 0; i < goals; i++) {
		const char   *row[CELLS] = { NULL };
		struct record r;

		record_load(run->reg, goal, g[i], &r, &arena_run, true);
		cells(run, &r, of_goal, sealed, row);
		a = plan_actions(run->reg, g[i], &actions);
		if (!actions)
			show_row(out, row);
		for (int k = 0; k < actions; k++) {
			record_load(run->reg, action, a[k], &r, &arena_run, true);
			cells(run, &r, of_action, sealed, row + GOAL_CELLS);
			show_row(out, row);
		}
	}
	show_close(out);
}
