/*
 * register/import_csv: CSV files become facts, persons and accounts; docs/import.md tells the
 * columns.
 *
 * What a file holds, its name tells. Columns come in any order by their names. A cell that is wrong
 * is named by file, line and column, and never repeated: it may hold what should not be shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "register/felt.h"
#include "register/import.h"
#include "register/tjek.h"

enum { KOLONNER_MAX = FELTER_MAX + 3, INGEN = -1 };

static const char *const filnavn[SLAGS_ANTAL] = {
    [SLAGS_PLEJEFAMILIE] = "plejefamilier",
    [SLAGS_GODKENDELSE] = "godkendelser",
    [SLAGS_HUSSTAND] = "husstand",
    [SLAGS_BARN] = "boern",
    [SLAGS_ANBRINGELSE] = "anbringelser",
    [SLAGS_INDPLACERING] = "indplaceringer",
    [SLAGS_SITUATION] = "situationer",
    [SLAGS_DOEGN] = "doegn",
    [SLAGS_AFTALE] = "aftaler",
    [SLAGS_OPHOER] = "ophoer",
    [SLAGS_KONTRAKT] = "kontrakter",
};

static const char *const person_kolonner[] = {"id",      "art",        "navn",    "cpr",
                                              "adresse", "postnummer", "by_navn", "beskyttet"};
static const char *const konto_kolonner[] = {"person", "registreringsnummer", "kontonummer"};

const char *import_csv_filnavn(enum register_slags slags)
{
    return filnavn[slags];
}

/* A file on its way. */
struct fil {
    struct import *im;
    const struct register_fil *fil;
    struct csv csv;
    const char *navne[KOLONNER_MAX];
    bool kraevet[KOLONNER_MAX];
    size_t kolonner;
    int plads[KOLONNER_MAX]; /* where each stands in the file; INGEN */
};

static struct sted sted_of(const struct fil *f, struct csv_cell cell)
{
    return (struct sted){f->fil->navn, cell.line, cell.col, 0};
}

/* ---- the head ---- */

static void expect(struct fil *f, const char *navn, bool kraevet)
{
    ASSERT(f->kolonner < KOLONNER_MAX);
    f->navne[f->kolonner] = navn;
    f->kraevet[f->kolonner] = kraevet;
    f->plads[f->kolonner++] = INGEN;
}

static void advise_columns(const struct fil *f, struct fund *fund)
{
    struct buf b;

    if (!fund_beholdt(&f->im->ud->fund, fund)) return;
    buf_init(&b, f->im->arena);
    for (size_t i = 0; i < f->kolonner; i++)
        buf_format(&b, "%s%s", i == 0 ? "" : "; ", f->navne[i]);
    fund->raad = fund_ord(f->im->arena, "kolonnerne er: %.*s", "the columns are: %.*s",
                          STR_ARG(buf_str(&b)));
}

static bool read_head(struct fil *f)
{
    size_t foer = f->im->ud->fund.fejl;

    for (size_t c = 0; c < f->csv.columns; c++) {
        struct csv_cell cell = f->csv.head[c];
        struct str navn = str_fold(f->im->arena, str_trim(cell.text));
        size_t k = 0;
        while (k < f->kolonner && !str_is(navn, f->navne[k])) k++;
        if (k < f->kolonner && f->plads[k] == INGEN) {
            f->plads[k] = (int)c;
            continue;
        }
        bool igen = k < f->kolonner;
        advise_columns(f, import_fejl(f->im, sted_of(f, cell), "Kolonne nr. %zu %s%.0s",
                                      "Column %zu %.0s%s", c + 1,
                                      igen ? "står to gange" : "kendes ikke",
                                      igen ? "appears twice" : "is not known"));
    }
    for (size_t k = 0; k < f->kolonner; k++) {
        if (!f->kraevet[k] || f->plads[k] != INGEN) continue;
        advise_columns(f, import_fejl(f->im, sted_of(f, f->csv.head[0]), "Kolonnen %s mangler",
                                      "The column %s is missing", f->navne[k]));
    }
    return f->im->ud->fund.fejl == foer;
}

