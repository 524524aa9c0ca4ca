/* show: rows on their way out. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "doors/sheet.h"
#include "hall/pager.h"
#include "hall/show.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

enum format { CSV, TSV, JSON, JSONL, TABLE };
const char *const show_formats[] = { "csv", "tsv", "json", "jsonl", "table", NULL };

/* A table keeps this many rows back to find the widths of its columns. */
enum { SAMPLE = 500, WIDEST = 60 };

struct show {
	enum format          format;
	struct sheet_format  sheet;
	struct column       *column;
	int                 *from;	/* which of the caller's cells each column is */
	int                  n;
	const char         **cell;
	struct sink         *out;
	int64_t              rows;
	int                 *width;
	char               **kept;	/* the sample of a table: rows * n cells */
	bool                 flowing;
};

static enum format chosen(void)
{
	if (!common.format)
		return isatty(STDOUT_FILENO) && !common.output && !common.excel && !common.delimiter ? TABLE : CSV;
	for (int i = 0; show_formats[i]; i++)
		if (strcmp(show_formats[i], common.format) == 0)
			return (enum format)i;
	err_exit(STATUS_MISUSED, "--format: csv, tsv, json, jsonl or table, not %s", common.format);
}

bool show_is_table(void)
{
	return chosen() == TABLE;
}

bool show_is_json(void)
{
	return chosen() == JSON || chosen() == JSONL;
}

const char *show_noun(const struct noun *noun)
{
	return show_is_table() ? say_word("noun", noun->name) : noun->name;
}

const char *show_field(const char *name)
{
	return show_is_table() ? say_word("column", name) : name;
}

/* Where a spreadsheet parts cells with ; it takes 5.2 for a day in February. */
static void csv_number(struct show *s, const char *text)
{
	for (; *text; text++)
		sink_char(s->out, *text == '.' && s->sheet.excel && s->sheet.delimiter == ';' ? ',' : *text);
}

static void csv_row(struct show *s, const char *const *cell)
{
	for (int i = 0; i < s->n; i++) {
		if (i)
			sink_char(s->out, s->sheet.delimiter);
		if (cell[i] && s->column[i].type == SHOW_NUMBER)
			csv_number(s, cell[i]);
		else if (cell[i])
			sheet_put(s->out, cell[i], strlen(cell[i]), s->sheet);
	}
	/* An empty line would be no row. */
	if (s->n == 1 && !(cell[0] && *cell[0]))
		sink_string(s->out, "\"\"");
	sheet_end_row(s->out, s->sheet);
}

/* Tabs and line ends inside a cell become \t and \n, so that a row is a line. */
static void tsv_row(struct show *s, const char *const *cell)
{
	for (int i = 0; i < s->n; i++) {
		if (i)
			sink_char(s->out, '\t');
		for (const char *c = cell[i] ? cell[i] : ""; *c; c++) {
			if (*c == '\t' || *c == '\n' || *c == '\r' || *c == '\\') {
				sink_char(s->out, '\\');
				sink_char(s->out, *c == '\t' ? 't' : *c == '\n' ? 'n' : *c == '\r' ? 'r' : '\\');
			} else {
				sink_char(s->out, *c);
			}
		}
	}
	sink_char(s->out, '\n');
}

static void json_text(struct sink *out, const char *s, size_t n)
{
	char code[8];

	sink_char(out, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '"' || c == '\\' || c == '\n' || c == '\t') {
			sink_char(out, '\\');
			sink_char(out, c == '\n' ? 'n' : c == '\t' ? 't' : (char)c);
		} else if (c < 0x20 || c == 0x7f) {
			snprintf(code, sizeof code, "\\u%04x", c);
			sink_string(out, code);
		} else {
			sink_char(out, (char)c);
		}
	}
	sink_char(out, '"');
}

static void json_row(struct show *s, const char *const *cell)
{
	if (s->format == JSON)
		sink_string(s->out, s->rows ? ",\n" : "[\n");
	sink_char(s->out, '{');
	for (int i = 0; i < s->n; i++) {
		if (i)
			sink_char(s->out, ',');
		json_text(s->out, s->column[i].name, strlen(s->column[i].name));
		sink_char(s->out, ':');
		if (s->column[i].type == SHOW_MANY) {
			sink_char(s->out, '[');
			for (const char *p = cell[i]; p && *p; p += *p == '|') {
				size_t n = strcspn(p, "|");

				if (p != cell[i])
					sink_char(s->out, ',');
				json_text(s->out, p, n);
				p += n;
			}
			sink_char(s->out, ']');
		} else if (!cell[i]) {
			sink_string(s->out, "null");
		} else if (s->column[i].type == SHOW_NUMBER) {
			sink_string(s->out, cell[i]);
		} else {
			json_text(s->out, cell[i], strlen(cell[i]));
		}
	}
	sink_char(s->out, '}');
	if (s->format == JSONL)
		sink_char(s->out, '\n');
}

/* A cell of a table: one line of what is harmless, its width at most `widest`. */
static char *table_cell(const char *text, int widest)
{
	char *copy = arena_take(&arena_run, (text ? strlen(text) : 0) + sizeof "…"), *to = copy;
	int   width = 0, len;

	for (const char *p = text ? text : ""; *p; p += len) {
		char one[5] = " ";

		len = utf8_length(p, strlen(p));
		if (len > 0 && err_harmless(p, len))
			memcpy(one, p, (size_t)len);
		else
			len = len > 0 ? len : 1;
		width += utf8_width(one);
		if (width > widest) {
			strcpy(to, "…");
			break;
		}
		to = stpcpy(to, one);
	}
	return copy;
}

