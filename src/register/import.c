/*
 * register_importer: files in, one registrering out, or every error named.
 *
 * Invariants: (1) nothing is written when one row is wrong; (2) a number is drawn only when there
 * is something to register; (3) what is compared and what is written belong to one transaction.
 */
#include "register/import.h"

#include <stdlib.h>

#include "register/felt.h"
#include "register/tjek.h"

struct fund *import_fejl(struct import *im, struct sted sted, const char *dansk,
                         const char *engelsk, ...)
{
    va_list args;

    va_start(args, engelsk);
    struct fund *fund =
        fund_beggev(&im->ud->fund, true, "import", STR_EMPTY, sted, dansk, engelsk, args);
    va_end(args);
    return fund;
}

void import_afvist(struct import *im, struct sted sted, const struct err *err)
{
    import_fejl(im, sted, "%s%.0s", "%.0s%s", FUND_ERR(err));
}

struct sted import_sag_sted(const struct import *im, const struct sag_i_fil *sag)
{
    struct str fil = str_format(im->arena, "%s: /sager/%zu", sag->fil, sag->nr);

    return (struct sted){.fil = str_c(im->arena, fil)};
}

void import_sted(struct import *im, struct sted_i_register sted)
{
    im->sted = arena_grow(im->arena, im->sted, im->steder, &im->sted_plads, im->aendringer.antal,
                          sizeof(*im->sted));
    while (im->steder < im->aendringer.antal) {
        const struct register_fakta *ny = &im->aendringer.aendring[im->steder].ny;
        struct err err = ERR_INIT;
        if (!ny->tilbagekaldt && !tjek_fakta(ny, &err)) import_afvist(im, im->her, &err);
        sted.kilde = im->her;
        im->sted[im->steder++] = sted;
    }
}

void import_aendring(struct import *im, const struct register_fakta *kendt,
                     const struct register_fakta *ny, struct sted_i_register sted)
{
    struct aendringer *ud = &im->aendringer;
    bool borte = kendt == NULL || kendt->tilbagekaldt;

    if (borte && ny->tilbagekaldt) return;
    if (!borte && !ny->tilbagekaldt && tabel_lig(kendt, ny)) return;
    ud->aendring = arena_grow(ud->arena, ud->aendring, ud->antal, &ud->plads, ud->antal + 1,
                              sizeof(*ud->aendring));
    ud->aendring[ud->antal++] = (struct aendring){kendt, *ny};
    import_sted(im, sted);
}

/* Free text becomes the id it is kept under. */
static bool keep_text(struct import *im, struct aendring *a, struct err *err)
{
    enum register_slags slags = a->ny.slags;
    struct str *ny = register_fritekst(&a->ny);

    if (ny == NULL) return true;
    if (a->gammel != NULL) {
        struct register_fakta gammel = *a->gammel;
        if (str_eq(*ny, *register_fritekst(&gammel))) {
            *ny = im->tekst_id[slags][a->gammel - im->kendt[slags].fakta];
            return true;
        }
    }
    if (ny->n == 0) return true;
    return register_tekst_skriv(im->store, im->adgang->kommune, *ny, TEGN_BREV, im->arena, ny, err);
}

static void count(struct register_importeret *ud, const struct aendring *a)
{
    if (a->ny.tilbagekaldt)
        ud->tilbagekaldt++;
    else if (a->gammel == NULL || a->gammel->tilbagekaldt)
        ud->nye++;
    else
        ud->rettet++;
}

static bool write_changes(struct import *im, int64_t now_us, struct err *err)
{
    struct skriver s = {.arena = im->arena, .kommune = im->adgang->kommune};

    TRY(register_begin(im->store, im->adgang, STR("import"), now_us, &s.nr, err));
    ASSERT(im->steder == im->aendringer.antal);
    for (size_t i = 0; i < im->aendringer.antal; i++) {
        struct aendring *a = &im->aendringer.aendring[i];
        TRY(keep_text(im, a, err));
        if (im->sted[i].familie.n > 0) skriv_beroert(&s, &im->sted[i], a->gammel, &a->ny);
        if (a->ny.slags == SLAGS_BARN && a->gammel != NULL)
            TRY(skriv_barn_beroert(&s, im->store, a->gammel, &a->ny, err));
        if (im->dobbelt[i]) continue;
        count(im->ud, a);
        skriv_fakta(&s, a->gammel, &a->ny);
    }
    TRY(skriv_alt(&s, im->store, err));
    TRY(import_person_skriv(im, s.nr, err));
    im->ud->nr = s.nr;
    return true;
}

