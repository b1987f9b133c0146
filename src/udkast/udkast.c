/*
 * udkast: words, moves and names of drafts. No SQL.
 */
#include "udkast/udkast.h"

static const char *const SLAGS[UDKAST_SLAGS] = {
    [UDKAST_HAANDBOG] = "haandbog",
    [UDKAST_TAKSTER] = "takster",
};

static const struct {
    const char *kode;
    const char *navn;
    const char *engelsk;
    unsigned til; /* bit per enum udkast_tilstand */
} TILSTANDE[UDKAST_TILSTANDE] = {
    [UDKAST_KLADDE] = {"kladde", "kladde", "draft", 1u << UDKAST_FORESLAAET | 1u << UDKAST_OPGIVET},
    [UDKAST_FORESLAAET] = {"foreslaaet", "foreslået", "proposed",
                           1u << UDKAST_KLADDE | 1u << UDKAST_I_KRAFT | 1u << UDKAST_OPGIVET},
    [UDKAST_I_KRAFT] = {"i_kraft", "sat i kraft", "in force", 0},
    [UDKAST_OPGIVET] = {"opgivet", "opgivet", "given up", 0},
};

const char *udkast_slags_kode(enum udkast_slags slags)
{
    ASSERT(slags < UDKAST_SLAGS);
    return SLAGS[slags];
}

const char *udkast_tilstand_kode(enum udkast_tilstand tilstand)
{
    ASSERT(tilstand < UDKAST_TILSTANDE);
    return TILSTANDE[tilstand].kode;
}

const char *udkast_tilstand_navn(enum udkast_tilstand tilstand)
{
    ASSERT(tilstand < UDKAST_TILSTANDE);
    return TILSTANDE[tilstand].navn;
}

const char *udkast_tilstand_engelsk(enum udkast_tilstand tilstand)
{
    ASSERT(tilstand < UDKAST_TILSTANDE);
    return TILSTANDE[tilstand].engelsk;
}

bool udkast_kan_flytte(enum udkast_tilstand fra, enum udkast_tilstand til)
{
    ASSERT(fra < UDKAST_TILSTANDE);
    ASSERT(til < UDKAST_TILSTANDE);
    return (TILSTANDE[fra].til & 1u << til) != 0;
}

/* ---- names */

enum { NAVN_MAX = 40 };

/* a-z, 0-9, '-' and '_': a name that a handbook can write and every disk can hold. */
static bool is_rates_name(struct str navn)
{
    if (navn.n == 0 || navn.n > NAVN_MAX) return false;
    for (size_t i = 0; i < navn.n; i++) {
        char c = navn.p[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!fine) return false;
    }
    return true;
}

bool udkast_navn_parse(struct str fil, enum udkast_slags *slags, struct str *navn, struct err *err)
{
    struct dato dag;
    int rettelse;

    if (haandbog_version_navn(fil, &dag, &rettelse)) {
        *slags = UDKAST_HAANDBOG;
        *navn = fil;
        return true;
    }
    if (str_ends(fil, STR(".csv")) && is_rates_name(str_sub(fil, 0, fil.n - 4))) {
        *slags = UDKAST_TAKSTER;
        *navn = str_sub(fil, 0, fil.n - 4);
        return true;
    }
    return err_begge(
        err, ERR_INPUT, "navn",
        "En version af håndbogen hedder ÅÅÅÅ-MM-DD.md efter den dag, den gælder fra, en "
        "rettelse af den ÅÅÅÅ-MM-DD.r1.md, og takster fx kl.csv",
        "A version of the handbook is named YYYY-MM-DD.md after the day it holds "
        "from, a correction of it YYYY-MM-DD.r1.md, and rates for example kl.csv");
}

struct str udkast_fil(struct arena *arena, enum udkast_slags slags, struct str navn)
{
    if (slags == UDKAST_HAANDBOG) return navn;
    return str_format(arena, "%.*s.csv", STR_ARG(navn));
}

bool udkast_er_tomt(struct str tekst)
{
    for (size_t i = 0; i < tekst.n; i++)
        if ((unsigned char)tekst.p[i] > ' ') return false;
    return true;
}
