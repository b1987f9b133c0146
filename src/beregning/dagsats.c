/*
 * dagsats: what one line is worth on one day (contract in dagsats.h).
 *
 * The steps, in order of precedence: the rule for the kind of placement, the right on that day, the
 * child's age, the situation, the level, the formula, individual agreements. The first that is
 * missing stops the line and gives it a name.
 */
#include "beregning/dagsats.h"

struct opslag_niveau {
    bool ok;
    struct brok vederlag;
    struct str note;
};

static bool missing(struct dagsats *out, struct str navn, struct str grund)
{
    out->udfald = DAG_MANGLER;
    out->mangler = navn;
    out->mangler_grund = grund;
    return true;
}

static void reason(struct dagsats *out, struct str grund)
{
    ASSERT(out->grunde < DAGSATS_GRUNDE);
    out->grund[out->grunde++] = grund;
}

/* ---- level ---- */

static const struct plan_trin *trin_of(const struct plan *plan, int nr)
{
    return nr >= 1 && (size_t)nr <= plan->trin_antal ? &plan->trin[nr - 1] : NULL;
}

/* The number of vederlag a placement means under this plan; false when the plan does not know
 * it. */
static bool vederlag_of(const struct plan *plan, const struct indplacering *f, struct brok *out)
{
    if (f->trin == 0) {
        *out = f->vederlag;
        return true;
    }
    const struct plan_trin *trin = trin_of(plan, f->trin);
    if (trin != NULL) *out = trin->vederlag;
    return trin != NULL;
}

/* Why this placement cannot be used under the plan; empty when it can. */
static struct str level_refused(const struct dag_sag *d, const struct plan *plan,
                                const struct indplacering *f)
{
    enum plan_model model = f->trin != 0 ? MODEL_TRIN : MODEL_VEDERLAG;
    if (plan->overgang.findes) {
        bool ny = d->sag->indflyttet.dag >= plan->overgang.dato.dag;
        enum plan_model wanted = ny ? plan->overgang.nye : plan->overgang.aeldre;
        if (model != wanted)
            return str_format(d->arena, "anbringelsen er fra %s%.*s%s og skal indplaceres med %s",
                              ny ? "" : "før ", STR_ARG(dato_tekst(d->arena, plan->overgang.dato)),
                              ny ? " eller senere" : "",
                              wanted == MODEL_TRIN ? "trin" : "antal vederlag");
    }
    if (!plan->model[model])
        return str_format(d->arena, "håndbogen kender ikke indplacering med %s",
                          model == MODEL_TRIN ? "trin" : "antal vederlag");
    if (f->trin != 0 && trin_of(plan, f->trin) == NULL)
        return str_format(d->arena, "trin %d findes ikke i håndbogen", f->trin);
    if (f->trin == 0 && (brok_cmp(f->vederlag, plan->vederlag_min) < 0 ||
                         brok_cmp(f->vederlag, plan->vederlag_max) > 0))
        return str_format(d->arena, "%.*s vederlag er uden for håndbogens grænser",
                          STR_ARG(brok_short(d->arena, f->vederlag)));
    return STR_EMPTY;
}

/* Compares `nu` with the level of one earlier day. */
static void compare_level(const struct dag_sag *d, const struct plan *plan, struct dato dag,
                          struct brok nu, bool *var_hoejere, bool *anderledes)
{
    bool strid;
    struct brok foer;
    const struct indplacering *f = fakta_indplacering(d->sag, dag, d->kendt, &strid);
    if (f == NULL || strid || !vederlag_of(plan, f, &foer)) return;
    if (brok_cmp(foer, nu) > 0) *var_hoejere = true;
    if (brok_cmp(foer, nu) != 0) *anderledes = true;
}

/* Compares the level of `dag` with those that held earlier in the placement. A level begins where
 * a decision does, or where one that stood above it ends. */
