/*
 * api_operation: the table of everything that can be asked and done.
 */
#include "api/api_intern.h"
#include "api/api_svar.h"

enum { ID_MAX = 64, CURSOR_MAX = 200, KOERSEL_MAX = 999999999 };

#define STI(n, t, mx, da, en)                                                                      \
    {                                                                                              \
        .navn = (n), .type = (t), .i_sti = true, .kraevet = true, .min = 1, .max = (mx),           \
        .tekst = API_BEGGE(da, en)                                                                 \
    }
#define VALGFRI(n, t, da, en)                                                                      \
    {                                                                                              \
        .navn = (n), .type = (t), .max = ID_MAX, .tekst = API_BEGGE(da, en)                        \
    }
#define KRAEVET(n, t, da, en)                                                                      \
    {                                                                                              \
        .navn = (n), .type = (t), .kraevet = true, .max = ID_MAX, .tekst = API_BEGGE(da, en)       \
    }
#define EFTER                                                                                      \
    {                                                                                              \
        .navn = "efter", .type = API_TEKST, .max = CURSOR_MAX,                                     \
        .tekst = API_BEGGE("hvor siden begynder: »naeste« fra siden før",                          \
                           "where the page begins: “naeste” of the page before")                   \
    }
#define ANTAL                                                                                      \
    {                                                                                              \
        .navn = "antal", .type = API_TAL, .min = 1, .max = API_RAEKKER_MAX,                        \
        .tekst = API_BEGGE("rækker på siden; ellers 100", "rows on the page; else 100")            \
    }
#define REGISTRERING                                                                               \
    {                                                                                              \
        .navn = "registrering", .type = API_TAL, .min = 1, .max = INT64_MAX,                       \
        .tekst = API_BEGGE("som kendt ved denne registrering; ellers nu",                          \
                           "as known at this registration; else now")                              \
    }
#define KOERSEL STI("nr", API_TAL, KOERSEL_MAX, "kørslens nummer", "the number of the run")

static const struct api_parameter SIDE[] = {EFTER, ANTAL};
static const struct api_parameter FAMILIER[] = {REGISTRERING, EFTER, ANTAL};
static const struct api_parameter ANBRINGELSE[] = {
    STI("id", API_ID, ID_MAX, "anbringelsens id", "the placement's id"), REGISTRERING,
    VALGFRI("paa", API_DATO, "kun det, der gælder denne dag", "only what holds on this day")};
static const struct api_parameter HISTORIE[] = {
    STI("id", API_ID, ID_MAX, "anbringelsens id", "the placement's id")};
static const struct api_parameter FAKTA[] = {
    VALGFRI("kendt", API_DATO, "sager, der først er kendt efter denne dag, udelades",
            "cases that became known only after this day are left out"),
    VALGFRI("erstat", API_SAND,
            "true: kald det tilbage, registret har om sagerne, og indholdet ikke har",
            "true: withdraw what the register has about the cases and the content has not")};
static const struct api_parameter EN_KOERSEL[] = {KOERSEL};
static const struct api_parameter KOERSEL_SIDE[] = {KOERSEL, EFTER, ANTAL};
static const struct api_parameter FORKLARING[] = {
    KOERSEL, STI("anbringelse", API_ID, ID_MAX, "anbringelsens id", "the placement's id"),
    STI("maaned", API_MAANED, 0, "måneden, ÅÅÅÅ-MM", "the month, YYYY-MM")};
static const struct api_parameter HENVENDELSER[] = {
    VALGFRI("lukkede", API_SAND, "true: også de lukkede", "true: the closed ones too"), EFTER,
    ANTAL};
static const struct api_parameter HENVENDELSE[] = {
    STI("id", API_ID, ID_MAX, "henvendelsens id", "the message's id")};
static const struct api_parameter VERSION[] = {
    STI("kode", API_ID, ID_MAX, "håndbogens kode", "the handbook's code"),
    STI("version", API_ID, ID_MAX, "versionen", "the version")};
