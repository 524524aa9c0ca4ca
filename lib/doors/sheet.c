/* sheet: CSV. The only file that includes libcsv's csv.h, and the only one that includes iconv.h.
 *
 * libcsv is fed one physical line at a time, so that the line of each row is known; it is a pusher
 * and we are pulled, which comes to the same since a line ends at most one row. */
#include <csv.h>
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doors/sheet.h"
#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

enum { PIECE = 64 * 1024 };

struct sheet {
	int                 fd;
	const char         *name;
	struct sheet_format format;
	struct csv_parser   parser;
	iconv_t             convert;

	char   raw[PIECE];	/* as read, when there is an encoding */
	size_t raw_n;
	size_t line_bytes;	/* bytes of the input since its last line end */
	char   in[PIECE * 4];	/* as UTF-8 */
	size_t in_n, in_at, checked;
	bool   started, ended, finished;

	long   line;		/* the physical line being read */
	long   row_line;	/* where the row being read began, 0 if it has not */
	bool   cr, cr_alone, too_big, complete;

	struct text  cells;	/* the cells of the row, each zero-terminated */
	size_t      *offset;
	const char **cell;
	int         *length;
	int          n, room;
	struct text  why, later;	/* later: a fault to be told once what comes before it has been fed */
};

static void take_cell(struct sheet *s, const char *c, size_t n)
{
	if (s->n == s->room) {
		s->room = s->room ? s->room * 2 : 64;
		s->offset = mem_grow(s->offset, (size_t)s->room * sizeof *s->offset);
		s->cell = mem_grow(s->cell, (size_t)s->room * sizeof *s->cell);
		s->length = mem_grow(s->length, (size_t)s->room * sizeof *s->length);
	}
	if (s->format.excel && n >= 2 && c[0] == '\'' && strchr("=+-@\t\r'", c[1])) {
		c++;
		n--;
	}
	s->offset[s->n] = s->cells.n;
	s->length[s->n++] = (int)n;
	text_add(&s->cells, c, n);
	text_add(&s->cells, "", 1);
}

static void on_cell(void *bytes, size_t n, void *arg)
{
	struct sheet *s = arg;

	if (s->cr)
		s->cr_alone = true;
	s->too_big |= n > SHEET_FIELD_MAX;
	take_cell(s, bytes, n);
}

static void on_row(int end, void *arg)
{
	struct sheet *s = arg;

	if (s->cr)
		s->cr_alone = true;
	s->cr = end == '\r';
	s->complete = true;
}

struct sheet *sheet_open(int fd, const char *name, struct sheet_format format)
{
	/* Zero pages from the kernel: a small file touches few of them. */
	struct sheet *s = calloc(1, sizeof *s);

