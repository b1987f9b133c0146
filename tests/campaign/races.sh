#!/bin/bash
# Many processes after what only one may have: tests/campaign/races.sh
#
# Each process tries the same command again and again, all begun together. Over all of them exactly
# one try may succeed; every other must end with a documented exit code, and no invariant may break.
#
# PROCESSES  how many (by CAMPAIGN: 4, then 8)
# TRIES      tries of each (by CAMPAIGN: 2, 10, 100, 100)
# ROUNDS     races of each kind (by CAMPAIGN: 1, 1, 1, 10)
# The rest of what can be chosen stands in lib.sh.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/campaign/lib.sh
PROCESSES=${PROCESSES:-$(by_size 4 8 8 8)}
TRIES=${TRIES:-$(by_size 2 10 100 100)}
ROUNDS=${ROUNDS:-$(by_size 1 1 1 10)}
passed=0
wrong=0

# One process's tries: a line "CODE" for each, and what was said beside it.
try_often() {
    local name=$1 number=$2 try
    while [ ! -e "$DIR/go" ]; do sleep 0.01; done
    for ((try = 0; try < TRIES; try++)); do
        "${name}_race" > "$PLACE/said.$number.$try" 2>&1 < /dev/null
        echo $?
    done > "$PLACE/codes.$number"
}

# Prints what is wrong, or nothing.
judge() {
    local name=$1 exits=$2 code
    [ "$(grep -cx 0 "$PLACE/codes")" -eq 1 ] || echo "not exactly one success"
    [ "$(wc -l < "$PLACE/codes")" -eq $((PROCESSES * TRIES)) ] || echo "not every try has ended"
    for code in $(sort -u "$PLACE/codes"); do
        is_allowed "$code" "$exits" && continue
        echo "exit code $code:"
        said "$(grep -lx "$code" "$PLACE"/codes.* | head -n 1 |
            sed 's/codes/said/; s/$/.0/')"
    done
    "${name}_done" > "$PLACE/out" 2>&1 || { echo "an invariant is broken:"; said "$PLACE/out"; }
}

race() {
    local name=$1 engine=$2 exits=$3 round number counts children
    prepare_state "$name" "$engine"
    for ((round = 0; round < ROUNDS; round++)); do
        copy_state "$name" "$engine" race
        rm -f "$PLACE"/codes* "$PLACE"/said.*
        children=()
        for ((number = 0; number < PROCESSES; number++)); do
            try_often "$name" "$number" &
            children+=($!)
        done
        : > "$DIR/go"
        wait "${children[@]}"
        cat "$PLACE"/codes.* > "$PLACE/codes"
        counts=$(sort -n "$PLACE/codes" | uniq -c |
            awk '{ printf "%s%d × exit %d", (NR > 1 ? ", " : ""), $1, $2 }')
        echo "races: $name on $engine, $PROCESSES processes × $TRIES tries: $counts"
        judge "$name" "$exits" > "$PLACE/wrong"
        if [ -s "$PLACE/wrong" ]; then
            wrong=$((wrong + 1))
            echo "FAILED $name on $engine: $(cat "$PLACE/wrong")"
        else
            passed=$((passed + 1))
        fi
    done
    drop_state "$engine" race
}

start_place
start_server
each_scenario race "$RACES"
echo "# $passed passed"
[ "$wrong" -eq 0 ] && [ "$passed" -gt 0 ]
