/* match: patterns (PCRE2, Unicode). */
#ifndef CASEWORK_MATCH_H
#define CASEWORK_MATCH_H

#include <stdbool.h>
#include <stddef.h>

/* A regular expression, or with `literal` the text itself in any case. NULL if it is none, with
 * the reason in *why (in the arena of the run). */
struct match *match_make(const char *pattern, bool literal, const char **why);
/* Whether it is found anywhere in the `n` bytes; not in bytes that are no UTF-8. */
bool match_in(const struct match *m, const char *s, size_t n);
void match_free(struct match *m);

#endif
