/* batch: records written from CSV. A batch is atomic: any bad row, and nothing is written (unless --keep-going), but
 * every bad row is told. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "doors/sheet.h"
#include "frame/name.h"
#include "hall/batch.h"
#include "hall/single.h"
#include "words/language.h"
#include "words/mem.h"

enum { TOLD_MAX = 1000, HEADER_MAX = 256 };

/* What a column of the file is, if it is no field. */
enum { COLUMN_ID = -1, COLUMN_JOURNAL = -2, COLUMN_PASSED = -3, COLUMN_OWN = -4 };

struct batch {
	struct run       *run;
	struct registry  *reg;
	struct shape     *shape;
	bool              editing;
	const struct batch_hooks *hooks;
	const char       *file;
	struct sheet     *sheet;
	struct sheet_format format;
	struct sheet_row  row;
	int               columns, column[HEADER_MAX];
	const char       *header[HEADER_MAX];
	const char       *given[CELLS_MAX];	/* from options */
	bool              has_ref;
	long              past;			/* rules not kept by history */
	struct sink      *written;
	struct sink      *rejects;
	long              told, bad, added, changed, skipped;
	bool              wrong, refused;
	struct arena      arena;		/* of the row */
	struct timespec   begun;
};

/* ---- telling ---- */

static void tell(struct batch *b, const char *field, const char *text)
{
	if (b->told++ < TOLD_MAX)
		err_warn("%s:%ld: %s%s%s", b->file, b->row.line, field ? field : "", field ? ": " : "", text);
}

/* The faults of a row: each told, the row put with the rejects. */
static void reject(struct batch *b, const struct faults *f)
{
	struct text all = { 0 };
	char        line[32];

	b->bad++;
	b->refused |= f->refused;
	b->wrong |= f->wrong;
	for (const struct fault *one = f->first; one; one = one->next) {
		tell(b, one->field, one->text);
		text_print(&all, "%s%s%s%s", all.n ? "; " : "", one->field ? one->field : "", one->field ? ": " : "", one->text);
	}
	if (b->rejects) {
		struct sheet_format format = cmd_sheet_format();

		for (int i = 0; i < b->row.n || i < b->columns; i++) {
			if (i < b->columns && b->column[i] == COLUMN_OWN)
				continue;
			if (i < b->row.n)
				sheet_put(b->rejects, b->row.cell[i], (size_t)b->row.length[i], format);
			sink_char(b->rejects, format.delimiter);
		}
		snprintf(line, sizeof line, "%ld", b->row.line);
		sink_string(b->rejects, line);
		sink_char(b->rejects, format.delimiter);
		sheet_put(b->rejects, all.s, all.n, format);
		sheet_end_row(b->rejects, format);
	}
	text_free(&all);
}

/* What a row became: `line,concern,ref`. */
static void written(struct batch *b, const struct row *row)
{
	const struct record *r = row->r + b->run->form.n - 1;
	static struct text   line;
	char                 id[ID_TEXT];
	const char          *ref = b->has_ref ? record_get(r, "ref") : NULL;
	const char          *extra = b->hooks && b->hooks->extra ? b->hooks->extra_of(b->run, row) : NULL;

	text_clear(&line);
	text_int(&line, b->row.line);
	text_char(&line, b->format.delimiter);
	text_string(&line, noun_id_text(r->id, id));
	sink_add(b->written, line.s, line.n);
	if (b->has_ref)
		sink_char(b->written, b->format.delimiter);
	if (ref)
		sheet_put(b->written, ref, strlen(ref), b->format);
	if (b->hooks && b->hooks->extra)
		sink_char(b->written, b->format.delimiter);
	if (extra)
		sheet_put(b->written, extra, strlen(extra), b->format);
	sheet_end_row(b->written, b->format);
}

