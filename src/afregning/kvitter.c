/*
 * kvitter: what the receiver of a file answered, payment by payment.
 *
 * Only final answers are kept. A payment that is rejected, or returned after it was carried out, is
 * money that came back (afvist); it is sent again by another export, and never computed anew.
 */
#include "afregning/eksport_intern.h"

struct svarene {
    struct store *store;
    struct arena *arena;
    const struct adgang *adgang;
    int64_t now_us;
    struct koersel koersel;
    struct betaling *alle; /* of the run */
    size_t antal;
    struct betaling *sendt; /* of the export and channel that are answered */
    struct kanal_sendt *liste;
    size_t sendte;
    struct hash fil;
    struct kvitter_resultat *ud;
};

/* ---- what was sent */

static bool find_sent(struct svarene *s, int64_t *eksport, struct str kanal, struct err *err)
{
    TRY(betaling_liste(s->store, s->arena, s->adgang->kommune, s->koersel.loebenr, &s->alle,
                       &s->antal, err));
    if (*eksport == 0)
        for (size_t i = 0; i < s->antal; i++)
            if (s->alle[i].eksport > *eksport && str_eq(s->alle[i].kanal, kanal))
                *eksport = s->alle[i].eksport;
    s->sendt = ARENA_ARRAY(s->arena, s->antal, struct betaling);
    s->liste = ARENA_ARRAY(s->arena, s->antal, struct kanal_sendt);
    for (size_t i = 0; i < s->antal; i++) {
        if (s->alle[i].eksport != *eksport || !str_eq(s->alle[i].kanal, kanal)) continue;
        s->sendt[s->sendte] = s->alle[i];
        s->liste[s->sendte++] = (struct kanal_sendt){s->alle[i].id, s->alle[i].beloeb};
    }
    if (s->sendte > 0) return true;
    err_set(err, ERR_INPUT, "kvittering",
            "Kørsel nr. %lld har ingen betalinger på den kanal i den eksport; se "
            "vederlag run show",
            (long long)s->koersel.loebenr);
    return err_side(err,
                    "Kørslen har ingen betalinger på den kanal i den eksport; se eksporterne på "
                    "kørslens side",
                    "The run has no payments on that channel in that export; see the exports on "
                    "the page of the run");
}

static struct str message_of(struct svarene *s, int64_t eksport, struct str kanal)
{
    struct kanal_eksport ud = {.kommune_nr = s->adgang->kommune, .eksport_nr = eksport};

    if (str_is(kanal, "nemkonto")) return kanal_message_id(s->arena, &ud, KANAL_SEND_NEMKONTO);
    if (str_is(kanal, "leverandoer"))
        return kanal_message_id(s->arena, &ud, KANAL_SEND_LEVERANDOER);
    return STR_EMPTY;
}

/* ---- what was answered */

/* The money is here again: it was rejected, or it came back after it had been carried out. */
static struct journal_raekke came_back(const struct svarene *s, const struct betaling *b,
                                       enum journal_art art)
{
    int year, month, day;

    dato_civil(b->dispositionsdato, &year, &month, &day);
    return (struct journal_raekke){
        .art = art,
        .debet = KONTO_UDBETALT,
        .kredit = KONTO_AFVIST,
        .beloeb = b->beloeb,
        .koersel = s->koersel.loebenr,
        .anbringelse = STR_EMPTY,
        .ydelse = STR_EMPTY,
        .modtager = b->modtager,
        .kanal = b->kanal,
        .skat = STR_EMPTY,
        .aar = dato_year(b->dispositionsdato),
        .reference = b->id,
        .bruger = s->adgang->bruger,
        .tid_us = s->now_us,
    };
}

static bool write_answer(struct svarene *s, const struct betaling *b, const char *svar,
                         struct str aarsag, struct err *err)
{
    return store_exec(s->store, SQL_AFREGNING_KVITTERING_INSERT,
                      ARGS(STORE_I(s->adgang->kommune), STORE_S(b->id), STORE_S(str_from(svar)),
                           STORE_S(aarsag), STORE_S(str_from(s->fil.hex)),
                           STORE_S(s->adgang->bruger), STORE_I(s->now_us)),
                      NULL, err);
}

static bool write_return(struct svarene *s, const struct betaling *b, struct str aarsag,
                         struct err *err)
{
    return store_exec(s->store, SQL_AFREGNING_RETUR_INSERT,
                      ARGS(STORE_I(s->adgang->kommune), STORE_S(b->id), STORE_S(aarsag),
                           STORE_S(str_from(s->fil.hex)), STORE_S(s->adgang->bruger),
                           STORE_I(s->now_us)),
                      NULL, err);
}

static bool contradiction(struct arena *arena, const struct betaling *b, enum kanal_udfald udfald,
                          struct err *err)
{
    bool godtaget = str_is(b->svar, "godtaget");
    bool retur = godtaget && udfald == KANAL_AFVIST;

    /* %.0s passes over the words of the other language. */
    return err_begge(
        err, ERR_INPUT, "kvittering",
        "Betaling %.*s er tidligere %s%.0s; to endelige svar kan ikke begge gælde%s%.0s",
        "Payment %.*s was answered as %.0s%s before; two final answers cannot both hold%.0s%s",
        STR_ARG(b->id), str_c(arena, b->svar),
        godtaget                   ? "accepted"
        : str_is(b->svar, "retur") ? "returned"
                                   : "rejected",
        retur ? ". Er pengene kommet tilbage, er svaret retur (se docs/kanaler.md)" : "",
        retur ? ". If the money came back, the answer is retur (see docs/kanaler.md)" : "");
}

