/*
 * familie_aarsside: what a family was paid in a year, month by month and payment by payment, with
 * the letters that say the same.
 *
 * Invariant: the sums are those of the letters, added: both are made of the same posts.
 */
#include "familieside/familie_aarsside.h"

#include <stdlib.h>

#include "familieside/familie_dokumenter.h"
#include "familieside/familieside.h"
#include "familieside/skabelon.h"

/* ---- posts to lines */

struct post {
    struct maaned betalt;
    int64_t koersel;
    bool skat;
    int64_t oere;
};

static int by_month(const void *a, const void *b)
{
    const struct post *x = a, *y = b;
    int order = (x->betalt.nr > y->betalt.nr) - (x->betalt.nr < y->betalt.nr);

    return order != 0 ? order : (x->koersel > y->koersel) - (x->koersel < y->koersel);
}

static struct post *all_posts(struct side *s, const struct familie_aarsdel *d, size_t n,
                              size_t *antal)
{
    struct post *post;
    size_t most = 0;

    for (size_t i = 0; i < n; i++) most += d[i].brev.poster;
    post = ARENA_ARRAY(s->arena, most, struct post);
    *antal = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < d[i].brev.poster; k++) {
            const struct brev_aar_post *p = &d[i].brev.post[k];
            post[(*antal)++] =
                (struct post){p->betalt, p->koersel, p->skat == SKAT_A_INDKOMST, p->beloeb.oere};
        }
    if (*antal > 0) qsort(post, *antal, sizeof(*post), by_month);
    return post;
}

static bool name_payment(struct side *s, const struct familie_kreds *k,
                         struct familie_aarslinje *out, struct err *err)
{
    struct koersel run;

    TRY(koersel_find(k->store, s->arena, k->kommune, out->nr, &run, err));
    struct str m = side_maaned(s, run.maaned);
    out->betaling =
        run.ekstra ? str_format(s->arena, s->engelsk ? "%.*s (extra)" : "%.*s (ekstra)", STR_ARG(m))
                   : m;
    return true;
}

static bool add_lines(struct side *s, const struct familie_kreds *k, const struct post *post,
                      size_t n, struct familie_aarsside *page, struct err *err)
{
    struct familie_aarslinje *row = ARENA_ARRAY(s->arena, n, struct familie_aarslinje), *l = NULL;

    for (size_t i = 0; i < n; i++) {
        bool ny_maaned = i == 0 || post[i - 1].betalt.nr != post[i].betalt.nr;
        if (ny_maaned || post[i - 1].koersel != post[i].koersel) {
            l = &row[page->linje_antal++];
            *l = (struct familie_aarslinje){.familie = k->familie, .nr = post[i].koersel};
            l->maaned = ny_maaned ? side_maaned(s, post[i].betalt) : STR_EMPTY;
            TRY(name_payment(s, k, l, err));
        }
        (post[i].skat ? &l->a_indkomst : &l->skattefri)->oere += post[i].oere;
        l->i_alt.oere += post[i].oere;
    }
    page->linje = row;
    return true;
}

/* ---- payees and years */

static bool add_payees(struct side *s, const struct familie_aarsdel *d, size_t n,
                       struct familie_aarsside *page, struct err *err)
{
    struct familie_aarsmodtager *row = ARENA_ARRAY(s->arena, n, struct familie_aarsmodtager);

    for (size_t i = 0; i < n; i++) {
        const struct brev_aar *b = &d[i].brev;
        row[i] = (struct familie_aarsmodtager){.familie = page->familie,
                                               .aar = page->aar,
                                               .id = d[i].modtager,
                                               .i_alt = b->udbetalt,
                                               .har_brev = d[i].vort};
        TRY(familie_navn(s, d[i].modtager, d[i].barn, &row[i].navn, err));
        page->a_indkomst.oere += b->a_indkomst.oere;
        page->skattefri.oere += b->skattefri.oere;
        page->i_alt.oere += b->udbetalt.oere;
        page->rettelser.oere += b->rettelser.oere;
        page->opdigtet = page->opdigtet || b->opdigtet;
    }
    page->har_rettelser = page->rettelser.oere != 0;
    page->modtager = row;
    page->modtager_antal = n;
    return true;
}

