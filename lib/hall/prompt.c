/* prompt: fields asked for at a terminal. */
#include <string.h>

#include "frame/cell.h"
#include "frame/code.h"
#include "hall/ask.h"
#include "hall/prompt.h"
#include "words/language.h"
#include "words/mem.h"

/* `full` is the answer last judged, put in full. */
struct asking { struct run *run; const struct field *field; const char *full; };

/* The one key that begins so, which is the key itself where it is one; NULL with *why for none, or for several. */
static const char *key_begun(const struct codes *codes, const char *begun, size_t n, const char **why)
{
	const char *several = NULL, *found = NULL;

	if (code_find(codes, begun, n))
		return arena_copy(&arena_run, begun, n);
	for (int i = 0; i < codes->n && n; i++) {
		if (strncmp(codes->code[i].key, begun, n) != 0)
			continue;
		several = found ? arena_print(&arena_run, "%s, %s", several ? several : found, codes->code[i].key) : NULL;
		found = found ? found : codes->code[i].key;
	}
	*why = several ? arena_print(&arena_run, say("several begin so: %s"), several) : found ? NULL : say("no such code");
	return several ? NULL : found;
}

/* The keys that the answer begins, in full. */
static const char *keys_begun(const struct asking *a, const char *text, const char **why)
{
	const struct codes *codes = code_list(a->run->reg, a->field->of);
	struct text         all = { 0 };

	*why = NULL;
	if (!codes->n)
		return text;
	for (const char *p = text; *p && !*why; p += *p == '|') {
		size_t      n = a->field->flags & MANY ? strcspn(p, "|") : strlen(p);
		const char *key = key_begun(codes, p, n, why);

		if (key)
			text_print(&all, "%s%s", all.n ? "|" : "", key);
		p += n;
	}
	return text_keep(&all);
}

static const char *answer_fault(void *arg, const char *text)
{
	struct asking *a = arg;
	const char    *why = NULL;

	if (!*text)
		return a->field->flags & NEED ? say("a value is needed") : NULL;
	a->full = a->field->type == CODE ? keys_begun(a, text, &why) : cmd_full(a->run, a->field, text);
	if (!why)
		why = cell_fault(a->field, a->full, strlen(a->full));
	return why ? say(why) : NULL;
}

/* The codes of a field as they are offered, ending with NULL; NULL for a field of no codes. */
static const char *const *offered(struct run *run, const struct field *f)
{
	const struct codes *codes = f->type == CODE ? code_list(run->reg, f->of) : NULL;
	const char        **keys = codes ? arena_take(&arena_run, (size_t)(codes->n + 1) * sizeof *keys) : NULL;

	for (int i = 0; codes && i < codes->n; i++)
		keys[i] = ask_offer(codes->code[i].key, code_label(codes->code + i));
	if (codes)
		keys[codes->n] = NULL;
	return keys;
}

void prompt_cells(struct run *run, const char *cells, const char **raw)
{
	struct asking a = { run, NULL, NULL };

	for (const char *p = cells; *p; p += *p == ' ') {
		size_t n = strcspn(p, " ");
		int    cell = form_need(&run->form, arena_copy(&arena_run, p, n));
		char  *answer;

		p += n;
		if (raw[cell] || run->like[cell])
			continue;
		a.field = form_field(&run->form, cell);
		answer = ask_field(a.field, offered(run, a.field), answer_fault, &a);
		if (!answer)
			err_exit(STATUS_MISUSED, "the questions ended without an answer; nothing was written");
		if (!*answer)
			continue;
		raw[cell] = a.full;
		/* Nothing is taken for another without a word. */
		if (a.field->type == CODE && strcmp(raw[cell], answer) != 0)
			err_note("%s: %s", a.field->name, raw[cell]);
	}
}
