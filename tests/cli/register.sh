#!/usr/bin/env bash
# register, as-of, konto: a caseworker's day, from the import of a file to a placement's history.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_NU VEDERLAG_FROE
export VEDERLAG_DB=sqlite:$tmp/v.db VEDERLAG_NOEGLER=$tmp/n

# refuse NAME WANTED WORDS COMMAND...: refused with this code and these words
refuse() {
    local name=$1 want=$2 words=$3
    shift 3
    code "$name" "$want" "$@"
    has "$name" "$words" "$tmp/err"
}

code "db" 0 "$v" db init
code "kommune" 0 "$v" kommune opret 773 Prøve --bruger anna
code "bo" 0 "$v" adgang opret bo --rolle familieraadgiver --som anna
code "carl" 0 "$v" adgang opret carl --rolle leder,oekonomi --som anna
code "revisor" 0 "$v" adgang opret rita --rolle revision --som anna

# ---- a history played in, and the same file again

"$v" demo --antal 40 -o "$tmp/d.json"
export VEDERLAG_NU=2021-07-01T09:00:00
code "kendt i juni" 0 "$v" register import "$tmp/d.json" --kendt 2021-06-30 --som bo
has "kendt i juni" "Registrering 1: " "$tmp/out"
has "kendt i juni" "er udeladt" "$tmp/out"
refuse "kendt i morgen" 1 "ligger efter i dag" "$v" register import "$tmp/d.json" \
    --kendt 2021-07-02 --som bo
refuse "som kendt i morgen" 1 "ligger efter i dag" "$v" register export --kendt 2021-07-02 --som bo
export VEDERLAG_NU=2022-01-03T09:00:00
code "kendt i december" 0 "$v" register import "$tmp/d.json" --kendt 2021-12-31 --som bo
has "kendt i december" "Registrering 2: " "$tmp/out"
code "igen" 0 "$v" register import "$tmp/d.json" --som bo
has "igen" "Intet nyt" "$tmp/out"
code "uden ret" 3 "$v" register import "$tmp/d.json" --som rita
code "uden hvem" 2 "$v" register import "$tmp/d.json"

code "ud" 0 "$v" register export -o "$tmp/e.json" --som bo
code "ind igen" 0 "$v" register import "$tmp/e.json" --erstat --som bo
has "ind igen" "Intet nyt" "$tmp/out"
code "som i juni" 0 "$v" register export --registrering 1 --som bo
cp "$tmp/out" "$tmp/juni.json"
code "som i juni, på en dag" 0 "$v" register export --kendt 2021-08-01 --som bo
check "samme" cmp "$tmp/juni.json" "$tmp/out"
check "i juni var der færre" test "$(wc -l < "$tmp/juni.json")" -lt "$(wc -l < "$tmp/e.json")"
# What is paid from the export is what is paid from the file.
h=haandboeger/morsoe
"$v" calc --haandbog $h --facts "$tmp/d.json" --month 2021-05 --json > "$tmp/a" 2> "$tmp/err"
"$v" calc --haandbog $h --facts "$tmp/e.json" --month 2021-05 --json > "$tmp/b" 2> "$tmp/err"
check "samme penge" python3 - "$tmp/a" "$tmp/b" << 'P'
import json, sys
def money(path):
    d = json.load(open(path))
    return sorted((s["id"], s["beregnet_oere"], s["i_alt_oere"],
                   tuple(sorted((l["ydelse"], l["beloeb_oere"]) for l in s["linjer"])))
                  for s in d["sager"])
assert money(sys.argv[1]) == money(sys.argv[2])
P

