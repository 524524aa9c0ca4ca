/* single: one record written, or several by their ids. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "frame/cell.h"
#include "frame/code.h"
#include "frame/name.h"
#include "hall/ask.h"
#include "hall/like.h"
#include "hall/page.h"
#include "hall/prompt.h"
#include "hall/single.h"
#include "hall/single.sql.h"
#include "words/language.h"
#include "words/mem.h"

/* ---- options as cells ---- */

/* The values of a field's option as one cell; NULL if it was not given. */
static const char *option_cell(const struct field *f, const struct list *values)
{
	struct text t = { 0 };

	if (values->n == 0)
		return NULL;
	if (values->n > 1 && !(f->flags & MANY))
		err_exit(STATUS_MISUSED, "--%s: given twice", cmd_dashed(f->name));
	for (int i = 0; i < values->n; i++)
		text_print(&t, "%s%s", i ? "|" : "", values->s[i]);
	for (char *c = t.s; f->flags & MANY && *c; c++)
		if (*c == ',')
			*c = '|';
	return text_keep(&t);
}

void single_options(struct run *run, const char **given)
{
	const struct form *form = &run->form;

	for (const struct loose *l = run->loose; l; l = l->next) {
		int cell = form_cell(form, l->name);

		if (l->values.n && cell < 0)
			err_exit(STATUS_MISUSED, "--%s: %s has no such field", cmd_dashed(l->name), run->shape->noun->brief);
		if (cell >= 0)
			run->given[cell] = l->values;
	}
	if (common.override && !common.override[strspn(common.override, " \t")])
		err_exit(STATUS_MISUSED, "--override: say why");
	if (run->reg)
		cmd_typed(run);
	for (int i = 0; i < CELLS_MAX; i++)
		given[i] = form_field(form, i) ? option_cell(form_field(form, i), run->given + i) : NULL;
	for (int i = 0; i < common.clear.n; i++) {
		int field = shape_option(run->shape, common.clear.s[i]);

		if (field < 0)
			field = shape_field(run->shape, common.clear.s[i]);
		if (field < 0 || !cmd_has_cell(run, form_main(form) + field))
			err_exit(STATUS_WRONG, "--clear: no such field: %s", common.clear.s[i]);
		given[form_main(form) + field] = "\\N";
	}
	like_read(run);
}

/* ---- telling ---- */

static struct faults no_faults(void)
{
	return (struct faults){ .arena = &arena_run, .override = common.override };
}

/* Where there are several records, `about` says which. */
static void tell(const char *about, const struct fault *first, bool past)
{
	for (const struct fault *one = first; one; one = one->next) {
		const char *text = past ? arena_print(&arena_run, say("%s (history: it is let through)"), one->text) : one->text;

		err_warn("%s%s%s%s%s%s", about ? about : "", about ? ": " : "", one->field ? "--" : "",
		         one->field ? cmd_dashed(one->field) : "", one->field ? ": " : "", text);
	}
}

static enum status status_of(const struct faults *f)
{
	return !f->first ? STATUS_DONE : f->wrong ? STATUS_WRONG : STATUS_REFUSED;
}

/* Out before the commit: what cannot be told is not written. `extra` is what a hook adds to the id. */
static enum status keep(struct run *run, const int64_t *id, int n, const char *extra)
{
	char text[ID_TEXT];

	if (common.dry_run) {
		registry_rollback(run->reg);
		err_note(run->cmd->form == FORM_EDIT ? SAID("it would be changed; nothing was written") : SAID("it would be added; nothing was written"));
		return STATUS_DONE;
	}
	signal(SIGPIPE, SIG_IGN);
	for (int i = 0; i < n; i++)
		printf("%s\n", noun_id_text(id[i], text));
	if (extra)
		printf("%s\n", extra);
	if (fflush(stdout) != 0)
		err_die_errno("standard output: cannot be written; nothing was written to the registry");
	registry_commit(run->reg);
	if (run->cmd->begins)
		cmd_use(run, id[0]);
	return STATUS_DONE;
}

/* ---- one is added ---- */

static enum status added(struct run *run, const struct batch_hooks *hooks, enum row_got got, const struct row *row,
                         const struct faults *f)
{
	tell(NULL, f->past, true);
	return keep(run, &row->r[run->form.n - 1].id, 1, got == ROW_ADDED && hooks && hooks->extra ? hooks->extra_of(run, row) : NULL);
}

