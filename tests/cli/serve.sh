#!/usr/bin/env bash
# serve: starts, answers, refuses, outlives dead workers and slow senders, and cuts nothing short.
#
# SLOW (1300) is how many slow senders are held: more than there is room for.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_NU VEDERLAG_FROE
export VEDERLAG_DB=sqlite:$tmp/v.db
server=
trap '[ -n "$server" ] && kill -9 "$server" 2> /dev/null; rm -rf "$tmp"' EXIT

# start NAME ARGUMENTS...: $server is its process, $a its address
start() {
    local name=$1
    shift
    : > "$tmp/$name.out"
    "$v" serve --haandboeger "$tmp/boeger" "$@" > "$tmp/$name.out" 2> "$tmp/$name.log" \
        < /dev/null &
    server=$!
    for _ in $(seq 300); do
        a=$(sed -n 's/^lytter på //p' "$tmp/$name.out")
        [ -n "$a" ] && return
        sleep 0.1
    done
    no "$name: begyndte ikke"
    cat "$tmp/$name.log"
    finish
}

# stopped NAME: it has ended by itself with code 0
stopped() {
    wait "$server"
    check "$1: svarkode" test $? = 0
    server=
}

# answer NAME STATUS CURL...: head in $tmp/h, body in $tmp/b
answer() {
    local name=$1 want=$2 got
    shift 2
    got=$(curl -s -m 20 -o "$tmp/b" -D "$tmp/h" -w '%{http_code}' "$@")
    check "$name: $got, ikke $want" test "$got" = "$want"
}

workers() { pgrep -P "$server"; }
raw() { timeout 120 python3 tests/web/raa.py "$@"; }

mkdir "$tmp/boeger"
code "db" 0 "$v" db init
code "kommune" 0 "$v" kommune opret 773 Prøve --bruger rod --noegler "$tmp/n"

# ---- what does not start

code "åben adresse" 2 "$v" serve --listen 0.0.0.0:0
has "åben adresse" "--aaben" "$tmp/err"
for wrong in x 127.0.0.1 127.0.0.1:x 127.0.0.1:70000 :80 localhost:80 '[::1]' 'unix:'; do
    code "adressen $wrong" 2 "$v" serve --listen "$wrong"
done
code "arbejdere" 2 "$v" serve --workers 0
for several in "--workers 2" ""; do
    # shellcheck disable=SC2086
    VEDERLAG_FROE=7 code "frø $several" 2 timeout 20 "$v" serve --listen 127.0.0.1:0 $several
    has "frø $several" "--workers 1, eller fjern VEDERLAG_FROE" "$tmp/err"
done
code "ingen database" 2 "$v" serve --listen 127.0.0.1:0 --db "sqlite:$tmp/ingen.db"
has "ingen database" "ingen.db" "$tmp/err"
check "ingen database er lavet" test ! -e "$tmp/ingen.db"

# ---- the corpus first: nothing may have reached /sundhed when it is done

