/* today: what waits for a member of staff. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "frame/code.h"
#include "frame/due.h"
#include "frame/select.h"
#include "hall/show.h"
#include "hall/today.h"
#include "hall/today.sql.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

/* A page is for tired eyes: so many lines of a section, the rest is told where it stands. */
enum { LINES_MAX = 10, WIDE = 60, SOON = 7, NOTES_SINCE = 14, HANDED_SINCE = 14 };

enum section { MESSAGES, OVERDUE, DUE, HANDED, DEVIATIONS, NOTES, SECTIONS };

static const struct { const char *name, *heading; } sections[SECTIONS] = {
	{ "messages", SAID("Messages to decide") }, { "overdue", SAID("Overdue") }, { "due", SAID("Due within a week") },
	{ "handed", SAID("Handed over to you") }, { "deviations", SAID("Deviations to assess") },
	{ "notes", SAID("Newest notes on your cases") }
};

/* `left` counts where `day` is a due day. A note's first words are `text`. Of what was handed over, `key` and `label` are who did it. */
struct item { enum section section; const char *day, *key, *label, *text; bool waits; struct due due; struct item *next; };

static struct item *first, **last = &first;

static struct item *add(enum section section, const struct due *due)
{
	struct item *i = *last = arena_take(&arena_run, sizeof *i);
	char         day[DAY_TEXT];

	last = &i->next;
	i->section = section;
	i->due = *due;
	i->waits = due->key != NULL;
	i->key = due->key;
	i->label = due->label;
	if (due->key)
		i->day = arena_string(&arena_run, day_text(due->day, day));
	return i;
}

/* Records of the office and those below it in which this field is still empty, with their deadlines where they have any. */
static void waiting(struct registry *reg, enum section section, const char *noun, const char *field)
{
	static struct record r;
	struct shape        *s = noun_shape(noun_by_name(noun));
	struct list          mine = { 0 }, empty = { 0 };
	struct faults        f = { .arena = &arena_run };
	struct select       *q;
	struct due          *due;
	int                  n;

	if (!registry_keeps(reg, s->noun) || (s->noun->guarded && !registry_key(reg, s->noun->domain)->there))
		return;
	list_add(&mine, reg->mine);
	list_add(&empty, "");
	due = due_find(reg, &(struct due_ask){ .as_of = day_parse(reg->today), .most = INT_MAX, .noun = s->noun, .office = &mine }, &n);
	for (int i = 0; i < n; i++)
		add(section, due + i);
	q = select_new(reg, s, false);
	select_field(q, s->office);
	select_where(q, shape_need(s, field), &empty, false, &f);
	select_where(q, s->office, &mine, false, &f);
	for (select_run(q); select_next(q, &r); ) {
		bool told = false;

		for (int i = 0; i < n && !told; i++)
			told = due[i].id == r.id;
		if (!told)
			add(section, &(struct due){ .noun = s->noun, .id = r.id });
	}
	select_end(q);
}

static void mine(struct registry *reg)
{
	int         n;
	struct due *due = due_find(reg, &(struct due_ask){ .as_of = day_parse(reg->today), .most = SOON, .staff = reg->me }, &n);

	for (enum section section = OVERDUE; section <= DUE; section++)
		for (int i = 0; i < n; i++)
			/* These are told for the whole office. */
			if ((due[i].left < 0) == (section == OVERDUE) && strcmp(due[i].noun->name, "concern") != 0 &&
			    strcmp(due[i].noun->name, "deviation") != 0)
				add(section, due + i);
}

/* The name of a member of staff, or the code where none is to be had. */
static const char *name_of(struct registry *reg, const char *code)
{
	struct shape        *s = noun_shape(noun_by_name("staff"));
	static struct record r;
	struct val           v[1];

	return db_one(reg->db, shape_sql(s, SQL_BY_KEY), (struct val[]){ val_text(code) }, v) &&
	       record_load(reg, s, v[0].i, &r, &arena_run, false) ? record_get(&r, "name") : code;
}

static void handed(struct registry *reg)
{
	char         since[DAY_TEXT];
	struct rows *rows;
	struct val   v[5];
	struct id    parts;

	day_text(day_parse(reg->today) - HANDED_SINCE, since);
	for (rows = db_ask(reg->db, &sql_today_handed, (struct val[]){ val_text(reg->me), val_text(since) }); db_next(rows, v); ) {
		struct item *i = add(HANDED, &(struct due){ .noun = noun_by_number(id_unpack(v[0].i, &parts)), .id = v[0].i, .of_case = v[1].i,
		                                            .person = v[2].i });

		i->day = arena_copy(&arena_run, v[4].s, DAY_TEXT - 1);
		i->key = arena_string(&arena_run, v[3].s);
	}
	db_end(rows);
	/* One answer streams at a time. */
	for (struct item *i = first; i; i = i->next)
		if (i->section == HANDED)
			i->label = name_of(reg, i->key);
}

static void notes(struct registry *reg)
{
	const struct codes *kinds = code_list(reg, "note_kind");
	char                since[DAY_TEXT];
	struct rows        *rows;
	struct val          v[5];

	day_text(day_parse(reg->today) - NOTES_SINCE, since);
	for (rows = db_ask(reg->db, &sql_today_notes, (struct val[]){ val_text(reg->me), val_text(since) }); db_next(rows, v); ) {
		const struct code *kind = v[2].t ? code_find(kinds, v[2].s, (size_t)v[2].n) : NULL;
		struct item       *i = add(NOTES, &(struct due){ .noun = noun_by_name("note"), .id = v[0].i, .of_case = v[3].i, .person = v[4].i });

		i->day = arena_string(&arena_run, v[1].s);
		i->key = v[2].t ? arena_string(&arena_run, v[2].s) : NULL;
		i->label = kind ? code_label(kind) : i->key;
	}
	db_end(rows);
}

