/*
 * side: the way of a request.
 *
 * Invariants: (1) a page runs only after who asks was found to be allowed; (2) a page that reads
 * sees one snapshot, one that writes is committed before anything is answered; (3) one that shows
 * persons waits for its views to be kept (gem.h); (4) every answer, also an error's, has the header
 * fields of `protect`; (5) an error page says what can be done and never what the program is made
 * of.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fil.h"
#include "base/tid.h"
#include "beregning/ord.h"
#include "henvendelse/henvendelse.h"
#include "side/afvist.h"
#include "side/aktiv.h"
#include "side/arbejde.h"
#include "side/gem.h"
#include "side/ikraft.h"
#include "side/indgang.h"
#include "side/skabelon.h"
#include "side/udbyder.h"

#define LANGUAGE_COOKIE "sprog"
/* The place of an error that says: it came as something that no form sends (415). */
#define SIDE_TYPE "indholdstype"
/* Ceiling of what a worker keeps: handbooks and statements. */
#define KEPT_MAX ((size_t)512 << 20)

/* ---- starting and ending a worker ---- */

static bool read_handbook(struct side_app *app, const char *folder, struct str code,
                          struct err *err)
{
    struct fund_liste fund;
    struct side_haandbog *h = &app->haandbog[app->haandboeger];
    fund_init(&fund, &app->arena);
    TRY(haandbog_load(&app->arena, folder, true, &h->samling, &fund, err));
    if (fund.fejl > 0 || h->samling.planer.count == 0) {
        return err_begge(
            err, ERR_INPUT, folder,
            "Håndbogen har fejl og kan ikke vises. Kør: vederlag haandbog check %s",
            "The handbook has errors and cannot be shown. Run: vederlag haandbog check %s", folder);
    }
    h->kode = code;
    TRY(side_ikraft_udgiv(app, &app->arena, h, &fund, err));
    h->navn = h->samling.planer.plan[h->samling.planer.count - 1]->haandbog;
    app->haandboeger++;
    return true;
}

static bool read_handbooks(struct side_app *app, struct err *err)
{
    const char *root = app->opsaetning.haandboeger;
    struct str *names = NULL;
    size_t count = 0;
    app->haandbog = ARENA_NEW(&app->arena, struct side_haandbog);
    if (root == NULL) return true;
    TRY(fil_list(&app->arena, root, &names, &count, err));
    app->haandbog = ARENA_ARRAY(&app->arena, count + 1, struct side_haandbog); /* one in force */
    for (size_t i = 0; i < count; i++) {
        struct str path = str_format(&app->arena, "%s/%.*s", root, STR_ARG(names[i]));
        const char *folder = str_c(&app->arena, path);
        if (fil_is_folder(folder)) TRY(read_handbook(app, folder, names[i], err));
    }
    return true;
}

const struct side_haandbog *side_egen_haandbog(const struct side_app *app)
{
    for (size_t i = 0; i < app->haandboeger; i++) {
        const struct plan_samling *planer = &app->haandbog[i].samling.planer;
        if (planer->plan[planer->count - 1]->kommunekode == app->kommune) return &app->haandbog[i];
    }
    return NULL;
}

/* Nobody comes in without a password where there are people. */
static bool only_invented(struct side_app *app, struct err *err)
{
    bool opdigtet;
    TRY(store_begin(app->store, STORE_READ, err));
    bool ok = adgang_kommune_opdigtet(app->store, app->kommune, &opdigtet, err);
    store_rollback(app->store);
    return ok &&
           (opdigtet ||
            err_begge(err, ERR_INPUT, "--proev",
                      "Kun en kommune, der er oprettet med --opdigtet, kan prøves "
                      "uden adgangskode",
                      "Only a municipality made with --opdigtet can be tried without a password"));
}

