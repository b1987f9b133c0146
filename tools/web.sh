#!/bin/bash
# Runs something in a browser against a demo municipality: tools/web.sh PROGRAM [WORDS...]
#
# PROGRAM is a module of tests/web/: `run` (the tests) or `screenshots`. A database with about 160
# invented placements is made, `vederlag serve` started on a free port of this machine, and both
# are gone afterwards. VEDERLAG is the program to serve with (build/vederlag).
set -euo pipefail
cd "$(dirname "$0")/.."
vederlag=${VEDERLAG:-build/vederlag}
program=$1
shift
modules=build/npm/tests

if ! command -v node > /dev/null 2>&1; then
    echo "web: node is missing: apt-get install nodejs npm chromium, or ./dev setup" >&2
    exit 1
fi
tools/fetch_npm.sh tests/web "$modules"

work=$(mktemp -d "${TMPDIR:-/tmp}/vederlag-web.XXXXXX")
server=
finish() {
    if [ -n "$server" ]; then
        kill "$server" 2> /dev/null || true
        wait "$server" 2> /dev/null || true
    fi
    rm -rf "$work"
}
trap finish EXIT

tests/web/kommune.sh "$vederlag" "$work" > "$work/kommune.log" 2>&1 || {
    cat "$work/kommune.log" >&2
    echo "web: the demo municipality could not be made" >&2
    exit 1
}
export VEDERLAG_DB=sqlite:$work/kommune.db VEDERLAG_NOEGLER=$work/noegler

# The system chooses the port; the program says which. Its day is that of the last run.
export VEDERLAG_NU=2021-06-28T09:00:00+
: > "$work/server.out"
"$vederlag" serve --listen 127.0.0.1:0 --workers 2 --proev --haandboeger "$work/haandboeger" \
    --opsaetning demo/opsaetning.csv \
    > "$work/server.out" 2> "$work/server.log" &
server=$!
for _ in $(seq 300); do
    address=$(sed -n 's/.*\(http:[^ ]*[0-9]\).*/\1/p' "$work/server.out")
    [ -n "$address" ] && break
    kill -0 "$server" 2> /dev/null || break
    sleep 0.1
done
if [ -z "$address" ]; then
    cat "$work/server.out" "$work/server.log" >&2
    echo "web: the server did not begin to listen" >&2
    exit 1
fi

status=0
WEB_BASE=$address WEB_MODULES=$modules node "tests/web/$program.mjs" "$@" || status=$?
if [ "$status" -ne 0 ]; then
    echo "---- the server's log, its last lines"
    tail -n 20 "$work/server.log"
fi
exit "$status"
