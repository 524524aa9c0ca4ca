/* stats-list: the indicators there are, and what they mean. */
#include "frame/indicator.h"
#include "hall/show.h"

static const struct column columns[] = {
	{ "indicator", SHOW_TEXT }, { "label", SHOW_TEXT }, { "value", SHOW_TEXT }, { "unit", SHOW_TEXT }, { "by", SHOW_TEXT },
	{ "source", SHOW_TEXT }, { "definition", SHOW_TEXT }
};

static enum status run(struct run *run)
{
	struct show *out = show_open(columns, 7);

	(void)run;
	for (const char **name = figure_names(); *name; name++) {
		const struct indicator *i = figure_read(*name);

		show_row(out, (const char *[]){ i->name, i->label[language_now()], i->percent ? "percent" : "count", i->unit,
		                                i->by, i->source, i->definition });
	}
	show_close(out);
	return STATUS_DONE;
}

const struct cmd stats_list_cmd = {
	.name = "stats-list",
	.group = "statistics",
	.brief = "list the indicators and what they mean",
	.needs = NEEDS_NOTHING,
	.takes = TAKES_OUTPUT,
	.run = run,
};
