/* sheet: CSV, as RFC 4180 has it and as spreadsheets and other systems write it. */
#ifndef CASEWORK_SHEET_H
#define CASEWORK_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "doors/file.h"

enum { SHEET_FIELD_MAX = 16 * 1024 * 1024 };

struct sheet_format {
	char        delimiter;	/* 0: a comma */
	const char *encoding;	/* NULL: UTF-8; else a name that iconv(3) knows */
	bool        excel;	/* take away the ' before cells that would be formulas */
};

struct sheet_row {
	long         line;	/* the physical line where the row began, from 1 */
	int          n;
	const char **cell;	/* zero-terminated, valid UTF-8, "" for an empty cell */
	int         *length;
};

enum sheet_got { SHEET_ROW, SHEET_END, SHEET_BAD };

/* Read from an open file; `name` is for messages. Ends the program for an encoding unknown. */
struct sheet *sheet_open(int fd, const char *name, struct sheet_format format);
/* The next row, good until the next call. An empty line is passed over. SHEET_BAD ends the
 * reading: the fault, with line and byte, is in *why (until the next call). */
enum sheet_got sheet_next(struct sheet *s, struct sheet_row *row, const char **why);
void sheet_close(struct sheet *s);

/* Write one cell, quoted where it must be. With excel, a cell that a spreadsheet would run as a
 * formula gets a ' before it. */
void sheet_put(struct sink *out, const char *s, size_t n, struct sheet_format format);
/* End a row: LF, or CRLF for excel. */
void sheet_end_row(struct sink *out, struct sheet_format format);
/* What a file for a spreadsheet begins with: a BOM for excel, else nothing. */
void sheet_begin(struct sink *out, struct sheet_format format);

/* What is wrong with a row that has not as many cells as the header. In the arena of the run. */
const char *sheet_ragged(int cells, int columns);

#endif
