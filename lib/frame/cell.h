/* cell: what people write in a field, read and judged. */
#ifndef CASEWORK_CELL_H
#define CASEWORK_CELL_H

#include "frame/record.h"

/* Read cells into `r`: raw[i] is NULL for an absent field, "" or text. A new row (r blank but for
 * its shape) gets defaults; a row to be changed (r loaded) keeps what is absent or empty, `\N`
 * clears, and +x -x add to and take from many values. Every fault is told. */
void cell_read(struct registry *reg, struct record *r, const char *const *raw, bool changing,
                 struct arena *arena, struct faults *f);

/* The text of a field's default: today, who writes, that member's office, or the value itself; NULL for none. */
const char *cell_default(const struct registry *reg, const struct field *f);

/* Whether a raw cell says anything. */
bool cell_given(const char *raw);

/* What is wrong with a cell's form, said in the reader's language, without looking at other rows: what registry-check asks of
 * stored values too. NULL for nothing. */
const char *cell_fault(const struct field *f, const char *text, size_t n);

#endif
