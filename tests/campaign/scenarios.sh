#!/bin/bash
# The commands that the campaigns let fail, kill and race. Read by the scripts beside it.
#
# One line here and these functions make a scenario; each runs in a folder of its own, $DIR, with a
# database of its own, $DB (an address). What prepare leaves is copied for every try.
#
#   NAME_prepare   makes the state before the command, once (may be missing)
#   NAME_run       the command, one program; it must be safe to repeat
#   NAME_holds     succeeds when no invariant is broken, wherever the command was stopped
#   NAME_done      succeeds when the command has done its work
#   NAME_again     (a variable) exit codes, besides 0, that say it was done before
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
kopi    | sqlite          | VEDERLAG | 2 4
restore | sqlite          | VEDERLAG | 2 4
'

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
vederlag() { "$VEDERLAG_CHECK" "$@"; }
# Every invariant, and every stored byte.
sound() { vederlag doctor --som rikke && vederlag verify --som rikke; }
state_of_run() {
    vederlag run show 1 --json --som anna | sed -n 's/.*"tilstand":"\([^"]*\)".*/\1/p' | head -n 1
}
state_is() {
    local state
    state=$(state_of_run)
    [ "$state" = "$1" ] || { echo "the run is $state, not $1"; return 1; }
}

import_prepare() {
    vederlag demo --antal "$PLACEMENTS" --til 2021-09 --personer "$DIR/personer.csv" \
        -o "$DIR/fakta.json" && vederlag db init && vederlag kommune opret 773 Demo --bruger rod &&
        vederlag adgang opret eva --rolle familieraadgiver --som rod &&
        vederlag adgang opret anna --rolle oekonomi --som rod &&
        vederlag adgang opret bo --rolle oekonomi --som rod &&
        vederlag adgang opret rikke --rolle revision --som rod
} > /dev/null
import_with() {
    "$1" register import "$DIR/fakta.json" "$DIR/personer.csv" --kendt 2021-04-26 --som eva
}
import_run() { import_with "$VEDERLAG"; }
import_holds() { sound; }
import_done() { import_with "$VEDERLAG_CHECK" | grep 'Intet nyt'; }

calc_prepare() {
    import_prepare && import_with "$VEDERLAG_CHECK" && vederlag run new --maaned 2021-04 --som anna
} > /dev/null
calc_with() { "$1" run calc 1 --haandbog haandboeger/morsoe --som anna; }
calc_run() { calc_with "$VEDERLAG"; }
calc_holds() { sound; }
calc_done() { state_is beregnet; }

approve_prepare() { calc_prepare && calc_with "$VEDERLAG_CHECK"; } > /dev/null
approve_with() { "$1" run approve 1 --som bo; }
approve_run() { approve_with "$VEDERLAG"; }
approve_again=1
approve_holds() { sound; }
approve_done() { state_is godkendt; }
approve_race() { approve_with "$VEDERLAG_CHECK"; }

export_prepare() { approve_prepare && approve_with "$VEDERLAG_CHECK"; } > /dev/null
export_with() {
    "$1" run export 1 --til "$DIR/eksport" --opsaetning demo/opsaetning.csv --som anna
}
export_run() { export_with "$VEDERLAG"; }
export_holds() { sound; }
# Under each name the stored bytes: a second export to another folder gives the same. What a killed
# process was writing lies beside them under a name of its own.
export_done() {
    state_is eksporteret && rm -rf "$DIR/igen" && vederlag run export 1 --til "$DIR/igen" \
        --opsaetning demo/opsaetning.csv --som anna &&
        diff -r -x '*.ny-*' "$DIR/eksport" "$DIR/igen"
}
# Who comes too late is given the stored files, and told so.
export_race() {
    local said code
    said=$(export_with "$VEDERLAG_CHECK" 2>&1)
    code=$?
    echo "$said"
    [ "$code" -ne 0 ] || ! grep -q 'eksporteret før' <<< "$said" || return 1
    return "$code"
}

kopi_prepare() { export_prepare && export_with "$VEDERLAG_CHECK"; } > /dev/null
kopi_with() { "$1" backup -o "$DIR/kopi" --som rikke; }
# What lies there without a manifest is no copy, and to be removed, as the command says.
kopi_run() {
    [ -e "$DIR/kopi.json" ] || rm -f "$DIR/kopi"
    kopi_with "$VEDERLAG"
}
kopi_again='1 2'
kopi_holds() { sound; }
kopi_done() {
    rm -f "$DIR"/prove.db* && vederlag restore "$DIR/kopi" --db "sqlite:$DIR/prove.db" &&
        vederlag doctor --db "sqlite:$DIR/prove.db" --som rikke
}

restore_prepare() { kopi_prepare && kopi_with "$VEDERLAG_CHECK"; } > /dev/null
restore_run() { "$VEDERLAG" restore "$DIR/kopi" --db "sqlite:$DIR/ny.db"; }
restore_again='1 2'
# Under its name it stands whole or not at all.
restore_holds() { sound && { [ ! -e "$DIR/ny.db" ] || restore_done; }; }
restore_done() {
    vederlag doctor --db "sqlite:$DIR/ny.db" --som rikke &&
        vederlag verify --db "sqlite:$DIR/ny.db" --som rikke
}

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
