/* seal: secrets. The only file that includes sodium.h. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doors/file.h"
#include "doors/seal.h"
#include "words/err.h"

enum {
	FORMAT = 1,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	CODE = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	HEAD = 1 + SEAL_ID + NONCE
};

static const char first_line[] = "casework key 1";

static void ready(void)
{
	static bool done;

	if (!done && sodium_init() < 0)
		err_die("the machine gives no random numbers");
	done = true;
}

void seal_random_hex(char *out, size_t n)
{
	unsigned char bytes[SEAL_KEY];

	ready();
	randombytes_buf(bytes, n);
	seal_hex(out, bytes, n);
}

void seal_hex(char *out, const void *bytes, size_t n)
{
	sodium_bin2hex(out, n * 2 + 1, bytes, n);
}

bool seal_from_hex(void *out, size_t n, const char *hex)
{
	size_t got;

	return sodium_hex2bin(out, n, hex, strlen(hex), NULL, &got, NULL) == 0 && got == n && strlen(hex) == n * 2;
}

void seal_wipe(void *bytes, size_t n)
{
	sodium_memzero(bytes, n);
}

void seal_key_make(const char *path, const char *label)
{
	char hex[SEAL_KEY * 2 + 1], whole[400];
	int  fd, n;

	seal_random_hex(hex, SEAL_KEY);
	n = snprintf(whole, sizeof whole, "%s\n%s\n%s\n", first_line, label, hex);
	fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0)
		err_die_errno("%s: cannot make the key file", path);
	if (write(fd, whole, (size_t)n) != n || fsync(fd) != 0 || close(fd) != 0)
		err_die_errno("%s: cannot write the key file", path);
	file_sync_dir(path);
	sodium_memzero(hex, sizeof hex);
	sodium_memzero(whole, sizeof whole);
}

bool seal_key_read(const char *path, const char *label, struct seal_key *out)
{
	char          whole[400], *line[3], *rest = whole;
	unsigned char hash[SEAL_HASH];
	struct stat   st;
	int           fd = open(path, O_RDONLY | O_CLOEXEC), lines = 0;
	ssize_t       n;

	*out = (struct seal_key){ 0 };
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
		return false;
	if (fd < 0 || fstat(fd, &st) != 0)
		err_die_errno("%s: cannot be read", path);
	if (st.st_mode & (S_IRWXG | S_IRWXO))
		err_exit(STATUS_REFUSED, "%s: others may read this key (chmod 600 mends it)", path);
	n = read(fd, whole, sizeof whole - 1);
	close(fd);
	whole[n > 0 ? n : 0] = 0;
	ready();
	while (lines < 3 && (line[lines] = strsep(&rest, "\n")))
		lines++;
	if (lines < 3 || strcmp(line[0], first_line) != 0 || !seal_from_hex(out->key, SEAL_KEY, line[2]))
		err_die("%s: not a key file", path);
	/* A key of another registry or domain would seal what nobody could open. */
	if (strcmp(line[1], label) != 0) {
		sodium_memzero(whole, sizeof whole);
		sodium_memzero(out, sizeof *out);
		return false;
	}
	crypto_generichash(hash, sizeof hash, out->key, SEAL_KEY, NULL, 0);
	memcpy(out->id, hash, SEAL_ID);
	sodium_memzero(whole, sizeof whole);
	out->there = true;
	return true;
}

void seal_close(const struct seal_key *key, const char *ad, size_t ad_n, const char *plain, size_t n, struct text *out)
{
	enum { COUNTED = 8, FIXED = NONCE - COUNTED };
	static unsigned char nonce[NONCE], subkey[SEAL_KEY], of[SEAL_KEY];
	static bool          drawn;
	unsigned char        head[HEAD], rest[4 + COUNTED] = { 0 };
	size_t               at;

	ready();
	/* One random start a run, its last bytes counted up: 192 bits leave no room for two runs to meet.
	 * So the subkey that XChaCha20 draws from the first bytes is drawn once. */
	if (!drawn)
		randombytes_buf(nonce, sizeof nonce);
	if (!drawn || memcmp(of, key->key, SEAL_KEY) != 0)
		crypto_core_hchacha20(subkey, nonce, key->key, NULL);
	memcpy(of, key->key, SEAL_KEY);
	drawn = true;
	sodium_increment(nonce + FIXED, COUNTED);
	memcpy(rest + 4, nonce + FIXED, COUNTED);
	head[0] = FORMAT;
	memcpy(head + 1, key->id, SEAL_ID);
	memcpy(head + 1 + SEAL_ID, nonce, NONCE);
	text_clear(out);
	text_add(out, (char *)head, HEAD);
	at = out->n;
	text_add(out, plain, n);
	text_add(out, (const char[CODE]){ 0 }, CODE);
	crypto_aead_chacha20poly1305_ietf_encrypt((unsigned char *)out->s + at, NULL, (const unsigned char *)plain, n,
	                                          (const unsigned char *)ad, ad_n, NULL, rest, subkey);
}

bool seal_open(const struct seal_key *key, const char *ad, size_t ad_n, const char *box, size_t n, struct text *out)
{
	const unsigned char *b = (const unsigned char *)box;

	text_clear(out);
	if (n < HEAD + CODE || b[0] != FORMAT || memcmp(b + 1, key->id, SEAL_ID) != 0)
		return false;
	ready();
	text_add(out, box, n - HEAD - CODE);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)out->s, NULL, NULL, b + HEAD, n - HEAD,
	                                               (const unsigned char *)ad, ad_n, b + 1 + SEAL_ID, key->key) != 0) {
		text_clear(out);
		return false;
	}
	return true;
}

