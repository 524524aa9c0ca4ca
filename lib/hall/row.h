/* row: one row of a form, judged whole before anything of it is written. */
#ifndef CASEWORK_ROW_H
#define CASEWORK_ROW_H

#include "hall/cmd.h"

/* What a row became: a record of each noun of the form; `known` where it was there before. */
struct row { struct record r[SLOTS_MAX]; bool known[SLOTS_MAX]; };

/* What a command adds to the writing of rows; any may be NULL. */
struct batch_hooks {
	const char *asks;	/* cells asked for at a terminal where they are not given, by space; ends at the first line */
	/* Set what a row of the form leaves open; `old` is NULL for a new one. */
	void (*fill)(struct run *run, const struct record *old, const char **raw, struct faults *f);
	/* The record that is there already and is meant by what was read for the first slot; 0 for a new one. It may fill in
	 * the engine's fields. */
	int64_t (*known)(struct run *run, struct record *now, struct faults *f);
	/* Judge the main record and fill it in, before the rules judge it. */
	void (*before)(struct run *run, struct record *now, struct faults *f);
	/* After it was written. */
	void (*after)(struct run *run, const struct row *row);
	/* One more column of what a batch prints, and its text for a row (NULL: none). */
	const char *extra;
	const char *(*extra_of)(struct run *run, const struct row *row);
};

enum row_got { ROW_BAD, ROW_ADDED, ROW_CHANGED, ROW_SAME, ROW_SKIPPED };

/* Add what the raw cells of the form say (change it, with --update, where its ref or code is there). */
enum row_got row_add(struct run *run, const struct batch_hooks *hooks, const char **raw, struct row *row, struct faults *f);
/* Change the loaded record `old` by raw cells of its shape. */
enum row_got row_change(struct run *run, const struct record *old, const char **raw, struct row *row, struct faults *f);

#endif
