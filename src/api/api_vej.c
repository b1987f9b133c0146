/*
 * api_vej: the way of a request to an operation.
 *
 * Invariants: (1) an operation runs only after the token, its area, its user's right and everything
 * that was sent were found good; (2) one that shows persons answers nothing before its view is
 * kept; (3) no cookie is looked at; (4) every answer has the header fields of `protect`.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "adgang/relation.h"
#include "api/api_intern.h"
#include "base/tid.h"
#include "side/gem.h"

#define STI "/api/v1/"
#define MIO INT64_C(1000000)
#define STOR_MAX ((size_t)2 << 30)

enum { KROP_MAX = 64 << 10, FAKTA_MAX = 16 << 20, FAKTA_AABEN_MAX = 256 << 10 };

/* ---- parameters ---- */

const struct api_vaerdi *api_par(const struct api *a, const char *navn)
{
    size_t i = 0;

    while (i < a->operation->parametre && strcmp(a->operation->parameter[i].navn, navn) != 0) i++;
    ASSERT(i < a->operation->parametre);
    return &a->vaerdi[i];
}

static bool plain(struct str s, int64_t max)
{
    if (s.n == 0 || (int64_t)s.n > max) return false;
    for (size_t i = 0; i < s.n; i++)
        if (str_steering(s, i) > 0) return false;
    return true;
}

static bool read_value(struct api *a, const struct api_parameter *p, struct str s,
                       struct api_vaerdi *v)
{
    struct err own = ERR_INIT;
    char skal[80], must[80];

    v->der = true;
    v->tekst = s;
    switch (p->type) {
    case API_TAL:
        if (str_int(s, &v->tal) && v->tal >= p->min && v->tal <= p->max) return true;
        snprintf(skal, sizeof(skal), "et tal fra %lld til %lld", (long long)p->min,
                 (long long)p->max);
        snprintf(must, sizeof(must), "a number from %lld to %lld", (long long)p->min,
                 (long long)p->max);
        return api_afvis_parameter(a, p->navn, skal, must);
    case API_DATO:
        return dato_parse(s, &v->dato, &own) ||
               api_afvis_parameter(a, p->navn, "en dato, ÅÅÅÅ-MM-DD", "a date, YYYY-MM-DD");
    case API_MAANED:
        return maaned_parse(s, &v->maaned, &own) ||
               api_afvis_parameter(a, p->navn, "en måned, ÅÅÅÅ-MM", "a month, YYYY-MM");
    case API_SAND:
        v->sand = str_is(s, "true");
        return v->sand || str_is(s, "false") ||
               api_afvis_parameter(a, p->navn, "true eller false", "true or false");
    default:
        if (plain(s, p->max)) return true;
        snprintf(skal, sizeof(skal), "en tekst på 1-%lld tegn", (long long)p->max);
        snprintf(must, sizeof(must), "a text of 1-%lld characters", (long long)p->max);
        return api_afvis_parameter(a, p->navn, skal, must);
    }
}

/* Of a part of the path that cannot be, it is said that it is not there. */
static bool read_parameter(struct api *a, const struct api_parameter *p, struct api_vaerdi *v)
{
    struct err own = ERR_INIT;
    struct str s = STR_EMPTY;

    if (p->i_sti) {
        if (read_value(a, p, web_del(a->request, p->navn), v)) return true;
        a->problem = PROBLEM_INTET;
        a->parameter = STR_EMPTY;
        return api_afvis(a, PROBLEM_UKENDT, "Det, der spørges om, findes ikke",
                         "What is asked for does not exist");
    }
    if (!web_felt(&a->request->query, p->navn, &s, &own))
        return api_afvis_parameter(a, p->navn, "der højst én gang", "there at most once");
    if (s.n > 0) return read_value(a, p, s, v);
    return !p->kraevet || api_afvis_parameter(a, p->navn, "der", "there");
}

static bool known(const struct api_operation *o, struct str navn)
{
    for (size_t i = 0; i < o->parametre; i++)
        if (!o->parameter[i].i_sti && str_is(navn, o->parameter[i].navn)) return true;
    return false;
}

