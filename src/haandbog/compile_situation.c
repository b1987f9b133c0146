/*
 * compile_situation: what a situation does to each line, and how a placement ends.
 *
 * Invariant: without findings every line has exactly one effect in each situation and one stop for
 * each kind of ending.
 */
#include "haandbog/compile.h"

/* ---- effects ---- */

enum {
    EFFEKT_FORTSAETTER,
    EFFEKT_STOPPER,
    EFFEKT_SOM_TRIN,
    EFFEKT_TRIN_NED,
    EFFEKT_SOM,
    EFFEKT_FRADRAG,
    EFFEKT_UKENDT,
    EFFEKT_ANTAL
};

static bool read_level(struct kompil *k, struct laes *l, int *trin)
{
    struct laes before = *l;
    TRY(laes_heltal(l, 1, PLAN_MAX_TRIN, trin));
    if ((size_t)*trin <= k->plan->trin_antal) return true;
    *l = before;
    return laes_fejl(l, "navn", "trin %d findes ikke i håndbogens trintabel",
                     "level %d is not in the handbook's table of levels", *trin);
}

static bool read_number(struct kompil *k, struct laes *l, struct brok *vederlag)
{
    struct laes before = *l;
    (void)k;
    TRY(laes_tal(l, 2, true, vederlag));
    TRY(laes_kraev(l, "vederlag"));
    if (vederlag->t > 0 && brok_cmp(*vederlag, brok_int(VEDERLAG_MAX)) <= 0) return true;
    *l = before;
    return laes_fejl(l, "tal", "antallet af vederlag skal være over 0 og højst %d",
                     "the number of fees must be above 0 and at most %d", VEDERLAG_MAX);
}

static bool read_deduction(struct kompil *k, struct laes *l, struct plan_formel *out)
{
    size_t at = l->at;
    struct plan_formel formel = {.tekst = STR_EMPTY};
    TRY(formel_read(l, &k->navne, &formel));
    if (!enhed_eq(formel.enhed, kompil_kr_pr(ENHED_MAANED)) &&
        !enhed_eq(formel.enhed, kompil_kr_pr(ENHED_DOEGN))) {
        struct fund_ord enhed = formel_enhed_ord(k->arena, formel.enhed);
        l->at = at;
        return laes_fejl(l, "enhed",
                         "fradraget er i %s%.0s, men skal være i kr/måned eller kr/døgn",
                         "the deduction is in %.0s%s, but must be in “kr/måned” or “kr/døgn”",
                         FUND_BEGGE(k->arena, enhed));
    }
    *out = formel;
    return true;
}

/* The words after `kind`. */
static bool read_rest(struct kompil *k, struct laes *l, size_t kind, struct plan_virkning *v)
{
    switch (kind) {
    case EFFEKT_SOM_TRIN: return read_level(k, l, &v->trin);
    case EFFEKT_SOM: return read_number(k, l, &v->vederlag);
    case EFFEKT_FRADRAG: return read_deduction(k, l, &v->fradrag);
    case EFFEKT_UKENDT: return laes_tekst(l, &v->grund);
    case EFFEKT_TRIN_NED:
        v->trin = 1;
        if (k->plan->trin_antal > 0) return true;
        l->at = 0;
        return laes_fejl(l, "navn", "håndbogen har ingen trin at gå ned ad",
                         "the handbook has no levels to go down");
    default: return true;
    }
}

