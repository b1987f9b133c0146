#!/bin/bash
# Commands killed, and servers stopped, at random moments: tests/campaign/kills.sh
#
# A command is started from the same state and killed (SIGKILL) after a random part of the time it
# usually takes; on PostgreSQL the server is stopped at once instead (immediate, as a power cut) in
# some of the rounds. Then no invariant may be broken, and the command, repeated, does its work.
#
# KILLS   kills over all scenarios (by CAMPAIGN: 40, 200, 2000)
# STOPS   stops of the server (by CAMPAIGN: 2, 20, 100)
# The rest of what can be chosen stands in lib.sh.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/campaign/lib.sh
KILLS=${KILLS:-$(by_size 40 200 2000)}
STOPS=${STOPS:-$(by_size 2 20 100)}
RANDOM=$SEED
# The search for leaks is another process, and half of the time; faults.sh makes it.
export ASAN_OPTIONS=$sanitizer:detect_leaks=0
wrong=0
passed=0
came=0

now_ms() {
    local us=${EPOCHREALTIME/[.,]/}
    echo $((us / 1000))
}

sleep_ms() {
    sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"
}

start_command() {
    ("${1}_run" > "$2" 2>&1 < /dev/null) &
    child=$!
}

# The program among the descendants of the process we started: the first that runs its file.
program_of() {
    local pid=$1 next
    while [ "$(readlink "/proc/$pid/exe" 2> /dev/null)" != "$2" ]; do
        next=$(cat "/proc/$pid/task/$pid/children" 2> /dev/null)
        [ -n "$next" ] || break
        pid=${next%% *}
    done
    echo "$pid"
}

note() {
    if [ -s "$PLACE/wrong" ]; then
        wrong=$((wrong + 1))
        echo "FAILED $1: $(cat "$PLACE/wrong")"
    else
        passed=$((passed + 1))
    fi
}

# What is wrong goes to $PLACE/wrong.
kill_once() {
    local name=$1 engine=$2 program=$3 wait=$4 code
    copy_state "$name" "$engine" kill
    start_command "$name" "$PLACE/out"
    sleep_ms "$wait"
    kill -KILL "$(program_of "$child" "${!program}")" 2> /dev/null && came=$((came + 1))
    wait "$child" 2> /dev/null
    code=$?
    [ "$code" -eq 0 ] || code=1
    check_after "$name" "$code" "$PLACE/out" > "$PLACE/wrong"
}

stop_once() {
    local name=$1 exits=$2 wait=$3 code
    copy_state "$name" postgres kill
    start_command "$name" "$PLACE/out"
    sleep_ms "$wait"
    tools/postgres.sh stop "$PLACE/pg" immediate
    wait "$child"
    code=$?
    cp "$PLACE/out" "$PLACE/out.first"
    start_server
    enter "$PLACE/kill" postgres # its address may be another
    : > "$PLACE/wrong"
    if ! is_allowed "$code" "$exits"; then
        { echo "exit code $code:"; said "$PLACE/out.first"; } > "$PLACE/wrong"
    else
        check_after "$name" "$code" "$PLACE/out" > "$PLACE/wrong"
    fi
}

# How long the command takes: the longest of three.
measure() {
    local try begun took
    usual=1
    for try in 1 2 3; do
        copy_state "$1" "$2" kill
        begun=$(now_ms)
        "${1}_run" > "$PLACE/out" 2>&1 < /dev/null ||
            { echo "kills: $1 on $2 fails by itself:"; cat "$PLACE/out"; exit 1; }
        took=$(($(now_ms) - begun))
        [ "$took" -le "$usual" ] || usual=$took
    done
}

kill_scenario() {
    local name=$1 engine=$2 program=$3 exits=$4 round kills stops=0 before=$wrong moment
    if [ "${CHOSEN:-}" ]; then
        chosen=$((chosen + 1))
        [ "$engine" = sqlite ] || chosen_postgres=$((chosen_postgres + 1))
        return
    fi
    kills=$(((KILLS + chosen - 1) / chosen))
    [ "$engine" = sqlite ] || stops=$(((STOPS + chosen_postgres - 1) / chosen_postgres))
    came=0
    prepare_state "$name" "$engine"
    measure "$name" "$engine"
    for ((round = 0; round < kills; round++)); do
        moment=$((RANDOM % (usual + usual / 10 + 1)))
        kill_once "$name" "$engine" "$program" "$moment"
        note "$name on $engine, killed after $moment ms (round $round, seed $SEED)"
    done
    for ((round = 0; round < stops; round++)); do
        moment=$((RANDOM % (usual + 1)))
        stop_once "$name" "$exits" "$moment"
        note "$name, server stopped after $moment ms (round $round, seed $SEED)"
    done
    drop_state "$engine" kill
    echo "kills: $name on $engine: $kills kills in $usual ms ($came before the end)," \
        "$stops stops, $((wrong - before)) wrong"
}

start_place
start_server
chosen=0
chosen_postgres=0
CHOSEN=1 each_scenario kill_scenario "$SCENARIOS"
each_scenario kill_scenario "$SCENARIOS"
echo "# $passed passed"
[ "$wrong" -eq 0 ] && [ "$passed" -gt 0 ]
