/*
 * print_test: the prints of the tree.
 *
 * Every number a person reads is a field of the JSON tree of the same line, and the tree adds up;
 * the texts read as they should; nothing from outside escapes its place.
 *
 * `print_test text|explain|json|html` writes the sample instead, to look at.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <jansson.h>
#include <stdio.h>

#include "beregning/oversat.h"
#include "beregning/print.h"
#include "beregning/print_test_data.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)256 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* ---- cases ---- */

static struct situation situation(enum situation_art art, int fra, int til)
{
    return (struct situation){
        {dato_make(2021, 6, fra), til > 30 ? DATO_MAX : dato_make(2021, 6, til), DATO_MIN}, art};
}

static void give_situation(struct sag *sag, enum situation_art art, int fra, int til)
{
    sag->situation = ARENA_NEW(&arena, struct situation);
    sag->situation[0] = situation(art, fra, til);
    sag->situationer = 1;
}

static void give_tillaeg(struct sag *sag, const char *ydelse, int oere, const char *hvorfor)
{
    sag->aftale = ARENA_NEW(&arena, struct aftale);
    sag->aftale[0] = (struct aftale){.periode = {dato_make(2021, 6, 11), DATO_MAX, DATO_MIN},
                                     .art = AFTALE_TILLAEG,
                                     .ydelse = str_from(ydelse),
                                     .beloeb = {oere},
                                     .begrundelse = str_from(hvorfor),
                                     .besluttet_af = STR("leder")};
    sag->aftaler = 1;
}

/* A birthday, a stay in relief with rounding to kroner, a supplement, a lack, a network family. */
static struct beregning sample(void)
{
    struct sag *sag = ARENA_ARRAY(&arena, 5, struct sag);

    sag[0] = data_sag(&arena, "A1", dato_make(2011, 6, 16), 3);
    sag[1] = data_sag(&arena, "A2", dato_make(2006, 2, 1), 2);
    give_situation(&sag[1], SITUATION_OPHOLD_I_AFLASTNING, 19, 21);
    sag[2] = data_sag(&arena, "A3", dato_make(2009, 3, 14), 1);
    give_tillaeg(&sag[2], "vederlag", 150000, "ekstra tilsyn om natten, fordi barnet går i søvne");
    sag[3] = data_sag(&arena, "A4", dato_make(2005, 3, 14), 3);
    give_situation(&sag[3], SITUATION_EFTERSKOLE, 1, 99);
    sag[4] = data_sag(&arena, "A5", dato_make(2015, 3, 14), 3);
    sag[4].art = ART_NETVAERK;
    return data_beregn(&arena, sag, 5);
}

/* ---- numbers ---- */

/* The next number in a text: digits with single signs between, so that "2021-06-16" is one. */
static bool next_number(struct str *rest, struct str *out)
{
    size_t at = 0;

    while (at < rest->n && (rest->p[at] < '0' || rest->p[at] > '9')) at++;
    size_t end = at;
    for (size_t i = at; i < rest->n; i++) {
        bool digit = rest->p[i] >= '0' && rest->p[i] <= '9';
        bool mark = strchr(".,/-", rest->p[i]) != NULL;
        if (digit) end = i + 1;
        if (!digit && (!mark || end != i)) break;
    }
    *out = str_sub(*rest, at, end);
    *rest = str_sub(*rest, end, rest->n);
    return out->n > 0;
}

static bool number_in(struct str tekst, struct str tal)
{
    struct str number = STR_EMPTY;

    while (next_number(&tekst, &number)) {
        if (str_eq(number, tal)) return true;
    }
    return false;
}

/* Whether some field of the tree holds the number; hashes are not fields to read. */
static bool in_tree(const char *navn, json_t *json, struct str tal)
{
    const char *key = NULL;
    json_t *value = NULL;
    size_t at = 0;

    if (strstr(navn, "hash") != NULL) return false;
    if (json_is_string(json)) return number_in(str_from(json_string_value(json)), tal);
    if (json_is_integer(json)) {
        long long number = (long long)json_integer_value(json);
        return str_eq(str_format(&arena, "%lld", number), tal);
    }
    json_array_foreach(json, at, value)
    {
        if (in_tree("", value, tal)) return true;
    }
    if (!json_is_object(json)) return false;
    json_object_foreach(json, key, value)
    {
        if (in_tree(key, value, tal)) return true;
    }
    return false;
}

