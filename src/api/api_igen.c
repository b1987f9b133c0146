/*
 * api_igen: a write that is sent again is done once.
 *
 * Invariants: (1) the answer is kept in the transaction of what was done, so there is never one
 * without the other; (2) of two at once with one key, one is done, and the other gets its answer;
 * (3) what was refused is not kept: the same key may be tried again when the matter is mended.
 */
#include "api/api_intern.h"
#include "base/hash.h"

enum { FORSOEG = 3, NOEGLE_MIN = 8, NOEGLE_MAX = 200 };
#define GEMMES_US (INT64_C(30) * 24 * 3600 * 1000000)
#define FEJES_US (INT64_C(3600) * 1000000)

/* What makes two requests the same: where they go, what they ask, what they say. */
static struct str fingerprint(struct api *a)
{
    struct buf alt;

    buf_init(&alt, a->arena);
    buf_add(&alt, a->request->sti);
    for (size_t i = 0; i < a->request->query.antal; i++) {
        const struct web_felt *f = &a->request->query.felt[i];
        buf_format(&alt, "\n%zu:%.*s=%zu:", f->navn.n, STR_ARG(f->navn), f->vaerdi.n);
        buf_add(&alt, f->vaerdi);
    }
    buf_c(&alt, "\n\n");
    buf_add(&alt, a->request->body);
    struct hash hash = hash_of(buf_str(&alt));
    return str_copy(a->arena, str_from(hash.hex));
}

static bool key_ok(struct api *a)
{
    struct str k = a->request->noegle;
    bool ok = k.n >= NOEGLE_MIN && k.n <= NOEGLE_MAX;

    for (size_t i = 0; ok && i < k.n; i++) ok = k.p[i] > ' ' && k.p[i] <= '~';
    return ok ||
           api_afvis(a, PROBLEM_NOEGLE_MANGLER, "Idempotency-Key skal være %d-%d synlige tegn",
                     "Idempotency-Key must be %d-%d visible characters", NOEGLE_MIN, NOEGLE_MAX);
}

static const char *operation_name(const struct api *a)
{
    return a->operation->id;
}

/* *fundet: it was done before, and the answer is there again; or the key was another request's,
 * which is refused. */
static bool replay(struct api *a, struct str aftryk, bool *fundet, struct err *err)
{
    const struct store_value args[] = {STORE_I(a->hvem.kommune), STORE_S(a->hvem.bruger),
                                       STORE_S(a->request->noegle)};
    struct store *store = a->side->store;
    struct store_rows rows;

    TRY(store_begin(store, STORE_READ, err));
    bool ok = store_query(store, a->arena, SQL_API_SVAR_FIND, args, 3, 1, &rows, err);
    store_rollback(store);
    if (!ok) return false;
    *fundet = rows.count > 0;
    if (rows.count == 0) return true;
    if (!str_is(store_at(&rows, 0, 0).s, operation_name(a)) ||
        !str_eq(store_at(&rows, 0, 1).s, aftryk))
        return api_afvis(a, PROBLEM_NOEGLE_BRUGT,
                         "Idempotency-Key er brugt til noget andet; brug en ny",
                         "Idempotency-Key was used for something else; use a new one");
    a->response->status = (int)store_at(&rows, 0, 2).i;
    buf_init(&a->ud, a->arena);
    buf_add(&a->ud, store_at(&rows, 0, 3).s);
    web_hoved(a->request, a->response, "Idempotency-Replayed", STR("true"));
    return true;
}

static bool keep(struct api *a, struct str aftryk, struct err *err)
{
    const struct store_value args[] = {
        STORE_I(a->hvem.kommune),
        STORE_S(a->hvem.bruger),
        STORE_S(a->request->noegle),
        STORE_S(str_from(operation_name(a))),
        STORE_S(aftryk),
        STORE_I(a->response->status),
        STORE_S(buf_str(&a->ud)),
        STORE_I(a->request->now_us),
    };
    struct store *store = a->side->store;

    TRY(store_begin(store, STORE_WRITE, err));
    if (store_exec(store, SQL_API_SVAR_INSERT, args, 8, NULL, err)) return store_commit(store, err);
    store_rollback(store);
    return false;
}

/* One attempt. *igen: somebody else came between, so it may be tried again. */
static bool attempt(struct api *a, struct str aftryk, bool *igen, struct err *err)
{
    struct store *store = a->side->store;

    *igen = false;
    buf_init(&a->ud, a->arena);
    a->response->status = a->operation->status;
    store_ydre_begin(store);
    bool ok = a->operation->koer(a, err) && keep(a, aftryk, err);
    bool i_vejen = store_conflict(store) || store_constraint(store)[0] != '\0';
    bool slut = store_ydre_end(store, ok, err);
    *igen = a->problem == PROBLEM_INTET && !(ok && slut) && (i_vejen || store_conflict(store));
    return ok && slut;
}

bool api_en_gang(struct api *a, struct err *err)
{
    bool igen = false, fundet = false;

    TRY(key_ok(a));
    struct str aftryk = fingerprint(a);
    struct web_felter hoved = a->response->hoved;
    for (int i = 0; i < FORSOEG; i++) {
        struct err own = ERR_INIT;
        a->response->hoved = hoved;
        if (!replay(a, aftryk, &fundet, &own))
            igen = store_conflict(a->side->store);
        else if (fundet || attempt(a, aftryk, &igen, &own))
            return true;
        if (!igen) {
            *err = own;
            return false;
        }
    }
    return api_afvis(a, PROBLEM_SAMTIDIG, "En anden skrev i samme øjeblik, og intet er gjort",
                     "Somebody else wrote at the same moment, and nothing was done");
}

/* ---- old answers go ---- */

void api_fej(struct api_program *program, int64_t now_us)
{
    const struct store_value args[] = {STORE_I(program->side->kommune),
                                       STORE_I(now_us - GEMMES_US)};
    struct store *store = program->side->store;
    struct err err = ERR_INIT;

    if (store == NULL || (program->fejet_us != 0 && now_us - program->fejet_us < FEJES_US)) return;
    program->fejet_us = now_us;
    if (!store_begin(store, STORE_WRITE, &err)) return;
    if (!store_exec(store, SQL_API_SVAR_FEJ, args, 2, NULL, &err) || !store_commit(store, &err))
        store_rollback(store);
}
