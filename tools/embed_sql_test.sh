#!/bin/bash
# Shows what tools/embed_sql.sh makes of small .sql files, and that it refuses each thing it is to
# refuse with file and line. Prints one `ok` line per check and `# N passed`.
set -u
export LC_ALL=C
tools=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d "${TMPDIR:-/tmp}/vederlag-sql-test.XXXXXX") || exit 1
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0

fresh() {
    rm -rf "$tree/src" "$tree/out"
    mkdir -p "$tree/src/barn" "$tree/src/store/migration"
    printf -- '-- Finds one.\n-- name: barn_find\nSELECT id FROM barn\n WHERE id = ?1; -- one\n' \
        > "$tree/src/barn/barn.sql"
    printf 'CREATE TABLE barn (id INTEGER, navn TEXT) STRICT;\n' \
        > "$tree/src/store/migration/0001_barn.sql"
}

result() {
    if [ "$1" = 0 ]; then
        echo "ok $2"
        passed=$((passed + 1))
    else
        echo "not ok $2"
        [ -z "${3:-}" ] || echo "$3"
        failed=$((failed + 1))
    fi
}

embed() {
    (cd "$tree" && "$tools/embed_sql.sh" out src 2>&1)
}

# made FILE WORDS: the output file has a line with these words.
made() {
    grep -qF -- "$2" "$tree/out/$1"
    result $? "$1 has: $2" "$(cat "$tree/out/$1")"
}

# refused WORDS FILE TEXT: in a fresh tree with that file, the tool says FILE:LINE: … WORDS.
refused() {
    local output
    fresh
    printf -- "$3" > "$tree/src/$2"
    output=$(embed)
    if [ $? -ne 0 ] && grep -qE "^src/$2:[0-9]+: .*$1" <<< "$output" && [ ! -e "$tree/out/sql.h" ]
    then
        result 0 "refused: $1"
    else
        result 1 "refused: $1" "$output"
    fi
}

fresh
printf -- '-- insert only: barn\n' >> "$tree/src/store/migration/0001_barn.sql"
printf -- '-- name: barn_now\nSELECT 1;\n' > "$tree/src/barn/barn_sqlite.sql"
printf -- '-- name: barn_now\nSELECT 2::int;\n' > "$tree/src/barn/barn_postgres.sql"
printf -- "-- scan: few\n-- name: barn_count\nSELECT count(*), 'INTEGER ?1' FROM barn\n;\n" \
    > "$tree/src/barn/barn_count.sql"
printf -- "-- name: barn_skraa\nSELECT 'a\\\\nb\\\\\\\\';\n" > "$tree/src/barn/barn_skraa.sql"
printf -- '-- name: test_x\nSELECT CAST(?1 AS INTEGER);\n' > "$tree/src/barn/barn_test.sql"
output=$(embed)
result $? 'the tool runs' "$output"
made sql.h '/* Finds one. */'
made sql.h 'SQL_BARN_FIND,'
made sql.c 'WHERE id = ?1"'
made sql.c 'WHERE id = $1"'
made sql.c '"SELECT 2::int"'
made sql.c "'INTEGER ?1'"
made sql.c '"few"'
made sql.c "'a\\\\nb\\\\\\\\'"
made sql.c 'CREATE TABLE barn (id BIGINT, navn TEXT COLLATE \"C\")"'
made sql.c 'CREATE TABLE barn (id INTEGER, navn TEXT) STRICT"'
made sql.c "CREATE TRIGGER barn_no_delete BEFORE DELETE ON barn"
made sql.c "CREATE TRIGGER barn_no_truncate BEFORE TRUNCATE ON barn"
made sql_test.h 'SQL_TEST_X,'
made sql_test.c 'CAST($1 AS BIGINT)'
before=$(stat -c %Y.%y "$tree/out/sql.h")
sleep 0.1
embed
[ "$before" = "$(stat -c %Y.%y "$tree/out/sql.h")" ]
result $? 'an equal output is left alone'

refused 'already' barn/x.sql '-- name: barn_find\nSELECT 1;\n'
refused 'without a name' barn/x.sql 'SELECT 1;\n'
refused 'without a name' barn/x.sql '-- name: barn_a\nSELECT 1;\nSELECT 2;\n'
refused 'begins with its room' barn/x.sql '-- name: hus_a\nSELECT 1;\n'
refused 'a-z' barn/x.sql '-- name: barn_Å\nSELECT 1;\n'
refused 'no statement' barn/x.sql '-- name: barn_a\n'
refused 'no statement' barn/x.sql '-- name: barn_a\n-- name: barn_b\nSELECT 1;\n'
refused 'does not end with ;' barn/x.sql '-- name: barn_a\nSELECT 1\n'
refused 'may follow ;' barn/x.sql '-- name: barn_a\nSELECT 1; SELECT 2;\n'
refused 'joined strings' barn/x.sql "-- name: barn_a\nSELECT navn || 'x';\n"
refused 'joined strings' barn/x.sql "-- name: barn_a\nSELECT 'x'\n 'y';\n"
refused 'without number' barn/x.sql '-- name: barn_a\nSELECT ?;\n'
refused 'without number' barn/x.sql '-- name: barn_a\nSELECT ?0;\n'
refused '1 is missing' barn/x.sql '-- name: barn_a\nSELECT ?2;\n'
refused 'at most 64' barn/x.sql '-- name: barn_a\nSELECT ?65;\n'
refused 'not for both' barn/x.sql '-- name: barn_a\nSELECT $1;\n'
refused 'not for both' barn/x.sql '-- name: barn_a\nSELECT "id" FROM barn;\n'
refused 'not for both' barn/x.sql '-- name: barn_a\nSELECT id::text FROM barn;\n'
refused 'comments with --' barn/x.sql '-- name: barn_a\nSELECT 1 /* one */;\n'
refused 'on the line' barn/x.sql "-- name: barn_a\nSELECT 'x\ny';\n"
refused 'REPLACE' barn/x.sql '-- name: barn_a\nINSERT OR REPLACE INTO barn (id) VALUES (1);\n'
refused 'equal answer' barn/x.sql '-- name: barn_a\nSELECT random();\n'
refused 'equal answer' barn/x_postgres.sql "-- name: barn_a\nSELECT nextval ('x');\n"
refused 'no such type' barn/x.sql '-- name: barn_a\nSELECT CAST(1 AS REAL);\n'
refused 'no text for PostgreSQL' barn/x_sqlite.sql '-- name: barn_a\nSELECT 1;\n'
refused 'no text for SQLite' barn/x_postgres.sql '-- name: barn_a\nSELECT 1;\n'
refused 'other parameters' barn/barn_sqlite.sql '-- name: barn_find\nSELECT 1;\n'
refused 'number 0002' store/migration/0003_x.sql 'CREATE TABLE x (a INTEGER) STRICT;\n'
refused 'NNNN_name' store/migration/x.sql 'CREATE TABLE x (a INTEGER) STRICT;\n'
refused 'STRICT' store/migration/0002_x.sql 'CREATE TABLE x (a INTEGER);\n'
refused 'no parameters' store/migration/0002_x.sql 'DELETE FROM x WHERE a = ?1;\n'
refused 'begins and ends' store/migration/0002_x.sql 'COMMIT;\n'
refused 'without -- end' store/migration/0002_x.sql '-- only: sqlite\nSELECT 1;\n'
refused 'for both engines' store/migration/0002_x.sql \
    '-- only: sqlite\n-- insert only: x\n-- end\n'
refused 'not understood' store/migration/0002_x.sql '-- only: oracle\n'

echo "# $passed passed"
[ "$failed" -eq 0 ]
