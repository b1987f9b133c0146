#!/bin/bash
# The commands that the campaigns let fail, kill and race. Read by the scripts beside it.
#
# One line here and these functions make a scenario; each runs in a folder of its own, $DIR, with a
# database of its own, $DB (an address). What prepare leaves is copied for every try.
#
#   NAME_from      (a variable) the scenario whose prepared state prepare begins with
#   NAME_prepare   makes the state before the command, once (may be missing)
#   NAME_fresh     what a copy of the state needs besides, before every try (may be missing)
#   NAME_run       the command, one program; it must be safe to repeat
#   NAME_holds     succeeds when no invariant is broken, wherever the command was stopped
#   NAME_done      succeeds when the command has done its work
#   NAME_again     (a variable) exit codes, besides 0, that say it was done before
#   NAME_keeps     (a variable) set when a library keeps memory to the end that is no leak of ours
#   NAME_race      (race scenarios) a command that one only of many may succeed in
#
# $OPS and $VEDERLAG are built with sanitizers, and are what fails; $OPS_CHECK and $VEDERLAG_CHECK
# are the same programs in release build, for the rest.

# name | engines | program under test | exit codes it may end with, besides 0
SCENARIOS='
migrate | sqlite postgres | OPS | 2
fill    | sqlite postgres | OPS | 2
add     | sqlite postgres | OPS | 2
backup  | sqlite          | OPS | 2
write   | sqlite          | OPS | 2
import  | sqlite postgres | VEDERLAG | 2 4
calc    | sqlite postgres | VEDERLAG | 2 4
approve | sqlite postgres | VEDERLAG | 2 4
export  | sqlite postgres | VEDERLAG | 2 4
receipt | sqlite postgres | VEDERLAG | 2 4
resend  | sqlite postgres | VEDERLAG | 2 4
close   | sqlite postgres | VEDERLAG | 2 4
drop    | sqlite postgres | VEDERLAG | 2 4
ret     | sqlite postgres | VEDERLAG | 2 4
konto   | sqlite postgres | VEDERLAG | 2 4
penge   | sqlite postgres | VEDERLAG | 2 4
brev    | sqlite postgres | VEDERLAG | 2 4
kopi    | sqlite postgres | VEDERLAG | 2 4
restore | sqlite postgres | VEDERLAG | 2 4
'

# The way of the money, which is killed most often.
MAIN='import calc approve export'

# name | engines | exit codes of those who come too late
RACES='
claim   | sqlite postgres | 1 2
approve | sqlite postgres | 1 4
export  | sqlite postgres | 1 4
'

# What selftest.sh lets the campaigns find.
if [ "${SELFTEST:-}" ]; then
    SCENARIOS='halves | sqlite | OPS | 2'
    RACES='many | sqlite | 1 2'
    MAIN=
fi

# ---- the schema: from nothing to the newest

migrate_run() { "$OPS" migrate "$DB"; }
migrate_holds() {
    # There may be no database yet, or one that is not brought up to date; never a half one.
    "$OPS_CHECK" check "$DB" 0 2> "$DIR/said" || grep -qE \
        'findes ikke|ikke bragt op|mangler|ikke en database fra Vederlag|WAL' "$DIR/said"
}
migrate_done() { "$OPS_CHECK" check "$DB" 0; }

# ---- many rows in one transaction

fill_prepare() { "$OPS_CHECK" migrate "$DB"; }
fill_run() { "$OPS" fill "$DB" 1500; }
fill_holds() { "$OPS_CHECK" check "$DB" 0 2> "$DIR/said" || "$OPS_CHECK" check "$DB" 1500; }
fill_done() { "$OPS_CHECK" check "$DB" 1500; }

# ---- a row in each of several transactions

add_prepare() { "$OPS_CHECK" migrate "$DB" && "$OPS_CHECK" fill "$DB" 100; }
add_run() { "$OPS" add "$DB" 120; }
add_holds() { "$OPS_CHECK" check "$DB"; }
add_done() { "$OPS_CHECK" check "$DB" 120; }

# ---- a copy of the database

