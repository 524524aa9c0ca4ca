/* single: one record written, or several by their ids: from options, prompts, or a form in the editor. */
#ifndef CASEWORK_SINGLE_H
#define CASEWORK_SINGLE_H

#include "hall/row.h"

/* What the options of the run say, as raw cells of its form: given[CELLS_MAX]. */
void single_options(struct run *run, const char **given);
/* Tell of what is given and can be no value of its field: before anything is asked for, lest what is typed be lost. */
enum status single_judge(struct run *run, const char *const *given);
/* Add what the cells say. At a terminal what is needed and lacks is asked for: one value at a prompt, more in a form,
 * so that no secret stands on a command line. */
enum status single_add(struct run *run, const struct batch_hooks *hooks, const char **given);
/* Change n records of the run's shape by the cells; with -e one of them in a form. */
enum status single_edit(struct run *run, const int64_t *id, int n, const char **given);

#endif
