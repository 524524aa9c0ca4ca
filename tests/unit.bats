# Small parsers against published vectors: C programs of tests/unit, each linked with the objects of the
# build that is tested, by the compiler and with the flags that made it, and with the libraries that casework itself is linked with.
setup() { load helper; }

# passes NAME: tests/unit/NAME.c finds nothing amiss.
passes() {
	cd "$top" || return
	# shellcheck disable=SC2046
	$(cat "$build/gen/flags") -Itests -pie -o "$BATS_TEST_TMPDIR/$1" "tests/unit/$1.c" "$build"/lib/words/*.o "$build"/lib/doors/*.o \
		$(sed -n 's/^LIBS *:= *//p' Makefile) &&
		TZ=UTC "$BATS_TEST_TMPDIR/$1"
}

@test "ids: the published check characters, every id back from its number, no id another by one wrong character" {
	passes id
}

@test "days: every day of eight centuries there and back, leap years, month ends, ages, periods" {
	passes day
}

@test "working days: Easter of both churches, weekends, holidays and days that make up for them, months and working days counted" {
	passes calendar
}

@test "text: every character of UTF-8 and nothing else, as RFC 3629 has it" {
	passes utf8
}

@test "words: the nearest is the one with the fewest letters to mend" {
	passes nearest
}

@test "national ids: the published numbers, and every slip and swap but those that the published sums let through" {
	passes national
}

@test "text is compared as people write it for each other, whatever bytes it has" {
	passes fold
}

@test "digests, receipts and public keys: what was made is found and opened again, and nothing else" {
	passes seal
}

@test "an envelope opens whole, and with any byte changed, added or lost it does not" {
	passes envelope
}