static bool start(void *ctx, struct err *err)
{
    struct side_app *app = ctx;
    arena_init(&app->arena, KEPT_MAX);
    TRY(read_handbooks(app, err));
    if (app->opsaetning.opsaetning != NULL) {
        app->eksport = ARENA_NEW(&app->arena, struct eksport_opsaetning);
        TRY(eksport_opsaetning_laes(&app->arena, app->opsaetning.opsaetning, app->eksport, err));
    }
    if (app->opsaetning.db == NULL) return true;
    TRY(store_open(&app->arena, app->opsaetning.db, false, &app->store, err));
    TRY(store_check(app->store, err));
    TRY(adgang_kommune(app->store, &app->arena, app->opsaetning.kommune, &app->kommune,
                       &app->kommune_navn, err));
    TRY(side_udbydere_start(app, err));
    TRY(side_ikraft_laes(app, err));
    return !app->opsaetning.proeve || only_invented(app, err);
}

static void stop(void *ctx)
{
    struct side_app *app = ctx;
    side_udbydere_stop(app);
    if (app->trykkeri != NULL) brev_trykkeri_close(app->trykkeri);
    app->trykkeri = NULL;
    side_ikraft_slip(app);
    lager_slip(&app->lager);
    arena_release(&app->arena);
    app->store = NULL;
}

/* ---- what every answer has ---- */

static void protect(struct web_request *request, struct web_response *response)
{
    static const char *const FIELDS[][2] = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
         "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
         "frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        /* With "no-referrer" a browser says Origin: null of our own forms too. */
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
    };
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(*FIELDS); i++)
        web_hoved(request, response, FIELDS[i][0], str_from(FIELDS[i][1]));
    if (request->sikker) {
        web_hoved(request, response, "Strict-Transport-Security",
                  STR("max-age=31536000; includeSubDomains"));
    }
}

/* What a person may see is kept nowhere on the way. */
static void keep_nowhere(struct side *s)
{
    web_hoved(s->request, s->response, "Cache-Control", STR("no-store"));
}

/* ---- language ---- */

static bool asks_english(const struct web_request *request)
{
    struct err ignored = ERR_INIT;
    struct str choice = STR_EMPTY;
    if (web_felt(&request->query, LANGUAGE_COOKIE, &choice, &ignored) && choice.n > 0)
        return str_is(choice, "en");
    if (web_felt(&request->cookies, LANGUAGE_COOKIE, &choice, &ignored) && choice.n > 0)
        return str_is(choice, "en");
    return false;
}

/* A choice made in the address is remembered. */
static void remember_language(struct side *s)
{
    struct err ignored = ERR_INIT;
    struct str choice = STR_EMPTY;
    if (!web_felt(&s->request->query, LANGUAGE_COOKIE, &choice, &ignored) || choice.n == 0) return;
    web_hoved(s->request, s->response, "Set-Cookie",
              str_format(s->arena, LANGUAGE_COOKIE "=%s; Path=/; Max-Age=31536000; SameSite=Lax%s",
                         s->engelsk ? "en" : "da",
                         s->app->opsaetning.usikker_cookie ? "" : "; Secure"));
}

struct str side_tekst(const struct side *s, const char *dansk, const char *engelsk)
{
    return str_from(s->engelsk ? engelsk : dansk);
}

/* ---- the shell ---- */

static void answer(struct side *s, int status, struct str body)
{
    s->response->status = status;
    s->response->type = "text/html; charset=utf-8";
    s->response->body = body;
}

struct str side_egen_forside(const struct side *s)
{
    for (size_t i = 0; s->inde && i < s->app->menupunkter; i++) {
        const struct side_menupunkt *punkt = &s->app->menu[i];
        if (punkt->krav != SIDE_ALLE && side_maa(s, punkt->krav, punkt->ret))
            return str_from(punkt->sti);
    }
    return STR_EMPTY;
}

/* The address, or one under it: "/familier" is not under "/familie". */
static bool is_under(struct str sti, struct str top)
{
    if (!str_starts(sti, top)) return false;
    return sti.n == top.n || (top.n > 1 && sti.p[top.n] == '/');
}

