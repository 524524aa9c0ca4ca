/* instrument-list: the instruments there are, shipped ones and one's own. */
#include "frame/proof.h"
#include "hall/show.h"
#include "words/mem.h"

static const struct column columns[] = {
	{ "instrument", SHOW_TEXT }, { "version", SHOW_TEXT }, { "label", SHOW_TEXT }, { "subject", SHOW_MANY }, { "informant", SHOW_MANY },
	{ "items", SHOW_NUMBER }, { "languages", SHOW_MANY }, { "faults", SHOW_NUMBER }, { "licence", SHOW_TEXT }, { "file", SHOW_TEXT }
};

static const char *its_languages(const struct instrument *in)
{
	struct text t = { 0 };

	for (int k = 0; k < LANGUAGES; k++)
		if (in->language[k])
			text_print(&t, "%s%s", t.n ? "|" : "", languages[k]);
	return text_keep(&t);
}

static enum status run(struct run *run)
{
	struct show *out = show_open(columns, sizeof columns / sizeof *columns);

	(void)run;
	for (const char **name = instrument_names(); *name; name++) {
		const struct instrument *in = proof_read(instrument_path(*name, NULL));

		show_row(out, (const char *[]){ *name, in->version, wording_in(&in->title, language_now()), in->subject, in->informant,
		                                arena_print(&arena_run, "%d", in->items), its_languages(in), arena_print(&arena_run, "%d", in->flaws),
		                                wording_in(in->text + TEXT_LICENCE, language_now()), in->path });
	}
	show_close(out);
	return STATUS_DONE;
}

const struct cmd instrument_list_cmd = {
	.name = "instrument-list",
	.group = "assessments and plans",
	.brief = "list the instruments there are, shipped ones and your own",
	.needs = NEEDS_NOTHING,
	.takes = TAKES_OUTPUT,
	.run = run,
};
