/* due: what waits to be done, and until when. */
#include <stdlib.h>
#include <string.h>

#include "frame/code.h"
#include "frame/due.h"
#include "frame/due.sql.h"
#include "frame/select.h"
#include "words/err.h"
#include "words/language.h"

/* DONE_BY: a record that names this one; FIRST and EACH: notes. */
enum done { DONE_FIELD, DONE_BY, DONE_FIRST, DONE_EACH };

struct condition { int field; bool kind, not; const char *values; struct condition *next; };

struct deadline {
	const char       *key, *label, *after, *risk, *kinds;
	struct shape     *shape, *by;	/* by: of the records that end it, in whose field `by_field` this one stands */
	int               from, field, by_field;	/* or -1 */
	enum done         done;
	struct condition *conditions;
	int               amount;
	enum unit         unit;
	bool              roll;
	struct deadline  *next;
};

/* One call of due_find. */
struct asking {
	struct registry      *reg;
	const struct due_ask *ask;
	struct deadline      *all;
	struct calendar       calendar;
	struct list           mine;	/* the open cases that ask->staff leads */
	char                  as_of[DAY_TEXT];
	struct arena          row;
	struct due           *found;
	int                   n;
};

enum { CHAIN_MAX = 10, CASES_MAX = 100 };

/* ---- the tables ---- */

struct calendar due_calendar(struct registry *reg)
{
	struct calendar c = { 0 };
	const char     *weekend = registry_setting(reg, "weekend");
	struct rows    *rows;
	struct val      v[2];

	if (weekend && !calendar_weekend(&c, weekend))
		err_exit(STATUS_WRONG, "%s: the setting weekend is none: %s", reg->path, weekend);
	for (rows = db_ask(reg->db, &sql_due_holidays, NULL); db_next(rows, v); )
		if (!calendar_holiday(&c, v[0].s, v[1].t && strcmp(v[1].s, "yes") == 0))
			err_exit(STATUS_WRONG, "%s: not the rule of a holiday: %s", reg->path, v[0].s);
	db_end(rows);
	return c;
}

/* Whether one of `values`, by |, is the text; nothing is among none. */
static bool among(const char *values, const char *text)
{
	size_t n = text ? strlen(text) : 0;

	for (const char *p = values; ; p++) {
		size_t k = strcspn(p, "|");

		if (k == n && memcmp(p, text ? text : "", n) == 0)
			return true;
		p += k;
		if (!*p)
			return false;
	}
}

static _Noreturn void no_row(const struct registry *reg, const char *key, const char *column, const char *value)
{
	err_exit(STATUS_WRONG, "%s: deadline %s: %s: %s", reg->path, key, column, value && *value ? value : say("(empty)"));
}

static struct condition *read_conditions(const struct registry *reg, const struct deadline *d, const char *text)
{
	struct condition *all = NULL;

	for (char *copy = arena_string(&arena_run, text), *p; (p = strsep(&copy, " ")); ) {
		struct condition *c = arena_take(&arena_run, sizeof *c);
		size_t            n = strcspn(p, "!=.");
		char             *name = arena_copy(&arena_run, p, n);

		c->field = shape_field(d->shape, name);
		c->kind = strncmp(p + n, ".kind", 5) == 0;
		p += n + (c->kind ? 5 : 0);
		c->not = *p == '!';
		p += c->not;
		if (*p != '=' || c->field < 0 || d->shape->field[c->field]->flags & SECRET ||
		    (c->kind && d->shape->field[c->field]->type != CODE))
			no_row(reg, d->key, "if", text);
		c->values = p + 1;
		c->next = all;
		all = c;
	}
	return all;
}

static bool read_done(struct deadline *d, const char *text)
{
	const char *dot = strchr(text, '.');

	if (strncmp(text, "first:", 6) == 0 || strncmp(text, "each:", 5) == 0) {
		d->done = *text == 'f' ? DONE_FIRST : DONE_EACH;
		d->kinds = strchr(text, ':') + 1;
		return true;
	}
	if (!dot) {
		d->field = shape_field(d->shape, text);
		return d->field >= 0 && !(d->shape->field[d->field]->flags & SECRET);
	}
	const struct noun *by = noun_by_name(arena_copy(&arena_run, text, (size_t)(dot - text)));

	d->done = DONE_BY;
	d->by = by ? noun_shape(by) : NULL;
	d->by_field = by ? shape_field(d->by, dot + 1) : -1;
	return d->by_field >= 0 && d->by->field[d->by_field]->type == ID;
}

