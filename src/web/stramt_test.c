/* The head of a request: what passes, what is refused and with which status, however it comes. */
#include "base/test_help.h"

#include <string.h>

#include "web/intern.h"

static int laes(const char *bytes)
{
    static struct web_head head;
    struct err err = ERR_INIT;
    int status = web_head_laes(str_from(bytes), &head, &err);

    /* A refusal says why, and nothing else does. */
    assert_int_equal(err.kind != ERR_NONE, status != 0 && status != 200);
    return status;
}

static void whole_heads_pass(void **state)
{
    static struct web_head head;
    struct err err = ERR_INIT;
    struct str bytes = STR("POST /a?b=c HTTP/1.1\r\nHost: x.dk:80\r\nContent-LENGTH:  12 \t\r\n"
                           "A:\r\nB: \xC3\xA6:b\r\n\r\nkrop");

    (void)state;
    assert_int_equal(web_head_laes(bytes, &head, &err), 200);
    assert_str(head.metode, "POST");
    assert_str(head.target, "/a?b=c");
    assert_int_equal(head.antal, 4);
    assert_int_equal(head.laengde, 12);
    assert_int_equal(head.bytes, bytes.n - 4);
    assert_str(web_head_vaerdi(&head, "host"), "x.dk:80");
    assert_str(web_head_vaerdi(&head, "a"), "");
    assert_str(web_head_vaerdi(&head, "b"), "\xC3\xA6:b");
    assert_str(web_head_vaerdi(&head, "c"), "");
    assert_int_equal(laes("GET / HTTP/1.0\r\nHost: [::1]\r\n\r\n"), 200);
    assert_int_equal(laes("HEAD / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"), 200);
    assert_int_equal(laes("POST / HTTP/1.1\r\nHost: x\r\n\r\n"), 200);
    assert_int_equal(laes("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-CONTINUE\r\n\r\n"), 200);
    assert_int_equal(laes("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n"), 200);
}

