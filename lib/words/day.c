/* day: days of the proleptic Gregorian calendar. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "words/day.h"
#include "words/err.h"

/* Number of the digits s[0..n), or -1. */
static int digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + s[i] - '0';
	}
	return value;
}

static int month_length(int year, int month)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool             leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return length[month - 1] + (month == 2 && leap);
}

/* Days since 1970-01-01. The year is taken to begin in March, so that the leap day ends it. */
static int number(int year, int month, int mday)
{
	int y = month > 2 ? year : year - 1;
	int m = (month + 9) % 12;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + mday - 1 - 719468;
}

int day_parse(const char *s)
{
	int year, month, mday;

	for (int i = 0; i < 10; i++)
		if (!s[i])
			return DAY_NONE;
	if (s[10] || s[4] != '-' || s[7] != '-')
		return DAY_NONE;
	year = digits(s, 4);
	month = digits(s + 5, 2);
	mday = digits(s + 8, 2);
	if (year < 1000 || month < 1 || month > 12 || mday < 1 || mday > month_length(year, month))
		return DAY_NONE;
	return number(year, month, mday);
}

/* `-3d`, `+2w`, `-1m`: how far, and of what. */
static int shifted(const char *s, int today)
{
	char *end;
	long  n = strtol(s, &end, 10);

	if (end == s || !*end || end[1] || n < -100000 || n > 100000)
		return DAY_NONE;
	switch (*end) {
	case 'd':
		return today + (int)n;
	case 'w':
		return today + 7 * (int)n;
	case 'm':
		return n < -12000 || n > 12000 ? DAY_NONE : day_add_months(today, (int)n);
	default:
		return DAY_NONE;
	}
}

/* `24.12.2021`, `24.12.`, `24.12` */
static int dotted(const char *s, int today, bool ahead)
{
	int  day, month, year = 0, n = 0, this_year, unused, best = DAY_NONE;
	char iso[DAY_TEXT + 16];

	if (sscanf(s, "%2d.%2d%n", &day, &month, &n) != 2 || day < 1 || month < 1)
		return DAY_NONE;
	s += n;
	if (*s == '.' && s[1] && (strlen(s + 1) != 4 || (year = digits(s + 1, 4)) < 1))
		return DAY_NONE;
	if (*s && *s != '.')
		return DAY_NONE;
	day_split(today, &this_year, &unused, &unused);
	/* The 29th of February is up to eight years away. */
	for (int y = year ? year : this_year - 8; y <= (year ? year : this_year + 8); y++) {
		int found;

		snprintf(iso, sizeof iso, "%04d-%02d-%02d", y, month, day);
		found = day_parse(iso);
		if (found != DAY_NONE && (year || ahead || found <= today) && (best == DAY_NONE || abs(found - today) < abs(best - today)))
			best = found;
	}
	return best;
}

int day_typed(const char *s, int today, bool ahead)
{
	static const struct { const char *word; int shift; } said[] = {
		{ "today", 0 }, { "yesterday", -1 }, { "tomorrow", 1 }, { "i dag", 0 }, { "idag", 0 }, { "i går", -1 }, { "igår", -1 },
		{ "i morgen", 1 }, { "imorgen", 1 }, { "اليوم", 0 }, { "أمس", -1 }, { "غدا", 1 }, { "غدًا", 1 }, { "днес", 0 }, { "вчера", -1 },
		{ "утре", 1 },
	};

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (strcmp(s, said[i].word) == 0)
			return today + said[i].shift;
	if (*s == '+' || *s == '-')
		return shifted(s, today);
	return strchr(s, '.') ? dotted(s, today, ahead) : day_parse(s);
}

void day_split(int day, int *year, int *month, int *mday)
{
	int n = day + 719468;
	int era = n / 146097, rest = n % 146097;
	int yoe = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	int doy = rest - (365 * yoe + yoe / 4 - yoe / 100);
	int m = (5 * doy + 2) / 153;

	*mday = doy - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = era * 400 + yoe + (*month <= 2);
}

char *day_text(int day, char out[DAY_TEXT])
{
	int  year, month, mday;
	char wide[40];

	day_split(day, &year, &month, &mday);
	snprintf(wide, sizeof wide, "%04d-%02d-%02d", year, month, mday);
	memcpy(out, wide, DAY_TEXT - 1);
	out[DAY_TEXT - 1] = 0;
	return out;
}

int day_add_months(int day, int months)
{
	int year, month, mday, most;

	day_split(day, &year, &month, &mday);
	month += months - 1;
	year += month / 12;
	month = month % 12;
	if (month < 0) {
		month += 12;
		year--;
	}
	month++;
	most = month_length(year, month);
	return number(year, month, mday < most ? mday : most);
}

int day_today(void)
{
	static int  today = DAY_NONE;
	const char *set = getenv("CASEWORK_TODAY");
	time_t      now;
	struct tm   tm;

	if (today != DAY_NONE)
		return today;
	if (set && *set) {
		today = day_parse(set);
		if (today == DAY_NONE)
			err_exit(STATUS_WRONG, "CASEWORK_TODAY: not a day: %s", set);
		return today;
	}
	now = time(NULL);
	localtime_r(&now, &tm);
	return today = number(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int day_age(const char *birth_month, const char *day)
{
	int years, months;

	if (!birth_month || !day || strlen(birth_month) < 7 || strlen(day) < 7)
		return -1;
	years = digits(day, 4) - digits(birth_month, 4);
	months = digits(day + 5, 2) - digits(birth_month + 5, 2);
	years -= months < 0;
	return years < 0 ? -1 : years;
}

/* The first or last day of a year, a month or a day. */
static bool bound(const char *s, size_t n, bool last, char out[DAY_TEXT])
{
	char whole[DAY_TEXT] = "";
	int  year, month;

	if (n != 4 && n != 7 && n != 10)
		return false;
	memcpy(whole, s, n);
	if (n == 4)
		memcpy(whole + 4, last ? "-12" : "-01", 4);
	if (n <= 7) {
		year = digits(whole, 4);
		month = digits(whole + 5, 2);
		if (year < 0 || month < 1 || month > 12)
			return false;
		int d = last ? month_length(year, month) : 1;
		whole[7] = '-';
		whole[8] = (char)('0' + d / 10);
		whole[9] = (char)('0' + d % 10);
		whole[10] = 0;
	}
	memcpy(out, whole, DAY_TEXT);
	return day_parse(out) != DAY_NONE;
}

bool day_period(const char *s, struct period *out)
{
	const char *dots = strstr(s, "..");

	if (!dots)
		return bound(s, strlen(s), false, out->first) && bound(s, strlen(s), true, out->last);
	return bound(s, (size_t)(dots - s), false, out->first) &&
	       bound(dots + 2, strlen(dots + 2), true, out->last) && strcmp(out->first, out->last) <= 0;
}
