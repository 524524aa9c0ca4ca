/* result: what an assessment came to. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/answered.h"
#include "frame/code.h"
#include "frame/proof.h"
#include "hall/assess.h"
#include "hall/list.h"
#include "hall/result.h"
#include "hall/result.sql.h"
#include "hall/show.h"
#include "words/day.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

enum { RATERS_MAX = 50, BAR = 10 };

/* An assessment with its instrument, as it is or was; `in` is NULL where that is gone. */
struct look {
	struct record            r;
	const struct instrument *in;
	struct given            *given;
	struct score            *score;
};

/* What a line of the result says, in order. */
struct line {
	const char  *section, *key, *label;
	int          part;		/* -1: no score of the instrument */
	bool         scored;
	double       score, low, high;
	const char  *band, *level;	/* level: a key */
	bool         compared;
	double       before;
	struct shift shift;
};

struct page {
	struct run       *run;
	struct registry  *reg;
	struct look       now, before;
	bool              has_before;
	struct look       rater[RATERS_MAX];
	int               raters, language;
	struct arena      arena;
};

/* ---- what there is ---- */

static bool look_at(struct page *p, int64_t id, struct look *l)
{
	const char  *why;
	struct whose whose;

	if (!record_load(p->reg, noun_shape(noun_by_name("assessment")), id, &l->r, &p->arena, true))
		return false;
	l->in = proof_find(record_get(&l->r, "instrument"), record_get(&l->r, "edition"), &why);
	if (!l->in) {
		err_warn("%s", why);
		return false;
	}
	l->given = answered_given(p->reg, l->in, id, &p->arena);
	whose = answered_whose(p->reg, &l->r, &p->arena);
	l->score = score_make(l->in, l->given, &whose, &p->arena);
	return true;
}

static struct val text_of(const struct record *r, const char *field)
{
	const char *text = record_get(r, field);

	return val_text(text ? text : "");
}

static struct val about_of(const struct record *r)
{
	const struct val *about = r->v + shape_need(r->shape, "about");

	return val_int(about->t ? about->i : 0);
}

static void gather(struct page *p)
{
	const struct record *r = &p->now.r;
	struct val           v[1];
	int64_t              ids[RATERS_MAX];
	struct rows         *rows;
	int                  n = 0;

	if (db_one(p->reg->db, &sql_result_before,
	           (struct val[]){ r->v[shape_need(r->shape, "person")], text_of(r, "instrument"), text_of(r, "subject"), text_of(r, "informant"),
	                           about_of(r), text_of(r, "started") }, v))
		p->has_before = look_at(p, v[0].i, &p->before);
	for (rows = db_ask(p->reg->db, &sql_result_raters,
	                   (struct val[]){ r->v[shape_need(r->shape, "case")], text_of(r, "instrument"), text_of(r, "subject"), about_of(r),
	                                   text_of(r, "started") }); db_next(rows, v); )
		if (n < RATERS_MAX)
			ids[n++] = v[0].i;
	db_end(rows);
	for (int i = 0; i < n && n > 1; i++)
		p->raters += look_at(p, ids[i], p->rater + p->raters);
}

static const char *label_of(struct page *p, const char *list, const char *key)
{
	const struct code *c = key ? code_find(code_list(p->reg, list), key, strlen(key)) : NULL;

	return c ? code_label(c) : key ? key : "";
}

/* Whether two versions come to a score in the same way: from the same questions, in the same range. */
static bool alike(const struct instrument *a, int i, const struct instrument *b, int k)
{
	const struct part *x = a->part + i, *y = b->part + k;

	if (x->composite != y->composite || x->method != y->method || x->n != y->n || fabs(x->low - y->low) > 1e-9 ||
	    fabs(x->high - y->high) > 1e-9)
		return false;
	for (int m = 0; a != b && m < x->n; m++) {
		const char *id = x->composite ? a->part[x->member[m]].id : a->item[x->member[m]].id;
		int         other = x->composite ? instrument_part(b, id, strlen(id)) : instrument_item(b, id, strlen(id)), at = 0;

		while (at < y->n && y->member[at] != other)
			at++;
		if (at == y->n || fabs(x->weight[m] - y->weight[at]) > 1e-9 ||
		    (x->composite ? !alike(a, x->member[m], b, other) : a->item[x->member[m]].reverse != b->item[other].reverse))
			return false;
	}
	return true;
}