@test "scores: sums, means, weights, percents, prorating, reversed items, bands, levels, the reliable change index" {
	bare
	# shellcheck disable=SC2046
	(cd "$top" && $(cat "$build/gen/flags") -Itests -pie -o "$BATS_TEST_TMPDIR/score" tests/unit/score.c \
		$(ls "$build"/lib/*/*.o "$build"/cmd/*.o "$build"/gen/tables.o | grep -v '/hall/main\.o$') \
		$(sed -n 's/^LIBS *:= *//p' Makefile))
	CASEWORK_SHARE=$top/share "$BATS_TEST_TMPDIR/score" "$top/tests/data/instruments/vectors.csv"
}

@test "every program of tests/unit is run by a test" {
	for file in "$top"/tests/unit/*.c; do
		name=$(basename "$file" .c)
		[ "$name" = spy ] || grep -qE "(^	passes |tests/unit/)$name(\.c .*)?\$" "$BATS_TEST_FILENAME" || { echo "$name"; return 1; }
	done
}

# ---- questions at a terminal ----

# A home with nothing of the user's, and $ask: tests/unit/ask.c, with everything but main.
asking() {
	bare
	ask=$BATS_FILE_TMPDIR/ask
	export ask
	# shellcheck disable=SC2046
	[ -e "$ask" ] || (cd "$top" && $(cat "$build/gen/flags") -Itests -pie -o "$ask" tests/unit/ask.c \
		$(ls "$build"/lib/*/*.o "$build"/cmd/*.o "$build"/gen/tables.o | grep -v '/hall/main\.o$') \
		$(sed -n 's/^LIBS *:= *//p' Makefile))
	unset VISUAL EDITOR NEXINIT EXINIT
	export XDG_RUNTIME_DIR=$PWD/runtime
	mkdir -m 700 runtime
}

# answering WORDS TEXT COMMAND: run the shell's command at a terminal and type TEXT when it has said WORDS.
# What the terminal showed is the file shown.
answering() {
	mkfifo keys
	: >shown
	timeout 20 script -qefc "$3" shown <keys >/dev/null 2>&1 &
	local pid=$!
	exec 7>keys
	awaits "$1" shown
	printf "$2" >&7
	wait "$pid" && status=0 || status=$?
	exec 7>&-
	rm keys
	tr -d '\r' <shown | sed '1d; /^$/d; /^Script done/d' >shown.plain
	mv shown.plain shown
}

# awaits WORDS FILE: until they stand in it; at most some twenty seconds.
awaits() {
	local i
	for i in {1..400}; do
		grep -qsF -- "$1" "$2" && return
		sleep 0.05
	done
	echo "never said: $1"
	return 1
}

# echoes FILE: what stty -a put there says that what is typed is shown.
echoes() {
	[ "$(sed '1,/^speed/d' "$1" | grep -oE -- '-?\<echo\>')" = echo ]
}

# An editor: a shell script of that name, given the file as its last argument $text.
editor() {
	mkdir -p editors
	{ printf '#!/bin/bash\nfor text; do :; done\nfile=$text\n'; cat; } >"editors/$1"
	chmod 755 "editors/$1"
	export EDITOR=$PWD/editors/$1
}

# Nothing of an editing is left.
cleared() {
	[ -z "$(find runtime -name 'edit-*')" ] && [ -z "$(grep -rls hushed . --exclude-dir=editors)" ]
}

@test "A person is asked only where input and stderr are terminals" {
	asking
	[ "$("$ask" possible </dev/null)" = "<no>" ]
	answering '<' '' '"$ask" possible'
	[ "$(cat shown)" = "<yes>" ]
	answering '<' '' '"$ask" possible 2>/dev/null'
	[ "$(cat shown)" = "<no>" ]
}

@test "A line is asked on stderr, and what stands behind it is left for the next reader" {
	asking
	printf 'a b\nrest\n' >input
	{ "$ask" line "Which one?"; cat; } <input >got 2>err
	[ "$(cat got)" = $'<a b>\nrest' ] && [ "$(cat err)" = "Which one? " ]
	[ "$(printf last | "$ask" line Q 2>/dev/null)" = "<last>" ]
	[ "$("$ask" line Q </dev/null 2>/dev/null)" = none ]
	[ "$(echo | "$ask" line Q 2>/dev/null)" = "<>" ]
}

@test "A question cannot steer the terminal" {
	asking
	"$ask" line $'a\033[2Jb\342\200\256c\377d' </dev/null >/dev/null 2>err
	[ "$(cat err)" = "a?[2Jb?c?d " ]
}

@test "What is hidden is not shown, and the terminal shows again what is typed after it" {
	asking
	answering 'word: ' 'hushed\n' '"$ask" hidden word: >got; stty -a'
	[ "$(cat got)" = "<hushed>" ]
	[ "$(grep -c hushed shown)" -eq 0 ]
	echoes shown || { cat shown; return 1; }
}

@test "A terminal shows again what is typed after INT, TERM and HUP too" {
	asking
	for signal in INT TERM HUP; do
		answering 'word: ' '' \
			'trap : INT; (while ! grep -qs "word: " shown; do sleep 0.05; done; kill -'$signal' "$(cat pid)") &
			bash -c "echo \$\$ >pid; exec \"\$ask\" hidden word:" >got; echo "ended $?"; stty -a'
		grep -q "ended $((128 + $(kill -l $signal)))" shown
		echoes shown || { cat shown; return 1; }
		[ ! -s got ]
	done
}

@test "Ctrl-C at a hidden question ends the program and shows again what is typed" {
	asking
	answering 'word: ' '\003' 'trap : INT; "$ask" hidden word: >got; echo "ended $?"; stty -a'
	grep -q 'ended 130' shown
	echoes shown || { cat shown; return 1; }
}

@test "Several lines end at a line of one dot, or where the input ends" {
	asking
	[ "$(printf 'one\n\n..\n two\n.\nrest\n' | "$ask" lines Q 2>err)" = $'<one\n\n..\n two>' ]
	grep -q 'end with a line of one dot, or with Ctrl-D' err
	[ "$(printf 'one\ntwo' | "$ask" lines Q 2>/dev/null)" = $'<one\ntwo>' ]
	[ "$(printf '.\n' | "$ask" lines Q 2>/dev/null)" = "<>" ]
	[ "$("$ask" lines Q </dev/null 2>/dev/null)" = none ]
	answering 'Ctrl-D' 'told\nmore\n\004' '"$ask" lines Q >got'
	[ "$(cat got)" = $'<told\nmore>' ]
}

@test "A line that a terminal cuts off is not taken" {
	asking
	long=$(printf '%05000d' 0)
	answering 'Q ' "$long\nshort\n" '"$ask" line Q >got'
	[ "$(cat got)" = "<short>" ]
	grep -q 'too long: a line typed at a terminal ends at 4095 bytes' shown
	answering 'Ctrl-D' "one\n$long\ntwo\n.\n" '"$ask" lines Q >got'
	[ "$(cat got)" = $'<one\ntwo>' ]
}

@test "A field is asked by its help, with how it is written, and again with the reason" {
	asking
	[ "$(printf ' Ada \nAda\n' | "$ask" twice 2>err)" = "<Ada>" ]
	[ "$(cat err)" = 'the given name: casework: given: give it twice
the given name: ' ]
	[ "$(printf 'Ada\n' | "$ask" twice 2>/dev/null)" = none ]
	[ "$(printf '\n' | "$ask" day 2>err)" = "<>" ]
	[ "$(cat err)" = 'the day of birth (2021-03-08, 8.3.2021, today, -3d; or nothing): ' ]
	[ "$(printf 'one\ntwo\n.\n' | "$ask" note 2>/dev/null)" = $'<one\ntwo>' ]
	[ "$(printf 'male\n' | "$ask" code 2>err)" = "<male>" ]
	[ "$(cat err)" = '  female  male  unknown
the sex (nothing means unknown): ' ]
}

@test "Of a long list no more is shown than a screen takes" {
	asking
	"$ask" codes </dev/null 2>err >/dev/null
	[ "$(grep -c key_of_a_list err)" -eq 20 ]
	[ "$(grep -o key_of_a_list err | wc -l)" -eq 100 ]
	grep -qx '  ... and 300 more' err
	[ "$(awk 'length > 80' err)" = "" ]
}

# ---- an editor ----

@test "An editor gets the text above the comment, in a private file, and what it leaves is taken" {
	asking
	editor plain <<-'END'
		cat "$file" >seen
		stat -c %a "$file" "${file%/*}" >modes
		printf '\n\n  hushed one\n# not this\n\ntwo  \n\n#\n\n' >"$file"
	END
	[ "$("$ask" edit $'say why\n\nat length' $'old\ntext' 2>err)" = $'<  hushed one\n\ntwo>' ]
	[ "$(cat seen)" = $'old\ntext\n\n# say why\n#\n# at length' ]
	[ "$(cat modes)" = $'600\n700' ]
	grep -q 'plain: may keep copies of what is written' err
	cleared
}

@test "Nothing comes of a text that is empty or as it was" {
	asking
	editor plain <<<'exit 0'
	[ "$("$ask" edit comment $'as\n\nit was' 2>/dev/null)" = none ]
	[ "$("$ask" edit comment '' 2>/dev/null)" = none ]
	editor plain <<<'printf "\n# other\n \n" >"$file"'
	[ "$("$ask" edit comment text 2>/dev/null)" = none ]
	editor plain <<<'rm "$file"'
	[ "$("$ask" edit comment text 2>/dev/null)" = none ]
	cleared
}

@test "Lines of the text that begin with # come back, and one can be written" {
	asking
	editor plain <<<'cat "$file" >seen; sed -i "s/^one/two/; \$a \\\\\\\\#4" "$file"'
	[ "$("$ask" edit comment $'# a\none\n\\#b\n\\c' 2>/dev/null)" = $'<# a\ntwo\n\\#b\n\\c\n\n#4>' ]
	[ "$(sed -n '1p; 3p; 4p' seen)" = $'\\# a\n\\\\#b\n\\c' ]
}

@test "The shell splits the words of the editor, and VISUAL goes before EDITOR" {
	asking
	editor "my editor" <<<'printf "%s\n" "$1" >"$file"'
	export EDITOR="A=1 '$EDITOR' 'two words'"
	[ "$("$ask" edit comment '' 2>/dev/null)" = "<two words>" ]
	VISUAL=$EDITOR EDITOR=false "$ask" edit comment '' >got 2>/dev/null
	[ "$(cat got)" = "<two words>" ]
	# Empty is as good as none.
	[ "$(VISUAL='' "$ask" edit comment '' 2>/dev/null)" = "<two words>" ]
	PATH=$PWD/editors:$PATH
	editor vi <<<'echo by vi >"$file"'
	unset EDITOR
	[ "$("$ask" edit comment '' 2>/dev/null)" = "<by vi>" ]
}

@test "Where the editor fails nothing is taken and nothing is left" {
	asking
	editor plain <<<'echo hushed >"$file"; exit 3'
	refuses 4 'plain: the editor failed' "$ask" edit comment text
	cleared
	editor plain <<<'echo hushed >"$file"; kill -9 $$'
	refuses 4 'plain: the editor failed' "$ask" edit comment text
	cleared
	EDITOR=$PWD/none refuses 4 'none: the editor failed' "$ask" edit comment text
	editor plain <<<'printf "hushed\0" >"$file"'
	refuses 4 'cannot be read' "$ask" edit comment text
	cleared
}

@test "What an editor leaves beside the file or for a while goes with it" {
	asking
	editor plain <<-'END'
		echo hushed >"$file"
		cp "$file" "$file~"
		mkdir "$TMPDIR/deep" && cp "$file" "$(mktemp -p "$TMPDIR/deep")"
	END
	[ "$("$ask" edit comment text 2>/dev/null)" = "<hushed>" ]
	cleared
}

@test "A signal ends the editor first, and leaves nothing" {
	asking
	editor plain <<-'END'
		echo hushed >"$file"
		trap 'echo told >"$OLDPWD/heard"; exit 1' TERM HUP
		cd / || exit
		dir=${file%/*}
		kill "-$signal" "${dir##*-}"
		for ((i = 0; i < 400; i++)); do sleep 0.05; done
	END
	for signal in TERM HUP; do
		export signal
		run "$ask" edit comment text
		[ "$status" -eq $((128 + $(kill -l $signal))) ]
		[ -e heard ] && rm heard
		cleared
	done
}

@test "The keys that interrupt are the editor's" {
	asking
	editor plain <<-'END'
		trap 'echo hushed >"$file"; exit 0' INT
		echo ready
		for ((i = 0; i < 400; i++)); do sleep 0.05; done
	END
	answering ready '\003' 'trap : INT; "$ask" edit comment text >got'
	[ "$(cat got)" = "<hushed>" ]
}

@test "The editor has the terminal although the output is kept" {
	asking
	editor plain <<<'[ -t 1 ] && echo "a terminal" >"$file"'
	answering 'may keep' '' '"$ask" edit comment text >got'
	[ "$(cat got)" = "<a terminal>" ]
}

@test "What dead processes left is removed, what live ones have is not" {
	fresh
	sleep 0 &
	dead=$!
	wait $dead
	mkdir -p -m 700 run/casework
	mkdir -p "run/casework/edit-$dead/deep" "run/casework/edit-$$" run/casework/edit-other
	echo hushed >"run/casework/edit-$dead/deep/text"
	office-list >/dev/null
	[ "$(ls run/casework)" = "$(printf '%s\n' "edit-$$" edit-other | sort)" ]
}

@test "vi, vim, nvim, nano and emacs are told to keep no copies, whatever they are called by" {
	asking
	for name in vim vim.tiny nvim nano emacs emacs-nox nvi busybox; do
		editor "$name" <<<'printf "%s\n" "$@" >"$file"; echo "${NEXINIT:-}" >>"$file"'
		"$ask" edit comment '' 2>err >"got-$name"
		[ ! -s err ] || { echo "$name"; cat err; return 1; }
	done
	for name in vim vim.tiny nvim; do
		[ "$(sed -n '1,4p' "got-$name")" = $'<-n\n-i\nNONE\n-c' ]
		grep -q 'nobackup nowritebackup noswapfile.*noundofile' "got-$name"
	done
	[ "$(head -n 1 got-nano)" = '<-I' ]
	grep -q 'make-backup-files nil.*auto-save-default nil' got-emacs
	grep -q 'recdir=.*/runtime/casework/edit-' got-nvi
	# Behind a link, as vi is in most places, and behind a setting.
	ln -s vim.tiny editors/vi
	EDITOR="LANG=C $PWD/editors/vi" "$ask" edit comment '' 2>/dev/null >got
	[ "$(head -n 1 got)" = '<-n' ]
	EDITOR=vi PATH=$PWD/editors:$PATH "$ask" edit comment '' 2>/dev/null >got
	[ "$(head -n 1 got)" = '<-n' ]
}

@test "The private directory is refused where it is a link or open to others" {
	asking
	editor plain <<<'exit 0'
	mkdir -m 755 runtime/casework
	refuses 5 'runtime/casework: is no directory that only you can look into' "$ask" edit comment text
	rmdir runtime/casework
	mkdir -m 700 elsewhere
	ln -s ../elsewhere runtime/casework
	refuses 5 'runtime/casework: is no directory that only you can look into' "$ask" edit comment text
	[ -z "$(ls elsewhere)" ]
}

@test "Without a runtime directory of one's own the private directory lies in memory" {
	asking
	editor plain <<<'echo "${file%/*/*}" >"$file"'
	chmod 755 runtime
	[ "$("$ask" edit comment text 2>/dev/null)" = "</dev/shm/casework-$(id -u)>" ]
	unset XDG_RUNTIME_DIR
	[ "$("$ask" edit comment text 2>/dev/null)" = "</dev/shm/casework-$(id -u)>" ]
	[ -z "$(ls -A runtime)" ]
}

# ---- the current case ----

@test "The current case is kept for the session and the registry, and can be forgotten" {
	asking
	[ "$("$ask" get)" = none ]
	case=$("$ask" set 7)
	[[ "$case" = "<C-OSL-2021-000007-"?">" ]]
	[ "$("$ask" get)" = "$case" ]
	[ "$("$ask" get x another)" = none ]
	[ "$("$ask" set 8)" != "$case" ]
	"$ask" set 0
	[ "$("$ask" get)" = none ]
	[ -z "$(ls -A runtime/casework)" ]
}

@test "Another session has a current case of its own" {
	asking
	case=$("$ask" set 7)
	[ "$(setsid -w "$ask" get)" = none ]
	setsid -w "$ask" set 8
	[ "$("$ask" get)" = "$case" ]
	# At a terminal: for the command after it too, not for the one after the next login.
	answering '<C' '' '"$ask" set 9 >/dev/null; "$ask" get'
	[[ "$(cat shown)" = "<C-OSL-2021-000009-"?">" ]]
	answering none '' '"$ask" get'
	[ "$("$ask" get)" = "$case" ]
	# What ended sessions left goes when a case is set.
	"$ask" set 7
	[ "$(ls -A runtime/casework | wc -l)" -eq 1 ]
}

@test "Of the current case only its id is kept, and nothing but an id is taken for one" {
	asking
	case=$("$ask" set 7)
	file=$(echo runtime/casework/current-*)
	[ "$(stat -c %a "$file")" = 600 ]
	[ "<$(cat "$file")>" = "$case" ]
	id=$(cat "$file")
	for wrong in "" "$id$id" "${id%?}#" "$id
	more" "OF-OSL-2021-000001-6"; do
		echo "$wrong" >"$file"
		[ "$("$ask" get)" = none ]
	done
	printf '%s' "$id" >"$file"
	[ "$("$ask" get)" = none ]
	printf '%s\n' "$id" >"$file"
	[ "$("$ask" get)" = "$case" ]
	"$ask" get another ../../x
	"$ask" set 7 ../../x
	[ "$(ls runtime)" = casework ]
}
