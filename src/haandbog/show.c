/*
 * show: what was understood of a handbook, as text (contract in haandbog.h).
 *
 * Printed from the plan, not from the document: what stands here is what will be paid by.
 */
#include "haandbog/haandbog.h"

static void show_head(struct buf *out, const struct plan *p)
{
    struct arena *a = out->arena;
    buf_format(out, "%.*s\n", STR_ARG(p->haandbog));
    buf_format(out, "  gælder fra      %.*s", STR_ARG(dato_iso(a, p->gaelder_fra)));
    if (p->gaelder_til.dag != DATO_MAX.dag)
        buf_format(out, " til og med %.*s", STR_ARG(dato_iso(a, dato_plus(p->gaelder_til, -1))));
    if (p->kendt_fra.dag != DATO_MIN.dag)
        buf_format(out, ", kendt fra %.*s", STR_ARG(dato_iso(a, p->kendt_fra)));
    buf_format(out, "\n  regler          %s\n  takster         %s\n", p->regler_hash.hex,
               p->takster_hash.hex);
    for (size_t i = 0; i < p->udenfor_antal; i++)
        buf_format(out, "  dækker ikke     %.*s til og med %.*s: %.*s\n",
                   STR_ARG(dato_iso(a, p->udenfor[i].fra)),
                   STR_ARG(dato_iso(a, dato_plus(p->udenfor[i].til, -1))),
                   STR_ARG(p->udenfor[i].grund));
}

static void show_valg(struct buf *out, const struct plan *p)
{
    buf_c(out, "\nvalg\n");
    for (size_t i = 0; i < p->valg_tekster; i++) {
        const struct plan_valg_tekst *v = &p->valg_tekst[i];
        buf_c(out, "  ");
        buf_left(out, v->noegle, 22);
        buf_format(out, "%.*s%s\n", STR_ARG(v->vaerdi), v->valgt_af_os ? "  (valgt af os)" : "");
    }
}

static void show_trin(struct buf *out, const struct plan *p)
{
    if (p->trin_antal == 0) return;
    buf_c(out, "\ntrin\n");
    for (size_t i = 0; i < p->trin_antal; i++)
        buf_format(out, "  trin %d = %.*s vederlag\n", p->trin[i].nr,
                   STR_ARG(brok_short(out->arena, p->trin[i].vederlag)));
}

static void show_arter(struct buf *out, const struct plan_ydelse *y, enum plan_for want,
                       const char *label)
{
    bool first = true;
    for (int a = 0; a < ART_ANTAL; a++) {
        if (y->for_art[a] != want) continue;
        if (first) buf_format(out, "  %s", label);
        buf_format(out, "%s%s", first ? "" : ", ", art_navn((enum art)a));
        first = false;
    }
    if (!first) buf_char(out, '\n');
}

static void show_del(struct buf *out, const struct plan_ydelse *y)
{
    if (y->beloeb.enhed.potens[ENHED_MAANED] != -1) return;
    buf_c(out, "  del af måned    ");
    if (y->del == DEL_MAANEDENS_DAGE)
        buf_c(out, "månedsbeløb × dage / månedens dage\n");
    else if (y->del == DEL_30)
        buf_c(out, "månedsbeløb × dage / 30\n");
    else
        buf_format(out, "dage × %.*s\n", STR_ARG(y->doegnsats.tekst));
}

static void show_ydelse(struct buf *out, const struct plan *p, const struct plan_ydelse *y)
{
    static const char *const retning[] = {"halve op", "ned", "op"};
    buf_format(out, "\nydelse %.*s\n", STR_ARG(p->linje[y->linje].navn));
    show_arter(out, y, FOR_GIVER, "for             ");
    show_arter(out, y, FOR_IKKE, "ikke for        ");
    show_arter(out, y, FOR_UKENDT, "ukendt for      ");
    if (y->fra_alder > 0) buf_format(out, "  ikke under      %d år\n", y->fra_alder);
    if (y->beloeb.antal == 0) return;
    buf_format(out, "  beløb           %.*s%s\n", STR_ARG(y->beloeb.tekst),
               y->faktiske_doegn ? ", for hvert faktisk døgn" : "");
    buf_format(out, "  enhed           %.*s\n", STR_ARG(enhed_text(out->arena, y->beloeb.enhed)));
    if (y->har_tredje) buf_format(out, "  for 3. barn     %.*s\n", STR_ARG(y->tredje.tekst));
    show_del(out, y);
    buf_format(out, "  afrundes        til %s, %s\n", y->afrund_step == 1 ? "øre" : "hele kroner",
               retning[y->afrund]);
    buf_format(out, "  til             %s, %s, %s\n", modtager_navn(y->modtager),
               skat_navn(y->skat), kanal_navn(y->kanal));
    buf_format(out, "  kilde           %.*s\n", STR_ARG(y->kilde));
}

