/*
 * formel: the grammar of formulas, and their units.
 *
 * Invariants: (1) the unit of a formula is proved when it is read: every led has it; (2) a formula
 * divides by numbers other than 0 only, so that no case can make it undefined. Cost: linear in the
 * text, times the number of rate names.
 */
#include "haandbog/formel.h"

enum { LED_MAX = 8, FAKTOR_MAX = 8, DECIMALS_MAX = 6, TRIN_MAX = 32 };

/* What is under way. */
struct laesning {
    struct laes *l;
    const struct formel_navne *navne;
    struct plan_led led[LED_MAX];
    struct enhed enhed[LED_MAX];
};

/* ---- factors ---- */

static bool read_number(struct laesning *f, struct plan_faktor *out)
{
    struct laes *l = f->l;
    size_t at = l->at;
    out->art = FAKTOR_TAL;
    TRY(laes_tal(l, DECIMALS_MAX, true, &out->tal));
    if (out->divider && out->tal.t == 0) {
        l->at = at;
        return laes_fejl(l, "tal", "der kan ikke divideres med 0", "one cannot divide by 0");
    }
    struct laes next = *l;
    if (!laes_ved_ord(l) || laes_ord(&next, "for")) return true;
    at = l->at;
    TRY(laes_enhed(l, &out->enhed));
    if (out->enhed.potens[ENHED_KR] == 0) return true;
    l->at = at;
    return laes_fejl(
        l, "enhed", "et kronebeløb kan ikke stå i en formel; det skal være en takst med kilde",
        "an amount in kroner cannot stand in a formula; it must be a rate with a source");
}

static bool read_trin(struct laesning *f, struct plan_faktor *out)
{
    struct laes *l = f->l;
    struct laes before = *l;
    int nr = 0;
    out->art = FAKTOR_VEDERLAG_TRIN;
    out->enhed.potens[ENHED_VEDERLAG] = 1;
    TRY(laes_heltal(l, 1, TRIN_MAX, &nr));
    for (size_t i = 0; i < f->navne->trin_antal; i++) {
        if (f->navne->trin[i].nr != nr) continue;
        out->trin = nr;
        return true;
    }
    *l = before;
    return laes_fejl(l, "navn", "trin %d findes ikke i håndbogens trintabel",
                     "level %d is not in the handbook's table of levels", nr);
}

static bool unknown_rate(struct laes *l, const struct formel_navne *navne, struct str navn)
{
    struct str near = str_suggest(navn, navne->takst, navne->takst_antal);
    if (navne->takst_ufuldstaendig && l->fund->fejl > 0) {
        l->fejlet = true;
        return false;
    }
    if (near.n > 0)
        return laes_fejl(l, "navn", "taksten %.*s findes ikke; mente du %.*s?",
                         "the rate %.*s does not exist; did you mean “%.*s”?", STR_ARG(navn),
                         STR_ARG(near));
    return laes_fejl(
        l, "navn", "taksten %.*s findes ikke, hverken i takstfilerne eller i håndbogen",
        "the rate %.*s is neither in the files of rates nor in the handbook", STR_ARG(navn));
}

static bool read_rate(struct laesning *f, struct plan_faktor *out)
{
    const struct formel_navne *navne = f->navne;
    struct laes before = *f->l;
    struct str navn = STR_EMPTY;
    size_t i = 0;
    out->art = FAKTOR_TAKST;
    TRY(laes_navn(f->l, &navn));
    while (i < navne->takst_antal && !str_eq(navne->takst[i], navn)) i++;
    struct laes after = *f->l;
    *f->l = before;
    if (i == navne->takst_antal) return unknown_rate(f->l, navne, navn);
    bool by_age = laes_ord(&after, "efter alder");
    if (navne->takst_har_alder[i] && !by_age)
        return laes_fejl(f->l, "form",
                         "taksten %.*s går efter alder; skriv \"takst %.*s efter alder\"",
                         "the rate %.*s goes by age; write “takst %.*s efter alder”", STR_ARG(navn),
                         STR_ARG(navn));
    if (!navne->takst_har_alder[i] && by_age)
        return laes_fejl(f->l, "form", "taksten %.*s går ikke efter alder; udelad \"efter alder\"",
                         "the rate %.*s does not go by age; leave out “efter alder”",
                         STR_ARG(navn));
    *f->l = after;
    out->takst = (int)i;
    out->efter_alder = by_age;
    out->enhed = navne->takst_enhed[i];
    if (navne->takst_brugt != NULL) navne->takst_brugt[i] = true;
    return true;
}

