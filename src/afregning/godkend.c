/*
 * godkend: a computed run becomes journal rows, in one short transaction.
 *
 * Who may: anyone with the right who neither made nor computed the run, has changed no account,
 * level or agreement that is new in it, and has decided on no money that it carries out. When there
 * is no such person, a leader who did not make it may, with a reason. Before COMMIT the rows are
 * read back and summed.
 */
#include <string.h>

#include "afregning/journal.h"
#include "afregning/udgave.h"

struct godkender {
    struct store *store;
    struct arena *arena;
    const struct adgang *adgang;
    int64_t set; /* the edition that was looked through; 0: whichever is newest */
    struct str begrundelse;
    int64_t now_us;
    struct koersel koersel;
    struct afregning sidste;
    struct udgave udgave;
    struct beslutning *beslutning;
    size_t beslutninger;
    struct journal_raekke *raekke;
    size_t raekker;
    size_t plads;
    struct godkendelse_resultat resultat;
};

/* ---- who may */

struct navne {
    struct str *bruger;
    size_t antal;
};

static bool among(const struct navne *navne, struct str bruger)
{
    for (size_t i = 0; i < navne->antal; i++)
        if (str_eq(navne->bruger[i], bruger)) return true;
    return false;
}

/* Who made the run and who computed it. */
static bool makers(struct godkender *g, struct navne *out, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(g->store, g->arena, SQL_AFREGNING_UDGAVE_BRUGERE,
                    ARGS(STORE_I(g->adgang->kommune), STORE_I(g->koersel.loebenr)), RUNS_MAX, &rows,
                    err));
    out->bruger = ARENA_ARRAY(g->arena, rows.count + 1, struct str);
    out->bruger[0] = g->koersel.bruger;
    for (size_t i = 0; i < rows.count; i++) out->bruger[i + 1] = store_at(&rows, i, 0).s;
    out->antal = rows.count + 1;
    return true;
}

/* Decided after the computation: it waits for the next run. A mellemregning moves no money. */
static bool moves_money_here(const struct godkender *g, const struct beslutning *b)
{
    return b->tid_us <= g->udgave.tid_us && !str_is(b->art, "mellemregning");
}

/* Who changed a level, an agreement or an account since the last approval, or decided on money. */
static bool changers(struct godkender *g, struct navne *out, struct err *err)
{
    struct register_beroert *b;
    struct str *konto;
    size_t n, konti;
    int kommune = g->adgang->kommune;

    TRY(register_beroerte(g->store, g->arena, kommune, g->sidste.skaering, g->udgave.skaering, &b,
                          &n, err));
    TRY(register_konto_brugere(g->store, g->arena, kommune, g->sidste.skaering, g->udgave.skaering,
                               &konto, &konti, err));
    out->bruger = ARENA_ARRAY(g->arena, n + konti + g->beslutninger, struct str);
    for (size_t i = 0; i < n; i++) {
        bool decision = str_is(b[i].slags, "indplacering") || str_is(b[i].slags, "aftale");
        if (decision && !among(out, b[i].bruger)) out->bruger[out->antal++] = b[i].bruger;
    }
    for (size_t i = 0; i < konti; i++) out->bruger[out->antal++] = konto[i];
    for (size_t i = 0; i < g->beslutninger; i++)
        if (moves_money_here(g, &g->beslutning[i]))
            out->bruger[out->antal++] = g->beslutning[i].bruger;
    return true;
}

/* Everybody who may approve without a reason, by name. */
static bool others(struct godkender *g, const struct navne *made, const struct navne *changed,
                   struct navne *out, struct err *err)
{
    struct adgang_bruger *bruger;
    size_t n;

