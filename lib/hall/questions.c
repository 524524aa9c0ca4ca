/* questions: an instrument as a form in the editor. */
#include <string.h>

#include "hall/page.h"
#include "hall/questions.h"
#include "words/language.h"
#include "words/mem.h"

/* What parts the questions from the fields above them. */
static const char items_mark[] = "# ----";

static const char *answer_to(const struct sitting *s, const char *item)
{
	for (int i = 0; i < s->n; i++)
		if (strcmp(s->reply[i].item, item) == 0)
			return s->reply[i].value ? s->reply[i].value : "";
	return "";
}

static void put_item(struct text *t, const struct instrument *in, int i, const struct sitting *s, const struct faults *f)
{
	const struct item  *item = in->item + i;
	const struct scale *scale = in->scale + item->scale;
	int                 language = language_now();

	text_char(t, '\n');
	page_comment(t, "#", arena_print(&arena_run, item->required ? say("%d. %s (needed)") : "%d. %s", i + 1,
	                                 wording_in(&item->text, language)));
	for (int c = 0; c < item->show.n; c++) {
		struct text values = { 0 };

		for (int v = 0; v < item->show.all[c].n; v++)
			text_print(&values, "%s%d", v ? ", " : "", item->show.all[c].value[v]);
		page_comment(t, "#  ", arena_print(&arena_run, say("only if %s is %s"), in->item[item->show.all[c].item].id, text_keep(&values)));
	}
	if (scale->ranged)
		page_comment(t, "#  ", arena_print(&arena_run, say("from %d to %d"), scale->from, scale->to));
	for (int k = 0; k < scale->n; k++)
		page_comment(t, "#  ", arena_print(&arena_run, "%d  %s", scale->choice[k].value, wording_in(&scale->choice[k].label, language)));
	for (const struct fault *one = f ? f->first : NULL; one; one = one->next)
		if (one->field && strcmp(one->field, item->id) == 0)
			page_comment(t, "# !!", one->text);
	text_print(t, "%s: %s\n", item->id, answer_to(s, item->id));
}

char *questions_write(const struct run *run, const struct instrument *in, const struct sitting *s, const struct faults *f)
{
	struct text t = { 0 };
	int         language = language_now();

	text_string(&t, page_write(run, NULL, s->raw, s->beside, f));
	text_char(&t, '\n');
	page_comment(&t, items_mark, arena_print(&arena_run, "%s (%s %s)", wording_in(&in->title, language), in->id, in->version));
	if (*wording_in(in->text + TEXT_INTRO, language))
		page_comment(&t, "#", wording_in(in->text + TEXT_INTRO, language));
	page_comment(&t, "#", say("The number of the answer; where there is none: not_applicable, refused, unknown, or nothing."));
	for (int i = 0; i < in->items; i++)
		put_item(&t, in, i, s, f);
	return text_keep(&t);
}

void questions_read(const struct run *run, const struct instrument *in, const char *page, struct sitting *s, struct faults *f)
{
	const char *items = strstr(page, arena_print(&arena_run, "\n%s ", items_mark));
	struct text rest = { 0 };
	size_t      n;

	/* Above them a word with a colon is a word of the texts there. */
	items = items ? items : page;
	s->n = 0;
	for (const char *line = page; *line; line += n + (line[n] == '\n')) {
		size_t name = strcspn(line, ":\n");
		int    item = line >= items && line[name] == ':' ? instrument_item(in, line, name) : -1;

		n = strcspn(line, "\n");
		if (item < 0) {
			text_add(&rest, line, n);
			text_char(&rest, '\n');
		} else {
			const char *value = line + name + 1;
			size_t      length = n - name - 1;

			while (length && strchr(" \t\r", value[length - 1]))
				length--;
			while (length && (*value == ' ' || *value == '\t')) {
				value++;
				length--;
			}
			s->reply = arena_room(s->reply, s->n, sizeof *s->reply);
			s->reply[s->n++] = (struct reply){ .item = in->item[item].id, .value = arena_copy(&arena_run, value, length) };
		}
	}
	memset(s->beside, 0, sizeof s->beside);
	page_read(run, text_keep(&rest), s->raw, s->beside, f);
}