static void progress(struct batch *b, bool over)
{
	static bool     shown;
	struct timespec now;

	if (!isatty(STDERR_FILENO) || common.quiet)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (over ? shown : now.tv_sec - b->begun.tv_sec > 0) {
		shown = true;
		fputs(over ? "\r\033[K" : "\r", stderr);
		if (!over)
			fprintf(stderr, say("%ld rows"), b->added + b->changed + b->skipped + b->bad);
	}
}

/* ---- one row ---- */

static struct faults no_faults(struct batch *b)
{
	return (struct faults){ .arena = &b->arena, .override = common.override };
}

/* What became of a row: counted, told, or put with the rejects. */
static void close_row(struct batch *b, enum row_got got, const struct row *row, const struct faults *f)
{
	for (const struct fault *one = got == ROW_BAD ? NULL : f->past; one; one = one->next) {
		b->past++;
		tell(b, one->field, arena_print(&b->arena, say("%s (history: it is let through)"), one->text));
	}
	b->added += got == ROW_ADDED;
	b->changed += got == ROW_CHANGED;
	b->skipped += got == ROW_SKIPPED;
	if (got == ROW_BAD)
		reject(b, f);
	else if (b->written && got != ROW_SKIPPED)
		written(b, row);
}

/* The record that a row's id column names, and that it has not changed since it was read. */
static enum row_got edit(struct batch *b, const char *id_cell, const char *journal, const char **raw, struct row *row,
                         struct faults *f)
{
	struct record old;
	const char   *why;
	int64_t       id;

	if (!*id_cell) {
		fault_add(f, b->shape->noun->name, "a value is needed");
		return ROW_BAD;
	}
	if (!name_find(b->reg, b->shape->noun, NULL, id_cell, &id, &why)) {
		fault_add(f, b->shape->noun->name, "%s: %.100s", why, id_cell);
		return ROW_BAD;
	}
	record_load(b->reg, b->shape, id, &old, &b->arena, true);
	if (journal && strspn(journal, "0123456789") != strlen(journal)) {
		fault_add(f, "journal", "not a journal number: %.100s", journal);
		return ROW_BAD;
	}
	if (journal && *journal && strtoll(journal, NULL, 10) != old.journal) {
		fault_refuse(f, "journal", "changed since it was read: %s, now %lld", journal, (long long)old.journal);
		return ROW_BAD;
	}
	return row_change(b->run, &old, raw, row, f);
}

static void one_row(struct batch *b)
{
	static struct row row;
	struct faults     f = no_faults(b);
	const char       *raw[CELLS_MAX], *id = NULL, *journal = NULL;
	enum row_got      got = ROW_BAD;

	memcpy(raw, b->given, sizeof raw);
	if (b->row.n != b->columns)
		fault_add(&f, NULL, "%s", sheet_ragged(b->row.n, b->columns));
	for (int i = 0; i < b->columns && !f.first; i++) {
		if (b->column[i] == COLUMN_ID)
			id = b->row.cell[i];
		else if (b->column[i] == COLUMN_JOURNAL)
			journal = b->row.cell[i];
		else if (b->column[i] >= 0)
			raw[b->column[i]] = b->row.cell[i];
	}
	if (!f.first)
		got = b->editing ? edit(b, id, journal, raw, &row, &f) : row_add(b->run, b->hooks, raw, &row, &f);
	close_row(b, got, &row, &f);
	arena_reset(&b->arena, (struct arena_mark){ 0 });
}

/* ---- the header ---- */

static bool any_field(const struct batch *b)
{
	for (int i = 0; i < b->row.n; i++)
		if (form_cell(&b->run->form, b->row.cell[i]) >= 0)
			return true;
	return false;
}

static const char unknown_column[] = SAID("no such column");

