/*
 * adgang_side: the list of users, what roles may do, and who is new.
 */
#include "kontorside/adgang_side.h"

#include "adgang/kode.h"
#include "adgang/relation.h"
#include "base/orden.h"
#include "beregning/ord.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"
#include "register/register.h"
#include "side/side_ord.h"

enum { BRUGERE_MAX = 10000 }; /* more are refused, as by adgang_brugere */

/* ---- who may */

bool adgang_giver(const struct side *s)
{
    return adgang_har(&s->hvem, RET_BRUGERE) || adgang_har(&s->hvem, RET_GIV_FAMILIE);
}

static bool is_family(const struct konto_bruger *k)
{
    return k->bruger.roller == 1u << ROLLE_PLEJEFAMILIE;
}

bool adgang_over(const struct side *s, const struct konto_bruger *k)
{
    if (adgang_har(&s->hvem, RET_BRUGERE)) return true;
    return is_family(k) && adgang_har(&s->hvem, RET_GIV_FAMILIE);
}

/* Who may say whether access hangs on cases, and give them. */
static bool gives_cases(const struct side *s)
{
    return adgang_har(&s->hvem, RET_GIV_SAG);
}

/* Nobody gives itself a role: the page says so in place of "no access". */
bool adgang_afvis(struct side *s, const char *felt, const struct err *fejl, struct err *err)
{
    if (fejl->kind != ERR_INPUT && fejl->kind != ERR_ACCESS) {
        *err = *fejl;
        return false;
    }
    side_afvis(s, fejl->kind == ERR_INPUT ? felt : NULL, side_fejltekst(s, fejl));
    return true;
}

/* ---- the list */

static struct str roles_of(struct side *s, unsigned roller)
{
    struct buf out;

    buf_init(&out, s->arena);
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if ((roller & 1u << i) == 0) continue;
        if (out.n > 0) buf_c(&out, ", ");
        buf_add(&out, side_rolle_ord(s, (enum rolle)i));
    }
    return ord_stort(s->arena, buf_str(&out));
}

static void state_of(const struct side *s, const struct konto_bruger *k, struct adgang_raekke *out)
{
    if (!k->har_kode) {
        out->konto = side_tekst(s, "Ingen adgangskode", "No password");
        out->klasse = "badge badge-info";
    } else if (k->foerste) {
        out->konto = side_tekst(s, "Venter på første login", "Waits for the first login");
        out->klasse = "badge badge-warning";
    } else {
        out->konto = side_tekst(s, "Åben", "Open");
        out->klasse = "badge badge-success";
    }
}

bool adgang_raekke_af(struct side *s, const struct konto_bruger *k, struct adgang_raekke *out,
                      struct err *err)
{
    struct kontor_opslag o;
    struct str kun;

    *out = (struct adgang_raekke){
        .sti = str_format(s->arena, "/adgang/bruger/%.*s", STR_ARG(k->bruger.navn)),
        .navn = k->bruger.navn,
        .roller = roles_of(s, k->bruger.roller),
        .set = k->set_us > 0 ? side_tid(s, k->set_us) : STR_EMPTY,
    };
    state_of(s, k, out);
    if (k->person.n == 0 || !adgang_har(&s->hvem, RET_LAES_PERSON)) return true;
    TRY(kontor_kun_egne(s, &kun, err));
    if (kun.n > 0) return true;
    TRY(kontor_opslag(s, &o, err));
    return kontor_person(&o, k->person, &out->hvem, err);
}

/* All users whose names begin so, in the order of what they are called on the page. */
static bool found(struct side *s, const struct adgang_liste *page, struct str begynder,
                  struct orden_navn **out, size_t *antal, struct err *err)
{
    /* Behind every name that begins so: names have letters up to z only. */
    struct str kun, slut = str_format(s->arena, "%.*s~", STR_ARG(begynder));
    struct store_rows rows;

    TRY(kontor_kun_egne(s, &kun, err));
    bool ser = adgang_har(&s->hvem, RET_LAES_PERSON) && kun.n == 0;
    const struct store_value args[] = {STORE_I(s->app->kommune), STORE_S(begynder), STORE_S(slut),
                                       STORE_I(page->familier), STORE_I(ser)};
    TRY(store_query(s->app->store, s->arena, SQL_KONTORSIDE_BRUGERE, args, 5, BRUGERE_MAX, &rows,
                    err));
    struct orden_navn *row = ARENA_ARRAY(s->arena, rows.count, struct orden_navn);
    for (size_t i = 0; i < rows.count; i++) {
        struct str navn = store_at(&rows, i, 0).s, orden = store_at(&rows, i, 1).s;
        row[i] = (struct orden_navn){orden.n > 0 ? orden : orden_noegle(s->arena, navn), navn, i};
    }
    orden_sort(row, rows.count);
    *out = row;
    *antal = rows.count;
    return true;
}

