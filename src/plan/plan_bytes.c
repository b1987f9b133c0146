/*
 * plan_bytes: the canonical form of a plan, and its hashes.
 *
 * Every number is eight bytes, little endian; every text has its length before it; every list its
 * count. So two different plans never give the same bytes. Left out is what changes no amount, name
 * or printed reason: file names, places, html ids. Rules, rates and what levels are decided by are
 * apart, so that a new rate file or a new question changes one hash only.
 */
#include "plan/plan.h"

static void put_int(struct buf *out, int64_t value)
{
    char bytes[8];
    uint64_t rest = (uint64_t)value;
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)(unsigned char)(rest & 0xFFU);
        rest >>= 8;
    }
    buf_add(out, (struct str){bytes, sizeof bytes});
}

static void put_size(struct buf *out, size_t value)
{
    put_int(out, (int64_t)value);
}

static void put_str(struct buf *out, struct str text)
{
    put_size(out, text.n);
    buf_add(out, text);
}

static void put_brok(struct buf *out, struct brok value)
{
    put_int(out, value.t);
    put_int(out, value.n);
}

static void put_enhed(struct buf *out, struct enhed enhed)
{
    char bytes[ENHED_ANTAL];
    for (int i = 0; i < ENHED_ANTAL; i++) bytes[i] = (char)enhed.potens[i];
    buf_add(out, (struct str){bytes, sizeof bytes});
}

static void put_factor(struct buf *out, const struct plan_faktor *faktor)
{
    put_int(out, faktor->art);
    put_int(out, faktor->divider);
    put_enhed(out, faktor->enhed);
    switch (faktor->art) {
    case FAKTOR_TAL: put_brok(out, faktor->tal); break;
    case FAKTOR_VEDERLAG: break;
    case FAKTOR_VEDERLAG_TRIN: put_int(out, faktor->trin); break;
    case FAKTOR_TAKST:
        put_int(out, faktor->takst);
        put_int(out, faktor->efter_alder);
        break;
    }
}

static void put_formula(struct buf *out, const struct plan_formel *formel)
{
    put_size(out, formel->antal);
    put_enhed(out, formel->enhed);
    put_str(out, formel->tekst);
    for (size_t i = 0; i < formel->antal; i++) {
        const struct plan_led *led = &formel->led[i];
        put_int(out, led->minus);
        put_size(out, led->faktorer);
        for (size_t k = 0; k < led->faktorer; k++) put_factor(out, &led->faktor[k]);
    }
}

static void put_head(struct buf *out, const struct plan *plan)
{
    put_str(out, plan->haandbog);
    put_int(out, plan->kommunekode);
    put_int(out, plan->opdigtet);
    put_int(out, plan->gaelder_fra.dag);
    put_int(out, plan->gaelder_til.dag);
    put_int(out, plan->kendt_fra.dag);
    put_int(out, plan->retning);
    put_int(out, plan->model[MODEL_TRIN]);
    put_int(out, plan->model[MODEL_VEDERLAG]);
    put_brok(out, plan->vederlag_min);
    put_brok(out, plan->vederlag_max);
    put_size(out, plan->udenfor_antal);
    for (size_t i = 0; i < plan->udenfor_antal; i++) {
        put_int(out, plan->udenfor[i].fra.dag);
        put_int(out, plan->udenfor[i].til.dag);
        put_str(out, plan->udenfor[i].grund);
    }
}

static void put_choices(struct buf *out, const struct plan *plan)
{
    const struct plan_valg *valg = &plan->valg;
    put_int(out, valg->alder);
    put_int(out, valg->indflytningsdag_taeller);
    put_int(out, valg->fraflytningsdag_taeller);
    put_int(out, valg->uge);
    put_int(out, valg->raekkefoelge);
    put_int(out, valg->taeller_som_barn);
    put_int(out, valg->tredje);
    put_int(out, valg->skuddag);
    put_size(out, plan->valg_tekster);
    for (size_t i = 0; i < plan->valg_tekster; i++) {
        put_str(out, plan->valg_tekst[i].noegle);
        put_str(out, plan->valg_tekst[i].vaerdi);
        put_int(out, plan->valg_tekst[i].valgt_af_os);
        put_str(out, plan->valg_tekst[i].kilde);
    }
}

