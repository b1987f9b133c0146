/*
 * str: slices, folding, edit distance against a full matrix, UTF-8 against the table of the
 * Unicode standard, the recognition of Windows-1252, and the output forms.
 */
#include "base/test_help.h"

#include <stdlib.h>
#include <string.h>

/* A constant text in a table; STR is for use inside functions. */
#define LIT(literal)                                                                               \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static struct arena arena;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 256u << 20);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void slices(void **state)
{
    (void)state;
    assert_str(str_from(NULL), "");
    assert_str(str_sub(STR("abcdef"), 2, 4), "cd");
    assert_str(str_sub(STR("abc"), 2, 99), "c");
    assert_str(str_sub(STR("abc"), 99, 100), "");
    assert_str(str_sub(STR("abc"), 2, 1), "");
    assert_str(str_sub((struct str){NULL, 0}, 0, 1), "");
    assert_str(str_trim(STR(" \t a b\t ")), "a b");
    assert_str(str_trim(STR(" \t ")), "");
    assert_str(str_trim(STR("\na\n")), "\na\n");
    assert_str(str_trim(STR_EMPTY), "");
    assert_str(str_clip(STR("æøå"), 2), "æø");
    assert_str(str_clip(STR("æøå"), 9), "æøå");
    assert_str(str_clip(STR("æøå"), 0), "");
    assert_true(str_starts(STR("abc"), STR("ab")) && str_starts(STR("abc"), STR_EMPTY));
    assert_false(str_starts(STR("ab"), STR("abc")) || str_starts(STR("abc"), STR("b")));
    assert_true(str_ends(STR("abc"), STR("bc")) && str_ends(STR("abc"), STR_EMPTY));
    assert_false(str_ends(STR("bc"), STR("abc")) || str_ends(STR("abc"), STR("b")));
    assert_true(str_ends(STR("abc"), STR("abc")) && str_starts(STR("abc"), STR("abc")));
    assert_string_equal(str_c(&arena, STR("a")), "a");
    assert_string_equal(str_c(&arena, STR_EMPTY), "");
    assert_true(str_is(STR("a"), "a"));
    assert_false(str_is(STR("a\0"), "a"));
    assert_string_equal(str_c(&arena, str_sub(STR("abc"), 0, 2)), "ab");
    assert_str(str_copy(&arena, STR("abc")), "abc");
    assert_str(str_format(&arena, "%d-%s", 7, "æ"), "7-æ");
    assert_str(str_format(&arena, "%s", ""), "");
    /* Around the length at which a text is no longer written in one go. */
    for (int n = 250; n < 262; n++) {
        struct buf buf;
        struct str lang = str_format(&arena, "%*d|", n, 7);
        buf_init(&buf, &arena);
        buf_c(&buf, "<");
        buf_format(&buf, "%*d|", n, 7);
        assert_int_equal(lang.n, n + 1);
        assert_string_equal(lang.p + n - 1, "7|");
        assert_int_equal(strlen(lang.p), n + 1);
        assert_true(str_eq(str_sub(buf_str(&buf), 1, (size_t)n + 2), lang));
        assert_string_equal(buf.p + n, "7|");
    }
}

static void order(void **state)
{
    static const struct str sorted[] = {
        LIT(""), LIT("\0"), LIT("A"), LIT("a"), LIT("a\0"), LIT("aa"), LIT("b"), LIT("æ"),
    };

    (void)state;
    for (size_t i = 0; i < 8; i++) {
        for (size_t j = 0; j < 8; j++) {
            assert_int_equal(str_cmp(sorted[i], sorted[j]), i < j ? -1 : i > j);
            assert_int_equal(str_eq(sorted[i], sorted[j]), i == j);
        }
    }
}

static void find(void **state)
{
    size_t at = 77;

    (void)state;
    assert_false(str_find(STR("abc"), STR("d"), &at));
    assert_false(str_find(STR("ab"), STR("abc"), &at));
    assert_false(str_find(STR_EMPTY, STR("a"), &at));
    assert_int_equal(at, 77);
    assert_true(str_find(STR("aabab"), STR("ab"), &at));
    assert_int_equal(at, 1);
    assert_true(str_find(STR("abc"), STR("c"), &at));
    assert_int_equal(at, 2);
    assert_true(str_find(STR_EMPTY, STR_EMPTY, &at));
    assert_int_equal(at, 0);
}

