/* Days of the Gregorian calendar, months and ages. The system's own calendar is the other opinion. */
#include <stdlib.h>
#include <time.h>

#include "unit/expect.h"
#include "words/day.h"

int main(void)
{
	static const struct { const char *text; int day; } known[] = {
		{ "1970-01-01", 0 }, { "1969-12-31", -1 }, { "2000-01-01", 10957 }, { "2000-03-01", 11017 },
		{ "1858-11-17", -40587 },	/* the first day of the Modified Julian Date */
		{ "2001-09-09", 11574 },	/* the second 1 000 000 000 */
		{ "2038-01-19", 24855 },	/* the second 2^31 - 1 */
		{ "1582-10-15", -141427 },	/* the calendar's first day */
		{ "2021-12-31", 18992 }
	};
	static const struct { const char *from; int months; const char *to; } later[] = {
		{ "2023-11-30", 3, "2024-02-29" }, { "2023-07-03", 3, "2023-10-03" }, { "2022-11-30", 3, "2023-02-28" },
		{ "2024-01-31", 1, "2024-02-29" }, { "2023-01-31", 1, "2023-02-28" }, { "2023-03-31", 1, "2023-04-30" },
		{ "2023-12-31", 1, "2024-01-31" }, { "2023-12-31", 2, "2024-02-29" }, { "2024-02-29", 12, "2025-02-28" },
		{ "2024-02-29", 48, "2028-02-29" }, { "1999-11-30", 3, "2000-02-29" }, { "1899-11-30", 3, "1900-02-28" },
		{ "2023-08-31", 6, "2024-02-29" }, { "2023-05-15", 0, "2023-05-15" }, { "2023-03-31", -1, "2023-02-28" },
		{ "2024-01-15", -1, "2023-12-15" }, { "2024-01-31", -14, "2022-11-30" }, { "2023-05-31", 120, "2033-05-31" }
	};
	static const char *const none[] = {
		"", "2021", "2021-02", "2021-02-30", "2021-02-29", "1900-02-29", "2100-02-29", "2021-04-31", "2021-13-01",
		"2021-00-10", "2021-01-00", "2021-01-32", "2021-1-1", "21-01-01", "2021/01/01", "20210101", "2021-01-01 ",
		" 2021-01-01", "2021-01-01T00:00", "2021-01-0x", "+021-01-01", "2021--1-01", "0999-12-31", "0000-00-00",
		"12021-01-01", "2021-01-011", "\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa1-01-01"
	};
	static const struct { const char *birth, *day; int age; } ages[] = {
		{ "2004-02", "2022-01-31", 17 }, { "2004-02", "2022-02-01", 18 }, { "2004-02", "2022-02", 18 },
		{ "2004-12", "2022-11-30", 17 }, { "2004-01", "2004-01-01", 0 }, { "2004-01", "2004-12-31", 0 },
		{ "2004-02", "2004-01-31", -1 }, { "2005-01", "2004-12-31", -1 }, { "1899-12", "2021-12-31", 122 },
		{ NULL, "2021-01-01", -1 }, { "2004-01", NULL, -1 }, { "2004", "2021-01-01", -1 }, { "", "", -1 }
	};
	static const struct { const char *text, *first, *last; } periods[] = {
		{ "2021", "2021-01-01", "2021-12-31" }, { "2021-02", "2021-02-01", "2021-02-28" },
		{ "2024-02", "2024-02-01", "2024-02-29" }, { "2021-06-30", "2021-06-30", "2021-06-30" },
		{ "2021..2021", "2021-01-01", "2021-12-31" }, { "2020..2021", "2020-01-01", "2021-12-31" },
		{ "2021-01-01..2021-06-30", "2021-01-01", "2021-06-30" }, { "2020-11..2021-02", "2020-11-01", "2021-02-28" },
		{ "2021-03-05..2021", "2021-03-05", "2021-12-31" }, { "2021..2021-03-05", "2021-01-01", "2021-03-05" },
		{ "2021-12..2022-01-01", "2021-12-01", "2022-01-01" }
	};
	static const char *const no_period[] = {
		"", "..", "2021..", "..2021", "2021-13", "2021-00", "2021-02-30", "2021-06..2021-05", "2022..2021",
		"2021-07-01..2021-06-30", "202", "20211", "2021-1", "2021-", "2021..2022..2023", "2021...2022", "abcd",
		"2021 ..2022", "2021-01-01T10:00", "999", "0021"
	};
	struct period p;
	char          text[DAY_TEXT], before[DAY_TEXT] = "";
	int           first = day_parse("1600-01-01"), last = day_parse("2400-12-31"), y, m, d;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		EXPECT(day_parse(known[i].text) == known[i].day, "%s: %d", known[i].text, day_parse(known[i].text));
		EXPECT(strcmp(day_text(known[i].day, text), known[i].text) == 0, "%d: %s", known[i].day, text);
	}
	EXPECT(last - first + 1 == 801 * 365 + 195, "%d days", last - first + 1);
	for (int day = first; day <= last; day++) {
		time_t    t = (time_t)day * 86400;
		struct tm tm;

		day_text(day, text);
		day_split(day, &y, &m, &d);
		gmtime_r(&t, &tm);
		EXPECT(day_parse(text) == day, "%s", text);
		EXPECT(strcmp(before, text) < 0, "%s is not after %s", text, before);
		EXPECT(y == tm.tm_year + 1900 && m == tm.tm_mon + 1 && d == tm.tm_mday, "%s: %d-%d-%d", text, y, m, d);
		strcpy(before, text);
	}
	EXPECT(day_parse("1000-01-01") != DAY_NONE && day_parse("9999-12-31") != DAY_NONE, "the ends");
	EXPECT(day_parse("9999-12-31") - day_parse("1000-01-01") + 1 == 9000 * 365 + 2182, "leap days");
	EXPECT(day_parse("2000-02-29") != DAY_NONE && day_parse("1600-02-29") != DAY_NONE &&
	       day_parse("2400-02-29") != DAY_NONE && day_parse("2024-02-29") != DAY_NONE, "leap years");
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		EXPECT(day_parse(none[i]) == DAY_NONE, "%s: %d", none[i], day_parse(none[i]));
	for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
		day_text(day_add_months(day_parse(later[i].from), later[i].months), text);
		EXPECT(strcmp(text, later[i].to) == 0, "%s and %d months: %s", later[i].from, later[i].months, text);
	}
	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++)
		EXPECT(day_age(ages[i].birth, ages[i].day) == ages[i].age, "%zu: %d", i, day_age(ages[i].birth, ages[i].day));
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
		EXPECT(day_period(periods[i].text, &p) && strcmp(p.first, periods[i].first) == 0 &&
		       strcmp(p.last, periods[i].last) == 0, "%s: %s..%s", periods[i].text, p.first, p.last);
	for (size_t i = 0; i < sizeof no_period / sizeof *no_period; i++)
		EXPECT(!day_period(no_period[i], &p), "%s: %s..%s", no_period[i], p.first, p.last);
	setenv("CASEWORK_TODAY", "2021-12-31", 1);
	EXPECT(day_today() == 18992, "%d", day_today());
	EXPECT_END();
}
