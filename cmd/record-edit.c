/* record-edit: mend records of any kind; the old values go to their history. */
#include "hall/batch.h"

const struct cmd record_edit_cmd = {
	.name = "record-edit",
	.group = "any record",
	.brief = "mend a record of any kind, or many from CSV",
	.args = "[ID...]", .arg_kind = "id",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.form = FORM_EDIT,
	.run = batch_edit,
};
