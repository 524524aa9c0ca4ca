/* staff: who works in an office, and what the login may do. */
#include <string.h>

#include "frame/record.h"
#include "nouns/staff.sql.h"

static const struct field fields[] = {
	{ "code",    TEXT,   NEED | KEY,   "the code of this member of staff, never used again" },
	{ "name",    TEXT,   NEED,         "the name" },
	{ "office",  OFFICE, NEED | INDEX, "the office", .dflt = "mine" },
	{ "role",    CODE,   NEED,         "what the person does", .of = "staff_role", .on = "started" },
	{ "login",   TEXT,   INDEX,        "the login on this machine" },
	{ "started", DAY,    0,            "the first day at work", .dflt = "today" },
	{ "ended",   DAY,    0,            "the last day at work" },
	{ 0 }
};

static bool administers(const struct registry *reg, const struct record *r)
{
	const char *role = record_get(r, "role"), *ended = record_get(r, "ended");

	return role && strcmp(role, "administrator") == 0 && record_get(r, "login") && !(ended && strcmp(ended, reg->today) < 0);
}

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char *started = record_get(now, "started"), *ended = record_get(now, "ended");
	struct val  v[1];

	if (started && ended && strcmp(ended, started) < 0)
		fault_add(f, "ended", "before the first day: %s", ended);
	/* Without one nobody could write offices or staff, nor make one again. */
	if (old && administers(reg, old) && !administers(reg, now) &&
	    db_one(reg->db, &sql_staff_administrators, (struct val[]){ val_int(now->id), val_text(reg->today) }, v) &&
	    v[0].i == 0)
		fault_refuse(f, NULL, "the last administrator with a login: make another first");
}

const struct noun staff_noun = {
	.name = "staff", .brief = "a member of staff", .plural = "the staff", .letters = "ST", .number = 2, .group = "offices and staff",
	.domain = "case", .writers = "administrator", .summary = "code name office role login ended",
	.fields = fields, .rules = rules,
};
