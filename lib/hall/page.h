/* page: a form as plain text, to be filled in an editor: a line `name: value` for each field, its help and codes above it
 * as comments (lines that begin with #), further lines of a long text below it. */
#ifndef CASEWORK_PAGE_H
#define CASEWORK_PAGE_H

#include "hall/row.h"
#include "words/mem.h"

/* The page of the command's form with the values `raw` (NULL: none), faults beside their fields; of the record with the
 * id `of`, or of a new one (NULL). `beside`, if not NULL, has texts that stand as comments above the fields,
 * below what is wrong with them: beside[CELLS_MAX] above all. In the arena of the run. */
char *page_write(const struct run *run, const char *of, const char *const *raw, const char *const *beside, const struct faults *f);
/* Read a page: raw[cell] is what stands there, "" where a field was left empty; untouched where the page does not
 * name it. False with faults for lines that belong to no field and fields that stand twice: what cannot be placed is
 * put into beside[], and is in no fault, since it may be a secret. Texts are in the arena of the run. */
bool page_read(const struct run *run, const char *page, const char **raw, const char **beside, struct faults *f);
/* Words as comment lines that begin with `mark`, broken at blanks. */
void page_comment(struct text *t, const char *mark, const char *words);

#endif
