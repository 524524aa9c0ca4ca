/* proof: an instrument is held against itself. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/noun.h"
#include "frame/proof.h"
#include "frame/rubric.h"
#include "words/day.h"
#include "words/language.h"
#include "words/map.h"
#include "words/mem.h"

/* Numbers that a file writes with a few decimals, and sums of them. */
static const double tiny = 1e-9;

static bool same(double a, double b)
{
	return fabs(a - b) < tiny;
}

/* As a file would write it. */
static const char *shown(double number)
{
	return arena_print(&arena_run, "%.6g", number);
}

/* ---- the whole, scales, items ---- */

static void prove_whole(struct instrument *in)
{
	const char *slash = strrchr(in->path, '/'), *name = slash ? slash + 1 : in->path;
	size_t      n = strlen(name);
	bool        any = false;

	if (!in->line) {
		instrument_flaw(in, 1, "row", "no row `instrument`");
		return;
	}
	for (int k = 0; k < LANGUAGES; k++)
		any |= in->language[k];
	if (!any)
		instrument_flaw(in, in->line, "languages", "no language at all");
	n -= n > 4 && strcmp(name + n - 4, ".csv") == 0 ? 4 : 0;
	if (*in->id && !(strlen(in->id) == n && strncmp(name, in->id, n) == 0) &&
	    !(*in->version && strncmp(name, arena_print(&arena_run, "%s-%s", in->id, in->version), n) == 0 && n == strlen(in->id) + 1 + strlen(in->version)))
		instrument_flaw(in, in->line, "id", "not the name of the file: %.100s", in->id);
	if (in->from && in->to && strcmp(in->to, in->from) < 0)
		instrument_flaw(in, in->line, "to", "before it is valid: %s", in->to);
	if (!wording_in(in->text + TEXT_LICENCE, 0)[0])
		instrument_flaw(in, in->line, "row", "no text `licence`: who may use it");
	if (!wording_in(in->text + TEXT_MISSING, 0)[0])
		instrument_flaw(in, in->line, "row", "no text `missing`: what becomes of questions left open");
	if (!in->items)
		instrument_flaw(in, in->line, "row", "no item: nothing is asked");
}

static void prove_scale(struct instrument *in, int s)
{
	const struct scale *scale = in->scale + s;
	bool                used = false;

	if (scale->to < scale->from)
		instrument_flaw(in, scale->line, "to", "below from: %d", scale->to);
	else if (!scale->ranged && scale->n < 2)
		instrument_flaw(in, scale->line, "id", scale->n ? SAID("has one value only: %s") : SAID("has no values: %s"), scale->id);
	for (int i = 0; i < in->items; i++)
		used |= in->item[i].scale == s;
	if (!used)
		instrument_flaw(in, scale->line, "id", "no item uses it: %s", scale->id);
}

static void prove_values(struct instrument *in, const struct conditions *c, long line)
{
	for (int i = 0; i < c->n; i++)
		for (int k = 0; k < c->all[i].n; k++) {
			const struct item *on = in->item + c->all[i].item;

			if (on->scale >= 0 && !scale_has(in->scale + on->scale, c->all[i].value[k]))
				instrument_flaw(in, line, "show_if", "not a value of %s: %d", on->id, c->all[i].value[k]);
		}
}

/* Whether what shows `item` hangs, over however many steps, on `goal`. */
static bool hangs_on(const struct instrument *in, int item, int goal, char *seen)
{
	const struct conditions *c = &in->item[item].show;

	for (int i = 0; i < c->n; i++) {
		int on = c->all[i].item;

		if (on == goal)
			return true;
		if (!seen[on]) {
			seen[on] = 1;
			if (hangs_on(in, on, goal, seen))
				return true;
		}
	}
	return false;
}

/* Whether the weights of its members count for anything. */
static bool weighs(const struct part *p)
{
	return p->method == BY_WEIGHTED || p->method == BY_PERCENT || (p->method == BY_MEAN && p->composite);
}

static bool is_weighed(const struct instrument *in, int item)
{
	for (int i = 0; i < in->parts; i++)
		for (int m = 0; m < in->part[i].n; m++)
			if (!in->part[i].composite && in->part[i].member[m] == item && weighs(in->part + i))
				return true;
	return false;
}

