/* questions: an instrument as a form in the editor. */
#include <string.h>

#include "hall/page.h"
#include "hall/questions.h"
#include "words/mem.h"

/* What parts the questions from the fields above them. */
static const char items_mark[] = "\n# ---- ";

static const char *answer_to(const struct sitting *s, const char *item)
{
	for (int i = 0; i < s->n; i++)
		if (strcmp(s->reply[i].item, item) == 0)
			return s->reply[i].value ? s->reply[i].value : "";
	return "";
}

/* A text of the instrument as a comment: each of its lines, so that none is taken for an answer. */
static void put_comment(struct text *t, const char *before, const char *said, const char *after)
{
	text_print(t, "# %s", before);
	for (; *said; said++) {
		if (*said != '\r')
			text_char(t, *said);
		if (*said == '\n')
			text_string(t, "#   ");
	}
	text_print(t, "%s\n", after);
}

static void put_item(struct text *t, const struct instrument *in, int i, const struct sitting *s, const struct faults *f)
{
	const struct item  *item = in->item + i;
	const struct scale *scale = in->scale + item->scale;
	int                 language = language_now();

	text_char(t, '\n');
	put_comment(t, arena_print(&arena_run, "%d. ", i + 1), wording_in(&item->text, language), item->required ? " (needed)" : "");
	for (int c = 0; c < item->show.n; c++) {
		text_print(t, "#   only if %s is", in->item[item->show.all[c].item].id);
		for (int v = 0; v < item->show.all[c].n; v++)
			text_print(t, "%s %d", v ? " or" : "", item->show.all[c].value[v]);
		text_char(t, '\n');
	}
	if (scale->ranged)
		text_print(t, "#   %d to %d\n", scale->from, scale->to);
	for (int k = 0; k < scale->n; k++)
		put_comment(t, arena_print(&arena_run, "  %d  ", scale->choice[k].value), wording_in(&scale->choice[k].label, language), "");
	for (const struct fault *one = f ? f->first : NULL; one; one = one->next)
		if (one->field && strcmp(one->field, item->id) == 0)
			put_comment(t, "!! ", one->text, "");
	text_print(t, "%s: %s\n", item->id, answer_to(s, item->id));
}

char *questions_write(const struct run *run, const struct instrument *in, const struct sitting *s, const struct faults *f)
{
	struct text t = { 0 };
	int         language = language_now();

	text_string(&t, page_write(run, s->raw, f));
	text_char(&t, '\n');
	put_comment(&t, items_mark + 3, wording_in(&in->title, language), arena_print(&arena_run, " (%s %s)", in->id, in->version));
	if (*wording_in(in->text + TEXT_INTRO, language))
		put_comment(&t, "", wording_in(in->text + TEXT_INTRO, language), "");
	text_string(&t, "# The number of the answer; where there is none: not_applicable, refused, unknown, or nothing.\n");
	for (int i = 0; i < in->items; i++)
		put_item(&t, in, i, s, f);
	return text_keep(&t);
}

void questions_read(const struct run *run, const struct instrument *in, const char *page, struct sitting *s, struct faults *f)
{
	const char *items = strstr(page, items_mark);
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
	page_read(run, text_keep(&rest), s->raw, f);
}
