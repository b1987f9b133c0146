/*
 * sag_damage: generated facts, written back and read again, and damaged.
 *
 * The generator is seeded and uses every key. A file that is cut anywhere, or has a byte changed,
 * gives an error with its place or the facts it then says; never a crash, never a part.
 */
#include "base/test_help.h"

#include <string.h>

#include "sag/sag.h"

/* ---- the generator: writes the text itself, not through sag_write_json ---- */

struct gen {
    struct buf *out;
    uint64_t random;
};

static int pick(struct gen *g, int low, int high)
{
    return (int)test_between(&g->random, low, high);
}

static bool often(struct gen *g)
{
    return pick(g, 0, 2) > 0;
}

static void put_day(struct gen *g, const char *key, struct dato day)
{
    int year = 0;
    int month = 0;
    int number = 0;

    dato_civil(day, &year, &month, &number);
    buf_format(g->out, ",\"%s\":\"%04d-%02d-%02d\"", key, year, month, number);
}

static struct dato any_day(struct gen *g, int from, int to)
{
    return dato_plus(dato_make(from, 1, 1), pick(g, 0, (to - from) * 365));
}

static void put_interval(struct gen *g, bool open)
{
    struct dato fra = any_day(g, 2018, 2023);

    put_day(g, "fra", fra);
    if (!open || often(g)) {
        put_day(g, "til", dato_plus(fra, pick(g, 1, 400)));
    } else if (often(g)) {
        buf_c(g->out, ",\"til\":null");
    }
    if (!often(g)) put_day(g, "kendt_fra", any_day(g, 2017, 2024));
    buf_char(g->out, '}');
}

static void put_indplacering(struct gen *g)
{
    int decimals = pick(g, 0, 2);

    buf_char(g->out, '{');
    if (often(g)) {
        buf_format(g->out, "\"trin\":%d", pick(g, 1, 9));
    } else if (decimals == 0) {
        buf_format(g->out, "\"vederlag\":%d", pick(g, 1, 99));
    } else {
        buf_format(g->out, "\"vederlag\":\"%d,%0*d\"", pick(g, 1, 99), decimals, pick(g, 0, 9));
    }
    if (often(g)) put_day(g, "besluttet", any_day(g, 2017, 2023));
    put_interval(g, true);
}

static void put_situation(struct gen *g)
{
    static const char *const arts[] = {"efterskole", "eftervaern", "ophold_i_aflastning",
                                       "hjemmebesoeg"};

    buf_format(g->out, "{\"art\":\"%s\"", arts[pick(g, 0, 3)]);
    put_interval(g, true);
}

static void put_aftale(struct gen *g)
{
    switch (pick(g, 0, 2)) {
    case 0:
        buf_format(g->out, "{\"art\":\"%s\",\"ydelse\":\"kost_og_logi\",\"beloeb_oere\":%d",
                   often(g) ? "tillaeg" : "erstatning", pick(g, 0, 100000000));
        buf_format(g->out, ",\"pr\":\"%s\"", often(g) ? "maaned" : "doegn");
        break;
    case 1: buf_c(g->out, "{\"art\":\"vilkaar\",\"vilkaar\":\"fortsaetter_efter_18\""); break;
    default:
        buf_format(g->out, "{\"art\":\"vilkaar\",\"vilkaar\":\"varsel\",\"dage\":%d",
                   pick(g, 1, 366));
        break;
    }
    if (often(g)) buf_c(g->out, ",\"begrundelse\":\"s\\u00e6rlig indsats, \\\"ræd\\\" 5 < 6 €\"");
    if (often(g)) buf_c(g->out, ",\"besluttet_af\":\"leder\"");
    put_interval(g, true);
}

static void put_doegn(struct gen *g)
{
    buf_c(g->out, "{\"fra\":\"2021-01-01\",\"til\":\"2021-01-03\"}");
}

static void put_list(struct gen *g, const char *key, int most, void (*put)(struct gen *))
{
    int count = pick(g, 0, most);

    buf_format(g->out, ",\"%s\":[", key);
    for (int i = 0; i < count; i++) {
        if (i > 0) buf_char(g->out, ',');
        put(g);
    }
    buf_char(g->out, ']');
}

static void put_placement(struct gen *g)
{
    static const char *const arts[] = {"doegn", "aflastning", "akut", "netvaerk"};
    struct dato ind = any_day(g, 2018, 2022);

    buf_format(g->out, "\"anbringelse\":{\"art\":\"%s\"", arts[pick(g, 0, 3)]);
    put_day(g, "indflyttet", ind);
    if (often(g)) put_day(g, "fraflyttet", dato_plus(ind, pick(g, 0, 900)));
    if (often(g)) buf_format(g->out, ",\"anbringende_kommune\":%d", pick(g, 101, 999));
    if (often(g)) put_day(g, "kendt_fra", any_day(g, 2017, 2023));
    if (often(g)) put_day(g, "fraflyttet_kendt_fra", any_day(g, 2017, 2023));
    buf_char(g->out, '}');
}

