#!/usr/bin/env bash
# haandbog check, test, fmt, show, publish and takst, as a keeper of a handbook runs them.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh

mkdir -p "$tmp/haandboeger"
cp -r takster "$tmp/takster"
cp -r haandboeger/morsoe "$tmp/haandboeger/morsoe"
m=$tmp/haandboeger/morsoe/2021-01-01.md

for h in haandboeger/*/; do
    code "$h er i orden" 0 "$v" haandbog check "$h"
    has "$h uden åbne bemærkninger" " 0 fejl, 0 bemærkninger" "$tmp/out"
    code "$h: eksempler" 0 "$v" haandbog test "$h"
    has "$h: ingen fejlede" ", 0 fejlet" "$tmp/out"
    for f in "$h"*.md; do
        code "fmt $f" 0 "$v" haandbog fmt "$f"
        check "$f står i sin kanoniske form" cmp -s "$f" "$tmp/out"
    done
    code "show $h" 0 "$v" haandbog show "$h"
    code "publish $h" 0 "$v" haandbog publish "$h" -o "$tmp/side.html"
    has "publish $h: hel side" "</html>" "$tmp/side.html"
    hasnt "publish $h: intet udefra" "<script" "$tmp/side.html"
    hasnt "publish $h: ingen indsatte tegn tilbage" "{ydelse" "$tmp/side.html"
    check "publish $h: hvert link har et mål" python3 - "$tmp/side.html" << 'P'
import re, sys
t = open(sys.argv[1], encoding="utf-8").read()
ids = re.findall(r'\bid="([^"]+)"', t)
assert len(ids) == len(set(ids)), "et id står to gange"
missing = [a for a in re.findall(r'href="#([^"]+)"', t) if a not in ids]
assert not missing, missing
assert not re.findall(r'(?:src|href)="(?!#)', t), "siden henter noget udefra"
P
done
code "publish siger, at tal er opdigtede" 0 "$v" haandbog publish haandboeger/eksempel-aarhusmodel
has "opdigtet" "opdigtede" "$tmp/out"

# A gap in a band: the message says where, what and what follows.
sed -i '/^lommepenge;.*;2021-01-01;/s/;alder 14-15;/;alder 15-15;/' "$tmp/takster/kl.csv"
code "hul i et alderstrin" 1 "$v" haandbog check "$tmp/haandboeger/morsoe"
has "hul i et alderstrin" "lommepenge" "$tmp/out"
has "hul i et alderstrin" "fejl:" "$tmp/out"
code "hul: json" 1 "$v" haandbog check "$tmp/haandboeger/morsoe" --json
check "hul: json er JSON med sted" python3 - "$tmp/out" << 'P'
import json, sys
d = json.load(open(sys.argv[1]))
assert any(f["art"] == "fejl" and f["linje"] > 0 and f["kode"] for f in d)
P
code "en håndbog med fejl beregner intet" 1 "$v" calc --haandbog "$tmp/haandboeger/morsoe" \
    --facts demo/juni-2021.json --month 2021-06 --json
check "og svarer intet" test ! -s "$tmp/out"
cp takster/kl.csv "$tmp/takster/kl.csv"

# A wrong printed amount and a misspelt word.
sed 's/13\.502,04/13.502,05/' haandboeger/morsoe/2021-01-01.md > "$m"
code "trykt beløb afviger" 1 "$v" haandbog check "$tmp/haandboeger/morsoe"
has "trykt beløb afviger" "13.502,04" "$tmp/out"
sed 's/halve op/halv op/' haandboeger/morsoe/2021-01-01.md > "$m"
code "ukendt ord" 1 "$v" haandbog check "$tmp/haandboeger/morsoe"
has "ukendt ord: forslag" "halve op" "$tmp/out"
sed 's/vederlag 1\.036,00 kr = 1 døgn/vederlag 1.037,00 kr = 1 døgn/' \
    haandboeger/morsoe/2021-01-01.md > "$m"
code "et forkert eksempel" 1 "$v" haandbog test "$tmp/haandboeger/morsoe"
has "et forkert eksempel" "1 fejlet" "$tmp/out"
code "et forkert eksempel: intet beregnes" 1 "$v" calc --haandbog "$tmp/haandboeger/morsoe" \
    --facts demo/juni-2021.json --month 2021-06
check "et forkert eksempel: intet svar" test ! -s "$tmp/out"
cp haandboeger/morsoe/2021-01-01.md "$m"

# An amount in a rule's own text must be a quotation.
sed '0,/^  kilde .*/s//&, som giver 777 kr"/; s/", som giver/, som giver/' \
    haandboeger/morsoe/2021-01-01.md > "$m"
