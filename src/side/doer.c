/*
 * doer: coming in, going out, and choosing a password, with a local account.
 *
 * What is wrong is told in one text for all reasons, and a password is never written back into a
 * page.
 */
#include "side/doer.h"

#include "side/indgang.h"
#include "side/ruter.h"
#include "side/side_ord.h"
#include "side/skabelon.h"
#include "side/udbyder.h"

#define ENHED_COOKIE "vederlag-enhed"

static bool field(struct side *s, const char *navn, struct str *out, struct err *err)
{
    return web_felt(&s->request->form, navn, out, err);
}

/* Who there is to try, with what they are. */
static bool list_people(struct side *s, struct log_ind *page, struct err *err)
{
    struct adgang_bruger *alle;
    size_t n;
    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = adgang_brugere(s->app->store, s->arena, s->app->kommune, s->request->now_us, &alle,
                             &n, err);
    store_rollback(s->app->store);
    if (!ok) return false;
    struct log_ind_proeve *row = ARENA_ARRAY(s->arena, n, struct log_ind_proeve);
    for (size_t i = 0; i < n; i++) {
        struct buf roller;
        buf_init(&roller, s->arena);
        for (enum rolle r = 0; r < ROLLE_ANTAL; r++) {
            if ((alle[i].roller & 1u << r) == 0) continue;
            buf_format(&roller, "%s%.*s", roller.n > 0 ? ", " : "", STR_ARG(side_rolle_ord(s, r)));
        }
        row[i] = (struct log_ind_proeve){alle[i].navn, buf_str(&roller)};
    }
    page->proeve = true;
    page->bruger = row;
    page->bruger_antal = n;
    return true;
}

static bool show_form(struct side *s, struct log_ind *page, struct err *err)
{
    if (s->app->opsaetning.proeve) TRY(list_people(s, page, err));
    side_udbydere(s, page);
    html_log_ind(&s->h, page);
    return side_vis(s, "Log ind", "Log in");
}

bool side_log_ind(struct side *s, struct err *err)
{
    struct log_ind page = {0};
    TRY(web_felt(&s->request->query, "til", &page.til, err));
    page.til = side_egen_adresse(page.til);
    /* Who only tries the program may become another. */
    if (s->inde && !s->app->opsaetning.proeve) return side_videre(s, page.til);
    return show_form(s, &page, err);
}

bool side_log_ind_proeve(struct side *s, struct err *err)
{
    struct session_svar svar;
    struct str navn, til;
    if (!s->app->opsaetning.proeve) return side_findes_ikke(err);
    TRY(field(s, "navn", &navn, err));
    TRY(field(s, "til", &til, err));
    TRY(session_proeve(s->app->store, s->arena, s->app->kommune, navn, s->request->now_us, &svar,
                       err));
    TRY(session_luk(s->app->store, s->arena, side_cookie(s), s->request->now_us, err));
    side_saet_cookie(s, side_cookie_navn(s->app), svar.cookie, SESSION_LAENGST_US / 1000000);
    return side_videre(s, side_egen_adresse(til));
}

static bool read_login(struct side *s, struct session_login *login, struct str *til,
                       struct err *err)
{
    struct err ignored = ERR_INIT;
    *login = (struct session_login){
        .kommune = s->app->kommune, .fra = s->request->fra, .gammel = side_cookie(s)};
    TRY(field(s, "navn", &login->navn, err));
    TRY(field(s, "kode", &login->kode, err));
    TRY(field(s, "totp", &login->totp, err));
    TRY(field(s, "til", til, err));
    *til = side_egen_adresse(*til);
    if (!web_felt(&s->request->cookies, ENHED_COOKIE, &login->enhed, &ignored))
        login->enhed = STR_EMPTY;
    return true;
}

bool side_log_ind_post(struct side *s, struct err *err)
{
    struct session_login login;
    struct session_svar svar;
    struct log_ind page = {0};
    TRY(read_login(s, &login, &page.til, err));
    TRY(session_log_ind(s->app->store, s->arena, &login, s->request->now_us, &svar, err));
    if (svar.art == SESSION_INDE) {
        side_saet_cookie(s, side_cookie_navn(s->app), svar.cookie, SESSION_LAENGST_US / 1000000);
        side_saet_cookie(s, ENHED_COOKIE, svar.enhed, SESSION_ENHED_US / 1000000);
        return side_videre(s, page.til);
    }
    page.navn = login.navn;
    page.vent_sekunder = svar.art == SESSION_VENT ? svar.vent_sekunder : 0;
    /* Which of the three it was is told to nobody. */
    if (svar.art == SESSION_AFVIST)
        side_afvis(s, NULL,
                   side_tekst(s,
                              "Navn, adgangskode eller engangskode passer ikke. Prøv igen, eller "
                              "tal med den, der giver adgang i kommunen.",
                              "Name, password or one-time code does not fit. Try again, or talk to "
                              "whoever gives access in the municipality."));
    return show_form(s, &page, err);
}

bool side_log_ud(struct side *s, struct err *err)
{
    TRY(session_luk(s->app->store, s->arena, side_cookie(s), s->request->now_us, err));
    side_saet_cookie(s, side_cookie_navn(s->app), STR_EMPTY, 0);
    return side_videre(s, side_udbyder_ud(s));
}

/* ---- the password ---- */

static bool show_password(struct side *s, struct adgangskode *page)
{
    page->csrf = s->csrf;
    page->skift = s->session.skift;
    html_adgangskode(&s->h, page);
    return side_vis(s, "Adgangskode", "Password");
}

bool side_adgangskode(struct side *s, struct err *err)
{
    struct adgangskode page = {0};
    (void)err;
    return show_password(s, &page);
}

bool side_adgangskode_post(struct side *s, struct err *err)
{
    struct adgangskode page = {0};
    struct session_svar svar;
    struct err wrong = ERR_INIT;
    struct str before, new, again;
    TRY(field(s, "gammel", &before, err));
    TRY(field(s, "ny", &new, err));
    TRY(field(s, "igen", &again, err));
    if (!str_eq(new, again)) {
        side_afvis(s, "igen",
                   side_tekst(s, "De to nye adgangskoder er ikke ens.",
                              "The two new passwords are not the same."));
        return show_password(s, &page);
    }
    if (!session_skift_kode(s->app->store, s->arena, side_cookie(s), before, new,
                            s->request->now_us, &svar, &wrong)) {
        if (wrong.kind != ERR_INPUT) {
            *err = wrong;
            return false;
        }
        side_afvis(s, "ny", side_fejltekst(s, &wrong));
        return show_password(s, &page);
    }
    if (svar.art == SESSION_INDE) {
        side_saet_cookie(s, side_cookie_navn(s->app), svar.cookie, SESSION_LAENGST_US / 1000000);
        return side_videre(s, STR("/"));
    }
    if (svar.art == SESSION_AFVIST)
        side_afvis(s, "gammel",
                   side_tekst(s, "Den nuværende adgangskode passer ikke.",
                              "The present password does not fit."));
    page.vent_sekunder = svar.art == SESSION_VENT ? svar.vent_sekunder : 0;
    return show_password(s, &page);
}
