/*
 * maaned: the letter of a month, as blocks.
 *
 * Invariant: nothing is printed before lines, corrections and what is drawn make what is paid, and
 * before the credit's parts make its rest.
 */
#include "brev/ord.h"

#include "brev/ark.h"

static const struct blok_kolonne konti[] = {
    {"Konto", 400, false}, {"Skat", 380, false}, {"Beløb", 220, true}};
static const struct blok_kolonne ydelser[] = {
    {"Ydelse", 370, false}, {"Måned", 200, false}, {"Skat", 220, false}, {"Beløb", 210, true}};
static const struct blok_kolonne rettelser[] = {{"Ydelse", 280, false},
                                                {"Måned", 180, false},
                                                {"Før", 180, true},
                                                {"Nu", 180, true},
                                                {"Forskel", 180, true}};
static const struct blok_kolonne saldo[] = {{"", 780, false}, {"", 220, true}};
static const struct blok_kolonne mellem[] = {
    {"Hvad", 420, false}, {"Måned", 180, false}, {"", 190, false}, {"Beløb", 210, true}};

/* ---- sums ---- */

struct summer {
    struct oere linjer;
    struct oere op;  /* positive corrections */
    struct oere ned; /* negative ones, as a positive amount */
    struct oere trukket;
};

static void add_barn(struct summer *s, const struct brev_barn *barn)
{
    for (size_t i = 0; i < barn->linjer; i++) {
        const struct brev_linje *l = &barn->linje[i];
        ASSERT(l->linje == NULL || l->linje->beloeb.oere == l->beloeb.oere);
        brev_plus(&s->linjer, l->beloeb);
    }
    for (size_t i = 0; i < barn->rettelser; i++) {
        const struct brev_rettelse *r = &barn->rettelse[i];
        struct oere forskel = r->efter;
        brev_minus(&forskel, r->foer);
        ASSERT(forskel.oere == r->forskel.oere);
        ASSERT(r->linje == NULL || r->linje->beloeb.oere == r->efter.oere);
        if (forskel.oere > 0) brev_plus(&s->op, forskel);
        if (forskel.oere < 0) brev_minus(&s->ned, forskel);
    }
}

static struct summer check_sums(const struct brev_maaned *b)
{
    struct summer s = {0};

    for (size_t i = 0; i < b->boern; i++) add_barn(&s, &b->barn[i]);
    for (size_t i = 0; i < b->traek_antal; i++) {
        ASSERT(b->traek[i].beloeb.oere > 0);
        brev_plus(&s.trukket, b->traek[i].beloeb);
    }
    struct oere udbetales = s.linjer;
    brev_plus(&udbetales, s.op);
    brev_minus(&udbetales, s.trukket);
    ASSERT(udbetales.oere == b->udbetales.oere);
    ASSERT(b->tilgode.nyt.oere == s.ned.oere);
    ASSERT(b->tilgode.trukket.oere == s.trukket.oere);
    struct oere rest = b->tilgode.foer;
    brev_plus(&rest, s.ned);
    brev_minus(&rest, s.trukket);
    ASSERT(rest.oere == b->tilgode.efter.oere);
    return s;
}

static void find_planer(struct arena *arena, const struct brev_maaned *b, struct print_planer *out)
{
    for (size_t i = 0; i < b->boern; i++) {
        const struct brev_barn *barn = &b->barn[i];
        for (size_t k = 0; k < barn->linjer; k++) {
            if (barn->linje[k].linje != NULL) print_planer_of(arena, barn->linje[k].linje, out);
        }
        for (size_t k = 0; k < barn->rettelser; k++) {
            const struct linje *linje = barn->rettelse[k].linje;
            if (linje != NULL) print_planer_of(arena, linje, out);
        }
    }
}

/* ---- where the money goes ---- */

struct konto_sum {
    bool brugt;
    struct oere beloeb;
};

struct konto_summer {
    struct konto_sum sum[MODTAGER_ANTAL][KANAL_ANTAL][SKAT_ANTAL];
};

static struct konto_sum *konto_of(struct konto_summer *s, enum modtager m, enum kanal k,
                                  enum skat skat)
{
    ASSERT(m < MODTAGER_ANTAL && k < KANAL_ANTAL && skat < SKAT_ANTAL);
    struct konto_sum *konto = &s->sum[m][k][skat];
    konto->brugt = true;
    return konto;
}

