/* person: a child is found again. */
#ifndef CASEWORK_PERSON_H
#define CASEWORK_PERSON_H

#include "frame/record.h"

/* A person there already whose national id is that of `r` (as cell_read made it), or else, with `names`, whose name
 * and day of birth are, however they are spelt; 0 if there is none, or no key. Its digests are in `arena` then. */
int64_t person_same(struct registry *reg, struct record *r, bool names, struct arena *arena);

#endif
