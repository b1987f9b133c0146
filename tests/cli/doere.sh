#!/usr/bin/env bash
# adgang kode, totp, totp-kode, familie, log-ud: the accounts of the web, on both engines.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_DB VEDERLAG_NOEGLER VEDERLAG_NU VEDERLAG_FROE
pg=$(mktemp -d)
trap 'tools/postgres.sh stop "$pg" > /dev/null 2>&1; rm -rf "$tmp" "$pg"' EXIT
kode="torsk paraply gevind sopran"

# typed NAME CODE WORDS TEXT COMMAND...: what is typed is the text; the error has the words and
# never the text
typed() {
    local name=$1 want=$2 words=$3 text=$4
    shift 4
    printf '%s\n' "$text" > "$tmp/in"
    code "$name" "$want" "$@" < "$tmp/in"
    [ -z "$words" ] || has "$name" "$words" "$tmp/err"
    hasnt "$name: intet ekko" "$text" "$tmp/err"
    check "$name: intet svar" test ! -s "$tmp/out"
}

# ---- what needs no database

# The code of a secret at a time, by another hand than the program's.
cat > "$tmp/koder.py" << 'P'
import base64, hashlib, hmac, struct, sys
secret, step = base64.b32decode(sys.argv[1]), int(sys.argv[2]) // 30
mac = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
at = mac[-1] & 15
print("%06d" % ((struct.unpack(">I", mac[at:at + 4])[0] & 0x7fffffff) % 1000000))
P
# Noon in Denmark is ten o'clock UTC in summer and eleven in winter.
for moment in 2021-06-01/10 2026-11-25/11 2037-12-31/11; do
    day=${moment%/*}
    seconds=$(TZ=UTC date -d "$day ${moment#*/}:00:00" +%s)
    echo MZXW6YTBOI234567MZXW6YTBOI234567 > "$tmp/in"
    code "totp-kode $day" 0 env "VEDERLAG_NU=${day}T12:00:00" "$v" adgang totp-kode < "$tmp/in"
    python3 "$tmp/koder.py" MZXW6YTBOI234567MZXW6YTBOI234567 "$seconds" > "$tmp/ventet"
    check "totp-kode $day er den rette" cmp -s "$tmp/out" "$tmp/ventet"
done
echo 'ikke en hemmelighed!' > "$tmp/in"
code "totp-kode: ingen hemmelighed" 1 "$v" adgang totp-kode < "$tmp/in"
has "totp-kode: ingen hemmelighed" "A-Z" "$tmp/err"

# ---- the same on both engines

passwords() {
    typed "$e: egen kode" 0 "" "$kode" "$v" adgang kode anna --som anna
    typed "$e: for kort" 1 "mindst 15" "kort kode" "$v" adgang kode anna --som anna
    typed "$e: gættes først" 1 "to ord" "Sommerferie2026!" "$v" adgang kode anna --som anna
    typed "$e: alt for lang" 1 "for lang" "$(printf 'x%.0s' $(seq 2000))" \
        "$v" adgang kode anna --som anna
    typed "$e: en andens" 3 "kræver rollen adgang" "$kode" "$v" adgang kode anna --som bo
    typed "$e: rod sætter" 0 "" "$kode" "$v" adgang kode bo --som rod
    typed "$e: ingen bruger" 1 "findes ikke" "$kode" "$v" adgang kode nobody --som rod
    code "$e: tom linje" 1 "$v" adgang kode anna --som anna < /dev/null
    code "$e: kode uden navn" 2 "$v" adgang kode --som anna < /dev/null
    code "$e: luk en andens" 3 "$v" adgang kode anna --luk --som bo
    code "$e: luk" 0 "$v" adgang kode bo --luk --som rod
    check "$e: luk siger intet" test ! -s "$tmp/out"
}

second_factor() {
    local secret
    code "$e: totp" 0 "$v" adgang totp anna --som anna
    check "$e: totp: to linjer" test "$(wc -l < "$tmp/out")" = 2
    check "$e: totp: 32 tegn" grep -qxE '[A-Z2-7]{32}' "$tmp/out"
    secret=$(head -n 1 "$tmp/out")
    has "$e: totp: adressen" "totp/Vederlag%20773:anna?secret=$secret" "$tmp/out"
    code "$e: totp igen" 0 "$v" adgang totp anna --som rod --json
    check "$e: totp som JSON" python3 - "$tmp/out" "$secret" << 'P'
import json, sys
d = json.load(open(sys.argv[1]))
assert sorted(d) == ["hemmelighed", "uri"] and len(d["hemmelighed"]) == 32
assert d["hemmelighed"] != sys.argv[2] and d["hemmelighed"] in d["uri"]
P
    code "$e: totp for en anden" 3 "$v" adgang totp anna --som bo
}

# The secret is locked with a key in a file, and opens only with it.
locked_factor() {
    local noegle=$tmp/totp-$e.noegle
    rm -f "$noegle"
    code "$e: totp-noegle" 0 "$v" adgang totp-noegle "$noegle"
    check "$e: totp-noegle: kun ejeren" test "$(stat -c %a "$noegle")" = 600
    code "$e: totp-noegle igen" 2 "$v" adgang totp-noegle "$noegle"
    VEDERLAG_TOTP_NOEGLE=$noegle code "$e: totp låst" 0 "$v" adgang totp anna --som anna
    chmod 644 "$noegle"
    VEDERLAG_TOTP_NOEGLE=$noegle code "$e: andre kan læse nøglen" 3 "$v" adgang liste --som rod
    chmod 600 "$noegle"
    VEDERLAG_TOTP_NOEGLE=$noegle code "$e: nøglen virker" 0 "$v" adgang liste --som rod
}

