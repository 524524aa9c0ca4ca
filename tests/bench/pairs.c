/* pairs: two commands run in turn, A B A B, and compared.
 *
 *	pairs [-n PAIRS] [-x STATUS] [-a SHELL] [-b SHELL] A ARG... [:: B ARG...]
 *
 * SHELL runs before each A or B and is not measured. Standard output goes to /dev/null; a command
 * that exits otherwise than with STATUS (0) ends it all. Prints one line:
 *
 *	wallA wallB ratio low high cpuA cpuB rssA rssB
 *
 * Medians of seconds; ratio is the median of the pairs' own, low and high its quartiles; the largest
 * resident memory in KiB. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAIRS_MAX = 10000 };

struct side { char **argv; const char *before; double wall[PAIRS_MAX], cpu[PAIRS_MAX]; long rss; };

static struct side a, b;
static int         wanted;

static _Noreturn void die(const char *what, const char *why)
{
	fprintf(stderr, "pairs: %s: %s\n", what, why);
	exit(1);
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void measure(struct side *s, int i)
{
	extern char               **environ;
	posix_spawn_file_actions_t  to_null;
	struct timespec             from, to;
	struct rusage               used;
	pid_t                       pid;
	int                         status, failed;

	if (s->before && system(s->before) != 0)
		die(s->before, "failed");
	posix_spawn_file_actions_init(&to_null);
	posix_spawn_file_actions_addopen(&to_null, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&to_null, 1, "/dev/null", O_WRONLY, 0);
	clock_gettime(CLOCK_MONOTONIC, &from);
	failed = posix_spawnp(&pid, s->argv[0], &to_null, NULL, s->argv, environ);
	if (failed)
		die(s->argv[0], strerror(failed));
	if (wait4(pid, &status, 0, &used) != pid)
		die(s->argv[0], strerror(errno));
	clock_gettime(CLOCK_MONOTONIC, &to);
	posix_spawn_file_actions_destroy(&to_null);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != wanted)
		die(s->argv[0], "did not exit as it should");
	s->wall[i] = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	s->cpu[i] = seconds(used.ru_utime) + seconds(used.ru_stime);
	if (used.ru_maxrss > s->rss)
		s->rss = used.ru_maxrss;
}

static int by_size(const void *x, const void *y)
{
	double d = *(const double *)x - *(const double *)y;

	return (d > 0) - (d < 0);
}

/* The value that a share of n values, in quarters, lies below. */
static double quartile(double *v, int n, int quarters)
{
	int at = (n - 1) * quarters;

	qsort(v, (size_t)n, sizeof *v, by_size);
	return v[at / 4] + (at % 4 ? (v[at / 4 + 1] - v[at / 4]) * (at % 4) / 4 : 0);
}

int main(int argc, char **argv)
{
	static double ratio[PAIRS_MAX];
	int           pairs = 1, option;

	while ((option = getopt(argc, argv, "+n:x:a:b:")) != -1) {
		if (option == 'n')
			pairs = atoi(optarg);
		else if (option == 'x')
			wanted = atoi(optarg);
		else if (option == 'a')
			a.before = optarg;
		else if (option == 'b')
			b.before = optarg;
		else
			return 2;
	}
	if (optind == argc || pairs < 1 || pairs > PAIRS_MAX)
		die("usage", "pairs [-n PAIRS] [-x STATUS] [-a SHELL] [-b SHELL] A ARG... [:: B ARG...]");
	a.argv = argv + optind;
	for (char **p = a.argv; *p && !b.argv; p++)
		if (strcmp(*p, "::") == 0) {
			*p = NULL;
			b.argv = p + 1;
		}
	for (int i = 0; i < pairs; i++) {
		measure(&a, i);
		if (b.argv)
			measure(&b, i);
		ratio[i] = b.argv ? a.wall[i] / b.wall[i] : 0;
	}
	printf("%.6f %.6f %.3f %.3f %.3f %.6f %.6f %ld %ld\n", quartile(a.wall, pairs, 2), quartile(b.wall, pairs, 2),
	       quartile(ratio, pairs, 2), quartile(ratio, pairs, 1), quartile(ratio, pairs, 3), quartile(a.cpu, pairs, 2),
	       quartile(b.cpu, pairs, 2), a.rss, b.rss);
	return 0;
}
