/* assess: an instrument is filled in about somebody. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/answered.h"
#include "frame/cell.h"
#include "frame/proof.h"
#include "hall/ask.h"
#include "hall/assess.h"
#include "hall/like.h"
#include "words/language.h"
#include "words/mem.h"

/* ---- instruments ---- */

const struct instrument *assess_need(const char *name)
{
	const char              *why;
	const struct instrument *in = proof_find(name, NULL, &why);

	if (!in)
		err_exit(STATUS_WRONG, "%s", why);
	return in;
}

const char *assess_warning(const struct instrument *in, const struct score *score)
{
	const char *text = wording_in(in->text + TEXT_NO_STRENGTH, language_now());

	return score->strengths == 0 && *text ? text : NULL;
}

const char *assess_unbanded(const struct instrument *in, const struct score *score, struct arena *arena)
{
	for (int i = 0; i < in->rules; i++)
		for (int k = 0; k < in->rule[i].n; k++) {
			int part = in->rule[i].part[k];

			if (score->part[part].there && !score->part[part].band)
				return arena_print(arena, say("%s: no band is for this age, sex and informant, so that it gives no level"),
				                   wording_in(&in->part[part].label, language_now()));
		}
	return NULL;
}

/* ---- answers ---- */

/* Read one answer; "" is none. A wrong one counts as answered: there is no more to be said of its item. */
static void take_reply(const struct instrument *in, const struct reply *r, struct given *given, struct faults *f)
{
	int         item = answered_item(in, r->item, r->item, f), value;
	const char *missing = r->missing && *r->missing ? r->missing : NULL;

	if (item < 0)
		return;
	if (given[item].answered || given[item].missing) {
		fault_add(f, r->item, "is answered twice");
		return;
	}
	if (!missing && r->value && instrument_key("missing_reason", r->value, strlen(r->value)) >= 0)
		missing = r->value;
	else if (missing && r->value && *r->value)
		fault_add(f, r->item, "an answer, and why there is none: one of them");
	else if (!missing && r->value && *r->value) {
		if (!answered_value(in, item, r->value, r->item, f, &value))
			value = in->scale[in->item[item].scale].from;
		given[item] = (struct given){ .answered = true, .value = value };
	}
	if (missing && answered_missing(in, item, missing, r->item, f))
		given[item].missing = missing;
}

/* What was not asked has no answer, and what must be answered has one. */
static void judge_answers(const struct instrument *in, const struct given *given, struct faults *f)
{
	bool *shown = arena_take(f->arena, (size_t)(in->items + 1) * sizeof *shown), any = false;

	score_show(in, given, shown);
	for (int i = 0; i < in->items; i++) {
		any |= given[i].answered || given[i].missing;
		if (given[i].answered && !shown[i])
			fault_add(f, in->item[i].id, "is not asked after the answers before it");
		if (!given[i].answered && shown[i] && in->item[i].required)
			fault_add(f, in->item[i].id, "an answer is needed");
	}
	if (!any && !f->first)
		fault_add(f, NULL, "no answers");
}

void assess_reply(struct sitting *s, const char *option)
{
	const char *equals = strchr(option, '=');

	if (!equals || equals == option)
		err_exit(STATUS_MISUSED, "--answer: ITEM=VALUE, not %s", option);
	s->reply = arena_room(s->reply, s->n, sizeof *s->reply);
	s->reply[s->n++] = (struct reply){ .item = arena_copy(&arena_run, option, (size_t)(equals - option)), .value = equals + 1 };
}

/* ---- asking ---- */

static const char *question(const struct instrument *in, const bool *shown, int item, int language)
{
	const struct item  *i = in->item + item;
	const struct scale *s = in->scale + i->scale;
	struct text         t = { 0 };
	int                 at = 0, of = 0;

	for (int k = 0; k < in->items; k++) {
		of += shown[k] || k > item;
		at += k <= item && shown[k];
	}
	text_print(&t, "\n%d/%d  %s\n", at, of, wording_in(&i->text, language));
	for (int k = 0; k < s->n; k++)
		text_print(&t, "    %d  %s\n", s->choice[k].value, wording_in(&s->choice[k].label, language));
	if (s->ranged)
		text_print(&t, "    %d-%d\n", s->from, s->to);
	text_print(&t, "%s:", i->id);
	return text_keep(&t);
}

