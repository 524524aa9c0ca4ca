/* cell: what people write in a field, read and judged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/cell.h"
#include "frame/code.h"
#include "frame/name.h"
#include "words/err.h"
#include "words/language.h"

enum { KEYS_MAX = 512 };

static bool control_free(const char *s, size_t n, bool lines)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c;
		uint64_t      eight, del;

		/* Eight bytes at once, none of them below 0x20 and none 0x7f. */
		for (; n - i >= 8; i += 8) {
			memcpy(&eight, s + i, 8);
			del = eight ^ 0x7f7f7f7f7f7f7f7fu;
			if ((((eight - 0x2020202020202020u) & ~eight) | ((del - 0x0101010101010101u) & ~del)) & 0x8080808080808080u)
				break;
		}
		if (i == n)
			break;
		c = (unsigned char)s[i];
		if ((c < 0x20 && !(lines && (c == '\n' || c == '\t' || c == '\r'))) || c == 0x7f)
			return false;
	}
	return true;
}

static bool time_valid(const char *s, size_t n)
{
	char day[DAY_TEXT];

	if (n != 16 || s[10] != 'T' || s[13] != ':')
		return false;
	memcpy(day, s, 10);
	day[10] = 0;
	return day_parse(day) != DAY_NONE && s[11] >= '0' && s[11] <= '2' && s[12] >= '0' && s[12] <= '9' &&
	       atoi(s + 11) < 24 && s[14] >= '0' && s[14] <= '5' && s[15] >= '0' && s[15] <= '9';
}

/* Codes stand in lists, in @SOURCE:REF and in NOUN:CODE, so they hold nothing that parts those. */
static bool code_form(const char *s)
{
	for (const char *p = s; *p; p++)
		if (!(*p >= '0' && *p <= '9') && !(*p >= 'A' && *p <= 'Z') && !(*p >= 'a' && *p <= 'z') &&
		    !(p > s && strchr("-_.", *p)))
			return false;
	return *s != 0;
}

bool cell_given(const char *raw)
{
	return raw && *raw;
}

const char *cell_fault(const struct field *f, const char *text, size_t n)
{
	char *end;
	long  number;

	switch (f->type) {
	case DAY:
		return day_parse(text) == DAY_NONE ? say("not a day") : NULL;
	case TIME:
		return time_valid(text, n) ? NULL : say("not a time (2021-03-08T14:05)");
	case INT:
		number = strtol(text, &end, 10);
		return *end || n > 11 || number < INT32_MIN || number > INT32_MAX ? say("not a whole number") : NULL;
	case BOOL:
		return strcmp(text, "yes") == 0 || strcmp(text, "no") == 0 ? NULL : say("neither yes nor no");
	case NOTE:
		return control_free(text, n, true) ? NULL : say("has control characters in it");
	default:
		if (f->flags & KEY && !code_form(text))
			return say("not a code (letters, digits, - _ and . only)");
		return control_free(text, n, false) ? NULL : say("has line breaks or control characters in it");
	}
}

struct reading {
	struct registry *reg;
	struct record   *r;
	struct arena    *arena;
	struct faults   *f;
	bool             changing;
	const struct record *before;	/* when changing: what is there */
	const char      *source;	/* whose refs are meant by @REF; NULL: anybody's */
};

/* "what: value", or what alone where the value is secret. */
static void fault_value(struct reading *x, int i, const char *what, const char *value, const char *hint)
{
	const struct field *field = x->r->shape->field[i];

	if (field->flags & SECRET)
		fault_add(x->f, field->name, "%s%s", say(what), hint);
	else
		fault_add(x->f, field->name, "%s: %.200s%s", say(what), value, hint);
}

/* The day by which the code of a field is judged. */
static const char *event_day(const struct reading *x, const struct record *r, int i)
{
	const struct shape *s = r->shape;
	int                 day = s->field[i]->on ? shape_need(s, s->field[i]->on) : s->day;
	const char         *text = day >= 0 ? val_string(r->v + day) : NULL;

	return text ? text : x->reg->today;
}

