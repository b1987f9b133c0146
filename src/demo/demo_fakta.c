/*
 * demo_fakta: what happens during a placement, and what of it is known late.
 *
 * Facts of one kind stand in order of their first day; a correction follows what it corrects.
 */
#include "demo/demo_intern.h"

enum { KORTEST = 60 /* days a stay must have for changes in its midst */ };

/* The part of the stay that the facts cover. */
static struct periode synlig(const struct byg *b)
{
    struct periode p = {dato_max(b->start.indflyttet, b->vindue.fra),
                        dato_min(b->slut, b->vindue.til), DATO_MIN};

    return p;
}

/* The first of a month well inside the stay; false when it is too short. */
static bool midt_i(const struct byg *b, enum formaal formaal, struct dato *out)
{
    struct periode p = synlig(b);
    int dage = p.til.dag - p.fra.dag;
    if (dage < KORTEST) return false;
    struct dato dag = dato_plus(p.fra, traek(b->noegle, formaal, 0, 0, dage - 32));
    *out = maaned_end(maaned_of(dag));
    return true;
}

/* ---- levels ---- */

static void set_niveau(const struct byg *b, struct indplacering *i, int niveau)
{
    if (b->args->niveau == DEMO_TRIN)
        i->trin = niveau;
    else
        i->vederlag = brok_int(niveau);
}

/* The next level up or down, turned around at the ends of the table. */
static int naeste(const struct byg *b, int niveau)
{
    const struct fordeling *t = b->args->niveau == DEMO_TRIN ? &tal_trin : &tal_vederlag;
    int low = t->baand[0].low;
    int high = t->baand[t->count - 1].high;
    bool op = traek_promille(b->noegle, TIL_NYT_NIVEAU_OP, 0, PROMILLE_NIVEAU_OP);
    if (niveau == low) op = true;
    if (niveau == high) op = false;
    return op ? niveau + 1 : niveau - 1;
}

static void nyt_niveau(struct byg *b, int niveau)
{
    struct indplacering *ny = &b->indplacering[1];
    enum nyt_niveau hvad = (enum nyt_niveau)traek_af(b->noegle, TIL_NYT_NIVEAU, 0, &tal_nyt_niveau);
    struct dato dag;
    if (hvad == NIVEAU_SOM_FOER || !midt_i(b, TIL_NYT_NIVEAU_DAG, &dag)) return;
    int sent = hvad == NIVEAU_NYT ? -traek(b->noegle, TIL_NYT_NIVEAU_KENDT, 0, 7, 28)
                                  : traek(b->noegle, TIL_NYT_NIVEAU_KENDT, 0, 30, 100);
    ny->har_besluttet = true;
    ny->besluttet = byg_kendt(b, dato_plus(dag, sent));
    ny->periode = (struct periode){dag, DATO_MAX, ny->besluttet};
    set_niveau(b, ny, naeste(b, niveau));
    b->sag.indplaceringer = 2;
}

/* Relief has one level for all and network families none, so nothing is decided for them. */
static void niveauer(struct byg *b)
{
    struct indplacering *i = &b->indplacering[0];
    bool trin = b->args->niveau == DEMO_TRIN;
    int niveau = traek_af(b->noegle, TIL_NIVEAU, 0, trin ? &tal_trin : &tal_vederlag);
    if (b->sag.art == ART_NETVAERK || b->sag.art == ART_AFLASTNING) return;
    i->periode = (struct periode){b->start.indflyttet, DATO_MAX, DATO_MIN};
    i->har_besluttet = true;
    i->besluttet = dato_plus(b->start.indflyttet, -traek(b->noegle, TIL_BESLUTTET, 0, 7, 40));
    set_niveau(b, i, niveau);
    b->sag.indplaceringer = 1;
    if (b->sag.art == ART_DOEGN) nyt_niveau(b, niveau);
}

/* ---- efterskole ---- */

static void skoleaar(struct byg *b, struct dato fra, struct dato til, struct dato kendt)
{
    struct periode p = {fra, dato_min(til, b->slut), byg_kendt(b, kendt)};

    if (p.fra.dag < p.til.dag) byg_situation(b, SITUATION_EFTERSKOLE, p);
}

/* A school year from the August in which the child is 15 or 16. Some turn out longer, and late. */
static void efterskole(struct byg *b)
{
    int alder = traek(b->noegle, TIL_EFTERSKOLE, 0, 15, 16);
    struct dato august = maaned_first(maaned_make(
        dato_school_year(dato_plus(dato_turns(b->start.foedt, alder, SKUDDAG_1_MARTS), -1)) + 1,
        8));
    struct dato fra = dato_plus(august, traek(b->noegle, TIL_EFTERSKOLE_DAG, 0, 7, 13));
    struct dato til = dato_plus(august, traek(b->noegle, TIL_EFTERSKOLE_DAG, 1, 318, 323));
    if (b->sag.art != ART_DOEGN && b->sag.art != ART_NETVAERK) return;
    if (!traek_promille(b->noegle, TIL_EFTERSKOLE, 1, PROMILLE_EFTERSKOLE)) return;
    if (til.dag <= b->vindue.fra.dag || fra.dag >= b->vindue.til.dag) return;
    if (august.dag < b->start.indflyttet.dag || fra.dag >= b->slut.dag) return;
    skoleaar(b, fra, til, dato_plus(fra, -traek(b->noegle, TIL_EFTERSKOLE_DAG, 2, 95, 120)));

    struct dato rettet = dato_plus(fra, traek(b->noegle, TIL_EFTERSKOLE_RETTET, 1, 20, 60));
    if (rettet.dag >= dato_min(b->slut, b->vindue.til).dag) return;
    if (!traek_promille(b->noegle, TIL_EFTERSKOLE_RETTET, 0, PROMILLE_EFTERSKOLE_RETTET)) return;
    skoleaar(b, dato_plus(august, traek(b->noegle, TIL_EFTERSKOLE_DAG, 3, 0, 6)),
             dato_plus(august, traek(b->noegle, TIL_EFTERSKOLE_DAG, 4, 325, 331)), rettet);
}

