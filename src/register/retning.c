/*
 * register/retning: which way a level may move. Pure.
 */
#include "register/register.h"

const char *niveau_svar_tekst(enum niveau_svar svar)
{
    static const char *const tekst[NIVEAU_SVAR_ANTAL] = {
        [NIVEAU_TILLADT] = "niveauet kan registreres",
        [NIVEAU_UENS] = "anbringelsen har både trin og et antal vederlag, og de kan ikke "
                        "sammenlignes; brug den samme slags, eller begrund rettelsen",
        [NIVEAU_SAENKET] = "håndbogen siger, at niveauet kan hæves, men aldrig sænkes; en fejl "
                           "rettes på den samme indplacering og med en begrundelse",
        [NIVEAU_AENDRET] = "håndbogen siger, at niveauet fastholdes hele anbringelsen; en fejl "
                           "rettes på den samme indplacering og med en begrundelse",
    };

    ASSERT(svar < NIVEAU_SVAR_ANTAL);
    return tekst[svar];
}

const char *niveau_svar_engelsk(enum niveau_svar svar)
{
    static const char *const tekst[NIVEAU_SVAR_ANTAL] = {
        [NIVEAU_TILLADT] = "the level can be registered",
        [NIVEAU_UENS] = "the placement has both a level and a number of fees, which cannot be "
                        "compared; use the same kind, or give a reason for the correction",
        [NIVEAU_SAENKET] = "the handbook says that the level can be raised, but never lowered; a "
                           "mistake is corrected on the same level and with a reason",
        [NIVEAU_AENDRET] = "the handbook says that the level is kept for the whole placement; a "
                           "mistake is corrected on the same level and with a reason",
    };

    ASSERT(svar < NIVEAU_SVAR_ANTAL);
    return tekst[svar];
}

/* -1, 0 or 1; *uens when one is a trin and the other a number of vederlag. */
static int compare(const struct register_fakta *a, const struct register_fakta *b, bool *uens)
{
    int x = a->indplacering.trin;
    int y = b->indplacering.trin;

    *uens = (x > 0) != (y > 0);
    if (*uens) return 0;
    if (x > 0) return x < y ? -1 : x > y;
    return brok_cmp(a->indplacering.vederlag, b->indplacering.vederlag);
}

static enum niveau_svar against(enum niveau_regel regel, const struct register_fakta *k,
                                const struct register_fakta *ny)
{
    bool uens = false;
    int order = compare(ny, k, &uens);

    if (uens) return NIVEAU_UENS;
    if (order == 0) return NIVEAU_TILLADT;
    if (regel == NIVEAU_FASTHOLDES) return NIVEAU_AENDRET;
    /* The same fact and one that begins later may not be lower, nor one before it higher. */
    bool samme = str_eq(k->id, ny->id) || k->fra.dag == ny->fra.dag;
    bool tidligere = k->fra.dag < ny->fra.dag;
    return (samme || tidligere ? order < 0 : order > 0) ? NIVEAU_SAENKET : NIVEAU_TILLADT;
}

enum niveau_svar register_retning(enum niveau_regel regel, const struct register_fakta *kendt,
                                  size_t antal, const struct register_fakta *ny, bool begrundet)
{
    enum niveau_svar svar = NIVEAU_TILLADT;

    ASSERT(ny->slags == SLAGS_INDPLACERING);
    if (regel == NIVEAU_GENFORHANDLES || ny->tilbagekaldt) return NIVEAU_TILLADT;
    for (size_t i = 0; i < antal && svar == NIVEAU_TILLADT; i++) {
        if (kendt[i].tilbagekaldt || (begrundet && str_eq(kendt[i].id, ny->id))) continue;
        svar = against(regel, &kendt[i], ny);
    }
    return svar;
}
