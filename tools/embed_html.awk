# The templates of a room as C: awk -v room=ROOM -v out=FOLDER -f tools/embed_html.awk FILE...
#
# Writes out/skabelon.h and out/skabelon.c. A template:
#
#   {{page NAME HEADER}}            first line: html_NAME(struct html *, const struct NAME *), and
#                                   the header of the room that declares the struct
#   [[dansk|english]]               a text in both languages; [[=Vederlag]] is the same in both.
#                                   Letters outside of them are refused, in text and in attributes
#                                   that people read. A text may hold holes and small tags.
#   {{a}} {{a.b}}                   a hole: a member of the struct, written by its type (web/html.h)
#   {{#if a}} {{else}} {{/if}}      if a is there
#   {{#each a.b}} {{/each}}         for a.b[0] to a.b[a.b_antal - 1], which is called b inside
#   {{> NAME a}}                    the template NAME with a; without a with the same struct
#   {{! words }}                    nothing
#
# The place decides how a hole is written: in text and read attributes (HTML_HUL), in value,
# datetime and the like (HTML_VAERDI), in an address (html_adresse when it is the whole, else
# HTML_URL). Elsewhere in a tag a hole is refused, as are script and style with content, style= and
# on…=. Both branches of an if end in the place it began in. Each breach is printed as
# file:line: what; then the exit is 1.

function bad(what) {
    print FILENAME_NOW ":" line_of(at) ": " what > "/dev/stderr"
    errors++
}

function line_of(pos,    head) {
    head = substr(source, 1, pos)
    return gsub(/\n/, "", head) + 1
}

# ---- output

function emit(text) {
    body = body sprintf("%*s", 4 * depth, "") text "\n"
}

function flush_literal(    piece) {
    while (literal != "") {
        piece = substr(literal, 1, 400)
        # Not between the bytes of a letter.
        while (length(piece) < length(literal) &&
            substr(literal, length(piece) + 1, 1) ~ /[\200-\277]/)
            piece = substr(piece, 1, length(piece) - 1)
        literal = substr(literal, length(piece) + 1)
        gsub(/\\/, "&&", piece)
        gsub(/"/, "\\\"", piece)
        gsub(/\n/, "\\n", piece)
        emit("HTML_FAST(h, \"" piece "\");")
    }
}

# ---- where in the markup we are: place is text, tag, value (in quotes) or comment

