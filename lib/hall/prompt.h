/* prompt: fields asked for, one by one, at a terminal. */
#ifndef CASEWORK_PROMPT_H
#define CASEWORK_PROMPT_H

#include "hall/cmd.h"

/* Ask for those of these cells (their names, by space) that have no value in raw yet, until each answer is one that
 * the field can hold; an empty answer leaves it open. Ends the program where the answers end. */
void prompt_cells(struct run *run, const char *cells, const char **raw);

#endif
