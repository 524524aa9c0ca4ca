/* devreg-show: one deviation, for who holds the register's key; or with a receipt, for its reporter, where it stands. */
#include <stdio.h>
#include <string.h>

#include "frame/code.h"
#include "hall/ask.h"
#include "hall/list.h"
#include "hall/sealed.h"
#include "words/language.h"

extern const struct noun deviation_noun;

static bool history, receipt;

static const struct opt opts[] = {
	{ 0, "history", NULL, NULL, "who changed what, and from which value", .on = &history },
	{ 0, "receipt", NULL, NULL, "tell where the report of a receipt stands; the receipt is asked for", .on = &receipt },
	{ 0 }
};

/* From the terminal, unseen; else the first line of standard input. */
static const char *take_receipt(void)
{
	static char line[200];
	const char *typed;

	if (ask_possible())
		typed = ask_line(say("Your receipt:"), true);
	else
		typed = fgets(line, sizeof line, stdin);
	if (!typed || !typed[strspn(typed, " \t\r\n")])
		err_exit(STATUS_MISUSED, "no receipt was given");
	line[strcspn(line, "\r\n")] = 0;
	return typed;
}

static enum status tell(struct run *run)
{
	struct sealed_answer is;
	const struct codes  *codes;
	const struct code   *code;
	const char          *key;

	if (run->operands.n)
		err_exit(STATUS_MISUSED, "a receipt is never an argument, where others could read it: it is asked for");
	if (history || common.output || common.format || common.columns || common.labels || common.excel || common.delimiter)
		err_exit(STATUS_MISUSED, "--receipt tells where a report stands, and goes with no other option");
	if (run->reg->extract)
		err_exit(STATUS_REFUSED, "%s: an extract, which knows no receipts", run->reg->path);
	if (!sealed_receipt_find(run->reg, take_receipt(), &is)) {
		err_warn("no report has this receipt; look at each letter and digit once more (XXXX-XXXX-XXXX-XXXX)");
		return STATUS_PARTLY;
	}
	key = is.triaged ? "triaged" : "received";
	codes = code_list(run->reg, "deviation_status");
	code = code_find(codes, key, strlen(key));
	printf(say("Your report: %s\nIt came in on %s.\n"), code ? code_label(code) : key, is.reported);
	if (is.struck)
		printf("%s\n", say("It was struck out: the register does not count it. If you think that is wrong, you can report it again."));
	else if (is.triaged)
		printf(say("It was assessed on %s.\n"), is.triaged);
	else
		printf("%s\n", say("Nobody has assessed it yet. You can ask again at any time with the same receipt."));
	return STATUS_DONE;
}

static enum status run(struct run *run)
{
	int64_t id;

	if (receipt)
		return tell(run);
	if (run->operands.n != 1)
		err_exit(STATUS_MISUSED, "which deviation? give one id, or --receipt");
	cmd_operand(run, &deviation_noun, run->operands.s[0], false, &id);
	registry_need_key(run->reg, deviation_noun.domain);
	return list_show(run, &deviation_noun, id, history);
}

const struct cmd devreg_show_cmd = {
	.name = "devreg-show",
	.group = "the Deviation Register",
	.brief = "show a deviation; or tell by its receipt where a report stands",
	.args = "[ID]", .arg_kind = "id:deviation",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.noun = &deviation_noun,
	.run = run,
};