static json_t *load(struct str text)
{
    json_error_t error;
    json_t *json = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);

    if (json == NULL) fail_msg("%s at %d: %.*s", error.text, error.column, STR_ARG(text));
    return json;
}

static struct str print_of(void (*print)(struct buf *, const struct linje *),
                           const struct linje *linje)
{
    struct buf out;

    buf_init(&out, &arena);
    print(&out, linje);
    return buf_str(&out);
}

static void check_numbers(const struct linje *linje)
{
    struct str text = print_of(forklaring_print_text, linje);
    json_t *tree = load(print_of(forklaring_print_json, linje));
    struct str tal = STR_EMPTY;
    int numbers = 0;

    for (struct str rest = text; next_number(&rest, &tal); numbers++) {
        if (in_tree("", tree, tal)) continue;
        fail_msg("%.*s is no field of the tree:\n%.*s", STR_ARG(tal), STR_ARG(text));
    }
    assert_true(numbers > 0);
    json_decref(tree);
}

/* ---- sums ---- */

static struct brok get_brok(json_t *json, const char *key)
{
    struct brok out = BROK_NUL;
    struct err err = ERR_INIT;
    const char *text = json_string_value(json_object_get(json, key));

    assert_non_null(text);
    if (!brok_parse(str_from(text), 0, &out, &err)) fail_msg("%s: %s", key, err.text);
    return out;
}

static int64_t get_int(json_t *json, const char *key)
{
    json_t *value = json_object_get(json, key);

    assert_true(json_is_integer(value));
    return (int64_t)json_integer_value(value);
}

static struct brok plus(struct brok a, struct brok b)
{
    struct err err = ERR_INIT;

    assert_true(brok_add(a, b, &a, &err));
    return a;
}

static struct brok times(struct brok a, struct brok b)
{
    struct err err = ERR_INIT;

    assert_true(brok_mul(a, b, &a, &err));
    return a;
}

/* A term is its factors, in øre, with its sign. */
static struct brok check_led(json_t *led)
{
    bool minus = json_is_true(json_object_get(led, "minus"));
    struct brok product = brok_int(minus ? -100 : 100);
    struct err err = ERR_INIT;
    json_t *faktor = NULL;
    size_t at = 0;

    json_array_foreach(json_object_get(led, "faktorer"), at, faktor)
    {
        struct brok value = get_brok(faktor, "vaerdi");
        if (json_is_true(json_object_get(faktor, "divider"))) {
            assert_true(brok_div(product, value, &product, &err));
        } else {
            product = times(product, value);
        }
    }
    struct brok oere = get_brok(led, "oere");
    assert_true(brok_eq(product, oere));
    return times(oere, get_brok(led, "gange"));
}

static void check_tree_adds_up(json_t *tree)
{
    json_t *afrunding = json_object_get(tree, "afrunding");
    int64_t vist = get_int(afrunding, "difference_oere");
    struct brok exact = BROK_NUL;
    json_t *del = NULL;
    json_t *led = NULL;
    size_t at = 0;
    size_t k = 0;

    json_array_foreach(json_object_get(tree, "dele"), at, del)
    {
        struct brok sum = BROK_NUL;
        json_array_foreach(json_object_get(del, "led"), k, led) sum = plus(sum, check_led(led));
        assert_true(brok_eq(sum, get_brok(del, "beloeb")));
        exact = plus(exact, sum);
        vist += get_int(del, "vist_oere");
    }
    assert_true(brok_eq(exact, get_brok(afrunding, "foer")));
    assert_int_equal(vist, get_int(afrunding, "efter_oere"));
    assert_int_equal(vist, get_int(tree, "beloeb_oere"));
    struct brok efter = brok_int(vist);
    struct brok off = plus(efter, times(exact, brok_int(-1)));
    struct brok trin = brok_int(get_int(afrunding, "trin_oere"));
    assert_true(brok_cmp(off, trin) < 0);
    assert_true(brok_cmp(times(off, brok_int(-1)), trin) < 0);
}

