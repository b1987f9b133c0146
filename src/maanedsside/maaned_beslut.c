/*
 * maaned_beslut: the form of a decision on money.
 *
 * What each kind must be told is one table; what is said wrong comes back with what was typed. The
 * form holds the id of the decision that will be, so that what is sent twice is made once.
 */
#include "base/id.h"
#include "maanedsside/maaned_penge.h"
#include "maanedsside/maanedsside.h"
#include "maanedsside/skabelon.h"

enum { /* what a kind is told besides payee, amount and reason */
       MED_STED = 1 << 0,
       MED_MAANED = 1 << 1,
       MED_KANAL = 1 << 2,
       MED_SKAT = 1 << 3,
       MED_HOEJST = 1 << 4,
       MED_NUMMER = 1 << 5,
       MED_FAKTURA = 1 << 6,
       MED_TEKST = 1 << 7,
};

static const struct {
    unsigned felt;
    const char *overskrift[2];
    const char *vejledning[2];
} FORM[BESLUTNING_ARTER] = {
    [BESLUTNING_ACONTO] =
        {MED_STED | MED_MAANED | MED_KANAL | MED_SKAT,
         {"Aconto", "Pay on account"},
         {"Betal et beløb på en linje, der ikke kan beregnes endnu, i en måned, barnet er i "
          "familien. Når linjen kan beregnes, trækkes det betalte fra, og kørslens linje siger, "
          "hvor meget. Kan den allerede beregnes, når kørslen beregnes, betales acontoen ikke: tag "
          "den så tilbage.",
          "Pay an amount on a line that cannot be computed yet, in a month the child is with the "
          "family. When the line can be computed, what was paid is taken off, and the run's line "
          "says how much. If it can already be computed when the run is, the payment on account "
          "is not made: then take it back."}},
    [BESLUTNING_FAKTURA] =
        {MED_STED | MED_MAANED | MED_NUMMER,
         {"Betal en faktura", "Pay an invoice"},
         {"Betal en leverandørs regning direkte. Det samme fakturanummer betales kun én gang.",
          "Pay a supplier's invoice directly. The same invoice number is paid only once."}},
    [BESLUTNING_KREDITNOTA] =
        {MED_NUMMER | MED_FAKTURA,
         {"Kreditnota", "Credit note"},
         {"Leverandøren tager noget af en godkendt faktura tilbage. Leverandøren skylder det, til "
          "det er modregnet.",
          "The supplier takes some of an approved invoice back, and owes it until it is set off."}},
    [BESLUTNING_MODREGNING] =
        {MED_KANAL | MED_HOEJST,
         {"Modregning", "Set-off"},
         {"Træk et tilgodehavende i det, der udbetales, højst så meget i hver kørsel.",
          "Draw what is owed from what is paid, at most so much in each run."}},
    [BESLUTNING_EFTERGIVELSE] = {MED_KANAL,
                                 {"Eftergivelse", "Waiver"},
                                 {"Modtageren skal ikke betale beløbet tilbage.",
                                  "The payee does not have to pay the amount back."}},
    [BESLUTNING_MELLEMREGNING] =
        {MED_MAANED | MED_TEKST,
         {"Mellemregning", "Between family and parents"},
         {"Vis i brevet, hvad familien og forældrene skylder hinanden. Beløbet udbetales aldrig.",
          "Show in the letter what the family and the parents owe each other. The amount is never "
          "paid."}},
};

static bool kind_of(struct side *s, enum beslutning_art *out, struct err *err)
{
    struct str slags = web_del(s->request, "slags");

    for (int i = 0; i < BESLUTNING_ARTER; i++) {
        if (!str_is(slags, beslutning_art_kode((enum beslutning_art)i))) continue;
        *out = (enum beslutning_art)i;
        return true;
    }
    return side_findes_ikke(err);
}

/* ---- what can be chosen */