	if (!s)
		err_die("out of memory");
	s->fd = fd;
	s->name = name;
	s->format = format;
	s->line = 1;
	s->convert = (iconv_t)-1;
	if (format.encoding && strcasecmp(format.encoding, "utf-8") != 0 && strcasecmp(format.encoding, "utf8") != 0) {
		s->convert = iconv_open("UTF-8", format.encoding);
		if (s->convert == (iconv_t)-1)
			err_exit(STATUS_MISUSED, "--encoding: no such encoding: %s (iconv -l lists them)", format.encoding);
	}
	if (csv_init(&s->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		err_die("out of memory");
	csv_set_blk_size(&s->parser, 256 * 1024);
	csv_set_delim(&s->parser, (unsigned char)(format.delimiter ? format.delimiter : ','));
	return s;
}

void sheet_close(struct sheet *s)
{
	csv_free(&s->parser);
	if (s->convert != (iconv_t)-1)
		iconv_close(s->convert);
	text_free(&s->cells);
	text_free(&s->why);
	text_free(&s->later);
	free(s->offset);
	free(s->cell);
	free(s->length);
	if (s->fd != STDIN_FILENO)
		close(s->fd);
	free(s);
}

static bool bad(struct sheet *s, const char **why)
{
	*why = s->why.s;
	s->finished = true;
	return false;
}

/* Bytes of the current line before `at`. */
static size_t column_of(const struct sheet *s, const char *from, const char *at)
{
	const char *nl = memrchr(from, '\n', (size_t)(at - from));

	return nl ? (size_t)(at - nl) - 1 : s->line_bytes + (size_t)(at - from);
}

static long lines_in(const char *from, const char *to)
{
	long n = 0;

	while (from < to && (from = memchr(from, '\n', (size_t)(to - from)))) {
		from++;
		n++;
	}
	return n;
}

static ssize_t read_some(struct sheet *s, char *to, size_t room)
{
	ssize_t got;

	do
		got = read(s->fd, to, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		err_die_errno("%s: cannot be read", s->name);
	s->ended = got == 0;
	return got;
}

/* Read and convert more input behind what is left. At the first byte that is no text in the
 * encoding false, with why, but only when all that comes before it has been taken. */
static bool fill(struct sheet *s, const char **why)
{
	size_t left = s->in_n - s->in_at;

	memmove(s->in, s->in + s->in_at, left);
	s->in_at = 0;
	s->in_n = left;
	if (s->later.n) {
		text_string(&s->why, s->later.s);
		return bad(s, why);
	}
	if (s->convert == (iconv_t)-1) {
		s->in_n += (size_t)read_some(s, s->in + left, PIECE);
	} else {
		char  *from = s->raw, *begin = s->in + left, *to = begin, *nul;
		size_t from_n, to_n = sizeof s->in - left;

		s->raw_n += (size_t)read_some(s, s->raw + s->raw_n, PIECE - s->raw_n);
		from_n = s->raw_n;
		if (iconv(s->convert, &from, &from_n, &to, &to_n) == (size_t)-1 && errno != E2BIG &&
		    (errno != EINVAL || s->ended)) {
			text_print(&s->later, say("%ld: not %s: byte %zu of the line is 0x%02x"), s->line + lines_in(s->in, to),
			           s->format.encoding, column_of(s, s->raw, from) + 1, (unsigned char)*from);
		}
		nul = memchr(begin, 0, (size_t)(to - begin));
		if (nul) {	/* again, with room up to there, to learn which byte it was */
			iconv(s->convert, NULL, NULL, NULL, NULL);
			from = s->raw;
			from_n = s->raw_n;
			to = begin;
			to_n = (size_t)(nul - begin);
			iconv(s->convert, &from, &from_n, &to, &to_n);
			to = nul;
			text_clear(&s->later);
			text_print(&s->later, say("%ld: a NUL byte: byte %zu of the line is 0x00"), s->line + lines_in(s->in, to),
			           column_of(s, s->raw, from) + 1);
		}
		s->line_bytes = column_of(s, s->raw, from);
		memmove(s->raw, from, from_n);
		s->raw_n = from_n;
		s->in_n = (size_t)(to - s->in);
		s->ended &= from_n == 0;
	}
	if (!s->started && (s->in_n >= 3 || s->ended)) {
		if (s->in_n >= 3 && memcmp(s->in, "\xef\xbb\xbf", 3) == 0)
			s->in_at = 3;
		s->started = true;
	}
	return true;
}

/* The next piece of input that is whole characters and ends with its line or with what has
 * arrived of it; NULL at the end or, with why, at a bad byte. */
static const char *piece(struct sheet *s, size_t *n, const char **why)
{
	bool utf8 = s->convert == (iconv_t)-1;

	for (;;) {
		size_t      there = s->started ? s->in_n - s->in_at : 0;
		const char *from = s->in + s->in_at;
		const char *nl = memchr(from, '\n', there);
		size_t      good;

		if (nl)
			there = (size_t)(nl - from) + 1;
		good = utf8_valid(from, there);
		if (good < there && (from[good] == 0 || s->ended || utf8_length(from + good, there - good) == 0)) {
			text_print(&s->why, from[good] ? say("%ld: not UTF-8 (--encoding names another): byte %zu of the line is 0x%02x")
			                               : say("%ld: a NUL byte: byte %zu of the line is 0x%02x"), s->line,
			           s->line_bytes + good + 1, (unsigned char)from[good]);
			bad(s, why);
			return NULL;
		}
		if (good > 0) {
			s->in_at += good;
			if (utf8)
				s->line_bytes = from[good - 1] == '\n' ? 0 : s->line_bytes + good;
			*n = good;
			return from;
		}
		if (s->ended || !fill(s, why))
			return NULL;
	}
}

static enum sheet_got give(struct sheet *s, struct sheet_row *row)
{
	for (int i = 0; i < s->n; i++)
		s->cell[i] = s->cells.s + s->offset[i];
	*row = (struct sheet_row){ .line = s->row_line, .n = s->n, .cell = s->cell, .length = s->length };
	s->row_line = 0;
	s->complete = false;
	return SHEET_ROW;
}

static enum sheet_got syntax(struct sheet *s, const char **why, const char *what)
{
	text_print(&s->why, "%ld: %s", s->row_line ? s->row_line : s->line, say(what));
	bad(s, why);
	return SHEET_BAD;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

/* A line that is a whole row of plain or plainly quoted cells, as nearly all are, needs no state
 * machine. False, and nothing taken, if there is more about it: then libcsv reads and judges it. */
static bool plain_row(struct sheet *s, const char *from, size_t n)
{
	static struct text cell;
	const char        *end = from + n - 1, *p = from, *q;

	if (end > from && end[-1] == '\r')
		end--;
	if (end == from || memchr(from, '\r', (size_t)(end - from)))
		return false;
	for (; ; p = q + 1) {
		if (*p == '"') {
			text_clear(&cell);
			for (p++; (q = memchr(p, '"', (size_t)(end - p))) && q[1] == '"'; p = q + 2)
				text_add(&cell, p, (size_t)(q - p) + 1);
			if (!q || (q + 1 != end && q[1] != s->parser.delim_char))
				break;
			if (cell.n)
				text_add(&cell, p, (size_t)(q - p));
			take_cell(s, cell.n ? cell.s : p, cell.n ? cell.n : (size_t)(q - p));
			q++;
		} else {
			q = memchr(p, s->parser.delim_char, (size_t)(end - p));
			if (!q)
				q = end;
			if (q > p && (blank(*p) || blank(q[-1]) || memchr(p, '"', (size_t)(q - p))))
				break;
			take_cell(s, p, (size_t)(q - p));
		}
		if (q == end)
			return s->complete = true;
	}
	s->n = 0;
	text_clear(&s->cells);
	return false;
}

enum sheet_got sheet_next(struct sheet *s, struct sheet_row *row, const char **why)
{
	const char *from;
	size_t      n;

	*why = NULL;
	text_clear(&s->why);
	text_clear(&s->cells);
	s->n = 0;
	if (s->finished)
		return SHEET_END;
	while ((from = piece(s, &n, why))) {
		bool ends = from[n - 1] == '\n', fresh = s->parser.pstate == 0;

		if (!s->row_line && from[0] != '\n' && from[0] != '\r')
			s->row_line = s->line;
		if (ends && s->parser.pstate == 0 && s->n == 0 && plain_row(s, from, n)) {
			s->line++;
			return give(s, row);
		}
		if (csv_parse(&s->parser, from, n, on_cell, on_row, s) != n)
			return syntax(s, why, csv_error(&s->parser) == CSV_EPARSE
			              ? SAID("a quote inside a cell that is not quoted, or text behind a closing quote")
			              : SAID("out of memory"));
		/* Behind a row's end, or before a row, nothing may follow a CR on its line but the LF. */
		if (s->cr_alone || (ends && s->complete && s->parser.pstate != 0) ||
		    (fresh && from[0] == '\r' && n > 1 && from[1] != '\n'))
			return syntax(s, why, SAID("CR alone as line end (only LF and CRLF end a row)"));
		if (s->too_big || s->parser.entry_pos > SHEET_FIELD_MAX)
			return syntax(s, why, SAID("a field of more than 16 MB"));
		if (ends) {
			s->line++;
			s->cr = false;
			/* A line of blanks begins no row; 0 is libcsv's state before one. */
			if (!s->complete && s->parser.pstate == 0)
				s->row_line = 0;
		}
		if (s->complete && ends)
			return give(s, row);
	}
	if (*why)
		return SHEET_BAD;
	s->finished = true;
	if (csv_fini(&s->parser, on_cell, on_row, s) != 0)
		return syntax(s, why, SAID("a quote that is never closed"));
	if (s->cr_alone)
		return syntax(s, why, SAID("CR alone as line end (only LF and CRLF end a row)"));
	return s->complete ? give(s, row) : SHEET_END;
}

void sheet_put(struct sink *out, const char *s, size_t n, struct sheet_format format)
{
	char delimiter = format.delimiter ? format.delimiter : ',';
	bool formula = format.excel && n > 0 && strchr("=+-@\t\r'", s[0]);
	bool quote = formula || (n > 0 && (s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' || s[n - 1] == '\t'));

	for (size_t i = 0; i < n && !quote; i++)
		quote = s[i] == delimiter || s[i] == '"' || s[i] == '\n' || s[i] == '\r';
	if (!quote) {
		sink_add(out, s, n);
		return;
	}
	sink_char(out, '"');
	if (formula)
		sink_char(out, '\'');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			sink_char(out, '"');
		sink_char(out, s[i]);
	}
	sink_char(out, '"');
}

void sheet_end_row(struct sink *out, struct sheet_format format)
{
	sink_string(out, format.excel ? "\r\n" : "\n");
}

void sheet_begin(struct sink *out, struct sheet_format format)
{
	if (format.excel)
		sink_string(out, "\xef\xbb\xbf");
}

const char *sheet_ragged(int cells, int columns)
{
	return arena_print(&arena_run, say_n("%d cell, but the header has %d", "%d cells, but the header has %d", (unsigned long)cells),
	                   cells, columns);
}
