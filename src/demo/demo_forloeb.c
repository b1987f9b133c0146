/*
 * demo_forloeb: when a placement begins and ends.
 *
 * Invariants: (1) born before moving in, moved in before the 18th birthday; (2) the stay touches
 * the days the facts cover; (3) an end that is told is at most the first day after them.
 */
#include "demo/demo_intern.h"

enum {
    VARSEL_NY = 14, /* days of notice in the first three months, and later */
    VARSEL = 30,
    MYNDIG = 18,
    EFTERVAERN_SLUT = 22,
    RELIEF_AGE_BACK = 6, /* a relief child drawn as 18-21 is so many years younger */
};

static struct dato fylder(struct dato foedt, int alder)
{
    return dato_turns(foedt, alder, SKUDDAG_1_MARTS);
}

/* Someone who is `alder` on that day. */
static struct dato foedt_med_alder(struct noegle noegle, struct dato dag, int alder)
{
    struct dato seneste = dato_plus_months_clamped(dag, -12 * alder);

    return dato_plus(seneste, -traek(noegle, TIL_FOEDSELSDAG, 0, 0, 364));
}

static struct start bestand(struct noegle noegle, struct vindue vindue, bool kun_boern)
{
    struct start s = {.bestand = true};
    int alder = traek_af(noegle, TIL_ALDER, 0, &tal_alder_bestand);
    if (kun_boern && alder >= MYNDIG) alder -= RELIEF_AGE_BACK;
    s.foedt = foedt_med_alder(noegle, vindue.fra, alder);
    struct dato seneste = dato_min(vindue.fra, fylder(s.foedt, MYNDIG));
    int levet = seneste.dag - s.foedt.dag;
    int siden = vindue.fra.dag - seneste.dag;
    int dage = traek_af(noegle, TIL_FORLOEBET, 0, &tal_forloebet) - siden;
    if (dage > levet || dage < 1) {
        dage = levet == 0 ? 0 : traek(noegle, TIL_FORLOEBET_DAG, 0, 1, levet);
    }
    s.indflyttet = dato_plus(seneste, -dage);
    return s;
}

static struct start ny(struct noegle noegle, struct vindue vindue)
{
    struct start s = {0};
    int dage = vindue.til.dag - vindue.fra.dag;
    int alder = traek_af(noegle, TIL_ALDER, 0, &tal_alder_ny);
    s.indflyttet = dato_plus(vindue.fra, traek(noegle, TIL_INDFLYTNING, 0, 0, dage - 1));
    s.foedt = foedt_med_alder(noegle, s.indflyttet, alder);
    return s;
}

struct start forloeb_start(struct noegle noegle, struct vindue vindue, enum art art)
{
    /* No emergency placement runs from before the first day: it is short. */
    if (art != ART_AKUT && traek_promille(noegle, TIL_BESTAND, 0, PROMILLE_BESTAND)) {
        return bestand(noegle, vindue, art == ART_AFLASTNING);
    }
    return ny(noegle, vindue);
}

/* One to four years younger if born by then, else as much older if still a child, else a twin. */
struct start forloeb_soeskende(struct noegle noegle, struct vindue vindue, struct start foerste)
{
    int dage = 365 * traek(noegle, TIL_SOESKENDE_AAR, 0, 1, 4) +
               traek(noegle, TIL_FOEDSELSDAG, 0, -60, 300);
    struct dato yngre = dato_plus(foerste.foedt, dage);
    struct dato aeldre = dato_plus(foerste.foedt, -dage);
    struct dato foerste_dag = dato_max(foerste.indflyttet, vindue.fra);
    struct start s = foerste;
    if (yngre.dag <= foerste.indflyttet.dag)
        s.foedt = yngre;
    else if (fylder(aeldre, MYNDIG).dag > foerste_dag.dag)
        s.foedt = aeldre;
    return s;
}

/* ---- the end ---- */

/* The first day away, or DATO_MAX when it lasts beyond the facts. */
static struct dato flytter(const struct byg *b)
{
    struct dato fra = dato_max(b->start.indflyttet, b->vindue.fra);
    if (b->sag.art == ART_AKUT) {
        return dato_plus(fra, traek_af(b->noegle, TIL_KORT_DAGE, 0, &tal_akut_dage));
    }
    if (!b->start.bestand && traek_promille(b->noegle, TIL_KORT, 0, PROMILLE_KORT)) {
        return dato_plus(fra, traek_af(b->noegle, TIL_KORT_DAGE, 0, &tal_kort_dage));
    }
    for (int k = 0; k < DEMO_MAANEDER; k++) {
        if (!traek_promille(b->noegle, TIL_SLUT, k, PROMILLE_SLUT_MAANED)) continue;
        return dato_plus(fra, 30 * k + traek(b->noegle, TIL_SLUT_DAG, 0, 1, 30));
    }
    return DATO_MAX;
}

