#!/usr/bin/env bash
# A month from the first user to the last receipt, as people do it: registered, computed, approved
# by another, exported, answered, sent again, closed and written about to the families; on both
# engines. Another kommune in the same database sees and touches nothing of it.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_DB VEDERLAG_FROE VEDERLAG_NOEGLER
export VEDERLAG_NU=2021-06-28T09:00:00
pg=$(mktemp -d)
trap 'tools/postgres.sh stop "$pg" > /dev/null 2>&1; rm -rf "$tmp" "$pg"' EXIT

# refuse NAME WANTED WORDS COMMAND...: refused with this code and these words
refuse() {
    local name=$1 want=$2 words=$3
    shift 3
    code "$name" "$want" "$@"
    has "$name" "$words" "$tmp/err"
}
json() { check "$1: JSON" python3 -m json.tool "$tmp/out" /dev/null; }

"$v" demo --antal 30 --til 2021-06 -o "$tmp/fakta.json" --personer "$tmp/personer.csv"
# Every CPR number of the demo, and none of them may be seen in an answer or a name.
cut -d';' -f4 "$tmp/personer.csv" | grep -E '^[0-9]{10}$' > "$tmp/cpr"
check "der er CPR at lede efter" test -s "$tmp/cpr"
no_cpr() { check "$1: ingen CPR" bash -c "! grep -qFf '$tmp/cpr' '$tmp/out' '$tmp/err'"; }

# answer SHOW KANAL WORD...: a receipt of the newest export's payments; WORD is of the first, then
# the rest
answer() {
    python3 - "$@" << 'P'
import json, sys
show, kanal, first, rest = sys.argv[1:]
b = [x for x in json.load(open(show))["betalinger"] if x["kanal"] == kanal]
newest = max(x["eksport"] for x in b)
print("betalingsid;status;årsag")
for i, x in enumerate(x for x in b if x["eksport"] == newest):
    word = first if i == 0 else rest
    print(x["id"], word, "kontoen er lukket" if word == "afvist" else "", sep=";")
P
}

settle() {
    local e=$2 m=$tmp/$2
    export VEDERLAG_DB=$1 VEDERLAG_NOEGLER=$m/noegler
    mkdir "$m"
    code "$e db" 0 "$v" db init
    code "$e kommune" 0 "$v" kommune opret 773 Prøve --bruger rod
    code "$e eva" 0 "$v" adgang opret eva --rolle familieraadgiver --som rod
    code "$e anna" 0 "$v" adgang opret anna --rolle oekonomi --som rod
    code "$e bo" 0 "$v" adgang opret bo --rolle oekonomi --som rod
    code "$e import" 0 "$v" register import "$tmp/fakta.json" "$tmp/personer.csv" \
        --kendt 2021-06-28 --som eva
    no_cpr "$e import"
    code "$e import igen" 0 "$v" register import "$tmp/fakta.json" "$tmp/personer.csv" \
        --kendt 2021-06-28 --som eva
    has "$e import igen" "Intet nyt" "$tmp/out"
    refuse "$e eva laver ingen kørsel" 3 "" "$v" run new --maaned 2021-06 --som eva
    code "$e ny" 0 "$v" run new --maaned 2021-06 --som anna --json
    json "$e ny"
    has "$e ny: dagen kan nås" '"dispositionsdato":"2021-06-30","advarsel":null}' "$tmp/out"
    code "$e ny, for sent" 0 env VEDERLAG_NU=2021-06-29T09:00:00 "$v" run new --maaned 2021-06 \
        --som anna
    has "$e ny, for sent" "tidligst 2021-07-01" "$tmp/err"
    hasnt "$e ny, for sent" "tidligst" "$tmp/out"
    code "$e ny, for sent" 0 env VEDERLAG_NU=2021-07-29T09:00:00 "$v" run new --maaned 2021-06 \
        --som anna --json
    json "$e ny, for sent"
    has "$e ny, for sent" '"advarsel":"' "$tmp/out"
    refuse "$e godkend en kladde" 1 "" "$v" run approve 1 --som bo
    code "$e beregn" 0 "$v" run calc 1 --haandbog haandboeger/morsoe --som anna --json
    json "$e beregn"
    cp "$tmp/out" "$m/calc.json"
    code "$e diff" 0 "$v" run diff 1 --som anna --json
    json "$e diff"
    no_cpr "$e diff"
    refuse "$e samme person" 1 "en anden" "$v" run approve 1 --som anna
    code "$e godkend" 0 "$v" run approve 1 --som bo --json
    json "$e godkend"
    cp "$tmp/out" "$m/approve.json"
    refuse "$e godkend igen" 1 "gjort før" "$v" run approve 1 --som anna
}

