/* sealed: one report on its way to the Deviation Register. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doors/envelope.h"
#include "frame/cell.h"
#include "frame/profile.h"
#include "hall/ask.h"
#include "hall/sealed.h"
#include "hall/sealed.sql.h"
#include "words/language.h"
#include "words/mem.h"

enum { COLUMN_OWN = -1, COLUMN_RECEIPT = -2, COLUMN_KEPT = -3 };

static const char receipt_column[] = "receipt";

static void receipt_hash(const struct registry *reg, const char *receipt, char out[2 * SEAL_HASH + 1])
{
	seal_receipt_hash(receipt, registry_key_label(reg->code, reg->uid, "register"), out);
}

void sealed_keep_receipt(struct registry *reg, struct record *r, const char *receipt, struct arena *arena)
{
	char hash[2 * SEAL_HASH + 1];

	receipt_hash(reg, receipt, hash);
	record_set(r, "receipt", arena_string(arena, hash));
}

void sealed_say_receipt(void)
{
	err_note("keep the receipt: devreg-show --receipt tells what became of it");
}

bool sealed_receipt_find(struct registry *reg, const char *typed, struct sealed_answer *out)
{
	char       receipt[SEAL_RECEIPT], hash[2 * SEAL_HASH + 1];
	struct val v[3];
	bool       good = seal_receipt_read(typed, receipt);

	/* What is none is looked for too: how long it takes tells nothing. */
	receipt_hash(reg, receipt, hash);
	if (!db_one(reg->db, &sql_receipt_status, (struct val[]){ val_text(hash) }, v) || !good)
		return false;
	*out = (struct sealed_answer){ v[0].t != 0, arena_string(&arena_run, v[1].s), v[2].t ? arena_string(&arena_run, v[2].s) : NULL };
	return true;
}

/* A field that the reporter tells; the others are the register's own. */
static bool is_intake(const struct run *run, int cell)
{
	const struct shape *s = run->shape;

	return cell >= 0 && cmd_has_cell(run, cell) && cell != s->ref && cell != s->source && cell != s->office;
}

static bool anonymous(const char *const *raw, const struct run *run)
{
	const char *text = raw[form_need(&run->form, "anonymity")];

	return text && strcmp(text, "anonymous") == 0;
}

/* ---- the one row ---- */

/* What is read, and how its faults are told: by line, but within an envelope there are none to be seen. */
struct reading { struct run *run; const char *name; bool travelled; struct sheet_row row; int n, *column; };

__attribute__((format(printf, 3, 4))) static bool fault(const struct reading *x, const char *field, const char *fmt, ...)
{
	char    line[32] = "", text[1000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, say(fmt), ap);
	va_end(ap);
	if (!x->travelled)
		snprintf(line, sizeof line, ":%ld", x->row.line);
	err_warn("%s%s: %s%s%s", x->name, line, field ? field : "", field ? ": " : "", text);
	return false;
}

static bool no_column(const struct reading *x, const char *name, bool any)
{
	const char *names[FIELDS_MAX], *near;
	int         n = 0;

	/* Where the header is missing it is a report that stands there. */
	if (!any)
		return fault(x, NULL, "none of the columns is a field (is the header missing?)");
	for (int i = 0; i < x->run->shape->n; i++)
		if (is_intake(x->run, i))
			names[n++] = x->run->shape->field[i]->name;
	near = text_nearest(name, names, n);
	return fault(x, NULL, "no such column: %.100s%s", name, text_hint(near));
}

static bool read_header(struct reading *x)
{
	const struct form *form = &x->run->form;
	bool               any = false;

	x->n = x->row.n;
	x->column = arena_take(&arena_run, (size_t)(x->n + 1) * sizeof *x->column);
	for (int i = 0; i < x->n; i++)
		any |= form_cell(form, x->row.cell[i]) >= 0;
	for (int i = 0; i < x->n; i++) {
		const char *name = x->row.cell[i];
		int         cell = form_cell(form, name);

		if (x->travelled && strcmp(name, receipt_column) == 0)
			x->column[i] = COLUMN_RECEIPT;
		else if (is_intake(x->run, cell))
			x->column[i] = cell;
		else if (!x->travelled && cell >= 0 && cmd_has_cell(x->run, cell))
			x->column[i] = COLUMN_KEPT;	/* of --template; left empty */
		else if (!x->travelled && (strcmp(name, "line") == 0 || strcmp(name, "error") == 0))
			x->column[i] = COLUMN_OWN;
		else
			return no_column(x, name, any);
		for (int k = 0; k < i; k++)
			if (x->column[k] == x->column[i] && x->column[i] != COLUMN_KEPT && x->column[i] != COLUMN_OWN)
				return fault(x, NULL, "twice in the header: %s", name);
	}
	return true;
}

