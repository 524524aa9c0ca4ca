/* instrument: a set of questions with its rules, as one CSV file says it: instrument(5). It is read by frame/rubric, judged by
 * frame/proof, used by frame/score. */
#ifndef CASEWORK_INSTRUMENT_H
#define CASEWORK_INSTRUMENT_H

#include "frame/code.h"

/* What an item or a score speaks of. Strengths and risks are never added up together. */
enum speaks { OF_STRENGTH, OF_RISK, OF_NEITHER };
/* What a higher value of a scale means. */
enum higher { HIGHER_NEITHER, HIGHER_BETTER, HIGHER_WORSE };
enum method { BY_SUM, BY_MEAN, BY_MAX, BY_WEIGHTED, BY_PERCENT };
enum rule_method { RULE_HIGHEST, RULE_RAISE, RULE_AT_LEAST, RULE_OVERRIDE };
enum instrument_text { TEXT_LICENCE, TEXT_INTRO, TEXT_MISSING, TEXT_NO_STRENGTH, INSTRUMENT_TEXTS };

extern const char *const speaks_words[], *const method_words[];

/* Texts in the languages of code lists; NULL where there is none. */
struct wording { const char *in[LANGUAGES]; };

/* What is wrong with a file, and where. */
struct flaw { long line; const char *column, *text; };

struct choice { int value; struct wording label; long line; };
struct scale {
	const char    *id;
	struct wording label;
	enum higher    higher;
	const char    *missing;		/* the reasons that stand for an answer, with | between; NULL: all */
	bool           ranged;		/* every whole number from `from` to `to` */
	int            from, to;	/* the lowest and the highest value */
	int            n;
	struct choice *choice;
	long           line;
};

/* The answer to an item is one of these. */
struct condition { int item, n; int *value; };
struct conditions { int n; struct condition *all; };

struct item {
	const char       *id;
	struct wording    text;
	int               scale;		/* -1: none that is there */
	enum speaks       speaks;
	const char       *dimension;
	double            weight;
	bool              reverse, required;
	int               criticals, *critical;
	struct conditions show;
	const char       *of;			/* the subscales, with | between */
	long              line;
};

/* A score: a subscale, of items, or a composite, of subscales. */
struct part {
	const char    *id;
	struct wording label;
	bool           composite;
	enum speaks    speaks;
	const char    *dimension;
	enum method    method;
	int            n, *member;
	double        *weight;			/* of each member */
	int            min_answered;
	bool           prorate;
	bool           stated;			/* from and to are given */
	double         from, to;		/* as given */
	double         low, high;		/* as its members have it: set by proof */
	int            places;			/* decimals of its bands */
	long           line;
};

struct band {
	int            part;
	const char    *id;
	struct wording label;
	int            level;			/* -1: none */
	double         from, to;		/* both within */
	const char    *sex, *informant;		/* NULL: any */
	int            age_from, age_to;	/* -1: any */
	long           line;
};

struct rule {
	const char       *id;
	struct wording    label;
	enum rule_method  method;
	int               n, *part;		/* RULE_HIGHEST */
	int               step, level;
	struct conditions when;			/* RULE_AT_LEAST */
	long              line;
};

struct interval { int level, days; long line; };	/* level -1: any other */
struct change { int part; double sd, reliability, step; const char *informant; long line; };	/* 0: not given */

struct instrument {
	const char      *path, *id, *version, *subject, *informant, *from, *to;
	bool             language[LANGUAGES];
	struct wording   title, text[INSTRUMENT_TEXTS];
	int              age_from, age_to;	/* -1: any */
	int              scales, items, parts, bands, rules, intervals, changes, flaws;
	struct scale    *scale;
	struct item     *item;
	struct part     *part;
	struct band     *band;
	struct rule     *rule;
	struct interval *interval;
	struct change   *change;
	struct flaw     *flaw;
	long             line;			/* of the row `instrument`; 0: there is none */
};

/* Tell what is wrong with it. */
__attribute__((format(printf, 4, 5))) void instrument_flaw(struct instrument *in, long line, const char *column, const char *fmt, ...);

/* The file of an instrument: a path as it is (it has a / or ends with .csv); else NAME-VERSION.csv or NAME.csv among the user's
 * own (`instruments` in the directory of keys) or in share/instruments. NULL if there is none; `version` may be NULL. */
const char *instrument_path(const char *name, const char *version);
/* The directory of the user's own. */
const char *instrument_own_dir(void);
/* The names of all, sorted, the user's own among them; NULL at the end. */
const char **instrument_names(void);

/* The place of a word (`n` bytes) among words that end with NULL, or -1. */
int instrument_place(const char *const *words, const char *word, size_t n);
/* The keys of a generic code list of share/, NULL at the end; the place of one in them, or -1. */
const char *const *instrument_keys(const char *list);
int instrument_key(const char *list, const char *key, size_t n);
/* Whether `key` is one of several with | between; of none, where they are NULL, any is. */
bool instrument_has(const char *keys, const char *key);
/* The place of an item, of a score; -1 for none. */
int instrument_item(const struct instrument *in, const char *id, size_t n);
int instrument_part(const struct instrument *in, const char *id, size_t n);
/* The text in that language, else English, else any; "" for none. */
const char *wording_in(const struct wording *w, int language);
/* Whether a scale has a value. */
bool scale_has(const struct scale *s, int value);
/* A whole number, all of the text; false if it is none. */
bool instrument_whole(const char *text, size_t n, int *out);

#endif