static _Noreturn void bad_header(struct batch *b, const char *what, const char *name)
{
	const char *names[CELLS_MAX], *near = NULL;
	int         n = 0;

	for (int i = 0; i < CELLS_MAX; i++)
		if (cmd_has_cell(b->run, i))
			names[n++] = form_field(&b->run->form, i)->name;
	if (what == unknown_column)
		near = b->columns == 1 && strchr(name, ';') ? "--delimiter ';'" : b->columns == 1 && strchr(name, '\t')
		       ? "--delimiter tab" : text_nearest(name, names, n);
	/* Where the header is missing it is a row that stands there, and what is in it may be secret. */
	if (what == unknown_column && !near && !any_field(b))
		err_exit(STATUS_WRONG, "%s:%ld: none of the columns is a field (is the header missing?)", b->file, b->row.line);
	err_exit(STATUS_WRONG, "%s:%ld: %s%s%.100s%s", b->file, b->row.line, say(what), *name ? ": " : "", name, text_hint(near));
}

/* What casework itself adds to rows: batches print `line`, rejects have `line` and `error`. So that a
 * writer can be piped into a writer and mended rejects be read again, they are passed over. */
static bool own(const char *name)
{
	return strcmp(name, "line") == 0 || strcmp(name, "error") == 0;
}

/* A column of lists that nobody writes: made, the engine's, the month of a day, worked out. It is passed over, so that what a list
 * has written can be read. */
static bool follows_others(const struct shape *s, const char *name)
{
	for (int i = 0; i < s->n; i++)
		if ((s->field[i]->flags & (MADE | ENGINE) && strcmp(s->field[i]->name, name) == 0) || (s->month[i] && strcmp(s->month[i], name) == 0))
			return true;
	for (const struct derived *d = s->noun->derived; d && d->name; d++)
		if (strcmp(d->name, name) == 0)
			return true;
	return false;
}

static void read_header(struct batch *b)
{
	const struct form *form = &b->run->form;
	const int          ref = b->shape->ref < 0 ? -1 : form_main(form) + b->shape->ref;
	bool               seen[CELLS_MAX] = { false }, id = false;

	if (b->row.n > HEADER_MAX)
		err_exit(STATUS_WRONG, "%s:1: more than %d columns", b->file, HEADER_MAX);
	b->columns = b->row.n;
	for (int i = 0; i < b->row.n; i++) {
		const char *name = b->header[i] = arena_string(&arena_run, b->row.cell[i]);
		int         cell = form_cell(form, name);

		if (b->editing && strcmp(name, b->shape->noun->name) == 0) {
			if (id)
				bad_header(b, SAID("twice in the header"), name);
			id = true;
			b->column[i] = COLUMN_ID;
		} else if (b->editing && strcmp(name, "journal") == 0) {
			b->column[i] = COLUMN_JOURNAL;
		} else if (!*name) {
			bad_header(b, SAID("a column without a name (a delimiter too many?)"), "");
		} else if (cell < 0 && (own(name) || (b->hooks && b->hooks->extra && strcmp(name, b->hooks->extra) == 0))) {
			b->column[i] = COLUMN_OWN;
		} else if (b->editing && ((cell >= 0 && cell == ref && !cmd_has_cell(b->run, cell)) || follows_others(b->shape, name))) {
			b->column[i] = COLUMN_PASSED;
		} else if (cell >= 0 && form_field(form, cell)->flags & MADE) {
			bad_header(b, SAID("is taken from the record it follows, and cannot be given"), name);
		} else if (cell < 0 || !cmd_has_cell(b->run, cell)) {
			bad_header(b, unknown_column, name);
		} else if (seen[cell]) {
			bad_header(b, SAID("twice in the header"), name);
		} else {
			seen[cell] = true;
			b->column[i] = cell;
		}
	}
	b->has_ref = ref >= 0 && seen[ref];
	if (b->editing && !id)
		bad_header(b, SAID("the column that names the record is missing"), b->shape->noun->name);
	for (int i = 0; !b->editing && i < CELLS_MAX; i++) {
		const struct field *f = cmd_has_cell(b->run, i) ? form_field(form, i) : NULL;

		if (f && f->flags & NEED && !f->dflt && !seen[i] && !b->given[i] && !b->run->like[i] && !common.update &&
		    !form_linked(form, i))
			bad_header(b, SAID("a needed column is missing"), f->name);
	}
}