static bool is_at(const struct side *s, const struct side_menupunkt *punkt)
{
    bool her = is_under(s->request->sti, str_from(punkt->sti));

    for (size_t i = 0; i < sizeof(punkt->ogsaa) / sizeof(*punkt->ogsaa); i++)
        if (punkt->ogsaa[i] != NULL)
            her = her || is_under(s->request->sti, str_from(punkt->ogsaa[i]));
    return her;
}

/* Who begins elsewhere has no use of the front page. */
static void menu(struct side *s, struct skal *shell)
{
    const struct side_app *app = s->app;
    bool egen = side_egen_forside(s).n > 0;
    struct side_menu *row = ARENA_ARRAY(s->arena, app->menupunkter, struct side_menu);
    for (size_t i = 0; i < app->menupunkter; i++) {
        const struct side_menupunkt *punkt = &app->menu[i];
        struct str sti = str_from(punkt->sti);
        if (!side_maa(s, punkt->krav, punkt->ret) || (egen && sti.n == 1)) continue;
        row[shell->menu_antal++] = (struct side_menu){
            .sti = sti,
            .tekst = str_from(punkt->tekst[s->engelsk]),
            .valgt = is_at(s, punkt),
        };
    }
    shell->menu = row;
}

/* The same address in the other language: the fields of the query are kept. */
static struct str other_language(const struct side *s)
{
    struct html h;
    html_init(&h, s->arena, false);
    buf_c(&h.buf, "?");
    for (size_t i = 0; i < s->request->query.antal; i++) {
        const struct web_felt *felt = &s->request->query.felt[i];
        if (str_is(felt->navn, LANGUAGE_COOKIE)) continue;
        html_procent(&h, felt->navn);
        buf_c(&h.buf, "=");
        html_procent(&h, felt->vaerdi);
        buf_c(&h.buf, "&");
    }
    buf_format(&h.buf, LANGUAGE_COOKIE "=%s", s->engelsk ? "da" : "en");
    return buf_str(&h.buf);
}

/* A refused form's page says so already in its title, which is what is read first. */
static void refuse(struct side *s, struct skal *shell)
{
    shell->indhold = afvist_maerk(s->arena, shell->indhold, s->engelsk, s->afvist, s->afvist_antal);
    shell->afvist = s->afvist;
    shell->afvist_antal = s->afvist_antal;
    for (size_t i = 0; i < s->afvist_antal; i++)
        shell->kan_rettes = shell->kan_rettes || s->afvist[i].anker.n > 0;
    shell->titel =
        str_format(s->arena, s->engelsk ? "Error: %.*s" : "Fejl: %.*s", STR_ARG(shell->titel));
}

static void show(struct side *s, int status, struct str title, struct html_klar content)
{
    struct html h;
    struct skal shell = {
        .sprog = side_tekst(s, "da", "en"),
        .titel = title,
        .sted = s->app->kommune_navn,
        .stilark = aktiv_adresse("vederlag.css"),
        .skrift = aktiv_adresse("vederlag.js"),
        .ikoner = aktiv_adresse("ikoner.svg"),
        .maerke = aktiv_adresse("maerke.svg"),
        .andet_sprog = other_language(s),
        .inde = s->inde,
        .kan_ind = s->app->store != NULL,
        .navn = s->hvem.navn,
        .csrf = s->csrf,
        .proeve = s->app->opsaetning.proeve,
        .stilark_mere = s->stil,
        .indhold = content,
    };
    menu(s, &shell);
    if (s->afvist_antal > 0) refuse(s, &shell);
    html_init(&h, s->arena, s->engelsk);
    html_skal(&h, &shell);
    answer(s, status, buf_str(&h.buf));
}

bool side_vis_med(struct side *s, struct str titel)
{
    show(s, s->afvist_antal > 0 ? 400 : 200, titel, html_faerdig(&s->h));
    return true;
}

bool side_vis(struct side *s, const char *titel, const char *title)
{
    return side_vis_med(s, side_tekst(s, titel, title));
}

