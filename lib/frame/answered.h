/* answered: the answers of an assessment: judged by its instrument, and what those that are stored come to. */
#ifndef CASEWORK_ANSWERED_H
#define CASEWORK_ANSWERED_H

#include "frame/record.h"
#include "frame/score.h"

/* The item of an answer, or -1 with a fault of `field`. */
int answered_item(const struct instrument *in, const char *item, const char *field, struct faults *f);
/* The value of an answer, or why there is none, as the item's scale has it; else false, with a fault of `field`. */
bool answered_value(const struct instrument *in, int item, const char *text, const char *field, struct faults *f, int *value);
bool answered_missing(const struct instrument *in, int item, const char *reason, const char *field, struct faults *f);

/* The edition of its instrument that an assessment was filled in with; NULL with the reason in *why if that is not here any more. */
const struct instrument *answered_by(const struct record *assessment, const char **why);
/* Of whom an assessment is: age on its day and sex, as far as they are known. */
struct whose answered_whose(struct registry *reg, const struct record *assessment, struct arena *arena);
/* The answers that are stored, one of each item. */
struct given *answered_given(struct registry *reg, const struct instrument *in, int64_t assessment, struct arena *arena);
/* Whether the item is asked, after the answers that are stored. */
bool answered_shown(struct registry *reg, const struct instrument *in, int64_t assessment, int item);
/* A stored answer to an item that is asked only after another answer to `item` than this one; 0 if there is none. */
int64_t answered_hidden(struct registry *reg, const struct instrument *in, int64_t assessment, int item, const char *value,
                        const char **hidden);

/* Put into a copy of an assessment what its stored answers come to. False if it has no answers, or (*why) cannot be scored. */
bool answered_score(struct registry *reg, struct record *assessment, const char **why, struct arena *arena);
/* Have the assessment scored anew before what is written is committed; not so, if it was written with its answers. */
void answered_later(int64_t assessment);
void answered_done(int64_t assessment);
/* The same of all assessments of a person. */
void answered_later_of(struct registry *reg, int64_t person);
/* Score them, and write what has changed; what cannot be scored is told. */
void answered_settle(struct registry *reg);
/* For registry-check: the assessments whose scores are not those of their answers. */
void answered_sound(struct registry *reg, void (*fault)(const char *line));

#endif
