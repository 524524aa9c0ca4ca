/* envelope: sealed text that can be mailed, and the public key it is sealed with.
 *
 * Public key file: `casework public key 1`, the label, the key as hexadecimal digits. Envelope: `casework sealed report 1`, the
 * label, base64 (RFC 4648) in lines of 64 characters, `end of sealed report`. Each line ends with LF. What is sealed is the label,
 * LF, the text, a byte 0x80 and zero bytes up to a multiple of 1024: neither the length of a text nor whom it was for can be changed
 * or read off. The label says whose key it is: any text of one line, at most 199 bytes. */
#ifndef CASEWORK_ENVELOPE_H
#define CASEWORK_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "doors/seal.h"
#include "words/mem.h"

enum { ENVELOPE_LABEL = 200, ENVELOPE_BLOCK = 1024 };

/* Append the text of the public key file of a key. Ends the program if the label is none. */
void envelope_public(const struct seal_key *key, const char *label, struct text *out);
/* Read the text of a public key file; false if it is not to the byte what envelope_public makes. */
bool envelope_public_read(const char *text, size_t n, unsigned char out[SEAL_PUBLIC], char label[ENVELOPE_LABEL]);
/* Append the envelope of `n` bytes, which only the key that `pub` belongs to can open. Ends the program if the label or `pub` is none. */
void envelope_close(const unsigned char pub[SEAL_PUBLIC], const char *label, const char *plain, size_t n, struct text *out);
/* Open an envelope for `label` into `plain` (cleared first): NULL, or why not. What was decoded is encoded again and compared, so
 * that an envelope has one spelling and no byte of it can be changed, added or lost unseen. Forgiven are only the
 * CR LF that mail makes of its line ends, and empty lines behind the last. */
const char *envelope_open(const struct seal_key *key, const char *label, const char *text, size_t n, struct text *plain);

#endif
