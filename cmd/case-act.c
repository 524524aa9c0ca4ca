/* case-act: how far the actions of a plan have come, and what shows it. */
#include "hall/batch.h"

extern const struct noun action_noun;

const struct cmd case_act_cmd = {
	.name = "case-act",
	.group = "assessments and plans",
	.brief = "record how far actions of a plan have come, and what shows it",
	.args = "[ID...]", .arg_kind = "id:action",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.noun = &action_noun, .form = FORM_EDIT, .fields = "status done evidence staff responsible due",
	.run = batch_edit,
};
