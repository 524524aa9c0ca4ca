/* batch: records written, one from options or many from CSV. */
#ifndef CASEWORK_BATCH_H
#define CASEWORK_BATCH_H

#include "hall/cmd.h"

/* Add records of the command's noun: one from the options, or with -f one per row. */
enum status batch_add(struct run *run);
/* Change records: those named by operands, or with -f one per row, whose first column names it.
 * `noun` is NULL where any will do. `fill`, if not NULL, sets what a row leaves open. */
enum status batch_edit(struct run *run, const struct noun *noun,
                       void (*fill)(struct run *run, const struct record *old, const char **raw));
#endif
