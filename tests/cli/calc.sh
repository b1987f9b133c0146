#!/usr/bin/env bash
# calc as its user runs it: the issue's own example, lacks, known-at, bad input, formats.
# Amounts: R005 (trin 3), R010 and R037 (efterskole is trin 1), N3 and N4 (a lack is never zero).
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh

h=haandboeger/morsoe
calc() { "$v" calc --haandbog $h --facts "$@"; }

cat > "$tmp/a.json" << 'J'
{"sager":[{"id":"A1","plejefamilie":{"id":"F1","godkendelse":"almen"},"barn":{"foedt":"2009-03-14"},
"anbringelse":{"art":"doegn","indflyttet":"2020-01-01","fraflyttet":null,
"anbringende_kommune":773},
"indplacering":[{"trin":3,"fra":"2020-01-01","til":null,"besluttet":"2019-12-14"}],
"situationer":[{"art":"efterskole","fra":"2021-08-01","til":"2022-07-01"}],
"aftaler":[],"ophoer":null}]}
J

code "juni" 0 calc "$tmp/a.json" --month 2021-06 --json
has "juni: vederlag" '"ydelse":"vederlag"' "$tmp/out"
check "juni: beløb, modtager, kanal, skat" python3 - "$tmp/out" << 'P'
import json, sys
d = json.load(open(sys.argv[1]))
l = {x["ydelse"]: x for x in d["sager"][0]["linjer"]}
assert d["maaned"] == "2021-06"
v = l["vederlag"]
assert (v["beloeb_oere"], v["modtager"]) == (2700408, "kontrakthaver")
assert (v["kanal"], v["skat"]) == ("loen", "a_indkomst")
assert l["kost_og_logi"]["beloeb_oere"] == 30 * 20600
assert d["sager"][0]["mangler"] == [] and d["i_alt_oere"] == d["beregnet_oere"]
assert sum(x["beloeb_oere"] for x in l.values()) == d["i_alt_oere"]
P

code "efterskole" 0 calc "$tmp/a.json" --month 2021-09 --json
check "efterskole: trin 1, og kosten mangler ved navn" python3 - "$tmp/out" << 'P'
import json, sys
d = json.load(open(sys.argv[1]))
s = d["sager"][0]
l = {x["ydelse"]: x["beloeb_oere"] for x in s["linjer"]}
assert l["vederlag"] == 1350204 and "kost_og_logi" not in l
assert [(m["ydelse"], m["mangler"]) for m in s["mangler"]] == [("kost_og_logi", "takst kost_andel")]
assert s["i_alt_oere"] is None and d["i_alt_oere"] is None and d["beregnet_oere"] == sum(l.values())
P

code "forklaring" 0 calc "$tmp/a.json" --month 2021-06 --explain
has "forklaring: beløb" '27.004,08 kr.' "$tmp/out"
has "forklaring: beslutning" 'trin 3, besluttet 14. december 2019' "$tmp/out"
hasnt "forklaring: ingen kodenavne" 'kost_og_logi' "$tmp/out"
code "side" 0 calc "$tmp/a.json" --month 2021-06 --html
has "side: hel" '</html>' "$tmp/out"
hasnt "side: ingen kodenavne" 'kost_og_logi' "$tmp/out"

code "uden for håndbogen" 0 calc "$tmp/a.json" --month 2022-01 --json
has "uden for håndbogen: mangler" '"mangler":"håndbog"' "$tmp/out"
hasnt "uden for håndbogen: ingen linje" '"beloeb_oere"' "$tmp/out"

sed 's/"besluttet":"2019-12-14"/&,"kendt_fra":"2021-07-10"/' "$tmp/a.json" > "$tmp/b.json"
code "kendt pr" 0 calc "$tmp/b.json" --month 2021-06 --known-at 2021-07-09 --json
has "kendt pr: dagen før" '"mangler":"indplacering"' "$tmp/out"
code "kendt pr" 0 calc "$tmp/b.json" --month 2021-06 --known-at 2021-07-10 --json
has "kendt pr: dagen" '"beloeb_oere":2700408' "$tmp/out"
code "kendt pr: i fremtiden" 2 calc "$tmp/b.json" --month 2021-06 --known-at 2098-01-01
has "kendt pr: i fremtiden" "ligger efter i dag" "$tmp/err"

# Texts: what a person is told of a notice, of the change of model, of two situations.
explain() { printf '%s' "$1" > "$tmp/c.json"; shift; code "$1" 0 "$v" calc --haandbog "$2" \
    --facts "$tmp/c.json" --month "$3" --explain; }
