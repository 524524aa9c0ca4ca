/* answered: the answers of an assessment: judged by its instrument, and what those that are stored come to. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/answered.h"
#include "frame/answered.sql.h"
#include "frame/proof.h"
#include "words/day.h"
#include "words/err.h"
#include "words/language.h"

enum { AT_ONCE = 500, TOLD_MAX = 20 };

/* ---- one answer ---- */

int answered_item(const struct instrument *in, const char *item, const char *field, struct faults *f)
{
	int          place = instrument_item(in, item, strlen(item));
	const char **ids, *near;

	if (place >= 0)
		return place;
	ids = arena_take(f->arena, (size_t)(in->items + 1) * sizeof *ids);
	for (int i = 0; i < in->items; i++)
		ids[i] = in->item[i].id;
	near = text_nearest(item, ids, in->items);
	fault_add(f, field, "no such item of %s: %.100s%s", in->id, item, text_hint(near));
	return -1;
}

/* What an item's answer may be, for who gave another. */
static const char *may_be(const struct scale *s, struct arena *arena)
{
	struct text t = { 0 };
	const char *kept;

	if (s->ranged)
		return arena_print(arena, say("from %d to %d"), s->from, s->to);
	for (int i = 0; i < s->n; i++)
		text_print(&t, "%s%d", i ? " " : "", s->choice[i].value);
	kept = arena_string(arena, t.s ? t.s : "");
	text_free(&t);
	return kept;
}

bool answered_value(const struct instrument *in, int item, const char *text, const char *field, struct faults *f, int *value)
{
	const struct scale *s = in->scale + in->item[item].scale;

	if (instrument_whole(text, strlen(text), value) && scale_has(s, *value))
		return true;
	fault_add(f, field, "no such answer: %.60s (%s)", text, may_be(s, f->arena));
	return false;
}

bool answered_missing(const struct instrument *in, int item, const char *reason, const char *field, struct faults *f)
{
	const struct scale *s = in->scale + in->item[item].scale;

	if (instrument_key("missing_reason", reason, strlen(reason)) >= 0 && instrument_has(s->missing, reason))
		return true;
	fault_add(f, field, "no such reason for no answer: %.60s (%s)", reason, s->missing ? s->missing : "not_asked");
	return false;
}

/* ---- an assessment ---- */

const struct instrument *answered_by(const struct record *assessment, const char **why)
{
	const char              *name = record_get(assessment, "instrument"), *edition = record_get(assessment, "edition");
	const struct instrument *in;

	*why = NULL;
	/* What another system calls its instrument is no path here. */
	in = strchr(name, '/') ? NULL : proof_find(name, edition, why);
	if (in && strcmp(in->id, name) == 0 && (!edition || strcmp(in->version, edition) == 0))
		return in;
	if (in && edition)
		*why = arena_print(&arena_run, say("version %s of the instrument %s is not here"), edition, name);
	else if (!*why)
		*why = arena_print(&arena_run, say("no such instrument: %.100s (instrument-list lists them)"), name);
	return NULL;
}

struct whose answered_whose(struct registry *reg, const struct record *r, struct arena *arena)
{
	struct shape       *persons = noun_shape(noun_by_name("person"));
	const struct val   *about = r->v + shape_need(r->shape, "about");
	struct whose        w = { .informant = record_get(r, "informant"), .age = -1 };
	struct record       person;
	const char         *subject = record_get(r, "subject"), *month;

	/* What is about a caregiver who is not named is not about the child. */
	if (!about->t && (!subject || strcmp(subject, "child") != 0))
		return w;
	if (!about->t)
		about = r->v + shape_need(r->shape, "person");
	if (!about->t || !record_load(reg, persons, about->i, &person, arena, false))
		return w;
	w.sex = record_get(&person, "sex");
	month = val_string(person.month + shape_need(persons, "birth"));
	w.age = month ? day_age(month, record_get(r, "started")) : -1;
	return w;
}

struct given *answered_given(struct registry *reg, const struct instrument *in, int64_t assessment, struct arena *arena)
{
	struct given *given = arena_take(arena, (size_t)(in->items + 1) * sizeof *given);
	struct rows  *rows;
	struct val    v[3];

	for (rows = db_ask(reg->db, &sql_answered_all, (struct val[]){ val_int(assessment) }); db_next(rows, v); ) {
		int item = instrument_item(in, v[0].s, (size_t)v[0].n), value;

		/* Of a version that asked otherwise. */
		if (item < 0)
			continue;
		if (v[1].t && instrument_whole(v[1].s, (size_t)v[1].n, &value) && scale_has(in->scale + in->item[item].scale, value))
			given[item] = (struct given){ .answered = true, .value = value };
		else if (v[2].t)
			given[item].missing = arena_copy(arena, v[2].s, (size_t)v[2].n);
	}
	db_end(rows);
	return given;
}

static bool among(const struct condition *c, const char *text)
{
	int value;

	if (!text || !instrument_whole(text, strlen(text), &value))
		return false;
	for (int k = 0; k < c->n; k++)
		if (c->value[k] == value)
			return true;
	return false;
}

bool answered_shown(struct registry *reg, const struct instrument *in, int64_t assessment, int item)
{
	const struct conditions *show = &in->item[item].show;
	struct val               v[2];

	/* Those that it hangs on were asked themselves, or they would have no answer. */
	for (int i = 0; i < show->n; i++)
		if (!db_one(reg->db, &sql_answered_one, (struct val[]){ val_int(assessment), val_text(in->item[show->all[i].item].id) }, v) ||
		    !among(show->all + i, val_string(v + 1)))
			return false;
	return true;
}

