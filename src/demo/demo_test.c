/*
 * demo: the same facts again, the beginning of a longer list, the invariants and the shares.
 *
 * The bounds of a share are for one seed, so that they are exact: expected count ± about four
 * standard deviations, in whole numbers of 20,000.
 */
#include "base/test_help.h"

#include <string.h>

#include "base/hash.h"
#include "demo/demo.h"

#define MANGE 20000

static const struct demo_args ARGS = {500, 1, 773, {2021 * 12 + 11}, DEMO_TRIN};

static struct str bytes_of(struct arena *arena, struct demo_args args)
{
    struct sager sager;
    struct buf out;

    demo_make(arena, &args, &sager);
    assert_int_equal(sager.count, args.antal);
    buf_init(&out, arena);
    sag_write_json(&out, &sager);
    return buf_str(&out);
}

static void the_same_arguments_give_the_same_bytes(void **state)
{
    struct arena arena;
    struct demo_args andre[] = {ARGS, ARGS, ARGS, ARGS};

    (void)state;
    arena_init(&arena, 512u << 20);
    struct str a = bytes_of(&arena, ARGS);
    assert_true(str_eq(a, bytes_of(&arena, ARGS)));
    andre[0].seed = 2;
    andre[1].kommune = 101;
    andre[2].til.nr++;
    andre[3].niveau = DEMO_VEDERLAG;
    for (size_t i = 0; i < 4; i++) assert_false(str_eq(a, bytes_of(&arena, andre[i])));
    /* Stands for every compiler and machine; a wanted change of the facts changes it. */
    assert_string_equal(hash_of(a).hex,
                        "29192ee43f6c901eecf0c09734be7649ddcbaab73f2d62f600d7d1c8bec620ff");
    arena_release(&arena);
}

static void more_placements_change_no_earlier_one(void **state)
{
    static const int antal[] = {10, 11, 12, 13, 14, 15, 16, 17, 99, 100, 1999};
    struct arena arena;
    struct demo_args args = ARGS;

    (void)state;
    arena_init(&arena, 512u << 20);
    args.antal = 2000;
    struct str alle = bytes_of(&arena, args);
    for (size_t i = 0; i < sizeof(antal) / sizeof(*antal); i++) {
        args.antal = antal[i];
        struct str del = bytes_of(&arena, args);
        assert_true(str_ends(del, STR("}\n]}\n")));
        assert_true(str_starts(alle, str_sub(del, 0, del.n - 4)));
    }
    arena_release(&arena);
}

static void same_facts(const struct sag *a, const struct sag *b)
{
    assert_true(str_eq(a->id, b->id) && str_eq(a->familie, b->familie));
    assert_int_equal(a->godkendelse, b->godkendelse);
    assert_int_equal(a->art, b->art);
    assert_int_equal(a->kommune, b->kommune);
    assert_int_equal(a->foedt.dag, b->foedt.dag);
    assert_int_equal(a->indflyttet.dag, b->indflyttet.dag);
    assert_int_equal(a->fraflyttet.dag, b->fraflyttet.dag);
    assert_int_equal(a->kendt_fra.dag, b->kendt_fra.dag);
    assert_int_equal(a->fraflyttet_kendt_fra.dag, b->fraflyttet_kendt_fra.dag);
    assert_int_equal(a->indplaceringer, b->indplaceringer);
    assert_int_equal(a->situationer, b->situationer);
    assert_int_equal(a->aftaler, b->aftaler);
    assert_int_equal(a->doegn_antal, b->doegn_antal);
    assert_int_equal(a->har_ophoer, b->har_ophoer);
    assert_int_equal(a->ophoer.art, b->ophoer.art);
    if (a->doegn_antal > 0)
        assert_memory_equal(a->doegn, b->doegn, a->doegn_antal * sizeof(*a->doegn));
    if (a->situationer > 0)
        assert_memory_equal(a->situation, b->situation, a->situationer * sizeof(*a->situation));
}

