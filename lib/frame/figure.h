/* figure: counting. The SELECT of an indicator is wrapped, grouped and added up over registries. */
#ifndef CASEWORK_FIGURE_H
#define CASEWORK_FIGURE_H

#include "frame/indicator.h"
#include "frame/registry.h"
#include "words/map.h"

/* unknown: units that are no part of den; hidden: too few to be shown. */
struct group { int64_t num, den, unknown; bool hidden; };

/* The groups of one indicator and period, added up over registries. */
struct figures {
	const struct indicator *of;
	int              n;
	const struct dimension *by[DIMENSIONS_MAX];
	struct map       groups;	/* keys of each dimension, each followed by \x1f; "" for all */
	struct tally    *tallies;	/* all of them */
	struct map       seen[DIMENSIONS_MAX];
	const char     **keys[DIMENSIONS_MAX];	/* the groups of each dimension, in order */
	const char     **labels[DIMENSIONS_MAX];
	int              keys_n[DIMENSIONS_MAX];
};

/* How many offices a report covers: all, or `office` and those below it; 0 if it is not there. */
int figure_offices(struct registry *reg, const char *office);

/* Begin: `by` names dimensions, by comma, or is NULL. The first that the indicator cannot be shown
 * by is returned, or NULL. */
const char *figures_start(struct figures *f, const struct indicator *of, const char *by);
/* Add what a registry holds in the period; `office`, if not NULL, with all below it. */
void figures_add(struct figures *f, struct registry *reg, const struct period *period, const char *office,
                 bool compatible);
/* Whether it is grouped by what the indicator protects. */
bool figures_protected(const struct figures *f);
/* Hide the groups of fewer than `least`, and of each row of groups where one alone is hidden the next smallest
 * too: it could be worked out from the total. */
void figures_hide(struct figures *f, int64_t least);
/* The group of these keys (NULL: of all), zeros if it is empty. */
struct group figures_get(const struct figures *f, const char *const *key);
/* `num` of `den` in percent with one decimal, rounded half away from zero, or "" for a den of 0. */
char *figure_percent(struct group g, char out[32]);

/* The key of a missing value. */
extern const char figure_missing[];

#endif