bool side_videre(struct side *s, struct str adresse)
{
    ASSERT(adresse.n > 0 && adresse.p[0] == '/');
    s->response->status = 303;
    s->response->type = "text/plain; charset=utf-8";
    s->response->body = STR_EMPTY;
    web_hoved(s->request, s->response, "Location", adresse);
    return true;
}

bool side_findes_ikke(struct err *err)
{
    return err_begge(err, ERR_INPUT, SIDE_UKENDT, "Siden findes ikke.", "There is no such page.");
}

/* ---- errors ---- */

static struct str with_stop(const struct side *s, struct str tekst)
{
    bool slut = tekst.n == 0 || strchr(".?!", tekst.p[tekst.n - 1]) != NULL;

    return str_format(s->arena, slut ? "%.*s" : "%.*s.", STR_ARG(tekst));
}

struct str side_fejltekst(const struct side *s, const struct err *err)
{
    return with_stop(s, str_from(err_paa_side(err, s->engelsk)));
}

/* A whole sentence, also when it was said as a finding, which is none. The same twice is one
 * reason. */
static void add_reason(struct side *s, struct side_afvist ny)
{
    struct side_afvist *row = ARENA_ARRAY(s->arena, s->afvist_antal + 1, struct side_afvist);

    ny.tekst = ord_stort(s->arena, with_stop(s, ny.tekst));
    for (size_t i = 0; i < s->afvist_antal; i++) {
        row[i] = s->afvist[i];
        if (str_eq(row[i].felt, ny.felt) && str_eq(row[i].tekst, ny.tekst)) return;
    }
    row[s->afvist_antal++] = ny;
    s->afvist = row;
}

void side_afvis(struct side *s, const char *felt, struct str tekst)
{
    add_reason(s, (struct side_afvist){.felt = str_from(felt), .tekst = tekst});
}

void side_afvis_ved(struct side *s, const char *felt, struct str navn, struct str tekst)
{
    add_reason(s, (struct side_afvist){.felt = str_from(felt), .tekst = tekst, .navn = navn});
}

void side_afvis_paa_dansk(struct side *s, const char *felt, struct str tekst)
{
    add_reason(s, (struct side_afvist){.felt = str_from(felt), .tekst = tekst, .dansk = true});
}

void side_afvis_fejl(struct side *s, const struct err *fejl)
{
    struct str felt = str_fold(s->arena, str_from(fejl->place));

    side_afvis(s, str_c(s->arena, felt), side_fejltekst(s, fejl));
}

bool side_afvis_henvendelse(struct side *s, const struct err *fejl, struct err *err)
{
    struct str ord = henvendelse_fejl(s->arena, fejl, s->engelsk);

    if (ord.n == 0) {
        *err = *fejl;
        return false;
    }
    side_afvis(s, henvendelse_fejl_i_tekst(fejl) ? "tekst" : NULL, ord);
    return true;
}

struct error_text {
    int status;
    const char *heading[2];
    const char *text[2];
};

