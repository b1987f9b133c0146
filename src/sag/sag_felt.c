/*
 * sag_felt: the tables of the facts format, and the few questions asked of them.
 *
 * Invariants: (1) a key that others depend on (`hvis`) stands before them; (2) enums are as wide as
 * unsigned, which the reader copies; (3) every kind of interval starts with its struct periode.
 * The order of the rows is the order in which the facts are written.
 */
#include "sag/sag_felt.h"

#include <string.h>

_Static_assert(sizeof(enum art) == sizeof(unsigned), "an enum is copied as unsigned");
_Static_assert(sizeof(enum aftale_art) == sizeof(unsigned), "an enum is copied as unsigned");
_Static_assert(offsetof(struct indplacering, periode) == 0, "the interval comes first");
_Static_assert(offsetof(struct situation, periode) == 0, "the interval comes first");
_Static_assert(offsetof(struct aftale, periode) == 0, "the interval comes first");

#define ANTAL(array) (sizeof(array) / sizeof((array)[0]))
#define ORD(array) .ord = (array), .ord_antal = ANTAL(array)
#define BIT(value) (1u << (value))
/* DATO_MIN and DATO_MAX as constants for a table. */
#define ALTID_KENDT                                                                                \
    {                                                                                              \
        -25567                                                                                     \
    }
#define INDTIL_VIDERE                                                                              \
    {                                                                                              \
        84371                                                                                      \
    }

const char *const felt_art[ART_ANTAL] = {
    [ART_DOEGN] = "doegn",
    [ART_AFLASTNING] = "aflastning",
    [ART_AKUT] = "akut",
    [ART_NETVAERK] = "netvaerk",
};

const char *const felt_situation[SITUATION_ANTAL] = {
    [SITUATION_EFTERSKOLE] = "efterskole",
    [SITUATION_EFTERVAERN] = "eftervaern",
    [SITUATION_OPHOLD_I_AFLASTNING] = "ophold_i_aflastning",
    [SITUATION_HJEMMEBESOEG] = "hjemmebesoeg",
};

static const char *const godkendelser[GODKENDELSE_ANTAL] = {
    [GODKENDELSE_ALMEN] = "almen",
    [GODKENDELSE_FORSTAERKET] = "forstaerket",
    [GODKENDELSE_SPECIALISERET] = "specialiseret",
    [GODKENDELSE_KONKRET] = "konkret",
};

static const char *const ophoer_arter[OPHOER_ANTAL] = {
    [OPHOER_OPSIGELSE] = "opsigelse",
    [OPHOER_FAKTISK] = "faktisk_ophoer",
    [OPHOER_MISLIGHOLDELSE] = "misligholdelse",
    [OPHOER_ADOPTION] = "adoption",
};

static const char *const aftale_arter[AFTALE_ANTAL] = {
    [AFTALE_TILLAEG] = "tillaeg",
    [AFTALE_ERSTATNING] = "erstatning",
    [AFTALE_VILKAAR] = "vilkaar",
};

static const char *const aftale_prer[PR_ANTAL] = {
    [PR_MAANED] = "maaned",
    [PR_DOEGN] = "doegn",
};

static const char *const vilkaarene[VILKAAR_ANTAL] = {
    [VILKAAR_FORTSAETTER_EFTER_18] = "fortsaetter_efter_18",
    [VILKAAR_VARSEL] = "varsel",
};

/* ---- intervals: the same three keys in each ---- */

#define FELT_FRA                                                                                   \
    {                                                                                              \
        .noegle = "fra", .tekst = "første dag", .type = FELT_DATO, .kraevet = true,                \
        .offset = offsetof(struct periode, fra)                                                    \
    }
#define FELT_TIL                                                                                   \
    {                                                                                              \
        .noegle = "til", .tekst = "første dag, der ikke tæller med; null er indtil videre",        \
        .type = FELT_DATO, .kan_null = true, .altid = true, .mangler = INDTIL_VIDERE,              \
        .offset = offsetof(struct periode, til)                                                    \
    }
