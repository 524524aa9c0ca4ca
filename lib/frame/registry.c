/* registry: one registry opened by one member of staff. */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "frame/registry.h"
#include "frame/registry.sql.h"
#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"

/* Counts the changes to the engine's own tables; each is a numbered step of registry-upgrade. */
enum { ENGINE_VERSION = 3 };

struct keyed { const char *domain; struct seal_key key; struct keyed *next; };
struct counter { const struct noun *noun; int year; int64_t number; struct counter *next; };

const char *const registry_domains[] = { "case", "register", "write", NULL };

static const char *home_dir(const char *xdg, const char *below)
{
	const char *set = getenv(xdg), *home = getenv("HOME");

	if (set && *set)
		return set;
	if (!home || !*home)
		return NULL;
	return arena_print(&arena_run, "%s/%s", home, below);
}

const char *registry_path(const char *given)
{
	const char *set = getenv("CASEWORK_REGISTRY");

	if (!given && set && *set)
		given = set;
	if (given && strncmp(given, "postgresql:", 11) == 0)
		err_exit(STATUS_MISUSED, "a registry is a file for now; PostgreSQL comes later: %s", given);
	if (given)
		return given;
	given = home_dir("XDG_DATA_HOME", ".local/share");
	if (!given)
		err_die("which registry? --registry, CASEWORK_REGISTRY and HOME are not set");
	return arena_print(&arena_run, "%s/casework/registry.db", given);
}

const char *registry_config_dir(void)
{
	const char *set = home_dir("XDG_CONFIG_HOME", ".config");

	/* A job without a home has no keys, and reads what is clear. */
	return set ? arena_print(&arena_run, "%s/casework", set) : "(no HOME)";
}

const char *registry_key_dir(void)
{
	const char *set = getenv("CASEWORK_KEY");

	return set && *set ? set : registry_config_dir();
}

const char *registry_key_path(const char *code, const char *uid, const char *domain)
{
	return arena_print(&arena_run, "%s/%s-%s.%s.key", registry_key_dir(), code, uid, domain);
}

const char *registry_key_label(const char *code, const char *uid, const char *domain)
{
	return arena_print(&arena_run, "%s %s %s", code, uid, domain);
}

const char *registry_manifest(void)
{
	static const char *const type[] = { "text", "note", "day", "time", "int", "bool", "code", "id", "office", "staff" };
	static struct text       all;

	if (all.n)
		return all.s;
	text_print(&all, "engine %d\n", ENGINE_VERSION);
	for (int i = 0; noun_table[i]; i++) {
		const struct shape *s = noun_shape(noun_table[i]);

		for (int j = 0; j < s->n; j++) {
			const struct field *f = s->field[j];

			text_string(&all, s->noun->name);
			text_char(&all, '.');
			text_string(&all, f->name);
			text_char(&all, ' ');
			text_string(&all, type[f->type]);
			if (f->of) {
				text_char(&all, ' ');
				text_string(&all, f->of);
			}
			if (f->flags & MANY)
				text_string(&all, " many");
			if (f->flags & SECRET)
				text_string(&all, " secret");
			if (f->flags & INDEX)
				text_string(&all, " index");
			if (f->flags & MADE)
				text_string(&all, " made");
			text_char(&all, '\n');
		}
		for (const char *const *one = s->noun->indexes; one && *one; one++)
			text_print(&all, "%s index %s\n", s->noun->name, *one);
	}
	return all.s;
}

enum registry_schema registry_schema(const struct registry *reg)
{
	const char *theirs = registry_setting(reg, "schema"), *ours = registry_manifest();

	if (!theirs)
		err_die("%s: not a registry: it does not say its schema", reg->path);
	if (strcmp(theirs, ours) == 0)
		return SCHEMA_SAME;
	if (atoi(theirs + strlen("engine ")) > ENGINE_VERSION)
		return SCHEMA_NEWER;
	/* A field that this program does not know can only come from a later one. */
	for (const char *line = strchr(theirs, '\n'); line && line[1]; line = strchr(line + 1, '\n')) {
		const char *name = arena_copy(&arena_run, line, strcspn(line + 1, " ") + 2);

		if (strchr(name, '.') && !strstr(ours, name))
			return SCHEMA_NEWER;
	}
	return SCHEMA_OLDER;
}

const char *registry_setting(const struct registry *reg, const char *name)
{
	for (const struct setting *s = reg->settings; s; s = s->next)
		if (strcmp(s->name, name) == 0)
			return s->value;
	return NULL;
}

