#!/usr/bin/env bash
# indstilling, opsigelse: a level from the first draft to the register, and a family that is heard
# before it is given notice. R041 R080 R102-R104 R355 R357.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_FROE
export VEDERLAG_DB=sqlite:$tmp/v.db VEDERLAG_NOEGLER=$tmp/n VEDERLAG_NU=2021-07-01T09:00:00
h="--haandbog haandboeger/eksempel-herningmodel"

# refuse NAME WANTED WORDS COMMAND...: refused with this code and these words
refuse() {
    local name=$1 want=$2 words=$3
    shift 3
    code "$name" "$want" "$@"
    has "$name" "$words" "$tmp/err"
}
# the_id: what the last command gave
the_id() { python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["id"])' "$tmp/out"; }

code "db" 0 "$v" db init
code "kommune" 0 "$v" kommune opret 773 Prøve --bruger anna
for b in rie:familieraadgiver kim:familieplejekonsulent udo:udvalg ulla:udvalg lis:leder \
    olga:oekonomi; do
    code "${b%:*}" 0 "$v" adgang opret "${b%:*}" --rolle "${b#*:}" --som anna
done
cat > "$tmp/f.json" << 'J'
{"sager": [{"id": "A1", "plejefamilie": {"id": "F1", "godkendelse": "almen"},
  "barn": {"foedt": "2012-05-01"},
  "anbringelse": {"art": "doegn", "indflyttet": "2021-06-15", "anbringende_kommune": 773},
  "indplacering": []}]}
J
code "fakta" 0 "$v" register import "$tmp/f.json" --som rie

# ---- a draft, its answers and the proposal

i="$v indstilling"
refuse "uden håndbog" 1 "haandbog" $i ny A1 --fra 2021-06-15 --som rie
refuse "håndbog uden kriterier" 1 "kriterium" $i ny A1 --fra 2021-06-15 \
    --haandbog haandboeger/kl --som rie
refuse "ikke økonomi" 3 "indstille et niveau" $i ny A1 --fra 2021-06-15 $h --som olga
code "ny" 0 $i ny A1 --fra 2021-06-15 $h --som rie --json
id=$(the_id)
refuse "én ad gangen" 1 "allerede en indstilling" $i ny A1 --fra 2021-06-15 $h --som rie
refuse "ikke besvaret" 1 "er ikke besvaret" $i send "$id" trin=3 --begrundelse stort $h --som rie
refuse "ukendt svar" 1 "kan ikke besvares" $i svar "$id" "erhverv=slet ikke" $h --som rie
code "svar" 0 $i svar "$id" "stoettebehov=støtte det meste af dagen" "vanskeligheder.soevn=ja" \
    "krav_til_familien=hverdagen lægges til rette" "foraeldresamarbejde=en del" \
    "erhverv=halvanden stilling" arbejde=1,5 bilag=S2021-7 $h --som rie
code "ord" 0 $i svar "$id" tidshorisont= --note "til barnet er 18" $h --som rie
code "ord" 0 $i svar "$id" ressourcer= --note "erfaren familie" $h --som rie
code "vis" 0 $i vis "$id" $h --som rie
has "vis" "3 svar peger på trin 3" "$tmp/out"
has "vis" "1 svar peger på trin 2-3" "$tmp/out"
has "vis" "[x] sover dårligt" "$tmp/out"
has "vis" "til barnet er 18" "$tmp/out"
has "vis" "svarene afgør det ikke" "$tmp/out"
refuse "uden begrundelse" 1 "begrundelsen" $i send "$id" trin=3 $h --som rie
refuse "intet trin 5" 1 "har ikke det niveau" $i send "$id" trin=5 --begrundelse x $h --som rie
code "send" 0 $i send "$id" trin=4 --begrundelse "behovet er stort" $h --som rie
code "vis som json" 0 $i vis "$id" $h --som rie --json
check "json" python3 -c 'import json,sys
d = json.load(open(sys.argv[1])); assert d["tilstand"] == "indstillet"
assert len(d["svar"]) == 6 and len(d["kontrol"]) == 8' "$tmp/out"

# ---- the agenda: members see what stands on it

code "medlemmets liste" 0 $i liste --som udo
has "medlemmets liste" "ingen indstillinger" "$tmp/out"
refuse "medlemmet finder den ikke" 1 "ingen indstilling med det id" $i vis "$id" $h --som udo
refuse "medlemmet ser ingen andre" 3 "se oplysninger" "$v" as-of --anbringelse A1 --som udo
refuse "medlemmet laver ikke mødet" 3 "dagsorden" $i dagsorden ny 2021-07-10 $h --som udo
code "møde" 0 $i dagsorden ny 2021-07-10 $h --som kim --json
m=$(the_id)
code "på dagsordenen" 0 $i dagsorden "$m" "$id" --som kim
code "afbud" 0 $i dagsorden "$m" --afbud ulla --som kim
code "dagsorden" 0 $i dagsorden --som udo
has "dagsorden" "Gennemsnitsudvalget den 10. juli 2021, 1 indkaldt" "$tmp/out"
has "dagsorden" "1. $id" "$tmp/out"
code "ikke indkaldt" 0 $i dagsorden --som ulla
has "ikke indkaldt" "ingen møder" "$tmp/out"
refuse "ikke indkaldt" 1 "ingen indstilling med det id" \
    $i beslut "$id" --begrundelse x $h --som ulla

