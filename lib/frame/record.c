/* record: a row of a noun. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/record.h"
#include "frame/record.sql.h"
#include "words/err.h"
#include "words/language.h"

enum { HALF = SEAL_HASH / 2 };

/* ---- faults ---- */

static void put_fault(struct arena *arena, struct fault **first, struct fault **last, const char *field, const char *text)
{
	struct fault *one = arena_take(arena, sizeof *one);

	*one = (struct fault){ field, arena_string(arena, text), NULL };
	if (*last)
		(*last)->next = one;
	else
		*first = one;
	*last = one;
}

static void add_fault(struct faults *f, const char *field, const char *fmt, va_list ap)
{
	char text[1000];

	vsnprintf(text, sizeof text, say(fmt), ap);
	put_fault(f->arena, &f->first, &f->last, field, text);
}

void fault_add(struct faults *f, const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_fault(f, field, fmt, ap);
	va_end(ap);
	f->wrong = true;
}

void fault_refuse(struct faults *f, const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_fault(f, field, fmt, ap);
	va_end(ap);
	f->refused = true;
}

void fault_rule(struct faults *f, const char *field, const char *day, const char *fmt, ...)
{
	va_list ap;
	char    text[1000], rule[800];

	va_start(ap, fmt);
	vsnprintf(rule, sizeof rule, say(fmt), ap);
	va_end(ap);
	if (f->live_from && day && strcmp(day, f->live_from) < 0) {
		put_fault(f->arena, &f->past, &f->past_last, field, rule);
	} else if (f->override) {
		f->overrode = true;
	} else {
		snprintf(text, sizeof text, say("%s (--override \"why\" goes on)"), rule);
		put_fault(f->arena, &f->first, &f->last, field, text);
		f->refused = true;
	}
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

void record_set(struct record *r, const char *field, const char *text)
{
	r->v[shape_need(r->shape, field)] = val_text(text);
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

	if (!db_one(reg->db, shape_sql(shape, SQL_LOAD), (struct val[]){ val_int(id) }, v))
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

/* What ties a box to its record, and to the field in a history row; good until the next call. */
static const struct text *associated(const char *noun, int64_t id, const char *field)
{
	static struct text ad;

	text_clear(&ad);
	text_string(&ad, noun);
	text_char(&ad, ' ');
	text_int(&ad, id);
	if (field) {
		text_char(&ad, ' ');
		text_string(&ad, field);
	}
	return &ad;
}

bool record_unseal(struct registry *reg, struct record *r, struct arena *arena)
{
	static struct text     plain;
	const struct seal_key *key = registry_key(reg, r->shape->noun->domain);
	const struct text     *ad = associated(r->shape->noun->name, r->id, NULL);
	char                   id[ID_TEXT];
	const char            *text;
	size_t                 n;
	int                    next = 0;

	if (!key->there)
		return false;
	r->unsealed = true;
	if (!r->box.t)
		return true;
	if (!seal_open(key, ad->s, ad->n, r->box.s, (size_t)r->box.n, &plain))
		err_exit(STATUS_REFUSED, "%s: sealed with another key, or changed outside casework"
		         " (registry-check tells)", noun_id_text(r->id, id));
	/* One copy of it all; the fields stand in it in the order of the shape, but for those of older versions. */
	text = arena_copy(arena, plain.s, plain.n);
	for (const char *name = text, *to = text + plain.n, *value; name < to; name = value + n + 1) {
		size_t room = strlen(name);
		int    i = next;

		value = name + room + 1;
		n = strlen(value);
		while (i < r->shape->n && (!(r->shape->field[i]->flags & SECRET) || strcmp(r->shape->field[i]->name, name) != 0))
			i++;
		if (i == r->shape->n)
			i = shape_field(r->shape, name);
		if (i < 0)
			continue;
		r->v[i] = (struct val){ .t = 's', .n = (int)n, .s = value };
		next = i + 1;
	}
	return true;
}

const char *record_old(struct registry *reg, const struct noun *noun, int64_t id, const char *field,
                       const struct val *box, struct arena *arena)
{
	const struct text *ad = associated(noun->name, id, field);
	struct text        plain = { 0 };
	const char        *old = NULL;

	if (seal_open(registry_key(reg, noun->domain), ad->s, ad->n, box->s, (size_t)box->n, &plain))
		old = arena_copy(arena, plain.s, plain.n);
	text_free(&plain);
	return old;
}

/* ---- rules ---- */

static bool same(const struct val *a, const struct val *b)
{
	if (a->t != b->t)
		return false;
	return a->t == 0 || (a->t == 'i' ? a->i == b->i : a->n == b->n && memcmp(a->s, b->s, (size_t)a->n) == 0);
}

bool record_differs(const struct record *now, const struct record *old, const char *fields)
{
	for (const char *p = fields; old && *p; ) {
		int i = shape_first(now->shape, p, &p);

		if (!same(now->v + i, old->v + i))
			return true;
	}
	return !old;
}

/* The followed record, remembered: the measures of a case stand together in a file. */
static struct { int64_t journal, id; const struct shape *by; struct val v[FIELDS_MAX]; struct arena arena; } last;

static const struct val *followed(struct registry *reg, const struct record *r)
{
	struct shape *s = r->shape;
	int64_t       id = r->v[s->follows].i;
	int           n = 4;

	for (int i = 0; i < s->n; i++)
		n += (s->field[i]->flags & MADE) != 0;
	if (last.id == id && last.by == s && last.journal == reg->drawn)
		return last.v;
	if (!db_one(reg->db, shape_sql(s, SQL_FOLLOWED), (struct val[]){ val_int(id) }, last.v))
		return NULL;
	arena_reset(&last.arena, (struct arena_mark){ 0 });
	for (int i = 0; i < n; i++)
		last.v[i] = kept(last.v + i, &last.arena);
	last.id = id;
	last.by = s;
	last.journal = reg->drawn;
	return last.v;
}

void record_follow(struct registry *reg, struct record *r, bool office, struct arena *arena)
{
	const struct shape *s = r->shape;
	const struct val   *v = r->v[s->follows].t ? followed(reg, r) : NULL;
	int                 n = 4;

	if (!v)
		return;
	if (office)
		r->v[s->office] = kept(v + 1, arena);
	for (int i = 0; i < s->n; i++)
		if (s->field[i]->flags & MADE)
			r->v[i] = kept(v + n++, arena);
}

/* What follows a record lies within its days. */
static void within(struct registry *reg, const struct record *now, const struct record *old, struct faults *f)
{
	const struct shape *s = now->shape;
	const char         *first = s->day >= 0 ? val_string(now->v + s->day) : NULL;
	const char         *lasts = s->until >= 0 ? val_string(now->v + s->until) : first;
	const char         *of = s->field[s->follows]->name, *opened, *closed;
	const struct val   *v;

	if (!now->v[s->follows].t || !first || !(record_differs(now, old, of) || !same(now->v + s->day, old->v + s->day) ||
	    (s->until >= 0 && !same(now->v + s->until, old->v + s->until))))
		return;
	v = followed(reg, now);
	if (!v)
		return;
	opened = val_string(v + 2);
	closed = val_string(v + 3);
	if (opened && strcmp(first, opened) < 0)
		fault_rule(f, s->field[s->day]->name, first, "before its %s was opened: %s", say_word("noun", of), opened);
	if (closed && strcmp(first, closed) > 0)
		fault_rule(f, s->field[s->day]->name, first, "after its %s was closed: %s", say_word("noun", of), closed);
	else if (closed && !lasts)
		fault_rule(f, s->field[s->until]->name, first, "a value is needed: its %s was closed on %s", say_word("noun", of), closed);
	else if (closed && strcmp(lasts, closed) > 0)
		fault_rule(f, s->field[s->until]->name, first, "after its %s was closed: %s", say_word("noun", of), closed);
}

/* The other way round: a record's new days enclose what follows it. */
static void around(struct registry *reg, const struct record *now, const struct record *old, struct faults *f)
{
	const struct shape *s = now->shape;
	const char         *first = val_string(now->v + s->day), *lasts = s->until >= 0 ? val_string(now->v + s->until) : NULL;
	struct val          v[3];
	char                id[ID_TEXT];
	bool                begun, ended;

	if (!old || !first || s->until < 0)
		return;
	begun = !same(now->v + s->day, old->v + s->day);
	ended = lasts && !same(now->v + s->until, old->v + s->until);
	if (!begun && !ended)
		return;
	for (int k = 0; noun_table[k]; k++) {
		struct shape *by = noun_shape(noun_table[k]);
		struct rows  *rows;

		if (by->follows < 0 || by->day < 0 || shape_of(by, by->follows) != s)
			continue;
		rows = db_ask(reg->db, shape_sql(by, SQL_OUTSIDE),
		              (struct val[]){ val_int(now->id), val_text(begun ? first : ""), val_text(ended ? lasts : "9999-12-31") });
		while (db_next(rows, v)) {
			noun_id_text(v[0].i, id);
			if (begun && strcmp(v[1].s, first) < 0)
				fault_rule(f, s->field[s->day]->name, first, "%s is from before that day: %s", id, v[1].s);
			else if (*v[2].s)
				fault_rule(f, s->field[s->until]->name, lasts, "%s goes on after that day, to %s", id, v[2].s);
			else
				fault_rule(f, s->field[s->until]->name, lasts, "%s is open: end it first", id);
		}
		db_end(rows);
	}
}

/* The day from which rules bind an office, remembered. */
static const char *live_from(struct registry *reg, const char *office)
{
	const char *day;
	struct val  v[1];

	if (!office)
		return NULL;
	day = map_get(&reg->live, office);
	if (!day) {
		day = db_one(reg->db, &sql_live_from, (struct val[]){ val_text(office) }, v) ? val_string(v) : NULL;
		day = arena_string(&arena_run, day ? day : "");
		/* The map borrows its key, which is the row's. */
		*map_at(&reg->live, arena_string(&arena_run, office)) = (void *)(uintptr_t)day;
	}
	return *day ? day : NULL;
}

void record_rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f)
{
	const struct shape *s = now->shape;

	f->live_from = s->office >= 0 ? live_from(reg, val_string(now->v + s->office)) : NULL;
	for (int i = 0; i < s->n; i++) {
		const char *day = s->field[i]->flags & PAST ? val_string(now->v + i) : NULL;

		if (day && strcmp(day, reg->today) > 0)
			fault_add(f, s->field[i]->name, "after today: %s", s->field[i]->flags & SECRET ? "" : day);
	}
	if (s->follows >= 0 && s->day >= 0)
		within(reg, now, old, f);
	if (s->day >= 0)
		around(reg, now, old, f);
	if (s->noun->rules)
		s->noun->rules(reg, now, old, f);
	if (f->overrode && !f->first)
		record_set(now, "overridden", f->override);
}

bool record_needed_by(struct registry *reg, const struct noun *noun, int64_t id, int64_t *by)
{
	struct val v[1];

	for (int k = 0; noun_table[k]; k++) {
		const struct shape *s = noun_shape(noun_table[k]);

		for (int i = 0; i < s->n; i++) {
			struct sql *one;

			if (s->field[i]->type != ID || !s->field[i]->of || strcmp(s->field[i]->of, noun->name) != 0 ||
			    !(s->field[i]->flags & (NEED | RESTS)) || (s->noun->part && i == s->follows))
				continue;
			one = arena_take(&arena_run, sizeof *one);
			*one = (struct sql){ .name = "needed by", .in = "i", .text = arena_print(&arena_run, "SELECT \"id\" FROM \"%s_live\""
			                     " WHERE \"%s\" = $1 LIMIT 1", s->noun->name, s->field[i]->name) };
			if (!db_one(reg->db, one, (struct val[]){ val_int(id) }, v))
				continue;
			*by = v[0].i;
			return true;
		}
	}
	return false;
}

/* ---- writing ---- */

void record_hash(struct registry *reg, const struct record *r, unsigned char out[SEAL_HASH])
{
	static struct text  all;
	const struct shape *s = r->shape;
	char                text[ID_TEXT];

	text_clear(&all);
	text_string(&all, s->noun->name);
	for (int i = 0; i < 3; i++) {
		text_char(&all, ' ');
		text_int(&all, i == 0 ? r->id : i == 1 ? r->journal : r->struck);
	}
	text_char(&all, 0);
	/* What is empty, or holds what rows from before the field was there hold, is left out, and names are
	 * in order: so a field added later changes no tag. */
	for (int k = 0; k < s->n; k++) {
		int               i = s->sorted[k];
		const struct val *v = s->field[i]->flags & SECRET ? r->month + i : r->v + i;

		if (!v->t || (s->field[i]->old && strcmp(record_text(r, i, text), s->field[i]->old) == 0))
			continue;
		text_add(&all, s->field[i]->name, strlen(s->field[i]->name) + 1);
		if (v->t == 'i')
			text_int(&all, v->i);
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
	const struct text  *ad;

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
	ad = associated(s->noun->name, r->id, NULL);
	seal_close(registry_need_key(reg, s->noun->domain), ad->s, ad->n, plain.s, plain.n, &box);
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
	if (!registry_keeps(reg, noun))
		err_exit(STATUS_REFUSED, "this registry keeps the Deviation Register alone: no %s", say(noun->plural));
	if (noun->guarded)
		registry_need_key(reg, noun->domain);
	if (noun->writers && (!reg->role || strcmp(reg->role, noun->writers) != 0))
		err_exit(STATUS_REFUSED, "only a member of staff with the role %s may write %s", noun->writers, say(noun->brief));
}

bool record_readable(struct registry *reg, const struct noun *noun)
{
	return !noun->guarded || registry_key(reg, noun->domain)->there;
}

void record_may_read(struct registry *reg, const struct noun *noun)
{
	if (!record_readable(reg, noun))
		err_exit(STATUS_REFUSED, "no key to open %s: only who holds it may read %s", say(noun->group), say(noun->plural));
}

bool record_add(struct registry *reg, struct record *r)
{
	struct shape *s = r->shape;
	struct entry *e = registry_entry(reg, s->noun->name, "add");
	unsigned char hash[SEAL_HASH];
	struct val    v[FIELDS_MAX + 4];

	if (!r->id)
		r->id = registry_next_id(reg, s->noun);
	r->journal = e->n;
	seal_box(reg, r);
	bind_row(reg, r, v, hash);
	if (db_do(reg->db, shape_sql(s, SQL_INSERT), v) == 0)
		return false;
	if (r->box.t)
		db_do(reg->db, shape_sql(s, SQL_BOX_ADD), (struct val[]){ val_int(r->id), r->box });
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
	char                out[ID_TEXT];
	const char         *text = record_text(old, i, out);

	if (!(field->flags & SECRET)) {
		clear = val_text(text);
	} else if (text) {
		const struct text *ad = associated(old->shape->noun->name, old->id, field->name);

		seal_close(registry_need_key(reg, old->shape->noun->domain), ad->s, ad->n, text, strlen(text), &sealed);
		box = val_bytes(sealed.s, (int)sealed.n);
	}
	record_history_hash(reg, e->n, old->id, field->name, &clear, &box, hash);
	sum_add(e->trail, hash);
	db_do(reg->db, &sql_history_add,
	      (struct val[]){ val_int(e->n), val_int(old->id), val_text(field->name), clear, box });
	text_free(&sealed);
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
		if (changed[i] && !(s->field[i]->flags & DIGEST))
			write_history(reg, e, old, i);
	last.id = 0;
	now->journal = e->n;
	if (secret)
		seal_box(reg, now);
	bind_row(reg, now, v, hash);
	db_do(reg->db, shape_sql(s, SQL_CHANGE), v);
	if (now->box.t && secret)
		db_do(reg->db, shape_sql(s, SQL_BOX_ADD), (struct val[]){ val_int(now->id), now->box });
	else if (old->box.t && !now->box.t)
		db_do(reg->db, shape_sql(s, SQL_BOX_DROP), (struct val[]){ val_int(now->id) });
	if (!e->count++)
		e->first = now->id;
	sum_take(e->sum, before + HALF);
	sum_add(e->sum, hash + HALF);
	if (s->noun->saved)
		s->noun->saved(reg, now, old);
	return true;
}

/* The records that are a part of this one go with it. */
static void strike_parts(struct registry *reg, const struct record *of, const char *reason, struct arena *arena)
{
	for (int k = 0; noun_table[k]; k++) {
		struct shape *s = noun_shape(noun_table[k]);
		struct sql   *next;
		struct val    v[1];
		int64_t       last = 0;

		if (!s->noun->part || shape_of(s, s->follows) != of->shape)
			continue;
		next = arena_take(&arena_run, sizeof *next);
		*next = (struct sql){ .name = "parts", .in = "ii", .text = arena_print(&arena_run, "SELECT \"id\" FROM \"%s_live\" WHERE \"%s\" = $1"
		                      " AND \"id\" > $2 ORDER BY \"id\" NULLS LAST LIMIT 1", s->noun->name, s->noun->follows) };
		/* From the last one on: those behind it would be passed over again each time. */
		while (db_one(reg->db, next, (struct val[]){ val_int(of->id), val_int(last) }, v)) {
			struct record one;

			last = v[0].i;
			record_load(reg, s, last, &one, arena, true);
			record_strike(reg, &one, reason, arena);
		}
	}
}

void record_strike(struct registry *reg, const struct record *old, const char *reason, struct arena *arena)
{
	struct record now = *old;

	strike_parts(reg, old, reason, arena);
	now.v[now.shape->void_reason] = val_text(arena_string(arena, reason));
	now.struck = registry_entry(reg, now.shape->noun->name, "void")->n;
	record_change(reg, old, &now, "void");
}