static bool read_row(struct reading *x, struct sealed *out)
{
	if (x->row.n != x->n)
		return fault(x, NULL, "%s", sheet_ragged(x->row.n, x->n));
	for (int i = 0; i < x->n; i++) {
		const char *text = x->row.cell[i];

		if (x->column[i] >= 0)
			out->raw[x->column[i]] = arena_string(&arena_run, text);
		else if (x->column[i] == COLUMN_KEPT && *text)
			return fault(x, NULL, "only the register itself gives a report its ref, source and office");
		else if (x->column[i] == COLUMN_RECEIPT && *text && !seal_receipt_read(text, out->receipt))
			return fault(x, receipt_column, "not a receipt");
	}
	return true;
}

/* Fill in from the one row of a CSV file. */
static bool read_one(struct run *run, int fd, const char *name, struct sheet_format format, bool travelled, struct sealed *out)
{
	struct reading  x = { .run = run, .name = name, .travelled = travelled };
	struct sheet   *sheet = sheet_open(fd, name, format);
	const char     *why = "";
	enum sheet_got  got = sheet_next(sheet, &x.row, &why);
	bool            good = got == SHEET_ROW;

	if (got == SHEET_END)
		err_warn("%s: empty: not even a header", name);
	good = good && read_header(&x);
	if (good) {
		got = sheet_next(sheet, &x.row, &why);
		if (got == SHEET_END)
			err_warn("%s: no report below the header", name);
		good = got == SHEET_ROW && read_row(&x, out);
	}
	if (good) {
		got = sheet_next(sheet, &x.row, &why);
		good = got == SHEET_END || (got == SHEET_ROW && fault(&x, NULL, "an envelope holds one report only"));
	}
	if (got == SHEET_BAD && travelled)
		err_warn("%s: what is sealed in it: line %s", name, why);
	else if (got == SHEET_BAD)
		err_warn("%s:%s", name, why);
	sheet_close(sheet);
	return good;
}

/* ---- out of the envelope ---- */

/* Secrets go through memory alone. */
static int in_memory(const struct text *t)
{
	int fd = memfd_create("report", MFD_CLOEXEC);

	if (fd < 0 || write(fd, t->s, t->n) != (ssize_t)t->n || lseek(fd, 0, SEEK_SET) != 0)
		err_die_errno("no memory for a report");
	return fd;
}

/* An envelope has one ref, whatever mail has done to its line ends. */
static const char *ref_of(const struct seal_key *key, const char *text, size_t n)
{
	char        digest[SEAL_DIGEST];
	struct text plain = { 0 };

	for (size_t i = 0; i < n; i++)
		if (text[i] != '\r')
			text_char(&plain, text[i]);
	while (plain.n && plain.s[plain.n - 1] == '\n')
		plain.s[--plain.n] = 0;
	seal_digest(key, "envelope", plain.s, digest);
	text_free(&plain);
	return arena_print(&arena_run, "envelope-%s", digest);
}

bool sealed_open(struct run *run, const char *path, struct sealed *out)
{
	const struct registry *reg = run->reg;
	const struct seal_key *key = registry_need_key(run->reg, "register");
	struct text            plain = { 0 };
	size_t                 n;
	const char            *text = file_text(path, &n);
	const char            *why = envelope_open(key, registry_key_label(reg->code, reg->uid, "register"), text, n, &plain);
	int                    fd;
	bool                   good;

	*out = (struct sealed){ .receipt = "" };
	if (why) {
		err_warn("%s: %s", path, say(why));
		text_free(&plain);
		return false;
	}
	fd = in_memory(&plain);
	good = read_one(run, fd, path, (struct sheet_format){ 0 }, true, out);
	close(fd);
	if (good && anonymous(out->raw, run) != (*out->receipt != 0)) {
		err_warn("%s: %s: %s", path, receipt_column, *out->receipt ? say("only an anonymous report has one") : say("an anonymous report needs one"));
		good = false;
	}
	if (good)
		out->raw[run->shape->ref] = ref_of(key, text, n);
	if (plain.n)
		seal_wipe(plain.s, plain.n);
	text_free(&plain);
	return good;
}

/* ---- into the envelope ---- */

