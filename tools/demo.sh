#!/usr/bin/env bash
# The main job on real rules: check the handbook, run its examples, pay June 2021 for ten invented
# cases with every reason; then a municipality of about 160 invented placements, three months with
# corrections between them, settled by two people, exported, and written to the families about.
set -euo pipefail
cd "$(dirname "$0")/.."
vederlag=build/vederlag
haandbog=haandboeger/morsoe
facts=demo/juni-2021.json
out=build/demo
[ ! -d "$out" ] || tools/demo_sider.sh stop "$PWD/$out"
rm -rf "$out"
mkdir -p "$out"
out=$(cd "$out" && pwd)
export VEDERLAG_DB=sqlite:$out/kommune.db VEDERLAG_NOEGLER=$out/noegler VEDERLAG_FROE=2021

step() { printf '\n== %s\n\n' "$1"; }
# Shows a command as it would be typed, then runs it.
run() {
    printf '   $ vederlag'
    printf ' %s' "${@//$out\//}"
    printf '\n'
    "$vederlag" "$@"
    echo
}
# The day that the program takes for today.
day() { export VEDERLAG_NU=$1T09:00:00; }

step "1. Er håndbogen i orden, og regner den sine egne eksempler rigtigt?"
run haandbog check "$haandbog"
run haandbog test "$haandbog"

step "2. Juni 2021 for ti opdigtede sager, med grunde"
run calc --haandbog "$haandbog" --facts "$facts" --month 2021-06 --explain
"$vederlag" calc --haandbog "$haandbog" --facts "$facts" --month 2021-06 --html \
    > "$out/juni-2021.html"
"$vederlag" haandbog publish "$haandbog" -o "$out/morsoe-2021.html"

step "3. En opdigtet kommune: 160 anbringelser, tre medarbejdere"
day 2021-04-12
run demo --antal 160 --til 2021-09 --personer "$out/personer.csv" -o "$out/fakta.json"
run db init
run kommune opret 773 "Demo Kommune" --opdigtet --bruger rod
run adgang opret eva --rolle familieraadgiver --som rod
run adgang opret anna --rolle oekonomi --som rod
run adgang opret bo --rolle oekonomi --som rod
run adgang opret rikke --rolle revision --som rod
for som in lene:leder karen:familieplejekonsulent ulla:udvalg hans:haandbogsansvarlig; do
    "$vederlag" adgang opret "${som%:*}" --rolle "${som#*:}" --som rod > /dev/null
done

# One month: what has been learned since, the run, and the payments of it.
month() {
    local nr=$1 maaned=$2 laert=$3
    day "$laert"
    run register import "$out/fakta.json" "$out/personer.csv" --kendt "$laert" --som eva
    if [ "$nr" = 3 ]; then
        run register ret fraflyttet D000002 2021-05-17 --som eva
    fi
    run run new --maaned "$maaned" --som anna
    run run calc "$nr" --haandbog "$haandbog" --som anna
    run run diff "$nr" --som anna
    echo '   Den, der har beregnet, kan ikke selv godkende:'
    run run approve "$nr" --som anna || true
    run run approve "$nr" --som bo
    run run export "$nr" --til "$out/eksport-$maaned" --opsaetning demo/opsaetning.csv --som anna
    run brev run "$nr" --til "$out/breve-$maaned" --opsaetning demo/opsaetning.csv --som anna
}

step "4. April 2021: den første måned"
month 1 2021-04 2021-04-26
step "5. Maj 2021: noget er lært siden, og april rettes"
month 2 2021-05 2021-05-26
step "6. Juni 2021: et barn flyttede i maj, og det blev først fortalt nu"
month 3 2021-06 2021-06-25

run penge list --som anna

step "7. Hvorfor? Én anbringelses linjer i maj, som de nu beregnes"
run run explain 3 --anbringelse D000002 --maaned 2021-05 --som eva

step "8. Holder det hele? Revisionen spørger selv"
run doctor --som rikke
run verify --genberegn --skriv-hoved "$out/hoved.json" --som rikke
run backup -o "$out/kommune.kopi" --som rikke
run restore "$out/kommune.kopi" --db "sqlite:$out/genskabt.db" --hoved "$out/hoved.json"
run status --som rikke

step "9. Hvor ligger det?"
printf '   %s\n' "${out#"$PWD"/}"/*
first=$(find "$out/breve-2021-06" -name '*.pdf' | sort | sed -n 1p)
printf '\nEt brev til en familie: %s\nHåndbogen som side:    %s\n' "${first#"$PWD"/}" \
    "${out#"$PWD"/}/morsoe-2021.html"

step "10. Siderne: se det hele som familien, sagsbehandleren og økonomien ser det"
day 2021-06-28
for familie in F000001 F000002 F000003; do
    "$vederlag" adgang familie "familie-${familie#F00000}" --person "$familie-K" --som lene \
        > /dev/null
done
tools/demo_sider.sh start "$out"
