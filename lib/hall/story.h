/* story: everything about a case, in order of time. */
#ifndef CASEWORK_STORY_H
#define CASEWORK_STORY_H

#include "hall/cmd.h"

/* Show the case: its child, the records it names, those that name it, and the notes about any of these. On a terminal
 * a page to be read; else a row for each value: day, noun, id, field, value; sealed ones only with `sealed`.
 * Deviations stand there for those who hold the register's key. */
enum status story_show(struct run *run, int64_t id, bool sealed);

#endif
