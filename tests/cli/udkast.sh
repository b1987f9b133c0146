#!/usr/bin/env bash
# haandbog udkast, foreslaa, ikraft, liste, eksporter: a correction of the handbook goes from draft
# to force by two persons, and is what the next run computes with; rates likewise. Both engines.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_DB VEDERLAG_FROE VEDERLAG_NOEGLER
pg=$(mktemp -d)
trap 'tools/postgres.sh stop "$pg" > /dev/null 2>&1; rm -rf "$tmp" "$pg"' EXIT

refuse() {
    local name=$1 want=$2 words=$3
    shift 3
    code "$name" "$want" "$@"
    has "$name" "$words" "$tmp/err"
}
draft() { sed -n 's/^Gemt som udkast \([a-z2-7]*\);.*/\1/p' "$tmp/out"; }
number() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$tmp/out" "$1"
}

bog=haandboeger/morsoe/2021-01-01.md
# A correction: the highest level is worth more, known from the middle of June.
sed 's/^  takster      kl .*/  takster      kl\n  retter       2021-01-01, kendt fra 2021-06-15/
     s/^     5 |        9 |\(.*\)40.506,12/     5 |       10 |\145.006,80/
     s/    5 | 40.506,12/    5 | 45.006,80/' $bog > "$tmp/2021-01-01.r1.md"
"$v" demo --antal 40 --til 2021-06 -o "$tmp/fakta.json" --personer "$tmp/personer.csv"

