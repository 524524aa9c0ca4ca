/* story: everything about a case, in order of time. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frame/select.h"
#include "hall/list.h"
#include "hall/pager.h"
#include "hall/show.h"
#include "hall/story.h"
#include "words/language.h"
#include "words/mem.h"

static struct record **told;
static int             told_n;

static struct record *tell(struct registry *reg, const struct noun *noun, int64_t id)
{
	struct record *r;

	for (int i = 0; i < told_n; i++)
		if (told[i]->id == id)
			return NULL;
	r = arena_take(&arena_run, sizeof *r);
	if (!record_load(reg, noun_shape(noun), id, r, &arena_run, true) || r->struck)
		return NULL;
	told = arena_room(told, told_n, sizeof *told);
	return told[told_n++] = r;
}

/* The records whose field names one of the first n that are told. */
static void tell_naming(struct registry *reg, const struct noun *noun, int field, int n)
{
	static struct record r;
	int64_t             *found = NULL, id[SELECT_IDS];
	int                  all = 0;

	for (int from = 0; from < n; from += SELECT_IDS) {
		struct select *q = select_new(reg, noun_shape(noun), false);
		int            k = 0;

		while (k < SELECT_IDS && from + k < n) {
			id[k] = told[from + k]->id;
			k++;
		}
		select_naming(q, field, id, k);
		/* One answer streams at a time: the ids first. */
		for (select_run(q); select_next(q, &r); ) {
			found = arena_room(found, all, sizeof *found);
			found[all++] = r.id;
		}
		select_end(q);
	}
	for (int i = 0; i < all; i++)
		tell(reg, noun, found[i]);
}

/* What the case names, what names the case, and the notes about all of it. */
static void gather(struct registry *reg, const struct record *of)
{
	const struct noun *note = noun_by_name("note");

	for (int i = 0; i < of->shape->n; i++) {
		const struct field *f = of->shape->field[i];

		/* The spell before this one has its own story. */
		if (f->type == ID && of->v[i].t && strcmp(f->of, of->shape->noun->name) != 0)
			tell(reg, noun_by_name(f->of), of->v[i].i);
	}
	for (int k = 0; noun_table[k]; k++) {
		const struct shape *s = noun_shape(noun_table[k]);

		for (int i = 0; i < s->n && s->noun != of->shape->noun && record_readable(reg, s->noun); i++)
			if (s->field[i]->type == ID && s->field[i]->of && strcmp(s->field[i]->of, of->shape->noun->name) == 0)
				/* The case itself was told first. */
				tell_naming(reg, s->noun, i, 1);
	}
	tell_naming(reg, note, shape_need(noun_shape(note), "about"), told_n);
}

/* Its own day or, if it has none, that of what it follows. */
static const char *day_of(const struct record *r)
{
	const struct shape *s = r->shape;
	const char         *day = s->day >= 0 ? val_string(r->v + s->day) : NULL;

	for (int i = 0; s->day < 0 && s->follows >= 0 && i < told_n && !day; i++)
		if (told[i]->id == r->v[s->follows].i)
			day = day_of(told[i]);
	return day ? day : "";
}

static int by_day(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	int                  days = strcmp(day_of(x), day_of(y));

	return days ? days : x->id < y->id ? -1 : x->id > y->id;
}

/* Whether a field says something here that the heading does not. */
static bool says(const struct record *r, int i, const struct record *of)
{
	const struct val *v = r->v + i;

	if (!v->t || i == r->shape->day || r->shape->field[i]->flags & DIGEST)
		return false;
	if (i == r->shape->office)
		return strcmp(v->s, record_get(of, "office")) != 0;
	return r == of || r->shape->field[i]->type != ID || (v->i != of->id && !(r->shape->field[i]->flags & MADE));
}

/* How many lines it took, at least. */
static int put_page(struct sink *out, struct registry *reg, const struct record *r, const struct record *of)
{
	struct arena row = { 0 };
	char         id[ID_TEXT], made[ID_TEXT];
	const char  *text;
	int          wide = 0, lines = 2;

	sink_string(out, arena_print(&row, "%-10s  %s, %s\n", day_of(r), say(r->shape->noun->brief), noun_id_text(r->id, id)));
	for (int i = 0; i < r->shape->n; i++)
		if (says(r, i, of) && list_width(r->shape->field[i]->name) > wide)
			wide = list_width(r->shape->field[i]->name);
	for (int i = 0; i < r->shape->n; i++) {
		text = says(r, i, of) ? list_text(reg, r, i, true, false, made, &row) : NULL;
		lines += text != NULL;
		if (text)
			list_pair(out, 12, wide, r->shape->field[i]->name, text);
	}
	sink_char(out, '\n');
	arena_free(&row);
	return lines;
}

static void put_rows(struct show *out, struct registry *reg, const struct record *r, bool sealed)
{
	struct arena row = { 0 };
	char         id[ID_TEXT], made[ID_TEXT];

	for (int i = 0; i < r->shape->n; i++) {
		const char *text = list_text(reg, r, i, common.labels || show_is_table(), show_is_json(), made, &row);

		if (text && !(r->shape->field[i]->flags & DIGEST) && (sealed || !(r->shape->field[i]->flags & SECRET)))
			show_row(out, (const char *[]){ day_of(r), show_noun(r->shape->noun), noun_id_text(r->id, id), show_field(r->shape->field[i]->name), text });
	}
	arena_free(&row);
}

enum status story_show(struct run *run, int64_t id, bool sealed)
{
	static const struct column columns[] = {
		{ "day", SHOW_TEXT }, { "noun", SHOW_TEXT }, { "id", SHOW_TEXT }, { "field", SHOW_TEXT }, { "value", SHOW_TEXT }
	};
	struct record *of = tell(run->reg, noun_by_name("case"), id);

	if (!of) {
		char text[ID_TEXT];

		err_exit(STATUS_REFUSED, "%s: was struck out (record-show shows it)", noun_id_text(id, text));
	}
	gather(run->reg, of);
	qsort(told, (size_t)told_n, sizeof *told, by_day);
	if (isatty(STDOUT_FILENO) && !common.output && !common.format) {
		struct sink *out = pager_open();
		long         lines = 0;

		for (int i = 0; i < told_n; i++)
			lines += put_page(out, run->reg, told[i], of);
		pager_close(out, lines);
	} else {
		struct show *out = show_open(columns, 5);

		for (int i = 0; i < told_n; i++)
			put_rows(out, run->reg, told[i], sealed);
		show_close(out);
	}
	return STATUS_DONE;
}
