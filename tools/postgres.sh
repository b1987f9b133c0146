#!/bin/bash
# A private PostgreSQL server for tests.
#
#   tools/postgres.sh start DIR [PID]   makes and starts it, prints its URL as the last line;
#                                       with PID it is stopped when that process is gone
#   tools/postgres.sh stop DIR [MODE]   stops it (MODE: fast or immediate); DIR stays
#
# Everything lies in DIR, which becomes the server user's own. It answers on a Unix socket in DIR
# and on a random port of loopback, and trusts whoever reaches it: for tests on one machine, no
# more. Started twice it is started once; stopped twice it is stopped. Nothing is installed.
# POSTGRES_MEMORY (32MB) is what it keeps of the database in memory.
set -u
export LC_ALL=C
tries=5
seconds=30

fail() {
    echo "postgres.sh: $*" >&2
    exit 1
}

[ $# -ge 2 ] || fail 'usage: tools/postgres.sh start DIR [PID] | stop DIR [MODE]'
what=$1
dir=$2
case $dir in
/*) ;;
*) dir=$PWD/$dir ;;
esac
# The name stands in the URL, and a socket's path has at most 107 bytes.
case $dir in
*[!A-Za-z0-9/._-]*) fail "DIR may have letters, digits and / . _ - only: $dir" ;;
esac
[ ${#dir} -le 80 ] || fail "the path of DIR is too long for a socket: $dir"

bin=
for found in /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin "$(dirname "$(command -v pg_ctl ||
    echo /none/none)")"; do
    if [ -x "$found/initdb" ] && [ -x "$found/pg_ctl" ] && [ -x "$found/postgres" ]; then
        bin=$found
        break
    fi
done

# The server refuses to run as root.
as_user=()
user=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
    user=postgres
    id -u "$user" > /dev/null 2>&1 || user=nobody
    as_user=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups)
fi

run() {
    (cd / && "${as_user[@]}" "$@")
}

running() {
    [ -f "$dir/data/postmaster.pid" ] && run "$bin/pg_ctl" -D "$dir/data" status > /dev/null 2>&1
}

make_cluster() {
    [ -f "$dir/data/PG_VERSION" ] && return
    # A Danish sorting order, so that a text which forgets to sort bytewise shows.
    run "$bin/initdb" -D "$dir/data" -U vederlag -A trust -E UTF8 --locale=C.UTF-8 \
        --locale-provider=icu --icu-locale=da --no-sync --no-instructions \
        > "$dir/initdb.log" 2>&1 ||
        { cat "$dir/initdb.log" >&2; fail 'initdb failed'; }
}

start_on() {
    local options="-p $1 -k $dir -h 127.0.0.1 -c fsync=on -c unix_socket_permissions=0700"
    options+=" -c max_connections=40 -c shared_buffers=${POSTGRES_MEMORY:-32MB}"
    options+=" -c logging_collector=off"
    # After an immediate stop: one call to the system instead of one for each file.
    options+=" -c recovery_init_sync_method=syncfs"
    run "$bin/pg_ctl" -D "$dir/data" -w -t "$seconds" -l "$dir/log" -o "$options" start \
        > /dev/null 2>&1 < /dev/null
}

# Looks after the server while the process PID lives.
watch_over() {
    (
        trap '' HUP INT
        while kill -0 "$1" 2> /dev/null; do sleep 1; done
        "$here/postgres.sh" stop "$dir" immediate
    ) > /dev/null 2>&1 < /dev/null &
}

start() {
    local try port
    [ -n "$bin" ] ||
        fail 'the PostgreSQL server is missing: install the package postgresql, or ./dev setup'
    if ! running; then
        mkdir -p "$dir" || fail "cannot make $dir"
        if [ ${#as_user[@]} -gt 0 ]; then
            chown "$user" "$dir" || fail "cannot give $dir to $user"
        fi
        chmod 700 "$dir"
        make_cluster
        for ((try = 1; try <= tries; try++)); do
            port=$((20000 + (RANDOM * 32768 + RANDOM) % 40000))
            start_on "$port" && break
            [ "$try" -lt "$tries" ] || { cat "$dir/log" >&2; fail 'the server did not start'; }
        done
        echo "postgresql:///postgres?user=vederlag&host=$dir&port=$port" > "$dir/url"
        [ -z "${1:-}" ] || watch_over "$1"
    fi
    cat "$dir/url"
}

stop() {
    local pid
    [ -n "$bin" ] && running || return 0
    pid=$(head -n 1 "$dir/data/postmaster.pid")
    run "$bin/pg_ctl" -D "$dir/data" -w -t "$seconds" -m "${1:-fast}" stop > /dev/null 2>&1 &&
        return
    running || return 0
    # Bounded: what does not stop is ended, by the number its own file gave.
    kill -9 "$pid"
}

here=$(cd "$(dirname "$0")" && pwd)
case $what in
start) start "${3:-}" ;;
stop) stop "${3:-}" ;;
*) fail "not understood: $what" ;;
esac
