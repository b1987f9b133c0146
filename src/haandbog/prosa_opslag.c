/*
 * prosa_opslag: reads one {…} of the text and looks it up in the plan and the rates.
 *
 * Invariant: what is missing and what is too much are both errors, so that every word of an
 * insertion means something. Cost: one pass over the rates for each.
 */
#include "haandbog/prosa_opslag.h"

#include "haandbog/check_formel.h"

struct opslag {
    const struct haandbog *haandbog;
    struct laes ved_navn; /* the reader before the name, for findings of meaning */
    struct str navn;
    bool har_alder;
    int alder;
    int trin; /* 0: none */
    bool har_vederlag;
    struct brok vederlag;
    bool har_art;
    enum art art;
    bool tredje;
    bool har_dag;
    struct dato dag;
};

/* ---- the form ---- */

bool indsat_slut(struct str linje, size_t fra, size_t *til)
{
    bool i_tekst = false;
    bool fundet = false;

    for (size_t at = fra + 1; at < linje.n; at++) {
        char c = linje.p[at];
        if (c == '"') i_tekst = !i_tekst;
        if (c != '}') continue;
        if (!fundet) *til = at; /* good enough when a quote is never closed */
        fundet = true;
        if (i_tekst) continue;
        *til = at;
        return true;
    }
    return fundet;
}

bool indsat_art_of(struct str indhold, enum indsat_art *out)
{
    static const char *const ord[] = {"takst ", "ydelse ", "=", "citat "};

    indhold = str_trim(indhold);
    for (size_t i = 0; i < sizeof(ord) / sizeof(ord[0]); i++) {
        if (!str_starts(indhold, str_from(ord[i]))) continue;
        *out = (enum indsat_art)i;
        return true;
    }
    return false;
}

bool citat_read(struct laes *l, struct str *kilde)
{
    TRY(laes_kraev(l, "citat"));
    TRY(laes_tekst(l, kilde));
    return laes_slut(l);
}

/* ---- what follows the name ---- */

static bool said_twice(struct laes *l, bool sagt, const char *hvad, const char *what)
{
    return sagt &&
           !laes_fejl(l, "gentaget", "%s%.0s står to gange", "%.0s%s appears twice", hvad, what);
}

static bool read_number(struct laes *l, struct opslag *o)
{
    if (said_twice(l, o->trin > 0 || o->har_vederlag, "indplaceringen", "the level")) return false;
    o->har_vederlag = true;
    TRY(laes_tal(l, 2, true, &o->vederlag));
    return laes_kraev(l, "vederlag");
}

static bool read_art(struct laes *l, struct opslag *o)
{
    if (said_twice(l, o->har_art, "arten", "the kind of care")) return false;
    o->har_art = true;
    return laes_art(l, &o->art);
}

static bool read_alder(struct laes *l, struct opslag *o)
{
    if (said_twice(l, o->har_alder, "alderen", "the age")) return false;
    o->har_alder = true;
    return laes_heltal(l, 0, PLAN_MAX_AGE, &o->alder);
}

static bool read_trin(struct laes *l, struct opslag *o)
{
    if (said_twice(l, o->trin > 0 || o->har_vederlag, "indplaceringen", "the level")) return false;
    return laes_heltal(l, 1, 99, &o->trin);
}

static bool read_detail(struct laes *l, struct opslag *o)
{
    if (laes_ord(l, "3. barn")) {
        if (said_twice(l, o->tredje, "3. barn", "“3. barn”")) return false;
        o->tredje = true;
        return true;
    }
    if (laes_ved_ciffer(l)) return read_number(l, o);
    if (laes_ord(l, "trin")) return read_trin(l, o);
    if (laes_ord(l, "alder")) return read_alder(l, o);
    return read_art(l, o);
}

static bool read_day(struct laes *l, struct opslag *o)
{
    o->har_dag = true;
    TRY(laes_dato(l, &o->dag));
    return laes_slut(l);
}

/* "NAVN, …, den DATO" */
static bool read_details(struct laes *l, struct opslag *o, bool takst)
{
    TRY(laes_navn(l, &o->navn));
    while (laes_tegn(l, ",")) {
        if (laes_ord(l, "den")) return read_day(l, o);
        if (!takst) {
            TRY(read_detail(l, o));
            continue;
        }
        TRY(laes_kraev(l, "alder"));
        TRY(read_alder(l, o));
    }
    return laes_slut(l);
}

/* ---- a rate ---- */

static const struct takst *any_row(const struct takst_tabel *tabel, struct str navn)
{
    for (size_t i = 0; i < tabel->count; i++) {
        if (str_eq(tabel->takst[i].navn, navn)) return &tabel->takst[i];
    }
    return NULL;
}

static struct str nearest_rate(struct arena *arena, const struct takst_tabel *tabel,
                               struct str navn)
{
    struct str *navne = ARENA_ARRAY(arena, tabel->count, struct str);

