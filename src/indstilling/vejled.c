/*
 * vejled: what the answers point to, and what is held against the handbook's demands. Pure: the
 * same answers, facts and handbook always give the same guidance.
 */
#include <string.h>

#include "indstilling/indstilling_intern.h"

/* ---- what the answers point to ---- */

static const struct plan_svar *chosen(const struct plan_kriterium *k, struct str tekst)
{
    for (size_t i = 0; i < k->svar_antal; i++)
        if (str_eq(k->svar[i].tekst, tekst)) return &k->svar[i];
    return NULL;
}

/* A sign's key is LISTE.KODE. */
static bool is_of(const struct plan_indikatorer *liste, struct str noegle)
{
    return noegle.n > liste->kode.n && noegle.p[liste->kode.n] == '.' &&
           str_starts(noegle, liste->kode);
}

static size_t count_signs(const struct plan_indplacering *p, size_t kriterium,
                          const struct indstilling_svarene *svar)
{
    size_t antal = 0;

    for (size_t l = 0; l < p->indikator_lister; l++) {
        if (p->indikatorer[l].kriterium != kriterium) continue;
        for (size_t i = 0; i < svar->antal; i++)
            antal += svar->svar[i].slags == SVAR_TEGN && str_is(svar->svar[i].vaerdi, "1") &&
                     is_of(&p->indikatorer[l], svar->svar[i].noegle);
    }
    return antal;
}

static int by_niveau(const struct plan_niveau *a, const struct plan_niveau *b)
{
    if (a->model != b->model) return a->model < b->model ? -1 : 1;
    int order = brok_cmp(a->fra, b->fra);
    return order != 0 ? order : brok_cmp(a->til, b->til);
}

/* Adds one that points there, keeping the order. */
static void add_sum(struct vejled *v, const struct plan_niveau *niveau)
{
    size_t at = 0;

    while (at < v->summer && by_niveau(&v->sum[at].niveau, niveau) < 0) at++;
    if (at == v->summer || by_niveau(&v->sum[at].niveau, niveau) != 0) {
        memmove(&v->sum[at + 1], &v->sum[at], (v->summer - at) * sizeof(*v->sum));
        v->sum[at] = (struct vejled_sum){*niveau, 0};
        v->summer++;
    }
    v->sum[at].antal++;
}

void vejled(struct arena *arena, const struct plan *plan, const struct indstilling_svarene *svar,
            struct vejled *out)
{
    const struct plan_indplacering *p = &plan->indplacering;

    *out = (struct vejled){.linje = ARENA_ARRAY(arena, p->kriterier, struct vejled_linje),
                           .linjer = p->kriterier,
                           .sum = ARENA_ARRAY(arena, p->kriterier + 1, struct vejled_sum)};
    for (size_t i = 0; i < p->kriterier; i++) {
        struct vejled_linje *l = &out->linje[i];
        l->kriterium = &p->kriterium[i];
        l->besvaret = indstilling_svar_find(svar, SVAR_KRITERIUM, l->kriterium->kode);
        l->tegn = count_signs(p, i, svar);
        bool tavs =
            l->besvaret == NULL || (l->besvaret->vaerdi.n == 0 && l->besvaret->tekst.n == 0);
        out->ubesvaret += tavs;
        if (tavs) continue;
        l->svar = chosen(l->kriterium, l->besvaret->vaerdi);
        if (l->svar != NULL && l->svar->peger) add_sum(out, &l->svar->niveau);
    }
}

/* ---- checks ---- */

const char *kontrol_navn(enum kontrol_art art)
{
    static const char *const navn[KONTROLLER] = {
        [KONTROL_GODKENDELSE] = "godkendelse",
        [KONTROL_ANTAL] = "antal børn",
        [KONTROL_ALDER] = "barnets alder",
        [KONTROL_BELASTNING] = "samlet belastning",
        [KONTROL_ARBEJDE] = "arbejde ved siden af",
        [KONTROL_UDDANNELSE] = "uddannelse",
        [KONTROL_ERFARING] = "erfaring",
        [KONTROL_RETNING] = "niveauet før",
    };

    ASSERT(art < KONTROLLER);
    return navn[art];
}

const char *kontrol_svar_navn(enum kontrol_svar svar)
{
    static const char *const navn[KONTROL_SVAR] = {
        [KONTROL_OK] = "opfyldt",
        [KONTROL_IKKE] = "ikke opfyldt",
        [KONTROL_VURDER] = "skal vurderes",
        [KONTROL_UOPLYST] = "mangler",
        [KONTROL_VENTER] = "venter på niveau",
    };

    ASSERT(svar < KONTROL_SVAR);
    return navn[svar];
}

/* Lav 1, middel 2, høj 3, højeste 4; 0 for other words. */
static int degree(struct arena *arena, struct str ord)
{
    static const char *const grad[] = {"lav", "middel", "hoej", "hoejeste"};
    struct str foldet = str_fold(arena, str_trim(ord));

    for (size_t i = 0; i < sizeof(grad) / sizeof(*grad); i++)
        if (str_is(foldet, grad[i])) return (int)i + 1;
    return 0;
}

