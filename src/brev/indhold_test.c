/*
 * indhold_test: what the letters say, before they have any geometry. Cites R079 R080 R083 R085-R092
 * and their lines.
 */
#include "brev/brev_test_data.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "brev/lix_test_help.h"
#include "brev/ord.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)256 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* ---- the text of a letter ---- */

static void add_text(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool fast = s.p[i] == '\302' && i + 1 < s.n && s.p[i + 1] == '\240';
        buf_char(out, fast ? ' ' : s.p[i]);
        if (fast) i++;
    }
    if (s.n > 0) buf_char(out, '\n');
}

static struct str text_of(const struct blad *blad)
{
    struct buf out;

    buf_init(&out, &arena);
    add_text(&out, blad->titel);
    add_text(&out, blad->afsender);
    for (size_t i = 0; i < blad->hoejrelinjer; i++) add_text(&out, blad->hoejre[i]);
    for (size_t i = 0; i < blad->modtagerlinjer; i++) add_text(&out, blad->modtager[i]);
    for (size_t i = 0; i < blad->liste.count; i++) {
        const struct blok *blok = &blad->liste.blok[i];
        add_text(&out, blok->tekst);
        add_text(&out, blok->hoejre);
        for (size_t k = 0; k < blok->raekker; k++) {
            for (int c = 0; c < blok->kolonner; c++) add_text(&out, blok->raekke[k].celle[c]);
        }
    }
    add_text(&out, blad->fod);
    return buf_str(&out);
}

static struct str maaned_text(const struct brev_maaned *brev)
{
    struct blad blad = brev_maaned_blad(&arena, brev);

    return text_of(&blad);
}

static size_t count(struct str text, const char *needle)
{
    size_t at = 0;
    size_t n = 0;

    while (str_find(text, str_from(needle), &at)) {
        text = str_sub(text, at + 1, text.n);
        n++;
    }
    return n;
}

#define assert_says(text, needle)                                                                  \
    do {                                                                                           \
        if (count((text), (needle)) == 0)                                                          \
            fail_msg(">%s< is not in:\n%.*s", needle, STR_ARG(text));                              \
    } while (0)
#define assert_silent(text, needle)                                                                \
    do {                                                                                           \
        if (count((text), (needle)) > 0) fail_msg(">%s< is in:\n%.*s", needle, STR_ARG(text));     \
    } while (0)

/* ---- the month ---- */

static void test_every_line(void **state)
{
    (void)state;
    struct brev_maaned brev = data_boern(&arena, 12);
    struct str text = maaned_text(&brev);

    for (size_t i = 0; i < brev.boern; i++) {
        assert_true(brev.barn[i].linjer >= 3);
        for (size_t k = 0; k < brev.barn[i].linjer; k++) {
            const struct brev_linje *l = &brev.barn[i].linje[k];
            struct str amount = oere_kr(&arena, l->beloeb);
            struct str head =
                str_format(&arena, "%.*s: %.*s, juni 2021\n%.*s\n", STR_ARG(brev.barn[i].navn),
                           STR_ARG(l->titel), STR_ARG(amount));
            assert_says(text, str_c(&arena, head)); /* its explanation, with the amount */
        }
    }
    assert_says(text, "Vi udbetaler 319.153,20 kr. den 30. juni 2021.\n");
    assert_says(text, "Udbetales i alt\n319.153,20 kr.\n");
    assert_says(text, "Løn\nFør skat\n234.035,36 kr.\n");
    assert_says(text, "NemKonto\nSkattefri\n80.665,00 kr.\n");
    assert_says(text, "Barnets NemKonto\nSkattefri\n4.452,84 kr.\n");
    assert_says(text, "3 vederlag (trin 1, besluttet 14. december 2020) × 148,00 kr/døgn (KL "
                      "takster 2021, punkt 2, endelig) × 30,41 døgn/måned\n");
    assert_says(text, "Hele måneden, 30 af 30 dage, afrundet til øre, halve op.\n");
    assert_says(text, "Regel: Håndbogen, afsnittet Honorering.\n");
    assert_says(text, "Prøve Kommune, håndbogen fra 1. januar 2021. Udgaven har mærket "
                      "aaaaaaaaaaaa.");
    assert_says(text, "Alder regnes: på dagen\n");
    assert_silent(text, "Børnerækkefølge"); /* has a source: not a choice of ours */
}

