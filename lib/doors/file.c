/* file: what is read and what is written. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doors/file.h"
#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

enum { PIECE = 64 * 1024 };

struct sink {
	int         fd;			/* -1: held back, in `bytes` and then in `file` */
	FILE       *file;
	size_t      n;
	const char *path, *new_path;	/* NULL: standard output */
	const char *note;
	char        bytes[PIECE];
};

/* All that is typed, in a file that lies in memory alone. */
static int typed(void)
{
	char    piece[4096];
	int     fd = memfd_create("typed", MFD_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		err_die_errno("standard input");
	while ((n = read(STDIN_FILENO, piece, sizeof piece)) > 0)
		if (write(fd, piece, (size_t)n) != n)
			err_die_errno("standard input");
	if (n < 0 || lseek(fd, 0, SEEK_SET) != 0)
		err_die_errno("standard input: cannot be read");
	return fd;
}

int file_open(const char *path)
{
	int fd;

	if (strcmp(path, "-") == 0)
		return isatty(STDIN_FILENO) ? typed() : STDIN_FILENO;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		err_die_errno("%s: cannot be read", path);
	return fd;
}

char *file_whole(const char *path, size_t *n)
{
	int         fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char       *bytes;
	size_t      have = 0;
	ssize_t     got;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return NULL;
	if (fd < 0 || fstat(fd, &st) != 0)
		err_die_errno("%s: cannot be read", path);
	bytes = arena_take(&arena_run, (size_t)st.st_size + 1);
	while (have < (size_t)st.st_size && (got = read(fd, bytes + have, (size_t)st.st_size - have)) > 0)
		have += (size_t)got;
	if (have < (size_t)st.st_size)
		err_die_errno("%s: cannot be read", path);
	close(fd);
	if (n)
		*n = have;
	return bytes;
}

char *file_text(const char *path, size_t *n)
{
	int         fd = file_open(path);
	struct text all = { 0 };
	char        some[1 << 14];
	ssize_t     got;

	while ((got = read(fd, some, sizeof some)) > 0)
		text_add(&all, some, (size_t)got);
	if (got < 0)
		err_die_errno("%s: cannot be read", path);
	close(fd);
	*n = all.n;
	return text_keep(&all);
}

void file_make_dirs(const char *dir)
{
	char *copy = arena_string(&arena_run, dir);

	for (char *p = copy + 1; ; p++) {
		char c = *p;

		if (c != '/' && c != 0)
			continue;
		*p = 0;
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			err_die_errno("%s: cannot make the directory", copy);
		*p = c;
		if (!c)
			return;
	}
}

void file_make_dirs_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash && slash > path)
		file_make_dirs(arena_copy(&arena_run, path, (size_t)(slash - path)));
}