static bool read_effect(struct kompil *k, struct laes *l, struct plan_virkning *out)
{
    static const char *const word[EFFEKT_ANTAL] = {[EFFEKT_FORTSAETTER] = "fortsætter",
                                                   [EFFEKT_STOPPER] = "stopper",
                                                   [EFFEKT_SOM_TRIN] = "som trin",
                                                   [EFFEKT_TRIN_NED] = "ét trin ned",
                                                   [EFFEKT_SOM] = "som",
                                                   [EFFEKT_FRADRAG] = "fradrag",
                                                   [EFFEKT_UKENDT] = "ukendt"};
    static const enum situation_virkning effect[EFFEKT_ANTAL] = {
        [EFFEKT_FORTSAETTER] = VIRKNING_FORTSAETTER,
        [EFFEKT_STOPPER] = VIRKNING_STOPPER,
        [EFFEKT_SOM_TRIN] = VIRKNING_SOM_TRIN,
        [EFFEKT_TRIN_NED] = VIRKNING_TRIN_NED,
        [EFFEKT_SOM] = VIRKNING_SOM_VEDERLAG,
        [EFFEKT_FRADRAG] = VIRKNING_FRADRAG,
        [EFFEKT_UKENDT] = VIRKNING_UKENDT};
    struct plan_virkning v = {.vederlag = BROK_NUL, .grund = STR_EMPTY};
    size_t kind = 0;
    TRY(laes_valg(l, word, EFFEKT_ANTAL, &kind));
    v.art = effect[kind];
    TRY(read_rest(k, l, kind, &v));
    TRY(laes_slut(l));
    *out = v;
    return true;
}

static bool changes_level(enum situation_virkning art)
{
    return art == VIRKNING_SOM_TRIN || art == VIRKNING_TRIN_NED || art == VIRKNING_SOM_VEDERLAG;
}

static void set_effect(struct kompil *k, struct laes *l, int linje, const struct plan_virkning *v,
                       struct plan_situation *s)
{
    if (l->fejlet) return;
    s->virkning[linje] = *v;
    if (!changes_level(v->art) || k->linje_vederlag[linje]) return;
    l->at = 0;
    laes_fejl(l, "navn",
              "ydelsen %.*s bruger ikke \"antal vederlag\", så et andet niveau ændrer intet",
              "the payment %.*s does not use “antal vederlag”, so another level changes nothing",
              STR_ARG(k->linje[linje].navn));
}

/* ---- situation ---- */

static bool is_closed_key(struct str noegle)
{
    static const char *const ord[] = {"kræver", "kilde", "valgt af os", "alle ydelser"};
    for (size_t i = 0; i < COUNT(ord); i++)
        if (str_is(noegle, ord[i])) return true;
    return false;
}

static unsigned read_lines(struct kompil *k, const struct regel *regel, struct plan_situation *s)
{
    unsigned seen = 0;
    for (size_t i = 0; i < regel->poster; i++) {
        const struct regel_post *post = &regel->post[i];
        if (is_closed_key(post->noegle.tekst)) continue;
        struct laes navn = laes_start(k->arena, k->fund, post->noegle);
        int linje = kompil_linje(k, &navn);
        if (linje < 0 || !laes_slut(&navn)) continue;
        struct laes l = kompil_laes(k, post);
        struct plan_virkning v = {.art = VIRKNING_FORTSAETTER};
        read_effect(k, &l, &v);
        set_effect(k, &l, linje, &v, s);
        seen |= 1U << linje;
    }
    return seen;
}

static void read_all(struct kompil *k, const struct regel_post *post, struct plan_situation *s)
{
    struct laes l = kompil_laes(k, post);
    struct plan_virkning v = {.art = VIRKNING_FORTSAETTER};
    if (!read_effect(k, &l, &v)) return;
    s->ukendt = v.art == VIRKNING_UKENDT;
    if (s->ukendt) s->grund = v.grund;
    for (size_t i = 0; i < k->plan->linjer; i++) set_effect(k, &l, (int)i, &v, s);
}

static void check_lines(struct kompil *k, const struct regel *regel, unsigned seen)
{
    for (size_t i = 0; i < k->plan->linjer; i++) {
        if ((seen & 1U << i) != 0) continue;
        fund_begge(k->fund, true, "mangler-nøgle", k->linje[i].navn, regel->sted,
                   "situationen \"%.*s\" siger intet om ydelsen %.*s",
                   "the situation “%.*s” says nothing of the payment %.*s",
                   STR_ARG(regel->hoved.tekst), STR_ARG(k->linje[i].navn))
            ->raad = FUND_ORD("skriv en post for den, eller \"alle ydelser\"",
                              "write an entry for it, or “alle ydelser”");
    }
}

