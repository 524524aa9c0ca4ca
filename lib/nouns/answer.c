/* answer: what was answered to an item of an instrument, or why it was not. */
#include "frame/answered.h"
#include "nouns/answer.sql.h"
#include "words/language.h"

static const struct field fields[] = {
	{ "assessment", ID,   NEED | INDEX | ONCE, "the assessment", .of = "assessment" },
	{ "item",       TEXT, NEED | ONCE,         "the item of its instrument" },
	{ "value",      TEXT, 0,                   "the answer" },
	{ "missing",    CODE, 0,                   "why there is none", .of = "missing_reason" },
	{ 0 }
};

/* One item at a time: of a batch the table must not be read again for each row. */
static const char *const indexes[] = {
	"item, assessment",
	NULL
};

/* What its instrument says of an answer that is new or was changed, if it is here. */
static void judge(struct registry *reg, const struct record *now, const struct record *old, struct faults *f)
{
	static struct record     r;
	const char              *value = record_get(now, "value"), *missing = record_get(now, "missing"), *why, *other;
	const int64_t            assessment = now->v[shape_need(now->shape, "assessment")].i;
	const struct instrument *in;
	int64_t                  hidden;
	int                      item, number;
	char                     id[ID_TEXT];

	if (!record_load(reg, noun_shape(noun_by_name("assessment")), assessment, &r, f->arena, false))
		return;
	in = answered_by(&r, &why);
	item = in ? answered_item(in, record_get(now, "item"), "item", f) : -1;
	if (item < 0)
		return;
	if (value ? !answered_value(in, item, value, "value", f, &number) : !answered_missing(in, item, missing, "missing", f))
		return;
	if (value && !answered_shown(reg, in, assessment, item))
		fault_add(f, "item", "is not asked after the answers before it");
	hidden = old ? answered_hidden(reg, in, assessment, item, value, &other) : 0;
	if (hidden)
		fault_add(f, value ? "value" : "missing", "%s is answered, and would not be asked then: strike that out first (record-void %s)",
		          other, noun_id_text(hidden, id));
}

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
	if (!f->first && record_differs(now, old, "value missing"))
		judge(reg, now, old, f);
}

/* Its assessment is scored anew, once for all of its answers. */
static void saved(struct registry *reg, const struct record *now, const struct record *old)
{
	(void)reg;
	if (!old || old->struck != now->struck || record_differs(now, old, "value missing"))
		answered_later(now->v[shape_need(now->shape, "assessment")].i);
}

const struct noun answer_noun = {
	.name = "answer", .brief = "an answer", .plural = "answers", .letters = "AN", .number = 12, .group = "assessments and plans",
	.domain = "case", .follows = "assessment", .part = true, .joins = "assessment",
	.summary = "answer assessment instrument started item value missing",
	.fields = fields, .indexes = indexes, .rules = rules, .saved = saved,
};
