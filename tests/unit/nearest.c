/* The nearest word: what a message offers for one that was mistyped (Levenshtein's distance). */
#include "unit/expect.h"
#include "words/mem.h"

enum { SIXTY_FIVE = 65 };

int main(void)
{
	static const struct { const char *word; const char *among[6]; const char *nearest; } cases[] = {
		{ "kitten", { "sitting", "mittens" }, "mittens" },
		{ "sitting", { "kitten" }, "kitten" },
		{ "saturday", { "sunday" }, "sunday" },
		{ "flaw", { "lawn" }, "lawn" },
		{ "recieved", { "reporter", "received", "received_at" }, "received" },
		{ "outcom", { "content", "outcome" }, "outcome" },
		{ "registri", { "help", "registry", "version" }, "registry" },
		{ "contet", { "content", "context" }, "content" },	/* the first of those equally near */
		{ "content", { "contents", "content" }, "content" },
		{ "a", { "b" }, NULL },					/* near enough is at most half of the word */
		{ "ab", { "xb" }, "xb" },
		{ "abc", { "xyc" }, NULL },
		{ "abcd", { "xycd" }, "xycd" },
		{ "xyzzyxyzzy", { "help", "version", "registry" }, NULL },
		{ "word", { NULL }, NULL },
		{ "", { "a", "b" }, NULL },
		{ "", { "a", "" }, "" },
	};
	char        longer[SIXTY_FIVE + 1];
	const char *one[1] = { longer };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int         n = 0;
		const char *got;

		while (n < 6 && cases[i].among[n])
			n++;
		got = text_nearest(cases[i].word, cases[i].among, n);
		EXPECT(got == cases[i].nearest || (got && cases[i].nearest && strcmp(got, cases[i].nearest) == 0), "%s: %s",
		       cases[i].word, got ? got : "none");
	}
	/* Very long words are compared with nothing, and do no harm. */
	memset(longer, 'a', SIXTY_FIVE);
	longer[SIXTY_FIVE] = 0;
	EXPECT(!text_nearest("aaaa", one, 1), "a long candidate");
	text_nearest(longer, one, 1);
	longer[SIXTY_FIVE - 1] = 0;
	EXPECT(text_nearest(longer, one, 1), "64 letters");
	EXPECT_END();
}