static const struct error_text TEXTS[] = {
    {400,
     {"Det kunne vi ikke læse", "We could not read that"},
     {"Intet er gjort. Gå tilbage, indlæs siden igen, og prøv så.",
      "Nothing was done. Go back, load the page again, and then try."}},
    {403,
     {"Det har du ikke adgang til", "You do not have access to this"},
     {"Mener du, at du skal kunne se siden, så tal med den, der giver adgang i kommunen.",
      "If you think you should, talk to whoever gives access in the municipality."}},
    {404,
     {"Siden findes ikke", "There is no such page"},
     {"Adressen kan være skrevet forkert, eller siden kan være flyttet.",
      "The address may be mistyped, or the page may have moved."}},
    {405,
     {"Det kan siden ikke", "The page cannot do that"},
     {"Gå tilbage og prøv igen.", "Go back and try again."}},
    {409,
     {"En anden kom først", "Someone else was first"},
     {"Intet er ændret. Gå tilbage, se hvordan det nu er, og prøv igen.",
      "Nothing was changed. Go back, see how it is now, and try again."}},
    {413,
     {"Det sendte fylder for meget", "What was sent is too large"},
     {"Intet er gemt. Gå tilbage, vælg en mindre fil, eller del teksten i flere, og send igen.",
      "Nothing was saved. Go back, choose a smaller file or divide the text, and send again."}},
    {415,
     {"Det kan siden ikke læse", "The page cannot read that"},
     {"Intet er gjort. Send formularen fra siden selv; et program skal bruge API'et.",
      "Nothing was done. Send the form from the page itself; a program must use the API."}},
    {431,
     {"Adressen er for lang", "The address is too long"},
     {"Gå tilbage, og skriv mindre i søgningen. Sker det igen, så slet sidens cookies.",
      "Go back and write less in the search. If it happens again, delete the page's cookies."}},
    {500,
     {"Noget gik galt hos os", "Something went wrong here"},
     {"Intet er ændret. Prøv igen om lidt.", "Nothing was changed. Try again in a little while."}},
    {503,
     {"Siden kan ikke vises lige nu", "The page cannot be shown right now"},
     {"Hvem der ser en side om mennesker, skal skrives ned, og det kan det ikke lige nu. Prøv igen "
      "om lidt.",
      "Who sees a page about people must be written down, which cannot be done right now. Try "
      "again in a little while."}},
};

static const struct error_text *text_of(int status)
{
    size_t count = sizeof(TEXTS) / sizeof(*TEXTS);
    size_t i = 0;
    while (i < count && TEXTS[i].status != status) i++;
    ASSERT(i < count);
    return &TEXTS[i];
}

/* `say`: what a person wrote that was wrong, in our words; only for 400. */
static void fail(struct side *s, int status, struct str say)
{
    const struct error_text *text = text_of(status);
    struct fejl page = {
        .overskrift = str_from(text->heading[s->engelsk]),
        .tekst = say.n > 0 ? say : str_from(text->text[s->engelsk]),
    };
    if (status >= 500)
        page.nummer = str_format(s->arena, "%016llx", (unsigned long long)s->request->nr);
    s->afvist_antal = 0;
    html_init(&s->h, s->arena, s->engelsk);
    html_fejl(&s->h, &page);
    show(s, status, page.overskrift, html_faerdig(&s->h));
}

/* Who may not see a thing is not told whether it is there. */
static void fail_as(struct side *s, const struct err *err)
{
    switch (err->kind) {
    case ERR_INPUT:
        if (str_is(str_from(err->place), SIDE_UKENDT))
            fail(s, 404, STR_EMPTY);
        else if (str_is(str_from(err->place), SIDE_TYPE))
            fail(s, 415, STR_EMPTY);
        else
            fail(s, 400, side_fejltekst(s, err));
        return;
    /* What was sent is more than there is room for, and the text says of what. */
    case ERR_LIMIT: fail(s, 400, side_fejltekst(s, err)); return;
    case ERR_ACCESS: fail(s, 403, STR_EMPTY); return;
    case ERR_CONFLICT: fail(s, 409, STR_EMPTY); return;
    default: fail(s, 500, STR_EMPTY); return;
    }
}

/* What came could not be read: who sits at a form is told so by a page like the others. */
static void fejlside(void *ctx, struct web_request *request, struct web_response *response)
{
    struct side s = {
        .request = request,
        .response = response,
        .app = ctx,
        .arena = request->arena,
        .engelsk = asks_english(request),
    };
    int status = response->status;

    *response = (struct web_response){.rute = response->rute};
    protect(request, response);
    keep_nowhere(&s);
    fail(&s, status, STR_EMPTY);
}

/* ---- who may ---- */

/* Staff is who is logged in and is no family. */
static bool is_staff(const struct side *s)
{
    return s->inde && s->person.n == 0 && !adgang_har(&s->hvem, RET_EGEN_FAMILIE);
}

static bool has_one_of(const struct side *s, unsigned retter)
{
    for (enum ret r = 0; r < RET_ANTAL; r++)
        if ((retter & 1u << r) != 0 && adgang_har(&s->hvem, r)) return true;
    return false;
}

