/* opt: the option table. The parser, --help, the manuals and the completions all read it. */
#ifndef CASEWORK_OPT_H
#define CASEWORK_OPT_H

#include <stdbool.h>

/* Values of an option that may be given several times, in order. */
struct list { const char **s; int n; };
void list_add(struct list *l, const char *s);

/* One of on, num, text and many is set, and is the option's type. */
struct opt {
	char          flag;		/* the short form, or 0 */
	const char   *name;		/* --name */
	const char   *arg;		/* what its value is called; NULL for a switch */
	const char   *kind;		/* what a shell may offer for it (--offer KIND), "file", or NULL */
	const char   *help;		/* one line */
	bool         *on;
	long         *num;		/* whole numbers from 0 */
	const char  **text;
	struct list  *many;
	const char   *refuse;		/* why it may not be given on a command line, a format for its field (%s); or NULL */
};

/* The field, or the column, that an option is for: given-name is given_name. In the arena of the run. */
const char *opt_field(const struct opt *o);

/* The options of one command, gathered from several tables (each ends with a zero name), with the
 * heading they stand under in help (NULL: they are not shown). */
enum { OPTS_MAX = 200 };
struct opts { int n; const struct opt *o[OPTS_MAX]; const char *heading[OPTS_MAX]; };
void opts_add(struct opts *all, const struct opt *table, const char *heading);

/* Parse the words behind the program's name; what is no option goes to `operands`. Options may
 * follow operands; `--` ends them. An option unknown, without its value, or that may not be given
 * ends the program with STATUS_MISUSED. */
void opts_parse(const struct opts *all, int argc, char *const *argv, struct list *operands);

#endif
