/* err: exit statuses and messages. The world's failures end the program here. */
#ifndef CASEWORK_ERR_H
#define CASEWORK_ERR_H

#include <stdarg.h>
#include <stdbool.h>

/* The one table of exit statuses: enumerator, number, what it means to the user. */
#define STATUS_TABLE(X) \
	X(STATUS_DONE,    0, "done") \
	X(STATUS_PARTLY,  1, "a negative or partial answer: nothing found, faults found, or rows rejected under --keep-going") \
	X(STATUS_MISUSED, 2, "the command itself is malformed: unknown option, missing operand") \
	X(STATUS_WRONG,   3, "a value is wrong (day, code, id, column), wherever it stood; nothing was written") \
	X(STATUS_FAILED,  4, "the world failed: disk, database, busy for too long, no such file") \
	X(STATUS_REFUSED, 5, "refused: no key, no permission, changed since, or a rule of casework")

enum status {
#define STATUS_ENUM(name, number, text) name = number,
	STATUS_TABLE(STATUS_ENUM)
#undef STATUS_ENUM
};

/* The name the program was called by, for messages. Set once by main. */
extern const char *err_prog;
/* True silences err_note (-q). */
extern bool err_quiet;

/* A half-made file, to be removed when the program ends by an error or a signal (INT, TERM, HUP). The
 * path must live on; at most 16. err_keep takes all that begin with `path` off the list again. */
void err_scrap(const char *path);
void err_keep(const char *path);

/* May these bytes, one character of valid UTF-8, go to a terminal? Not control characters, nor what
 * reverses or hides the text behind it. */
bool err_harmless(const char *s, int n);
/* One line on stderr: "prog: text", the format said in the reader's language, in one write, control characters and bytes
 * that are no UTF-8 shown as \xNN, so that hostile input cannot steer a terminal. */
__attribute__((format(printf, 1, 2))) void err_warn(const char *fmt, ...);
/* The same for news that is no fault; silent with -q. */
__attribute__((format(printf, 1, 2))) void err_note(const char *fmt, ...);

/* Say it and end the program with STATUS_FAILED. An open transaction rolls back by itself. */
__attribute__((format(printf, 1, 2))) _Noreturn void err_die(const char *fmt, ...);
/* The same, with ": " and the text of errno behind it. */
__attribute__((format(printf, 1, 2))) _Noreturn void err_die_errno(const char *fmt, ...);
/* The same with another status. */
__attribute__((format(printf, 2, 3))) _Noreturn void err_exit(enum status status, const char *fmt, ...);

/* What errno means, in the reader's language. */
const char *err_world(int number);
/* The errors of the world that a catalogue should have, ending with 0. */
extern const int err_worlds[];
/* What an exit status means, in English, for manuals; NULL after the last. */
const char *err_status_text(int status);

#endif
