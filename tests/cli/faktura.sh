#!/usr/bin/env bash
# penge faktura, penge mellemregning: from the decision to the bank's file and the family's letter.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_FROE
export VEDERLAG_DB=sqlite:$tmp/v.db VEDERLAG_NOEGLER=$tmp/n VEDERLAG_NU=2021-06-01T09:00:00

# refuse NAME WANTED WORDS COMMAND...: refused with this code and these words
refuse() {
    local name=$1 want=$2 words=$3
    shift 3
    code "$name" "$want" "$@"
    has "$name" "$words" "$tmp/err"
}

code "db" 0 "$v" db init
code "kommune" 0 "$v" kommune opret 773 Prøve --bruger rod
code "anna" 0 "$v" adgang opret anna --rolle familieraadgiver,oekonomi --som rod
code "bo" 0 "$v" adgang opret bo --rolle oekonomi --som rod
code "rita" 0 "$v" adgang opret rita --rolle revision --som rod
code "demo" 0 "$v" demo --antal 10 --til 2021-06 --personer "$tmp/personer.csv" -o "$tmp/d.json"
mkdir "$tmp/v"
printf 'id;art;navn;cpr\nV1;virksomhed;Opdigtet Lejrskole;99999999\n' > "$tmp/v/personer.csv"
code "import" 0 "$v" register import "$tmp/d.json" "$tmp/personer.csv" --som anna
code "leverandør" 0 "$v" register import "$tmp/v/personer.csv" --som anna
read -r sag person < <(python3 - "$tmp/d.json" "$tmp/personer.csv" << 'P'
import csv, json, sys
persons = {r["id"] for r in csv.DictReader(open(sys.argv[2], encoding="utf-8-sig"), delimiter=";")}
for s in json.load(open(sys.argv[1]))["sager"]:
    a, holder = s["anbringelse"], s["plejefamilie"]["id"] + "-K"
    if a["art"] == "doegn" and a["fraflyttet"] is None and holder in persons:
        print(s["id"], holder)
        break
P
)

faktura=("$v" penge faktura --anbringelse "$sag" --ydelse beklaedning --maaned 2021-05 --som anna
    --modtager V1 --beloeb 1250,00 --begrundelse "aftalt i handleplanen")
refuse "uden nummer" 2 "penge faktura" "${faktura[@]}"
refuse "til en person" 1 "virksomhed" "${faktura[@]}" --nummer A-1 --modtager "$person"
code "faktura" 0 "${faktura[@]}" --nummer A-1
refuse "samme nummer" 1 "gjort før" "${faktura[@]}" --nummer A-1
mellem=("$v" penge mellemregning --modtager "$person" --maaned 2021-06 --beloeb 400 --som anna
    --tekst "Forældrenes del af cyklen" --begrundelse "aftalt")
code "mellemregning" 0 "${mellem[@]}"
code "familien skylder" 0 "${mellem[@]}" --familien-skylder --json
id=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["beslutning"])' "$tmp/out")
code "liste" 0 "$v" penge list --som bo
has "liste" "nr. A-1" "$tmp/out"
has "liste" "familien har til gode" "$tmp/out"
has "liste" "familien skylder" "$tmp/out"
code "tilbage" 0 "$v" penge tilbage "$id" --som bo
refuse "tilbage igen" 1 "taget tilbage" "$v" penge tilbage "$id" --som bo
refuse "tilbage, ukendt" 1 "Der er ingen beslutning" "$v" penge tilbage B-9 --som bo

code "ny" 0 "$v" run new --maaned 2021-06 --som anna
code "beregn" 0 "$v" run calc 1 --haandbog haandboeger/morsoe --som anna
code "godkend" 0 "$v" run approve 1 --som bo
code "liste bagefter" 0 "$v" penge list --som bo
has "liste bagefter" "Åbne beslutninger: 0" "$tmp/out"
code "eksport" 0 "$v" run export 1 --til "$tmp/e" --opsaetning demo/opsaetning.csv --som anna
has "bankens fil" "<Nb>A-1</Nb>" "$tmp/e/0773-000001-leverandoer.xml"
has "bankens fil" "<CtrlSum>1250.00</CtrlSum>" "$tmp/e/0773-000001-leverandoer.xml"
check "mellemregning sendes ikke" test -z "$(grep -rlF cyklen "$tmp/e")"
printf 'betalingsid;status;årsag\n%s;udført;\n' \
    "$(sed -n 's|.*<EndToEndId>\(.*\)</EndToEndId>.*|\1|p' "$tmp/e/0773-000001-leverandoer.xml")" \
    > "$tmp/svar.csv"
code "svar" 0 "$v" run receipt 1 --kanal leverandoer --fil "$tmp/svar.csv" --som anna
has "svar" "1 godtaget" "$tmp/out"

refuse "kreditnota, ukendt" 1 "ingen godkendt faktura" "$v" penge kreditnota --modtager V1 \
    --faktura A-9 --nummer K-1 --beloeb 100 --begrundelse prøve --som bo
refuse "kreditnota, for meget" 1 "større" "$v" penge kreditnota --modtager V1 \
    --faktura A-1 --nummer K-1 --beloeb 1250,01 --begrundelse prøve --som bo
code "kreditnota" 0 "$v" penge kreditnota --modtager V1 --faktura A-1 --nummer K-1 \
    --beloeb 250 --begrundelse "to dage hjemme" --som anna
code "kreditnota: kørsel" 0 "$v" run new --maaned 2021-06 --ekstra --som anna
code "kreditnota: beregn" 0 "$v" run calc 2 --haandbog haandboeger/morsoe --som anna
code "kreditnota: godkend" 0 "$v" run approve 2 --som bo
code "kreditnota: liste" 0 "$v" penge list --som bo
check "leverandøren skylder" grep -q "V1.*leverandoer.*250,00" "$tmp/out"

code "breve" 0 "$v" brev run 1 --til "$tmp/b" --opsaetning demo/opsaetning.csv --som anna
found=0
while read -r letter; do
    pdftotext -layout "$letter" - > "$tmp/tekst" 2>> "$tmp/err"
    hasnt "brev til leverandøren" "Lejrskole" "$tmp/tekst"
    grep -q "cyklen .*juni 2021 .*til gode .*400,00" "$tmp/tekst" && found=$((found + 1))
done < <(find "$tmp/b" -name '*.pdf')
check "brevet viser mellemregningen, ét sted" test "$found" = 1
code "eftersyn" 0 "$v" doctor --som rita

finish
