/* language: what people read, in their language. Keys, columns of CSV, numbers and exit statuses are the same in all. */
#ifndef CASEWORK_LANGUAGE_H
#define CASEWORK_LANGUAGE_H

/* The languages (ISO 639-1), in the order of every table that has a column for each; the first is that of the source. */
enum { LANGUAGES = 4 };
extern const char *const languages[LANGUAGES];

/* What --lang says, or NULL; before that, the environment says it. */
extern const char *language_asked;
/* Who tells where the catalogues are, LANGUAGE/LC_MESSAGES/casework.mo below it. Set once by main, asked when there is something to
 * translate; without it all is English. */
void language_catalogues(const char *(*find)(void));
/* Whose place in `languages` a name has (nb, nb_NO.UTF-8, no, nn); -1 for one we do not have. */
int language_named(const char *name);
/* The reader's language: --lang, $CASEWORK_LANG or the locale's; 0 (English) for one we do not have. */
int language_now(void);

/* A text in the reader's language, from its catalogue; the English itself where there is none. xgettext finds the text in the
 * call. What err_* and fault_* are given they say themselves. */
__attribute__((format_arg(1))) const char *say(const char *english);
/* The same where the number decides the form: say_n("%d day", "%d days", n). */
__attribute__((format_arg(1), format_arg(2))) const char *say_n(const char *one, const char *many, unsigned long n);
/* The same for a word of a table (a column, a noun): `kind` parts those that are spelt alike. */
const char *say_word(const char *kind, const char *word);
/* What to put before and behind a text of the reader's language that shares its line with others (Unicode's isolates), so that
 * one written from the right can be read there; nothing for the other languages. */
const char *say_open(void);
const char *say_close(void);
/* Marks a text that is said where it is used. */
#define SAID(text) text

#endif