/* What casework's own tables of answers have as columns. */
static bool reserved(const char *id)
{
	static const char *const others[] = { "assessment", "item", "value", "missing", "line", "error", NULL };
	const struct noun       *assessment = noun_by_name("assessment");

	return instrument_place(others, id, strlen(id)) >= 0 || (assessment && shape_field(noun_shape(assessment), id) >= 0);
}

static void prove_item(struct instrument *in, int i)
{
	const struct item  *item = in->item + i;
	const struct scale *scale = item->scale >= 0 ? in->scale + item->scale : NULL;

	if (reserved(item->id))
		instrument_flaw(in, item->line, "id", "is a column of every table of answers: %s", item->id);
	for (int k = 0; k < item->criticals && scale; k++)
		if (!scale_has(scale, item->critical[k]))
			instrument_flaw(in, item->line, "critical", "not a value of the scale %s: %d", scale->id, item->critical[k]);
	if (!same(item->weight, 1) && item->weight > 0 && !is_weighed(in, i))
		instrument_flaw(in, item->line, "weight", "counts for nothing: none of its subscales is weighted or a percent");
	prove_values(in, &item->show, item->line);
	if (item->show.n && hangs_on(in, i, i, arena_take(&arena_run, (size_t)in->items)))
		instrument_flaw(in, item->line, "show_if", "goes round in a circle: what shows %s hangs on its own answer", item->id);
	else
		for (int k = 0; k < item->show.n; k++)
			if (item->show.all[k].item > i)
				instrument_flaw(in, item->line, "show_if", "hangs on a later item, which is not answered yet: %s",
				                in->item[item->show.all[k].item].id);
	for (const char *p = item->of; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");
		int    part = instrument_part(in, p, n);

		if (part < 0 || in->part[part].composite)
			instrument_flaw(in, item->line, "of", "no such subscale: %.100s", arena_copy(&arena_run, p, n));
		else if (in->part[part].speaks != item->speaks)
			instrument_flaw(in, item->line, "kind", "%s in %s, a subscale of kind %s: they are never added up together",
			                speaks_words[item->speaks], in->part[part].id, speaks_words[in->part[part].speaks]);
		p += n;
	}
}

/* ---- scores ---- */

static double member_low(const struct instrument *in, const struct part *p, int m)
{
	return p->composite ? in->part[p->member[m]].low : in->item[p->member[m]].scale < 0 ? 0
	       : in->scale[in->item[p->member[m]].scale].from;
}

static double member_high(const struct instrument *in, const struct part *p, int m)
{
	return p->composite ? in->part[p->member[m]].high : in->item[p->member[m]].scale < 0 ? 1
	       : in->scale[in->item[p->member[m]].scale].to;
}

/* Whether a member counts whenever there is a score. */
static bool is_sure(const struct instrument *in, const struct part *p, int m)
{
	const struct item *item = in->item + p->member[m];
	const struct part *part = in->part + p->member[m];

	if (p->min_answered >= p->n)
		return true;
	if (!p->composite)
		return !item->show.n && (p->prorate || item->required);
	for (int i = 0; p->prorate && i < part->n; i++)
		if (is_sure(in, &(struct part){ .n = part->n, .member = part->member, .prorate = true }, i))
			return true;
	return false;
}

static int by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* How little the members of a sum come to, where those that are not sure may be left open, but for `need` of them. */
static double least(const double *sure, int sures, double *open, int opens, int need)
{
	double sum = 0;

	for (int i = 0; i < sures; i++)
		sum += sure[i];
	qsort(open, (size_t)opens, sizeof *open, by_number);
	for (int i = 0; i < opens && (open[i] < 0 || i < need); i++)
		sum += open[i];
	return sum;
}

