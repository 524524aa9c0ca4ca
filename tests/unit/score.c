/* Scores an instrument that has every method, and holds what comes out against numbers that were worked out by hand. */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

#include "expect.h"
#include "frame/proof.h"
#include "frame/score.h"
#include "words/mem.h"

static const struct instrument *in;

/* Score answers "r1=2 s1=3 r5=refused", by somebody, of somebody. */
static struct score *of(const char *answers, struct whose whose)
{
	struct given *given = arena_take(&arena_run, (size_t)in->items * sizeof *given);
	int           value;

	for (const char *p = answers; *p; p += *p == ' ') {
		size_t name = strcspn(p, "="), n = strcspn(p, " ");
		int    item = instrument_item(in, p, name);

		if (instrument_whole(p + name + 1, n - name - 1, &value))
			given[item] = (struct given){ .answered = true, .value = value };
		else
			given[item].missing = "refused";
		p += n;
	}
	return score_make(in, given, &whose, &arena_run);
}

static const struct whose nobody = { .age = -1 };

static const struct result *part(const struct score *s, const char *id)
{
	return s->part + instrument_part(in, id, strlen(id));
}

/* Whether a score is there and is x. */
static int is(const struct score *s, const char *id, double x)
{
	return part(s, id)->there && fabs(part(s, id)->score - x) < 1e-9;
}

static const char *band(const struct score *s, const char *id)
{
	return part(s, id)->band ? part(s, id)->band->id : "none";
}

