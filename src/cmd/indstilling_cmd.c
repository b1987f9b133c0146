/*
 * indstilling ny, vis, liste, svar, send, tilbage, dagsorden, beslut, godkend, traek: a level from
 * the first draft to the decision, on the command line.
 */
#include "cmd/indstilling_cmd.h"

#include <string.h>

#include "base/id.h"
#include "base/tid.h"
#include "haandbog/haandbog.h"

/* ---- what every one of them does ---- */

bool niveau_kald_laes(struct niveau_kald *k, struct arena *arena, int argc, char **argv,
                      const char *usage, size_t mindst, size_t hoejst)
{
    const char *begrundelse = NULL, *grund = NULL, *tekst = NULL, *fra = NULL, *frist = NULL;
    const char *indkald = NULL, *afbud = NULL;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&k->w),
                                         {"--haandbog", &k->haandbog, NULL},
                                         {"--begrundelse", &begrundelse, NULL},
                                         {"--grund", &grund, NULL},
                                         {"--tekst", &tekst, NULL},
                                         {"--fra", &fra, NULL},
                                         {"--frist", &frist, NULL},
                                         {"--punkt", &k->punkt, NULL},
                                         {"--aarsag", &k->aarsag, NULL},
                                         {"--note", &k->note, NULL},
                                         {"--indkald", &indkald, NULL},
                                         {"--afbud", &afbud, NULL},
                                         {"--opsaetning", &k->opsaetning, NULL},
                                         {"-o", &k->fil, NULL},
                                         {"--kontrakt", NULL, &k->kontrakt},
                                         {"--nej", NULL, &k->nej},
                                         {"--alle", NULL, &k->alle}};

    k->arena = arena;
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), k->ord,
                          &k->antal, NIVEAU_ORD_MAX);
    k->tekst = begrundelse != NULL ? begrundelse : grund != NULL ? grund : tekst;
    k->dag = fra != NULL ? fra : frist;
    k->navn = indkald != NULL ? indkald : afbud;
    k->afbud = afbud != NULL;
    if (ok && k->antal >= mindst && k->antal <= hoejst) return true;
    (void)cmd_usage(usage);
    return false;
}

int niveau_kald_koer(struct niveau_kald *k, enum store_mode mode,
                     bool (*gaa)(struct niveau_kald *k, struct err *err))
{
    struct err err = ERR_INIT;
    int code = cmd_db_open(k->arena, &k->w, &k->db);

    if (code != CMD_OK) return code;
    buf_init(&k->ud, k->arena);
    bool ok =
        store_begin(k->db.store, mode, &err) && gaa(k, &err) && store_commit(k->db.store, &err);
    return cmd_db_close(&k->db,
                        ok ? cmd_output(buf_str(&k->ud), NULL) : cmd_db_error(&k->db, &err));
}

bool niveau_kald_planer(struct niveau_kald *k, struct plan_samling *out, struct err *err)
{
    struct haandbog_samling samling;
    struct fund_liste fund;

    if (k->haandbog == NULL)
        return err_set(err, ERR_INPUT, "--haandbog",
                       "Sig med --haandbog STI, hvilken håndbog niveauet besluttes efter");
    fund_init(&fund, k->arena);
    TRY(haandbog_load(k->arena, k->haandbog, false, &samling, &fund, err));
    *out = samling.planer;
    if (fund.fejl == 0) return true;
    return err_set(err, ERR_INPUT, k->haandbog,
                   "Håndbogen har fejl; ret dem først, se »vederlag haandbog check«");
}

bool niveau_kald_plan(struct niveau_kald *k, struct dato dag, const struct plan **out,
                      struct err *err)
{
    struct plan_samling planer;

    TRY(niveau_kald_planer(k, &planer, err));
    *out = plan_on(&planer, dag, dato_of_us(k->db.now_us));
    if (*out != NULL) return true;
    return err_set(err, ERR_INPUT, k->haandbog, "Håndbogen gælder ikke den %.*s",
                   STR_ARG(dato_tekst(k->arena, dag)));
}

struct str niveau_kald_tekst(const struct niveau_kald *k)
{
    return str_from(k->tekst);
}

bool niveau_kald_id(struct niveau_kald *k, struct str *out, struct err *err)
{
    struct id id;

    TRY(id_make(&id, err));
    *out = str_copy(k->arena, id_str(&id));
    return true;
}

void niveau_kald_sig(struct niveau_kald *k, struct str id, struct str saetning)
{
    if (k->w.json) {
        buf_c(&k->ud, "{\"id\":");
        buf_json(&k->ud, id);
        buf_c(&k->ud, "}\n");
        return;
    }
    buf_format(&k->ud, "%.*s\n", STR_ARG(saetning));
}

