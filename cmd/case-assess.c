/* case-assess: an instrument is filled in about a case: answers, scores, level, and the risk of the case. */
#include "hall/answers.h"
#include "words/mem.h"

extern const struct noun assessment_noun, case_noun;

static struct list answers;

static const struct opt opts[] = {
	{ 0, "answer", "ITEM=VALUE", NULL, "the answer to an item; a reason, as refused, where there is none", .many = &answers },
	{ 0 }
};

static void set(struct run *run, int cell, const char *value)
{
	run->given[cell] = (struct list){ 0 };
	list_add(run->given + cell, value);
}

/* The operands as cells: a case and an instrument, or an instrument alone, of the current case or of the cases in the file. */
static const struct instrument *take_operands(struct run *run)
{
	const int                cell = form_need(&run->form, "case");
	const char             **operand = run->operands.s;
	const struct instrument *in = NULL;
	char                     text[ID_TEXT];
	int64_t                  id;

	if (run->operands.n > 2)
		err_exit(STATUS_MISUSED, "one case and one instrument at a time: %s", operand[2]);
	if (run->operands.n == 2 && run->given[cell].n)
		err_exit(STATUS_MISUSED, "--case: the case is named already: %s", operand[0]);
	if (run->operands.n) {
		in = assess_need(operand[run->operands.n - 1]);
		set(run, form_need(&run->form, "instrument"), operand[run->operands.n - 1]);
	}
	if (common.template || !run->operands.n || (run->operands.n == 1 && (common.from || run->given[cell].n)))
		return in;
	cmd_operand(run, &case_noun, run->operands.n == 2 ? operand[0] : ".", false, &id);
	set(run, cell, arena_string(&arena_run, noun_id_text(id, text)));
	return in;
}

static enum status run(struct run *run)
{
	const struct instrument *in;

	in = take_operands(run);
	if (common.template)
		answers_template(run, in);
	if (common.template)
		return STATUS_DONE;
	return common.from ? answers_take(run) : answers_one(run, in, &answers);
}

const struct cmd case_assess_cmd = {
	.name = "case-assess",
	.group = "assessments and plans",
	.brief = "assess a case with an instrument: answers, scores, and the case's risk",
	.args = "[CASE] [INSTRUMENT]", .arg_kind = "id:case",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.opts = opts,
	.noun = &assessment_noun, .form = FORM_ADD, .without = "instrument edition strength risk_score level",
	.run = run,
};