sag() { printf '{"sager":[{"id":"A1","plejefamilie":{"id":"F1"},"barn":{"foedt":"2009-03-14"},
"anbringelse":{"art":"doegn","indflyttet":"2020-01-01","fraflyttet":%s},
"indplacering":[{"fra":"2020-01-01",%s}],%s}]}' "$1" "$2" "$3"; }
opsagt='"ophoer":{"art":"opsigelse","dato":"2021-06-15"}'
explain "$(sag null '"trin":3' "$opsagt")" "før opsigelsen" $h 2021-05
hasnt "før opsigelsen nævnes intet varsel" "varsel" "$tmp/out"
explain "$(sag null '"trin":3' "$opsagt")" "opsigelsens måned" $h 2021-06
has "fra opsigelsen" "15.-30. juni" "$tmp/out"
has "varslet" "varsel på 30 dage, til og med 14. juli 2021" "$tmp/out"
explain "$(sag '"2021-06-20"' '"vederlag":5' '"ophoer":{"art":"opsigelse","dato":"2021-06-02"}')" \
    "til den 1. eller den 15." haandboeger/kl 2021-07
tr -s ' \n' '  ' < "$tmp/out" > "$tmp/linje"
has "til den 1. eller den 15." \
    "varsel på 30 dage og derefter til den 1. eller den 15., til og med 14. juli" "$tmp/linje"
explain "$(sag null '"vederlag":5' '"ophoer":null')" \
    "ny model" haandboeger/eksempel-herningmodel 2021-06
tr -s ' \n' '  ' < "$tmp/out" > "$tmp/linje"
has "ny model" "Anbringelsen er fra 1. maj 2019 eller senere og skal indplaceres med trin" \
    "$tmp/linje"
explain "$(sag null '"trin":4' '"situationer":[
{"art":"efterskole","fra":"2021-06-01","til":"2021-07-01"},
{"art":"hjemmebesoeg","fra":"2021-06-10","til":"2021-06-14"}]')" \
    "to situationer" haandboeger/eksempel-aarhusmodel 2021-06
tr -s ' \n' '  ' < "$tmp/out" > "$tmp/linje"
has "to situationer" "Efterskole og hjemmebesøg ændrer begge ydelsen samme dag" "$tmp/linje"

code "ti sager" 0 calc demo/juni-2021.json --month 2021-06 --json
for id in D01 D02 D03 D04 D05 D06 D07 D08 D09 D10; do
    has "ti sager: $id" "\"id\":\"$id\"" "$tmp/out"
done

# Bad input: an error with its place, exit 1, and nothing on standard output.
bad() {
    local name=$1 text=$2
    code "$name" 1 calc "$tmp/bad.json" --month 2021-06 --json
    if [ -s "$tmp/out" ]; then no "$name: der kom et svar"; else ok; fi
    has "$name" "$text" "$tmp/err"
}
sed 's/2009-03-14/2009-02-30/' "$tmp/a.json" > "$tmp/bad.json"
bad "umulig dato" "/sager/0/barn/foedt"
sed 's/"trin":3/"trin":"tre"/' "$tmp/a.json" > "$tmp/bad.json"
bad "forkert type" "/sager/0/indplacering/0/trin"
sed 's/"art":"doegn"/"art":"dogn"/' "$tmp/a.json" > "$tmp/bad.json"
bad "ukendt ord" "/sager/0/anbringelse/art"
head -c 300 "$tmp/a.json" > "$tmp/bad.json"
bad "afbrudt fil" "bad.json:"
printf '{"sager":[{"id":"\xe6"}]}' > "$tmp/bad.json"
bad "Windows-1252" "Windows-1252"
: > "$tmp/bad.json"
bad "tom fil" "bad.json"

code "ingen fil" 2 calc "$tmp/none.json" --month 2021-06
code "ingen håndbog" 2 "$v" calc --haandbog haandboeger/findes-ikke \
    --facts "$tmp/a.json" --month 2021-06
code "forkert måned" 2 calc "$tmp/a.json" --month 2021-13
code "forkert kendt-dag" 2 calc "$tmp/a.json" --month 2021-06 --known-at 2021-02-29
code "forkert valgmulighed" 2 calc "$tmp/a.json" --maaned 2021-06
code "for lidt" 2 "$v" calc --haandbog $h
code "hjælp" 0 "$v" --help
code "intet" 2 "$v"

finish
