/* record: a row of a noun. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/code.h"
#include "frame/record.h"
#include "frame/record.sql.h"
#include "words/err.h"
#include "words/map.h"

enum { HALF = SEAL_HASH / 2, KEYS_MAX = 512 };

/* ---- faults ---- */

static void add_fault(struct faults *f, const char *field, const char *fmt, va_list ap)
{
	struct fault *one = arena_take(f->arena, sizeof *one);
	char          text[1000];

	vsnprintf(text, sizeof text, fmt, ap);
	*one = (struct fault){ field, arena_string(f->arena, text), NULL };
	if (f->last)
		f->last->next = one;
	else
		f->first = one;
	f->last = one;
}

void fault_add(struct faults *f, const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_fault(f, field, fmt, ap);
	va_end(ap);
}

void fault_refuse(struct faults *f, const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_fault(f, field, fmt, ap);
	va_end(ap);
	f->refused = true;
}

/* ---- values as text ---- */

const char *record_text(const struct record *r, int field, char out[ID_TEXT])
{
	const struct val *v = r->v + field;

	if (v->t == 's')
		return v->s;
	if (v->t != 'i')
		return NULL;
	if (r->shape->field[field]->type == ID)
		return noun_id_text(v->i, out);
	snprintf(out, ID_TEXT, "%lld", (long long)v->i);
	return out;
}

const char *record_get(const struct record *r, const char *field)
{
	return val_string(r->v + shape_need(r->shape, field));
}

/* ---- reading ---- */

static bool control_free(const char *s, size_t n, bool lines)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

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

const char *record_form_fault(const struct field *f, const char *text, size_t n)
{
	char *end;
	long  number;

	switch (f->type) {
	case DAY:
		return day_parse(text) == DAY_NONE ? "not a day" : NULL;
	case TIME:
		return time_valid(text, n) ? NULL : "not a time (2021-03-08T14:05)";
	case INT:
		number = strtol(text, &end, 10);
		return *end || n > 10 || number < INT32_MIN || number > INT32_MAX ? "not a whole number" : NULL;
	case BOOL:
		return strcmp(text, "yes") == 0 || strcmp(text, "no") == 0 ? NULL : "neither yes nor no";
	case NOTE:
		return control_free(text, n, true) ? NULL : "has control characters in it";
	default:
		if (f->flags & KEY && !code_form(text))
			return "not a code (letters, digits, - _ and . only)";
		return control_free(text, n, false) ? NULL : "has line breaks or control characters in it";
	}
}

struct reading {
	struct registry *reg;
	struct record   *r;
	struct arena    *arena;
	struct faults   *f;
	bool             changing, day_changed;
};

/* "what: value", or what alone where the value is secret. */
static void fault_value(struct reading *x, int i, const char *what, const char *value, const char *hint)
{
	const struct field *field = x->r->shape->field[i];

	if (field->flags & SECRET)
		fault_add(x->f, field->name, "%s%s", what, hint);
	else
		fault_add(x->f, field->name, "%s: %.200s%s", what, value, hint);
}

/* Is this code known, and not closed? What was found once is remembered: it cannot change under the lock. */
static const char *unknown_code(struct registry *reg, enum type type, const char *code)
{
	static struct map known[2];
	struct map       *m = known + (type == STAFF);
	struct val        v[1];

	if (map_get(m, code))
		return NULL;
	if (!db_one(reg->db, type == STAFF ? &sql_staff_there : &sql_office_there, (struct val[]){ val_text(code) }, v))
		return type == STAFF ? "no such member of staff" : "no such office";
	*map_at(m, arena_string(&arena_run, code)) = m;
	return NULL;
}

static const char *event_day(const struct reading *x, int i)
{
	const struct shape *s = x->r->shape;
	int                 day = s->field[i]->on ? shape_need(s, s->field[i]->on) : s->day;
	const char         *text = day >= 0 ? val_string(x->r->v + day) : NULL;

	return text ? text : x->reg->today;
}

static bool code_holds(struct reading *x, int i, const struct code *c)
{
	const char *day = event_day(x, i);
	bool        early = c->from && strcmp(day, c->from) < 0, late = c->to && strcmp(day, c->to) > 0;
	char        hint[400];

	if (!early && !late)
		return true;
	snprintf(hint, sizeof hint, " (%s %s%s%.200s)", early ? "valid from" : "valid to", early ? c->from : c->to,
	         late && c->split_into ? "; since then " : "", late && c->split_into ? c->split_into : "");
	fault_value(x, i, arena_print(x->arena, "not valid on %s", day), c->key, hint);
	return false;
}

