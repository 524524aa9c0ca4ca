/* utf8: the bytes of text. */
#ifndef CASEWORK_UTF8_H
#define CASEWORK_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the character at `s` (1-4), of which `n` bytes are there; 0 if it is no
 * UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF);
 * -1 if it may become one when more bytes arrive. */
int utf8_length(const char *s, size_t n);
/* How many of the `n` bytes are whole valid characters without NUL, from the start. */
size_t utf8_valid(const char *s, size_t n);
/* The code point at `s`, which must be valid; *len gets its bytes. */
unsigned utf8_point(const char *s, int *len);
/* Whether there is a letter in it that is written from the right. */
bool utf8_leftward(const char *s);
/* Columns of a terminal that the text takes: wide characters two, combining ones none. */
int utf8_width(const char *s);

#endif
