/* UTF-8: the examples and the limits of RFC 3629. */
#include <stdlib.h>

#include "unit/expect.h"
#include "words/utf8.h"

static int encode(unsigned point, char *out)
{
	if (point < 0x80)
		return out[0] = (char)point, 1;
	if (point < 0x800)
		return out[0] = (char)(0xc0 | point >> 6), out[1] = (char)(0x80 | (point & 63)), 2;
	if (point < 0x10000)
		return out[0] = (char)(0xe0 | point >> 12), out[1] = (char)(0x80 | (point >> 6 & 63)),
		       out[2] = (char)(0x80 | (point & 63)), 3;
	return out[0] = (char)(0xf0 | point >> 18), out[1] = (char)(0x80 | (point >> 12 & 63)),
	       out[2] = (char)(0x80 | (point >> 6 & 63)), out[3] = (char)(0x80 | (point & 63)), 4;
}

int main(void)
{
	/* Section 7 of the RFC. */
	static const struct { const char *text; int n; unsigned point[4]; } examples[] = {
		{ "A\xe2\x89\xa2\xce\x91.", 4, { 0x41, 0x2262, 0x391, 0x2e } },
		{ "\xed\x95\x9c\xea\xb5\xad\xec\x96\xb4", 3, { 0xd55c, 0xad6d, 0xc5b4 } },
		{ "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 3, { 0x65e5, 0x672c, 0x8a9e } },
		{ "\xef\xbb\xbf\xf0\xa3\x8e\xb4", 2, { 0xfeff, 0x233b4 } },
	};
	static const struct { const char *bytes; int n, length; } edges[] = {
		{ "\x00", 1, 1 }, { "\x7f", 1, 1 }, { "\xc2\x80", 2, 2 }, { "\xdf\xbf", 2, 2 }, { "\xe0\xa0\x80", 3, 3 },
		{ "\xed\x9f\xbf", 3, 3 }, { "\xee\x80\x80", 3, 3 }, { "\xef\xbf\xbf", 3, 3 }, { "\xf0\x90\x80\x80", 4, 4 },
		{ "\xf4\x8f\xbf\xbf", 4, 4 },
		/* Longer than they need be. */
		{ "\xc0\x80", 2, 0 }, { "\xc1\xbf", 2, 0 }, { "\xe0\x80\x80", 3, 0 }, { "\xe0\x9f\xbf", 3, 0 },
		{ "\xf0\x80\x80\x80", 4, 0 }, { "\xf0\x8f\xbf\xbf", 4, 0 }, { "\xc0\xae\xc0\xae", 4, 0 },
		/* Halves of UTF-16, beyond the last character, and bytes that never occur. */
		{ "\xed\xa0\x80", 3, 0 }, { "\xed\xbf\xbf", 3, 0 }, { "\xf4\x90\x80\x80", 4, 0 }, { "\xf5\x80\x80\x80", 4, 0 },
		{ "\xf8\x88\x80\x80\x80", 5, 0 }, { "\xfe", 1, 0 }, { "\xff", 1, 0 }, { "\x80", 1, 0 }, { "\xbf", 1, 0 },
		/* Broken off by something else, or by the end. */
		{ "\xc3(", 2, 0 }, { "\xe2\x82(", 3, 0 }, { "\xe2(\xa1", 3, 0 }, { "\xf0\x9f\x98(", 4, 0 },
		{ "", 0, -1 }, { "\xc3", 1, -1 }, { "\xe2", 1, -1 }, { "\xe2\x82", 2, -1 }, { "\xf0", 1, -1 },
		{ "\xf0\x9f", 2, -1 }, { "\xf0\x9f\x98", 3, -1 },
		/* What can become no character is none already. */
		{ "\xe0\x80", 2, 0 }, { "\xed\xa0", 2, 0 }, { "\xf0\x80", 2, 0 }, { "\xf4\x90", 2, 0 }, { "\xc0", 1, 0 },
	};
	static const struct { const char *text; int width; } widths[] = {
		{ "", 0 }, { "abc", 3 }, { "\xc3\xa5", 1 }, { "a\xcc\x8a", 1 }, { "\xe6\x97\xa5\xe6\x9c\xac", 4 },
		{ "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85", 4 }, { "\xd8\xb3\xd9\x8e", 1 }, { "\xd0\x9c\xd0\xb8\xd1\x80", 3 }
	};
	char bytes[8], long_text[64], *exact;
	int  len;

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const char *s = examples[i].text;

		EXPECT(utf8_valid(s, strlen(s)) == strlen(s), "example %zu", i);
		for (int k = 0; k < examples[i].n; k++, s += len)
			EXPECT(utf8_point(s, &len) == examples[i].point[k], "example %zu, character %d", i, k);
		EXPECT(*s == 0, "example %zu", i);
	}
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		/* In memory of just that size, so that a sanitizer sees a look beyond it. */
		exact = malloc((size_t)edges[i].n + (edges[i].n == 0));
		memcpy(exact, edges[i].bytes, (size_t)edges[i].n);
		EXPECT(utf8_length(exact, (size_t)edges[i].n) == edges[i].length, "edge %zu: %d", i,
		       utf8_length(exact, (size_t)edges[i].n));
		if (edges[i].n && edges[i].length <= 0)
			EXPECT(utf8_valid(exact, (size_t)edges[i].n) == 0, "edge %zu", i);
		free(exact);
	}
	for (unsigned point = 0; point < 0x110000; point++) {
		int n = encode(point, bytes), half = point >= 0xd800 && point <= 0xdfff;

		EXPECT(utf8_length(bytes, (size_t)n) == (half ? 0 : n), "U+%04X", point);
		if (!half)
			EXPECT(utf8_point(bytes, &len) == point && len == n, "U+%04X", point);
		for (int k = 1; k < n && !half; k++)
			EXPECT(utf8_length(bytes, (size_t)k) == -1, "U+%04X, %d bytes of it", point, k);
	}
	/* The first bad byte is found wherever it stands, and whatever stands around it. */
	for (size_t n = 1; n < 40; n++)
		for (size_t at = 0; at < n; at++)
			for (int bad = 0; bad < 3; bad++) {
				memset(long_text, 'a', sizeof long_text);
				long_text[at] = bad == 0 ? 0 : bad == 1 ? (char)0x80 : (char)0xff;
				exact = malloc(n);
				memcpy(exact, long_text, n);
				EXPECT(utf8_valid(exact, n) == at, "bad byte %d at %zu of %zu: %zu", bad, at, n, utf8_valid(exact, n));
				memset(exact, 'a', n);
				EXPECT(utf8_valid(exact, n) == n, "%zu good bytes", n);
				if (at + 1 < n) {
					memcpy(exact + at, "\xc3\xa5", 2);
					EXPECT(utf8_valid(exact, n) == n, "two bytes at %zu of %zu", at, n);
					EXPECT(utf8_valid(exact, at + 1) == at, "cut in the middle at %zu", at);
				}
				free(exact);
			}
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		EXPECT(utf8_width(widths[i].text) == widths[i].width, "%s: %d", widths[i].text, utf8_width(widths[i].text));
	EXPECT_END();
}
