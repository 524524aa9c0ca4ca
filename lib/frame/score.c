/* score: what the answers to an instrument come to. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/score.h"
#include "words/mem.h"

static const double tiny = 1e-9;

/* Half away from zero, as one rounds by hand; what is stored in binary a hair below the half is the half. */
static double rounded(double x, int places)
{
	double unit = pow(10, places);

	return (x < 0 ? -floor(-x * unit + 0.5 + tiny) : floor(x * unit + 0.5 + tiny)) / unit;
}

static bool holds(const struct given *given, const bool *shown, const struct conditions *c)
{
	for (int i = 0; i < c->n; i++) {
		const struct condition *one = c->all + i;
		bool                    met = false;

		for (int k = 0; k < one->n && shown[one->item] && given[one->item].answered; k++)
			met |= given[one->item].value == one->value[k];
		if (!met)
			return false;
	}
	return true;
}

void score_show(const struct instrument *in, const struct given *given, bool *shown)
{
	/* What shows an item stands before it. */
	for (int i = 0; i < in->items; i++)
		shown[i] = holds(given, shown, &in->item[i].show);
}

/* The value of an answer, turned round where its item is. */
static double worth(const struct instrument *in, int item, int value)
{
	const struct scale *s = in->scale + in->item[item].scale;

	return in->item[item].reverse ? s->from + s->to - value : value;
}

/* ---- subscales and composites ---- */

struct member { bool asked, answered; double value, low, high, weight; };

static struct member member_of(const struct instrument *in, const struct score *s, const struct given *given, const struct part *p, int m)
{
	int k = p->member[m];

	if (p->composite)
		return (struct member){ s->part[k].asked > 0, s->part[k].there, s->part[k].score, in->part[k].low, in->part[k].high, p->weight[m] };
	return (struct member){ s->shown[k], s->shown[k] && given[k].answered, worth(in, k, given[k].value),
	                        in->scale[in->item[k].scale].from, in->scale[in->item[k].scale].to, p->weight[m] };
}

static struct result add_up(const struct instrument *in, const struct score *s, const struct given *given, const struct part *p)
{
	struct result r = { 0 };
	double        sum = 0, plain = 0, max = 0, low = 0, high = 0, weights = 0, all_weights = 0;

	for (int m = 0; m < p->n; m++) {
		struct member one = member_of(in, s, given, p, m);

		r.asked += one.asked;
		all_weights += one.asked ? one.weight : 0;
		if (!one.answered)
			continue;
		max = r.answered++ && max > one.value ? max : one.value;
		plain += one.value;
		sum += one.weight * one.value;
		low += one.weight * one.low;
		high += one.weight * one.high;
		weights += one.weight;
	}
	r.there = r.answered && r.answered >= p->min_answered;
	if (!r.there)
		return r;
	switch (p->method) {
	case BY_SUM:
		r.score = p->prorate ? plain * r.asked / r.answered : plain;
		break;
	case BY_MEAN:
		r.score = p->composite ? sum / weights : plain / r.answered;
		break;
	case BY_MAX:
		r.score = max;
		break;
	case BY_WEIGHTED:
		r.score = p->prorate ? sum * all_weights / weights : sum;
		break;
	case BY_PERCENT:
		r.score = high > low ? 100 * (sum - low) / (high - low) : 0;
	}
	return r;
}

/* How closely a band is made for somebody: -1 if it is not for them. */
static int fits(const struct band *b, const struct whose *whose)
{
	if ((b->sex && !(whose->sex && instrument_has(b->sex, whose->sex))) ||
	    (b->informant && !(whose->informant && instrument_has(b->informant, whose->informant))) ||
	    (b->age_from >= 0 && (whose->age < b->age_from || whose->age > b->age_to)))
		return -1;
	return (b->sex != NULL) + (b->informant != NULL) + (b->age_from >= 0);
}

static const struct band *band_of(const struct instrument *in, int part, double score, const struct whose *whose)
{
	const struct band *best = NULL;
	double             x = rounded(score, in->part[part].places);

	for (int i = 0; i < in->bands; i++) {
		const struct band *b = in->band + i;

		if (b->part == part && x >= b->from - tiny && x <= b->to + tiny && fits(b, whose) > (best ? fits(best, whose) : -1))
			best = b;
	}
	return best;
}

/* ---- strengths and risks, apart ---- */

static int percent_of_kind(const struct instrument *in, const struct score *s, const struct given *given, enum speaks speaks, int *present,
                           int *answered)
{
	double sum = 0, most = 0;

	*present = *answered = 0;
	for (int i = 0; i < in->items; i++) {
		const struct item  *item = in->item + i;
		const struct scale *scale = in->scale + item->scale;
		double              x;

		if (item->speaks != speaks || !s->shown[i] || !given[i].answered)
			continue;
		x = worth(in, i, given[i].value) - scale->from;
		*present += x > 0;
		*answered += 1;
		sum += item->weight * x;
		most += item->weight * (scale->to - scale->from);
	}
	return most > 0 ? (int)rounded(100 * sum / most, 0) : -1;
}

/* ---- the level ---- */

static int levels(void)
{
	int n = 0;

	while (instrument_keys("risk")[n])
		n++;
	return n;
}

static void set_base(struct score *s, const struct rule *r)
{
	for (int k = 0; k < r->n; k++) {
		const struct band *b = s->part[r->part[k]].band;

		if (s->part[r->part[k]].there && b && b->level > s->base) {
			s->base = b->level;
			s->highest = r->part[k];
		}
	}
}