static bool show(struct side *s, const struct familie_kreds *k, const int *aar, size_t aarene,
                 int valgt, struct err *err)
{
    struct familie_aarsside page = {.familie = k->familie, .aar = valgt};
    struct familie_aarsvalg *valg = ARENA_ARRAY(s->arena, aarene, struct familie_aarsvalg);
    struct familie_aarsdel *d;
    size_t n, poster;

    for (size_t i = 0; i < aarene; i++)
        valg[i] = (struct familie_aarsvalg){k->familie, aar[i], aar[i] == valgt};
    page.valg = valg;
    page.valg_antal = aarene;
    TRY(familie_aar(k, valgt, &d, &n, err));
    const struct post *post = all_posts(s, d, n, &poster);
    TRY(add_lines(s, k, post, poster, &page, err));
    TRY(add_payees(s, d, n, &page, err));
    html_familie_aarsside(&s->h, &page);
    return side_vis(s, "Udbetalt år for år", "Paid year by year");
}

/* ---- the pages */

/* The year in the path, one of those there were payments in; 404 for another. */
static bool find_year(struct side *s, const int *aar, size_t aarene, int *out, struct err *err)
{
    int64_t nr;

    if (!str_int(web_del(s->request, "aar"), &nr)) return side_findes_ikke(err);
    for (size_t i = 0; i < aarene; i++) {
        if (aar[i] != nr) continue;
        *out = aar[i];
        return true;
    }
    return side_findes_ikke(err);
}

bool side_familie_aarene(struct side *s, struct err *err)
{
    struct familie_kreds k;
    size_t aarene;
    int *aar;

    TRY(familie_aabn(s, &k, err));
    TRY(familie_aarene(&k, &aar, &aarene, err));
    return show(s, &k, aar, aarene, aarene > 0 ? aar[0] : dato_year(s->i_dag), err);
}

bool side_familie_aar(struct side *s, struct err *err)
{
    struct familie_kreds k;
    size_t aarene;
    int *aar, valgt = 0;

    TRY(familie_aabn(s, &k, err));
    TRY(familie_aarene(&k, &aar, &aarene, err));
    TRY(find_year(s, aar, aarene, &valgt, err));
    return show(s, &k, aar, aarene, valgt, err);
}

/* Of a year that is over, the same bytes each time. */
bool side_familie_aarsbrev(struct side *s, struct err *err)
{
    struct brev_afsender afsender = familie_afsender(s);
    struct side_app *app = s->app;
    struct familie_kreds k;
    struct str pdf;
    size_t aarene;
    int *aar, valgt = 0;
    bool fundet;

    TRY(familie_aabn(s, &k, err));
    TRY(familie_aarene(&k, &aar, &aarene, err));
    TRY(find_year(s, aar, aarene, &valgt, err));
    const struct dato slut = dato_make(valgt, 12, 31);
    const struct breve_valg valg = {&afsender, slut.dag < s->i_dag.dag ? slut : s->i_dag};
    if (app->trykkeri == NULL)
        TRY(brev_trykkeri_open(&app->arena, &brev_filer_debian, &app->trykkeri, err));
    TRY(familie_aarsbrev(&k, valgt, web_del(s->request, "modtager"), &valg, app->trykkeri, &pdf,
                         &fundet, err));
    if (!fundet) return side_findes_ikke(err);
    s->response->status = 200;
    s->response->type = "application/pdf";
    s->response->body = pdf;
    web_hoved(s->request, s->response, "Content-Disposition",
              str_format(s->arena, "inline; filename=\"aarsopgoerelse-%d.pdf\"", valgt));
    return true;
}
