/* casework: what waits today; the registry in use and what is in it; all commands. */
#include <stdio.h>

#include "frame/code.h"
#include "hall/help.h"
#include "hall/show.h"
#include "hall/today.h"

static bool        about, commands;
static const char *codes;

static const struct opt opts[] = {
	{ 0, "about", NULL, NULL, "the registry in use, and how many records of each kind are in it", .on = &about },
	{ 0, "commands", NULL, NULL, "all commands: group, name, what it does", .on = &commands },
	{ 0, "codes", "LIST", NULL, "the codes of a list: reporter, content, concern_outcome...", .text = &codes },
	{ 0 }
};

static const struct column columns[] = { { "what", SHOW_TEXT }, { "value", SHOW_TEXT } };

static enum status list_codes(struct registry *reg)
{
	static const struct column of_code[] = {
		{ "key", SHOW_TEXT }, { "code", SHOW_TEXT }, { "valid_from", SHOW_TEXT }, { "valid_to", SHOW_TEXT },
		{ "split_into", SHOW_MANY }, { "kind", SHOW_TEXT }, { "label", SHOW_TEXT }
	};
	const struct codes *list = code_list(reg, codes);
	struct show        *out;

	if (!list->n)
		err_exit(STATUS_WRONG, "--codes: no such list, or an open one: %s", codes);
	out = show_open(of_code, 7);
	for (int i = 0; i < list->n; i++) {
		const struct code *c = list->code + i;

		show_row(out, (const char *[]){ c->key, c->official, c->from, c->to, c->split_into, c->kind, code_label(c) });
	}
	show_close(out);
	return STATUS_DONE;
}

static enum status list_registry(struct registry *reg)
{
	static const char *const settings[] = { SAID("code"), SAID("name"), SAID("profile"), NULL };
	struct show             *out = show_open(columns, 2);
	const bool               said = show_is_table();
	char                     n[32];

	show_row(out, (const char *[]){ said ? say("registry") : "registry", reg->path });
	for (const char *const *name = settings; *name; name++)
		show_row(out, (const char *[]){ said ? say(*name) : *name, registry_setting(reg, *name) });
	for (int i = 0; noun_table[i]; i++) {
		struct sql  *sql = arena_take(&arena_run, sizeof *sql);
		struct val   v[1];

		*sql = (struct sql){ "count", arena_print(&arena_run, "SELECT COUNT(*) FROM \"%s_live\"", noun_table[i]->name),
		                     "", NULL };
		db_one(reg->db, sql, NULL, v);
		snprintf(n, sizeof n, "%lld", (long long)v[0].i);
		show_row(out, (const char *[]){ show_noun(noun_table[i]), n });
	}
	show_close(out);
	return STATUS_DONE;
}

static enum status run(struct run *run)
{
	if (commands) {
		help_commands();
		return STATUS_DONE;
	}
	if (run->operands.n)
		err_exit(STATUS_MISUSED, "no such command: %s (casework --commands lists them)", run->operands.s[0]);
	run->reg = registry_open(cmd_registry(), DB_LOOK, false);
	if (codes)
		return list_codes(run->reg);
	/* Who is not on the staff has no day here. */
	if (about || !registry_knows(run->reg))
		return list_registry(run->reg);
	registry_who(run->reg, NULL);
	return today_show(run);
}

const struct cmd casework_cmd = {
	.name = "casework",
	.group = "the registry",
	.brief = "show what waits for you today, the registry in use, or all commands",
	.args = "[COMMAND]", .arg_kind = "command",
	.needs = NEEDS_NOTHING,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.run = run,
};
