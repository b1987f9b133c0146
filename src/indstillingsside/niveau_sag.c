/*
 * niveau_sag: one proposal on one page: the questions and answers, the guidance and checks, what
 * was decided, and what the one who asks may do now.
 *
 * The page is filled from the rows in the open transaction, so that what was just written shows.
 */
#include "indstillingsside/niveau_sag.h"

#include "base/tid.h"
#include "beregning/ord.h"
#include "indstillingsside/indstillingsside.h"
#include "indstillingsside/niveau_flet.h"
#include "indstillingsside/skabelon.h"
#include "register/soeg.h"

struct kilde {
    struct side *s;
    struct indstilling i;
    const struct plan *plan;
    struct indstilling_svarene svar;
    struct indstilling_forhold forhold;
    struct vejled v;
    struct niveau niveau; /* what is proposed */
    enum niveau_adgang adgang;
    struct niveau_sag *page;
    const struct err *fejl;  /* why what was sent could not be written; NULL: nothing was sent */
    bool kladden;            /* it was the draft's form */
    struct niveau_flet flet; /* that form */
};

/* What a field of the draft shows: what was sent and could not be written, else what is kept. */
static struct str drafted(const struct kilde *k, const char *felt, struct str gemt)
{
    bool imens = k->kladden && k->fejl->kind == ERR_CONFLICT;

    return k->kladden ? niveau_flet_vaerdi(&k->flet, str_from(felt), imens, gemt) : gemt;
}

/* Likewise of the forms of the other steps. */
static struct str stepped(const struct kilde *k, const char *felt, struct str gemt)
{
    const struct web_felter *form = &k->s->request->form;

    for (size_t i = 0; k->fejl != NULL && !k->kladden && i < form->antal; i++)
        if (str_is(form->felt[i].navn, felt)) return form->felt[i].vaerdi;
    return gemt;
}

/* A member with no other role was let in by the room itself. */
bool niveau_adgang(struct side *s, const struct indstilling *i, enum niveau_adgang *out,
                   struct err *err)
{
    bool ser = false;

    *out = NIVEAU_DAGSORDEN;
    if (!adgang_har(&s->hvem, RET_LAES_PERSON)) return true;
    TRY(side_sag_ser(s, i->familie, i->anbringelse, &ser, err));
    *out = NIVEAU_SAGEN;
    if (ser) return true;
    TRY(udvalgsmoede_aabner(s->app->store, s->arena, &s->hvem, indstilling_nu(i)->moede, &ser,
                            err));
    *out = ser ? NIVEAU_DAGSORDEN : NIVEAU_LUKKET;
    return true;
}

bool niveau_sag_find(struct side *s, struct indstilling *out, const struct plan **plan,
                     struct err *err)
{
    enum niveau_adgang adgang;

    TRY(indstilling_find(s->app->store, s->arena, &s->hvem, web_del(s->request, "id"), out, err));
    if (out->id.n == 0) return side_findes_ikke(err);
    TRY(niveau_adgang(s, out, &adgang, err));
    if (adgang == NIVEAU_LUKKET) return side_findes_ikke(err);
    *plan = niveau_plan(s, out->fra);
    if (*plan != NULL) return true;
    return err_begge(err, ERR_INPUT, "haandbog",
                     "Kommunen har ingen håndbog, der gælder den dag, niveauet skal gælde fra.",
                     "The municipality has no handbook in force on the day the level is to hold "
                     "from.");
}

static struct str told(const struct kilde *k, enum oplysning oplysning)
{
    const char *kode = oplysning_kode(oplysning);
    const struct indstilling_svar *s =
        indstilling_svar_find(&k->svar, SVAR_OPLYSNING, str_from(kode));

    return drafted(k, kode, s == NULL ? STR_EMPTY : s->vaerdi);
}

/* ---- questions ---- */

