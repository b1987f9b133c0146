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
#include "afregning/udgave.h"

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
    struct haandbog_samling haandbog;
    struct koersel *koersel; /* newest first */
    size_t koersler;
    struct register_udsnit udsnit; /* for the children's names */
    struct opslag sted;            /* in udsnit */
    struct arena scratch;
};

/* ---- reading */

bool breve_aar_plan(struct store *store, struct arena *arena, int kommune, struct str *plan,
                    bool *fundet, struct err *err)
{
    struct afregning sidste;
    struct udgave udgave;

    TRY(afregning_sidste(store, arena, kommune, &sidste, err));
    *fundet = sidste.nr > 0;
    if (!*fundet) return true;
    TRY(udgave_hoved(store, arena, kommune, sidste.koersel, sidste.udgave, &udgave, err));
    *plan = udgave.plan;
    return true;
}

static bool read_all(struct aarsbreve *a, struct err *err)
{
    int64_t nyeste;
    struct str plan;
    bool fundet;

    TRY(register_personer(a->store, a->arena, a->kommune, &a->person, &a->personer, err));
    TRY(breve_aar_plan(a->store, a->arena, a->kommune, &plan, &fundet, err));
    if (!fundet)
        return err_begge(err, ERR_INPUT, "afregning", "Der er intet godkendt endnu",
                         "Nothing is approved yet");
    TRY(grundlag_plan(a->store, a->arena, a->kommune, plan, &a->haandbog, err));
    TRY(register_newest(a->store, a->kommune, &nyeste, err));
    TRY(register_read(a->store, a->arena, a->kommune, nyeste, NULL, 0, &a->udsnit, err));
    opslag_make(a->arena, &a->udsnit.sager, &a->sted);
    return koersel_liste(a->store, a->arena, a->kommune, &a->koersel, &a->koersler, err);
}

static bool child_of(void *ctx, struct str anbringelse, struct str *navn)
{
    const struct aarsbreve *a = ctx;
    size_t at;

    *navn = breve_fornavn(NULL);
    if (opslag_find(&a->sted, anbringelse, &at))
        *navn = breve_fornavn(register_person_find(a->person, a->personer, a->udsnit.til[at].barn));
    return true;
}

/* ---- what was paid */

/* A payment as it stands now. */
struct betalt {
    int64_t koersel;
    int64_t eksport;
    struct str kanal;
    struct dato dag;
    bool tilbage; /* it came back and is not sent again */
};

