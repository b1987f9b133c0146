/*
 * api_henvendelse: what families write, and the answers.
 */
#include "api/api_intern.h"
#include "api/api_svar.h"

/* Lists are by deadline, then id; the cursor is "DEADLINE.ID". */
static bool comes_after(const struct henvendelse *h, int64_t frist, struct str id)
{
    if (id.n == 0 || h->frist.dag != frist) return id.n == 0 || h->frist.dag > frist;
    return str_cmp(h->id, id) > 0;
}

bool api_henvendelser(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal, at = 0;
    struct henvendelse *h;
    struct str efter;
    int64_t frist = 0;

    TRY(api_efter(a, &frist, &efter));
    TRY(henvendelse_liste(a->side->store, a->arena, a->side->kommune, api_par(a, "lukkede")->sand,
                          &h, &antal, err));
    while (at < antal && !comes_after(&h[at], frist, efter)) at++;
    struct api_side side = {.raekke = h + at, .antal = antal - at > most ? most : antal - at};
    if (antal - at > most) {
        const struct henvendelse *s = &h[at + most - 1];
        side.naeste = str_format(a->arena, "%d.%.*s", s->frist.dag, STR_ARG(s->id));
    }
    TRY(api_set(a, VISNING_LISTE, STR("henvendelser"), "snitflade", side.antal, err));
    return api_svar(a, &side);
}

static bool find(struct api *a, struct api_henvendelse_svar *s, struct err *err)
{
    struct store *store = a->side->store;
    int kommune = a->side->kommune;

    TRY(henvendelse_find(store, a->arena, kommune, api_par(a, "id")->tekst, &s->h, err));
    if (s->h.id.n == 0) return api_afvis(a, PROBLEM_UKENDT, "Der er ingen henvendelse med det id");
    return henvendelse_beskeder(store, a->arena, kommune, s->h.id, &s->besked, &s->beskeder, err);
}

bool api_henvendelse(struct api *a, struct err *err)
{
    struct api_henvendelse_svar s;

    TRY(find(a, &s, err));
    TRY(api_set(a, VISNING_PLEJEFAMILIE, s.h.familie, "snitflade", 1, err));
    return api_svar(a, &s);
}

static bool answer(struct api *a, struct api_henvendelse_svar *s, struct str tekst, struct err *err)
{
    TRY(find(a, s, err));
    TRY(henvendelse_skriv(a->side->store, a->arena, &a->hvem, &s->h, true, tekst,
                          a->request->now_us, err));
    TRY(api_set(a, VISNING_PLEJEFAMILIE, s->h.familie, "snitflade", 1, err));
    return find(a, s, err);
}

bool api_henvendelse_besvar(struct api *a, struct err *err)
{
    struct store *store = a->side->store;
    struct api_svar_krop krop;
    struct api_henvendelse_svar s;

    TRY(api_krop(a, &krop, err));
    TRY(store_begin(store, STORE_WRITE, err));
    if (!answer(a, &s, krop.tekst, err)) {
        store_rollback(store);
        return false;
    }
    TRY(store_commit(store, err));
    return api_svar(a, &s);
}
