/* devreg-triage: assess deviations: what kind, how serious, why, and who can mend them. */
#include "hall/batch.h"

extern const struct noun deviation_noun;

const struct cmd devreg_triage_cmd = {
	.name = "devreg-triage",
	.group = "the Deviation Register",
	.brief = "assess deviations: what kind, how serious, why",
	.args = "[ID...]", .arg_kind = "id:deviation",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH,
	.noun = &deviation_noun, .form = FORM_EDIT,
	.fields = "about subject_kind event_kind case triaged triaged_by level type law_ref severity recurrence harmed actual potential causes"
	          " factors immediate_action",
	.stamps = "triaged triaged_by",
	.run = batch_edit,
};
