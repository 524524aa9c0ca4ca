/* name: which record is meant. */
#include <stdio.h>
#include <string.h>

#include "frame/name.h"
#include "frame/name.sql.h"
#include "words/language.h"
#include "words/mem.h"

/* What was found once is remembered: it cannot change under the lock. */
const char *name_unknown(struct registry *reg, enum type type, const char *code)
{
	struct map *m = reg->known + (type == STAFF);
	struct val  v[1];

	if (map_get(m, code))
		return NULL;
	if (!db_one(reg->db, type == STAFF ? &sql_staff_there : &sql_office_there, (struct val[]){ val_text(code) }, v))
		return type == STAFF ? say("no such member of staff") : say("no such office");
	*map_at(m, arena_string(&arena_run, code)) = m;
	return NULL;
}

static const struct noun *by_reference(struct registry *reg, const struct noun *noun, const char *source,
                                       const char *ref, int64_t *id, const char **why)
{
	struct shape *s = noun_shape(noun);
	struct val    v[2];
	struct rows  *rows;
	int           n = 0;

	if (s->ref < 0)
		return NULL;
	if (source) {
		if (!db_one(reg->db, shape_sql(s, SQL_BY_REF), (struct val[]){ val_text(source), val_text(ref) }, v))
			return NULL;
		*id = v[0].i;
		reg->named.struck = v[1].t;
		return noun;
	}
	for (rows = db_ask(reg->db, shape_sql(s, SQL_FIND_REF), (struct val[]){ val_text(ref) }); db_next(rows, v); n++) {
		*id = v[0].i;
		reg->named.struck = v[1].t;
	}
	db_end(rows);
	if (n > 1)
		*why = say("two offices sent this ref: write @OFFICE:REF");
	return n == 1 ? noun : NULL;
}

bool name_struck(const struct registry *reg)
{
	return reg->named.struck;
}

const struct noun *name_find(struct registry *reg, const struct noun *noun, const char *source, const char *text,
                                int64_t *id, const char **why)
{
	const char        *colon = strchr(text, ':');
	const struct noun *of;
	struct val         v[1];

	/* NOUN: may stand where the kind is known too. */
	if (noun && colon && strncmp(text, noun->name, (size_t)(colon - text)) == 0 && noun->name[colon - text] == 0)
		return name_find(reg, noun, source, colon + 1, id, why);
	if (text[0] == '@') {
		const char *ref = text + 1, *none;
		char        code[100];

		if (colon && (size_t)(colon - ref) < sizeof code) {
			snprintf(code, sizeof code, "%.*s", (int)(colon - ref), ref);
			if (!name_unknown(reg, OFFICE, code)) {
				source = code;
				ref = colon + 1;
			}
		}
		*why = say("no record has this ref");
		none = *why;
		of = NULL;
		for (int i = 0; noun_table[i] && *why == none; i++) {
			const struct noun *found;
			int64_t            there = 0;

			if (noun && noun_table[i] != noun)
				continue;
			found = by_reference(reg, noun_table[i], source, ref, &there, why);
			if (found && of) {
				*why = arena_print(&arena_run, say("%s and %s have this ref: write %s:%s or %s:%s"), say(of->brief), say(found->brief),
				                   of->name, text, found->name, text);
				return NULL;
			}
			of = found ? found : of;
			*id = found ? there : *id;
		}
		return *why == none ? of : NULL;
	}
	if (!noun && colon) {
		char name[32];

		snprintf(name, sizeof name, "%.*s", (int)(colon - text), text);
		of = noun_by_name(name);
		if (of && (noun_shape(of)->key >= 0 || colon[1] == '@'))
			return name_find(reg, of, source, colon + 1, id, why);
	}
	if (noun && noun_shape(noun)->key >= 0 &&
	    db_one(reg->db, shape_sql(noun_shape(noun), SQL_BY_KEY), (struct val[]){ val_text(text) }, v)) {
		*id = v[0].i;
		/* What has a code is never struck out. */
		reg->named.struck = false;
		return noun;
	}
	/* Rows about one record stand together. */
	if (noun && reg->command && reg->named.noun == noun && strcmp(reg->named.text, text) == 0) {
		*id = reg->named.id;
		reg->named.struck = false;
		return noun;
	}
	of = noun_id_read(text, noun, id, why);
	if (!of) {
		if (noun && noun_shape(noun)->key >= 0)
			*why = say("no such code");
		return NULL;
	}
	if (!db_one(reg->db, shape_sql(noun_shape(of), SQL_EXISTS), (struct val[]){ val_int(*id) }, v)) {
		struct id parts;

		id_unpack(*id, &parts);
		*why = strcmp(parts.code, reg->code) == 0 ? say("not there") : say("of another registry");
		return NULL;
	}
	reg->named.struck = v[0].t;
	if (noun && !v[0].t && strlen(text) < sizeof reg->named.text) {
		reg->named.noun = noun;
		reg->named.id = *id;
		strcpy(reg->named.text, text);
	}
	return of;
}
