#!/usr/bin/env bash
# The main job on real rules: check the handbook, run its examples, pay June 2021 for ten invented
# cases with every reason, and publish the handbook as a page.
set -euo pipefail
cd "$(dirname "$0")/.."
vederlag=build/vederlag
haandbog=haandboeger/morsoe
facts=demo/juni-2021.json
out=build/demo
mkdir -p "$out"

step() { printf '\n== %s\n\n   $ %s\n\n' "$1" "$2"; }

step "1. Er håndbogen i orden?" "vederlag haandbog check $haandbog"
"$vederlag" haandbog check "$haandbog"

step "2. Regner den sine egne eksempler rigtigt?" "vederlag haandbog test $haandbog"
"$vederlag" haandbog test "$haandbog"

step "3. Juni 2021 for ti opdigtede sager, med grunde" \
    "vederlag calc --haandbog $haandbog --facts $facts --month 2021-06 --explain"
calc=("$vederlag" calc --haandbog "$haandbog" --facts "$facts" --month 2021-06)
"${calc[@]}" --explain

step "4. Det samme som data, som side, og håndbogen som side" "ls $out"
"${calc[@]}" --json > "$out/juni-2021.json"
"${calc[@]}" --html > "$out/juni-2021.html"
"$vederlag" haandbog publish "$haandbog" -o "$out/morsoe-2021.html"
printf '   %s\n' "$out"/*
printf '\nÅbn %s/juni-2021.html og %s/morsoe-2021.html i en browser.\n' "$out" "$out"
