/* cmd: what all commands share. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doors/file.h"
#include "frame/code.h"
#include "frame/name.h"
#include "hall/cmd.h"
#include "hall/current.h"
#include "words/day.h"
#include "words/language.h"
#include "words/mem.h"

struct common common = { .limit = -1 };

static const struct opt every[] = {
	{ 'r', "registry", "FILE", "file", "the registry (default: $CASEWORK_REGISTRY)", .many = &common.registries },
	{ 'q', "quiet", NULL, NULL, "say nothing but errors", .on = &common.quiet },
	{ 0, "lang", "LANGUAGE", "language", "speak this language: en, nb, ar, bg (default: your locale's)", .text = &language_asked },
	{ 'h', "help", NULL, NULL, "show this help", .on = &common.help },
	{ 'V', "version", NULL, NULL, "show the version", .on = &common.version },
	{ 0 }
};

static const struct opt writing[] = {
	{ 0, "as", "STAFF", "staff", "write as this member of staff", .text = &common.as },
	{ 'n', "dry-run", NULL, NULL, "check everything, write nothing", .on = &common.dry_run },
	{ 0 }
};

static const struct opt batch[] = {
	{ 'f', "from", "FILE", "file", "read rows from a CSV file, - for standard input", .text = &common.from },
	{ 'v', "verbose", NULL, NULL, "say how many rows were added, changed, passed over", .on = &common.verbose },
	{ 'k', "keep-going", NULL, NULL, "write the good rows although others are bad", .on = &common.keep_going },
	{ 0, "rejects", "FILE", "file", "put the bad rows there, to be mended and read again", .text = &common.rejects },
	{ 0, "template", NULL, NULL, "print an empty CSV header to fill in", .on = &common.template },
	{ 0, "delimiter", "CHAR", NULL, "what parts the cells: , ; or tab", .text = &common.delimiter },
	{ 0, "encoding", "NAME", NULL, "the input's encoding: windows-1256, windows-1251, latin1...", .text = &common.encoding },
	{ 0, "excel", NULL, NULL, "as spreadsheets read and write it", .on = &common.excel },
	{ 0 }
};

static const struct opt keyed[] = {
	{ 0, "skip-existing", NULL, NULL, "pass over rows whose ref or code is there already", .on = &common.skip_existing },
	{ 0, "update", NULL, NULL, "change the record whose ref or code is there already", .on = &common.update },
	{ 0 }
};

static const struct opt adding[] = {
	{ 0, "like", "NAME", "like", "take what is not given from a file of your own, NAME.csv", .text = &common.like },
	{ 0 }
};

static const struct opt editing[] = {
	{ 0, "clear", "FIELD", "field", "empty this field", .many = &common.clear },
	{ 0 }
};

static const struct opt output[] = {
	{ 'o', "output", "FILE", "file", "write there, as a whole or not at all", .text = &common.output },
	{ 0, "format", "FORMAT", "format", "csv, tsv, json, jsonl or table", .text = &common.format },
	{ 0, "labels", NULL, NULL, "labels in your language instead of keys", .on = &common.labels },
	{ 0 }
};

static const struct opt noun_columns[] = {
	{ 0, "columns", "A,B,C", "column", "these columns, in this order (all: every one)", .text = &common.columns },
	{ 0 }
};

static const struct opt own_columns[] = {
	{ 0, "columns", "A,B,C", NULL, "these columns, in this order", .text = &common.columns },
	{ 0 }
};

static const struct opt sheets[] = {
	{ 0, "delimiter", "CHAR", NULL, "what parts the cells: , ; or tab", .text = &common.delimiter },
	{ 0, "excel", NULL, NULL, "as spreadsheets read it", .on = &common.excel },
	{ 0 }
};

static const struct opt listing[] = {
	{ 0, "sort", "FIELD", "field", "in order of this field; -FIELD downwards", .many = &common.sort },
	{ 0, "limit", "N", NULL, "at most this many rows", .num = &common.limit },
	{ 0, "match", "FIELD=REGEX", "field", "rows whose field matches", .many = &common.match },
	{ 0, "only-office", NULL, NULL, "with --office: not the offices below it", .on = &common.only_office },
	{ 0, "void", NULL, NULL, "records struck out too", .on = &common.struck },
	{ 0 }
};

static const struct opt ruled[] = {
	{ 'e', "edit", NULL, NULL, "fill in a form in your editor", .on = &common.edit },
	{ 0, "override", "WHY", NULL, "go on against a rule, and why (write no names in it)", .text = &common.override },
	{ 0 }
};

static const struct opt reasoned[] = {
	{ 0, "reason", "TEXT", NULL, "why (write no names in it)", .text = &common.reason },
	{ 0 }
};

const char *cmd_brief(const struct cmd *cmd)
{
	const char *brief = say(cmd->brief);

	/* A format, with what its own noun is called. */
	return cmd->brief_of ? arena_print(&arena_run, brief, say(cmd->brief_of)) : brief;
}

