/*
 * print_text: a result as Danish text, 100 columns wide, amounts to the right; an explanation
 * also in English.
 *
 * Invariants: (1) every number comes from the tree through the words of forklaring_ord, which the
 * JSON print carries too; (2) no line is wider than 100 columns but where an amount is.
 */
#include "beregning/oversat.h"
#include "beregning/print.h"
#include "beregning/print_linjer.h"

enum {
    BREDDE = 100,
    BELOEB_DEL = 88, /* where the amount of a piece ends */
    FORMEL_DEL = 73, /* where the formula of a piece ends */
    TITEL = 82,      /* where a title ends */
    NOEGLE = 26,     /* where the answer to a choice begins */
};

static const struct str streg = {"────────────────", 48};

/* ---- one line ---- */

/* Where an explanation goes, and its language. */
struct skrift {
    struct buf *out;
    bool engelsk;
};

static struct str sagt(const struct skrift *t, struct str tekst)
{
    struct arena *arena = t->out->arena;

    return t->engelsk ? oversat_citeret(arena, oversat_af(arena, tekst, true)) : tekst;
}

static struct str samlet(const struct skrift *t,
                         struct oversat (*af)(struct arena *, const struct forklaring *, bool),
                         const struct forklaring *f)
{
    struct oversat o = af(t->out->arena, f, t->engelsk);

    return ord_ren(t->out->arena, oversat_citeret(t->out->arena, o));
}

static struct str rubrik(const struct skrift *t, const char *dansk, const char *engelsk)
{
    return str_from(t->engelsk ? engelsk : dansk);
}

static struct str faktor_note(const struct skrift *t, const struct forklaring_faktor *faktor,
                              bool med_kilde)
{
    struct arena *arena = t->out->arena;

    if (!t->engelsk && med_kilde) return ord_faktor_note(arena, faktor);
    struct str note = sagt(t, faktor->note);
    if (!med_kilde || faktor->takst == NULL) return note;
    struct str kilde = sagt(t, ord_takst_kilde(arena, faktor->takst));
    return note.n == 0 ? kilde : str_format(arena, "%.*s; %.*s", STR_ARG(note), STR_ARG(kilde));
}

static void print_faktor(const struct skrift *t, struct afsnit *a,
                         const struct forklaring_faktor *faktor, bool foerst, bool med_kilde)
{
    struct str tal = sagt(t, ord_faktor(t->out->arena, faktor));
    struct str note = faktor_note(t, faktor, med_kilde);

    if (faktor->divider) {
        afsnit_format(a, "/ %.*s", STR_ARG(tal));
    } else {
        afsnit_format(a, "%s%.*s", foerst ? "" : "× ", STR_ARG(tal));
    }
    if (note.n > 0) afsnit_format(a, "(%.*s)", STR_ARG(note));
}

static void print_led(const struct skrift *t, struct afsnit *a, const struct forklaring_led *led,
                      bool foerst, bool med_kilde)
{
    struct str gange = sagt(t, ord_gange(led));
    bool foran = gange.n > 0 && ord_gange_foerst(led);

    if (led->minus) afsnit_add(a, STR("−"));
    if (!led->minus && !foerst) afsnit_add(a, STR("+"));
    if (led->fradrag) afsnit_add(a, rubrik(t, "fradrag:", "deduction:"));
    if (foran) afsnit_add(a, gange);
    for (size_t i = 0; i < led->faktorer; i++) {
        print_faktor(t, a, &led->faktor[i], i == 0 && !foran, med_kilde);
    }
    if (gange.n > 0 && !foran) afsnit_format(a, "× %.*s", STR_ARG(gange));
    if (led->note.n > 0) afsnit_break(a);
    afsnit_ord(a, sagt(t, led->note));
}

static void print_formel(const struct skrift *t, struct afsnit *a, const struct forklaring_del *del,
                         bool med_kilde)
{
    for (size_t i = 0; i < del->antal_led; i++) {
        if (i > 0) afsnit_break(a);
        print_led(t, a, &del->led[i], i == 0, med_kilde);
    }
    struct str note = sagt(t, del->note);
    if (note.n > 0) afsnit_format(a, "(%.*s)", STR_ARG(note));
}

