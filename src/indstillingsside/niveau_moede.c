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
    side_vis(s, "Udvalgets dagsordener", "The committee's agendas");
    if (page->fejl.n > 0) s->response->status = 400;
    return true;
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
    if (!dato_parse(page.dag, &dag, &fejl)) {
        page.fejl = side_tekst(s, "Vælg mødets dag.", "Choose the day of the meeting.");
        return show_meetings(s, &page, err);
    }
    if (udvalgsmoede_opret(s->app->store, s->arena, &s->hvem, page.nyt_id, dag, body_name(s, dag),
                           s->request->now_us, &fejl))
        return side_videre(s, str_format(s->arena, "/dagsordener/%.*s", STR_ARG(page.nyt_id)));
    if (!niveau_til_formular(&fejl)) {
        *err = fejl;
        return false;
    }
    page.fejl = niveau_fejl(s, &fejl);
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

static bool fill_items(struct side *s, const struct udvalgsmoede *m, struct niveau_dagsorden *page,
                       struct err *err)
{
    struct indstilling *i;
    size_t n = 0;

    TRY(udvalgsmoede_punkter(s->app->store, s->arena, &s->hvem, m->id, &i, &n, err));
    struct niveau_punkt *row = ARENA_ARRAY(s->arena, n, struct niveau_punkt);
    for (size_t at = 0; at < n; at++) {
        const struct indstilling_trin *nu = indstilling_nu(&i[at]);
        struct niveau_maerke maerke = niveau_tilstand(s, nu->tilstand);
        bool kan = page->kan_lave && nu->tilstand == INDSTILLING_DAGSORDEN;
        struct niveau_hvem hvem;
        TRY(niveau_hvem(s, i[at].anbringelse, i[at].familie, &hvem, err));
        row[at] =
            (struct niveau_punkt){.nr = (int)at + 1,
                                  .id = i[at].id,
                                  .barn = hvem.barn,
                                  .familie = hvem.familie,
                                  .niveau = niveau_navn(s, indstilling_forslag(&i[at])->niveau),
                                  .tilstand = maerke.navn,
                                  .klasse = maerke.klasse,
                                  .kan_op = kan && at > 0,
                                  .kan_ned = kan && at + 1 < n,
                                  .kan_af = kan};
    }
    page->punkt = row;
    page->punkt_antal = n;
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

static bool show_meeting(struct side *s, struct str fejl, struct err *err)
{
    struct niveau_dagsorden page = {.csrf = s->csrf, .fejl = fejl};
    struct udvalgsmoede m;

    TRY(find_meeting(s, &m, err));
    page.id = m.id;
    page.navn = m.navn;
    page.dag = side_ugedag(s, m.dag);
    page.kan_lave = adgang_har(&s->hvem, RET_DAGSORDEN);
    TRY(fill_items(s, &m, &page, err));
    TRY(fill_members(s, &m, &page, err));
    TRY(side_set(s, VISNING_LISTE, STR("dagsorden"), "dagsorden", (int64_t)page.punkt_antal, err));
    html_niveau_dagsorden(&s->h, &page);
    side_vis_med(s, str_format(s->arena, "%.*s, %.*s", STR_ARG(m.navn), STR_ARG(page.dag)));
    if (fejl.n > 0) s->response->status = 400;
    return true;
}

bool side_dagsorden(struct side *s, struct err *err)
{
    return show_meeting(s, STR_EMPTY, err);
}

/* ---- changing one ---- */

static bool save_members(struct side *s, const struct udvalgsmoede *m, struct err *err)
{
    struct niveau_dagsorden nu = {0};

    TRY(fill_members(s, m, &nu, err));
    for (size_t n = 0; n < nu.medlem_antal; n++) {
        struct str id = nu.medlem[n].id, sat;
        const char *felt = str_c(s->arena, str_format(s->arena, "medlem.%.*s", STR_ARG(id)));
        TRY(niveau_felt(s, felt, &sat, err));
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
    struct indstilling *i;
    struct str id;
    size_t n = 0, at = 0;

    TRY(niveau_felt(s, "indstilling", &id, err));
    TRY(udvalgsmoede_punkter(s->app->store, s->arena, &s->hvem, m->id, &i, &n, err));
    while (at < n && !str_eq(i[at].id, id)) at++;
    if (at == n)
        return err_begge(err, ERR_CONFLICT, "indstilling",
                         "Sagen står ikke længere på dagsordenen; se den igen",
                         "The case is no longer on the agenda; see it again");
    if (str_is(handling, "af"))
        return indstilling_tilbage(s->app->store, s->arena, &s->hvem, &i[at],
                                   STR("taget af dagsordenen"), s->request->now_us, err);
    size_t til = str_is(handling, "op") ? at - 1 : at + 1;
    if ((str_is(handling, "op") && at == 0) || til >= n) return true;
    struct indstilling x = i[at];
    i[at] = i[til];
    i[til] = x;
    return reorder(s, m, i, n, err);
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
    return show_meeting(s, niveau_fejl(s, &fejl), err);
}
