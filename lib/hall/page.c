/* page: a form as plain text. */
#include <string.h>

#include "frame/code.h"
#include "hall/page.h"
#include "words/mem.h"

enum { WIDE = 100 };

/* Text as comment lines, broken at blanks. */
static void put_comment(struct text *t, const char *mark, const char *words)
{
	size_t at = 0;

	for (const char *p = words; *p; ) {
		size_t n = strcspn(p, " \n");

		if (at == 0 || at + n + 1 > WIDE || p[-1] == '\n') {
			text_print(t, "%s%s ", at ? "\n" : "", mark);
			at = 2;
		} else {
			text_char(t, ' ');
		}
		text_add(t, p, n);
		at += n + 1;
		p += n + (p[n] != 0);
	}
	if (at)
		text_char(t, '\n');
}

/* The keys of a code list with their labels, as far as somebody would read them. */
static void put_codes(struct text *t, struct registry *reg, const struct field *f)
{
	enum { READ = 60 };
	const struct codes *codes = code_list(reg, f->of);
	struct text         all = { 0 };

	for (int i = 0; i < codes->n && i < READ; i++)
		text_print(&all, "%s%s (%s)", i ? ", " : "", codes->code[i].key, code_label(codes->code + i));
	if (codes->n > READ)
		text_print(&all, " ... (casework --codes %s)", f->of);
	if (f->flags & MANY && all.n)
		text_string(&all, "; several with | between them");
	if (all.n)
		put_comment(t, "#  ", all.s);
	text_free(&all);
}

static void put_value(struct text *t, const char *name, const char *value)
{
	text_print(t, "%s: ", name);
	for (const char *p = value ? value : ""; *p; p++) {
		text_char(t, *p);
		if (*p == '\n')
			text_char(t, '\t');
	}
	text_char(t, '\n');
}

static const char *form_of(const struct field *f)
{
	static const char *const form[] = { [DAY] = "a day: 2021-03-08, today, -3d, 8.3.", [TIME] = "a time, YYYY-MM-DDTHH:MM", [INT] = "a whole number",
	                                    [BOOL] = "yes or no", [NOTE] = "several lines" };

	return (size_t)f->type < sizeof form / sizeof *form ? form[f->type] : NULL;
}

char *page_write(const struct run *run, const char *const *raw, const struct faults *f)
{
	struct text t = { 0 };

	put_comment(&t, "#", arena_print(&arena_run, "%s: %s.", run->cmd->name, run->cmd->brief));
	put_comment(&t, "#", "Fill in what you know behind the colons; what stays empty is left open. Lines that begin with # are not read."
	            " Save and close the editor to go on; close it without saving to write nothing.");
	for (const struct fault *one = f ? f->first : NULL; one; one = one->next)
		if (!one->field)
			put_comment(&t, "# !!", one->text);
	for (int i = 0; i < CELLS_MAX; i++) {
		const struct field *field = form_field(&run->form, i);

		if (!field || !cmd_has_cell(run, i) || (run->cmd->form == FORM_EDIT && field->flags & (ONCE | KEY)))
			continue;
		text_char(&t, '\n');
		put_comment(&t, "#", arena_print(&arena_run, "%s%s%s%s%s", field->help, field->flags & NEED ? " (needed)" : "",
		            form_of(field) ? " (" : "", form_of(field) ? form_of(field) : "", form_of(field) ? ")" : ""));
		if (field->type == CODE)
			put_codes(&t, run->reg, field);
		for (const struct fault *one = f ? f->first : NULL; one; one = one->next)
			if (one->field && strcmp(one->field, field->name) == 0)
				put_comment(&t, "# !!", one->text);
		put_value(&t, field->name, raw[i] && strcmp(raw[i], "\\N") != 0 ? raw[i] : NULL);
	}
	return text_keep(&t);
}

/* A line's text without the blanks at its ends. */
static void add_trimmed(struct text *t, const char *s, size_t n)
{
	while (n && strchr(" \t\r", s[n - 1]))
		n--;
	while (n && *s == ' ') {
		s++;
		n--;
	}
	text_add(t, s, n);
}

static void end_value(const struct run *run, const char **raw, int cell, struct text *value)
{
	while (value->n && strchr(" \t\n", value->s[value->n - 1]))
		value->s[--value->n] = 0;
	if (cell >= 0)
		raw[cell] = text_keep(value);
	if (cell >= 0 && form_field(&run->form, cell)->type == DAY)
		raw[cell] = cmd_day(run, raw[cell]);
	text_clear(value);
}

/* The cell that a line `name: ...` begins; -1 if it begins none. */
static int begun(const struct run *run, const char *line, const char *colon)
{
	char name[64];
	int  cell;

	if (!colon || colon - line >= (long)sizeof name)
		return -1;
	memcpy(name, line, (size_t)(colon - line));
	name[colon - line] = 0;
	cell = form_cell(&run->form, name);
	return cell >= 0 && cmd_has_cell(run, cell) ? cell : -1;
}

bool page_read(const struct run *run, const char *page, const char **raw, struct faults *f)
{
	struct text value = { 0 };
	size_t      n;
	int         cell = -1, next;

	for (const char *line = page; *line; line += n + (line[n] == '\n')) {
		const char *colon;
		bool        further;

		n = strcspn(line, "\n");
		colon = memchr(line, ':', n);
		next = begun(run, line, colon);
		if (*line == '#')
			continue;
		further = *line == '\t' || strspn(line, " \t\r") == n;
		/* Nobody need know of the tab: what begins no field goes on with a long text. */
		if (next < 0 && (further || (cell >= 0 && form_field(&run->form, cell)->type == NOTE))) {
			if (cell >= 0) {
				text_char(&value, '\n');
				add_trimmed(&value, line + (*line == '\t'), n - (*line == '\t'));
			}
			continue;
		}
		end_value(run, raw, cell, &value);
		cell = next;
		if (cell < 0)
			fault_add(f, NULL, "no such field: %.*s", (int)strcspn(line, ":\n") < 40 ? (int)strcspn(line, ":\n") : 40, line);
		else
			add_trimmed(&value, colon + 1, n - (size_t)(colon + 1 - line));
	}
	end_value(run, raw, cell, &value);
	text_free(&value);
	return !f->first;
}
