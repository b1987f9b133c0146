/*
 * register/import_json: files of facts become wanted facts, and those become changes.
 *
 * The file knows a placement by its sag.id and a family by plejefamilie.id. What it has no id for
 * is made from these: a child is sag.id-B, a contract holder plejefamilie.id-K, the family's
 * approval G and one placement's own approval til-sag.id; levels, situations, nights and agreements
 * find their ids in afstem.
 */
#include "register/import.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "register/resolve.h"
#include "register/tjek.h"

#define FAMILIE_ID STR("G") /* of the approval a file of facts gives a family */

/* ---- reading ---- */

static int dump(const char *text, size_t n, void *ctx)
{
    buf_add(ctx, (struct str){text, n});
    return 0;
}

/* After the whole file was refused: each sag alone, so that every wrong one is named. */
static void name_each(struct import *im, const struct register_fil *fil, const struct err *foerste)
{
    json_error_t fejl;
    json_t *rod = json_loadb(fil->tekst.p, fil->tekst.n, JSON_REJECT_DUPLICATES, &fejl);
    json_t *liste = rod == NULL ? NULL : json_object_get(rod, "sager");
    size_t foer = im->ud->fund.fejl;

    for (size_t i = 0; i < json_array_size(liste); i++) {
        json_t *en = json_pack("{s:[O]}", "sager", json_array_get(liste, i));
        struct buf tekst;
        buf_init(&tekst, im->arena);
        json_dump_callback(en, dump, &tekst, JSON_COMPACT);
        struct sager sager;
        struct err err = ERR_INIT;
        if (!sag_read_json(im->arena, "", buf_str(&tekst), &sager, &err)) {
            const char *her = strstr(err.place, "/sager/0");
            struct str sted = str_format(im->arena, "%s: /sager/%zu%s", fil->navn, i,
                                         her == NULL ? "" : her + strlen("/sager/0"));
            import_afvist(im, (struct sted){.fil = str_c(im->arena, sted)}, &err);
        }
        json_decref(en);
    }
    json_decref(rod);
    if (im->ud->fund.fejl > foer) return;
    struct str sted = foerste->place[0] != '\0' ? str_from(foerste->place) : str_from(fil->navn);
    import_afvist(im, (struct sted){.fil = str_c(im->arena, sted)}, foerste);
}

void import_json_laes(struct import *im, const struct register_fil *fil)
{
    struct sager sager;
    struct err err = ERR_INIT;

    if (!sag_read_json(im->arena, fil->navn, fil->tekst, &sager, &err)) {
        name_each(im, fil, &err);
        return;
    }
    im->ud->sager += sager.count;
    im->sag = arena_grow(im->arena, im->sag, im->sager, &im->plads, im->sager + sager.count,
                         sizeof(*im->sag));
    for (size_t i = 0; i < sager.count; i++) {
        if (sager.sag[i].kendt_fra.dag > im->valg->kendt.dag) {
            im->ud->udeladt++;
            continue;
        }
        im->sag[im->sager++] = (struct sag_i_fil){&sager.sag[i], fil->navn, i};
    }
}

/* ---- one fact at a time ---- */

static bool holds(const struct register_fakta *f)
{
    return f != NULL && !f->tilbagekaldt;
}

/* The child's id: the one the placement has, else the placement's with an ending. */
static struct str child_of(const struct import *im, const struct sag *sag)
{
    const struct register_fakta *a = import_kendt_fakta(im, SLAGS_ANBRINGELSE, STR_EMPTY, sag->id);

    if (holds(a)) return a->anbringelse.barn;
    return str_format(im->arena, "%.*s-B", STR_ARG(sag->id));
}

static void reconcile_child(struct import *im, const struct sag *sag, struct sted_i_register sted)
{
    struct register_fakta barn = {.slags = SLAGS_BARN, .ejer = STR_EMPTY, .barn = {sag->foedt}};

    barn.id = child_of(im, sag);
    import_aendring(im, import_kendt_fakta(im, SLAGS_BARN, STR_EMPTY, barn.id), &barn, sted);
}

