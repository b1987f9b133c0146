/* Every kept request of the fuzzer, and every file of the smuggling corpus, once more. */
#include "base/test_help.h"

#include <stdlib.h>

#include "base/fil.h"
#include "web/request_fuzz.h"

static struct arena arena;

static size_t gennem(const char *mappe, void (*brug)(struct str navn, struct str bytes))
{
    struct str *navne = NULL;
    size_t antal = 0;
    struct err err = ERR_INIT;

    assert_true(fil_list(&arena, mappe, &navne, &antal, &err));
    for (size_t i = 0; i < antal; i++) {
        struct str bytes;
        const char *sti = str_c(&arena, str_format(&arena, "%s/%.*s", mappe, STR_ARG(navne[i])));
        assert_true(fil_read(&arena, sti, 1 << 20, &bytes, &err));
        brug(navne[i], bytes);
    }
    return antal;
}

static void replay(struct str navn, struct str bytes)
{
    (void)navn;
    request_fuzz((const uint8_t *)bytes.p, bytes.n);
}

static void kept_inputs(void **state)
{
    (void)state;
    assert_true(gennem("tests/fuzz/request", replay) >= 50);
    assert_true(gennem("tests/web/smugling", replay) >= 60);
}

/* A file's name begins with the status it gets over a socket; the head alone may say less. */
static void hoved_afvises(struct str navn, struct str bytes)
{
    static struct web_head head;
    struct web_request r = {.arena = &arena};
    struct err err = ERR_INIT;
    int ventet = (navn.p[0] - '0') * 100 + (navn.p[1] - '0') * 10 + (navn.p[2] - '0');
    size_t at = 0;

    if (ventet < 400 || ventet == 404 || ventet == 405 || ventet == 413) return;
    if (str_find(navn, STR("-kort-"), &at) || str_find(navn, STR("-formular-"), &at)) return;
    int status = web_head_laes(bytes, &head, &err);
    if (status == 200 &&
        (!web_adresse(&r, head.target, &err) || !web_laes_hoved(&r, head.linje, head.antal, &err)))
        status = 400;
    if (status != ventet) fail_msg("%.*s: %d", STR_ARG(navn), status);
}

static void refused_by_the_head_alone(void **state)
{
    (void)state;
    assert_true(gennem("tests/web/smugling", hoved_afvises) >= 60);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 64 << 20);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(kept_inputs, begin, end),
        cmocka_unit_test_setup_teardown(refused_by_the_head_alone, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
