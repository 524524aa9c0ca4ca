/* due: what waits to be done, and until when, by the deadlines and holidays that the registry holds.
 *
 * A row of the table `deadline` is about the records of a noun. Its columns:
 * key     the name of the deadline. Of several rows of a key the first that fits a record counts;
 * from    the field with the day from which it counts; with `after`, the field that names the other record; empty with `each`: the notes
 *         alone count;
 * after   the key of another deadline, of the record that `from` names or else of this one, from whose due day it counts;
 * done    what ends it: a field of the record that is filled in; NOUN.FIELD, a record of that noun that names this one there;
 *         first:KIND|KIND, a note of these kinds about the record or its case; each:KIND|KIND, with every such note it counts anew;
 * if      FIELD=VALUE|VALUE or FIELD!=VALUE, several by blanks, all of which must hold; FIELD.kind is the kind of the field's code;
 * amount, unit, roll (yes: a due day that is no working day moves to the next), risk (the risks of a case it is for, by |; empty: any).
 *
 * A record that was struck out, has ended, or belongs to a case that was closed has nothing due. */
#ifndef CASEWORK_DUE_H
#define CASEWORK_DUE_H

#include <limits.h>

#include "frame/opt.h"
#include "frame/record.h"
#include "words/calendar.h"

struct due {
	const char        *key, *label;		/* the deadline, and what it is in the user's language */
	const struct noun *noun;
	int64_t            id, of_case, person;	/* the case it belongs to and the child, or 0 */
	int                day, left;		/* the due day, and the days until then: negative when it is past */
	const char        *office, *staff;	/* staff: who is to do it; NULL if nobody is named */
};

/* What is asked for: zero or NULL is all, but for `as_of` and `most`. */
struct due_ask {
	int                as_of;		/* the day that is taken for today */
	int                most;		/* not more days left than this; INT_MAX for all */
	const char        *deadline, *staff;	/* its key; the code of who is to do it */
	const struct noun *noun;
	const struct list *office;		/* with all below it, unless only_office */
	bool               only_office;
};

/* The calendar of a registry: its weekend and its holidays. Ends the program with STATUS_WRONG for one that is none. */
struct calendar due_calendar(struct registry *reg);
/* What is due, in order of the due day, *n of them, in the arena of the run. Records that only the holder of a key may see
 * (guarded) are left out without it. Ends the program with STATUS_WRONG for a deadline or an office asked for that there is
 * not, and for a row of the table that is none. */
struct due *due_find(struct registry *reg, const struct due_ask *ask, int *n);
/* The name of the child, as the record itself or the child's has it; NULL without the key or where none is known. */
const char *due_child(struct registry *reg, const struct due *due, struct arena *arena);

#endif