void sealed_refuse(const struct run *run, const char *to)
{
	const struct { const char *name; bool given; } not_here[] = {
		{ "registry", common.registries.n > 0 }, { "as", common.as != NULL }, { "keep-going", common.keep_going },
		{ "rejects", common.rejects != NULL }, { "skip-existing", common.skip_existing }, { "update", common.update },
		{ "override", common.override != NULL }, { "like", common.like != NULL }, { "ref", run->given[run->shape->ref].n > 0 },
		{ "source", run->given[run->shape->source].n > 0 }, { "office", run->given[run->shape->office].n > 0 },
	};
	struct stat st;

	for (size_t i = 0; i < sizeof not_here / sizeof *not_here; i++)
		if (not_here[i].given)
			err_exit(STATUS_MISUSED, "--%s: not with --to, which seals one report and opens no registry", not_here[i].name);
	if (!common.output || strcmp(common.output, "-") == 0)
		err_exit(STATUS_MISUSED, "--to %s needs -o FILE, where the sealed report is put", to);
	if (lstat(common.output, &st) == 0)
		err_exit(STATUS_REFUSED, "%s: is there already", common.output);
}

/* The keys that casework brings along for a field, ending with NULL, plain or as they are offered; the register may have
 * others, and judges. */
static const char *const *usual_keys(const struct field *f, int *n, bool offered)
{
	const char      *path = profile_share(arena_print(&arena_run, "codes/%s.csv", f->of)), *why, **keys = NULL;
	struct sheet_row row;
	struct sheet    *sheet;
	int              fd, label = 0;

	*n = 0;
	if (access(path, R_OK) == 0) {
		fd = file_open(path);
		sheet = sheet_open(fd, path, (struct sheet_format){ 0 });
		sheet_next(sheet, &row, &why);
		for (int i = 0; offered && i < row.n; i++)
			label = strcmp(row.cell[i], languages[language_now()]) == 0 ? i : label;
		while (sheet_next(sheet, &row, &why) == SHEET_ROW) {
			keys = arena_room(keys, *n, sizeof *keys);
			keys[(*n)++] = arena_string(&arena_run, label && label < row.n ? ask_offer(row.cell[0], row.cell[label]) : row.cell[0]);
		}
		sheet_close(sheet);
		close(fd);
	}
	keys = arena_room(keys, *n, sizeof *keys);
	keys[*n] = NULL;
	return keys;
}

static void check_code(const struct field *f, const char *key, struct faults *faults)
{
	int                n;
	const char *const *keys = usual_keys(f, &n, false), *near = text_nearest(key, keys, n);

	for (int i = 0; i < n; i++)
		if (strcmp(keys[i], key) == 0)
			return;
	/* Whether it is anonymous is not left to be found out when the reporter has gone. */
	if (strcmp(f->name, "anonymity") == 0)
		fault_add(faults, f->name, "no such code: %.100s%s", key, text_hint(near));
	else
		err_note("%s: no usual code, the register will judge it: %.100s%s", f->name, key, text_hint(near));
}

static const char *answer_fault(void *arg, const char *text)
{
	const struct field *f = arg;

	return *text ? cell_fault(f, text, strlen(text)) : f->flags & NEED ? "a value is needed" : NULL;
}

static void ask(const struct run *run, const char **raw)
{
	for (const char *p = SEALED_ASKS; *p; p += *p == ' ') {
		size_t              n = strcspn(p, " ");
		int                 cell = form_need(&run->form, arena_copy(&arena_run, p, n)), keys;
		const struct field *f = run->shape->field[cell];
		const char         *answer;

		p += n;
		if (raw[cell])
			continue;
		answer = ask_field(f, f->type == CODE ? usual_keys(f, &keys, true) : NULL, answer_fault, (void *)f);
		raw[cell] = answer && *answer ? answer : NULL;
	}
}

