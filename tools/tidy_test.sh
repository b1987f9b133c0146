#!/bin/bash
# Shows that each check of tools/tidy.sh can fail: makes a small tree in which everything is right,
# breaks one thing at a time, and looks for the file, line and words of that finding.
# Prints one `ok` line per check and `# N passed`; exits 1 at the end if any was not found.
set -u
tools=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d "${TMPDIR:-/tmp}/vederlag-tidy-test.XXXXXX") || exit 1
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0

fresh() {
    rm -rf "${tree:?}"/* "$tree/.clang-format"
    mkdir -p "$tree"/{src/base,src/takst,tests,tools,docs,haandboeger/eksempel}
    cp "$tools/../.clang-format" "$tree/"
    printf 'base:\ntakst: base\nmain: base takst\n' > "$tree/tools/rooms.txt"
    printf '# path: reason\n' > "$tree/tools/float_allowed.txt"
    printf 'src/base/: the base\n' > "$tree/tools/err_dansk.txt"
    printf '#include "base/a.h"\n\n/* double */\nint a(void)\n{\n    return 1;\n}\n' \
        > "$tree/src/base/a.c"
    printf 'int a(void);\n' > "$tree/src/base/a.h"
    printf '#include "base/a.h"\n\nconst char *b = "system(1) \\" float";\n' \
        > "$tree/src/takst/b.c"
    printf '/* R002-R003 */\n' > "$tree/tests/krav_test.c"
    printf '# Ordliste\n\n| term | means |\n|---|---|\n| `takst` | x |\n| `koersel` | x |\n' \
        > "$tree/docs/ordliste.md"
    printf '# H\n\nydelse prosa\n\n```regel\nydelse kørsel\n```\n' \
        > "$tree/haandboeger/eksempel/h.md"
    printf '#!/bin/sh\necho ok\n' > "$tree/tools/x.sh"
    {
        printf '# Krav\n\n| Id | What | Status | Where / why | Test |\n|---|---|---|---|---|\n'
        for ((i = 1; i <= 406; i++)); do
            case $i in
            2) printf '| R002 | x | executed | y | `tests` |\n' ;;
            3) printf '| R003 | x | executed | y | `tests/krav_test.c` |\n' ;;
            4) printf '| R004 | x | not wanted | because | |\n' ;;
            *) printf '| R%03d | x | later | y | |\n' "$i" ;;
            esac
        done
        for ((i = 1; i <= 26; i++)); do printf '| N%d | x | prose | y | |\n' "$i"; done
    } > "$tree/docs/krav.md"
}

# expect NAME WORDS: tidy fails, and one line of what it prints contains WORDS.
expect() {
    local output
    if output=$("$tools/tidy.sh" "$tree" 2>&1); then
        echo "not ok $1: tidy passed"
    elif ! grep -qF -- "$2" <<< "$output"; then
        echo "not ok $1: no '$2' in:"
        echo "$output"
    else
        echo "ok $1"
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
}

# breach NAME FILE WORDS COMMAND...: in a fresh tree the command's output is added to the file.
breach() {
    local name=$1 file=$2 words=$3
    shift 3
    fresh
    mkdir -p "$(dirname "$tree/$file")"
    "$@" >> "$tree/$file"
    expect "$name" "$words"
}

# edit NAME FILE WORDS SED: in a fresh tree the file is edited.
edit() {
    fresh
    sed -i "$4" "$tree/$2"
    expect "$1" "$3"
}

fresh
if output=$("$tools/tidy.sh" "$tree" 2>&1) && [ "$output" = "tidy: ok" ]; then
    echo "ok a tree in order"
    passed=1
else
    echo "not ok a tree in order: $output"
    failed=1
fi

# (a) layout
breach "layout" src/base/a.c "src/base/a.c:8: not laid out" printf 'int  c;\n'
fresh
if output=$(CLANG_FORMAT=no-such-tool "$tools/tidy.sh" "$tree" 2>&1) ||
    ! grep -qF "no-such-tool is missing: install clang-format" <<< "$output"; then
    echo "not ok a missing tool: $output"
    failed=$((failed + 1))
