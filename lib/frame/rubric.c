/* rubric: a file of questions and rules is read, row by row. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doors/sheet.h"
#include "frame/rubric.h"
#include "words/day.h"
#include "words/language.h"
#include "words/mem.h"

enum {
	ROW, IDENT, OF, VERSION, LANGS, SUBJECT, INFORMANT, SEX, AGE, FROM, TO, DIRECTION, MISSING, SPEAKS, DIMENSION, SCALE, WEIGHT,
	REVERSE, REQUIRED, CRITICAL, SHOW_IF, METHOD, MIN_ANSWERED, PRORATE, LEVEL, DAYS, SD, RELIABILITY, STEP, FIRST_TEXT,
	COLUMNS = FIRST_TEXT + LANGUAGES
};
static const char *const columns[COLUMNS + 1] = {
	"row", "id", "of", "version", "languages", "subject", "informant", "sex", "age", "from", "to", "direction", "missing", "kind",
	"dimension", "scale", "weight", "reverse", "required", "critical", "show_if", "method", "min_answered", "prorate", "level",
	"days", "sd", "reliability", "step", "en", "nb", "ar", "bg"
};

enum row_kind { INSTRUMENT, TEXTS, SCALES, VALUES, ITEMS, SUBSCALES, COMPOSITES, BANDS, LEVELS, INTERVALS, CHANGES, ROWS };
static const char *const row_words[] = {
	"instrument", "text", "scale", "value", "item", "subscale", "composite", "band", "level", "interval", "change", NULL
};
/* What each kind of row must have, and may have besides; whether it has texts: N none, M they may, T they must. */
static const struct { const char *needs, *takes; char texts; } shape[ROWS] = {
	[INSTRUMENT] = { "id version languages subject", "informant age from to", 'T' },
	[TEXTS] = { "id", "", 'T' },
	[SCALES] = { "id direction", "missing from to", 'M' },
	[VALUES] = { "id of", "", 'T' },
	[ITEMS] = { "id scale kind", "of dimension weight reverse required critical show_if", 'T' },
	[SUBSCALES] = { "id kind method min_answered", "dimension prorate from to", 'T' },
	[COMPOSITES] = { "id of kind method min_answered", "dimension prorate from to", 'T' },
	[BANDS] = { "id of from to", "level sex age informant", 'T' },
	[LEVELS] = { "id method", "of level step show_if", 'T' },
	[INTERVALS] = { "days", "level", 'N' },
	[CHANGES] = { "of", "sd reliability step informant", 'N' },
};

static const char *const higher_words[] = { "neither", "better", "worse", NULL };
static const char *const rule_words[] = { "highest", "raise", "at_least", "override", NULL };
static const char *const dimension_words[] = { "social", "psychological", "other", NULL };
static const char *const text_words[] = { "licence", "intro", "missing", "no_strength", NULL };
static const char *const yes_words[] = { "no", "yes", NULL };

struct line { long at; enum row_kind kind; const char *cell[COLUMNS]; };
struct file { struct instrument *in; int n; struct line *line; bool has[COLUMNS]; };

/* ---- cells ---- */

/* The nearest of some words, as a hint; "" for none. */
static const char *hint(const char *word, const char *const *words)
{
	const char *near;
	int         n = 0;

	while (words[n])
		n++;
	near = text_nearest(word, words, n);
	return near ? arena_print(&arena_run, " (%s?)", near) : "";
}

/* One of the words; the first where the cell is empty. */
static int word(struct file *f, const struct line *l, int column, const char *const *words)
{
	const char *cell = l->cell[column];
	int         i = cell ? instrument_place(words, cell, strlen(cell)) : 0;

	if (i < 0)
		instrument_flaw(f->in, l->at, columns[column], "not one of its words: %.100s%s", cell, hint(cell, words));
	return i < 0 ? 0 : i;
}

