/* concern-decide: what was decided about messages of concern. */
#include "hall/batch.h"

extern const struct noun concern_noun;

/* Decided today and by me, unless the row says otherwise or it was decided before. */
const struct cmd concern_decide_cmd = {
	.name = "concern-decide",
	.group = "messages of concern",
	.brief = "record what was decided about messages of concern",
	.args = "[ID...]", .arg_kind = "id:concern",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.noun = &concern_noun, .form = FORM_EDIT, .fields = "decided outcome reason decided_by", .stamps = "decided decided_by", .asks = "outcome",
	.run = batch_edit,
};
