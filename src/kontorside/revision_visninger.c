/*
 * revision_visninger: who saw whom, and what was known when. Reading either is written in the log
 * of views itself.
 */
#include <stdio.h>

#include "base/tid.h"
#include "kontorside/kontorside.h"
#include "kontorside/revision.h"
#include "kontorside/skabelon.h"
#include "register/register.h"
#include "side/side_ord.h"

/* ---- who saw whom */

static const struct {
    const char *kode;
    const char *ord[2];
} ARTER[] = {
    {"plejefamilie", {"Plejefamilie", "Foster family"}},
    {"anbringelse", {"Anbringelse", "Placement"}},
    {"person", {"Person", "Person"}},
    {"koersel", {"Kørsel", "Run"}},
    {"liste", {"Liste", "List"}},
    {"log", {"Loggen over visninger", "The log of views"}},
};

static struct str art_ord(const struct side *s, struct str kode)
{
    for (size_t i = 0; i < sizeof(ARTER) / sizeof(*ARTER); i++)
        if (str_is(kode, ARTER[i].kode)) return str_from(ARTER[i].ord[s->engelsk]);
    return kode;
}

/* The beginning of a day in Danish time. */
static bool day_begins(struct dato dag, int64_t *us, struct err *err)
{
    char tekst[32];
    int year, month, day;

    dato_civil(dag, &year, &month, &day);
    (void)snprintf(tekst, sizeof(tekst), "%04d-%02d-%02dT00:00:00", year, month, day);
    return tid_parse(str_from(tekst), us, err);
}

/* A user by name; the search says so when there is none. */
static bool find_user(struct side *s, struct revision_visninger *page, struct str *id,
                      struct err *err)
{
    struct adgang_bruger *alle;
    struct err ugyldig = ERR_INIT;
    struct str navn;
    size_t n;

    if (page->bruger.n == 0) return true;
    if (adgang_navn_parse(s->arena, page->bruger, &navn, &ugyldig)) {
        TRY(adgang_brugere(s->app->store, s->arena, s->app->kommune, s->request->now_us, &alle, &n,
                           err));
        for (size_t i = 0; i < n; i++)
            if (str_eq(alle[i].navn, navn)) *id = alle[i].id;
    }
    if (id->n == 0)
        side_afvis(
            s, "bruger",
            side_tekst(s, "Der er ingen bruger af det navn.", "There is no user of that name."));
    return true;
}

/* Reads the day of a field; the page says how one is written when it is none. */
static bool read_day(struct side *s, const char *felt, struct str tekst, struct dato ellers,
                     struct dato *out)
{
    *out = ellers;
    return tekst.n == 0 ||
           side_dag_eller(s, felt, tekst, out,
                          "Skriv dagen som år-måned-dag, for eksempel 2021-06-01.",
                          "Write the day as year-month-day, for example 2021-06-01.");
}

static bool read_search(struct side *s, struct revision_visninger *page,
                        struct visning_soegning *soeg, struct err *err)
{
    const struct web_felter *q = &s->request->query;
    struct dato dag;

    *soeg = (struct visning_soegning){.til_us = INT64_MAX};
    TRY(web_felt(q, "bruger", &page->bruger, err));
    TRY(web_felt(q, "art", &soeg->art, err));
    TRY(web_felt(q, "id", &page->id, err));
    TRY(web_felt(q, "dag", &page->dag, err));
    page->bruger = str_trim(page->bruger);
    soeg->id = str_trim(page->id);
    page->art_anbringelse = str_is(soeg->art, "anbringelse");
    page->art_person = str_is(soeg->art, "person");
    page->art_familie = !page->art_anbringelse && !page->art_person;
    if (page->art_familie) soeg->art = STR("plejefamilie");
    TRY(find_user(s, page, &soeg->bruger, err));
    if (page->dag.n == 0) return true;
    if (!read_day(s, "dag", page->dag, DATO_MIN, &dag)) return true;
    TRY(day_begins(dag, &soeg->fra_us, err));
    return day_begins(dato_plus(dag, 1), &soeg->til_us, err);
}

/* Whom it was about, for who may read of persons. */
static bool seen_name(const struct kontor_opslag *o, const struct visning_linje *l, struct str *out,
                      struct err *err)
{
    struct side *s = o->s;

    *out = STR_EMPTY;
    if (!adgang_har(&s->hvem, RET_LAES_PERSON)) return true;
    if (str_is(l->art, "plejefamilie")) return kontor_familie(o, l->id, out, err);
    if (str_is(l->art, "anbringelse")) return kontor_barn(o, l->id, true, out, err);
    if (str_is(l->art, "person")) return kontor_person(o, l->id, out, err);
    if (l->antal <= 1 && !str_is(l->art, "liste")) return true;
    struct str liste = side_visning_ord(s, l->id);
    *out = str_format(s->arena, s->engelsk ? "%.*s, %lld rows" : "%.*s, %lld rækker",
                      STR_ARG(liste), (long long)l->antal);
    return true;
}

static struct str next_address(struct side *s, const struct revision_visninger *page,
                               const struct visning_soegning *soeg)
{
    struct html h;

    html_init(&h, s->arena, false);
    buf_c(&h.buf, "/revision/visninger?bruger=");
    html_procent(&h, page->bruger);
    buf_c(&h.buf, "&art=");
    html_procent(&h, soeg->art);
    buf_c(&h.buf, "&id=");
    html_procent(&h, page->id);
    buf_c(&h.buf, "&dag=");
    html_procent(&h, page->dag);
    buf_c(&h.buf, "&");
    return buf_str(&h.buf);
}

