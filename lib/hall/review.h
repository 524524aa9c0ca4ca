/* review: a plan summed up: its goals, each with its actions, and how far they have come. */
#ifndef CASEWORK_REVIEW_H
#define CASEWORK_REVIEW_H

#include "hall/cmd.h"

/* Show a row for each action of each goal, and one for a goal without any; sealed fields only with `sealed`. */
void review_show(struct run *run, int64_t plan, bool sealed);

#endif