/* Keys of a code list, with | between; NULL for none. */
static const char *keys(struct file *f, const struct line *l, int column, const char *list)
{
	for (const char *p = l->cell[column]; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");
		char  *key = arena_copy(&arena_run, p, n);

		if (instrument_key(list, p, n) < 0)
			instrument_flaw(f->in, l->at, columns[column], "no such code: %.100s%s", key, hint(key, instrument_keys(list)));
		p += n;
	}
	return l->cell[column];
}

static int level(struct file *f, const struct line *l)
{
	return keys(f, l, LEVEL, "risk") ? instrument_key("risk", l->cell[LEVEL], strlen(l->cell[LEVEL])) : -1;
}

static int whole(struct file *f, const struct line *l, int column, int otherwise)
{
	int n = otherwise;

	if (l->cell[column] && !instrument_whole(l->cell[column], strlen(l->cell[column]), &n))
		instrument_flaw(f->in, l->at, columns[column], "not a whole number: %.100s", l->cell[column]);
	return n;
}

/* Digits with a point, whatever the user's language; `places` gets how many stand behind it. */
static bool decimal(const char *text, size_t n, double *out, int *places)
{
	size_t i = n && *text == '-', digits = 0;
	char   copy[24];

	*places = 0;
	for (bool point = false; i < n; i++) {
		if (text[i] == '.' && !point && digits)
			point = true;
		else if (text[i] >= '0' && text[i] <= '9')
			*places += point, digits++;
		else
			return false;
	}
	if (!digits || n >= sizeof copy || text[n - 1] == '.' || digits - (size_t)*places > 6 || *places > 6)
		return false;
	memcpy(copy, text, n);
	copy[n] = 0;
	*out = strtod(copy, NULL);
	return true;
}

static double number(struct file *f, const struct line *l, int column, double otherwise, int *places)
{
	const char *cell = l->cell[column];
	int         ignored;

	if (cell && !decimal(cell, strlen(cell), &otherwise, places ? places : &ignored))
		instrument_flaw(f->in, l->at, columns[column], strchr(cell, ',')
		                ? SAID("not a number: %.100s (with a point: 0.5)") : SAID("not a number: %.100s"), cell);
	return otherwise;
}

/* 4-10, 4+ or 4, in whole years. */
static void ages(struct file *f, const struct line *l, int *from, int *to)
{
	const char *cell = l->cell[AGE], *dash;
	size_t      n;

	*from = *to = -1;
	if (!cell)
		return;
	n = strlen(cell);
	dash = strchr(cell, '-');
	if (dash ? instrument_whole(cell, (size_t)(dash - cell), from) && instrument_whole(dash + 1, strlen(dash + 1), to)
	         : cell[n - 1] == '+' ? instrument_whole(cell, n - 1, from) && (*to = 999) : instrument_whole(cell, n, from) && (*to = *from, true)) {
		if (*from <= *to && *from >= 0)
			return;
	}
	instrument_flaw(f->in, l->at, "age", "not ages: %.100s (4-10, 4+ or 4)", cell);
	*from = *to = -1;
}

static struct wording wording(const struct line *l)
{
	struct wording w;

	memcpy(w.in, l->cell + FIRST_TEXT, sizeof w.in);
	return w;
}

/* An id that columns and options can have. */
static const char *ident(struct file *f, const struct line *l)
{
	const char *id = l->cell[IDENT];
	size_t      n;

	if (!id)
		return "";
	n = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_");
	if (id[n] || n > 40 || *id < 'a' || *id > 'z')
		instrument_flaw(f->in, l->at, "id", "not an id: %.100s (small letters, digits and _, a letter first)", id);
	return id;
}

/* ITEM=VALUE|VALUE, several with & between: all of them. */
static struct conditions conditions(struct file *f, const struct line *l)
{
	struct conditions c = { 0 };

