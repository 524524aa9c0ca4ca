/* proof: an instrument is held against itself before anybody is asked its questions. */
#ifndef CASEWORK_PROOF_H
#define CASEWORK_PROOF_H

#include "frame/instrument.h"

/* Read a file and judge it whole; its flaws stand in order of their lines. With none of them it can be used. */
struct instrument *proof_read(const char *path);

/* The instrument of that name or path, read and judged once; NULL with the reason in *why if there is none, or none that can be
 * used. `version` is the one that is wanted, if it is still there, or NULL. */
const struct instrument *proof_find(const char *name, const char *version, const char **why);

#endif
