/*
 * api_skema_haandbog: the fields of a handbook, and of a month computed by it.
 */
#include "api/api_skema.h"

/* ---- words of enumerations ---- */

static const char *modtager(int v)
{
    return modtager_kode((enum modtager)v);
}
static const char *kanal(int v)
{
    return kanal_kode((enum kanal)v);
}
static const char *skat(int v)
{
    return skat_kode((enum skat)v);
}
static const char *takststatus(int v)
{
    return takst_status_navn((enum takst_status)v);
}

/* ---- handbooks ---- */

#define VERSION(S, v)                                                                              \
    FELT(S, v version, "version", API_TEKST, .tekst = {"versionens navn", "the version's name"}),  \
        FELT(S, v fra, "gaelder_fra", API_DATO,                                                    \
             .tekst = {"gælder fra og med", "holds from this day"}),                               \
        FELT(S, v til, "gaelder_til", API_DATO, .kan_null = true,                                  \
             .tekst = {"gælder til, ikke med; null: indtil videre",                                \
                       "holds up to this day, not including it; null: until further notice"}),     \
        FELT(S, v kendt_fra, "kendt_fra", API_DATO, .kan_null = true,                              \
             .tekst = {"en rettelse: hvornår den blev kendt",                                      \
                       "a correction: when it became known"}),                                     \
        FELT(S, v hash, "hash", API_TEKST,                                                         \
             .tekst = {"hash af regler og takster", "hash of rules and rates"}),                   \
        FELT(S, v adresse, "adresse", API_TEKST,                                                   \
             .tekst = {"siden, hvor den kan læses", "the page where it can be read"})
static const struct api_felt version_felt[] = {VERSION(struct api_version_svar, )};
const struct api_objekt api_o_version =
    API_OBJEKT_AF("Version", "En version af en håndbog", "A version of a handbook", version_felt,
                  struct api_version_svar);
#define S struct api_haandbog_svar
static const struct api_felt haandbog_felt[] = {
    FELT(S, kode, "kode", API_TEKST, .tekst = {"håndbogens kode", "the handbook's code"}),
    FELT(S, navn, "navn", API_TEKST, .tekst = {"hvis håndbog det er", "whose handbook it is"}),
    FELT(S, egen, "egen", API_SAND, .tekst = {"kommunens egen", "the municipality's own"}),
    FELT(S, opdigtet, "opdigtet", API_SAND,
         .tekst = {"beløbene er opdigtede", "the amounts are invented"}),
    LISTE(S, version, versioner, "versioner", &api_o_version, "ældste først", "oldest first"),
};
const struct api_objekt api_o_haandbog_kort =
    API_OBJEKT_AF("HaandbogKort", "En håndbog og dens versioner", "A handbook and its versions",
                  haandbog_felt, S);
#undef S
static const struct api_felt haandboeger_felt[] = {RAEKKER(&api_o_haandbog_kort), NAESTE};
const struct api_objekt api_o_haandboeger =
    API_OBJEKT_AF("Haandboeger", "Håndbøger", "Handbooks", haandboeger_felt, struct api_side);

