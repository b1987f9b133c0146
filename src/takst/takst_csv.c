/*
 * takst_csv: rates from a semicolon file, cell by cell.
 *
 * Every cell of a row is checked also when an earlier one is wrong, and a row is added only when
 * all of it is right. Nothing is guessed: what is not exactly the format is a finding with advice.
 */
#include "takst/takst.h"

#include "base/csv.h"

enum kolonne {
    KOL_NAVN,
    KOL_NOEGLE,
    KOL_ENHED,
    KOL_FRA,
    KOL_TIL,
    KOL_BELOEB,
    KOL_STATUS,
    KOL_KENDT,
    KOL_KILDE,
    KOL_GRUND,
    KOL_ANTAL,
};

static const struct str hoved[KOL_ANTAL] = {
    {"takst", 5},       {"nøgle", sizeof("nøgle") - 1},
    {"enhed", 5},       {"fra", 3},
    {"til_og_med", 10}, {"beløb", sizeof("beløb") - 1},
    {"status", 6},      {"kendt_fra", 9},
    {"kilde", 5},       {"begrundelse", 11},
};

enum {
    NAVN_MAX = 64,
    ALDER_MAX = 22, /* efterværn ends at 23 */
    TEKST_MAX = 1000,
    BELOEB_MAX_OERE = 10 * 1000 * 1000 * 100, /* ten million kroner: above it is a slip */
};

_Static_assert(BELOEB_MAX_OERE == 1000000000, "the ceiling fits the type it is compared in");

struct laeser {
    struct arena *arena;
    struct fund_liste *fund;
    const struct csv *csv;
    size_t raekke;
    struct takst takst; /* the row so far */
};

static struct str celle(const struct laeser *l, enum kolonne kol)
{
    return str_trim(csv_at(l->csv, l->raekke, kol).text);
}

/* The place of a cell, without the spaces around its text. */
static struct sted sted_af(const struct laeser *l, struct csv_cell cell)
{
    struct str text = str_trim(cell.text);
    struct sted sted = {l->csv->file, cell.line, cell.col, (int)str_width(text)};

    if (text.n > 0) sted.kol += (int)(text.p - cell.text.p);
    if (sted.bredde == 0) sted.bredde = 1;
    return sted;
}

static struct sted her(const struct laeser *l, enum kolonne kol)
{
    return sted_af(l, csv_at(l->csv, l->raekke, kol));
}

static struct fund_ord mente_du(const struct laeser *l, struct str ment, struct fund_ord ellers)
{
    return ment.n == 0
               ? ellers
               : fund_ord(l->arena, "mente du %.*s?", "did you mean “%.*s”?", STR_ARG(ment));
}

/* "what is wrong; what to do" as two. */
static void del_raad(struct str *tekst, struct str *raad)
{
    size_t at = 0;

    if (!str_find(*tekst, STR("; "), &at)) return;
    *raad = str_sub(*tekst, at + 2, tekst->n);
    *tekst = str_sub(*tekst, 0, at);
}

/* A finding from what a reader said. */
static bool fund_af(const struct laeser *l, const char *kode, enum kolonne kol,
                    struct fund_ord fortekst, const struct err *err)
{
    struct fund_ord raad = {STR_EMPTY, STR_EMPTY};
    struct fund_ord tekst = fund_ord(l->arena, "%s%.0s%s%.0s", "%.0s%s%.0s%s",
                                     FUND_BEGGE(l->arena, fortekst), FUND_ERR(err));

    del_raad(&tekst.dansk, &raad.dansk);
    del_raad(&tekst.engelsk, &raad.engelsk);
    fund_tekst(l->fund, true, kode, l->takst.navn, her(l, kol), tekst)->raad = raad;
    return false;
}

static bool er_cifre(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') return false;
    }
    return text.n > 0;
}

/* ---- the head row ---- */