static void read_situation(struct kompil *k, const struct regel *regel)
{
    const char *navn[SITUATION_ANTAL];
    for (int i = 0; i < SITUATION_ANTAL; i++) navn[i] = situation_navn((enum situation_art)i);
    struct laes l = laes_start(k->arena, k->fund, regel->hoved);
    size_t valg = 0;
    laes_valg(&l, navn, SITUATION_ANTAL, &valg);
    if (!laes_slut(&l)) return;
    struct plan_situation *s = &k->plan->situation[valg];
    if (s->findes) {
        l.at = 0;
        laes_fejl(&l, "gentaget", "situationen \"%s\" står to gange",
                  "the situation “%s” appears twice", navn[valg]);
        return;
    }
    s->findes = true;
    s->anker = regel->anker;
    if (regel_find(regel, "kræver") != NULL) kompil_tekst(k, regel, "kræver");
    s->kilde = kompil_kilde_eller_os(k, regel);
    const struct regel_post *alle = regel_find(regel, "alle ydelser");
    unsigned seen = read_lines(k, regel, s);
    if (alle == NULL) {
        check_lines(k, regel, seen);
        return;
    }
    if (seen != 0)
        fund_begge(k->fund, true, "overlap", STR("alle ydelser"), alle->noegle.sted,
                   "\"alle ydelser\" kan ikke stå sammen med en enkelt ydelse",
                   "“alle ydelser” cannot stand together with a single payment");
    read_all(k, alle, s);
}

void compile_situationer(struct kompil *k)
{
    for (int i = 0; i < SITUATION_ANTAL; i++) {
        struct plan_situation *s = &k->plan->situation[i];
        s->grund = s->kilde = s->anker = STR_EMPTY;
    }
    for (size_t i = 0; i < k->dokument->regler; i++)
        if (k->dokument->regel[i].art == REGEL_SITUATION) read_situation(k, &k->dokument->regel[i]);
}

/* ---- opsigelse ---- */

static void read_first(struct kompil *k, const struct regel *regel, struct plan_opsigelse *o)
{
    const struct regel_post *post = kompil_kraev(k, regel, "først");
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    laes_heltal(&l, 0, 366, &o->varsel_foerst_dage);
    laes_kraev(&l, "dage i de første");
    laes_heltal(&l, 1, 120, &o->foerste_maaneder);
    laes_kraev(&l, "måneder");
    laes_slut(&l);
}

static void read_then(struct kompil *k, const struct regel *regel, struct plan_opsigelse *o)
{
    const struct regel_post *post = kompil_kraev(k, regel, "derefter");
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    laes_heltal(&l, 0, 366, &o->varsel_siden_dage);
    laes_kraev(&l, "dage");
    if (laes_tegn(&l, ",") && laes_kraev(&l, "til den 1. eller den 15."))
        o->til = VARSEL_FOERSTE_ELLER_15;
    laes_slut(&l);
}

static unsigned all_lines(const struct kompil *k)
{
    return (1U << k->plan->linjer) - 1U;
}

/* "alle ydelser", "øvrige ydelser" or names: a bit for each line that is not in `seen`. */
static bool read_whom(struct kompil *k, struct laes *l, unsigned seen, unsigned *out)
{
    size_t at = l->at;
    *out = all_lines(k) & ~seen;
    if (laes_ord(l, "øvrige ydelser")) {
        if (*out != 0 && seen != 0) return true;
        l->at = at;
        return seen == 0 ? laes_fejl(l, "form", "skriv \"alle ydelser\", når ingen er nævnt før",
                                     "write “alle ydelser” when none is named before")
                         : laes_fejl(l, "uopnåelig", "der er ingen øvrige ydelser",
                                     "there are no other payments");
    }
    if (laes_ord(l, "alle ydelser")) {
        if (seen == 0) return true;
        l->at = at;
        return laes_fejl(l, "overlap", "skriv \"øvrige ydelser\", når nogle er nævnt før",
                         "write “øvrige ydelser” when some are named before");
    }
    *out = 0;
    do {
        at = l->at;
        int linje = kompil_linje(k, l);
        if (linje < 0) return false;
        if (((seen | *out) & 1U << linje) != 0) {
            l->at = at;
            return laes_fejl(l, "overlap", "ydelsen %.*s er allerede nævnt",
                             "the payment %.*s is named already", STR_ARG(k->linje[linje].navn));
        }
        *out |= 1U << linje;
    } while (laes_tegn(l, ","));
    return true;
}

