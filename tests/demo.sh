#!/bin/sh
# make demo: the year 2021 of a country of some 75 services, as another system exported it, loaded and
# counted in a registry of its own under build/demo. All of it is synthetic, and the day is held still.
set -eu
cd "$(dirname "$0")/.."
words=$PWD/share/demo
demo=$PWD/${BUILD:-build}/demo
PATH=$PWD/${BUILD:-build}/bin:$PATH
export PATH CASEWORK_REGISTRY="$demo/registry.db" CASEWORK_KEY="$demo/keys" CASEWORK_TODAY=2022-01-31
unset CASEWORK_USER CASEWORK_SHARE LC_ALL LC_MESSAGES CASEWORK_LANG 2>/dev/null || true
rm -rf "$demo"
mkdir -p "$demo"
cd "$demo"

say() { printf '\n\033[1m%s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9]*m//g'; fi; }
show() { printf '$'; for word; do case $word in *[!A-Za-z0-9_.,:/=@-]*|"") printf " '%s'" "$word";; *) printf " %s" "$word";; esac; done; }
try() { show "$@"; echo; "$@"; }
load() { show "$@"; echo " > loaded.csv"; "$@" > loaded.csv; }
table() { try "$@" --format table --quiet; }

say "A country's year of child protection, as another system exported it"
echo "All of it is made up; what each service has was chosen so that the country comes to published figures."
for what in offices concerns; do
	awk -v what=$what -f "$words/draw.awk" -f "$words/year.awk" "$words"/*.csv > $what.csv
done
awk -v messages=concerns.csv -v into=. -f "$words/draw.awk" -f "$words/children.awk" "$words"/*.csv
ls -l | awk 'NR > 1 { print $5, $9 }'
try head -n 3 measures.csv

say "A registry for it; offices, children and their cases, messages, and what was done"
try registry-init --code DEMO --name Directorate --kind directorate --profile no
load office-add -v -f offices.csv
load case-new -v -f cases.csv
load concern-add -v -f concerns.csv --delimiter ';'
load decision-add -v -f decisions.csv
load measure-add -v -f measures.csv
load investigation-add -v -f investigations.csv

say "What waits at one service"
try concern-list --office S0302 --outcome '' --limit 5 --columns concern,received,urgency,content,days --format table

say "A child who moved within the year"
case=$(measure-list --office S0302 --category foster_kin,foster_nonkin --ended 2021 --end-reason moved_foster --limit 1 \
	--columns case | tail -n 1)
table measure-list --case "$case" --columns given_name,category,started,ended,end_reason
table decision-list --case "$case" --columns kind,decided,body,consent,outcome

say "Sound?"
try registry-check --brief

say "The year in four figures, and what stands behind them"
table stats-report --year 2021 --set key
table stats-report --year 2021 foster_children --by age
table stats-report --year 2021 care_orders_no_consent --by region
printf '\nThe registry is %s; to go on with it:\n' "$CASEWORK_REGISTRY"
printf '  export PATH="%s:$PATH" CASEWORK_REGISTRY="%s" CASEWORK_KEY="%s" CASEWORK_TODAY=%s\n' "${PATH%%:*}" "$CASEWORK_REGISTRY" \
	"$CASEWORK_KEY" "$CASEWORK_TODAY"
