#!/usr/bin/env bash
# api: the demo municipality is served, and every operation of the API is asked by
# tests/api/spoerg.py, which holds each answer against the description. The tokens' commands, and
# what the log of views has.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
if ! python3 -c 'import jsonschema' 2> /dev/null; then
    echo 'api.sh: python3-jsonschema is missing: apt-get install python3-jsonschema' >&2
    exit 1
fi
server=
trap '[ -n "$server" ] && kill "$server" 2> /dev/null; rm -rf "$tmp"' EXIT

check "kommune" tests/web/kommune.sh "$v" "$tmp" > "$tmp/kommune.log" 2>&1
export VEDERLAG_DB=sqlite:$tmp/kommune.db VEDERLAG_NOEGLER=$tmp/noegler
export VEDERLAG_NU=2021-07-26T09:00:00 VEDERLAG_FROE=7

# ---- the description is what is committed

code "beskrivelse" 0 "$v" api openapi
check "docs/openapi.json er programmets: $v api openapi > docs/openapi.json" \
    cmp "$tmp/out" docs/openapi.json

# ---- tokens

mkdir "$tmp/api"
laes=status:laes,register:laes,koersel:laes,journal:laes,henvendelse:laes
token() { # token NAME USER AREAS
    code "nøgle til $1" 0 "$v" adgang api-noegle ny "$1" --bruger "$2" --omraade "$3" \
        --til "$tmp/api/$1" --som rod
}
token anna anna "$laes,koersel:skriv,koersel:godkend"
token bo bo "$laes,koersel:godkend"
token eva eva "$laes,register:skriv,henvendelse:skriv"
token rikke rikke "$laes,register:skriv"
token status anna status:laes
token lukket anna status:laes
check "nøglens fil er ens egen" test "$(stat -c %a "$tmp/api/anna")" = 600
check "en nøgles form" grep -qE '^vederlag-api-1:773:[A-Za-z0-9_-]{43}$' "$tmp/api/anna"
code "en fil, der er der" 2 "$v" adgang api-noegle ny anna --bruger anna --omraade status:laes \
    --til "$tmp/api/anna" --som rod
code "ukendt område" 2 "$v" adgang api-noegle ny x1 --bruger anna --omraade alt --som rod
has "ukendt område" "status:laes" "$tmp/err"
code "ikke rod" 3 "$v" adgang api-noegle ny x1 --bruger anna --omraade status:laes --som anna
code "en families" 1 "$v" adgang api-noegle ny x1 --bruger familie-1 --omraade status:laes --som rod
code "for længe" 2 "$v" adgang api-noegle ny x1 --bruger anna --omraade status:laes --dage 9999 \
    --som rod
code "vist én gang" 0 "$v" adgang api-noegle ny vist --bruger anna --omraade status:laes --som rod
check "vist én gang" grep -qE '^vederlag-api-1:773:[A-Za-z0-9_-]{43}$' "$tmp/out"
code "liste" 0 "$v" adgang api-noegle liste --som rod --json
check "liste er JSON uden nøgler" python3 - "$tmp/out" "$tmp/api/lukket" << 'P'
import json, sys
text = open(sys.argv[1]).read()
rows = json.loads(text)
assert len(rows) == 7 and all(r["virker"] for r in rows)
assert open(sys.argv[2]).read().strip() not in text
P
id=$(python3 -c 'import json,sys
print(next(r["id"] for r in json.load(open(sys.argv[1])) if r["navn"] == "lukket"))' "$tmp/out")
code "luk" 0 "$v" adgang api-noegle luk "$id" --som rod
code "luk igen" 0 "$v" adgang api-noegle luk "$id" --som rod
code "luk ukendt" 1 "$v" adgang api-noegle luk abcdefghijklmnopqrst --som rod
cp "$tmp/noegler/anna.noegle" "$tmp/api/kommando"
check "databasen kender ingen nøgle" python3 - "$tmp/kommune.db" "$tmp/api/anna" << 'P'
import sys
assert open(sys.argv[2], "rb").read().strip() not in open(sys.argv[1], "rb").read()
P

# ---- every operation

: > "$tmp/serve.out"
env -u VEDERLAG_FROE VEDERLAG_NU="$VEDERLAG_NU+" "$v" serve --listen 127.0.0.1:0 --workers 2 \
    --proev > "$tmp/serve.out" 2> "$tmp/serve.log" < /dev/null &
server=$!
for _ in $(seq 300); do
    a=$(sed -n 's/^lytter på //p' "$tmp/serve.out")
    [ -n "$a" ] && break
    sleep 0.1
done
check "begynder" test -n "$a"
check "hver handling" timeout 300 python3 -W ignore::DeprecationWarning tests/api/spoerg.py \
    "${a#http://}" "$tmp/api" "$tmp/fakta.json"
hasnt "en rute har id'er" '/api/v1/koersler/1/' "$tmp/serve.log"
has "ruter i loggen" '/api/v1/koersler/{nr}/forskelle' "$tmp/serve.log"
kill "$server"
wait "$server"
server=

# ---- what was seen is in the log of views, and all is whole

check "visninger" python3 - "$tmp/kommune.db" << 'P'
import sqlite3, sys
seen = sqlite3.connect(sys.argv[1]).execute(
    "SELECT DISTINCT rute, art FROM visning WHERE rute LIKE '/api/%'").fetchall()
routes = {r for r, _ in seen}
for r in ("familier", "anbringelser/{id}", "anbringelser/{id}/historie", "koersler/{nr}/forskelle",
          "koersler/{nr}/mangler", "koersler/{nr}/forklaring/{anbringelse}/{maaned}", "journal",
          "tilgodehavender", "henvendelser", "henvendelser/{id}", "henvendelser/{id}/svar"):
    assert "/api/v1/" + r in routes, r
P
code "doctor" 0 "$v" doctor --som rikke
code "verify" 0 "$v" verify --som rikke
finish
