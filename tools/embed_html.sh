#!/bin/sh
# Compiles a room's templates: tools/embed_html.sh OUT ROOM FILE...
#
# Writes OUT/skabelon.h and OUT/skabelon.c. An output that would not change is left alone, so that
# make rebuilds nothing for it. What a template may hold: tools/embed_html.awk.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
out=$1
room=$2
shift 2
mkdir -p "$out"
work=$(mktemp -d "$out/new.XXXXXX")
trap 'rm -rf "$work"' EXIT
awk -v room="$room" -v out="$work" -f "$here/embed_html.awk" "$@"
for end in h c; do
    cmp -s "$work/skabelon.$end" "$out/skabelon.$end" ||
        mv "$work/skabelon.$end" "$out/skabelon.$end"
done
