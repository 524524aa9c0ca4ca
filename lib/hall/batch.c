/* batch: records written, one from options or many from CSV. A batch is atomic: any bad row, and
 * nothing is written (unless --keep-going), but every bad row is told. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "doors/sheet.h"
#include "frame/cell.h"
#include "frame/name.h"
#include "hall/batch.h"
#include "words/mem.h"

enum { TOLD_MAX = 1000, HEADER_MAX = 256 };

/* What a column of the file is, if it is no field. */
enum { COLUMN_ID = -1, COLUMN_JOURNAL = -2, COLUMN_PASSED = -3, COLUMN_OWN = -4 };

typedef void filler(struct run *run, const struct record *old, const char **raw);

struct batch {
	struct run       *run;
	struct registry  *reg;
	struct shape     *shape;
	bool              editing;
	filler           *fill;
	const char       *file;
	const char       *about;		/* the record that faults are about, where there are several */
	struct sheet     *sheet;
	struct sheet_format format;
	struct sheet_row  row;
	int               columns, column[HEADER_MAX];
	const char       *header[HEADER_MAX];
	const char       *given[FIELDS_MAX];	/* from options */
	bool              has_ref;
	struct sink      *written;
	struct sink      *rejects;
	long              told, bad, added, changed, skipped;
	bool              wrong, refused;
	struct arena      arena;		/* of the row */
	struct timespec   begun;
};

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

static void take_options(struct batch *b)
{
	struct run *run = b->run;

	for (const struct loose *l = run->loose; l; l = l->next) {
		int field = shape_field(b->shape, l->name);

		if (l->values.n && field < 0)
			err_exit(STATUS_MISUSED, "--%s: %s has no such field", l->name, b->shape->noun->brief);
		if (field >= 0)
			run->given[field] = l->values;
	}
	for (int i = 0; i < b->shape->n; i++)
		b->given[i] = option_cell(b->shape->field[i], run->given + i);
	for (int i = 0; i < common.clear.n; i++) {
		int field = shape_option(b->shape, common.clear.s[i]);

		if (field < 0)
			field = shape_field(b->shape, common.clear.s[i]);
		if (field < 0 || !cmd_has_field(run->cmd, b->shape, field))
			err_exit(STATUS_WRONG, "--clear: no such field: %s", common.clear.s[i]);
		b->given[field] = "\\N";
	}
}

/* ---- telling ---- */

static void tell(struct batch *b, const char *field, const char *text)
{
	if (b->told++ >= TOLD_MAX)
		return;
	if (!b->sheet)
		err_warn("%s%s%s%s%s%s", b->about ? b->about : "", b->about ? ": " : "", field ? "--" : "",
		         field ? cmd_dashed(field) : "", field ? ": " : "", text);
	else
		err_warn("%s:%ld: %s%s%s", b->file, b->row.line, field ? field : "", field ? ": " : "", text);
}

/* The faults of a row: each told, the row put with the rejects. */
static void reject(struct batch *b, const struct faults *f)
{
	struct text all = { 0 };
	char        line[32];

	b->bad++;
	b->refused |= f->refused;
	b->wrong |= !f->refused;
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
static void written(struct batch *b, const struct record *r)
{
	static struct text  line;
	char                id[ID_TEXT];
	const char         *ref = b->has_ref ? record_get(r, "ref") : NULL;

	text_clear(&line);
	text_int(&line, b->row.line);
	text_char(&line, b->format.delimiter);
	text_string(&line, noun_id_text(r->id, id));
	sink_add(b->written, line.s, line.n);
	if (b->has_ref)
		sink_char(b->written, b->format.delimiter);
	if (ref)
		sheet_put(b->written, ref, strlen(ref), b->format);
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
		fprintf(stderr, over ? "\r\033[K" : "\r%ld rows", b->added + b->changed + b->skipped + b->bad);
	}
}

/* ---- one row ---- */

/* Change a record by raw cells; false with faults. */
static bool change(struct batch *b, const struct record *old, const char **raw, struct faults *f)
{
	struct record now = *old;
	bool          secret = false;

	if (old->struck) {
		char id[ID_TEXT];

		b->about = NULL;
		fault_refuse(f, NULL, "%s: was struck out, and stays as it is", noun_id_text(old->id, id));
		return false;
	}
	if (b->fill)
		b->fill(b->run, old, raw);
	for (int i = 0; i < b->shape->n; i++)
		secret |= raw[i] && raw[i][0] && b->shape->field[i]->flags & SECRET;
	if (secret && !old->unsealed)
		registry_need_key(b->reg, b->shape->noun->domain);
	cell_read(b->reg, &now, raw, true, &b->arena, f);
	if (!f->first)
		record_rules(b->reg, &now, old, f);
	if (f->first)
		return false;
	b->changed += record_change(b->reg, old, &now, "change");
	if (b->written)
		written(b, &now);
	return true;
}

