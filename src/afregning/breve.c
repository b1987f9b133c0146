/*
 * breve: a run as letters.
 */
#include "afregning/breve.h"

#include "afregning/breve_intern.h"

static bool one_letter(struct breve_kilde *r, struct brev_trykkeri *trykkeri,
                       const struct breve_post *post, size_t n, struct brev_forsendelse *out,
                       struct err *err)
{
    struct brev_maaned brev;

    TRY(breve_udfyld(r, post, n, &brev, err));
    const struct register_person *person =
        register_person_find(r->person, r->personer, r->modtager);
    *out = (struct brev_forsendelse){
        .id = breve_id(r->scratch, r->kommune, "maaned", r->grund.koersel.loebenr, r->modtager),
        .cpr = person == NULL ? STR_EMPTY : person->cpr,
        .slags = BREV_MAANED,
        .modtager = r->modtager,
    };
    TRY(brev_maaned_pdf(r->scratch, trykkeri, &brev, &out->pdf, err));
    out->erstattede = brev_erstattede(trykkeri, &out->erstattet);
    return true;
}

/* What a supplier is paid is no letter's business. */
static void drop_invoices(struct udgave *u)
{
    size_t n = 0;

    for (size_t i = 0; i < u->forskelle; i++)
        if (!str_is(u->forskel[i].kanal, "leverandoer")) u->forskel[n++] = u->forskel[i];
    u->forskelle = n;
}

static bool read_run(struct breve_kilde *r, int64_t loebenr, struct err *err)
{
    int64_t foer;
    bool foerste;

    TRY(grundlag_hent(r->store, r->arena, r->kommune, loebenr, 0, &r->grund, err));
    if (r->grund.koersel.tilstand < KOERSEL_GODKENDT ||
        r->grund.koersel.tilstand == KOERSEL_OPGIVET)
        return err_begge(err, ERR_INPUT, "kørsel",
                         "Kørsel nr. %lld er ikke godkendt, så der er intet at skrive om",
                         "Run no. %lld is not approved, so there is nothing to write about",
                         (long long)loebenr);
    if (r->valg->dato.dag == DATO_MIN.dag) {
        struct breve_valg *valg = ARENA_NEW(r->arena, struct breve_valg);
        *valg = *r->valg;
        TRY(breve_godkendt(r->store, r->arena, r->kommune, loebenr, &valg->dato, err));
        r->valg = valg;
    }
    TRY(breve_foer(r, &foer, &foerste, err));
    TRY(register_beroerte(r->store, r->arena, r->kommune, foer, r->grund.udgave.skaering,
                          &r->beroert, &r->beroerte, err));
    if (foerste) r->beroerte = 0; /* the first run corrects nothing */
    TRY(breve_dag(r, err));
    TRY(journal_af_koersel(r->store, r->arena, r->kommune, loebenr, &r->journal, &r->raekker, err));
    r->foerste_nr = r->raekker > 0 ? r->journal[0].nr : 0;
    drop_invoices(&r->grund.udgave);
    TRY(breve_mellem_laes(r, err));
    breve_opslag(r);
    return register_personer(r->store, r->arena, r->kommune, &r->person, &r->personer, err);
}

static bool write_all(struct breve_kilde *r, struct brev_trykkeri *trykkeri,
                      bool (*hver)(void *ctx, const struct brev_forsendelse *brev, struct err *err),
                      void *ctx, size_t *antal, struct err *err)
{
    struct arena scratch;
    struct breve_post *post;
    size_t n = breve_poster(r, &post);
    bool ok = true;

    *antal = 0;
    r->scratch = &scratch;
    for (size_t i = 0, next; ok && i < n; i = next) {
        struct brev_forsendelse brev;
        for (next = i + 1; next < n && str_eq(post[next].modtager, post[i].modtager); next++)
            continue;
        arena_init(&scratch, (size_t)256 << 20);
        ok = one_letter(r, trykkeri, &post[i], next - i, &brev, err) && hver(ctx, &brev, err);
        arena_release(&scratch);
        *antal += ok;
    }
    return ok;
}

bool breve_koersel(struct store *store, struct arena *arena, const struct adgang *adgang,
                   int64_t loebenr, const struct breve_valg *valg, struct brev_trykkeri *trykkeri,
                   bool (*hver)(void *ctx, const struct brev_forsendelse *brev, struct err *err),
                   void *ctx, size_t *antal, struct err *err)
{
    struct breve_kilde *r = ARENA_NEW(arena, struct breve_kilde);

    TRY(adgang_kraev(adgang, RET_LAES_PERSON, err));
    r->store = store;
    r->arena = arena;
    r->kommune = adgang->kommune;
    r->valg = valg;
    TRY(store_begin(store, STORE_READ, err));
    bool ok = read_run(r, loebenr, err) && breve_maaneder(r, err) &&
              write_all(r, trykkeri, hver, ctx, antal, err);
    store_rollback(store);
    return ok;
}
