/*
 * register/import_csv_afstem: rows of CSV files against what is known, and what must hold among
 * facts. The id of a row says which fact it is.
 */
#include <stdlib.h>

#include "register/felt.h"
#include "register/import.h"
#include "register/resolve.h"
#include "register/tjek.h"

/* What families, children and placements will be. */
struct grund {
    struct samling familie;
    struct samling barn;
    struct samling anbringelse;
};

static bool holds(const struct register_fakta *f)
{
    return f != NULL && !f->tilbagekaldt;
}

static bool missing(struct import *im, const struct csv_fakta *r, enum register_slags slags,
                    struct str id)
{
    const struct tabel *t = &tabeller[slags];

    import_fejl(im, r->sted, "Der er %s %s%.0s med id'et %.*s",
                "%.0s%.0sThere is no %s with the id %.*s", tabel_ingen(t->vist), t->vist,
                t->engelsk, STR_ARG(id))
        ->raad = FUND_ORD("tag den med i importen, eller ret id'et",
                          "include it in the import, or correct the id");
    return false;
}

/* The row as a change; what is not in the file's columns is kept. */
static void change(struct import *im, const struct csv_fakta *r, struct sted_i_register sted)
{
    const struct register_fakta *kendt = import_kendt_fakta(im, r->f.slags, r->f.ejer, r->f.id);
    struct register_fakta ny = r->f;

    im->her = r->sted;
    if (ny.tilbagekaldt && kendt != NULL) {
        ny = *kendt;
        ny.tilbagekaldt = true;
    }
    if (ny.tilbagekaldt && kendt == NULL) {
        const struct tabel *t = &tabeller[ny.slags];
        import_fejl(im, r->sted, "Der er %s %s%.0s med id'et %.*s at kalde tilbage",
                    "%.0s%.0sThere is no %s with the id %.*s to take back", tabel_ingen(t->vist),
                    t->vist, t->engelsk, STR_ARG(ny.id));
        return;
    }
    import_aendring(im, kendt, &ny, sted);
}

static void families_and_children(struct import *im)
{
    static const enum register_slags slags[] = {SLAGS_PLEJEFAMILIE, SLAGS_BARN};

    for (size_t k = 0; k < 2; k++) {
        const struct csv_liste *l = &im->csv[slags[k]];
        for (size_t i = 0; i < l->antal; i++) {
            struct sted_i_register sted = {.indflyttet = DATO_MAX};
            if (slags[k] == SLAGS_PLEJEFAMILIE) sted.familie = l->fakta[i].f.id;
            change(im, &l->fakta[i], sted);
        }
    }
}

static void placements(struct import *im)
{
    const struct csv_liste *l = &im->csv[SLAGS_ANBRINGELSE];

    for (size_t i = 0; i < l->antal; i++) {
        const struct register_fakta *f = &l->fakta[i].f;
        const struct register_fakta *kendt =
            import_kendt_fakta(im, SLAGS_ANBRINGELSE, STR_EMPTY, f->id);
        const struct register_fakta *her = f->tilbagekaldt && kendt != NULL ? kendt : f;
        change(im, &l->fakta[i],
               (struct sted_i_register){.familie = her->anbringelse.plejefamilie,
                                        .anbringelse = f->id,
                                        .indflyttet = her->fra});
    }
}

static void check_placements(struct import *im, const struct grund *g)
{
    const struct csv_liste *l = &im->csv[SLAGS_ANBRINGELSE];

    for (size_t i = 0; i < l->antal; i++) {
        const struct register_fakta *f = &l->fakta[i].f;
        if (f->tilbagekaldt) continue;
        struct str familie = f->anbringelse.plejefamilie;
        const struct register_fakta *barn = samling_id(&g->barn, f->anbringelse.barn);
        if (!holds(samling_id(&g->familie, familie)))
            missing(im, &l->fakta[i], SLAGS_PLEJEFAMILIE, familie);
        if (!holds(barn))
            missing(im, &l->fakta[i], SLAGS_BARN, f->anbringelse.barn);
        else if (barn->barn.foedt.dag > f->fra.dag)
            import_fejl(im, l->fakta[i].sted, "Barnet kan ikke flytte ind, før det er født",
                        "The child cannot move in before it is born");
    }
}