static bool read_parameters(struct api *a)
{
    const struct api_operation *o = a->operation;

    ASSERT(o->parametre <= API_PARAMETRE_MAX);
    for (size_t i = 0; i < a->request->query.antal; i++) {
        struct str navn = str_clip(a->request->query.felt[i].navn, 40);
        if (known(o, a->request->query.felt[i].navn)) continue;
        struct buf ren;
        buf_init(&ren, a->arena);
        buf_terminal(&ren, navn);
        a->parameter = buf_str(&ren);
        return api_afvis(a, PROBLEM_PARAMETER, "Parameteren kendes ikke her",
                         "The parameter is not known here");
    }
    for (size_t i = 0; i < o->parametre; i++)
        TRY(read_parameter(a, &o->parameter[i], &a->vaerdi[i]));
    return true;
}

/* The body's form; what it says is read by the operation. */
static bool check_body(struct api *a)
{
    const struct api_operation *o = a->operation;
    size_t n = a->request->body.n;
    size_t most = !o->fakta ? KROP_MAX : o->aaben ? FAKTA_AABEN_MAX : FAKTA_MAX;

    if (a->request->method != WEB_POST) return true;
    if (n > most)
        return api_afvis(a, PROBLEM_STOR, "Indholdet må højst være %zu tegn",
                         "The content may be at most %zu characters", most);
    if (n == 0 || str_is(a->request->type, "application/json")) return true;
    return api_afvis(a, PROBLEM_TYPE, "Content-Type skal være application/json",
                     "Content-Type must be application/json");
}

/* ---- how often ---- */

static int64_t monotonic_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * MIO + t.tv_nsec / 1000;
}

/* The caller's bucket, or the one that was used longest ago, filled anew. */
static struct api_spand *bucket(struct api_program *p, struct str hvem, int64_t nu, int64_t fuld)
{
    struct api_spand *ud = &p->spand[0];

    for (int i = 0; i < API_SPANDE; i++) {
        if (str_is(hvem, p->spand[i].hvem)) return &p->spand[i];
        if (p->spand[i].tid_us < ud->tid_us) ud = &p->spand[i];
    }
    *ud = (struct api_spand){.tid_us = nu, .rest = fuld};
    snprintf(ud->hvem, sizeof(ud->hvem), "%.*s", STR_ARG(hvem));
    return ud;
}

bool api_spand_tag(struct api *a, struct str hvem, const struct api_graense *graense)
{
    int64_t nu = monotonic_us();
    int64_t fuld = graense->i_traek * MIO;
    struct api_spand *s = bucket(a->program, str_sub(hvem, 0, sizeof(s->hvem) - 1), nu, fuld);
    int64_t gaaet = nu - s->tid_us < fuld ? nu - s->tid_us : fuld;

    s->tid_us = nu;
    s->rest += gaaet * graense->i_sekund;
    if (s->rest > fuld) s->rest = fuld;
    if (s->rest >= MIO) {
        s->rest -= MIO;
        return true;
    }
    a->vent_sekunder = 1;
    return api_afvis(a, PROBLEM_FOR_MANGE, "Vent et øjeblik, og prøv igen",
                     "Wait a moment, and try again");
}

/* ---- who may ---- */

static bool open_token(struct api *a, struct err *err)
{
    struct store *store = a->side->store;
    struct err own = ERR_INIT;

    TRY(store_begin(store, STORE_READ, err));
    bool ok = api_noegle_aabn(store, a->arena, a->side->kommune, a->request->bearer,
                              a->request->now_us, &a->hvem, &a->noegle, &own) &&
              relation_kun_egne(store, a->arena, &a->hvem, a->operation->ret, &a->kun_egne, &own);
    store_rollback(store);
    if (ok) return true;
    if (own.kind == ERR_ACCESS) return api_afvis_fejl(a, PROBLEM_ADGANG, &own);
    *err = own;
    return false;
}

