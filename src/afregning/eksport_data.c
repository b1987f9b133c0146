/*
 * eksport_data: payments as the writers of files want them: names, numbers, accounts, account
 * strings, titles. What is missing is told for all payments at once, by the persons' ids.
 */
#include "afregning/eksport_intern.h"

enum { NAEVNT_MAX = 20 /* ids in one error */ };

/* ---- reading */

bool eksport_data(struct eksportering *e, struct err *err)
{
    struct udgave udgave;
    int kommune = e->adgang->kommune;

    TRY(udgave_laes(e->store, e->arena, kommune, e->koersel.loebenr, 0, &udgave, err));
    TRY(grundlag_plan(e->store, e->arena, kommune, udgave.plan, &e->haandbog, err));
    TRY(register_read(e->store, e->arena, kommune, udgave.skaering, NULL, 0, &e->udsnit, err));
    opslag_make(e->arena, &e->udsnit.sager, &e->sted);
    TRY(store_query(e->store, e->arena, SQL_AFREGNING_EKSPORT_FAKTURAER,
                    ARGS(STORE_I(kommune), STORE_I(e->koersel.loebenr)), ROWS_MAX, &e->faktura,
                    err));
    return register_personer(e->store, e->arena, kommune, &e->person, &e->personer, err);
}

/* ---- what is missing */

struct savn {
    struct buf tekst;
    struct buf engelsk;
    size_t antal;
    struct str sidste;
};

static void miss(struct savn *s, struct str hvem, const char *hvad, const char *what)
{
    if (str_eq(s->sidste, hvem)) return;
    s->sidste = hvem;
    if (s->antal++ >= NAEVNT_MAX) return;
    buf_format(&s->tekst, "%s%.*s (%s)", s->antal > 1 ? ", " : "", STR_ARG(hvem), hvad);
    buf_format(&s->engelsk, "%s%.*s (%s)", s->antal > 1 ? ", " : "", STR_ARG(hvem), what);
}

static bool nothing_missing(struct arena *arena, const struct savn *s, const char *hvor,
                            struct err *err)
{
    if (s->antal == 0) return true;
    bool flere = s->antal > NAEVNT_MAX;
    struct str dansk = str_format(arena, "Der mangler oplysninger, så intet er sendt: %.*s%s",
                                  STR_ARG(buf_str(&s->tekst)), flere ? " og flere" : "");
    struct str engelsk = str_format(arena, "Something is missing, so nothing was sent: %.*s%s",
                                    STR_ARG(buf_str(&s->engelsk)), flere ? " and more" : "");
    return err_begge_tekst(err, ERR_INPUT, hvor, str_c(arena, dansk), str_c(arena, engelsk));
}

/* ---- filling */

static bool fill_payee(struct eksportering *e, struct str id, struct kanal_modtager *out,
                       struct savn *savn, struct err *err)
{
    const struct register_person *p = register_person_find(e->person, e->personer, id);
    struct register_konto konto = {0};

    if (p == NULL || p->cpr.n == 0 || p->navn.n == 0) {
        miss(savn, id,
             p == NULL       ? "person"
             : p->cpr.n == 0 ? "nummer"
                             : "navn",
             p == NULL       ? "person"
             : p->cpr.n == 0 ? "number"
                             : "name");
        return true;
    }
    *out = (struct kanal_modtager){
        .art = p->virksomhed ? KANAL_VIRKSOMHED : KANAL_PERSON,
        .nummer = p->cpr,
        .navn = p->navn,
    };
    TRY(register_konto(e->store, e->arena, e->adgang->kommune, id, e->nyeste, &konto, err));
    if (konto.har_konto)
        out->konto = (struct kanal_konto){konto.registreringsnummer, konto.kontonummer};
    return true;
}

/* On the first day of the month, by the birthday of the handbook in force then. */
static int age_of(const struct eksportering *e, const struct sag *sag, struct maaned maaned)
{
    struct dato dag = dato_max(maaned_first(maaned), sag->foedt);
    const struct plan_samling *planer = &e->haandbog.planer;
    const struct plan *plan = plan_on(planer, dag, e->koersel.skaeringsdato);

    ASSERT(planer->count > 0);
    if (plan == NULL) plan = planer->plan[planer->count - 1]; /* an invoice before the first */
    return dato_age(sag->foedt, dag, plan->valg.skuddag);
}

static bool fill_account(struct eksportering *e, const struct journal_raekke *r,
                         struct kanal_linje *out, struct savn *savn)
{
    size_t at = 0;
    struct str mangel = STR_EMPTY;