static int by_sag(const void *a, const void *b)
{
    const struct sag_i_fil *x = a, *y = b;
    int id = str_cmp(x->sag->id, y->sag->id);
    if (id != 0) return id;
    return x->nr < y->nr ? -1 : x->nr > y->nr;
}

static void order_sager(struct import *im)
{
    if (im->sager == 0) return;
    qsort(im->sag, im->sager, sizeof(*im->sag), by_sag);
    for (size_t i = 1; i < im->sager; i++) {
        if (!str_eq(im->sag[i].sag->id, im->sag[i - 1].sag->id)) continue;
        import_fejl(im, import_sag_sted(im, &im->sag[i]), "Sagen %.*s står også i %s",
                    "The placement %.*s is in %s too", STR_ARG(im->sag[i].sag->id),
                    im->sag[i - 1].fil)
            ->raad = FUND_ORD("hver sag må kun stå én gang; fjern den ene",
                              "each placement may be there only once; remove one of them");
    }
}

struct noegle {
    const struct register_fakta *f;
    size_t nr; /* of the change */
};

static int by_fact(const void *a, const void *b)
{
    const struct noegle *x = a, *y = b;
    if (x->f->slags != y->f->slags) return x->f->slags < y->f->slags ? -1 : 1;
    int order = tabel_orden(x->f, y->f);
    if (order != 0) return order;
    return x->nr < y->nr ? -1 : x->nr > y->nr;
}

/* A fact may stand in two places of the files (a child with two placements has its birth date in
 * both): it is registered once, and they must agree. */
static void join_facts(struct import *im)
{
    const struct aendringer *alle = &im->aendringer;
    struct noegle *n = ARENA_ARRAY(im->arena, alle->antal, struct noegle);

    im->dobbelt = ARENA_ARRAY(im->arena, alle->antal, bool);
    for (size_t i = 0; i < alle->antal; i++) n[i] = (struct noegle){&alle->aendring[i].ny, i};
    if (alle->antal > 1) qsort(n, alle->antal, sizeof(*n), by_fact);
    for (size_t i = 1; i < alle->antal; i++) {
        const struct register_fakta *a = n[i - 1].f, *b = n[i].f;
        if (a->slags != b->slags || tabel_orden(a, b) != 0) continue;
        im->dobbelt[n[i].nr] = true;
        if (a->tilbagekaldt == b->tilbagekaldt && tabel_lig(a, b)) continue;
        struct fund *fund = import_fejl(
            im, im->sted[n[i].nr].kilde, "Filerne siger to forskellige ting om %s%.0s %.*s",
            "The files say two different things about the %.0s%s %.*s", tabeller[b->slags].vist,
            tabeller[b->slags].engelsk, STR_ARG(b->id));
        if (!fund_beholdt(&im->ud->fund, fund)) continue;
        fund->raad =
            fund_ord(im->arena, "det andet sted er %s; ret det ene",
                     "the other place is %s; correct one of them", im->sted[n[i - 1].nr].kilde.fil);
    }
}

static bool compare_and_write(struct import *im, int64_t now_us, struct err *err)
{
    TRY(import_kendt(im, err));
    import_json_afstem(im);
    import_csv_afstem(im);
    join_facts(im);
    import_tjek(im);
    TRY(import_person_afstem(im, err));
    im->ud->beholdt = im->aendringer.beholdt;
    size_t andet = im->personer.antal + im->konti.antal;
    if (im->ud->fund.fejl > 0 || im->aendringer.antal + andet == 0) return true;
    return write_changes(im, now_us, err);
}

bool register_importer(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct register_fil *fil, size_t antal,
                       const struct register_import *valg, int64_t now_us,
                       struct register_importeret *out, struct err *err)
{
    struct import im = {.store = store,
                        .arena = arena,
                        .adgang = adgang,
                        .valg = valg,
                        .ud = out,
                        .aendringer = {.arena = arena}};

    TRY(adgang_kraev(adgang, RET_REGISTRER, err));
    *out = (struct register_importeret){0};
    fund_init(&out->fund, arena);
    for (size_t i = 0; i < antal; i++) {
        if (str_ends(str_from(fil[i].navn), STR(".csv")))
            import_csv_laes(&im, &fil[i]);
        else
            import_json_laes(&im, &fil[i]);
    }
    order_sager(&im);
    import_csv_orden(&im);
    fund_sort(&out->fund);
    if (out->fund.fejl > 0) return true;
    TRY(store_begin(store, STORE_WRITE, err));
    if (!compare_and_write(&im, now_us, err)) {
        store_rollback(store);
        return false;
    }
    fund_sort(&out->fund);
    if (out->nr > 0) return store_commit(store, err);
    store_rollback(store);
    return true;
}