static bool read_payments(const struct breve_aarskilde *k, struct str modtager, struct betalt **out,
                          size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(k->store, k->arena, SQL_AFREGNING_BETALING_MODTAGER,
                    ARGS(STORE_I(k->kommune), STORE_S(modtager)), ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(k->arena, rows.count, struct betalt);
    for (size_t i = 0; i < rows.count; i++) {
        struct store_value svar = store_at(&rows, i, 2);
        bool kom = svar.type == STORE_TEXT && (str_is(svar.s, "afvist") || str_is(svar.s, "retur"));
        (*out)[i] = (struct betalt){store_at(&rows, i, 4).i,
                                    store_at(&rows, i, 5).i,
                                    store_at(&rows, i, 0).s,
                                    {(int32_t)store_at(&rows, i, 1).i},
                                    kom && store_at(&rows, i, 3).type == STORE_NULL};
    }
    *antal = rows.count;
    return true;
}

/* The payment a row left with: the newest of its run and channel; NULL while it has not left. */
static const struct betalt *payment_of(const struct betalt *b, size_t n,
                                       const struct journal_raekke *r)
{
    const struct betalt *newest = NULL;

    for (size_t i = 0; i < n; i++) {
        if (b[i].koersel != r->koersel || !str_eq(b[i].kanal, r->kanal)) continue;
        if (newest == NULL || b[i].eksport > newest->eksport) newest = &b[i];
    }
    return newest;
}

static struct maaned month_of_run(const struct breve_aarskilde *k, int64_t loebenr)
{
    size_t at = 0;

    while (at < k->koersler && k->koersel[at].loebenr != loebenr) at++;
    ASSERT(at < k->koersler);
    return k->koersel[at].maaned;
}

/* Whether a row is money that was paid to the payee in the year; what is drawn is paid less. */
static bool counts(const struct breve_aarskilde *k, const struct journal_raekke *r,
                   const struct betalt *b)
{
    if (r->kredit != KONTO_SKYLDIG && r->art != JOURNAL_MODREGNING) return false;
    if (str_is(r->kanal, "leverandoer")) return false; /* a supplier is no foster family */
    return b != NULL && !b->tilbage && dato_year(b->dag) == k->aar;
}

static void add_post(const struct breve_aarskilde *k, struct brev_aar *brev,
                     struct brev_aar_post *post, const struct journal_raekke *r,
                     const struct betalt *b, struct str barn)
{
    bool trukket = r->art == JOURNAL_MODREGNING;
    enum kanal kanal = breve_kanal(r->kanal);
    enum skat skat =
        trukket ? (kanal == KANAL_LOEN ? SKAT_A_INDKOMST : SKAT_SKATTEFRI) : breve_skat(r->skat);
    int64_t oere = trukket ? -r->beloeb.oere : r->beloeb.oere;

    post[brev->poster++] = (struct brev_aar_post){
        .betalt = maaned_of(b->dag),
        .barn = barn,
        .titel = trukket ? STR("Trukket efter beslutning") : breve_titel(k->haandbog, r->ydelse),
        .maaned = trukket ? month_of_run(k, r->koersel) : r->maaned,
        .kanal = kanal,
        .skat = skat,
        .rettelse = trukket || r->efter != 0,
        .beloeb = {oere},
        .koersel = r->koersel,
    };
    brev->udbetalt.oere += oere;
    *(skat == SKAT_A_INDKOMST ? &brev->a_indkomst.oere : &brev->skattefri.oere) += oere;
    if (trukket || r->efter != 0) brev->rettelser.oere += oere;
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

static bool invented(const struct haandbog_samling *haandbog)
{
    for (size_t i = 0; i < haandbog->count; i++)
        if (haandbog->planer.plan[i]->opdigtet) return true;
    return false;
}

/* What the journal says was sent to the payee in the year, less what came back. */
static bool same_as_journal(const struct breve_aarskilde *a, const struct journal_raekke *r,
                            size_t n, const struct brev_aar *brev, struct str modtager,
                            struct err *err)
{
    int64_t sendt = 0;

    for (size_t i = 0; i < n; i++) {
        if (r[i].aar != a->aar || str_is(r[i].kanal, "leverandoer")) continue;
        if (r[i].kredit == KONTO_UDBETALT) sendt += r[i].beloeb.oere;
        if (r[i].debet == KONTO_UDBETALT) sendt -= r[i].beloeb.oere;
    }
    if (sendt == brev->udbetalt.oere) return true;
    err_set(err, ERR_INPUT, "årsopgørelse",
            "Betalingerne til %.*s i %d passer ikke med journalen; kør vederlag doctor",
            STR_ARG(modtager), a->aar);
    return err_side(err,
                    "Årets betalinger til modtageren passer ikke med journalen; bed revisionen om "
                    "at se databasen efter",
                    "The year's payments to the payee do not fit the journal; ask the auditor to "
                    "look the database over");
}

bool breve_aar_udfyld(const struct breve_aarskilde *k, struct str modtager, struct brev_aar *out,
                      size_t *udeladt, struct err *err)
{
    struct journal_raekke *r;
    struct betalt *betalt;
    size_t n, betalte;

    *udeladt = 0;
    TRY(journal_af_modtager(k->store, k->arena, k->kommune, modtager, &r, &n, err));
    TRY(read_payments(k, modtager, &betalt, &betalte, err));
    struct brev_aar_post *post = ARENA_ARRAY(k->arena, n, struct brev_aar_post);
    *out = (struct brev_aar){.journal = str_format(k->arena, "%d", k->aar),
                             .aar = k->aar,
                             .post = post,
                             .opdigtet = invented(k->haandbog)};
    for (size_t i = 0; i < n; i++) {
        const struct betalt *b = payment_of(betalt, betalte, &r[i]);
        struct str barn = STR("");
        if (!counts(k, &r[i], b)) continue;
        if (r[i].art != JOURNAL_MODREGNING && !k->barn(k->ctx, r[i].anbringelse, &barn))
            (*udeladt)++;
        else
            add_post(k, out, post, &r[i], b, barn);
    }
    if (out->poster > 0) qsort(post, out->poster, sizeof(*post), by_month);
    return *udeladt > 0 || same_as_journal(k, r, n, out, modtager, err);
}

static bool fill(struct aarsbreve *a, struct str modtager, struct brev_aar *brev, struct err *err)
{
    const struct breve_aarskilde k = {a->store,   &a->scratch, a->kommune, a->aar, &a->haandbog,
                                      a->koersel, a->koersler, child_of,   a};
    size_t udeladt;

    TRY(breve_aar_udfyld(&k, modtager, brev, &udeladt, err));
    brev->afsender = *a->valg->afsender;
    brev->dato = a->valg->dato;
    brev->modtager =
        breve_modtager(&a->scratch, register_person_find(a->person, a->personer, modtager));
    return true;
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
