/* answers: assessments from options, from a person at a terminal, from a file. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "frame/cell.h"
#include "frame/proof.h"
#include "hall/answers.h"
#include "hall/ask.h"
#include "hall/like.h"
#include "hall/questions.h"
#include "hall/result.h"
#include "hall/single.h"
#include "words/language.h"
#include "words/map.h"
#include "words/mem.h"

enum { HEADER_MAX = 512, TOLD_MAX = 1000 };

/* What a column is, if it is no field: of the answer itself, one of casework's own, or an item. */
enum { ITEM = -1, VALUE = -2, MISSING = -3, OWN = -4, AN_ITEM = -5 };

struct kept { long line; int n; const char **cell; struct kept *next; };

struct table {
	struct run         *run;
	struct sheet       *sheet;
	struct sheet_row    row;
	struct sheet_format format;
	int                 n, column[HEADER_MAX];
	const char         *header[HEADER_MAX];
	bool                used[HEADER_MAX];	/* an item of some instrument */
	bool                is_long, has_ref;
	bool                torn, after_torn;	/* long: a row of it cannot be read; the row before this one could not */
	bool                apart;		/* long: the rows of one do not stand together */
	const char         *given[CELLS_MAX];	/* from options */
	struct map          ended;		/* long: assessments whose rows have ended, by what names them */
	struct sitting      now;
	const char         *key;		/* of the assessment that is read; NULL: none */
	int                 room;
	struct kept        *rows, *last;	/* its rows, for the rejects */
	struct sink        *written, *rejects;
	long                told, bad, added;
	bool                wrong, refused;
	struct arena        arena;		/* of the assessment that is read */
};

/* ---- telling ---- */

static void tell(struct table *t, long line, const char *field, const char *text)
{
	if (t->told++ < TOLD_MAX)
		err_warn("%s:%ld: %s%s%s", common.from, line, field ? field : "", field ? ": " : "", text);
}

/* The line of a fault: that of the answer it is about, else the first of the assessment. */
static long line_of(const struct table *t, const struct fault *f)
{
	for (int i = 0; i < t->now.n; i++)
		if (f->field && strcmp(t->now.reply[i].item, f->field) == 0)
			return t->now.reply[i].line;
	return t->now.line;
}

static void reject(struct table *t, const struct faults *f)
{
	struct text all = { 0 };

	t->bad++;
	t->refused |= f->refused;
	t->wrong |= f->wrong;
	for (const struct fault *one = f->first; one; one = one->next) {
		tell(t, line_of(t, one), one->field, one->text);
		text_print(&all, "%s%s%s%s", all.n ? "; " : "", one->field ? one->field : "", one->field ? ": " : "", one->text);
	}
	for (const struct kept *k = t->rejects ? t->rows : NULL; k; k = k->next) {
		for (int i = 0; i < k->n; i++) {
			if (i < t->n && t->column[i] == OWN)
				continue;
			sheet_put(t->rejects, k->cell[i], strlen(k->cell[i]), t->format);
			sink_char(t->rejects, t->format.delimiter);
		}
		sink_string(t->rejects, arena_print(&t->arena, "%ld", k->line));
		sink_char(t->rejects, t->format.delimiter);
		sheet_put(t->rejects, all.s, all.n, t->format);
		sheet_end_row(t->rejects, t->format);
	}
	text_free(&all);
}

/* ---- the header ---- */

static _Noreturn void bad_header(const struct table *t, const char *what, const char *name, const char *near)
{
	err_exit(STATUS_WRONG, "%s:%ld: %s: %.100s%s", common.from, t->row.line, say(what), name, text_hint(near));
}

static bool seen_before(const struct table *t, int i)
{
	for (int k = 0; k < i; k++)
		if (strcmp(t->header[k], t->header[i]) == 0)
			return true;
	return false;
}

