/* devreg-take: sealed reports, as devreg-add --to makes them, into the Deviation Register: all that are named, or none. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "frame/name.h"
#include "hall/row.h"
#include "hall/sealed.h"
#include "words/language.h"

extern const struct noun deviation_noun;

static const struct sealed *taking;

static void before(struct run *run, struct record *now, struct faults *f)
{
	if (*taking->receipt)
		sealed_keep_receipt(run->reg, now, taking->receipt, f->arena);
}

static bool take(struct run *run, const char *path, struct sealed *one, int64_t *id)
{
	static const struct batch_hooks hooks = { .before = before };
	static struct row               row;
	struct faults                   f = { .arena = &arena_run };
	const char                     *ref = arena_print(&arena_run, "@%s", one->raw[run->shape->ref]), *why;
	char                            text[ID_TEXT];

	/* Whichever office took it. */
	if (name_find(run->reg, &deviation_noun, NULL, ref, id, &why)) {
		err_warn("%s: was taken already: %s", path, noun_id_text(*id, text));
		return false;
	}
	taking = one;
	if (row_add(run, &hooks, one->raw, &row, &f) == ROW_ADDED) {
		*id = row.r[0].id;
		return true;
	}
	for (const struct fault *fault = f.first; fault; fault = fault->next)
		err_warn("%s: %s%s%s", path, fault->field ? fault->field : "", fault->field ? ": " : "", fault->text);
	return false;
}

static enum status run(struct run *run)
{
	const int      n = run->operands.n;
	const char   **path = run->operands.s;
	struct sealed *all = arena_take(&arena_run, (size_t)(n + 1) * sizeof *all);
	int64_t       *id = arena_take(&arena_run, (size_t)(n + 1) * sizeof *id);
	char           text[ID_TEXT];
	bool           good = true;

	if (!n)
		err_exit(STATUS_MISUSED, "which sealed reports? name their files");
	record_may_write(run->reg, &deviation_noun);
	for (int i = 0; i < n; i++)
		good &= sealed_open(run, path[i], all + i);
	registry_begin(run->reg, run->cmd->name);
	/* Of those that could not be opened there is nothing more to say. */
	for (int i = 0; i < n; i++)
		if (all[i].raw[run->shape->ref])
			good &= take(run, path[i], all + i, id + i);
	if (!good || common.dry_run) {
		registry_rollback(run->reg);
		err_note(good ? SAID("good, and not taken; nothing was written") : SAID("not taken; nothing was written"));
		return good ? STATUS_DONE : STATUS_WRONG;
	}
	/* Told before the commit: what cannot be told is not written. */
	signal(SIGPIPE, SIG_IGN);
	for (int i = 0; i < n; i++)
		printf("%s\n", noun_id_text(id[i], text));
	if (fflush(stdout) != 0)
		err_die_errno("standard output: cannot be written; nothing was written to the registry");
	registry_commit(run->reg);
	return STATUS_DONE;
}

const struct cmd devreg_take_cmd = {
	.name = "devreg-take",
	.group = "the Deviation Register",
	.brief = "take sealed reports into the register",
	.args = "FILE...", .arg_kind = "file",
	.needs = NEEDS_WRITE,
	.noun = &deviation_noun,
	.fields = SEALED_INTAKE,
	.run = run,
};