/* The cell of an expected column; empty where the file has no such column. */
static struct csv_cell cell_of(const struct fil *f, size_t row, size_t k)
{
    struct csv_cell tom = csv_at(&f->csv, row, 0);

    if (f->plads[k] != INGEN) return csv_at(&f->csv, row, (size_t)f->plads[k]);
    tom.text = STR_EMPTY;
    return tom;
}

static struct str text_of(const struct fil *f, size_t row, size_t k)
{
    struct str s = str_trim(cell_of(f, row, k).text);

    return s.n == 0 ? STR_EMPTY : s;
}

/* ---- a file whose rows cannot be read ---- */

/* Each line alone with the head: every wrong one is named, and gone from the text that is given
 * back, where the others keep their places. */
static struct str name_each(struct import *im, const struct register_fil *fil)
{
    struct str rest = fil->tekst;
    struct str linje, hoved = STR_EMPTY;
    struct buf gode;
    int nr = 0;

    buf_init(&gode, im->arena);
    while (str_split(&rest, '\n', &linje)) {
        struct csv csv;
        struct err err = ERR_INIT;
        bool tom = linje.n == 0 || linje.p[0] == '#' || linje.p[0] == '\r';
        if (nr++ > 0) buf_char(&gode, '\n');
        if (!tom && hoved.n > 0) {
            struct str to = str_format(im->arena, "%.*s\n%.*s", STR_ARG(hoved), STR_ARG(linje));
            if (!csv_read(im->arena, "", to, &csv, &err)) {
                const char *kol = strrchr(err.place, ':');
                int n = kol == NULL ? 0 : (int)strtol(kol + 1, NULL, 10);
                import_afvist(im, (struct sted){fil->navn, nr, n, 0}, &err);
                continue;
            }
        }
        if (!tom && hoved.n == 0) hoved = linje;
        buf_add(&gode, linje);
    }
    return buf_str(&gode);
}

static bool open_csv(struct fil *f)
{
    struct err err = ERR_INIT, igen = ERR_INIT;
    struct import *im = f->im;
    size_t foer = im->ud->fund.fejl;

    if (csv_read(im->arena, f->fil->navn, f->fil->tekst, &f->csv, &err)) return read_head(f);
    struct str gode = name_each(im, f->fil);
    if (csv_read(im->arena, f->fil->navn, gode, &f->csv, &igen) && im->ud->fund.fejl > foer)
        return read_head(f);
    struct str sted = str_from(err.place[0] != '\0' ? err.place : f->fil->navn);
    import_afvist(im, (struct sted){.fil = str_c(im->arena, sted)}, &err);
    return false;
}

/* ---- facts ---- */

static bool is_yes(struct str s, bool *ja)
{
    *ja = str_is(s, "ja");
    return *ja || s.n == 0 || str_is(s, "nej");
}

/* Columns: the owner (where there is one), id, tilbagekaldt, then the kind's own. */
static bool read_fact(const struct fil *f, const struct felt_navn *felter, size_t antal, size_t row,
                      enum register_slags slags, struct register_fakta *ud)
{
    struct import *im = f->im;
    bool ejer = felt_ejer(slags) != NULL;
    size_t id = ejer ? 1 : 0;
    size_t foer = im->ud->fund.fejl;
    struct err err = ERR_INIT;

    *ud = register_tom(slags);
    if (ejer) ud->ejer = str_copy(im->arena, text_of(f, row, 0));
    ud->id = str_copy(im->arena, text_of(f, row, id));
    if (!is_yes(text_of(f, row, id + 1), &ud->tilbagekaldt))
        import_fejl(im, sted_of(f, cell_of(f, row, id + 1)), "tilbagekaldt skal være ja eller nej",
                    "tilbagekaldt (taken back) must be ja or nej");
    if (!tjek_id(ud->id, (struct tegn_hvad){"Rækken", "The row"}, &err) ||
        (ejer && !tjek_id(ud->ejer, (struct tegn_hvad){felt_ejer(slags), felt_ejer(slags)}, &err)))
        import_afvist(im, sted_of(f, cell_of(f, row, id)), &err);
    for (size_t i = 0; i < antal && !ud->tilbagekaldt; i++) {
        struct err her = ERR_INIT;
        struct csv_cell cell = cell_of(f, row, id + 2 + i);
        if (!felt_laes(im->arena, &felter[i], cell.text, ud, &her))
            import_afvist(im, sted_of(f, cell), &her);
    }
    if (im->ud->fund.fejl > foer) return false;
    if (ud->tilbagekaldt || tjek_fakta(ud, &err)) return true;
    import_afvist(im, sted_of(f, cell_of(f, row, id)), &err);
    return false;
}

