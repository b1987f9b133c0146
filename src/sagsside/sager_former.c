/*
 * sager_former: the forms, as tables: what is asked for each kind of fact, in which words.
 */
#include "sagsside/sager_formular.h"

#define ANTAL(a) (sizeof(a) / sizeof((a)[0]))
#define ORD(a) (a), ANTAL(a)
#define INTET                                                                                      \
    {                                                                                              \
        NULL, NULL                                                                                 \
    }

static const struct sager_ord AFTALE_ART[] = {
    {"tillaeg", {"Et tillæg", "A supplement"}},
    {"erstatning", {"Et beløb i stedet for håndbogens", "An amount instead of the handbook's"}},
    {"vilkaar", {"Et andet vilkår", "Another term"}},
};
static const struct sager_ord AFTALE_PR[] = {
    {"maaned", {"Måned", "Month"}},
    {"doegn", {"Døgn", "Day"}},
};
static const struct sager_ord AFTALE_VILKAARET[] = {
    {"fortsaetter_efter_18",
     {"Kontrakten fortsætter efter 18 år", "The contract goes on after 18"}},
    {"varsel", {"Et andet varsel ved opsigelse", "Another notice"}},
};
static const struct sager_ord OPHOER_ART[] = {
    {"opsigelse", {"Opsigelse (dagen, der bliver sagt op)", "Notice (the day it is given)"}},
    {"faktisk_ophoer", {"Opholdet er ophørt", "The stay has ended"}},
    {"misligholdelse",
     {"Misligholdelse (første dag uden ret)", "Breach (first day without right)"}},
    {"adoption", {"Adoption (dagen, den får virkning)", "Adoption (the day it takes effect)"}},
};
static const struct sager_ord OPHOER_PART[] = {
    {"familie", {"Familien", "The family"}},
    {"kommune", {"Kommunen", "The municipality"}},
};
static const struct sager_ord OPHOER_AARSAG[] = {
    {"konflikt", {"Konflikt", "Conflict"}},
    {"vederlag", {"Vederlaget", "The fee"}},
    {"faglighed", {"Faglighed", "Professional reasons"}},
    {"personlig", {"Personlige forhold", "Personal reasons"}},
    {"opgaven", {"Opgaven er slut", "The task is over"}},
    {"anden", {"Andet", "Other"}},
};
static const struct sager_ord KONTRAKT_MODEL[] = {
    {"trin", {"Trin", "Levels"}},
    {"vederlag", {"Antal vederlag", "A number of fees"}},
};
static const struct sager_ord HUSSTAND_ROLLE[] = {
    {"plejeforaelder", {"Plejeforælder", "Foster parent"}},
    {"eget_barn", {"Familiens eget barn", "The family's own child"}},
    {"anden", {"Andet medlem", "Other member"}},
};

const struct sager_ord SAGER_HVORFOR[] = {
    {"ny_viden", {"Vi har fået det at vide nu", "We have learned it now"}},
    {"fejl", {"Det, der stod, var forkert", "What stood there was wrong"}},
    {"forkert_sag", {"Det stod på en forkert sag", "It stood on the wrong case"}},
};
const size_t SAGER_HVORFOR_ANTAL = ANTAL(SAGER_HVORFOR);

#define FRA(slags)                                                                                 \
    {                                                                                              \
        "fra", slags, "fra", FELT_DAG, SKAL_SIGES, {"Fra", "From"}, INTET, NULL, 0                 \
    }
#define TIL(slags)                                                                                 \
    {                                                                                              \
        "til", slags, "til", FELT_SIDSTE_DAG, KAN_UDELADES, {"Til og med", "Up to and including"}, \
            {"Tomt: indtil videre", "Empty: until further notice"}, NULL, 0                        \
    }

static const struct sager_feltdef BARN[] = {
    {"foedt", SLAGS_BARN, "foedt", FELT_DAG, SKAL_SIGES, {"Født", "Born"}, INTET, NULL, 0},
};

