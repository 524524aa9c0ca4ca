/* record-find: records that hold a text anywhere, in clear or sealed. Every record is read and
 * unsealed: there is no index of names that a thief could study. */
#include <string.h>

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

/* The first field that holds the text, or -1. */
static int holding(const struct record *r, const struct match *m)
{
	for (int i = 0; i < r->shape->n; i++) {
		char        out[ID_TEXT];
		const char *text = record_text(r, i, out);

		if (text && match_in(m, text, strlen(text)))
			return i;
	}
	return -1;
}

static enum status run(struct run *run)
{
	static struct record r;
	const char          *why;
	struct match        *m;
	struct show         *out;
	long                 n = 0;

	if (run->operands.n != 1 || !run->operands.s[0][0])
		err_exit(STATUS_MISUSED, "find what? give one text");
	if (only && !noun_by_name(only))
		err_exit(STATUS_WRONG, "--noun: no such kind of record: %s", only);
	m = match_make(run->operands.s[0], true, &why);
	if (!m)
		err_exit(STATUS_WRONG, "%s: %s", run->operands.s[0], why);
	out = show_open(columns, 5);
	for (int i = 0; noun_table[i]; i++) {
		struct shape  *s = noun_shape(noun_table[i]);
		struct select *q;

		if (only && noun_by_name(only) != noun_table[i])
			continue;
		q = select_new(run->reg, s, common.struck);
		for (int f = 0; f < s->n; f++)
			select_field(q, f);
		if (!registry_key(run->reg, s->noun->domain)->there && s->seals)
			err_note("no key: sealed fields of %s are not searched", s->noun->plural);
		for (select_run(q); select_next(q, &r); ) {
			int  field = holding(&r, m);
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
	match_free(m);
	return n ? STATUS_DONE : STATUS_PARTLY;
}

const struct cmd record_find_cmd = {
	.name = "record-find",
	.group = "any record",
	.brief = "find records that hold a text, in clear or sealed",
	.args = "TEXT",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.run = run,
};