#define S struct api_ydelse_svar
static const struct api_felt ydelse_felt[] = {
    FELT(S, kode, "kode", API_TEKST, .tekst = {"ydelsens kode", "the payment kind's code"}),
    FELT(S, titel, "titel", API_TEKST, .tekst = {"ydelsens navn", "the payment kind's name"}),
    FELT(S, formel, "formel", API_TEKST,
         .tekst = {"beløbet, som reglen skriver det", "the amount as the rule writes it"}),
    FELT(S, formel_3_barn, "formel_3_barn", API_TEKST, .kan_null = true,
         .tekst = {"for det tredje barn, når det er et andet",
                   "for the third child, when it is another"}),
    FELT(S, fra_alder, "fra_alder", API_INT, .tekst = {"fra og med denne alder", "from this age"}),
    FELT(S, til_alder, "til_alder", API_INT,
         .tekst = {"til og med denne alder", "up to and including this age"}),
    FELT(S, modtager, "modtager", API_ORD, ORD(modtager, MODTAGER_ANTAL),
         .tekst = {"hvem der får den", "who gets it"}),
    FELT(S, kanal, "kanal", API_ORD, ORD(kanal, KANAL_ANTAL),
         .tekst = {"hvordan den sendes", "how it is sent"}),
    FELT(S, skat, "skat", API_ORD, ORD(skat, SKAT_ANTAL),
         .tekst = {"hvordan den beskattes", "how it is taxed"}),
    FELT(S, afsnit, "afsnit", API_TEKST, .kan_null = true,
         .tekst = {"afsnittet, reglen står i", "the section the rule stands in"}),
    FELT(S, kilde, "kilde", API_TEKST, .kan_null = true,
         .tekst = {"reglens kilde", "the source of the rule"}),
    FELT(S, anker, "anker", API_TEKST, .kan_null = true,
         .tekst = {"reglens sted på håndbogens side", "the rule's place on the handbook's page"}),
};
const struct api_objekt api_o_ydelse =
    API_OBJEKT_AF("Ydelse", "En regel om en ydelse", "A rule of a payment kind", ydelse_felt, S);
#undef S
#define S struct api_takst_svar
static const struct api_felt takst_felt[] = {
    FELT(S, navn, "navn", API_TEKST, .tekst = {"takstens navn", "the rate's name"}),
    FELT(S, enhed, "enhed", API_TEKST, .tekst = {"takstens enhed", "the rate's unit"}),
    FELT(S, alder_fra, "alder_fra", API_INT, .kan_null = true, .hvis = 1 + offsetof(S, har_alder),
         .tekst = {"fra og med denne alder; null: alle", "from this age; null: all"}),
    FELT(
        S, alder_til, "alder_til", API_INT, .kan_null = true, .hvis = 1 + offsetof(S, har_alder),
        .tekst = {"til og med denne alder; null: alle", "up to and including this age; null: all"}),
    FELT(S, fra, "fra", API_DATO, .tekst = {"gælder fra og med", "holds from this day"}),
    FELT(S, til, "til", API_DATO, .kan_null = true,
         .tekst = {"gælder til, ikke med", "holds up to this day, not including it"}),
    FELT(S, beloeb, "beloeb_oere", API_OERE, .kan_null = true, .hvis = 1 + offsetof(S, kendt),
         .tekst = {"beløbet i øre; null: ikke kendt", "the amount in øre; null: not known"}),
    FELT(S, status, "status", API_ORD, ORD(takststatus, TAKST_FREMSKRIVNING + 1),
         .tekst = {"hvor sikker den er", "how sure it is"}),
    FELT(S, kendt_fra, "kendt_fra", API_DATO, .kan_null = true,
         .tekst = {"hvornår den blev kendt", "when it became known"}),
    FELT(S, kilde, "kilde", API_TEKST, .tekst = {"hvor den er fra", "where it is from"}),
};
const struct api_objekt api_o_takst = API_OBJEKT_AF("Takst", "En takst", "A rate", takst_felt, S);
#undef S
#define S struct api_trin_svar
static const struct api_felt trin_felt[] = {
    FELT(S, nr, "trin", API_INT, .tekst = {"vederlagstrinnet", "the level"}),
    FELT(S, vederlag, "vederlag", API_TEKST,
         .tekst = {"antallet af vederlag", "the number of fees"}),
    FELT(S, belastning, "belastning", API_TEKST, .kan_null = true,
         .tekst = {"belastningsgraden", "the degree of strain"}),
};
const struct api_objekt api_o_trin =
    API_OBJEKT_AF("Vederlagstrin", "Et trin", "A level", trin_felt, S);