static struct str points(const struct kilde *k, const struct plan_svar *svar)
{
    if (!svar->peger) return STR_EMPTY;
    return str_format(k->s->arena, k->s->engelsk ? "points to %.*s" : "peger på %.*s",
                      STR_ARG(niveau_straekning(k->s, &svar->niveau)));
}

static void fill_choices(const struct kilde *k, const struct vejled_linje *l,
                         struct niveau_spoergsmaal *out)
{
    const struct plan_kriterium *kr = l->kriterium;
    struct niveau_svarvalg *row = ARENA_ARRAY(k->s->arena, kr->svar_antal, struct niveau_svarvalg);
    struct str gemt = l->svar == NULL ? STR_EMPTY : l->svar->tekst;
    struct str valgt = drafted(k, str_c(k->s->arena, out->felt), gemt);

    for (size_t n = 0; n < kr->svar_antal; n++)
        row[n] = (struct niveau_svarvalg){
            str_format(k->s->arena, "%.*s-%zu", STR_ARG(kr->kode), n + 1), kr->svar[n].tekst,
            points(k, &kr->svar[n]), valgt.n > 0 && str_eq(valgt, kr->svar[n].tekst)};
    out->svar = row;
    out->svar_antal = kr->svar_antal;
}

static void fill_list(const struct kilde *k, const struct plan_indikatorer *liste,
                      struct niveau_tegnliste *out, struct buf *sat)
{
    struct arena *arena = k->s->arena;
    struct niveau_tegn *row = ARENA_ARRAY(arena, liste->antal, struct niveau_tegn);

    *out = (struct niveau_tegnliste){.navn = liste->navn, .tegn = row, .tegn_antal = liste->antal};
    for (size_t n = 0; n < liste->antal; n++) {
        const struct plan_tegn *t = &liste->tegn[n];
        struct str noegle = str_format(arena, "%.*s.%.*s", STR_ARG(liste->kode), STR_ARG(t->kode));
        const struct indstilling_svar *svar = indstilling_svar_find(&k->svar, SVAR_TEGN, noegle);
        struct str felt = str_format(arena, "tegn.%.*s", STR_ARG(noegle));
        struct str gemt = svar != NULL && str_is(svar->vaerdi, "1") ? STR("ja") : STR_EMPTY;
        bool er = drafted(k, str_c(arena, felt), gemt).n > 0;
        row[n] = (struct niveau_tegn){
            str_format(arena, "%.*s-%.*s", STR_ARG(liste->kode), STR_ARG(t->kode)), felt, t->tekst,
            er};
        if (!er) continue;
        out->sat++;
        buf_format(sat, "%s%.*s", sat->n == 0 ? "" : ", ", STR_ARG(t->tekst));
    }
}

static void fill_signs(const struct kilde *k, size_t kriterium, struct niveau_spoergsmaal *out)
{
    const struct plan_indplacering *p = &k->plan->indplacering;
    struct niveau_tegnliste *row =
        ARENA_ARRAY(k->s->arena, p->indikator_lister, struct niveau_tegnliste);
    struct buf sat;

    buf_init(&sat, k->s->arena);
    for (size_t n = 0; n < p->indikator_lister; n++)
        if (p->indikatorer[n].kriterium == kriterium)
            fill_list(k, &p->indikatorer[n], &row[out->liste_antal++], &sat);
    out->liste = row;
    out->sat = buf_str(&sat);
}

