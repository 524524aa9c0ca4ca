/* Stands between casework and its registry and writes down every statement that is asked, as
 * NAME, a tab and its text, in the file that $CASEWORK_SPY names. Linked with --wrap: tests/sql.bats. */
#include <stdio.h>
#include <stdlib.h>

#include "doors/db.h"

int64_t __real_db_do(struct db *db, struct sql *sql, const struct val *in);
bool __real_db_one(struct db *db, struct sql *sql, const struct val *in, struct val *out);
struct rows *__real_db_ask(struct db *db, struct sql *sql, const struct val *in);
int64_t __wrap_db_do(struct db *db, struct sql *sql, const struct val *in);
bool __wrap_db_one(struct db *db, struct sql *sql, const struct val *in, struct val *out);
struct rows *__wrap_db_ask(struct db *db, struct sql *sql, const struct val *in);

static void note(const struct sql *sql)
{
	const char *path = getenv("CASEWORK_SPY");
	FILE       *f = path ? fopen(path, "a") : NULL;

	if (!f)
		return;
	fprintf(f, "%s\t", sql->name);
	for (const char *c = sql->text; *c; c++)
		putc(*c == '\n' || *c == '\t' ? ' ' : *c, f);
	putc('\n', f);
	fclose(f);
}

int64_t __wrap_db_do(struct db *db, struct sql *sql, const struct val *in)
{
	note(sql);
	return __real_db_do(db, sql, in);
}

bool __wrap_db_one(struct db *db, struct sql *sql, const struct val *in, struct val *out)
{
	note(sql);
	return __real_db_one(db, sql, in, out);
}

struct rows *__wrap_db_ask(struct db *db, struct sql *sql, const struct val *in)
{
	note(sql);
	return __real_db_ask(db, sql, in);
}
