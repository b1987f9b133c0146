/*
 * Reads the statements `eksempel` and `eksempler` (docs/sprog.md).
 *
 * Entries fill a struct laesning; a table copies it once per row and lets the cells fill in what
 * the entries left open. Only then are the facts put together, so that a field may stand in either
 * place.
 * Cost: linear in the text; nothing is computed here.
 */
#include "haandbog/eksempel.h"

#include "haandbog/laes.h"

/* What can be said of a child in `barn`, `søskende` and, but for the last two, in a column. */
enum felt {
    FELT_FOEDT,
    FELT_INDFLYTTET,
    FELT_TRIN,
    FELT_ANTAL_VEDERLAG,
    FELT_MAANED,
    FELT_KOMMUNE,
    FELT_ART,
    FELT_KOLONNER,
    FELT_FRAFLYTTET = FELT_KOLONNER,
    FELT_ANTAL,
};
#define HAR(felt) (1U << (unsigned)(felt))

static const char *const FELT_NAVN[FELT_ANTAL] = {
    [FELT_FOEDT] = "født",   [FELT_INDFLYTTET] = "indflyttet",
    [FELT_TRIN] = "trin",    [FELT_ANTAL_VEDERLAG] = "antal",
    [FELT_MAANED] = "måned", [FELT_KOMMUNE] = "kommune",
    [FELT_ART] = "art",      [FELT_FRAFLYTTET] = "fraflyttet",
};

struct barn {
    unsigned har; /* HAR(felt) */
    struct dato foedt;
    struct dato indflyttet;
    struct dato fraflyttet;
    enum art art;
    int kommune;
    int trin;
    struct brok vederlag;
};

struct laesning {
    struct arena *arena;
    const struct plan *plan;
    const struct regel *regel;
    struct fund_liste *fund;
    struct str navn;
    struct sted sted;
    struct barn barn;
    struct barn *soeskende;
    size_t soeskende_antal;
    struct indplacering *indplacering;
    size_t indplaceringer;
    struct situation *situation;
    size_t situationer;
    struct aftale *aftale;
    size_t aftaler;
    struct periode *doegn;
    size_t doegn_antal;
    size_t doegn_plads;
    bool har_ophoer;
    struct ophoer ophoer;
    struct maaned maaned;
    struct dato kendt;
    struct forventning *forventning;
    size_t forventninger;
};

/* ---- parts of values ---- */

/* "fra DATO [til DATO]" */
static struct periode read_periode(struct laes *l, bool til_kraeves)
{
    struct periode p = {.fra = DATO_MIN, .til = DATO_MAX, .kendt_fra = DATO_MIN};
    laes_kraev(l, "fra");
    laes_dato(l, &p.fra);
    if (til_kraeves)
        laes_kraev(l, "til");
    else if (!laes_ord(l, "til"))
        return p;
    size_t at = l->at;
    if (!laes_dato(l, &p.til) || p.fra.dag < p.til.dag) return p;
    l->at = at;
    laes_fejl(l, "dato", "perioden er tom: \"til\" er den første dag, der ikke gælder",
              "the period is empty: “til” is the first day that does not hold");
    return p;
}

static void read_trin(struct laes *l, const struct plan *plan, int *out)
{
    size_t at = l->at;
    if (!laes_heltal(l, 1, 99, out) || (size_t)*out <= plan->trin_antal) return;
    l->at = at;
    laes_fejl(l, "navn", "håndbogen har ikke noget trin %d", "the handbook has no level %d", *out);
}

static void read_antal_vederlag(struct laes *l, struct brok *out)
{
    size_t at = l->at;
    if (!laes_tal(l, 2, true, out) || out->t > 0) return;
    l->at = at;
    laes_fejl(l, "tal", "antallet af vederlag skal være over 0",
              "the number of fees must be above 0");
}

/* The ydelse that `navn` names, as index in plan.linje. */
static bool find_linje(const struct plan *plan, struct str navn, size_t *out)
{
    for (size_t i = 0; i < plan->linjer; i++) {
        if (!str_eq(plan->linje[i].navn, navn)) continue;
        *out = i;
        return true;
    }
    return false;
}

