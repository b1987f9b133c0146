#!/bin/bash
# The pages of the demo municipality:
#
#   tools/demo_sider.sh start FOLDER   serves FOLDER/kommune.db on this machine and says where: at a
#                                      terminal until it is interrupted, else for an hour
#   tools/demo_sider.sh stop FOLDER    stops it
#
# DEMO_SIDER=0 leaves the pages out. Port 8080, or another when somebody has that.
set -euo pipefail
cd "$(dirname "$0")/.."
what=$1
out=$2
pid_file=$out/sider.pid

stop() {
    local pid
    [ -f "$pid_file" ] || return 0
    pid=$(cat "$pid_file")
    # Another process may have the number by now.
    if grep -qsa vederlag "/proc/$pid/cmdline"; then
        kill "$pid" 2> /dev/null || true
    fi
    rm -f "$pid_file"
}

stop
[ "$what" = start ] || exit 0
if [ "${DEMO_SIDER:-1}" = 0 ]; then
    echo "   (siderne er udeladt: DEMO_SIDER=0)"
    exit 0
fi

export VEDERLAG_DB=sqlite:$out/kommune.db VEDERLAG_NOEGLER=$out/noegler
export VEDERLAG_NU=2021-06-28T09:00:00+
unset VEDERLAG_FROE # of a demo that is made; two workers would draw the same ids
serve=(build/vederlag serve --proev --workers 2 --opsaetning demo/opsaetning.csv)
limit=()
[ -t 1 ] || limit=(timeout 3600)
address=
for listen in 127.0.0.1:8080 127.0.0.1:0; do
    setsid "${limit[@]}" "${serve[@]}" --listen "$listen" > "$out/sider.out" 2> "$out/sider.log" \
        < /dev/null &
    echo $! > "$pid_file"
    for _ in $(seq 100); do
        address=$(sed -n 's/.*\(http:[^ ]*[0-9]\).*/\1/p' "$out/sider.out")
        [ -n "$address" ] && break 2
        kill -0 "$(cat "$pid_file")" 2> /dev/null || break
        sleep 0.1
    done
done
if [ -z "$address" ]; then
    cat "$out/sider.log" >&2
    echo "demo: siderne kunne ikke startes" >&2
    rm -f "$pid_file"
    exit 1
fi

cat << E
   Åbn i en browser:   $address

   Vælg »Log ind«, og bliv en af dem:
     familie-1   en plejefamilie: hvad den får, hvornår og hvorfor
     eva         familierådgiver: familier og anbringelser
     anna, bo    økonomi: anna beregner, bo godkender
     lene        leder      rikke   revision      hans   håndbogsansvarlig

E
if [ -t 1 ]; then
    echo "   Ctrl-C slutter."
    trap 'stop; exit 0' INT TERM
    while kill -0 "$(cat "$pid_file" 2> /dev/null || echo 0)" 2> /dev/null; do sleep 1; done
else
    echo "   De slutter af sig selv om en time, eller med: ./dev stop"
fi
