/* ask: questions to a person at a terminal. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "doors/file.h"
#include "hall/ask.h"
#include "hall/cmd.h"
#include "words/language.h"
#include "words/mem.h"
#include "words/utf8.h"

enum {
	LINE_MAX_TYPED = 4095,	/* bytes; a terminal drops what is typed behind them */
	SCREEN_LINES = 20,
	SCREEN_WIDTH = 76
};

bool ask_possible(void)
{
	return cmd_person();
}

/* ---- lines ---- */

/* With nothing in it that could steer the terminal. */
static void put(const char *text)
{
	struct text t = { 0 };
	int         len;

	for (size_t n = strlen(text); n > 0; text += len, n -= (size_t)len) {
		bool good;

		len = utf8_length(text, n);
		good = len > 0 && (*text == '\n' || err_harmless(text, len));
		if (len < 1)
			len = 1;
		text_add(&t, good ? text : "?", good ? (size_t)len : 1);
	}
	/* Nothing can be done about a closed stderr. */
	if (t.n && write(STDERR_FILENO, t.s, t.n) < 0)
		errno = 0;
	text_free(&t);
}

enum typed { TYPED_END, TYPED_LINE, TYPED_BROKEN };

/* Byte by byte, so that what stands behind the line is left to whoever reads next. */
static enum typed read_line(struct text *t)
{
	char    c;
	ssize_t n;

