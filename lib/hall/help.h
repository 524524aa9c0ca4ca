/* help: what a command says about itself, to people, to shells, to the manual. */
#ifndef CASEWORK_HELP_H
#define CASEWORK_HELP_H

#include "hall/cmd.h"

/* --help, --dump-spec, --dump-man and --offer KIND. */
void help_print(const struct run *run);
void help_dump_spec(const struct run *run);
void help_dump_man(const struct run *run);
void help_offer(const struct run *run, const char *kind);
/* Commands by group. */
void help_commands(void);

#endif