long registry_number(const struct registry *reg, const char *name)
{
	const char *value = registry_setting(reg, name);

	if (!value || !*value || value[strspn(value, "0123456789")] || strlen(value) > 6)
		err_exit(STATUS_WRONG, "%s: the setting %s is not a whole number: %s", reg->path, name, value ? value : say("(not set)"));
	return atol(value);
}

const char *registry_choice(const struct registry *reg, const char *name, const char *allowed)
{
	const char *value = registry_setting(reg, name);
	size_t      n = value ? strlen(value) : 0;

	if (!n)
		return arena_copy(&arena_run, allowed, strcspn(allowed, " "));
	for (const char *p = allowed; *p; p += *p == ' ') {
		size_t k = strcspn(p, " ");

		if (k == n && strncmp(p, value, n) == 0)
			return value;
		p += k;
	}
	err_exit(STATUS_WRONG, "%s: the setting %s is none of %s: %s", reg->path, name, allowed, value);
}

bool registry_keeps(const struct registry *reg, const struct noun *noun)
{
	return strcmp(noun->domain, "register") == 0 || noun_shape(noun)->key >= 0 ||
	       strcmp(registry_choice(reg, "keeps", "all register"), "all") == 0;
}

struct registry *registry_open(const char *path, enum db_mode mode, bool any_schema)
{
	struct registry *reg = arena_take(&arena_run, sizeof *reg);
	struct rows     *rows;
	struct val       v[2];

	reg->path = path;
	reg->db = db_open(path, mode);
	day_text(day_today(), reg->today);
	if (!db_made_by(reg->db, "setting"))
		err_die("%s: not a registry", path);
	for (rows = db_ask(reg->db, &sql_settings, NULL); db_next(rows, v); ) {
		struct setting *s = arena_take(&arena_run, sizeof *s);

		s->name = arena_string(&arena_run, v[0].s);
		s->value = arena_string(&arena_run, v[1].s);
		s->next = reg->settings;
		reg->settings = s;
	}
	db_end(rows);
	reg->code = registry_setting(reg, "code");
	reg->uid = registry_setting(reg, "uid");
	reg->extract = registry_setting(reg, "extract") != NULL;
	if (!reg->code || !reg->uid)
		err_die("%s: not a registry", path);
	if (reg->extract && mode != DB_LOOK)
		err_exit(STATUS_REFUSED, "%s: an extract made for reading; it cannot be written", path);
	switch (registry_schema(reg)) {
	case SCHEMA_SAME:
		break;
	case SCHEMA_NEWER:
		err_die("%s: made by a newer casework than this one", path);
	case SCHEMA_OLDER:
		if (!any_schema)
			err_die("%s: made by an older casework (registry-upgrade brings it up to date)", path);
	}
	return reg;
}

void registry_close(struct registry *reg)
{
	if (reg)
		db_close(reg->db);
}

static void find_login(struct registry *reg)
{
	struct passwd *pw = getpwuid(geteuid());

	reg->login = pw ? arena_string(&arena_run, pw->pw_name) : arena_print(&arena_run, "%ld", (long)geteuid());
}

/* Write as this row; with the rights of its role only if the login is its own. */
static void become(struct registry *reg, const struct val *v, bool own)
{
	reg->me = arena_string(&arena_run, v[0].s);
	reg->mine = arena_string(&arena_run, v[1].s);
	if (own)
		reg->role = arena_string(&arena_run, v[2].s);
}

void registry_who(struct registry *reg, const char *as)
{
	const char *set = getenv("CASEWORK_USER"), *from = as ? "--as" : "CASEWORK_USER";
	struct val  v[5];
	bool        own;

	if (!as && set && *set)
		as = set;
	find_login(reg);
	if (db_one(reg->db, &sql_staff_by_login, (struct val[]){ val_text(reg->login), val_text(reg->today) }, v))
		become(reg, v, true);
	else
		err_exit(STATUS_REFUSED, "nobody on the staff has the login %s (an administrator adds you with"
		         " staff-add --login %s)", reg->login, reg->login);
	if (!as || strcmp(as, reg->me) == 0)
		return;
	if (!db_one(reg->db, &sql_staff_by_code, (struct val[]){ val_text(as) }, v))
		err_exit(STATUS_WRONG, "%s: no such member of staff: %s", from, as);
	if (v[4].t && strcmp(v[4].s, reg->today) < 0)
		err_exit(STATUS_REFUSED, "%s: %s has left", from, as);
	own = v[3].t && strcmp(v[3].s, reg->login) == 0;
	if (!own && strcmp(reg->role, "administrator") != 0 &&
	    strcmp(reg->role, "clerk") != 0)
		err_exit(STATUS_REFUSED, "%s: only an administrator or a clerk may write as %s", from, as);
	become(reg, v, own);
}

