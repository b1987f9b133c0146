#!/bin/bash
# Tries ./dev on a Debian 12 that has nothing: tools/bare_bookworm.sh [--head] [FOLDER]
#
# Makes a minimal system with debootstrap in FOLDER (/tmp/vederlag-bookworm), which later runs use
# again unchanged; copies it to FOLDER.run, copies the work tree into that (--head: the last commit)
# and runs ./dev demo, test and stop there. Needs root. Mirror and proxy are this machine's.
set -u
cd "$(dirname "$0")/.." || exit 1
head=
if [ "${1:-}" = --head ]; then
    head=1
    shift
fi
base=${1:-/tmp/vederlag-bookworm}
root=$base.run

fail() {
    echo "bare_bookworm: $*" >&2
    exit 1
}
[ "$(id -u)" -eq 0 ] || fail "must be run as root (chroot, debootstrap)"
command -v debootstrap > /dev/null || fail "debootstrap is missing: apt-get install debootstrap"

# The first mirror of this machine that has the main archive, from the old or the new list format.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | awk '
    $1 == "deb" {
        sub(/\[[^]]*\] */, "")
        if ($3 == "bookworm") { print $2; exit }
    }
    $1 == "URIs:" { uri = $2 }
    $1 == "Suites:" {
        for (i = 2; i <= NF; i++) if ($i == "bookworm") { print uri; exit }
    }')
[ -n "$mirror" ] || fail "no mirror of bookworm in /etc/apt/sources.list or sources.list.d"

# Proxy settings that this machine has.
eval "$(apt-config shell http_proxy_apt Acquire::http::Proxy)"
if [ -n "${http_proxy_apt:-}" ]; then
    export http_proxy=$http_proxy_apt
fi

if [ ! -x "$base/usr/bin/apt-get" ]; then
    debootstrap --variant=minbase bookworm "$base" "$mirror" > "$base.log" 2>&1 ||
        { tail -n 20 "$base.log" >&2; fail "debootstrap failed"; }
fi

release() {
    mountpoint -q "$root/dev/pts" && umount "$root/dev/pts"
    mountpoint -q "$root/proc" && umount "$root/proc"
    mountpoint -q "$root/dev" && umount "$root/dev"
    return 0
}
trap release EXIT
release
rm -rf --one-file-system "$root"
cp -a "$base" "$root" || fail "could not copy $base"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null
rm -f "$root"/etc/apt/apt.conf.d/*proxy*
if [ -n "${http_proxy:-}" ]; then
    echo "Acquire::http::Proxy \"$http_proxy\";" > "$root/etc/apt/apt.conf.d/99proxy"
fi
mount -t proc proc "$root/proc" || echo "bare_bookworm: no /proc inside; sanitizers may not run" >&2
mount --bind /dev "$root/dev" || echo "bare_bookworm: /dev inside is debootstrap's own" >&2
# Binding /dev leaves out what is mounted below it; a test asks for a terminal.
mount -t devpts devpts "$root/dev/pts" || echo "bare_bookworm: no terminals inside" >&2

# What npm has been told on this machine: another registry, or certificates of the network's own.
npm_settings=(npm_config_update_notifier=false)
if command -v npm > /dev/null; then
    npm_settings+=("npm_config_registry=$(npm config get registry)")
    certificates=$(npm config get cafile)
    if [ -f "$certificates" ]; then
        cp -L "$certificates" "$root/etc/npm-certificates.crt"
        npm_settings+=(npm_config_cafile=/etc/npm-certificates.crt)
    fi
fi

mkdir -p "$root/srv/vederlag"
if [ -n "$head" ]; then
    git archive HEAD | tar -x -C "$root/srv/vederlag"
else
    tar -c --exclude=./build --exclude=./.git . | tar -x -C "$root/srv/vederlag"
fi || fail "could not copy the tree"

status=0
# The demo goes on by itself until it is stopped, and would keep the folder busy.
for command in demo test stop; do
    echo "== in the bare system: ./dev $command"
    started=$SECONDS
    if chroot "$root" env -i HOME=/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        "${npm_settings[@]}" /srv/vederlag/dev "$command" < /dev/null; then
        echo "== ./dev $command passed in $((SECONDS - started)) s"
    else
        echo "== ./dev $command FAILED after $((SECONDS - started)) s"
        status=1
    fi
done
exit "$status"
