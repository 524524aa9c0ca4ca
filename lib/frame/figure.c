/* figure: indicators. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doors/file.h"
#include "frame/figure.h"
#include "frame/figure.sql.h"
#include "frame/profile.h"
#include "words/err.h"
#include "words/mem.h"

const char figure_missing[] = "missing";

enum { KEY_MAX = 1000 };

const char **figure_names(void)
{
	const char **names = profile_files("indicators", ".sql");

	if (!names[0])
		err_die("%s: no indicators there", profile_share("indicators"));
	return names;
}

/* "7 days" or "3 months". */
static int duration(const char *path, const char *value, bool *months)
{
	char *end;
	long  n = strtol(value, &end, 10);

	*months = strcmp(end, " months") == 0;
	if (n < 1 || n > 10000 || (!*months && strcmp(end, " days") != 0))
		err_die("%s: not a number of days or months: %s", path, value);
	return (int)n;
}

static const struct indicator *read_named(const char *name, const char *user);

static void take_header(struct indicator *i, const char *path, const char *key, const char *value)
{
	const struct { const char *key; const char **to; } texts[] = {
		{ "definition", &i->definition }, { "unit", &i->unit }, { "set", &i->set }, { "by", &i->by },
		{ "source", &i->source }
	};

	for (int l = 0; l < LANGUAGES; l++)
		if (strcmp(key, code_languages[l]) == 0) {
			i->label[l] = value;
			return;
		}
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
		if (strcmp(key, texts[t].key) == 0) {
			*texts[t].to = value;
			return;
		}
	if (strcmp(key, "value") == 0 && (strcmp(value, "count") == 0 || strcmp(value, "percent") == 0))
		i->percent = *value == 'p';
	else if (strcmp(key, "late") == 0)
		i->late = duration(path, value, &i->months);
	else if (strcmp(key, "late_compatible") == 0)
		i->late_compatible = duration(path, value, &i->months);
	else if (strcmp(key, "units") == 0)
		i->select = read_named(value, path)->select;
	else if (strncmp(key, "by ", 3) != 0)	/* `by sex: ...` says where a dimension's value is taken from */
		err_die("%s: no such header: %s: %s", path, key, value);
}

static const struct indicator *read_named(const char *name, const char *user)
{
	static struct map known;
	struct indicator *i = map_get(&known, name);
	const char       *path = profile_share(arena_print(&arena_run, "indicators/%s.sql", name));
	char             *rest, *line;

	if (i)
		return i;
	rest = strchr(name, '/') ? NULL : file_whole(path, NULL);
	if (!rest) {
		const char **names = figure_names(), *near;
		int          n = 0;

		while (names[n])
			n++;
		near = text_nearest(name, names, n);
		err_exit(STATUS_WRONG, "%s%sno such indicator: %s%s%s%s", user ? user : "", user ? ": " : "", name,
		         near ? " (" : "", near ? near : "", near ? "?)" : "");
	}
	i = arena_take(&arena_run, sizeof *i);
	*i = (struct indicator){ .name = arena_string(&arena_run, name), .by = "" };
	*map_at(&known, i->name) = i;
	while (strncmp(rest, "-- ", 3) == 0 && (line = strsep(&rest, "\n"))) {
		char *colon = strstr(line, ": ");

		if (!colon || !rest)
			err_die("%s: not a header: %s", path, line);
		*colon = 0;
		take_header(i, path, line + 3, colon + 2);
	}
	for (int l = 0; l < LANGUAGES; l++)
		if (!i->label[l])
			err_die("%s: no label: %s", path, code_languages[l]);
	if (!i->definition || !i->unit || !i->source)
		err_die("%s: definition, unit and source are needed", path);
	/* The units of another indicator are counted in another way: its SELECT stands as "units". */
	i->select = i->select ? arena_print(&arena_run, "WITH \"units\" AS (%s) %s", i->select, rest) : rest;
	line = arena_string(&arena_run, i->select);
	for (size_t n = strlen(line); n > 0 && strchr(" \t\n;", line[n - 1]); n--)
		line[n - 1] = 0;
	i->select = line;
	return i;
}

const struct indicator *figure_read(const char *name)
{
	return read_named(name, NULL);
}

/* ---- dimensions ---- */

