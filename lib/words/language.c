/* language: what people read, in their language. */
#include <ctype.h>
#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words/language.h"

const char *const languages[LANGUAGES] = { "en", "nb", "ar", "bg" };
const char       *language_asked;

static const char *(*find_catalogues)(void);

void language_catalogues(const char *(*find)(void))
{
	find_catalogues = find;
}

int language_named(const char *name)
{
	/* Norwegian has several names; ours is Bokmål. */
	static const char *const norwegian[] = { "no", "nn" };

	if (!name[0] || !name[1] || isalpha((unsigned char)name[2]))
		return -1;
	for (size_t i = 0; i < sizeof norwegian / sizeof *norwegian; i++)
		if (strncmp(name, norwegian[i], 2) == 0)
			name = "nb";
	for (int i = 0; i < LANGUAGES; i++)
		if (strncmp(name, languages[i], 2) == 0)
			return i;
	return -1;
}

int language_now(void)
{
	static const char *const from[] = { "CASEWORK_LANG", "LC_ALL", "LC_MESSAGES", "LANG" };
	static const char       *asked;
	static int               now = -1;
	const char              *set = language_asked;

	if (now >= 0 && asked == language_asked)
		return now;
	for (size_t i = 0; i < sizeof from / sizeof *from && !(set && *set); i++)
		set = getenv(from[i]);
	asked = language_asked;
	now = set ? language_named(set) : 0;
	return now = now < 0 ? 0 : now;
}

/* The catalogue of the reader's language; false where all is English. The locale is one that every libc has, since most
 * machines have none for most languages: gettext takes the language from LANGUAGE in any locale but C. */
static bool open_catalogue(void)
{
	static int  opened;
	int         now = language_now(), number = errno;
	const char *path;

	if (now == 0 || !find_catalogues)
		return false;
	if (opened == now)
		return true;
	path = find_catalogues();
	if (setlocale(LC_MESSAGES, "C.UTF-8") && setenv("LANGUAGE", languages[now], 1) == 0 &&
	    path && bindtextdomain("casework", path) && bind_textdomain_codeset("casework", "UTF-8"))
		opened = now;
	/* What is said may be an argument of err_die_errno. */
	errno = number;
	return opened == now;
}

const char *say(const char *english)
{
	/* The empty text is the catalogue's head. */
	return *english && open_catalogue() ? dgettext("casework", english) : english;
}

const char *say_n(const char *one, const char *many, unsigned long n)
{
	if (open_catalogue())
		return dngettext("casework", one, many, n);
	return n == 1 ? one : many;
}

const char *say_word(const char *kind, const char *word)
{
	char        key[200];
	const char *text;

	/* As gettext.h keeps a context: in one text, before the word. */
	if (!open_catalogue() || snprintf(key, sizeof key, "%s\004%s", kind, word) >= (int)sizeof key)
		return word;
	text = dgettext("casework", key);
	return text == key ? word : text;
}

static bool leftward(void)
{
	return strcmp(languages[language_now()], "ar") == 0;
}

const char *say_open(void)
{
	return leftward() ? "\u2067" : "";
}

const char *say_close(void)
{
	return leftward() ? "\u2069" : "";
}
