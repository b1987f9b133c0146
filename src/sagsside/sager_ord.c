/*
 * sager_ord: words, names and addresses that the pages of cases share.
 */
#include "sagsside/sager_ord.h"

const struct sager_ord SAGER_ART[ART_ANTAL] = {
    [ART_DOEGN] = {"doegn", {"Døgnpleje", "Full-time foster care"}},
    [ART_AFLASTNING] = {"aflastning", {"Aflastning", "Relief care"}},
    [ART_AKUT] = {"akut", {"Akut", "Emergency care"}},
    [ART_NETVAERK] = {"netvaerk", {"Netværkspleje", "Network care"}},
};
const struct sager_ord SAGER_SITUATION[SITUATION_ANTAL] = {
    [SITUATION_EFTERSKOLE] = {"efterskole", {"Efterskole", "Boarding school"}},
    [SITUATION_EFTERVAERN] = {"eftervaern", {"Efterværn", "Aftercare"}},
    [SITUATION_OPHOLD_I_AFLASTNING] = {"ophold_i_aflastning",
                                       {"Ophold i aflastning", "Stay in relief care"}},
    [SITUATION_HJEMMEBESOEG] = {"hjemmebesoeg", {"Hjemmebesøg", "Visit at home"}},
};
const struct sager_ord SAGER_GODKENDELSE[GODKENDELSE_ANTAL] = {
    [GODKENDELSE_ALMEN] = {"almen", {"Almen", "General"}},
    [GODKENDELSE_FORSTAERKET] = {"forstaerket", {"Forstærket", "Enhanced"}},
    [GODKENDELSE_SPECIALISERET] = {"specialiseret", {"Specialiseret", "Specialised"}},
    [GODKENDELSE_KONKRET] = {"konkret", {"Konkret (bestemte børn)", "For particular children"}},
};

size_t sager_find(const struct sager_ord *ord, size_t antal, struct str kode)
{
    size_t i = 0;

    while (i < antal && !str_is(kode, ord[i].kode)) i++;
    return i;
}

size_t sager_valgene(const struct side *s, const struct sager_ord *ord, size_t antal,
                     const char *const *tom, struct str valgt, const struct sager_valg **out)
{
    struct sager_valg *row = ARENA_ARRAY(s->arena, antal + 1, struct sager_valg);
    size_t n = 0;

    if (tom != NULL)
        row[n++] = (struct sager_valg){STR_EMPTY, str_from(tom[s->engelsk]), valgt.n == 0, false};
    for (size_t i = 0; i < antal; i++)
        row[n++] = (struct sager_valg){str_from(ord[i].kode), str_from(ord[i].tekst[s->engelsk]),
                                       str_is(valgt, ord[i].kode), false};
    *out = row;
    return n;
}

/* ---- names */

bool sager_navn(struct side *s, struct str person, struct str *out, struct err *err)
{
    struct register_person p;

    TRY(register_person(s->app->store, s->arena, s->app->kommune, person, &p, err));
    *out = p.navn.n > 0 ? p.navn : person;
    return true;
}

bool sager_bruger(struct side *s, struct str bruger, struct str *out, struct err *err)
{
    TRY(adgang_navn(s->app->store, s->arena, s->app->kommune, bruger, out, err));
    if (out->n == 0) *out = bruger;
    return true;
}

bool sager_plejepersoner(struct side *s, struct str familie, struct dato dag, struct str *out,
                         struct err *err)
{
    struct register_plejeperson *p;
    struct buf alle;
    size_t n;

    TRY(register_plejepersoner(s->app->store, s->arena, s->app->kommune, familie, dag, &p, &n,
                               err));
    buf_init(&alle, s->arena);
    for (size_t i = 0; i < n; i++) {
        if (p[i].navn.n == 0) continue;
        buf_format(&alle, "%s%.*s", alle.n > 0 ? ", " : "", STR_ARG(p[i].navn));
    }
    *out = buf_str(&alle);
    return true;
}

/* ---- words */

struct str sager_alder(const struct side *s, struct dato foedt, struct dato dag)
{
    int years = dato_age(foedt, dag, SKUDDAG_1_MARTS);

    if (foedt.dag == DATO_MIN.dag || years < 0) return STR_EMPTY;
    return str_format(s->arena, s->engelsk ? "%d years" : "%d år", years);
}

struct str sager_niveau(const struct side *s, int trin, struct brok vederlag)
{
    if (trin > 0) return str_format(s->arena, s->engelsk ? "level %d" : "trin %d", trin);
    return str_format(s->arena, s->engelsk ? "%.*s fees" : "%.*s vederlag",
                      STR_ARG(brok_short(s->arena, vederlag)));
}

struct str sager_periode(const struct side *s, struct dato fra, struct dato til)
{
    struct str foerste = side_dato(s, fra);

    if (til.dag == DATO_MAX.dag)
        return str_format(s->arena, s->engelsk ? "from %.*s" : "fra %.*s", STR_ARG(foerste));
    if (til.dag <= fra.dag + 1) return foerste;
    /* "25. juni – 28. juni 2021": the year stands once. */
    if (dato_year(fra) == dato_year(dato_plus(til, -1)))
        foerste = str_sub(foerste, 0, foerste.n - sizeof(" 2021") + 1);
    return str_format(s->arena, "%.*s – %.*s", STR_ARG(foerste),
                      STR_ARG(side_dato(s, dato_plus(til, -1))));
}

/* ---- addresses */

void sager_adresse(struct side *s, struct sager_adresse *a, const char *sti)
{
    html_init(&a->h, s->arena, false);
    buf_c(&a->h.buf, sti);
    a->har = false;
}

void sager_tilfoej(struct sager_adresse *a, const char *navn, struct str vaerdi)
{
    if (vaerdi.n == 0) return;
    buf_format(&a->h.buf, "%c%s=", a->har ? '&' : '?', navn);
    html_procent(&a->h, vaerdi);
    a->har = true;
}

struct str sager_adressen(const struct sager_adresse *a)
{
    return buf_str(&a->h.buf);
}

struct str sager_soegning(const struct sager_adresse *a)
{
    struct str alt = buf_str(&a->h.buf);
    size_t at;

    return str_find(alt, STR("?"), &at) ? str_sub(alt, at + 1, alt.n) : STR_EMPTY;
}

bool sager_felt(const struct web_felter *felter, const char *navn, struct str *out, struct err *err)
{
    *out = STR_EMPTY;
    TRY(web_felt(felter, navn, out, err));
    *out = str_trim(*out);
    return true;
}
