/* national: numbers that a state gives to people. */
#ifndef CASEWORK_NATIONAL_H
#define CASEWORK_NATIONAL_H

/* Why `id` is no national id by the rule, said in the reader's language, or NULL if it may be one. Rules: "none" takes anything; "no" takes what Norway gives,
 * digits only: the national identity number, D-number (day + 40), the variants of registers and of synthetic people (month + 80, + 40),
 * and the DUF number of those who seek protection. By any other rule nothing is one. */
const char *national_fault(const char *rule, const char *id);

#endif
