/*
 * adgang: roles, what each may do, and the names of users. No SQL, no files.
 */
#include "adgang/adgang.h"

#include <stdio.h>
#include <string.h>

#define RET(ret) (1u << RET_##ret)

static const struct {
    const char *kode;
    const char *navn;
    const char *engelsk;
    unsigned ret; /* bit per enum ret */
} roller[] = {
    [ROLLE_FAMILIERAADGIVER] = {"familieraadgiver", "familierådgiver", "family adviser",
                                RET(REGISTRER) | RET(LAES_PERSON) | RET(INDSTIL) |
                                    RET(BESLUT_NIVEAU)},
    [ROLLE_FAMILIEPLEJEKONSULENT] = {"familieplejekonsulent", "familieplejekonsulent",
                                     "foster care consultant",
                                     RET(REGISTRER) | RET(LAES_PERSON) | RET(GIV_FAMILIE) |
                                         RET(INDSTIL) | RET(DAGSORDEN) | RET(BESLUT_NIVEAU)},
    [ROLLE_UDVALG] = {"udvalg", "udvalg", "committee", RET(BESLUT_NIVEAU)},
    [ROLLE_LEDER] = {"leder", "leder", "leader",
                     RET(REGISTRER) | RET(KONTO_SVAR) | RET(LAES_PERSON) | RET(LAES_PENGE) |
                         RET(GODKEND) | RET(BESLUT_PENGE) | RET(GIV_FAMILIE) | RET(SIMULER) |
                         RET(HAANDBOG_IKRAFT) | RET(INDSTIL) | RET(DAGSORDEN) | RET(BESLUT_NIVEAU) |
                         RET(GODKEND_NIVEAU) | RET(GIV_SAG)},
    [ROLLE_OEKONOMI] = {"oekonomi", "økonomi", "economist",
                        RET(REGISTRER) | RET(KONTO_SVAR) | RET(LAES_PERSON) | RET(LAES_PENGE) |
                            RET(KOERSEL) | RET(GODKEND) | RET(EKSPORT) | RET(BESLUT_PENGE) |
                            RET(SIMULER)},
    [ROLLE_HAANDBOGSANSVARLIG] = {"haandbogsansvarlig", "håndbogsansvarlig", "handbook owner",
                                  RET(SIMULER) | RET(HAANDBOG_SKRIV) | RET(HAANDBOG_IKRAFT) |
                                      RET(FORSLAG)},
    [ROLLE_REVISION] = {"revision", "revision", "auditor",
                        RET(LAES_PERSON) | RET(LAES_PENGE) | RET(SIKKERHED)},
    [ROLLE_ANALYTIKER] = {"analytiker", "analytiker", "analyst", RET(SIMULER)},
    [ROLLE_ADGANG] = {"adgang", "adgang", "access", RET(BRUGERE) | RET(SIKKERHED) | RET(GIV_SAG)},
    [ROLLE_PLEJEFAMILIE] = {"plejefamilie", "plejefamilie", "foster family", RET(EGEN_FAMILIE)},
};
_Static_assert(sizeof(roller) / sizeof(*roller) == ROLLE_ANTAL, "every role has its rights");

