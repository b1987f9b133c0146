#!/bin/bash
# Every call to the system made to fail: tests/campaign/faults.sh
#
# For each scenario (scenarios.sh), kind of call and way to fail (fault.c) a command is run again
# and again from the same state, with the N-th call failing. Each time: its exit code is a
# documented one, and it says something unless that is 0; the sanitizers find nothing, no memory is
# left, no invariant is broken; if it said 0 its work is done, and when it is repeated without
# faults it succeeds and its work is done. Where a failed command has left every file as it was, all
# of that is what the state without faults has shown already, and is not asked again.
#
# BUILD    asan, or release: the same without sanitizers, in an eighth of the time
# POINTS   how many N per kind, spread over all of them (by CAMPAIGN: 1, 1, 2, 200)
# ALWAYS   kinds of which every N is tried (commits; with CAMPAIGN=full all but memory and bytes
#          of a disk)
# SHARE    only every so manieth kind, and of the scenarios that are not on the way of the money
#          only every so manieth (by CAMPAIGN: 4, 2, 1, 1)
# BUDGET   seconds after which no new kind is begun (by CAMPAIGN: 60, 200, 400, no end); how many
#          were left out is told
# KIND     only kinds that match, for instance KIND='alloc once'
# The rest of what can be chosen stands in lib.sh.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/campaign/lib.sh
POINTS=${POINTS:-$(by_size 1 1 2 200)}
ALWAYS=${ALWAYS:-$(by_size 'commit *' 'commit *' 'commit *' '[!ad]*')}
[ -z "${KIND:-}" ] || SHARE=1 # chosen, so wanted
SHARE=${SHARE:-$(by_size 4 2 1 1)}
BUDGET=${BUDGET:-$(by_size 60 200 400 1000000)}
if [ "${BUILD:-asan}" = release ]; then
    OPS=$OPS_CHECK
    VEDERLAG=$VEDERLAG_CHECK
fi

sqlite_kinds='alloc once
alloc ever
write once
write ever
write torn
sync once
sync ever
sync late
truncate once
truncate late
open once
remove once
rename once
rename late
read once
read ever
map once
lock once
disk once
disk ever
change kill'
postgres_kinds='alloc once
alloc ever
connect once
send once
send late
recv once
commit once
commit late'

# Runs the command with a fault (or none) in the program under test; what it says goes to $1.
run_faulty() {
    local out=$1 name=$2 program=$3 fault=$4 keeps=${2}_keeps
    rm -f "$PLACE/$copy.log"
    ASAN_OPTIONS="verify_asan_link_order=0:$sanitizer${!keeps:+:detect_leaks=0}" LD_PRELOAD=$FAULT \
        VEDERLAG_FAULT_PROGRAM=${!program} VEDERLAG_FAULT_DIR=$DIR \
        VEDERLAG_FAULT_LOG=$PLACE/$copy.log VEDERLAG_FAULT=$fault \
        "${name}_run" > "$out" 2>&1 < /dev/null
}

# True when every file is as before the command. What is left of a lock, and of the memory that
# SQLite's readers share, is no state; the log is, and is empty.
is_unchanged() {
    [ "$2" = sqlite ] && [ -z "$(ls -A "${DIR}_ny" 2> /dev/null)" ] &&
        diff -rq -x '*-lock' -x '*-shm' "$PLACE/${1}_$2" "$DIR" > /dev/null
}

# One N. Prints what is wrong and fails, or is silent.
try_point() {
    local name=$1 engine=$2 program=$3 exits=$4 fault=$5 out=$PLACE/$copy.out code
    "$as_before" || copy_state "$name" "$engine" "$copy"
    as_before=false
    run_faulty "$out" "$name" "$program" "$fault"
    code=$?
    grep -q '^fired' "$PLACE/$copy.log" 2> /dev/null && fired=$((fired + 1))
    case $fault in
    *' kill') is_allowed "$code" "$exits 137" ;;
    *) is_allowed "$code" "$exits" ;;
    esac || { echo "exit code $code:"; said "$out"; return 1; }
    case "$code $fault" in
    '0 '* | *' kill') ;;
    *' commit '*' late') grep -q uvist "$out" ;;
    *) [ -s "$out" ] ;;
    esac || { echo "exit code $code, and no clear word:"; said "$out"; return 1; }
    if [ "$code" -ne 0 ] && is_unchanged "$name" "$engine"; then
        as_before=true
        return
    fi
    check_after "$name" "$code" "$out"
}