static bool find(struct niveau_kald *k, const char *id, struct indstilling *out, struct err *err)
{
    TRY(indstilling_find(k->db.store, k->arena, &k->db.adgang, str_from(id), out, err));
    if (out->id.n > 0) return true;
    return err_set(err, ERR_INPUT, "indstilling",
                   "Der er ingen indstilling med det id; se vederlag indstilling liste");
}

/* The case and the handbook it is decided by. */
static bool find_both(struct niveau_kald *k, struct indstilling *i, const struct plan **plan,
                      struct err *err)
{
    TRY(find(k, k->ord[0], i, err));
    return niveau_kald_plan(k, i->fra, plan, err);
}

/* ---- ny, svar, send ---- */

static bool do_new(struct niveau_kald *k, struct err *err)
{
    const struct plan *plan = NULL;
    struct dato fra;
    struct str id;

    if (k->dag == NULL)
        return err_set(err, ERR_INPUT, "--fra",
                       "Sig med --fra DATO, hvilken dag niveauet skal gælde fra");
    TRY(dato_parse(str_from(k->dag), &fra, err));
    TRY(niveau_kald_plan(k, fra, &plan, err));
    TRY(niveau_kald_id(k, &id, err));
    TRY(indstilling_ny(k->db.store, k->arena, &k->db.adgang, plan, id, str_from(k->ord[0]), fra,
                       k->db.now_us, err));
    niveau_kald_sig(k, id, str_format(k->arena, "Kladden er oprettet: %.*s", STR_ARG(id)));
    return true;
}

int cmd_indstilling_ny(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling ny ANBRINGELSE --fra DATO --haandbog STI --som NAVN", 1, 1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_new);
}

/* A key is a sign when there is a point in it, told when it is one of those, else a question. */
static enum svar_slags kind_of(struct str noegle)
{
    size_t at = 0;

    if (str_find(noegle, STR("."), &at)) return SVAR_TEGN;
    for (int i = 0; i < OPLYSNINGER; i++)
        if (str_is(noegle, oplysning_kode((enum oplysning)i))) return SVAR_OPLYSNING;
    return SVAR_KRITERIUM;
}

static bool do_answer(struct niveau_kald *k, struct err *err)
{
    const struct plan *plan = NULL;
    struct indstilling i;

    TRY(find_both(k, &i, &plan, err));
    for (size_t n = 1; n < k->antal; n++) {
        struct str rest = str_from(k->ord[n]);
        struct str noegle;
        if (strchr(k->ord[n], '=') == NULL)
            return err_set(err, ERR_INPUT, k->ord[n], "Skriv SPØRGSMÅL=SVAR; se »indstilling vis«");
        TRY(str_split(&rest, '=', &noegle));
        struct svar_ny s = {kind_of(noegle), noegle, rest, STR_EMPTY};
        if (s.slags == SVAR_TEGN)
            s.vaerdi = str_is(rest, "ja") ? STR("1") : str_is(rest, "nej") ? STR("0") : rest;
        if (s.slags == SVAR_KRITERIUM) s.tekst = str_from(k->note);
        TRY(indstilling_svar_skriv(k->db.store, k->arena, &k->db.adgang, plan, &i, &s, k->db.now_us,
                                   err));
    }
    niveau_kald_sig(k, i.id, STR("Svarene er gemt."));
    return true;
}

int cmd_indstilling_svar(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling svar ID SPØRGSMÅL=SVAR... [--note TEKST] --haandbog STI "
                          "--som NAVN",
                          2, NIVEAU_ORD_MAX))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_answer);
}

static bool do_send(struct niveau_kald *k, struct err *err)
{
    const struct plan *plan = NULL;
    struct indstilling i;
    struct niveau niveau;

    TRY(find_both(k, &i, &plan, err));
    TRY(niveau_laes(str_from(k->ord[1]), &niveau, err));
    TRY(indstilling_send(k->db.store, k->arena, &k->db.adgang, plan, &i, niveau,
                         niveau_kald_tekst(k), k->db.now_us, err));
    niveau_kald_sig(
        k, i.id,
        str_format(k->arena, "Indstillet: %.*s.", STR_ARG(niveau_tekst(k->arena, niveau))));
    return true;
}

int cmd_indstilling_send(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling send ID trin=N|vederlag=N --begrundelse TEKST "
                          "--haandbog STI --som NAVN",
                          2, 2))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_send);
}

/* ---- tilbage, traek ---- */

static bool do_back(struct niveau_kald *k, struct err *err)
{
    struct indstilling i;

    TRY(find(k, k->ord[0], &i, err));
    TRY(indstilling_tilbage(k->db.store, k->arena, &k->db.adgang, &i, niveau_kald_tekst(k),
                            k->db.now_us, err));
    niveau_kald_sig(k, i.id, STR("Indstillingen er et skridt tilbage."));
    return true;
}

