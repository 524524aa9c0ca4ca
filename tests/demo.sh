#!/bin/sh
# make demo: the year of a country of some 75 services, as another system exported it, loaded and
# counted in a registry of its own under build/demo. All of it is synthetic.
set -eu
cd "$(dirname "$0")/.."
demo=$PWD/${BUILD:-build}/demo
PATH=$PWD/${BUILD:-build}/bin:$PATH
export PATH CASEWORK_REGISTRY="$demo/registry.db" CASEWORK_KEY="$demo/keys"
unset CASEWORK_TODAY CASEWORK_USER CASEWORK_SHARE LC_ALL LC_MESSAGES CASEWORK_LANG 2>/dev/null || true
rm -rf "$demo"
mkdir -p "$demo"

say() { printf '\n\033[1m%s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9]*m//g'; fi; }
try() { printf "$"; for word; do case $word in *[!A-Za-z0-9_.,:/=-]*|"") printf " '%s'" "$word";; *) printf " %s" "$word";; esac; done; echo; "$@"; }

say "A country's year, as another system exported it"
for what in offices concerns; do
	awk -v what=$what -f share/demo/year.awk share/demo/*.csv > "$demo/$what.csv"
done
ls -l "$demo" | awk 'NR > 1 { print $5, $9 }'
sed -n 2,3p "$demo/concerns.csv"

say "A registry for it, its offices, its messages"
try registry-init --code DEMO --name "Directorate" --kind directorate --profile no
try office-add --quiet -f "$demo/offices.csv" | tail -n 2
echo '$ concern-add -v -f concerns.csv --delimiter ";" > loaded.csv'
concern-add -v -f "$demo/concerns.csv" --delimiter ';' > "$demo/loaded.csv"
tail -n 2 "$demo/loaded.csv"

say "What waits at one service"
try concern-list --office S0302 --outcome '' --limit 5 --columns concern,received,urgency,content,days --format table

say "One message shown, mended, and its history"
id=$(concern-list --office S0302 --received 2021-03 --limit 1 --columns concern | tail -n 1)
try concern-show "$id" --columns concern,received,child_given,child_family,narrative,decided,outcome --format json
try record-edit "$id" --received 2021-02-27
try record-show "$id" --history --format table

say "The figures"
try stats-report --year 2021
try stats-report --years 2020..2022 concerns --quiet
try stats-report --year 2021 concerns --by sex --format table --quiet
try stats-report --year 2021 concerns_dropped --by age --format table --quiet

say "Sound?"
try registry-check --brief
printf '\nThe registry is %s; to go on with it:\n' "$CASEWORK_REGISTRY"
printf '  export PATH="%s:$PATH" CASEWORK_REGISTRY="%s" CASEWORK_KEY="%s"\n' "${PATH%%:*}" "$CASEWORK_REGISTRY" "$CASEWORK_KEY"
