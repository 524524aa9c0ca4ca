/* db: one registry, in an SQLite file. The only file that includes sqlite3.h. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "doors/db.h"
#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"

struct db {
	sqlite3     *lite;
	char        *path;
	enum db_mode mode;
	struct stmt *first;		/* every statement made, to be let go at close */
	struct rows *streaming;
	void       (*fault)(void *arg, const char *line);
	void        *fault_arg;
	struct timespec waiting_since;
	bool         said, settled;
	dev_t        device;
	ino_t        inode;
};

struct stmt {
	struct db    *db;
	struct sql   *sql;
	sqlite3_stmt *lite;
	struct stmt  *next;
};

struct rows { struct stmt stmt; };

struct val val_null(void) { return (struct val){ 0 }; }
struct val val_int(int64_t i) { return (struct val){ .t = 'i', .i = i }; }
struct val val_bytes(const void *s, int n) { return (struct val){ .t = 'b', .n = n, .s = s }; }

struct val val_text(const char *s)
{
	return s ? (struct val){ .t = 's', .n = (int)strlen(s), .s = s } : val_null();
}

const char *val_string(const struct val *v)
{
	return v->t == 's' ? v->s : NULL;
}

static _Noreturn void fail(struct db *db, const char *what)
{
	int code = sqlite3_errcode(db->lite), number = sqlite3_system_errno(db->lite);

	number = number ? number : errno;

	if (code == SQLITE_NOTADB)
		err_die("%s: not a registry", db->path);
	if (code == SQLITE_CORRUPT)
		err_die("%s: the file is damaged: %s (registry-check tells more)", db->path, sqlite3_errmsg(db->lite));
	if (code == SQLITE_BUSY)
		err_die("%s: busy: another command has been writing for too long; nothing was written"
		        " (CASEWORK_WAIT sets how many seconds to wait)", db->path);
	if ((code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && db->mode == DB_LOOK && access(db->path, R_OK) == 0)
		err_die("%s: cannot be read without write rights beside it (registry-backup --extract makes a file"
		        " that can)", db->path);
	if (code == SQLITE_AUTH)
		err_exit(STATUS_REFUSED, "%s: reads what is sealed, or does more than read: %s", what, sqlite3_errmsg(db->lite));
	if (code == SQLITE_READONLY)
		err_die("%s: the registry is read-only", db->path);
	if (code == SQLITE_FULL || code == SQLITE_IOERR || (code == SQLITE_CANTOPEN && number))
		err_die("%s: %s: %s; nothing was written", db->path, what,
		        number ? err_world(number) : sqlite3_errmsg(db->lite));
	err_die("%s: %s: %s", db->path, what, sqlite3_errmsg(db->lite));
}

/* Another writer holds the lock: wait a little, longer each time, until the time is up. */
static int busy(void *arg, int times)
{
	struct db      *db = arg;
	struct timespec now, nap = { 0 };
	const char     *set = getenv("CASEWORK_WAIT");
	char           *end = NULL;
	double          limit = set && *set ? strtod(set, &end) : 60, waited;

	if (end && *end)
		err_exit(STATUS_WRONG, "CASEWORK_WAIT: not a number of seconds: %s", set);

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (times == 0) {
		db->waiting_since = now;
		db->said = false;
	}
	waited = (double)(now.tv_sec - db->waiting_since.tv_sec) +
	         (double)(now.tv_nsec - db->waiting_since.tv_nsec) / 1e9;
	if (waited >= limit)
		return 0;
	if (waited > 1 && !db->said) {
		err_note("waiting for another command to finish writing");
		db->said = true;
	}
	/* Naps of 1 to 25 ms, spread by the clock, so that writers in step fall out of it. */
	nap.tv_nsec = 1000000L * (1 + (times < 12 ? times : 12)) + now.tv_nsec % 12000 * 1000L;
	nanosleep(&nap, NULL);
	return 1;
}

static void pragma(struct db *db, const char *text)
{
	errno = 0;
	if (sqlite3_exec(db->lite, text, NULL, NULL, NULL) != SQLITE_OK)
		fail(db, "cannot open");
}

/* Is it in the mode of a registry, whose log several processes share? Backups are not. */
static bool has_log(const char *path)
{
	char head[20] = "";
	int  fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		if (pread(fd, head, sizeof head, 0) != (ssize_t)sizeof head)
			head[18] = 0;
		close(fd);
	}
	return head[18] == 2;	/* SQLite's file format, offset 18: 2 is WAL */
}

