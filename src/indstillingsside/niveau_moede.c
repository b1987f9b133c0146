/*
 * niveau_moede: the udvalg's meetings, their order and who is invited.
 */
#include "indstillingsside/niveau_moede.h"

#include "base/id.h"
#include "indstillingsside/indstillingsside.h"
#include "indstillingsside/skabelon.h"

enum { MOEDER_VIST = 100 };

/* ---- all of them ---- */

static bool show_meetings(struct side *s, struct niveau_moeder *page, struct err *err)
{
    struct udvalgsmoede *m;
    struct id id;
    size_t n = 0;

    page->valgene = niveau_valgene(s, "/dagsordener");
    page->csrf = s->csrf;
    page->kan_lave = adgang_har(&s->hvem, RET_DAGSORDEN);
    TRY(id_make(&id, err));
    if (page->nyt_id.n == 0) page->nyt_id = str_copy(s->arena, id_str(&id));
    TRY(udvalgsmoede_liste(s->app->store, s->arena, &s->hvem, &m, &n, err));
    if (n > MOEDER_VIST) n = MOEDER_VIST;
    struct niveau_moederaekke *row = ARENA_ARRAY(s->arena, n, struct niveau_moederaekke);
    for (size_t i = 0; i < n; i++) {
        struct indstilling *paa;
        row[i] = (struct niveau_moederaekke){.id = m[i].id,
                                             .dag = side_dato(s, m[i].dag),
                                             .navn = m[i].navn,
                                             .deltagere = m[i].deltagere,
                                             .holdt = m[i].dag.dag < s->i_dag.dag};
        TRY(udvalgsmoede_punkter(s->app->store, s->arena, &s->hvem, m[i].id, &paa, &row[i].punkter,
                                 err));
    }
    page->raekke = row;
    page->raekke_antal = n;
    TRY(side_set(s, VISNING_LISTE, STR("dagsordener"), "dagsorden", 0, err));
    html_niveau_moeder(&s->h, page);
    return side_vis(s, "Udvalgets dagsordener", "The committee's agendas");
}

bool side_dagsordener(struct side *s, struct err *err)
{
    struct niveau_moeder page = {0};

    return show_meetings(s, &page, err);
}

/* What the udvalg is called: the handbook's name for it on the day. */
static struct str body_name(struct side *s, struct dato dag)
{
    const struct plan *plan = niveau_plan(s, dag);

    if (plan != NULL && plan->indplacering.afgoerelse.udvalg.n > 0)
        return plan->indplacering.afgoerelse.udvalg;
    return STR("Udvalget");
}

bool side_dagsordener_send(struct side *s, struct err *err)
{
    struct niveau_moeder page = {0};
    struct err fejl = ERR_INIT;
    struct dato dag = DATO_MIN;

    TRY(niveau_felt(s, "id", &page.nyt_id, err));
    TRY(niveau_felt(s, "dag", &page.dag, err));
    if (!side_dag_eller(s, "dag", page.dag, &dag, "Vælg mødets dag.",
                        "Choose the day of the meeting."))
        return show_meetings(s, &page, err);
    if (udvalgsmoede_opret(s->app->store, s->arena, &s->hvem, page.nyt_id, dag, body_name(s, dag),
                           s->request->now_us, &fejl))
        return side_videre(s, str_format(s->arena, "/dagsordener/%.*s", STR_ARG(page.nyt_id)));
    if (!niveau_til_formular(&fejl)) {
        *err = fejl;
        return false;
    }
    side_afvis_fejl(s, &fejl);
    page.nyt_id = STR_EMPTY;
    TRY(niveau_forfra(s, err));
    return show_meetings(s, &page, err);
}

/* ---- one ---- */

static bool find_meeting(struct side *s, struct udvalgsmoede *out, struct err *err)
{
    TRY(udvalgsmoede_find(s->app->store, s->arena, &s->hvem, web_del(s->request, "moede"), out,
                          err));
    return out->id.n > 0 || side_findes_ikke(err);
}

static bool fill_item(struct side *s, const struct indstilling *i, size_t at, bool *af,
                      struct niveau_punkt *out, struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);
    struct niveau_maerke maerke = niveau_tilstand(s, nu->tilstand);
    struct niveau_hvem hvem;

    TRY(niveau_hvem(s, i->anbringelse, i->familie, &hvem, err));
    TRY(indstilling_maa_tages_af(s->app->store, s->arena, &s->hvem, i, af, err));
    *out = (struct niveau_punkt){.nr = (int)at + 1,
                                 .id = i->id,
                                 .set = nu->nr,
                                 .felt = str_format(s->arena, "af-%.*s", STR_ARG(i->id)),
                                 .barn = hvem.barn,
                                 .familie = hvem.familie,
                                 .niveau = niveau_navn(s, indstilling_forslag(i)->niveau),
                                 .tilstand = maerke.navn,
                                 .klasse = maerke.klasse,
                                 .kan_af = *af};
    return true;
}