static void read_codes(struct reading *x, int i, const char *raw)
{
	const struct field *field = x->r->shape->field[i];
	const struct codes *codes = code_list(x->reg, field->of);
	bool                many = field->flags & MANY, in[KEYS_MAX] = { false }, good = true;
	const char         *now = val_string(x->r->v + i);
	bool                edits = x->changing && many && (*raw == '+' || *raw == '-');
	struct text         out = { 0 };

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

			fault_value(x, i, "no such code", key, near ? arena_print(x->arena, " (%s?)", near) : "");
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
	for (int k = 0; k < codes->n; k++)
		if (in[k])
			text_print(&out, "%s%s", out.n ? "|" : "", codes->code[k].key);
	x->r->v[i] = out.n ? val_text(arena_string(x->arena, out.s)) : val_null();
	text_free(&out);
}

static void read_cell(struct reading *x, int i, const char *raw)
{
	const struct shape *s = x->r->shape;
	const struct field *field = s->field[i];
	const char         *why;
	int64_t             id;

	if (strcmp(raw, "\\N") == 0) {
		x->r->v[i] = x->r->month[i] = val_null();
		return;
	}
	why = record_form_fault(field, raw, strlen(raw));
	if (why) {
		fault_value(x, i, why, raw, "");
		return;
	}
	switch (field->type) {
	case CODE:
		read_codes(x, i, raw);
		return;
	case ID:
		if (record_named(x->reg, noun_by_name(field->of),
		                 s->source >= 0 ? val_string(x->r->v + s->source) : NULL, raw, &id, &why))
			x->r->v[i] = val_int(id);
		else
			fault_value(x, i, why, raw, "");
		return;
	case INT:
		x->r->v[i] = val_int(strtol(raw, NULL, 10));
		return;
	case OFFICE:
	case STAFF:
		/* An office may name itself as the one above only once it is there. */
		why = unknown_code(x->reg, field->type, raw);
		if (why) {
			fault_value(x, i, why, raw, "");
			return;
		}
		break;
	default:
		break;
	}
	x->r->v[i] = val_text(arena_string(x->arena, raw));
	if (field->flags & MONTH)
		x->r->month[i] = val_text(arena_copy(x->arena, raw, 7));
}

static const char *fallback(const struct reading *x, int i)
{
	const struct shape *s = x->r->shape;
	const char         *d = s->field[i]->dflt;

	if (i == s->source)
		return val_string(x->r->v + s->office);
	if (!d)
		return NULL;
	return strcmp(d, "today") == 0 ? x->reg->today : strcmp(d, "me") == 0 ? x->reg->me :
	       strcmp(d, "mine") == 0 ? x->reg->mine : d;
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
	else if (field->type == CODE && x->day_changed && x->r->v[i].t)
		read_codes(x, i, val_string(x->r->v + i));
	if (field->flags & NEED && !x->r->v[i].t && x->f->last == before)
		fault_add(x->f, field->name, "a value is needed");
}

void record_read(struct registry *reg, struct record *r, const char *const *raw, bool changing,
                 struct arena *arena, struct faults *f)
{
	struct reading x = { reg, r, arena, f, changing, false };
	struct shape  *s = r->shape;

	/* First what others hang on: the office, then the source, then the days; codes and ids last. */
	if (s->office >= 0)
		read_field(&x, s->office, raw);
	if (s->source >= 0)
		read_field(&x, s->source, raw);
	for (int pass = 0; pass < 2; pass++) {
		const char *day = s->day >= 0 ? val_string(r->v + s->day) : NULL;

		for (int i = 0; i < s->n; i++) {
			enum type t = s->field[i]->type;

			if (i != s->office && i != s->source && !(s->field[i]->flags & ENGINE) &&
			    (t == CODE || t == ID) == (pass == 1))
				read_field(&x, i, raw);
		}
		if (pass == 0 && changing && s->day >= 0)
			x.day_changed = day && val_string(r->v + s->day) && strcmp(day, val_string(r->v + s->day)) != 0;
	}
	if (s->source >= 0 && s->ref >= 0 && !r->v[s->ref].t && !changing)
		r->v[s->source] = val_null();
}

/* ---- naming ---- */