views() {
    code "$e: visninger" 0 "$v" adgang visninger --som rod
    has "$e: visninger" "kæden er hel" "$tmp/out"
    code "$e: visninger slettes" 0 "$v" adgang visninger --slet-aeldre 24 --som rod --json
    has "$e: visninger slettes" '"hel":true' "$tmp/out"
    code "$e: visninger gemmes i seks måneder" 1 "$v" adgang visninger --slet-aeldre 5 --som rod
    code "$e: bo må ikke slette visninger" 3 "$v" adgang visninger --slet-aeldre 24 --som bo
    code "$e: visninger: intet tal" 2 "$v" adgang visninger --slet-aeldre mange --som rod
}

families() {
    printf 'id;art;navn\nP17;person;Opdigtet Holm\nV1;virksomhed;Opdigtet Firma\n' \
        > "$tmp/personer.csv"
    code "$e: personer" 0 "$v" register import "$tmp/personer.csv" --som kim
    code "$e: familie" 0 "$v" adgang familie Mor.Holm --person P17 --som kim
    code "$e: en person, en bruger" 1 "$v" adgang familie far --person P17 --som kim
    has "$e: en person, en bruger" "allerede en bruger" "$tmp/err"
    code "$e: ukendt person" 1 "$v" adgang familie far --person P99 --som kim
    has "$e: ukendt person" "ingen person" "$tmp/err"
    code "$e: en virksomhed" 1 "$v" adgang familie far --person V1 --som kim
    code "$e: rod må ikke" 3 "$v" adgang familie far --person P17 --som rod
    code "$e: bo må ikke" 3 "$v" adgang familie mor.holm --tag --som bo
    code "$e: en medarbejder er ingen familie" 1 "$v" adgang familie bo --person P17 --som kim
    code "$e: familie uden person" 2 "$v" adgang familie far --som kim
    typed "$e: medlemmets kode" 0 "" "torsk gevind" "$v" adgang kode mor.holm --som kim
    typed "$e: kims egen er længere" 1 "mindst 15" "torsk gevind" "$v" adgang kode kim --som kim
    code "$e: ingen anden rolle" 1 "$v" adgang rolle mor.holm --giv leder --som rod
    code "$e: liste" 0 "$v" adgang liste --som rod
    has "$e: liste" "plejefamilie" "$tmp/out"
    code "$e: tag" 0 "$v" adgang familie mor.holm --tag --som kim
    code "$e: så er personen fri" 0 "$v" adgang familie ny.holm --person P17 --som kim
}

try_engine() {
    export VEDERLAG_DB=$1 VEDERLAG_NOEGLER=$tmp/noegler-$2
    e=$2
    code "$e: init" 0 "$v" db init
    code "$e: kommune" 0 "$v" kommune opret 773 Prøvekommunen --bruger rod
    code "$e: anna" 0 "$v" adgang opret anna --rolle leder --som rod
    code "$e: bo" 0 "$v" adgang opret bo --rolle økonomi --som rod
    code "$e: kim" 0 "$v" adgang opret kim --rolle familieplejekonsulent --som rod
    passwords
    second_factor
    locked_factor
    views
    families
    code "$e: log-ud" 0 "$v" adgang log-ud anna --som rod
    check "$e: ingen var inde" test "$(cat "$tmp/out")" = 0
    code "$e: log en anden ud" 3 "$v" adgang log-ud anna --som bo
}

try_engine "sqlite:$tmp/v.db" sqlite
for file in "$tmp"/v.db*; do hasnt "koden står ikke i ${file##*/}" "$kode" "$file"; done

# On a terminal it asks twice, and what is typed is not shown.
cat > "$tmp/terminal.py" << 'P'
import os, pty, select, sys, time
words, typed, want = sys.argv[1].split(), sys.argv[2:4], int(sys.argv[4])
pid, fd = pty.fork()
if pid == 0:
    os.execv(words[0], words)
seen, sent, end = b"", 0, time.time() + 60
while time.time() < end:
    if select.select([fd], [], [], 0.2)[0]:
        try:
            part = os.read(fd, 1000)
        except OSError:
            break
        if not part:
            break
        seen += part
    if sent < 2 and seen.count(b": ") > sent:
        time.sleep(0.5)
        os.write(fd, typed[sent].encode() + b"\n")
        sent += 1
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
assert sent == 2, seen
assert typed[0].encode() not in seen and typed[1].encode() not in seen, seen
assert status == want, (status, seen)
P
check "terminal" python3 "$tmp/terminal.py" "$v adgang kode anna --som anna" "$kode" "$kode" 0
check "terminal: ikke ens" python3 "$tmp/terminal.py" "$v adgang kode anna --som anna" "$kode" \
    "${kode}x" 1

url=$(tools/postgres.sh start "$pg" $$ | tail -n 1)
check "en PostgreSQL" test -n "$url"
[ -n "$url" ] || finish
try_engine "$url" postgres

finish