static bool rows(struct side *s, struct adgang_liste *page, struct err *err)
{
    struct err ugyldig = ERR_INIT;
    struct orden_navn *alle;
    struct str begynder;
    size_t fra, ialt, n = 0;

    /* A single letter is no name, but a name can begin with it. */
    begynder = str_fold(s->arena, page->begynder);
    if (page->begynder.n > 1 && !adgang_navn_parse(s->arena, page->begynder, &begynder, &ugyldig))
        begynder = str_fold(s->arena, page->begynder);
    TRY(kontor_fra(s, &fra, err));
    TRY(found(s, page, begynder, &alle, &ialt, err));
    struct adgang_raekke *row = ARENA_ARRAY(s->arena, KONTOR_SIDE, struct adgang_raekke);
    for (size_t i = fra; i < ialt && n < KONTOR_SIDE; i++, n++) {
        struct konto_bruger k;
        TRY(konto_find(s->app->store, s->arena, s->app->kommune, alle[i].navn, s->request->now_us,
                       &k, err));
        TRY(adgang_raekke_af(s, &k, &row[n], err));
    }
    page->raekke = row;
    page->raekke_antal = n;
    struct html h;
    html_init(&h, s->arena, false);
    buf_format(&h.buf, "/adgang?vis=%.*s&navn=", STR_ARG(page->vis));
    html_procent(&h, page->begynder);
    buf_c(&h.buf, "&");
    page->sider = kontor_sider(s, buf_str(&h.buf), fra, n, (int64_t)ialt);
    return true;
}

static void choices(struct side *s, struct adgang_liste *page)
{
    struct kontor_valg *row = ARENA_ARRAY(s->arena, 2, struct kontor_valg);

    row[0] =
        (struct kontor_valg){STR("/adgang?vis=medarbejdere"),
                             side_tekst(s, "Medarbejdere", "Staff"), 0, false, !page->familier};
    row[1] = (struct kontor_valg){STR("/adgang?vis=familier"),
                                  side_tekst(s, "Plejefamilier", "Foster families"), 0, false,
                                  page->familier};
    page->valg = row;
    page->valg_antal = 2;
}

bool side_adgang(struct side *s, struct err *err)
{
    struct adgang_liste page = {.csrf = s->csrf};
    struct str vis;

    if (!adgang_giver(s)) TRY(adgang_kraev(&s->hvem, RET_BRUGERE, err));
    TRY(web_felt(&s->request->query, "vis", &vis, err));
    TRY(web_felt(&s->request->query, "navn", &page.begynder, err));
    page.begynder = str_trim(page.begynder);
    page.kan_oprette = adgang_har(&s->hvem, RET_BRUGERE);
    page.kan_familie = adgang_har(&s->hvem, RET_GIV_FAMILIE);
    page.familier = str_is(vis, "familier") || !page.kan_oprette;
    page.vis = page.familier ? STR("familier") : STR("medarbejdere");
    page.kan_sager = gives_cases(s);
    TRY(relation_krav(s->app->store, s->arena, s->app->kommune, &page.kraeves, err));
    if (page.kan_oprette) choices(s, &page);
    TRY(rows(s, &page, err));
    TRY(side_set(s, VISNING_LISTE, STR("brugere"), "adgang", (int64_t)page.raekke_antal, err));
    html_adgang_liste(&s->h, &page);
    return side_vis(s, "Adgang", "Access");
}

bool side_adgang_sager(struct side *s, struct err *err)
{
    struct str kraeves;

    TRY(web_felt(&s->request->form, "kraeves", &kraeves, err));
    TRY(relation_krav_saet(s->app->store, s->arena, &s->hvem, str_is(kraeves, "ja"),
                           s->request->now_us, err));
    return side_videre(s, STR("/adgang"));
}

/* ---- what roles may do */

