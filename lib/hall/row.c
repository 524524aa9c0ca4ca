/* row: one row of a form. */
#include <string.h>

#include "frame/cell.h"
#include "frame/name.h"
#include "hall/like.h"
#include "hall/row.h"
#include "words/language.h"
#include "words/mem.h"

/* ---- a record that is there ---- */

/* What the command stamps, where the row says nothing else: all of it, unless the first was set before. */
static void stamp(struct run *run, const struct record *old, const char **raw)
{
	bool first = true;

	for (const char *p = run->cmd->stamps; p && *p; ) {
		int i = shape_first(old->shape, p, &p);

		if (first && old->v[i].t)
			return;
		first = false;
		if (!cell_given(raw[i]))
			raw[i] = old->shape->field[i]->type == STAFF ? run->reg->me : run->reg->today;
	}
}

enum row_got row_change(struct run *run, const struct record *old, const char **raw, struct row *row, struct faults *f)
{
	struct shape  *s = old->shape;
	struct record *now = row->r + run->form.n - 1;
	bool           secret = false;
	char           id[ID_TEXT];

	*now = *old;
	if (old->struck) {
		fault_refuse(f, NULL, "%s: was struck out, and stays as it is", noun_id_text(old->id, id));
		return ROW_BAD;
	}
	stamp(run, old, raw);
	for (int i = 0; i < s->n; i++)
		secret |= cell_given(raw[i]) && s->field[i]->flags & SECRET;
	if (secret && !old->unsealed)
		registry_need_key(run->reg, s->noun->domain);
	cell_read(run->reg, now, raw, true, f->arena, f);
	if (!f->first)
		record_rules(run->reg, now, old, f);
	if (f->first)
		return ROW_BAD;
	return record_change(run->reg, old, now, "change") ? ROW_CHANGED : ROW_SAME;
}

/* The record whose ref or code is that of `r`, loaded. */
static bool load_existing(struct run *run, const struct record *r, struct record *old, struct arena *arena)
{
	struct shape *s = r->shape;
	const char   *why;
	int64_t       id;
	struct val    v[2];

	/* Filed under the office of the record it follows, which is not named here. */
	if (s->follows >= 0 && !r->v[s->follows].t && r->v[s->ref].t)
		return name_find(run->reg, s->noun, NULL, arena_print(arena, "@%s", record_get(r, "ref")), &id, &why) &&
		       record_load(run->reg, s, id, old, arena, true);
	if (s->key >= 0) {
		if (!db_one(run->reg->db, shape_sql(s, SQL_BY_KEY), (struct val[]){ r->v[s->key] }, v))
			return false;
	} else if (!r->v[s->ref].t ||
	           !db_one(run->reg->db, shape_sql(s, SQL_BY_REF), (struct val[]){ r->v[s->source], r->v[s->ref] }, v)) {
		return false;
	}
	return record_load(run->reg, s, v[0].i, old, arena, true);
}

/* --update: a row may hold only what changes, of each noun of the form. */
static enum row_got update(struct run *run, const struct batch_hooks *hooks, const struct record *old, const char **raw,
                           struct row *row, struct faults *f)
{
	const struct form *form = &run->form;
	enum row_got       got = ROW_SAME, one;
	struct row         part;

	*f = (struct faults){ .arena = f->arena, .override = f->override };
	if (hooks && hooks->fill)
		hooks->fill(run, old, raw, f);
	for (int k = 0; k + 1 < form->n; k++) {
		struct record other;

		if (!record_load(run->reg, form->shape[k], old->v[form_link(form, k)].i, &other, f->arena, true))
			continue;
		one = row_change(run, &other, raw + form_first(k), &part, f);
		if (one == ROW_BAD)
			return ROW_BAD;
		got = one == ROW_CHANGED ? one : got;
	}
	one = row_change(run, old, raw + form_main(form), row, f);
	return one == ROW_SAME ? got : one;
}

static enum row_got taken(struct run *run, const struct record *old, struct row *row, struct faults *f)
{
	struct record      *r = row->r + run->form.n - 1;
	const struct shape *s = r->shape;
	const char         *what = s->key >= 0 ? s->field[s->key]->name : "ref";
	char                id[ID_TEXT];

