/* spoken: what the tables of the program say, for the catalogues of its translations. */
#include <stdio.h>
#include <string.h>

#include "frame/schema.h"
#include "hall/find.h"
#include "hall/list.h"
#include "hall/spoken.h"
#include "words/err.h"
#include "words/map.h"
#include "words/mem.h"

static struct map seen;

static void quoted(const char *key, const char *text)
{
	printf("%s \"", key);
	for (; *text; text++)
		printf(*text == '"' || *text == '\\' ? "\\%c" : *text == '\n' ? "\\n" : "%c", *text);
	printf("\"\n");
}

/* One text, once; `about` tells a translator what it is of. In the place of a format no translation may take a value that is not
 * there, even where the text itself takes none. */
static void put_entry(const char *kind, const char *text, const char *about, bool format)
{
	void **at;

	if (!text || !*text)
		return;
	at = map_at(&seen, arena_print(&arena_run, "%s\004%s", kind ? kind : "", text));
	if (*at)
		return;
	*at = (void *)text;
	printf("\n#. %s\n%s", about, format ? "#, c-format\n" : "");
	if (kind)
		quoted("msgctxt", kind);
	quoted("msgid", text);
	printf("msgstr \"\"\n");
}

static void entry(const char *kind, const char *text, const char *about)
{
	put_entry(kind, text, about, text && strchr(text, '%'));
}

static void column(const char *name, const char *of, const char *help)
{
	(void)of;
	entry("column", name, help);
	entry(NULL, help, arena_print(&arena_run, "what the column %s holds", name));
}

static void of_noun(const struct noun *noun)
{
	const struct shape *s = noun_shape(noun);

	entry("noun", noun->name, noun->brief);
	entry(NULL, noun->brief, "a kind of record");
	entry(NULL, noun->plural, "a kind of record");
	for (int i = 0; i < s->n; i++)
		column(s->field[i]->name, NULL, s->field[i]->help);
	list_columns(noun, column);
}

static void of_command(const struct cmd *cmd)
{
	struct run run = { .cmd = cmd };

	entry(NULL, cmd->group, "a group of commands");
	entry(NULL, cmd->brief, arena_print(&arena_run, "what %s does", cmd->name));
	cmd_options(&run);
	for (int i = 0; i < run.opts.n; i++) {
		const struct opt *o = run.opts.o[i];

		entry(NULL, run.opts.heading[i], "a heading of options");
		entry(NULL, o->help, arena_print(&arena_run, "the option --%s of %s", o->name, cmd->name));
		put_entry(NULL, o->refuse, arena_print(&arena_run, "the option --%s", o->name), true);
	}
}

void spoken_dump(void)
{
	printf("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n");
	for (int i = 0; noun_table[i]; i++)
		of_noun(noun_table[i]);
	for (const struct cmd **c = find_all(); *c; c++)
		of_command(*c);
	for (int i = 0; err_status_text(i); i++)
		entry(NULL, err_status_text(i), arena_print(&arena_run, "the exit status %d", i));
	for (int i = 0; err_worlds[i]; i++)
		entry(NULL, strerrordesc_np(err_worlds[i]), "an error of the system");
}
