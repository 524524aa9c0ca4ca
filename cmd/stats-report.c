/* stats-report: the figures of a year or more, of one registry or of several added up. */
#include <stdlib.h>
#include <string.h>

#include "hall/cmd.h"
#include "hall/report.h"
#include "words/language.h"

static struct report asked;
static const char   *year, *years, *set;

static const struct opt opts[] = {
	{ 0, "year", "YEAR", NULL, "the figures of this year", .text = &year },
	{ 0, "years", "A..B", NULL, "the figures of each of these years", .text = &years },
	{ 0, "by", "DIMENSION", "dimension", "grouped by office, region, sex, age, month or what else stats-list tells", .text = &asked.by },
	{ 0, "office", "OFFICE", "office", "this office with all below it", .text = &asked.office },
	{ 0, "set", "NAME", NULL, "the indicators of this set (key)", .text = &set },
	{ 0, "mode", "MODE", "mode", "strict or compatible deadlines (default: the registry's setting)", .text = &asked.mode },
	{ 0 }
};

/* The indicators asked for, or all; those of all that cannot be shown so are left out. */
static int choose(struct run *run, const struct indicator **chosen, int room)
{
	const char   **name = run->operands.n ? run->operands.s : figure_names();
	int            count = run->operands.n, n = 0;
	struct figures f;

	if (!count)
		while (name[count])
			count++;
	for (int i = 0; i < count && n < room; i++) {
		const struct indicator *of = figure_read(name[i]);
		const char             *lacks;

		if (set && !(of->set && strcmp(of->set, set) == 0))
			continue;
		lacks = figures_start(&f, of, asked.by);
		if (!lacks)
			chosen[n++] = of;
		else if (run->operands.n)
			err_exit(STATUS_WRONG, "--by: %s cannot be shown by %s (by: %s)", of->name, lacks, of->by);
	}
	if (!n && asked.by)
		err_exit(STATUS_WRONG, "--by: no indicator can be shown by %s (by: %s)", asked.by, figure_read(*figure_names())->by);
	if (!n)
		err_exit(STATUS_WRONG, "--set: no indicator is in the set %s", set ? set : "");
	return n;
}

static void parse_years(void)
{
	const char   *given = years ? years : year;
	struct period p;

	if (!given || (year && years))
		err_exit(STATUS_MISUSED, "give --year YEAR or --years A..B");
	if ((year && strlen(year) != 4) || (years && strlen(years) != 10) || !day_period(given, &p))
		err_exit(STATUS_WRONG, years ? SAID("--years: not years A..B: %s") : SAID("--year: not a year: %s"), given);
	asked.from = atoi(p.first);
	asked.to = atoi(p.last);
}

static enum status run(struct run *run)
{
	enum { CHOSEN_MAX = 200 };
	const struct indicator *chosen[CHOSEN_MAX];

	parse_years();
	if (asked.mode && strcmp(asked.mode, "strict") != 0 && strcmp(asked.mode, "compatible") != 0)
		err_exit(STATUS_WRONG, "--mode: strict or compatible: %s", asked.mode);
	report_print(&asked, chosen, choose(run, chosen, CHOSEN_MAX));
	return STATUS_DONE;
}

const struct cmd stats_report_cmd = {
	.name = "stats-report",
	.group = "statistics",
	.brief = "print the figures of a year or more",
	.args = "[INDICATOR...]", .arg_kind = "indicator",
	.needs = NEEDS_READ,
	.takes = TAKES_OUTPUT | TAKES_MANY_REGISTRIES,
	.opts = opts,
	.run = run,
};
