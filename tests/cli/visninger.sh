#!/usr/bin/env bash
# visninger: no page about a person leaves before it is written who sees it, whatever happens to the
# log, to the database or to the process that would write.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_FROE
export VEDERLAG_DB=sqlite:$tmp/v.db VEDERLAG_NOEGLER=$tmp/noegler VEDERLAG_NU=2021-04-25T09:00:00
server=
trap '[ -n "$server" ] && kill -9 "$server" 2> /dev/null; rm -rf "$tmp"' EXIT

"$v" demo --antal 20 --til 2021-09 --personer "$tmp/personer.csv" -o "$tmp/fakta.json"
code "db" 0 "$v" db init
code "kommune" 0 "$v" kommune opret 773 Prøve --opdigtet --bruger rod
code "leder" 0 "$v" adgang opret lene --rolle leder --som rod
code "raadgiver" 0 "$v" adgang opret eva --rolle familieraadgiver --som rod
code "import" 0 "$v" register import "$tmp/fakta.json" "$tmp/personer.csv" --kendt 2021-04-25 \
    --som eva
code "familie" 0 "$v" adgang familie familie-1 --person F000001-K --som lene

VEDERLAG_NU=2021-04-25T10:00:00+ "$v" serve --proev --uden-tls --workers 1 --listen 127.0.0.1:0 \
    > "$tmp/serve.out" 2> "$tmp/serve.log" < /dev/null &
server=$!
for _ in $(seq 300); do
    a=$(sed -n 's/^lytter på //p' "$tmp/serve.out")
    [ -n "$a" ] && break
    sleep 0.1
done

cookie=$(curl -s -m 20 -o /dev/null -D - -d 'navn=familie-1&til=/' -H "Origin: $a" \
    -H 'Sec-Fetch-Site: same-origin' "$a/log-ind/proeve" |
    sed -n 's/^Set-Cookie: \(vederlag=[^;]*\);.*/\1/p')
page() { # NAME: body in $tmp/NAME, status printed
    curl -s -m 30 -o "$tmp/$1" -w '%{http_code}' -H "Cookie: $cookie" "$a/familie"
}
rows() { # how many there are, if the chain is whole
    "$v" adgang visninger --som rod | sed -n 's|^\([0-9]*\) visninger, og kæden er hel;.*|\1|p'
}
# Somebody else has the database, until it is let go.
hold() {
    exec 9< "$tmp/v.db-lock"
    flock 9
}
let_go() { exec 9<&-; }

# ---- as it should be

check "siden vises" test "$(page før)" = 200
has "siden" "F000001" "$tmp/før"
check "rækken er skrevet" test "$(rows)" = 1

# ---- the row cannot be written: nothing is shown, and it is said what can be done

hold
check "kan ikke skrives" test "$(page holdt)" = 503
has "kan ikke skrives" "Siden kan ikke vises lige nu" "$tmp/holdt"
hasnt "kan ikke skrives" "F000001" "$tmp/holdt"
hasnt "kan ikke skrives" "Jeres penge – " "$tmp/holdt"
has "loggen siger det" "visninger kan ikke skrives" "$tmp/serve.log"
let_go
check "ingen række" test "$(rows)" = 1

# ---- the one that writes is killed while the page waits: no byte of it leaves, and no row is lost

hold
worker=$(pgrep -P "$server" | head -n 1)
page dræbt > "$tmp/status" 9<&- &
asking=$!
sleep 1
kill -9 "$worker"
wait "$asking"
check "intet svar" test "$(cat "$tmp/status")" = 000
check "ingen side" test ! -s "$tmp/dræbt"
let_go
check "heller ingen række" test "$(rows)" = 1
for _ in $(seq 100); do
    [ "$(page efter)" = 200 ] && break
    sleep 0.1
done
check "en ny arbejder viser den" grep -q F000001 "$tmp/efter"
check "med sin række" test "$(rows)" = 2

kill -TERM "$server"
wait "$server"
check "stopper" test $? = 0
server=
finish