static void read_header(struct table *t)
{
	static const char *const answer[] = { "item", "value", "missing", NULL };
	const int                need[] = { form_need(&t->run->form, "case"), form_need(&t->run->form, "instrument") };
	bool                     there[2] = { false, false };

	if (t->row.n > HEADER_MAX)
		err_exit(STATUS_WRONG, "%s:1: more than %d columns", common.from, HEADER_MAX);
	t->n = t->row.n;
	for (int i = 0; i < t->n; i++)
		t->is_long |= strcmp(t->row.cell[i], "item") == 0;
	for (int i = 0; i < t->n; i++) {
		const char *name = t->header[i] = arena_string(&arena_run, t->row.cell[i]);
		int         cell = form_cell(&t->run->form, name), part = instrument_place(answer, name, strlen(name));

		if (!*name)
			bad_header(t, SAID("a column without a name"), say("(a delimiter too many?)"), NULL);
		if (seen_before(t, i))
			bad_header(t, SAID("twice in the header"), name, NULL);
		for (int k = 0; k < 2; k++)
			there[k] |= cell == need[k];
		/* The instrument is an operand elsewhere. */
		if (cell >= 0 && (cmd_has_cell(t->run, cell) || cell == need[1]))
			t->column[i] = cell;
		else if (cell >= 0)
			bad_header(t, SAID("is worked out from the answers, and cannot be given"), name, NULL);
		else if (strcmp(name, "line") == 0 || strcmp(name, "error") == 0 || strcmp(name, "assessment") == 0)
			t->column[i] = OWN;
		else if (t->is_long && part >= 0)
			t->column[i] = ITEM - part;
		else if (t->is_long)
			bad_header(t, SAID("no such column"), name, text_nearest(name, answer, 3));
		else
			t->column[i] = AN_ITEM;
		t->has_ref |= cell >= 0 && cell == form_main(&t->run->form) + t->run->shape->ref;
	}
	for (int k = 0; k < 2; k++)
		if (!there[k] && !t->given[need[k]])
			bad_header(t, SAID("a needed column is missing"), k ? "instrument" : "case",
			           t->n == 1 && strchr(t->header[0], ';') ? "--delimiter ';'" : NULL);
}

/* A column of answers must be an item of an instrument that some row names. */
static bool judge_columns(struct table *t)
{
	bool good = true;

	for (int i = 0; i < t->n; i++)
		if (t->column[i] == AN_ITEM && !t->used[i]) {
			tell(t, 1, NULL, arena_print(&arena_run, say("no such column, nor an item of an instrument in the file: %.100s"), t->header[i]));
			good = false;
		}
	return good;
}

/* ---- rows ---- */

/* What was read of an assessment is done with. */
static void forget(struct table *t)
{
	t->key = NULL;
	t->torn = false;
	t->now.n = 0;
	t->rows = t->last = NULL;
	arena_reset(&t->arena, (struct arena_mark){ 0 });
}

static void end_sitting(struct table *t)
{
	static struct assessed a;
	struct faults          f = { .arena = &t->arena, .override = common.override };
	char                   id[ID_TEXT];

	if (!t->key)
		return;
	if (t->torn)
		fault_add(&f, NULL, "a row of it, or beside it, cannot be read");
	if (!t->torn && assess_one(t->run, &t->now, &f, &a)) {
		const char *ref = t->has_ref ? record_get(&a.r, "ref") : NULL;

		t->added++;
		for (const struct fault *one = f.past; one; one = one->next)
			tell(t, t->now.line, one->field, arena_print(&t->arena, say("%s (history: it is let through)"), one->text));
		if (assess_warning(a.in, a.score))
			tell(t, t->now.line, NULL, assess_warning(a.in, a.score));
		if (assess_unbanded(a.in, a.score, &t->arena))
			tell(t, t->now.line, NULL, assess_unbanded(a.in, a.score, &t->arena));
		sink_string(t->written, arena_print(&t->arena, "%ld%c%s", t->now.line, t->format.delimiter, noun_id_text(a.r.id, id)));
		if (t->has_ref)
			sink_char(t->written, t->format.delimiter);
		if (ref)
			sheet_put(t->written, ref, strlen(ref), t->format);
		sheet_end_row(t->written, t->format);
	} else {
		reject(t, &f);
	}
	if (t->is_long)
		*map_at(&t->ended, arena_string(&arena_run, t->key)) = t;
	forget(t);
}

/* What names the assessment of a row: all that is no answer. */
static const char *key_of(struct table *t)
{
	struct text key = { 0 };
	const char *kept;

	for (int i = 0; i < t->n; i++)
		if (t->column[i] >= 0) {
			text_string(&key, t->row.cell[i]);
			text_char(&key, '\037');
		}
	kept = arena_string(&t->arena, key.s ? key.s : "");
	text_free(&key);
	return kept;
}

static void add_reply(struct table *t, struct reply r)
{
	if (t->now.n == t->room) {
		t->room = t->room ? t->room * 2 : 64;
		t->now.reply = mem_grow(t->now.reply, (size_t)t->room * sizeof *t->now.reply);
	}
	t->now.reply[t->now.n++] = r;
}