	for (const char *p = l->cell[SHOW_IF]; p && *p; p += *p == '&') {
		size_t           n = strcspn(p, "&"), name = strcspn(p, "=&");
		struct condition one = { .item = instrument_item(f->in, p, name) };

		if (name == n || n == name + 1)
			instrument_flaw(f->in, l->at, "show_if", "not a condition: %.100s (ITEM=VALUE|VALUE)", arena_copy(&arena_run, p, n));
		else if (one.item < 0)
			instrument_flaw(f->in, l->at, "show_if", "no such item: %.100s", arena_copy(&arena_run, p, name));
		for (const char *v = p + name + 1; one.item >= 0 && v < p + n; v += v < p + n) {
			size_t length = strcspn(v, "|&");
			int    value;

			if (instrument_whole(v, length, &value)) {
				one.value = arena_room(one.value, one.n, sizeof *one.value);
				one.value[one.n++] = value;
			} else {
				instrument_flaw(f->in, l->at, "show_if", "not a whole number: %.100s", arena_copy(&arena_run, v, length));
			}
			v += length;
		}
		if (one.n) {
			c.all = arena_room(c.all, c.n, sizeof *c.all);
			c.all[c.n++] = one;
		}
		p += n;
	}
	return c;
}

/* ---- rows ---- */

static void take_instrument(struct file *f, const struct line *l)
{
	struct instrument *in = f->in;

	if (in->line) {
		instrument_flaw(in, l->at, "row", "a second instrument; the first stands on line %ld", in->line);
		return;
	}
	in->line = l->at;
	in->id = ident(f, l);
	in->version = l->cell[VERSION] ? l->cell[VERSION] : "";
	in->title = wording(l);
	in->subject = keys(f, l, SUBJECT, "subject");
	in->informant = keys(f, l, INFORMANT, "informant");
	in->from = l->cell[FROM];
	in->to = l->cell[TO];
	ages(f, l, &in->age_from, &in->age_to);
	for (int c = FROM; c <= TO; c++)
		if (l->cell[c] && day_parse(l->cell[c]) == DAY_NONE)
			instrument_flaw(in, l->at, columns[c], "not a day: %.100s", l->cell[c]);
	for (const char *p = l->cell[LANGS]; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");
		int    k = 0;

		while (k < LANGUAGES && !(strlen(languages[k]) == n && strncmp(languages[k], p, n) == 0))
			k++;
		if (k == LANGUAGES)
			instrument_flaw(in, l->at, "languages", "no such language: %.100s", arena_copy(&arena_run, p, n));
		else
			in->language[k] = true;
		p += n;
	}
}

static void take_text(struct file *f, const struct line *l)
{
	int i = word(f, l, IDENT, text_words);

	if (f->in->text[i].in[0] || wording_in(f->in->text + i, 0)[0])
		instrument_flaw(f->in, l->at, "id", "is there already: %.100s", l->cell[IDENT]);
	f->in->text[i] = wording(l);
}

static void take_scale(struct file *f, const struct line *l)
{
	struct instrument *in = f->in;
	struct scale       s = { .id = ident(f, l), .label = wording(l), .line = l->at };

	s.higher = (enum higher)word(f, l, DIRECTION, higher_words);
	s.missing = keys(f, l, MISSING, "missing_reason");
	s.ranged = l->cell[FROM] || l->cell[TO];
	if (s.ranged && !(l->cell[FROM] && l->cell[TO]))
		instrument_flaw(in, l->at, l->cell[FROM] ? "to" : "from", "a value is needed, since the other end is given");
	s.from = whole(f, l, FROM, 0);
	s.to = whole(f, l, TO, s.from);
	for (int i = 0; i < in->scales; i++)
		if (strcmp(in->scale[i].id, s.id) == 0)
			instrument_flaw(in, l->at, "id", "is there already: %.100s, on line %ld", s.id, in->scale[i].line);
	in->scale = arena_room(in->scale, in->scales, sizeof *in->scale);
	in->scale[in->scales++] = s;
}

static int scale_of(const struct instrument *in, const char *id)
{
	for (int i = 0; id && i < in->scales; i++)
		if (strcmp(in->scale[i].id, id) == 0)
			return i;
	return -1;
}

