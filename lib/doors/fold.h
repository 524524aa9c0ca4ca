/* fold: text as it is compared (utf8proc).
 *
 * Compatibility decomposition (NFKD), case folding, no marks, no ignorable characters, one space for
 * spaces, hyphens, apostrophes and dots, none at the ends; then what people write for each other, by the table in fold.c:
 * `oystein`, `Øystein` and `OEYSTEIN` are equal. What is folded is for comparing, not for showing;
 * folding it again changes nothing. */
#ifndef CASEWORK_FOLD_H
#define CASEWORK_FOLD_H

#include "words/mem.h"

/* Append the folded form of `s`. Text that is not UTF-8 is taken byte by byte, as ISO 8859-1: what is appended is UTF-8 always. */
void fold_text(const char *s, struct text *out);
/* Append the words of `n` texts (NULL ones are passed over), folded, sorted and joined by one space:
 * the same for a name whatever the order of its parts. */
void fold_words(const char *const *s, int n, struct text *out);

/* The text with its first letter large, where its script has such. In the arena of the run. */
const char *fold_capital(const char *s);

#endif