static struct fund_ord mente_du(const struct laesning *e, struct str navn)
{
    struct str navne[PLAN_MAX_LINES + FELT_KOLONNER];
    size_t count = 0;
    for (size_t i = 0; i < e->plan->linjer && i < PLAN_MAX_LINES; i++)
        navne[count++] = e->plan->linje[i].navn;
    if (e->regel->art == REGEL_EKSEMPLER)
        for (size_t i = 0; i < FELT_KOLONNER; i++) navne[count++] = str_from(FELT_NAVN[i]);
    struct str forslag = str_suggest(navn, navne, count);
    if (forslag.n == 0) return FUND_ORD("", "");
    return fund_ord(e->arena, "; mente du \"%.*s\"?", "; did you mean “%.*s”?", STR_ARG(forslag));
}

static void read_ydelse(struct laesning *e, struct laes *l, size_t *out)
{
    struct str navn;
    size_t at = l->at;
    if (!laes_navn(l, &navn) || find_linje(e->plan, navn, out)) return;
    l->at = at;
    struct fund_ord forslag = mente_du(e, navn);
    laes_fejl(l, "navn", "håndbogen har ingen ydelse \"%.*s\"%s%.0s",
              "the handbook has no payment “%.*s”%.0s%s", STR_ARG(navn),
              FUND_BEGGE(e->arena, forslag));
}

/* ---- barn and søskende ---- */

static void read_felt(struct laesning *e, struct laes *l, enum felt felt, struct barn *barn)
{
    switch (felt) {
    case FELT_FOEDT: laes_dato(l, &barn->foedt); break;
    case FELT_INDFLYTTET: laes_dato(l, &barn->indflyttet); break;
    case FELT_FRAFLYTTET: laes_dato(l, &barn->fraflyttet); break;
    case FELT_KOMMUNE: laes_heltal(l, 101, 999, &barn->kommune); break;
    case FELT_ART: laes_art(l, &barn->art); break;
    case FELT_TRIN: read_trin(l, e->plan, &barn->trin); break;
    case FELT_ANTAL_VEDERLAG: read_antal_vederlag(l, &barn->vederlag); break;
    case FELT_MAANED: laes_maaned(l, &e->maaned); break;
    case FELT_ANTAL: ASSERT(felt != FELT_ANTAL); break;
    }
    barn->har |= HAR(felt);
}

/* One part of the value, between commas; the word says which. */
static enum felt read_del(struct laesning *e, struct laes *l, struct barn *barn)
{
    static const enum felt FELT[] = {FELT_FOEDT, FELT_INDFLYTTET, FELT_FRAFLYTTET, FELT_TRIN,
                                     FELT_KOMMUNE};
    enum { ORD = sizeof FELT / sizeof *FELT };
    if (laes_ved_ciffer(l)) {
        read_felt(e, l, FELT_ANTAL_VEDERLAG, barn);
        laes_kraev(l, "vederlag");
        return FELT_ANTAL_VEDERLAG;
    }
    const char *ord[ORD + ART_ANTAL];
    for (size_t i = 0; i < ORD; i++) ord[i] = FELT_NAVN[FELT[i]];
    for (size_t i = 0; i < ART_ANTAL; i++) ord[ORD + i] = art_navn((enum art)i);
    size_t valg = 0;
    if (!laes_valg(l, ord, ORD + ART_ANTAL, &valg)) return FELT_ART;
    if (valg < ORD) {
        read_felt(e, l, FELT[valg], barn);
        return FELT[valg];
    }
    barn->art = (enum art)(valg - ORD);
    barn->har |= HAR(FELT_ART);
    return FELT_ART;
}

static void read_child(struct laesning *e, struct laes *l, struct barn *barn)
{
    do {
        unsigned foer = barn->har;
        size_t at = l->at;
        enum felt felt = read_del(e, l, barn);
        bool indplaceret = felt == FELT_TRIN || felt == FELT_ANTAL_VEDERLAG;
        unsigned samme = indplaceret ? HAR(FELT_TRIN) | HAR(FELT_ANTAL_VEDERLAG) : HAR(felt);
        if (l->fejlet || (foer & samme) == 0) continue;
        l->at = at;
        if (indplaceret)
            laes_fejl(l, "gentaget", "indplaceringen står to gange", "the level appears twice");
        else
            laes_fejl(l, "gentaget", "%s står to gange", "“%s” appears twice", FELT_NAVN[felt]);
    } while (laes_tegn(l, ","));
}

static void read_barn(struct laesning *e, struct laes *l)
{
    read_child(e, l, &e->barn);
}