static bool code_holds(struct reading *x, int i, const struct code *c)
{
	const char *day = c->from || c->to ? event_day(x, x->r, i) : NULL;
	bool        early = c->from && strcmp(day, c->from) < 0, late = c->to && strcmp(day, c->to) > 0;
	const char *hint;

	if (!early && !late)
		return true;
	if (early)
		hint = arena_print(x->arena, say(" (valid from %s)"), c->from);
	else if (c->split_into)
		hint = arena_print(x->arena, say(" (valid to %s; since then %.200s)"), c->to, c->split_into);
	else
		hint = arena_print(x->arena, say(" (valid to %s)"), c->to);
	fault_value(x, i, arena_print(x->arena, say("not valid on %s"), day), c->key, hint);
	return false;
}

/* A short list is told whole to whoever wrote nothing near any of it. */
static const char *known_keys(const struct codes *codes, struct arena *arena)
{
	enum { SHORT = 60 };
	const char *all = "";

	for (int i = 0; i < codes->n && strlen(all) <= SHORT; i++)
		all = arena_print(arena, "%s%s%s%s", all, i ? ", " : " (", codes->code[i].key, i + 1 < codes->n ? "" : ")");
	return strlen(all) <= SHORT ? all : "";
}

static void read_codes(struct reading *x, int i, const char *raw)
{
	const struct field *field = x->r->shape->field[i];
	const struct codes *codes = code_list(x->reg, field->of);
	bool                many = field->flags & MANY, in[KEYS_MAX] = { false }, good = true;
	const char         *now = val_string(x->r->v + i);
	bool                edits = x->changing && many && (*raw == '+' || *raw == '-');
	const struct code  *only = edits ? NULL : code_find(codes, raw, strlen(raw));
	static struct text  out;

	if (only) {	/* one key, as nearly always */
		if (code_holds(x, i, only))
			x->r->v[i] = val_text(only->key);
		return;
	}
	if (codes->n == 0) {	/* an open list: the profile leaves it to its users */
		x->r->v[i] = val_text(arena_string(x->arena, raw));
		return;
	}
	if (codes->n > KEYS_MAX)
		err_die("code list %s: more than %d keys", field->of, KEYS_MAX);
	for (const char *p = edits ? now : NULL; p && *p; p += *p == '|') {
		size_t             n = strcspn(p, "|");
		const struct code *c = code_find(codes, p, n);

		if (c)
			in[c->place] = true;
		p += n;
	}
	for (const char *p = raw; ; p++) {
		size_t             n = many ? strcspn(p, "|") : strlen(p);
		bool               take = edits && *p == '-';
		size_t             skip = edits && (*p == '+' || *p == '-');
		const struct code *c = code_find(codes, p + skip, n - skip);

		if (!c) {
			char       *key = arena_copy(x->arena, p + skip, n - skip);
			const char *near = field->flags & SECRET ? NULL : code_nearest(codes, key);

			fault_value(x, i, SAID("no such code"), key, near ? text_hint(near) : known_keys(codes, x->arena));
			good = false;
		} else {
			good &= take || code_holds(x, i, c);
			in[c->place] = !take;
		}
		p += n;
		if (!*p)
			break;
	}
	if (!good)
		return;
	text_clear(&out);
	for (int k = 0; k < codes->n; k++) {
		if (!in[k])
			continue;
		if (out.n)
			text_char(&out, '|');
		text_string(&out, codes->code[k].key);
	}
	x->r->v[i] = out.n ? val_text(arena_string(x->arena, out.s)) : val_null();
}

