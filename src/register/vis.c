/*
 * register/vis: what was known, for people and as JSON; and who registered it, and when.
 *
 * Both prints walk the columns of tabel.c. Ids of users become names; CPR numbers and accounts are
 * never here.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/dato_engelsk.h"
#include "base/tid.h"
#include "register/resolve.h"
#include "register/soeg.h"
#include "register/stroem.h"

enum { HJEM_MAX = 100000 };

struct vis {
    struct store *store;
    struct arena *arena;
    int kommune;
    int64_t nr;
    bool json;
    bool engelsk; /* of text */
    struct buf *out;
    const char *mellem; /* before the next JSON value of the list that is open */
};

static bool of_owner(const struct vis *v, enum register_slags slags, struct str ejer,
                     struct register_fakta **f, size_t *antal, struct err *err)
{
    return register_fakta_af(v->store, v->arena, v->kommune, v->nr, slags, ejer, f, antal, err);
}

/* ---- one fact ---- */

static void vis_vederlag(struct vis *v, const struct register_fakta *f)
{
    if (f->slags != SLAGS_INDPLACERING || f->indplacering.trin > 0) return;
    struct str antal = brok_short(v->arena, f->indplacering.vederlag);
    if (v->json)
        buf_format(v->out, ",\"vederlag\":\"%.*s\"", STR_ARG(antal));
    else
        buf_format(v->out, v->engelsk ? ", %.*s fees" : ", %.*s vederlag", STR_ARG(antal));
}

static void vis_json(struct vis *v, const struct register_fakta *f)
{
    const struct tabel *t = &tabeller[f->slags];

    buf_format(v->out, "%s{\"slags\":\"%s\",\"id\":", v->mellem, t->navn);
    v->mellem = ",\n";
    buf_json(v->out, f->id);
    buf_format(v->out, ",\"registrering\":%" PRId64, f->nr);
    if (f->tilbagekaldt) buf_c(v->out, ",\"tilbagekaldt\":true");
    for (size_t i = 0; i < t->kolonner; i++) {
        const struct kolonne *k = &t->kolonne[i];
        if (k->vist[0] == NULL) continue;
        struct str tekst = tabel_json(v->arena, k, f);
        if (tekst.n > 0) buf_format(v->out, ",\"%s\":%.*s", k->navn, STR_ARG(tekst));
    }
    vis_vederlag(v, f);
    buf_char(v->out, '}');
}

static void vis_felter(struct vis *v, const struct register_fakta *f)
{
    const struct tabel *t = &tabeller[f->slags];
    const char *mellem = "";

    for (size_t i = 0; i < t->kolonner; i++) {
        const struct kolonne *k = &t->kolonne[i];
        struct str tekst = k->vist[0] == NULL ? STR_EMPTY : tabel_vist(v->arena, k, f, v->engelsk);
        if (tekst.n == 0) continue;
        buf_c(v->out, mellem);
        if (!tabel_aaben(k, f)) buf_format(v->out, "%s ", k->vist[v->engelsk]);
        buf_terminal(v->out, tekst);
        mellem = ", ";
    }
    vis_vederlag(v, f);
}

static void vis_fakta(struct vis *v, const struct register_fakta *f)
{
    if (v->json) {
        vis_json(v, f);
        return;
    }
    const struct tabel *t = &tabeller[f->slags];
    buf_format(v->out, "  %s %.*s: ", v->engelsk ? t->engelsk : t->vist, STR_ARG(f->id));
    vis_felter(v, f);
    buf_format(v->out, " (%s %" PRId64 ")\n", v->engelsk ? "registration" : "registrering", f->nr);
}

/* ---- what was known ---- */

static bool on_day(const struct register_fakta *f, struct dato paa)
{
    if (paa.dag == DATO_MIN.dag || f->slags == SLAGS_OPHOER) return true;
    return f->fra.dag <= paa.dag && paa.dag < f->til.dag;
}

static bool vis_slags(struct vis *v, enum register_slags slags, struct str ejer, struct dato paa,
                      struct err *err)
{
    struct register_fakta *f = NULL, *loest = NULL;
    size_t antal = 0;

    TRY(of_owner(v, slags, ejer, &f, &antal, err));
    if (slags == SLAGS_OPHOER) {
        const struct register_fakta *o = resolve_seneste(f, antal);
        if (o != NULL) vis_fakta(v, o);
        return true;
    }
    size_t n = resolve_fakta(v->arena, f, antal, &loest);
    for (size_t i = 0; i < n; i++)
        if (on_day(&loest[i], paa)) vis_fakta(v, &loest[i]);
    return true;
}

