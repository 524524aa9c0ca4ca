/* rubric: the file of an instrument is read. */
#ifndef CASEWORK_RUBRIC_H
#define CASEWORK_RUBRIC_H

#include "frame/instrument.h"

/* Read a file. What it cannot mean is among its flaws; all the rest is there. Ends the program only if the file cannot be
 * read. All lives in the arena of the run. */
struct instrument *rubric_read(const char *path);

#endif
