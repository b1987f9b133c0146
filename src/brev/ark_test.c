/*
 * ark_test: where the strips of a letter stand.
 */
#include "brev/brev_test_data.h"

#include "base/tegn.h"
#include "brev/ark.h"
#include "brev/ord.h"

static struct arena arena;
static struct brev_trykkeri *trykkeri;

static int setup(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    arena_init(&arena, (size_t)256 << 20);
    if (brev_trykkeri_open(&arena, &brev_filer_debian, &trykkeri, &err)) return 0;
    print_error("%s: %s\n", err.place, err.text);
    return -1;
}

static int teardown(void **state)
{
    (void)state;
    brev_trykkeri_close(trykkeri);
    arena_release(&arena);
    return 0;
}

static struct ark saet(struct blad *blad)
{
    struct ark ark;
    struct err err = ERR_INIT;

    if (!ark_saet(&arena, trykkeri, blad, &ark, &err)) fail_msg("%s", err.text);
    return ark;
}

static int bottom(const struct ark_stykke *s)
{
    return s->y + s->hoejde + (s->hoved ? s->hoved_hoejde : 0) +
           (s->fortsat ? s->gruppe_hoejde : 0);
}

static int blok_nr(const struct ark *ark, const struct ark_stykke *s)
{
    return (int)(s->blok - ark->blad->liste.blok);
}

/* Inside the page, in order, without overlap, and no heading last on a page. */
static void check_places(const struct ark *ark)
{
    for (size_t i = 0; i < ark->count; i++) {
        const struct ark_stykke *s = &ark->stykke[i];
        bool last_on_page = i + 1 == ark->count || ark->stykke[i + 1].side != s->side;
        bool first_on_page = i == 0 || ark->stykke[i - 1].side != s->side;
        enum blok_art art = s->blok->art;
        assert_true(s->side >= 0 && s->side < ark->sider);
        assert_true(s->y >= ARK_TOP);
        assert_true(bottom(s) <= ARK_BUND);
        if (!first_on_page) {
            assert_true(s->y >= bottom(s - 1));
        } else if (i > 0) {
            assert_int_equal(s->side, s[-1].side + 1);
        }
        if (last_on_page) assert_true(art != BLOK_H1 && art != BLOK_H2 && art != BLOK_H3);
        if (s->raekke == NULL) continue;
        if (last_on_page) assert_int_not_equal(s->raekke->art, RAEKKE_GRUPPE);
        /* The head is above the first row on every page, and nowhere else. */
        bool first_here = first_on_page || s[-1].blok != s->blok;
        assert_int_equal(s->hoved, first_here && s->hoved_hoejde > 0);
        assert_int_equal(s->fortsat, first_on_page && s->gruppe != NULL);
        if (first_on_page) assert_int_not_equal(s->raekke->art, RAEKKE_NOTE);
        if (first_on_page) assert_int_not_equal(s->raekke->art, RAEKKE_SUM);
    }
}

/* An explanation is on the page of its heading. */
static void check_explanations(const struct ark *ark)
{
    size_t n = 0;

    for (size_t i = 0; i + 1 < ark->count; i++) {
        const struct ark_stykke *s = &ark->stykke[i];
        if (s->blok->art != BLOK_H3 || s->blok->hoejre.n == 0) continue;
        n++;
        for (size_t k = i + 1; k < ark->count; k++) {
            enum blok_art art = ark->stykke[k].blok->art;
            if (art == BLOK_H3 || art == BLOK_H2) break;
            assert_int_equal(ark->stykke[k].side, s->side);
        }
    }
    assert_true(n > 0);
}

static void test_letters(void **state)
{
    (void)state;
    for (size_t boern = 1; boern <= 15; boern++) {
        struct brev_maaned brev = data_boern(&arena, boern);
        struct blad blad = brev_maaned_blad(&arena, &brev);
        struct ark ark = saet(&blad);
        check_places(&ark);
        check_explanations(&ark);
    }
    struct brev_maaned alt = data_alt(&arena);
    struct blad blad = brev_maaned_blad(&arena, &alt);
    struct ark ark = saet(&blad);
    check_places(&ark);
    check_explanations(&ark);
    struct brev_aar aar = data_aar(&arena, 12);
    blad = brev_aar_blad(&arena, &aar);
    ark = saet(&blad);
    check_places(&ark);
}