static const struct noun *by_reference(struct registry *reg, const struct noun *noun, const char *source,
                                       const char *ref, int64_t *id, const char **why)
{
	struct shape *s = noun_shape(noun);
	struct val    v[1];
	struct rows  *rows;
	int           n = 0;

	if (s->ref < 0)
		return NULL;
	if (source) {
		if (!db_one(reg->db, &s->by_ref, (struct val[]){ val_text(source), val_text(ref) }, v))
			return NULL;
		*id = v[0].i;
		return noun;
	}
	for (rows = db_ask(reg->db, &s->find_ref, (struct val[]){ val_text(ref) }); db_next(rows, v); n++)
		*id = v[0].i;
	db_end(rows);
	if (n > 1)
		*why = "two offices sent this ref: write @OFFICE:REF";
	return n == 1 ? noun : NULL;
}

const struct noun *record_named(struct registry *reg, const struct noun *noun, const char *source, const char *text,
                                int64_t *id, const char **why)
{
	const char        *colon = strchr(text, ':');
	const struct noun *of;
	struct val         v[1];

	if (text[0] == '@') {
		const char *ref = text + 1, *two;
		char        code[100];

		if (colon && (size_t)(colon - ref) < sizeof code) {
			snprintf(code, sizeof code, "%.*s", (int)(colon - ref), ref);
			if (!unknown_code(reg, OFFICE, code)) {
				source = code;
				ref = colon + 1;
			}
		}
		*why = "no record has this ref";
		two = *why;
		for (int i = 0; noun_table[i]; i++) {
			if (noun && noun_table[i] != noun)
				continue;
			of = by_reference(reg, noun_table[i], source, ref, id, why);
			if (of || *why != two)
				return of;
		}
		return NULL;
	}
	if (!noun && colon) {
		of = noun_by_name(arena_copy(&arena_run, text, (size_t)(colon - text)));
		if (of && noun_shape(of)->key >= 0)
			return record_named(reg, of, source, colon + 1, id, why);
	}
	if (noun && noun_shape(noun)->key >= 0 &&
	    db_one(reg->db, &noun_shape(noun)->by_key, (struct val[]){ val_text(text) }, v)) {
		*id = v[0].i;
		return noun;
	}
	of = noun_id_read(text, noun, id, why);
	if (!of) {
		if (noun && noun_shape(noun)->key >= 0)
			*why = "no such code";
		return NULL;
	}
	if (!db_one(reg->db, &noun_shape(of)->exists, (struct val[]){ val_int(*id) }, v)) {
		struct id parts;

		id_unpack(*id, &parts);
		*why = strcmp(parts.code, reg->code) == 0 ? "not there" : "of another registry";
		return NULL;
	}
	return of;
}

/* ---- reading from the registry ---- */

static struct val kept(const struct val *v, struct arena *arena)
{
	struct val copy = *v;

	if (v->t == 's' || v->t == 'b')
		copy.s = arena_copy(arena, v->s, (size_t)v->n);
	return copy;
}

void record_take(struct record *r, struct shape *shape, const struct val *v)
{
	int n = 5;

	*r = (struct record){ .shape = shape, .id = v[0].i, .journal = v[1].i, .struck = v[2].t ? v[2].i : 0,
	                      .tag = v[3], .box = v[4] };
	for (int i = 0; i < shape->n; i++) {
		if (!(shape->field[i]->flags & SECRET))
			r->v[i] = v[n++];
		else if (shape->month[i])
			r->month[i] = v[n++];
	}
}

bool record_load(struct registry *reg, struct shape *shape, int64_t id, struct record *r, struct arena *arena,
                 bool secrets)
{
	struct val v[FIELDS_MAX + 5];

	if (!db_one(reg->db, &shape->load, (struct val[]){ val_int(id) }, v))
		return false;
	record_take(r, shape, v);
	r->tag = kept(&r->tag, arena);
	r->box = kept(&r->box, arena);
	for (int i = 0; i < shape->n; i++) {
		r->v[i] = kept(r->v + i, arena);
		r->month[i] = kept(r->month + i, arena);
	}
	if (secrets)
		record_unseal(reg, r, arena);
	return true;
}

/* What ties a box to its record. */
static int associated(char *out, size_t room, const char *noun, int64_t id, const char *field)
{
	return snprintf(out, room, "%s %lld%s%s", noun, (long long)id, field ? " " : "", field ? field : "");
}

