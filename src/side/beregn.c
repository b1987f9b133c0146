/*
 * beregn: the calculator's page: the form, the month explained, the year.
 *
 * The amounts are beregning_month's and nothing else's. A year is twelve months, each computed;
 * what a month lacks makes its sum incomplete, which is said, and never a zero.
 */
#include "side/beregn.h"

#include "beregning/ord.h"
#include "side/ruter.h"
#include "side/skabelon.h"

enum { MONTHS = 12, BAR_MAX = 120, BAR_STEP = 50 };

/* ---- the lists of the form ---- */

struct liste {
    struct arena *arena;
    struct beregn_option *option;
    size_t antal;
};

static void list_init(struct liste *l, struct arena *arena, size_t most)
{
    *l = (struct liste){.arena = arena, .option = ARENA_ARRAY(arena, most, struct beregn_option)};
}

static void list_add(struct liste *l, struct str kode, struct str tekst, bool valgt)
{
    l->option[l->antal++] = (struct beregn_option){kode, tekst, valgt};
}

static struct beregn_liste list_done(const struct liste *l)
{
    return (struct beregn_liste){l->option, l->antal};
}

static struct beregn_liste numbers(struct arena *arena, int from, int to, int chosen)
{
    struct liste l;
    list_init(&l, arena, (size_t)(to - from + 1));
    for (int n = from; n <= to; n++) {
        struct str text = str_format(arena, "%d", n);
        list_add(&l, text, text, n == chosen);
    }
    return list_done(&l);
}

static struct beregn_liste handbooks(const struct side *s, const struct beregn_valg *v)
{
    struct liste l;
    list_init(&l, s->arena, s->app->haandboeger);
    for (size_t i = 0; i < s->app->haandboeger; i++) {
        const struct side_haandbog *h = &s->app->haandbog[i];
        list_add(&l, h->kode, h->navn, h == v->haandbog);
    }
    return list_done(&l);
}

/* Every month that some version covers; an open end is cut a year from today. */
static struct beregn_liste months(const struct side *s, const struct beregn_valg *v)
{
    struct liste l;
    const struct plan_samling *planer = &v->haandbog->samling.planer;
    struct maaned m = maaned_of(planer->plan[0]->gaelder_fra);
    struct dato last = planer->plan[planer->count - 1]->gaelder_til;
    int32_t end = dato_min(last, dato_plus_months_clamped(s->i_dag, MONTHS)).dag;
    list_init(&l, s->arena, BEREGN_VALG_MAX);
    for (; l.antal < BEREGN_VALG_MAX && maaned_first(m).dag < end; m.nr++) {
        if (plan_on(planer, maaned_first(m), DATO_MAX) == NULL) continue;
        struct html h;
        html_init(&h, s->arena, s->engelsk);
        html_maaned(&h, m);
        list_add(&l, maaned_iso(s->arena, m), buf_str(&h.buf), m.nr == v->maaned.nr);
    }
    return list_done(&l);
}

static const char *const ART_ENGELSK[ART_ANTAL] = {
    [ART_DOEGN] = "full-time care",
    [ART_AFLASTNING] = "relief care",
    [ART_AKUT] = "emergency care",
    [ART_NETVAERK] = "care in the child's network",
};
static const char *const SITUATION_ENGELSK[SITUATION_ANTAL] = {
    [SITUATION_EFTERSKOLE] = "at boarding school (efterskole)",
    [SITUATION_EFTERVAERN] = "aftercare (efterværn)",
    [SITUATION_OPHOLD_I_AFLASTNING] = "staying with a relief family",
    [SITUATION_HJEMMEBESOEG] = "visiting home",
};

static struct beregn_liste kinds(const struct side *s, const struct beregn_valg *v)
{
    struct liste l;
    list_init(&l, s->arena, ART_ANTAL);
    for (enum art art = 0; art < ART_ANTAL; art++) {
        struct str text = side_tekst(s, art_navn(art), ART_ENGELSK[art]);
        list_add(&l, str_from(art_kode(art)), ord_stort(s->arena, text), art == v->art);
    }
    return list_done(&l);
}

/* Those that the handbook says something of. */
static struct beregn_liste situations(const struct side *s, const struct beregn_valg *v)
{
    struct liste l;
    list_init(&l, s->arena, SITUATION_ANTAL + 1);
    list_add(&l, STR_EMPTY, side_tekst(s, "Ingen", "None"), v->situation < 0);
    for (enum situation_art art = 0; art < SITUATION_ANTAL; art++) {
        if (!v->plan->situation[art].findes) continue;
        struct str text = side_tekst(s, situation_navn(art), SITUATION_ENGELSK[art]);
        list_add(&l, str_from(situation_kode(art)), ord_stort(s->arena, text),
                 (int)art == v->situation);
    }
    return list_done(&l);
}