static struct str right_of(const struct side *s, enum ret ret)
{
    return ord_stort(s->arena, str_from(s->engelsk ? ret_engelsk(ret) : ret_navn(ret)));
}

bool side_adgang_roller(struct side *s, struct err *err)
{
    struct adgang_ret *row = ARENA_ARRAY(s->arena, RET_ANTAL, struct adgang_ret);
    struct adgang_roller page = {row, RET_ANTAL};

    (void)err;
    for (int i = 0; i < RET_ANTAL; i++) {
        unsigned roller = 0;
        for (int k = 0; k < ROLLE_ANTAL; k++)
            if (rolle_har((enum rolle)k, (enum ret)i)) roller |= 1u << k;
        row[i] = (struct adgang_ret){right_of(s, (enum ret)i), roles_of(s, roller)};
    }
    html_adgang_roller(&s->h, &page);
    return side_vis(s, "Hvad må hver rolle?", "What may each role do?");
}

/* ---- a first password */

bool adgang_vis_kode(struct side *s, struct str navn, struct err *err)
{
    struct adgang_kode_vis page = {.navn = navn};

    TRY(kode_foerste(s->arena, navn, &page.kode, err));
    TRY(kode_luk(s->app->store, s->arena, &s->hvem, navn, s->request->now_us, err));
    TRY(kode_saet(s->app->store, s->arena, &s->hvem, navn, page.kode, s->request->now_us, err));
    page.sti = str_format(s->arena, "/adgang/bruger/%.*s", STR_ARG(navn));
    html_adgang_kode_vis(&s->h, &page);
    return side_vis(s, "Adgangskode til første login", "Password for the first login");
}

/* ---- a new member of staff */

static bool show_new(struct side *s, struct adgang_ny *page, unsigned valgt)
{
    struct adgang_rolle *row = ARENA_ARRAY(s->arena, ROLLE_ANTAL, struct adgang_rolle);

    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if (i == ROLLE_PLEJEFAMILIE) continue;
        row[page->rolle_antal++] = (struct adgang_rolle){
            str_from(rolle_kode((enum rolle)i)),
            ord_stort(s->arena, side_rolle_ord(s, (enum rolle)i)), (valgt & 1u << i) != 0};
    }
    page->rolle = row;
    page->csrf = s->csrf;
    html_adgang_ny(&s->h, page);
    return side_vis(s, "Ny medarbejder", "New member of staff");
}

bool side_adgang_ny(struct side *s, struct err *err)
{
    struct adgang_ny page = {0};

    (void)err;
    return show_new(s, &page, 0);
}

static const char *felt_af(struct side *s, enum rolle rolle)
{
    return str_c(s->arena, str_format(s->arena, "rolle-%s", rolle_kode(rolle)));
}

static bool chosen_roles(struct side *s, enum rolle *roller, size_t *antal, unsigned *valgt,
                         struct err *err)
{
    *antal = 0;
    *valgt = 0;
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        struct str ja;
        TRY(web_felt(&s->request->form, felt_af(s, (enum rolle)i), &ja, err));
        if (!str_is(ja, "ja") || i == ROLLE_PLEJEFAMILIE) continue;
        roller[(*antal)++] = (enum rolle)i;
        *valgt |= 1u << i;
    }
    return true;
}

bool side_adgang_ny_post(struct side *s, struct err *err)
{
    struct adgang_ny page = {0};
    struct err fejl = ERR_INIT;
    enum rolle roller[ROLLE_ANTAL];
    struct str kept;
    unsigned valgt;
    size_t antal;

    TRY(web_felt(&s->request->form, "navn", &page.navn, err));
    TRY(chosen_roles(s, roller, &antal, &valgt, err));
    bool ok = adgang_navn_parse(s->arena, page.navn, &kept, &fejl);
    if (!ok) TRY(adgang_afvis(s, "navn", &fejl, err));
    if (antal == 0)
        side_afvis(s, felt_af(s, (enum rolle)0),
                   side_tekst(s, "Vælg mindst én rolle.", "Choose at least one role."));
    if (!ok || antal == 0) return show_new(s, &page, valgt);
    if (!adgang_bruger_opret(s->app->store, s->arena, &s->hvem, kept, roller, antal, STR_EMPTY,
                             s->request->now_us, &fejl)) {
        TRY(adgang_afvis(s, "navn", &fejl, err));
        return show_new(s, &page, valgt);
    }
    return adgang_vis_kode(s, kept, err);
}