static void show_virkning(struct buf *out, const struct plan_virkning *v)
{
    switch (v->art) {
    case VIRKNING_FORTSAETTER: buf_c(out, "fortsætter\n"); return;
    case VIRKNING_STOPPER: buf_c(out, "stopper\n"); return;
    case VIRKNING_SOM_TRIN: buf_format(out, "som trin %d\n", v->trin); return;
    case VIRKNING_TRIN_NED: buf_c(out, "ét trin ned\n"); return;
    case VIRKNING_SOM_VEDERLAG:
        buf_format(out, "som %.*s vederlag\n", STR_ARG(brok_short(out->arena, v->vederlag)));
        return;
    case VIRKNING_FRADRAG: buf_format(out, "fradrag %.*s\n", STR_ARG(v->fradrag.tekst)); return;
    case VIRKNING_UKENDT: buf_format(out, "ukendt: %.*s\n", STR_ARG(v->grund)); return;
    }
}

static void show_situation(struct buf *out, const struct plan *p, enum situation_art art)
{
    const struct plan_situation *s = &p->situation[art];
    if (!s->findes) return;
    buf_format(out, "\nsituation %s\n", situation_navn(art));
    if (s->ukendt) {
        buf_format(out, "  ukendt: %.*s\n", STR_ARG(s->grund));
        return;
    }
    for (size_t i = 0; i < p->linjer; i++) {
        buf_c(out, "  ");
        buf_left(out, p->linje[i].navn, 16);
        show_virkning(out, &s->virkning[i]);
    }
}

static const char *stop_text(enum stop stop)
{
    static const char *const text[] = {
        "stopper på fraflytningsdagen", "løber varslet ud", "stopper straks", "stopper på datoen",
        "ved månedens udgang",          "ukendt",
    };
    return text[stop];
}

static void show_opsigelse(struct buf *out, const struct plan *p)
{
    const struct plan_opsigelse *o = &p->opsigelse;
    if (!o->findes) return;
    buf_format(out,
               "\nopsigelse\n  varsel          %d dage i de første %d måneder, "
               "derefter %d dage%s\n",
               o->varsel_foerst_dage, o->foerste_maaneder, o->varsel_siden_dage,
               o->til == VARSEL_FOERSTE_ELLER_15 ? ", til den 1. eller den 15." : "");
    for (int a = 0; a < OPHOER_ANTAL; a++) {
        buf_format(out, "  ved %s\n", ophoer_navn((enum ophoer_art)a));
        for (size_t i = 0; i < p->linjer; i++) {
            buf_c(out, "    ");
            buf_left(out, p->linje[i].navn, 16);
            buf_format(out, "%s\n", stop_text(o->stop[a][i]));
        }
    }
    buf_format(out, "  ved 18 år       %s\n",
               o->atten ? "alt stopper med udgangen af måneden, medmindre andet er aftalt"
                        : "alt fortsætter");
}

static void show_niveau(struct buf *out, const struct plan_niveau *n)
{
    struct str fra = brok_short(out->arena, n->fra), til = brok_short(out->arena, n->til);
    bool en = str_eq(fra, til);

    if (n->model == MODEL_TRIN) buf_c(out, "trin ");
    buf_format(out, "%.*s%s%.*s", STR_ARG(fra), en ? "" : "-", STR_ARG(en ? STR_EMPTY : til));
    if (n->model == MODEL_VEDERLAG) buf_c(out, " vederlag");
}