/* The record whose ref or code is that of `r`, loaded. */
static bool load_existing(struct batch *b, const struct record *r, struct record *old)
{
	struct shape *s = b->shape;
	struct val    v[1];

	if (s->key >= 0) {
		if (!db_one(b->reg->db, &s->by_key, (struct val[]){ r->v[s->key] }, v))
			return false;
	} else if (!r->v[s->ref].t ||
	           !db_one(b->reg->db, &s->by_ref, (struct val[]){ r->v[s->source], r->v[s->ref] }, v)) {
		return false;
	}
	return record_load(b->reg, s, v[0].i, old, &b->arena, true);
}

static bool add(struct batch *b, struct record *r, const char **raw, struct faults *f)
{
	struct shape *s = b->shape;
	struct record old;
	const char   *what = s->key >= 0 ? s->field[s->key]->name : "ref";

	*r = (struct record){ .shape = s };
	cell_read(b->reg, r, raw, false, &b->arena, f);
	/* With --update a row may hold only what changes, so it is not judged as a new one. */
	if (common.update && load_existing(b, r, &old)) {
		*f = (struct faults){ .arena = &b->arena };
		r->id = old.id;
		return change(b, &old, raw, f);
	}
	if (!f->first)
		record_rules(b->reg, r, NULL, f);
	if (f->first)
		return false;
	if (!record_add(b->reg, r)) {
		char id[ID_TEXT];

		if (!load_existing(b, r, &old))
			err_die("%s: a row that is unique is there already", s->noun->name);
		if (common.skip_existing) {
			b->skipped++;
			r->id = old.id;
			return true;
		}
		fault_add(f, what, "is there already: %s (%s%s%s)", record_get(r, what), noun_id_text(old.id, id),
		          s->key < 0 ? "; --skip-existing passes over it" : "", s->key < 0 ? ", --update changes it" : "");
		return false;
	}
	b->added++;
	if (b->written)
		written(b, r);
	return true;
}

/* The record that a row's id column names, and that it has not changed since it was read. */
static bool edit(struct batch *b, const char *id_cell, const char *journal, const char **raw, struct faults *f)
{
	struct record old;
	const char   *why;
	int64_t       id;

	if (!*id_cell) {
		fault_add(f, b->shape->noun->name, "a value is needed");
		return false;
	}
	if (!name_find(b->reg, b->shape->noun, NULL, id_cell, &id, &why)) {
		fault_add(f, b->shape->noun->name, "%s: %.100s", why, id_cell);
		return false;
	}
	record_load(b->reg, b->shape, id, &old, &b->arena, true);
	if (journal && strspn(journal, "0123456789") != strlen(journal)) {
		fault_add(f, "journal", "not a journal number: %.100s", journal);
		return false;
	}
	if (journal && *journal && strtoll(journal, NULL, 10) != old.journal) {
		fault_refuse(f, "journal", "changed since it was read: %s, now %lld", journal, (long long)old.journal);
		return false;
	}
	return change(b, &old, raw, f);
}

static void one_row(struct batch *b)
{
	struct faults f = { .arena = &b->arena };
	const char   *raw[FIELDS_MAX], *id = NULL, *journal = NULL;
	struct record r;

	memcpy(raw, b->given, sizeof raw);
	if (b->row.n != b->columns)
		fault_add(&f, NULL, "%d cell%s, but the header has %d column%s", b->row.n, b->row.n == 1 ? "" : "s", b->columns,
		          b->columns == 1 ? "" : "s");
	for (int i = 0; i < b->columns && !f.first; i++) {
		if (b->column[i] == COLUMN_ID)
			id = b->row.cell[i];
		else if (b->column[i] == COLUMN_JOURNAL)
			journal = b->row.cell[i];
		else if (b->column[i] >= 0)
			raw[b->column[i]] = b->row.cell[i];
	}
	if (f.first || !(b->editing ? edit(b, id, journal, raw, &f) : add(b, &r, raw, &f)))
		reject(b, &f);
	arena_reset(&b->arena, (struct arena_mark){ 0 });
}

/* ---- the header ---- */

static bool any_field(const struct batch *b)
{
	for (int i = 0; i < b->row.n; i++)
		if (shape_field(b->shape, b->row.cell[i]) >= 0)
			return true;
	return false;
}

