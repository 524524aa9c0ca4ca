/* err: exit statuses and messages. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "words/err.h"
#include "words/language.h"
#include "words/utf8.h"

const char *err_prog = "casework";
bool        err_quiet;

/* Bidirectional overrides and C1 controls hide or reorder what follows them. */
bool err_harmless(const char *s, int n)
{
	const unsigned char *u = (const unsigned char *)s;

	if (n == 1)
		return u[0] >= 0x20 && u[0] != 0x7f;
	if (n == 2)
		return !(u[0] == 0xc2 && u[1] < 0xa0);
	if (n == 3 && u[0] == 0xe2)
		return !(u[1] == 0x80 && u[2] >= 0xaa && u[2] <= 0xae) &&
		       !(u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9);
	return true;
}

const int err_worlds[] = {
	ENOENT, EACCES, EPERM, ENOSPC, EDQUOT, EIO, EISDIR, ENOTDIR, EEXIST, EROFS, EFBIG, EBADF, EPIPE, ENOMEM, EMFILE, EINVAL, 0
};

const char *err_world(int number)
{
	const char *text = strerrordesc_np(number);

	return text ? say(text) : "?";
}

static void put(const char *fmt, va_list ap, int number)
{
	char   raw[4000], line[5 * sizeof raw + 300];
	size_t n;

	n = (size_t)snprintf(line, 200, "%.100s: %s", err_prog, say_open());
	if (vsnprintf(raw, sizeof raw, say(fmt), ap) < 0)
		raw[0] = 0;
	for (const char *s = raw, *end = raw + strlen(raw); s < end; ) {
		int len = utf8_length(s, (size_t)(end - s));

		/* Behind a letter from the right, a day would be read from its end, and an option lose its dashes to it. */
		if (*say_open() && (s == raw || s[-1] == ' ' || s[-1] == '(') && (*s == '-' || (*s >= '0' && *s <= '9')))
			n += (size_t)sprintf(line + n, "\u200e");
		if (len > 0 && err_harmless(s, len)) {
			memcpy(line + n, s, (size_t)len);
			n += (size_t)len;
			s += len;
		} else {
			n += (size_t)sprintf(line + n, "\\x%02x", (unsigned char)*s++);
		}
	}
	if (number)
		n += (size_t)snprintf(line + n, 200, ": %s", err_world(number));
	n += (size_t)sprintf(line + n, "%s\n", say_close());
	/* Nothing can be done about a closed stderr. */
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}

void err_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(fmt, ap, 0);
	va_end(ap);
}

void err_note(const char *fmt, ...)
{
	va_list ap;

	if (err_quiet)
		return;
	va_start(ap, fmt);
	put(fmt, ap, 0);
	va_end(ap);
}

enum { SCRAPS = 16 };
static const char *volatile scrap[SCRAPS];

/* Safe in a signal handler. */
static void unlink_scraps(void)
{
	for (int i = 0; i < SCRAPS; i++)
		if (scrap[i])
			unlink(scrap[i]);
}

static void on_signal(int number)
{
	unlink_scraps();
	signal(number, SIG_DFL);
	raise(number);
}

void err_scrap(const char *path)
{
	static const int caught[] = { SIGINT, SIGTERM, SIGHUP };
	int              i = 0;

	while (i < SCRAPS && scrap[i])
		i++;
	if (i == SCRAPS)
		err_die("too many files half made");
	scrap[i] = path;
	for (i = 0; i < 3; i++)
		if (signal(caught[i], on_signal) == SIG_IGN)
			signal(caught[i], SIG_IGN);
}

void err_keep(const char *path)
{
	for (int i = 0; i < SCRAPS; i++)
		if (scrap[i] && strncmp(scrap[i], path, strlen(path)) == 0)
			scrap[i] = NULL;
}

static _Noreturn void end(enum status status)
{
	unlink_scraps();
	_exit((int)status);
}

void err_die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(fmt, ap, 0);
	va_end(ap);
	end(STATUS_FAILED);
}

void err_die_errno(const char *fmt, ...)
{
	int     number = errno;
	va_list ap;

	va_start(ap, fmt);
	put(fmt, ap, number);
	va_end(ap);
	end(STATUS_FAILED);
}

void err_exit(enum status status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(fmt, ap, 0);
	va_end(ap);
	end(status);
}

const char *err_status_text(int status)
{
#define STATUS_TEXT(name, number, text) if (status == number) return text;
	STATUS_TABLE(STATUS_TEXT)
#undef STATUS_TEXT
	return NULL;
}
