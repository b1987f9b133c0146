/*
 * takst_faelles: the keys of a rate file, and rates in words.
 */
#include "haandbogsside/takst_side.h"

static bool same_key(const struct takst *a, const struct takst *b)
{
    return str_eq(a->navn, b->navn) && a->alder_fra == b->alder_fra && a->alder_til == b->alder_til;
}

void takst_noegler_find(struct arena *arena, const struct takst_tabel *tabel,
                        struct takst_noegler *out)
{
    out->takst = ARENA_ARRAY(arena, tabel->count, const struct takst *);
    out->antal = 0;
    for (size_t i = 0; i < tabel->count; i++) {
        size_t k = 0;
        while (k < out->antal && !same_key(out->takst[k], &tabel->takst[i])) k++;
        if (k == out->antal) out->takst[out->antal++] = &tabel->takst[i];
    }
}

struct str takst_kode(struct arena *arena, const struct takst *t)
{
    if (t->alder_fra < 0) return t->navn;
    return str_format(arena, "%.*s %d-%d", STR_ARG(t->navn), t->alder_fra, t->alder_til);
}

/* "kost_og_logi" → "Kost og logi" */
struct str takst_navn_ord(struct arena *arena, struct str navn)
{
    char *ord = str_c(arena, navn);

    for (char *c = ord; *c != '\0'; c++)
        if (*c == '_') *c = ' ';
    if (ord[0] >= 'a' && ord[0] <= 'z') ord[0] = (char)(ord[0] - 'a' + 'A');
    return str_from(ord);
}

struct str takst_noegle_ord(const struct side *s, const struct takst *t)
{
    if (t->alder_fra < 0) return STR_EMPTY;
    if (t->alder_fra == t->alder_til)
        return str_format(s->arena, s->engelsk ? "%d years" : "%d år", t->alder_fra);
    return str_format(s->arena, s->engelsk ? "%d-%d years" : "%d-%d år", t->alder_fra,
                      t->alder_til);
}

struct str takst_status_ord(const struct side *s, enum takst_status status)
{
    static const char *const ENGELSK[] = {
        [TAKST_ENDELIG] = "final",
        [TAKST_FORELOEBIG] = "provisional",
        [TAKST_RETTET] = "corrected",
        [TAKST_ANTAGET] = "assumed",
        [TAKST_FREMSKRIVNING] = "carried forward",
    };

    return str_from(s->engelsk ? ENGELSK[status] : takst_status_navn(status));
}
