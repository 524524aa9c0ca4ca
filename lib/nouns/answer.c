/* answer: what was answered to an item of an instrument, or why it was not. */
#include "frame/record.h"
#include "words/language.h"
#include "nouns/answer.sql.h"

static const struct field fields[] = {
	{ "assessment", ID,   NEED | INDEX | ONCE, "the assessment", .of = "assessment" },
	{ "item",       TEXT, NEED | ONCE,         "the item of its instrument" },
	{ "value",      TEXT, 0,                   "the answer" },
	{ "missing",    CODE, 0,                   "why there is none", .of = "missing_reason" },
	{ 0 }
};

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	struct val v[1];
	char       id[ID_TEXT];

	if (!record_get(now, "value") == !record_get(now, "missing"))
		fault_add(f, "value", record_get(now, "value") ? SAID("an answer, and why there is none: one of them")
		                                                : SAID("a value is needed, or why there is none (missing)"));
	if (!old && !f->first && db_one(reg->db, &sql_answer_there, (struct val[]){ now->v[shape_need(now->shape, "assessment")],
	                                now->v[shape_need(now->shape, "item")] }, v))
		fault_add(f, "item", "is answered already: %s", noun_id_text(v[0].i, id));
}

const struct noun answer_noun = {
	.name = "answer", .brief = "an answer", .plural = "answers", .letters = "AN", .number = 12, .group = "assessments and plans",
	.domain = "case", .follows = "assessment", .part = true, .joins = "assessment",
	.summary = "answer assessment instrument started item value missing",
	.fields = fields, .rules = rules,
};