#define FELT_KENDT(dag)                                                                            \
    {                                                                                              \
        .noegle = "kendt_fra",                                                                     \
        .tekst = "første dag, oplysningen var kendt; udeladt er den altid kendt",                  \
        .type = FELT_DATO, .mangler = ALTID_KENDT, .offset = (dag)                                 \
    }

static const struct felt_orden periode_orden[] = {{
    .tidlig = offsetof(struct periode, fra),
    .sen = offsetof(struct periode, til),
    .noegle = "til",
    .tekst = "»til« skal ligge efter »fra«, for »til« er den første dag, der ikke tæller med",
    .tidlig_navn = "fra",
    .sen_navn = "til",
}};

static const struct felt doegn_felter[] = {
    FELT_FRA,
    {.noegle = "til",
     .tekst = "første dag, der ikke tæller med: den dag, barnet tog hjem",
     .type = FELT_DATO,
     .kraevet = true,
     .offset = offsetof(struct periode, til)},
    FELT_KENDT(offsetof(struct periode, kendt_fra)),
};

static const struct objekt doegn_objekt = {
    .navn = "ophold",
    .tekst = "Et ophold i aflastning, fra den første nat til dagen efter den sidste.",
    .felt = doegn_felter,
    .felter = ANTAL(doegn_felter),
    .bytes = sizeof(struct periode),
    .orden = periode_orden,
    .ordner = ANTAL(periode_orden),
};

static const struct felt indplacering_felter[] = {
    {.noegle = "trin",
     .tekst = "vederlagstrin, 1 er det laveste",
     .type = FELT_TAL,
     .min = 1,
     .max = 99,
     .offset = offsetof(struct indplacering, trin)},
    {.noegle = "vederlag",
     .tekst = "antal vederlag, når kommunen ikke har trin",
     .type = FELT_VEDERLAG,
     .offset = offsetof(struct indplacering, vederlag)},
    FELT_FRA,
    FELT_TIL,
    {.noegle = "besluttet",
     .tekst = "dagen, indplaceringen blev besluttet",
     .type = FELT_DATO,
     .mangler = ALTID_KENDT,
     .offset = offsetof(struct indplacering, besluttet),
     .har = 1 + offsetof(struct indplacering, har_besluttet)},
    FELT_KENDT(offsetof(struct periode, kendt_fra)),
};

static const struct objekt indplacering_objekt = {
    .navn = "indplacering",
    .tekst = "Hvor meget familien vederlægges med: enten et trin eller et antal vederlag.",
    .felt = indplacering_felter,
    .felter = ANTAL(indplacering_felter),
    .bytes = sizeof(struct indplacering),
    .en_af = {"trin", "vederlag"},
    .orden = periode_orden,
    .ordner = ANTAL(periode_orden),
};

static const struct felt situation_felter[] = {
    {.noegle = "art",
     .tekst = "situationens art",
     .type = FELT_ORD,
     .kraevet = true,
     .offset = offsetof(struct situation, art),
     ORD(felt_situation)},
    FELT_FRA,
    FELT_TIL,
    FELT_KENDT(offsetof(struct periode, kendt_fra)),
};

static const struct objekt situation_objekt = {
    .navn = "situation",
    .tekst = "Noget, der for en tid ændrer, hvad der betales.",
    .felt = situation_felter,
    .felter = ANTAL(situation_felter),
    .bytes = sizeof(struct situation),
    .orden = periode_orden,
    .ordner = ANTAL(periode_orden),
};

#define BELOEB_AFTALE .hvis = "art", .hvis_ord = BIT(AFTALE_TILLAEG) | BIT(AFTALE_ERSTATNING)

