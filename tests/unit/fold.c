/* Text as it is compared: what is equal, what is not, and any bytes at all. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "doors/fold.h"
#include "unit/expect.h"
#include "words/utf8.h"

/* The folded form, in one of two places by turns, so that two can be compared. */
static const char *folded(const char *s)
{
	static struct text place[2];
	static int         turn;
	struct text       *t = &place[turn = !turn];

	text_clear(t);
	fold_text(s, t);
	return t->n ? t->s : "";
}

static const char *sorted(const char *const *s, int n)
{
	static struct text place[2];
	static int         turn;
	struct text       *t = &place[turn = !turn];

	text_clear(t);
	fold_words(s, n, t);
	return t->n ? t->s : "";
}

/* Numbers without chance: xorshift from a fixed seed. */
static uint32_t next(void)
{
	static uint32_t x = 20211231;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x;
}

static int encode(unsigned point, char *out)
{
	if (point < 0x80)
		return out[0] = (char)point, 1;
	if (point < 0x800)
		return out[0] = (char)(0xc0 | point >> 6), out[1] = (char)(0x80 | (point & 63)), 2;
	if (point < 0x10000)
		return out[0] = (char)(0xe0 | point >> 12), out[1] = (char)(0x80 | (point >> 6 & 63)),
		       out[2] = (char)(0x80 | (point & 63)), 3;
	return out[0] = (char)(0xf0 | point >> 18), out[1] = (char)(0x80 | (point >> 12 & 63)),
	       out[2] = (char)(0x80 | (point >> 6 & 63)), out[3] = (char)(0x80 | (point & 63)), 4;
}

/* The same text with its ASCII in full width, which no short way folds: it must come to the same. Controls become another. */
static const char *wide(const char *s)
{
	static char out[400];
	int         n = 0;

	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c > ' ' && c < 0x7f)
			n += encode(0xff00u + c - 0x20, out + n);
		else if (c < 0x80)
			n += encode(c == ' ' ? 0x3000 : 0x85, out + n);
		else
			out[n++] = *s;
	}
	out[n] = 0;
	return out;
}

static int both_ways(const char *s)
{
	const char *folds = folded(s), *other = folded(wide(s));

	EXPECT(strcmp(folds, other) == 0, "%s: %s, the long way %s", s, folds, other);
	return 0;
}

/* A letter of two bytes behind all that changes what follows, with what it may change behind it. */
static const char *const front[] = { "", "o", "a", "e", " ", "عبد ", "o ", "å", "عبد\u0640" };
enum { FRONTS = sizeof front / sizeof *front };

static const char *behind(size_t k, unsigned point)
{
	static char out[40];
	size_t      n = strlen(strcpy(out, front[k]));

	n += (size_t)encode(point, out + n);
	strcpy(out + n, "\u030ae");
	return out;
}

