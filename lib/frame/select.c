/* select: the rows of a noun that a user asks for. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doors/match.h"
#include "frame/cell.h"
#include "frame/code.h"
#include "frame/name.h"
#include "frame/select.h"
#include "words/err.h"

enum { VALUES_MAX = 200 };

/* A condition that C judges, row by row: a pattern, or a key among many. */
struct test { int field; struct match *match; const char *keys; struct test *next; };

/* What is read of a table, and the row that was read last. */
struct side { struct shape *shape; bool any, boxes, read[FIELDS_MAX]; struct record *r; };

struct select {
	struct registry *reg;
	struct shape    *shape;
	struct side      own, joined;
	struct record    other;		/* of the joined side */
	bool             struck;
	struct text      where, order;
	char             letters[VALUES_MAX + 1];
	struct val       value[VALUES_MAX];
	int              values;
	struct test     *tests;
	int64_t          limit;
	struct sql       sql;
	struct rows     *rows;
	struct arena     arena;
};

struct select *select_new(struct registry *reg, struct shape *shape, bool struck)
{
	struct select *s = arena_take(&arena_run, sizeof *s);

	s->reg = reg;
	s->shape = s->own.shape = shape;
	if (shape->joins >= 0)
		s->joined.shape = shape_of(shape, shape->joins);
	s->joined.r = &s->other;
	s->struck = struck;
	s->limit = INT64_MAX;
	return s;
}

static void read_side(struct side *side, int field, bool box)
{
	side->any = side->read[field] = true;
	side->boxes |= box && side->shape->field[field]->flags & SECRET;
}

void select_field(struct select *s, int field)
{
	read_side(&s->own, field, true);
}

void select_month(struct select *s, int field)
{
	read_side(&s->own, field, false);
}

void select_joined(struct select *s, int field)
{
	read_side(&s->joined, field, true);
}

void select_joined_month(struct select *s, int field)
{
	read_side(&s->joined, field, false);
}

/* Bind a value and return its number. */
static int bound(struct select *s, struct val v)
{
	if (s->values == VALUES_MAX)
		err_exit(STATUS_MISUSED, "too many conditions");
	s->letters[s->values] = v.t;
	s->value[s->values++] = v;
	return s->values;
}

static void and(struct select *s)
{
	text_string(&s->where, s->where.n ? " AND " : " WHERE ");
}

static void add_test(struct select *s, int field, struct match *match, const char *keys)
{
	struct test *t = arena_take(&arena_run, sizeof *t);

	*t = (struct test){ field, match, keys, s->tests };
	s->tests = t;
	select_field(s, field);
}

/* Every key of a list given as a filter must exist. */
static void check_keys(struct select *s, int field, const char *value, struct faults *f)
{
	const struct field *of = s->shape->field[field];
	const struct codes *codes = code_list(s->reg, of->of);
	char               *copy = arena_string(&arena_run, value);

	for (char *p; codes->n && (p = strsep(&copy, ",")); ) {
		const char *near = code_nearest(codes, p);

		if (!code_find(codes, p, strlen(p)))
			fault_add(f, of->name, "no such code: %s%s", p, text_hint(near));
	}
}

/* Whether an index of the noun begins with this last day, far off where it is open: it is asked for as it stands there. */
static bool indexed_open(const struct shape *s, const char *name)
{
	size_t n = strlen(name);

	for (const char *const *one = s->noun->indexes; one && *one; one++)
		if (strncmp(*one, name, n) == 0 && (*one)[n] == '?')
			return true;
	return false;
}