static void print_grunde(const struct skrift *t, const struct forklaring_del *del, size_t indryk)
{
    for (size_t i = 0; i < del->antal_grunde; i++) {
        struct afsnit a;
        afsnit_init(&a, t->out, indryk, indryk + 2, BELOEB_DEL);
        afsnit_add(&a, rubrik(t, "Grund:", "Reason:"));
        afsnit_ord(&a, sagt(t, del->grunde[i]));
        afsnit_end(&a);
    }
}

static struct str periode(const struct skrift *t, const struct forklaring *f, size_t del)
{
    return sagt(t, ord_del(t->out->arena, &f->del[del], f->maaned));
}

static size_t widest_periode(const struct skrift *t, const struct forklaring *f)
{
    size_t widest = 0;

    for (size_t i = 0; i < f->dele; i++) {
        size_t width = str_width(periode(t, f, i));
        if (width > widest) widest = width;
    }
    return widest;
}

/* The pieces as rows: period, formula, amount. */
static void print_dele(const struct skrift *t, const struct forklaring *f)
{
    size_t kol = 2 + widest_periode(t, f) + 2;
    struct buf *out = t->out;
    struct afsnit a;

    for (size_t i = 0; i < f->dele; i++) {
        const struct forklaring_del *del = &f->del[i];
        afsnit_init(&a, out, 2, kol, FORMEL_DEL);
        afsnit_add(&a, periode(t, f, i));
        afsnit_tab(&a, kol);
        print_formel(t, &a, del, false);
        afsnit_right(&a, oere_kr(out->arena, del->vist), BELOEB_DEL);
        afsnit_end(&a);
        print_grunde(t, del, kol);
    }
    if (f->afrunding.oere == 0) return;
    afsnit_init(&a, out, 2, 4, FORMEL_DEL);
    afsnit_add(&a, sagt(t, ord_afrunding(out->arena, f)));
    afsnit_right(&a, oere_kr(out->arena, f->afrunding), BELOEB_DEL);
    afsnit_end(&a);
}

static void print_eneste(const struct skrift *t, const struct forklaring_del *del)
{
    struct afsnit a;

    afsnit_init(&a, t->out, 2, 4, BREDDE);
    print_formel(t, &a, del, true);
    afsnit_end(&a);
    print_grunde(t, del, 4);
}

/* Rates, days and rounding to the left, the place in the handbook to the right. */
static void print_slutning(const struct skrift *t, const struct forklaring *f, bool som_dele)
{
    struct buf *out = t->out;
    struct str afsnit = samlet(t, print_afsnit_oversat, f);
    struct str satser = som_dele ? samlet(t, print_satser_oversat, f) : STR_EMPTY;
    struct afsnit a;

    afsnit_init(&a, out, 2, 2, BREDDE);
    if (satser.n > 0) afsnit_add(&a, rubrik(t, "satser:", "rates:"));
    afsnit_ord(&a, satser);
    if (f->afrunding.oere == 0) {
        afsnit_end(&a);
        if (!som_dele) {
            struct str dage = sagt(t, ord_dage(out->arena, &f->del[0], f->maaned));
            afsnit_format(&a, "%.*s;", STR_ARG(dage));
        }
        afsnit_add(&a, sagt(t, ord_afrunding(out->arena, f)));
    }
    if (str_width(afsnit) <= BREDDE - 2) {
        if (afsnit.n > 0) afsnit_right(&a, afsnit, BREDDE);
    } else {
        afsnit_end(&a);
        afsnit_ord(&a, afsnit);
    }
    afsnit_end(&a);
}