static struct beregn_liste birth_months(const struct side *s, const struct beregn_valg *v)
{
    struct liste l;
    list_init(&l, s->arena, MONTHS);
    for (int m = 1; m <= MONTHS; m++) {
        list_add(&l, str_format(s->arena, "%d", m),
                 side_tekst(s, maaned_navn(m), html_month_name(m)), m == v->foedt);
    }
    return list_done(&l);
}

static struct beregn_liste levels(const struct side *s, const struct beregn_valg *v)
{
    struct liste l;
    const struct plan *plan = v->plan;
    list_init(&l, s->arena, plan->trin_antal + 1);
    if (!plan->model[MODEL_TRIN]) return list_done(&l);
    if (plan->model[MODEL_VEDERLAG]) {
        list_add(&l, STR("0"), side_tekst(s, "Efter antal vederlag", "By number of fees"),
                 v->trin == 0);
    }
    for (size_t i = 0; i < plan->trin_antal; i++) {
        int nr = plan->trin[i].nr;
        list_add(&l, str_format(s->arena, "%d", nr),
                 str_format(s->arena, "%s %d", s->engelsk ? "Level" : "Trin", nr), nr == v->trin);
    }
    return list_done(&l);
}

static void refuse(struct side *s, const struct beregn_valg *v)
{
    for (enum beregn_felt f = 0; f < BEREGN_FELTER; f++)
        if (v->fejl[f][s->engelsk] != NULL)
            side_afvis(s, BEREGN_NAVN[f], str_from(v->fejl[f][s->engelsk]));
}

static void fill_form(struct side *s, const struct beregn_valg *v, struct beregn *page)
{
    page->haandbog = handbooks(s, v);
    page->maaned = months(s, v);
    page->art = kinds(s, v);
    page->alder = numbers(s->arena, 0, PLAN_MAX_AGE, v->alder);
    page->foedt = birth_months(s, v);
    page->trin = levels(s, v);
    page->soeskende = numbers(s->arena, 0, BEREGN_SOESKENDE_MAX, v->soeskende);
    page->situation = situations(s, v);
    page->med_vederlag = v->plan->model[MODEL_VEDERLAG];
    page->aflastning = v->art == ART_AFLASTNING;
    page->vederlag = v->skrevet[FELT_VEDERLAG];
    page->dag = v->skrevet[FELT_DAG];
    page->doegn = v->skrevet[FELT_DOEGN];
    refuse(s, v);
}

/* ---- the month ---- */

static void fill_lines(const struct side *s, const struct sag_beregning *b, struct beregn *page)
{
    struct forklaret *lines = ARENA_ARRAY(s->arena, b->linjer, struct forklaret);
    for (size_t i = 0; i < b->linjer; i++)
        lines[i] = forklaret_linje(s, &b->linje[i], page->haandbog_adresse);
    page->linje = lines;
    page->linje_antal = b->linjer;
}

/* Lacks of the same thing stand together, each line named. */
static void fill_lacks(const struct side *s, const struct beregn_valg *v,
                       const struct sag_beregning *b, struct beregn *page)
{
    struct print_planer planer = {0};
    struct beregn_mangel *lacks = ARENA_ARRAY(s->arena, b->mangler, struct beregn_mangel);
    const struct plan *plan[1] = {v->plan};
    planer.plan = plan;
    planer.count = 1;
    for (size_t i = 0; i < b->mangler; i++) {
        const struct mangel *m = &b->mangel[i];
        lacks[i] = (struct beregn_mangel){
            .ydelse = ord_ydelse(s->arena, &planer, m->ydelse),
            .mangler = oversat_af(s->arena, ord_navn(s->arena, m->mangler), s->engelsk),
            .grund = oversat_stort(s->arena, m->grund, s->engelsk),
        };
    }
    page->mangel = lacks;
    page->mangel_antal = b->mangler;
}

static void fill_choices(const struct side *s, const struct plan *plan, struct beregn *page)
{
    struct beregn_choice *rows = ARENA_ARRAY(s->arena, plan->valg_tekster, struct beregn_choice);
    for (size_t i = 0; i < plan->valg_tekster; i++) {
        const struct plan_valg_tekst *v = &plan->valg_tekst[i];
        rows[i] = (struct beregn_choice){oversat_stort(s->arena, v->noegle, s->engelsk),
                                         oversat_stort(s->arena, v->vaerdi, s->engelsk),
                                         v->valgt_af_os, v->kilde};
    }
    page->choice = rows;
    page->choice_antal = plan->valg_tekster;
}