static const char **keep_row(struct table *t)
{
	struct kept *k = arena_take(&t->arena, sizeof *k);

	*k = (struct kept){ .line = t->row.line, .n = t->row.n > t->n ? t->row.n : t->n };
	k->cell = arena_take(&t->arena, (size_t)k->n * sizeof *k->cell);
	for (int i = 0; i < k->n; i++)
		k->cell[i] = arena_string(&t->arena, i < t->row.n ? t->row.cell[i] : "");
	if (t->last)
		t->last->next = k;
	else
		t->rows = k;
	t->last = k;
	return k->cell;
}

static void begin_sitting(struct table *t)
{
	memcpy(t->now.raw, t->given, sizeof t->now.raw);
	t->now.line = t->row.line;
	t->now.n = 0;
}

static void long_row(struct table *t)
{
	struct reply r = { .item = "", .value = "", .line = t->row.line };
	const char  *key = key_of(t), **cell;

	if (!t->key || strcmp(key, t->key) != 0) {
		end_sitting(t);
		key = key_of(t);
		begin_sitting(t);
		t->key = key;
		t->torn = t->after_torn;
		if (map_get(&t->ended, key)) {
			tell(t, t->row.line, NULL, say("its assessment has ended above: the rows of one stand together (sort the file)"));
			t->apart = true;
			forget(t);
			return;
		}
	}
	t->after_torn = false;
	cell = keep_row(t);
	for (int i = 0; i < t->n; i++) {
		if (t->column[i] >= 0 && *cell[i])
			t->now.raw[t->column[i]] = cell[i];
		else if (t->column[i] == ITEM)
			r.item = cell[i];
		else if (t->column[i] == VALUE)
			r.value = cell[i];
		else if (t->column[i] == MISSING)
			r.missing = cell[i];
	}
	add_reply(t, r);
}

static void wide_row(struct table *t)
{
	const int                instrument = form_need(&t->run->form, "instrument");
	const struct instrument *in;
	const char             **cell, *why;

	end_sitting(t);
	begin_sitting(t);
	t->key = "";
	cell = keep_row(t);
	for (int i = 0; i < t->n; i++)
		if (t->column[i] >= 0 && *cell[i])
			t->now.raw[t->column[i]] = cell[i];
	in = t->now.raw[instrument] ? proof_find(t->now.raw[instrument], NULL, &why) : NULL;
	for (int i = 0; i < t->n; i++) {
		if (t->column[i] != AN_ITEM)
			continue;
		/* Of an instrument that is none everything may be an item. */
		t->used[i] |= !in || instrument_item(in, t->header[i], strlen(t->header[i])) >= 0;
		if (*cell[i])
			add_reply(t, (struct reply){ .item = t->header[i], .value = cell[i], .line = t->row.line });
	}
}

/* Of which assessment it is cannot be told: in a long file it may be of the one above or of the one below, and neither is whole
 * without it. */
static void torn_row(struct table *t)
{
	const char   *why = sheet_ragged(t->row.n, t->n);
	struct faults f = { .arena = &t->arena };

	t->after_torn = t->is_long;
	if (t->is_long && t->key) {
		tell(t, t->row.line, NULL, why);
		t->torn = true;
		keep_row(t);
		return;
	}
	end_sitting(t);
	begin_sitting(t);
	keep_row(t);
	fault_add(&f, NULL, "%s", why);
	reject(t, &f);
	forget(t);
}

static void one_row(struct table *t)
{
	if (t->row.n != t->n)
		torn_row(t);
	else if (t->is_long)
		long_row(t);
	else
		wide_row(t);
}

/* ---- the whole ---- */

static void put_header(struct table *t, struct sink *out, const char *const *names)
{
	sheet_begin(out, t->format);
	for (int i = 0; names[i]; i++) {
		if (i)
			sink_char(out, t->format.delimiter);
		sheet_put(out, names[i], strlen(names[i]), t->format);
	}
	sheet_end_row(out, t->format);
}

static void open_rejects(struct table *t)
{
	const char *names[HEADER_MAX + 3];
	int         n = 0;

	if (!common.rejects)
		return;
	for (int i = 0; i < t->n; i++)
		if (t->column[i] != OWN)
			names[n++] = t->header[i];
	names[n++] = "line";
	names[n++] = "error";
	names[n] = NULL;
	t->rejects = sink_open(common.rejects);
	put_header(t, t->rejects, names);
}

static enum status finish(struct table *t, bool broken)
{
	bool         keep = !broken && (t->bad == 0 || common.keep_going) && !common.dry_run;
	struct sink *out = NULL;