code "kronebeløb i en regels tekst" 1 "$v" haandbog check "$tmp/haandboeger/morsoe"
has "kronebeløb i en regels tekst" "777" "$tmp/out"
sed -i 's/777 kr/»777 kr«/' "$m"
code "kronebeløb som citat" 0 "$v" haandbog check "$tmp/haandboeger/morsoe"

# fmt mends the layout and keeps the meaning; -o writes whole files.
sed 's/^  kommunekode  */  kommunekode       /' haandboeger/morsoe/2021-01-01.md > "$m"
code "fmt retter op" 0 "$v" haandbog fmt "$m" -o "$m"
check "fmt retter op" cmp -s "$m" haandboeger/morsoe/2021-01-01.md

# A correction is a new file that says from when it is known.
sed -e 's/^  gælder .*/&\n  retter        2021-01-01, kendt fra 2021-05-01/' \
    haandboeger/morsoe/2021-01-01.md > "$tmp/haandboeger/morsoe/2021-01-01.r2.md"
code "en rettelse" 0 "$v" haandbog check "$tmp/haandboeger/morsoe"
code "en rettelse" 0 "$v" haandbog fmt "$tmp/haandboeger/morsoe/2021-01-01.r2.md"
# The page of a folder is the newest version: it says it is a correction, and lists its own remarks.
code "side af en rettelse" 0 "$v" haandbog publish "$tmp/haandboeger/morsoe" -o "$tmp/side.html"
has "side af en rettelse" "rettet, kendt fra 1. maj 2021" "$tmp/side.html"
check "side af en rettelse: egne bemærkninger, hver én gang" test 1 = \
    "$(grep -c 'ydelsen vederlag er ukendt for akut' "$tmp/side.html")"
cp "$m" "$tmp/haandboeger/morsoe/2021-13-01.md"
code "et filnavn, der ikke er en dag" 1 "$v" haandbog check "$tmp/haandboeger/morsoe"

# Rates.
code "takst list" 0 "$v" takst list --on 2021-06-01
has "takst list" "vederlag_døgn" "$tmp/out"
code "takst show" 0 "$v" takst show kost_og_logi --on 2021-06-01
has "takst show" "193,00" "$tmp/out"
has "takst show: kilde" "kilde:" "$tmp/out"
code "takst på en umulig dag" 2 "$v" takst list --on 2021-06-31
# A correction of one age does not hide the row of the others.
printf 'lommepenge;alder 3;kr/uge;2021-01-01;2021-12-31;33;rettet;2021-03-01;KL;\n' \
    >> "$tmp/takster/kl.csv"
code "takst rettet for én alder" 0 "$v" takst list --on 2021-06-01 --takster "$tmp/takster"
has "takst rettet: de andre aldre" "alder 3-10" "$tmp/out"
has "takst rettet: den ene" "alder 3-3" "$tmp/out"
cp takster/kl.csv "$tmp/takster/kl.csv"
code "takst ukendt" 1 "$v" takst show findes_ikke
code "takst uden for" 1 "$v" takst show kost_og_logi --on 2022-06-01
code "sag schema" 0 "$v" sag schema
check "sag schema er det offentliggjorte" cmp -s "$tmp/out" docs/sag.schema.json

finish
