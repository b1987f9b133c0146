#!/bin/bash
# The letters of src/brev/brev_test.c, looked at by programs that are not ours: PDFBox Preflight
# says that they are PDF/A-1b, qpdf that they are whole, poppler what they say and how they are
# tagged. The readability (LIX) is measured on the text that comes out of the PDF.
set -u
cd "$(dirname "$0")/../.." || exit 1

fail() {
    echo "brev.sh: $*" >&2
    exit 1
}
need() {
    command -v "$1" > /dev/null || fail "$1 is missing: install $2, or run ./dev setup"
}
need qpdf qpdf
need pdftotext poppler-utils
need java default-jdk-headless

passed=0
work=$(mktemp -d "${TMPDIR:-/tmp}/vederlag-brev.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
program=$(dirname "${VEDERLAG:-build/asan/vederlag}")/src/brev/brev_test
[ -x "$program" ] || fail "$program is missing; run make test"
BREV_UD=$work "$program" > "$work/log" 2>&1 || {
    cat "$work/log"
    fail 'the letters were not made'
}
letters=("$work"/*.pdf)
[ ${#letters[@]} -ge 8 ] || fail "only ${#letters[@]} letters"

# ---- PDF/A-1b

cat > "$work/Preflight.java" << 'JAVA'
import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public class Preflight {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            PreflightParser parser = new PreflightParser(new File(file));
            parser.parse();
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                ValidationResult result = document.getResult();
                System.out.println((result.isValid() ? "valid " : "refused ") + file);
                for (ValidationResult.ValidationError e : result.getErrorsList())
                    System.out.println("  " + e.getErrorCode() + " " + e.getDetails());
            }
        }
    }
}
JAVA
jars=
for jar in preflight pdfbox2 fontbox2 xmpbox commons-logging javax.activation jaxb-api; do
    [ -f "/usr/share/java/$jar.jar" ] || fail "$jar.jar is missing: install libpdfbox2-java," \
        "libcommons-logging-java, libactivation-java and libjaxb-api-java, or run ./dev setup"
    jars=$jars:/usr/share/java/$jar.jar
done
# A letter without its output intent must be refused, or the check checks nothing.
qpdf --qdf --object-streams=disable "${letters[0]}" "$work/plain.qdf"
sed 's/GTS_PDFA1/GTS_NIL_1/' "$work/plain.qdf" > "$work/broken"
java -cp "${jars#:}" "$work/Preflight.java" "${letters[@]}" "$work/broken" > "$work/preflight" \
    2> "$work/preflight.err" || {
    cat "$work/preflight.err"
    fail 'Preflight did not run'
}
grep -q "^refused $work/broken" "$work/preflight" || fail "Preflight finds no fault in anything"
for letter in "${letters[@]}"; do
    grep -q "^valid $letter\$" "$work/preflight" || { cat "$work/preflight"; fail "not PDF/A-1b"; }
    qpdf --check "$letter" > "$work/check" 2>&1 || { cat "$work/check"; fail "qpdf: $letter"; }
    passed=$((passed + 2))
done

# ---- what they say

text_of() {
    pdftotext -layout -enc UTF-8 "$work/$1.pdf" - | tr -s ' '
}
says() {
    text_of "$1" | grep -qF -- "$2" || { text_of "$1"; fail "$1.pdf does not say: $2"; }
    passed=$((passed + 1))
}
says et_barn 'Betaling for juni 2021'
says et_barn 'Vi udbetaler 21.686,47 kr. den 30. juni 2021.'
says et_barn 'Vederlag juni 2021 Før skat 13.502,04 kr.'
says et_barn 'Udbetales i alt 21.686,47 kr.'
says et_barn 'side 1 af 2'
says alt 'Vederlag maj 2021 13.502,04 kr. 18.002,72 kr. 4.500,68 kr.'
says alt 'Kost og logi april 2021 5.790,00 kr. 4.825,00 kr. -965,00 kr.'
says alt 'Der mangler: takst kost andel.'
says aar 'Vederlag, rettelse december 2020 Før skat 1.250,50 kr.'
says afgoerelse 'Opgaven med Mads er på trin 2 fra den 15. juni 2021.'
says kontrakt 'Vederlag Løn Før skat 18.002,72 kr.'
says kontrakt 'For kommunen Kontrakthaver'
says tolv_boern 'Udbetales i alt 319.153,20 kr.'
says lange_navne 'Łukasz'
says skjult 'Karen Opdigtet'
if text_of skjult | grep -q 'Opdigtet Allé'; then fail 'a protected address is printed'; fi
for letter in "${letters[@]}"; do
    if pdftotext "$letter" - | grep -nE '_|sag-[0-9]|ﬁ|ﬂ|�'; then fail "a code form in $letter"; fi
    if pdfinfo "$letter" | grep -q 'Opdigtet'; then fail "a name in the title of $letter"; fi
done
passed=$((passed + 1))

# ---- how they are tagged

for letter in "${letters[@]}"; do
    pdfinfo -struct "$letter" > "$work/struct" 2> "$work/struct.err"
    if [ -s "$work/struct.err" ]; then cat "$work/struct.err"; fail "the tags of $letter"; fi
    [ "$(head -n 1 "$work/struct")" = Document ] || fail "$letter is not tagged"
    [ "$(grep -c '^ *H1 ' "$work/struct")" -eq 1 ] || fail "$letter has not one H1"
    if grep -q '^ *Table' "$work/struct" && ! grep -q '/Scope /Column' "$work/struct"; then
        fail "a table of $letter has no head"
    fi
    pdfinfo "$letter" | grep -q '^Tagged: *yes' || fail "$letter says it is not tagged"
    passed=$((passed + 1))
done

# ---- how hard they are to read

# Running text is what stands under P and LBody. Letters of UTF-8 are counted, not bytes. The text
# by tags takes poppler long to find, so that only some letters are read.
for name in et_barn kun_mangler; do
    pdfinfo -struct-text "$work/$name.pdf" > "$work/struct"
    awk '
        /^ *[A-Za-z0-9]+( \(block\))?:?$/ { text = $1 == "P" || $1 == "LBody" }
        text && /^ *"/ {
            line = $0
            gsub(/^ *"|"$/, "", line)
            gsub(/\303[\200-\277]/, "a", line)
            n = split(line, word, /[^A-Za-z]+/)
            for (i = 1; i <= n; i++) {
                words += word[i] != ""
                hard += length(word[i]) > 6
            }
            sentences += gsub(/[.?!] +[A-Z]/, "", line) + 1
        }
        END { printf "%d\n", words / sentences + 100 * hard / words }' "$work/struct" > "$work/lix"
    read -r lix < "$work/lix"
    [ "$lix" -gt 5 ] && [ "$lix" -le 45 ] || fail "LIX of $name.pdf is $lix"
    passed=$((passed + 1))
done
# No words run together where a line was broken.
grep -qF 'Vi betaler det, du har ret til, når vi kender det.' "$work/struct" ||
    fail 'words run together where a line is broken'
passed=$((passed + 1))

# ---- the same bytes from another run

mkdir "$work/again"
BREV_UD=$work/again "$program" > /dev/null 2>&1
for letter in "${letters[@]}"; do
    cmp -s "$letter" "$work/again/$(basename "$letter")" || fail "$letter differs from run to run"
done
passed=$((passed + 1))
echo "# $passed passed"