start port --listen 127.0.0.1:0 --workers 2
check "korpus" raw corpus "$a" tests/web/smugling/*.raw
count=$(find tests/web/smugling -name '*.raw' | wc -l)
check "korpus er stort" test "$count" -ge 60
hasnt "en skjult forespørgsel blev besvaret" '"rute":"/sundhed"' "$tmp/port.log"

# ---- answers

answer "sundhed" 200 "$a/sundhed"
has "sundhed" '"status":"ok"' "$tmp/b"
check "sundhed er JSON" python3 -m json.tool "$tmp/b" /dev/null
has "sundhed" "no-store" "$tmp/h"
answer "HEAD" 200 -I "$a/sundhed"
answer "forside" 200 "$a/"
answer "ukendt" 404 "$a/ukendt/0101019999?navn=Hemmelig"
for field in Content-Security-Policy X-Content-Type-Options Referrer-Policy \
    Cross-Origin-Opener-Policy Cross-Origin-Resource-Policy; do
    has "404" "$field" "$tmp/h"
done
answer "metode" 405 -d a=b "$a/sundhed"
answer "chunked" 411 -H 'Transfer-Encoding: chunked' -d a=b "$a/sundhed"
answer "for stort" 413 -H 'Content-Length: 20971521' -X POST "$a/sundhed"
has "for stort: siden" "<h1>Det sendte fylder for meget</h1>" "$tmp/b"
has "for stort: stilarket" "/aktiv/vederlag" "$tmp/b"
head -c 20000000 /dev/zero > "$tmp/stor"
answer "næsten for stort" 405 -H 'Content-Type: application/octet-stream' \
    --data-binary "@$tmp/stor" "$a/sundhed"
answer "formular" 405 -F a=b -F "f=@$tmp/stor" "$a/sundhed"
answer "hoved" 431 -H "A: $(head -c 17000 /dev/zero | tr '\0' a)" "$a/"
answer "adresse" 400 --path-as-is "$a/../x"
has "adresse: siden" "<h1>Det kunne vi ikke læse</h1>" "$tmp/b"
answer "formular, der ikke kan læses" 400 -H 'Cookie: sprog=en' -d 'a=%E6' "$a/log-ind"
has "formular, der ikke kan læses: siden" "<h1>We could not read that</h1>" "$tmp/b"
for field in Content-Security-Policy X-Content-Type-Options Referrer-Policy; do
    has "400" "$field" "$tmp/h"
done
answer "ukendt metode" 501 -X OPTIONS "$a/"
answer "fremmed proxy" 200 -H 'X-Forwarded-Proto: https' "$a/"
hasnt "fremmed proxy" Strict-Transport-Security "$tmp/h"

# ---- slow senders and dead workers

check "langsomme" raw slow "$a" "${SLOW:-1300}"
check "hovedet kommer ikke" raw time "$a"
# shellcheck disable=SC2046
check "dræbte arbejdere" raw die "$a" $(workers)
sleep 1
# Two that answer, and the one that works beside them.
check "to arbejdere og en til igen" test "$(workers | wc -l)" = 3
has "loggen siger det" "arbejder død af signal" "$tmp/port.log"

# ---- stopping

check "stop midt i en krop" raw stop "$a" "$server"
stopped "stop"
each_json() { python3 -c 'import json, sys
for line in open(sys.argv[1]): json.loads(line)' "$1"; }
check "loggen er JSON" each_json "$tmp/port.log"
for secret in 0101019999 Hemmelig 127.0.0 findes_ikke; do
    hasnt "loggen" "$secret" "$tmp/port.log"
done
has "loggen" '"rute":"/sundhed","status":200' "$tmp/port.log"

# ---- a socket file, behind another server; one that was left behind is replaced

start socket --listen "unix:$tmp/s" --workers 1 --bag-proxy
check "sokkelfilens rettigheder" test "$(stat -c %a "$tmp/s")" = 660
code "optaget" 2 "$v" serve --listen "unix:$tmp/s"
answer "uden afsender" 400 --unix-socket "$tmp/s" http://localhost/
answer "bag proxy" 200 --unix-socket "$tmp/s" -H 'X-Forwarded-For: 192.0.2.7' \
    -H 'X-Forwarded-Proto: https' http://localhost/
has "bag proxy" Strict-Transport-Security "$tmp/h"
hasnt "loggen" 192.0.2 "$tmp/socket.log"
old=$(workers)
kill -9 "$server"
wait "$server" 2> /dev/null
# shellcheck disable=SC2086
for _ in $(seq 50); do kill -0 $old 2> /dev/null && sleep 0.1; done
for one in $old; do
    check "arbejderen følger med" bash -c "! kill -0 $one 2> /dev/null"
done
check "filen er efterladt" test -S "$tmp/s"
# Ids from a seed are of one worker.
VEDERLAG_FROE=7 start igen --listen "unix:$tmp/s" --workers 1
answer "efterladt fil" 200 --unix-socket "$tmp/s" http://localhost/sundhed
check "korpus" raw corpus "unix:$tmp/s" tests/web/smugling/*.raw
kill -TERM "$server"
stopped "igen"
check "filen er fjernet" test ! -e "$tmp/s"

finish
