/*
 * familie: a family's payments, and one run as its letters say it.
 *
 * Invariant: what is told of a run is made of differences of the family's own placements and of
 * journal rows of its own payees, and of nothing else.
 */
#include "afregning/familie.h"

#include <stdlib.h>

#include "afregning/breve_intern.h"
#include "afregning/udgave.h"

/* ---- what is the family's */

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

struct navne {
    struct arena *arena;
    struct str *id;
    size_t antal;
    size_t plads;
};

static void add_name(struct navne *n, struct str id)
{
    if (id.n == 0) return;
    for (size_t i = 0; i < n->antal; i++)
        if (str_eq(n->id[i], id)) return;
    n->id = arena_grow(n->arena, n->id, n->antal, &n->plads, n->antal + 1, sizeof(*n->id));
    n->id[n->antal++] = id;
}

bool familie_kreds(struct store *store, struct arena *arena, int kommune,
                   struct grundlag_lager *lager, struct str familie, struct familie_kreds *out,
                   struct err *err)
{
    struct navne navne = {.arena = arena};

    *out = (struct familie_kreds){
        .store = store, .arena = arena, .kommune = kommune, .lager = lager, .familie = familie};
    TRY(register_newest(store, kommune, &out->nr, err));
    TRY(register_familie_steder(store, arena, kommune, out->nr, familie, &out->sted, &out->steder,
                                err));
    for (size_t i = 0; i < out->steder; i++) {
        struct register_fakta *k;
        size_t n;
        add_name(&navne, out->sted[i].anbringelse.barn);
        TRY(register_fakta_af(store, arena, kommune, out->nr, SLAGS_KONTRAKT, out->sted[i].id, &k,
                              &n, err));
        for (size_t j = 0; j < n; j++) add_name(&navne, k[j].kontrakt.holder);
    }
    if (navne.antal > 0) qsort(navne.id, navne.antal, sizeof(*navne.id), by_text);
    out->modtager = navne.id;
    out->modtagere = navne.antal;
    out->journal = ARENA_ARRAY(arena, navne.antal, struct breve_journal);
    for (size_t i = 0; i < navne.antal; i++) out->journal[i].modtager = navne.id[i];
    return true;
}

static bool rows_of(const struct familie_kreds *k, struct str modtager, struct journal_raekke **out,
                    size_t *antal, struct err *err)
{
    const struct breve_kilde r = {.store = k->store,
                                  .arena = k->arena,
                                  .scratch = k->arena,
                                  .kommune = k->kommune,
                                  .kendt = k->journal,
                                  .kendte = k->modtagere};

    return breve_journal(&r, modtager, out, antal, err);
}

static bool is_place(const struct familie_kreds *k, struct str anbringelse)
{
    for (size_t i = 0; i < k->steder; i++)
        if (str_eq(k->sted[i].id, anbringelse)) return true;
    return false;
}

static bool is_child(const struct familie_kreds *k, struct str person)
{
    for (size_t i = 0; i < k->steder; i++)
        if (str_eq(k->sted[i].anbringelse.barn, person)) return true;
    return false;
}

/* ---- payments */

struct optaelling {
    const struct familie_kreds *kreds;
    struct familie_betaling *betaling; /* newest first: by loebenr, falling */
    bool *brugt;
    size_t antal;
};

static size_t run_at(const struct optaelling *o, int64_t loebenr)
{
    for (size_t low = 0, high = o->antal; low < high;) {
        size_t mid = low + (high - low) / 2;
        if (o->betaling[mid].koersel.loebenr == loebenr) return mid;
        if (o->betaling[mid].koersel.loebenr < loebenr)
            high = mid;
        else
            low = mid + 1;
    }
    return o->antal;
}

static void add_amount(struct familie_betaling *b, bool barn, bool loen, int64_t oere)
{
    b->beloeb.oere += oere;
    (loen ? &b->a_indkomst : &b->skattefri)->oere += oere;
    if (barn) b->til_barn.oere += oere;
}