/* Those of the agenda the one who asks may see, each with its place on it. */
struct punkter {
    struct indstilling *i;
    size_t *plads;
    size_t antal;
    size_t i_alt;
};

static bool items_of(struct side *s, const struct udvalgsmoede *m, struct punkter *out,
                     struct err *err)
{
    *out = (struct punkter){0};
    TRY(udvalgsmoede_punkter(s->app->store, s->arena, &s->hvem, m->id, &out->i, &out->i_alt, err));
    out->plads = ARENA_ARRAY(s->arena, out->i_alt, size_t);
    for (size_t at = 0; at < out->i_alt; at++) {
        enum niveau_adgang adgang;
        TRY(niveau_adgang(s, &out->i[at], &adgang, err));
        if (adgang == NIVEAU_LUKKET) continue;
        out->plads[out->antal] = at;
        out->i[out->antal++] = out->i[at];
    }
    return true;
}

static bool fill_items(struct side *s, const struct udvalgsmoede *m, struct niveau_dagsorden *page,
                       struct err *err)
{
    struct punkter p;

    TRY(items_of(s, m, &p, err));
    bool hele = p.antal == p.i_alt;
    struct niveau_punkt *row = ARENA_ARRAY(s->arena, p.antal, struct niveau_punkt);
    for (size_t at = 0; at < p.antal; at++) {
        bool af;
        TRY(fill_item(s, &p.i[at], p.plads[at], &af, &row[at], err));
        bool kan =
            hele && page->kan_lave && indstilling_nu(&p.i[at])->tilstand == INDSTILLING_DAGSORDEN;
        row[at].kan_op = kan && at > 0;
        row[at].kan_ned = kan && at + 1 < p.antal;
        row[at].kan_noget = row[at].kan_op || row[at].kan_ned;
    }
    page->punkt = row;
    page->punkt_antal = p.antal;
    if (!hele)
        page->skjulte = p.i_alt - p.antal == 1
                            ? side_tekst(s, "1 sag på dagsordenen er ikke din",
                                         "1 case on the agenda is not yours")
                            : str_format(s->arena,
                                         s->engelsk ? "%zu cases on the agenda are not yours"
                                                    : "%zu sager på dagsordenen er ikke dine",
                                         p.i_alt - p.antal);
    return true;
}

static bool is_invited(const struct udvalgsmoede *m, struct str bruger)
{
    for (size_t n = 0; n < m->deltagere; n++)
        if (str_eq(m->deltager[n], bruger)) return true;
    return false;
}

static bool fill_members(struct side *s, const struct udvalgsmoede *m,
                         struct niveau_dagsorden *page, struct err *err)
{
    struct adgang_bruger *b;
    struct buf navne;
    size_t n = 0;

    buf_init(&navne, s->arena);
    TRY(adgang_brugere(s->app->store, s->arena, s->app->kommune, s->request->now_us, &b, &n, err));
    struct niveau_medlem *row = ARENA_ARRAY(s->arena, n, struct niveau_medlem);
    for (size_t i = 0; i < n; i++) {
        bool med = is_invited(m, b[i].id);
        if (med) buf_format(&navne, "%s%.*s", navne.n == 0 ? "" : ", ", STR_ARG(b[i].navn));
        if (med || (b[i].roller & 1u << ROLLE_UDVALG) != 0)
            row[page->medlem_antal++] = (struct niveau_medlem){b[i].id, b[i].navn, med};
    }
    page->medlem = row;
    page->indkaldte = buf_str(&navne);
    return true;
}

/* Why a case is taken off is told in the field of that case, which keeps what was typed. */
static bool refuse(struct side *s, const struct niveau_dagsorden *page, const struct err *fejl,
                   struct err *err)
{
    const char *felt = NULL;
    struct str id;

    TRY(niveau_felt(s, "indstilling", &id, err));
    for (size_t n = 0; n < page->punkt_antal; n++) {
        if (!str_eq(page->punkt[n].id, id)) continue;
        TRY(niveau_felt(s, "begrundelse", &page->punkt[n].begrundelse, err));
        if (str_is(str_from(fejl->place), "tekst")) felt = str_c(s->arena, page->punkt[n].felt);
    }
    side_afvis(s, felt, side_fejltekst(s, fejl));
    return true;
}

static bool show_meeting(struct side *s, const struct err *fejl, struct err *err)
{
    struct niveau_dagsorden page = {.csrf = s->csrf};
    struct udvalgsmoede m;

    TRY(find_meeting(s, &m, err));
    page.id = m.id;
    page.navn = m.navn;
    page.dag = side_ugedag(s, m.dag);
    page.kan_lave = adgang_har(&s->hvem, RET_DAGSORDEN);
    TRY(fill_items(s, &m, &page, err));
    TRY(fill_members(s, &m, &page, err));
    if (fejl != NULL) TRY(refuse(s, &page, fejl, err));
    TRY(side_set(s, VISNING_LISTE, STR("dagsorden"), "dagsorden", (int64_t)page.punkt_antal, err));
    html_niveau_dagsorden(&s->h, &page);
    side_vis_med(s, str_format(s->arena, "%.*s, %.*s", STR_ARG(m.navn), STR_ARG(page.dag)));
    if (fejl != NULL) s->response->status = niveau_status(fejl);
    return true;
}

