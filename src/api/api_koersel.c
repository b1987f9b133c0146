/*
 * api_koersel: runs: what they are, what they would change, why, and the moves from draft to
 * approved.
 */
#include "afregning/overblik.h"
#include "api/api_intern.h"
#include "api/api_svar.h"
#include "base/tid.h"

static bool find(struct api *a, struct koersel *k, struct err *err)
{
    struct err own = ERR_INIT;

    if (koersel_find(a->side->store, a->arena, a->side->kommune, api_par(a, "nr")->tal, k, &own))
        return true;
    if (own.kind != ERR_INPUT) *err = own;
    return api_ukendt(a, &own);
}

bool api_koersler(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal, at = 0;
    struct koersel *k;
    int64_t fra = INT64_MAX;

    TRY(api_efter_nr(a, &fra));
    TRY(koersel_liste(a->side->store, a->arena, a->side->kommune, &k, &antal, err));
    while (at < antal && k[at].loebenr >= fra) at++;
    struct api_side side = {.raekke = k + at, .antal = antal - at > most ? most : antal - at};
    if (antal - at > most)
        side.naeste = str_format(a->arena, "%lld", (long long)k[at + most - 1].loebenr);
    return api_svar(a, &side);
}

bool api_koersel(struct api *a, struct err *err)
{
    struct koersel k;

    TRY(find(a, &k, err));
    return api_svar(a, &k);
}

/* ---- what it holds ---- */

/* Which edition, and after which number. */
static bool page_of(struct api *a, const struct koersel *k, int64_t *udgave, int64_t *efter)
{
    struct str sidste;

    *udgave = k->udgave;
    *efter = 0;
    TRY(api_efter(a, udgave, &sidste));
    if (sidste.n > 0 && (!str_int(sidste, efter) || *udgave > k->udgave))
        return api_afvis_parameter(a, "efter", API_EFTER_SKAL, API_EFTER_MUST);
    if (*udgave > 0) return true;
    a->udfald = STR("forkert_trin");
    return api_afvis(a, PROBLEM_UDFALD, "Kørslen er ikke beregnet endnu",
                     "The run is not computed yet");
}

static bool page(struct api *a, struct api_side *side, size_t antal, int64_t sidste,
                 struct err *err)
{
    size_t most = api_antal(a);
    struct str nr = str_format(a->arena, "%lld", (long long)api_par(a, "nr")->tal);

    side->antal = antal > most ? most : antal;
    if (antal > most)
        side->naeste = str_format(a->arena, "%lld.%lld", (long long)side->af, (long long)sidste);
    TRY(api_set(a, VISNING_KOERSEL, nr, "snitflade", side->antal, err));
    return api_svar(a, side);
}

bool api_forskelle(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal = 0;
    struct forskel *f;
    struct koersel k;
    struct api_side side = {0};
    int64_t efter;

    TRY(find(a, &k, err));
    TRY(page_of(a, &k, &side.af, &efter));
    k.udgave = side.af;
    TRY(overblik_forskelle(a->side->store, a->arena, a->side->kommune, &k, OVERBLIK_ALLE, efter,
                           most + 1, &f, &antal, err));
    side.raekke = f;
    return page(a, &side, antal, antal > most ? f[most - 1].nr : 0, err);
}

bool api_mangler(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal = 0;
    struct udgave_mangel *m;
    struct koersel k;
    struct api_side side = {0};
    int64_t efter;

    TRY(find(a, &k, err));
    TRY(page_of(a, &k, &side.af, &efter));
    k.udgave = side.af;
    TRY(overblik_mangler(a->side->store, a->arena, a->side->kommune, &k, efter + 1, most + 1, &m,
                         &antal, err));
    side.raekke = m;
    return page(a, &side, antal, antal > most ? m[most - 1].nr : 0, err);
}

/* The list is by export, then id, and the cursor is these two. */
bool api_betalinger(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal;
    struct str efter, nr = str_format(a->arena, "%lld", (long long)api_par(a, "nr")->tal);
    struct betaling *b;
    struct koersel k;
    int64_t eksport = 0;

    TRY(find(a, &k, err));
    TRY(api_efter(a, &eksport, &efter));
    TRY(betaling_side(a->side->store, a->arena, a->side->kommune, k.loebenr, eksport, efter,
                      most + 1, &b, &antal, err));
    struct api_side side = {.raekke = b, .antal = antal > most ? most : antal};
    if (antal > most)
        side.naeste = str_format(a->arena, "%lld.%.*s", (long long)b[most - 1].eksport,
                                 STR_ARG(b[most - 1].id));
    TRY(api_set(a, VISNING_KOERSEL, nr, "snitflade", side.antal, err));
    return api_svar(a, &side);
}

/* ---- why ---- */

/* Finds the facts the run used of the placement's family. A placement that moved has been in
 * several. */
static bool facts_of(struct api *a, const struct koersel *k, struct str id, struct grundlag *grund,
                     struct err *err)
{
    struct store *store = a->side->store;
    struct register_fakta *f;
    size_t n;

