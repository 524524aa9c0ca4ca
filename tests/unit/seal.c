/* Digests, receipts and what is sealed with a public key. */
#include <stdint.h>
#include <stdlib.h>

#include "doors/seal.h"
#include "unit/expect.h"

/* A key without chance. */
static struct seal_key key_of(unsigned char start)
{
	struct seal_key key = { .there = true };

	for (int i = 0; i < SEAL_KEY; i++)
		key.key[i] = (unsigned char)(start + i);
	return key;
}

/* Made with Python's hashlib: blake2b(b"person" + b"\0" + b"ola nordmann", digest_size=16, key=bytes(range(32))). */
static int digests(void)
{
	struct seal_key one = key_of(0), two = key_of(1);
	char            a[SEAL_DIGEST], b[SEAL_DIGEST];
	static const struct { const char *what, *text, *digest; } known[] = {
		{ "person", "ola nordmann", "070b89a067419a190f5ab5e4c5494a0a" },
		{ "", "", "cb0f7736a53974236661585b8842dd8c" },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		seal_digest(&one, known[i].what, known[i].text, a);
		EXPECT(strcmp(a, known[i].digest) == 0, "%s", a);
		seal_digest(&two, known[i].what, known[i].text, b);
		EXPECT(strcmp(a, b) != 0, "two keys, one digest");
	}
	seal_digest(&one, "name", "ab", a);
	seal_digest(&one, "namea", "b", b);
	EXPECT(strcmp(a, b) != 0, "what it is and the text run together");
	seal_digest(&one, "national", "ab", b);
	EXPECT(strcmp(a, b) != 0, "the same for a name as for a number");
	seal_digest(&one, "name", "ab", b);
	EXPECT(strcmp(a, b) == 0, "equal texts are not found");
	return 0;
}

static int receipts(void)
{
	static const struct { const char *typed, *receipt; } typed[] = {
		{ "0123-4567-89AB-CDEF", "0123-4567-89AB-CDEF" }, { "GHJK-MNPQ-RSTV-WXYZ", "GHJK-MNPQ-RSTV-WXYZ" },
		{ "ghjkmnpqrstvwxyz", "GHJK-MNPQ-RSTV-WXYZ" }, { "oil0-OIL0-1111-0000", "0110-0110-1111-0000" },
		{ "  0123 4567\t89ab cdef ", "0123-4567-89AB-CDEF" }, { "01-23-45-67-89-ab-cd-ef", "0123-4567-89AB-CDEF" },
		{ "-0123456789ABCDEF-", "0123-4567-89AB-CDEF" }, { "0000000000000000", "0000-0000-0000-0000" }
	};
	static const char *const none[] = {
		"", "-", "0123-4567-89AB-CDE", "0123-4567-89AB-CDEF0", "0123-4567-89AB-CDEU", "0123-4567-89AB-CDE*", "0123_4567_89AB_CDEF",
		"0123-4567-89AB-CDEF\n", "0123\u20134567-89AB-CDEF", "0123-4567-89AB-CDE\xff", "u123-4567-89AB-CDEF",
		"0123-4567-89AB-CDEF-0123-4567-89AB-CDEF", "0123.4567.89AB.CDEF"
	};
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	char receipt[SEAL_RECEIPT], again[SEAL_RECEIPT], a[2 * SEAL_HASH + 1], b[2 * SEAL_HASH + 1], *exact;
	bool at[SEAL_RECEIPT][sizeof letters] = { 0 };

	for (int i = 0; i < 4000; i++) {
		seal_receipt_make(receipt);
		EXPECT(strlen(receipt) == SEAL_RECEIPT - 1, "%s", receipt);
		for (int k = 0; k < SEAL_RECEIPT - 1; k++) {
			const char *letter = strchr(letters, receipt[k]);

			EXPECT(k % 5 == 4 ? receipt[k] == '-' : letter != NULL, "%s", receipt);
			if (letter)
				at[k][letter - letters] = true;
		}
		EXPECT(seal_receipt_read(receipt, again) && strcmp(again, receipt) == 0, "%s is read as %s", receipt, again);
	}
	/* Every letter in every place: one would be missing here in one of 10^52 runs. */
	for (int k = 0; k < SEAL_RECEIPT - 1; k++)
		for (int i = 0; i < 32 && k % 5 != 4; i++)
			EXPECT(at[k][i], "never %c at %d", letters[i], k);
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		EXPECT(seal_receipt_read(typed[i].typed, again) && strcmp(again, typed[i].receipt) == 0, "%s is read as %s",
		       typed[i].typed, again);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		exact = malloc(strlen(none[i]) + 1);
		strcpy(exact, none[i]);
		EXPECT(!seal_receipt_read(exact, again) && !*again, "%s is read as %s", none[i], again);
		free(exact);
	}
	seal_receipt_hash("0123-4567-89AB-CDEF", "OSL uid register", a);
	seal_receipt_hash("0123-4567-89AB-CDEF", "OSL uid register", b);
	EXPECT(strlen(a) == 2 * SEAL_HASH && strcmp(a, b) == 0, "%s and %s", a, b);
	EXPECT(strcmp(a, "967413180a1330d84e7a07dbd8f33ba7947e1d311ae595c729c2ac2ccbd159bd") == 0, "another hash than was kept: %s", a);
	seal_receipt_hash("0123-4567-89AB-CDEG", "OSL uid register", b);
	EXPECT(strcmp(a, b) != 0, "two receipts, one hash");
	seal_receipt_hash("0123-4567-89AB-CDEF", "BER uid register", b);
	EXPECT(strcmp(a, b) != 0, "two registries, one hash");
	return 0;
}