bool assess_ask(const struct instrument *in, struct sitting *s)
{
	struct given *given = arena_take(&arena_run, (size_t)(in->items + 1) * sizeof *given);
	bool         *shown = arena_take(&arena_run, (size_t)(in->items + 1) * sizeof *shown);
	int           language = language_now();

	err_note("%s; nothing leaves a question open, not_applicable, refused or unknown says why", wording_in(&in->title, language));
	if (*wording_in(in->text + TEXT_INTRO, language))
		err_note("%s", wording_in(in->text + TEXT_INTRO, language));
	for (int i = 0; i < in->items; i++) {
		score_show(in, given, shown);
		while (shown[i]) {
			struct faults f = { .arena = &arena_run };
			struct reply  one = { .item = in->item[i].id };
			char         *typed = ask_line(question(in, shown, i, language), false);

			if (!typed)
				return false;
			typed += strspn(typed, " \t\r");
			for (size_t n = strlen(typed); n && strchr(" \t\r", typed[n - 1]); )
				typed[--n] = 0;
			one.value = typed;
			take_reply(in, &one, given, &f);
			if (!f.first && !*typed && in->item[i].required)
				fault_add(&f, one.item, "an answer is needed");
			if (f.first) {
				err_warn("%s: %s", f.first->field, f.first->text);
				given[i] = (struct given){ 0 };
				continue;
			}
			s->reply = arena_room(s->reply, s->n, sizeof *s->reply);
			s->reply[s->n++] = one;
			break;
		}
	}
	return true;
}

/* ---- writing ---- */

/* What the instrument says of the one who answers, the one it is about, the day. */
static void judge_fit(const struct instrument *in, const struct record *r, const struct whose *whose, struct faults *f)
{
	const char *subject = record_get(r, "subject"), *informant = record_get(r, "informant"), *day = record_get(r, "started");

	if (subject && !instrument_has(in->subject, subject))
		fault_add(f, "subject", "%s is not about this: %s (%s)", in->id, subject, in->subject);
	if (informant && !instrument_has(in->informant, informant))
		fault_add(f, "informant", "%s is not for them to answer: %s (%s)", in->id, informant, in->informant);
	if (day && in->from && strcmp(day, in->from) < 0)
		fault_add(f, "started", "%s %s is valid from %s, not on %s", in->id, in->version, in->from, day);
	if (day && in->to && strcmp(day, in->to) > 0)
		fault_add(f, "started", "%s %s is valid to %s, not on %s", in->id, in->version, in->to, day);
	if (whose->age >= 0 && in->age_from >= 0 && (whose->age < in->age_from || whose->age > in->age_to))
		fault_rule(f, "instrument", day, "%s is for ages %d to %d, not %d", in->id, in->age_from, in->age_to, whose->age);
	if (record_get(r, "override_level") && !score_may_override(in))
		fault_add(f, "override_level", "%s provides for none", in->id);
}

static void set_int(struct record *r, const char *field, int n)
{
	r->v[shape_need(r->shape, field)] = n < 0 ? val_null() : val_int(n);
}

static bool write_answers(struct run *run, const struct assessed *a, struct faults *f)
{
	static struct record one;
	struct shape        *s = noun_shape(noun_by_name("answer"));
	char                 id[ID_TEXT], value[16];

	noun_id_text(a->r.id, id);
	for (int i = 0; i < a->in->items; i++) {
		const char *raw[FIELDS_MAX] = { 0 };

		if (!a->given[i].answered && !a->given[i].missing)
			continue;
		snprintf(value, sizeof value, "%d", a->given[i].value);
		raw[shape_need(s, "assessment")] = id;
		raw[shape_need(s, "item")] = a->in->item[i].id;
		raw[a->given[i].answered ? shape_need(s, "value") : shape_need(s, "missing")] = a->given[i].answered ? value : a->given[i].missing;
		one = (struct record){ .shape = s };
		/* They were judged together: the rules of one answer are kept. */
		cell_read(run->reg, &one, raw, false, f->arena, f);
		if (f->first || !record_add(run->reg, &one))
			return false;
	}
	return true;
}

