#!/bin/sh
# The rules of the house, as a program: tools/tidy.sh [FOLDER]
#
# Prints `file:line: what` for each breach and exits 1; prints `tidy: ok` when there is none.
# The tables it reads: tools/rooms.txt, tools/float_allowed.txt, tools/err_dansk.txt, docs/krav.md,
# docs/ordliste.md.
# tools/tidy_test.sh shows for each check that it can fail.
set -u
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/..}" || exit 1
CLANG_FORMAT=${CLANG_FORMAT:-clang-format}

work=$(mktemp -d "${TMPDIR:-/tmp}/vederlag-tidy.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
found=$work/found
: > "$found"

# ---- what there is

find . \( -path ./.git -o -path ./build -o -path ./tests/fuzz \) -prune -o -type f -print |
    sed 's|^\./||' | LC_ALL=C sort > "$work/all"
grep -E '^(src|tests|tools)/.*\.[ch]$' "$work/all" > "$work/c"
grep -E '(\.sh$|^dev$|^\.ci/run$)' "$work/all" > "$work/scripts"
grep -E '(\.([ch]|sh|awk|py|sql)$|(^|/)Makefile$|^dev$|^\.ci/run$)' "$work/all" > "$work/code"
# Data files under tests/ may be damaged on purpose.
grep -E '(\.(md|txt|csv|json|ebnf|html|css)$|^\.[a-z-]+$)' "$work/all" |
    grep -vE '^tests/.*\.(csv|json|txt|html)$' | cat - "$work/code" | sort -u > "$work/text"

# Runs the rest of the line over the files of a list; with no files it does nothing.
over() {
    list=$1
    shift
    xargs -r "$@" < "$list"
}

need() {
    if ! command -v "$1" > /dev/null 2>&1; then
        echo "tools/tidy.sh:1: $1 is missing: install $2, or run ./dev setup" >> "$found"
        return 1
    fi
}

# ---- layout: (a) clang-format, (d) lengths and whitespace

check_format() {
    need "$CLANG_FORMAT" clang-format || return
    over "$work/c" -n 20 -P 2 "$CLANG_FORMAT" --style=file --dry-run -Werror 2>&1 |
        sed -n 's/^\([^ :]*:[0-9]*\):[0-9]*: error: code should be clang-formatted.*/\1/p' |
        awk -F: '!seen[$0]++ && ++n[$1] <= 5 { print $0 ": not laid out as .clang-format says" }
            n[$1] == 6 && !more[$1]++ { print $0 ": and more lines; make format puts them right" }'
}

check_functions() {
    need ctags universal-ctags || return
    over "$work/c" ctags --language-force=C --kinds-C=f --_xformat='%F %n %{end} %N' -x |
        awk '$3 - $2 + 1 > 70 {
            print $1 ":" $2 ": function " $4 " has " ($3 - $2 + 1) " lines, at most 70"
        }'
}

# Columns are characters, not bytes: a byte that continues a UTF-8 character does not count.
check_lines() {
    over "$work/code" awk '
        FNR == 1001 { print FILENAME ":1001: file is longer than 1000 lines" }
        {
            line = $0
            gsub(/[\200-\277]/, "", line)
            if (length(line) > 100) print FILENAME ":" FNR ": " length(line) " columns, at most 100"
        }'
    over "$work/text" awk '
        /[ \t\r]$/ { print FILENAME ":" FNR ": whitespace at the end of the line" }
        /\t/ && FILENAME !~ /(^|\/)Makefile$/ { print FILENAME ":" FNR ": tab; use spaces" }'
}

# ---- C: (b) banned calls and types, (c) include direction

