/* list: the rows of a noun, filtered, chosen, ordered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frame/code.h"
#include "frame/select.h"
#include "hall/list.h"
#include "hall/list.sql.h"
#include "hall/show.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

enum { COLUMNS_MAX = 150 };

/* What a column is: the id, a field, the clear month of one, one worked out, or the engine's. */
enum source { FROM_ID, FROM_FIELD, FROM_MONTH, FROM_DERIVED, FROM_JOURNAL, FROM_VOID, FROM_JOINED, FROM_JOINED_MONTH };

struct chosen { enum source source; int field; const struct derived *derived; };

struct table {
	int           n;
	struct chosen from[COLUMNS_MAX];
	struct column column[COLUMNS_MAX];
};

/* The fields that can be columns; of a joined record those that the noun itself has not. */
static void call_fields(const struct shape *s, const struct shape *by, list_column *call)
{
	for (int i = 0; i < s->n; i++) {
		if (s->field[i]->flags & DIGEST || (by && (shape_field(by, s->field[i]->name) >= 0 || s->field[i]->flags & ENGINE)))
			continue;
		call(s->field[i]->name, by ? by->field[by->joins]->name : NULL, s->field[i]->help);
		if (s->month[i])
			call(s->month[i], NULL, "its year and month, which are not sealed");
	}
}

void list_columns(const struct noun *noun, list_column *call)
{
	const struct shape *s = noun_shape(noun);

	call(noun->name, NULL, "the id");
	call_fields(s, NULL, call);
	if (s->joins >= 0)
		call_fields(shape_of(s, s->joins), s, call);
	for (const struct derived *d = noun->derived; d && d->name; d++)
		call(d->name, NULL, d->help);
	call("journal", NULL, "the journal entry that last wrote it");
	call("void", NULL, "the journal entry that struck it out");
}

static void put(struct table *t, const char *name, enum source source, int field, const struct derived *derived,
                enum show_type type)
{
	if (t->n == COLUMNS_MAX)
		err_exit(STATUS_WRONG, "--columns: more than %d columns", COLUMNS_MAX);
	t->from[t->n] = (struct chosen){ source, field, derived };
	t->column[t->n++] = (struct column){ name, type };
}

static void put_field(struct table *t, const struct shape *s, int i, enum source source)
{
	put(t, s->field[i]->name, source, i, NULL,
	    s->field[i]->type == INT ? SHOW_NUMBER : s->field[i]->flags & MANY ? SHOW_MANY : SHOW_TEXT);
}

static bool put_named(struct table *t, const struct shape *s, const char *name)
{
	const struct shape *joined = s->joins >= 0 ? shape_of(s, s->joins) : NULL;
	int                 i = shape_field(s, name);

	if (i >= 0 && !(s->field[i]->flags & DIGEST)) {
		put_field(t, s, i, FROM_FIELD);
		return true;
	}
	if (strcmp(name, s->noun->name) == 0) {
		put(t, s->noun->name, FROM_ID, -1, NULL, SHOW_TEXT);
		return true;
	}
	for (i = 0; i < s->n; i++)
		if (s->month[i] && strcmp(s->month[i], name) == 0) {
			put(t, s->month[i], FROM_MONTH, i, NULL, SHOW_TEXT);
			return true;
		}
	for (const struct derived *d = s->noun->derived; d && d->name; d++)
		if (strcmp(d->name, name) == 0) {
			put(t, d->name, FROM_DERIVED, -1, d, d->of ? SHOW_TEXT : SHOW_NUMBER);
			return true;
		}
	for (i = 0; joined && i < joined->n; i++) {
		if (strcmp(joined->field[i]->name, name) == 0 && !(joined->field[i]->flags & (ENGINE | DIGEST))) {
			put_field(t, joined, i, FROM_JOINED);
			return true;
		}
		if (joined->month[i] && strcmp(joined->month[i], name) == 0) {
			put(t, joined->month[i], FROM_JOINED_MONTH, i, NULL, SHOW_TEXT);
			return true;
		}
	}
	if (strcmp(name, "journal") == 0)
		put(t, "journal", FROM_JOURNAL, -1, NULL, SHOW_NUMBER);
	else if (strcmp(name, "void") == 0)
		put(t, "void", FROM_VOID, -1, NULL, SHOW_NUMBER);
	else
		return false;
	return true;
}

static const char **names;
static int          names_n;

static void gather(const char *name, const char *of, const char *help)
{
	(void)of;
	(void)help;
	names = arena_room(names, names_n, sizeof *names);
	names[names_n++] = name;
}

