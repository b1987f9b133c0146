/*
 * udgave_beregn: months one after another: lines, differences, lacks. Nothing here reads or writes
 * the database.
 */
#include "afregning/opslag.h"
#include "afregning/udgave.h"

/* ---- what was granted on one placement and month */

static int place_cmp(const struct tilkendt *t, struct str anbringelse, struct maaned maaned)
{
    int order = str_cmp(t->anbringelse, anbringelse);

    return order != 0 ? order : (t->maaned.nr > maaned.nr) - (t->maaned.nr < maaned.nr);
}

static const struct tilkendt *grants_at(const struct udregning *u, struct str anbringelse,
                                        struct maaned maaned, size_t *antal)
{
    size_t low = 0, high = u->tilkendte, end;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (place_cmp(&u->tilkendt[mid], anbringelse, maaned) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (end = low; end < u->tilkendte; end++)
        if (place_cmp(&u->tilkendt[end], anbringelse, maaned) != 0) break;
    *antal = end - low;
    return low < u->tilkendte ? &u->tilkendt[low] : NULL;
}

/* ---- one placement and month */

static void keep_lacks(struct udregning *u, const struct linjer_par *par)
{
    size_t need = u->mangler + par->mangler;

    u->mangel =
        arena_grow(u->arena, u->mangel, u->mangler, &u->mangel_plads, need, sizeof(*u->mangel));
    for (size_t i = 0; i < par->mangler; i++) u->mangel[u->mangler++] = par->mangel[i];
}

/* The differences from number `before` on are added to the result's sums. */
static bool count(struct udregning *u, size_t before, struct err *err)
{
    struct udgave_resultat *r = &u->resultat;

    for (size_t i = before; i < u->forskelle.antal; i++) {
        const struct forskel *f = &u->forskelle.forskel[i];
        struct oere d;
        TRY(oere_sub(f->beregnet, f->tilkendt, &d, err));
        if (d.oere > 0) TRY(oere_add(r->op, d, &r->op, err));
        if (d.oere < 0) TRY(oere_sub(r->ned, d, &r->ned, err));
    }
    return true;
}

static bool one_pair(void *ctx, const struct linjer_par *par, struct err *err)
{
    struct udregning *u = ctx;
    struct str *mangler = ARENA_ARRAY(u->arena, par->mangler, struct str);
    size_t tilkendte, before = u->forskelle.antal;
    const struct tilkendt *tilkendt = grants_at(u, par->anbringelse, par->maaned, &tilkendte);

    for (size_t i = 0; i < par->mangler; i++) mangler[i] = par->mangel[i].ydelse;
    for (size_t i = 0; i < par->linjer; i++)
        TRY(oere_add(u->resultat.beregnet, (struct oere){par->linje[i].oere}, &u->resultat.beregnet,
                     err));
    u->resultat.par++;
    keep_lacks(u, par);
    TRY(forskel_add(&u->forskelle, par->anbringelse, par->maaned, par->linje, par->linjer, mangler,
                    par->mangler, tilkendt, tilkendte, err));
    return count(u, before, err);
}

/* ---- placements that are no longer known */

struct tabt {
    struct opslag kendt; /* every placement known now */
    struct str *set;     /* told in this month already */
    size_t sete;
};

static bool told(struct tabt *t, struct str id)
{
    for (size_t i = 0; i < t->sete; i++)
        if (str_eq(t->set[i], id)) return true;
    t->set[t->sete++] = id;
    return false;
}

static bool lost_of_month(struct udregning *u, struct tabt *t, int m, struct err *err)
{
    struct maaned maaned = {u->omfang.fra.nr + m};

    t->sete = 0;
    for (size_t i = 0; i < u->omfang.familier; i++) {
        const struct omfang_familie *f = &u->omfang.familie[i];
        for (size_t k = 0; f->maaned[m] && k < f->anbringelser; k++) {
            struct str id = f->anbringelse[k];
            size_t antal, at;
            if (opslag_find(&t->kendt, id, &at)) continue;
            grants_at(u, id, maaned, &antal);
            if (antal == 0 || told(t, id)) continue;
            TRY(linjer_tilbagekaldt(&u->linjer, maaned, id, err));
        }
    }
    return true;
}

static void lost_init(struct udregning *u, struct tabt *t)
{
    size_t most = 0;

    opslag_make(u->arena, &u->udsnit.sager, &t->kendt);
    for (size_t i = 0; i < u->omfang.familier; i++) most += u->omfang.familie[i].anbringelser;
    t->set = ARENA_ARRAY(u->arena, most, struct str);
    t->sete = 0;
}

/* ---- months */

/* Placements of families that are to be computed in the month, as indexes. */
static size_t choose(const struct udregning *u, int m, size_t *valgt)
{
    const struct sag *sag = u->udsnit.sager.sag;
    size_t n = 0;
    bool skal = false;

    for (size_t i = 0; i < u->udsnit.sager.count; i++) {
        if (i == 0 || !str_eq(sag[i - 1].familie, sag[i].familie))
            skal = omfang_skal(&u->omfang, sag[i].familie, m);
        if (skal) valgt[n++] = i;
    }
    return n;
}

static bool one_month(struct udregning *u, int m, size_t *valgt, bool *brugt, struct tabt *t,
                      struct err *err)
{
    size_t n = choose(u, m, valgt);

