/* like: values of one's own, for what is the same every day: --like NAME.
 *
 * They stand in a CSV file with the names of fields as its header and one row below it. They are for what nothing else was
 * said of: neither by an option, a row of -f or a form, nor by a record that the command takes over from. A cell `?` is
 * asked for at a terminal. A secret is never taken from there, but may be asked for. */
#ifndef CASEWORK_LIKE_H
#define CASEWORK_LIKE_H

#include "hall/cmd.h"

/* Read the file that --like names, if it does, into run->like and run->like_asks. Ends the program with STATUS_WRONG for
 * a file that is none, after each fault of its cells was told. */
void like_read(struct run *run);
/* Fill in the cells that say nothing. */
void like_fill(const struct run *run, const char **raw);
/* Call `offer` with each name that --like would take from the user's own directory. */
void like_names(void (*offer)(const char *name, const char *help));

#endif
