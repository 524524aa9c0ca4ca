/* noun: what a record is made of. A noun is declared once, as a table of fields; everything else
 * (SQL, CSV, options, validation, lists, help, completion, sealing, journal) comes from that table. */
#ifndef CASEWORK_NOUN_H
#define CASEWORK_NOUN_H

#include <stdbool.h>
#include <stdint.h>

#include "doors/db.h"
#include "words/id.h"

enum type {
	TEXT,	/* one line */
	NOTE,	/* any length, several lines */
	DAY,	/* YYYY-MM-DD */
	TIME,	/* YYYY-MM-DDTHH:MM, the registry's zone */
	INT,
	BOOL,	/* yes, no */
	CODE,	/* a key of the code list `of` */
	ID,	/* a record of the noun `of`; without `of`, of any */
	OFFICE,	/* the code of an office */
	STAFF	/* the code of a member of staff */
};

enum {
	NEED = 1,	/* a value must be there after defaults */
	MANY = 2,	/* several keys, joined by | in the code list's order */
	SECRET = 4,	/* sealed */
	INDEX = 8,	/* indexed alone, unless an index of the noun begins with it */
	ONCE = 16,	/* never changed after it was set */
	MONTH = 32,	/* a secret day whose month stays clear, in NAME_month: ages come from it */
	KEY = 64,	/* the code by which others refer to the record; never changed, never used again */
	ENGINE = 128,	/* the engine's own: no option, no CSV column */
	MADE = 256,	/* taken from the field of that name of the record it follows: no option, no CSV column */
	PAST = 512,	/* a day that may not lie after today */
	DIGEST = 1024,	/* a keyed digest: found by, never shown, kept in no history and no extract */
	RESTS = 2048	/* what it names is not struck out as long as it does; so too with NEED */
};

struct field {
	const char *name;	/* SQL column, CSV column, option (_ is -), JSON key */
	enum type   type;
	unsigned    flags;
	const char *help;
	const char *of;		/* code list or noun */
	const char *dflt;	/* "today", "me", "mine", or the value itself */
	const char *on;		/* the day by which a code is judged; else the noun's */
	const char *old;	/* NEED, added after release: what older rows get (never changed) */
};

/* FOLLOWED_MAX: how far records that name one before them are followed. What was written before a rule forbade it may go round. */
enum { FIELDS_MAX = 64, FOLLOWED_MAX = 1000 };

struct record;
struct registry;
struct faults;

/* A column that is worked out, for lists: its value goes to `out` (room for 32), "" for none. */
struct derived {
	const char *name, *needs, *help;	/* needs: fields it reads, by space; joined.FIELD of the record joined */
	/* `joined` is the record that the noun joins, NULL where the row has none or none is needed. */
	void      (*make)(const struct record *r, const struct record *joined, char *out);
	const char *of;		/* the code list its values are keys of */
};

struct noun {
	const char          *name;	/* of tables, columns and commands */
	const char          *brief;	/* "a message of concern" */
	const char          *plural;	/* "messages of concern" */
	const char          *letters;	/* of its ids */
	int                  number;	/* in its ids: 1 to 63, never used again */
	const char          *group;	/* of its commands in help */
	const char          *stem;	/* of its commands, where it is not the name */
	const char          *adds;	/* the verb of the command that adds one, where it is not add */
	const char          *day, *until;	/* the fields that date the event: its first and its last day */
	const char          *domain;	/* the key that seals it */
	const char          *writers;	/* the staff role that alone may write it, or NULL */
	bool                 guarded;	/* written only by who holds the key of its domain, clear fields too */
	/* The ID field of the record it belongs to: that gives its office and its MADE fields, and encloses its days. */
	const char          *follows;
	bool                 part;	/* a part of that record: struck out with it, and in the way of nothing */
	const char          *joins;	/* the ID field of the record whose columns its list may show */
	const char          *summary;	/* the columns of its list on a terminal, by space */
	const struct field  *fields;	/* ends with a zero name */
	const char *const   *indexes;	/* "a, b?, c" each, ends with NULL; of b? the last day, far off where it is open */
	const struct derived *derived;	/* ends with a zero name */
	/* What a row must satisfy beyond its fields; `old` is NULL for a new one. Under the lock; may ask, and
	 * may fill in the engine's fields. */
	void (*rules)(struct registry *reg, struct record *now, const struct record *old, struct faults *f);
	/* After the row was written: what depends on it. */
	void (*saved)(struct registry *reg, const struct record *now, const struct record *old);
	/* Before what was written is committed: what depends on all of it. */
	void (*settle)(struct registry *reg);
	/* The one of a case that is in force, or 0: what `.` is where the case is the current one. */
	int64_t (*of_case)(struct registry *reg, int64_t of_case);
	/* For registry-check: whether that is as it should be; a call of `fault` per line. */
	void (*sound)(struct registry *reg, void (*fault)(const char *line));
};

/* All nouns, in order of their numbers, ending with NULL; made at build from lib/nouns/. */
extern const struct noun *const noun_table[];

/* The statements that the field table alone decides. SQL_FOLLOWED: of the record that the id names: void, office,
 * first and last day, and what its followers take from it. SQL_OUTSIDE: the records that
 * follow $1 and do not lie within $2 to $3. */
enum shape_sql { SQL_INSERT, SQL_CHANGE, SQL_LOAD, SQL_BOX_ADD, SQL_BOX_DROP, SQL_EXISTS, SQL_BY_REF, SQL_BY_KEY,
                 SQL_FIND_REF, SQL_FOLLOWED, SQL_OUTSIDE, SQL_KINDS };

/* A noun with the engine's fields before and after its own, and its statements. */
struct shape {
	const struct noun  *noun;
	int                 n;
	const struct field *field[FIELDS_MAX];
	const char         *month[FIELDS_MAX];	/* the clear month's column of a MONTH field, else NULL */
	int                 sorted[FIELDS_MAX];	/* the fields in order of name */
	int                 day, until, office, ref, source, key, follows, joins, overridden, void_reason;	/* or -1 */
	bool                seals;			/* has secrets besides the reasons that the engine keeps */
	struct sql          sql[SQL_KINDS];
};

/* A statement of the shape, composed when it is first asked for. */
struct sql *shape_sql(struct shape *s, enum shape_sql kind);
/* The shape of the noun that field i names; NULL if that is any noun. */
struct shape *shape_of(const struct shape *s, int i);

/* The shape of a noun, made once. */
struct shape *noun_shape(const struct noun *noun);
const struct noun *noun_by_name(const char *name);
const struct noun *noun_by_number(int number);
/* The field of that name, or -1. */
int shape_field(const struct shape *s, const char *name);
/* The same, ending the program if there is none: for names that stand in the code. */
int shape_need(const struct shape *s, const char *name);
/* The same of a name that is the first of several, parted by blanks; *next is where the rest begins. */
int shape_first(const struct shape *s, const char *names, const char **next);
/* Of an option: `given-name` is given_name. -1 if none. */
int shape_option(const struct shape *s, const char *option);

/* The text of a packed id, into `out`, which it returns. */
char *noun_id_text(int64_t id, char out[ID_TEXT]);
/* Read an id of the given noun (NULL: of any). NULL, with the reason in *why, if it is
 * none (until the next call). */
const struct noun *noun_id_read(const char *text, const struct noun *noun, int64_t *id, const char **why);

/* The column letter of a field: 'i' or 's'. */
char field_letter(const struct field *f);

#endif
