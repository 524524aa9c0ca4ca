/* figure: counting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/figure.h"
#include "frame/figure.sql.h"
#include "words/err.h"
#include "words/mem.h"

const char figure_missing[] = "missing";

enum { KEY_MAX = 1000, RAW_MAX = 2 * DIMENSIONS_MAX + 10 };

/* Ids, each once. */
struct ids { int64_t *slot; size_t n, room; };

/* A group, with the units of one registry that were counted in it. */
struct tally {
	struct group  g;
	struct ids    num, den, all;
	struct tally *next;
};

int figure_offices(struct registry *reg, const char *office)
{
	struct rows *rows = db_ask(reg->db, &sql_figure_offices, (struct val[]){ val_text(office) });
	struct val   v[2];
	int          n = 0;

	while (db_next(rows, v))
		n++;
	db_end(rows);
	return n;
}

const char *figures_start(struct figures *f, const struct indicator *of, const char *by)
{
	char *copy = by ? arena_string(&arena_run, by) : NULL;

	*f = (struct figures){ .of = of };
	for (char *p; copy && (p = strsep(&copy, ",")); f->n++) {
		if (f->n == DIMENSIONS_MAX)
			err_exit(STATUS_WRONG, "--by: at most %d", DIMENSIONS_MAX);
		f->by[f->n] = indicator_by(of, p);
		if (!f->by[f->n])
			return p;
		for (int d = 0; d < f->n; d++)
			if (f->by[d] == f->by[f->n])
				err_exit(STATUS_WRONG, "--by: %s: given twice", p);
	}
	return NULL;
}

/* A group of a dimension, in order of arrival. */
static void add_key(struct figures *f, int d, const char *key, const char *label)
{
	void **at;

	if (map_get(f->seen + d, key))
		return;
	key = arena_string(&arena_run, key);
	at = map_at(f->seen + d, key);
	*at = f;
	f->keys[d] = arena_room(f->keys[d], f->keys_n[d], sizeof *f->keys[d]);
	f->labels[d] = arena_room(f->labels[d], f->keys_n[d], sizeof *f->labels[d]);
	f->labels[d][f->keys_n[d]] = label ? arena_string(&arena_run, label) : key;
	f->keys[d][f->keys_n[d]++] = key;
}

/* Whether a code has a group though no unit has it. */
static bool expected(const struct dimension *by, const struct code *c, const struct period *period)
{
	/* Not if it was not valid in any part of the period. */
	if ((c->from && strcmp(c->from, period->last) > 0) || (c->to && strcmp(c->to, period->first) < 0))
		return false;
	for (const char *p = by->kinds; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");

		if (c->kind && strlen(c->kind) == n && memcmp(c->kind, p, n) == 0)
			return true;
		p += n;
	}
	return !by->kinds;
}

static void expect_offices(struct figures *f, int d, struct registry *reg, const char *office)
{
	struct rows *rows = db_ask(reg->db, &sql_figure_offices, (struct val[]){ val_text(office) });
	struct val   v[2];

	while (db_next(rows, v))
		add_key(f, d, v[0].s, v[1].s);
	db_end(rows);
}

static void expect_codes(struct figures *f, int d, struct registry *reg, const struct period *period)
{
	const struct codes *codes = code_list(reg, f->by[d]->list);

	for (int i = 0; i < codes->n; i++)
		if (expected(f->by[d], codes->code + i, period))
			add_key(f, d, codes->code[i].key, code_label(codes->code + i));
}

/* The groups that print even when they are empty: of a code list, the months, the bands, the offices. */
static void expect_keys(struct figures *f, int d, struct registry *reg, const struct period *period, const char *office,
                        const char *age_bands)
{
	char *bands, text[32];

	switch (f->by[d]->groups) {
	case OF_CODES:
		expect_codes(f, d, reg, period);
		break;
	case OF_OFFICES:
		expect_offices(f, d, reg, office);
		break;
	case OF_MONTHS:
		for (int at = day_parse(period->first); at <= day_parse(period->last); at = day_add_months(at, 1)) {
			day_text(at, text)[7] = 0;
			add_key(f, d, text, NULL);
		}
		break;
	case OF_AGES:
		bands = arena_string(&arena_run, age_bands);
		for (char *p; (p = strsep(&bands, "|")); )
			add_key(f, d, p, NULL);
		break;
	case OF_NUMBERS:
		for (int i = f->by[d]->from; i <= f->by[d]->to; i++) {
			snprintf(text, sizeof text, "%d", i);
			add_key(f, d, text, NULL);
		}
	}
}

