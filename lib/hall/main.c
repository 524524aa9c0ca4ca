/* main: finds the command by the program's name, parses, opens the registry as the command needs,
 * runs it, checks that its output was written, and exits with what it returned. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "doors/file.h"
#include "hall/find.h"
#include "hall/help.h"
#include "hall/pager.h"
#include "hall/spoken.h"
#include "words/language.h"

static bool        dump_spec, dump_man, dump_words;
static const char *offer;

/* For the shells and the manuals; not in help. */
static const struct opt hidden[] = {
	{ 0, "dump-spec", NULL, NULL, "options for completion", .on = &dump_spec },
	{ 0, "dump-man", NULL, NULL, "regions of the manual", .on = &dump_man },
	{ 0, "dump-words", NULL, NULL, "what tables say, for the catalogues", .on = &dump_words },
	{ 0, "offer", "KIND", NULL, "values for completion", .text = &offer },
	{ 0 }
};

/* A closed descriptor 0, 1 or 2 would be given to the registry's file, and messages written into it.
 * It is filled with one that fails as the closed one would have. */
static void fill_closed(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(STATUS_FAILED);
}

static void open_registry(struct run *run)
{
	const struct cmd *cmd = run->cmd;

	if (cmd->needs == NEEDS_NOTHING || cmd->takes & TAKES_MANY_REGISTRIES || common.template)
		return;
	cmd_open(run, cmd->needs);
}

static const char *catalogues(void)
{
	return file_beside("../share/locale");
}

int main(int argc, char **argv)
{
	struct run run = { 0 };
	char      *slash = strrchr(argv[0], '/');

	fill_closed();
	/* A limit on file size is a full disk to us: an error from write, not a signal. */
	signal(SIGXFSZ, SIG_IGN);
	language_catalogues(catalogues);
	err_prog = slash ? slash + 1 : argv[0];
	if (argc > 1 && strcmp(err_prog, "casework") == 0 && strchr(argv[1], '-') && argv[1][0] != '-') {
		err_prog = argv[1];
		argc--;
		argv++;
	}
	run.cmd = find_cmd(err_prog);
	if (!run.cmd)
		err_exit(STATUS_MISUSED, "no such command (casework --commands lists them)");
	cmd_options(&run);
	int shown = run.opts.n;
	opts_add(&run.opts, hidden, NULL);
	opts_parse(&run.opts, argc - 1, argv + 1, &run.operands);
	run.opts.n = shown;
	err_quiet = common.quiet;
	if (language_asked && language_named(language_asked) < 0)
		err_exit(STATUS_MISUSED, "--lang: no such language: %s (en, nb, ar, bg)", language_asked);
	if (common.help)
		help_print(&run);
	else if (common.version)
		printf("casework %s\n", CASEWORK_VERSION);
	else if (dump_spec)
		help_dump_spec(&run);
	else if (dump_man)
		help_dump_man(&run);
	else if (dump_words)
		spoken_dump();
	else if (offer)
		help_offer(&run, offer);
	else {
		enum status status;

		if (run.operands.n && !run.cmd->args)
			err_exit(STATUS_MISUSED, "takes no operands: %s", run.operands.s[0]);
		open_registry(&run);
		status = run.cmd->run(&run);
		registry_close(run.reg);
		pager_show();
		if (fflush(stdout) != 0)
			err_die_errno("standard output: cannot be written");
		return (int)status;
	}
	if (fflush(stdout) != 0)
		err_die_errno("standard output: cannot be written");
	return STATUS_DONE;
}
