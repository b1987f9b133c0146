/*
 * test_api: a town whose programs ask by tokens. Only for *_test.c of this room; include it first.
 *
 * Every answer is held against the table that describes it, which is what the published schema is
 * made of: no field too many, none missing, each of its type, and null only where it may be.
 */
#ifndef API_TEST_API_H
#define API_TEST_API_H

#include "side/test_side.h"

#include "adgang/relation.h"
#include "api/api_fuzz.h"
#include "api/api_intern.h"
#include "api/api_svar.h"
#include "base/fil.h"
#include "base/id.h"
#include "henvendelse/henvendelse.h"

enum { ALLE = (1 << OMRAADE_ANTAL) - 1, KAPLOEB = 4 };

struct api_by {
    struct test_side ts;
    struct str sted;    /* a placement */
    struct str familie; /* its family */
    struct str sag;     /* the facts of one sag, as a file */
    int noegler;
};

/* ---- a town with tokens ---- */

static inline void find_one(struct api_by *b)
{
    struct test_afregning *t = &b->ts.t;
    struct register_udsnit u = test_udsnit(t->store, &t->arena, -1);
    struct buf fil;

    b->sted = u.sager.sag[0].id;
    b->familie = u.sager.sag[0].familie;
    u.sager.count = 1;
    u.sager.sag[0].id = STR("S-NY");
    buf_init(&fil, &t->arena);
    sag_write_json(&fil, &u.sager);
    b->sag = buf_str(&fil);
}

/* The town computes by the handbook that its facts were made for. */
static inline void own_handbook(struct side_app *app)
{
    for (size_t i = 0; i < app->haandboeger; i++) {
        struct haandbog_samling *s = &app->haandbog[i].samling;
        if (!str_is(app->haandbog[i].kode, "morsoe")) continue;
        for (size_t k = 0; k < s->count; k++) s->haandbog[k].plan->kommunekode = TEST_KOMMUNE;
    }
    assert_non_null(side_egen_haandbog(app));
}

static inline void open_town(struct api_by *b, struct test_store *place)
{
    *b = (struct api_by){0};
    test_side_open_all(&b->ts, place, NULL, 0);
    api_foran(&b->ts.arena, &b->ts.program);
    struct api_program *p = b->ts.program.ctx;
    p->noegle_graense = (struct api_graense){100000, 100000};
    p->aaben_graense = p->noegle_graense;
    own_handbook(p->side);
    find_one(b);
}

static inline void close_town(struct api_by *b)
{
    test_side_close(&b->ts);
}

static inline struct str token_for(struct api_by *b, const char *bruger, unsigned omraader)
{
    struct test_afregning *t = &b->ts.t;
    const struct api_noegle_ny ny = {str_from(bruger),
                                     str_format(&t->arena, "noegle-%d", ++b->noegler), omraader,
                                     API_NOEGLE_DAGE};
    struct str token, id;

    assert_ok(api_noegle_lav(&t->arena, TEST_KOMMUNE, &token, &t->err), t->err);
    assert_ok(api_noegle_opret(t->store, &t->arena, &t->rod, &ny, token, t->now_us, &id, &t->err),
              t->err);
    return token;
}

/* A new user with one role, and a token of it. */
static inline struct str user(struct api_by *b, enum rolle rolle, unsigned omraader)
{
    test_side_stab(&b->ts, rolle_kode(rolle), rolle);
    return token_for(b, rolle_kode(rolle), omraader);
}

/* ---- an answer is what its table says ---- */

/* "2021-06-25T07:00:00Z" */
static inline bool is_moment(struct str s)
{
    static const char FORM[] = "dddd-dd-ddTdd:dd:ddZ";

    if (s.n != sizeof(FORM) - 1) return false;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (FORM[i] == 'd' ? !digit : s.p[i] != FORM[i]) return false;
    }
    return true;
}

static inline bool is_its_word(const struct api_felt *felt, struct str s)
{
    for (int i = 0; i < felt->ord; i++)
        if (str_is(s, felt->kode(i))) return true;
    return false;
}

