/* search: records that hold all of some words. */
#include <string.h>

#include "doors/match.h"
#include "frame/search.h"
#include "words/err.h"

enum { WORDS_MAX = 20 };
static struct match *word[WORDS_MAX];
static int           words;

/* Each word is looked for by itself, since a name stands in several fields. */
void search_words(const char *text)
{
	char       *copy = arena_string(&arena_run, text);
	const char *why;

	for (char *p; (p = strsep(&copy, " \t\n")); ) {
		if (!*p)
			continue;
		if (words == WORDS_MAX)
			err_exit(STATUS_MISUSED, "more than %d words", WORDS_MAX);
		word[words] = match_make(p, true, &why);
		if (!word[words++])
			err_exit(STATUS_WRONG, "not a text that can be found: %s", why);
	}
}

int search_count(void)
{
	return words;
}

int search_field(const struct record *r)
{
	int first = -1;

	for (int w = 0; w < words; w++) {
		int at = -1;

		for (int i = 0; i < r->shape->n && at < 0; i++) {
			char        out[ID_TEXT];
			const char *text = record_text(r, i, out);

			if (text && match_in(word[w], text, strlen(text)))
				at = i;
		}
		if (at < 0)
			return -1;
		first = w ? first : at;
	}
	return first;
}

void search_end(void)
{
	while (words)
		match_free(word[--words]);
}
