/*
 * indstilling: states, moves, levels and what stands in the rows. No SQL.
 */
#include "indstilling/indstilling.h"

#define TIL(tilstand) (1u << INDSTILLING_##tilstand)

static const struct {
    const char *kode;
    const char *navn;
    const char *engelsk;
    unsigned til; /* bit per enum indstilling_tilstand */
} TILSTANDE[INDSTILLING_TILSTANDE] = {
    [INDSTILLING_KLADDE] = {"kladde", "kladde", "a draft",
                            TIL(KLADDE) | TIL(INDSTILLET) | TIL(TRUKKET)},
    [INDSTILLING_INDSTILLET] = {"indstillet", "indstillet", "proposed",
                                TIL(KLADDE) | TIL(DAGSORDEN) | TIL(BESLUTTET) |
                                    TIL(AFVENTER_LEDER) | TIL(AFVIST) | TIL(TRUKKET)},
    [INDSTILLING_DAGSORDEN] = {"dagsorden", "på dagsordenen", "on the agenda",
                               TIL(INDSTILLET) | TIL(DAGSORDEN) | TIL(BESLUTTET) |
                                   TIL(AFVENTER_LEDER) | TIL(AFVIST) | TIL(TRUKKET)},
    [INDSTILLING_BESLUTTET] = {"besluttet", "besluttet", "decided", 0},
    [INDSTILLING_AFVENTER_LEDER] = {"afventer_leder", "afventer leder", "awaiting a leader",
                                    TIL(GODKENDT) | TIL(AFVIST)},
    [INDSTILLING_GODKENDT] = {"godkendt", "godkendt", "approved", 0},
    [INDSTILLING_AFVIST] = {"afvist", "afvist", "rejected", 0},
    [INDSTILLING_TRUKKET] = {"trukket", "trukket tilbage", "withdrawn", 0},
};

const char *indstilling_tilstand_kode(enum indstilling_tilstand tilstand)
{
    ASSERT(tilstand < INDSTILLING_TILSTANDE);
    return TILSTANDE[tilstand].kode;
}

const char *indstilling_tilstand_navn(enum indstilling_tilstand tilstand)
{
    ASSERT(tilstand < INDSTILLING_TILSTANDE);
    return TILSTANDE[tilstand].navn;
}

const char *indstilling_tilstand_engelsk(enum indstilling_tilstand tilstand)
{
    ASSERT(tilstand < INDSTILLING_TILSTANDE);
    return TILSTANDE[tilstand].engelsk;
}

bool indstilling_kan_flytte(enum indstilling_tilstand fra, enum indstilling_tilstand til)
{
    ASSERT(fra < INDSTILLING_TILSTANDE && til < INDSTILLING_TILSTANDE);
    return (TILSTANDE[fra].til & 1u << til) != 0;
}

bool indstilling_er_slut(enum indstilling_tilstand tilstand)
{
    ASSERT(tilstand < INDSTILLING_TILSTANDE);
    return TILSTANDE[tilstand].til == 0;
}

/* ---- the rows of a case ---- */

const struct indstilling_trin *indstilling_nu(const struct indstilling *i)
{
    ASSERT(i->trin_antal > 0);
    return &i->trin[i->trin_antal - 1];
}

const struct indstilling_trin *indstilling_sidste(const struct indstilling *i,
                                                  enum indstilling_tilstand tilstand)
{
    for (size_t n = i->trin_antal; n > 0; n--)
        if (i->trin[n - 1].tilstand == tilstand) return &i->trin[n - 1];
    return NULL;
}

/* Move n is one that was written by who proposes, and not one step back. */
static bool is_proposal(const struct indstilling *i, size_t n)
{
    bool fra_kladde = n == 0 || i->trin[n - 1].tilstand == INDSTILLING_KLADDE;
    enum indstilling_tilstand tilstand = i->trin[n].tilstand;

    return fra_kladde && (tilstand == INDSTILLING_KLADDE || tilstand == INDSTILLING_INDSTILLET);
}

const struct indstilling_trin *indstilling_forslag(const struct indstilling *i)
{
    for (size_t n = i->trin_antal; n > 0; n--)
        if (is_proposal(i, n - 1)) return &i->trin[n - 1];
    return &i->trin[0];
}

const struct indstilling_trin *indstilling_indsendt(const struct indstilling *i)
{
    for (size_t n = i->trin_antal; n > 0; n--)
        if (is_proposal(i, n - 1) && i->trin[n - 1].tilstand == INDSTILLING_INDSTILLET)
            return &i->trin[n - 1];
    return NULL;
}

const struct indstilling_trin *indstilling_beslutning(const struct indstilling *i)
{
    const struct indstilling_trin *afventer = indstilling_sidste(i, INDSTILLING_AFVENTER_LEDER);

    if (afventer != NULL) return afventer;
    const struct indstilling_trin *nu = indstilling_nu(i);
    bool er = nu->tilstand == INDSTILLING_BESLUTTET || nu->tilstand == INDSTILLING_AFVIST;
    return er ? nu : NULL;
}

