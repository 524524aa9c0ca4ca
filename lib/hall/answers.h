/* answers: assessments from options, from a person at a terminal, or from a file, which is long (a row per answer) or wide (a
 * row per assessment). */
#ifndef CASEWORK_ANSWERS_H
#define CASEWORK_ANSWERS_H

#include "hall/assess.h"

/* Read --from and write what stands in it, all of it or (with --keep-going) what is good. What the options said fills in for
 * columns that are absent. */
enum status answers_take(struct run *run);
/* Write one assessment, from the answers given as ITEM=VALUE, a form (-e) or, without these, asked one by one. Prints its id, and on a terminal
 * what it came to. `in` may be NULL: that is told. */
enum status answers_one(struct run *run, const struct instrument *in, const struct list *answers);
/* The header to fill in: wide where the instrument is known, else long. */
void answers_template(struct run *run, const struct instrument *in);

#endif
