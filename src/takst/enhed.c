/*
 * enhed: units as exponents.
 *
 * Invariants: (1) enhed_parse(enhed_text(e)) is e for every unit that can be parsed; (2) a power
 * beyond what is meant (UDE) stays beyond in every product and equals nothing, so that a long
 * formula can never come back to a unit it does not have.
 */
#include "takst/enhed.h"

enum { POTENS_MAX = 8, UDE = INT8_MIN };

static const struct str ord[ENHED_ANTAL] = {
    [ENHED_KR] = {"kr", 2},
    [ENHED_DOEGN] = {"døgn", sizeof("døgn") - 1},
    [ENHED_UGE] = {"uge", 3},
    [ENHED_MAANED] = {"måned", sizeof("måned") - 1},
    [ENHED_VEDERLAG] = {"vederlag", 8},
    [ENHED_TIME] = {"time", 4},
    [ENHED_KM] = {"km", 2},
    [ENHED_GANG] = {"gang", 4},
};

/* What people write instead, with the word that is meant. */
static const char *const andre[][2] = {
    {"krone", "kr"},   {"kroner", "kr"},     {"kr.", "kr"},     {"DKK", "kr"},
    {"dag", "døgn"},   {"dage", "døgn"},     {"doegn", "døgn"}, {"uger", "uge"},
    {"mdr", "måned"},  {"måneder", "måned"}, {"md", "måned"},   {"mdr.", "måned"},
    {"timer", "time"}, {"kilometer", "km"},  {"gange", "gang"}, {"maaned", "måned"},
};

static int8_t inden_for(int potens)
{
    return (int8_t)(potens < -POTENS_MAX || potens > POTENS_MAX ? UDE : potens);
}

static int8_t plus(int8_t a, int8_t b, int fortegn)
{
    return a == UDE || b == UDE ? (int8_t)UDE : inden_for(a + fortegn * b);
}

static bool ukendt_ord(struct str text, struct err *err)
{
    struct str vist = str_clip(text, 40);
    struct str ment = str_suggest(text, ord, ENHED_ANTAL);

    if (text.n == 0) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Enheden mangler et ord; skriv for eksempel kr/døgn eller kr/vederlag/døgn",
            "The unit lacks a word; write for example “kr/døgn” or “kr/vederlag/døgn”");
    }
    for (size_t i = 0; i < sizeof(andre) / sizeof(andre[0]); i++) {
        if (str_is(text, andre[i][0])) ment = str_from(andre[i][1]);
    }
    if (ment.n > 0) {
        return err_begge(err, ERR_INPUT, NULL, "»%.*s« er ikke en enhed; mente du %.*s?",
                         "“%.*s” is not a unit; did you mean “%.*s”?", STR_ARG(vist),
                         STR_ARG(ment));
    }
    return err_begge(
        err, ERR_INPUT, NULL,
        "»%.*s« er ikke en enhed; brug kr, døgn, uge, måned, vederlag, time, km og gang "
        "med skråstreg imellem, for eksempel kr/døgn",
        "“%.*s” is not a unit; use “kr, døgn, uge, måned, vederlag, time, km, gang” "
        "with slashes between, for example “kr/døgn”",
        STR_ARG(vist));
}

static bool tag_ord(struct str text, int fortegn, struct enhed *enhed, struct err *err)
{
    for (int i = 0; i < ENHED_ANTAL; i++) {
        if (!str_eq(text, ord[i])) continue;
        enhed->potens[i] = plus(enhed->potens[i], (int8_t)1, fortegn);
        if (enhed->potens[i] != UDE) return true;
        return err_begge(err, ERR_INPUT, NULL, "Enheden nævner %.*s mere end %d gange; ret den",
                         "The unit names “%.*s” more than %d times; mend it", STR_ARG(ord[i]),
                         POTENS_MAX);
    }
    return ukendt_ord(text, err);
}

/* The words above the line, "kr·døgn", or "1" for none. */
static bool tag_taeller(struct str text, struct enhed *enhed, struct err *err)
{
    static const struct str prik = {"·", sizeof("·") - 1};
    size_t at = 0;

    if (str_is(text, "1")) return true;
    while (str_find(text, prik, &at)) {
        TRY(tag_ord(str_sub(text, 0, at), 1, enhed, err));
        text = str_sub(text, at + prik.n, text.n);
    }
    return tag_ord(text, 1, enhed, err);
}

bool enhed_parse(struct str text, struct enhed *out, struct err *err)
{
    struct enhed enhed = {0};
    struct str del = STR_EMPTY;

    if (text.n == 0) {
        *out = enhed;
        return true;
    }
    if (!str_split(&text, '/', &del)) return ukendt_ord(STR_EMPTY, err);
    TRY(tag_taeller(del, &enhed, err));
    while (str_split(&text, '/', &del)) TRY(tag_ord(del, -1, &enhed, err));
    *out = enhed;
    return true;
}

struct str enhed_text(struct arena *arena, struct enhed enhed)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (int i = 0; i < ENHED_ANTAL; i++) {
        if (enhed.potens[i] == UDE) return STR("en enhed, der ikke findes");
        for (int n = 0; n < enhed.potens[i]; n++) {
            if (buf.n > 0) buf_c(&buf, "·");
            buf_add(&buf, ord[i]);
        }
    }
    bool kun_nedenunder = buf.n == 0;
    /* vederlag before the time words, as in "kr/vederlag/døgn". */
    static const enum enhed_ord orden[ENHED_ANTAL] = {
        ENHED_KR,   ENHED_VEDERLAG, ENHED_KM,  ENHED_GANG,
        ENHED_TIME, ENHED_DOEGN,    ENHED_UGE, ENHED_MAANED,
    };
    for (int i = 0; i < ENHED_ANTAL; i++) {
        for (int n = enhed.potens[orden[i]]; n < 0; n++) {
            if (kun_nedenunder) buf_char(&buf, '1');
            kun_nedenunder = false;
            buf_char(&buf, '/');
            buf_add(&buf, ord[orden[i]]);
        }
    }
    return buf_str(&buf);
}

bool enhed_eq(struct enhed a, struct enhed b)
{
    for (int i = 0; i < ENHED_ANTAL; i++) {
        if (a.potens[i] == UDE || a.potens[i] != b.potens[i]) return false;
    }
    return true;
}

struct enhed enhed_mul(struct enhed a, struct enhed b)
{
    for (int i = 0; i < ENHED_ANTAL; i++) a.potens[i] = plus(a.potens[i], b.potens[i], 1);
    return a;
}

struct enhed enhed_div(struct enhed a, struct enhed b)
{
    for (int i = 0; i < ENHED_ANTAL; i++) a.potens[i] = plus(a.potens[i], b.potens[i], -1);
    return a;
}

bool enhed_is(struct enhed enhed, const char *text)
{
    struct enhed meant = {0};
    struct err err = ERR_INIT;
    bool known = enhed_parse(str_from(text), &meant, &err);

    ASSERT(known);
    return enhed_eq(enhed, meant);
}
