/* case-review: a plan summed up; with a next day or a summary, the review is recorded. */
#include <string.h>
#include <unistd.h>

#include "hall/batch.h"
#include "hall/review.h"
#include "nouns/plan.h"

extern const struct noun plan_noun, case_noun;

static bool sealed;

static const struct opt opts[] = {
	{ 0, "sealed", NULL, NULL, "sealed fields too, where the output is no terminal", .on = &sealed },
	{ 0 }
};

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
	if (records && (common.output || common.format || common.columns || common.labels || sealed))
		err_exit(STATUS_MISUSED, "a review is recorded, or the plan is summed up: -o, --format, --columns, --labels and --sealed are of"
		         " the sum");
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
		review_show(run, id, sealed);
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
