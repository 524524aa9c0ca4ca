/* fold: text as it is compared. The only file that includes utf8proc.h. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "doors/fold.h"
#include "words/utf8.h"

enum { RING = 0x30a, MOST = 64, KNOWN = 0x800 };

/* What people write for each other, after decomposing and case folding have done theirs: é, ё, й, أ,
 * إ, آ, ؤ and ئ are letters with marks by then, and ß is ss. */
static const struct { utf8proc_int32_t from; const char *to; } alike[] = {
	{ 0x00e6, "ae" },		/* æ */
	{ 0x00f8, "o" },		/* ø; oe is o too, see put */
	{ 0x0153, "o" },		/* œ, which is oe */
	{ 0x00f0, "d" },		/* ð */
	{ 0x0111, "d" },		/* đ */
	{ 0x00fe, "th" },		/* þ */
	{ 0x0142, "l" },		/* ł */
	{ 0x0131, "i" },		/* ı */
	{ 0x0167, "t" },		/* ŧ */
	{ 0x014b, "n" },		/* ŋ */
	{ 0x0671, "\u0627" },		/* ٱ to ا */
	{ 0x0649, "\u064a" },		/* ى to ي */
	{ 0x06cc, "\u064a" },		/* ی to ي */
	{ 0x06a9, "\u0643" },		/* ک to ك */
	{ 0x0629, "\u0647" },		/* ة to ه */
	{ 0x0640, "" },			/* tatweel */
};

/* Hyphens, apostrophes and dots that are no punctuation dashes or spaces by their category. */
static const utf8proc_int32_t blanks[] = {
	'\'', '.', '`', 0x00b7, 0x02b9, 0x02bb, 0x02bc, 0x02be, 0x02bf, 0x2018, 0x2019, 0x201b, 0x2032, 0x2212, 0x3002, 0x30fb, 0x06d4
};

/* The servant of: written joined to the name behind it, or not. */
static const char servant[] = "\u0639\u0628\u062f";

/* A text that is being folded: where it begins in `out` and its last word there, the letter that marks
 * would belong to, and whether a space is due. */
struct folding { struct text *out; size_t from, word; utf8proc_int32_t base; bool space; };

static bool blank(utf8proc_int32_t point, utf8proc_category_t category)
{
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (blanks[i] == point)
			return true;
	return category == UTF8PROC_CATEGORY_PD || category == UTF8PROC_CATEGORY_CC ||
	       (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP);
}

static void put_bytes(struct folding *f, const char *s, size_t n)
{
	struct text *out = f->out;

	if (f->space && out->n > f->from) {
		bool joins = out->n - f->word == sizeof servant - 1 && memcmp(out->s + f->word, servant, sizeof servant - 1) == 0;

		if (!joins)
			text_char(out, ' ');
		f->word = out->n;
	}
	f->space = false;
	text_add(out, s, n);
}

/* One character, decomposed and case-folded. */
static void put(struct folding *f, utf8proc_int32_t point)
{
	const utf8proc_property_t *property = utf8proc_get_property(point);
	utf8proc_uint8_t           bytes[4];

	if (blank(point, property->category)) {
		f->space = true;
		f->base = 0;
		return;
	}
	/* Marks that sit on a letter go, but å is aa. The vowels that other scripts write as marks combine with nothing, and stay. */
	if (property->combining_class != 0 || property->category == UTF8PROC_CATEGORY_ME) {
		if (point == RING && f->base == 'a') {
			put_bytes(f, "a", 1);
			f->base = 0;
		}
		return;
	}
	f->base = point;
	if (point >= 0x660 && point <= 0x669)
		point += '0' - 0x660;
	if (point >= 0x6f0 && point <= 0x6f9)
		point += '0' - 0x6f0;
	if (point == 'e' && !f->space && f->out->n > f->from && f->out->s[f->out->n - 1] == 'o')
		return;
	for (size_t i = 0; point >= 0x80 && i < sizeof alike / sizeof *alike; i++)
		if (alike[i].from == point) {
			if (alike[i].to[0])
				put_bytes(f, alike[i].to, strlen(alike[i].to));
			return;
		}
	put_bytes(f, (char *)bytes, (size_t)utf8proc_encode_char(point, bytes));
}

static int decompose(utf8proc_int32_t point, utf8proc_int32_t part[MOST])
{
	static const int how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	int              bound = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char(point, part, MOST, (utf8proc_option_t)how, &bound);

	/* The longest decomposition there is has 18 parts. */
	return n < 0 ? 0 : n < MOST ? (int)n : MOST;
}

