/*
 * indstilling_beslut: a proposal is sent, decided, approved, rejected or taken back. The final
 * decision registers the level in the same transaction.
 */
#include "base/tid.h"
#include "indstilling/indstilling_intern.h"

/* ---- proposing ---- */

bool indstilling_gem(struct store *store, struct arena *arena, const struct adgang *adgang,
                     const struct plan *plan, const struct indstilling *i, struct niveau niveau,
                     struct str tekst, int64_t now_us, struct err *err)
{
    const struct indstilling_trin *foer = indstilling_forslag(i);
    struct str foer_tekst = STR_EMPTY;

    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    if (niveau_sagt(niveau)) TRY(niveau_tjek(plan, niveau, err));
    if (tekst.n > 0) TRY(indstilling_tekst(&tekst, SKRIV_BEGRUNDELSEN, err));
    if (foer->tekst.n > 0)
        TRY(register_tekst(store, arena, adgang->kommune, foer->tekst, &foer_tekst, err));
    bool ens = foer->niveau.trin == niveau.trin &&
               brok_eq(foer->niveau.vederlag, niveau.vederlag) && str_eq(foer_tekst, tekst);
    if (ens && indstilling_nu(i)->tilstand == INDSTILLING_KLADDE) return true;
    return indstilling_flyt(store, arena, adgang, i,
                            &(struct flytning){INDSTILLING_KLADDE, niveau, STR_EMPTY, 0, tekst, 0},
                            now_us, err);
}

static bool answer_missing(struct arena *arena, bool tavs, const struct plan_kriterium *k,
                           struct err *err)
{
    const char *sted = str_c(arena, str_format(arena, "svar.%.*s", STR_ARG(k->kode)));
    struct str spoergsmaal = k->spoergsmaal;

    if (tavs)
        return err_begge(err, ERR_INPUT, sted,
                         "»%.*s« er ikke besvaret; vælg et svar, eller skriv nogle ord til det.",
                         "“%.*s” is not answered; choose an answer, or write some words on it.",
                         STR_ARG(spoergsmaal));
    return err_begge(err, ERR_INPUT, sted,
                     "Svaret på »%.*s« står ikke i den håndbog, der gælder nu; svar igen.",
                     "The answer to “%.*s” does not stand in the handbook in force now; answer "
                     "again.",
                     STR_ARG(spoergsmaal));
}

static bool all_answered(struct store *store, struct arena *arena, int kommune,
                         const struct plan *plan, const struct indstilling *i, struct err *err)
{
    struct indstilling_svarene svar;
    struct vejled v;

    TRY(indstilling_svarene(store, arena, kommune, i->id, &svar, err));
    vejled(arena, plan, &svar, &v);
    for (size_t n = 0; n < v.linjer; n++) {
        const struct vejled_linje *l = &v.linje[n];
        bool tavs =
            l->besvaret == NULL || (l->besvaret->vaerdi.n == 0 && l->besvaret->tekst.n == 0);
        bool gammelt = !tavs && l->besvaret->vaerdi.n > 0 && l->svar == NULL;
        if (!tavs && !gammelt) continue;
        return answer_missing(arena, tavs, l->kriterium, err);
    }
    return true;
}

static bool may_move(struct store *store, struct arena *arena, int kommune, const struct plan *plan,
                     const struct indstilling *i, struct niveau niveau, struct err *err)
{
    struct indstilling_forhold f;

    TRY(indstilling_forhold_laes(store, arena, kommune, i, &f, err));
    enum niveau_svar svar = indstilling_retning(plan, i, &f, niveau);
    if (svar == NIVEAU_TILLADT) return true;
    struct str engelsk = niveau.trin > 0 ? str_format(arena, "level %d", niveau.trin)
                                         : str_format(arena, "%.*s fees",
                                                      STR_ARG(brok_short(arena, niveau.vederlag)));
    return err_begge(err, ERR_INPUT, "niveau", "Niveauet kan ikke blive %s%.0s: %s%.0s",
                     "The level cannot become %.0s%s: %.0s%s",
                     str_c(arena, niveau_tekst(arena, niveau)), str_c(arena, engelsk),
                     FUND_BEGGE(arena, niveau_svar_ord(svar, false)));
}