/* ---- options ---- */

static bool names(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = list; p; ) {
		if (strncmp(p, name, n) == 0 && (p[n] == ' ' || p[n] == 0))
			return true;
		p = strchr(p, ' ');
		p = p ? p + 1 : NULL;
	}
	return false;
}

bool cmd_has_cell(const struct run *run, int cell)
{
	const struct field *f = form_field(&run->form, cell);

	return f && !(f->flags & (ENGINE | MADE)) && form_cell(&run->form, f->name) == cell &&
	       (!run->cmd->fields || names(run->cmd->fields, f->name)) && !names(run->cmd->without, f->name);
}

static const char *option_kind(const struct field *f)
{
	switch (f->type) {
	case CODE:
		return arena_print(&arena_run, "code:%s", f->of);
	case ID:
		return f->of ? arena_print(&arena_run, "id:%s", f->of) : "id";
	case OFFICE:
		return "office";
	case STAFF:
		return "staff";
	case BOOL:
		return "bool";
	default:
		return NULL;
	}
}

static const char *option_arg(const struct field *f, bool filter)
{
	static const char *const arg[] = { "TEXT", "TEXT", "DAY", "TIME", "N", "yes|no", "CODE", "ID", "OFFICE", "STAFF" };

	return filter && (f->type == DAY || f->type == TIME) ? "PERIOD" : arg[f->type];
}

const char *cmd_dashed(const char *name)
{
	char *copy = arena_string(&arena_run, name);

	for (char *c = copy; *c; c++)
		if (*c == '_')
			*c = '-';
	return copy;
}

static struct opt field_option(const struct field *f, bool filter, struct list *values)
{
	const char *unsafe = getenv("CASEWORK_UNSAFE_ARGS");
	struct opt  o = { .name = cmd_dashed(f->name), .arg = option_arg(f, filter), .kind = option_kind(f), .help = f->help,
	                  .many = values };

	if (f->flags & SECRET && filter)
		o.refuse = SAID("is sealed: --match %s=REGEX searches it");
	else if (f->flags & SECRET && !(unsafe && strcmp(unsafe, "1") == 0))
		o.refuse = SAID("a secret is never an argument, where others could read it: give it in a row with -f FILE or -f -");
	return o;
}

/* The fields of a noun as options: values to write, or filters. */
static void field_options(struct run *run)
{
	struct opt *o = arena_take(&arena_run, (CELLS_MAX + 1) * sizeof *o);
	bool        filter = run->cmd->form == FORM_LIST;
	int         n = 0;

	for (int i = 0; i < CELLS_MAX; i++) {
		const struct field *f = form_field(&run->form, i);

		/* What is made can be asked for, though not given. */
		if (f && (cmd_has_cell(run, i) || (filter && f->flags & MADE)) && !(run->cmd->form == FORM_EDIT && f->flags & (ONCE | KEY)))
			o[n++] = field_option(f, filter, run->given + i);
	}
	opts_add(&run->opts, o, filter ? "Filters" : "Fields");
}

