/*
 * compile_hoved: the statements that stand once: håndbog, valg, trin and overgang.
 */
#include "haandbog/compile.h"

/* ---- håndbog ---- */

static void read_kommunekode(struct kompil *k, const struct regel *regel)
{
    const struct regel_post *post = kompil_kraev(k, regel, "kommunekode");
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    if (!laes_ord(&l, "ingen")) laes_heltal(&l, 101, 999, &k->plan->kommunekode);
    laes_slut(&l);
}

static void read_gaelder(struct kompil *k, const struct regel *regel)
{
    const struct regel_post *post = kompil_kraev(k, regel, "gælder");
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    kompil_gaelder(&l, &k->plan->gaelder_fra, &k->plan->gaelder_til);
    laes_slut(&l);
}

static void read_retter(struct kompil *k, const struct regel *regel)
{
    const struct regel_post *post = regel_find(regel, "retter");
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    struct dato retter = DATO_MIN, kendt = DATO_MIN;
    if (laes_dato(&l, &retter) && retter.dag != k->plan->gaelder_fra.dag) {
        l.at = 0;
        laes_fejl(&l, "version", "en rettelse gælder fra samme dag som den version, den retter",
                  "a correction holds from the same day as the version it corrects");
    }
    laes_kraev(&l, ",");
    laes_kraev(&l, "kendt fra");
    laes_dato(&l, &kendt);
    if (laes_slut(&l)) k->plan->kendt_fra = kendt;
}

static void read_numbers(struct laes *l, struct plan *plan)
{
    laes_kraev(l, "fra");
    laes_tal(l, 2, true, &plan->vederlag_min);
    laes_kraev(l, "til");
    size_t at = l->at;
    if (!laes_tal(l, 2, true, &plan->vederlag_max)) return;
    bool ordered = plan->vederlag_min.t > 0 &&
                   brok_cmp(plan->vederlag_min, plan->vederlag_max) <= 0 &&
                   brok_cmp(plan->vederlag_max, brok_int(VEDERLAG_MAX)) <= 0;
    if (ordered) return;
    l->at = at;
    laes_fejl(l, "tal",
              "antal vederlag går fra et tal over 0 til et, der er mindst lige så stort og "
              "højst %d",
              "the number of fees goes from a number above 0 to one that is at least as large "
              "and at most %d",
              VEDERLAG_MAX);
}

static void read_model(struct kompil *k, const struct regel *regel)
{
    static const char *const model[] = {"trin", "antal vederlag"};
    const struct regel_post *post = kompil_kraev(k, regel, "model");
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    do {
        size_t valg = 0, at = l.at;
        if (!laes_valg(&l, model, COUNT(model), &valg)) {
            k->plan->model[MODEL_TRIN] = k->plan->model[MODEL_VEDERLAG] = true;
            return; /* perhaps either: what names one is not blamed */
        }
        if (k->plan->model[valg]) {
            l.at = at;
            laes_fejl(&l, "gentaget", "modellen \"%s\" står to gange",
                      "the model “%s” appears twice", model[valg]);
            return;
        }
        k->plan->model[valg] = true;
        if (valg == MODEL_VEDERLAG) read_numbers(&l, k->plan);
    } while (laes_tegn(&l, ";"));
    laes_slut(&l);
}

static void read_retning(struct kompil *k, const struct regel *regel)
{
    static const char *const retning[] = {
        [RETNING_FASTHOLDES] = "fastholdes hele anbringelsen",
        [RETNING_ALDRIG_NED] = "kan hæves, aldrig sænkes",
        [RETNING_GENFORHANDLES] = "genforhandles årligt",
    };
    const struct regel_post *post = kompil_kraev(k, regel, "retning");
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    size_t valg = 0;
    if (laes_valg(&l, retning, COUNT(retning), &valg)) k->plan->retning = (enum plan_retning)valg;
    laes_slut(&l);
}

