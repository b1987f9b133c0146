#!/bin/bash
# The campaigns find what is wrong: tests/campaign/selftest.sh
#
# Each of them is given commands that are wrong on purpose, and must fail over them.
set -u
cd "$(dirname "$0")/../.." || exit 2
export SELFTEST=1
passed=0

must_find() {
    local what=$1 words=$2 out
    shift 2
    out=$("$@" 2>&1)
    if [ $? -ne 1 ] || ! grep -q "$words" <<< "$out"; then
        echo "$what found nothing wrong:"
        echo "$out"
        exit 1
    fi
    passed=$((passed + 1))
}

must_find 'faults (a write)' 'an invariant is broken' \
    env KIND='write once' POINTS=8 tests/campaign/faults.sh
must_find 'faults (a kill)' 'an invariant is broken' \
    env KIND='change kill' POINTS=8 tests/campaign/faults.sh
must_find 'kills' 'an invariant is broken' env KILLS=60 STOPS=0 tests/campaign/kills.sh
must_find 'races' 'not exactly one success' env TRIES=3 tests/campaign/races.sh
echo "# $passed passed"