/* What a score of the page was in another assessment, perhaps of another version; NULL if it has none, or none to compare. */
static const struct result *result_of(const struct page *p, const struct look *l, int i)
{
	const char *id = p->now.in->part[i].id;
	int         part = instrument_part(l->in, id, strlen(id));

	return part >= 0 && l->score->part[part].there && alike(p->now.in, i, l->in, part) ? l->score->part + part : NULL;
}

static struct line line_of(struct page *p, int i)
{
	const struct part   *part = p->now.in->part + i;
	const struct result *r = p->now.score->part + i, *was = p->has_before ? result_of(p, &p->before, i) : NULL;
	struct line          l = { .section = speaks_words[part->speaks], .key = part->id, .label = wording_in(&part->label, p->language),
	                           .part = i, .scored = r->there, .score = r->score, .low = part->low, .high = part->high };

	if (r->there && r->band) {
		l.band = wording_in(&r->band->label, p->language);
		l.level = r->band->level >= 0 ? instrument_keys("risk")[r->band->level] : NULL;
	}
	if (r->there && was) {
		l.compared = true;
		l.before = was->score;
		l.shift = score_shift(p->now.in, i, record_get(&p->now.r, "informant"), was->score, r->score);
	}
	return l;
}

/* The lines of a kind: composites, which say the most, first. */
static int lines_of(struct page *p, enum speaks speaks, struct line *out)
{
	int n = 0;

	for (int composite = 1; composite >= 0; composite--)
		for (int i = 0; i < p->now.in->parts; i++)
			if (p->now.in->part[i].speaks == speaks && p->now.in->part[i].composite == composite)
				out[n++] = line_of(p, i);
	return n;
}

/* Why the level is what it is, a call for each reason: the row of the instrument, and the words. */
static void reasons(struct page *p, void (*call)(void *arg, const char *key, const char *text), void *arg)
{
	const struct instrument *in = p->now.in;
	const struct score      *s = p->now.score;
	char                     number[32];

	for (int i = 0; i < in->rules; i++) {
		const char *rule = wording_in(&in->rule[i].label, p->language);

		if (in->rule[i].method == RULE_HIGHEST && s->highest >= 0)
			call(arg, in->rule[i].id, arena_print(&p->arena, "%s: %s %s, %s", rule, wording_in(&in->part[s->highest].label, p->language),
			     score_text(s->part[s->highest].score, number), wording_in(&s->part[s->highest].band->label, p->language)));
		for (int k = 0; in->rule[i].method == RULE_RAISE && k < s->raised; k++) {
			const struct item  *item = in->item + s->raising[k];
			const struct scale *scale = in->scale + item->scale;
			const char         *answer = score_text(p->now.given[s->raising[k]].value, number);

			for (int c = 0; c < scale->n; c++)
				if (scale->choice[c].value == p->now.given[s->raising[k]].value)
					answer = wording_in(&scale->choice[c].label, p->language);
			call(arg, item->id, arena_print(&p->arena, "%s: %s: %s", rule, wording_in(&item->text, p->language), answer));
		}
		for (int k = 0; k < s->floors; k++)
			if (s->floor[k] == i)
				call(arg, in->rule[i].id, rule);
	}
}

/* The level that holds: what was set instead, else what the answers give; a key or NULL. */
static const char *level_of(const struct record *r)
{
	const char *set = record_get(r, "override_level");

	return set ? set : record_get(r, "level");
}

/* The next assessment's day, by the level that holds; NULL if the instrument says nothing. */
static const char *next_day(struct page *p, int *days)
{
	const char *level = level_of(&p->now.r), *ended = record_get(&p->now.r, "ended");
	char        day[DAY_TEXT];

	*days = score_days(p->now.in, level ? instrument_key("risk", level, strlen(level)) : -1);
	return *days ? arena_string(&p->arena, day_text(day_parse(ended ? ended : record_get(&p->now.r, "started")) + *days, day)) : NULL;
}

/* The answers that count neither way. */
static int open_items(const struct page *p)
{
	int n = 0;

	for (int i = 0; i < p->now.in->items; i++)
		n += p->now.score->shown[i] && !p->now.given[i].answered;
	return n;
}

/* ---- for a person ---- */

static void put(struct sink *out, const char *text)
{
	for (size_t n = strlen(text); n; ) {
		int len = utf8_length(text, n);

		if (len < 1)
			len = 1;
		else if (*text == '\n' || err_harmless(text, len))
			sink_add(out, text, (size_t)len);
		text += len;
		n -= (size_t)len;
	}
}