#define OPHOLD                                                                                     \
    {"art", SLAGS_ANBRINGELSE, "art",    FELT_VALG, SKAL_SIGES, {"Slags", "Kind"},                 \
     INTET, SAGER_ART,         ART_ANTAL},                                                         \
        {"indflyttet",                                                                             \
         SLAGS_ANBRINGELSE,                                                                        \
         "indflyttet",                                                                             \
         FELT_DAG,                                                                                 \
         SKAL_SIGES,                                                                               \
         {"Flyttet ind", "Moved in"},                                                              \
         INTET,                                                                                    \
         NULL,                                                                                     \
         0},                                                                                       \
        {"fraflyttet",                                                                             \
         SLAGS_ANBRINGELSE,                                                                        \
         "fraflyttet",                                                                             \
         FELT_DAG,                                                                                 \
         KAN_UDELADES,                                                                             \
         {"Flyttet ud", "Moved out"},                                                              \
         {"Dagen, barnet flytter. Tomt: barnet bor der", "The day the child moves. Empty: it "     \
                                                         "lives there"},                           \
         NULL,                                                                                     \
         0},                                                                                       \
    {                                                                                              \
        "anbringende_kommune", SLAGS_ANBRINGELSE, "anbringende_kommune", FELT_TAL, KAN_UDELADES,   \
            {"Anbragt af kommune", "Placed by municipality"},                                      \
            {"Kommunens nummer, tre cifre", "The number of the municipality, three digits"}, NULL, \
            0                                                                                      \
    }

static const struct sager_feltdef ANBRINGELSE[] = {OPHOLD};

static const struct sager_feltdef SITUATION[] = {
    {"art",
     SLAGS_SITUATION,
     "art",
     FELT_VALG,
     SKAL_SIGES,
     {"Situation", "Situation"},
     INTET,
     SAGER_SITUATION,
     SITUATION_ANTAL},
    FRA(SLAGS_SITUATION),
    TIL(SLAGS_SITUATION),
};

static const struct sager_feltdef DOEGN[] = {
    {"fra",
     SLAGS_DOEGN,
     "fra",
     FELT_DAG,
     SKAL_SIGES,
     {"Første døgn", "First night"},
     INTET,
     NULL,
     0},
    {"til",
     SLAGS_DOEGN,
     "til",
     FELT_SIDSTE_DAG,
     SKAL_SIGES,
     {"Sidste døgn", "Last night"},
     INTET,
     NULL,
     0},
};

static const struct sager_feltdef AFTALE[] = {
    {"art",
     SLAGS_AFTALE,
     "art",
     FELT_VALG,
     SKAL_SIGES,
     {"Hvad er aftalt?", "What is agreed?"},
     INTET,
     ORD(AFTALE_ART)},
    {"ydelse",
     SLAGS_AFTALE,
     "ydelse",
     FELT_VALG,
     KAN_UDELADES,
     {"Ydelse", "Benefit"},
     {"For et tillæg eller et beløb i stedet: ydelsen i håndbogen",
      "For a supplement or an amount instead: the benefit of the handbook"},
     NULL,
     0},
    {"beloeb",
     SLAGS_AFTALE,
     "beloeb",
     FELT_BELOEB,
     KAN_UDELADES,
     {"Beløb i kroner", "Amount in kroner"},
     {"Fx 1.250,00", "For example 1.250,00"},
     NULL,
     0},
    {"pr", SLAGS_AFTALE, "pr", FELT_VALG, KAN_UDELADES, {"Pr.", "Per"}, INTET, ORD(AFTALE_PR)},
    {"vilkaar",
     SLAGS_AFTALE,
     "vilkaar",
     FELT_VALG,
     KAN_UDELADES,
     {"Vilkår", "Term"},
     {"Kun for et andet vilkår", "Only for another term"},
     ORD(AFTALE_VILKAARET)},
    {"dage",
     SLAGS_AFTALE,
     "dage",
     FELT_TAL,
     KAN_UDELADES,
     {"Varsel i dage", "Notice in days"},
     {"Kun for et andet varsel", "Only for another notice"},
     NULL,
     0},
    FRA(SLAGS_AFTALE),
    TIL(SLAGS_AFTALE),
    {"besluttet_af",
     SLAGS_AFTALE,
     "besluttet_af",
     FELT_LINJE,
     KAN_UDELADES,
     {"Besluttet af", "Decided by"},
     INTET,
     NULL,
     0},
    {"begrundelse",
     SLAGS_AFTALE,
     "begrundelse",
     FELT_TEKST,
     KAN_UDELADES,
     {"Begrundelse", "Reason"},
     {"Familien kan læse den. Skriv ikke CPR-numre.",
      "The family can read it. Do not write CPR numbers."},
     NULL,
     0},
};