through() {
    local e=$2 m=$tmp/$2 id
    export VEDERLAG_DB=$1 VEDERLAG_NOEGLER=$m/noegler VEDERLAG_NU=2021-06-20T09:00:00
    mkdir "$m"
    code "$e db" 0 "$v" db init
    code "$e kommune" 0 "$v" kommune opret 773 Morsø --bruger rod
    for who in hanne:haandbogsansvarlig hans:haandbogsansvarlig lis:leder eva:familieraadgiver \
        anna:oekonomi carl:analytiker; do
        code "$e $who" 0 "$v" adgang opret "${who%:*}" --rolle "${who#*:}" --som rod
    done
    code "$e import" 0 "$v" register import "$tmp/fakta.json" "$tmp/personer.csv" --som eva

    # The handbook of the files, and nothing in force: a run must say which.
    code "$e ny kørsel" 0 "$v" run new --maaned 2021-06 --som anna
    refuse "$e ingen håndbog" 1 "ingen håndbog i kraft" "$v" run calc 1 --som anna
    code "$e filens" 0 "$v" run calc 1 --haandbog haandboeger/morsoe --som anna --json
    local foer
    foer=$(number beregnet_oere)

    # Rates and the version of the files are put in force, then the correction.
    code "$e takster" 0 "$v" haandbog udkast takster/kl.csv --som hanne
    local takster
    takster=$(draft)
    code "$e foreslår takster" 0 "$v" haandbog foreslaa "$takster" --som hanne
    refuse "$e ikke selv" 3 "en anden skal" "$v" haandbog ikraft "$takster" --som hanne
    refuse "$e ikke økonomi" 3 "sætte en håndbog" "$v" haandbog ikraft "$takster" --som anna
    code "$e takster i kraft" 0 "$v" haandbog ikraft "$takster" --som hans
    code "$e version" 0 "$v" haandbog udkast $bog --som hanne
    has "$e version bagud" "gælder fra en dag, der er gået" "$tmp/out"
    id=$(draft)
    code "$e foreslår version" 0 "$v" haandbog foreslaa "$id" --som hanne
    code "$e version i kraft" 0 "$v" haandbog ikraft "$id" --som lis
    code "$e databasens" 0 "$v" run calc 1 --som anna --json
    check "$e databasens er filens" test "$(number beregnet_oere)" = "$foer"
    # A level is held against the handbook in force, without its files.
    refuse "$e niveauets retning" 1 "fastholdes hele" "$v" register niveau D000001 ny trin=4 \
        fra=2021-06-01 --som eva

    sed 's/^  model .*/  model urimelig/' "$tmp/2021-01-01.r1.md" > "$m/forkert.md"
    code "$e med fejl" 0 "$v" haandbog udkast "$m/forkert.md" --navn 2021-01-01.r1.md --som hanne
    has "$e med fejl: linjen" "2021-01-01.r1.md:" "$tmp/out"
    has "$e med fejl: når den er rettet" "når det er rettet" "$tmp/out"
    id=$(draft)
    refuse "$e fejl stopper" 1 "Udkastet har fejl" "$v" haandbog foreslaa "$id" --som hanne
    code "$e rettet" 0 "$v" haandbog udkast "$tmp/2021-01-01.r1.md" --udkast "$id" --som hanne
    has "$e rettet: kan foreslås" "det kan foreslås" "$tmp/out"
    code "$e hvad koster det" 0 "$v" simuler --udkast "$id" --fra 2021-06 --maaneder 1 --som carl \
        --json
    cp "$tmp/out" "$m/sim.json"
    code "$e foreslår" 0 "$v" haandbog foreslaa "$id" --som hanne
    refuse "$e afvis uden grund" 1 "Skriv en begrundelse" "$v" haandbog afvis "$id" --som lis
    code "$e afvis" 0 "$v" haandbog afvis "$id" --begrundelse "se på trin 5" --som lis
    code "$e foreslår igen" 0 "$v" haandbog foreslaa "$id" --som hanne
    code "$e foreslået ændrer intet" 0 "$v" run calc 1 --som anna --json
    check "$e foreslået ændrer intet" test "$(number beregnet_oere)" = "$foer"
    code "$e i kraft" 0 "$v" haandbog ikraft "$id" --som lis
    code "$e den nye" 0 "$v" run calc 1 --som anna --json
    local efter
    efter=$(number beregnet_oere)
    check "$e den nye giver mere" test "$efter" -gt "$foer"
    # What the simulation said of June is what the run comes to.
    check "$e som simuleret" python3 - "$m/sim.json" "$foer" "$efter" << 'P'
import json, sys
s = json.load(open(sys.argv[1]))["i_alt"]
assert s["foer"]["beregnet_oere"] == int(sys.argv[2]), s
assert s["efter"]["beregnet_oere"] == int(sys.argv[3]), s
P
    code "$e over filer" 0 "$v" run calc 1 --haandbog haandboeger/morsoe --som anna --json
    check "$e over filer" test "$(number beregnet_oere)" = "$efter"
    refuse "$e en andens filer" 1 "har fejl" "$v" run calc 1 --haandbog haandboeger/kl --som anna

    code "$e liste" 0 "$v" haandbog liste --som lis
    has "$e liste: hvem" "foreslået af hanne, sat i kraft af lis" "$tmp/out"
    code "$e liste json" 0 "$v" haandbog liste --som lis --json
    check "$e liste json" python3 -m json.tool "$tmp/out" /dev/null
    code "$e eksport" 0 "$v" haandbog eksporter --til "$m/ud" --som hanne
    check "$e eksport: som den blev skrevet" cmp "$tmp/2021-01-01.r1.md" "$m/ud/2021-01-01.r1.md"
    code "$e eksport: kan læses" 0 "$v" haandbog check "$m/ud"
    code "$e udkastets tekst" 0 "$v" haandbog eksporter --udkast "$id" --som hanne
    check "$e udkastets tekst" cmp "$tmp/2021-01-01.r1.md" "$tmp/out"

    refuse "$e et andet navn" 1 "ÅÅÅÅ-MM-DD.md" "$v" haandbog udkast $bog --navn ny.md --som hanne
    refuse "$e intet udkast" 1 "findes ikke" "$v" haandbog foreslaa nix --som hanne
    refuse "$e eva skriver ikke" 3 "skrive og foreslå" "$v" haandbog udkast $bog --som eva
}

through "sqlite:$tmp/v.db" sqlite
tools/postgres.sh start "$pg" $$ > /dev/null || no "ingen PostgreSQL"
through "$(cat "$pg/url")" postgres
finish