const char *oplysning_kode(enum oplysning oplysning)
{
    static const char *const kode[OPLYSNINGER] = {
        [OPLYSNING_ARBEJDE] = "arbejde",
        [OPLYSNING_UDDANNELSE] = "uddannelse",
        [OPLYSNING_ERFARING] = "erfaring",
        [OPLYSNING_BILAG] = "bilag",
        [OPLYSNING_KONTRAKTHAVER] = "kontrakthaver",
    };

    ASSERT(oplysning < OPLYSNINGER);
    return kode[oplysning];
}

const struct indstilling_svar *indstilling_svar_find(const struct indstilling_svarene *svar,
                                                     enum svar_slags slags, struct str noegle)
{
    for (size_t n = 0; n < svar->antal; n++)
        if (svar->svar[n].slags == slags && str_eq(svar->svar[n].noegle, noegle))
            return &svar->svar[n];
    return NULL;
}

/* ---- levels ---- */

bool niveau_sagt(struct niveau niveau)
{
    return niveau.trin > 0 || niveau.vederlag.t > 0;
}

bool niveau_laes(struct str tekst, struct niveau *out, struct err *err)
{
    struct str trin = STR("trin="), vederlag = STR("vederlag=");
    struct err ikke = ERR_INIT;
    int64_t nr = 0;

    *out = NIVEAU_INTET;
    if (str_starts(tekst, trin) && str_int(str_sub(tekst, trin.n, tekst.n), &nr) && nr > 0 &&
        nr < 100) {
        out->trin = (int)nr;
        return true;
    }
    if (str_starts(tekst, vederlag) &&
        brok_parse(str_sub(tekst, vederlag.n, tekst.n), 2, &out->vederlag, &ikke) &&
        out->vederlag.t > 0)
        return true;
    *out = NIVEAU_INTET;
    return err_begge(err, ERR_INPUT, "niveau",
                     "Niveauet kan ikke læses; skriv trin=3 eller vederlag=4,5",
                     "The level cannot be read; write trin=3 or vederlag=4,5");
}

struct str niveau_tekst(struct arena *arena, struct niveau niveau)
{
    if (niveau.trin > 0) return str_format(arena, "trin %d", niveau.trin);
    if (niveau.vederlag.t > 0)
        return str_format(arena, "%.*s vederlag", STR_ARG(brok_short(arena, niveau.vederlag)));
    return STR("intet niveau");
}

bool niveau_vederlag(const struct plan *plan, struct niveau niveau, struct brok *out)
{
    if (niveau.trin == 0) {
        *out = niveau.vederlag;
        return niveau.vederlag.t > 0;
    }
    if (niveau.trin < 0 || (size_t)niveau.trin > plan->trin_antal) return false;
    *out = plan->trin[niveau.trin - 1].vederlag;
    return true;
}

bool niveau_tjek(const struct plan *plan, struct niveau niveau, struct err *err)
{
    enum plan_model model = niveau.trin > 0 ? MODEL_TRIN : MODEL_VEDERLAG;

    if (!niveau_sagt(niveau))
        return err_begge(err, ERR_INPUT, "niveau", "Vælg det niveau, der bliver indstillet.",
                         "Choose the level that is proposed.");
    if (!plan->model[model])
        return model == MODEL_TRIN
                   ? err_begge(err, ERR_INPUT, "niveau",
                               "Håndbogen bruger ikke trin; vælg et antal vederlag.",
                               "The handbook does not use steps; choose a number of vederlag.")
                   : err_begge(err, ERR_INPUT, "niveau",
                               "Håndbogen bruger ikke antal vederlag; vælg et trin.",
                               "The handbook does not use numbers of vederlag; choose a step.");
    if (model == MODEL_TRIN && (size_t)niveau.trin <= plan->trin_antal) return true;
    if (model == MODEL_VEDERLAG && brok_cmp(niveau.vederlag, plan->vederlag_min) >= 0 &&
        brok_cmp(niveau.vederlag, plan->vederlag_max) <= 0)
        return true;
    return err_begge(err, ERR_INPUT, "niveau",
                     "Håndbogen har ikke det niveau; vælg et af dens egne.",
                     "The handbook does not have that level; choose one of its own.");
}

bool niveau_kraever_leder(const struct plan *plan, struct niveau niveau)
{
    const struct plan_afgoerelse *a = &plan->indplacering.afgoerelse;
    struct brok vederlag = BROK_NUL, graense = BROK_NUL;
    struct niveau over = NIVEAU_INTET;

    if (!a->findes || a->leder == LEDER_UKENDT || a->leder == LEDER_ALTID) return true;
    if (a->leder == LEDER_ALDRIG) return false;
    if (a->leder_over.model == MODEL_TRIN)
        over.trin = (int)a->leder_over.fra.t;
    else
        over.vederlag = a->leder_over.fra;
    /* What cannot be compared is not let past. */
    if (!niveau_vederlag(plan, niveau, &vederlag) || !niveau_vederlag(plan, over, &graense))
        return true;
    return brok_cmp(vederlag, graense) > 0;
}