/* Nothing came of a form; what was wrong with it at last is told. */
static enum status left_alone(const struct faults *f)
{
	err_note("nothing was written");
	tell(NULL, f->first, false);
	return status_of(f);
}

static bool anything(const char *const *raw)
{
	for (int i = 0; i < CELLS_MAX; i++)
		if (raw[i] && *raw[i])
			return true;
	return false;
}

/* A form in the editor, again and again until it is right or left as it is. */
static enum status add_by_page(struct run *run, const struct batch_hooks *hooks, const char **given, struct row *row)
{
	struct faults f = no_faults();
	const char   *raw[CELLS_MAX], *beside[CELLS_MAX + 1];
	char         *page, *left;

	/* It begins with what was given, what the command knows, and what is meant if nothing is said. */
	if (hooks && hooks->fill)
		hooks->fill(run, NULL, given, &f);
	like_fill(run, given);
	for (int i = 0; i < CELLS_MAX; i++)
		/* The office of what follows a record is that record's. */
		if (cmd_has_cell(run, i) && !given[i] && !(run->shape->follows >= 0 && i == form_main(&run->form) + run->shape->office))
			given[i] = cell_default(run->reg, form_field(&run->form, i));
	page = page_write(run, NULL, given, NULL, &f);
	while ((left = ask_page(page))) {
		enum row_got got = ROW_BAD;

		memset(raw, 0, sizeof raw);
		memset(beside, 0, sizeof beside);
		f = no_faults();
		page_read(run, left, raw, beside, &f);
		if (!anything(raw) && !f.first)
			break;
		/* What was shown and is emptied stays empty, whatever is meant where nothing is said. */
		for (int i = 0; i < CELLS_MAX; i++)
			if (raw[i] && !*raw[i])
				raw[i] = cell_given(given[i]) ? "\\N" : NULL;
		registry_begin(run->reg, run->cmd->name);
		if (!f.first)
			got = row_add(run, hooks, raw, row, &f);
		if (got != ROW_BAD)
			return added(run, hooks, got, row, &f);
		registry_rollback(run->reg);
		for (int i = 0; i < CELLS_MAX; i++)
			if (!raw[i])
				raw[i] = given[i];
		page = page_write(run, NULL, raw, beside, &f);
	}
	return left_alone(&f);
}

/* What is needed, has no value and none that is meant: how many cells, and the first. */
static int lacking(const struct run *run, const char *const *given, int *first)
{
	int n = 0;

	for (int i = 0; i < CELLS_MAX; i++) {
		const struct field *f = cmd_has_cell(run, i) ? form_field(&run->form, i) : NULL;

		if (f && f->flags & NEED && !f->dflt && !(given[i] && *given[i]) && !run->like[i] && !form_linked(&run->form, i) &&
		    n++ == 0)
			*first = i;
	}
	return n;
}

/* Whether what a value names is there: keys, a record. Whether it may stand here the rest of the row has to say. */
static bool is_known(struct registry *reg, const struct field *f, const char *raw)
{
	const char *why;
	int64_t     id;

	if (f->type == ID)
		return name_find(reg, f->of ? noun_by_name(f->of) : NULL, NULL, raw, &id, &why) != NULL;
	for (const char *p = raw; f->type == CODE && *p; p += *p == '|') {
		size_t n = f->flags & MANY ? strcspn(p, "|") : strlen(p);

		if (!code_find(code_list(reg, f->of), p, n))
			return false;
		p += n;
	}
	return f->type == CODE;
}

enum status single_judge(struct run *run, const char *const *given)
{
	struct faults wrong = no_faults();

	for (int slot = 0; slot < run->form.n; slot++) {
		const char *const *raw = given + form_first(slot);
		struct record      r = { .shape = run->form.shape[slot] };
		struct faults      f = no_faults();

		cell_read(run->reg, &r, raw, false, f.arena, &f);
		for (const struct fault *one = f.first; one; one = one->next) {
			int i = one->field ? shape_field(r.shape, one->field) : -1;

			if (i >= 0 && cell_given(raw[i]) && !is_known(run->reg, r.shape->field[i], raw[i]))
				fault_add(&wrong, one->field, "%s", one->text);
		}
	}
	tell(NULL, wrong.first, false);
	return status_of(&wrong);
}

