# The SQL of the tree as C: awk -v set=sql -v out=FOLDER -f tools/embed_sql.awk FILE...
#
# Writes out/SET.h (an enumeration) and out/SET.c (texts and migrations) for the set `sql`, or
# `sql_test`. What a .sql file may hold is told in src/store/sql_set.h. Each breach is printed as
# file:line: what; then the exit is 1 and the outputs are not to be used.
#
# The files come sorted, so that NAME.sql stands before NAME_postgres.sql and NAME_sqlite.sql.

function bad(what) {
    print FILENAME ":" FNR ": " what > "/dev/stderr"
    errors++
}

function bad_at(place, what) {
    print place ": " what > "/dev/stderr"
    errors++
}

# ---- one file's beginning and end

function begin_file(    n, part, base) {
    n = split(FILENAME, part, "/")
    base = part[n]
    room = set == "sql_test" ? "test" : part[n - 1]
    migration = ""
    name = ""
    open_statement = 0
    forget_doc()
    engine = base ~ /_postgres\.sql$/ ? "p" : base ~ /_sqlite\.sql$/ ? "s" : "sp"
    if (n > 2 && part[n - 1] ~ /^migration(_test)?$/) begin_migration(base)
}

function begin_migration(base) {
    engine = "sp"
    if (base !~ /^[0-9][0-9][0-9][0-9]_[a-z0-9_]+\.sql$/) {
        bad("a migration is called NNNN_name.sql")
        return
    }
    migration = ++migrations
    if (substr(base, 1, 4) + 0 != migration)
        bad("the next migration is number " sprintf("%04d", migration))
    migration_name[migration] = substr(base, 6, length(base) - 9)
    steps[migration, "s"] = steps[migration, "p"] = 0
}

function end_file(place) {
    if (open_statement) bad_at(place, "the last statement does not end with ;")
    else if (name != "") bad_at(place, "no statement after -- name: " name)
    if (migration != "" && engine != "sp") bad_at(place, "-- only: without -- end")
}

function forget_doc() {
    docs = 0
    scan = ""
}

# ---- comment lines: directives and documentation

function comment(line,    word) {
    word = line
    sub(/^ *-- */, "", word)
    if (migration == "" && word ~ /^name:/) begin_name(word)
    else if (migration == "" && word ~ /^scan:/) {
        sub(/^scan: */, "", word)
        scan = word
    } else if (migration != "" && word ~ /^(only: *(sqlite|postgres)|end)$/) directive(word)
    else if (migration != "" && word ~ /^insert only: *[a-z0-9_]+$/) directive(word)
    else if (word ~ /^(name|scan|only|insert only):/) bad("not understood here: -- " word)
    else if (!open_statement) doc[++docs] = word
}

function begin_name(word) {
    sub(/^name: */, "", word)
    if (name != "") bad("-- name: " name " has no statement")
    if (word !~ /^[a-z][a-z0-9_]*$/) bad("a name has a-z, 0-9 and _ only: " word)
    else if (index(word, room "_") != 1) bad("the name begins with its room: " room "_")
    name = word
}

function directive(word) {
    source[migration] = source[migration] "-- " word "\n"
    if (open_statement) {
        bad("-- " word " in the middle of a statement")
        return
    }
    if (word == "end") {
        if (engine == "sp") bad("-- end without -- only:")
        engine = "sp"
    } else if (word ~ /^only:/) {
        if (engine != "sp") bad("-- only: inside another")
        engine = word ~ /postgres/ ? "p" : "s"
    } else {
        sub(/^insert only: */, "", word)
        insert_only(word)
    }
}

# The triggers that keep a table insert-only; the PostgreSQL function comes with migration 0001.
function insert_only(table,    refuse, i, verb) {
    if (engine != "sp") bad("-- insert only: is for both engines")
    refuse = " BEGIN SELECT RAISE(ABORT, '" table "_insert_only'); END"
    split("UPDATE DELETE", verb, " ")
    for (i = 1; i <= 2; i++)
        add_step("s", "CREATE TRIGGER " table "_no_" tolower(verb[i]) " BEFORE " verb[i] " ON " \
            table refuse)
    add_step("p", "CREATE TRIGGER " table "_insert_only BEFORE UPDATE OR DELETE ON " table \
        " FOR EACH ROW EXECUTE FUNCTION store_insert_only()")
    add_step("p", "CREATE TRIGGER " table "_no_truncate BEFORE TRUNCATE ON " table \
        " FOR EACH STATEMENT EXECUTE FUNCTION store_insert_only()")
}

function add_step(which, text) {
    step[migration, which, ++steps[migration, which]] = text
}

# ---- statements

