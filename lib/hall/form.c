/* form: what one command writes. */
#include <string.h>

#include "hall/form.h"
#include "words/err.h"

void form_make(struct form *f, const struct noun *const *nouns)
{
	for (f->n = 0; nouns[f->n]; f->n++) {
		if (f->n == SLOTS_MAX)
			err_die("%s: more than %d nouns in a form", nouns[0]->name, SLOTS_MAX);
		f->shape[f->n] = noun_shape(nouns[f->n]);
	}
}

int form_first(int slot)
{
	return slot * FIELDS_MAX;
}

int form_main(const struct form *f)
{
	return form_first(f->n - 1);
}

struct shape *form_shape(const struct form *f, int cell)
{
	return f->shape[cell / FIELDS_MAX];
}

const struct field *form_field(const struct form *f, int cell)
{
	const struct shape *s = cell / FIELDS_MAX < f->n ? form_shape(f, cell) : NULL;

	return s && cell % FIELDS_MAX < s->n ? s->field[cell % FIELDS_MAX] : NULL;
}

int form_cell(const struct form *f, const char *name)
{
	for (int k = f->n - 1; k >= 0; k--) {
		int i = shape_field(f->shape[k], name);

		if (i >= 0)
			return form_first(k) + i;
	}
	return -1;
}

int form_need(const struct form *f, const char *name)
{
	int cell = form_cell(f, name);

	if (cell < 0)
		err_die("%s: its form has no field %s", f->shape[f->n - 1]->noun->name, name);
	return cell;
}

int form_link(const struct form *f, int slot)
{
	const struct shape *s = f->shape[f->n - 1];

	for (int i = 0; i < s->n; i++)
		if (s->field[i]->type == ID && s->field[i]->of && strcmp(s->field[i]->of, f->shape[slot]->noun->name) == 0)
			return i;
	err_die("%s names no %s", s->noun->name, f->shape[slot]->noun->name);
}

bool form_linked(const struct form *f, int cell)
{
	for (int k = 0; k + 1 < f->n; k++)
		if (cell == form_main(f) + form_link(f, k))
			return true;
	return false;
}