static void earlier_levels(const struct dag_sag *d, const struct plan *plan, struct dato dag,
                           struct brok nu, bool *var_hoejere, bool *anderledes)
{
    *var_hoejere = false;
    *anderledes = false;
    for (size_t i = 0; i < d->sag->indplaceringer; i++) {
        struct periode p = d->sag->indplacering[i].periode;
        struct dato fra = dato_max(p.fra, d->sag->indflyttet);
        struct dato til = dato_max(p.til, d->sag->indflyttet);
        if (fra.dag < dag.dag) compare_level(d, plan, fra, nu, var_hoejere, anderledes);
        if (til.dag < dag.dag) compare_level(d, plan, til, nu, var_hoejere, anderledes);
    }
}

static struct str level_note(const struct dag_sag *d, const struct indplacering *f)
{
    struct buf note;
    buf_init(&note, d->arena);
    if (f->trin != 0) buf_format(&note, "trin %d", f->trin);
    if (f->har_besluttet)
        buf_format(&note, "%sbesluttet %.*s", f->trin != 0 ? ", " : "",
                   STR_ARG(dato_tekst(d->arena, f->besluttet)));
    return buf_str(&note);
}

/* The level on that day: the number of vederlag and what to call it. On a lack, out says so and
 * niveau.ok is false. */
static struct opslag_niveau level_on(const struct dag_sag *d, const struct plan *plan,
                                     struct dato dag, struct dagsats *out)
{
    struct opslag_niveau n = {0};
    bool strid, hoejere, anderledes;
    struct str navn = STR("indplacering");
    const struct indplacering *f = fakta_indplacering(d->sag, dag, d->kendt, &strid);
    if (f == NULL || strid) {
        struct str dato = dato_tekst(d->arena, dag);
        missing(out, navn,
                f == NULL ? str_format(d->arena, "ingen indplacering gælder %.*s", STR_ARG(dato))
                          : str_format(d->arena,
                                       "to forskellige indplaceringer gælder %.*s, "
                                       "og ingen af dem er kendt senere end den anden",
                                       STR_ARG(dato)));
        return n;
    }
    struct str afvist = level_refused(d, plan, f);
    if (afvist.n != 0) {
        missing(out, navn, afvist);
        return n;
    }
    bool kendt = vederlag_of(plan, f, &n.vederlag);
    ASSERT(kendt);
    earlier_levels(d, plan, dag, n.vederlag, &hoejere, &anderledes);
    if (plan->retning == RETNING_ALDRIG_NED && hoejere) {
        missing(out, navn,
                STR("niveauet er lavere end før, og håndbogen siger, at det aldrig sænkes"));
        return n;
    }
    out->niveau_aendret = plan->retning == RETNING_FASTHOLDES && anderledes;
    n.note = level_note(d, f);
    n.ok = true;
    return n;
}

/* ---- situations ---- */

/* The one effect that changes the line that day, or NULL; a lack when two do, or one is unknown. */
static const struct plan_virkning *effect_on(const struct dag_sag *d, const struct plan *plan,
                                             int linje, struct dato dag, struct dagsats *out)
{
    unsigned mask = fakta_situationer(d->sag, dag, d->kendt);
    const struct plan_virkning *found = NULL;
    const char *first = NULL;
    for (int s = 0; s < SITUATION_ANTAL; s++) {
        if ((mask & 1u << s) == 0) continue;
        const struct plan_situation *sit = &plan->situation[s];
        const struct plan_virkning *v = &sit->virkning[linje];
        const char *ord = situation_navn((enum situation_art)s);
        struct str navn = str_format(d->arena, "situation %s", ord);
        if (!sit->findes) {
            missing(out, navn, STR("håndbogen siger ikke, hvad der gælder"));
            return NULL;
        }
        if (sit->ukendt || v->art == VIRKNING_UKENDT) {
            missing(out, navn, sit->ukendt ? sit->grund : v->grund);
            return NULL;
        }
        if (v->art == VIRKNING_FORTSAETTER) continue;
        if (found != NULL) {
            missing(out, STR("situation"),
                    str_format(d->arena,
                               "%s og %s ændrer begge ydelsen samme dag, og håndbogen siger "
                               "ikke hvordan",
                               first, ord));
            return NULL;
        }
        found = v;
        first = ord;
        reason(out, str_from(ord));
    }
    return found;
}

