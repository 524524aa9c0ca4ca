/* national: numbers that a state gives to people. */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "words/day.h"
#include "words/language.h"
#include "words/national.h"

static const char digits[] = "0123456789";

/* The sum of the first `n` digits, each times its weight. */
static int weighed(const char *id, const int *weight, int n)
{
	int sum = 0;

	for (int i = 0; i < n; i++)
		sum += (id[i] - '0') * weight[i];
	return sum;
}

static int two(const char *id)
{
	return (id[0] - '0') * 10 + id[1] - '0';
}

/* The year of birth by the three digits behind the day; 0 if none was given such. */
static int year_of(int year, int individual)
{
	if (individual < 500)
		return 1900 + year;
	if (year <= 39)
		return 2000 + year;
	if (individual >= 900)
		return 1900 + year;
	if (individual < 750 && year >= 54)
		return 1800 + year;
	return 0;
}

static bool born(const char *id)
{
	char day[40];
	int  mday = two(id), month = two(id + 2);

	mday -= mday > 40 ? 40 : 0;
	month -= month > 80 ? 80 : month > 40 ? 40 : 0;
	snprintf(day, sizeof day, "%04d-%02d-%02d", year_of(two(id + 4), two(id + 6) * 10 + id[8] - '0'), month, mday);
	return day_parse(day) != DAY_NONE;
}

static const char *no_fault(const char *id)
{
	static const int         first[] = { 3, 7, 6, 1, 8, 9, 4, 5, 2, 1 }, second[] = { 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };
	static const int         duf[] = { 4, 6, 3, 2, 4, 6, 3, 2, 7, 5 };
	static const char *const temporary[] = { "00100", "00200", "99999" };
	static const char        mistyped[] = SAID("the check digits do not fit (one digit wrong, or two swapped)");
	size_t                   n = strlen(id);

	if ((n != 11 && n != 12) || strspn(id, digits) != n)
		return say("neither 11 digits (national identity number, D-number) nor 12 (DUF number)");
	if (n == 12) {
		/* It begins with the year it was given in. */
		if (two(id) != 19 && two(id) != 20)
			return say("no DUF number begins so (its first four digits are a year)");
		return weighed(id, duf, 10) % 11 == two(id + 10) ? NULL : say(mistyped);
	}
	/* Hospitals and registers make these up until the real one is given; many children have the same. */
	for (size_t i = 0; i < sizeof temporary / sizeof *temporary; i++)
		if (strcmp(id + 6, temporary[i]) == 0)
			return say("a temporary number, which others have too (leave the field empty until the real one is known)");
	if (!born(id))
		return say("its first digits are no day of birth");
	return weighed(id, first, 10) % 11 == 0 && weighed(id, second, 11) % 11 == 0 ? NULL : say(mistyped);
}

const char *national_fault(const char *rule, const char *id)
{
	if (strcmp(rule, "none") == 0)
		return NULL;
	if (strcmp(rule, "no") == 0)
		return no_fault(id);
	return say("the profile names no rule for it that there is (none, no)");
}