static const struct sager_feltdef OPHOER[] = {
    {"art",
     SLAGS_OPHOER,
     "art",
     FELT_VALG,
     SKAL_SIGES,
     {"Hvad er sket?", "What has happened?"},
     INTET,
     ORD(OPHOER_ART)},
    {"dato", SLAGS_OPHOER, "dato", FELT_DAG, SKAL_SIGES, {"Dag", "Day"}, INTET, NULL, 0},
    {"part",
     SLAGS_OPHOER,
     "part",
     FELT_VALG,
     KAN_UDELADES,
     {"Hvem har sagt op?", "Who gave notice?"},
     INTET,
     ORD(OPHOER_PART)},
    {"aarsag",
     SLAGS_OPHOER,
     "aarsag",
     FELT_VALG,
     KAN_UDELADES,
     {"Årsag", "Reason"},
     INTET,
     ORD(OPHOER_AARSAG)},
};

static const struct sager_feltdef KONTRAKT[] = {
    {"holder",
     SLAGS_KONTRAKT,
     "holder",
     FELT_VALG,
     SKAL_SIGES,
     {"Kontrakt med", "Contract with"},
     {"Den, der skriver under og får vederlaget", "Who signs and is paid the fee"},
     NULL,
     0},
    {"model",
     SLAGS_KONTRAKT,
     "model",
     FELT_VALG,
     SKAL_SIGES,
     {"Vederlaget er på", "The fee is by"},
     INTET,
     ORD(KONTRAKT_MODEL)},
    {"underskrevet",
     SLAGS_KONTRAKT,
     "underskrevet",
     FELT_DAG,
     KAN_UDELADES,
     {"Underskrevet", "Signed"},
     INTET,
     NULL,
     0},
    FRA(SLAGS_KONTRAKT),
    TIL(SLAGS_KONTRAKT),
    {"vilkaar",
     SLAGS_KONTRAKT,
     "vilkaar",
     FELT_TEKST,
     KAN_UDELADES,
     {"Særlige vilkår", "Particular terms"},
     {"Om kørsel, ferie, forsikring og andet. Familien kan læse dem.",
      "On driving, holidays, insurance and the like. The family can read them."},
     NULL,
     0},
};

#define GODKENDT                                                                                   \
    {"art",     SLAGS_GODKENDELSE, "art",                                                          \
     FELT_VALG, SKAL_SIGES,        {"Godkendt som", "Approved as"},                                \
     INTET,     SAGER_GODKENDELSE, GODKENDELSE_ANTAL},                                             \
        {"antal_boern",                                                                            \
         SLAGS_GODKENDELSE,                                                                        \
         "antal_boern",                                                                            \
         FELT_TAL,                                                                                 \
         KAN_UDELADES,                                                                             \
         {"Antal børn", "Number of children"},                                                     \
         INTET,                                                                                    \
         NULL,                                                                                     \
         0},                                                                                       \
        {"alder_fra",                                                                              \
         SLAGS_GODKENDELSE,                                                                        \
         "alder_fra",                                                                              \
         FELT_TAL,                                                                                 \
         KAN_UDELADES,                                                                             \
         {"Alder fra (år)", "Age from (years)"},                                                   \
         INTET,                                                                                    \
         NULL,                                                                                     \
         0},                                                                                       \
        {"alder_til",                                                                              \
         SLAGS_GODKENDELSE,                                                                        \
         "alder_til",                                                                              \
         FELT_TAL,                                                                                 \
         KAN_UDELADES,                                                                             \
         {"Alder til og med (år)", "Age up to (years)"},                                           \
         INTET,                                                                                    \
         NULL,                                                                                     \
         0},                                                                                       \
        {"belastning",                                                                             \
         SLAGS_GODKENDELSE,                                                                        \
         "belastning",                                                                             \
         FELT_LINJE,                                                                               \
         KAN_UDELADES,                                                                             \
         {"Højeste belastning", "Highest load"},                                                   \
         {"Som socialtilsynet skriver den, fx middel", "As the authority writes it"},              \
         NULL,                                                                                     \
         0},                                                                                       \
        FRA(SLAGS_GODKENDELSE), TIL(SLAGS_GODKENDELSE)