static void span_sum(const struct instrument *in, struct part *p)
{
	double *sure = arena_take(&arena_run, 2 * (size_t)p->n * sizeof *sure), *open = sure + p->n, end[2];

	/* The highest is the lowest of what is turned round. */
	for (int turned = 0; turned < 2; turned++) {
		int sures = 0, opens = 0;

		for (int m = 0; m < p->n; m++) {
			double w = p->method == BY_WEIGHTED ? p->weight[m] : 1;
			double x = w * (turned ? -member_high(in, p, m) : member_low(in, p, m));

			if (is_sure(in, p, m))
				sure[sures++] = x;
			else
				open[opens++] = x;
		}
		end[turned] = least(sure, sures, open, opens, p->min_answered - sures);
	}
	p->low = end[0];
	p->high = -end[1] + 0.0;
}

/* How low and how high a score can be. */
static void span(const struct instrument *in, struct part *p)
{
	double low = 0, high = 0, weights = 0;

	if (p->method == BY_SUM || p->method == BY_WEIGHTED) {
		span_sum(in, p);
		return;
	}
	for (int m = 0; m < p->n; m++) {
		double w = p->composite ? p->weight[m] : 1, l = member_low(in, p, m), h = member_high(in, p, m);

		low = p->method == BY_MAX ? (m && low > l ? low : l) : low + w * l;
		high = p->method == BY_MAX ? (m && high > h ? high : h) : high + w * h;
		weights += w;
	}
	if (p->method == BY_MEAN) {
		low /= weights;
		high /= weights;
	}
	p->low = p->method == BY_PERCENT ? 0 : low;
	p->high = p->method == BY_PERCENT ? 100 : high;
}

static void prove_part(struct instrument *in, struct part *p)
{
	bool weighted = false;

	if (!p->n) {
		instrument_flaw(in, p->line, p->composite ? "of" : "id", p->composite ? SAID("has no subscales: %s") : SAID("no item is of it: %s"), p->id);
		return;
	}
	span(in, p);
	for (int m = 0; m < p->n; m++) {
		weighted |= !same(p->weight[m], 1);
		if (p->composite && in->part[p->member[m]].speaks != p->speaks)
			instrument_flaw(in, p->line, "of", "%s is of kind %s: strengths and risks are never added up together",
			                in->part[p->member[m]].id, speaks_words[in->part[p->member[m]].speaks]);
		/* The largest of a range from 0 to 4 and one from 0 to 10 says nothing, nor does either of what the other would be. */
		if ((p->method == BY_MAX || p->method == BY_MEAN || p->prorate) && (!same(member_low(in, p, m), member_low(in, p, 0)) ||
		    !same(member_high(in, p, m), member_high(in, p, 0))))
			instrument_flaw(in, p->line, p->prorate ? "prorate" : "method", "%s of scores of different ranges", method_words[p->method]);
	}
	if (weighted && p->composite && !weighs(p))
		instrument_flaw(in, p->line, "method", "weights count for nothing here: %s", method_words[p->method]);
	if (p->min_answered < 1 || p->min_answered > p->n)
		instrument_flaw(in, p->line, "min_answered", "not from 1 to %d, as many as it has: %d", p->n, p->min_answered);
	if (p->prorate && p->method != BY_SUM && p->method != BY_WEIGHTED)
		instrument_flaw(in, p->line, "prorate", "only sums are prorated, not %s", method_words[p->method]);
	if (p->stated && (!same(p->from, p->low) || !same(p->to, p->high)))
		instrument_flaw(in, p->line, same(p->from, p->low) ? "to" : "from", "its scores go from %s to %s, not from %s to %s",
		                shown(p->low), shown(p->high), shown(p->from), shown(p->to));
}

/* ---- bands ---- */

/* Whether all keys of `a` (with | between; NULL: any) are among those of `b`; whether any is. */
static bool within(const char *a, const char *b)
{
	for (const char *p = a; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");

		if (!instrument_has(b, arena_copy(&arena_run, p, n)))
			return false;
		p += n;
	}
	return a || !b;
}

static bool meets(const char *a, const char *b)
{
	for (const char *p = a; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");

		if (instrument_has(b, arena_copy(&arena_run, p, n)))
			return true;
		p += n;
	}
	return !a;
}

static bool same_keys(const char *a, const char *b)
{
	return within(a, b) && within(b, a);
}

