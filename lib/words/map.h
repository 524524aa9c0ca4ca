/* map: a pointer by name. */
#ifndef CASEWORK_MAP_H
#define CASEWORK_MAP_H

#include <stddef.h>

/* A zeroed struct map is empty. Keys are borrowed and must outlive it; its
 * slots lie in the arena of the run. */
struct map { struct map_slot *slot; size_t n, room; };

/* The place of the pointer of `key`, made (NULL inside) if it is not there; good until the next call. */
void **map_at(struct map *m, const char *key);
/* The pointer of `key`, or NULL. */
void *map_get(const struct map *m, const char *key);

#endif