export_it() {
    local e=$1 m=$tmp/$1
    code "$e eksport" 0 "$v" run export 1 --til "$m/ud" --opsaetning demo/opsaetning.csv \
        --som anna --json
    json "$e eksport"
    cp "$tmp/out" "$m/eksport.json"
    code "$e eksport igen" 0 "$v" run export 1 --til "$m/igen" --opsaetning demo/opsaetning.csv \
        --som anna --json
    check "$e eksport igen: samme svar" cmp -s "$tmp/out" "$m/eksport.json"
    check "$e eksport igen: samme bytes" diff -r "$m/ud" "$m/igen"
    check "$e filnavne: ingen CPR" bash -c "! ls '$m/ud' | grep -qFf '$tmp/cpr'"
    check "$e summerne er kørslens" python3 - "$m" << 'P'
import hashlib, json, os, sys
m = sys.argv[1]
calc, approve, ud = (json.load(open(f"{m}/{n}.json")) for n in ("calc", "approve", "eksport"))
name, = (f for f in os.listdir(m + "/ud") if f.endswith("-manifest.json"))
manifest = json.load(open(f"{m}/ud/{name}"))
assert calc["beregnet_oere"] == calc["op_oere"] == approve["skyldig_oere"] > 0
sums = {f["kanal"]: f["sum_oere"] for f in manifest["filer"]}
assert sums["loen"] + sums["nemkonto"] == sums["postering"] == approve["skyldig_oere"]
for f in manifest["filer"]:
    data = open(f"{m}/ud/{f['fil']}", "rb").read()
    assert hashlib.sha256(data).hexdigest() == f["sha256"], f["fil"]
assert sorted(os.listdir(m + "/ud")) == sorted([f["fil"] for f in manifest["filer"]] + [name])
assert manifest["hoved"]["hash"] == ud["hoved"]
assert ud["betalinger"] == sum({f["kanal"]: f["antal"] for f in manifest["filer"]
                                if f["kanal"] in ("loen", "nemkonto")}.values())
P
}

receipts() {
    local e=$1 m=$tmp/$1
    code "$e vis" 0 "$v" run show 1 --som anna --json
    json "$e vis"
    no_cpr "$e vis"
    cp "$tmp/out" "$m/show.json"
    answer "$m/show.json" loen udført udført > "$m/loen.csv"
    answer "$m/show.json" nemkonto afvist udført > "$m/nej.csv"
    answer "$m/show.json" nemkonto udført udført > "$m/ja.csv"
    sed '$s/^[^;]*/ukendtukendtukendt/' "$m/loen.csv" > "$m/ukendt.csv"
    code "$e ukendt betaling" 1 "$v" run receipt 1 --kanal loen --fil "$m/ukendt.csv" --som anna
    refuse "$e ikke færdig" 1 "" "$v" run close 1 --som anna
    code "$e løn" 0 "$v" run receipt 1 --kanal loen --fil "$m/loen.csv" --som anna --json
    json "$e løn"
    code "$e løn igen" 0 "$v" run receipt 1 --kanal loen --fil "$m/loen.csv" --som anna
    has "$e løn igen" "0 godtaget" "$tmp/out"
    code "$e afvist" 0 "$v" run receipt 1 --fil "$m/nej.csv" --som anna
    has "$e afvist" "1 afvist" "$tmp/out"
    refuse "$e modsigelse" 1 "begge" "$v" run receipt 1 --fil "$m/ja.csv" --som anna
    export VEDERLAG_NU=2021-07-02T09:00:00
    refuse "$e dagen er gået" 1 "" "$v" run resend 1 --til "$m/nr2" \
        --opsaetning demo/opsaetning.csv --dispositionsdato 2021-06-30 --som anna
    code "$e send igen" 0 "$v" run resend 1 --til "$m/nr2" --opsaetning demo/opsaetning.csv \
        --dispositionsdato 2021-07-06 --som anna --json
    json "$e send igen"
    has "$e én betaling" '"betalinger":1,' "$tmp/out"
    refuse "$e og ikke to gange" 1 "intet" "$v" run resend 1 --til "$m/nr3" \
        --opsaetning demo/opsaetning.csv --dispositionsdato 2021-07-06 --som anna
    check "$e intet skrevet" test ! -e "$m/nr3"
    code "$e vis" 0 "$v" run show 1 --som anna --json
    answer "$tmp/out" nemkonto udført udført > "$m/ja2.csv"
    code "$e svar" 0 "$v" run receipt 1 --fil "$m/ja2.csv" --som anna
    has "$e svar" "1 godtaget" "$tmp/out"
    code "$e luk" 0 "$v" run close 1 --som anna --json
    json "$e luk"
    came_back "$e"
}

