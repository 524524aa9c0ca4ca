/* indicator: what is counted. An indicator is a file of share/indicators: a header of `-- key: value` lines and
 * one SELECT of counted units. See casework(7). */
#ifndef CASEWORK_INDICATOR_H
#define CASEWORK_INDICATOR_H

#include "frame/code.h"

enum { DIMENSIONS_MAX = 4, INDICATOR_DIMENSIONS = 20 };

/* How long is long: days, or calendar months; n is 0 where there is no limit. */
struct limit { int n; bool months; };

/* Something that an indicator can be shown by. */
struct dimension {
	const char *name;
	enum { OF_CODES, OF_OFFICES, OF_MONTHS, OF_AGES, OF_NUMBERS } groups;
	const char *list;	/* OF_CODES: the code list */
	const char *kinds;	/* the kinds of its codes that have groups, with | between, or NULL for all */
	int         from, to;	/* OF_NUMBERS */
	bool        many;	/* a unit may stand in several groups */
};

struct indicator {
	const char *name, *label[LANGUAGES], *definition, *unit, *set, *by, *source;
	const char *select;	/* with $1 and $2 the first and last day of the period, $3 the first of that a year before */
	bool        percent;	/* num of den; else a count */
	bool        last_day;	/* counted on the last day of the period */
	bool        distinct;	/* a unit counts once in each group */
	bool        joined;	/* sex, birth_month and background are those of the row of "person" */
	/* What num and den count: units whose column (its name first) has one of the keys behind it; NULL: they
	 * are columns. */
	const char *num, *den;
	/* num counts the units that ended later than `late` after they began (`late_compatible` in that mode), or
	 * within `in_time`; with `late_extended` for those of which "extended" is yes. Without either it is a column. */
	struct limit late, late_compatible, late_extended, in_time;
	const char  *protect;	/* the dimension whose small groups are never shown, or NULL */
	const char  *unknown;	/* what is not known of a unit that is no part of den, or NULL */
	struct dimension dimension[INDICATOR_DIMENSIONS];
	int              dimensions;
};

/* The indicator of that name, read from its file; ends the program if it is none or malformed. */
const struct indicator *figure_read(const char *name);
/* The names of all, sorted, NULL at the end. */
const char **figure_names(void);
/* The dimension of that name, or NULL. */
const struct dimension *indicator_by(const struct indicator *i, const char *name);
/* Whether a column is that of the person. */
bool indicator_joins(const struct indicator *i, const char *column);

#endif
