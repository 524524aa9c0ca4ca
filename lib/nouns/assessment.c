/* assessment: an instrument filled in about somebody. The risk of its case follows the latest one that gives a level. */
#include <string.h>

#include "frame/answered.h"
#include "nouns/assessment.sql.h"

static const struct field fields[] = {
	{ "case",            ID,    NEED | INDEX,  "the case", .of = "case" },
	{ "person",          ID,    MADE | INDEX,  "the child", .of = "person" },
	{ "instrument",      TEXT,  NEED,          "the instrument (instrument-list)" },
	{ "edition",         TEXT,  0,             "its version" },
	{ "subject",         CODE,  NEED,          "whom it is about", .of = "subject", .dflt = "child" },
	{ "about",           ID,    INDEX,         "the person it is about, where that is not the child", .of = "person" },
	{ "informant",       CODE,  0,             "who answered", .of = "informant" },
	{ "started",         DAY,   NEED | PAST,   "the day it was begun", .dflt = "today" },
	{ "ended",           DAY,   PAST,          "the day it was ended" },
	{ "outcome",         TEXT,  0,             "what came of it, in a few words (write no names)" },
	{ "strength",        INT,   0,             "strengths, in percent of what they could be" },
	{ "risk_score",      INT,   0,             "risks, in percent of what they could be" },
	{ "level",           CODE,  0,             "the level of risk that the answers give", .of = "risk" },
	{ "override_level",  CODE,  0,             "the level that the assessor sets instead, and says why", .of = "risk" },
	{ "override_reason", NOTE,  SECRET,        "why another level was set" },
	{ "staff",           STAFF, INDEX,         "who assessed", .dflt = "me" },
	{ 0 }
};

static const char *const indexes[] = {
	"started, instrument, office, level",
	NULL
};

/* What the answers give is not typed in beside them. */
static void scored(struct registry *reg, const struct record *now, const struct record *old, struct faults *f)
{
	static struct record becomes;
	static const char *const fields_of[] = { "strength", "risk_score", "level" };
	const char              *why;

	becomes = *now;
	if (!old || !record_differs(now, old, "strength risk_score level") || !answered_score(reg, &becomes, &why, f->arena))
		return;
	for (int i = 0; i < 3; i++)
		if (record_differs(now, old, fields_of[i]) && record_differs(now, &becomes, fields_of[i]))
			fault_add(f, fields_of[i], "is worked out from the answers, and cannot be given");
}

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char *started = record_get(now, "started"), *ended = record_get(now, "ended");
	static const char *const percents[] = { "strength", "risk_score" };

	if (started && ended && strcmp(ended, started) < 0)
		fault_add(f, "ended", "before it was begun: %s", ended);
	for (int i = 0; i < 2; i++) {
		const struct val *v = now->v + shape_need(now->shape, percents[i]);

		if (v->t && (v->i < 0 || v->i > 100))
			fault_add(f, percents[i], "not from 0 to 100: %lld", (long long)v->i);
	}
	/* Without the key it is not seen whether a reason is there; then it must come with the change. */
	if (record_get(now, "override_level") && !record_get(now, "override_reason") &&
	    (!old || record_differs(now, old, "override_level") || now->unsealed))
		fault_add(f, "override_reason", "a value is needed: say why another level is set");
	if (!record_get(now, "override_level") && record_get(now, "override_reason") && record_differs(now, old, "override_level override_reason"))
		fault_add(f, "override_level", "a value is needed once there is a reason");
	scored(reg, now, old, f);
}

/* The case gets the level of its latest assessment, or what overrides that. A level that was set by hand stands until the
 * next one. */
static void saved(struct registry *reg, const struct record *now, const struct record *old)
{
	static struct record was, becomes;
	static struct arena  arena;
	struct shape        *cases = noun_shape(noun_by_name("case"));
	struct val           v[1];
	int64_t              of[2] = { now->v[shape_need(now->shape, "case")].i, old ? old->v[shape_need(now->shape, "case")].i : 0 };

	if (old && record_differs(now, old, "person instrument edition subject about informant started"))
		answered_later(now->id);
	if (old && old->struck == now->struck && !record_differs(now, old, "case started level override_level"))
		return;
	if (!old && !record_get(now, "level") && !record_get(now, "override_level"))
		return;
	for (int i = 0; i < 2; i++) {
		if (!of[i] || (i && of[1] == of[0]) || !db_one(reg->db, &sql_assessment_level, (struct val[]){ val_int(of[i]) }, v))
			continue;
		arena_reset(&arena, (struct arena_mark){ 0 });
		v[0].s = arena_copy(&arena, v[0].s, (size_t)v[0].n);
		if (!record_load(reg, cases, of[i], &was, &arena, true) || was.struck)
			continue;
		becomes = was;
		becomes.v[shape_need(cases, "risk")] = v[0];
		record_change(reg, &was, &becomes, "change");
	}
}

const struct noun assessment_noun = {
	.name = "assessment", .brief = "an assessment", .plural = "assessments", .letters = "AS", .number = 11,
	.group = "assessments and plans", .day = "started", .domain = "case", .follows = "case", .joins = "person",
	.summary = "assessment case given_name instrument subject informant started strength risk_score level override_level",
	.fields = fields, .indexes = indexes, .rules = rules, .saved = saved,
	.settle = answered_settle, .sound = answered_sound,
};
