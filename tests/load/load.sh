#!/usr/bin/env bash
# The pages and the API under load, run by hand on a machine with nothing else to do: make load
#
#   ANTAL (10000)     placements of the invented municipality
#   SEKUNDER (60)     how long each page is asked for
#   FORBINDELSER (50) at once
#   MOTOR (sqlite)    or postgres
#   MAPPE             a folder to keep the municipality in; one that is there is used again
#
# Needs wrk, nginx, curl and python3. Prints tables for docs/measurements.md, and what is wrong.
set -euo pipefail
cd "$(dirname "$0")/../.."
vederlag=$PWD/${VEDERLAG:-build/vederlag}
antal=${ANTAL:-10000}
sekunder=${SEKUNDER:-60}
forbindelser=${FORBINDELSER:-50}
familier=100
for needed in wrk nginx curl python3; do
    command -v "$needed" > /dev/null || { echo "load: $needed mangler" >&2; exit 2; }
done
tmp=$(mktemp -d)
out=${MAPPE:-$tmp/kommune}
server=
front=
trap '[ -n "$front" ] && kill "$front" 2> /dev/null
    [ -n "$server" ] && kill "$server" 2> /dev/null && wait "$server"
    [ ! -d "$out/pg" ] || tools/postgres.sh stop "$out/pg"; rm -rf "$tmp"' EXIT
db=sqlite:$out/kommune.db
if [ "${MOTOR:-sqlite}" = postgres ]; then
    mkdir -p "$out"
    chmod 711 "$tmp" "$out" # the server has a user of its own
    db=$(POSTGRES_MEMORY=512MB tools/postgres.sh start "$out/pg" $$)
fi
export VEDERLAG_DB=$db VEDERLAG_NOEGLER=$out/noegler VEDERLAG_FROE=2021
wrong=0

day() { export VEDERLAG_NU=$1T09:00:00; }

# Three months, of which the last is computed and not approved.
make_kommune() {
    local nr=0 maaned
    mkdir -p "$out"
    day 2021-04-12
    "$vederlag" demo --antal "$antal" --til 2021-09 --personer "$out/personer.csv" \
        -o "$out/fakta.json"
    "$vederlag" db init
    "$vederlag" kommune opret 773 "Demo Kommune" --opdigtet --bruger rod
    for who in eva:familieraadgiver anna:oekonomi bo:oekonomi lene:leder; do
        "$vederlag" adgang opret "${who%:*}" --rolle "${who#*:}" --som rod
    done
    for maaned in 2021-04 2021-05 2021-06; do
        nr=$((nr + 1))
        day "$maaned-25"
        "$vederlag" register import "$out/fakta.json" "$out/personer.csv" --kendt "$maaned-25" \
            --som eva
        "$vederlag" run new --maaned "$maaned" --som anna
        "$vederlag" run calc "$nr" --haandbog haandboeger/morsoe --som anna
        [ "$nr" = 3 ] && break
        "$vederlag" run approve "$nr" --som bo
        "$vederlag" run export "$nr" --til "$out/eksport-$maaned" \
            --opsaetning demo/opsaetning.csv --som anna
    done
    mkdir "$out/api"
    for nr in $(seq "$familier"); do
        "$vederlag" adgang familie "familie-$nr" --person "$(printf 'F%06d-K' "$nr")" --som lene
        "$vederlag" adgang api-noegle ny "load-$nr" --bruger eva --som rod \
            --omraade register:laes,koersel:laes --til "$out/api/$nr"
    done
    : > "$out/done"
}

start() {
    # Seeded, the workers would draw the same ids.
    env -u VEDERLAG_FROE VEDERLAG_NU=2021-06-28T09:00:00+ "$vederlag" serve --proev \
        --uden-tls --workers 2 --listen 127.0.0.1:0 --opsaetning demo/opsaetning.csv \
        > "$tmp/serve.out" 2> "$tmp/serve.log" < /dev/null &
    server=$!
    for _ in $(seq 300); do
        a=$(sed -n 's/^lytter på //p' "$tmp/serve.out")
        [ -n "$a" ] && return
        sleep 0.1
    done
    cat "$tmp/serve.log" >&2
    exit 1
}

