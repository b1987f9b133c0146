/*
 * register/import_kendt: what the register knows of what the files name.
 *
 * A few sager are looked up one by one; for many, each table is read once.
 */
#include <stdlib.h>

#include "register/felt.h"
#include "register/import.h"

enum { ONE_BY_ONE = 200 /* sager */ };

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Reads the facts of these owners, in order and each once. */
static bool look_up(struct import *im, enum register_slags slags, struct str *noegle, size_t antal,
                    struct err *err)
{
    struct stroem s = {im->store, im->arena, im->adgang->kommune, INT64_MAX, NULL};

    if (antal > 1) qsort(noegle, antal, sizeof(*noegle), by_text);
    for (size_t i = 0; i < antal; i++) {
        if (i > 0 && str_eq(noegle[i], noegle[i - 1])) continue;
        s.ejer = &noegle[i];
        TRY(stroem_saml(&s, slags, &im->kendt[slags], err));
    }
    return true;
}

static bool few(struct import *im, struct err *err)
{
    struct str *noegle = ARENA_ARRAY(im->arena, 2 * im->sager, struct str);
    size_t n = 0;

    for (size_t i = 0; i < im->sager; i++) noegle[i] = im->sag[i].sag->id;
    TRY(look_up(im, SLAGS_ANBRINGELSE, noegle, im->sager, err));
    for (int slags = SLAGS_INDPLACERING; slags < SLAGS_ANTAL; slags++)
        TRY(look_up(im, (enum register_slags)slags, noegle, im->sager, err));
    for (size_t i = 0; i < im->sager; i++) noegle[i] = im->sag[i].sag->familie;
    TRY(look_up(im, SLAGS_PLEJEFAMILIE, noegle, im->sager, err));
    TRY(look_up(im, SLAGS_GODKENDELSE, noegle, im->sager, err));
    const struct samling *a = &im->kendt[SLAGS_ANBRINGELSE];
    for (size_t i = 0; i < im->sager; i++)
        noegle[n++] = str_format(im->arena, "%.*s-B", STR_ARG(im->sag[i].sag->id));
    for (size_t i = 0; i < a->antal; i++) noegle[n++] = a->fakta[i].anbringelse.barn;
    return look_up(im, SLAGS_BARN, noegle, n, err);
}

static bool many(struct import *im, struct err *err)
{
    struct stroem s = {im->store, im->arena, im->adgang->kommune, INT64_MAX, NULL};

    for (int slags = 0; slags < SLAGS_ANTAL; slags++) {
        if (slags == SLAGS_HUSSTAND && !im->har_csv) continue;
        TRY(stroem_saml(&s, (enum register_slags)slags, &im->kendt[slags], err));
    }
    return true;
}

/* The text itself in the place of its id, which is kept beside. */
static bool read_texts(struct import *im, enum register_slags slags, struct err *err)
{
    struct samling *s = &im->kendt[slags];

    im->tekst_id[slags] = ARENA_ARRAY(im->arena, s->antal, struct str);
    for (size_t i = 0; i < s->antal; i++) {
        struct str *tekst = register_fritekst(&s->fakta[i]);
        im->tekst_id[slags][i] = *tekst;
        if (tekst->n == 0) continue;
        TRY(register_tekst(im->store, im->arena, im->adgang->kommune, im->tekst_id[slags][i], tekst,
                           err));
    }
    return true;
}

const struct register_fakta *import_kendt_fakta(const struct import *im, enum register_slags slags,
                                                struct str ejer, struct str id)
{
    size_t antal = 0;

    if (!tabeller[slags].har_ejer) return samling_id(&im->kendt[slags], id);
    const struct register_fakta *f = samling_ejer(&im->kendt[slags], ejer, &antal);
    for (size_t i = 0; i < antal; i++)
        if (str_eq(f[i].id, id)) return &f[i];
    return NULL;
}

static int by_key(const void *a, const void *b)
{
    return tabel_orden(a, b);
}

struct samling import_endelig(const struct import *im, enum register_slags slags)
{
    const struct samling *kendt = &im->kendt[slags];
    const struct aendringer *alle = &im->aendringer;
    struct samling ud = {ARENA_ARRAY(im->arena, kendt->antal + alle->antal, struct register_fakta),
                         kendt->antal, 0};

    for (size_t i = 0; i < kendt->antal; i++) ud.fakta[i] = kendt->fakta[i];
    for (size_t i = 0; i < alle->antal; i++) {
        const struct aendring *a = &alle->aendring[i];
        if (a->ny.slags != slags) continue;
        size_t at = a->gammel != NULL ? (size_t)(a->gammel - kendt->fakta) : ud.antal++;
        ud.fakta[at] = a->ny;
        ud.fakta[at].nr = INT64_MAX; /* registered last */
    }
    if (ud.antal > 1) qsort(ud.fakta, ud.antal, sizeof(*ud.fakta), by_key);
    return ud;
}

bool import_kendt(struct import *im, struct err *err)
{
    static const enum register_slags tekster[] = {SLAGS_INDPLACERING, SLAGS_AFTALE, SLAGS_KONTRAKT};

    TRY(im->sager <= ONE_BY_ONE && !im->har_csv ? few(im, err) : many(im, err));
    for (size_t i = 0; i < sizeof(tekster) / sizeof(tekster[0]); i++)
        TRY(read_texts(im, tekster[i], err));
    return true;
}