static bool fill_questions(const struct kilde *k, struct err *err)
{
    struct arena *arena = k->s->arena;
    struct niveau_spoergsmaal *row = ARENA_ARRAY(arena, k->v.linjer, struct niveau_spoergsmaal);

    for (size_t n = 0; n < k->v.linjer; n++) {
        const struct vejled_linje *l = &k->v.linje[n];
        struct niveau_spoergsmaal *q = &row[n];
        q->felt = str_format(arena, "svar.%.*s", STR_ARG(l->kriterium->kode));
        q->notefelt = str_format(arena, "note.%.*s", STR_ARG(l->kriterium->kode));
        q->noteid = str_format(arena, "note-%.*s", STR_ARG(l->kriterium->kode));
        q->spoergsmaal = l->kriterium->spoergsmaal;
        q->grund = l->kriterium->grund;
        fill_choices(k, l, q);
        fill_signs(k, n, q);
        q->tavs = true;
        if (l->besvaret != NULL) TRY(niveau_tekst_af(k->s, l->besvaret->tekst, &q->note, err));
        q->note = drafted(k, str_c(arena, q->notefelt), q->note);
        if (l->besvaret == NULL) continue;
        q->valgt = l->besvaret->vaerdi;
        q->gammelt = q->valgt.n > 0 && l->svar == NULL;
        if (l->svar != NULL) q->peger = points(k, l->svar);
        q->tavs = q->valgt.n == 0 && q->note.n == 0;
    }
    k->page->spoergsmaal = row;
    k->page->spoergsmaal_antal = k->v.linjer;
    return true;
}

/* ---- guidance and checks ---- */

static void fill_guidance(const struct kilde *k)
{
    const bool en = k->s->engelsk;
    struct arena *arena = k->s->arena;
    struct niveau_hjaelp *h = &k->page->hjaelp;
    struct niveau_tekstlinje *row = ARENA_ARRAY(arena, k->v.summer, struct niveau_tekstlinje);
    struct niveau_kontrolraekke *raekke =
        ARENA_ARRAY(arena, KONTROLLER, struct niveau_kontrolraekke);
    struct kontrol kontrol[KONTROLLER];

    for (size_t n = 0; n < k->v.summer; n++) {
        const char *ord = !en                      ? "svar peger på"
                          : k->v.sum[n].antal == 1 ? "answer points to"
                                                   : "answers point to";
        struct str hvor = niveau_straekning(k->s, &k->v.sum[n].niveau);
        row[n].tekst = str_format(arena, "%zu %s %.*s", k->v.sum[n].antal, ord, STR_ARG(hvor));
    }
    h->sum = row;
    h->sum_antal = k->v.summer;
    if (k->v.ubesvaret > 0)
        h->ubesvaret =
            str_format(arena, en ? "%zu not answered" : "%zu ikke besvaret", k->v.ubesvaret);
    indstilling_kontrol(arena, k->plan, &k->i, &k->svar, &k->forhold, k->niveau, kontrol);
    for (int n = 0; n < KONTROLLER; n++) {
        struct niveau_maerke m = niveau_kontrol(k->s, kontrol[n].svar);
        struct str krav = kontrol[n].krav;
        bool punkt = str_ends(krav, STR("."));
        raekke[n] = (struct niveau_kontrolraekke){
            niveau_kontrol_navn(k->s, kontrol[n].art),
            niveau_oversat(k->s, punkt ? str_sub(krav, 0, krav.n - 1) : krav),
            niveau_oversat(k->s, kontrol[n].fundet),
            m.navn,
            m.klasse,
            kontrol[n].godkendelse_tier};
    }
    h->kontrol = raekke;
    h->kontrol_antal = KONTROLLER;
}

/* ---- levels to choose from ---- */