/* "DATO til og med DATO "grund"", within the handbook's days and apart from those before it. */
static bool read_udenfor(struct kompil *k, const struct regel_post *post,
                         const struct plan_udenfor *before, size_t count, struct plan_udenfor *out)
{
    struct laes l = kompil_laes(k, post);
    laes_dato(&l, &out->fra);
    laes_kraev(&l, "til og med");
    size_t at = l.at;
    if (laes_dato(&l, &out->til)) out->til = dato_plus(out->til, 1);
    if (!l.fejlet && out->til.dag <= out->fra.dag) {
        l.at = at;
        return laes_fejl(&l, "dato", "perioden ender, før den begynder",
                         "the period ends before it begins");
    }
    laes_tekst(&l, &out->grund);
    if (!laes_slut(&l)) return false;
    l.at = 0;
    if (out->til.dag <= k->plan->gaelder_fra.dag || out->fra.dag >= k->plan->gaelder_til.dag)
        return laes_fejl(&l, "uopnåelig", "ingen af dagene er blandt dem, håndbogen gælder",
                         "none of the days is among those the handbook holds");
    for (size_t i = 0; i < count; i++)
        if (out->fra.dag < before[i].til.dag && before[i].fra.dag < out->til.dag)
            return laes_fejl(&l, "overlap", "nogle af dagene står allerede under \"dækker ikke\"",
                             "some of the days stand under “dækker ikke” already");
    return true;
}

static void read_alle_udenfor(struct kompil *k, const struct regel *regel)
{
    enum { MAX = 64 };
    struct plan_udenfor *udenfor = ARENA_ARRAY(k->arena, MAX, struct plan_udenfor);
    size_t count = 0;
    for (size_t i = 0; i < regel->poster; i++) {
        const struct regel_post *post = &regel->post[i];
        if (!str_is(post->noegle.tekst, "dækker ikke")) continue;
        if (count == MAX) {
            fund_begge(k->fund, true, "tal", post->noegle.tekst, post->noegle.sted,
                       "\"dækker ikke\" står mere end %d gange",
                       "“dækker ikke” stands more than %d times", MAX);
            break;
        }
        if (read_udenfor(k, post, udenfor, count, &udenfor[count])) count++;
    }
    k->plan->udenfor = udenfor;
    k->plan->udenfor_antal = count;
}

static void read_opdigtet(struct kompil *k, const struct regel *regel)
{
    if (regel_find(regel, "opdigtet") == NULL) return;
    k->plan->opdigtet = true;
    kompil_tekst(k, regel, "opdigtet");
}

void compile_haandbog(struct kompil *k)
{
    const struct regel *regel = kompil_eneste(k, REGEL_HAANDBOG);
    if (regel == NULL) {
        fund_begge(k->fund, true, "mangler-nøgle", STR("håndbog"), kompil_top(k),
                   "dokumentet har ingen sætning \"håndbog\"",
                   "the document has no statement “håndbog”")
            ->raad = FUND_ORD("begynd den første regelblok med \"håndbog NAVN\"",
                              "begin the first rule block with “håndbog NAVN”");
        return;
    }
    if (regel != &k->dokument->regel[0])
        fund_begge(k->fund, true, "form", STR("håndbog"), regel->sted,
                   "\"håndbog\" skal stå som den første sætning",
                   "“håndbog” must be the first statement");
    if (regel->hoved.tekst.n == 0)
        fund_begge(k->fund, true, "mangler-nøgle", STR("håndbog"), regel->sted,
                   "håndbogen har intet navn", "the handbook has no name")
            ->raad =
            FUND_ORD("skriv navnet efter \"håndbog\", for eksempel \"håndbog Morsø Kommune\"",
                     "write the name after “håndbog”, for example “håndbog Morsø Kommune”");
    k->plan->haandbog = regel->hoved.tekst;
    read_kommunekode(k, regel);
    read_gaelder(k, regel);
    read_retter(k, regel);
    read_model(k, regel);
    read_retning(k, regel);
    read_alle_udenfor(k, regel);
    read_opdigtet(k, regel);
    kompil_kraev(k, regel, "takster");
    kompil_tekst(k, regel, "kilde");
}

/* ---- valg ---- */

enum { OPTIONS_MAX = 4 };

struct valg_punkt {
    const char *noegle;
    const char *mulighed[OPTIONS_MAX]; /* none: kinds of placement; the order is that of the enum */
    void (*set)(struct plan_valg *valg, size_t nr);
};

static void set_alder(struct plan_valg *valg, size_t nr)
{
    valg->alder = (enum valg_alder)nr;
}

