/* schema: tables, indexes and views, made from the field tables. */
#include <stdio.h>
#include <string.h>

#include "frame/noun.h"
#include "frame/schema.h"
#include "words/language.h"
#include "words/mem.h"

/* The engine's own tables: columns as NAME:LETTER, * for NOT NULL, and what follows them. */
static const struct { const char *name, *columns, *rest; } own[] = {
	{ "setting", "name:s* value:s*", "PRIMARY KEY (\"name\")" },
	{ "code", "list:s* key:s* code:s order:i valid_from:s valid_to:s split_into:s kind:s en:s nb:s ar:s bg:s",
	  "PRIMARY KEY (\"list\", \"key\")" },
	{ "journal_head", "one:i* n:i* hash:b*", "PRIMARY KEY (\"one\"), CHECK (\"one\" = 1)" },
	{ "journal", "n:i* time:s* staff:s login:s* command:s* noun:s* action:s* first:i* count:i* sum:b* trail:b* hash:b*",
	  "PRIMARY KEY (\"n\")" },
	{ "history", "journal:i* id:i* field:s* old:s box:b", NULL },
	{ "counter", "noun:s* year:i* number:i*", "PRIMARY KEY (\"noun\", \"year\")" },
	{ "deadline", "key:s* order:i* noun:s* from:s after:s done:s if:s amount:i* unit:s* roll:s risk:s en:s nb:s ar:s bg:s",
	  "PRIMARY KEY (\"key\", \"order\")" },
	{ "holiday", "rule:s* moves:s en:s nb:s ar:s bg:s", "PRIMARY KEY (\"rule\")" },
	{ "office_above", "office:s* above:s*", "PRIMARY KEY (\"office\", \"above\")" },
};

static const struct { const char *name, *on; } own_indexes[] = {
	{ "journal_noun", "\"journal\" (\"noun\", \"n\")" },
	{ "history_id", "\"history\" (\"id\")" },
	{ "office_above_above", "\"office_above\" (\"above\", \"office\")" },
};

/* What is made; or, with `fault`, only compared. */
struct making {
	struct db *db;
	void     (*did)(const char *what);
	void     (*fault)(const char *line);
};

static void tell(const struct making *m, const char *kind, const char *name, bool there)
{
	if (m->fault)
		m->fault(arena_print(&arena_run, there ? say("%s %s: changed by hand") : say("%s %s: not there"), kind, name));
	else if (m->did)
		m->did(arena_print(&arena_run, "%s %s", kind, name));
}

/* Run `text` unless something of that name was made by the same text; a changed one is made anew. */
static void make(const struct making *m, const char *kind, const char *name, const char *text)
{
	const char *there = db_made_by(m->db, name);

	/* The columns of an upgraded table stand in another order. */
	if (there && (strcmp(there, text) == 0 || strcmp(kind, "TABLE") == 0))
		return;
	tell(m, kind, name, there != NULL);
	if (m->fault)
		return;
	if (there)
		db_script(m->db, arena_print(&arena_run, "DROP %s \"%s\"", kind, name));
	db_script(m->db, text);
}

static const char *column(const struct field *f, const char *name, bool month)
{
	struct text t = { 0 };
	const char *check = month ? db_check_month(name) : f->type == DAY ? db_check_day(name) :
	                    f->type == TIME ? db_check_time(name) : NULL;

	text_print(&t, "\"%s\" %s", name, db_type(month ? 's' : field_letter(f)));
	if (f->flags & (NEED | KEY) && !month)
		text_string(&t, " NOT NULL");
	if (f->old)
		text_print(&t, " DEFAULT '%s'", f->old);
	if (f->flags & KEY)
		text_string(&t, " UNIQUE");
	if (check)
		text_print(&t, " %s", check);
	if (f->type == OFFICE || f->type == STAFF)
		text_print(&t, " REFERENCES \"%s\" (\"code\") DEFERRABLE INITIALLY DEFERRED",
		           f->type == OFFICE ? "office" : "staff");
	if (f->type == ID && f->of)
		text_print(&t, " REFERENCES \"%s\" (\"id\")", f->of);
	return text_keep(&t);
}

/* The clear columns of a noun: a call for each, with its definition. */
static void each_column(const struct shape *s, void (*call)(void *arg, const char *name, const char *text), void *arg)
{
	for (int i = 0; i < s->n; i++) {
		const char *name = s->field[i]->flags & SECRET ? s->month[i] : s->field[i]->name;

		if (name)
			call(arg, name, column(s->field[i], name, s->month[i] != NULL));
	}
}

static void add_definition(void *arg, const char *name, const char *text)
{
	(void)name;
	text_print(arg, ", %s", text);
}

static void add_name(void *arg, const char *name, const char *text)
{
	(void)text;
	text_print(arg, ", \"%s\"", name);
}

struct adding { const struct making *m; const char *table; };

static void add_missing(void *arg, const char *name, const char *text)
{
	struct adding *a = arg;

	if (db_has_column(a->m->db, a->table, name))
		return;
	tell(a->m, "COLUMN", arena_print(&arena_run, "%s.%s", a->table, name), false);
	if (!a->m->fault)
		db_script(a->m->db, arena_print(&arena_run, "ALTER TABLE \"%s\" ADD COLUMN %s", a->table, text));
}

