/*
 * The worked cases: every row of tests/cases/cases.csv is computed through the whole of the program
 * (handbook file, rate files, facts as JSON, a month) and compared to the øre, with no tolerance.
 *
 * tests/cases/worked_examples.csv lists every published and derived figure known to the project;
 * each that says `tested here` has rows in cases.csv, and no other has. Runs from the root.
 */
#include "base/test_help.h"

#include <string.h>

#include "base/csv.h"
#include "base/fil.h"
#include "beregning/ord.h"
#include "beregning/oversat.h"
#include "haandbog/haandbog.h"

#define FILE_LIMIT ((size_t)1 << 22)
#define FACTS "tests/cases/sager/"
#define LISTED 116 /* rows of worked_examples.csv */
#define ROWS_MAX 256

enum { ID, FORTEGN, HAANDBOG, FAKTA, SAG, HVORNAAR, SVAR, OERE, CASE_COLUMNS };
enum { W_ID, W_WHERE, W_WHY, W_EXPECTED, W_KIND, W_SOURCE, W_COLUMNS };

struct loaded {
    struct str path;
    struct haandbog_samling samling;
};

struct suite {
    struct arena arena;
    struct csv cases;
    struct csv list;
    struct loaded loaded[ROWS_MAX];
    size_t loaded_count;
};

/* ---- reading ---- */

static struct str read_text(struct suite *s, const char *path)
{
    struct err err = ERR_INIT;
    struct str text;

    if (!fil_read(&s->arena, path, FILE_LIMIT, &text, &err)) fail_msg("%s", err.text);
    return text;
}

static void read_csv(struct suite *s, const char *path, size_t columns, struct csv *out)
{
    struct err err = ERR_INIT;

    if (!csv_read(&s->arena, path, read_text(s, path), out, &err))
        fail_msg("%s: %s", err.place, err.text);
    assert_int_equal(out->columns, columns);
}

static struct str cell(const struct csv *csv, size_t row, size_t column)
{
    return csv_at(csv, row, column).text;
}

static int64_t number(struct str text)
{
    int64_t value = 0;
    bool minus = text.n > 0 && text.p[0] == '-';

    assert_true(text.n > (minus ? 1u : 0u));
    for (size_t i = minus ? 1 : 0; i < text.n; i++) {
        assert_true(text.p[i] >= '0' && text.p[i] <= '9');
        value = value * 10 + (text.p[i] - '0');
    }
    return minus ? -value : value;
}

static int setup(void **state)
{
    static struct suite suite;

    arena_init(&suite.arena, (size_t)1 << 30);
    read_csv(&suite, "tests/cases/cases.csv", CASE_COLUMNS, &suite.cases);
    read_csv(&suite, "tests/cases/worked_examples.csv", W_COLUMNS, &suite.list);
    *state = &suite;
    return 0;
}

static int teardown(void **state)
{
    struct suite *s = *state;

    arena_release(&s->arena);
    return 0;
}

/* A handbook that has errors computes nothing; it is loaded once. */
static const struct haandbog_samling *load(struct suite *s, struct str path)
{
    struct err err = ERR_INIT;
    struct fund_liste fund;

    for (size_t i = 0; i < s->loaded_count; i++)
        if (str_eq(s->loaded[i].path, path)) return &s->loaded[i].samling;
    assert_true(s->loaded_count < ROWS_MAX);
    struct loaded *l = &s->loaded[s->loaded_count++];
    l->path = path;
    fund_init(&fund, &s->arena);
    if (!haandbog_load(&s->arena, str_c(&s->arena, path), true, &l->samling, &fund, &err))
        fail_msg("%.*s: %s", STR_ARG(path), err.text);
    for (size_t i = 0; i < fund.count; i++)
        if (fund.fund[i].fejl)
            fail_msg("%s:%d: %.*s", fund.fund[i].sted.fil, fund.fund[i].sted.linje,
                     STR_ARG(fund.fund[i].tekst.dansk));
    assert_int_equal(fund.fejl, 0);
    return &l->samling;
}

/* ---- rates ---- */

static const struct takst *rate_in_plan(struct suite *s, struct str path, struct str name, int age,
                                        struct dato day)
{
    const struct haandbog_samling *h = load(s, path);
    const struct plan *plan = plan_on(&h->planer, day, DATO_MAX);

    assert_non_null(plan);
    for (size_t i = 0; i < plan->takst_antal; i++)
        if (str_eq(plan->takst_navne[i], name))
            return plan_takst_on(plan, (int)i, age, day, DATO_MAX);
    return NULL;
}

/* "NAVN" or "NAVN alder N" */
static int64_t rate(struct suite *s, size_t row, struct str what)
{
    struct err err = ERR_INIT;
    struct str path = cell(&s->cases, row, HAANDBOG), name;
    struct dato day;
    int age = -1;

    assert_true(dato_parse(cell(&s->cases, row, HVORNAAR), &day, &err));
    assert_true(str_split(&what, ' ', &name));
    if (str_starts(what, STR("alder "))) age = (int)number(str_sub(what, 6, what.n));
    const struct takst *takst = rate_in_plan(s, path, name, age, day);
    assert_non_null(takst);
    assert_false(takst->ukendt);
    return takst->beloeb.oere;
}

