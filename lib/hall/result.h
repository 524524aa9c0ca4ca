/* result: what an assessment came to: strengths first, then risks, the level and why, what has changed, what others say. */
#ifndef CASEWORK_RESULT_H
#define CASEWORK_RESULT_H

#include "hall/cmd.h"

/* As a page for a person, to standard output. */
void result_page(struct run *run, int64_t assessment);
/* On a terminal that page; else a row for each thing, as --format says. */
enum status result_show(struct run *run, int64_t assessment);

#endif