	sheet_close(t->sheet);
	arena_free(&t->arena);
	if (t->told > TOLD_MAX)
		err_warn("%s: and %ld more faults", common.from, t->told - TOLD_MAX);
	if (t->rejects)
		sink_close(t->rejects);
	if (keep)
		registry_commit(t->run->reg);
	else
		registry_rollback(t->run->reg);
	if (t->bad)
		err_note(keep && t->added ? say_n("%s: %ld assessment is bad; the good ones are written",
		                                  "%s: %ld assessments are bad; the good ones are written", (unsigned long)t->bad)
		                          : say_n("%s: %ld assessment is bad; nothing was written",
		                                  "%s: %ld assessments are bad; nothing was written", (unsigned long)t->bad), common.from, t->bad);
	else if (t->apart)
		err_note("%s: nothing was written", common.from);
	if (common.verbose || (common.dry_run && !broken))
		err_note(keep ? SAID("%s: %ld added") : SAID("%s: %ld added (not written)"), common.from, t->added);
	if (keep) {
		signal(SIGPIPE, SIG_IGN);
		out = sink_open(NULL);
		sink_committed(out, say("the assessments are written"));
		put_header(t, out, (const char *const[]){ "line", "assessment", t->has_ref ? "ref" : NULL, NULL });
	}
	sink_pour(t->written, out);
	if (out)
		sink_close(out);
	if (broken || (t->bad && !common.keep_going))
		return t->wrong || broken ? STATUS_WRONG : STATUS_REFUSED;
	return t->bad ? STATUS_PARTLY : STATUS_DONE;
}

enum status answers_take(struct run *run)
{
	static struct table t;
	const char         *why;
	enum sheet_got      got;

	t.run = run;
	single_options(run, t.given);
	t.format = cmd_sheet_format();
	t.sheet = cmd_sheet_open(&t.row);
	read_header(&t);
	record_may_write(run->reg, run->shape->noun);
	got = sheet_next(t.sheet, &t.row, &why);
	registry_begin(run->reg, run->cmd->name);
	t.written = sink_hold();
	open_rejects(&t);
	for (; got == SHEET_ROW; got = sheet_next(t.sheet, &t.row, &why))
		one_row(&t);
	end_sitting(&t);
	if (got == SHEET_BAD)
		err_warn("%s:%s", common.from, why);
	/* What ended too early was written without its last answers: then nothing is kept. */
	return finish(&t, got == SHEET_BAD || t.apart || (t.added + t.bad && !judge_columns(&t)));
}

void answers_template(struct run *run, const struct instrument *in)
{
	static struct table t;
	const char         *names[HEADER_MAX + 1];
	static const char *const answer[] = { "item", "value", "missing" };
	struct sink        *out;
	int                 n = 0;

	t.format = cmd_sheet_format();
	names[n++] = "case";
	names[n++] = "instrument";
	for (int i = 0; i < CELLS_MAX; i++)
		if (cmd_has_cell(run, i) && strcmp(form_field(&run->form, i)->name, "case") != 0)
			names[n++] = form_field(&run->form, i)->name;
	if (in && in->items > HEADER_MAX - n)
		err_exit(STATUS_WRONG, "%s: too many items for a column each: %d (without an instrument: a row each)", in->id, in->items);
	for (int i = 0; in && i < in->items; i++)
		names[n++] = in->item[i].id;
	for (int i = 0; !in && i < 3; i++)
		names[n++] = answer[i];
	names[n] = NULL;
	out = sink_open(NULL);
	put_header(&t, out, names);
	sink_close(out);
}

/* ---- one ---- */

/* Why the assessor sets another level is a secret: it is asked for. */
static void take_reason(struct run *run)
{
	const int level = form_need(&run->form, "override_level"), reason = form_need(&run->form, "override_reason");
	char     *why;

	if (!run->given[level].n || run->given[reason].n)
		return;
	if (!ask_possible())
		err_exit(STATUS_MISUSED, "--override-level: say why, at a terminal or as override_reason in a row of -f");
	why = ask_lines(say("Why is another level set?"));
	if (why && *why)
		list_add(run->given + reason, why);
}

/* Write it, or leave no trace of it. */
static bool write_one(struct run *run, struct sitting *s, struct faults *f, struct assessed *a)
{
	registry_begin(run->reg, run->cmd->name);
	if (!f->first && assess_one(run, s, f, a))
		return true;
	registry_rollback(run->reg);
	return false;
}