/* Whether two bands are for the same people. */
static bool same_people(const struct band *a, const struct band *b)
{
	return a->part == b->part && a->age_from == b->age_from && a->age_to == b->age_to && same_keys(a->sex, b->sex) &&
	       same_keys(a->informant, b->informant);
}

/* Whether there are people whom both are for, and neither is made closer for. */
static bool vie(const struct band *a, const struct band *b)
{
	bool ages = a->age_from < 0 || b->age_from < 0 || (a->age_from <= b->age_to && b->age_from <= a->age_to);

	return a->part == b->part && ages && meets(a->sex, b->sex) && meets(a->informant, b->informant) &&
	       !a->sex + !a->informant + (a->age_from < 0) == !b->sex + !b->informant + (b->age_from < 0);
}

static int by_from(const void *a, const void *b)
{
	const struct band *x = *(const struct band *const *)a, *y = *(const struct band *const *)b;

	return x->from < y->from ? -1 : x->from > y->from ? 1 : x->line < y->line ? -1 : 1;
}

/* The bands for the people of the first of them: no score without one, none with two. */
static void prove_group(struct instrument *in, const struct band *first)
{
	const struct part  *p = in->part + first->part;
	const struct band **group = arena_take(&arena_run, (size_t)in->bands * sizeof *group);
	double              unit = pow(10, -p->places);
	int                 n = 0;

	for (int i = 0; i < in->bands; i++)
		if (same_people(in->band + i, first))
			group[n++] = in->band + i;
	qsort(group, (size_t)n, sizeof *group, by_from);
	if (!p->n)
		return;
	if (group[0]->from > p->low + tiny)
		instrument_flaw(in, group[0]->line, "from", "a gap below it: %s is in no band of %s", shown(p->low), p->id);
	for (int i = 1; i < n; i++) {
		double next = group[i - 1]->to + unit;

		if (group[i]->from > next + tiny)
			instrument_flaw(in, group[i]->line, "from", "a gap below it: %s is in no band of %s", shown(next), p->id);
		else if (group[i]->from < next - tiny)
			instrument_flaw(in, group[i]->line, "from", "overlaps %s, on line %ld: %s is in both", group[i - 1]->id, group[i - 1]->line,
			                shown(group[i]->from));
	}
	if (group[n - 1]->to < p->high - tiny)
		instrument_flaw(in, group[n - 1]->line, "to", "a gap above it: %s is in no band of %s", shown(p->high), p->id);
}

/* Where every band of a score is for some ages, each age that the instrument is for has one. */
static void prove_ages(struct instrument *in, int part, long line)
{
	int from = in->age_from, to = in->age_to;

	for (int i = 0; i < in->bands; i++) {
		const struct band *b = in->band + i;

		if (b->part == part && b->age_from < 0)
			return;
		if (b->part == part && in->age_from < 0) {
			from = from < 0 || b->age_from < from ? b->age_from : from;
			to = b->age_to > to ? b->age_to : to;
		}
	}
	for (int age = from; age <= to; age++) {
		bool any = false;

		for (int i = 0; i < in->bands && !any; i++)
			any = in->band[i].part == part && age >= in->band[i].age_from && age <= in->band[i].age_to;
		if (!any) {
			instrument_flaw(in, line, "age", "a gap: no band of %s is for the age %d", in->part[part].id, age);
			return;
		}
	}
}

static void prove_band(struct instrument *in, int i)
{
	const struct band *b = in->band + i;
	const struct part *p = in->part + b->part;
	bool               first = true, first_of_part = true;

	if (b->to < b->from)
		instrument_flaw(in, b->line, "to", "below from: %s", shown(b->to));
	else if (p->n && (b->from < p->low - tiny || b->to > p->high + tiny))
		instrument_flaw(in, b->line, b->from < p->low - tiny ? "from" : "to", "outside the scores of %s, which go from %s to %s", p->id,
		                shown(p->low), shown(p->high));
	for (int k = 0; k < i; k++) {
		const struct band *o = in->band + k;

		first &= !same_people(o, b);
		first_of_part &= o->part != b->part;
		if (same_people(o, b) && strcmp(o->id, b->id) == 0)
			instrument_flaw(in, b->line, "id", "is there already: %s, on line %ld", b->id, o->line);
		if (vie(o, b) && !same_people(o, b) && b->age_from >= 0 && o->age_from >= 0)
			instrument_flaw(in, b->line, "age", "overlaps the ages of line %ld", o->line);
		else if (vie(o, b) && !same_people(o, b))
			instrument_flaw(in, b->line, b->sex ? "sex" : b->informant ? "informant" : "age", "overlaps the people of line %ld", o->line);
	}
	if (first)
		prove_group(in, b);
	if (first_of_part)
		prove_ages(in, b->part, b->line);
}