/* More and less stand apart, each with its sum; less is not taken from what is paid. */
static void test_corrections(void **state)
{
    (void)state;
    struct brev_maaned brev = data_alt(&arena);
    struct str text = maaned_text(&brev);
    size_t more = 0;
    size_t less = 0;

    assert_true(str_find(text, STR("\nDu får mere\n"), &more));
    assert_true(str_find(text, STR("\nDu har fået for meget\n"), &less));
    assert_true(more < less);
    struct str first = str_sub(text, more, less);
    struct str then = str_sub(text, less, text.n);
    assert_says(first, "Vederlag\nmaj 2021\n13.502,04 kr.\n18.002,72 kr.\n4.500,68 kr.\n"
                       "Vi fik at vide, at Mads fra den 1. maj 2021 er placeret på trin 2.\n");
    assert_says(first, "I alt\n4.693,68 kr.\n");
    assert_silent(first, "Sofie");
    assert_says(then, "Kost og logi\napril 2021\n5.790,00 kr.\n4.825,00 kr.\n-965,00 kr.\n");
    assert_says(then, "I alt\n-965,00 kr.\nVi trækker det ikke fra det, du får nu.\n");
    assert_says(text, "Rettelser, se nedenfor\n4.693,68 kr.\n");
    assert_says(text, "Vi trækker ikke noget, før der er truffet en afgørelse.");
    assert_says(text, "Fra før\n1.200,00 kr.\nNyt i dette brev\n965,00 kr.\nTrukket denne gang\n"
                      "-500,00 kr.\nTilbage\n1.665,00 kr.\n");
    assert_says(text, "Trukket efter afgørelse\nFør skat\n-500,00 kr.\nAfgjort 10. juni 2021: for "
                      "meget udbetalt vederlag i marts 2021.\n");
}

/* A reason that many rows share is told once, with their number. */
static void test_shared_reason(void **state)
{
    (void)state;
    struct brev_maaned brev = data_mange_rettelser(&arena);
    struct str text = maaned_text(&brev);

    assert_int_equal(count(text, "vi fik at vide"), 1);
    assert_says(text, "For de 60 linjer herover: vi fik at vide, at Mads fra den 1. maj 2021 er "
                      "placeret på trin 2.\nI alt\n270.040,80 kr.\n");
}

/* Pieces of a month add up under their heading, each with its reason. */
static void test_pieces(void **state)
{
    (void)state;
    struct brev_maaned brev = data_stykker(&arena);
    struct str text = maaned_text(&brev);

    assert_says(text, "Noor: Kost og logi, juni 2021\n5.985,00 kr.\n1.-15. juni\n15 døgn × "
                      "193,00 kr/døgn (under 10 år)\n2.895,00 kr.\n16.-30. juni\n15 døgn × 206,00 "
                      "kr/døgn (fyldt 10 år den 16. juni 2021)\n3.090,00 kr.\nSatser: KL takster "
                      "2021, punkt 2, endelig.\n");
    assert_says(text, "plus 1.500,00 kr/måned × 20 af 30 dage – aftalt tillæg: støtte om natten "
                      "(besluttet af leder)\n");
    assert_says(text, "× 19 af 30 dage. Grund: Efterskole.\n");
    assert_says(text, "Afrunding\nAfrundet til hele kroner, halve op\n-0,42 kr.\n");
}

static void test_no_corrections(void **state)
{
    (void)state;
    struct brev_maaned brev = data_boern(&arena, 1);
    struct str text = maaned_text(&brev);

    assert_silent(text, "Det har vi rettet");
    assert_silent(text, "til gode");
    assert_silent(text, "Det mangler vi");
    assert_silent(text, "Mellem dig");
    assert_silent(text, "I alt for"); /* one child: the total is enough */
}

