/*
 * register/retning: which way a level may move. Pure.
 */
#include "register/register.h"

#define UENS                                                                                       \
    "anbringelsen har både trin og et antal vederlag, og de kan ikke sammenlignes; brug den "     \
    "samme slags"
#define UENS_ENGELSK                                                                               \
    "the placement has both a level and a number of fees, which cannot be compared; use the same " \
    "kind"
#define SAENKET "håndbogen siger, at niveauet kan hæves, men aldrig sænkes"
#define SAENKET_ENGELSK "the handbook says that the level can be raised, but never lowered"
#define AENDRET "håndbogen siger, at niveauet fastholdes hele anbringelsen"
#define AENDRET_ENGELSK "the handbook says that the level is kept for the whole placement"
#define RETTES "; en fejl rettes på den samme indplacering og med en begrundelse"
#define RETTES_ENGELSK                                                                             \
    "; a mistake is corrected in the same registration of the level, with a reason"

struct fund_ord niveau_svar_ord(enum niveau_svar svar, bool registreret)
{
    static const char *const ORD[NIVEAU_SVAR_ANTAL][2][2] = {
        [NIVEAU_TILLADT] = {{"niveauet kan registreres", "the level can be registered"},
                            {"niveauet kan registreres", "the level can be registered"}},
        [NIVEAU_UENS] = {{UENS, UENS_ENGELSK},
                         {UENS ", eller begrund rettelsen",
                          UENS_ENGELSK ", or give a reason for the correction"}},
        [NIVEAU_SAENKET] = {{SAENKET, SAENKET_ENGELSK},
                            {SAENKET RETTES, SAENKET_ENGELSK RETTES_ENGELSK}},
        [NIVEAU_AENDRET] = {{AENDRET, AENDRET_ENGELSK},
                            {AENDRET RETTES, AENDRET_ENGELSK RETTES_ENGELSK}},
    };

    ASSERT(svar < NIVEAU_SVAR_ANTAL);
    const char *const *ord = ORD[svar][registreret];
    return (struct fund_ord){str_from(ord[0]), str_from(ord[1])};
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
