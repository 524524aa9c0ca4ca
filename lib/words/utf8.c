/* utf8: the bytes of text. */
#include <locale.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include "words/utf8.h"

int utf8_length(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	unsigned             low = 0x80, high = 0xbf;
	int                  len;

	if (n == 0)
		return -1;
	if (u[0] < 0x80)
		return 1;
	if (u[0] < 0xc2 || u[0] > 0xf4)
		return 0;
	len = u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	if (u[0] == 0xe0)
		low = 0xa0;
	if (u[0] == 0xed)
		high = 0x9f;
	if (u[0] == 0xf0)
		low = 0x90;
	if (u[0] == 0xf4)
		high = 0x8f;
	for (int i = 1; i < len; i++) {
		if ((size_t)i >= n)
			return -1;
		if (u[i] < low || u[i] > high)
			return 0;
		low = 0x80;
		high = 0xbf;
	}
	return len;
}

size_t utf8_valid(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		uint64_t eight;
		int      len;

		/* Eight plain bytes at once: none has its top bit set and none is zero. */
		while (n - i >= 8) {
			memcpy(&eight, s + i, 8);
			if ((eight | (eight - 0x0101010101010101u)) & 0x8080808080808080u)
				break;
			i += 8;
		}
		if (i == n || s[i] == 0)
			break;
		len = utf8_length(s + i, n - i);
		if (len <= 0)
			break;
		i += (size_t)len;
	}
	return i;
}

unsigned utf8_point(const char *s, int *len)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] < 0x80)
		return *len = 1, u[0];
	if (u[0] < 0xe0)
		return *len = 2, (u[0] & 0x1fu) << 6 | (u[1] & 0x3fu);
	if (u[0] < 0xf0)
		return *len = 3, (u[0] & 0x0fu) << 12 | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
	return *len = 4, (u[0] & 0x07u) << 18 | (u[1] & 0x3fu) << 12 | (u[2] & 0x3fu) << 6 | (u[3] & 0x3fu);
}

bool utf8_leftward(const char *s)
{
	/* The blocks that Unicode keeps for such scripts. */
	static const struct { unsigned first, last; } block[] = {
		{ 0x590, 0x8ff }, { 0xfb1d, 0xfdff }, { 0xfe70, 0xfefe }, { 0x10800, 0x10fff }, { 0x1e800, 0x1efff }
	};

	for (int len; *s; s += len) {
		unsigned point = utf8_point(s, &len);

		for (size_t i = 0; point >= block[0].first && i < sizeof block / sizeof *block; i++)
			if (point >= block[i].first && point <= block[i].last)
				return true;
	}
	return false;
}

int utf8_width(const char *s)
{
	static locale_t utf8;
	locale_t        before;
	int             width = 0, len;

	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	before = utf8 ? uselocale(utf8) : (locale_t)0;
	for (; *s; s += len) {
		int w = wcwidth((wchar_t)utf8_point(s, &len));

		width += w > 0 ? w : 0;
	}
	if (before)
		uselocale(before);
	return width;
}