static void read_facts(struct fil *f, enum register_slags slags)
{
    struct felt_navn felter[FELTER_MAX];
    size_t antal = felt_liste(slags, felter);
    struct csv_liste *l = &f->im->csv[slags];

    if (felt_ejer(slags) != NULL) expect(f, felt_ejer(slags), true);
    expect(f, "id", true);
    expect(f, "tilbagekaldt", false);
    for (size_t i = 0; i < antal; i++) expect(f, felter[i].navn, felter[i].kraevet);
    if (!open_csv(f)) return;
    for (size_t row = 0; row < f->csv.rows; row++) {
        struct register_fakta fakta;
        if (!read_fact(f, felter, antal, row, slags, &fakta)) continue;
        l->fakta = arena_grow(f->im->arena, l->fakta, l->antal, &l->plads, l->antal + 1,
                              sizeof(*l->fakta));
        l->fakta[l->antal++] = (struct csv_fakta){fakta, sted_of(f, csv_at(&f->csv, row, 0))};
    }
}

/* ---- persons and accounts ---- */

static void keep_person(struct import *im, struct csv_personer *l, const struct csv_person *p)
{
    l->person =
        arena_grow(im->arena, l->person, l->antal, &l->plads, l->antal + 1, sizeof(*l->person));
    l->person[l->antal++] = *p;
}

static void read_person(struct fil *f, size_t row)
{
    struct str art = text_of(f, row, 1);
    struct csv_person p = {.sted = sted_of(f, csv_at(&f->csv, row, 0))};
    struct err err = ERR_INIT;
    bool beskyttet = false;

    p.person = (struct register_person){.id = text_of(f, row, 0),
                                        .virksomhed = str_is(art, "virksomhed"),
                                        .navn = text_of(f, row, 2),
                                        .cpr = text_of(f, row, 3),
                                        .adresse = text_of(f, row, 4),
                                        .postnummer = text_of(f, row, 5),
                                        .by_navn = text_of(f, row, 6)};
    bool ok = true;
    if (!p.person.virksomhed && art.n > 0 && !str_is(art, "person")) {
        import_fejl(f->im, sted_of(f, cell_of(f, row, 1)), "art skal være person eller virksomhed",
                    "art (the kind) must be person or virksomhed");
        ok = false;
    }
    if (!is_yes(text_of(f, row, 7), &beskyttet)) {
        import_fejl(f->im, sted_of(f, cell_of(f, row, 7)), "beskyttet skal være ja eller nej",
                    "beskyttet (protected) must be ja or nej");
        ok = false;
    }
    p.person.beskyttet = beskyttet;
    if (!tjek_person(&p.person, &err)) {
        import_afvist(f->im, p.sted, &err);
        ok = false;
    }
    if (ok) keep_person(f->im, &f->im->personer, &p);
}

static void read_account(struct fil *f, size_t row)
{
    struct csv_person p = {.sted = sted_of(f, csv_at(&f->csv, row, 0))};
    struct str reg = text_of(f, row, 1);
    struct str konto = text_of(f, row, 2);
    struct err err = ERR_INIT;

    p.person.id = text_of(f, row, 0);
    p.konto = (struct register_konto){reg.n + konto.n > 0, reg, konto};
    if (tjek_id(p.person.id, (struct tegn_hvad){"Personen", "The person"}, &err) &&
        tjek_konto(&p.konto, &err))
        keep_person(f->im, &f->im->konti, &p);
    else
        import_afvist(f->im, p.sted, &err);
}

