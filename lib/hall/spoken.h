/* spoken: what the tables of the program say, for the catalogues of its translations. */
#ifndef CASEWORK_SPOKEN_H
#define CASEWORK_SPOKEN_H

/* Every text of nouns, commands, options and columns as a PO template (gettext) on standard output, each once. What stands in
 * calls xgettext finds by itself: see `make messages`. */
void spoken_dump(void);

#endif
