#!/usr/bin/env bats
# Forms in the editors that people have, on a terminal: tmux types the keys and shows the screen.

setup() {
	load helper
	families
	# Whoever has these settings has copies of all that is edited.
	printf '%s\n' 'silent! set backup writebackup swapfile undofile' 'silent! set viminfo=%,h' \
		'silent! set backupdir=~ directory=~ undodir=~' >.vimrc
	printf '%s\n' 'set backup' 'set historylog' 'set locking' 'set positionlog' >.nanorc
	mkdir bin
	PATH=$PWD/bin:$PATH
}

teardown() { tty kill-server 2>/dev/null || true; }

tty() { tmux -u -f /dev/null -S "$socket" "$@" 3>&-; }

# terminal EDITOR: a terminal with a shell, at which EDITOR is the editor, and what lies at home before.
terminal() {
	export EDITOR=$1
	unset TMUX
	socket=$BATS_FILE_TMPDIR/$BATS_TEST_NUMBER.$1
	tty new-session -d -x 100 -y 40 "ENV= PS1='ready ' exec sh -i"
	see ready
	files >kept.before
}

# waits COMMAND...: until it succeeds.
waits() {
	local last=$((SECONDS + 60))
	until "$@"; do
		[ "$SECONDS" -lt "$last" ] || { echo "never: $*"; tty capture-pane -p; return 1; }
		sleep 0.05
	done
}

# see TEXT: wait until it is on the screen.
on_screen() { [[ "$(tty capture-pane -p)" == *"$1"* ]]; }
see() { waits on_screen "$1"; }

# ended PROCESS, gone FILE: it is no more.
ended() { [[ "$(ps -o stat= -p "$1")" == @(|Z*) ]]; }
gone() { [ ! -e "$1" ]; }

# keys KEY...: keys by tmux's names. types TEXT: its characters.
keys() { tty send-keys "$@"; }
types() { tty send-keys -l "$1"; }

# begins COMMAND: typed at the shell; a form opens. left STATUS: and the command has ended so.
begins() {
	tty send-keys -R
	types "$1; echo \"ended \$?\""
	keys Enter
	see 'Fill in what you know'
}
left() { see "ended $1"; }

# All files at home, where the runtime directory is too, without the registry's and what this test itself keeps.
files() { find "$HOME" ! -path "$HOME/registry.db*" ! -path "$HOME/kept*" | sort; }

# Nothing came beside what was there, and nothing holds this text.
nothing_stays() {
	files >kept.after
	diff kept.before kept.after
	run ! grep -rqs --exclude "registry.db*" "$1" "$HOME"
}

