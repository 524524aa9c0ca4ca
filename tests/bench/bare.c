/* bare: what a task costs at the least: libcsv, libsodium and prepared statements on a registry's own tables, and nothing else. It
 * checks nothing and keeps no journal.
 *
 *	bare concerns REGISTRY FILE	read messages and insert them; their secrets go into their boxes unsealed
 *	bare cases REGISTRY FILE KEY	read children with their cases, seal them, insert both
 *	bare measures REGISTRY FILE KEY	read measures, find the cases that they name by ref, seal, insert
 *	bare find REGISTRY KEY		read every person and unseal it; says how many, and how many bytes
 *
 * What is inserted comes in the order of the file, in one transaction, as casework does it, into every column and index that
 * casework fills; KEY is the key file. */
#define _GNU_SOURCE
#include <csv.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 64, ROW_MAX = 1 << 20, HEAD = 5, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
       CODE = crypto_aead_xchacha20poly1305_ietf_ABYTES, DIGEST = 16, KEY = 32 };

/* A table that rows go into. Where cell i goes: the number of its parameter, the month of a day, the box, or elsewhere. Behind the
 * columns of the file stand those that are given to each row. */
struct table {
	const char   *name;
	sqlite3_stmt *row, *box;
	int           place[COLUMNS_MAX], given;
	enum { ELSEWHERE, CLEAR, MONTH, BOXED } how[COLUMNS_MAX];
	sqlite3_int64 id;
};

static sqlite3      *db;
static struct table  tables[2];
static int           table_n, cells, columns;
static const char   *name[COLUMNS_MAX];
static char          bytes[ROW_MAX], plain[ROW_MAX];
static unsigned char sealed[ROW_MAX], key[KEY], nonce[NONCE];
static bool          seals;
static size_t        used, start[COLUMNS_MAX + 1];

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

static void done(sqlite3_stmt *s)
{
	if (sqlite3_step(s) != SQLITE_DONE)
		die(sqlite3_errmsg(db));
	sqlite3_reset(s);
}

static void read_key(const char *path)
{
	char  line[3][300];
	FILE *file = fopen(path, "r");

	for (int i = 0; i < 3; i++)
		if (!file || !fgets(line[i], sizeof line[i], file))
			die("no key file");
	line[2][strcspn(line[2], "\n")] = 0;
	if (sodium_init() < 0 || sodium_hex2bin(key, KEY, line[2], 2 * KEY, NULL, NULL, NULL) != 0)
		die("not a key file");
	fclose(file);
	seals = true;
}

/* ---- inserting ---- */

static void on_cell(void *cell, size_t n, void *arg)
{
	(void)arg;
	if (cells == COLUMNS_MAX || n > ROW_MAX - used)
		die("a row that is too large");
	memcpy(bytes + used, cell, n);
	used += n;
	start[++cells] = used;
}

static size_t length(int cell)
{
	return start[cell + 1] - start[cell];
}

static int cell_of(const char *column)
{
	for (int i = 0; i < columns; i++)
		if (strcmp(name[i], column) == 0)
			return i;
	return -1;
}

static void put_text(struct table *t, int parameter, int cell, size_t most)
{
	size_t n = length(cell);

	if (n)
		sqlite3_bind_text(t->row, parameter, bytes + start[cell], (int)(n < most ? n : most), SQLITE_STATIC);
	else
		sqlite3_bind_null(t->row, parameter);
}