static const struct felt aftale_felter[] = {
    {.noegle = "art",
     .tekst = "et tillæg til en ydelse, en erstatning for den eller et ændret vilkår",
     .type = FELT_ORD,
     .kraevet = true,
     .offset = offsetof(struct aftale, art),
     ORD(aftale_arter)},
    {.noegle = "ydelse",
     .tekst = "ydelsens navn, for eksempel vederlag eller kost_og_logi",
     .type = FELT_KODE,
     .offset = offsetof(struct aftale, ydelse),
     BELOEB_AFTALE},
    {.noegle = "beloeb_oere",
     .tekst = "beløb i hele øre; 50000 er 500 kr.",
     .type = FELT_OERE,
     .min = 0,
     .max = 100000000,
     .offset = offsetof(struct aftale, beloeb),
     BELOEB_AFTALE},
    {.noegle = "pr",
     .tekst = "om beløbet er for en måned eller et døgn",
     .type = FELT_ORD,
     .offset = offsetof(struct aftale, pr),
     ORD(aftale_prer),
     BELOEB_AFTALE},
    {.noegle = "vilkaar",
     .tekst = "det ændrede vilkår",
     .type = FELT_ORD,
     .offset = offsetof(struct aftale, vilkaar),
     ORD(vilkaarene),
     .hvis = "art",
     .hvis_ord = BIT(AFTALE_VILKAAR)},
    {.noegle = "dage",
     .tekst = "varslets længde i dage",
     .type = FELT_TAL,
     .min = 1,
     .max = 366,
     .offset = offsetof(struct aftale, dage),
     .hvis = "vilkaar",
     .hvis_ord = BIT(VILKAAR_VARSEL)},
    FELT_FRA,
    FELT_TIL,
    {.noegle = "begrundelse",
     .tekst = "hvorfor det er aftalt, uden personoplysninger",
     .type = FELT_TEKST,
     .offset = offsetof(struct aftale, begrundelse)},
    {.noegle = "besluttet_af",
     .tekst = "hvem der besluttede det, helst en rolle",
     .type = FELT_TEKST,
     .offset = offsetof(struct aftale, besluttet_af)},
    FELT_KENDT(offsetof(struct periode, kendt_fra)),
};

static const struct objekt aftale_objekt = {
    .navn = "aftale",
    .tekst = "En individuel aftale, der går forud for håndbogen.",
    .felt = aftale_felter,
    .felter = ANTAL(aftale_felter),
    .bytes = sizeof(struct aftale),
    .orden = periode_orden,
    .ordner = ANTAL(periode_orden),
};

/* ---- the placement ---- */

static const struct felt ophoer_felter[] = {
    {.noegle = "art",
     .tekst = "hvordan kontrakten ophører",
     .type = FELT_ORD,
     .kraevet = true,
     .offset = offsetof(struct ophoer, art),
     ORD(ophoer_arter)},
    {.noegle = "dato",
     .tekst = "dagen, der opsiges, opholdet afbrydes, retten ophører eller adoptionen gælder fra",
     .type = FELT_DATO,
     .kraevet = true,
     .offset = offsetof(struct ophoer, dato)},
    FELT_KENDT(offsetof(struct ophoer, kendt_fra)),
};

static const struct objekt ophoer_objekt = {
    .navn = "ophoer",
    .tekst = "Hvordan og hvornår kontrakten ophører.",
    .felt = ophoer_felter,
    .felter = ANTAL(ophoer_felter),
    .bytes = sizeof(struct ophoer),
};

static const struct felt familie_felter[] = {
    {.noegle = "id",
     .tekst = "familiens id; sager med samme id er børn i samme familie",
     .type = FELT_ID,
     .kraevet = true,
     .offset = offsetof(struct sag, familie)},
    {.noegle = "godkendelse",
     .tekst = "hvad familien er godkendt som; udeladt er den almen",
     .type = FELT_ORD,
     .altid = true,
     .offset = offsetof(struct sag, godkendelse),
     ORD(godkendelser)},
};

static const struct objekt familie_objekt = {
    .navn = "plejefamilie",
    .tekst = "Plejefamilien, uden navn og adresse.",
    .felt = familie_felter,
    .felter = ANTAL(familie_felter),
};