/* The columns of one of the engine's own tables: a call for each, with its definition. */
static void each_own(const char *columns, void (*call)(void *arg, const char *name, const char *text), void *arg)
{
	char *copy = arena_string(&arena_run, columns);

	for (char *p; (p = strsep(&copy, " ")); ) {
		char *colon = strchr(p, ':');

		*colon = 0;
		call(arg, p, arena_print(&arena_run, "\"%s\" %s%s", p, db_type(colon[1]), colon[2] ? " NOT NULL" : ""));
	}
}

static void make_own(const struct making *m)
{
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		struct text t = { 0 };

		each_own(own[i].columns, add_definition, &t);
		make(m, "TABLE", own[i].name, arena_print(&arena_run, "CREATE TABLE \"%s\" (%s%s%s)%s", own[i].name, t.s + 2,
		     own[i].rest ? ", " : "", own[i].rest ? own[i].rest : "", db_table_end()));
		text_free(&t);
		each_own(own[i].columns, add_missing, &(struct adding){ m, own[i].name });
	}
	for (size_t i = 0; i < sizeof own_indexes / sizeof *own_indexes; i++)
		make(m, "INDEX", own_indexes[i].name,
		     arena_print(&arena_run, "CREATE INDEX \"%s\" ON %s", own_indexes[i].name, own_indexes[i].on));
}

static void make_tables(const struct making *m, const struct shape *s)
{
	const char *noun = s->noun->name, *secret = arena_print(&arena_run, "%s_secret", noun);
	struct text t = { 0 };

	text_print(&t, "CREATE TABLE \"%s\" (\"id\" %s PRIMARY KEY", noun, db_type('i'));
	each_column(s, add_definition, &t);
	text_print(&t, ", \"journal\" %s NOT NULL, \"tag\" %s NOT NULL, \"void\" %s)%s", db_type('i'), db_type('b'),
	           db_type('i'), db_table_end());
	make(m, "TABLE", noun, t.s);
	text_free(&t);
	each_column(s, add_missing, &(struct adding){ m, noun });
	make(m, "TABLE", secret, arena_print(&arena_run, "CREATE TABLE \"%s\" (\"id\" %s PRIMARY KEY REFERENCES \"%s\" (\"id\"),"
	     " \"box\" %s NOT NULL)%s", secret, db_type('i'), noun, db_type('b'), db_table_end()));
}

/* An index, named for its first column. */
static void make_index(const struct making *m, const struct shape *s, const char *first, const char *columns,
                       const char *where)
{
	const char *name = arena_print(&arena_run, "%s_%s", s->noun->name, first);

	make(m, "INDEX", name, arena_print(&arena_run, "CREATE %sINDEX \"%s\" ON \"%s\" (%s)%s",
	     strcmp(first, "ref") == 0 ? "UNIQUE " : "", name, s->noun->name, columns, where));
}

static void make_indexes(const struct making *m, const struct shape *s)
{
	bool begun[FIELDS_MAX] = { false };

	if (s->ref >= 0)
		make_index(m, s, "ref", "\"ref\", \"source\"", " WHERE \"ref\" IS NOT NULL");
	for (const char *const *one = s->noun->indexes; one && *one; one++) {
		char       *copy = arena_string(&arena_run, *one), *first = copy;
		struct text t = { 0 };

		first = arena_copy(&arena_run, copy, strcspn(copy, ",?"));
		begun[shape_need(s, first)] = true;
		for (char *p; (p = strsep(&copy, ",")); ) {
			size_t open = strlen(p += *p == ' ') - 1;

			/* A last day that has not come: later than any. */
			text_print(&t, p[open] == '?' ? "%sCOALESCE(\"%.*s\", '9999-12-31')" : "%s\"%.*s\"", t.n ? ", " : "",
			           (int)(open + (p[open] != '?')), p);
		}
		/* The last column lets the view without void rows be read from the index alone. */
		text_string(&t, ", \"void\"");
		make_index(m, s, first, t.s, "");
		text_free(&t);
	}
	for (int i = 0; i < s->n; i++) {
		const char *name = s->field[i]->name;

		if (!(s->field[i]->flags & INDEX) || begun[i])
			continue;
		make_index(m, s, name, i == s->office && s->day >= 0
		           ? arena_print(&arena_run, "\"%s\", \"%s\"", name, s->field[s->day]->name)
		           : arena_print(&arena_run, "\"%s\"", name), "");
	}
}

static void make_view(const struct making *m, const struct shape *s)
{
	const char *name = arena_print(&arena_run, "%s_live", s->noun->name);
	struct text t = { 0 };

	each_column(s, add_name, &t);
	make(m, "VIEW", name, arena_print(&arena_run, "CREATE VIEW \"%s\" AS SELECT \"id\"%s, \"journal\", \"tag\", \"void\""
	     " FROM \"%s\" WHERE \"void\" IS NULL", name, t.s, s->noun->name));
	text_free(&t);
}

static void make_all(const struct making *m)
{
	make_own(m);
	for (int i = 0; noun_table[i]; i++)
		make_tables(m, noun_shape(noun_table[i]));
	for (int i = 0; noun_table[i]; i++) {
		make_indexes(m, noun_shape(noun_table[i]));
		make_view(m, noun_shape(noun_table[i]));
	}
}

void schema_make(struct db *db, void (*did)(const char *what))
{
	make_all(&(struct making){ .db = db, .did = did });
}

void schema_check(struct db *db, void (*fault)(const char *line))
{
	const char *trigger = db_any_trigger(db);

	make_all(&(struct making){ .db = db, .fault = fault });
	if (trigger)
		fault(arena_print(&arena_run, say("TRIGGER %s: added by hand"), trigger));
}