	text_clear(t);
	for (;;) {
		n = read(STDIN_FILENO, &c, 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return TYPED_BROKEN;
		if (n == 0)
			return t->n ? TYPED_LINE : TYPED_END;
		if (c == '\n')
			return TYPED_LINE;
		if (c)
			text_char(t, c);
	}
}

static const int        ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
enum { ENDING = 4 };
static struct sigaction before[ENDING];
static struct termios   shown;

static void show_again(void)
{
	tcsetattr(STDIN_FILENO, TCSANOW, &shown);
	for (int i = 0; i < ENDING; i++)
		sigaction(ending[i], &before[i], NULL);
}

/* Then whoever would have had the signal has it. */
static void on_ending(int number)
{
	int kept = errno;

	show_again();
	raise(number);
	errno = kept;
}

/* Nothing that is typed is seen until show_again, nor where the program ends before that. False if this is
 * no terminal. */
static bool hide(void)
{
	struct sigaction act = { .sa_handler = on_ending };
	struct termios   unseen;

	if (tcgetattr(STDIN_FILENO, &shown) != 0)
		return false;
	for (int i = 0; i < ENDING; i++)
		sigaddset(&act.sa_mask, ending[i]);
	for (int i = 0; i < ENDING; i++) {
		sigaction(ending[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(ending[i], &act, NULL);
	}
	unseen = shown;
	unseen.c_lflag = (unseen.c_lflag & ~(tcflag_t)ECHO) | ECHONL;
	/* Nor may it be stopped meanwhile: the shell that comes then would show nothing either. */
	unseen.c_cc[VSUSP] = _POSIX_VDISABLE;
	tcsetattr(STDIN_FILENO, TCSANOW, &unseen);
	return true;
}

/* What a terminal took of a line that was too long for it is not what was meant. */
static bool is_cut(const struct text *t)
{
	return t->n >= LINE_MAX_TYPED && isatty(STDIN_FILENO);
}

/* Asked only when nothing is seen any more: whoever types at once is not seen either. */
static bool next_line(struct text *t, const char *question, bool hidden)
{
	bool       hides = hidden && hide();
	enum typed got;
	int        number;

	put(question);
	got = read_line(t);
	number = errno;
	if (hides)
		show_again();
	errno = number;
	if (got == TYPED_BROKEN)
		err_die_errno("standard input: cannot be read");
	if (got == TYPED_END)
		put("\n");
	return got == TYPED_LINE;
}

char *ask_line(const char *question, bool hidden)
{
	struct text t = { 0 };

	question = arena_print(&arena_run, "%s ", question);
	while (next_line(&t, question, hidden)) {
		if (!is_cut(&t))
			return text_keep(&t);
		err_warn("too long: a line typed at a terminal ends at %d bytes; once more", LINE_MAX_TYPED);
	}
	text_free(&t);
	return NULL;
}

char *ask_lines(const char *question)
{
	struct text all = { 0 }, line = { 0 };
	bool        any = false;

	put(question);
	put(arena_print(&arena_run, "\n%s\n", say("(end with a line of one dot, or with Ctrl-D)")));
	while (next_line(&line, "", false)) {
		if (line.n == 1 && line.s[0] == '.') {
			text_free(&line);
			return text_keep(&all);
		}
		if (is_cut(&line)) {
			err_warn("left out: a line typed at a terminal ends at %d bytes; break it, and give it again", LINE_MAX_TYPED);
			continue;
		}
		if (any)
			text_char(&all, '\n');
		text_add(&all, line.s, line.n);
		any = true;
	}
	text_free(&line);
	if (any)
		return text_keep(&all);
	return NULL;
}

/* ---- a field ---- */

const char *ask_offer(const char *key, const char *label)
{
	return language_now() > 0 && label && *label && strcmp(label, key) != 0
	       ? arena_print(&arena_run, "%s (%s)", key, label) : key;
}

/* The keys side by side, at most a screenful. */
static void say_keys(const char *const *keys)
{
	struct text t = { 0 };
	int         lines = 0, width = 0, left = 0;

	for (; *keys && (lines < SCREEN_LINES || width + 2 + utf8_width(*keys) <= SCREEN_WIDTH); keys++) {
		if (lines == 0 || width + 2 + utf8_width(*keys) > SCREEN_WIDTH) {
			text_string(&t, lines++ ? "\n" : "");
			width = 0;
		}
		text_print(&t, "  %s", *keys);
		width += 2 + utf8_width(*keys);
	}
	while (*keys++)
		left++;
	if (left)
		text_print(&t, say("\n  ... and %d more"), left);
	text_char(&t, '\n');
	put(t.s);
	text_free(&t);
}

/* How it is written, and what an empty answer means. */
static const char *hint(const struct field *f)
{
	static const char *const form[] = { [DAY] = SAID("2021-03-08, 8.3.2021, today, -3d"), [TIME] = "YYYY-MM-DDTHH:MM",
	                                    [BOOL] = SAID("yes or no"), [STAFF] = NULL };
	const char              *how = f->flags & MANY ? say("several with | between them") : form[f->type] ? say(form[f->type]) : NULL;
	const char              *none = NULL;

	if (f->dflt)
		none = arena_print(&arena_run, say("nothing means %s"), strcmp(f->dflt, "me") == 0 ? say("you")
		                   : strcmp(f->dflt, "mine") == 0 ? say("your office") : f->dflt);
	else if (!(f->flags & NEED))
		none = say("or nothing");
	if (!how && !none)
		return "";
	return arena_print(&arena_run, " (%s%s%s)", how ? how : "", how && none ? "; " : "", none ? none : "");
}

static char *trimmed(char *s)
{
	size_t n;

	s += strspn(s, " \t\r");
	for (n = strlen(s); n && strchr(" \t\r\n", s[n - 1]); n--)
		;
	s[n] = 0;
	return s;
}

char *ask_field(const struct field *f, const char *const *keys, const char *(*fault)(void *arg, const char *text),
                void *arg)
{
	const char *question = arena_print(&arena_run, "%s%s:", say(f->help), hint(f));

	for (;;) {
		const char *why;
		char       *answer;

		if (keys && *keys)
			say_keys(keys);
		answer = f->type == NOTE ? ask_lines(question) : ask_line(question, false);
		if (!answer)
			return NULL;
		answer = trimmed(answer);
		why = fault ? fault(arg, answer) : NULL;
		if (!why)
			return answer;
		err_warn("%s: %s", f->name, say(why));
	}
}

/* ---- which editor ---- */

/* What keeps an editor from writing copies of its own. By its name up to the first character that is no
 * letter, as in vim.tiny or emacs-nox. A user's settings are read before -c and --eval are done. */
struct habit { const char *name; const char *args[6]; };

static const struct habit habits[] = {
#define VIM "-n", "-i", "NONE", "-c", \
	"silent! set nobackup nowritebackup noswapfile viminfo= | silent! set noundofile"
	{ "vim", { VIM } }, { "nvim", { VIM } }, { "gvim", { VIM } }, { "rvim", { VIM } }, { "view", { VIM } },
#undef VIM
	/* It is told by its environment. */
	{ "nvi", { 0 } },
	/* Without the user's settings it has no backups, locks or histories. */
	{ "nano", { "-I" } }, { "rnano", { "-I" } },
	{ "emacs", { "--eval",
		"(progn (setq make-backup-files nil backup-inhibited t auto-save-default nil create-lockfiles nil"
		" undo-tree-auto-save-history nil)"
		" (dolist (mode '(auto-save-visited-mode savehist-mode desktop-save-mode))"
		" (when (and (boundp mode) (symbol-value mode)) (funcall mode 0))))" } },
	/* It has no such habits. */
	{ "busybox", { 0 } },
	{ 0 }
};

static const struct habit *habit_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t      n = strspn(name, "abcdefghijklmnopqrstuvwxyz");

	for (const struct habit *h = habits; h->name; h++)
		if (strlen(h->name) == n && strncmp(h->name, name, n) == 0)
			return h;
	return NULL;
}

/* The first word, behind settings of variables, without quotes. */
static char *first_word(const char *editor)
{
	char  *word;
	size_t n;

	for (;;) {
		editor += strspn(editor, " \t\"'");
		n = strcspn(editor, " \t\"'");
		word = arena_copy(&arena_run, editor, n);
		if (!strchr(word, '=') || !editor[n])
			return word;
		editor += n;
	}
}

/* The file that the shell finds, behind all links: vi is many an editor's name. */
static const char *program(const char *word)
{
	const char *path = getenv("PATH");
	char       *real = NULL;

	if (strchr(word, '/'))
		real = realpath(word, NULL);
	for (const char *p = path; p && !real && !strchr(word, '/'); ) {
		const char *tried = arena_print(&arena_run, "%.*s/%s", (int)strcspn(p, ":"), p, word);

		if (access(tried, X_OK) == 0)
			real = realpath(tried, NULL);
		p = strchr(p, ':');
		p = p ? p + 1 : NULL;
	}
	word = real ? arena_string(&arena_run, real) : word;
	free(real);
	return word;
}

/* ---- what it edits ---- */

/* The text and the comment as the editor gets them. */
static char *laid_out(const char *text, const char *comment)
{
	struct text t = { 0 };
	size_t      n;

	for (const char *line = text; *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		if (line[strspn(line, "\\")] == '#')
			text_char(&t, '\\');
		text_add(&t, line, n);
		text_char(&t, '\n');
	}
	text_char(&t, '\n');
	for (const char *line = comment; *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		text_string(&t, n ? "# " : "#");
		text_add(&t, line, n);
		text_char(&t, '\n');
	}
	return text_keep(&t);
}

/* The text alone, out of what the editor left. */
static char *taken_out(const char *left)
{
	struct text t = { 0 };
	size_t      n;
	char       *all;

	for (const char *line = left; *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		if (line[0] == '#' || (t.n == 0 && strspn(line, " \t\r") == n))
			continue;
		if (line[0] == '\\' && line[strspn(line, "\\")] == '#')
			text_add(&t, line + 1, n - 1);
		else
			text_add(&t, line, n);
		text_char(&t, '\n');
	}
	all = text_keep(&t);
	for (n = strlen(all); n && strchr(" \t\r\n", all[n - 1]); n--)
		;
	all[n] = 0;
	return all;
}

/* The directory of one editing, and how signals were before it. */
struct desk {
	const char      *dir, *path;
	sigset_t         caught, mask;
	struct sigaction act[3];
	int              number;	/* of the signal that is to end the program, or 0 */
};

static const int waiting[] = { SIGTERM, SIGHUP };
static const int resting[] = { SIGINT, SIGQUIT, SIGCHLD };

/* Until it is cleared no signal ends the program: those of the keys are the editor's, the others wait. */
static void lay(struct desk *d)
{
	const char      *private = file_private_dir();
	struct sigaction now;

	d->dir = arena_print(&arena_run, "%s/edit-%ld", private, (long)getpid());
	d->path = arena_print(&arena_run, "%s/text", d->dir);
	d->number = 0;
	err_scrap(d->path);
	sigemptyset(&d->caught);
	sigaddset(&d->caught, SIGCHLD);
	for (int i = 0; i < 2; i++)
		if (sigaction(waiting[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
			sigaddset(&d->caught, waiting[i]);
	sigprocmask(SIG_BLOCK, &d->caught, &d->mask);
	for (int i = 0; i < 3; i++)
		sigaction(resting[i], &(struct sigaction){ .sa_handler = resting[i] == SIGCHLD ? SIG_DFL : SIG_IGN }, &d->act[i]);
}

static void signals_back(const struct desk *d)
{
	for (int i = 0; i < 3; i++)
		sigaction(resting[i], &d->act[i], NULL);
	sigprocmask(SIG_SETMASK, &d->mask, NULL);
}

static void clear(struct desk *d)
{
	file_remove(d->dir);
	err_keep(d->path);
	if (d->number)
		raise(d->number);
	signals_back(d);
}

static bool put_down(const struct desk *d, const char *text)
{
	size_t n = strlen(text);
	int    fd;

	/* One of that name is a dead process's: its number has come round to us. */
	file_remove(d->dir);
	if (mkdir(d->dir, 0700) != 0 || (fd = open(d->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600)) < 0)
		return false;
	errno = ENOSPC;
	if (write(fd, text, n) != (ssize_t)n) {
		close(fd);
		return false;
	}
	return close(fd) == 0;
}

/* ---- editing ---- */

/* One command and no more, which may take the shell's place, so that a signal reaches it. */
static bool is_plain(const char *editor)
{
	return !strpbrk(editor, ";&|()<>`\n") && !memchr(editor, '=', strcspn(editor, " \t"));
}

/* In the child: the shell splits the words of the editor, as it does for git. */
static _Noreturn void become(const struct desk *d, const char *editor, const struct habit *habit)
{
	const char *argv[16] = { "sh", "-c", arena_print(&arena_run, "%s%s \"$@\"", is_plain(editor) ? "exec " : "", editor),
	                         editor };
	const char *old = getenv("NEXINIT") ? getenv("NEXINIT") : getenv("EXINIT");
	int         n = 4;

	for (int i = 0; habit && i < 6 && habit->args[i]; i++)
		argv[n++] = habit->args[i];
	argv[n] = d->path;
	signals_back(d);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	setenv("TMPDIR", d->dir, 1);
	if (habit && strcmp(habit->name, "nvi") == 0)
		setenv("NEXINIT", arena_print(&arena_run, "%s%sset recdir=%s directory=%s", old ? old : "", old ? "\n" : "",
		                              d->dir, d->dir), 1);
	/* The output may be kept by a script, as in c=$(case-new ...). */
	if (!isatty(STDOUT_FILENO) && isatty(STDERR_FILENO))
		dup2(STDERR_FILENO, STDOUT_FILENO);
	execv("/bin/sh", (char *const *)argv);
	_exit(127);
}

/* The program is to end: the editor goes first, by force after two seconds. */
static int end_editor(pid_t pid, int number)
{
	int status;

	kill(pid, number);
	kill(pid, SIGCONT);
	for (int i = 0; i < 100; i++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return status;
		nanosleep(&(struct timespec){ .tv_nsec = 20 * 1000 * 1000 }, NULL);
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return status;
}

static int edit(struct desk *d, const char *editor, const struct habit *habit)
{
	pid_t pid = fork();
	int   status, number;

	if (pid == 0)
		become(d, editor, habit);
	if (pid < 0)
		return -1;
	while (waitpid(pid, &status, WNOHANG) != pid) {
		number = sigwaitinfo(&d->caught, NULL);
		if (number == SIGTERM || number == SIGHUP) {
			d->number = number;
			return end_editor(pid, number);
		}
	}
	return status;
}

/* What the editor left, or NULL: then errno says why. */
static char *left_in(const char *path)
{
	int         fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	struct text t = { 0 };
	char        piece[4096];
	ssize_t     n = -1;

	if (fd < 0 && errno == ENOENT)
		return arena_string(&arena_run, "");
	if (fd < 0)
		return NULL;
	/* An editor that left something else there left no text; a pipe is not waited for. */
	if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode))
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	else
		while ((n = read(fd, piece, sizeof piece)) > 0)
			text_add(&t, piece, (size_t)n);
	close(fd);
	if (n == 0 && t.n && memchr(t.s, 0, t.n)) {
		errno = EILSEQ;
		n = -1;
	}
	if (n == 0)
		return text_keep(&t);
	text_free(&t);
	return NULL;
}

/* What is left of `given` when the editor has ended. */
static char *edited(const char *given)
{
	const char         *editor = getenv("VISUAL"), *word;
	const struct habit *habit;
	struct termios      terminal;
	bool                at_terminal = tcgetattr(STDIN_FILENO, &terminal) == 0;
	struct desk         d;
	int                 status, number;
	char               *left = NULL;

	if (!editor || !*editor)
		editor = getenv("EDITOR");
	if (!editor || !*editor)
		editor = "vi";
	word = first_word(editor);
	habit = habit_of(program(word));
	if (!habit)
		habit = habit_of(word);
	if (!habit)
		err_note("%s: may keep copies of what is written (vi, vim, nvim, nano and emacs are told not to)", word);
	lay(&d);
	if (!put_down(&d, given)) {
		number = errno;
		clear(&d);
		errno = number;
		err_die_errno("%s: cannot be written", d.path);
	}
	status = edit(&d, editor, habit);
	if (status == 0)
		left = left_in(d.path);
	number = errno;
	if (status != 0 && at_terminal)
		tcsetattr(STDIN_FILENO, TCSANOW, &terminal);
	clear(&d);
	if (status != 0)
		err_die("%s: the editor failed; nothing it wrote was taken", word);
	errno = number;
	if (!left)
		err_die_errno("%s: cannot be read", d.path);
	return left;
}

char *ask_editor(const char *comment, const char *text)
{
	const char *given = laid_out(text, comment);
	char       *left = taken_out(edited(given));

	return *left && strcmp(left, taken_out(given)) != 0 ? left : NULL;
}

char *ask_page(const char *page)
{
	static const char *last;
	char              *left = edited(page);

	if (!left[strspn(left, " \t\r\n")] || strcmp(left, page) == 0 || (last && strcmp(left, last) == 0))
		return NULL;
	return arena_string(&arena_run, last = left);
}