/* One row of the journal. */
static void count_row(struct optaelling *o, const struct journal_raekke *r, bool barn)
{
    size_t at = run_at(o, r->koersel);

    if (at == o->antal || str_is(r->kanal, "leverandoer")) return;
    struct familie_betaling *b = &o->betaling[at];
    if (r->art == JOURNAL_MODREGNING) {
        o->brugt[at] = true;
        b->trukket.oere += r->beloeb.oere;
        add_amount(b, barn, str_is(r->kanal, "loen"), -r->beloeb.oere);
        return;
    }
    if (!r->har_efter || !is_place(o->kreds, r->anbringelse)) return;
    o->brugt[at] = true;
    if (r->kredit != KONTO_SKYLDIG) {
        b->for_meget.oere += r->beloeb.oere;
        return;
    }
    if (r->maaned.nr == b->koersel.maaned.nr) b->maanedens.oere += r->beloeb.oere;
    add_amount(b, barn, str_is(r->skat, "a_indkomst"), r->beloeb.oere);
}

/* What a computed run would grant; the same sums as count_row makes of the rows it will become. */
static bool count_computed(struct optaelling *o, size_t at, struct err *err)
{
    const struct familie_kreds *k = o->kreds;
    struct familie_betaling *b = &o->betaling[at];
    struct str *sted = ARENA_ARRAY(k->arena, k->steder, struct str);
    struct udgave u;

    for (size_t i = 0; i < k->steder; i++) sted[i] = k->sted[i].id;
    TRY(udgave_familie(k->store, k->arena, k->kommune, &b->koersel, k->familie, sted, k->steder, &u,
                       err));
    for (size_t i = 0; i < u.forskelle; i++) {
        const struct forskel *f = &u.forskel[i];
        int64_t d = f->beregnet.oere - f->tilkendt.oere;
        if (str_is(f->kanal, "leverandoer")) continue;
        o->brugt[at] = true;
        if (d < 0) {
            b->for_meget.oere -= d;
            continue;
        }
        if (f->maaned.nr == b->koersel.maaned.nr) b->maanedens.oere += d;
        add_amount(b, is_child(k, f->modtager), str_is(f->skat, "a_indkomst"), d);
    }
    o->brugt[at] = o->brugt[at] || u.mangler > 0;
    return true;
}

/* Where the payments of one payee have come to. */
static bool add_state(struct optaelling *o, struct str modtager, struct err *err)
{
    const struct familie_kreds *k = o->kreds;
    struct store_rows rows;

    TRY(store_query(k->store, k->arena, SQL_AFREGNING_BETALING_MODTAGER,
                    ARGS(STORE_I(k->kommune), STORE_S(modtager)), ROWS_MAX, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        size_t at = run_at(o, store_at(&rows, i, 4).i);
        if (at == o->antal || str_is(store_at(&rows, i, 0).s, "leverandoer")) continue;
        struct store_value svar = store_at(&rows, i, 2);
        bool tilbage =
            svar.type == STORE_TEXT && (str_is(svar.s, "afvist") || str_is(svar.s, "retur"));
        if (tilbage && store_at(&rows, i, 3).type == STORE_NULL)
            o->betaling[at].trin = FAMILIE_AFVIST;
        struct dato dag = {(int32_t)store_at(&rows, i, 1).i};
        if (!tilbage) o->betaling[at].dag = dato_max(o->betaling[at].dag, dag);
    }
    return true;
}

static bool begin(struct optaelling *o, struct err *err)
{
    struct koersel *k;
    size_t n;
    struct arena *arena = o->kreds->arena;

    TRY(koersel_liste(o->kreds->store, arena, o->kreds->kommune, &k, &n, err));
    o->betaling = ARENA_ARRAY(arena, n, struct familie_betaling);
    o->brugt = ARENA_ARRAY(arena, n, bool);
    for (size_t i = 0; i < n; i++) {
        if (k[i].tilstand < KOERSEL_BEREGNET || k[i].tilstand == KOERSEL_OPGIVET) continue;
        if (koersel_overhalet(k, n, &k[i]) != NULL) continue;
        o->betaling[o->antal++] = (struct familie_betaling){
            .koersel = k[i],
            .trin = k[i].tilstand == KOERSEL_BEREGNET   ? FAMILIE_BEREGNET
                    : k[i].tilstand == KOERSEL_GODKENDT ? FAMILIE_GODKENDT
                                                        : FAMILIE_SENDT,
            .dag = k[i].dispositionsdato,
        };
    }
    return true;
}

bool familie_betalinger(const struct familie_kreds *kreds, struct familie_betaling **out,
                        size_t *antal, struct err *err)
{
    struct optaelling o = {.kreds = kreds};
    size_t n = 0;

    TRY(begin(&o, err));
    for (size_t i = 0; i < kreds->modtagere; i++) {
        struct journal_raekke *r;
        size_t raekker;
        bool barn = is_child(kreds, kreds->modtager[i]);
        TRY(rows_of(kreds, kreds->modtager[i], &r, &raekker, err));
        for (size_t k = 0; k < raekker; k++) count_row(&o, &r[k], barn);
        TRY(add_state(&o, kreds->modtager[i], err));
    }
    for (size_t i = 0; i < o.antal; i++)
        if (o.betaling[i].trin == FAMILIE_BEREGNET) TRY(count_computed(&o, i, err));
    for (size_t i = 0; i < o.antal; i++)
        if (o.brugt[i]) o.betaling[n++] = o.betaling[i];
    *out = o.betaling;
    *antal = n;
    return true;
}

/* ---- one run */

/* Only those who are paid, as register_person_find wants them: by id. */
static bool read_persons(const struct familie_kreds *k, struct breve_kilde *r, struct err *err)
{
    r->person = ARENA_ARRAY(k->arena, k->modtagere, struct register_person);
    for (size_t i = 0; i < k->modtagere; i++) {
        struct register_person *p = &r->person[r->personer];
        TRY(register_person(k->store, k->arena, k->kommune, k->modtager[i], p, err));
        if (p->id.n > 0) r->personer++;
    }
    return true;
}

static bool first_row(struct breve_kilde *r, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(r->store, r->arena, SQL_AFREGNING_JOURNAL_FOERSTE,
                    ARGS(STORE_I(r->kommune), STORE_I(r->grund.koersel.loebenr)), 1, &rows, err));
    r->foerste_nr = rows.count == 0 ? 0 : store_at(&rows, 0, 0).i;
    return true;
}