/* Random blocks of random length, held together at random. */
static void test_tilfaeldige(void **state)
{
    static const struct blok_kolonne kolonner[] = {{"A", 700, false}, {"B", 300, true}};
    uint64_t seed = 20210616;

    (void)state;
    for (int round = 0; round < 60; round++) {
        struct brev_maaned tom = data_tom();
        struct blad blad = brev_blad(&arena, &tom.afsender, &tom.modtager, STR("Prøve"), tom.dato,
                                     STR_EMPTY, round % 2 == 0);
        size_t blokke = (size_t)test_between(&seed, 1, 60);
        for (size_t i = 0; i < blokke; i++) {
            enum blok_art art = (enum blok_art)test_between(&seed, BLOK_H2, BLOK_BOKS);
            size_t n = (size_t)test_between(&seed, 1, 1200);
            char *p = arena_alloc(&arena, n);
            for (size_t k = 0; k < n; k++) p[k] = k % 7 == 6 ? ' ' : 'n';
            bool heading = art == BLOK_H2 || art == BLOK_H3;
            blok_add(&blad.liste, art, (struct str){p, heading ? (n + 19) / 20 : n});
            if (heading || test_between(&seed, 0, 3) > 0) continue;
            blok_tabel(&blad.liste, kolonner, 2);
            for (int64_t k = test_between(&seed, 1, 70); k > 0; k--) {
                enum raekke_art r = (enum raekke_art)test_between(&seed, 0, RAEKKE_SUM);
                struct str celle[] = {(struct str){p, n < 60 ? n : 60}, STR("1,00 kr.")};
                if (r == RAEKKE_NOTE && blad.liste.blok[blad.liste.count - 1].raekker == 0)
                    continue;
                brev_raekke(&blad.liste, r, celle, r == RAEKKE_GRUPPE || r == RAEKKE_NOTE ? 1 : 2);
            }
            struct str sidste[] = {STR("sidste"), STR("1,00 kr.")};
            brev_raekke(&blad.liste, RAEKKE_LINJE, sidste, 2);
        }
        blok_add(&blad.liste, BLOK_AFSNIT, STR("slut"));
        struct ark ark = saet(&blad);
        for (size_t i = 0; i < ark.count; i++) {
            const struct ark_stykke *s = &ark.stykke[i];
            assert_true(bottom(s) <= ARK_BUND);
            if (i > 0 && s[-1].side == s->side) assert_true(s->y >= bottom(s - 1));
            if (i > 0) assert_true(blok_nr(&ark, s) >= blok_nr(&ark, s - 1));
        }
    }
}

/* A child with many corrections: its name stands again on each page they run over. */
static void test_fortsat(void **state)
{
    (void)state;
    struct brev_maaned brev = data_mange_rettelser(&arena);
    struct blad blad = brev_maaned_blad(&arena, &brev);
    struct ark ark = saet(&blad);
    size_t again = 0;

    check_places(&ark);
    for (size_t i = 0; i < ark.count; i++) {
        if (!ark.stykke[i].fortsat) continue;
        assert_str(ark.stykke[i].gruppe->celle[0], "Mads (fortsat)");
        again++;
    }
    assert_in_range(again, 1, 5);
}

static void test_too_long(void **state)
{
    (void)state;
    struct brev_maaned brev = data_tom();
    struct err err = ERR_INIT;
    struct ark ark;
    char *p = arena_alloc(&arena, 5000);

    for (size_t i = 0; i < 5000; i++) p[i] = 'm';
    brev.afsender.uenig = (struct str){p, 5000}; /* one word */
    struct blad blad = brev_maaned_blad(&arena, &brev);
    ark = saet(&blad);
    check_places(&ark);
    for (size_t i = 0; i + 1 < 5000; i += 2) memcpy(p + i, "å", 2); /* cut between two letters */
    blad = brev_maaned_blad(&arena, &brev);
    ark = saet(&blad);
    check_places(&ark);
    for (size_t i = 0; i < blad.liste.count; i++)
        assert_true(str_check_utf8(&blad.liste.blok[i].tekst, "", &err));
    for (size_t i = 0; i < 5000; i++) p[i] = i % 9 == 8 ? ' ' : 'm';
    brev.afsender.uenig.n = 5000; /* many words: paragraphs over pages */
    blad = brev_maaned_blad(&arena, &brev);
    ark = saet(&blad);
    check_places(&ark);
}

/* What the font cannot show never stops a letter and is never printed as a box: there stands a �,
 * and the character is named with the words around it. */