/* Lines make the case, cases make the whole; a total only when nothing is missing. */
static int64_t check_sum(json_t *json, int64_t sum, bool hel)
{
    json_t *i_alt = json_object_get(json, "i_alt_oere");

    assert_int_equal(sum, get_int(json, "beregnet_oere"));
    assert_true(hel ? json_integer_value(i_alt) == sum : json_is_null(i_alt));
    return sum;
}

static void check_answer(json_t *answer)
{
    int64_t all = 0;
    bool hel = true;
    json_t *sag = NULL;
    json_t *linje = NULL;
    size_t at = 0;
    size_t k = 0;

    json_array_foreach(json_object_get(answer, "sager"), at, sag)
    {
        int64_t sum = 0;
        json_array_foreach(json_object_get(sag, "linjer"), k, linje)
        {
            json_t *tree = json_object_get(linje, "forklaring");
            check_tree_adds_up(tree);
            assert_int_equal(get_int(tree, "beloeb_oere"), get_int(linje, "beloeb_oere"));
            sum += get_int(linje, "beloeb_oere");
        }
        bool whole = json_array_size(json_object_get(sag, "mangler")) == 0;
        all += check_sum(sag, sum, whole);
        hel = hel && whole;
    }
    check_sum(answer, all, hel);
}

static struct str whole_print(const struct beregning *b, const char *how)
{
    struct buf out;

    buf_init(&out, &arena);
    if (strcmp(how, "html") == 0) {
        beregning_print_html(&out, b);
    } else if (strcmp(how, "json") == 0) {
        beregning_print_json(&out, b, false);
    } else if (strcmp(how, "json+tekst") == 0) {
        beregning_print_json(&out, b, true);
    } else {
        beregning_print_text(&out, b, strcmp(how, "explain") == 0);
    }
    return buf_str(&out);
}

static void check_width(struct str text)
{
    struct str line = STR_EMPTY;

    while (str_split(&text, '\n', &line)) {
        if (str_width(line) > 100) fail_msg("%zu columns: %.*s", str_width(line), STR_ARG(line));
        if (str_ends(line, STR(" "))) fail_msg("space at the end: >%.*s<", STR_ARG(line));
    }
}

/* Everything that must hold for any result. */
static void check_prints(const struct beregning *b)
{
    for (size_t i = 0; i < b->count; i++) {
        for (size_t k = 0; k < b->sag[i].linjer; k++) check_numbers(&b->sag[i].linje[k]);
    }
    json_t *answer = load(whole_print(b, "json"));
    check_answer(answer);
    json_decref(answer);
    json_decref(load(whole_print(b, "json+tekst")));
    check_width(whole_print(b, "explain"));
    check_width(whole_print(b, "text"));
}

/* In English only what the handbook, the rates and people say of their own is quoted. */
static void only_theirs(struct str engelsk)
{
    static const char *const DERES[] = {
        "KL takster 2021, punkt 2",
        "Honorering",
        "kost_andel",
        "kilden trykker kun kost og logi samlet",
        "kilden nævner ikke netværk",
        "ekstra tilsyn om natten, fordi barnet går i søvne",
        "ønske",
        "leder",
    };
    struct str citat = test_fremmed_citat(&arena, engelsk, DERES, sizeof(DERES) / sizeof(*DERES));

    if (citat.n > 0) fail_msg("in Danish alone: %.*s", STR_ARG(citat));
}