/* What can be judged without the register: the form of each cell, what is needed, and the noun's own rules. */
static void judge(const struct run *run, const char **raw, struct faults *f)
{
	/* The rules of a report ask for nothing of a registry but its day. */
	static struct registry no_registry;
	static struct record   r;
	struct shape          *s = run->shape;

	r.shape = s;
	day_text(day_today(), no_registry.today);
	for (int i = 0; i < s->n; i++) {
		const struct field *field = s->field[i];
		const char         *text, *why;
		int64_t             id;

		if (!is_intake(run, i))
			continue;
		if (field->dflt && !(raw[i] && *raw[i]))
			raw[i] = strcmp(field->dflt, "today") == 0 ? no_registry.today : field->dflt;
		text = raw[i] && strcmp(raw[i], "\\N") != 0 ? raw[i] : "";
		if (!*text && field->flags & NEED)
			fault_add(f, field->name, "a value is needed");
		if (!*text)
			continue;
		why = cell_fault(field, text, strlen(text));
		if (!why && field->type == ID && *text != '@' && noun_id_read(text, noun_by_name(field->of), &id, &why))
			why = NULL;
		if (why)
			fault_add(f, field->name, field->flags & SECRET ? "%s" : "%s: %.200s", why, text);
		else if (field->type == CODE)
			check_code(field, text, f);
		if (!why && field->type != ID)
			r.v[i] = val_text(text);
	}
	if (!f->first)
		record_rules(&no_registry, &r, NULL, f);
}

/* The options as cells. */
static void take_options(const struct run *run, const char **raw)
{
	for (int i = 0; i < run->shape->n; i++) {
		if (run->given[i].n > 1)
			err_exit(STATUS_MISUSED, "--%s: given twice", cmd_dashed(run->shape->field[i]->name));
		raw[i] = run->given[i].n ? run->given[i].s[0] : NULL;
	}
}

static void put_cell(struct text *row, const char *text)
{
	text_string(row, row->n ? ",\"" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			text_char(row, '"');
		text_char(row, *text);
	}
	text_char(row, '"');
}

static void spell(const struct run *run, const struct sealed *s, struct text *out)
{
	struct text head = { 0 }, row = { 0 };

	for (int i = 0; i < run->shape->n; i++) {
		if (!is_intake(run, i) || !s->raw[i] || !*s->raw[i])
			continue;
		put_cell(&head, run->shape->field[i]->name);
		put_cell(&row, s->raw[i]);
	}
	if (*s->receipt) {
		put_cell(&head, receipt_column);
		put_cell(&row, s->receipt);
	}
	text_print(out, "%s\n%s\n", head.s, row.s);
	seal_wipe(row.s, row.n);
	text_free(&head);
	text_free(&row);
}

/* The receipt is told before the envelope is there: what was not seen cannot be asked for. */
static void put_away(const struct text *envelope, const char *receipt)
{
	const char  *passing = file_passing(common.output);
	struct sink *out = sink_open(passing);

	sink_add(out, envelope->s, envelope->n);
	sink_close(out);
	if (*receipt && (printf("%s\n", receipt) < 0 || fflush(stdout) != 0))
		err_die_errno("standard output: cannot be written; nothing was sealed");
	if (!file_place(passing, common.output, true))
		err_exit(STATUS_REFUSED, *receipt ? SAID("%s: is there already; nothing was sealed, and the receipt is of no use")
		                                  : SAID("%s: is there already; nothing was sealed"), common.output);
}

enum status sealed_make(struct run *run, const char *to)
{
	static struct sealed s;
	struct faults        f = { .arena = &arena_run };
	struct text          plain = { 0 }, envelope = { 0 };
	unsigned char        pub[SEAL_PUBLIC];
	char                 label[ENVELOPE_LABEL];
	size_t               n;
	const char          *key = file_text(to, &n);

	if (!envelope_public_read(key, n, pub, label))
		err_exit(STATUS_WRONG, "%s: not a register's public key (registry-init puts it beside the keys, as NAME.register.pub)", to);
	take_options(run, s.raw);
	if (common.from && !read_one(run, file_open(common.from), common.from, cmd_sheet_format(), false, &s))
		return STATUS_WRONG;
	if (!common.from && ask_possible())
		ask(run, s.raw);
	judge(run, s.raw, &f);
	for (const struct fault *one = f.first; one; one = one->next)
		if (common.from)
			err_warn("%s: %s: %s", common.from, one->field, one->text);
		else
			err_warn("--%s: %s", cmd_dashed(one->field), one->text);
	if (f.first)
		return STATUS_WRONG;
	if (common.dry_run) {
		err_note("it would be sealed; nothing was written");
		return STATUS_DONE;
	}
	if (anonymous(s.raw, run))
		seal_receipt_make(s.receipt);
	spell(run, &s, &plain);
	envelope_close(pub, label, plain.s, plain.n, &envelope);
	seal_wipe(plain.s, plain.n);
	text_free(&plain);
	put_away(&envelope, s.receipt);
	text_free(&envelope);
	err_note("%s: sealed; only who keeps the register can read it", common.output);
	if (*s.receipt)
		sealed_say_receipt();
	return STATUS_DONE;
}
