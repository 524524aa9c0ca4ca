/* mem: memory. An arena holds what a run or a row needs; running out ends the program. */
#ifndef CASEWORK_MEM_H
#define CASEWORK_MEM_H

#include <stddef.h>
#include <stdint.h>

/* malloc and realloc that never return NULL. */
void *mem_take(size_t n);
void *mem_grow(void *p, size_t n);

struct arena { struct block *last; };
struct arena_mark { struct block *last; size_t used; };

/* Zeroed memory that lives until the arena is reset below it. A zeroed struct arena is empty. */
void *arena_take(struct arena *a, size_t n);
/* `n` bytes of `s` and a zero behind them. */
char *arena_copy(struct arena *a, const char *s, size_t n);
char *arena_string(struct arena *a, const char *s);
__attribute__((format(printf, 2, 3))) char *arena_print(struct arena *a, const char *fmt, ...);
/* Everything taken since the mark is given back. */
struct arena_mark arena_mark(const struct arena *a);
void arena_reset(struct arena *a, struct arena_mark mark);
/* Everything is given back to the system. */
void arena_free(struct arena *a);

/* The arena of the run: what is made once and lives to the end. */
extern struct arena arena_run;
/* An array in the arena of the run with room for one more than `n` elements of `size`: doubled, and
 * moved, at each power of two. */
void *arena_room(void *array, int n, size_t size);

/* Text that grows. A zeroed struct text is empty; `s` is NULL or ends with a zero. */
struct text { char *s; size_t n, room; };
void text_add(struct text *t, const char *s, size_t n);
void text_string(struct text *t, const char *s);
void text_char(struct text *t, char c);
void text_int(struct text *t, int64_t i);
__attribute__((format(printf, 2, 3))) void text_print(struct text *t, const char *fmt, ...);
void text_clear(struct text *t);
void text_free(struct text *t);
/* Its string in the arena of the run ("" if it is empty); the text is empty again. */
char *text_keep(struct text *t);

/* The candidate that is the fewest edits away from `word`, or NULL if none is near. */
const char *text_nearest(const char *word, const char *const *candidates, int n);
/* " (near?)" for the end of a message, "" for NULL. In the arena of the run. */
const char *text_hint(const char *near);

#endif