enum status single_add(struct run *run, const struct batch_hooks *hooks, const char **given)
{
	static struct row row;
	struct faults     f = no_faults();
	enum row_got      got;
	bool              asks = ask_possible() && !common.edit;
	int               first, of = run->shape->follows < 0 ? -1 : form_main(&run->form) + run->shape->follows;

	if (of >= 0 && !given[of] && !run->like[of])
		given[of] = cmd_meant(run, of);
	if (asks && (run->like_asks || (hooks && hooks->asks) || lacking(run, given, &first) == 1) &&
	    single_judge(run, given) != STATUS_DONE)
		return STATUS_WRONG;
	/* What a user's own file wants asked for goes before what the command would ask. */
	if (asks && run->like_asks)
		prompt_cells(run, run->like_asks, given);
	else if (asks && hooks && hooks->asks)
		prompt_cells(run, hooks->asks, given);
	if (asks && lacking(run, given, &first) == 1)
		prompt_cells(run, form_field(&run->form, first)->name, given);
	if (common.edit || (asks && lacking(run, given, &first) > 1))
		return add_by_page(run, hooks, given, &row);
	registry_begin(run->reg, run->cmd->name);
	got = row_add(run, hooks, given, &row, &f);
	if (got != ROW_BAD)
		return added(run, hooks, got, &row, &f);
	registry_rollback(run->reg);
	tell(NULL, f.first, false);
	return status_of(&f);
}

/* ---- some are changed ---- */

/* The cells of a record, as a form shows them. */
static void take_cells(const struct record *r, const char **raw)
{
	for (int i = 0; i < r->shape->n; i++) {
		char        out[ID_TEXT];
		const char *text = record_text(r, i, out);

		raw[i] = text ? arena_string(&arena_run, text) : NULL;
	}
}

/* A form of a record in the editor, and the record as it was when the form was opened. */
struct editing {
	struct record old;
	const char   *untouched[CELLS_MAX];	/* how it reads in the form */
	const char   *shown[CELLS_MAX], *beside[CELLS_MAX + 1];
};

static void open_on(struct run *run, struct editing *e, const struct record *r, const char **was)
{
	char text[ID_TEXT];

	e->old = *r;
	take_cells(r, was);
	/* A form keeps no blanks at the ends of lines: what was not touched is known by how it reads. */
	memset(e->untouched, 0, sizeof e->untouched);
	page_read(run, page_write(run, noun_id_text(r->id, text), was, NULL, NULL), e->untouched, NULL, &(struct faults){ .arena = &arena_run });
}

/* What is typed into a field and differs from what it was; NULL for nothing. */
static const char *typed_into(const struct editing *e, int cell)
{
	const char *text = e->shown[cell];

	return !text || strcmp(text, e->untouched[cell] ? e->untouched[cell] : "") == 0 ? NULL : *text ? text : "\\N";
}

/* Whether the fields of a record are no longer what they were when the form was opened: each is told, with who changed
 * it. The form goes on from what it is now: that stands in the fields that were not touched, and beside the others. */
static bool changed_since(struct run *run, struct editing *e, const struct record *now, struct faults *f)
{
	const struct record old = e->old;
	const char         *was[CELLS_MAX] = { NULL };
	bool                kept[CELLS_MAX] = { false }, any = false;

	if (now->journal == old.journal || now->struck)
		return false;
	for (int i = 0; i < now->shape->n; i++)
		kept[i] = typed_into(e, i) != NULL;
	open_on(run, e, now, was);
	for (int i = 0; i < now->shape->n; i++) {
		const struct field *field = now->shape->field[i];
		struct val          v[1];
		const char         *by;

		if (field->flags & (ENGINE | MADE) || !record_differs(now, &old, field->name))
			continue;
		any = true;
		by = db_one(run->reg->db, &sql_changed_by, (struct val[]){ val_int(now->id), val_text(field->name) }, v) ? val_string(v) : "?";
		if (was[i])
			fault_refuse(f, field->name, "was changed by %s since the form was opened", by);
		else
			fault_refuse(f, field->name, "was emptied by %s since the form was opened", by);
		if (kept[i])
			e->beside[i] = arena_print(&arena_run, "%s%s", e->beside[i] ? e->beside[i] : "", was[i] ? was[i] : "");
		else
			e->shown[i] = was[i];
	}
	if (any && !e->beside[CELLS_MAX])
		e->beside[CELLS_MAX] = say("To write the form as it stands now, delete this line and save.");
	return any;
}

