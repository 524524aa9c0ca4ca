/* indicator: what is counted, as its file says. */
#include <stdlib.h>
#include <string.h>

#include "doors/file.h"
#include "frame/indicator.h"
#include "frame/profile.h"
#include "words/err.h"
#include "words/mem.h"

const char **figure_names(void)
{
	const char **names = profile_files("indicators", ".sql");

	if (!names[0])
		err_die("%s: no indicators there", profile_share("indicators"));
	return names;
}

/* A file as it is read. */
struct reading {
	struct indicator *i;
	const char       *path;
	const struct indicator *base;	/* whose units are counted in another way */
};

/* "7 days" or "3 months". */
static struct limit limit(const struct reading *r, const char *value)
{
	char *end;
	long  n = strtol(value, &end, 10);
	bool  months = strcmp(end, " months") == 0;

	if (n < 1 || n > 10000 || (!months && strcmp(end, " days") != 0))
		err_die("%s: not a number of days or months: %s", r->path, value);
	return (struct limit){ (int)n, months };
}

/* `sex`, `reporter*` (a unit has several), `category=measure_category` (the code list's name), with `:foster|kafala` behind
 * it of these kinds only, `severity=1..5`, `about=office`. */
static void take_dimension(const struct reading *r, char *text)
{
	struct dimension *d = r->i->dimension + r->i->dimensions;
	char             *list = strchr(text, '='), *kinds = list ? strchr(list, ':') : NULL, *end;
	size_t            n;

	if (r->i->dimensions++ == INDICATOR_DIMENSIONS)
		err_die("%s: by: more than %d", r->path, INDICATOR_DIMENSIONS);
	if (list)
		*list++ = 0;
	if (kinds)
		*kinds++ = 0;
	n = strlen(text);
	d->many = n && text[n - 1] == '*';
	if (d->many)
		text[--n] = 0;
	if (!n || (list && !*list) || (kinds && !*kinds))
		err_die("%s: by: not a dimension: %s", r->path, r->i->by);
	d->name = text;
	d->list = list ? list : text;
	d->kinds = kinds;
	if (strcmp(text, "age") == 0)
		d->groups = OF_AGES;
	else if (strcmp(text, "month") == 0)
		d->groups = OF_MONTHS;
	else if (strcmp(d->list, "office") == 0)
		d->groups = OF_OFFICES;
	else if (strchr("0123456789", *d->list)) {
		d->groups = OF_NUMBERS;
		d->from = (int)strtol(d->list, &end, 10);
		d->to = strncmp(end, "..", 2) == 0 ? (int)strtol(end + 2, &end, 10) : -1;
		if (*end || d->to < d->from || d->to > 1000)
			err_die("%s: by: not numbers A..B: %s", r->path, d->list);
	}
}

static void take_by(const struct reading *r)
{
	char *copy = arena_string(&arena_run, r->i->by);

	for (char *p; (p = strsep(&copy, " ")); )
		if (*p)
			take_dimension(r, p);
}

/* A key that takes one of a few words. */
static bool take_word(const struct reading *r, const char *key, const char *value)
{
	struct indicator *i = r->i;

	if (strcmp(key, "value") == 0 && (strcmp(value, "count") == 0 || strcmp(value, "percent") == 0))
		i->percent = *value == 'p';
	else if (strcmp(key, "period") == 0 && strcmp(value, "last day") == 0)
		i->last_day = true;
	else if (strcmp(key, "count") == 0 && strcmp(value, "distinct") == 0)
		i->distinct = true;
	else if (strcmp(key, "person") == 0 && strcmp(value, "joined") == 0)
		i->joined = true;
	else
		return false;
	return true;
}

static const struct indicator *read_named(const char *name, const char *user);

