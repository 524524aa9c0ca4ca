/* ask: questions to a person at a terminal. Questions go to stderr, answers come from standard input. */
#ifndef CASEWORK_ASK_H
#define CASEWORK_ASK_H

#include <stdbool.h>

#include "frame/noun.h"

/* Whether there is a person to ask: standard input and stderr are terminals. */
bool ask_possible(void);

/* One line, asked by `question` and a blank. In the arena of the run; NULL at the end of input. With
 * `hidden` it is not shown as it is typed; whatever ends the program, the terminal shows again what is typed. */
char *ask_line(const char *question, bool hidden);
/* Several lines, to the end of input or a line of one dot; how to end is said. In the arena of the run,
 * without the last line's end; NULL if the input ends before anything was typed. */
char *ask_lines(const char *question);

/* A key as it is offered to be typed: with its label where the reader's language is not that of the keys. */
const char *ask_offer(const char *key, const char *label);
/* The value of a field, asked by its help, without blanks around it; a NOTE in several lines. `keys`, ending
 * with NULL, each as ask_offer has it, are shown as far as they fill a screen (NULL: none). Asked again, and why, as long as `fault`
 * (NULL: anything goes) returns a reason for the answer, which may be "". NULL at the end of input. */
char *ask_field(const struct field *f, const char *const *keys, const char *(*fault)(void *arg, const char *text),
                void *arg);

/* `text` as a person leaves it in an editor: $VISUAL, else $EDITOR, else vi. Below it stands `comment`, as lines
 * that begin with #, which do not come back; a line of the text that begins so is shown as \#, and so is
 * written. Blank lines at both ends are taken off. In the arena of the run; NULL if it is empty or as it was.
 * Ends the program with STATUS_FAILED if the editor fails.
 *
 * It lies in a private directory, in a directory of its own, which goes when this returns or the program ends
 * by an error or a signal; those of dead processes go too. The editor's temporary files come there, and vi,
 * vim, nvim, nano and emacs are told to keep no copies anywhere else; of others it is said that they may. */
char *ask_editor(const char *comment, const char *text);
/* The same for a page that has its own comments: it is shown as it is, and comes back as it is left. NULL if it was
 * not changed, or emptied, or left as another page was before: an editor that is no person would go on for ever. */
char *ask_page(const char *page);

#endif