static void reconcile_placement(struct import *im, const struct sag *sag, struct dato fraflyttet,
                                struct sted_i_register sted)
{
    const struct register_fakta *kendt =
        import_kendt_fakta(im, SLAGS_ANBRINGELSE, STR_EMPTY, sag->id);
    struct register_fakta ny = {.slags = SLAGS_ANBRINGELSE,
                                .ejer = STR_EMPTY,
                                .id = sag->id,
                                .fra = sag->indflyttet,
                                .til = fraflyttet,
                                .anbringelse = {.plejefamilie = sag->familie,
                                                .barn = child_of(im, sag),
                                                .art = sag->art,
                                                .kommune = sag->kommune}};

    import_aendring(im, kendt, &ny, sted);
}

/* ---- lists of facts ---- */

struct oensker {
    struct arena *arena;
    struct register_fakta *f;
    size_t antal;
    struct dato kendt;
};

static struct oensker begin(const struct import *im, size_t plads)
{
    return (struct oensker){im->arena, ARENA_ARRAY(im->arena, plads, struct register_fakta), 0,
                            im->valg->kendt};
}

/* Levels that move as the handbook says they do not: lowered is an error, changed is a remark. */
static void check_direction(struct import *im, const struct sag_i_fil *sf,
                            const struct register_fakta *f, size_t antal)
{
    enum niveau_svar svar = NIVEAU_TILLADT;

    if (im->valg->retning == NULL) return;
    for (size_t i = 1; i < antal && svar == NIVEAU_TILLADT; i++)
        svar = register_retning(*im->valg->retning, f, i, &f[i], false);
    if (svar == NIVEAU_TILLADT) return;
    struct fund *fund =
        fund_begge(&im->ud->fund, svar == NIVEAU_SAENKET, "retning", STR_EMPTY,
                   import_sag_sted(im, sf), "Sagen %.*s: %s%.0s", "The placement %.*s: %.0s%s",
                   STR_ARG(sf->sag->id), FUND_BEGGE(im->arena, niveau_svar_ord(svar, true)));
    fund->raad =
        FUND_ORD("ret niveauet i filen, eller indlæs uden --haandbog, hvis det er rigtigt",
                 "correct the level in the file, or import without --haandbog if it is right");
}

/* A wanted fact for a period that is known by now; NULL otherwise. `rang`: which of two known
 * equally late that say the same is quoted. */
static struct register_fakta *wish(struct oensker *o, enum register_slags slags,
                                   const struct sag *sag, struct periode p, int rang)
{
    if (p.kendt_fra.dag > o->kendt.dag) return NULL;
    struct register_fakta *f = &o->f[o->antal];
    *f = (struct register_fakta){.slags = slags,
                                 .ejer = sag->id,
                                 .id = str_format(o->arena, "%07d%05zu", rang, o->antal),
                                 .nr = p.kendt_fra.dag,
                                 .fra = p.fra,
                                 .til = p.til};
    o->antal++;
    return f;
}

static void reconcile(struct import *im, const struct sag_i_fil *sf, struct oensker *o,
                      enum register_slags slags, struct sted_i_register sted)
{
    struct register_fakta *f = NULL;
    size_t antal = 0;
    size_t kendte = 0;
    struct dato dag;

    if (!afstem_kendt(im->arena, o->f, o->antal, &f, &antal, &dag)) {
        struct str vist = dato_tekst(im->arena, dag);
        import_fejl(
            im, import_sag_sted(im, sf),
            "Sagen %.*s har to oplysninger (%s%.0s), der siger noget forskelligt om %.*s og er "
            "kendt lige sent",
            "The placement %.*s has two facts (%.0s%s) that say different things about %.*s and "
            "became known on the same day",
            STR_ARG(sf->sag->id), tabeller[slags].vist, tabeller[slags].engelsk, STR_ARG(vist))
            ->raad = FUND_ORD("lad den ene slutte, før den anden begynder, eller ret kendt_fra",
                              "let one end before the other begins, or correct kendt_fra");
        return;
    }
    if (slags == SLAGS_INDPLACERING) check_direction(im, sf, f, antal);
    const struct register_fakta *kendt = samling_ejer(&im->kendt[slags], sf->sag->id, &kendte);
    afstem(&im->aendringer, f, antal, kendt, kendte, im->valg->erstat);
    import_sted(im, sted);
}

