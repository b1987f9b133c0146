/*
 * compile_indplacering: what a level is decided by: kriterium, indikatorer, krav and afgørelse, and
 * what the level table demands of a family.
 *
 * Nothing here is in an amount. A limit on work is read from the level table's words when they say
 * it plainly ("højst 1,5 stilling tilsammen", "ingen grænse"); all other words are for people.
 */
#include "haandbog/compile.h"

enum {
    KRITERIER_MAX = 32,
    LISTER_MAX = 16,
    SVAR_MAX = 32,
    TEGN_MAX = 64,
    HOERING_MAX = 365,
};

static struct str folded(struct kompil *k, struct str navn)
{
    return str_fold(k->arena, navn);
}

/* ---- levels ---- */

/* The number, refused when the handbook has no such level. */
static bool check_level(struct kompil *k, struct laes *l, size_t at, enum plan_model model,
                        struct brok tal)
{
    const struct plan *plan = k->plan;
    bool inside = model == MODEL_TRIN ? brok_cmp(tal, brok_int((int64_t)plan->trin_antal)) <= 0
                                      : brok_cmp(tal, plan->vederlag_min) >= 0 &&
                                            brok_cmp(tal, plan->vederlag_max) <= 0;
    if (inside) return true;
    l->at = at;
    struct str skrevet = brok_short(k->arena, tal);
    if (model == MODEL_TRIN)
        return laes_fejl(l, "navn", "håndbogen har ikke trin %.*s; det øverste er %zu",
                         "the handbook has no level %.*s; the highest is %zu", STR_ARG(skrevet),
                         plan->trin_antal);
    return laes_fejl(l, "navn", "%.*s er uden for det antal vederlag, håndbogens model har",
                     "%.*s is outside the number of fees that the handbook's model has",
                     STR_ARG(skrevet));
}

/* "3" or "3-5", with an upper end that is higher. */
static bool read_stretch(struct kompil *k, struct laes *l, struct plan_niveau *out)
{
    size_t at = l->at;
    int trin = 0;

    if (out->model == MODEL_TRIN) {
        TRY(laes_heltal(l, 1, PLAN_MAX_TRIN, &trin));
        out->fra = brok_int(trin);
    } else {
        TRY(laes_tal(l, 2, true, &out->fra));
    }
    out->til = out->fra;
    TRY(check_level(k, l, at, out->model, out->fra));
    if (!laes_tegn(l, "-")) return true;
    at = l->at;
    if (out->model == MODEL_TRIN) {
        TRY(laes_heltal(l, 1, PLAN_MAX_TRIN, &trin));
        out->til = brok_int(trin);
    } else {
        TRY(laes_tal(l, 2, true, &out->til));
    }
    TRY(check_level(k, l, at, out->model, out->til));
    if (brok_cmp(out->fra, out->til) < 0) return true;
    l->at = at;
    return laes_fejl(l, "tal", "strækningen ender ikke højere, end den begynder",
                     "the range does not end higher than it begins");
}

/* "trin 3", "trin 2-3", "4 vederlag" or "4-6 vederlag", of a model the handbook has. */
static bool read_niveau(struct kompil *k, struct laes *l, struct plan_niveau *out)
{
    size_t at = l->at;

    out->model = laes_ord(l, "trin") ? MODEL_TRIN : MODEL_VEDERLAG;
    if (!k->plan->model[out->model]) {
        l->at = at;
        return laes_fejl(l, "navn", "håndbogens model nævner ikke \"%s\"",
                         "the handbook's model does not name “%s”",
                         out->model == MODEL_TRIN ? "trin" : "antal vederlag");
    }
    TRY(read_stretch(k, l, out));
    return out->model == MODEL_TRIN || laes_kraev(l, "vederlag");
}

/* ---- tables ---- */

static bool has_columns(struct kompil *k, const struct regel *regel, const char *const *navn,
                        size_t count)
{
    const struct regel_raekke *hoved = &regel->raekke[0];
    size_t i = 0;

    while (i < hoved->celler && i < count && str_is(hoved->celle[i].tekst, navn[i])) i++;
    if (i == count && hoved->celler == count) return true;
    struct buf raad;
    buf_init(&raad, k->arena);
    for (size_t n = 0; n < count; n++) buf_format(&raad, "%s%s", n == 0 ? "" : " | ", navn[n]);
    const struct regel_tekst *her = &hoved->celle[i < hoved->celler ? i : 0];
    fund_begge(k->fund, true, "tabel", her->tekst, her->sted,
               "tabellens kolonner er ikke dem, \"%s\" har",
               "the columns of the table are not those that “%s” has", regel_art_ord(regel->art))
        ->raad = fund_ord(k->arena, "kolonnerne er: %.*s", "the columns are: “%.*s”",
                          STR_ARG(buf_str(&raad)));
    return false;
}