static _Noreturn void bad_header(struct batch *b, const char *what, const char *name)
{
	const char *names[FIELDS_MAX + 2], *near = NULL;
	int         n = 0;

	for (int i = 0; i < b->shape->n; i++)
		if (cmd_has_field(b->run->cmd, b->shape, i))
			names[n++] = b->shape->field[i]->name;
	if (strcmp(what, "no such column") == 0)
		near = b->columns == 1 && strchr(name, ';') ? "--delimiter ';'" : b->columns == 1 && strchr(name, '\t')
		       ? "--delimiter tab" : text_nearest(name, names, n);
	/* Where the header is missing it is a row that stands there, and what is in it may be secret. */
	if (strcmp(what, "no such column") == 0 && !near && !any_field(b))
		err_exit(STATUS_WRONG, "%s:%ld: none of the columns is a field (is the header missing?)", b->file, b->row.line);
	err_exit(STATUS_WRONG, "%s:%ld: %s%s%.100s%s%s%s", b->file, b->row.line, what, *name ? ": " : "", name, near ? " (" : "",
	         near ? near : "", near ? "?)" : "");
}

/* What casework itself adds to rows: batches print `line`, rejects have `line` and `error`. So that a
 * writer can be piped into a writer and mended rejects be read again, they are passed over. */
static bool own(const char *name)
{
	return strcmp(name, "line") == 0 || strcmp(name, "error") == 0;
}

