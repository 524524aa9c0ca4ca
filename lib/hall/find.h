/* find: which commands there are. */
#ifndef CASEWORK_FIND_H
#define CASEWORK_FIND_H

#include "hall/cmd.h"

/* All commands that have a file in cmd/, ending with NULL; made at build. */
extern const struct cmd *const cmd_table[];

/* The command of that name, from cmd/ or made from a noun; NULL if there is none. */
const struct cmd *find_cmd(const char *name);
/* Every command, those of nouns too, sorted by group and name; ends with NULL. */
const struct cmd **find_all(void);
#endif