static void put_sag(struct gen *g, int number)
{
    static const char *const families[] = {"almen", "forstaerket", "specialiseret", "konkret"};
    static const char *const ends[] = {"opsigelse", "faktisk_ophoer", "misligholdelse", "adoption"};

    buf_format(g->out, "{\"id\":\"S-%d\",\"plejefamilie\":{\"id\":\"F%d\"", number, pick(g, 1, 99));
    if (often(g)) buf_format(g->out, ",\"godkendelse\":\"%s\"", families[pick(g, 0, 3)]);
    buf_c(g->out, "},\"barn\":{");
    size_t comma = g->out->n;
    put_day(g, "foedt", any_day(g, 2001, 2017));
    g->out->p[comma] = ' ';
    buf_c(g->out, "},");
    put_placement(g);
    if (often(g)) put_list(g, "indplacering", 3, put_indplacering);
    if (often(g)) put_list(g, "situationer", 3, put_situation);
    if (often(g)) put_list(g, "aftaler", 3, put_aftale);
    if (!often(g)) put_list(g, "doegn", 4, put_doegn);
    if (!often(g)) {
        buf_format(g->out, ",\"ophoer\":{\"art\":\"%s\"", ends[pick(g, 0, 3)]);
        put_day(g, "dato", any_day(g, 2019, 2023));
        if (often(g)) put_day(g, "kendt_fra", any_day(g, 2019, 2023));
        buf_char(g->out, '}');
    }
    buf_char(g->out, '}');
}

/* At least that many bytes of facts; nothing follows the last bracket. */
static struct str generate(struct arena *arena, size_t bytes, uint64_t seed)
{
    struct buf buf;
    struct gen gen = {&buf, seed};

    buf_init(&buf, arena);
    buf_c(&buf, "{\"sager\":[\n");
    for (int i = 0; buf.n < bytes; i++) {
        if (i > 0) buf_c(&buf, ",\n");
        put_sag(&gen, i);
    }
    buf_c(&buf, "\n]}");
    return buf_str(&buf);
}

/* ---- equality, field by field ---- */

static void same_day(struct dato a, struct dato b)
{
    assert_int_equal(a.dag, b.dag);
}

static void same_text(struct str a, struct str b)
{
    assert_true(str_eq(a, b));
}

static void same_interval(struct periode a, struct periode b)
{
    same_day(a.fra, b.fra);
    same_day(a.til, b.til);
    same_day(a.kendt_fra, b.kendt_fra);
}

static void same_indplacering(const struct indplacering *a, const struct indplacering *b)
{
    same_interval(a->periode, b->periode);
    assert_int_equal(a->trin, b->trin);
    assert_int_equal(a->vederlag.t, b->vederlag.t);
    assert_int_equal(a->vederlag.n, b->vederlag.n);
    assert_int_equal(a->har_besluttet, b->har_besluttet);
    same_day(a->besluttet, b->besluttet);
}

static void same_aftale(const struct aftale *a, const struct aftale *b)
{
    same_interval(a->periode, b->periode);
    assert_int_equal(a->art, b->art);
    same_text(a->ydelse, b->ydelse);
    assert_int_equal(a->beloeb.oere, b->beloeb.oere);
    assert_int_equal(a->pr, b->pr);
    assert_int_equal(a->vilkaar, b->vilkaar);
    assert_int_equal(a->dage, b->dage);
    same_text(a->begrundelse, b->begrundelse);
    same_text(a->besluttet_af, b->besluttet_af);
}

static void same_lists(const struct sag *a, const struct sag *b)
{
    assert_int_equal(a->indplaceringer, b->indplaceringer);
    for (size_t i = 0; i < a->indplaceringer; i++) {
        same_indplacering(&a->indplacering[i], &b->indplacering[i]);
    }
    assert_int_equal(a->situationer, b->situationer);
    for (size_t i = 0; i < a->situationer; i++) {
        same_interval(a->situation[i].periode, b->situation[i].periode);
        assert_int_equal(a->situation[i].art, b->situation[i].art);
    }
    assert_int_equal(a->aftaler, b->aftaler);
    for (size_t i = 0; i < a->aftaler; i++) same_aftale(&a->aftale[i], &b->aftale[i]);
    assert_int_equal(a->doegn_antal, b->doegn_antal);
    for (size_t i = 0; i < a->doegn_antal; i++) same_interval(a->doegn[i], b->doegn[i]);
}