static _Noreturn void no_column(const struct noun *noun, const char *option, const char *name)
{
	const char *near;

	list_columns(noun, gather);
	near = text_nearest(name, names, names_n);
	err_exit(STATUS_WRONG, "--%s: no such column: %s%s", option, name, text_hint(near));
}

/* The columns asked for; else on a terminal the noun's summary, in a pipe all that is not sealed. */
static void choose(struct table *t, const struct shape *s, const char *asked)
{
	bool all = asked && strcmp(asked, "all") == 0;

	if (!asked && isatty(STDOUT_FILENO) && !common.output && s->noun->summary)
		asked = s->noun->summary;
	if (asked && !all) {
		char *copy = arena_string(&arena_run, asked);

		for (char *p; (p = strsep(&copy, ", ")); )
			if (*p && !put_named(t, s, p))
				no_column(s->noun, "columns", p);
		return;
	}
	put(t, s->noun->name, FROM_ID, -1, NULL, SHOW_TEXT);
	for (int i = 0; i < s->n; i++) {
		if (s->field[i]->flags & SECRET && !all) {
			if (s->month[i])
				put(t, s->month[i], FROM_MONTH, i, NULL, SHOW_TEXT);
		} else if (!(s->field[i]->flags & DIGEST) && (!(s->field[i]->flags & ENGINE) || common.struck || (all && i == s->overridden))) {
			put_field(t, s, i, FROM_FIELD);
		}
	}
	if (all || common.struck)
		put_named(t, s, "journal");
	if (common.struck)
		put_named(t, s, "void");
}

/* Labels instead of keys, each key of several: by commas, or as keys are where each is `apart`. */
static const char *labelled(struct registry *reg, const char *list, const char *keys, bool apart, struct arena *arena)
{
	const struct codes *codes = code_list(reg, list);
	struct text         out = { 0 };
	const char         *text;

	for (const char *p = keys; *p; p += *p == '|') {
		size_t             n = strcspn(p, "|");
		const struct code *c = code_find(codes, p, n);

		if (out.n)
			text_string(&out, apart ? "|" : ", ");
		if (c)
			text_string(&out, code_label(c));
		else
			text_add(&out, p, n);
		p += n;
	}
	text = arena_string(arena, out.s ? out.s : "");
	text_free(&out);
	return text;
}

struct cells { char made[COLUMNS_MAX][32]; const char *cell[COLUMNS_MAX]; struct arena arena; bool labels, apart; };

const char *list_text(struct registry *reg, const struct record *r, int field, bool labels, bool apart, char *made,
                      struct arena *arena)
{
	const char *text = r ? record_text(r, field, made) : NULL;

	if (!labels || !text)
		return text;
	switch (r->shape->field[field]->type) {
	case CODE:
		return labelled(reg, r->shape->field[field]->of, text, apart, arena);
	case BOOL:
		return strcmp(text, "yes") == 0 ? say("yes") : say("no");
	default:
		return text;
	}
}

/* `other` is the record joined, or NULL. */
static void fill(struct registry *reg, const struct table *t, const struct record *r, const struct record *other, struct cells *c)
{
	arena_reset(&c->arena, (struct arena_mark){ 0 });
	for (int i = 0; i < t->n; i++) {
		const struct chosen *from = t->from + i;
		char                *made = c->made[i];

		c->cell[i] = NULL;
		made[0] = 0;
		switch (from->source) {
		case FROM_ID:
			c->cell[i] = noun_id_text(r->id, made);
			break;
		case FROM_FIELD:
			c->cell[i] = list_text(reg, r, from->field, c->labels, c->apart, made, &c->arena);
			break;
		case FROM_JOINED:
			c->cell[i] = list_text(reg, other, from->field, c->labels, c->apart, made, &c->arena);
			break;
		case FROM_JOINED_MONTH:
			c->cell[i] = other ? val_string(other->month + from->field) : NULL;
			break;
		case FROM_MONTH:
			c->cell[i] = val_string(r->month + from->field);
			break;
		case FROM_DERIVED:
			from->derived->make(r, other, made);
			if (from->derived->of && c->labels && made[0])
				c->cell[i] = labelled(reg, from->derived->of, made, c->apart, &c->arena);
			break;
		case FROM_JOURNAL:
			snprintf(made, 32, "%lld", (long long)r->journal);
			break;
		case FROM_VOID:
			if (r->struck)
				snprintf(made, 32, "%lld", (long long)r->struck);
		}
		if (!c->cell[i] && made[0])
			c->cell[i] = made;
	}
}

/* Code lists are read before the rows stream, since nothing else may be asked meanwhile. */
static void read_lists(struct registry *reg, const struct shape *s)
{
	for (int i = 0; i < s->n; i++)
		if (s->field[i]->type == CODE)
			code_list(reg, s->field[i]->of);
	for (const struct derived *d = s->noun->derived; d && d->name; d++)
		if (d->of)
			code_list(reg, d->of);
}

