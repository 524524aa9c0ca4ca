/* list: the rows of a noun, filtered, chosen, ordered. */
#ifndef CASEWORK_LIST_H
#define CASEWORK_LIST_H

#include "hall/cmd.h"
#include "words/mem.h"

/* The run of NOUN-list. */
enum status list_run(struct run *run);
/* Show one record, with its history if asked. */
enum status list_show(struct run *run, const struct noun *noun, int64_t id, bool history);
/* A field as it is shown: its text, or with `labels` the label of its code (those of several parted by commas, or as keys
 * are where each is `apart`); NULL for none. What is made is made in `made` (room for 32) or in `arena`. */
const char *list_text(struct registry *reg, const struct record *r, int field, bool labels, bool apart, char *made,
                      struct arena *arena);
/* A line for a person: `indent` blanks, the name, said, in `wide` columns, the text, its further lines below it; and how
 * many columns a name takes. */
int list_width(const char *name);
void list_pair(struct sink *out, int indent, int wide, const char *name, const char *text);
/* The columns a noun's list can have: a call for each. `of` is the field that names the record a column is of, NULL for the noun's
 * own; `help` is English. */
typedef void list_column(const char *name, const char *of, const char *help);
void list_columns(const struct noun *noun, list_column *call);

#endif