else
    echo "ok a missing tool"
    passed=$((passed + 1))
fi

# (b) banned calls and types
for call in strcpy strcat sprintf vsprintf gets strtok atoi atol atof strncpy scanf sscanf fscanf \
    vsscanf system popen; do
    breach "banned $call" src/base/a.c "src/base/a.c:8: $call() is banned" \
        printf 'x = %s(1);\n' $call
done
for call in malloc calloc realloc free; do
    breach "$call outside base" src/takst/b.c "src/takst/b.c:4: $call(): use an arena" \
        printf 'x = %s(1);\n' $call
done
breach "float" src/takst/b.c "src/takst/b.c:4: float: no floats" printf 'float x;\n'
breach "double" src/base/a.c "src/base/a.c:8: double: no floats" printf 'double x;\n'
breach "float without a reason" tools/float_allowed.txt "without a reason" \
    printf 'src/base/a.c:\n'

breach "Danish quotes in an English string" src/takst/b.c \
    "src/takst/b.c:4: English quotes are" printf 'const char *c = "\302\273%%s\302\253 is wrong";\n'
fresh
printf '[[kun \302\273dansk\302\253|only \302\273Danish\302\253]]\n' > "$tree/src/takst/a.html"
expect "Danish quotes in the English half" "src/takst/a.html:1: English quotes are"
breach "an error in Danish alone" src/takst/b.c "src/takst/b.c:4: err_set() in Danish alone" \
    printf 'x = err_set(1);\n'
breach "a finding in Danish alone" src/takst/b.c "src/takst/b.c:4: a finding in Danish alone" \
    printf 'f->raad.dansk = x;\n'
breach "a finding without its English" src/takst/b.c "src/takst/b.c:4: a finding in Danish alone" \
    printf 'f->raad = (struct fund_ord){x, STR_EMPTY};\n'
breach "a finding named without its English" src/takst/b.c \
    "src/takst/b.c:4: a finding in Danish alone" printf 'struct fund_ord raad = {x(), STR_EMPTY};\n'
breach "a finding with empty English" src/takst/b.c "src/takst/b.c:5: a finding in Danish alone" \
    printf 'f->raad =\n    FUND_ORD("er \\"tallet\\" (rigtigt)", "");\n'
breach "a finding over lines with empty English" src/takst/b.c \
    "src/takst/b.c:6: a finding in Danish alone" \
    printf 'void f(void)\n{\n    g(FUND_ORD("er "\n               "ens",\n               ""));\n}\n'
fresh
printf 'f->raad = FUND_ORD("", "");\nstruct fund_ord r = {STR_EMPTY, STR_EMPTY};\n' \
    >> "$tree/src/takst/b.c"
printf 'f->raad = FUND_ORD("a", "b");\nstruct x y = {b, STR_EMPTY};\n' >> "$tree/src/takst/b.c"
if output=$("$tools/tidy.sh" "$tree" 2>&1); then
    echo "ok findings without words, or with both"
    passed=$((passed + 1))
else
    echo "not ok findings without words, or with both: $output"
    failed=$((failed + 1))
fi
breach "Danish without a reason" tools/err_dansk.txt "src/takst/b.c is allowed Danish without" \
    printf 'src/takst/b.c:\n'
breach "Danish in no file" tools/err_dansk.txt "no such file or folder: src/x/" \
    printf 'src/x/: y\n'
fresh
printf 'int d(void)\n{\n    return err_set(1);\n}\n' >> "$tree/src/base/a.c"
printf 'int e(void)\n{\n    err_set(1);\n    return err_side(1);\n}\n' >> "$tree/src/takst/b.c"
if output=$("$tools/tidy.sh" "$tree" 2>&1); then
    echo "ok errors that pages have words for"
    passed=$((passed + 1))
else
    echo "not ok errors that pages have words for: $output"
    failed=$((failed + 1))
fi

# (c) rooms
breach "include upwards" src/base/a.c "src/base/a.c:8: base may not include takst" \
    printf '#include "takst/b.h"\n'
