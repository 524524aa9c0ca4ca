/* id: the name of a record, as a 64-bit integer and as text with a check character.
 *
 * Text:    LETTERS-CODE-YEAR-NUMBER-CHECK, `C-OSL-2021-000123-T`
 * Integer: base-36 code (26 bits), noun (6), year - 2000 (7), number (24): computed, never looked up. */
#ifndef CASEWORK_ID_H
#define CASEWORK_ID_H

#include <stdbool.h>
#include <stdint.h>

enum { ID_TEXT = 32, ID_NUMBER_MAX = (1 << 24) - 1, ID_CODE_MAX = 5, ID_LETTERS_MAX = 2 };

struct id {
	char    letters[ID_LETTERS_MAX + 1];
	char    code[ID_CODE_MAX + 1];	/* the registry's: 2 to 5 of A-Z0-9, a letter first */
	int     year;			/* 2000 to 2127 */
	int32_t number;			/* 1 to ID_NUMBER_MAX */
};

/* ISO 7064 MOD 37,36 check character over the letters and digits of `s`; dashes are passed over. */
char id_check(const char *s);
/* 2 to 5 of A-Z0-9, a letter first. */
bool id_code_valid(const char *code);

enum id_fault { ID_GOOD, ID_NO_ID, ID_BAD_CHECK };
/* Read the text of an id, in either case. What was read is printed again and compared, so one
 * record has one spelling. Says nothing about whether the noun or the record exists. */
enum id_fault id_read(const char *text, struct id *out);
/* The text of an id, into `out`, which it returns. */
char *id_text(const struct id *id, char out[ID_TEXT]);
/* The integer of an id, `noun` 0 to 63, and back (all but the letters, which the noun knows). */
int64_t id_pack(const struct id *id, int noun);
int id_unpack(int64_t packed, struct id *out);

#endif