/* How many rows there are below the head; 0 after a finding. */
static size_t count_rows(struct kompil *k, const struct regel *regel, size_t max)
{
    if (regel->raekker >= 2 && regel->raekker - 1 <= max) return regel->raekker - 1;
    fund_begge(k->fund, true, "tabel", str_from(regel_art_ord(regel->art)), regel->sted,
               "\"%s\" skal have en tabel med et hoved og 1-%zu rækker",
               "“%s” must have a table with a head and 1-%zu rows", regel_art_ord(regel->art), max);
    return 0;
}

/* The statement's name, new among those before. */
static struct str read_name(struct kompil *k, const struct regel *regel)
{
    struct laes l = laes_start(k->arena, k->fund, regel->hoved);
    struct str navn = STR_EMPTY;

    if (regel->hoved.tekst.n == 0) {
        fund_begge(k->fund, true, "mangler-nøgle", str_from(regel_art_ord(regel->art)), regel->sted,
                   "\"%s\" har intet navn", "“%s” has no name", regel_art_ord(regel->art));
        return STR_EMPTY;
    }
    laes_navn(&l, &navn);
    return laes_slut(&l) ? navn : STR_EMPTY;
}

static void tell_twice(struct kompil *k, const struct regel_tekst *hvad)
{
    fund_begge(k->fund, true, "gentaget", hvad->tekst, hvad->sted, "\"%.*s\" står to gange",
               "“%.*s” appears twice", STR_ARG(hvad->tekst));
}

/* ---- kriterium ---- */

static void read_answers(struct kompil *k, const struct regel *regel, struct plan_kriterium *out)
{
    static const char *const kolonne[] = {"svar", "peger på"};
    size_t count = count_rows(k, regel, SVAR_MAX);
    if (count == 0 || !has_columns(k, regel, kolonne, COUNT(kolonne))) return;
    struct plan_svar *svar = ARENA_ARRAY(k->arena, count, struct plan_svar);
    for (size_t i = 0; i < count; i++) {
        const struct regel_raekke *raekke = &regel->raekke[i + 1];
        svar[i] = (struct plan_svar){.tekst = raekke->celle[0].tekst,
                                     .sted = raekke->celle[0].sted,
                                     .niveau = {.fra = BROK_NUL, .til = BROK_NUL}};
        for (size_t n = 0; n < i; n++)
            if (str_eq(svar[n].tekst, svar[i].tekst)) tell_twice(k, &raekke->celle[0]);
        struct laes l = laes_start(k->arena, k->fund, raekke->celle[1]);
        svar[i].peger = !laes_ord(&l, "intet niveau");
        if (svar[i].peger) read_niveau(k, &l, &svar[i].niveau);
        laes_slut(&l);
    }
    out->svar = svar;
    out->svar_antal = count;
}

static void read_kriterium(struct kompil *k, const struct regel *regel,
                           const struct plan_kriterium *before, size_t count,
                           struct plan_kriterium *out)
{
    *out = (struct plan_kriterium){.navn = read_name(k, regel),
                                   .spoergsmaal = kompil_tekst(k, regel, "spørgsmål"),
                                   .ukendt = regel_find(regel, "ukendt") != NULL,
                                   .grund = STR_EMPTY,
                                   .kilde = kompil_kilde_eller_os(k, regel)};
    out->kode = folded(k, out->navn);
    for (size_t i = 0; i < count; i++)
        if (str_eq(before[i].kode, out->kode)) tell_twice(k, &regel->hoved);
    if (!out->ukendt) {
        read_answers(k, regel, out);
        return;
    }
    out->grund = kompil_tekst(k, regel, "ukendt");
    if (regel->raekker > 0)
        fund_begge(k->fund, true, "overlap", out->navn, regel->sted,
                   "et kriterium har enten svar eller er ukendt, ikke begge dele",
                   "a criterion either has answers or is unknown, not both");
}