/* Suppliers are not the family, and what is owed between others is not its business. */
static void keep_own(const struct familie_kreds *k, struct breve_kilde *r)
{
    struct udgave *u = &r->grund.udgave;
    size_t n = 0;

    for (size_t i = 0; i < u->forskelle; i++)
        if (!str_is(u->forskel[i].kanal, "leverandoer")) u->forskel[n++] = u->forskel[i];
    u->forskelle = n;
    n = 0;
    for (size_t i = 0; i < r->mellemer; i++) {
        for (size_t j = 0; j < k->modtagere; j++) {
            if (!str_eq(k->modtager[j], r->mellem[i].modtager)) continue;
            r->mellem[n++] = r->mellem[i];
            break;
        }
    }
    r->mellemer = n;
}

static bool read_run(const struct familie_kreds *k, const struct koersel *koersel,
                     struct breve_kilde *r, struct err *err)
{
    struct str *sted = ARENA_ARRAY(k->arena, k->steder, struct str);
    int64_t foer;
    bool foerste;

    for (size_t i = 0; i < k->steder; i++) sted[i] = k->sted[i].id;
    TRY(grundlag_familie(k->store, k->arena, k->kommune, k->lager, koersel, k->familie, sted,
                         k->steder, &r->grund, err));
    r->dag = koersel->dispositionsdato;
    r->kendt = k->journal;
    r->kendte = k->modtagere;
    TRY(breve_foer(r, &foer, &foerste, err));
    TRY(register_beroerte_familie(k->store, k->arena, k->kommune, foer, r->grund.udgave.skaering,
                                  k->familie, &r->beroert, &r->beroerte, err));
    if (foerste) r->beroerte = 0; /* the first run corrects nothing */
    TRY(first_row(r, err));
    TRY(breve_mellem_laes(r, err));
    keep_own(k, r);
    return read_persons(k, r, err);
}

/* What a payee owes on other families' placements is not this family's business. */
static bool hide_foreign_credit(const struct familie_kreds *k, int64_t loebenr,
                                struct familie_modtagelse *m, struct err *err)
{
    bool vort;

    TRY(familie_brev_er_vort(k, loebenr, m->modtager, &vort, err));
    if (!vort) m->brev.tilgode.foer = m->brev.tilgode.efter = (struct oere){0};
    return true;
}

static bool fill_all(const struct familie_kreds *k, struct breve_kilde *r,
                     struct familie_koersel *out, struct err *err)
{
    struct breve_post *post;
    size_t n = breve_poster(r, &post);

