/* questions: an instrument as a form in the editor: the fields of the assessment, then a line ITEM: VALUE for each item. */
#ifndef CASEWORK_QUESTIONS_H
#define CASEWORK_QUESTIONS_H

#include "hall/assess.h"

/* The form with what was given so far, faults beside what they are about. In the arena of the run. */
char *questions_write(const struct run *run, const struct instrument *in, const struct sitting *s, const struct faults *f);
/* Read it back: the cells and the answers of `s` are what stands there. Faults for what is neither. */
void questions_read(const struct run *run, const struct instrument *in, const char *page, struct sitting *s, struct faults *f);

#endif
