/* case-due: what is due and overdue, by the registry's deadlines. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "frame/due.h"
#include "frame/name.h"
#include "hall/cmd.h"
#include "hall/show.h"

static struct due_ask ask = { .most = INT_MAX };
static struct list    offices;
static const char    *as_of;
static bool           overdue;
static long           within = -1;

static const struct opt opts[] = {
	{ 0, "office", "OFFICE", "office", "of this office, with all below it", .many = &offices },
	{ 0, "only-office", NULL, NULL, "with --office: not the offices below it", .on = &ask.only_office },
	{ 0, "staff", "STAFF", "staff", "what this member of staff is to do", .text = &ask.staff },
	{ 0, "deadline", "KEY", NULL, "by this deadline alone: message_review, investigation_end...", .text = &ask.deadline },
	{ 0, "as-of", "DAY", NULL, "as it was or will be on this day (default: today)", .text = &as_of },
	{ 0, "overdue", NULL, NULL, "only what is past its day", .on = &overdue },
	{ 0, "within", "DAYS", NULL, "only what is overdue or due within so many days", .num = &within },
	{ 0 }
};

static const struct column columns[] = {
	{ "deadline", SHOW_TEXT }, { "due", SHOW_TEXT }, { "left", SHOW_NUMBER }, { "noun", SHOW_TEXT }, { "id", SHOW_TEXT },
	{ "case", SHOW_TEXT }, { "office", SHOW_TEXT }, { "staff", SHOW_TEXT }, { "child", SHOW_TEXT }
};

static void known(struct registry *reg, const char *option, enum type type, const char *code)
{
	const char *why = name_unknown(reg, type, code);

	if (why)
		err_exit(STATUS_WRONG, "--%s: %s: %s", option, why, code);
}

/* Names only where they are asked for: on a terminal, with the key, or by --columns. */
static bool wants_child(struct registry *reg)
{
	static const char clear[] = "deadline,due,left,noun,id,case,office,staff";
	bool              terminal = isatty(STDOUT_FILENO) && !common.output;

	if (!common.columns)
		common.columns = terminal && registry_key(reg, "case")->there ? "all" : clear;
	return strcmp(common.columns, "all") == 0 || strstr(common.columns, "child");
}

static enum status run(struct run *run)
{
	bool         child = wants_child(run->reg), labels = common.labels || show_is_table();
	struct arena row = { 0 };
	struct due  *due;
	struct show *out;
	int          n;

	ask.as_of = day_parse(as_of ? cmd_day(run, NULL, as_of) : run->reg->today);
	if (ask.as_of == DAY_NONE)
		err_exit(STATUS_WRONG, "--as-of: not a day: %s", as_of);
	for (int i = 0; i < offices.n; i++)
		known(run->reg, "office", OFFICE, offices.s[i]);
	if (ask.staff)
		known(run->reg, "staff", STAFF, ask.staff);
	ask.office = offices.n ? &offices : NULL;
	if (within >= 0)
		ask.most = (int)(within < INT_MAX ? within : INT_MAX);
	if (overdue)
		ask.most = -1;
	due = due_find(run->reg, &ask, &n);
	out = show_open(columns, 9);
	for (int i = 0; i < n; i++) {
		char day[DAY_TEXT], left[32], id[ID_TEXT], of_case[ID_TEXT];

		snprintf(left, sizeof left, "%d", due[i].left);
		show_row(out, (const char *[]){ labels ? due[i].label : due[i].key, day_text(due[i].day, day), left, show_noun(due[i].noun),
		         noun_id_text(due[i].id, id), due[i].of_case ? noun_id_text(due[i].of_case, of_case) : NULL, due[i].office, due[i].staff,
		         child ? due_child(run->reg, due + i, &row) : NULL });
		arena_reset(&row, (struct arena_mark){ 0 });
	}
	arena_free(&row);
	show_close(out);
	return STATUS_DONE;
}

const struct cmd case_due_cmd = {
	.name = "case-due",
	.group = "children and cases",
	.brief = "list what is due and overdue, by the registry's deadlines",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT,
	.opts = opts,
	.run = run,
};
