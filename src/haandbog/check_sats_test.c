/*
 * check_sats: the sweep over ages and days agrees with looking at every age on every day, both for
 * the fields themselves and for the verdict on a whole handbook. R123 N14
 */
#include "base/test_help.h"

#include <string.h>

#include "haandbog/check_sats.h"
#include "haandbog/haandbog.h"

#define HOVED "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n"

static const char RESTEN[] =
    "  beløb takst sats efter alder\n"
    "  afrundes til øre, halve op\n"
    "  til barnets NemKonto, skattefri, via NemKonto\n"
    "  kilde \"prøven\"\n"
    "valg\n"
    "  alder regnes       på dagen; valgt af os\n"
    "  indflytningsdag    tæller med; valgt af os\n"
    "  fraflytningsdag    tæller ikke med; valgt af os\n"
    "  ugebeløb omregnes  × dage / 7; valgt af os\n"
    "  børnerækkefølge    efter alder, ældste først; valgt af os\n"
    "  tæller som barn    døgnpleje; valgt af os\n"
    "  3. barn gælder     fra 3. barn på samme sted; valgt af os\n"
    "  29. februar        fødselsdag 1. marts i andre år; valgt af os\n"
    "opsigelse\n"
    "  først               14 dage i de første 3 måneder\n"
    "  derefter            30 dage\n"
    "  ved opsigelse       alle ydelser stopper på fraflytningsdagen\n"
    "  ved faktisk ophør   alle ydelser stopper på fraflytningsdagen\n"
    "  ved misligholdelse  alle ydelser stopper straks\n"
    "  ved adoption        alle ydelser stopper på datoen\n"
    "  ved 18 år           alle ydelser fortsætter\n"
    "  valgt af os\n"
    "eksempel \"juni\"\n"
    "  barn   født 2013-05-05, døgnpleje, indflyttet 2020-01-01, 3 vederlag\n"
    "  måned  2021-01\n"
    "  giver  penge 1 kr\n"
    "```\n";

enum { DAGE = 40, RAEKKER = 9 };

struct tilfaelde {
    struct takst raekke[RAEKKER];
    size_t antal;
    struct dato fra;
    struct dato til;
};

static struct tilfaelde random_case(uint64_t *seed, bool efter_alder)
{
    struct dato start_dag = dato_make(2021, 1, 1);
    struct tilfaelde t = {.antal = (size_t)test_between(seed, 1, RAEKKER)};

    for (size_t i = 0; i < t.antal; i++) {
        struct takst *takst = &t.raekke[i];
        int alder = (int)test_between(seed, 0, PLAN_MAX_AGE);
        int fra = (int)test_between(seed, -5, DAGE);
        *takst = (struct takst){.navn = STR("sats"),
                                .alder_fra = efter_alder ? alder : -1,
                                .fra = dato_plus(start_dag, fra),
                                .kilde = STR("prøven"),
                                .begrundelse = STR_EMPTY};
        takst->alder_til = efter_alder ? (int)test_between(seed, alder, PLAN_MAX_AGE) : -1;
        takst->til = dato_plus(takst->fra, (int)test_between(seed, 1, DAGE));
        takst->beloeb.oere = test_between(seed, 100, 10000);
        takst->kendt_fra = DATO_MIN;
        if (test_between(seed, 0, 2) > 0) {
            takst->kendt_fra = dato_plus(start_dag, (int)test_between(seed, 0, 3));
        }
        takst->sted.linje = (int)i + 2;
    }
    t.fra = dato_plus(start_dag, (int)test_between(seed, 0, 5));
    t.til = dato_plus(t.fra, (int)test_between(seed, 1, DAGE));
    struct takst_tabel tabel = {.takst = t.raekke, .count = t.antal};
    takst_sort(&tabel);
    return t;
}

static const struct sats_felt *field_at(const struct sats_felt *felt, size_t antal, int alder,
                                        struct dato dag)
{
    const struct sats_felt *fundet = NULL;

    for (size_t i = 0; i < antal; i++) {
        bool med = felt[i].alder_fra <= alder && alder <= felt[i].alder_til &&
                   felt[i].fra.dag <= dag.dag && dag.dag < felt[i].til.dag;
        if (!med) continue;
        assert_null(fundet); /* fields are apart */
        fundet = &felt[i];
    }
    assert_non_null(fundet); /* and cover everything */
    return fundet;
}