static void sum_konti(const struct brev_maaned *b, struct konto_summer *s)
{
    for (size_t i = 0; i < b->boern; i++) {
        const struct brev_barn *barn = &b->barn[i];
        for (size_t k = 0; k < barn->linjer; k++) {
            const struct brev_linje *l = &barn->linje[k];
            brev_plus(&konto_of(s, l->modtager, l->kanal, l->skat)->beloeb, l->beloeb);
        }
        for (size_t k = 0; k < barn->rettelser; k++) {
            const struct brev_rettelse *r = &barn->rettelse[k];
            if (r->forskel.oere <= 0) continue;
            brev_plus(&konto_of(s, r->modtager, r->kanal, r->skat)->beloeb, r->forskel);
        }
    }
    for (size_t i = 0; i < b->traek_antal; i++) {
        const struct brev_traek *t = &b->traek[i];
        brev_minus(&konto_of(s, MODTAGER_KONTRAKTHAVER, t->kanal, t->skat)->beloeb, t->beloeb);
    }
}

static void add_konti(struct blok_liste *liste, const struct brev_maaned *b)
{
    struct konto_summer *s = ARENA_NEW(liste->arena, struct konto_summer);
    struct arena *arena = liste->arena;
    const int antal = MODTAGER_ANTAL * KANAL_ANTAL * SKAT_ANTAL;
    struct oere sum = {0};

    sum_konti(b, s);
    blok_tabel(liste, konti, 3);
    for (int i = 0; i < antal; i++) {
        int m = i / (KANAL_ANTAL * SKAT_ANTAL);
        int k = i / SKAT_ANTAL % KANAL_ANTAL;
        int skat = i % SKAT_ANTAL;
        const struct konto_sum *konto = &s->sum[m][k][skat];
        if (!konto->brugt) continue;
        struct str celle[] = {brev_konto((enum modtager)m, (enum kanal)k),
                              brev_skat(arena, (enum skat)skat), oere_kr(arena, konto->beloeb)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 3);
        brev_plus(&sum, konto->beloeb);
    }
    ASSERT(sum.oere == b->udbetales.oere);
    struct str celle[] = {STR("Udbetales i alt"), STR_EMPTY, oere_kr(arena, sum)};
    brev_raekke(liste, RAEKKE_SUM, celle, 3);
}

/* ---- what is paid ---- */

static void add_linjer(struct blok_liste *liste, const struct brev_barn *barn, bool med_sum)
{
    struct arena *arena = liste->arena;
    struct oere sum = {0};

    if (barn->linjer == 0) return;
    brev_raekke(liste, RAEKKE_GRUPPE, &barn->navn, 1);
    for (size_t i = 0; i < barn->linjer; i++) {
        const struct brev_linje *l = &barn->linje[i];
        struct str celle[] = {l->titel, maaned_tekst(arena, l->maaned), brev_skat(arena, l->skat),
                              oere_kr(arena, l->beloeb)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 4);
        brev_plus(&sum, l->beloeb);
    }
    if (!med_sum) return;
    struct str celle[] = {str_format(arena, "I alt for %.*s", STR_ARG(barn->navn)), STR_EMPTY,
                          STR_EMPTY, oere_kr(arena, sum)};
    brev_raekke(liste, RAEKKE_DELSUM, celle, 4);
}

static void add_traek(struct blok_liste *liste, const struct brev_maaned *b)
{
    struct arena *arena = liste->arena;

    for (size_t i = 0; i < b->traek_antal; i++) {
        const struct brev_traek *t = &b->traek[i];
        struct oere minus = {0};
        struct str dag = dato_tekst(arena, t->besluttet);
        struct str note = str_format(arena, "Afgjort %.*s: %.*s", STR_ARG(dag), STR_ARG(t->tekst));
        brev_minus(&minus, t->beloeb);
        struct str celle[] = {STR("Trukket efter afgørelse"), STR_EMPTY, brev_skat(arena, t->skat),
                              oere_kr(arena, minus)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 4);
        note = brev_saetning(arena, note);
        brev_raekke(liste, RAEKKE_NOTE, &note, 1);
    }
}

