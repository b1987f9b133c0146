#!/bin/bash
# What the campaigns share: places to work in, databases on both engines, copies of a state.
# Read by faults.sh, kills.sh and races.sh, which have gone to the top of the tree.
#
# CAMPAIGN=few (a handful of each, of one command; the default), small or more (make campaign) or
#          full (make campaign-full)
# CHECK=asan         the build of the program that prepares and checks (release)
# SCENARIO=pattern   only scenarios whose name matches; ENGINE=pattern likewise
# SEED=N             where the random choices begin (1)

export LC_ALL=C.UTF-8
CAMPAIGN=${CAMPAIGN:-few}
SEED=${SEED:-1}
[ "${BUILD:-}" = release ] && CHECK=release
[ "$CAMPAIGN" = few ] && [ -z "${SELFTEST:-}" ] && SCENARIO=${SCENARIO:-approve}
CHECK=${CHECK:-release}
JOBS=${JOBS:-2}
OPS=$PWD/build/asan/tests/campaign/ops
OPS_CHECK=$PWD/build/$CHECK/tests/campaign/ops
VEDERLAG=$PWD/build/asan/vederlag
VEDERLAG_CHECK=$PWD/build/$CHECK/vederlag
FAULT=$PWD/build/fault/fault.so
export UBSAN_OPTIONS=print_stacktrace=1
sanitizer='exitcode=99:abort_on_error=0:allocator_may_return_null=1'
export ASAN_OPTIONS=$sanitizer
# What libraries keep to their end is no leak of ours (tools/run_tests.sh says the same).
export LSAN_OPTIONS=suppressions=$PWD/tools/lsan.txt:print_suppressions=0

. tests/campaign/scenarios.sh

for needed in "$OPS" "$OPS_CHECK" "$VEDERLAG" "$VEDERLAG_CHECK" "$FAULT"; do
    [ -x "$needed" ] && continue
    echo "campaign: $needed is missing; run make campaign-build" >&2
    exit 2
done

# Prints the one of four that is asked for.
by_size() {
    case $CAMPAIGN in
    few) echo "$1" ;;
    small) echo "$2" ;;
    more) echo "$3" ;;
    full) echo "$4" ;;
    *) echo "campaign: CAMPAIGN is few, small, more or full" >&2; exit 2 ;;
    esac
}

trim() {
    local text=$1
    text=${text#"${text%%[! ]*}"}
    echo "${text%"${text##*[! ]}"}"
}

# Calls a function with the fields of each line of a table that fits SCENARIO, for each engine that
# fits ENGINE: FUNCTION NAME ENGINE FIELD...
each_scenario() {
    local function=$1 table=$2 name engines third fourth engine
    while IFS='|' read -r name engines third fourth; do
        name=$(trim "$name")
        [ -n "$name" ] || continue
        # shellcheck disable=SC2254
        case $name in
        ${SCENARIO:-*}) ;;
        *) continue ;;
        esac
        for engine in $engines; do
            # shellcheck disable=SC2254
            case $engine in
            ${ENGINE:-*})
                "$function" "$name" "$engine" "$(trim "$third")" "$(trim "$fourth")"
                ;;
            esac
        done
    done <<< "$table"
}

# ---- the place

# Memory where there is plenty of it: what is proved here is not what a disk does, and a server that
# was stopped at once reads every file of every database before it answers again.
start_place() {
    local root=/tmp
    [ "$(df --output=avail -k /dev/shm 2> /dev/null | tail -n 1)" -ge $((4 << 20)) ] 2> /dev/null &&
        [ -w /dev/shm ] && root=/dev/shm
    PLACE=$(mktemp -d "${TMPDIR:-$root}/vederlag-campaign.XXXXXX") || exit 2
    chmod 755 "$PLACE"
    export PLACE
    trap stop_place EXIT
}

stop_place() {
    tools/postgres.sh stop "$PLACE/pg" immediate
    rm -rf "$PLACE"
}

start_server() {
    tools/postgres.sh start "$PLACE/pg" $$ > "$PLACE/pg.out" 2>&1 && return
    cat "$PLACE/pg.out" >&2
    echo "campaign: no PostgreSQL server; run ./dev setup" >&2
    exit 2
}

# Each argument is a statement, run by itself.
server_sql() {
    local statement words=()
    for statement in "$@"; do words+=(-c "$statement"); done
    PGOPTIONS='-c client_min_messages=error' psql -qX -v ON_ERROR_STOP=1 \
        "$(cat "$PLACE/pg/url")" "${words[@]}" > /dev/null
}