/* ---- agreements ---- */

static struct aftale beloeb(const struct byg *b, enum demo_aftale hvad)
{
    bool tillaeg = hvad == DEMO_TILLAEG;
    int trin = traek(b->noegle, TIL_AFTALE_BELOEB, 0, 0, 10);

    return (struct aftale){
        .art = tillaeg ? AFTALE_TILLAEG : AFTALE_ERSTATNING,
        .ydelse = tillaeg ? STR("vederlag") : STR("kost_og_logi"),
        .beloeb = {tillaeg ? 50000 + 25000 * trin : 21000 + 1000 * trin},
        .pr = tillaeg ? PR_MAANED : PR_DOEGN,
        .begrundelse =
            tillaeg ? STR("ekstra støtte i en overgang") : STR("særlig kost efter lægens råd"),
        .besluttet_af = STR("leder"),
    };
}

static struct aftale varsel(const struct byg *b)
{
    return (struct aftale){
        .art = AFTALE_VILKAAR,
        .vilkaar = VILKAAR_VARSEL,
        .dage = 15 * traek(b->noegle, TIL_AFTALE_BELOEB, 0, 3, 6),
        .begrundelse = STR("længere varsel efter aftale"),
        .besluttet_af = STR("leder"),
    };
}

static void aftaler(struct byg *b)
{
    enum demo_aftale hvad = (enum demo_aftale)traek_af(b->noegle, TIL_AFTALE, 0, &tal_aftale);
    struct dato fra;
    if (hvad == DEMO_INGEN_AFTALE || b->sag.art != ART_DOEGN) return;
    if (!midt_i(b, TIL_AFTALE_DAG, &fra)) return;
    int maaneder = traek(b->noegle, TIL_AFTALE_MAANEDER, 0, 3, 12);
    struct aftale a = hvad == DEMO_VARSEL ? varsel(b) : beloeb(b, hvad);
    struct dato til = dato_min(dato_plus_months_clamped(fra, maaneder), b->slut);
    a.periode = (struct periode){fra, til, byg_kendt(b, dato_plus(fra, -10))};
    byg_aftale(b, a);
}

/* ---- away, and in relief ---- */

static bool ledig(const struct byg *b, struct dato fra, struct dato til)
{
    for (size_t i = 0; i < b->sag.situationer; i++) {
        struct periode p = b->situation[i].periode;
        if (p.fra.dag < til.dag && fra.dag < p.til.dag) return false;
    }
    return true;
}

static struct dato foerste_fredag(struct dato dag)
{
    return dato_plus(dag, (5 - dato_weekday(dag) + 7) % 7);
}

/* Weekends with a relief family or at home, every so many weeks; never two situations at once. */
static void borte(struct byg *b)
{
    enum borte hvor = (enum borte)traek_af(b->noegle, TIL_BORTE, 0, &tal_borte);
    bool hjemme = hvor == BORTE_HJEMME;
    struct periode p = synlig(b);
    if (hvor == BORTE_ALDRIG || b->sag.art != ART_DOEGN) return;
    int uger = traek(b->noegle, TIL_BORTE_UGER, 0, hjemme ? 6 : 3, hjemme ? 12 : 6);
    struct dato fredag = foerste_fredag(p.fra);
    for (int k = 0;; k++, fredag = dato_plus(fredag, 7 * uger)) {
        struct dato til = dato_plus(fredag, traek(b->noegle, TIL_BORTE_NAETTER, k, 2, 4));
        if (til.dag > p.til.dag) return;
        if (!ledig(b, fredag, til)) continue;
        byg_situation(b, hjemme ? SITUATION_HJEMMEBESOEG : SITUATION_OPHOLD_I_AFLASTNING,
                      (struct periode){fredag, til, byg_kendt(b, dato_plus(fredag, -7))});
    }
}

/* The weekends of a relief placement, known when the child has gone home, some only later. */
static void weekender(struct byg *b)
{
    struct periode p = synlig(b);
    if (b->sag.art != ART_AFLASTNING) return;
    int uger = traek_af(b->noegle, TIL_WEEKEND_UGER, 0, &tal_aflastning_uger);
    struct dato fredag = foerste_fredag(p.fra);
    for (int k = 0;; k++, fredag = dato_plus(fredag, 7 * uger)) {
        bool lang = traek_promille(b->noegle, TIL_WEEKEND_NAETTER, k, PROMILLE_WEEKEND_LANG);
        struct dato til = dato_plus(fredag, lang ? 3 : 2);
        if (til.dag > p.til.dag) return;
        if (traek_promille(b->noegle, TIL_WEEKEND, k, PROMILLE_WEEKEND_AFLYST)) continue;
        bool sent = traek_promille(b->noegle, TIL_WEEKEND_KENDT, k, PROMILLE_WEEKEND_SENT);
        int efter = sent ? traek(b->noegle, TIL_WEEKEND_KENDT, k + 1000, 20, 50) : 0;
        ASSERT(b->sag.doegn_antal < BYG_WEEKENDER);
        b->doegn[b->sag.doegn_antal++] =
            (struct periode){fredag, til, byg_kendt(b, dato_plus(til, efter))};
    }
}

void fakta_make(struct byg *b)
{
    niveauer(b);
    efterskole(b);
    aftaler(b);
    borte(b);
    weekender(b);
}
