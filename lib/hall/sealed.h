/* sealed: one report of the Deviation Register on its way to those who keep it. Who writes it needs no registry, no key and no
 * login; only who holds the register's key can read it.
 *
 * What is sealed is CSV: a header and one row of the fields of intake, and with an anonymous report the column `receipt`. */
#ifndef CASEWORK_SEALED_H
#define CASEWORK_SEALED_H

#include "hall/cmd.h"

/* The fields of intake; the others are those who assess it. And what is asked for at a terminal. */
#define SEALED_INTAKE "reported reporter_role anonymity language narrative reporter_name reporter_contact actor about about_name" \
	" subject_kind event_kind occurred occurred_until case"
#define SEALED_ASKS "reporter_role language narrative"

/* The cells of a report, by number; what is taken from an envelope has its ref, and the receipt of an anonymous one (else ""). */
struct sealed { const char *raw[CELLS_MAX]; char receipt[SEAL_RECEIPT]; };

/* Make one report, as the options, a file of one row (-f) or the person at the terminal tell it, and put it into a new file (-o),
 * sealed with the public key in the file `to`. The receipt of an anonymous one is printed. */
enum status sealed_make(struct run *run, const char *to);
/* Refuse, before anything is typed, what sealed_make cannot do. */
void sealed_refuse(const struct run *run, const char *to);
/* Take a report out of the envelope in a file. False if it is none, was changed, or holds what is no report: that is told. */
bool sealed_open(struct run *run, const char *path, struct sealed *out);

/* Keep of a receipt what finds its record again; it lives in `arena`. */
void sealed_keep_receipt(struct registry *reg, struct record *r, const char *receipt, struct arena *arena);
/* Tell a reporter what the receipt that was printed is good for: it is not shown again. */
void sealed_say_receipt(void);
/* What the reporter may be told: whether the report was struck out, the days it came in and was assessed (or NULL). False if there
 * is no report with the receipt that was typed; it takes as long. */
struct sealed_answer { bool struck; const char *reported, *triaged; };
bool sealed_receipt_find(struct registry *reg, const char *typed, struct sealed_answer *out);

#endif
