/* record-void: strike records out, with a reason. They stay, and count nowhere. */
#include <stdio.h>

#include "hall/cmd.h"
#include "words/language.h"
#include "words/mem.h"

static enum status run(struct run *run)
{
	const struct noun *noun = NULL, *of;
	int64_t            id, by;

	if (run->operands.n == 0)
		err_exit(STATUS_MISUSED, "which record? give its id");
	if (!common.reason || !*common.reason)
		err_exit(STATUS_MISUSED, "--reason is needed: why it is struck out");
	registry_begin(run->reg, run->cmd->name);
	for (int i = 0; i < run->operands.n; i++) {
		struct record r;
		char          text[ID_TEXT];

		of = cmd_operand(run, NULL, run->operands.s[i], true, &id);
		if (noun && of != noun)
			err_exit(STATUS_MISUSED, "%s: %s among records of another kind", run->operands.s[i], say(of->brief));
		noun = of;
		record_may_write(run->reg, noun);
		if (noun_shape(noun)->key >= 0)
			err_exit(STATUS_REFUSED, "%s: others refer to it by its code; give it its last day instead (record-edit)",
			         run->operands.s[i]);
		registry_need_key(run->reg, noun->domain);
		record_load(run->reg, noun_shape(noun), id, &r, &arena_run, true);
		if (r.struck)
			err_exit(STATUS_REFUSED, "%s: was struck out before", run->operands.s[i]);
		if (record_needed_by(run->reg, noun, id, &by))
			err_exit(STATUS_REFUSED, "%s: %s rests on it: strike that out first", run->operands.s[i], noun_id_text(by, text));
		record_strike(run->reg, &r, common.reason, &arena_run);
		if (!common.dry_run)
			printf("%s\n", noun_id_text(id, text));
	}
	if (fflush(stdout) != 0)
		err_die_errno("standard output: cannot be written; nothing was written to the registry");
	if (common.dry_run)
		registry_rollback(run->reg);
	else
		registry_commit(run->reg);
	return STATUS_DONE;
}

const struct cmd record_void_cmd = {
	.name = "record-void",
	.group = "any record",
	.brief = "strike out records that should not be there",
	.args = "ID...", .arg_kind = "id",
	.needs = NEEDS_WRITE,
	.takes = TAKES_REASON,
	.run = run,
};
