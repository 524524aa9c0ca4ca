/* concern-decide: what was decided about messages of concern. */
#include "hall/batch.h"

extern const struct noun concern_noun;

/* Decided today and by me, unless the row says otherwise or it was decided before. */
static void fill(struct run *run, const struct record *old, const char **raw)
{
	const char *const name[] = { "decided", "decided_by" }, *const value[] = { run->reg->today, run->reg->me };

	for (int i = 0; i < 2; i++) {
		int field = shape_need(old->shape, name[i]);

		if (!(raw[field] && raw[field][0]) && !record_get(old, "decided"))
			raw[field] = value[i];
	}
}

static enum status run(struct run *run)
{
	return batch_edit(run, &concern_noun, fill);
}

const struct cmd concern_decide_cmd = {
	.name = "concern-decide",
	.group = "messages of concern",
	.brief = "record what was decided about messages of concern",
	.args = "[ID...]", .arg_kind = "id:concern",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.noun = &concern_noun, .form = FORM_EDIT, .fields = "decided outcome reason decided_by",
	.run = run,
};
