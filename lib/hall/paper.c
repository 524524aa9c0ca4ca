/* paper: an instrument as a form to print and fill in by hand. */
#include <string.h>

#include "hall/paper.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

enum { WIDTH = 92 };

static struct sink *out;

/* Lines of at most WIDTH columns, each behind `indent` blanks; the first behind `mark`. */
static void put(const char *mark, int indent, const char *text)
{
	int column = indent;

	sink_string(out, mark);
	for (int i = (int)strlen(mark); i < indent; i++)
		sink_char(out, ' ');
	for (const char *p = text; *p; ) {
		size_t n = strcspn(p, " ");
		char  *word = arena_copy(&arena_run, p, n);

		if (column > indent && column + 1 + utf8_width(word) > WIDTH) {
			sink_string(out, arena_print(&arena_run, "\n%*s", indent, ""));
			column = indent;
		} else if (column > indent) {
			sink_char(out, ' ');
			column++;
		}
		sink_string(out, word);
		column += utf8_width(word);
		p += n + strspn(p + n, " ");
	}
	sink_char(out, '\n');
}

static void put_item(const struct instrument *in, int i)
{
	const int           in_language = language_now();
	const struct item  *item = in->item + i;
	const struct scale *s = in->scale + item->scale;
	struct text         range = { 0 };

	sink_char(out, '\n');
	put(arena_print(&arena_run, "%2d. ", i + 1), 4, wording_in(&item->text, in_language));
	for (int c = 0; c < item->show.n; c++) {
		struct text values = { 0 };

		for (int v = 0; v < item->show.all[c].n; v++)
			text_print(&values, "%s%d", v ? ", " : "", item->show.all[c].value[v]);
		put("", 4, arena_print(&arena_run, say("(only if %d: %s)"), item->show.all[c].item + 1, text_keep(&values)));
	}
	for (int v = s->from; s->ranged && v <= s->to; v++) {
		/* A dozen to a line. */
		text_print(&range, "%s[ ] %d", v == s->from ? "    " : (v - s->from) % 12 ? "  " : "\n    ", v);
	}
	if (s->ranged)
		sink_string(out, arena_print(&arena_run, "%s\n", text_keep(&range)));
	for (int k = 0; k < s->n; k++)
		put(s->ranged ? "" : "    [ ] ", 8, arena_print(&arena_run, "%d  %s", s->choice[k].value, wording_in(&s->choice[k].label, in_language)));
	put("    [ ] ", 8, arena_print(&arena_run, "%s: ____________", say("no answer, because")));
	put("", 4, "______________________________________________________________________");
}

void paper_put(const struct instrument *in, struct sink *to)
{
	const int in_language = language_now();

	out = to;
	put("", 0, arena_print(&arena_run, "%s (%s %s)", wording_in(&in->title, in_language), in->id, in->version));
	sink_char(out, '\n');
	put("", 0, arena_print(&arena_run, "%s: ____________________   %s: ____________   %s: ____________________", say("About"), say("Day"),
	                       say("Answered by")));
	if (*wording_in(in->text + TEXT_INTRO, in_language)) {
		sink_char(out, '\n');
		put("", 0, wording_in(in->text + TEXT_INTRO, in_language));
	}
	for (int i = 0; i < in->items; i++)
		put_item(in, i);
	sink_char(out, '\n');
	put("", 0, arena_print(&arena_run, "%s:", say("Other things to say")));
	for (int i = 0; i < 3; i++)
		sink_string(out, "\n    ______________________________________________________________________\n");
	sink_char(out, '\n');
	put("", 0, wording_in(in->text + TEXT_LICENCE, in_language));
}