static void want_labels(struct registry *reg, const struct shape *s, struct cells *c)
{
	c->labels = common.labels || show_is_table();
	c->apart = show_is_json();
	if (!c->labels)
		return;
	read_lists(reg, s);
	if (s->joins >= 0)
		read_lists(reg, shape_of(s, s->joins));
}

static void need(struct select *q, const struct table *t, const struct shape *s)
{
	const struct shape *joined = s->joins >= 0 ? shape_of(s, s->joins) : NULL;

	for (int i = 0; i < t->n; i++) {
		if (t->from[i].source == FROM_FIELD)
			select_field(q, t->from[i].field);
		if (t->from[i].source == FROM_JOINED)
			select_joined(q, t->from[i].field);
		if (t->from[i].source == FROM_JOINED_MONTH)
			select_joined_month(q, t->from[i].field);
		if (t->from[i].source == FROM_MONTH)
			select_month(q, t->from[i].field);
		if (t->from[i].source == FROM_DERIVED) {
			char *copy = arena_string(&arena_run, t->from[i].derived->needs);

			for (char *p; (p = strsep(&copy, " ")); ) {
				bool                other = strncmp(p, "joined.", 7) == 0;
				const struct shape *of = other ? joined : s;
				int                 field = shape_need(of, other ? p + 7 : p);

				/* Ages come from months. */
				if (of->month[field])
					(other ? select_joined_month : select_month)(q, field);
				else
					(other ? select_joined : select_field)(q, field);
			}
		}
	}
}

/* --sort A,-B, the nearest told among what can be sorted by. */
static void order(struct select *q, const struct shape *s, const char *name)
{
	bool        down = *name == '-';
	int         field = shape_field(s, name + down), n = 0;
	const char *near[FIELDS_MAX + 1];
	struct table t = { 0 };

	if ((field >= 0 && !(s->field[field]->flags & (SECRET | DIGEST))) || strcmp(name + down, s->noun->name) == 0) {
		select_order(q, field, down);
		return;
	}
	if (field >= 0 && s->field[field]->flags & SECRET)
		err_exit(STATUS_WRONG, "--sort: %s is sealed, and cannot be sorted by", name + down);
	if (put_named(&t, s, name + down))
		err_exit(STATUS_WRONG, t.from[0].source == FROM_DERIVED ? SAID("--sort: %s is worked out, and cannot be sorted by")
		                                                        : SAID("--sort: %s is of another record, and cannot be sorted by"), name + down);
	for (int i = 0; i < s->n; i++)
		if (!(s->field[i]->flags & SECRET))
			near[n++] = s->field[i]->name;
	near[0] = text_nearest(name + down, near, n);
	err_exit(STATUS_WRONG, "--sort: no such column: %s%s", name + down, text_hint(near[0]));
}

static void conditions(struct run *run, struct select *q)
{
	struct shape *s = run->shape;
	struct faults f = { .arena = &arena_run };

	cmd_typed(run);
	for (int i = 0; i < s->n; i++)
		if (run->given[i].n)
			select_where(q, i, run->given + i, common.only_office, &f);
	for (int i = 0; i < common.match.n; i++) {
		const char *equals = strchr(common.match.s[i], '=');
		char       *name = arena_copy(&arena_run, common.match.s[i], equals ? (size_t)(equals - common.match.s[i]) : 0);
		int          field = shape_field(s, name);
		struct table t = { 0 };

		if (!equals)
			err_exit(STATUS_MISUSED, "--match: FIELD=REGEX, not %s", common.match.s[i]);
		if (field < 0 && put_named(&t, s, name))
			err_exit(STATUS_WRONG, t.from[0].source == FROM_DERIVED ? SAID("--match: %s is worked out, and cannot be searched")
			                                                        : SAID("--match: %s is of another record, and cannot be searched"), name);
		if (field < 0 || s->field[field]->flags & DIGEST)
			no_column(s->noun, "match", name);
		select_match(q, field, equals + 1, &f);
	}
	for (int i = 0; i < common.sort.n; i++)
		for (char *copy = arena_string(&arena_run, common.sort.s[i]), *p; (p = strsep(&copy, ",")); )
			order(q, s, p);
	for (const struct fault *one = f.first; one; one = one->next)
		err_warn("--%s: %s", cmd_dashed(one->field), one->text);
	if (f.first)
		err_exit(STATUS_WRONG, "nothing was listed");
}

enum status list_run(struct run *run)
{
	static struct record r;
	static struct table  t;
	static struct cells  c;
	struct shape        *s = run->shape;
	struct select       *q = select_new(run->reg, s, common.struck);
	struct show         *out;