    out->modtagelse = ARENA_ARRAY(k->arena, n, struct familie_modtagelse);
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && str_eq(post[next].modtager, post[i].modtager); next++)
            continue;
        struct familie_modtagelse *m = &out->modtagelse[out->modtagelser++];
        m->modtager = post[i].modtager;
        m->barn = is_child(k, m->modtager);
        TRY(breve_udfyld(r, &post[i], next - i, &m->brev, err));
        TRY(hide_foreign_credit(k, r->grund.koersel.loebenr, m, err));
    }
    return true;
}

bool familie_koersel(const struct familie_kreds *kreds, const struct koersel *koersel,
                     struct familie_koersel *out, struct err *err)
{
    struct breve_kilde *r = ARENA_NEW(kreds->arena, struct breve_kilde);

    r->store = kreds->store;
    r->arena = r->scratch = kreds->arena;
    r->kommune = kreds->kommune;
    *out = (struct familie_koersel){.kilde = r};
    TRY(read_run(kreds, koersel, r, err));
    breve_opslag(r);
    TRY(breve_maaneder(r, err));
    TRY(fill_all(kreds, r, out, err));
    out->grund = r->grund;
    return true;
}

const struct forskel *familie_forskel(const struct familie_koersel *k, int64_t nr)
{
    for (size_t i = 0; i < k->grund.udgave.forskelle; i++)
        if (k->grund.udgave.forskel[i].nr == nr) return &k->grund.udgave.forskel[i];
    return NULL;
}

unsigned familie_forskel_grunde(const struct familie_koersel *k, const struct forskel *forskel)
{
    return breve_grunde(k->kilde, forskel);
}

const struct sag *familie_sag(const struct familie_koersel *k, struct str anbringelse)
{
    const struct sager *sager = &k->grund.udsnit.sager;

    for (size_t i = 0; i < sager->count; i++)
        if (str_eq(sager->sag[i].id, anbringelse)) return &sager->sag[i];
    return NULL;
}

/* ---- letters */

bool familie_brev_er_vort(const struct familie_kreds *kreds, int64_t loebenr, struct str modtager,
                          bool *vort, struct err *err)
{
    struct journal_raekke *r;
    struct str *sted;
    size_t n;
    bool andre = false;

    TRY(rows_of(kreds, modtager, &r, &n, err));
    for (size_t i = 0; i < n; i++)
        if (r[i].koersel <= loebenr && r[i].har_efter && !is_place(kreds, r[i].anbringelse))
            andre = true;
    TRY(register_person_kontrakter(kreds->store, kreds->arena, kreds->kommune, modtager, &sted, &n,
                                   err));
    for (size_t i = 0; i < n; i++) andre = andre || !is_place(kreds, sted[i]);
    *vort = !andre;
    return true;
}

bool familie_brev(const struct familie_kreds *kreds, const struct koersel *koersel,
                  struct str modtager, const struct brev_afsender *afsender,
                  struct brev_trykkeri *trykkeri, struct str *pdf, bool *fundet, struct err *err)
{
    struct breve_kilde *r = ARENA_NEW(kreds->arena, struct breve_kilde);
    struct breve_valg valg = {.afsender = afsender};
    struct breve_post *post;
    struct brev_maaned brev;

    *fundet = false;
    TRY(breve_godkendt(kreds->store, kreds->arena, kreds->kommune, koersel->loebenr, &valg.dato,
                       err));
    r->store = kreds->store;
    r->arena = r->scratch = kreds->arena;
    r->kommune = kreds->kommune;
    r->valg = &valg;
    TRY(read_run(kreds, koersel, r, err));
    TRY(breve_dag(r, err));
    breve_opslag(r);
    TRY(breve_maaneder(r, err));
    size_t n = breve_poster(r, &post), from = 0;
    while (from < n && !str_eq(post[from].modtager, modtager)) from++;
    size_t to = from;
    while (to < n && str_eq(post[to].modtager, modtager)) to++;
    if (from == to) return true;
    TRY(breve_udfyld(r, &post[from], to - from, &brev, err));
    *fundet = true;
    return brev_maaned_pdf(kreds->arena, trykkeri, &brev, pdf, err);
}

bool familie_brevdag(const struct familie_kreds *kreds, int64_t loebenr, struct dato *out,
                     struct err *err)
{
    return breve_godkendt(kreds->store, kreds->arena, kreds->kommune, loebenr, out, err);
}