/* What is known already: the same answer, or the acceptance before a return. */
static bool is_known(const struct betaling *b, enum kanal_udfald udfald)
{
    if (str_is(b->svar, "retur")) return udfald != KANAL_AFVIST;
    return str_is(b->svar, "afvist") ? udfald == KANAL_AFVIST : udfald == KANAL_ACCEPTERET;
}

static bool keep(struct svarene *s, const struct betaling *b, const struct kanal_svar *svar,
                 struct journal_raekke *raekke, size_t *raekker, struct err *err)
{
    bool retur = svar->udfald == KANAL_RETUR, afvist = svar->udfald == KANAL_AFVIST;

    if (b->svar.n > 0 && is_known(b, svar->udfald)) {
        s->ud->kendt++;
        return true;
    }
    if (b->svar.n > 0 && !(retur && str_is(b->svar, "godtaget")))
        return contradiction(s->arena, b, svar->udfald, err);
    if (b->svar.n == 0)
        TRY(write_answer(s, b, afvist ? "afvist" : "godtaget", retur ? STR_EMPTY : svar->aarsag,
                         err));
    if (retur) TRY(write_return(s, b, svar->aarsag, err));
    *(retur ? &s->ud->retur : afvist ? &s->ud->afvist : &s->ud->godtaget) += 1;
    if (retur || afvist)
        raekke[(*raekker)++] = came_back(s, b, retur ? JOURNAL_RETUR : JOURNAL_AFVISNING);
    return true;
}

static bool keep_all(struct svarene *s, const struct kanal_kvittering *k, struct err *err)
{
    struct journal_raekke *r = ARENA_ARRAY(s->arena, s->sendte, struct journal_raekke);
    struct journal_hoved hoved;
    size_t n = 0;

    ASSERT(k->count == s->sendte);
    for (size_t i = 0; i < s->sendte; i++) {
        if (!k->svar[i].endelig) {
            s->ud->afventer += s->sendt[i].svar.n == 0;
            continue;
        }
        TRY(keep(s, &s->sendt[i], &k->svar[i], r, &n, err));
    }
    return journal_skriv(s->store, s->arena, s->adgang->kommune, r, n, &hoved, err);
}

/* ---- the state of the run */

static bool move_on(struct svarene *s, struct err *err)
{
    size_t back = 0, waiting = 0;
    enum koersel_tilstand til;

    TRY(betaling_liste(s->store, s->arena, s->adgang->kommune, s->koersel.loebenr, &s->alle,
                       &s->antal, err));
    for (size_t i = 0; i < s->antal; i++) {
        if (s->alle[i].ny.n > 0) continue; /* the new one counts */
        back += betaling_er_tilbage(&s->alle[i]);
        waiting += s->alle[i].svar.n == 0;
    }
    if (back == 0 && waiting > 0) return true;
    til = back > 0 ? KOERSEL_DELVIST_AFVIST : KOERSEL_KVITTERET;
    if (s->koersel.tilstand == til) return true;
    if (s->koersel.tilstand == KOERSEL_AFSLUTTET && back == 0) return true; /* nothing new */
    return koersel_flyt(s->store, s->adgang, &s->koersel, til, STR_EMPTY, s->now_us, err);
}

static bool read_and_keep(struct svarene *s, int64_t eksport, struct str kanal, const char *fil,
                          struct str tekst, struct fund_liste *fund, struct err *err)
{
    struct kanal_kvittering k;

    TRY(find_sent(s, &eksport, kanal, err));
    struct kanal_sendt_liste liste = {message_of(s, eksport, kanal), s->liste, s->sendte};
    if (!kanal_kvittering_read(s->arena, fil, tekst, &liste, &k, fund, err)) {
        if (err->kind == ERR_NONE)
            err_begge(err, ERR_INPUT, fil,
                      "Kvitteringen passer ikke til det, der blev sendt; intet er ændret",
                      "The receipt does not fit what was sent; nothing was changed");
        return false;
    }
    TRY(indhold_gem(s->store, s->adgang->kommune, "kvittering", tekst, &s->fil, err));
    TRY(keep_all(s, &k, err));
    return move_on(s, err);
}

static bool answer(struct svarene *s, int64_t loebenr, int64_t eksport, struct str kanal,
                   const char *fil, struct str tekst, struct fund_liste *fund,
                   enum afregning_udfald *udfald, struct err *err)
{
    TRY(koersel_find(s->store, s->arena, s->adgang->kommune, loebenr, &s->koersel, err));
    *udfald = AFREGNING_GJORT;
    if (s->koersel.tilstand < KOERSEL_EKSPORTERET || s->koersel.tilstand > KOERSEL_AFSLUTTET) {
        *udfald = AFREGNING_FORKERT_TRIN;
        return true;
    }
    return read_and_keep(s, eksport, kanal, fil, tekst, fund, err);
}

bool koersel_kvitter(struct store *store, struct arena *arena, const struct adgang *adgang,
                     int64_t loebenr, int64_t eksport, struct str kanal, const char *fil,
                     struct str tekst, int64_t now_us, struct kvitter_resultat *out,
                     struct fund_liste *fund, enum afregning_udfald *udfald, struct err *err)
{
    struct svarene s = {
        .store = store, .arena = arena, .adgang = adgang, .now_us = now_us, .ud = out};

    TRY(adgang_kraev(adgang, RET_EKSPORT, err));
    *out = (struct kvitter_resultat){0};
    TRY(store_begin(store, STORE_WRITE, err));
    if (!answer(&s, loebenr, eksport, kanal, fil, tekst, fund, udfald, err))
        return at_rollback(store);
    return store_commit(store, err) || at_rollback(store);
}
