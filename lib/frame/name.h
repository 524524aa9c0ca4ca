/* name: which record is meant: by its id, its ref, its code. */
#ifndef CASEWORK_NAME_H
#define CASEWORK_NAME_H

#include "frame/registry.h"

/* The id of the record that text names: an id, @REF or @SOURCE:REF (`source`, if not NULL, is meant by
 * @REF; else all are looked through), a code (of the noun), or NOUN:CODE. Returns its noun, or NULL with *why. */
const struct noun *name_find(struct registry *reg, const struct noun *noun, const char *source, const char *text,
                                int64_t *id, const char **why);

/* Whether the record that name_find found last was struck out. */
bool name_struck(const struct registry *reg);

/* Why there is no office or member of staff (type OFFICE or STAFF) of that code, or NULL if there is. */
const char *name_unknown(struct registry *reg, enum type type, const char *code);

#endif
