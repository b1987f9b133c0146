/*
 * kerne_test_variant: invented handbooks in which every choice, rule and effect is drawn, for the
 * tests of the kernel.
 */
#ifndef HAANDBOG_KERNE_TEST_VARIANT_H
#define HAANDBOG_KERNE_TEST_VARIANT_H

#include "base/test_help.h"

#include "haandbog/haandbog.h"
#include "haandbog/tilfaelde.h"

#define VARIANT_PICK(b, ...)                                                                       \
    variant_pick((b), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *),                 \
                 (const char *const[]){__VA_ARGS__})

struct variant {
    struct buf ud;
    uint64_t valg;  /* seed of what all versions of one handbook must share */
    uint64_t regel; /* seed of what may differ */
    bool samme;     /* draw from `valg` */
};

static inline const char *variant_pick(struct variant *v, size_t n, const char *const *of)
{
    return of[tilfaelde_next(v->samme ? &v->valg : &v->regel) % n];
}

#define VARIANT_VALG "; valgt af os\n"

static inline void variant_head(struct variant *v, const char *fra, const char *til)
{
    v->samme = true;
    buf_format(&v->ud,
               "```regel\nhåndbog Prøve\n  kommunekode ingen\n  gælder fra %s til og med %s\n", fra,
               til);
    buf_format(&v->ud, "  takster prøve\n  model %s\n",
               VARIANT_PICK(v, "trin", "trin; antal vederlag fra 1 til 10",
                            "trin; antal vederlag fra 2,5 til 6"));
    buf_format(&v->ud, "  retning %s\n",
               VARIANT_PICK(v, "fastholdes hele anbringelsen", "kan hæves, aldrig sænkes",
                            "genforhandles årligt"));
    buf_c(&v->ud, "  kilde \"prøve\"\n");
    v->samme = false;
    if (tilfaelde_next(&v->regel) % 4 == 0)
        buf_format(&v->ud, "  dækker ikke %s \"prøve\"\n",
                   VARIANT_PICK(v, "2021-09-10 til og med 2021-09-20",
                                "2021-10-01 til og med 2021-10-31"));
}

static inline void variant_choices(struct variant *v)
{
    struct buf *b = &v->ud;
    v->samme = true;
    buf_format(b, "valg\n  alder regnes %s" VARIANT_VALG,
               VARIANT_PICK(v, "på dagen", "fra den 1. i måneden", "fra den 1. i måneden efter"));
    buf_format(b, "  indflytningsdag %s" VARIANT_VALG,
               VARIANT_PICK(v, "tæller med", "tæller ikke med"));
    buf_format(b, "  fraflytningsdag %s" VARIANT_VALG,
               VARIANT_PICK(v, "tæller med", "tæller ikke med"));
    buf_format(b, "  ugebeløb omregnes %s" VARIANT_VALG,
               VARIANT_PICK(v, "× dage / 7", "× 365/84", "× 52/12", "× 30/7"));
    buf_format(
        b, "  børnerækkefølge %s" VARIANT_VALG,
        VARIANT_PICK(v, "efter indflytning, ved lighed ældste først", "efter alder, ældste først"));
    buf_format(b, "  tæller som barn %s" VARIANT_VALG,
               VARIANT_PICK(v, "døgnpleje", "døgnpleje, netværk", "døgnpleje, aflastning, akut"));
    buf_format(b, "  3. barn gælder %s" VARIANT_VALG,
               VARIANT_PICK(v, "3. og 4. barn fra samme kommune", "fra 3. barn på samme sted"));
    buf_format(
        b, "  29. februar %s" VARIANT_VALG,
        VARIANT_PICK(v, "fødselsdag 1. marts i andre år", "fødselsdag 28. februar i andre år"));
    buf_c(b, "trin\n  nr | vederlag | belastning | godkendelse | arbejde ved siden af | uddannelse "
             "| erfaring\n");
    for (int nr = 1; nr <= 3; nr++)
        buf_format(b, "  %d | %s | x | mindst lav | ingen grænse | ingen krav | x\n", nr,
                   nr == 1   ? VARIANT_PICK(v, "1", "2,5")
                   : nr == 2 ? VARIANT_PICK(v, "4", "4,25")
                             : VARIANT_PICK(v, "6", "7,33"));
    buf_c(b, "  kilde \"prøve\"\n");
}

/* "  del af måned" for a monthly amount of that day formula. */
static inline void variant_part(struct variant *v, const char *dag)
{
    if (VARIANT_PICK(v, "", "x")[0] == '\0')
        buf_format(&v->ud, "  del af måned månedsbeløb × dage / %s\n",
                   VARIANT_PICK(v, "30", "månedens dage"));
    else
        buf_format(&v->ud, "  del af måned dage × %s\n", dag);
}