static void read_soeskende(struct laesning *e, struct laes *l)
{
    struct barn *barn = &e->soeskende[e->soeskende_antal++];
    *barn = (struct barn){0};
    read_child(e, l, barn);
}

/* ---- the other facts ---- */

static void read_indplacering(struct laesning *e, struct laes *l)
{
    struct indplacering i = {.vederlag = BROK_NUL};
    if (laes_ved_ciffer(l)) {
        read_antal_vederlag(l, &i.vederlag);
        laes_kraev(l, "vederlag");
    } else {
        laes_kraev(l, "trin");
        read_trin(l, e->plan, &i.trin);
    }
    i.periode = read_periode(l, false);
    if (laes_tegn(l, ",")) {
        laes_kraev(l, "kendt fra");
        laes_dato(l, &i.periode.kendt_fra);
    }
    e->indplacering[e->indplaceringer++] = i;
}

static void read_situation(struct laesning *e, struct laes *l)
{
    const char *ord[SITUATION_ANTAL];
    for (size_t i = 0; i < SITUATION_ANTAL; i++) ord[i] = situation_navn((enum situation_art)i);
    size_t valg = 0;
    laes_valg(l, ord, SITUATION_ANTAL, &valg);
    struct periode periode = read_periode(l, false);
    e->situation[e->situationer++] =
        (struct situation){.periode = periode, .art = (enum situation_art)valg};
}

static void read_doegn(struct laesning *e, struct laes *l)
{
    do {
        size_t at = l->at;
        struct periode p = read_periode(l, true);
        if (!l->fejlet && e->doegn_antal > 0 && p.fra.dag < e->doegn[e->doegn_antal - 1].til.dag) {
            l->at = at;
            laes_fejl(l, "dato", "døgnene skal stå i orden og må ikke overlappe",
                      "the days must stand in order and must not overlap");
        }
        e->doegn = arena_grow(e->arena, e->doegn, e->doegn_antal, &e->doegn_plads,
                              e->doegn_antal + 1, sizeof *e->doegn);
        e->doegn[e->doegn_antal++] = p;
    } while (laes_tegn(l, ","));
}

static void read_aftale(struct laesning *e, struct laes *l)
{
    static const char *const ORD[] = {"tillæg", "erstatning", "fortsætter efter 18", "varsel"};
    struct aftale a = {.art = AFTALE_VILKAAR,
                       .ydelse = STR_EMPTY,
                       .pr = PR_MAANED,
                       .begrundelse = STR_EMPTY,
                       .besluttet_af = STR_EMPTY};
    size_t valg = 0, linje = 0;
    laes_valg(l, ORD, sizeof ORD / sizeof *ORD, &valg);
    if (l->fejlet) return;
    if (valg <= 1) {
        a.art = valg == 0 ? AFTALE_TILLAEG : AFTALE_ERSTATNING;
        read_ydelse(e, l, &linje);
        laes_beloeb(l, &a.beloeb);
        laes_kraev(l, "kr/måned");
    } else if (valg == 2) {
        a.vilkaar = VILKAAR_FORTSAETTER_EFTER_18;
    } else {
        a.vilkaar = VILKAAR_VARSEL;
        laes_heltal(l, 1, 366, &a.dage);
        laes_kraev(l, "dage");
    }
    a.periode = read_periode(l, false);
    if (l->fejlet) return;
    if (a.art != AFTALE_VILKAAR) a.ydelse = e->plan->linje[linje].kode;
    e->aftale[e->aftaler++] = a;
}

static void read_ophoer(struct laesning *e, struct laes *l)
{
    const char *ord[OPHOER_ANTAL];
    for (size_t i = 0; i < OPHOER_ANTAL; i++) ord[i] = ophoer_navn((enum ophoer_art)i);
    size_t valg = 0;
    laes_valg(l, ord, OPHOER_ANTAL, &valg);
    e->ophoer = (struct ophoer){.art = (enum ophoer_art)valg, .kendt_fra = DATO_MIN};
    laes_dato(l, &e->ophoer.dato);
    e->har_ophoer = true;
}

static void read_maaned(struct laesning *e, struct laes *l)
{
    read_felt(e, l, FELT_MAANED, &e->barn);
}

static void read_kendt(struct laesning *e, struct laes *l)
{
    laes_dato(l, &e->kendt);
}

static void read_kilde(struct laesning *e, struct laes *l)
{
    struct str kilde;
    (void)e;
    laes_tekst(l, &kilde);
}

