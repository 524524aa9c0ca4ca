/* record: a row of a noun: read from what people give, checked, written, changed, struck out. */
#ifndef CASEWORK_RECORD_H
#define CASEWORK_RECORD_H

#include "frame/registry.h"
#include "words/mem.h"

/* What is wrong with a row. Kept in the arena given; every fault is there, not only the first. */
struct fault { const char *field, *text; struct fault *next; };
struct faults {
	struct arena *arena;
	struct fault *first, *last;
	bool          refused, wrong;	/* a rule was not kept; a value is wrong */
	const char   *override;		/* why rules are overridden (--override), or NULL */
	bool          overrode;		/* one was */
	const char   *live_from;	/* the day from which rules bind the row's office, or NULL: set by record_rules */
	struct fault *past, *past_last;	/* rules not kept before that day: told, not refused */
};

/* Add a fault. `field` may be NULL for the row as a whole. The value of a secret field must not be
 * in it. */
__attribute__((format(printf, 3, 4))) void fault_add(struct faults *f, const char *field, const char *fmt, ...);
/* The same for a rule of casework or a change since: STATUS_REFUSED rather than STATUS_WRONG. */
__attribute__((format(printf, 3, 4))) void fault_refuse(struct faults *f, const char *field, const char *fmt, ...);

/* A rule of casework that `--override "why"` goes past: refused, unless it is overridden, or `day` lies before
 * the office's live_from: then it is told only. */
__attribute__((format(printf, 4, 5))) void fault_rule(struct faults *f, const char *field, const char *day, const char *fmt, ...);

struct record {
	struct shape *shape;
	int64_t       id, journal;
	int64_t       struck;			/* the journal number that struck it out, or 0 */
	struct val    v[FIELDS_MAX];		/* borrowed from an arena */
	struct val    month[FIELDS_MAX];	/* the clear month of a MONTH field */
	struct val    tag, box;			/* as stored; box is null if there is none */
	bool          unsealed;			/* the secret fields are in v */
};

/* The text of a field, as CSV has it, into `out` if it must be made (room for ID_TEXT); NULL for none. */
const char *record_text(const struct record *r, int field, char out[ID_TEXT]);
/* The text of the field of that name, or NULL if it is empty. The name must exist. */
const char *record_get(const struct record *r, const char *field);

/* Load a record, its values in `arena`. False if it is not there. Sealed fields are read when the
 * key is there and `secrets` asks for them. */
bool record_load(struct registry *reg, struct shape *shape, int64_t id, struct record *r, struct arena *arena,
                 bool secrets);
/* Take a row of the shape's `load` statement; its values are borrowed from `v`. */
void record_take(struct record *r, struct shape *shape, const struct val *v);
/* Unseal the box of a loaded record into v. False without the key; ends the program if the box does
 * not open with it. */
bool record_unseal(struct registry *reg, struct record *r, struct arena *arena);
/* The old value in a history row's box, in `arena`; NULL if it does not open. Needs the key. */
const char *record_old(struct registry *reg, const struct noun *noun, int64_t id, const char *field,
                       const struct val *box, struct arena *arena);

/* Whether any of these fields (by space) differs from `old`; true where there is no old. */
bool record_differs(const struct record *now, const struct record *old, const char *fields);
/* Set a text field; the text must live as long as the record. */
void record_set(struct record *r, const char *field, const char *text);
/* What the followed record gives: its office (with `office`), and the MADE fields, in `arena`. */
void record_follow(struct registry *reg, struct record *r, bool office, struct arena *arena);
/* Run the rules that all nouns share, and the noun's own; keep the reason where one was overridden. */
void record_rules(struct registry *reg, struct record *now, const struct record *old, struct faults *f);
/* A record that is not struck out and names this one, into *by; false if there is none. */
bool record_needed_by(struct registry *reg, const struct noun *noun, int64_t id, int64_t *by);
/* May this member of staff write the noun? Ends the program with STATUS_REFUSED if not. */
void record_may_write(struct registry *reg, const struct noun *noun);
/* Whether this noun can be read here: a guarded one by who holds the key of its domain. */
bool record_readable(struct registry *reg, const struct noun *noun);
/* May this noun be read here? A guarded one by who holds the key of its domain: ends the program with STATUS_REFUSED. */
void record_may_read(struct registry *reg, const struct noun *noun);
/* Write a new record; its id is set unless it has one (registry_next_id). False if its ref or code is taken: nothing was written. */
bool record_add(struct registry *reg, struct record *r);
/* Write what has changed from `old` to `now`, the old values to the history. False if nothing had. */
bool record_change(struct registry *reg, const struct record *old, struct record *now, const char *action);
/* Strike a loaded record out, with a reason. */
void record_strike(struct registry *reg, const struct record *old, const char *reason, struct arena *arena);

/* The keyed hash over a record as stored: noun, id, clear columns, box. The first half is its tag;
 * the other enters the sum of its noun. */
void record_hash(struct registry *reg, const struct record *r, unsigned char out[SEAL_HASH]);
/* The hash of a history row, of which the first SUM bytes enter the trail. */
void record_history_hash(struct registry *reg, int64_t journal, int64_t id, const char *field, const struct val *old,
                         const struct val *box, unsigned char out[SEAL_HASH]);

#endif