/* The fields of every noun as options, each name once; which of them fit shows when the record is known. */
static void loose_options(struct run *run)
{
	for (int k = 0; noun_table[k]; k++) {
		const struct shape *s = noun_shape(noun_table[k]);

		for (int i = 0; i < s->n; i++) {
			const struct field *f = s->field[i];
			struct loose       *l = run->loose;
			struct opt         *o;

			while (l && strcmp(l->name, f->name) != 0)
				l = l->next;
			if (l && strcmp(l->opt->help, f->help) != 0)
				l->opt->help = "as the record's kind has it";
			if (l || f->flags & (ONCE | KEY | ENGINE | MADE))
				continue;
			l = arena_take(&arena_run, sizeof *l);
			*l = (struct loose){ .name = f->name, .next = run->loose };
			run->loose = l;
			l->opt = o = arena_take(&arena_run, 2 * sizeof *o);
			o[0] = field_option(f, false, &l->values);
			opts_add(&run->opts, o, "Fields, as the record has them");
		}
	}
}

void cmd_options(struct run *run)
{
	const struct cmd *cmd = run->cmd;

	if (cmd->noun) {
		run->shape = noun_shape(cmd->noun);
		form_make(&run->form, cmd->nouns ? cmd->nouns : (const struct noun *const[]){ cmd->noun, NULL });
	}
	opts_add(&run->opts, cmd->opts, "Options");
	if (cmd->takes & TAKES_REASON)
		opts_add(&run->opts, reasoned, "Options");
	if (cmd->form == FORM_EDIT)
		opts_add(&run->opts, editing, "Options");
	if (cmd->takes & TAKES_BATCH)
		opts_add(&run->opts, ruled, "Options");
	if (cmd->form == FORM_ADD)
		opts_add(&run->opts, adding, "Options");
	if (cmd->noun && cmd->form != FORM_NONE)
		field_options(run);
	if (!cmd->noun && cmd->form == FORM_EDIT)
		loose_options(run);
	if (cmd->takes & TAKES_BATCH)
		opts_add(&run->opts, batch, "Many rows");
	if (cmd->takes & TAKES_KEYED)
		opts_add(&run->opts, keyed, "Many rows");
	if (cmd->takes & TAKES_LIST)
		opts_add(&run->opts, listing, "Which rows");
	if (cmd->takes & TAKES_OUTPUT) {
		opts_add(&run->opts, output, "Output");
		opts_add(&run->opts, cmd->noun ? noun_columns : own_columns, "Output");
	}
	if (cmd->takes & TAKES_OUTPUT && !(cmd->takes & TAKES_BATCH))
		opts_add(&run->opts, sheets, "Output");
	if (cmd->needs == NEEDS_WRITE || cmd->form == FORM_ADD || cmd->form == FORM_EDIT)
		opts_add(&run->opts, writing, "Common");
	opts_add(&run->opts, every, "Common");
}

struct sheet_format cmd_sheet_format(void)
{
	/* What a spreadsheet expects between cells hangs on its language: those with a decimal comma take ;. */
	static const char   by_language[LANGUAGES] = { ',', ';', ';', ';' };
	struct sheet_format f = { .encoding = common.encoding, .excel = common.excel, .delimiter = ',' };
	const char         *d = common.delimiter;

	if (common.excel)
		f.delimiter = by_language[language_now()];
	if (d && (strcmp(d, "tab") == 0 || strcmp(d, "\\t") == 0))
		f.delimiter = '\t';
	else if (d && d[0] && !d[1] && (unsigned char)d[0] < 0x80 && !strchr("\"\n\r ", d[0]))
		f.delimiter = d[0];
	else if (d)
		err_exit(STATUS_MISUSED, "--delimiter: one character, or tab: %s", d);
	return f;
}

