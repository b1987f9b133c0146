/*
 * orakel_haandbog: random handbooks, for *_test.c only.
 *
 * Together they write every alternative of the language that can change an amount: each valg, each
 * part-month rule, each rounding, each conversion of a week, each effect of a situation, each stop.
 * They have rates that change inside a month, corrections of rates, an unknown rate and years that
 * are not covered. They compile without errors; they are not meant to pass the checker.
 */
#ifndef HAANDBOG_ORAKEL_HAANDBOG_H
#define HAANDBOG_ORAKEL_HAANDBOG_H

#include "haandbog/haandbog.h"
#include "haandbog/tilfaelde.h"

struct proeve_bog {
    struct buf *ud;
    uint64_t seed;
    bool trin;  /* the handbook has levels */
    bool antal; /* … and numbers */
    bool kr;    /* the line just written uses "antal vederlag" */
};

/* Writes a text in which money and numbers are already in place. */
static inline void bog_c(struct proeve_bog *b, const char *text)
{
    buf_c(b->ud, text);
}

static inline int bog_tal(struct proeve_bog *b, int low, int high)
{
    return tilfaelde_between(&b->seed, low, high);
}

/* One of so many texts. */
static inline const char *bog_en(struct proeve_bog *b, const char *const *ord, int antal)
{
    return ord[bog_tal(b, 0, antal - 1)];
}
#define BOG_EN(b, ...)                                                                             \
    bog_en((b), (const char *const[]){__VA_ARGS__},                                                \
           (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

/* A post whose value is one of several. */
#define BOG_POST(b, noegle, slut, ...)                                                             \
    buf_format((b)->ud, "  %s  %s%s\n", noegle, BOG_EN(b, __VA_ARGS__), slut)

/* Some days inside the period that the handbook does not cover. */
static inline void bog_udenfor(struct proeve_bog *b, const char *fra, const char *til)
{
    struct dato foerst = DATO_MIN, sidst = DATO_MIN;
    struct err err = ERR_INIT;
    bool ok = dato_parse(str_from(fra), &foerst, &err) && dato_parse(str_from(til), &sidst, &err);
    ASSERT(ok);
    foerst = dato_plus(foerst, bog_tal(b, 0, sidst.dag - foerst.dag));
    sidst = dato_min(sidst, dato_plus(foerst, bog_tal(b, 0, 40)));
    buf_format(b->ud, "  dækker ikke  %.*s til og med %.*s \"prøve\"\n",
               STR_ARG(dato_iso(b->ud->arena, foerst)), STR_ARG(dato_iso(b->ud->arena, sidst)));
}

static inline void bog_hoved(struct proeve_bog *b, const char *fra, const char *til,
                             const char *rettelse)
{
    bog_c(b, "```regel\nhåndbog Prøve\n  kommunekode  ingen\n");
    buf_format(b->ud, "  gælder  fra %s til og med %s\n", fra, til);
    if (rettelse != NULL) buf_format(b->ud, "  retter  %s, kendt fra %s\n", fra, rettelse);
    bog_c(b, "  takster  proeve\n");
    int model = bog_tal(b, 0, 2);
    b->trin = model != 1;
    b->antal = model != 0;
    buf_format(b->ud, "  model  %s\n",
               model == 0   ? "trin"
               : model == 1 ? "antal vederlag fra 1 til 10"
                            : "trin; antal vederlag fra 1,5 til 8");
    BOG_POST(b, "retning", "", "fastholdes hele anbringelsen", "kan hæves, aldrig sænkes",
             "genforhandles årligt");
    if (bog_tal(b, 0, 4) == 0) bog_udenfor(b, fra, til);
    bog_c(b, "  kilde  \"prøve\"\n");
}

static inline void bog_valg(struct proeve_bog *b)
{
    bog_c(b, "\nvalg\n");
    BOG_POST(b, "alder regnes", "; valgt af os", "på dagen", "fra den 1. i måneden",
             "fra den 1. i måneden efter");
    BOG_POST(b, "indflytningsdag", "; valgt af os", "tæller med", "tæller ikke med");
    BOG_POST(b, "fraflytningsdag", "; valgt af os", "tæller med", "tæller ikke med");
    BOG_POST(b, "ugebeløb omregnes", "; valgt af os", "× dage / 7", "× 365/84", "× 52/12",
             "× 30/7");
    BOG_POST(b, "børnerækkefølge", "; valgt af os", "efter indflytning, ved lighed ældste først",
             "efter alder, ældste først");
    BOG_POST(b, "tæller som barn", "; valgt af os", "døgnpleje", "døgnpleje, netværk",
             "døgnpleje, aflastning, akut, netværk", "aflastning, akut");
    BOG_POST(b, "3. barn gælder", "; valgt af os", "3. og 4. barn fra samme kommune",
             "fra 3. barn på samme sted");
    BOG_POST(b, "29. februar", "; valgt af os", "fødselsdag 1. marts i andre år",
             "fødselsdag 28. februar i andre år");
    bog_c(b, "\n");
}

static inline void bog_trin(struct proeve_bog *b)
{
    static const char *const vederlag[] = {"2,25", "3", "4,5", "6", "7,75", "9"};
    if (!b->trin) return;
    int antal = bog_tal(b, 2, 6);
    int foerst = bog_tal(b, 0, 6 - antal);
    bog_c(b, "trin\n  nr | vederlag | belastning | godkendelse | arbejde ved siden af | uddannelse "
             "| erfaring\n");
    for (int i = 0; i < antal; i++)
        buf_format(b->ud, "  %d | %s | ja | ingen krav | ingen grænse | ingen krav | ingen krav\n",
                   i + 1, vederlag[foerst + i]);
    bog_c(b, "  kilde \"prøve\"\n");
    if (b->antal && bog_tal(b, 0, 1) == 0) {
        bool ny = bog_tal(b, 0, 1) == 0;
        buf_format(b->ud, "\novergang\n  nye anbringelser  fra 202%d-0%d-01: %s\n",
                   bog_tal(b, 0, 1), bog_tal(b, 1, 6), ny ? "trin" : "antal vederlag");
        buf_format(b->ud, "  ældre anbringelser  %s\n", ny ? "antal vederlag" : "trin");
    }
    bog_c(b, "\n");
}

static inline void bog_slut(struct proeve_bog *b)
{
    BOG_POST(b, "afrundes", "", "til øre, halve op", "til øre, ned", "til øre, op",
             "til hele kroner, halve op", "til hele kroner, ned", "til hele kroner, op");
    BOG_POST(b, "til", "", "kontrakthaver, A-indkomst, via løn",
             "barnets NemKonto, skattefri, via NemKonto",
             "kontrakthaver, skattefri til lovens sats, via NemKonto");
    bog_c(b, "  kilde  \"prøve\"\n\n");
}

static inline void bog_del(struct proeve_bog *b, const char *doegn)
{
    int del = bog_tal(b, 0, 3);
    if (del >= 2)
        buf_format(b->ud, "  del af måned  dage × %s\n", doegn);
    else
        BOG_POST(b, "del af måned", "", "månedsbeløb × dage / månedens dage",
                 "månedsbeløb × dage / 30");
}

static inline void bog_vederlag(struct proeve_bog *b)
{
    bool netvaerk = bog_tal(b, 0, 3) == 0;
    buf_format(b->ud, "ydelse vederlag\n  for  døgnpleje%s\n", netvaerk ? ", netværk" : "");
    if (!netvaerk) bog_c(b, "  ikke for  netværk \"prøve\"\n");
    bog_c(b, "  ukendt for  akut \"prøve\"\n");
    switch (bog_tal(b, 0, 3)) {
    case 0:
        bog_c(b, "  beløb  antal vederlag × takst v_måned\n");
        bog_del(b, "antal vederlag × takst v_døgn");
        break;
    case 1:
        bog_c(b, "  beløb  antal vederlag × takst v_døgn × 30,41 døgn/måned\n");
        bog_del(b, "antal vederlag × takst v_døgn + takst andel");
        break;
    case 2: bog_c(b, "  beløb  antal vederlag × takst v_døgn\n"); break;
    default:
        bog_c(b, "  beløb  takst fast efter alder + antal vederlag × takst v_måned − 3 vederlag × "
                 "takst v_døgn × 365/12 døgn/måned / 7\n");
        bog_del(b, "antal vederlag × takst v_døgn");
    }
    bog_slut(b);
    bog_c(b, "ydelse vederlag\n  for  aflastning");
    bog_c(b, bog_tal(b, 0, 4) > 0 ? ", pr faktisk døgn\n" : "\n");
    bog_c(b, b->trin && bog_tal(b, 0, 1) == 0 ? "  beløb  vederlag på trin 2 × takst v_døgn\n"
                                              : "  beløb  antal vederlag × takst v_døgn\n");
    bog_slut(b);
}

static inline void bog_kost(struct proeve_bog *b)
{
    int delt = bog_tal(b, 0, 2);
    bog_c(b, "ydelse kost_og_logi\n  for  døgnpleje, netværk");
    bog_c(b, delt == 0 ? ", aflastning\n" : "\n");
    if (bog_tal(b, 0, 1) == 0)
        bog_c(b, "  ukendt for  akut \"prøve\"\n");
    else
        bog_c(b, "  ikke for  akut\n");
    bog_c(b, "  beløb  takst kost efter alder\n");
    if (bog_tal(b, 0, 3) > 0) bog_c(b, "  dog  takst kost_3 for 3. barn\n");
    bog_slut(b);
    if (delt == 0) return;
    bog_c(b, "ydelse kost_og_logi\n  for  aflastning, pr faktisk døgn\n"
             "  beløb  takst kost efter alder + takst andel\n");
    if (delt == 1) bog_c(b, "  dog  takst kost_3 + takst andel for 3. barn\n");
    bog_slut(b);
}

/* A week's amount: with a conversion of its own, or the general one, whatever that was. */
static inline void bog_uge(struct proeve_bog *b, const char *navn, const char *takst)
{
    bool akut = bog_tal(b, 0, 1) == 0;
    const char *uge = BOG_EN(b, "× dage / 7", "× 365/84", "× 52/12", "× 30/7");
    buf_format(b->ud, "ydelse %s\n  for  døgnpleje, netværk%s\n", navn, akut ? ", akut" : "");
    bog_c(b, akut ? "  ikke for  aflastning\n" : "  ikke for  aflastning, akut\n");
    if (bog_tal(b, 0, 1) == 0)
        buf_format(b->ud, "  ikke for  børn under %d år\n", bog_tal(b, 1, 11));
    buf_format(b->ud, "  beløb  takst %s efter alder\n  ugebeløb omregnes  %s\n", takst, uge);
    if (!str_is(str_from(uge), "× dage / 7"))
        bog_del(b, str_is(str_from(takst), "lomme") ? "takst lomme efter alder / 7 døgn/uge"
                                                    : "takst andel");
    bog_slut(b);
}

/* What a situation does to one line. */
static inline void bog_virkning(struct proeve_bog *b, const char *linje)
{
    bool niveau = str_is(str_from(linje), "vederlag");
    buf_format(b->ud, "  %s  ", linje);
    switch (bog_tal(b, 0, niveau ? 9 : 7)) {
    case 0:
    case 1: bog_c(b, "fortsætter\n"); break;
    case 2:
    case 3: bog_c(b, "stopper\n"); break;
    case 4: bog_c(b, "fradrag 20 døgn/måned × takst andel\n"); break;
    case 5: bog_c(b, "fradrag takst andel\n"); break;
    case 6: bog_c(b, "fradrag takst fast efter alder / 3\n"); break;
    case 7: bog_c(b, bog_tal(b, 0, 1) == 0 ? "ukendt \"prøve\"\n" : "fradrag takst uvis\n"); break;
    case 8: bog_c(b, b->trin ? "ét trin ned\n" : "som 2,5 vederlag\n"); break;
    default: bog_c(b, b->trin ? "som trin 2\n" : "som 1 vederlag\n");
    }
}

static inline void bog_situationer(struct proeve_bog *b)
{
    static const char *const navn[] = {"efterskole", "efterværn", "ophold i aflastning",
                                       "hjemmebesøg"};
    for (int i = 0; i < SITUATION_ANTAL; i++) {
        if (bog_tal(b, 0, 7) == 0) continue;
        buf_format(b->ud, "situation %s\n", navn[i]);
        if (bog_tal(b, 0, 5) == 0) {
            BOG_POST(b, "alle ydelser", "", "fortsætter", "stopper", "ukendt \"prøve\"");
        } else {
            bog_virkning(b, "vederlag");
            bog_virkning(b, "kost_og_logi");
            bog_virkning(b, "lommepenge");
            bog_virkning(b, "beklædning");
        }
        bog_c(b, "  valgt af os\n\n");
    }
}

#define BOG_STOP                                                                                   \
    "løber varslet ud", "stopper på fraflytningsdagen", "stopper straks", "stopper på datoen"

static inline void bog_opsigelse(struct proeve_bog *b)
{
    static const char *const noegle[] = {"ved opsigelse", "ved faktisk ophør", "ved misligholdelse",
                                         "ved adoption"};
    buf_format(b->ud, "opsigelse\n  først  %d dage i de første %d måneder\n", bog_tal(b, 5, 20),
               bog_tal(b, 1, 7));
    buf_format(b->ud, "  derefter  %d dage%s\n", bog_tal(b, 21, 50),
               bog_tal(b, 0, 1) == 0 ? "" : ", til den 1. eller den 15.");
    for (int i = 0; i < 4; i++) {
        if (bog_tal(b, 0, 2) == 0) {
            buf_format(b->ud, "  %s  alle ydelser %s\n", noegle[i], BOG_EN(b, BOG_STOP));
            continue;
        }
        buf_format(b->ud, "  %s  %s %s", noegle[i], BOG_EN(b, "vederlag", "vederlag, lommepenge"),
                   BOG_EN(b, BOG_STOP));
        buf_format(b->ud, "; øvrige ydelser %s\n", BOG_EN(b, BOG_STOP));
    }
    BOG_POST(b, "ved 18 år", "",
             "alle ydelser stopper med udgangen af måneden, medmindre andet er aftalt",
             "alle ydelser fortsætter");
    bog_c(b, "  valgt af os\n```\n");
}

/* The rates of such a handbook: by month and by day, bands with cuts of their own, a change inside
 * July 2021, corrections learned later, and one that is unknown. */
static inline struct str bog_takster(struct arena *arena, uint64_t seed)
{
    struct buf ud;
    buf_init(&ud, arena);
    struct proeve_bog bog = {.ud = &ud, .seed = seed};
    struct proeve_bog *b = &bog;
    int skift = bog_tal(b, 2, 27);
    bog_c(b, "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n");
#define BOG_RAEKKE(navn, noegle, enhed, fra, til, kendt, lav, hoej)                                \
    buf_format(&ud, "%s;%s;%s;%s;%s;%d,%02d;endelig;%s;prøve;\n", navn, noegle, enhed, fra, til,   \
               bog_tal(b, lav, hoej), bog_tal(b, 0, 99), kendt)
    struct str foer = str_format(arena, "2021-07-%02d", skift);
    struct str efter = str_format(arena, "2021-07-%02d", skift + 1);
    BOG_RAEKKE("v_måned", "", "kr/vederlag/måned", "2020-01-01", foer.p, "", 4000, 4800);
    BOG_RAEKKE("v_måned", "", "kr/vederlag/måned", efter.p, "2022-12-31", "", 4000, 4800);
    BOG_RAEKKE("v_måned", "", "kr/vederlag/måned", "2021-03-01", "2021-04-30", "2021-05-03", 4000,
               4800);
    BOG_RAEKKE("v_døgn", "", "kr/vederlag/døgn", "2020-01-01", "2022-12-31", "", 130, 160);
    BOG_RAEKKE("fast", "alder 0-11", "kr/måned", "2020-01-01", "2022-12-31", "", 500, 900);
    BOG_RAEKKE("fast", "alder 12-22", "kr/måned", "2020-01-01", "2022-12-31", "", 500, 900);
    BOG_RAEKKE("kost", "alder 0-9", "kr/døgn", "2020-01-01", foer.p, "", 150, 220);
    BOG_RAEKKE("kost", "alder 10-22", "kr/døgn", "2020-01-01", foer.p, "", 150, 220);
    BOG_RAEKKE("kost", "alder 0-6", "kr/døgn", efter.p, "2022-12-31", "", 150, 220);
    BOG_RAEKKE("kost", "alder 7-22", "kr/døgn", efter.p, "2022-12-31", "", 150, 220);
    BOG_RAEKKE("kost", "alder 8-14", "kr/døgn", "2021-02-10", "2021-06-09", "2021-06-15", 150, 220);
    BOG_RAEKKE("kost_3", "", "kr/døgn", "2020-01-01", "2022-12-31", "", 120, 180);
    BOG_RAEKKE("lomme", "alder 3-10", "kr/uge", "2020-01-01", "2022-12-31", "", 20, 40);
    BOG_RAEKKE("lomme", "alder 11-15", "kr/uge", "2020-01-01", "2022-12-31", "", 60, 140);
    BOG_RAEKKE("lomme", "alder 16-22", "kr/uge", "2020-01-01", "2022-12-31", "", 200, 300);
    BOG_RAEKKE("tøj", "alder 0-17", "kr/uge", "2020-01-01", "2022-12-31", "", 100, 180);
    BOG_RAEKKE("tøj", "alder 18-22", "kr/uge", "2021-01-01", "2022-12-31", "2021-03-01", 100, 180);
    BOG_RAEKKE("andel", "", "kr/døgn", "2020-01-01", "2022-12-31", "", 20, 60);
#undef BOG_RAEKKE
    bog_c(b, "uvis;;kr/døgn;2020-01-01;2022-12-31;ukendt;;;prøve;\n");
    return buf_str(&ud);
}

/* A handbook from a seed, in force on [fra, til] (both included). rettelse: the day a correction is
 * known from, or NULL. Fails the test when it does not compile. */
static inline struct haandbog *bog_random(struct arena *arena, uint64_t seed, const char *fra,
                                          const char *til, const char *rettelse)
{
    static const char *const navn[] = {"proeve"};
    struct buf ud;
    struct fund_liste fund;
    struct err err = ERR_INIT;
    struct haandbog *h = ARENA_NEW(arena, struct haandbog);
    struct str csv = bog_takster(arena, seed);
    struct takst_kilde kilde = {NULL, navn, &csv, 1};
    buf_init(&ud, arena);
    fund_init(&fund, arena);
    struct proeve_bog b = {.ud = &ud, .seed = seed};
    bog_hoved(&b, fra, til, rettelse);
    bog_valg(&b);
    bog_trin(&b);
    bog_vederlag(&b);
    bog_kost(&b);
    bog_uge(&b, "lommepenge", "lomme");
    bog_uge(&b, "beklædning", "tøj");
    bog_situationer(&b);
    bog_opsigelse(&b);
    bool ok = haandbog_compile(arena, "prøve.md", buf_str(&ud), &kilde, h, &fund, &err);
    if (!ok) fail_msg("%s: %s", err.place, err.text);
    if (fund.fejl > 0) {
        struct buf text;
        buf_init(&text, arena);
        fund_print(&text, &fund.fund[0], buf_str(&ud));
        fail_msg("%.*s\n%.*s", STR_ARG(buf_str(&text)), STR_ARG(buf_str(&ud)));
    }
    return h;
}

#endif