static void check_english(const struct beregning *b)
{
    for (size_t i = 0; i < b->count; i++) {
        const struct sag_beregning *sag = &b->sag[i];
        for (size_t k = 0; k < sag->linjer; k++)
            only_theirs(print_of(forklaring_print_engelsk, &sag->linje[k]));
        for (size_t k = 0; k < sag->mangler; k++) {
            const struct mangel *m = &sag->mangel[k];
            only_theirs(oversat_citeret(&arena, oversat_af(&arena, m->mangler, true)));
            only_theirs(oversat_citeret(&arena, oversat_af(&arena, m->grund, true)));
        }
    }
}

/* ---- tests ---- */

static void test_numbers_and_sums(void **state)
{
    struct beregning b = sample();

    (void)state;
    assert_false(b.hel);
    check_prints(&b);
    check_english(&b);
}

static void test_numbers_and_sums_at_random(void **state)
{
    uint64_t seed = 20210601;

    (void)state;
    for (int round = 0; round < 150; round++) {
        struct sag *sag = ARENA_ARRAY(&arena, 3, struct sag);
        for (int i = 0; i < 3; i++) {
            struct dato foedt = dato_plus(dato_make(2003, 7, 1), (int)test_between(&seed, 0, 6000));
            const char *id = str_c(&arena, str_format(&arena, "R%d-%d", round, i));
            sag[i] = data_sag(&arena, id, foedt, (int)test_between(&seed, 1, 3));
            enum situation_art art =
                (enum situation_art)test_between(&seed, 0, SITUATION_ANTAL - 1);
            int fra = (int)test_between(&seed, 1, 29);
            give_situation(&sag[i], art, fra, (int)test_between(&seed, fra + 1, 31));
            sag[i].indflyttet = dato_plus(dato_make(2021, 5, 20), (int)test_between(&seed, 0, 35));
            give_tillaeg(&sag[i], "vederlag", (int)test_between(&seed, 1, 9999999), "ønske");
        }
        struct beregning b = data_beregn(&arena, sag, 3);
        check_prints(&b);
        check_english(&b);
        arena_release(&arena);
        arena_init(&arena, (size_t)256 << 20);
    }
}

static void test_reads_as_the_sketch(void **state)
{
    struct beregning b = sample();
    struct buf out;

    (void)state;
    buf_init(&out, &arena);
    forklaring_print_text(&out, &b.sag[0].linje[0]);
    assert_str(buf_str(&out),
               "  6 vederlag (trin 3, besluttet 14. december 2020) × 148,00 kr/døgn\n"
               "    (KL takster 2021, punkt 2, endelig) × 30,41 døgn/måned\n"
               "  hele måneden, 30 af 30 dage; afrundet til øre, halve op            "
               "Håndbogen, afsnittet Honorering\n");
    buf_init(&out, &arena);
    forklaring_print_engelsk(&out, &b.sag[0].linje[0]);
    assert_str(buf_str(&out),
               "  6 fees (level 3, decided 14 December 2020) × 148,00 kr/day (“KL takster 2021, "
               "punkt 2”, final)\n"
               "    × 30,41 days/month\n"
               "  the whole month, 30 of 30 days; rounded to øre, halves up       "
               "The handbook, section “Honorering”\n");
    buf_init(&out, &arena);
    forklaring_print_text(&out, &b.sag[0].linje[1]);
    assert_str(buf_str(&out),
               "  1.-15. juni   15 døgn × 193,00 kr/døgn (under 10 år)                      "
               "2.895,00 kr.\n"
               "  16.-30. juni  15 døgn × 206,00 kr/døgn (fyldt 10 år den 16. juni 2021)    "
               "3.090,00 kr.\n"
               "  satser: KL takster 2021, punkt 2, endelig\n"
               "  afrundet til øre, halve op                                         "
               "Håndbogen, afsnittet Honorering\n");
}

static bool says(struct str text, const char *what)
{
    size_t at = 0;

    return str_find(text, str_from(what), &at);
}

/* A line of two pieces; the second stands on a rate and a rule of its own. */
static struct linje two_sources(const struct linje *linje, struct takst *takst,
                                struct plan_ydelse *regel)
{
    struct linje to = *linje;
    struct forklaring_del *del = ARENA_ARRAY(&arena, 2, struct forklaring_del);
    struct forklaring_led *led = ARENA_NEW(&arena, struct forklaring_led);
    struct forklaring_faktor *faktor = ARENA_NEW(&arena, struct forklaring_faktor);

