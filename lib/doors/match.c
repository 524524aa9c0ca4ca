/* match: patterns. The only file that includes pcre2.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "doors/match.h"
#include "words/err.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

struct match { pcre2_code *code; pcre2_match_data *data; };

struct match *match_make(const char *pattern, bool literal, const char **why)
{
	uint32_t      options = PCRE2_UTF | (literal ? PCRE2_LITERAL | PCRE2_CASELESS : PCRE2_UCP);
	int           number;
	PCRE2_SIZE    place;
	pcre2_code   *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &number, &place, NULL);
	struct match *m;

	if (!code) {
		PCRE2_UCHAR text[200];

		pcre2_get_error_message(number, text, sizeof text);
		*why = arena_print(&arena_run, say("%s at character %zu"), (char *)text, (size_t)place + 1);
		return NULL;
	}
	/* Without JIT it is slower and otherwise the same. */
	pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	m = mem_take(sizeof *m);
	*m = (struct match){ code, pcre2_match_data_create_from_pattern(code, NULL) };
	if (!m->data)
		err_die("out of memory");
	return m;
}

bool match_in(const struct match *m, const char *s, size_t n)
{
	int got;

	/* What was put in by hand may be no text. */
	if (utf8_valid(s, n) != n)
		return false;
	got = pcre2_match(m->code, (PCRE2_SPTR)s, n, 0, PCRE2_NO_UTF_CHECK, m->data, NULL);

	if (got < 0 && got != PCRE2_ERROR_NOMATCH)
		err_exit(STATUS_WRONG, "the pattern takes too long on some text; make it simpler");
	return got >= 0;
}

void match_free(struct match *m)
{
	pcre2_match_data_free(m->data);
	pcre2_code_free(m->code);
	free(m);
}
