/* Asks what its arguments say and prints each answer in <>, so that tests/unit.bats can type them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hall/ask.h"
#include "hall/current.h"

static const char *never_twice(void *arg, const char *text)
{
	const char **last = arg;

	if (*last && strcmp(*last, text) == 0)
		return NULL;
	*last = text;
	return "give it twice";
}

int main(int argc, char **argv)
{
	static const struct field text = { "given", TEXT, NEED, "the given name" };
	static const struct field day = { "born", DAY, 0, "the day of birth" };
	static const struct field code = { "sex", CODE, 0, "the sex", .of = "sex", .dflt = "unknown" };
	static const struct field note = { "told", NOTE, 0, "what was told" };
	static const char *const  keys[] = { "female", "male", "unknown", NULL };
	const char               *last = NULL, *many[401] = { 0 }, *answer = NULL, *verb = argc > 1 ? argv[1] : "";
	char                      id[ID_TEXT];
	struct registry           reg = { .uid = "0123456789abcdef" };

	if (strcmp(verb, "possible") == 0)
		answer = ask_possible() ? "yes" : "no";
	else if (strcmp(verb, "line") == 0 || strcmp(verb, "hidden") == 0)
		answer = ask_line(argv[2], verb[0] == 'h');
	else if (strcmp(verb, "lines") == 0)
		answer = ask_lines(argv[2]);
	else if (strcmp(verb, "twice") == 0)
		answer = ask_field(&text, NULL, never_twice, &last);
	else if (strcmp(verb, "day") == 0)
		answer = ask_field(&day, NULL, NULL, NULL);
	else if (strcmp(verb, "note") == 0)
		answer = ask_field(&note, NULL, NULL, NULL);
	else if (strcmp(verb, "code") == 0)
		answer = ask_field(&code, keys, NULL, NULL);
	else if (strcmp(verb, "codes") == 0) {
		for (int i = 0; i < 400; i++)
			many[i] = "key_of_a_list";
		answer = ask_field(&code, many, NULL, NULL);
	} else if (strcmp(verb, "edit") == 0)
		answer = ask_editor(argv[2], argv[3]);
	else if (strcmp(verb, "set") == 0 || strcmp(verb, "get") == 0) {
		reg.uid = argc > 3 ? argv[3] : reg.uid;
		if (verb[0] == 's')
			current_set(&reg, strcmp(argv[2], "0") == 0 ? 0 :
			            id_pack(&(struct id){ .code = "OSL", .year = 2021, .number = atoi(argv[2]) }, noun_by_name("case")->number));
		answer = current_get(&reg) ? noun_id_text(current_get(&reg), id) : NULL;
	}
	if (answer)
		printf("<%s>\n", answer);
	else
		puts("none");
	return 0;
}