static inline bool is_its_text(const struct api_felt *felt, const json_t *json)
{
    struct err err = ERR_INIT;
    struct maaned m;
    struct dato d;

    if (!json_is_string(json)) return false;
    struct str s = {json_string_value(json), json_string_length(json)};
    switch (felt->type) {
    case API_ID: return s.n > 0 && str_width(s) <= 64;
    case API_DATO: return dato_parse(s, &d, &err);
    case API_MAANED: return maaned_parse(s, &m, &err);
    case API_TID: return is_moment(s);
    case API_ORD: return is_its_word(felt, s);
    default: return felt->max == 0 || (s.n > 0 && (int64_t)str_width(s) <= felt->max);
    }
}

static inline void hold_object(const char *where, const json_t *json,
                               const struct api_objekt *objekt);

static inline void hold_list(const char *where, const json_t *json, const struct api_felt *felt)
{
    for (size_t i = 0; i < json_array_size(json); i++) {
        const json_t *one = json_array_get(json, i);
        if (felt->type == API_LISTE)
            hold_object(where, one, felt->objekt);
        else if (!json_is_string(one))
            fail_msg("%s: \"%s\" holds what is no text", where, felt->navn);
    }
}

static inline void hold_value(const char *where, const json_t *json, const struct api_felt *felt)
{
    bool ok = false;

    switch (felt->type) {
    case API_TEKST:
    case API_ID:
    case API_DATO:
    case API_MAANED:
    case API_TID:
    case API_ORD: ok = is_its_text(felt, json); break;
    case API_OERE:
    case API_TAL:
    case API_INT:
    case API_ANTAL: ok = json_is_integer(json); break;
    case API_SAND: ok = json_is_boolean(json); break;
    case API_OBJEKT: hold_object(where, json, felt->objekt); return;
    case API_LISTE:
    case API_TEKSTER: ok = json_is_array(json); break;
    }
    if (ok) {
        hold_list(where, json, felt);
        return;
    }
    char *text = json_dumps(json, JSON_ENCODE_ANY);
    fail_msg("%s: \"%s\" is %s, which its table does not allow", where, felt->navn, text);
}

static inline void hold_object(const char *where, const json_t *json,
                               const struct api_objekt *objekt)
{
    size_t known = 0;

    if (!json_is_object(json)) fail_msg("%s: no %s, but another thing", where, objekt->navn);
    for (size_t i = 0; i < objekt->felter; i++) {
        const struct api_felt *felt = &objekt->felt[i];
        const json_t *value = json_object_get(json, felt->navn);
        if (value == NULL && !felt->kan_mangle)
            fail_msg("%s: %s has no \"%s\"", where, objekt->navn, felt->navn);
        if (value == NULL) continue;
        known++;
        if (!(felt->kan_null && json_is_null(value))) hold_value(where, value, felt);
    }
    if (!objekt->mere && json_object_size(json) != known) {
        char *text = json_dumps(json, 0);
        fail_msg("%s: %s has fields that its table does not: %s", where, objekt->navn, text);
    }
}

static inline json_t *json_of(struct web_response r)
{
    json_error_t error;
    json_t *json = json_loadb(r.body.p, r.body.n, JSON_REJECT_DUPLICATES, &error);

    if (json == NULL)
        fail_msg("%d: no JSON at %d:%d: %.*s", r.status, error.line, error.column, STR_ARG(r.body));
    return json;
}

/* Every answer is JSON; one that refuses is a problem with the status it came with. `o`: what was
 * asked for; NULL when it is no operation, which can only be refused. */
static inline void hold_answer(struct web_response r, const struct api_operation *o)
{
    json_t *json = json_of(r);

    if (r.status >= 400) {
        assert_string_equal(r.type, "application/problem+json");
        hold_object("a problem", json, &api_o_problem);
        assert_int_equal(json_integer_value(json_object_get(json, "status")), r.status);
        assert_true(strlen(json_string_value(json_object_get(json, "detail"))) > 0);
    } else {
        assert_non_null(o);
        assert_string_equal(r.type, "application/json");
        assert_int_equal(r.status, o->status);
        if (o->svar != NULL) hold_object(o->id, json, o->svar);
        assert_true(json_is_object(json));
    }
    json_decref(json);
}