static bool search(struct side *s, struct revision_visninger *page,
                   const struct visning_soegning *soeg, struct err *err)
{
    struct visning_linje *l;
    struct kontor_opslag o;
    size_t fra, n;

    TRY(kontor_fra(s, &fra, err));
    TRY(visning_soeg(s->app->store, s->arena, s->app->kommune, soeg, fra, KONTOR_SIDE + 1, &l, &n,
                     err));
    TRY(kontor_opslag(s, &o, err));
    size_t vist = n > KONTOR_SIDE ? KONTOR_SIDE : n;
    struct revision_visning *row = ARENA_ARRAY(s->arena, vist, struct revision_visning);
    for (size_t i = 0; i < vist; i++) {
        row[i] = (struct revision_visning){.tid = side_tid(s, l[i].tid_us),
                                           .hvad = art_ord(s, l[i].art),
                                           .formaal = side_visning_ord(s, l[i].formaal),
                                           .antal = l[i].antal};
        TRY(kontor_bruger(s, l[i].bruger, &row[i].bruger, err));
        TRY(seen_name(&o, &l[i], &row[i].hvem, err));
    }
    page->visning = row;
    page->visning_antal = vist;
    page->spurgt = true;
    page->sider = kontor_sider_ukendt(s, next_address(s, page, soeg), fra, vist, n > vist);
    return true;
}

bool side_revision_visninger(struct side *s, struct err *err)
{
    struct revision_visninger page = {0};
    struct visning_soegning soeg;
    struct str om;

    TRY(read_search(s, &page, &soeg, err));
    bool noget = soeg.id.n > 0 || soeg.bruger.n > 0 || page.dag.n > 0;
    if (noget && s->afvist_antal == 0) TRY(search(s, &page, &soeg, err));
    om = soeg.id.n > 0 ? soeg.id : soeg.bruger.n > 0 ? soeg.bruger : page.dag;
    TRY(side_set(s, VISNING_LOG, str_clip(om, 64), "revision", (int64_t)page.visning_antal, err));
    page.valg = revision_valg(s, REVISION_HVEM, &page.valg_antal);
    html_revision_visninger(&s->h, &page);
    return side_vis(s, "Hvem har set hvem?", "Who saw whom?");
}

/* ---- what was known when */

/* The lines of the register's answer, below the first, which says what the heading says. */
static void list(const struct side *s, struct str svar, struct revision_kendt *page)
{
    struct str line, rest = svar;
    size_t n = 0;

    while (str_split(&rest, '\n', &line)) n++;
    struct revision_oplysning *row = ARENA_ARRAY(s->arena, n, struct revision_oplysning);
    rest = svar;
    (void)str_split(&rest, '\n', &line);
    while (str_split(&rest, '\n', &line))
        if (str_trim(line).n > 0) row[page->svar_antal++].tekst = str_trim(line);
    page->svar = row;
}

static bool known(struct side *s, struct revision_kendt *page, struct dato kendt, struct dato paa,
                  struct err *err)
{
    struct err ukendt = ERR_INIT;
    struct buf ud;
    int64_t us, nr;

    TRY(day_begins(dato_plus(kendt, 1), &us, err));
    TRY(register_at(s->app->store, s->app->kommune, us - 1, &nr, err));
    buf_init(&ud, s->arena);
    if (register_vis_paa(s->app->store, s->arena, s->app->kommune, nr, page->anbringelse, paa,
                         s->engelsk ? REGISTER_ENGELSK : REGISTER_DANSK, &ud, &ukendt)) {
        page->dag = dato_iso(s->arena, kendt);
        list(s, buf_str(&ud), page);
        page->overskrift = str_format(
            s->arena, s->engelsk ? "As it was known on %.*s" : "Som det var kendt den %.*s",
            STR_ARG(side_dato(s, kendt)));
        return true;
    }
    if (ukendt.kind != ERR_INPUT) {
        *err = ukendt;
        return false;
    }
    side_afvis(s, "anbringelse",
               side_tekst(s, "Den anbringelse var ikke kendt den dag.",
                          "That placement was not known that day."));
    return true;
}

bool side_revision_kendt(struct side *s, struct err *err)
{
    const struct web_felter *q = &s->request->query;
    struct revision_kendt page = {0};
    struct dato kendt, paa;

    TRY(web_felt(q, "anbringelse", &page.anbringelse, err));
    TRY(web_felt(q, "kendt", &page.kendt, err));
    TRY(web_felt(q, "paa", &page.paa, err));
    page.anbringelse = str_trim(page.anbringelse);
    bool ok = read_day(s, "kendt", page.kendt, s->i_dag, &kendt) &&
              read_day(s, "paa", page.paa, DATO_MIN, &paa);
    if (ok && page.anbringelse.n > 0) TRY(known(s, &page, kendt, paa, err));
    TRY(side_set(s, page.dag.n > 0 ? VISNING_ANBRINGELSE : VISNING_LISTE,
                 page.dag.n > 0 ? page.anbringelse : STR("kendt"), "revision", page.dag.n > 0,
                 err));
    page.valg = revision_valg(s, REVISION_KENDT, &page.valg_antal);
    html_revision_kendt(&s->h, &page);
    return side_vis(s, "Hvad vidste vi hvornår?", "What did we know when?");
}