# The address of what is in a folder; on the server a database of the folder's name.
address() {
    local folder=$1 engine=$2 url
    if [ "$engine" = sqlite ]; then
        echo "sqlite:$folder/v.db"
    else
        url=$(cat "$PLACE/pg/url")
        echo "${url/\/postgres\?//$(basename "$folder")?}"
    fi
}

# Sets DIR, DB and ENGINE_NOW.
enter() {
    DIR=$1
    ENGINE_NOW=$2
    DB=$(address "$1" "$2")
    export DIR DB VEDERLAG_DB=$DB VEDERLAG_NOEGLER=$DIR/noegler VEDERLAG_NU=2021-04-26T09:00:00
}

# Makes the state before the command in a folder of its own, once.
prepare_state() {
    local name=$1 engine=$2 folder=$PLACE/${1}_$2 from=${1}_from
    [ ! -e "$folder" ] || return 0
    if [ -n "${!from:-}" ]; then
        prepare_state "${!from}" "$engine"
        copy_folder "${!from}_$engine" "$engine" "${name}_$engine"
    else
        mkdir -p "$folder"
        enter "$folder" "$engine"
        [ "$engine" = sqlite ] || server_sql "CREATE DATABASE \"$(basename "$folder")\"" || exit 2
    fi
    declare -F "${name}_prepare" > /dev/null || return 0
    "${name}_prepare" > "$PLACE/prepare.out" 2>&1 && return 0
    cat "$PLACE/prepare.out" >&2
    echo "campaign: $name cannot be prepared on $engine" >&2
    exit 2
}

# copy_folder FROM ENGINE TO: names in $PLACE; enters the copy.
copy_folder() {
    drop_state "$2" "$3"
    cp -a "$PLACE/$1" "$PLACE/$3" || exit 2
    if [ "$2" = postgres ]; then
        server_sql "CREATE DATABASE \"$3\" TEMPLATE \"$1\"" || exit 2
    fi
    enter "$PLACE/$3" "$2"
}

# A fresh copy of it in $PLACE/COPY, entered.
copy_state() {
    copy_folder "${1}_$2" "$2" "$3"
    if declare -F "${1}_fresh" > /dev/null; then "${1}_fresh" || exit 2; fi
}

# drop_state ENGINE NAME: with the database that a copy was restored to.
drop_state() {
    if [ "$1" = postgres ]; then
        server_sql "DROP DATABASE IF EXISTS \"$2\" WITH (FORCE)" \
            "DROP DATABASE IF EXISTS \"${2}_ny\" WITH (FORCE)" || exit 2
    fi
    rm -rf "${PLACE:?}/$2" "$PLACE/${2}_ny"
}

# True when a code is 0 or among those allowed.
is_allowed() {
    case " 0 $2 " in
    *" $1 "*) return 0 ;;
    *) return 1 ;;
    esac
}

# Whether a scenario is on the way of the money; where there is no such way, all are.
is_main() {
    case " ${MAIN:-$1} " in
    *" $1 "*) return 0 ;;
    *) return 1 ;;
    esac
}

# The last lines of what a command said, for a report.
said() {
    tail -n 25 "$1" | sed 's/^/    /'
}

# The command again, without faults: it must succeed, or say that it was done before, and its work
# is done. A server may need a moment to notice that the first one is gone.
check_repeat() {
    local name=$1 out=$2 again=${1}_again try code=255
    for ((try = 0; try < 20; try++)); do
        [ "$try" -eq 0 ] || sleep 0.2
        "${name}_run" > "$out" 2>&1 < /dev/null
        code=$?
        is_allowed "$code" "${!again:-}" && break
    done
    if ! is_allowed "$code" "${!again:-}"; then
        echo "the repeat ended with $code:"
    elif ! "${name}_holds" > "$out" 2>&1; then
        echo "an invariant is broken after the repeat:"
    elif ! "${name}_done" > "$out" 2>&1; then
        echo "the repeat did not do its work:"
    else
        return 0
    fi
    said "$out"
    return 1
}

# What must be true after a command that ended with a code, whatever befell it.
check_after() {
    local name=$1 code=$2 out=$3
    "${name}_holds" > "$out" 2>&1 || { echo "an invariant is broken:"; said "$out"; return 1; }
    if [ "$code" -eq 0 ]; then
        "${name}_done" > "$out" 2>&1 || { echo "it said 0, but did not do its work:"; said "$out"
            return 1; }
    fi
    check_repeat "$name" "$out"
}
