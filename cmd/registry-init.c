/* registry-init: make a registry: its file, its keys, its first office and its first member of staff. */
#include <stdio.h>
#include <unistd.h>

#include "doors/file.h"
#include "frame/cell.h"
#include "frame/profile.h"
#include "frame/schema.h"
#include "hall/cmd.h"
#include "words/mem.h"

static const char *code, *name, *profile = "generic", *kind = "service";

static const struct opt opts[] = {
	{ 0, "code", "CODE", NULL, "the registry's code: 2 to 5 of A-Z0-9, a letter first; in every id", .text = &code },
	{ 0, "name", "NAME", NULL, "the name of its first office (default: the code)", .text = &name },
	{ 0, "profile", "PROFILE", NULL, "generic or no (code lists and settings of a country)", .text = &profile },
	{ 0, "kind", "CODE", NULL, "what kind of office it is (default: service)", .text = &kind },
	{ 0 }
};

/* The file under a passing name: schema, settings, code lists, an empty journal. */
static void make_file(const char *path)
{
	static struct sql head = { "journal head", "INSERT INTO \"journal_head\" (\"one\", \"n\", \"hash\") VALUES (1, 0, $1)",
	                           "b", NULL };
	struct db        *db = db_open(path, DB_MAKE);
	char              uid[17];

	seal_random_hex(uid, 8);
	db_begin(db);
	schema_make(db, NULL);
	profile_set(db, "code", code);
	profile_set(db, "uid", uid);
	profile_set(db, "name", name ? name : code);
	profile_set(db, "profile", profile);
	profile_set(db, "schema", registry_manifest());
	profile_load(db, profile);
	db_do(db, &head, (struct val[]){ val_bytes((const char[SEAL_HASH]){ 0 }, SEAL_HASH) });
	db_commit(db);
	db_close(db);
}

/* A first record, from pairs of field and text. */
static void add(struct registry *reg, const char *noun, const char *const pair[][2])
{
	struct shape *s = noun_shape(noun_by_name(noun));
	struct record r = { .shape = s };
	struct faults f = { .arena = &arena_run };
	const char   *raw[FIELDS_MAX] = { NULL };

	for (; (*pair)[0]; pair++)
		raw[shape_need(s, (*pair)[0])] = (*pair)[1];
	cell_read(reg, &r, raw, false, &arena_run, &f);
	if (f.first)
		err_exit(STATUS_WRONG, "%s: %s: %s", noun, f.first->field, f.first->text);
	record_add(reg, &r);
}

/* The keys, which go again if the registry does not come to be. */
static void make_keys(const struct registry *reg, const char **key)
{
	for (const char *const *domain = registry_domains; *domain; domain++) {
		*key = registry_key_path(reg->code, reg->uid, *domain);
		err_scrap(*key);
		seal_key_make(*key++, registry_key_label(reg->code, reg->uid, *domain));
	}
}

static void fill(struct registry *reg)
{
	struct entry *e;

	registry_be(reg, "admin", code, "administrator");
	registry_begin(reg, "registry-init");
	e = registry_entry(reg, "registry", "init");
	e->count = 1;
	add(reg, "office", (const char *const[][2]){ { "code", code }, { "name", name ? name : code }, { "kind", kind }, { 0 } });
	add(reg, "staff", (const char *const[][2]){ { "code", "admin" }, { "name", "Administrator" }, { "office", code },
	                                            { "role", "administrator" }, { "login", reg->login }, { 0 } });
	registry_commit(reg);
}

/* Nothing may be there already, nor the log of a registry that is gone: it would be taken for the new one's. */
static void refuse_taken(const char *path)
{
	for (const char *const *end = (const char *const[]){ "", "-wal", "-journal", NULL }; *end; end++) {
		const char *side = arena_print(&arena_run, "%s%s", path, *end);

		if (access(side, F_OK) == 0)
			err_exit(STATUS_REFUSED, "%s: is there already", side);
	}
}

static enum status run(struct run *run)
{
	enum { KEYS_MAX = 8 };
	const char      *path = cmd_registry(), *passing, *key[KEYS_MAX] = { NULL };
	struct registry *reg;

	(void)run;
	if (!code)
		err_exit(STATUS_MISUSED, "--code is needed: 2 to 5 of A-Z0-9, a letter first");
	if (!id_code_valid(code))
		err_exit(STATUS_WRONG, "--code: 2 to 5 of A-Z0-9, a letter first: %s", code);
	if (!profile_there(profile))
		err_exit(STATUS_WRONG, "--profile: no such profile: %s", profile);
	refuse_taken(path);
	file_make_dirs_of(path);
	file_make_dirs(registry_key_dir());
	/* It takes its name when it is whole, so that no half registry is ever found. */
	passing = file_passing(path);
	make_file(passing);
	reg = registry_open(passing, DB_WRITE, false);
	make_keys(reg, key);
	fill(reg);
	registry_close(reg);
	if (!file_place(passing, path, true))
		err_exit(STATUS_REFUSED, "%s: is there already", path);
	for (int i = 0; key[i]; i++)
		err_keep(key[i]);
	err_note("made %s; its keys are in %s: keep a copy of both, apart from each other", path, registry_key_dir());
	return STATUS_DONE;
}

const struct cmd registry_init_cmd = {
	.name = "registry-init",
	.group = "the registry",
	.brief = "make a registry, its keys and its first office",
	.needs = NEEDS_NOTHING,
	.opts = opts,
	.run = run,
};