static void fill_levels(const struct kilde *k)
{
    const struct plan *plan = k->plan;
    struct niveau_sag *page = k->page;
    struct niveau_niveauvalg *row =
        ARENA_ARRAY(k->s->arena, plan->trin_antal, struct niveau_niveauvalg);
    bool tal = k->niveau.trin == 0 && niveau_sagt(k->niveau);
    struct str trin =
        k->niveau.trin > 0 ? str_format(k->s->arena, "trin=%d", k->niveau.trin) : STR_EMPTY;
    struct str antal = tal ? brok_short(k->s->arena, k->niveau.vederlag) : STR_EMPTY;

    trin = stepped(k, "niveau", drafted(k, "niveau", trin));
    page->vederlag = page->gange.vederlag = stepped(k, "vederlag", drafted(k, "vederlag", antal));
    for (size_t n = 0; plan->model[MODEL_TRIN] && n < plan->trin_antal; n++) {
        const struct plan_trin *t = &plan->trin[n];
        struct str kode = str_format(k->s->arena, "trin=%d", t->nr);
        struct str giver = brok_short(k->s->arena, t->vederlag);
        row[page->niveau_antal++] = (struct niveau_niveauvalg){
            kode,
            str_format(k->s->arena,
                       k->s->engelsk ? "Level %d (%.*s fees)" : "Trin %d (%.*s vederlag)", t->nr,
                       STR_ARG(giver)),
            str_eq(kode, trin)};
    }
    page->niveau = page->gange.niveau = row;
    page->gange.niveau_antal = page->niveau_antal;
    page->med_vederlag = page->gange.med_vederlag = plan->model[MODEL_VEDERLAG];
}

/* ---- who, and how it stands ---- */

static bool fill_holders(const struct kilde *k, struct err *err)
{
    struct side *s = k->s;
    struct register_plejeperson *p;
    size_t n = 0;
    struct str valgt = told(k, OPLYSNING_KONTRAKTHAVER);

    TRY(register_plejepersoner(s->app->store, s->arena, s->app->kommune, k->i.familie, k->i.fra, &p,
                               &n, err));
    struct niveau_holdervalg *row = ARENA_ARRAY(s->arena, n, struct niveau_holdervalg);
    for (size_t i = 0; i < n; i++)
        row[i] = (struct niveau_holdervalg){p[i].id, p[i].navn.n > 0 ? p[i].navn : p[i].id,
                                            str_eq(p[i].id, valgt)};
    k->page->holder = row;
    k->page->holder_antal = n;
    return true;
}

static struct str leader_words(const struct kilde *k)
{
    const struct plan_afgoerelse *a = &k->plan->indplacering.afgoerelse;
    const bool en = k->s->engelsk;

    switch (a->leder) {
    case LEDER_ALDRIG: return STR_EMPTY;
    case LEDER_ALTID: return str_from(en ? "always" : "altid");
    case LEDER_UKENDT:
        return str_from(en ? "always, since the handbook gives no limit"
                           : "altid, for håndbogen siger ingen grænse");
    case LEDER_OVER:
        return str_format(k->s->arena, en ? "above %.*s" : "over %.*s",
                          STR_ARG(niveau_straekning(k->s, &a->leder_over)));
    }
    return STR_EMPTY;
}

static bool fill_head(const struct kilde *k, struct err *err)
{
    struct side *s = k->s;
    struct niveau_sag *page = k->page;
    const struct indstilling_trin *nu = indstilling_nu(&k->i);
    struct niveau_maerke m = niveau_tilstand(s, nu->tilstand);
    struct niveau_hvem hvem;
    struct udvalgsmoede moede = {.id = STR_EMPTY};

    TRY(niveau_hvem(s, k->i.anbringelse, k->i.familie, &hvem, err));
    page->barn = hvem.barn;
    page->familie = hvem.familie;
    page->anbringelse = k->i.anbringelse;
    page->kan_sag = k->adgang == NIVEAU_SAGEN;
    int alder = dato_age(k->forhold.foedt, k->i.fra, k->plan->valg.skuddag);
    page->alder = str_format(s->arena, s->engelsk ? "%d years" : "%d år", alder);
    page->fra = k->i.fra;
    page->nu =
        niveau_sagt(k->forhold.nu) ? niveau_navn(s, k->forhold.nu) : side_tekst(s, "intet", "none");
    page->tilstand = m.navn;
    page->klasse = m.klasse;
    page->beslutter = niveau_beslutter(s, k->plan);
    page->leder = leader_words(k);
    if (nu->moede.n > 0)
        TRY(udvalgsmoede_find(s->app->store, s->arena, &s->hvem, nu->moede, &moede, err));
    if (moede.id.n == 0) return true;
    page->moede =
        str_format(s->arena, "%.*s, %.*s", STR_ARG(moede.navn), STR_ARG(side_dato(s, moede.dag)));
    page->moede_sti = str_format(s->arena, "/dagsordener/%.*s", STR_ARG(moede.id));
    return true;
}