/* ---- the author's arithmetic: a sum of products of numbers; units are for the eye ---- */

static const char *const PYNT[] = {
    "kr",       "døgn", "dag",  "dage", "uge",   "uger", "måned", "måneder",
    "vederlag", "barn", "børn", "gang", "gange", "time", "timer", "km",
};
enum { PYNT_ANTAL = sizeof PYNT / sizeof *PYNT };

static bool skip_pynt(struct laes *l)
{
    for (size_t i = 0; i < PYNT_ANTAL; i++)
        if (laes_ord(l, PYNT[i])) return true;
    return false;
}

/* True at "/døgn", but not at "/ 7" and "/7". */
static bool at_per(const struct laes *l)
{
    if (l->at + 1 >= l->tekst.n || l->tekst.p[l->at] != '/') return false;
    char c = l->tekst.p[l->at + 1];
    return c != ' ' && (c < '0' || c > '9');
}

static void read_tal(struct laes *l, struct brok *out)
{
    *out = BROK_NUL;
    laes_tal(l, 2, false, out);
    while (!l->fejlet && skip_pynt(l)) {
        while (at_per(l)) {
            l->at++;
            size_t valg = 0;
            if (!laes_valg(l, PYNT, PYNT_ANTAL, &valg)) return;
        }
    }
}

static void read_produkt(struct laes *l, struct brok *out)
{
    struct err err = ERR_INIT;
    struct brok tal;
    read_tal(l, out);
    for (;;) {
        bool divider = laes_tegn(l, "/");
        if (!divider && !laes_tegn(l, "×") && !laes_tegn(l, "*")) return;
        read_tal(l, &tal);
        if (l->fejlet) return;
        bool ok = divider ? brok_div(*out, tal, out, &err) : brok_mul(*out, tal, out, &err);
        if (!ok)
            laes_fejl(l, "tal", "regnestykket kan ikke regnes: %s%.0s",
                      "the arithmetic cannot be computed: %.0s%s", FUND_ERR(&err));
    }
}

static void read_stykke(struct laes *l, struct forventning *f)
{
    size_t fra = l->at;
    struct brok led;
    read_produkt(l, &f->stykke);
    for (;;) {
        struct err err = ERR_INIT;
        bool plus = laes_tegn(l, "+");
        if (!plus && !laes_tegn(l, "−") && !laes_tegn(l, "-")) break;
        read_produkt(l, &led);
        if (l->fejlet) break;
        bool ok = plus ? brok_add(f->stykke, led, &f->stykke, &err)
                       : brok_sub(f->stykke, led, &f->stykke, &err);
        if (!ok)
            laes_fejl(l, "tal", "regnestykket kan ikke regnes: %s%.0s",
                      "the arithmetic cannot be computed: %.0s%s", FUND_ERR(&err));
    }
    size_t valg = 0;
    if (laes_ved_ciffer(l))
        laes_fejl(l, "form", "mellem to tal skal der stå ×, /, + eller −",
                  "between two numbers must be ×, /, + or −");
    if (!laes_ved_slut(l)) laes_valg(l, PYNT, PYNT_ANTAL, &valg);
    f->har_stykke = true;
    f->stykke_tekst = str_trim(str_sub(l->tekst, fra, l->at));
}

/* ---- giver ---- */

/* A ydelse is expected once; several named lacks of one ydelse are fine. */
static void add_forventning(struct laesning *e, struct laes *l, struct forventning f)
{
    if (l->fejlet) return;
    for (size_t i = 0; i < e->forventninger; i++) {
        const struct forventning *g = &e->forventning[i];
        if (g->linje != f.linje) continue;
        bool begge = g->art == FORVENT_MANGLER && f.art == FORVENT_MANGLER;
        if (begge && !str_eq(g->mangler, f.mangler)) continue;
        l->at = 0;
        laes_fejl(l, "gentaget", "ydelsen %.*s står to gange", "the payment %.*s appears twice",
                  STR_ARG(e->plan->linje[f.linje].navn));
        return;
    }
    e->forventning[e->forventninger++] = f;
}