static void check_split(struct str text, const char *const *parts)
{
    struct str part;

    while (str_split(&text, ';', &part)) {
        assert_non_null(*parts);
        assert_str(part, *parts);
        parts++;
    }
    assert_null(*parts);
    assert_false(str_split(&text, ';', &part));
    assert_int_equal(text.n, 0);
}

static void split_gives_every_part(void **state)
{
    (void)state;
    check_split(STR("a;b"), (const char *const[]){"a", "b", NULL});
    check_split(STR("a;"), (const char *const[]){"a", "", NULL});
    check_split(STR(";a"), (const char *const[]){"", "a", NULL});
    check_split(STR(";"), (const char *const[]){"", "", NULL});
    check_split(STR("a"), (const char *const[]){"a", NULL});
    check_split(STR_EMPTY, (const char *const[]){"", NULL});
    check_split((struct str){NULL, 0}, (const char *const[]){NULL});
}

static void folding(void **state)
{
    (void)state;
    assert_str(str_fold(&arena, STR("Kost-andel pr. DØGN")), "kost_andel_pr._doegn");
    assert_str(str_fold(&arena, STR("æøåÆØÅ")), "aeoeaaaeoeaa");
    assert_str(str_fold(&arena, STR("Éé1_{}")), "Éé1_{}");
    assert_str(str_fold(&arena, STR("AZaz@[`{")), "azaz@[`{");
    assert_str(str_fold(&arena, STR("\xC3\xE6 \xC3")), "\xC3\xE6_\xC3");
    assert_str(str_fold(&arena, STR_EMPTY), "");
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(str_width(STR_EMPTY), 0);
    assert_int_equal(str_width(STR("abc")), 3);
    assert_int_equal(str_width(STR("æøå…")), 4);
    assert_int_equal(str_width(STR("\xF0\x9F\x98\x80")), 1);
    assert_int_equal(str_width(STR("\xF0\x9F\x98")), 3);
    assert_int_equal(str_width(STR("a\xE6z")), 3);
}

enum { SHORT = 8 };

/* The whole matrix, kept and filled by the definition, on plain arrays of letters. */
static int distance_by_matrix(const int *a, int an, const int *b, int bn)
{
    int d[SHORT + 1][SHORT + 1];

    for (int i = 0; i <= an; i++) {
        for (int j = 0; j <= bn; j++) {
            int best = i == 0 ? j : j == 0 ? i : INT32_MAX;
            if (i > 0 && d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
            if (j > 0 && d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            if (i > 0 && j > 0) {
                int kept = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
                if (kept < best) best = kept;
            }
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                int swapped = d[i - 2][j - 2] + 1;
                if (swapped < best) best = swapped;
            }
            d[i][j] = best;
        }
    }
    return d[an][bn];
}

static struct str random_word(uint64_t *random, char room[64], int letters[SHORT], int *count)
{
    static const char *const alphabet[] = {"a", "b", "æ", "€"};
    size_t n = 0;

    *count = (int)test_between(random, 0, SHORT);
    for (int i = 0; i < *count; i++) {
        letters[i] = (int)test_between(random, 0, 3);
        const char *letter = alphabet[letters[i]];
        memcpy(room + n, letter, strlen(letter));
        n += strlen(letter);
    }
    return (struct str){room, n};
}

static void distance_against_matrix(void **state)
{
    uint64_t random = 1;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        char room_a[64];
        char room_b[64];
        int letters_a[SHORT];
        int letters_b[SHORT];
        int an = 0;
        int bn = 0;
        struct str a = random_word(&random, room_a, letters_a, &an);
        struct str b = random_word(&random, room_b, letters_b, &bn);
        int expected = distance_by_matrix(letters_a, an, letters_b, bn);
        for (int limit = 0; limit <= 9; limit++) {
            int cut = expected > limit ? limit + 1 : expected;
            assert_int_equal(str_distance(a, b, limit), cut);
            assert_int_equal(str_distance(b, a, limit), cut);
        }
    }
}

static void distance_known(void **state)
{
    char text[600];

    (void)state;
    assert_int_equal(str_distance(STR("vederlag"), STR("vederlag"), 0), 0);
    assert_int_equal(str_distance(STR("vederlag"), STR("vedrelag"), 5), 1);
    assert_int_equal(str_distance(STR("kørsel"), STR("korsel"), 5), 1);
    assert_int_equal(str_distance(STR_EMPTY, STR("abc"), 5), 3);
    assert_int_equal(str_distance(STR("abc"), STR_EMPTY, 1), 2);
    memset(text, 'x', sizeof(text));
    assert_int_equal(str_distance((struct str){text, 256}, (struct str){text, 255}, 5), 1);
    assert_int_equal(str_distance((struct str){text, 257}, (struct str){text, 255}, 5), 6);
    assert_int_equal(str_distance((struct str){text, 600}, (struct str){text, 600}, 5), 0);
}

