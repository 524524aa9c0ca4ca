/* registry: one registry opened by one member of staff: its settings, its keys, its journal.
 *
 * A command that writes opens one transaction. It begins by drawing the next journal number, which
 * is also the one-writer lock, and ends by writing the journal rows, just before COMMIT. */
#ifndef CASEWORK_REGISTRY_H
#define CASEWORK_REGISTRY_H

#include "doors/db.h"
#include "doors/seal.h"
#include "frame/noun.h"
#include "words/day.h"
#include "words/map.h"

enum { SUM = 16 };	/* bytes of a sum: addition modulo 2^64 of each half */

/* What a command did to one noun: a row of the journal. */
struct entry {
	const char   *noun, *action;
	int64_t       n, first, count;
	unsigned char sum[SUM];		/* of the other halves of all tags of the noun */
	unsigned char trail[SUM];	/* of the hashes of the history rows written */
	struct entry *next;
};

struct setting { const char *name, *value; struct setting *next; };

struct registry {
	struct db      *db;
	const char     *path, *code, *uid;
	struct setting *settings;
	bool            extract;	/* a copy without sealed columns: read only */
	char            today[DAY_TEXT];
	const char     *login;		/* the OS user */
	const char     *me, *mine, *role;	/* the member of staff who writes; NULL until registry_who */
	struct keyed   *keys;
	const char     *command;	/* that writes, NULL outside a transaction of a writer */
	int64_t         drawn;		/* the newest journal number drawn */
	unsigned char   head[SEAL_HASH];
	struct entry   *entries;
	struct counter *counters;
	struct map      lists;			/* code lists that were read */
	struct codes   *met[16];		/* the same, by the address of the name a field has */
	struct map      known[2];		/* codes of offices and staff that were found */
	struct { const struct noun *noun; int64_t id; char text[64]; bool struck; } named;	/* the last id that was found there */
	struct map      live;			/* the day from which rules bind each office, "" for none */
};

/* Where the registry is: the argument if not NULL, else $CASEWORK_REGISTRY, else
 * $XDG_DATA_HOME/casework/registry.db, else ~/.local/share/casework/registry.db. */
const char *registry_path(const char *given);
/* Where a user's own files are: $XDG_CONFIG_HOME/casework, else ~/.config/casework. */
const char *registry_config_dir(void);
/* Where key files are: $CASEWORK_KEY, else there. */
const char *registry_key_dir(void);
/* The file of a key in it (in the arena of the run). */
const char *registry_key_path(const char *code, const char *uid, const char *domain);
/* What a key file says it is the key of. */
const char *registry_key_label(const char *code, const char *uid, const char *domain);
/* The domains that have keys, ending with NULL. */
extern const char *const registry_domains[];

enum registry_schema { SCHEMA_OLDER, SCHEMA_SAME, SCHEMA_NEWER };
/* All fields of all nouns as text, a line each: what a registry keeps to know its schema by. */
const char *registry_manifest(void);
enum registry_schema registry_schema(const struct registry *reg);

/* Open a registry; ends the program if it is none, of a newer version, or older and in need of
 * registry-upgrade (unless any_schema), or an extract that is to be written. */
struct registry *registry_open(const char *path, enum db_mode mode, bool any_schema);
void registry_close(struct registry *reg);
/* The value of a setting, or NULL. */
const char *registry_setting(const struct registry *reg, const char *name);
/* A setting that must be a whole number of 0 or more, or one of `allowed` (by space, of which the first is meant where
 * it is not set); ends the program with STATUS_WRONG for what it is instead. */
long registry_number(const struct registry *reg, const char *name);
const char *registry_choice(const struct registry *reg, const char *name, const char *allowed);
/* Whether this registry keeps records of the noun: one of the profile `register` keeps deviations, offices, staff. */
bool registry_keeps(const struct registry *reg, const struct noun *noun);
/* Find who writes: the staff row whose login is the OS user, or `as`, another row of the same
 * login, or any row for an administrator or clerk. Exits with STATUS_REFUSED if there is none. */
void registry_who(struct registry *reg, const char *as);
/* Whether the OS user has a row on the staff. */
bool registry_knows(struct registry *reg);
/* Write as the given member of staff without looking: for registry-init, where nobody is there yet. */
void registry_be(struct registry *reg, const char *me, const char *mine, const char *role);
/* The key of a domain, which may not be there. */
const struct seal_key *registry_key(struct registry *reg, const char *domain);
/* The same, ending the program with STATUS_REFUSED if it is not there. */
const struct seal_key *registry_need_key(struct registry *reg, const char *domain);

/* Take the writer's lock. From here to registry_commit the registry is the command's alone. */
void registry_begin(struct registry *reg, const char *command);
/* The journal entry for a noun (or "registry"), made at the first call. A command that does several
 * things to a noun, as adding and changing, has one entry for it: its action is then "write". */
struct entry *registry_entry(struct registry *reg, const char *noun, const char *action);
/* A new id of the noun in the year of today. */
int64_t registry_next_id(struct registry *reg, const struct noun *noun);
/* Leave out the next `n` ids of the noun in the year of today. */
void registry_skip_ids(struct registry *reg, const struct noun *noun, int64_t n);
/* Write counters and journal, and commit. Without any row written it rolls back and leaves no trace. */
void registry_commit(struct registry *reg);
void registry_rollback(struct registry *reg);

/* The hash that chains a journal row to the one before it. `sum` and `trail` as stored. */
void registry_chain(struct registry *reg, const unsigned char before[SEAL_HASH], int64_t n, const char *const text[],
                    int texts, int64_t first, int64_t count, const unsigned char sum[SUM],
                    const unsigned char trail[SUM], unsigned char out[SEAL_HASH]);
/* The sum of a noun, from the newest journal row about it; zeros if there is none. False if that row is
 * damaged. */
bool registry_sum(struct registry *reg, const char *noun, unsigned char sum[SUM]);
/* Hide or show a sum as it is kept with journal row n: the same both ways. */
void registry_mask(struct registry *reg, const char *noun, int64_t n, unsigned char sum[SUM]);
/* Add or take 16 bytes, as two numbers modulo 2^64. */
void sum_add(unsigned char sum[SUM], const unsigned char half[SUM]);
void sum_take(unsigned char sum[SUM], const unsigned char half[SUM]);

#endif