static void fund_hoved(const struct laeser *l, size_t kol)
{
    struct csv_cell cell = l->csv->head[kol];
    struct str vist = str_clip(str_trim(cell.text), 40);
    struct fund *fund = fund_begge(l->fund, true, "takst-hoved", hoved[kol], sted_af(l, cell),
                                   "kolonne %zu hedder »%.*s«, men skal hedde %.*s",
                                   "column %zu is named “%.*s”, but must be named “%.*s”", kol + 1,
                                   STR_ARG(vist), STR_ARG(hoved[kol]));

    fund->raad =
        FUND_ORD("første række skal være takst;nøgle;enhed;fra;til_og_med;beløb;status;"
                 "kendt_fra;kilde;begrundelse",
                 "the first row must be "
                 "“takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse”");
}

static bool laes_hoved(const struct laeser *l)
{
    size_t fejl = 0;

    if (l->csv->columns != KOL_ANTAL) {
        struct fund *fund = fund_begge(
            l->fund, true, "takst-hoved", STR_EMPTY, sted_af(l, l->csv->head[0]),
            "første række har %zu kolonner, men skal have %d",
            "the first row has %zu columns, but must have %d", l->csv->columns, KOL_ANTAL);
        fund->raad = FUND_ORD(
            "skriv takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;"
            "begrundelse",
            "write “takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse”");
        return false;
    }
    for (size_t kol = 0; kol < KOL_ANTAL; kol++) {
        if (str_eq(str_trim(l->csv->head[kol].text), hoved[kol])) continue;
        fund_hoved(l, kol);
        fejl++;
    }
    return fejl == 0;
}

/* ---- the cells ---- */

