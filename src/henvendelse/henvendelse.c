/*
 * henvendelse: kinds, states, deadlines. No SQL.
 */
#include "henvendelse/henvendelse_intern.h"

static const struct {
    const char *kode;
    const char *navn;
    enum rolle rolle;
    int dage;
} ARTER[HENVENDELSE_ARTER] = {
    [HENVENDELSE_UENIG] = {"uenig", "uenig i et beløb", ROLLE_OEKONOMI, 10},
    [HENVENDELSE_FORSTAAR_IKKE] = {"forstaar_ikke", "forstår ikke et beløb", ROLLE_OEKONOMI, 5},
    [HENVENDELSE_FLYTTET] = {"flyttet", "et barn er flyttet", ROLLE_FAMILIEPLEJEKONSULENT, 3},
    [HENVENDELSE_EFTERSKOLE] = {"efterskole", "efterskole", ROLLE_FAMILIEPLEJEKONSULENT, 10},
    [HENVENDELSE_HUSSTAND] = {"husstand", "ændring i husstanden", ROLLE_FAMILIEPLEJEKONSULENT, 5},
    [HENVENDELSE_KONTO] = {"konto", "ny konto", ROLLE_OEKONOMI, 3},
    [HENVENDELSE_ANDET] = {"andet", "andet", ROLLE_FAMILIEPLEJEKONSULENT, 10},
    [HENVENDELSE_FORSLAG] = {"forslag", "forslag til håndbogen", ROLLE_HAANDBOGSANSVARLIG, 20},
};

static const struct {
    const char *kode;
    const char *navn;
    unsigned til; /* bit per enum henvendelse_tilstand */
} TILSTANDE[HENVENDELSE_TILSTANDE] = {
    [HENVENDELSE_NY] = {"ny", "ny",
                        1u << HENVENDELSE_I_GANG | 1u << HENVENDELSE_BESVARET |
                            1u << HENVENDELSE_LUKKET},
    [HENVENDELSE_I_GANG] = {"i_gang", "i gang",
                            1u << HENVENDELSE_I_GANG | 1u << HENVENDELSE_BESVARET |
                                1u << HENVENDELSE_LUKKET},
    [HENVENDELSE_BESVARET] = {"besvaret", "besvaret",
                              1u << HENVENDELSE_I_GANG | 1u << HENVENDELSE_BESVARET |
                                  1u << HENVENDELSE_LUKKET},
    [HENVENDELSE_LUKKET] = {"lukket", "lukket", 1u << HENVENDELSE_I_GANG},
};

const char *henvendelse_art_kode(enum henvendelse_art art)
{
    ASSERT(art < HENVENDELSE_ARTER);
    return ARTER[art].kode;
}

bool henvendelse_art_of(struct str kode, enum henvendelse_art *out)
{
    for (int i = 0; i < HENVENDELSE_ARTER; i++) {
        if (!str_is(kode, ARTER[i].kode)) continue;
        *out = (enum henvendelse_art)i;
        return true;
    }
    return false;
}

const char *henvendelse_art_navn(enum henvendelse_art art)
{
    ASSERT(art < HENVENDELSE_ARTER);
    return ARTER[art].navn;
}

const char *henvendelse_tilstand_kode(enum henvendelse_tilstand tilstand)
{
    ASSERT(tilstand < HENVENDELSE_TILSTANDE);
    return TILSTANDE[tilstand].kode;
}

const char *henvendelse_tilstand_navn(enum henvendelse_tilstand tilstand)
{
    ASSERT(tilstand < HENVENDELSE_TILSTANDE);
    return TILSTANDE[tilstand].navn;
}

bool henvendelse_kan_flytte(enum henvendelse_tilstand fra, enum henvendelse_tilstand til)
{
    ASSERT(fra < HENVENDELSE_TILSTANDE && til < HENVENDELSE_TILSTANDE);
    return (TILSTANDE[fra].til & 1u << til) != 0;
}

enum rolle henvendelse_rolle(enum henvendelse_art art)
{
    ASSERT(art < HENVENDELSE_ARTER);
    return ARTER[art].rolle;
}

int henvendelse_dage(enum henvendelse_art art)
{
    ASSERT(art < HENVENDELSE_ARTER);
    return ARTER[art].dage;
}

struct dato henvendelse_frist(enum henvendelse_art art, struct dato dag)
{
    int dage = henvendelse_dage(art);

    while (dage > 0) {
        dag = dato_plus(dag, 1);
        if (dato_bank_day(dag)) dage--;
    }
    return dag;
}

