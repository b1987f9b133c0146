/*
 * niveaubrev: facts to letters (contract in niveaubrev.h).
 */
#include "indstilling/niveaubrev.h"

#include "afregning/breve.h"
#include "base/tid.h"
#include "beregning/beregning.h"

struct kilde {
    struct store *store;
    struct arena *arena;
    int kommune;
    const struct plan_samling *planer;
    const struct indstilling *i;
    const struct indstilling_trin *trin; /* by which the level was registered */
    struct register_udsnit ud;
    size_t at; /* the placement's sag */
};

static bool words(const struct kilde *k, struct str id, struct str *out, struct err *err)
{
    *out = STR_EMPTY;
    return id.n == 0 || register_tekst(k->store, k->arena, k->kommune, id, out, err);
}

static bool load(struct kilde *k, struct err *err)
{
    for (size_t n = 0; n < k->i->trin_antal; n++)
        if (k->i->trin[n].registrering > 0) k->trin = &k->i->trin[n];
    if (k->trin == NULL)
        return err_begge(err, ERR_INPUT, "indstilling",
                         "Niveauet er ikke besluttet endnu, så der er intet brev.",
                         "The level is not decided yet, so there is no letter.");
    TRY(register_read(k->store, k->arena, k->kommune, k->trin->registrering, &k->i->familie, 1,
                      &k->ud, err));
    TRY(register_read_tekster(k->store, k->arena, k->kommune, &k->ud, err));
    while (k->at < k->ud.sager.count && !str_eq(k->ud.sager.sag[k->at].id, k->i->anbringelse))
        k->at++;
    if (k->at < k->ud.sager.count) return true;
    return err_begge(err, ERR_INPUT, "anbringelse",
                     "Anbringelsen er kaldt tilbage, så der er intet brev.",
                     "The placement has been retracted, so there is no letter.");
}

/* ---- who ---- */

static bool person(const struct kilde *k, struct str id, struct register_person *out, bool *fundet,
                   struct err *err)
{
    *fundet = false;
    if (id.n == 0) return true;
    TRY(register_person(k->store, k->arena, k->kommune, id, out, err));
    *fundet = out->id.n > 0;
    return true;
}

static bool fill_people(const struct kilde *k, struct brev_niveau *out, struct err *err)
{
    const struct register_sag *til = &k->ud.til[k->at];
    struct register_person p;
    struct str holder = STR_EMPTY;
    bool fundet = false;

    for (size_t n = 0; n < til->holdere; n++)
        if (til->holder[n].fra.dag <= k->i->fra.dag && k->i->fra.dag < til->holder[n].til.dag)
            holder = til->holder[n].person;
    TRY(person(k, holder, &p, &fundet, err));
    out->modtager = breve_modtager(k->arena, fundet ? &p : NULL);
    TRY(person(k, til->barn, &p, &fundet, err));
    out->barn = breve_fornavn(fundet ? &p : NULL);
    return true;
}

/* ---- what is paid ---- */

/* The first whole month of the level. */
static struct maaned first_whole(struct dato fra)
{
    struct maaned m = maaned_of(fra);

    if (maaned_first(m).dag < fra.dag) m.nr++;
    return m;
}

static bool fill_amounts(const struct kilde *k, struct brev_niveau *out, struct err *err)
{
    struct beregning *b = ARENA_NEW(k->arena, struct beregning);

    out->maaned = first_whole(k->i->fra);
    TRY(beregning_month(k->arena, k->planer, &k->ud.sager, out->maaned, DATO_MAX, b, err));
    out->beloeb = &b->sag[k->at];
    return true;
}

static struct str title(const struct plan *plan, struct str ydelse)
{
    for (size_t n = 0; n < plan->linjer; n++)
        if (str_eq(plan->linje[n].kode, ydelse)) return plan->linje[n].titel;
    return STR("ydelsen");
}

/* What is agreed on the first days of the level. */
static void fill_agreed(const struct kilde *k, struct brev_niveau *out)
{
    const struct sag *sag = &k->ud.sager.sag[k->at];
    struct str *aftale = ARENA_ARRAY(k->arena, sag->aftaler, struct str);

    for (size_t n = 0; n < sag->aftaler; n++) {
        const struct aftale *a = &sag->aftale[n];
        const char *pr = a->pr == PR_MAANED ? "om måneden" : "om døgnet";
        if (a->periode.til.dag <= k->i->fra.dag ||
            a->periode.fra.dag >= maaned_end(out->maaned).dag)
            continue;
        struct str kr = oere_kr(k->arena, a->beloeb);
        struct str hvad = title(out->plan, a->ydelse);
        if (a->art == AFTALE_TILLAEG)
            aftale[out->aftaler++] =
                str_format(k->arena, "Tillæg til %.*s: %.*s %s.", STR_ARG(hvad), STR_ARG(kr), pr);
        else if (a->art == AFTALE_ERSTATNING)
            aftale[out->aftaler++] =
                str_format(k->arena, "%.*s er aftalt til %.*s %s.", STR_ARG(hvad), STR_ARG(kr), pr);
        else if (a->vilkaar == VILKAAR_VARSEL)
            aftale[out->aftaler++] =
                str_format(k->arena, "Varslet er aftalt til %d dage.", a->dage);
        else
            aftale[out->aftaler++] = STR("Kontrakten fortsætter efter barnets 18 år.");
    }
    out->aftale = aftale;
}

