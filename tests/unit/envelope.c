/* Envelopes: whatever is done to one byte of them, and however keys and nonces fall out. */
#include <stdint.h>
#include <stdlib.h>

#include "doors/envelope.h"
#include "unit/expect.h"

static const char label[] = "OSL 0123456789abcdef register";

static struct seal_key key_of(unsigned char start)
{
	struct seal_key key = { .there = true };

	for (int i = 0; i < SEAL_KEY; i++)
		key.key[i] = (unsigned char)(start + i);
	return key;
}

/* The text with what mail may do to it undone; the other opinion of what is forgiven: CR LF is LF, and
 * empty lines behind the last go. */
static size_t undone(const char *s, size_t n, char *out)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n' && k && out[k - 1] == '\r')
			k--;
		out[k++] = s[i];
	}
	while (k >= 2 && out[k - 1] == '\n' && out[k - 2] == '\n')
		k--;
	return k;
}

static struct seal_key key;
static struct text     sealed, plain;	/* an envelope, and what is in it */
static char           *work, *normal;	/* room for it with some bytes more */
static long            tried, forgiven;

/* work[0..n) is an envelope with something done to it: it is refused, unless that is undone by the rule. */
static int verdict(size_t n, const char *what, size_t at)
{
	static struct text opened;
	size_t             k = undone(work, n, normal);
	bool               whole = k == sealed.n && memcmp(normal, sealed.s, k) == 0;
	/* In memory of just its size. */
	char              *exact = malloc(n + (n == 0));
	const char        *why;

	memcpy(exact, work, n);
	why = envelope_open(&key, label, exact, n, &opened);
	free(exact);
	tried++;
	forgiven += whole;
	EXPECT(!why == whole, "%s at %zu of %zu: %s", what, at, sealed.n, why ? why : "opens");
	if (whole)
		EXPECT(opened.n == plain.n && (plain.n == 0 || memcmp(opened.s, plain.s, plain.n) == 0), "%s at %zu: another text",
		       what, at);
	else
		EXPECT(opened.n == 0, "%s at %zu: refused, and something was given out", what, at);
	return 0;
}

/* The digit of base64 that is `step` from `c`, the bit of `step` another; or `c`. */
static char near(char c, int step)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char       *digit = c ? strchr(digits, c) : NULL;

	return digit ? digits[(digit - digits) ^ step] : c;
}

