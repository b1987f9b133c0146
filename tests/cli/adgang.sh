#!/usr/bin/env bash
# db init, kommune opret, adgang …: who gets in, who does not, and with which code, on both engines.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_DB VEDERLAG_NOEGLER VEDERLAG_NU VEDERLAG_FROE
export HOME=$tmp/hjem
mkdir "$HOME"
# Beside $tmp, which the server's user may not enter.
pg=$(mktemp -d)
trap 'tools/postgres.sh stop "$pg" > /dev/null 2>&1; rm -rf "$tmp" "$pg"' EXIT

one_line() { [ "$(wc -l < "$1")" = 1 ]; }
mode() { stat -c %a "$1"; }
same() { [ "$1" = "$2" ]; }

# refuse NAME WANTED WORDS COMMAND...: refused with this code, in one line that has these words
refuse() {
    local name=$1 want=$2 words=$3
    shift 3
    code "$name" "$want" "$@"
    has "$name" "$words" "$tmp/err"
    check "$name: én linje" one_line "$tmp/err"
    check "$name: intet svar" test ! -s "$tmp/out"
    hasnt "$name: ingen nøgle i fejlen" "vederlag-1:" "$tmp/err"
}

# ---- what needs no database

code "help" 0 "$v" help
for g in "Håndbog og takster" "Kommunens database" "Brugere og roller" "Svarkoder: 0 gjort"; do
    has "help" "$g" "$tmp/out"
done
check "help: højst 100 tegn" awk '{ gsub(/[\200-\277]/, "") } length > 100 { exit 1 }' "$tmp/out"
words=$(sed -n 's/^  \([a-z-]*\) .*/\1/p' "$tmp/out" | uniq)
check "help nævner adgang" grep -qx adgang <<< "$words"
for c in $words; do
    code "help $c" 0 "$v" help "$c"
    has "help $c" "vederlag $c" "$tmp/out"
    cp "$tmp/out" "$tmp/help"
    code "$c --help" 0 "$v" "$c" --help
    check "help $c er $c --help" cmp -s "$tmp/help" "$tmp/out"
done
code "help adgang" 0 "$v" help adgang
has "help adgang: hvem" "--som NAVN" "$tmp/out"
code "ingen kommando" 2 "$v"
code "ukendt kommando" 2 "$v" sjov
has "ukendt kommando" "ukendt kommando" "$tmp/err"
code "halv kommando" 2 "$v" adgang
has "halv kommando" "vederlag adgang opret NAVN" "$tmp/err"
code "ukendt help" 2 "$v" help sjov
refuse "ukendt slags database" 2 "sqlite: eller postgresql://" "$v" db init --db oracle:x
refuse "databasen er der ikke" 2 "findes ikke" "$v" adgang liste --db "sqlite:$tmp/x.db" --som rod
check "og bliver ikke lavet" test ! -e "$tmp/x.db"
echo tekst > "$tmp/tekst.db"
code "filen er ingen database" 2 "$v" db migrate --db "sqlite:$tmp/tekst.db"
refuse "uret er forkert" 2 "ÅÅÅÅ-MM-DD" env VEDERLAG_NU=igår "$v" db init --db "sqlite:$tmp/u.db"

# ---- the same on both engines