    TRY(adgang_brugere(g->store, g->arena, g->adgang->kommune, g->now_us, &bruger, &n, err));
    *out = (struct navne){ARENA_ARRAY(g->arena, n, struct str), 0};
    for (size_t i = 0; i < n; i++) {
        struct adgang as = {g->adgang->kommune, bruger[i].id, bruger[i].navn, bruger[i].roller};
        if (!bruger[i].har_noegle || !adgang_har(&as, RET_GODKEND)) continue;
        if (!among(made, bruger[i].id) && !among(changed, bruger[i].id))
            out->bruger[out->antal++] = bruger[i].navn;
    }
    return true;
}

/* andre may be NULL; else who may, whatever is found of the one who asks. */
static bool may_approve(struct godkender *g, enum afregning_udfald *udfald, struct navne *andre,
                        struct err *err)
{
    struct navne made = {0}, changed = {0}, other = {0};

    TRY(makers(g, &made, err));
    TRY(changers(g, &changed, err));
    if (andre != NULL) TRY(others(g, &made, &changed, andre, err));
    *udfald = AFREGNING_SAMME_PERSON;
    if (among(&made, g->adgang->bruger)) return true;
    *udfald = AFREGNING_GJORT;
    if (!among(&changed, g->adgang->bruger)) return true;
    *udfald = AFREGNING_HAR_AENDRET;
    if ((g->adgang->roller & 1u << ROLLE_LEDER) == 0) return true;
    TRY(others(g, &made, &changed, &other, err));
    if (other.antal > 0) return true;
    *udfald = g->begrundelse.n > 0 ? AFREGNING_GJORT : AFREGNING_UDEN_GRUND;
    return true;
}

/* ---- rows */

static struct journal_raekke *new_row(struct godkender *g, enum journal_art art, enum konto debet,
                                      enum konto kredit, int64_t oere)
{
    g->raekke =
        arena_grow(g->arena, g->raekke, g->raekker, &g->plads, g->raekker + 1, sizeof(*g->raekke));
    struct journal_raekke *r = &g->raekke[g->raekker++];
    *r = (struct journal_raekke){
        .art = art,
        .debet = debet,
        .kredit = kredit,
        .beloeb = {oere},
        .koersel = g->koersel.loebenr,
        .anbringelse = STR_EMPTY,
        .ydelse = STR_EMPTY,
        .modtager = STR_EMPTY,
        .kanal = STR_EMPTY,
        .skat = STR_EMPTY,
        .aar = 0, /* granted is not paid: the payment has the year */
        .reference = STR_EMPTY,
        .bruger = g->adgang->bruger,
        .tid_us = g->now_us,
    };
    return r;
}

static bool add_grant(struct godkender *g, const struct forskel *f, struct err *err)
{
    struct oere d;
    TRY(oere_sub(f->beregnet, f->tilkendt, &d, err));
    bool op = d.oere > 0;
    enum journal_art art = JOURNAL_TILKENDELSE;
    bool known = journal_art_of(f->art, &art);
    ASSERT(known);
    struct journal_raekke *r = op ? new_row(g, art, KONTO_TILKENDT, KONTO_SKYLDIG, d.oere)
                                  : new_row(g, art, KONTO_TILGODEHAVENDE, KONTO_TILKENDT, -d.oere);

    r->anbringelse = f->anbringelse;
    r->ydelse = f->ydelse;
    r->modtager = f->modtager;
    r->kanal = f->kanal;
    r->skat = f->skat;
    r->maaned = f->maaned;
    r->har_efter = true;
    r->efter = f->efter;
    r->tilkendt = f->beregnet;
    r->reference = f->reference;
    struct oere *sum = op ? &g->resultat.skyldig : &g->resultat.tilgodehavende;
    return oere_add(*sum, r->beloeb, sum, err);
}

/* ---- decisions */

static bool end_decision(struct godkender *g, const struct beslutning *b, const char *aarsag,
                         struct err *err)
{
    return store_exec(g->store, SQL_AFREGNING_BESLUTNING_SLUT_INSERT,
                      ARGS(STORE_I(g->adgang->kommune), STORE_S(b->id), STORE_S(str_from(aarsag)),
                           STORE_I(g->koersel.loebenr), STORE_S(g->adgang->bruger),
                           STORE_I(g->now_us)),
                      NULL, err);
}

