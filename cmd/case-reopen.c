/* case-reopen: a closed case goes on: a new spell of the same child, which names the one before it. */
#include <string.h>

#include "frame/name.h"
#include "hall/batch.h"

extern const struct noun case_noun;

static void fill(struct run *run, const struct record *old, const char **raw, struct faults *f)
{
	static const char *const kept[] = { "person", "office", "concern_type", "target", "basis" };
	const int                previous = form_need(&run->form, "previous");
	struct record            before;
	const char              *why;
	int64_t                  id;
	char                     out[ID_TEXT];

	(void)old;
	if (run->operands.n)
		raw[previous] = run->operands.s[0];
	if (!raw[previous] || !*raw[previous] || !name_find(run->reg, &case_noun, NULL, raw[previous], &id, &why)) {
		if (!raw[previous] || !*raw[previous])
			fault_add(f, "previous", "a value is needed");
		return;		/* cell_read tells what is wrong with it */
	}
	record_load(run->reg, noun_shape(&case_noun), id, &before, f->arena, false);
	if (before.struck)
		fault_refuse(f, "previous", "was struck out: %s", noun_id_text(id, out));
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		int         cell = form_need(&run->form, kept[i]);
		const char *text = record_text(&before, cell, out);

		if (text && !(raw[cell] && *raw[cell]))
			raw[cell] = arena_string(f->arena, text);
	}
}

static enum status run(struct run *run)
{
	static const struct batch_hooks hooks = { .fill = fill };

	if (!run->operands.n && !common.from && !common.template)
		err_exit(STATUS_MISUSED, "which case? give its id");
	if (run->operands.n)
		run->operands.s[0] = cmd_one(run, &case_noun, false);
	return batch_add_with(run, &hooks);
}

const struct cmd case_reopen_cmd = {
	.name = "case-reopen",
	.group = "children and cases",
	.brief = "open a closed case again: a new spell that names the one before",
	.args = "[ID]", .arg_kind = "id:case",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH | TAKES_KEYED,
	.noun = &case_noun, .form = FORM_ADD, .begins = true, .without = "person closed close_reason",
	.run = run,
};