/* ---- asking ---- */

static inline const struct api_operation *operation_at(struct api_by *b, enum web_method method,
                                                       const char *adresse)
{
    struct web_request r = {.arena = &b->ts.t.arena, .method = method};
    struct err err = ERR_INIT;
    size_t nr;

    assert_ok(web_adresse(&r, str_from(adresse), &err), err);
    if (web_rute_find(&r, api_operationer, api_operationer_antal, sizeof(*api_operationer), &nr) !=
        WEB_FUNDET)
        return NULL;
    return &api_operationer[nr];
}

static inline struct web_response send_it(struct api_by *b, struct str token,
                                          enum web_method method, const char *adresse,
                                          struct str krop, const char *noegle)
{
    struct web_request request = {
        .method = method,
        .bearer = token,
        .type = STR("application/json"),
        .body = krop,
        .noegle = str_from(noegle),
        .fra = STR("192.0.2.1"),
    };
    struct web_response r = test_side_send(&b->ts, (struct test_bruger){0}, &request, adresse);

    hold_answer(r, operation_at(b, method, adresse));
    return r;
}

static inline struct web_response get(struct api_by *b, struct str token, const char *adresse)
{
    return send_it(b, token, WEB_GET, adresse, STR_EMPTY, NULL);
}

static inline struct web_response post(struct api_by *b, struct str token, const char *adresse,
                                       const char *krop, const char *noegle)
{
    return send_it(b, token, WEB_POST, adresse, str_from(krop), noegle);
}

#define assert_status(r, wanted)                                                                   \
    do {                                                                                           \
        struct web_response answer_ = (r);                                                         \
        if (answer_.status != (wanted))                                                            \
            fail_msg("%d, not %d: %.*s", answer_.status, (wanted), STR_ARG(answer_.body));         \
        if (answer_.status >= 400) hold_answer(answer_, NULL);                                     \
    } while (0)

/* ---- addresses of operations ---- */

static const char *address(struct api_by *b, const struct api_operation *o)
{
    static const struct {
        const char *del;
        const char *vaerdi;
    } DEL[] = {
        {"{nr}", "3"}, {"{maaned}", "2021-06"}, {"{kode}", "morsoe"}, {"{version}", "2021-01-01"}};
    struct str sti = str_from(o->rute.sti);
    struct arena *arena = &b->ts.t.arena;
    size_t at;

    for (size_t i = 0; i < sizeof(DEL) / sizeof(*DEL); i++)
        if (str_find(sti, str_from(DEL[i].del), &at))
            sti = str_format(arena, "%.*s%s%s", (int)at, sti.p, DEL[i].vaerdi,
                             str_c(arena, str_sub(sti, at + strlen(DEL[i].del), sti.n)));
    for (int i = 0; i < 2; i++) {
        struct str del = i == 0 ? STR("{id}") : STR("{anbringelse}");
        if (str_find(sti, del, &at))
            sti = str_format(arena, "%.*s%.*s%s", (int)at, sti.p, STR_ARG(b->sted),
                             str_c(arena, str_sub(sti, at + del.n, sti.n)));
    }
    if (strcmp(o->id, "beregn") == 0) sti = STR("/api/v1/beregn?haandbog=morsoe&maaned=2021-06");
    return str_c(arena, sti);
}

static inline struct web_response call(struct api_by *b, struct str token,
                                       const struct api_operation *o)
{
    static int nr;
    char noegle[40];

    snprintf(noegle, sizeof(noegle), "kald-nr-%06d", ++nr);
    return send_it(b, token, o->rute.method, address(b, o), o->fakta ? b->sag : STR_EMPTY,
                   o->rute.method == WEB_POST ? noegle : NULL);
}

#endif
