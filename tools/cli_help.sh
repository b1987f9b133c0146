# What the whole-program tests share. Sourced from the project's root by tests/cli/*.sh; a test ends
# with `finish`. $v is the program, $tmp a folder of its own.
v=${VEDERLAG:-build/vederlag}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
no() {
    failed=$((failed + 1))
    printf 'not ok: %s\n' "$1"
}

# check NAME COMMAND...: the command succeeds
check() {
    local name=$1
    shift
    if "$@"; then ok; else no "$name"; fi
}

# has NAME TEXT FILE, hasnt NAME TEXT FILE
has() {
    if grep -qF -- "$2" "$3"; then
        ok
    else
        no "$1: »$2« mangler"
        sed -n 1,8p "$3"
    fi
}
hasnt() { if grep -qF -- "$2" "$3"; then no "$1: »$2« står der"; else ok; fi; }

# code NAME WANTED COMMAND...: the exit code; output is in $tmp/out and $tmp/err
code() {
    local name=$1 want=$2 got
    shift 2
    "$@" > "$tmp/out" 2> "$tmp/err"
    got=$?
    if [ "$got" = "$want" ]; then
        ok
    else
        no "$name: svarede $got, ikke $want"
        sed -n 1,8p "$tmp/err"
    fi
}

finish() {
    printf '# %d passed\n' "$passed"
    [ "$failed" = 0 ] && exit 0
    printf '# %d failed\n' "$failed"
    exit 1
}