static bool fill_proposal(const struct kilde *k, struct err *err)
{
    struct side *s = k->s;
    struct niveau_sag *page = k->page;
    const struct indstilling_trin *f = indstilling_forslag(&k->i);
    const struct indstilling_trin *b = indstilling_beslutning(&k->i);
    struct str navn;

    TRY(niveau_tekst_af(s, f->tekst, &page->begrundelse, err));
    if (indstilling_nu(&k->i)->tilstand == INDSTILLING_KLADDE)
        page->begrundelse = drafted(k, "begrundelse", page->begrundelse);
    page->gange.skrevet = stepped(k, "begrundelse", STR_EMPTY);
    page->foreslaaet = ord_stort(s->arena, niveau_navn(s, k->niveau));
    TRY(niveau_bruger(s, f->bruger, &navn, err));
    page->foreslaaet_af = str_format(
        s->arena, s->engelsk ? "Proposed by %.*s on %.*s" : "Indstillet af %.*s den %.*s",
        STR_ARG(navn), STR_ARG(side_dato(s, dato_of_us(f->tid_us))));
    page->arbejde = told(k, OPLYSNING_ARBEJDE);
    page->bilag = told(k, OPLYSNING_BILAG);
    page->uddannelse_ja = str_is(told(k, OPLYSNING_UDDANNELSE), "ja");
    page->uddannelse_nej = str_is(told(k, OPLYSNING_UDDANNELSE), "nej");
    page->erfaring_ja = str_is(told(k, OPLYSNING_ERFARING), "ja");
    page->erfaring_nej = str_is(told(k, OPLYSNING_ERFARING), "nej");
    if (b == NULL || !niveau_sagt(b->niveau)) return true;
    page->gange.besluttet = niveau_navn(s, b->niveau);
    page->besluttet = ord_stort(s->arena, page->gange.besluttet);
    page->faerdig = indstilling_nu(&k->i)->registrering > 0;
    return niveau_tekst_af(s, b->tekst, &page->besluttet_tekst, err);
}

static bool fill_course(const struct kilde *k, struct err *err)
{
    struct side *s = k->s;
    struct niveau_skridt *row = ARENA_ARRAY(s->arena, k->i.trin_antal, struct niveau_skridt);

    for (size_t n = 0; n < k->i.trin_antal; n++) {
        const struct indstilling_trin *t = &k->i.trin[k->i.trin_antal - 1 - n];
        struct niveau_maerke m = niveau_tilstand(s, t->tilstand);
        row[n] = (struct niveau_skridt){
            .tid = side_dato(s, dato_of_us(t->tid_us)), .tilstand = m.navn, .klasse = m.klasse};
        if (niveau_sagt(t->niveau)) row[n].niveau = niveau_navn(s, t->niveau);
        TRY(niveau_bruger(s, t->bruger, &row[n].hvem, err));
        TRY(niveau_tekst_af(s, t->tekst, &row[n].tekst, err));
    }
    k->page->skridt = row;
    k->page->skridt_antal = k->i.trin_antal;
    return true;
}

/* ---- what may be done ---- */

