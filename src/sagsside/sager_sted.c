/*
 * sager_sted: the placement or family a page is about, and as known when.
 *
 * Invariant: a placement comes out of here only for one who may see it.
 */
#include "sagsside/sager_sted.h"

#include "base/tid.h"

/* ---- as known when */

static bool end_of_day(struct side *s, struct dato dag, int64_t *us, struct err *err)
{
    struct str iso = dato_iso(s->arena, dag);

    TRY(tid_parse(str_format(s->arena, "%.*sT23:59:59", STR_ARG(iso)), us, err));
    *us += 999999;
    return true;
}

static bool at_number(struct side *s, int64_t nr, struct sager_kendt *out, struct err *err)
{
    struct register_registrering r;

    TRY(register_registrering(s->app->store, s->arena, s->app->kommune, nr, &r, err));
    if (r.nr == 0) {
        out->fejl = side_tekst(s, "Der er ingen registrering med det nummer.",
                               "There is no registration of that number.");
        return true;
    }
    out->da = true;
    out->nr = nr;
    out->tid_us = r.tid_us;
    out->banner =
        str_format(s->arena, s->engelsk ? "%.*s (registration %lld)" : "%.*s (registrering %lld)",
                   STR_ARG(side_tid(s, r.tid_us)), (long long)nr);
    return true;
}

static bool at_day(struct side *s, struct dato dag, struct sager_kendt *out, struct err *err)
{
    TRY(end_of_day(s, dag, &out->tid_us, err));
    TRY(register_at(s->app->store, s->app->kommune, out->tid_us, &out->nr, err));
    out->da = true;
    out->banner = side_dato(s, dag);
    return true;
}

bool sager_kendt(struct side *s, struct sager_kendt *out, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct dato dag;
    int64_t nr;

    *out = (struct sager_kendt){
        .tid_us = INT64_MAX, .skrevet = STR_EMPTY, .banner = STR_EMPTY, .fejl = STR_EMPTY};
    TRY(sager_felt(&s->request->query, "kendt", &out->skrevet, err));
    TRY(register_newest(s->app->store, s->app->kommune, &out->nr, err));
    if (out->skrevet.n == 0) return true;
    if (side_dag_laes(s, out->skrevet, &dag, &fejl)) return at_day(s, dag, out, err);
    if (str_int(out->skrevet, &nr) && nr > 0) return at_number(s, nr, out, err);
    out->fejl = str_is(str_from(fejl.place), SIDE_AAR)
                    ? side_fejltekst(s, &fejl)
                    : side_tekst(s, "Skriv en dato, der findes (ÅÅÅÅ-MM-DD), eller et nummer.",
                                 "Write a date that exists (YYYY-MM-DD), or a number.");
    return true;
}

/* ---- a placement */

static bool fact(struct side *s, enum register_slags slags, struct str id, int64_t nr,
                 const struct register_fakta **out, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, nr, slags, id, &f, &n, err));
    *out = n == 1 ? f : NULL;
    return true;
}

bool sager_sted(struct side *s, struct str id, int64_t nr, const struct register_fakta **foer,
                const struct register_fakta **nu, struct err *err)
{
    TRY(fact(s, SLAGS_ANBRINGELSE, id, INT64_MAX, nu, err));
    if (*nu == NULL) return side_findes_ikke(err);
    TRY(side_sag_maa(s, (*nu)->anbringelse.plejefamilie, id, err));
    return fact(s, SLAGS_ANBRINGELSE, id, nr, foer, err);
}

bool sager_sted_ret(struct side *s, const struct register_fakta **nu, struct err *err)
{
    const struct register_fakta *foer;

    TRY(sager_sted(s, web_del(s->request, "anbringelse"), INT64_MAX, &foer, nu, err));
    return !(*nu)->tilbagekaldt || side_findes_ikke(err);
}

bool sager_sted_ser(struct side *s, struct str id, bool *out, struct err *err)
{
    const struct register_fakta *nu;

    *out = false;
    TRY(fact(s, SLAGS_ANBRINGELSE, id, INT64_MAX, &nu, err));
    if (nu == NULL) return true;
    return side_sag_ser(s, nu->anbringelse.plejefamilie, id, out, err);
}

bool sager_familien(struct side *s, struct str id, int64_t nr, struct register_fakta *out,
                    bool *fandtes, struct err *err)
{
    const struct register_fakta *f;

    TRY(fact(s, SLAGS_PLEJEFAMILIE, id, nr, &f, err));
    *fandtes = f != NULL && !f->tilbagekaldt;
    if (*fandtes) *out = *f;
    return true;
}