static void reconcile_levels(struct import *im, const struct sag_i_fil *sf,
                             struct sted_i_register sted)
{
    const struct sag *sag = sf->sag;
    struct oensker o = begin(im, sag->indplaceringer);

    for (size_t i = 0; i < sag->indplaceringer; i++) {
        const struct indplacering *p = &sag->indplacering[i];
        int rang = p->har_besluttet ? 200000 - p->besluttet.dag : 0;
        struct register_fakta *f = wish(&o, SLAGS_INDPLACERING, sag, p->periode, rang);
        if (f == NULL) continue;
        f->indplacering.trin = p->trin;
        f->indplacering.vederlag = p->trin > 0 ? BROK_NUL : p->vederlag;
        f->indplacering.besluttet = p->har_besluttet ? p->besluttet : DATO_MIN;
    }
    reconcile(im, sf, &o, SLAGS_INDPLACERING, sted);
}

static void reconcile_agreements(struct import *im, const struct sag_i_fil *sf,
                                 struct sted_i_register sted)
{
    const struct sag *sag = sf->sag;
    struct oensker o = begin(im, sag->aftaler);

    for (size_t i = 0; i < sag->aftaler; i++) {
        const struct aftale *a = &sag->aftale[i];
        struct register_fakta *f = wish(&o, SLAGS_AFTALE, sag, a->periode, 0);
        if (f == NULL) continue;
        bool vilkaar = a->art == AFTALE_VILKAAR;
        f->aftale.art = a->art;
        f->aftale.ydelse = vilkaar ? STR_EMPTY : a->ydelse;
        f->aftale.beloeb.oere = vilkaar ? 0 : a->beloeb.oere;
        f->aftale.pr = vilkaar ? PR_MAANED : a->pr;
        f->aftale.vilkaar = vilkaar ? a->vilkaar : VILKAAR_FORTSAETTER_EFTER_18;
        f->aftale.dage = vilkaar ? a->dage : 0;
        f->aftale.besluttet_af = a->besluttet_af;
        f->aftale.tekst = a->begrundelse;
    }
    reconcile(im, sf, &o, SLAGS_AFTALE, sted);
}

static void reconcile_situations(struct import *im, const struct sag_i_fil *sf,
                                 struct sted_i_register sted)
{
    const struct sag *sag = sf->sag;
    struct oensker o = begin(im, sag->situationer);

    for (size_t i = 0; i < sag->situationer; i++) {
        struct register_fakta *f = wish(&o, SLAGS_SITUATION, sag, sag->situation[i].periode, 0);
        if (f != NULL) f->situation.art = sag->situation[i].art;
    }
    reconcile(im, sf, &o, SLAGS_SITUATION, sted);
}

static void reconcile_nights(struct import *im, const struct sag_i_fil *sf,
                             struct sted_i_register sted)
{
    const struct sag *sag = sf->sag;
    struct oensker o = begin(im, sag->doegn_antal);

    for (size_t i = 0; i < sag->doegn_antal; i++)
        (void)wish(&o, SLAGS_DOEGN, sag, sag->doegn[i], 0);
    reconcile(im, sf, &o, SLAGS_DOEGN, sted);
}

/* A placement ends once: a new end corrects the one that holds. */
static void reconcile_end(struct import *im, const struct sag_i_fil *sf,
                          struct sted_i_register sted)
{
    const struct sag *sag = sf->sag;
    struct oensker o = begin(im, 1);
    struct periode p = {sag->ophoer.dato, DATO_MAX, sag->ophoer.kendt_fra};
    struct register_fakta *f = sag->har_ophoer ? wish(&o, SLAGS_OPHOER, sag, p, 0) : NULL;