backup_prepare() { fill_prepare && "$OPS_CHECK" fill "$DB" 500; }
backup_run() { "$OPS" backup "$DB" "$DIR/kopi"; }
backup_holds() {
    "$OPS_CHECK" check "$DB" 500 && { [ ! -e "$DIR/kopi" ] || backup_done; }
}
backup_done() { "$OPS_CHECK" check "sqlite:$DIR/kopi" 500; }

# ---- a file, old or new, never a part

write_prepare() { "$OPS_CHECK" write "$DIR/fil" 1000; }
write_run() { "$OPS" write "$DIR/fil" 300000; }
write_holds() { [ "$(wc -c < "$DIR/fil")" -eq 1000 ] || write_done; }
write_done() { [ "$(wc -c < "$DIR/fil")" -eq 300000 ]; }

# ---- the program: a municipality with 12 placements, and a run of its first month

PLACEMENTS=12
SETUP=demo/opsaetning.csv
vederlag() { "$VEDERLAG_CHECK" "$@"; }
# Every invariant, and every stored byte.
sound() { vederlag doctor --som rikke && vederlag verify --som rikke; }
state_is() {
    local state
    state=$(vederlag run show 1 --json --som anna |
        sed -n 's/.*"tilstand":"\([^"]*\)".*/\1/p' | head -n 1)
    [ "$state" = "$1" ] || { echo "the run is $state, not $1"; return 1; }
}

import_prepare() {
    vederlag demo --antal "$PLACEMENTS" --til 2021-09 --personer "$DIR/personer.csv" \
        -o "$DIR/fakta.json" && vederlag db init && vederlag kommune opret 773 Demo --bruger rod &&
        vederlag adgang opret eva --rolle familieraadgiver --som rod &&
        vederlag adgang opret anna --rolle oekonomi --som rod &&
        vederlag adgang opret bo --rolle oekonomi --som rod &&
        vederlag adgang opret rikke --rolle revision --som rod
}
import_with() {
    "$1" register import "$DIR/fakta.json" "$DIR/personer.csv" --kendt 2021-04-26 --som eva
}
import_run() { import_with "$VEDERLAG"; }
import_holds() { sound; }
import_done() { import_with "$VEDERLAG_CHECK" | grep 'Intet nyt'; }

calc_from=import
calc_prepare() {
    import_with "$VEDERLAG_CHECK" && vederlag run new --maaned 2021-04 --som anna
}
calc_with() { "$1" run calc 1 --haandbog haandboeger/morsoe --som anna; }
calc_run() { calc_with "$VEDERLAG"; }
calc_holds() { sound; }
calc_done() { state_is beregnet; }

approve_from=calc
approve_prepare() { calc_with "$VEDERLAG_CHECK"; }
approve_with() { "$1" run approve 1 --som bo; }
approve_run() { approve_with "$VEDERLAG"; }
approve_again=1
approve_holds() { sound; }
approve_done() { state_is godkendt; }
approve_race() { approve_with "$VEDERLAG_CHECK"; }

export_from=approve
export_prepare() { approve_with "$VEDERLAG_CHECK"; }
export_to() { "$1" run export 1 --til "$2" --opsaetning "$SETUP" --som anna; }
export_run() { export_to "$VEDERLAG" "$DIR/eksport"; }
export_holds() { sound && manifest_holds "$DIR/eksport"; }
export_done() { state_is eksporteret && same_again "$DIR/eksport"; }
# Who comes too late is given the stored files, and told so.
export_race() {
    local said code
    said=$(export_to "$VEDERLAG_CHECK" "$DIR/eksport" 2>&1)
    code=$?
    echo "$said"
    [ "$code" -ne 0 ] || ! grep -q 'eksporteret før' <<< "$said" || return 1
    return "$code"
}

# A folder with a manifest has the files that the manifest tells of.
manifest_holds() {
    python3 - "$1" << 'P'
import glob, hashlib, json, sys
for path in glob.glob(sys.argv[1] + "/*-manifest.json"):
    for f in json.load(open(path))["filer"]:
        data = open(f"{sys.argv[1]}/{f['fil']}", "rb").read()
        assert hashlib.sha256(data).hexdigest() == f["sha256"], f["fil"]
P
}
# Under each name the stored bytes: a second export to another folder gives the same. What a killed
# process was writing lies beside them under a name of its own.
same_again() {
    rm -rf "$DIR/igen" && export_to "$VEDERLAG_CHECK" "$DIR/igen" &&
        diff -r -x '*.ny-*' "$1" "$DIR/igen"
}

