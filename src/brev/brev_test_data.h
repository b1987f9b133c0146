/*
 * brev_test_data: letters made from invented people and computed lines, for this room's tests and
 * benchmark only.
 *
 * The lines come from the small handbook of beregning/print_test_data.h, so that every explanation
 * is a real one.
 */
#ifndef BREV_BREV_TEST_DATA_H
#define BREV_BREV_TEST_DATA_H

#include "base/test_help.h"

#include "beregning/ord.h"
#include "beregning/print_test_data.h"
#include "brev/brev.h"

/* pango sorts fonts in a thread of its own, which may still hold them when a short test ends. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

static const struct str data_kontakt[] = {{"Telefon 12 34 56 78", 19},
                                          {"familieplejen@proeve.example", 28},
                                          {"Mandag-fredag kl. 9-14", 22}};
static const struct str data_adresse[] = {{"Opdigtet Allé 12, 2. tv.", 25}, {"9999 Prøveby", 13}};

static inline struct brev_afsender data_afsender(void)
{
    return (struct brev_afsender){
        .kommune = STR("Prøve Kommune"),
        .afdeling = STR("Familieplejen"),
        .cvr = STR("99999999"),
        .kontakt = data_kontakt,
        .kontaktlinjer = 3,
        .uenig =
            STR("Ring eller skriv til os, hvis du mener, at noget er forkert. Så ser vi på det "
                "igen. Du kan også klage over en afgørelse. Klagen skal være hos os senest "
                "fire uger efter, at du fik den.")};
}

static inline struct brev_modtager data_modtager(void)
{
    return (struct brev_modtager){
        .navn = STR("Karen Opdigtet"), .adresse = data_adresse, .adresselinjer = 2};
}

/* The lines of one computed case as lines of a letter. */
static inline void data_linjer(struct arena *arena, const struct sag_beregning *s,
                               struct maaned maaned, struct brev_barn *barn)
{
    struct brev_linje *l = ARENA_ARRAY(arena, s->linjer, struct brev_linje);
    struct brev_mangel *m = ARENA_ARRAY(arena, s->mangler, struct brev_mangel);
    struct print_planer ingen = {0};

    for (size_t i = 0; i < s->linjer; i++) {
        const struct linje *linje = &s->linje[i];
        l[i] = (struct brev_linje){linje->titel,    linje->forklaring.maaned,
                                   linje->modtager, linje->kanal,
                                   linje->skat,     linje->beloeb,
                                   linje,           0};
    }
    for (size_t i = 0; i < s->mangler; i++) {
        m[i] = (struct brev_mangel){ord_ydelse(arena, &ingen, s->mangel[i].ydelse), maaned,
                                    &s->mangel[i]};
    }
    barn->linje = l;
    barn->linjer = s->linjer;
    barn->mangel = m;
    barn->mangler = s->mangler;
}

/* What the run pays, from its parts; the letter adds it up once more. */
static inline void data_sum(struct brev_maaned *b)
{
    b->udbetales = (struct oere){0};
    b->tilgode.nyt = b->tilgode.trukket = (struct oere){0};
    for (size_t i = 0; i < b->boern; i++) {
        for (size_t k = 0; k < b->barn[i].linjer; k++) {
            b->udbetales.oere += b->barn[i].linje[k].beloeb.oere;
        }
        for (size_t k = 0; k < b->barn[i].rettelser; k++) {
            int64_t forskel = b->barn[i].rettelse[k].forskel.oere;
            if (forskel > 0) b->udbetales.oere += forskel;
            if (forskel < 0) b->tilgode.nyt.oere -= forskel;
        }
    }
    for (size_t i = 0; i < b->traek_antal; i++) {
        b->udbetales.oere -= b->traek[i].beloeb.oere;
        b->tilgode.trukket.oere += b->traek[i].beloeb.oere;
    }
    b->tilgode.efter.oere = b->tilgode.foer.oere + b->tilgode.nyt.oere - b->tilgode.trukket.oere;
}

static inline struct brev_maaned data_tom(void)
{
    return (struct brev_maaned){.afsender = data_afsender(),
                                .modtager = data_modtager(),
                                .journal = STR("2021-004711"),
                                .dato = dato_make(2021, 6, 25),
                                .maaned = maaned_make(2021, 6),
                                .disposition = dato_make(2021, 6, 30)};
}