    if (f != NULL) {
        f->ophoer.art = sag->ophoer.art;
        f->til = f->fra;
    }
    size_t kendte = 0;
    const struct register_fakta *kendt = samling_ejer(&im->kendt[SLAGS_OPHOER], sag->id, &kendte);
    afstem(&im->aendringer, o.f, o.antal, kendt, kendte, im->valg->erstat || f != NULL);
    import_sted(im, sted);
}

/* ---- contract ---- */

static bool level_is_step(const struct sag *sag)
{
    const struct indplacering *nyeste = NULL;

    for (size_t i = 0; i < sag->indplaceringer; i++) {
        const struct indplacering *p = &sag->indplacering[i];
        if (nyeste == NULL || p->periode.fra.dag > nyeste->periode.fra.dag) nyeste = p;
    }
    return nyeste == NULL || nyeste->trin > 0;
}

/* What somebody has corrected in the contract stays, but for what went with the placement. */
static void follow(const struct import *im, const struct sag *sag,
                   const struct register_fakta *egen, struct register_fakta *ny)
{
    const struct register_fakta *a = import_kendt_fakta(im, SLAGS_ANBRINGELSE, STR_EMPTY, sag->id);
    struct str holder = ny->kontrakt.holder;

    ny->kontrakt = egen->kontrakt;
    ny->til = egen->til;
    if (a == NULL || a->fra.dag != egen->fra.dag) ny->fra = egen->fra;
    if (a != NULL && !str_eq(a->anbringelse.plejefamilie, sag->familie))
        ny->kontrakt.holder = holder;
}

/* A contract made here follows the facts file; one that somebody registered is left alone. */
static void reconcile_contract(struct import *im, const struct sag *sag,
                               struct sted_i_register sted)
{
    size_t antal = 0;
    const struct register_fakta *f = samling_ejer(&im->kendt[SLAGS_KONTRAKT], sag->id, &antal);
    const struct register_fakta *egen = NULL;

    if (import_csv_har(im, SLAGS_KONTRAKT, sag->id)) return;
    for (size_t i = 0; i < antal; i++) {
        if (str_eq(f[i].id, IMPORT_KONTRAKT))
            egen = &f[i];
        else if (!f[i].tilbagekaldt)
            return;
    }
    if (egen != NULL && egen->tilbagekaldt) return;
    struct register_fakta ny = {.slags = SLAGS_KONTRAKT,
                                .ejer = sag->id,
                                .id = IMPORT_KONTRAKT,
                                .fra = sag->indflyttet,
                                .til = DATO_MAX,
                                .kontrakt = {.underskrevet = DATO_MIN, .vilkaar = STR_EMPTY}};
    ny.kontrakt.holder = str_format(im->arena, "%.*s-K", STR_ARG(sag->familie));
    if (egen != NULL) follow(im, sag, egen, &ny);
    ny.kontrakt.model = level_is_step(sag) ? KONTRAKT_TRIN : KONTRAKT_VEDERLAG;
    import_aendring(im, egen, &ny, sted);
}

/* ---- a family and its approval ---- */

/* Approvals that somebody has registered say more than the facts format can. */
static bool approved_elsewhere(const struct import *im, struct str familie)
{
    size_t antal = 0;
    const struct register_fakta *f = samling_ejer(&im->kendt[SLAGS_GODKENDELSE], familie, &antal);

    if (import_csv_har(im, SLAGS_GODKENDELSE, familie)) return true;
    for (size_t i = 0; i < antal; i++) {
        bool egen = str_eq(f[i].id, FAMILIE_ID) || resolve_er_egen(f[i].id);
        if (!f[i].tilbagekaldt && !egen) return true;
    }
    return false;
}