    if (!e->opsaetning->har_kontoplan) return true;
    if (eksport_er_negativ(r)) {
        out->kontostreng = e->opsaetning->tilgodehavende_konto;
        if (out->kontostreng.n == 0)
            miss(savn, STR("tilgodehavende_konto"), "opsætningen", "the setup");
        return true;
    }
    if (!opslag_find(&e->sted, r->anbringelse, &at)) {
        miss(savn, r->anbringelse, "anbringelsen er ikke længere registreret",
             "the placement is registered no more");
        return true;
    }
    const struct sag *sag = &e->udsnit.sager.sag[at];
    const struct kanal_kontoplan_raekke *row = kanal_kontoplan_find(
        e->arena, &e->opsaetning->kontoplan, e->dispositionsdato, r->ydelse,
        str_from(art_kode(sag->art)), e->opsaetning->hjemmel, age_of(e, sag, r->maaned), &mangel);
    if (row == NULL)
        miss(savn, mangel, "kontoplanen", "the chart of accounts");
    else
        out->kontostreng = row->konto;
    const struct register_person *barn =
        register_person_find(e->person, e->personer, e->udsnit.til[at].barn);
    out->barn_cpr = barn == NULL ? STR_EMPTY : barn->cpr;
    return true;
}

/* An invoice may be for something no rule names; then its code must do. */
static struct str title_of(const struct eksportering *e, struct str ydelse)
{
    struct str titel = opslag_titel(&e->haandbog, ydelse);

    return titel.n > 0 ? titel : ydelse;
}

static bool fill_line(struct eksportering *e, const struct journal_raekke *r,
                      const struct kanal_modtager *modtager, struct kanal_linje *out,
                      struct savn *konto)
{
    bool negativ = eksport_er_negativ(r);

    *out = (struct kanal_linje){
        .ydelse = negativ ? STR("modregning") : r->ydelse,
        .titel = negativ ? STR("Modregning af tilgodehavende") : title_of(e, r->ydelse),
        .maaned = r->maaned.nr == 0 ? e->koersel.maaned : r->maaned,
        .beloeb = {negativ ? -r->beloeb.oere : r->beloeb.oere},
        .kontostreng = STR_EMPTY,
        .barn_cpr = STR_EMPTY,
        .kontrakthaver_cpr = modtager->nummer,
        .kontrakthaver_navn = modtager->navn,
        .indkomstaar = dato_year(e->dispositionsdato),
    };
    return fill_account(e, r, out, konto);
}

/* The supplier's number of an invoice, by the decision to pay it. */
static struct str number_of(const struct eksportering *e, struct str beslutning)
{
    for (size_t low = 0, high = e->faktura.count; low < high;) {
        size_t mid = low + (high - low) / 2;
        int order = str_cmp(store_at(&e->faktura, mid, 0).s, beslutning);
        if (order == 0) return store_at(&e->faktura, mid, 1).s;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    ASSERT(false);
    return STR_EMPTY;
}

static bool fill_payment(struct eksportering *e, const struct ny_betaling *b,
                         struct kanal_betaling *out, struct savn *person, struct savn *konto,
                         struct err *err)
{
    struct kanal_linje *linje = ARENA_ARRAY(e->arena, b->linjer, struct kanal_linje);
    struct str maaned = maaned_tekst(e->arena, e->koersel.maaned);