static void read_giver(struct laesning *e, struct laes *l)
{
    struct forventning f = {.sted = l->sted};
    if (laes_ord(l, "ingen")) {
        f.art = FORVENT_INGEN;
        read_ydelse(e, l, &f.linje);
    } else {
        read_ydelse(e, l, &f.linje);
        if (laes_ord(l, "mangler")) {
            f.art = FORVENT_MANGLER;
            laes_tekst(l, &f.mangler);
        } else {
            f.art = FORVENT_BELOEB;
            laes_beloeb(l, &f.beloeb);
            laes_kraev(l, "kr");
            if (laes_tegn(l, "=")) read_stykke(l, &f);
        }
    }
    laes_slut(l);
    add_forventning(e, l, f);
}

/* ---- the statement ---- */

static const struct {
    const char *noegle;
    void (*read)(struct laesning *e, struct laes *l);
} POSTER[] = {
    {"barn", read_barn},
    {"søskende", read_soeskende},
    {"indplacering", read_indplacering},
    {"situation", read_situation},
    {"døgn", read_doegn},
    {"aftale", read_aftale},
    {"ophør", read_ophoer},
    {"måned", read_maaned},
    {"kendt pr", read_kendt},
    {"giver", read_giver},
    {"kilde", read_kilde},
};
enum { POSTER_ANTAL = sizeof POSTER / sizeof *POSTER };

static void read_poster(struct laesning *e)
{
    for (size_t i = 0; i < e->regel->poster; i++) {
        const struct regel_post *post = &e->regel->post[i];
        for (size_t n = 0; n < POSTER_ANTAL; n++) {
            if (!str_is(post->noegle.tekst, POSTER[n].noegle)) continue;
            struct laes l = laes_start(e->arena, e->fund, post->vaerdi);
            POSTER[n].read(e, &l);
            laes_slut(&l);
        }
    }
}

static struct laesning start(struct arena *arena, const struct plan *plan,
                             const struct regel *regel, struct fund_liste *fund)
{
    struct laesning e = {.arena = arena,
                         .plan = plan,
                         .regel = regel,
                         .fund = fund,
                         .sted = regel->sted,
                         .kendt = DATO_MAX};
    e.soeskende = ARENA_ARRAY(arena, regel->poster, struct barn);
    e.indplacering = ARENA_ARRAY(arena, regel->poster, struct indplacering);
    e.situation = ARENA_ARRAY(arena, regel->poster, struct situation);
    e.aftale = ARENA_ARRAY(arena, regel->poster, struct aftale);
    size_t kolonner = regel->raekker > 0 ? regel->raekke[0].celler : 0;
    e.forventning = ARENA_ARRAY(arena, regel->poster + kolonner, struct forventning);
    struct laes l = laes_start(arena, fund, regel->hoved);
    laes_tekst(&l, &e.navn);
    laes_slut(&l);
    return e;
}

/* ---- facts put together ---- */

static void check_har(struct laesning *e, bool har, const char *post)
{
    if (har) return;
    fund_begge(e->fund, true, "mangler-nøgle", e->navn, e->sted, "eksemplet mangler posten \"%s\"",
               "the example lacks the entry “%s”", post);
}

static void check_barn(struct laesning *e, const struct barn *barn, const char *hvem,
                       const char *who)
{
    static const enum felt KRAEVET[] = {FELT_FOEDT, FELT_ART, FELT_INDFLYTTET};
    bool alle = true;
    for (size_t i = 0; i < sizeof KRAEVET / sizeof *KRAEVET; i++) {
        bool har = (barn->har & HAR(KRAEVET[i])) != 0;
        alle = alle && har;
        if (har) continue;
        fund_begge(e->fund, true, "mangler-nøgle", e->navn, e->sted,
                   "eksemplet mangler %s om %s%.0s", "the example lacks “%s” of %.0s%s",
                   FELT_NAVN[KRAEVET[i]], hvem, who);
    }
    if (!alle) return;
    if (barn->indflyttet.dag < barn->foedt.dag)
        fund_begge(e->fund, true, "dato", e->navn, e->sted, "%s%.0s flytter ind før fødslen",
                   "%.0s%s moves in before the birth", hvem, who);
    if ((barn->har & HAR(FELT_FRAFLYTTET)) != 0 && barn->fraflyttet.dag < barn->indflyttet.dag)
        fund_begge(e->fund, true, "dato", e->navn, e->sted, "%s%.0s flytter fra før indflytningen",
                   "%.0s%s moves out before moving in", hvem, who);
}

