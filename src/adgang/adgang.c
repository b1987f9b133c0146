/*
 * adgang: roles, what each may do, and the names of users. No SQL, no files.
 */
#include "adgang/adgang.h"

#include <string.h>

#define RET(ret) (1u << RET_##ret)

static const struct {
    const char *kode;
    const char *navn;
    unsigned ret; /* bit per enum ret */
} roller[] = {
    [ROLLE_FAMILIERAADGIVER] = {"familieraadgiver", "familierådgiver",
                                RET(REGISTRER) | RET(LAES_PERSON) | RET(INDSTIL) |
                                    RET(BESLUT_NIVEAU)},
    [ROLLE_FAMILIEPLEJEKONSULENT] = {"familieplejekonsulent", "familieplejekonsulent",
                                     RET(REGISTRER) | RET(LAES_PERSON) | RET(GIV_FAMILIE) |
                                         RET(INDSTIL) | RET(DAGSORDEN) | RET(BESLUT_NIVEAU)},
    [ROLLE_UDVALG] = {"udvalg", "udvalg", RET(BESLUT_NIVEAU)},
    [ROLLE_LEDER] = {"leder", "leder",
                     RET(REGISTRER) | RET(KONTO_SVAR) | RET(LAES_PERSON) | RET(LAES_PENGE) |
                         RET(GODKEND) | RET(BESLUT_PENGE) | RET(GIV_FAMILIE) | RET(SIMULER) |
                         RET(HAANDBOG_IKRAFT) | RET(INDSTIL) | RET(DAGSORDEN) | RET(BESLUT_NIVEAU) |
                         RET(GODKEND_NIVEAU) | RET(GIV_SAG)},
    [ROLLE_OEKONOMI] = {"oekonomi", "økonomi",
                        RET(REGISTRER) | RET(KONTO_SVAR) | RET(LAES_PERSON) | RET(LAES_PENGE) |
                            RET(KOERSEL) | RET(GODKEND) | RET(EKSPORT) | RET(BESLUT_PENGE) |
                            RET(SIMULER)},
    [ROLLE_HAANDBOGSANSVARLIG] = {"haandbogsansvarlig", "håndbogsansvarlig",
                                  RET(SIMULER) | RET(HAANDBOG_SKRIV) | RET(HAANDBOG_IKRAFT) |
                                      RET(FORSLAG)},
    [ROLLE_REVISION] = {"revision", "revision",
                        RET(LAES_PERSON) | RET(LAES_PENGE) | RET(SIKKERHED)},
    [ROLLE_ANALYTIKER] = {"analytiker", "analytiker", RET(SIMULER)},
    [ROLLE_ADGANG] = {"adgang", "adgang", RET(BRUGERE) | RET(SIKKERHED) | RET(GIV_SAG)},
    [ROLLE_PLEJEFAMILIE] = {"plejefamilie", "plejefamilie", RET(EGEN_FAMILIE)},
};
_Static_assert(sizeof(roller) / sizeof(*roller) == ROLLE_ANTAL, "every role has its rights");