/* A family or a child that is taken back has no placement left. */
static void check_taken_back(struct import *im, const struct grund *g)
{
    static const enum register_slags slags[] = {SLAGS_PLEJEFAMILIE, SLAGS_BARN};
    const struct csv_fakta *tag = NULL;

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < im->csv[slags[k]].antal; i++)
            if (im->csv[slags[k]].fakta[i].f.tilbagekaldt) tag = &im->csv[slags[k]].fakta[i];
    for (size_t i = 0; tag != NULL && i < g->anbringelse.antal; i++) {
        const struct register_fakta *a = &g->anbringelse.fakta[i];
        if (a->tilbagekaldt) continue;
        if (holds(samling_id(&g->familie, a->anbringelse.plejefamilie)) &&
            holds(samling_id(&g->barn, a->anbringelse.barn)))
            continue;
        import_fejl(im, tag->sted,
                    "Anbringelsen %.*s mister sin familie eller sit barn; kald den også tilbage",
                    "The placement %.*s loses its family or its child; take it back too",
                    STR_ARG(a->id));
    }
}

/* Facts with an owner that the file names and the file does not have. */
static void take_back_rest(struct import *im, enum register_slags slags, struct str ejer,
                           struct sted_i_register sted, const struct csv_fakta *r, size_t antal)
{
    size_t kendte = 0;
    const struct register_fakta *k = samling_ejer(&im->kendt[slags], ejer, &kendte);

    for (size_t i = 0; i < kendte; i++) {
        bool der = k[i].tilbagekaldt;
        for (size_t j = 0; j < antal && !der; j++) der = str_eq(r[j].f.id, k[i].id);
        if (der) continue;
        if (!im->valg->erstat) {
            im->aendringer.beholdt++;
            continue;
        }
        struct register_fakta ny = k[i];
        ny.tilbagekaldt = true;
        import_aendring(im, &k[i], &ny, sted);
    }
}

static bool place_of(struct import *im, const struct grund *g, const struct csv_fakta *r,
                     struct sted_i_register *sted)
{
    bool familie = r->f.slags == SLAGS_GODKENDELSE || r->f.slags == SLAGS_HUSSTAND;
    const struct register_fakta *over =
        samling_id(familie ? &g->familie : &g->anbringelse, r->f.ejer);

    if (!holds(over))
        return missing(im, r, familie ? SLAGS_PLEJEFAMILIE : SLAGS_ANBRINGELSE, r->f.ejer);
    *sted = familie ? (struct sted_i_register){.familie = r->f.ejer}
                    : (struct sted_i_register){.familie = over->anbringelse.plejefamilie,
                                               .anbringelse = over->id,
                                               .indflyttet = over->fra};
    return true;
}

static void owned(struct import *im, enum register_slags slags, const struct grund *g)
{
    const struct csv_liste *l = &im->csv[slags];

    for (size_t i = 0, n = 0; i < l->antal; i += n) {
        struct sted_i_register sted = {0};
        struct str ejer = l->fakta[i].f.ejer;
        for (n = 1; i + n < l->antal && str_eq(l->fakta[i + n].f.ejer, ejer);) n++;
        if (!place_of(im, g, &l->fakta[i], &sted)) continue;
        for (size_t j = i; j < i + n; j++) change(im, &l->fakta[j], sted);
        take_back_rest(im, slags, ejer, sted, &l->fakta[i], n);
    }
}

void import_csv_afstem(struct import *im)
{
    if (!im->har_csv) return;
    families_and_children(im);
    placements(im);
    struct grund g = {import_endelig(im, SLAGS_PLEJEFAMILIE), import_endelig(im, SLAGS_BARN),
                      import_endelig(im, SLAGS_ANBRINGELSE)};
    check_placements(im, &g);
    check_taken_back(im, &g);
    for (int slags = 0; slags < SLAGS_ANTAL; slags++) {
        if (tabeller[slags].har_ejer) owned(im, (enum register_slags)slags, &g);
    }
}