static struct sag make_sag(const struct laesning *e, const struct barn *barn, struct str id)
{
    struct sag sag = {.id = id,
                      .familie = STR("F"),
                      .godkendelse = GODKENDELSE_ALMEN,
                      .foedt = barn->foedt,
                      .art = barn->art,
                      .indflyttet = barn->indflyttet,
                      .fraflyttet = DATO_MAX,
                      .kendt_fra = DATO_MIN,
                      .fraflyttet_kendt_fra = DATO_MIN};
    if ((barn->har & HAR(FELT_FRAFLYTTET)) != 0) sag.fraflyttet = barn->fraflyttet;
    sag.kommune = e->plan->kommunekode > 0 ? e->plan->kommunekode : EKSEMPEL_KOMMUNE;
    if ((barn->har & HAR(FELT_KOMMUNE)) != 0) sag.kommune = barn->kommune;
    bool trin = (barn->har & HAR(FELT_TRIN)) != 0;
    if (!trin && (barn->har & HAR(FELT_ANTAL_VEDERLAG)) == 0) return sag;
    sag.indplacering = ARENA_NEW(e->arena, struct indplacering);
    sag.indplaceringer = 1;
    *sag.indplacering = (struct indplacering){
        .periode = {.fra = barn->indflyttet, .til = DATO_MAX, .kendt_fra = DATO_MIN},
        .trin = trin ? barn->trin : 0,
        .vederlag = trin ? BROK_NUL : barn->vederlag,
    };
    return sag;
}

static void make_eksempel(const struct laesning *e, struct eksempel *out)
{
    struct sag *sag = ARENA_ARRAY(e->arena, 1 + e->soeskende_antal, struct sag);
    sag[0] = make_sag(e, &e->barn, STR("E"));
    if (e->indplaceringer > 0) {
        sag[0].indplacering = e->indplacering;
        sag[0].indplaceringer = e->indplaceringer;
    }
    sag[0].situation = e->situation;
    sag[0].situationer = e->situationer;
    sag[0].aftale = e->aftale;
    sag[0].aftaler = e->aftaler;
    sag[0].doegn = e->doegn;
    sag[0].doegn_antal = e->doegn_antal;
    sag[0].har_ophoer = e->har_ophoer;
    sag[0].ophoer = e->ophoer;
    for (size_t i = 0; i < e->soeskende_antal; i++)
        sag[i + 1] = make_sag(e, &e->soeskende[i], str_format(e->arena, "S%zu", i + 1));
    *out = (struct eksempel){.navn = e->navn,
                             .sted = e->sted,
                             .sager = {.sag = sag, .count = 1 + e->soeskende_antal},
                             .maaned = e->maaned,
                             .kendt = e->kendt,
                             .forventning = e->forventning,
                             .forventninger = e->forventninger};
}

/* Looks for what is missing, then makes the example. */
static bool finish(struct laesning *e, struct eksempel *out)
{
    size_t fejl = e->fund->fejl;
    check_har(e, (e->barn.har & ~HAR(FELT_MAANED)) != 0, "barn");
    if ((e->barn.har & ~HAR(FELT_MAANED)) != 0) check_barn(e, &e->barn, "barnet", "the child");
    for (size_t i = 0; i < e->soeskende_antal; i++)
        check_barn(e, &e->soeskende[i], "en søskende", "a sibling");
    check_har(e, (e->barn.har & HAR(FELT_MAANED)) != 0, "måned");
    check_har(e, e->forventninger > 0, "giver");
    if (e->fund->fejl > fejl) return false;
    make_eksempel(e, out);
    return true;
}

/* ---- the table of `eksempler` ---- */

struct kolonne {
    bool er_felt;
    enum felt felt;
    size_t linje;
};

static bool read_kolonne(struct laesning *e, struct regel_tekst hoved, struct kolonne *out)
{
    *out = (struct kolonne){.er_felt = true};
    for (size_t i = 0; i < FELT_KOLONNER; i++) {
        out->felt = (enum felt)i;
        if (str_is(hoved.tekst, FELT_NAVN[i])) return true;
    }
    out->er_felt = false;
    if (find_linje(e->plan, hoved.tekst, &out->linje)) return true;
    struct fund_ord forslag = mente_du(e, hoved.tekst);
    fund_begge(e->fund, true, "navn", hoved.tekst, hoved.sted,
               "kolonnen \"%.*s\" er hverken et felt eller en ydelse%s%.0s",
               "the column “%.*s” is neither a field nor a payment%.0s%s", STR_ARG(hoved.tekst),
               FUND_BEGGE(e->arena, forslag));
    return false;
}

