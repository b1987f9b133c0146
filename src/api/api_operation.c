/*
 * api_operation: the table of everything that can be asked and done.
 */
#include "api/api_intern.h"
#include "api/api_svar.h"

enum { ID_MAX = 64, CURSOR_MAX = 200, KOERSEL_MAX = 999999999 };

#define STI(n, t, mx, tx)                                                                          \
    {                                                                                              \
        .navn = (n), .type = (t), .i_sti = true, .kraevet = true, .min = 1, .max = (mx),           \
        .tekst = (tx)                                                                              \
    }
#define VALGFRI(n, t, tx)                                                                          \
    {                                                                                              \
        .navn = (n), .type = (t), .max = ID_MAX, .tekst = (tx)                                     \
    }
#define KRAEVET(n, t, tx)                                                                          \
    {                                                                                              \
        .navn = (n), .type = (t), .kraevet = true, .max = ID_MAX, .tekst = (tx)                    \
    }
#define EFTER                                                                                      \
    {                                                                                              \
        .navn = "efter", .type = API_TEKST, .max = CURSOR_MAX,                                     \
        .tekst = "hvor siden begynder: »naeste« fra siden før"                                  \
    }
#define ANTAL                                                                                      \
    {                                                                                              \
        .navn = "antal", .type = API_TAL, .min = 1, .max = API_RAEKKER_MAX,                        \
        .tekst = "rækker på siden; ellers 100"                                                   \
    }
#define REGISTRERING                                                                               \
    {                                                                                              \
        .navn = "registrering", .type = API_TAL, .min = 1, .max = INT64_MAX,                       \
        .tekst = "som kendt ved denne registrering; ellers nu"                                     \
    }
#define KOERSEL STI("nr", API_TAL, KOERSEL_MAX, "kørslens nummer")

static const struct api_parameter SIDE[] = {EFTER, ANTAL};
static const struct api_parameter FAMILIER[] = {REGISTRERING, EFTER, ANTAL};
static const struct api_parameter ANBRINGELSE[] = {
    STI("id", API_ID, ID_MAX, "anbringelsens id"), REGISTRERING,
    VALGFRI("paa", API_DATO, "kun det, der gælder denne dag")};
static const struct api_parameter HISTORIE[] = {STI("id", API_ID, ID_MAX, "anbringelsens id")};
static const struct api_parameter FAKTA[] = {
    VALGFRI("kendt", API_DATO, "sager, der først er kendt efter denne dag, udelades"),
    VALGFRI("erstat", API_SAND,
            "true: kald det tilbage, registret har om sagerne, og indholdet ikke har")};
static const struct api_parameter EN_KOERSEL[] = {KOERSEL};
static const struct api_parameter KOERSEL_SIDE[] = {KOERSEL, EFTER, ANTAL};
static const struct api_parameter FORKLARING[] = {
    KOERSEL, STI("anbringelse", API_ID, ID_MAX, "anbringelsens id"),
    STI("maaned", API_MAANED, 0, "måneden, ÅÅÅÅ-MM")};
static const struct api_parameter HENVENDELSER[] = {
    VALGFRI("lukkede", API_SAND, "true: også de lukkede"), EFTER, ANTAL};
static const struct api_parameter HENVENDELSE[] = {STI("id", API_ID, ID_MAX, "henvendelsens id")};
static const struct api_parameter VERSION[] = {STI("kode", API_ID, ID_MAX, "håndbogens kode"),
                                               STI("version", API_ID, ID_MAX, "versionen")};
static const struct api_parameter BEREGN[] = {
    KRAEVET("haandbog", API_ID, "håndbogens kode"),
    KRAEVET("maaned", API_MAANED, "måneden, ÅÅÅÅ-MM"),
    VALGFRI("kendt_pr", API_DATO, "regn med det, der var kendt denne dag; ellers alt")};

#define PAR(tabel) .parameter = (tabel), .parametre = sizeof(tabel) / sizeof(*(tabel))
#define MAA(r, o) .ret = (r), .omraade = (o)

