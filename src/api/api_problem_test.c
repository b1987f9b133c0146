/*
 * What is refused is told in the language that was asked for.
 */
#include "api/test_api.h"
#include "base/test_fund.h"

/* The code is the same in every language; the words are those that were asked for. */
static void a_refusal_is_told_in_english_too(void **state)
{
    static const struct {
        const char *sprog;
        bool engelsk;
    } SPROG[] = {{"en", true},
                 {"en-GB,en;q=0.9,da;q=0.8", true},
                 {"fr, en", true},
                 {"", false},
                 {"da-DK, en;q=0.5", false},
                 {"fr", false},
                 {"da;q=0.9,en", false},
                 {"bren", false}};
    struct api_by b;

    open_town(&b, *state);
    for (size_t i = 0; i < sizeof(SPROG) / sizeof(*SPROG); i++) {
        struct web_request request = {.method = WEB_GET, .sprog = str_from(SPROG[i].sprog)};
        struct web_response r =
            test_side_send(&b.ts, (struct test_bruger){0}, &request, "/api/v1/status");
        assert_status(r, 401);
        assert_says(r, "problem-adgang");
        assert_says(r, SPROG[i].engelsk ? "The token gives no access" : "Nøglen giver ikke adgang");
        assert_says(r, SPROG[i].engelsk ? "Send the token" : "Send nøglen");
    }
    close_town(&b);
}

/* What is particular to a case is told in the language too: of a parameter, of the body and of the
 * rooms below. */
static void what_is_particular_is_told_in_english_too(void **state)
{
    static const struct {
        enum web_method method;
        const char *adresse;
        const char *krop;
        const char *siger;
    } SAG[] = {
        {WEB_GET, "/api/v1/koersler?antal=0", "", "“antal” must be a number from 1 to"},
        {WEB_GET, "/api/v1/koersler?ukendt=1", "", "The parameter is not known here"},
        {WEB_GET, "/api/v1/koersler?antal=1&antal=2", "", "“antal” must be there at most once"},
        {WEB_GET, "/api/v1/anbringelser/findes-ikke", "", "There is no placement with that id"},
        {WEB_POST, "/api/v1/koersler", "{", "The content is not JSON, or a key appears twice"},
        {WEB_POST, "/api/v1/koersler", "[]", "The content must be a JSON object"},
        {WEB_POST, "/api/v1/koersler", "{}", "“maaned” (the month it settles) is missing here"},
        {WEB_POST, "/api/v1/koersler", "{\"x\":1}", "The field “x” is not known here"},
        {WEB_POST, "/api/v1/koersler", "{\"maaned\":\"juni\"}",
         "“maaned” (the month it settles) must be a month"},
    };
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    for (size_t i = 0; i < sizeof(SAG) / sizeof(*SAG); i++) {
        struct web_request request = {
            .method = SAG[i].method,
            .bearer = token,
            .type = STR("application/json"),
            .body = str_from(SAG[i].krop),
            .noegle = STR("noegle-engelsk"),
            .sprog = STR("en"),
        };
        struct web_response r =
            test_side_send(&b.ts, (struct test_bruger){0}, &request, SAG[i].adresse);
        hold_answer(r, operation_at(&b, SAG[i].method, SAG[i].adresse));
        assert_says(r, SAG[i].siger);
    }
    close_town(&b);
}

/* Each place of the facts that is wrong, and where the JSON breaks off. */
static void each_place_is_told_in_english_too(void **state)
{
    static const struct {
        const char *adresse, *krop, *dansk, *engelsk;
    } SAG[] = {
        {"/api/v1/fakta", "{\"sager\":[{\"id\":\"A\"}]}", "Her mangler", "is missing here"},
        {"/api/v1/fakta", "{\"sager\":[", "slutter, før den er", "ends before it is done"},
        {"/api/v1/beregn?haandbog=morsoe&maaned=2021-06", "{\"sager\":[", "slutter, før den er",
         "ends before it is done"},
    };
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_FAMILIERAADGIVER, ALLE);
    for (size_t i = 0; i < 2 * sizeof(SAG) / sizeof(*SAG); i++) {
        bool engelsk = i % 2 == 1;
        struct web_request request = {
            .method = WEB_POST,
            .bearer = token,
            .type = STR("application/json"),
            .body = str_from(SAG[i / 2].krop),
            .noegle = STR("noegle-steder"),
            .sprog = engelsk ? STR("en") : STR("da"),
        };
        struct web_response r =
            test_side_send(&b.ts, (struct test_bruger){0}, &request, SAG[i / 2].adresse);
        hold_answer(r, operation_at(&b, WEB_POST, SAG[i / 2].adresse));
        json_t *json = json_loadb(r.body.p, r.body.n, 0, NULL);
        const char *siger = json_string_value(
            json_object_get(json_array_get(json_object_get(json, "errors"), 0), "detail"));
        assert_non_null(siger);
        if (strstr(siger, engelsk ? SAG[i / 2].engelsk : SAG[i / 2].dansk) == NULL)
            fail_msg("%s", siger);
        assert_true(!engelsk || !test_dansk(&b.ts.arena, str_from(siger)));
        json_decref(json);
    }
    close_town(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_refusal_is_told_in_english_too),
        BOTH(what_is_particular_is_told_in_english_too),
        BOTH(each_place_is_told_in_english_too),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