static struct register_fakta approval(struct str familie, struct str id, enum godkendelse art,
                                      struct dato fra)
{
    return (struct register_fakta){.slags = SLAGS_GODKENDELSE,
                                   .ejer = familie,
                                   .id = id,
                                   .fra = fra,
                                   .til = DATO_MAX,
                                   .godkendelse = {.art = art,
                                                   .antal_boern = REGISTER_TAL_UKENDT,
                                                   .alder_fra = REGISTER_TAL_UKENDT,
                                                   .alder_til = REGISTER_TAL_UKENDT,
                                                   .belastning = STR_EMPTY}};
}

static void reconcile_approvals(struct import *im, const struct sag_i_fil *const *sag, size_t antal,
                                struct sted_i_register sted)
{
    struct str familie = sag[0]->sag->familie;
    const struct register_fakta *kendt =
        import_kendt_fakta(im, SLAGS_GODKENDELSE, familie, FAMILIE_ID);
    enum godkendelse art = sag[0]->sag->godkendelse;
    struct dato fra = DATO_MAX;
    bool enige = true;

    if (approved_elsewhere(im, familie)) return;
    for (size_t i = 0; i < antal; i++) {
        enige = enige && sag[i]->sag->godkendelse == art;
        fra = dato_min(fra, sag[i]->sag->indflyttet);
    }
    /* A family known without approval is written as almen, for the format has no other word. */
    bool familien = holds(import_kendt_fakta(im, SLAGS_PLEJEFAMILIE, STR_EMPTY, familie));
    if (familien && !holds(kendt) && enige && art == GODKENDELSE_ALMEN) return;
    if (holds(kendt)) {
        if (!enige) art = kendt->godkendelse.art;
        fra = dato_min(fra, kendt->fra);
    }
    struct register_fakta ny = approval(familie, FAMILIE_ID, art, fra);
    import_aendring(im, kendt, &ny, sted);
    for (size_t i = 0; i < antal; i++) {
        const struct sag *s = sag[i]->sag;
        struct str id = resolve_egen_godkendelse(im->arena, s->id);
        const struct register_fakta *egen = import_kendt_fakta(im, SLAGS_GODKENDELSE, familie, id);
        ny = approval(familie, id, s->godkendelse, s->indflyttet);
        if (s->godkendelse == art && !holds(egen)) continue;
        if (s->godkendelse == art) {
            ny = *egen;
            ny.tilbagekaldt = true;
        }
        import_aendring(im, egen, &ny, sted);
    }
}

static void reconcile_family(struct import *im, const struct sag_i_fil *const *sag, size_t antal)
{
    struct str id = sag[0]->sag->familie;
    const struct register_fakta *kendt = import_kendt_fakta(im, SLAGS_PLEJEFAMILIE, STR_EMPTY, id);
    struct sted_i_register sted = {.familie = id, .anbringelse = STR_EMPTY, .indflyttet = DATO_MAX};
    struct register_fakta ny = {.slags = SLAGS_PLEJEFAMILIE, .ejer = STR_EMPTY, .id = id};

    im->her = import_sag_sted(im, sag[0]);
    for (size_t i = 0; i < antal; i++)
        sted.indflyttet = dato_min(sted.indflyttet, sag[i]->sag->indflyttet);
    if (kendt != NULL) ny.plejefamilie = kendt->plejefamilie;
    import_aendring(im, kendt, &ny, sted);
    reconcile_approvals(im, sag, antal, sted);
}

/* ---- all of it ---- */

/* The days and ids of a sag that the format allows and the register does not. */
static bool check_sag(struct import *im, const struct sag_i_fil *sf)
{
    const struct sag *sag = sf->sag;
    struct err err = ERR_INIT;

    bool ok = tjek_dag(sag->foedt, (struct tegn_hvad){"foedt", "foedt"}, &err) &&
              tjek_dag(sag->indflyttet, (struct tegn_hvad){"indflyttet", "indflyttet"}, &err);
    ok = ok && (sag->fraflyttet.dag == DATO_MAX.dag ||
                tjek_dag(sag->fraflyttet, (struct tegn_hvad){"fraflyttet", "fraflyttet"}, &err));
    if (!ok) import_afvist(im, import_sag_sted(im, sf), &err);
    return ok;
}