/* What stands on a payee's channel, in the journal and in the rows that are about to be added. */
struct staar {
    int64_t owed_by; /* tilgodehavende, as a positive amount */
    int64_t to_pay;  /* what this run pays */
    int64_t done;    /* of the decision, earlier and now */
};

static void weigh(struct staar *s, const struct journal_raekke *r, const struct beslutning *b,
                  bool this_run)
{
    if (!str_eq(r->modtager, b->modtager) || !str_eq(r->kanal, b->kanal)) return;
    if (r->debet == KONTO_TILGODEHAVENDE) s->owed_by += r->beloeb.oere;
    if (r->kredit == KONTO_TILGODEHAVENDE) s->owed_by -= r->beloeb.oere;
    if (this_run && r->kredit == KONTO_SKYLDIG) s->to_pay += r->beloeb.oere;
    if (this_run && r->debet == KONTO_SKYLDIG) s->to_pay -= r->beloeb.oere;
    if (str_eq(r->reference, b->id)) s->done += r->beloeb.oere;
}

static bool weigh_all(struct godkender *g, const struct beslutning *b, struct staar *s,
                      struct err *err)
{
    struct journal_raekke *r;
    size_t n;

    *s = (struct staar){0};
    TRY(journal_af_modtager(g->store, g->arena, g->adgang->kommune, b->modtager, &r, &n, err));
    for (size_t i = 0; i < n; i++) weigh(s, &r[i], b, false);
    for (size_t i = 0; i < g->raekker; i++) weigh(s, &g->raekke[i], b, true);
    return true;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static struct journal_raekke *drawn_row(struct godkender *g, const struct beslutning *b,
                                        int64_t amount)
{
    bool modregn = str_is(b->art, "modregning");
    struct journal_raekke *r =
        modregn ? new_row(g, JOURNAL_MODREGNING, KONTO_SKYLDIG, KONTO_TILGODEHAVENDE, amount)
                : new_row(g, JOURNAL_EFTERGIVELSE, KONTO_EFTERGIVET, KONTO_TILGODEHAVENDE, amount);

    r->modtager = b->modtager;
    r->kanal = b->kanal;
    r->skat = b->skat;
    r->reference = b->id;
    if (modregn) g->resultat.modregnet.oere += amount;
    return r;
}

static bool same_invoice(const struct journal_raekke *a, const struct journal_raekke *b)
{
    return str_eq(a->modtager, b->modtager) && str_eq(a->kanal, b->kanal) &&
           str_eq(a->anbringelse, b->anbringelse) && str_eq(a->ydelse, b->ydelse) &&
           a->maaned.nr == b->maaned.nr;
}

/* Invoices are paid one by one, so what a supplier owes is drawn from them one by one: each drawn
 * row has the key of its invoice. */
static void draw_invoices(struct godkender *g, const struct beslutning *b, int64_t amount)
{
    size_t n = g->raekker;

    for (size_t i = 0; i < n && amount > 0; i++) {
        struct journal_raekke invoice = g->raekke[i];
        int64_t to_pay = invoice.beloeb.oere;
        if (invoice.art != JOURNAL_FAKTURA || !str_eq(invoice.modtager, b->modtager)) continue;
        for (size_t k = 0; k < g->raekker; k++)
            if (g->raekke[k].art == JOURNAL_MODREGNING && same_invoice(&g->raekke[k], &invoice))
                to_pay -= g->raekke[k].beloeb.oere;
        int64_t part = least(amount, to_pay);
        if (part <= 0) continue;
        struct journal_raekke *r = drawn_row(g, b, part);
        r->anbringelse = invoice.anbringelse;
        r->ydelse = invoice.ydelse;
        r->maaned = invoice.maaned;
        amount -= part;
    }
    ASSERT(amount == 0); /* no more than the invoices of the run come to */
}

static bool draw(struct godkender *g, const struct beslutning *b, struct err *err)
{
    struct staar s;
    bool modregn = str_is(b->art, "modregning");

    TRY(weigh_all(g, b, &s, err));
    int64_t left = b->beloeb_oere - s.done;
    int64_t amount = least(left, s.owed_by);
    if (modregn) amount = least(amount, s.to_pay);
    if (modregn && b->pr_maaned_oere > 0) amount = least(amount, b->pr_maaned_oere);
    if (amount > 0 && modregn && str_is(b->kanal, "leverandoer"))
        draw_invoices(g, b, amount);
    else if (amount > 0)
        drawn_row(g, b, amount);
    if (amount == left) return end_decision(g, b, "udført", err);
    return true;
}

static bool is_granted(const struct godkender *g, const struct beslutning *b)
{
    for (size_t i = 0; i < g->udgave.forskelle; i++)
        if (str_eq(g->udgave.forskel[i].reference, b->id)) return true;
    return false;
}

static bool aconto_done(struct godkender *g, const struct beslutning *b, struct err *err)
{
    if (is_granted(g, b)) return end_decision(g, b, "udført", err);
    if (b->maaned.nr > g->koersel.maaned.nr) return true;
    for (size_t i = 0; i < g->udgave.mangler; i++) {
        const struct udgave_mangel *m = &g->udgave.mangel[i];
        if (m->maaned.nr == b->maaned.nr && str_eq(m->anbringelse, b->anbringelse) &&
            (str_is(m->ydelse, "alle") || str_eq(m->ydelse, b->ydelse)))
            return true; /* still lacking: another decision came first on the key */
    }
    return end_decision(g, b, "linjen kunne beregnes", err);
}

static bool decision(struct godkender *g, const struct beslutning *b, struct err *err)
{
    if (str_is(b->art, "aconto")) return aconto_done(g, b, err);
    if (str_is(b->art, "faktura") || str_is(b->art, "kreditnota"))
        return is_granted(g, b) ? end_decision(g, b, "udført", err) : true;
    if (str_is(b->art, "mellemregning")) /* the run's letters tell it */
        return b->maaned.nr <= g->koersel.maaned.nr ? end_decision(g, b, "vist", err) : true;
    return draw(g, b, err);
}

static bool decisions(struct godkender *g, struct err *err)
{
    for (size_t i = 0; i < g->beslutninger; i++) {
        const struct beslutning *b = &g->beslutning[i];
        if (b->tid_us > g->udgave.tid_us) continue; /* decided after the computation: waits */
        TRY(decision(g, b, err));
    }
    return true;
}

/* A decision that was taken back after the computation is not carried out. */
static bool still_decided(const struct godkender *g)
{
    for (size_t i = 0; i < g->udgave.forskelle; i++) {
        struct str reference = g->udgave.forskel[i].reference;
        size_t k = 0;
        if (reference.n == 0) continue;
        while (k < g->beslutninger && !str_eq(g->beslutning[k].id, reference)) k++;
        if (k == g->beslutninger) return false;
    }
    return true;
}

/* ---- the approval itself */

static bool write_hash(struct godkender *g, const struct store_rows *rows, int64_t nr,
                       struct str line, struct err *err)
{
    struct str word, month;
    struct maaned maaned;