try_engine() {
    local db=$1 n=$tmp/noegler-$2 e=$2
    local k=$n/773
    export VEDERLAG_DB=$db VEDERLAG_NOEGLER=$k
    mkdir "$n"

    [ "$e" = postgres ] || refuse "$e: migrate laver ingen" 2 "findes ikke" "$v" db migrate
    [ "$e" = postgres ] &&
        refuse "$e: uden tabeller" 2 "ikke bragt op" "$v" adgang liste --som rod
    code "$e: init" 0 "$v" db init
    has "$e: init" "fra opbygning 0 til" "$tmp/out"
    code "$e: init igen" 0 "$v" db init
    has "$e: init igen" "intet at ændre" "$tmp/out"
    code "$e: migrate" 0 "$v" db migrate
    check "$e: ingen kommune, ingen nøgle" test ! -e "$k"

    # The first user.
    refuse "$e: ingen kommune endnu" 3 "findes ikke" "$v" adgang liste --som rod
    refuse "$e: kommunekode" 2 "101 til 999" "$v" kommune opret 77 X --bruger rod
    refuse "$e: kommunenavn" 1 "Kommunens navn" "$v" kommune opret 773 " " --bruger rod
    refuse "$e: bruger ligner cpr" 1 "cpr-nummer" "$v" kommune opret 773 X --bruger 7101921234
    hasnt "$e: cpr gentages ikke" "7101921234" "$tmp/err"
    check "$e: ingen fil blev tilbage" test -z "$(ls "$k" 2> /dev/null)"
    code "$e: kommune opret" 0 "$v" kommune opret 773 Prøvekommunen --bruger Rod
    check "$e: nøglens rettigheder" same "$(mode "$k/rod.noegle")" 600
    check "$e: mappens rettigheder" same "$(mode "$k")" 700
    check "$e: nøglens form" grep -qxE 'vederlag-1:773:rod:[A-Za-z0-9_-]{43}' "$k/rod.noegle"
    hasnt "$e: nøglen vises ikke" "vederlag-1:" "$tmp/out"
    cp -p "$k/rod.noegle" "$n/rod.gemt"
    refuse "$e: fil i vejen" 2 "ligger allerede" "$v" kommune opret 773 X --bruger rod
    refuse "$e: kommunen er der" 1 "i forvejen" "$v" kommune opret 773 X --bruger bo
    check "$e: ingen fil til bo" test ! -e "$k/bo.noegle"
    check "$e: rods nøgle urørt" cmp -s "$n/rod.gemt" "$k/rod.noegle"

    # Users and roles.
    code "$e: opret" 0 "$v" adgang opret Søren --rolle økonomi,leder,leder --som rod --json
    check "$e: opret som JSON" python3 - "$tmp/out" "$k" << 'P'
import json, sys
assert json.load(open(sys.argv[1])) == {
    "kommune": 773, "bruger": "soeren", "noeglefil": sys.argv[2] + "/soeren.noegle"}
P
    code "$e: opret anna" 0 "$v" adgang opret anna --rolle revision --som rod
    refuse "$e: anna er der" 2 "ligger allerede" "$v" adgang opret anna --rolle leder --som rod
    rm "$k/anna.noegle"
    refuse "$e: anna er der stadig" 1 "allerede en bruger" \
        "$v" adgang opret Anna --rolle leder --som rod
    check "$e: ingen nøgle til hende" test ! -e "$k/anna.noegle"
    refuse "$e: ukendt rolle" 2 "Rollen findes ikke" "$v" adgang opret bo --rolle chef --som rod
    code "$e: uden rolle" 2 "$v" adgang opret bo --som rod
    code "$e: uden --som" 2 "$v" adgang opret bo --rolle leder
    refuse "$e: navnet" 1 "2-40 tegn" "$v" adgang opret ../bo --rolle leder --som rod
    code "$e: giv" 0 "$v" adgang rolle anna --giv leder --som rod
    code "$e: tag" 0 "$v" adgang rolle anna --tag revision --som rod
    code "$e: giv og tag" 2 "$v" adgang rolle anna --giv leder --tag leder --som rod
    refuse "$e: til sig selv" 3 "sig selv" "$v" adgang rolle rod --giv leder --som rod
    refuse "$e: den sidste" 1 "den sidste" "$v" adgang rolle rod --tag adgang --som rod
    refuse "$e: den sidste nøgle" 1 "den sidste" "$v" adgang noegle rod --luk --som rod
    refuse "$e: ukendt bruger" 1 "findes ikke" "$v" adgang rolle bo --giv leder --som rod
    code "$e: liste" 0 "$v" adgang liste --som rod
    check "$e: tre brugere" same "$(wc -l < "$tmp/out")" 3
    has "$e: liste" "leder, økonomi" "$tmp/out"
    code "$e: liste --json" 0 "$v" adgang liste --som rod --json
    check "$e: liste som JSON" python3 - "$tmp/out" << 'P'
import json, sys
d = json.load(open(sys.argv[1]))
assert d["kommune"] == 773
assert {b["navn"]: b["roller"] for b in d["brugere"]} == {
    "anna": ["leder"], "rod": ["adgang"], "soeren": ["leder", "oekonomi"]}
assert [b["navn"] for b in d["brugere"]] == ["anna", "rod", "soeren"]
assert all(len(b["noegle_udloeber"]) == 19 for b in d["brugere"])
P

    # Rights that are missing.
    for words in "opret bo --rolle leder" "rolle rod --giv leder" "noegle rod" "noegle rod --luk" \
        "liste"; do
        # shellcheck disable=SC2086
        refuse "$e: søren: adgang $words" 3 "kræver rollen adgang" \
            "$v" adgang $words --som soeren
    done
    check "$e: ingen nøgle til bo" test ! -e "$k/bo.noegle"

    # Tokens that do not open, all with one text.
    refuse "$e: ingen nøglefil" 3 "findes ikke" "$v" adgang liste --som anna
    printf 'vederlag-1:773:rod:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n' > "$k/rod.noegle"
    refuse "$e: forfalsket" 3 "Nøglen giver ikke adgang" "$v" adgang liste --som rod
    sed 's/.$//' "$n/rod.gemt" > "$k/rod.noegle"
    refuse "$e: afkortet" 3 "Nøglen giver ikke adgang" "$v" adgang liste --som rod
    cp "$k/soeren.noegle" "$k/rod.noegle"
    refuse "$e: en andens" 3 "Nøglen giver ikke adgang" "$v" adgang liste --som rod
    : > "$k/rod.noegle"
    refuse "$e: tom" 3 "Nøglen giver ikke adgang" "$v" adgang liste --som rod
    cp -p "$n/rod.gemt" "$k/rod.noegle"
    cp -p "$n/rod.gemt" "$k/nobody.noegle"
    refuse "$e: ukendt navn" 3 "Nøglen giver ikke adgang" "$v" adgang liste --som nobody
    rm "$k/nobody.noegle"
    refuse "$e: udløbet" 3 "Nøglen giver ikke adgang" \
        env VEDERLAG_NU=2099-01-01T12:00:00 "$v" adgang liste --som rod
    for m in 640 604 660; do
        chmod $m "$k/rod.noegle"
        refuse "$e: rettigheder $m" 3 "læses af andre" "$v" adgang liste --som rod
    done
    ln -sf "$n/rod.gemt" "$k/rod.noegle"
    refuse "$e: henvisning" 3 "henvisning" "$v" adgang liste --som rod
    rm "$k/rod.noegle"
    mkdir "$k/rod.noegle"
    refuse "$e: mappe" 3 "almindelig fil" "$v" adgang liste --som rod
    rmdir "$k/rod.noegle"
    cp -p "$n/rod.gemt" "$k/rod.noegle"
    if [ "$(id -u)" = 0 ]; then
        chown 12345 "$k/rod.noegle"
        refuse "$e: en andens fil" 3 "ejes af en anden" "$v" adgang liste --som rod
        chown 0 "$k/rod.noegle"
    fi
    code "$e: den rigtige" 0 "$v" adgang liste --som rod

    # New tokens, and tokens taken back.
    code "$e: ny nøgle til sig selv" 0 "$v" adgang noegle rod --som rod
    check "$e: den nye er en anden" test "$(cat "$k/rod.noegle")" != "$(cat "$n/rod.gemt")"
    check "$e: den nyes rettigheder" same "$(mode "$k/rod.noegle")" 600
    check "$e: intet blev tilbage" test ! -e "$k/rod.noegle.ny"
    code "$e: den nye virker" 0 "$v" adgang liste --som rod
    mkdir "$n/gammel"
    mv "$n/rod.gemt" "$n/gammel/rod.noegle"
    refuse "$e: den gamle virker ikke" 3 "ikke adgang" \
        "$v" adgang liste --som rod --noegler "$n/gammel"
    refuse "$e: navnet har en fil, der ikke er dets" 1 "erstattes ikke" \
        sh -c "cp -p '$k/rod.noegle' '$k/anna.noegle'; exec '$v' adgang noegle anna --som rod"
    check "$e: den fil er urørt" cmp -s "$k/rod.noegle" "$k/anna.noegle"
    rm "$k/anna.noegle"
    code "$e: ny nøgle til anna" 0 "$v" adgang noegle anna --som rod
    refuse "$e: nøgle til ingen" 1 "findes ikke" "$v" adgang noegle bo --som rod
    check "$e: og ingen fil" test ! -e "$k/bo.noegle"
    refuse "$e: anna må ikke se" 3 "kræver rollen adgang" "$v" adgang liste --som anna
    code "$e: luk" 0 "$v" adgang noegle anna --luk --som rod
    refuse "$e: anna er lukket ude" 3 "ikke adgang" "$v" adgang liste --som anna
    code "$e: liste" 0 "$v" adgang liste --som rod
    has "$e: liste uden nøgle" "ingen nøgle" "$tmp/out"
    code "$e: revision ser listen" 0 "$v" adgang opret rita --rolle revision --som rod
    code "$e: revision ser listen" 0 "$v" adgang liste --som rita
    refuse "$e: og ændrer intet" 3 "kræver rollen adgang" \
        "$v" adgang rolle anna --giv leder --som rita

    # Where the tokens lie.
    mkdir -p "$HOME/.config"
    rm -rf "$HOME/.config/vederlag"
    refuse "$e: hjemme er der ingen" 3 "$HOME/.config/vederlag/rod.noegle" \
        env -u VEDERLAG_NOEGLER "$v" adgang liste --som rod
    cp -rp "$k" "$HOME/.config/vederlag"
    code "$e: hjemme" 0 env -u VEDERLAG_NOEGLER "$v" adgang liste --som rod

    rm -rf "$HOME/.config"
    code "$e: hjemme laves mappen" 0 env -u VEDERLAG_NOEGLER "$v" kommune opret 101 By --bruger rod
    check "$e: kun for ejeren" same "$(mode "$HOME/.config/vederlag")" 700
    check "$e: nøglen ligger der" test -f "$HOME/.config/vederlag/rod.noegle"
    refuse "$e: mappen kan ikke laves" 2 "kan ikke oprettes" \
        "$v" kommune opret 147 By --bruger rod --noegler "$k/rod.noegle/x"

    # Two kommuner in one database.
    code "$e: en kommune til" 0 "$v" kommune opret 740 Nabo --bruger rod --noegler "$n/740"
    refuse "$e: hvilken kommune" 2 "101 By, 740 Nabo, 773 Prøvekommunen" "$v" adgang liste --som rod
    code "$e: 773" 0 "$v" adgang liste --som rod --kommune 773
    check "$e: 773 har fire" same "$(wc -l < "$tmp/out")" 4
    refuse "$e: 773 med nøglen til 740" 3 "ikke adgang" \
        "$v" adgang liste --som rod --kommune 773 --noegler "$n/740"
    refuse "$e: 740 med nøglen til 773" 3 "ikke adgang" "$v" adgang liste --som rod --kommune 740
    code "$e: 740" 0 "$v" adgang liste --som rod --kommune 740 --noegler "$n/740"
    check "$e: 740 har én" same "$(wc -l < "$tmp/out")" 1
    refuse "$e: en tredje" 2 "ikke kommune 751" "$v" adgang liste --som rod --kommune 751
    refuse "$e: ingen kode" 2 "101 til 999" "$v" adgang liste --som rod --kommune 7x3
}