static void read_cell(struct reading *x, int i, const char *raw)
{
	const struct shape *s = x->r->shape;
	const struct field *field = s->field[i];
	const char         *why;
	int64_t             id;
	size_t              n = strlen(raw);

	if (n == 2 && raw[0] == '\\' && raw[1] == 'N') {
		x->r->v[i] = x->r->month[i] = val_null();
		return;
	}
	why = cell_fault(field, raw, n);
	if (why) {
		fault_value(x, i, why, raw, field->type == DAY && !strchr(raw, '-') ? say(" (days are YYYY-MM-DD)") : "");
		return;
	}
	switch (field->type) {
	case CODE:
		read_codes(x, i, raw);
		return;
	case ID:
		if (name_find(x->reg, field->of ? noun_by_name(field->of) : NULL, x->source, raw, &id, &why)) {
			if (name_struck(x->reg) && !(x->changing && x->before->v[i].t && x->before->v[i].i == id))
				fault_refuse(x->f, field->name, "was struck out: %.200s", raw);
			x->r->v[i] = val_int(id);
		} else
			fault_value(x, i, why, raw, "");
		return;
	case INT:
		x->r->v[i] = val_int(strtol(raw, NULL, 10));
		return;
	case OFFICE:
	case STAFF:
		/* An office may name itself as the one above only once it is there. */
		why = name_unknown(x->reg, field->type, raw);
		if (why) {
			fault_value(x, i, why, raw, "");
			return;
		}
		break;
	default:
		break;
	}
	/* The cells of a row stay as long as its record does. */
	x->r->v[i] = (struct val){ .t = 's', .n = (int)n, .s = raw };
	if (field->flags & MONTH)
		x->r->month[i] = (struct val){ .t = 's', .n = 7, .s = arena_copy(x->arena, raw, 7) };
}

const char *cell_default(const struct registry *reg, const struct field *f)
{
	const char *d = f->dflt;

	return !d ? NULL : strcmp(d, "today") == 0 ? reg->today : strcmp(d, "me") == 0 ? reg->me :
	       strcmp(d, "mine") == 0 ? reg->mine : d;
}

static const char *fallback(const struct reading *x, int i)
{
	const struct shape *s = x->r->shape;

	return i == s->source ? val_string(x->r->v + s->office) : cell_default(x->reg, s->field[i]);
}

static void read_field(struct reading *x, int i, const char *const *raw)
{
	const struct field *field = x->r->shape->field[i];
	bool                given = raw[i] && raw[i][0];
	const char         *text = given ? raw[i] : x->changing ? NULL : fallback(x, i);
	struct fault       *before = x->f->last;

	if (given && x->changing && field->flags & (ONCE | KEY) && x->r->v[i].t) {
		char        out[ID_TEXT];
		const char *now = record_text(x->r, i, out);

		if (strcmp(now, raw[i]) != 0)
			fault_add(x->f, field->name, "cannot be changed once it is set");
		return;
	}
	if (text)
		read_cell(x, i, text);
	else if (field->type == CODE && x->changing && x->r->v[i].t &&
	         strcmp(event_day(x, x->r, i), event_day(x, x->before, i)) != 0)
		read_codes(x, i, val_string(x->r->v + i));
	if (field->flags & SECRET && x->r->box.t && !x->r->unsealed)
		return;		/* what is sealed stays as it is, whatever it is */
	if (field->flags & NEED && !x->r->v[i].t && x->f->last == before)
		fault_add(x->f, field->name, "a value is needed");
}

void cell_read(struct registry *reg, struct record *r, const char *const *raw, bool changing,
                 struct arena *arena, struct faults *f)
{
	struct record  before;
	struct reading x = { reg, r, arena, f, changing, &before };
	struct shape  *s = r->shape;

	if (changing)
		before = *r;
	/* First what others hang on: the office, then the source, then the days; codes and ids last. */
	if (s->office >= 0)
		read_field(&x, s->office, raw);
	if (s->source >= 0)
		read_field(&x, s->source, raw);
	/* What follows a record may name it by the ref of any office: it takes its own office from there. */
	if (s->source >= 0 && (s->follows < 0 || (raw[s->source] && raw[s->source][0])))
		x.source = val_string(r->v + s->source);
	if (s->follows >= 0) {
		read_field(&x, s->follows, raw);
		record_follow(reg, r, !(raw[s->office] && raw[s->office][0]) &&
		              (!changing || r->v[s->follows].i != before.v[s->follows].i), arena);
		if (!(raw[s->source] && raw[s->source][0]) && !changing)
			r->v[s->source] = r->v[s->office];
	}
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < s->n; i++) {
			enum type t = s->field[i]->type;

			if (i != s->office && i != s->source && i != s->follows && !(s->field[i]->flags & (ENGINE | MADE)) &&
			    (t == CODE || t == ID) == (pass == 1))
				read_field(&x, i, raw);
		}
	}
	if (s->source >= 0 && s->ref >= 0 && !r->v[s->ref].t && !changing)
		r->v[s->source] = val_null();
}