    if (!str_split(&line, '\t', &word) || !str_is(word, "aftryk")) return true;
    if (!str_split(&line, '\t', &month) || !maaned_nr_parse(month, &maaned))
        return err_begge(err, ERR_INPUT, "gemt grundlag",
                         "Det gemte grundlag kan ikke læses; hent en sikkerhedskopi",
                         "What the run was computed from cannot be read; fetch a backup");
    if (str_eq(aftryk_kendt(rows, maaned.nr), line)) return true;
    return store_exec(
        g->store, SQL_AFREGNING_PLAN_INSERT,
        ARGS(STORE_I(g->adgang->kommune), STORE_I(maaned.nr), STORE_I(nr), STORE_S(line)), NULL,
        err);
}

/* The hashes of rules and rates that the edition was computed with, where they are new. */
static bool write_hashes(struct godkender *g, int64_t nr, struct err *err)
{
    struct store_rows rows;
    struct str rest, line;
    int kommune = g->adgang->kommune;

    TRY(indhold_hent(g->store, g->arena, kommune, g->udgave.plan, &rest, err));
    TRY(store_query(g->store, g->arena, SQL_AFREGNING_PLAN_LISTE, ARGS(STORE_I(kommune)), RUNS_MAX,
                    &rows, err));
    while (rest.n > 0 && str_split(&rest, '\n', &line)) TRY(write_hash(g, &rows, nr, line, err));
    return true;
}

static bool write_approval(struct godkender *g, struct err *err)
{
    const struct koersel *k = &g->koersel;
    int64_t nr = g->udgave.efter + 1;
    struct maaned fra =
        g->sidste.nr == 0 || k->ekstra ? k->maaned : (struct maaned){g->sidste.til_maaned.nr + 1};
    struct maaned til = k->ekstra ? g->sidste.til_maaned : k->maaned;

    TRY(store_exec(g->store, SQL_AFREGNING_INSERT,
                   ARGS(STORE_I(g->adgang->kommune), STORE_I(nr), STORE_I(k->loebenr),
                        STORE_I(g->udgave.nr), STORE_I(fra.nr), STORE_I(til.nr),
                        STORE_I(g->udgave.skaering), STORE_S(g->adgang->bruger),
                        STORE_I(g->now_us)),
                   NULL, err));
    return write_hashes(g, nr, err);
}

/* What the database says it has, against what was meant. */
static bool read_back(struct godkender *g, const struct journal_hoved *hoved, struct err *err)
{
    struct store_rows rows;
    struct journal_hoved now;
    int64_t count = 0, sum = 0, meant = 0;

    TRY(store_query(g->store, g->arena, SQL_AFREGNING_JOURNAL_SUM,
                    ARGS(STORE_I(g->adgang->kommune), STORE_I(g->koersel.loebenr)), RUNS_MAX, &rows,
                    err));
    for (size_t i = 0; i < rows.count; i++) {
        count += store_at(&rows, i, 3).i;
        sum += store_at(&rows, i, 4).i;
    }
    for (size_t i = 0; i < g->raekker; i++) meant += g->raekke[i].beloeb.oere;
    TRY(journal_hoved(g->store, g->adgang->kommune, &now, err));
    ASSERT(count == (int64_t)g->raekker);
    ASSERT(sum == meant);
    ASSERT(now.nr == hoved->nr);
    ASSERT(strcmp(now.hash, hoved->hash) == 0);
    return true;
}

static bool write_rows(struct godkender *g, struct err *err)
{
    struct journal_hoved hoved;

    for (size_t i = 0; i < g->udgave.forskelle; i++) TRY(add_grant(g, &g->udgave.forskel[i], err));
    TRY(decisions(g, err));
    TRY(journal_skriv(g->store, g->arena, g->adgang->kommune, g->raekke, g->raekker, &hoved, err));
    TRY(write_approval(g, err));
    TRY(koersel_flyt(g->store, g->adgang, &g->koersel, KOERSEL_GODKENDT, g->begrundelse, g->now_us,
                     err));
    g->resultat.raekker = (int64_t)g->raekker;
    g->resultat.hoved_nr = hoved.nr;
    memcpy(g->resultat.hoved, hoved.hash, sizeof(g->resultat.hoved));
    return read_back(g, &hoved, err);
}

/* The newest edition with only the differences that carry out a decision. */
static bool decided_part(struct godkender *g, struct err *err)
{
    struct store_rows rows;
    int kommune = g->adgang->kommune;
    int64_t loebenr = g->koersel.loebenr;

    TRY(udgave_hoved(g->store, g->arena, kommune, loebenr, g->koersel.udgave, &g->udgave, err));
    TRY(store_query(g->store, g->arena, SQL_AFREGNING_FORSKEL_BESLUTTET,
                    ARGS(STORE_I(kommune), STORE_I(loebenr), STORE_I(g->koersel.udgave)), ROWS_MAX,
                    &rows, err));
    g->udgave.forskel = ARENA_ARRAY(g->arena, rows.count, struct forskel);
    for (size_t i = 0; i < rows.count; i++) g->udgave.forskel[i] = udgave_forskel_raekke(&rows, i);
    g->udgave.forskelle = rows.count;
    return true;
}

/* Whether the run may be approved by the one who asks; the differences that are read are all, or
 * only those that carry out a decision. */
static bool weigh_approval(struct godkender *g, int64_t loebenr, bool alle,
                           enum afregning_udfald *udfald, struct navne *andre, struct err *err)
{
    int kommune = g->adgang->kommune;

