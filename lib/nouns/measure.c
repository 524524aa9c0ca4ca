/* measure: help at home or a placement, with its time. */
#include <string.h>

#include "frame/code.h"
#include "frame/record.h"
#include "nouns/measure.sql.h"
#include "words/day.h"

static const struct field fields[] = {
	{ "case",          ID,   NEED | INDEX, "the case", .of = "case" },
	{ "person",        ID,   MADE | INDEX, "the child", .of = "person" },
	{ "category",      CODE, NEED | INDEX, "what kind of help or placement", .of = "measure_category" },
	{ "started",       DAY,  NEED,         "its first day in force", .dflt = "today" },
	{ "ended",         DAY,  0,            "its last day in force" },
	{ "end_reason",    CODE, 0,            "why it ended", .of = "end_reason", .on = "ended" },
	{ "law",           TEXT, 0,            "the law it rests on" },
	{ "decision",      ID,   INDEX | RESTS, "the decision it rests on", .of = "decision" },
	{ "provider",      TEXT, 0,            "who provides it (write no names of persons)" },
	{ "carer",         ID,   INDEX,        "the carer", .of = "person" },
	{ "best_interest", NOTE, SECRET,       "why it is best for the child" },
	{ 0 }
};

/* The figures read from these alone. What is in force on a day of late are few, what began before it is everything: so
 * the last day comes first; and SQLite finds an index covering only where the bare column stands in it too. */
static const char *const indexes[] = {
	"ended?, started, category, office, person, ended",
	"category, ended?, started, office, person, ended",
	"started, category, office, person",
	"person, ended?, started, ended, category",
	NULL
};

/* A placement is any category that its code list gives a kind. */
static bool placement(struct registry *reg, const char *category)
{
	const struct code *c = category ? code_find(code_list(reg, "measure_category"), category, strlen(category)) : NULL;

	return c && c->kind;
}

/* Two placements of a child may overlap, as when it moves, but not for long. */
static void overlaps(struct registry *reg, const struct record *now, struct faults *f, const char *started, const char *ended)
{
	int          limit = (int)registry_number(reg, "placement_overlap");
	const char  *end = ended ? ended : "9999-12-31";
	struct rows *rows;
	struct val   v[3];
	char         id[ID_TEXT];

	rows = db_ask(reg->db, &sql_measure_overlaps,
	              (struct val[]){ now->v[shape_need(now->shape, "person")], val_text(end), val_text(started), val_int(now->id) });
	while (db_next(rows, v)) {
		const char *from = strcmp(v[1].s, started) > 0 ? v[1].s : started, *to = strcmp(v[2].s, end) < 0 ? v[2].s : end;
		/* One that is open overlaps until today. */
		int         last = strcmp(to, "9999-12-31") == 0 ? day_parse(reg->today) : day_parse(to);

		if (last - day_parse(from) + 1 > limit)
			fault_rule(f, "started", started, "the child is in another placement at the same time, for more than %d days: %s", limit,
			           noun_id_text(v[0].i, id));
	}
	db_end(rows);
}

static void rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const char      *started = record_get(now, "started"), *ended = record_get(now, "ended");
	const struct val decision = now->v[shape_need(now->shape, "decision")], child = now->v[shape_need(now->shape, "person")];
	bool             placed = placement(reg, record_get(now, "category"));
	struct val       v[1];

	if (started && ended && strcmp(ended, started) < 0)
		fault_add(f, "ended", "before it started: %s", ended);
	if (ended && placed && !record_get(now, "end_reason"))
		fault_add(f, "end_reason", "a value is needed once a placement has ended");
	if (!ended && record_get(now, "end_reason"))
		fault_add(f, "ended", "a value is needed once there is a reason");
	if (decision.t && record_differs(now, old, "decision case") &&
	    db_one(reg->db, &sql_measure_decision_child, (struct val[]){ decision }, v) && v[0].i != child.i)
		fault_add(f, "decision", "is about another child");
	if (!placed || f->first || !record_differs(now, old, "category started ended decision law case"))
		return;
	if (!decision.t && !record_get(now, "law") && strcmp(registry_choice(reg, "placement_basis", "yes no"), "yes") == 0)
		fault_rule(f, "decision", started, "a placement rests on a decision or a law: give one");
	overlaps(reg, now, f, started, ended);
}

const struct noun measure_noun = {
	.name = "measure", .brief = "a measure", .plural = "measures", .letters = "ME", .number = 7,
	.group = "investigations, decisions, measures", .day = "started", .until = "ended", .domain = "case", .follows = "case", .joins = "person",
	.summary = "measure case given_name family_name category started ended provider",
	.fields = fields, .indexes = indexes, .rules = rules,
};