bool side_dagsorden(struct side *s, struct err *err)
{
    return show_meeting(s, NULL, err);
}

/* ---- changing one ---- */

/* Only what was changed on the page is written, so that two who save do not undo each other; who
 * was not on it is left as it is. */
static bool save_members(struct side *s, const struct udvalgsmoede *m, struct err *err)
{
    struct niveau_dagsorden nu = {0};

    TRY(fill_members(s, m, &nu, err));
    for (size_t n = 0; n < nu.medlem_antal; n++) {
        struct str id = nu.medlem[n].id, sat, vist;
        const char *felt = str_c(s->arena, str_format(s->arena, "medlem.%.*s", STR_ARG(id)));
        const char *foer = str_c(s->arena, str_format(s->arena, "vist.%.*s", STR_ARG(id)));
        TRY(niveau_felt(s, felt, &sat, err));
        TRY(niveau_felt(s, foer, &vist, err));
        if (vist.n == 0 || str_is(vist, "ja") == (sat.n > 0)) continue;
        TRY(udvalgsmoede_deltager(s->app->store, s->arena, &s->hvem, m, id, sat.n > 0,
                                  s->request->now_us, err));
    }
    return true;
}

/* The items in the wanted order get the numbers 1, 2, 3 …; one that stands there already is not
 * moved. */
static bool reorder(struct side *s, const struct udvalgsmoede *m, struct indstilling *i, size_t n,
                    struct err *err)
{
    for (size_t at = 0; at < n; at++) {
        if (indstilling_nu(&i[at])->punkt == (int)at + 1) continue;
        if (indstilling_nu(&i[at])->tilstand != INDSTILLING_DAGSORDEN) continue;
        TRY(indstilling_dagsorden(s->app->store, s->arena, &s->hvem, &i[at], m, (int)at + 1,
                                  s->request->now_us, err));
    }
    return true;
}

static bool move_item(struct side *s, const struct udvalgsmoede *m, struct str handling,
                      struct err *err)
{
    struct punkter p;
    struct str id, hvorfor;
    bool op = str_is(handling, "op"), ned = str_is(handling, "ned");
    size_t at = 0;

    if (!op && !ned && !str_is(handling, "af"))
        return err_begge(err, ERR_INPUT, "handling", "Vælg, hvad der skal ske.",
                         "Choose what is to happen.");
    TRY(niveau_felt(s, "indstilling", &id, err));
    TRY(niveau_felt(s, "begrundelse", &hvorfor, err));
    TRY(items_of(s, m, &p, err));
    while (at < p.antal && !str_eq(p.i[at].id, id)) at++;
    if (at == p.antal)
        return err_begge(err, ERR_CONFLICT, "indstilling",
                         "Sagen står ikke længere på dagsordenen; se den igen",
                         "The case is no longer on the agenda; see it again");
    const struct indstilling_trin *nu = indstilling_nu(&p.i[at]);
    TRY(niveau_set_nu(s, nu->nr, indstilling_tilstand_navn(nu->tilstand),
                      indstilling_tilstand_engelsk(nu->tilstand), err));
    if (!op && !ned)
        return indstilling_tilbage(s->app->store, s->arena, &s->hvem, &p.i[at], hvorfor,
                                   s->request->now_us, err);
    if (p.antal < p.i_alt)
        return err_begge(err, ERR_ACCESS, "indstilling",
                         "Rækkefølgen kan kun ændres af en, der ser alle sagerne",
                         "Only one who sees all the cases can change their order");
    if ((op && at == 0) || (ned && at + 1 == p.antal)) return true;
    size_t til = op ? at - 1 : at + 1;
    struct indstilling x = p.i[at];
    p.i[at] = p.i[til];
    p.i[til] = x;
    return reorder(s, m, p.i, p.antal, err);
}

bool side_dagsorden_send(struct side *s, struct err *err)
{
    struct udvalgsmoede m;
    struct err fejl = ERR_INIT;
    struct str handling;

    TRY(find_meeting(s, &m, err));
    TRY(niveau_felt(s, "handling", &handling, err));
    bool ok = str_is(handling, "indkald") ? save_members(s, &m, &fejl)
                                          : move_item(s, &m, handling, &fejl);
    if (ok) return side_videre(s, str_format(s->arena, "/dagsordener/%.*s", STR_ARG(m.id)));
    if (!niveau_til_formular(&fejl)) {
        *err = fejl;
        return false;
    }
    TRY(niveau_forfra(s, err));
    return show_meeting(s, &fejl, err);
}