static bool allowed(struct api *a, struct err *err)
{
    const struct api_operation *o = a->operation;

    if (o->aaben)
        return o->krop == NULL && !o->fakta
                   ? true
                   : api_spand_tag(a, a->request->fra, &a->program->aaben_graense);
    if (a->side->store == NULL)
        return api_afvis(a, PROBLEM_LUKKET, "Der er ingen database", "There is no database");
    if (a->request->bearer.n == 0)
        return api_afvis(a, PROBLEM_ADGANG, "Send nøglen i feltet Authorization: Bearer",
                         "Send the token in the field Authorization: Bearer");
    TRY(open_token(a, err));
    TRY(api_spand_tag(a, a->noegle.id, &a->program->noegle_graense));
    if ((a->noegle.omraader & 1u << o->omraade) == 0)
        return api_afvis(a, PROBLEM_OMRAADE, "Nøglen har ikke området %s",
                         "The token does not have the area %s", omraade_kode(o->omraade));
    if (a->kun_egne)
        return api_afvis(a, PROBLEM_RET,
                         "Nøglens bruger må det kun på sine egne sager; brug en bruger, der må det "
                         "på alle",
                         "The user of the token may do that only on its own cases; use a user who "
                         "may do it on all");
    return adgang_har(&a->hvem, o->ret) ||
           api_afvis(a, PROBLEM_RET, "Nøglens bruger har ikke retten til at %s%.0s",
                     "The user of the token has not the right to %.0s%s", ret_navn(o->ret),
                     ret_engelsk(o->ret));
}

bool api_set(struct api *a, enum visning_art art, struct str id, const char *formaal, size_t antal,
             struct err *err)
{
    const struct visning seen = {
        .art = art,
        .id = id,
        .handling = VISNING_HENT,
        .formaal = str_from(formaal),
        .rute = str_from(a->operation->rute.sti),
        .antal = (int64_t)antal,
    };

    a->set = true;
    if (a->operation->data != API_VISER)
        return visning_skriv(a->side->store, a->arena, &a->hvem, &seen, a->request->now_us, err);
    struct side_visning *ny = ARENA_NEW(a->arena, struct side_visning);
    *ny = (struct side_visning){seen, a->visning};
    a->visning = ny;
    return true;
}

/* ---- the operation ---- */

/* Reads one snapshot. */
static bool read_once(struct api *a, struct err *err)
{
    struct store *store = a->side->store;

    TRY(store_begin(store, STORE_READ, err));
    if (!a->operation->koer(a, err)) {
        store_rollback(store);
        return false;
    }
    return store_commit(store, err);
}

/* The answer is made, and waits for its views to be kept. */
static bool show(struct api *a, struct err *err)
{
    TRY(read_once(a, err));
    ASSERT(a->set && a->visning != NULL);
    struct adgang *hvem = ARENA_NEW(a->arena, struct adgang);
    struct side_ventende *v = ARENA_NEW(a->arena, struct side_ventende);
    *hvem = a->hvem;
    *v = (struct side_ventende){.hvem = hvem, .visning = a->visning, .now_us = a->request->now_us};
    a->response->gem = v;
    return true;
}

static bool run(struct api *a, struct err *err)
{
    a->response->status = a->operation->status;
    buf_init(&a->ud, a->arena);
    switch (a->operation->data) {
    case API_INGEN: return a->operation->koer(a, err);
    case API_LAESER: return read_once(a, err);
    case API_VISER: return show(a, err);
    case API_SKRIVER: return api_en_gang(a, err);
    }
    return false;
}

/* ---- the way ---- */

static void protect(struct web_request *request, struct web_response *response)
{
    static const char *const FIELDS[][2] = {
        {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control", "no-store"},
    };

    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(*FIELDS); i++)
        web_hoved(request, response, FIELDS[i][0], str_from(FIELDS[i][1]));
    if (request->sikker) {
        web_hoved(request, response, "Strict-Transport-Security",
                  STR("max-age=31536000; includeSubDomains"));
    }
}