/* One condition, without the AND or OR before it. */
static void condition(struct select *s, int field, const char *value, bool only_office, struct faults *f)
{
	const struct field *of = s->shape->field[field];
	const char         *name = of->name, *why;
	bool                open = of->type == DAY && indexed_open(s->shape, name);
	struct period       period = { 0 };
	int64_t             id;

	if (!*value && open)
		text_print(&s->where, "(COALESCE(t.\"%s\", '9999-12-31') = '9999-12-31' AND t.\"%s\" IS NULL)", name, name);
	else if (!*value)
		text_print(&s->where, "t.\"%s\" IS NULL", name);
	if (!*value)
		return;
	switch (of->type) {
	case DAY:
	case TIME:
		if (!day_period(value, &period))
			fault_add(f, name, "not a day, month, year or A..B of them: %s", value);
		else if (open)
			text_print(&s->where, "(COALESCE(t.\"%s\", '9999-12-31') BETWEEN $%d AND $%d AND t.\"%s\" IS NOT NULL)", name,
			           s->values + 1, s->values + 2, name);
		else
			text_print(&s->where, "t.\"%s\" BETWEEN $%d AND $%d", name, s->values + 1, s->values + 2);
		/* Hours of the last day sort behind the day itself. */
		bound(s, val_text(arena_string(&arena_run, period.first)));
		bound(s, val_text(arena_print(&arena_run, "%s%s", period.last, of->type == TIME ? "T24" : "")));
		break;
	case OFFICE:
		if (!name_find(s->reg, noun_by_name("office"), NULL, value, &id, &why))
			fault_add(f, name, "no such office: %s", value);
		else if (only_office)
			text_print(&s->where, "t.\"%s\" = $%d", name, bound(s, val_text(value)));
		else
			text_print(&s->where, "t.\"%s\" IN (SELECT a.\"office\" FROM \"office_above\" a WHERE a.\"above\" = $%d)",
			           name, bound(s, val_text(value)));
		break;
	case ID:
		if (!name_find(s->reg, of->of ? noun_by_name(of->of) : NULL, NULL, value, &id, &why))
			fault_add(f, name, "%s: %s", why, value);
		else
			text_print(&s->where, "t.\"%s\" = $%d", name, bound(s, val_int(id)));
		break;
	case INT:
		why = cell_fault(of, value, strlen(value));
		if (why)
			fault_add(f, name, "%s: %s", why, value);
		else
			text_print(&s->where, "t.\"%s\" = $%d", name, bound(s, val_int(atol(value))));
		break;
	case BOOL:
	case STAFF:
		why = of->type == BOOL ? cell_fault(of, value, strlen(value)) : name_unknown(s->reg, STAFF, value);
		if (why)
			fault_add(f, name, "%s: %s", why, value);
		else
			text_print(&s->where, "t.\"%s\" = $%d", name, bound(s, val_text(value)));
		break;
	case CODE:
		text_print(&s->where, "t.\"%s\" IN (", name);
		for (char *copy = arena_string(&arena_run, value), *p, *first = copy; (p = strsep(&copy, ",")); )
			text_print(&s->where, "%s$%d", p == first ? "" : ", ", bound(s, val_text(p)));
		text_char(&s->where, ')');
		break;
	default:
		text_print(&s->where, "t.\"%s\" = $%d", name, bound(s, val_text(value)));
	}
}

void select_where(struct select *s, int field, const struct list *value, bool only_office, struct faults *f)
{
	const struct field *of = s->shape->field[field];
	struct text         keys = { 0 };

	for (int i = 0; i < value->n; i++)
		if (of->type == CODE && *value->s[i])
			check_keys(s, field, value->s[i], f);
	if (of->flags & MANY && (value->n > 1 || *value->s[0])) {
		for (int i = 0; i < value->n; i++)
			text_print(&keys, "%s%s", i ? "," : "", value->s[i]);
		add_test(s, field, NULL, text_keep(&keys));
		return;
	}
	and(s);
	text_char(&s->where, '(');
	for (int i = 0; i < value->n; i++) {
		text_string(&s->where, i ? " OR " : "");
		condition(s, field, value->s[i], only_office, f);
	}
	text_char(&s->where, ')');
}

void select_naming(struct select *s, int field, const int64_t *id, int n)
{
	and(s);
	text_print(&s->where, "t.\"%s\" IN (", s->shape->field[field]->name);
	for (int i = 0; i < n; i++)
		text_print(&s->where, "%s$%d", i ? ", " : "", bound(s, val_int(id[i])));
	text_char(&s->where, ')');
}

void select_match(struct select *s, int field, const char *pattern, struct faults *f)
{
	const char   *why;
	struct match *m = match_make(pattern, false, &why);

	/* Without the key it would find nothing, which is no answer. */
	if (s->shape->field[field]->flags & SECRET)
		registry_need_key(s->reg, s->shape->noun->domain);

	if (m)
		add_test(s, field, m, NULL);
	else
		fault_add(f, s->shape->field[field]->name, "not a pattern: %s: %s", pattern, why);
}

void select_order(struct select *s, int field, bool down)
{
	text_print(&s->order, "%st.\"%s\" %s NULLS LAST", s->order.n ? ", " : " ORDER BY ",
	           field < 0 ? "id" : s->shape->field[field]->name, down ? "DESC" : "ASC");
}

void select_limit(struct select *s, int64_t n)
{
	s->limit = n;
}

