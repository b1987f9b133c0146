/*
 * revision: how things stand, whether what must hold holds, and whether what is stored is what was
 * stored.
 *
 * Nothing here changes anything or shows a person. The two examinations read all there is, so they
 * run when somebody asks for them.
 */
#include "kontorside/revision.h"

#include "afregning/doctor.h"
#include "afregning/status.h"
#include "afregning/verify.h"
#include "beregning/ord.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"

const struct kontor_valg *revision_valg(struct side *s, enum revision_side valgt, size_t *antal)
{
    struct kontor_valg *row = ARENA_ARRAY(s->arena, 3, struct kontor_valg);

    row[0] =
        (struct kontor_valg){STR("/revision"), side_tekst(s, "Er alt i orden?", "Is all well?"), 0,
                             false, valgt == REVISION_I_ORDEN};
    row[1] = (struct kontor_valg){STR("/revision/visninger"),
                                  side_tekst(s, "Hvem har set hvem?", "Who saw whom?"), 0, false,
                                  valgt == REVISION_HVEM};
    row[2] = (struct kontor_valg){
        STR("/revision/kendt"), side_tekst(s, "Hvad vidste vi hvornår?", "What did we know when?"),
        0, false, valgt == REVISION_KENDT};
    *antal = adgang_har(&s->hvem, RET_LAES_PERSON) ? 3 : 2;
    return row;
}

static bool how_it_stands(struct side *s, struct revision *page, struct err *err)
{
    struct afregning_status st;

    TRY(afregning_status(s->app->store, s->arena, s->app->kommune, &st, err));
    if (st.registrering > 0) page->registreret = side_tid(s, st.registreret_us);
    page->anbringelser = st.anbringelser;
    page->afregnet = st.godkendelser > 0;
    if (page->afregnet) {
        page->til_maaned = side_maaned(s, st.til_maaned);
        page->mangler = st.mangler;
        page->tilgodehavende = st.tilgodehavende;
        page->hoved_nr = st.hoved.nr;
        page->hoved = str_copy(s->arena, str_from(st.hoved.hash));
    }
    struct revision_koersel *row = ARENA_ARRAY(s->arena, st.koersler, struct revision_koersel);
    for (size_t i = 0; i < st.koersler; i++)
        row[i] = (struct revision_koersel){
            ord_stort(s->arena, side_maaned(s, st.koersel[i].maaned)),
            side_koersel_ord(s, st.koersel[i].tilstand), st.koersel[i].ekstra};
    page->koersel = row;
    page->koersel_antal = st.koersler;
    return true;
}

static bool show(struct side *s, struct revision *page, struct err *err)
{
    page->csrf = s->csrf;
    page->valg = revision_valg(s, REVISION_I_ORDEN, &page->valg_antal);
    TRY(how_it_stands(s, page, err));
    html_revision(&s->h, page);
    return side_vis(s, "Revision", "Audit");
}

bool side_revision(struct side *s, struct err *err)
{
    struct revision page = {0};

    return show(s, &page, err);
}

/* ---- the doctor */

static struct revision_krav demand_of(struct side *s, const struct doctor_krav *k,
                                      const struct doctor_svar *svar)
{
    struct revision_brud *brud = ARENA_ARRAY(s->arena, svar->antal, struct revision_brud);
    struct revision_krav out = {str_from(k->id),
                                side_tekst(s, k->krav, k->krav_en),
                                side_tekst(s, k->handling, k->handling_en),
                                false,
                                brud,
                                0};

    for (size_t i = 0; i < svar->antal; i++)
        if (svar->brud[i].krav == k)
            brud[out.brud_antal++] = (struct revision_brud){
                svar->brud[i].hvor, svar->brud[i].fundet, svar->brud[i].ventet};
    out.brudt = out.brud_antal > 0;
    return out;
}

bool side_revision_doctor(struct side *s, struct err *err)
{
    struct revision page = {.spurgt = true};
    struct doctor_svar svar;

    TRY(afregning_doctor(s->app->store, s->arena, s->app->kommune, NULL, &svar, err));
    struct revision_krav *row = ARENA_ARRAY(s->arena, doctor_krav_antal, struct revision_krav);
    size_t n = 0;
    /* What is broken stands first. */
    for (int brudt = 1; brudt >= 0; brudt--)
        for (size_t i = 0; i < doctor_krav_antal; i++) {
            struct revision_krav k = demand_of(s, &doctor_krav[i], &svar);
            if (k.brudt == (brudt == 1)) row[n++] = k;
        }
    page.krav = row;
    page.krav_antal = n;
    page.brud_i_alt = (int64_t)svar.i_alt;
    return show(s, &page, err);
}

/* ---- verify */

/* The heads of the file that was sent; none is fine. */
static bool heads(struct side *s, struct anker **anker, size_t *antal)
{
    struct err e = ERR_INIT;

    *antal = 0;
    *anker = NULL;
    for (size_t i = 0; i < s->request->filer; i++) {
        const struct web_fil *f = &s->request->fil[i];
        if (!str_is(f->felt, "hoved") || f->indhold.n == 0) continue;
        if (anker_laes_tekst(s->arena, "hoved", f->indhold, anker, antal, &e)) continue;
        side_afvis(s, "hoved",
                   side_tekst(s,
                              "Filen har intet hoved. Brug manifestet fra en eksport eller en "
                              "sikkerhedskopi, eller et hoved, der er gemt herfra.",
                              "The file has no head. Use the manifest of an export or a backup, "
                              "or a head that was kept from here."));
        return false;
    }
    return true;
}

static void tell(struct side *s, const struct verify_svar *v, struct revision *page)
{
    struct revision_fund *row = ARENA_ARRAY(s->arena, v->antal, struct revision_fund);
    struct buf json;

    for (size_t i = 0; i < v->antal; i++)
        row[i].tekst = s->engelsk ? v->fund[i].engelsk : v->fund[i].tekst;
    page->fund = row;
    page->fund_antal = v->antal;
    page->fund_i_alt = (int64_t)v->i_alt;
    page->raekker = v->raekker;
    page->tekster = (int64_t)v->tekster;
    page->eksporter = (int64_t)v->eksporter;
    page->ankre = (int64_t)v->ankre;
    if (v->i_alt > 0 || v->hoved.nr == 0) return;
    buf_init(&json, s->arena);
    anker_skriv(&json, s->app->kommune, &v->hoved, s->request->now_us);
    page->anker_json = buf_str(&json);
}

bool side_revision_verify(struct side *s, struct err *err)
{
    struct revision page = {0};
    struct verify_valg valg = {0};
    struct verify_svar svar;
    struct anker *anker;

    if (!heads(s, &anker, &valg.ankre)) return show(s, &page, err);
    valg.anker = anker;
    TRY(afregning_verify(s->app->store, s->arena, s->app->kommune, &valg, &svar, err));
    page.efterset = true;
    tell(s, &svar, &page);
    return show(s, &page, err);
}
