/* seal: secrets (libsodium).
 *
 * A box is XChaCha20-Poly1305 (IETF): format byte 1, key id (4 bytes), nonce (24), ciphertext and
 * its 16-byte code. The associated data ties it to its record, so that boxes cannot be exchanged.
 * A hash is BLAKE2b-256 keyed (RFC 7693). */
#ifndef CASEWORK_SEAL_H
#define CASEWORK_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "words/mem.h"

enum { SEAL_KEY = 32, SEAL_ID = 4, SEAL_HASH = 32 };

struct seal_key { bool there; unsigned char key[SEAL_KEY], id[SEAL_ID]; };

/* Make a key file (0600) that must not exist, with a new random key; `label` says what it opens. */
void seal_key_make(const char *path, const char *label);
/* Read the key of that label. False if there is none, or if the file holds another; ends the program if it is no key file, and with
 * STATUS_REFUSED if others may read it. */
bool seal_key_read(const char *path, const char *label, struct seal_key *out);

/* Seal `n` bytes into `out` (cleared first). */
void seal_close(const struct seal_key *key, const char *ad, size_t ad_n, const char *plain, size_t n, struct text *out);
/* Open a box into `out` (cleared first); false if it was made by another key, for another record,
 * or changed since. */
bool seal_open(const struct seal_key *key, const char *ad, size_t ad_n, const char *box, size_t n, struct text *out);
/* The keyed hash of `n` bytes. */
void seal_hash(const struct seal_key *key, const char *bytes, size_t n, unsigned char out[SEAL_HASH]);
/* `n` random bytes as lower-case hexadecimal digits, zero-terminated. */
void seal_random_hex(char *out, size_t n);
/* Bytes as lower-case hexadecimal digits, zero-terminated; and back, false if they are not just `n` bytes. */
void seal_hex(char *out, const void *bytes, size_t n);
bool seal_from_hex(void *out, size_t n, const char *hex);

#endif