static bool read_factor(struct laesning *f, struct plan_faktor *out)
{
    static const char *const word[] = {"antal vederlag", "vederlag på trin", "takst"};
    size_t valg = 0;
    if (laes_ved_ciffer(f->l)) return read_number(f, out);
    struct laes before = *f->l;
    TRY(laes_valg(f->l, word, sizeof word / sizeof *word, &valg));
    if (out->divider) {
        *f->l = before;
        return laes_fejl(f->l, "form", "en formel kan kun dividere med et tal",
                         "a formula can divide by a number only");
    }
    if (valg == 1) return read_trin(f, out);
    if (valg == 2) return read_rate(f, out);
    out->art = FAKTOR_VEDERLAG;
    out->enhed.potens[ENHED_VEDERLAG] = 1;
    return true;
}

/* ---- sums of products ---- */

static bool read_led(struct laesning *f, size_t nr)
{
    struct plan_faktor faktor[FAKTOR_MAX];
    size_t count = 0;
    bool divider = false;
    struct enhed enhed = {0};
    do {
        if (count == FAKTOR_MAX)
            return laes_fejl(f->l, "form", "et led har højst %d faktorer",
                             "a term has at most %d factors", FAKTOR_MAX);
        struct plan_faktor *now = &faktor[count++];
        *now = (struct plan_faktor){.divider = divider, .tal = BROK_NUL};
        TRY(read_factor(f, now));
        enhed = divider ? enhed_div(enhed, now->enhed) : enhed_mul(enhed, now->enhed);
        divider = laes_tegn(f->l, "/");
    } while (divider || laes_tegn(f->l, "×") || laes_tegn(f->l, "*"));
    struct laes here = *f->l;
    if (laes_ord(&here, "x"))
        return laes_fejl(f->l, "form", "gange skrives \"×\" eller \"*\", men her står \"x\"",
                         "times is written “×” or “*”, but here stands “x”");
    struct plan_faktor *kept = ARENA_ARRAY(f->l->arena, count, struct plan_faktor);
    for (size_t i = 0; i < count; i++) kept[i] = faktor[i];
    f->led[nr].faktor = kept;
    f->led[nr].faktorer = count;
    f->enhed[nr] = enhed;
    return true;
}

struct fund_ord formel_enhed_ord(struct arena *arena, struct enhed enhed)
{
    struct str ord = enhed_text(arena, enhed);

    return ord.n > 0 ? fund_ord(arena, "%.*s", "“%.*s”", STR_ARG(ord))
                     : FUND_ORD("et rent tal", "a plain number");
}

static bool unit_fails(struct laes *l, struct enhed first, struct enhed enhed)
{
    struct fund_ord a = formel_enhed_ord(l->arena, first), b = formel_enhed_ord(l->arena, enhed);
    return laes_fejl(l, "enhed", "led i forskellig enhed kan ikke lægges sammen: %s%.0s og %s%.0s",
                     "terms of different units cannot be added: %.0s%s and %.0s%s",
                     FUND_BEGGE(l->arena, a), FUND_BEGGE(l->arena, b));
}

static void factor_text(struct buf *buf, const struct formel_navne *navne,
                        const struct plan_faktor *faktor)
{
    switch (faktor->art) {
    case FAKTOR_TAL: {
        struct str enhed = enhed_text(buf->arena, faktor->enhed);
        buf_add(buf, brok_short(buf->arena, faktor->tal));
        if (enhed.n > 0) buf_char(buf, ' ');
        buf_add(buf, enhed);
        break;
    }
    case FAKTOR_VEDERLAG: buf_c(buf, "antal vederlag"); break;
    case FAKTOR_VEDERLAG_TRIN: buf_format(buf, "vederlag på trin %d", faktor->trin); break;
    case FAKTOR_TAKST:
        buf_c(buf, "takst ");
        buf_add(buf, navne->takst[faktor->takst]);
        if (faktor->efter_alder) buf_c(buf, " efter alder");
        break;
    }
}