/* Rounding and receiver are shared by all versions, or a month cut by one could not be run. */
static inline void variant_end(struct variant *v)
{
    bool samme = v->samme;
    v->samme = true;
    buf_format(&v->ud, "  afrundes %s, %s\n", VARIANT_PICK(v, "til øre", "til hele kroner"),
               VARIANT_PICK(v, "halve op", "ned", "op"));
    buf_c(&v->ud, "  til kontrakthaver, A-indkomst, via løn\n  kilde \"prøve\"\n");
    v->samme = samme;
}

static inline void variant_lines(struct variant *v, bool lige)
{
    struct buf *b = &v->ud;
    v->samme = lige; /* units and part-month rules too, unless months may be refused */
    buf_format(b, "ydelse vederlag\n  for døgnpleje\n  ikke for netværk\n  %s\n",
               VARIANT_PICK(v, "ukendt for akut \"prøve\"", "ikke for akut"));
    buf_format(b, "  beløb %s\n",
               VARIANT_PICK(v, "antal vederlag × takst v_måned",
                            "antal vederlag × takst v_døgn × 30,41 døgn/måned",
                            "antal vederlag × takst v_måned + takst måned efter alder"));
    variant_part(v, "antal vederlag × takst v_døgn");
    variant_end(v);
    buf_c(b, "ydelse vederlag\n  for aflastning, pr faktisk døgn\n"
             "  beløb vederlag på trin 2 × takst v_døgn\n");
    variant_end(v);
    buf_format(b, "ydelse kost\n  for døgnpleje, netværk, akut\n  %s\n",
               VARIANT_PICK(v, "beløb takst kost efter alder",
                            "beløb takst kost efter alder - takst andel"));
    buf_c(b, "  dog takst tredje for 3. barn\n");
    variant_end(v);
    buf_c(b, "ydelse kost\n  for aflastning, pr faktisk døgn\n  beløb takst uge efter alder\n"
             "  ugebeløb omregnes × dage / 7\n");
    variant_end(v);
    buf_c(b, "ydelse uge\n  for døgnpleje, netværk\n  ikke for akut, aflastning\n"
             "  ikke for børn under 3 år\n  beløb takst uge efter alder\n");
    if (VARIANT_PICK(v, "", "x")[0] == 'x')
        buf_format(b, "  ugebeløb omregnes × dage / 7\n");
    else {
        buf_format(b, "  ugebeløb omregnes %s\n", VARIANT_PICK(v, "× 365/84", "× 52/12", "× 30/7"));
        variant_part(v, "takst kost efter alder");
    }
    variant_end(v);
    buf_c(b, "ydelse måned\n  for døgnpleje, aflastning, netværk\n  ikke for akut\n"
             "  beløb takst måned efter alder\n  dog takst måned efter alder × 1/3 for 3. barn\n");
    variant_part(v, "takst tredje");
    variant_end(v);
}

static inline void variant_situations(struct variant *v)
{
    static const char *const navn[] = {"efterskole", "efterværn", "ophold i aflastning",
                                       "hjemmebesøg"};
    v->samme = false;
    for (int i = 0; i < 4; i++) {
        if (tilfaelde_next(&v->regel) % 6 == 0) continue;
        buf_format(&v->ud, "situation %s\n", navn[i]);
        buf_format(&v->ud, "  vederlag  %s\n",
                   VARIANT_PICK(v, "fortsætter", "stopper", "som trin 1", "ét trin ned",
                                "som 3 vederlag", "ukendt \"prøve\""));
        buf_format(&v->ud, "  kost  %s\n",
                   VARIANT_PICK(v, "fortsætter", "fradrag takst andel",
                                "fradrag 20 døgn/måned × takst andel",
                                "fradrag takst kost efter alder"));
        buf_format(&v->ud, "  uge  %s\n",
                   VARIANT_PICK(v, "fortsætter", "stopper", "fradrag takst andel"));
        buf_format(&v->ud, "  måned  %s\n",
                   VARIANT_PICK(v, "fortsætter", "stopper", "fradrag takst måned efter alder × 1/2",
                                "fradrag takst måned efter alder × 1,002"));
        buf_c(&v->ud, "  valgt af os\n");
    }
}

static inline void variant_rest(struct variant *v)
{
    static const char *const ved[] = {"opsigelse", "faktisk ophør", "misligholdelse"};
    struct buf *b = &v->ud;
    v->samme = true;
    buf_format(b, "opsigelse\n  først 14 dage i de første 3 måneder\n  derefter %s\n",
               VARIANT_PICK(v, "30 dage", "30 dage, til den 1. eller den 15."));
    for (int i = 0; i < 3; i++)
        buf_format(
            b, "  ved %s vederlag %s; øvrige ydelser %s\n", ved[i],
            VARIANT_PICK(v, "løber varslet ud", "stopper straks", "stopper på fraflytningsdagen"),
            VARIANT_PICK(v, "løber varslet ud", "stopper straks", "stopper på fraflytningsdagen"));
    buf_c(b, "  ved adoption alle ydelser stopper på datoen\n");
    buf_format(b, "  ved 18 år alle ydelser %s\n  valgt af os\n",
               VARIANT_PICK(v, "fortsætter",
                            "stopper med udgangen af måneden, medmindre andet er aftalt"));
    buf_c(b, "```\n");
}

