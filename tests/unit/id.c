/* Ids, and their check character: ISO 7064 MOD 37,36. */
#include <stdint.h>

#include "unit/expect.h"
#include "words/id.h"

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* The standard's own way, as IFPI's GRid handbook prints it: the other side of the same sum. */
static int sound(const char *s)
{
	int p = 36;

	for (; *s; s++) {
		p = (p + (int)(strchr(alphabet, *s) - alphabet)) % 36;
		if (!s[1])
			return p == 1;
		p = (p ? p : 36) * 2 % 37;
	}
	return 0;
}

static long swaps, missed;

/* No id is another by one wrong character. Of swapped neighbours the standard catches nearly all. */
static int alike(const char *id)
{
	char        wrong[ID_TEXT];
	struct id   out;
	size_t      n = strlen(id);

	for (size_t i = 0; i < n; i++) {
		for (const char *c = alphabet; *c; c++) {
			strcpy(wrong, id);
			wrong[i] = *c;
			if (*c != id[i])
				EXPECT(id_read(wrong, &out) != ID_GOOD, "%s passes for %s", wrong, id);
		}
		/* Neighbours, also those with a dash between them. */
		size_t k = i + 1 < n && id[i + 1] == '-' ? i + 2 : i + 1;
		if (k < n && id[i] != '-' && id[i] != id[k]) {
			strcpy(wrong, id);
			wrong[i] = id[k];
			wrong[k] = id[i];
			swaps++;
			missed += id_read(wrong, &out) == ID_GOOD;
		}
	}
	return 0;
}

int main(void)
{
	static const struct { const char *text; char check; } published[] = {
		{ "A12425GABC1234002", 'M' },			/* GRid, IFPI handbook */
		{ "A1-2425G-ABC1234002", 'M' },			/* dashes are passed over */
		{ "00000000D07A0090", 'Q' },			/* ISAN, ISO 15706 */
		{ "0000000189470000", '8' },			/* ISAN */
		{ "0000000189470000" "00000000", 'D' },		/* the same with its version */
	};
	static const struct { struct id id; int noun; } extreme[] = {
		{ { "C", "OSL", 2021, 123 }, 4 },
		{ { "C", "A0", 2000, 1 }, 1 },
		{ { "ZZ", "ZZZZZ", 2127, ID_NUMBER_MAX }, 63 },
		{ { "Z", "ZZ", 2127, ID_NUMBER_MAX }, 0 },
		{ { "A", "A0000", 2000, 999999 }, 62 },
		{ { "A", "A0000", 2000, 1000000 }, 62 },
		{ { "SP", "X9", 2064, 9999999 }, 32 },
		{ { "SP", "X90", 2064, 10000000 }, 32 },
	};
	static const char *const none[] = {
		"", "C", "C-OSL", "C-OSL-2021-000123", "C-OSL-2021-000123-", "C-OSL-2021-123-T", "C-OSL-1999-000123-T",
		"C-OSL-2128-000123-T", "C-O-2021-000123-T", "C-OSLOOO-2021-000123-T", "C-1SL-2021-000123-T",
		"CCC-OSL-2021-000123-T", "C1-OSL-2021-000123-T", "-OSL-2021-000123-T", "C-OSL-2021-000000-T",
		"C-OSL-2021-0000123-T-", "C-OSL-2021-000123-TT", "C-OSL-2021-99999999-T", "C-OSL-2021-000123-*",
		"C OSL 2021 000123 T", "C-OSL-2021-00012x-T", "C-O\xc3\x98L-2021-000123-T", "C--OSL-2021-000123-T",
		"C-OSL-+021-000123-T", "C-OSL-2021--00123-T", " C-OSL-2021-000123-T", "C-OSL-2021-000123-T ",
		"C-OSL-2021-000123-T-C-OSL-2021-000123-T-C-OSL-2021-000123-T"
	};
	struct id again;
	char      text[ID_TEXT], lower[ID_TEXT];

	for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
		char whole[64];

		EXPECT(id_check(published[i].text) == published[i].check, "%s: %c", published[i].text,
		       id_check(published[i].text));
		snprintf(whole, sizeof whole, "%s%c", published[i].text, published[i].check);
		if (!strchr(whole, '-'))
			EXPECT(sound(whole), "%s", whole);
	}
	for (size_t i = 0; i < sizeof extreme / sizeof *extreme; i++) {
		const struct id *id = &extreme[i].id;
		int64_t          packed = id_pack(id, extreme[i].noun);

		EXPECT(packed > 0, "%s: %lld", id->code, (long long)packed);
		EXPECT(id_unpack(packed, &again) == extreme[i].noun, "%s", id->code);
		EXPECT(strcmp(again.code, id->code) == 0 && again.year == id->year && again.number == id->number,
		       "%s %d %d", again.code, again.year, (int)again.number);
		id_text(id, text);
		EXPECT(strlen(text) < ID_TEXT, "%s", text);
		EXPECT(id_read(text, &again) == ID_GOOD && strcmp(again.letters, id->letters) == 0 &&
		       strcmp(again.code, id->code) == 0 && again.year == id->year && again.number == id->number, "%s", text);
		/* In either case, and one record has one spelling. */
		for (size_t k = 0; k <= strlen(text); k++)
			lower[k] = (char)(text[k] >= 'A' && text[k] <= 'Z' ? text[k] + 32 : text[k]);
		EXPECT(id_read(lower, &again) == ID_GOOD && strcmp(id_text(&again, lower), text) == 0, "%s", lower);
		if (alike(text))
			return 1;
	}
	EXPECT(strncmp(id_text(&extreme[0].id, text), "C-OSL-2021-000123-", 18) == 0, "%s", text);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		EXPECT(id_read(none[i], &again) != ID_GOOD, "%s", none[i]);

	/* No two ids share a number, and those of one kind, registry and year are in order of entry. */
	int64_t before = 0;
	for (int n = 1; n <= ID_NUMBER_MAX; n += 4099) {
		struct id one = { "M", "OSL", 2021, n };
		int64_t   packed = id_pack(&one, 3);

		EXPECT(packed > before, "%d", n);
		before = packed;
		if (n % 37 == 1 && alike(id_text(&one, text)))
			return 1;
	}
	EXPECT(swaps > 1000 && missed * 100 < swaps, "%ld of %ld swaps of neighbours pass", missed, swaps);
	EXPECT(id_pack(&(struct id){ "M", "OSL", 2022, 1 }, 3) > before, "the next year comes after");
	EXPECT(id_code_valid("AB") && id_code_valid("A1234") && !id_code_valid("A") && !id_code_valid("A12345") &&
	       !id_code_valid("1AB") && !id_code_valid("ab") && !id_code_valid("A-B") && !id_code_valid(""), "codes");
	EXPECT_END();
}
