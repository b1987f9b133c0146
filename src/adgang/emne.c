/*
 * emne: ties between the subjects of providers and our users, journeys, and the login by a tie.
 *
 * Invariants: (1) of those who were ever tied to a subject, at most one is now; (2) who ties has
 * the right in the transaction that does it; (3) a journey opens at most once; (4) no error repeats
 * a subject or a cookie.
 */
#include "adgang/emne.h"

#include <sodium.h>

#include "adgang/session_intern.h"

enum { BRUGERE_MAX = 1000, EMNER_MAX = 10000, FRIT_REJSER = 50 };

bool emne_ligner_cpr(struct str text)
{
    size_t digits = 0;

    for (size_t i = 0; i < text.n; i++) {
        bool digit = text.p[i] >= '0' && text.p[i] <= '9';
        bool between = i == 6 && text.n == 11 && (text.p[i] == '-' || text.p[i] == ' ');
        if (!digit && !between) return false;
        digits += digit;
    }
    return digits == 10;
}

/* ---- ties */

struct work {
    struct arena *arena;
    const struct adgang *af;
    struct str navn;
    struct str udsteder;
    struct str emne; /* empty: take it back */
    int64_t now_us;
    struct emne *liste;
    size_t antal;
};

/* The subject a user has with an issuer now; empty when there is none. */
static bool read_tie(struct store *store, struct arena *arena, int kommune, struct str bruger,
                     struct str udsteder, struct str *emne, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(bruger), STORE_S(udsteder)};
    struct store_rows rows;

    *emne = STR_EMPTY;
    TRY(adgang_ask(store, arena, SQL_ADGANG_EMNE_NEWEST, args, 3, 1, &rows, err));
    if (rows.count > 0 && store_at(&rows, 0, 2).i == 1) *emne = store_at(&rows, 0, 1).s;
    return true;
}

/* Whose subject it is now; empty when nobody's. */
static bool find_user(struct store *store, struct arena *arena, int kommune, struct str udsteder,
                      struct str emne, struct str *bruger, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(udsteder), STORE_S(emne)};
    struct store_rows rows;

    *bruger = STR_EMPTY;
    TRY(adgang_ask(store, arena, SQL_ADGANG_EMNE_BRUGERE, args, 3, BRUGERE_MAX, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        struct str one = store_at(&rows, i, 0).s, has;
        TRY(read_tie(store, arena, kommune, one, udsteder, &has, err));
        if (!str_eq(has, emne)) continue;
        if (bruger->n > 0) {
            return err_begge(
                err, ERR_IO, store_shown(store),
                "To brugere har samme emne, hvad programmet aldrig laver; tag det ene "
                "bånd tilbage med »vederlag adgang oidc NAVN --tag«",
                "Two users have the same subject, which the program never makes; take one tie "
                "back with “vederlag adgang oidc NAVN --tag”");
        }
        *bruger = one;
    }
    return true;
}

/* Not by the user itself: a tie is another way in, which somebody else answers for. */
static bool may_tie(struct store *store, const struct work *w, const struct bruger *bruger,
                    struct err *err)
{
    struct err own = ERR_INIT;
    const bool familie = bruger->roller == 1u << ROLLE_PLEJEFAMILIE;

    if (familie && adgang_kraev_nu(store, w->arena, w->af, RET_GIV_FAMILIE, &own)) return true;
    return adgang_kraev_nu(store, w->arena, w->af, RET_BRUGERE, err);
}

static bool is_free(struct store *store, const struct work *w, struct str bruger, struct err *err)
{
    struct str other;

    TRY(find_user(store, w->arena, w->af->kommune, w->udsteder, w->emne, &other, err));
    if (other.n == 0 || str_eq(other, bruger)) return true;
    return err_begge(err, ERR_INPUT, NULL, "Emnet hører til en anden bruger; løs det først fra den",
                     "The subject belongs to another user; untie it from that one first");
}

