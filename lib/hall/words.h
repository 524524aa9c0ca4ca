/* words: what the tables of the program say, for the catalogues of its translations. */
#ifndef CASEWORK_WORDS_H
#define CASEWORK_WORDS_H

/* Every text of nouns, commands, options and columns as a PO template (gettext) on standard output, each once. What stands in
 * calls xgettext finds by itself: see `make messages`. */
void words_dump(void);

#endif
