/*
 * kontoplan: the dated table of account strings, and the lookup that never guesses.
 *
 * Invariants: (1) on any day, age, ydelse, art and hjemmel at most one row fits; (2) inside one
 * ydelse × art × hjemmel, every day from its first to its last and every age from its youngest to
 * its oldest has a row.
 * Cost: reading compares rows pairwise (a table has some hundreds); a lookup is one pass.
 */
#include <stdlib.h>

#include "base/csv.h"
#include "kanal/intern.h"

enum { ROWS_MAX = 5000, AGE_MAX = 150 };

enum kolonne {
    FRA,
    TIL,
    YDELSE,
    ART,
    HJEMMEL,
    ALDER_FRA,
    ALDER_TIL,
    KONTO,
    TEKST,
    KILDE,
    KOLONNER
};

static const char *const heads[KOLONNER] = {"fra",       "til",       "ydelse", "art",   "hjemmel",
                                            "alder_fra", "alder_til", "konto",  "tekst", "kilde"};

struct laes {
    const struct csv *csv;
    struct err *err;
};

static bool wrong(struct laes *l, struct csv_cell cell, const char *what)
{
    err_set(l->err, ERR_INPUT, NULL, "%s", what);
    return err_at(l->err, "%s:%d:%d", l->csv->file, cell.line, cell.col);
}

static bool read_day(struct laes *l, struct csv_cell cell, struct dato *out)
{
    struct err bad = ERR_INIT;

    return dato_parse(cell.text, out, &bad) || wrong(l, cell, bad.text);
}

static bool read_age(struct laes *l, struct csv_cell cell, int *out)
{
    int64_t age;

    if (!kanal_digits(cell.text, 1, 3) || !kanal_number(cell.text, &age) || age > AGE_MAX) {
        return wrong(l, cell, "Alderen skal være et helt antal år");
    }
    *out = (int)age;
    return true;
}

static bool read_row(struct laes *l, size_t at, struct kanal_kontoplan_raekke *r)
{
    struct csv_cell c[KOLONNER];

    for (size_t i = 0; i < KOLONNER; i++) c[i] = csv_at(l->csv, at, i);
    TRY(read_day(l, c[FRA], &r->fra));
    r->til = DATO_MAX;
    if (c[TIL].text.n > 0) {
        TRY(read_day(l, c[TIL], &r->til));
        if (r->til.dag < r->fra.dag) return wrong(l, c[TIL], "Til ligger før fra");
        r->til = dato_plus(r->til, 1);
    }
    r->ydelse = c[YDELSE].text;
    r->art = c[ART].text;
    r->hjemmel = c[HJEMMEL].text;
    if (r->ydelse.n == 0 || r->art.n == 0 || r->hjemmel.n == 0) {
        return wrong(l, c[YDELSE],
                     "Ydelse, art og hjemmel skal alle stå der; gælder rækken for alle arter eller "
                     "hjemler, skrives »alle«");
    }
    TRY(read_age(l, c[ALDER_FRA], &r->alder_fra));
    TRY(read_age(l, c[ALDER_TIL], &r->alder_til));
    if (r->alder_til < r->alder_fra) return wrong(l, c[ALDER_TIL], "Alder_til er under alder_fra");
    r->konto = c[KONTO].text;
    if (!kanal_digits(r->konto, 1, KANAL_KONTOSTRENG_MAX)) {
        return wrong(l, c[KONTO], "Kontoen skal være 1-15 cifre uden punktummer og mellemrum");
    }
    r->tekst = c[TEKST].text;
    r->kilde = c[KILDE].text;
    if (r->kilde.n == 0) return wrong(l, c[KILDE], "Kilden mangler; skriv, hvor kontoen står");
    r->linje = c[FRA].line;
    return true;
}

/* ---- overlaps */

static bool meets(struct str a, struct str b)
{
    return str_eq(a, b) || str_is(a, "alle") || str_is(b, "alle");
}