static bool add_tie(struct store *store, const struct work *w, struct str bruger, struct str emne,
                    bool givet, struct err *err)
{
    const struct store_value who[] = {STORE_I(w->af->kommune), STORE_S(bruger)};
    struct store_rows rows;

    TRY(adgang_ask(store, w->arena, SQL_ADGANG_EMNE_NR, who, 2, 1, &rows, err));
    const struct store_value args[] = {
        STORE_I(w->af->kommune),
        STORE_S(bruger),
        STORE_I(rows.count == 0 ? 1 : store_at(&rows, 0, 0).i + 1),
        STORE_S(w->udsteder),
        STORE_S(emne),
        STORE_I(givet),
        STORE_S(w->af->bruger),
        STORE_I(w->now_us),
    };
    TRY(adgang_add(store, SQL_ADGANG_EMNE_INSERT, args, 8, err));
    TRY(adgang_luk_sessioner(store, w->af->kommune, bruger, NULL, err));
    return adgang_haendelse(store, w->arena, w->af->kommune, bruger, "oidc", w->af->bruger,
                            w->now_us, err);
}

static bool set_tie(struct store *store, void *ctx, struct err *err)
{
    const struct work *w = ctx;
    struct str kept, now;
    struct bruger bruger;

    TRY(adgang_find_anden(store, w->arena, w->af, w->navn, &kept, &bruger, err));
    TRY(may_tie(store, w, &bruger, err));
    TRY(read_tie(store, w->arena, w->af->kommune, bruger.id, w->udsteder, &now, err));
    if (str_eq(now, w->emne)) return true;
    if (w->emne.n == 0) return add_tie(store, w, bruger.id, now, false, err);
    TRY(is_free(store, w, bruger.id, err));
    return add_tie(store, w, bruger.id, w->emne, true, err);
}

/* Printable ASCII without spaces. */
static bool plain(struct str text, size_t most)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] <= ' ' || text.p[i] > '~') return false;
    return text.n > 0 && text.n <= most;
}

static bool check_issuer(struct str udsteder, struct err *err)
{
    bool web = str_starts(udsteder, STR("https://")) || str_starts(udsteder, STR("http://"));

    return (web && plain(udsteder, EMNE_UDSTEDER_MAX)) ||
           err_begge(err, ERR_INPUT, "--udsteder",
                     "Udstederen er udbyderens adresse, som den står i opsætningen: https://…",
                     "The issuer is the provider's address as the setup says it: https://…");
}

bool emne_giv(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
              struct str udsteder, struct str emne, int64_t now_us, struct err *err)
{
    struct work w = {.arena = arena,
                     .af = af,
                     .navn = navn,
                     .udsteder = udsteder,
                     .emne = emne,
                     .now_us = now_us};

    TRY(check_issuer(udsteder, err));
    if (!plain(emne, EMNE_MAX))
        return err_begge(err, ERR_INPUT, "--emne", "Et emne er 1-%d tegn uden mellemrum",
                         "A subject is 1-%d characters without spaces", EMNE_MAX);
    if (emne_ligner_cpr(emne)) {
        return err_begge(
            err, ERR_INPUT, "--emne",
            "Emnet ligner et cpr-nummer; vælg et krav hos udbyderen, der ikke er det",
            "The subject looks like a CPR number; choose a claim of the provider that is not one");
    }
    return adgang_write(store, set_tie, &w, err);
}

bool emne_tag(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
              struct str udsteder, int64_t now_us, struct err *err)
{
    struct work w = {.arena = arena,
                     .af = af,
                     .navn = navn,
                     .udsteder = udsteder,
                     .emne = STR_EMPTY,
                     .now_us = now_us};

    TRY(check_issuer(udsteder, err));
    return adgang_write(store, set_tie, &w, err);
}

/* The newest row of each issuer. */
static bool read_ties(struct store *store, struct work *w, struct str bruger, struct err *err)
{
    const struct store_value args[] = {STORE_I(w->af->kommune), STORE_S(bruger)};
    struct store_rows rows;

    TRY(adgang_ask(store, w->arena, SQL_ADGANG_EMNE_LIST, args, 2, EMNER_MAX, &rows, err));
    w->liste = ARENA_ARRAY(w->arena, rows.count, struct emne);
    w->antal = 0;
    for (size_t i = 0; i < rows.count; i++) {
        struct str udsteder = store_at(&rows, i, 0).s;
        size_t at = 0;
        while (at < w->antal && !str_eq(w->liste[at].udsteder, udsteder)) at++;
        if (store_at(&rows, i, 2).i == 1) {
            w->liste[at] = (struct emne){udsteder, store_at(&rows, i, 1).s};
            if (at == w->antal) w->antal++;
        } else if (at < w->antal) {
            for (w->antal--; at < w->antal; at++) w->liste[at] = w->liste[at + 1];
        }
    }
    return true;
}