	if (common.skip_existing) {
		r->id = old->id;
		return ROW_SKIPPED;
	}
	fault_add(f, what, s->key < 0 ? SAID("is there already: %s (%s; --skip-existing passes over it, --update changes it)")
	                              : SAID("is there already: %s (%s)"), record_get(r, what), noun_id_text(old->id, id));
	return ROW_BAD;
}

/* ---- a new one ---- */

/* Judge what a row says of a noun before the main one: its record is there already, or will be made. */
static void judge_slot(struct run *run, const struct batch_hooks *hooks, const char **raw, int slot, struct row *row,
                       struct faults *f)
{
	const struct form *form = &run->form;
	struct record     *r = row->r + slot, *main = row->r + form->n - 1;
	struct shape      *s = form->shape[slot];
	int                link = form_link(form, slot);
	const char       **cells = raw + form_first(slot), *name = main->shape->field[link]->name;
	const int          shared[] = { s->office, s->source, s->ref };
	int64_t            known;

	*r = (struct record){ .shape = s };
	if (cell_given(raw[form_main(form) + link])) {
		row->known[slot] = true;
		for (int i = 0; i < s->n; i++)
			if (cell_given(cells[i]))
				fault_add(f, s->field[i]->name, "belongs to the %s, who is there already (record-edit mends it)", name);
		return;
	}
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		cells[shared[i]] = record_get(main, s->field[shared[i]]->name);
	cell_read(run->reg, r, cells, false, f->arena, f);
	if (f->first)
		return;
	known = hooks && hooks->known ? hooks->known(run, r, f) : 0;
	if (known) {
		r->id = known;
		row->known[slot] = true;
	} else {
		record_rules(run->reg, r, NULL, f);
		r->id = f->first ? 0 : registry_next_id(run->reg, s->noun);
	}
	main->v[link] = val_int(r->id);
}

/* Write what was judged; false if a ref is taken. The main record comes last, and names the others. */
static bool write_slots(struct run *run, struct row *row, struct faults *f)
{
	for (int k = 0; k + 1 < run->form.n; k++)
		if (!row->known[k] && !record_add(run->reg, row->r + k)) {
			fault_add(f, "ref", "%s has this ref already: name it", say(row->r[k].shape->noun->brief));
			return false;
		}
	return record_add(run->reg, row->r + run->form.n - 1);
}

enum row_got row_add(struct run *run, const struct batch_hooks *hooks, const char **raw, struct row *row, struct faults *f)
{
	const struct form *form = &run->form;
	int                main = form->n - 1;
	struct record     *r = row->r + main, old;
	const char        *said[CELLS_MAX];

	/* What is filled in is for a new record: it takes nothing back of one that is there. */
	memcpy(said, raw, sizeof said);
	memset(row->known, 0, sizeof row->known);
	*r = (struct record){ .shape = form->shape[main] };
	if (hooks && hooks->fill)
		hooks->fill(run, NULL, raw, f);
	like_fill(run, raw);
	/* Not known yet, but it will be there. */
	for (int k = 0; k < main; k++)
		r->v[form_link(form, k)] = val_int(0);
	cell_read(run->reg, r, raw + form_main(form), false, f->arena, f);
	if ((common.update || main) && load_existing(run, r, &old, f->arena))
		return common.update ? update(run, hooks, &old, said, row, f) : taken(run, &old, row, f);
	for (int k = 0; k < main; k++)
		judge_slot(run, hooks, raw, k, row, f);
	if (!f->first && hooks && hooks->before)
		hooks->before(run, r, f);
	if (!f->first)
		record_rules(run->reg, r, NULL, f);
	if (f->first) {
		/* A row that is there already need not be judged anew. */
		if (common.update || main || !load_existing(run, r, &old, f->arena))
			return ROW_BAD;
		*f = (struct faults){ .arena = f->arena, .override = f->override };
		return taken(run, &old, row, f);
	}
	if (!write_slots(run, row, f)) {
		if (f->first)
			return ROW_BAD;
		if (!load_existing(run, r, &old, f->arena))
			err_die("%s: a row that is unique is there already", say_word("noun", r->shape->noun->name));
		return taken(run, &old, row, f);
	}
	if (hooks && hooks->after)
		hooks->after(run, row);
	return ROW_ADDED;
}
