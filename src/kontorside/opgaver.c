/*
 * opgaver: the page of what waits for the one who asks.
 *
 * All kinds together show the first of each, merged by day; one kind is shown in pages.
 */
#include "kontorside/opgaver.h"

#include <stdlib.h>

#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"

static bool is_mine(const struct side *s, const struct opgave_kilde *k)
{
    return (k->ret == RET_ANTAL || adgang_har(&s->hvem, k->ret)) &&
           (s->hvem.roller & k->roller) != 0;
}

/* The kinds that are the user's, with how many there are of each. */
static bool count_kinds(struct side *s, struct str valgt, struct opgaver *page, struct err *err)
{
    struct kontor_valg *row = ARENA_ARRAY(s->arena, opgave_kilder_antal + 1, struct kontor_valg);
    size_t n = 1;

    for (size_t i = 0; i < opgave_kilder_antal; i++) {
        const struct opgave_kilde *k = &opgave_kilder[i];
        struct kontor_valg v = {
            .sti = str_format(s->arena, "/opgaver?slags=%s", k->kode),
            .navn = str_from(k->navn[s->engelsk]),
            .med_antal = true,
            .valgt = str_is(valgt, k->kode),
        };
        if (!is_mine(s, k)) continue;
        TRY(k->antal(s, &v.antal, err));
        page->i_alt += v.antal;
        row[n++] = v;
    }
    row[0] = (struct kontor_valg){STR("/opgaver"), side_tekst(s, "Alle", "All"), page->i_alt, true,
                                  valgt.n == 0};
    page->valg = row;
    page->valg_antal = n;
    page->ingen_rolle = n == 1;
    return true;
}

static struct opgave_raekke as_row(const struct side *s, const struct opgave_kilde *k,
                                   const struct opgave *o)
{
    struct opgave_raekke r = {.slags = str_from(k->navn[s->engelsk]),
                              .hvad = o->hvad,
                              .ord = o->ord,
                              .om = o->om,
                              .sti = o->sti,
                              .frist = o->frist};

    r.naar = kontor_naar(s, o->frist, &r.klasse);
    return r;
}

/* Adds a part of one kind; with persons among them the view is logged. */
static bool add_kind(struct side *s, const struct opgave_kilde *k, size_t fra,
                     struct opgave_raekke *row, size_t *antal, int64_t *personer, struct err *err)
{
    struct opgave *o = ARENA_ARRAY(s->arena, KONTOR_SIDE, struct opgave);
    size_t n = 0;

    TRY(k->hent(s, fra, KONTOR_SIDE, o, &n, err));
    ASSERT(n <= KONTOR_SIDE);
    for (size_t i = 0; i < n; i++) row[(*antal)++] = as_row(s, k, &o[i]);
    if (k->personer) *personer += (int64_t)n;
    return true;
}

static int by_day(const void *a, const void *b)
{
    const struct opgave_raekke *x = a, *y = b;
    int order = dato_cmp(x->frist, y->frist);

    if (order == 0) order = str_cmp(x->slags, y->slags);
    return order != 0 ? order : str_cmp(x->sti, y->sti);
}

static bool all_kinds(struct side *s, struct opgaver *page, int64_t *personer, struct err *err)
{
    struct opgave_raekke *row =
        ARENA_ARRAY(s->arena, opgave_kilder_antal * KONTOR_SIDE, struct opgave_raekke);

    for (size_t i = 0; i < opgave_kilder_antal; i++)
        if (is_mine(s, &opgave_kilder[i]))
            TRY(add_kind(s, &opgave_kilder[i], 0, row, &page->raekke_antal, personer, err));
    if (page->raekke_antal > 0) qsort(row, page->raekke_antal, sizeof(*row), by_day);
    if (page->raekke_antal > KONTOR_SIDE) page->raekke_antal = KONTOR_SIDE;
    page->flere = page->i_alt > (int64_t)page->raekke_antal;
    page->raekke = row;
    return true;
}

static bool one_kind(struct side *s, const struct opgave_kilde *k, struct opgaver *page,
                     int64_t *personer, struct err *err)
{
    struct opgave_raekke *row = ARENA_ARRAY(s->arena, KONTOR_SIDE, struct opgave_raekke);
    struct str adresse = str_format(s->arena, "/opgaver?slags=%s&", k->kode);
    int64_t antal = 0;
    size_t fra = 0;

    TRY(kontor_fra(s, &fra, err));
    TRY(k->antal(s, &antal, err));
    TRY(add_kind(s, k, fra, row, &page->raekke_antal, personer, err));
    page->sider = kontor_sider(s, adresse, fra, page->raekke_antal, antal);
    page->raekke = row;
    page->en_slags = true;
    return true;
}

static const struct opgave_kilde *find_kind(const struct side *s, struct str kode)
{
    for (size_t i = 0; i < opgave_kilder_antal; i++)
        if (str_is(kode, opgave_kilder[i].kode) && is_mine(s, &opgave_kilder[i]))
            return &opgave_kilder[i];
    return NULL;
}

bool side_opgaver(struct side *s, struct err *err)
{
    const struct opgave_kilde *k = NULL;
    struct opgaver page = {0};
    struct str slags;
    int64_t personer = 0;

    TRY(web_felt(&s->request->query, "slags", &slags, err));
    if (slags.n > 0) {
        k = find_kind(s, slags);
        if (k == NULL) return side_findes_ikke(err);
    }
    TRY(count_kinds(s, slags, &page, err));
    if (k != NULL)
        TRY(one_kind(s, k, &page, &personer, err));
    else
        TRY(all_kinds(s, &page, &personer, err));
    TRY(side_set(s, VISNING_LISTE, STR("opgaver"), "opgaver", personer, err));
    html_opgaver(&s->h, &page);
    return side_vis(s, "Opgaver", "Tasks");
}