static void set_indflytning(struct plan_valg *valg, size_t nr)
{
    valg->indflytningsdag_taeller = nr == 0;
}

static void set_fraflytning(struct plan_valg *valg, size_t nr)
{
    valg->fraflytningsdag_taeller = nr == 0;
}

static void set_uge(struct plan_valg *valg, size_t nr)
{
    valg->uge = (enum valg_uge)nr;
}

static void set_raekkefoelge(struct plan_valg *valg, size_t nr)
{
    valg->raekkefoelge = (enum valg_raekkefoelge)nr;
}

static void set_tredje(struct plan_valg *valg, size_t nr)
{
    valg->tredje = (enum valg_tredje)nr;
}

static void set_skuddag(struct plan_valg *valg, size_t nr)
{
    valg->skuddag = (enum skuddag)nr;
}

#define UGE_ORD                                                                                    \
    {                                                                                              \
        [UGE_DAGE_7] = "× dage / 7", [UGE_365_84] = "× 365/84", [UGE_52_12] = "× 52/12",           \
        [UGE_30_7] = "× 30/7",                                                                     \
    }

static const struct valg_punkt PUNKT[] = {
    {"alder regnes",
     {[ALDER_PAA_DAGEN] = "på dagen",
      [ALDER_FOERSTE_I_MAANEDEN] = "fra den 1. i måneden",
      [ALDER_FOERSTE_I_MAANEDEN_EFTER] = "fra den 1. i måneden efter"},
     set_alder},
    {"indflytningsdag", {"tæller med", "tæller ikke med"}, set_indflytning},
    {"fraflytningsdag", {"tæller med", "tæller ikke med"}, set_fraflytning},
    {"ugebeløb omregnes", UGE_ORD, set_uge},
    {"børnerækkefølge",
     {[RAEKKE_INDFLYTNING] = "efter indflytning, ved lighed ældste først",
      [RAEKKE_ALDER] = "efter alder, ældste først"},
     set_raekkefoelge},
    {"tæller som barn", {NULL}, NULL},
    {"3. barn gælder",
     {[TREDJE_3_OG_4_SAMME_KOMMUNE] = "3. og 4. barn fra samme kommune",
      [TREDJE_FRA_3_SAMME_STED] = "fra 3. barn på samme sted"},
     set_tredje},
    {"29. februar",
     {[SKUDDAG_1_MARTS] = "fødselsdag 1. marts i andre år",
      [SKUDDAG_28_FEBRUAR] = "fødselsdag 28. februar i andre år"},
     set_skuddag},
};

bool kompil_uge(struct laes *l, enum valg_uge *out, struct str *ord)
{
    static const char *const uge[] = UGE_ORD;
    size_t valg = 0;
    TRY(laes_valg(l, uge, COUNT(uge), &valg));
    *out = (enum valg_uge)valg;
    *ord = str_from(uge[valg]);
    return true;
}

static struct str art_list(struct arena *arena, unsigned arter)
{
    struct buf buf;
    buf_init(&buf, arena);
    for (int i = 0; i < ART_ANTAL; i++) {
        if ((arter & 1U << i) == 0) continue;
        if (buf.n > 0) buf_c(&buf, ", ");
        buf_c(&buf, laes_art_ord((enum art)i));
    }
    return buf_str(&buf);
}

static void read_choice(struct kompil *k, struct laes *l, const struct valg_punkt *punkt,
                        struct str *vaerdi)
{
    size_t options = 0, valg = 0;
    if (punkt->set == NULL) {
        if (kompil_arter(l, &k->plan->valg.taeller_som_barn))
            *vaerdi = art_list(k->arena, k->plan->valg.taeller_som_barn);
        return;
    }
    while (options < OPTIONS_MAX && punkt->mulighed[options] != NULL) options++;
    if (!laes_valg(l, punkt->mulighed, options, &valg)) return;
    punkt->set(&k->plan->valg, valg);
    *vaerdi = str_from(punkt->mulighed[valg]);
}