static char other_case(char c)
{
	return (char)((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c ^ 32 : c);
}

/* Every byte but the first `from` changed, lost, doubled, swapped with its neighbour, and others put before it; cut off at each. */
static int every_byte(size_t n, size_t from)
{
	unsigned char     pub[SEAL_PUBLIC];
	static const char strange[] = { ' ', '\n', '\r', '\t', '=', '-', 0, '\x7f', '\xc3' };

	text_clear(&plain);
	for (size_t i = 0; i < n; i++)
		text_char(&plain, (char)(i * 7 % 251));
	seal_public(&key, pub);
	text_clear(&sealed);
	envelope_close(pub, label, plain.s, plain.n, &sealed);
	work = realloc(work, sealed.n * 2 + 8);
	normal = realloc(normal, sealed.n * 2 + 8);
	memcpy(work, sealed.s, sealed.n);
	if (verdict(sealed.n, "nothing", 0))
		return 1;
	for (size_t at = from; at < sealed.n; at++) {
		char was = sealed.s[at];
		char change[6 + sizeof strange] = { near(was, 1), near(was, 4), near(was, 16), other_case(was), (char)(was ^ 0x80),
		                                    (char)(was ^ 1) };

		memcpy(change + 6, strange, sizeof strange);
		memcpy(work, sealed.s, sealed.n);
		for (size_t i = 0; i < sizeof change; i++) {
			if (change[i] == was)
				continue;
			work[at] = change[i];
			if (verdict(sealed.n, "changed", at))
				return 1;
		}
		/* Lost. */
		memcpy(work, sealed.s, at);
		memcpy(work + at, sealed.s + at + 1, sealed.n - at - 1);
		if (verdict(sealed.n - 1, "lost", at))
			return 1;
		/* Cut off here. */
		if (verdict(at, "cut", at))
			return 1;
		/* Swapped with the next. */
		memcpy(work, sealed.s, sealed.n);
		if (at + 1 < sealed.n) {
			work[at] = sealed.s[at + 1];
			work[at + 1] = was;
			if (verdict(sealed.n, "swapped", at))
				return 1;
		}
	}
	for (size_t at = from; at <= sealed.n; at++) {
		char add[sizeof strange + 2] = { 'A', at < sealed.n ? sealed.s[at] : '\n' };

		memcpy(add + 2, strange, sizeof strange);
		memcpy(work, sealed.s, at);
		memcpy(work + at + 1, sealed.s + at, sealed.n - at);
		for (size_t i = 0; i < sizeof add; i++) {
			work[at] = add[i];
			if (verdict(sealed.n + 1, "added", at))
				return 1;
		}
	}
	return 0;
}

/* What mail does to all lines, and what it must not do. */
static int mailed(void)
{
	size_t n = 0, lines = 0;

	for (size_t i = 0; i < sealed.n; i++) {
		if (sealed.s[i] == '\n')
			work[n++] = '\r', lines++;
		work[n++] = sealed.s[i];
	}
	long before = forgiven;

	if (verdict(n, "CR LF", 0))
		return 1;
	memcpy(work + n, "\r\n\n\r\n", 5);
	if (verdict(n + 5, "empty lines behind", n))
		return 1;
	EXPECT(forgiven == before + 2, "line ends of mail are not forgiven");
	memcpy(work + n, "\n \n", 3);
	if (verdict(n + 3, "a blank behind", n))
		return 1;
	memcpy(work + n, "--\n", 3);
	if (verdict(n + 3, "a signature behind", n))
		return 1;
	/* Two in a row, and one in another, are neither. */
	memcpy(work, sealed.s, sealed.n);
	memcpy(work + sealed.n, sealed.s, sealed.n);
	if (verdict(2 * sealed.n, "twice", sealed.n))
		return 1;
	EXPECT(forgiven == before + 2, "what is no line end is forgiven");
	EXPECT(lines > 3, "%zu lines", lines);
	return 0;
}

static int lengths(void)
{
	struct text   a = { 0 }, b = { 0 }, opened = { 0 };
	unsigned char pub[SEAL_PUBLIC];
	char         *text = malloc(5000);
	size_t        before = 0, shorter = 0;

	seal_public(&key, pub);
	memset(text, 0, 5000);	/* zeros and 0x80 are what it is padded with */
	for (size_t n = 0; n < 5000; n += n < 980 || n > 1010 ? 37 : 1) {
		text_clear(&a);
		if (n)
			text[n - 1] = (char)(n % 3 == 0 ? 0x80 : 0);
		envelope_close(pub, label, text, n, &a);
		EXPECT(!envelope_open(&key, label, a.s, a.n, &opened) && opened.n == n && (n == 0 || memcmp(opened.s, text, n) == 0),
		       "%zu bytes: %zu, %s", n, opened.n, envelope_open(&key, label, a.s, a.n, &opened));
		/* Its length changes at multiples of 1024 only, counted with the label, LF and the end mark. */
		EXPECT(n == 0 || (a.n != before) == ((n + sizeof label) / 1024 != (shorter + sizeof label) / 1024),
		       "%zu bytes make %zu after %zu", n, a.n, before);
		shorter = n;
		before = a.n;
	}
	/* Twice the same text is not twice the same envelope. */
	text_clear(&a);
	envelope_close(pub, label, "x", 1, &a);
	envelope_close(pub, label, "x", 1, &b);
	EXPECT(a.n == b.n && memcmp(a.s, b.s, a.n) != 0, "the same twice");
	/* It is appended to what is there. */
	text_clear(&b);
	text_string(&b, "before ");
	envelope_close(pub, label, "x", 1, &b);
	EXPECT(b.n == a.n + 7 && memcmp(b.s, "before casework sealed report 1\n", 32) == 0, "%.40s", b.s);
	EXPECT(!envelope_open(&key, label, b.s + 7, b.n - 7, &opened) && strcmp(opened.s, "x") == 0, "appended");
	text_free(&a);
	text_free(&b);
	text_free(&opened);
	free(text);
	return 0;
}

/* Another's key, another's label, also one written over the first in the text. */
static int strangers(void)
{
	static const char other[] = "OSL 0123456789abcdee register";
	struct seal_key   theirs = key_of(1);
	struct text       a = { 0 }, opened = { 0 };
	unsigned char     pub[SEAL_PUBLIC];
	const char       *why;

	seal_public(&key, pub);
	envelope_close(pub, label, "who, when", 9, &a);
	why = envelope_open(&theirs, label, a.s, a.n, &opened);
	EXPECT(why && strstr(why, "key") && opened.n == 0, "%s", why ? why : "opens");
	why = envelope_open(&key, other, a.s, a.n, &opened);
	EXPECT(why && strstr(why, "another registry") && opened.n == 0, "%s", why ? why : "opens");
	memcpy(strstr(a.s, label), other, sizeof other - 1);
	why = envelope_open(&key, other, a.s, a.n, &opened);
	EXPECT(why && strstr(why, "this registry") && opened.n == 0, "%s", why ? why : "opens");
	why = envelope_open(&key, label, "", 0, &opened);
	EXPECT(why && strstr(why, "no sealed report"), "%s", why ? why : "opens");
	why = envelope_open(&key, label, "Dear all,\n", 10, &opened);
	EXPECT(why && strstr(why, "no sealed report"), "%s", why ? why : "opens");
	text_free(&a);
	text_free(&opened);
	return 0;
}

static int public_files(void)
{
	struct text   file = { 0 }, want = { 0 };
	unsigned char pub[SEAL_PUBLIC], got[SEAL_PUBLIC];
	char          hex[2 * SEAL_PUBLIC + 1], read[ENVELOPE_LABEL], longest[ENVELOPE_LABEL];

	seal_public(&key, pub);
	envelope_public(&key, label, &file);
	seal_hex(hex, pub, SEAL_PUBLIC);
	text_print(&want, "casework public key 1\nOSL 0123456789abcdef register\n%s\n", hex);
	EXPECT(strcmp(file.s, want.s) == 0, "%s", file.s);
	text_free(&want);
	EXPECT(envelope_public_read(file.s, file.n, got, read) && memcmp(got, pub, SEAL_PUBLIC) == 0 && strcmp(read, label) == 0,
	       "%s", file.s);
	/* A byte changed is refused, or it is another label or key that is written so. */
	for (size_t at = 0; at < file.n; at++)
		for (int c = 0; c < 256; c++) {
			char was = file.s[at], *exact;
			bool in_label = at >= 22 && at < file.n - 66, in_key = at >= file.n - 65 && at < file.n - 1, good;
			bool may = (in_label && c >= ' ' && c < 0x7f) || (in_key && c && strchr("0123456789abcdef", c));

			if ((char)c == was)
				continue;
			exact = malloc(file.n);
			memcpy(exact, file.s, file.n);
			exact[at] = (char)c;
			good = envelope_public_read(exact, file.n, got, read);
			free(exact);
			EXPECT(good || !*read, "refused, and a label was given out: %s", read);
			EXPECT(may || !good, "byte %zu as %d", at, c);
			EXPECT(good || !may || in_key, "byte %zu as %d is refused", at, c);
			if (good)
				EXPECT(memcmp(got, pub, SEAL_PUBLIC) == 0 ? in_label : in_key, "byte %zu as %d: another's key", at, c);
		}
	for (size_t n = 0; n < file.n; n++)
		EXPECT(!envelope_public_read(file.s, n, got, read), "%zu bytes of it", n);
	text_char(&file, '\n');
	EXPECT(!envelope_public_read(file.s, file.n, got, read), "a line more");
	/* The longest label, and one byte more. */
	memset(longest, 'l', sizeof longest - 1);
	longest[sizeof longest - 1] = 0;
	text_clear(&file);
	envelope_public(&key, longest, &file);
	EXPECT(envelope_public_read(file.s, file.n, got, read) && strcmp(read, longest) == 0, "%s", read);
	text_clear(&file);
	text_print(&file, "casework public key 1\n%sx\n%064d\n", longest, 9);
	EXPECT(!envelope_public_read(file.s, file.n, got, read), "%s", read);
	/* What is no key: nothing could be sealed with it that stays secret, or that anybody could open. */
	text_clear(&file);
	text_print(&file, "casework public key 1\nx\n%064d\n", 0);
	EXPECT(!envelope_public_read(file.s, file.n, got, read), "zeros");
	text_clear(&file);
	text_print(&file, "casework public key 1\nx\n09%060df9\n", 0);
	EXPECT(!envelope_public_read(file.s, file.n, got, read), "its last bit");
	text_clear(&file);
	text_print(&file, "casework public key 1\nx\n09%062d\n", 0);
	EXPECT(envelope_public_read(file.s, file.n, got, read) && got[0] == 9, "%s", file.s);
	text_free(&file);
	return 0;
}

int main(void)
{
	key = key_of(0);
	/* One block, two and three: base64 that ends with two =, with one and with none. Before its end they are alike. */
	if (every_byte(300, 0) || mailed() || every_byte(1324, 2700) || mailed() || every_byte(2348, 4000) || mailed())
		return 1;
	EXPECT(tried > 40000 && forgiven > 40, "%ld tried, %ld forgiven", tried, forgiven);
	if (lengths() || strangers() || public_files())
		return 1;
	text_free(&sealed);
	text_free(&plain);
	free(work);
	free(normal);
	EXPECT_END();
}
