/* profile: what share/ holds. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doors/file.h"
#include "doors/sheet.h"
#include "frame/profile.h"
#include "frame/profile.sql.h"
#include "words/day.h"
#include "words/err.h"
#include "words/mem.h"

/* The columns of a code list's file; the label columns are the languages. */
enum { KEY_COLUMN, CODE_COLUMN, ORDER, FROM, TO, SPLIT, KIND, FIRST_LABEL, COLUMNS = FIRST_LABEL + 4 };
static const char *const columns[COLUMNS] = {
	"key", "code", "order", "valid_from", "valid_to", "split_into", "kind", "en", "nb", "ar", "bg"
};

struct line { const char *cell[COLUMNS]; };
struct list { int n; struct line *line; };

const char *profile_share(const char *below)
{
	/* Installed, or in a build directory, or in one within it. */
	static const char *const place[] = { "../share/casework", "../../share", "../../../share", "../../../../share" };
	static const char       *share;
	const char        *set = getenv("CASEWORK_SHARE");

	if (!share && set && *set)
		share = set;
	if (!share) {
		for (size_t i = 0; i < sizeof place / sizeof *place && !share; i++) {
			const char *there = file_beside(place[i]);

			if (there && access(arena_print(&arena_run, "%s/codes", there), R_OK) == 0)
				share = there;
		}
		if (!share)
			err_die("cannot find share beside the program: set CASEWORK_SHARE");
	}
	return arena_print(&arena_run, "%s/%s", share, below);
}