static bool read_hoved(struct laesning *e, struct kolonne *kolonne)
{
    const struct regel_raekke *hoved = &e->regel->raekke[0];
    bool ok = true;
    for (size_t i = 0; i < hoved->celler; i++) {
        ok = read_kolonne(e, hoved->celle[i], &kolonne[i]) && ok;
        for (size_t n = 0; n < i; n++) {
            if (!str_eq(hoved->celle[n].tekst, hoved->celle[i].tekst)) continue;
            fund_begge(e->fund, true, "gentaget", hoved->celle[i].tekst, hoved->celle[i].sted,
                       "kolonnen \"%.*s\" står to gange", "the column “%.*s” appears twice",
                       STR_ARG(hoved->celle[i].tekst));
            ok = false;
        }
    }
    return ok;
}

static void read_celle(struct laesning *e, struct kolonne kolonne, struct regel_tekst celle)
{
    struct laes l = laes_start(e->arena, e->fund, celle);
    if (kolonne.er_felt) {
        unsigned begge = HAR(FELT_TRIN) | HAR(FELT_ANTAL_VEDERLAG);
        if ((HAR(kolonne.felt) & begge) != 0) e->barn.har &= ~begge;
        read_felt(e, &l, kolonne.felt, &e->barn);
        laes_slut(&l);
        return;
    }
    struct forventning f = {.linje = kolonne.linje, .sted = celle.sted};
    if (laes_ord(&l, "ingen"))
        f.art = FORVENT_INGEN;
    else if (laes_ord(&l, "mangler"))
        f.art = FORVENT_MANGEL;
    else
        laes_beloeb(&l, &f.beloeb);
    laes_slut(&l);
    add_forventning(e, &l, f);
}

/* The row on top of the entries, which stay as they are for the next row. */
static bool read_raekke(const struct laesning *poster, const struct kolonne *kolonne, size_t nr,
                        struct eksempel *out)
{
    struct laesning e = *poster;
    const struct regel_raekke *raekke = &e.regel->raekke[nr];
    size_t fejl = e.fund->fejl;
    if (raekke->celler != e.regel->raekke[0].celler) return false; /* found by dokument_read */
    e.forventning =
        ARENA_ARRAY(e.arena, poster->forventninger + raekke->celler, struct forventning);
    for (size_t i = 0; i < poster->forventninger; i++) e.forventning[i] = poster->forventning[i];
    e.navn = str_format(e.arena, "%.*s, række %zu", STR_ARG(poster->navn), nr);
    e.sted = raekke->celle[0].sted;
    for (size_t i = 0; i < raekke->celler; i++) read_celle(&e, kolonne[i], raekke->celle[i]);
    return e.fund->fejl == fejl && finish(&e, out);
}

static bool read_tabel(struct laesning *e, struct eksempel *out, size_t *count)
{
    size_t kolonner = e->regel->raekke[0].celler;
    struct kolonne *kolonne = ARENA_ARRAY(e->arena, kolonner, struct kolonne);
    if (!read_hoved(e, kolonne)) return false;
    bool ok = true;
    for (size_t i = 1; i < e->regel->raekker; i++)
        ok = read_raekke(e, kolonne, i, &out[i - 1]) && ok;
    *count = e->regel->raekker - 1;
    return ok;
}

bool eksempel_read(struct arena *arena, const struct plan *plan, const struct regel *regel,
                   struct eksempel **out, size_t *count, struct fund_liste *fund)
{
    ASSERT(regel->art == REGEL_EKSEMPEL || regel->art == REGEL_EKSEMPLER);
    size_t fejl = fund->fejl, antal = 1;
    struct laesning e = start(arena, plan, regel, fund);
    read_poster(&e);
    bool tabel = regel->art == REGEL_EKSEMPLER;
    if (tabel && regel->raekker < 2)
        fund_begge(fund, true, "tabel", e.navn, regel->sted,
                   "eksempler har en tabel med et hoved og mindst én række",
                   "“eksempler” has a table with a head and at least one row");
    if (fund->fejl > fejl) return false;
    struct eksempel *eksempel = ARENA_ARRAY(arena, tabel ? regel->raekker - 1 : 1, struct eksempel);
    TRY(tabel ? read_tabel(&e, eksempel, &antal) : finish(&e, eksempel));
    *out = eksempel;
    *count = antal;
    return true;
}
