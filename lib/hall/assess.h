/* assess: an instrument is filled in about somebody: the answers judged, scored, and written with their assessment. */
#ifndef CASEWORK_ASSESS_H
#define CASEWORK_ASSESS_H

#include "frame/score.h"
#include "hall/cmd.h"

/* An answer as it was given; `value` may be the key of a reason why there is none. */
struct reply { const char *item, *value, *missing; long line; };

/* What was given of one assessment: the cells of its record, and the answers. */
struct sitting { const char *raw[CELLS_MAX], *beside[CELLS_MAX + 1]; int n; struct reply *reply; long line; };

/* What it became. */
struct assessed { struct record r; const struct instrument *in; struct given *given; struct score *score; };

/* The instrument of that name or path; ends the program with STATUS_WRONG if there is none that can be used. */
const struct instrument *assess_need(const char *name);

/* Judge and write one assessment with its answers; nothing is written if there is any fault. All but the instrument lives in
 * f->arena. A fault of an answer has its `item` as field. */
bool assess_one(struct run *run, struct sitting *s, struct faults *f, struct assessed *out);
/* Whether an assessment with a usable instrument can be written once it is answered: its faults, but for answers, are told before
 * anybody is asked. */
bool assess_ready(struct run *run, const struct sitting *s, struct faults *f);
/* Ask a person at a terminal every item that is shown. False if the input ends before that. */
bool assess_ask(const struct instrument *in, struct sitting *s);
/* ITEM=VALUE, as an option has it; exits with STATUS_MISUSED if it is none. */
void assess_reply(struct sitting *s, const char *option);

/* What is to be said where no strength was found, in the user's language; NULL for nothing. */
const char *assess_warning(const struct instrument *in, const struct score *score);
/* What is to be said of the first score that should give a level and has no band for such a person; NULL for nothing. */
const char *assess_unbanded(const struct instrument *in, const struct score *score, struct arena *arena);

#endif