static void read_punkt(struct kompil *k, const struct regel *regel, const struct valg_punkt *punkt,
                       struct plan_valg_tekst *out)
{
    *out = (struct plan_valg_tekst){
        .noegle = str_from(punkt->noegle), .vaerdi = STR_EMPTY, .kilde = STR_EMPTY};
    const struct regel_post *post = kompil_kraev(k, regel, punkt->noegle);
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    read_choice(k, &l, punkt, &out->vaerdi);
    if (laes_ved_slut(&l)) {
        laes_fejl(&l, "mangler-nøgle", "valget ender ikke med \"; valgt af os\" eller en kilde",
                  "the choice does not end with “; valgt af os” or a source");
        return;
    }
    laes_kraev(&l, ";");
    out->valgt_af_os = laes_ord(&l, "valgt af os");
    if (!out->valgt_af_os && laes_kraev(&l, "kilde")) laes_tekst(&l, &out->kilde);
    laes_slut(&l);
}

void compile_valg(struct kompil *k)
{
    const struct regel *regel = kompil_eneste(k, REGEL_VALG);
    struct plan_valg_tekst *tekst = ARENA_ARRAY(k->arena, COUNT(PUNKT), struct plan_valg_tekst);
    k->plan->valg_tekst = tekst;
    if (regel == NULL) {
        fund_begge(k->fund, true, "mangler-nøgle", STR("valg"), kompil_top(k),
                   "håndbogen har ingen sætning \"valg\"", "the handbook has no statement “valg”")
            ->raad = FUND_ORD("skriv \"valg\" med de otte valg, se docs/sprog.md",
                              "write “valg” with the eight choices, see docs/sprog.md");
        return;
    }
    for (size_t i = 0; i < COUNT(PUNKT); i++) read_punkt(k, regel, &PUNKT[i], &tekst[i]);
    k->plan->valg_tekster = COUNT(PUNKT);
}

/* ---- trin ---- */

enum { KOL_NR, KOL_VEDERLAG, KOL_BELASTNING, KOL_GODKENDELSE, KOL_PAAKRAEVET = 7, KOL_ALLE };

static const char *const KOLONNE[KOL_ALLE] = {
    "nr",         "vederlag", "belastning",    "godkendelse", "arbejde ved siden af",
    "uddannelse", "erfaring", "trykt pr måned"};

static bool check_columns(struct kompil *k, const struct regel_raekke *hoved)
{
    if (hoved->celler == KOL_PAAKRAEVET || hoved->celler == KOL_ALLE) {
        size_t i = 0;
        while (i < hoved->celler && str_is(hoved->celle[i].tekst, KOLONNE[i])) i++;
        if (i == hoved->celler) return true;
        fund_begge(k->fund, true, "tabel", hoved->celle[i].tekst, hoved->celle[i].sted,
                   "kolonnen skal hedde \"%s\"", "the column must be named “%s”", KOLONNE[i]);
        return false;
    }
    fund_begge(k->fund, true, "tabel", STR("trin"), hoved->celle[0].sted,
               "trintabellen har %zu kolonner", "the table of levels has %zu columns",
               hoved->celler)
        ->raad =
        FUND_ORD("kolonnerne er: nr | vederlag | belastning | godkendelse | arbejde ved siden "
                 "af | uddannelse | erfaring, og eventuelt trykt pr måned",
                 "the columns are: “nr | vederlag | belastning | godkendelse | arbejde ved siden "
                 "af | uddannelse | erfaring”, and “trykt pr måned” if wanted");
    return false;
}

static void read_trin(struct kompil *k, const struct regel_raekke *raekke, struct plan_trin *out)
{
    struct plan_niveau niveau = {MODEL_TRIN, brok_int(out->nr), brok_int(out->nr)};
    struct laes l = laes_start(k->arena, k->fund, raekke->celle[KOL_NR]);
    int skrevet = 0;
    out->belastning = raekke->celle[KOL_BELASTNING].tekst;
    out->sted = raekke->celle[KOL_NR].sted;
    if (laes_heltal(&l, 1, PLAN_MAX_TRIN, &skrevet) && laes_slut(&l) && skrevet != out->nr) {
        l.at = 0;
        laes_fejl(&l, "tabel", "trinnene er 1, 2, 3 … i orden; her skal stå %d",
                  "the levels are 1, 2, 3 … in order; here must be %d", out->nr);
    }
    l = laes_start(k->arena, k->fund, raekke->celle[KOL_VEDERLAG]);
    struct brok vederlag = brok_int(1);
    if (laes_tal(&l, 2, true, &vederlag) && laes_slut(&l)) {
        l.at = 0;
        if (vederlag.t <= 0 || brok_cmp(vederlag, brok_int(VEDERLAG_MAX)) > 0)
            laes_fejl(&l, "tal", "vederlag skal være over 0 og højst %d",
                      "“vederlag” must be above 0 and at most %d", VEDERLAG_MAX);
        else
            out->vederlag = vederlag;
    }
    kompil_krav(k, &raekke->celle[KOL_GODKENDELSE], niveau);
}