int main(int argc, char **argv)
{
	const int     big = argc > 1 ? (in = proof_read(argv[1]), instrument_part(in, "big", 3)) : -1;
	struct score *s;
	struct shift  shift;
	char          out[32];
	double        three[] = { 7, 3, 8 }, four[] = { 1, 10, 4, 2 };

	EXPECT(in && in->flaws == 0, "%d flaws", in ? in->flaws : -1);
	/* r2 is reversed: 2 - 0 = 2. r4 is shown, since r1 is 1. */
	s = of("r1=1 r2=0 r3=1 r4=2 r5=0 s1=4 s2=9 n1=2 change=20", nobody);
	EXPECT(is(s, "sum", 6) && is(s, "part", 6), "%g", part(s, "sum")->score);
	EXPECT(is(s, "weighted", 1 + 2 * 2 + 0.5), "%g", part(s, "weighted")->score);
	EXPECT(is(s, "percent", 100 * 5.5 / 7), "%g", part(s, "percent")->score);
	EXPECT(is(s, "best", 9) && is(s, "mid", 6.5), "%g", part(s, "mid")->score);
	EXPECT(is(s, "both", (3 * 9 + 6.5) / 4), "%g", part(s, "both")->score);
	EXPECT(is(s, "all", 12), "%g", part(s, "all")->score);
	/* Reversed on a scale from 1 to 5: 1 + 5 - 2. */
	EXPECT(is(s, "plain", 4), "%g", part(s, "plain")->score);
	EXPECT(s->strength == 65 && s->risk == 68, "%d %d", s->strength, s->risk);	/* 13 of 20; 1 + 2 x 2 + 0.5 + 2 of 11 */
	EXPECT(strcmp(band(s, "sum"), "high") == 0, "%s", band(s, "sum"));
	EXPECT(s->level == 2 && s->base == 2 && s->raised == 0 && s->days == 60, "%d %d", s->level, s->days);

	/* An item that is not shown adds nothing, and is not asked: four are, and one of them has no answer: 3 x 4 / 3. */
	s = of("r1=0 r2=1 r3=2 r5=refused", nobody);
	EXPECT(part(s, "sum")->asked == 4 && part(s, "sum")->answered == 3, "%d %d", part(s, "sum")->asked, part(s, "sum")->answered);
	EXPECT(is(s, "sum", 4) && is(s, "part", 3), "%g", part(s, "sum")->score);
	EXPECT(s->raised == 1 && s->base == 0 && s->level == 1, "%d %d", s->base, s->level);
	EXPECT(s->strength == -1 && !part(s, "best")->there && !part(s, "both")->there, "%d", s->strength);

	/* Too few answers: no score; a composite that lacks a part; a critical answer counts all the same. */
	s = of("r3=2 r5=1 s1=5", nobody);
	EXPECT(!part(s, "sum")->there && is(s, "part", 3) && !part(s, "all")->there, "%d", part(s, "sum")->answered);
	EXPECT(!part(s, "mid")->there && is(s, "best", 5) && is(s, "both", 5), "%g", part(s, "both")->score);
	EXPECT(s->base == -1 && s->level == 1, "%d", s->level);

	/* Weights are prorated by weight: (1 + 2 x 2) x 3.5 / 3. */
	s = of("r1=1 r2=0", nobody);
	EXPECT(is(s, "weighted", 5 * 3.5 / 3), "%g", part(s, "weighted")->score);
	s = of("r1=2", nobody);
	EXPECT(!part(s, "weighted")->there && is(s, "percent", 100), "%g", part(s, "percent")->score);

	/* A score is rounded as its bands are written: 3.75 of 0-4 and 5-10 is 4, 6.25 is 6. */
	s = of("r1=1 r2=1 r3=1 r4=refused r5=0", nobody);
	EXPECT(is(s, "sum", 3.75) && strcmp(band(s, "sum"), "low") == 0, "%g", part(s, "sum")->score);
	s = of("r1=1 r2=1 r3=1 r4=2 r5=refused", nobody);
	EXPECT(is(s, "sum", 6.25) && strcmp(band(s, "sum"), "high") == 0, "%g", part(s, "sum")->score);
	s = of("s1=2 s2=3", nobody);
	EXPECT(is(s, "mid", 2.5) && strcmp(band(s, "mid"), "tenth_high") == 0, "%s", band(s, "mid"));

	/* The closest band: age, then age and sex, then who answered too. */
	s = of("r1=0 r2=0 r3=0 r5=1", (struct whose){ .age = 5 });
	EXPECT(is(s, "sum", 3) && strcmp(band(s, "sum"), "young_high") == 0 && s->level == 3 && s->days == 7, "%s", band(s, "sum"));
	s = of("r1=0 r2=0 r3=0 r5=1", (struct whose){ .age = 5, .sex = "female", .informant = "parent" });
	EXPECT(strcmp(band(s, "sum"), "girl") == 0 && s->level == 1, "%s", band(s, "sum"));
	s = of("r1=0 r2=0 r3=0 r5=1", (struct whose){ .age = 5, .sex = "female", .informant = "teacher" });
	EXPECT(strcmp(band(s, "sum"), "taught") == 0 && s->base == 1, "%s", band(s, "sum"));
	s = of("r1=0 r2=0 r3=0 r5=1", (struct whose){ .age = 7, .sex = "female" });
	EXPECT(strcmp(band(s, "sum"), "low") == 0, "%s", band(s, "sum"));

	/* No strength at all lifts the level to a floor; one does not. Strengths never lower it. */
	s = of("r1=0 r2=2 r3=0 r5=0 s1=0 s2=0", nobody);
	EXPECT(s->base == 0 && s->level == 2 && s->floors == 1 && s->strengths == 0 && s->strength == 0 && s->risk == 0, "%d", s->level);
	s = of("r1=0 r2=2 r3=0 r5=0 s1=0 s2=1", nobody);
	EXPECT(s->level == 0 && s->strengths == 1 && s->strength == 5, "%d %d", s->level, s->strength);
	s = of("r1=2 r2=0 r3=2 r4=2 r5=2 s1=10 s2=10", nobody);
	EXPECT(s->level == 3 && s->strength == 100 && s->risk == 100, "%d", s->level);

	/* The published vector: 20 to 14, SD 5, r 0.8. */
	shift = score_shift(in, big, NULL, 20, 14);
	EXPECT(shift.has_rci && fabs(shift.rci - -1.897) < 0.0005 && !shift.reliable, "%f", shift.rci);
	EXPECT(shift.raw == -6 && shift.percent == -6 && shift.better == 1 && shift.has_step && shift.meaningful, "%g", shift.percent);
	shift = score_shift(in, big, NULL, 20, 13);
	EXPECT(fabs(shift.rci - -2.2136) < 0.0001 && shift.reliable, "%f", shift.rci);
	shift = score_shift(in, big, NULL, 14, 18);
	EXPECT(shift.better == -1 && !shift.meaningful && !shift.reliable, "%f", shift.rci);
	/* A row for the one who answered goes before that for all. */
	shift = score_shift(in, instrument_part(in, "sum", 3), "parent", 2, 6);
	EXPECT(fabs(shift.rci - 2) < 1e-9 && shift.reliable && shift.better == -1 && !shift.has_step && shift.percent == 40, "%f", shift.rci);
	shift = score_shift(in, instrument_part(in, "sum", 3), "teacher", 2, 6);
	EXPECT(fabs(shift.rci - 1) < 1e-9 && !shift.reliable, "%f", shift.rci);
	shift = score_shift(in, instrument_part(in, "best", 4), NULL, 2, 6);
	EXPECT(!shift.has_rci && !shift.has_step && shift.better == 1, "%d", shift.better);

	EXPECT(score_median(three, 3) == 7 && score_spread(three, 3) == 5, "%g", score_median(three, 3));
	EXPECT(score_median(four, 4) == 3 && score_spread(four, 4) == 9, "%g", score_median(four, 4));
	EXPECT(strcmp(score_text(2.5, out), "2.5") == 0 && strcmp(score_text(3, out), "3") == 0, "%s", out);
	EXPECT(strcmp(score_text(2.005, out), "2.01") == 0 && strcmp(score_text(-0.001, out), "0") == 0, "%s", out);
	EXPECT(strcmp(score_text(-66.666, out), "-66.67") == 0 && strcmp(score_text(100, out), "100") == 0, "%s", out);
	EXPECT_END();
}