static bool is_column(const char *table, const char *column)
{
	static sqlite3_stmt *ask;
	bool                 found;

	if (!ask)
		ask = prepared("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2");
	sqlite3_bind_text(ask, 1, table, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(ask, 2, column, -1, SQLITE_TRANSIENT);
	found = sqlite3_step(ask) == SQLITE_ROW;
	sqlite3_reset(ask);
	return found;
}

/* The two INSERTs of a table, with the columns `given` (by comma) behind those of the file. What is no column of any table is a secret
 * of the first. */
static void prepare(struct table *t, const char *given)
{
	char names[4096] = "", marks[1024] = "", sql[6000];
	int  n = 3;

	for (int i = 0; i < columns; i++) {
		char month[120];
		bool elsewhere = t == tables && table_n > 1 && is_column(tables[1].name, name[i]) && strcmp(name[i], "office") != 0 &&
		                 strcmp(name[i], "ref") != 0;

		snprintf(month, sizeof month, "%s_month", name[i]);
		t->how[i] = elsewhere ? ELSEWHERE : is_column(t->name, name[i]) ? CLEAR : t != tables ? ELSEWHERE :
		            is_column(t->name, month) ? MONTH : BOXED;
		if (t->how[i] != CLEAR && t->how[i] != MONTH)
			continue;
		t->place[i] = ++n;
		sprintf(names + strlen(names), ", \"%s\"", t->how[i] == CLEAR ? name[i] : month);
		sprintf(marks + strlen(marks), ", ?%d", n);
	}
	t->given = n + 1;
	for (const char *p = given; p; p = strchr(p + 1, ','))
		sprintf(marks + strlen(marks), ", ?%d", ++n);
	snprintf(sql, sizeof sql, "INSERT INTO \"%s\" (id, journal, tag%s, %s) VALUES (?1, ?2, ?3%s)", t->name, names, given, marks);
	t->row = prepared(sql);
	snprintf(sql, sizeof sql, "INSERT INTO \"%s_secret\" (id, box) VALUES (?1, ?2)", t->name);
	t->box = prepared(sql);
	sqlite3_bind_int(t->row, 2, 2);
	sqlite3_bind_blob(t->row, 3, "0123456789abcdef", 16, SQLITE_STATIC);
}

/* The names and values of what is to be sealed; their bytes. */
static size_t gather(const struct table *t)
{
	size_t n = 0;

	for (int i = 0; i < columns; i++) {
		if ((t->how[i] != BOXED && t->how[i] != MONTH) || !length(i))
			continue;
		n = (size_t)(stpcpy(plain + n, name[i]) + 1 - plain);
		memcpy(plain + n, bytes + start[i], length(i));
		n += length(i);
		plain[n++] = 0;
	}
	return n;
}

/* The box of a table's row: as casework lays it out, or with the secrets as they are. */
static void put_box(struct table *t)
{
	size_t n = gather(t), to = HEAD + NONCE;
	char   tied[60];

	if (!n)
		return;
	sqlite3_bind_int64(t->box, 1, t->id);
	if (!seals) {
		sqlite3_bind_blob(t->box, 2, plain, (int)n, SQLITE_STATIC);
		done(t->box);
		return;
	}
	sodium_increment(nonce, NONCE);
	memcpy(sealed + HEAD, nonce, NONCE);
	snprintf(tied, sizeof tied, "%s %lld", t->name, (long long)t->id);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + to, NULL, (unsigned char *)plain, n, (unsigned char *)tied, strlen(tied),
	                                           NULL, nonce, key);
	sqlite3_bind_blob(t->box, 2, sealed, (int)(to + n + CODE), SQLITE_STATIC);
	done(t->box);
}

static void put_row(struct table *t)
{
	sqlite3_bind_int64(t->row, 1, ++t->id);
	for (int i = 0; i < columns; i++)
		if (t->how[i] == CLEAR || t->how[i] == MONTH)
			put_text(t, t->place[i], i, t->how[i] == MONTH ? 7 : ROW_MAX);
	put_text(t, t->given, cell_of("office"), ROW_MAX);
}

/* What finds a child again; of a name and a day of birth, or of a national id. */
static void put_digest(struct table *t, int parameter, const char *const *of)
{
	unsigned char            digest[DIGEST];
	char                     hex[2 * DIGEST + 1];
	crypto_generichash_state state;

	crypto_generichash_init(&state, key, KEY, DIGEST);
	for (; *of; of++)
		crypto_generichash_update(&state, (unsigned char *)bytes + start[cell_of(*of)], length(cell_of(*of)));
	crypto_generichash_final(&state, digest, DIGEST);
	sqlite3_bind_text(t->row, parameter, sodium_bin2hex(hex, sizeof hex, digest, DIGEST), -1, SQLITE_TRANSIENT);
}

static void concern(void)
{
	if (!tables[0].row)
		prepare(tables, "source");
	put_row(tables);
	done(tables[0].row);
	put_box(tables);
}

static void child_and_case(void)
{
	if (!tables[0].row) {
		prepare(tables, "source, national_digest, name_digest");
		prepare(tables + 1, "source, person, lead");
	}
	put_row(tables);
	put_digest(tables, tables[0].given + 1, (const char *const[]){ "national_id", NULL });
	put_digest(tables, tables[0].given + 2, (const char *const[]){ "given_name", "family_name", "birth", NULL });
	done(tables[0].row);
	put_box(tables);
	put_row(tables + 1);
	sqlite3_bind_int64(tables[1].row, tables[1].given + 1, tables[0].id);
	sqlite3_bind_text(tables[1].row, tables[1].given + 2, "admin", -1, SQLITE_STATIC);
	done(tables[1].row);
}

