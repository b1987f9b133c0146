#!/usr/bin/env bash
# oidc: staff and families log in through a real OpenID Connect provider on this machine, one that
# speaks TLS and one that does not; and what happens when it is not as it should be.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_DB VEDERLAG_NOEGLER VEDERLAG_NU VEDERLAG_FROE VEDERLAG_OIDC VEDERLAG_UDSTEDER
umask 077
export VEDERLAG_DB=sqlite:$tmp/v.db VEDERLAG_NOEGLER=$tmp/noegler
kode="torsk paraply gevind sopran"
secret=hemmelig-kun-til-proeve
started=()
trap 'kill "${started[@]}" 2> /dev/null; wait 2> /dev/null; rm -rf "$tmp"' EXIT

if ! command -v node > /dev/null 2>&1; then
    no "node mangler: apt-get install nodejs npm, eller ./dev setup"
    finish
fi
check "udbyderens pakker" tools/fetch_npm.sh tests/web build/npm/tests

# said FILE PATTERN: waits for a line and prints what the pattern (sed) makes of it
said() {
    local line
    for _ in $(seq 300); do
        line=$(sed -n "$2" "$1" | head -n 1)
        [ -n "$line" ] && break
        sleep 0.1
    done
    printf '%s' "$line"
}

# provider NAME ALG [KEY CERT]: $issuer and $pid are its own
provider() {
    local name=$1 alg=$2
    shift 2
    node tests/web/udbyder.mjs "$base/log-ind/oidc/svar" "$secret" "$alg" "$@" \
        > "$tmp/$name.udbyder" 2> "$tmp/$name.fejl" < /dev/null &
    pid=$!
    started+=("$pid")
    issuer=$(said "$tmp/$name.udbyder" '/^http/p')
    check "$name: udbyderen er der" test -n "$issuer"
}

# setup NAME ISSUER LINES...: the provider's file for serve
setup() {
    local name=$1 issuer=$2
    shift 2
    {
        printf 'nøgle;værdi\nkode;%s\nudsteder;%s\nklient;vederlag\n' "$name" "$issuer"
        printf 'hemmelighed;%s.hemmelig\nretur;%s/log-ind/oidc/svar\n' "$name" "$base"
        printf '%s\n' "$@"
    } > "$tmp/$name.csv"
    printf '%s\n' "$secret" > "$tmp/$name.hemmelig"
}

# serve NAME WORDS...: starts; $server is its process
serve() {
    local name=$1
    shift
    "$v" serve --listen "$address" --workers 1 --uden-tls "$@" > "$tmp/$name.out" \
        2> "$tmp/$name.log" < /dev/null &
    server=$!
    started+=("$server")
    check "$name: serveren er der" test -n "$(said "$tmp/$name.out" 's/^lytter på //p')"
}

stop() {
    kill "$1"
    wait "$1" 2> /dev/null
}