static void print_template(struct batch *b)
{
	struct sheet_format format = cmd_sheet_format();
	struct sink        *out = sink_open(NULL);
	bool                first = true;

	sheet_begin(out, format);
	if (b->editing) {
		sheet_put(out, b->shape->noun->name, strlen(b->shape->noun->name), format);
		first = false;
	}
	for (int i = 0; i < CELLS_MAX; i++) {
		const char *name = cmd_has_cell(b->run, i) ? form_field(&b->run->form, i)->name : NULL;

		if (!name)
			continue;
		if (!first)
			sink_char(out, format.delimiter);
		sheet_put(out, name, strlen(name), format);
		first = false;
	}
	sheet_end_row(out, format);
	sink_close(out);
}

/* ---- many rows ---- */

static void open_rejects(struct batch *b)
{
	struct sheet_format format = cmd_sheet_format();

	if (!common.rejects)
		return;
	b->rejects = sink_open(common.rejects);
	sheet_begin(b->rejects, format);
	for (int i = 0; i < b->columns; i++) {
		if (b->column[i] == COLUMN_OWN)
			continue;
		sheet_put(b->rejects, b->header[i], strlen(b->header[i]), format);
		sink_char(b->rejects, format.delimiter);
	}
	sink_string(b->rejects, "line");
	sink_char(b->rejects, format.delimiter);
	sink_string(b->rejects, "error");
	sheet_end_row(b->rejects, format);
}

/* The end of a batch: commit or roll back, then the output, which may fail but takes nothing back. */
static enum status finish(struct batch *b, bool broken)
{
	struct sheet_format format = cmd_sheet_format();
	bool                keep = !broken && (b->bad == 0 || common.keep_going) && !common.dry_run;
	struct sink        *out = NULL;

	sheet_close(b->sheet);
	arena_free(&b->arena);
	if (b->told > TOLD_MAX)
		err_warn("%s: and %ld more faults", b->file, b->told - TOLD_MAX);
	if (b->rejects)
		sink_close(b->rejects);
	if (keep)
		registry_commit(b->reg);
	else
		registry_rollback(b->reg);
	if (b->bad)
		err_note(keep && b->added + b->changed ? say_n("%s: %ld row is bad; the good ones are written",
		                                               "%s: %ld rows are bad; the good ones are written", (unsigned long)b->bad)
		                                       : say_n("%s: %ld row is bad; nothing was written",
		                                               "%s: %ld rows are bad; nothing was written", (unsigned long)b->bad),
		         b->file, b->bad);
	if (b->past)
		err_note(say_n("%s: %ld rule not kept by history from before live_from", "%s: %ld rules not kept by history from before live_from",
		               (unsigned long)b->past), b->file, b->past);
	if (common.verbose || (common.dry_run && !broken))
		err_note(keep ? SAID("%s: %ld added, %ld changed, %ld passed over") : SAID("%s: %ld added, %ld changed, %ld passed over (not written)"),
		         b->file, b->added, b->changed, b->skipped);
	if (keep) {
		/* The reader may be gone; the rows are written all the same, and that is to be said. */
		signal(SIGPIPE, SIG_IGN);
		out = sink_open(NULL);
		sink_committed(out, say("the rows are written"));
		sheet_begin(out, format);
		sink_string(out, "line");
		sink_char(out, format.delimiter);
		sink_string(out, b->shape->noun->name);
		if (b->has_ref) {
			sink_char(out, format.delimiter);
			sink_string(out, "ref");
		}
		if (b->hooks && b->hooks->extra) {
			sink_char(out, format.delimiter);
			sink_string(out, b->hooks->extra);
		}
		sheet_end_row(out, format);
	}
	sink_pour(b->written, out);
	if (out)
		sink_close(out);
	if (broken || (b->bad && !common.keep_going))
		return b->wrong || broken ? STATUS_WRONG : STATUS_REFUSED;
	return b->bad ? STATUS_PARTLY : STATUS_DONE;
}