/* The columns of a side, its table named `t`. */
static void put_columns(struct text *out, const struct side *side, char t)
{
	text_print(out, "%c.\"id\", %c.\"journal\", %c.\"void\"", t, t, t);
	if (side->boxes)
		text_print(out, ", %cb.\"box\"", t);
	for (int i = 0; i < side->shape->n; i++) {
		const char *column = side->shape->field[i]->flags & SECRET ? side->shape->month[i] : side->shape->field[i]->name;

		if (side->read[i] && column)
			text_print(out, ", %c.\"%s\"", t, column);
	}
}

static void put_box(struct text *out, const struct side *side, char t)
{
	if (side->boxes)
		text_print(out, " LEFT JOIN \"%s_secret\" %cb ON %cb.\"id\" = %c.\"id\"", side->shape->noun->name, t, t, t);
}

void select_run(struct select *s)
{
	const char *noun = s->shape->noun->name;
	struct text t = { 0 };

	text_string(&t, "SELECT ");
	put_columns(&t, &s->own, 't');
	if (s->joined.any) {
		text_string(&t, ", ");
		put_columns(&t, &s->joined, 'j');
	}
	text_print(&t, " FROM \"%s%s\" t", noun, s->struck ? "" : "_live");
	put_box(&t, &s->own, 't');
	if (s->joined.any) {
		text_print(&t, " LEFT JOIN \"%s\" j ON j.\"id\" = t.\"%s\"", s->joined.shape->noun->name, s->shape->noun->joins);
		put_box(&t, &s->joined, 'j');
	}
	/* What is equal stays in the order of entry, so that a rerun prints the same. */
	text_print(&t, "%s%s%s t.\"id\" ASC NULLS LAST", s->where.n ? s->where.s : "", s->order.n ? s->order.s : "",
	           s->order.n ? "," : " ORDER BY");
	if (s->limit != INT64_MAX && !s->tests)
		text_print(&t, " LIMIT %" PRId64, s->limit);
	s->sql = (struct sql){ .name = arena_print(&arena_run, "%s list", noun), .text = text_keep(&t), .in = s->letters };
	s->rows = db_ask(s->reg->db, &s->sql, s->value);
}

static bool has_key(const char *keys, const char *value)
{
	for (const char *k = keys; ; k++) {
		size_t n = strcspn(k, ",");

		if (n == 0 && !(value && *value))
			return true;
		for (const char *p = value; p && *p; p += *p == '|') {
			size_t m = strcspn(p, "|");

			if (m == n && strncmp(p, k, n) == 0)
				return true;
			p += m;
		}
		k += n;
		if (!*k)
			return false;
	}
}

static bool passes(const struct select *s, const struct record *r)
{
	for (const struct test *t = s->tests; t; t = t->next) {
		char        out[ID_TEXT];
		const char *text = record_text(r, t->field, out);

		if (t->match ? !match_in(t->match, text ? text : "", text ? strlen(text) : 0) : !has_key(t->keys, text))
			return false;
	}
	return true;
}

/* Take the columns of a side; the values behind them are returned. */
static const struct val *take_side(struct select *s, const struct side *side, const struct val *v)
{
	struct record *r = side->r;

	r->shape = side->shape;
	r->id = v->t ? v->i : 0;
	r->journal = v[1].i;
	r->struck = v[2].t ? v[2].i : 0;
	v += 3;
	r->box = side->boxes ? *v++ : val_null();
	r->unsealed = false;
	for (int i = 0; i < side->shape->n; i++) {
		if (!side->read[i])
			continue;
		r->v[i] = r->month[i] = val_null();
		if (!(side->shape->field[i]->flags & SECRET))
			r->v[i] = *v++;
		else if (side->shape->month[i])
			r->month[i] = *v++;
	}
	if (side->boxes && r->id)
		record_unseal(s->reg, r, &s->arena);
	return v;
}

const struct record *select_other(const struct select *s)
{
	return s->joined.any && s->other.id ? &s->other : NULL;
}

bool select_next(struct select *s, struct record *r)
{
	struct val v[2 * FIELDS_MAX + 8];

	while (s->limit > 0 && db_next(s->rows, v)) {
		s->own.r = r;
		arena_reset(&s->arena, (struct arena_mark){ 0 });
		const struct val *next = take_side(s, &s->own, v);

		if (s->joined.any)
			take_side(s, &s->joined, next);
		if (!passes(s, r))
			continue;
		s->limit--;
		return true;
	}
	return false;
}

void select_end(struct select *s)
{
	db_end(s->rows);
	text_free(&s->where);
	text_free(&s->order);
	arena_free(&s->arena);
	for (struct test *t = s->tests; t; t = t->next)
		if (t->match)
			match_free(t->match);
}
