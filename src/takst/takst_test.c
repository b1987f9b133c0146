/*
 * takst: every refusal of a rate file at its line and column, the row that holds on a day, and
 * damage: no cut or changed letter of a file may crash, and no accepted row may be half read.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <stdio.h>
#include <string.h>

#include "takst/takst.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define HEAD "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n"
#define GOOD_ROW "vederlag_døgn;;kr/vederlag/døgn;2021-01-01;2021-12-31;147,60;endelig;;KL 2021;\n"

struct read {
    struct arena arena;
    struct takst_tabel tabel;
    struct fund_liste fund;
    struct err err;
};

static bool read_text(struct read *r, const char *text)
{
    arena_init(&r->arena, 64u << 20);
    fund_init(&r->fund, &r->arena);
    r->tabel = (struct takst_tabel){0};
    r->err = (struct err)ERR_INIT;
    bool ok = takst_read(&r->arena, "t.csv", str_from(text), &r->tabel, &r->fund, &r->err);
    assert_fund_begge(&r->fund);
    return ok;
}

static bool has(struct str text, const char *part)
{
    size_t at = 0;

    return str_find(text, str_from(part), &at);
}

/* R006, R013, R031: rates with day, age, unit and source. R033: a municipality's own file. */
static void good_rows(void **state)
{
    struct read r;

    (void)state;
    assert_true(read_text(&r, "\xEF\xBB\xBF# KL 2021\n" HEAD GOOD_ROW
                              "lommepenge;alder 3-10;kr/uge;2021-01-01;;32;foreløbig;2020-11-30;"
                              "\"KL; punkt 4\";ny model\r\n"
                              "lommepenge;alder 11;kr/uge;2021-01-01;2021-01-01;1.036;rettet;;KL;\n"
                              "kost_andel;;kr/døgn;2021-01-01;;ukendt;;;kilden tier;\n"));
    assert_int_equal(r.fund.fejl, 0);
    assert_int_equal(r.tabel.count, 4);
    const struct takst *t = r.tabel.takst;
    assert_str(t[0].navn, "vederlag_døgn");
    assert_true(enhed_is(t[0].enhed, "kr/vederlag/døgn"));
    assert_int_equal(t[0].alder_fra, -1);
    assert_int_equal(t[0].alder_til, -1);
    assert_int_equal(t[0].fra.dag, dato_make(2021, 1, 1).dag);
    assert_int_equal(t[0].til.dag, dato_make(2022, 1, 1).dag); /* inclusive in the file */
    assert_int_equal(t[0].beloeb.oere, 14760);
    assert_int_equal(t[0].kendt_fra.dag, DATO_MIN.dag);
    assert_int_equal(t[0].sted.linje, 3);
    assert_int_equal(t[0].sted.kol, 1);
    assert_int_equal(t[1].alder_fra, 3);
    assert_int_equal(t[1].alder_til, 10);
    assert_int_equal(t[1].til.dag, DATO_MAX.dag);
    assert_int_equal(t[1].status, TAKST_FORELOEBIG);
    assert_int_equal(t[1].kendt_fra.dag, dato_make(2020, 11, 30).dag);
    assert_str(t[1].kilde, "KL; punkt 4");
    assert_str(t[1].begrundelse, "ny model");
    assert_int_equal(t[2].alder_fra, 11);
    assert_int_equal(t[2].alder_til, 11);
    assert_int_equal(t[2].beloeb.oere, 103600);
    assert_int_equal(t[2].til.dag, t[2].fra.dag + 1);
    assert_true(t[3].ukendt);
    assert_int_equal(t[3].beloeb.oere, 0);
    arena_release(&r.arena);
}

struct refusal {
    const char *row;
    const char *kode;
    int kol;
    const char *said; /* in tekst or raad */
};