static const struct felt barn_felter[] = {
    {.noegle = "foedt",
     .tekst = "barnets fødselsdag",
     .type = FELT_DATO,
     .kraevet = true,
     .offset = offsetof(struct sag, foedt)},
};

static const struct objekt barn_objekt = {
    .navn = "barn",
    .tekst = "Barnet, uden navn og cpr-nummer.",
    .felt = barn_felter,
    .felter = ANTAL(barn_felter),
};

#define FELT_DOEGN                                                                                 \
    .noegle = "doegn", .tekst = "aflastning: de ophold, barnet faktisk var der",                   \
    .type = FELT_LISTE, .max = 10000, .objekt = &doegn_objekt,                                     \
    .offset = offsetof(struct sag, doegn), .antal = offsetof(struct sag, doegn_antal)

static const struct felt anbringelse_felter[] = {
    {.noegle = "art",
     .tekst = "anbringelsens art",
     .type = FELT_ORD,
     .kraevet = true,
     .offset = offsetof(struct sag, art),
     ORD(felt_art)},
    {.noegle = "indflyttet",
     .tekst = "dagen, barnet flyttede ind",
     .type = FELT_DATO,
     .kraevet = true,
     .offset = offsetof(struct sag, indflyttet)},
    {.noegle = "fraflyttet",
     .tekst = "dagen, barnet flyttede; null, mens det bor der",
     .type = FELT_DATO,
     .kan_null = true,
     .altid = true,
     .mangler = INDTIL_VIDERE,
     .offset = offsetof(struct sag, fraflyttet)},
    {.noegle = "anbringende_kommune",
     .tekst = "den anbringende kommunes kode, tre cifre",
     .type = FELT_TAL,
     .min = 101,
     .max = 999,
     .offset = offsetof(struct sag, kommune)},
    FELT_KENDT(offsetof(struct sag, kendt_fra)),
    {.noegle = "fraflyttet_kendt_fra",
     .tekst = "første dag, fraflytningen var kendt; udeladt er den altid kendt",
     .type = FELT_DATO,
     .mangler = ALTID_KENDT,
     .offset = offsetof(struct sag, fraflyttet_kendt_fra)},
    {FELT_DOEGN, .kun_laes = true},
};

static const struct objekt anbringelse_objekt = {
    .navn = "anbringelse",
    .tekst = "Barnets ophold i familien. Dagen barnet flytter, kan ikke ligge før indflytningen.",
    .felt = anbringelse_felter,
    .felter = ANTAL(anbringelse_felter),
};

static const struct felt sag_felter[] = {
    {.noegle = "id",
     .tekst = "sagens id, forskelligt fra alle andre i filen",
     .type = FELT_ID,
     .kraevet = true,
     .offset = offsetof(struct sag, id)},
    {.noegle = "plejefamilie",
     .tekst = "plejefamilien",
     .type = FELT_OBJEKT,
     .kraevet = true,
     .objekt = &familie_objekt},
    {.noegle = "barn",
     .tekst = "barnet",
     .type = FELT_OBJEKT,
     .kraevet = true,
     .objekt = &barn_objekt},
    {.noegle = "anbringelse",
     .tekst = "barnets ophold i familien",
     .type = FELT_OBJEKT,
     .kraevet = true,
     .objekt = &anbringelse_objekt},
    {.noegle = "indplacering",
     .tekst = "hvor meget familien vederlægges med, og hvornår",
     .type = FELT_LISTE,
     .altid = true,
     .max = 1000,
     .objekt = &indplacering_objekt,
     .offset = offsetof(struct sag, indplacering),
     .antal = offsetof(struct sag, indplaceringer)},
    {.noegle = "situationer",
     .tekst = "efterskole, efterværn og andet, der ændrer betalingen for en tid",
     .type = FELT_LISTE,
     .altid = true,
     .max = 1000,
     .objekt = &situation_objekt,
     .offset = offsetof(struct sag, situation),
     .antal = offsetof(struct sag, situationer)},
    {.noegle = "aftaler",
     .tekst = "individuelle aftaler",
     .type = FELT_LISTE,
     .altid = true,
     .max = 1000,
     .objekt = &aftale_objekt,
     .offset = offsetof(struct sag, aftale),
     .antal = offsetof(struct sag, aftaler)},
    {FELT_DOEGN},
    {.noegle = "ophoer",
     .tekst = "hvordan kontrakten ophører; null, når den løber",
     .type = FELT_OBJEKT,
     .kan_null = true,
     .altid = true,
     .objekt = &ophoer_objekt,
     .offset = offsetof(struct sag, ophoer),
     .har = 1 + offsetof(struct sag, har_ophoer)},
};