static const struct maaned_valg *channels(const struct side *s, bool aconto, struct str valgt,
                                          size_t *antal)
{
    static const char *const KODE[] = {"loen", "nemkonto", "leverandoer"};
    struct maaned_valg *row = ARENA_ARRAY(s->arena, 3, struct maaned_valg);

    *antal = aconto ? 2 : 3;
    for (size_t i = 0; i < *antal; i++) {
        struct str kode = str_from(KODE[i]);
        row[i] = (struct maaned_valg){kode, maaned_kanal_ord(s, kode), str_eq(kode, valgt)};
    }
    return row;
}

static const struct maaned_valg *taxes(const struct side *s, struct str valgt)
{
    struct maaned_valg *row = ARENA_ARRAY(s->arena, SKAT_ANTAL, struct maaned_valg);

    for (int i = 0; i < SKAT_ANTAL; i++) {
        struct str kode = str_from(skat_kode((enum skat)i));
        row[i] = (struct maaned_valg){kode, side_skat_ord(s, (enum skat)i), str_eq(kode, valgt)};
    }
    return row;
}

/* The ydelser of the newest version of the kommune's handbook. */
static const struct maaned_valg *payments(const struct side *s, struct str valgt, size_t *antal)
{
    const struct side_haandbog *h = side_egen_haandbog(s->app);

    *antal = 0;
    if (h == NULL) return NULL;
    const struct plan *plan = h->samling.planer.plan[h->samling.planer.count - 1];
    struct maaned_valg *row = ARENA_ARRAY(s->arena, plan->linjer, struct maaned_valg);
    for (size_t i = 0; i < plan->linjer; i++)
        row[i] = (struct maaned_valg){plan->linje[i].kode, plan->linje[i].titel,
                                      str_eq(plan->linje[i].kode, valgt)};
    *antal = plan->linjer;
    return row;
}

/* ---- the form */

struct skrevet { /* as it was typed; of a new form as the address says */
    struct str id, anbringelse, ydelse, maaned, modtager, kanal, skat, beloeb, pr_maaned, nummer,
        faktura, tekst, familien_skylder, begrundelse;
};

static bool read_fields(const struct web_felter *f, struct skrevet *t, struct err *err)
{
    const struct {
        const char *navn;
        struct str *til;
    } FELT[] = {
        {"id", &t->id},
        {"anbringelse", &t->anbringelse},
        {"ydelse", &t->ydelse},
        {"maaned", &t->maaned},
        {"modtager", &t->modtager},
        {"kanal", &t->kanal},
        {"skat", &t->skat},
        {"beloeb", &t->beloeb},
        {"pr_maaned", &t->pr_maaned},
        {"nummer", &t->nummer},
        {"faktura", &t->faktura},
        {"tekst", &t->tekst},
        {"familien_skylder", &t->familien_skylder},
        {"begrundelse", &t->begrundelse},
    };

    for (size_t i = 0; i < sizeof(FELT) / sizeof(*FELT); i++) {
        TRY(web_felt(f, FELT[i].navn, FELT[i].til, err));
        *FELT[i].til = str_trim(*FELT[i].til);
    }
    return true;
}

static bool draw_id(struct side *s, struct str *out, struct err *err)
{
    struct id id;

    if (id_valid(*out)) return true;
    TRY(id_make(&id, err));
    *out = str_copy(s->arena, id_str(&id));
    return true;
}

