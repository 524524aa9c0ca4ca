/* plan: versions of a plan. */
#ifndef CASEWORK_PLAN_H
#define CASEWORK_PLAN_H

#include "frame/record.h"

/* The plan of a case that no other replaces, the newest of several; 0 if it has none. */
int64_t plan_current(struct registry *reg, int64_t of_case);
/* The goals of a plan, or the actions of a goal: their ids into a new array in the arena of the run, how many into *n. */
int64_t *plan_goals(struct registry *reg, int64_t plan, int *n);
int64_t *plan_actions(struct registry *reg, int64_t goal, int *n);

#endif