/* ---- indikatorer ---- */

static void read_signs(struct kompil *k, const struct regel *regel, struct plan_indikatorer *out)
{
    static const char *const kolonne[] = {"kode", "tegn"};
    size_t count = count_rows(k, regel, TEGN_MAX);
    if (count == 0 || !has_columns(k, regel, kolonne, COUNT(kolonne))) return;
    struct plan_tegn *tegn = ARENA_ARRAY(k->arena, count, struct plan_tegn);
    for (size_t i = 0; i < count; i++) {
        const struct regel_raekke *raekke = &regel->raekke[i + 1];
        struct laes l = laes_start(k->arena, k->fund, raekke->celle[0]);
        struct str navn = STR_EMPTY;
        laes_navn(&l, &navn);
        laes_slut(&l);
        tegn[i] =
            (struct plan_tegn){folded(k, navn), raekke->celle[1].tekst, raekke->celle[0].sted};
        for (size_t n = 0; n < i; n++)
            if (str_eq(tegn[n].kode, tegn[i].kode)) tell_twice(k, &raekke->celle[0]);
    }
    out->tegn = tegn;
    out->antal = count;
}

/* The criterion the list belongs to; 0 and a finding when there is none of that name. */
static size_t read_owner(struct kompil *k, const struct regel *regel)
{
    const struct plan_indplacering *plan = &k->plan->indplacering;
    const struct regel_post *post = kompil_kraev(k, regel, "kriterium");
    struct str navn = STR_EMPTY, navne[KRITERIER_MAX];

    if (post == NULL) return 0;
    struct laes l = kompil_laes(k, post);
    if (!laes_navn(&l, &navn)) return 0;
    for (size_t i = 0; i < plan->kriterier; i++) {
        navne[i] = plan->kriterium[i].navn;
        if (!str_eq(navne[i], navn)) continue;
        laes_slut(&l);
        return i;
    }
    struct str near = str_suggest(navn, navne, plan->kriterier);
    l.at = 0;
    if (near.n > 0)
        laes_fejl(&l, "navn", "håndbogen har intet kriterium \"%.*s\"; mente du %.*s?",
                  "the handbook has no criterion “%.*s”; did you mean “%.*s”?", STR_ARG(navn),
                  STR_ARG(near));
    else
        laes_fejl(&l, "navn", "håndbogen har intet kriterium \"%.*s\"",
                  "the handbook has no criterion “%.*s”", STR_ARG(navn));
    return 0;
}

static void read_indikatorer(struct kompil *k, const struct regel *regel,
                             const struct plan_indikatorer *before, size_t count,
                             struct plan_indikatorer *out)
{
    *out = (struct plan_indikatorer){.navn = read_name(k, regel),
                                     .kriterium = read_owner(k, regel),
                                     .kilde = kompil_kilde_eller_os(k, regel)};
    out->kode = folded(k, out->navn);
    for (size_t i = 0; i < count; i++)
        if (str_eq(before[i].kode, out->kode)) tell_twice(k, &regel->hoved);
    read_signs(k, regel, out);
}

/* ---- krav ---- */

static void read_work_limit(struct kompil *k, struct plan_krav *krav)
{
    struct fund_liste ignored = {0};
    struct regel_tekst celle = {.tekst = krav->arbejde};

    krav->hoejst_stilling = BROK_NUL;
    krav->har_graense = str_starts(krav->arbejde, STR("ingen grænse"));
    if (krav->har_graense) return;
    fund_init(&ignored, k->arena);
    struct laes l = laes_start(k->arena, &ignored, celle);
    struct brok tal = BROK_NUL;
    if (!laes_ord(&l, "højst") || !laes_tal(&l, 2, true, &tal) || !laes_ord(&l, "stilling")) return;
    krav->har_graense = krav->graense_findes = true;
    krav->hoejst_stilling = tal;
}