static const struct refusal refusals[] = {
    {";;kr;2021-01-01;;1;endelig;;k;", "takst-navn", 1, "intet navn"},
    {"3_barn;;kr;2021-01-01;;1;endelig;;k;", "takst-navn", 1, "»3_barn« kan ikke være navn"},
    {"kost og;;kr;2021-01-01;;1;endelig;;k;", "takst-navn", 1, "understreger"},
    {"kost-og;;kr;2021-01-01;;1;endelig;;k;", "takst-navn", 1, "vederlag_døgn"},
    {"a;alder;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "alder 3-10"},
    {"a;aldre 3-10;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "mente du alder?"},
    {"a;alder 10-3;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "mindste står først"},
    {"a;alder 3-23;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "0 til 22"},
    {"a;alder 3-;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "er ikke en nøgle"},
    {"a;alder -3;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "er ikke en nøgle"},
    {"a;alder 3-4-5;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "er ikke en nøgle"},
    {"a;alder 3-4-;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "er ikke en nøgle"},
    {"a;alder 003;kr;2021-01-01;;1;endelig;;k;", "takst-noegle", 3, "er ikke en nøgle"},
    {"a;;;2021-01-01;;1;endelig;;k;", "takst-enhed", 4, "ingen enhed"},
    {"a;;kr/dogn;2021-01-01;;1;endelig;;k;", "takst-enhed", 4, "mente du døgn?"},
    {"a;;døgn/måned;2021-01-01;;1;endelig;;k;", "takst-enhed", 4, "ikke et beløb i kroner"},
    {"a;;kr·kr;2021-01-01;;1;endelig;;k;", "takst-enhed", 4, "ikke et beløb i kroner"},
    {"a;;kr;;;1;endelig;;k;", "takst-dato", 7, "fra: "},
    {"a;;kr;2021-02-30;;1;endelig;;k;", "takst-dato", 7, "findes ikke i kalenderen"},
    {"a;;kr;1-1-2021;;1;endelig;;k;", "takst-dato", 7, "2021-06-16"},
    {"a;;kr;2021-01-01;2021-13-01;1;endelig;;k;", "takst-dato", 18, "til_og_med: "},
    {"a;;kr;2021-01-02;2021-01-01;1;endelig;;k;", "takst-dato", 18, "før den begynder"},
    {"a;;kr;2021-01-01;;1;endelig;i går;k;", "takst-dato", 29, "kendt_fra: "},
    {"a;;kr;2021-01-01;;;endelig;;k;", "takst-beloeb", 19, "skriv ukendt, hvis kilden tier"},
    {"a;;kr;2021-01-01;;0;endelig;;k;", "takst-beloeb", 19, "skriv ukendt, hvis kilden tier"},
    {"a;;kr;2021-01-01;;0,00;endelig;;k;", "takst-beloeb", 19, "kan ikke være 0"},
    {"a;;kr;2021-01-01;;-5;endelig;;k;", "takst-beloeb", 19, "kan ikke være negativt"},
    {"a;;kr;2021-01-01;;30.41;endelig;;k;", "takst-beloeb", 19, "komma før decimaler"},
    {"a;;kr;2021-01-01;;1,234;endelig;;k;", "takst-beloeb", 19, "3 decimaler"},
    {"a;;kr;2021-01-01;;365/12;endelig;;k;", "takst-beloeb", 19, "er ikke et tal"},
    {"a;;kr;2021-01-01;;32 kr;endelig;;k;", "takst-beloeb", 19, "er ikke et tal"},
    {"a;;kr;2021-01-01;;ukent;endelig;;k;", "takst-beloeb", 19, "mente du ukendt?"},
    {"a;;kr;2021-01-01;;10000000,01;endelig;;k;", "takst-beloeb", 19, "slåfejl"},
    {"a;;kr;2021-01-01;;99999999999999999999;endelig;;k;", "takst-beloeb", 19, "cifre"},
    {"a;;kr;2021-01-01;;1;;;k;", "takst-status", 21, "ingen status"},
    {"a;;kr;2021-01-01;;1;endlig;;k;", "takst-status", 21, "mente du endelig?"},
    {"a;;kr;2021-01-01;;1;vedtaget;;k;", "takst-status", 21, "antaget eller fremskrivning"},
    {"a;;kr;2021-01-01;;ukendt;tavs;;k;", "takst-status", 26, "er ikke en status"},
    {"a;;kr;2021-01-01;;1;endelig;;;", "takst-kilde", 30, "ingen kilde"},
    {"a;;kr;2021-01-01;;1;endelig;;k\x1bm;", "takst-kilde", 30, "har styretegn"},
    {"a;;kr;2021-01-01;;1;endelig;;k;a\tb", "takst-kilde", 32, "begrundelse er på mere"},
    {"a;;kr;2021-01-01;;ukendt;;; ;", "takst-kilde", 28, "ingen kilde"},
};

/* R012, R030: what is wrong is said where it is, and never read as something else. */
static void refused_rows(void **state)
{
    char text[1024];

    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        const struct refusal *c = &refusals[i];
        struct read r;
        snprintf(text, sizeof(text), "%s%s\n%s", HEAD, c->row, GOOD_ROW);
        assert_true(read_text(&r, text));
        if (r.fund.count != 1 || r.tabel.count != 1) {
            fail_msg("%s: %zu findings, %zu rows", c->row, r.fund.count, r.tabel.count);
        }
        const struct fund *fund = &r.fund.fund[0];
        assert_true(fund->fejl);
        assert_string_equal(fund->kode, c->kode);
        assert_string_equal(fund->sted.fil, "t.csv");
        assert_int_equal(fund->sted.linje, 2);
        if (fund->sted.kol != c->kol) fail_msg("%s: column %d", c->row, fund->sted.kol);
        assert_true(fund->sted.bredde > 0);
        if (!has(fund->tekst.dansk, c->said) && !has(fund->raad.dansk, c->said)) {
            fail_msg("%s: %.*s / %.*s", c->row, STR_ARG(fund->tekst.dansk),
                     STR_ARG(fund->raad.dansk));
        }
        arena_release(&r.arena);
    }
}

static void every_cell_is_told(void **state)
{
    struct read r;

    (void)state;
    assert_true(read_text(&r, HEAD "1;x;y;z;w;v;u;t;;\n"));
    assert_int_equal(r.tabel.count, 0);
    assert_int_equal(r.fund.count, 9);
    arena_release(&r.arena);
}

static void one_name_one_unit(void **state)
{
    struct read r;

    (void)state;
    assert_true(read_text(&r, HEAD GOOD_ROW
                          "vederlag_døgn;;kr/døgn;2022-01-01;;1;endelig;;k;\n"
                          "vederlag_døgn;alder 3;kr/døgn/vederlag;2022-01-01;;1;endelig;;k;\n"));
    assert_int_equal(r.tabel.count, 1);
    assert_int_equal(r.fund.count, 2);
    assert_string_equal(r.fund.fund[0].kode, "takst-enhed");
    assert_int_equal(r.fund.fund[0].sted.linje, 3);
    assert_true(has(r.fund.fund[0].tekst.dansk, "t.csv linje 2, hvor den er kr/vederlag/døgn"));
    assert_string_equal(r.fund.fund[1].kode, "takst-noegle");
    assert_int_equal(r.fund.fund[1].sted.linje, 4);
    arena_release(&r.arena);
}

static void refused_heads(void **state)
{
    static const struct {
        const char *text;
        int kol;
        const char *said;
    } cases[] = {
        {"takst;enhed\n", 1, "2 kolonner, men skal have 10"},
        {"takst;noegle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n", 7,
         "kolonne 2 hedder »noegle«, men skal hedde nøgle"},
        {"takst;nøgle;enhed;fra;til;beløb;status;kendt_fra;kilde;begrundelse\n", 23,
         "skal hedde til_og_med"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct read r;
        assert_true(read_text(&r, cases[i].text));
        assert_int_equal(r.fund.count, 1);
        assert_string_equal(r.fund.fund[0].kode, "takst-hoved");
        assert_int_equal(r.fund.fund[0].sted.linje, 1);
        assert_int_equal(r.fund.fund[0].sted.kol, cases[i].kol);
        assert_true(has(r.fund.fund[0].tekst.dansk, cases[i].said));
        arena_release(&r.arena);
    }
}

static void no_csv_at_all(void **state)
{
    static const char *const cases[] = {
        "", "# kun en bemærkning\n", HEAD "a;b\n", HEAD "\"åben\n", "takst;n\xF8gle\n",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct read r;
        assert_false(read_text(&r, cases[i]));
        assert_true(r.err.text[0] != '\0');
        assert_memory_equal(r.err.place, "t.csv", 5);
        arena_release(&r.arena);
    }
}

static const struct takst *on(const struct read *r, const char *navn, int alder, struct dato dag,
                              struct dato kendt)
{
    return takst_on(&r->tabel, str_from(navn), alder, dag, kendt);
}

/* R031 and the known-at rule: by day, by age, and by what had been learned. */
static void the_row_that_holds(void **state)
{
    struct read r;

    (void)state;
    assert_true(read_text(&r, HEAD "a;;kr;2021-01-01;2021-12-31;1;foreløbig;2020-10-01;k;\n"
                                   "a;;kr;2021-01-01;2021-12-31;2;endelig;2021-03-01;k;\n"
                                   "a;;kr;2022-01-01;;3;endelig;;k;\n"
                                   "b;alder 3-10;kr;2021-01-01;;4;endelig;;k;\n"
                                   "b;alder 11-22;kr;2021-01-01;;5;endelig;;k;\n"));
    struct dato jun = dato_make(2021, 6, 1);
    assert_int_equal(on(&r, "a", -1, jun, DATO_MAX)->beloeb.oere, 200);
    assert_int_equal(on(&r, "a", -1, jun, dato_make(2021, 3, 1))->beloeb.oere, 200);
    assert_int_equal(on(&r, "a", -1, jun, dato_make(2021, 2, 28))->beloeb.oere, 100);
    assert_null(on(&r, "a", -1, jun, dato_make(2020, 9, 30)));
    assert_int_equal(on(&r, "a", -1, dato_make(2021, 12, 31), DATO_MAX)->beloeb.oere, 200);
    assert_int_equal(on(&r, "a", -1, dato_make(2022, 1, 1), DATO_MAX)->beloeb.oere, 300);
    assert_int_equal(on(&r, "a", -1, dato_make(2200, 12, 31), DATO_MAX)->beloeb.oere, 300);
    assert_null(on(&r, "a", -1, dato_make(2020, 12, 31), DATO_MAX));
    assert_null(on(&r, "a", 5, jun, DATO_MAX));
    assert_null(on(&r, "c", -1, jun, DATO_MAX));
    assert_null(on(&r, "b", -1, jun, DATO_MAX));
    assert_null(on(&r, "b", 2, jun, DATO_MAX));
    for (int alder = 3; alder <= 22; alder++) {
        assert_int_equal(on(&r, "b", alder, jun, DATO_MAX)->beloeb.oere, alder < 11 ? 400 : 500);
    }
    arena_release(&r.arena);
}

/* The order of the rows decides nothing, also where two are learned on one day. */
static void order_of_rows_is_irrelevant(void **state)
{
    struct read r;
    uint64_t random = 3;

    (void)state;
    assert_true(read_text(&r,
                          HEAD "a;;kr;2021-01-01;;1;endelig;;k;\na;;kr;2021-01-01;;2;endelig;;k;\n"
                               "a;;kr;2021-02-01;;3;endelig;;k;\na;;kr;2020-02-01;;4;rettet;;k;\n"
                               "b;alder 3;kr;2020-02-01;;4;rettet;;k;\n"));
    struct dato jun = dato_make(2021, 6, 1);
    int64_t first = on(&r, "a", -1, jun, DATO_MAX)->beloeb.oere;
    struct takst sorted[5];
    takst_sort(&r.tabel);
    memcpy(sorted, r.tabel.takst, sizeof(sorted));
    for (int i = 0; i < 200; i++) {
        for (size_t from = r.tabel.count - 1; from > 0; from--) {
            size_t to = (size_t)test_between(&random, 0, (int64_t)from);
            struct takst keep = r.tabel.takst[from];
            r.tabel.takst[from] = r.tabel.takst[to];
            r.tabel.takst[to] = keep;
        }
        assert_int_equal(on(&r, "a", -1, jun, DATO_MAX)->beloeb.oere, first);
        takst_sort(&r.tabel);
        for (size_t k = 0; k < 5; k++) {
            assert_int_equal(r.tabel.takst[k].sted.linje, sorted[k].sted.linje);
        }
    }
    arena_release(&r.arena);
}

static void status_words(void **state)
{
    enum takst_status status = TAKST_ENDELIG;

    (void)state;
    for (int i = TAKST_ENDELIG; i <= TAKST_FREMSKRIVNING; i++) {
        const char *navn = takst_status_navn((enum takst_status)i);
        assert_true(takst_status_parse(str_from(navn), &status));
        assert_int_equal(status, i);
    }
    assert_false(takst_status_parse(STR("Endelig"), &status));
    assert_false(takst_status_parse(STR(""), &status));
}

static void check_row(const struct takst *t)
{
    assert_true(t->navn.n > 0 && t->kilde.n > 0);
    assert_true(t->fra.dag < t->til.dag && t->til.dag <= DATO_MAX.dag);
    assert_true(t->ukendt ? t->beloeb.oere == 0 : t->beloeb.oere > 0);
    assert_true(t->alder_fra >= -1 && t->alder_fra <= t->alder_til && t->alder_til <= 22);
}

/* Seeded damage: one byte changed, removed or added, or the end cut off. */
static void damage(void **state)
{
    static const char good[] =
        HEAD GOOD_ROW "b;alder 3-10;kr/uge;2021-01-01;;1.036,50;endelig;;k;\n"
                      "kost;;kr/døgn;2021-01-01;;ukendt;;2021-01-01;k;g\n";
    static const char bytes[] = ";\"\n\r,.-0123456789aæ# \xF8\x00/";
    uint64_t random = 11;
    char text[sizeof(good) + 1];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct read r;
        memcpy(text, good, sizeof(good));
        size_t at = (size_t)test_between(&random, 0, (int64_t)sizeof(good) - 2);
        char byte = bytes[test_between(&random, 0, (int64_t)sizeof(bytes) - 2)];
        switch (test_between(&random, 0, 3)) {
        case 0: text[at] = byte; break;
        case 1: text[at] = '\0'; break;
        case 2: memmove(text + at, text + at + 1, sizeof(good) - at - 1); break;
        default:
            memmove(text + at + 1, text + at, sizeof(good) - at);
            text[at] = byte;
            break;
        }
        if (!read_text(&r, text)) assert_true(r.err.place[0] != '\0' && r.err.text[0] != '\0');
        for (size_t k = 0; k < r.tabel.count; k++) check_row(&r.tabel.takst[k]);
        arena_release(&r.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_rows),          cmocka_unit_test(refused_rows),
        cmocka_unit_test(every_cell_is_told), cmocka_unit_test(one_name_one_unit),
        cmocka_unit_test(refused_heads),      cmocka_unit_test(no_csv_at_all),
        cmocka_unit_test(the_row_that_holds), cmocka_unit_test(order_of_rows_is_irrelevant),
        cmocka_unit_test(status_words),       cmocka_unit_test(damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
