/* id: the name of a record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words/id.h"

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static int value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return -1;
}

char id_check(const char *s)
{
	int p = 36;

	for (; *s; s++) {
		int v = value(*s);

		if (v < 0)
			continue;
		/* (p + v) mod 36, then twice that mod 37, without dividing: p is below 37, v below 36. */
		p += v;
		p -= p > 36 ? 36 : 0;
		p *= 2;
		p -= p >= 37 ? 37 : 0;
	}
	return alphabet[(37 - p) % 36];
}

bool id_code_valid(const char *code)
{
	size_t n = strlen(code);

	return n >= 2 && n <= ID_CODE_MAX && strspn(code, alphabet) == n && code[0] >= 'A';
}

char *id_text(const struct id *id, char out[ID_TEXT])
{
	char *p = out, digits[12];
	int   n = 0, year = id->year;

	/* By hand: a list of a million rows prints a million of these. */
	for (const char *s = id->letters; *s; )
		*p++ = *s++;
	*p++ = '-';
	for (const char *s = id->code; *s; )
		*p++ = *s++;
	*p++ = '-';
	for (int i = 3; i >= 0; i--, year /= 10)
		p[i] = (char)('0' + year % 10);
	p += 4;
	*p++ = '-';
	for (int32_t number = id->number; number > 0 || n < 6; number /= 10)
		digits[n++] = (char)('0' + number % 10);
	while (n)
		*p++ = digits[--n];
	*p = 0;
	char check = id_check(out);
	*p++ = '-';
	*p++ = check;
	*p = 0;
	return out;
}

enum id_fault id_read(const char *text, struct id *out)
{
	char   big[ID_TEXT], again[ID_TEXT];
	char  *part[5], *rest = big;
	size_t n = strlen(text);
	int    parts = 0;

	if (n >= sizeof big)
		return ID_NO_ID;
	for (size_t i = 0; i <= n; i++)
		big[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 32 : text[i]);
	for (char *p; parts < 5 && (p = strsep(&rest, "-")); )
		part[parts++] = p;
	if (parts != 5 || rest || strlen(part[0]) < 1 || strlen(part[0]) > ID_LETTERS_MAX ||
	    strspn(part[0], alphabet + 10) != strlen(part[0]) || !id_code_valid(part[1]) ||
	    strlen(part[2]) != 4 || strspn(part[2], "0123456789") != 4 || strlen(part[3]) < 6 ||
	    strlen(part[3]) > 8 || strspn(part[3], "0123456789") != strlen(part[3]) ||
	    strlen(part[4]) != 1 || value(part[4][0]) < 0)
		return ID_NO_ID;
	*out = (struct id){ .year = atoi(part[2]), .number = (int32_t)atol(part[3]) };
	strcpy(out->letters, part[0]);
	strcpy(out->code, part[1]);
	if (out->year < 2000 || out->year > 2127 || out->number < 1 || out->number > ID_NUMBER_MAX)
		return ID_NO_ID;
	id_text(out, again);
	for (size_t i = 0; i <= n; i++)
		big[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 32 : text[i]);
	return strcmp(big, again) == 0 ? ID_GOOD : ID_BAD_CHECK;
}

int64_t id_pack(const struct id *id, int noun)
{
	int64_t packed = 0;

	for (const char *c = id->code; *c; c++)
		packed = packed * 36 + value(*c);
	packed = packed << 6 | noun;
	packed = packed << 7 | (id->year - 2000);
	return packed << 24 | id->number;
}

int id_unpack(int64_t packed, struct id *out)
{
	int64_t code = packed < 0 ? 0 : packed >> 37;
	int     n = 0;

	*out = (struct id){ .year = 2000 + (int)(packed >> 24 & 127), .number = (int32_t)(packed & ID_NUMBER_MAX) };
	for (int64_t rest = code; rest; rest /= 36)
		n++;
	for (int i = n; i-- > 0 && n <= ID_CODE_MAX; code /= 36)
		out->code[i] = alphabet[code % 36];
	return (int)(packed >> 31 & 63);
}