static bool er_bogstav(struct str tegn)
{
    static const char *const danske[] = {"æ", "ø", "å", "Æ", "Ø", "Å"};

    if (tegn.n == 1) {
        char c = tegn.p[0];
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    for (size_t i = 0; i < sizeof(danske) / sizeof(danske[0]); i++) {
        if (str_is(tegn, danske[i])) return true;
    }
    return false;
}

static bool navn_er_godt(struct str navn)
{
    bool foerste = true;

    if (navn.n == 0 || str_width(navn) > NAVN_MAX) return false;
    while (navn.n > 0) {
        struct str tegn = str_clip(navn, 1);
        bool godt = er_bogstav(tegn) || (!foerste && (str_is(tegn, "_") || er_cifre(tegn)));
        if (!godt) return false;
        foerste = false;
        navn = str_sub(navn, tegn.n, navn.n);
    }
    return true;
}

static bool laes_navn(struct laeser *l)
{
    struct str navn = celle(l, KOL_NAVN);
    struct str vist = str_clip(navn, 40);

    l->takst.navn = str_copy(l->arena, navn);
    if (navn_er_godt(navn)) return true;
    struct fund *fund = navn.n == 0
                            ? fund_begge(l->fund, true, "takst-navn", navn, her(l, KOL_NAVN),
                                         "taksten har intet navn", "the rate has no name")
                            : fund_begge(l->fund, true, "takst-navn", vist, her(l, KOL_NAVN),
                                         "»%.*s« kan ikke være navn på en takst",
                                         "“%.*s” cannot be the name of a rate", STR_ARG(vist));
    fund->raad =
        FUND_ORD("skriv højst 64 bogstaver, cifre og understreger og et bogstav først, "
                 "for eksempel vederlag_døgn",
                 "write at most 64 letters, digits and underscores and a letter first, for example "
                 "vederlag_døgn");
    return false;
}

static bool laes_alder(struct str text, int *alder)
{
    if (!er_cifre(text) || text.n > 2) return false;
    *alder = text.p[0] - '0';
    if (text.n == 2) *alder = *alder * 10 + (text.p[1] - '0');
    return *alder <= ALDER_MAX;
}

/* "alder 3-10" or "alder 3". */
static bool laes_aldre(struct str text, int *fra, int *til)
{
    size_t streg = 0;

    if (!str_starts(text, STR("alder "))) return false;
    struct str foerste = str_sub(text, 6, text.n);
    struct str sidste = foerste;
    if (str_find(foerste, STR("-"), &streg)) {
        sidste = str_sub(foerste, streg + 1, foerste.n);
        foerste = str_sub(foerste, 0, streg);
    }
    return laes_alder(foerste, fra) && laes_alder(sidste, til) && *fra <= *til;
}

static bool laes_noegle(struct laeser *l)
{
    struct str text = celle(l, KOL_NOEGLE);
    int fra = -1;
    int til = -1;

    if (text.n == 0 || laes_aldre(text, &fra, &til)) {
        l->takst.alder_fra = fra;
        l->takst.alder_til = til;
        return true;
    }
    struct str vist = str_clip(text, 40);
    struct str ord = text;
    struct str foerste = STR_EMPTY;
    static const struct str kendte[] = {{"alder", 5}};
    (void)str_split(&ord, ' ', &foerste);
    struct fund *fund = fund_begge(l->fund, true, "takst-noegle", l->takst.navn, her(l, KOL_NOEGLE),
                                   "»%.*s« er ikke en nøgle", "“%.*s” is not a key", STR_ARG(vist));
    struct str ment = str_is(foerste, "alder") ? STR_EMPTY : str_suggest(foerste, kendte, 1);
    fund->raad = mente_du(
        l, ment,
        FUND_ORD(
            "lad cellen være tom, eller skriv alder 3-10 eller alder 3; aldre går fra 0 til "
            "22, og den mindste står først",
            "leave the cell empty, or write “alder 3-10” or “alder 3”; ages go from 0 to 22, and "
            "the least stands first"));
    return false;
}

static bool laes_enhed(struct laeser *l)
{
    struct str text = celle(l, KOL_ENHED);
    struct err err = ERR_INIT;

    if (!enhed_parse(text, &l->takst.enhed, &err)) {
        return fund_af(l, "takst-enhed", KOL_ENHED, FUND_ORD("", ""), &err);
    }
    if (l->takst.enhed.potens[ENHED_KR] == 1) return true;
    struct str vist = str_clip(text, 40);
    struct fund *fund = fund_begge(
        l->fund, true, "takst-enhed", l->takst.navn, her(l, KOL_ENHED),
        text.n == 0 ? "taksten har ingen enhed%.*s" : "enheden »%.*s« er ikke et beløb i kroner",
        text.n == 0 ? "the rate has no unit%.*s" : "the unit “%.*s” is not an amount in kroner",
        STR_ARG(vist));
    fund->raad = FUND_ORD("begynd med kr, for eksempel kr/døgn, kr/måned eller kr",
                          "begin with kr, for example “kr/døgn”, “kr/måned” or “kr”");
    return false;
}

static bool laes_dag(struct laeser *l, enum kolonne kol, struct dato *dag)
{
    struct err err = ERR_INIT;

    if (dato_parse(celle(l, kol), dag, &err)) return true;
    return fund_af(l, "takst-dato", kol,
                   fund_ord(l->arena, "%.*s: ", "“%.*s”: ", STR_ARG(hoved[kol])), &err);
}

static bool laes_datoer(struct laeser *l)
{
    struct dato sidste = DATO_MAX;
    bool aaben = celle(l, KOL_TIL).n == 0;
    bool god = laes_dag(l, KOL_FRA, &l->takst.fra);

    if (!aaben) god = laes_dag(l, KOL_TIL, &sidste) && god;
    l->takst.kendt_fra = DATO_MIN;
    if (celle(l, KOL_KENDT).n > 0) god = laes_dag(l, KOL_KENDT, &l->takst.kendt_fra) && god;
    l->takst.til = aaben ? DATO_MAX : dato_plus(sidste, 1);
    if (!god) return false;
    if (dato_cmp(l->takst.fra, sidste) <= 0) return true;
    struct fund *fund =
        fund_begge(l->fund, true, "takst-dato", l->takst.navn, her(l, KOL_TIL),
                   "taksten slutter, før den begynder", "the rate ends before it begins");
    fund->raad =
        FUND_ORD("til_og_med er den sidste dag, taksten gælder; tom betyder indtil videre",
                 "til_og_med is the last day the rate holds; empty means until further notice");
    return false;
}

static bool afvis_beloeb(struct laeser *l, struct fund_ord tekst, struct fund_ord raad)
{
    fund_tekst(l->fund, true, "takst-beloeb", l->takst.navn, her(l, KOL_BELOEB), tekst)->raad =
        raad;
    return false;
}

#define SKRIV_UKENDT                                                                               \
    FUND_ORD("skriv ukendt, hvis kilden tier", "write “ukendt” if the source is silent")

static bool beloeb_i_graenser(struct laeser *l)
{
    int64_t oere = l->takst.beloeb.oere;

    if (oere < 0)
        return afvis_beloeb(
            l, FUND_ORD("et beløb kan ikke være negativt", "an amount cannot be negative"),
            FUND_ORD("skriv beløbet uden minus; et fradrag hører til i håndbogen",
                     "write the amount without a minus; a deduction belongs in the handbook"));
    if (oere == 0)
        return afvis_beloeb(l, FUND_ORD("et beløb kan ikke være 0", "an amount cannot be 0"),
                            SKRIV_UKENDT);
    if (oere <= BELOEB_MAX_OERE) return true;
    return afvis_beloeb(l,
                        FUND_ORD("beløbet er over 10.000.000 kr. og må være en slåfejl",
                                 "the amount is over 10.000.000 kr. and must be a typing error"),
                        FUND_ORD("ret beløbet; punktum deler tusinder, komma står før ører",
                                 "mend the amount; a point divides thousands, a comma stands "
                                 "before the øre"));
}

static bool laes_beloeb(struct laeser *l)
{
    static const struct str ukendt[] = {{"ukendt", 6}};
    struct str text = celle(l, KOL_BELOEB);
    struct str vist = str_clip(text, 40);
    struct err err = ERR_INIT;

    l->takst.ukendt = str_eq(text, ukendt[0]);
    if (l->takst.ukendt) return true;
    if (text.n == 0)
        return afvis_beloeb(l, FUND_ORD("taksten har intet beløb", "the rate has no amount"),
                            SKRIV_UKENDT);
    if (oere_parse(text, &l->takst.beloeb, &err)) return beloeb_i_graenser(l);
    if (str_suggest(text, ukendt, 1).n == 0)
        return fund_af(l, "takst-beloeb", KOL_BELOEB, FUND_ORD("", ""), &err);
    return afvis_beloeb(
        l, fund_ord(l->arena, "»%.*s« er ikke et beløb", "“%.*s” is not an amount", STR_ARG(vist)),
        FUND_ORD("mente du ukendt?", "did you mean “ukendt”?"));
}

static bool laes_status(struct laeser *l)
{
    struct str text = celle(l, KOL_STATUS);
    struct str kendte[TAKST_FREMSKRIVNING + 1];
    size_t antal = 0;

    if (takst_status_parse(text, &l->takst.status)) return true;
    if (text.n == 0 && l->takst.ukendt) {
        l->takst.status = TAKST_ENDELIG;
        return true;
    }
    for (; antal <= TAKST_FREMSKRIVNING; antal++) {
        kendte[antal] = str_from(takst_status_navn((enum takst_status)antal));
    }
    struct str vist = str_clip(text, 40);
    struct fund *fund = fund_begge(
        l->fund, true, "takst-status", l->takst.navn, her(l, KOL_STATUS),
        text.n == 0 ? "taksten har ingen status%.*s" : "»%.*s« er ikke en status",
        text.n == 0 ? "the rate has no status%.*s" : "“%.*s” is not a status", STR_ARG(vist));
    fund->raad =
        mente_du(l, str_suggest(text, kendte, antal),
                 FUND_ORD("skriv endelig, foreløbig, rettet, antaget eller fremskrivning",
                          "write “endelig”, “foreløbig”, “rettet”, “antaget” or “fremskrivning”"));
    return false;
}

static bool har_styretegn(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if ((unsigned char)text.p[i] < 0x20 || text.p[i] == 0x7F) return true;
    }
    return false;
}

