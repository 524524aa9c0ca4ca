/* record-find: records that hold all words asked for, in clear or sealed. Every record is read and
 * unsealed: there is no index of names that a thief could study. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "doors/match.h"
#include "frame/select.h"
#include "hall/show.h"
#include "words/err.h"
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

enum { WORDS_MAX = 20 };
static struct match *word[WORDS_MAX];
static int           words;

/* Each word is looked for by itself, since a name stands in several fields. */
static void take_words(const char *text)
{
	char       *copy = arena_string(&arena_run, text);
	const char *why;

	for (char *p; (p = strsep(&copy, " \t\n")); ) {
		if (!*p)
			continue;
		if (words == WORDS_MAX)
			err_exit(STATUS_MISUSED, "more than %d words", WORDS_MAX);
		word[words] = match_make(p, true, &why);
		if (!word[words++])
			err_exit(STATUS_WRONG, "not a text that can be found: %s", why);
	}
}

/* A name typed at the prompt stands in no list of processes and in no shell's history. */
static void ask(void)
{
	char line[1000];

	fputs("find: ", stderr);
	if (fgets(line, sizeof line, stdin))
		take_words(line);
}

/* The field that holds the first word, if the record holds all of them; else -1. */
static int holding(const struct record *r)
{
	int first = -1;

	for (int w = 0; w < words; w++) {
		int at = -1;

		for (int i = 0; i < r->shape->n && at < 0; i++) {
			char        out[ID_TEXT];
			const char *text = record_text(r, i, out);

			if (text && match_in(word[w], text, strlen(text)))
				at = i;
		}
		if (at < 0)
			return -1;
		first = w ? first : at;
	}
	return first;
}

static enum status run(struct run *run)
{
	static struct record r;
	struct show         *out;
	long                 n = 0;

	for (int i = 0; i < run->operands.n; i++)
		take_words(run->operands.s[i]);
	if (!run->operands.n && cmd_person())
		ask();
	if (!words)
		err_exit(STATUS_MISUSED, "find what? give one word or more");
	if (only && !noun_by_name(only))
		err_exit(STATUS_WRONG, "--noun: no such kind of record: %s", only);
	out = show_open(columns, 5);
	for (int i = 0; noun_table[i]; i++) {
		struct shape  *s = noun_shape(noun_table[i]);
		struct select *q;

		if (only && noun_by_name(only) != noun_table[i])
			continue;
		q = select_new(run->reg, s, common.struck);
		for (int f = 0; f < s->n; f++)
			select_field(q, f);
		if (s->seals && (run->reg->extract || !registry_key(run->reg, s->noun->domain)->there))
			err_note("%s: sealed fields of %s are not searched", run->reg->extract ? "an extract" : "no key",
			         s->noun->plural);
		for (select_run(q); select_next(q, &r); ) {
			int  field = holding(&r);
			char id[ID_TEXT];

			if (field < 0)
				continue;
			n++;
			show_row(out, (const char *[]){ s->noun->name, noun_id_text(r.id, id),
			         s->office >= 0 ? val_string(r.v + s->office) : NULL,
			         s->day >= 0 ? val_string(r.v + s->day) : NULL, s->field[field]->name });
		}
		select_end(q);
	}
	show_close(out);
	for (int i = 0; i < words; i++)
		match_free(word[i]);
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