static void fields_agree_with_every_day(void **state)
{
    uint64_t seed = 20210101;

    (void)state;
    for (int nr = 0; nr < 400; nr++) {
        bool efter_alder = nr % 5 != 0;
        struct tilfaelde t = random_case(&seed, efter_alder);
        struct takst_tabel tabel = {.takst = t.raekke, .count = t.antal};
        struct arena arena;
        struct sats_felt *felt = NULL;
        size_t felter = 0;
        arena_init(&arena, 8u << 20);
        sats_felter(&arena, t.raekke, t.antal, t.fra, t.til, &felt, &felter);
        for (int alder = efter_alder ? 0 : -1; alder <= (efter_alder ? PLAN_MAX_AGE : -1);
             alder++) {
            for (struct dato dag = t.fra; dag.dag < t.til.dag; dag.dag++) {
                const struct takst *takst = takst_on(&tabel, STR("sats"), alder, dag, DATO_MAX);
                assert_ptr_equal(field_at(felt, felter, alder, dag)->takst, takst);
            }
        }
        arena_release(&arena);
    }
}

/* The same case as a handbook that needs the rate from `fra_alder` on, but for some days. */
static struct str case_handbook(struct arena *arena, const struct tilfaelde *t, int fra_alder,
                                struct dato ude_fra, struct dato ude_til)
{
    struct buf buf;

    buf_init(&buf, arena);
    buf_format(&buf,
               "```regel\nhåndbog Prøve\n  kommunekode ingen\n  gælder fra %.*s til og med %.*s\n"
               "  takster kl\n  model antal vederlag fra 1 til 9\n  retning genforhandles årligt\n"
               "  kilde \"prøven\"\n",
               STR_ARG(dato_iso(arena, t->fra)), STR_ARG(dato_iso(arena, dato_plus(t->til, -1))));
    if (ude_fra.dag < ude_til.dag) {
        buf_format(&buf, "  dækker ikke %.*s til og med %.*s \"hul\"\n",
                   STR_ARG(dato_iso(arena, ude_fra)),
                   STR_ARG(dato_iso(arena, dato_plus(ude_til, -1))));
    }
    buf_c(&buf, "ydelse penge\n  for døgnpleje\n  ikke for aflastning, akut, netværk\n");
    if (fra_alder > 0) buf_format(&buf, "  ikke for børn under %d år\n", fra_alder);
    buf_c(&buf, RESTEN);
    return buf_str(&buf);
}

static struct str case_rates(struct arena *arena, const struct tilfaelde *t)
{
    struct buf buf;

    buf_init(&buf, arena);
    buf_c(&buf, HOVED);
    for (size_t i = 0; i < t->antal; i++) {
        const struct takst *takst = &t->raekke[i];
        buf_format(&buf, "sats;alder %d-%d;kr/uge;%.*s;%.*s;%.*s;endelig;%.*s;prøven;tilfældigt\n",
                   takst->alder_fra, takst->alder_til, STR_ARG(dato_iso(arena, takst->fra)),
                   STR_ARG(dato_iso(arena, dato_plus(takst->til, -1))),
                   STR_ARG(oere_text(arena, takst->beloeb)),
                   STR_ARG(takst->kendt_fra.dag == DATO_MIN.dag
                               ? STR_EMPTY
                               : dato_iso(arena, takst->kendt_fra)));
    }
    return buf_str(&buf);
}

static bool slow_overlap(const struct tilfaelde *t)
{
    for (size_t i = 0; i < t->antal; i++) {
        for (size_t k = 0; k < i; k++) {
            const struct takst *a = &t->raekke[i];
            const struct takst *b = &t->raekke[k];
            if (a->kendt_fra.dag == b->kendt_fra.dag && a->fra.dag < b->til.dag &&
                b->fra.dag < a->til.dag && a->alder_fra <= b->alder_til &&
                b->alder_fra <= a->alder_til) {
                return true;
            }
        }
    }
    return false;
}

/* The lowest age with a gap and its first day, by looking at every age on every day. */
static bool slow_gap(const struct tilfaelde *t, int fra_alder, struct dato ude_fra,
                     struct dato ude_til, int *alder, struct dato *dag)
{
    const struct takst_tabel tabel = {.takst = (struct takst *)(uintptr_t)t->raekke,
                                      .count = t->antal};

