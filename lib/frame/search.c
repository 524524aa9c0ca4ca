/* search: records that hold all of some words. */
#include <stdlib.h>
#include <string.h>

#include "doors/fold.h"
#include "frame/search.h"
#include "words/err.h"

enum { WORDS_MAX = 20, ABROAD = 7 };

static const char digits[] = "0123456789";

/* A word, folded; for a number its digits alone. Perhaps a day, or the beginning of one; perhaps an id. */
static struct word { struct text text; size_t from; bool number; const char *day; int64_t id; } word[WORDS_MAX];
static int         words;
static bool        days, ids;	/* one of them is */

/* What a byte may be in a text that holds the first word. Most texts are ASCII without its first two letters: they need no folding. */
enum { BEGINS = 1, FOLLOWS = 2, FOREIGN = 4 };
static unsigned char may[256];

/* The fields that are looked in, of records of one shape. */
static const struct shape *looked;
static int                 look[FIELDS_MAX], looks;

/* Those of the record at hand that are text, folded, a line each: the line of look[k] ends before end[k]. */
static struct text lines;
static size_t      end[FIELDS_MAX];

/* Digits, and what people write between them. */
static bool is_number(const char *folded)
{
	return strpbrk(folded, digits) && !folded[strspn(folded, "0123456789+()/ ")];
}