/* The level after a situation's effect. */
static struct opslag_niveau level_after(const struct dag_sag *d, const struct plan *plan,
                                        const struct plan_virkning *v, struct dato dag,
                                        struct dagsats *out)
{
    struct opslag_niveau n = {0};
    if (v != NULL && v->art == VIRKNING_SOM_TRIN) {
        n.vederlag = trin_of(plan, v->trin)->vederlag;
        n.note = str_format(d->arena, "som trin %d", v->trin);
        n.ok = true;
        return n;
    }
    if (v != NULL && v->art == VIRKNING_SOM_VEDERLAG) {
        n.vederlag = v->vederlag;
        n.ok = true;
        return n;
    }
    n = level_on(d, plan, dag, out);
    if (!n.ok || v == NULL || v->art != VIRKNING_TRIN_NED) return n;
    bool strid;
    const struct indplacering *f = fakta_indplacering(d->sag, dag, d->kendt, &strid);
    if (f->trin == 0) {
        n.ok = false;
        missing(out, STR("indplacering"), STR("»ét trin ned« kræver en indplacering på trin"));
        return n;
    }
    int ned = f->trin - v->trin < 1 ? 1 : f->trin - v->trin;
    n.vederlag = trin_of(plan, ned)->vederlag;
    n.note = str_format(d->arena, "trin %d, ned fra trin %d", ned, f->trin);
    return n;
}

/* ---- formulas ---- */

struct formel_dag {
    const struct dag_sag *d;
    const struct plan *plan;
    const struct plan_virkning *virkning;
    struct dato dag;   /* whose rates hold */
    struct dato fakta; /* whose facts hold */
    int alder;
    struct dagsats *out;
};

/* "under 10 år", "fyldt 10 år den 16. juni 2021", "11-13 år". */
static struct str band_note(const struct formel_dag *f, const struct takst *row)
{
    struct arena *arena = f->d->arena;
    if (row->alder_fra > 0) {
        struct dato fylder = dato_turns(f->d->sag->foedt, row->alder_fra, f->plan->valg.skuddag);
        if (maaned_of(fylder).nr == f->d->maaned.nr)
            return str_format(arena, "fyldt %d år den %.*s", row->alder_fra,
                              STR_ARG(dato_tekst(arena, fylder)));
    }
    if (row->alder_fra == 0) return str_format(arena, "under %d år", row->alder_til + 1);
    if (row->alder_til >= PLAN_MAX_AGE) return str_format(arena, "fra %d år", row->alder_fra);
    if (row->alder_fra == row->alder_til) return str_format(arena, "%d år", row->alder_fra);
    return str_format(arena, "%d-%d år", row->alder_fra, row->alder_til);
}

static bool rate_factor(const struct formel_dag *f, const struct plan_faktor *p,
                        struct forklaring_faktor *out, struct err *err)
{
    struct arena *arena = f->d->arena;
    int alder = p->efter_alder ? f->alder : -1;
    const struct takst *row = plan_takst_on(f->plan, p->takst, alder, f->dag, f->d->kendt);
    if (row == NULL || row->ukendt) {
        struct str navn = f->plan->takst_navne[p->takst];
        struct str alderen =
            p->efter_alder ? str_format(arena, " for alderen %d", f->alder) : STR_EMPTY;
        return missing(f->out, str_format(arena, "takst %.*s", STR_ARG(navn)),
                       row == NULL
                           ? str_format(arena, "ingen sats%.*s gælder %.*s", STR_ARG(alderen),
                                        STR_ARG(dato_tekst(arena, f->dag)))
                       : row->begrundelse.n > 0 ? row->begrundelse
                                                : row->kilde);
    }
    out->takst = row;
    out->enhed = row->enhed;
    TRY(brok_make(row->beloeb.oere, 100, &out->vaerdi, err));
    if (p->efter_alder) out->note = band_note(f, row);
    return true;
}