/* A row; NULL if it is about a noun that this casework has not. */
static struct deadline *read_row(const struct registry *reg, const struct val *v)
{
	const char      *text[10];
	const struct val *label = v + 10 + language_now();
	struct deadline *d = arena_take(&arena_run, sizeof *d);
	const struct noun *noun;

	for (int i = 0; i < 10; i++)
		text[i] = v[i].t == 's' ? arena_string(&arena_run, v[i].s) : NULL;
	d->key = text[0];
	d->field = d->by_field = -1;
	noun = noun_by_name(text[1]);
	if (!noun)
		return NULL;
	d->shape = noun_shape(noun);
	d->label = label->t ? arena_string(&arena_run, label->s) : v[10].t ? arena_string(&arena_run, v[10].s) : d->key;
	d->from = text[2] ? shape_field(d->shape, text[2]) : -1;
	d->after = text[3];
	if (!text[4] || !read_done(d, text[4]))
		no_row(reg, d->key, "done", text[4]);
	if ((text[2] || !(d->after || d->done == DONE_EACH)) &&
	    (d->from < 0 || d->shape->field[d->from]->type != (d->after ? ID : DAY) || d->shape->field[d->from]->flags & SECRET))
		no_row(reg, d->key, "from", text[2]);
	if (text[5])
		d->conditions = read_conditions(reg, d, text[5]);
	if (v[6].i < 0 || v[6].i > 10000)
		no_row(reg, d->key, "amount", arena_print(&arena_run, "%lld", (long long)v[6].i));
	d->amount = (int)v[6].i;
	d->unit = calendar_unit(text[7]);
	if (d->unit == UNIT_NONE)
		no_row(reg, d->key, "unit", text[7]);
	d->roll = text[8] && strcmp(text[8], "yes") == 0;
	d->risk = text[9];
	return d;
}

static void read_deadlines(struct asking *a)
{
	struct registry  *reg = a->reg;
	struct deadline **end = &a->all;
	struct rows      *rows;
	struct val        v[14];

	for (rows = db_ask(reg->db, &sql_due_deadlines, NULL); db_next(rows, v); ) {
		*end = read_row(reg, v);
		if (*end)
			end = &(*end)->next;
	}
	db_end(rows);
	for (const struct deadline *d = a->all; d; d = d->next) {
		const struct deadline *other = a->all;

		while (other && !(d->after && strcmp(other->key, d->after) == 0))
			other = other->next;
		if (d->after && !other)
			no_row(reg, d->key, "after", d->after);
		/* What ends it is asked of the registry once for all rows of a key. */
		for (other = d->next; other; other = other->next)
			if (strcmp(other->key, d->key) == 0 && (other->shape != d->shape || other->done != d->done || other->field != d->field ||
			                                        other->by_field != d->by_field || other->by != d->by))
				no_row(reg, d->key, say("rows of it differ in noun or done"), other->shape->noun->name);
	}
}

/* ---- the day ---- */

static bool holds(struct asking *a, const struct deadline *d, const struct record *r)
{
	char made[ID_TEXT];

	for (const struct condition *c = d->conditions; c; c = c->next) {
		const char *text = record_text(r, c->field, made);

		if (c->kind && text) {
			const struct code *code = code_find(code_list(a->reg, d->shape->field[c->field]->of), text, strlen(text));

			text = code ? code->kind : NULL;
		}
		if (among(c->values, text) == c->not)
			return false;
	}
	return true;
}

/* The day of the newest note of these kinds about the record or its case, not before `from`; DAY_NONE if there is none. */
static int noted(struct asking *a, const struct deadline *d, const struct record *r, const struct record *of_case, int from)
{
	int  newest = DAY_NONE;
	char text[DAY_TEXT];

	day_text(from, text);
	for (int i = 0; i < 2; i++) {
		int64_t      about = i == 0 ? r->id : of_case && of_case->id != r->id ? of_case->id : 0;
		struct rows *rows;
		struct val   v[2];

		if (!about || strcmp(text, a->as_of) > 0)
			continue;
		rows = db_ask(a->reg->db, &sql_due_notes, (struct val[]){ val_int(about), val_text(text), val_text(a->as_of) });
		while (db_next(rows, v))
			if (v[1].t && among(d->kinds, v[1].s)) {
				int day = day_parse(v[0].s);

				newest = day > newest ? day : newest;
				break;
			}
		db_end(rows);
	}
	return newest;
}

static const struct deadline *fitting(struct asking *a, const char *key, const struct record *r, const struct record *of_case, int depth,
                                      int *day);

