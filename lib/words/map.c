/* map: a pointer by name; open addressing, FNV-1a. */
#include <stdint.h>
#include <string.h>

#include "words/map.h"
#include "words/mem.h"

struct map_slot { const char *key; void *value; };

static size_t start(const char *key, size_t room)
{
	uint64_t h = 14695981039346656037u;

	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return (size_t)(h ^ h >> 32) & (room - 1);
}

static struct map_slot *find(struct map_slot *slot, size_t room, const char *key)
{
	size_t i = start(key, room);

	while (slot[i].key && strcmp(slot[i].key, key) != 0)
		i = (i + 1) & (room - 1);
	return slot + i;
}

void **map_at(struct map *m, const char *key)
{
	struct map_slot *s;

	if ((m->n + 1) * 2 > m->room) {
		size_t           room = m->room ? m->room * 2 : 64;
		struct map_slot *slot = arena_take(&arena_run, room * sizeof *slot);

		for (size_t i = 0; i < m->room; i++)
			if (m->slot[i].key)
				*find(slot, room, m->slot[i].key) = m->slot[i];
		m->slot = slot;
		m->room = room;
	}
	s = find(m->slot, m->room, key);
	if (!s->key) {
		s->key = key;
		m->n++;
	}
	return &s->value;
}

void *map_get(const struct map *m, const char *key)
{
	return m->room ? find(m->slot, m->room, key)->value : NULL;
}
