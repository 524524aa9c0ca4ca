# casework: make, make demo, make check, make bench, make install. GNU make; lists come from the tree.
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0
CC      ?= cc
BUILD   ?= build
CFLAGS  ?= -O2 -g
SAN     ?=
# BASE: a build made before with the same flags, of which all but EXTRA_NOUNS is taken as it is.
BASE    ?= $(BUILD)
# V=1 shows the commands.
Q       := $(if $(V),,@)

# A table of fields or options names what an entry has and leaves the rest zero: that is how it reads well.
WARN    := -Wall -Wextra -Wpedantic -Werror -Wno-missing-field-initializers
HARDEN  := -fPIE -fstack-protector-strong $(if $(SAN),,-D_FORTIFY_SOURCE=2)
CPPFLAGS_ALL := -D_GNU_SOURCE -DCASEWORK_VERSION='"$(VERSION)"' -Ilib -I$(BASE)/gen $(CPPFLAGS)
CFLAGS_ALL   := -std=c11 $(WARN) $(HARDEN) $(CFLAGS) $(SAN)
# Start-up is the price of every keystroke: all but libc is linked from archives.
LIBS    := -Wl,-Bstatic -lsqlite3 -lcsv -lpcre2-8 -lsodium -lutf8proc -Wl,-Bdynamic -lm
LDFLAGS_ALL  := -pie -Wl,-z,relro,-z,now -Wl,--gc-sections $(LDFLAGS) $(SAN)

FLOORS  := words doors frame nouns hall
# EXTRA_NOUNS: more nouns, for tests that declare their own.
NOUNS   := $(wildcard lib/nouns/*.c) $(EXTRA_NOUNS)
SRC     := $(foreach f,$(FLOORS),$(wildcard lib/$f/*.c)) $(wildcard cmd/*.c)
SQL     := $(wildcard lib/*/*.sql)
OBJ     := $(SRC:%.c=$(BASE)/%.o) $(EXTRA_NOUNS:%.c=$(BUILD)/%.o) $(BUILD)/gen/tables.o
GEN     := $(SQL:lib/%=$(BASE)/gen/%.h)
PROGRAM := $(BUILD)/bin/casework
# Found beside the program, where it is built as where it is installed.
SPOKEN  := $(patsubst share/locale/%.po,share/locale/%/LC_MESSAGES/casework.mo,$(wildcard share/locale/*.po))

all: $(PROGRAM) $(SPOKEN:%=$(BUILD)/%)

# One program, a link to it per command.
$(PROGRAM): $(OBJ)
	@mkdir -p $(@D)
	@find $(@D) -type l -delete
	@echo '  link $@'
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(OBJ) $(LIBS)
	@cd $(@D) && ./casework --commands | cut -f 2 | grep -vx casework | xargs -n 1 ln -sf casework

$(BUILD)/%.o: %.c $(BUILD)/gen/flags | needs $(GEN)
	@mkdir -p $(@D)
	@echo '  cc $<'
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/gen/tables.o: $(BUILD)/gen/tables.c
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -c -o $@ $<

$(BUILD)/gen/%.sql.h: lib/%.sql lib/sql.awk
	@mkdir -p $(@D)
	@awk -f lib/sql.awk $< > $@.new && mv $@.new $@

# The tables of nouns and commands: whatever lies in lib/nouns and cmd.
$(BUILD)/gen/tables.c: $(NOUNS) $(wildcard cmd/*.c) Makefile
	@mkdir -p $(@D)
	@nouns=$$(grep -Ho '\.number = [0-9]*' $(NOUNS) | sed 's|.*/||; s|\.c:.*= | |' | sort -n -k 2 | cut -d ' ' -f 1); \
	{ echo '#include "hall/find.h"'; \
	   for n in $(basename $(notdir $(NOUNS))); do echo "extern const struct noun $${n}_noun;"; done; \
	   echo 'const struct noun *const noun_table[] = {'; \
	   for n in $$nouns; do echo "&$${n}_noun,"; done; echo '0 };'; \
	   for c in $(subst -,_,$(basename $(notdir $(wildcard cmd/*.c)))); do echo "extern const struct cmd $${c}_cmd;"; done; \
	   echo 'const struct cmd *const cmd_table[] = {'; \
	   for c in $(subst -,_,$(basename $(notdir $(wildcard cmd/*.c)))); do echo "&$${c}_cmd,"; done; echo '0 };'; } > $@

$(BUILD)/share/locale/%/LC_MESSAGES/casework.mo: share/locale/%.po | needs
	@mkdir -p $(@D)
	$(Q)msgfmt --check-format -o $@ $<

# Objects are made anew when the compiler or its flags change.
$(BUILD)/gen/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL)' | cmp -s - $@ || echo '$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL)' > $@
.SECONDARY: $(GEN)
FORCE:

-include $(OBJ:.o=.d)

# What a fresh Debian machine lacks is installed, once.
needs:
	@tests/needs build

demo: all
	@tests/demo.sh

check:
	@tests/needs build check
	@$(MAKE) --no-print-directory all
	@tests/run

bench:
	@tests/needs build check
	@$(MAKE) --no-print-directory all
	@tests/bench/run

# The regions of the manuals that the option tables write.
docs: all
	@tests/docs.sh

# The catalogues of translations get what the source says now.
messages: all
	@tests/messages.sh

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/casework
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/casework
	for c in $$($(PROGRAM) --commands | cut -f 2 | grep -vx casework); do ln -sf casework $(DESTDIR)$(PREFIX)/bin/$$c; done
	cp -R share/codes share/profiles share/indicators share/instruments $(DESTDIR)$(PREFIX)/share/casework/
	for m in $(SPOKEN); do install -D -m 644 $(BUILD)/$$m $(DESTDIR)$(PREFIX)/$$m; done
	for s in 1 5 7; do install -d $(DESTDIR)$(PREFIX)/share/man/man$$s; \
	  for m in $(wildcard man/*.[157]); do case $$m in *.$$s) install -m 644 $$m $(DESTDIR)$(PREFIX)/share/man/man$$s/;; esac; done; done
	for m in $(wildcard man/*/*.[157]); do d=$${m%/*}; install -D -m 644 $$m $(DESTDIR)$(PREFIX)/share/$$d/man$${m##*.}/$${m##*/}; done
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 644 completions/casework.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/casework
	install -m 644 completions/casework.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/casework.fish
	for c in $$($(PROGRAM) --commands | cut -f 2 | grep -vx casework); do \
	  ln -sf casework $(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$c; \
	  ln -sf casework.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/$$c.fish; done
	sed "1s/.*/#compdef $$($(PROGRAM) --commands | cut -f 2 | tr '\n' ' ')/" completions/_casework \
	  > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_casework

uninstall:
	for c in $$($(PROGRAM) --commands | cut -f 2); do rm -f $(DESTDIR)$(PREFIX)/bin/$$c \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$c $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/$$c.fish; done
	for m in $(notdir $(wildcard man/*.[157])); do rm -f $(DESTDIR)$(PREFIX)/share/man/man*/$$m $(DESTDIR)$(PREFIX)/share/man/*/man*/$$m; done
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,$(SPOKEN))
	rm -rf $(DESTDIR)$(PREFIX)/share/casework $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_casework

clean:
	rm -rf $(BUILD)

.PHONY: all needs demo check bench docs messages install uninstall clean FORCE