static bool overlaps(const struct kanal_kontoplan_raekke *a, const struct kanal_kontoplan_raekke *b)
{
    return a->fra.dag < b->til.dag && b->fra.dag < a->til.dag && a->alder_fra <= b->alder_til &&
           b->alder_fra <= a->alder_til && str_eq(a->ydelse, b->ydelse) && meets(a->art, b->art) &&
           meets(a->hjemmel, b->hjemmel);
}

static bool check_overlaps(const char *file, const struct kanal_kontoplan_raekke *r, size_t count,
                           struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (!overlaps(&r[i], &r[j])) continue;
            err_set(err, ERR_INPUT, NULL,
                    "Rækken gælder samme ydelse, art, hjemmel, alder og dage som rækken i linje "
                    "%d; kun én må gælde",
                    r[j].linje);
            return err_at(err, "%s:%d", file, r[i].linje);
        }
    }
    return true;
}

/* ---- gaps */

static bool same_key(const struct kanal_kontoplan_raekke *a, const struct kanal_kontoplan_raekke *b)
{
    return str_eq(a->ydelse, b->ydelse) && str_eq(a->art, b->art) && str_eq(a->hjemmel, b->hjemmel);
}

struct bredde {
    struct dato fra;
    struct dato til;
    int ung;
    int gammel;
};

static struct bredde width_of(const struct kanal_kontoplan_raekke *r, size_t count,
                              const struct kanal_kontoplan_raekke *key)
{
    struct bredde b = {key->fra, key->til, key->alder_fra, key->alder_til};

    for (size_t i = 0; i < count; i++) {
        if (!same_key(&r[i], key)) continue;
        b.fra = dato_min(b.fra, r[i].fra);
        b.til = dato_max(b.til, r[i].til);
        if (r[i].alder_fra < b.ung) b.ung = r[i].alder_fra;
        if (r[i].alder_til > b.gammel) b.gammel = r[i].alder_til;
    }
    return b;
}

static bool covered(const struct kanal_kontoplan_raekke *r, size_t count,
                    const struct kanal_kontoplan_raekke *key, struct dato dag, int alder)
{
    for (size_t i = 0; i < count; i++) {
        if (same_key(&r[i], key) && r[i].fra.dag <= dag.dag && dag.dag < r[i].til.dag &&
            r[i].alder_fra <= alder && alder <= r[i].alder_til) {
            return true;
        }
    }
    return false;
}

static int64_t area(int32_t days, int ages)
{
    return (int64_t)days * ages;
}

/* Rows of a key do not overlap, so they fill the square around them when the areas agree. */
static bool is_whole(const struct kanal_kontoplan_raekke *r, size_t count,
                     const struct kanal_kontoplan_raekke *key, const struct bredde *b)
{
    int64_t filled = 0;

    for (size_t i = 0; i < count; i++) {
        if (!same_key(&r[i], key)) continue;
        filled += area(r[i].til.dag - r[i].fra.dag, r[i].alder_til - r[i].alder_fra + 1);
    }
    return filled == area(b->til.dag - b->fra.dag, b->gammel - b->ung + 1);
}

static bool is_hole(const struct kanal_kontoplan_raekke *r, size_t count,
                    const struct kanal_kontoplan_raekke *key, const struct bredde *b,
                    struct dato dag, int alder)
{
    return dag.dag >= b->fra.dag && dag.dag < b->til.dag && alder >= b->ung && alder <= b->gammel &&
           !covered(r, count, key, dag, alder);
}

/* A hole begins where a row begins or ends, in days and in ages. So it is enough to ask there: row
 * gives the day, and the other rows of the key the age. */
static bool name_hole(const char *file, const struct kanal_kontoplan_raekke *r, size_t count,
                      const struct kanal_kontoplan_raekke *row, const struct bredde *b,
                      struct err *err)
{
    int year, month, day;