static void print_forklaring(const struct skrift *t, const struct linje *linje)
{
    const struct forklaring *f = &linje->forklaring;
    bool som_dele = f->dele > 1 || f->afrunding.oere != 0;

    print_check_linje(linje);
    if (f->dele == 0) return;
    if (som_dele) {
        print_dele(t, f);
    } else {
        print_eneste(t, &f->del[0]);
    }
    print_slutning(t, f, som_dele);
    for (size_t i = 0; i < f->antal_bemaerkninger; i++) {
        struct afsnit a;
        afsnit_init(&a, t->out, 2, 4, BREDDE);
        afsnit_add(&a, rubrik(t, "Bemærk:", "Note:"));
        afsnit_ord(&a, sagt(t, f->bemaerkninger[i]));
        afsnit_end(&a);
    }
}

void forklaring_print_text(struct buf *out, const struct linje *linje)
{
    print_forklaring(&(struct skrift){out, false}, linje);
}

void forklaring_print_engelsk(struct buf *out, const struct linje *linje)
{
    print_forklaring(&(struct skrift){out, true}, linje);
}

static void print_linje(struct buf *out, const struct linje *linje, bool forklar)
{
    struct str maaned = maaned_tekst(out->arena, linje->forklaring.maaned);
    struct str skat = ord_skat(linje->skat);
    struct afsnit a;

    afsnit_init(&a, out, 0, 2, TITEL);
    afsnit_format(&a, "%.*s, %.*s", STR_ARG(linje->titel), STR_ARG(maaned));
    if (linje->modtager == MODTAGER_BARN) {
        afsnit_format(&a, "(%.*s, %s)", STR_ARG(skat), modtager_navn(linje->modtager));
    } else {
        afsnit_format(&a, "(%.*s)", STR_ARG(skat));
    }
    afsnit_right(&a, oere_kr(out->arena, linje->beloeb), BREDDE);
    afsnit_end(&a);
    if (forklar) forklaring_print_text(out, linje);
}

/* ---- one case ---- */

static bool hele_maaneden(const struct mangel *m, struct maaned maaned)
{
    return m->fra.dag <= maaned_first(maaned).dag && m->til.dag >= maaned_end(maaned).dag;
}

static void print_mangel(struct buf *out, const struct mangel *m, struct maaned maaned)
{
    struct str navn = ord_navn(out->arena, m->mangler);
    struct afsnit a;

    afsnit_init(&a, out, 2, 4, BREDDE);
    afsnit_add(&a, STR("Mangler:"));
    if (hele_maaneden(m, maaned) || m->fra.dag >= m->til.dag) {
        afsnit_format(&a, "%.*s.", STR_ARG(navn));
    } else {
        struct str periode = ord_periode(out->arena, m->fra, m->til);
        afsnit_format(&a, "%.*s, %.*s.", STR_ARG(navn), STR_ARG(periode));
    }
    if (m->grund.n > 0) {
        afsnit_ord(&a, ord_stort(out->arena, m->grund));
        if (!str_ends(m->grund, STR("."))) buf_char(out, '.');
    }
    afsnit_end(&a);
}

static void print_mangler(struct buf *out, const struct sag_beregning *s,
                          const struct print_planer *planer, struct maaned maaned)
{
    struct str month = maaned_tekst(out->arena, maaned);

    for (size_t i = 0; i < s->mangler; i++) {
        const struct mangel *m = &s->mangel[i];
        if (i == 0 || !str_eq(m->ydelse, s->mangel[i - 1].ydelse)) {
            struct str titel = ord_ydelse(out->arena, planer, m->ydelse);
            struct afsnit a;
            afsnit_init(&a, out, 0, 2, TITEL);
            afsnit_format(&a, "%.*s, %.*s", STR_ARG(titel), STR_ARG(month));
            afsnit_right(&a, STR("kan ikke beregnes"), BREDDE);
            afsnit_end(&a);
        }
        print_mangel(out, m, maaned);
    }
}

static void print_sum(struct buf *out, const char *hvad, struct str sag, struct oere beloeb)
{
    struct afsnit a;

    buf_right(out, streg, BREDDE);
    buf_char(out, '\n');
    afsnit_init(&a, out, 0, 2, TITEL);
    afsnit_add(&a, str_from(hvad));
    if (sag.n > 0) afsnit_format(&a, "for sag %.*s", STR_ARG(sag));
    afsnit_right(&a, oere_kr(out->arena, beloeb), BREDDE);
    afsnit_end(&a);
}