static void what_is_written_reads_back_the_same(void **state)
{
    struct arena arena;
    struct sager sager;
    struct sager laest;
    struct buf out;
    struct buf igen;
    struct err err = ERR_INIT;

    (void)state;
    for (int niveau = DEMO_TRIN; niveau <= DEMO_VEDERLAG; niveau++) {
        struct demo_args args = ARGS;
        args.niveau = (enum demo_niveau)niveau;
        arena_init(&arena, 512u << 20);
        demo_make(&arena, &args, &sager);
        buf_init(&out, &arena);
        sag_write_json(&out, &sager);
        if (!sag_read_json(&arena, "demo.json", buf_str(&out), &laest, &err))
            fail_msg("%s: %s", err.place, err.text);
        assert_int_equal(laest.count, sager.count);
        for (size_t i = 0; i < sager.count; i++) same_facts(&sager.sag[i], &laest.sag[i]);
        buf_init(&igen, &arena);
        sag_write_json(&igen, &laest);
        assert_true(str_eq(buf_str(&out), buf_str(&igen)));
        arena_release(&arena);
    }
}

/* ---- invariants ---- */

static void within_stay(const struct sag *sag, struct periode p, struct dato sidst)
{
    assert_true(p.fra.dag < p.til.dag);
    assert_true(p.fra.dag >= sag->indflyttet.dag);
    assert_true(p.til.dag <= sag->fraflyttet.dag);
    assert_true(p.kendt_fra.dag <= sidst.dag);
}

static void one_at_a_time(const struct sag *sag)
{
    for (size_t i = 0; i < sag->situationer; i++) {
        for (size_t k = 0; k < i; k++) {
            struct situation a = sag->situation[i];
            struct situation b = sag->situation[k];
            bool rettelse = a.art == SITUATION_EFTERSKOLE && b.art == a.art &&
                            a.periode.kendt_fra.dag != b.periode.kendt_fra.dag;
            assert_true(rettelse || a.periode.fra.dag >= b.periode.til.dag ||
                        b.periode.fra.dag >= a.periode.til.dag);
        }
    }
}

static void check_levels(const struct sag *sag, struct dato sidst)
{
    bool uden = sag->art == ART_NETVAERK || sag->art == ART_AFLASTNING;

    assert_true(uden ? sag->indplaceringer == 0 : sag->indplaceringer >= 1);
    for (size_t i = 0; i < sag->indplaceringer; i++) {
        const struct indplacering *f = &sag->indplacering[i];
        assert_in_range(f->trin, 1, 5);
        assert_true(f->periode.fra.dag >= sag->indflyttet.dag);
        assert_true(f->periode.fra.dag < sag->fraflyttet.dag);
        assert_true(f->periode.kendt_fra.dag <= sidst.dag);
        assert_true(i == 0 ||
                    f->periode.kendt_fra.dag > sag->indplacering[0].periode.kendt_fra.dag);
    }
}

static void check_ages(const struct sag *sag)
{
    struct dato sidste_dag = dato_plus(sag->fraflyttet, -1);
    struct dato atten = dato_turns(sag->foedt, 18, SKUDDAG_1_MARTS);

    assert_true(dato_age(sag->foedt, sag->indflyttet, SKUDDAG_1_MARTS) >= 0);
    assert_true(dato_age(sag->foedt, sag->indflyttet, SKUDDAG_1_MARTS) < 18);
    for (size_t i = 0; i < sag->situationer; i++) {
        struct periode p = sag->situation[i].periode;
        int foer = dato_age(sag->foedt, p.fra, SKUDDAG_1_MARTS);
        int efter = dato_age(sag->foedt, dato_plus(p.til, -1), SKUDDAG_1_MARTS);
        switch (sag->situation[i].art) {
        case SITUATION_EFTERSKOLE: assert_true(foer >= 15 && efter < 18); break;
        case SITUATION_EFTERVAERN: assert_true(foer == 18 && efter < 22); break;
        /* One who leaves at 18 stays to the end of the month. */
        default: assert_true(p.til.dag <= maaned_end(maaned_of(atten)).dag); break;
        }
    }
    if (sag->fraflyttet.dag == DATO_MAX.dag || sag->aftaler > 0) return;
    assert_true(sidste_dag.dag < maaned_end(maaned_of(atten)).dag);
}