    for (*alder = fra_alder; *alder <= PLAN_MAX_AGE; ++*alder) {
        for (*dag = t->fra; dag->dag < t->til.dag; dag->dag++) {
            if (ude_fra.dag <= dag->dag && dag->dag < ude_til.dag) continue;
            if (takst_on(&tabel, STR("sats"), *alder, *dag, DATO_MAX) == NULL) return true;
        }
    }
    return false;
}

struct proeve {
    struct arena arena;
    struct haandbog haandbog;
    struct fund_liste fund;
};

static void run(struct proeve *p, struct str tekst, struct str takster)
{
    static const char *const navn[] = {"kl"};
    struct takst_kilde kilde = {.navn = navn, .tekst = &takster, .antal = 1};
    struct err err = ERR_INIT;

    *p = (struct proeve){0};
    arena_init(&p->arena, 64u << 20);
    fund_init(&p->fund, &p->arena);
    if (!haandbog_compile(&p->arena, "x.md", tekst, &kilde, &p->haandbog, &p->fund, &err))
        fail_msg("compile: %s", err.text);
    if (!haandbog_check(&p->arena, &p->haandbog, &p->fund, &err)) fail_msg("check: %s", err.text);
}

static void fail_with(struct proeve *p, const char *hvad)
{
    struct buf buf;

    buf_init(&buf, &p->arena);
    for (size_t i = 0; i < p->fund.count; i++) {
        fund_print(&buf, &p->fund.fund[i], p->haandbog.dokument.tekst);
    }
    fail_msg("%s; found:\n%.*s", hvad, (int)buf.n, buf.p);
}

static size_t count_of(const struct proeve *p, const char *kode)
{
    size_t antal = 0;

    for (size_t i = 0; i < p->fund.count; i++) antal += strcmp(p->fund.fund[i].kode, kode) == 0;
    return antal;
}

static const struct fund *first_of(const struct proeve *p, const char *kode)
{
    for (size_t i = 0; i < p->fund.count; i++) {
        if (strcmp(p->fund.fund[i].kode, kode) == 0) return &p->fund.fund[i];
    }
    return NULL;
}

static bool try_case(uint64_t *seed)
{
    struct tilfaelde t = random_case(seed, true);
    int fra_alder = (int)test_between(seed, 0, 20);
    struct dato ude_fra = dato_plus(t.fra, (int)test_between(seed, 0, DAGE));
    struct dato ude_til = dato_min(dato_plus(ude_fra, (int)test_between(seed, 0, 9)), t.til);
    struct proeve p;
    struct arena arena;
    int alder = 0;
    struct dato dag = t.fra;

    if (ude_fra.dag <= t.fra.dag && ude_til.dag >= t.til.dag) ude_til = ude_fra;
    arena_init(&arena, 8u << 20);
    run(&p, case_handbook(&arena, &t, fra_alder, ude_fra, ude_til), case_rates(&arena, &t));
    bool hul = slow_gap(&t, fra_alder, ude_fra, ude_til, &alder, &dag);
    const struct fund *fund = first_of(&p, "takst-mangler");
    if (hul != (fund != NULL)) fail_with(&p, hul ? "a gap is not found" : "there is no gap");
    if (slow_overlap(&t) != (first_of(&p, "overlap") != NULL)) fail_with(&p, "overlap");
    if (p.fund.fejl != count_of(&p, "takst-mangler") + count_of(&p, "overlap"))
        fail_with(&p, "nothing else is wrong");
    if (hul) {
        size_t at = 0;
        struct str en =
            str_format(&arena, "for alderen %d fra %.*s", alder, STR_ARG(dato_iso(&arena, dag)));
        struct str flere = str_format(&arena, "for aldrene %d-", alder);
        bool rigtig =
            str_find(fund->tekst.dansk, en, &at) ||
            (str_find(fund->tekst.dansk, flere, &at) &&
             str_find(fund->tekst.dansk,
                      str_format(&arena, " fra %.*s", STR_ARG(dato_iso(&arena, dag))), &at));
        if (!rigtig) fail_with(&p, str_c(&arena, en));
    }
    arena_release(&p.arena);
    arena_release(&arena);
    return hul;
}

static void verdict_agrees_with_every_day(void **state)
{
    uint64_t seed = 20211231;
    int huller = 0;

    (void)state;
    for (int nr = 0; nr < 600; nr++) huller += try_case(&seed);
    assert_in_range(huller, 100, 599); /* both verdicts are tried */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_agree_with_every_day),
        cmocka_unit_test(verdict_agrees_with_every_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
