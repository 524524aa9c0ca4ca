/* current: the case that this terminal works on. */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doors/file.h"
#include "hall/current.h"
#include "words/mem.h"

/* When a process began, in ticks since the machine did; 0 if that is not to be known. Its number may be
 * another's one day. */
static unsigned long long began(pid_t process)
{
	const char *path = arena_print(&arena_run, "/proc/%ld/stat", (long)process);
	int         fd = open(path, O_RDONLY | O_CLOEXEC);
	char        line[1024], *p;
	ssize_t     n = fd < 0 ? -1 : read(fd, line, sizeof line - 1);

	if (fd >= 0)
		close(fd);
	if (n < 0)
		return 0;
	line[n] = 0;
	/* The name of the program, in parentheses, may hold blanks; behind it this is the twentieth. */
	p = strrchr(line, ')');
	for (int i = 0; p && i < 20; i++)
		p = strchr(p + 1, ' ');
	return p ? strtoull(p, NULL, 10) : 0;
}

/* The file of this registry, terminal and login: current-SESSION-BEGAN-TERMINAL-REGISTRY. */
static const char *path_here(const struct registry *reg)
{
	pid_t       session = getsid(0);
	const char *terminal = ttyname(STDIN_FILENO);
	char       *name;

	if (!terminal)
		terminal = ttyname(STDERR_FILENO);
	name = arena_print(&arena_run, "current-%ld-%llu-%s-%s", (long)session, began(session),
	                   terminal ? terminal + strspn(terminal, "/") : "none", reg->uid);
	for (char *c = name; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '-';
	return arena_print(&arena_run, "%s/%s", file_private_dir(), name);
}

void current_set(const struct registry *reg, int64_t id)
{
	const char  *path = path_here(reg);
	struct sink *s;
	char         text[ID_TEXT];

	file_private_sweep("current");
	if (!id) {
		unlink(path);
		return;
	}
	s = sink_open(path);
	sink_string(s, noun_id_text(id, text));
	sink_char(s, '\n');
	sink_close(s);
}

int64_t current_get(const struct registry *reg)
{
	size_t             n;
	char              *text = file_whole(path_here(reg), &n);
	const struct noun *noun = noun_by_name("case");
	const char        *why;
	int64_t            id;

	if (!text || !noun || n < 2 || text[n - 1] != '\n')
		return 0;
	text[n - 1] = 0;
	return strlen(text) == n - 1 && noun_id_read(text, noun, &id, &why) ? id : 0;
}