static bool fill_meetings(const struct kilde *k, struct niveau_gange *g, struct err *err)
{
    struct side *s = k->s;
    struct udvalgsmoede *m;
    size_t n = 0;

    TRY(udvalgsmoede_liste(s->app->store, s->arena, &s->hvem, &m, &n, err));
    struct niveau_moedevalg *row = ARENA_ARRAY(s->arena, n, struct niveau_moedevalg);
    for (size_t i = n; i > 0; i--) { /* the next one first */
        if (m[i - 1].dag.dag < s->i_dag.dag) continue;
        row[g->valgmoede_antal++] = (struct niveau_moedevalg){
            m[i - 1].id, str_format(s->arena, "%.*s, %.*s", STR_ARG(m[i - 1].navn),
                                    STR_ARG(side_dato(s, m[i - 1].dag)))};
    }
    g->valgmoede = row;
    return true;
}

static bool fill_ways(const struct kilde *k, struct err *err)
{
    struct side *s = k->s;
    struct niveau_gange *g = &k->page->gange;
    const struct indstilling_trin *nu = indstilling_nu(&k->i);
    enum plan_beslutter beslutter = k->plan->indplacering.afgoerelse.beslutter;
    bool har = k->adgang == NIVEAU_SAGEN;
    bool stiller = har && adgang_har(&s->hvem, RET_INDSTIL);
    bool af = false;
    bool udvalg = beslutter == BESLUTTER_UDVALG || beslutter == BESLUTTER_UKENDT;

    g->id = k->i.id;
    g->csrf = s->csrf;
    g->set = nu->nr;
    k->page->kladde = stiller && nu->tilstand == INDSTILLING_KLADDE;
    TRY(indstilling_maa_beslutte(s->app->store, s->arena, &s->hvem, k->plan, &k->i,
                                 &g->kan_beslutte, err));
    g->kan_godkende =
        nu->tilstand == INDSTILLING_AFVENTER_LEDER && adgang_har(&s->hvem, RET_GODKEND_NIVEAU);
    TRY(indstilling_maa_tages_af(s->app->store, s->arena, &s->hvem, &k->i, &af, err));
    bool paa = nu->tilstand == INDSTILLING_DAGSORDEN;
    g->kan_dagsorden = udvalg && har && adgang_har(&s->hvem, RET_DAGSORDEN) && (!paa || af) &&
                       indstilling_kan_flytte(nu->tilstand, INDSTILLING_DAGSORDEN);
    g->kan_traekke = stiller && indstilling_kan_flytte(nu->tilstand, INDSTILLING_TRUKKET);
    g->kan_tilbage = paa ? af : g->kan_traekke && nu->tilstand != INDSTILLING_KLADDE;
    g->kan_slippe = g->kan_tilbage || g->kan_traekke;
    if (g->kan_dagsorden) TRY(fill_meetings(k, g, err));
    return true;
}

/* ---- two who write in one draft ---- */

/* What was sent, and what another saved meanwhile, or what can no longer be saved. */
static bool fill_sent(struct kilde *k, struct err *err)
{
    struct str handling;
    bool kladde = indstilling_nu(&k->i)->tilstand == INDSTILLING_KLADDE;

    if (k->fejl == NULL) return true;
    TRY(niveau_felt(k->s, "handling", &handling, err));
    k->kladden = str_is(handling, "gem") || str_is(handling, "send");
    if (!k->kladden) return true;
    TRY(niveau_flet(k->s, &k->i, k->plan, &k->flet, err));
    k->page->forsent = !kladde;
    if (k->fejl->kind != ERR_CONFLICT && kladde) return true;
    if (kladde)
        return niveau_flet_andres(k->s, &k->flet, &k->page->imens, &k->page->imens_antal, err);
    return niveau_flet_egne(k->s, &k->flet, &k->page->imens, &k->page->imens_antal, err);
}

/* ---- the page ---- */

