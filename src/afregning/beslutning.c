/*
 * beslutning: a person's decisions on money: aconto, faktura, kreditnota, modregning, eftergivelse,
 * mellemregning.
 *
 * A decision does nothing by itself. The next computation that was begun after it carries out an
 * aconto or a faktura; the next approval draws or waives, and lets letters tell a mellemregning.
 */
#include "afregning/beslutning.h"

#include <string.h>

#include "afregning/genberegn.h"
#include "afregning/journal.h"
#include "afregning/udgave.h"
#include "base/id.h"
#include "kanal/kanal.h"

enum { BESLUTNINGER_MAX = 100000 };

static const char *const ART[BESLUTNING_ARTER] = {"aconto",       "faktura",       "modregning",
                                                  "eftergivelse", "mellemregning", "kreditnota"};

const char *beslutning_art_kode(enum beslutning_art art)
{
    ASSERT(art < BESLUTNING_ARTER);
    return ART[art];
}

bool beslutning_aabne(struct store *store, struct arena *arena, int kommune,
                      struct beslutning **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_BESLUTNING_AABEN, ARGS(STORE_I(kommune)),
                    BESLUTNINGER_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct beslutning);
    for (size_t i = 0; i < rows.count; i++) {
        (*out)[i] = (struct beslutning){
            .id = store_at(&rows, i, 0).s,
            .art = store_at(&rows, i, 1).s,
            .anbringelse = store_at(&rows, i, 2).s,
            .ydelse = store_at(&rows, i, 3).s,
            .modtager = store_at(&rows, i, 4).s,
            .kanal = store_at(&rows, i, 5).s,
            .skat = store_at(&rows, i, 6).s,
            .maaned = {(int32_t)store_at(&rows, i, 7).i},
            .beloeb_oere = store_at(&rows, i, 8).i,
            .pr_maaned_oere = store_at(&rows, i, 9).i,
            .nummer = store_at(&rows, i, 10).s,
            .familien_skylder = store_at(&rows, i, 11).i != 0,
            .bruger = store_at(&rows, i, 12).s,
            .tid_us = store_at(&rows, i, 13).i,
            .tekst = store_at(&rows, i, 14).s,
        };
    }
    *antal = rows.count;
    return true;
}

/* What rows carry out of a decision. */
static int64_t done_of(const struct journal_raekke *r, size_t antal, struct str id)
{
    int64_t done = 0;

    for (size_t i = 0; i < antal; i++)
        if (str_eq(r[i].reference, id)) done += r[i].beloeb.oere;
    return done;
}

static bool takes_credit(const struct beslutning *b)
{
    return str_is(b->art, "modregning") || str_is(b->art, "eftergivelse");
}

/* What the payee owes on the channel, less what open decisions will still take. */
static bool owed(struct store *store, struct arena *arena, int kommune,
                 const struct beslutning_ny *ny, int64_t *out, struct err *err)
{
    struct journal_raekke *r;
    struct beslutning *b;
    size_t n, aabne;

    *out = 0;
    TRY(journal_af_modtager(store, arena, kommune, ny->modtager, &r, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(r[i].kanal, ny->kanal)) continue;
        if (r[i].debet == KONTO_TILGODEHAVENDE) *out += r[i].beloeb.oere;
        if (r[i].kredit == KONTO_TILGODEHAVENDE) *out -= r[i].beloeb.oere;
    }
    TRY(beslutning_aabne(store, arena, kommune, &b, &aabne, err));
    for (size_t i = 0; i < aabne; i++)
        if (takes_credit(&b[i]) && str_eq(b[i].modtager, ny->modtager) &&
            str_eq(b[i].kanal, ny->kanal))
            *out -= b[i].beloeb_oere - done_of(r, n, b[i].id);
    return true;
}