void kompil_krav(struct kompil *k, const struct regel_tekst *celle, struct plan_niveau niveau)
{
    struct plan_krav *out = &k->krav[k->plan->indplacering.krav_antal++];
    const char *ord[KRAV_GODKENDELSER];
    size_t valg = KRAV_INGEN;

    for (int i = 0; i < KRAV_GODKENDELSER; i++)
        ord[i] = plan_godkendelse_navn((enum plan_godkendelse)i);
    struct laes l = laes_start(k->arena, k->fund, celle[0]);
    laes_valg(&l, ord, COUNT(ord), &valg);
    laes_slut(&l);
    *out = (struct plan_krav){.niveau = niveau,
                              .godkendelse = (enum plan_godkendelse)valg,
                              .arbejde = celle[1].tekst,
                              .uddannelse = celle[2].tekst,
                              .erfaring = celle[3].tekst};
    read_work_limit(k, out);
}

static void compile_krav(struct kompil *k)
{
    static const char *const kolonne[] = {"vederlag", "godkendelse", "arbejde ved siden af",
                                          "uddannelse", "erfaring"};
    const struct regel *regel = kompil_eneste(k, REGEL_KRAV);
    if (regel == NULL) return;
    (void)kompil_kilde_eller_os(k, regel);
    size_t count = count_rows(k, regel, PLAN_MAX_KRAV);
    if (!k->plan->model[MODEL_VEDERLAG]) {
        fund_begge(k->fund, true, "uopnåelig", STR("krav"), regel->sted,
                   "\"krav\" gælder et antal vederlag, men håndbogens model er trin",
                   "“krav” is for a number of fees, but the handbook's model is trin")
            ->raad = FUND_ORD("kravene på et trin står i trintabellen",
                              "the demands of a level stand in the table of levels");
        return;
    }
    if (count == 0 || !has_columns(k, regel, kolonne, COUNT(kolonne))) return;
    for (size_t i = 0; i < count; i++) {
        const struct regel_tekst *celle = regel->raekke[i + 1].celle;
        struct plan_niveau niveau = {MODEL_VEDERLAG, BROK_NUL, BROK_NUL};
        struct laes l = laes_start(k->arena, k->fund, celle[0]);
        if (!read_stretch(k, &l, &niveau) || !laes_slut(&l)) continue;
        size_t before = k->plan->indplacering.krav_antal;
        if (before > 0 && k->krav[before - 1].niveau.model == MODEL_VEDERLAG &&
            brok_cmp(niveau.fra, k->krav[before - 1].niveau.til) <= 0) {
            l.at = 0;
            laes_fejl(&l, "overlap", "rækken begynder ikke over rækken før",
                      "the row does not begin above the row before");
            continue;
        }
        kompil_krav(k, celle + 1, niveau);
    }
}

/* ---- afgørelse ---- */

static void read_beslutter(struct kompil *k, const struct regel *regel, struct plan_afgoerelse *out)
{
    const char *ord[BESLUTTERE];
    const struct regel_post *post = kompil_kraev(k, regel, "besluttes af");
    size_t valg = BESLUTTER_UKENDT;

    if (post == NULL) return;
    for (int i = 0; i < BESLUTTERE; i++) ord[i] = plan_beslutter_navn((enum plan_beslutter)i);
    struct laes l = kompil_laes(k, post);
    if (!laes_valg(&l, ord, COUNT(ord), &valg)) return;
    out->beslutter = (enum plan_beslutter)valg;
    if (out->beslutter == BESLUTTER_UKENDT) laes_tekst(&l, &out->beslutter_grund);
    if (out->beslutter == BESLUTTER_UDVALG) laes_tekst(&l, &out->udvalg);
    laes_slut(&l);
}

static void read_leder(struct kompil *k, const struct regel *regel, struct plan_afgoerelse *out)
{
    static const char *const ord[] = {[LEDER_UKENDT] = "ukendt",
                                      [LEDER_ALTID] = "altid",
                                      [LEDER_ALDRIG] = "aldrig",
                                      [LEDER_OVER] = "over"};
    const struct regel_post *post = kompil_kraev(k, regel, "leder godkender");
    size_t valg = LEDER_UKENDT;

    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    if (!laes_valg(&l, ord, COUNT(ord), &valg)) return;
    out->leder = (enum plan_leder)valg;
    if (out->leder == LEDER_UKENDT) laes_tekst(&l, &out->leder_grund);
    if (out->leder != LEDER_OVER) {
        laes_slut(&l);
        return;
    }
    size_t at = l.at;
    if (!read_niveau(k, &l, &out->leder_over) || !laes_slut(&l)) return;
    const struct plan_niveau *over = &out->leder_over;
    struct brok top =
        over->model == MODEL_TRIN ? brok_int((int64_t)k->plan->trin_antal) : k->plan->vederlag_max;
    l.at = at;
    if (!brok_eq(over->fra, over->til))
        laes_fejl(&l, "form", "her står ét niveau, det øverste, der kan besluttes uden en leder",
                  "here stands one level, the highest that can be decided without a leader");
    else if (brok_cmp(over->fra, top) >= 0)
        laes_fejl(&l, "uopnåelig", "intet niveau er højere, så en leder skulle aldrig godkende",
                  "no level is higher, so a leader would never approve");
}