static bool vis_hoved(struct vis *v, struct str anbringelse, struct dato paa, struct err *err)
{
    struct register_registrering r;

    TRY(register_registrering(v->store, v->arena, v->kommune, v->nr, &r, err));
    struct str tid = r.nr == 0 ? STR_EMPTY : tid_tekst(v->arena, r.tid_us);
    if (v->json) {
        buf_c(v->out, "{\"anbringelse\":");
        buf_json(v->out, anbringelse);
        buf_format(v->out, ",\"registrering\":%" PRId64 ",\"tid\":\"%.*s\"", v->nr, STR_ARG(tid));
        if (paa.dag != DATO_MIN.dag) {
            struct str dag = dato_iso(v->arena, paa);
            buf_format(v->out, ",\"paa\":\"%.*s\"", STR_ARG(dag));
        }
        buf_c(v->out, ",\"fakta\":[\n");
        return true;
    }
    buf_format(v->out, "%.*s, %s %" PRId64 " (%.*s)", STR_ARG(anbringelse),
               v->engelsk ? "as known at registration" : "som kendt ved registrering", v->nr,
               STR_ARG(tid));
    if (paa.dag != DATO_MIN.dag) {
        struct str dag = v->engelsk ? dato_engelsk(v->arena, paa) : dato_tekst(v->arena, paa);
        buf_format(v->out, v->engelsk ? ", on %.*s" : ", den %.*s", STR_ARG(dag));
    }
    buf_c(v->out, ":\n");
    return true;
}

bool register_vis_paa(struct store *store, struct arena *arena, int kommune, int64_t nr,
                      struct str anbringelse, struct dato paa, enum register_form form,
                      struct buf *out, struct err *err)
{
    static const enum register_slags slags[] = {SLAGS_INDPLACERING, SLAGS_SITUATION,
                                                SLAGS_DOEGN,        SLAGS_AFTALE,
                                                SLAGS_OPHOER,       SLAGS_KONTRAKT};
    struct vis v = {.store = store,
                    .arena = arena,
                    .kommune = kommune,
                    .nr = nr,
                    .json = form == REGISTER_JSON,
                    .engelsk = form == REGISTER_ENGELSK,
                    .out = out,
                    .mellem = ""};
    struct register_fakta *a = NULL, *b = NULL;
    size_t antal = 0, boern = 0;

    TRY(of_owner(&v, SLAGS_ANBRINGELSE, anbringelse, &a, &antal, err));
    if (antal == 0 || a->tilbagekaldt) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Der var ingen anbringelse med id'et %.*s ved registrering %" PRId64,
                         "There was no placement with the id %.*s at registration %" PRId64,
                         STR_ARG(anbringelse), nr);
    }
    TRY(vis_hoved(&v, anbringelse, paa, err));
    vis_fakta(&v, a);
    TRY(of_owner(&v, SLAGS_BARN, a->anbringelse.barn, &b, &boern, err));
    if (boern == 1 && !b->tilbagekaldt) vis_fakta(&v, b);
    TRY(vis_slags(&v, SLAGS_GODKENDELSE, a->anbringelse.plejefamilie, paa, err));
    for (size_t i = 0; i < sizeof(slags) / sizeof(slags[0]); i++)
        TRY(vis_slags(&v, slags[i], anbringelse, paa, err));
    if (v.json) buf_c(out, "\n]}\n");
    return true;
}

bool register_familier(struct store *store, struct arena *arena, int kommune, int64_t nr,
                       struct str efter, size_t hoejst, struct str **out, size_t *antal,
                       struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(nr), STORE_S(efter),
                                       STORE_I((int64_t)hoejst)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_FAMILIER, args, 4, hoejst, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct str);
    for (size_t i = 0; i < rows.count; i++) (*out)[i] = store_at(&rows, i, 0).s;
    *antal = rows.count;
    return true;
}

bool register_familier_anbringelser(struct store *store, struct arena *arena, int kommune,
                                    int64_t nr, struct str fra, struct str til,
                                    struct register_hjem **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(nr), STORE_S(fra), STORE_S(til)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_FAMILIER_ANBRINGELSER, args, 4, HJEM_MAX, &rows,
                    err));
    *out = ARENA_ARRAY(arena, rows.count, struct register_hjem);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct register_hjem){store_at(&rows, i, 0).s, store_at(&rows, i, 1).s};
    *antal = rows.count;
    return true;
}

bool register_familie_anbringelser(struct store *store, struct arena *arena, int kommune,
                                   int64_t nr, struct str familie, struct str **out, size_t *antal,
                                   struct err *err)
{
    struct register_hjem *hjem;

    TRY(register_familier_anbringelser(store, arena, kommune, nr, familie, familie, &hjem, antal,
                                       err));
    *out = ARENA_ARRAY(arena, *antal, struct str);
    for (size_t i = 0; i < *antal; i++) (*out)[i] = hjem[i].anbringelse;
    return true;
}

