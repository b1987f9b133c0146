/*
 * compile: from statements to a plan.
 *
 * Calls the readers of each kind in the order they need each other, then gathers the rates that
 * formulas use and seals the plan. Cost: linear in the text and in the rows of the rates, but for
 * one sort of them.
 */
#include "haandbog/compile.h"

/* ---- help for the readers ---- */

struct sted kompil_top(const struct kompil *k)
{
    if (k->dokument->regler > 0) return k->dokument->regel[0].sted;
    return (struct sted){.fil = k->dokument->fil, .linje = 1, .kol = 1};
}

const struct regel *kompil_eneste(struct kompil *k, enum regel_art art)
{
    const struct regel *first = NULL;
    for (size_t i = 0; i < k->dokument->regler; i++) {
        const struct regel *regel = &k->dokument->regel[i];
        if (regel->art != art) continue;
        if (first != NULL)
            fund_begge(k->fund, true, "gentaget", str_from(regel_art_ord(art)), regel->sted,
                       "sætningen \"%s\" står allerede i linje %d",
                       "the statement “%s” stands in line %d already", regel_art_ord(art),
                       first->sted.linje);
        else
            first = regel;
    }
    return first;
}

size_t kompil_antal(const struct kompil *k, enum regel_art art)
{
    size_t count = 0;
    for (size_t i = 0; i < k->dokument->regler; i++) count += k->dokument->regel[i].art == art;
    return count;
}

struct laes kompil_laes(struct kompil *k, const struct regel_post *post)
{
    return laes_start(k->arena, k->fund, post->vaerdi);
}

/* What may stand in an entry, for advice; the entries of `ydelse`, `valg` and so on in one list. */
static const char *example_of(const char *noegle)
{
    static const struct {
        const char *noegle, *vaerdi;
    } liste[] = {
        {"kommunekode", "ingen"},
        {"gælder", "fra 2021-01-01 til og med 2021-12-31"},
        {"takster", "ingen"},
        {"model", "trin"},
        {"retning", "fastholdes hele anbringelsen"},
        {"kilde", "\"hvor det står\""},
        {"alder regnes", "på dagen; valgt af os"},
        {"indflytningsdag", "tæller med; valgt af os"},
        {"fraflytningsdag", "tæller ikke med; valgt af os"},
        {"ugebeløb omregnes", "× dage / 7; valgt af os"},
        {"børnerækkefølge", "efter indflytning, ved lighed ældste først; valgt af os"},
        {"tæller som barn", "døgnpleje; valgt af os"},
        {"3. barn gælder", "fra 3. barn på samme sted; valgt af os"},
        {"29. februar", "fødselsdag 1. marts i andre år; valgt af os"},
        {"beløb", "takst NAVN efter alder"},
        {"del af måned", "månedsbeløb × dage / månedens dage"},
        {"afrundes", "til øre, halve op"},
        {"til", "kontrakthaver, A-indkomst, via løn"},
        {"først", "14 dage i de første 3 måneder"},
        {"derefter", "30 dage"},
        {"ved opsigelse", "alle ydelser løber varslet ud"},
        {"ved faktisk ophør", "alle ydelser stopper på fraflytningsdagen"},
        {"ved misligholdelse", "alle ydelser stopper straks"},
        {"ved adoption", "alle ydelser stopper på datoen"},
        {"ved 18 år", "alle ydelser fortsætter"},
        {"nye anbringelser", "fra 2021-01-01: trin"},
        {"ældre anbringelser", "antal vederlag"},
        {"spørgsmål", "\"Hvor meget støtte har barnet brug for?\""},
        {"kriterium", "støttebehov"},
        {"besluttes af", "udvalg \"Gennemsnitsudvalget\""},
        {"leder godkender", "ukendt \"kilden siger intet om det\""},
        {"partshøring", "ukendt \"kilden siger intet om det\""},
    };
    for (size_t i = 0; i < COUNT(liste); i++)
        if (str_is(str_from(liste[i].noegle), noegle)) return liste[i].vaerdi;
    return NULL;
}

const struct regel_post *kompil_kraev(struct kompil *k, const struct regel *regel,
                                      const char *noegle)
{
    const struct regel_post *post = regel_find(regel, noegle);
    if (post != NULL) return post;
    const char *vaerdi = example_of(noegle);
    struct fund *fund =
        fund_begge(k->fund, true, "mangler-nøgle", str_from(noegle), regel->sted,
                   "sætningen \"%s\" mangler posten \"%s\"",
                   "the statement “%s” lacks the entry “%s”", regel_art_ord(regel->art), noegle);
    if (vaerdi != NULL)
        fund->raad = fund_ord(k->arena, "skriv for eksempel: %s  %s", "write for example: “%s  %s”",
                              noegle, vaerdi);
    return NULL;
}