static void read_header(struct batch *b)
{
	bool seen[FIELDS_MAX] = { false }, id = false;

	if (b->row.n > HEADER_MAX)
		err_exit(STATUS_WRONG, "%s:1: more than %d columns", b->file, HEADER_MAX);
	b->columns = b->row.n;
	for (int i = 0; i < b->row.n; i++) {
		const char *name = b->header[i] = arena_string(&arena_run, b->row.cell[i]);
		int         field = shape_field(b->shape, name);

		if (b->editing && strcmp(name, b->shape->noun->name) == 0) {
			if (id)
				bad_header(b, "twice in the header", name);
			id = true;
			b->column[i] = COLUMN_ID;
		} else if (b->editing && strcmp(name, "journal") == 0) {
			b->column[i] = COLUMN_JOURNAL;
		} else if (!*name) {
			bad_header(b, "a column without a name (a delimiter too many?)", "");
		} else if (field < 0 && own(name)) {
			b->column[i] = COLUMN_OWN;
		} else if (b->editing && field >= 0 && field == b->shape->ref && !cmd_has_field(b->run->cmd, b->shape, field)) {
			b->column[i] = COLUMN_PASSED;
		} else if (field < 0 || !cmd_has_field(b->run->cmd, b->shape, field)) {
			bad_header(b, "no such column", name);
		} else if (seen[field]) {
			bad_header(b, "twice in the header", name);
		} else {
			seen[field] = true;
			b->column[i] = field;
		}
	}
	b->has_ref = b->shape->ref >= 0 && seen[b->shape->ref];
	if (b->editing && !id)
		bad_header(b, "the column that names the record is missing", b->shape->noun->name);
	for (int i = 0; !b->editing && i < b->shape->n; i++) {
		const struct field *f = b->shape->field[i];

		if (f->flags & NEED && !f->dflt && !seen[i] && !b->given[i] && !common.update)
			bad_header(b, "a needed column is missing", f->name);
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
	for (int i = 0; i < b->shape->n; i++) {
		if (!cmd_has_field(b->run->cmd, b->shape, i))
			continue;
		if (!first)
			sink_char(out, format.delimiter);
		sheet_put(out, b->shape->field[i]->name, strlen(b->shape->field[i]->name), format);
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
		err_note("%s: %ld %s bad; %s", b->file, b->bad, b->bad == 1 ? "row is" : "rows are",
		         keep && b->added + b->changed ? "the good ones are written" : "nothing was written");
	if (common.verbose || (common.dry_run && !broken))
		err_note("%s: %ld added, %ld changed, %ld passed over%s", b->file, b->added, b->changed, b->skipped,
		         keep ? "" : " (not written)");
	if (keep) {
		/* The reader may be gone; the rows are written all the same, and that is to be said. */
		signal(SIGPIPE, SIG_IGN);
		out = sink_open(NULL);
		sink_committed(out, "the rows are written");
		sheet_begin(out, format);
		sink_string(out, "line");
		sink_char(out, format.delimiter);
		sink_string(out, b->shape->noun->name);
		if (b->has_ref) {
			sink_char(out, format.delimiter);
			sink_string(out, "ref");
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
static struct shape *shape_of_file(struct batch *b)
{
	const struct noun *noun = noun_by_name(b->row.cell[0]);

	if (!noun)
		err_exit(STATUS_WRONG, "%s:%ld: the first column names the records, as concern or office do: %.100s", b->file,
		         b->row.line, b->row.cell[0]);
	return noun_shape(noun);
}

static enum status many(struct batch *b)
{
	const char    *why;
	enum sheet_got got;
	long           n = 0;

	b->file = common.from;
	if (common.skip_existing && common.update)
		err_exit(STATUS_MISUSED, "--skip-existing and --update: one of them");
	if (common.rejects && !common.keep_going)
		err_exit(STATUS_MISUSED, "--rejects goes with --keep-going");
	if (b->run->operands.n)
		err_exit(STATUS_MISUSED, "the rows of -f name the records: %s", b->run->operands.s[0]);
	b->format = cmd_sheet_format();
	b->sheet = sheet_open(file_open(common.from), common.from, b->format);
	got = sheet_next(b->sheet, &b->row, &why);
	if (got == SHEET_END)
		err_exit(STATUS_WRONG, "%s: empty: not even a header", common.from);
	if (got == SHEET_BAD)
		err_exit(STATUS_WRONG, "%s:%s", common.from, why);
	if (!b->shape) {
		b->shape = b->run->shape = shape_of_file(b);
		take_options(b);
	}
	read_header(b);
	record_may_write(b->reg, b->shape->noun);
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

/* ---- one record ---- */

/* The ids of what was written, out before the commit: what cannot be told is not written. */
static void print_ids(const int64_t *id, int n)
{
	char text[ID_TEXT];

	signal(SIGPIPE, SIG_IGN);
	for (int i = 0; i < n; i++)
		printf("%s\n", noun_id_text(id[i], text));
	if (fflush(stdout) != 0)
		err_die_errno("standard output: cannot be written; nothing was written to the registry");
}

static enum status one_end(struct batch *b, const int64_t *id, int n)
{
	if (b->bad || common.dry_run) {
		registry_rollback(b->reg);
		if (!b->bad)
			err_note("it would be %s; nothing was written", b->editing ? "changed" : "added");
	} else {
		print_ids(id, n);
		registry_commit(b->reg);
	}
	arena_free(&b->arena);
	return !b->bad ? STATUS_DONE : b->wrong ? STATUS_WRONG : STATUS_REFUSED;
}

enum status batch_add(struct run *run)
{
	struct batch  b = { .run = run, .reg = run->reg, .shape = run->shape };
	struct faults f = { .arena = &b.arena };
	struct record r;

	take_options(&b);
	if (common.template) {
		print_template(&b);
		return STATUS_DONE;
	}
	if (common.from)
		return many(&b);
	if (run->operands.n)
		err_exit(STATUS_MISUSED, "takes no operands: %s (fields are options; -f FILE reads rows)", run->operands.s[0]);
	record_may_write(b.reg, b.shape->noun);
	registry_begin(b.reg, run->cmd->name);
	if (!add(&b, &r, b.given, &f))
		reject(&b, &f);
	return one_end(&b, &r.id, 1);
}

static void refuse_nothing(const struct batch *b)
{
	bool any = b->fill != NULL;

	for (int i = 0; i < b->shape->n; i++)
		any |= b->given[i] != NULL;
	if (!any)
		err_exit(STATUS_MISUSED, "nothing to change: give a field, or -f FILE");
}

enum status batch_edit(struct run *run, const struct noun *noun,
                       void (*fill)(struct run *run, const struct record *old, const char **raw))
{
	struct batch       b = { .run = run, .reg = run->reg, .editing = true, .fill = fill };
	const struct noun *first = noun;
	int64_t           *id = arena_take(&arena_run, (size_t)(run->operands.n + 1) * sizeof *id);
	char               text[ID_TEXT];

	if (noun)
		run->shape = b.shape = noun_shape(noun);
	if (common.template && !b.shape)
		err_exit(STATUS_MISUSED, "--template: NOUN-add --template has the columns; put the noun's name before them");
	if (b.shape && (common.template || common.from))
		take_options(&b);
	if (common.template) {
		print_template(&b);
		return STATUS_DONE;
	}
	if (common.from)
		return many(&b);
	if (run->operands.n == 0)
		err_exit(STATUS_MISUSED, "which record? give its id, or -f FILE");
	for (int i = 0; i < run->operands.n; i++) {
		const struct noun *of = cmd_operand(run, noun, run->operands.s[i], false, id + i);

		if (first && of != first)
			err_exit(STATUS_MISUSED, "%s: %s among records of another kind", run->operands.s[i], of->brief);
		first = of;
	}
	run->shape = b.shape = noun_shape(first);
	take_options(&b);
	refuse_nothing(&b);
	record_may_write(b.reg, first);
	registry_begin(b.reg, run->cmd->name);
	for (int i = 0; i < run->operands.n; i++) {
		struct faults f = { .arena = &b.arena };
		const char   *raw[FIELDS_MAX];

		memcpy(raw, b.given, sizeof raw);
		b.about = run->operands.n > 1 ? noun_id_text(id[i], text) : NULL;
		if (!edit(&b, noun_id_text(id[i], text), NULL, raw, &f))
			reject(&b, &f);
	}
	return one_end(&b, id, run->operands.n);
}