# ---- answers from the bank, and what follows

# answers CHANNEL FIRST REST: the bank's file on the newest export of a channel.
answers() {
    vederlag run show 1 --json --som anna > "$DIR/vis.json" && python3 - "$DIR/vis.json" "$@" << 'P'
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
answer() { "$1" run receipt 1 --kanal "$2" --fil "$3" --som anna; }

receipt_from=kopi
receipt_prepare() {
    answers loen udført udført > "$DIR/loen.csv" &&
        answer "$VEDERLAG_CHECK" loen "$DIR/loen.csv" &&
        answers nemkonto afvist udført > "$DIR/svar.csv"
}
receipt_run() { answer "$VEDERLAG" nemkonto "$DIR/svar.csv"; }
receipt_holds() { sound; }
receipt_done() { state_is delvist_afvist; }

resend_from=receipt
resend_prepare() { answer "$VEDERLAG_CHECK" nemkonto "$DIR/svar.csv"; }
resend_to() {
    "$1" run resend 1 --til "$2" --opsaetning "$SETUP" --dispositionsdato 2021-05-06 --som anna
}
# The payment leaves once: when the first try has sent it, the repeat says that there is nothing to
# send, and the files are had by asking for the export again.
resend_run() { resend_to "$VEDERLAG" "$DIR/eksport"; }
resend_again=1
resend_holds() { sound && manifest_holds "$DIR/eksport"; }
resend_done() {
    state_is eksporteret && export_to "$VEDERLAG_CHECK" "$DIR/eksport" &&
        [ -e "$DIR/eksport/0773-000002-manifest.json" ] &&
        [ ! -e "$DIR/eksport/0773-000003-manifest.json" ] && same_again "$DIR/eksport"
}

close_from=kopi
close_prepare() {
    local channel
    for channel in loen nemkonto; do
        answers "$channel" udført udført > "$DIR/$channel.csv" &&
            answer "$VEDERLAG_CHECK" "$channel" "$DIR/$channel.csv" || return 1
    done
}
close_run() { "$VEDERLAG" run close 1 --som anna; }
close_again=1
close_holds() { sound; }
close_done() { state_is afsluttet; }

drop_from=approve
drop_run() { "$VEDERLAG" run drop 1 --som anna; }
drop_again=1
drop_holds() { sound; }
drop_done() { state_is opgivet; }

# ---- what is learned and decided

# A placement in care, and who has its contract.
case_of() {
    python3 - "$DIR/fakta.json" "$DIR/personer.csv" << 'P'
import csv, json, sys
persons = {r["id"] for r in csv.DictReader(open(sys.argv[2], encoding="utf-8-sig"), delimiter=";")}
for s in json.load(open(sys.argv[1]))["sager"]:
    a, holder = s["anbringelse"], s["plejefamilie"]["id"] + "-K"
    if a["art"] == "doegn" and a["fraflyttet"] is None and holder in persons:
        print(s["id"], holder)
        break
P
}
placement() { cut -d' ' -f1 "$DIR/sag"; }
holder() { cut -d' ' -f2 "$DIR/sag"; }

ret_from=calc
ret_prepare() { case_of > "$DIR/sag" && [ -s "$DIR/sag" ]; }
ret_run() { "$VEDERLAG" register ret fraflyttet "$(placement)" 2021-04-17 --som eva; }
ret_holds() { sound; }
# Told twice, it stands there once.
ret_done() {
    [ "$(vederlag register vis "$(placement)" --som eva | grep -c '17. april 2021')" = 1 ]
}

konto_from=ret
konto_prepare() { vederlag konto foreslaa "$(holder)" 1234 0000004321 --som anna; }
konto_run() { "$VEDERLAG" konto svar "$(holder)" 2 godkend --som bo; }
konto_again=1
konto_holds() { sound; }
konto_done() { [ "$(vederlag konto vis "$(holder)" --som bo | grep -c 'af bo')" = 1 ]; }

penge_from=ret
penge_prepare() {
    mkdir "$DIR/firma" &&
        printf 'id;art;navn;cpr\nV1;virksomhed;Opdigtet Lejrskole;99999999\n' \
            > "$DIR/firma/personer.csv" &&
        vederlag register import "$DIR/firma/personer.csv" --som eva
}
penge_run() {
    "$VEDERLAG" penge faktura --anbringelse "$(placement)" --ydelse beklaedning \
        --maaned 2021-04 --modtager V1 --beloeb 1250,00 --nummer A-1 --begrundelse aftalt --som anna
}
penge_again=1
penge_holds() { sound; }
penge_done() { [ "$(vederlag penge list --som bo | grep -c 'nr. A-1')" = 1 ]; }

# ---- letters

brev_from=kopi
brev_keeps=fonts
brev_run() { "$VEDERLAG" brev run 1 --til "$DIR/breve" --opsaetning "$SETUP" --som anna; }
# A folder with a manifest has the letters that the manifest tells of.
brev_holds() { sound && { [ ! -e "$DIR/breve/manifest.txt" ] || brev_done; }; }
brev_done() {
    local letters
    letters=$(awk 'NR == 1 { print $3 }' "$DIR/breve/manifest.txt")
    [ "$letters" -gt 0 ] &&
        [ "$(find "$DIR/breve" -name '*.pdf' | wc -l)" -eq "$letters" ] &&
        (cd "$DIR/breve" && awk 'NR > 1 { print $3 "  " $1 }' manifest.txt | sha256sum -c --quiet)
}

# ---- a copy of the database, and a database of the copy

kopi_from=export
kopi_prepare() { export_to "$VEDERLAG_CHECK" "$DIR/eksport"; }
kopi_with() { "$1" backup -o "$DIR/kopi" --som rikke; }
# What lies there without a manifest is no copy, and to be removed, as the command says.
kopi_run() {
    [ -e "$DIR/kopi.json" ] || rm -f "$DIR/kopi"
    kopi_with "$VEDERLAG"
}
kopi_again='1 2'
kopi_holds() { sound; }
kopi_done() { fresh_target && vederlag restore "$DIR/kopi" --db "$(target)" && target_is_whole; }

# Where a copy is restored to: beside the database that it was made of.
target() { address "${DIR}_ny" "$ENGINE_NOW"; }
fresh_target() {
    drop_state "$ENGINE_NOW" "$(basename "$DIR")_ny" && mkdir "${DIR}_ny" || return 1
    [ "$ENGINE_NOW" = sqlite ] || server_sql "CREATE DATABASE \"$(basename "$DIR")_ny\""
}
target_is_whole() {
    vederlag doctor --db "$(target)" --som rikke && vederlag verify --db "$(target)" --som rikke
}
target_is_empty() {
    case $ENGINE_NOW in
    sqlite) [ ! -e "${DIR}_ny/v.db" ] ;;
    *) [ "$(psql -qXAt "$(target)" -c \
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")" = 0 ] ;;
    esac
}

restore_from=kopi
restore_prepare() { kopi_with "$VEDERLAG_CHECK"; }
restore_fresh() { fresh_target; }
restore_run() { "$VEDERLAG" restore "$DIR/kopi" --db "$(target)"; }
restore_again='1 2'
# It stands whole or not at all.
restore_holds() { sound && { target_is_empty || target_is_whole; }; }
restore_done() { target_is_whole; }

# ---- wrong on purpose: one that can be left half done, and one that all succeed in

halves_prepare() { fill_prepare; }
halves_run() { "$OPS" halves "$DB" 1500; }
halves_holds() { fill_holds; }
halves_done() { fill_done; }
many_prepare() { claim_prepare; }
many_race() { "$OPS_CHECK" fill "$DB" 1; }
many_done() { "$OPS_CHECK" check "$DB" 1; }

# ---- one success

claim_prepare() { "$OPS_CHECK" migrate "$DB"; }
claim_race() { "$OPS_CHECK" claim "$DB"; }
claim_done() { "$OPS_CHECK" check "$DB" 1; }