bool indstilling_send(struct store *store, struct arena *arena, const struct adgang *adgang,
                      const struct plan *plan, const struct indstilling *i, struct niveau niveau,
                      struct str tekst, int64_t now_us, struct err *err)
{
    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    TRY(niveau_tjek(plan, niveau, err));
    TRY(indstilling_tekst(&tekst, SKRIV_BEGRUNDELSEN, err));
    TRY(all_answered(store, arena, adgang->kommune, plan, i, err));
    TRY(may_move(store, arena, adgang->kommune, plan, i, niveau, err));
    return indstilling_flyt(
        store, arena, adgang, i,
        &(struct flytning){INDSTILLING_INDSTILLET, niveau, STR_EMPTY, 0, tekst, 0}, now_us, err);
}

bool indstilling_tilbage(struct store *store, struct arena *arena, const struct adgang *adgang,
                         const struct indstilling *i, struct str tekst, int64_t now_us,
                         struct err *err)
{
    bool fra_moede = indstilling_nu(i)->tilstand == INDSTILLING_DAGSORDEN;
    struct flytning f = {.til = fra_moede ? INDSTILLING_INDSTILLET : INDSTILLING_KLADDE,
                         .niveau = indstilling_forslag(i)->niveau,
                         .moede = STR_EMPTY,
                         .tekst = tekst};

    TRY(adgang_kraev(adgang, fra_moede ? RET_DAGSORDEN : RET_INDSTIL, err));
    if (fra_moede) TRY(indstilling_kraev_af(store, arena, adgang, i, err));
    TRY(indstilling_tekst(&f.tekst,
                          fra_moede ? "Skriv, hvorfor sagen tages af; det står i sagen."
                                    : "Skriv, hvorfor den sendes tilbage; det står i sagen.",
                          fra_moede ? "Write why the case is taken off; it stands in the case."
                                    : "Write why it is sent back; it stands in the case.",
                          err));
    if (indstilling_nu(i)->tilstand == INDSTILLING_KLADDE)
        return err_begge(err, ERR_INPUT, "indstilling", "Indstillingen er allerede en kladde",
                         "The proposal is a draft already");
    return indstilling_flyt(store, arena, adgang, i, &f, now_us, err);
}

bool indstilling_traek(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct indstilling *i, struct str tekst, int64_t now_us,
                       struct err *err)
{
    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    TRY(indstilling_tekst(&tekst, "Skriv, hvorfor den trækkes tilbage; det står i sagen.",
                          "Write why it is withdrawn; it stands in the case.", err));
    return indstilling_flyt(
        store, arena, adgang, i,
        &(struct flytning){INDSTILLING_TRUKKET, NIVEAU_INTET, STR_EMPTY, 0, tekst, 0}, now_us, err);
}

/* ---- who may decide ---- */

static bool has_role(const struct adgang *adgang, enum rolle rolle)
{
    return (adgang->roller & 1u << rolle) != 0;
}

/* A member of the udvalg, while it stands on an agenda the member is invited to. */
static bool sits_on_it(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct indstilling *i, bool *maa, struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);

    *maa = false;
    if (!has_role(adgang, ROLLE_UDVALG) || nu->tilstand != INDSTILLING_DAGSORDEN) return true;
    return udvalgsmoede_er_med(store, arena, adgang, nu->moede, maa, err);
}

bool indstilling_maa_beslutte(struct store *store, struct arena *arena, const struct adgang *adgang,
                              const struct plan *plan, const struct indstilling *i, bool *maa,
                              struct err *err)
{
    const struct indstilling_trin *sendt = indstilling_indsendt(i);
    enum indstilling_tilstand nu = indstilling_nu(i)->tilstand;
    bool egen = sendt != NULL && str_eq(sendt->bruger, adgang->bruger);