static int publics(void)
{
	struct seal_key one = key_of(0), two = key_of(1);
	unsigned char   pub[SEAL_PUBLIC], again[SEAL_PUBLIC], hash[SEAL_HASH], none[SEAL_PUBLIC] = { 0 };
	char            hex[2 * SEAL_PUBLIC + 1];
	struct text     box = { 0 }, other = { 0 }, plain = { 0 };

	seal_public(&one, pub);
	seal_public(&one, again);
	EXPECT(memcmp(pub, again, SEAL_PUBLIC) == 0, "a key has one public key");
	seal_hex(hex, pub, SEAL_PUBLIC);
	EXPECT(strcmp(hex, "06e2abd1a1ef84f84dd27a503deeb15b8f1971d22539e03f258a32f10eddf939") == 0,
	       "another public key than was given out: %s", hex);
	seal_public(&two, again);
	EXPECT(memcmp(pub, again, SEAL_PUBLIC) != 0, "two keys, one public key");
	seal_hash(&one, "casework public", 15, hash);
	EXPECT(memcmp(pub, hash, SEAL_PUBLIC) != 0, "no hash tells it");
	for (size_t n = 0; n < 200; n += 13) {
		char text[200];

		memset(text, 'x', sizeof text);
		EXPECT(seal_public_close(pub, text, n, &box) && seal_public_close(pub, text, n, &other), "%zu bytes", n);
		EXPECT(box.n == n + 48 && (box.n != other.n || memcmp(box.s, other.s, box.n) != 0), "two boxes are the same");
		EXPECT(seal_public_open(&one, box.s, box.n, &plain) && plain.n == n && (n == 0 || memcmp(plain.s, text, n) == 0),
		       "%zu bytes", n);
		EXPECT(!seal_public_open(&two, box.s, box.n, &plain) && plain.n == 0, "another's key opens it");
		EXPECT(!seal_public_open(&one, box.s, box.n - 1, &plain), "a byte less");
		for (size_t bit = 0; bit < box.n * 8; bit += n ? 7 : 1) {
			box.s[bit / 8] = (char)(box.s[bit / 8] ^ 1 << bit % 8);
			EXPECT(!seal_public_open(&one, box.s, box.n, &plain) && plain.n == 0, "bit %zu", bit);
			box.s[bit / 8] = (char)(box.s[bit / 8] ^ 1 << bit % 8);
		}
	}
	for (size_t n = 0; n < 48; n++)
		EXPECT(!seal_public_open(&one, box.s, n, &plain), "%zu bytes", n);
	/* Keys that would keep nothing secret, and one that nobody could open. */
	EXPECT(!seal_public_close(none, "x", 1, &box) && box.n == 0, "zeros");
	none[0] = 1;
	EXPECT(!seal_public_close(none, "x", 1, &box), "one");
	pub[SEAL_PUBLIC - 1] |= 0x80;
	EXPECT(!seal_public_close(pub, "x", 1, &box), "its last bit");
	text_free(&box);
	text_free(&other);
	text_free(&plain);
	return 0;
}

int main(void)
{
	if (digests() || receipts() || publics())
		return 1;
	EXPECT_END();
}
