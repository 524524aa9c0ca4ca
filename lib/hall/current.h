/* current: the case that this terminal works on, so that its id need not be typed again and again. */
#ifndef CASEWORK_CURRENT_H
#define CASEWORK_CURRENT_H

#include "frame/registry.h"

/* Work on this case of the registry from now on; 0: on none. Kept for this terminal and this login, or
 * without a terminal for the session, in the private directory, and nothing of it but the id. Ends the
 * program if it cannot be kept. */
void current_set(const struct registry *reg, int64_t id);
/* The case that was set here; 0: none. Whether the registry has it still, the caller sees. */
int64_t current_get(const struct registry *reg);

#endif