/* The band of an age: `3-5` or `25+`. */
static const char *band(const char *bands, int age, char out[32])
{
	for (const char *p = bands; age >= 0 && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");
		char  *end;
		long   from = strtol(p, &end, 10), to = *end == '-' ? strtol(end + 1, NULL, 10) : from;

		if (n < 32 && age >= from && (age <= to || *end == '+')) {
			memcpy(out, p, n);
			out[n] = 0;
			return out;
		}
		p += n;
	}
	return figure_missing;
}

/* ---- adding up ---- */

static size_t place(const int64_t *slot, size_t room, int64_t id)
{
	size_t i = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) & (room - 1);

	while (slot[i] && slot[i] != id)
		i = (i + 1) & (room - 1);
	return i;
}

/* Whether it was not there before. */
static bool ids_add(struct ids *s, int64_t id)
{
	size_t at;

	if ((s->n + 1) * 2 > s->room) {
		size_t   room = s->room ? s->room * 2 : 16;
		int64_t *slot = memset(mem_take(room * sizeof *slot), 0, room * sizeof *slot);

		for (size_t i = 0; i < s->room; i++)
			if (s->slot[i])
				slot[place(slot, room, s->slot[i])] = s->slot[i];
		free(s->slot);
		s->slot = slot;
		s->room = room;
	}
	at = place(s->slot, s->room, id);
	if (s->slot[at])
		return false;
	s->slot[at] = id;
	s->n++;
	return true;
}

static void ids_free(struct ids *s)
{
	free(s->slot);
	*s = (struct ids){ 0 };
}

static struct tally *tally(struct figures *f, const char *key)
{
	struct tally *t = map_get(&f->groups, key);

	if (!t) {
		t = arena_take(&arena_run, sizeof *t);
		t->next = f->tallies;
		f->tallies = t;
		*map_at(&f->groups, arena_string(&arena_run, key)) = t;
	}
	return t;
}

/* What one row adds: `unit` if units count once. */
struct adding { int64_t unit; struct group g; };

static void count(struct figures *f, const char *key, const struct adding *a)
{
	struct tally *t = tally(f, key);

	if (!f->of->distinct) {
		t->g.num += a->g.num;
		t->g.den += a->g.den;
		t->g.unknown += a->g.unknown;
		return;
	}
	if (a->g.num > 0)
		t->g.num += ids_add(&t->num, a->unit);
	if (a->g.den > 0)
		t->g.den += ids_add(&t->den, a->unit);
	if (f->of->unknown)
		ids_add(&t->all, a->unit);
}

/* A registry is done: its ids are its own. */
static void forget_units(struct figures *f)
{
	for (struct tally *t = f->tallies; t; t = t->next) {
		if (t->all.n)
			t->g.unknown += (int64_t)(t->all.n - t->den.n);
		ids_free(&t->num);
		ids_free(&t->den);
		ids_free(&t->all);
	}
}

/* Count in each group that the values lead to: one of each dimension, or several. */
static void spread(struct figures *f, int d, char *key, size_t n, const char *const *value, const struct adding *a)
{
	if (d == f->n || d == DIMENSIONS_MAX) {
		count(f, key, a);
		return;
	}
	for (const char *p = value[d]; ; p++) {
		size_t len = f->by[d]->many ? strcspn(p, "|") : strlen(p);

		if (n + len + 2 > KEY_MAX)
			err_die("a group's name is too long");
		memcpy(key + n, p, len);
		key[n + len] = 0;
		add_key(f, d, key + n, NULL);
		key[n + len] = '\x1f';
		key[n + len + 1] = 0;
		spread(f, d + 1, key, n + len + 1, value, a);
		p += len;
		if (!*p)
			return;
	}
}

/* The statement around the SELECT of an indicator: what it asks, and the columns it needs of the SELECT. */
struct wrap {
	const struct indicator *of;
	struct text             asks, needs;
	bool                    region, person;
};

static void need(struct wrap *w, const char *column)
{
	const char *quoted = arena_print(&arena_run, "\"%s\"", column);

	if (!w->needs.s || !strstr(w->needs.s, quoted))
		text_print(&w->needs, "%s%s", w->needs.n ? ", " : "", quoted);
}

static void ask(struct wrap *w, const char *form, const char *column)
{
	need(w, column);
	text_print(&w->asks, form, column);
	text_string(&w->asks, ", ");
}

