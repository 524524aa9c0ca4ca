/* case-new: a child and its case, in one row. A child who is there already is found again, whatever the spelling. */
#include <string.h>

#include "frame/cell.h"
#include "frame/name.h"
#include "hall/batch.h"
#include "nouns/person.h"
#include "words/language.h"

extern const struct noun person_noun, case_noun;

static bool new_person;

static const struct opt opts[] = {
	{ 0, "new-person", NULL, NULL, "another child, although one of this name and day of birth is there", .on = &new_person },
	{ 0 }
};

/* What the message says of the child, and of the case. */
static const char *const from_message[][2] = {
	{ "given_name", "child_given" }, { "family_name", "child_family" }, { "national_id", "child_national_id" },
	{ "birth", "child_birth" }, { "sex", "child_sex" }, { "language", "language" }, { "interpreter", "interpreter" },
	{ "concern_type", "content" }, { "office", "office" },
};

static const char **current_row;

/* What the row leaves open is taken from its message; of a child who is known, only what is the case's. */
static void fill(struct run *run, const struct record *old, const char **raw, struct faults *f)
{
	const int     concern = form_need(&run->form, "concern"), person = form_need(&run->form, "person");
	struct shape *s = noun_shape(noun_by_name("concern"));
	struct record message;
	const char   *why, *text;
	int64_t       id;
	char          out[ID_TEXT];

	current_row = raw;
	if (run->operands.n && !cell_given(raw[concern]))
		raw[concern] = run->operands.s[0];
	if (old || !cell_given(raw[concern]) || !name_find(run->reg, s->noun, NULL, raw[concern], &id, &why))
		return;		/* cell_read tells what is wrong with it */
	record_load(run->reg, s, id, &message, f->arena, true);
	if (message.struck)
		fault_refuse(f, "concern", "was struck out: %s", noun_id_text(id, out));
	text = record_text(&message, shape_need(s, "person"), out);
	if (text && !cell_given(raw[person]) && !cell_given(raw[form_need(&run->form, "given_name")]))
		raw[person] = arena_string(f->arena, text);
	for (size_t i = 0; i < sizeof from_message / sizeof *from_message; i++) {
		int  cell = form_need(&run->form, from_message[i][0]);
		bool of_case = cell >= form_main(&run->form);

		text = record_text(&message, shape_need(s, from_message[i][1]), out);
		if (text && !cell_given(raw[cell]) && (of_case || !cell_given(raw[person])))
			raw[cell] = text;
	}
}

static int64_t known(struct run *run, struct record *now, struct faults *f)
{
	static const char *const says[] = { "given_name", "family_name", "national_id", "birth", "sex", "ref", NULL };
	const char              *same = common.from ? registry_choice(run->reg, "same_person", "refuse same new") : "refuse";
	char                     id[ID_TEXT];
	int64_t                  there, by_id;
	bool                     anything = false;

	for (int i = 0; says[i]; i++)
		anything |= record_get(now, says[i]) != NULL;
	if (!anything && !cell_given(current_row[form_need(&run->form, "concern")]))
		fault_add(f, NULL, "who is the child? give a name, a national id, or --person");
	by_id = person_same(run->reg, now, false, f->arena);
	there = by_id || new_person || strcmp(same, "new") == 0 ? by_id : person_same(run->reg, now, true, f->arena);
	if (there && strcmp(same, "same") != 0)
		fault_refuse(f, NULL, by_id ? SAID("the child is there already, it seems: %s (--person goes on with it)")
		             : SAID("the child is there already, it seems: %s (--person goes on with it, --new-person makes another of the same name)"),
		             noun_id_text(there, id));
	return there;
}

/* The message knows its child from now on. */
static void after(struct run *run, const struct row *row)
{
	const struct record *made = row->r + run->form.n - 1;
	const struct val    *concern = made->v + shape_need(made->shape, "concern");
	static struct record old, now;
	static struct arena  arena;
	int                  person;

	arena_reset(&arena, (struct arena_mark){ 0 });
	if (!concern->t || !record_load(run->reg, noun_shape(noun_by_name("concern")), concern->i, &old, &arena, true))
		return;
	person = shape_need(old.shape, "person");
	if (old.v[person].t)
		return;
	now = old;
	now.v[person] = made->v[shape_need(made->shape, "person")];
	record_change(run->reg, &old, &now, "change");
}

static enum status run(struct run *run)
{
	static struct batch_hooks hooks = { .fill = fill, .known = known, .after = after };

	if (run->operands.n)
		run->operands.s[0] = cmd_one(run, noun_by_name("concern"), false);
	/* A child who is named needs no asking. */
	else if (!run->given[form_need(&run->form, "person")].n && !run->given[form_need(&run->form, "concern")].n)
		hooks.asks = "given_name family_name birth";
	return batch_add_with(run, &hooks);
}

const struct cmd case_new_cmd = {
	.name = "case-new",
	.group = "children and cases",
	.brief = "register a child and open a case, or many from CSV",
	.args = "[CONCERN]", .arg_kind = "id:concern",
	.needs = NEEDS_WRITE, .takes = TAKES_BATCH | TAKES_KEYED,
	.noun = &case_noun, .nouns = (const struct noun *const[]){ &person_noun, &case_noun, NULL }, .form = FORM_ADD, .begins = true,
	.opts = opts, .run = run,
};
