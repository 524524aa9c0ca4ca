/* case-close: close cases, with a reason. */
#include "hall/batch.h"

extern const struct noun case_noun;

const struct cmd case_close_cmd = {
	.name = "case-close",
	.group = "children and cases",
	.brief = "close cases, with a reason",
	.args = "[ID...]", .arg_kind = "id:case",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.noun = &case_noun, .form = FORM_EDIT, .fields = "closed close_reason", .stamps = "closed", .asks = "close_reason", .exact = true,
	.run = batch_edit,
};
