/* opt: the option table. */
#include <stdlib.h>
#include <string.h>

#include "frame/opt.h"
#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

void list_add(struct list *l, const char *s)
{
	l->s = arena_room(l->s, l->n, sizeof *l->s);
	l->s[l->n++] = s;
}

void opts_add(struct opts *all, const struct opt *table, const char *heading)
{
	for (; table && table->name; table++) {
		if (all->n == OPTS_MAX)
			err_die("more than %d options", OPTS_MAX);
		all->heading[all->n] = heading;
		all->o[all->n++] = table;
	}
}

static const struct opt *by_name(const struct opts *all, const char *name, size_t n)
{
	for (int i = 0; i < all->n; i++)
		if (strncmp(all->o[i]->name, name, n) == 0 && all->o[i]->name[n] == 0)
			return all->o[i];
	return NULL;
}

static const struct opt *by_flag(const struct opts *all, char flag)
{
	for (int i = 0; i < all->n; i++)
		if (all->o[i]->flag == flag)
			return all->o[i];
	return NULL;
}

const char *opt_field(const struct opt *o)
{
	char *name = arena_string(&arena_run, o->name);

	for (char *c = name; *c; c++)
		if (*c == '-')
			*c = '_';
	return name;
}

static void set(const struct opt *o, const char *value)
{
	static const struct opt *seen[OPTS_MAX];
	static int               given;
	char                    *end;

	for (int i = 0; i < given && (o->text || o->num); i++)
		if (seen[i] == o)
			err_exit(STATUS_MISUSED, "--%s: given twice", o->name);
	if (given < OPTS_MAX)
		seen[given++] = o;
	if (o->refuse)
		err_exit(STATUS_MISUSED, "--%s: %s", o->name, arena_print(&arena_run, say(o->refuse), opt_field(o)));
	/* Files may have any name; and a value may be a secret, so it is not said. */
	if (value && !(o->kind && strcmp(o->kind, "file") == 0) && utf8_valid(value, strlen(value)) != strlen(value))
		err_exit(STATUS_WRONG, "--%s: not UTF-8", o->name);
	if (o->on)
		*o->on = true;
	else if (o->text)
		*o->text = value;
	else if (o->many)
		list_add(o->many, value);
	else if (o->num) {
		*o->num = strtol(value, &end, 10);
		if (!*value || *end || *o->num < 0)
			err_exit(STATUS_MISUSED, "--%s: not a whole number: %s", o->name, value);
	}
}

static _Noreturn void unknown(const struct opts *all, const char *word, size_t n)
{
	const char *names[OPTS_MAX], *near;
	int         shown = 0;

	for (int i = 0; i < all->n; i++)
		if (all->heading[i])
			names[shown++] = all->o[i]->name;
	near = text_nearest(arena_copy(&arena_run, word, n), names, shown);
	err_exit(STATUS_MISUSED, near ? SAID("no such option: --%.*s (--%s?)") : SAID("no such option: --%.*s (--help lists them)"),
	         (int)n, word, near);
}

void opts_parse(const struct opts *all, int argc, char *const *argv, struct list *operands)
{
	bool over = false;

	for (int i = 0; i < argc; i++) {
		const char *word = argv[i];

		if (!over && strcmp(word, "--") == 0) {
			over = true;
		} else if (!over && strncmp(word, "--", 2) == 0) {
			size_t            n = strcspn(word + 2, "=");
			const char       *value = word[2 + n] ? word + 3 + n : NULL;
			const struct opt *o = by_name(all, word + 2, n);

			if (!o)
				unknown(all, word + 2, n);
			if (!o->arg && value)
				err_exit(STATUS_MISUSED, "--%s takes no value", o->name);
			if (o->arg && !value && !o->refuse) {
				if (i + 1 == argc)
					err_exit(STATUS_MISUSED, "--%s needs a value: %s", o->name, o->arg);
				value = argv[++i];
			}
			set(o, value);
		} else if (!over && word[0] == '-' && word[1]) {
			for (const char *c = word + 1; *c; c++) {
				const struct opt *o = by_flag(all, *c);

				if (!o)
					err_exit(STATUS_MISUSED, "no such option: -%c (--help lists them)", *c);
				if (!o->arg) {
					set(o, NULL);
					continue;
				}
				if (!c[1] && i + 1 == argc)
					err_exit(STATUS_MISUSED, "-%c needs a value: %s", *c, o->arg);
				set(o, c[1] ? c + 1 : argv[++i]);
				break;
			}
		} else {
			list_add(operands, word);
		}
	}
}
