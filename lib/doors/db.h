/* db: one registry, in an SQLite file. The world's failures end the program here (STATUS_FAILED);
 * the input's faults never get this far, so a constraint that fires is our bug or another program's row.
 *
 * Statements are written in the one spelling that SQLite and PostgreSQL share: $1..$n, typed by the
 * letters of `in`. One answer streams at a time; asking for anything else meanwhile ends the program. */
#ifndef CASEWORK_DB_H
#define CASEWORK_DB_H

#include <stdbool.h>
#include <stdint.h>

/* A value: t is 'i' (integer), 's' (text), 'b' (bytes) or 0 for null; `s` is borrowed, `n` its bytes. */
struct val { char t; int n; int64_t i; const char *s; };

struct val val_null(void);
struct val val_int(int64_t i);
struct val val_text(const char *s);	/* null for NULL */
struct val val_bytes(const void *s, int n);
/* The text of a text value, or NULL. */
const char *val_string(const struct val *v);

/* A statement. `in` has one letter for each $n. Statements of NAME.sql are made at build. */
struct sql { const char *name, *text, *in; struct stmt *made; };

enum db_mode { DB_LOOK, DB_WRITE, DB_MAKE };

/* Open a registry file: to read, to write, or to make it (it must not exist). Waits for other
 * writers up to $CASEWORK_WAIT seconds (60), with a line on stderr after the first. */
struct db *db_open(const char *path, enum db_mode mode);
/* Close; the last one to close leaves one file. NULL is let through. */
void db_close(struct db *db);
/* A transaction: for a writer the lock is taken here, and it is seen that the file is still the one that
 * was opened. A reader sees one moment until it ends. */
void db_begin(struct db *db);
void db_commit(struct db *db);
void db_rollback(struct db *db);

/* Run a statement that answers nothing; returns how many rows it changed. */
int64_t db_do(struct db *db, struct sql *sql, const struct val *in);
/* The first row of an answer into `out` (as many values as it has columns), good until the next
 * call; false if there is none. */
bool db_one(struct db *db, struct sql *sql, const struct val *in, struct val *out);
/* Stream an answer. What db_next fills in is good until the next db_next. */
struct rows *db_ask(struct db *db, struct sql *sql, const struct val *in);
bool db_next(struct rows *rows, struct val *out);
void db_end(struct rows *rows);
/* Run text that may hold several statements, as the schema does. */
void db_script(struct db *db, const char *text);

/* From here on only clear columns can be read and nothing else done. */
void db_clear_only(struct db *db);

/* The column type of a letter, and the CHECK that a column holds a day, a time, a month (form only). */
const char *db_type(char letter);
const char *db_check_day(const char *column);
const char *db_check_month(const char *column);
const char *db_check_time(const char *column);
/* What CREATE TABLE ends with. */
const char *db_table_end(void);

/* The text that made a table, an index or a view; NULL if there is none of that name. */
const char *db_made_by(struct db *db, const char *name);
/* The name of a trigger, of which a registry has none; or NULL. */
const char *db_any_trigger(struct db *db);
bool db_has_column(struct db *db, const char *table, const char *column);

/* Copy the whole registry to a new file, readers and writers going on meanwhile, and make it
 * durable there. It holds one moment, and can be read without write rights beside it. */
void db_copy(struct db *db, const char *path);
/* Put the file into the mode that needs no side files to be read; opening it to write takes it out again. */
void db_settle(struct db *db);
/* From here on a damaged page is told by a call of `fault` and ends the answer it stands in, instead of
 * ending the program. */
void db_tolerate(struct db *db, void (*fault)(void *arg, const char *line), void *arg);
/* The engine's own check of its file and references: a call of `fault` per line. */
void db_integrity(struct db *db, void (*fault)(void *arg, const char *line), void *arg);

#endif