static const char VARIANT_TAKSTER[] =
    "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n"
    "v_måned;;kr/vederlag/måned;2021-01-01;2021-06-15;4.489;endelig;;KL;\n"
    "v_måned;;kr/vederlag/måned;2021-06-16;2021-12-31;4.511,33;endelig;;KL;\n"
    "v_måned;;kr/vederlag/måned;2021-09-01;2021-12-31;4.600;rettet;2021-06-20;KL;\n"
    "v_døgn;;kr/vederlag/døgn;2021-01-01;2021-12-31;147,60;endelig;;KL;\n"
    "v_døgn;;kr/vederlag/døgn;2021-05-01;2021-05-31;148,01;rettet;2021-06-01;KL;\n"
    "andel;;kr/døgn;2021-01-01;2021-12-31;70,05;endelig;;KL;\n"
    "tredje;;kr/døgn;2021-01-01;2021-12-31;177;endelig;;KL;\n"
    "kost;alder 0-9;kr/døgn;2021-01-01;2021-12-31;193;endelig;;KL;\n"
    "kost;alder 10-22;kr/døgn;2021-01-01;2021-07-09;206,50;endelig;;KL;\n"
    "kost;alder 10-22;kr/døgn;2021-07-10;2021-12-31;207;endelig;;KL;\n"
    "uge;alder 0-10;kr/uge;2021-01-01;2021-12-31;32;endelig;;KL;\n"
    "uge;alder 11-13;kr/uge;2021-01-01;2021-12-31;69,99;endelig;;KL;\n"
    "uge;alder 14;kr/uge;2021-01-01;2021-12-31;ukendt;endelig;;KL;\n"
    "uge;alder 15-22;kr/uge;2021-01-01;2021-12-31;278;endelig;;KL;\n"
    "måned;alder 0-5;kr/måned;2021-01-01;2021-12-31;100,01;endelig;;KL;\n"
    "måned;alder 6-22;kr/måned;2021-01-01;2021-11-10;200;endelig;;KL;\n"
    "måned;alder 6-22;kr/måned;2021-11-11;2021-12-31;201;endelig;;KL;\n";

static inline struct plan *variant_compile(struct arena *arena, struct str tekst, const char *fil)
{
    static const char *const navn[] = {"proeve"};
    const struct str csv[] = {str_from(VARIANT_TAKSTER)};
    struct takst_kilde kilde = {.navn = navn, .tekst = csv, .antal = 1};
    struct haandbog *h = ARENA_NEW(arena, struct haandbog);
    struct fund_liste fund;
    struct err err = ERR_INIT;
    fund_init(&fund, arena);
    assert_true(haandbog_compile(arena, fil, tekst, &kilde, h, &fund, &err));
    for (size_t i = 0; i < fund.count; i++) {
        struct buf out;
        if (!fund.fund[i].fejl) continue;
        buf_init(&out, arena);
        fund_print(&out, &fund.fund[i], tekst);
        print_error("%.*s\n", STR_ARG(buf_str(&out)));
    }
    assert_int_equal(fund.fejl, 0);
    return h->plan;
}

static inline struct plan *variant_version(struct arena *arena, uint64_t valg, uint64_t regel,
                                           bool lige, const char *fra, const char *til)
{
    struct variant v = {.valg = valg, .regel = regel};
    buf_init(&v.ud, arena);
    variant_head(&v, fra, til);
    variant_choices(&v);
    variant_lines(&v, lige);
    variant_situations(&v);
    variant_rest(&v);
    return variant_compile(arena, buf_str(&v.ud), fra);
}

/* One to three versions of one handbook: cut in the middle of a month, and corrected afterwards. In
 * every fourth the versions do not agree on how to round or divide a month. */
static inline void variant_make(struct arena *arena, uint64_t seed, struct plan_samling *out)
{
    const struct plan **plan = ARENA_ARRAY(arena, 3, const struct plan *);
    bool lige = seed % 4 != 0;
    size_t n = 0;
    struct plan *first = variant_version(arena, seed, seed + 500, lige, "2021-01-01", "2021-12-31");
    plan[n++] = first;
    if (seed % 2 == 0) {
        struct plan *rettet =
            variant_version(arena, seed, seed + 501, lige, "2021-01-01", "2021-12-31");
        rettet->kendt_fra = dato_make(2021, 3, 18);
        if (seed % 6 == 0) rettet->gaelder_til = dato_make(2021, 8, 19);
        plan[n++] = rettet;
    }
    if (seed % 3 == 0) {
        first->gaelder_til = dato_make(2021, 8, 19);
        plan[n++] = variant_version(arena, seed + (seed % 9 == 0), seed + 502, lige, "2021-08-19",
                                    "2021-12-31");
    }
    *out = (struct plan_samling){plan, n};
}

#endif