static bool one_factor(const struct formel_dag *f, const struct plan_faktor *p,
                       struct forklaring_faktor *out, struct err *err)
{
    *out = (struct forklaring_faktor){.divider = p->divider, .art = p->art, .enhed = p->enhed};
    switch (p->art) {
    case FAKTOR_TAL: out->vaerdi = p->tal; return true;
    case FAKTOR_VEDERLAG_TRIN:
        out->vaerdi = trin_of(f->plan, p->trin)->vederlag;
        out->note = str_format(f->d->arena, "trin %d", p->trin);
        return true;
    case FAKTOR_TAKST: return rate_factor(f, p, out, err);
    case FAKTOR_VEDERLAG: {
        struct opslag_niveau n = level_after(f->d, f->plan, f->virkning, f->fakta, f->out);
        out->vaerdi = n.vederlag;
        out->note = n.note;
        return true;
    }
    }
    ASSERT(false);
}

static bool one_led(const struct formel_dag *f, const struct plan_led *p,
                    struct forklaring_led *out, struct err *err)
{
    struct forklaring_faktor *faktor =
        ARENA_ARRAY(f->d->arena, p->faktorer, struct forklaring_faktor);
    struct brok value = brok_int(p->minus ? -100 : 100); /* øre to the krone */
    struct enhed enhed = {{0}};
    for (size_t i = 0; i < p->faktorer; i++) {
        TRY(one_factor(f, &p->faktor[i], &faktor[i], err));
        if (f->out->udfald == DAG_MANGLER) return true;
        if (p->faktor[i].divider) {
            TRY(brok_div(value, faktor[i].vaerdi, &value, err));
            enhed = enhed_div(enhed, p->faktor[i].enhed);
        } else {
            TRY(brok_mul(value, faktor[i].vaerdi, &value, err));
            enhed = enhed_mul(enhed, p->faktor[i].enhed);
        }
    }
    *out = (struct forklaring_led){.minus = p->minus,
                                   .faktor = faktor,
                                   .faktorer = p->faktorer,
                                   .oere = value,
                                   .enhed = enhed};
    return true;
}

/* Adds the terms of a formula to the list; stops when something is missing. */
static bool add_formel(const struct formel_dag *f, const struct plan_formel *formel, bool fradrag,
                       struct led_liste *liste, struct err *err)
{
    struct forklaring_led *led =
        ARENA_ARRAY(f->d->arena, liste->antal + formel->antal, struct forklaring_led);
    for (size_t i = 0; i < liste->antal; i++) led[i] = liste->led[i];
    for (size_t i = 0; i < formel->antal; i++) {
        struct forklaring_led *ny = &led[liste->antal + i];
        TRY(one_led(f, &formel->led[i], ny, err));
        if (f->out->udfald == DAG_MANGLER) return true;
        if (!fradrag) continue;
        ny->fradrag = true;
        ny->minus = !ny->minus;
        TRY(brok_mul(ny->oere, brok_int(-1), &ny->oere, err));
    }
    *liste = (struct led_liste){led, liste->antal + formel->antal};
    return true;
}

/* ---- individual agreements ---- */