/* What such a letter adds is worked out when it is first met, and remembered: these are folded where none was met before. */
static FILE *met_first(size_t k)
{
	FILE *out = tmpfile();
	pid_t pid = out ? fork() : -1;
	int   status = 1;

	if (pid == 0) {
		for (unsigned point = 0x80; point < 0x800; point++)
			fprintf(out, "%s\n", folded(behind(k, point)));
		_exit(fclose(out) != 0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 ? out : NULL;
}

/* What holds of the folded form of any bytes. */
static int holds(const char *s)
{
	const char *once = folded(s);
	size_t      n = strlen(once);

	EXPECT(utf8_valid(once, n) == n, "no UTF-8 comes of: %s", s);
	EXPECT(once[0] != ' ' && (n == 0 || once[n - 1] != ' '), "a space at an end of: %s", once);
	EXPECT(!strstr(once, "  "), "two spaces in: %s", once);
	EXPECT(!strpbrk(once, "ABCDEFGHIJKLMNOPQRSTUVWXYZ'.-\t\n\r"), "left as it was: %s", once);
	EXPECT(strcmp(folded(once), once) == 0, "%s is another when folded again: %s", once, folded(once));
	return 0;
}

int main(void)
{
	static const struct { const char *text, *folded; } forms[] = {
		{ "", "" }, { " ", "" }, { "Oslo", "oslo" }, { "  Ola \t Nordmann\n", "ola nordmann" }, { "ÅSE", "aase" },
		{ "Øystein", "oystein" }, { "Ærlig", "aerlig" }, { "Straße", "strasse" }, { "STRASSE", "strasse" },
		{ "Þórður", "thordur" }, { "Łódź", "lodz" }, { "Đorđe", "dorde" },
		{ "Anne-Marie O'Brien jr.", "anne marie o brien jr" },
		{ "Ola\u00a0Nordmann", "ola nordmann" }, { "\ufb01nn", "finn" }, { "\uff21\uff22\uff23 \uff11", "abc 1" },
		{ "\u0665\u0666 \u06f5\u06f6", "56 56" }, { "Иван", "иван" }, { "-.'", "" }, { "12.05.2014", "12 05 2014" },
		{ "Zoe\u0308", "zo" }, { "a,b (c)", "a,b (c)" }
	};
	static const char *const equal[][3] = {
		{ "oystein", "Øystein", "OEYSTEIN" }, { "Aase", "Åse", "A\u030ase" }, { "\u212bse", "åse", "AASE" },
		{ "a\u0323\u030ase", "a\u030a\u0323se", "åse" },	/* whatever order the marks stand in */
		{ "Bjørn", "Bjoern", "Bjorn" }, { "Bjo\u0338rn", "BJÖRN", "bjo\u0308rn" }, { "Sæther", "Saether", "SÆTHER" },
		{ "Guðrún", "Gudrun", "GUÐRÚN" }, { "Þór", "Thor", "þor" }, { "Weiß", "WEISS", "weiss" },
		{ "Kovač", "KOVAC", "kovac\u030c" },
		{ "Stanisław", "Stanislaw", "STANISŁAW" }, { "Đukić", "Dukic", "đukic" }, { "Işık", "ISIK", "isik" },
		{ "İpek", "ipek", "IPEK" },
		{ "Máŋŋu", "mannu", "MÁŊŊU" }, { "José", "JOSE", "Jose\u0301" }, { "\u1e69", "s", "S" },
		{ "أحمد", "احمد", "\u0627\u0654حمد" }, { "إبراهيم", "ابراهيم", "ٱبراهيم" }, { "آمنة", "امنه", "آمنه" },
		{ "مصطفى", "مصطفي", "مصطفی" },
		{ "مؤمن", "مومن", "مو\u0654من" }, { "رئيس", "رييس", "رىيس" }, { "محمّد", "محمد", "مـحـمـد" },
		{ "کریم", "كريم", "ك\u064eريم" },
		{ "عبد الله", "عبدالله", "عَبْدُ اللهِ" }, { "عبد الرحمن", "عبدالرحمن", "عبد\u200cالرحمن" },
		{ "عبد-الله", "عبد  الله", "عبـدالله" },
		{ "١٢٣", "۱۲۳", "123" }, { "\ufee3\ufea4\ufee4\ufeaa", "محمد", "مُحَمَّدٌ" },	/* and the forms of old printers */
		{ "Артём", "Артем", "АРТЁМ" }, { "Николай", "Николаи", "НИКОЛАЙ" }, { "Ѝ", "и", "Й" },
		{ "O’Brien", "O'Brien", "o brien" }, { "Anne\u2011Marie", "Anne\u2013Marie", "anne marie" },
		{ "J.P. Dahl", "J. P. Dahl", "j p dahl" },
		{ "Ma\u00adrit", "Ma\u200drit", "marit" },	/* what is not seen is not compared */
	};
	static const char *const different[][2] = {
		{ "Ase", "Åse" }, { "Ola", "Ole" }, { "Ola Nordmann", "Olanordmann" }, { "Saether", "Sather" }, { "Thor", "Tor" },
		{ "عبد", "عبيد" },
		{ "عبد", "عبدالله" }, { "عبدالله", "عابد الله" }, { "سعيد الله", "سعيدالله" }, { "حسن", "حسين" },
		{ "Иван", "Ивана" }, { "", "a" }, { "1", "2" },
		{ "سلمى", "سلم" }, { "राम", "रोम" }, { "राम", "रम" }
	};
	static const struct { const char *a[4], *b[4]; } names[] = {
		{ { "Ola", "Nordmann" }, { "Nordmann", "Ola" } },
		{ { "Åse Marie", "Nordmann" }, { "nordmann", NULL, "AASE-MARIE", "" } },
		{ { "عبد الله", "حسن محمد" }, { "محمد", "حسن", "عبدالله" } },
		{ { NULL, NULL, "Bjørn" }, { "bjoern" } },
		{ { "Ola Ola", "Per" }, { "Ola", "Per", "Ola" } },
		{ { NULL, " ", "." }, { NULL } },
	};
	static const char *const pieces[] = {
		"o", "e", "E", "O", "a", "\u030a", "\u0308", "å", "ø", "æ", " ", "-", ".", "عبد", "ٱ", "ـ", "\u0654", "ى", "ي",
		"\u200d", "ﷺ", "ß", "ﬁ",
		"\xe5", "\xff", "\xc3", "\u0345", "ᾳ", "한", "ẛ\u0323", "\u00b4", "٣", "й", "\U0001d400", "\U0001f468", "क\u094d", "\u037a"
	};
	struct text out = { 0 };
	char        bytes[64], *exact;
	FILE       *first[FRONTS];

	for (size_t k = 0; k < FRONTS; k++)
		EXPECT((first[k] = met_first(k)) != NULL, "no other process");

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		EXPECT(strcmp(folded(forms[i].text), forms[i].folded) == 0, "%s: %s", forms[i].text, folded(forms[i].text));
	for (size_t i = 0; i < sizeof equal / sizeof *equal; i++)
		for (int k = 1; k < 3; k++)
			EXPECT(strcmp(folded(equal[i][0]), folded(equal[i][k])) == 0, "%s and %s: %s and %s", equal[i][0], equal[i][k],
			       folded(equal[i][0]), folded(equal[i][k]));
	for (size_t i = 0; i < sizeof different / sizeof *different; i++)
		EXPECT(strcmp(folded(different[i][0]), folded(different[i][1])) != 0, "%s and %s: %s", different[i][0], different[i][1],
		       folded(different[i][0]));
	/* One byte that is no UTF-8, and all bytes are letters of their own. */
	EXPECT(strcmp(folded("\xc5se"), "aase") == 0, "%s", folded("\xc5se"));
	EXPECT(strcmp(folded("Bj\xf8rn \xc3\xa5"), folded("Bjørn \u00c3\u00a5")) == 0, "%s", folded("Bj\xf8rn \xc3\xa5"));

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		EXPECT(strcmp(sorted(names[i].a, 4), sorted(names[i].b, 4)) == 0, "%zu: %s and %s", i,
		       sorted(names[i].a, 4), sorted(names[i].b, 4));
	EXPECT(strcmp(sorted(names[1].a, 4), "aase marie nordmann") == 0, "%s", sorted(names[1].a, 4));
	EXPECT(strcmp(sorted(names[4].a, 4), "ola ola per") == 0, "%s", sorted(names[4].a, 4));
	EXPECT(strcmp(sorted(names[5].a, 4), "") == 0 && strcmp(sorted(NULL, 0), "") == 0, "nothing");

	/* What stood there before is neither touched nor read. */
	text_string(&out, "o");
	fold_text("Eva", &out);
	EXPECT(strcmp(out.s, "oeva") == 0, "%s", out.s);
	text_clear(&out);
	text_string(&out, "عبد");
	fold_text(" الله", &out);
	EXPECT(strcmp(out.s, "عبدالله") == 0, "%s", out.s);
	text_clear(&out);
	text_string(&out, "x|");
	fold_words(names[0].a, 2, &out);
	EXPECT(strcmp(out.s, "x|nordmann ola") == 0, "%s", out.s);
	text_free(&out);

	for (unsigned point = 1; point < 0x110000; point++) {
		int n = encode(point, bytes);

		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		bytes[n] = 0;
		if (holds(bytes))
			return 1;
		/* The same between letters. */
		memmove(bytes + 1, bytes, (size_t)n);
		bytes[0] = 'a';
		strcpy(bytes + 1 + n, "e");
		if (holds(bytes))
			return 1;
	}
	/* Any bytes, and then texts of what is folded in special ways, in memory of just their size. */
	for (int i = 0; i < 40000; i++) {
		size_t n = 0, most = next() % 40;

		while (n < most) {
			const char *piece = pieces[next() % (sizeof pieces / sizeof *pieces)];
			char        byte[2] = { (char)(1 + next() % 255), 0 };

			if (i % 2)
				piece = byte;
			memcpy(bytes + n, piece, strlen(piece));
			n += strlen(piece);
		}
		exact = malloc(n + 1);
		memcpy(exact, bytes, n);
		exact[n] = 0;
		if (holds(exact))
			return 1;
		free(exact);
	}
	/* ASCII goes a short way: every text of up to three bytes, then longer ones between letters that do not. */
	for (unsigned i = 0; i < 128 * 128 * 128; i++) {
		char text[4] = { (char)(i & 127), (char)(i >> 7 & 127), (char)(i >> 14), 0 };

		if (both_ways(text))
			return 1;
	}
	for (int i = 0; i < 60000; i++) {
		static const char often[] = "oOeEaA -'.";
		size_t            n = 0;

		while (n < 50) {
			unsigned    way = next() % 4;
			const char *piece = pieces[next() % (sizeof pieces / sizeof *pieces)];
			char        byte[2] = { way == 1 ? often[next() % (sizeof often - 1)] : (char)(1 + next() % 127), 0 };

			if (way || utf8_valid(piece, strlen(piece)) != strlen(piece))
				piece = byte;
			strcpy(bytes + n, piece);
			n += strlen(piece);
			if (next() % 12 == 0)
				break;
		}
		if (both_ways(bytes))
			return 1;
	}
	/* A word longer than what is put at once. */
	for (size_t n = 150; n < 450; n++) {
		static char long_word[500], once[500];

		memset(long_word, 'o', n);
		strcpy(long_word + n, "eE ab");
		strcpy(once, long_word);
		strcpy(once + n, " ab");
		EXPECT(strcmp(folded(long_word), once) == 0, "%zu letters: %s", n, folded(long_word));
	}
	for (size_t k = 0; k < FRONTS; k++) {
		char line[100];

		rewind(first[k]);
		for (unsigned point = 0x80; point < 0x800; point++) {
			EXPECT(fgets(line, sizeof line, first[k]) != NULL, "nothing of front %zu", k);
			line[strcspn(line, "\n")] = 0;
			EXPECT(strcmp(folded(behind(k, point)), line) == 0, "U+%04X behind front %zu: %s, at first %s", point, k,
			       folded(behind(k, point)), line);
		}
		fclose(first[k]);
	}
	/* The parts of a name in any order. */
	for (int i = 0; i < 2000; i++) {
		static const char *const part[] = { "Åse", "Marie", "Bjørn Ole", "حسن", NULL, "O'Brien", "عبد الله", "Łódź", "\xe5", "" };
		const char              *a[10], *b[10];

		memcpy(a, part, sizeof a);
		memcpy(b, part, sizeof b);
		for (int k = 9; k > 0; k--) {
			int         at = (int)(next() % (unsigned)(k + 1));
			const char *was = b[k];

			b[k] = b[at];
			b[at] = was;
		}
		EXPECT(strcmp(sorted(a, 10), sorted(b, 10)) == 0, "%s and %s", sorted(a, 10), sorted(b, 10));
	}
	EXPECT_END();
}