# The form's file, once it is there, is the user's alone, and the only one beside those that were there before.
only_the_form() {
	files >kept.after
	form=$(find "$XDG_RUNTIME_DIR/casework" -name text)
	[ "$(stat -c %a "$form" "${form%/*}")" = $'600\n700' ]
	[ "$(diff kept.before kept.after | grep '^[<>]')" = "$(printf '> %s\n' "$XDG_RUNTIME_DIR/casework" "${form%/*}" "$form")" ]
}

of() { "$1-list" --ref "$2" --columns "$1" | tail -n 1; }

# in_vi FIELD TEXT: the field's line is TEXT. save_vi: and out.
in_vi() {
	types "/^$1:"
	keys Enter
	types "cc$2"
	see "$2"
	keys Escape
}
save_vi() {
	types ':wq'
	see ':wq'
	keys Enter
}
undone_vi() {
	types ':q!'
	see ':q!'
	keys Enter
}

in_nano() {
	keys C-w
	see 'Search'
	types "$1:"
	keys Enter
	see 'Help'
	keys C-k
	types "$2"
	keys Enter
	see "$2"
}
save_nano() {
	keys C-x
	see 'Save modified buffer?'
	types y
	see 'File Name to Write'
	keys Enter
}
undone_nano() {
	types 'x'
	keys C-x
	see 'Save modified buffer?'
	types n
}

# a_form KIND EDITOR: add with a mistake, mend it, edit, and leave without saving.
a_form() {
	local kind=$1 one
	terminal "$2"
	begins 'concern-add -e >kept.id'
	only_the_form
	"in_$kind" reporter 'reporter: scool'
	"in_$kind" content 'content: basic_care'
	"in_$kind" child_given 'child_given: Kari Kvist'
	"in_$kind" received 'received: yesterday'
	"save_$kind"
	see 'Nothing is written yet'
	[ "$(count concern)" -eq 10 ]
	"in_$kind" reporter 'reporter: school'
	see 'no such code: scool (school?)'
	"save_$kind"
	left 0
	one=$(cat kept.id)
	[ "$(concern-show "$one" --columns received,reporter,child_given | tail -n 1)" = '2021-12-30,school,Kari Kvist' ]
	begins "record-edit $one -e >/dev/null"
	"in_$kind" language 'language: bg'
	"save_$kind"
	left 0
	[ "$(concern-show "$one" --columns language | tail -n 1)" = bg ]
	record-show "$one" --history >kept.then
	begins "record-edit $one -e"
	"in_$kind" child_given 'child_given: Lin Kvist'
	"undone_$kind"
	see 'nothing was written'
	left 0
	record-show "$one" --history | diff kept.then -
	rmdir "$XDG_RUNTIME_DIR/casework"
	nothing_stays 'Kvist'
}

@test "vim: a form is filled, mended, left; no copies stay" {
	a_form vi vim
}

@test "vim.tiny as vi: a form is filled, mended, left; no copies stay" {
	ln -s "$(command -v vim.tiny)" bin/vi
	a_form vi vi
}

@test "nano: a form is filled, mended, left; no copies stay" {
	a_form nano nano
}

@test "emacs and nvim are told to keep no copies" {
	local name
	for name in emacs nvim; do
		# shellcheck disable=SC2016
		printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"$HOME/kept.%s"\n' "$name" >"bin/$name"
		chmod +x "bin/$name"
		EDITOR=$name concern-add -e 2>/dev/null
		[[ "$(tail -n 1 "kept.$name")" == "$XDG_RUNTIME_DIR"/casework/edit-*/text ]]
	done
	grep -qx -- '--eval' kept.emacs
	for name in 'make-backup-files nil' 'auto-save-default nil' 'create-lockfiles nil'; do
		grep -qF "$name" kept.emacs
	done
	grep -qx -- '-n' kept.nvim
	for name in nobackup nowritebackup noswapfile noundofile; do
		grep -q "$name" kept.nvim
	done
}

# typing EDITOR: a form is open, with something typed and not saved; the processes are $command and $editor.
typing() {
	terminal "$1"
	begins 'concern-add -e'
	only_the_form
	case $1 in
	nano) in_nano child_given 'child_given: Kari Kvist' ;;
	*) in_vi child_given 'child_given: Kari Kvist' ;;
	esac
	command=${form%/*} command=${command##*-}
	editor=$(ps -o pid= --ppid "$command" | tr -d ' ')
}

# swept: a form whose command was killed is where it was, the user's alone, with nothing beside it at home, until another
# command starts.
swept() {
	local lying
	# What an editor does when its terminal is gone it has done by then.
	tty kill-server
	waits ended "$editor"
	files >kept.after
	run ! grep -v "^$XDG_RUNTIME_DIR/casework" <(diff kept.before kept.after | sed -n 's/^[<>] //p')
	for lying in "${form%/*}"/*; do
		[ "$(stat -c %a "$lying")" = 600 ]
	done
	[ "$(stat -c %a "${form%/*}")" = 700 ]
	concern-list >/dev/null
	rmdir "$XDG_RUNTIME_DIR/casework"
	nothing_stays Kvist
	[ "$(count concern)" -eq 10 ]
}

@test "the command is killed while a form is open: it is swept at the next start" {
	local name
	for name in vim nano; do
		typing "$name"
		kill -9 "$command"
		left 137
		swept
	done
}

@test "the command and its editor are killed while a form is open: it is swept at the next start" {
	local name
	for name in vim nano; do
		typing "$name"
		kill -9 "$command" "$editor"
		left 137
		swept
	done
}

@test "the editor is killed while a form is open: nothing of it is taken, and it is gone" {
	local name
	for name in vim nano; do
		typing "$name"
		kill -9 "$editor"
		see 'the editor failed; nothing it wrote was taken'
		left 4
		rmdir "$XDG_RUNTIME_DIR/casework"
		nothing_stays Kvist
		tty kill-server
	done
	[ "$(count concern)" -eq 10 ]
}

@test "the terminal is closed while a form is open: it is gone" {
	local name
	for name in vim nano; do
		typing "$name"
		tty kill-server
		waits gone "${form%/*}"
		rmdir "$XDG_RUNTIME_DIR/casework"
		nothing_stays Kvist
	done
	[ "$(count concern)" -eq 10 ]
}