/* ---- the year ---- */

/* What a reader would ask about a month that is not as the one before. */
static struct str why_new(const struct side *s, const struct beregn_valg *v, struct maaned m,
                          const struct sag *child)
{
    const struct plan_samling *planer = &v->haandbog->samling.planer;
    int before = dato_age(child->foedt, dato_plus(maaned_first(m), -1), v->plan->valg.skuddag);
    int after = dato_age(child->foedt, dato_plus(maaned_end(m), -1), v->plan->valg.skuddag);
    if (after > before) {
        return str_format(s->arena, s->engelsk ? "The child turns %d" : "Barnet fylder %d år",
                          after);
    }
    if (plan_on(planer, maaned_first(m), DATO_MAX) !=
        plan_on(planer, dato_plus(maaned_first(m), -1), DATO_MAX))
        return side_tekst(s, "Ny håndbog", "New handbook");
    return STR_EMPTY;
}

static bool compute_month(const struct side *s, const struct beregn_valg *v,
                          const struct sager *sager, struct beregn_maaned *row, struct err *err)
{
    struct beregning b;
    const struct plan_samling *planer = &v->haandbog->samling.planer;
    row->findes = plan_on(planer, maaned_first(row->maaned), DATO_MAX) != NULL;
    if (!row->findes) return true;
    TRY(beregning_month(s->arena, planer, sager, row->maaned, DATO_MAX, &b, err));
    row->beloeb = b.sag[0].beregnet;
    row->hel = b.sag[0].mangler == 0;
    return true;
}

/* Bars of whole numbers, so that nothing about money is a fraction of a computer's. */
static void draw(const struct side *s, struct beregn_maaned *row, size_t count)
{
    int64_t most = 1;
    for (size_t i = 0; i < count; i++)
        if (row[i].beloeb.oere > most) most = row[i].beloeb.oere;
    for (size_t i = 0; i < count; i++) {
        int64_t value = row[i].beloeb.oere > 0 ? row[i].beloeb.oere : 0;
        row[i].hoejde = (int)(value / (most / BAR_MAX + 1));
        row[i].x = (int)i * BAR_STEP + 6;
        row[i].y = BAR_MAX - row[i].hoejde;
        const char *name = s->engelsk ? html_month_name((int)i + 1) : maaned_navn((int)i + 1);
        row[i].kort = str_clip(str_from(name), 3);
    }
}

static bool fill_year(const struct side *s, const struct beregn_valg *v, const struct sager *sager,
                      struct beregn *page, struct err *err)
{
    struct beregn_maaned *rows = ARENA_ARRAY(s->arena, MONTHS, struct beregn_maaned);
    int32_t january = v->maaned.nr - v->maaned.nr % MONTHS;
    for (int i = 0; i < MONTHS; i++) {
        rows[i].maaned = (struct maaned){january + i};
        TRY(compute_month(s, v, sager, &rows[i], err));
        if (i > 0 && rows[i].findes) rows[i].grund = why_new(s, v, rows[i].maaned, &sager->sag[0]);
    }
    draw(s, rows, MONTHS);
    page->aaret = rows;
    page->aaret_antal = MONTHS;
    page->aar = january / MONTHS;
    return true;
}

static bool fill_answer(const struct side *s, const struct beregn_valg *v, struct beregn *page,
                        struct err *err)
{
    struct beregning b;
    struct sager sager = beregn_sager(s->arena, v);
    TRY(beregning_month(s->arena, &v->haandbog->samling.planer, &sager, v->maaned, DATO_MAX, &b,
                        err));
    page->svar = true;
    page->for_maaned = v->maaned;
    page->beregnet = b.sag[0].beregnet;
    page->hel = b.sag[0].mangler == 0;
    page->haandbog_navn = ord_haandbog(s->arena, v->plan);
    page->haandbog_adresse = side_haandbog_adresse(s->arena, v->haandbog, v->plan);
    fill_lines(s, &b.sag[0], page);
    fill_lacks(s, v, &b.sag[0], page);
    fill_choices(s, v->plan, page);
    return fill_year(s, v, &sager, page, err);
}

bool side_beregn(struct side *s, struct err *err)
{
    struct beregn_valg v;
    struct beregn page = {0};
    if (s->app->haandboeger == 0) return side_findes_ikke(err);
    TRY(beregn_laes(s, &v, err));
    page.opdigtet = v.plan->opdigtet;
    fill_form(s, &v, &page);
    if (v.spurgt && v.fejl_antal == 0) TRY(fill_answer(s, &v, &page, err));
    html_beregn(&s->h, &page);
    return side_vis(s, "Beregn", "Calculate");
}
