/* calendar: the working days of a country. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words/calendar.h"
#include "words/day.h"
#include "words/mem.h"

enum kind { YEARLY, EASTER, ORTHODOX, ONCE };

/* `at`: month * 100 + day, days from Easter, or the day. */
struct holiday_rule { enum kind kind; int at; bool moves; };

/* No day off moves further: between a weekend and the days that make up for it lie at most a week of holidays and another weekend. */
enum { MOVES_MAX = 14, OFFSET_MAX = 366, EVERY_DAY = 127 };

bool calendar_weekend(struct calendar *c, const char *days)
{
	static const char *const name[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	unsigned                 set = 0;

	for (const char *p = days; *days; p++) {
		size_t n = strcspn(p, "|");
		int    i = 0;

		while (i < 7 && !(n == 3 && memcmp(name[i], p, 3) == 0))
			i++;
		if (i == 7)
			return false;
		set |= 1u << i;
		p += n;
		if (!*p)
			break;
	}
	if (set == EVERY_DAY)
		return false;
	c->weekend = set;
	return true;
}

/* The number behind `word` in a rule: +N or -N. */
static bool offset(const char *rule, const char *word, int *out)
{
	size_t n = strlen(word), digits;

	if (strncmp(rule, word, n) != 0 || (rule[n] != '+' && rule[n] != '-'))
		return false;
	digits = strspn(rule + n + 1, "0123456789");
	if (digits < 1 || digits > 3 || rule[n + 1 + digits] || atoi(rule + n + 1) > OFFSET_MAX)
		return false;
	*out = atoi(rule + n);
	return true;
}

bool calendar_holiday(struct calendar *c, const char *rule, bool moves)
{
	struct holiday_rule r = { .moves = moves };
	char                leap[DAY_TEXT];

	/* A year that has every day of any year. */
	snprintf(leap, sizeof leap, "2000-%.5s", rule);
	if (offset(rule, "easter", &r.at)) {
		r.kind = EASTER;
	} else if (offset(rule, "orthodox", &r.at)) {
		r.kind = ORTHODOX;
	} else if (strlen(rule) == 5 && day_parse(leap) != DAY_NONE) {
		r.kind = YEARLY;
		r.at = atoi(rule) * 100 + atoi(rule + 3);
	} else if (day_parse(rule) != DAY_NONE) {
		r.kind = ONCE;
		r.at = day_parse(rule);
	} else {
		return false;
	}
	c->rule = arena_room(c->rule, c->rules, sizeof *c->rule);
	c->rule[c->rules++] = r;
	return true;
}

int calendar_weekday(int day)
{
	/* 1970-01-01 was a Thursday. */
	return ((day + 3) % 7 + 7) % 7;
}

static int day_of(int year, int month, int mday)
{
	char text[40];

	snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, mday);
	return day_parse(text);
}

/* The computus of the Gregorian calendar (Meeus, Jones, Butcher). */
int calendar_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return day_of(year, n / 31, n % 31 + 1);
}

/* The computus of the Julian calendar (Meeus), and the days by which that calendar is behind. */
int calendar_orthodox(int year)
{
	int d = (19 * (year % 19) + 15) % 30;
	int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
	int n = d + e + 114;

	return day_of(year, n / 31, n % 31 + 1) + year / 100 - year / 400 - 2;
}

static bool matches(const struct holiday_rule *r, int day)
{
	int year, month, mday;

	if (r->kind == ONCE)
		return r->at == day;
	day_split(r->kind == YEARLY ? day : day - r->at, &year, &month, &mday);
	if (r->kind == YEARLY)
		return month * 100 + mday == r->at;
	return day - r->at == (r->kind == EASTER ? calendar_easter : calendar_orthodox)(year);
}

static bool weekend(const struct calendar *c, int day)
{
	return c->weekend >> calendar_weekday(day) & 1;
}

/* Whether a holiday stands on that day by its rule; how many of these move is added up. */
static bool holiday(const struct calendar *c, int day, int *moving)
{
	bool any = false;

	for (int i = 0; i < c->rules; i++)
		if (matches(c->rule + i, day)) {
			any = true;
			*moving += c->rule[i].moves;
		}
	return any;
}

bool calendar_off(const struct calendar *c, int day)
{
	int  owed = 0, moving = 0;
	bool moves = false;

	if (weekend(c, day) || holiday(c, day, &moving))
		return true;
	for (int i = 0; i < c->rules; i++)
		moves |= c->rule[i].moves;
	/* Each holiday of a weekend takes the next working day that none before it has taken. */
	for (int d = day - MOVES_MAX; moves && d < day; d++) {
		bool on_holiday;

		moving = 0;
		on_holiday = holiday(c, d, &moving);
		if (weekend(c, d))
			owed += moving > 0;
		else if (!on_holiday && owed > 0)
			owed--;
	}
	return owed > 0;
}

int calendar_roll(const struct calendar *c, int day)
{
	/* Holidays for a whole year would be no calendar. */
	for (int i = 0; i < OFFSET_MAX && calendar_off(c, day); i++)
		day++;
	return day;
}

int calendar_add(const struct calendar *c, int day, int amount, enum unit unit)
{
	switch (unit) {
	case UNIT_WORKING_DAYS:
		while (amount-- > 0)
			day = calendar_roll(c, day + 1);
		return day;
	case UNIT_WEEKS:
		return day + 7 * amount;
	case UNIT_MONTHS:
		return day_add_months(day, amount);
	case UNIT_YEARS:
		return day_add_months(day, 12 * amount);
	default:
		return day + amount;
	}
}

enum unit calendar_unit(const char *word)
{
	static const char *const name[] = { "days", "working_days", "weeks", "months", "years" };
	int                      i = 0;

	while (i < UNIT_NONE && strcmp(name[i], word) != 0)
		i++;
	return (enum unit)i;
}