void seal_hash(const struct seal_key *key, const char *bytes, size_t n, unsigned char out[SEAL_HASH])
{
	ready();
	crypto_generichash(out, SEAL_HASH, (const unsigned char *)bytes, n, key->key, SEAL_KEY);
}

void seal_digest(const struct seal_key *key, const char *what, const char *text, char out[SEAL_DIGEST])
{
	unsigned char            digest[(SEAL_DIGEST - 1) / 2];
	crypto_generichash_state state;

	ready();
	crypto_generichash_init(&state, key->key, SEAL_KEY, sizeof digest);
	crypto_generichash_update(&state, (const unsigned char *)what, strlen(what) + 1);
	crypto_generichash_update(&state, (const unsigned char *)text, strlen(text));
	crypto_generichash_final(&state, digest, sizeof digest);
	seal_hex(out, digest, sizeof digest);
	sodium_memzero(&state, sizeof state);
}

/* Crockford's: no I, L, O and U. */
static const char base32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* The next letter of a receipt, a dash before it where one belongs. */
static int receipt_letter(char out[SEAL_RECEIPT], int n, char letter)
{
	if (n % 5 == 4)
		out[n++] = '-';
	out[n++] = letter;
	return n;
}

void seal_receipt_make(char out[SEAL_RECEIPT])
{
	unsigned char bytes[10];
	unsigned      bits = 0;
	int           there = 0, n = 0;

	ready();
	randombytes_buf(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		bits = (bits << 8 | bytes[i]) & 0xfff;
		for (there += 8; there >= 5; there -= 5)
			n = receipt_letter(out, n, base32[bits >> (there - 5) & 31]);
	}
	out[n] = 0;
	sodium_memzero(bytes, sizeof bytes);
}

bool seal_receipt_read(const char *typed, char out[SEAL_RECEIPT])
{
	int n = 0;

	for (; *typed; typed++) {
		char c = (char)(*typed >= 'a' && *typed <= 'z' ? *typed - 32 : *typed);

		if (c == '-' || c == ' ' || c == '\t')
			continue;
		c = (char)(c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
		if (!strchr(base32, c) || n == SEAL_RECEIPT - 1) {
			n = 0;
			break;
		}
		n = receipt_letter(out, n, c);
	}
	out[n == SEAL_RECEIPT - 1 ? n : 0] = 0;
	return n == SEAL_RECEIPT - 1;
}

void seal_receipt_hash(const char *receipt, const char *label, char out[2 * SEAL_HASH + 1])
{
	unsigned char hash[SEAL_HASH], salt[crypto_pwhash_SALTBYTES];

	ready();
	crypto_generichash(salt, sizeof salt, (const unsigned char *)label, strlen(label), NULL, 0);
	if (crypto_pwhash(hash, sizeof hash, receipt, strlen(receipt), salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
	                  crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
		err_die("out of memory");
	seal_hex(out, hash, sizeof hash);
	sodium_memzero(hash, sizeof hash);
}

/* The pair that belongs to a key. Its seed is a keyed hash with a context that no other hash has. */
static void pair(const struct seal_key *key, unsigned char pub[SEAL_PUBLIC], unsigned char own[crypto_box_SECRETKEYBYTES])
{
	static const unsigned char context[crypto_generichash_blake2b_PERSONALBYTES] = "casework public";
	unsigned char              seed[crypto_box_SEEDBYTES];

	ready();
	crypto_generichash_blake2b_salt_personal(seed, sizeof seed, NULL, 0, key->key, SEAL_KEY, NULL, context);
	crypto_box_seed_keypair(pub, own, seed);
	sodium_memzero(seed, sizeof seed);
}

void seal_public(const struct seal_key *key, unsigned char out[SEAL_PUBLIC])
{
	unsigned char own[crypto_box_SECRETKEYBYTES];

	pair(key, out, own);
	sodium_memzero(own, sizeof own);
}

bool seal_public_close(const unsigned char pub[SEAL_PUBLIC], const char *plain, size_t n, struct text *out)
{
	ready();
	text_clear(out);
	/* As many bytes as the box needs; it takes their place. */
	text_add(out, plain, n);
	text_add(out, (const char[crypto_box_SEALBYTES]){ 0 }, crypto_box_SEALBYTES);
	/* Its last bit is no part of the key, but of what opens the box: with it set, nobody could. */
	if (!(pub[SEAL_PUBLIC - 1] & 0x80) && crypto_box_seal((unsigned char *)out->s, (const unsigned char *)plain, n, pub) == 0)
		return true;
	sodium_memzero(out->s, out->n);
	text_clear(out);
	return false;
}

bool seal_public_open(const struct seal_key *key, const char *box, size_t n, struct text *out)
{
	unsigned char pub[SEAL_PUBLIC], own[crypto_box_SECRETKEYBYTES];
	bool          good;

	text_clear(out);
	if (n < crypto_box_SEALBYTES)
		return false;
	pair(key, pub, own);
	text_add(out, box, n - crypto_box_SEALBYTES);
	good = crypto_box_seal_open((unsigned char *)out->s, (const unsigned char *)box, n, pub, own) == 0;
	sodium_memzero(own, sizeof own);
	if (!good)
		text_clear(out);
	return good;
}