static const char *const retter[][2] = {
    [RET_BRUGERE] = {"oprette brugere, give roller og udstede nøgler",
                     "make users, give roles and issue tokens"},
    [RET_REGISTRER] = {"registrere oplysninger om familier, børn og anbringelser",
                       "register information about families, children and placements"},
    [RET_KONTO_SVAR] = {"svare på en andens forslag om konto",
                        "answer another's proposal of an account"},
    [RET_LAES_PERSON] = {"se oplysninger og beløb om personer",
                         "see information and amounts about persons"},
    [RET_LAES_PENGE] = {"se kørsler og posteringer", "see runs and postings"},
    [RET_KOERSEL] = {"oprette og beregne en kørsel", "make and compute a run"},
    [RET_GODKEND] = {"godkende en kørsel, en anden har beregnet",
                     "approve a run that somebody else computed"},
    [RET_EKSPORT] = {"eksportere, læse kvitteringer og afslutte en kørsel",
                     "export, read receipts and finish a run"},
    [RET_BESLUT_PENGE] =
        {"beslutte aconto, fakturaer, modregning, eftergivelse og mellemregning",
         "decide on payments on account, invoices, setting off, waiving and what is owed between "
         "the parties"},
    [RET_SIKKERHED] = {"tage, læse ind og efterprøve sikkerhedskopier",
                       "take, read in and verify backups"},
    [RET_GIV_FAMILIE] = {"lukke et medlem af en plejefamilie ind og ude",
                         "let a member of a foster family in and out"},
    [RET_EGEN_FAMILIE] = {"se sin egen families oplysninger og beløb",
                          "see their own family's information and amounts"},
    [RET_SIMULER] = {"regne ud, hvad en anden håndbog ville koste",
                     "compute what another handbook would cost"},
    [RET_HAANDBOG_SKRIV] = {"skrive og foreslå udkast til håndbøger og takster",
                            "write and propose drafts of handbooks and rates"},
    [RET_HAANDBOG_IKRAFT] = {"sætte en håndbog eller takster i kraft, en anden har foreslået",
                             "put a handbook or rates in force that somebody else proposed"},
    [RET_INDSTIL] = {"indstille et niveau og høre en familie om en opsigelse",
                     "propose a level and hear a family on a termination"},
    [RET_DAGSORDEN] = {"lave udvalgets dagsorden", "make the committee's agenda"},
    [RET_BESLUT_NIVEAU] = {"beslutte et niveau, når håndbogen siger det",
                           "decide a level when the handbook says so"},
    [RET_GODKEND_NIVEAU] = {"godkende et niveau over håndbogens grænse",
                            "approve a level over the handbook's limit"},
    [RET_FORSLAG] = {"svare på forslag til håndbogen", "answer proposals for the handbook"},
    [RET_GIV_SAG] = {"sige, hvilken bruger der har hvilken sag", "say which user has which case"},
};
_Static_assert(sizeof(retter) / sizeof(*retter) == RET_ANTAL, "every right has its words");

const char *rolle_kode(enum rolle rolle)
{
    ASSERT(rolle < ROLLE_ANTAL);
    return roller[rolle].kode;
}

const char *rolle_navn(enum rolle rolle)
{
    ASSERT(rolle < ROLLE_ANTAL);
    return roller[rolle].navn;
}

const char *rolle_engelsk(enum rolle rolle)
{
    ASSERT(rolle < ROLLE_ANTAL);
    return roller[rolle].engelsk;
}

const char *ret_navn(enum ret ret)
{
    ASSERT(ret < RET_ANTAL);
    return retter[ret][0];
}

const char *ret_engelsk(enum ret ret)
{
    ASSERT(ret < RET_ANTAL);
    return retter[ret][1];
}

bool rolle_har(enum rolle rolle, enum ret ret)
{
    ASSERT(rolle < ROLLE_ANTAL);
    ASSERT(ret < RET_ANTAL);
    return (roller[rolle].ret & (1u << ret)) != 0;
}

enum { LISTE_MAX = 256 };

/* The names of the roles that are asked for, "leder, økonomi eller revision". */
static void list_roller(char out[LISTE_MAX], unsigned bits, const char *const *navne,
                        const char *eller)
{
    size_t n = 0;

    out[0] = '\0';
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if ((bits & (1u << i)) == 0) continue;
        bits &= ~(1u << i);
        const char *join = n == 0 ? "" : bits == 0 ? eller : ", ";
        size_t need = strlen(join) + strlen(navne[i]);
        ASSERT(n + need < LISTE_MAX);
        memcpy(out + n, join, strlen(join));
        memcpy(out + n + strlen(join), navne[i], strlen(navne[i]) + 1);
        n += need;
    }
}

bool rolle_parse(struct str kode, enum rolle *out, struct err *err)
{
    char da[32 + LISTE_MAX] = "Rollen findes ikke; skriv ";
    char en[32 + LISTE_MAX] = "There is no such role; write ";
    const char *navne[ROLLE_ANTAL];

    for (int i = 0; i < ROLLE_ANTAL; i++) {
        navne[i] = roller[i].navn;
        if (!str_is(kode, roller[i].kode) && !str_is(kode, roller[i].navn)) continue;
        *out = (enum rolle)i;
        return true;
    }
    list_roller(da + strlen(da), (1u << ROLLE_ANTAL) - 1, navne, " eller ");
    list_roller(en + strlen(en), (1u << ROLLE_ANTAL) - 1, navne, " or ");
    return err_begge_tekst(err, ERR_INPUT, NULL, da, en);
}

