#!/usr/bin/env bash
# drift/: nginx in front by the shipped configuration, with TLS by a throwaway certificate, and how
# exposed the shipped unit is. What is not installed is skipped, and said.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_DB VEDERLAG_NU VEDERLAG_FROE
server=
front=
front=
trap '[ -n "$front" ] && kill "$front" 2> /dev/null; [ -n "$server" ] && kill -9 "$server" \
    2> /dev/null; rm -rf "$tmp"' EXIT

if command -v systemd-analyze > /dev/null 2>&1; then
    check "tjenestens udsathed er højst 2,0" systemd-analyze security --offline=true \
        --threshold=20 --no-pager drift/vederlag.service > "$tmp/udsat" 2>&1
else
    echo "nginx.sh: systemd-analyze mangler; tjenestens udsathed er ikke prøvet"
fi

if ! command -v nginx > /dev/null 2>&1; then
    echo "nginx.sh: nginx mangler; konfigurationen er ikke prøvet"
    finish
fi

free_port() {
    python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}
port=$(free_port)
plain=$(free_port)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
    -subj /CN=vederlag.example -addext subjectAltName=DNS:vederlag.example \
    -keyout "$tmp/noegle.pem" -out "$tmp/kaede.pem" 2> "$tmp/openssl.err"

# The shipped file, with this machine's places: nothing else is changed.
sed -e "s|unix:/run/vederlag/web|unix:$tmp/web|" -e "s|listen 80;|listen 127.0.0.1:$plain;|" \
    -e "s|listen 443 |listen 127.0.0.1:$port |" -e '/listen \[::\]/d' \
    -e "s|/etc/ssl/vederlag/fuldkaede.pem|$tmp/kaede.pem|" \
    -e "s|/etc/ssl/vederlag/noegle.pem|$tmp/noegle.pem|" -e "s|/var/log/nginx|$tmp|" \
    drift/nginx-vederlag.conf > "$tmp/side.conf"
{
    [ "$(id -u)" = 0 ] && echo "user root;"
    printf 'worker_processes 1;\ndaemon off;\npid %s/pid;\nerror_log %s/nginx.err;\n' "$tmp" "$tmp"
    printf 'events { }\nhttp {\n'
    for what in client_body proxy fastcgi uwsgi scgi; do
        printf '%s_temp_path %s/%s;\n' "$what" "$tmp" "$what"
    done
    printf 'include %s/side.conf;\n}\n' "$tmp"
} > "$tmp/nginx.conf"
check "nginx læser den" nginx -t -q -e "$tmp/nginx.err" -c "$tmp/nginx.conf"

mkdir "$tmp/boeger"
"$v" serve --listen "unix:$tmp/web" --workers 1 --bag-proxy --haandboeger "$tmp/boeger" \
    > "$tmp/out" 2> "$tmp/log" < /dev/null &
server=$!
nginx -e "$tmp/nginx.err" -c "$tmp/nginx.conf" < /dev/null &
front=$!
for _ in $(seq 100); do
    grep -q lytter "$tmp/out" && (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null && break
    sleep 0.1
done

# through NAME STATUS CURL...: over TLS, with the certificate checked
name=vederlag.example
u=https://$name:$port
through() {
    local what=$1 want=$2 got
    shift 2
    got=$(curl -s -m 20 --cacert "$tmp/kaede.pem" --resolve "vederlag.example:$port:127.0.0.1" \
        -o "$tmp/b" -D "$tmp/h" -w '%{http_code}' "$@")
    check "$what: $got, ikke $want" test "$got" = "$want"
}

through "forsiden" 200 "$u/"
for field in strict-transport-security content-security-policy x-content-type-options \
    referrer-policy; do
    check "$field" grep -qi "^$field:" "$tmp/h"
done
check "nginx siger ikke sin udgave" bash -c "! grep -qi 'server: nginx/' '$tmp/h'"
through "HTTP/1.1" 200 --http1.1 "$u/sundhed"
through "TLS 1.2" 200 --tls-max 1.2 "$u/sundhed"
through "TLS 1.1 er for gammelt" 000 --tls-max 1.1 "$u/sundhed"
through "en afsender, der lyver" 200 -H 'X-Forwarded-For: x' -H 'X-Forwarded-Proto: http' "$u/"
check "TLS siges herfra" grep -qi '^strict-transport-security:' "$tmp/h"
head -c 3000000 /dev/zero > "$tmp/stor"
through "en krop kommer hel igennem" 405 -F "f=@$tmp/stor" "$u/sundhed"
through "stykvis bliver til en længde" 405 --http1.1 -H 'Transfer-Encoding: chunked' \
    -H 'Content-Type: application/octet-stream' \
    --data-binary "@$tmp/stor" "$u/sundhed"
head -c 21000000 /dev/zero > "$tmp/stor"
through "for stort" 413 -F "f=@$tmp/stor" "$u/sundhed"
through "ukendt" 404 "$u/ukendt/Hemmelig"
got=$(curl -s -m 20 -o "$tmp/b" -w '%{http_code} %{redirect_url}' -H 'Host: vederlag.example' \
    "http://127.0.0.1:$plain/x")
check "uden TLS sendes man videre: $got" test "$got" = "301 https://$name/x"
hasnt "loggen" Hemmelig "$tmp/vederlag.log"
hasnt "loggen" 127.0.0.1 "$tmp/vederlag.log"
has "loggen" "GET 404" "$tmp/vederlag.log"

kill -TERM "$server"
wait "$server"
check "stop" test $? = 0
server=
through "uden Vederlag" 502 "$u/sundhed"
kill "$front"
wait "$front" 2> /dev/null
front=
front=
finish
