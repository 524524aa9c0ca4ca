/* search: records that hold all of some words, each anywhere in what people wrote in them: names, numbers, days, whole texts.
 *
 * Both sides are folded (doors/fold.h), so that it matters little how a name is spelt. Numbers that stand beside each other are one
 * number: it is found whatever blanks and dashes stand between its digits, and without the + or 00 of a phone. A day,
 * or a month (2015-05), is found in fields of days too; the whole id of a record where a field names it. */
#ifndef CASEWORK_SEARCH_H
#define CASEWORK_SEARCH_H

#include "frame/record.h"

/* Look for the words of this text too; a part of a word will do. Ends the program for more words than can be looked for. */
void search_words(const char *text);
/* How many words are looked for. */
int search_count(void);
/* Whether one of them may stand in this field; the others need not be read. What is looked in are sealed texts, refs and, of
 * nouns without secrets, all texts: lists are made to filter by the rest. */
bool search_looks_in(const struct shape *s, int field);
/* The field that holds the first word, if the record holds all of them; else -1. */
int search_field(const struct record *r);
/* The words are forgotten. */
void search_end(void);

#endif