/* ---- what must hold among facts ---- */

static bool overlap(const struct register_fakta *a, const struct register_fakta *b)
{
    return a->fra.dag < b->til.dag && b->fra.dag < a->til.dag;
}

/* The place of a change of that owner; empty when none. */
static struct sted source_of(const struct import *im, enum register_slags slags, struct str ejer)
{
    for (size_t i = 0; i < im->aendringer.antal; i++) {
        const struct register_fakta *ny = &im->aendringer.aendring[i].ny;
        if (ny->slags == slags && str_eq(ny->ejer, ejer)) return im->sted[i].kilde;
    }
    return (struct sted){0};
}

static void check_models(struct import *im)
{
    struct samling kontrakter = import_endelig(im, SLAGS_KONTRAKT);
    struct samling niveauer = {0};

    for (size_t i = 0, n = 0; i < kontrakter.antal; i += n) {
        struct str ejer = kontrakter.fakta[i].ejer;
        struct register_fakta *k = NULL, *f = NULL;
        size_t antal = 0;
        for (n = 1; i + n < kontrakter.antal && str_eq(kontrakter.fakta[i + n].ejer, ejer);) n++;
        if (n == 1 && str_eq(kontrakter.fakta[i].id, IMPORT_KONTRAKT)) continue;
        if (niveauer.fakta == NULL) niveauer = import_endelig(im, SLAGS_INDPLACERING);
        const struct register_fakta *alle = samling_ejer(&niveauer, ejer, &antal);
        size_t a = resolve_fakta(im->arena, &kontrakter.fakta[i], n, &k);
        size_t b = resolve_fakta(im->arena, alle, antal, &f);
        bool strid = false;
        for (size_t x = 0; x < a && !strid; x++)
            for (size_t y = 0; y < b && !strid; y++)
                strid = overlap(&k[x], &f[y]) &&
                        (k[x].kontrakt.model == KONTRAKT_TRIN) != (f[y].indplacering.trin > 0);
        if (!strid) continue;
        struct sted sted = source_of(im, SLAGS_KONTRAKT, ejer);
        if (sted.fil == NULL) sted = source_of(im, SLAGS_INDPLACERING, ejer);
        if (sted.fil == NULL) continue; /* known before, and not of this import */
        import_fejl(im, sted, "Anbringelsen %.*s har kontrakt og indplacering på hver sin model",
                    "The placement %.*s has a contract of one model and a level of the other",
                    STR_ARG(ejer))
            ->raad = FUND_ORD("model er trin, når indplaceringen er et trin, ellers vederlag",
                              "model is trin when the level is a step of the table, else vederlag");
    }
}

static void check_approvals(struct import *im)
{
    struct samling g = import_endelig(im, SLAGS_GODKENDELSE);

    for (size_t i = 0; i < g.antal; i++) {
        const struct register_fakta *a = &g.fakta[i];
        for (size_t j = i + 1; j < g.antal && str_eq(g.fakta[j].ejer, a->ejer); j++) {
            const struct register_fakta *b = &g.fakta[j];
            bool egen = resolve_er_egen(a->id) || resolve_er_egen(b->id);
            if (egen || a->tilbagekaldt || b->tilbagekaldt || !overlap(a, b)) continue;
            struct sted sted = source_of(im, SLAGS_GODKENDELSE, a->ejer);
            if (sted.fil == NULL) continue;
            import_fejl(
                im, sted,
                "Godkendelserne %.*s og %.*s af familien %.*s dækker nogle af de samme dage",
                "The approvals %.*s and %.*s of the family %.*s cover some of the same days",
                STR_ARG(a->id), STR_ARG(b->id), STR_ARG(a->ejer))
                ->raad = FUND_ORD("lad den ene slutte, før den anden begynder",
                                  "let one end before the other begins");
        }
    }
}

