/*
 * register_ret: one fact registered: checked, compared with what is known, written with what it
 * touches.
 */
#include "register/resolve.h"
#include "register/skriv.h"
#include "register/tjek.h"

struct ret_en {
    struct store *store;
    struct arena *arena;
    int kommune;
    int64_t nr;
    const struct register_fakta *kendt; /* of the same id; NULL when there is none */
    struct register_fakta ny;
    struct samling alle; /* of the same owner and kind */
    struct sted_i_register sted;
};

bool register_fakta_af(struct store *store, struct arena *arena, int kommune, int64_t nr,
                       enum register_slags slags, struct str ejer, struct register_fakta **out,
                       size_t *antal, struct err *err)
{
    struct stroem s = {store, arena, kommune, nr, &ejer};
    struct samling ud = {0};

    TRY(stroem_saml(&s, slags, &ud, err));
    *out = ud.fakta;
    *antal = ud.antal;
    return true;
}

bool register_historie(struct store *store, struct arena *arena, int kommune, int64_t nr,
                       enum register_slags slags, struct str ejer, struct register_fakta **out,
                       size_t *antal, struct err *err)
{
    struct stroem s = {store, arena, kommune, nr, &ejer};
    struct samling ud = {0};

    TRY(stroem_alle_raekker(&s, slags, &ud, err));
    *out = ud.fakta;
    *antal = ud.antal;
    return true;
}

static bool load(struct ret_en *r, enum register_slags slags, struct str ejer, struct samling *ud,
                 struct err *err)
{
    return register_fakta_af(r->store, r->arena, r->kommune, INT64_MAX, slags, ejer, &ud->fakta,
                             &ud->antal, err);
}

/* The fact itself; not one that was taken back. */
static bool require(struct ret_en *r, enum register_slags slags, struct str id,
                    struct register_fakta *ud, struct err *err)
{
    struct samling s = {0};

    TRY(load(r, slags, id, &s, err));
    if (s.antal == 1 && !s.fakta[0].tilbagekaldt) {
        *ud = s.fakta[0];
        return true;
    }
    const struct tabel *t = &tabeller[slags];
    struct str dansk = str_format(
        r->arena, "Der er %s %s med id'et %.*s i registret; ret id'et, eller registrér det først",
        tabel_ingen(t->vist), t->vist, STR_ARG(id));
    struct str engelsk =
        str_format(r->arena,
                   "There is no %s with the id %.*s in the register; correct the id, or register "
                   "it first",
                   t->engelsk, STR_ARG(id));
    return err_begge_tekst(err, ERR_INPUT, NULL, str_c(r->arena, dansk), str_c(r->arena, engelsk));
}

/* ---- what must hold among facts ---- */

/* Two approvals of one family may not cover the same day. */
static bool check_approval(struct ret_en *r, struct err *err)
{
    for (size_t i = 0; i < r->alle.antal; i++) {
        const struct register_fakta *f = &r->alle.fakta[i];
        if (f->tilbagekaldt || str_eq(f->id, r->ny.id)) continue;
        if (resolve_er_egen(f->id) || resolve_er_egen(r->ny.id)) continue;
        if (f->til.dag <= r->ny.fra.dag || r->ny.til.dag <= f->fra.dag) continue;
        return err_begge(
            err, ERR_INPUT, NULL,
            "Godkendelsen %.*s dækker nogle af de samme dage; lad den ene slutte, før den "
            "anden begynder",
            "The approval %.*s covers some of the same days; let the one end before the other "
            "begins",
            STR_ARG(f->id));
    }
    return true;
}