static void put_names(struct buf *out, const struct plan *plan)
{
    put_size(out, plan->linjer);
    for (size_t i = 0; i < plan->linjer; i++) {
        put_str(out, plan->linje[i].kode);
        put_str(out, plan->linje[i].navn);
        put_str(out, plan->linje[i].titel);
    }
    put_size(out, plan->trin_antal);
    for (size_t i = 0; i < plan->trin_antal; i++) {
        put_int(out, plan->trin[i].nr);
        put_brok(out, plan->trin[i].vederlag);
        put_str(out, plan->trin[i].belastning);
    }
    put_size(out, plan->takst_antal);
    for (size_t i = 0; i < plan->takst_antal; i++) put_str(out, plan->takst_navne[i]);
}

static void put_rule(struct buf *out, const struct plan_ydelse *rule)
{
    put_int(out, rule->linje);
    for (int i = 0; i < ART_ANTAL; i++) {
        put_int(out, rule->for_art[i]);
        put_str(out, rule->ukendt_grund[i]);
    }
    put_int(out, rule->faktiske_doegn);
    put_int(out, rule->fra_alder);
    put_int(out, rule->til_alder);
    put_formula(out, &rule->beloeb);
    put_int(out, rule->har_tredje);
    put_formula(out, &rule->tredje);
    put_int(out, rule->del);
    put_formula(out, &rule->doegnsats);
    put_int(out, rule->uge);
    put_int(out, rule->afrund);
    put_int(out, rule->afrund_step);
    put_int(out, rule->modtager);
    put_int(out, rule->kanal);
    put_int(out, rule->skat);
    put_str(out, rule->kilde);
    put_str(out, rule->afsnit);
}

static void put_situation(struct buf *out, const struct plan *plan, const struct plan_situation *s)
{
    put_int(out, s->findes);
    put_int(out, s->ukendt);
    put_str(out, s->grund);
    put_str(out, s->kilde);
    for (size_t i = 0; i < plan->linjer; i++) {
        const struct plan_virkning *v = &s->virkning[i];
        put_int(out, v->art);
        put_int(out, v->trin);
        put_brok(out, v->vederlag);
        put_formula(out, &v->fradrag);
        put_str(out, v->grund);
    }
}

static void put_ending(struct buf *out, const struct plan *plan)
{
    const struct plan_opsigelse *o = &plan->opsigelse;
    put_int(out, o->findes);
    put_int(out, o->foerste_maaneder);
    put_int(out, o->varsel_foerst_dage);
    put_int(out, o->varsel_siden_dage);
    put_int(out, o->til);
    put_int(out, o->atten);
    put_str(out, o->kilde);
    for (int event = 0; event < OPHOER_ANTAL; event++)
        for (size_t i = 0; i < plan->linjer; i++) put_int(out, o->stop[event][i]);
    put_int(out, plan->overgang.findes);
    put_int(out, plan->overgang.dato.dag);
    put_int(out, plan->overgang.nye);
    put_int(out, plan->overgang.aeldre);
}

void plan_bytes_regler(struct buf *out, const struct plan *plan)
{
    buf_c(out, "vederlag plan 1\n");
    put_head(out, plan);
    put_choices(out, plan);
    put_names(out, plan);
    put_size(out, plan->ydelser);
    for (size_t i = 0; i < plan->ydelser; i++) put_rule(out, &plan->ydelse[i]);
    for (int i = 0; i < SITUATION_ANTAL; i++) put_situation(out, plan, &plan->situation[i]);
    put_ending(out, plan);
}

void plan_bytes_takster(struct buf *out, const struct plan *plan)
{
    buf_c(out, "vederlag takster 1\n");
    put_size(out, plan->takster.count);
    for (size_t i = 0; i < plan->takster.count; i++) {
        const struct takst *takst = &plan->takster.takst[i];
        put_str(out, takst->navn);
        put_enhed(out, takst->enhed);
        put_int(out, takst->alder_fra);
        put_int(out, takst->alder_til);
        put_int(out, takst->fra.dag);
        put_int(out, takst->til.dag);
        put_int(out, takst->ukendt);
        put_int(out, takst->beloeb.oere);
        put_int(out, takst->status);
        put_int(out, takst->kendt_fra.dag);
        put_str(out, takst->kilde);
        put_str(out, takst->begrundelse);
    }
}

