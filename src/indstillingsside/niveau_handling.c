/*
 * niveau_handling: what is sent from a proposal's page.
 *
 * What was answered is kept even when the proposal cannot be sent yet: the answers are written, and
 * the page says what is missing.
 */
#include "indstillingsside/indstillingsside.h"
#include "indstillingsside/niveau_flet.h"
#include "indstillingsside/niveau_sag.h"

struct sendt {
    struct side *s;
    struct indstilling i;
    const struct plan *plan;
    struct str handling;
    struct str tekst;
    struct niveau niveau;
    bool beholdt; /* the words sent were none, and the draft's own stand */
};

/* ---- reading the form ---- */

static bool read_level(struct sendt *f, struct err *err)
{
    struct str niveau, vederlag;

    f->niveau = NIVEAU_INTET;
    TRY(niveau_felt(f->s, "niveau", &niveau, err));
    TRY(niveau_felt(f->s, "vederlag", &vederlag, err));
    if (niveau.n > 0) return niveau_laes(niveau, &f->niveau, err);
    if (str_trim(vederlag).n == 0) return true;
    return niveau_laes(str_format(f->s->arena, "vederlag=%.*s", STR_ARG(str_trim(vederlag))),
                       &f->niveau, err);
}

static bool read_form(struct sendt *f, struct err *err)
{
    TRY(niveau_felt(f->s, "handling", &f->handling, err));
    return niveau_felt(f->s, "begrundelse", &f->tekst, err);
}

/* ---- the answers ---- */

static bool write_answer(struct sendt *f, enum svar_slags slags, struct str noegle,
                         struct str vaerdi, struct str tekst, struct err *err)
{
    struct side *s = f->s;
    struct svar_ny svar = {slags, noegle, vaerdi, tekst};

    return indstilling_svar_skriv(s->app->store, s->arena, &s->hvem, f->plan, &f->i, &svar,
                                  s->request->now_us, err);
}

static bool write_criteria(struct sendt *f, struct err *err)
{
    struct arena *arena = f->s->arena;
    const struct plan_indplacering *p = &f->plan->indplacering;

    for (size_t n = 0; n < p->kriterier; n++) {
        struct str kode = p->kriterium[n].kode, vaerdi, note;
        const char *felt = str_c(arena, str_format(arena, "svar.%.*s", STR_ARG(kode)));
        const char *notefelt = str_c(arena, str_format(arena, "note.%.*s", STR_ARG(kode)));
        TRY(niveau_felt(f->s, felt, &vaerdi, err));
        TRY(niveau_felt(f->s, notefelt, &note, err));
        TRY(write_answer(f, SVAR_KRITERIUM, kode, vaerdi, niveau_linjer(arena, note), err));
    }
    for (size_t l = 0; l < p->indikator_lister; l++) {
        const struct plan_indikatorer *liste = &p->indikatorer[l];
        for (size_t n = 0; n < liste->antal; n++) {
            struct str noegle =
                str_format(arena, "%.*s.%.*s", STR_ARG(liste->kode), STR_ARG(liste->tegn[n].kode));
            const char *felt = str_c(arena, str_format(arena, "tegn.%.*s", STR_ARG(noegle)));
            struct str sat;
            TRY(niveau_felt(f->s, felt, &sat, err));
            TRY(write_answer(f, SVAR_TEGN, noegle, sat.n > 0 ? STR("1") : STR("0"), STR_EMPTY,
                             err));
        }
    }
    return true;
}

/* Words that were saved are not wiped out by a form without any. */
static bool keep_words(struct sendt *f, struct err *err)
{
    struct str gemt = indstilling_forslag(&f->i)->tekst;

    f->beholdt = f->tekst.n == 0 && gemt.n > 0;
    return !f->beholdt || niveau_tekst_af(f->s, gemt, &f->tekst, err);
}

static bool write_answers(struct sendt *f, struct err *err)
{
    TRY(write_criteria(f, err));
    for (int n = 0; n < OPLYSNINGER; n++) {
        const char *kode = oplysning_kode((enum oplysning)n);
        struct str vaerdi;
        TRY(niveau_felt(f->s, kode, &vaerdi, err));
        TRY(write_answer(f, SVAR_OPLYSNING, str_from(kode), str_trim(vaerdi), STR_EMPTY, err));
    }
    TRY(read_level(f, err));
    TRY(keep_words(f, err));
    return indstilling_gem(f->s->app->store, f->s->arena, &f->s->hvem, f->plan, &f->i, f->niveau,
                           f->tekst, f->s->request->now_us, err);
}

/* The case as it stands after what was just written. */
static bool again(struct sendt *f, struct err *err)
{
    return indstilling_find(f->s->app->store, f->s->arena, &f->s->hvem, f->i.id, &f->i, err);
}

/* ---- what is asked for ---- */

static bool do_send(struct sendt *f, struct err *err)
{
    TRY(write_answers(f, err));
    TRY(again(f, err));
    return indstilling_send(f->s->app->store, f->s->arena, &f->s->hvem, f->plan, &f->i, f->niveau,
                            f->tekst, f->s->request->now_us, err);
}

static bool do_decide(struct sendt *f, struct err *err)
{
    struct side *s = f->s;
    struct beslutning b = {.nej = str_is(f->handling, "afvis"), .tekst = f->tekst};

    if (!b.nej) TRY(read_level(f, err));
    b.niveau = f->niveau;
    return indstilling_beslut(s->app->store, s->arena, &s->hvem, f->plan, &f->i, &b,
                              s->request->now_us, err);
}

