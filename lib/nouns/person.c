/* person: whoever stands in a case or a register: a child, a parent, a carer, an expert. */
#include <stdio.h>
#include <string.h>

#include "doors/fold.h"
#include "frame/answered.h"
#include "nouns/person.h"
#include "nouns/person.sql.h"
#include "words/day.h"
#include "words/mem.h"
#include "words/national.h"

static const struct field fields[] = {
	{ "given_name",      TEXT, SECRET,         "the given names" },
	{ "family_name",     TEXT, SECRET,         "the family name" },
	{ "other_names",     TEXT, SECRET,         "other names the person goes by or had" },
	{ "national_id",     TEXT, SECRET,         "the national id" },
	{ "birth",           DAY,  SECRET | MONTH, "the day of birth" },
	{ "sex",             CODE, 0,              "the sex", .of = "sex" },
	{ "background",      CODE, 0,              "immigrant background", .of = "background" },
	{ "country",         TEXT, 0,              "the country of birth (ISO 3166: NO, EG, BG)" },
	{ "language",        TEXT, 0,              "the language (BCP 47: nb, ar, bg)" },
	{ "interpreter",     BOOL, 0,              "whether an interpreter is needed" },
	{ "disability",      CODE, MANY,           "disabilities", .of = "disability" },
	{ "population",      CODE, MANY,           "groups that programmes ask for", .of = "population" },
	{ "phone",           TEXT, SECRET,         "how to reach the person" },
	{ "died",            DAY,  PAST,           "the day the person died" },
	{ "national_digest", TEXT, ENGINE | DIGEST | INDEX, "finds the national id again" },
	{ "name_digest",     TEXT, ENGINE | DIGEST | INDEX, "finds the name and day of birth again" },
	{ 0 }
};

/* What finds a national id again: its letters and digits. */
static const char *bare(const char *id, struct arena *arena)
{
	char *out = arena_string(arena, id), *to = out;

	for (; *id; id++)
		if (!strchr(" -./", *id))
			*to++ = *id;
	*to = 0;
	return out;
}

static struct val digest(const struct seal_key *key, const char *what, const char *text, struct arena *arena)
{
	char out[SEAL_DIGEST];

	seal_digest(key, what, text, out);
	return val_text(arena_string(arena, out));
}

/* Two digests find a child again: of the national id, and of the words of the name with the day of birth. */
static void make_digests(const struct seal_key *key, struct record *r, struct arena *arena)
{
	const char        *given = record_get(r, "given_name"), *family = record_get(r, "family_name");
	const char        *birth = record_get(r, "birth"), *id = record_get(r, "national_id");
	struct val        *by_id = r->v + shape_need(r->shape, "national_digest");
	struct val        *by_name = r->v + shape_need(r->shape, "name_digest");
	static struct text name;

	/* What holds no letter and no digit, as the - of a spreadsheet, is nobody's. */
	id = id ? bare(id, arena) : NULL;
	*by_id = id && *id ? digest(key, "national id", id, arena) : val_null();
	*by_name = val_null();
	text_clear(&name);
	fold_words((const char *const[]){ given, family }, 2, &name);
	if (name.n && birth) {
		text_print(&name, " %s", birth);
		*by_name = digest(key, "name", name.s, arena);
	}
}

int64_t person_same(struct registry *reg, struct record *r, bool names, struct arena *arena)
{
	const struct seal_key *key = registry_key(reg, "case");
	const struct val      *by_id = r->v + shape_need(r->shape, "national_digest");
	const struct val      *by_name = r->v + shape_need(r->shape, "name_digest");
	struct val             v[1];

	if (!key->there)
		return 0;
	/* Those of a row that is being judged are made once. */
	if (r->id || !(by_id->t || by_name->t))
		make_digests(key, r, arena);
	if (by_id->t && db_one(reg->db, &sql_person_same_id, (struct val[]){ *by_id, val_int(r->id) }, v))
		return v[0].i;
	if (names && by_name->t && db_one(reg->db, &sql_person_same_name, (struct val[]){ *by_name }, v))
		return v[0].i;
	return 0;
}

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char            *id = record_get(now, "national_id"), *birth = record_get(now, "birth");
	const char            *died = record_get(now, "died"), *why;
	const struct seal_key *key = registry_key(reg, "case");
	int64_t                other;
	char                   out[ID_TEXT];

	(void)old;
	/* An unborn child has a day of birth ahead, but not more than a pregnancy ahead. */
	if (birth && day_parse(birth) > day_parse(reg->today) + 300)
		fault_add(f, "birth", "long after today");
	if (birth && died && strcmp(died, birth) < 0)
		fault_add(f, "died", "before the day of birth");
	if (!key->there || (now->box.t && !now->unsealed))
		return;
	why = id ? national_fault(registry_choice(reg, "national_id", "none no"), bare(id, f->arena)) : NULL;
	if (why)
		fault_add(f, "national_id", "%s", why);
	other = person_same(reg, now, false, f->arena);
	if (other)
		fault_refuse(f, "national_id", "is that of %s", noun_id_text(other, out));
}

/* The bands of an instrument may be for an age and a sex. */
static void saved(struct registry *reg, const struct record *now, const struct record *old)
{
	if (old && record_differs(now, old, "sex birth"))
		answered_later_of(reg, now->id);
}

const struct noun person_noun = {
	.name = "person", .brief = "a person", .plural = "persons", .letters = "P", .number = 4, .group = "children and cases",
	.domain = "case", .summary = "person given_name family_name birth sex office",
	.fields = fields, .rules = rules, .saved = saved,
};