mkdir "$tmp/c" "$tmp/p"
code "csv" 0 "$v" register export --csv "$tmp/c" --som bo
check "ingen personer" test ! -e "$tmp/c/personer.csv"
code "csv ind" 0 "$v" register import "$tmp"/c/*.csv --erstat --som bo
has "csv ind" "Intet nyt" "$tmp/out"
refuse "csv igen" 2 "findes allerede" "$v" register export --csv "$tmp/c" --som bo

# ---- one fact at a time

r="$v register"
code "født" 0 $r ret foedt D000001-B 2006-07-24 --som bo
has "født" "Registrering 3: barn D000001-B er registreret" "$tmp/out"
code "født igen" 0 $r ret foedt D000001-B 2006-07-24 --som bo
has "født igen" "Intet nyt" "$tmp/out"
refuse "født efter" 1 "før det er født" $r ret foedt D000001-B 2026-07-24 --som bo
refuse "ukendt barn" 1 "intet barn" $r ret foedt B9 2006-07-24 --som bo
code "cpr som id" 1 $r ret foedt 7101921234 2006-07-24 --som bo
hasnt "cpr som id" "7101921234" "$tmp/err"
code "cpr med streg" 1 $r ret foedt 710192-1234 2006-07-24 --som bo
hasnt "cpr med streg" "710192-1234" "$tmp/err"
code "fraflyttet" 0 $r ret fraflyttet D000001 2021-12-01 --som bo
refuse "baglæns" 1 "ligge efter" $r ret fraflyttet D000001 2001-12-01 --som bo
refuse "niveau uden håndbog" 1 "--haandbog" $r niveau D000001 ny trin=4 fra=2021-09-01 --som bo
refuse "fastholdes" 1 "fastholdes hele" $r niveau D000001 ny trin=4 fra=2021-09-01 \
    --haandbog $h --som bo
refuse "uden begrundelse" 1 "begrundelse" $r niveau D000001 i1 trin=4 --haandbog $h --som bo
code "med begrundelse" 0 $r niveau D000001 i1 trin=4 --haandbog $h --som bo \
    --begrundelse "Tastefejl ved registreringen"
a=haandboeger/eksempel-aarhusmodel
code "hævet" 0 $r niveau D000001 ny trin=5 fra=2021-09-01 --haandbog $a --som bo
refuse "sænket" 1 "aldrig sænkes" $r niveau D000001 ny trin=2 fra=2021-10-01 --haandbog $a --som bo
refuse "vederlag på trin" 1 "kan ikke sammenlignes" $r niveau D000001 i1 vederlag=4 --haandbog $a \
    --begrundelse x --som bo
refuse "mangler pr" 1 "art mangler" $r aftale D000001 ny ydelse=vederlag fra=2021-09-01 --som bo
code "aftale" 0 $r aftale D000001 ny art=tillæg ydelse=vederlag beloeb=1.250,50 pr=måned \
    fra=2021-09-01 til=2021-12-01 --begrundelse "ekstra opgave" --som bo --json
check "aftale" python3 -c 'import json,sys; assert json.load(sys.stdin)["id"] == "a1"' < "$tmp/out"
code "aftale tilbage" 0 $r aftale D000001 a1 --tilbagekald --som bo
refuse "to gange" 1 "at kalde tilbage" $r aftale D000001 a1 --tilbagekald --som bo
refuse "kontrakt" 1 "indplaceringen er et trin" $r kontrakt D000001 ny fra=2021-02-03 holder=P1 \
    model=vederlag --som bo
# R103, R104: who ended it, and why.
code "ophør" 0 $r ophoer D000001 ny art=opsigelse dato=2021-11-01 part=familie \
    aarsag=personlig --som bo
code "situation" 0 $r situation D000001 ny art=efterskole fra=2021-08-01 til=2021-11-01 --som bo
refuse "situation" 1 "skal være" $r situation D000001 ny art=fest fra=2021-08-01 --som bo
refuse "kolonne" 1 "Kolonnen kendes ikke" $r situation D000001 ny farve=rød art=efterskole \
    fra=2021-08-01 --som bo
code "uden ret" 3 $r ret fraflyttet D000001 2021-12-02 --som rita

# ---- what was known, and who said so

code "historie" 0 $r vis D000001 --som bo
has "historie" "bo: barn registreret" "$tmp/out"
has "historie" "kaldt tilbage" "$tmp/out"
hasnt "historie: ingen fritekst" "Tastefejl" "$tmp/out"
code "historie json" 0 $r vis D000001 --som bo --json
check "historie json" python3 -c '
import json, sys
d = json.load(sys.stdin)
assert [r["registrering"] for r in d["registreringer"]] == sorted(
    r["registrering"] for r in d["registreringer"])
assert any(f.get("tilbagekaldt") for r in d["registreringer"] for f in r["fakta"])' < "$tmp/out"
code "as-of" 0 "$v" as-of --anbringelse D000001 --registrering 2 --paa 2021-10-01 --som bo
has "as-of" "trin 3" "$tmp/out"
hasnt "as-of" "trin 5" "$tmp/out"
code "as-of nu" 0 "$v" as-of --anbringelse D000001 --paa 2021-10-01 --som bo
has "as-of nu" "trin 5" "$tmp/out"
code "as-of familie" 0 "$v" as-of --familie F000001 --json --som rita
check "as-of familie" python3 -c '
import json, sys
assert {a["anbringelse"] for a in json.load(sys.stdin)} >= {"D000001"}' < "$tmp/out"
refuse "as-of før" 1 "ingen anbringelse" "$v" as-of --anbringelse D000001 --kendt 2020-01-01 \
    --som bo
refuse "as-of for højt" 1 "registreringer fra 1" "$v" as-of --anbringelse D000001 \
    --registrering 999 --som bo

# ---- persons and accounts: invented numbers (day + 60)

printf 'id;navn;cpr;beskyttet\nP1;Bo Test;7101921234;ja\n' > "$tmp/p/personer.csv"
code "person" 0 $r import "$tmp/p/personer.csv" --som bo
printf 'id;navn;cpr\nP2;Bo;9999999999\nP3;Bo;710192\n' > "$tmp/p/personer.csv"
code "forkerte cpr" 1 $r import "$tmp/p/personer.csv" --som bo
has "linje 2" "personer.csv:2:1: fejl: Cpr-nummeret" "$tmp/err"
has "linje 3" "personer.csv:3:1: fejl: Cpr-nummeret" "$tmp/err"
hasnt "gentages ikke" 9999999999 "$tmp/err"
code "foreslået" 0 "$v" konto foreslaa P1 1234 5678 --som bo --json
n=$(sed 's/[^0-9]//g' "$tmp/out")
refuse "selv" 3 "" "$v" konto svar P1 "$n" godkend --som bo
code "svar" 0 "$v" konto svar P1 "$n" godkend --som carl
refuse "svar igen" 1 "besvaret" "$v" konto svar P1 "$n" afvis --som carl
refuse "kort" 1 "fire cifre" "$v" konto foreslaa P1 123 5678 --som bo
hasnt "nummeret gentages ikke" 5678 "$tmp/err"
code "vis" 0 "$v" konto vis P1 --som bo --json
check "vis" python3 -c '
import json, sys
f = json.load(sys.stdin)[0]
assert (f["tilstand"], f["foreslaaet_af"]) == ("godkendt", "bo")
assert f["besvaret_af"] == "carl"' < "$tmp/out"
mkdir "$tmp/x"
code "med personer" 0 $r export --csv "$tmp/x" --personer --som bo
has "med personer" "P1;person;Bo Test;7101921234;;;;ja" "$tmp/x/personer.csv"
has "med personer" "P1;1234;5678" "$tmp/x/konti.csv"

finish
