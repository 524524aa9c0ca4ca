/* instrument-show: an instrument as a form to print and fill in by hand. */
#include <string.h>

#include "hall/assess.h"
#include "hall/paper.h"
#include "hall/show.h"
#include "words/mem.h"

static const char *format;

static const struct opt opts[] = {
	{ 0, "format", "FORMAT", "format", "csv: the empty header of a wide table of answers instead", .text = &format },
	{ 'o', "output", "FILE", "file", "write there, as a whole or not at all", .text = &common.output },
	{ 0 }
};

static enum status run(struct run *run)
{
	const struct instrument *in;
	struct sink             *out;

	if (run->operands.n != 1)
		err_exit(STATUS_MISUSED, "which instrument? give one name (instrument-list)");
	if (format && instrument_place(show_formats, format, strlen(format)) < 0)
		err_exit(STATUS_MISUSED, "--format: csv, tsv, json, jsonl or table, not %s", format);
	if (format && strcmp(format, "csv") != 0)
		err_exit(STATUS_MISUSED, "--format: a header is csv; without this option it is a form: %s", format);
	in = assess_need(run->operands.s[0]);
	if (language_asked && !in->language[language_now()])
		err_exit(STATUS_WRONG, "--lang: %s is not in this language: %s", in->id, language_asked);
	out = sink_open(common.output);
	if (!format)
		paper_put(in, out);
	else
		sink_string(out, "case,instrument");
	for (int i = 0; format && i < in->items; i++)
		sink_string(out, arena_print(&arena_run, ",%s", in->item[i].id));
	if (format)
		sink_char(out, '\n');
	sink_close(out);
	return STATUS_DONE;
}

const struct cmd instrument_show_cmd = {
	.name = "instrument-show",
	.group = "assessments and plans",
	.brief = "show an instrument as a form to print and fill in by hand",
	.args = "NAME", .arg_kind = "instrument",
	.needs = NEEDS_NOTHING,
	.opts = opts,
	.run = run,
};
