/*
 * forskel: two sorted lists of keys walked side by side.
 */
#include "afregning/forskel.h"

#include <stdlib.h>

/* Keys in order of ydelse, modtager, kanal, skat, bytewise. */
static int key_cmp(const struct forskel_linje *a, const struct forskel_linje *b)
{
    int order = str_cmp(a->ydelse, b->ydelse);

    if (order == 0) order = str_cmp(a->modtager, b->modtager);
    if (order == 0) order = str_cmp(a->kanal, b->kanal);
    if (order == 0) order = str_cmp(a->skat, b->skat);
    return order;
}

static int compare(const void *a, const void *b)
{
    return key_cmp(a, b);
}

/* What is on one key from both sides. */
struct noegle {
    struct forskel_linje linje; /* oere: computed */
    int64_t tilkendt;
    int64_t efter;
};

static bool lacks(const struct str *mangler, size_t antal, struct str ydelse)
{
    for (size_t i = 0; i < antal; i++)
        if (str_is(mangler[i], "alle") || str_eq(mangler[i], ydelse)) return true;
    return false;
}

static void add(struct forskel_liste *liste, struct str anbringelse, struct maaned maaned,
                const struct noegle *n)
{
    liste->forskel = arena_grow(liste->arena, liste->forskel, liste->antal, &liste->plads,
                                liste->antal + 1, sizeof(*liste->forskel));
    liste->forskel[liste->antal++] = (struct forskel){
        .anbringelse = anbringelse,
        .ydelse = n->linje.ydelse,
        .modtager = n->linje.modtager,
        .kanal = n->linje.kanal,
        .skat = n->linje.skat,
        .maaned = maaned,
        .efter = n->efter,
        .tilkendt = {n->tilkendt},
        .beregnet = {n->linje.oere},
        .art = STR("tilkendelse"),
    };
}

/* Lines and grants as one sorted list of keys; computed amounts on one key are added. */
static bool keys_of(struct arena *arena, const struct forskel_linje *linje, size_t linjer,
                    const struct tilkendt *tilkendt, size_t tilkendte, struct noegle **out,
                    size_t *antal, struct err *err)
{
    struct noegle *all = ARENA_ARRAY(arena, linjer + tilkendte, struct noegle);
    size_t n = 0;

    for (size_t i = 0; i < linjer; i++) all[i] = (struct noegle){.linje = linje[i]};
    for (size_t i = 0; i < tilkendte; i++) {
        const struct tilkendt *t = &tilkendt[i];
        all[linjer + i] =
            (struct noegle){{t->ydelse, t->modtager, t->kanal, t->skat, 0}, t->oere, t->nr};
    }
    if (linjer + tilkendte > 0)
        qsort(all, linjer + tilkendte, sizeof(*all), compare); /* linje is the first member */
    for (size_t i = 0; i < linjer + tilkendte; i++) {
        if (n == 0 || compare(&all[n - 1], &all[i]) != 0) {
            all[n++] = all[i];
            continue;
        }
        struct oere sum;
        ASSERT(all[n - 1].efter == 0 || all[i].efter == 0); /* one grant a key */
        TRY(oere_add((struct oere){all[n - 1].linje.oere}, (struct oere){all[i].linje.oere}, &sum,
                     err));
        all[n - 1].linje.oere = sum.oere;
        all[n - 1].tilkendt += all[i].tilkendt;
        all[n - 1].efter += all[i].efter;
    }
    *out = all;
    *antal = n;
    return true;
}

bool forskel_add(struct forskel_liste *liste, struct str anbringelse, struct maaned maaned,
                 const struct forskel_linje *linje, size_t linjer, const struct str *mangler,
                 size_t mangler_antal, const struct tilkendt *tilkendt, size_t tilkendte,
                 struct err *err)
{
    struct noegle *noegle;
    size_t antal;

    for (size_t i = 0; i < tilkendte; i++) {
        ASSERT(str_eq(tilkendt[i].anbringelse, anbringelse));
        ASSERT(tilkendt[i].maaned.nr == maaned.nr);
    }
    TRY(keys_of(liste->arena, linje, linjer, tilkendt, tilkendte, &noegle, &antal, err));
    for (size_t i = 0; i < antal; i++) {
        if (noegle[i].linje.oere == noegle[i].tilkendt) continue;
        if (lacks(mangler, mangler_antal, noegle[i].linje.ydelse)) continue;
        add(liste, anbringelse, maaned, &noegle[i]);
    }
    return true;
}
