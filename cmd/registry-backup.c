/* registry-backup: a checked copy of the registry, made while others write. */
#include <stdio.h>
#include <sys/stat.h>
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

/* What is sealed, and the digests by which it is found. */
static void take_out_noun(struct db *db, const struct shape *s)
{
	db_script(db, arena_print(&arena_run, "DELETE FROM \"%s_secret\"", s->noun->name));
	for (int i = 0; i < s->n; i++)
		if (s->field[i]->flags & DIGEST)
			db_script(db, arena_print(&arena_run, "UPDATE \"%s\" SET \"%s\" = NULL WHERE \"%s\" IS NOT NULL", s->noun->name,
			                          s->field[i]->name, s->field[i]->name));
}

/* Take every sealed value out of the copy. */
static void take_out(const char *path)
{
	struct db *db = db_open(path, DB_WRITE);

	db_begin(db);
	for (int i = 0; noun_table[i]; i++)
		take_out_noun(db, noun_shape(noun_table[i]));
	db_script(db, "DELETE FROM \"history\" WHERE \"box\" IS NOT NULL");
	profile_set(db, "extract", "yes");
	db_commit(db);
	/* Anew, so that nothing is left of what was deleted. */
	db_settle(db);
	db_script(db, "VACUUM");
	db_close(db);
}

/* Look through the copy as it stands; true if it is sound. */
static bool sound(const char *path, bool *signed_too)
{
	struct registry *copy = registry_open(path, DB_LOOK, false);

	check_registry(copy, NULL, fault, signed_too);
	registry_close(copy);
	return !faults;
}

/* Taking the registry's own place would lose whatever is written meanwhile. */
static void refuse_same(const char *from, const char *to)
{
	struct stat a, b;

	if (stat(from, &a) == 0 && stat(to, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		err_exit(STATUS_REFUSED, "%s: is the registry itself", to);
}

static enum status run(struct run *run)
{
	const char *to, *passing;
	bool        signed_too, unused;

	if (run->operands.n != 1)
		err_exit(STATUS_MISUSED, "where to? give one file");
	to = run->operands.s[0];
	refuse_same(run->reg->path, to);
	if (!replace && access(to, F_OK) == 0)
		err_exit(STATUS_REFUSED, "%s: is there already (--replace takes its place)", to);
	passing = file_passing(to);
	db_copy(run->reg->db, passing);
	/* Checked while it is whole: what is taken out takes its tags with it. */
	if (sound(passing, &signed_too) && extract) {
		take_out(passing);
		sound(passing, &unused);
	}
	if (faults) {
		file_drop(passing);
		err_warn("%s: not made: the registry has faults (registry-check tells them)", to);
		return STATUS_PARTLY;
	}
	/* The log of an older copy would be taken for the new one's. */
	unlink(arena_print(&arena_run, "%s-wal", to));
	unlink(arena_print(&arena_run, "%s-shm", to));
	file_place(passing, to, false);
	if (!signed_too)
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