static const struct felt_orden sag_orden[] = {
    {.tidlig = offsetof(struct sag, foedt),
     .sen = offsetof(struct sag, indflyttet),
     .lige = true,
     .objekt = "barn",
     .noegle = "foedt",
     .tekst = "Barnet kan ikke flytte ind, før det er født",
     .tidlig_navn = "foedt",
     .sen_navn = "indflyttet"},
    {.tidlig = offsetof(struct sag, indflyttet),
     .sen = offsetof(struct sag, fraflyttet),
     .lige = true,
     .objekt = "anbringelse",
     .noegle = "fraflyttet",
     .tekst = "Barnet kan ikke flytte fra familien, før det er flyttet ind",
     .tidlig_navn = "indflyttet",
     .sen_navn = "fraflyttet"},
};

static const struct objekt sag_objekt = {
    .navn = "sag",
    .tekst = "Et barn i en plejefamilie. Perioder går fra og med fra til, men ikke med, til.",
    .felt = sag_felter,
    .felter = ANTAL(sag_felter),
    .bytes = sizeof(struct sag),
    .orden = sag_orden,
    .ordner = ANTAL(sag_orden),
    /* doegn in one of its two places */
    .schema = "{\"not\":{\"required\":[\"doegn\",\"anbringelse\"],"
              "\"properties\":{\"anbringelse\":{\"required\":[\"doegn\"]}}}}",
};

static const struct felt fil_felter[] = {
    {.noegle = "sager",
     .tekst = "sagerne",
     .type = FELT_LISTE,
     .kraevet = true,
     .max = 200000,
     .objekt = &sag_objekt,
     .offset = offsetof(struct sager, sag),
     .antal = offsetof(struct sager, count)},
};

const struct objekt felt_fil = {
    .navn = "sager",
    .tekst =
        "Oplysninger om anbringelser, som vederlag regner på. Ingen personoplysninger: id'er "
        "er uden betydning uden for kommunens eget system. Hele tal skrives uden decimaler: 5, "
        "ikke 5.0.",
    .felt = fil_felter,
    .felter = ANTAL(fil_felter),
    .bytes = sizeof(struct sager),
};

/* ---- questions ---- */

const struct felt *felt_find(const struct objekt *objekt, struct str noegle)
{
    for (size_t i = 0; i < objekt->felter; i++) {
        if (str_is(noegle, objekt->felt[i].noegle)) return &objekt->felt[i];
    }
    return NULL;
}

unsigned felt_hent_ord(const void *record, const struct felt *felt)
{
    unsigned value = 0;

    ASSERT(felt->type == FELT_ORD);
    memcpy(&value, (const char *)record + felt->offset, sizeof(value));
    ASSERT(value < felt->ord_antal);
    return value;
}

struct dato felt_hent_dato(const void *record, size_t offset)
{
    struct dato dato;

    memcpy(&dato, (const char *)record + offset, sizeof(dato));
    return dato;
}

bool felt_gaelder(const struct objekt *objekt, const struct felt *felt, const void *record)
{
    if (felt->hvis == NULL) return true;
    const struct felt *andet = felt_find(objekt, str_from(felt->hvis));
    ASSERT(andet != NULL);
    ASSERT(andet < felt);
    return felt_gaelder(objekt, andet, record) &&
           felt_har_bit(felt->hvis_ord, felt_hent_ord(record, andet));
}
