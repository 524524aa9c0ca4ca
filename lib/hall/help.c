/* help: what a command says about itself, to people, to shells, to the manual. */
#include <stdio.h>
#include <string.h>

#include "doors/fold.h"
#include "frame/code.h"
#include "frame/figure.h"
#include "frame/rubric.h"
#include "hall/find.h"
#include "hall/help.h"
#include "hall/like.h"
#include "hall/list.h"
#include "hall/show.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

static const char *spelt(const struct opt *o)
{
	char flag[8] = "    ";

	if (o->flag)
		snprintf(flag, sizeof flag, "-%c, ", o->flag);
	return arena_print(&arena_run, "%s--%s%s%s", flag, o->name, o->arg ? " " : "", o->arg ? o->arg : "");
}

static void print_option(const char *label, const char *help)
{
	if (strlen(label) <= 28)
		printf("  %-28s  ", label);
	else
		printf("  %s\n  %28s  ", label, "");
	printf("%s%s%s\n", say_open(), say(help), say_close());
}

static const char *sealed_heading(const struct run *run)
{
	return run->cmd->form == FORM_LIST ? SAID("Sealed fields, searched with --match FIELD=REGEX")
	                                   : SAID("Sealed fields, columns of -f only");
}

void help_print(const struct run *run)
{
	const struct cmd *cmd = run->cmd;
	const char       *heading = "";
	bool              sealed = false;

	printf(say("Usage: %s"), cmd->name);
	printf(" [%s]%s%s\n\n%s%s.%s\n", say("options"), cmd->args ? " " : "", cmd->args ? cmd->args : "",
	       say_open(), fold_capital(cmd_brief(cmd)), say_close());
	for (int i = 0; i < run->opts.n; i++) {
		const struct opt *o = run->opts.o[i];

		if (o->refuse) {
			sealed = true;
			continue;
		}
		if (strcmp(heading, run->opts.heading[i]) != 0)
			printf("\n%s\n", say(heading = run->opts.heading[i]));
		print_option(spelt(o), o->help);
	}
	if (sealed) {
		printf("\n%s\n", say(sealed_heading(run)));
		for (int i = 0; i < run->opts.n; i++)
			if (run->opts.o[i]->refuse)
				print_option(opt_field(run->opts.o[i]), run->opts.o[i]->help);
	}
	printf("\n");
	printf(say("See man %s and man 7 casework."), cmd->name);
	printf("\n");
}

static const char *or_dash(const char *s)
{
	return s ? s : "-";
}

void help_dump_spec(const struct run *run)
{
	for (int i = 0; i < run->opts.n; i++) {
		const struct opt *o = run->opts.o[i];

		if (!o->refuse)
			printf("opt\t%c\t%s\t%s\t%s\t%s\n", o->flag ? o->flag : '-', o->name, or_dash(o->arg), or_dash(o->kind),
			       say(o->help));
	}
	if (run->cmd->args)
		printf("arg\t-\t-\t%s\t%s\t-\n", run->cmd->args, or_dash(run->cmd->arg_kind));
}

/* Text for mdoc(7): a leading ' or . would be a request, a backslash an escape, a - a hyphen. */
static void man_text(const char *s)
{
	for (; *s; s++) {
		if (*s == '\\')
			printf("\\e");
		else if (*s == '-')
			printf("\\-");
		else
			putchar(*s);
	}
}

static void man_option(const struct opt *o)
{
	printf(".It ");
	if (o->flag)
		printf("Fl %c , ", o->flag);
	printf("Fl -%s", o->name);
	if (o->arg)
		printf(" Ar %s", o->arg);
	printf("\n");
	man_text(say(o->help));
	printf("\n");
}

static void man_options(const struct run *run)
{
	const char *heading = "";

	for (int i = 0; i < run->opts.n; i++) {
		const struct opt *o = run->opts.o[i];

		if (o->refuse)
			continue;
		if (strcmp(heading, run->opts.heading[i]) != 0)
			printf("%s.Ss %s\n.Bl -tag -width Ds\n", *heading ? ".El\n" : "", say(run->opts.heading[i]));
		heading = run->opts.heading[i];
		man_option(o);
	}
	printf(".El\n");
	for (int i = 0, n = 0; i < run->opts.n; i++) {
		const struct opt *o = run->opts.o[i];

		if (!o->refuse)
			continue;
		if (n++ == 0)
			printf(".Ss %s\n.Bl -tag -width Ds\n", say(sealed_heading(run)));
		printf(".It Li %s\n", opt_field(o));
		man_text(say(o->help));
		printf("\n");
	}
	for (int i = 0; i < run->opts.n; i++)
		if (run->opts.o[i]->refuse) {
			printf(".El\n");
			break;
		}
}

static void man_column(const char *name, const char *of, const char *help)
{
	printf(".It Li %s\n", name);
	man_text(of ? arena_print(&arena_run, "%s: %s", of, say(help)) : say(help));
	printf("\n");
}