/* ---- months ---- */

static struct beregning compute(struct suite *s, size_t row)
{
    struct err err = ERR_INIT;
    struct sager sager;
    struct maaned month;
    struct beregning b;
    const char *file =
        str_c(&s->arena, str_format(&s->arena, FACTS "%.*s", STR_ARG(cell(&s->cases, row, FAKTA))));
    const struct haandbog_samling *h = load(s, cell(&s->cases, row, HAANDBOG));

    if (!sag_read_json(&s->arena, file, read_text(s, file), &sager, &err))
        fail_msg("%s: %s: %s", file, err.place, err.text);
    assert_true(maaned_parse(cell(&s->cases, row, HVORNAAR), &month, &err));
    if (!beregning_month(&s->arena, &h->planer, &sager, month, DATO_MAX, &b, &err))
        fail_msg("%s", err.text);
    return b;
}

static int64_t sum_of_lines(const struct sag_beregning *sag, struct str ydelse)
{
    int64_t sum = 0;

    for (size_t i = 0; i < sag->mangler; i++)
        if (str_eq(sag->mangel[i].ydelse, ydelse) || str_is(sag->mangel[i].ydelse, "alle"))
            fail_msg("%.*s: %.*s mangler", STR_ARG(sag->sag->id), STR_ARG(sag->mangel[i].mangler));
    for (size_t i = 0; i < sag->linjer; i++)
        if (str_eq(sag->linje[i].ydelse, ydelse)) sum += sag->linje[i].beloeb.oere;
    return sum;
}

static bool has_line(const struct sag_beregning *sag, struct str ydelse)
{
    for (size_t i = 0; i < sag->linjer; i++)
        if (str_eq(sag->linje[i].ydelse, ydelse)) return true;
    return false;
}

static int64_t answer_of(struct suite *s, const struct sag_beregning *sag, struct str answer)
{
    if (str_is(answer, "sum")) {
        assert_int_equal(sag->mangler, 0);
        assert_true(sag->linjer > 0);
        return sag->beregnet.oere;
    }
    bool none = str_starts(answer, STR("ingen "));
    assert_true(none || str_starts(answer, STR("ydelse ")));
    struct str name = str_sub(answer, none ? 6 : 7, answer.n);
    struct str ydelse = str_fold(&s->arena, name);
    int64_t sum = sum_of_lines(sag, ydelse);
    assert_true(has_line(sag, ydelse) != none);
    return sum;
}

static int64_t run_row(struct suite *s, size_t row)
{
    struct str answer = cell(&s->cases, row, SVAR), id = cell(&s->cases, row, SAG);

    if (str_starts(answer, STR("takst "))) return rate(s, row, str_sub(answer, 6, answer.n));
    struct beregning b = compute(s, row);
    int64_t sum = 0;
    size_t found = 0;
    for (size_t i = 0; i < b.count; i++) {
        if (!str_is(id, "alle") && !str_eq(b.sag[i].sag->id, id)) continue;
        sum += answer_of(s, &b.sag[i], answer);
        found++;
    }
    assert_true(found > 0);
    return sum;
}

/* ---- tests ---- */

static void every_row_to_the_oere(void **state)
{
    struct suite *s = *state;

    for (size_t row = 0; row < s->cases.rows; row++) {
        struct str id = cell(&s->cases, row, ID);
        int64_t expected = number(cell(&s->cases, row, OERE));
        int64_t got = run_row(s, row);
        if (got != expected)
            fail_msg("cases.csv:%d: %.*s: expected %lld, got %lld", csv_at(&s->cases, row, ID).line,
                     STR_ARG(id), (long long)expected, (long long)got);
    }
}

/* ---- the words of every row, in English ---- */

static void in_english(struct suite *s, struct str ord)
{
    struct oversat o = oversat_af(&s->arena, ord, true);

    for (size_t i = 0; i < o.bid_antal; i++)
        if (o.bid[i].dansk) fail_msg("in Danish alone: %.*s", STR_ARG(ord));
}

static void led_in_english(struct suite *s, const struct forklaring_led *led)
{
    in_english(s, ord_gange(led));
    for (size_t i = 0; i < led->faktorer; i++) {
        in_english(s, ord_faktor(&s->arena, &led->faktor[i]));
        in_english(s, led->faktor[i].note);
    }
    /* Of an agreement the reason and who decided are somebody's own words. */
    if (led->note.n > 0) assert_false(oversat_af(&s->arena, led->note, true).bid[0].dansk);
}

static void line_in_english(struct suite *s, const struct linje *linje)
{
    const struct forklaring *f = &linje->forklaring;

    in_english(s, ord_til(&s->arena, linje));
    in_english(s, ord_afrunding(&s->arena, f));
    for (size_t i = 0; i < f->antal_bemaerkninger; i++) in_english(s, f->bemaerkninger[i]);
    for (size_t i = 0; i < f->dele; i++) {
        const struct forklaring_del *del = &f->del[i];
        in_english(s, ord_dage(&s->arena, del, f->maaned));
        in_english(s, del->note);
        for (size_t k = 0; k < del->antal_grunde; k++) in_english(s, del->grunde[k]);
        for (size_t k = 0; k < del->antal_led; k++) led_in_english(s, &del->led[k]);
    }
}

