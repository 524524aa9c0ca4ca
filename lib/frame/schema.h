/* schema: the tables, indexes and views of a registry, made from the field tables. */
#ifndef CASEWORK_SCHEMA_H
#define CASEWORK_SCHEMA_H

#include "doors/db.h"

/* Make what is not there yet: all of it in a new registry; in an older one new tables, columns and
 * indexes, and the views anew. `did`, if not NULL, is told each step. Inside the caller's transaction.
 * A fresh and an upgraded registry differ in nothing but the order of columns. */
void schema_make(struct db *db, void (*did)(const char *what));

/* What differs from what schema_make would make, a call of `fault` each: a view, an index, a trigger
 * changed by hand would change figures without changing a record. */
void schema_check(struct db *db, void (*fault)(const char *line));

#endif
