/* bare: what a load costs at the least. Reads a CSV file of messages with libcsv and runs prepared
 * INSERTs into a registry's own tables, in the order of the file, in one transaction, as concern-add
 * does; but it checks nothing, seals nothing, and keeps no journal.
 *
 *	bare REGISTRY FILE
 */
#define _GNU_SOURCE
#include <csv.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 64, ROW_MAX = 1 << 20 };

/* Where a cell goes: the number of its parameter, or into the box. */
struct place { int clear; int month; };

static sqlite3      *db;
static sqlite3_stmt *row, *box;
static struct place  place[CELLS_MAX];
static int           source, office, cells, columns;
static sqlite3_int64 id;
static char          bytes[ROW_MAX], sealed[ROW_MAX];
static size_t        used, start[CELLS_MAX + 1];

static _Noreturn void die(const char *why)
{
	fprintf(stderr, "bare: %s\n", why);
	exit(1);
}

static void run(const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
}

static sqlite3_stmt *prepared(const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
	return s;
}

static void on_cell(void *cell, size_t n, void *arg)
{
	(void)arg;
	if (cells == CELLS_MAX || n > ROW_MAX - used)
		die("a row that is too large");
	memcpy(bytes + used, cell, n);
	used += n;
	start[++cells] = used;
}

static void put_text(int parameter, int cell, size_t most)
{
	size_t n = start[cell + 1] - start[cell];

	if (n)
		sqlite3_bind_text(row, parameter, bytes + start[cell], (int)(n < most ? n : most), SQLITE_STATIC);
	else
		sqlite3_bind_null(row, parameter);
}

static int is_column(const char *name)
{
	static sqlite3_stmt *ask;
	int                  found;

	if (!ask)
		ask = prepared("SELECT 1 FROM pragma_table_info('concern') WHERE name = ?1");
	sqlite3_bind_text(ask, 1, name, -1, SQLITE_TRANSIENT);
	found = sqlite3_step(ask) == SQLITE_ROW;
	sqlite3_reset(ask);
	return found;
}

/* From the header, the two INSERTs. Columns that the table lacks are secrets. */
static void prepare(void)
{
	char names[4096] = "", marks[1024] = "", sql[6000];
	int  n = 3;

	columns = cells;
	for (int i = 0; i < columns; i++) {
		char name[100], month[120];

		snprintf(name, sizeof name, "%.*s", (int)(start[i + 1] - start[i]), bytes + start[i]);
		snprintf(month, sizeof month, "%s_month", name);
		if (strcmp(name, "office") == 0)
			office = i;
		if (is_column(name))
			place[i].clear = ++n;
		else if (is_column(month))
			place[i].month = ++n;
		else
			continue;
		sprintf(names + strlen(names), ", \"%s\"", place[i].clear ? name : month);
		sprintf(marks + strlen(marks), ", ?%d", n);
	}
	source = ++n;
	snprintf(sql, sizeof sql, "INSERT INTO concern (id, journal, tag%s, source) VALUES (?1, ?2, ?3%s, ?%d)", names, marks, n);
	row = prepared(sql);
	box = prepared("INSERT INTO concern_secret (id, box) VALUES (?1, ?2)");
	sqlite3_bind_int(row, 2, 2);
	sqlite3_bind_blob(row, 3, "0123456789abcdef", 16, SQLITE_STATIC);
}

static void on_row(int end, void *arg)
{
	size_t n = 0;

	(void)end, (void)arg;
	if (!row) {
		prepare();
	} else if (cells == columns) {
		sqlite3_bind_int64(row, 1, ++id);
		for (int i = 0; i < columns; i++) {
			if (place[i].clear) {
				put_text(place[i].clear, i, ROW_MAX);
				continue;
			}
			if (place[i].month)
				put_text(place[i].month, i, 7);
			memcpy(sealed + n, bytes + start[i], start[i + 1] - start[i]);
			n += start[i + 1] - start[i];
		}
		put_text(source, office, ROW_MAX);
		if (sqlite3_step(row) != SQLITE_DONE)
			die(sqlite3_errmsg(db));
		sqlite3_reset(row);
		sqlite3_bind_int64(box, 1, id);
		sqlite3_bind_blob(box, 2, sealed, (int)n, SQLITE_STATIC);
		if (sqlite3_step(box) != SQLITE_DONE)
			die(sqlite3_errmsg(db));
		sqlite3_reset(box);
	} else {
		die("a row with another number of cells than the header");
	}
	cells = 0;
	used = 0;
}

int main(int argc, char **argv)
{
	static char       piece[64 * 1024];
	struct csv_parser parser;
	FILE             *file;
	size_t            n;

	if (argc != 3 || !(file = fopen(argv[2], "r")))
		die("usage: bare REGISTRY FILE");
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
	run("PRAGMA foreign_keys = ON; PRAGMA cache_size = -24000; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
	/* Ids as large as a registry's own. */
	id = (sqlite3_int64)31924 << 37 | (sqlite3_int64)3 << 31 | (sqlite3_int64)21 << 24;
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	while ((n = fread(piece, 1, sizeof piece, file)) > 0)
		if (csv_parse(&parser, piece, n, on_cell, on_row, NULL) != n)
			die(csv_strerror(csv_error(&parser)));
	if (csv_fini(&parser, on_cell, on_row, NULL) != 0)
		die("a quote that is never closed");
	run("COMMIT");
	sqlite3_finalize(row);
	sqlite3_finalize(box);
	/* is_column's statement holds the connection open otherwise, and the checkpoint would not come. */
	while ((row = sqlite3_next_stmt(db, NULL)))
		sqlite3_finalize(row);
	if (sqlite3_close(db) != SQLITE_OK)
		die("the registry could not be closed");
	return 0;
}
