/* instrument-check: what is wrong with the file of an instrument, each fault with its line and column. */
#include "frame/proof.h"
#include "hall/cmd.h"
#include "words/language.h"

/* A name is looked for as case-assess does; all else is a file. */
static long check(const char *name)
{
	const char              *path = instrument_path(name, NULL);
	const struct instrument *in = proof_read(path ? path : name);

	for (int i = 0; i < in->flaws; i++)
		err_warn("%s:%ld: %s: %s", in->path, in->flaw[i].line, in->flaw[i].column, in->flaw[i].text);
	if (!in->flaws)
		err_note(say_n("%s: %s %s, %d item: no faults", "%s: %s %s, %d items: no faults", (unsigned long)in->items),
		         in->path, in->id, in->version, in->items);
	return in->flaws;
}

static enum status run(struct run *run)
{
	long flaws = 0;

	if (run->operands.n == 0)
		err_exit(STATUS_MISUSED, "which file? give one or more");
	for (int i = 0; i < run->operands.n; i++)
		flaws += check(run->operands.s[i]);
	return flaws ? STATUS_PARTLY : STATUS_DONE;
}

const struct cmd instrument_check_cmd = {
	.name = "instrument-check",
	.group = "assessments and plans",
	.brief = "tell what is wrong with the files of instruments, by line and column",
	.args = "FILE...", .arg_kind = "file",
	.needs = NEEDS_NOTHING,
	.run = run,
};