static struct forklaring_led agreed_led(const struct dag_sag *d, const struct aftale *a)
{
    struct enhed enhed = {{0}};
    enhed.potens[ENHED_KR] = 1;
    enhed.potens[a->pr == PR_MAANED ? ENHED_MAANED : ENHED_DOEGN] = -1;
    struct buf note;
    buf_init(&note, d->arena);
    buf_c(&note, a->art == AFTALE_TILLAEG ? "aftalt tillæg" : "aftalt i stedet");
    if (a->begrundelse.n != 0) buf_format(&note, ": %.*s", STR_ARG(a->begrundelse));
    if (a->besluttet_af.n != 0) buf_format(&note, " (besluttet af %.*s)", STR_ARG(a->besluttet_af));
    struct forklaring_faktor *faktor = ARENA_NEW(d->arena, struct forklaring_faktor);
    struct err unused = ERR_INIT;
    *faktor = (struct forklaring_faktor){.art = FAKTOR_TAL, .enhed = enhed};
    bool passer = brok_make(a->beloeb.oere, 100, &faktor->vaerdi, &unused);
    ASSERT(passer);
    return (struct forklaring_led){.faktor = faktor,
                                   .faktorer = 1,
                                   .tillaeg = a->art == AFTALE_TILLAEG,
                                   .note = buf_str(&note),
                                   .oere = brok_int(a->beloeb.oere),
                                   .enhed = enhed};
}

static void add_tillaeg(const struct dag_sag *d, struct str ydelse, struct dato dag,
                        struct dagsats *out)
{
    const struct aftale **aftale = ARENA_ARRAY(d->arena, d->sag->aftaler, const struct aftale *);
    size_t n = fakta_tillaeg(d->sag, ydelse, dag, d->kendt, aftale, d->sag->aftaler);
    if (n == 0) return;
    size_t foer = out->ekstra.antal;
    struct forklaring_led *led = ARENA_ARRAY(d->arena, foer + n, struct forklaring_led);
    for (size_t i = 0; i < foer; i++) led[i] = out->ekstra.led[i];
    for (size_t i = 0; i < n; i++) led[foer + i] = agreed_led(d, aftale[i]);
    out->ekstra = (struct led_liste){led, foer + n};
}

/* ---- the day ---- */

/* "opsigelse: varsel på 30 dage, til og med 14. juli 2021" */
static struct str notice_text(struct arena *arena, const struct ret *ret)
{
    return str_format(arena, "%s: varsel på %d dage%s, til og med %.*s", ophoer_navn(ret->art),
                      ret->varsel_dage,
                      ret->varsel_rykket ? " og derefter til den 1. eller den 15." : "",
                      STR_ARG(dato_tekst(arena, dato_plus(ret->til, -1))));
}

/* Whether the line's right holds that day; sets the reason when notice is running. */
static bool entitled(const struct dag_sag *d, const struct plan *plan, int linje,
                     const struct plan_ydelse *regel, struct dato dag, struct dagsats *out)
{
    struct ophold ophold = fakta_ophold(plan, d->sag, d->kendt);
    if (regel->faktiske_doegn && regel->for_art[d->sag->art] == FOR_GIVER) {
        if (!fakta_doegn(d->sag, dag, d->kendt)) return false;
        if (dag.dag < d->sag->indflyttet.dag || dag.dag >= ophold.til.dag)
            missing(out, STR("døgn"), STR("et døgn i aflastning ligger uden for anbringelsen"));
        return true;
    }
    struct ret ret = fakta_ret(plan, d->sag, linje, d->kendt);
    if (dag.dag < ophold.fra.dag || dag.dag >= ret.til.dag) return false;
    if (dag.dag >= fakta_atten(plan, d->sag).dag) {
        if (fakta_vilkaar(d->sag, VILKAAR_FORTSAETTER_EFTER_18, dag, d->kendt) == NULL)
            return false;
        reason(out, STR("aftalt at fortsætte efter 18 år"));
    }
    if (dag.dag >= ret.uvist.dag)
        missing(out, STR("aftale"), STR("to aftaler om varslet gælder samme dag"));
    bool opsagt = ret.art == OPHOER_OPSIGELSE && dag.dag >= d->sag->ophoer.dato.dag;
    if (ret.varsel && (opsagt || dag.dag >= ophold.til.dag))
        reason(out, notice_text(d->arena, &ret));
    return true;
}