/* `antal` children in ordinary care, of different ages: four lines each for those over three. */
static inline struct brev_maaned data_boern(struct arena *arena, size_t antal)
{
    static const char *const navne[] = {"Mads", "Sofie", "Ali", "Freja",  "Noah", "Ida",
                                        "Emil", "Åse",   "Liv", "Øjvind", "Kaj",  "Mie"};
    struct brev_maaned brev = data_tom();
    struct sag *sag = ARENA_ARRAY(arena, antal, struct sag);
    struct brev_barn *barn = ARENA_ARRAY(arena, antal, struct brev_barn);

    for (size_t i = 0; i < antal; i++) {
        struct str id = str_format(arena, "sag-%03zu", i);
        int aar = 2004 + (int)(i * 5 % 14);
        sag[i] = data_sag(arena, str_c(arena, id), dato_make(aar, 6, 16), 1 + (int)(i % 3));
    }
    struct beregning b = data_beregn(arena, sag, antal);
    for (size_t i = 0; i < antal; i++) {
        barn[i].navn = str_from(navne[i % 12]);
        data_linjer(arena, &b.sag[i], brev.maaned, &barn[i]);
    }
    brev.barn = barn;
    brev.boern = antal;
    data_sum(&brev);
    return brev;
}

/* Two corrections for the first child, up; one for the second, down. */
static inline struct brev_rettelse *data_rettelser(struct arena *arena)
{
    struct brev_rettelse *r = ARENA_ARRAY(arena, 3, struct brev_rettelse);

    r[0] = (struct brev_rettelse){
        .titel = STR("Vederlag"),
        .maaned = maaned_make(2021, 5),
        .kanal = KANAL_LOEN,
        .skat = SKAT_A_INDKOMST,
        .foer = {1350204},
        .efter = {1800272},
        .forskel = {450068},
        .grund = STR("vi fik at vide, at Mads fra den 1. maj 2021 er placeret på trin 2")};
    r[1] = (struct brev_rettelse){.titel = STR("Kost og logi"),
                                  .maaned = maaned_make(2021, 5),
                                  .kanal = KANAL_NEMKONTO,
                                  .skat = SKAT_SKATTEFRI,
                                  .foer = {598300},
                                  .efter = {617600},
                                  .forskel = {19300},
                                  .grund =
                                      STR("vi fik at vide, at Mads kom hjem fra ferie en dag før")};
    r[2] = r[1];
    r[2].maaned = maaned_make(2021, 4);
    r[2].foer.oere = 579000;
    r[2].efter.oere = 482500;
    r[2].forskel.oere = -96500;
    r[2].grund = STR("vi fik at vide, at Sofie først flyttede ind den 6. april 2021");
    return r;
}

static inline struct brev_mangel *data_mangel(struct arena *arena, struct maaned maaned)
{
    struct mangel *mangel = ARENA_NEW(arena, struct mangel);
    struct brev_mangel *m = ARENA_NEW(arena, struct brev_mangel);

    *mangel = (struct mangel){.ydelse = STR("kost_og_logi"),
                              .mangler = STR("takst kost_andel"),
                              .grund = STR("kilden trykker kun kost og logi samlet"),
                              .fra = maaned_first(maaned),
                              .til = maaned_end(maaned)};
    *m = (struct brev_mangel){STR("Kost og logi"), maaned, mangel};
    return m;
}

/* Everything a letter can hold: two children, corrections both ways, a lack, credit, a draw. */
static inline struct brev_maaned data_alt(struct arena *arena)
{
    struct brev_maaned brev = data_boern(arena, 2);
    struct brev_barn *barn = ARENA_ARRAY(arena, 2, struct brev_barn);
    struct brev_rettelse *r = data_rettelser(arena);
    struct brev_traek *t = ARENA_NEW(arena, struct brev_traek);
    struct brev_mellem *mellem = ARENA_NEW(arena, struct brev_mellem);

    barn[0] = brev.barn[0];
    barn[1] = brev.barn[1];
    *t = (struct brev_traek){STR("for meget udbetalt vederlag i marts 2021"),
                             dato_make(2021, 6, 10),
                             KANAL_LOEN,
                             SKAT_A_INDKOMST,
                             {50000}};
    *mellem = (struct brev_mellem){
        STR("Forældrenes del af en cykel"), maaned_make(2021, 5), false, {75000}};
    barn[0].rettelse = r;
    barn[0].rettelser = 2;
    barn[1].rettelse = r + 2;
    barn[1].rettelser = 1;
    barn[1].mangel = data_mangel(arena, brev.maaned);
    barn[1].mangler = 1;
    brev.barn = barn;
    brev.traek = t;
    brev.traek_antal = 1;
    brev.tilgode.foer.oere = 120000;
    brev.mellem = mellem;
    brev.mellem_antal = 1;
    data_sum(&brev);
    return brev;
}

