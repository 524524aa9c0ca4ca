/* registry-log: the journal: what was written, when and by whom. */
#include <stdio.h>

#include "frame/check.h"
#include "hall/show.h"
#include "words/mem.h"

static bool        head;
static const char *since;
static long        limit = -1;

static const struct opt opts[] = {
	{ 0, "head", NULL, NULL, "the journal's head alone, to be kept elsewhere for registry-check --head", .on = &head },
	{ 0, "since", "DAY", NULL, "entries from this day on", .text = &since },
	{ 0, "limit", "N", NULL, "the newest N entries", .num = &limit },
	{ 0 }
};

static const struct column columns[] = {
	{ "n", SHOW_NUMBER }, { "time", SHOW_TEXT }, { "staff", SHOW_TEXT }, { "login", SHOW_TEXT }, { "command", SHOW_TEXT },
	{ "noun", SHOW_TEXT }, { "action", SHOW_TEXT }, { "first", SHOW_TEXT }, { "count", SHOW_NUMBER }
};

static enum status run(struct run *run)
{
	static struct sql sql = { "journal", "SELECT \"n\", \"time\", \"staff\", \"login\", \"command\", \"noun\", \"action\","
		" \"first\", \"count\" FROM \"journal\" WHERE \"time\" >= $1 ORDER BY \"n\" DESC NULLS LAST LIMIT $2", "si", NULL };
	struct show *out;
	struct rows *rows;
	struct val   v[9];
	char         n[32], count[32], first[ID_TEXT];

	if (head) {
		printf("%s\n", check_head(run->reg));
		return STATUS_DONE;
	}
	if (since && day_parse(since) == DAY_NONE)
		err_exit(STATUS_WRONG, "--since: not a day: %s", since);
	out = show_open(columns, 9);
	rows = db_ask(run->reg->db, &sql, (struct val[]){ val_text(since ? since : ""), val_int(limit < 0 ? INT64_MAX : limit) });
	while (db_next(rows, v)) {
		snprintf(n, sizeof n, "%lld", (long long)v[0].i);
		snprintf(count, sizeof count, "%lld", (long long)v[8].i);
		show_row(out, (const char *[]){ n, v[1].s, val_string(v + 2), v[3].s, v[4].s, v[5].s, v[6].s,
		                                v[7].i ? noun_id_text(v[7].i, first) : NULL, count });
	}
	db_end(rows);
	show_close(out);
	return STATUS_DONE;
}

const struct cmd registry_log_cmd = {
	.name = "registry-log",
	.group = "the registry",
	.brief = "show the journal: what was written, when and by whom",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.run = run,
};