static void take_header(struct reading *r, const char *key, const char *value)
{
	struct indicator *i = r->i;
	const struct { const char *key; const char **to; } texts[] = {
		{ "definition", &i->definition }, { "unit", &i->unit }, { "set", &i->set }, { "by", &i->by },
		{ "source", &i->source }, { "protect", &i->protect }, { "unknown", &i->unknown }, { "num", &i->num },
		{ "den", &i->den }
	};
	const struct { const char *key; struct limit *to; } limits[] = {
		{ "late", &i->late }, { "late_compatible", &i->late_compatible }, { "late_extended", &i->late_extended },
		{ "in_time", &i->in_time }
	};

	for (int l = 0; l < LANGUAGES; l++)
		if (strcmp(key, languages[l]) == 0) {
			i->label[l] = value;
			return;
		}
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
		if (strcmp(key, texts[t].key) == 0) {
			*texts[t].to = value;
			return;
		}
	for (size_t t = 0; t < sizeof limits / sizeof *limits; t++)
		if (strcmp(key, limits[t].key) == 0) {
			*limits[t].to = limit(r, value);
			return;
		}
	if (strcmp(key, "units") == 0) {
		r->base = read_named(value, r->path);
		if (!r->base->select)
			err_die("%s: units: counts its own: %s", r->path, value);
		return;
	}
	/* `by sex: ...` says where a dimension's value is taken from; it is for people. */
	if (!take_word(r, key, value) && strncmp(key, "by ", 3) != 0)
		err_die("%s: no such header: %s: %s", r->path, key, value);
}

/* A column and keys, of letters that can stand in a statement. */
static void check_keys(const struct reading *r, const char *what, const char *keys)
{
	if (keys && (!strchr(keys, ' ') || keys[strspn(keys, "abcdefghijklmnopqrstuvwxyz0123456789_ ")]))
		err_die("%s: %s: not a column and its keys: %s", r->path, what, keys);
}

static void check(const struct reading *r)
{
	const struct indicator *i = r->i;

	for (int l = 0; l < LANGUAGES; l++)
		if (!i->label[l])
			err_die("%s: no label: %s", r->path, languages[l]);
	if (!i->definition || !i->unit || !i->source)
		err_die("%s: definition, unit and source are needed", r->path);
	if (i->late.n && i->in_time.n)
		err_die("%s: late and in_time: only one of them", r->path);
	if ((i->late.n || i->in_time.n) && !i->percent)
		err_die("%s: value: percent is needed with a limit", r->path);
	if (i->protect && !indicator_by(i, i->protect))
		err_die("%s: protect: no such dimension: %s", r->path, i->protect);
	check_keys(r, "num", i->num);
	check_keys(r, "den", i->den);
}

static void no_such(const char *name, const char *user)
{
	const char **names = figure_names(), *near;
	int          n = 0;

	while (names[n])
		n++;
	near = text_nearest(name, names, n);
	err_exit(STATUS_WRONG, "%s%sno such indicator: %s%s", user ? user : "", user ? ": " : "", name, text_hint(near));
}

static const struct indicator *read_named(const char *name, const char *user)
{
	static struct map known;
	struct indicator *i = map_get(&known, name);
	struct reading    r = { .path = profile_share(arena_print(&arena_run, "indicators/%s.sql", name)) };
	char             *rest, *line;

	if (i)
		return i;
	rest = strchr(name, '/') ? NULL : file_whole(r.path, NULL);
	if (!rest)
		no_such(name, user);
	r.i = i = arena_take(&arena_run, sizeof *i);
	*i = (struct indicator){ .name = arena_string(&arena_run, name), .by = "" };
	*map_at(&known, i->name) = i;
	while (strncmp(rest, "-- ", 3) == 0 && (line = strsep(&rest, "\n"))) {
		char *colon = strstr(line, ": ");

		if (!colon || !rest)
			err_die("%s: not a header: %s", r.path, line);
		*colon = 0;
		take_header(&r, line + 3, colon + 2);
	}
	take_by(&r);
	check(&r);
	/* The units of another indicator are counted in another way: its SELECT stands as "units". */
	line = r.base ? arena_print(&arena_run, "WITH \"units\" AS (%s) %s", r.base->select, rest) : arena_string(&arena_run, rest);
	for (size_t n = strlen(line); n > 0 && strchr(" \t\n;", line[n - 1]); n--)
		line[n - 1] = 0;
	i->select = line;
	return i;
}

const struct indicator *figure_read(const char *name)
{
	return read_named(name, NULL);
}

const struct dimension *indicator_by(const struct indicator *i, const char *name)
{
	for (int d = 0; d < i->dimensions; d++)
		if (strcmp(i->dimension[d].name, name) == 0)
			return i->dimension + d;
	return NULL;
}

bool indicator_joins(const struct indicator *i, const char *column)
{
	return i->joined && (strcmp(column, "sex") == 0 || strcmp(column, "birth_month") == 0 || strcmp(column, "background") == 0);
}
