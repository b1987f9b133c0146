#!/bin/bash
# Commands killed, and servers stopped, at random moments: tests/campaign/kills.sh
#
# A command is started from the same state and killed (SIGKILL) after a random part of the time it
# usually takes. One that had ended by then is tried again, and the time taken for shorter; only a
# kill that came counts. On PostgreSQL the server is stopped at once instead (immediate, as a power
# cut) in some of the rounds. Then no invariant may be broken, and the command, repeated, does its
# work.
#
# KILLS   kills of import, calc, approve and export (by CAMPAIGN: 8, 40, 200, 2000)
# STOPS   stops of the server under them (by CAMPAIGN: 1, 2, 20, 100)
# OTHER_KILLS, OTHER_STOPS  of each other scenario (by CAMPAIGN: 0, 0, 2, 40 and 0, 0, 1, 5)
# The rest of what can be chosen stands in lib.sh. The two engines are tried beside each other.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/campaign/lib.sh
KILLS=${KILLS:-$(by_size 8 40 200 2000)}
STOPS=${STOPS:-$(by_size 1 2 20 100)}
OTHER_KILLS=${OTHER_KILLS:-$(by_size 0 0 2 40)}
OTHER_STOPS=${OTHER_STOPS:-$(by_size 0 0 1 5)}
RANDOM=$SEED
# The program as it is used: a sanitizer has nothing to say of a process that is gone, and the
# repeat is faults.sh's.
OPS=$OPS_CHECK
VEDERLAG=$VEDERLAG_CHECK
wrong=0
passed=0
came=0
all_kills=0
all_stops=0

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
    if kill -KILL "$(program_of "$child" "${!program}")" 2> /dev/null; then
        came=$((came + 1))
        usual=$((usual + usual / 16 + 1))
    else
        usual=$(((usual + wait) / 2 + 5))
    fi
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

# How long the command takes, to begin with: the shortest of three.
measure() {
    local try begun took
    usual=1000000
    for try in 1 2 3; do
        copy_state "$1" "$2" kill
        begun=$(now_ms)
        "${1}_run" > "$PLACE/out" 2>&1 < /dev/null ||
            { echo "kills: $1 on $2 fails by itself:"; cat "$PLACE/out"; exit 1; }
        took=$(($(now_ms) - begun))
        [ "$took" -ge "$usual" ] || usual=$took
    done
}

# The share of one of so many, rounded up.
share() {
    echo $((($1 + $2 - 1) / $2))
}

kill_scenario() {
    local name=$1 engine=$2 program=$3 exits=$4 round kills stops before=$wrong moment
    local main=(${MAIN:-$name})
    kills=$OTHER_KILLS
    stops=$OTHER_STOPS
    if is_main "$name"; then
        kills=$(share "$KILLS" $((2 * ${#main[@]})))
        stops=$(share "$STOPS" ${#main[@]})
    fi
    [ "$engine" = postgres ] || stops=0
    [ $((kills + stops)) -gt 0 ] || return
    came=0
    prepare_state "$name" "$engine"
    measure "$name" "$engine"
    # Bounded, for a machine on which nothing takes the time it took before.
    for ((round = 0; came < kills && round < 8 * kills; round++)); do
        moment=$((RANDOM % (usual + 1)))
        kill_once "$name" "$engine" "$program" "$moment"
        note "$name on $engine, killed after $moment ms (round $round, seed $SEED)"
    done
    for ((round = 0; round < stops; round++)); do
        moment=$((RANDOM % (usual + 1)))
        stop_once "$name" "$exits" "$moment"
        note "$name, server stopped after $moment ms (round $round, seed $SEED)"
    done
    drop_state "$engine" kill
    echo "kills: $name on $engine: $came kills within $usual ms, $stops stops," \
        "$((wrong - before)) wrong"
    all_kills=$((all_kills + came))
    all_stops=$((all_stops + stops))
}

if [ -z "${ENGINE:-}" ] && [ "$JOBS" -gt 1 ]; then
    start_place
    PART=1 ENGINE=postgres "$0" > "$PLACE/postgres.out" 2>&1 &
    PART=1 ENGINE=sqlite "$0" | tee "$PLACE/sqlite.out"
    status=${PIPESTATUS[0]}
    wait $! || status=1
    cat "$PLACE/postgres.out"
    grep -q '^# [1-9]' "$PLACE"/*.out || status=1
    exit "$status"
fi
start_place
[ "${ENGINE:-}" = sqlite ] || start_server
each_scenario kill_scenario "$SCENARIOS"
echo "kills: $all_kills kills and $all_stops stops of the server in all, $wrong wrong"
echo "# $passed passed"
[ "$wrong" -eq 0 ] && { [ "$passed" -gt 0 ] || [ -n "${PART:-}" ]; }
