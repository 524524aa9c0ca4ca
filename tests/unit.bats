# Small parsers against published vectors: C programs of tests/unit, each linked with the objects of the
# build that is tested, by the compiler and with the flags that made it.
setup() { load helper; }

# passes NAME: tests/unit/NAME.c finds nothing amiss.
passes() {
	cd "$top" || return
	# shellcheck disable=SC2046
	$(cat "$build/gen/flags") -Itests -pie -o "$BATS_TEST_TMPDIR/$1" "tests/unit/$1.c" "$build"/lib/words/*.o &&
		TZ=UTC "$BATS_TEST_TMPDIR/$1"
}

@test "ids: the published check characters, every id back from its number, no id another by one wrong character" {
	passes id
}

@test "days: every day of eight centuries there and back, leap years, month ends, ages, periods" {
	passes day
}

@test "text: every character of UTF-8 and nothing else, as RFC 3629 has it" {
	passes utf8
}

@test "words: the nearest is the one with the fewest letters to mend" {
	passes nearest
}

@test "every program of tests/unit is run by a test" {
	for file in "$top"/tests/unit/*.c; do
		name=$(basename "$file" .c)
		[ "$name" = spy ] || grep -qx "	passes $name" "$BATS_TEST_FILENAME" || { echo "$name"; return 1; }
	done
}
