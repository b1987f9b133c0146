/*
 * maaned_forskel: one line of a run: what it was, what it is, why, and how it was computed, down to
 * the rate and where that stands.
 */
#include "maanedsside/maaned_forskel.h"

#include <string.h>

#include "afregning/familie.h"
#include "maanedsside/maanedsside.h"
#include "maanedsside/skabelon.h"

/* The explanation of the difference with that number; NULL where nothing was computed. */
static const struct linje *line_of(const struct familie_koersel *run, int64_t nr)
{
    for (size_t i = 0; i < run->modtagelser; i++) {
        const struct brev_maaned *b = &run->modtagelse[i].brev;
        for (size_t k = 0; k < b->boern; k++) {
            const struct brev_barn *barn = &b->barn[k];
            for (size_t m = 0; m < barn->linjer; m++)
                if (barn->linje[m].nr == nr) return barn->linje[m].linje;
            for (size_t m = 0; m < barn->rettelser; m++)
                if (barn->rettelse[m].nr == nr) return barn->rettelse[m].linje;
        }
    }
    return NULL;
}

/* Where the rule of a line stands on our own pages; empty when we have no such handbook. */
static struct str address_of(const struct side *s, const struct linje *linje)
{
    const struct forklaring *f = &linje->forklaring;

    if (f->dele == 0 || f->del[0].plan == NULL) return STR_EMPTY;
    for (size_t i = 0; i < s->app->haandboeger; i++)
        if (str_eq(s->app->haandbog[i].navn, f->del[0].plan->haandbog))
            return side_haandbog_adresse(s->arena, &s->app->haandbog[i], f->del[0].plan);
    return STR_EMPTY;
}

static bool explain(const struct side *s, const struct linje *linje, struct str titel,
                    struct forklaret *out)
{
    if (linje == NULL || linje->forklaring.dele == 0) return false;
    *out = forklaret_linje(s, linje, address_of(s, linje));
    out->titel = titel;
    out->aaben = true;
    return true;
}

static struct str titled(const struct side *s, struct str titel, struct maaned maaned)
{
    return str_format(s->arena, "%.*s, %.*s", STR_ARG(titel), STR_ARG(side_maaned(s, maaned)));
}

/* ---- the month before */

static const struct forskel *same_line(const struct familie_koersel *run, const struct forskel *f)
{
    for (size_t i = 0; i < run->grund.udgave.forskelle; i++) {
        const struct forskel *d = &run->grund.udgave.forskel[i];
        if (d->maaned.nr == run->grund.koersel.maaned.nr &&
            str_eq(d->anbringelse, f->anbringelse) && str_eq(d->ydelse, f->ydelse) &&
            str_eq(d->modtager, f->modtager) && str_eq(d->kanal, f->kanal) &&
            str_eq(d->skat, f->skat))
            return d;
    }
    return NULL;
}

static bool add_month_before(struct side *s, const struct familie_kreds *kreds,
                             const struct koersel *k, const struct forskel *f,
                             struct maaned_forskel *page, struct err *err)
{
    struct familie_koersel run;
    struct koersel foer;

    TRY(overblik_foer(s->app->store, s->arena, s->app->kommune, k, &foer, err));
    if (foer.loebenr == 0 || f->maaned.nr != k->maaned.nr) return true;
    TRY(familie_koersel(kreds, &foer, &run, err));
    const struct forskel *d = same_line(&run, f);
    if (d == NULL) return true;
    page->har_foer =
        explain(s, line_of(&run, d->nr), titled(s, page->linje.titel, foer.maaned), &page->foer);
    page->foer_maaned = side_maaned(s, foer.maaned);
    page->foer_forskel = side_fortegn(s, f->beregnet.oere - d->beregnet.oere);
    return true;
}

/* ---- why */

static void add_reasons(struct side *s, const struct familie_koersel *run, const struct forskel *f,
                        struct maaned_forskel *page)
{
    const struct forskel *eget = familie_forskel(run, f->nr);
    unsigned grunde = eget == NULL ? 0 : familie_forskel_grunde(run, eget);
    struct str *row = ARENA_ARRAY(s->arena, BREVE_GRUNDE, struct str);

    if (!page->linje.rettelse) return;
    for (int i = 0; i < BREVE_GRUNDE; i++)
        if ((grunde & 1u << i) != 0)
            row[page->grund_antal++] = maaned_grund_ord(s, (enum overblik_grund)i);
    page->grund = row;
}

/* "april, maj og juni 2021", "december 2020 og januar 2021": by month, each once. */
static struct str months_word(const struct side *s, const struct maaned *m, size_t n)
{
    struct buf out;

    buf_init(&out, s->arena);
    for (size_t i = 0; i < n; i++) {
        struct str ord = side_maaned(s, m[i]), navn;
        struct str rest = ord;
        bool sidst_i_aar = i + 1 == n || m[i].nr / 12 != m[i + 1].nr / 12;
        if (i > 0) buf_c(&out, i + 1 < n ? ", " : s->engelsk ? " and " : " og ");
        if (!sidst_i_aar && str_split(&rest, ' ', &navn)) ord = navn;
        buf_add(&out, ord);
    }
    return buf_str(&out);
}

