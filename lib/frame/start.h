/* start: a registry is made. */
#ifndef CASEWORK_START_H
#define CASEWORK_START_H

#include <stdbool.h>

#include "frame/registry.h"

/* What registry-init asks for; `name` and `kind` are of the first office. */
struct start { const char *code, *name, *profile, *kind; };

/* Make the registry's file and keys, its first office (by the registry's code) and its first member of
 * staff, `admin`, with the login of whoever runs it. False if something has taken the path meanwhile;
 * ends the program if it cannot be done. Nothing is left of one that failed. */
bool start_registry(const char *path, const struct start *what);

/* Write the public key of the register beside the key files, to be given to whoever may have something to report:
 * its path, or NULL if it is there already or the register's key is not. Ends the program if it cannot be written. */
const char *start_public(struct registry *reg);

#endif
