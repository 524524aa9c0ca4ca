/* code: code lists. */
#include <stdlib.h>
#include <string.h>

#include "frame/code.h"
#include "frame/code.sql.h"
#include "words/mem.h"

static const char *kept(const struct val *v)
{
	return v->t == 's' && v->n ? arena_string(&arena_run, v->s) : NULL;
}

const struct codes *code_list(struct registry *reg, const char *list)
{
	struct codes    **here = reg->met + ((uintptr_t)list >> 3) % 16;
	void            **at;
	struct codes     *codes;
	struct rows      *rows;
	struct val        v[6 + LANGUAGES];

	/* Each code of each row asks: a field's name for its list is always at the same place. */
	if (*here && (*here)->list == list)
		return *here;
	at = map_at(&reg->lists, list);
	codes = *at;
	if (codes)
		return *here = codes;
	*at = *here = codes = arena_take(&arena_run, sizeof *codes);
	codes->list = list;
	for (rows = db_ask(reg->db, &sql_code_list, (struct val[]){ val_text(list) }); db_next(rows, v); ) {
		struct code *c;

		codes->code = arena_room(codes->code, codes->n, sizeof *codes->code);
		c = codes->code + codes->n;
		*c = (struct code){ kept(v), kept(v + 1), kept(v + 2), kept(v + 3), kept(v + 4), kept(v + 5), { 0 }, codes->n };
		for (int i = 0; i < LANGUAGES; i++)
			c->label[i] = kept(v + 6 + i);
		codes->n++;
	}
	db_end(rows);
	codes->keys = arena_take(&arena_run, (size_t)(codes->n + 1) * sizeof *codes->keys);
	for (int i = 0; i < codes->n; i++)
		codes->keys[i] = codes->code[i].key;
	return codes;
}

const struct code *code_find(const struct codes *codes, const char *key, size_t n)
{
	for (int i = 0; i < codes->n; i++)
		if (codes->code[i].key[0] == key[0] && strncmp(codes->code[i].key, key, n) == 0 && codes->code[i].key[n] == 0)
			return codes->code + i;
	return NULL;
}

const char *code_nearest(const struct codes *codes, const char *key)
{
	return text_nearest(key, codes->keys, codes->n);
}

const char *code_label(const struct code *code)
{
	const char *label = code->label[language_now()];

	return label ? label : code->label[0] ? code->label[0] : code->key;
}