bool emne_liste(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
                struct emne **out, size_t *antal, struct err *err)
{
    struct work w = {.arena = arena, .af = af, .navn = navn};
    struct bruger bruger;
    struct str kept;

    TRY(adgang_begin(store, STORE_READ, err));
    bool ok = adgang_find_anden(store, arena, af, navn, &kept, &bruger, err) &&
              (str_eq(bruger.id, af->bruger) || may_tie(store, &w, &bruger, err)) &&
              read_ties(store, &w, bruger.id, err);
    TRY(adgang_end(store, ok, err));
    *out = w.liste;
    *antal = w.antal;
    return true;
}

/* ---- journeys */

struct travel {
    struct arena *arena;
    const struct rejse_plan *plan;
    int kommune;
    struct str cookie;
    int64_t now_us;
    int vent;
    bool found;
    struct rejse rejse;
};

/* One of the texts that follow from a cookie, and from which neither it nor another is found. */
static struct str derive(struct arena *arena, const char *what, struct str cookie)
{
    struct hash hash = hash_of(str_format(arena, "vederlag oidc 1 %s %.*s", what, STR_ARG(cookie)));

    return str_copy(arena, str_from(hash.hex));
}

static struct rejse of_cookie(struct arena *arena, struct str cookie)
{
    return (struct rejse){
        .cookie = cookie,
        .state = derive(arena, "state", cookie),
        .nonce = derive(arena, "nonce", cookie),
        .verifier = derive(arena, "verifier", cookie),
    };
}

/* An office has one address, and all its people come by it: who comes in sets the count back. */
static struct forsoeg counted_from(struct arena *arena, struct str fra)
{
    return (struct forsoeg){hash_of(str_format(arena, "oidc-fra:%.*s", STR_ARG(fra))), FRIT_REJSER,
                            0};
}

static bool set_out(struct store *store, void *ctx, struct err *err)
{
    struct travel *t = ctx;
    const struct rejse_plan *plan = t->plan;
    const int kommune = plan->kommune;
    struct forsoeg from = counted_from(t->arena, plan->fra);

    t->vent = 0;
    if (plan->fra.n > 0)
        TRY(forsoeg_tael(store, t->arena, kommune, &from, 1, t->now_us, &t->vent, err));
    if (t->vent > 0) return true;
    t->rejse = of_cookie(t->arena, session_cookie_lav(t->arena, kommune));
    struct hash hash = hash_of(t->rejse.cookie);
    const struct store_value sweep[] = {STORE_I(kommune), STORE_I(t->now_us - REJSE_US)};
    const struct store_value args[] = {STORE_I(kommune),       STORE_S(str_from(hash.hex)),
                                       STORE_S(plan->udbyder), STORE_S(plan->til),
                                       STORE_I(plan->igen),    STORE_I(t->now_us)};
    TRY(adgang_add(store, SQL_ADGANG_REJSE_SWEEP, sweep, 2, err));
    return adgang_add(store, SQL_ADGANG_REJSE_INSERT, args, 6, err);
}

bool rejse_begynd(struct store *store, struct arena *arena, const struct rejse_plan *plan,
                  int64_t now_us, struct rejse *out, int *vent, struct err *err)
{
    struct travel t = {.arena = arena, .plan = plan, .now_us = now_us};

    TRY(adgang_write(store, set_out, &t, err));
    *vent = t.vent;
    if (t.vent > 0) return true;
    t.rejse.udbyder = plan->udbyder;
    t.rejse.til = plan->til;
    t.rejse.igen = plan->igen;
    *out = t.rejse;
    return true;
}