static void put_score(struct page *p, struct sink *out, const struct line *l, int wide)
{
	char score[32], high[32];
	int  full = l->scored && l->high > l->low ? (int)floor(BAR * (l->score - l->low) / (l->high - l->low) + 0.5) : 0;

	sink_string(out, "  ");
	sink_cell(out, l->label, wide);
	if (!l->scored) {
		put(out, arena_print(&p->arena, "  %s\n", say("too few answers")));
		return;
	}
	sink_string(out, "  ");
	for (int i = 0; i < BAR; i++)
		sink_char(out, i < full ? '#' : '.');
	put(out, arena_print(&p->arena, say("  %s of %s"), score_text(l->score, score), score_text(l->high, high)));
	if (l->band)
		put(out, arena_print(&p->arena, ", %s", l->band));
	sink_char(out, '\n');
}

/* +3, 12.5 % of the range, better; reliable (RCI 2.1). */
static void put_shift(struct page *p, struct sink *out, const struct line *l, int wide)
{
	char raw[32], percent[32], rci[32], before[32];

	sink_string(out, "  ");
	sink_cell(out, l->label, wide);
	put(out, arena_print(&p->arena, l->shift.better > 0 ? say("  was %s: %s%s, %s %% of the range, better")
	                                : l->shift.better < 0 ? say("  was %s: %s%s, %s %% of the range, worse")
	                                : say("  was %s: %s%s, %s %% of the range"),
	                     score_text(l->before, before), l->shift.raw > 0 ? "+" : "", score_text(l->shift.raw, raw),
	                     score_text(l->shift.percent, percent)));
	if (l->shift.has_step)
		put(out, l->shift.meaningful ? say(", enough to mean something") : say(", too little to mean something"));
	if (l->shift.has_rci) {
		snprintf(rci, sizeof rci, "%.3f", l->shift.rci);
		put(out, arena_print(&p->arena, l->shift.reliable ? say("; RCI %s, reliable") : say("; RCI %s, not reliable"), rci));
	}
	sink_char(out, '\n');
}

struct putting { struct page *p; struct sink *out; };

static void put_reason(void *arg, const char *key, const char *text)
{
	struct putting *x = arg;

	(void)key;
	put(x->out, arena_print(&x->p->arena, "  %s\n", text));
}

static void put_level(struct page *p, struct sink *out)
{
	const struct record *r = &p->now.r;
	const char          *set = record_get(r, "override_level"), *reason = r->unsealed ? record_get(r, "override_reason") : NULL;
	int                  days;
	const char          *next = next_day(p, &days);

	if (record_get(r, "level")) {
		put(out, arena_print(&p->arena, say("\nLevel: %s\n"), label_of(p, "risk", record_get(r, "level"))));
		reasons(p, put_reason, &(struct putting){ p, out });
	}
	if (assess_unbanded(p->now.in, p->now.score, &p->arena))
		put(out, arena_print(&p->arena, "\n%s\n", assess_unbanded(p->now.in, p->now.score, &p->arena)));
	if (set)
		put(out, arena_print(&p->arena, say("Set instead: %s%s%s\n"), label_of(p, "risk", set), reason ? ": " : "", reason ? reason : ""));
	if (next)
		put(out, arena_print(&p->arena, say_n("%sNext assessment: %s, after %d day\n", "%sNext assessment: %s, after %d days\n", (unsigned long)days),
		                     record_get(r, "level") ? "" : "\n", next, days));
	if (open_items(p))
		put(out, arena_print(&p->arena, say("Left open: %d. %s\n"), open_items(p), wording_in(p->now.in->text + TEXT_MISSING, p->language)));
}

/* The scores of each who was asked, side by side. */
static int scores_of(const struct page *p, int part, double *x)
{
	int n = 0;

	for (int i = 0; i < p->raters; i++) {
		const struct result *r = result_of(p, p->rater + i, part);

		if (r)
			x[n++] = r->score;
	}
	return n;
}

static void put_raters(struct page *p, struct sink *out, const struct line *lines, int n)
{
	char number[32], spread[32];

	if (p->raters < 2)
		return;
	put(out, arena_print(&p->arena, "\n%s\n", say("What each says")));
	for (int k = 0; k < n; k++) {
		double x[RATERS_MAX];
		int    m = scores_of(p, lines[k].part, x);

		if (m < 2)
			continue;
		put(out, arena_print(&p->arena, "  %s\n", lines[k].label));
		for (int i = 0; i < p->raters; i++) {
			const struct result *r = result_of(p, p->rater + i, lines[k].part);

			sink_string(out, "    ");
			sink_cell(out, record_get(&p->rater[i].r, "informant") ? label_of(p, "informant", record_get(&p->rater[i].r, "informant"))
			                                                       : say("not said who"), 28);
			put(out, arena_print(&p->arena, "  %s  %s\n", record_get(&p->rater[i].r, "started"), r ? score_text(r->score, number) : say("no score")));
		}
		put(out, arena_print(&p->arena, say("    median %s, spread %s\n"), score_text(score_median(x, m), number),
		                     score_text(score_spread(x, m), spread)));
	}
}

