/*
 * sager_konto: where a family's payees are paid, and the two people a change takes.
 *
 * A number is shown to nobody but who types it: pages tell the last digits. The two functions of
 * the register that write run in transactions of their own; what may be done is asked for before.
 */
#include "afregning/familie.h"
#include "sagsside/sager_familie.h"
#include "sagsside/sagsside.h"
#include "sagsside/skabelon.h"

static struct str account(const struct side *s, const struct register_konto *k)
{
    struct str nr = k->kontonummer;

    if (!k->har_konto) return STR("NemKonto");
    if (nr.n == 0) return side_tekst(s, "en konto, der er slettet", "an account that was erased");
    return str_format(s->arena,
                      s->engelsk ? "account ending in %.*s" : "konto, der slutter på %.*s",
                      STR_ARG(str_sub(nr, nr.n > 4 ? nr.n - 4 : 0, nr.n)));
}

/* The account that holds, by the proposals: the newest that was accepted. */
static struct str holding(const struct side *s, const struct register_konto_forslag *f, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (f[i].besvaret && f[i].godkendt) return account(s, &f[i].konto);
    return STR("NemKonto");
}

static bool proposals(struct side *s, struct str person, struct register_konto_forslag **f,
                      size_t *n, struct err *err)
{
    return register_konto_forslagene(s->app->store, s->arena, s->app->kommune, person, f, n, err);
}

static bool payee(struct side *s, struct str familie, struct str person, bool barn,
                  struct sager_modtager *out, struct err *err)
{
    struct register_konto_forslag *f;
    struct str hvem;
    size_t n;

    TRY(proposals(s, person, &f, &n, err));
    *out = (struct sager_modtager){
        .familie = familie,
        .csrf = s->csrf,
        .person = person,
        .barn = barn,
        .konto = holding(s, f, n),
        .forslag = STR_EMPTY,
        .kan_foreslaa = side_maa(s, SIDE_RET, RET_REGISTRER),
    };
    TRY(sager_navn(s, person, &out->navn, err));
    if (n == 0 || f[0].besvaret) return true;
    TRY(sager_bruger(s, f[0].bruger, &hvem, err));
    out->forslag_nr = f[0].nr;
    out->forslag = str_format(s->arena,
                              s->engelsk ? "%.*s proposed %.*s: %.*s. It waits for an answer."
                                         : "%.*s har %.*s foreslået: %.*s. Det venter på svar.",
                              STR_ARG(hvem), STR_ARG(side_tid(s, f[0].tid_us)),
                              STR_ARG(account(s, &f[0].konto)));
    out->kan_svare = side_maa(s, SIDE_RET, RET_KONTO_SVAR) && !str_eq(f[0].bruger, s->hvem.bruger);
    return true;
}

static bool is_child(const struct familie_kreds *k, struct str person)
{
    for (size_t i = 0; i < k->steder; i++)
        if (str_eq(k->sted[i].anbringelse.barn, person)) return true;
    return false;
}

bool sager_modtagere(struct side *s, struct str familie, const struct sager_modtager **out,
                     size_t *antal, struct err *err)
{
    struct familie_kreds k;

    TRY(familie_kreds(s->app->store, s->arena, s->app->kommune, NULL, familie, &k, err));
    struct sager_modtager *row = ARENA_ARRAY(s->arena, k.modtagere, struct sager_modtager);
    *antal = 0;
    /* Who holds a contract, then the children's own accounts. */
    for (int boern = 0; boern < 2; boern++)
        for (size_t i = 0; i < k.modtagere; i++)
            if (is_child(&k, k.modtager[i]) == (boern == 1))
                TRY(payee(s, familie, k.modtager[i], boern == 1, &row[(*antal)++], err));
    *out = row;
    return true;
}

/* ---- proposing and answering */

/* The payee of {modtager} in the path; 404 when the family pays no such one. */
static bool find_payee(struct side *s, struct register_fakta *familie, struct sager_modtager *out,
                       struct err *err)
{
    const struct sager_modtager *m;
    struct str person = web_del(s->request, "modtager");
    size_t n;

    TRY(sager_familie_hele(s, familie, err));
    TRY(sager_modtagere(s, familie->id, &m, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(m[i].person, person)) continue;
        *out = m[i];
        return true;
    }
    return side_findes_ikke(err);
}

static bool show(struct side *s, const struct sager_modtager *m, struct str reg, struct str konto,
                 struct err *err)
{
    struct sager_konto page = {s->csrf, m->familie, m->person, m->navn, m->konto, reg, konto};