static void read_rows(struct fil *f, const char *const *kolonner, size_t antal, size_t kraevede,
                      void (*row)(struct fil *f, size_t row))
{
    for (size_t i = 0; i < antal; i++) expect(f, kolonner[i], i < kraevede);
    if (!open_csv(f)) return;
    for (size_t i = 0; i < f->csv.rows; i++) row(f, i);
}

/* ---- which file it is ---- */

static struct str stem(const char *sti)
{
    struct str s = str_from(sti);
    size_t fra = 0;

    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '/') fra = i + 1;
    return str_sub(s, fra, s.n - strlen(".csv"));
}

static void unknown_file(struct import *im, const struct register_fil *fil)
{
    struct buf b;

    buf_init(&b, im->arena);
    buf_c(&b, "personer.csv, konti.csv");
    for (int i = 0; i < SLAGS_ANTAL; i++) buf_format(&b, ", %s.csv", filnavn[i]);
    import_fejl(im, (struct sted){.fil = fil->navn}, "Filens navn kendes ikke",
                "The name of the file is not known")
        ->raad = fund_ord(im->arena, "navnet fortæller, hvad filen indeholder; brug %.*s",
                          "the name tells what is in the file; use %.*s", STR_ARG(buf_str(&b)));
}

void import_csv_laes(struct import *im, const struct register_fil *fil)
{
    struct fil f = {.im = im, .fil = fil};
    struct str navn = stem(fil->navn);

    im->har_csv = true;
    if (str_is(navn, "personer")) {
        read_rows(&f, person_kolonner, 8, 1, read_person);
        return;
    }
    if (str_is(navn, "konti")) {
        read_rows(&f, konto_kolonner, 3, 3, read_account);
        return;
    }
    for (int i = 0; i < SLAGS_ANTAL; i++) {
        if (!str_is(navn, filnavn[i])) continue;
        read_facts(&f, (enum register_slags)i);
        return;
    }
    unknown_file(im, fil);
}

/* ---- in order, each once ---- */

static int by_fact(const void *a, const void *b)
{
    const struct csv_fakta *x = a, *y = b;
    int order = tabel_orden(&x->f, &y->f);
    return order != 0 ? order : x->sted.linje - y->sted.linje;
}

static int by_person(const void *a, const void *b)
{
    const struct csv_person *x = a, *y = b;
    int order = str_cmp(x->person.id, y->person.id);
    return order != 0 ? order : x->sted.linje - y->sted.linje;
}

static void order_persons(struct import *im, struct csv_personer *l)
{
    if (l->antal > 1) qsort(l->person, l->antal, sizeof(*l->person), by_person);
    for (size_t i = 1; i < l->antal; i++) {
        if (!str_eq(l->person[i].person.id, l->person[i - 1].person.id)) continue;
        import_fejl(im, l->person[i].sted, "Personen %.*s står også i linje %d",
                    "The person %.*s is in line %d too", STR_ARG(l->person[i].person.id),
                    l->person[i - 1].sted.linje);
    }
}

void import_csv_orden(struct import *im)
{
    for (int slags = 0; slags < SLAGS_ANTAL; slags++) {
        struct csv_liste *l = &im->csv[slags];
        if (l->antal > 1) qsort(l->fakta, l->antal, sizeof(*l->fakta), by_fact);
        for (size_t i = 1; i < l->antal; i++) {
            if (tabel_orden(&l->fakta[i].f, &l->fakta[i - 1].f) != 0) continue;
            import_fejl(im, l->fakta[i].sted, "%s%.0s %.*s står også i linje %d",
                        "%.0s%s %.*s is in line %d too", tabeller[slags].vist,
                        tabeller[slags].engelsk, STR_ARG(l->fakta[i].f.id),
                        l->fakta[i - 1].sted.linje);
        }
    }
    order_persons(im, &im->personer);
    order_persons(im, &im->konti);
}

bool import_csv_har(const struct import *im, enum register_slags slags, struct str ejer)
{
    const struct csv_liste *l = &im->csv[slags];
    size_t low = 0, high = l->antal;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(l->fakta[mid].f.ejer, ejer) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < l->antal && str_eq(l->fakta[low].f.ejer, ejer);
}
