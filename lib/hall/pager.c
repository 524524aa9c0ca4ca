/* pager: what is longer than the screen goes through $PAGER. */
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hall/pager.h"
#include "words/err.h"
#include "words/mem.h"

static struct sink *held;
static bool         kept;
static long         length;

static const char *pager(void)
{
	const char *set = getenv("PAGER");

	return set && *set && isatty(STDOUT_FILENO) ? set : NULL;
}

struct sink *pager_open(void)
{
	return pager() && !held ? (held = sink_hold()) : sink_open(NULL);
}

void pager_close(struct sink *s, long lines)
{
	if (s != held) {
		sink_close(s);
		return;
	}
	kept = true;
	length = lines;
}

static long screen(void)
{
	struct winsize size;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row ? size.ws_row : 24;
}

/* The shell runs it, since a pager may have options. */
static void page(const char *command)
{
	int          fd[2];
	pid_t        pid;
	struct sink *to;

	if (pipe(fd) != 0 || (pid = fork()) < 0)
		err_die_errno("%s: cannot be started", command);
	if (pid == 0) {
		/* What less needs to show bare text, and to stay on the screen, unless the user says otherwise. */
		setenv("LESS", "FRX", 0);
		dup2(fd[0], STDIN_FILENO);
		close(fd[0]);
		close(fd[1]);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	close(fd[0]);
	/* Who leaves it early has seen enough: then SIGPIPE ends this too. */
	to = sink_open(arena_print(&arena_run, "/dev/fd/%d", fd[1]));
	close(fd[1]);
	sink_pour(held, to);
	sink_close(to);
	waitpid(pid, NULL, 0);
}

void pager_show(void)
{
	struct sink *out;

	if (!kept)
		return;
	if (length >= screen()) {
		page(pager());
		return;
	}
	out = sink_open(NULL);
	sink_pour(held, out);
	sink_close(out);
}
