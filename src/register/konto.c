/*
 * register/konto: where a person is paid. A change is a proposal and another user's answer.
 *
 * Invariants: (1) the one who proposed never answers; (2) a proposal is answered once; (3) of those
 * accepted the newest proposal holds, so an older one cannot be accepted after it. No number of an
 * account is in an error.
 */
#include "register/register.h"
#include "register/tjek.h"

enum { FORSLAG_MAX = 10000, BRUGERE_MAX = 100000, KONTO_MAX = 10 };

static bool digits(struct str s, size_t least, size_t most)
{
    if (s.n < least || s.n > most) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

/* No bank has such a number: it stands where somebody had none. */
static bool zeros(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '0') return false;
    return true;
}

bool tjek_konto(const struct register_konto *konto, struct err *err)
{
    if (!konto->har_konto) return true;
    if (!digits(konto->registreringsnummer, 4, 4)) {
        return err_begge(err, ERR_INPUT, NULL, "Registreringsnummeret skal være fire cifre",
                         "The sort code must be four digits");
    }
    if (!digits(konto->kontonummer, 1, KONTO_MAX))
        return err_begge(err, ERR_INPUT, NULL, "Kontonummeret skal være 1-%d cifre",
                         "The account number must be 1-%d digits", KONTO_MAX);
    if (!zeros(konto->registreringsnummer) && !zeros(konto->kontonummer)) return true;
    return err_begge(err, ERR_INPUT, NULL,
                     "Et registreringsnummer og et kontonummer er ikke lutter nuller",
                     "A registration number and an account number are not all zeros");
}

bool register_konto(struct store *store, struct arena *arena, int kommune, struct str person,
                    int64_t nr, struct register_konto *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(person), STORE_I(nr)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_KONTO_GAELDER, args, 3, 1, &rows, err));
    *out = (struct register_konto){0};
    if (rows.count == 0 || str_is(store_at(&rows, 0, 1).s, "nemkonto")) return true;
    if (store_at(&rows, 0, 3).type != STORE_TEXT) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Kontonummeret for %.*s er slettet; foreslå en ny konto eller NemKonto",
            "The account number of %.*s has been deleted; propose a new account or NemKonto",
            STR_ARG(person));
    }
    *out = (struct register_konto){true, store_at(&rows, 0, 2).s, store_at(&rows, 0, 3).s};
    return true;
}

bool register_konto_brugere(struct store *store, struct arena *arena, int kommune, int64_t efter,
                            int64_t til, struct str **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(efter), STORE_I(til)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_KONTO_BRUGERE, args, 3, BRUGERE_MAX, &rows, err));
    struct str *alle = ARENA_ARRAY(arena, rows.count, struct str);
    for (size_t i = 0; i < rows.count; i++) alle[i] = store_at(&rows, i, 0).s;
    *out = alle;
    *antal = rows.count;
    return true;
}

bool register_konto_forslagene(struct store *store, struct arena *arena, int kommune,
                               struct str person, struct register_konto_forslag **out,
                               size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(person)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_KONTO_FORSLAG_ALLE, args, 2, FORSLAG_MAX, &rows,
                    err));
    struct register_konto_forslag *alle =
        ARENA_ARRAY(arena, rows.count, struct register_konto_forslag);
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_value *v = rows.value + i * rows.columns;
        bool konto = str_is(v[1].s, "konto");
        bool nummer = konto && v[8].type == STORE_TEXT;
        alle[i] = (struct register_konto_forslag){
            .nr = v[0].i,
            .konto = {konto, nummer ? v[7].s : STR_EMPTY, nummer ? v[8].s : STR_EMPTY},
            .tid_us = v[2].i,
            .bruger = v[3].s,
            .besvaret = v[4].type == STORE_INT,
            .godkendt = v[4].type == STORE_INT && v[4].i == 1,
            .svar_us = v[5].type == STORE_INT ? v[5].i : 0,
            .svar_bruger = v[6].type == STORE_TEXT ? v[6].s : STR_EMPTY};
    }
    *out = alle;
    *antal = rows.count;
    return true;
}

bool konto_foreslaa(struct store *store, const struct adgang *adgang, struct str person,
                    const struct register_konto *konto, int64_t nr, struct err *err)
{
    struct str art = konto->har_konto ? STR("konto") : STR("nemkonto");
    const struct store_value forslag[] = {STORE_I(adgang->kommune), STORE_S(person), STORE_I(nr),
                                          STORE_S(art)};
    const struct store_value nummer[] = {STORE_I(adgang->kommune), STORE_S(person), STORE_I(nr),
                                         STORE_S(konto->registreringsnummer),
                                         STORE_S(konto->kontonummer)};

    const struct store_value venter[] = {STORE_I(adgang->kommune), STORE_I(nr), STORE_S(person)};

    TRY(store_exec(store, SQL_REGISTER_KONTO_FORSLAG_INDSAET, forslag, 4, NULL, err));
    TRY(store_exec(store, SQL_REGISTER_KONTO_VENTER_INDSAET, venter, 3, NULL, err));
    if (!konto->har_konto) return true;
    return store_exec(store, SQL_REGISTER_KONTO_NUMMER_INDSAET, nummer, 5, NULL, err);
}

