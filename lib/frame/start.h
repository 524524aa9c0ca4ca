/* start: a registry is made. */
#ifndef CASEWORK_START_H
#define CASEWORK_START_H

#include <stdbool.h>

/* What registry-init asks for; `name` and `kind` are of the first office. */
struct start { const char *code, *name, *profile, *kind; };

/* Make the registry's file and keys, its first office (by the registry's code) and its first member of
 * staff, `admin`, with the login of whoever runs it. False if something has taken the path meanwhile;
 * ends the program if it cannot be done. Nothing is left of one that failed. */
bool start_registry(const char *path, const struct start *what);

#endif