bool side_maa(const struct side *s, enum side_krav krav, enum ret ret)
{
    switch (krav) {
    case SIDE_ALLE: return true;
    case SIDE_INDE: return s->inde;
    case SIDE_FAMILIEN: return s->inde && s->person.n > 0 && adgang_har(&s->hvem, RET_EGEN_FAMILIE);
    case SIDE_STAB: return is_staff(s);
    case SIDE_RET: return s->inde && adgang_har(&s->hvem, ret);
    case SIDE_EN_RET: return s->inde && has_one_of(s, (unsigned)ret);
    }
    return false;
}

static bool allowed(struct side *s, struct err *err)
{
    if (side_maa(s, s->rute->krav, s->rute->ret)) return true;
    if (s->rute->krav == SIDE_RET) return adgang_kraev(&s->hvem, s->rute->ret, err);
    return err_begge(err, ERR_ACCESS, NULL, "Siden er ikke for jer.", "The page is not for you.");
}

/* What is asked for a write. Who is not logged in has no token, but the page must still be ours. */
static bool may_write(struct side *s, struct err *err)
{
    if (s->request->method == WEB_GET) return true;
    if (s->request->type.n > 0 && !str_is(s->request->type, "application/x-www-form-urlencoded") &&
        !str_is(s->request->type, "multipart/form-data"))
        return err_begge(err, ERR_INPUT, SIDE_TYPE, "Formularen er ikke sendt som en formular.",
                         "The form was not sent as a form.");
    TRY(side_egen_side(s, err));
    return !s->inde || side_csrf(s, err);
}

/* Who is not logged in and asks for more is sent to the door, and back again afterwards. */
static bool to_the_door(struct side *s)
{
    struct html h;
    if (s->rute->krav == SIDE_ALLE || s->inde) return false;
    html_init(&h, s->arena, false);
    buf_c(&h.buf, "/log-ind");
    if (s->request->method == WEB_GET) {
        buf_c(&h.buf, "?til=");
        html_procent(&h, s->request->sti);
    }
    return side_videre(s, buf_str(&h.buf));
}

/* ---- the page itself ---- */

static bool tell(struct side *s, struct visning seen, struct err *err)
{
    seen.rute = str_from(s->rute->rute.sti);
    s->set = true;
    if (s->rute->data != SIDE_VISER)
        return visning_skriv(s->app->store, s->arena, &s->hvem, &seen, s->request->now_us, err);
    struct side_visning *ny = ARENA_NEW(s->arena, struct side_visning);
    *ny = (struct side_visning){seen, s->visning};
    s->visning = ny;
    return true;
}

bool side_set(struct side *s, enum visning_art art, struct str id, const char *formaal,
              int64_t antal, struct err *err)
{
    return tell(s,
                (struct visning){.art = art,
                                 .id = id,
                                 .handling = VISNING_VIS,
                                 .formaal = str_from(formaal),
                                 .antal = antal},
                err);
}

bool side_hentet(struct side *s, enum visning_art art, struct str id, const char *formaal,
                 struct err *err)
{
    return tell(s,
                (struct visning){.art = art,
                                 .id = id,
                                 .handling = VISNING_HENT,
                                 .formaal = str_from(formaal),
                                 .antal = 1},
                err);
}

static bool run_page(struct side *s, struct err *err)
{
    struct store *store = s->app->store;
    enum side_data data = s->rute->data;
    if (data == SIDE_INGEN) return s->rute->vis(s, err);
    if (store == NULL) return side_findes_ikke(err);
    if (data == SIDE_SELV) return s->rute->vis(s, err);
    TRY(store_begin(store, data == SIDE_SKRIVER ? STORE_WRITE : STORE_READ, err));
    if (!s->rute->vis(s, err)) {
        store_rollback(store);
        return false;
    }
    ASSERT(data != SIDE_VISER || s->visning != NULL);
    TRY(store_commit(store, err));
    if (data == SIDE_VISER) side_vent(s);
    return true;
}