    TRY(linjer_maaned(&u->linjer, (struct maaned){u->omfang.fra.nr + m}, valgt, n, err));
    TRY(lost_of_month(u, t, m, err));
    for (size_t i = 0; i < n; i++) brugt[valgt[i]] = true;
    if (n > 0) u->resultat.maaneder++;
    if (u->fremgang != NULL)
        u->fremgang->fortael(u->fremgang->ctx, (size_t)m + 1, (size_t)u->omfang.maaneder);
    return true;
}

/* ---- aconto: a person's decision to pay before the line can be computed; and invoices */

static bool is_lacking(const struct udregning *u, const struct beslutning *b)
{
    for (size_t i = 0; i < u->mangler; i++) {
        const struct udgave_mangel *m = &u->mangel[i];
        if (m->maaned.nr != b->maaned.nr || !str_eq(m->anbringelse, b->anbringelse)) continue;
        if (str_is(m->ydelse, "alle") || str_eq(m->ydelse, b->ydelse)) return true;
    }
    return false;
}

static const struct tilkendt *grant_of(const struct udregning *u, const struct beslutning *b)
{
    size_t antal;
    const struct tilkendt *t = grants_at(u, b->anbringelse, b->maaned, &antal);

    for (size_t i = 0; i < antal; i++)
        if (str_eq(t[i].ydelse, b->ydelse) && str_eq(t[i].modtager, b->modtager) &&
            str_eq(t[i].kanal, b->kanal) && str_eq(t[i].skat, b->skat))
            return &t[i];
    return NULL;
}

/* Two decisions on one key would be computed from the same grant: the second waits a run. */
static bool key_is_taken(const struct udregning *u, const struct beslutning *b)
{
    for (size_t i = 0; i < u->forskelle.antal; i++) {
        const struct forskel *f = &u->forskelle.forskel[i];
        if (f->maaned.nr == b->maaned.nr && str_eq(f->anbringelse, b->anbringelse) &&
            str_eq(f->ydelse, b->ydelse) && str_eq(f->modtager, b->modtager) &&
            str_eq(f->kanal, b->kanal) && str_eq(f->skat, b->skat))
            return true;
    }
    return false;
}

/* A credit note takes its amount off, the others put theirs on. */
static bool add_decided(struct udregning *u, const struct beslutning *b, int64_t efter,
                        int64_t tilkendt, struct err *err)
{
    bool af = str_is(b->art, "kreditnota");
    size_t before = u->forskelle.antal;
    struct forskel f = {
        .anbringelse = b->anbringelse,
        .ydelse = b->ydelse,
        .modtager = b->modtager,
        .kanal = b->kanal,
        .skat = b->skat,
        .maaned = b->maaned,
        .efter = efter,
        .tilkendt = {tilkendt},
        .art = b->art,
        .reference = b->id,
    };

    TRY((af ? oere_sub : oere_add)(f.tilkendt, (struct oere){b->beloeb_oere}, &f.beregnet, err));
    u->forskelle.forskel = arena_grow(u->arena, u->forskelle.forskel, before, &u->forskelle.plads,
                                      before + 1, sizeof(f));
    u->forskelle.forskel[u->forskelle.antal++] = f;
    return count(u, before, err);
}

static bool add_aconto(struct udregning *u, const struct beslutning *b, struct err *err)
{
    const struct tilkendt *t = grant_of(u, b);
    struct str hvad = str_format(
        u->arena, "Beslutningen %.*s kan ikke udføres; tag den tilbage. Håndbogen", STR_ARG(b->id));

    TRY(beslutning_ydelse_kendt(u->arena, u->haandbog, b->ydelse, hvad, err));
    if (!is_lacking(u, b)) return true;
    return add_decided(u, b, t == NULL ? 0 : t->nr, t == NULL ? 0 : t->oere, err);
}

static bool decided(struct udregning *u, struct err *err)
{
    for (size_t i = 0; i < u->beslutninger; i++) {
        const struct beslutning *b = &u->beslutning[i];
        if (key_is_taken(u, b)) continue;
        if (str_is(b->art, "aconto")) TRY(add_aconto(u, b, err));
        if (str_is(b->art, "kreditnota") || (str_is(b->art, "faktura") && b->kendt))
            TRY(add_decided(u, b, b->tilkendt_nr, b->tilkendt_oere, err));
    }
    return true;
}

/* ---- the facts that were used */

static void keep_facts(struct udregning *u, const bool *brugt)
{
    const struct sag *sag = u->udsnit.sager.sag;
    size_t n = u->udsnit.sager.count;

    u->fakta = ARENA_ARRAY(u->arena, n, struct udgave_fakta);
    for (size_t i = 0, next; i < n; i = next) {
        struct buf text;
        for (next = i + 1; next < n && str_eq(sag[next].familie, sag[i].familie); next++) continue;
        if (!brugt[i]) continue;
        buf_init(&text, u->arena);
        linjer_fakta_skriv(&text, &u->udsnit, i, next);
        struct str tekst = buf_str(&text);
        u->fakta[u->fakta_antal++] = (struct udgave_fakta){sag[i].familie, tekst, hash_of(tekst)};
    }
}

bool udregning_beregn(struct udregning *u, struct err *err)
{
    size_t n = u->udsnit.sager.count;
    size_t *valgt = ARENA_ARRAY(u->arena, n, size_t);
    bool *brugt = ARENA_ARRAY(u->arena, n, bool);
    struct tabt tabt;

    linjer_init(&u->linjer, u->arena, &u->haandbog->planer, &u->udsnit, u->koersel.skaeringsdato);
    u->linjer.par = one_pair;
    u->linjer.ctx = u;
    u->forskelle = (struct forskel_liste){.arena = u->arena};
    lost_init(u, &tabt);
    for (int m = 0; m < u->omfang.maaneder; m++) TRY(one_month(u, m, valgt, brugt, &tabt, err));
    TRY(decided(u, err));
    keep_facts(u, brugt);
    u->resultat.forskelle = u->forskelle.antal;
    u->resultat.mangler = u->mangler;
    return true;
}