/* Why something is missing may be the handbook's words, what is missing never is. */
static size_t sag_in_english(struct suite *s, const struct sag_beregning *sag)
{
    for (size_t i = 0; i < sag->linjer; i++) line_in_english(s, &sag->linje[i]);
    for (size_t i = 0; i < sag->mangler; i++) {
        struct str navn = ord_navn(&s->arena, sag->mangel[i].mangler);
        assert_false(oversat_af(&s->arena, navn, true).bid[0].dansk);
    }
    return sag->linjer;
}

static void every_explanation_in_english(void **state)
{
    struct suite *s = *state;
    size_t linjer = 0;

    for (size_t row = 0; row < s->cases.rows; row++) {
        if (str_starts(cell(&s->cases, row, SVAR), STR("takst "))) continue;
        struct beregning b = compute(s, row);
        for (size_t i = 0; i < b.count; i++) linjer += sag_in_english(s, &b.sag[i]);
    }
    assert_true(linjer > 100);
}

/* The signed sum of a case's rows, and how many rows it has. */
static int64_t signed_sum(const struct suite *s, struct str id, size_t *rows)
{
    int64_t sum = 0;

    *rows = 0;
    for (size_t row = 0; row < s->cases.rows; row++) {
        if (!str_eq(cell(&s->cases, row, ID), id)) continue;
        struct str sign = cell(&s->cases, row, FORTEGN);
        assert_true(str_is(sign, "+") || str_is(sign, "-"));
        int64_t amount = number(cell(&s->cases, row, OERE));
        sum += str_is(sign, "+") ? amount : -amount;
        ++*rows;
    }
    return sum;
}

static void cases_sum_to_the_listed_amount(void **state)
{
    struct suite *s = *state;

    for (size_t i = 0; i < s->list.rows; i++) {
        struct str id = cell(&s->list, i, W_ID);
        size_t rows;
        int64_t sum = signed_sum(s, id, &rows);
        bool here = str_is(cell(&s->list, i, W_WHERE), "tested here");
        assert_true(here || str_is(cell(&s->list, i, W_WHERE), "later issue"));
        if (here != (rows > 0))
            fail_msg("%.*s: %zu rows in cases.csv, and the list says otherwise", STR_ARG(id), rows);
        if (here && sum != number(cell(&s->list, i, W_EXPECTED)))
            fail_msg("%.*s: the rows sum to %lld", STR_ARG(id), (long long)sum);
    }
}

static size_t times_listed(const struct suite *s, struct str id)
{
    size_t times = 0;

    for (size_t i = 0; i < s->list.rows; i++) times += str_eq(cell(&s->list, i, W_ID), id);
    return times;
}

static void every_id_is_listed_once(void **state)
{
    struct suite *s = *state;

    assert_int_equal(s->list.rows, LISTED);
    for (size_t i = 0; i < s->list.rows; i++)
        assert_int_equal(times_listed(s, cell(&s->list, i, W_ID)), 1);
    for (size_t row = 0; row < s->cases.rows; row++)
        assert_int_equal(times_listed(s, cell(&s->cases, row, ID)), 1);
}

static void run_examples(struct suite *s, struct str path)
{
    const struct haandbog_samling *h = load(s, path);

    for (size_t i = 0; i < h->count; i++) {
        struct err err = ERR_INIT;
        struct eksempel_resultat *r;
        size_t count;
        if (!haandbog_test(&s->arena, &h->haandbog[i], &r, &count, &err)) fail_msg("%s", err.text);
        assert_true(count > 0);
        for (size_t n = 0; n < count; n++)
            if (!r[n].bestaaet)
                fail_msg("%s:%d: %.*s\n%.*s", r[n].sted.fil, r[n].sted.linje, STR_ARG(r[n].navn),
                         STR_ARG(r[n].forklaring.dansk));
    }
}

/* The handbooks themselves and the variants made for the cases. */
static void every_example_holds(void **state)
{
    static const char *const folders[] = {"haandboeger", "tests/cases/varianter"};
    struct suite *s = *state;

    for (size_t f = 0; f < sizeof(folders) / sizeof(*folders); f++) {
        struct err err = ERR_INIT;
        struct str *names;
        size_t count;
        assert_true(fil_list(&s->arena, folders[f], &names, &count, &err));
        assert_true(count > 0);
        for (size_t i = 0; i < count; i++) {
            struct str path = str_format(&s->arena, "%s/%.*s", folders[f], STR_ARG(names[i]));
            if (fil_is_folder(str_c(&s->arena, path))) run_examples(s, path);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_to_the_oere),
        cmocka_unit_test(every_explanation_in_english),
        cmocka_unit_test(cases_sum_to_the_listed_amount),
        cmocka_unit_test(every_id_is_listed_once),
        cmocka_unit_test(every_example_holds),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
