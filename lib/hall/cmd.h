/* cmd: a command is a value: a table and a run(). hall/main.c does the rest. */
#ifndef CASEWORK_CMD_H
#define CASEWORK_CMD_H

#include "doors/sheet.h"
#include "frame/opt.h"
#include "frame/record.h"
#include "frame/registry.h"
#include "hall/form.h"
#include "words/err.h"

/* What main does before run(). */
enum needs { NEEDS_NOTHING, NEEDS_READ, NEEDS_WRITE };

/* Groups of common options that a command takes besides those every command has. */
enum takes { TAKES_BATCH = 1, TAKES_KEYED = 2, TAKES_OUTPUT = 4, TAKES_LIST = 8, TAKES_MANY_REGISTRIES = 16,
             TAKES_REASON = 32 };

/* What the fields of its noun are to a command. */
enum form_kind { FORM_NONE, FORM_ADD, FORM_EDIT, FORM_LIST };

struct run;

struct cmd {
	const char        *name, *group, *brief;
	const char        *brief_of;		/* what stands for the %s of `brief`, or NULL */
	const char        *args, *arg_kind;	/* operands: "ID...", and what a shell may offer for them */
	enum needs         needs;
	unsigned           takes;
	const struct opt  *opts;		/* its own options; ends with a zero name */
	const struct noun *noun;		/* whose fields are options */
	const struct noun *const *nouns;	/* a form of several instead, ending with NULL; `noun` is the last of them */
	enum form_kind     form;
	const char        *fields;		/* only these, by space; NULL: all */
	const char        *without;		/* but not these */
	/* Set to today or to who writes, unless the first of them was set before; by space. */
	const char        *stamps;
	const char        *asks;		/* FORM_EDIT: fields asked for at a terminal where they have no value, by space */
	bool               begins;		/* a case, which a person at a terminal works on from then on */
	bool               exact;		/* takes whole ids only */
	enum status      (*run)(struct run *run);
};

/* What the common options said. The only variables that commands share. */
struct common {
	struct list registries;
	const char *as, *from, *output, *rejects, *encoding, *delimiter, *format, *columns, *reason, *override, *like;
	bool        quiet, verbose, help, version, dry_run, edit, keep_going, template, excel, skip_existing, update;
	bool        labels, only_office, struck;
	struct list sort, match, clear;
	long        limit;
};
extern struct common common;

struct run {
	const struct cmd *cmd;
	struct registry  *reg;			/* NULL with NEEDS_NOTHING */
	struct list       operands;
	struct shape     *shape;		/* of cmd->noun */
	struct form       form;
	struct list       given[CELLS_MAX];	/* the values of the option of each cell */
	const char       *like[CELLS_MAX];	/* what --like says of each cell, or NULL: see hall/like.h */
	const char       *like_asks;		/* the cells that it wants asked for, by space */
	struct loose     *loose;		/* where any noun's fields are options: see cmd_options */
	struct opts       opts;
};

/* The option of a field that some noun has, for commands that take records of any noun. */
struct loose { const char *name; struct list values; struct opt *opt; struct loose *next; };

/* What a command is for, in the reader's language. In the arena of the run. */
const char *cmd_brief(const struct cmd *cmd);
/* The common options and the fields as options, gathered for a command. */
void cmd_options(struct run *run);
/* Is this cell of its form one that the command may set? */
bool cmd_has_cell(const struct run *run, int cell);
/* Open the one registry as a command with these needs does. */
void cmd_open(struct run *run, enum needs needs);
/* The option of a field: given_name is given-name. In the arena of the run. */
const char *cmd_dashed(const char *name);
/* The whole id of the one record that the operands name, of the current case if they name none and `current`; else NULL.
 * Exits with STATUS_MISUSED for more. In the arena of the run. */
const char *cmd_one(struct run *run, const struct noun *noun, bool current);
/* What people type for short in the options of fields is put in full: see cmd_full. */
void cmd_typed(struct run *run);
/* The same of one value: `.` and short ids, days as day_typed has them (in lists on both sides of A..B too). */
const char *cmd_full(struct run *run, const struct field *f, const char *text);
/* The record that a person at a terminal means who names none in this cell: the current case, or what of it is in force;
 * who it is, is told. NULL if there is none. */
const char *cmd_meant(struct run *run, int cell);
/* Work on this case from now on, and say so: for commands that begin one at a terminal. */
void cmd_use(struct run *run, int64_t id);
/* A day as people type it for this field (NULL: for any day), as the text of a day; what is none comes back as it is. In the arena
 * of the run. */
const char *cmd_day(const struct run *run, const struct field *f, const char *text);
/* The CSV format that the common options ask for, to read and to write. */
struct sheet_format cmd_sheet_format(void);
/* Open the rows of --from, their header read; exits with STATUS_WRONG where there is none. */
struct sheet *cmd_sheet_open(struct sheet_row *header);
/* The one registry that --registry or the environment names; exits with STATUS_MISUSED for several. */
const char *cmd_registry(void);
/* Whether there is a person at a terminal, who can be asked. */
bool cmd_person(void);
/* The record an operand names: an id, @REF, NOUN:CODE; where a terminal shows who that is, `.` for the current case and
 * short ids (`2021-123`, `123`), the last two not where `exact`. Exits with STATUS_WRONG if it names none. */
const struct noun *cmd_operand(struct run *run, const struct noun *noun, const char *text, bool exact, int64_t *id);

#endif
