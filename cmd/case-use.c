/* case-use: the case that this terminal works on; `.` names it. */
#include <stdio.h>

#include "hall/current.h"
#include "hall/cmd.h"

extern const struct noun case_noun;

static bool none;

static const struct opt opts[] = {
	{ 0, "none", NULL, NULL, "work on no case any longer", .on = &none },
	{ 0 }
};

static enum status run(struct run *run)
{
	char    text[ID_TEXT];
	int64_t id;

	if (run->operands.n > 1 || (none && run->operands.n))
		err_exit(STATUS_MISUSED, "one case at a time: %s", run->operands.s[run->operands.n - 1]);
	if (none) {
		current_set(run->reg, 0);
		return STATUS_DONE;
	}
	if (run->operands.n) {
		cmd_operand(run, &case_noun, run->operands.s[0], false, &id);
		current_set(run->reg, id);
	}
	id = current_get(run->reg);
	if (!id) {
		err_note("no case is the current one (case-use ID)");
		return STATUS_PARTLY;
	}
	printf("%s\n", noun_id_text(id, text));
	return STATUS_DONE;
}

const struct cmd case_use_cmd = {
	.name = "case-use",
	.group = "children and cases",
	.brief = "work on a case: `.` names it at this terminal from then on",
	.args = "[ID]", .arg_kind = "id:case",
	.needs = NEEDS_READ,
	.opts = opts,
	.run = run,
};