/* Five ydelser corrected for a year back, for one reason. */
static inline struct brev_maaned data_mange_rettelser(struct arena *arena)
{
    enum { ANTAL = 60 };
    struct brev_maaned brev = data_boern(arena, 1);
    struct brev_barn *barn = ARENA_NEW(arena, struct brev_barn);
    struct brev_rettelse *r = ARENA_ARRAY(arena, ANTAL, struct brev_rettelse);
    static const char *const titel[] = {"Vederlag", "Kost og logi", "Lommepenge", "Beklædning",
                                        "Tillæg"};

    for (int i = 0; i < ANTAL; i++) {
        r[i] = data_rettelser(arena)[0];
        r[i].titel = str_from(titel[i % 5]);
        r[i].maaned.nr = maaned_make(2020, 6).nr + i / 5;
    }
    *barn = brev.barn[0];
    barn->rettelse = r;
    barn->rettelser = ANTAL;
    brev.barn = barn;
    data_sum(&brev);
    return brev;
}

/* The letter of one child, by a handbook whose amounts are invented. */
static inline struct brev_maaned data_opdigtet(struct arena *arena)
{
    struct brev_maaned brev = data_boern(arena, 1);
    struct brev_barn *barn = ARENA_NEW(arena, struct brev_barn);
    struct brev_linje *kopi = ARENA_ARRAY(arena, brev.barn[0].linjer, struct brev_linje);
    struct forklaring_del *del = ARENA_NEW(arena, struct forklaring_del);
    struct linje *linje = ARENA_NEW(arena, struct linje);
    struct plan *plan = ARENA_NEW(arena, struct plan);

    *barn = brev.barn[0];
    *linje = *barn->linje[0].linje;
    *del = linje->forklaring.del[0];
    *plan = *del->plan;
    plan->opdigtet = true;
    del->plan = plan;
    linje->forklaring.del = del;
    for (size_t i = 0; i < barn->linjer; i++) kopi[i] = barn->linje[i];
    kopi[0].linje = linje;
    barn->linje = kopi;
    brev.barn = barn;
    return brev;
}

/* A child that has a birthday in the month, is away some days and has a supplement; one with a
 * lack. */
static inline struct brev_maaned data_stykker(struct arena *arena)
{
    struct brev_maaned brev = data_tom();
    struct sag *sag = ARENA_ARRAY(arena, 2, struct sag);
    struct brev_barn *barn = ARENA_ARRAY(arena, 2, struct brev_barn);
    struct situation *s = ARENA_NEW(arena, struct situation);
    struct aftale *a = ARENA_NEW(arena, struct aftale);

    sag[0] = data_sag(arena, "a", dato_make(2011, 6, 16), 3);
    sag[1] = data_sag(arena, "b", dato_make(2005, 6, 20), 3);
    *s = (struct situation){{dato_make(2021, 6, 12), DATO_MAX, DATO_MIN}, SITUATION_EFTERSKOLE};
    sag[1].situation = s;
    sag[1].situationer = 1;
    *a = (struct aftale){.periode = {dato_make(2021, 6, 11), DATO_MAX, DATO_MIN},
                         .art = AFTALE_TILLAEG,
                         .ydelse = STR("vederlag"),
                         .beloeb = {150000},
                         .begrundelse = STR("støtte om natten"),
                         .besluttet_af = STR("leder")};
    sag[0].aftale = a;
    sag[0].aftaler = 1;
    struct beregning b = data_beregn(arena, sag, 2);
    for (size_t i = 0; i < 2; i++) {
        barn[i].navn = i == 0 ? STR("Noor") : STR("Ebbe");
        data_linjer(arena, &b.sag[i], brev.maaned, &barn[i]);
    }
    brev.barn = barn;
    brev.boern = 2;
    data_sum(&brev);
    return brev;
}