#undef S
#define S struct api_haandbog_version_svar
static const struct api_felt haandbog_hel_felt[] = {
    FELT(S, kode, "kode", API_TEKST, .tekst = {"håndbogens kode", "the handbook's code"}),
    FELT(S, navn, "navn", API_TEKST, .tekst = {"hvis håndbog det er", "whose handbook it is"}),
    FELT(S, opdigtet, "opdigtet", API_SAND,
         .tekst = {"beløbene er opdigtede", "the amounts are invented"}),
    VERSION(S, version.),
    FELT(S, regler_hash, "regler_hash", API_TEKST,
         .tekst = {"hash af reglerne alene", "hash of the rules alone"}),
    FELT(S, takster_hash, "takster_hash", API_TEKST,
         .tekst = {"hash af taksterne alene", "hash of the rates alone"}),
    LISTE(S, trin, trin_antal, "trin", &api_o_trin, "vederlagstrinnene", "the levels"),
    LISTE(S, ydelse, ydelser, "ydelser", &api_o_ydelse, "reglerne", "the rules"),
    LISTE(S, takst, takster, "takster", &api_o_takst, "taksterne, reglerne bruger",
          "the rates the rules use"),
};
const struct api_objekt api_o_haandbog =
    API_OBJEKT_AF("Haandbog", "En version af en håndbog: dens regler og takster",
                  "A version of a handbook: its rules and rates", haandbog_hel_felt, S);
#undef S

/* ---- a computed month, printed by beregning ---- */

static const struct api_felt faktor_felt[] = {
    VIST("art", API_TEKST,
         .tekst = {"tal, vederlag, vederlag_trin eller takst",
                   "“tal” (a number), “vederlag” (a fee), “vederlag_trin” (the fees of a level) or "
                   "“takst” (a rate)"}),
    VIST("divider", API_SAND, .tekst = {"der deles med den", "it divides"}),
    VIST("tekst", API_TEKST, .tekst = {"den i ord", "it in words"}),
    VIST("vaerdi", API_TEKST,
         .tekst = {"præcis værdi, »tæller/nævner«, i dens egen enhed",
                   "exact value, “numerator/denominator”, in its own unit"}),
    VIST("enhed", API_TEKST, .tekst = {"dens enhed", "its unit"}),
    VIST("note", API_TEKST, .tekst = {"bemærkning", "note"}),
    VIST("takst", API_TEKST, .kan_null = true, .tekst = {"takstens navn", "the rate's name"}),
    VIST("oere", API_OERE, .kan_null = true, .tekst = {"taksten i øre", "the rate in øre"}),
    VIST("kilde", API_TEKST, .kan_null = true, .tekst = {"hvor den er fra", "where it is from"}),
    VIST("status", API_TEKST, .kan_null = true, .tekst = {"hvor sikker den er", "how sure it is"}),
    VIST("kilde_tekst", API_TEKST, .kan_null = true,
         .tekst = {"kilden i ord", "the source in words"}),
    VIST("gyldig_fra", API_DATO, .kan_null = true,
         .tekst = {"gælder fra og med", "holds from this day"}),
    VIST("gyldig_til", API_DATO, .kan_null = true,
         .tekst = {"gælder til, ikke med", "holds up to this day, not including it"}),
};
const struct api_objekt api_o_faktor =
    API_PRINTET("Faktor", "En faktor i et led", "A factor of a term", faktor_felt, false);
static const struct api_felt led_felt[] = {
    VIST("minus", API_SAND, .tekst = {"leddet trækkes fra", "the term is subtracted"}),
    VIST("fradrag", API_SAND, .tekst = {"et fradrag", "a deduction"}),
    VIST("tillaeg", API_SAND, .tekst = {"et tillæg", "a supplement"}),
    VIST_LISTE("faktorer", &api_o_faktor, "hvad der ganges", "what is multiplied"),
    VIST("oere", API_TEKST,
         .tekst = {"leddets værdi, »tæller/nævner« i øre",
                   "the term's value, “numerator/denominator” in øre"}),
    VIST("enhed", API_TEKST, .tekst = {"dets enhed", "its unit"}),
    VIST("gange", API_TEKST,
         .tekst = {"hvor mange gange, »tæller/nævner«", "how many times, “numerator/denominator”"}),
    VIST("gange_tekst", API_TEKST, .tekst = {"det i ord", "it in words"}),
    VIST("note", API_TEKST, .tekst = {"bemærkning", "note"}),
};
const struct api_objekt api_o_led =
    API_PRINTET("Led", "Et led i et beløb", "A term of an amount", led_felt, false);