static const struct sager_feltdef GODKENDELSE[] = {GODKENDT};

#define PERSON                                                                                     \
    {"navn", FELT_PERSON, "navn", FELT_LINJE, SKAL_SIGES, {"Navn", "Name"}, INTET, NULL, 0},       \
    {                                                                                              \
        "cpr", FELT_PERSON, "cpr", FELT_LINJE, KAN_UDELADES, {"CPR-nummer", "CPR number"},         \
            {"Ti cifre. Det bliver aldrig vist igen", "Ten digits. It is never shown again"},      \
            NULL, 0                                                                                \
    }

static const struct sager_feltdef HUSSTAND[] = {
    PERSON,
    {"rolle",
     SLAGS_HUSSTAND,
     "rolle",
     FELT_VALG,
     SKAL_SIGES,
     {"Er i familien", "Is in the family"},
     INTET,
     ORD(HUSSTAND_ROLLE)},
    FRA(SLAGS_HUSSTAND),
    TIL(SLAGS_HUSSTAND),
};

#define TILSYN                                                                                     \
    {                                                                                              \
        "socialtilsyn", SLAGS_PLEJEFAMILIE, "socialtilsyn", FELT_LINJE, KAN_UDELADES,              \
            {"Socialtilsyn", "Supervising authority"},                                             \
            {"Fx Socialtilsyn Nord", "For example Socialtilsyn Nord"}, NULL, 0                     \
    }
static const struct sager_feltdef PLEJEFAMILIE[] = {TILSYN};

static const struct sager_feltdef NY_ANBRINGELSE[] = {
    {"familie",
     FELT_FORM,
     NULL,
     FELT_LINJE,
     SKAL_SIGES,
     {"Familiens nummer", "Number of the family"},
     INTET,
     NULL,
     0},
    {"barn",
     FELT_FORM,
     NULL,
     FELT_LINJE,
     KAN_UDELADES,
     {"Barnets nummer", "Number of the child"},
     {"Kun når barnet allerede er i registret; så er navn og fødselsdag kendt",
      "Only when the child is in the register already; then name and birth date are known"},
     NULL,
     0},
    {"navn",
     FELT_PERSON,
     "navn",
     FELT_LINJE,
     BETINGET,
     {"Barnets navn", "Name of the child"},
     {"Når barnet ikke er i registret endnu", "When the child is not in the register yet"},
     NULL,
     0},
    {"cpr",
     FELT_PERSON,
     "cpr",
     FELT_LINJE,
     KAN_UDELADES,
     {"Barnets CPR-nummer", "CPR number of the child"},
     {"Ti cifre. Det bliver aldrig vist igen", "Ten digits. It is never shown again"},
     NULL,
     0},
    {"foedt",
     SLAGS_BARN,
     "foedt",
     FELT_DAG,
     BETINGET,
     {"Født", "Born"},
     {"Når barnet ikke er i registret endnu", "When the child is not in the register yet"},
     NULL,
     0},
    OPHOLD,
    {"nummer",
     FELT_FORM,
     NULL,
     FELT_LINJE,
     KAN_UDELADES,
     {"Anbringelsens nummer", "Number of the placement"},
     {"Tomt: vi giver den et", "Empty: we give it one"},
     NULL,
     0},
};