/* One record in a form with today's values. What is emptied is cleared, what stays as it was is left alone. */
static enum status edit_by_page(struct run *run, int64_t id, const char *const *given)
{
	static struct row     row;
	static struct editing e;
	const char           *was[CELLS_MAX] = { NULL }, *raw[CELLS_MAX];
	struct record         now;
	struct faults         f = no_faults();
	char                 *page, *left, text[ID_TEXT];
	bool                  changed;

	record_load(run->reg, run->shape, id, &now, &arena_run, true);
	open_on(run, &e, &now, was);
	for (int i = 0; i < CELLS_MAX; i++)
		e.shown[i] = given[i] ? given[i] : was[i];
	noun_id_text(id, text);
	page = page_write(run, text, e.shown, NULL, &f);
	while ((left = ask_page(page))) {
		memset(e.shown, 0, sizeof e.shown);
		memset(e.beside, 0, sizeof e.beside);
		f = no_faults();
		page_read(run, left, e.shown, e.beside, &f);
		/* A field whose line was taken out is as it was. */
		for (int i = 0; i < CELLS_MAX; i++)
			if (!e.shown[i])
				e.shown[i] = e.untouched[i];
		registry_begin(run->reg, run->cmd->name);
		record_load(run->reg, run->shape, id, &now, &arena_run, true);
		changed = changed_since(run, &e, &now, &f);
		if (!f.first) {
			for (int i = 0; i < CELLS_MAX; i++)
				raw[i] = typed_into(&e, i);
			if (row_change(run, &now, raw, &row, &f) != ROW_BAD) {
				tell(NULL, f.past, true);
				return keep(run, &id, 1, NULL);
			}
		}
		registry_rollback(run->reg);
		/* Which of two values is right a person decides. */
		if (changed && !ask_possible())
			break;
		page = page_write(run, text, e.shown, e.beside, &f);
	}
	return left_alone(&f);
}

/* At a terminal: the fields that the command asks for, of which one of the records has nothing yet. */
static void ask_missing(struct run *run, const int64_t *id, int n, const char **given)
{
	for (const char *p = run->cmd->asks; p && *p; ) {
		const char *rest, *name;
		int         field = shape_first(run->shape, p, &rest);
		bool        lacks = false;

		name = run->shape->field[field]->name;
		p = rest;
		for (int i = 0; i < n && !lacks; i++) {
			struct record old;

			lacks = record_load(run->reg, run->shape, id[i], &old, &arena_run, false) && !old.struck && !old.v[field].t;
		}
		if (lacks)
			prompt_cells(run, name, given);
	}
}

enum status single_edit(struct run *run, const int64_t *id, int n, const char **given)
{
	static struct row row;
	const char       *raw[CELLS_MAX];
	char              text[ID_TEXT];
	bool              wrong = false, refused = false;

	if (common.edit && n != 1)
		err_exit(STATUS_MISUSED, "-e: one record at a time");
	if (common.edit)
		return edit_by_page(run, id[0], given);
	if (ask_possible())
		ask_missing(run, id, n, given);
	if (!run->cmd->stamps && !anything(given))
		err_exit(STATUS_MISUSED, "nothing to change: give a field, -e for a form, or -f FILE");
	registry_begin(run->reg, run->cmd->name);
	for (int i = 0; i < n; i++) {
		struct faults f = no_faults();
		struct record old;

		memcpy(raw, given, sizeof raw);
		record_load(run->reg, run->shape, id[i], &old, &arena_run, true);
		row_change(run, &old, raw, &row, &f);
		tell(n > 1 && !old.struck ? noun_id_text(id[i], text) : NULL, f.past, true);
		tell(n > 1 && !old.struck ? noun_id_text(id[i], text) : NULL, f.first, false);
		wrong |= f.wrong;
		refused |= f.refused;
	}
	if (!wrong && !refused)
		return keep(run, id, n, NULL);
	registry_rollback(run->reg);
	return wrong ? STATUS_WRONG : STATUS_REFUSED;
}
