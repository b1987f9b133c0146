#!/bin/sh
# Runs each fuzz harness for a number of seconds: tools/fuzz.sh SECONDS PROGRAM...
#
# The kept corpus of build/fuzz/src/room/NAME_fuzz is tests/fuzz/NAME/; all of it is replayed first.
# Words to build inputs from are in tests/fuzz/NAME.dict, when there is one.
# New inputs go to build/fuzz/corpus/NAME/, and one that fails to build/fuzz/found/NAME-*.
# Two harnesses run at a time. Exits 1 if any input fails.
set -u

if [ "${1:-}" = --one ]; then
    seconds=$2
    program=$3
    name=$(basename "$program" _fuzz)
    new=build/fuzz/corpus/$name
    log=build/fuzz/$name.log
    mkdir -p "$new" build/fuzz/found
    set -- "$new"
    [ -d "tests/fuzz/$name" ] && set -- "$new" "tests/fuzz/$name"
    [ -f "tests/fuzz/$name.dict" ] && set -- "-dict=tests/fuzz/$name.dict" "$@"
    export UBSAN_OPTIONS="print_stacktrace=1:${UBSAN_OPTIONS:-}"
    if "./$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 \
        -print_final_stats=1 -artifact_prefix="build/fuzz/found/$name-" "$@" > "$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        kept=$(find "tests/fuzz/$name" -type f 2>/dev/null | wc -l)
        echo "fuzz: $name: ${runs:-?} inputs in $seconds s, $kept kept, none failed"
        exit 0
    fi
    echo "fuzz: $name: FAILED; the input is in build/fuzz/found/, the end of $log:"
    tail -n 60 "$log"
    exit 1
fi

seconds=$1
shift
if [ $# -eq 0 ]; then
    echo "fuzz: no *_fuzz.c in src/"
    exit 0
fi
printf '%s\n' "$@" | xargs -n 1 -P "${JOBS:-2}" "$0" --one "$seconds" || exit 1
