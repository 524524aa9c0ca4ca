/* page: a form as plain text. */
#include <string.h>

#include "frame/code.h"
#include "hall/page.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

enum { WIDE = 78 };	/* what an editor shows on the narrowest usual terminal without breaking lines */

void page_comment(struct text *t, const char *mark, const char *words)
{
	int at = 0;

	for (const char *p = words; *p; ) {
		size_t      n = strcspn(p, " \n");
		const char *word = arena_copy(&arena_run, p, n);

		if (at == 0 || at + 1 + utf8_width(word) > WIDE || p[-1] == '\n') {
			text_print(t, "%s%s", at ? "\n" : "", mark);
			at = (int)strlen(mark);
		}
		text_print(t, " %s", word);
		at += 1 + utf8_width(word);
		p += n + (p[n] != 0);
	}
	if (at)
		text_char(t, '\n');
}

/* The keys of a code list with their labels: side by side where they fit into a line, else one below the other; as far
 * as somebody would read them. */
static void put_codes(struct text *t, struct registry *reg, const struct field *f)
{
	enum { READ = 60 };
	const struct codes *codes = code_list(reg, f->of);
	struct text         line = { 0 };
	int                 wide = 0;

	for (int i = 0; i < codes->n && i < READ; i++) {
		const struct code *c = codes->code + i;

		text_print(&line, "%s%s (%s)", i ? ", " : "", c->key, code_label(c));
		wide = (int)strlen(c->key) > wide ? (int)strlen(c->key) : wide;
	}
	if (codes->n <= READ && utf8_width(line.s ? line.s : "") <= WIDE)
		page_comment(t, "#  ", line.s ? line.s : "");
	else
		for (int i = 0; i < codes->n && i < READ; i++)
			text_print(t, "#   %-*s  %s\n", wide, codes->code[i].key, code_label(codes->code + i));
	if (codes->n > READ)
		text_print(t, "#   %s\n", arena_print(&arena_run, say("... and more: casework --codes %s"), f->of));
	text_free(&line);
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

/* Whether the page has it: what is set once is not mended in a form. */
static bool is_shown(const struct run *run, int cell)
{
	const struct field *f = form_field(&run->form, cell);

	return f && cmd_has_cell(run, cell) && !(run->cmd->form == FORM_EDIT && f->flags & (ONCE | KEY));
}

/* The sender's name for it, which people at a terminal seldom have: those fields come last. */
static bool is_origin(const struct run *run, int cell)
{
	int i = cell - form_main(&run->form);

	return i == run->shape->ref || i == run->shape->source;
}

static void add_hint(struct text *t, const char *hint)
{
	text_print(t, "%s%s", t->n ? "; " : " (", hint);
}

/* What is to be known of a field besides its help: whether it is needed, and how it is written. */
static const char *hints(const struct run *run, int cell)
{
	static const char *const form[] = { [DAY] = SAID("a day: 2021-03-08, today, -3d, 8.3."), [TIME] = SAID("a time: 2021-03-08T14:30"),
	                                    [INT] = SAID("a whole number"), [BOOL] = SAID("yes or no"), [NOTE] = SAID("several lines") };
	const struct field      *f = form_field(&run->form, cell);
	struct text              t = { 0 };

	if (run->cmd->form == FORM_ADD && form_linked(&run->form, cell))
		add_hint(&t, say("only if registered already"));
	else if (run->cmd->form == FORM_ADD && run->shape->follows >= 0 && cell == form_main(&run->form) + run->shape->office)
		add_hint(&t, say("if empty, that of the record it belongs to"));
	else if (f->flags & NEED)
		add_hint(&t, say("needed"));
	if (f->type == ID && f->of)
		add_hint(&t, arena_print(&arena_run, say("an id, see %s-list"), f->of));
	else if ((size_t)f->type < sizeof form / sizeof *form && form[f->type])
		add_hint(&t, say(form[f->type]));
	if (f->flags & MANY)
		add_hint(&t, say("several with | between them"));
	if (t.n)
		text_char(&t, ')');
	return t.n ? text_keep(&t) : "";
}

/* Text as it is, in comment lines. */
static void put_lines(struct text *t, const char *lines)
{
	size_t n;

	for (const char *line = lines; line && *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		text_string(t, "#      ");
		text_add(t, line, n);
		text_char(t, '\n');
	}
}

static void put_field(struct text *t, const struct run *run, int cell, const char *value, const char *beside, const struct faults *f)
{
	const struct field *field = form_field(&run->form, cell);

	text_char(t, '\n');
	page_comment(t, "#", arena_print(&arena_run, "%s%s", say(field->help), hints(run, cell)));
	if (field->type == CODE)
		put_codes(t, run->reg, field);
	for (const struct fault *one = f ? f->first : NULL; one; one = one->next)
		if (one->field && strcmp(one->field, field->name) == 0)
			page_comment(t, "# !!", one->text);
	put_lines(t, beside);
	put_value(t, field->name, value && strcmp(value, "\\N") != 0 ? value : NULL);
}

/* What is said above all fields: what the form is, and what is wrong with what stands in none of them. */
static void put_head(struct text *t, const struct run *run, const char *of, const char *beside, const struct faults *f)
{
	page_comment(t, "#", of ? arena_print(&arena_run, "%s: %s, %s.", run->cmd->name, of, say(run->shape->noun->brief))
	            : arena_print(&arena_run, "%s: %s.", run->cmd->name, cmd_brief(run->cmd)));
	page_comment(t, "#", say("Fill in what you know behind the colons; what stays empty is left open. Lines that begin with # are not read."
	                        " Save and close the editor to go on; close it without saving to write nothing."));
	if (f && f->first)
		page_comment(t, "# !!", say("Nothing is written yet: what is to be mended is said in lines that begin with # !!, above the fields."));
	for (const struct fault *one = f ? f->first : NULL; one; one = one->next) {
		int cell = one->field ? form_cell(&run->form, one->field) : -1;

		if (cell < 0 || !is_shown(run, cell))
			page_comment(t, "# !!", one->field ? arena_print(&arena_run, "%s: %s", one->field, one->text) : one->text);
	}
	put_lines(t, beside);
}

char *page_write(const struct run *run, const char *of, const char *const *raw, const char *const *beside, const struct faults *f)
{
	struct text t = { 0 };

	put_head(&t, run, of, beside ? beside[CELLS_MAX] : NULL, f);
	for (int last = 0; last < 2; last++)
		for (int i = 0; i < CELLS_MAX; i++)
			if (is_shown(run, i) && is_origin(run, i) == last)
				put_field(&t, run, i, raw[i], beside ? beside[i] : NULL, f);
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

/* Text that has no place in the form as it is: it is kept beside the field. */
static void keep_beside(struct text *kept, int cell, const char *s, size_t n)
{
	text_add(kept + cell, s, n);
	text_char(kept + cell, '\n');
}

/* `stood`: what the page said of the field before, or NULL. */
static void end_value(const struct run *run, const char **raw, const char **stood, struct text *kept, int cell, struct text *value,
                      struct faults *f)
{
	const struct field *field = cell >= 0 ? form_field(&run->form, cell) : NULL;
	const char         *text;

	if (!field)
		return;
	while (value->n && strchr(" \t\n", value->s[value->n - 1]))
		value->s[--value->n] = 0;
	text = text_keep(value);
	if (field->type == DAY)
		text = cmd_day(run, field, text);
	if (stood[cell] && !*text)
		return;
	/* Where a line of a long text begins as a field does, neither text may be lost. */
	if (stood[cell] && *stood[cell] && strcmp(stood[cell], text) != 0) {
		fault_add(f, field->name, "stands twice in the form, and the other says");
		keep_beside(kept, cell, stood[cell], strlen(stood[cell]));
	}
	raw[cell] = stood[cell] = text;
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

static void take_stray(const struct run *run, int cell, const char *line, size_t n, struct text *kept, struct faults *f, bool *strays)
{
	if (!strays[cell])
		fault_add(f, cell < CELLS_MAX ? form_field(&run->form, cell)->name : NULL, "the form has a line that belongs to no field");
	strays[cell] = true;
	keep_beside(kept, cell, line, n);
}

bool page_read(const struct run *run, const char *page, const char **raw, const char **beside, struct faults *f)
{
	const char *stood[CELLS_MAX] = { NULL };
	bool        strays[CELLS_MAX + 1] = { false };
	struct text value = { 0 }, kept[CELLS_MAX + 1] = { 0 };
	size_t      n;
	int         cell = -1, last = CELLS_MAX, next;

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
		end_value(run, raw, stood, kept, cell, &value, f);
		cell = next;
		if (cell >= 0) {
			last = cell;
			add_trimmed(&value, colon + 1, n - (size_t)(colon + 1 - line));
		} else {
			take_stray(run, last, line, n, kept, f, strays);
		}
	}
	end_value(run, raw, stood, kept, cell, &value, f);
	text_free(&value);
	for (int i = 0; i <= CELLS_MAX; i++)
		if (beside && kept[i].n)
			beside[i] = text_keep(kept + i);
		else
			text_free(kept + i);
	return !f->first;
}
