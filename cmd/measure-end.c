/* measure-end: record the last day of measures. */
#include "hall/batch.h"

extern const struct noun measure_noun;

const struct cmd measure_end_cmd = {
	.name = "measure-end",
	.group = "investigations, decisions, measures",
	.brief = "record the last day of measures",
	.args = "[ID...]", .arg_kind = "id:measure",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.noun = &measure_noun, .form = FORM_EDIT, .fields = "ended end_reason", .stamps = "ended",
	.run = batch_edit,
};