static bool laes_tekst(struct laeser *l, enum kolonne kol, struct str *out)
{
    struct str text = celle(l, kol);

    *out = str_copy(l->arena, text);
    if (kol == KOL_KILDE && text.n == 0) {
        struct fund *fund = fund_begge(l->fund, true, "takst-kilde", l->takst.navn, her(l, kol),
                                       "taksten har ingen kilde", "the rate has no source");
        fund->raad =
            FUND_ORD("skriv, hvor tallet står, for eksempel KL takster 2021, punkt 4",
                     "write where the number stands, for example “KL takster 2021, punkt 4”");
        return false;
    }
    if (str_width(text) > TEKST_MAX || har_styretegn(text)) {
        struct fund *fund =
            fund_begge(l->fund, true, "takst-kilde", l->takst.navn, her(l, kol),
                       "%.*s er på mere end %d tegn eller har styretegn",
                       "“%.*s” is of more than %d characters or has control characters",
                       STR_ARG(hoved[kol]), TEKST_MAX);
        fund->raad =
            FUND_ORD("skriv den kortere og uden tabulatorer", "write it shorter and without tabs");
        return false;
    }
    return true;
}

/* ---- rows ---- */

/* A name has one unit, and an age key always or never: otherwise a formula that uses it would mean
 * one thing on one day and another on the next. Compares with the nearest row above. */