/* The noun that a file for any noun is about: its first column's name. */
static const struct noun *noun_of_file(struct batch *b)
{
	const struct noun *noun = noun_by_name(b->row.cell[0]);

	if (!noun)
		err_exit(STATUS_WRONG, "%s:%ld: the first column names the records, as concern or office do: %.100s", b->file,
		         b->row.line, b->row.cell[0]);
	return noun;
}

static void use_noun(struct batch *b, const struct noun *noun)
{
	b->shape = b->run->shape = noun_shape(noun);
	if (!b->run->cmd->noun)
		form_make(&b->run->form, (const struct noun *const[]){ noun, NULL });
}

static void may_write(const struct batch *b)
{
	for (int k = 0; k < b->run->form.n; k++)
		record_may_write(b->reg, b->run->form.shape[k]->noun);
}

static enum status many(struct batch *b)
{
	const char    *why;
	enum sheet_got got;
	long           n = 0;

	b->file = common.from;
	if (common.skip_existing && common.update)
		err_exit(STATUS_MISUSED, "--skip-existing and --update: one of them");
	if (b->run->operands.n)
		err_exit(STATUS_MISUSED, "the rows of -f name the records: %s", b->run->operands.s[0]);
	b->format = cmd_sheet_format();
	b->sheet = cmd_sheet_open(&b->row);
	if (!b->shape) {
		use_noun(b, noun_of_file(b));
		single_options(b->run, b->given);
	}
	read_header(b);
	may_write(b);
	got = sheet_next(b->sheet, &b->row, &why);
	registry_begin(b->reg, b->run->cmd->name);
	b->written = sink_hold();
	open_rejects(b);
	clock_gettime(CLOCK_MONOTONIC, &b->begun);
	for (; got == SHEET_ROW; got = sheet_next(b->sheet, &b->row, &why)) {
		one_row(b);
		if (++n % 1000 == 0)
			progress(b, false);
	}
	progress(b, true);
	if (got == SHEET_BAD)
		err_warn("%s:%s", common.from, why);
	return finish(b, got == SHEET_BAD);
}

/* ---- the runs of commands ---- */

enum status batch_add_with(struct run *run, const struct batch_hooks *hooks)
{
	struct batch b = { .run = run, .reg = run->reg, .shape = run->shape, .hooks = hooks };

	single_options(run, b.given);
	if (common.template) {
		print_template(&b);
		return STATUS_DONE;
	}
	if (common.from)
		return many(&b);
	if (run->operands.n && !run->cmd->args)
		err_exit(STATUS_MISUSED, "takes no operands: %s (fields are options; -f FILE reads rows)", run->operands.s[0]);
	may_write(&b);
	return single_add(run, hooks, b.given);
}

enum status batch_add(struct run *run)
{
	return batch_add_with(run, NULL);
}

enum status batch_edit(struct run *run)
{
	const struct noun *noun = run->cmd->noun, *first = noun;
	struct batch       b = { .run = run, .reg = run->reg, .editing = true, .shape = run->shape };
	int64_t           *id = arena_take(&arena_run, (size_t)(run->operands.n + 1) * sizeof *id);

	if (common.template && !b.shape)
		err_exit(STATUS_MISUSED, "--template: NOUN-add --template has the columns; put the noun's name before them");
	if (b.shape && (common.template || common.from))
		single_options(run, b.given);
	if (common.template) {
		print_template(&b);
		return STATUS_DONE;
	}
	if (common.from)
		return many(&b);
	if (run->operands.n == 0)
		err_exit(STATUS_MISUSED, "which record? give its id, or -f FILE");
	for (int i = 0; i < run->operands.n; i++) {
		const struct noun *of = cmd_operand(run, noun, run->operands.s[i], run->cmd->exact, id + i);

		if (first && of != first)
			err_exit(STATUS_MISUSED, "%s: %s among records of another kind", run->operands.s[i], say(of->brief));
		first = of;
	}
	use_noun(&b, first);
	single_options(run, b.given);
	may_write(&b);
	return single_edit(run, id, run->operands.n, b.given);
}