/* A password that another has chosen opens one page: that of making the second factor, when there
 * is none, else that of choosing a password. */
static bool to_the_password(struct side *s)
{
    const char *open = s->session.uden_totp ? "/engangskode" : "/adgangskode";
    if (!s->inde || !s->session.skift || s->rute->krav == SIDE_ALLE) return false;
    if (str_is(s->request->sti, open) || str_is(s->request->sti, "/log-ud")) return false;
    return side_videre(s, str_from(open));
}

/* Files beside the pages need no handbook, and neither does whoever asks whether we are alive. */
static bool needs_handbooks(const struct side *s)
{
    struct str sti = str_from(s->rute->rute.sti);
    return !str_starts(sti, STR("/aktiv/")) && !str_is(sti, "/sundhed");
}

static bool walk(struct side *s, struct err *err)
{
    if (needs_handbooks(s)) TRY(side_ikraft_laes(s->app, err));
    TRY(side_hvem(s, err));
    if (to_the_door(s) || to_the_password(s)) return true;
    TRY(allowed(s, err));
    TRY(may_write(s, err));
    TRY(run_page(s, err));
    ASSERT(s->response->status != 0);
    return true;
}

/* ---- numbers of persons in addresses ---- */

/* The digits that stand together from `at`. */
static size_t digits_at(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9') n++;
    return n;
}

/* A CPR number begins with a day and a month; one that stands in for it has 60 more in the day. */
static bool begins_with_a_day(const char *p)
{
    int dag = (p[0] - '0') * 10 + p[1] - '0', maaned = (p[2] - '0') * 10 + p[3] - '0';

    dag = dag > 60 ? dag - 60 : dag;
    return dag >= 1 && dag <= 31 && maaned >= 1 && maaned <= 12;
}

/* Ten digits by themselves, or six and four with a hyphen or a space between; an id that begins
 * with a letter is none. */
static bool holds_a_number(struct str s)
{
    for (size_t at = 0, n; at<s.n; at += n> 0 ? n : 1) {
        n = digits_at(s, at);
        char foer = at > 0 ? s.p[at - 1] : ' ';
        bool id = (foer >= 'a' && foer <= 'z') || (foer >= 'A' && foer <= 'Z') || foer == '_';
        bool delt = n == 6 && at + 7 < s.n && (s.p[at + 6] == '-' || s.p[at + 6] == ' ') &&
                    digits_at(s, at + 7) == 4;
        if (!id && (n == 10 || delt) && begins_with_a_day(s.p + at)) return true;
    }
    return false;
}

/* An address is kept in a browser's history: what is typed in a search may be anything, and what
 * may be a person's number is not searched for and not said again. */
static bool number_in_the_address(struct side *s)
{
    struct web_felter *query = &s->request->query;
    bool er = false;

    for (size_t i = 0; i < query->antal; i++)
        er = er || holds_a_number(query->felt[i].navn) || holds_a_number(query->felt[i].vaerdi);
    if (er) *query = (struct web_felter){0};
    return er;
}

/* ---- the way ---- */

