/* case-show: everything about a case, in order of time. */
#include "hall/story.h"

static bool sealed;

static const struct opt opts[] = {
	{ 0, "sealed", NULL, NULL, "sealed fields too, where the output is no terminal", .on = &sealed },
	{ 0 }
};

static enum status run(struct run *run)
{
	int64_t id;

	if (run->operands.n > 1)
		err_exit(STATUS_MISUSED, "one case at a time: %s", run->operands.s[1]);
	cmd_operand(run, noun_by_name("case"), run->operands.n ? run->operands.s[0] : ".", false, &id);
	return story_show(run, id, sealed);
}

const struct cmd case_show_cmd = {
	.name = "case-show",
	.group = "children and cases",
	.brief = "show everything about a case, in order of time",
	.args = "[ID]", .arg_kind = "id:case",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.run = run,
};
