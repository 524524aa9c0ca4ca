/* record-find: records that hold all words asked for, in clear or sealed. Every record is read and
 * unsealed: there is no index of names that a thief could study. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "frame/search.h"
#include "frame/select.h"
#include "hall/show.h"
#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"

static const char *only;

static const struct opt opts[] = {
	{ 0, "noun", "NOUN", NULL, "only records of this kind: concern, office...", .text = &only },
	{ 0, "void", NULL, NULL, "records struck out too", .on = &common.struck },
	{ 0 }
};

static const struct column columns[] = {
	{ "noun", SHOW_TEXT }, { "id", SHOW_TEXT }, { "office", SHOW_TEXT }, { "day", SHOW_TEXT }, { "field", SHOW_TEXT }
};

/* A name typed at the prompt stands in no list of processes and in no shell's history. */
static void ask(void)
{
	char line[1000];

	fputs(say("find: "), stderr);
	if (fgets(line, sizeof line, stdin))
		search_words(line);
}

static enum status run(struct run *run)
{
	static struct record r;
	struct show         *out;
	long                 n = 0;

	for (int i = 0; i < run->operands.n; i++)
		search_words(run->operands.s[i]);
	if (!run->operands.n && cmd_person())
		ask();
	if (!search_count())
		err_exit(STATUS_MISUSED, "find what? give one word or more");
	if (only && !noun_by_name(only))
		err_exit(STATUS_WRONG, "--noun: no such kind of record: %s", only);
	out = show_open(columns, 5);
	for (int i = 0; noun_table[i]; i++) {
		struct shape  *s = noun_shape(noun_table[i]);
		struct select *q;

		if (only && noun_by_name(only) != noun_table[i])
			continue;
		if (!record_readable(run->reg, s->noun)) {
			err_note("no key: %s are not searched", say(s->noun->plural));
			continue;
		}
		r = (struct record){ 0 };
		q = select_new(run->reg, s, common.struck);
		for (int f = 0; f < s->n; f++)
			if (f == s->office || f == s->day || search_looks_in(s, f))
				select_field(q, f);
		if (s->seals && (run->reg->extract || !registry_key(run->reg, s->noun->domain)->there))
			err_note(run->reg->extract ? SAID("an extract: sealed fields of %s are not searched")
			                           : SAID("no key: sealed fields of %s are not searched"), say(s->noun->plural));
		for (select_run(q); select_next(q, &r); ) {
			int  field = search_field(&r);
			char id[ID_TEXT];

			if (field < 0)
				continue;
			n++;
			show_row(out, (const char *[]){ show_noun(s->noun), noun_id_text(r.id, id),
			         s->office >= 0 ? val_string(r.v + s->office) : NULL,
			         s->day >= 0 ? val_string(r.v + s->day) : NULL, show_field(s->field[field]->name) });
		}
		select_end(q);
	}
	show_close(out);
	search_end();
	if (!n && isatty(STDOUT_FILENO))
		err_note("nothing found");
	return n ? STATUS_DONE : STATUS_PARTLY;
}

const struct cmd record_find_cmd = {
	.name = "record-find",
	.group = "any record",
	.brief = "find records that hold all of some words, in clear or sealed",
	.args = "[WORD...]",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.run = run,
};