void help_dump_man(const struct run *run)
{
	const struct cmd *cmd = run->cmd;

	printf(".\\\" spec: name\n.Nm %s\n.Nd %s\n", cmd->name, cmd_brief(cmd));
	printf(".\\\" spec: synopsis\n.Nm\n.Op Ar %s\n", say("options"));
	if (cmd->args)
		printf("%s%s\n", cmd->args[0] == '[' ? ".Op Ar " : ".Ar ",
		       cmd->args[0] == '[' ? arena_copy(&arena_run, cmd->args + 1, strlen(cmd->args) - 2) : cmd->args);
	printf(".\\\" spec: options\n");
	man_options(run);
	if (cmd->form == FORM_LIST) {
		printf(".\\\" spec: columns\n.Bl -tag -width Ds\n");
		list_columns(cmd->noun, man_column);
		printf(".El\n");
	}
	printf(".\\\" spec: exit\n.Bl -tag -width Ds\n");
	for (int i = 0; err_status_text(i); i++) {
		printf(".It %d\n", i);
		man_text(say(err_status_text(i)));
		printf("\n");
	}
	printf(".El\n");
}

static void offer_name(const char *name, const char *help)
{
	printf("%s\t%s\n", name, say(help));
}

static void offer_column(const char *name, const char *of, const char *help)
{
	offer_name(name, of ? arena_print(&arena_run, "%s: %s", of, say(help)) : help);
}

static void offer_fields(const struct run *run)
{
	for (const struct loose *l = run->loose; l; l = l->next)
		printf("%s\n", l->name);
	for (int i = 0; i < CELLS_MAX; i++)
		if (cmd_has_cell(run, i))
			offer_name(form_field(&run->form, i)->name, form_field(&run->form, i)->help);
}

/* The dimensions of all indicators, each once. */
static void offer_dimensions(void)
{
	struct map seen = { 0 };

	for (const char **name = figure_names(); *name; name++) {
		char *by = arena_string(&arena_run, figure_read(*name)->by);

		for (char *p; (p = strsep(&by, " ")); ) {
			p[strcspn(p, "*=")] = 0;
			if (*p && !map_get(&seen, p))
				printf("%s\n", p);
			*map_at(&seen, p) = p;
		}
	}
}

void help_offer(const struct run *run, const char *kind)
{
	static struct sql sql_offices = { "offices", "SELECT \"code\", \"name\" FROM \"office_live\"", "", NULL };
	static struct sql sql_staff = { "staff", "SELECT \"code\", \"name\" FROM \"staff_live\"", "", NULL };
	struct registry  *reg;
	struct val        v[2];

	if (strcmp(kind, "bool") == 0) {
		printf("yes\nno\n");
	} else if (strcmp(kind, "format") == 0) {
		for (int i = 0; show_formats[i]; i++)
			printf("%s\n", show_formats[i]);
	} else if (strcmp(kind, "language") == 0) {
		for (int i = 0; i < LANGUAGES; i++)
			printf("%s\n", languages[i]);
	} else if (strcmp(kind, "like") == 0) {
		like_names(offer_name);
	} else if (strcmp(kind, "mode") == 0) {
		printf("strict\ncompatible\n");
	} else if (strcmp(kind, "indicator") == 0) {
		for (const char **name = figure_names(); *name; name++)
			offer_name(*name, figure_read(*name)->label[language_now()]);
	} else if (strcmp(kind, "instrument") == 0) {
		for (const char **name = instrument_names(); *name; name++)
			offer_name(*name, wording_in(&rubric_read(instrument_path(*name, NULL))->title, language_now()));
	} else if (strcmp(kind, "dimension") == 0) {
		offer_dimensions();
	} else if (strcmp(kind, "column") == 0 && run->shape) {
		list_columns(run->cmd->noun, offer_column);
	} else if (strcmp(kind, "field") == 0) {
		offer_fields(run);
	} else if (strcmp(kind, "command") == 0) {
		for (const struct cmd **c = find_all(); *c; c++)
			offer_name((*c)->name, cmd_brief(*c));
	} else if (strncmp(kind, "code:", 5) == 0) {
		reg = registry_open(cmd_registry(), DB_LOOK, true);
		for (int i = 0; i < code_list(reg, kind + 5)->n; i++)
			offer_name(code_list(reg, kind + 5)->code[i].key, code_label(code_list(reg, kind + 5)->code + i));
	} else if (strcmp(kind, "office") == 0 || strcmp(kind, "staff") == 0) {
		struct rows *rows;

		reg = registry_open(cmd_registry(), DB_LOOK, true);
		for (rows = db_ask(reg->db, *kind == 'o' ? &sql_offices : &sql_staff, NULL); db_next(rows, v); )
			offer_name(v[0].s, v[1].s);
		db_end(rows);
	}
}

void help_commands(void)
{
	for (const struct cmd **c = find_all(); *c; c++)
		printf("%s\t%s\t%s\n", say((*c)->group), (*c)->name, cmd_brief(*c));
}