static void tell_unstopped(struct kompil *k, const struct regel_post *post, unsigned seen)
{
    for (size_t i = 0; i < k->plan->linjer; i++) {
        if ((seen & 1U << i) != 0) continue;
        fund_begge(k->fund, true, "dækning", k->linje[i].navn, post->vaerdi.sted,
                   "posten siger ikke, hvornår ydelsen %.*s stopper",
                   "the entry does not say when the payment %.*s stops", STR_ARG(k->linje[i].navn))
            ->raad = FUND_ORD("slut med \"; øvrige ydelser …\"", "end with “; øvrige ydelser …”");
    }
}

static void read_event(struct kompil *k, const struct regel *regel, const char *noegle,
                       enum stop *stop)
{
    static const char *const word[] = {"løber varslet ud", "stopper på fraflytningsdagen",
                                       "stopper straks", "stopper på datoen"};
    static const enum stop meaning[] = {STOP_VARSEL, STOP_FRAFLYTNING, STOP_STRAKS, STOP_DATOEN};
    const struct regel_post *post = kompil_kraev(k, regel, noegle);
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    unsigned seen = 0;
    do {
        unsigned whom = 0;
        size_t valg = 0;
        if (!read_whom(k, &l, seen, &whom)) return;
        if (!laes_valg(&l, word, COUNT(word), &valg)) return;
        for (size_t i = 0; i < k->plan->linjer; i++)
            if ((whom & 1U << i) != 0) stop[i] = meaning[valg];
        seen |= whom;
    } while (laes_tegn(&l, ";"));
    if (laes_slut(&l)) tell_unstopped(k, post, seen);
}

static void read_eighteen(struct kompil *k, const struct regel *regel, struct plan_opsigelse *o)
{
    static const char *const word[] = {
        "alle ydelser stopper med udgangen af måneden, medmindre andet er aftalt",
        "alle ydelser fortsætter"};
    const struct regel_post *post = kompil_kraev(k, regel, "ved 18 år");
    size_t valg = 0;
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    laes_valg(&l, word, COUNT(word), &valg);
    if (laes_slut(&l)) o->atten = valg == 0;
}

void compile_opsigelse(struct kompil *k)
{
    static const char *const event[OPHOER_ANTAL] = {
        [OPHOER_OPSIGELSE] = "ved opsigelse",
        [OPHOER_FAKTISK] = "ved faktisk ophør",
        [OPHOER_MISLIGHOLDELSE] = "ved misligholdelse",
        [OPHOER_ADOPTION] = "ved adoption",
    };
    const struct regel *regel = kompil_eneste(k, REGEL_OPSIGELSE);
    struct plan_opsigelse *o = &k->plan->opsigelse;
    for (int i = 0; i < OPHOER_ANTAL; i++)
        for (size_t j = 0; j < PLAN_MAX_LINES; j++) o->stop[i][j] = STOP_UKENDT;
    o->kilde = o->anker = STR_EMPTY;
    if (regel == NULL) {
        fund_begge(k->fund, true, "mangler-nøgle", STR("opsigelse"), kompil_top(k),
                   "håndbogen har ingen sætning \"opsigelse\"",
                   "the handbook has no statement “opsigelse”");
        return;
    }
    o->findes = true;
    o->anker = regel->anker;
    o->kilde = kompil_kilde_eller_os(k, regel);
    read_first(k, regel, o);
    read_then(k, regel, o);
    for (int i = 0; i < OPHOER_ANTAL; i++) read_event(k, regel, event[i], o->stop[i]);
    read_eighteen(k, regel, o);
}
