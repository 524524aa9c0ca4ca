/* record-show: any record, by its id. */
#include "hall/list.h"

static bool history;

static const struct opt opts[] = {
	{ 0, "history", NULL, NULL, "who changed what, and from which value", .on = &history },
	{ 0 }
};

static enum status run(struct run *run)
{
	const struct noun *noun;
	int64_t            id;

	if (run->operands.n != 1)
		err_exit(STATUS_MISUSED, "which record? give one id, @REF, office:CODE or staff:CODE");
	noun = cmd_operand(run, NULL, run->operands.s[0], false, &id);
	return list_show(run, noun, id, history);
}

const struct cmd record_show_cmd = {
	.name = "record-show",
	.group = "any record",
	.brief = "show a record of any kind",
	.args = "ID", .arg_kind = "id",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.run = run,
};