static void test_lack(void **state)
{
    (void)state;
    struct brev_maaned brev = data_alt(&arena);
    struct str text = maaned_text(&brev);

    assert_says(text, "Noget kan vi ikke regne ud endnu. Det står under »Det mangler vi«.\n");
    assert_says(text, "Sofie: Kost og logi, juni 2021. Der mangler: takst kost andel. Kilden "
                      "trykker kun kost og logi samlet.\n");
    assert_says(text, "Vi betaler det, du har ret til, når vi kender det.\n");
}

/* Several lines that wait for the same are told once; part of a month by its days. */
static void test_lacks_together(void **state)
{
    (void)state;
    struct mangel mangel[3];
    struct brev_mangel m[3];
    struct brev_barn barn = {.navn = STR("A.B."), .mangel = m, .mangler = 3};
    struct brev_maaned brev = data_tom();
    static const char *const titel[] = {"Vederlag", "Kost og logi", "Lommepenge"};

    for (int i = 0; i < 3; i++) {
        mangel[i] = (struct mangel){.mangler = STR("indplacering"),
                                    .grund = STR("der er ikke besluttet noget trin"),
                                    .fra = dato_make(2021, 6, i < 2 ? 1 : 12),
                                    .til = dato_make(2021, 7, 1)};
        m[i] = (struct brev_mangel){str_from(titel[i]), brev.maaned, &mangel[i]};
    }
    brev.barn = &barn;
    brev.boern = 1;
    data_sum(&brev);
    struct str text = maaned_text(&brev);
    assert_says(text, "Vi udbetaler ikke noget denne gang.\n");
    assert_says(text, "A.B.: Vederlag og Kost og logi, juni 2021. Der mangler: indplacering. Der "
                      "er ikke besluttet noget trin.\n");
    assert_says(text, "A.B.: Lommepenge, 12.-30. juni. Der mangler: indplacering.");
    assert_silent(text, "Udbetales i alt");
    assert_silent(text, "Sådan har vi regnet");
}

static void test_mellemregning(void **state)
{
    (void)state;
    struct brev_maaned brev = data_alt(&arena);
    struct brev_maaned uden = brev;

    uden.mellem_antal = 0;
    assert_says(maaned_text(&brev), "Beløbene her er ikke med i det, vi udbetaler.");
    assert_says(maaned_text(&brev),
                "Forældrenes del af en cykel\nmaj 2021\nDu har til gode\n750,00 kr.\n");
    assert_silent(maaned_text(&uden), "cykel"); /* and the same sums hold: it is no part of them */
}

static void test_protected_address(void **state)
{
    (void)state;
    struct brev_maaned brev = data_boern(&arena, 1);

    assert_says(maaned_text(&brev), "Opdigtet Allé");
    brev.modtager.adresse_skjult = true;
    assert_silent(maaned_text(&brev), "Opdigtet Allé");
    assert_silent(maaned_text(&brev), "Prøveby");
    assert_says(maaned_text(&brev), "Karen Opdigtet\n");
}

static void test_invented(void **state)
{
    (void)state;
    struct brev_maaned god = data_boern(&arena, 1);
    struct brev_maaned brev = data_opdigtet(&arena);

    assert_silent(maaned_text(&god), "opdigtede");
    assert_says(maaned_text(&brev), "Beløbene i håndbogen er opdigtede.");
    assert_says(maaned_text(&brev),
                "Eksempel: beløbene er opdigtede\n"); /* the foot of each page */
}

static void test_disagree(void **state)
{
    (void)state;
    struct brev_maaned brev = data_tom();

    assert_says(maaned_text(&brev), "Klagen skal være hos os senest fire uger efter");
    assert_says(maaned_text(&brev), "Sådan får du fat i os:\nTelefon 12 34 56 78\n");
    brev.afsender.uenig = STR_EMPTY;
    brev.afsender.kontaktlinjer = 0;
    assert_silent(maaned_text(&brev), "uenig");
}

