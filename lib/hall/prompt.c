/* prompt: fields asked for at a terminal. */
#include <string.h>

#include "frame/cell.h"
#include "frame/code.h"
#include "hall/ask.h"
#include "hall/prompt.h"
#include "words/mem.h"

struct asking { struct registry *reg; const struct field *field; };

static const char *answer_fault(void *arg, const char *text)
{
	const struct asking *a = arg;
	const struct codes  *codes = a->field->type == CODE ? code_list(a->reg, a->field->of) : NULL;

	if (!*text)
		return a->field->flags & NEED ? "a value is needed" : NULL;
	for (const char *p = text; codes && codes->n && *p; p += *p == '|') {
		size_t n = a->field->flags & MANY ? strcspn(p, "|") : strlen(p);

		if (!code_find(codes, p, n))
			return "no such code";
		p += n;
	}
	return codes ? NULL : cell_fault(a->field, text, strlen(text));
}

void prompt_cells(struct run *run, const char *cells, const char **raw)
{
	struct asking a = { run->reg, NULL };

	for (const char *p = cells; *p; p += *p == ' ') {
		size_t n = strcspn(p, " ");
		int    cell = form_need(&run->form, arena_copy(&arena_run, p, n));
		char  *answer;

		p += n;
		if (raw[cell])
			continue;
		a.field = form_field(&run->form, cell);
		answer = ask_field(a.field, a.field->type == CODE ? code_list(run->reg, a.field->of)->keys : NULL, answer_fault, &a);
		if (!answer)
			err_exit(STATUS_MISUSED, "the questions ended without an answer; nothing was written");
		if (*answer)
			raw[cell] = answer;
	}
}
