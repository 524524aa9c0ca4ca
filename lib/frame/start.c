/* start: a registry is made: its file, its keys, its first office and its first member of staff. */
#include <sys/stat.h>
#include <unistd.h>

#include "doors/envelope.h"
#include "doors/file.h"
#include "frame/cell.h"
#include "frame/profile.h"
#include "frame/schema.h"
#include "frame/start.h"
#include "words/err.h"

/* The file under a passing name: schema, settings, code lists, an empty journal. */
static void make_file(const char *path, const struct start *what)
{
	static struct sql head = { "journal head", "INSERT INTO \"journal_head\" (\"one\", \"n\", \"hash\") VALUES (1, 0, $1)",
	                           "b", NULL };
	struct db        *db = db_open(path, DB_MAKE);
	char              uid[17];

	seal_random_hex(uid, 8);
	db_begin(db);
	schema_make(db, NULL);
	profile_set(db, "code", what->code);
	profile_set(db, "uid", uid);
	profile_set(db, "name", what->name);
	profile_set(db, "profile", what->profile);
	profile_set(db, "schema", registry_manifest());
	profile_load(db, what->profile);
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

/* The keys, which go again if the registry does not come to be. Returns the end of their list. */
static const char **make_keys(const struct registry *reg, const char **key)
{
	for (const char *const *domain = registry_domains; *domain; domain++) {
		*key = registry_key_path(reg->code, reg->uid, *domain);
		err_scrap(*key);
		seal_key_make(*key++, registry_key_label(reg->code, reg->uid, *domain));
	}
	return key;
}

const char *start_public(struct registry *reg)
{
	const char  *path = arena_print(&arena_run, "%s/%s-%s.register.pub", registry_key_dir(), reg->code, reg->uid);
	struct text  all = { 0 };
	struct sink *out;

	if (access(path, F_OK) == 0 || !registry_key(reg, "register")->there)
		return NULL;
	err_scrap(path);
	envelope_public(registry_need_key(reg, "register"), registry_key_label(reg->code, reg->uid, "register"), &all);
	out = sink_open(path);
	sink_add(out, all.s, all.n);
	sink_close(out);
	if (chmod(path, 0644) != 0)
		err_die_errno("%s: cannot be opened to others", path);
	text_free(&all);
	return path;
}

static void fill(struct registry *reg, const struct start *what)
{
	struct entry *e;

	registry_be(reg, "admin", what->code, "administrator");
	registry_begin(reg, "registry-init");
	e = registry_entry(reg, "registry", "init");
	e->count = 1;
	add(reg, "office", (const char *const[][2]){ { "code", what->code }, { "name", what->name }, { "kind", what->kind }, { 0 } });
	add(reg, "staff", (const char *const[][2]){ { "code", "admin" }, { "name", "Administrator" }, { "office", what->code },
	                                            { "role", "administrator" }, { "login", reg->login }, { 0 } });
	registry_commit(reg);
}

bool start_registry(const char *path, const struct start *what)
{
	enum { KEYS_MAX = 8 };
	const char      *passing, *key[KEYS_MAX] = { NULL };
	struct registry *reg;

	file_make_dirs_of(path);
	file_make_dirs(registry_key_dir());
	/* It takes its name when it is whole, so that no half registry is ever found. */
	passing = file_passing(path);
	make_file(passing, what);
	reg = registry_open(passing, DB_WRITE, false);
	*make_keys(reg, key) = start_public(reg);
	fill(reg, what);
	registry_close(reg);
	/* From here on the keys may stay: those of no registry harm nobody, a registry without its keys is lost. */
	for (int i = 0; key[i]; i++)
		err_keep(key[i]);
	if (file_place(passing, path, true))
		return true;
	for (int i = 0; key[i]; i++)
		unlink(key[i]);
	return false;
}
