/* devreg-add: reports to the Deviation Register, by who keeps it; or one sealed for them by anybody, without a registry. */
#include <string.h>

#include "hall/ask.h"
#include "hall/batch.h"
#include "hall/sealed.h"
#include "hall/single.h"
#include "words/language.h"

extern const struct noun deviation_noun;

static const char *to;

static const struct opt opts[] = {
	{ 0, "to", "KEY.pub", "file", "seal one report with this public key of a register; no registry, key or login is needed", .text = &to },
	{ 'o', "output", "FILE", "file", "with --to: put the sealed report there; never over a file that is there", .text = &common.output },
	{ 0 }
};

/* The receipt of the row at hand, and the record that it was given to. */
static char    receipt[SEAL_RECEIPT];
static int64_t given_to;

static void before(struct run *run, struct record *now, struct faults *f)
{
	const char *anonymity = record_get(now, "anonymity");

	receipt[0] = 0;
	if (!anonymity || strcmp(anonymity, "anonymous") != 0)
		return;
	seal_receipt_make(receipt);
	sealed_keep_receipt(run->reg, now, receipt, f->arena);
}

static void after(struct run *run, const struct row *row)
{
	(void)run;
	given_to = row->r[0].id;
}

static const char *extra_of(struct run *run, const struct row *row)
{
	(void)run;
	return *receipt && row->r[0].id == given_to ? receipt : NULL;
}

static void open_register(struct run *run)
{
	struct registry *reg;

	cmd_open(run, NEEDS_WRITE);
	reg = run->reg;
	if (!registry_key(reg, "register")->there)
		err_exit(STATUS_REFUSED, "no key to the Deviation Register: %s is not there, not yours to read, or another's"
		         " (with --to %s-%s.register.pub -o FILE you seal a report, and send it to who keeps the register)",
		         registry_key_path(reg->code, reg->uid, "register"), reg->code, reg->uid);
}

static enum status run(struct run *run)
{
	static const struct batch_hooks hooks = { .asks = SEALED_ASKS, .before = before, .after = after, .extra = "receipt",
	                                          .extra_of = extra_of };
	const int                       narrative = form_need(&run->form, "narrative");
	const char                     *text = NULL, *raw[CELLS_MAX];
	enum status                     status;

	if (common.template)
		return batch_add_with(run, &hooks);
	if (common.output && !to)
		err_exit(STATUS_MISUSED, "-o goes with --to");
	if (common.edit && (common.from || run->given[narrative].n))
		err_exit(STATUS_MISUSED, "what happened is told once: -e, or -f FILE");
	/* Before anything is typed. */
	if (to)
		sealed_refuse(run, to);
	else
		open_register(run);
	/* The form of a report is its account; nothing else is asked of who writes it. */
	if (common.edit) {
		if (!to) {
			single_options(run, raw);
			if (single_judge(run, raw) != STATUS_DONE)
				return STATUS_WRONG;
		}
		text = ask_editor(say("What happened? Write above; an empty text reports nothing."), "");
		if (!text) {
			err_note("nothing was reported");
			return STATUS_DONE;
		}
		list_add(run->given + narrative, text);
		common.edit = false;
	}
	if (to)
		return sealed_make(run, to);
	status = batch_add_with(run, &hooks);
	if (status == STATUS_DONE && !common.from && !common.dry_run && *receipt && given_to)
		sealed_say_receipt();
	return status;
}

const struct cmd devreg_add_cmd = {
	.name = "devreg-add",
	.group = "the Deviation Register",
	.brief = "report a deviation, or many from CSV; or seal a report for a register",
	.needs = NEEDS_NOTHING,
	.takes = TAKES_BATCH | TAKES_KEYED,
	.opts = opts,
	.noun = &deviation_noun, .form = FORM_ADD,
	.fields = "ref source office " SEALED_INTAKE,
	.run = run,
};
