/* like: values of one's own, for what is the same every day. */
#include <dirent.h>
#include <string.h>

#include "doors/file.h"
#include "frame/cell.h"
#include "hall/like.h"
#include "words/mem.h"

static const char ending[] = ".csv";

/* The one place that knows where such a file lies: a name in the user's own directory, or a path. */
static const char *path_of(const char *name)
{
	return strchr(name, '/') ? name : arena_print(&arena_run, "%s/%s%s", registry_config_dir(), name, ending);
}

static _Noreturn void no_column(const struct run *run, const char *path, long line, const char *name)
{
	const char *names[CELLS_MAX];
	int         n = 0;

	for (int i = 0; i < CELLS_MAX; i++)
		if (cmd_has_cell(run, i))
			names[n++] = form_field(&run->form, i)->name;
	err_exit(STATUS_WRONG, "%s:%ld: no such column: %.100s%s", path, line, name, text_hint(text_nearest(name, names, n)));
}

/* The cells that the columns are, each another. */
static int read_header(const struct run *run, const char *path, const struct sheet_row *row, int column[CELLS_MAX])
{
	if (row->n > CELLS_MAX)
		err_exit(STATUS_WRONG, "%s:%ld: more than %d columns", path, row->line, CELLS_MAX);
	for (int i = 0; i < row->n; i++) {
		column[i] = form_cell(&run->form, row->cell[i]);
		if (column[i] < 0 || !cmd_has_cell(run, column[i]))
			no_column(run, path, row->line, row->cell[i]);
		for (int k = 0; k < i; k++)
			if (column[k] == column[i])
				err_exit(STATUS_WRONG, "%s:%ld: twice in the header: %s", path, row->line, row->cell[i]);
	}
	return row->n;
}

/* What the cells of the row say, and which of them are to be asked for; secrets among them are faults. */
static void read_row(struct run *run, const struct sheet_row *row, const int *column, struct faults *f)
{
	struct text asks = { 0 };

	for (int i = 0; i < row->n; i++) {
		const struct field *field = form_field(&run->form, column[i]);
		const char         *value = row->cell[i];

		/* What was given as an option is not looked at here, were it given as nothing. */
		if (!*value || run->given[column[i]].n)
			continue;
		if (strcmp(value, "?") == 0)
			text_print(&asks, "%s%s", asks.n ? " " : "", field->name);
		else if (field->flags & SECRET)
			fault_add(f, field->name, "a secret does not stand in a file that lies in the open (? asks for it at a terminal)");
		else
			run->like[column[i]] = field->type == DAY || field->type == TIME ? cmd_full(run, field, arena_string(&arena_run, value))
			                       : arena_string(&arena_run, value);
	}
	if (asks.n)
		run->like_asks = text_keep(&asks);
}

/* Whether the fields can hold it. That others are missing is no fault of the file. */
static void judge(const struct run *run, struct faults *f)
{
	for (int k = 0; k < run->form.n; k++) {
		struct record r = { .shape = run->form.shape[k] };
		struct faults found = { .arena = &arena_run };

		cell_read(run->reg, &r, run->like + form_first(k), true, &arena_run, &found);
		for (const struct fault *one = found.first; one; one = one->next)
			if (one->field && run->like[form_first(k) + shape_need(r.shape, one->field)])
				fault_add(f, one->field, "%s", one->text);
	}
}

void like_read(struct run *run)
{
	struct faults       f = { .arena = &arena_run };
	struct sheet_row    row;
	struct sheet       *sheet;
	const char         *path, *why = "";
	int                 column[CELLS_MAX], n;
	enum sheet_got      got;

	if (!common.like || !run->reg)
		return;
	path = path_of(common.like);
	sheet = sheet_open(file_open(path), path, (struct sheet_format){ .delimiter = ',' });
	got = sheet_next(sheet, &row, &why);
	if (got == SHEET_BAD)
		err_exit(STATUS_WRONG, "%s:%s", path, why);
	if (got == SHEET_END)
		err_exit(STATUS_WRONG, "%s: empty: not even a header", path);
	n = read_header(run, path, &row, column);
	got = sheet_next(sheet, &row, &why);
	if (got == SHEET_BAD)
		err_exit(STATUS_WRONG, "%s:%s", path, why);
	if (got == SHEET_END)
		err_exit(STATUS_WRONG, "%s:2: the values are missing: a row below the header", path);
	if (row.n != n)
		err_exit(STATUS_WRONG, "%s:%ld: as many values as the header has columns: %d, not %d", path, row.line, n, row.n);
	read_row(run, &row, column, &f);
	judge(run, &f);
	for (const struct fault *one = f.first; one; one = one->next)
		err_warn("%s:%ld: %s: %s", path, row.line, one->field, one->text);
	got = sheet_next(sheet, &row, &why);
	if (got != SHEET_END)
		err_exit(STATUS_WRONG, "%s:%ld: one row of values, and no more", path, row.line);
	sheet_close(sheet);
	if (f.first)
		err_exit(STATUS_WRONG, "%s: is not as it should be; nothing was written", path);
}

void like_fill(const struct run *run, const char **raw)
{
	for (int i = 0; i < CELLS_MAX; i++)
		if (run->like[i] && !cell_given(raw[i]))
			raw[i] = run->like[i];
}

void like_names(void (*offer)(const char *name, const char *help))
{
	DIR                 *dir = opendir(registry_config_dir());
	const struct dirent *one;

	while (dir && (one = readdir(dir))) {
		size_t n = strlen(one->d_name), k = sizeof ending - 1;

		if (n > k && *one->d_name != '.' && strcmp(one->d_name + n - k, ending) == 0)
			offer(arena_copy(&arena_run, one->d_name, n - k), "");
	}
	if (dir)
		closedir(dir);
}
