/* file: what is read and what is written, with every write checked. */
#ifndef CASEWORK_FILE_H
#define CASEWORK_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* Open a file to read, or standard input for "-". What is typed at a terminal is read to its end first,
 * into memory, so that no lock is held while somebody types. Ends the program if it cannot. */
int file_open(const char *path);
/* The whole of a file, zero-terminated, in the arena of the run; NULL if it is not there. */
char *file_whole(const char *path, size_t *n);
/* The whole of a file or, for "-", of standard input: zero-terminated, in the arena of the run. Ends the program if it
 * cannot be read. */
char *file_text(const char *path, size_t *n);
/* Whether it is there, can be read, and begins as an SQLite file does. */
bool file_is_sqlite(const char *path);
/* Make the directory and those above it (0700). */
void file_make_dirs(const char *dir);
/* Make the directories that a file lies in. */
void file_make_dirs_of(const char *path);
/* A directory in memory that its owner alone may look into, made if need be: casework in $XDG_RUNTIME_DIR
 * if that is such a directory too (after su it is another's), else one of the user's in /dev/shm. Ends the
 * program if it is a link, another's, or open to others. In the arena of the run. */
const char *file_private_dir(void);
/* A path from the directory of the program itself; NULL if that is not to be known. In the arena of the run. */
const char *file_beside(const char *below);
/* Remove what lies in it, if it is there, named KIND-PROCESS or KIND-PROCESS-..., where there is no such process any more. */
void file_private_sweep(const char *kind);
/* Remove a file, or a directory with all that is in it, as far as it can be; links are not followed. */
void file_remove(const char *path);
/* Make a rename or a new file in this file's directory durable. */
void file_sync_dir(const char *path);

/* A passing name beside a file that is to be made; it and an SQLite file's side files go when the
 * program ends before file_place. In the arena of the run. */
const char *file_passing(const char *path);
/* Give the file of the passing name its own: in the place of what is there, or with `fresh` only if
 * nothing is there, else false. Durable when it returns; ends the program if it cannot be done. */
bool file_place(const char *passing, const char *path, bool fresh);
/* Remove a passing file and its side files. */
void file_drop(const char *passing);

/* A sink takes bytes and writes them out in large pieces: to standard output, or to a new file
 * (0600) which takes its name only when the sink is closed, so that no half file is ever seen. A device
 * or a pipe is written to as it is, a link is followed, and a registry's place is never taken. */
struct sink;
struct sink *sink_open(const char *path);	/* NULL or "-": standard output */
void sink_add(struct sink *s, const char *bytes, size_t n);
void sink_char(struct sink *s, char c);
void sink_string(struct sink *s, const char *text);
/* A text in a column of so many columns of a terminal, blanks behind it. One written from the right is kept apart (Unicode's
 * isolates): beside another such it would change places with it. */
void sink_cell(struct sink *s, const char *text, int wide);
/* Hand over what is held; ends the program with STATUS_FAILED if it cannot be written. */
void sink_flush(struct sink *s);
void sink_close(struct sink *s);
/* A note to be said when a write fails: that the rows are written all the same. */
void sink_committed(struct sink *s, const char *note);

/* A sink that keeps what it takes until it may be shown: in memory while it is small, else in a
 * nameless file, so that a million rows take no memory. */
struct sink *sink_hold(void);
/* Hand all that was held over to another sink (NULL: to nobody), and end it. */
void sink_pour(struct sink *held, struct sink *to);

#endif
