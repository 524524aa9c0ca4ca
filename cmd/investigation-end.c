/* investigation-end: record how investigations ended. */
#include "hall/batch.h"

extern const struct noun investigation_noun;

const struct cmd investigation_end_cmd = {
	.name = "investigation-end",
	.group = "investigations, decisions, measures",
	.brief = "record how investigations ended",
	.args = "[ID...]", .arg_kind = "id:investigation",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.noun = &investigation_noun, .form = FORM_EDIT, .fields = "ended outcome grounds child_heard extended", .stamps = "ended", .asks = "outcome",
	.run = batch_edit,
};
