/* expect: what the unit tests share. A program says what is not as it should be, and exits 1. */
#ifndef CASEWORK_EXPECT_H
#define CASEWORK_EXPECT_H

#include <stdio.h>
#include <string.h>

static int expect_bad;

#define EXPECT(true_thing, ...) \
	do { \
		if (!(true_thing)) { \
			printf("line %d: %s: ", __LINE__, #true_thing); \
			printf(__VA_ARGS__); \
			putchar('\n'); \
			if (++expect_bad == 20) \
				return 1; \
		} \
	} while (0)

#define EXPECT_END() return expect_bad != 0

#endif
