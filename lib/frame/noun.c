/* noun: what a record is made of. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/noun.h"
#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"

static const struct field before[] = {
	{ "ref",    TEXT,   ONCE,         "the sender's own reference" },
	{ "source", OFFICE, ONCE,         "the office that sent it (its own office if not given); unique with ref" },
	{ "office", OFFICE, NEED | INDEX, "the office it belongs to", .dflt = "mine" },
};

static const struct field behind[] = {
	{ "overridden",  NOTE, SECRET | ENGINE, "why a rule was overridden" },
	{ "void_reason", NOTE, SECRET | ENGINE, "why it was struck out" },
};

char field_letter(const struct field *f)
{
	return f->type == INT || f->type == ID ? 'i' : 's';
}

int shape_field(const struct shape *s, const char *name)
{
	for (int i = 0; i < s->n; i++)
		if (s->field[i]->name[0] == name[0] && strcmp(s->field[i]->name, name) == 0)
			return i;
	return -1;
}

int shape_need(const struct shape *s, const char *name)
{
	int i = shape_field(s, name);

	if (i < 0)
		err_die("%s has no field %s", s->noun->name, name);
	return i;
}

int shape_first(const struct shape *s, const char *names, const char **next)
{
	size_t n = strcspn(names, " ");

	*next = names + n + (names[n] == ' ');
	for (int i = 0; i < s->n; i++)
		if (strncmp(s->field[i]->name, names, n) == 0 && s->field[i]->name[n] == 0)
			return i;
	err_die("%s has no field %.*s", s->noun->name, (int)n, names);
}

int shape_option(const struct shape *s, const char *option)
{
	char  name[64];
	size_t n = strlen(option);

	if (n >= sizeof name || strchr(option, '_'))
		return -1;
	for (size_t i = 0; i <= n; i++)
		name[i] = (char)(option[i] == '-' ? '_' : option[i]);
	return shape_field(s, name);
}

static const struct shape *sorting;

static int by_name(const void *a, const void *b)
{
	return strcmp(sorting->field[*(const int *)a]->name, sorting->field[*(const int *)b]->name);
}

/* The clear columns: names, $n marks, "name" = $n and letters. */
struct columns { struct text names, marks, sets, in; int n; };

static struct columns columns(const struct shape *s)
{
	struct columns c = { 0 };

	for (int i = 0; i < s->n; i++) {
		const char *column = s->field[i]->flags & SECRET ? s->month[i] : s->field[i]->name;

		if (!column)
			continue;
		text_print(&c.names, ", \"%s\"", column);
		text_print(&c.marks, ", $%d", ++c.n);
		text_print(&c.sets, "\"%s\" = $%d, ", column, c.n);
		text_char(&c.in, s->month[i] ? 's' : field_letter(s->field[i]));
	}
	text_string(&c.in, "iibi");	/* id, journal, tag, void */
	return c;
}

/* What followers take: MADE fields of this noun by name, in the order of its fields. */
static const char *followed_columns(const struct shape *s)
{
	const struct shape *of = shape_of(s, s->follows);
	struct text         t = { 0 };

	text_print(&t, "\"void\", \"office\", %s, %s",
	           of->day >= 0 ? arena_print(&arena_run, "\"%s\"", of->field[of->day]->name) : "NULL",
	           of->until >= 0 ? arena_print(&arena_run, "\"%s\"", of->field[of->until]->name) : "NULL");
	for (int i = 0; i < s->n; i++)
		if (s->field[i]->flags & MADE)
			text_print(&t, ", \"%s\"", of->field[shape_need(of, s->field[i]->name)]->name);
	return text_keep(&t);
}

/* The last day of a record that follows another: `open` where it has not come. */
static const char *last_day(const struct shape *s, const char *open)
{
	return s->until < 0 ? arena_print(&arena_run, "\"%s\"", s->field[s->day]->name)
	       : arena_print(&arena_run, "COALESCE(\"%s\", %s)", s->field[s->until]->name, open);
}