/* The day from which a row counts, or DAY_NONE. */
static int base(struct asking *a, const struct deadline *d, const struct record *r, const struct record *of_case, int depth)
{
	const struct record *of = r;
	struct record       *other;
	int                  day;

	if (!d->after && d->from < 0)
		return noted(a, d, r, of_case, day_parse("1000-01-01"));
	if (!d->after) {
		const char *text = val_string(r->v + d->from);

		return text ? day_parse(text) : DAY_NONE;
	}
	if (depth == CHAIN_MAX)
		no_row(a->reg, d->key, say("after: counts from itself"), d->after);
	if (d->from >= 0) {
		const struct noun *noun;
		struct id          id;

		if (!r->v[d->from].t)
			return DAY_NONE;
		noun = noun_by_number(id_unpack(r->v[d->from].i, &id));
		other = arena_take(&a->row, sizeof *other);
		if (!noun || !record_load(a->reg, noun_shape(noun), r->v[d->from].i, other, &a->row, false) || other->struck)
			return DAY_NONE;
		of = other;
	}
	return fitting(a, d->after, of, of_case, depth + 1, &day) ? day : DAY_NONE;
}

/* The row of a deadline that fits the record, and its due day; NULL if none does. */
static const struct deadline *fitting(struct asking *a, const char *key, const struct record *r, const struct record *of_case, int depth,
                                      int *day)
{
	for (const struct deadline *d = a->all; d; d = d->next) {
		int from;

		if (strcmp(d->key, key) != 0 || d->shape != r->shape || !holds(a, d, r) ||
		    (d->risk && !(of_case && record_get(of_case, "risk") && among(d->risk, record_get(of_case, "risk")))))
			continue;
		from = base(a, d, r, of_case, depth);
		if (from == DAY_NONE)
			continue;
		if (d->done == DONE_EACH) {
			int newest = noted(a, d, r, of_case, from);

			from = newest > from ? newest : from;
		}
		*day = calendar_add(&a->calendar, from, d->amount, d->unit);
		if (d->roll)
			*day = calendar_roll(&a->calendar, *day);
		return d;
	}
	return NULL;
}

/* ---- the records ---- */

/* The case of a record: itself, or the one that it or what it follows names; NULL if there is none. `*within`: it is followed.
 * `*in_force`: it belongs to no plan that was not agreed yet, or that another has replaced, which took along what was to be done. */
static const struct record *case_of(struct asking *a, const struct record *r, bool *within, bool *in_force)
{
	const struct noun *of = noun_by_name("case"), *plan = noun_by_name("plan");
	struct val         v[1];
	int                field;

	*within = true;
	*in_force = true;
	for (int depth = 0; depth < CHAIN_MAX; depth++) {
		struct record *next;

		if (r->shape->noun == of)
			return r;
		field = r->shape->follows;
		if (field < 0) {
			*within = false;
			field = shape_field(r->shape, "case");
		}
		if (field < 0 || r->shape->field[field]->type != ID || !r->v[field].t)
			return NULL;
		next = arena_take(&a->row, sizeof *next);
		if (!record_load(a->reg, shape_of(r->shape, field), r->v[field].i, next, &a->row, false))
			return NULL;
		r = next;
		if (r->shape->noun == plan)
			*in_force = strcmp(record_get(r, "agreed"), a->as_of) <= 0 &&
			            !db_one(a->reg->db, &sql_due_replaced, (struct val[]){ val_int(r->id), val_text(a->as_of) }, v);
	}
	return NULL;
}

/* Who is to do it: the first of the record's own members of staff, else who leads its case. */
static const char *responsible(const struct record *r, const struct record *of_case)
{
	for (int i = 0; i < r->shape->n; i++)
		if (r->shape->field[i]->type == STAFF && r->v[i].t)
			return r->v[i].s;
	return of_case ? record_get(of_case, "lead") : NULL;
}

/* Whether a record that was there on the day names this one. */
static bool named_by(struct asking *a, const struct deadline *d, int64_t id)
{
	static struct record r;
	struct select       *q = select_new(a->reg, d->by, false);
	struct faults        f = { .arena = &arena_run };
	struct list          value = { 0 };
	bool                 any;

	select_naming(q, d->by_field, &id, 1);
	list_add(&value, arena_print(&arena_run, "1000-01-01..%s", a->as_of));
	if (d->by->day >= 0)
		select_where(q, d->by->day, &value, false, &f);
	select_limit(q, 1);
	select_run(q);
	any = select_next(q, &r);
	select_end(q);
	return any;
}

