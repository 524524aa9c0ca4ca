/* show: rows on their way out, as csv, tsv, json, jsonl or an aligned table. */
#ifndef CASEWORK_SHOW_H
#define CASEWORK_SHOW_H

#include <stdbool.h>
#include <stddef.h>

#include "hall/cmd.h"

enum show_type { SHOW_TEXT, SHOW_NUMBER, SHOW_MANY };	/* how a cell looks in JSON */

struct column { const char *name; enum show_type type; };
struct show;

/* Begin: the common options say the format (a table on a terminal, else csv), the file, --excel and
 * --delimiter; --columns chooses among the columns and orders them. `column` must outlive it. */
struct show *show_open(const struct column *column, int n);
/* A row of n cells; NULL is an empty cell (null in JSON). */
void show_row(struct show *s, const char *const *cell);
/* End, with the output checked. */
void show_close(struct show *s);
/* Whether it will be a table, for a reader: then keys are shown as labels. */
bool show_is_table(void);
bool show_is_json(void);
/* The name of a noun as a cell: a key, and in a table the reader's word. */
const char *show_noun(const struct noun *noun);
/* The same for the name of a field. */
const char *show_field(const char *name);
/* The values of --format. */
extern const char *const show_formats[];

#endif
