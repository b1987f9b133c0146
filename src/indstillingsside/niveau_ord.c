/*
 * niveau_ord: words, names and badges.
 */
#include "base/tid.h"
#include "beregning/ord.h"
#include "indstillingsside/niveau_side.h"
#include "register/soeg.h"

struct niveau_maerke niveau_tilstand(const struct side *s, enum indstilling_tilstand tilstand)
{
    static const struct {
        const char *ord[2];
        const char *klasse;
    } ORD[INDSTILLING_TILSTANDE] = {
        [INDSTILLING_KLADDE] = {{"Kladde", "Draft"}, "badge badge-info"},
        [INDSTILLING_INDSTILLET] = {{"Indstillet", "Proposed"}, "badge badge-info"},
        [INDSTILLING_DAGSORDEN] = {{"På dagsordenen", "On the agenda"}, "badge badge-info"},
        [INDSTILLING_BESLUTTET] = {{"Besluttet", "Decided"}, "badge badge-success"},
        [INDSTILLING_AFVENTER_LEDER] = {{"Afventer leder", "Awaits a leader"},
                                        "badge badge-warning"},
        [INDSTILLING_GODKENDT] = {{"Godkendt", "Approved"}, "badge badge-success"},
        [INDSTILLING_AFVIST] = {{"Afvist", "Rejected"}, "badge badge-error"},
        [INDSTILLING_TRUKKET] = {{"Trukket tilbage", "Withdrawn"}, "badge"},
    };

    return (struct niveau_maerke){str_from(ORD[tilstand].ord[s->engelsk]), ORD[tilstand].klasse};
}

struct niveau_maerke niveau_hoering(const struct side *s, enum partshoering_tilstand tilstand)
{
    static const struct {
        const char *ord[2];
        const char *klasse;
    } ORD[PARTSHOERING_TILSTANDE] = {
        [PARTSHOERING_SENDT] = {{"Venter på svar", "Awaits an answer"}, "badge badge-info"},
        [PARTSHOERING_BESVARET] = {{"Besvaret", "Answered"}, "badge badge-info"},
        [PARTSHOERING_FRAFALDET] = {{"Frafaldet", "Dropped"}, "badge"},
        [PARTSHOERING_OPSAGT] = {{"Opsagt", "Notice given"}, "badge badge-success"},
    };

    return (struct niveau_maerke){str_from(ORD[tilstand].ord[s->engelsk]), ORD[tilstand].klasse};
}

struct niveau_maerke niveau_kontrol(const struct side *s, enum kontrol_svar svar)
{
    static const struct {
        const char *ord[2];
        const char *klasse;
    } ORD[KONTROL_SVAR] = {
        [KONTROL_OK] = {{"I orden", "In order"}, "badge badge-success"},
        [KONTROL_IKKE] = {{"Ikke opfyldt", "Not met"}, "badge badge-error"},
        [KONTROL_VURDER] = {{"Vurdér selv", "Assess it"}, "badge badge-warning"},
        [KONTROL_UOPLYST] = {{"Ikke oplyst", "Not known"}, "badge badge-warning"},
        [KONTROL_VENTER] = {{"Vælg et niveau", "Choose a level"}, "badge badge-info"},
    };

    return (struct niveau_maerke){str_from(ORD[svar].ord[s->engelsk]), ORD[svar].klasse};
}

struct str niveau_kontrol_navn(const struct side *s, enum kontrol_art art)
{
    static const char *const NAVN[KONTROLLER][2] = {
        [KONTROL_GODKENDELSE] = {"Familiens godkendelse", "The family's approval"},
        [KONTROL_ANTAL] = {"Børn i familien", "Children in the family"},
        [KONTROL_ALDER] = {"Barnets alder", "The child's age"},
        [KONTROL_BELASTNING] = {"De andre børn", "The other children"},
        [KONTROL_ARBEJDE] = {"Arbejde ved siden af", "Work beside it"},
        [KONTROL_UDDANNELSE] = {"Uddannelse", "Education"},
        [KONTROL_ERFARING] = {"Erfaring", "Experience"},
        [KONTROL_RETNING] = {"Niveauet hidtil", "The level so far"},
    };

    return str_from(NAVN[art][s->engelsk]);
}

struct str niveau_navn(const struct side *s, struct niveau niveau)
{
    if (niveau.trin > 0)
        return str_format(s->arena, s->engelsk ? "level %d" : "trin %d", niveau.trin);
    if (niveau_sagt(niveau)) return niveau_tekst(s->arena, niveau);
    return side_tekst(s, "ikke valgt", "not chosen");
}

