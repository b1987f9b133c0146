/*
 * sager_tidslinje: a placement in one line of time.
 *
 * Cost: the placement's own rows, and one look at each registrering it has.
 */
#include "sagsside/sager_tidslinje.h"

#include <stdlib.h>

#include "afregning/afregning.h"
#include "afregning/journal.h"

const struct sager_ord SAGER_TIDSLINJE[] = {
    {"", {"Alt", "Everything"}},
    {"anbringelse", {"Ind- og udflytning", "Moving in and out"}},
    {"barn", {"Fødselsdato", "Birth date"}},
    {"indplacering", {"Niveau", "Level"}},
    {"situation", {"Situationer", "Situations"}},
    {"doegn", {"Døgn i aflastning", "Nights of relief"}},
    {"aftale", {"Aftaler", "Agreements"}},
    {"kontrakt", {"Kontrakt", "Contract"}},
    {"ophoer", {"Ophør", "Termination"}},
    {"penge", {"Betalinger", "Payments"}},
};
const size_t SAGER_TIDSLINJE_ANTAL = sizeof(SAGER_TIDSLINJE) / sizeof(*SAGER_TIDSLINJE);

struct forloeb {
    struct side *s;
    const struct register_fakta *sted;
    const struct sager_kendt *kendt;
    struct str vis;
    bool kan_rette;
    struct sager_post *post;
    size_t antal;
    size_t plads;
};

static struct sager_post *next(struct forloeb *l)
{
    l->post = arena_grow(l->s->arena, l->post, l->antal, &l->plads, l->antal + 1, sizeof(*l->post));
    l->post[l->antal] = (struct sager_post){.tekst = STR_EMPTY};
    return &l->post[l->antal++];
}

static bool wanted(const struct forloeb *l, const char *kode)
{
    return l->vis.n == 0 || str_is(l->vis, kode);
}

/* ---- facts */

static bool reasons(struct side *s, const struct register_fakta *f, struct str *out,
                    struct err *err)
{
    struct register_fakta kopi = *f;
    struct str *id = register_fritekst(&kopi);

    *out = STR_EMPTY;
    if (id == NULL || id->n == 0) return true;
    return register_tekst(s->app->store, s->arena, s->app->kommune, *id, out, err);
}

/* What came after it of the same fact: it is struck through. */
static bool overtaken(struct side *s, const struct register_fakta *senere, struct str *out,
                      struct err *err)
{
    struct register_registrering r;
    struct str hvem;

    TRY(register_registrering(s->app->store, s->arena, s->app->kommune, senere->nr, &r, err));
    TRY(sager_bruger(s, r.bruger, &hvem, err));
    struct str tid = side_tid(s, r.tid_us);
    *out = senere->tilbagekaldt
               ? str_format(s->arena,
                            s->engelsk ? "Taken back %.*s by %.*s" : "Taget tilbage %.*s af %.*s",
                            STR_ARG(tid), STR_ARG(hvem))
               : str_format(s->arena, s->engelsk ? "Corrected %.*s by %.*s" : "Rettet %.*s af %.*s",
                            STR_ARG(tid), STR_ARG(hvem));
    return true;
}

static void ways(struct forloeb *l, const struct register_fakta *f, struct sager_post *p)
{
    struct side *s = l->s;
    const char *slags = register_slags_kode(f->slags);

    if (!l->kan_rette || f->tilbagekaldt || f->slags == SLAGS_INDPLACERING) return;
    p->ret = str_format(s->arena, "/anbringelser/%.*s/registrer/%s?fakta=%.*s",
                        STR_ARG(l->sted->id), slags, STR_ARG(f->id));
    if (f->slags == SLAGS_BARN) return;
    p->tilbage = str_format(s->arena, "/anbringelser/%.*s/tilbage/%s?fakta=%.*s",
                            STR_ARG(l->sted->id), slags, STR_ARG(f->id));
}