/* ---- levels, intervals, changes ---- */

static bool any_critical(const struct instrument *in)
{
	for (int i = 0; i < in->items; i++)
		if (in->item[i].criticals)
			return true;
	return false;
}

static bool has_levels(const struct instrument *in, int part)
{
	for (int i = 0; i < in->bands; i++)
		if (in->band[i].part == part && in->band[i].level >= 0)
			return true;
	return false;
}

static void prove_rule(struct instrument *in, int i)
{
	const struct rule *r = in->rule + i;

	prove_values(in, &r->when, r->line);
	for (int k = 0; k < i; k++)
		if (in->rule[k].method == r->method && r->method != RULE_AT_LEAST)
			instrument_flaw(in, r->line, "method", "stands on line %ld already", in->rule[k].line);
	if (r->method == RULE_HIGHEST && !r->n)
		instrument_flaw(in, r->line, "of", "a value is needed: the scores whose bands have levels");
	for (int k = 0; k < r->n; k++)
		if (r->method != RULE_HIGHEST)
			instrument_flaw(in, r->line, "of", "only `highest` is of scores");
		else if (!has_levels(in, r->part[k]))
			instrument_flaw(in, r->line, "of", "its bands have no level: %s", in->part[r->part[k]].id);
	if (r->method == RULE_RAISE && !any_critical(in))
		instrument_flaw(in, r->line, "method", "no item has a critical value");
	if (r->method == RULE_RAISE && (r->step < 1 || r->step > 3))
		instrument_flaw(in, r->line, "step", "not from 1 to 3: %d", r->step);
	if (r->method == RULE_AT_LEAST && (r->level < 0 || !r->when.n))
		instrument_flaw(in, r->line, r->level < 0 ? "level" : "show_if", "a value is needed for `at_least`");
	if (r->method != RULE_AT_LEAST && (r->level >= 0 || r->when.n))
		instrument_flaw(in, r->line, r->level >= 0 ? "level" : "show_if", "only `at_least` has one");
}

static void prove_levels(struct instrument *in)
{
	const char *const *level = instrument_keys("risk");
	bool               raises = false, any = in->rules > 0, general = false, of[16] = { false };

	for (int i = 0; i < in->rules; i++) {
		prove_rule(in, i);
		raises |= in->rule[i].method == RULE_RAISE;
	}
	for (int i = 0; i < in->items && !raises; i++)
		if (in->item[i].criticals) {
			instrument_flaw(in, in->item[i].line, "critical", "nothing follows from it: no level rule `raise`");
			break;
		}
	for (int i = 0; i < in->intervals; i++) {
		general |= in->interval[i].level < 0;
		if (in->interval[i].level >= 0 && in->interval[i].level < 16)
			of[in->interval[i].level] = true;
		if (in->interval[i].level >= 0 && !any)
			instrument_flaw(in, in->interval[i].line, "level", "the instrument gives no level: no row `level`");
	}
	for (int k = 0; level[k] && k < 16; k++)
		if (any && in->intervals && !general && !of[k])
			instrument_flaw(in, in->interval[in->intervals - 1].line, "level", "no interval for the level %s", level[k]);
}

static void prove_change(struct instrument *in, int i)
{
	const struct change *c = in->change + i;

	for (int k = 0; k < i; k++)
		if (in->change[k].part == c->part && strcmp(in->change[k].informant ? in->change[k].informant : "", c->informant ? c->informant : "") == 0)
			instrument_flaw(in, c->line, "of", "stands on line %ld already: %s", in->change[k].line, in->part[c->part].id);
	if (c->step > in->part[c->part].high - in->part[c->part].low)
		instrument_flaw(in, c->line, "step", "more than the scores of %s can change: %s", in->part[c->part].id, shown(c->step));
}