function scan(text, translated,    i, n, c) {
    n = length(text)
    for (i = 1; i <= n; i++) {
        c = substr(text, i, 1)
        if (place == "text") {
            if (substr(text, i, 4) == "<!--") { place = "comment" }
            else if (c == "<") {
                place = "tag"
                tag = substr(text, i + 1)
                sub(/[^a-zA-Z0-9\/!].*/, "", tag)
                if (tag == "style") bad("<style> is not for templates")
                word = ""
            } else if (c == "&" && match(substr(text, i), /^&[#a-zA-Z0-9]+;/)) {
                i += RLENGTH - 1
            } else if (!translated && c ~ /[a-zA-Z\303]/) {
                bad("text outside of [[dansk|english]]: " substr(text, i, 30))
                return
            }
        } else if (place == "tag") {
            if (c == ">") {
                place = "text"
                if (tag == "script" && has_src == 0) bad("<script> must have src")
                has_src = 0
            } else if (c == "\"") {
                attribute = tolower(word)
                sub(/=$/, "", attribute)
                sub(/.*[ \n\t]/, "", attribute)
                place = "value"
                value_empty = 1
                if (attribute == "src") has_src = 1
                if (attribute ~ /^on/ || attribute == "style" || attribute == "srcdoc")
                    bad(attribute "= is not for templates")
            } else if (c == "=" && substr(text, i + 1, 1) != "\"") {
                bad("an attribute's value stands in double quotes")
            } else word = word c
        } else if (place == "value") {
            if (c == "\"") {
                place = "tag"
                word = ""
            } else {
                value_empty = 0
                if (!translated && attribute ~ READ && c ~ /[a-zA-Z\303]/) {
                    bad(attribute "= outside of [[dansk|english]]")
                    return
                }
            }
        } else if (substr(text, i, 3) == "-->") {
            place = "text"
            i += 2
        }
    }
}

function add_literal(text, translated) {
    gsub(/\n[ \t]+/, "\n", text)
    gsub(/\n\n+/, "\n", text)
    scan(text, translated)
    if (literal ~ /\n$/ && text ~ /^\n/) text = substr(text, 2)
    literal = literal text
}

# ---- names

function known_name(name) {
    return name ~ /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/
}

# The C expression of a name.
function expression(name,    first, rest, i) {
    if (!known_name(name)) {
        bad("not a name: " name)
        return "0"
    }
    first = name
    sub(/\..*/, "", first)
    rest = substr(name, length(first) + 2)
    for (i = loops; i > 0; i--)
        if (loop_name[i] == first) return rest == "" ? "(*m_" first ")" : "m_" first "->" rest
    return "m->" name
}

function hole(name,    e) {
    flush_literal()
    e = expression(name)
    if (place == "text") emit("HTML_HUL(h, " e ");")
    else if (place == "value" && attribute ~ ADDRESS)
        emit((value_empty ? "html_adresse(h, " : "HTML_URL(h, ") e ");")
    else if (place == "value" && attribute ~ READ) emit("HTML_HUL(h, " e ");")
    else if (place == "value") emit("HTML_VAERDI(h, " e ");")
    else bad("a hole cannot stand here: {{" name "}}")
    if (place == "value") value_empty = 0
}

# ---- blocks

function where() {
    return place (place == "value" ? " " attribute : "")
}

function open_block(kind) {
    flush_literal()
    block_kind[++blocks] = kind
    block_place[blocks] = where()
    block_line[blocks] = line_of(at)
}

function same_place(what) {
    if (where() != block_place[blocks])
        bad(what " ends in another place of the markup than it began in")
}

function each_block(name,    e, last) {
    open_block("each")
    e = expression(name)
    last = name
    sub(/.*\./, "", last)
    emit("for (size_t i_" last " = 0; i_" last " < " e "_antal; i_" last "++) {")
    depth++
    emit("const __typeof__(" e "[0]) *m_" last " = &" e "[i_" last "];")
    loop_name[++loops] = last
}

function close_block(kind) {
    flush_literal()
    if (blocks == 0 || block_kind[blocks] != kind) {
        bad("{{/" kind "}} closes nothing")
        return
    }
    same_place("{{#" kind "}}")
    if (kind == "each") loops--
    blocks--
    depth--
    emit("}")
}

function include_template(rest,    part, n, e) {
    flush_literal()
    n = split(rest, part, " ")
    if (place != "text") bad("a template cannot stand inside a tag")
    if (n == 1) e = "m"
    else {
        e = expression(part[2])
        e = e ~ /^\(\*/ ? substr(e, 3, length(e) - 3) : "&" e
    }
    emit("html_" part[1] "(h, " e ");")
}

function directive(text) {
    if (text ~ /^#if /) {
        open_block("if")
        emit("if (HTML_ER(" expression(substr(text, 5)) ")) {")
        depth++
    } else if (text == "else") {
        flush_literal()
        if (blocks == 0 || block_kind[blocks] != "if") {
            bad("{{else}} without {{#if}}")
            return
        }
        same_place("{{#if}}")
        depth--
        emit("} else {")
        depth++
    } else if (text == "/if") close_block("if")
    else if (text ~ /^#each /) each_block(substr(text, 7))
    else if (text == "/each") close_block("each")
    else if (text ~ /^> /) include_template(substr(text, 3))
    else if (text !~ /^!/) hole(text)
}

# ---- texts in two languages

function both(text,    bar, danish, english) {
    if (substr(text, 1, 1) == "=") {
        mixed(substr(text, 2), 1)
        return
    }
    bar = index(text, "|")
    danish = substr(text, 1, bar - 1)
    english = substr(text, bar + 1)
    if (bar == 0 || danish == "" || english == "" || index(english, "|")) {
        bad("a text is written [[dansk|english]] or [[=same]]: " text)
        return
    }
    open_block("if")
    emit("if (!h->engelsk) {")
    depth++
    mixed(danish, 1)
    flush_literal()
    depth--
    emit("} else {")
    depth++
    mixed(english, 1)
    close_block("if")
}

# Literal text with holes, blocks and texts in it.
function mixed(text, translated,    next_hole, next_text, cut, stop, keep) {
    keep = at
    while (text != "") {
        next_hole = index(text, "{{")
        next_text = translated ? 0 : index(text, "[[")
        cut = next_hole
        if (next_text && (!cut || next_text < cut)) cut = next_text
        if (!cut) {
            add_literal(text, translated)
            if (!translated) at += length(text)
            break
        }
        add_literal(substr(text, 1, cut - 1), translated)
        if (!translated) at += cut - 1
        text = substr(text, cut)
        stop = index(text, cut == next_hole ? "}}" : "]]")
        if (!stop) {
            bad("not closed: " substr(text, 1, 30))
            return
        }
        if (cut == next_hole) directive(substr(text, 3, stop - 3))
        else {
            flush_literal()
            both(substr(text, 3, stop - 3))
        }
        if (!translated) at += stop + 1
        text = substr(text, stop + 2)
    }
    if (translated) at = keep
}

# ---- files

function template(    head, part, n) {
    at = 1
    place = "text"
    literal = body = ""
    blocks = loops = 0
    depth = 1
    head = source
    sub(/\n.*/, "", head)
    n = split(head, part, /[ {}]+/)
    if (head !~ /^\{\{page [a-z][a-z0-9_]* [a-z_]+\.h\}\}$/) {
        bad("the first line is {{page NAME HEADER.h}}")
        return
    }
    headers[part[4]] = 1
    names[++templates] = part[3]
    at = length(head) + 1
    mixed(substr(source, length(head) + 2), 0)
    flush_literal()
    if (blocks) bad("{{#" block_kind[blocks] "}} of line " block_line[blocks] " is not closed")
    if (place != "text") bad("the template ends inside a tag")
    bodies[templates] = body
}

BEGIN {
    ADDRESS = "^(href|src|action|formaction)$"
    READ = "^(alt|title|placeholder|aria-label|aria-description|summary|label)$"
}

FNR == 1 {
    if (FILENAME_NOW != "") template()
    FILENAME_NOW = FILENAME
    source = ""
}

{ source = source (FNR == 1 ? "" : "\n") $0 }

END {
    if (FILENAME_NOW != "") template()
    if (errors) exit 1
    h = out "/skabelon.h"
    c = out "/skabelon.c"
    print "/* Made by tools/embed_html.awk from the templates of src/" room ". */" > h
    print "#ifndef SKABELON_" toupper(room) "_H\n#define SKABELON_" toupper(room) "_H\n" > h
    print "#include \"web/html.h\"" > h
    count = 0
    for (name in headers) sorted[++count] = name
    for (i = 2; i <= count; i++) {
        name = sorted[i]
        for (j = i - 1; j > 0 && sorted[j] > name; j--) sorted[j + 1] = sorted[j]
        sorted[j + 1] = name
    }
    for (i = 1; i <= count; i++) print "#include \"" room "/" sorted[i] "\"" > h
    print "" > h
    print "/* Made by tools/embed_html.awk from the templates of src/" room ". */" > c
    print "#include \"" room "/skabelon.h\"" > c
    for (i = 1; i <= templates; i++) {
        print "void html_" names[i] "(struct html *h, const struct " names[i] " *m);" > h
        print "\nvoid html_" names[i] "(struct html *h, const struct " names[i] " *m)\n{" > c
        print "    (void)m;" > c
        printf "%s", bodies[i] > c
        print "}" > c
    }
    print "\n#endif" > h
}