/* Levels that cannot be read are there all the same, so that what names them is not blamed. */
static void read_trin_tabel(struct kompil *k, const struct regel *regel)
{
    size_t count = regel->raekker - 1;
    bool columns = check_columns(k, &regel->raekke[0]);
    if (count > PLAN_MAX_TRIN) {
        fund_begge(k->fund, true, "tabel", STR("trin"), regel->sted,
                   "en håndbog har højst %d trin, men her er %zu",
                   "a handbook has at most %d levels, but here are %zu", PLAN_MAX_TRIN, count);
        count = PLAN_MAX_TRIN;
    }
    struct plan_trin *trin = ARENA_ARRAY(k->arena, count, struct plan_trin);
    for (size_t i = 0; i < count; i++) {
        trin[i] =
            (struct plan_trin){.nr = (int)i + 1, .vederlag = brok_int(1), .belastning = STR_EMPTY};
        if (columns) read_trin(k, &regel->raekke[i + 1], &trin[i]);
    }
    k->plan->trin = trin;
    k->plan->trin_antal = count;
}

void compile_trin(struct kompil *k)
{
    const struct regel *regel = kompil_eneste(k, REGEL_TRIN);
    k->ud->trin_kilde = STR_EMPTY;
    if (regel == NULL) {
        if (k->plan->model[MODEL_TRIN])
            fund_begge(k->fund, true, "mangler-nøgle", STR("trin"), kompil_top(k),
                       "modellen er trin, men håndbogen har ingen sætning \"trin\"",
                       "the model is trin, but the handbook has no statement “trin”");
        return;
    }
    k->ud->trin_regel = regel;
    k->ud->trin_kilde = kompil_tekst(k, regel, "kilde");
    if (regel->raekker >= 2) {
        read_trin_tabel(k, regel);
        return;
    }
    fund_begge(k->fund, true, "tabel", STR("trin"), regel->sted,
               "\"trin\" skal have en tabel med et hoved og mindst ét trin",
               "“trin” must have a table with a head and at least one level");
}

/* ---- overgang ---- */

static bool read_overgang_model(struct kompil *k, struct laes *l, enum plan_model *out)
{
    static const char *const model[] = {"trin", "antal vederlag"};
    size_t valg = 0, at = l->at;
    TRY(laes_valg(l, model, COUNT(model), &valg));
    TRY(laes_slut(l));
    *out = (enum plan_model)valg;
    if (k->plan->model[valg]) return true;
    l->at = at;
    return laes_fejl(l, "navn", "håndbogens model nævner ikke \"%s\"",
                     "the handbook's model does not name “%s”", model[valg]);
}

void compile_overgang(struct kompil *k)
{
    const struct regel *regel = kompil_eneste(k, REGEL_OVERGANG);
    struct plan_overgang *overgang = &k->plan->overgang;
    if (regel == NULL) return;
    overgang->findes = true;
    const struct regel_post *nye = kompil_kraev(k, regel, "nye anbringelser");
    const struct regel_post *aeldre = kompil_kraev(k, regel, "ældre anbringelser");
    if (nye == NULL || aeldre == NULL) return;
    struct laes l = kompil_laes(k, nye);
    laes_kraev(&l, "fra");
    laes_dato(&l, &overgang->dato);
    laes_kraev(&l, ":");
    bool ok = read_overgang_model(k, &l, &overgang->nye);
    l = kompil_laes(k, aeldre);
    if (!read_overgang_model(k, &l, &overgang->aeldre) || !ok) return;
    if (overgang->nye == overgang->aeldre)
        fund_begge(
            k->fund, true, "uopnåelig", STR("overgang"), aeldre->vaerdi.sted,
            "nye og ældre anbringelser indplaceres ens, så overgangen ændrer intet",
            "new and older placements get their level alike, so the transition changes nothing");
}
