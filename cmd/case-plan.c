/* case-plan: a plan for a case; a new version takes with it what the one before has not reached. */
#include <string.h>

#include "frame/cell.h"
#include "frame/code.h"
#include "hall/batch.h"
#include "nouns/plan.h"
#include "words/language.h"

extern const struct noun plan_noun, case_noun;

/* A plan replaces the one in force, unless the row says otherwise. */
static void before(struct run *run, struct record *now, struct faults *f)
{
	struct val *replaces = now->v + shape_need(now->shape, "replaces");
	int64_t     current;

	(void)f;
	if (replaces->t)
		return;
	current = plan_current(run->reg, now->v[shape_need(now->shape, "case")].i);
	if (current)
		*replaces = val_int(current);
}

static bool over(struct run *run, const struct record *r)
{
	const char        *status = record_get(r, "status");
	const struct code *c = code_find(code_list(run->reg, "goal_status"), status, strlen(status));

	return c && c->kind;
}

/* Write a record of the plan before once more, under another. */
static int64_t again(struct run *run, struct record *r, const char *link, int64_t under)
{
	r->v[shape_need(r->shape, link)] = val_int(under);
	r->v[shape_need(r->shape, "ref")] = r->v[shape_need(r->shape, "source")] = val_null();
	r->id = 0;
	r->box = val_null();
	record_add(run->reg, r);
	return r->id;
}

/* What was not reached goes on: goals, with what was not done of their actions. */
static void after(struct run *run, const struct row *row)
{
	const struct record *now = row->r + run->form.n - 1;
	const struct val     replaces = now->v[shape_need(now->shape, "replaces")];
	struct record        r;
	int                  goals, actions;
	int64_t             *goal, *action, under, old;

	goal = replaces.t ? plan_goals(run->reg, replaces.i, &goals) : NULL;
	for (int i = 0; goal && i < goals; i++) {
		record_load(run->reg, noun_shape(noun_by_name("goal")), goal[i], &r, &arena_run, true);
		if (over(run, &r))
			continue;
		old = r.id;
		r.v[shape_need(r.shape, "before")] = val_int(old);
		under = again(run, &r, "plan", now->id);
		action = plan_actions(run->reg, old, &actions);
		for (int k = 0; k < actions; k++) {
			record_load(run->reg, noun_shape(noun_by_name("action")), action[k], &r, &arena_run, true);
			if (!over(run, &r))
				again(run, &r, "goal", under);
		}
	}
}

static enum status run(struct run *run)
{
	static const struct batch_hooks hooks = { .before = before, .after = after };
	const int                       of_case = form_need(&run->form, "case");
	bool                            named = run->given[of_case].n && cell_given(run->given[of_case].s[0]);
	char                            text[ID_TEXT];
	int64_t                         id;

	if (common.template)
		return batch_add_with(run, &hooks);
	if (run->operands.n > (named || common.from ? 0 : 1))
		err_exit(STATUS_MISUSED, common.from ? SAID("the rows of -f name the cases: %s") : SAID("one case at a time: %s"),
		         run->operands.s[run->operands.n - 1]);
	/* What is taken over is sealed anew. */
	registry_need_key(run->reg, plan_noun.domain);
	if (!named && !common.from) {
		cmd_operand(run, &case_noun, run->operands.n ? run->operands.s[0] : ".", false, &id);
		list_add(run->given + of_case, arena_string(&arena_run, noun_id_text(id, text)));
	}
	return batch_add_with(run, &hooks);
}

const struct cmd case_plan_cmd = {
	.name = "case-plan",
	.group = "assessments and plans",
	.brief = "begin a plan for a case, or its next version",
	.args = "[CASE]", .arg_kind = "id:case",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH | TAKES_KEYED,
	.noun = &plan_noun, .form = FORM_ADD, .without = "reviewed summary",
	.run = run,
};