static void suggestions(void **state)
{
    static const struct str names[] = {LIT("kost"),       LIT("lommepenge"), LIT("kørsel"),
                                       LIT("beklædning"), LIT("ferie"),      LIT("ferier")};

    (void)state;
    assert_str(str_suggest(STR("lommepeng"), names, 6), "lommepenge");
    assert_str(str_suggest(STR("lomepeng"), names, 6), "lommepenge");
    assert_str(str_suggest(STR("lompeng"), names, 6), "");
    assert_str(str_suggest(STR("korsel"), names, 6), "kørsel");
    assert_str(str_suggest(STR("beklaedning"), names, 6), "beklædning");
    assert_str(str_suggest(STR("ferir"), names, 6), "ferie");
    assert_str(str_suggest(STR("ferier"), names, 6), "ferier");
    /* Half of a word changed is another word. */
    assert_str(str_suggest(STR("kast"), names, 6), "kost");
    assert_str(str_suggest(STR("kass"), names, 6), "");
    assert_str(str_suggest(STR("kst"), names, 6), "kost");
    assert_str(str_suggest(STR("os"), names, 6), "");
    assert_str(str_suggest(STR("ko"), names, 6), "");
    assert_str(str_suggest(STR_EMPTY, names, 6), "");
    assert_str(str_suggest(STR("kost"), names, 0), "");
}

static bool accepted(struct str text, struct err *err)
{
    struct str before = text;
    bool ok = str_check_utf8(&text, "f", err);

    if (!ok) {
        assert_int_equal(err->kind, ERR_INPUT);
        assert_ptr_equal(text.p, before.p);
    }
    return ok;
}

/* Written out by the ranges of RFC 3629, section 3. */
static size_t encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const uint32_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(lead[length] | code);
    return length;
}

static void every_code_point(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 0x110010; code++) {
        struct err err = ERR_INIT;
        char bytes[4];
        size_t n = encode(code, bytes);
        bool good = code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        if (accepted((struct str){bytes, n}, &err) != good) fail_msg("U+%04X", code);
        if (good) assert_int_equal(str_width((struct str){bytes, n}), 1);
    }
}

/* The Unicode standard, table 3-7: well-formed byte sequences, row by row. */
static bool well_formed(const unsigned char *p, size_t n)
{
    static const struct {
        unsigned char low[4];
        unsigned char high[4];
        size_t length;
    } rows[] = {
        {{0x01}, {0x7F}, 1},
        {{0xC2, 0x80}, {0xDF, 0xBF}, 2},
        {{0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}, 3},
        {{0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}, 3},
        {{0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}, 3},
        {{0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}, 3},
        {{0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}, 4},
        {{0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}, 4},
        {{0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}, 4},
    };

    while (n > 0) {
        size_t taken = 0;
        for (size_t row = 0; row < sizeof(rows) / sizeof(*rows) && taken == 0; row++) {
            if (rows[row].length > n) continue;
            taken = rows[row].length;
            for (size_t i = 0; i < rows[row].length; i++) {
                if (p[i] < rows[row].low[i] || p[i] > rows[row].high[i]) taken = 0;
            }
        }
        if (taken == 0) return false;
        p += taken;
        n -= taken;
    }
    return true;
}

static void check_bytes(const unsigned char *bytes, size_t n)
{
    struct err err = ERR_INIT;
    char *exact = malloc(n == 0 ? 1 : n); /* so that the sanitizer sees a byte read too far */

    assert_non_null(exact);
    memcpy(exact, bytes, n);
    assert_int_equal(accepted((struct str){exact, n}, &err), well_formed(bytes, n));
    free(exact);
}

