/* registry-restore: put a backup in the registry's place, and skip ids that may be on letters already. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doors/file.h"
#include "frame/check.h"
#include "hall/cmd.h"
#include "words/mem.h"

static bool replace;
static long skip = 100000, faults;

static const struct opt opts[] = {
	{ 0, "replace", NULL, NULL, "set a registry that is there aside, as FILE.before-restore", .on = &replace },
	{ 0, "skip", "N", NULL, "ids to leave out, since they may have been given after the backup (default: 100000)",
	  .num = &skip },
	{ 0, "as", "STAFF", "staff", "write as this member of staff", .text = &common.as },
	{ 0 }
};

static void fault(const char *line)
{
	faults++;
	err_warn("the backup: %s", line);
}

/* Ids given between the backup and the loss are not in it; none of them may be given twice. */
static void skip_ahead(struct registry *reg)
{
	struct entry *e;

	registry_begin(reg, "registry-restore");
	e = registry_entry(reg, "registry", "restore");
	e->count = 1;
	for (int i = 0; noun_table[i]; i++)
		registry_skip_ids(reg, noun_table[i], skip);
	registry_commit(reg);
}

/* With its side files: a log left behind would be taken for the new file's. Earlier ones set aside stay. */
static void set_aside(const char *path)
{
	const char *aside = arena_print(&arena_run, "%s.before-restore", path);
	const char *log = arena_print(&arena_run, "%s-wal", path);
	struct stat st;

	for (int n = 2; access(aside, F_OK) == 0; n++)
		aside = arena_print(&arena_run, "%s.before-restore-%d", path, n);
	if (access(path, F_OK) == 0 && rename(path, aside) != 0)
		err_die_errno("%s: cannot be set aside", path);
	/* An empty log and the index of a log are nobody's loss. */
	if (stat(log, &st) == 0 && st.st_size && rename(log, arena_print(&arena_run, "%s-wal", aside)) != 0)
		err_die_errno("%s: cannot be set aside", log);
	unlink(log);
	unlink(arena_print(&arena_run, "%s-shm", path));
}

/* Under the writer's lock of what is there, so that nothing is written to it while it moves; whoever waits
 * for the lock finds out that it has. It stays open to the end: closing would tidy up by names that are
 * the new registry's by then. */
static void hold(const char *path)
{
	/* volatile: kept for its lock alone, which no compiler can see. */
	static struct db *volatile old;

	/* A file too damaged to be locked is no reason not to restore. */
	if (!file_is_sqlite(path))
		return;
	/* Opened and closed, its log is folded in. */
	db_close(db_open(path, DB_WRITE));
	old = db_open(path, DB_WRITE);
	db_begin(old);
}

static enum status run(struct run *run)
{
	const char      *to = cmd_registry(), *passing;
	struct registry *reg;
	bool             signed_too;

	if (run->operands.n != 1)
		err_exit(STATUS_MISUSED, "from where? give one backup file");
	reg = registry_open(run->operands.s[0], DB_LOOK, false);
	if (reg->extract)
		err_exit(STATUS_REFUSED, "%s: an extract: it lacks what was sealed", run->operands.s[0]);
	registry_need_key(reg, "write");
	if (access(to, F_OK) == 0 && !replace)
		err_exit(STATUS_REFUSED, "%s: a registry is there (--replace sets it aside)", to);
	file_make_dirs_of(to);
	passing = file_passing(to);
	db_copy(reg->db, passing);
	registry_close(reg);
	reg = registry_open(passing, DB_WRITE, false);
	registry_who(reg, common.as);
	check_registry(reg, NULL, fault, &signed_too);
	if (faults) {
		registry_close(reg);
		file_drop(passing);
		err_warn("%s: not restored: the backup has faults", run->operands.s[0]);
		return STATUS_PARTLY;
	}
	skip_ahead(reg);
	registry_close(reg);
	hold(to);
	set_aside(to);
	file_place(passing, to, false);
	err_note("restored %s; %ld ids of each kind are left out, since they may have been given after the backup", to, skip);
	return STATUS_DONE;
}

const struct cmd registry_restore_cmd = {
	.name = "registry-restore",
	.group = "the registry",
	.brief = "put a backup in the registry's place",
	.args = "FILE", .arg_kind = "file",
	.needs = NEEDS_NOTHING,
	.opts = opts,
	.run = run,
};