check_calls() {
    : > "$work/float_ok"
    if [ -f tools/float_allowed.txt ]; then
        awk -F': *' -v ok="$work/float_ok" '
            /^#/ || /^$/ { next }
            $2 == "" { print FILENAME ":" FNR ": " $1 " is allowed floats without a reason" }
            (getline line < $1) < 0 { print FILENAME ":" FNR ": no such file: " $1 }
            { print $1 > ok }' tools/float_allowed.txt
    fi
    over "$work/c" awk -f "$here/strip_c.awk" | awk -v ok="$work/float_ok" '
        BEGIN {
            while ((getline line < ok) > 0) float_ok[line] = 1
            never = "strcpy|strcat|strncpy|strncat|v?sprintf|gets|strtok|ato(i|l|ll|f)"
            never = never "|v?[fs]?w?scanf|system|popen|alloca"
            before = "(^|[^A-Za-z0-9_.>])("
            calls = before never ")[ ]*[(]"
            memory = before "malloc|calloc|realloc|free)[ ]*[(]"
            floats = "(^|[^A-Za-z0-9_])(float|double|strtod|strtof|strtold|json_real_value"
            floats = floats "|json_number_value)([^A-Za-z0-9_]|$)"
        }
        function name(text) {
            gsub(/[^A-Za-z0-9_]/, "", text)
            return text
        }
        {
            match($0, /^[^:]*:[0-9]+:/)
            place = substr($0, 1, RLENGTH)
            code = substr($0, RLENGTH + 1)
            file = place
            sub(/:.*/, "", file)
            if (match(code, calls))
                print place " " name(substr(code, RSTART, RLENGTH)) "() is banned"
            # Tests and harnesses may free what a library gave them; the program goes through base.
            if (file ~ /^src\// && file !~ /^src\/base\// && file !~ /_(test|fuzz|bench)\.c$/ &&
                match(code, memory))
                print place " " name(substr(code, RSTART, RLENGTH)) "(): use an arena"
            if (file ~ /^src\// && !(file in float_ok) && match(code, floats))
                print place " " name(substr(code, RSTART, RLENGTH)) ": no floats in src; " \
                    "see tools/float_allowed.txt"
        }'
}

# What reaches pages is said in both languages: an err_set() that no err_side() follows is not, and
# neither is a finding whose Danish half alone is set.
check_sprog() {
    grep '^src/.*\.c$' "$work/c" | grep -vE '_(test|fuzz|bench)\.c$' > "$work/errors"
    [ -f tools/err_dansk.txt ] || echo "tools/err_dansk.txt:1: the table is missing"
    awk -F': *' -v all="$work/all" '
        BEGIN { while ((getline file < all) > 0) files[file] = 1 }
        /^#/ || /^$/ { next }
        {
            there = 0
            for (file in files) if (index(file, $1) == 1) there = 1
            if ($2 == "") print FILENAME ":" FNR ": " $1 " is allowed Danish without a reason"
            if (!there) print FILENAME ":" FNR ": no such file or folder: " $1
        }' tools/err_dansk.txt
    over "$work/errors" awk -f "$here/strip_c.awk" | awk '
        BEGIN {
            while ((getline line < "tools/err_dansk.txt") > 0)
                if (line !~ /^#/ && line != "") dansk[substr(line, 1, index(line, ":") - 1)] = 1
        }
        function tell() {
            if (open != "")
                print open " err_set() in Danish alone: use err_begge(), or see tools/err_dansk.txt"
            open = ""
        }
        {
            match($0, /^[^:]*:[0-9]+:/)
            place = substr($0, 1, RLENGTH)
            file = place
            sub(/:.*/, "", file)
            folder = file
            sub(/[^\/]*$/, "", folder)
            if ($0 ~ /(raad|tekst)[.]dansk *=([^=]|$)/)
                print place " a finding in Danish alone: set it by fund_ord() or FUND_ORD()"
            if (file in dansk || folder in dansk) next
            if (open != "" && (file != open_file || NR > open_nr + 8)) tell()
            if ($0 ~ /(^|[^A-Za-z0-9_])err_side[(]/) open = ""
            if ($0 !~ /(^|[^A-Za-z0-9_])err_set[(]/) next
            tell()
            open = place
            open_file = file
            open_nr = NR
        }
        END { tell() }'
    # With the strings strip_c.awk takes out: a finding, over its lines, whose English is empty.
    over "$work/errors" awk '
        FNR == 1 { said = "" }
        /(fund_ord|FUND_ORD|(raad|tekst) =)/ { line = FNR }
        {
            sub(/^ +/, "")
            said = said " " $0
            if ($0 !~ /[;{]$/) next
            one = "\"([^\"\\\\]|\\\\.)"
            macro = "FUND_ORD[(]" one "+\"( *" one "*\")*, *\"\"[)]"
            pair = "(fund_ord[)]|fund_ord [a-z_]+ =|[.](raad|tekst) =) *[{][^{}]*, *STR_EMPTY *[}]"
            none = match(said, pair) && substr(said, RSTART, RLENGTH) !~ /[{]STR_EMPTY/
            if (none || said ~ macro)
                print FILENAME ":" line ": a finding in Danish alone: its English is empty"
            said = ""
        }'
}

# English has “quotes” of its own: in a template's English half, and in what C says with an English
# word in the same string.
check_quotes() {
    grep -E '^src/.*\.([ch]|html)$' "$work/all" | grep -vE '_(test|fuzz|bench)\.c$|/test_' \
        > "$work/said"
    over "$work/said" awk -v wrong='\302\253|\302\273' '
        function tell() { print FILENAME ":" FNR ": English quotes are “ and ”" }
        FILENAME ~ /html$/ {
            rest = $0
            while (match(rest, /\[\[[^]|]*\|[^]]*\]\]/)) {
                text = substr(rest, RSTART, RLENGTH)
                rest = substr(rest, RSTART + RLENGTH)
                if (substr(text, index(text, "|")) ~ wrong) tell()
            }
            next
        }
        {
            rest = $0
            while (match(rest, /"([^"\\]|\\.)*"/)) {
                text = substr(rest, RSTART, RLENGTH)
                rest = substr(rest, RSTART + RLENGTH)
                if (text ~ wrong && text ~ /[^a-z](the|is|are|was|must|cannot)[^a-z]/) tell()
            }
        }'
}

check_includes() {
    grep '^src/' "$work/c" > "$work/src"
    if [ ! -f tools/rooms.txt ]; then
        echo "tools/rooms.txt:1: the table of rooms is missing"
        return
    fi
    over "$work/src" awk '
        FILENAME == "tools/rooms.txt" {
            if ($0 ~ /^#/ || $0 ~ /^$/) next
            room = $1
            sub(/:$/, "", room)
            if (room in rooms) print FILENAME ":" FNR ": room " room " stands twice"
            rooms[room] = 1
            may[room, room] = 1
            for (i = 2; i <= NF; i++) {
                if (!($i in rooms) || $i == room)
                    print FILENAME ":" FNR ": " room " names " $i ", which must stand above it"
                may[room, $i] = 1
            }
            next
        }
        FNR == 1 {
            n = split(FILENAME, part, "/")
            room = n > 2 ? part[2] : part[2] == "main.c" ? "main" : ""
            if (room == "") print FILENAME ":1: only main.c stands directly in src"
            else if (!(room in rooms) && !told[room]++)
                print FILENAME ":1: room " room " is not in tools/rooms.txt"
        }
        /^[ ]*#[ ]*include[ ]*"/ {
            split($0, quoted, "\"")
            if (split(quoted[2], path, "/") < 2)
                print FILENAME ":" FNR ": include names no room: write \"room/" quoted[2] "\""
            else if (room in rooms && !((room, path[1]) in may))
                print FILENAME ":" FNR ": " room " may not include " path[1]
        }' tools/rooms.txt
}

# ---- words and demands: (e) glossary, (f) krav

check_glossary() {
    if [ ! -f docs/ordliste.md ]; then
        echo "docs/ordliste.md:1: the glossary is missing"
        return
    fi
    # Every room, and every line name: a `ydelse NAME` in a handbook's rule blocks.
    sed -n 's|^src/\([^/]*\)/.*|\1 &|p' "$work/all" |
        awk '!/^(base|store|web|cmd) / && !seen[$1]++ { print $1, $2 ":1:", "room" }' \
            > "$work/words"
    grep -E '^haandboeger/.*\.md$' "$work/all" > "$work/handbooks"
    over "$work/handbooks" awk '
        FNR == 1 { rule = 0 }
        /^ *```/ { rule = /^ *```regel/; next }
        rule && /^ *ydelse +[^ ]/ {
            word = $2
            gsub(/\303\246/, "ae", word)
            gsub(/\303\270/, "oe", word)
            gsub(/\303\245/, "aa", word)
            if (!seen[word]++) print word, FILENAME ":" FNR ":", "ydelse"
        }' >> "$work/words"
    awk '
        FILENAME != ARGV[2] {
            if ($0 !~ /^\| *`/) next
            split($0, cell, "|")
            n = split(cell[2], piece, "`")
            for (i = 2; i <= n; i += 2) {
                if (piece[i] in line)
                    print FILENAME ":" FNR ": " piece[i] " is in line " line[piece[i]] " too"
                else line[piece[i]] = FNR
            }
            next
        }
        !($1 in line) { print $2 " " $3 " " $1 " is not in docs/ordliste.md" }' \
        docs/ordliste.md "$work/words"
}

# The demands: each once, with a status; an executed one is cited where its Test column says.
check_krav() {
    if [ ! -f docs/krav.md ]; then
        echo "docs/krav.md:1: the table of demands is missing"
        return
    fi
    grep -E '^(src|tests|haandboeger)/' "$work/all" > "$work/cited_in"
    # Citations: `R012`, or a range, `R003-R007`.
    over "$work/cited_in" awk '
        {
            rest = $0
            while (match(rest, /(R[0-9][0-9][0-9]|N[0-9]+)(-(R[0-9][0-9][0-9]|N[0-9]+))?/)) {
                word = substr(rest, RSTART, RLENGTH)
                before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : " "
                rest = substr(rest, RSTART + RLENGTH)
                if (before ~ /[A-Za-z0-9_]/ || rest ~ /^[A-Za-z0-9_]/) continue
                letter = substr(word, 1, 1)
                first = last = word
                sub(/-.*/, "", first)
                sub(/.*-/, "", last)
                if (substr(last, 1, 1) != letter) last = first
                for (i = substr(first, 2) + 0; i <= substr(last, 2) + 0; i++)
                    print (letter == "R" ? sprintf("R%03d", i) : "N" i), FILENAME
            }
        }' | sort -u > "$work/cited"
    awk -v known="$work/all" '
        function trim(text) {
            gsub(/^ +| +$/, "", text)
            return text
        }
        # A path of the Test column exists, and one of them cites the demand.
        function check_test(id, cell,    n, i, piece, file, exists, cites) {
            n = split(cell, piece, "`")
            if (n < 2) {
                print FILENAME ":" FNR ": " id " is executed and names no test"
                return
            }
            for (i = 2; i <= n; i += 2) {
                exists = 0
                for (file in files)
                    if (file == piece[i] || index(file, piece[i] "/") == 1) {
                        exists = 1
                        if ((id, file) in cited) cites = 1
                    }
                if (!exists) print FILENAME ":" FNR ": " id " names " piece[i] ": not there"
            }
            if (!cites) print FILENAME ":" FNR ": " id " is executed, and no test it names cites it"
        }
        BEGIN { while ((getline file < known) > 0) files[file] = 1 }
        FILENAME == ARGV[1] { cited[$1, $2] = 1; next }
        { split($0, cell, "|") }
        /^\| *Id *\|/ {
            status_at = test_at = 0
            for (i = 2; i in cell; i++) {
                if (tolower(trim(cell[i])) == "status") status_at = i
                if (tolower(trim(cell[i])) == "test") test_at = i
            }
            next
        }
        /^\| *(R[0-9][0-9][0-9]|N[0-9]+) *\|/ {
            id = trim(cell[2])
            number = substr(id, 2) + 0
            letter = substr(id, 1, 1)
            if (number < 1 || number > (letter == "R" ? 406 : 26))
                print FILENAME ":" FNR ": " id " is not a demand"
            if (id in at) print FILENAME ":" FNR ": " id " stands in line " at[id] " already"
            at[id] = FNR
            status = trim(cell[status_at])
            if (!status_at || !test_at) print FILENAME ":" FNR ": no Status or Test column"
            else if (status == "executed") check_test(id, cell[test_at])
            else if (status !~ /^(prose|later|not wanted)$/)
                print FILENAME ":" FNR ": " id ": no such status: " status
            else if (status == "not wanted" && trim(cell[status_at + 1]) == "")
                print FILENAME ":" FNR ": " id " is not wanted, but no reason stands beside it"
            count[status, letter]++
            next
        }
        /^\| *(executed|prose|later|not wanted) *\| *[0-9]+ *\|/ {
            counted[trim(cell[2])] = FNR
            said[trim(cell[2]), "R"] = cell[3] + 0
            said[trim(cell[2]), "N"] = cell[4] + 0
        }
        END {
            for (i = 1; i <= 406; i++) {
                id = sprintf("R%03d", i)
                if (!(id in at)) print FILENAME ":1: " id " is missing"
            }
            for (i = 1; i <= 26; i++) if (!("N" i in at)) print FILENAME ":1: N" i " is missing"
            for (s in counted)
                for (i = 1; i <= 2; i++) {
                    letter = substr("RN", i, 1)
                    if (said[s, letter] != count[s, letter] + 0)
                        print FILENAME ":" counted[s] ": " s ": says " said[s, letter] " " letter \
                            ", there are " (count[s, letter] + 0)
                }
        }' "$work/cited" docs/krav.md
}

# ---- scripts and leftovers: (g), (h)

check_scripts() {
    while read -r file; do
        case $(head -n 1 "$file") in
        *bash*) shell=bash ;;
        *) shell=sh ;;
        esac
        $shell -n "$file" > "$work/syntax" 2>&1 ||
            sed -n '1s/^[^:]*: [a-z ]*\([0-9][0-9]*\): \(.*\)/\1: \2/p' "$work/syntax" |
            sed "s|^|$file:|"
    done < "$work/scripts"
}

# The words are written apart here, so that this file does not find itself.
check_leftovers() {
    over "$work/text" awk -v words='FIX''ME|TO''DO|X''XX' '
        BEGIN {
            leftover = "(^|[^A-Za-z0-9_])(" words ")([^A-Za-z0-9_]|$)"
            kind = "(deb|security|snapshot|ftp|registry|proxy|mirrors?|packages?|files|index)"
            ends = "[.](org|com|io|net|dev)([^A-Za-z0-9_-]|$)"
            host = "(^|[^A-Za-z0-9_.-])" kind "[.]([a-z0-9-]+[.])?[a-z0-9-]+" ends
            host = host "|(^|[^A-Za-z0-9_-])(p[y]pi|crate[s])[.](org|io)([^A-Za-z0-9_-]|$)"
            path = "(^|[^A-Za-z0-9_.~-])/(wor[k]|hom[e]|roo[t])/[A-Za-z0-9_.]"
            url = "[a-z]+://[A-Za-z0-9]"
            near = "://(localhost|127[.]0[.]0[.]1)"
        }
        match($0, leftover) { print FILENAME ":" FNR ": leftover mark; finish it or file an issue" }
        match($0, host) { print FILENAME ":" FNR ": names the host of a package registry" }
        match($0, path) { print FILENAME ":" FNR ": absolute path of one machine" }
        FILENAME ~ /(\.sh$|Makefile$|^dev$|^\.ci\/run$)/ && match($0, url) && $0 !~ near {
            print FILENAME ":" FNR ": a script names a host"
        }'
}

for check in format functions lines calls sprog quotes includes glossary krav scripts leftovers; do
    "check_$check" >> "$found"
done

if [ -s "$found" ]; then
    sort -t: -k1,1 -k2,2n -u "$found"
    echo "tidy: $(sort -u "$found" | wc -l) found" >&2
    exit 1
fi
echo "tidy: ok"