static bool do_approve(struct sendt *f, struct err *err)
{
    struct side *s = f->s;
    struct beslutning b = {.nej = str_is(f->handling, "nej"), .tekst = f->tekst};

    return indstilling_godkend(s->app->store, s->arena, &s->hvem, f->plan, &f->i, &b,
                               s->request->now_us, err);
}

static bool do_agenda(struct sendt *f, struct err *err)
{
    struct side *s = f->s;
    struct udvalgsmoede m;
    struct str id;

    TRY(niveau_felt(s, "moede", &id, err));
    TRY(udvalgsmoede_find(s->app->store, s->arena, &s->hvem, id, &m, err));
    if (m.id.n == 0)
        return err_begge(err, ERR_INPUT, "moede", "Vælg et møde.", "Choose a meeting.");
    return indstilling_dagsorden(s->app->store, s->arena, &s->hvem, &f->i, &m, 0,
                                 s->request->now_us, err);
}

static bool do_back(struct sendt *f, struct err *err)
{
    return indstilling_tilbage(f->s->app->store, f->s->arena, &f->s->hvem, &f->i, f->tekst,
                               f->s->request->now_us, err);
}

static bool do_withdraw(struct sendt *f, struct err *err)
{
    return indstilling_traek(f->s->app->store, f->s->arena, &f->s->hvem, &f->i, f->tekst,
                             f->s->request->now_us, err);
}

static bool case_as_shown(struct sendt *f, struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(&f->i);

    return niveau_set_nu(f->s, nu->nr, indstilling_tilstand_navn(nu->tilstand),
                         indstilling_tilstand_engelsk(nu->tilstand), err);
}

/* A form that was made from an older draft is refused, unless all that it says stands already. */
static bool draft_as_shown(struct sendt *f, struct err *err)
{
    struct niveau_flet flet;
    struct str hvem;

    if (indstilling_nu(&f->i)->tilstand != INDSTILLING_KLADDE) return case_as_shown(f, err);
    TRY(niveau_flet(f->s, &f->i, f->plan, &flet, err));
    if (!flet.imens || niveau_flet_ens(&flet)) return true;
    TRY(niveau_bruger(f->s, flet.hvem, &hvem, err));
    return err_begge(
        err, ERR_CONFLICT, "kladde",
        "Kladden er gemt af %.*s, siden du åbnede den. Det, du har skrevet, står i "
        "felterne og er ikke gemt. Se, hvad der er ændret, og gem så igen.",
        "The draft has been saved by %.*s since you opened it. What you wrote stands in the "
        "fields and is not saved. See what has changed, and then save again.",
        STR_ARG(hvem));
}

/* `sagen`: only for who has the case; who sees it by its agenda may not. `som_vist`: only on what
 * was shown. */
static bool act(struct sendt *f, struct err *err)
{
    static const struct {
        const char *ord;
        bool (*gaa)(struct sendt *f, struct err *err);
        bool sagen;
        bool (*som_vist)(struct sendt *f, struct err *err);
    } GANG[] = {
        {"gem", write_answers, true, draft_as_shown},  {"send", do_send, true, draft_as_shown},
        {"beslut", do_decide, false, case_as_shown},   {"afvis", do_decide, false, case_as_shown},
        {"godkend", do_approve, true, case_as_shown},  {"nej", do_approve, true, case_as_shown},
        {"dagsorden", do_agenda, true, case_as_shown}, {"tilbage", do_back, false, case_as_shown},
        {"traek", do_withdraw, true, case_as_shown},
    };
    enum niveau_adgang adgang;
    size_t n = 0;

    while (n < sizeof(GANG) / sizeof(*GANG) && !str_is(f->handling, GANG[n].ord)) n++;
    if (n == sizeof(GANG) / sizeof(*GANG))
        return err_begge(err, ERR_INPUT, "handling", "Vælg, hvad der skal ske.",
                         "Choose what is to happen.");
    TRY(niveau_adgang(f->s, &f->i, &adgang, err));
    if (GANG[n].sagen && adgang != NIVEAU_SAGEN)
        return err_begge(err, ERR_ACCESS, "sag", "Det kan kun den, der har sagen",
                         "Only who has the case can do that");
    TRY(GANG[n].som_vist(f, err));
    return GANG[n].gaa(f, err);
}

/* What was answered in a proposal that was refused stays as a draft; not over another's. */
static bool keep_answers(struct sendt *f, const struct err *why, struct err *err)
{
    struct err fejl = ERR_INIT;

    if (!str_is(f->handling, "send") || why->kind == ERR_CONFLICT) return true;
    TRY(again(f, err));
    return write_answers(f, &fejl) || niveau_forfra(f->s, err);
}

bool side_indstilling_send(struct side *s, struct err *err)
{
    struct sendt f = {.s = s, .niveau = NIVEAU_INTET};
    struct err fejl = ERR_INIT;

    TRY(niveau_sag_find(s, &f.i, &f.plan, err));
    TRY(read_form(&f, err));
    f.tekst = niveau_linjer(s->arena, f.tekst);
    if (act(&f, &fejl)) {
        bool gem = str_is(f.handling, "gem");
        return side_videre(s, str_format(s->arena, "/indstillinger/%.*s%s", STR_ARG(f.i.id),
                                         !gem        ? ""
                                         : f.beholdt ? "?gemt=uden"
                                                     : "?gemt=ja"));
    }
    if (!niveau_til_formular(&fejl)) {
        *err = fejl;
        return false;
    }
    TRY(niveau_forfra(s, err));
    TRY(keep_answers(&f, &fejl, err));
    return niveau_sag_vis(s, f.i.id, &fejl, NULL, err);
}