/* ---- the page ---- */

/* The first line, as far as it fits and may go to a terminal; nothing of nothing. */
static void put_plain(struct sink *out, const char *text)
{
	struct text line = { 0 };
	int         columns = 0;

	for (const char *p = text; p && *p && *p != '\n' && columns <= WIDE; ) {
		int  n = utf8_length(p, strlen(p));
		char one[8] = "";

		n = n > 0 ? n : 1;
		memcpy(one, p, (size_t)n);
		columns += utf8_width(one);
		if (columns > WIDE)
			text_string(&line, "...");
		else if (err_harmless(p, n))
			text_string(&line, one);
		p += n;
	}
	if (line.n) {
		sink_string(out, "  ");
		sink_cell(out, line.s, 0);
	}
	text_free(&line);
}

static const char *left(const struct item *i)
{
	int days = i->due.left < 0 ? -i->due.left : i->due.left;

	if (!i->waits)
		return "";
	if (!days)
		return say("today");
	return arena_print(&arena_run, i->due.left < 0 ? say_n("%d day over", "%d days over", (unsigned long)days)
	                                               : say_n("%d day left", "%d days left", (unsigned long)days), days);
}

static const char *note_text(struct registry *reg, int64_t id)
{
	static struct record r;

	return record_load(reg, noun_shape(noun_by_name("note")), id, &r, &arena_run, true) ? record_get(&r, "text") : NULL;
}

static void put_line(struct sink *out, struct registry *reg, const struct item *i, int wide)
{
	const char *child = due_child(reg, &i->due, &arena_run), *text = i->section == NOTES ? note_text(reg, i->due.id) : NULL;
	char        id[ID_TEXT];
	/* The heading of messages and deviations says already what is to be done. */
	const char *label = i->section != MESSAGES && i->section != DEVIATIONS ? i->label : NULL;

	if (i->section == HANDED)
		label = arena_print(&arena_run, say("from %s"), i->label);

	sink_string(out, arena_print(&arena_run, "  %-10s  ", i->day ? i->day : ""));
	sink_cell(out, left(i), wide);
	sink_string(out, arena_print(&arena_run, "  %-*s", label || child || text ? 20 : 0, noun_id_text(i->due.id, id)));
	put_plain(out, label);
	put_plain(out, child);
	put_plain(out, text);
	sink_char(out, '\n');
}

/* The command that lists all of a section. */
static const char *more(const struct registry *reg, enum section section)
{
	switch (section) {
	case MESSAGES:
		return arena_print(&arena_run, "concern-list --office %s --decided ''", reg->mine);
	case DEVIATIONS:
		return arena_print(&arena_run, "devreg-list --office %s --triaged ''", reg->mine);
	case HANDED:
		return "casework --format table";
	case OVERDUE:
		return arena_print(&arena_run, "case-due --staff %s --overdue", reg->me);
	default:
		return arena_print(&arena_run, "case-due --staff %s --within %d", reg->me, SOON);
	}
}

static void put_page(struct registry *reg)
{
	struct sink *out = sink_open(NULL);
	bool         any = false;
	int          wide = 0;

	sink_string(out, reg->today);
	put_plain(out, name_of(reg, reg->me));
	sink_string(out, arena_print(&arena_run, ", %s\n", reg->mine));
	for (const struct item *i = first; i; i = i->next) {
		any |= i->section != NOTES;
		wide = utf8_width(left(i)) > wide ? utf8_width(left(i)) : wide;
	}
	if (!any)
		sink_string(out, arena_print(&arena_run, "\n%s\n", say("Nothing waits for you today.")));
	for (enum section section = 0; section < SECTIONS; section++) {
		int n = 0;

		for (const struct item *i = first; i; i = i->next) {
			if (i->section != section)
				continue;
			if (!n++)
				sink_string(out, arena_print(&arena_run, "\n%s\n", say(sections[section].heading)));
			if (n <= LINES_MAX)
				put_line(out, reg, i, wide);
		}
		if (n > LINES_MAX)
			sink_string(out, arena_print(&arena_run, say("  and %d more: %s\n"), n - LINES_MAX, more(reg, section)));
	}
	sink_close(out);
}

static void put_rows(void)
{
	static const struct column columns[] = {
		{ "section", SHOW_TEXT }, { "day", SHOW_TEXT }, { "left", SHOW_NUMBER }, { "noun", SHOW_TEXT }, { "id", SHOW_TEXT },
		{ "case", SHOW_TEXT }, { "what", SHOW_TEXT }
	};
	bool         labels = common.labels || show_is_table();
	struct show *out = show_open(columns, 7);

	for (const struct item *i = first; i; i = i->next) {
		char id[ID_TEXT], of_case[ID_TEXT], days[32];

		snprintf(days, sizeof days, "%d", i->due.left);
		show_row(out, (const char *[]){ sections[i->section].name, i->day, i->waits ? days : NULL, show_noun(i->due.noun),
		         noun_id_text(i->due.id, id), i->due.of_case ? noun_id_text(i->due.of_case, of_case) : NULL, labels ? i->label : i->key });
	}
	show_close(out);
}

enum status today_show(struct run *run)
{
	waiting(run->reg, MESSAGES, "concern", "decided");
	mine(run->reg);
	handed(run->reg);
	waiting(run->reg, DEVIATIONS, "deviation", "triaged");
	notes(run->reg);
	if (isatty(STDOUT_FILENO) && !common.output && !common.format && !common.columns)
		put_page(run->reg);
	else
		put_rows();
	return STATUS_DONE;
}
