/*
 * udbyder: logging in through a provider, there and back.
 *
 * The browser is sent to the provider with a cookie of ours (adgang/emne.h), comes back with a
 * code, and is let in when the code is one for a subject that is tied to a user. All that can go
 * wrong ends in one kind of page, from which the local door is one step away; whoever runs the
 * server is told in the log, where nobody is named.
 */
#include "side/udbyder.h"

#include <string.h>

#include "adgang/emne.h"
#include "side/indgang.h"
#include "side/ruter.h"
#include "side/skabelon.h"

#define CALLBACK "/log-ind/oidc/svar"
#define LOG "login hos udbyder"
enum { UDBYDERE_MAX = 8 };

/* ---- starting ---- */

/* Two with one code or one issuer could not be told apart. */
static bool check_provider(const struct side_app *app, const char *path,
                           const struct oidc_setup *setup, struct err *err)
{
    for (size_t i = 0; i < app->udbydere; i++) {
        const struct oidc_setup *other = &app->udbyder[i].setup;
        if (!str_eq(other->kode, setup->kode) && !str_eq(other->udsteder, setup->udsteder))
            continue;
        return err_begge(err, ERR_INPUT, path, "En anden udbyder har samme kode eller udsteder",
                         "Another provider has the same code or issuer");
    }
    return str_ends(setup->retur, STR(CALLBACK)) ||
           err_begge(err, ERR_INPUT, path, "retur skal ende med " CALLBACK,
                     "retur must end with " CALLBACK);
}

bool side_udbydere_start(struct side_app *app, struct err *err)
{
    struct str rest = str_from(app->opsaetning.oidc), path;
    app->udbydere = 0;
    if (rest.n == 0) return true;
    TRY(oidc_http_start(err));
    app->udbyder = ARENA_ARRAY(&app->arena, UDBYDERE_MAX, struct oidc_provider);
    while (rest.n > 0 && str_split(&rest, ',', &path)) {
        struct oidc_setup setup;
        const char *file = str_c(&app->arena, path);
        if (app->udbydere == UDBYDERE_MAX)
            return err_begge(err, ERR_INPUT, file, "Der er højst %d udbydere",
                             "There are at most %d providers", UDBYDERE_MAX);
        TRY(oidc_setup_read(&app->arena, file, &setup, err));
        TRY(check_provider(app, file, &setup, err));
        oidc_provider_init(&app->udbyder[app->udbydere++], &setup, oidc_http());
    }
    return true;
}

void side_udbydere_stop(struct side_app *app)
{
    for (size_t i = 0; i < app->udbydere; i++) oidc_provider_release(&app->udbyder[i]);
    app->udbydere = 0;
}

static struct oidc_provider *find_provider(const struct side *s, struct str kode)
{
    for (size_t i = 0; i < s->app->udbydere; i++)
        if (str_eq(s->app->udbyder[i].setup.kode, kode)) return &s->app->udbyder[i];
    return NULL;
}

static struct str name_of(const struct side *s, const struct oidc_provider *provider)
{
    return s->engelsk ? provider->setup.navn_en : provider->setup.navn;
}

static struct str start_address(const struct side *s, const struct oidc_provider *provider,
                                struct str til)
{
    struct html h;
    html_init(&h, s->arena, false);
    buf_c(&h.buf, "/log-ind/oidc?hos=");
    html_procent(&h, provider->setup.kode);
    buf_c(&h.buf, "&til=");
    html_procent(&h, til);
    return buf_str(&h.buf);
}

void side_udbydere(struct side *s, struct log_ind *page)
{
    struct log_ind_udbyder *row = ARENA_ARRAY(s->arena, s->app->udbydere, struct log_ind_udbyder);
    for (size_t i = 0; i < s->app->udbydere; i++) {
        const struct oidc_provider *provider = &s->app->udbyder[i];
        row[i] = (struct log_ind_udbyder){.navn = name_of(s, provider),
                                          .adresse = start_address(s, provider, page->til)};
    }
    page->udbyder = row;
    page->udbyder_antal = s->app->udbydere;
}

/* ---- what is said when the door stays shut ---- */

enum why {
    BUSY, /* too many have begun from there */
    OLD,  /* the journey is used, or took too long, or is another browser's */
    GIVEN_UP,
    DOWN,    /* the provider cannot be reached, or is not as it should be */
    INVALID, /* what it answered lets nobody in */
    UNKNOWN, /* the subject is nobody's here */
};

