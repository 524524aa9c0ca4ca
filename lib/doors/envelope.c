/* envelope: sealed text that can be mailed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "doors/envelope.h"
#include "words/err.h"
#include "words/language.h"
#include "words/utf8.h"

enum { WIDTH = 64, PAD = 0x80 };

static const char public_title[] = "casework public key 1\n";
static const char title[] = "casework sealed report 1\n";
static const char last_line[] = "end of sealed report\n";
static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* One line of text without control characters, so that it is the same line wherever it goes. */
static bool good_label(const char *s, size_t n)
{
	if (n == 0 || n >= ENVELOPE_LABEL || utf8_valid(s, n) != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f)
			return false;
	return true;
}

static void need_label(const char *label)
{
	if (!good_label(label, strlen(label)))
		err_die("a public key needs a label of one line and at most %d bytes: %s", ENVELOPE_LABEL - 1, label);
}

/* The text of a public key file: the one place that spells it. */
static void spell_public(const unsigned char pub[SEAL_PUBLIC], const char *label, struct text *out)
{
	char hex[2 * SEAL_PUBLIC + 1];

	seal_hex(hex, pub, SEAL_PUBLIC);
	text_string(out, public_title);
	text_string(out, label);
	text_char(out, '\n');
	text_string(out, hex);
	text_char(out, '\n');
}

/* The text of an envelope: the one place that spells it. */
static void spell(const char *label, const char *box, size_t n, struct text *out)
{
	const unsigned char *b = (const unsigned char *)box;
	int                  column = 0;

	text_string(out, title);
	text_string(out, label);
	text_char(out, '\n');
	for (size_t i = 0; i < n; i += 3) {
		size_t   left = n - i;
		uint32_t bits = (uint32_t)b[i] << 16 | (left > 1 ? (uint32_t)b[i + 1] << 8 : 0) | (left > 2 ? b[i + 2] : 0);
		char     four[4] = { base64[bits >> 18], base64[bits >> 12 & 63], left > 1 ? base64[bits >> 6 & 63] : '=',
		                     left > 2 ? base64[bits & 63] : '=' };

		text_add(out, four, 4);
		column += 4;
		if (column == WIDTH || left <= 3) {
			text_char(out, '\n');
			column = 0;
		}
	}
	text_string(out, last_line);
}

static bool same(const struct text *a, const char *s, size_t n)
{
	return a->n == n && memcmp(a->s, s, n) == 0;
}

void envelope_public(const struct seal_key *key, const char *label, struct text *out)
{
	unsigned char pub[SEAL_PUBLIC];

	need_label(label);
	seal_public(key, pub);
	spell_public(pub, label, out);
}

bool envelope_public_read(const char *text, size_t n, unsigned char out[SEAL_PUBLIC], char label[ENVELOPE_LABEL])
{
	const size_t head = sizeof public_title - 1, tail = 2 * SEAL_PUBLIC + 2;
	char         hex[2 * SEAL_PUBLIC + 1];
	struct text  again = { 0 };
	bool         good;

	label[0] = 0;
	if (n < head + tail || !good_label(text + head, n - head - tail))
		return false;
	memcpy(hex, text + n - tail + 1, sizeof hex - 1);
	hex[sizeof hex - 1] = 0;
	if (!seal_from_hex(out, SEAL_PUBLIC, hex))
		return false;
	memcpy(label, text + head, n - head - tail);
	label[n - head - tail] = 0;
	spell_public(out, label, &again);
	good = same(&again, text, n);
	/* A key is one if something can be sealed with it. */
	good = good && seal_public_close(out, "", 0, &again);
	if (!good)
		label[0] = 0;
	text_free(&again);
	return good;
}