/* Locks do not hold on network file systems, and two writers would damage the file. */
static void refuse_network(const char *path, enum db_mode mode)
{
	static const unsigned long network[] = {
		0x6969 /* NFS */, 0x517b /* SMB */, 0xff534d42 /* CIFS */, 0xfe534d42 /* SMB2 */,
		0x5346414f /* AFS */, 0x73757245 /* Coda */
	};
	struct statfs fs;

	if (mode == DB_MAKE || (mode == DB_LOOK && !has_log(path)) || statfs(path, &fs) != 0)
		return;
	for (size_t i = 0; i < sizeof network / sizeof *network; i++)
		if (((unsigned long)fs.f_type & 0xffffffff) == network[i])
			err_exit(STATUS_REFUSED, "%s: on a network file system, where locks fail and the file would be damaged"
			         " (keep it on a local disk and run casework on that machine)", path);
}

/* Whoever read the registry while it was read-only left files beside it that are read-only too. */
static void free_beside(const char *path, mode_t mode)
{
	static const char *const ending[] = { "-shm", "-wal" };

	for (int i = 0; i < 2; i++) {
		char *beside = arena_print(&arena_run, "%s%s", path, ending[i]);

		if (access(beside, F_OK) == 0 && access(beside, W_OK) != 0)
			chmod(beside, mode);
	}
}

struct db *db_open(const char *path, enum db_mode mode)
{
	struct db  *db = mem_take(sizeof *db);
	struct stat st;
	int         flags = SQLITE_OPEN_READWRITE;
	int         fd;