static void same_sag(const struct sag *a, const struct sag *b)
{
    same_text(a->id, b->id);
    same_text(a->familie, b->familie);
    assert_int_equal(a->godkendelse, b->godkendelse);
    same_day(a->foedt, b->foedt);
    assert_int_equal(a->art, b->art);
    same_day(a->indflyttet, b->indflyttet);
    same_day(a->fraflyttet, b->fraflyttet);
    same_day(a->kendt_fra, b->kendt_fra);
    same_day(a->fraflyttet_kendt_fra, b->fraflyttet_kendt_fra);
    assert_int_equal(a->kommune, b->kommune);
    same_lists(a, b);
    assert_int_equal(a->har_ophoer, b->har_ophoer);
    assert_int_equal(a->ophoer.art, b->ophoer.art);
    same_day(a->ophoer.dato, b->ophoer.dato);
    same_day(a->ophoer.kendt_fra, b->ophoer.kendt_fra);
}

static void written_and_read_again(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct arena arena;
        struct sager sager = {0};
        struct sager again = {0};
        struct err err = ERR_INIT;
        struct buf first;
        struct buf second;
        arena_init(&arena, 64u << 20);
        struct str text = generate(&arena, 20000, seed);
        if (!sag_read_json(&arena, "f", text, &sager, &err))
            fail_msg("%s: %s", err.place, err.text);
        assert_true(sager.count > 20);
        buf_init(&first, &arena);
        sag_write_json(&first, &sager);
        assert_true(sag_read_json(&arena, "f", buf_str(&first), &again, &err));
        assert_int_equal(again.count, sager.count);
        for (size_t i = 0; i < sager.count; i++) same_sag(&sager.sag[i], &again.sag[i]);
        buf_init(&second, &arena);
        sag_write_json(&second, &again);
        assert_true(str_eq(buf_str(&first), buf_str(&second)));
        arena_release(&arena);
    }
}

/* ---- damage ---- */

static void must_fail_with_place(struct str text)
{
    struct arena arena;
    struct sager sager = {0};
    struct err err = ERR_INIT;

    arena_init(&arena, 256u << 20);
    assert_false(sag_read_json(&arena, "f.json", text, &sager, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_memory_equal(err.place, "f.json:", 7);
    assert_true(strlen(err.place) > strlen("f.json:1:"));
    assert_true(err.text[0] != '\0');
    assert_null(sager.sag);
    assert_int_equal(sager.count, 0);
    arena_release(&arena);
}

static void cut_file(size_t bytes, int cuts)
{
    struct arena arena;
    struct sager sager = {0};
    struct err err = ERR_INIT;
    uint64_t random = 5;

    arena_init(&arena, 512u << 20);
    struct str text = generate(&arena, bytes, 99);
    assert_true(sag_read_json(&arena, "f.json", text, &sager, &err));
    for (int i = 0; i < cuts; i++) {
        int64_t at = i == 0 ? (int64_t)text.n - 1 : test_between(&random, 0, (int64_t)text.n - 1);
        must_fail_with_place(str_sub(text, 0, (size_t)at));
    }
    arena_release(&arena);
}

static void cut_at_1000_places(void **state)
{
    (void)state;
    cut_file(200 * 1000, 1000);
}

static void ten_megabytes_cut_at_20_places(void **state)
{
    (void)state;
    cut_file(10 * 1000 * 1000, 20);
}

/* One byte changed: facts that hold together, or an error with its place. */
static void changed_bytes(void **state)
{
    static const char bytes[] = "{}[]\":,0123456789-.abcefnstu\\ \n\x80\xE6\xC3\x01";
    struct arena arena;
    uint64_t random = 17;

    (void)state;
    arena_init(&arena, 16u << 20);
    struct str good = generate(&arena, 3000, 4);
    char *text = str_c(&arena, good);
    for (int i = 0; i < 4000; i++) {
        struct arena own;
        struct sager sager = {0};
        struct err err = ERR_INIT;
        size_t at = (size_t)test_between(&random, 0, (int64_t)good.n - 1);
        text[at] = bytes[test_between(&random, 0, (int64_t)sizeof(bytes) - 2)];
        arena_init(&own, 16u << 20);
        if (sag_read_json(&own, "f.json", (struct str){text, good.n}, &sager, &err)) {
            for (size_t k = 0; k < sager.count; k++) {
                assert_true(sager.sag[k].foedt.dag <= sager.sag[k].indflyttet.dag);
                assert_true(sager.sag[k].indflyttet.dag <= sager.sag[k].fraflyttet.dag);
            }
        } else {
            assert_true(strlen(err.place) > strlen("f.json:1:") && err.text[0] != '\0');
            assert_null(sager.sag);
        }
        text[at] = good.p[at];
        arena_release(&own);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_and_read_again),
        cmocka_unit_test(cut_at_1000_places),
        cmocka_unit_test(ten_megabytes_cut_at_20_places),
        cmocka_unit_test(changed_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