/* No link, and nobody else may look into it. */
static bool is_private(const char *dir)
{
	struct stat st;

	return lstat(dir, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() && !(st.st_mode & 077);
}

static const char *private_path(void)
{
	const char *run = getenv("XDG_RUNTIME_DIR");

	return run && run[0] == '/' && is_private(run) ? arena_print(&arena_run, "%s/casework", run)
	       : arena_print(&arena_run, "/dev/shm/casework-%ld", (long)geteuid());
}

const char *file_private_dir(void)
{
	const char *dir = private_path();

	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		err_die_errno("%s: cannot make the directory", dir);
	if (!is_private(dir))
		err_exit(STATUS_REFUSED, "%s: is no directory that only you can look into", dir);
	return dir;
}

const char *file_beside(const char *below)
{
	char    exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	if (n < 0)
		return NULL;
	exe[n] = 0;
	*strrchr(exe, '/') = 0;
	return arena_print(&arena_run, "%s/%s", exe, below);
}

void file_private_sweep(const char *kind)
{
	const char    *dir = private_path();
	size_t         n = strlen(kind);
	DIR           *d = is_private(dir) ? opendir(dir) : NULL;
	struct dirent *entry;

	if (!d)
		return;
	while ((entry = readdir(d))) {
		const char *number = entry->d_name + n + 1;
		char       *end;
		long        process;

		if (strncmp(entry->d_name, kind, n) != 0 || entry->d_name[n] != '-')
			continue;
		process = strtol(number, &end, 10);
		if (process > 0 && (*end == 0 || *end == '-') && kill((pid_t)process, 0) != 0 && errno == ESRCH)
			file_remove(arena_print(&arena_run, "%s/%s", dir, entry->d_name));
	}
	closedir(d);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *place)
{
	(void)st, (void)type, (void)place;
	remove(path);
	return 0;
}

void file_remove(const char *path)
{
	nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void file_sync_dir(const char *path)
{
	const char *slash = strrchr(path, '/');
	char       *dir = slash ? arena_copy(&arena_run, path, (size_t)(slash - path) + 1) : ".";
	int         fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	/* Some file systems cannot sync a directory; there is nothing more to be done on those. */
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

/* The side files that SQLite may leave, and the file itself last. */
static const char *const sides[] = { "-wal", "-shm", "-journal", "" };
enum { SIDES = 4 };

const char *file_passing(const char *path)
{
	const char *passing = arena_print(&arena_run, "%s.%ld.new", path, (long)getpid());

	for (int i = 0; i < SIDES; i++)
		err_scrap(arena_print(&arena_run, "%s%s", passing, sides[i]));
	return passing;
}

void file_drop(const char *passing)
{
	for (int i = 0; i < SIDES; i++)
		unlink(arena_print(&arena_run, "%s%s", passing, sides[i]));
	err_keep(passing);
}

bool file_place(const char *passing, const char *path, bool fresh)
{
	if (fresh && link(passing, path) != 0) {
		if (errno == EEXIST)
			return false;
		err_die_errno("%s: cannot be made", path);
	}
	if (fresh)
		unlink(passing);
	else if (rename(passing, path) != 0)
		err_die_errno("%s: cannot be written", path);
	err_keep(passing);
	file_sync_dir(path);
	return true;
}

bool file_is_sqlite(const char *path)
{
	char    head[16];
	int     fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, head, sizeof head);

	if (fd >= 0)
		close(fd);
	return n == (ssize_t)sizeof head && memcmp(head, "SQLite format 3", sizeof head) == 0;
}

struct sink *sink_open(const char *path)
{
	struct sink *s = mem_take(sizeof *s);
	struct stat  st;
	char        *real;

	s->fd = STDOUT_FILENO;
	s->n = 0;
	s->file = NULL;
	s->path = s->new_path = s->note = NULL;
	if (path && strcmp(path, "-") != 0 && stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		s->path = path;
		s->fd = open(path, O_WRONLY | O_CLOEXEC);
		if (s->fd < 0)
			err_die_errno("%s: cannot be written", path);
	} else if (path && strcmp(path, "-") != 0) {
		real = realpath(path, NULL);
		path = real ? arena_string(&arena_run, real) : path;
		free(real);
		/* No list is worth losing a registry. */
		if (file_is_sqlite(path))
			err_exit(STATUS_REFUSED, "%s: is a registry; nothing was written there", path);
		s->path = path;
		s->new_path = file_passing(path);
		s->fd = open(s->new_path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
		if (s->fd < 0)
			err_die_errno("%s: cannot be written", path);
	}
	return s;
}

void sink_committed(struct sink *s, const char *note)
{
	s->note = note;
}

static _Noreturn void unwritten(struct sink *s)
{
	const char *path = s->path ? s->path : say("standard output");

	if (s->note)
		err_die_errno("%s: cannot be written; %s", path, s->note);
	err_die_errno("%s: cannot be written", path);
}

static void write_all(struct sink *s, const char *bytes, size_t n)
{
	if (s->fd < 0) {
		if (!s->file && !(s->file = tmpfile()))
			err_die_errno("cannot make a temporary file");
		if (fwrite(bytes, 1, n, s->file) != n || fflush(s->file) != 0)
			err_die_errno("temporary file");
		return;
	}
	while (n > 0) {
		ssize_t put = write(s->fd, bytes, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			unwritten(s);
		bytes += put;
		n -= (size_t)put;
	}
}

void sink_flush(struct sink *s)
{
	write_all(s, s->bytes, s->n);
	s->n = 0;
}

void sink_add(struct sink *s, const char *bytes, size_t n)
{
	if (n > PIECE - s->n)
		sink_flush(s);
	if (n > PIECE) {
		write_all(s, bytes, n);
		return;
	}
	memcpy(s->bytes + s->n, bytes, n);
	s->n += n;
}

void sink_char(struct sink *s, char c)
{
	if (s->n == PIECE)
		sink_flush(s);
	s->bytes[s->n++] = c;
}

void sink_string(struct sink *s, const char *text)
{
	sink_add(s, text, strlen(text));
}

void sink_cell(struct sink *s, const char *text, int wide)
{
	bool leftward = utf8_leftward(text);

	sink_string(s, leftward ? "\u2068" : "");
	sink_string(s, text);
	sink_string(s, leftward ? "\u2069" : "");
	for (int i = utf8_width(text); i < wide; i++)
		sink_char(s, ' ');
}

void sink_close(struct sink *s)
{
	sink_flush(s);
	if (s->new_path) {
		if (fsync(s->fd) != 0 || close(s->fd) != 0)
			unwritten(s);
		file_place(s->new_path, s->path, false);
	} else if (s->path && close(s->fd) != 0) {
		unwritten(s);
	}
	free(s);
}

struct sink *sink_hold(void)
{
	struct sink *s = sink_open(NULL);

	s->fd = -1;
	return s;
}

void sink_pour(struct sink *held, struct sink *to)
{
	char   piece[4096];
	size_t n;

	if (held->file && to) {
		rewind(held->file);
		while ((n = fread(piece, 1, sizeof piece, held->file)) > 0)
			sink_add(to, piece, n);
		if (ferror(held->file))
			err_die_errno("temporary file");
	}
	if (held->file)
		fclose(held->file);
	if (to)
		sink_add(to, held->bytes, held->n);
	free(held);
}