/* A column that may be the person's: how it is spelled. */
static const char *person_column(struct wrap *w, const char *column)
{
	bool joins = indicator_joins(w->of, column);

	w->person |= joins;
	need(w, joins ? "person" : column);
	return arena_print(&arena_run, "%c.\"%s\"", joins ? 'p' : 'u', column);
}

static void ask_person(struct wrap *w, const char *column)
{
	text_print(&w->asks, "%s, ", person_column(w, column));
}

static void ask_dimension(struct wrap *w, const struct dimension *by)
{
	if (by->groups == OF_AGES)
		ask_person(w, "birth_month");
	if (by->groups == OF_MONTHS || (by->groups == OF_AGES && !w->of->last_day)) {
		ask(w, "substr(u.\"%s\", 1, 7)", "day");
	} else if (strcmp(by->name, "region") == 0) {
		w->region = true;
		need(w, "office");
		text_string(&w->asks, "o.\"region\", ");
	} else if (by->groups != OF_AGES) {
		ask_person(w, by->name);
	}
}

static bool has_limit(const struct indicator *of)
{
	return of->late.n || of->in_time.n;
}

/* num or den of a unit. */
static const char *counted(struct wrap *w, const char *name, const char *keys)
{
	struct text t = { 0 };
	char       *copy;

	if (!keys) {
		need(w, name);
		return arena_print(&arena_run, "u.\"%s\"", name);
	}
	copy = arena_string(&arena_run, keys);
	text_print(&t, "CASE WHEN %s IN (", person_column(w, strsep(&copy, " ")));
	for (char *p; (p = strsep(&copy, " ")); )
		text_print(&t, "'%s'%s", p, copy ? ", " : "");
	text_string(&t, ") THEN 1 ELSE 0 END");
	return text_keep(&t);
}

/* num, den, those unknown, and the largest num, to see what it is. */
static void ask_counts(struct wrap *w)
{
	const char *num, *den;

	if (has_limit(w->of)) {
		text_string(&w->asks, w->of->distinct ? "1, 1, 0, 0" : "COUNT(*), COUNT(*), 0, 0");
		return;
	}
	num = counted(w, "num", w->of->num);
	den = w->of->percent ? counted(w, "den", w->of->den) : "0";
	if (w->of->distinct)
		text_print(&w->asks, "%s, %s, 0, %s", num, den, num);
	else if (!w->of->percent)
		text_print(&w->asks, "CAST(SUM(%s) AS BIGINT), 0, 0, MAX(%s)", num, num);
	else
		text_print(&w->asks, "CAST(SUM(%s) AS BIGINT), CAST(SUM(%s) AS BIGINT), SUM(CASE WHEN %s = 0 THEN 1 ELSE 0 END),"
		           " MAX(%s)", num, den, den, num);
}

/* The units, once each and in order of the person: looked up at random, each would cost a page. */
static void add_sorted(const struct wrap *w, struct text *t)
{
	struct text groups = { 0 };
	char       *copy = arena_string(&arena_run, w->needs.s);

	/* What is selected is spelt as it is grouped by: only so do all databases take it. */
	text_string(t, "(SELECT +w.\"person\" AS \"person\"");
	for (char *p; (p = strsep(&copy, ",")); ) {
		p += *p == ' ';
		if (strcmp(p, "\"person\"") != 0) {
			text_print(t, ", w.%s", p);
			text_print(&groups, ", w.%s", p);
		}
	}
	text_print(t, " FROM (%s) w GROUP BY +w.\"person\"%s) u", w->of->select, groups.s ? groups.s : "");
	text_free(&groups);
}

static struct sql *wrap(const struct figures *f, bool office)
{
	struct wrap w = { .of = f->of };
	struct text t = { 0 };
	struct sql *sql = arena_take(&arena_run, sizeof *sql);
	size_t      groups;