static bool find_dimension(const struct indicator *of, const char *name, struct dimension *d)
{
	char *copy = arena_string(&arena_run, of->by);

	/* `sex`, `reporter*` (a unit has several), `category=measure_category` (the code list's name). */
	for (char *p; (p = strsep(&copy, " ")); ) {
		char  *list = strchr(p, '=');
		size_t n;

		if (list)
			*list++ = 0;
		n = strlen(p);
		*d = (struct dimension){ .name = name };
		if (n && p[n - 1] == '*') {
			d->many = true;
			p[n - 1] = 0;
		}
		if (strcmp(p, name) != 0)
			continue;
		if (strcmp(name, "office") != 0 && strcmp(name, "age") != 0 && strcmp(name, "month") != 0)
			d->list = list ? list : arena_string(&arena_run, name);
		return true;
	}
	return false;
}

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
		if (!find_dimension(of, p, f->by + f->n))
			return p;
		for (int d = 0; d < f->n; d++)
			if (strcmp(f->by[d].name, p) == 0)
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

/* The groups that print even when they are empty: of a code list, the months, the bands, the offices. */
static void expect_keys(struct figures *f, int d, struct registry *reg, const struct period *period, const char *office,
                        const char *age_bands)
{
	const struct dimension *by = f->by + d;
	struct val              v[2];

	if (by->list) {
		const struct codes *codes = code_list(reg, by->list);

		for (int i = 0; i < codes->n; i++) {
			const struct code *c = codes->code + i;

			/* A code that was not valid in any part of the period has no group, unless a unit has it. */
			if (!(c->from && strcmp(c->from, period->last) > 0) && !(c->to && strcmp(c->to, period->first) < 0))
				add_key(f, d, c->key, code_label(c));
		}
	} else if (strcmp(by->name, "month") == 0) {
		char day[DAY_TEXT];

		for (int at = day_parse(period->first); at <= day_parse(period->last); at = day_add_months(at, 1)) {
			day_text(at, day)[7] = 0;
			add_key(f, d, day, NULL);
		}
	} else if (strcmp(by->name, "age") == 0) {
		char *bands = arena_string(&arena_run, age_bands);

		for (char *p; (p = strsep(&bands, "|")); )
			add_key(f, d, p, NULL);
	} else {
		struct rows *rows;

		for (rows = db_ask(reg->db, &sql_figure_offices, (struct val[]){ val_text(office) }); db_next(rows, v); )
			add_key(f, d, v[0].s, v[1].s);
		db_end(rows);
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

static void count(struct figures *f, const char *key, struct group g)
{
	struct group *to = map_get(&f->groups, key);

	if (!to) {
		to = arena_take(&arena_run, sizeof *to);
		*map_at(&f->groups, arena_string(&arena_run, key)) = to;
	}
	to->num += g.num;
	to->den += g.den;
}

/* Count `g` in each group that its values lead to: one of each dimension, or several. */
static void spread(struct figures *f, int d, char *key, size_t n, const char *const *value, struct group g)
{
	if (d == f->n || d == DIMENSIONS_MAX) {
		count(f, key, g);
		return;
	}
	for (const char *p = value[d]; ; p++) {
		size_t len = f->by[d].many ? strcspn(p, "|") : strlen(p);

		if (n + len + 2 > KEY_MAX)
			err_die("a group's name is too long");
		memcpy(key + n, p, len);
		key[n + len] = 0;
		add_key(f, d, key + n, NULL);
		key[n + len] = '\x1f';
		key[n + len + 1] = 0;
		spread(f, d + 1, key, n + len + 1, value, g);
		p += len;
		if (!*p)
			return;
	}
}

/* What the wrapped SELECT yields before it is banded: the raw columns of each dimension. */
static void raw_columns(const struct figures *f, bool office, struct text *columns)
{
	for (int d = 0; d < f->n; d++) {
		const char *name = f->by[d].name;

		if (strcmp(name, "age") == 0)
			text_string(columns, "u.\"birth_month\", substr(u.\"day\", 1, 7), ");
		else if (strcmp(name, "month") == 0)
			text_string(columns, "substr(u.\"day\", 1, 7), ");
		else if (strcmp(name, "region") == 0)
			text_string(columns, "o.\"region\", ");
		else
			text_print(columns, "u.\"%s\", ", name);
	}
	if (f->of->late)
		text_string(columns, "u.\"began\", u.\"ended\", ");
	/* Offices are chosen afterwards: a condition on them would draw the planner away from the days. */
	if (office)
		text_string(columns, "u.\"office\", ");
}

static struct sql *wrap(const struct figures *f, bool office)
{
	struct sql *sql = arena_take(&arena_run, sizeof *sql);
	struct text columns = { 0 }, t = { 0 };
	bool        region = false;

	raw_columns(f, office, &columns);
	for (int d = 0; d < f->n; d++)
		region |= strcmp(f->by[d].name, "region") == 0;
	text_print(&t, "SELECT %s", columns.n ? columns.s : "");
	text_string(&t, f->of->late ? "COUNT(*), COUNT(*), 0" : f->of->percent
	            ? "CAST(SUM(u.\"num\") AS BIGINT), CAST(SUM(u.\"den\") AS BIGINT), MAX(u.\"num\")"
	            : "CAST(SUM(u.\"num\") AS BIGINT), 0, MAX(u.\"num\")");
	text_print(&t, " FROM (%s) u", f->of->select);
	if (region)
		text_string(&t, " LEFT JOIN \"office\" o ON o.\"code\" = u.\"office\"");
	if (columns.n)
		text_print(&t, " GROUP BY %.*s", (int)columns.n - 2, columns.s);
	*sql = (struct sql){ .name = arena_print(&arena_run, "indicators/%s.sql", f->of->name), .text = text_keep(&t),
	                     .in = "ss" };
	text_free(&columns);
	return sql;
}

static bool is_late(const struct indicator *of, bool compatible, const char *began, const char *ended)
{
	int limit = compatible && of->late_compatible ? of->late_compatible : of->late;
	int from = day_parse(began), to = day_parse(ended);

	return to > (of->months ? day_add_months(from, limit) : from + limit);
}

void figures_add(struct figures *f, struct registry *reg, const struct period *period, const char *office,
                 bool compatible)
{
	const char  *set = registry_setting(reg, "age_bands"), *bands = set ? set : "";
	struct val   v[2 * DIMENSIONS_MAX + 6];
	struct map   covered = { 0 };
	struct rows *rows;

	if (office) {
		for (rows = db_ask(reg->db, &sql_figure_offices, (struct val[]){ val_text(office) }); db_next(rows, v); )
			*map_at(&covered, arena_string(&arena_run, v[0].s)) = f;
		db_end(rows);
	}

	for (int d = 0; d < f->n; d++)
		expect_keys(f, d, reg, period, office, bands);
	rows = db_ask(reg->db, wrap(f, office != NULL),
	              (struct val[]){ val_text(period->first), val_text(period->last) });
	while (db_next(rows, v)) {
		const char  *value[DIMENSIONS_MAX];
		char         key[KEY_MAX], made[32];
		struct group g;
		int          n = 0;

		for (int d = 0; d < f->n; d++, n++) {
			value[d] = val_string(v + n);
			if (strcmp(f->by[d].name, "age") == 0) {
				value[d] = band(bands, day_age(value[d], val_string(v + n + 1)), made);
				n++;
			}
			if (!value[d] || !*value[d])
				value[d] = figure_missing;
		}
		bool late = true;

		if (f->of->late) {
			late = v[n].t == 's' && v[n + 1].t == 's' && is_late(f->of, compatible, v[n].s, v[n + 1].s);
			n += 2;
		}
		if (office && !(v[n].t == 's' && map_get(&covered, v[n].s)))
			continue;
		n += office != NULL;
		if (v[n + 2].t && v[n + 2].t != 'i')
			err_die("indicators/%s.sql: num is not a whole number", f->of->name);
		g = (struct group){ late ? v[n].i : 0, v[n + 1].i };
		count(f, "", g);
		if (f->n)
			spread(f, 0, memset(key, 0, sizeof key), 0, value, g);
	}
	db_end(rows);
}

struct group figures_get(const struct figures *f, const char *const *key)
{
	struct text         t = { 0 };
	const struct group *g;

	for (int d = 0; key && d < f->n; d++)
		text_print(&t, "%s\x1f", key[d]);
	g = map_get(&f->groups, t.s ? t.s : "");
	text_free(&t);
	return g ? *g : (struct group){ 0 };
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