/* YYYY-MM or YYYY-MM-DD. */
static bool is_day(const char *s)
{
	static const char form[] = "0000-00-00";
	size_t            n = strlen(s);

	if (n != 7 && n != 10)
		return false;
	for (size_t i = 0; i < n; i++)
		if (form[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != '-')
			return false;
	return true;
}

/* The digits of a number, or more of it. 00 is what + is, where a phone stands behind it. */
static void add_digits(struct word *w, const char *s)
{
	for (; *s; s++)
		if (*s >= '0' && *s <= '9')
			text_char(&w->text, *s);
	w->from = w->text.n >= 2 + ABROAD && w->text.s[0] == '0' && w->text.s[1] == '0' ? 2 : 0;
}

/* One word. A number goes on where the one before it is one. */
static void add_word(const char *s, bool *number)
{
	struct text folded = { 0 };
	const char *why;
	int64_t     id = 0;
	bool        is = false;

	fold_text(s, &folded);
	if (folded.n) {
		is = is_number(folded.s) && !is_day(s);
		if (!(is && *number)) {
			if (words == WORDS_MAX)
				err_exit(STATUS_MISUSED, "more than %d words", WORDS_MAX);
			word[words++] = (struct word){ .number = is };
		}
		if (is) {
			add_digits(word + words - 1, folded.s);
		} else {
			text_add(&word[words - 1].text, folded.s, folded.n);
			word[words - 1].day = is_day(s) ? arena_string(&arena_run, s) : NULL;
			word[words - 1].id = noun_id_read(s, NULL, &id, &why) ? id : 0;
		}
		days |= word[words - 1].day != NULL;
		ids |= word[words - 1].id != 0;
	}
	*number = is;
	text_free(&folded);
}

/* Each word is looked for by itself, since a name stands in several fields. */
void search_words(const char *text)
{
	static bool number;	/* what came before was one */
	char       *copy = arena_string(&arena_run, text);

	if (!words)
		number = false;
	for (char *p; (p = strsep(&copy, " \t\n")); )
		if (*p)
			add_word(p, &number);
}

int search_count(void)
{
	return words;
}

static bool is_text(const struct field *f)
{
	return f->type == TEXT || f->type == NOTE;
}

bool search_looks_in(const struct shape *s, int field)
{
	const struct field *f = s->field[field];

	if (f->flags & (ENGINE | DIGEST))
		return false;
	if (is_text(f))
		return f->flags & SECRET || !s->seals || field == s->ref;
	return f->type == ID ? ids : (f->type == DAY || f->type == TIME) && days;
}

/* Where the digits stand in the line, with nothing but blanks and the like between them; NULL if nowhere. */
static const char *find_number(const char *number, size_t n)
{
	const char *to = lines.s + lines.n;

	for (const char *at = lines.s; (at = memchr(at, number[0], (size_t)(to - at))); at++) {
		size_t k = 0;

		for (const char *p = at; p < to && k < n; p++) {
			if (*p == number[k])
				k++;
			else if (*p != ' ' && *p != '(' && *p != ')' && *p != '/')
				break;
		}
		if (k == n)
			return at;
	}
	return NULL;
}

/* Which bytes may be the first two letters of the first word; ASCII folds to as many as it has, but for runs of blanks and e behind o. */
static void make_may(void)
{
	const struct word *w = word;
	const char        *s = w->text.s + w->from;
	size_t             n = w->text.n - w->from;
	struct text        one = { 0 };
	bool               ascii = true;

	for (size_t i = 0; i < n; i++)
		ascii &= !(s[i] & 0x80);
	for (int c = 1; c < 256; c++) {
		may[c] = FOREIGN;
		if (c >= 0x80)
			continue;
		text_clear(&one);
		fold_text((const char[]){ (char)c, 0 }, &one);
		may[c] = 0;
		if (ascii && one.n && one.s[0] == s[0])
			may[c] |= BEGINS;
		if (n == 1 || (one.n ? one.s[0] == s[1] || (s[0] == 'o' && one.s[0] == 'e') || (w->number && strchr("()/", one.s[0]))
		               : w->number || s[1] == ' '))
			may[c] |= FOLLOWS;
	}
	may[0] = n == 1 ? FOLLOWS : 0;
	text_free(&one);
}

/* Whether the first word may stand in the text: certain only that it does not. */
static bool may_hold(const struct val *v)
{
	const unsigned char *s = (const unsigned char *)v->s, *to = s + v->n;
	unsigned             there = 0, before = 0;

	/* What a byte BEGINS is twice as much at the byte that FOLLOWS; the zero behind the last byte counts. */
	for (; s <= to; s++) {
		unsigned now = may[*s];

		there |= now & (before << 1 | FOREIGN);
		before = now;
	}
	return there;
}

/* Fold the text fields; or only those that may hold the first word. */
static void fold_lines(const struct record *r, bool only)
{
	text_clear(&lines);
	for (int k = 0; k < looks; k++) {
		const struct val *v = r->v + look[k];

		if (v->t == 's' && is_text(r->shape->field[look[k]]) && (!only || may_hold(v))) {
			fold_text(v->s, &lines);
			text_char(&lines, '\n');
		}
		end[k] = lines.n;
	}
}

/* Whether a field that is no text is what the word says. */
static bool is_said(const struct record *r, int field, const struct word *w)
{
	const struct val *v = r->v + field;

	if (r->shape->field[field]->type == ID)
		return w->id && v->t == 'i' && v->i == w->id;
	return w->day && v->t == 's' && !is_text(r->shape->field[field]) && strncmp(v->s, w->day, strlen(w->day)) == 0;
}

/* The first field in which the word stands, or -1. */
static int find(const struct record *r, const struct word *w)
{
	const char *word_at = w->text.s + w->from;
	size_t      n = w->text.n - w->from;
	const char *at = !lines.n ? NULL : w->number ? find_number(word_at, n) : memmem(lines.s, lines.n, word_at, n);

	if (!at && !w->day && !w->id)
		return -1;
	for (int k = 0; k < looks; k++)
		if ((at && at < lines.s + end[k]) || is_said(r, look[k], w))
			return look[k];
	return -1;
}

int search_field(const struct record *r)
{
	int first;

	if (looked != r->shape) {
		if (!looked)
			make_may();
		looked = r->shape;
		looks = 0;
		for (int i = 0; i < r->shape->n; i++)
			if (search_looks_in(r->shape, i))
				look[looks++] = i;
	}
	fold_lines(r, true);
	first = find(r, word);
	if (first >= 0 && words > 1)
		fold_lines(r, false);
	for (int w = 1; w < words && first >= 0; w++)
		if (find(r, word + w) < 0)
			first = -1;
	return first;
}

void search_end(void)
{
	while (words)
		text_free(&word[--words].text);
	text_free(&lines);
	looked = NULL;
	days = ids = false;
}
