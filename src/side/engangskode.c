/*
 * engangskode: a user makes itself a new second factor.
 *
 * Who has one gives a code of it first. Making one ends every session of the user, so that the next
 * login proves that it works; the secret is shown in that one answer and kept nowhere else.
 */
#include "adgang/kode.h"
#include "side/doer.h"
#include "side/indgang.h"
#include "side/qr.h"
#include "side/ruter.h"
#include "side/skabelon.h"

static bool show(struct side *s, struct engangskode *page)
{
    page->csrf = s->csrf;
    page->har_en = !s->session.uden_totp;
    page->foerste = s->session.skift;
    html_engangskode(&s->h, page);
    return side_vis(s, "Engangskode", "One-time code");
}

bool side_engangskode(struct side *s, struct err *err)
{
    struct engangskode page = {0};
    (void)err;
    return show(s, &page);
}

/* The code of the present one; *ok false: the page says why. */
static bool confirm(struct side *s, struct engangskode *page, bool *ok, struct err *err)
{
    struct session_svar svar;
    struct str totp;
    *ok = s->session.uden_totp;
    if (*ok) return true;
    TRY(web_felt(&s->request->form, "totp", &totp, err));
    TRY(session_bekraeft(s->app->store, s->arena, side_cookie(s), totp, s->request->now_us, &svar,
                         err));
    *ok = svar.art == SESSION_INDE;
    if (svar.art == SESSION_AFVIST)
        side_afvis(s, "totp",
                   side_tekst(s, "Koden passer ikke. Brug den, appen viser nu.",
                              "The code does not fit. Use the one the app shows now."));
    page->vent_sekunder = svar.art == SESSION_VENT ? svar.vent_sekunder : 0;
    return true;
}

bool side_engangskode_post(struct side *s, struct err *err)
{
    struct engangskode page = {0};
    struct str uri;
    struct qr qr;
    bool ok = false;
    TRY(confirm(s, &page, &ok, err));
    if (!ok) return show(s, &page);
    TRY(totp_lav(s->app->store, s->arena, &s->hvem, s->hvem.navn, s->request->now_us,
                 &page.hemmelighed, &uri, err));
    TRY(qr_tegn(s->arena, uri, &qr, err));
    page.qr = qr.sti;
    page.qr_bredde = qr.bredde;
    side_saet_cookie(s, side_cookie_navn(s->app), STR_EMPTY, 0);
    s->inde = false; /* the shell around it is that of nobody */
    return show(s, &page);
}
