/* form: what one command writes: an ordered list of nouns, a row of each. The last is the main one: its id is
 * printed, and it names the records of the others in an ID field of each. A noun alone is a form of one.
 *
 * A cell is a field of one of the nouns, by number. A name that several nouns have is the main one's. */
#ifndef CASEWORK_FORM_H
#define CASEWORK_FORM_H

#include "frame/noun.h"

enum { SLOTS_MAX = 2, CELLS_MAX = SLOTS_MAX * FIELDS_MAX };

struct form { int n; struct shape *shape[SLOTS_MAX]; };

/* The form of these nouns, ending with NULL. */
void form_make(struct form *f, const struct noun *const *nouns);
/* The number of the first cell of a slot; the main slot's. */
int form_first(int slot);
int form_main(const struct form *f);
/* The shape and the field of a cell; NULL where the number is none. */
struct shape *form_shape(const struct form *f, int cell);
const struct field *form_field(const struct form *f, int cell);
/* The cell of that name, or -1; the same, ending the program if there is none. */
int form_cell(const struct form *f, const char *name);
int form_need(const struct form *f, const char *name);
/* The main noun's field that names the record of a slot before it. */
int form_link(const struct form *f, int slot);
/* Whether the cell is one of those: a record that the same row makes need not be named. */
bool form_linked(const struct form *f, int cell);

#endif