# ---- the decision, and the leader above the limit

refuse "rådgiveren beslutter ikke" 3 "besluttet af udvalg" \
    $i beslut "$id" --begrundelse x $h --som rie
refuse "uden begrundelse" 1 "begrundelsen" $i beslut "$id" $h --som udo
code "besluttet" 0 $i beslut "$id" --begrundelse "hele familien er med" $h --som udo
has "besluttet" "afventer en leder" "$tmp/out"
"$v" register vis A1 --som rie > "$tmp/out"
hasnt "ikke registreret endnu" "trin 4" "$tmp/out"
refuse "to gange" 4 "allerede besluttet" $i beslut "$id" --begrundelse x $h --som udo
refuse "ikke konsulenten" 3 "godkende et niveau" $i godkend "$id" $h --som kim
code "godkendt" 0 $i godkend "$id" $h --som lis
has "godkendt" "trin 4 er besluttet og registreret" "$tmp/out"
refuse "godkendt to gange" 4 "allerede godkendt" $i godkend "$id" $h --som lis
code "registret" 0 "$v" register vis A1 --som rie
has "registret" "trin 4" "$tmp/out"
has "registret" "Gennemsnitsudvalget" "$tmp/out"
check "én gang" test "$(grep -c "trin 4" "$tmp/out")" -eq 1

# ---- the letters

b="$i brev $id --opsaetning demo/opsaetning.csv $h --som rie"
code "afgørelsen" 0 $b -o "$tmp/a.pdf"
code "kontrakten" 0 $b -o "$tmp/k.pdf" --kontrakt
code "igen" 0 $b -o "$tmp/igen.pdf"
check "de samme bytes" cmp "$tmp/a.pdf" "$tmp/igen.pdf"
pdftotext -layout "$tmp/a.pdf" - | tr -s ' ' > "$tmp/out"
has "afgørelsen" "Opgaven med Barnet er på trin 4 fra den 15. juni 2021." "$tmp/out"
has "afgørelsen" "hele familien er med" "$tmp/out"
has "afgørelsen" "støtte det meste af dagen, som peger på trin 3." "$tmp/out"
has "afgørelsen" "af en leder den 1. juli 2021" "$tmp/out"
# 8 vederlag of KL's 4.489 kr. a month, by hand; the first whole month is July.
has "afgørelsen" "her juli 2021" "$tmp/out"
has "afgørelsen" "Før skat 35.912,00 kr." "$tmp/out"
pdftotext -layout "$tmp/k.pdf" - | tr -s ' ' > "$tmp/out"
has "kontrakten" "Du får mindst 14 dage til at" "$tmp/out"
refuse "uden hvem" 1 "opsaetning" $i brev "$id" -o "$tmp/x.pdf" $h --som rie

# ---- a termination waits for the hearing

o="$v opsigelse"
refuse "for kort" 1 "mindst 14 dage" \
    $o hoer A1 --grund "brudt samarbejde" --frist 2021-07-05 $h --som rie
code "hørt" 0 $o hoer A1 --grund "brudt samarbejde" $h --som rie --json
p=$(the_id)
refuse "straks" 1 "15. juli 2021" $o registrer "$p" 2021-07-16 --aarsag konflikt --som rie
export VEDERLAG_NU=2021-07-15T23:00:00
refuse "på fristens dag" 1 "15. juli 2021" $o registrer "$p" 2021-07-16 --aarsag konflikt --som rie
code "svaret" 0 $o svar "$p" --tekst "vi er uenige" --som rie
export VEDERLAG_NU=2021-07-16T08:00:00
refuse "dateret tilbage" 1 "dagen efter" $o registrer "$p" 2021-07-15 --aarsag konflikt --som rie
refuse "uden årsag" 1 "for_svaer" $o registrer "$p" 2021-07-16 --som rie
code "opsagt" 0 $o registrer "$p" 2021-07-16 --aarsag konflikt --som rie
refuse "to gange" 4 "opsagt" $o registrer "$p" 2021-07-17 --aarsag konflikt --som rie
code "registret" 0 "$v" register vis A1 --som rie
has "registret" "opsigelse" "$tmp/out"
code "liste" 0 $o liste --som rie
has "liste" "opsagt" "$tmp/out"
refuse "ikke udvalget" 3 "se oplysninger" $o liste --som udo

finish
