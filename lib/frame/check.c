/* check: is a registry sound? */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame/cell.h"
#include "frame/check.h"
#include "frame/check.sql.h"
#include "frame/code.h"
#include "frame/record.h"
#include "frame/schema.h"
#include "words/err.h"
#include "words/mem.h"

enum { GAPS_TOLD = 5, YEARS = 128 };
#define NONE INT64_MIN

struct check {
	struct registry *reg;
	void           (*fault)(const char *line);
	bool             sign;
	int64_t          last;		/* the journal's number at its head */
	int64_t          records;
};

__attribute__((format(printf, 2, 3))) static void found(struct check *c, const char *fmt, ...)
{
	char    line[1000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof line, say(fmt), ap);
	va_end(ap);
	c->fault(line);
}

static void engine_fault(void *arg, const char *line)
{
	found(arg, "%s", line);
}

const char *check_head(struct registry *reg)
{
	struct val v[2];
	char       hex[SEAL_HASH * 2 + 1];

	if (!db_one(reg->db, &sql_head, NULL, v) || v[1].n != SEAL_HASH)
		err_die("%s: the journal has no head", reg->path);
	seal_hex(hex, v[1].s, SEAL_HASH);
	return arena_print(&arena_run, "%lld-%s", (long long)v[0].i, hex);
}

/* ---- the journal ---- */

static void check_journal(struct check *c)
{
	unsigned char before[SEAL_HASH] = { 0 }, now[SEAL_HASH];
	int64_t       n = 0;
	struct val    v[12];
	struct rows  *rows;

	for (rows = db_ask(c->reg->db, &sql_journal_all, NULL); db_next(rows, v); ) {
		const char *text[6];

		n = v[0].i;
		if (v[9].n != SUM || v[10].n != SUM || v[11].n != SEAL_HASH) {
			found(c, "journal %lld: damaged", (long long)n);
			continue;
		}
		for (int i = 0; i < 6; i++)
			text[i] = val_string(v + 1 + i);
		registry_chain(c->reg, before, n, text, 6, v[7].i, v[8].i, (const unsigned char *)v[9].s,
		               (const unsigned char *)v[10].s, now);
		if (memcmp(now, v[11].s, SEAL_HASH) != 0)
			found(c, "journal %lld: changed by hand, or an entry before it is missing or was added", (long long)n);
		memcpy(before, v[11].s, SEAL_HASH);
	}
	db_end(rows);
	if (!db_one(c->reg->db, &sql_head, NULL, v) || v[1].n != SEAL_HASH || memcmp(v[1].s, before, SEAL_HASH) != 0 ||
	    v[0].i != n)
		found(c, "journal: does not end with its head: entries after %lld are missing or were added", (long long)n);
}

static void check_trail(struct check *c, int64_t n, unsigned char sum[SUM], const unsigned char *trail)
{
	if (n != NONE && (!trail || memcmp(sum, trail, SUM) != 0))
		found(c, "history of journal %lld: changed, removed or added by hand", (long long)n);
	memset(sum, 0, SUM);
}

static void check_history(struct check *c)
{
	unsigned char sum[SUM] = { 0 }, trail[SUM], hash[SEAL_HASH];
	bool          has_trail = false;
	int64_t       n = NONE;
	struct val    v[6];
	struct rows  *rows;

	for (rows = db_ask(c->reg->db, &sql_history_all, NULL); db_next(rows, v); ) {
		if (v[0].i != n) {
			check_trail(c, n, sum, has_trail ? trail : NULL);
			n = v[0].i;
			has_trail = v[5].n == SUM;
			if (has_trail)
				memcpy(trail, v[5].s, SUM);
		}
		record_history_hash(c->reg, n, v[1].i, v[2].s, v + 3, v + 4, hash);
		sum_add(sum, hash);
	}
	db_end(rows);
	check_trail(c, n, sum, has_trail ? trail : NULL);
	memset(trail, 0, SUM);
	for (rows = db_ask(c->reg->db, &sql_history_gone, (struct val[]){ val_bytes(trail, SUM) }); db_next(rows, v); )
		found(c, "history of journal %lld: removed by hand", (long long)v[0].i);
	db_end(rows);
}

/* ---- records ---- */