static void byte_sequences(void **state)
{
    static const unsigned char corners[] = {0x00, 0x01, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                            0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
                                            0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFE, 0xFF};
    unsigned char bytes[5];

    (void)state;
    for (int i = 0; i < 65536; i++) {
        bytes[0] = (unsigned char)(i >> 8);
        bytes[1] = (unsigned char)(i & 0xFF);
        check_bytes(bytes, 1);
        check_bytes(bytes, 2);
    }
    uint64_t random = 9;
    for (int i = 0; i < 300000; i++) {
        size_t n = (size_t)test_between(&random, 3, 5);
        for (size_t j = 0; j < n; j++) {
            bytes[j] = corners[test_between(&random, 0, (int64_t)sizeof(corners) - 1)];
        }
        check_bytes(bytes, n);
    }
}

static void every_truncation(void **state)
{
    static const char text[] = "blåbær\nrød € \xF0\x9F\x98\x80\nslut å";
    int line = 1;
    int col = 1;
    size_t boundary = 0;

    (void)state;
    for (size_t n = 0; n <= sizeof(text) - 1; n++) {
        struct err err = ERR_INIT;
        bool inside = n < sizeof(text) - 1 && ((unsigned char)text[n] & 0xC0) == 0x80;
        if (!inside && n > 0) {
            col = text[boundary] == '\n' ? 1 : col + 1;
            if (text[boundary] == '\n') line++;
            boundary = n;
        }
        assert_int_equal(accepted((struct str){text, n}, &err), !inside);
        if (!inside) continue;
        char *place = str_c(&arena, str_format(&arena, "f:%d:%d", line, col));
        assert_string_equal(err.place, place);
        assert_null(strstr(err.text, "Windows-1252"));
    }
}

static void byte_order_mark(void **state)
{
    struct err err = ERR_INIT;
    struct str text = STR("\xEF\xBB\xBF"
                          "a");

    (void)state;
    assert_true(str_check_utf8(&text, "f", &err));
    assert_str(text, "a");
    text = STR("a\xEF\xBB\xBF");
    assert_true(str_check_utf8(&text, "f", &err));
    assert_int_equal(text.n, 4);
    text = STR("\xEF\xBB");
    assert_false(str_check_utf8(&text, "f", &err));
    assert_string_equal(err.place, "f:1:1");
}

static void windows_1252(void **state)
{
    static const struct {
        struct str text;
        const char *place;
        const char *word; /* must be in the error, when not NULL */
        bool is_1252;
    } cases[] = {
        {LIT("k\xF8rsel"), "f:1:2", "UTF-8", true},
        {LIT("a\nb\nbekl\xE6"
             "dning"),
         "f:3:5", "UTF-8", true},
        {LIT("\xA7 5"), "f:1:1", "UTF-8", true},
        {LIT("pris 5 \x80"), "f:1:8", "UTF-8", true},
        {LIT("\xC5r"), "f:1:1", "UTF-8", true},
        /* Text in UTF-8 with one bad byte is damaged, not another encoding. */
        {LIT("k\xC3\xB8rsel k\xF8rsel"), "f:1:9", "F8", false},
        {LIT("\xF8\x81"), "f:1:1", "F8", false},
        {LIT("\xF8\x8D"), "f:1:1", "F8", false},
        {LIT("\xF8\x8F"), "f:1:1", "F8", false},
        {LIT("\xF8\x90"), "f:1:1", "F8", false},
        {LIT("\xF8\x9D"), "f:1:1", "F8", false},
        {LIT("\xFFz"), "f:1:1", "FF", false},
        {LIT("\xC3"), "f:1:1", "C3", false},
        {LIT("a\0b"), "f:1:2", "NUL", false},
        {LIT("\xFF\xFE"
             "a\0"),
         "f:1:1", "UTF-16", false},
        {LIT("\xFE\xFF\0a"), "f:1:1", "UTF-16", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = ERR_INIT;
        assert_false(accepted(cases[i].text, &err));
        assert_string_equal(err.place, cases[i].place);
        assert_int_equal(strstr(err.text, "Windows-1252") != NULL, cases[i].is_1252);
        assert_non_null(strstr(err.text, cases[i].word));
        test_begge(&err);
    }
}

static void buffers(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf, &arena);
    assert_str(buf_str(&buf), "");
    buf_left(&buf, STR("æø"), 4);
    buf_char(&buf, '|');
    buf_right(&buf, STR("æø"), 4);
    buf_char(&buf, '|');
    buf_left(&buf, STR("abc"), 2);
    buf_right(&buf, STR("abc"), 3);
    buf_fill(&buf, '-', 3);
    buf_fill(&buf, '-', 0);
    buf_c(&buf, "");
    buf_format(&buf, "%d%s", 12, "x");
    assert_str(buf_str(&buf), "æø  |  æø|abcabc---12x");
    buf_init(&buf, &arena);
    for (int i = 0; i < 1000; i++) buf_format(&buf, "%04d", i);
    assert_int_equal(buf_str(&buf).n, 4000);
    for (int i = 0; i < 1000; i++) {
        char *expected = str_c(&arena, str_format(&arena, "%04d", i));
        assert_str(str_sub(buf_str(&buf), (size_t)i * 4, (size_t)i * 4 + 4), expected);
    }
    /* A buffer may be added to itself. */
    buf_init(&buf, &arena);
    buf_c(&buf, "abcdefgh");
    for (int i = 0; i < 6; i++) buf_add(&buf, buf_str(&buf));
    assert_int_equal(buf.n, 512);
    for (size_t i = 0; i < 512; i++) assert_int_equal(buf.p[i], "abcdefgh"[i % 8]);
}

