/* list: the rows of a noun, filtered, chosen, ordered. */
#ifndef CASEWORK_LIST_H
#define CASEWORK_LIST_H

#include "hall/cmd.h"

/* The run of NOUN-list. */
enum status list_run(struct run *run);
/* Show one record, with its history if asked. */
enum status list_show(struct run *run, const struct noun *noun, int64_t id, bool history);
/* The columns a noun's list can have: a call for each. */
void list_columns(const struct noun *noun, void (*call)(const char *name, const char *help));

#endif