static void tell_end(struct byg *b, enum ophoer_art art, struct dato slut)
{
    struct sag *sag = &b->sag;
    struct dato kendt = slut;
    bool ny = slut.dag < dato_plus_months_clamped(sag->indflyttet, 3).dag;
    sag->fraflyttet = slut;
    sag->har_ophoer = true;
    sag->ophoer = (struct ophoer){.art = art, .dato = slut};
    if (art == OPHOER_OPSIGELSE) {
        sag->ophoer.dato = dato_max(sag->indflyttet, dato_plus(slut, ny ? -VARSEL_NY : -VARSEL));
        kendt = sag->ophoer.dato;
    } else if (art == OPHOER_ADOPTION) {
        kendt = dato_plus(slut, -traek(b->noegle, TIL_OPHOER_KENDT, 0, 14, 60));
    } else {
        kendt = dato_plus(slut, traek(b->noegle, TIL_OPHOER_KENDT, 0, 0, 3));
    }
    if (traek_promille(b->noegle, TIL_OPHOER_SENT, 0, PROMILLE_OPHOER_SENT)) {
        kendt = dato_plus(slut, traek(b->noegle, TIL_OPHOER_KENDT, 1, 20, 75));
    }
    kendt = byg_kendt(b, dato_max(kendt, sag->kendt_fra));
    sag->fraflyttet_kendt_fra = kendt;
    sag->ophoer.kendt_fra = kendt;
}

/* Aftercare with the contract agreed to go on, at most until the 22nd birthday. */
static void eftervaern(struct byg *b, struct dato atten)
{
    struct dato tidligst = dato_max(atten, b->vindue.fra);
    struct dato senest = fylder(b->start.foedt, EFTERVAERN_SLUT);
    int dage = traek(b->noegle, TIL_EFTERVAERN_DAG, 0, 1, senest.dag - tidligst.dag);
    struct periode p = {atten, dato_plus(tidligst, dage), DATO_MIN};
    p.kendt_fra = byg_kendt(b, dato_plus(atten, -60));
    byg_situation(b, SITUATION_EFTERVAERN, p);
    byg_aftale(b, (struct aftale){.periode = p,
                                  .art = AFTALE_VILKAAR,
                                  .vilkaar = VILKAAR_FORTSAETTER_EFTER_18,
                                  .begrundelse = STR("efterværn i familien"),
                                  .besluttet_af = STR("børne- og ungeudvalget")});
    b->slut = p.til;
    if (p.til.dag <= b->vindue.til.dag) tell_end(b, OPHOER_OPSIGELSE, p.til);
}

static enum ophoer_art ophoer_art(const struct byg *b, struct dato slut)
{
    enum ophoer_art art = (enum ophoer_art)traek_af(b->noegle, TIL_OPHOER, 0, &tal_ophoer);
    bool lille = slut.dag < fylder(b->start.foedt, 10).dag;
    bool hos_familien = b->sag.art == ART_DOEGN || b->sag.art == ART_NETVAERK;
    return art == OPHOER_ADOPTION && !(lille && hos_familien) ? OPHOER_OPSIGELSE : art;
}

void forloeb_slut(struct byg *b)
{
    struct dato atten = fylder(b->start.foedt, MYNDIG);
    struct dato slut = flytter(b);
    bool kan_blive = b->sag.art == ART_DOEGN || b->sag.art == ART_NETVAERK;
    bool bliver = traek_promille(b->noegle, TIL_EFTERVAERN, 0, PROMILLE_EFTERVAERN) ||
                  atten.dag <= b->vindue.fra.dag;
    b->slut = DATO_MAX;
    if (slut.dag < atten.dag) {
        if (slut.dag > b->vindue.til.dag) return;
        b->slut = slut;
        tell_end(b, ophoer_art(b, slut), slut);
    } else if (atten.dag < b->vindue.til.dag) {
        if (kan_blive && bliver) {
            eftervaern(b, atten);
            return;
        }
        b->slut = maaned_end(maaned_of(atten));
        tell_end(b, OPHOER_OPSIGELSE, b->slut);
    }
}