# get JAR CURL...: one request as the browser of that jar; head in $tmp/h, body in $tmp/b
get() {
    local jar=$1
    shift
    curl -s -m 20 --cacert "$tmp/c.pem" -b "$tmp/$jar.jar" -c "$tmp/$jar.jar" -D "$tmp/h" \
        -o "$tmp/b" -w '%{http_code}' "$@"
}
# status NAME WANTED JAR CURL...
status() {
    local name=$1 want=$2 got
    shift 2
    got=$(get "$@")
    check "$name: $got, ikke $want" test "$got" = "$want"
}
location() { sed -n 's/^[Ll]ocation: *//p' "$tmp/h" | tr -d '\r'; }
# onward JAR: follows redirects until one leads to our callback, which is printed and not opened
onward() {
    local jar=$1 to
    for _ in 1 2 3 4 5 6; do
        to=$(location)
        case $to in
        "$base"/log-ind/oidc/svar*)
            printf '%s' "$to"
            return
            ;;
        /*) to=$host$to ;;
        esac
        host=$(printf '%s' "$to" | sed -E 's|^(https?://[^/]*).*|\1|')
        get "$jar" "$to" > /dev/null
        page=$to
        [ -n "$(location)" ] || return
    done
}
# journey JAR PROVIDER NAME [FIELDS...]: as far as our callback, whose address is in $back
journey() {
    local jar=$1 who=$3 way=${2%%\?*} more=
    case $2 in *\?*) more="&${2#*\?}" ;; esac
    shift 3
    status "$jar: afsted" 303 "$jar" "$base/log-ind/oidc?hos=$way$more"
    first=$(location)
    onward "$jar" > "$tmp/back"
    get "$jar" --data-urlencode "navn=$who" "$@" "$page" > /dev/null
    onward "$jar" > "$tmp/back"
    back=$(cat "$tmp/back")
    check "$jar: tilbage" test -n "$back"
}
page= host=

# ---- a kommune with two members of staff and a family

address=127.0.0.1:$(python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
base=http://$address
code "db" 0 "$v" db init
code "kommune" 0 "$v" kommune opret 773 Prøve --bruger rod
code "anna" 0 "$v" adgang opret anna --rolle leder --som rod
printf '%s\n' "$kode" > "$tmp/kode"
code "annas kode" 0 "$v" adgang kode anna --som anna < "$tmp/kode"
code "annas engangskoder" 0 "$v" adgang totp anna --som anna
head -n 1 "$tmp/out" > "$tmp/totp"
printf 'id;art;navn\nP17;person;Opdigtet Holm\n' > "$tmp/personer.csv"
code "person" 0 "$v" register import "$tmp/personer.csv" --som anna
code "mor" 0 "$v" adgang familie mor.holm --person P17 --som anna

# ---- two providers

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$tmp/k.pem" \
    -out "$tmp/c.pem" -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 2> /dev/null
provider kommunen ES256 "$tmp/k.pem" "$tmp/c.pem"
staff=$issuer staff_pid=$pid
# Another site than ours, to a browser.
UDBYDER_VAERT=localhost provider borger PS256
family=$issuer
setup kommunen "$staff" "navn;Kommunens login" "navn_engelsk;the municipal login" \
    "hvem;medarbejdere" "acr;high" "ca;c.pem" "login_minutter;60"
setup borger "$family" "navn;Borgerlogin" "hvem;familier" "krav;uuid" "acr;high"

code "anna hos kommunen" 0 "$v" adgang oidc anna --emne anna-7 --udsteder "$staff" --som rod
code "mor hos borger" 0 "$v" adgang oidc mor.holm --emne uuid-m1 --udsteder "$family" --som anna
code "emnet er optaget" 1 "$v" adgang oidc rod --emne anna-7 --udsteder "$staff" --som rod
code "ikke uden ret" 3 "$v" adgang oidc anna --emne x --udsteder "$staff" --som anna
code "et cpr-nummer" 1 "$v" adgang oidc anna --emne 0101019999 --udsteder "$staff" --som rod
hasnt "et cpr-nummer" 0101019999 "$tmp/err"
code "uden udsteder" 2 "$v" adgang oidc anna --emne x --som rod
code "udsteder fra omgivelserne" 0 env "VEDERLAG_UDSTEDER=$staff" \
    "$v" adgang oidc anna --emne anna-1 --som rod
code "vis" 0 "$v" adgang oidc anna --som rod
has "vis" "$staff anna-1" "$tmp/out"
check "vis: kun det, der gælder" test "$(wc -l < "$tmp/out")" = 1

# ---- what does not start

chmod 644 "$tmp/borger.hemmelig"
code "hemmeligheden kan læses" 2 "$v" serve --listen "$address" --oidc "$tmp/borger.csv"
has "hemmeligheden kan læses" "0600" "$tmp/err"
chmod 600 "$tmp/borger.hemmelig"
code "samme to gange" 2 "$v" serve --listen "$address" --oidc "$tmp/borger.csv,$tmp/borger.csv"
has "samme to gange" "samme kode" "$tmp/err"

# ---- in and out

serve server --oidc "$tmp/kommunen.csv,$tmp/borger.csv"
status "forsiden til login" 200 ny "$base/log-ind"
has "knap" 'href="/log-ind/oidc?hos=kommunen&amp;til=%2F"' "$tmp/b"
has "knap" "Log ind med Borgerlogin" "$tmp/b"
status "på engelsk" 200 ny "$base/log-ind?sprog=en"
has "på engelsk" "Log in with the municipal login" "$tmp/b"
status "ukendt udbyder" 404 ny "$base/log-ind/oidc?hos=ingen"

journey anna 'kommunen?til=/haandbog' anna-1
for word in code_challenge_method=S256 response_type=code scope=openid acr_values=high \
    max_age=3600 redirect_uri=http%3A%2F%2F; do
    check "adressen har $word" test "${first#*"$word"}" != "$first"
done
check "hemmeligheden er ikke i adressen" test "${first#*"$secret"}" = "$first"
cp "$tmp/anna.jar" "$tmp/tyv.jar"
cp "$tmp/anna.jar" "$tmp/igen.jar"
status "en anden browser" 400 fremmed "$back"
status "anna kommer ind" 303 anna "$back"
check "anna kommer til sin side" test "$(location)" = /haandbog
has "cookie" "HttpOnly; SameSite=Lax" "$tmp/h"
status "anna er inde" 200 anna "$base/adgangskode"
has "anna er inde" '>anna<' "$tmp/b"
status "svaret en gang til" 400 anna "$back"
has "svaret en gang til" "kan ikke bruges mere" "$tmp/b"
status "svaret fra en, der har cookien" 400 tyv "$back"
status "rettet state" 400 igen "${back/state=/state=0}"
status "allerede inde" 303 anna "$base/log-ind/oidc?hos=kommunen&til=//ondt.example"
check "kun til egne sider" test "$(location)" = /

journey mor borger m1
status "mor kommer ind" 303 mor "$back"
status "mor er inde" 200 mor "$base/familie"
has "mor er inde" '>mor.holm<' "$tmp/b"

# Out here, and a way out there.
csrf=$(sed -n 's/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' "$tmp/b" | head -n 1)
status "mor går" 303 mor -H 'Sec-Fetch-Site: same-origin' -d "csrf=$csrf" "$base/log-ud"
check "mor går: også hos udbyderen" test "$(location)" = "/log-ud/hos?hos=borger"
status "mor er gået" 200 mor "$base/log-ud/hos?hos=borger"
has "mor er gået" 'href="/log-ud/hos?hos=borger&amp;videre=1"' "$tmp/b"
status "mor går videre" 303 mor "$base/log-ud/hos?hos=borger&videre=1"
gone="$family/session/end?client_id=vederlag&post_logout_redirect_uri="
first=$(location)
check "mor går videre: derhen" test "${first#"$gone"}" != "$first"
status "udbyderen tager imod" 200 mor "$first"
status "mor er ude" 303 mor "$base/familie"

# Once more, when the provider still knows one: no form, and still a new journey.
status "anna igen" 303 anna "$base/log-ind/oidc?hos=kommunen&igen=1"
check "anna skal logge ind igen" grep -qi 'prompt=login' "$tmp/h"

# ---- who does not come in

users=$("$v" adgang liste --som rod | wc -l)
journey ukendt kommunen ukendt-1
status "ukendt" 403 ukendt "$back"
has "ukendt" "ikke givet det login adgang" "$tmp/b"
has "ukendt: som en anden" 'hos=kommunen&amp;til=%2F&amp;igen=1"' "$tmp/b"
has "ukendt: hvad den, der giver adgang, skal vide" "<code>ukendt-1</code>" "$tmp/b"
status "ukendt er ikke inde" 303 ukendt "$base/adgangskode"
journey cprmor borger 0101019999
status "et cpr-nummer" 403 cprmor "$back"
check "intet er oprettet" test "$("$v" adgang liste --som rod | wc -l)" = "$users"
# A member of a family does not come in by the door of staff, tied or not.
code "mor hos kommunen" 0 "$v" adgang oidc mor.holm --emne m1 --udsteder "$staff" --som rod
journey bagdoer kommunen m1
status "familie ad medarbejdernes dør" 403 bagdoer "$back"
journey svag kommunen anna-1 -d acr=low
status "én faktor" 403 svag "$back"
has "én faktor" "to faktorer" "$tmp/b"
journey afbrudt kommunen anna-1 -d afbryd=1
status "afbrudt" 403 afbrudt "$back"
has "afbrudt" "afbrudt" "$tmp/b"
journey kode kommunen anna-1
status "en kode, ingen har givet" 403 kode "${back/code=/code=x}"
has "en kode, ingen har givet" "brugt eller udløbet" "$tmp/b"
journey udsteder kommunen anna-1
status "en anden udsteder" 403 udsteder "${back/iss=/iss=x}"
code "anna tages tilbage" 0 "$v" adgang oidc anna --tag --udsteder "$staff" --som rod
status "anna er ude straks" 303 anna "$base/adgangskode"
journey tidligere kommunen anna-1
status "tidligere" 403 tidligere "$back"

# ---- in a browser

code "browser" 0 env "WEB_BASE=$base" "OIDC_BILLEDER=${OIDC_BILLEDER:-}" node tests/web/oidc.mjs
grep -v '^ok' "$tmp/out"

# ---- the provider is down: the local door still opens

journey sen kommunen anna-1
stop "$staff_pid"
status "nede på vej tilbage" 503 sen "$back"
has "nede på vej tilbage" "svarer ikke lige nu" "$tmp/b"
has "nede: den anden vej" 'href="/log-ind"' "$tmp/b"
curl -s -m 20 -o /dev/null -w '%{time_total}' "$base/log-ind/oidc?hos=kommunen" > "$tmp/tid"
check "nede: et hurtigt svar" awk '{ exit !($1 < 2) }' "$tmp/tid"
"$v" adgang totp-kode < "$tmp/totp" > "$tmp/engang"
status "lokal login" 303 lokal -H 'Sec-Fetch-Site: same-origin' --data-urlencode navn=anna \
    --data-urlencode "kode=$kode" -d "totp=$(cat "$tmp/engang")" "$base/log-ind"
status "lokal login: inde" 200 lokal "$base/adgangskode"
journey borger borger m1
status "den anden udbyder" 303 borger "$back"

# ---- a certificate that nobody answers for, and a wrong secret

stop "$server"
provider ny RS256 "$tmp/k.pem" "$tmp/c.pem"
setup uden_ca "$issuer" "navn;Uden" "hvem;alle" "to_faktorer;altid"
sed -i 's/^kode;.*/kode;uden-ca/' "$tmp/uden_ca.csv"
serve uden-ca --oidc "$tmp/uden_ca.csv"
status "et certifikat, ingen står inde for" 503 ca "$base/log-ind/oidc?hos=uden-ca"
has "loggen siger hvorfor" "login hos udbyder" "$tmp/uden-ca.log"
has "loggen siger hvorfor" "certificate" "$tmp/uden-ca.log"
stop "$server"
echo "ca;c.pem" >> "$tmp/uden_ca.csv"
code "anna hos ny" 0 "$v" adgang oidc anna --emne anna-1 --udsteder "$issuer" --som rod
serve med-ca --oidc "$tmp/uden_ca.csv"
journey medca uden-ca anna-1
status "med RS256 og certifikatet" 303 medca "$back"
stop "$server"
echo forkert > "$tmp/uden_ca.hemmelig"
serve forkert --oidc "$tmp/uden_ca.csv"
journey forkert uden-ca anna-1
status "forkert hemmelighed" 503 forkert "$back"
has "loggen: forkert hemmelighed" "401" "$tmp/forkert.log"

# ---- nothing that is secret, or tells who it was, is written anywhere

cat "$tmp"/*.log > "$tmp/alt"
for word in Sanitizer "intern fejl" "$secret" anna-1 uuid-m1 0101019999 code= state= eyJ; do
    hasnt "loggen" "$word" "$tmp/alt"
done
check "databasen har ingen hemmelighed" test "$(cat "$tmp"/v.db* | grep -c "$secret")" = 0
check "databasen har ingen rejser af svarene" \
    test "$(cat "$tmp"/v.db* | grep -c 'uuid-0101019999')" = 0
code "doctor" 0 "$v" doctor --som rod
finish
