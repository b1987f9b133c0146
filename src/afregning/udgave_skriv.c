/*
 * udgave_skriv: a computation into the database, in one transaction.
 *
 * Between reading and writing others may have moved the run or approved another; then nothing is
 * written.
 */
#include "afregning/overblik_intern.h"
#include "afregning/udgave.h"

/* ---- what it was computed with */

struct pakke {
    struct udregning *u;
    struct buf tekst;
    struct str set[HAANDBOG_TAKSTFILER_MAX * 4]; /* rate files told already */
    struct hash set_hash[HAANDBOG_TAKSTFILER_MAX * 4];
    size_t sete;
};

static struct str base_name(const char *sti)
{
    struct str rest = str_from(sti), part = rest;

    while (str_split(&rest, '/', &part)) continue;
    return part;
}

static bool add_rates(struct pakke *p, const struct haandbog_tekst *fil, struct err *err)
{
    struct hash hash = hash_of(fil->tekst);

    for (size_t i = 0; i < p->sete; i++) {
        if (!str_eq(p->set[i], fil->navn)) continue;
        if (str_eq(str_from(p->set_hash[i].hex), str_from(hash.hex))) return true;
        return err_begge(err, ERR_INPUT, "takster",
                         "Takstfilen blev ændret, mens håndbogen blev læst; prøv igen",
                         "The file of rates was changed while the handbook was read; try again");
    }
    ASSERT(p->sete < sizeof(p->set) / sizeof(*p->set));
    TRY(indhold_gem(p->u->store, p->u->adgang->kommune, "takster", fil->tekst, &hash, err));
    buf_format(&p->tekst, "takster\t%.*s\t%s\n", STR_ARG(fil->navn), hash.hex);
    p->set[p->sete] = fil->navn;
    p->set_hash[p->sete++] = hash;
    return true;
}

static bool add_version(struct pakke *p, const struct haandbog *h, struct err *err)
{
    struct hash hash;

    TRY(indhold_gem(p->u->store, p->u->adgang->kommune, "haandbog", h->dokument.tekst, &hash, err));
    buf_format(&p->tekst, "haandbog\t%.*s\t%s\t%s\n", STR_ARG(base_name(h->dokument.fil)), hash.hex,
               h->plan->hash.hex);
    for (size_t i = 0; i < h->takstfiler; i++) TRY(add_rates(p, &h->takstfil[i], err));
    return true;
}

static bool write_plan(struct udregning *u, struct hash *hash, struct err *err)
{
    struct pakke p = {.u = u};

    buf_init(&p.tekst, u->arena);
    buf_c(&p.tekst, "vederlag plan 1\n");
    for (size_t i = 0; i < u->haandbog->count; i++)
        TRY(add_version(&p, &u->haandbog->haandbog[i], err));
    for (int m = 0; m < u->omfang.maaneder; m++)
        buf_format(&p.tekst, "aftryk\t%d\t%s\n", u->omfang.fra.nr + m, u->aftryk[m].hex);
    return indhold_gem(u->store, u->adgang->kommune, "plan", buf_str(&p.tekst), hash, err);
}

/* ---- rows, one after another */

struct raekker {
    struct udregning *u;
    int64_t udgave;
    size_t at;
};

static bool next_facts(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct raekker *r = ctx;

    (void)err;
    *end = r->at == r->u->fakta_antal;
    if (*end) return true;
    const struct udgave_fakta *f = &r->u->fakta[r->at++];
    args[0] = STORE_I(r->u->adgang->kommune);
    args[1] = STORE_S(str_from(f->hash.hex));
    args[2] = STORE_S(STR("fakta"));
    args[3] = STORE_S(f->tekst);
    return true;
}

static bool write_facts(struct udregning *u, struct hash *hash, struct err *err)
{
    struct raekker r = {.u = u};
    struct buf liste;

    TRY(store_exec_each(u->store, SQL_AFREGNING_INDHOLD_INSERT, next_facts, &r, NULL, err));
    buf_init(&liste, u->arena);
    buf_c(&liste, "vederlag fakta 1\n");
    for (size_t i = 0; i < u->fakta_antal; i++)
        buf_format(&liste, "%.*s\t%s\n", STR_ARG(u->fakta[i].familie), u->fakta[i].hash.hex);
    return indhold_gem(u->store, u->adgang->kommune, "faktaliste", buf_str(&liste), hash, err);
}