	*db = (struct db){ .mode = mode, .path = arena_string(&arena_run, path) };
	if (mode == DB_MAKE) {
		fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
		if (fd < 0)
			err_die_errno("%s: cannot make the file", path);
		close(fd);
	} else if (stat(path, &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			err_die("%s: no registry (registry-init makes one)", path);
		err_die_errno("%s: cannot be read", path);
	} else if (!S_ISREG(st.st_mode)) {
		err_die("%s: not a registry: not a file", path);
	} else if (st.st_size == 0) {
		err_die("%s: not a registry: an empty file", path);
	}
	if (mode == DB_WRITE)
		free_beside(path, st.st_mode & 0666);
	refuse_network(path, mode);
	/* One thread, and no counting of memory: both cost every call. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	/* Debian's SQLite takes a name that begins so for a URI. */
	if (strncmp(path, "file:", 5) == 0)
		path = arena_print(&arena_run, "./%s", path);
	if (sqlite3_open_v2(path, &db->lite, flags, NULL) != SQLITE_OK) {
		if (access(path, R_OK) != 0)
			err_die_errno("%s: cannot be read", path);
		fail(db, "cannot open");
	}
	if (stat(path, &st) == 0) {
		db->device = st.st_dev;
		db->inode = st.st_ino;
	}
	sqlite3_busy_handler(db->lite, busy, db);
	sqlite3_db_config(db->lite, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->lite, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db->lite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->lite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if (mode == DB_WRITE && sqlite3_db_readonly(db->lite, "main") == 1)
		err_die("%s: the registry is read-only", path);
	/* A backup is put back into the mode of a registry when it is first written, not when it is looked at. */
	db->settled = mode == DB_WRITE && !has_log(path);
	if (mode == DB_MAKE)
		pragma(db, "PRAGMA journal_mode = WAL");
	pragma(db, mode == DB_LOOK
	       ? "PRAGMA foreign_keys = ON; PRAGMA cache_size = -24000; PRAGMA query_only = ON"
	       : "PRAGMA foreign_keys = ON; PRAGMA cache_size = -24000; PRAGMA synchronous = FULL");
	return db;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	while (db->first) {
		struct stmt *s = db->first;

		db->first = s->next;
		if (s->sql->made == s)
			s->sql->made = NULL;
		sqlite3_finalize(s->lite);
		free(s);
	}
	sqlite3_close(db->lite);
	free(db);
}

static struct stmt *make(struct db *db, struct sql *sql)
{
	struct stmt *s = sql->made;
	struct text  text = { 0 };
	bool         quoted = false;

	if (s && s->db == db)
		return s;
	for (s = db->first; s; s = s->next)
		if (s->sql == sql)
			return sql->made = s;
	/* SQLite numbers $n by its first appearance; ?n is the number that was meant. */
	for (const char *c = sql->text; *c; c++) {
		quoted ^= *c == '\'';
		text_char(&text, *c == '$' && !quoted ? '?' : *c);
	}
	s = mem_take(sizeof *s);
	*s = (struct stmt){ .db = db, .sql = sql };
	if (sqlite3_prepare_v3(db->lite, text.s, (int)text.n, SQLITE_PREPARE_PERSISTENT, &s->lite, NULL) != SQLITE_OK)
		fail(db, sql->name);
	if (sqlite3_bind_parameter_count(s->lite) > (int)strlen(sql->in))
		err_die("%s: more parameters than letters", sql->name);
	text_free(&text);
	s->next = db->first;
	db->first = s;
	return sql->made = s;
}

static struct stmt *bind(struct db *db, struct sql *sql, const struct val *in)
{
	struct stmt *s = make(db, sql);

	if (db->streaming)
		err_die("%s: asked while the rows of %s are still open", sql->name, db->streaming->stmt.sql->name);
	for (int i = 0; sql->in[i]; i++) {
		const struct val *v = in + i;

		if (v->t && v->t != sql->in[i])
			err_die("%s: $%d is %c, not %c", sql->name, i + 1, sql->in[i], v->t);
		if (v->t == 'i')
			sqlite3_bind_int64(s->lite, i + 1, v->i);
		else if (v->t == 's')
			sqlite3_bind_text(s->lite, i + 1, v->s, v->n, SQLITE_STATIC);
		else if (v->t == 'b')
			sqlite3_bind_blob(s->lite, i + 1, v->s, v->n, SQLITE_STATIC);
		else
			sqlite3_bind_null(s->lite, i + 1);
	}
	errno = 0;
	return s;
}

static bool step(struct stmt *s)
{
	int got = sqlite3_step(s->lite);

	if (got == SQLITE_CORRUPT && s->db->fault)
		s->db->fault(s->db->fault_arg, arena_print(&arena_run, say("damaged: not all of it can be read (%s)"), s->sql->name));
	else if (got != SQLITE_ROW && got != SQLITE_DONE)
		fail(s->db, s->sql->name);
	return got == SQLITE_ROW;
}

static void take(struct stmt *s, struct val *out)
{
	int n = sqlite3_column_count(s->lite);

	for (int i = 0; i < n; i++) {
		switch (sqlite3_column_type(s->lite, i)) {
		case SQLITE_NULL:
			out[i] = val_null();
			break;
		case SQLITE_INTEGER:
			out[i] = val_int(sqlite3_column_int64(s->lite, i));
			break;
		case SQLITE_BLOB:
			out[i].t = 'b';
			out[i].s = sqlite3_column_blob(s->lite, i);
			out[i].n = sqlite3_column_bytes(s->lite, i);
			break;
		default:
			out[i].t = 's';
			out[i].s = (const char *)sqlite3_column_text(s->lite, i);
			out[i].n = sqlite3_column_bytes(s->lite, i);
		}
	}
}

int64_t db_do(struct db *db, struct sql *sql, const struct val *in)
{
	struct stmt *s = bind(db, sql, in);
	int64_t      changed;

	while (step(s))
		;
	changed = sqlite3_changes64(db->lite);
	sqlite3_reset(s->lite);
	return changed;
}

bool db_one(struct db *db, struct sql *sql, const struct val *in, struct val *out)
{
	static struct arena   kept;
	struct stmt *s = bind(db, sql, in);
	bool         there = step(s);

	if (there) {
		int n = sqlite3_column_count(s->lite);

		/* Copied, so that the statement can be let go and the lock with it. */
		arena_reset(&kept, (struct arena_mark){ 0 });
		take(s, out);
		for (int i = 0; i < n; i++)
			if (out[i].t == 's' || out[i].t == 'b')
				out[i].s = arena_copy(&kept, out[i].s, (size_t)out[i].n);
	}
	sqlite3_reset(s->lite);
	return there;
}

struct rows *db_ask(struct db *db, struct sql *sql, const struct val *in)
{
	struct stmt *s = bind(db, sql, in);

	db->streaming = (struct rows *)s;
	return db->streaming;
}

bool db_next(struct rows *rows, struct val *out)
{
	if (!step(&rows->stmt))
		return false;
	take(&rows->stmt, out);
	return true;
}

void db_end(struct rows *rows)
{
	rows->stmt.db->streaming = NULL;
	sqlite3_reset(rows->stmt.lite);
}

void db_script(struct db *db, const char *text)
{
	errno = 0;
	if (sqlite3_exec(db->lite, text, NULL, NULL, NULL) != SQLITE_OK)
		fail(db, "schema");
}

void db_begin(struct db *db)
{
	struct stat now;

	if (db->settled)
		db_script(db, "PRAGMA journal_mode = WAL");
	db->settled = false;
	db_script(db, db->mode == DB_LOOK ? "BEGIN" : "BEGIN IMMEDIATE");
	/* While we waited for the lock a restore may have set this file aside. */
	if (db->mode == DB_WRITE && (stat(db->path, &now) != 0 || now.st_dev != db->device || now.st_ino != db->inode))
		err_die("%s: was replaced meanwhile; nothing was written, try again", db->path);
}

void db_commit(struct db *db)
{
	db_script(db, "COMMIT");
}

void db_rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(db->lite))
		db_script(db, "ROLLBACK");
}

