/*
 * api_haandbog: the handbooks that the server has read, and a month by one of them.
 */
#include <string.h>

#include "api/api_intern.h"
#include "api/api_svar.h"
#include "sag/sag.h"

enum { SAGER_MAX = 100 /* of a calculation that anybody may ask for */ };

/* "haandboeger/morsoe/2021-01-01.md" → "2021-01-01" */
static struct str version_name(const struct plan *plan)
{
    const char *base = strrchr(plan->fil, '/');
    struct str name = str_from(base == NULL ? plan->fil : base + 1);
    return str_ends(name, STR(".md")) ? str_sub(name, 0, name.n - 3) : name;
}

static struct api_version_svar version_of(struct api *a, const struct side_haandbog *h,
                                          const struct plan *plan)
{
    return (struct api_version_svar){
        .version = version_name(plan),
        .fra = plan->gaelder_fra,
        .til = plan->gaelder_til,
        .kendt_fra = plan->kendt_fra,
        .hash = str_from(plan->hash.hex),
        .adresse = side_haandbog_adresse(a->arena, h, plan),
    };
}

static struct api_haandbog_svar handbook_of(struct api *a, const struct side_haandbog *h)
{
    size_t n = h->samling.count;
    struct api_version_svar *v = ARENA_ARRAY(a->arena, n, struct api_version_svar);

    for (size_t i = 0; i < n; i++) v[i] = version_of(a, h, h->samling.haandbog[i].plan);
    return (struct api_haandbog_svar){
        .kode = h->kode,
        .navn = h->navn,
        .egen = h == side_egen_haandbog(a->side),
        .opdigtet = h->samling.haandbog[n - 1].plan->opdigtet,
        .version = v,
        .versioner = n,
    };
}

bool api_haandboeger(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal = a->side->haandboeger, at = 0;
    struct str efter;
    int64_t nul = 0;

    (void)err;
    TRY(api_efter(a, &nul, &efter));
    while (efter.n > 0 && at < antal && str_cmp(a->side->haandbog[at].kode, efter) <= 0) at++;
    struct api_side side = {.antal = antal - at > most ? most : antal - at};
    struct api_haandbog_svar *s = ARENA_ARRAY(a->arena, side.antal, struct api_haandbog_svar);
    for (size_t i = 0; i < side.antal; i++) s[i] = handbook_of(a, &a->side->haandbog[at + i]);
    side.raekke = s;
    if (antal - at > most) side.naeste = str_format(a->arena, "0.%.*s", STR_ARG(s[most - 1].kode));
    return api_svar(a, &side);
}

/* ---- one version ---- */

static struct api_ydelse_svar rule_of(const struct plan *plan, const struct plan_ydelse *y)
{
    return (struct api_ydelse_svar){
        .kode = plan->linje[y->linje].kode,
        .titel = plan->linje[y->linje].titel,
        .formel = y->beloeb.tekst,
        .formel_3_barn = y->har_tredje ? y->tredje.tekst : STR_EMPTY,
        .fra_alder = y->fra_alder,
        .til_alder = y->til_alder,
        .modtager = y->modtager,
        .kanal = y->kanal,
        .skat = y->skat,
        .afsnit = y->afsnit,
        .kilde = y->kilde,
        .anker = y->anker,
    };
}

static struct api_takst_svar rate_of(struct arena *arena, const struct takst *t)
{
    return (struct api_takst_svar){
        .navn = t->navn,
        .enhed = enhed_text(arena, t->enhed),
        .har_alder = t->alder_fra >= 0,
        .alder_fra = t->alder_fra,
        .alder_til = t->alder_til,
        .fra = t->fra,
        .til = t->til,
        .kendt = !t->ukendt,
        .beloeb = t->beloeb,
        .status = t->status,
        .kendt_fra = t->kendt_fra,
        .kilde = t->kilde,
    };
}

static void fill(struct api *a, const struct plan *plan, struct api_haandbog_version_svar *s)
{
    s->trin_antal = plan->trin_antal;
    s->trin = ARENA_ARRAY(a->arena, plan->trin_antal, struct api_trin_svar);
    for (size_t i = 0; i < plan->trin_antal; i++)
        s->trin[i] =
            (struct api_trin_svar){plan->trin[i].nr, brok_short(a->arena, plan->trin[i].vederlag),
                                   plan->trin[i].belastning};
    s->ydelser = plan->ydelser;
    s->ydelse = ARENA_ARRAY(a->arena, plan->ydelser, struct api_ydelse_svar);
    for (size_t i = 0; i < plan->ydelser; i++) s->ydelse[i] = rule_of(plan, &plan->ydelse[i]);
    s->takster = plan->takster.count;
    s->takst = ARENA_ARRAY(a->arena, s->takster, struct api_takst_svar);
    for (size_t i = 0; i < s->takster; i++)
        s->takst[i] = rate_of(a->arena, &plan->takster.takst[i]);
}

static const struct side_haandbog *find_handbook(const struct api *a, struct str kode)
{
    for (size_t i = 0; i < a->side->haandboeger; i++)
        if (str_eq(a->side->haandbog[i].kode, kode)) return &a->side->haandbog[i];
    return NULL;
}