static void take_value(struct file *f, const struct line *l)
{
	int           of = scale_of(f->in, l->cell[OF]);
	struct choice c = { .value = whole(f, l, IDENT, 0), .label = wording(l), .line = l->at };
	struct scale *s;

	if (of < 0) {
		if (l->cell[OF])
			instrument_flaw(f->in, l->at, "of", "no such scale: %.100s", l->cell[OF]);
		return;
	}
	s = f->in->scale + of;
	for (int i = 0; i < s->n; i++)
		if (s->choice[i].value == c.value)
			instrument_flaw(f->in, l->at, "id", "is there already: %d, on line %ld", c.value, s->choice[i].line);
	if (s->ranged && (c.value < s->from || c.value > s->to))
		instrument_flaw(f->in, l->at, "id", "outside its scale, which goes from %d to %d: %d", s->from, s->to, c.value);
	if (!s->ranged && (!s->n || c.value < s->from))
		s->from = c.value;
	if (!s->ranged && (!s->n || c.value > s->to))
		s->to = c.value;
	s->choice = arena_room(s->choice, s->n, sizeof *s->choice);
	s->choice[s->n++] = c;
}

static void take_item(struct file *f, const struct line *l)
{
	struct instrument *in = f->in;
	struct item        i = { .id = ident(f, l), .text = wording(l), .of = l->cell[OF], .line = l->at };
	int                there = instrument_item(in, i.id, strlen(i.id));

	i.scale = scale_of(in, l->cell[SCALE]);
	if (i.scale < 0 && l->cell[SCALE])
		instrument_flaw(in, l->at, "scale", "no such scale: %.100s", l->cell[SCALE]);
	if (there >= 0)
		instrument_flaw(in, l->at, "id", "is there already: %.100s, on line %ld", i.id, in->item[there].line);
	i.speaks = (enum speaks)word(f, l, SPEAKS, speaks_words);
	i.dimension = l->cell[DIMENSION] ? dimension_words[word(f, l, DIMENSION, dimension_words)] : NULL;
	i.weight = number(f, l, WEIGHT, 1, NULL);
	if (i.weight <= 0)
		instrument_flaw(in, l->at, "weight", "must be more than 0: %.100s", l->cell[WEIGHT]);
	i.reverse = word(f, l, REVERSE, yes_words) == 1;
	i.required = word(f, l, REQUIRED, yes_words) == 1;
	for (const char *p = l->cell[CRITICAL]; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");

		i.critical = arena_room(i.critical, i.criticals, sizeof *i.critical);
		if (instrument_whole(p, n, i.critical + i.criticals))
			i.criticals++;
		else
			instrument_flaw(in, l->at, "critical", "not a whole number: %.100s", arena_copy(&arena_run, p, n));
		p += n;
	}
	in->item = arena_room(in->item, in->items, sizeof *in->item);
	in->item[in->items++] = i;
}

static void add_member(struct part *p, int member, double weight)
{
	p->member = arena_room(p->member, p->n, sizeof *p->member);
	p->weight = arena_room(p->weight, p->n, sizeof *p->weight);
	p->member[p->n] = member;
	p->weight[p->n++] = weight;
}

/* The subscales of a composite: a|b*0.5, or all|-c. */
static void take_members(struct file *f, const struct line *l, struct part *p)
{
	struct instrument *in = f->in;

	for (const char *c = l->cell[OF]; c && *c; c += *c == '|') {
		size_t n = strcspn(c, "|"), out = *c == '-', name = strcspn(c, "*|") - out;
		int    member = instrument_part(in, c + out, name), kept = 0, places;
		double weight = 1;

		if (name + out < n && (!decimal(c + out + name + 1, n - out - name - 1, &weight, &places) || weight <= 0))
			instrument_flaw(in, l->at, "of", "not a weight: %.100s (SUBSCALE*0.5)", arena_copy(&arena_run, c, n));
		if (n == 3 && strncmp(c, "all", 3) == 0) {
			for (int i = 0; i < in->parts; i++)
				if (!in->part[i].composite && in->part[i].speaks == p->speaks)
					add_member(p, i, 1);
		} else if (member < 0 || in->part[member].composite) {
			instrument_flaw(in, l->at, "of", "no such subscale: %.100s", arena_copy(&arena_run, c + out, name));
		} else if (out) {
			for (int i = 0; i < p->n; i++)
				if (p->member[i] != member) {
					p->member[kept] = p->member[i];
					p->weight[kept++] = p->weight[i];
				}
			if (kept == p->n)
				instrument_flaw(in, l->at, "of", "is not in it, so it cannot be left out: %.100s", in->part[member].id);
			p->n = kept;
		} else {
			for (int i = 0; i < p->n; i++)
				if (p->member[i] == member)
					instrument_flaw(in, l->at, "of", "named twice: %.100s", in->part[member].id);
			add_member(p, member, weight);
		}
		c += n;
	}
}