    for (size_t k = 0; k < count * 4; k++) {
        const struct kanal_kontoplan_raekke *other = &r[k / 4];
        struct dato dag = k % 2 == 0 ? row->fra : row->til;
        int alder = k % 4 < 2 ? other->alder_fra : other->alder_til + 1;
        if (!same_key(other, row) || !is_hole(r, count, row, b, dag, alder)) continue;
        dato_civil(dag, &year, &month, &day);
        err_set(err, ERR_INPUT, NULL,
                "Der er et hul ved rækken: ingen konto for »%.*s« den %04d-%02d-%02d ved %d år, "
                "selv om tabellen ellers dækker både dagen og alderen",
                STR_ARG(row->ydelse), year, month, day, alder);
        return err_at(err, "%s:%d", file, row->linje);
    }
    return true;
}

static bool check_gaps(const char *file, const struct kanal_kontoplan_raekke *r, size_t count,
                       struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        struct bredde b = width_of(r, count, &r[i]);
        if (is_whole(r, count, &r[i], &b)) continue;
        for (size_t j = 0; j < count; j++) {
            if (same_key(&r[i], &r[j])) TRY(name_hole(file, r, count, &r[j], &b, err));
        }
        ASSERT(false);
    }
    return true;
}

bool kanal_kontoplan_read(struct arena *arena, const char *file, struct str text,
                          struct kanal_kontoplan *out, struct err *err)
{
    struct csv csv;
    struct laes l = {&csv, err};

    TRY(csv_read(arena, file, text, &csv, err));
    for (size_t i = 0; i < KOLONNER; i++) {
        if (csv.columns == KOLONNER && str_is(csv.head[i].text, heads[i])) continue;
        return err_set(err, ERR_INPUT, file,
                       "Første række skal være fra;til;ydelse;art;hjemmel;alder_fra;alder_til;"
                       "konto;tekst;kilde");
    }
    if (csv.rows == 0 || csv.rows > ROWS_MAX) {
        return err_set(err, ERR_LIMIT, file, "Kontoplanen skal have 1-%d rækker", ROWS_MAX);
    }
    struct kanal_kontoplan_raekke *r = ARENA_ARRAY(arena, csv.rows, struct kanal_kontoplan_raekke);
    for (size_t i = 0; i < csv.rows; i++) TRY(read_row(&l, i, &r[i]));
    TRY(check_overlaps(file, r, csv.rows, err));
    TRY(check_gaps(file, r, csv.rows, err));
    *out = (struct kanal_kontoplan){r, csv.rows};
    return true;
}

/* ---- lookup */

const struct kanal_kontoplan_raekke *kanal_kontoplan_find(struct arena *arena,
                                                          const struct kanal_kontoplan *plan,
                                                          struct dato dag, struct str ydelse,
                                                          struct str art, struct str hjemmel,
                                                          int alder, struct str *mangel)
{
    bool known = false;

    for (size_t i = 0; i < plan->count; i++) {
        const struct kanal_kontoplan_raekke *r = &plan->raekke[i];
        if (!str_eq(r->ydelse, ydelse)) continue;
        known = true;
        if (r->fra.dag <= dag.dag && dag.dag < r->til.dag && r->alder_fra <= alder &&
            alder <= r->alder_til && meets(r->art, art) && meets(r->hjemmel, hjemmel)) {
            return r;
        }
    }
    *mangel = known ? str_format(arena,
                                 "Kontoplanen har ingen konto for ydelsen »%.*s« med art »%.*s«, "
                                 "hjemmel »%.*s« og alder %d år den %.*s",
                                 STR_ARG(ydelse), STR_ARG(art), STR_ARG(hjemmel), alder,
                                 STR_ARG(dato_tekst(arena, dag)))
                    : str_format(arena, "Kontoplanen kender ikke ydelsen »%.*s«", STR_ARG(ydelse));
    return NULL;
}