breach "room not in the table" src/nyt/n.c "src/nyt/n.c:1: room nyt is not in tools/rooms.txt" \
    printf 'int n;\n'
breach "include without a room" src/base/a.c "src/base/a.c:8: include names no room" \
    printf '#include "a.h"\n'
breach "a file outside the rooms" src/x.c "src/x.c:1: only main.c" printf 'int n;\n'
edit "a cycle in the table" tools/rooms.txt "rooms.txt:1: base names takst" 's/^base:/& takst/'

# (d) size
breach "long function" src/base/a.c "function f has 71 lines" \
    sh -c 'echo "int f(void)"; echo "{"; yes "    a();" | head -n 68; echo "}"'
breach "long file" src/base/a.c "src/base/a.c:1001: file is longer" \
    sh -c 'yes "int a;" | head -n 994'
breach "long line" src/base/a.c "src/base/a.c:8: 101 columns" printf '/*%099d' 0
breach "tab" src/base/a.c "src/base/a.c:8: tab" printf '\tint a;\n'
breach "tab in Markdown" docs/a.md "docs/a.md:1: tab" printf 'a\tb\n'
breach "whitespace at the end" docs/a.md "docs/a.md:1: whitespace at the end" printf 'a \n'
fresh
printf '/* %s */\n' "$(printf 'æ%.0s' {1..94})" >> "$tree/src/base/a.c"
if "$tools/tidy.sh" "$tree" > /dev/null 2>&1; then
    echo "ok columns are characters"
    passed=$((passed + 1))
else
    echo "not ok columns are characters"
    failed=$((failed + 1))
fi

# (e) glossary
edit "room without a word" docs/ordliste.md "takst is not in docs/ordliste.md" '/`takst`/d'
edit "line name without a word" docs/ordliste.md "koersel is not in docs/ordliste.md" '/koersel/d'
breach "a word twice" docs/ordliste.md "takst is in line 5 too" printf '| `takst` | y |\n'

# (f) demands
edit "a demand missing" docs/krav.md "R406 is missing" '/R406/d'
edit "an N missing" docs/krav.md "N26 is missing" '/N26/d'
breach "a demand twice" docs/krav.md "N7 stands in line" printf '| N7 | x | prose | y | |\n'
breach "no such demand" docs/krav.md "R407 is not a demand" printf '| R407 | x | prose | y | |\n'
edit "no such status" docs/krav.md "R009: no such status: done" '/R009/s/later/done/'
edit "not wanted, no reason" docs/krav.md "R004 is not wanted, but no reason" '/R004/s/because//'
edit "executed, not cited" docs/krav.md "R002 is executed, and no test" '/R002/s/tests/haandboeger/'
edit "executed, no such test" docs/krav.md "R002 names tests/no_test.c" \
    '/R002/s/`tests/&\/no_test.c/'
edit "executed, no test named" docs/krav.md "R002 is executed and names no test" '/R002/s/`tests`//'
breach "a wrong count" docs/krav.md "executed: says 3 R, there are 2" \
    printf '| executed | 3 | 0 | 3 |\n'

# (g) scripts, (h) leftovers
breach "shell syntax" tools/x.sh "tools/x.sh:" printf 'if true; then\n'
breach "bash syntax" tools/y.sh "tools/y.sh:" printf '#!/bin/bash\na=(1\n'
for word in FIX''ME TO''DO X''XX; do
    breach "leftover $word" docs/a.md "docs/a.md:1: leftover mark" printf 'a %s: b\n' $word
done
breach "registry host" docs/a.md "docs/a.md:1: names the host of a package registry" \
    printf 'from deb.%s.org\n' example
breach "host in a script" tools/x.sh "tools/x.sh:3: a script names a host" \
    printf 'get http://%s/\n' example.dk
breach "path of a machine" docs/a.md "docs/a.md:1: absolute path of one machine" \
    printf 'see /%s/me/x\n' home

echo "# $passed passed"
[ "$failed" -eq 0 ]
