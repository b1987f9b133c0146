#!/usr/bin/env bash
# The smallest handbook of CONTRIBUTING, taken out of the text and run; every command README names.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh

mkdir -p "$tmp/haandboeger/eksempel-by"
cp -r takster "$tmp/takster"
f=$tmp/haandboeger/eksempel-by/2021-01-01.md
awk '/^````markdown$/ { on = 1; next } /^````$/ { on = 0 } on' CONTRIBUTING.md > "$f"
run() {
    "$@" > "$tmp/out" 2> "$tmp/err" && ok && return
    no "$*"
    cat "$tmp/out" "$tmp/err"
}
run test -s "$f"
run "$v" haandbog check "$tmp/haandboeger/eksempel-by"
run "$v" haandbog test "$tmp/haandboeger/eksempel-by"
run "$v" haandbog fmt "$f"
run "$v" haandbog publish "$f" -o "$tmp/side.html"
run grep -qF "24.689,50 kr." "$tmp/side.html"
# README: the commands of its list.
run "$v" haandbog check haandboeger/morsoe
run "$v" haandbog test haandboeger/morsoe
run "$v" haandbog show haandboeger/morsoe
juni=(calc --haandbog haandboeger/morsoe --facts demo/juni-2021.json --month 2021-06 --explain)
run "$v" "${juni[@]}"
run "$v" takst show kost_og_logi --on 2021-06-01
run "$v" sag schema
# What README shows of the answer is what the program says.
"$v" "${juni[@]}" > "$tmp/juni"
run grep -qF "$(sed -n '/^Kost og logi, juni 2021/p' README.md)" "$tmp/juni"
run grep -qF "$(sed -n '/^  1\.-15\. juni/p' README.md)" "$tmp/juni"
run grep -qF "$(sed -n '/^  16\.-30\. juni/p' README.md)" "$tmp/juni"
# Every file README and docs point at is there.
for doc in README.md CONTRIBUTING.md docs/*.md; do
    for link in $(grep -oE '\]\([^)#: ]+' "$doc" | sed 's/](//'); do
        run test -e "$(dirname "$doc")/$link"
    done
done
finish
