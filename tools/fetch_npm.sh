#!/bin/sh
# Fetches what a package-lock.json pins: tools/fetch_npm.sh FROM TO
#
# FROM has package.json and package-lock.json; TO gets node_modules and a copy of the lock, which
# tells the next call that nothing has changed. Each package is checked against its hash in the lock
# by npm. No script of a package runs.
set -eu
from=$1
to=$2

# Two tests may want the same at once: the second waits, and finds it there.
if [ -z "${FETCH_NPM_ALONE:-}" ] && command -v flock > /dev/null 2>&1; then
    mkdir -p "$(dirname "$to")"
    FETCH_NPM_ALONE=1 exec flock "$to.lock" "$0" "$@"
fi

if [ -d "$to/node_modules" ] && cmp -s "$from/package-lock.json" "$to/package-lock.json"; then
    exit 0
fi
if ! command -v npm > /dev/null 2>&1; then
    echo "fetch_npm: npm is missing, and $to does not have what $from/package-lock.json pins." >&2
    echo "    Debian: apt-get install --no-install-recommends nodejs npm (or ./dev setup)." >&2
    echo "    Without a network: copy $to from a machine where make has run." >&2
    exit 1
fi
rm -rf "$to"
mkdir -p "$to"
cp "$from/package.json" "$to"
# The lock is laid under its own name last, so that a broken fetch is not taken for a whole one.
cp "$from/package-lock.json" "$to/package-lock.json"
log=$to.log
if ! (cd "$to" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline) > "$log" 2>&1
then
    cat "$log" >&2
    rm -rf "$to"
    echo "fetch_npm: npm could not fetch what $from/package-lock.json pins" >&2
    exit 1
fi