static void show_kriterium(struct buf *out, const struct plan_indplacering *p, size_t nr)
{
    const struct plan_kriterium *k = &p->kriterium[nr];

    buf_format(out, "\nkriterium %.*s\n  %.*s\n", STR_ARG(k->navn), STR_ARG(k->spoergsmaal));
    if (k->ukendt) buf_format(out, "  peger ikke på noget niveau: %.*s\n", STR_ARG(k->grund));
    for (size_t i = 0; i < k->svar_antal; i++) {
        buf_format(out, "  - %.*s → ", STR_ARG(k->svar[i].tekst));
        if (k->svar[i].peger)
            show_niveau(out, &k->svar[i].niveau);
        else
            buf_c(out, "intet niveau");
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < p->indikator_lister; i++) {
        const struct plan_indikatorer *liste = &p->indikatorer[i];
        if (liste->kriterium != nr) continue;
        buf_format(out, "  indikatorer %.*s\n", STR_ARG(liste->navn));
        for (size_t t = 0; t < liste->antal; t++)
            buf_format(out, "    %.*s\n", STR_ARG(liste->tegn[t].tekst));
    }
}

static void show_krav(struct buf *out, const struct plan_indplacering *p)
{
    if (p->krav_antal > 0) buf_c(out, "\nkrav til familien\n");
    for (size_t i = 0; i < p->krav_antal; i++) {
        const struct plan_krav *k = &p->krav[i];
        buf_c(out, "  ");
        show_niveau(out, &k->niveau);
        buf_format(out, ": godkendelse %s; arbejde %.*s; uddannelse %.*s; erfaring %.*s\n",
                   plan_godkendelse_navn(k->godkendelse), STR_ARG(k->arbejde),
                   STR_ARG(k->uddannelse), STR_ARG(k->erfaring));
    }
}

static void show_afgoerelse(struct buf *out, const struct plan_afgoerelse *a)
{
    if (!a->findes) return;
    buf_format(out, "\nafgørelse af niveau\n  besluttes af    %s%s%.*s%.*s\n  leder           ",
               plan_beslutter_navn(a->beslutter),
               a->udvalg.n + a->beslutter_grund.n > 0 ? ": " : "", STR_ARG(a->udvalg),
               STR_ARG(a->beslutter_grund));
    if (a->leder == LEDER_OVER) {
        buf_c(out, "godkender over ");
        show_niveau(out, &a->leder_over);
    } else if (a->leder == LEDER_UKENDT) {
        buf_format(out, "ukendt: %.*s", STR_ARG(a->leder_grund));
    } else {
        buf_c(out, a->leder == LEDER_ALTID ? "godkender altid" : "godkender aldrig");
    }
    if (a->hoering_dage > 0)
        buf_format(out, "\n  partshøring     %d dage\n", a->hoering_dage);
    else
        buf_format(out, "\n  partshøring     ukendt: %.*s\n", STR_ARG(a->hoering_grund));
}

static void show_takster(struct buf *out, const struct plan *p)
{
    buf_c(out, "\ntakster i brug\n");
    for (size_t i = 0; i < p->takster.count; i++) {
        const struct takst *t = &p->takster.takst[i];
        buf_c(out, "  ");
        buf_left(out, t->navn, 24);
        buf_left(out,
                 t->alder_fra < 0 ? STR_EMPTY
                                  : str_format(out->arena, "%d-%d år", t->alder_fra, t->alder_til),
                 10);
        buf_right(out, t->ukendt ? STR("ukendt") : oere_text(out->arena, t->beloeb), 10);
        buf_format(out, " %.*s  %.*s\n", STR_ARG(enhed_text(out->arena, t->enhed)),
                   STR_ARG(dato_iso(out->arena, t->fra)));
    }
}

void haandbog_show(struct buf *out, const struct haandbog *haandbog)
{
    const struct plan *p = haandbog->plan;
    show_head(out, p);
    show_valg(out, p);
    show_trin(out, p);
    for (size_t i = 0; i < p->ydelser; i++) show_ydelse(out, p, &p->ydelse[i]);
    for (int s = 0; s < SITUATION_ANTAL; s++) show_situation(out, p, (enum situation_art)s);
    show_opsigelse(out, p);
    show_krav(out, &p->indplacering);
    for (size_t i = 0; i < p->indplacering.kriterier; i++) show_kriterium(out, &p->indplacering, i);
    show_afgoerelse(out, &p->indplacering.afgoerelse);
    show_takster(out, p);
}