# Closed, and then a payment comes back: told twice, sent again once, closed again.
came_back() {
    local e=$1 m=$tmp/$1
    answer "$m/show.json" loen retur udført | sed 's/;retur;$/;retur;kontoen er lukket/' \
        > "$m/retur.csv"
    code "$e retur" 0 "$v" run receipt 1 --kanal loen --fil "$m/retur.csv" --som anna
    has "$e retur" "1 retur" "$tmp/out"
    code "$e retur igen" 0 "$v" run receipt 1 --kanal loen --fil "$m/retur.csv" --som anna --json
    json "$e retur igen"
    has "$e retur igen" '"retur":0' "$tmp/out"
    refuse "$e ikke færdig efter retur" 1 "" "$v" run close 1 --som anna
    code "$e vis retur" 0 "$v" run show 1 --som anna
    has "$e vis retur" "(kontoen er lukket)" "$tmp/out"
    code "$e send retur igen" 0 "$v" run resend 1 --til "$m/nr4" --opsaetning demo/opsaetning.csv \
        --dispositionsdato 2021-07-07 --som anna --json
    has "$e send retur igen" '"betalinger":1,' "$tmp/out"
    code "$e vis" 0 "$v" run show 1 --som anna --json
    answer "$tmp/out" loen udført udført > "$m/ja3.csv"
    code "$e svar på retur" 0 "$v" run receipt 1 --kanal loen --fil "$m/ja3.csv" --som anna
    code "$e luk igen" 0 "$v" run close 1 --som anna --json
}

letters() {
    local e=$1 m=$tmp/$1
    code "$e breve" 0 "$v" brev run 1 --til "$m/breve" --opsaetning demo/opsaetning.csv --som anna
    no_cpr "$e breve"
    check "$e et brev til hver modtager" python3 - "$m" << 'P'
import glob, json, sys
m = sys.argv[1]
who = {b["modtager"] for b in json.load(open(m + "/show.json"))["betalinger"]}
assert len(glob.glob(m + "/breve/**/*.pdf", recursive=True)) == len(who) > 0, len(who)
P
    check "$e brevnavne: ingen CPR" bash -c "! find '$m/breve' | grep -qFf '$tmp/cpr'"
    code "$e doctor" 0 "$v" doctor --som rod
    code "$e verify" 0 "$v" verify --genberegn --som rod
}

# Nothing of kommune 773 is to be had with another's token, and its numbers begin anew.
stranger() {
    local e=$1
    export VEDERLAG_NOEGLER=$tmp/$1/fremmed
    code "$e anden kommune" 0 "$v" kommune opret 101 Anden --bruger rod
    code "$e ida" 0 "$v" adgang opret ida --rolle leder,oekonomi,familieraadgiver \
        --som rod --kommune 101
    local ida=(--som ida --kommune 101)
    for c in show diff close drop; do
        refuse "$e fremmed $c" 1 "ingen kørsel" "$v" run "$c" 1 "${ida[@]}"
    done
    refuse "$e fremmed approve" 1 "ingen kørsel" "$v" run approve 1 "${ida[@]}"
    refuse "$e fremmed export" 1 "ingen kørsel" "$v" run export 1 --til "$tmp/x" \
        --opsaetning demo/opsaetning.csv "${ida[@]}"
    check "$e intet skrevet til en fremmed" test ! -e "$tmp/x"
    refuse "$e fremmed brev" 1 "ingen kørsel" "$v" brev run 1 --til "$tmp/y" \
        --opsaetning demo/opsaetning.csv "${ida[@]}"
    check "$e intet brev til en fremmed" test ! -e "$tmp/y"
    refuse "$e fremmed aconto" 1 "registreret" "$v" penge aconto --anbringelse D000001 \
        --ydelse vederlag --maaned 2021-06 --modtager F000001-K --kanal loen --skat a_indkomst \
        --beloeb 100 --begrundelse prøve "${ida[@]}"
    for c in "run list" "penge list"; do
        # shellcheck disable=SC2086
        code "$e fremmed $c" 0 "$v" $c --json "${ida[@]}"
        json "$e fremmed $c"
        hasnt "$e fremmed $c" "F0000" "$tmp/out"
        hasnt "$e fremmed $c" "2021-06" "$tmp/out"
    done
    code "$e fremmed register" 0 "$v" register export "${ida[@]}"
    hasnt "$e fremmed register" "D0000" "$tmp/out"
    refuse "$e en andens nøgle" 3 "" "$v" run list --som ida --kommune 773
}

whole() {
    export VEDERLAG_NU=2021-06-28T09:00:00
    settle "$1" "$2"
    export_it "$2"
    receipts "$2"
    letters "$2"
    stranger "$2"
}

whole "sqlite:$tmp/v.db" sqlite
tools/postgres.sh start "$pg" $$ > /dev/null || no "ingen PostgreSQL"
whole "$(cat "$pg/url")" postgres

finish