#define REGEL                                                                                      \
    VIST("formel", API_TEKST, .kan_null = true,                                                    \
         .tekst = {"reglen, som den står", "the rule as it stands"}),                              \
        VIST("formel_3_barn", API_TEKST, .kan_null = true,                                         \
             .tekst = {"for det tredje barn", "for the third child"}),                             \
        VIST("afsnit", API_TEKST, .kan_null = true,                                                \
             .tekst = {"afsnittet i håndbogen", "the section of the handbook"}),                   \
        VIST("afsnit_tekst", API_TEKST, .kan_null = true, .tekst = {"det i ord", "it in words"}),  \
        VIST("anker", API_TEKST, .kan_null = true,                                                 \
             .tekst = {"stedet på håndbogens side", "the place on the handbook's page"}),          \
        VIST("kilde", API_TEKST, .kan_null = true,                                                 \
             .tekst = {"reglens kilde", "the source of the rule"})
static const struct api_felt del_felt[] = {
    VIST("fra", API_DATO, .tekst = {"fra og med", "from this day"}),
    VIST("til", API_DATO, .tekst = {"til, ikke med", "up to this day, not including it"}),
    VIST("periode", API_TEKST, .tekst = {"perioden i ord", "the period in words"}),
    VIST("dage", API_TAL, .tekst = {"antal dage", "the number of days"}),
    VIST("dage_tekst", API_TEKST, .tekst = {"dem i ord", "them in words"}),
    VIST_LISTE("led", &api_o_led, "leddene", "the terms"),
    VIST("beloeb", API_TEKST,
         .tekst = {"præcist beløb, »tæller/nævner« i øre",
                   "exact amount, “numerator/denominator” in øre"}),
    VIST("vist_oere", API_OERE, .tekst = {"vist beløb i øre", "the amount that is shown, in øre"}),
    VIST("vist_tekst", API_TEKST, .tekst = {"det i ord", "it in words"}),
    VIST("note", API_TEKST, .tekst = {"bemærkning", "note"}),
    VIST("grunde", API_TEKSTER, .tekst = {"hvorfor sådan", "why so"}),
    REGEL,
    VIST("haandbog_hash", API_TEKST,
         .tekst = {"versionen, den er regnet efter", "the version it was computed by"}),
};
const struct api_objekt api_o_del =
    API_PRINTET("Del", "En del af måneden", "A part of the month", del_felt, false);
static const struct api_felt afrunding_felt[] = {
    VIST("trin_oere", API_TAL,
         .tekst = {"der rundes til hele af så mange øre",
                   "it is rounded to whole ones of so many øre"}),
    VIST("retning", API_TEKST, .tekst = {"hvilken vej", "which way"}),
    VIST("tekst", API_TEKST, .tekst = {"det i ord", "it in words"}),
    VIST("foer", API_TEKST,
         .tekst = {"før, »tæller/nævner« i øre", "before, “numerator/denominator” in øre"}),
    VIST("efter_oere", API_OERE, .tekst = {"efter, i øre", "after, in øre"}),
    VIST("difference_oere", API_OERE, .tekst = {"forskellen, i øre", "the difference, in øre"}),
    VIST("difference_tekst", API_TEKST, .tekst = {"den i ord", "it in words"}),
};
const struct api_objekt api_o_afrunding = API_PRINTET(
    "Afrunding", "Linjens ene afrunding", "The line's one rounding", afrunding_felt, false);