    assert_int_equal(linje->forklaring.dele, 2);
    memcpy(del, linje->forklaring.del, 2 * sizeof(*del));
    *regel = *del[1].regel;
    regel->afsnit = STR("Kost");
    *led = del[1].led[0];
    *faktor = led->faktor[0];
    *takst = *faktor->takst;
    takst->kilde = STR("KL takster 2021, punkt 3");
    takst->status = TAKST_FORELOEBIG;
    faktor->takst = takst;
    led->faktor = faktor;
    del[1].led = led;
    del[1].regel = regel;
    to.forklaring.del = del;
    return to;
}

/* Each source has its own status, each section its own words. */
static void test_several_sources_in_english(void **state)
{
    struct beregning b = sample();
    struct takst takst;
    struct plan_ydelse regel;
    struct linje to = two_sources(&b.sag[0].linje[1], &takst, &regel);
    struct str dansk = print_of(forklaring_print_text, &to);
    struct str engelsk = print_of(forklaring_print_engelsk, &to);

    (void)state;
    assert_true(says(dansk, "satser: KL takster 2021, punkt 2, endelig; KL takster 2021, punkt 3, "
                            "foreløbig\n"));
    assert_true(says(dansk, "Håndbogen, afsnittet Honorering; Håndbogen, afsnittet Kost\n"));
    assert_true(says(engelsk, "rates: “KL takster 2021, punkt 2”, final; “KL takster 2021, punkt "
                              "3”, provisional\n"));
    assert_true(says(engelsk, "The handbook, section “Honorering”; The handbook, section “Kost”"));
    regel.afsnit = STR_EMPTY;
    engelsk = print_of(forklaring_print_engelsk, &to);
    assert_true(says(engelsk, "The handbook, section “Honorering”; “Håndbogen juni 2021”\n"));
}

static void test_no_code_names_for_people(void **state)
{
    struct beregning b = sample();
    size_t at = 0;

    (void)state;
    assert_false(str_find(whole_print(&b, "explain"), STR("_"), &at));
    struct str html = whole_print(&b, "html");
    assert_true(str_find(html, STR("</style>"), &at));
    assert_false(str_find(str_sub(html, at, html.n), STR("_"), &at));
}

static void test_missing_is_named_and_has_no_total(void **state)
{
    struct beregning b = sample();
    struct str text = whole_print(&b, "explain");
    size_t at = 0;

    (void)state;
    assert_true(str_find(text, STR("Mangler: takst kost andel. Kilden trykker kun"), &at));
    assert_true(str_find(text, STR("Beregnet indtil videre for sag A4"), &at));
    assert_true(str_find(text, STR("I alt for sag A1"), &at));
    assert_true(str_find(text, STR("Beregnet indtil videre for alle sager"), &at));
    assert_false(str_find(text, STR("I alt for alle sager"), &at));
}

/* Hostile texts in every place facts and handbooks can reach. */
static void test_hostile_text_stays_text(void **state)
{
    static const char evil[] = "<script>alert(1)</script>&\"'\x1b[31m\x07\n}]\\\xE2\x80\xAE";
    struct sag *sag = ARENA_ARRAY(&arena, 1, struct sag);
    size_t at = 0;

    (void)state;
    sag[0] = data_sag(&arena, evil, dato_make(2011, 6, 16), 3);
    give_tillaeg(&sag[0], "vederlag", 5000, evil);
    sag[0].aftale[0].besluttet_af = str_from(evil);
    struct beregning b = data_beregn(&arena, sag, 1);
    check_prints(&b);
    struct str html = whole_print(&b, "html");
    assert_false(str_find(html, STR("<script"), &at));
    assert_false(str_find(html, STR("\x1b"), &at));
    assert_true(str_find(html, STR("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;"), &at));
    struct str text = whole_print(&b, "explain");
    assert_false(str_find(text, STR("\x1b"), &at));
    assert_false(str_find(text, STR("\xE2\x80\xAE"), &at));
    json_t *answer = load(whole_print(&b, "json"));
    json_t *case_0 = json_array_get(json_object_get(answer, "sager"), 0);
    assert_string_equal(json_string_value(json_object_get(case_0, "id")), evil);
    json_decref(answer);
}