static const char *const retter[] = {
    [RET_BRUGERE] = "oprette brugere, give roller og udstede nøgler",
    [RET_REGISTRER] = "registrere oplysninger om familier, børn og anbringelser",
    [RET_KONTO_SVAR] = "svare på en andens forslag om konto",
    [RET_LAES_PERSON] = "se oplysninger og beløb om personer",
    [RET_LAES_PENGE] = "se kørsler og posteringer",
    [RET_KOERSEL] = "oprette og beregne en kørsel",
    [RET_GODKEND] = "godkende en kørsel, en anden har beregnet",
    [RET_EKSPORT] = "eksportere, læse kvitteringer og afslutte en kørsel",
    [RET_BESLUT_PENGE] = "beslutte aconto, fakturaer, modregning, eftergivelse og mellemregning",
    [RET_SIKKERHED] = "tage, læse ind og efterprøve sikkerhedskopier",
    [RET_GIV_FAMILIE] = "lukke et medlem af en plejefamilie ind og ude",
    [RET_EGEN_FAMILIE] = "se sin egen families oplysninger og beløb",
    [RET_SIMULER] = "regne ud, hvad en anden håndbog ville koste",
    [RET_HAANDBOG_SKRIV] = "skrive og foreslå udkast til håndbøger og takster",
    [RET_HAANDBOG_IKRAFT] = "sætte en håndbog eller takster i kraft, en anden har foreslået",
    [RET_INDSTIL] = "indstille et niveau og høre en familie om en opsigelse",
    [RET_DAGSORDEN] = "lave udvalgets dagsorden",
    [RET_BESLUT_NIVEAU] = "beslutte et niveau, når håndbogen siger det",
    [RET_GODKEND_NIVEAU] = "godkende et niveau over håndbogens grænse",
    [RET_FORSLAG] = "svare på forslag til håndbogen",
    [RET_GIV_SAG] = "sige, hvilken bruger der har hvilken sag",
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

const char *ret_navn(enum ret ret)
{
    ASSERT(ret < RET_ANTAL);
    return retter[ret];
}

bool rolle_har(enum rolle rolle, enum ret ret)
{
    ASSERT(rolle < ROLLE_ANTAL);
    ASSERT(ret < RET_ANTAL);
    return (roller[rolle].ret & (1u << ret)) != 0;
}

/* "leder, økonomi og revision" of those that are asked for. */
static void list_roller(char *out, size_t size, unsigned bits)
{
    size_t n = 0;

    out[0] = '\0';
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if ((bits & (1u << i)) == 0) continue;
        bits &= ~(1u << i);
        const char *join = n == 0 ? "" : bits == 0 ? " eller " : ", ";
        size_t need = strlen(join) + strlen(roller[i].navn);
        ASSERT(n + need < size);
        memcpy(out + n, join, strlen(join));
        memcpy(out + n + strlen(join), roller[i].navn, strlen(roller[i].navn) + 1);
        n += need;
    }
}

bool rolle_parse(struct str kode, enum rolle *out, struct err *err)
{
    char all[256];

    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if (!str_is(kode, roller[i].kode) && !str_is(kode, roller[i].navn)) continue;
        *out = (enum rolle)i;
        return true;
    }
    list_roller(all, sizeof(all), (1u << ROLLE_ANTAL) - 1);
    return err_set(err, ERR_INPUT, NULL, "Rollen findes ikke; skriv %s", all);
}

bool adgang_har(const struct adgang *adgang, enum ret ret)
{
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if ((adgang->roller & (1u << i)) != 0 && rolle_har((enum rolle)i, ret)) return true;
    }
    return false;
}

bool adgang_kraev(const struct adgang *adgang, enum ret ret, struct err *err)
{
    char who[256];
    unsigned bits = 0;

    if (adgang_har(adgang, ret)) return true;
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if (rolle_har((enum rolle)i, ret)) bits |= 1u << i;
    }
    ASSERT(bits != 0);
    list_roller(who, sizeof(who), bits);
    return err_set(err, ERR_ACCESS, NULL,
                   "Brugeren %.*s må ikke %s; det kræver rollen %s, som en bruger med rollen "
                   "adgang kan give",
                   STR_ARG(adgang->navn), ret_navn(ret), who);
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
        return err_set(err, ERR_INPUT, NULL,
                       "Brugernavnet ligner et cpr-nummer; vælg et navn, der ikke er en "
                       "personoplysning");
    }
    if (!well_formed(navn)) {
        return err_set(err, ERR_INPUT, NULL,
                       "Et brugernavn er 2-40 tegn: bogstaver, cifre og indeni også »-« og ».«, "
                       "fx anna eller familie-nord");
    }
    *out = navn;
    return true;
}
