/* score: what the answers to an instrument come to. Strengths and risks are added up apart, and never against each other. */
#ifndef CASEWORK_SCORE_H
#define CASEWORK_SCORE_H

#include "frame/instrument.h"
#include "words/mem.h"

/* The answer to an item: a value, or why there is none. */
struct given { bool answered; int value; const char *missing; };

/* Of whom, and by whom: bands hang on it. NULL and -1 where it is not known. */
struct whose { const char *sex, *informant; int age; };

struct result {
	bool               there;	/* enough was answered */
	int                asked, answered;
	double             score;
	const struct band *band;	/* NULL: none, or none for such a person */
};

struct score {
	bool              *shown;	/* of each item */
	struct result     *part;	/* of each subscale and composite */
	int                strength, risk;	/* of all items of the kind, in percent; -1 where none was answered */
	int                strengths, concerns;	/* how many of them are there at all */
	int                strengths_asked;
	int                base, level;	/* places in the list of risks; -1: none */
	int                highest;	/* the score that `base` is from, or -1 */
	int                raised, *raising;	/* the items that raised it */
	int                floors, *floor;	/* the rules `at_least` that lifted it */
	int                days;	/* to the next assessment; 0: nothing is said */
};

/* Whether each item is asked, after the answers so far: shown[items]. */
void score_show(const struct instrument *in, const struct given *given, bool *shown);
/* Score the answers, one of each item. */
struct score *score_make(const struct instrument *in, const struct given *given, const struct whose *whose, struct arena *arena);
/* Days to the next assessment at that level (-1: none); 0 if the instrument says nothing. */
int score_days(const struct instrument *in, int level);
/* Whether an override of the level is provided for. */
bool score_may_override(const struct instrument *in);
/* In percent of the range. */
double score_percent(const struct part *p, double score);

/* From one score to a later one. */
struct shift {
	double raw, percent;		/* percent of the range */
	bool   has_rci, reliable;	/* |RCI| > 1.96 */
	double rci;			/* (x2 - x1) / (SD sqrt(2 (1 - r))) */
	bool   has_step, meaningful;	/* at least the step that the instrument says means something */
	int    better;			/* 1 better, -1 worse, 0 neither */
};
struct shift score_shift(const struct instrument *in, int part, const char *informant, double before, double now);

/* Of the scores of several people: the one in the middle (of two the mean), and the largest less the smallest. `x` is sorted. */
double score_median(double *x, int n);
double score_spread(double *x, int n);

/* A score as it is written: at most two decimals, half away from zero, none for nothing. Into `out` (room for 32), which it returns. */
const char *score_text(double x, char *out);

#endif