int cmd_indstilling_tilbage(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling tilbage ID --begrundelse TEKST --som NAVN", 1, 1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_back);
}

static bool do_withdraw(struct niveau_kald *k, struct err *err)
{
    struct indstilling i;

    TRY(find(k, k->ord[0], &i, err));
    TRY(indstilling_traek(k->db.store, k->arena, &k->db.adgang, &i, niveau_kald_tekst(k),
                          k->db.now_us, err));
    niveau_kald_sig(k, i.id, STR("Indstillingen er trukket tilbage."));
    return true;
}

int cmd_indstilling_traek(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling traek ID --begrundelse TEKST --som NAVN", 1, 1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_withdraw);
}

/* ---- beslut, godkend ---- */

static bool tell_decision(struct niveau_kald *k, const struct indstilling *foer, struct err *err)
{
    struct indstilling i;

    TRY(find(k, k->ord[0], &i, err));
    const struct indstilling_trin *nu = indstilling_nu(&i);
    ASSERT(nu->nr == indstilling_nu(foer)->nr + 1);
    if (k->w.json) {
        buf_format(&k->ud, "{\"id\":\"%.*s\",\"tilstand\":\"%s\",\"registrering\":%lld}\n",
                   STR_ARG(i.id), indstilling_tilstand_kode(nu->tilstand),
                   (long long)nu->registrering);
        return true;
    }
    struct str niveau = niveau_tekst(k->arena, nu->niveau);
    if (nu->registrering > 0)
        buf_format(&k->ud, "%.*s er besluttet og registreret (registrering %lld).\n",
                   STR_ARG(niveau), (long long)nu->registrering);
    else if (nu->tilstand == INDSTILLING_AFVENTER_LEDER)
        buf_format(&k->ud, "%.*s er besluttet og afventer en leder.\n", STR_ARG(niveau));
    else
        buf_c(&k->ud, "Indstillingen er afvist.\n");
    return true;
}

static bool do_decide(struct niveau_kald *k, struct err *err)
{
    const struct plan *plan = NULL;
    struct indstilling i;
    struct beslutning b = {.nej = k->nej, .tekst = niveau_kald_tekst(k)};

    TRY(find_both(k, &i, &plan, err));
    b.niveau = indstilling_forslag(&i)->niveau;
    if (k->antal == 2) TRY(niveau_laes(str_from(k->ord[1]), &b.niveau, err));
    TRY(indstilling_beslut(k->db.store, k->arena, &k->db.adgang, plan, &i, &b, k->db.now_us, err));
    return tell_decision(k, &i, err);
}

int cmd_indstilling_beslut(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling beslut ID [trin=N|vederlag=N | --nej] --begrundelse TEKST "
                          "--haandbog STI --som NAVN",
                          1, 2))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_decide);
}

static bool do_approve(struct niveau_kald *k, struct err *err)
{
    const struct plan *plan = NULL;
    struct indstilling i;
    struct beslutning b = {.nej = k->nej, .tekst = niveau_kald_tekst(k), .niveau = NIVEAU_INTET};

    TRY(find_both(k, &i, &plan, err));
    TRY(indstilling_godkend(k->db.store, k->arena, &k->db.adgang, plan, &i, &b, k->db.now_us, err));
    return tell_decision(k, &i, err);
}

int cmd_indstilling_godkend(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling godkend ID [--nej --begrundelse TEKST] --haandbog STI "
                          "--som NAVN",
                          1, 1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_approve);
}

/* ---- dagsorden ---- */

/* »dagsorden«: the meetings and what stands on them. */
static bool print_agendas(struct niveau_kald *k, struct err *err)
{
    struct udvalgsmoede *m;
    size_t n = 0;

    TRY(udvalgsmoede_liste(k->db.store, k->arena, &k->db.adgang, &m, &n, err));
    if (k->w.json) buf_char(&k->ud, '[');
    if (!k->w.json && n == 0) buf_c(&k->ud, "Der er ingen møder.\n");
    for (size_t at = 0; at < n; at++) {
        struct indstilling *i;
        size_t punkter = 0;
        TRY(udvalgsmoede_punkter(k->db.store, k->arena, &k->db.adgang, m[at].id, &i, &punkter,
                                 err));
        if (k->w.json)
            buf_format(&k->ud, "%s{\"moede\":\"%.*s\",\"dag\":\"%.*s\",\"punkter\":[",
                       at > 0 ? ",\n" : "", STR_ARG(m[at].id),
                       STR_ARG(dato_iso(k->arena, m[at].dag)));
        else
            buf_format(&k->ud, "%.*s  %.*s den %.*s, %zu indkaldt\n", STR_ARG(m[at].id),
                       STR_ARG(m[at].navn), STR_ARG(dato_tekst(k->arena, m[at].dag)),
                       m[at].deltagere);
        for (size_t p = 0; p < punkter; p++) {
            const struct indstilling_trin *nu = indstilling_nu(&i[p]);
            if (k->w.json)
                buf_format(&k->ud, "%s{\"indstilling\":\"%.*s\",\"tilstand\":\"%s\"}",
                           p > 0 ? "," : "", STR_ARG(i[p].id),
                           indstilling_tilstand_kode(nu->tilstand));
            else
                buf_format(&k->ud, "  %zu. %.*s  anbringelse %.*s  %s\n", p + 1, STR_ARG(i[p].id),
                           STR_ARG(i[p].anbringelse), indstilling_tilstand_navn(nu->tilstand));
        }
        if (k->w.json) buf_c(&k->ud, "]}");
    }
    if (k->w.json) buf_c(&k->ud, "]\n");
    return true;
}