/* What would steer a reader's program is gone. */
static void test_hostile(void **state)
{
    (void)state;
    struct brev_maaned brev = data_tom();
    struct brev_barn barn = {.navn = STR("A\033[31mB\342\200\256C\nD")};
    struct brev_linje linje = {STR("Kost\001og\tlogi"),
                               brev.maaned,
                               MODTAGER_KONTRAKTHAVER,
                               KANAL_LOEN,
                               SKAT_SKATTEFRI,
                               {100},
                               NULL,
                               0};

    barn.linje = &linje;
    barn.linjer = 1;
    brev.barn = &barn;
    brev.boern = 1;
    brev.modtager.navn = STR("Navn\nto\033");
    data_sum(&brev);
    struct str text = maaned_text(&brev);
    assert_silent(text, "\033");
    assert_silent(text, "\342\200\256");
    assert_silent(text, "\001");
    assert_says(text, "Navn to?\n");
}

/* ---- the year ---- */

static void test_year(void **state)
{
    (void)state;
    struct brev_aar aar = data_aar(&arena, 3);
    struct blad blad = brev_aar_blad(&arena, &aar);
    struct str text = text_of(&blad);
    struct str total = oere_kr(&arena, aar.udbetalt);

    assert_says(text,
                str_c(&arena, str_format(&arena, "Vi udbetalte %.*s i 2021.\n", STR_ARG(total))));
    assert_int_equal(count(text, "\nUdbetalt i "), 12 + 2); /* months, and both totals */
    assert_says(text, "Vederlag, rettelse\ndecember 2020\nFør skat\n1.250,50 kr.\n");
    assert_says(text, "Vederlag, rettelse\njuni 2021\nFør skat\n-500,00 kr.\n");
    /* The children of a month are one row. */
    assert_says(text, "Januar 2021\nVederlag\njanuar 2021\nFør skat\n58.508,84 kr.\n");
    assert_int_equal(count(text, "\njanuar 2021\n"), 4);
    assert_silent(text, "opdigtede");
    aar.opdigtet = true;
    blad = brev_aar_blad(&arena, &aar);
    assert_says(text_of(&blad), "opdigtede");
}

/* Within a calendar year what was paid and what is told are the same sum, row by row. */
static void test_year_rows(void **state)
{
    (void)state;
    struct brev_aar aar = data_aar(&arena, 5);
    struct blad blad = brev_aar_blad(&arena, &aar);
    int64_t rows = 0;
    int64_t months = 0;

    for (size_t i = 0; i < blad.liste.count; i++) {
        const struct blok *blok = &blad.liste.blok[i];
        if (blok->art != BLOK_TABEL || !str_is(str_from(blok->kolonne[0].titel), "Ydelse"))
            continue;
        for (size_t k = 0; k < blok->raekker; k++) {
            const struct blok_raekke *r = &blok->raekke[k];
            struct oere a = {0};
            struct err err = ERR_INIT;
            if (r->art == RAEKKE_GRUPPE) continue;
            assert_true(oere_parse(str_sub(r->celle[3], 0, r->celle[3].n - 4), &a, &err));
            if (r->art == RAEKKE_LINJE) rows += a.oere;
            if (r->art == RAEKKE_DELSUM) months += a.oere;
        }
    }
    assert_int_equal(rows, aar.udbetalt.oere);
    assert_int_equal(months, aar.udbetalt.oere);
}

/* ---- sums that do not hold stop the run ---- */