/* A contract is on steps or on numbers of vederlag, and so are the levels of its days. */
static bool check_model(struct ret_en *r, struct err *err)
{
    bool kontrakt = r->ny.slags == SLAGS_KONTRAKT;
    struct samling s = {0};
    struct register_fakta *f = NULL;

    TRY(load(r, kontrakt ? SLAGS_INDPLACERING : SLAGS_KONTRAKT, r->ny.ejer, &s, err));
    size_t antal = resolve_fakta(r->arena, s.fakta, s.antal, &f);
    for (size_t i = 0; i < antal; i++) {
        const struct register_fakta *k = kontrakt ? &r->ny : &f[i];
        const struct register_fakta *n = kontrakt ? &f[i] : &r->ny;
        bool trin = k->kontrakt.model == KONTRAKT_TRIN;
        if (trin == (n->indplacering.trin > 0)) continue;
        if (k->til.dag <= n->fra.dag || n->til.dag <= k->fra.dag) continue;
        return trin ? err_begge(
                          err, ERR_INPUT, NULL,
                          "Kontrakten er på trin, men indplaceringen er et antal vederlag; "
                          "ret den ene, eller lad kontrakten slutte, før indplaceringen "
                          "begynder",
                          "The contract is on levels, but what is decided is a number of fees; "
                          "correct the one, or let the contract end before it begins")
                    : err_begge(
                          err, ERR_INPUT, NULL,
                          "Kontrakten er på antal vederlag, men indplaceringen er et trin; "
                          "ret den ene, eller lad kontrakten slutte, før indplaceringen "
                          "begynder",
                          "The contract is on a number of fees, but what is decided is a level; "
                          "correct the one, or let the contract end before it begins");
    }
    return true;
}

static bool before_birth(struct err *err)
{
    return err_begge(err, ERR_INPUT, NULL,
                     "Barnet kan ikke flytte ind, før det er født; ret den ene af de to datoer",
                     "The child cannot move in before it is born; correct one of the two dates");
}

static bool check_placement(struct ret_en *r, struct err *err)
{
    struct register_fakta familie, barn;

    TRY(require(r, SLAGS_PLEJEFAMILIE, r->ny.anbringelse.plejefamilie, &familie, err));
    TRY(require(r, SLAGS_BARN, r->ny.anbringelse.barn, &barn, err));
    return barn.barn.foedt.dag <= r->ny.fra.dag || before_birth(err);
}