/* Whether a stored value has its field's form and, for codes, stands in its list. */
static void check_value(struct check *c, const struct record *r, int i)
{
	const struct field *f = r->shape->field[i];
	char                id[ID_TEXT], out[ID_TEXT];
	const char         *text = record_text(r, i, out), *why;

	if (!text || f->flags & SECRET)
		return;
	why = cell_fault(f, text, strlen(text));
	if (why && f->type != ID)
		found(c, "%s: %s: %s: %.100s", noun_id_text(r->id, id), f->name, why, text);
	if (f->type != CODE || code_list(c->reg, f->of)->n == 0)
		return;
	for (const char *p = text; *p; p += *p == '|') {
		size_t n = f->flags & MANY ? strcspn(p, "|") : strlen(p);

		if (!code_find(code_list(c->reg, f->of), p, n))
			found(c, "%s: %s: no such code: %.*s", noun_id_text(r->id, id), f->name, (int)n, p);
		p += n;
	}
}

struct tally {
	unsigned char sum[SUM];
	int64_t       counter[YEARS], seen[YEARS], gap[GAPS_TOLD];
	int           gaps;
};

static void check_id(struct check *c, const struct record *r, struct tally *t)
{
	struct id id;
	char      text[ID_TEXT];
	int       noun = id_unpack(r->id, &id), y = id.year - 2000;

	noun_id_text(r->id, text);
	if (noun != r->shape->noun->number || strcmp(id.code, c->reg->code) != 0) {
		found(c, "%s: row %lld has the id of another kind or registry", r->shape->noun->name, (long long)r->id);
		return;
	}
	if (id.number > t->counter[y])
		found(c, "%s: beyond the counter, which stands at %lld", text, (long long)t->counter[y]);
	/* Ids rise, so what lies between this one and the last has no row. */
	for (int64_t n = t->seen[y] + 1; n < id.number && t->gaps < GAPS_TOLD; n++)
		t->gap[t->gaps++] = r->id - (id.number - n);
	t->seen[y] = id.number;
	if (r->journal > c->last || r->journal < 1)
		found(c, "%s: written by journal %lld, which is not there", text, (long long)r->journal);
	if (r->struck > c->last)
		found(c, "%s: struck out by journal %lld, which is not there", text, (long long)r->struck);
}

static void check_record(struct check *c, const struct record *r, struct tally *t)
{
	unsigned char hash[SEAL_HASH];
	char          id[ID_TEXT];

	c->records++;
	check_id(c, r, t);
	for (int i = 0; i < r->shape->n; i++)
		check_value(c, r, i);
	if (!c->sign)
		return;
	record_hash(c->reg, r, hash);
	if (r->tag.n != SEAL_HASH / 2 || memcmp(hash, r->tag.s, SEAL_HASH / 2) != 0)
		found(c, "%s: changed by hand", noun_id_text(r->id, id));
	sum_add(t->sum, hash + SEAL_HASH / 2);
}

/* The sum that the journal keeps of the noun must be that of its rows. */
static void check_sum(struct check *c, const struct noun *noun, const struct tally *t)
{
	unsigned char kept[SUM];
	char          id[ID_TEXT];

	if (!registry_sum(c->reg, noun->name, kept)) {
		found(c, "%s: its sum in the journal is damaged", noun->name);
		return;
	}
	if (memcmp(kept, t->sum, SUM) == 0)
		return;
	found(c, "%s: rows were changed, removed, added or put back by hand", noun->name);
	for (int i = 0; i < t->gaps; i++)
		found(c, "%s: has no row: removed, or never written", noun_id_text(t->gap[i], id));
	for (int y = 0; y < YEARS; y++)
		for (int64_t n = t->seen[y] + 1; n <= t->counter[y] && n <= t->seen[y] + GAPS_TOLD; n++) {
			struct id parts = { .year = 2000 + y, .number = (int32_t)n };

			strcpy(parts.code, c->reg->code);
			found(c, "%s: has no row: removed, or never written",
			      noun_id_text(id_pack(&parts, noun->number), id));
		}
}