static void reconcile_sag(struct import *im, const struct sag_i_fil *sf)
{
    const struct sag *sag = sf->sag;
    struct sted_i_register sted = {
        .familie = sag->familie, .anbringelse = sag->id, .indflyttet = sag->indflyttet};
    bool kendt = sag->fraflyttet_kendt_fra.dag <= im->valg->kendt.dag;

    im->her = import_sag_sted(im, sf);
    if (!check_sag(im, sf)) return;
    reconcile_child(im, sag, sted);
    reconcile_placement(im, sag, kendt ? sag->fraflyttet : DATO_MAX, sted);
    reconcile_levels(im, sf, sted);
    reconcile_situations(im, sf, sted);
    reconcile_nights(im, sf, sted);
    reconcile_agreements(im, sf, sted);
    reconcile_end(im, sf, sted);
    reconcile_contract(im, sag, sted);
}

static int by_child(const void *a, const void *b)
{
    const struct register_fakta *x = *(const struct register_fakta *const *)a;
    const struct register_fakta *y = *(const struct register_fakta *const *)b;
    return str_cmp(x->id, y->id);
}

/* A child that is corrected by one of its placements is not left as it was by another. */
static void check_children(struct import *im)
{
    const struct aendringer *alle = &im->aendringer;
    const struct register_fakta **barn =
        ARENA_ARRAY(im->arena, alle->antal, const struct register_fakta *);
    size_t n = 0;

    for (size_t i = 0; i < alle->antal; i++) {
        const struct aendring *a = &alle->aendring[i];
        if (a->ny.slags == SLAGS_BARN && a->gammel != NULL) barn[n++] = &a->ny;
    }
    if (n == 0) return;
    qsort(barn, n, sizeof(*barn), by_child);
    for (size_t i = 0; i < im->sager; i++) {
        struct register_fakta her = {.id = child_of(im, im->sag[i].sag)};
        const struct register_fakta *noegle = &her;
        const struct register_fakta **fundet = bsearch(&noegle, barn, n, sizeof(*barn), by_child);
        if (fundet == NULL || (*fundet)->barn.foedt.dag == im->sag[i].sag->foedt.dag) continue;
        import_fejl(im, import_sag_sted(im, &im->sag[i]),
                    "Barnet %.*s har en anden fødselsdag i en anden af filens sager",
                    "The child %.*s has another day of birth in another placement of the file",
                    STR_ARG(her.id))
            ->raad = FUND_ORD("ret den ene", "correct one of them");
    }
}

static int by_family(const void *a, const void *b)
{
    const struct sag_i_fil *x = *(const struct sag_i_fil *const *)a;
    const struct sag_i_fil *y = *(const struct sag_i_fil *const *)b;
    int familie = str_cmp(x->sag->familie, y->sag->familie);
    return familie != 0 ? familie : str_cmp(x->sag->id, y->sag->id);
}

void import_json_afstem(struct import *im)
{
    const struct sag_i_fil **orden = ARENA_ARRAY(im->arena, im->sager, const struct sag_i_fil *);

    for (size_t i = 0; i < im->sager; i++) orden[i] = &im->sag[i];
    if (im->sager > 1) qsort(orden, im->sager, sizeof(*orden), by_family);
    for (size_t i = 0, n = 0; i < im->sager; i += n) {
        for (n = 1; i + n < im->sager; n++)
            if (!str_eq(orden[i + n]->sag->familie, orden[i]->sag->familie)) break;
        reconcile_family(im, orden + i, n);
    }
    for (size_t i = 0; i < im->sager; i++) reconcile_sag(im, &im->sag[i]);
    check_children(im);
}