static void test_unknown_character(void **state)
{
    (void)state;
    struct brev_maaned brev = data_boern(&arena, 1);
    const struct brev_erstattet *e;

    brev.modtager.navn = STR("Łukasz Şahin-A\xCC\x8Angström"); /* a ring of its own */
    struct blad blad = brev_maaned_blad(&arena, &brev);
    (void)saet(&blad);
    assert_int_equal(brev_erstattede(trykkeri, &e), 0);
    brev.modtager.navn = STR("Anna \340\270\201 og 👩‍👧‍👦 q\xCC\x8A");
    for (int i = 0; i < 2; i++) { /* the second time the text is set already */
        blad = brev_maaned_blad(&arena, &brev);
        (void)saet(&blad);
        assert_true(brev_erstattede(trykkeri, &e) >= 2);
        assert_str(e[0].tegn, "\340\270\201");
        assert_int_equal(e[0].kode, 0xE01);
        assert_true(str_starts(e[0].tekst, STR("Anna ")));
    }
    PangoLayout *layout = ark_tekst(trykkeri, STIL_ALM, brev.modtager.navn, PT(400), SIDE_VENSTRE);
    assert_string_equal(pango_layout_get_text(layout), "Anna � og � q�");
    assert_int_equal(pango_layout_get_unknown_glyphs_count(layout), 0);
}

/* A loose accent over a letter that has none in the font is named too; one that makes a letter of
 * the font with the one before is shown as it is written, also beside another that does not. */
static void test_loose_accent(void **state)
{
    (void)state;
    struct brev_maaned brev = data_boern(&arena, 1);
    const struct brev_erstattet *e;

    brev.modtager.navn = STR("Bo q\xCC\x8A");
    for (int i = 0; i < 2; i++) { /* the second time the text is set already */
        struct blad blad = brev_maaned_blad(&arena, &brev);
        (void)saet(&blad);
        assert_int_equal(brev_erstattede(trykkeri, &e), 1);
        assert_str(e[0].tegn, "\xCC\x8A");
        assert_int_equal(e[0].kode, 0x30A);
        assert_str(e[0].tekst, "Bo q\xCC\x8A");
    }
    static const struct {
        const char *tekst;
        const char *sat;
    } CASES[] = {
        {"Bo q\xCC\x8A", "Bo q�"},
        {"A\xCC\x8Age q\xCC\x8A", "A\xCC\x8Age q�"},
        {"A\xCC\x8A\xCC\x81ge q\xCC\x8A\xCC\x81", "A\xCC\x8A\xCC\x81ge q��"},
        {"A\xCC\x8Age \340\270\201\xCC\x8A", "A\xCC\x8Age ��"},
        {"a\xCC\x8A\xCC\xA3", "a\xCC\x8A�"},
        {"a\xCC\xA3\xCC\x8A", "a\xCC\xA3�"},
        {"\xCC\x8A", "�"},
    };
    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        PangoLayout *layout =
            ark_tekst(trykkeri, STIL_ALM, str_from(CASES[i].tekst), PT(400), SIDE_VENSTRE);
        assert_string_equal(pango_layout_get_text(layout), CASES[i].sat);
        assert_int_equal(pango_layout_get_unknown_glyphs_count(layout), 0);
        assert_non_null(g_object_get_data(G_OBJECT(layout), ARK_ERSTATTET));
        brev.modtager.navn = str_from(CASES[i].tekst);
        struct blad blad = brev_maaned_blad(&arena, &brev);
        (void)saet(&blad);
        assert_true(brev_erstattede(trykkeri, &e) >= 1);
    }
}

/* Each letter that a text may have, written with its accents apart, is shown beside a loose accent
 * that is not: none of them stops a letter. */
static void test_every_letter_taken_apart(void **state)
{
    (void)state;
    size_t antal = 0;
    char p[4];

    for (uint32_t tegn = 0xC0; tegn < 0x2000; tegn++) {
        if (!tegn_i_brev(tegn)) continue;
        int n = g_unichar_to_utf8(tegn, p);
        char *delt = g_utf8_normalize(p, n, G_NORMALIZE_DEFAULT);
        struct str tekst = str_format(&arena, "%s q\xCC\x8A", delt);
        struct str sat = str_format(&arena, "%s q�", delt);
        bool er_delt = g_utf8_strlen(delt, -1) > 1;
        g_free(delt);
        if (!er_delt) continue;
        for (int fed = 0; fed < 2; fed++) {
            PangoLayout *layout =
                ark_tekst(trykkeri, fed ? STIL_FED : STIL_ALM, tekst, PT(100), SIDE_VENSTRE);
            assert_int_equal(pango_layout_get_unknown_glyphs_count(layout), 0);
            assert_string_equal(pango_layout_get_text(layout), str_c(&arena, sat));
        }
        antal++;
    }
    assert_true(antal > 300);
}