# All N of one kind: --unit NAME ENGINE PROGRAM EXITS KIND HOW
run_unit() {
    local name=$1 engine=$2 program=$3 exits=$4 kind=$5 how=$6 total step n tried=0 wrong=0
    copy=u_${name}_${engine}_${kind}_$how
    fired=0
    as_before=false
    if [ "$(date +%s)" -gt "$UNTIL" ]; then
        echo left >> "$PLACE/left"
        echo ok > "$PLACE/$copy.ok"
        return
    fi
    total=$(awk -v kind="$kind" '$1 == kind { print $2 }' "$PLACE/${name}_$engine.counts")
    step=$(((total + POINTS - 1) / POINTS))
    # shellcheck disable=SC2254
    case "$kind $how" in
    $ALWAYS) step=1 ;;
    esac
    [ "$step" -gt 0 ] || step=1
    # Not always the first: where each kind begins follows from the seed.
    for ((n = 1 + (SEED * 7919 + total * 613) % step; n <= total; n += step)); do
        tried=$((tried + 1))
        try_point "$name" "$engine" "$program" "$exits" "$kind $n $how" > "$PLACE/$copy.wrong" &&
            continue
        wrong=$((wrong + 1))
        echo "FAILED $name on $engine, fault '$kind $n $how': $(cat "$PLACE/$copy.wrong")"
    done
    drop_state "$engine" "$copy"
    echo "faults: $name on $engine, $kind $how: $tried of $total tried, $fired came, $wrong wrong"
    [ "$wrong" -eq 0 ] && echo ok > "$PLACE/$copy.ok"
}

# Counts what the command does when nothing fails, and lists its units.
count_calls() {
    local name=$1 engine=$2 program=$3 exits=$4 kinds=${2}_kinds out kind how
    is_main "$name" || others=$((others + 1))
    is_main "$name" || [ $(((others + SEED) % SHARE)) -eq 0 ] || return
    copy=count_${name}_$engine
    out=$PLACE/$copy.out
    prepare_state "$name" "$engine"
    copy_state "$name" "$engine" "$copy"
    if ! run_faulty "$out" "$name" "$program" '' || ! check_after "$name" 0 "$out" > "$out.2"; then
        echo "FAILED $name on $engine without a fault:"
        cat "$out" "$out.2"
        exit 1
    fi
    cp "$PLACE/$copy.log" "$PLACE/${name}_$engine.counts"
    while read -r kind how; do
        # shellcheck disable=SC2254
        case "$kind $how" in
        ${KIND:-*}) ;;
        *) continue ;;
        esac
        grep -qx "$kind 0" "$PLACE/${name}_$engine.counts" && continue
        kinds_seen=$((kinds_seen + 1))
        [ $(((kinds_seen + SEED) % SHARE)) -eq 0 ] || continue
        printf '%s\0' "$name" "$engine" "$program" "$exits" "$kind" "$how" >> "$PLACE/units"
    done <<< "${!kinds}"
    drop_state "$engine" "$copy"
}

if [ "${1:-}" = --unit ]; then
    shift
    run_unit "$@"
    exit 0
fi

start_place
start_server
: > "$PLACE/units"
kinds_seen=0
others=0
each_scenario count_calls "$SCENARIOS"
export UNTIL=$(($(date +%s) + BUDGET))
xargs -0 -r -n 6 -P "$JOBS" "$0" --unit < "$PLACE/units" | tee "$PLACE/report"
left=$(cat "$PLACE/left" 2> /dev/null | wc -l)
units=$(($(tr -cd '\0' < "$PLACE/units" | wc -c) / 6))
passed=$(find "$PLACE" -name '*.ok' | wc -l)
came=$(awk '/^faults:/ { for (i = 1; i < NF; i++) if ($(i + 1) == "came,") n += $i }
    END { print n + 0 }' "$PLACE/report")
echo "faults: $came faults in $units kinds, $((units - passed)) kinds with something wrong"
[ "$left" -eq 0 ] || echo "faults: $left kinds not tried within $BUDGET seconds"
passed=$((passed - left))
units=$((units - left))
[ "$units" -gt 0 ] && [ "$came" -gt 0 ] || { echo "faults: nothing was tried"; exit 1; }
echo "# $passed passed"
[ "$passed" -eq "$units" ]