static const struct {
    int status;
    const char *heading[2];
    const char *text[2];
} WHY[] = {
    [BUSY] = {429,
              {"Vent lidt", "Wait a little"},
              {"Der er prøvet mange gange på kort tid. Prøv igen om et minut.",
               "There have been many attempts in a short time. Try again in a minute."}},
    [OLD] = {400,
             {"Det login kan ikke bruges mere", "That login can no longer be used"},
             {"Det er brugt, eller det tog over ti minutter, eller det blev begyndt i en anden "
              "browser. Begynd forfra.",
              "It was used, or it took more than ten minutes, or it was begun in another browser. "
              "Begin again."}},
    [GIVEN_UP] = {403,
                  {"Du blev ikke logget ind", "You were not logged in"},
                  {"Login blev afbrudt, før det var færdigt.",
                   "The login was given up before it was done."}},
    [DOWN] = {503,
              {"Login svarer ikke lige nu", "The login does not answer right now"},
              {"Prøv igen om lidt. Har du en adgangskode til denne side, kan du bruge den "
               "imens.",
               "Try again in a little while. If you have a password for this site, you can use it "
               "meanwhile."}},
    [INVALID] = {403,
                 {"Du blev ikke logget ind", "You were not logged in"},
                 {"Svaret på dit login gav ikke adgang. Prøv igen, eller tal med den, der giver "
                  "adgang i kommunen.",
                  "The answer to your login gave no access. Try again, or talk to whoever gives "
                  "access in the municipality."}},
    [UNKNOWN] = {403,
                 {"Du har ikke adgang her endnu", "You do not have access here yet"},
                 {"Du er logget ind, men kommunen har ikke givet det login adgang til disse "
                  "sider. Intet er oprettet.",
                  "You are logged in, but the municipality has not given that login access to "
                  "these pages. Nothing was made."}},
};

/* Where one can try again. The provider knows who it let in, and would let the same in again unless
 * it is asked to see the user anew. */
static struct str again(const struct side *s, enum why why, const struct oidc_provider *provider,
                        struct str til)
{
    struct str address = start_address(s, provider, til);
    bool anew = why == INVALID || why == UNKNOWN;
    return str_format(s->arena, "%.*s%s", STR_ARG(address), anew ? "&igen=1" : "");
}

static bool refuse(struct side *s, enum why why, const struct oidc_provider *provider,
                   struct str til, struct udbyder *page)
{
    page->overskrift = str_from(WHY[why].heading[s->engelsk]);
    page->tekst = str_from(WHY[why].text[s->engelsk]);
    if (provider != NULL) {
        page->navn = name_of(s, provider);
        page->igen = again(s, why, provider, til);
    }
    html_udbyder(&s->h, page);
    bool ok = side_vis_med(s, page->overskrift);
    s->response->status = WHY[why].status;
    return ok;
}

/* The provider, or what it answered, was not as it should be. */
static bool refuse_with(struct side *s, const struct oidc_provider *provider, struct str til,
                        const struct err *what, struct err *err)
{
    struct udbyder page = {0};
    if (what->kind != ERR_IO && what->kind != ERR_ACCESS) {
        *err = *what;
        return false;
    }
    web_log_fejl(LOG, what);
    if (what->kind == ERR_ACCESS) page.grund = side_fejltekst(s, what);
    return refuse(s, what->kind == ERR_IO ? DOWN : INVALID, provider, til, &page);
}

/* ---- the way there ---- */

static const char *journey_cookie(const struct side *s)
{
    return s->app->opsaetning.usikker_cookie ? "vederlag-oidc" : "__Host-vederlag-oidc";
}

static bool send_to(struct side *s, struct str url)
{
    s->response->status = 303;
    s->response->type = "text/plain; charset=utf-8";
    s->response->body = STR_EMPTY;
    web_hoved(s->request, s->response, "Location", url);
    return true;
}

static bool read_plan(struct side *s, struct rejse_plan *plan, struct err *err)
{
    struct str igen;
    *plan = (struct rejse_plan){.kommune = s->app->kommune, .fra = s->request->fra};
    TRY(web_felt(&s->request->query, "hos", &plan->udbyder, err));
    TRY(web_felt(&s->request->query, "til", &plan->til, err));
    TRY(web_felt(&s->request->query, "igen", &igen, err));
    plan->til = side_egen_adresse(plan->til);
    plan->igen = str_is(igen, "1");
    return true;
}

bool side_log_ind_oidc(struct side *s, struct err *err)
{
    struct rejse_plan plan;
    struct rejse rejse;
    struct udbyder page = {0};
    struct err what = ERR_INIT;
    struct str url;
    int vent = 0;
    TRY(read_plan(s, &plan, err));
    struct oidc_provider *provider = find_provider(s, plan.udbyder);
    if (provider == NULL) return side_findes_ikke(err);
    if (s->inde && !plan.igen) return side_videre(s, plan.til);
    TRY(rejse_begynd(s->app->store, s->arena, &plan, s->request->now_us, &rejse, &vent, err));
    if (vent > 0) return refuse(s, BUSY, NULL, plan.til, &page);
    const struct oidc_journey journey = {rejse.state, rejse.nonce, rejse.verifier};
    if (!oidc_begin(provider, s->arena, &journey, plan.igen, s->request->now_us, &url, &what))
        return refuse_with(s, provider, plan.til, &what, err);
    side_saet_cookie(s, journey_cookie(s), rejse.cookie, REJSE_US / 1000000);
    return send_to(s, url);
}