/* A year of the letters of `antal` children: every month the lines of June, and corrections. */
static inline struct brev_aar data_aar(struct arena *arena, size_t antal)
{
    struct brev_maaned m = data_boern(arena, antal);
    struct brev_aar aar = {.afsender = m.afsender,
                           .modtager = m.modtager,
                           .journal = m.journal,
                           .dato = dato_make(2022, 1, 14),
                           .aar = 2021};
    struct brev_aar_post *post = ARENA_ARRAY(arena, 12 * (antal * 4 + 1), struct brev_aar_post);

    for (int nr = 1; nr <= 12; nr++) {
        for (size_t i = 0; i < antal; i++) {
            for (size_t k = 0; k < m.barn[i].linjer; k++) {
                const struct brev_linje *l = &m.barn[i].linje[k];
                post[aar.poster++] = (struct brev_aar_post){.betalt = maaned_make(2021, nr),
                                                            .barn = m.barn[i].navn,
                                                            .titel = l->titel,
                                                            .maaned = maaned_make(2021, nr),
                                                            .kanal = l->kanal,
                                                            .skat = l->skat,
                                                            .beloeb = l->beloeb,
                                                            .koersel = nr};
            }
        }
        if (nr % 4 != 3) continue;
        post[aar.poster++] = (struct brev_aar_post){.betalt = maaned_make(2021, nr),
                                                    .barn = m.barn[0].navn,
                                                    .titel = STR("Vederlag"),
                                                    .maaned = nr == 3 ? maaned_make(2020, 12)
                                                                      : maaned_make(2021, nr - 1),
                                                    .kanal = KANAL_LOEN,
                                                    .skat = SKAT_A_INDKOMST,
                                                    .rettelse = true,
                                                    .beloeb = {nr == 7 ? -50000 : 125050},
                                                    .koersel = nr};
    }
    for (size_t i = 0; i < aar.poster; i++) {
        struct oere *sum = post[i].skat == SKAT_A_INDKOMST ? &aar.a_indkomst : &aar.skattefri;
        sum->oere += post[i].beloeb.oere;
        aar.udbetalt.oere += post[i].beloeb.oere;
        if (post[i].rettelse) aar.rettelser.oere += post[i].beloeb.oere;
    }
    aar.post = post;
    return aar;
}

#define DATA_STR(literal)                                                                          \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* A decision on step 2, with answers, agreements and the handbook's terms. */
static inline struct brev_niveau data_niveau(struct arena *arena)
{
    static const struct str peger[] = {
        DATA_STR("Hvor meget støtte har barnet brug for? Særlig støtte; peger på trin 2."),
        DATA_STR("Hvor længe ventes anbringelsen at vare? Til barnet er 18.")};
    static const struct str aftale[] = {DATA_STR("Tillæg til vederlag: 500,00 kr. om måneden.")};
    struct sag *sag = ARENA_NEW(arena, struct sag);
    struct plan *plan = ARENA_NEW(arena, struct plan);
    struct sag_beregning *s = ARENA_NEW(arena, struct sag_beregning);

    *sag = data_sag(arena, "sag-01", dato_make(2011, 6, 16), 2);
    *s = data_beregn(arena, sag, 1).sag[0];
    *plan = *data_plan(arena);
    plan->retning = RETNING_ALDRIG_NED;
    plan->opsigelse.foerste_maaneder = 3;
    plan->opsigelse.varsel_foerst_dage = 14;
    plan->opsigelse.varsel_siden_dage = 30;
    plan->opsigelse.atten = true;
    for (int i = 0; i < OPHOER_ANTAL; i++)
        for (size_t k = 0; k < plan->linjer; k++)
            plan->opsigelse.stop[i][k] = k == plan->linjer - 1 ? STOP_VARSEL : STOP_FRAFLYTNING;
    plan->indplacering.afgoerelse.findes = true;
    plan->indplacering.afgoerelse.hoering_dage = 14;
    return (struct brev_niveau){
        .afsender = data_afsender(),
        .modtager = data_modtager(),
        .journal = STR("2021-004711"),
        .dato = dato_make(2021, 6, 11),
        .barn = STR("Mads"),
        .art = STR("døgnpleje"),
        .niveau = STR("trin 2"),
        .vederlag = STR("4 vederlag"),
        .fra = dato_make(2021, 6, 15),
        .plan = plan,
        .maaned = maaned_make(2021, 6),
        .beloeb = s,
        .besluttet = dato_make(2021, 6, 10),
        .organ = STR("Gennemsnitsudvalget"),
        .leder = STR("af en leder den 11. juni 2021"),
        .grund = STR("Mads har brug for særlig støtte, og familien har erfaring med det. Opgaven "
                     "er den samme som hidtil, men samarbejdet med skolen fylder mere."),
        .peger = peger,
        .peger_antal = 2,
        .aftale = aftale,
        .aftaler = 1,
    };
}

#endif