struct str kompil_tekst(struct kompil *k, const struct regel *regel, const char *noegle)
{
    const struct regel_post *post = kompil_kraev(k, regel, noegle);
    struct str tekst = STR_EMPTY;
    if (post == NULL) return STR_EMPTY;
    struct laes l = kompil_laes(k, post);
    laes_tekst(&l, &tekst);
    return laes_slut(&l) ? tekst : STR_EMPTY;
}

struct str kompil_kilde_eller_os(struct kompil *k, const struct regel *regel)
{
    const struct regel_post *os = regel_find(regel, "valgt af os");
    const struct regel_post *kilde = regel_find(regel, "kilde");
    if (kilde != NULL && os != NULL)
        fund_begge(k->fund, true, "overlap", os->noegle.tekst, os->noegle.sted,
                   "reglen har både en kilde og \"valgt af os\"",
                   "the rule has both a source and “valgt af os”")
            ->raad = FUND_ORD("slet den ene", "delete one of them");
    if (kilde != NULL) return kompil_tekst(k, regel, "kilde");
    if (os != NULL) return STR("valgt af os");
    fund_begge(k->fund, true, "mangler-nøgle", STR("kilde"), regel->sted,
               "sætningen \"%s\" mangler posten \"kilde\"",
               "the statement “%s” lacks the entry “kilde”", regel_art_ord(regel->art))
        ->raad = FUND_ORD("skriv kilde \"…\" eller posten \"valgt af os\"",
                          "write kilde \"…\" or the entry “valgt af os”");
    return STR_EMPTY;
}

struct str kompil_navn(struct kompil *k, const struct regel *regel)
{
    struct laes l = laes_start(k->arena, k->fund, regel->hoved);
    struct str navn = STR_EMPTY;
    laes_tekst(&l, &navn);
    return laes_slut(&l) ? navn : STR_EMPTY;
}

bool kompil_gaelder(struct laes *l, struct dato *fra, struct dato *til)
{
    struct dato first = DATO_MIN, end = DATO_MAX;
    TRY(laes_kraev(l, "fra"));
    TRY(laes_dato(l, &first));
    if (laes_ord(l, "til og med")) {
        struct laes before = *l;
        TRY(laes_dato(l, &end));
        end = dato_plus(end, 1);
        if (end.dag <= first.dag) {
            *l = before;
            return laes_fejl(l, "dato", "perioden ender, før den begynder",
                             "the period ends before it begins");
        }
    }
    *fra = first;
    *til = end;
    return true;
}

bool kompil_arter(struct laes *l, unsigned *out)
{
    unsigned arter = 0;
    do {
        struct laes before = *l;
        enum art art = ART_DOEGN;
        TRY(laes_art(l, &art));
        if ((arter & 1U << art) != 0) {
            *l = before;
            return laes_fejl(l, "gentaget", "%s står to gange", "“%s” appears twice",
                             laes_art_ord(art));
        }
        arter |= 1U << art;
    } while (laes_tegn(l, ","));
    *out = arter;
    return true;
}

int kompil_linje(struct kompil *k, struct laes *l)
{
    struct laes before = *l;
    struct str navn = STR_EMPTY, navne[PLAN_MAX_LINES];
    if (!laes_navn(l, &navn)) return -1;
    for (size_t i = 0; i < k->plan->linjer; i++) {
        if (str_eq(k->linje[i].navn, navn)) return (int)i;
        navne[i] = k->linje[i].navn;
    }
    struct str near = str_suggest(navn, navne, k->plan->linjer);
    *l = before;
    if (near.n > 0)
        laes_fejl(l, "navn", "håndbogen har ingen ydelse \"%.*s\"; mente du %.*s?",
                  "the handbook has no payment “%.*s”; did you mean “%.*s”?", STR_ARG(navn),
                  STR_ARG(near));
    else
        laes_fejl(l, "navn", "håndbogen har ingen ydelse \"%.*s\"",
                  "the handbook has no payment “%.*s”", STR_ARG(navn));
    return -1;
}

bool kompil_bruger_vederlag(const struct plan_formel *formel)
{
    for (size_t i = 0; i < formel->antal; i++)
        for (size_t j = 0; j < formel->led[i].faktorer; j++)
            if (formel->led[i].faktor[j].art == FAKTOR_VEDERLAG) return true;
    return false;
}

struct enhed kompil_kr_pr(enum enhed_ord ord)
{
    struct enhed enhed = {0};
    enhed.potens[ENHED_KR] = 1;
    enhed.potens[ord] = -1;
    return enhed;
}

/* ---- the rates in use ---- */