bool adgang_har(const struct adgang *adgang, enum ret ret)
{
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if ((adgang->roller & (1u << i)) != 0 && rolle_har((enum rolle)i, ret)) return true;
    }
    return false;
}

static bool lacks(const struct adgang *adgang, enum ret ret, unsigned roles, struct err *err)
{
    const char *navne[ROLLE_ANTAL], *names[ROLLE_ANTAL];
    char who[LISTE_MAX], dansk[sizeof(err->text)], engelsk[sizeof(err->engelsk)];

    for (int i = 0; i < ROLLE_ANTAL; i++) {
        navne[i] = roller[i].navn;
        names[i] = roller[i].engelsk;
    }
    list_roller(who, roles, navne, " eller ");
    (void)snprintf(dansk, sizeof(dansk),
                   "Brugeren %.*s må ikke %s; det kræver rollen %s, som en bruger med rollen "
                   "adgang kan give",
                   STR_ARG(adgang->navn), ret_navn(ret), who);
    list_roller(who, roles, names, " or ");
    (void)snprintf(engelsk, sizeof(engelsk),
                   "The user %.*s may not %s; that takes the role of %s, which a user with the "
                   "role of access can give",
                   STR_ARG(adgang->navn), ret_engelsk(ret), who);
    return err_begge_tekst(err, ERR_ACCESS, NULL, dansk, engelsk);
}

bool adgang_kraev(const struct adgang *adgang, enum ret ret, struct err *err)
{
    unsigned bits = 0;

    if (adgang_har(adgang, ret)) return true;
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if (rolle_har((enum rolle)i, ret)) bits |= 1u << i;
    }
    ASSERT(bits != 0);
    return lacks(adgang, ret, bits, err);
}

/* ---- names */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || is_digit(c);
}

static int two_digits(const char *c)
{
    return (c[0] - '0') * 10 + c[1] - '0';
}

/* Ten digits, whatever stands between them, of which the first four may be a day and a month; the
 * days 61-91 are those of substitute numbers. */
static bool holds_cpr(struct str navn)
{
    enum { CPR_DIGITS = 10 };
    char window[CPR_DIGITS];
    size_t n = 0;

    for (size_t i = 0; i < navn.n; i++) {
        char c = navn.p[i];
        if (c == '-' || c == '.') continue;
        if (!is_digit(c)) {
            n = 0;
            continue;
        }
        if (n == CPR_DIGITS) memmove(window, window + 1, --n);
        window[n++] = c;
        if (n < CPR_DIGITS) continue;
        int day = two_digits(window) % 60;
        int month = two_digits(window + 2);
        if (day >= 1 && day <= 31 && month >= 1 && month <= 12) return true;
    }
    return false;
}

static bool well_formed(struct str navn)
{
    enum { NAVN_MIN = 2, NAVN_MAX = 40 };

    if (navn.n < NAVN_MIN || navn.n > NAVN_MAX) return false;
    for (size_t i = 0; i < navn.n; i++) {
        char c = navn.p[i];
        bool inside = i > 0 && i < navn.n - 1;
        if (!is_letter_or_digit(c) && !(inside && (c == '-' || c == '.'))) return false;
    }
    return true;
}

bool adgang_navn_parse(struct arena *arena, struct str text, struct str *out, struct err *err)
{
    struct buf folded;
    struct str rest = str_sub(text, 0, 200);
    struct str part;

    /* Part by part, since a hyphen would be folded too. */
    buf_init(&folded, arena);
    for (bool first = true; str_split(&rest, '-', &part); first = false) {
        if (!first) buf_char(&folded, '-');
        buf_add(&folded, str_fold(arena, part));
    }
    struct str navn = buf_str(&folded);
    if (holds_cpr(navn)) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Brugernavnet ligner et cpr-nummer; vælg et navn, der ikke er en "
            "personoplysning",
            "The user name looks like a CPR number; choose a name that is not personal data");
    }
    if (!well_formed(navn)) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Et brugernavn er 2-40 tegn: bogstaver, cifre og indeni også »-« og ».«, "
            "fx anna eller familie-nord",
            "A user name is 2-40 characters: letters, digits and, inside, “-” and “.”, for "
            "example anna or familie-nord");
    }
    *out = navn;
    return true;
}