bool registry_knows(struct registry *reg)
{
	struct val v[3];

	find_login(reg);
	return db_one(reg->db, &sql_staff_by_login, (struct val[]){ val_text(reg->login), val_text(reg->today) }, v);
}

void registry_be(struct registry *reg, const char *me, const char *mine, const char *role)
{
	find_login(reg);
	reg->me = me;
	reg->mine = mine;
	reg->role = role;
}

const struct seal_key *registry_key(struct registry *reg, const char *domain)
{
	struct keyed *k;

	for (k = reg->keys; k; k = k->next)
		if (strcmp(k->domain, domain) == 0)
			return &k->key;
	k = arena_take(&arena_run, sizeof *k);
	k->domain = domain;
	seal_key_read(registry_key_path(reg->code, reg->uid, domain),
	              registry_key_label(reg->code, reg->uid, domain), &k->key);
	k->next = reg->keys;
	reg->keys = k;
	return &k->key;
}

const struct seal_key *registry_need_key(struct registry *reg, const char *domain)
{
	const struct seal_key *key = registry_key(reg, domain);

	if (!key->there)
		err_exit(STATUS_REFUSED, strcmp(domain, "write") == 0
		         ? SAID("no key to sign this registry's records: %s is not there, not yours to read, or another's")
		         : SAID("no key to seal this registry's records: %s is not there, not yours to read, or another's"),
		         registry_key_path(reg->code, reg->uid, domain));
	return key;
}

static uint64_t number_of(const unsigned char *p)
{
	uint64_t n = 0;

	for (int i = 7; i >= 0; i--)
		n = n << 8 | p[i];
	return n;
}

static void put_number(unsigned char *p, uint64_t n)
{
	for (int i = 0; i < 8; i++, n >>= 8)
		p[i] = (unsigned char)n;
}

void sum_add(unsigned char sum[SUM], const unsigned char half[SUM])
{
	for (int i = 0; i < SUM; i += 8)
		put_number(sum + i, number_of(sum + i) + number_of(half + i));
}

void sum_take(unsigned char sum[SUM], const unsigned char half[SUM])
{
	for (int i = 0; i < SUM; i += 8)
		put_number(sum + i, number_of(sum + i) - number_of(half + i));
}

void registry_mask(struct registry *reg, const char *noun, int64_t n, unsigned char sum[SUM])
{
	unsigned char mask[SEAL_HASH];
	char          text[100];

	snprintf(text, sizeof text, "sum %s %lld", noun, (long long)n);
	seal_hash(registry_need_key(reg, "write"), text, strlen(text), mask);
	for (int i = 0; i < SUM; i++)
		sum[i] ^= mask[i];
}

void registry_chain(struct registry *reg, const unsigned char before[SEAL_HASH], int64_t n, const char *const text[],
                    int texts, int64_t first, int64_t count, const unsigned char sum[SUM],
                    const unsigned char trail[SUM], unsigned char out[SEAL_HASH])
{
	struct text all = { 0 };

	text_add(&all, (const char *)before, SEAL_HASH);
	text_print(&all, "%lld %lld %lld", (long long)n, (long long)first, (long long)count);
	for (int i = 0; i < texts; i++) {
		text_char(&all, 0);
		text_string(&all, text[i] ? text[i] : "");
	}
	text_char(&all, 0);
	text_add(&all, (const char *)sum, SUM);
	text_add(&all, (const char *)trail, SUM);
	seal_hash(registry_need_key(reg, "write"), all.s, all.n, out);
	text_free(&all);
}

void registry_begin(struct registry *reg, const char *command)
{
	struct val v[2];

	registry_need_key(reg, "write");
	db_begin(reg->db);
	if (!db_one(reg->db, &sql_journal_draw, NULL, v) || v[1].n != SEAL_HASH)
		err_die("%s: the journal has no head (registry-check tells more)", reg->path);
	reg->command = command;
	reg->drawn = v[0].i;
	/* What was found in a transaction that was taken back may have been struck out since. */
	reg->named.noun = NULL;
	memcpy(reg->head, v[1].s, SEAL_HASH);
	reg->entries = NULL;
	reg->counters = NULL;
}