static const struct sager_feltdef NY_FAMILIE[] = {
    PERSON,
    TILSYN,
    GODKENDT,
    {"nummer",
     FELT_FORM,
     NULL,
     FELT_LINJE,
     KAN_UDELADES,
     {"Familiens nummer", "Number of the family"},
     {"Tomt: vi giver den et", "Empty: we give it one"},
     NULL,
     0},
};

const struct sager_formdef SAGER_NY_ANBRINGELSE = {
    -1, {"Et barn flytter ind", "A child moves in"}, INTET, INTET, ORD(NY_ANBRINGELSE)};
const struct sager_formdef SAGER_NY_FAMILIE = {
    -1,
    {"Ny plejefamilie", "New foster family"},
    INTET,
    {"Den første plejeforælder og den godkendelse, familien har. Andre i husstanden registreres "
     "bagefter.",
     "The first foster parent and the approval the family has. Others of the household are "
     "registered afterwards."},
    ORD(NY_FAMILIE)};

static const struct sager_formdef STEDETS[] = {
    {SLAGS_ANBRINGELSE,
     {"Ret anbringelsen", "Correct the placement"},
     {"Flyttet ind eller ud", "Moved in or out"},
     INTET,
     ORD(ANBRINGELSE)},
    {SLAGS_BARN,
     {"Ret fødselsdatoen", "Correct the birth date"},
     {"Ret fødselsdatoen", "Correct the birth date"},
     {"Alderen bestemmer beløb, så måneder, der er afregnet, kan blive regnet igen.",
      "Age decides amounts, so settled months may be computed again."},
     ORD(BARN)},
    {SLAGS_SITUATION,
     {"Ny situation", "New situation"},
     {"Ret situationen", "Correct the situation"},
     INTET,
     ORD(SITUATION)},
    {SLAGS_DOEGN,
     {"Døgn i aflastning", "Nights of relief"},
     {"Ret døgn i aflastning", "Correct days of relief care"},
     {"De døgn, barnet har været i aflastning hos denne familie.",
      "The days the child was in relief care with this family."},
     ORD(DOEGN)},
    {SLAGS_AFTALE,
     {"Ny aftale", "New agreement"},
     {"Ret aftalen", "Correct the agreement"},
     INTET,
     ORD(AFTALE)},
    {SLAGS_OPHOER,
     {"Opsigelse eller ophør", "Notice or termination"},
     {"Ret ophøret", "Correct the termination"},
     INTET,
     ORD(OPHOER)},
    {SLAGS_KONTRAKT,
     {"Ny kontrakt", "New contract"},
     {"Ret kontrakten", "Correct the contract"},
     INTET,
     ORD(KONTRAKT)},
};
static const struct sager_formdef FAMILIENS[] = {
    {SLAGS_GODKENDELSE,
     {"Ny godkendelse", "New approval"},
     {"Ret godkendelsen", "Correct the approval"},
     INTET,
     ORD(GODKENDELSE)},
    {SLAGS_HUSSTAND,
     {"Nyt medlem af husstanden", "New member of the household"},
     {"Ret medlemmet af husstanden", "Correct the member of the household"},
     INTET,
     ORD(HUSSTAND)},
    {SLAGS_PLEJEFAMILIE,
     {"Ret socialtilsyn", "Correct the supervision"},
     {"Ret socialtilsyn", "Correct the supervision"},
     INTET,
     ORD(PLEJEFAMILIE)},
};

static const struct sager_formdef *find(const struct sager_formdef *def, size_t antal,
                                        struct str slags)
{
    for (size_t i = 0; i < antal; i++)
        if (str_is(slags, register_slags_kode((enum register_slags)def[i].slags))) return &def[i];
    return NULL;
}

const struct sager_formdef *sager_form_anbringelse(struct str slags)
{
    return find(STEDETS, ANTAL(STEDETS), slags);
}

const struct sager_formdef *sager_form_familie(struct str slags)
{
    return find(FAMILIENS, ANTAL(FAMILIENS), slags);
}