static void assert_stops(const struct brev_maaned *brev, const struct brev_aar *aar)
{
    int status = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == NULL) _exit(2);
        struct blad blad =
            brev != NULL ? brev_maaned_blad(&arena, brev) : brev_aar_blad(&arena, aar);
        _exit(blad.titel.n > 0 ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void test_wrong_sums(void **state)
{
    (void)state;
    struct brev_maaned god = data_alt(&arena);
    struct brev_maaned brev = god;
    struct brev_barn barn[2] = {god.barn[0], god.barn[1]};
    struct brev_rettelse r[2] = {barn[0].rettelse[0], barn[0].rettelse[1]};

    (void)maaned_text(&god);
    brev.udbetales.oere++;
    assert_stops(&brev, NULL);
    brev = god;
    brev.tilgode.efter.oere--;
    assert_stops(&brev, NULL);
    brev = god;
    brev.tilgode.nyt.oere = 0;
    brev.tilgode.efter.oere -= god.tilgode.nyt.oere;
    assert_stops(&brev, NULL);
    brev = god;
    brev.barn = barn;
    barn[0].rettelse = r;
    (void)maaned_text(&brev);
    r[0].forskel.oere++;
    brev.udbetales.oere++;
    assert_stops(&brev, NULL);
}

static void test_wrong_line(void **state)
{
    (void)state;
    struct brev_maaned brev = data_boern(&arena, 1);
    struct brev_barn barn = brev.barn[0];
    struct brev_linje linje[4];

    for (size_t i = 0; i < barn.linjer; i++) linje[i] = barn.linje[i];
    linje[0].beloeb.oere += 100; /* not what was computed */
    brev.udbetales.oere += 100;
    barn.linje = linje;
    brev.barn = &barn;
    assert_stops(&brev, NULL);
}

static void test_wrong_year(void **state)
{
    (void)state;
    struct brev_aar god = data_aar(&arena, 2);
    struct brev_aar aar = god;

    aar.udbetalt.oere++;
    assert_stops(NULL, &aar);
    aar = god;
    aar.a_indkomst.oere += 5;
    aar.skattefri.oere -= 5;
    assert_stops(NULL, &aar);
    aar = god;
    aar.aar = 2022;
    assert_stops(NULL, &aar);
}

/* ---- a level ---- */

static void test_decision(void **state)
{
    (void)state;
    struct brev_niveau brev = data_niveau(&arena);
    struct blad blad = brev_afgoerelse_blad(&arena, &brev);
    struct str text = text_of(&blad);

    assert_says(text, "Opgaven med Mads er på trin 2 fra den 15. juni 2021.\n");
    assert_says(text, "Besluttet af\nGennemsnitsudvalget\n");
    assert_says(text, "Mads har brug for særlig støtte");
    assert_says(text, "peger på trin 2.\n");
    assert_says(text, "Det bliver aldrig sat ned.\n");
    assert_says(text, "Vederlag\nLøn\nFør skat\n18.002,72 kr.\n");
    brev.grund = STR_EMPTY; /* erased */
    blad = brev_afgoerelse_blad(&arena, &brev);
    assert_says(text_of(&blad), "Begrundelsen er slettet.\n");
}

static void test_contract(void **state)
{
    (void)state;
    struct brev_niveau brev = data_niveau(&arena);
    struct blad blad = brev_kontrakt_blad(&arena, &brev);
    struct str text = text_of(&blad);

    assert_says(text, "Prøve Kommune og Karen Opdigtet aftaler her opgaven med Mads.\n");
    assert_says(text, "Varslet er 14 dage i de første 3 måneder og derefter 30 dage.\n");
    assert_says(text, "Du får mindst 14 dage til at svare");
    assert_says(text, "Bliver kontrakten sagt op: ");
    assert_says(text, "bliver betalt, til varslet er gået.\n");
    assert_says(text, "Kontrakten slutter med udgangen af måneden");
    assert_says(text, "Tillæg til vederlag: 500,00 kr. om måneden.\n");
    assert_says(text, "Tavshedspligten gælder også");
    /* What is agreed on the spot has a line to write on: R086 R087 R088 R089 R090 R091 R092. */
    static const char *const linje[] = {
        "Mål i handleplanen", "Kørsel", "Hvem henter og bringer", "Ferie", "Pasning", "Forsikring"};
    for (size_t i = 0; i < sizeof(linje) / sizeof(*linje); i++) assert_says(text, linje[i]);
    assert_says(text, "Underskrift\n");
}

/* What cannot be computed is named, and the sum is not called the whole. */
static void test_level_with_a_lack(void **state)
{
    (void)state;
    struct brev_niveau brev = data_niveau(&arena);
    struct sag_beregning s = *brev.beloeb;
    struct mangel mangel = {.ydelse = STR("vederlag"),
                            .mangler = STR("indplacering"),
                            .grund = STR("barnet er ikke indplaceret")};

    s.mangel = &mangel;
    s.mangler = 1;
    brev.beloeb = &s;
    struct blad blad = brev_kontrakt_blad(&arena, &brev);
    struct str text = text_of(&blad);
    assert_says(text, "Noget kan ikke beregnes endnu. Barnet er ikke indplaceret.\n");
    assert_says(text, "Det, der kan beregnes\n");
    assert_silent(text, "I alt\n");
}

/* ---- words ---- */

static void lix_of(const struct blad *blad, struct lix *lix)
{
    for (size_t i = 0; i < blad->liste.count; i++) {
        const struct blok *blok = &blad->liste.blok[i];
        lix_add(lix, blok->tekst);
        for (size_t k = 0; k < blok->raekker; k++) {
            if (blok->raekke[k].art == RAEKKE_NOTE) lix_add(lix, blok->raekke[k].celle[0]);
        }
    }
}

static void test_lix(void **state)
{
    (void)state;
    struct brev_maaned brev[] = {data_alt(&arena), data_boern(&arena, 1), data_boern(&arena, 12),
                                 data_tom()};
    struct brev_aar aar = data_aar(&arena, 3);

    for (size_t i = 0; i < 5; i++) {
        struct lix lix = {0};
        struct blad blad = i < 4 ? brev_maaned_blad(&arena, &brev[i]) : brev_aar_blad(&arena, &aar);
        lix_of(&blad, &lix);
        if (getenv("BREV_LIX") != NULL) print_message("lix %zu: %d\n", i, lix_value(&lix));
        assert_in_range(lix_value(&lix), 1, 45);
    }
    struct brev_niveau niveau = data_niveau(&arena);
    struct blad blade[] = {brev_afgoerelse_blad(&arena, &niveau),
                           brev_kontrakt_blad(&arena, &niveau)};
    for (size_t i = 0; i < 2; i++) {
        struct lix lix = {0};
        lix_of(&blade[i], &lix);
        if (getenv("BREV_LIX") != NULL) print_message("niveau %zu: %d\n", i, lix_value(&lix));
        assert_in_range(lix_value(&lix), 1, 45);
        struct str text = text_of(&blade[i]);
        assert_silent(text, "_");
        assert_silent(text, "sag-0");
    }
}

static void test_lix_counts(void **state)
{
    (void)state;
    struct lix lix = {0};

    lix_add(&lix, STR("Du får 5,00 kr. den 30. juni. Plejefamilien får besked"));
    assert_int_equal(lix.ord, 8);
    assert_int_equal(lix.saetninger, 2);
    assert_int_equal(lix.lange, 1);
    assert_int_equal(lix_value(&lix), 4 + 12);
    lix = (struct lix){0};
    lix_add(&lix, STR("Afgørelsesmyndighedernes sagsbehandlingsfristberegning"));
    assert_int_equal(lix_value(&lix), 102);
}

/* No code form and no id of a case reaches a person. */
static void test_no_codes(void **state)
{
    (void)state;
    struct brev_maaned brev[] = {data_alt(&arena), data_boern(&arena, 12)};
    struct brev_aar aar = data_aar(&arena, 3);

    for (size_t i = 0; i < 3; i++) {
        struct blad blad = i < 2 ? brev_maaned_blad(&arena, &brev[i]) : brev_aar_blad(&arena, &aar);
        struct str text = text_of(&blad);
        assert_silent(text, "_");
        assert_silent(text, "sag-0");
        assert_silent(text, "beklaedning");
        assert_silent(text, "oere");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_line),
        cmocka_unit_test(test_corrections),
        cmocka_unit_test(test_shared_reason),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_no_corrections),
        cmocka_unit_test(test_lack),
        cmocka_unit_test(test_lacks_together),
        cmocka_unit_test(test_mellemregning),
        cmocka_unit_test(test_protected_address),
        cmocka_unit_test(test_invented),
        cmocka_unit_test(test_disagree),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_year),
        cmocka_unit_test(test_year_rows),
        cmocka_unit_test(test_wrong_sums),
        cmocka_unit_test(test_wrong_line),
        cmocka_unit_test(test_wrong_year),
        cmocka_unit_test(test_decision),
        cmocka_unit_test(test_contract),
        cmocka_unit_test(test_level_with_a_lack),
        cmocka_unit_test(test_lix),
        cmocka_unit_test(test_lix_counts),
        cmocka_unit_test(test_no_codes),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
