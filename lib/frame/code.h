/* code: code lists, as the registry holds them. */
#ifndef CASEWORK_CODE_H
#define CASEWORK_CODE_H

#include "frame/registry.h"
#include "words/language.h"

struct code {
	const char *key, *official, *from, *to, *split_into, *kind, *label[LANGUAGES];
	int         place;	/* in the list's order, from 0 */
};

struct codes { const char *list; int n; struct code *code; const char **keys; };

/* A list, read once from each registry, in its order; empty if the registry has no such list. Lives as long as the run. */
const struct codes *code_list(struct registry *reg, const char *list);
/* The code of a key (`n` bytes), or NULL. */
const struct code *code_find(const struct codes *codes, const char *key, size_t n);
/* The key that is nearest to a mistyped one, or NULL. */
const char *code_nearest(const struct codes *codes, const char *key);
/* The label in the user's language, else English, else the key. */
const char *code_label(const struct code *code);

#endif