static const struct api_felt valg_felt[] = {
    VIST("noegle", API_TEKST, .tekst = {"hvad der er valgt", "what is chosen"}),
    VIST("vaerdi", API_TEKST, .tekst = {"valget", "the choice"}),
    VIST("valgt_af_os", API_SAND,
         .tekst = {"kilden siger det ikke; det er valgt i håndbogen",
                   "the source does not say it; it is chosen in the handbook"}),
    VIST("kilde", API_TEKST, .kan_null = true, .tekst = {"hvor det står", "where it stands"}),
};
const struct api_objekt api_o_valg =
    API_PRINTET("Valg", "Et valg i håndbogen", "A choice of the handbook", valg_felt, false);
#define BRUGT                                                                                      \
    VIST("navn", API_TEKST, .tekst = {"hvis håndbog", "whose handbook"}),                          \
        VIST("gaelder_fra", API_DATO, .kan_null = true,                                            \
             .tekst = {"versionen gælder fra", "the version holds from"}),                         \
        VIST("kendt_fra", API_DATO, .kan_null = true,                                              \
             .tekst = {"en rettelse: kendt fra", "a correction: known from"}),                     \
        VIST("opdigtet", API_SAND,                                                                 \
             .tekst = {"beløbene er opdigtede", "the amounts are invented"}),                      \
        VIST("regler_hash", API_TEKST, .tekst = {"hash af reglerne", "hash of the rules"}),        \
        VIST("takster_hash", API_TEKST, .tekst = {"hash af taksterne", "hash of the rates"}),      \
        VIST("hash", API_TEKST, .tekst = {"hash af begge", "hash of both"})
static const struct api_felt brugt_felt[] = {BRUGT};
const struct api_objekt api_o_brugt =
    API_PRINTET("BrugtHaandbog", "Versionen, der er regnet efter",
                "The version that was computed by", brugt_felt, false);
static const struct api_felt flere_felt[] = {
    BRUGT, VIST_LISTE("valg", &api_o_valg, "dens valg", "its choices")};
const struct api_objekt api_o_flere =
    API_PRINTET("FlereHaandboeger", "En version mere, når den skifter i måneden",
                "One more version, when it changes in the month", flere_felt, false);
static const struct api_felt forklaring_felt[] = {
    VIST("titel", API_TEKST, .tekst = {"linjens navn", "the line's name"}),
    VIST("maaned", API_MAANED, .tekst = {"måneden", "the month"}),
    VIST("maaned_tekst", API_TEKST, .tekst = {"den i ord", "it in words"}),
    VIST("maanedens_dage", API_TAL, .tekst = {"månedens dage", "the days of the month"}),
    VIST("hele_maaneden", API_SAND,
         .tekst = {"beløbet gælder hele måneden", "the amount is for the whole month"}),
    VIST("beloeb_oere", API_OERE, .tekst = {"linjens beløb i øre", "the line's amount in øre"}),
    VIST("beloeb_tekst", API_TEKST, .tekst = {"det i ord", "it in words"}),
    REGEL,
    {.navn = "haandbog",
     .type = API_OBJEKT,
     .kan_null = true,
     .objekt = &api_o_brugt,
     .tekst = {"versionen, der er regnet efter", "the version that was computed by"}},
    VIST_LISTE("flere_haandboeger", &api_o_flere, "når versionen skifter i måneden",
               "when the version changes in the month"),
    VIST_LISTE("dele", &api_o_del, "månedens dele", "the parts of the month"),
    {.navn = "afrunding",
     .type = API_OBJEKT,
     .objekt = &api_o_afrunding,
     .tekst = {"afrundingen", "the rounding"}},
    VIST_LISTE("valg", &api_o_valg, "håndbogens valg, der kan betyde noget her",
               "the handbook's choices that can matter here"),
    VIST("bemaerkninger", API_TEKSTER, .tekst = {"bemærkninger", "notes"}),
    {.navn = "tekst",
     .type = API_TEKSTER,
     .kan_mangle = true,
     .tekst = {"forklaringen, linje for linje", "the explanation, line by line"}},
};
const struct api_objekt api_o_forklaring =
    API_PRINTET("Forklaring", "Hvorfor et beløb er, hvad det er", "Why an amount is what it is",
                forklaring_felt, false);
