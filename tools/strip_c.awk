# C source without comments, and with the content of strings and characters taken out. An output
# line is `file:line:code`, so that a check can say where.
FNR == 1 { inside = 0 }
{
    rest = $0
    code = ""
    while (rest != "") {
        if (inside) {
            at = index(rest, "*/")
            if (!at) { rest = ""; break }
            rest = substr(rest, at + 2)
            code = code " "
            inside = 0
            continue
        }
        if (!match(rest, /"|'|\/\*|\/\//)) { code = code rest; break }
        code = code substr(rest, 1, RSTART - 1)
        mark = substr(rest, RSTART, 1)
        pair = substr(rest, RSTART, 2)
        rest = substr(rest, RSTART + 1)
        if (pair == "//") break
        if (pair == "/*") { rest = substr(rest, 2); inside = 1; continue }
        if (mark == "\"") ends = match(rest, /^([^"\\]|\\.)*"/)
        else ends = match(rest, /^([^'\\]|\\.)*'/)
        code = code mark mark
        if (!ends) break
        rest = substr(rest, RLENGTH + 1)
    }
    if (code ~ /[^ ]/) print FILENAME ":" FNR ":" code
}
