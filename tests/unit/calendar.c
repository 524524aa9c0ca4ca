/* Easter, weekends, holidays and due days, against published lists. */
#include "unit/expect.h"
#include "words/calendar.h"
#include "words/day.h"

/* Easter Sundays of the churches, and of rare years: the earliest and the latest there are. */
static const struct { int year; const char *west, *east; } easters[] = {
	{ 2021, "2021-04-04", "2021-05-02" }, { 2022, "2022-04-17", "2022-04-24" }, { 2023, "2023-04-09", "2023-04-16" },
	{ 2024, "2024-03-31", "2024-05-05" }, { 2025, "2025-04-20", "2025-04-20" }, { 2026, "2026-04-05", "2026-04-12" },
	{ 2027, "2027-03-28", "2027-05-02" }, { 2000, "2000-04-23", "2000-04-30" }, { 1983, "1983-04-03", "1983-05-08" },
	{ 1818, "1818-03-22", "1818-04-26" }, { 1943, "1943-04-25", "1943-04-25" }, { 2038, "2038-04-25", "2038-04-25" },
	{ 2010, "2010-04-04", "2010-04-04" }, { 1954, "1954-04-18", "1954-04-25" }, { 2100, "2100-03-28", "2100-05-02" }
};

/* Norway's days that go with Easter: Maundy Thursday, Good Friday, Easter Monday, Ascension, Whit Monday. */
static const char *const norway[][5] = {
	{ "2021-04-01", "2021-04-02", "2021-04-05", "2021-05-13", "2021-05-24" },
	{ "2022-04-14", "2022-04-15", "2022-04-18", "2022-05-26", "2022-06-06" },
	{ "2023-04-06", "2023-04-07", "2023-04-10", "2023-05-18", "2023-05-29" },
	{ "2024-03-28", "2024-03-29", "2024-04-01", "2024-05-09", "2024-05-20" },
	{ "2025-04-17", "2025-04-18", "2025-04-21", "2025-05-29", "2025-06-09" },
	{ "2026-04-02", "2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25" }
};

/* Bulgaria's days off on working days, as published: with those for the holidays of a weekend. */
static const struct { int year; const char *days; } bulgaria[] = {
	{ 2021, "2021-01-01 2021-03-03 2021-04-30 2021-05-03 2021-05-04 2021-05-06 2021-05-24 2021-09-06 2021-09-22 2021-12-24 2021-12-27"
	        " 2021-12-28" },
	{ 2022, "2022-01-03 2022-03-03 2022-04-22 2022-04-25 2022-05-02 2022-05-06 2022-05-24 2022-09-06 2022-09-22 2022-12-26 2022-12-27"
	        " 2022-12-28" },
	{ 2025, "2025-01-01 2025-03-03 2025-04-18 2025-04-21 2025-05-01 2025-05-06 2025-05-26 2025-09-08 2025-09-22 2025-12-24 2025-12-25"
	        " 2025-12-26" }
};

static void add_all(struct calendar *c, const char *const *rule, bool moves)
{
	for (; *rule; rule++)
		if (!calendar_holiday(c, *rule, moves))
			printf("no rule: %s\n", *rule);
}

static int plain(const char *from, int amount, enum unit unit)
{
	return calendar_add(&(struct calendar){ 0 }, day_parse(from), amount, unit);
}

static const char *text(int day)
{
	static char out[DAY_TEXT];

	return day_text(day, out);
}

static int easter_days(void)
{
	for (size_t i = 0; i < sizeof easters / sizeof *easters; i++) {
		EXPECT(calendar_easter(easters[i].year) == day_parse(easters[i].west), "%d: %s", easters[i].year,
		       text(calendar_easter(easters[i].year)));
		EXPECT(calendar_orthodox(easters[i].year) == day_parse(easters[i].east), "%d: %s", easters[i].year,
		       text(calendar_orthodox(easters[i].year)));
	}
	for (int year = 1583; year <= 4099; year++) {
		int west = calendar_easter(year), east = calendar_orthodox(year), y, m, d;

		day_split(west, &y, &m, &d);
		EXPECT(calendar_weekday(west) == 6 && calendar_weekday(east) == 6, "%d: no Sunday", year);
		EXPECT(y == year && ((m == 3 && d >= 22) || (m == 4 && d <= 25)), "%d: %s", year, text(west));
		/* Never before, and at most five weeks behind, while the calendars are as they are. */
		EXPECT(year < 1900 || year > 2199 || (east >= west && east <= west + 35 && (east - west) % 7 == 0), "%d", year);
	}
	EXPECT_END();
}