static void add_ydelser(struct blok_liste *liste, const struct brev_maaned *b,
                        const struct summer *s)
{
    struct arena *arena = liste->arena;

    blok_c(liste, BLOK_H2, "Det får du penge for");
    blok_tabel(liste, ydelser, 4);
    for (size_t i = 0; i < b->boern; i++) {
        add_linjer(liste, &b->barn[i], b->boern > 1 && b->barn[i].linjer > 1);
    }
    if (s->op.oere > 0 || b->traek_antal > 0) {
        struct str navn = STR("Ud over månedens ydelser");
        brev_raekke(liste, RAEKKE_GRUPPE, &navn, 1);
    }
    if (s->op.oere > 0) {
        struct str celle[] = {STR("Rettelser, se nedenfor"), STR_EMPTY, STR_EMPTY,
                              oere_kr(arena, s->op)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 4);
    }
    add_traek(liste, b);
    struct str celle[] = {STR("Udbetales i alt"), STR_EMPTY, STR_EMPTY,
                          oere_kr(arena, b->udbetales)};
    brev_raekke(liste, RAEKKE_SUM, celle, 4);
}

/* ---- corrections ---- */

static bool has_retning(const struct brev_rettelse *r, int retning)
{
    return retning > 0 ? r->forskel.oere > 0 : r->forskel.oere < 0;
}

static void add_rettelse(struct blok_liste *liste, const struct brev_rettelse *r)
{
    struct arena *arena = liste->arena;
    struct str celle[] = {r->titel, maaned_tekst(arena, r->maaned), oere_kr(arena, r->foer),
                          oere_kr(arena, r->efter), oere_kr(arena, r->forskel)};

    brev_raekke(liste, RAEKKE_LINJE, celle, 5);
}

/* The reason of the `antal` rows above. */
static void add_grund(struct blok_liste *liste, struct str grund, size_t antal)
{
    struct arena *arena = liste->arena;
    struct str note = brev_saetning(arena, grund);

    if (grund.n == 0) return;
    if (antal > 1) {
        note = brev_saetning(arena, str_format(arena, "For de %zu linjer herover: %.*s", antal,
                                               STR_ARG(str_trim(grund))));
    }
    brev_raekke(liste, RAEKKE_NOTE, &note, 1);
}

/* One child's corrections of one direction; a reason they share is told once. */
static void add_barns_rettelser(struct blok_liste *liste, const struct brev_barn *barn, int retning,
                                struct oere *sum)
{
    const struct brev_rettelse *sidste = NULL;
    size_t antal = 0;

    for (size_t k = 0; k < barn->rettelser; k++) {
        const struct brev_rettelse *r = &barn->rettelse[k];
        if (!has_retning(r, retning)) continue;
        if (sidste == NULL) brev_raekke(liste, RAEKKE_GRUPPE, &barn->navn, 1);
        if (sidste != NULL && !str_eq(sidste->grund, r->grund)) {
            add_grund(liste, sidste->grund, antal);
            antal = 0;
        }
        add_rettelse(liste, r);
        brev_plus(sum, r->forskel);
        sidste = r;
        antal++;
    }
    if (sidste != NULL) add_grund(liste, sidste->grund, antal);
}

/* The corrections of one direction: +1 or −1. */
static void add_retning(struct blok_liste *liste, const struct brev_maaned *b, int retning,
                        struct oere sum)
{
    struct arena *arena = liste->arena;
    struct oere vist = {0};

    if (sum.oere == 0) return;
    blok_c(liste, BLOK_H3, retning > 0 ? "Du får mere" : "Du har fået for meget");
    blok_tabel(liste, rettelser, 5)->smaat = true;
    for (size_t i = 0; i < b->boern; i++) {
        add_barns_rettelser(liste, &b->barn[i], retning, &vist);
    }
    ASSERT(vist.oere == (retning > 0 ? sum.oere : -sum.oere));
    struct str celle[] = {STR("I alt"), STR_EMPTY, STR_EMPTY, STR_EMPTY, oere_kr(arena, vist)};
    brev_raekke(liste, RAEKKE_SUM, celle, 5);
}

static void add_rettelser(struct blok_liste *liste, const struct brev_maaned *b,
                          const struct summer *s)
{
    if (s->op.oere == 0 && s->ned.oere == 0) return;
    blok_c(liste, BLOK_H2, "Det har vi rettet");
    blok_c(liste, BLOK_AFSNIT,
           "Vi har fået noget nyt at vide, siden vi sidst betalte. Derfor har "
           "vi regnet nogle måneder igen.");
    blok_hold(liste);
    add_retning(liste, b, 1, s->op);
    if (s->op.oere > 0) {
        blok_c(liste, BLOK_AFSNIT, "Pengene er med i det, vi udbetaler nu.");
    }
    add_retning(liste, b, -1, s->ned);
    if (s->ned.oere > 0) {
        blok_c(liste, BLOK_AFSNIT, "Vi trækker det ikke fra det, du får nu.");
    }
}