bool record_unseal(struct registry *reg, struct record *r, struct arena *arena)
{
	static struct text     plain;
	const struct seal_key *key = registry_key(reg, r->shape->noun->domain);
	char                   ad[100], id[ID_TEXT];
	int                    n = associated(ad, sizeof ad, r->shape->noun->name, r->id, NULL);

	if (!key->there)
		return false;
	r->unsealed = true;
	if (!r->box.t)
		return true;
	if (!seal_open(key, ad, (size_t)n, r->box.s, (size_t)r->box.n, &plain))
		err_exit(STATUS_REFUSED, "%s: sealed with another key, or changed outside casework"
		         " (registry-check tells)", noun_id_text(r->id, id));
	for (size_t at = 0; at < plain.n; ) {
		const char *name = plain.s + at, *value = name + strlen(name) + 1;
		int         i = shape_field(r->shape, name);

		if (i >= 0)
			r->v[i] = val_text(arena_string(arena, value));
		at += strlen(name) + 1 + strlen(value) + 1;
	}
	return true;
}

/* ---- writing ---- */

void record_hash(struct registry *reg, const struct record *r, unsigned char out[SEAL_HASH])
{
	static struct text  all;
	const struct shape *s = r->shape;

	text_clear(&all);
	text_print(&all, "%s %lld %lld %lld", s->noun->name, (long long)r->id, (long long)r->journal,
	           (long long)r->struck);
	text_char(&all, 0);
	/* Empty fields are left out, and names are in order, so that a field added later changes no tag. */
	for (int k = 0; k < s->n; k++) {
		int               i = s->sorted[k];
		const struct val *v = s->field[i]->flags & SECRET ? r->month + i : r->v + i;

		if (!v->t)
			continue;
		text_string(&all, s->field[i]->name);
		text_char(&all, 0);
		if (v->t == 'i')
			text_print(&all, "%lld", (long long)v->i);
		else
			text_add(&all, v->s, (size_t)v->n);
		text_char(&all, 0);
	}
	if (r->box.t)
		text_add(&all, r->box.s, (size_t)r->box.n);
	seal_hash(registry_need_key(reg, "write"), all.s, all.n, out);
}

/* Seal the secret fields of `r` into its box, or leave it without one if all are empty. */
static void seal_box(struct registry *reg, struct record *r)
{
	static struct text  plain, box;
	const struct shape *s = r->shape;
	char                ad[100];
	int                 n;

	text_clear(&plain);
	for (int i = 0; i < s->n; i++) {
		if (!(s->field[i]->flags & SECRET) || !r->v[i].t)
			continue;
		text_add(&plain, s->field[i]->name, strlen(s->field[i]->name) + 1);
		text_add(&plain, r->v[i].s, (size_t)r->v[i].n + 1);
	}
	r->box = val_null();
	if (plain.n == 0)
		return;
	n = associated(ad, sizeof ad, s->noun->name, r->id, NULL);
	seal_close(registry_need_key(reg, s->noun->domain), ad, (size_t)n, plain.s, plain.n, &box);
	r->box = val_bytes(box.s, (int)box.n);
}

/* Tag the record and bind its clear columns: what INSERT and UPDATE have in common. */
static int bind_row(struct registry *reg, struct record *r, struct val *v, unsigned char hash[SEAL_HASH])
{
	const struct shape *s = r->shape;
	int                 n = 0;

	record_hash(reg, r, hash);
	r->tag = val_bytes(hash, HALF);
	for (int i = 0; i < s->n; i++) {
		if (!(s->field[i]->flags & SECRET))
			v[n++] = r->v[i];
		else if (s->month[i])
			v[n++] = r->month[i];
	}
	v[n++] = val_int(r->id);
	v[n++] = val_int(r->journal);
	v[n++] = r->tag;
	v[n++] = r->struck ? val_int(r->struck) : val_null();
	return n;
}

void record_may_write(struct registry *reg, const struct noun *noun)
{
	if (noun->writers && (!reg->role || strcmp(reg->role, noun->writers) != 0))
		err_exit(STATUS_REFUSED, "only a member of staff with the role %s may write %s", noun->writers, noun->brief);
}

void record_rules(struct registry *reg, const struct record *now, const struct record *old, struct faults *f)
{
	if (now->shape->noun->rules)
		now->shape->noun->rules(reg, now, old, f);
}

bool record_add(struct registry *reg, struct record *r)
{
	struct shape *s = r->shape;
	struct entry *e = registry_entry(reg, s->noun->name, "add");
	unsigned char hash[SEAL_HASH];
	struct val    v[FIELDS_MAX + 4];

	r->id = registry_next_id(reg, s->noun);
	r->journal = e->n;
	seal_box(reg, r);
	bind_row(reg, r, v, hash);
	if (db_do(reg->db, &s->insert, v) == 0)
		return false;
	if (r->box.t)
		db_do(reg->db, &s->box_add, (struct val[]){ val_int(r->id), r->box });
	if (!e->count++)
		e->first = r->id;
	sum_add(e->sum, hash + HALF);
	if (s->noun->saved)
		s->noun->saved(reg, r, NULL);
	return true;
}