/* »dagsorden ny DATO«: a meeting. What the udvalg is called is the handbook's. */
static bool make_meeting(struct niveau_kald *k, struct err *err)
{
    const struct plan *plan = NULL;
    struct dato dag;
    struct str id;

    TRY(dato_parse(str_from(k->ord[1]), &dag, err));
    TRY(niveau_kald_plan(k, dag, &plan, err));
    struct str navn = plan->indplacering.afgoerelse.udvalg;
    TRY(niveau_kald_id(k, &id, err));
    TRY(udvalgsmoede_opret(k->db.store, k->arena, &k->db.adgang, id, dag,
                           navn.n > 0 ? navn : STR("Udvalget"), k->db.now_us, err));
    niveau_kald_sig(k, id, str_format(k->arena, "Mødet er oprettet: %.*s", STR_ARG(id)));
    return true;
}

/* »dagsorden MOEDE --indkald NAVN | --afbud NAVN« */
static bool invite(struct niveau_kald *k, const struct udvalgsmoede *m, struct err *err)
{
    struct adgang_bruger *b;
    struct str navn;
    size_t n = 0;

    TRY(adgang_navn_parse(k->arena, str_from(k->navn), &navn, err));
    TRY(adgang_brugere(k->db.store, k->arena, k->db.adgang.kommune, k->db.now_us, &b, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(b[i].navn, navn)) continue;
        TRY(udvalgsmoede_deltager(k->db.store, k->arena, &k->db.adgang, m, b[i].id, !k->afbud,
                                  k->db.now_us, err));
        niveau_kald_sig(k, m->id,
                        k->afbud ? STR("Brugeren er ikke længere indkaldt.")
                                 : STR("Brugeren er indkaldt."));
        return true;
    }
    return err_set(err, ERR_INPUT, "bruger", "Der er ingen bruger, der hedder %.*s", STR_ARG(navn));
}

/* »dagsorden MOEDE ID [--punkt N]« */
static bool put_on(struct niveau_kald *k, const struct udvalgsmoede *m, struct err *err)
{
    struct indstilling i;
    int64_t punkt = 0;

    TRY(find(k, k->ord[1], &i, err));
    if (k->punkt != NULL && (!str_int(str_from(k->punkt), &punkt) || punkt < 1 || punkt > 999))
        return err_set(err, ERR_INPUT, "--punkt", "Et punkt er et tal fra 1 til 999");
    TRY(indstilling_dagsorden(k->db.store, k->arena, &k->db.adgang, &i, m, (int)punkt, k->db.now_us,
                              err));
    niveau_kald_sig(k, i.id, STR("Indstillingen står på dagsordenen."));
    return true;
}

static bool do_agenda(struct niveau_kald *k, struct err *err)
{
    struct udvalgsmoede m;

    if (k->antal == 0) return print_agendas(k, err);
    if (strcmp(k->ord[0], "ny") == 0 && k->antal == 2) return make_meeting(k, err);
    TRY(udvalgsmoede_find(k->db.store, k->arena, &k->db.adgang, str_from(k->ord[0]), &m, err));
    if (m.id.n == 0)
        return err_set(err, ERR_INPUT, "moede",
                       "Der er intet møde med det id; se vederlag indstilling dagsorden");
    if (k->navn != NULL && k->antal == 1) return invite(k, &m, err);
    if (k->antal == 2) return put_on(k, &m, err);
    return err_set(err, ERR_INPUT, "dagsorden",
                   "Skriv »dagsorden ny DATO«, »dagsorden MØDE ID« eller »dagsorden MØDE --indkald "
                   "NAVN«");
}

int cmd_indstilling_dagsorden(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling dagsorden [ny DATO --haandbog STI | MØDE ID [--punkt N] | "
                          "MØDE --indkald NAVN|--afbud NAVN] --som NAVN",
                          0, 2))
        return CMD_USAGE;
    return niveau_kald_koer(&k, k.antal == 0 ? STORE_READ : STORE_WRITE, do_agenda);
}