/* What a character of two bytes adds, wherever it stands: that is worked out once. Not for those that depend on what stands before
 * them: they go the long way each time. */
static struct known { enum { NEW, LONG, ADDS } how; int n; char bytes[8]; utf8proc_int32_t base; bool letter; } known[KNOWN];

static void know(struct known *k, const utf8proc_int32_t *part, int n)
{
	static struct text alone;
	struct folding     f = { &alone, 0, 0, 0, false };

	k->how = LONG;
	text_clear(&alone);
	for (int i = 0; i < n; i++) {
		const utf8proc_property_t *property = utf8proc_get_property(part[i]);
		bool                       mark = property->combining_class != 0 || property->category == UTF8PROC_CATEGORY_ME;

		if (blank(part[i], property->category) || (!k->letter && (part[i] == 'e' || part[i] == RING)))
			return;
		k->letter |= !mark;
		put(&f, part[i]);
	}
	if (alone.n > sizeof k->bytes)
		return;
	k->how = ADDS;
	k->n = (int)alone.n;
	k->base = f.base;
	if (alone.n)
		memcpy(k->bytes, alone.s, alone.n);
}

static void put_point(struct folding *f, utf8proc_int32_t point)
{
	utf8proc_int32_t part[MOST];
	struct known    *k = point < KNOWN ? known + point : NULL;
	int              n;

	if (k && k->how == ADDS) {
		if (k->n)
			put_bytes(f, k->bytes, (size_t)k->n);
		if (k->letter)
			f->base = k->base;
		return;
	}
	n = decompose(point, part);
	if (k && k->how == NEW)
		know(k, part, n);
	for (int i = 0; i < n; i++)
		put(f, part[i]);
}

/* What a byte of ASCII comes to: a space for each blank. Only e needs more, see put. */
static char ascii(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + 32);
	return c <= ' ' || c == '\'' || c == '-' || c == '.' || c == '`' || c == 0x7f ? ' ' : (char)c;
}

/* The ASCII at `s`, which is most text, a word at a time and by no table of Unicode; returns its bytes. */
static size_t put_ascii(struct folding *f, const char *s)
{
	const char *from = s;
	char        word[200];
	size_t      n = 0;
	char        last = !f->space && f->out->n > f->from ? f->out->s[f->out->n - 1] : ' ';

	for (; *s && (unsigned char)*s < 0x80; s++) {
		char c = ascii((unsigned char)*s);

		if (n && (c == ' ' || n == sizeof word)) {
			put_bytes(f, word, n);
			n = 0;
		}
		f->base = c == ' ' ? 0 : c;
		if (c == ' ')
			f->space = true;
		else if (c == 'e' && last == 'o')
			continue;
		else
			word[n++] = c;
		last = c;
	}
	if (n)
		put_bytes(f, word, n);
	return (size_t)(s - from);
}

void fold_text(const char *s, struct text *out)
{
	size_t         n = strlen(s);
	bool           utf8 = utf8_valid(s, n) == n;
	struct folding f = { out, out->n, out->n, 0, false };

	for (int len = 1; *s; s += len) {
		s += put_ascii(&f, s);
		if (!*s)
			break;
		len = 1;
		put_point(&f, utf8 ? (utf8proc_int32_t)utf8_point(s, &len) : (unsigned char)*s);
	}
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void fold_words(const char *const *s, int n, struct text *out)
{
	struct text  whole = { 0 };
	const char **word;
	char        *rest;
	size_t       most = 1, words = 0;

	for (int i = 0; i < n; i++) {
		if (!s[i])
			continue;
		fold_text(s[i], &whole);
		text_char(&whole, ' ');
	}
	for (size_t i = 0; i < whole.n; i++)
		most += whole.s[i] == ' ';
	word = mem_take(most * sizeof *word);
	rest = whole.s;
	for (char *w; rest && (w = strsep(&rest, " ")); )
		if (*w)
			word[words++] = w;
	qsort(word, words, sizeof *word, by_bytes);
	for (size_t i = 0; i < words; i++) {
		if (i)
			text_char(out, ' ');
		text_string(out, word[i]);
	}
	free(word);
	text_free(&whole);
}

const char *fold_capital(const char *s)
{
	utf8proc_uint8_t      large[5] = "";
	utf8proc_int32_t      first;
	const utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &first);

	if (n <= 0)
		return s;
	large[utf8proc_encode_char(utf8proc_toupper(first), large)] = 0;
	return arena_print(&arena_run, "%s%s", (const char *)large, s + n);
}
