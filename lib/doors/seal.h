/* seal: secrets (libsodium).
 *
 * A box is XChaCha20-Poly1305 (IETF): format byte 1, key id (4 bytes), nonce (24), ciphertext and
 * its 16-byte code. The associated data ties it to its record, so that boxes cannot be exchanged.
 * A hash is BLAKE2b-256 keyed (RFC 7693). A public key is X25519, drawn from the key it belongs to; what is sealed with it is
 * libsodium's sealed box: an X25519 key of its own (32 bytes), then XSalsa20-Poly1305 (code of 16 bytes, ciphertext). */
#ifndef CASEWORK_SEAL_H
#define CASEWORK_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "words/mem.h"

enum { SEAL_KEY = 32, SEAL_ID = 4, SEAL_HASH = 32, SEAL_DIGEST = 33, SEAL_PUBLIC = 32, SEAL_RECEIPT = 20 };

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
/* Overwrite what was secret, also where a compiler would see no use in it. */
void seal_wipe(void *bytes, size_t n);

/* The keyed digest of a text as hexadecimal digits, `what` telling whose: BLAKE2b, 16 bytes, over `what`, a zero byte and the text.
 * Equal texts are found by it without being read, and none can be guessed without the key. */
void seal_digest(const struct seal_key *key, const char *what, const char *text, char out[SEAL_DIGEST]);

/* A new receipt: 80 random bits in Crockford's base 32, `XXXX-XXXX-XXXX-XXXX`. */
void seal_receipt_make(char out[SEAL_RECEIPT]);
/* The receipt that was typed, as it was made: in either case, with or without dashes and blanks, O for 0, I and L for 1. False, and
 * an empty text, if it is none. */
bool seal_receipt_read(const char *typed, char out[SEAL_RECEIPT]);
/* What is kept of a receipt, hexadecimal digits: Argon2id, so that trying receipts is slow; its salt is made from the label, so that
 * the receipt finds it. */
void seal_receipt_hash(const char *receipt, const char *label, char out[2 * SEAL_HASH + 1]);

/* The public key of a key: who has it can seal what only the key opens. */
void seal_public(const struct seal_key *key, unsigned char out[SEAL_PUBLIC]);
/* Seal `n` bytes with a public key into `out` (cleared first), twice never the same; false if it is no public key. */
bool seal_public_close(const unsigned char pub[SEAL_PUBLIC], const char *plain, size_t n, struct text *out);
/* Open them into `out` (cleared first); false if they were sealed with another's, or changed since. */
bool seal_public_open(const struct seal_key *key, const char *box, size_t n, struct text *out);

#endif