static void saldo_raekke(struct blok_liste *liste, enum raekke_art art, const char *navn,
                         struct oere beloeb)
{
    struct str celle[] = {str_from(navn), oere_kr(liste->arena, beloeb)};

    brev_raekke(liste, art, celle, 2);
}

static void add_tilgode(struct blok_liste *liste, const struct brev_tilgode *t)
{
    struct oere minus = {0};

    if (t->foer.oere == 0 && t->nyt.oere == 0 && t->trukket.oere == 0) return;
    blok_c(liste, BLOK_H2, "Det har kommunen til gode");
    blok_c(liste, BLOK_AFSNIT,
           "Det er penge, du har fået for meget. Vi trækker ikke noget, før der "
           "er truffet en afgørelse. Du får besked først.");
    blok_hold(liste);
    blok_tabel(liste, saldo, 2);
    saldo_raekke(liste, RAEKKE_LINJE, "Fra før", t->foer);
    saldo_raekke(liste, RAEKKE_LINJE, "Nyt i dette brev", t->nyt);
    brev_minus(&minus, t->trukket);
    if (t->trukket.oere > 0) saldo_raekke(liste, RAEKKE_LINJE, "Trukket denne gang", minus);
    saldo_raekke(liste, RAEKKE_SUM, "Tilbage", t->efter);
}

/* ---- what is missing ---- */

static bool same_lack(const struct brev_mangel *a, const struct brev_mangel *b)
{
    return a->maaned.nr == b->maaned.nr && str_eq(a->mangel->mangler, b->mangel->mangler) &&
           str_eq(a->mangel->grund, b->mangel->grund) && a->mangel->fra.dag == b->mangel->fra.dag &&
           a->mangel->til.dag == b->mangel->til.dag;
}

/* One lack of `antal` lines that follow each other. */
static void add_mangel(struct blok_liste *liste, struct str navn, const struct brev_mangel *m,
                       size_t antal)
{
    struct arena *arena = liste->arena;
    const struct mangel *mangel = m->mangel;
    bool hele = mangel->fra.dag <= maaned_first(m->maaned).dag &&
                mangel->til.dag >= maaned_end(m->maaned).dag;
    struct buf out;

    buf_init(&out, arena);
    buf_format(&out, "%.*s: ", STR_ARG(navn));
    for (size_t i = 0; i < antal; i++) {
        struct str titel = m[i].titel;
        buf_format(&out, "%s%.*s", i == 0 ? "" : i + 1 == antal ? " og " : ", ", STR_ARG(titel));
    }
    struct str hvornaar = hele || mangel->fra.dag >= mangel->til.dag
                              ? maaned_tekst(arena, m->maaned)
                              : ord_periode(arena, mangel->fra, mangel->til);
    struct str hvad = ord_navn(arena, mangel->mangler);
    struct str grund = brev_saetning(arena, mangel->grund);
    buf_format(&out, ", %.*s. Der mangler: %.*s. %.*s", STR_ARG(hvornaar), STR_ARG(hvad),
               STR_ARG(grund));
    blok_add(liste, BLOK_PUNKT, buf_str(&out));
}

static bool has_mangler(const struct brev_maaned *b)
{
    for (size_t i = 0; i < b->boern; i++) {
        if (b->barn[i].mangler > 0) return true;
    }
    return false;
}

static void add_mangler(struct blok_liste *liste, const struct brev_maaned *b)
{
    if (!has_mangler(b)) return;
    blok_c(liste, BLOK_H2, "Det mangler vi");
    blok_c(liste, BLOK_AFSNIT,
           "Her mangler vi en oplysning, før vi kan regne. Det betyder ikke, at "
           "du får 0 kr. Vi betaler det, du har ret til, når vi kender det.");
    blok_hold(liste);
    for (size_t i = 0; i < b->boern; i++) {
        const struct brev_barn *barn = &b->barn[i];
        for (size_t k = 0, antal = 0; k < barn->mangler; k += antal) {
            antal = 1;
            while (k + antal < barn->mangler &&
                   same_lack(&barn->mangel[k], &barn->mangel[k + antal])) {
                antal++;
            }
            add_mangel(liste, barn->navn, &barn->mangel[k], antal);
        }
    }
}

/* ---- the rest ---- */

