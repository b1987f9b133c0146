/*
 * familie_udbetaling: what one payment is for, line by line.
 *
 * Invariant: lines, positive corrections and what is drawn make the payment's amount; a page whose
 * parts do not is never shown.
 */
#include "familieside/familie_udbetaling.h"

#include "beregning/ord.h"
#include "familieside/familieside.h"
#include "familieside/skabelon.h"

struct opstilling {
    struct side *s;
    const struct familie_kreds *kreds;
    const struct familie_koersel *run;
    struct familie_udbetaling *page;
    struct familie_konto_sum *konto;
    int64_t sum;
    bool foelges; /* rettelser are to be shown */
};

/* "/haandbog/morsoe/2021-01-01", where the rule of the line stands; empty when we have no such
 * handbook. */
static struct str handbook_of(const struct side *s, const struct linje *linje)
{
    const struct forklaring *f = &linje->forklaring;

    if (f->dele == 0 || f->del[0].plan == NULL) return STR_EMPTY;
    const struct plan *plan = f->del[0].plan;
    for (size_t i = 0; i < s->app->haandboeger; i++) {
        const struct side_haandbog *h = &s->app->haandbog[i];
        if (!str_eq(h->navn, plan->haandbog)) continue;
        return side_haandbog_adresse(s->arena, h, plan);
    }
    return STR_EMPTY;
}

static void add_konto(struct opstilling *o, struct str konto, struct str skat, int64_t oere)
{
    for (size_t i = 0; i < o->page->konto_antal; i++) {
        if (!str_eq(o->konto[i].konto, konto) || !str_eq(o->konto[i].skat, skat)) continue;
        o->konto[i].beloeb.oere += oere;
        o->sum += oere;
        return;
    }
    o->konto[o->page->konto_antal++] = (struct familie_konto_sum){konto, skat, {oere}};
    o->sum += oere;
}

static struct familie_post post_of(const struct opstilling *o, int64_t nr, struct str titel,
                                   struct maaned maaned, struct oere beloeb,
                                   const struct linje *linje)
{
    struct side *s = o->s;
    struct familie_post post = {
        .familie = o->kreds->familie,
        .betaling = o->page->kort.nr,
        .nr = nr,
        .titel = titel,
        .maaned = side_maaned(s, maaned),
        .beloeb = beloeb,
    };

    if (maaned.nr != o->run->grund.koersel.maaned.nr)
        post.titel = str_format(s->arena, "%.*s, %.*s", STR_ARG(titel), STR_ARG(post.maaned));
    if (linje == NULL || linje->forklaring.dele == 0) return post;
    post.har_forklaring = true;
    post.forklaring = forklaret_linje(s, linje, handbook_of(s, linje));
    post.forklaring.titel = post.titel;
    return post;
}

static void add_lines(struct opstilling *o, const struct familie_modtagelse *m,
                      const struct brev_barn *barn, struct familie_barn_poster *out)
{
    struct familie_post *post = ARENA_ARRAY(o->s->arena, barn->linjer, struct familie_post);

    for (size_t i = 0; i < barn->linjer; i++) {
        const struct brev_linje *l = &barn->linje[i];
        post[i] = post_of(o, l->nr, l->titel, l->maaned, l->beloeb, l->linje);
        out->sum.oere += l->beloeb.oere;
        add_konto(o, familie_konto_ord(o->s, m->barn, l->kanal, barn->navn),
                  side_skat_ord(o->s, l->skat), l->beloeb.oere);
    }
    out->post = post;
    out->post_antal = barn->linjer;
    out->med_sum = barn->linjer > 1;
}

static void add_corrections(struct opstilling *o, const struct familie_modtagelse *m,
                            const struct brev_barn *barn, struct familie_barn_poster *out)
{
    struct side *s = o->s;
    struct familie_post *post = ARENA_ARRAY(s->arena, barn->rettelser, struct familie_post);

    for (size_t i = 0; i < barn->rettelser; i++) {
        const struct brev_rettelse *r = &barn->rettelse[i];
        const struct forskel *f = familie_forskel(o->run, r->nr);
        ASSERT(f != NULL);
        post[i] = post_of(o, r->nr, r->titel, r->maaned, r->efter, r->linje);
        post[i].titel = r->titel;
        post[i].foer = r->foer;
        post[i].forskel = side_fortegn(s, r->forskel.oere);
        post[i].grund = side_grunde_ord(s, familie_forskel_grunde(o->run, f));
        if (r->forskel.oere > 0)
            add_konto(o, familie_konto_ord(s, m->barn, r->kanal, barn->navn),
                      side_skat_ord(s, r->skat), r->forskel.oere);
        else
            o->page->for_meget.oere -= r->forskel.oere;
    }
    out->rettelse = post;
    out->rettelse_antal = barn->rettelser;
    o->foelges = o->foelges || barn->rettelser > 0;
}

static void add_drawn(struct opstilling *o, const struct familie_modtagelse *m,
                      struct familie_til *out)
{
    struct side *s = o->s;
    const struct brev_maaned *b = &m->brev;
    struct familie_traek *row = ARENA_ARRAY(s->arena, b->traek_antal, struct familie_traek);
    struct str navn = b->boern > 0 ? b->barn[0].navn : STR_EMPTY;