/* ---- the way back ---- */

/* What the browser brings; a field that stands twice is no answer of a provider. */
struct brought {
    struct str cookie, state, error;
    struct oidc_answer answer;
};

static bool read_brought(struct side *s, struct brought *b, struct err *err)
{
    const struct web_felter *query = &s->request->query;
    struct err ignored = ERR_INIT;
    TRY(web_felt(query, "state", &b->state, err));
    TRY(web_felt(query, "error", &b->error, err));
    TRY(web_felt(query, "code", &b->answer.code, err));
    TRY(web_felt(query, "iss", &b->answer.iss, err));
    if (!web_felt(&s->request->cookies, journey_cookie(s), &b->cookie, &ignored))
        b->cookie = STR_EMPTY;
    return true;
}

static bool let_in(struct side *s, const struct oidc_provider *provider, const struct rejse *rejse,
                   struct str emne, struct err *err)
{
    const struct oidc_setup *setup = &provider->setup;
    const struct emne_login login = {.kommune = s->app->kommune,
                                     .udsteder = setup->udsteder,
                                     .emne = emne,
                                     .medarbejdere = setup->hvem != OIDC_FAMILIER,
                                     .familier = setup->hvem != OIDC_MEDARBEJDERE,
                                     .fra = s->request->fra,
                                     .gammel = side_cookie(s)};
    struct session_svar svar;
    struct udbyder page = {0};
    TRY(emne_log_ind(s->app->store, s->arena, &login, s->request->now_us, &svar, err));
    if (svar.art != SESSION_INDE) {
        if (!emne_ligner_cpr(emne)) page.emne = emne;
        return refuse(s, UNKNOWN, provider, rejse->til, &page);
    }
    side_saet_cookie(s, side_cookie_navn(s->app), svar.cookie, SESSION_LAENGST_US / 1000000);
    return side_videre(s, rejse->til);
}

bool side_log_ind_oidc_svar(struct side *s, struct err *err)
{
    struct brought b = {0};
    struct rejse rejse;
    struct oidc_subject subject;
    struct udbyder page = {0};
    struct err what = ERR_INIT;
    bool found = false;
    TRY(read_brought(s, &b, err));
    TRY(rejse_slut(s->app->store, s->arena, s->app->kommune, b.cookie, b.state, s->request->now_us,
                   &rejse, &found, err));
    struct oidc_provider *provider = found ? find_provider(s, rejse.udbyder) : NULL;
    if (provider == NULL) return refuse(s, OLD, NULL, STR_EMPTY, &page);
    side_saet_cookie(s, journey_cookie(s), STR_EMPTY, 0);
    if (str_is(b.error, "access_denied")) return refuse(s, GIVEN_UP, provider, rejse.til, &page);
    if (b.error.n > 0) {
        err_begge(&what, ERR_ACCESS, NULL, "Udbyderen svarede, at der ikke kunne logges ind",
                  "The provider answered that you could not be logged in");
        return refuse_with(s, provider, rejse.til, &what, err);
    }
    const struct oidc_journey journey = {rejse.state, rejse.nonce, rejse.verifier};
    if (!oidc_finish(provider, s->arena, &journey, &b.answer, rejse.igen, s->request->now_us,
                     &subject, &what))
        return refuse_with(s, provider, rejse.til, &what, err);
    return let_in(s, provider, &rejse, subject.emne, err);
}

/* ---- going out ---- */

struct str side_udbyder_ud(struct side *s)
{
    for (size_t i = 0; i < s->app->udbydere; i++) {
        const struct oidc_setup *setup = &s->app->udbyder[i].setup;
        if (s->session.udsteder.n > 0 && str_eq(setup->udsteder, s->session.udsteder))
            return str_format(s->arena, "/log-ud/hos?hos=%.*s", STR_ARG(setup->kode));
    }
    return STR("/");
}

/* The link is to ourselves and sends the browser on: a page has no addresses of others. */
bool side_log_ud_hos(struct side *s, struct err *err)
{
    struct log_ud_hos page = {0};
    struct err what = ERR_INIT;
    struct str kode, videre, url;
    TRY(web_felt(&s->request->query, "hos", &kode, err));
    TRY(web_felt(&s->request->query, "videre", &videre, err));
    struct oidc_provider *provider = find_provider(s, kode);
    if (provider == NULL) return side_findes_ikke(err);
    struct str retur = provider->setup.retur;
    struct str back = str_sub(retur, 0, retur.n - strlen(CALLBACK) + 1);
    if (!oidc_logout(provider, s->arena, back, s->request->now_us, &url, &what))
        web_log_fejl(LOG, &what);
    if (url.n > 0 && str_is(videre, "1")) return send_to(s, url);
    page.navn = name_of(s, provider);
    if (url.n > 0)
        page.adresse = str_format(s->arena, "/log-ud/hos?hos=%.*s&videre=1", STR_ARG(kode));
    html_log_ud_hos(&s->h, &page);
    return side_vis(s, "Log ud", "Log out");
}