static void put_niveau(struct buf *out, const struct plan_niveau *niveau)
{
    put_int(out, niveau->model);
    put_brok(out, niveau->fra);
    put_brok(out, niveau->til);
}

static void put_criterion(struct buf *out, const struct plan_kriterium *k)
{
    put_str(out, k->kode);
    put_str(out, k->navn);
    put_str(out, k->spoergsmaal);
    put_size(out, k->svar_antal);
    for (size_t i = 0; i < k->svar_antal; i++) {
        put_str(out, k->svar[i].tekst);
        put_int(out, k->svar[i].peger);
        put_niveau(out, &k->svar[i].niveau);
    }
    put_int(out, k->ukendt);
    put_str(out, k->grund);
    put_str(out, k->kilde);
}

static void put_indicators(struct buf *out, const struct plan_indikatorer *liste)
{
    put_str(out, liste->kode);
    put_str(out, liste->navn);
    put_size(out, liste->kriterium);
    put_size(out, liste->antal);
    for (size_t i = 0; i < liste->antal; i++) {
        put_str(out, liste->tegn[i].kode);
        put_str(out, liste->tegn[i].tekst);
    }
    put_str(out, liste->kilde);
}

static void put_demand(struct buf *out, const struct plan_krav *krav)
{
    put_niveau(out, &krav->niveau);
    put_int(out, krav->godkendelse);
    put_str(out, krav->arbejde);
    put_str(out, krav->uddannelse);
    put_str(out, krav->erfaring);
}

static void put_decision(struct buf *out, const struct plan_afgoerelse *a)
{
    put_int(out, a->findes);
    put_int(out, a->beslutter);
    put_str(out, a->udvalg);
    put_str(out, a->beslutter_grund);
    put_int(out, a->leder);
    put_niveau(out, &a->leder_over);
    put_str(out, a->leder_grund);
    put_int(out, a->hoering_dage);
    put_str(out, a->hoering_grund);
    put_str(out, a->kilde);
}

void plan_bytes_indplacering(struct buf *out, const struct plan *plan)
{
    const struct plan_indplacering *i = &plan->indplacering;

    buf_c(out, "vederlag indplacering 1\n");
    put_size(out, i->kriterier);
    for (size_t n = 0; n < i->kriterier; n++) put_criterion(out, &i->kriterium[n]);
    put_size(out, i->indikator_lister);
    for (size_t n = 0; n < i->indikator_lister; n++) put_indicators(out, &i->indikatorer[n]);
    put_size(out, i->krav_antal);
    for (size_t n = 0; n < i->krav_antal; n++) put_demand(out, &i->krav[n]);
    put_decision(out, &i->afgoerelse);
}

/* Whether the handbook says how levels are decided; the level table's demands alone are no such
 * thing. */
static bool says_how(const struct plan *plan)
{
    return plan->indplacering.kriterier > 0 || plan->indplacering.afgoerelse.findes;
}

void plan_seal(struct arena *scratch, struct plan *plan)
{
    struct buf rules, rates, both;
    buf_init(&rules, scratch);
    buf_init(&rates, scratch);
    buf_init(&both, scratch);
    plan_bytes_regler(&rules, plan);
    plan_bytes_takster(&rates, plan);
    plan->regler_hash = hash_of(buf_str(&rules));
    plan->takster_hash = hash_of(buf_str(&rates));
    buf_c(&both, plan->regler_hash.hex);
    buf_c(&both, plan->takster_hash.hex);
    plan->indplacering.hash = (struct hash){0};
    if (says_how(plan)) {
        struct buf levels;
        buf_init(&levels, scratch);
        plan_bytes_indplacering(&levels, plan);
        plan->indplacering.hash = hash_of(buf_str(&levels));
        buf_c(&both, plan->indplacering.hash.hex);
    }
    plan->hash = hash_of(buf_str(&both));
}
