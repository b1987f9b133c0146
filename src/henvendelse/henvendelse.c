/*
 * henvendelse: kinds, states, deadlines. No SQL.
 */
#include "henvendelse/henvendelse.h"

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
