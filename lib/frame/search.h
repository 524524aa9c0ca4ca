/* search: records that hold all of some words, each anywhere in them. */
#ifndef CASEWORK_SEARCH_H
#define CASEWORK_SEARCH_H

#include "frame/record.h"

/* Look for the words of this text too; a part of a word will do, in any case. Ends the program for what
 * cannot be looked for. */
void search_words(const char *text);
/* How many words are looked for. */
int search_count(void);
/* The field that holds the first word, if the record holds all of them; else -1. */
int search_field(const struct record *r);
/* The words are forgotten. */
void search_end(void);

#endif