static bool come_back(struct store *store, void *ctx, struct err *err)
{
    struct travel *t = ctx;
    struct hash hash = hash_of(t->cookie);
    const struct store_value args[] = {STORE_I(t->kommune), STORE_S(str_from(hash.hex))};
    struct store_rows rows;
    int64_t removed = 0;

    t->found = false;
    TRY(adgang_ask(store, t->arena, SQL_ADGANG_REJSE_FIND, args, 2, 1, &rows, err));
    if (rows.count == 0) return true;
    t->rejse.udbyder = store_at(&rows, 0, 0).s;
    t->rejse.til = store_at(&rows, 0, 1).s;
    t->rejse.igen = store_at(&rows, 0, 2).i == 1;
    int64_t begun_us = store_at(&rows, 0, 3).i;
    TRY(adgang_change(store, SQL_ADGANG_REJSE_END, args, 2, &removed, err));
    t->found = removed == 1 && t->now_us >= begun_us && t->now_us - begun_us < REJSE_US;
    return true;
}

bool rejse_slut(struct store *store, struct arena *arena, int kommune, struct str cookie,
                struct str state, int64_t now_us, struct rejse *out, bool *fundet, struct err *err)
{
    struct travel t = {.arena = arena, .kommune = kommune, .cookie = cookie, .now_us = now_us};
    int own = 0;

    *fundet = false;
    if (!session_cookie_laes(cookie, &own) || own != kommune) return true;
    t.rejse = of_cookie(arena, cookie);
    /* An answer that this browser did not ask for ends nothing either. */
    if (state.n != t.rejse.state.n || sodium_memcmp(state.p, t.rejse.state.p, state.n) != 0)
        return true;
    TRY(adgang_write(store, come_back, &t, err));
    *fundet = t.found;
    if (t.found) *out = t.rejse;
    return true;
}

/* ---- coming in */

struct entry {
    struct arena *arena;
    const struct emne_login *login;
    int64_t now_us;
    struct str bruger;
    struct str cookie;
    bool inside;
};

static bool may_enter(struct store *store, const struct entry *e, bool *may, struct err *err)
{
    struct bruger bruger;

    TRY(adgang_bruger_laes(store, e->arena, e->login->kommune, e->bruger, &bruger, err));
    *may = bruger.roller == 1u << ROLLE_PLEJEFAMILIE ? e->login->familier : e->login->medarbejdere;
    return true;
}

static bool enter(struct store *store, void *ctx, struct err *err)
{
    struct entry *e = ctx;
    const struct emne_login *login = e->login;
    struct hash gammel = hash_of(login->gammel);
    const struct store_value end[] = {STORE_I(login->kommune), STORE_S(str_from(gammel.hex))};
    const struct store_value sweep[] = {STORE_I(login->kommune),
                                        STORE_I(e->now_us - SESSION_LAENGST_US)};

    e->inside = false;
    TRY(find_user(store, e->arena, login->kommune, login->udsteder, login->emne, &e->bruger, err));
    if (e->bruger.n == 0) return true;
    TRY(may_enter(store, e, &e->inside, err));
    if (!e->inside) return true;
    TRY(adgang_add(store, SQL_ADGANG_SESSION_END, end, 2, err));
    TRY(adgang_add(store, SQL_ADGANG_SESSION_SWEEP, sweep, 2, err));
    const struct session_raekke ny = {
        .kommune = login->kommune,
        .bruger = e->bruger,
        .aabnet_us = e->now_us,
        .set_us = e->now_us,
        .frisk_us = e->now_us,
        .udsteder = login->udsteder,
    };
    TRY(session_lav(store, e->arena, &ny, &e->cookie, err));
    if (login->fra.n > 0) {
        const struct forsoeg from = counted_from(e->arena, login->fra);
        TRY(forsoeg_glem(store, login->kommune, &from, err));
    }
    return adgang_haendelse(store, e->arena, login->kommune, e->bruger, "ind", e->bruger, e->now_us,
                            err);
}

bool emne_log_ind(struct store *store, struct arena *arena, const struct emne_login *login,
                  int64_t now_us, struct session_svar *out, struct err *err)
{
    struct entry e = {.arena = arena, .login = login, .now_us = now_us};

    *out = (struct session_svar){.art = SESSION_AFVIST};
    if (emne_ligner_cpr(login->emne)) return true;
    TRY(adgang_write(store, enter, &e, err));
    if (!e.inside) return true;
    *out = (struct session_svar){.art = SESSION_INDE, .cookie = e.cookie, .bruger = e.bruger};
    return true;
}