static bool is_critical(const struct item *item, int value)
{
	for (int k = 0; k < item->criticals; k++)
		if (item->critical[k] == value)
			return true;
	return false;
}

static void raise(const struct instrument *in, struct score *s, const struct given *given, int step)
{
	for (int i = 0; i < in->items; i++)
		if (s->shown[i] && given[i].answered && is_critical(in->item + i, given[i].value))
			s->raising[s->raised++] = i;
	/* A critical answer counts although too little else was answered: from the lowest level. */
	if (s->raised) {
		s->level = (s->level < 0 ? 0 : s->level) + step;
		if (s->level >= levels())
			s->level = levels() - 1;
	}
}

static void set_level(const struct instrument *in, struct score *s, const struct given *given)
{
	s->base = s->highest = -1;
	for (int i = 0; i < in->rules; i++)
		if (in->rule[i].method == RULE_HIGHEST)
			set_base(s, in->rule + i);
	s->level = s->base;
	for (int i = 0; i < in->rules; i++)
		if (in->rule[i].method == RULE_RAISE)
			raise(in, s, given, in->rule[i].step);
	for (int i = 0; i < in->rules; i++)
		if (in->rule[i].method == RULE_AT_LEAST && in->rule[i].level > s->level && holds(given, s->shown, &in->rule[i].when)) {
			s->floor[s->floors++] = i;
			s->level = in->rule[i].level;
		}
}

int score_days(const struct instrument *in, int level)
{
	int general = 0;

	for (int i = 0; i < in->intervals; i++) {
		if (in->interval[i].level == level && level >= 0)
			return in->interval[i].days;
		if (in->interval[i].level < 0)
			general = in->interval[i].days;
	}
	return general;
}

bool score_may_override(const struct instrument *in)
{
	for (int i = 0; i < in->rules; i++)
		if (in->rule[i].method == RULE_OVERRIDE)
			return true;
	return false;
}

struct score *score_make(const struct instrument *in, const struct given *given, const struct whose *whose, struct arena *arena)
{
	struct score *s = arena_take(arena, sizeof *s);
	int           risks;

	s->shown = arena_take(arena, (size_t)(in->items + 1) * sizeof *s->shown);
	s->part = arena_take(arena, (size_t)(in->parts + 1) * sizeof *s->part);
	s->raising = arena_take(arena, (size_t)(in->items + 1) * sizeof *s->raising);
	s->floor = arena_take(arena, (size_t)(in->rules + 1) * sizeof *s->floor);
	score_show(in, given, s->shown);
	/* Subscales stand before the composites made of them. */
	for (int i = 0; i < in->parts; i++) {
		s->part[i] = add_up(in, s, given, in->part + i);
		if (s->part[i].there)
			s->part[i].band = band_of(in, i, s->part[i].score, whose);
	}
	s->strength = percent_of_kind(in, s, given, OF_STRENGTH, &s->strengths, &s->strengths_asked);
	s->risk = percent_of_kind(in, s, given, OF_RISK, &s->concerns, &risks);
	set_level(in, s, given);
	s->days = score_days(in, s->level);
	return s;
}

/* ---- change, and several people ---- */

double score_percent(const struct part *p, double score)
{
	return p->high > p->low ? 100 * (score - p->low) / (p->high - p->low) : 0;
}

/* Whether more of it is better (1), worse (-1) or neither. */
static int good(const struct instrument *in, const struct part *p)
{
	const struct part *leaf = p;
	enum higher        higher;

	if (p->speaks != OF_NEITHER)
		return p->speaks == OF_STRENGTH ? 1 : -1;
	while (leaf->composite && leaf->n)
		leaf = in->part + leaf->member[0];
	if (!leaf->n)
		return 0;
	higher = in->scale[in->item[leaf->member[0]].scale].higher;
	return higher == HIGHER_BETTER ? 1 : higher == HIGHER_WORSE ? -1 : 0;
}

struct shift score_shift(const struct instrument *in, int part, const char *informant, double before, double now)
{
	const struct part   *p = in->part + part;
	const struct change *c = NULL;
	struct shift         s = { .raw = now - before };

	s.percent = p->high > p->low ? 100 * s.raw / (p->high - p->low) : 0;
	s.better = fabs(s.raw) < tiny ? 0 : s.raw > 0 ? good(in, p) : -good(in, p);
	for (int i = 0; i < in->changes; i++)
		if (in->change[i].part == part && (!in->change[i].informant || (informant && instrument_has(in->change[i].informant, informant))) &&
		    (!c || in->change[i].informant))
			c = in->change + i;
	if (c && c->sd > 0) {
		s.has_rci = true;
		s.rci = s.raw / (c->sd * sqrt(2 * (1 - c->reliability)));
		s.reliable = fabs(s.rci) > 1.96;
	}
	if (c && c->step > 0) {
		s.has_step = true;
		s.meaningful = fabs(s.raw) >= c->step - tiny;
	}
	return s;
}

static int by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

double score_median(double *x, int n)
{
	qsort(x, (size_t)n, sizeof *x, by_number);
	return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

double score_spread(double *x, int n)
{
	qsort(x, (size_t)n, sizeof *x, by_number);
	return x[n - 1] - x[0];
}

const char *score_text(double x, char *out)
{
	char *end;

	snprintf(out, 32, "%.2f", rounded(x, 2) + 0.0);
	for (end = out + strlen(out) - 1; *end == '0'; end--)
		*end = 0;
	if (*end == '.')
		*end = 0;
	if (strcmp(out, "-0") == 0)
		strcpy(out, "0");
	return out;
}