static const char *compose(struct shape *s, enum shape_sql kind, const char **in)
{
	const char     *noun = s->noun->name, *text = NULL;
	struct columns  c = { 0 };

	if (kind <= SQL_LOAD)
		c = columns(s);
	switch (kind) {
	case SQL_INSERT:
		text = arena_print(&arena_run, "INSERT INTO \"%s\" (%s, \"id\", \"journal\", \"tag\", \"void\") VALUES (%s,"
		                   " $%d, $%d, $%d, $%d) ON CONFLICT DO NOTHING", noun, c.names.s + 2, c.marks.s + 2,
		                   c.n + 1, c.n + 2, c.n + 3, c.n + 4);
		*in = arena_string(&arena_run, c.in.s);
		break;
	case SQL_CHANGE:
		text = arena_print(&arena_run, "UPDATE \"%s\" SET %s\"journal\" = $%d, \"tag\" = $%d, \"void\" = $%d"
		                   " WHERE \"id\" = $%d", noun, c.sets.s, c.n + 2, c.n + 3, c.n + 4, c.n + 1);
		*in = arena_string(&arena_run, c.in.s);
		break;
	case SQL_LOAD:
		text = arena_print(&arena_run, "SELECT t.\"id\", t.\"journal\", t.\"void\", t.\"tag\", b.\"box\"%s FROM \"%s\" t"
		                   " LEFT JOIN \"%s_secret\" b ON b.\"id\" = t.\"id\" WHERE t.\"id\" = $1", c.names.s, noun, noun);
		*in = "i";
		break;
	case SQL_BOX_ADD:
		text = arena_print(&arena_run, "INSERT INTO \"%s_secret\" (\"id\", \"box\") VALUES ($1, $2)"
		                   " ON CONFLICT (\"id\") DO UPDATE SET \"box\" = excluded.\"box\"", noun);
		*in = "ib";
		break;
	case SQL_BOX_DROP:
		text = arena_print(&arena_run, "DELETE FROM \"%s_secret\" WHERE \"id\" = $1", noun);
		*in = "i";
		break;
	case SQL_EXISTS:
		text = arena_print(&arena_run, "SELECT \"void\" FROM \"%s\" WHERE \"id\" = $1", noun);
		*in = "i";
		break;
	case SQL_BY_REF:
		text = arena_print(&arena_run, "SELECT \"id\", \"void\" FROM \"%s\" WHERE \"source\" = $1 AND \"ref\" = $2", noun);
		*in = "ss";
		break;
	case SQL_BY_KEY:
		text = arena_print(&arena_run, "SELECT \"id\" FROM \"%s\" WHERE \"%s\" = $1", noun, s->field[s->key]->name);
		*in = "s";
		break;
	case SQL_FIND_REF:
		text = arena_print(&arena_run, "SELECT \"id\", \"void\" FROM \"%s\" WHERE \"ref\" = $1 LIMIT 2", noun);
		*in = "s";
		break;
	case SQL_OUTSIDE:
		text = arena_print(&arena_run, "SELECT \"id\", \"%s\", %s FROM \"%s_live\" WHERE \"%s\" = $1 AND (\"%s\" < $2 OR %s > $3)"
		                   " ORDER BY \"id\" NULLS LAST", s->field[s->day]->name, last_day(s, "''"), noun, s->noun->follows,
		                   s->field[s->day]->name, last_day(s, "'9999-12-31'"));
		*in = "iss";
		break;
	default:
		text = arena_print(&arena_run, "SELECT %s FROM \"%s\" WHERE \"id\" = $1", followed_columns(s),
		                   shape_of(s, s->follows)->noun->name);
		*in = "i";
	}
	text_free(&c.names);
	text_free(&c.marks);
	text_free(&c.sets);
	text_free(&c.in);
	return text;
}

struct sql *shape_sql(struct shape *s, enum shape_sql kind)
{
	static const char *const what[SQL_KINDS] = { "add", "change", "load", "seal", "unseal", "exists", "by ref", "by code",
	                                             "of ref", "followed", "outside" };
	struct sql              *sql = s->sql + kind;

