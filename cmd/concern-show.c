/* concern-show: one message of concern. */
#include "hall/list.h"

extern const struct noun concern_noun;

static bool history;

static const struct opt opts[] = {
	{ 0, "history", NULL, NULL, "who changed what, and from which value", .on = &history },
	{ 0 }
};

static enum status run(struct run *run)
{
	int64_t id;

	if (run->operands.n != 1)
		err_exit(STATUS_MISUSED, "which message? give one id");
	cmd_operand(run, &concern_noun, run->operands.s[0], false, &id);
	return list_show(run, &concern_noun, id, history);
}

const struct cmd concern_show_cmd = {
	.name = "concern-show",
	.group = "messages of concern",
	.brief = "show a message of concern",
	.args = "ID", .arg_kind = "id:concern",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.noun = &concern_noun,
	.run = run,
};