static void check_sag(const struct sag *sag, struct dato foerst, struct dato sidst)
{
    assert_true(sag->foedt.dag <= sag->indflyttet.dag);
    assert_true(sag->indflyttet.dag < sag->fraflyttet.dag);
    assert_true(sag->indflyttet.dag <= sidst.dag && sag->fraflyttet.dag > foerst.dag);
    assert_true(sag->fraflyttet.dag == DATO_MAX.dag || sag->fraflyttet.dag <= sidst.dag + 1);
    assert_true(sag->kendt_fra.dag <= sidst.dag && sag->fraflyttet_kendt_fra.dag <= sidst.dag);
    assert_int_equal(sag->har_ophoer, sag->fraflyttet.dag != DATO_MAX.dag);
    if (sag->har_ophoer) {
        assert_true(sag->ophoer.dato.dag >= sag->indflyttet.dag);
        assert_true(sag->ophoer.dato.dag <= sag->fraflyttet.dag);
        assert_true(sag->ophoer.kendt_fra.dag >= sag->kendt_fra.dag);
    }
    for (size_t i = 0; i < sag->situationer; i++)
        within_stay(sag, sag->situation[i].periode, sidst);
    for (size_t i = 0; i < sag->aftaler; i++) within_stay(sag, sag->aftale[i].periode, sidst);
    for (size_t i = 0; i < sag->doegn_antal; i++) {
        within_stay(sag, sag->doegn[i], sidst);
        assert_true(i == 0 || sag->doegn[i].fra.dag >= sag->doegn[i - 1].til.dag);
    }
    assert_true(sag->doegn_antal == 0 || sag->art == ART_AFLASTNING);
    assert_int_equal(sag->kommune, 773);
    one_at_a_time(sag);
    check_levels(sag, sidst);
    check_ages(sag);
}

static void every_placement_is_sane(void **state)
{
    struct arena arena;
    struct sager sager;
    static const int aar[] = {1951, 2000, 2021, 2100};

    (void)state;
    for (size_t k = 0; k < sizeof(aar) / sizeof(*aar); k++) {
        struct demo_args args = {5000, 7 + k, 773, maaned_make(aar[k], 2 + (int)k), DEMO_TRIN};
        struct dato foerst = maaned_first((struct maaned){args.til.nr - (DEMO_MAANEDER - 1)});
        struct dato sidst = dato_plus(maaned_end(args.til), -1);
        arena_init(&arena, 512u << 20);
        demo_make(&arena, &args, &sager);
        for (size_t i = 0; i < sager.count; i++) check_sag(&sager.sag[i], foerst, sidst);
        arena_release(&arena);
    }
}

static void siblings_share_a_family(void **state)
{
    struct arena arena;
    struct sager sager;
    size_t samme_dag = 0;

    (void)state;
    arena_init(&arena, 512u << 20);
    demo_make(&arena, &(struct demo_args){5000, 3, 773, {2021 * 12}, DEMO_TRIN}, &sager);
    for (size_t i = 1; i < sager.count; i++) {
        const struct sag *a = &sager.sag[i - 1];
        const struct sag *b = &sager.sag[i];
        assert_true(str_cmp(a->id, b->id) < 0);
        assert_true(str_cmp(a->familie, b->familie) <= 0);
        if (!str_eq(a->familie, b->familie)) continue;
        assert_int_equal(a->art, b->art);
        assert_int_equal(a->godkendelse, b->godkendelse);
        if (a->indflyttet.dag == b->indflyttet.dag) samme_dag++;
    }
    /* 6 of 10 later children follow the first, and most second children are second of two. */
    assert_in_range(samme_dag, 750, 1200);
    arena_release(&arena);
}

/* ---- shares ---- */