static void table_line(struct show *s, char *const *cell)
{
	for (int i = 0; i < s->n; i++) {
		bool right = s->column[i].type == SHOW_NUMBER;

		if (i)
			sink_string(s->out, "  ");
		for (int k = utf8_width(cell[i]); right && k < s->width[i]; k++)
			sink_char(s->out, ' ');
		sink_cell(s->out, cell[i], right || i + 1 == s->n ? 0 : s->width[i]);
	}
	sink_char(s->out, '\n');
}

/* The widths are known well enough: print the head and what was kept. */
static void table_flow(struct show *s)
{
	char **head = arena_take(&arena_run, (size_t)s->n * sizeof *head);

	s->width = arena_take(&arena_run, (size_t)s->n * sizeof *s->width);
	for (int i = 0; i < s->n; i++) {
		head[i] = table_cell(say_word("column", s->column[i].name), INT_MAX);
		s->width[i] = utf8_width(head[i]);
		for (int64_t r = 0; r < s->rows; r++) {
			int width = utf8_width(s->kept[r * s->n + i]);

			if (width > s->width[i])
				s->width[i] = width;
		}
	}
	table_line(s, head);
	for (int64_t r = 0; r < s->rows; r++)
		table_line(s, s->kept + r * s->n);
	s->flowing = true;
}

static void table_row(struct show *s, const char *const *cell)
{
	struct arena_mark mark = arena_mark(&arena_run);
	char            **line = s->flowing ? arena_take(&arena_run, (size_t)s->n * sizeof *line)
	                                    : s->kept + s->rows * s->n;

	for (int i = 0; i < s->n; i++)
		line[i] = table_cell(cell[i], i + 1 < s->n ? WIDEST : INT_MAX);
	if (s->flowing) {
		table_line(s, line);
		arena_reset(&arena_run, mark);
	} else if (s->rows + 1 == SAMPLE) {
		s->rows++;
		table_flow(s);
		s->rows--;
	}
}

/* The columns that --columns names, or all. */
static void take_columns(struct show *s, const struct column *column, int n)
{
	char *copy = common.columns && strcmp(common.columns, "all") != 0 ? arena_string(&arena_run, common.columns) : NULL;

	s->column = arena_take(&arena_run, ((size_t)n + (copy ? strlen(copy) : 0)) * sizeof *s->column);
	s->from = arena_take(&arena_run, ((size_t)n + (copy ? strlen(copy) : 0)) * sizeof *s->from);
	for (int i = 0; !copy && i < n; i++)
		s->from[s->n++] = i;
	for (char *p; copy && (p = strsep(&copy, ", ")); ) {
		const char **names = arena_take(&arena_run, (size_t)n * sizeof *names), *near;
		int          i = 0;

		if (!*p)
			continue;
		while (i < n && strcmp(column[i].name, p) != 0)
			i++;
		if (i < n) {
			s->from[s->n++] = i;
			continue;
		}
		for (i = 0; i < n; i++)
			names[i] = column[i].name;
		near = text_nearest(p, names, n);
		err_exit(STATUS_WRONG, "--columns: no such column: %s%s", p, text_hint(near));
	}
	if (s->n == 0)
		err_exit(STATUS_WRONG, "--columns: none given");
	for (int i = 0; i < s->n; i++)
		s->column[i] = column[s->from[i]];
}

struct show *show_open(const struct column *column, int n)
{
	struct show *s = arena_take(&arena_run, sizeof *s);
	const char **names;

	s->format = chosen();
	s->sheet = cmd_sheet_format();
	take_columns(s, column, n);
	n = s->n;
	s->cell = arena_take(&arena_run, (size_t)n * sizeof *s->cell);
	names = arena_take(&arena_run, (size_t)n * sizeof *names);
	s->out = s->format == TABLE && !common.output ? pager_open() : sink_open(common.output);
	for (int i = 0; i < n; i++)
		names[i] = s->column[i].name;
	if (s->format == CSV) {
		sheet_begin(s->out, s->sheet);
		csv_row(s, names);
	} else if (s->format == TSV) {
		tsv_row(s, names);
	} else if (s->format == TABLE) {
		s->kept = mem_take((size_t)SAMPLE * (size_t)n * sizeof *s->kept);
	}
	return s;
}

void show_row(struct show *s, const char *const *given)
{
	const char *const *cell = s->cell;

	for (int i = 0; i < s->n; i++)
		s->cell[i] = given[s->from[i]];
	switch (s->format) {
	case CSV:
		csv_row(s, cell);
		break;
	case TSV:
		tsv_row(s, cell);
		break;
	case JSON:
	case JSONL:
		json_row(s, cell);
		break;
	case TABLE:
		table_row(s, cell);
		break;
	}
	s->rows++;
}

void show_close(struct show *s)
{
	if (s->format == JSON)
		sink_string(s->out, s->rows ? "\n]\n" : "[]\n");
	if (s->format == TABLE && !s->flowing && s->rows)
		table_flow(s);
	free(s->kept);
	if (s->format == TABLE && !common.output)
		pager_close(s->out, s->rows + 1);
	else
		sink_close(s->out);
}