    TRY(koersel_find(g->store, g->arena, kommune, loebenr, &g->koersel, err));
    *udfald = AFREGNING_ALLEREDE;
    if (g->koersel.tilstand > KOERSEL_BEREGNET && g->koersel.tilstand != KOERSEL_OPGIVET)
        return true;
    *udfald = AFREGNING_FORKERT_TRIN;
    if (!koersel_kan_flytte(g->koersel.tilstand, KOERSEL_GODKENDT)) return true;
    *udfald = AFREGNING_ANDEN_UDGAVE;
    if (g->set != 0 && g->set != g->koersel.udgave) return true;
    TRY(afregning_sidste(g->store, g->arena, kommune, &g->sidste, err));
    TRY(alle ? udgave_laes(g->store, g->arena, kommune, loebenr, 0, &g->udgave, err)
             : decided_part(g, err));
    *udfald = AFREGNING_FORAELDET;
    if (g->udgave.efter != g->sidste.nr) return true;
    TRY(beslutning_aabne(g->store, g->arena, kommune, &g->beslutning, &g->beslutninger, err));
    if (!still_decided(g)) return true;
    return may_approve(g, udfald, andre, err);
}

static bool approve(struct godkender *g, int64_t loebenr, enum afregning_udfald *udfald,
                    struct err *err)
{
    TRY(weigh_approval(g, loebenr, true, udfald, NULL, err));
    if (*udfald != AFREGNING_GJORT) return true;
    return write_rows(g, err);
}

bool koersel_maa_godkende(struct store *store, struct arena *arena, const struct adgang *adgang,
                          int64_t loebenr, int64_t now_us, struct koersel_godkendere *out,
                          struct err *err)
{
    struct godkender *g = ARENA_NEW(arena, struct godkender);
    struct navne andre = {0};

    g->store = store;
    g->arena = arena;
    g->adgang = adgang;
    g->now_us = now_us;
    TRY(weigh_approval(g, loebenr, false, &out->udfald, &andre, err));
    out->navn = andre.bruger;
    out->antal = andre.antal;
    return true;
}

bool koersel_godkend(struct store *store, struct arena *arena, const struct adgang *adgang,
                     int64_t loebenr, int64_t udgave, struct str begrundelse, int64_t now_us,
                     struct godkendelse_resultat *out, enum afregning_udfald *udfald,
                     struct err *err)
{
    struct godkender *g = ARENA_NEW(arena, struct godkender);

    TRY(adgang_kraev(adgang, RET_GODKEND, err));
    g->store = store;
    g->arena = arena;
    g->adgang = adgang;
    g->set = udgave;
    g->begrundelse = begrundelse;
    g->now_us = now_us;
    TRY(store_begin(store, STORE_WRITE, err));
    if (!approve(g, loebenr, udfald, err)) return at_rollback(store);
    if (*udfald != AFREGNING_GJORT) {
        store_rollback(store);
        return true;
    }
    TRY(store_commit(store, err));
    *out = g->resultat;
    return true;
}