static const struct plan_ydelse *rule_for(const struct plan *plan, int linje, enum art art)
{
    for (size_t i = 0; i < plan->ydelser; i++)
        if (plan->ydelse[i].linje == linje && plan->ydelse[i].for_art[art] != FOR_INTET)
            return &plan->ydelse[i];
    return NULL;
}

static bool has_agreement(const struct dag_sag *d, struct str ydelse, struct dato dag)
{
    for (size_t i = 0; i < d->sag->aftaler; i++) {
        const struct aftale *a = &d->sag->aftale[i];
        if (a->art != AFTALE_VILKAAR && str_eq(a->ydelse, ydelse) &&
            fakta_kendt(a->periode.kendt_fra, d->kendt) && periode_on(a->periode, dag))
            return true;
    }
    return false;
}

/* The handbook gives nothing here: an agreement about it is a lack, never passed over. */
static bool not_given(const struct dag_sag *d, struct str ydelse, struct dato dag,
                      struct dagsats *out)
{
    out->udfald = DAG_INTET;
    if (!has_agreement(d, ydelse, dag)) return true;
    return missing(out, STR("aftale"), STR("aftalen gælder en ydelse, håndbogen ikke giver her"));
}

/* Which of the rule's two formulas the child's number chooses; NULL and a lack for a fifth child
 * under a rule that speaks of the third and fourth only. */
static const struct plan_formel *choose_formel(const struct formel_dag *f,
                                               const struct plan_ydelse *regel)
{
    if (!regel->har_tredje) return &regel->beloeb;
    int nr = fakta_barn_nr(f->plan, f->d->familie, f->d->familie_antal, f->d->sag, f->fakta,
                           f->d->kendt);
    if (nr < 3) return &regel->beloeb;
    if (nr > 4 && f->plan->valg.tredje == TREDJE_3_OG_4_SAMME_KOMMUNE) {
        missing(f->out, STR("regel for 5. barn"),
                STR("håndbogen siger kun, hvad der gælder for 3. og 4. barn"));
        return NULL;
    }
    f->out->note = str_format(f->d->arena, "%d. barn i familien", nr);
    return &regel->tredje;
}

/* The amount by the rule: formula, day formula for part months, deduction. */
static bool by_rule(const struct formel_dag *f, const struct plan_ydelse *regel, struct err *err)
{
    struct dagsats *out = f->out;
    const struct plan_formel *formel = choose_formel(f, regel);
    if (formel == NULL) return true;
    TRY(add_formel(f, formel, false, &out->sats, err));
    if (out->udfald == DAG_MANGLER) return true;
    if (regel->del == DEL_DOEGNSATS)
        TRY(add_formel(f, &regel->doegnsats, false, &out->doegnsats, err));
    if (out->udfald == DAG_MANGLER) return true;
    if (f->virkning != NULL && f->virkning->art == VIRKNING_FRADRAG)
        TRY(add_formel(f, &f->virkning->fradrag, true, &out->ekstra, err));
    return true;
}

static bool worth(const struct dag_sag *d, const struct plan *plan, int linje,
                  const struct plan_ydelse *regel, struct dato dag, struct dagsats *out,
                  struct err *err)
{
    struct str kode = plan->linje[linje].kode;
    struct dato fakta =
        regel->faktiske_doegn ? dag : fakta_dag(fakta_ophold(plan, d->sag, d->kendt), dag);
    int alder = fakta_alder(plan, d->sag, dag);
    if (alder < regel->fra_alder) return not_given(d, kode, dag, out);
    if (alder > PLAN_MAX_AGE)
        return missing(out, STR("alder"), STR("den unge er fyldt 23 år, og ingen regel gælder"));
    bool strid;
    const struct aftale *i_stedet = fakta_erstatning(d->sag, kode, dag, d->kendt, &strid);
    if (strid)
        return missing(out, STR("aftale"), STR("to aftaler om samme ydelse gælder samme dag"));
    const struct plan_virkning *v =
        regel->faktiske_doegn ? NULL : effect_on(d, plan, linje, fakta, out);
    if (out->udfald == DAG_MANGLER) return true;
    if (v != NULL && v->art == VIRKNING_STOPPER) return true;

