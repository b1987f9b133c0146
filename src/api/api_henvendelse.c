/*
 * api_henvendelse: what families write, and the answers.
 */
#include "api/api_intern.h"
#include "api/api_svar.h"

/* Lists are by deadline, then time, then id; the cursor is these three. */
static bool comes_after(const struct henvendelse *h, int64_t frist, int64_t tid_us, struct str id)
{
    if (h->frist.dag != frist) return h->frist.dag > frist;
    if (h->tid_us != tid_us) return h->tid_us > tid_us;
    return str_cmp(h->id, id) > 0;
}

/* *id is empty on the first page. */
static bool read_cursor(struct api *a, int64_t *frist, int64_t *tid_us, struct str *id)
{
    struct str tid;

    TRY(api_efter(a, frist, id));
    if (id->n == 0) return true;
    bool delt = str_split(id, '.', &tid);
    ASSERT(delt);
    if (id->n > 0 && str_int(tid, tid_us)) return true;
    return api_afvis_parameter(a, "efter", "den »naeste«, en side før gav");
}

bool api_henvendelser(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal, at = 0;
    struct henvendelse *h;
    struct str efter;
    int64_t frist = 0, tid_us = 0;

    TRY(read_cursor(a, &frist, &tid_us, &efter));
    TRY(henvendelse_liste(a->side->store, a->arena, a->side->kommune, api_par(a, "lukkede")->sand,
                          &h, &antal, err));
    while (efter.n > 0 && at < antal && !comes_after(&h[at], frist, tid_us, efter)) at++;
    struct api_side side = {.raekke = h + at, .antal = antal - at > most ? most : antal - at};
    if (antal - at > most) {
        const struct henvendelse *s = &h[at + most - 1];
        side.naeste = str_format(a->arena, "%d.%lld.%.*s", s->frist.dag, (long long)s->tid_us,
                                 STR_ARG(s->id));
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