/* The formula with the indexes of the plan's rates instead of all rates'. */
static void renumber(struct kompil *k, const int *number, struct plan_formel *formel)
{
    struct plan_led *led = ARENA_ARRAY(k->arena, formel->antal, struct plan_led);
    for (size_t i = 0; i < formel->antal; i++) {
        led[i] = formel->led[i];
        struct plan_faktor *faktor = ARENA_ARRAY(k->arena, led[i].faktorer, struct plan_faktor);
        for (size_t j = 0; j < led[i].faktorer; j++) {
            faktor[j] = led[i].faktor[j];
            if (faktor[j].art == FAKTOR_TAKST) faktor[j].takst = number[faktor[j].takst];
        }
        led[i].faktor = faktor;
    }
    formel->led = led;
}

static void renumber_all(struct kompil *k, const int *number)
{
    for (size_t i = 0; i < k->plan->ydelser; i++) {
        renumber(k, number, &k->ydelse[i].beloeb);
        renumber(k, number, &k->ydelse[i].tredje);
        renumber(k, number, &k->ydelse[i].doegnsats);
    }
    for (int s = 0; s < SITUATION_ANTAL; s++)
        for (size_t i = 0; i < k->plan->linjer; i++)
            renumber(k, number, &k->plan->situation[s].virkning[i].fradrag);
    for (size_t i = 0; i < k->ud->sammenligninger; i++) {
        renumber(k, number, &k->sammenligning[i].formel);
        renumber(k, number, &k->sammenligning[i].med);
    }
}

/* Copies the rows of the names in use. The rows and the names have the same order. */
static void keep_rows(struct kompil *k, const int *number, size_t *first)
{
    const struct takst_tabel *alle = &k->ud->takster_alle;
    struct takst_tabel *kept = &k->plan->takster;
    size_t name = 0;
    kept->takst = ARENA_ARRAY(k->arena, alle->count, struct takst);
    kept->capacity = alle->count;
    for (size_t i = 0; i < alle->count; i++) {
        bool new_name = i == 0 || !str_eq(alle->takst[i].navn, alle->takst[i - 1].navn);
        if (new_name && i > 0) name++;
        ASSERT(name < k->navne.takst_antal);
        if (!k->navne.takst_brugt[name]) continue;
        if (new_name) first[number[name]] = kept->count;
        kept->takst[kept->count++] = alle->takst[i];
    }
    first[k->plan->takst_antal] = kept->count;
}

static void gather_rates(struct kompil *k)
{
    const struct formel_navne *navne = &k->navne;
    int *number = ARENA_ARRAY(k->arena, navne->takst_antal, int);
    struct str *used = ARENA_ARRAY(k->arena, navne->takst_antal, struct str);
    size_t count = 0;
    for (size_t i = 0; i < navne->takst_antal; i++) {
        if (!navne->takst_brugt[i]) continue;
        number[i] = (int)count;
        used[count++] = navne->takst[i];
    }
    if (count > PLAN_MAX_RATES)
        fund_begge(k->fund, true, "tal", STR("takst"), kompil_top(k),
                   "en håndbog bruger højst %d takster, men denne bruger %zu",
                   "a handbook uses at most %d rates, but this one uses %zu", PLAN_MAX_RATES,
                   count);
    size_t *first = ARENA_ARRAY(k->arena, count + 1, size_t);
    k->plan->takst_navne = used;
    k->plan->takst_antal = count;
    k->plan->takst_foerste = first;
    keep_rows(k, number, first);
    renumber_all(k, number);
}

/* ---- the whole ---- */

static struct plan *empty_plan(struct arena *arena, const char *fil)
{
    struct plan *plan = ARENA_NEW(arena, struct plan);
    plan->haandbog = STR_EMPTY;
    plan->fil = fil;
    plan->gaelder_fra = DATO_MIN;
    plan->gaelder_til = DATO_MAX;
    plan->kendt_fra = DATO_MIN;
    plan->vederlag_min = BROK_NUL;
    plan->vederlag_max = BROK_NUL;
    return plan;
}

bool haandbog_compile(struct arena *arena, const char *fil, struct str tekst,
                      const struct takst_kilde *takster, struct haandbog *out,
                      struct fund_liste *fund, struct err *err)
{
    ASSERT(fil != NULL);
    struct kompil *k = ARENA_NEW(arena, struct kompil);
    *out = (struct haandbog){0};
    TRY(dokument_read(arena, fil, tekst, &out->dokument, fund, err));
    out->plan = empty_plan(arena, fil);
    k->arena = arena;
    k->fund = fund;
    k->dokument = &out->dokument;
    k->kilde = takster;
    k->ud = out;
    k->plan = out->plan;
    compile_haandbog(k);
    compile_trin(k);
    TRY(compile_takster(k, err));
    compile_valg(k);
    compile_ydelser(k);
    compile_situationer(k);
    compile_opsigelse(k);
    compile_overgang(k);
    compile_indplacering(k);
    compile_tillaeg(k);
    gather_rates(k);
    plan_seal(arena, out->plan);
    return true;
}
