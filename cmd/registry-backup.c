/* registry-backup: a checked copy of the registry, made while others write. */
#include <stdio.h>
#include <unistd.h>

#include "doors/file.h"
#include "frame/check.h"
#include "frame/profile.h"
#include "hall/cmd.h"
#include "words/mem.h"

static bool extract, replace;
static long faults;

static const struct opt opts[] = {
	{ 0, "extract", NULL, NULL, "leave out all that is sealed: a copy for statistics, to be read only", .on = &extract },
	{ 0, "replace", NULL, NULL, "take the place of an older copy", .on = &replace },
	{ 0 }
};

static void fault(const char *line)
{
	faults++;
	err_warn("the copy: %s", line);
}

/* Take every sealed value out of the copy. */
static void take_out(const char *path)
{
	struct db *db = db_open(path, DB_WRITE);

	db_begin(db);
	for (int i = 0; noun_table[i]; i++)
		db_script(db, arena_print(&arena_run, "DELETE FROM \"%s_secret\"", noun_table[i]->name));
	db_script(db, "DELETE FROM \"history\" WHERE \"box\" IS NOT NULL");
	profile_set(db, "extract", "yes");
	db_commit(db);
	db_settle(db);
	db_close(db);
}

static enum status run(struct run *run)
{
	const char      *to, *passing;
	struct registry *copy;
	bool             signed_too;

	if (run->operands.n != 1)
		err_exit(STATUS_MISUSED, "where to? give one file");
	to = run->operands.s[0];
	if (!replace && access(to, F_OK) == 0)
		err_exit(STATUS_REFUSED, "%s: is there already (--replace takes its place)", to);
	passing = arena_print(&arena_run, "%s.%ld.new", to, (long)getpid());
	err_scrap = passing;
	db_copy(run->reg->db, passing);
	if (extract)
		take_out(passing);
	copy = registry_open(passing, DB_LOOK, false);
	check_registry(copy, NULL, fault, &signed_too);
	registry_close(copy);
	if (faults) {
		unlink(passing);
		err_warn("%s: not made: the registry has faults (registry-check tells them)", to);
		return STATUS_PARTLY;
	}
	if (rename(passing, to) != 0)
		err_die_errno("%s: cannot be written", to);
	err_scrap = NULL;
	file_sync_dir(to);
	if (!signed_too && !extract)
		err_note("no key: the copy's tags, sums and journal chain were not checked");
	return STATUS_DONE;
}

const struct cmd registry_backup_cmd = {
	.name = "registry-backup",
	.group = "the registry",
	.brief = "make a checked copy of the registry",
	.args = "FILE", .arg_kind = "file",
	.needs = NEEDS_READ,
	.opts = opts,
	.run = run,
};