static struct str formula_text(struct arena *arena, const struct formel_navne *navne,
                               const struct plan_led *led, size_t count)
{
    struct buf buf;
    buf_init(&buf, arena);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_c(&buf, led[i].minus ? " − " : " + ");
        for (size_t k = 0; k < led[i].faktorer; k++) {
            if (k > 0) buf_c(&buf, led[i].faktor[k].divider ? " / " : " × ");
            factor_text(&buf, navne, &led[i].faktor[k]);
        }
    }
    return buf_str(&buf);
}

/* The sign before another led; false when the sum is over. */
static bool next_sign(struct laes *l, bool *minus)
{
    *minus = laes_tegn(l, "−") || laes_tegn(l, "-");
    return *minus || laes_tegn(l, "+");
}

bool formel_read(struct laes *l, const struct formel_navne *navne, struct plan_formel *out)
{
    struct laesning f = {.l = l, .navne = navne};
    size_t count = 0;
    bool minus = false;
    do {
        struct laes before = *l;
        if (count == LED_MAX)
            return laes_fejl(l, "form", "en formel har højst %d led",
                             "a formula has at most %d terms", LED_MAX);
        f.led[count].minus = minus;
        TRY(read_led(&f, count));
        if (!enhed_eq(f.enhed[0], f.enhed[count])) {
            *l = before;
            return unit_fails(l, f.enhed[0], f.enhed[count]);
        }
        count++;
    } while (next_sign(l, &minus));
    struct plan_led *led = ARENA_ARRAY(l->arena, count, struct plan_led);
    for (size_t i = 0; i < count; i++) led[i] = f.led[i];
    *out = (struct plan_formel){.led = led,
                                .antal = count,
                                .enhed = f.enhed[0],
                                .tekst = formula_text(l->arena, navne, led, count)};
    return true;
}

/* ---- values ---- */

static bool rate_value(const struct plan_faktor *faktor, const struct formel_fakta *fakta,
                       struct brok *out, int *mangler, struct err *err)
{
    int alder = faktor->efter_alder ? fakta->alder : -1;
    const struct takst *takst =
        plan_takst_on(fakta->plan, faktor->takst, alder, fakta->dag, DATO_MAX);
    if (takst != NULL && !takst->ukendt) return brok_make(takst->beloeb.oere, 100, out, err);
    *mangler = faktor->takst;
    return false;
}

static bool factor_value(const struct plan_faktor *faktor, const struct formel_fakta *fakta,
                         struct brok *out, int *mangler, struct err *err)
{
    const struct plan *plan = fakta->plan;
    switch (faktor->art) {
    case FAKTOR_TAL: *out = faktor->tal; return true;
    case FAKTOR_VEDERLAG: *out = fakta->vederlag; return true;
    case FAKTOR_VEDERLAG_TRIN:
        ASSERT(faktor->trin >= 1 && (size_t)faktor->trin <= plan->trin_antal);
        *out = plan->trin[faktor->trin - 1].vederlag;
        return true;
    case FAKTOR_TAKST: break;
    }
    return rate_value(faktor, fakta, out, mangler, err);
}

bool formel_value(const struct plan_formel *formel, const struct formel_fakta *fakta,
                  struct brok *out, int *mangler, struct err *err)
{
    struct brok sum = BROK_NUL;
    *mangler = -1;
    for (size_t i = 0; i < formel->antal; i++) {
        const struct plan_led *led = &formel->led[i];
        struct brok product = brok_int(1);
        for (size_t k = 0; k < led->faktorer; k++) {
            struct brok value = BROK_NUL;
            TRY(factor_value(&led->faktor[k], fakta, &value, mangler, err));
            if (led->faktor[k].divider)
                TRY(brok_div(product, value, &product, err));
            else
                TRY(brok_mul(product, value, &product, err));
        }
        if (led->minus)
            TRY(brok_sub(sum, product, &sum, err));
        else
            TRY(brok_add(sum, product, &sum, err));
    }
    *out = sum;
    return true;
}
