/*
 * mappe_test: the folder for Digital Post (R373).
 */
#include "base/test_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fil.h"
#include "base/hash.h"
#include "brev/brev.h"

#define ID_A "0b6f3c5e-1a2b-4c3d-8e9f-00112233445a"
#define ID_B "7d1e2f30-aaaa-4bbb-8ccc-ddeeff001122"
#define CPR_A "7101921234"
#define TID STR("2021-06-25T08:00:00Z")

static struct arena arena;
static char folder[64];

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)64 << 20);
    snprintf(folder, sizeof(folder), "/tmp/vederlag-brev-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static const char *in_folder(const char *navn)
{
    return str_c(&arena, str_format(&arena, "%s/%s", folder, navn));
}

static int teardown(void **state)
{
    struct str *names = NULL;
    size_t count = 0;
    struct err err = ERR_INIT;

    (void)state;
    if (fil_list(&arena, folder, &names, &count, &err)) {
        for (size_t i = 0; i < count; i++) unlink(in_folder(str_c(&arena, names[i])));
    }
    rmdir(folder);
    arena_release(&arena);
    return 0;
}

static struct brev_afsender afsender(void)
{
    return (struct brev_afsender){.kommune = STR("Prøve & Søn Kommune"), .cvr = STR("99999999")};
}

static const struct brev_forsendelse to_breve[] = {
    {.id = {ID_B, 36}, .cpr = {"6202851111", 10}, .slags = BREV_AAR, .pdf = {"%PDF-1.4 b", 10}},
    {.id = {ID_A, 36},
     .cpr = {CPR_A, 10},
     .slags = BREV_MAANED,
     .pdf = {"%PDF-1.4 a\n\0\377x", 14}},
};

static bool skriv(const struct brev_forsendelse *f, size_t antal, struct err *err)
{
    struct brev_afsender a = afsender();

    return brev_mappe_write(&arena, folder, &a, TID, f, antal, err);
}

static void skriv_godt(void)
{
    struct err err = ERR_INIT;

    if (!skriv(to_breve, 2, &err)) fail_msg("%s: %s", err.place, err.text);
}

static struct str indhold(const char *navn)
{
    struct str text = STR_EMPTY;
    struct err err = ERR_INIT;

    if (!fil_read(&arena, in_folder(navn), 1 << 20, &text, &err)) fail_msg("%s", err.text);
    return text;
}

static void assert_in(struct str text, const char *needle)
{
    size_t at = 0;

    if (!str_find(text, str_from(needle), &at)) fail_msg(">%s< not in %.*s", needle, STR_ARG(text));
}

static bool check(const char *says)
{
    struct err err = ERR_INIT;
    size_t antal = 0;

    if (brev_mappe_check(&arena, folder, &antal, &err)) return antal == 2 && says == NULL;
    if (says == NULL) fail_msg("%s: %s", err.place, err.text);
    assert_in(str_from(err.text), says);
    return true;
}

static void test_message(void **state)
{
    (void)state;
    skriv_godt();
    struct str xml = indhold(ID_A ".xml");

    assert_in(xml, "<memo:Message xmlns:memo=\"https://DigitalPost.dk/MeMo-1\" "
                   "memoVersion=\"1.2\">");
    assert_in(xml, "<memo:messageUUID>" ID_A "</memo:messageUUID>");
    assert_in(xml,
              "<memo:recipientID>" CPR_A "</memo:recipientID>\n<memo:idType>CPR</memo:idType>");
    assert_in(xml, "<memo:senderID>99999999</memo:senderID>\n<memo:idType>CVR</memo:idType>");
    assert_in(xml, "<memo:label>Prøve &amp; Søn Kommune</memo:label>");
    assert_in(xml, "<memo:label>Oplysninger om en udbetaling</memo:label>");
    assert_in(xml, "<memo:createdDateTime>2021-06-25T08:00:00Z</memo:createdDateTime>");
    assert_in(xml, "<memo:content>JVBERi0xLjQgYQoA/3g=</memo:content>");
    assert_in(indhold(ID_B ".xml"), "<memo:label>Årsopgørelse</memo:label>");
    assert_true(str_eq(indhold(ID_A ".pdf"), to_breve[1].pdf));
    assert_true(check(NULL));
}

static void test_manifest(void **state)
{
    (void)state;
    skriv_godt();
    struct hash hash = hash_of(to_breve[1].pdf);
    struct str manifest = indhold("manifest.txt");

    assert_in(manifest, "vederlag-brevmappe 1 2\n" ID_A ".pdf 14 ");
    assert_in(manifest, str_c(&arena, str_format(&arena, ID_A ".pdf 14 %s\n", hash.hex)));
    size_t at = 0;
    assert_false(str_find(manifest, STR(CPR_A), &at));
}

/* No file name holds a CPR, and label and notification hold no name. */
static void test_names(void **state)
{
    (void)state;
    struct str *names = NULL;
    size_t count = 0;
    struct err err = ERR_INIT;

    skriv_godt();
    assert_true(fil_list(&arena, folder, &names, &count, &err));
    assert_int_equal(count, 5);
    for (size_t i = 0; i < count; i++) {
        bool id = str_starts(names[i], STR(ID_A ".")) || str_starts(names[i], STR(ID_B "."));
        assert_true(id || str_is(names[i], "manifest.txt"));
    }
    assert_in(
        indhold(ID_A ".xml"),
        "<memo:notification>Du har fået et brev fra Prøve &amp; Søn Kommune</memo:notification>");
}

static void test_again(void **state)
{
    (void)state;
    struct brev_forsendelse omvendt[] = {to_breve[1], to_breve[0]};
    struct err err = ERR_INIT;

    skriv_godt();
    struct str manifest = indhold("manifest.txt");
    assert_true(skriv(omvendt, 2, &err)); /* the order of the letters does not matter */
    assert_true(str_eq(manifest, indhold("manifest.txt")));
    assert_true(check(NULL));
    assert_false(skriv(omvendt, 1, &err));
    assert_in(str_from(err.text), "allerede et manifest over andre breve");
    assert_true(check(NULL));
}

static void test_half_written(void **state)
{
    (void)state;
    struct err err = ERR_INIT;

    skriv_godt();
    assert_int_equal(unlink(in_folder("manifest.txt")), 0);
    assert_true(check("halvt skrevet"));
    skriv_godt();
    assert_true(fil_write(in_folder(ID_A ".pdf"), STR("%PDF-1.4 c\n\0\377x"), &err));
    assert_true(check(ID_A ".pdf er ikke den"));
    skriv_godt();
    assert_int_equal(unlink(in_folder(ID_B ".xml")), 0);
    assert_true(check("ikke de filer"));
    skriv_godt();
    assert_true(fil_write(in_folder("andet.txt"), STR("x"), &err));
    assert_true(fil_write(in_folder("mere.txt"), STR("x"), &err));
    assert_true(check("ikke de filer"));
}

static void test_refused(void **state)
{
    (void)state;
    struct brev_afsender a = afsender();
    struct brev_forsendelse f = to_breve[1];
    struct err err = ERR_INIT;

    f.cpr = STR("710192-1234");
    assert_false(skriv(&f, 1, &err));
    assert_in(str_from(err.text), "CPR-nummer på ti cifre");
    size_t at = 0;
    assert_false(str_find(str_from(err.text), STR("710192"), &at));
    err = (struct err)ERR_INIT;
    f = to_breve[1];
    f.id = STR("../../0b6f3c5e-1a2b-4c3d-8e9f-001122");
    assert_false(skriv(&f, 1, &err));
    assert_in(str_from(err.text), "skal have et id");
    err = (struct err)ERR_INIT;
    struct brev_forsendelse ens[] = {to_breve[0], to_breve[0]};
    assert_false(skriv(ens, 2, &err));
    assert_in(str_from(err.text), "samme id");
    err = (struct err)ERR_INIT;
    assert_false(brev_mappe_write(&arena, folder, &a, STR("i går"), to_breve, 2, &err));
    err = (struct err)ERR_INIT;
    a.cvr = STR("1234");
    assert_false(brev_mappe_write(&arena, folder, &a, TID, to_breve, 2, &err));
    err = (struct err)ERR_INIT;
    a = afsender();
    assert_false(brev_mappe_write(&arena, in_folder("findes-ikke"), &a, TID, to_breve, 2, &err));
    assert_in(str_from(err.text), "opret den først");
    assert_false(fil_exists(in_folder("manifest.txt")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_message, setup, teardown),
        cmocka_unit_test_setup_teardown(test_manifest, setup, teardown),
        cmocka_unit_test_setup_teardown(test_names, setup, teardown),
        cmocka_unit_test_setup_teardown(test_again, setup, teardown),
        cmocka_unit_test_setup_teardown(test_half_written, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