    TRY(register_historie(store, a->arena, a->side->kommune, INT64_MAX, SLAGS_ANBRINGELSE, id, &f,
                          &n, err));
    for (size_t i = n; i-- > 0;) {
        struct str familie = f[i].anbringelse.plejefamilie;
        if (i + 1 < n && str_eq(familie, f[i + 1].anbringelse.plejefamilie)) continue;
        TRY(grundlag_familie(store, a->arena, a->side->kommune, &a->side->lager, k, familie, NULL,
                             0, grund, err));
        for (size_t j = 0; j < grund->udsnit.sager.count; j++)
            if (str_eq(grund->udsnit.sager.sag[j].id, id)) return true;
    }
    return api_afvis(a, PROBLEM_UKENDT, "Anbringelsen er ikke beregnet i kørslen",
                     "The placement is not computed in the run");
}

/* Only the placement asked for: its siblings were needed to compute it. */
static void only(struct beregning *b, struct str id)
{
    size_t i = 0;

    while (i < b->count && !str_eq(b->sag[i].sag->id, id)) i++;
    ASSERT(i < b->count);
    b->sag = &b->sag[i];
    b->count = 1;
    b->beregnet = b->sag->beregnet;
    b->hel = b->sag->mangler == 0;
}

bool api_forklaring(struct api *a, struct err *err)
{
    struct grundlag *grund = ARENA_NEW(a->arena, struct grundlag);
    struct str id = api_par(a, "anbringelse")->tekst;
    struct beregning b;
    struct koersel k;

    TRY(find(a, &k, err));
    if (k.udgave == 0)
        return api_afvis(a, PROBLEM_UKENDT, "Kørslen er ikke beregnet", "The run is not computed");
    TRY(facts_of(a, &k, id, grund, err));
    TRY(beregning_month(a->arena, &grund->haandbog.planer, &grund->udsnit.sager,
                        api_par(a, "maaned")->maaned, k.skaeringsdato, &b, err));
    only(&b, id);
    beregning_print_json(&a->ud, &b, true);
    return api_set(a, VISNING_ANBRINGELSE, id, "snitflade", 1, err);
}

/* ---- moves ---- */

bool api_koersel_ny(struct api *a, struct err *err)
{
    struct api_koersel_krop krop = {.skaeringsdato = DATO_MIN, .dispositionsdato = DATO_MIN};
    struct store *store = a->side->store;
    struct koersel k;
    int64_t nr;

    TRY(api_krop(a, &krop, err));
    struct koersel_ny ny = {krop.maaned, krop.skaeringsdato, krop.dispositionsdato, krop.ekstra};
    if (ny.skaeringsdato.dag == DATO_MIN.dag) ny.skaeringsdato = dato_of_us(a->request->now_us);
    if (ny.dispositionsdato.dag == DATO_MIN.dag)
        ny.dispositionsdato = dato_bank_day_not_after(dato_plus(maaned_end(ny.maaned), -1));
    TRY(koersel_opret(store, &a->hvem, &ny, a->request->now_us, &nr, err));
    TRY(store_begin(store, STORE_READ, err));
    bool ok = koersel_find(store, a->arena, a->side->kommune, nr, &k, err);
    if (!ok) {
        store_rollback(store);
        return false;
    }
    TRY(store_commit(store, err));
    return api_svar(a, &k);
}

/* That there is such a run, before anything else is looked at. */
static bool exists(struct api *a, struct err *err)
{
    struct store *store = a->side->store;
    struct koersel k;

    TRY(store_begin(store, STORE_READ, err));
    bool ok = find(a, &k, err);
    store_rollback(store);
    return ok;
}

bool api_koersel_beregn(struct api *a, struct err *err)
{
    const struct side_haandbog *h = side_egen_haandbog(a->side);
    struct api_beregnet_svar s = {.koersel = api_par(a, "nr")->tal};
    enum afregning_udfald udfald = AFREGNING_GJORT;
    char intet;

    TRY(api_krop(a, &intet, err));
    TRY(exists(a, err));
    if (h == NULL) {
        a->udfald = STR("ingen_haandbog");
        return api_afvis(a, PROBLEM_UDFALD, "Serveren har ikke kommunens egen håndbog",
                         "The server does not have the municipality's own handbook");
    }
    TRY(api_haandbog(a, h, err));
    TRY(koersel_beregn(a->side->store, api_stor(a), &a->hvem, s.koersel, &h->samling,
                       a->request->now_us, NULL, &s.resultat, &udfald, err));
    return udfald == AFREGNING_GJORT ? api_svar(a, &s) : api_afvis_udfald(a, udfald);
}

bool api_koersel_godkend(struct api *a, struct err *err)
{
    struct api_godkendt_svar s = {.koersel = api_par(a, "nr")->tal};
    struct api_godkend_krop krop = {.begrundelse = STR_EMPTY};
    enum afregning_udfald udfald = AFREGNING_GJORT;

    TRY(api_krop(a, &krop, err));
    TRY(exists(a, err));
    TRY(koersel_godkend(a->side->store, api_stor(a), &a->hvem, s.koersel, krop.udgave,
                        krop.begrundelse, a->request->now_us, &s.resultat, &udfald, err));
    if (udfald != AFREGNING_GJORT) return api_afvis_udfald(a, udfald);
    s.hoved = str_from(s.resultat.hoved);
    return api_svar(a, &s);
}
