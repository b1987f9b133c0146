/*
 * What the tables say of themselves is said in both languages, and the page shows the one.
 */
#include "side/test_side.h"
#include "store/test_both.h"

#include "api/api_intern.h"

/* ---- every text of the tables, one after the other ---- */

typedef void see_text(const char *hvor, struct api_begge tekst);

static void each_text(see_text *see)
{
    for (size_t i = 0; i < api_operationer_antal; i++) {
        const struct api_operation *o = &api_operationer[i];
        see(o->id, o->gruppe);
        see(o->id, o->navn);
        see(o->id, o->tekst);
        for (size_t k = 0; k < o->parametre; k++) see(o->id, o->parameter[k].tekst);
    }
    for (size_t i = 0; i < api_skemaer_antal; i++) {
        const struct api_objekt *o = api_skemaer[i];
        see(o->navn, o->tekst);
        for (size_t k = 0; k < o->felter; k++) see(o->navn, o->felt[k].tekst);
    }
    for (int i = 0; i < OMRAADE_ANTAL; i++) {
        enum omraade omraade = (enum omraade)i;
        see(omraade_kode(omraade),
            (struct api_begge){omraade_tekst(omraade), omraade_engelsk(omraade)});
    }
}

/* What can only be Danish: a letter or a quotation mark that English has not. */
static bool looks_danish(const char *tekst)
{
    static const char *const KUN_DANSK[] = {"æ", "å", "»", "«", " og ", " af ", " der ", " den "};
    size_t at;

    for (size_t i = 0; i < sizeof(KUN_DANSK) / sizeof(*KUN_DANSK); i++)
        if (str_find(str_from(tekst), str_from(KUN_DANSK[i]), &at)) return true;
    return false;
}

static void is_in_english(const char *hvor, struct api_begge tekst)
{
    if (tekst.dansk == NULL || tekst.dansk[0] == '\0') fail_msg("%s: a text is missing", hvor);
    if (tekst.engelsk == NULL || tekst.engelsk[0] == '\0')
        fail_msg("%s: there is no English of »%s«", hvor, tekst.dansk);
    if (strcmp(tekst.dansk, tekst.engelsk) == 0 || looks_danish(tekst.engelsk))
        fail_msg("%s: »%s« is not English", hvor, tekst.engelsk);
}

static void every_description_is_in_english_too(void **state)
{
    (void)state;
    assert_true(looks_danish("hvem og hvornår"));
    each_text(is_in_english);
}

/* The Danish whose English is looked for, and what was found. */
static struct api_begge soegt;

static void is_said_alike(const char *hvor, struct api_begge tekst)
{
    if (strcmp(tekst.dansk, soegt.dansk) == 0 && strcmp(tekst.engelsk, soegt.engelsk) != 0)
        fail_msg("%s: »%s« is “%s” here and “%s” there", hvor, tekst.dansk, tekst.engelsk,
                 soegt.engelsk);
}

static void look_for(const char *hvor, struct api_begge tekst)
{
    (void)hvor;
    soegt = tekst;
    each_text(is_said_alike);
}

static void the_same_words_are_the_same_in_english(void **state)
{
    (void)state;
    each_text(look_for);
}

/* ---- the page ---- */

static struct str content(struct web_response r)
{
    size_t fra, til;

    assert_int_equal(r.status, 200);
    assert_true(str_find(r.body, STR("<main"), &fra));
    assert_true(str_find(r.body, STR("</main>"), &til));
    return str_sub(r.body, fra, til);
}

static void the_page_is_in_one_language(void **state)
{
    struct test_side ts;
    size_t at;

    test_side_open(&ts, *state, &API_SIDE);
    struct str dansk = content(test_side_ask(&ts, (struct test_bruger){0}, "/api"));
    struct str engelsk = content(test_side_ask(&ts, (struct test_bruger){0}, "/api?sprog=en"));
    assert_false(str_find(engelsk, STR("lang="), &at));
    /* a heading, an operation, its text, a parameter, a schema, a field, an area and a right */
    static const char *const SIGES[][2] = {
        {"<h2>Kørsler</h2>", "<h2>Runs</h2>"},
        {">Godkend en kørsel<", ">Approve a run<"},
        {"Opretter en kørsel som kladde.", "Makes a run as a draft."},
        {"rækker på siden; ellers 100", "rows on the page; else 100"},
        {"En månedskørsel", "A run of a month"},
        {"måneden, den afregner", "the month it settles"},
        {">oprette og beregne kørsler<", ">make and compute runs<"},
        {"en bruger, der må godkende en kørsel", "a user who may approve a run"},
    };
    for (size_t i = 0; i < sizeof(SIGES) / sizeof(*SIGES); i++) {
        for (int sprog = 0; sprog < 2; sprog++) {
            struct str ord = str_from(SIGES[i][sprog]);
            if (!str_find(sprog == 1 ? engelsk : dansk, ord, &at))
                fail_msg("the page does not say %.*s", STR_ARG(ord));
            if (str_find(sprog == 1 ? dansk : engelsk, ord, &at))
                fail_msg("the page in the other language says %.*s", STR_ARG(ord));
        }
    }
    test_side_close(&ts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_description_is_in_english_too),
        cmocka_unit_test(the_same_words_are_the_same_in_english),
        BOTH(the_page_is_in_one_language),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
