/* devreg-show: one deviation, for who holds the register's key; or with a receipt, for its reporter, where it stands. */
#include <stdio.h>
#include <string.h>

#include "frame/code.h"
#include "hall/ask.h"
#include "hall/list.h"
#include "hall/sealed.h"

extern const struct noun deviation_noun;

static bool history, receipt;

static const struct opt opts[] = {
	{ 0, "history", NULL, NULL, "who changed what, and from which value", .on = &history },
	{ 0, "receipt", NULL, NULL, "tell where the report of a receipt stands; the receipt is asked for", .on = &receipt },
	{ 0 }
};

/* For reporters: in every language, plainly. */
enum said { ASKED, UNKNOWN, NONE_GIVEN, IS, CAME_IN, WAITS, ASSESSED, STRUCK, SAID };
static const char *const words[SAID][LANGUAGES] = {
	[ASKED] = { "Your receipt:", "Kvitteringen din:", "إيصالك:", "Вашата разписка:" },
	[UNKNOWN] = {
		"no report has this receipt; look at each letter and digit once more (XXXX-XXXX-XXXX-XXXX)",
		"ingen melding har denne kvitteringen; se på hver bokstav og hvert tall en gang til (XXXX-XXXX-XXXX-XXXX)",
		"لا يوجد بلاغ بهذا الإيصال؛ يُرجى مراجعة كل حرف وكل رقم مرة أخرى (XXXX-XXXX-XXXX-XXXX)",
		"няма сигнал с тази разписка; проверете отново всяка буква и цифра (XXXX-XXXX-XXXX-XXXX)",
	},
	[NONE_GIVEN] = { "no receipt was given", "det kom ingen kvittering", "لم يُكتب أي إيصال", "не е въведена разписка" },
	[IS] = { "Your report: ", "Meldingen din: ", "بلاغك: ", "Вашият сигнал: " },
	[CAME_IN] = { "It came in on ", "Den kom inn ", "وصل البلاغ في ", "Той постъпи на " },
	[WAITS] = {
		"Nobody has assessed it yet. You can ask again at any time with the same receipt.",
		"Ingen har vurdert den ennå. Du kan spørre igjen når du vil, med samme kvittering.",
		"لم يقيّمه أحد بعد. يمكن السؤال مرة أخرى في أي وقت بالإيصال نفسه.",
		"Още никой не го е оценил. Можете да попитате отново по всяко време със същата разписка.",
	},
	[ASSESSED] = { "It was assessed on ", "Den ble vurdert ", "وقُيِّم في ", "Той беше оценен на " },
	[STRUCK] = {
		"It was struck out: the register does not count it. If you think that is wrong, you can report it again.",
		"Den er strøket: registeret regner den ikke med. Mener du at det er feil, kan du melde på nytt.",
		"شُطب البلاغ ولم يعد السجل يحتسبه. إذا كان ذلك خطأ فيمكنك التبليغ من جديد.",
		"Той е зачеркнат: регистърът не го брои. Ако смятате, че това е грешка, можете да подадете нов сигнал.",
	},
};

/* From the terminal, unseen; else the first line of standard input. */
static const char *take_receipt(int language)
{
	static char line[200];
	const char *typed;

	if (ask_possible())
		typed = ask_line(words[ASKED][language], true);
	else
		typed = fgets(line, sizeof line, stdin);
	if (!typed || !typed[strspn(typed, " \t\r\n")])
		err_exit(STATUS_MISUSED, "%s", words[NONE_GIVEN][language]);
	line[strcspn(line, "\r\n")] = 0;
	return typed;
}

static enum status tell(struct run *run)
{
	const int            language = language_now();
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
	if (!sealed_receipt_find(run->reg, take_receipt(language), &is)) {
		err_warn("%s", words[UNKNOWN][language]);
		return STATUS_PARTLY;
	}
	key = is.triaged ? "triaged" : "received";
	codes = code_list(run->reg, "deviation_status");
	code = code_find(codes, key, strlen(key));
	printf("%s%s\n%s%s.\n", words[IS][language], code ? code_label(code) : key, words[CAME_IN][language], is.reported);
	if (is.struck)
		printf("%s\n", words[STRUCK][language]);
	else if (is.triaged)
		printf("%s%s.\n", words[ASSESSED][language], is.triaged);
	else
		printf("%s\n", words[WAITS][language]);
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
