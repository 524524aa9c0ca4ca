/* select: the rows of a noun that a user asks for. With the record engine the only place that
 * builds SQL text from conditions; values are always bound. */
#ifndef CASEWORK_SELECT_H
#define CASEWORK_SELECT_H

#include "frame/opt.h"
#include "frame/record.h"

struct select;

/* All rows of a noun; struck-out ones too with `struck`. */
struct select *select_new(struct registry *reg, struct shape *shape, bool struck);
/* Read this field of each row; sealed ones need the key, without which they are empty. */
void select_field(struct select *s, int field);
/* Read the clear month of a MONTH field: that opens no box. */
void select_month(struct select *s, int field);
/* The same of the record that the noun joins. */
void select_joined(struct select *s, int field);
void select_joined_month(struct select *s, int field);
/* Keep rows whose field is `value`: a code (of many: one of them), a period for days, an office with
 * all below it (unless only_office), a record, text as it is; "" keeps rows without a value. Several
 * values, or codes parted by commas, keep the rows of each. Faults are told. */
void select_where(struct select *s, int field, const struct list *value, bool only_office, struct faults *f);
/* Keep rows whose field names one of these n records, at most SELECT_IDS. */
enum { SELECT_IDS = 100 };
void select_naming(struct select *s, int field, const int64_t *id, int n);
/* Keep rows whose field matches the regular expression. */
void select_match(struct select *s, int field, const char *pattern, struct faults *f);
/* Order by a clear field or, with -1, by id; later calls order within earlier ones. */
void select_order(struct select *s, int field, bool down);
/* At most that many rows. */
void select_limit(struct select *s, int64_t n);

/* Run it; then row by row. What a row holds is good until the next. */
void select_run(struct select *s);
bool select_next(struct select *s, struct record *r);
/* The record joined to that row; NULL if nothing of it is read, or the row names none. */
const struct record *select_other(const struct select *s);
void select_end(struct select *s);

#endif
