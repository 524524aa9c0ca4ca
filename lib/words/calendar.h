/* calendar: the working days of a country, and days counted in them. */
#ifndef CASEWORK_CALENDAR_H
#define CASEWORK_CALENDAR_H

#include <stdbool.h>

/* A zeroed calendar has no weekend and no holidays: every day is a working day. */
struct calendar {
	unsigned             weekend;	/* a bit for each day of the week, Monday the lowest */
	struct holiday_rule *rule;	/* `rules` of them, in the arena of the run */
	int                  rules;
};

enum unit { UNIT_DAYS, UNIT_WORKING_DAYS, UNIT_WEEKS, UNIT_MONTHS, UNIT_YEARS, UNIT_NONE };

/* Set the weekend: days of the week by |, as `sat|sun` or `fri`; "" is none. False, and nothing is set, for what is no day of the
 * week, and for a week without a working day. */
bool calendar_weekend(struct calendar *c, const char *days);
/* Add a holiday: `MM-DD` each year, `easter+N` or `easter-N` days from Easter Sunday, `orthodox+N` from that of the Eastern
 * churches, N to 366, or one day `YYYY-MM-DD`, for what follows the moon. One that `moves` gives, where it falls on the weekend, the
 * next working day off. False, and nothing is added, for what is no rule. */
bool calendar_holiday(struct calendar *c, const char *rule, bool moves);

/* 0 for Monday to 6 for Sunday. */
int calendar_weekday(int day);
/* Easter Sunday of a year, as the Western and as the Eastern churches have it; both as days of our calendar. */
int calendar_easter(int year);
int calendar_orthodox(int year);
/* Whether nobody works on that day. */
bool calendar_off(const struct calendar *c, int day);
/* The day itself if it is a working day, else the next that is. */
int calendar_roll(const struct calendar *c, int day);
/* The day that many units (0 or more) after `day`, which itself is not counted. Months and years that lack the day end at the
 * month's last. 0 working days after a day is that day, whatever it is. */
int calendar_add(const struct calendar *c, int day, int amount, enum unit unit);
/* days, working_days, weeks, months or years; UNIT_NONE for another word. */
enum unit calendar_unit(const char *word);

#endif