static void take_part(struct file *f, const struct line *l)
{
	struct instrument *in = f->in;
	struct part        p = { .id = ident(f, l), .label = wording(l), .composite = l->kind == COMPOSITES, .line = l->at };
	int                there = instrument_part(in, p.id, strlen(p.id));

	if (there >= 0)
		instrument_flaw(in, l->at, "id", "is there already: %.100s, on line %ld", p.id, in->part[there].line);
	p.speaks = (enum speaks)word(f, l, SPEAKS, speaks_words);
	p.dimension = l->cell[DIMENSION] ? dimension_words[word(f, l, DIMENSION, dimension_words)] : NULL;
	p.method = (enum method)word(f, l, METHOD, method_words);
	p.min_answered = whole(f, l, MIN_ANSWERED, 1);
	p.prorate = word(f, l, PRORATE, yes_words) == 1;
	p.stated = l->cell[FROM] && l->cell[TO];
	if (!p.stated && (l->cell[FROM] || l->cell[TO]))
		instrument_flaw(in, l->at, l->cell[FROM] ? "to" : "from", "a value is needed, since the other end is given");
	p.from = number(f, l, FROM, 0, NULL);
	p.to = number(f, l, TO, 0, NULL);
	for (int i = 0; !p.composite && i < in->items; i++)
		if (in->item[i].of && instrument_has(in->item[i].of, p.id))
			add_member(&p, i, in->item[i].weight);
	if (p.composite)
		take_members(f, l, &p);
	in->part = arena_room(in->part, in->parts, sizeof *in->part);
	in->part[in->parts++] = p;
}

/* The score that a row is about, or -1. */
static int part_of(struct file *f, const struct line *l)
{
	int part = l->cell[OF] ? instrument_part(f->in, l->cell[OF], strlen(l->cell[OF])) : -1;

	if (part < 0 && l->cell[OF])
		instrument_flaw(f->in, l->at, "of", "no such subscale or composite: %.100s", l->cell[OF]);
	return part;
}

static void take_band(struct file *f, const struct line *l)
{
	struct instrument *in = f->in;
	struct band        b = { .part = part_of(f, l), .id = ident(f, l), .label = wording(l), .line = l->at };
	int                places[2] = { 0, 0 };

	b.level = level(f, l);
	b.from = number(f, l, FROM, 0, places);
	b.to = number(f, l, TO, b.from, places + 1);
	b.sex = keys(f, l, SEX, "sex");
	b.informant = keys(f, l, INFORMANT, "informant");
	ages(f, l, &b.age_from, &b.age_to);
	if (b.part < 0)
		return;
	for (int i = 0; i < 2; i++)
		if (places[i] > in->part[b.part].places)
			in->part[b.part].places = places[i];
	in->band = arena_room(in->band, in->bands, sizeof *in->band);
	in->band[in->bands++] = b;
}

static void take_rule(struct file *f, const struct line *l)
{
	struct instrument *in = f->in;
	struct rule        r = { .id = ident(f, l), .label = wording(l), .line = l->at };

	r.method = (enum rule_method)word(f, l, METHOD, rule_words);
	r.level = level(f, l);
	r.step = whole(f, l, STEP, 1);
	r.when = conditions(f, l);
	for (const char *p = l->cell[OF]; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");
		int    part = instrument_part(in, p, n);

		if (part < 0) {
			instrument_flaw(in, l->at, "of", "no such subscale or composite: %.100s", arena_copy(&arena_run, p, n));
		} else {
			r.part = arena_room(r.part, r.n, sizeof *r.part);
			r.part[r.n++] = part;
		}
		p += n;
	}
	in->rule = arena_room(in->rule, in->rules, sizeof *in->rule);
	in->rule[in->rules++] = r;
}