	if (f->of->distinct)
		ask(&w, "u.\"%s\"", "unit");
	for (int d = 0; d < f->n; d++)
		ask_dimension(&w, f->by[d]);
	if (has_limit(f->of)) {
		ask(&w, "u.\"%s\"", "began");
		ask(&w, "u.\"%s\"", "ended");
		if (f->of->late_extended.n)
			ask(&w, "u.\"%s\"", "extended");
	}
	/* Offices are chosen afterwards: a condition on them would draw the planner away from the days. */
	if (office)
		ask(&w, "u.\"%s\"", "office");
	groups = w.asks.n;
	ask_counts(&w);
	text_print(&t, "SELECT %s FROM ", w.asks.s);
	if (w.person && f->of->distinct)
		add_sorted(&w, &t);
	else
		text_print(&t, "(%s) u", f->of->select);
	/* Not the view: SQLite would read all of it where units are grouped. */
	if (w.person)
		text_string(&t, " LEFT JOIN \"person\" p ON p.\"id\" = u.\"person\" AND p.\"void\" IS NULL");
	if (w.region)
		text_string(&t, " LEFT JOIN \"office\" o ON o.\"code\" = u.\"office\"");
	if (groups && !f->of->distinct)
		text_print(&t, " GROUP BY %.*s", (int)groups - 2, w.asks.s);
	*sql = (struct sql){ .name = arena_print(&arena_run, "indicators/%s.sql", f->of->name), .text = text_keep(&t),
	                     .in = "sss" };
	text_free(&w.asks);
	text_free(&w.needs);
	return sql;
}

/* Whether a unit ended within the limit. */
static bool within(const struct indicator *of, bool compatible, const char *began, const char *ended, const char *extended)
{
	struct limit limit = of->in_time.n ? of->in_time : compatible && of->late_compatible.n ? of->late_compatible : of->late;
	int          from = day_parse(began);

	if (of->late_extended.n && extended && strcmp(extended, "yes") == 0)
		limit = of->late_extended;
	return day_parse(ended) <= (limit.months ? day_add_months(from, limit.n) : from + limit.n);
}

/* A row of the wrapped SELECT as it is read: value by value. */
struct taking {
	const struct figures *f;
	const struct val     *v;
	const char           *bands, *last;
	bool                  compatible;
	char                  made[DIMENSIONS_MAX][32];
};

static const char *take_value(struct taking *t, int d)
{
	const struct dimension *by = t->f->by[d];
	const struct val       *v = t->v++;
	const char             *s = val_string(v);

	if (by->groups == OF_AGES)
		s = band(t->bands, day_age(s, t->f->of->last_day ? t->last : val_string(t->v++)), t->made[d]);
	else if (v->t == 'i') {
		snprintf(t->made[d], sizeof t->made[d], "%lld", (long long)v->i);
		s = t->made[d];
	}
	return s && *s ? s : figure_missing;
}

/* Whether the unit counts for num. */
static bool take_limit(struct taking *t)
{
	const struct indicator *of = t->f->of;
	const struct val       *v = t->v;
	bool                    in;

	if (!has_limit(of))
		return true;
	t->v += of->late_extended.n ? 3 : 2;
	if (v[0].t != 's' || v[1].t != 's')
		return false;
	in = within(of, t->compatible, v[0].s, v[1].s, of->late_extended.n ? val_string(v + 2) : NULL);
	return of->in_time.n ? in : !in;
}

static void add_row(struct figures *f, struct taking *t, const struct map *covered)
{
	const char   *value[DIMENSIONS_MAX];
	char          key[KEY_MAX] = "";
	struct adding a = { 0 };
	bool          counts;

	if (f->of->distinct) {
		a.unit = t->v->i;
		if (t->v++->t != 'i' || !a.unit)
			err_die("indicators/%s.sql: unit is not an id", f->of->name);
	}
	for (int d = 0; d < f->n; d++)
		value[d] = take_value(t, d);
	counts = take_limit(t);
	if (covered) {
		const struct val *office = t->v++;

		if (office->t != 's' || !map_get(covered, office->s))
			return;
	}
	if (t->v[3].t && t->v[3].t != 'i')
		err_die("indicators/%s.sql: num is not a whole number", f->of->name);
	a.g = (struct group){ .num = counts ? t->v[0].i : 0, .den = t->v[1].i, .unknown = t->v[2].i };
	count(f, "", &a);
	if (f->n)
		spread(f, 0, key, 0, value, &a);
}

