/* decision: a formal decision: by the service, the board, a court, the state administrator. */
#include "frame/record.h"

static const struct field fields[] = {
	{ "case",    ID,   NEED | INDEX, "the case", .of = "case" },
	{ "person",  ID,   MADE | INDEX, "the child", .of = "person" },
	{ "kind",    CODE, NEED,         "what it decides", .of = "decision_kind" },
	{ "decided", DAY,  NEED | PAST,  "the day it was made", .dflt = "today" },
	{ "body",    CODE, 0,            "who made it", .of = "body", .dflt = "service" },
	{ "consent", BOOL, 0,            "whether those it concerns consented" },
	{ "law",     TEXT, 0,            "the law it rests on" },
	{ "outcome", CODE, 0,            "what became of it", .of = "decision_outcome" },
	{ "reason",  NOTE, SECRET,       "the reasons" },
	{ 0 }
};

static const char *const indexes[] = {
	"kind, decided, outcome, consent, person, office",
	NULL
};

const struct noun decision_noun = {
	.name = "decision", .brief = "a decision", .plural = "decisions", .letters = "DE", .number = 8,
	.group = "investigations, decisions, measures", .day = "decided", .domain = "case", .follows = "case", .joins = "person",
	.summary = "decision case given_name family_name kind decided body consent outcome",
	.fields = fields, .indexes = indexes,
};