	record_may_read(run->reg, s->noun);
	choose(&t, s, common.columns);
	conditions(run, q);
	need(q, &t, s);
	if (common.limit >= 0)
		select_limit(q, common.limit);
	want_labels(run->reg, s, &c);
	if (s->seals)
		registry_key(run->reg, s->noun->domain);
	if (s->joins >= 0)
		registry_key(run->reg, shape_of(s, s->joins)->noun->domain);
	out = show_open(t.column, t.n);
	for (select_run(q); select_next(q, &r); ) {
		fill(run->reg, &t, &r, select_other(q), &c);
		show_row(out, c.cell);
	}
	select_end(q);
	show_close(out);
	return STATUS_DONE;
}

/* The past of a record: who changed what, and from which value. */
static void show_history(struct run *run, const struct record *r, bool secrets)
{
	static const struct column columns[] = {
		{ "journal", SHOW_NUMBER }, { "time", SHOW_TEXT }, { "staff", SHOW_TEXT }, { "command", SHOW_TEXT },
		{ "field", SHOW_TEXT }, { "old", SHOW_TEXT }
	};
	struct show *out = show_open(columns, 6);
	struct val   v[7];
	struct rows *rows;
	char         n[32];

	/* Read before the rows stream. */
	secrets &= registry_key(run->reg, r->shape->noun->domain)->there;
	for (rows = db_ask(run->reg->db, &sql_history, (struct val[]){ val_int(r->id) }); db_next(rows, v); ) {
		snprintf(n, sizeof n, "%lld", (long long)v[0].i);
		show_row(out, (const char *[]){ n, v[1].s, val_string(v + 2), v[3].s, show_field(v[4].s), v[6].t && secrets
		         ? record_old(run->reg, r->shape->noun, r->id, v[4].s, v + 6, &arena_run)
		         : v[6].t ? show_is_table() ? say("(sealed)") : "(sealed)" : val_string(v + 5) });
	}
	db_end(rows);
	show_close(out);
}

int list_width(const char *name)
{
	return utf8_width(say_word("column", name));
}

void list_pair(struct sink *out, int indent, int wide, const char *name, const char *text)
{
	name = say_word("column", name);
	sink_string(out, arena_print(&arena_run, "%*s", indent, ""));
	sink_cell(out, name, wide + 2);
	for (const char *p = text; *p; ) {
		int n = utf8_length(p, strlen(p));

		if (*p == '\n')
			sink_string(out, arena_print(&arena_run, "\n%*s  ", indent + wide, ""));
		else if (err_harmless(p, n))
			sink_add(out, p, (size_t)n);
		p += n > 0 ? n : 1;
	}
	sink_char(out, '\n');
}

/* For a person: a field a line, only those that say something, and the whole of it. */
static void print_pairs(const struct table *t, const struct cells *c)
{
	struct sink *out = sink_open(NULL);
	int          wide = 0;

	for (int i = 0; i < t->n; i++)
		if (c->cell[i] && list_width(t->column[i].name) > wide)
			wide = list_width(t->column[i].name);
	for (int i = 0; i < t->n; i++)
		if (c->cell[i])
			list_pair(out, 0, wide, t->column[i].name, c->cell[i]);
	sink_close(out);
}

enum status list_show(struct run *run, const struct noun *noun, int64_t id, bool history)
{
	static struct record r, joined;
	static struct table  t;
	static struct cells  c;
	const struct record *other = NULL;
	struct shape        *s = noun_shape(noun);
	bool                 terminal = isatty(STDOUT_FILENO) && !common.output;
	bool                 pairs = !common.format || strcmp(common.format, "table") == 0;

	record_may_read(run->reg, noun);
	if (!record_load(run->reg, s, id, &r, &arena_run, terminal || common.columns))
		err_exit(STATUS_WRONG, "not there");
	if (history) {
		show_history(run, &r, terminal);
		return STATUS_DONE;
	}
	if (s->joins >= 0 && r.v[s->joins].t && record_load(run->reg, shape_of(s, s->joins), r.v[s->joins].i, &joined, &arena_run,
	                                                    terminal || common.columns))
		other = &joined;
	common.struck |= r.struck != 0;
	choose(&t, s, common.columns || !terminal ? common.columns : "all");
	want_labels(run->reg, s, &c);
	fill(run->reg, &t, &r, other, &c);
	if (pairs && terminal) {
		print_pairs(&t, &c);
	} else {
		struct show *out = show_open(t.column, t.n);

		show_row(out, c.cell);
		show_close(out);
	}
	if (r.struck)
		err_note("this record was struck out (journal %lld)", (long long)r.struck);
	return STATUS_DONE;
}
