/*
 * familie_dokumenter: the letters of a family's payments, made anew from the stored runs: the same
 * bytes each time.
 *
 * Invariant: a letter is listed and handed out only when it tells of this family alone.
 */
#include "familieside/familie_dokumenter.h"

#include "familieside/familieside.h"
#include "familieside/skabelon.h"

enum { BREVE_VIST = 36 };

static bool list_payee(struct side *s, const struct familie_kreds *k,
                       const struct familie_betaling *b, const struct familie_modtagelse *m,
                       struct familie_dokumenter *page, struct familie_dokument *row,
                       struct err *err)
{
    struct dato dag;
    bool vort;

    TRY(familie_brev_er_vort(k, b->koersel.loebenr, m->modtager, &vort, err));
    if (!vort) return true;
    struct familie_dokument *d = &row[page->dokument_antal++];
    TRY(familie_navn(s, m->modtager, m->barn, &d->navn, err));
    TRY(familie_brevdag(k, b->koersel.loebenr, &dag, err));
    d->familie = k->familie;
    d->nr = b->koersel.loebenr;
    d->modtager = m->modtager;
    d->maaned = side_maaned(s, b->koersel.maaned);
    d->dag = side_dato(s, dag);
    return true;
}

bool side_familie_dokumenter(struct side *s, struct err *err)
{
    struct familie_dokumenter page = {0};
    struct familie_betaling *b;
    struct familie_kreds k;
    size_t n;

    TRY(familie_aabn(s, &k, err));
    TRY(familie_betalinger(&k, &b, &n, err));
    if (n > BREVE_VIST) n = BREVE_VIST;
    struct familie_dokument *row = ARENA_ARRAY(s->arena, n * k.modtagere, struct familie_dokument);
    for (size_t i = 0; i < n; i++) {
        struct familie_koersel run;
        if (b[i].trin == FAMILIE_BEREGNET) continue;
        TRY(familie_koersel(&k, &b[i].koersel, &run, err));
        for (size_t m = 0; m < run.modtagelser; m++)
            TRY(list_payee(s, &k, &b[i], &run.modtagelse[m], &page, row, err));
    }
    TRY(familie_afgoerelser(s, &k, &page, err));
    page.familie = k.familie;
    page.dokument = row;
    html_familie_dokumenter(&s->h, &page);
    return side_vis(s, "Breve", "Letters");
}

/* ---- one letter */

struct brev_afsender familie_afsender(const struct side *s)
{
    const struct eksport_opsaetning *o = s->app->eksport;

    if (o == NULL) return (struct brev_afsender){.kommune = s->app->kommune_navn};
    return (struct brev_afsender){
        .kommune = o->kommune_navn,
        .afdeling = o->afdeling,
        .cvr = o->cvr,
        .kontakt = o->kontakt,
        .kontaktlinjer = o->kontaktlinjer,
        .uenig = o->uenig,
    };
}

static bool own_payee(const struct familie_kreds *k, struct str modtager)
{
    for (size_t i = 0; i < k->modtagere; i++)
        if (str_eq(k->modtager[i], modtager)) return true;
    return false;
}

static bool make(struct side *s, const struct familie_kreds *k, const struct familie_betaling *b,
                 struct str modtager, struct str *pdf, struct err *err)
{
    struct side_app *app = s->app;
    struct brev_afsender afsender = familie_afsender(s);
    bool fundet, vort;

    if (b->trin == FAMILIE_BEREGNET || !own_payee(k, modtager)) return side_findes_ikke(err);
    TRY(familie_brev_er_vort(k, b->koersel.loebenr, modtager, &vort, err));
    if (!vort) return side_findes_ikke(err);
    if (app->trykkeri == NULL)
        TRY(brev_trykkeri_open(&app->arena, &brev_filer_debian, &app->trykkeri, err));
    TRY(familie_brev(k, &b->koersel, modtager, &afsender, app->trykkeri, pdf, &fundet, err));
    return fundet || side_findes_ikke(err);
}

bool side_familie_brev(struct side *s, struct err *err)
{
    struct familie_betaling b;
    struct familie_kreds k;
    struct str pdf;

    TRY(familie_aabn(s, &k, err));
    TRY(familie_find_betaling(s, &k, &b, err));
    TRY(make(s, &k, &b, web_del(s->request, "modtager"), &pdf, err));
    s->response->status = 200;
    s->response->type = "application/pdf";
    s->response->body = pdf;
    web_hoved(s->request, s->response, "Content-Disposition",
              str_format(s->arena, "inline; filename=\"betaling-%.*s.pdf\"",
                         STR_ARG(maaned_iso(s->arena, b.koersel.maaned))));
    return true;
}