/* An older state of a row put back has a good tag, but its history goes on. */
static void check_put_back(struct check *c, const struct noun *noun)
{
	struct sql  *sql = arena_take(&arena_run, sizeof *sql);
	struct val   v[1];
	struct rows *rows;
	char         id[ID_TEXT];

	*sql = (struct sql){ "put back", arena_print(&arena_run, "SELECT t.\"id\" FROM \"%s\" t JOIN \"history\" h"
	                     " ON h.\"id\" = t.\"id\" GROUP BY t.\"id\", t.\"journal\" HAVING MAX(h.\"journal\") > t.\"journal\"",
	                     noun->name), "", NULL };
	for (rows = db_ask(c->reg->db, sql, NULL); db_next(rows, v); )
		found(c, "%s: an older state was put back by hand", noun_id_text(v[0].i, id));
	db_end(rows);
}

static void check_noun(struct check *c, const struct noun *noun)
{
	static struct record r;
	struct shape        *s = noun_shape(noun);
	struct sql          *all = arena_take(&arena_run, sizeof *all);
	const char          *load = shape_sql(noun_shape(noun), SQL_LOAD)->text;
	struct tally         t = { 0 };
	struct val           v[FIELDS_MAX + 5];
	struct rows         *rows;

	for (int i = 0; i < s->n; i++)
		if (s->field[i]->type == CODE)
			code_list(c->reg, s->field[i]->of);
	for (rows = db_ask(c->reg->db, &sql_counters, (struct val[]){ val_text(noun->name) }); db_next(rows, v); )
		if (v[0].i >= 2000 && v[0].i < 2000 + YEARS)
			t.counter[v[0].i - 2000] = v[1].i;
	db_end(rows);
	/* The statement that loads one, for all. */
	*all = (struct sql){ .name = "check", .in = "", .text = arena_print(&arena_run, "%.*s ORDER BY t.\"id\" NULLS LAST",
	       (int)(strstr(load, " WHERE ") - load), load) };
	for (rows = db_ask(c->reg->db, all, NULL); db_next(rows, v); ) {
		record_take(&r, s, v);
		check_record(c, &r, &t);
	}
	db_end(rows);
	if (c->sign)
		check_sum(c, noun, &t);
	check_put_back(c, noun);
}

static bool has_boxes(struct registry *reg)
{
	for (int i = 0; noun_table[i]; i++) {
		struct sql *sql = arena_take(&arena_run, sizeof *sql);
		struct val  v[1];

		*sql = (struct sql){ "boxes", arena_print(&arena_run, "SELECT 1 FROM \"%s_secret\" LIMIT 1", noun_table[i]->name),
		                     "", NULL };
		if (db_one(reg->db, sql, NULL, v))
			return true;
	}
	return false;
}

int64_t check_registry(struct registry *reg, const char *head, void (*fault)(const char *line), bool *signed_too)
{
	struct check  c = { .reg = reg, .fault = fault };
	unsigned char hash[SEAL_HASH];
	struct val    v[2];

	/* An extract has no boxes, so its tags cannot fit; a registry that only says it is one is not let off. */
	*signed_too = c.sign = registry_key(reg, "write")->there && !(reg->extract && !has_boxes(reg));
	db_tolerate(reg->db, engine_fault, &c);
	schema_check(reg->db, fault);
	db_integrity(reg->db, engine_fault, &c);
	if (db_one(reg->db, &sql_head, NULL, v))
		c.last = v[0].i;
	if (c.sign) {
		check_journal(&c);
		check_history(&c);
	}
	for (int i = 0; noun_table[i]; i++) {
		check_noun(&c, noun_table[i]);
		if (noun_table[i]->sound)
			noun_table[i]->sound(reg, fault);
	}
	if (head) {
		const char *dash = strchr(head, '-');

		if (!dash || !seal_from_hex(hash, SEAL_HASH, dash + 1))
			err_exit(STATUS_WRONG, "--head: not what registry-log --head prints: %s", head);
		if (!db_one(reg->db, &sql_journal_hash, (struct val[]){ val_int(strtoll(head, NULL, 10)) }, v) ||
		    v[0].n != SEAL_HASH || memcmp(v[0].s, hash, SEAL_HASH) != 0)
			found(&c, "journal: the entry of that head is not there: this is an older copy, or another registry");
	}
	db_tolerate(reg->db, NULL, NULL);
	return c.records;
}