static bool add_fact(struct forloeb *l, const struct register_fakta *f,
                     const struct register_fakta *senere, struct err *err)
{
    struct side *s = l->s;
    struct sager_post *p = next(l);
    bool uden_dage = f->slags == SLAGS_BARN || f->slags == SLAGS_OPHOER;

    p->sort = f->slags == SLAGS_BARN ? f->barn.foedt : f->fra;
    p->nr = f->nr;
    p->dage = uden_dage ? side_dato(s, p->sort) : sager_periode(s, f->fra, f->til);
    p->slags = register_slags_kode(f->slags);
    p->navn = sager_slags(s, f->slags);
    TRY(sager_faktatekst(s, f, &p->tekst, err));
    TRY(reasons(s, f, &p->begrundelse, err));
    TRY(sager_registreret(s, f->nr, &p->naar, err));
    p->overhalet = p->ret = p->tilbage = p->mere = STR_EMPTY;
    if (f->tilbagekaldt)
        p->overhalet =
            side_tekst(s, "Taget tilbage: har aldrig været rigtigt", "Taken back: was never true");
    else if (senere != NULL)
        return overtaken(s, senere, &p->overhalet, err);
    if (senere == NULL) ways(l, f, p);
    return true;
}

static bool add_kind(struct forloeb *l, enum register_slags slags, struct str ejer, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    if (!wanted(l, register_slags_kode(slags))) return true;
    TRY(register_historie(l->s->app->store, l->s->arena, l->s->app->kommune, l->kendt->nr, slags,
                          ejer, &f, &n, err));
    for (size_t i = 0; i < n; i++) {
        bool flere = i + 1 < n && str_eq(f[i + 1].id, f[i].id);
        TRY(add_fact(l, &f[i], flere ? &f[i + 1] : NULL, err));
    }
    return true;
}

/* ---- payments: what each run granted, month by month of its own and before */

static const struct koersel *run_of(const struct koersel *k, size_t n, int64_t loebenr)
{
    for (size_t i = 0; i < n; i++)
        if (k[i].loebenr == loebenr) return &k[i];
    return NULL;
}

struct sum {
    int64_t i_alt;
    int64_t foer; /* of it for months before the run's own */
};

static struct sum sum_of(const struct journal_raekke *r, size_t n, size_t *at,
                         const struct koersel *k)
{
    struct sum sum = {0};
    int64_t koersel = r[*at].koersel;

    for (; *at < n && r[*at].koersel == koersel; (*at)++) {
        const struct journal_raekke *x = &r[*at];
        int64_t oere = x->debet == KONTO_TILKENDT    ? x->beloeb.oere
                       : x->kredit == KONTO_TILKENDT ? -x->beloeb.oere
                                                     : 0;
        sum.i_alt += oere;
        if (k != NULL && x->maaned.nr < k->maaned.nr) sum.foer += oere;
    }
    return sum;
}

static bool add_payment(struct forloeb *l, const struct journal_raekke *r, struct sum sum,
                        const struct koersel *k, struct err *err)
{
    struct side *s = l->s;
    struct sager_post *p = next(l);
    struct str hvem;

    TRY(sager_bruger(s, r->bruger, &hvem, err));
    *p = (struct sager_post){
        .sort = k->dispositionsdato,
        .nr = r->nr,
        .dage = side_dato(s, k->dispositionsdato),
        .slags = "penge",
        .navn = side_tekst(s, "Betaling", "Payment"),
        .tekst = str_format(s->arena, s->engelsk ? "Settlement of %.*s" : "Afregning for %.*s",
                            STR_ARG(side_maaned(s, k->maaned))),
        .begrundelse = STR_EMPTY,
        .naar = str_format(s->arena,
                           s->engelsk ? "Approved %.*s by %.*s (run %lld)"
                                      : "Godkendt %.*s af %.*s (kørsel %lld)",
                           STR_ARG(side_tid(s, r->tid_us)), STR_ARG(hvem), (long long)k->loebenr),
        .overhalet = STR_EMPTY,
        .ret = STR_EMPTY,
        .tilbage = STR_EMPTY,
        .mere = STR_EMPTY,
        .penge = true,
        .beloeb = {sum.i_alt},
    };
    if (sum.foer != 0)
        p->begrundelse = str_format(s->arena,
                                    s->engelsk ? "Of it %.*s for earlier months"
                                               : "Heraf %.*s for tidligere måneder",
                                    STR_ARG(side_fortegn(s, sum.foer)));
    if (side_maa(s, SIDE_RET, RET_LAES_PENGE))
        p->mere = str_format(s->arena, "/maaned/%lld/forskelle?sted=%.*s", (long long)k->loebenr,
                             STR_ARG(l->sted->id));
    return true;
}

