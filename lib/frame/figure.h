/* figure: indicators. An indicator is a file of share/indicators: a header of `-- key: value` lines and
 * one SELECT of counted units, which is wrapped, grouped and added up here. See casework(7). */
#ifndef CASEWORK_FIGURE_H
#define CASEWORK_FIGURE_H

#include "frame/code.h"
#include "frame/registry.h"
#include "words/map.h"

enum { DIMENSIONS_MAX = 4 };

struct indicator {
	const char *name, *label[LANGUAGES], *definition, *unit, *set, *by, *source;
	const char *select;	/* with $1 and $2 the first and last day of the period */
	bool        percent;	/* num of den; else a count */
	/* num counts the units that ended later than this after they began, in the strict mode and in the
	 * compatible one; 0 if num is a column. Days, or with `months` calendar months. */
	int         late, late_compatible;
	bool        months;
};

/* A dimension as asked for: what it groups by. */
struct dimension {
	const char *name, *list;	/* list: its code list, or NULL */
	bool        many;		/* a unit may stand in several groups */
};

struct group { int64_t num, den; };

/* The groups of one indicator and period, added up over registries. */
struct figures {
	const struct indicator *of;
	int              n;
	struct dimension by[DIMENSIONS_MAX];
	struct map       groups;	/* keys of each dimension, each followed by \x1f; "" for all */
	struct map       seen[DIMENSIONS_MAX];
	const char     **keys[DIMENSIONS_MAX];	/* the groups of each dimension, in order */
	const char     **labels[DIMENSIONS_MAX];
	int              keys_n[DIMENSIONS_MAX];
};

/* The indicator of that name, read from its file; ends the program if it is none or malformed. */
const struct indicator *figure_read(const char *name);
/* The names of all, sorted, NULL at the end. */
const char **figure_names(void);

/* How many offices a report covers: all, or `office` and those below it; 0 if it is not there. */
int figure_offices(struct registry *reg, const char *office);

/* Begin: `by` names dimensions, by comma, or is NULL. The first that the indicator cannot be shown
 * by is returned, or NULL. */
const char *figures_start(struct figures *f, const struct indicator *of, const char *by);
/* Add what a registry holds in the period; `office`, if not NULL, with all below it. */
void figures_add(struct figures *f, struct registry *reg, const struct period *period, const char *office,
                 bool compatible);
/* The group of these keys (NULL: of all), zeros if it is empty. */
struct group figures_get(const struct figures *f, const char *const *key);
/* `num` of `den` in percent with one decimal, rounded half away from zero, or "" for a den of 0. */
char *figure_percent(struct group g, char out[32]);

/* The key of a missing value. */
extern const char figure_missing[];

#endif