    *maa = false;
    if (!adgang_har(adgang, RET_BESLUT_NIVEAU)) return true;
    if (nu != INDSTILLING_INDSTILLET && nu != INDSTILLING_DAGSORDEN) return true;
    switch (plan->indplacering.afgoerelse.beslutter) {
    case BESLUTTER_UDVALG:
        if (egen) return true;
        return sits_on_it(store, arena, adgang, i, maa, err);
    case BESLUTTER_UKENDT:
        if (egen) return true;
        *maa = has_role(adgang, ROLLE_LEDER);
        if (*maa) return true;
        return sits_on_it(store, arena, adgang, i, maa, err);
    case BESLUTTER_LEDER: *maa = !egen && has_role(adgang, ROLLE_LEDER); return true;
    case BESLUTTER_FAMILIERAADGIVER: *maa = has_role(adgang, ROLLE_FAMILIERAADGIVER); return true;
    case BESLUTTER_FAMILIEPLEJEKONSULENT:
        *maa = has_role(adgang, ROLLE_FAMILIEPLEJEKONSULENT);
        return true;
    case BESLUTTERE: break;
    }
    ASSERT(false);
    return false;
}

static bool not_decided_here(enum plan_beslutter beslutter, struct err *err)
{
    static const char *const ENGELSK[BESLUTTERE] = {
        [BESLUTTER_UKENDT] = "committee or leader (it names neither)",
        [BESLUTTER_UDVALG] = "committee",
        [BESLUTTER_LEDER] = "leader",
        [BESLUTTER_FAMILIERAADGIVER] = "family adviser",
        [BESLUTTER_FAMILIEPLEJEKONSULENT] = "foster care consultant",
    };
    bool udvalg = beslutter == BESLUTTER_UDVALG || beslutter == BESLUTTER_UKENDT;

    return err_begge(err, ERR_ACCESS, "indstilling",
                     "Indstillingen kan ikke besluttes her: håndbogen siger, at et niveau bliver "
                     "besluttet af %s%.0s%s%.0s, og det må ikke være den, der indstillede",
                     "The proposal cannot be decided here: the handbook says that a level is "
                     "decided by %.0s%s%.0s%s, and it may not be who proposed it",
                     beslutter == BESLUTTER_UKENDT ? "udvalg eller leder (den nævner ingen)"
                                                   : plan_beslutter_navn(beslutter),
                     ENGELSK[beslutter],
                     udvalg ? ", når sagen står på en dagsorden, man er indkaldt til" : "",
                     udvalg ? ", when the case is on an agenda one is invited to" : "");
}

static bool require_decider(struct store *store, struct arena *arena, const struct adgang *adgang,
                            const struct plan *plan, const struct indstilling *i, struct err *err)
{
    const struct plan_afgoerelse *a = &plan->indplacering.afgoerelse;
    bool maa = false;

    TRY(adgang_kraev(adgang, RET_BESLUT_NIVEAU, err));
    TRY(indstilling_maa_beslutte(store, arena, adgang, plan, i, &maa, err));
    if (maa) return true;
    return not_decided_here(a->beslutter, err);
}

/* ---- the level into the register ---- */

/* The codes of the criteria that were answered, with commas. */
static bool criteria(struct store *store, struct arena *arena, int kommune,
                     const struct indstilling *i, struct str *ud, struct str *bilag,
                     struct str *holder, struct err *err)
{
    struct indstilling_svarene svar;
    struct buf buf;

    buf_init(&buf, arena);
    *bilag = *holder = STR_EMPTY;
    TRY(indstilling_svarene(store, arena, kommune, i->id, &svar, err));
    for (size_t n = 0; n < svar.antal; n++) {
        const struct indstilling_svar *s = &svar.svar[n];
        if (s->slags == SVAR_KRITERIUM && s->vaerdi.n + s->tekst.n > 0)
            buf_format(&buf, "%s%.*s", buf.n == 0 ? "" : ",", STR_ARG(s->noegle));
        if (s->slags != SVAR_OPLYSNING) continue;
        if (str_is(s->noegle, oplysning_kode(OPLYSNING_BILAG))) *bilag = s->vaerdi;
        if (str_is(s->noegle, oplysning_kode(OPLYSNING_KONTRAKTHAVER))) *holder = s->vaerdi;
    }
    *ud = buf_str(&buf);
    return true;
}

