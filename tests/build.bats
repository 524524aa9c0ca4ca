# What make builds, installs and takes away again: of the build without sanitizers.
# bats file_tags=once
setup() { load helper; bare; }

@test "the program is hardened: position-independent, read-only relocations, guarded stack and copies" {
	run readelf -hldW "$build/bin/casework"
	[[ "$output" == *"DYN (Position-Independent"* ]]
	[[ "$output" == *GNU_RELRO* ]]
	[[ "$output" == *"NOW"* ]]
	run readelf -sW "$build/bin/casework"
	[[ "$output" == *__stack_chk_fail* ]]
	[[ "$output" == *_chk@GLIBC* ]]
}

@test "the program needs nothing but the system's libc and libm" {
	run readelf -dW "$top/build/bin/casework"
	[ -z "$(grep NEEDED <<<"$output" | grep -vE '\[(libc|libm|ld-linux[^]]*)\.so')" ]
}

@test "make install installs what works from there, and make uninstall takes it all away" {
	make -s -C "$top" install DESTDIR="$PWD/root" PREFIX=/usr >/dev/null
	[ -x root/usr/bin/concern-add ]
	[ -f root/usr/share/man/man1/concern-add.1 ]
	[ -f root/usr/share/man/man7/casework.7 ]
	[ -e root/usr/share/bash-completion/completions/concern-add ]
	grep -q '^#compdef .*concern-add' root/usr/share/zsh/site-functions/_casework
	PATH=$PWD/root/usr/bin:/usr/bin:/bin
	registry-init --quiet --code NEW --profile no
	concern-add --reporter school --content basic_care --received 2021-05-05
	make -s -C "$top" uninstall DESTDIR="$PWD/root" PREFIX=/usr >/dev/null
	[ -z "$(find root ! -type d)" ]
}

@test "every command has its link, and every link is a command" {
	diff <(ls "$top/build/bin" | sort) <(casework --commands | cut -f 2 | sort)
}