# One line of code, without its comment, in both spellings: line_s and line_p. What only PostgreSQL
# reads is its own language (raw). Sets `ended` when the line closes the statement.
function read_line(line,    raw, at, c, rest, word) {
    raw = engine == "p"
    line_s = line_p = ""
    ended = 0
    for (at = 1; at <= length(line); at += length(word)) {
        rest = substr(line, at)
        c = substr(rest, 1, 1)
        word = c
        if (substr(rest, 1, 2) == "--") break
        if (ended && c != " ") {
            bad("one statement, one line's end: nothing may follow ;")
            ended = 0
        }
        if (c == "'") word = take_string(rest)
        else if (match(rest, /^[A-Za-z_][A-Za-z0-9_]*/)) word = take_word(rest, raw)
        else if (c == "?") word = take_parameter(rest)
        else if (c == ";") {
            if (!dollar) ended = 1
            else both(c, c)
        } else {
            take_other(rest, c, raw)
            both(c, c)
        }
        if (c != " ") last = c
    }
    sub(/ +$/, "", line_s)
    sub(/ +$/, "", line_p)
}

function both(for_s, for_p) {
    line_s = line_s for_s
    line_p = line_p for_p
}

function take_string(rest) {
    if (!match(rest, /^'([^']|'')*'/)) {
        bad("a string ends on the line where it begins")
        RLENGTH = length(rest)
    }
    if (last == "'") bad("joined strings")
    both(substr(rest, 1, RLENGTH), substr(rest, 1, RLENGTH))
    return substr(rest, 1, RLENGTH)
}

function take_word(rest, raw,    word, upper) {
    word = substr(rest, 1, RLENGTH)
    upper = toupper(word)
    if (upper ~ /^(RANDOM|RANDOMBLOB|NEXTVAL|CLOCK_TIMESTAMP|TIMEOFDAY|CHANGES|TOTAL_CHANGES)$/ &&
        substr(rest, length(word) + 1) ~ /^ *\(/)
        bad(word ": an equal question in a snapshot has an equal answer (store/recall.h)")
    if (raw) {
        both(word, word)
        return word
    }
    if (upper ~ /^(REAL|FLOAT|DOUBLE|NUMERIC|DECIMAL)$/)
        bad(word ": amounts are integers; there is no such type here")
    if (upper == "REPLACE" && substr(rest, length(word) + 1) !~ /^ *\(/)
        bad("REPLACE would delete rows without a word")
    if (upper == "INTEGER") both(word, "BIGINT")
    else if (upper == "TEXT" && migration != "" && last_word != "AS")
        both(word, "TEXT COLLATE \"C\"")
    else both(word, word)
    last_word = upper
    return word
}

function take_parameter(rest,    number) {
    if (migration != "") bad("a migration has no parameters")
    if (!match(rest, /^\?[1-9][0-9]*/)) {
        bad("? without number; write ?1")
        RLENGTH = 1
    }
    number = substr(rest, 2, RLENGTH - 1) + 0
    if (number > 64) bad("at most 64 parameters")
    seen[number] = 1
    if (number > highest) highest = number
    both("?" number, "$" number)
    return substr(rest, 1, RLENGTH)
}

function take_other(rest, c, raw) {
    if (!raw && substr(rest, 1, 2) == "||") bad("joined strings; texts are joined in C")
    if (substr(rest, 1, 2) == "/*") bad("write comments with --")
    if (raw && substr(rest, 1, 2) == "$$") dollar_half()
    if (!raw && index("\"`$@:[\\", c)) bad(c " is not for both engines")
}

# Both characters of $$ pass here, one at a time.
function dollar_half() {
    dollar = !dollar
}

function code(line) {
    if (!open_statement) begin_statement()
    read_line(line)
    if (line_s ~ /^ *$/ && !ended) return
    text_s = text_s (text_s == "" ? "" : "\n") line_s
    text_p = text_p (text_p == "" ? "" : "\n") line_p
    if (!ended) return
    # A trigger written out for SQLite has statements of its own inside.
    if (text_s ~ /^CREATE TRIGGER/ && engine == "s" && line_s !~ /^ *END$/) {
        text_s = text_s ";"
        return
    }
    end_statement()
}

function begin_statement() {
    if (migration == "" && name == "") {
        bad("statement without a name; write -- name: " room "_verb above it")
        name = room "_unnamed"
    }
    open_statement = 1
    statement_place = FILENAME ":" FNR
    text_s = text_p = last = last_word = ""
    highest = 0
    dollar = 0
    split("", seen)
}

function end_statement(    i) {
    open_statement = 0
    for (i = 1; i <= highest; i++) if (!(i in seen)) bad("?" i " is missing below ?" highest)
    if (migration != "") end_step()
    else {
        if (engine == "sp") keep("b")
        else keep(engine)
    }
    name = ""
    forget_doc()
}

function end_step() {
    if (text_s ~ /^ *(BEGIN|COMMIT|ROLLBACK)/) bad("the store begins and ends the transaction")
    if (engine != "p" && toupper(text_s) ~ /^CREATE TABLE/) {
        if (toupper(text_s) !~ /\)[ \n]*STRICT(,[ \n]*WITHOUT ROWID)?$/)
            bad_at(statement_place, "a table ends with ) STRICT; or ) STRICT, WITHOUT ROWID;")
        sub(/\)[ \n]*STRICT(,[ \n]*WITHOUT ROWID)?$/, ")", text_p)
    }
    if (engine != "p") add_step("s", text_s)
    if (engine != "s") add_step("p", text_p)
}