    for (size_t i = 0; i < b->traek_antal; i++) {
        const struct brev_traek *t = &b->traek[i];
        row[i] = (struct familie_traek){
            side_dato(s, t->besluttet), t->tekst, side_skat_ord(s, t->skat), {-t->beloeb.oere}};
        add_konto(o, familie_konto_ord(s, m->barn, t->kanal, navn), row[i].skat, -t->beloeb.oere);
    }
    out->traek = row;
    out->traek_antal = b->traek_antal;
}

static bool add_payee(struct opstilling *o, const struct familie_modtagelse *m,
                      struct familie_til *out, struct err *err)
{
    struct side *s = o->s;
    const struct brev_maaned *b = &m->brev;
    struct familie_barn_poster *barn = ARENA_ARRAY(s->arena, b->boern, struct familie_barn_poster);
    struct str navn;

    TRY(familie_navn(s, m->modtager, m->barn, &navn, err));
    struct str hvor = m->barn ? familie_konto_ord(s, true, KANAL_NEMKONTO, navn) : navn;
    out->overskrift = str_format(s->arena, s->engelsk ? "To %.*s" : "Til %.*s", STR_ARG(hvor));
    for (size_t i = 0; i < b->boern; i++) {
        barn[i].navn = b->barn[i].navn;
        add_lines(o, m, &b->barn[i], &barn[i]);
        add_corrections(o, m, &b->barn[i], &barn[i]);
    }
    out->barn = barn;
    out->barn_antal = b->boern;
    out->sum = b->udbetales;
    add_drawn(o, m, out);
    o->page->tilgode.oere += b->tilgode.efter.oere;
    return true;
}

static void add_between(struct opstilling *o)
{
    struct side *s = o->s;
    size_t most = 0, n = 0;

    for (size_t i = 0; i < o->run->modtagelser; i++)
        most += o->run->modtagelse[i].brev.mellem_antal;
    struct familie_mellem *row = ARENA_ARRAY(s->arena, most, struct familie_mellem);
    for (size_t i = 0; i < o->run->modtagelser; i++) {
        const struct brev_maaned *b = &o->run->modtagelse[i].brev;
        for (size_t k = 0; k < b->mellem_antal; k++) {
            const struct brev_mellem *m = &b->mellem[k];
            row[n++] = (struct familie_mellem){m->tekst, side_maaned(s, m->maaned),
                                               m->familien_skylder, m->beloeb};
        }
    }
    o->page->mellem = row;
    o->page->mellem_antal = n;
}

static size_t most_rows(const struct familie_koersel *run)
{
    size_t n = 0;

    for (size_t i = 0; i < run->modtagelser; i++) {
        const struct brev_maaned *b = &run->modtagelse[i].brev;
        n += b->traek_antal;
        for (size_t k = 0; k < b->boern; k++) n += b->barn[k].linjer + b->barn[k].rettelser;
    }
    return n;
}

static bool invented(const struct haandbog_samling *haandbog)
{
    for (size_t i = 0; i < haandbog->count; i++)
        if (haandbog->planer.plan[i]->opdigtet) return true;
    return false;
}

static bool fill(struct opstilling *o, struct err *err)
{
    struct familie_udbetaling *page = o->page;
    struct familie_til *til = ARENA_ARRAY(o->s->arena, o->run->modtagelser, struct familie_til);

    o->konto = ARENA_ARRAY(o->s->arena, most_rows(o->run), struct familie_konto_sum);
    for (size_t i = 0; i < o->run->modtagelser; i++)
        TRY(add_payee(o, &o->run->modtagelse[i], &til[i], err));
    page->konto = o->konto;
    page->til = page->rettet = til;
    page->til_antal = o->run->modtagelser;
    page->rettet_antal = o->foelges ? page->til_antal : 0;
    page->har_for_meget = page->for_meget.oere > 0;
    page->har_tilgode = page->tilgode.oere > 0;
    page->opdigtet = invented(&o->run->grund.haandbog);
    page->mangel = familie_mangler(o->s, o->run, &page->mangel_antal);
    add_between(o);
    ASSERT(o->sum == page->kort.beloeb.oere);
    return true;
}

bool side_familie_betaling(struct side *s, struct err *err)
{
    struct familie_udbetaling page = {0};
    struct familie_betaling b;
    struct familie_koersel run;
    struct familie_kreds k;

    TRY(familie_aabn(s, &k, err));
    TRY(familie_find_betaling(s, &k, &b, err));
    TRY(familie_koersel(&k, &b.koersel, &run, err));
    page.familie = k.familie;
    page.kort = familie_kort_af(s, &k, &b);
    struct opstilling o = {.s = s, .kreds = &k, .run = &run, .page = &page};
    TRY(fill(&o, err));
    html_familie_udbetaling(&s->h, &page);
    return side_vis_med(s,
                        str_format(s->arena, s->engelsk ? "Payment for %.*s" : "Betaling for %.*s",
                                   STR_ARG(page.kort.maaned)));
}
