/* batch: records written, one from options or many from CSV. Both are the run of commands. */
#ifndef CASEWORK_BATCH_H
#define CASEWORK_BATCH_H

#include "hall/row.h"

/* Add records of the command's form: one from the options, or with -f one per row. */
enum status batch_add(struct run *run);
/* The same with what the command adds to it. */
enum status batch_add_with(struct run *run, const struct batch_hooks *hooks);
/* Change records of the command's noun (any, if it has none): those named by operands, or with -f one per row,
 * whose first column names it. */
enum status batch_edit(struct run *run);

#endif