try_engine "sqlite:$tmp/v.db" sqlite

# The last token is lost: what docs/adgang.md says the owner of the database may do. The database of
# a kommune of its own, since the statement is for 773 and rod.
export VEDERLAG_DB=sqlite:$tmp/tabt.db VEDERLAG_NOEGLER=$tmp/tabt
code "tabt: init" 0 "$v" db init
code "tabt: kommune" 0 "$v" kommune opret 773 Prøvekommunen --bruger rod
rm "$tmp/tabt/rod.noegle"
for kind in sh sql; do
    awk -v kind="$kind" '/^```/ { on = $0 == "```" kind; next } on' docs/adgang.md \
        > "$tmp/tabt.$kind"
done
(cd "$tmp/tabt" && sh "$tmp/tabt.sh" > "$tmp/tabt.sum")
sum=$(cut -d ' ' -f 1 "$tmp/tabt.sum")
check "tabt: en række" python3 - "$tmp/tabt.db" "$tmp/tabt.sql" "$sum" << 'P'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
sql = open(sys.argv[2]).read()
assert "'SHA-256'" in sql
assert db.execute(sql.replace("SHA-256", sys.argv[3])).rowcount == 1
db.commit()
P
code "tabt: den nye virker" 0 "$v" adgang liste --som rod
check "tabt: den gælder længe" grep -q "til 2100-01-01" "$tmp/out"
code "tabt: og en almindelig bagefter" 0 "$v" adgang noegle rod --som rod
code "tabt: den virker også" 0 "$v" adgang liste --som rod
export VEDERLAG_DB=sqlite:$tmp/v.db VEDERLAG_NOEGLER=$tmp/noegler-sqlite/773