static const struct api_parameter BEREGN[] = {
    KRAEVET("haandbog", API_ID, "håndbogens kode", "the handbook's code"),
    KRAEVET("maaned", API_MAANED, "måneden, ÅÅÅÅ-MM", "the month, YYYY-MM"),
    VALGFRI("kendt_pr", API_DATO, "regn med det, der var kendt denne dag; ellers alt",
            "compute with what was known on this day; else all")};

/* The headings of the reference; operations of one stand together. */
#define OM_API API_BEGGE("Om selve API'et", "About the API itself")
#define REGISTRET API_BEGGE("Registret", "The register")
#define KOERSLER API_BEGGE("Kørsler", "Runs")
#define PENGE API_BEGGE("Journal og penge", "Journal and money")
#define HENVENDELSERNE API_BEGGE("Henvendelser", "Messages")
#define HAANDBOEGER API_BEGGE("Håndbøger", "Handbooks")
#define PAR(tabel) .parameter = (tabel), .parametre = sizeof(tabel) / sizeof(*(tabel))
#define MAA(r, o) .ret = (r), .omraade = (o)

const struct api_operation api_operationer[] = {
    {.rute = {WEB_GET, "/api/v1/openapi.json"},
     .id = "beskrivelse",
     .gruppe = OM_API,
     .navn = {"API'ets beskrivelse", "The description of the API"},
     .tekst = {"OpenAPI 3.1 af alt, hvad der står her. Et program kan lave sin kode af den.",
               "OpenAPI 3.1 of all that stands here, in Danish. A program can make its code "
               "from it."},
     .aaben = true,
     .data = API_INGEN,
     .status = 200,
     .koer = api_beskrivelse},
    {.rute = {WEB_GET, "/api/v1/status"},
     .id = "status",
     .gruppe = OM_API,
     .navn = {"Hvordan det står til", "How things stand"},
     .tekst = {"Registrets nyeste registrering, de nyeste kørsler og journalens hoved. Brug "
               "den til at se, om der er noget nyt at hente.",
               "The register's newest registration, the newest runs and the journal's head. "
               "Use it to see whether there is anything new to fetch."},
     MAA(RET_LAES_PENGE, OMRAADE_STATUS),
     .data = API_LAESER,
     .svar = &api_o_status,
     .status = 200,
     .koer = api_status},

    {.rute = {WEB_GET, "/api/v1/familier"},
     .id = "familier",
     .gruppe = REGISTRET,
     .navn = {"Plejefamilier", "Foster families"},
     .tekst = {"Familiernes id og deres anbringelsers, uden navne og cpr-numre. Alle sider "
               "læses ved samme registrering, så ingen springes over.",
               "The ids of the families and of their placements, without names and CPR "
               "numbers. All pages are read at the same registration, so that none is skipped."},
     MAA(RET_LAES_PERSON, OMRAADE_REGISTER_LAES),
     .data = API_VISER,
     PAR(FAMILIER),
     .svar = &api_o_familier,
     .status = 200,
     .koer = api_familier},
    {.rute = {WEB_GET, "/api/v1/anbringelser/{id}"},
     .id = "anbringelse",
     .gruppe = REGISTRET,
     .navn = {"En anbringelse", "A placement"},
     .tekst = {"Hvad der er kendt om anbringelsen, nu eller ved en tidligere registrering.",
               "What is known about the placement, now or at an earlier registration."},
     MAA(RET_LAES_PERSON, OMRAADE_REGISTER_LAES),
     .data = API_VISER,
     PAR(ANBRINGELSE),
     .svar = &api_o_anbringelse,
     .status = 200,
     .koer = api_anbringelse},
    {.rute = {WEB_GET, "/api/v1/anbringelser/{id}/historie"},
     .id = "historie",
     .gruppe = REGISTRET,
     .navn = {"En anbringelses historie", "The history of a placement"},
     .tekst = {"Hver registrering af anbringelsen og dens barn: hvem, hvornår og hvad.",
               "Each registration of the placement and its child: who, when and what."},
     MAA(RET_LAES_PERSON, OMRAADE_REGISTER_LAES),
     .data = API_VISER,
     PAR(HISTORIE),
     .svar = &api_o_historie,
     .status = 200,
     .koer = api_historie},
    {.rute = {WEB_POST, "/api/v1/fakta"},
     .id = "fakta",
     .gruppe = REGISTRET,
     .navn = {"Registrér fakta", "Register facts"},
     .tekst = {"Registrerer, hvad fakta siger og registret ikke ved, som én registrering. Alt "
               "eller intet: er noget forkert, nævnes alle steder, og intet registreres.",
               "Registers what the facts say and the register does not know, as one "
               "registration. All or nothing: if something is wrong, every place is named, "
               "and nothing is registered."},
     MAA(RET_REGISTRER, OMRAADE_REGISTER_SKRIV),
     .data = API_SKRIVER,
     PAR(FAKTA),
     .fakta = true,
     .svar = &api_o_importeret,
     .status = 200,
     .koer = api_fakta},

    {.rute = {WEB_GET, "/api/v1/koersler"},
     .id = "koersler",
     .gruppe = KOERSLER,
     .navn = {"Kørsler", "Runs"},
     .tekst = {"Månedskørslerne, nyeste først.", "The runs of the months, newest first."},
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_LAESER,
     PAR(SIDE),
     .svar = &api_o_koersler,
     .status = 200,
     .koer = api_koersler},
    {.rute = {WEB_POST, "/api/v1/koersler"},
     .id = "koersel_ny",
     .gruppe = KOERSLER,
     .navn = {"Opret en kørsel", "Make a run"},
     .tekst = {"Opretter en kørsel som kladde.", "Makes a run as a draft."},
     MAA(RET_KOERSEL, OMRAADE_KOERSEL_SKRIV),
     .data = API_SKRIVER,
     .krop = &api_o_koersel_krop,
     .svar = &api_o_koersel,
     .status = 201,
     .koer = api_koersel_ny},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}"},
     .id = "koersel",
     .gruppe = KOERSLER,
     .navn = {"En kørsel", "A run"},
     .tekst = {"Hvor langt kørslen er, og hvad den er for.",
               "How far the run is, and what it is for."},
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_LAESER,
     PAR(EN_KOERSEL),
     .svar = &api_o_koersel,
     .status = 200,
     .koer = api_koersel},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}/forskelle"},
     .id = "forskelle",
     .gruppe = KOERSLER,
     .navn = {"En kørsels forskelle", "The differences of a run"},
     .tekst = {"Det beregnede minus det, der er tilkendt, linje for linje. Alle sider læses "
               "af samme beregning.",
               "What is computed minus what was granted, line by line. All pages are read of "
               "the same computation."},
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_VISER,
     PAR(KOERSEL_SIDE),
     .svar = &api_o_forskelle,
     .status = 200,
     .koer = api_forskelle},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}/mangler"},
     .id = "mangler",
     .gruppe = KOERSLER,
     .navn = {"Det, en kørsel ikke kan beregne", "What a run cannot compute"},
     .tekst = {"Linjer, der mangler noget og derfor ikke betales, med grunden.",
               "Lines that lack something and so are not paid, with the reason."},
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_VISER,
     PAR(KOERSEL_SIDE),
     .svar = &api_o_mangler,
     .status = 200,
     .koer = api_mangler},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}/betalinger"},
     .id = "betalinger",
     .gruppe = KOERSLER,
     .navn = {"En kørsels betalinger", "The payments of a run"},
     .tekst = {"Hvad der er sendt, til hvem og med hvilket svar. Tom, før kørslen er "
               "eksporteret.",
               "What was sent, to whom and with which answer. Empty before the run is exported."},
     MAA(RET_LAES_PENGE, OMRAADE_KOERSEL_LAES),
     .data = API_VISER,
     PAR(KOERSEL_SIDE),
     .svar = &api_o_betalinger,
     .status = 200,
     .koer = api_betalinger},
    {.rute = {WEB_GET, "/api/v1/koersler/{nr}/forklaring/{anbringelse}/{maaned}"},
     .id = "forklaring",
     .gruppe = KOERSLER,
     .navn = {"Forklaringen på en anbringelses måned", "The explanation of a placement's month"},
     .tekst = {"Hver linje, som kørslen beregnede den, regnet om af det, der blev gemt.",
               "Each line as the run computed it, computed again from what was stored."},
     MAA(RET_LAES_PERSON, OMRAADE_KOERSEL_LAES),
     .data = API_VISER,
     PAR(FORKLARING),
     .svar = &api_o_beregning,
     .status = 200,
     .koer = api_forklaring},
    {.rute = {WEB_POST, "/api/v1/koersler/{nr}/beregn"},
     .id = "koersel_beregn",
     .gruppe = KOERSLER,
     .navn = {"Beregn en kørsel", "Compute a run"},
     .tekst = {"Beregner kørslen efter kommunens egen håndbog med alt, der er kendt på "
               "skæringsdatoen. Det kan tage nogle sekunder.",
               "Computes the run by the municipality's own handbook with all that is known on "
               "the cut-off date. It can take some seconds."},
     MAA(RET_KOERSEL, OMRAADE_KOERSEL_SKRIV),
     .data = API_SKRIVER,
     PAR(EN_KOERSEL),
     .krop = &api_o_tom_krop,
     .svar = &api_o_beregnet,
     .status = 200,
     .koer = api_koersel_beregn},
    {.rute = {WEB_POST, "/api/v1/koersler/{nr}/godkend"},
     .id = "koersel_godkend",
     .gruppe = KOERSLER,
     .navn = {"Godkend en kørsel", "Approve a run"},
     .tekst = {"En anden bruger end den, der oprettede og beregnede kørslen, godkender den, "
               "og forskellene bliver rækker i journalen. Den samme person får nej (409). "
               "Send »udgave«, den beregning, der er set igennem: er kørslen beregnet igen "
               "siden, er svaret også 409.",
               "A user other than the one who made and computed the run approves it, and the "
               "differences become rows of the journal. The same person gets a no (409). Send "
               "“udgave”, the computation that was looked through: if the run was computed "
               "again since, the answer is 409 too."},
     MAA(RET_GODKEND, OMRAADE_KOERSEL_GODKEND),
     .data = API_SKRIVER,
     PAR(EN_KOERSEL),
     .krop = &api_o_godkend_krop,
     .svar = &api_o_godkendt,
     .status = 200,
     .koer = api_koersel_godkend},

    {.rute = {WEB_GET, "/api/v1/journal"},
     .id = "journal",
     .gruppe = PENGE,
     .navn = {"Journalen", "The journal"},
     .tekst = {"Hver bevægelse, i nummerorden uden huller, kædet med hash. Gem det sidste "
               "nummer, og hent videre derfra.",
               "Each movement, by number without gaps, chained by hash. Keep the last number, "
               "and fetch on from there."},
     MAA(RET_LAES_PENGE, OMRAADE_JOURNAL_LAES),
     .data = API_VISER,
     PAR(SIDE),
     .svar = &api_o_journal,
     .status = 200,
     .koer = api_journal},
    {.rute = {WEB_GET, "/api/v1/tilgodehavender"},
     .id = "tilgodehavender",
     .gruppe = PENGE,
     .navn = {"Tilgodehavender", "Owed by families"},
     .tekst = {"Hvad modtagere skylder kommunen, i hver kanal.",
               "What payees owe the municipality, in each channel."},
     MAA(RET_LAES_PENGE, OMRAADE_JOURNAL_LAES),
     .data = API_VISER,
     PAR(SIDE),
     .svar = &api_o_tilgodehavender,
     .status = 200,
     .koer = api_tilgodehavender},

    {.rute = {WEB_GET, "/api/v1/henvendelser"},
     .id = "henvendelser",
     .gruppe = HENVENDELSERNE,
     .navn = {"Henvendelser fra familier", "Messages from families"},
     .tekst = {"Hvad familier har skrevet, og hvornår de skal have svar; den første frist først.",
               "What families wrote, and when they must have an answer; the first deadline "
               "first."},
     MAA(RET_LAES_PERSON, OMRAADE_HENVENDELSE_LAES),
     .data = API_VISER,
     PAR(HENVENDELSER),
     .svar = &api_o_henvendelser,
     .status = 200,
     .koer = api_henvendelser},
    {.rute = {WEB_GET, "/api/v1/henvendelser/{id}"},
     .id = "henvendelse",
     .gruppe = HENVENDELSERNE,
     .navn = {"En henvendelse", "A message"},
     .tekst = {"Henvendelsen og alle dens beskeder.", "The message and all its texts."},
     MAA(RET_LAES_PERSON, OMRAADE_HENVENDELSE_LAES),
     .data = API_VISER,
     PAR(HENVENDELSE),
     .svar = &api_o_henvendelse,
     .status = 200,
     .koer = api_henvendelse},
    {.rute = {WEB_POST, "/api/v1/henvendelser/{id}/svar"},
     .id = "henvendelse_svar",
     .gruppe = HENVENDELSERNE,
     .navn = {"Svar på en henvendelse", "Answer a message"},
     .tekst = {"Svaret vises for familien, og henvendelsen er besvaret.",
               "The answer is shown to the family, and the message is answered."},
     MAA(RET_REGISTRER, OMRAADE_HENVENDELSE_SKRIV),
     .data = API_SKRIVER,
     PAR(HENVENDELSE),
     .krop = &api_o_svar_krop,
     .svar = &api_o_henvendelse,
     .status = 200,
     .koer = api_henvendelse_besvar},

    {.rute = {WEB_GET, "/api/v1/haandboeger"},
     .id = "haandboeger",
     .gruppe = HAANDBOEGER,
     .navn = {"Håndbøger", "Handbooks"},
     .tekst = {"De håndbøger, der kan læses her, og deres versioner.",
               "The handbooks that can be read here, and their versions."},
     .aaben = true,
     .data = API_INGEN,
     PAR(SIDE),
     .svar = &api_o_haandboeger,
     .status = 200,
     .koer = api_haandboeger},
    {.rute = {WEB_GET, "/api/v1/haandboeger/{kode}/{version}"},
     .id = "haandbog",
     .gruppe = HAANDBOEGER,
     .navn = {"En version af en håndbog", "A version of a handbook"},
     .tekst = {"Dens regler i kort form og de takster, de bruger.",
               "Its rules in short form and the rates they use."},
     .aaben = true,
     .data = API_INGEN,
     PAR(VERSION),
     .svar = &api_o_haandbog,
     .status = 200,
     .koer = api_haandbog_version},
    {.rute = {WEB_POST, "/api/v1/beregn"},
     .id = "beregn",
     .gruppe = HAANDBOEGER,
     .navn = {"Beregn en måned af fakta", "Compute a month from facts"},
     .tekst = {"Beregner en måned for de fakta, der sendes, efter en håndbog. Åben for alle; "
               "intet gemmes. Send ikke personoplysninger: id'er kan være hvad som helst.",
               "Computes a month of the facts that are sent, by a handbook. Open to all; "
               "nothing is stored. Do not send personal data: ids can be anything."},
     .aaben = true,
     .data = API_INGEN,
     PAR(BEREGN),
     .fakta = true,
     .svar = &api_o_beregning,
     .status = 200,
     .koer = api_beregn},
};
const size_t api_operationer_antal = sizeof(api_operationer) / sizeof(*api_operationer);
