/*
 * What is refused is told in the language that was asked for.
 */
#include "api/test_api.h"

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
        {WEB_POST, "/api/v1/koersler", "{", "The content is not JSON, or a key stands twice"},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_refusal_is_told_in_english_too),
        BOTH(what_is_particular_is_told_in_english_too),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