    *out = (struct kanal_betaling){
        .id = b->id,
        .beloeb = b->beloeb,
        .tekst =
            str_format(e->arena, "%.*s %.*s", STR_ARG(e->opsaetning->kontoudtog), STR_ARG(maaned)),
        .reference = STR_EMPTY,
        .linjer = linje,
        .linje_count = b->linjer,
    };
    if (b->kanal == EKSPORT_LEVERANDOER) {
        out->reference = number_of(e, b->linje[0]->reference);
        out->tekst = str_format(e->arena, "Faktura %.*s%s", STR_ARG(out->reference),
                                b->linjer > 1 ? ", modregnet" : "");
    }
    TRY(fill_payee(e, b->modtager, &out->modtager, person, err));
    for (size_t i = 0; i < b->linjer; i++)
        if (!fill_line(e, b->linje[i], &out->modtager, &linje[i], konto)) return false;
    return true;
}

static void head_of(struct eksportering *e, struct kanal_eksport *out)
{
    const struct eksport_opsaetning *o = e->opsaetning;

    *out = (struct kanal_eksport){
        .kommune_nr = e->adgang->kommune,
        .kommune_navn = o->kommune_navn,
        .cvr = o->cvr,
        .konto = o->konto,
        .bic = o->bic,
        .koersel = str_format(e->arena, "%lld", (long long)e->koersel.loebenr),
        .eksport_nr = e->nr,
        .oprettet_us = e->now_us,
        .dispositionsdato = e->dispositionsdato,
    };
}

static bool fill_all(struct eksportering *e, struct kanal_betaling *alle, struct err *err)
{
    struct savn person = {.sidste = STR_EMPTY}, konto = {.sidste = STR_EMPTY};

    buf_init(&person.tekst, e->arena);
    buf_init(&konto.tekst, e->arena);
    buf_init(&person.engelsk, e->arena);
    buf_init(&konto.engelsk, e->arena);
    TRY(register_newest(e->store, e->adgang->kommune, &e->nyeste, err));
    for (size_t i = 0; i < e->betalinger; i++)
        TRY(fill_payment(e, &e->betaling[i], &alle[i], &person, &konto, err));
    TRY(nothing_missing(e->arena, &person, "personer", err));
    return nothing_missing(e->arena, &konto, "kontoplan", err);
}

/* ---- files */

static void add_file(struct eksportering *e, const char *kanal, const struct kanal_fil *fil)
{
    ASSERT(e->filer + 1 < sizeof(e->fil) / sizeof(*e->fil));
    e->fil[e->filer++] =
        (struct eksport_fil){str_from(kanal), fil->navn, fil->bytes, (int64_t)fil->antal, fil->sum};
}

static bool transfers(struct eksportering *e, enum eksport_kanal kanal, enum kanal_slags slags,
                      struct err *err)
{
    struct kanal_fil fil;

    if (e->ud[kanal].count == 0) return true;
    TRY(kanal_pain001_write(e->arena, &e->ud[kanal], slags, KANAL_PAIN_03, &fil, err));
    add_file(e, eksport_kanal[kanal], &fil);
    return true;
}

static bool pay_files(struct eksportering *e, struct err *err)
{
    static const enum kanal_loen_form form[] = {KANAL_LOEN_LINJER, KANAL_LOEN_PERSONER,
                                                KANAL_LOEN_XLSX};
    struct kanal_fil fil;

    for (size_t i = 0; i < 3 && e->ud[EKSPORT_LOEN].count > 0; i++) {
        TRY(kanal_loen_write(e->arena, &e->ud[EKSPORT_LOEN], form[i], &fil, err));
        add_file(e, "loen", &fil);
    }
    TRY(transfers(e, EKSPORT_NEMKONTO, KANAL_SEND_NEMKONTO, err));
    return transfers(e, EKSPORT_LEVERANDOER, KANAL_SEND_LEVERANDOER, err);
}

/* Every payment of the export is booked, whatever channel it left by. */
static bool booking_files(struct eksportering *e, const struct kanal_betaling *alle,
                          struct err *err)
{
    struct kanal_postering_valg valg = {.g68 = KANAL_G68_INGEN,
                                        .maskinnr = e->opsaetning->maskinnr,
                                        .foerste_loebenr = e->foerste_post,
                                        .modkonto = e->opsaetning->modkonto};
    struct kanal_eksport ud;
    struct kanal_filer filer;

    if (!e->opsaetning->har_kontoplan || e->betalinger == 0) return true;
    if (e->betaling[0].igen.n > 0) return true; /* it was booked when it was sent first */
    head_of(e, &ud);
    ud.betalinger = alle;
    ud.count = e->betalinger;
    TRY(kanal_postering_write(e->arena, &ud, &valg, &filer, &e->naeste_post, err));
    for (size_t i = 0; i < filer.count; i++) add_file(e, "postering", &filer.fil[i]);
    return true;
}

bool eksport_filer(struct eksportering *e, struct err *err)
{
    struct kanal_betaling *alle = ARENA_ARRAY(e->arena, e->betalinger, struct kanal_betaling);

    TRY(fill_all(e, alle, err));
    for (int k = 0; k < EKSPORT_KANALER; k++) {
        head_of(e, &e->ud[k]);
        e->ud[k].betalinger = alle;
        for (size_t i = 0; i < e->betalinger; i++) {
            if (e->betaling[i].kanal < k) e->ud[k].betalinger = &alle[i + 1];
            if (e->betaling[i].kanal == k) e->ud[k].count++;
        }
    }
    TRY(pay_files(e, err));
    return booking_files(e, alle, err);
}
