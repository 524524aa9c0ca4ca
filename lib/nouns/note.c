/* note: a dated, signed account of anything that has an id. */
#include "frame/record.h"

static const struct field fields[] = {
	{ "about", ID,    NEED | INDEX,          "what it is about: the id of any record" },
	{ "day",   DAY,   NEED | INDEX | PAST,   "the day it happened", .dflt = "today" },
	{ "kind",  CODE,  0,                     "what kind of note", .of = "note_kind" },
	{ "text",  NOTE,  NEED | SECRET,         "the account" },
	{ "staff", STAFF, INDEX,                 "who wrote it", .dflt = "me" },
	{ 0 }
};

const struct noun note_noun = {
	.name = "note", .brief = "a note", .plural = "notes", .letters = "NO", .number = 9, .group = "children and cases",
	.day = "day", .domain = "case", .summary = "note about day kind staff text",
	.fields = fields,
};