void import_tjek(struct import *im)
{
    check_models(im);
    if (im->har_csv) check_approvals(im);
}

/* ---- persons and accounts ---- */

static bool same_person(const struct register_person *a, const struct register_person *b)
{
    return a->virksomhed == b->virksomhed && str_eq(a->navn, b->navn) && str_eq(a->cpr, b->cpr) &&
           str_eq(a->adresse, b->adresse) && str_eq(a->postnummer, b->postnummer) &&
           str_eq(a->by_navn, b->by_navn) && a->beskyttet == b->beskyttet;
}

static bool same_account(const struct register_konto *a, const struct register_konto *b)
{
    if (a->har_konto != b->har_konto) return false;
    return !a->har_konto || (str_eq(a->registreringsnummer, b->registreringsnummer) &&
                             str_eq(a->kontonummer, b->kontonummer));
}

static bool in_file(const struct csv_personer *l, struct str id)
{
    for (size_t i = 0; i < l->antal; i++)
        if (str_eq(l->person[i].person.id, id)) return true;
    return false;
}

/* Whether the account is the one that holds, or is proposed already and waits for its answer. */
static bool account_known(struct import *im, const struct csv_person *p, bool *kendt,
                          struct err *err)
{
    struct register_konto_forslag *f = NULL;
    size_t antal = 0;
    bool gaelder = false;

    TRY(register_konto_forslagene(im->store, im->arena, im->adgang->kommune, p->person.id, &f,
                                  &antal, err));
    *kendt = antal > 0 && !f[0].besvaret && same_account(&f[0].konto, &p->konto);
    for (size_t i = 0; i < antal && !*kendt && !gaelder; i++) {
        gaelder = f[i].godkendt;
        *kendt = gaelder && same_account(&f[i].konto, &p->konto);
    }
    if (!gaelder && !p->konto.har_konto) *kendt = true;
    return true;
}

bool import_person_afstem(struct import *im, struct err *err)
{
    struct register_person kendt;
    struct csv_personer *konti = &im->konti;
    struct csv_personer *personer = &im->personer;
    size_t n = 0;

    for (size_t i = 0; i < konti->antal; i++) {
        struct csv_person *p = &konti->person[i];
        bool ens = false;
        TRY(register_person(im->store, im->arena, im->adgang->kommune, p->person.id, &kendt, err));
        if (kendt.id.n == 0 && !in_file(personer, p->person.id))
            import_fejl(im, p->sted, "Der er ingen person med id'et %.*s",
                        "There is no person with the id %.*s", STR_ARG(p->person.id))
                ->raad = FUND_ORD("tag personen med i personer.csv, eller ret id'et",
                                  "take the person into personer.csv, or correct the id");
        TRY(account_known(im, p, &ens, err));
        if (!ens) konti->person[n++] = *p;
    }
    konti->antal = n;
    n = 0;
    for (size_t i = 0; i < personer->antal; i++) {
        struct csv_person *p = &personer->person[i];
        TRY(register_person(im->store, im->arena, im->adgang->kommune, p->person.id, &kendt, err));
        if (kendt.id.n == 0 || !same_person(&kendt, &p->person)) personer->person[n++] = *p;
    }
    personer->antal = n;
    return true;
}

bool import_person_skriv(struct import *im, int64_t nr, struct err *err)
{
    bool skrevet = false;

    for (size_t i = 0; i < im->personer.antal; i++) {
        TRY(register_person_skriv(im->store, im->arena, im->adgang->kommune, nr,
                                  &im->personer.person[i].person, &skrevet, err));
    }
    for (size_t i = 0; i < im->konti.antal; i++) {
        const struct csv_person *p = &im->konti.person[i];
        TRY(konto_foreslaa(im->store, im->adgang, p->person.id, &p->konto, nr, err));
    }
    im->ud->personer = im->personer.antal;
    im->ud->konti = im->konti.antal;
    return true;
}