/* What an indicator may do: select, from whatever is not sealed. */
static int clear_only(void *arg, int action, const char *a, const char *b, const char *c, const char *d)
{
	size_t n = a ? strlen(a) : 0;

	(void)arg, (void)b, (void)c, (void)d;
	if (action == SQLITE_READ && ((n > 7 && strcmp(a + n - 7, "_secret") == 0) || strcmp(a, "history") == 0))
		return SQLITE_DENY;
	return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION ||
	       action == SQLITE_RECURSIVE || action == SQLITE_TRANSACTION ? SQLITE_OK : SQLITE_DENY;
}

void db_clear_only(struct db *db)
{
	sqlite3_set_authorizer(db->lite, clear_only, NULL);
}

const char *db_type(char letter)
{
	return letter == 'i' ? "INTEGER" : letter == 'b' ? "BLOB" : "TEXT";
}

#define DIGITS2 "[0-9][0-9]"
#define MONTH   DIGITS2 DIGITS2 "-" DIGITS2

static const char *check(const char *column, const char *glob)
{
	return arena_print(&arena_run, "CHECK (\"%s\" GLOB '%s')", column, glob);
}

const char *db_check_day(const char *column) { return check(column, MONTH "-" DIGITS2); }
const char *db_check_month(const char *column) { return check(column, MONTH); }
const char *db_check_time(const char *column) { return check(column, MONTH "-" DIGITS2 "T" DIGITS2 ":" DIGITS2); }
const char *db_table_end(void) { return " STRICT"; }

const char *db_made_by(struct db *db, const char *name)
{
	static struct sql sql = { "db_made_by", "SELECT sql FROM sqlite_schema WHERE name = $1", "s", NULL };
	struct val        out[1];

	return db_one(db, &sql, (struct val[]){ val_text(name) }, out) ? arena_string(&arena_run, out[0].s) : NULL;
}

const char *db_any_trigger(struct db *db)
{
	static struct sql sql = { "db_any_trigger", "SELECT name FROM sqlite_schema WHERE type = 'trigger' LIMIT 1", "", NULL };
	struct val        out[1];

	return db_one(db, &sql, NULL, out) ? arena_string(&arena_run, out[0].s) : NULL;
}

bool db_has_column(struct db *db, const char *table, const char *column)
{
	static struct sql sql = { "db_has_column", "SELECT 1 FROM pragma_table_info($1) WHERE name = $2", "ss", NULL };
	struct val        out[1];

	return db_one(db, &sql, (struct val[]){ val_text(table), val_text(column) }, out);
}

void db_copy(struct db *db, const char *path)
{
	struct db      *to = db_open(path, DB_MAKE);
	sqlite3_backup *copy = sqlite3_backup_init(to->lite, "main", db->lite, "main");
	int             got;

	if (!copy)
		fail(to, "cannot copy");
	errno = 0;
	while ((got = sqlite3_backup_step(copy, -1)) == SQLITE_BUSY || got == SQLITE_LOCKED)
		sqlite3_sleep(20);
	if (sqlite3_backup_finish(copy) != SQLITE_OK || got != SQLITE_DONE)
		fail(to, "cannot copy");
	db_settle(to);
	db_close(to);
}

void db_settle(struct db *db)
{
	db_script(db, "PRAGMA journal_mode = DELETE");
}

void db_tolerate(struct db *db, void (*fault)(void *arg, const char *line), void *arg)
{
	db->fault = fault;
	db->fault_arg = arg;
}

/* SQLite tells several faults in one answer, under a heading. */
static void each_line(const char *text, void (*fault)(void *arg, const char *line), void *arg)
{
	char *copy = arena_string(&arena_run, text);

	for (char *line; (line = strsep(&copy, "\n")); )
		if (*line && strncmp(line, "***", 3) != 0)
			fault(arg, line);
}

void db_integrity(struct db *db, void (*fault)(void *arg, const char *line), void *arg)
{
	static const char *const questions[] = { "PRAGMA integrity_check(100)", "PRAGMA foreign_key_check" };

	for (int i = 0; i < 2; i++) {
		sqlite3_stmt *s;
		int           got = sqlite3_prepare_v2(db->lite, questions[i], -1, &s, NULL);

		while (got == SQLITE_OK && (got = sqlite3_step(s)) == SQLITE_ROW) {
			const char *line = (const char *)sqlite3_column_text(s, 0);

			if (i == 1)
				fault(arg, arena_print(&arena_run, say("%s: row %lld refers to a row of %s that is not there"), line,
				                       (long long)sqlite3_column_int64(s, 1),
				                       (const char *)sqlite3_column_text(s, 2)));
			else if (strcmp(line, "ok") != 0)
				each_line(line, fault, arg);
			got = SQLITE_OK;
		}
		if (got != SQLITE_OK && got != SQLITE_DONE)
			fault(arg, arena_string(&arena_run, sqlite3_errmsg(db->lite)));
		sqlite3_finalize(s);
	}
}
