/* registry-upgrade: bring a registry made by an older casework up to date. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/profile.h"
#include "frame/schema.h"
#include "hall/cmd.h"
#include "words/mem.h"

static bool profile;
static long steps;

static const struct opt opts[] = {
	{ 0, "profile", NULL, NULL, "also add what is new in the profile's lists and settings; what you changed stays",
	  .on = &profile },
	{ 'n', "dry-run", NULL, NULL, "say what would be done", .on = &common.dry_run },
	{ 0, "as", "STAFF", "staff", "write as this member of staff", .text = &common.as },
	{ 0 }
};

/* Fields added that a row must have, with what older rows get. */
static struct list added;

static void did(const char *what)
{
	if (strncmp(what, "COLUMN ", 7) == 0)
		list_add(&added, what + 7);

	steps += strncmp(what, PROFILE_KEPT, strlen(PROFILE_KEPT)) != 0;
	printf("%s\n", what);
}

/* A column that was added has its value in every row already, but the rows' tags do not know it: each
 * row is changed from having none, which leaves its history too. */
static void fill_old_rows(struct registry *reg, const char *column)
{
	const char        *dot = strchr(column, '.');
	const struct noun *noun = noun_by_name(arena_copy(&arena_run, column, (size_t)(dot - column)));
	struct shape      *s = noun ? noun_shape(noun) : NULL;
	int                field = s ? shape_field(s, dot + 1) : -1;
	struct arena       arena = { 0 };
	struct list        ids = { 0 };
	struct sql        *sql = arena_take(&arena_run, sizeof *sql);
	struct rows       *rows;
	struct val         v[1];

	if (field < 0 || !s->field[field]->old)
		return;
	*sql = (struct sql){ "old rows", arena_print(&arena_run, "SELECT \"id\" FROM \"%s\"", noun->name), "", NULL };
	for (rows = db_ask(reg->db, sql, NULL); db_next(rows, v); )
		list_add(&ids, arena_print(&arena_run, "%lld", (long long)v[0].i));
	db_end(rows);
	for (int i = 0; i < ids.n; i++) {
		struct record old, now;

		record_load(reg, s, atoll(ids.s[i]), &now, &arena, false);
		old = now;
		old.v[field] = val_null();
		record_change(reg, &old, &now, "upgrade");
		arena_reset(&arena, (struct arena_mark){ 0 });
	}
	arena_free(&arena);
}

static enum status run(struct run *run)
{
	struct registry *reg;
	struct entry    *e;

	reg = run->reg = registry_open(cmd_registry(), DB_WRITE, true);
	registry_who(reg, common.as, false);
	registry_begin(reg, "registry-upgrade");
	schema_make(reg->db, did);
	for (int i = 0; i < added.n; i++)
		fill_old_rows(reg, added.s[i]);
	if (profile)
		profile_upgrade(reg->db, registry_setting(reg, "profile"), did);
	profile_set(reg->db, "schema", registry_manifest());
	e = registry_entry(reg, "registry", "upgrade");
	e->count = steps;
	if (common.dry_run || (!steps && registry_schema(reg) == SCHEMA_SAME))
		registry_rollback(reg);
	else
		registry_commit(reg);
	if (!steps)
		err_note("nothing to do: %s is up to date", reg->path);
	return STATUS_DONE;
}

const struct cmd registry_upgrade_cmd = {
	.name = "registry-upgrade",
	.group = "the registry",
	.brief = "bring a registry made by an older casework up to date",
	.needs = NEEDS_NOTHING,
	.opts = opts,
	.run = run,
};
