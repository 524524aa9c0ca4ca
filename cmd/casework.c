/* casework: the registry in use and what is in it; all commands. */
#include <stdio.h>

#include "hall/help.h"
#include "hall/show.h"

static bool commands;

static const struct opt opts[] = {
	{ 0, "commands", NULL, NULL, "all commands: group, name, what it does", .on = &commands },
	{ 0 }
};

static const struct column columns[] = { { "what", SHOW_TEXT }, { "value", SHOW_TEXT } };

static enum status run(struct run *run)
{
	struct registry *reg;
	struct show     *out;
	char             n[32];

	if (commands) {
		help_commands();
		return STATUS_DONE;
	}
	if (run->operands.n)
		err_exit(STATUS_MISUSED, "no such command: %s (casework --commands lists them)", run->operands.s[0]);
	reg = run->reg = registry_open(cmd_registry(), DB_LOOK, false);
	out = show_open(columns, 2);
	show_row(out, (const char *[]){ "registry", reg->path });
	for (const char *const *name = (const char *const[]){ "code", "name", "profile", NULL }; *name; name++)
		show_row(out, (const char *[]){ *name, registry_setting(reg, *name) });
	for (int i = 0; noun_table[i]; i++) {
		struct sql  *sql = arena_take(&arena_run, sizeof *sql);
		struct val   v[1];

		*sql = (struct sql){ "count", arena_print(&arena_run, "SELECT COUNT(*) FROM \"%s_live\"", noun_table[i]->name),
		                     "", NULL };
		db_one(reg->db, sql, NULL, v);
		snprintf(n, sizeof n, "%lld", (long long)v[0].i);
		show_row(out, (const char *[]){ noun_table[i]->name, n });
	}
	show_close(out);
	return STATUS_DONE;
}

const struct cmd casework_cmd = {
	.name = "casework",
	.group = "the registry",
	.brief = "show the registry in use, or list all commands",
	.args = "[COMMAND]", .arg_kind = "command",
	.needs = NEEDS_NOTHING,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.run = run,
};