static bool write_fact(struct store *store, struct arena *arena, const struct adgang *adgang,
                       int64_t nr, struct register_fakta *f, struct err *err)
{
    struct register_fakta *kendt;
    size_t antal = 0;
    bool skrevet = false;

    TRY(register_fakta_af(store, arena, adgang->kommune, INT64_MAX, f->slags, f->ejer, &kendt,
                          &antal, err));
    f->id = register_nyt_id(arena, f->slags, kendt, antal);
    TRY(register_ret(store, arena, adgang, nr, f, &skrevet, err));
    ASSERT(skrevet); /* its id is new */
    return true;
}

static bool write_contract(struct store *store, struct arena *arena, const struct adgang *adgang,
                           const struct indstilling *i, struct niveau niveau, struct str holder,
                           int64_t nr, struct err *err)
{
    struct register_fakta f = register_tom(SLAGS_KONTRAKT);

    f.ejer = i->anbringelse;
    f.fra = i->fra;
    f.kontrakt.holder = holder;
    f.kontrakt.model = niveau.trin > 0 ? KONTRAKT_TRIN : KONTRAKT_VEDERLAG;
    return write_fact(store, arena, adgang, nr, &f, err);
}

/* Who decides a level registers it by deciding: the right to the one carries the other, for this
 * fact alone. */
static bool register_level(struct store *store, struct arena *arena, const struct adgang *adgang,
                           const struct plan *plan, const struct indstilling *i,
                           struct niveau niveau, struct str tekst, int64_t now_us, int64_t *nr,
                           struct err *err)
{
    const struct plan_afgoerelse *a = &plan->indplacering.afgoerelse;
    struct register_fakta f = register_tom(SLAGS_INDPLACERING);
    struct adgang som = *adgang;
    struct str holder;

    som.roller |= 1u << ROLLE_LEDER;
    f.ejer = i->anbringelse;
    f.fra = i->fra;
    f.indplacering.trin = niveau.trin;
    f.indplacering.vederlag = niveau.trin > 0 ? BROK_NUL : niveau.vederlag;
    f.indplacering.besluttet = dato_of_us(now_us);
    f.indplacering.organ =
        a->udvalg.n > 0 ? a->udvalg : str_from(plan_beslutter_navn(a->beslutter));
    if (a->beslutter == BESLUTTER_UKENDT) /* who approves afterwards is another */
        f.indplacering.organ = indstilling_nu(i)->moede.n > 0 ? STR("udvalg") : STR("leder");
    TRY(criteria(store, arena, adgang->kommune, i, &f.indplacering.kriterier, &f.indplacering.bilag,
                 &holder, err));
    TRY(register_tekst_skriv(store, adgang->kommune, tekst, TEGN_BREV, arena, &f.indplacering.tekst,
                             err));
    TRY(register_begin(store, &som, STR("niveau besluttet"), now_us, nr, err));
    TRY(write_fact(store, arena, &som, *nr, &f, err));
    if (holder.n == 0) return true;
    return write_contract(store, arena, &som, i, niveau, holder, *nr, err);
}

/* ---- deciding ---- */

static bool not_ended(const struct indstilling *i, struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);

    if (!indstilling_er_slut(nu->tilstand)) return true;
    return err_begge(
        err, ERR_CONFLICT, "indstilling", "Indstillingen er allerede %s%.0s; intet er ændret",
        "The proposal is %.0s%s already; nothing was changed",
        indstilling_tilstand_navn(nu->tilstand), indstilling_tilstand_engelsk(nu->tilstand));
}

