/* assessment-show: what an assessment came to, what has changed since the one before, what others say. */
#include "hall/result.h"

static enum status run(struct run *run)
{
	int64_t id;

	if (run->operands.n != 1)
		err_exit(STATUS_MISUSED, "which assessment? give one id");
	cmd_operand(run, noun_by_name("assessment"), run->operands.s[0], false, &id);
	return result_show(run, id);
}

const struct cmd assessment_show_cmd = {
	.name = "assessment-show",
	.group = "assessments and plans",
	.brief = "show what an assessment came to: strengths first, then risks, level, change",
	.args = "ID", .arg_kind = "id:assessment",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.run = run,
};