static bool is_done(struct asking *a, const struct deadline *d, const struct record *r, const struct record *of_case)
{
	int from;

	if (d->done == DONE_BY)
		return named_by(a, d, r->id);
	if (d->done != DONE_FIRST)
		return false;
	from = base(a, d, r, of_case, 0);
	return from != DAY_NONE && noted(a, d, r, of_case, from) != DAY_NONE;
}

/* What is due of a record by one deadline. */
static void look_at(struct asking *a, const struct deadline *first, int64_t id)
{
	struct record          *r = arena_take(&a->row, sizeof *r);
	const struct record    *of_case;
	const struct deadline  *d;
	const char             *begun, *closed, *staff;
	bool                    within, in_force;
	int                     day, person;

	if (!record_load(a->reg, first->shape, id, r, &a->row, false))
		return;
	begun = r->shape->day >= 0 ? val_string(r->v + r->shape->day) : NULL;
	of_case = case_of(a, r, &within, &in_force);
	closed = of_case && within ? record_get(of_case, "closed") : NULL;
	staff = responsible(r, of_case);
	if (!in_force || (begun && strcmp(begun, a->as_of) > 0) || (closed && strcmp(closed, a->as_of) <= 0) || (of_case && within && of_case->struck) ||
	    (a->ask->staff && !(staff && strcmp(staff, a->ask->staff) == 0)))
		return;
	d = fitting(a, first->key, r, of_case, 0, &day);
	if (!d || day - a->ask->as_of > a->ask->most || is_done(a, d, r, of_case))
		return;
	person = shape_field(r->shape, "person");
	a->found = arena_room(a->found, a->n, sizeof *a->found);
	a->found[a->n++] = (struct due){
		.key = d->key, .label = d->label, .noun = r->shape->noun, .id = id, .of_case = of_case ? of_case->id : 0,
		.person = person >= 0 && r->v[person].t ? r->v[person].i : of_case ? of_case->v[shape_need(of_case->shape, "person")].i : 0,
		.day = day, .left = day - a->ask->as_of, .office = arena_string(&arena_run, record_get(r, "office")),
		.staff = staff ? arena_string(&arena_run, staff) : NULL
	};
}

/* Records whose field is empty, or was not yet filled in on the day. */
static void where_open(struct asking *a, struct select *q, const struct field *of, int field, struct faults *f)
{
	struct list value = { 0 };
	char        later[DAY_TEXT];

	list_add(&value, "");
	/* What cannot lie ahead need not be looked for there. */
	if (of->type == DAY && !(of->flags & PAST && strcmp(a->as_of, a->reg->today) >= 0))
		list_add(&value, arena_print(&arena_run, "%s..9999-12-31", day_text(a->ask->as_of + 1, later)));
	select_where(q, field, &value, false, f);
}

/* What leaves out most of the records that have nothing due; the rest is seen when each is looked at. */
static void conditions(struct asking *a, struct select *q, const struct deadline *d, struct faults *f)
{
	struct shape *s = d->shape;
	bool          several = false, found = false;
	struct list   value = { 0 };

	for (const struct deadline *other = a->all; other; other = other->next)
		several |= other != d && strcmp(other->key, d->key) == 0;
	for (const struct condition *c = several ? NULL : d->conditions; c; c = c->next)
		if (!c->not && !c->kind && s->field[c->field]->type == CODE && !(s->field[c->field]->flags & MANY) && *c->values) {
			char *keys = arena_string(&arena_run, c->values);

			for (char *p = keys; *p; p++)
				if (*p == '|')
					*p = ',';
			value = (struct list){ 0 };
			list_add(&value, keys);
			select_where(q, c->field, &value, false, f);
		}
	if (d->field >= 0) {
		where_open(a, q, s->field[d->field], d->field, f);
		found = true;
	}
	if (s->until >= 0 && s->until != d->field) {
		where_open(a, q, s->field[s->until], s->until, f);
		found = true;
	}
	if (!found && d->from >= 0 && !d->after) {
		value = (struct list){ 0 };
		list_add(&value, "1000-01-01..9999-12-31");
		select_where(q, d->from, &value, false, f);
	}
	if (a->ask->office)
		select_where(q, s->office, a->ask->office, a->ask->only_office, f);
}