static void measure(void)
{
	static sqlite3_stmt *ask;
	int                  of = cell_of("case"), office = cell_of("office");

	if (!ask) {
		ask = prepared("SELECT id, person FROM \"case\" WHERE source = ?1 AND ref = ?2");
		prepare(tables, "source, person");
	}
	put_row(tables);
	sqlite3_bind_text(ask, 1, bytes + start[office], (int)length(office), SQLITE_STATIC);
	sqlite3_bind_text(ask, 2, bytes + start[of] + 1, (int)length(of) - 1, SQLITE_STATIC);
	if (sqlite3_step(ask) != SQLITE_ROW)
		die("a measure whose case is not there");
	sqlite3_bind_int64(tables[0].row, tables[0].place[of], sqlite3_column_int64(ask, 0));
	sqlite3_bind_int64(tables[0].row, tables[0].given + 1, sqlite3_column_int64(ask, 1));
	sqlite3_reset(ask);
	done(tables[0].row);
	put_box(tables);
}

static void on_row(int end, void *insert)
{
	(void)end;
	if (!columns) {
		for (columns = 0; columns < cells; columns++)
			name[columns] = strndup(bytes + start[columns], length(columns));
	} else if (cells == columns) {
		(*(void (**)(void))insert)();
	} else {
		die("a row with another number of cells than the header");
	}
	cells = 0;
	used = 0;
}

static void load(const char *path, void (*insert)(void))
{
	static char       piece[64 * 1024];
	struct csv_parser parser;
	FILE             *file = fopen(path, "r");
	size_t            n;

	if (!file)
		die("no such file");
	run("BEGIN IMMEDIATE");
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	while ((n = fread(piece, 1, sizeof piece, file)) > 0)
		if (csv_parse(&parser, piece, n, on_cell, on_row, &insert) != n)
			die(csv_strerror(csv_error(&parser)));
	if (csv_fini(&parser, on_cell, on_row, &insert) != 0)
		die("a quote that is never closed");
	run("COMMIT");
}

/* A table of that name and number, whose ids are as large as a registry's own. */
static void table(const char *called, int number)
{
	tables[table_n++] = (struct table){ .name = called,
	                                    .id = (sqlite3_int64)31924 << 37 | (sqlite3_int64)number << 31 | (sqlite3_int64)21 << 24 };
}

/* ---- finding ---- */

static void find(void)
{
	sqlite3_stmt *s = prepared("SELECT t.\"id\", t.\"office\", b.\"box\" FROM \"person_live\" t"
	                           " LEFT JOIN \"person_secret\" b ON b.\"id\" = t.\"id\" ORDER BY t.\"id\"");
	long long     rows = 0, opened = 0;
	int           got;

	while ((got = sqlite3_step(s)) == SQLITE_ROW) {
		const unsigned char *box = sqlite3_column_blob(s, 2);
		size_t               n = (size_t)sqlite3_column_bytes(s, 2);
		unsigned long long   plain_n;
		char                 tied[60];

		rows++;
		snprintf(tied, sizeof tied, "person %lld", (long long)sqlite3_column_int64(s, 0));
		if (n && (n > sizeof plain || crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)plain, &plain_n, NULL, box + HEAD + NONCE,
		          n - HEAD - NONCE, (unsigned char *)tied, strlen(tied), box + HEAD, key) != 0))
			die("a box that does not open");
		opened += n ? (long long)plain_n : 0;
	}
	if (got != SQLITE_DONE)
		die(sqlite3_errmsg(db));
	printf("%lld %lld\n", rows, opened);
}

int main(int argc, char **argv)
{
	const char   *task = argc > 2 ? argv[1] : "";
	sqlite3_stmt *s;

	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (argc < 4 || sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		die("usage: bare concerns|cases|measures|find REGISTRY [FILE] [KEY]");
	run("PRAGMA foreign_keys = ON; PRAGMA cache_size = -24000; PRAGMA synchronous = FULL");
	if (strcmp(task, "concerns") != 0)
		read_key(argv[argc - 1]);
	if (strcmp(task, "concerns") == 0) {
		table("concern", 3);
		load(argv[3], concern);
	} else if (strcmp(task, "cases") == 0) {
		table("person", 4);
		table("case", 5);
		load(argv[3], child_and_case);
	} else if (strcmp(task, "measures") == 0) {
		table("measure", 7);
		load(argv[3], measure);
	} else if (strcmp(task, "find") == 0) {
		find();
	} else {
		die("no such task");
	}
	/* A statement that is left holds the connection open, and the checkpoint would not come. */
	while ((s = sqlite3_next_stmt(db, NULL)))
		sqlite3_finalize(s);
	if (sqlite3_close(db) != SQLITE_OK)
		die("the registry could not be closed");
	return 0;
}