static void check_approval(struct arena *arena, const struct plan_krav *krav,
                           const struct indstilling_forhold *f, struct kontrol *k)
{
    static const int mindst[KRAV_GODKENDELSER] = {
        [KRAV_LAV] = 1, [KRAV_MIDDEL] = 2, [KRAV_HOEJ] = 3, [KRAV_HOEJ_ELLER_HOEJESTE] = 3};

    if (f->har_godkendelse) k->fundet = f->godkendelse.godkendelse.belastning;
    if (krav == NULL) return;
    k->krav = str_from(plan_godkendelse_navn(krav->godkendelse));
    if (krav->godkendelse == KRAV_INGEN) {
        k->svar = KONTROL_OK;
        return;
    }
    k->godkendelse_tier = k->fundet.n == 0;
    if (k->godkendelse_tier) return;
    int grad = degree(arena, k->fundet);
    k->svar = grad == 0                           ? KONTROL_VURDER
              : grad >= mindst[krav->godkendelse] ? KONTROL_OK
                                                  : KONTROL_IKKE;
}

static void check_count(struct arena *arena, const struct indstilling_forhold *f, struct kontrol *k)
{
    int godkendt =
        f->har_godkendelse ? f->godkendelse.godkendelse.antal_boern : REGISTER_TAL_UKENDT;

    k->fundet = str_format(arena, "%zu", f->andre_antal + 1);
    k->godkendelse_tier = godkendt == REGISTER_TAL_UKENDT;
    if (k->godkendelse_tier) return;
    k->krav = str_format(arena, "højst %d", godkendt);
    k->svar = f->andre_antal + 1 <= (size_t)godkendt ? KONTROL_OK : KONTROL_IKKE;
}

static void check_age(struct arena *arena, const struct plan *plan, struct dato fra,
                      const struct indstilling_forhold *f, struct kontrol *k)
{
    int alder = dato_age(f->foedt, fra, plan->valg.skuddag);
    const struct register_fakta *g = &f->godkendelse;

    k->fundet = str_format(arena, "%d år", alder);
    k->godkendelse_tier =
        !f->har_godkendelse || (g->godkendelse.alder_fra < 0 && g->godkendelse.alder_til < 0);
    if (k->godkendelse_tier) return;
    int fra_alder = g->godkendelse.alder_fra < 0 ? 0 : g->godkendelse.alder_fra;
    bool aaben = g->godkendelse.alder_til < 0;
    k->krav = aaben ? str_format(arena, "fra %d år", fra_alder)
                    : str_format(arena, "%d-%d år", fra_alder, g->godkendelse.alder_til);
    bool inde = alder >= fra_alder && (aaben || alder <= g->godkendelse.alder_til);
    k->svar = inde ? KONTROL_OK : KONTROL_IKKE;
}

/* All the children together: how many vederlag the family then has. There is no limit to hold it
 * against in a handbook, so a person assesses it whenever there are others. */
static void check_load(struct arena *arena, const struct plan *plan,
                       const struct indstilling_forhold *f, struct niveau niveau, struct kontrol *k)
{
    struct brok sum = BROK_NUL, en = BROK_NUL;
    struct err err = ERR_INIT;
    bool alle = niveau_vederlag(plan, niveau, &sum);
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t i = 0; i < f->andre_antal; i++) {
        buf_format(&buf, "%s%.*s", i == 0 ? "" : ", ",
                   STR_ARG(niveau_tekst(arena, f->andre[i].niveau)));
        alle =
            alle && niveau_vederlag(plan, f->andre[i].niveau, &en) && brok_add(sum, en, &sum, &err);
    }
    k->svar = f->andre_antal == 0 ? KONTROL_OK : KONTROL_VURDER;
    if (f->andre_antal > 0 && alle)
        buf_format(&buf, "; i alt %.*s vederlag med dette barn", STR_ARG(brok_short(arena, sum)));
    k->fundet = f->andre_antal == 0 ? STR("ingen andre børn i familien") : buf_str(&buf);
}

static void check_work(const struct plan_krav *krav, const struct indstilling_forhold *f,
                       const struct indstilling_svar *svar, struct kontrol *k)
{
    struct err err = ERR_INIT;
    struct brok stillinger = BROK_NUL;
    bool talt = svar != NULL && brok_parse(svar->vaerdi, 2, &stillinger, &err);

    if (svar != NULL) k->fundet = svar->vaerdi;
    if (krav == NULL) return;
    k->krav = krav->arbejde;
    if (krav->har_graense && !krav->graense_findes)
        k->svar = f->andre_antal > 0 ? KONTROL_VURDER : KONTROL_OK;
    else if (!talt)
        k->svar = svar == NULL || svar->vaerdi.n == 0 ? KONTROL_UOPLYST : KONTROL_VURDER;
    else if (!krav->har_graense)
        k->svar = KONTROL_VURDER;
    else if (brok_cmp(stillinger, krav->hoejst_stilling) > 0)
        k->svar = KONTROL_IKKE;
    else /* with other children the work is judged from all that is paid together */
        k->svar = f->andre_antal > 0 ? KONTROL_VURDER : KONTROL_OK;
}

