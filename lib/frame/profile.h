/* profile: what share/ holds for a country or a kind of user, and how it gets into a registry. */
#ifndef CASEWORK_PROFILE_H
#define CASEWORK_PROFILE_H

#include "doors/db.h"

/* A file or folder of share/: $CASEWORK_SHARE, else beside the program (installed: ../share/casework;
 * build tree: some folders up). In the arena of the run. */
const char *profile_share(const char *below);
/* Whether there is such a profile. */
bool profile_there(const char *profile);
/* Names of the files PROFILE-independent folder `below` that end with `ending`, sorted, NULL at the
 * end; without the ending. Empty if there is no such folder. */
const char **profile_files(const char *below, const char *ending);

/* Put the profile's settings, code lists, deadlines and holidays into a new registry: share/codes, each list overlaid by
 * the profile's own of that name (by key; an empty cell keeps what is there). */
void profile_load(struct db *db, const char *profile);
/* Set a setting. */
void profile_set(struct db *db, const char *name, const char *value);
/* Bring lists and settings that a newer profile has and the registry has not, and with `codes` new codes, deadlines and holidays
 * of lists that are there; what the owner has changed is kept. A call of `did` for each addition, and with PROFILE_KEPT before it
 * for each code, deadline or holiday that differs from the profile's and is kept as it is. */
#define PROFILE_KEPT "KEPT "
void profile_upgrade(struct db *db, const char *profile, bool codes, void (*did)(const char *what));

#endif
