#!/usr/bin/env bash
# adgang sag, adgang sagskrav: who has which case, on both engines.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_DB VEDERLAG_NOEGLER VEDERLAG_FROE
export VEDERLAG_NU=2021-06-01T09:00:00
pg=$(mktemp -d)
trap 'tools/postgres.sh stop "$pg" > /dev/null 2>&1; rm -rf "$tmp" "$pg"' EXIT

kommune() {
    "$v" db init
    "$v" kommune opret 773 Prøve --bruger rod
    "$v" adgang opret eva --rolle familieraadgiver --som rod
    "$v" adgang opret lene --rolle leder --som rod
    "$v" adgang opret rikke --rolle revision --som rod
    "$v" register import demo/juni-2021.json --som eva
} > /dev/null

demand() {
    code "$e: krav fra begyndelsen" 0 "$v" adgang sagskrav --som eva
    has "$e: krav fra begyndelsen" "Nej" "$tmp/out"
    code "$e: krav af en uden ret" 3 "$v" adgang sagskrav ja --som eva
    code "$e: krav" 0 "$v" adgang sagskrav ja --som lene
    code "$e: krav igen" 0 "$v" adgang sagskrav ja --som rod
    code "$e: krav vist" 0 "$v" adgang sagskrav --json --som eva
    has "$e: krav vist" '"sagskrav": true' "$tmp/out"
    code "$e: krav, et andet ord" 2 "$v" adgang sagskrav måske --som lene
    code "$e: krav fra igen" 0 "$v" adgang sagskrav nej --som lene
}

cases() {
    local sted=$1 familie=$2
    code "$e: ingen sager" 0 "$v" adgang sag eva --som lene
    has "$e: ingen sager" "Ingen sager" "$tmp/out"
    code "$e: giv" 0 "$v" adgang sag eva --anbringelse "$sted" --som lene
    code "$e: giv familie" 0 "$v" adgang sag eva --familie "$familie" --slags konsulent \
        --fra 2021-07-01 --som rod
    code "$e: vist" 0 "$v" adgang sag eva --som rikke
    has "$e: vist" "$sted" "$tmp/out"
    has "$e: vist" "rådgiver   2021-06-01" "$tmp/out"
    has "$e: vist" "konsulent  2021-07-01" "$tmp/out"
    code "$e: slut" 0 "$v" adgang sag eva --anbringelse "$sted" --til 2021-08-01 --som lene
    code "$e: sluttet" 0 "$v" adgang sag eva --json --som lene
    has "$e: sluttet" '"fra": "2021-06-01", "til": "2021-08-01"' "$tmp/out"
    check "$e: sluttet er JSON" python3 -m json.tool "$tmp/out" /dev/null
    code "$e: til en selv" 1 "$v" adgang sag lene --anbringelse "$sted" --som lene
    has "$e: til en selv" "Ingen giver sig selv" "$tmp/err"
    code "$e: uden ret" 3 "$v" adgang sag rikke --anbringelse "$sted" --som eva
    code "$e: at se uden ret" 3 "$v" adgang sag eva --som eva
    code "$e: en ukendt sag" 1 "$v" adgang sag eva --anbringelse A-ingen --som lene
    has "$e: en ukendt sag" "--anbringelse" "$tmp/err"
    code "$e: en ukendt bruger" 1 "$v" adgang sag nobody --anbringelse "$sted" --som lene
    code "$e: en ukendt slags" 1 "$v" adgang sag eva --anbringelse "$sted" --slags ven --som lene
    code "$e: ingen dag" 1 "$v" adgang sag eva --anbringelse "$sted" --fra 2021-02-30 --som lene
    code "$e: begge" 2 "$v" adgang sag eva --anbringelse "$sted" --familie "$familie" --som lene
    code "$e: slags uden sag" 2 "$v" adgang sag eva --slags vikar --som lene
}

both() {
    kommune
    demand
    cases D01 F-Birk
}

for e in sqlite postgres; do
    export VEDERLAG_NOEGLER=$tmp/noegler-$e
    if [ "$e" = sqlite ]; then
        export VEDERLAG_DB=sqlite:$tmp/kommune.db
    else
        VEDERLAG_DB=$(tools/postgres.sh start "$pg" $$ | tail -n 1)
        export VEDERLAG_DB
    fi
    both
done
finish
