/* National ids: published numbers, and what is refused. The other opinion takes the check digits the other way round: they are
 * computed and compared, and the calendar is the system's. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "unit/expect.h"
#include "words/national.h"

static uint32_t next(void)
{
	static uint32_t x = 15811050;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x;
}

static int digit(const char *s, int i)
{
	return s[i] - '0';
}

/* The check digit that belongs to a sum: 10 is none. */
static int check(int sum)
{
	return sum % 11 ? 11 - sum % 11 : 0;
}

static int first_check(const char *s)
{
	return check(3 * digit(s, 0) + 7 * digit(s, 1) + 6 * digit(s, 2) + digit(s, 3) + 8 * digit(s, 4) + 9 * digit(s, 5) +
	             4 * digit(s, 6) + 5 * digit(s, 7) + 2 * digit(s, 8));
}

static int second_check(const char *s)
{
	return check(5 * digit(s, 0) + 4 * digit(s, 1) + 3 * digit(s, 2) + 2 * digit(s, 3) + 7 * digit(s, 4) + 6 * digit(s, 5) +
	             5 * digit(s, 6) + 4 * digit(s, 7) + 3 * digit(s, 8) + 2 * digit(s, 9));
}

/* Whether there was such a day: the system's calendar gives it back unchanged. */
static bool there_was(int year, int month, int mday)
{
	struct tm tm = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = mday, .tm_hour = 12 };

	timegm(&tm);
	return tm.tm_year == year - 1900 && tm.tm_mon == month - 1 && tm.tm_mday == mday;
}

static bool right(const char *s)
{
	int day = atoi((char[3]){ s[0], s[1] }), month = atoi((char[3]){ s[2], s[3] }), year = atoi((char[3]){ s[4], s[5] });
	int number = atoi((char[4]){ s[6], s[7], s[8] }), century = 0;

	if (strlen(s) == 12) {
		int sum = 4 * (digit(s, 0) + digit(s, 4)) + 6 * (digit(s, 1) + digit(s, 5)) + 3 * (digit(s, 2) + digit(s, 6)) +
		          2 * (digit(s, 3) + digit(s, 7)) + 7 * digit(s, 8) + 5 * digit(s, 9);

		return (day == 19 || day == 20) && sum % 11 == atoi(s + 10);
	}
	if (strcmp(s + 6, "00100") == 0 || strcmp(s + 6, "00200") == 0 || strcmp(s + 6, "99999") == 0)
		return false;
	if (number <= 499)
		century = 1900;
	else if (number <= 999 && year <= 39)
		century = 2000;
	else if (number >= 900 && year >= 40)
		century = 1900;
	else if (number <= 749 && year >= 54)
		century = 1800;
	if (day >= 41 && day <= 71)
		day -= 40;
	if (month >= 41 && month <= 52)
		month -= 40;
	if (month >= 81 && month <= 92)
		month -= 80;
	return century && month >= 1 && month <= 12 && there_was(century + year, month, day) && digit(s, 9) == first_check(s) &&
	       digit(s, 10) == second_check(s);
}

static bool good(const char *s)
{
	return !national_fault("no", s);
}

/* Give nine digits their check digits; false if they have none. */
static bool finish(char s[12])
{
	int first = first_check(s);

	s[9] = (char)('0' + first);
	s[10] = (char)('0' + (first < 10 ? second_check(s) : 10));
	s[11] = 0;
	return first < 10 && second_check(s) < 10;
}

static long slips, swaps, let;

/* Every digit another, and every two neighbours swapped. */
static int alike(const char *id)
{
	char wrong[16];

	for (int i = 0; id[i]; i++) {
		for (char c = '0'; c <= '9'; c++) {
			strcpy(wrong, id);
			wrong[i] = c;
			if (c == id[i])
				continue;
			slips++;
			let += right(wrong);
			EXPECT(good(wrong) == right(wrong), "%s for %s: %s", wrong, id, good(wrong) ? "passes" : "refused");
		}
		if (id[i + 1] && id[i] != id[i + 1]) {
			strcpy(wrong, id);
			wrong[i] = id[i + 1];
			wrong[i + 1] = id[i];
			swaps++;
			let += right(wrong);
			EXPECT(good(wrong) == right(wrong), "%s for %s: %s", wrong, id, good(wrong) ? "passes" : "refused");
		}
	}
	return 0;
}

