#!/bin/sh
# What browsers fetch beside the pages, as C: tools/embed_aktiv.sh OUT DKFDS SRC
#
# Writes OUT/aktiv.bin (all bytes, one after the other) and OUT/aktiv_data.c (the table over them,
# see src/side/aktiv.h) from the package dkfds in DKFDS and our own files in SRC. Of the design
# system only what pages use is taken: its style without the utility classes of single icons and
# without its fonts' rules (it names the larger format first), its script, the sprite of icons, the
# few icons that the styles themselves show, and IBM Plex Sans in five cuts for European languages.
#
# A file's address has its hash in it, so a browser may keep it for ever. In a style, url(NAME)
# becomes that address. The same files give the same bytes.
set -eu
export LC_ALL=C
out=$1
dkfds=$2
src=$3
mkdir -p "$out"
work=$(mktemp -d "$out/new.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/files"
: > "$work/aktiv.bin"
: > "$work/urls.sed"
: > "$work/rows"

fail() {
    echo "embed_aktiv: $*" >&2
    exit 1
}

type_of() {
    case $1 in
    *.css) echo 'text/css; charset=utf-8' ;;
    *.js) echo 'text/javascript; charset=utf-8' ;;
    *.svg) echo 'image/svg+xml' ;;
    *.txt) echo 'text/plain; charset=utf-8' ;;
    *.woff2) echo 'font/woff2' ;;
    *) fail "no type is known for $1" ;;
    esac
}

at=0
append() {
    cat "$1" >> "$work/aktiv.bin"
    size=$(wc -c < "$1")
    at=$((at + size))
}

# add NAME FILE: takes the file in under its name. Sets `address`.
add() {
    [ -s "$2" ] || fail "$2 is missing or empty"
    hash=$(sha256sum "$2" | cut -d ' ' -f 1)
    address=/aktiv/${1%.*}.$(echo "$hash" | cut -c 1-12).${1##*.}
    type=$(type_of "$1")
    from=$at
    append "$2"
    bytes="{aktiv_bytes + $from, $size}"
    zip='{"", 0}'
    gzip -9nc "$2" > "$work/zip"
    # A compressed twin that saves little is not worth its place.
    if [ $(($(wc -c < "$work/zip") * 10)) -lt $((size * 8)) ]; then
        from=$at
        append "$work/zip"
        zip="{aktiv_bytes + $from, $size}"
    fi
    printf '    {"%s", "%s", "%s", "%s",\n     %s, %s},\n' "$1" "$address" "$type" "$hash" \
        "$bytes" "$zip" >> "$work/rows"
    echo "s|url(\"*$1\"*)|url($address)|g" >> "$work/urls.sed"
}

# add_style NAME FILE: a style, with the addresses of what stands above it put in.
add_style() {
    sed -f "$work/urls.sed" "$2" > "$work/files/$1"
    if grep -oE 'url\([^/)][^)]*\)' "$work/files/$1" > "$work/left"; then
        fail "$1 names what is not there: $(head -n 3 "$work/left" | tr '\n' ' ')"
    fi
    add "$1" "$work/files/$1"
}

# ---- the design system

sed -E -e 's|@font-face\{[^}]*\}||g' \
    -e 's|\.icon-[a-z0-9-]+:not\(a\)\{background-image:url\([^)]*\)\}||g' \
    -e 's|url\(\.\./img/logo[a-z-]*\.png\)|none|g' \
    -e 's|/\*# sourceMappingURL=[^*]*\*/||' \
    -e 's|url\(\.\./img/svg-icons/([a-z0-9-]+\.svg)\)|url(\1)|g' \
    "$dkfds/dist/css/dkfds.min.css" > "$work/dkfds.css"
sed 's|^//# sourceMappingURL=.*||' "$dkfds/dist/js/dkfds.min.js" > "$work/dkfds.js"
{
    cat "$dkfds/LICENSE.md"
    printf '\n\n---- IBM Plex Sans\n\n'
    cat "$dkfds/dist/fonts/IBMPlexSans/split/woff2/license.txt"
} > "$work/licenser.txt"

icons=$(cat "$work/dkfds.css" "$src/vederlag.css" | grep -oE 'url\([a-z0-9-]+\.svg\)' |
    sed 's/url(//; s/)//' | sort -u)
for icon in $icons; do
    add "$icon" "$dkfds/dist/img/svg-icons/$icon"
done
# The letters, each cut in two parts by what the fonts hold, as their own tables say: a page without
# foreign names loads the first alone.
latin1='U+20-7E,U+A0-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2013-2014,U+2018-201A,U+201C-201E'
latin1=$latin1',U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212'
latin2='U+100-101,U+104-130,U+132-151,U+154-17F,U+18F,U+192,U+1A0-1A1,U+1AF-1B0,U+1FA-1FF'
latin2=$latin2',U+218-21B,U+237,U+259,U+1E80-1E85,U+1E9E'

# letters CUT WEIGHT STYLE
letters() {
    for part in 1 2; do
        name=plex-$(echo "$1" | tr '[:upper:]' '[:lower:]')-latin$part.woff2
        add "$name" "$dkfds/dist/fonts/IBMPlexSans/split/woff2/IBMPlexSans-$1-Latin$part.woff2"
        if [ "$part" = 1 ]; then range=$latin1; else range=$latin2; fi
        printf '@font-face{font-family:"IBM Plex Sans";font-weight:%s;font-style:%s;' "$2" "$3"
        printf 'font-display:swap;src:url(%s) format("woff2");unicode-range:%s}\n' "$name" "$range"
    done >> "$work/vederlag.css"
}
: > "$work/vederlag.css"
letters Regular 400 normal
letters Italic 400 italic
letters Medium 500 normal
letters SemiBold 600 normal
letters Bold 700 normal

add ikoner.svg "$dkfds/dist/img/all-svg-icons.svg"
add licenser.txt "$work/licenser.txt"

# ---- our own, and ours with the design system's in one file, so that a page asks once

add maerke.svg "$src/maerke.svg"
cat "$src/vederlag.css" >> "$work/vederlag.css"
cat "$work/dkfds.css" "$work/vederlag.css" > "$work/all.css"
add_style vederlag.css "$work/all.css"
cat "$work/dkfds.js" "$src/vederlag.js" > "$work/all.js"
add vederlag.js "$work/all.js"

# ---- the table

{
    cat << END
/* Made by tools/embed_aktiv.sh. */
#include "side/aktiv.h"

/* The bytes, from the file beside this one. */
__asm__(".section .rodata\\n"
        ".global aktiv_bytes\\n"
        ".hidden aktiv_bytes\\n"
        "aktiv_bytes:\\n"
        ".incbin \\"$out/aktiv.bin\\"\\n"
        ".byte 0\\n"
        ".previous\\n");
extern const char aktiv_bytes[];

const struct aktiv aktiv_alle[] = {
END
    cat "$work/rows"
    echo '};'
    echo 'const size_t aktiv_antal = sizeof(aktiv_alle) / sizeof(aktiv_alle[0]);'
} > "$work/aktiv_data.c"
for file in aktiv.bin aktiv_data.c; do
    cmp -s "$work/$file" "$out/$file" || mv "$work/$file" "$out/$file"
done