static void read_hoering(struct kompil *k, const struct regel *regel, struct plan_afgoerelse *out)
{
    const struct regel_post *post = kompil_kraev(k, regel, "partshøring");

    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    if (laes_ord(&l, "ukendt"))
        laes_tekst(&l, &out->hoering_grund);
    else if (laes_heltal(&l, 1, HOERING_MAX, &out->hoering_dage))
        laes_kraev(&l, "dage");
    laes_slut(&l);
}

static void compile_afgoerelse(struct kompil *k)
{
    const struct regel *regel = kompil_eneste(k, REGEL_AFGOERELSE);
    struct plan_afgoerelse *out = &k->plan->indplacering.afgoerelse;
    struct plan_niveau intet = {MODEL_TRIN, BROK_NUL, BROK_NUL};

    *out = (struct plan_afgoerelse){.udvalg = STR_EMPTY,
                                    .beslutter_grund = STR_EMPTY,
                                    .leder_over = intet,
                                    .leder_grund = STR_EMPTY,
                                    .hoering_dage = -1,
                                    .hoering_grund = STR_EMPTY,
                                    .kilde = STR_EMPTY};
    if (regel == NULL) {
        if (k->plan->indplacering.kriterier > 0)
            fund_begge(k->fund, true, "mangler-nøgle", STR("afgørelse"), kompil_top(k),
                       "håndbogen har kriterier, men ingen sætning \"afgørelse\"",
                       "the handbook has criteria, but no statement “afgørelse”")
                ->raad = FUND_ORD("skriv, hvem der beslutter niveauet, også når det er ukendt",
                                  "write who decides the level, also when it is unknown");
        return;
    }
    out->findes = true;
    out->kilde = kompil_kilde_eller_os(k, regel);
    read_beslutter(k, regel, out);
    read_leder(k, regel, out);
    read_hoering(k, regel, out);
}

/* ---- all of them ---- */

/* One that is too many is told, and left out. */
static bool room_for(struct kompil *k, const struct regel *regel, size_t count, size_t max)
{
    if (count < max) return true;
    fund_begge(k->fund, true, "tal", str_from(regel_art_ord(regel->art)), regel->sted,
               "en håndbog har højst %zu \"%s\"", "a handbook has at most %zu “%s”", max,
               regel_art_ord(regel->art));
    return false;
}

void compile_indplacering(struct kompil *k)
{
    struct plan_indplacering *out = &k->plan->indplacering;
    struct plan_kriterium *kriterium = ARENA_ARRAY(k->arena, KRITERIER_MAX, struct plan_kriterium);
    struct plan_indikatorer *liste = ARENA_ARRAY(k->arena, LISTER_MAX, struct plan_indikatorer);
    const struct dokument *d = k->dokument;

    out->kriterium = kriterium;
    out->indikatorer = liste;
    for (size_t i = 0; i < d->regler; i++) {
        if (d->regel[i].art != REGEL_KRITERIUM) continue;
        if (!room_for(k, &d->regel[i], out->kriterier, KRITERIER_MAX)) break;
        read_kriterium(k, &d->regel[i], kriterium, out->kriterier, &kriterium[out->kriterier]);
        out->kriterier++;
    }
    for (size_t i = 0; i < d->regler; i++) {
        if (d->regel[i].art != REGEL_INDIKATORER) continue;
        if (!room_for(k, &d->regel[i], out->indikator_lister, LISTER_MAX)) break;
        read_indikatorer(k, &d->regel[i], liste, out->indikator_lister,
                         &liste[out->indikator_lister]);
        out->indikator_lister++;
    }
    compile_krav(k);
    out->krav = k->krav;
    compile_afgoerelse(k);
}
