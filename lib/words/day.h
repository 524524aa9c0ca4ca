/* day: days of the proleptic Gregorian calendar, as ISO 8601 text and as numbers. */
#ifndef CASEWORK_DAY_H
#define CASEWORK_DAY_H

#include <stdbool.h>
#include <stddef.h>

enum { DAY_NONE = -1000000, DAY_TEXT = 11 };

/* Days since 1970-01-01 of `YYYY-MM-DD`, years 1000 to 9999; DAY_NONE if it is no such day. */
int day_parse(const char *s);
/* The ISO text of a day, into `out`, which it returns. */
char *day_text(int day, char out[DAY_TEXT]);
/* The day `months` calendar months later; past the month's end becomes its last day. */
int day_add_months(int day, int months);
/* The local day, or $CASEWORK_TODAY; exits with STATUS_WRONG if that is no day. */
int day_today(void);
/* A day as people type it: as day_parse has it; today, yesterday, tomorrow (in any of our languages); `-3d`, `+2w`, `-1m`
 * days, weeks, months from today; `24.12.2021`, or `24.12.` for the last such day up to today, and where it may lie `ahead`
 * for the one that is nearest. DAY_NONE if it is none. */
int day_typed(const char *s, int today, bool ahead);
/* The year, month (1-12) and day of the month. */
void day_split(int day, int *year, int *month, int *mday);
/* Whole years from a month of birth (`YYYY-MM`) to a day or month; -1 if either is unknown.
 * In the month of birth itself the birthday counts as reached. */
int day_age(const char *birth_month, const char *day);

struct period { char first[DAY_TEXT], last[DAY_TEXT]; };
/* `2021`, `2021-06`, `2021-06-30` or `A..B` of these, both ends included; false if it is none
 * or ends before it begins. */
bool day_period(const char *s, struct period *out);

#endif