const struct api_operation api_operationer[] = {
    {.rute = {WEB_GET, "/api/v1/openapi.json"},
     .id = "beskrivelse",
     .gruppe = "Om selve API'et",
     .navn = "API'ets beskrivelse",
     .tekst = "OpenAPI 3.1 af alt, hvad der står her. Et program kan lave sin kode af den.",
     .aaben = true,
     .data = API_INGEN,
     .status = 200,
     .koer = api_beskrivelse},
    {.rute = {WEB_GET, "/api/v1/status"},
     .id = "status",
     .gruppe = "Om selve API'et",
     .navn = "Hvordan det står til",
     .tekst = "Registrets nyeste registrering, de nyeste kørsler og journalens hoved. Brug den til "
              "at se, om der er noget nyt at hente.",
     MAA(RET_LAES_PENGE, OMRAADE_STATUS),
     .data = API_LAESER,
     .svar = &api_o_status,
     .status = 200,
     .koer = api_status},

    {.rute = {WEB_GET, "/api/v1/familier"},
     .id = "familier",
     .gruppe = "Registret",
     .navn = "Plejefamilier",
     .tekst =
         "Familiernes id og deres anbringelsers, uden navne og cpr-numre. Alle sider læses ved "
         "samme registrering, så ingen springes over.",
     MAA(RET_LAES_PERSON, OMRAADE_REGISTER_LAES),
     .data = API_VISER,
     PAR(FAMILIER),
     .svar = &api_o_familier,
     .status = 200,
     .koer = api_familier},
    {.rute = {WEB_GET, "/api/v1/anbringelser/{id}"},
     .id = "anbringelse",
     .gruppe = "Registret",
     .navn = "En anbringelse",
     .tekst = "Hvad der er kendt om anbringelsen, nu eller ved en tidligere registrering.",
     MAA(RET_LAES_PERSON, OMRAADE_REGISTER_LAES),
     .data = API_VISER,
     PAR(ANBRINGELSE),
     .svar = &api_o_anbringelse,
     .status = 200,
     .koer = api_anbringelse},
    {.rute = {WEB_GET, "/api/v1/anbringelser/{id}/historie"},
     .id = "historie",
     .gruppe = "Registret",
     .navn = "En anbringelses historie",
     .tekst = "Hver registrering af anbringelsen og dens barn: hvem, hvornår og hvad.",
     MAA(RET_LAES_PERSON, OMRAADE_REGISTER_LAES),
     .data = API_VISER,
     PAR(HISTORIE),
     .svar = &api_o_historie,
     .status = 200,
     .koer = api_historie},
    {.rute = {WEB_POST, "/api/v1/fakta"},
     .id = "fakta",
     .gruppe = "Registret",
     .navn = "Registrér fakta",
     .tekst = "Registrerer, hvad fakta siger og registret ikke ved, som én registrering. Alt eller "
              "intet: er noget forkert, nævnes alle steder, og intet registreres.",
     MAA(RET_REGISTRER, OMRAADE_REGISTER_SKRIV),
     .data = API_SKRIVER,
     PAR(FAKTA),
     .fakta = true,
     .svar = &api_o_importeret,
     .status = 200,
     .koer = api_fakta},

    {.rute = {WEB_GET, "/api/v1/koersler"},
     .id = "koersler",
     .gruppe = "Kørsler",
     .navn = "Kørsler",
     .tekst = "Månedskørslerne, nyeste først.",
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_LAESER,
     PAR(SIDE),
     .svar = &api_o_koersler,
     .status = 200,
     .koer = api_koersler},
    {.rute = {WEB_POST, "/api/v1/koersler"},
     .id = "koersel_ny",
     .gruppe = "Kørsler",
     .navn = "Opret en kørsel",
     .tekst = "Opretter en kørsel som kladde.",
     MAA(RET_KOERSEL, OMRAADE_KOERSEL_SKRIV),
     .data = API_SKRIVER,
     .krop = &api_o_koersel_krop,
     .svar = &api_o_koersel,
     .status = 201,
     .koer = api_koersel_ny},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}"},
     .id = "koersel",
     .gruppe = "Kørsler",
     .navn = "En kørsel",
     .tekst = "Hvor langt kørslen er, og hvad den er for.",
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_LAESER,
     PAR(EN_KOERSEL),
     .svar = &api_o_koersel,
     .status = 200,
     .koer = api_koersel},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}/forskelle"},
     .id = "forskelle",
     .gruppe = "Kørsler",
     .navn = "En kørsels forskelle",
     .tekst =
         "Det beregnede minus det, der er tilkendt, linje for linje. Alle sider læses af samme "
         "beregning.",
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_VISER,
     PAR(KOERSEL_SIDE),
     .svar = &api_o_forskelle,
     .status = 200,
     .koer = api_forskelle},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}/mangler"},
     .id = "mangler",
     .gruppe = "Kørsler",
     .navn = "Det, en kørsel ikke kan beregne",
     .tekst = "Linjer, der mangler noget og derfor ikke betales, med grunden.",
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_VISER,
     PAR(KOERSEL_SIDE),
     .svar = &api_o_mangler,
     .status = 200,
     .koer = api_mangler},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}/betalinger"},
     .id = "betalinger",
     .gruppe = "Kørsler",
     .navn = "En kørsels betalinger",
     .tekst = "Hvad der er sendt, til hvem og med hvilket svar. Tom, før kørslen er eksporteret.",
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_VISER,
     PAR(KOERSEL_SIDE),
     .svar = &api_o_betalinger,
     .status = 200,
     .koer = api_betalinger},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}/forklaring/{anbringelse}/{maaned}"},
     .id = "forklaring",
     .gruppe = "Kørsler",
     .navn = "Forklaringen på en anbringelses måned",
     .tekst = "Hver linje, som kørslen beregnede den, regnet om af det, der blev gemt.",
     MAA(RET_LAES_PERSON, OMRAADE_KOERSEL_LAES),
     .data = API_VISER,
     PAR(FORKLARING),
     .svar = &api_o_beregning,
     .status = 200,
     .koer = api_forklaring},
    {.rute = {WEB_POST, "/api/v1/koersler/{nr}/beregn"},
     .id = "koersel_beregn",
     .gruppe = "Kørsler",
     .navn = "Beregn en kørsel",
     .tekst = "Beregner kørslen efter kommunens egen håndbog med alt, der er kendt på "
              "skæringsdatoen. Det kan tage nogle sekunder.",
     MAA(RET_KOERSEL, OMRAADE_KOERSEL_SKRIV),
     .data = API_SKRIVER,
     PAR(EN_KOERSEL),
     .krop = &api_o_tom_krop,
     .svar = &api_o_beregnet,
     .status = 200,
     .koer = api_koersel_beregn},
    {.rute = {WEB_POST, "/api/v1/koersler/{nr}/godkend"},
     .id = "koersel_godkend",
     .gruppe = "Kørsler",
     .navn = "Godkend en kørsel",
     .tekst = "En anden bruger end den, der oprettede og beregnede kørslen, godkender den, og "
              "forskellene bliver rækker i journalen. Den samme person får nej (409). Send "
              "»udgave«, den beregning, der er set igennem: er kørslen beregnet igen siden, er "
              "svaret også 409.",
     MAA(RET_GODKEND, OMRAADE_KOERSEL_GODKEND),
     .data = API_SKRIVER,
     PAR(EN_KOERSEL),
     .krop = &api_o_godkend_krop,
     .svar = &api_o_godkendt,
     .status = 200,
     .koer = api_koersel_godkend},

    {.rute = {WEB_GET, "/api/v1/journal"},
     .id = "journal",
     .gruppe = "Journal og penge",
     .navn = "Journalen",
     .tekst =
         "Hver bevægelse, i nummerorden uden huller, kædet med hash. Gem det sidste nummer, og "
         "hent videre derfra.",
     MAA(RET_LAES_PENGE, OMRAADE_JOURNAL_LAES),
     .data = API_VISER,
     PAR(SIDE),
     .svar = &api_o_journal,
     .status = 200,
     .koer = api_journal},
    {.rute = {WEB_GET, "/api/v1/tilgodehavender"},
     .id = "tilgodehavender",
     .gruppe = "Journal og penge",
     .navn = "Tilgodehavender",
     .tekst = "Hvad modtagere skylder kommunen, i hver kanal.",
     MAA(RET_LAES_PENGE, OMRAADE_JOURNAL_LAES),
     .data = API_VISER,
     PAR(SIDE),
     .svar = &api_o_tilgodehavender,
     .status = 200,
     .koer = api_tilgodehavender},

    {.rute = {WEB_GET, "/api/v1/henvendelser"},
     .id = "henvendelser",
     .gruppe = "Henvendelser",
     .navn = "Henvendelser fra familier",
     .tekst = "Hvad familier har skrevet, og hvornår de skal have svar; den første frist først.",
     MAA(RET_LAES_PERSON, OMRAADE_HENVENDELSE_LAES),
     .data = API_VISER,
     PAR(HENVENDELSER),
     .svar = &api_o_henvendelser,
     .status = 200,
     .koer = api_henvendelser},
    {.rute = {WEB_GET, "/api/v1/henvendelser/{id}"},
     .id = "henvendelse",
     .gruppe = "Henvendelser",
     .navn = "En henvendelse",
     .tekst = "Henvendelsen og alle dens beskeder.",
     MAA(RET_LAES_PERSON, OMRAADE_HENVENDELSE_LAES),
     .data = API_VISER,
     PAR(HENVENDELSE),
     .svar = &api_o_henvendelse,
     .status = 200,
     .koer = api_henvendelse},
    {.rute = {WEB_POST, "/api/v1/henvendelser/{id}/svar"},
     .id = "henvendelse_svar",
     .gruppe = "Henvendelser",
     .navn = "Svar på en henvendelse",
     .tekst = "Svaret vises for familien, og henvendelsen er besvaret.",
     MAA(RET_REGISTRER, OMRAADE_HENVENDELSE_SKRIV),
     .data = API_SKRIVER,
     PAR(HENVENDELSE),
     .krop = &api_o_svar_krop,
     .svar = &api_o_henvendelse,
     .status = 200,
     .koer = api_henvendelse_besvar},

    {.rute = {WEB_GET, "/api/v1/haandboeger"},
     .id = "haandboeger",
     .gruppe = "Håndbøger",
     .navn = "Håndbøger",
     .tekst = "De håndbøger, der kan læses her, og deres versioner.",
     .aaben = true,
     .data = API_INGEN,
     PAR(SIDE),
     .svar = &api_o_haandboeger,
     .status = 200,
     .koer = api_haandboeger},
    {.rute = {WEB_GET, "/api/v1/haandboeger/{kode}/{version}"},
     .id = "haandbog",
     .gruppe = "Håndbøger",
     .navn = "En version af en håndbog",
     .tekst = "Dens regler i kort form og de takster, de bruger.",
     .aaben = true,
     .data = API_INGEN,
     PAR(VERSION),
     .svar = &api_o_haandbog,
     .status = 200,
     .koer = api_haandbog_version},
    {.rute = {WEB_POST, "/api/v1/beregn"},
     .id = "beregn",
     .gruppe = "Håndbøger",
     .navn = "Beregn en måned af fakta",
     .tekst = "Beregner en måned for de fakta, der sendes, efter en håndbog. Åben for alle; intet "
              "gemmes. Send ikke personoplysninger: id'er kan være hvad som helst.",
     .aaben = true,
     .data = API_INGEN,
     PAR(BEREGN),
     .fakta = true,
     .svar = &api_o_beregning,
     .status = 200,
     .koer = api_beregn},
};
const size_t api_operationer_antal = sizeof(api_operationer) / sizeof(*api_operationer);