struct optalt {
    size_t art[ART_ANTAL];
    size_t boern[5]; /* families by number of children */
    size_t ophoer[OPHOER_ANTAL];
    size_t situation[SITUATION_ANTAL];
    size_t aftale[AFTALE_ANTAL];
    size_t trin[6];
    size_t trin_i_alt;
    size_t nyt_niveau_sent;
    size_t fraflyttet_sent;
    size_t skoleaar_rettet;
    size_t doegn;
    size_t doegn_sent;
    size_t begyndte; /* ran on the first day */
    size_t staar;    /* run on the last day */
    size_t staar_12_17;
    size_t staar_18;
};

static void count_late(struct optalt *n, const struct sag *sag)
{
    struct dato sent = dato_plus(sag->fraflyttet, 10);

    if (sag->indplaceringer == 2) {
        struct periode p = sag->indplacering[1].periode;
        if (p.kendt_fra.dag > p.fra.dag) n->nyt_niveau_sent++;
    }
    if (sag->har_ophoer && sag->fraflyttet_kendt_fra.dag > sent.dag) n->fraflyttet_sent++;
    size_t skoleaar = 0;
    for (size_t i = 0; i < sag->situationer; i++)
        if (sag->situation[i].art == SITUATION_EFTERSKOLE) skoleaar++;
    if (skoleaar == 2) n->skoleaar_rettet++;
    n->doegn += sag->doegn_antal;
    for (size_t i = 0; i < sag->doegn_antal; i++)
        if (sag->doegn[i].kendt_fra.dag > sag->doegn[i].til.dag) n->doegn_sent++;
}

static void count_sag(struct optalt *n, const struct sag *sag, struct dato foerst,
                      struct dato sidst)
{
    unsigned set = 0;

    n->art[sag->art]++;
    if (sag->har_ophoer) n->ophoer[sag->ophoer.art]++;
    for (size_t i = 0; i < sag->situationer; i++) set |= 1u << sag->situation[i].art;
    for (int a = 0; a < SITUATION_ANTAL; a++) n->situation[a] += set >> a & 1u;
    for (size_t i = 0; i < sag->aftaler; i++) n->aftale[sag->aftale[i].art]++;
    if (sag->indplaceringer > 0) {
        n->trin[sag->indplacering[0].trin]++;
        n->trin_i_alt++;
    }
    if (sag->indflyttet.dag < foerst.dag) n->begyndte++;
    if (sag->fraflyttet.dag > sidst.dag) {
        int alder = dato_age(sag->foedt, sidst, SKUDDAG_1_MARTS);
        n->staar++;
        if (alder >= 12 && alder < 18) n->staar_12_17++;
        if (alder >= 18) n->staar_18++;
    }
    count_late(n, sag);
}

static struct optalt count_all(const struct sager *sager, struct maaned til)
{
    struct optalt n = {0};
    struct dato foerst = maaned_first((struct maaned){til.nr - (DEMO_MAANEDER - 1)});
    struct dato sidst = dato_plus(maaned_end(til), -1);
    size_t familie = 0;

    for (size_t i = 0; i < sager->count; i++) {
        count_sag(&n, &sager->sag[i], foerst, sidst);
        if (i > 0 && !str_eq(sager->sag[i].familie, sager->sag[i - 1].familie)) {
            n.boern[familie]++;
            familie = 0;
        }
        familie++;
    }
    return n;
}

static void share(const char *what, size_t part, size_t whole, size_t low, size_t high)
{
    size_t promille = part * 1000 / whole;

    if (promille < low || promille > high)
        fail_msg("%s: %zu of %zu is %zu in a thousand, not %zu-%zu", what, part, whole, promille,
                 low, high);
}