    struct formel_dag f = {d, plan, v, dag, fakta, alder, out};
    if (i_stedet != NULL) {
        struct forklaring_led *led = ARENA_NEW(d->arena, struct forklaring_led);
        *led = agreed_led(d, i_stedet);
        out->sats = (struct led_liste){led, 1};
    } else {
        TRY(by_rule(&f, regel, err));
        if (out->udfald == DAG_MANGLER) return true;
    }
    add_tillaeg(d, kode, dag, out);
    out->udfald = DAG_GIVER;
    return true;
}

bool dagsats_on(const struct dag_sag *d, const struct plan *plan, int linje, struct dato dag,
                struct dagsats *out, struct err *err)
{
    *out = (struct dagsats){.udfald = DAG_INTET, .plan = plan};
    const struct plan_ydelse *regel = rule_for(plan, linje, d->sag->art);
    ASSERT(regel != NULL);
    out->regel = regel;
    struct str kode = plan->linje[linje].kode;
    enum plan_for gives = regel->for_art[d->sag->art];
    if (!entitled(d, plan, linje, regel, dag, out)) return true;
    if (gives == FOR_IKKE) return not_given(d, kode, dag, out);
    if (out->udfald == DAG_MANGLER) return true;
    if (gives == FOR_UKENDT)
        return missing(out, str_format(d->arena, "regel for %s", art_navn(d->sag->art)),
                       regel->ukendt_grund[d->sag->art]);
    return worth(d, plan, linje, regel, dag, out, err);
}

bool dagsats_ret(const struct dag_sag *d, const struct plan *plan, struct dato dag)
{
    for (size_t i = 0; i < plan->linjer; i++) {
        struct dagsats out = {.udfald = DAG_INTET, .plan = plan};
        const struct plan_ydelse *regel = rule_for(plan, (int)i, d->sag->art);
        if (regel->for_art[d->sag->art] == FOR_IKKE) continue;
        if (entitled(d, plan, (int)i, regel, dag, &out)) return true;
    }
    return false;
}

/* ---- equality ---- */

static bool faktor_eq(const struct forklaring_faktor *a, const struct forklaring_faktor *b)
{
    return a->art == b->art && a->divider == b->divider && a->takst == b->takst &&
           brok_eq(a->vaerdi, b->vaerdi) && enhed_eq(a->enhed, b->enhed) &&
           str_eq(a->note, b->note);
}

static bool led_eq(struct led_liste a, struct led_liste b)
{
    if (a.antal != b.antal) return false;
    for (size_t i = 0; i < a.antal; i++) {
        const struct forklaring_led *x = &a.led[i], *y = &b.led[i];
        if (x->faktorer != y->faktorer || x->minus != y->minus || x->fradrag != y->fradrag ||
            x->tillaeg != y->tillaeg || !brok_eq(x->oere, y->oere) || !str_eq(x->note, y->note))
            return false;
        for (size_t k = 0; k < x->faktorer; k++)
            if (!faktor_eq(&x->faktor[k], &y->faktor[k])) return false;
    }
    return true;
}

bool dagsats_eq(const struct dagsats *a, const struct dagsats *b)
{
    if (a->udfald != b->udfald || a->plan != b->plan || a->regel != b->regel) return false;
    if (a->udfald == DAG_INTET) return true;
    if (a->udfald == DAG_MANGLER)
        return str_eq(a->mangler, b->mangler) && str_eq(a->mangler_grund, b->mangler_grund);
    if (a->grunde != b->grunde || !str_eq(a->note, b->note)) return false;
    for (size_t i = 0; i < a->grunde; i++)
        if (!str_eq(a->grund[i], b->grund[i])) return false;
    return led_eq(a->sats, b->sats) && led_eq(a->doegnsats, b->doegnsats) &&
           led_eq(a->ekstra, b->ekstra);
}