static bool skriv(struct store *store, struct arena *arena, const struct adgang *adgang,
                  const struct beslutning_ny *ny, int64_t now_us, struct id *id, struct err *err)
{
    struct str tekst, vist = STR_EMPTY;

    TRY(id_make(id, err));
    if (ny->id.n > 0) memcpy(id->c, ny->id.p, ID_CHARS);
    TRY(register_tekst_skriv(store, adgang->kommune, ny->begrundelse, 0, arena, &tekst, err));
    if (ny->art == BESLUTNING_MELLEMREGNING)
        TRY(register_tekst_skriv(store, adgang->kommune, ny->tekst, TEGN_BREV, arena, &vist, err));
    return store_exec(store, SQL_AFREGNING_BESLUTNING_INSERT,
                      ARGS(STORE_I(adgang->kommune), STORE_S(id_str(id)),
                           STORE_S(str_from(ART[ny->art])), STORE_S(ny->anbringelse),
                           STORE_S(ny->ydelse), STORE_S(ny->modtager), STORE_S(ny->kanal),
                           STORE_S(ny->skat), STORE_I(ny->maaned.nr), STORE_I(ny->beloeb.oere),
                           STORE_I(ny->pr_maaned.oere), STORE_S(tekst), STORE_S(ny->nummer),
                           STORE_S(ny->faktura), STORE_S(vist), STORE_I(ny->familien_skylder),
                           STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

/* ---- what a decision must say */

/* What the bank would refuse later would stop everybody's payments: it is refused here. */
static bool check_number(struct arena *arena, const struct beslutning_ny *ny, struct err *err)
{
    struct str sendt;

    if (ny->nummer.n == 0)
        return err_begge(err, ERR_INPUT, "nummer",
                         "En faktura og en kreditnota skal have leverandørens nummer",
                         "An invoice and a credit note must have the supplier's number");
    if (!kanal_tegn(arena, ny->nummer, &sendt, err)) return err_at(err, "nummer");
    if (str_width(sendt) > KANAL_REFERENCE_MAX)
        return err_begge(err, ERR_INPUT, "nummer", "Leverandørens nummer må højst have %d tegn",
                         "The supplier's number may have at most %d characters",
                         KANAL_REFERENCE_MAX);
    return true;
}

static bool check_invoice(struct arena *arena, const struct beslutning_ny *ny, struct err *err)
{
    TRY(check_number(arena, ny, err));
    if (ny->art == BESLUTNING_KREDITNOTA) {
        if (ny->faktura.n > 0) return true;
        return err_begge(err, ERR_INPUT, "faktura", "En kreditnota skal have fakturaens nummer",
                         "A credit note must have the number of the invoice");
    }
    if (ny->anbringelse.n > 0 && ny->ydelse.n > 0 && ny->maaned.nr > 0) return true;
    return err_begge(err, ERR_INPUT, "faktura",
                     "En faktura skal have en anbringelse, en ydelse og en måned",
                     "An invoice must have a placement, a kind of payment and a month");
}

static bool is_tax(struct str skat)
{
    for (int i = 0; i < SKAT_ANTAL; i++)
        if (str_is(skat, skat_kode((enum skat)i))) return true;
    return false;
}

static bool check_aconto(const struct beslutning_ny *ny, struct err *err)
{
    if (!is_tax(ny->skat))
        return err_begge(err, ERR_INPUT, "skat",
                         "Skat skal være a_indkomst, skattefri eller skattefri_til_lovens_sats",
                         "Tax must be a_indkomst, skattefri or skattefri_til_lovens_sats");
    if (ny->anbringelse.n > 0 && ny->ydelse.n > 0 && ny->maaned.nr > 0) return true;
    return err_begge(err, ERR_INPUT, "aconto",
                     "En aconto skal have en anbringelse, en ydelse og en måned",
                     "A payment on account must have a placement, a kind of payment and a "
                     "month");
}

static bool check_kind(struct arena *arena, const struct beslutning_ny *ny, struct err *err)
{
    if (ny->art == BESLUTNING_FAKTURA || ny->art == BESLUTNING_KREDITNOTA)
        return check_invoice(arena, ny, err);
    if (ny->art == BESLUTNING_MELLEMREGNING) {
        if (ny->tekst.n > 0 && ny->maaned.nr > 0) return true;
        return err_begge(err, ERR_INPUT, "mellemregning",
                         "En mellemregning skal have en måned og en tekst til brevet",
                         "What the parties owe each other must have a month and a text for the "
                         "letter");
    }
    if (ny->art != BESLUTNING_ACONTO && str_is(ny->kanal, "leverandoer")) return true;
    if (!str_is(ny->kanal, "loen") && !str_is(ny->kanal, "nemkonto"))
        return err_begge(err, ERR_INPUT, "kanal", "Kanalen skal være loen eller nemkonto",
                         "The channel must be loen (payroll) or nemkonto");
    return ny->art != BESLUTNING_ACONTO || check_aconto(ny, err);
}

static bool check(struct arena *arena, const struct beslutning_ny *ny, struct err *err)
{
    ASSERT(ny->id.n == 0 || id_valid(ny->id));
    if (ny->begrundelse.n == 0)
        return err_begge(err, ERR_INPUT, "begrundelse", "En beslutning om penge skal have en grund",
                         "A decision about money must have a reason");
    if (ny->beloeb.oere <= 0 || ny->pr_maaned.oere < 0)
        return err_begge(err, ERR_INPUT, "beløb", "Beløbet skal være større end nul",
                         "The amount must be greater than zero");
    if (ny->beloeb.oere > KANAL_BELOEB_MAX_OERE)
        return err_begge(err, ERR_INPUT, "beløb", "Beløbet er større, end en betaling kan være",
                         "The amount is greater than a payment can be");
    return check_kind(arena, ny, err);
}

bool beslutning_sted_kendt(struct store *store, struct arena *arena, int kommune, int64_t nr,
                           struct str anbringelse, bool *kendt, struct err *err)
{
    struct register_fakta *fakta;
    size_t n;

    TRY(register_fakta_af(store, arena, kommune, nr, SLAGS_ANBRINGELSE, anbringelse, &fakta, &n,
                          err));
    *kendt = n > 0 && !fakta[0].tilbagekaldt;
    return true;
}

static bool check_payee(struct store *store, struct arena *arena, int kommune,
                        const struct beslutning_ny *ny, struct err *err)
{
    struct register_person p;
    bool firma = ny->art == BESLUTNING_FAKTURA || ny->art == BESLUTNING_KREDITNOTA;

    TRY(register_person(store, arena, kommune, ny->modtager, &p, err));
    if (p.id.n == 0 || p.virksomhed != firma)
        return firma ? err_begge(err, ERR_INPUT, "modtager",
                                 "%.*s er ikke registreret som virksomhed",
                                 "%.*s is not registered as a company", STR_ARG(ny->modtager))
                     : err_begge(err, ERR_INPUT, "modtager", "%.*s er ikke registreret som person",
                                 "%.*s is not registered as a person", STR_ARG(ny->modtager));
    if (!firma || (p.cpr.n > 0 && p.navn.n > 0)) return true;
    return err_begge(err, ERR_INPUT, "modtager",
                     "%.*s kan ikke betales: registrér virksomhedens navn og cvr-nummer",
                     "%.*s cannot be paid: register the company's name and CVR number",
                     STR_ARG(ny->modtager));
}

/* One who has held a contract of the placement, or is a foster parent of its family. */
static bool is_carer(struct store *store, struct arena *arena, int kommune, int64_t nr,
                     const struct register_fakta *sted, struct str person, bool *er,
                     struct err *err)
{
    struct register_fakta *f;
    size_t n;

    TRY(register_fakta_af(store, arena, kommune, nr, SLAGS_KONTRAKT, sted->id, &f, &n, err));
    for (size_t i = 0; i < n; i++)
        if (!f[i].tilbagekaldt && str_eq(f[i].kontrakt.holder, person)) *er = true;
    TRY(register_fakta_af(store, arena, kommune, nr, SLAGS_HUSSTAND, sted->anbringelse.plejefamilie,
                          &f, &n, err));
    for (size_t i = 0; i < n; i++)
        if (!f[i].tilbagekaldt && str_is(f[i].husstand.rolle, "plejeforaelder") &&
            str_eq(f[i].husstand.person, person))
            *er = true;
    return true;
}

/* The placement, which is there, as it is known now by the newest registration `nr`. */
static bool placement_now(struct store *store, struct arena *arena, int kommune, struct str id,
                          int64_t *nr, struct register_fakta **out, struct err *err)
{
    size_t n;

    TRY(register_newest(store, kommune, nr, err));
    TRY(register_fakta_af(store, arena, kommune, *nr, SLAGS_ANBRINGELSE, id, out, &n, err));
    ASSERT(n > 0);
    return true;
}

/* Money ahead goes to the child or to its foster family, and to nobody else. */
static bool check_belongs(struct store *store, struct arena *arena, int kommune,
                          const struct beslutning_ny *ny, struct err *err)
{
    struct register_fakta *sted;
    int64_t nr;

    TRY(placement_now(store, arena, kommune, ny->anbringelse, &nr, &sted, err));
    bool er = str_eq(sted->anbringelse.barn, ny->modtager);
    if (!er) TRY(is_carer(store, arena, kommune, nr, sted, ny->modtager, &er, err));
    return er ||
           err_begge(err, ERR_INPUT, "modtager",
                     "%.*s hører ikke til anbringelsen %.*s: vælg barnet, den, der har "
                     "kontrakten, eller en plejeforælder",
                     "%.*s does not belong to the placement %.*s: choose the child, who holds "
                     "the contract, or a foster parent",
                     STR_ARG(ny->modtager), STR_ARG(ny->anbringelse));
}

/* The day after which nothing of the placement can come to be due: its end, and none once a notice
 * was given, since how long that runs is for the handbook and the agreement to say. */
static bool due_until(struct store *store, struct arena *arena, int kommune, int64_t nr,
                      const struct register_fakta *sted, struct dato *out, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    *out = sted->til;
    TRY(register_fakta_af(store, arena, kommune, nr, SLAGS_OPHOER, sted->id, &f, &n, err));
    for (size_t i = 0; i < n; i++)
        if (!f[i].tilbagekaldt && f[i].ophoer.art == OPHOER_OPSIGELSE) *out = DATO_MAX;
    return true;
}

static bool not_that_month(struct arena *arena, const struct beslutning_ny *ny, bool foer,
                           struct dato dag, struct err *err)
{
    struct str dansk = str_format(
        arena,
        "Anbringelsen %.*s %s %.*s, så linjen bliver ikke beregnet i %.*s, og en aconto kunne "
        "aldrig trækkes fra; vælg en måned i anbringelsen, eller ret anbringelsen først",
        STR_ARG(ny->anbringelse), foer ? "begynder først den" : "er slut den",
        STR_ARG(dato_tekst(arena, dag)), STR_ARG(maaned_tekst(arena, ny->maaned)));
    struct str engelsk = str_format(
        arena,
        "The placement %.*s %s on %.*s, so the line is not computed in %.*s, and what was paid on "
        "account could never be taken off; choose a month in the placement, or mend the placement "
        "first",
        STR_ARG(ny->anbringelse), foer ? "begins" : "ends", STR_ARG(dato_iso(arena, dag)),
        STR_ARG(maaned_iso(arena, ny->maaned)));

    return err_begge_tekst(err, ERR_INPUT, "måned", str_c(arena, dansk), str_c(arena, engelsk));
}

/* On a month that is never computed, nothing would ever be taken off. */
static bool check_month(struct store *store, struct arena *arena, int kommune,
                        const struct beslutning_ny *ny, struct err *err)
{
    struct register_fakta *sted;
    struct dato til;
    int64_t nr;

    TRY(placement_now(store, arena, kommune, ny->anbringelse, &nr, &sted, err));
    TRY(due_until(store, arena, kommune, nr, sted, &til, err));
    bool foer = maaned_end(ny->maaned).dag <= sted->fra.dag;
    if (!foer && maaned_first(ny->maaned).dag < til.dag) return true;
    return not_that_month(arena, ny, foer, foer ? sted->fra : sted->til, err);
}

static bool check_place(struct store *store, struct arena *arena, int kommune,
                        const struct beslutning_ny *ny, struct err *err)
{
    int64_t nyeste;
    bool kendt;

    TRY(register_newest(store, kommune, &nyeste, err));
    TRY(beslutning_sted_kendt(store, arena, kommune, nyeste, ny->anbringelse, &kendt, err));
    if (kendt) return true;
    return err_begge(err, ERR_INPUT, "anbringelse", "Anbringelsen %.*s er ikke registreret",
                     "The placement %.*s is not registered", STR_ARG(ny->anbringelse));
}

/* ---- the ydelse of an aconto */

bool beslutning_ydelse_kendt(struct arena *arena, const struct haandbog_samling *haandbog,
                             struct str ydelse, struct str hvad, struct err *err)
{
    struct buf kendte;
    size_t n = 0;

    buf_init(&kendte, arena);
    for (size_t i = haandbog->count; i-- > 0;) {
        const struct plan *plan = haandbog->planer.plan[i];
        for (size_t k = 0; k < plan->linjer; k++) {
            struct str kode = plan->linje[k].kode;
            if (str_eq(kode, ydelse)) return true;
            if (i + 1 == haandbog->count) /* the newest version's are shown */
                buf_format(&kendte, "%s%.*s", n++ > 0 ? ", " : "", STR_ARG(kode));
        }
    }
    struct str liste = buf_str(&kendte);
    return err_begge(err, ERR_INPUT, "ydelse", "%.*s har ingen ydelse %.*s; den har %.*s",
                     "%.*s has no payment %.*s; it has %.*s", STR_ARG(hvad), STR_ARG(ydelse),
                     STR_ARG(liste));
}

/* Against the handbook of the newest computation; before the first one, that one checks. */
static bool check_ydelse(struct store *store, struct arena *arena, int kommune, struct str ydelse,
                         struct err *err)
{
    struct haandbog_samling haandbog;
    struct koersel *k;
    struct udgave udgave;
    size_t n, i = 0;

    TRY(koersel_liste(store, arena, kommune, &k, &n, err));
    while (i < n && k[i].udgave == 0) i++;
    if (i == n) return true;
    TRY(udgave_laes(store, arena, kommune, k[i].loebenr, 0, &udgave, err));
    TRY(grundlag_plan(store, arena, kommune, udgave.plan, &haandbog, err));
    return beslutning_ydelse_kendt(arena, &haandbog, ydelse, STR("Håndbogen"), err);
}

static bool find_number(struct store *store, struct arena *arena, int kommune, struct str modtager,
                        struct str nummer, enum beslutning_art art, struct store_rows *out,
                        struct err *err)
{
    return store_query(
        store, arena, SQL_AFREGNING_BESLUTNING_NUMMER,
        ARGS(STORE_I(kommune), STORE_S(modtager), STORE_S(nummer), STORE_S(str_from(ART[art]))),
        BESLUTNINGER_MAX, out, err);
}

/* Takes the line of the invoice it is against, which must have been approved. */
static bool fill_credit_note(struct store *store, struct arena *arena, int kommune,
                             struct beslutning_ny *ny, enum afregning_udfald *udfald,
                             struct err *err)
{
    struct store_rows rows;

    TRY(find_number(store, arena, kommune, ny->modtager, ny->faktura, BESLUTNING_FAKTURA, &rows,
                    err));
    if (rows.count == 0 || store_at(&rows, 0, 5).i == 0) {
        err_set(err, ERR_INPUT, "faktura",
                "%.*s har ingen godkendt faktura nr. %.*s; en, der ikke er godkendt, tages "
                "tilbage med vederlag penge tilbage",
                STR_ARG(ny->modtager), STR_ARG(ny->faktura));
        return err_side(err,
                        "Leverandøren har ingen godkendt faktura med det nummer; en, der ikke er "
                        "godkendt, tages tilbage under Beslutninger om penge med »Tag tilbage«",
                        "The supplier has no approved invoice with that number; one that is not "
                        "approved is taken back under Decisions about money with “Take back”");
    }
    ny->faktura = store_at(&rows, 0, 0).s;
    ny->anbringelse = store_at(&rows, 0, 1).s;
    ny->ydelse = store_at(&rows, 0, 2).s;
    ny->maaned.nr = (int32_t)store_at(&rows, 0, 3).i;
    if (ny->beloeb.oere > store_at(&rows, 0, 4).i - store_at(&rows, 0, 6).i)
        *udfald = AFREGNING_FOR_MEGET;
    return true;
}

/* What a supplier's paper must be held against. */
static bool check_paper(struct store *store, struct arena *arena, int kommune,
                        struct beslutning_ny *ny, enum afregning_udfald *udfald, struct err *err)
{
    struct store_rows rows;

    if (ny->art == BESLUTNING_KREDITNOTA)
        TRY(fill_credit_note(store, arena, kommune, ny, udfald, err));
    TRY(find_number(store, arena, kommune, ny->modtager, ny->nummer, ny->art, &rows, err));
    if (rows.count > 0) *udfald = AFREGNING_ALLEREDE;
    return true;
}

static bool beslut(struct store *store, struct arena *arena, const struct adgang *adgang,
                   struct beslutning_ny *ny, int64_t now_us, struct id *id,
                   enum afregning_udfald *udfald, struct err *err)
{
    int kommune = adgang->kommune;
    bool draws = ny->art == BESLUTNING_MODREGNING || ny->art == BESLUTNING_EFTERGIVELSE;
    int64_t left = 0;

    *udfald = AFREGNING_GJORT;
    if (!draws) TRY(check_payee(store, arena, kommune, ny, err));
    if (ny->art == BESLUTNING_ACONTO || ny->art == BESLUTNING_FAKTURA)
        TRY(check_place(store, arena, kommune, ny, err));
    if (ny->art == BESLUTNING_ACONTO) TRY(check_belongs(store, arena, kommune, ny, err));
    if (ny->art == BESLUTNING_ACONTO) TRY(check_month(store, arena, kommune, ny, err));
    if (ny->art == BESLUTNING_ACONTO) TRY(check_ydelse(store, arena, kommune, ny->ydelse, err));
    if (ny->art == BESLUTNING_FAKTURA || ny->art == BESLUTNING_KREDITNOTA)
        TRY(check_paper(store, arena, kommune, ny, udfald, err));
    if (draws) {
        TRY(owed(store, arena, kommune, ny, &left, err));
        if (left <= 0)
            *udfald = AFREGNING_INTET;
        else if (ny->beloeb.oere > left)
            *udfald = AFREGNING_FOR_MEGET;
    }
    if (*udfald != AFREGNING_GJORT) return true;
    return skriv(store, arena, adgang, ny, now_us, id, err);
}

/* What the kind decides by itself. */
static struct beslutning_ny filled(const struct beslutning_ny *ny)
{
    struct beslutning_ny n = *ny;

    bool paper = ny->art == BESLUTNING_FAKTURA || ny->art == BESLUTNING_KREDITNOTA;
    n.nummer = paper ? str_trim(ny->nummer) : STR_EMPTY;
    n.faktura = ny->art == BESLUTNING_KREDITNOTA ? str_trim(ny->faktura) : STR_EMPTY;
    n.tekst = ny->art == BESLUTNING_MELLEMREGNING ? str_trim(ny->tekst) : STR_EMPTY;
    n.familien_skylder = ny->art == BESLUTNING_MELLEMREGNING && ny->familien_skylder;
    if (paper) {
        n.kanal = STR("leverandoer");
        n.skat = STR("skattefri");
    } else if (ny->art == BESLUTNING_MELLEMREGNING) {
        n.kanal = STR("mellemregning");
        n.skat = n.anbringelse = n.ydelse = STR_EMPTY;
    }
    return n;
}

/* Whether the caller's id was used: then what is sent now was sent before. */
static bool sent_before(struct store *store, struct arena *arena, int kommune,
                        const struct beslutning_ny *ny, bool *out, struct err *err)
{
    struct store_rows rows = {0};

    if (ny->id.n > 0)
        TRY(store_query(store, arena, SQL_AFREGNING_BESLUTNING_FINDES,
                        ARGS(STORE_I(kommune), STORE_S(ny->id)), 1, &rows, err));
    *out = rows.count > 0;
    return true;
}

bool beslutning_ny(struct store *store, struct arena *arena, const struct adgang *adgang,
                   const struct beslutning_ny *ny, int64_t now_us, struct str *id,
                   enum afregning_udfald *udfald, struct err *err)
{
    struct beslutning_ny n = filled(ny);
    struct id made;
    bool before;

    TRY(adgang_kraev(adgang, RET_BESLUT_PENGE, err));
    TRY(check(arena, &n, err));
    TRY(store_begin(store, STORE_WRITE, err));
    if (!sent_before(store, arena, adgang->kommune, &n, &before, err)) return at_rollback(store);
    if (before) {
        store_rollback(store);
        *udfald = AFREGNING_ALLEREDE;
        *id = ny->id;
        return true;
    }
    if (!beslut(store, arena, adgang, &n, now_us, &made, udfald, err)) return at_rollback(store);
    TRY(store_commit(store, err));
    *id = *udfald == AFREGNING_GJORT ? str_copy(arena, id_str(&made)) : STR_EMPTY;
    return true;
}

bool beslutning_tag_tilbage(struct store *store, const struct adgang *adgang, struct str id,
                            int64_t now_us, struct err *err)
{
    TRY(adgang_kraev(adgang, RET_BESLUT_PENGE, err));
    TRY(store_begin(store, STORE_WRITE, err));
    bool ok = store_exec(store, SQL_AFREGNING_BESLUTNING_SLUT_INSERT,
                         ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_S(STR("taget tilbage")),
                              STORE_I(0), STORE_S(adgang->bruger), STORE_I(now_us)),
                         NULL, err);
    if (ok) return store_commit(store, err);
    const char *regel = store_constraint(store);
    struct err ny = ERR_INIT;
    if (strcmp(regel, "foreign_key") == 0)
        err_begge(&ny, ERR_INPUT, "id", "Der er ingen beslutning %.*s", "There is no decision %.*s",
                  STR_ARG(id));
    else if (strcmp(regel, "beslutning_slut_pkey") == 0)
        err_begge(&ny, ERR_INPUT, "beslutning",
                  "Beslutningen %.*s er allerede udført eller taget tilbage",
                  "The decision %.*s has been carried out or taken back already", STR_ARG(id));
    if (ny.kind != ERR_NONE) *err = ny;
    return at_rollback(store);
}

/* ---- for people */

static bool owed_rows(struct store *store, struct arena *arena, enum sql statement,
                      const struct store_value *args, size_t count, struct tilgodehavende **out,
                      size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, count, ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct tilgodehavende);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct tilgodehavende){
            store_at(&rows, i, 0).s, store_at(&rows, i, 1).s, {store_at(&rows, i, 2).i}};
    *antal = rows.count;
    return true;
}