void envelope_close(const unsigned char pub[SEAL_PUBLIC], const char *label, const char *plain, size_t n, struct text *out)
{
	struct text inside = { 0 }, box = { 0 };

	need_label(label);
	text_string(&inside, label);
	text_char(&inside, '\n');
	text_add(&inside, plain, n);
	text_char(&inside, (char)PAD);
	while (inside.n % ENVELOPE_BLOCK)
		text_char(&inside, 0);
	if (!seal_public_close(pub, inside.s, inside.n, &box))
		err_die("the public key of %s is none", label);
	spell(label, box.s, box.n, out);
	seal_wipe(inside.s, inside.n);
	text_free(&inside);
	text_free(&box);
}

/* What mail does to line ends is undone: CR LF is LF, and no empty line stands behind the last. */
static void normalise(const char *s, size_t n, struct text *out)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != '\r' || i + 1 == n || s[i + 1] != '\n')
			text_char(out, s[i]);
	while (out->n > 1 && out->s[out->n - 1] == '\n' && out->s[out->n - 2] == '\n')
		out->s[--out->n] = 0;
}

static int value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* The bytes of base64. Takes more than is right: what it took is spelled again and compared. */
static void decode(const char *s, size_t n, struct text *out)
{
	uint32_t bits = 0;
	int      there = 0;

	for (size_t i = 0; i < n; i++) {
		int digit = value(s[i]);

		if (digit < 0)
			continue;
		bits = (bits << 6 | (uint32_t)digit) & 0xffff;
		there += 6;
		if (there >= 8) {
			there -= 8;
			text_char(out, (char)(bits >> there & 0xff));
		}
	}
}

/* Take the label off the front of what was sealed and the padding off its end; false if it was not made so. */
static bool strip(const char *label, struct text *plain)
{
	size_t head = strlen(label) + 1, n = plain->n;

	if (n % ENVELOPE_BLOCK || n <= head || memcmp(plain->s, label, head - 1) != 0 || plain->s[head - 1] != '\n')
		return false;
	while (n > head && plain->s[n - 1] == 0)
		n--;
	if (n == head || (unsigned char)plain->s[n - 1] != PAD || plain->n - n >= ENVELOPE_BLOCK)
		return false;
	n -= head + 1;
	memmove(plain->s, plain->s + head, n);
	plain->s[n] = 0;
	plain->n = n;
	return true;
}

/* Whether `text` begins with `label` and an end of line. */
static bool begins(const char *text, size_t n, const char *label)
{
	size_t len = strlen(label);

	return n > len && memcmp(text, label, len) == 0 && text[len] == '\n';
}

/* envelope_open, of a text with the line ends it was made with. */
static const char *open_plain(const struct seal_key *key, const char *label, const struct text *text, struct text *plain)
{
	static const char changed[] = SAID("it was changed on the way, or a part of it is lost (ask for it again)");
	const size_t      head = sizeof title - 1 + strlen(label) + 1, tail = sizeof last_line - 1;
	struct text       box = { 0 }, again = { 0 };
	bool              intact;
	const char       *why = NULL;

	if (text->n < sizeof title - 1 || memcmp(text->s, title, sizeof title - 1) != 0)
		return SAID("it is no sealed report");
	if (!begins(text->s + sizeof title - 1, text->n - (sizeof title - 1), label))
		return SAID("it was sealed for another registry, or its second line was changed");
	if (text->n < head + tail)
		return changed;
	decode(text->s + head, text->n - head - tail, &box);
	spell(label, box.s, box.n, &again);
	intact = same(&again, text->s, text->n);
	if (!intact)
		why = changed;
	else if (!seal_public_open(key, box.s, box.n, plain))
		why = SAID("this key does not open it (it was sealed for another key, or changed on the way)");
	else if (!strip(label, plain))
		why = SAID("what is sealed in it is no report for this registry");
	text_free(&box);
	text_free(&again);
	return why;
}

const char *envelope_open(const struct seal_key *key, const char *label, const char *text, size_t n, struct text *plain)
{
	struct text normal = { 0 };
	const char *why;

	text_clear(plain);
	normalise(text, n, &normal);
	why = open_plain(key, label, &normal, plain);
	if (why && plain->s) {
		seal_wipe(plain->s, plain->n);
		text_clear(plain);
	}
	text_free(&normal);
	return why;
}
