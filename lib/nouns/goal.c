/* goal: what a plan is to reach, for the child, the family, a carer, somebody of the network. */
#include "frame/record.h"

static const struct field fields[] = {
	{ "plan",    ID,   NEED | INDEX,  "the plan", .of = "plan" },
	{ "case",    ID,   MADE | INDEX,  "the case", .of = "case" },
	{ "person",  ID,   MADE,          "the child", .of = "person" },
	{ "subject", CODE, NEED,          "for whom", .of = "subject", .dflt = "child" },
	{ "domain",  TEXT, 0,             "what it is about: school, safety, health (write no names)" },
	{ "text",    NOTE, NEED | SECRET, "the goal in plain words" },
	{ "due",     DAY,  INDEX,         "the day by which it is to be reached" },
	{ "status",  CODE, NEED,          "how far it has come", .of = "goal_status", .dflt = "not_started" },
	{ "before",  ID,   INDEX,         "the same goal in the plan before", .of = "goal" },
	{ 0 }
};

const struct noun goal_noun = {
	.name = "goal", .brief = "a goal", .plural = "goals", .letters = "GO", .number = 14, .group = "assessments and plans",
	.domain = "case", .follows = "plan", .joins = "person",
	.summary = "goal plan given_name subject domain text due status",
	.fields = fields,
};