static void take_interval(struct file *f, const struct line *l)
{
	struct instrument *in = f->in;
	struct interval    one = { level(f, l), whole(f, l, DAYS, 1), l->at };

	if (one.days < 1 || one.days > 3660)
		instrument_flaw(in, l->at, "days", "not a number of days from 1 to 3660: %d", one.days);
	for (int i = 0; i < in->intervals; i++)
		if (in->interval[i].level == one.level)
			instrument_flaw(in, l->at, "level", "has an interval already, on line %ld", in->interval[i].line);
	in->interval = arena_room(in->interval, in->intervals, sizeof *in->interval);
	in->interval[in->intervals++] = one;
}

static void take_change(struct file *f, const struct line *l)
{
	struct instrument *in = f->in;
	struct change      c = { .part = part_of(f, l), .line = l->at };

	c.sd = number(f, l, SD, 0, NULL);
	c.reliability = number(f, l, RELIABILITY, 0, NULL);
	c.step = number(f, l, STEP, 0, NULL);
	c.informant = keys(f, l, INFORMANT, "informant");
	if (!l->cell[SD] != !l->cell[RELIABILITY])
		instrument_flaw(in, l->at, l->cell[SD] ? "reliability" : "sd", "a value is needed: sd and reliability go together");
	if (l->cell[SD] && c.sd <= 0)
		instrument_flaw(in, l->at, "sd", "must be more than 0: %.100s", l->cell[SD]);
	if (c.reliability < 0 || c.reliability >= 1)
		instrument_flaw(in, l->at, "reliability", "must be from 0 to less than 1: %.100s", l->cell[RELIABILITY]);
	if (l->cell[STEP] && c.step <= 0)
		instrument_flaw(in, l->at, "step", "must be more than 0: %.100s", l->cell[STEP]);
	if (!l->cell[SD] && !l->cell[RELIABILITY] && !l->cell[STEP])
		instrument_flaw(in, l->at, "step", "a value is needed: sd and reliability, or step");
	if (c.part < 0)
		return;
	in->change = arena_room(in->change, in->changes, sizeof *in->change);
	in->change[in->changes++] = c;
}

/* ---- the file ---- */

static bool lists(const char *names, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = names; *p; p += *p == ' ') {
		if (strncmp(p, name, n) == 0 && (p[n] == ' ' || !p[n]))
			return true;
		p += strcspn(p, " ");
	}
	return false;
}

/* What a row of its kind must have, may have, may not have. */
static void judge_row(struct file *f, const struct line *l)
{
	for (int c = IDENT; c < FIRST_TEXT; c++) {
		bool needs = lists(shape[l->kind].needs, columns[c]);

		if (needs && !l->cell[c])
			instrument_flaw(f->in, l->at, columns[c], "a value is needed");
		if (l->cell[c] && !needs && !lists(shape[l->kind].takes, columns[c]))
			instrument_flaw(f->in, l->at, columns[c], "a row `%s` has none: %.100s", row_words[l->kind], l->cell[c]);
	}
}

/* Texts stand in every language that the instrument has, and in no other. */
static void judge_texts(struct file *f, const struct line *l)
{
	bool any = false;

	for (int k = 0; k < LANGUAGES; k++)
		any |= l->cell[FIRST_TEXT + k] != NULL;
	for (int k = 0; k < LANGUAGES; k++) {
		const char *text = l->cell[FIRST_TEXT + k];

		if (text && shape[l->kind].texts == 'N')
			instrument_flaw(f->in, l->at, languages[k], "a row `%s` has no text", row_words[l->kind]);
		else if (text && f->in->line && !f->in->language[k])
			instrument_flaw(f->in, l->at, languages[k], "a text in a language that the instrument has not");
		else if (!text && f->in->language[k] && (shape[l->kind].texts == 'T' || (any && shape[l->kind].texts == 'M')))
			instrument_flaw(f->in, l->at, languages[k], "the translation is missing");
	}
}

