/*
 * api_fuzz: any bytes as a request to the API. For api_fuzz.c and the test that replays the corpus.
 *
 * The first line is "G ADDRESS" or "P ADDRESS", the rest the body. There is no database, so what is
 * open to all answers and all else refuses; the bodies of the rest are read by their tables. What
 * comes out is JSON, with a status that the description knows.
 */
#ifndef API_API_FUZZ_H
#define API_API_FUZZ_H

#include "api/api_intern.h"
#include "api/api_svar.h"

enum { API_FUZZ_LIMIT = 64 << 20 };

/* The program, started once. */
static inline struct web_program *api_fuzz_program(void)
{
    static struct arena arena;
    static struct web_program program;
    const struct side_opsaetning opsaetning = {.haandboeger = "haandboeger"};
    struct err err = ERR_INIT;

    if (program.svar != NULL) return &program;
    arena_init(&arena, (size_t)1 << 30);
    side_program(&arena, &opsaetning, NULL, 0, &program);
    api_foran(&arena, &program);
    bool ok = program.start(program.ctx, &err);
    ASSERT(ok);
    struct api_program *p = program.ctx;
    p->aaben_graense = (struct api_graense){1000000, 1000000};
    return &program;
}

static inline void api_fuzz_json(struct str text)
{
    json_t *json = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);

    ASSERT(json != NULL);
    json_decref(json);
}

/* A body that is read has what its table promises; one that is not names a place or none. */
static inline void api_fuzz_krop(struct arena *arena, struct str krop)
{
    struct api_koersel_krop k = {.skaeringsdato = DATO_MIN, .dispositionsdato = DATO_MIN};
    struct api_svar_krop svar;
    struct err err = ERR_INIT, anden = ERR_INIT;

    if (api_laes(arena, krop, &api_o_koersel_krop, &k, &err)) {
        ASSERT(k.maaned.nr > 0);
        ASSERT(k.skaeringsdato.dag >= DATO_MIN.dag && k.skaeringsdato.dag <= DATO_MAX.dag);
    } else {
        ASSERT(err.kind == ERR_INPUT && (err.place[0] == '\0' || err.place[0] == '/'));
    }
    if (!api_laes(arena, krop, &api_o_svar_krop, &svar, &anden)) return;
    struct buf ud;
    buf_init(&ud, arena);
    api_skriv(&ud, &api_o_svar_krop, &svar);
    api_fuzz_json(buf_str(&ud));
    ASSERT(svar.tekst.n > 0 && str_width(svar.tekst) <= HENVENDELSE_TEKST_MAX);
}

static inline void api_fuzz_spoerg(struct arena *arena, struct str linje, struct str krop)
{
    struct web_request request = {
        .arena = arena,
        .method = str_starts(linje, STR("P")) ? WEB_POST : WEB_GET,
        .type = STR("application/json"),
        .body = krop,
        .noegle = STR("noegle-1"),
        .fra = STR("192.0.2.1"),
        .now_us = INT64_C(1624867200000000),
    };
    struct web_response response = {0};
    struct err err = ERR_INIT;
    struct web_program *program = api_fuzz_program();

    if (!web_adresse(&request, str_sub(linje, 2, linje.n), &err)) return;
    if (!str_starts(request.sti, STR("/api/v1/"))) return;
    program->svar(program->ctx, &request, &response);
    bool kendt = response.status == 200;
    for (int p = PROBLEM_INTET + 1; p < PROBLEMER; p++)
        kendt = kendt || api_problem_ord((enum api_problem)p)->status == response.status;
    ASSERT(kendt && response.status != 500);
    api_fuzz_json(response.body);
}

static inline void api_fuzz(const uint8_t *data, size_t size)
{
    static struct arena arena;
    struct str linje, rest = {(const char *)data, size};

    arena_init(&arena, API_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        if (size == 0) rest = STR_EMPTY;
        bool delt = str_split(&rest, '\n', &linje);
        ASSERT(delt);
        api_fuzz_krop(&arena, rest);
        api_fuzz_spoerg(&arena, linje, rest);
    }
    arena_release(&arena);
}

#endif