    TRY(side_set(s, VISNING_PLEJEFAMILIE, m->familie, "sagsbehandling", 1, err));
    html_sager_konto(&s->h, &page);
    return side_vis(s, "Foreslå en konto", "Propose an account");
}

bool side_sager_konto(struct side *s, struct err *err)
{
    struct register_fakta familie;
    struct sager_modtager m;

    TRY(find_payee(s, &familie, &m, err));
    return show(s, &m, STR_EMPTY, STR_EMPTY, err);
}

/* In a transaction that is read from alone, and closed before another is opened. */
static bool find_alone(struct side *s, struct sager_modtager *m, bool *venter,
                       const struct register_konto *ny, struct err *err)
{
    struct register_fakta familie;
    struct register_konto_forslag *f = NULL;
    size_t n = 0;

    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = find_payee(s, &familie, m, err) && proposals(s, m->person, &f, &n, err);
    store_rollback(s->app->store);
    TRY(ok);
    *venter = n > 0 && !f[0].besvaret && str_eq(f[0].bruger, s->hvem.bruger) &&
              f[0].konto.har_konto == ny->har_konto &&
              str_eq(f[0].konto.registreringsnummer, ny->registreringsnummer) &&
              str_eq(f[0].konto.kontonummer, ny->kontonummer);
    return true;
}

static bool back(struct side *s, const struct sager_modtager *m)
{
    return side_videre(s, str_format(s->arena, "/familier/%.*s#konti", STR_ARG(m->familie)));
}

/* Digits, not all of them zeros. */
static bool is_number(struct str t, size_t least, size_t most)
{
    bool cifre = t.n >= least && t.n <= most, andet = false;

    for (size_t i = 0; i < t.n; i++) {
        cifre = cifre && t.p[i] >= '0' && t.p[i] <= '9';
        andet = andet || t.p[i] != '0';
    }
    return cifre && andet;
}

/* Which of the two numbers the register refuses; NULL: neither. */
static const char *wrong_field(const struct register_konto *k)
{
    if (!k->har_konto) return NULL;
    if (!is_number(k->registreringsnummer, 4, 4)) return "reg";
    return is_number(k->kontonummer, 1, 10) ? NULL : "konto";
}

/* Shows the form again, which is a view of its own. */
static bool again(struct side *s, const struct sager_modtager *m, const struct err *fejl,
                  const struct register_konto *ny, struct err *err)
{
    side_afvis(s, wrong_field(ny), side_fejltekst(s, fejl));
    TRY(store_begin(s->app->store, STORE_WRITE, err));
    if (show(s, m, ny->registreringsnummer, ny->kontonummer, err))
        return store_commit(s->app->store, err);
    store_rollback(s->app->store);
    return false;
}

bool side_sager_konto_foreslaa(struct side *s, struct err *err)
{
    struct register_konto ny = {.har_konto = true};
    struct err fejl = ERR_INIT;
    struct sager_modtager m;
    struct str til;
    bool venter;
    int64_t nr;

    TRY(sager_felt(&s->request->form, "reg", &ny.registreringsnummer, err));
    TRY(sager_felt(&s->request->form, "konto", &ny.kontonummer, err));
    TRY(sager_felt(&s->request->form, "til", &til, err));
    if (str_is(til, "nemkonto")) ny = (struct register_konto){false, STR_EMPTY, STR_EMPTY};
    TRY(find_alone(s, &m, &venter, &ny, err));
    if (venter || register_konto_foreslaa(s->app->store, &s->hvem, m.person, &ny,
                                          s->request->now_us, &nr, &fejl))
        return back(s, &m);
    if (fejl.kind == ERR_INPUT) return again(s, &m, &fejl, &ny, err);
    *err = fejl;
    return false;
}

bool side_sager_konto_svar(struct side *s, struct err *err)
{
    const struct register_konto ingen = {false, STR_EMPTY, STR_EMPTY};
    struct sager_modtager m;
    struct str forslag, svar;
    bool venter;
    int64_t nr;

    TRY(sager_felt(&s->request->form, "forslag", &forslag, err));
    TRY(sager_felt(&s->request->form, "svar", &svar, err));
    TRY(find_alone(s, &m, &venter, &ingen, err));
    if (!str_int(forslag, &nr) || (!str_is(svar, "ja") && !str_is(svar, "nej")))
        return side_findes_ikke(err);
    /* Answered already, by a second press of the button. */
    if (m.forslag.n == 0) return back(s, &m);
    TRY(register_konto_svar(s->app->store, &s->hvem, m.person, nr, str_is(svar, "ja"),
                            s->request->now_us, err));
    return back(s, &m);
}