struct sheet *cmd_sheet_open(struct sheet_row *header)
{
	struct sheet *s;
	const char   *why;

	if (common.edit)
		err_exit(STATUS_MISUSED, "-e and -f: one of them");
	if (common.rejects && !common.keep_going)
		err_exit(STATUS_MISUSED, "--rejects goes with --keep-going");
	s = sheet_open(file_open(common.from), common.from, cmd_sheet_format());
	switch (sheet_next(s, header, &why)) {
	case SHEET_END:
		err_exit(STATUS_WRONG, "%s: empty: not even a header", common.from);
	case SHEET_BAD:
		err_exit(STATUS_WRONG, "%s:%s", common.from, why);
	case SHEET_ROW:
		break;
	}
	return s;
}

const char *cmd_registry(void)
{
	if (common.registries.n > 1)
		err_exit(STATUS_MISUSED, "--registry: one registry only");
	return registry_path(common.registries.n ? common.registries.s[0] : NULL);
}

void cmd_open(struct run *run, enum needs needs)
{
	/* A form whose command was killed goes at the next start of any. */
	file_private_sweep("edit");
	run->reg = registry_open(cmd_registry(), needs == NEEDS_WRITE ? DB_WRITE : DB_LOOK, false);
	if (needs == NEEDS_WRITE)
		registry_who(run->reg, common.as);
}

/* ---- operands ---- */