	if (!sql->text) {
		sql->name = arena_print(&arena_run, "%s %s", s->noun->name, what[kind]);
		sql->text = compose(s, kind, &sql->in);
	}
	return sql;
}

struct shape *shape_of(const struct shape *s, int i)
{
	const char *of = s->field[i]->of;

	return of ? noun_shape(noun_by_name(of)) : NULL;
}

static void put(struct shape *s, const struct field *f)
{
	if (s->n == FIELDS_MAX)
		err_die("%s: more than %d fields", s->noun->name, FIELDS_MAX);
	if (f->flags & SECRET && field_letter(f) != 's')
		err_die("%s.%s: only text can be sealed", s->noun->name, f->name);
	if (f->flags & MONTH)
		s->month[s->n] = arena_print(&arena_run, "%s_month", f->name);
	if (f->flags & KEY)
		s->key = s->n;
	s->field[s->n++] = f;
}

struct shape *noun_shape(const struct noun *noun)
{
	static struct shape *made[64];
	struct shape        *s = made[noun->number];
	bool                 keyed = false;

	if (s)
		return s;
	s = made[noun->number] = arena_take(&arena_run, sizeof *s);
	s->noun = noun;
	s->key = -1;
	for (const struct field *f = noun->fields; f->name; f++)
		keyed |= (f->flags & KEY) != 0;
	for (size_t i = 0; i < sizeof before / sizeof *before && !keyed; i++)
		put(s, before + i);
	for (const struct field *f = noun->fields; f->name; f++) {
		put(s, f);
		s->seals |= (f->flags & SECRET) != 0;
	}
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		put(s, behind + i);
	s->overridden = shape_need(s, "overridden");
	s->void_reason = shape_need(s, "void_reason");
	s->ref = shape_field(s, "ref");
	s->source = shape_field(s, "source");
	s->office = shape_field(s, "office");
	s->day = noun->day ? shape_need(s, noun->day) : -1;
	s->until = noun->until ? shape_need(s, noun->until) : -1;
	s->follows = noun->follows ? shape_need(s, noun->follows) : -1;
	s->joins = noun->joins ? shape_need(s, noun->joins) : -1;
	for (int i = 0; i < s->n; i++)
		s->sorted[i] = i;
	sorting = s;
	qsort(s->sorted, (size_t)s->n, sizeof *s->sorted, by_name);
	return s;
}

const struct noun *noun_by_name(const char *name)
{
	for (int i = 0; noun_table[i]; i++)
		if (strcmp(noun_table[i]->name, name) == 0)
			return noun_table[i];
	return NULL;
}

const struct noun *noun_by_number(int number)
{
	for (int i = 0; noun_table[i]; i++)
		if (noun_table[i]->number == number)
			return noun_table[i];
	return NULL;
}

char *noun_id_text(int64_t packed, char out[ID_TEXT])
{
	struct id          id;
	const struct noun *noun = noun_by_number(id_unpack(packed, &id));

	strcpy(id.letters, noun ? noun->letters : "?");
	return id_text(&id, out);
}

const struct noun *noun_id_read(const char *text, const struct noun *noun, int64_t *packed, const char **why)
{
	static char        wrong[200];
	struct id          id;
	const struct noun *of = NULL;

	switch (id_read(text, &id)) {
	case ID_NO_ID:
		*why = say("not an id");
		return NULL;
	case ID_BAD_CHECK:
		*why = say("mistyped: its check character does not fit");
		return NULL;
	case ID_GOOD:
		break;
	}
	for (int i = 0; noun_table[i] && !of; i++)
		if (strcmp(noun_table[i]->letters, id.letters) == 0)
			of = noun_table[i];
	if (!of) {
		*why = say("no such kind of record");
		return NULL;
	}
	if (noun && of != noun) {
		snprintf(wrong, sizeof wrong, say("the id of %s, not of %s"), say(of->brief), say(noun->brief));
		*why = wrong;
		return NULL;
	}
	*packed = id_pack(&id, of->number);
	return of;
}