int main(void)
{
	/* Nine digits, and whether a number can begin so. */
	static const struct { const char *nine; bool born; } days[] = {
		{ "310399000", true }, { "310499000", false }, { "300299000", false }, { "290296000", true }, { "290297000", false },
		{ "290200000", false },		/* 1900 had no such day */
		{ "290200500", true },		/* 2000 had */
		{ "290200999", true }, { "010139999", true },
		{ "010140500", false },		/* 500-749 of the years 40-53 were given to nobody */
		{ "010153749", false }, { "010154500", true }, { "010154749", true }, { "010154750", false }, { "010199899", false },
		{ "010140900", true }, { "290256500", true }, { "290240900", true }, { "290241900", false },
		{ "000199000", false }, { "010099000", false }, { "011399000", false }, { "320199000", false }, { "400199000", false },
		{ "410199000", true }, { "710199000", true }, { "720199000", false }, { "700299000", false }, { "690296000", true },
		{ "014199000", true }, { "015299000", true }, { "015399000", false }, { "014099000", false }, { "018099000", false },
		{ "018199000", true }, { "019299000", true }, { "019399000", false }, { "418199000", true }, { "414199000", true },
		{ "810199000", false }, { "690241000", false }
	};
	static const char *const temporary[] = { "01012100100", "01012100200", "01012199999", "15811000100", "00000099999", "41012100200" };
	static const char *const none[] = {
		"", "0", "1581105014", "158110501455", "1581105014 5", "158110 50145", "158110-50145", " 15811050145", "15811050145 ",
		"15811050l45", "15811050145\n", "+5811050145", "2023000001033", "20230000010", "202300000103a", "00000000000",
		"000000000000", "99999999999",
		"999999999999", "12345678901", "004722334455", "\xd9\xa1\xd9\xa5\xd9\xa8\xd9\xa1\xd9\xa1\xd9\xa0",
		"1581105014515811050145158110501451581105014515811050145"
	};
	static const char *const rules[] = { "", "se", "No", "no " };
	char id[16];
	int  made = 0;

	EXPECT(good("15811050145"), "%s", national_fault("no", "15811050145"));
	EXPECT(!good("15811050146"), "15811050146");
	EXPECT(good("202300000103"), "%s", national_fault("no", "202300000103"));
	EXPECT(strstr(national_fault("no", "15811050146"), "check digits"), "%s", national_fault("no", "15811050146"));
	for (size_t i = 0; i < sizeof temporary / sizeof *temporary; i++)
		EXPECT(!good(temporary[i]) && strstr(national_fault("no", temporary[i]), "leave the field empty"), "%s", temporary[i]);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		EXPECT(!good(none[i]), "%s", none[i]);
		EXPECT(!national_fault("none", none[i]), "%s", none[i]);
	}
	/* What is no rule lets nothing pass. */
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		EXPECT(national_fault(rules[i], "15811050145"), "%s", rules[i]);

	/* The next number that has check digits, in the same century, tells whether there was the day. */
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		int number = atoi(days[i].nine + 6), step = number % 50 == 49 ? -1 : 1;

		do
			snprintf(id, sizeof id, "%.6s%03d", days[i].nine, number), number += step;
		while (!finish(id));
		EXPECT(right(id) == days[i].born, "%s: the other opinion", id);
		EXPECT(good(id) == days[i].born, "%s: %s", id, good(id) ? "passes" : national_fault("no", id));
		if (!days[i].born)
			EXPECT(strstr(national_fault("no", id), "day of birth"), "%s: %s", id, national_fault("no", id));
	}

	if (alike("15811050145") || alike("202300000103"))
		return 1;
	EXPECT(slips == 11 * 9 + 12 * 9, "%ld slips", slips);
	EXPECT(let == 0, "%ld of them pass", let);
	/* Numbers of all kinds, made up, and what is like them. */
	for (int i = 0; i < 30000; i++) {
		int day = 1 + (int)(next() % 31) + (next() % 4 ? 0 : 40), month = 1 + (int)(next() % 12) + (int)(next() % 3) * 40;

		snprintf(id, sizeof id, "%02d%02d%02d%03d", day, month, (int)(next() % 100), (int)(next() % 1000));
		if (!finish(id))
			continue;
		EXPECT(good(id) == right(id), "%s: %s", id, good(id) ? "passes" : "refused");
		made += good(id);
		if (made % 10 == 0 && alike(id))
			return 1;
	}
	for (int i = 0; i < 2000; i++) {
		int sum;

		snprintf(id, sizeof id, "%d%06d", 1990 + (int)(next() % 40), (int)(next() % 1000000));
		sum = 4 * (digit(id, 0) + digit(id, 4)) + 6 * (digit(id, 1) + digit(id, 5)) + 3 * (digit(id, 2) + digit(id, 6)) +
		      2 * (digit(id, 3) + digit(id, 7)) + 7 * digit(id, 8) + 5 * digit(id, 9);
		snprintf(id + 10, sizeof id - 10, "%02d", sum % 11);
		EXPECT(good(id), "%s: %s", id, national_fault("no", id));
		if (alike(id))
			return 1;
	}
	EXPECT(made > 10000, "only %d made", made);
	EXPECT_END();
}
