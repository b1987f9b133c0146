#!/bin/bash
# The demo municipality that browser tests look at: tests/web/kommune.sh VEDERLAG FOLDER
#
# About 160 invented placements and three months, of which the last is computed, not yet approved.
# KOMMUNE_PREPARE: a program that is given the folder, with the persons and the handbooks that the
# municipality is made from, to change them; a file `navn` there is the name of the municipality.
set -euo pipefail
cd "$(dirname "$0")/../.."
vederlag=$(realpath "$1")
out=$(realpath "$2")
ln -s "$PWD/haandboeger" "$PWD/takster" "$PWD/demo" "$out/"
export VEDERLAG_DB=sqlite:$out/kommune.db VEDERLAG_NOEGLER=$out/noegler VEDERLAG_FROE=2021

day() { export VEDERLAG_NU=$1T09:00:00; }

day 2021-04-12
"$vederlag" demo --antal 160 --til 2021-09 --personer "$out/personer.csv" -o "$out/fakta.json"
[ -z "${KOMMUNE_PREPARE:-}" ] || "$KOMMUNE_PREPARE" "$out"
# Ids follow from the words of the commands, so these name no folder of the machine.
cd "$out"
navn="Demo Kommune"
[ ! -e navn ] || navn=$(cat navn)
"$vederlag" db init
"$vederlag" kommune opret 773 "$navn" --opdigtet --bruger rod
"$vederlag" adgang opret eva --rolle familieraadgiver --som rod
"$vederlag" adgang opret anna --rolle oekonomi --som rod
"$vederlag" adgang opret bo --rolle oekonomi --som rod
"$vederlag" adgang opret rikke --rolle revision --som rod
"$vederlag" adgang opret lene --rolle leder --som rod
"$vederlag" adgang opret karen --rolle familieplejekonsulent --som rod
"$vederlag" adgang opret ulla --rolle udvalg --som rod
"$vederlag" adgang opret hans --rolle haandbogsansvarlig --som rod

nr=0
for maaned in 2021-04 2021-05 2021-06; do
    nr=$((nr + 1))
    day "$maaned-25"
    "$vederlag" register import "$out/fakta.json" "$out/personer.csv" --kendt "$maaned-25" --som eva
    "$vederlag" run new --maaned "$maaned" --som anna
    "$vederlag" run calc "$nr" --haandbog haandboeger/morsoe --som anna
    [ "$nr" = 3 ] && break
    "$vederlag" run approve "$nr" --som bo
    "$vederlag" run export "$nr" --til "$out/eksport-$maaned" --opsaetning demo/opsaetning.csv \
        --som anna
done

# Families of which one has been paid in both months, and one gets a new child.
for familie in F000001:1 F000002:2 F000028:28; do
    "$vederlag" adgang familie "familie-${familie#*:}" --person "${familie%:*}-K" --som lene
done

# A draft with errors, one that is proposed, and rates that are in force.
day 2021-06-26
sed 's/^  takster      kl .*/  takster      kl\n  retter       2021-01-01, kendt fra 2021-06-15/
     s/^     5 |        9 |\(.*\)40.506,12/     5 |       10 |\145.006,80/
     s/    5 | 40.506,12/    5 | 45.006,80/' \
    haandboeger/morsoe/2021-01-01.md > "$out/2021-01-01.r1.md"
sed 's/^  indflytningsdag .*/  indflytningsdag    tæller måske; valgt af os/' \
    "$out/2021-01-01.r1.md" > "$out/fejl.md"
haandbog() { "$vederlag" haandbog "$@" --haandbog haandboeger/morsoe; }
newest() { sed -n 's/^Gemt som udkast \([a-z2-7]*\);.*/\1/p'; }
haandbog udkast fejl.md --navn 2021-01-01.r1.md --som hans | newest > "$out/udkast-fejl"
haandbog udkast 2021-01-01.r1.md --som hans | newest > "$out/udkast-foreslaaet"
haandbog foreslaa "$(cat "$out/udkast-foreslaaet")" --som hans
cat "$out/udkast-fejl" "$out/udkast-foreslaaet"

# Levels: a draft, one on an agenda, one that awaits a leader and one that is approved; and a family
# that is heard before a termination. Their ids follow from the seed and the words of the command.
day 2021-06-26
h=(--haandbog haandboeger/morsoe)
"$vederlag" indstilling dagsorden ny 2021-06-30 "${h[@]}" --som karen --json > "$out/moede"
moede=$(sed 's/.*:"\(.*\)".*/\1/' "$out/moede")
niveau() { # PLACEMENT LEVEL
    "$vederlag" indstilling ny "$1" --fra 2021-06-01 "${h[@]}" --som eva --json > "$out/ny"
    id=$(sed 's/.*:"\(.*\)".*/\1/' "$out/ny")
    "$vederlag" indstilling svar "$id" "stoettebehov=omfattende omsorg og støtte" \
        "belastning=flere almindelige tegn" almindelige.soevn=ja almindelige.skole=ja \
        almindelige.tillid=ja "indsats=en socialpædagogisk indsats" \
        "foraeldresamarbejde=for det meste meget krævende" arbejde=1,5 erfaring=ja \
        bilag=S2021-118 "${h[@]}" --som eva
    [ "$2" = 0 ] && return
    "$vederlag" indstilling svar "$id" \
        "kompetencer=mere end det almindelige, og viden om udvikling, der går skævt" \
        "${h[@]}" --som eva
    for spoergsmaal in varighed sammenhaeng erhverv vilkaar; do
        "$vederlag" indstilling svar "$id" "$spoergsmaal=" \
            --note "Anbringelsen ventes at vare, til barnet er 18." "${h[@]}" --som eva
    done
    "$vederlag" indstilling send "$id" "trin=$2" "${h[@]}" --som eva --begrundelse \
        "Barnet har brug for en fast voksen hele dagen. Samarbejdet med forældrene fylder meget."
    "$vederlag" indstilling dagsorden "$moede" "$id" --som karen
}
niveau D000008 0
niveau D000033 3
for sted in D000023:5 D000002:3; do
    niveau "${sted%:*}" "${sted#*:}"
    "$vederlag" indstilling beslut "$id" "${h[@]}" --som ulla --begrundelse \
        "Udvalget er enigt: behovet er det samme som hidtil, og familien løser opgaven godt."
done
"$vederlag" indstilling godkend "$id" "${h[@]}" --som lene
"$vederlag" opsigelse hoer D000017 --frist 2021-07-12 "${h[@]}" --som eva --grund \
    "Samarbejdet om barnets skole er brudt sammen, og familien har ikke taget imod støtte."
