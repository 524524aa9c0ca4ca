/* report: figures of several registries added up and printed. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "hall/report.h"
#include "hall/show.h"
#include "words/language.h"
#include "words/mem.h"

enum { REGISTRIES_MAX = 1000, FEW = 2, LEAST_SHOWN = 5 };

static struct registry *registry[REGISTRIES_MAX];
static int              registries;
static bool             few;	/* a group of one or two has been printed, or groups within groups */

static void open_one(const char *path)
{
	struct registry *reg;

	if (registries == REGISTRIES_MAX)
		err_exit(STATUS_MISUSED, "more than %d registries", REGISTRIES_MAX);
	reg = registry_open(path, DB_LOOK, false);
	/* Counted twice, every figure would be wrong. */
	for (int i = 0; i < registries; i++)
		if (strcmp(registry[i]->uid, reg->uid) == 0)
			err_exit(STATUS_REFUSED, "the same registry twice (%s): %s and %s", reg->code, registry[i]->path, path);
	registry[registries++] = reg;
	/* One moment for all its figures, and nothing but clear columns. */
	db_begin(reg->db);
	db_clear_only(reg->db);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The registries of a directory, in order of name. */
static void open_all(const char *dir)
{
	DIR           *d = opendir(dir);
	struct list    found = { 0 };
	struct dirent *e;

	if (!d)
		err_die_errno("%s: cannot be read", dir);
	while ((e = readdir(d)))
		if (strlen(e->d_name) > 3 && strcmp(e->d_name + strlen(e->d_name) - 3, ".db") == 0)
			list_add(&found, arena_print(&arena_run, "%s/%s", dir, e->d_name));
	closedir(d);
	if (!found.n)
		err_die("%s: no registry (*.db) in it", dir);
	qsort(found.s, (size_t)found.n, sizeof *found.s, by_path);
	for (int i = 0; i < found.n; i++)
		open_one(found.s[i]);
}

static void open_registries(void)
{
	struct stat st;

	if (common.registries.n == 0)
		list_add(&common.registries, registry_path(NULL));
	for (int i = 0; i < common.registries.n; i++) {
		const char *path = common.registries.s[i];

		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			open_all(path);
		else
			open_one(path);
	}
}

/* Tables are read by people; what programs read is the same in every language. */
__attribute__((format_arg(1))) static const char *spoken(const char *text)
{
	return show_is_table() ? say(text) : text;
}

/* The label of a group, where labels are wanted, else its key. */
static const char *shown(const struct figures *f, int d, const char *key)
{
	static bool asked, labels;

	if (!asked)
		labels = common.labels || show_is_table();
	asked = true;
	if (strcmp(key, figure_missing) == 0)
		return spoken(SAID("missing"));
	for (int i = 0; labels && i < f->keys_n[d]; i++)
		if (strcmp(f->keys[d][i], key) == 0)
			return f->labels[d][i];
	return key;
}

/* Whether the groups of an indicator may need the column `note`. */
static bool noted(const struct figures *f)
{
	for (int d = 0; d < f->n; d++)
		if (f->by[d]->many)
			return true;
	return figures_protected(f) || (f->n && f->of->unknown);
}

/* "overlaps; 12 unknown" */
static const char *note(const struct figures *f, struct group g, bool all, char *out, size_t room)
{
	bool many = false;

	for (int d = 0; d < f->n && !all; d++)
		many |= f->by[d]->many;
	if (g.hidden)
		return spoken(SAID("too few"));
	snprintf(out, room, "%s", many ? spoken(SAID("overlaps")) : "");
	if (f->of->unknown && g.unknown)
		snprintf(out + strlen(out), room - strlen(out), spoken(SAID("%s%lld unknown")), many ? "; " : "", (long long)g.unknown);
	return *out ? out : NULL;
}

static void print_row(struct show *out, const struct figures *f, const char *period, const char *const *key)
{
	const char  *cell[DIMENSIONS_MAX + 6] = { NULL };
	struct group g = figures_get(f, key);
	char         num[32], den[32], value[32], text[200];
	int          n = 0;

	cell[n++] = f->of->name;
	cell[n++] = period;
	for (int d = 0; d < f->n; d++)
		cell[n++] = key ? shown(f, d, key[d]) : spoken(SAID("total"));
	snprintf(num, sizeof num, "%lld", (long long)g.num);
	snprintf(den, sizeof den, "%lld", (long long)g.den);
	if (!g.hidden) {
		cell[n] = num;
		cell[n + 1] = f->of->percent ? den : NULL;
		cell[n + 2] = !f->of->percent ? num : g.den ? figure_percent(g, value) : NULL;
		few |= (g.num > 0 && g.num <= FEW) || (f->of->percent && g.den > 0 && g.den <= FEW);
	}
	n += 3;
	if (noted(f))
		cell[n++] = note(f, g, !key, text, sizeof text);
	show_row(out, cell);
}

/* Every group of the dimensions crossed, in their order; missing values last. */
static void print_groups(struct show *out, const struct figures *f, const char *period, int d, const char **key)
{
	if (d == f->n || d == DIMENSIONS_MAX) {
		print_row(out, f, period, key);
		return;
	}
	for (int last = 0; last < 2; last++)
		for (int i = 0; i < f->keys_n[d]; i++)
			if ((strcmp(f->keys[d][i], figure_missing) == 0) == last) {
				key[d] = f->keys[d][i];
				print_groups(out, f, period, d + 1, key);
			}
}

/* The strictest of the registries says which groups are too small. */
static int64_t least_shown(void)
{
	long least = 0;

	for (int i = 0; i < registries; i++) {
		const char *set = registry_setting(registry[i], "protect_below");
		long        n = set && *set ? strtol(set, NULL, 10) : LEAST_SHOWN;

		least = n > least ? n : least;
	}
	return least;
}

static void print_figures(struct show *out, const struct report *asked, const struct indicator *of)
{
	for (int y = asked->from; y <= asked->to; y++) {
		const char    *key[DIMENSIONS_MAX];
		char           label[16];
		struct period  period;
		struct figures f;
		struct group   all;

		snprintf(label, sizeof label, "%04d", y);
		day_period(label, &period);
		figures_start(&f, of, asked->by);
		for (int i = 0; i < registries; i++) {
			const char *ours = asked->mode ? asked->mode : registry_setting(registry[i], "mode");

			figures_add(&f, registry[i], &period, asked->office, ours && strcmp(ours, "compatible") == 0);
		}
		if (figures_protected(&f))
			figures_hide(&f, least_shown());
		print_row(out, &f, of->last_day ? period.last : label, NULL);
		if (f.n)
			print_groups(out, &f, of->last_day ? period.last : label, 0, key);
		all = figures_get(&f, NULL);
		if (of->unknown && all.unknown)
			err_note("%s %s: %s unknown: %lld", of->name, label, of->unknown, (long long)all.unknown);
	}
}

static struct show *open_report(const struct report *asked, const struct indicator *const *of, int indicators)
{
	static struct column  columns[DIMENSIONS_MAX + 6];
	static struct figures f;
	int                   n = 0;
	bool                  notes = false;

	for (int i = indicators - 1; i >= 0; i--) {
		figures_start(&f, of[i], asked->by);
		notes |= noted(&f);
	}
	columns[n++] = (struct column){ "indicator", SHOW_TEXT };
	columns[n++] = (struct column){ "period", SHOW_TEXT };
	for (int d = 0; d < f.n; d++)
		columns[n++] = (struct column){ f.by[d]->name, SHOW_TEXT };
	columns[n++] = (struct column){ "num", SHOW_NUMBER };
	columns[n++] = (struct column){ "den", SHOW_NUMBER };
	columns[n++] = (struct column){ "value", SHOW_NUMBER };
	if (notes)
		columns[n++] = (struct column){ "note", SHOW_TEXT };
	if (f.n > 1)
		few = true;
	return show_open(columns, n);
}

/* The offices a report covers are told with it: figures of part of them mislead. */
static void tell_offices(const char *office)
{
	int known = 0;

	for (int i = 0; i < registries; i++) {
		int n = figure_offices(registry[i], office);

		known += n;
		if (n && office)
			err_note("%s: %s and %d below it", registry[i]->code, office, n - 1);
		else if (n)
			err_note(say_n("%s: its %d office", "%s: all %d offices", (unsigned long)n), registry[i]->code, n);
	}
	if (!known)
		err_exit(STATUS_WRONG, "--office: no such office: %s", office ? office : "");
}

void report_print(const struct report *asked, const struct indicator *const *of, int n)
{
	struct show *out;

	open_registries();
	tell_offices(asked->office);
	out = open_report(asked, of, n);
	for (int i = 0; i < n; i++)
		print_figures(out, asked, of[i]);
	show_close(out);
	for (int i = 0; i < registries; i++)
		registry_close(registry[i]);
	if (few)
		err_note("not for publication: small groups, or groups within groups, may tell of single children");
}