/* Of somebody's records: those with the name, or with none where the lead of the case stands in; else those of that lead's cases. */
static void where_mine(struct asking *a, struct select *q, const struct shape *s, struct faults *f)
{
	struct list value = { 0 };
	int         field = -1, fields = 0;

	for (int i = 0; i < s->n; i++)
		if (s->field[i]->type == STAFF) {
			field = i;
			fields++;
		}
	if (fields == 1) {
		list_add(&value, a->ask->staff);
		list_add(&value, "");
		select_where(q, field, &value, false, f);
	} else if (fields == 0 && s->follows >= 0 && strcmp(s->field[s->follows]->of, "case") == 0 && a->mine.n && a->mine.n <= CASES_MAX) {
		select_where(q, s->follows, &a->mine, false, f);
	}
}

static void look_for(struct asking *a, const struct deadline *d)
{
	static struct record r;
	struct select       *q = select_new(a->reg, d->shape, false);
	struct faults        f = { .arena = &arena_run };
	int64_t             *id = NULL;
	int                  n = 0;

	conditions(a, q, d, &f);
	if (a->ask->staff)
		where_mine(a, q, d->shape, &f);
	if (f.first)
		err_exit(STATUS_WRONG, "deadline %s: %s: %s", d->key, f.first->field, f.first->text);
	/* One answer streams at a time: the ids first. */
	for (select_run(q); select_next(q, &r); ) {
		id = arena_room(id, n, sizeof *id);
		id[n++] = r.id;
	}
	select_end(q);
	for (int i = 0; i < n; i++) {
		look_at(a, d, id[i]);
		arena_reset(&a->row, (struct arena_mark){ 0 });
	}
}

static int by_day(const void *x, const void *y)
{
	const struct due *a = x, *b = y;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return strcmp(a->key, b->key);
}

/* The cases of whoever is asked for, and that the deadline asked for exists. */
static void prepare(struct asking *a)
{
	const char **keys = NULL, *near;
	int          n = 0;
	bool         there = !a->ask->deadline;
	struct rows *rows;
	struct val   v[1];
	char         text[ID_TEXT];

	read_deadlines(a);
	for (const struct deadline *d = a->all; d; d = d->next) {
		keys = arena_room(keys, n, sizeof *keys);
		keys[n++] = d->key;
		there |= a->ask->deadline && strcmp(d->key, a->ask->deadline) == 0;
	}
	if (!there) {
		near = text_nearest(a->ask->deadline, keys, n);
		err_exit(STATUS_WRONG, "no such deadline: %s%s", a->ask->deadline, text_hint(near));
	}
	if (!a->ask->staff)
		return;
	rows = db_ask(a->reg->db, &sql_due_cases, (struct val[]){ val_text(a->ask->staff), val_text(a->as_of) });
	while (db_next(rows, v) && a->mine.n <= CASES_MAX)
		list_add(&a->mine, arena_string(&arena_run, noun_id_text(v[0].i, text)));
	db_end(rows);
}

struct due *due_find(struct registry *reg, const struct due_ask *ask, int *n)
{
	struct asking a = { .reg = reg, .ask = ask, .calendar = due_calendar(reg) };

	day_text(ask->as_of, a.as_of);
	prepare(&a);
	for (const struct deadline *d = a.all; d; d = d->next) {
		const struct deadline *before = a.all;

		/* The rows of a key are looked through together. */
		while (before != d && strcmp(before->key, d->key) != 0)
			before = before->next;
		if (before != d || (ask->deadline && strcmp(d->key, ask->deadline) != 0) || (ask->noun && d->shape->noun != ask->noun) ||
		    !registry_keeps(reg, d->shape->noun) || (d->shape->noun->guarded && !registry_key(reg, d->shape->noun->domain)->there))
			continue;
		look_for(&a, d);
	}
	arena_free(&a.row);
	if (a.n)
		qsort(a.found, (size_t)a.n, sizeof *a.found, by_day);
	*n = a.n;
	return a.found;
}

const char *due_child(struct registry *reg, const struct due *due, struct arena *arena)
{
	static const char *const name[][2] = { { "child_given", "child_family" }, { "given_name", "family_name" } };

	for (int i = 0; i < 2; i++) {
		static struct record r;
		struct shape        *s = noun_shape(i == 0 ? due->noun : noun_by_name("person"));
		int64_t              id = i == 0 ? due->id : due->person;
		const char          *given, *family;

		if (!id || shape_field(s, name[i][0]) < 0 || !record_load(reg, s, id, &r, arena, true) || !r.unsealed)
			continue;
		given = record_get(&r, name[i][0]);
		family = record_get(&r, name[i][1]);
		if (given || family)
			return arena_print(arena, "%s%s%s", given ? given : "", given && family ? " " : "", family ? family : "");
	}
	return NULL;
}
