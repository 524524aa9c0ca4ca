# The three shells, asked at TAB, offer what the commands themselves say, which tests/all.bats asks for with sanitizers too.
# bats file_tags=once

setup() {
	load helper
	fresh
	dir=$BATS_TEST_DIRNAME/../completions
}

# Each X_offers LINE prints what shell X offers at the end of LINE.

bash_offers() {
	source "$dir/casework.bash"
	COMP_LINE=$1 COMP_POINT=${#1}
	read -ra COMP_WORDS <<<"$1"
	[[ $1 != *' ' ]] || COMP_WORDS+=('')
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	_casework "${COMP_WORDS[0]}" "${COMP_WORDS[-1]}"
	printf '%s\n' "${COMPREPLY[@]}"
}

fish_offers() {
	HOME=$BATS_TEST_TMPDIR fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
		"$dir/casework.fish" "$1"
}

# zsh completes only in a live editor: type LINE and TAB, then ^X to see the line.
zsh_offers() {
	cat >"$BATS_TEST_TMPDIR/.zshrc" <<-EOT
		PS1='ready> ' LISTMAX=9999
		fpath=('$dir' \$fpath)
		autoload -Uz compinit && compinit -D -u
		source '$dir/_casework'
		show() { print -r "[\$BUFFER] seen" }
		zle -N show
		bindkey '^X' show
	EOT
	ZDOTDIR=$BATS_TEST_TMPDIR TERM=dumb timeout 30 zsh -f -c '
		zmodload zsh/zpty
		zpty shell zsh -d -i
		zpty -r shell out "*ready> "
		zpty -w -n shell "$1"$'"'\t\C-x'"'
		zpty -r shell out "*seen"
		print -r -- $out' zsh "$1"
}

# offers LINE TEXT: each shell offers TEXT at the end of LINE.
offers() {
	local shell
	for shell in bash fish zsh; do
		run "${shell}_offers" "$1"
		[[ $output == *"$2"* ]] || { echo "$shell: $1: no $2 in: $output"; return 1; }
	done
}

@test "completion: a command's options are offered" {
	offers 'concern-list --' --outcome
}

@test "completion: the keys of a code list are offered as values" {
	offers 'concern-list --outcome ' dropped
	offers 'concern-list --outcome ' investigate
	offers 'concern-list --outcome dropped,inv' dropped,investigate
	offers 'concern-add --child-sex f' female
}

@test "completion: formats are offered" {
	offers 'concern-list --format ' csv
}

@test "completion: an option begun is finished" {
	offers 'concern-add --rep' --reporter
}

@test "completion: when the command fails nothing is offered or said" {
	printf '#!/bin/sh\nprintf "opt\\t-\\thalf\\t-\\t-\\thalf a spec\\n"; echo oops >&2; exit 4\n' \
		>"$BATS_TEST_TMPDIR/concern-list"
	chmod +x "$BATS_TEST_TMPDIR/concern-list"
	PATH=$BATS_TEST_TMPDIR:$PATH
	for shell in bash fish zsh; do
		run "${shell}_offers" 'concern-list --'
		[[ $output != *half* && $output != *oops* ]] || { echo "$shell: $output"; return 1; }
	done
}
