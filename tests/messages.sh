#!/bin/sh
# make messages: the catalogues of translations, share/locale/LANGUAGE.po, get what the source says now: new texts come in
# empty, those that are gone go. tests/messages.sh TEMPLATE writes only that, as a template (gettext's POT).
set -eu
cd "$(dirname "$0")/.."
PATH=$PWD/${BUILD:-build}/bin:$PATH
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# The words of the functions that say their format themselves: each with the place of the format.
said="say:1 say_n:1,2 SAID:1 err_warn:1 err_note:1 err_die:1 err_die_errno:1 err_exit:2 fault_add:3 fault_refuse:3 fault_rule:4
      found:2 fault:3 instrument_flaw:4"
xgettext --from-code=UTF-8 --language=C --add-location=file --no-wrap -k $(printf -- '-k%s ' $said) \
	$(for f in $said; do case $f in *,*) ;; *) printf -- '--flag=%s:c-format ' "$f" ;; esac; done) -o "$out/calls.pot" lib/*/*.c cmd/*.c
sed -i 's/charset=CHARSET/charset=UTF-8/' "$out/calls.pot"
casework --dump-words >"$out/tables.pot"
# Columns of tables that belong to no noun.
{
	printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
	grep -rhoE '\{ "[a-z_]+", SHOW_[A-Z]+' lib cmd | cut -d '"' -f 2 | sort -u |
		while read -r name; do printf '\n#. a column\nmsgctxt "column"\nmsgid "%s"\nmsgstr ""\n' "$name"; done
} >"$out/columns.pot"
# What is only signs and values has nothing to say.
msgcat --use-first --no-wrap "$out/tables.pot" "$out/columns.pot" "$out/calls.pot" | awk -v RS= -v ORS='\n\n' '
	{ text = $0; gsub(/(^|\n)#[^\n]*/, "", text); gsub(/msg(ctxt|id|id_plural|str)(\[[0-9]\])? /, "", text)
	  gsub(/%[-+ 0#]*[0-9.*]*(l|ll|h|z|j)?[a-zA-Z]/, "", text); gsub(/\\[a-z]/, "", text) }
	NR == 1 || text ~ /[A-Za-z?]/' >"$out/all.pot"
if [ $# -gt 0 ]; then
	cp "$out/all.pot" "$1"
	exit
fi
for po in share/locale/*.po; do
	msgmerge --quiet --no-fuzzy-matching --no-wrap --add-location=file -o "$out/new.po" "$po" "$out/all.pot"
	msgattrib --no-obsolete --no-wrap -o "$out/new.po" "$out/new.po"
	cmp -s "$out/new.po" "$po" || cp "$out/new.po" "$po"
done
