#!/usr/bin/env bash
# simuler: what a change of a handbook costs, held against calc for each month under each handbook
# (R347), and what is said when a month cannot be computed.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_FROE
export VEDERLAG_DB=sqlite:$tmp/v.db VEDERLAG_NOEGLER=$tmp/n VEDERLAG_NU=2021-02-10T09:00:00

# A handbook with another highest level, in its table and in the examples worked out by hand.
mkdir -p "$tmp/ny" && cp -r takster "$tmp/"
sed 's/^     5 |        9 |\(.*\)40.506,12/     5 |       10 |\145.006,80/
     s/    5 | 40.506,12/    5 | 45.006,80/' \
    haandboeger/morsoe/2021-01-01.md > "$tmp/ny/2021-01-01.md"
code "håndbogen er ændret" 1 diff haandboeger/morsoe "$tmp/ny"

"$v" demo --antal 120 --til 2021-06 -o "$tmp/fakta.json" --personer "$tmp/personer.csv"
code "db" 0 "$v" db init
code "kommune" 0 "$v" kommune opret 773 Prøve --bruger rod
code "eva" 0 "$v" adgang opret eva --rolle familieraadgiver --som rod
code "hans" 0 "$v" adgang opret hans --rolle analytiker --som rod
code "import" 0 "$v" register import "$tmp/fakta.json" "$tmp/personer.csv" --som eva
code "export" 0 "$v" register export -o "$tmp/nu.json" --som eva

sim() { "$v" simuler --foer haandboeger/morsoe --efter "$tmp/ny" --som hans "$@"; }

code "simuler" 0 sim --maaneder 4 --json
cp "$tmp/out" "$tmp/sim.json"
code "tekst" 0 sim --maaneder 4
has "tekst: fra næste måned" "fra marts 2021 til juni 2021" "$tmp/out"
has "tekst: pr. ydelse" "Kost og logi" "$tmp/out"

# Every month under both handbooks, line by line, by calc.
for m in 2021-03 2021-04 2021-05 2021-06; do
    code "calc før $m" 0 "$v" calc --haandbog haandboeger/morsoe --facts "$tmp/nu.json" \
        --month $m --json
    cp "$tmp/out" "$tmp/foer-$m.json"
    code "calc efter $m" 0 "$v" calc --haandbog "$tmp/ny" --facts "$tmp/nu.json" --month $m --json
    cp "$tmp/out" "$tmp/efter-$m.json"
done
check "som calc" python3 - "$tmp" << 'P'
import json, sys
d = sys.argv[1]
sim = json.load(open(f"{d}/sim.json"))
changed = set()
assert [m["maaned"] for m in sim["pr_maaned"]] == ["2021-03", "2021-04", "2021-05", "2021-06"]
for m in sim["pr_maaned"]:
    side = {}
    for w in ("foer", "efter"):
        lines, lacks = {}, set()
        for s in json.load(open(f"{d}/{w}-{m['maaned']}.json"))["sager"]:
            for l in s["linjer"]:
                lines[s["id"], l["ydelse"]] = l["beloeb_oere"]
            for l in s["mangler"]:
                lacks.add((s["id"], l["ydelse"]))
        side[w] = lines, lacks
        assert m[w]["beregnet_oere"] == sum(lines.values()), (m, w)
        assert m[w]["mangler"] == len(lacks), (m, w, lacks)
        assert m[w]["oere"] == (None if lacks else sum(lines.values()))
    a, b = side["foer"][0], side["efter"][0]
    both = [k for k in a.keys() | b.keys() if k not in side["foer"][1] | side["efter"][1]]
    assert m["forskel"]["beregnet_oere"] == sum(b.get(k, 0) - a.get(k, 0) for k in both)
    changed |= {k[0] for k in both if a.get(k, 0) != b.get(k, 0)}
assert sim["i_alt"]["forskel"]["beregnet_oere"] > 0
assert len(changed) == sim["aendrede"] == sim["faar_mere"] > 1, (changed, sim["aendrede"])
assert {x["id"] for x in sim["stoerste_anbringelser"]} <= changed
P

# A month without a handbook is a lack, not a zero.
code "2022" 0 sim --fra 2021-12 --maaneder 2 --json
has "2022: intet tal" '"oere":null' "$tmp/out"

code "ingen af dem" 1 sim --fra 2022-01 --maaneder 1
has "ingen af dem" "vælg andre måneder" "$tmp/err"
code "uden ret" 3 "$v" simuler --foer haandboeger/morsoe --efter "$tmp/ny" --som rod
has "uden ret" "regne ud, hvad en anden håndbog ville koste" "$tmp/err"
code "for mange måneder" 2 sim --maaneder 61
has "for mange måneder" "fra 1 til 60" "$tmp/err"
sed 's/^  model .*/  model urimelig/' haandboeger/morsoe/2021-01-01.md > "$tmp/ny/2021-01-01.md"
code "med fejl" 1 sim
has "med fejl" "intet er regnet ud" "$tmp/err"

# No names and no numbers of persons.
cut -d';' -f4 "$tmp/personer.csv" | grep -E '^[0-9]{10}$' > "$tmp/cpr"
check "ingen CPR" bash -c "! grep -qFf '$tmp/cpr' '$tmp/sim.json'"
finish
