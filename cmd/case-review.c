/* case-review: a plan summed up; with a next day or a summary, the review is recorded. */
#include <string.h>
#include <unistd.h>

#include "hall/batch.h"
#include "hall/list.h"
#include "hall/show.h"
#include "nouns/plan.h"

extern const struct noun plan_noun, case_noun;

static bool sealed;

static const struct opt opts[] = {
	{ 0, "sealed", NULL, NULL, "sealed fields too, where the output is no terminal", .on = &sealed },
	{ 0 }
};

static const struct column columns[] = {
	{ "goal", SHOW_TEXT }, { "subject", SHOW_TEXT }, { "domain", SHOW_TEXT }, { "text", SHOW_TEXT }, { "due", SHOW_TEXT },
	{ "status", SHOW_TEXT }, { "action", SHOW_TEXT }, { "what", SHOW_TEXT }, { "responsible", SHOW_TEXT }, { "action_due", SHOW_TEXT },
	{ "done", SHOW_TEXT }, { "action_status", SHOW_TEXT }
};

enum { GOAL_CELLS = 6, CELLS = 12 };

/* A field of a record as a cell; a sealed one where it may be seen. */
static const char *cell(struct run *run, const struct record *r, const char *field)
{
	int   i = shape_need(r->shape, field);
	char *made = arena_take(&arena_run, ID_TEXT);

	if (r->shape->field[i]->flags & SECRET && !sealed)
		return NULL;
	return list_text(run->reg, r, i, common.labels || show_is_table(), show_is_json(), made, &arena_run);
}

/* The id and these fields of a record, as cells from `row` on. */
static void cells(struct run *run, const struct record *r, const char *const *fields, const char **row)
{
	char *id = arena_take(&arena_run, ID_TEXT);

	*row++ = noun_id_text(r->id, id);
	for (; *fields; fields++)
		*row++ = cell(run, r, *fields);
}

static void sum_up(struct run *run, int64_t plan)
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
		cells(run, &r, of_goal, row);
		a = plan_actions(run->reg, g[i], &actions);
		if (!actions)
			show_row(out, row);
		for (int k = 0; k < actions; k++) {
			record_load(run->reg, action, a[k], &r, &arena_run, true);
			cells(run, &r, of_action, row + GOAL_CELLS);
			show_row(out, row);
		}
	}
	show_close(out);
}

/* The plan meant: itself, or the one in force of a case, the current one if none is named. */
static int64_t meant(struct run *run)
{
	const char *text = run->operands.n ? run->operands.s[0] : ".";
	int64_t     id, plan;
	char        out[ID_TEXT];

	if (strncasecmp(text, "PL-", 3) == 0 || strncmp(text, "plan:", 5) == 0) {
		cmd_operand(run, &plan_noun, text, false, &id);
		return id;
	}
	cmd_operand(run, &case_noun, text, false, &id);
	plan = plan_current(run->reg, id);
	if (!plan)
		err_exit(STATUS_WRONG, "%s: has no plan yet (case-plan begins one)", noun_id_text(id, out));
	return plan;
}

static enum status run(struct run *run)
{
	const int reviewed = form_need(&run->form, "reviewed");
	bool      records = common.from || common.edit || common.clear.n;
	char      text[ID_TEXT];
	int64_t   id;

	if (common.template)
		return batch_edit(run);
	for (int i = 0; i < CELLS_MAX; i++)
		records |= run->given[i].n != 0;
	cmd_open(run, records ? NEEDS_WRITE : NEEDS_READ);
	/* A later review has a day of its own: what stood there is the day of the one before. */
	if (records && !common.edit && !common.clear.n && !run->given[reviewed].n)
		list_add(run->given + reviewed, run->reg->today);
	if (common.from)
		return batch_edit(run);
	if (run->operands.n > 1)
		err_exit(STATUS_MISUSED, "one plan at a time: %s", run->operands.s[1]);
	id = meant(run);
	if (!records) {
		sealed |= isatty(STDOUT_FILENO) && !common.output;
		sum_up(run, id);
		return STATUS_DONE;
	}
	run->operands = (struct list){ 0 };
	list_add(&run->operands, arena_string(&arena_run, noun_id_text(id, text)));
	return batch_edit(run);
}

const struct cmd case_review_cmd = {
	.name = "case-review",
	.group = "assessments and plans",
	.brief = "sum a plan up; record its review and the day of the next",
	.args = "[CASE]", .arg_kind = "id:case",
	.needs = NEEDS_NOTHING,
	.takes = TAKES_BATCH | TAKES_OUTPUT,
	.opts = opts,
	.noun = &plan_noun, .form = FORM_EDIT, .fields = "review_due reviewed summary child_took_part carer_took_part", .stamps = "reviewed",
	.run = run,
};