static int countries(void)
{
	static const char *const no[] = { "01-01", "easter-3", "easter-2", "easter+0", "easter+1", "05-01", "05-17", "easter+39", "easter+49",
	                                  "easter+50", "12-25", "12-26", NULL };
	static const char *const bg[] = { "01-01", "03-03", "05-01", "05-06", "05-24", "09-06", "09-22", "12-24", "12-25", "12-26", NULL };
	static const char *const bg_easter[] = { "orthodox-2", "orthodox-1", "orthodox+0", "orthodox+1", NULL };
	struct calendar          c = { 0 }, b = { 0 }, e = { 0 };
	int                      days = 0;

	calendar_weekend(&c, "sat|sun");
	add_all(&c, no, false);
	for (int y = 0; y < 6; y++)
		for (int i = 0; i < 5; i++)
			EXPECT(calendar_off(&c, day_parse(norway[y][i])), "%s", norway[y][i]);
	/* Of 2021's days 104 are of weekends, and 7 of the 12 holidays are not. */
	for (int day = day_parse("2021-01-01"); day <= day_parse("2021-12-31"); day++)
		days += calendar_off(&c, day);
	EXPECT(days == 104 + 7, "%d days off", days);
	EXPECT(!calendar_off(&c, day_parse("2021-04-06")) && !calendar_off(&c, day_parse("2021-12-27")), "working days of Norway");

	calendar_weekend(&b, "sat|sun");
	add_all(&b, bg, true);
	add_all(&b, bg_easter, false);
	for (size_t i = 0; i < sizeof bulgaria / sizeof *bulgaria; i++) {
		int first = calendar_add(&b, day_parse("2000-01-01"), bulgaria[i].year - 2000, UNIT_YEARS);

		for (int day = first; day < day_add_months(first, 12); day++) {
			bool weekend = calendar_weekday(day) >= 5;

			EXPECT(calendar_off(&b, day) == (weekend || strstr(bulgaria[i].days, text(day)) != NULL), "%s", text(day));
		}
	}
	calendar_weekend(&e, "fri|sat");
	EXPECT(calendar_off(&e, day_parse("2021-12-31")) && calendar_off(&e, day_parse("2022-01-01")), "Friday and Saturday");
	EXPECT(!calendar_off(&e, day_parse("2022-01-02")) && !calendar_off(&e, day_parse("2021-12-30")), "Sunday and Thursday");
	EXPECT(calendar_off(&b, day_parse("2022-01-02")) && !calendar_off(&b, day_parse("2021-12-31")), "Sunday and Friday");
	EXPECT_END();
}

