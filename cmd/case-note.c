/* case-note: a dated, signed account of what happened in a case. */
#include <string.h>

#include "doors/file.h"
#include "hall/ask.h"
#include "hall/batch.h"
#include "hall/current.h"
#include "hall/single.h"
#include "words/language.h"
#include "words/utf8.h"

extern const struct noun note_noun, case_noun;

static const char *file;

static const struct opt opts[] = {
	{ 0, "text-file", "FILE", "file", "take the text from a file, - for standard input", .text = &file },
	{ 0 }
};

static const char *take_text(const char *about)
{
	const char *text;
	size_t      n;

	if (file) {
		text = file_text(file, &n);
		if (utf8_valid(text, n) != n)
			err_exit(STATUS_WRONG, "%s: not UTF-8, at byte %zu", file, utf8_valid(text, n) + 1);
		while (n && strchr(" \t\r\n", text[n - 1]))
			n--;
		return arena_copy(&arena_run, text, n);
	}
	if (common.edit)
		return ask_editor(arena_print(&arena_run, say("A note about %s. Write above; an empty text writes nothing."), about), "");
	if (!ask_possible())
		err_exit(STATUS_MISUSED, "what happened? --text-file - reads the text from standard input, -e opens your editor");
	return ask_lines(arena_print(&arena_run, say("A note about %s"), about));
}

static enum status run(struct run *run)
{
	const int   text = form_need(&run->form, "text"), about = form_need(&run->form, "about");
	const char *given, *raw[CELLS_MAX];
	char        id_text[ID_TEXT];
	int64_t     id;

	if (common.from || common.template)
		return batch_add(run);
	if (run->operands.n > 1)
		err_exit(STATUS_MISUSED, "one case at a time: %s", run->operands.s[1]);
	if (run->operands.n && run->given[about].n)
		err_exit(STATUS_MISUSED, "--about: the case is named already: %s", run->operands.s[0]);
	cmd_operand(run, run->given[about].n ? NULL : &case_noun, run->given[about].n ? run->given[about].s[0]
	            : run->operands.n ? run->operands.s[0] : ".", false, &id);
	noun_id_text(id, id_text);
	/* Before anything is typed. */
	record_may_write(run->reg, &note_noun);
	registry_need_key(run->reg, note_noun.domain);
	run->given[about] = (struct list){ 0 };
	list_add(run->given + about, arena_string(&arena_run, id_text));
	single_options(run, raw);
	if (single_judge(run, raw) != STATUS_DONE)
		return STATUS_WRONG;
	/* The form of a note is its text; the rest has options. */
	given = run->given[text].n ? run->given[text].s[0] : take_text(id_text);
	common.edit = false;
	if (!given || given[strspn(given, " \t\r\n")] == 0) {
		err_note("nothing was written");
		return STATUS_DONE;
	}
	run->given[text] = (struct list){ 0 };
	list_add(run->given + text, given);
	return batch_add(run);
}

const struct cmd case_note_cmd = {
	.name = "case-note",
	.group = "children and cases",
	.brief = "write a note about a case: the current one, if none is named",
	.args = "[ID]", .arg_kind = "id:case",
	.needs = NEEDS_WRITE,
	.takes = TAKES_BATCH | TAKES_KEYED,
	.opts = opts,
	.noun = &note_noun, .form = FORM_ADD,
	.run = run,
};