static void put_head(struct page *p, struct sink *out)
{
	const struct record *r = &p->now.r;
	const char          *informant = record_get(r, "informant");
	char                 id[ID_TEXT];

	put(out, arena_print(&p->arena, "%s (%s %s), %s\n%s; %s%s%s\n", wording_in(&p->now.in->title, p->language), p->now.in->id, p->now.in->version,
	                     noun_id_text(r->id, id), record_get(r, "started"), label_of(p, "subject", record_get(r, "subject")),
	                     informant ? say("; answered by: ") : "", informant ? label_of(p, "informant", informant) : ""));
	if (r->struck)
		put(out, arena_print(&p->arena, "%s\n", say("It was struck out.")));
	if (strcmp(p->now.in->version, record_get(r, "edition") ? record_get(r, "edition") : "") != 0)
		put(out, arena_print(&p->arena, say("Filled in with version %s, which is not here; scored by version %s.\n"),
		                     record_get(r, "edition") ? record_get(r, "edition") : say("unknown"), p->now.in->version));
}

static void put_page(struct page *p, struct sink *out)
{
	static const char *const head[] = { [OF_STRENGTH] = SAID("Strengths"), [OF_RISK] = SAID("Risks"), [OF_NEITHER] = SAID("Scores") };
	struct line             *lines = arena_take(&p->arena, (size_t)(p->now.in->parts + 1) * sizeof *lines);
	int                      n = 0, wide = 0;
	bool                     changed = false;

	put_head(p, out);
	for (enum speaks s = OF_STRENGTH; s <= OF_NEITHER; s++) {
		int from = n;

		n += lines_of(p, s, lines + n);
		for (int i = from; i < n; i++)
			wide = utf8_width(lines[i].label) > wide ? utf8_width(lines[i].label) : wide;
		if (n > from)
			put(out, arena_print(&p->arena, "\n%s%s\n", say(head[s]), s == OF_STRENGTH && p->now.score->strength >= 0
			    ? arena_print(&p->arena, say(" (%d %% of what they could be)"), p->now.score->strength)
			    : s == OF_RISK && p->now.score->risk >= 0 ? arena_print(&p->arena, say(" (%d %% of what they could be)"), p->now.score->risk) : ""));
		for (int i = from; i < n; i++)
			put_score(p, out, lines + i, wide);
		if (s == OF_STRENGTH && assess_warning(p->now.in, p->now.score))
			put(out, arena_print(&p->arena, "%s%s\n", n > from ? "" : "\n", assess_warning(p->now.in, p->now.score)));
	}
	put_level(p, out);
	if (p->has_before && strcmp(p->before.in->version, p->now.in->version) != 0)
		put(out, arena_print(&p->arena, say("\nThe one of %s is by version %s: what that comes to otherwise is not compared.\n"),
		                     record_get(&p->before.r, "started"), p->before.in->version));
	for (int i = 0; i < n; i++) {
		if (!lines[i].compared)
			continue;
		if (!changed)
			put(out, arena_print(&p->arena, say("\nSince %s\n"), record_get(&p->before.r, "started")));
		changed = true;
		put_shift(p, out, lines + i, wide);
	}
	put_raters(p, out, lines, n);
}

/* ---- for programs ---- */

static const struct column columns[] = {
	{ "section", SHOW_TEXT }, { "key", SHOW_TEXT }, { "label", SHOW_TEXT }, { "score", SHOW_NUMBER }, { "low", SHOW_NUMBER },
	{ "high", SHOW_NUMBER }, { "percent", SHOW_NUMBER }, { "level", SHOW_TEXT }, { "before", SHOW_NUMBER }, { "change", SHOW_NUMBER },
	{ "change_percent", SHOW_NUMBER }, { "rci", SHOW_NUMBER }, { "reliable", SHOW_TEXT }, { "meaningful", SHOW_TEXT }
};
enum { SHOWN = sizeof columns / sizeof *columns };

static const char *number(struct page *p, double x)
{
	char out[32];

	return arena_string(&p->arena, score_text(x, out));
}

static const char *yes(bool is)
{
	return is ? "yes" : "no";
}