bool cmd_person(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* The current case, or what of it is in force and of this noun: what `.` is. False if there is none. */
static bool current(struct run *run, const struct noun *noun, int64_t *id)
{
	*id = current_get(run->reg);
	if (*id && noun && noun->of_case)
		*id = noun->of_case(run->reg, *id);
	return *id != 0;
}

const char *cmd_day(const struct run *run, const struct field *f, const char *text)
{
	int  day = day_typed(text, day_parse(run->reg->today), !f || !(f->flags & (PAST | SECRET)));
	char iso[DAY_TEXT];

	if (day == DAY_NONE || day_parse(text) != DAY_NONE)
		return text;
	return arena_string(&arena_run, day_text(day, iso));
}

/* A day, or A..B. */
static const char *days(const struct run *run, const struct field *f, const char *text)
{
	const char *dots = strstr(text, "..");

	if (!dots || run->cmd->form != FORM_LIST)
		return cmd_day(run, f, text);
	return arena_print(&arena_run, "%s..%s", cmd_day(run, f, arena_copy(&arena_run, text, (size_t)(dots - text))), cmd_day(run, f, dots + 2));
}

/* `2021-123` or `123`: the newest such record of this year or the last. */
static bool short_id(struct run *run, const struct noun *noun, const char *text, int64_t *id)
{
	struct id  parts = { .year = atoi(run->reg->today) };
	int        oldest = parts.year - 1;
	long       number;
	char      *end;
	struct val v[1];

	if (text[strspn(text, "0123456789-")] || !noun)
		return false;
	strcpy(parts.code, run->reg->code);
	if (strlen(text) > 5 && text[4] == '-') {
		parts.year = oldest = atoi(text);
		text += 5;
	}
	number = strtol(text, &end, 10);
	if (*end || number < 1 || number > ID_NUMBER_MAX || parts.year < 2000 || parts.year > 2127)
		return false;
	parts.number = (int32_t)number;
	for (; parts.year >= oldest; parts.year--) {
		*id = id_pack(&parts, noun->number);
		if (db_one(run->reg->db, shape_sql(noun_shape(noun), SQL_EXISTS), (struct val[]){ val_int(*id) }, v))
			return true;
	}
	return false;
}

/* Whoever names a record for short is told which it is. So nobody may where that is not read: in batches, and where no
 * terminal shows it; nor may a command that takes whole ids only. */
static void tell_short(const char *text, int64_t id, bool exact)
{
	char whole[ID_TEXT];

	noun_id_text(id, whole);
	if (exact)
		err_exit(STATUS_MISUSED, "%s: this command takes whole ids only: %s", text, whole);
	if (common.from || !isatty(STDERR_FILENO))
		err_exit(STATUS_MISUSED, "%s: short ids are for a person at a terminal; the whole id is %s", text, whole);
	/* With -q too: a wrong child is worse than a line too many. */
	err_warn("%s is %s", text, whole);
}

/* The record that `.` or a short id names; NULL if the text is neither, or a number that nothing has. */
static const struct noun *by_short(struct run *run, const struct noun *noun, const char *text, bool exact, int64_t *id)
{
	const struct noun *of;
	const char        *why;
	char               out[ID_TEXT];

	if (strcmp(text, ".") == 0) {
		if (!current_get(run->reg))
			err_exit(STATUS_MISUSED, ".: no case is the current one (case-use ID)");
		if (!current(run, noun, id))
			err_exit(STATUS_WRONG, ".: the current case has no such record in force: %s", say_word("noun", noun->name));
		of = name_find(run->reg, noun, NULL, noun_id_text(*id, out), id, &why);
		if (!of)
			err_exit(STATUS_WRONG, ". is %s: %s", out, why);
	} else {
		of = text[0] >= '0' && text[0] <= '9' && short_id(run, noun, text, id) ? noun : NULL;
	}
	if (of)
		tell_short(text, *id, exact);
	return of;
}

const char *cmd_full(struct run *run, const struct field *f, const char *text)
{
	char    out[ID_TEXT];
	int64_t id;

	if (f->type == DAY || f->type == TIME)
		return days(run, f, text);
	if (f->type == ID && by_short(run, f->of ? noun_by_name(f->of) : NULL, text, false, &id))
		return arena_string(&arena_run, noun_id_text(id, out));
	return text;
}

void cmd_typed(struct run *run)
{
	for (int i = 0; i < CELLS_MAX; i++) {
		const struct field *f = form_field(&run->form, i);

		for (int k = 0; f && k < run->given[i].n; k++)
			run->given[i].s[k] = cmd_full(run, f, run->given[i].s[k]);
	}
}

const char *cmd_meant(struct run *run, int cell)
{
	const struct noun *of = noun_by_name(form_field(&run->form, cell)->of);
	int64_t            id;

	if (!cmd_person() || !(of->of_case || strcmp(of->name, "case") == 0) || !current(run, of, &id))
		return NULL;
	return cmd_full(run, form_field(&run->form, cell), ".");
}

void cmd_use(struct run *run, int64_t id)
{
	char text[ID_TEXT];

	if (!isatty(STDERR_FILENO))
		return;
	current_set(run->reg, id);
	err_note(". is %s", noun_id_text(id, text));
}

const struct noun *cmd_operand(struct run *run, const struct noun *noun, const char *text, bool exact, int64_t *id)
{
	const char        *why;
	const struct noun *of = by_short(run, noun, text, exact, id);

	if (!of)
		of = name_find(run->reg, noun, NULL, text, id, &why);
	if (!of && noun && text[strspn(text, "0123456789-")] == 0)
		err_exit(STATUS_WRONG, "%s: no %s has this number, of this year or the last", text, say_word("noun", noun->name));
	if (!of)
		err_exit(STATUS_WRONG, "%s: %s", text, why);
	return of;
}

const char *cmd_one(struct run *run, const struct noun *noun, bool current)
{
	char    text[ID_TEXT];
	int64_t id;

	if (run->operands.n > 1)
		err_exit(STATUS_MISUSED, "one %s at a time: %s", say_word("noun", noun->name), run->operands.s[1]);
	if (!run->operands.n && !current)
		return NULL;
	cmd_operand(run, noun, run->operands.n ? run->operands.s[0] : ".", false, &id);
	return arena_string(&arena_run, noun_id_text(id, text));
}