static void test_long_words_are_cut(void **state)
{
    char id[400];
    struct sag *sag = ARENA_ARRAY(&arena, 1, struct sag);

    (void)state;
    memset(id, 'x', sizeof(id) - 1);
    id[sizeof(id) - 1] = '\0';
    sag[0] = data_sag(&arena, id, dato_make(2011, 6, 16), 3);
    give_tillaeg(&sag[0], "vederlag", 5000, id);
    struct beregning b = data_beregn(&arena, sag, 1);
    check_prints(&b);
}

static void test_nothing_to_pay(void **state)
{
    struct sag sag = data_sag(&arena, "A1", dato_make(2011, 6, 16), 3);
    size_t at = 0;

    (void)state;
    sag.indflyttet = dato_make(2022, 1, 1);
    struct beregning b = data_beregn(&arena, &sag, 1);
    check_prints(&b);
    assert_true(str_find(whole_print(&b, "text"), STR("ikke noget at betale"), &at));
    b = data_beregn(&arena, &sag, 0);
    check_prints(&b);
    assert_str(whole_print(&b, "json"),
               "{\"maaned\":\"2021-06\",\"kendt_pr\":null,\"sager\":[],\"beregnet_oere\":0,"
               "\"i_alt_oere\":0}\n");
}

static void test_periods(void **state)
{
    static const struct {
        struct dato fra;
        int dage;
        const char *tekst;
    } rows[] = {
        {{18779}, 15, "1.-15. juni"},
        {{18794}, 1, "16. juni"},
        {{18776}, 5, "29. maj-2. juni"},
        {{18626}, 3, "30. december 2020-1. januar 2021"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct dato til = dato_plus(rows[i].fra, rows[i].dage);
        assert_str(ord_periode(&arena, rows[i].fra, til), rows[i].tekst);
    }
    assert_str(ord_periode(&arena, rows[0].fra, DATO_MAX), "fra 1. juni 2021");
}

static void test_words(void **state)
{
    (void)state;
    assert_str(ord_stort(&arena, STR("øvrige")), "Øvrige");
    assert_str(ord_stort(&arena, STR("alder")), "Alder");
    assert_str(ord_stort(&arena, STR("»ét")), "»ét");
    assert_str(ord_ydelse(&arena, &(struct print_planer){0}, STR("kost_og_logi")), "Kost og logi");
    assert_str(ord_ydelse(&arena, &(struct print_planer){0}, STR("beklaedning")), "Beklædning");
    assert_str(ord_ydelse(&arena, &(struct print_planer){0}, STR("alle")), "Alle ydelser");
    assert_str(ord_ren(&arena, STR("a\tb\x01\xC2\x85")), "a b??");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_numbers_and_sums, setup, teardown),
        cmocka_unit_test_setup_teardown(test_numbers_and_sums_at_random, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reads_as_the_sketch, setup, teardown),
        cmocka_unit_test_setup_teardown(test_several_sources_in_english, setup, teardown),
        cmocka_unit_test_setup_teardown(test_no_code_names_for_people, setup, teardown),
        cmocka_unit_test_setup_teardown(test_missing_is_named_and_has_no_total, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hostile_text_stays_text, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_words_are_cut, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_to_pay, setup, teardown),
        cmocka_unit_test_setup_teardown(test_periods, setup, teardown),
        cmocka_unit_test_setup_teardown(test_words, setup, teardown),
    };

    if (argc > 1) {
        arena_init(&arena, (size_t)256 << 20);
        struct beregning b = sample();
        struct str text = whole_print(&b, argv[1]);
        fwrite(text.p, 1, text.n, stdout);
        arena_release(&arena);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