struct str niveau_straekning(const struct side *s, const struct plan_niveau *n)
{
    struct str fra = brok_short(s->arena, n->fra), til = brok_short(s->arena, n->til);
    bool en = brok_eq(n->fra, n->til);
    struct str tal = en ? fra : str_format(s->arena, "%.*s-%.*s", STR_ARG(fra), STR_ARG(til));

    if (n->model == MODEL_VEDERLAG)
        return str_format(s->arena, s->engelsk ? "%.*s fees" : "%.*s vederlag", STR_ARG(tal));
    return str_format(s->arena, s->engelsk ? "level %.*s" : "trin %.*s", STR_ARG(tal));
}

struct str niveau_beslutter(const struct side *s, const struct plan *plan)
{
    static const char *const NAVN[BESLUTTERE][2] = {
        [BESLUTTER_UKENDT] = {"udvalget eller en leder; håndbogen nævner ingen",
                              "the committee or a leader; the handbook names nobody"},
        [BESLUTTER_UDVALG] = {"udvalget", "the committee"},
        [BESLUTTER_LEDER] = {"en leder", "a leader"},
        [BESLUTTER_FAMILIERAADGIVER] = {"en familierådgiver", "a family adviser"},
        [BESLUTTER_FAMILIEPLEJEKONSULENT] = {"en familieplejekonsulent",
                                             "a foster care consultant"},
    };
    const struct plan_afgoerelse *a = &plan->indplacering.afgoerelse;

    return a->udvalg.n > 0 ? a->udvalg : str_from(NAVN[a->beslutter][s->engelsk]);
}

struct str niveau_aarsag(const struct side *s, enum opsigelse_aarsag aarsag)
{
    static const char *const ENGELSK[AARSAGER] = {
        [AARSAG_KONFLIKT] = "a conflict in the cooperation",
        [AARSAG_VEDERLAG] = "disagreement on the fee",
        [AARSAG_FAGLIGHED] = "lack of professional skills",
        [AARSAG_PERSONLIGE] = "the family's own circumstances",
        [AARSAG_FOR_SVAER] = "the task is too hard",
    };

    return s->engelsk ? str_from(ENGELSK[aarsag]) : str_from(opsigelse_aarsag_navn(aarsag));
}

/* ---- names ---- */

bool niveau_hvem(struct side *s, struct str anbringelse, struct str familie,
                 struct niveau_hvem *out, struct err *err)
{
    struct register_fakta *f;
    struct register_person p = {.navn = STR_EMPTY};
    struct register_plejeperson *plejer;
    struct buf navne;
    size_t n = 0;

    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, INT64_MAX, SLAGS_ANBRINGELSE,
                          anbringelse, &f, &n, err));
    if (n > 0)
        TRY(register_person(s->app->store, s->arena, s->app->kommune, f[0].anbringelse.barn, &p,
                            err));
    out->barn = p.navn.n > 0 ? p.navn
                             : str_format(s->arena,
                                          s->engelsk ? "The child of placement %.*s"
                                                     : "Barnet i anbringelse %.*s",
                                          STR_ARG(anbringelse));
    TRY(register_plejepersoner(s->app->store, s->arena, s->app->kommune, familie, s->i_dag, &plejer,
                               &n, err));
    buf_init(&navne, s->arena);
    for (size_t i = 0; i < n; i++)
        if (plejer[i].navn.n > 0)
            buf_format(&navne, "%s%.*s", navne.n == 0 ? "" : ", ", STR_ARG(plejer[i].navn));
    out->familie = navne.n > 0 ? buf_str(&navne) : familie;
    return true;
}

bool niveau_bruger(struct side *s, struct str bruger, struct str *out, struct err *err)
{
    TRY(adgang_navn(s->app->store, s->arena, s->app->kommune, bruger, out, err));
    if (out->n == 0) *out = side_tekst(s, "ukendt", "unknown");
    return true;
}

bool niveau_tekst_af(struct side *s, struct str id, struct str *out, struct err *err)
{
    *out = STR_EMPTY;
    if (id.n == 0) return true;
    TRY(register_tekst(s->app->store, s->arena, s->app->kommune, id, out, err));
    if (out->n == 0) *out = side_tekst(s, "(slettet)", "(erased)");
    return true;
}

const struct plan *niveau_plan(const struct side *s, struct dato dag)
{
    const struct side_haandbog *h = side_egen_haandbog(s->app);

    return h == NULL ? NULL : plan_on(&h->samling.planer, dag, s->i_dag);
}

