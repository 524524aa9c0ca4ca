/* instrument: where the files are, and what stands in one that was read. */
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doors/sheet.h"
#include "frame/instrument.h"
#include "frame/profile.h"
#include "words/err.h"
#include "words/mem.h"

const char *const speaks_words[] = { "strength", "risk", "neutral", NULL };
const char *const method_words[] = { "sum", "mean", "max", "weighted", "percent", NULL };

void instrument_flaw(struct instrument *in, long line, const char *column, const char *fmt, ...)
{
	char    text[600];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, say(fmt), ap);
	va_end(ap);
	in->flaw = arena_room(in->flaw, in->flaws, sizeof *in->flaw);
	in->flaw[in->flaws++] = (struct flaw){ line, column, arena_string(&arena_run, text) };
}

/* ---- code lists and names ---- */

const char *const *instrument_keys(const char *list)
{
	static struct { const char *list; const char **keys; } known[8];
	const char      *path, *why;
	struct sheet    *s;
	struct sheet_row row;
	int              k = 0, n = 0;
	bool             first = true;

	for (; k < 8 && known[k].list; k++)
		if (strcmp(known[k].list, list) == 0)
			return known[k].keys;
	path = profile_share(arena_print(&arena_run, "codes/%s.csv", list));
	s = sheet_open(file_open(path), path, (struct sheet_format){ 0 });
	known[k].list = list;
	for (enum sheet_got got; (got = sheet_next(s, &row, &why)) != SHEET_END; first = false) {
		if (got == SHEET_BAD)
			err_die("%s:%s", path, why);
		known[k].keys = arena_room(known[k].keys, n, sizeof *known[k].keys);
		if (!first)
			known[k].keys[n++] = arena_string(&arena_run, row.cell[0]);
	}
	sheet_close(s);
	known[k].keys = arena_room(known[k].keys, n, sizeof *known[k].keys);
	known[k].keys[n] = NULL;
	return known[k].keys;
}

int instrument_place(const char *const *words, const char *word, size_t n)
{
	for (int i = 0; words[i]; i++)
		if (strlen(words[i]) == n && strncmp(words[i], word, n) == 0)
			return i;
	return -1;
}

int instrument_key(const char *list, const char *key, size_t n)
{
	return instrument_place(instrument_keys(list), key, n);
}

bool instrument_has(const char *keys, const char *key)
{
	for (const char *p = keys; p && *p; p += *p == '|') {
		size_t n = strcspn(p, "|");

		if (strlen(key) == n && strncmp(p, key, n) == 0)
			return true;
		p += n;
	}
	return !keys;
}

int instrument_item(const struct instrument *in, const char *id, size_t n)
{
	for (int i = 0; i < in->items; i++)
		if (strlen(in->item[i].id) == n && strncmp(in->item[i].id, id, n) == 0)
			return i;
	return -1;
}

int instrument_part(const struct instrument *in, const char *id, size_t n)
{
	for (int i = 0; i < in->parts; i++)
		if (strlen(in->part[i].id) == n && strncmp(in->part[i].id, id, n) == 0)
			return i;
	return -1;
}

const char *wording_in(const struct wording *w, int language)
{
	if (w->in[language])
		return w->in[language];
	for (int i = 0; i < LANGUAGES; i++)
		if (w->in[i])
			return w->in[i];
	return "";
}

bool scale_has(const struct scale *s, int value)
{
	if (s->ranged)
		return value >= s->from && value <= s->to;
	for (int i = 0; i < s->n; i++)
		if (s->choice[i].value == value)
			return true;
	return false;
}

bool instrument_whole(const char *text, size_t n, int *out)
{
	size_t sign = n && *text == '-';
	long   number = 0;

	if (n == sign || n - sign > 6)
		return false;
	for (size_t i = sign; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (text[i] - '0');
	}
	*out = (int)(sign ? -number : number);
	return true;
}

/* ---- where they are ---- */

const char *instrument_own_dir(void)
{
	return arena_print(&arena_run, "%s/instruments", registry_key_dir());
}

const char *instrument_path(const char *name, const char *version)
{
	const char *dir[] = { instrument_own_dir(), profile_share("instruments"), NULL };
	size_t      n = strlen(name);

	if (strchr(name, '/') || (n > 4 && strcmp(name + n - 4, ".csv") == 0))
		return access(name, R_OK) == 0 ? name : NULL;
	for (int k = version ? 0 : 1; k < 2; k++)
		for (int i = 0; dir[i]; i++) {
			const char *path = k ? arena_print(&arena_run, "%s/%s.csv", dir[i], name)
			                     : arena_print(&arena_run, "%s/%s-%s.csv", dir[i], name, version);

			if (access(path, R_OK) == 0)
				return path;
		}
	return NULL;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **instrument_names(void)
{
	const char **shipped = profile_files("instruments", ".csv"), **names = NULL;
	DIR         *own = opendir(instrument_own_dir());
	int          n = 0, kept = 0;

	for (; *shipped; shipped++) {
		names = arena_room(names, n, sizeof *names);
		names[n++] = *shipped;
	}
	for (struct dirent *d; own && (d = readdir(own)); ) {
		size_t length = strlen(d->d_name);

		if (d->d_name[0] == '.' || length <= 4 || strcmp(d->d_name + length - 4, ".csv") != 0)
			continue;
		names = arena_room(names, n, sizeof *names);
		names[n++] = arena_copy(&arena_run, d->d_name, length - 4);
	}
	if (own)
		closedir(own);
	if (n)
		qsort(names, (size_t)n, sizeof *names, by_text);
	for (int i = 0; i < n; i++)
		if (!kept || strcmp(names[kept - 1], names[i]) != 0)
			names[kept++] = names[i];
	names = arena_room(names, kept, sizeof *names);
	names[kept] = NULL;
	return names;
}