# Keeps a statement: kind b is the shared text, s and p one engine's own.
function keep(kind,    i) {
    if ((name, kind) in text) {
        bad_at(statement_place, "the name " name " stands at " place_of[name, kind] " already")
        return
    }
    if (!(name in known)) {
        known[name] = ++names
        name_at[names] = name
        params[name] = highest
        place[name] = statement_place
        for (i = 1; i <= docs; i++) doc_of[name] = doc_of[name] "\n" doc[i]
    }
    if (scan != "") scan_of[name] = scan
    if (params[name] != highest) bad_at(statement_place, name " has other parameters than its twin")
    text[name, kind] = 1
    place_of[name, kind] = statement_place
    if (kind != "p") text_of[name, "s", kind] = text_s
    if (kind != "s") text_of[name, "p", kind] = text_p
}

FNR == 1 {
    if (NR > 1) end_file(previous)
    begin_file()
}
{
    previous = FILENAME ":" FNR
    sub(/ +$/, "")
}
/^ *$/ {
    if (!open_statement && name == "") forget_doc()
    next
}
/^ *--/ && !dollar {
    comment($0)
    next
}
{
    if (migration != "") source[migration] = source[migration] $0 "\n"
    code($0)
}

# ---- output

function c_string(s) {
    # "\\\\" would be one backslash to some awks and two to others.
    gsub(/\\/, "&&", s)
    gsub(/"/, "\\\"", s)
    gsub(/\n/, "\\n\"\n        \"", s)
    return "\"" s "\""
}

function text_for(which) {
    if ((name, which) in text) return text_of[name, which, which]
    if ((name, "b") in text) return text_of[name, which, "b"]
    bad_at(place[name], name " has no text for " (which == "s" ? "SQLite" : "PostgreSQL"))
    return ""
}

function write_header(file,    i, guard, lines, n, j) {
    guard = "STORE_" toupper(set) "_MADE_H"
    print "/* Made by tools/embed_sql.sh from the .sql files; not to be edited. */" > file
    print "#ifndef " guard "\n#define " guard "\n" > file
    print "#include \"store/" (set == "sql" ? "sql_set.h" : "sql.h") "\"\n\nenum " set " {" > file
    # What tests add is numbered after the program's.
    if (set != "sql") print "    " toupper(set) "_BEFORE = SQL_COUNT - 1," > file
    for (i = 1; i <= names; i++) {
        n = split(doc_of[name_at[i]], lines, "\n")
        for (j = 2; j <= n; j++) {
            gsub(/\*\//, "* /", lines[j])
            print "    /* " lines[j] " */" > file
        }
        print "    SQL_" toupper(name_at[i]) "," > file
    }
    if (set == "sql") print "    SQL_COUNT" > file
    print "};\n" > file
    print "extern const struct sql_set " set "_all;\n\n#endif" > file
    close(file)
}

function write_steps(file, number, which,    i, engine_name) {
    engine_name = which == "s" ? "sqlite" : "postgres"
    print "static const char *const step_" number "_" engine_name "[] = {" > file
    for (i = 1; i <= steps[number, which]; i++)
        print "    " c_string(step[number, which, i]) "," > file
    print "    NULL,\n};" > file
}

function write_source(file,    i) {
    print "/* Made by tools/embed_sql.sh from the .sql files; not to be edited. */" > file
    print "#include \"store/" set ".h\"\n" > file
    print "#include <stddef.h>\n" > file
    print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n" > file
    print "static const struct sql_text texts[] = {" > file
    for (i = 1; i <= names; i++) {
        name = name_at[i]
        print "    {\"" name "\", " (scan_of[name] == "" ? "NULL" : c_string(scan_of[name])) ", " \
            params[name] "," > file
        print "     {" c_string(text_for("s")) ",\n      " c_string(text_for("p")) "}}," > file
    }
    print "    {NULL, NULL, 0, {NULL, NULL}},\n};\n" > file
    for (i = 1; i <= migrations; i++) {
        write_steps(file, i, "s")
        write_steps(file, i, "p")
    }
    print "static const struct sql_migration migrations[] = {" > file
    for (i = 1; i <= migrations; i++)
        print "    {\"" migration_name[i] "\",\n     " c_string(source[i]) ",\n     {step_" i \
            "_sqlite, step_" i "_postgres}}," > file
    print "    {NULL, NULL, {NULL, NULL}},\n};\n" > file
    print "const struct sql_set " set "_all = {" > file
    print "    texts, " names + 0 ", migrations, " migrations + 0 ",\n};" > file
    close(file)
}

END {
    if (NR > 0) end_file(previous)
    write_header(out "/" set ".h")
    write_source(out "/" set ".c")
    if (errors) exit 1
}