static void row_plain(struct show *out, const char *section, const char *key, const char *label, const char *score, const char *level)
{
	show_row(out, (const char *[SHOWN]){ section, key, label, score, [7] = level });
}

static void row_score(struct page *p, struct show *out, const struct line *l)
{
	const struct shift *s = &l->shift;

	show_row(out, (const char *[SHOWN]){
		l->section, l->key, l->label, l->scored ? number(p, l->score) : NULL, number(p, l->low), number(p, l->high),
		l->scored && l->high > l->low ? number(p, 100 * (l->score - l->low) / (l->high - l->low)) : NULL, l->level,
		l->compared ? number(p, l->before) : NULL, l->compared ? number(p, s->raw) : NULL, l->compared ? number(p, s->percent) : NULL,
		l->compared && s->has_rci ? arena_print(&p->arena, "%.3f", s->rci) : NULL, l->compared && s->has_rci ? yes(s->reliable) : NULL,
		l->compared && s->has_step ? yes(s->meaningful) : NULL });
}

struct rowing { struct page *p; struct show *out; };

static void row_reason(void *arg, const char *key, const char *text)
{
	row_plain(((struct rowing *)arg)->out, "why", key, text, NULL, NULL);
}

static void rows_of_raters(struct page *p, struct show *out, const struct line *l)
{
	double x[RATERS_MAX];
	int    n = scores_of(p, l->part, x);

	for (int i = 0; i < p->raters && n > 1; i++) {
		const struct result *r = result_of(p, p->rater + i, l->part);

		row_plain(out, "rater", l->key, record_get(&p->rater[i].r, "informant"), r ? number(p, r->score) : NULL, NULL);
	}
	if (n > 1) {
		row_plain(out, "median", l->key, NULL, number(p, score_median(x, n)), NULL);
		row_plain(out, "spread", l->key, NULL, number(p, score_spread(x, n)), NULL);
	}
}

static void put_rows(struct page *p)
{
	struct line *lines = arena_take(&p->arena, (size_t)(p->now.in->parts + 1) * sizeof *lines);
	struct show *out = show_open(columns, SHOWN);
	const char  *next;
	int          n = 0, days;

	for (enum speaks s = OF_STRENGTH; s <= OF_NEITHER; s++)
		n += lines_of(p, s, lines + n);
	for (int i = 0; i < n; i++)
		row_score(p, out, lines + i);
	if (p->now.score->strength >= 0)
		row_plain(out, "total", "strength", NULL, number(p, p->now.score->strength), NULL);
	if (p->now.score->risk >= 0)
		row_plain(out, "total", "risk_score", NULL, number(p, p->now.score->risk), NULL);
	if (assess_warning(p->now.in, p->now.score))
		row_plain(out, "warning", "no_strength", assess_warning(p->now.in, p->now.score), NULL, NULL);
	if (assess_unbanded(p->now.in, p->now.score, &p->arena))
		row_plain(out, "warning", "no_band", assess_unbanded(p->now.in, p->now.score, &p->arena), NULL, NULL);
	if (record_get(&p->now.r, "level"))
		row_plain(out, "level", "answers", NULL, NULL, record_get(&p->now.r, "level"));
	reasons(p, row_reason, &(struct rowing){ p, out });
	if (record_get(&p->now.r, "override_level"))
		row_plain(out, "level", "override", NULL, NULL, record_get(&p->now.r, "override_level"));
	next = next_day(p, &days);
	if (next)
		row_plain(out, "next", next, NULL, number(p, days), NULL);
	for (int i = 0; i < n; i++)
		rows_of_raters(p, out, lines + i);
	show_close(out);
}

/* ---- either ---- */

static struct page *page_of(struct run *run, int64_t assessment)
{
	static struct page p;

	p.run = run;
	p.reg = run->reg;
	p.language = language_now();
	registry_key(run->reg, "case");
	if (!look_at(&p, assessment, &p.now))
		return NULL;
	gather(&p);
	return &p;
}

void result_page(struct run *run, int64_t assessment)
{
	struct page *p = page_of(run, assessment);
	struct sink *out;

	if (!p)
		return;
	out = sink_open(NULL);
	put_page(p, out);
	sink_close(out);
}

enum status result_show(struct run *run, int64_t assessment)
{
	struct page *p = page_of(run, assessment);
	struct sink *out;

	if (!p)
		return STATUS_WRONG;
	if (!show_is_table() || common.format || common.columns) {
		put_rows(p);
		return STATUS_DONE;
	}
	out = sink_open(NULL);
	put_page(p, out);
	sink_close(out);
	return STATUS_DONE;
}
