/*
 * api_henvendelse: what families write, and the answers.
 */
#include "api/api_intern.h"
#include "api/api_svar.h"

/* The list is by deadline, then id, and the cursor is these two. */
bool api_henvendelser(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal;
    struct henvendelse *h;
    struct str efter;
    int64_t frist = DATO_MIN.dag;

    TRY(api_efter(a, &frist, &efter));
    if (frist > DATO_MAX.dag)
        return api_afvis_parameter(a, "efter", API_EFTER_SKAL, API_EFTER_MUST);
    TRY(henvendelse_efter(a->side->store, a->arena, a->side->kommune, api_par(a, "lukkede")->sand,
                          (struct dato){(int32_t)frist}, efter, most + 1, &h, &antal, err));
    struct api_side side = {.raekke = h, .antal = antal > most ? most : antal};
    if (antal > most)
        side.naeste =
            str_format(a->arena, "%d.%.*s", h[most - 1].frist.dag, STR_ARG(h[most - 1].id));
    TRY(api_set(a, VISNING_LISTE, STR("henvendelser"), "snitflade", side.antal, err));
    return api_svar(a, &side);
}

static bool find(struct api *a, struct api_henvendelse_svar *s, struct err *err)
{
    struct store *store = a->side->store;
    int kommune = a->side->kommune;

    TRY(henvendelse_find(store, a->arena, kommune, api_par(a, "id")->tekst, &s->h, err));
    if (s->h.id.n == 0)
        return api_afvis(a, PROBLEM_UKENDT, "Der er ingen henvendelse med det id",
                         "There is no message with that id");
    return henvendelse_beskeder(store, a->arena, kommune, s->h.id, &s->besked, &s->beskeder, err);
}

/* A proposal of a member of staff is about no family. */
static bool seen(struct api *a, const struct henvendelse *h, struct err *err)
{
    if (h->familie.n == 0)
        return api_set(a, VISNING_LISTE, STR("henvendelser"), "snitflade", 1, err);
    return api_set(a, VISNING_PLEJEFAMILIE, h->familie, "snitflade", 1, err);
}

bool api_henvendelse(struct api *a, struct err *err)
{
    struct api_henvendelse_svar s;

    TRY(find(a, &s, err));
    TRY(seen(a, &s.h, err));
    return api_svar(a, &s);
}

static bool answer(struct api *a, struct api_henvendelse_svar *s, struct str tekst, struct err *err)
{
    TRY(find(a, s, err));
    TRY(henvendelse_skriv(a->side->store, a->arena, &a->hvem, &s->h, true, tekst,
                          a->request->now_us, err));
    TRY(seen(a, &s->h, err));
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