/* False if nothing can be read below it. */
static bool take_header(struct file *f, const struct sheet_row *row, int *column)
{
	for (int i = 0; i < row->n; i++) {
		column[i] = instrument_place(columns, row->cell[i], strlen(row->cell[i]));
		if (column[i] < 0)
			instrument_flaw(f->in, row->line, row->cell[i][0] ? arena_string(&arena_run, row->cell[i]) : "?", "no such column%s",
			                hint(row->cell[i], columns));
		else if (f->has[column[i]])
			instrument_flaw(f->in, row->line, columns[column[i]], "twice in the header");
		else
			f->has[column[i]] = true;
	}
	for (int c = ROW; c <= IDENT; c++)
		if (!f->has[c])
			instrument_flaw(f->in, row->line, columns[c], row->n == 1
			                ? SAID("a needed column is missing (commas between the cells)") : SAID("a needed column is missing"));
	return f->has[ROW] && f->has[IDENT];
}

static void take_row(struct file *f, const struct sheet_row *row, const int *column, int n)
{
	struct line l = { .at = row->line };
	int         kind;

	if (row->n != n)
		instrument_flaw(f->in, row->line, "row", "%s", sheet_ragged(row->n, n));
	for (int i = 0; i < row->n && i < n; i++)
		if (column[i] >= 0 && row->cell[i][0])
			l.cell[column[i]] = arena_string(&arena_run, row->cell[i]);
	kind = l.cell[ROW] ? instrument_place(row_words, l.cell[ROW], strlen(l.cell[ROW])) : -1;
	if (kind < 0) {
		instrument_flaw(f->in, row->line, "row", "no such row: %.100s%s", l.cell[ROW] ? l.cell[ROW] : "",
		                l.cell[ROW] ? hint(l.cell[ROW], row_words) : "");
		return;
	}
	l.kind = (enum row_kind)kind;
	judge_row(f, &l);
	f->line = arena_room(f->line, f->n, sizeof *f->line);
	f->line[f->n++] = l;
}

static void read_lines(struct file *f, const char *path)
{
	struct sheet    *s = sheet_open(file_open(path), path, (struct sheet_format){ 0 });
	struct sheet_row row;
	const char      *why;
	enum sheet_got   got;
	int              column[COLUMNS * 2], n = 0;
	bool             good = true;

	while (good && (got = sheet_next(s, &row, &why)) != SHEET_END) {
		if (got == SHEET_BAD) {
			instrument_flaw(f->in, strtol(why, NULL, 10), "row", "%s", why + strspn(why, "0123456789: "));
			break;
		}
		if (n) {
			take_row(f, &row, column, n);
		} else if (row.n > COLUMNS * 2) {
			instrument_flaw(f->in, row.line, "row", "more than %d columns", COLUMNS * 2);
			good = false;
		} else {
			n = row.n;
			good = take_header(f, &row, column);
		}
	}
	sheet_close(s);
}

/* In this order, since the later name the earlier. */
static void (*const take[ROWS])(struct file *f, const struct line *l) = {
	take_instrument, take_text, take_scale, take_value, take_item, take_part, take_part, take_band, take_rule, take_interval, take_change
};

struct instrument *rubric_read(const char *path)
{
	struct instrument *in = arena_take(&arena_run, sizeof *in);
	struct file        f = { .in = in };

	*in = (struct instrument){ .path = path, .id = "", .version = "", .age_from = -1, .age_to = -1 };
	read_lines(&f, path);
	for (int kind = 0; kind < ROWS; kind++) {
		for (int i = 0; i < f.n; i++)
			if ((int)f.line[i].kind == kind)
				take[kind](&f, f.line + i);
		/* Conditions may name any item. */
		for (int i = 0, k = 0; kind == ITEMS && i < f.n; i++)
			if (f.line[i].kind == ITEMS)
				in->item[k++].show = conditions(&f, f.line + i);
	}
	for (int i = 0; i < f.n; i++)
		judge_texts(&f, f.line + i);
	return in;
}
