/*
 * breve_aar: what a payee was paid in a calendar year, from the journal.
 *
 * A row counts in the year of the day its payment was to be there (eksport.h), so a grant of the
 * December run may count in the next. Only what has left in an export counts; a payment that came
 * back and has not been sent again does not. Held against the journal's own years before anything
 * is printed.
 */
#include <stdlib.h>

#include "afregning/breve.h"
#include "afregning/breve_intern.h"
#include "afregning/eksport.h"

enum { MODTAGERE_MAX = 1000000 };

struct aarsbreve {
    struct store *store;
    struct arena *arena;
    int kommune;
    int aar;
    const struct breve_valg *valg;
    struct brev_trykkeri *trykkeri;
    struct register_person *person; /* by id */
    size_t personer;
    struct haandbog_samling haandbog; /* of the newest run: for titles */
    struct koersel *koersel;          /* newest first */
    size_t koersler;
    struct betaling **betaling; /* of each run */
    size_t *betalinger;
    struct register_udsnit udsnit; /* for the children's names */
    struct opslag sted;            /* in udsnit */
    struct arena scratch;
};

/* ---- reading */

static bool read_all(struct aarsbreve *a, struct err *err)
{
    struct afregning sidste;
    struct udgave udgave;
    int64_t nyeste;

    TRY(register_personer(a->store, a->arena, a->kommune, &a->person, &a->personer, err));
    TRY(afregning_sidste(a->store, a->arena, a->kommune, &sidste, err));
    if (sidste.nr == 0) return err_set(err, ERR_INPUT, "afregning", "Der er intet godkendt endnu");
    TRY(udgave_laes(a->store, a->arena, a->kommune, sidste.koersel, sidste.udgave, &udgave, err));
    TRY(grundlag_plan(a->store, a->arena, a->kommune, udgave.plan, &a->haandbog, err));
    TRY(register_newest(a->store, a->kommune, &nyeste, err));
    TRY(register_read(a->store, a->arena, a->kommune, nyeste, NULL, 0, &a->udsnit, err));
    opslag_make(a->arena, &a->udsnit.sager, &a->sted);
    TRY(koersel_liste(a->store, a->arena, a->kommune, &a->koersel, &a->koersler, err));
    a->betaling = ARENA_ARRAY(a->arena, a->koersler, struct betaling *);
    a->betalinger = ARENA_ARRAY(a->arena, a->koersler, size_t);
    for (size_t i = 0; i < a->koersler; i++)
        TRY(betaling_liste(a->store, a->arena, a->kommune, a->koersel[i].loebenr, &a->betaling[i],
                           &a->betalinger[i], err));
    return true;
}

/* ---- what was paid */

/* The payment a row left with, as it stands now; NULL while it has not left. */
static const struct betaling *payment_of(const struct aarsbreve *a, const struct journal_raekke *r,
                                         const struct koersel **koersel)
{
    for (size_t k = 0; k < a->koersler; k++) {
        if (a->koersel[k].loebenr != r->koersel) continue;
        *koersel = &a->koersel[k];
        const struct betaling *newest = NULL;
        for (size_t i = 0; i < a->betalinger[k]; i++) {
            const struct betaling *b = &a->betaling[k][i];
            if (!str_eq(b->modtager, r->modtager) || !str_eq(b->kanal, r->kanal)) continue;
            if (newest == NULL || b->eksport > newest->eksport) newest = b;
        }
        return newest;
    }
    return NULL;
}

static struct str child_of(const struct aarsbreve *a, struct str anbringelse)
{
    size_t at;

    if (!opslag_find(&a->sted, anbringelse, &at)) return breve_fornavn(NULL);
    return breve_fornavn(register_person_find(a->person, a->personer, a->udsnit.til[at].barn));
}

static int year_of(struct dato dag)
{
    int year, month, day;

    dato_civil(dag, &year, &month, &day);
    return year;
}

static bool add_post(struct aarsbreve *a, struct brev_aar *brev, struct brev_aar_post *post,
                     const struct journal_raekke *r)
{
    const struct koersel *k = NULL;
    bool trukket = r->art == JOURNAL_MODREGNING;

    if (r->kredit != KONTO_SKYLDIG && !trukket) return true;
    if (str_is(r->kanal, "leverandoer")) return true; /* a supplier is no foster family */
    const struct betaling *b = payment_of(a, r, &k);
    if (b == NULL || betaling_er_tilbage(b)) return true;
    if (year_of(b->dispositionsdato) != a->aar) return true;
    enum kanal kanal = breve_kanal(r->kanal);
    enum skat skat =
        trukket ? (kanal == KANAL_LOEN ? SKAT_A_INDKOMST : SKAT_SKATTEFRI) : breve_skat(r->skat);
    int64_t oere = trukket ? -r->beloeb.oere : r->beloeb.oere;
    post[brev->poster++] = (struct brev_aar_post){
        .betalt = maaned_of(b->dispositionsdato),
        .barn = trukket ? STR("") : child_of(a, r->anbringelse),
        .titel = trukket ? STR("Trukket efter beslutning") : breve_titel(&a->haandbog, r->ydelse),
        .maaned = trukket ? k->maaned : r->maaned,
        .kanal = kanal,
        .skat = skat,
        .rettelse = trukket || r->efter != 0,
        .beloeb = {oere},
    };
    brev->udbetalt.oere += oere;
    *(skat == SKAT_A_INDKOMST ? &brev->a_indkomst.oere : &brev->skattefri.oere) += oere;
    if (trukket || r->efter != 0) brev->rettelser.oere += oere;
    return true;
}