# Processor milliseconds of the server's processes so far.
processor() {
    local pid sum=0
    for pid in "$server" $(pgrep -P "$server"); do
        sum=$((sum + $(awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$pid/stat") * 10))
    done
    echo "$sum"
}

pages() { # NAME
    local before after
    before=$(processor)
    LOAD_LIST=$tmp/$1.txt wrk -c "$forbindelser" -t 2 -d "$sekunder" -s tests/load/list.lua "$a" \
        > "$tmp/wrk"
    after=$(processor)
    printf '| %s %s\n' "$1" "$(tail -n 1 "$tmp/wrk")"
    awk -v ms=$((after - before)) -v name="$1" -F'|' 'END {
        printf "%s: %.2f ms of processor a request\n", name, ms / $2 }' "$tmp/wrk"
    [ "$(grep -c '"status":5' "$tmp/serve.log")" = 0 ] || { echo "5xx i loggen"; wrong=1; }
}

free_port() {
    python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

start_nginx() {
    port=$(free_port)
    mkdir "$tmp/www"
    curl -s -o "$tmp/www/beregn.html" "$a/beregn"
    {
        [ "$(id -u)" = 0 ] && echo "user root;"
        printf 'worker_processes 2;\ndaemon off;\npid %s/pid;\nerror_log %s/nginx.err;\n' \
            "$tmp" "$tmp"
        printf 'events { }\nhttp {\naccess_log %s/access.log;\n' "$tmp"
        for what in client_body proxy fastcgi uwsgi scgi; do
            printf '%s_temp_path %s/%s;\n' "$what" "$tmp" "$what"
        done
        printf 'server { listen 127.0.0.1:%s; root %s/www; }\n}\n' "$port" "$tmp"
    } > "$tmp/nginx.conf"
    nginx -e "$tmp/nginx.err" -c "$tmp/nginx.conf" < /dev/null &
    front=$!
    for _ in $(seq 50); do
        curl -s -o /dev/null "http://127.0.0.1:$port/beregn.html" && return
        sleep 0.1
    done
}

a_second() { # NAME WRK...
    local name=$1
    shift
    wrk -c "$forbindelser" -t 2 -d $((sekunder / 6 + 1)) "$@" > "$tmp/wrk"
    printf '%s: %s a second\n' "$name" "$(sed -n 's/^Requests.sec: *//p' "$tmp/wrk")"
    ! grep -q 'Non-2xx' "$tmp/wrk" || { echo "$name: andre svar end 200"; wrong=1; }
}

if [ ! -f "$out/done" ]; then
    make_kommune > "$tmp/make.log" 2>&1 || { cat "$tmp/make.log"; exit 1; }
fi
start
echo "== $(uname -sr), $(nproc) processorer, belastning $(cut -d' ' -f1-3 /proc/loadavg)"
python3 tests/load/load.py lists "$a" "$familier" 1000 "$out/api" "$tmp"

echo "== $forbindelser forbindelser i $sekunder s"
echo "| Side | svar | i sekundet | 50 % ms | 90 % | 99 % | længst | ikke 2xx | uden svar |"
pages familie
pages anbringelse
pages api-anbringelse
pages api-forklaring
pages api-familier

echo "== /beregn beside nginx with the same page as a file"
start_nginx
for _ in 1 2 3; do
    a_second "vederlag /beregn" "$a/beregn"
    a_second "nginx, connections kept" "http://127.0.0.1:$port/beregn.html"
    a_second "nginx, closed after each answer" -H 'Connection: close' \
        "http://127.0.0.1:$port/beregn.html"
done

echo "== 1.000 langsomme"
python3 tests/load/load.py slow "$a" 1000 "$sekunder" || wrong=1

echo "== arbejdere dræbes"
python3 tests/load/load.py kill "$a" "$server" "${db#sqlite:}" 20 "$((sekunder / 2 + 5))" ||
    wrong=1
for sted in "adgang visninger --som rod" "doctor --som rod"; do
    # shellcheck disable=SC2086
    VEDERLAG_NU=2021-06-28T12:00:00 "$vederlag" $sted > "$tmp/efter" 2>&1 ||
        { echo "$sted:"; wrong=1; }
    tail -n 3 "$tmp/efter"
done
echo "== belastning $(cut -d' ' -f1-3 /proc/loadavg)"
exit "$wrong"
