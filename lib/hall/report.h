/* report: figures of several registries added up and printed. */
#ifndef CASEWORK_REPORT_H
#define CASEWORK_REPORT_H

#include "frame/figure.h"

struct report {
	int         from, to;		/* years, both included */
	const char *by;			/* dimensions by comma, or NULL */
	const char *office;		/* with all below it, or NULL */
	const char *mode;		/* strict, compatible, or NULL: each registry's own */
};

/* Print n indicators of the registries that --registry names: files, or directories of them. The
 * offices covered are told on stderr, and a warning where small groups are shown. */
void report_print(const struct report *asked, const struct indicator *const *of, int n);

#endif