static void allow(struct api *a)
{
    static const char *const NAVN[] = {
        [WEB_GET] = "GET, HEAD", [WEB_POST] = "POST", [WEB_PUT] = "PUT", [WEB_DELETE] = "DELETE"};
    struct web_request som = *a->request;
    struct buf out;
    size_t nr;

    buf_init(&out, a->arena);
    for (int m = WEB_GET; m <= WEB_DELETE; m++) {
        som.method = (enum web_method)m;
        if (web_rute_find(&som, api_operationer, api_operationer_antal, sizeof(*api_operationer),
                          &nr) != WEB_FUNDET)
            continue;
        buf_format(&out, "%s%s", out.n > 0 ? ", " : "", NAVN[m]);
    }
    web_hoved(a->request, a->response, "Allow", buf_str(&out));
}

static bool find(struct api *a)
{
    size_t nr = 0;

    switch (web_rute_find(a->request, api_operationer, api_operationer_antal,
                          sizeof(*api_operationer), &nr)) {
    case WEB_UKENDT:
        return api_afvis(a, PROBLEM_UKENDT, "Adressen findes ikke", "The address does not exist");
    case WEB_FORKERT_METODE:
        allow(a);
        return api_afvis(a, PROBLEM_METODE, "Brug en anden metode", "Use another method");
    case WEB_FUNDET: break;
    }
    a->operation = &api_operationer[nr];
    a->response->rute = a->operation->rute.sti;
    return true;
}

static void answer(struct api *a)
{
    struct err err = ERR_INIT;

    if (find(a) && allowed(a, &err) && side_ikraft_laes(a->side, &err) && read_parameters(a) &&
        check_body(a) && run(a, &err)) {
        a->response->type = "application/json";
        a->response->body = buf_str(&a->ud);
        return;
    }
    api_problem_af(a, &err);
    api_problem_svar(a);
}

static void svar(void *ctx, struct web_request *request, struct web_response *response)
{
    struct api_program *p = ctx;
    struct api a = {.program = p,
                    .side = p->side,
                    .request = request,
                    .response = response,
                    .arena = request->arena};

    if (!str_starts(request->sti, STR(STI))) {
        p->indre.svar(p->indre.ctx, request, response);
        return;
    }
    lager_ny_gang(&p->side->lager);
    if (p->side->store != NULL) store_rollback(p->side->store);
    protect(request, response);
    answer(&a);
}

/* ---- the program around the pages ---- */

static bool start(void *ctx, struct err *err)
{
    struct api_program *p = ctx;
    return p->indre.start(p->indre.ctx, err);
}

static void stop(void *ctx)
{
    struct api_program *p = ctx;
    p->indre.stop(p->indre.ctx);
}

static void afbrudt(void *ctx)
{
    struct api_program *p = ctx;
    struct err ignored = ERR_INIT;

    if (p->side->store != NULL) {
        /* What a write held open is undone; without one this is nothing. */
        bool undone = store_ydre_end(p->side->store, false, &ignored);
        ASSERT(undone);
    }
    if (p->indre.afbrudt != NULL) p->indre.afbrudt(p->indre.ctx);
}

static void gem(void *ctx, struct web_gem *gem, size_t antal)
{
    struct api_program *p = ctx;
    p->indre.gem(p->indre.ctx, gem, antal);
}

static bool travlt(void *ctx)
{
    struct api_program *p = ctx;
    return p->indre.travlt != NULL && p->indre.travlt(p->indre.ctx);
}

static void bagefter(void *ctx)
{
    struct api_program *p = ctx;
    if (p->indre.bagefter != NULL) p->indre.bagefter(p->indre.ctx);
}

static void ugemt(void *ctx, struct web_request *request, struct web_response *response)
{
    struct api_program *p = ctx;
    struct api a = {.program = p,
                    .side = p->side,
                    .request = request,
                    .response = response,
                    .arena = request->arena};

    if (!str_starts(request->sti, STR(STI))) {
        p->indre.ugemt(p->indre.ctx, request, response);
        return;
    }
    *response = (struct web_response){.rute = response->rute};
    protect(request, response);
    a.problem = PROBLEM_UGEMT;
    api_problem_svar(&a);
}

/* A program that cannot be read by us reads the short text, not a page. */
static void fejlside(void *ctx, struct web_request *request, struct web_response *response)
{
    struct api_program *p = ctx;

    if (str_starts(request->sti, STR(STI)) || p->indre.fejlside == NULL) return;
    p->indre.fejlside(p->indre.ctx, request, response);
}