static bool show(struct side *s, enum beslutning_art art, struct skrevet *t, struct err *err)
{
    unsigned felt = FORM[art].felt;
    struct maaned_beslut page = {
        .adresse = s->request->sti,
        .csrf = s->csrf,
        .overskrift = str_from(FORM[art].overskrift[s->engelsk]),
        .vejledning = str_from(FORM[art].vejledning[s->engelsk]),
        .med_sted = (felt & MED_STED) != 0,
        .anbringelse = t->anbringelse,
        .med_maaned = (felt & MED_MAANED) != 0,
        .maaned = t->maaned,
        .modtager = t->modtager,
        .med_kanal = (felt & MED_KANAL) != 0,
        .med_skat = (felt & MED_SKAT) != 0,
        .skat = taxes(s, t->skat),
        .skat_antal = SKAT_ANTAL,
        .beloeb = t->beloeb,
        .med_pr_maaned = (felt & MED_HOEJST) != 0,
        .pr_maaned = t->pr_maaned,
        .med_nummer = (felt & MED_NUMMER) != 0,
        .nummer = t->nummer,
        .med_faktura = (felt & MED_FAKTURA) != 0,
        .faktura = t->faktura,
        .med_tekst = (felt & MED_TEKST) != 0,
        .tekst = t->tekst,
        .familien_skylder = t->familien_skylder.n > 0,
        .begrundelse = t->begrundelse,
    };

    TRY(draw_id(s, &t->id, err));
    page.id = t->id;
    page.kanal = channels(s, art == BESLUTNING_ACONTO, t->kanal, &page.kanal_antal);
    page.ydelse = payments(s, t->ydelse, &page.ydelse_antal);
    html_maaned_beslut(&s->h, &page);
    return side_vis_med(s, page.overskrift);
}

bool side_maaned_beslut(struct side *s, struct err *err)
{
    enum beslutning_art art = BESLUTNING_ACONTO;
    struct skrevet t = {0};

    TRY(kind_of(s, &art, err));
    TRY(read_fields(&s->request->query, &t, err));
    t.id = STR_EMPTY;
    return show(s, art, &t, err);
}

/* ---- deciding */

/* What must be told, and is said to be missing where it is to be written. */
static void find_missing(struct side *s, enum beslutning_art art, const struct skrevet *t)
{
    unsigned felt = FORM[art].felt;
    const struct {
        bool skal;
        struct str skrevet;
        const char *navn;
        const char *tekst[2];
    } FELT[] = {
        {(felt & MED_STED) != 0,
         t->anbringelse,
         "anbringelse",
         {"Skriv anbringelsens nummer.", "Write the placement's number."}},
        {(felt & MED_MAANED) != 0,
         t->maaned,
         "maaned",
         {"Skriv måneden som år-måned, fx 2021-06.",
          "Write the month as year-month, for example 2021-06."}},
        {true,
         t->modtager,
         "modtager",
         {"Skriv modtagerens nummer i registret.", "Write the payee's number in the register."}},
        {(felt & MED_NUMMER) != 0,
         t->nummer,
         "nummer",
         {"Skriv leverandørens eget nummer.", "Write the supplier's own number."}},
        {(felt & MED_FAKTURA) != 0,
         t->faktura,
         "faktura",
         {"Skriv fakturaens nummer.", "Write the number of the invoice."}},
        {true,
         t->beloeb,
         "beloeb",
         {"Skriv beløbet i kroner, fx 1.250,00.",
          "Write the amount in kroner, for example 1.250,00."}},
        {(felt & MED_TEKST) != 0,
         t->tekst,
         "tekst",
         {"Skriv teksten til brevet.", "Write the text for the letter."}},
        {true,
         t->begrundelse,
         "begrundelse",
         {"Skriv, hvorfor det er besluttet.", "Write why it is decided."}},
    };

    for (size_t i = 0; i < sizeof(FELT) / sizeof(*FELT); i++)
        if (FELT[i].skal && FELT[i].skrevet.n == 0)
            side_afvis(s, FELT[i].navn, side_tekst(s, FELT[i].tekst[0], FELT[i].tekst[1]));
}

static bool amount(struct side *s, const char *felt, struct str tekst, struct oere *out)
{
    struct err fejl = ERR_INIT;

    if (tekst.n == 0 || oere_parse(tekst, out, &fejl)) return true;
    side_afvis(s, felt, side_fejltekst(s, &fejl));
    return false;
}