/* ---- what was decided, and on what ---- */

static struct str stretch(struct arena *arena, const struct plan_niveau *n)
{
    struct str fra = brok_short(arena, n->fra), til = brok_short(arena, n->til);
    bool en = brok_eq(n->fra, n->til);
    struct str tal = en ? fra : str_format(arena, "%.*s-%.*s", STR_ARG(fra), STR_ARG(til));

    return n->model == MODEL_TRIN ? str_format(arena, "trin %.*s", STR_ARG(tal))
                                  : str_format(arena, "%.*s vederlag", STR_ARG(tal));
}

static bool fill_answers(const struct kilde *k, struct brev_niveau *out, struct err *err)
{
    struct indstilling_svarene svar;
    struct vejled v;

    TRY(indstilling_svarene(k->store, k->arena, k->kommune, k->i->id, &svar, err));
    vejled(k->arena, out->plan, &svar, &v);
    struct str *peger = ARENA_ARRAY(k->arena, v.linjer, struct str);
    for (size_t n = 0; n < v.linjer; n++) {
        const struct vejled_linje *l = &v.linje[n];
        struct str tekst = STR_EMPTY, sagt;
        if (l->besvaret == NULL) continue;
        TRY(words(k, l->besvaret->tekst, &tekst, err));
        if (l->svar != NULL && l->svar->peger)
            sagt = str_format(k->arena, "%.*s, som peger på %.*s", STR_ARG(l->svar->tekst),
                              STR_ARG(stretch(k->arena, &l->svar->niveau)));
        else
            sagt = l->besvaret->vaerdi.n > 0 ? l->besvaret->vaerdi : tekst;
        if (sagt.n == 0) continue;
        bool slut = str_ends(sagt, STR("."));
        peger[out->peger_antal++] =
            str_format(k->arena, "%.*s Svar: %.*s%s", STR_ARG(l->kriterium->spoergsmaal),
                       STR_ARG(sagt), slut ? "" : ".");
    }
    out->peger = peger;
    return true;
}

/* Who decided, as it stands in the register. */
static bool fill_body(const struct kilde *k, struct brev_niveau *out, struct err *err)
{
    struct register_fakta *f;
    size_t n = 0;

    out->organ = STR("kommunen");
    TRY(register_fakta_af(k->store, k->arena, k->kommune, k->trin->registrering, SLAGS_INDPLACERING,
                          k->i->anbringelse, &f, &n, err));
    for (size_t i = 0; i < n; i++)
        if (f[i].nr == k->trin->registrering) out->organ = f[i].indplacering.organ;
    return true;
}

static bool fill_decision(const struct kilde *k, struct brev_niveau *out, struct err *err)
{
    const struct indstilling_trin *b = indstilling_beslutning(k->i);
    struct brok vederlag = BROK_NUL;

    ASSERT(b != NULL);
    out->niveau = niveau_tekst(k->arena, k->trin->niveau);
    out->vederlag = STR_EMPTY;
    if (niveau_vederlag(out->plan, k->trin->niveau, &vederlag))
        out->vederlag = niveau_tekst(k->arena, (struct niveau){0, vederlag});
    out->besluttet = dato_of_us(b->tid_us);
    TRY(fill_body(k, out, err));
    out->leder = STR_EMPTY;
    if (k->trin->tilstand == INDSTILLING_GODKENDT)
        out->leder = str_format(k->arena, "af en leder den %.*s",
                                STR_ARG(dato_tekst(k->arena, dato_of_us(k->trin->tid_us))));
    out->dato = dato_of_us(k->trin->tid_us);
    return words(k, b->tekst, &out->grund, err);
}

bool niveaubrev(struct store *store, struct arena *arena, int kommune,
                const struct plan_samling *planer, const struct indstilling *i,
                const struct brev_afsender *afsender, struct brev_niveau *out, struct err *err)
{
    struct kilde k = {.store = store, .arena = arena, .kommune = kommune, .planer = planer, .i = i};

    TRY(load(&k, err));
    *out = (struct brev_niveau){.afsender = *afsender,
                                .journal = STR_EMPTY,
                                .art = str_from(art_navn(k.ud.sager.sag[k.at].art)),
                                .fra = i->fra,
                                .plan = plan_on(planer, i->fra, dato_of_us(k.trin->tid_us))};
    if (out->plan == NULL)
        return err_begge(err, ERR_INPUT, "haandbog",
                         "Der er ingen håndbog, der gælder den dag, niveauet begynder.",
                         "There is no handbook in force on the day the level begins.");
    TRY(fill_people(&k, out, err));
    TRY(fill_amounts(&k, out, err));
    fill_agreed(&k, out);
    TRY(fill_answers(&k, out, err));
    return fill_decision(&k, out, err);
}
