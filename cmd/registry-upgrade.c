/* registry-upgrade: bring a registry made by an older casework up to date. */
#include <stdio.h>
#include <string.h>

#include "frame/profile.h"
#include "frame/schema.h"
#include "frame/start.h"
#include "hall/cmd.h"

static bool profile;
static long steps;

static const struct opt opts[] = {
	{ 0, "profile", NULL, NULL, "also add new codes, deadlines and holidays; what you changed stays",
	  .on = &profile },
	{ 'n', "dry-run", NULL, NULL, "say what would be done", .on = &common.dry_run },
	{ 0, "as", "STAFF", "staff", "write as this member of staff", .text = &common.as },
	{ 0 }
};

static void did(const char *what)
{

	steps += strncmp(what, PROFILE_KEPT, strlen(PROFILE_KEPT)) != 0;
	printf("%s\n", what);
}

static enum status run(struct run *run)
{
	struct registry *reg;
	struct entry    *e;
	const char      *public;

	reg = run->reg = registry_open(cmd_registry(), DB_WRITE, true);
	registry_who(reg, common.as);
	registry_begin(reg, "registry-upgrade");
	schema_make(reg->db, did);
	/* What this casework asks for must be there: lists and settings always. */
	profile_upgrade(reg->db, registry_setting(reg, "profile"), profile, did);
	/* Fields that change no column, as sealed ones do, change the manifest alone. */
	if (!steps && registry_schema(reg) != SCHEMA_SAME)
		did("FIELDS as this casework knows them");
	profile_set(reg->db, "schema", registry_manifest());
	e = registry_entry(reg, "registry", "upgrade");
	e->count = steps;
	if (common.dry_run || (!steps && registry_schema(reg) == SCHEMA_SAME))
		registry_rollback(reg);
	else
		registry_commit(reg);
	public = common.dry_run ? NULL : start_public(reg);
	if (public)
		err_note("made %s, to be given to whoever may have something to report", public);
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