static void add_mellem(struct blok_liste *liste, const struct brev_maaned *b)
{
    struct arena *arena = liste->arena;

    if (b->mellem_antal == 0) return;
    blok_c(liste, BLOK_H2, "Mellem dig og forældrene");
    blok_c(liste, BLOK_AFSNIT,
           "Beløbene her er ikke med i det, vi udbetaler. I skal selv gøre dem "
           "op med hinanden.");
    blok_hold(liste);
    blok_tabel(liste, mellem, 4);
    for (size_t i = 0; i < b->mellem_antal; i++) {
        const struct brev_mellem *m = &b->mellem[i];
        ASSERT(m->beloeb.oere > 0);
        struct str celle[] = {m->tekst, maaned_tekst(arena, m->maaned),
                              m->familien_skylder ? STR("Du skylder") : STR("Du har til gode"),
                              oere_kr(arena, m->beloeb)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 4);
    }
}

static void add_forklaringer(struct blok_liste *liste, const struct brev_maaned *b)
{
    struct arena *arena = liste->arena;

    blok_c(liste, BLOK_H2, "Sådan har vi regnet");
    for (size_t i = 0; i < b->boern; i++) {
        const struct brev_barn *barn = &b->barn[i];
        for (size_t k = 0; k < barn->linjer; k++) {
            const struct brev_linje *l = &barn->linje[k];
            struct str maaned = maaned_tekst(arena, l->maaned);
            struct str navn = str_format(arena, "%.*s: %.*s, %.*s", STR_ARG(barn->navn),
                                         STR_ARG(l->titel), STR_ARG(maaned));
            if (l->linje != NULL) brev_forklar(liste, navn, l->linje);
        }
        for (size_t k = 0; k < barn->rettelser; k++) {
            const struct brev_rettelse *r = &barn->rettelse[k];
            struct str maaned = maaned_tekst(arena, r->maaned);
            struct str navn = str_format(arena, "%.*s: %.*s, %.*s, ny beregning",
                                         STR_ARG(barn->navn), STR_ARG(r->titel), STR_ARG(maaned));
            if (r->linje != NULL) brev_forklar(liste, navn, r->linje);
        }
    }
}

static void add_indledning(struct blok_liste *liste, const struct brev_maaned *b, bool betaling)
{
    struct str beloeb = brev_kr(liste->arena, b->udbetales);
    struct str dag = blok_fast(liste->arena, dato_tekst(liste->arena, b->disposition));

    if (b->udbetales.oere == 0) {
        blok_c(liste, BLOK_STOR, "Vi udbetaler ikke noget denne gang.");
    } else {
        blok_format(liste, BLOK_STOR, "Vi udbetaler %.*s den %.*s.", STR_ARG(beloeb), STR_ARG(dag));
    }
    if (has_mangler(b)) {
        blok_c(liste, BLOK_AFSNIT,
               "Noget kan vi ikke regne ud endnu. Det står under »Det mangler vi«.");
    } else if (betaling) {
        blok_c(liste, BLOK_AFSNIT, "Du kan se, hvad pengene er for, og hvordan vi har regnet.");
    }
}

struct blad brev_maaned_blad(struct arena *arena, const struct brev_maaned *b)
{
    struct summer s = check_sums(b);
    struct print_planer planer = {0};
    struct str maaned = maaned_tekst(arena, b->maaned);
    struct str titel = str_format(arena, "Betaling for %.*s", STR_ARG(maaned));

    find_planer(arena, b, &planer);
    bool opdigtet = print_opdigtet(&planer);
    struct blad blad =
        brev_blad(arena, &b->afsender, &b->modtager, titel, b->dato, b->journal, opdigtet);
    struct blok_liste *liste = &blad.liste;
    bool betaling = s.linjer.oere != 0 || s.op.oere != 0 || s.trukket.oere != 0;
    blok_add(liste, BLOK_H1, titel);
    add_indledning(liste, b, betaling);
    if (opdigtet) brev_boks_opdigtet(liste);
    if (betaling) add_konti(liste, b);
    if (betaling) add_ydelser(liste, b, &s);
    add_rettelser(liste, b, &s);
    add_tilgode(liste, &b->tilgode);
    add_mangler(liste, b);
    add_mellem(liste, b);
    brev_uenig(liste, &b->afsender);
    if (planer.count > 0) add_forklaringer(liste, b);
    brev_haandboeger(liste, &planer);
    return blad;
}

bool brev_maaned_pdf(struct arena *arena, struct brev_trykkeri *trykkeri,
                     const struct brev_maaned *brev, struct str *pdf, struct err *err)
{
    struct blad blad = brev_maaned_blad(arena, brev);

    return ark_pdf(arena, trykkeri, &blad, pdf, err);
}
