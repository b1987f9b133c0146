/*
 * brev_test: the letters as files. With BREV_UD naming a folder, every letter made here is also
 * written there, for tests/cli/brev.sh to look at with other people's programs.
 */
#include "brev/brev_test_data.h"

#include <stdlib.h>

#include "base/fil.h"
#include "base/hash.h"

struct hus {
    struct arena arena;
    struct brev_trykkeri *trykkeri;
};

static int setup(void **state)
{
    struct hus *hus = malloc(sizeof(*hus));
    struct err err = ERR_INIT;

    if (hus == NULL) return -1;
    arena_init(&hus->arena, (size_t)512 << 20);
    if (!brev_trykkeri_open(&hus->arena, &brev_filer_debian, &hus->trykkeri, &err)) {
        print_error("%s: %s\n", err.place, err.text);
        return -1;
    }
    *state = hus;
    return 0;
}

static int teardown(void **state)
{
    struct hus *hus = *state;

    brev_trykkeri_close(hus->trykkeri);
    arena_release(&hus->arena);
    free(hus);
    return 0;
}

static void keep(struct hus *hus, const char *navn, struct str pdf)
{
    const char *mappe = getenv("BREV_UD");
    struct err err = ERR_INIT;

    assert_true(str_starts(pdf, STR("%PDF-1.4")));
    if (mappe == NULL) return;
    struct str sti = str_format(&hus->arena, "%s/%s.pdf", mappe, navn);
    if (!fil_write(str_c(&hus->arena, sti), pdf, &err)) fail_msg("%s: %s", err.place, err.text);
}

static struct str pdf_of(struct hus *hus, const struct brev_maaned *brev)
{
    struct err err = ERR_INIT;
    struct str pdf = STR_EMPTY;

    if (!brev_maaned_pdf(&hus->arena, hus->trykkeri, brev, &pdf, &err)) fail_msg("%s", err.text);
    return pdf;
}

static void test_alt(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_alt(&hus->arena);

    keep(hus, "alt", pdf_of(hus, &brev));
}

static void test_et_barn(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_boern(&hus->arena, 1);

    keep(hus, "et_barn", pdf_of(hus, &brev));
}

static void test_tolv_boern(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_boern(&hus->arena, 12);

    keep(hus, "tolv_boern", pdf_of(hus, &brev));
}

static void test_tomt(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_tom();

    keep(hus, "tomt", pdf_of(hus, &brev));
}

static void test_aar(void **state)
{
    struct hus *hus = *state;
    struct brev_aar aar = data_aar(&hus->arena, 3);
    struct err err = ERR_INIT;
    struct str pdf = STR_EMPTY;

    if (!brev_aar_pdf(&hus->arena, hus->trykkeri, &aar, &pdf, &err)) fail_msg("%s", err.text);
    keep(hus, "aar", pdf);
}

static void test_niveau(void **state)
{
    struct hus *hus = *state;
    struct brev_niveau brev = data_niveau(&hus->arena);
    struct err err = ERR_INIT;
    struct str pdf = STR_EMPTY;

    assert_ok(brev_afgoerelse_pdf(&hus->arena, hus->trykkeri, &brev, &pdf, &err), err);
    keep(hus, "afgoerelse", pdf);
    assert_ok(brev_kontrakt_pdf(&hus->arena, hus->trykkeri, &brev, &pdf, &err), err);
    keep(hus, "kontrakt", pdf);
}

/* Long names everywhere, letters beyond those of Western Europe, and an address not to be told. */
static void test_lange_navne(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_alt(&hus->arena);
    struct brev_barn barn[2] = {brev.barn[0], brev.barn[1]};
    struct brev_rettelse r[2] = {barn[0].rettelse[0], barn[0].rettelse[1]};

    brev.modtager.navn =
        STR("Łukasz Ţăranu-Şahin von der Opdigtet-Christoffersen Mikkelsen Bjerregaard "
            "de la Fontaine-Østergaard");
    brev.afsender.kommune =
        STR("Den Opdigtede Sammenlagte Kommune Nørre-Sønder-Øster-Vesterkøbing");
    barn[0].navn = STR("Maximilian-Alexander Christoffer Emanuel Bartholomæus");
    r[0].titel = STR("Særligt tillæg efter aftale om støtte i hjemmet ved natteroder");
    r[0].grund = STR("vi fik at vide, at barnet fra den 1. maj 2021 har brug for støtte om natten, "
                     "og at familien derfor har fået et tillæg, som først er skrevet ind nu, fordi "
                     "aftalen blev underskrevet sent");
    r[0].foer.oere = 123456789;
    r[0].efter.oere = 987654321;
    r[0].forskel.oere = 987654321 - 123456789;
    barn[0].rettelse = r;
    brev.barn = barn;
    data_sum(&brev);
    keep(hus, "lange_navne", pdf_of(hus, &brev));
}

