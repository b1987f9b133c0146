#!/bin/sh
# Embeds the .sql files of a tree: tools/embed_sql.sh OUT [SRC]
#
# Writes OUT/sql.h and sql.c from SRC (src), and OUT/sql_test.h and sql_test.c from what is only for
# tests: *_test.sql, with its _sqlite and _postgres twins, and folders called migration_test.
# An output that would not change is left alone, so that make rebuilds nothing for it.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
out=$1
src=${2:-src}
mkdir -p "$out"
# Of its own, so that two runs at once do not disturb each other.
work=$(mktemp -d "$out/new.XXXXXX")
trap 'rm -rf "$work"' EXIT

tests='_test(_sqlite|_postgres)?\.sql$|/migration_test/'
for set in sql sql_test; do
    case $set in
    sql) files=$(find "$src" -name '*.sql' | sort | grep -vE "$tests" || true) ;;
    *) files=$(find "$src" -name '*.sql' | sort | grep -E "$tests" || true) ;;
    esac
    # A name with a space in it would have been split; there is none.
    # shellcheck disable=SC2086
    awk -v set="$set" -v out="$work" -f "$here/embed_sql.awk" /dev/null $files
    for end in h c; do
        cmp -s "$work/$set.$end" "$out/$set.$end" || mv "$work/$set.$end" "$out/$set.$end"
    done
done