/* ---- all of it ---- */

static int by_line(const void *a, const void *b)
{
	const struct flaw *x = *(const struct flaw *const *)a, *y = *(const struct flaw *const *)b;

	return x->line != y->line ? (x->line < y->line ? -1 : 1) : x < y ? -1 : 1;
}

/* In order of lines, and those of a line as they were found. */
static void sort_flaws(struct instrument *in)
{
	const struct flaw **order = arena_take(&arena_run, (size_t)(in->flaws + 1) * sizeof *order);
	struct flaw        *sorted = arena_take(&arena_run, (size_t)(in->flaws + 1) * sizeof *sorted);

	for (int i = 0; i < in->flaws; i++)
		order[i] = in->flaw + i;
	qsort(order, (size_t)in->flaws, sizeof *order, by_line);
	for (int i = 0; i < in->flaws; i++)
		sorted[i] = *order[i];
	in->flaw = sorted;
}

struct instrument *proof_read(const char *path)
{
	struct instrument *in = rubric_read(path);

	/* Of a file without a header there is nothing to say. */
	if (in->line || !in->flaws) {
		prove_whole(in);
		for (int i = 0; i < in->scales; i++)
			prove_scale(in, i);
		for (int i = 0; i < in->items; i++)
			prove_item(in, i);
		for (int i = 0; i < in->parts; i++)
			prove_part(in, in->part + i);
		for (int i = 0; i < in->bands; i++)
			prove_band(in, i);
		prove_levels(in);
		for (int i = 0; i < in->changes; i++)
			prove_change(in, i);
	} else if (!in->items) {
		prove_whole(in);
	}
	sort_flaws(in);
	return in;
}

/* ---- read once ---- */

static struct instrument **all_read;
static int                 reads;

/* One that was read from a path of its own. */
static const struct instrument *read_before(const char *id, const char *version)
{
	for (int i = 0; i < reads; i++)
		if (strcmp(all_read[i]->id, id) == 0 && !all_read[i]->flaws && (!version || strcmp(all_read[i]->version, version) == 0))
			return all_read[i];
	return NULL;
}

static const struct instrument *find(const char *name, const char *version, const char **why)
{
	static struct map  known;
	const char        *path = instrument_path(name, version);
	struct instrument *in;
	const char       **names, *near;
	int                n = 0;

	if (!path && read_before(name, version))
		return read_before(name, version);
	if (!path) {
		names = instrument_names();
		while (names[n])
			n++;
		near = text_nearest(name, names, n);
		*why = near ? arena_print(&arena_run, say("no such instrument: %.100s (%s?)"), name, near)
		            : arena_print(&arena_run, say("no such instrument: %.100s (instrument-list lists them)"), name);
		return NULL;
	}
	in = map_get(&known, path);
	if (!in) {
		in = proof_read(path);
		*map_at(&known, arena_string(&arena_run, path)) = in;
		all_read = arena_room(all_read, reads, sizeof *all_read);
		all_read[reads++] = in;
	}
	if (!in->flaws)
		return in;
	*why = arena_print(&arena_run, say("%s:%ld: %s: %s (instrument-check tells all that is wrong with it)"), path, in->flaw[0].line,
	                   in->flaw[0].column, in->flaw[0].text);
	return NULL;
}

const struct instrument *proof_find(const char *name, const char *version, const char **why)
{
	struct found { const struct instrument *in; const char *why; } *one;
	static struct map  asked;
	static struct text key;

	/* Files of thousands of rows ask for the same few again and again. */
	text_clear(&key);
	text_print(&key, "%s\037%s", name, version ? version : "");
	one = map_get(&asked, key.s);
	if (!one) {
		one = arena_take(&arena_run, sizeof *one);
		one->in = find(name, version, &one->why);
		*map_at(&asked, arena_string(&arena_run, key.s)) = one;
	}
	*why = one->why;
	return one->in;
}