static void refused_heads(void **state)
{
    static const struct {
        int status;
        const char *bytes;
    } cases[] = {
        {400, "\r\n\r\n"},
        {400, "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"},
        {400, "GET / HTTP/1.1\nHost: x\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\n\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\n\n"},
        {400, "GET / HTTP/1.1\rHost: x\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\r\n\r\n"},
        {400, "GET  / HTTP/1.1\r\nHost: x\r\n\r\n"},
        {400, "GET / HTTP/1.1 \r\nHost: x\r\n\r\n"},
        {400, " GET / HTTP/1.1\r\nHost: x\r\n\r\n"},
        {400, "GET /\r\nHost: x\r\n\r\n"},
        {400, "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n"},
        {400, "GET / HTTP/1.1 x\r\nHost: x\r\n\r\n"},
        {400, "G(T / HTTP/1.1\r\nHost: x\r\n\r\n"},
        {400, "GET / http/1.1\r\nHost: x\r\n\r\n"},
        {400, "GET / HTTP/11\r\nHost: x\r\n\r\n"},
        {400, "GET / HTTP/1.1x\r\nHost: x\r\n\r\n"},
        {505, "GET / HTTP/1.2\r\nHost: x\r\n\r\n"},
        {505, "GET / HTTP/2.0\r\nHost: x\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: u@x\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost : x\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n Host: x\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\n A: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n\tc\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\nA b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\nA\xC3\xA6: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\nA: b\x01\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\nA: b\x7F\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x1\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1 2\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999999999\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked"
              "\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
              "Transfer-Encoding: chunked\r\n\r\n"},
        {411, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {411, "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n"},
        {400, "DELETE / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n"},
        {417, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 200-ok\r\n\r\n"},
        {501, "OPTIONS / HTTP/1.1\r\nHost: x\r\n\r\n"},
        {501, "get / HTTP/1.1\r\nHost: x\r\n\r\n"},
        {501, "PRI * HTTP/1.1\r\nHost: x\r\n\r\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        if (laes(cases[i].bytes) != cases[i].status)
            fail_msg("%d, not %d: %s", laes(cases[i].bytes), cases[i].status, cases[i].bytes);
}

/* As long as the end has not come there is no answer; whatever follows the end changes none. */
static void pieces_and_what_follows(void **state)
{
    static const char hel[] = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET ";
    static struct web_head head;
    struct err err = ERR_INIT;
    size_t hoved = strlen(hel) - strlen("abcGET ");

    (void)state;
    for (size_t n = 0; n <= strlen(hel); n++) {
        int status = web_head_laes((struct str){hel, n}, &head, &err);
        assert_int_equal(status, n < hoved ? 0 : 200);
        if (status == 200) assert_int_equal(head.bytes, hoved);
    }
    assert_int_equal(laes("GET / HTTP/1.1\r\nHost: x\r\n\r\n\n\n\x01"), 200);
    /* A byte that can never be right is refused before the rest comes. */
    assert_int_equal(laes("\x16\x03\x01"), 400);
    assert_int_equal(laes("GET / HTTP/1.1\n"), 400);
}

static struct str gentag(char *plads, const char *foer, const char *linje, size_t gange,
                         const char *efter)
{
    size_t n = 0;

    for (size_t i = 0; i < gange + 2; i++) {
        const char *del = i == 0 ? foer : i == gange + 1 ? efter : linje;
        memcpy(plads + n, del, strlen(del));
        n += strlen(del);
    }
    return (struct str){plads, n};
}

static void too_much(void **state)
{
    static char plads[4 * WEB_HOVED_MAX];
    static struct web_head head;
    struct err err = ERR_INIT;
    const char *foer = "GET / HTTP/1.1\r\nHost: x\r\n";
    size_t fast = strlen(foer) + strlen("A: \r\n\r\n");

    (void)state;
    /* 99 lines and the Host are the most. */
    struct str s = gentag(plads, foer, "A: b\r\n", 99, "\r\n");
    assert_int_equal(web_head_laes(s, &head, &err), 200);
    assert_int_equal(head.antal, WEB_LINJER_MAX);
    s = gentag(plads, foer, "A: b\r\n", 100, "\r\n");
    assert_int_equal(web_head_laes(s, &head, &err), 431);
    /* Of bytes, the whole buffer. */
    s = gentag(plads, "GET / HTTP/1.1\r\nHost: x\r\nA: ", "b", WEB_HOVED_MAX - fast, "\r\n\r\n");
    assert_int_equal(s.n, WEB_HOVED_MAX);
    assert_int_equal(web_head_laes(s, &head, &err), 200);
    s = gentag(plads, "GET / HTTP/1.1\r\nHost: x\r\nA: ", "b", WEB_HOVED_MAX - fast + 1,
               "\r\n\r\n");
    assert_int_equal(web_head_laes(s, &head, &err), 431);
    assert_int_equal(web_head_laes(str_sub(s, 0, WEB_HOVED_MAX - 1), &head, &err), 0);
}

/* Whatever byte stands wherever in a head: it is refused, or it is what it was, but for places that
 * may hold any letter. A byte is never taken for a line end. */
static void one_wrong_byte(void **state)
{
    static const char hel[] = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nA: b\r\n\r\n";
    static struct web_head rigtig, head;
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(web_head_laes(STR(hel), &rigtig, &err), 200);
    for (size_t at = 0; at < strlen(hel); at++) {
        for (int byte = 0; byte < 256; byte++) {
            char bytes[sizeof(hel)];
            memcpy(bytes, hel, sizeof(hel));
            bytes[at] = (char)byte;
            if (byte == hel[at]) continue;
            int status = web_head_laes((struct str){bytes, strlen(hel)}, &head, &err);
            if (status != 200) continue;
            assert_int_equal(head.antal, rigtig.antal);
            assert_int_equal(head.bytes, rigtig.bytes);
            assert_true(byte >= ' ' || byte == '\t');
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_heads_pass),        cmocka_unit_test(refused_heads),
        cmocka_unit_test(pieces_and_what_follows), cmocka_unit_test(too_much),
        cmocka_unit_test(one_wrong_byte),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