/* The months of a placement that the run gives another amount than was granted. */
static bool changed_months(struct side *s, const struct koersel *k, struct str anbringelse,
                           struct str *out, struct err *err)
{
    struct forskel *f;
    size_t n, antal = 0;

    TRY(overblik_forskelle_af(s->app->store, s->arena, s->app->kommune, k, anbringelse, &f, &n,
                              err));
    struct maaned *m = ARENA_ARRAY(s->arena, n, struct maaned);
    for (size_t i = 0; i < n; i++) {
        if (!overblik_er_rettelse(k, &f[i]) || f[i].beregnet.oere == f[i].tilkendt.oere) continue;
        size_t at = antal;
        while (at > 0 && m[at - 1].nr > f[i].maaned.nr) at--;
        if (at > 0 && m[at - 1].nr == f[i].maaned.nr) continue;
        memmove(m + at + 1, m + at, (antal++ - at) * sizeof(*m));
        m[at] = f[i].maaned;
    }
    *out = months_word(s, m, antal);
    return true;
}

static bool add_registered(struct side *s, const struct koersel *k, const struct forskel *f,
                           struct maaned_forskel *page, struct err *err)
{
    struct overblik_registreret *r;
    struct str maaneder;
    size_t n;

    TRY(overblik_registreret(s->app->store, s->arena, s->app->kommune, k, page->linje.sted.familie,
                             f->anbringelse, f->maaned, &r, &n, err));
    TRY(changed_months(s, k, f->anbringelse, &maaneder, err));
    struct maaned_registreret *row = ARENA_ARRAY(s->arena, n, struct maaned_registreret);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct maaned_registreret){.hvad = maaned_grund_ord(s, r[i].grund)};
        if (r[i].grund == (enum overblik_grund)BREVE_BARN) {
            row[i].maaneder = maaneder;
        } else {
            row[i].fra = side_dato(s, r[i].fra);
            if (r[i].til.dag < DATO_MAX.dag) row[i].til = side_dato(s, dato_plus(r[i].til, -1));
        }
        TRY(maaned_bruger(s, r[i].bruger, &row[i].hvem, err));
    }
    page->registreret = row;
    page->registreret_antal = n;
    return true;
}

/* ---- the page */

static bool add_payee(struct side *s, const struct forskel *f, struct maaned_forskel *page,
                      struct err *err)
{
    struct register_person p;

    TRY(register_person(s->app->store, s->arena, s->app->kommune, f->modtager, &p, err));
    page->modtager = p.id.n > 0 && p.navn.n > 0 ? p.navn : f->modtager;
    for (int i = 0; i < SKAT_ANTAL; i++)
        if (str_is(f->skat, skat_kode((enum skat)i))) page->skat = side_skat_ord(s, (enum skat)i);
    return true;
}

static bool add_explanation(struct side *s, const struct koersel *k, const struct forskel *f,
                            struct maaned_forskel *page, struct err *err)
{
    struct familie_kreds kreds;
    struct familie_koersel run;

    if (page->linje.sted.familie.n == 0 || page->besluttet) return true;
    TRY(familie_kreds(s->app->store, s->arena, s->app->kommune, &s->app->lager,
                      page->linje.sted.familie, &kreds, err));
    TRY(familie_koersel(&kreds, k, &run, err));
    page->har_nu =
        explain(s, line_of(&run, f->nr), titled(s, page->linje.titel, f->maaned), &page->nu);
    add_reasons(s, &run, f, page);
    TRY(add_registered(s, k, f, page, err));
    return add_month_before(s, &kreds, k, f, page, err);
}

bool side_maaned_forskel(struct side *s, struct err *err)
{
    struct maaned_forskel page = {0};
    struct haandbog_samling haandbog;
    struct forskel f;
    struct koersel k;
    int64_t nr;
    bool fundet;

    TRY(adgang_kraev(&s->hvem, RET_LAES_PERSON, err));
    TRY(maaned_find_beregnet(s, &k, err));
    TRY(maaned_nr(web_del(s->request, "forskel"), &nr, err));
    TRY(overblik_forskel(s->app->store, s->arena, s->app->kommune, &k, nr, &f, &fundet, err));
    if (!fundet) return side_findes_ikke(err);
    TRY(side_set(s, VISNING_ANBRINGELSE, f.anbringelse, "månedsafregning", 1, err));
    TRY(maaned_haandbog(s, &k, &haandbog, err));
    TRY(maaned_linje_af(s, &k, &haandbog, &f, &page.linje, err));
    page.nr = k.loebenr;
    page.titel = maaned_titel(s, &k);
    page.foerste_gang = f.efter == 0;
    page.besluttet = !str_is(f.art, "tilkendelse");
    TRY(add_payee(s, &f, &page, err));
    TRY(add_explanation(s, &k, &f, &page, err));
    html_maaned_forskel(&s->h, &page);
    return side_vis_med(s, titled(s, page.linje.titel, f.maaned));
}
