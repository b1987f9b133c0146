#!/bin/bash
# Runs test programs (cmocka) and test scripts: tools/run_tests.sh FILE...
#
# TESTS=pattern   only files whose path contains the pattern (a shell pattern: TESTS='base/*dato')
# TEST_TIMEOUT    seconds that one file may take (900)
# JOBS            files run at a time, in the order given (3: some mostly wait)
# VEDERLAG        the program that scripts in tests/cli/ run
#
# A script passes by exiting 0; it counts as one test unless it prints `# N passed`.
# The whole output of a file that fails is printed. The last line is `N passed, N failed`, counted
# in single tests; the exit is 1 when something failed or no test ran.
set -u
export LC_ALL=C.UTF-8
# What libraries keep to their end is no leak of ours.
LSAN_OPTIONS="suppressions=$PWD/tools/lsan.txt:print_suppressions=0${LSAN_OPTIONS:+:$LSAN_OPTIONS}"
export LSAN_OPTIONS

# Prints "passed failed skipped" for a program's output. A program that ends early has printed no
# totals: what it had passed counts, and its end is one failure.
count_program() {
    awk -v status="$2" '
        /^\[  PASSED  \] [0-9]+ test/ { passed += $4; totals = 1 }
        /^\[  FAILED  \] [0-9]+ test/ { failed += $4; totals = 1 }
        /^\[  SKIPPED \] [0-9]+ test/ { skipped += $4 }
        /^\[       OK \]/ { ok++ }
        END {
            if (!totals) { passed = ok; failed = 1 }
            if (status != 0 && !failed) failed = 1
            print passed + 0, failed + 0, skipped + 0
        }' "$1"
}

count_script() {
    awk -v status="$2" '
        /^# [0-9]+ passed/ { passed += $2; said = 1 }
        END {
            if (status != 0) print passed + 0, 1, 0
            else print said ? passed : 1, 0, 0
        }' "$1"
}

run_one() {
    local file=$1 limit=${TEST_TIMEOUT:-900} status counts started=$SECONDS
    local out
    out=$WORKDIR/$(printf '%s' "$file" | tr '/' '_').out
    case $file in
    *.sh) timeout -k 5 "$limit" bash "$file" > "$out" 2>&1 < /dev/null ;;
    *) CMOCKA_MESSAGE_OUTPUT=stdout timeout -k 5 "$limit" "./$file" > "$out" 2>&1 < /dev/null ;;
    esac
    status=$?
    [ "$status" -eq 124 ] && echo "run_tests: stopped after $limit seconds" >> "$out"
    case $file in
    *.sh) counts=$(count_script "$out" "$status") ;;
    *) counts=$(count_program "$out" "$status") ;;
    esac
    echo "$counts" > "$out.counts"
    read -r passed failed _ <<< "$counts"
    if [ "$failed" -eq 0 ]; then
        echo "ok    $file ($passed, $((SECONDS - started)) s)"
    else
        # In one write, so that the outputs of two files do not mix.
        printf '%s\n' "$(echo "FAILED $file (exit $status):"; cat "$out"; echo "----")"
    fi
}

if [ "${1:-}" = --one ]; then
    run_one "$2"
    exit 0
fi

WORKDIR=$(mktemp -d "${TMPDIR:-/tmp}/vederlag-tests.XXXXXX") || exit 1
export WORKDIR
trap 'rm -rf "$WORKDIR"' EXIT

chosen=()
for file in "$@"; do
    # shellcheck disable=SC2254
    case $file in
    *${TESTS:-}*) chosen+=("$file") ;;
    esac
done
if [ ${#chosen[@]} -gt 0 ]; then
    printf '%s\0' "${chosen[@]}" | xargs -0 -n 1 -P "${JOBS:-3}" "$0" --one
fi

total=$(find "$WORKDIR" -name '*.counts' -exec cat {} + |
    awk '{ p += $1; f += $2; s += $3; n++ } END { print p + 0, f + 0, s + 0, n + 0 }')
read -r passed failed skipped files <<< "$total"
if [ "$files" -ne ${#chosen[@]} ]; then
    echo "run_tests: ${#chosen[@]} files were to run, $files did"
    failed=$((failed + ${#chosen[@]} - files))
fi
if [ $((passed + failed)) -eq 0 ]; then
    echo "run_tests: no test ran"
    echo "0 passed, 0 failed"
    exit 1
fi
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