static bool passer_til_navnet(struct laeser *l, const struct takst_tabel *tabel)
{
    const struct takst *anden = NULL;

    for (size_t i = tabel->count; i > 0 && anden == NULL; i--) {
        if (str_eq(tabel->takst[i - 1].navn, l->takst.navn)) anden = &tabel->takst[i - 1];
    }
    if (anden == NULL) return true;
    if (!enhed_eq(anden->enhed, l->takst.enhed)) {
        struct str enhed = enhed_text(l->arena, anden->enhed);
        struct fund *fund =
            fund_begge(l->fund, true, "takst-enhed", l->takst.navn, her(l, KOL_ENHED),
                       "%.*s har en anden enhed her end i %s linje %d, hvor den er %.*s",
                       "%.*s has another unit here than in %s line %d, where it is “%.*s”",
                       STR_ARG(l->takst.navn), anden->sted.fil, anden->sted.linje, STR_ARG(enhed));
        fund->raad = FUND_ORD("giv taksten med den nye enhed sit eget navn",
                              "give the rate with the new unit a name of its own");
        return false;
    }
    if ((anden->alder_fra < 0) == (l->takst.alder_fra < 0)) return true;
    struct fund *fund =
        fund_begge(l->fund, true, "takst-noegle", l->takst.navn, her(l, KOL_NOEGLE),
                   anden->alder_fra < 0 ? "%.*s har en alder her, men ikke i %s linje %d"
                                        : "%.*s har ingen alder her, men en i %s linje %d",
                   anden->alder_fra < 0 ? "%.*s has an age here, but not in %s line %d"
                                        : "%.*s has no age here, but one in %s line %d",
                   STR_ARG(l->takst.navn), anden->sted.fil, anden->sted.linje);
    fund->raad = FUND_ORD("en takst går enten altid efter alder eller aldrig",
                          "a rate goes by age either always or never");
    return false;
}

static void laes_raekke(struct laeser *l, struct takst_tabel *tabel)
{
    l->takst = (struct takst){.sted = her(l, KOL_NAVN)};
    bool god = laes_navn(l);

    god = laes_noegle(l) && god;
    god = laes_enhed(l) && god;
    god = laes_datoer(l) && god;
    god = laes_beloeb(l) && god;
    god = laes_status(l) && god;
    god = laes_tekst(l, KOL_KILDE, &l->takst.kilde) && god;
    god = laes_tekst(l, KOL_GRUND, &l->takst.begrundelse) && god;
    if (god && passer_til_navnet(l, tabel)) takst_add(l->arena, tabel, l->takst);
}

bool takst_read(struct arena *arena, const char *file, struct str text, struct takst_tabel *out,
                struct fund_liste *fund, struct err *err)
{
    struct csv csv = {0};
    struct laeser l = {.arena = arena, .fund = fund, .csv = &csv};

    TRY(csv_read(arena, file, text, &csv, err));
    ASSERT(csv.columns > 0);
    if (!laes_hoved(&l)) return true;
    for (l.raekke = 0; l.raekke < csv.rows; l.raekke++) laes_raekke(&l, out);
    return true;
}