/* The owner of a registry may have changed its lists. */
static void judge_codes(struct registry *reg, const struct assessed *a, struct faults *f)
{
	const struct codes *risk = code_list(reg, "risk"), *missing = code_list(reg, "missing_reason");
	const char         *level = record_get(&a->r, "level");

	if (level && !code_find(risk, level, strlen(level)))
		fault_add(f, "level", "the registry has no such level of risk: %s", level);
	for (int i = 0; i < a->in->items; i++)
		if (a->given[i].missing && !code_find(missing, a->given[i].missing, strlen(a->given[i].missing)))
			fault_add(f, a->in->item[i].id, "the registry has no such reason: %s", a->given[i].missing);
}

/* What the row leaves open and the instrument knows. */
static void fill(const struct instrument *in, const struct shape *s, const char **raw, struct arena *arena)
{
	const int subject = shape_need(s, "subject"), informant = shape_need(s, "informant");

	raw[shape_need(s, "instrument")] = in->id;
	raw[shape_need(s, "edition")] = in->version;
	if (!(raw[subject] && *raw[subject]) && in->subject)
		raw[subject] = arena_copy(arena, in->subject, strcspn(in->subject, "|"));
	if (!(raw[informant] && *raw[informant]) && in->informant && !strchr(in->informant, '|'))
		raw[informant] = in->informant;
}

bool assess_ready(struct run *run, const struct sitting *s, struct faults *f)
{
	static struct sitting    one;
	static struct record     r;
	const int                level = shape_need(run->shape, "override_level"), reason = shape_need(run->shape, "override_reason");
	const char              *why;
	const struct instrument *in = proof_find(s->raw[shape_need(run->shape, "instrument")], NULL, &why);
	struct whose             whose;

	one = *s;
	r = (struct record){ .shape = run->shape };
	like_fill(run, one.raw);
	fill(in, run->shape, one.raw, f->arena);
	/* Why another level is set is asked for at the end. */
	if (one.raw[level] && !one.raw[reason])
		one.raw[reason] = "?";
	cell_read(run->reg, &r, one.raw, false, f->arena, f);
	if (f->first)
		return false;
	whose = answered_whose(run->reg, &r, f->arena);
	record_rules(run->reg, &r, NULL, f);
	judge_fit(in, &r, &whose, f);
	return !f->first;
}

bool assess_one(struct run *run, struct sitting *s, struct faults *f, struct assessed *out)
{
	struct shape *shape = run->shape;
	const char   *name = s->raw[shape_need(shape, "instrument")], *why;
	struct whose  whose;

	*out = (struct assessed){ .r = { .shape = shape } };
	if (name && *name)
		out->in = proof_find(name, NULL, &why);
	if (!out->in) {
		fault_add(f, "instrument", "%s", name && *name ? why : "a value is needed");
		return false;
	}
	like_fill(run, s->raw);
	fill(out->in, shape, s->raw, f->arena);
	cell_read(run->reg, &out->r, s->raw, false, f->arena, f);
	out->given = arena_take(f->arena, (size_t)(out->in->items + 1) * sizeof *out->given);
	for (int i = 0; i < s->n; i++)
		take_reply(out->in, s->reply + i, out->given, f);
	judge_answers(out->in, out->given, f);
	if (f->first)
		return false;
	whose = answered_whose(run->reg, &out->r, f->arena);
	out->score = score_make(out->in, out->given, &whose, f->arena);
	set_int(&out->r, "strength", out->score->strength);
	set_int(&out->r, "risk_score", out->score->risk);
	if (out->score->level >= 0)
		record_set(&out->r, "level", instrument_keys("risk")[out->score->level]);
	record_rules(run->reg, &out->r, NULL, f);
	judge_fit(out->in, &out->r, &whose, f);
	judge_codes(run->reg, out, f);
	if (f->overrode && !f->first)
		record_set(&out->r, "overridden", f->override);
	if (f->first)
		return false;
	if (!record_add(run->reg, &out->r)) {
		fault_add(f, "ref", "is there already: %s", record_get(&out->r, "ref"));
		return false;
	}
	if (!write_answers(run, out, f))
		return false;
	answered_done(out->r.id);
	return true;
}