bool api_haandbog_version(struct api *a, struct err *err)
{
    const struct side_haandbog *h = find_handbook(a, api_par(a, "kode")->tekst);
    struct str navn = api_par(a, "version")->tekst;
    size_t i = 0;

    (void)err;
    while (h != NULL && i < h->samling.count &&
           !str_eq(version_name(h->samling.haandbog[i].plan), navn))
        i++;
    if (h == NULL || i == h->samling.count)
        return api_afvis(a, PROBLEM_UKENDT, "Der er ingen sådan håndbog eller version",
                         "There is no such handbook or version");
    const struct plan *plan = h->samling.haandbog[i].plan;
    struct api_haandbog_version_svar s = {
        .kode = h->kode,
        .navn = h->navn,
        .opdigtet = plan->opdigtet,
        .version = version_of(a, h, plan),
        .regler_hash = str_from(plan->regler_hash.hex),
        .takster_hash = str_from(plan->takster_hash.hex),
    };
    fill(a, plan, &s);
    return api_svar(a, &s);
}

/* ---- a month ---- */

/* The kommune's own versions are each tried with the rates they were put in force with. */
static bool own_passes(struct api *a, bool *ja, struct err *err)
{
    struct err why = ERR_INIT;

    *ja = side_haandbog_bestaar(a->side, a->arena, &why);
    if (*ja || why.kind == ERR_INPUT) return true;
    *err = why;
    return false;
}

static bool examples_pass(struct api *a, const struct side_haandbog *h, bool *ja, struct err *err)
{
    *ja = true;
    if (h == side_egen_haandbog(a->side)) return own_passes(a, ja, err);
    for (size_t i = 0; i < h->samling.count; i++) {
        struct eksempel_resultat *r;
        size_t n;
        TRY(haandbog_test(a->arena, &h->samling.haandbog[i], &r, &n, err));
        for (size_t k = 0; k < n; k++) *ja = *ja && r[k].bestaaet;
    }
    return true;
}

/* Asked once of each handbook: a worker reads them when it starts, and the kommune's own again when
 * something has been put in force. */
bool api_haandbog(struct api *a, const struct side_haandbog *h, struct err *err)
{
    struct api_program *p = a->program;
    size_t nr = (size_t)(h - a->side->haandbog);
    unsigned bit = nr < 32 ? 1u << nr : 0;

    if (p->ikraft != a->side->ikraft.nr) p->proevet = p->bestaaet = 0;
    p->ikraft = a->side->ikraft.nr;
    bool ja = (p->bestaaet & bit) != 0;
    if (bit == 0 || (p->proevet & bit) == 0) {
        TRY(examples_pass(a, h, &ja, err));
        p->proevet |= bit;
        if (ja) p->bestaaet |= bit;
    }
    if (ja) return true;
    a->udfald = STR("ingen_haandbog");
    return api_afvis(a, PROBLEM_UDFALD,
                     "Et eksempel i håndbogen giver et andet svar, så intet er beregnet; ret "
                     "eksemplet eller reglen i håndbogen",
                     "An example in the handbook gives another answer, so nothing was "
                     "computed; mend the example or the rule in the handbook");
}

/* "krop: /sager/0" tells of the content, "krop:3:1" of JSON that cannot be read. */
static bool refuse(struct api *a, const struct err *own)
{
    struct str sted = str_from(own->place);
    size_t at;

    if (!str_find(sted, STR("/"), &at)) {
        struct str her = str_starts(sted, STR("krop:")) ? str_sub(sted, 5, sted.n) : STR_EMPTY;
        a->sted = ARENA_NEW(a->arena, struct api_sted);
        *a->sted = (struct api_sted){str_copy(a->arena, her),
                                     fund_ord(a->arena, "%s%.0s", "%.0s%s", FUND_ERR(own))};
        a->steder = her.n > 0 ? 1 : 0;
        return api_afvis_fejl(a, PROBLEM_JSON, own);
    }
    a->pointer = str_copy(a->arena, str_sub(sted, at, sted.n));
    return api_afvis_fejl(a, PROBLEM_INDHOLD, own);
}

bool api_beregn(struct api *a, struct err *err)
{
    const struct side_haandbog *h = find_handbook(a, api_par(a, "haandbog")->tekst);
    const struct api_vaerdi *kendt = api_par(a, "kendt_pr");
    struct err own = ERR_INIT;
    struct beregning b;
    struct sager sager;

    if (h == NULL)
        return api_afvis_parameter(a, "haandbog", "koden på en håndbog, der er her",
                                   "the code of a handbook that is here");
    TRY(api_ikke_fremtid(a, "kendt_pr"));
    TRY(api_haandbog(a, h, err));
    if (!sag_read_json(a->arena, "krop", a->request->body, &sager, &own)) {
        if (own.kind == ERR_INPUT || own.kind == ERR_LIMIT) return refuse(a, &own);
        *err = own;
        return false;
    }
    if (sager.count > SAGER_MAX)
        return api_afvis(a, PROBLEM_INDHOLD, "Der kan højst beregnes %d sager ad gangen",
                         "At most %d cases can be computed at a time", SAGER_MAX);
    TRY(beregning_month(a->arena, &h->samling.planer, &sager, api_par(a, "maaned")->maaned,
                        kendt->der ? kendt->dato : DATO_MAX, &b, err));
    beregning_print_json(&a->ud, &b, false);
    return true;
}