static int by_run(const void *a, const void *b)
{
    const struct journal_raekke *x = a, *y = b;

    if (x->koersel != y->koersel) return x->koersel < y->koersel ? -1 : 1;
    return x->nr < y->nr ? -1 : x->nr > y->nr;
}

static bool add_payments(struct forloeb *l, struct err *err)
{
    struct side *s = l->s;
    struct journal_raekke *r;
    struct koersel *k;
    size_t n, koersler, m = 0;

    if (!wanted(l, "penge")) return true;
    TRY(journal_af_anbringelse(s->app->store, s->arena, s->app->kommune, l->sted->id, &r, &n, err));
    TRY(koersel_liste(s->app->store, s->arena, s->app->kommune, &k, &koersler, err));
    for (size_t i = 0; i < n; i++)
        if (r[i].tid_us <= l->kendt->tid_us &&
            (r[i].debet == KONTO_TILKENDT || r[i].kredit == KONTO_TILKENDT))
            r[m++] = r[i];
    if (m > 1) qsort(r, m, sizeof(*r), by_run);
    for (size_t at = 0; at < m;) {
        const struct journal_raekke *foerste = &r[at];
        const struct koersel *run = run_of(k, koersler, foerste->koersel);
        struct sum sum = sum_of(r, m, &at, run);
        if (run != NULL) TRY(add_payment(l, foerste, sum, run, err));
    }
    return true;
}

/* ---- in order */

static int by_day(const void *a, const void *b)
{
    const struct sager_post *x = a, *y = b;

    if (x->sort.dag != y->sort.dag) return x->sort.dag > y->sort.dag ? -1 : 1;
    if (x->nr != y->nr) return x->nr > y->nr ? -1 : 1;
    int slags = str_cmp(str_from(x->slags), str_from(y->slags));
    return slags != 0 ? slags : str_cmp(x->tekst, y->tekst);
}

static int by_number(const void *a, const void *b)
{
    const struct sager_post *x = a, *y = b;

    if (x->penge != y->penge) return x->penge ? 1 : -1;
    if (x->nr != y->nr) return x->nr > y->nr ? -1 : 1;
    return by_day(a, b);
}

bool sager_tidslinje(struct side *s, const struct register_fakta *sted,
                     const struct sager_kendt *kendt, struct str vis, bool efter_nr, bool kan_rette,
                     const struct sager_post **out, size_t *antal, struct err *err)
{
    struct forloeb l = {
        .s = s, .sted = sted, .kendt = kendt, .vis = vis, .kan_rette = kan_rette && !kendt->da};

    TRY(add_kind(&l, SLAGS_ANBRINGELSE, sted->id, err));
    TRY(add_kind(&l, SLAGS_BARN, sted->anbringelse.barn, err));
    for (int slags = SLAGS_INDPLACERING; slags < SLAGS_ANTAL; slags++)
        TRY(add_kind(&l, (enum register_slags)slags, sted->id, err));
    TRY(add_payments(&l, err));
    if (l.antal > 1) qsort(l.post, l.antal, sizeof(*l.post), efter_nr ? by_number : by_day);
    *out = l.post;
    *antal = l.antal;
    return true;
}
