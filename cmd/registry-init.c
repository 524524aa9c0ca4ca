/* registry-init: make a registry: its file, its keys, its first office and its first member of staff. */
#include <unistd.h>

#include "frame/profile.h"
#include "frame/start.h"
#include "hall/cmd.h"
#include "words/mem.h"

static struct start what = { .profile = "generic", .kind = "service" };

static const struct opt opts[] = {
	{ 0, "code", "CODE", NULL, "the registry's code: 2 to 5 of A-Z0-9, a letter first; in every id", .text = &what.code },
	{ 0, "name", "NAME", NULL, "the name of its first office (default: the code)", .text = &what.name },
	{ 0, "profile", "PROFILE", NULL, "generic, no, eg or bg (a country's), or register (the Deviation Register alone)", .text = &what.profile },
	{ 0, "kind", "CODE", NULL, "what kind of office it is (default: service)", .text = &what.kind },
	{ 0 }
};

/* Nothing may be there already, nor the log of a registry that is gone: it would be taken for the new one's. */
static void refuse_taken(const char *path)
{
	for (const char *const *end = (const char *const[]){ "", "-wal", "-journal", NULL }; *end; end++) {
		const char *side = arena_print(&arena_run, "%s%s", path, *end);

		if (access(side, F_OK) == 0)
			err_exit(STATUS_REFUSED, "%s: is there already", side);
	}
}

static enum status run(struct run *run)
{
	const char *path = cmd_registry();

	(void)run;
	if (!what.code)
		err_exit(STATUS_MISUSED, "--code is needed: 2 to 5 of A-Z0-9, a letter first");
	if (!id_code_valid(what.code))
		err_exit(STATUS_WRONG, "--code: 2 to 5 of A-Z0-9, a letter first: %s", what.code);
	if (!profile_there(what.profile))
		err_exit(STATUS_WRONG, "--profile: no such profile: %s", what.profile);
	if (!what.name)
		what.name = what.code;
	refuse_taken(path);
	if (!start_registry(path, &what))
		err_exit(STATUS_REFUSED, "%s: is there already", path);
	err_note("made %s; its keys are in %s: keep a copy of both, apart from each other", path, registry_key_dir());
	return STATUS_DONE;
}

const struct cmd registry_init_cmd = {
	.name = "registry-init",
	.group = "the registry",
	.brief = "make a registry, its keys and its first office",
	.needs = NEEDS_NOTHING,
	.opts = opts,
	.run = run,
};