static void hvil(void *ctx, int64_t now_us)
{
    struct api_program *p = ctx;

    api_fej(p, now_us);
    if (p->indre.hvil != NULL) p->indre.hvil(p->indre.ctx, now_us);
}

static bool arbejd(void *ctx, int64_t now_us)
{
    struct api_program *p = ctx;

    return p->indre.arbejd(p->indre.ctx, now_us);
}

void api_foran(struct arena *arena, struct web_program *program)
{
    struct api_program *p = ARENA_NEW(arena, struct api_program);

    p->indre = *program;
    p->side = program->ctx;
    p->arena = arena;
    p->noegle_graense = (struct api_graense){200, 50};
    p->aaben_graense = (struct api_graense){30, 2};
    *program = (struct web_program){.start = start,
                                    .stop = stop,
                                    .svar = svar,
                                    .afbrudt = afbrudt,
                                    .gem = gem,
                                    .travlt = travlt,
                                    .bagefter = bagefter,
                                    .ugemt = ugemt,
                                    .fejlside = fejlside,
                                    .hvil = hvil,
                                    .arbejd = p->indre.arbejd != NULL ? arbejd : NULL,
                                    .ctx = p};
}

/* ---- for the operations ---- */

static void give_back(void *ctx)
{
    arena_release(ctx);
}

/* Reaching its ceiling is what reaching the request's is: both end the request. */
static void begin_stor(struct api *a)
{
    arena_init(a->stor, STOR_MAX);
    a->stor->has_boundary = a->arena->has_boundary;
    memcpy(a->stor->boundary, a->arena->boundary, sizeof(a->stor->boundary));
}

struct arena *api_stor(struct api *a)
{
    if (a->stor != NULL) {
        arena_release(a->stor);
        begin_stor(a);
        return a->stor;
    }
    a->stor = ARENA_NEW(a->arena, struct arena);
    begin_stor(a);
    arena_hang(a->arena, ARENA_NEW(a->arena, struct arena_hook), give_back, a->stor);
    return a->stor;
}

bool api_krop(struct api *a, void *record, struct err *err)
{
    struct err own = ERR_INIT;

    if (api_laes(a->arena, a->request->body, a->operation->krop, record, &own)) return true;
    if (own.place[0] == '\0') return api_afvis_fejl(a, PROBLEM_JSON, &own);
    *err = own;
    return false;
}

bool api_ikke_fremtid(struct api *a, const char *navn)
{
    const struct api_vaerdi *v = api_par(a, navn);

    if (!v->der || v->dato.dag <= dato_of_us(a->request->now_us).dag) return true;
    return api_afvis_parameter(a, navn, "en dag, der ikke ligger efter i dag",
                               "a day that is not after today");
}

size_t api_antal(const struct api *a)
{
    const struct api_vaerdi *antal = api_par(a, "antal");
    return antal->der ? (size_t)antal->tal : API_RAEKKER;
}

bool api_efter(struct api *a, int64_t *af, struct str *sidste)
{
    const struct api_vaerdi *efter = api_par(a, "efter");
    struct str rest = efter->tekst, foerste;

    *sidste = STR_EMPTY;
    if (!efter->der) return true;
    bool delt = str_split(&rest, '.', &foerste);
    ASSERT(delt);
    *sidste = rest;
    if (rest.n > 0 && str_int(foerste, af) && *af >= 0) return true;
    return api_afvis_parameter(a, "efter", API_EFTER_SKAL, API_EFTER_MUST);
}

bool api_efter_nr(struct api *a, int64_t *nr)
{
    const struct api_vaerdi *efter = api_par(a, "efter");

    if (!efter->der || (str_int(efter->tekst, nr) && *nr >= 0)) return true;
    return api_afvis_parameter(a, "efter", "nummeret på den sidste række",
                               "the number of the last row");
}

bool api_svar(struct api *a, const void *record)
{
    api_skriv(&a->ud, a->operation->svar, record);
    buf_char(&a->ud, '\n');
    return true;
}