/* ---- the history ---- */

static int by_nr(const void *a, const void *b)
{
    const struct register_fakta *x = a, *y = b;
    if (x->nr != y->nr) return x->nr < y->nr ? -1 : 1;
    if (x->slags != y->slags) return x->slags < y->slags ? -1 : 1;
    return str_cmp(x->id, y->id);
}

static bool add_history(struct vis *v, enum register_slags slags, struct str ejer,
                        struct samling *ud, struct err *err)
{
    struct register_fakta *f = NULL;
    size_t antal = 0;

    TRY(register_historie(v->store, v->arena, v->kommune, v->nr, slags, ejer, &f, &antal, err));
    ud->fakta = arena_grow(v->arena, ud->fakta, ud->antal, &ud->plads, ud->antal + antal,
                           sizeof(*ud->fakta));
    for (size_t i = 0; i < antal; i++) ud->fakta[ud->antal++] = f[i];
    return true;
}

/* A heading for each registrering: when, who and what was done. */
static bool vis_registrering(struct vis *v, int64_t nr, struct err *err)
{
    struct register_registrering r;
    struct str navn;

    TRY(register_registrering(v->store, v->arena, v->kommune, nr, &r, err));
    TRY(adgang_navn(v->store, v->arena, v->kommune, r.bruger, &navn, err));
    struct str tid = tid_tekst(v->arena, r.tid_us);
    struct str hvem = navn.n == 0 ? r.bruger : navn;
    if (!v->json) {
        buf_format(v->out, "Registrering %" PRId64 ", %.*s, %.*s: %.*s\n", nr, STR_ARG(tid),
                   STR_ARG(hvem), STR_ARG(r.handling));
        return true;
    }
    buf_format(v->out, "%s{\"registrering\":%" PRId64 ",\"tid\":\"%.*s\",\"bruger\":", v->mellem,
               nr, STR_ARG(tid));
    buf_json(v->out, hvem);
    buf_c(v->out, ",\"handling\":");
    buf_json(v->out, r.handling);
    buf_c(v->out, ",\"fakta\":[\n");
    v->mellem = "";
    return true;
}

static void vis_linje(struct vis *v, const struct register_fakta *f)
{
    if (v->json) {
        vis_json(v, f);
        return;
    }
    buf_format(v->out, "  %s %.*s: ", tabeller[f->slags].vist, STR_ARG(f->id));
    if (f->tilbagekaldt)
        buf_c(v->out, "kaldt tilbage: har aldrig været rigtigt");
    else
        vis_felter(v, f);
    buf_char(v->out, '\n');
}

static bool vis_alle(struct vis *v, const struct samling *alle, struct err *err)
{
    int64_t nr = 0;

    for (size_t i = 0; i < alle->antal; i++) {
        if (alle->fakta[i].nr != nr) {
            if (v->json && nr != 0) buf_c(v->out, "]}");
            if (nr != 0) v->mellem = ",\n";
            nr = alle->fakta[i].nr;
            TRY(vis_registrering(v, nr, err));
        }
        vis_linje(v, &alle->fakta[i]);
    }
    if (v->json && nr != 0) buf_c(v->out, "]}");
    return true;
}

bool register_vis_historie(struct store *store, struct arena *arena, int kommune,
                           struct str anbringelse, bool json, struct buf *out, struct err *err)
{
    struct vis v = {.store = store,
                    .arena = arena,
                    .kommune = kommune,
                    .nr = INT64_MAX,
                    .json = json,
                    .out = out,
                    .mellem = ""};
    struct samling alle = {0};

    TRY(add_history(&v, SLAGS_ANBRINGELSE, anbringelse, &alle, err));
    if (alle.antal == 0) {
        return err_begge(
            err, ERR_INPUT, NULL, "Der er ingen anbringelse med id'et %.*s i registret",
            "There is no placement with the id %.*s in the register", STR_ARG(anbringelse));
    }
    struct str barn = alle.fakta[alle.antal - 1].anbringelse.barn;
    TRY(add_history(&v, SLAGS_BARN, barn, &alle, err));
    for (int slags = SLAGS_INDPLACERING; slags < SLAGS_ANTAL; slags++)
        TRY(add_history(&v, (enum register_slags)slags, anbringelse, &alle, err));
    qsort(alle.fakta, alle.antal, sizeof(*alle.fakta), by_nr);
    if (json) {
        buf_c(out, "{\"anbringelse\":");
        buf_json(out, anbringelse);
        buf_c(out, ",\"registreringer\":[\n");
    }
    TRY(vis_alle(&v, &alle, err));
    if (json) buf_c(out, "]}\n");
    return true;
}
