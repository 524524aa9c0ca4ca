/* check: is a registry sound? */
#ifndef CASEWORK_CHECK_H
#define CASEWORK_CHECK_H

#include "frame/registry.h"

/* Look through the whole registry, all it holds: the engine's file and references, forms, codes, ids,
 * counters, the journal's chain, tags and sums. A call of `fault` per line found. `head`, if not NULL,
 * is what registry-log --head printed once: that entry must still be there. Returns how many records
 * were looked at. Without the key to sign, tags, sums and chain are left out, and `signed_too` is false. */
int64_t check_registry(struct registry *reg, const char *head, void (*fault)(const char *line), bool *signed_too);
/* The head of the journal: `N-HASH`, in the arena of the run. */
const char *check_head(struct registry *reg);

#endif