bool indstilling_beslut(struct store *store, struct arena *arena, const struct adgang *adgang,
                        const struct plan *plan, const struct indstilling *i,
                        const struct beslutning *b, int64_t now_us, struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);
    struct flytning f = {.til = INDSTILLING_AFVIST,
                         .niveau = b->nej ? NIVEAU_INTET : b->niveau,
                         .moede = nu->moede,
                         .punkt = nu->punkt,
                         .tekst = b->tekst};

    TRY(not_ended(i, err));
    if (nu->tilstand == INDSTILLING_AFVENTER_LEDER)
        return err_begge(err, ERR_CONFLICT, "indstilling",
                         "Indstillingen er allerede besluttet og afventer en leder",
                         "The proposal is decided already and awaits a leader");
    TRY(require_decider(store, arena, adgang, plan, i, err));
    TRY(indstilling_tekst(&f.tekst, SKRIV_BEGRUNDELSEN, err));
    if (b->nej) return indstilling_flyt(store, arena, adgang, i, &f, now_us, err);
    TRY(niveau_tjek(plan, b->niveau, err));
    TRY(may_move(store, arena, adgang->kommune, plan, i, b->niveau, err));
    f.til =
        niveau_kraever_leder(plan, b->niveau) ? INDSTILLING_AFVENTER_LEDER : INDSTILLING_BESLUTTET;
    if (f.til == INDSTILLING_BESLUTTET)
        TRY(register_level(store, arena, adgang, plan, i, b->niveau, f.tekst, now_us,
                           &f.registrering, err));
    return indstilling_flyt(store, arena, adgang, i, &f, now_us, err);
}

static bool another(const struct indstilling *i, const struct adgang *adgang, struct err *err)
{
    const struct indstilling_trin *sendt = indstilling_indsendt(i);
    const struct indstilling_trin *besluttet = indstilling_sidste(i, INDSTILLING_AFVENTER_LEDER);

    if (!str_eq(sendt->bruger, adgang->bruger) && !str_eq(besluttet->bruger, adgang->bruger))
        return true;
    return err_begge(err, ERR_ACCESS, "indstilling",
                     "En leder godkender ikke det, lederen selv har indstillet eller besluttet; en "
                     "anden leder må gøre det",
                     "A leader does not approve what the same leader proposed or decided; "
                     "another leader must do it");
}

bool indstilling_godkend(struct store *store, struct arena *arena, const struct adgang *adgang,
                         const struct plan *plan, const struct indstilling *i,
                         const struct beslutning *b, int64_t now_us, struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);
    struct flytning f = {.til = b->nej ? INDSTILLING_AFVIST : INDSTILLING_GODKENDT,
                         .niveau = b->nej ? NIVEAU_INTET : nu->niveau,
                         .moede = nu->moede,
                         .punkt = nu->punkt,
                         .tekst = b->tekst};
    struct str grund;

    TRY(adgang_kraev(adgang, RET_GODKEND_NIVEAU, err));
    TRY(not_ended(i, err));
    if (nu->tilstand != INDSTILLING_AFVENTER_LEDER)
        return err_begge(
            err, ERR_INPUT, "indstilling", "Indstillingen er %s%.0s og afventer ingen leder",
            "The proposal is %.0s%s and awaits no leader", indstilling_tilstand_navn(nu->tilstand),
            indstilling_tilstand_engelsk(nu->tilstand));
    TRY(another(i, adgang, err));
    if (b->nej) {
        TRY(indstilling_tekst(&f.tekst, SKRIV_BEGRUNDELSEN, err));
        return indstilling_flyt(store, arena, adgang, i, &f, now_us, err);
    }
    if (f.tekst.n > 0) TRY(indstilling_tekst(&f.tekst, SKRIV_BEGRUNDELSEN, err));
    TRY(may_move(store, arena, adgang->kommune, plan, i, nu->niveau, err));
    TRY(register_tekst(store, arena, adgang->kommune, nu->tekst, &grund, err));
    TRY(register_level(store, arena, adgang, plan, i, nu->niveau, grund, now_us, &f.registrering,
                       err));
    return indstilling_flyt(store, arena, adgang, i, &f, now_us, err);
}