static void escapes(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf, &arena);
    buf_html(&buf, STR("<a href=\"x\" b='y'>&æ</a>"));
    assert_str(buf_str(&buf), "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;æ&lt;/a&gt;");
    buf_init(&buf, &arena);
    buf_json(&buf, STR("a \"b\\c/\n\r\t\x01\x1F\x7Fæ€\xF0\x9F\x98\x80"));
    assert_str(buf_str(&buf), "\"a \\\"b\\\\c/\\n\\r\\t\\u0001\\u001f\\u007fæ€\xF0\x9F\x98\x80\"");
    buf_init(&buf, &arena);
    buf_json(&buf, STR("x\0y\xE6z"));
    assert_str(buf_str(&buf), "\"x\\u0000y\xEF\xBF\xBDz\"");
    buf_init(&buf, &arena);
    buf_json(&buf, STR_EMPTY);
    assert_str(buf_str(&buf), "\"\"");
}

/* Whatever goes in, what comes out is UTF-8 without raw quotes or control bytes inside. */
static void json_of_any_bytes(void **state)
{
    uint64_t random = 12;

    (void)state;
    for (int i = 0; i < 5000; i++) {
        struct err err = ERR_INIT;
        struct buf buf;
        char bytes[20];
        size_t n = (size_t)test_between(&random, 0, 20);
        for (size_t j = 0; j < n; j++) bytes[j] = (char)test_random(&random);
        buf_init(&buf, &arena);
        buf_json(&buf, (struct str){bytes, n});
        struct str out = buf_str(&buf);
        assert_true(accepted(out, &err));
        for (size_t j = 1; j + 1 < out.n; j++) {
            if (out.p[j] == '\\') {
                j++;
                continue;
            }
            assert_true(out.p[j] != '"' && (unsigned char)out.p[j] >= 0x20);
        }
        assert_true(out.p[0] == '"' && out.p[out.n - 1] == '"');
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static void whole_numbers(void **state)
{
    static const struct {
        const char *text;
        int64_t value;
    } read[] = {{"0", 0},
                {"7", 7},
                {"-1", -1},
                {"24257", 24257},
                {"-90", -90},
                {"9223372036854775807", INT64_MAX},
                {"-9223372036854775808", INT64_MIN}};
    static const char *const refused[] = {"",
                                          "-",
                                          "-0",
                                          "00",
                                          "07",
                                          "+7",
                                          " 7",
                                          "7 ",
                                          "7.0",
                                          "1.000",
                                          "--7",
                                          "0x7",
                                          "7-",
                                          "9223372036854775808",
                                          "-9223372036854775809"};

    (void)state;
    for (size_t i = 0; i < sizeof(read) / sizeof(*read); i++) {
        int64_t value = 77;
        assert_true(str_int(str_from(read[i].text), &value));
        assert_true(value == read[i].value);
    }
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        int64_t value = 77;
        if (str_int(str_from(refused[i]), &value)) fail_msg("taken: >%s<", refused[i]);
        assert_true(value == 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(slices),
        TEST(order),
        TEST(find),
        TEST(split_gives_every_part),
        TEST(whole_numbers),
        TEST(folding),
        TEST(widths),
        TEST(distance_known),
        TEST(distance_against_matrix),
        TEST(suggestions),
        TEST(every_code_point),
        TEST(byte_sequences),
        TEST(every_truncation),
        TEST(byte_order_mark),
        TEST(windows_1252),
        TEST(buffers),
        TEST(escapes),
        TEST(json_of_any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
