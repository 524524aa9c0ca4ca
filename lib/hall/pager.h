/* pager: what is longer than the screen goes through $PAGER, after the registry was closed. */
#ifndef CASEWORK_PAGER_H
#define CASEWORK_PAGER_H

#include "doors/file.h"

/* Where a page for a person is to be put: standard output, or a sink that is held until pager_show, if this is a
 * terminal and $PAGER is set. */
struct sink *pager_open(void);
/* It has been put, in that many lines: ends the sink, or keeps it for pager_show. */
void pager_close(struct sink *s, long lines);
/* Show what was kept: through $PAGER if it is longer than the screen. */
void pager_show(void);

#endif