static void test_skjult_adresse(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_boern(&hus->arena, 2);

    brev.modtager.adresse_skjult = true;
    keep(hus, "skjult", pdf_of(hus, &brev));
}

/* Nothing is paid, because everything waits. */
static void test_kun_mangler(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_alt(&hus->arena);
    struct brev_barn barn = {
        .navn = STR("S.O."), .mangel = brev.barn[1].mangel, .mangler = brev.barn[1].mangler};

    brev.barn = &barn;
    brev.boern = 1;
    brev.traek_antal = brev.mellem_antal = 0;
    brev.tilgode.foer.oere = 0;
    data_sum(&brev);
    keep(hus, "kun_mangler", pdf_of(hus, &brev));
}

/* Pieces of a month, a supplement, grounds: explanations as tables. */
static void test_stykker(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_stykker(&hus->arena);

    keep(hus, "stykker", pdf_of(hus, &brev));
}

static void test_mange_rettelser(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_mange_rettelser(&hus->arena);

    keep(hus, "mange_rettelser", pdf_of(hus, &brev));
}

static void test_opdigtet(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_opdigtet(&hus->arena);

    keep(hus, "opdigtet", pdf_of(hus, &brev));
}

/* The arena's ceiling, reached at every stage, leaves nothing behind (the sanitizer looks) and the
 * printing house fit for the next letter. */
static void test_loft(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_alt(&hus->arena);
    struct str hel = pdf_of(hus, &brev);
    int reached = 0;

    for (size_t limit = 1000; limit < (size_t)4 << 20; limit += limit / 3) {
        struct arena lille;
        struct err err = ERR_INIT;
        struct str pdf = STR_EMPTY;
        arena_init(&lille, limit);
        if (setjmp(lille.boundary) == 0) {
            lille.has_boundary = true;
            assert_true(brev_maaned_pdf(&lille, hus->trykkeri, &brev, &pdf, &err));
            assert_true(str_eq(hel, pdf));
        } else {
            reached++;
        }
        arena_release(&lille);
    }
    assert_in_range(reached, 5, 25);
    assert_true(str_eq(hel, pdf_of(hus, &brev)));
}

/* The same letter twice, with another between, from two printing houses. */
static void test_samme_bytes(void **state)
{
    struct hus *hus = *state;
    struct brev_maaned brev = data_alt(&hus->arena);
    struct brev_maaned anden = data_boern(&hus->arena, 3);
    struct brev_trykkeri *andet = NULL;
    struct err err = ERR_INIT;
    struct str foer = pdf_of(hus, &brev);
    struct str efter = STR_EMPTY;

    (void)pdf_of(hus, &anden);
    assert_true(str_eq(foer, pdf_of(hus, &brev)));
    assert_true(brev_trykkeri_open(&hus->arena, &brev_filer_debian, &andet, &err));
    assert_true(brev_maaned_pdf(&hus->arena, andet, &brev, &efter, &err));
    brev_trykkeri_close(andet);
    assert_true(str_eq(foer, efter));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alt),
        cmocka_unit_test(test_et_barn),
        cmocka_unit_test(test_tolv_boern),
        cmocka_unit_test(test_tomt),
        cmocka_unit_test(test_lange_navne),
        cmocka_unit_test(test_skjult_adresse),
        cmocka_unit_test(test_kun_mangler),
        cmocka_unit_test(test_stykker),
        cmocka_unit_test(test_mange_rettelser),
        cmocka_unit_test(test_opdigtet),
        cmocka_unit_test(test_loft),
        cmocka_unit_test(test_aar),
        cmocka_unit_test(test_niveau),
        cmocka_unit_test(test_samme_bytes),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
