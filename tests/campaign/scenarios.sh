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
'

# name | engines | exit codes of those who come too late
RACES='
claim | sqlite postgres | 1 2
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