static const char *sum_ord(bool hel)
{
    return hel ? "I alt" : "Beregnet indtil videre";
}

static void print_sag(struct buf *out, const struct beregning *b, const struct sag_beregning *s,
                      const struct print_planer *planer, bool forklar)
{
    struct afsnit a;

    buf_char(out, '\n');
    afsnit_init(&a, out, 0, 2, TITEL);
    afsnit_format(&a, "Sag %.*s,", STR_ARG(s->sag->id));
    afsnit_add(&a, str_from(art_navn(s->sag->art)));
    afsnit_right(&a, maaned_tekst(out->arena, b->maaned), BREDDE);
    afsnit_end(&a);
    for (int i = 0; i < BREDDE; i++) buf_c(out, "─");
    buf_char(out, '\n');
    for (size_t i = 0; i < s->linjer; i++) print_linje(out, &s->linje[i], forklar);
    print_mangler(out, s, planer, b->maaned);
    if (s->linjer == 0 && s->mangler == 0) buf_c(out, "Der er ikke noget at betale denne måned.\n");
    print_sum(out, sum_ord(s->mangler == 0), s->sag->id, s->beregnet);
}

/* ---- the whole ---- */

static void print_valg(struct buf *out, const struct plan *plan)
{
    struct str navn = ord_haandbog(out->arena, plan);
    struct afsnit a;

    buf_char(out, '\n');
    afsnit_init(&a, out, 0, 2, BREDDE);
    afsnit_add(&a, STR("Valg, som beregningen bygger på:"));
    afsnit_ord(&a, navn);
    afsnit_end(&a);
    for (size_t i = 0; i < plan->valg_tekster; i++) {
        const struct plan_valg_tekst *v = &plan->valg_tekst[i];
        afsnit_init(&a, out, 2, NOEGLE, BREDDE);
        afsnit_add(&a, v->noegle);
        afsnit_tab(&a, NOEGLE);
        afsnit_add(&a, v->vaerdi);
        afsnit_format(&a, "(%.*s)", STR_ARG(v->valgt_af_os ? STR("valgt af os") : v->kilde));
        afsnit_end(&a);
    }
    afsnit_init(&a, out, 2, 2, BREDDE);
    afsnit_add(&a, STR("fingeraftryk"));
    afsnit_tab(&a, NOEGLE);
    afsnit_add(&a, str_from(plan->hash.hex));
    afsnit_end(&a);
}

static void print_hoved(struct buf *out, const struct beregning *b,
                        const struct print_planer *planer)
{
    struct str maaned = maaned_tekst(out->arena, b->maaned);
    struct afsnit a;

    buf_format(out, "Betaling til plejefamilier, %.*s\n", STR_ARG(maaned));
    for (size_t i = 0; i < planer->count; i++) {
        afsnit_init(&a, out, 0, 2, BREDDE);
        afsnit_ord(&a, ord_haandbog(out->arena, planer->plan[i]));
        afsnit_end(&a);
    }
    struct str kendt = ord_kendt(out->arena, b->kendt);
    buf_add(out, kendt);
    buf_char(out, '\n');
    if (print_opdigtet(planer)) {
        buf_c(out, "Håndbogens beløb er opdigtede: et eksempel, ingen kommunes regler.\n");
    }
}

void beregning_print_text(struct buf *out, const struct beregning *b, bool forklar)
{
    struct print_planer planer = {0};

    print_check(b);
    print_planer_all(out->arena, b, &planer);
    print_hoved(out, b, &planer);
    for (size_t i = 0; i < b->count; i++) print_sag(out, b, &b->sag[i], &planer, forklar);
    if (b->count != 1) {
        buf_char(out, '\n');
        print_sum(out, b->hel ? "I alt for alle sager" : "Beregnet indtil videre for alle sager",
                  STR_EMPTY, b->beregnet);
    }
    for (size_t i = 0; forklar && i < planer.count; i++) print_valg(out, planer.plan[i]);
}