static void check_told(struct str krav, const struct indstilling_svar *svar, struct kontrol *k)
{
    k->krav = krav;
    if (svar != NULL) k->fundet = svar->vaerdi;
    if (krav.n == 0) return;
    if (str_starts(krav, STR("ingen")))
        k->svar = KONTROL_OK;
    else if (k->fundet.n > 0)
        k->svar = str_is(k->fundet, "ja")    ? KONTROL_OK
                  : str_is(k->fundet, "nej") ? KONTROL_IKKE
                                             : KONTROL_VURDER;
}

/* The level as it would stand in the register. */
static struct register_fakta as_fact(const struct indstilling *i, struct niveau niveau)
{
    struct register_fakta f = register_tom(SLAGS_INDPLACERING);

    f.ejer = i->anbringelse;
    f.id = STR("ny");
    f.fra = i->fra;
    f.indplacering.trin = niveau.trin;
    f.indplacering.vederlag = niveau.vederlag;
    return f;
}

enum niveau_svar indstilling_retning(const struct plan *plan, const struct indstilling *i,
                                     const struct indstilling_forhold *f, struct niveau niveau)
{
    static const enum niveau_regel regel[] = {
        [RETNING_FASTHOLDES] = NIVEAU_FASTHOLDES,
        [RETNING_ALDRIG_NED] = NIVEAU_ALDRIG_NED,
        [RETNING_GENFORHANDLES] = NIVEAU_GENFORHANDLES,
    };
    struct register_fakta ny = as_fact(i, niveau);

    return register_retning(regel[plan->retning], f->kendt, f->kendt_antal, &ny, false);
}

static void check_direction(struct arena *arena, const struct plan *plan,
                            const struct indstilling *i, const struct indstilling_forhold *f,
                            struct niveau niveau, struct kontrol *k)
{
    if (niveau_sagt(f->nu)) k->fundet = niveau_tekst(arena, f->nu);
    if (!niveau_sagt(niveau)) return;
    enum niveau_svar svar = indstilling_retning(plan, i, f, niveau);
    k->svar = svar == NIVEAU_TILLADT ? KONTROL_OK : KONTROL_IKKE;
    if (svar != NIVEAU_TILLADT) k->krav = niveau_svar_ord(svar, false).dansk;
}

static const struct indstilling_svar *told(const struct indstilling_svarene *svar,
                                           enum oplysning oplysning)
{
    return indstilling_svar_find(svar, SVAR_OPLYSNING, str_from(oplysning_kode(oplysning)));
}

/* Before a level is chosen its demands wait; where the handbook has none, a person assesses. */
static void without_demand(struct niveau niveau, struct kontrol out[KONTROLLER])
{
    static const enum kontrol_art art[] = {KONTROL_GODKENDELSE, KONTROL_ARBEJDE, KONTROL_UDDANNELSE,
                                           KONTROL_ERFARING};

    for (size_t n = 0; n < sizeof(art) / sizeof(*art); n++)
        out[art[n]].svar = niveau_sagt(niveau) ? KONTROL_VURDER : KONTROL_VENTER;
    if (!niveau_sagt(niveau)) out[KONTROL_RETNING].svar = KONTROL_VENTER;
}

void indstilling_kontrol(struct arena *arena, const struct plan *plan, const struct indstilling *i,
                         const struct indstilling_svarene *svar,
                         const struct indstilling_forhold *forhold, struct niveau niveau,
                         struct kontrol out[KONTROLLER])
{
    enum plan_model model = niveau.trin > 0 ? MODEL_TRIN : MODEL_VEDERLAG;
    struct brok tal = niveau.trin > 0 ? brok_int(niveau.trin) : niveau.vederlag;
    const struct plan_krav *krav =
        niveau_sagt(niveau) ? plan_krav_on(&plan->indplacering, model, tal) : NULL;

    for (int art = 0; art < KONTROLLER; art++)
        out[art] = (struct kontrol){.art = (enum kontrol_art)art,
                                    .svar = KONTROL_UOPLYST,
                                    .krav = STR_EMPTY,
                                    .fundet = STR_EMPTY};
    check_approval(arena, krav, forhold, &out[KONTROL_GODKENDELSE]);
    check_count(arena, forhold, &out[KONTROL_ANTAL]);
    check_age(arena, plan, i->fra, forhold, &out[KONTROL_ALDER]);
    check_load(arena, plan, forhold, niveau, &out[KONTROL_BELASTNING]);
    check_work(krav, forhold, told(svar, OPLYSNING_ARBEJDE), &out[KONTROL_ARBEJDE]);
    check_told(krav == NULL ? STR_EMPTY : krav->uddannelse, told(svar, OPLYSNING_UDDANNELSE),
               &out[KONTROL_UDDANNELSE]);
    check_told(krav == NULL ? STR_EMPTY : krav->erfaring, told(svar, OPLYSNING_ERFARING),
               &out[KONTROL_ERFARING]);
    check_direction(arena, plan, i, forhold, niveau, &out[KONTROL_RETNING]);
    if (krav == NULL) without_demand(niveau, out);
}