/* False: it is refused. */
static bool parse(struct side *s, enum beslutning_art art, const struct skrevet *t,
                  struct beslutning_ny *ny)
{
    unsigned felt = FORM[art].felt;
    struct err fejl = ERR_INIT;

    *ny = (struct beslutning_ny){
        .id = t->id,
        .art = art,
        .modtager = t->modtager,
        .kanal = (felt & MED_KANAL) != 0 ? t->kanal : STR_EMPTY,
        .skat = (felt & MED_SKAT) != 0 ? t->skat : STR_EMPTY,
        .anbringelse = (felt & MED_STED) != 0 ? t->anbringelse : STR_EMPTY,
        .ydelse = (felt & MED_STED) != 0 ? t->ydelse : STR_EMPTY,
        .begrundelse = t->begrundelse,
        .nummer = t->nummer,
        .faktura = t->faktura,
        .tekst = t->tekst,
        .familien_skylder = t->familien_skylder.n > 0,
    };
    find_missing(s, art, t);
    if ((felt & MED_MAANED) != 0 && t->maaned.n > 0 &&
        !side_maaned_felt(s, "maaned", t->maaned, &ny->maaned, &fejl))
        side_afvis_fejl(s, &fejl);
    bool ok = amount(s, "beloeb", t->beloeb, &ny->beloeb);
    if ((felt & MED_HOEJST) != 0) ok = amount(s, "pr_maaned", t->pr_maaned, &ny->pr_maaned) && ok;
    return ok && s->afvist_antal == 0;
}

static void refuse(struct side *s, enum beslutning_art art, enum afregning_udfald udfald)
{
    bool papir = art == BESLUTNING_FAKTURA || art == BESLUTNING_KREDITNOTA;

    if (udfald == AFREGNING_ALLEREDE && papir)
        side_afvis(s, "nummer",
                   side_tekst(s, "Leverandørens nummer er brugt før, så det betales ikke igen.",
                              "The supplier's number was used before, so it is not paid again."));
    else if (udfald == AFREGNING_INTET)
        side_afvis(s, "modtager",
                   side_tekst(s, "Modtageren skylder intet på den konto.",
                              "The payee owes nothing on that account."));
    else if (udfald == AFREGNING_FOR_MEGET && papir)
        side_afvis(s, "beloeb",
                   side_tekst(s, "Beløbet er større end det, der er tilbage af fakturaen.",
                              "The amount is larger than what is left of the invoice."));
    else if (udfald == AFREGNING_FOR_MEGET)
        side_afvis(s, "beloeb",
                   side_tekst(s, "Modtageren skylder mindre, når åbne beslutninger er trukket fra.",
                              "The payee owes less, once open decisions are taken off."));
    else
        side_afvis(s, NULL, maaned_udfald_ord(s, udfald));
}

bool side_maaned_beslut_send(struct side *s, struct err *err)
{
    enum beslutning_art art = BESLUTNING_ACONTO;
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct beslutning_ny ny;
    struct skrevet t = {0};
    struct str id;

    TRY(kind_of(s, &art, err));
    TRY(read_fields(&s->request->form, &t, err));
    if (!id_valid(t.id)) t.id = STR_EMPTY;
    if (!parse(s, art, &t, &ny)) return show(s, art, &t, err);
    if (!beslutning_ny(s->app->store, s->arena, &s->hvem, &ny, s->request->now_us, &id, &udfald,
                       err)) {
        if (err->kind != ERR_INPUT) return false;
        side_afvis_fejl(s, err);
        *err = (struct err)ERR_INIT;
        return show(s, art, &t, err);
    }
    bool sendt_igen = udfald == AFREGNING_ALLEREDE && id.n > 0;
    if (udfald == AFREGNING_GJORT || sendt_igen) return side_videre(s, STR("/maaned/penge"));
    refuse(s, art, udfald);
    return show(s, art, &t, err);
}