    for (size_t i = 0; i < tabel->count; i++) navne[i] = tabel->takst[i].navn;
    return str_suggest(navn, navne, tabel->count);
}

static bool unknown_name(struct opslag *o, const char *hvad, const char *what, struct str ment)
{
    struct laes *l = &o->ved_navn;

    if (ment.n == 0) {
        return laes_fejl(l, "navn", "%s%.0s %.*s findes ikke i håndbogen",
                         "the %.0s%s %.*s is not in the handbook", hvad, what, STR_ARG(o->navn));
    }
    return laes_fejl(l, "navn", "%s%.0s %.*s findes ikke; mente du %.*s?",
                     "the %.0s%s %.*s does not exist; did you mean “%.*s”?", hvad, what,
                     STR_ARG(o->navn), STR_ARG(ment));
}

static bool find_rate(struct opslag *o, struct opslag_svar *out)
{
    const struct takst_tabel *tabel = &o->haandbog->takster_alle;
    const struct takst *enhver = any_row(tabel, o->navn);
    struct laes *l = &o->ved_navn;

    if (enhver == NULL) {
        return unknown_name(o, "taksten", "rate", nearest_rate(l->arena, tabel, o->navn));
    }
    if (o->har_alder != (enhver->alder_fra >= 0)) {
        return laes_fejl(l, "form",
                         o->har_alder ? "taksten %.*s går ikke efter alder; udelad alderen"
                                      : "taksten %.*s går efter alder; skriv for eksempel "
                                        "\", alder 9\" efter navnet",
                         o->har_alder ? "the rate %.*s does not go by age; leave out the age"
                                      : "the rate %.*s goes by age; write for example "
                                        "“, alder 9” after the name",
                         STR_ARG(o->navn));
    }
    int alder = o->har_alder ? o->alder : -1;
    const struct takst *takst = takst_on(tabel, o->navn, alder, o->dag, DATO_MAX);
    if (takst == NULL || takst->ukendt) {
        struct str dag = dato_iso(l->arena, o->dag);
        return laes_fejl(l, "takst-mangler",
                         takst == NULL ? "taksten %.*s har ingen sats at skrive den %.*s"
                                       : "taksten %.*s er ukendt den %.*s og kan ikke skrives",
                         takst == NULL ? "the rate %.*s has no row to write on %.*s"
                                       : "the rate %.*s is unknown on %.*s and cannot be written",
                         STR_ARG(o->navn), STR_ARG(dag));
    }
    out->beloeb = takst->beloeb;
    out->kilde = takst->kilde;
    out->takst = o->navn;
    return true;
}

/* ---- a ydelse ---- */

static bool find_line(struct opslag *o, int *linje)
{
    const struct plan *plan = o->haandbog->plan;
    struct str navne[PLAN_MAX_LINES];

    for (size_t i = 0; i < plan->linjer; i++) {
        navne[i] = plan->linje[i].navn;
        *linje = (int)i;
        if (str_eq(navne[i], o->navn)) return true;
    }
    return unknown_name(o, "ydelsen", "payment", str_suggest(o->navn, navne, plan->linjer));
}

static const struct plan_ydelse *find_rule(struct opslag *o)
{
    const struct plan *plan = o->haandbog->plan;
    int linje = -1;

    if (!find_line(o, &linje)) return NULL;
    for (size_t i = 0; i < plan->ydelser; i++) {
        const struct plan_ydelse *regel = &plan->ydelse[i];
        if (regel->linje == linje && regel->for_art[o->art] == FOR_GIVER) return regel;
    }
    laes_fejl(&o->ved_navn, "navn", "ydelsen %.*s bliver ikke givet til %s",
              "the payment %.*s is not given to “%s”", STR_ARG(o->navn), art_navn(o->art));
    return NULL;
}

/* The number of vederlag the insertion names; 0 when the formula uses none. */
static bool find_level(struct opslag *o, const struct plan_formel *formel, struct brok *out)
{
    const struct plan *plan = o->haandbog->plan;
    struct laes *l = &o->ved_navn;
    bool sagt = o->trin > 0 || o->har_vederlag;

    *out = BROK_NUL;
    if (sagt != formel_uses(formel, FAKTOR_VEDERLAG)) {
        return laes_fejl(l, "form",
                         sagt ? "ydelsen %.*s afhænger ikke af indplaceringen; udelad den"
                              : "ydelsen %.*s afhænger af indplaceringen; skriv for eksempel "
                                "\", trin 1\" efter navnet",
                         sagt ? "the payment %.*s does not depend on the level; leave it out"
                              : "the payment %.*s depends on the level; write for example "
                                "“, trin 1” after the name",
                         STR_ARG(o->navn));
    }
    if (o->har_vederlag) {
        bool med = plan->model[MODEL_VEDERLAG] && brok_cmp(o->vederlag, plan->vederlag_min) >= 0 &&
                   brok_cmp(o->vederlag, plan->vederlag_max) <= 0;
        *out = o->vederlag;
        return med || laes_fejl(l, "navn", "håndbogens model har ikke så mange vederlag",
                                "the handbook's model has not that many fees");
    }
    for (size_t i = 0; i < plan->trin_antal && sagt; i++) {
        if (plan->trin[i].nr != o->trin) continue;
        *out = plan->trin[i].vederlag;
        return true;
    }
    return !sagt || laes_fejl(l, "navn", "trin %d findes ikke i håndbogens trintabel",
                              "level %d is not in the handbook's table of levels", o->trin);
}