void figures_add(struct figures *f, struct registry *reg, const struct period *period, const char *office,
                 bool compatible)
{
	const char   *set = registry_setting(reg, "age_bands");
	char          before[DAY_TEXT];
	struct val    v[RAW_MAX];
	struct map    covered = { 0 };
	struct rows  *rows;
	struct taking t = { .f = f, .bands = set ? set : "", .last = period->last, .compatible = compatible };

	if (office) {
		for (rows = db_ask(reg->db, &sql_figure_offices, (struct val[]){ val_text(office) }); db_next(rows, v); )
			*map_at(&covered, arena_string(&arena_run, v[0].s)) = f;
		db_end(rows);
	}
	for (int d = 0; d < f->n; d++)
		expect_keys(f, d, reg, period, office, t.bands);
	day_text(day_add_months(day_parse(period->first), -12), before);
	rows = db_ask(reg->db, wrap(f, office != NULL),
	              (struct val[]){ val_text(period->first), val_text(period->last), val_text(before) });
	while (db_next(rows, v)) {
		t.v = v;
		add_row(f, &t, office ? &covered : NULL);
	}
	db_end(rows);
	forget_units(f);
}

/* ---- the groups ---- */

static const char *joined_key(const struct figures *f, const char *const *key, char out[KEY_MAX])
{
	size_t n = 0;

	out[0] = 0;
	for (int d = 0; key && d < f->n; d++) {
		size_t len = strlen(key[d]);

		if (n + len + 2 > KEY_MAX)
			err_die("a group's name is too long");
		memcpy(out + n, key[d], len);
		memcpy(out + n + len, "\x1f", 2);
		n += len + 1;
	}
	return out;
}

struct group figures_get(const struct figures *f, const char *const *key)
{
	char                out[KEY_MAX];
	const struct tally *t = map_get(&f->groups, joined_key(f, key, out));

	return t ? t->g : (struct group){ 0 };
}

bool figures_protected(const struct figures *f)
{
	for (int d = 0; f->of->protect && d < f->n; d++)
		if (strcmp(f->by[d]->name, f->of->protect) == 0)
			return true;
	return false;
}

/* The groups of all dimensions crossed, as a row of cells: the last dimension's stand side by side. */
static struct group **cross(struct figures *f, size_t *n)
{
	struct group **cell;

	*n = 1;
	for (int d = 0; d < f->n; d++)
		*n *= (size_t)f->keys_n[d];
	cell = mem_take((*n + 1) * sizeof *cell);
	for (size_t i = 0; i < *n; i++) {
		const char *key[DIMENSIONS_MAX];
		char        out[KEY_MAX];
		size_t      rest = i;

		for (int d = f->n - 1; d >= 0; d--) {
			key[d] = f->keys[d][rest % (size_t)f->keys_n[d]];
			rest /= (size_t)f->keys_n[d];
		}
		cell[i] = &tally(f, joined_key(f, key, out))->g;
	}
	return cell;
}

/* What would be told of the fewest units by a group. */
static int64_t smallest(const struct figures *f, const struct group *g)
{
	return f->of->percent && g->den - g->num < g->num ? g->den - g->num : g->num;
}

/* A row of groups, of which only one dimension differs: hide one more where one alone is hidden, or where all that are
 * hidden together are fewer than `least`: the total less the others tells of them. */
static bool hide_second(const struct figures *f, struct group **cell, size_t step, int n, int64_t least)
{
	struct group *next = NULL;
	int64_t       sum = 0;
	int           hidden = 0;

	for (int i = 0; i < n; i++) {
		struct group *g = cell[(size_t)i * step];

		hidden += g->hidden;
		sum += g->hidden ? smallest(f, g) : 0;
		if (!g->hidden && (!next || smallest(f, g) < smallest(f, next)))
			next = g;
	}
	if ((hidden != 1 && !(sum > 0 && sum < least)) || !next)
		return false;
	return next->hidden = true;
}

void figures_hide(struct figures *f, int64_t least)
{
	size_t         n;
	struct group **cell = cross(f, &n);
	bool           more = true;

	for (size_t i = 0; i < n; i++)
		cell[i]->hidden = smallest(f, cell[i]) < least;
	while (more) {
		size_t step = 1;

		more = false;
		for (int d = f->n - 1; d >= 0; d--) {
			size_t keys = (size_t)f->keys_n[d];

			for (size_t i = 0; i < n; i++)
				if (i / step % keys == 0)
					more |= hide_second(f, cell + i, step, f->keys_n[d], least);
			step *= keys;
		}
	}
	free(cell);
}

char *figure_percent(struct group g, char out[32])
{
	int64_t tenths;

	out[0] = 0;
	if (g.den == 0)
		return out;
	tenths = (g.num * 2000 + g.den) / (2 * g.den);
	snprintf(out, 32, "%lld.%lld", (long long)tenths / 10, (long long)tenths % 10);
	return out;
}