static void the_shares_are_those_of_the_statistics(void **state)
{
    struct arena arena;
    struct sager sager;
    struct demo_args args = {MANGE, 20, 773, {2021 * 12 + 11}, DEMO_TRIN};

    (void)state;
    arena_init(&arena, 1u << 30);
    demo_make(&arena, &args, &sager);
    struct optalt n = count_all(&sager, args.til);
    share("døgnpleje", n.art[ART_DOEGN], MANGE, 720, 760);
    share("aflastning", n.art[ART_AFLASTNING], MANGE, 134, 166);
    share("akut", n.art[ART_AKUT], MANGE, 10, 22);
    share("netværk", n.art[ART_NETVAERK], MANGE, 81, 107);
    size_t familier = n.boern[1] + n.boern[2] + n.boern[3] + n.boern[4];
    share("ét barn", n.boern[1], familier, 552, 588);
    share("to børn", n.boern[2], familier, 313, 347);
    share("tre børn", n.boern[3], familier, 70, 90);
    share("fire børn", n.boern[4], familier, 15, 25);
    share("i bestand", n.begyndte, MANGE, 620, 660);
    share("står stadig", n.staar, n.begyndte, 920, 1000);
    share("12-17 år", n.staar_12_17, n.staar, 460, 540);
    share("18 år og mere", n.staar_18, n.staar, 80, 170);
    static const size_t trin[6] = {0, 60, 170, 430, 250, 90};
    for (size_t i = 1; i <= 5; i++)
        share("trin", n.trin[i], n.trin_i_alt, trin[i] - 18, trin[i] + 18);
    /* Levels worth 3, 4, 6, 7 and 9: the mean is 6. */
    size_t vederlag = 3 * n.trin[1] + 4 * n.trin[2] + 6 * n.trin[3] + 7 * n.trin[4] + 9 * n.trin[5];
    share("vederlag", vederlag, n.trin_i_alt, 5950, 6050);
    share("efterskole", n.situation[SITUATION_EFTERSKOLE], MANGE, 15, 30);
    share("efterværn", n.situation[SITUATION_EFTERVAERN], MANGE, 110, 170);
    share("i aflastning", n.situation[SITUATION_OPHOLD_I_AFLASTNING], MANGE, 190, 250);
    share("hjemme", n.situation[SITUATION_HJEMMEBESOEG], MANGE, 60, 90);
    share("tillæg", n.aftale[AFTALE_TILLAEG], MANGE, 20, 32);
    arena_release(&arena);
}

static void every_kind_of_end_and_of_late_news_is_there(void **state)
{
    struct arena arena;
    struct sager sager;
    struct demo_args args = {MANGE, 20, 773, {2021 * 12 + 11}, DEMO_TRIN};

    (void)state;
    arena_init(&arena, 1u << 30);
    demo_make(&arena, &args, &sager);
    struct optalt n = count_all(&sager, args.til);
    size_t sluttet = MANGE - n.staar;
    share("opsigelse", n.ophoer[OPHOER_OPSIGELSE], sluttet, 720, 840);
    share("faktisk ophør", n.ophoer[OPHOER_FAKTISK], sluttet, 150, 230);
    share("misligholdelse", n.ophoer[OPHOER_MISLIGHOLDELSE], sluttet, 7, 22);
    share("adoption", n.ophoer[OPHOER_ADOPTION], sluttet, 3, 14);
    share("niveau kendt sent", n.nyt_niveau_sent, n.trin_i_alt, 16, 34);
    share("fraflytning kendt sent", n.fraflyttet_sent, sluttet, 90, 140);
    share("skoleår rettet", n.skoleaar_rettet, n.situation[SITUATION_EFTERSKOLE], 110, 260);
    share("døgn kendt sent", n.doegn_sent, n.doegn, 40, 60);
    assert_true(n.aftale[AFTALE_ERSTATNING] > 0);
    assert_true(n.aftale[AFTALE_VILKAAR] > n.situation[SITUATION_EFTERVAERN]);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_arguments_give_the_same_bytes),
        cmocka_unit_test(more_placements_change_no_earlier_one),
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(every_placement_is_sane),
        cmocka_unit_test(siblings_share_a_family),
        cmocka_unit_test(the_shares_are_those_of_the_statistics),
        cmocka_unit_test(every_kind_of_end_and_of_late_news_is_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