/* ---- what is refused */

static const struct {
    const char *sted;
    const char *tekst[2];
} FEJL[] = {
    {"tekst-tom", {"Skriv, hvad det drejer sig om.", "Write what it is about."}},
    {"tekst-svar", {"Skriv svaret.", "Write the answer."}},
    {"tekst-besked", {"Skriv det, du vil sige.", "Write what you want to say."}},
    {"tekst-forslag", {"Skriv, hvad der bør være anderledes.", "Write what should be different."}},
    {"tekst-lang",
     {"Teksten er for lang: skriv højst 4000 tegn, og fortsæt i en ny besked.",
      "The text is too long: write at most 4000 characters, and go on in another message."}},
    {"id", {"Åbn siden igen, og prøv en gang til.", "Open the page again and try once more."}},
    {"aabne",
     {"I har allerede 20 åbne henvendelser. Skriv i en af dem, eller ring til os.",
      "You already have 20 open messages. Write in one of them, or call us."}},
    {"beskeder",
     {"Der er skrevet for meget her. Begynd en ny.",
      "Too much has been written here. Begin another."}},
    {"lukket",
     {"Henvendelsen er lukket. Åbn den igen, før der svares.",
      "The message is closed. Open it again before you answer."}},
    {"flyt",
     {"Henvendelsen står ikke længere sådan, at det kan gøres. Åbn siden igen.",
      "The message no longer stands so that this can be done. Open the page again."}},
};
_Static_assert(HENVENDELSE_TEKST_MAX == 4000 && HENVENDELSE_AABNE_MAX == 20,
               "the texts above say these numbers");

struct str henvendelse_fejl(struct arena *arena, const struct err *err, bool engelsk)
{
    if (err->kind != ERR_INPUT) return STR_EMPTY;
    for (size_t i = 0; i < sizeof(FEJL) / sizeof(*FEJL); i++)
        if (str_is(str_from(err->place), FEJL[i].sted)) return str_from(FEJL[i].tekst[engelsk]);
    if (err->engelsk[0] != '\0')
        return str_format(arena, "%s.", engelsk ? err->engelsk : err->text);
    return STR_EMPTY;
}

/* What may stand in a text is told without a place. */
bool henvendelse_fejl_i_tekst(const struct err *err)
{
    return err->place[0] == '\0' || str_starts(str_from(err->place), STR("tekst-"));
}

bool henvendelse_afvis(struct err *err, const char *sted)
{
    for (size_t i = 0; i < sizeof(FEJL) / sizeof(*FEJL); i++)
        if (str_is(str_from(sted), FEJL[i].sted))
            return err_begge_tekst(err, ERR_INPUT, FEJL[i].sted, FEJL[i].tekst[0],
                                   FEJL[i].tekst[1]);
    ASSERT(false);
    return false;
}

/* ---- an account that was told of */

#define KONTO_REG "Ny konto: registreringsnummer "
#define KONTO_NUMMER ", kontonummer "
#define KONTO_SLUT ". Bekræftet af den, der skrev."

struct str henvendelse_konto_tekst(struct arena *arena, struct str reg, struct str konto,
                                   struct str mere)
{
    return str_format(arena, KONTO_REG "%.*s" KONTO_NUMMER "%.*s" KONTO_SLUT "%s%.*s", STR_ARG(reg),
                      STR_ARG(konto), mere.n > 0 ? "\n" : "", STR_ARG(mere));
}

/* Takes digits off the beginning, and then what follows them. */
static bool take(struct str *rest, size_t hoejst, struct str slut, struct str *cifre)
{
    size_t n = 0;

    while (n < rest->n && rest->p[n] >= '0' && rest->p[n] <= '9') n++;
    *cifre = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n, rest->n);
    if (n == 0 || n > hoejst || !str_starts(*rest, slut)) return false;
    *rest = str_sub(*rest, slut.n, rest->n);
    return true;
}

bool henvendelse_konto_laes(struct str tekst, struct str *reg, struct str *konto)
{
    enum { REG_CIFRE = 4, KONTO_CIFRE = 10 };
    struct str rest = tekst;

    if (!str_starts(rest, STR(KONTO_REG))) return false;
    rest = str_sub(rest, sizeof(KONTO_REG) - 1, rest.n);
    return take(&rest, REG_CIFRE, STR(KONTO_NUMMER), reg) && reg->n == REG_CIFRE &&
           take(&rest, KONTO_CIFRE, STR(KONTO_SLUT), konto);
}
