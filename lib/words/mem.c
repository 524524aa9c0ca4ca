/* mem: memory. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"

enum { BLOCK = 32 * 1024 };

struct block { struct block *before; size_t used, room; };

struct arena arena_run;

void *mem_take(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (!p)
		err_die("out of memory");
	return p;
}

void *mem_grow(void *p, size_t n)
{
	p = realloc(p, n ? n : 1);
	if (!p)
		err_die("out of memory");
	return p;
}

static void *claim(struct arena *a, size_t n)
{
	struct block *b = a->last;
	char         *p;

	n = (n + 15) & ~(size_t)15;
	if (!b || b->room - b->used < n) {
		size_t room = n > BLOCK ? n : BLOCK;

		b = mem_take(sizeof *b + 16 + room);
		*b = (struct block){ .before = a->last, .room = room };
		a->last = b;
	}
	p = (char *)b + ((sizeof *b + 15) & ~(size_t)15) + b->used;
	b->used += n;
	return p;
}

void *arena_take(struct arena *a, size_t n)
{
	return memset(claim(a, n), 0, n);
}

char *arena_copy(struct arena *a, const char *s, size_t n)
{
	char *p = claim(a, n + 1);

	if (n)
		memcpy(p, s, n);
	p[n] = 0;
	return p;
}

char *arena_string(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s));
}

char *arena_print(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char   *p;
	int     n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	p = arena_take(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->last, a->last ? a->last->used : 0 };
}

void arena_reset(struct arena *a, struct arena_mark mark)
{
	/* The first block is kept even by a mark of the empty arena: rows come and go. */
	while (a->last && a->last != mark.last && (mark.last || a->last->before || a->last->room > BLOCK)) {
		struct block *b = a->last;

		a->last = b->before;
		free(b);
	}
	if (a->last)
		a->last->used = mark.last ? mark.used : 0;
}

void arena_free(struct arena *a)
{
	while (a->last) {
		struct block *b = a->last;

		a->last = b->before;
		free(b);
	}
}

void *arena_room(void *array, int n, size_t size)
{
	void *wider;

	if (n & (n - 1))
		return array;
	wider = arena_take(&arena_run, (size_t)(n ? n * 2 : 1) * size);
	if (n)
		memcpy(wider, array, (size_t)n * size);
	return wider;
}

static void make_room(struct text *t, size_t n)
{
	if (t->n + n + 1 <= t->room)
		return;
	t->room = (t->n + n + 1) * 2 > 64 ? (t->n + n + 1) * 2 : 64;
	t->s = mem_grow(t->s, t->room);
}

void text_add(struct text *t, const char *s, size_t n)
{
	make_room(t, n);
	if (n)
		memcpy(t->s + t->n, s, n);
	t->n += n;
	t->s[t->n] = 0;
}

void text_string(struct text *t, const char *s)
{
	text_add(t, s, strlen(s));
}

void text_char(struct text *t, char c)
{
	text_add(t, &c, 1);
}

/* By hand, since each row of a batch needs some. */
void text_int(struct text *t, int64_t i)
{
	char     digits[24], *p = digits + sizeof digits;
	uint64_t rest = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;

	do
		*--p = (char)('0' + rest % 10);
	while (rest /= 10);
	if (i < 0)
		*--p = '-';
	text_add(t, p, (size_t)(digits + sizeof digits - p));
}

void text_print(struct text *t, const char *fmt, ...)
{
	va_list ap;
	int     n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	make_room(t, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(t->s + t->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	t->n += (size_t)n;
}

void text_clear(struct text *t)
{
	t->n = 0;
	if (t->s)
		t->s[0] = 0;
}

void text_free(struct text *t)
{
	free(t->s);
	*t = (struct text){ 0 };
}

char *text_keep(struct text *t)
{
	char *s = arena_copy(&arena_run, t->s, t->n);

	text_free(t);
	return s;
}

/* Levenshtein distance of two short words. */
static int edits(const char *a, const char *b)
{
	enum { MOST = 64 };
	int row[MOST + 1], na = (int)strlen(a), nb = (int)strlen(b);

	if (na > MOST || nb > MOST)
		return MOST;
	for (int j = 0; j <= nb; j++)
		row[j] = j;
	for (int i = 1; i <= na; i++) {
		int corner = row[0];

		row[0] = i;
		for (int j = 1; j <= nb; j++) {
			int change = corner + (a[i - 1] != b[j - 1]);
			int other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;

			corner = row[j];
			row[j] = change < other ? change : other;
		}
	}
	return row[nb];
}

const char *text_nearest(const char *word, const char *const *candidates, int n)
{
	const char *best = NULL;
	int         least = (int)strlen(word) / 2 + 1;

	for (int i = 0; i < n; i++) {
		int far = edits(word, candidates[i]);

		if (far < least) {
			least = far;
			best = candidates[i];
		}
	}
	return best;
}

const char *text_hint(const char *near)
{
	return near ? arena_print(&arena_run, say(" (%s?)"), near) : "";
}
