/* registry-check: is the registry sound? A line per fault; exit 1 if there is any. */
#include <stdio.h>

#include "frame/check.h"
#include "hall/cmd.h"
#include "words/language.h"

static bool        brief;
static const char *head;
static long        faults;

static const struct opt opts[] = {
	{ 0, "brief", NULL, NULL, "one line, for monitors", .on = &brief },
	{ 0, "head", "HEAD", NULL, "the journal must hold this entry (as registry-log --head printed it)", .text = &head },
	{ 0 }
};

static void fault(const char *line)
{
	faults++;
	if (!brief)
		printf("%s\n", line);
	/* Out at once: what comes next may end the program. */
	fflush(stdout);
}

static enum status run(struct run *run)
{
	bool    signed_too;
	int64_t records;

	db_begin(run->reg->db);
	records = check_registry(run->reg, head, fault, &signed_too);
	db_rollback(run->reg->db);
	if (!signed_too)
		err_note(run->reg->extract ? SAID("an extract: tags, sums and the journal's chain were not checked")
		                           : SAID("no key: tags, sums and the journal's chain were not checked"));
	if (brief)
		/* What monitors read is the same in every language. */
		printf("%s %s: %lld records, %ld faults%s\n", run->reg->code, faults ? "FAULTY" : "sound", (long long)records, faults,
		       signed_too ? "" : ", not signed");
	else if (!faults)
		err_note("sound: %lld records", (long long)records);
	return faults ? STATUS_PARTLY : STATUS_DONE;
}

const struct cmd registry_check_cmd = {
	.name = "registry-check",
	.group = "the registry",
	.brief = "check that the registry is sound and was not changed by hand",
	.needs = NEEDS_READ,
	.opts = opts,
	.run = run,
};