static bool propose(struct store *store, struct arena *arena, const struct adgang *adgang,
                    struct str person, const struct register_konto *konto, int64_t now_us,
                    int64_t *nr, struct err *err)
{
    struct register_person kendt;

    TRY(register_person(store, arena, adgang->kommune, person, &kendt, err));
    if (kendt.id.n == 0) {
        return err_begge(
            err, ERR_INPUT, NULL, "Der er ingen person med id'et %.*s; indlæs personen først",
            "There is no person with the id %.*s; register the person first", STR_ARG(person));
    }
    TRY(register_begin(store, adgang, STR("konto foreslået"), now_us, nr, err));
    return konto_foreslaa(store, adgang, person, konto, *nr, err);
}

/* Runs in a write transaction of its own. */
static bool finish(struct store *store, struct arena *scratch, bool ok, struct err *err)
{
    arena_release(scratch);
    if (ok) return store_commit(store, err);
    store_rollback(store);
    return false;
}

bool register_konto_foreslaa(struct store *store, const struct adgang *adgang, struct str person,
                             const struct register_konto *konto, int64_t now_us, int64_t *nr,
                             struct err *err)
{
    struct arena scratch;

    TRY(adgang_kraev(adgang, RET_REGISTRER, err));
    TRY(tjek_id(person, (struct tegn_hvad){"Personen", "The person"}, err));
    TRY(tjek_konto(konto, err));
    TRY(store_begin(store, STORE_WRITE, err));
    arena_init(&scratch, 1 << 20);
    bool ok = propose(store, &scratch, adgang, person, konto, now_us, nr, err);
    return finish(store, &scratch, ok, err);
}

/* Whether this user may answer that proposal now. */
static bool may_answer(const struct adgang *adgang, const struct register_konto_forslag *alle,
                       size_t antal, int64_t forslag, struct err *err)
{
    const struct register_konto_forslag *f = NULL;

    for (size_t i = 0; i < antal; i++) {
        if (alle[i].nr == forslag) f = &alle[i];
        if (alle[i].nr > forslag && alle[i].godkendt) {
            return err_begge(
                err, ERR_INPUT, NULL,
                "Et nyere forslag er allerede godkendt; lav et nyt forslag, hvis kontoen "
                "skal være en anden",
                "A newer proposal has been approved already; make a new proposal if the account "
                "is to be another");
        }
    }
    if (f == NULL) {
        err_set(err, ERR_INPUT, NULL,
                "Der er intet forslag nr. %lld for personen; se dem med »konto vis«",
                (long long)forslag);
        return err_side(err, "Der er intet forslag med det nummer for personen",
                        "There is no proposal with that number for the person");
    }
    if (f->besvaret) {
        return err_begge(err, ERR_INPUT, NULL, "Forslag nr. %lld er allerede besvaret",
                         "Proposal no. %lld has been answered already", (long long)forslag);
    }
    if (!str_eq(f->bruger, adgang->bruger)) return true;
    return err_begge(err, ERR_INPUT, NULL,
                     "Den, der har foreslået kontoen, kan ikke selv svare; bed en anden om det",
                     "Who proposed the account cannot answer; ask somebody else to do it");
}

static bool answer(struct store *store, struct arena *arena, const struct adgang *adgang,
                   struct str person, int64_t forslag, bool godkendt, int64_t now_us,
                   struct err *err)
{
    struct register_konto_forslag *alle = NULL;
    size_t antal = 0;
    int64_t nr = 0;

    TRY(register_konto_forslagene(store, arena, adgang->kommune, person, &alle, &antal, err));
    TRY(may_answer(adgang, alle, antal, forslag, err));
    TRY(register_begin(store, adgang, godkendt ? STR("konto godkendt") : STR("konto afvist"),
                       now_us, &nr, err));
    const struct store_value args[] = {STORE_I(adgang->kommune), STORE_S(person), STORE_I(forslag),
                                       STORE_I(nr), STORE_I(godkendt ? 1 : 0)};
    const struct store_value venter[] = {STORE_I(adgang->kommune), STORE_S(person),
                                         STORE_I(forslag), STORE_I(godkendt ? 1 : 0)};
    TRY(store_exec(store, SQL_REGISTER_KONTO_SVAR_INDSAET, args, 5, NULL, err));
    return store_exec(store, SQL_REGISTER_KONTO_VENTER_SLET, venter, 4, NULL, err);
}

bool register_konto_svar(struct store *store, const struct adgang *adgang, struct str person,
                         int64_t forslag, bool godkendt, int64_t now_us, struct err *err)
{
    struct arena scratch;

    TRY(adgang_kraev(adgang, RET_KONTO_SVAR, err));
    TRY(store_begin(store, STORE_WRITE, err));
    arena_init(&scratch, 16 << 20);
    bool ok = answer(store, &scratch, adgang, person, forslag, godkendt, now_us, err);
    return finish(store, &scratch, ok, err);
}
