/* find: which commands there are: those with a file in cmd/, and those made from nouns. */
#include <stdlib.h>
#include <string.h>

#include "hall/batch.h"
#include "hall/find.h"
#include "hall/list.h"
#include "words/language.h"
#include "words/mem.h"

/* The name of the command that adds one of a noun, or lists them. */
static const char *noun_command(const struct noun *noun, bool adds)
{
	return arena_print(&arena_run, "%s-%s", noun->stem ? noun->stem : noun->name, !adds ? "list" : noun->adds ? noun->adds : "add");
}

/* NOUN-add and NOUN-list, where cmd/ has no file of that name. */
static const struct cmd *from_noun(const char *name)
{
	const struct noun *noun = NULL;
	bool               adds = false;
	struct cmd        *cmd;

	for (int i = 0; noun_table[i] && !noun; i++) {
		adds = strcmp(name, noun_command(noun_table[i], true)) == 0;
		if (adds || strcmp(name, noun_command(noun_table[i], false)) == 0)
			noun = noun_table[i];
	}
	if (!noun)
		return NULL;
	cmd = arena_take(&arena_run, sizeof *cmd);
	*cmd = (struct cmd){ .name = arena_string(&arena_run, name), .group = noun->group, .noun = noun };
	if (adds) {
		cmd->brief = SAID("register %s, or many from CSV");
		cmd->brief_of = noun->brief;
		cmd->needs = NEEDS_WRITE;
		cmd->takes = TAKES_BATCH | TAKES_KEYED;
		cmd->form = FORM_ADD;
		cmd->run = batch_add;
	} else {
		cmd->brief = SAID("list %s");
		cmd->brief_of = noun->plural;
		cmd->needs = NEEDS_READ;
		cmd->takes = TAKES_OUTPUT | TAKES_LIST;
		cmd->form = FORM_LIST;
		cmd->run = list_run;
	}
	return cmd;
}

const struct cmd *find_cmd(const char *name)
{
	for (int i = 0; cmd_table[i]; i++)
		if (strcmp(cmd_table[i]->name, name) == 0)
			return cmd_table[i];
	return from_noun(name);
}

static int by_group(const void *a, const void *b)
{
	const struct cmd *x = *(const struct cmd *const *)a, *y = *(const struct cmd *const *)b;
	int               group = strcmp(x->group, y->group);

	return group ? group : strcmp(x->name, y->name);
}

const struct cmd **find_all(void)
{
	const struct cmd **all = arena_take(&arena_run, 256 * sizeof *all);
	int                n = 0;

	for (int i = 0; cmd_table[i]; i++)
		all[n++] = cmd_table[i];
	for (int i = 0; noun_table[i]; i++) {
		for (int v = 0; v < 2; v++) {
			const struct cmd *c = find_cmd(noun_command(noun_table[i], v == 0));
			bool              there = false;

			for (int k = 0; k < n; k++)
				there |= all[k] == c;
			if (!there && n < 255)
				all[n++] = c;
		}
	}
	qsort(all, (size_t)n, sizeof *all, by_group);
	return all;
}
