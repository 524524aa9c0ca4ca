/* page: a form as plain text, to be filled in an editor: a line `name: value` for each field, its help and codes above it
 * as comments (lines that begin with #), further lines of a long text below it. */
#ifndef CASEWORK_PAGE_H
#define CASEWORK_PAGE_H

#include "hall/row.h"

/* The page of the command's form with the values `raw` (NULL: none), faults beside their fields. In the arena of the run. */
char *page_write(const struct run *run, const char *const *raw, const struct faults *f);
/* Read a page: raw[cell] is what stands there, "" where a field was left empty; untouched where the page does not
 * name it. False with faults for what is no field. Texts are in the arena of the run. */
bool page_read(const struct run *run, const char *page, const char **raw, struct faults *f);

#endif