/* ---- forms and lists ---- */

bool niveau_felt(struct side *s, const char *navn, struct str *out, struct err *err)
{
    return web_felt(&s->request->form, navn, out, err);
}

bool niveau_set_nu(struct side *s, int64_t nyeste, const char *nu, const char *now, struct err *err)
{
    struct str set;
    int64_t nr = 0;

    TRY(niveau_felt(s, "set", &set, err));
    if (str_int(set, &nr) && nr == nyeste) return true;
    /* %.0s passes over the word of the other language. */
    return err_begge(
        err, ERR_CONFLICT, "set",
        "Sagen er ændret, siden den blev vist, og er nu %s%.0s. Intet er gjort; se den "
        "igen, og prøv så.",
        "The case has changed since it was shown, and is now %.0s%s. Nothing was done; "
        "look at it again, and then try.",
        nu, now);
}

int niveau_status(const struct err *fejl)
{
    if (fejl->kind == ERR_CONFLICT) return 409;
    return fejl->kind == ERR_ACCESS ? 403 : 400;
}

bool niveau_til_formular(const struct err *fejl)
{
    return fejl->kind == ERR_INPUT || fejl->kind == ERR_ACCESS || fejl->kind == ERR_CONFLICT;
}

bool niveau_forfra(struct side *s, struct err *err)
{
    store_rollback(s->app->store);
    return store_begin(s->app->store, STORE_WRITE, err);
}

bool niveau_fra(struct side *s, size_t *fra, struct err *err)
{
    struct str tekst;
    int64_t nr = 1;

    TRY(web_felt(&s->request->query, "side", &tekst, err));
    if (tekst.n > 0 && (!str_int(tekst, &nr) || nr < 1 || nr > 100000))
        return side_findes_ikke(err);
    *fra = (size_t)(nr - 1) * NIVEAU_SIDE;
    return true;
}

struct niveau_valgene niveau_valgene(const struct side *s, const char *valgt)
{
    static const struct {
        const char *sti;
        const char *navn[2];
        enum ret ret;
    } LISTE[] = {
        {"/indstillinger", {"Indstillinger", "Proposals"}, RET_BESLUT_NIVEAU},
        {"/dagsordener", {"Dagsordener", "Agendas"}, RET_BESLUT_NIVEAU},
        {"/opsigelser", {"Opsigelser", "Terminations"}, RET_INDSTIL},
    };
    struct niveau_valg *v = ARENA_ARRAY(s->arena, 3, struct niveau_valg);
    size_t n = 0;

    for (size_t i = 0; i < sizeof(LISTE) / sizeof(*LISTE); i++)
        if (adgang_har(&s->hvem, LISTE[i].ret))
            v[n++] =
                (struct niveau_valg){str_from(LISTE[i].sti), str_from(LISTE[i].navn[s->engelsk]),
                                     str_is(str_from(LISTE[i].sti), valgt)};
    return (struct niveau_valgene){v, n};
}

/* How long the part of a list is that the text begins with: to a comma or a semicolon before a
 * space. That of "5,5 vederlag" is within a number. */
static size_t part_end(struct str tekst)
{
    size_t n = 0;

    while (n < tekst.n &&
           !((tekst.p[n] == ',' || tekst.p[n] == ';') && n + 1 < tekst.n && tekst.p[n + 1] == ' '))
        n++;
    return n;
}

/* Parts of a list, each in the reader's language; Danish whole when one of them is not ours. */
static struct oversat list_said(const struct side *s, struct str tekst)
{
    struct buf out;

    buf_init(&out, s->arena);
    for (size_t i = 0; i < tekst.n;) {
        struct str rest = str_sub(tekst, i, tekst.n);
        size_t n = part_end(rest);
        struct oversat o = oversat_af(s->arena, str_trim(str_sub(rest, 0, n)), true);
        if (o.bid_antal != 1 || o.bid[0].dansk) return oversat_af(s->arena, tekst, true);
        buf_add(&out, o.bid[0].tekst);
        buf_add(&out, str_sub(rest, n, n + 2));
        i += n + 2;
    }
    struct oversat_bid *bid = ARENA_NEW(s->arena, struct oversat_bid);
    *bid = (struct oversat_bid){buf_str(&out), false};
    return (struct oversat){bid, 1};
}

struct oversat niveau_oversat(const struct side *s, struct str tekst)
{
    struct oversat o = oversat_af(s->arena, tekst, s->engelsk);

    if (!s->engelsk || o.bid_antal != 1 || !o.bid[0].dansk) return o;
    return list_said(s, tekst);
}