static void svar(void *ctx, struct web_request *request, struct web_response *response)
{
    struct side s = {
        .request = request,
        .response = response,
        .app = ctx,
        .arena = request->arena,
        .i_dag = dato_of_us(request->now_us),
        .engelsk = asks_english(request),
    };
    struct err err = ERR_INIT;
    size_t nr = 0;
    lager_ny_gang(&s.app->lager);
    /* A request whose memory ended has left its transaction behind. */
    if (s.app->store != NULL) store_rollback(s.app->store);
    protect(request, response);
    html_init(&s.h, s.arena, s.engelsk);
    remember_language(&s);
    if (number_in_the_address(&s)) {
        fail(&s, 400,
             side_tekst(&s,
                        "Det, du skrev, ligner et CPR-nummer, og det må ikke stå i en adresse. Søg "
                        "med id, eller find personen under Familier.",
                        "What you wrote looks like a CPR number, and it must not stand in an "
                        "address. Search by id, or find the person under Families."));
        return;
    }
    switch (web_rute_find(request, s.app->rute, s.app->ruter, sizeof(*s.app->rute), &nr)) {
    case WEB_UKENDT: fail(&s, 404, STR_EMPTY); return;
    case WEB_FORKERT_METODE: fail(&s, 405, STR_EMPTY); return;
    case WEB_FUNDET: break;
    }
    s.rute = &s.app->rute[nr];
    response->rute = s.rute->rute.sti;
    if (s.rute->krav != SIDE_ALLE || s.rute->data == SIDE_SELV) keep_nowhere(&s);
    if (walk(&s, &err)) return;
    /* Somebody else was in the way, whatever the page took it for. */
    if (s.app->store != NULL && store_conflict(s.app->store)) err.kind = ERR_CONFLICT;
    fail_as(&s, &err);
}

static void ugemt(void *ctx, struct web_request *request, struct web_response *response)
{
    struct side s = *((const struct side_ventende *)response->gem)->side;

    (void)ctx;
    *response = (struct web_response){.rute = response->rute};
    s.response = response;
    s.stil = STR_EMPTY;
    protect(request, response);
    keep_nowhere(&s);
    fail(&s, 503, STR_EMPTY);
}

/* The request's memory was full in the middle of a page: nothing it wrote stays. */
static void afbrudt(void *ctx)
{
    struct side_app *app = ctx;
    if (app->store != NULL) store_rollback(app->store);
}

static int by_place(const void *a, const void *b)
{
    const struct side_menupunkt *x = a, *y = b;
    return x->plads != y->plads ? (x->plads < y->plads ? -1 : 1) : strcmp(x->sti, y->sti);
}

static void add_pages(struct side_rute *rute, struct side_menupunkt *menu, struct side_app *app,
                      const struct side_afsnit *afsnit)
{
    for (size_t i = 0; i < afsnit->ruter; i++) rute[app->ruter++] = afsnit->rute[i];
    for (size_t i = 0; i < afsnit->menupunkter; i++) menu[app->menupunkter++] = afsnit->menu[i];
}

void side_program(struct arena *arena, const struct side_opsaetning *opsaetning,
                  const struct side_afsnit *const *afsnit, size_t antal, struct web_program *out)
{
    struct side_app *app = ARENA_NEW(arena, struct side_app);
    size_t ruter = SIDE_OFFENTLIG.ruter, punkter = SIDE_OFFENTLIG.menupunkter, arter = 0;
    for (size_t i = 0; i < antal; i++) {
        ruter += afsnit[i]->ruter;
        punkter += afsnit[i]->menupunkter;
        arter += afsnit[i]->jobarter;
    }
    struct side_jobart *job = ARENA_ARRAY(arena, arter, struct side_jobart);
    struct side_rute *rute = ARENA_ARRAY(arena, ruter, struct side_rute);
    struct side_menupunkt *points = ARENA_ARRAY(arena, punkter, struct side_menupunkt);
    add_pages(rute, points, app, &SIDE_OFFENTLIG);
    for (size_t i = 0; i < antal; i++) {
        add_pages(rute, points, app, afsnit[i]);
        for (size_t k = 0; k < afsnit[i]->jobarter; k++) job[app->jobarter++] = afsnit[i]->job[k];
    }
    qsort(points, app->menupunkter, sizeof(*points), by_place);
    app->rute = rute;
    app->menu = points;
    app->job = job;
    app->opsaetning = *opsaetning;
    *out = (struct web_program){.start = start,
                                .stop = stop,
                                .svar = svar,
                                .afbrudt = afbrudt,
                                .gem = side_gem,
                                .travlt = side_travlt,
                                .bagefter = side_bagefter,
                                .ugemt = ugemt,
                                .fejlside = fejlside,
                                .arbejd = opsaetning->db != NULL ? side_arbejd : NULL,
                                .ctx = app};
}