# Somebody else is writing: nothing is done, and the answer says to try again.
python3 - "$tmp/v.db-lock" "$tmp/laast" << 'P' &
import fcntl, os, sys, time
lock = open(sys.argv[1], "r+")
fcntl.flock(lock, fcntl.LOCK_EX)
open(sys.argv[2], "w").close()
for _ in range(300):
    if os.path.exists(sys.argv[2] + ".slip"):
        break
    time.sleep(0.1)
P
for _ in $(seq 100); do [ -e "$tmp/laast" ] || sleep 0.1; done
code "optaget" 4 "$v" adgang rolle rita --giv udvalg --som rod --kommune 773
has "optaget" "prøv igen" "$tmp/err"
code "optaget: nøgle" 4 "$v" adgang noegle rita --som rod --kommune 773
check "optaget: ingen fil" test ! -e "$tmp/noegler-sqlite/773/rita.noegle.ny"
touch "$tmp/laast.slip"
wait
code "optaget: intet blev gjort" 0 "$v" adgang liste --som rita --kommune 773
hasnt "optaget: intet blev gjort" "udvalg" "$tmp/out"

url=$(tools/postgres.sh start "$pg" $$ | tail -n 1)
check "en PostgreSQL" test -n "$url"
[ -n "$url" ] || finish
try_engine "$url" postgres
refuse "databasen svarer ikke" 2 "fejl" "$v" adgang liste --som rod \
    --db "postgresql://127.0.0.1:1/x?user=vederlag&password=hemmeligt"
hasnt "adgangskoden vises ikke" "hemmeligt" "$tmp/err"

finish