bool tilgodehavende_liste(struct store *store, struct arena *arena, int kommune,
                          struct tilgodehavende **out, size_t *antal, struct err *err)
{
    return owed_rows(store, arena, SQL_AFREGNING_TILGODEHAVENDE, ARGS(STORE_I(kommune)), out, antal,
                     err);
}

bool tilgodehavende_side(struct store *store, struct arena *arena, int kommune, struct str modtager,
                         struct str kanal, size_t hoejst, struct tilgodehavende **out,
                         size_t *antal, struct err *err)
{
    return owed_rows(
        store, arena, SQL_AFREGNING_TILGODEHAVENDE_SIDE,
        ARGS(STORE_I(kommune), STORE_S(modtager), STORE_S(kanal), STORE_I((int64_t)hoejst)), out,
        antal, err);
}

bool beslutning_liste(struct store *store, struct arena *arena, int kommune,
                      struct beslutning_aaben **out, size_t *antal, struct err *err)
{
    struct beslutning *b;

    TRY(beslutning_aabne(store, arena, kommune, &b, antal, err));
    *out = ARENA_ARRAY(arena, *antal, struct beslutning_aaben);
    for (size_t i = 0; i < *antal; i++) {
        (*out)[i] = (struct beslutning_aaben){
            .id = b[i].id,
            .art = b[i].art,
            .modtager = b[i].modtager,
            .kanal = b[i].kanal,
            .anbringelse = b[i].anbringelse,
            .ydelse = b[i].ydelse,
            .maaned = b[i].maaned,
            .beloeb = {b[i].beloeb_oere},
            .nummer = b[i].nummer,
            .familien_skylder = b[i].familien_skylder,
            .bruger = b[i].bruger,
        };
        TRY(register_tekst(store, arena, kommune, b[i].tekst, &(*out)[i].begrundelse, err));
    }
    return true;
}
