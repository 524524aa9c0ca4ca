/* today: what waits for a member of staff. */
#ifndef CASEWORK_TODAY_H
#define CASEWORK_TODAY_H

#include "hall/cmd.h"

/* Show it to run->reg's `me` (registry_who): messages of the office and those below it that are to be decided, what of `me` is
 * overdue or due within a week, what was lately handed over to `me`, deviations to be assessed (for who holds the register's
 * key), the newest notes on cases that `me` leads.
 * On a terminal a page to be read, with names for who holds the key; else a row each: section, day, left, noun, id, case, what. */
enum status today_show(struct run *run);

#endif