int64_t answered_hidden(struct registry *reg, const struct instrument *in, int64_t assessment, int item, const char *value,
                        const char **hidden)
{
	struct val v[2];

	for (int i = item + 1; i < in->items; i++)
		for (int k = 0; k < in->item[i].show.n; k++) {
			const struct condition *c = in->item[i].show.all + k;

			*hidden = in->item[i].id;
			if (c->item == item && !among(c, value) &&
			    db_one(reg->db, &sql_answered_one, (struct val[]){ val_int(assessment), val_text(*hidden) }, v) && v[1].t)
				return v[0].i;
		}
	return 0;
}

/* ---- the scores ---- */

static const char *const scores[] = { "strength", "risk_score", "level", NULL };

bool answered_score(struct registry *reg, struct record *r, const char **why, struct arena *arena)
{
	const struct instrument *in;
	const struct codes      *risk = code_list(reg, "risk");
	struct whose             whose;
	struct score            *score;
	struct val               v[1];
	const char              *level;

	*why = NULL;
	if (!db_one(reg->db, &sql_answered_any, (struct val[]){ val_int(r->id) }, v))
		return false;
	in = answered_by(r, why);
	if (!in)
		return false;
	whose = answered_whose(reg, r, arena);
	score = score_make(in, answered_given(reg, in, r->id, arena), &whose, arena);
	level = score->level < 0 ? NULL : instrument_keys("risk")[score->level];
	if (level && !code_find(risk, level, strlen(level))) {
		*why = arena_print(arena, say("the registry has no such level of risk: %s"), level);
		return false;
	}
	r->v[shape_need(r->shape, "strength")] = score->strength < 0 ? val_null() : val_int(score->strength);
	r->v[shape_need(r->shape, "risk_score")] = score->risk < 0 ? val_null() : val_int(score->risk);
	r->v[shape_need(r->shape, "level")] = val_text(level);
	return true;
}

/* Those to be scored anew: as they come, so that a file that has the answers of one together keeps it once. */
static struct { int64_t *id; int n, room; } later;

void answered_later(int64_t assessment)
{
	if (later.n && later.id[later.n - 1] == assessment)
		return;
	if (later.n == later.room) {
		later.room = later.room ? later.room * 2 : 64;
		later.id = mem_grow(later.id, (size_t)later.room * sizeof *later.id);
	}
	later.id[later.n++] = assessment;
}

void answered_done(int64_t assessment)
{
	if (later.n && later.id[later.n - 1] == assessment)
		later.n--;
}

void answered_later_of(struct registry *reg, int64_t person)
{
	struct rows *rows;
	struct val   v[1];

	for (rows = db_ask(reg->db, &sql_answered_of, (struct val[]){ val_int(person) }); db_next(rows, v); )
		answered_later(v[0].i);
	db_end(rows);
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

void answered_settle(struct registry *reg)
{
	static struct record was, becomes;
	static struct arena  arena;
	struct shape        *shape = noun_shape(noun_by_name("assessment"));
	int                  n = later.n, untold = 0, told = 0;
	const char          *why;
	char                 text[ID_TEXT];

	later.n = 0;
	if (n)
		qsort(later.id, (size_t)n, sizeof *later.id, by_id);
	for (int i = 0; i < n; i++) {
		arena_reset(&arena, (struct arena_mark){ 0 });
		if ((i && later.id[i] == later.id[i - 1]) || !record_load(reg, shape, later.id[i], &was, &arena, false) || was.struck)
			continue;
		becomes = was;
		if (answered_score(reg, &becomes, &why, &arena))
			record_change(reg, &was, &becomes, "change");
		else if (why && told++ < TOLD_MAX)
			err_warn("%s: its answers are neither judged nor scored: %s", noun_id_text(was.id, text), why);
		else
			untold += why != NULL;
	}
	if (untold)
		err_warn("assessments whose answers are neither judged nor scored, beside these: %d", untold);
}

static void compare(const struct record *now, const struct record *scored, void (*fault)(const char *line))
{
	char id[ID_TEXT], one[ID_TEXT], other[ID_TEXT];

	for (int i = 0; scores[i]; i++) {
		int         k = shape_need(now->shape, scores[i]);
		const char *stored = record_text(now, k, one), *comes = record_text(scored, k, other);

		if (record_differs(now, scored, scores[i]))
			fault(arena_print(&arena_run, say("%s: %s: %s, but its answers come to %s"), noun_id_text(now->id, id), scores[i],
			                  stored ? stored : say("(empty)"), comes ? comes : say("(empty)")));
	}
}

void answered_sound(struct registry *reg, void (*fault)(const char *line))
{
	static struct record now, scored;
	static struct arena  arena;
	struct shape        *shape = noun_shape(noun_by_name("assessment"));
	int64_t              id[AT_ONCE] = { 0 };
	int                  n;
	const char          *why;
	struct rows         *rows;
	struct val           v[1];

	/* One answer streams at a time: the ids first. */
	for (int64_t last = 0; ; last = id[n - 1]) {
		n = 0;
		for (rows = db_ask(reg->db, &sql_answered_next, (struct val[]){ val_int(last) }); n < AT_ONCE && db_next(rows, v); )
			id[n++] = v[0].i;
		db_end(rows);
		if (!n)
			break;
		for (int i = 0; i < n; i++) {
			arena_reset(&arena, (struct arena_mark){ 0 });
			if (!record_load(reg, shape, id[i], &now, &arena, false))
				continue;
			scored = now;
			if (answered_score(reg, &scored, &why, &arena))
				compare(&now, &scored, fault);
		}
	}
	arena_free(&arena);
}