static int by_month(const void *a, const void *b)
{
    const struct brev_aar_post *x = a, *y = b;
    int order = (x->betalt.nr > y->betalt.nr) - (x->betalt.nr < y->betalt.nr);

    if (order == 0) order = str_cmp(x->barn, y->barn);
    if (order == 0) order = (x->maaned.nr > y->maaned.nr) - (x->maaned.nr < y->maaned.nr);
    if (order == 0) order = str_cmp(x->titel, y->titel);
    return order != 0 ? order
                      : (x->beloeb.oere > y->beloeb.oere) - (x->beloeb.oere < y->beloeb.oere);
}

static bool invented(const struct aarsbreve *a)
{
    for (size_t i = 0; i < a->haandbog.count; i++)
        if (a->haandbog.planer.plan[i]->opdigtet) return true;
    return false;
}

/* What the journal says was sent to the payee in the year, less what came back. */
static bool same_as_journal(const struct aarsbreve *a, const struct journal_raekke *r, size_t n,
                            const struct brev_aar *brev, struct str modtager, struct err *err)
{
    int64_t sendt = 0;

    for (size_t i = 0; i < n; i++) {
        if (r[i].aar != a->aar || str_is(r[i].kanal, "leverandoer")) continue;
        if (r[i].kredit == KONTO_UDBETALT) sendt += r[i].beloeb.oere;
        if (r[i].debet == KONTO_UDBETALT) sendt -= r[i].beloeb.oere;
    }
    if (sendt == brev->udbetalt.oere) return true;
    return err_set(err, ERR_INPUT, "årsopgørelse",
                   "Betalingerne til %.*s i %d passer ikke med journalen; kør vederlag doctor",
                   STR_ARG(modtager), a->aar);
}

static bool fill(struct aarsbreve *a, struct str modtager, struct brev_aar *brev, struct err *err)
{
    struct journal_raekke *r;
    struct brev_aar_post *post;
    size_t n;

    TRY(journal_af_modtager(a->store, &a->scratch, a->kommune, modtager, &r, &n, err));
    post = ARENA_ARRAY(&a->scratch, n, struct brev_aar_post);
    *brev = (struct brev_aar){
        .afsender = *a->valg->afsender,
        .modtager =
            breve_modtager(&a->scratch, register_person_find(a->person, a->personer, modtager)),
        .journal = str_format(&a->scratch, "%d", a->aar),
        .dato = a->valg->dato,
        .aar = a->aar,
        .post = post,
        .opdigtet = invented(a),
    };
    for (size_t i = 0; i < n; i++) TRY(add_post(a, brev, post, &r[i]));
    if (brev->poster > 0) qsort(post, brev->poster, sizeof(*post), by_month);
    return same_as_journal(a, r, n, brev, modtager, err);
}

static bool one_payee(struct aarsbreve *a, struct str modtager,
                      bool (*hver)(void *ctx, const struct brev_forsendelse *brev, struct err *err),
                      void *ctx, size_t *antal, struct err *err)
{
    struct brev_aar brev;
    struct brev_forsendelse f = {.slags = BREV_AAR};
    const struct register_person *person = register_person_find(a->person, a->personer, modtager);

    TRY(fill(a, modtager, &brev, err));
    if (brev.poster == 0) return true;
    f.id = breve_id(&a->scratch, a->kommune, "aar", a->aar, modtager);
    f.cpr = person == NULL ? STR_EMPTY : person->cpr;
    TRY(brev_aar_pdf(&a->scratch, a->trykkeri, &brev, &f.pdf, err));
    f.erstattede = brev_erstattede(a->trykkeri, &f.erstattet);
    f.modtager = modtager;
    (*antal)++;
    return hver(ctx, &f, err);
}

static bool everybody(struct aarsbreve *a,
                      bool (*hver)(void *ctx, const struct brev_forsendelse *brev, struct err *err),
                      void *ctx, size_t *antal, struct err *err)
{
    struct store_rows rows;
    struct dato fra = dato_make(a->aar, 1, 1), til = dato_plus(dato_make(a->aar, 12, 31), 1);
    bool ok = true;

    *antal = 0;
    TRY(store_query(a->store, a->arena, SQL_AFREGNING_MODTAGERE_AAR,
                    ARGS(STORE_I(a->kommune), STORE_I(fra.dag), STORE_I(til.dag)), MODTAGERE_MAX,
                    &rows, err));
    for (size_t i = 0; ok && i < rows.count; i++) {
        arena_init(&a->scratch, (size_t)256 << 20);
        ok = one_payee(a, store_at(&rows, i, 0).s, hver, ctx, antal, err);
        arena_release(&a->scratch);
    }
    return ok;
}

bool breve_aar(struct store *store, struct arena *arena, const struct adgang *adgang, int aar,
               const struct breve_valg *valg, struct brev_trykkeri *trykkeri,
               bool (*hver)(void *ctx, const struct brev_forsendelse *brev, struct err *err),
               void *ctx, size_t *antal, struct err *err)
{
    struct aarsbreve *a = ARENA_NEW(arena, struct aarsbreve);

    TRY(adgang_kraev(adgang, RET_LAES_PERSON, err));
    a->store = store;
    a->arena = arena;
    a->kommune = adgang->kommune;
    a->aar = aar;
    a->valg = valg;
    a->trykkeri = trykkeri;
    TRY(store_begin(store, STORE_READ, err));
    bool ok = read_all(a, err) && everybody(a, hver, ctx, antal, err);
    store_rollback(store);
    return ok;
}
