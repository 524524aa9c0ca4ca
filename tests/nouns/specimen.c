/* specimen: a noun of tests alone, with a field of every type and of every flag that fields have. What
 * the engine gives it, it gives every noun; the tests are tests/engine.bats. With SPECIMEN_NEWER it
 * is the same noun in a later release: tests/registry-upgrade.bats. */
#include <stdio.h>

#include "frame/record.h"
#include "words/day.h"

static const struct field fields[] = {
	{ "found",      DAY,    NEED | INDEX,         "the day it was found", .dflt = "today" },
	{ "seen_at",    TIME,   0,                    "when it was last seen" },
	{ "label",      TEXT,   NEED,                 "what stands on its label" },
	{ "remark",     NOTE,   0,                    "a remark of several lines" },
	{ "size",       INT,    0,                    "its size" },
	{ "alive",      BOOL,   0,                    "whether it lives", .dflt = "no" },
	{ "urgency",    CODE,   NEED | INDEX,         "how urgent it is", .of = "urgency", .dflt = "normal" },
	{ "outcome",    CODE,   0,                    "what became of it", .of = "concern_outcome", .on = "ended" },
	{ "ended",      DAY,    INDEX,                "the day it ended" },
	{ "reporter",   CODE,   NEED | MANY,          "who found it", .of = "reporter", .dflt = "school" },
	{ "content",    CODE,   MANY,                 "what it is about", .of = "content" },
#ifdef SPECIMEN_NEWER
	{ "weight",     INT,    INDEX,                "its weight" },
	{ "grade",      TEXT,   NEED,                 "its grade", .dflt = "new", .old = "none" },
#endif
	{ "mother",     ID,     INDEX,                "the specimen it comes from", .of = "specimen" },
	{ "message",    ID,     0,                    "the message it came with", .of = "concern" },
	{ "place",      OFFICE, INDEX,                "where it lies", .dflt = "mine" },
	{ "keeper",     STAFF,  INDEX,                "who keeps it", .dflt = "me" },
	{ "batch",      TEXT,   ONCE,                 "the batch it came in, never changed" },
	{ "owner_name", TEXT,   SECRET,               "the owner's name" },
	{ "owner_sign", TEXT,   SECRET | ONCE,        "the owner's sign, never changed" },
	{ "story",      NOTE,   SECRET,               "its story in its own words" },
	{ "birth",      DAY,    SECRET | MONTH,       "the owner's day of birth" },
	{ "met",        DAY,    NEED | SECRET,        "the day the owner was met", .dflt = "today" },
	{ 0 }
};

#ifdef SPECIMEN_NEWER
static const char *const indexes[] = { "urgency, found, office, weight", NULL };
#else
static const char *const indexes[] = { "urgency, found, office", NULL };
#endif

/* The owner's age on the day it was found. */
static void make_age(const struct record *r, const struct record *joined, char *out)
{
	int age = day_age(val_string(r->month + shape_need(r->shape, "birth")), record_get(r, "found"));

	(void)joined;
	if (age >= 0)
		snprintf(out, 32, "%d", age);
}

static const struct derived derived[] = {
	{ "age", "found birth", "the owner's age when it was found", make_age },
	{ 0 }
};

const struct noun specimen_noun = {
	.name = "specimen", .brief = "a specimen", .plural = "specimens", .letters = "SP", .number = 60, .group = "specimens",
	.day = "found", .domain = "case", .summary = "specimen found label urgency owner_name",
	.fields = fields, .indexes = indexes, .derived = derived,
};