bool registry_sum(struct registry *reg, const char *noun, unsigned char sum[SUM])
{
	struct val v[2];

	memset(sum, 0, SUM);
	if (!db_one(reg->db, &sql_journal_sum, (struct val[]){ val_text(noun) }, v))
		return true;
	if (v[1].t != 'b' || v[1].n != SUM)
		return false;
	memcpy(sum, v[1].s, SUM);
	registry_mask(reg, noun, v[0].i, sum);
	return true;
}

struct entry *registry_entry(struct registry *reg, const char *noun, const char *action)
{
	struct entry **at = &reg->entries;

	for (; *at; at = &(*at)->next)
		if (strcmp((*at)->noun, noun) == 0) {
			if (strcmp((*at)->action, action) != 0)
				(*at)->action = "write";
			return *at;
		}
	*at = arena_take(&arena_run, sizeof **at);
	(*at)->noun = noun;
	(*at)->action = action;
	(*at)->n = reg->entries == *at ? reg->drawn : ++reg->drawn;
	if (!registry_sum(reg, noun, (*at)->sum))
		err_die("%s: the journal is damaged (registry-check tells more)", reg->path);
	return *at;
}

/* The counter of a noun for the year of today, read once a transaction. */
static struct counter *counter_of(struct registry *reg, const struct noun *noun)
{
	struct counter *c = reg->counters;
	struct val      v[1];

	while (c && c->noun != noun)
		c = c->next;
	if (c)
		return c;
	c = arena_take(&arena_run, sizeof *c);
	*c = (struct counter){ .noun = noun, .year = atoi(reg->today), .next = reg->counters };
	if (c->year < 2000 || c->year > 2127)
		err_exit(STATUS_REFUSED, "ids are for the years 2000 to 2127, not %d", c->year);
	if (db_one(reg->db, &sql_counter_get, (struct val[]){ val_text(noun->name), val_int(c->year) }, v))
		c->number = v[0].i;
	return reg->counters = c;
}

int64_t registry_next_id(struct registry *reg, const struct noun *noun)
{
	struct counter *c = counter_of(reg, noun);
	struct id       id = { .year = c->year };

	if (++c->number > ID_NUMBER_MAX)
		err_exit(STATUS_REFUSED, "the ids of %s for %d are used up", say_word("noun", noun->name), id.year);
	id.number = (int32_t)c->number;
	strcpy(id.code, reg->code);
	return id_pack(&id, noun->number);
}

void registry_skip_ids(struct registry *reg, const struct noun *noun, int64_t n)
{
	struct counter *c = counter_of(reg, noun);

	c->number = n < ID_NUMBER_MAX - c->number ? c->number + n : ID_NUMBER_MAX;
}

static void write_entry(struct registry *reg, struct entry *e)
{
	char        time_text[40];
	time_t      now = time(NULL);
	struct tm   tm;

	/* The journal's time is the clock's, whatever CASEWORK_TODAY says. */
	gmtime_r(&now, &tm);
	strftime(time_text, sizeof time_text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	const char *text[] = { time_text, reg->me, reg->login, reg->command, e->noun, e->action };

	registry_mask(reg, e->noun, e->n, e->sum);
	registry_chain(reg, reg->head, e->n, text, 6, e->first, e->count, e->sum, e->trail, reg->head);
	db_do(reg->db, &sql_journal_add, (struct val[]){
		val_int(e->n), val_text(time_text), val_text(reg->me), val_text(reg->login), val_text(reg->command),
		val_text(e->noun), val_text(e->action), val_int(e->first), val_int(e->count), val_bytes(e->sum, SUM),
		val_bytes(e->trail, SUM), val_bytes(reg->head, SEAL_HASH) });
}

void registry_commit(struct registry *reg)
{
	int64_t last = 0;

	for (int i = 0; noun_table[i]; i++)
		if (noun_table[i]->settle)
			noun_table[i]->settle(reg);
	for (struct entry *e = reg->entries; e; e = e->next)
		if (e->count)
			last = e->n;
	if (!last) {
		registry_rollback(reg);
		return;
	}
	for (struct counter *c = reg->counters; c; c = c->next)
		db_do(reg->db, &sql_counter_set,
		      (struct val[]){ val_text(c->noun->name), val_int(c->year), val_int(c->number) });
	for (struct entry *e = reg->entries; e; e = e->next)
		if (e->count)
			write_entry(reg, e);
	db_do(reg->db, &sql_journal_head_set, (struct val[]){ val_int(last), val_bytes(reg->head, SEAL_HASH) });
	db_commit(reg->db);
	reg->command = NULL;
}

void registry_rollback(struct registry *reg)
{
	db_rollback(reg->db);
	reg->command = NULL;
	reg->entries = NULL;
	reg->counters = NULL;
}