void record_history_hash(struct registry *reg, int64_t journal, int64_t id, const char *field, const struct val *old,
                         const struct val *box, unsigned char out[SEAL_HASH])
{
	struct text all = { 0 };

	text_print(&all, "history %lld %lld %s", (long long)journal, (long long)id, field);
	text_char(&all, 0);
	if (old->t)
		text_add(&all, old->s, (size_t)old->n);
	text_char(&all, 0);
	if (box->t)
		text_add(&all, box->s, (size_t)box->n);
	seal_hash(registry_need_key(reg, "write"), all.s, all.n, out);
	text_free(&all);
}

/* The old value of a field that changes. */
static void write_history(struct registry *reg, struct entry *e, const struct record *old, int i)
{
	const struct field *field = old->shape->field[i];
	struct text         sealed = { 0 };
	struct val          clear = val_null(), box = val_null();
	unsigned char       hash[SEAL_HASH];
	char                ad[100], out[ID_TEXT];
	const char         *text = record_text(old, i, out);

	if (!(field->flags & SECRET)) {
		clear = val_text(text);
	} else if (text) {
		int n = associated(ad, sizeof ad, old->shape->noun->name, old->id, field->name);

		seal_close(registry_need_key(reg, old->shape->noun->domain), ad, (size_t)n, text, strlen(text), &sealed);
		box = val_bytes(sealed.s, (int)sealed.n);
	}
	record_history_hash(reg, e->n, old->id, field->name, &clear, &box, hash);
	sum_add(e->trail, hash);
	db_do(reg->db, &sql_history_add,
	      (struct val[]){ val_int(e->n), val_int(old->id), val_text(field->name), clear, box });
	text_free(&sealed);
}

static bool same(const struct val *a, const struct val *b)
{
	if (a->t != b->t)
		return false;
	return a->t == 0 || (a->t == 'i' ? a->i == b->i : a->n == b->n && memcmp(a->s, b->s, (size_t)a->n) == 0);
}

bool record_change(struct registry *reg, const struct record *old, struct record *now, const char *action)
{
	struct shape *s = now->shape;
	struct entry *e;
	unsigned char before[SEAL_HASH], hash[SEAL_HASH];
	struct val    v[FIELDS_MAX + 4];
	char          id[ID_TEXT];
	bool          changed[FIELDS_MAX], any = false, secret = false;

	for (int i = 0; i < s->n; i++) {
		changed[i] = !same(old->v + i, now->v + i);
		any |= changed[i];
		secret |= changed[i] && s->field[i]->flags & SECRET;
	}
	if (!any)
		return false;
	record_hash(reg, old, before);
	if (old->tag.n != HALF || memcmp(old->tag.s, before, HALF) != 0)
		err_exit(STATUS_REFUSED, "%s: was changed outside casework; it is left as it is (registry-check tells more)",
		         noun_id_text(old->id, id));
	if (secret && !old->unsealed)
		registry_need_key(reg, s->noun->domain);
	e = registry_entry(reg, s->noun->name, action);
	for (int i = 0; i < s->n; i++)
		if (changed[i])
			write_history(reg, e, old, i);
	now->journal = e->n;
	if (secret)
		seal_box(reg, now);
	bind_row(reg, now, v, hash);
	db_do(reg->db, &s->change, v);
	if (now->box.t && secret)
		db_do(reg->db, &s->box_add, (struct val[]){ val_int(now->id), now->box });
	else if (old->box.t && !now->box.t)
		db_do(reg->db, &s->box_change, (struct val[]){ val_int(now->id) });
	if (!e->count++)
		e->first = now->id;
	sum_take(e->sum, before + HALF);
	sum_add(e->sum, hash + HALF);
	if (s->noun->saved)
		s->noun->saved(reg, now, old);
	return true;
}

void record_strike(struct registry *reg, const struct record *old, const char *reason, struct arena *arena)
{
	struct record now = *old;

	now.v[now.shape->void_reason] = val_text(arena_string(arena, reason));
	now.struck = registry_entry(reg, now.shape->noun->name, "void")->n;
	record_change(reg, old, &now, "void");
}