static bool fill(struct kilde *k, struct err *err)
{
    struct side *s = k->s;

    TRY(indstilling_svarene(s->app->store, s->arena, s->app->kommune, k->i.id, &k->svar, err));
    k->page->set_svar = k->svar.nyeste;
    TRY(fill_sent(k, err));
    TRY(indstilling_forhold_laes(s->app->store, s->arena, s->app->kommune, &k->i, &k->forhold,
                                 err));
    vejled(s->arena, k->plan, &k->svar, &k->v);
    k->niveau = indstilling_forslag(&k->i)->niveau;
    TRY(fill_head(k, err));
    TRY(fill_proposal(k, err));
    TRY(fill_questions(k, err));
    fill_guidance(k);
    fill_levels(k);
    TRY(fill_holders(k, err));
    TRY(fill_ways(k, err));
    return fill_course(k, err);
}

/* A question without answers of its own is answered in words. */
static const char *question_field(const struct kilde *k, struct str sted)
{
    for (size_t n = 0; n < k->page->spoergsmaal_antal; n++) {
        const struct niveau_spoergsmaal *q = &k->page->spoergsmaal[n];
        if (str_eq(q->felt, sted) && q->svar_antal == 0) return str_c(k->s->arena, q->notefelt);
    }
    return str_c(k->s->arena, sted);
}

/* The field of the form that was sent, in the room's words for what is wrong. */
static bool refuse(const struct kilde *k, struct err *err)
{
    struct side *s = k->s;
    struct str sted = str_from(k->fejl->place), handling, niveau, vederlag;
    const char *felt = question_field(k, sted);

    TRY(niveau_felt(s, "handling", &handling, err));
    TRY(niveau_felt(s, "niveau", &niveau, err));
    TRY(niveau_felt(s, "vederlag", &vederlag, err));
    bool slippe = str_is(handling, "tilbage") || str_is(handling, "traek");
    bool trin = k->page->niveau_antal > 0 || k->page->gange.niveau_antal > 0;
    if (str_is(sted, "tekst")) felt = slippe ? "traek-tekst" : "begrundelse";
    if (str_is(sted, "niveau") && (!trin || (niveau.n == 0 && vederlag.n > 0))) felt = "vederlag";
    side_afvis(s, felt, side_fejltekst(s, k->fejl));
    return true;
}

bool niveau_sag_vis(struct side *s, struct str id, const struct err *fejl,
                    const char *const *besked, struct err *err)
{
    struct niveau_sag page = {.id = id, .csrf = s->csrf};
    struct kilde k = {.s = s, .page = &page, .fejl = fejl};

    TRY(niveau_sag_find(s, &k.i, &k.plan, err));
    TRY(niveau_adgang(s, &k.i, &k.adgang, err));
    page.set = indstilling_nu(&k.i)->nr;
    if (besked != NULL) page.besked = side_tekst(s, besked[0], besked[1]);
    TRY(fill(&k, err));
    if (fejl != NULL) TRY(refuse(&k, err));
    TRY(side_set(s, VISNING_ANBRINGELSE, k.i.anbringelse, "indstilling", 1, err));
    html_niveau_sag(&s->h, &page);
    side_vis_med(s, str_format(s->arena, s->engelsk ? "Level for %.*s" : "Niveau for %.*s",
                               STR_ARG(page.barn)));
    if (fejl != NULL) s->response->status = niveau_status(fejl);
    return true;
}

bool side_indstilling(struct side *s, struct err *err)
{
    static const char *const gemt[] = {
        "Kladden er gemt. Vejledningen og kontrollen er regnet efter svarene.",
        "The draft is saved. The guidance and the checks follow the answers."};
    static const char *const uden[] = {
        "Kladden er gemt. Der var ingen begrundelse i det, du sendte, så den, der var gemt, står "
        "stadig. Skriv en anden for at rette den.",
        "The draft is saved. There were no reasons in what you sent, so those that were saved "
        "still stand. Write others to change them."};
    struct str vis;

    TRY(web_felt(&s->request->query, "gemt", &vis, err));
    return niveau_sag_vis(s, web_del(s->request, "id"), NULL,
                          str_is(vis, "uden") ? uden
                          : vis.n > 0         ? gemt
                                              : NULL,
                          err);
}