bool profile_there(const char *profile)
{
	return *profile && !strchr(profile, '/') &&
	       access(profile_share(arena_print(&arena_run, "profiles/%s/settings.csv", profile)), R_OK) == 0;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **profile_files(const char *below, const char *ending)
{
	DIR           *dir = opendir(profile_share(below));
	const char   **names = NULL;
	int            n = 0;
	struct dirent *d;

	while (dir && (d = readdir(dir))) {
		size_t len = strlen(d->d_name), tail = strlen(ending);

		if (d->d_name[0] == '.' || len <= tail || strcmp(d->d_name + len - tail, ending) != 0)
			continue;
		names = arena_room(names, n, sizeof *names);
		names[n++] = arena_copy(&arena_run, d->d_name, len - tail);
	}
	if (dir)
		closedir(dir);
	if (n)
		qsort(names, (size_t)n, sizeof *names, by_text);
	names = arena_room(names, n, sizeof *names);
	names[n] = NULL;
	return names;
}

/* Read a CSV file of share/ whose header must be just these columns; a call per row. */
static void read_file(const char *path, const char *const *header, int n,
                      void (*call)(void *arg, const char *const *cell), void *arg)
{
	struct sheet    *s = sheet_open(file_open(path), path, (struct sheet_format){ 0 });
	struct sheet_row row;
	const char      *why;
	enum sheet_got   got;
	bool             first = true;

	while ((got = sheet_next(s, &row, &why)) == SHEET_ROW) {
		if (row.n != n)
			err_die("%s:%ld: %d cells, not %d", path, row.line, row.n, n);
		for (int i = 0; first && i < n; i++)
			if (strcmp(row.cell[i], header[i]) != 0)
				err_die("%s:1: the column %s should be %s", path, row.cell[i], header[i]);
		if (!first)
			call(arg, row.cell);
		first = false;
	}
	if (got == SHEET_BAD)
		err_die("%s:%s", path, why);
	sheet_close(s);
}

/* Lay a row over the row of its key, or add it. */
static void overlay(void *arg, const char *const *cell)
{
	struct list *l = arg;
	struct line *to = NULL;

	for (int i = 0; i < l->n && !to; i++)
		if (strcmp(l->line[i].cell[KEY_COLUMN], cell[KEY_COLUMN]) == 0)
			to = l->line + i;
	if (!to) {
		l->line = arena_room(l->line, l->n, sizeof *l->line);
		to = l->line + l->n++;
		*to = (struct line){ 0 };
	}
	for (int i = 0; i < COLUMNS; i++)
		if (cell[i][0])
			to->cell[i] = arena_string(&arena_run, cell[i]);
}

/* All lists that a registry lacks; of those it has, with `codes`, what is new in them. */
static void load_list(struct db *db, const char *profile, const char *name, bool codes, void (*did)(const char *what))
{
	struct val  there[1];
	const char *generic = profile_share(arena_print(&arena_run, "codes/%s.csv", name));
	const char *own = profile_share(arena_print(&arena_run, "profiles/%s/codes/%s.csv", profile, name));
	struct list l = { 0 };
	bool        fresh = !db_one(db, &sql_list_there, (struct val[]){ val_text(name) }, there);

	if (!fresh && !codes)
		return;
	if (access(generic, R_OK) == 0)
		read_file(generic, columns, COLUMNS, overlay, &l);
	if (access(own, R_OK) == 0)
		read_file(own, columns, COLUMNS, overlay, &l);
	for (int i = 0; i < l.n; i++) {
		struct line *line = l.line + i;
		struct val   v[COLUMNS + 1] = { val_text(name) }, out[1];

		for (int c = 0; c < COLUMNS; c++)
			v[c + 1] = c == ORDER ? val_int(i + 1) : val_text(line->cell[c]);
		for (int c = FROM; c <= TO; c++)
			if (line->cell[c] && day_parse(line->cell[c]) == DAY_NONE)
				err_die("code list %s: %s: not a day: %s", name, columns[c], line->cell[c]);
		bool added = db_do(db, &sql_code_add, v) > 0;

		if (did && !fresh && (added || !db_one(db, &sql_code_same, v, out)))
			did(arena_print(&arena_run, "%sCODE %s %s", added ? "" : PROFILE_KEPT, name, line->cell[KEY_COLUMN]));
	}
	if (did && fresh && l.n)
		did(arena_print(&arena_run, "LIST %s", name));
}

struct settling { struct db *db; void (*did)(const char *what); };

static void put_setting(void *arg, const char *const *cell)
{
	struct settling *s = arg;

	if (db_do(s->db, &sql_setting_add, (struct val[]){ val_text(cell[0]), val_text(cell[1]) }) && s->did)
		s->did(arena_print(&arena_run, "SETTING %s", cell[0]));
}

/* Deadlines and holidays stand in tables of the registry, each filled from the profile's file of that name. A key of deadlines
 * may have several rows, and stays the owner's with all of them. */
struct tabling {
	struct db  *db;
	const char *table;
	bool        fresh, several;	/* the registry has none of it; a key may have several rows */
	void      (*did)(const char *what);
	const char *last;			/* the key of the row before */
	bool        taken, told;		/* that was new; that was told to be kept */
	int         n;				/* rows of the file so far */
};

enum { DEADLINE_COLUMNS = 14, HOLIDAY_COLUMNS = 6, AMOUNT = 6 };

/* Lay a row beside what the registry has: with the first of its key it is decided whether the key is new. */
static void put_row(void *arg, const char *const *cell)
{
	static const struct { struct sql *there, *add, *same; } sql[] = {
		{ &sql_holiday_there, &sql_holiday_add, &sql_holiday_same }, { &sql_deadline_there, &sql_deadline_add, &sql_deadline_same }
	};
	struct tabling *t = arg;
	struct val      v[DEADLINE_COLUMNS + 1], out[1];
	bool            first = !t->last || strcmp(t->last, cell[0]) != 0;

	for (int i = 0; i < (t->several ? DEADLINE_COLUMNS : HOLIDAY_COLUMNS); i++)
		v[i] = t->several && i == AMOUNT ? val_int(atoi(cell[i])) : val_text(*cell[i] ? cell[i] : NULL);
	v[DEADLINE_COLUMNS] = val_int(++t->n);
	if (first) {
		t->last = arena_string(&arena_run, cell[0]);
		t->told = false;
		t->taken = t->fresh || !db_one(t->db, sql[t->several].there, v, out);
		if (t->taken && !t->fresh && t->did)
			t->did(arena_print(&arena_run, "%s %s", t->table, cell[0]));
	}
	if (t->taken) {
		db_do(t->db, sql[t->several].add, v);
	} else if (t->did && !t->told && !db_one(t->db, sql[t->several].same, v, out)) {
		t->did(arena_print(&arena_run, "%s%s %s", PROFILE_KEPT, t->table, cell[0]));
		t->told = true;
	}
}

static void load_table(struct db *db, const char *profile, const char *table, bool codes, void (*did)(const char *what))
{
	static const char *const deadline[DEADLINE_COLUMNS] = {
		"key", "noun", "from", "after", "done", "if", "amount", "unit", "roll", "risk", "en", "nb", "ar", "bg"
	};
	static const char *const holiday[HOLIDAY_COLUMNS] = { "rule", "moves", "en", "nb", "ar", "bg" };
	const char     *path = profile_share(arena_print(&arena_run, "profiles/%s/%ss.csv", profile, table));
	struct tabling  t = { .db = db, .several = strcmp(table, "deadline") == 0, .did = did };
	struct val      v[1];

	t.table = t.several ? "DEADLINE" : "HOLIDAY";
	t.fresh = !db_one(db, t.several ? &sql_deadline_any : &sql_holiday_any, NULL, v);
	if ((!t.fresh && !codes) || access(path, R_OK) != 0)
		return;
	read_file(path, t.several ? deadline : holiday, t.several ? DEADLINE_COLUMNS : HOLIDAY_COLUMNS, put_row, &t);
	if (did && t.fresh && t.last)
		did(arena_print(&arena_run, "LIST %s", table));
}

void profile_upgrade(struct db *db, const char *profile, bool codes, void (*did)(const char *what))
{
	static const char *const header[] = { "setting", "value", "en" };
	const char             **own = profile_files(arena_print(&arena_run, "profiles/%s/codes", profile), ".csv");

	read_file(profile_share(arena_print(&arena_run, "profiles/%s/settings.csv", profile)), header, 3, put_setting,
	          &(struct settling){ db, did });
	for (const char **name = profile_files("codes", ".csv"); *name; name++)
		load_list(db, profile, *name, codes, did);
	for (; *own; own++)
		if (access(profile_share(arena_print(&arena_run, "codes/%s.csv", *own)), R_OK) != 0)
			load_list(db, profile, *own, codes, did);
	load_table(db, profile, "deadline", codes, did);
	load_table(db, profile, "holiday", codes, did);
}

void profile_load(struct db *db, const char *profile)
{
	profile_upgrade(db, profile, true, NULL);
}

void profile_set(struct db *db, const char *name, const char *value)
{
	db_do(db, &sql_setting_set, (struct val[]){ val_text(name), val_text(value) });
}