static int sums(void)
{
	static const struct { const char *from; int amount; enum unit unit; const char *to; } known[] = {
		{ "2023-07-03", 7, UNIT_DAYS, "2023-07-10" }, { "2023-07-10", 3, UNIT_MONTHS, "2023-10-10" },
		{ "2023-11-30", 3, UNIT_MONTHS, "2024-02-29" }, { "2022-11-30", 3, UNIT_MONTHS, "2023-02-28" },
		{ "2023-07-03", 1, UNIT_WEEKS, "2023-07-10" }, { "2024-02-29", 1, UNIT_YEARS, "2025-02-28" },
		{ "2024-02-29", 4, UNIT_YEARS, "2028-02-29" }, { "2023-07-03", 0, UNIT_DAYS, "2023-07-03" },
		{ "2023-07-03", 10, UNIT_WORKING_DAYS, "2023-07-13" }	/* without a weekend every day is one */
	};
	struct calendar no = { 0 }, eg = { 0 };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		EXPECT(plain(known[i].from, known[i].amount, known[i].unit) == day_parse(known[i].to), "%s: %s", known[i].from,
		       text(plain(known[i].from, known[i].amount, known[i].unit)));
	calendar_weekend(&no, "sat|sun");
	add_all(&no, (const char *const[]){ "easter-3", "easter-2", "easter+1", "2023-07-12", NULL }, false);
	calendar_weekend(&eg, "sat|fri");
	/* From the Wednesday before Easter: Thursday, Friday and Monday are holidays. */
	EXPECT(calendar_add(&no, day_parse("2021-03-31"), 1, UNIT_WORKING_DAYS) == day_parse("2021-04-06"), "over Easter");
	EXPECT(calendar_add(&no, day_parse("2023-07-03"), 10, UNIT_WORKING_DAYS) == day_parse("2023-07-18"), "ten, with a holiday between");
	EXPECT(calendar_add(&eg, day_parse("2021-12-29"), 2, UNIT_WORKING_DAYS) == day_parse("2022-01-02"), "Thursday, then Sunday");
	EXPECT(calendar_add(&no, day_parse("2021-04-03"), 0, UNIT_WORKING_DAYS) == day_parse("2021-04-03"), "none");
	EXPECT(calendar_roll(&no, day_parse("2021-04-01")) == day_parse("2021-04-06"), "a due day at Easter");
	EXPECT(calendar_roll(&no, day_parse("2023-07-10")) == day_parse("2023-07-10"), "a working day stays");
	EXPECT(calendar_roll(&eg, day_parse("2021-12-31")) == day_parse("2022-01-02"), "a Friday in Egypt");
	EXPECT(calendar_roll(&no, day_parse("2021-12-31")) == day_parse("2021-12-31"), "a Friday in Norway");
	EXPECT(calendar_unit("months") == UNIT_MONTHS && calendar_unit("working_days") == UNIT_WORKING_DAYS, "units");
	EXPECT(calendar_unit("month") == UNIT_NONE && calendar_unit("") == UNIT_NONE, "no units");
	EXPECT_END();
}

static int rules(void)
{
	static const char *const none[] = { "", "13-01", "02-30", "1-1", "01-1", "easter", "easter+", "easter+1x", "easter+367",
	                                    "easter 1", "orthodox", "ortodox+1", "2021-02-29", "2021-1-1", "01-01-01", "sunday",
	                                    "easter+-1", NULL };
	static const char *const no_week[] = { "sat,sun", "saturday", "Sat", "sat|", "mon|tue|wed|thu|fri|sat|sun", "x" };
	struct calendar          c = { 0 };

	for (const char *const *r = none; *r; r++)
		EXPECT(!calendar_holiday(&c, *r, false) && c.rules == 0, "%s", *r);
	EXPECT(calendar_holiday(&c, "02-29", false) && calendar_off(&c, day_parse("2024-02-29")), "a leap day");
	EXPECT(!calendar_off(&c, day_parse("2023-02-28")) && !calendar_off(&c, day_parse("2023-03-01")), "no leap day");
	EXPECT(calendar_holiday(&c, "easter-60", false) && calendar_off(&c, calendar_easter(2024) - 60), "before Lent");
	EXPECT(calendar_holiday(&c, "easter+300", false) && calendar_off(&c, calendar_easter(2023) + 300), "in the next year");
	for (size_t i = 0; i < sizeof no_week / sizeof *no_week; i++)
		EXPECT(!calendar_weekend(&c, no_week[i]), "%s", no_week[i]);
	EXPECT(calendar_weekend(&c, "") && c.weekend == 0, "no weekend");
	EXPECT(calendar_weekday(day_parse("2026-11-22")) == 6 && calendar_weekday(day_parse("1969-12-29")) == 0, "days of the week");
	EXPECT_END();
}

int main(void)
{
	return easter_days() | countries() | sums() | rules();
}