/* The placements, known now, of the child or family. */
static bool placements(struct ret_en *r, enum sql sql, struct samling *ud, struct err *err)
{
    const struct store_value args[] = {STORE_I(r->kommune), STORE_S(r->ny.id)};
    struct store_rows rows;

    TRY(store_query(r->store, r->arena, sql, args, 2, 100000, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        struct samling en = {0};
        TRY(load(r, SLAGS_ANBRINGELSE, store_at(&rows, i, 0).s, &en, err));
        const struct register_fakta *a = &en.fakta[0];
        struct str her = sql == SQL_REGISTER_BARN_ANBRINGELSER ? a->anbringelse.barn
                                                               : a->anbringelse.plejefamilie;
        if (a->tilbagekaldt || !str_eq(her, r->ny.id)) continue;
        ud->fakta = arena_grow(r->arena, ud->fakta, ud->antal, &ud->plads, ud->antal + 1,
                               sizeof(*ud->fakta));
        ud->fakta[ud->antal++] = *a;
    }
    return true;
}

/* A child or a family cannot be taken back under its placements, nor be born after them. */
static bool check_under(struct ret_en *r, struct err *err)
{
    bool barn = r->ny.slags == SLAGS_BARN;
    struct samling a = {0};

    TRY(placements(r, barn ? SQL_REGISTER_BARN_ANBRINGELSER : SQL_REGISTER_FAMILIE_NOGENSINDE, &a,
                   err));
    if (r->ny.tilbagekaldt && a.antal > 0) {
        return err_begge(
            err, ERR_INPUT, NULL, "Anbringelsen %.*s hører til; kald den tilbage først",
            "The placement %.*s belongs to it; take that back first", STR_ARG(a.fakta[0].id));
    }
    for (size_t i = 0; barn && i < a.antal; i++)
        if (a.fakta[i].fra.dag < r->ny.barn.foedt.dag) return before_birth(err);
    return true;
}

static bool check_among(struct ret_en *r, struct err *err)
{
    struct register_fakta over;
    enum register_slags slags = r->ny.slags;

    if (slags == SLAGS_BARN || slags == SLAGS_PLEJEFAMILIE) return check_under(r, err);
    if (slags == SLAGS_ANBRINGELSE) return r->ny.tilbagekaldt || check_placement(r, err);
    if (slags == SLAGS_GODKENDELSE || slags == SLAGS_HUSSTAND) {
        r->sted = (struct sted_i_register){.familie = r->ny.ejer};
        TRY(require(r, SLAGS_PLEJEFAMILIE, r->ny.ejer, &over, err));
        if (slags == SLAGS_HUSSTAND || r->ny.tilbagekaldt) return true;
        return check_approval(r, err);
    }
    TRY(require(r, SLAGS_ANBRINGELSE, r->ny.ejer, &over, err));
    r->sted = (struct sted_i_register){
        .familie = over.anbringelse.plejefamilie, .anbringelse = over.id, .indflyttet = over.fra};
    bool niveau = slags == SLAGS_KONTRAKT || slags == SLAGS_INDPLACERING;
    return !niveau || r->ny.tilbagekaldt || check_model(r, err);
}

/* ---- writing ---- */

static bool write_one(struct ret_en *r, struct err *err)
{
    struct skriver s = {.arena = r->arena, .kommune = r->kommune, .nr = r->nr};

    skriv_fakta(&s, r->kendt, &r->ny);
    switch (r->ny.slags) {
    case SLAGS_BARN: TRY(skriv_barn_beroert(&s, r->store, r->kendt, &r->ny, err)); break;
    case SLAGS_PLEJEFAMILIE:
        /* It has no placement that could be touched, or only its supervision is told. */
        r->sted = (struct sted_i_register){.familie = r->ny.id, .indflyttet = DATO_MAX};
        skriv_beroert(&s, &r->sted, r->kendt, &r->ny);
        break;
    case SLAGS_ANBRINGELSE:
        r->sted = (struct sted_i_register){.familie = r->ny.anbringelse.plejefamilie,
                                           .anbringelse = r->ny.id,
                                           .indflyttet = r->ny.fra};
        skriv_beroert(&s, &r->sted, r->kendt, &r->ny);
        break;
    case SLAGS_GODKENDELSE:
    case SLAGS_HUSSTAND:
    case SLAGS_INDPLACERING:
    case SLAGS_SITUATION:
    case SLAGS_DOEGN:
    case SLAGS_AFTALE:
    case SLAGS_OPHOER:
    case SLAGS_KONTRAKT: skriv_beroert(&s, &r->sted, r->kendt, &r->ny); break;
    case SLAGS_ANTAL: ASSERT(false);
    }
    return skriv_alt(&s, r->store, err);
}

static bool nothing_to_take_back(const struct register_fakta *f, struct err *err)
{
    const struct tabel *t = &tabeller[f->slags];

    err_set(err, ERR_INPUT, NULL,
            "Der er %s %s med id'et %.*s at kalde tilbage; se id'erne med »register vis«",
            tabel_ingen(t->vist), t->vist, STR_ARG(f->id));
    return err_side(err, "Det, der skulle kaldes tilbage, er der ikke",
                    "What was to be taken back is not there");
}

bool register_ret(struct store *store, struct arena *arena, const struct adgang *adgang, int64_t nr,
                  const struct register_fakta *fakta, bool *skrevet, struct err *err)
{
    struct ret_en r = {
        .store = store, .arena = arena, .kommune = adgang->kommune, .nr = nr, .ny = *fakta};
    bool har_ejer = tabeller[fakta->slags].har_ejer;

    TRY(adgang_kraev(adgang, RET_REGISTRER, err));
    if (!fakta->tilbagekaldt) TRY(tjek_fakta(fakta, err));
    TRY(load(&r, fakta->slags, har_ejer ? fakta->ejer : fakta->id, &r.alle, err));
    for (size_t i = 0; i < r.alle.antal; i++)
        if (str_eq(r.alle.fakta[i].id, fakta->id)) r.kendt = &r.alle.fakta[i];
    bool kendt = r.kendt != NULL && !r.kendt->tilbagekaldt;
    if (fakta->tilbagekaldt) {
        if (!kendt) return nothing_to_take_back(fakta, err);
        r.ny = *r.kendt;
        r.ny.tilbagekaldt = true;
    }
    *skrevet = !kendt || fakta->tilbagekaldt || !tabel_lig(r.kendt, &r.ny);
    if (!*skrevet) return true;
    TRY(check_among(&r, err));
    return write_one(&r, err);
}
