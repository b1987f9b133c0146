/*
 * opgave_niveau: levels that wait for the one who asks.
 *
 * There are few at a time: those of a kind are read whole, cut to what may be seen, and shown in
 * pages.
 */
#include "base/tid.h"
#include "indstilling/indstilling.h"
#include "kontorside/opgaver.h"

enum { NIVEAU_DAGE = 5 }; /* bank days until a level should have moved on: our choice */

struct venter {
    struct indstilling *i;
    size_t antal;
};

static struct dato bank_days_after(struct dato dag, int dage)
{
    while (dage > 0) {
        dag = dato_plus(dag, 1);
        if (dato_bank_day(dag)) dage--;
    }
    return dag;
}

static bool load(struct side *s, enum indstilling_tilstand tilstand, struct venter *out,
                 struct err *err)
{
    struct indstilling *i;
    size_t n = 0;
    bool ser = tilstand == INDSTILLING_DAGSORDEN; /* an invitation opens the cases of its agenda */

    out->antal = 0;
    TRY(indstilling_venter(s->app->store, s->arena, &s->hvem, tilstand, &i, &n, err));
    for (size_t at = 0; at < n; at++) {
        bool maa = ser;
        if (!ser) TRY(kontor_maa_se(s, i[at].familie, i[at].anbringelse, &maa, err));
        if (maa) i[out->antal++] = i[at];
    }
    out->i = i;
    return true;
}

static bool count(struct side *s, enum indstilling_tilstand tilstand, int64_t *antal,
                  struct err *err)
{
    struct venter v;

    TRY(load(s, tilstand, &v, err));
    *antal = (int64_t)v.antal;
    return true;
}

/* By when: the day of its meeting, else some days after it came there. */
static bool due(struct side *s, const struct indstilling *i, struct dato *out, struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);
    struct udvalgsmoede m = {.id = STR_EMPTY};

    *out = bank_days_after(dato_of_us(nu->tid_us), NIVEAU_DAGE);
    if (nu->tilstand != INDSTILLING_DAGSORDEN) return true;
    TRY(udvalgsmoede_find(s->app->store, s->arena, &s->hvem, nu->moede, &m, err));
    if (m.id.n > 0) *out = m.dag;
    return true;
}

static bool fetch(struct side *s, enum indstilling_tilstand tilstand, struct str hvad, size_t fra,
                  size_t hoejst, struct opgave *out, size_t *antal, struct err *err)
{
    struct kontor_opslag o;
    struct venter v;

    *antal = 0;
    TRY(kontor_opslag(s, &o, err));
    TRY(load(s, tilstand, &v, err));
    for (size_t at = fra; at < v.antal && *antal < hoejst; at++) {
        struct opgave *opgave = &out[(*antal)++];
        *opgave = (struct opgave){
            .hvad = hvad, .sti = str_format(s->arena, "/indstillinger/%.*s", STR_ARG(v.i[at].id))};
        TRY(due(s, &v.i[at], &opgave->frist, err));
        TRY(kontor_barn(&o, v.i[at].anbringelse, true, &opgave->om, err));
    }
    return true;
}

bool opgave_niveau_leder_antal(struct side *s, int64_t *antal, struct err *err)
{
    return count(s, INDSTILLING_AFVENTER_LEDER, antal, err);
}

bool opgave_niveau_leder(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                         size_t *antal, struct err *err)
{
    return fetch(s, INDSTILLING_AFVENTER_LEDER,
                 side_tekst(s, "Godkend et niveau", "Approve a level"), fra, hoejst, out, antal,
                 err);
}

bool opgave_niveau_dagsorden_antal(struct side *s, int64_t *antal, struct err *err)
{
    return count(s, INDSTILLING_INDSTILLET, antal, err);
}

bool opgave_niveau_dagsorden(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                             size_t *antal, struct err *err)
{
    return fetch(s, INDSTILLING_INDSTILLET,
                 side_tekst(s, "Få et niveau besluttet", "Have a level decided"), fra, hoejst, out,
                 antal, err);
}

bool opgave_niveau_udvalg_antal(struct side *s, int64_t *antal, struct err *err)
{
    return count(s, INDSTILLING_DAGSORDEN, antal, err);
}

bool opgave_niveau_udvalg(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                          size_t *antal, struct err *err)
{
    return fetch(s, INDSTILLING_DAGSORDEN, side_tekst(s, "Beslut et niveau", "Decide a level"), fra,
                 hoejst, out, antal, err);
}