static bool check_age(struct opslag *o, const struct plan_ydelse *regel,
                      const struct plan_formel *formel)
{
    bool efter = formel_by_age(formel);
    struct laes *l = &o->ved_navn;

    if (efter && !o->har_alder) {
        return laes_fejl(
            l, "form", "ydelsen %.*s går efter alder; skriv for eksempel \", alder 9\"",
            "the payment %.*s goes by age; write for example “, alder 9”", STR_ARG(o->navn));
    }
    if (!o->har_alder) return true;
    if (!efter && regel->fra_alder == 0) {
        return laes_fejl(l, "form", "ydelsen %.*s går ikke efter alder; udelad alderen",
                         "the payment %.*s does not go by age; leave out the age",
                         STR_ARG(o->navn));
    }
    if (o->alder >= regel->fra_alder && o->alder <= regel->til_alder) return true;
    return laes_fejl(l, "navn", "ydelsen %.*s bliver ikke givet til et barn på %d år",
                     "the payment %.*s is not given to a child of %d", STR_ARG(o->navn), o->alder);
}

static bool no_value(struct opslag *o, int mangler, const struct err *err)
{
    const struct plan *plan = o->haandbog->plan;
    struct laes *l = &o->ved_navn;

    if (mangler < 0) return laes_fejl(l, "tal", "%s%.0s", "%.0s%s", FUND_ERR(err));
    struct str dag = dato_iso(l->arena, o->dag);
    return laes_fejl(l, "takst-mangler", "taksten %.*s har intet kendt beløb den %.*s",
                     "the rate %.*s has no known amount on %.*s",
                     STR_ARG(plan->takst_navne[mangler]), STR_ARG(dag));
}

static bool find_ydelse(struct opslag *o, struct opslag_svar *out)
{
    const struct plan *plan = o->haandbog->plan;
    const struct plan_ydelse *regel = find_rule(o);
    struct laes *l = &o->ved_navn;
    struct brok vederlag = BROK_NUL;
    struct brok kroner = BROK_NUL;
    struct err err = ERR_INIT;
    int mangler = -1;

    if (regel == NULL) return false;
    if (o->tredje && !regel->har_tredje) {
        return laes_fejl(l, "navn", "ydelsen %.*s har intet særligt beløb for 3. barn",
                         "the payment %.*s has no amount of its own for the 3rd child",
                         STR_ARG(o->navn));
    }
    if (o->dag.dag < plan->gaelder_fra.dag || o->dag.dag >= plan->gaelder_til.dag) {
        struct str dag = dato_iso(l->arena, o->dag);
        return laes_fejl(l, "dato", "håndbogen gælder ikke den %.*s",
                         "the handbook does not hold on %.*s", STR_ARG(dag));
    }
    const struct plan_formel *formel = o->tredje ? &regel->tredje : &regel->beloeb;
    TRY(find_level(o, formel, &vederlag));
    TRY(check_age(o, regel, formel));
    struct formel_fakta fakta = {
        .plan = plan, .dag = o->dag, .alder = o->har_alder ? o->alder : -1, .vederlag = vederlag};
    if (!formel_value(formel, &fakta, &kroner, &mangler, &err)) return no_value(o, mangler, &err);
    if (!ydelse_round(regel, kroner, &out->beloeb, &err)) return no_value(o, -1, &err);
    out->kilde = regel->kilde;
    out->anker = regel->anker;
    return true;
}

bool opslag_read(struct laes *l, const struct haandbog *haandbog, struct opslag_svar *out)
{
    static const char *const ord[] = {"takst", "ydelse"};
    struct opslag o = {.haandbog = haandbog, .art = ART_DOEGN};
    size_t valg = 0;

    TRY(laes_valg(l, ord, 2, &valg));
    o.ved_navn = *l;
    TRY(read_details(l, &o, valg == 0));
    if (!o.har_dag) o.dag = haandbog->plan->gaelder_fra;
    *out = (struct opslag_svar){
        .kilde = STR_EMPTY, .anker = STR_EMPTY, .takst = STR_EMPTY, .dag = o.dag};
    if (valg == 0 ? find_rate(&o, out) : find_ydelse(&o, out)) return true;
    l->fejlet = true;
    return false;
}