/* A loose accent is refused where it is written exactly when the font has no shape for it there. */
static void test_loose_accents_are_refused_or_shown(void **state)
{
    (void)state;
    static const char *const bogstav[] = {"a", "E", "i", "q", "Ø", "ж", "u", "Y"};
    const struct tegn_hvad hvad = {"Teksten", "The text"};
    size_t vist = 0, afvist = 0;

    for (size_t i = 0; i < sizeof(bogstav) / sizeof(*bogstav); i++) {
        for (uint32_t tegn = 0x300; tegn_loest(tegn); tegn++) {
            char p[8] = "";
            p[g_unichar_to_utf8(tegn, p)] = '\0';
            struct str tekst = str_format(&arena, "%s%s", bogstav[i], p);
            PangoLayout *layout = ark_tekst(trykkeri, STIL_ALM, tekst, PT(100), SIDE_VENSTRE);
            bool er_vist = g_object_get_data(G_OBJECT(layout), ARK_ERSTATTET) == NULL;
            struct err e = ERR_INIT;
            if (tegn_tjek(tekst, TEGN_BREV, hvad, &e) != er_vist)
                fail_msg("%s and U+%04X: %s", bogstav[i], (unsigned)tegn,
                         er_vist ? "refused, but shown" : "accepted, but not shown");
            *(er_vist ? &vist : &afvist) += 1;
        }
    }
    assert_true(vist > 40);
    assert_true(afvist > 40);
}

/* Each character that a text may have is in both fonts. */
static void test_every_character(void **state)
{
    (void)state;
    char p[4];
    size_t antal = 0;

    for (uint32_t tegn = 0x20; tegn < 0x3000; tegn++) {
        if (!tegn_i_brev(tegn)) continue;
        int n = g_unichar_to_utf8(tegn, p);
        for (int fed = 0; fed < 2; fed++) {
            PangoLayout *layout = ark_tekst(trykkeri, fed ? STIL_FED : STIL_ALM,
                                            (struct str){p, (size_t)n}, PT(100), SIDE_VENSTRE);
            assert_int_equal(pango_layout_get_unknown_glyphs_count(layout), 0);
            assert_null(g_object_get_data(G_OBJECT(layout), ARK_ERSTATTET));
        }
        antal++;
    }
    assert_true(antal > 800);
}

/* Words joined by a no-break space are not parted, and the text has ordinary spaces. */
static void test_no_break(void **state)
{
    (void)state;
    struct str fast = blok_fast(&arena, STR("27.004,08 kr."));
    struct str tekst = str_format(&arena, "Beløbet %.*s", STR_ARG(fast));

    PangoLayout *layout = ark_tekst(trykkeri, STIL_ALM, tekst, PT(98), SIDE_VENSTRE);
    assert_int_equal(pango_layout_get_line_count(layout), 2);
    assert_string_equal(pango_layout_get_text(layout), "Beløbet 27.004,08 kr.");
    PangoLayoutLine *linje = pango_layout_get_line_readonly(layout, 1);
    assert_int_equal(linje->start_index, (int)sizeof("Beløbet ") - 1);
}

static void test_missing_files(void **state)
{
    (void)state;
    struct brev_filer filer = brev_filer_debian;
    struct brev_trykkeri *andet = NULL;
    struct err err = ERR_INIT;

    filer.skrift_fed = "/findes/ikke.ttf";
    assert_false(brev_trykkeri_open(&arena, &filer, &andet, &err));
    assert_string_equal(err.place, "/findes/ikke.ttf");
    assert_non_null(strstr(err.text, "fonts-open-sans"));
    err = (struct err)ERR_INIT;
    filer = brev_filer_debian;
    filer.farveprofil = "/findes/ikke.icc";
    assert_false(brev_trykkeri_open(&arena, &filer, &andet, &err));
    assert_non_null(strstr(err.text, "icc-profiles-free"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_tilfaeldige),
        cmocka_unit_test(test_fortsat),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_unknown_character),
        cmocka_unit_test(test_every_character),
        cmocka_unit_test(test_loose_accents_are_refused_or_shown),
        cmocka_unit_test(test_loose_accent),
        cmocka_unit_test(test_every_letter_taken_apart),
        cmocka_unit_test(test_no_break),
        cmocka_unit_test(test_missing_files),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