static bool next_difference(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct raekker *r = ctx;

    (void)err;
    *end = r->at == r->u->forskelle.antal;
    if (*end) return true;
    const struct forskel *f = &r->u->forskelle.forskel[r->at++];
    const struct store_value row[] = {
        STORE_I(r->u->adgang->kommune),
        STORE_I(r->u->koersel.loebenr),
        STORE_I(r->udgave),
        STORE_I((int64_t)r->at),
        STORE_S(f->anbringelse),
        STORE_S(f->ydelse),
        STORE_S(f->modtager),
        STORE_S(f->kanal),
        STORE_S(f->skat),
        STORE_I(f->maaned.nr),
        STORE_I(f->efter),
        STORE_I(f->tilkendt.oere),
        STORE_I(f->beregnet.oere),
        STORE_S(f->art),
        STORE_S(f->reference),
    };
    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) args[i] = row[i];
    return true;
}

static bool next_lack(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct raekker *r = ctx;

    (void)err;
    *end = r->at == r->u->mangler;
    if (*end) return true;
    const struct udgave_mangel *m = &r->u->mangel[r->at++];
    const struct store_value row[] = {
        STORE_I(r->u->adgang->kommune),
        STORE_I(r->u->koersel.loebenr),
        STORE_I(r->udgave),
        STORE_I((int64_t)r->at),
        STORE_S(m->plejefamilie),
        STORE_S(m->anbringelse),
        STORE_I(m->maaned.nr),
        STORE_S(m->ydelse),
        STORE_S(m->mangler),
        STORE_S(m->grund),
        STORE_I(m->fra.dag),
        STORE_I(m->til.dag),
    };
    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) args[i] = row[i];
    return true;
}

/* ---- the whole */

/* The run as it is now, against what the computation was made from. */
static bool check_state(struct udregning *u, struct koersel *k, enum afregning_udfald *udfald,
                        struct err *err)
{
    struct afregning sidste;

    TRY(koersel_find(u->store, u->arena, u->adgang->kommune, u->koersel.loebenr, k, err));
    TRY(afregning_sidste(u->store, u->arena, u->adgang->kommune, &sidste, err));
    *udfald = AFREGNING_GJORT;
    if (!koersel_kan_flytte(k->tilstand, KOERSEL_BEREGNET)) *udfald = AFREGNING_FORKERT_TRIN;
    if (sidste.nr != u->sidste.nr) *udfald = AFREGNING_FORAELDET;
    return true;
}

static bool write_edition(struct udregning *u, int64_t udgave, int64_t now_us, struct err *err)
{
    struct hash plan, fakta, linjer;
    int kommune = u->adgang->kommune;

    TRY(write_plan(u, &plan, err));
    TRY(write_facts(u, &fakta, err));
    TRY(indhold_gem(u->store, kommune, "linjer", buf_str(&u->linjer.tekst), &linjer, err));
    return store_exec(u->store, SQL_AFREGNING_UDGAVE_INSERT,
                      ARGS(STORE_I(kommune), STORE_I(u->koersel.loebenr), STORE_I(udgave),
                           STORE_I(u->sidste.nr), STORE_I(u->skaering),
                           STORE_S(str_from(BEREGNING_MOTOR)), STORE_S(str_from(plan.hex)),
                           STORE_S(str_from(fakta.hex)), STORE_S(str_from(linjer.hex)),
                           STORE_S(u->adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

static bool write(struct udregning *u, int64_t now_us, enum afregning_udfald *udfald,
                  struct err *err)
{
    struct koersel k;

    TRY(check_state(u, &k, udfald, err));
    if (*udfald != AFREGNING_GJORT) return true;
    struct raekker r = {.u = u, .udgave = k.udgave + 1};
    TRY(write_edition(u, r.udgave, now_us, err));
    TRY(store_exec_each(u->store, SQL_AFREGNING_FORSKEL_INSERT, next_difference, &r, NULL, err));
    r.at = 0;
    TRY(store_exec_each(u->store, SQL_AFREGNING_MANGEL_INSERT, next_lack, &r, NULL, err));
    u->resultat.udgave = k.udgave = r.udgave;
    TRY(overblik_skriv(u->store, u->arena, u->adgang->kommune, &k, err));
    return koersel_flyt(u->store, u->adgang, &k, KOERSEL_BEREGNET, STR_EMPTY, now_us, err);
}

bool udregning_skriv(struct udregning *u, int64_t now_us, enum afregning_udfald *udfald,
                     struct err *err)
{
    TRY(store_begin(u->store, STORE_WRITE, err));
    if (write(u, now_us, udfald, err) && store_commit(u->store, err)) return true;
    return at_rollback(u->store);
}
