#!/bin/bash
# A disk that is full, a real one: tests/campaign/disk.sh
#
# The state before a command lies on a file system of its own (tmpfs), whose size is then made what
# is used and a little more. The command either fits or fails as documented, with words; when there
# is room again no invariant is broken, and the command, repeated, does its work. On PostgreSQL it
# is the database's own files that lie there; the server's log does not.
#
# Where a file system may not be mounted, that is said and nothing is tried; faults.sh has the
# same by its own means (kind "disk").
#
# ROOMS   how many KiB there are left, for each try (by CAMPAIGN: 1, 1, 4, 40 of them; when it is
#         small only on the way of the money)
# The rest of what can be chosen stands in lib.sh.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/campaign/lib.sh
ROOMS=${ROOMS:-$(by_size '40' '40' '0 12 60 200' "$(seq -s' ' 0 8 312)")}
wrong=0
passed=0
OPS=$OPS_CHECK
VEDERLAG=$VEDERLAG_CHECK

resize() {
    mount -o "remount,size=$1" "$PLACE/full" || exit 2
}

# What is used, in KiB, and never nothing: a size of 0 is no limit.
used() {
    df --output=used -k "$PLACE/full" | awk 'NR == 2 { print ($1 > 0 ? $1 : 4) }'
}

# What is used and $1 KiB more. The server may write between the two, and a size below what is used
# is refused: then it is measured again.
leave() {
    local try
    for try in $(seq 50); do
        mount -o "remount,size=$(($(used) + $1))k" "$PLACE/full" 2> "$PLACE/mount" && return
        sleep 0.1
    done
    echo "disk: no size for the disk after $try tries: $(cat "$PLACE/mount")" >&2
    exit 2
}

# The state on the small disk, entered.
copy_there() {
    resize 1g
    if [ "$2" = sqlite ]; then
        copy_state "$1" sqlite full/d
    else
        drop_state postgres d
        cp -a "$PLACE/${1}_postgres" "$PLACE/d" || exit 2
        server_sql "CREATE DATABASE d TEMPLATE \"${1}_postgres\" TABLESPACE lille" || exit 2
        enter "$PLACE/d" postgres
        psql -qX "$DB" -c 'SELECT 1' > /dev/null || exit 2 # writes what a first connection does
    fi
}

try_room() {
    local name=$1 engine=$2 exits=$3 room=$4 out=$PLACE/out code
    copy_there "$name" "$engine"
    leave "$room"
    "${name}_run" > "$out" 2>&1 < /dev/null
    code=$?
    resize 1g
    [ "$code" -eq 0 ] || full=$((full + 1))
    is_allowed "$code" "$exits" || { echo "exit code $code:"; said "$out"; return 1; }
    [ "$code" -eq 0 ] || [ -s "$out" ] || { echo "exit code $code, and not a word"; return 1; }
    [ "$code" -eq 0 ] || last=$(tail -n 1 "$out")
    check_after "$name" "$code" "$out"
}

fill_disk() {
    local name=$1 engine=$2 exits=$4 room tries=0 before=$wrong full=0 last=
    # A server's backup is written by a program of its own, and on the other disk.
    case "$name $engine" in
    'kopi postgres' | 'restore postgres' | 'migrate postgres') return ;;
    esac
    [ "$CAMPAIGN" != small ] || is_main "$name" || return
    prepare_state "$name" "$engine"
    for room in $ROOMS; do
        tries=$((tries + 1))
        if try_room "$name" "$engine" "$exits" "$room" > "$PLACE/wrong"; then
            passed=$((passed + 1))
        else
            wrong=$((wrong + 1))
            echo "FAILED $name on $engine with $room KiB left: $(cat "$PLACE/wrong")"
        fi
    done
    echo "disk: $name on $engine, $tries sizes, $full times full, $((wrong - before)) wrong"
    [ -z "$last" ] || echo "    ${last##*/}"
}

start_place
mkdir "$PLACE/full"
if ! mount -t tmpfs -o size=1g,mode=755 tmpfs "$PLACE/full" 2> /dev/null; then
    echo "disk: no file system may be mounted here, so no disk was made full"
    echo "# 0 passed"
    exit 0
fi
trap 'tools/postgres.sh stop "$PLACE/pg" immediate; umount -l "$PLACE/full"; stop_place' EXIT
if [ "${ENGINE:-}" != sqlite ]; then
    start_server
    mkdir -m 700 "$PLACE/full/ts"
    chown --reference="$PLACE/pg" "$PLACE/full/ts"
    server_sql "CREATE TABLESPACE lille LOCATION '$PLACE/full/ts'" || exit 2
fi
each_scenario fill_disk "$SCENARIOS"
echo "# $passed passed"
[ "$wrong" -eq 0 ] && [ "$passed" -gt 0 ]