static const struct api_felt linje_felt[] = {
    VIST("ydelse", API_TEKST, .tekst = {"ydelsens kode", "the payment kind's code"}),
    VIST("titel", API_TEKST, .tekst = {"ydelsens navn", "the payment kind's name"}),
    VIST("modtager", API_TEKST, .tekst = {"hvem der får den", "who gets it"}),
    VIST("kanal", API_TEKST, .tekst = {"hvordan den sendes", "how it is sent"}),
    VIST("skat", API_TEKST, .tekst = {"hvordan den beskattes", "how it is taxed"}),
    VIST("beloeb_oere", API_OERE, .tekst = {"beløbet i øre", "the amount in øre"}),
    {.navn = "forklaring",
     .type = API_OBJEKT,
     .objekt = &api_o_forklaring,
     .tekst = {"hvorfor", "why"}},
};
const struct api_objekt api_o_linje = API_PRINTET("Linje", "En linje", "A line", linje_felt, false);
static const struct api_felt lak_felt[] = {
    VIST("ydelse", API_TEKST,
         .tekst = {"linjen, der ikke kan beregnes", "the line that cannot be computed"}),
    VIST("mangler", API_TEKST, .tekst = {"hvad der mangler", "what is missing"}),
    VIST("grund", API_TEKST, .tekst = {"hvorfor, i én sætning", "why, in one sentence"}),
    VIST("fra", API_DATO, .kan_null = true, .tekst = {"fra og med", "from this day"}),
    VIST("til", API_DATO, .kan_null = true,
         .tekst = {"til, ikke med", "up to this day, not including it"}),
};
const struct api_objekt api_o_lak =
    API_PRINTET("BeregningMangel", "Noget, der ikke kan beregnes",
                "Something that cannot be computed", lak_felt, false);
static const struct api_felt sag_felt[] = {
    VIST("id", API_ID, .tekst = {"sagens id", "the case's id"}),
    VIST_LISTE("linjer", &api_o_linje, "linjerne", "the lines"),
    VIST_LISTE("mangler", &api_o_lak, "hvad der ikke kan beregnes", "what cannot be computed"),
    VIST("beregnet_oere", API_OERE,
         .tekst = {"det, der kan beregnes, i øre", "what can be computed, in øre"}),
    VIST("i_alt_oere", API_OERE, .kan_null = true,
         .tekst = {"i alt i øre; null, når noget mangler",
                   "in all in øre; null when something is missing"}),
};
const struct api_objekt api_o_sag =
    API_PRINTET("BeregnetSag", "En sags måned", "The month of a case", sag_felt, false);
static const struct api_felt beregning_felt[] = {
    VIST("maaned", API_MAANED, .tekst = {"måneden", "the month"}),
    VIST("kendt_pr", API_DATO, .kan_null = true,
         .tekst = {"med det, der var kendt denne dag", "with what was known on this day"}),
    VIST_LISTE("sager", &api_o_sag, "sagerne", "the cases"),
    VIST("beregnet_oere", API_OERE,
         .tekst = {"det, der kan beregnes, i øre", "what can be computed, in øre"}),
    VIST("i_alt_oere", API_OERE, .kan_null = true,
         .tekst = {"i alt i øre; null, når noget mangler",
                   "in all in øre; null when something is missing"}),
};
const struct api_objekt api_o_beregning =
    API_PRINTET("Beregning", "En beregnet måned med forklaringer",
                "A computed month with explanations", beregning_felt, false);
