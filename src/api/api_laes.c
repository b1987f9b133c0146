/*
 * api_laes: how it stands, and what the register knows.
 */
#include "api/api_intern.h"
#include "api/api_svar.h"

bool api_status(struct api *a, struct err *err)
{
    struct api_status_svar s = {.kommune = a->side->kommune, .navn = a->side->kommune_navn};

    TRY(afregning_status(a->side->store, a->arena, a->side->kommune, &s.status, err));
    s.hoved = str_from(s.status.hoved.hash);
    return api_svar(a, &s);
}

/* ---- the register ---- */

/* As known at what was asked for, or at the newest. */
static bool known_at(struct api *a, int64_t *nr, struct err *err)
{
    const struct api_vaerdi *v = api_par(a, "registrering");
    int64_t nyeste = 0;

    TRY(register_newest(a->side->store, a->side->kommune, &nyeste, err));
    *nr = v->der ? v->tal : nyeste;
    if (*nr <= nyeste) return true;
    return api_afvis_parameter(a, "registrering", "en registrering, der har været",
                               "a registration that has been");
}

/* Gives each family, which stand by id, the placements that are in it. */
static bool add_placements(struct api *a, int64_t nr, struct api_familie_svar *f, size_t antal,
                           struct err *err)
{
    struct register_hjem *hjem;
    size_t n, at = 0;

    if (antal == 0) return true;
    TRY(register_familier_anbringelser(a->side->store, a->arena, a->side->kommune, nr, f[0].id,
                                       f[antal - 1].id, &hjem, &n, err));
    struct str *id = ARENA_ARRAY(a->arena, n, struct str);
    for (size_t i = 0; i < n; i++) id[i] = hjem[i].anbringelse;
    for (size_t i = 0; i < antal; i++) {
        while (at < n && str_cmp(hjem[at].familie, f[i].id) < 0) at++;
        f[i].anbringelse = id + at;
        while (at < n && str_eq(hjem[at].familie, f[i].id)) at++;
        f[i].anbringelser = (size_t)(id + at - f[i].anbringelse);
    }
    return true;
}

bool api_familier(struct api *a, struct err *err)
{
    struct store *store = a->side->store;
    int kommune = a->side->kommune;
    size_t most = api_antal(a), antal = 0;
    struct str efter, *id;
    int64_t nr = 0;

    TRY(known_at(a, &nr, err));
    TRY(api_efter(a, &nr, &efter));
    TRY(register_familier(store, a->arena, kommune, nr, efter, most + 1, &id, &antal, err));
    struct api_side side = {.antal = antal > most ? most : antal, .af = nr};
    struct api_familie_svar *f = ARENA_ARRAY(a->arena, side.antal, struct api_familie_svar);
    for (size_t i = 0; i < side.antal; i++) f[i].id = id[i];
    TRY(add_placements(a, nr, f, side.antal, err));
    side.raekke = f;
    if (antal > most)
        side.naeste = str_format(a->arena, "%lld.%.*s", (long long)nr, STR_ARG(id[most - 1]));
    TRY(api_set(a, VISNING_LISTE, STR("plejefamilier"), "snitflade", side.antal, err));
    return api_svar(a, &side);
}

static bool there_is(struct api *a, struct str id, int64_t nr, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    TRY(register_fakta_af(a->side->store, a->arena, a->side->kommune, nr, SLAGS_ANBRINGELSE, id, &f,
                          &n, err));
    return n > 0 || api_afvis(a, PROBLEM_UKENDT, "Der er ingen anbringelse med det id",
                              "There is no placement with that id");
}

bool api_anbringelse(struct api *a, struct err *err)
{
    struct str id = api_par(a, "id")->tekst;
    const struct api_vaerdi *paa = api_par(a, "paa");
    struct err own = ERR_INIT;
    int64_t nr = 0;

    TRY(known_at(a, &nr, err));
    TRY(there_is(a, id, nr, err));
    if (!register_vis_paa(a->side->store, a->arena, a->side->kommune, nr, id,
                          paa->der ? paa->dato : DATO_MIN, REGISTER_JSON, &a->ud, &own)) {
        if (own.kind != ERR_INPUT) *err = own;
        return api_ukendt(a, &own);
    }
    return api_set(a, VISNING_ANBRINGELSE, id, "snitflade", 1, err);
}

bool api_historie(struct api *a, struct err *err)
{
    struct str id = api_par(a, "id")->tekst;

    TRY(there_is(a, id, INT64_MAX, err));
    TRY(register_vis_historie(a->side->store, a->arena, a->side->kommune, id, true, &a->ud, err));
    return api_set(a, VISNING_ANBRINGELSE, id, "snitflade", 1, err);
}

/* ---- registering ---- */

/* Where a finding lies: "fakta.json: /sager/0/barn" is the pointer, "fakta.json:3:1" line and
 * column. */
static struct str place_of(struct api *a, const struct fund *fund)
{
    struct str s = str_from(fund->sted.fil);
    size_t at;

    if (str_find(s, STR(": /"), &at)) return str_sub(s, at + 2, s.n);
    if (str_find(s, STR("/sager"), &at)) return str_sub(s, at, s.n);
    if (str_starts(s, STR("fakta.json:"))) return str_sub(s, sizeof("fakta.json:") - 1, s.n);
    if (fund->sted.linje > 0)
        return str_format(a->arena, "%d:%d", fund->sted.linje, fund->sted.kol);
    return STR("/");
}

static bool refuse(struct api *a, const struct fund_liste *fund)
{
    a->sted = ARENA_ARRAY(a->arena, fund->count, struct api_sted);
    for (size_t i = 0; i < fund->count; i++) {
        if (!fund->fund[i].fejl) continue;
        const struct fund_ord *t = &fund->fund[i].tekst;
        a->sted[a->steder++] =
            (struct api_sted){str_copy(a->arena, place_of(a, &fund->fund[i])),
                              {str_copy(a->arena, t->dansk), str_copy(a->arena, t->engelsk)}};
    }
    if (a->steder == 1 && a->sted[0].pointer.p[0] != '/')
        return api_afvis(a, PROBLEM_JSON, "Indholdet kan ikke læses, og intet er registreret",
                         "The content cannot be read, and nothing was registered");
    return api_afvis(a, PROBLEM_INDHOLD, "Intet er registreret: %zu steder er forkerte",
                     "Nothing was registered: %zu places are wrong", fund->fejl);
}

bool api_fakta(struct api *a, struct err *err)
{
    static const enum niveau_regel REGEL[] = {
        [RETNING_FASTHOLDES] = NIVEAU_FASTHOLDES,
        [RETNING_ALDRIG_NED] = NIVEAU_ALDRIG_NED,
        [RETNING_GENFORHANDLES] = NIVEAU_GENFORHANDLES,
    };
    const struct api_vaerdi *kendt = api_par(a, "kendt");
    const struct side_haandbog *h = side_egen_haandbog(a->side);
    const struct register_fil fil = {"fakta.json", a->request->body};
    struct register_import valg = {.kendt = kendt->der ? kendt->dato : DATO_MAX,
                                   .erstat = api_par(a, "erstat")->sand};
    struct register_importeret ud;

    TRY(api_ikke_fremtid(a, "kendt"));
    if (h != NULL) {
        const struct plan_samling *planer = &h->samling.planer;
        valg.retning = &REGEL[planer->plan[planer->count - 1]->retning];
    }
    TRY(register_importer(a->side->store, api_stor(a), &a->hvem, &fil, 1, &valg, a->request->now_us,
                          &ud, err));
    return ud.fund.fejl > 0 ? refuse(a, &ud.fund) : api_svar(a, &ud);
}