/* A form in the editor, again and again until it is right or left as it is. */
static bool by_form(struct run *run, const struct instrument *in, struct sitting *s, struct faults *f, struct assessed *a)
{
	const int   subject = form_need(&run->form, "subject");
	const char *left;

	like_fill(run, s->raw);
	if (!s->raw[subject])
		s->raw[subject] = arena_copy(&arena_run, in->subject, strcspn(in->subject, "|"));
	for (int i = 0; i < CELLS_MAX; i++)
		/* Its office is that of its case. */
		if (cmd_has_cell(run, i) && !s->raw[i] && i != run->shape->office)
			s->raw[i] = cell_default(run->reg, form_field(&run->form, i));
	while ((left = ask_page(questions_write(run, in, s, f)))) {
		*f = (struct faults){ .arena = &arena_run, .override = common.override };
		questions_read(run, in, left, s, f);
		if (write_one(run, s, f, a))
			return true;
	}
	err_note("nothing was written");
	return false;
}

/* At a terminal, one by one. */
static bool by_asking(struct run *run, const struct instrument *in, struct sitting *s, struct faults *f, struct assessed *a)
{
	const int     reason = form_need(&run->form, "override_reason");
	struct faults early = *f;

	if (!assess_ready(run, s, &early)) {
		*f = early;
		return false;
	}
	if (!assess_ask(in, s))
		err_exit(STATUS_MISUSED, "the questions ended without an answer; nothing was written");
	take_reason(run);
	s->raw[reason] = run->given[reason].n ? run->given[reason].s[0] : NULL;
	return write_one(run, s, f, a);
}

static bool by_options(struct run *run, const struct list *answers, struct sitting *s, struct faults *f, struct assessed *a)
{
	const int reason = form_need(&run->form, "override_reason");

	for (int i = 0; i < answers->n; i++)
		assess_reply(s, answers->s[i]);
	take_reason(run);
	s->raw[reason] = run->given[reason].n ? run->given[reason].s[0] : NULL;
	return write_one(run, s, f, a);
}

static enum status tell_one(struct run *run, const struct instrument *in, const struct faults *f, const struct assessed *a)
{
	char id[ID_TEXT];

	for (const struct fault *x = f->past; x; x = x->next)
		err_warn("%s: %s (history: it is let through)", x->field, x->text);
	if (common.dry_run) {
		registry_rollback(run->reg);
		if (a->score->level < 0)
			err_note("it would be added; nothing was written");
		else
			err_note("it would be added, with the level %s; nothing was written", instrument_keys("risk")[a->score->level]);
		return STATUS_DONE;
	}
	/* Out before the commit: what cannot be told is not written. */
	signal(SIGPIPE, SIG_IGN);
	printf("%s\n", noun_id_text(a->r.id, id));
	if (fflush(stdout) != 0)
		err_die_errno("standard output: cannot be written; nothing was written to the registry");
	registry_commit(run->reg);
	if (isatty(STDOUT_FILENO)) {
		result_page(run, a->r.id);
		return STATUS_DONE;
	}
	if (assess_warning(in, a->score))
		err_warn("%s", assess_warning(in, a->score));
	if (assess_unbanded(in, a->score, &arena_run))
		err_warn("%s", assess_unbanded(in, a->score, &arena_run));
	return STATUS_DONE;
}

enum status answers_one(struct run *run, const struct instrument *in, const struct list *answers)
{
	static struct assessed a;
	struct sitting         s = { .line = 0 };
	struct faults          f = { .arena = &arena_run, .override = common.override };
	bool                   written;

	if (!in)
		err_exit(STATUS_MISUSED, "give a case and an instrument (instrument-list), or -f FILE");
	single_options(run, s.raw);
	record_may_write(run->reg, run->shape->noun);
	if (!answers->n && !common.edit && !ask_possible())
		err_exit(STATUS_MISUSED, "what was answered? --answer ITEM=VALUE, -e, or -f FILE (instrument-show %s has the items)", in->id);
	for (int i = 0; i < answers->n && common.edit; i++)
		assess_reply(&s, answers->s[i]);
	written = common.edit ? by_form(run, in, &s, &f, &a) : answers->n ? by_options(run, answers, &s, &f, &a) : by_asking(run, in, &s, &f, &a);
	if (written)
		return tell_one(run, in, &f, &a);
	for (const struct fault *x = f.first; x; x = x->next)
		err_warn("%s%s%s", x->field ? x->field : "", x->field ? ": " : "", x->text);
	return !f.first ? STATUS_DONE : f.wrong ? STATUS_WRONG : STATUS_REFUSED;
}
