/* office: who does the work: directorates, regions, services, teams, as a tree. */
#include <string.h>

#include "frame/record.h"
#include "nouns/office.sql.h"
#include "words/language.h"
#include "words/mem.h"

static const struct field fields[] = {
	{ "code",      TEXT,   NEED | KEY, "its code, chosen by you and never used again" },
	{ "name",      TEXT,   NEED,       "its name" },
	{ "kind",      CODE,   NEED,       "what kind of office", .of = "office_kind", .on = "opened" },
	{ "parent",    OFFICE, INDEX,      "the office above it" },
	{ "region",    CODE,   0,          "the region it lies in", .of = "region", .on = "opened" },
	{ "opened",    DAY,    0,          "the day it opened" },
	{ "closed",    DAY,    0,          "its last day" },
	{ "live_from", DAY,    0,          "the day from which rules bind here; earlier acts are history, and only warn" },
	{ 0 }
};

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char *code = record_get(now, "code"), *parent = record_get(now, "parent");
	const char *opened = record_get(now, "opened"), *closed = record_get(now, "closed");
	struct val  v[1];

	if (opened && closed && strcmp(closed, opened) < 0)
		fault_add(f, "closed", "before it opened: %s", closed);
	if (!parent || !code)
		return;
	if (old && db_one(reg->db, &sql_office_is_above, (struct val[]){ val_text(parent), val_text(code) }, v))
		fault_add(f, "parent", "is below it: %s", parent);
}

/* office_above(office, above): each office with itself and all above it. */
static void saved(struct registry *reg, const struct record *now, const struct record *old)
{
	const char *code = record_get(now, "code"), *parent = record_get(now, "parent");
	const char *before = old ? record_get(old, "parent") : NULL;

	if (!old) {
		db_do(reg->db, &sql_office_above_add, (struct val[]){ val_text(code), val_text(parent) });
	} else if ((parent != NULL) != (before != NULL) || (parent && strcmp(parent, before) != 0)) {
		db_do(reg->db, &sql_office_above_clear, NULL);
		db_do(reg->db, &sql_office_above_all, NULL);
	}
}

static void sound(struct registry *reg, void (*fault)(const char *line))
{
	struct rows *rows;
	struct val   v[2];

	for (rows = db_ask(reg->db, &sql_office_above_wrong, NULL); db_next(rows, v); )
		fault(arena_print(&arena_run, say("office_above: %s and %s: changed by hand"), v[0].s, v[1].s));
	db_end(rows);
}

const struct noun office_noun = {
	.name = "office", .brief = "an office", .plural = "offices", .letters = "OF", .number = 1, .group = "offices and staff",
	.domain = "case", .writers = "administrator", .summary = "code name kind parent region closed",
	.fields = fields, .rules = rules, .saved = saved, .sound = sound,
};
