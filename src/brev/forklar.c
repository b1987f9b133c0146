/*
 * forklar: how a line came about, in the words of beregning/ord.h.
 *
 * A line of one piece is a sentence; several pieces are a table whose amounts add up to the line.
 */
#include "brev/ord.h"

static const struct blok_kolonne dele[] = {
    {"Periode", 230, false},
    {"Udregning", 570, false},
    {"Beløb", 200, true},
};

static void add_ord(struct buf *out, struct str s)
{
    struct str fast = blok_fast(out->arena, s);

    if (out->n > 0) buf_char(out, ' ');
    buf_add(out, fast);
}

static void add_faktor(struct buf *out, const struct forklaring_faktor *faktor, bool foerst,
                       bool med_kilde)
{
    struct str tal = ord_faktor(out->arena, faktor);
    struct str note = med_kilde ? ord_faktor_note(out->arena, faktor) : faktor->note;
    const char *tegn = faktor->divider ? "/ " : foerst ? "" : "× ";

    add_ord(out, str_format(out->arena, "%s%.*s", tegn, STR_ARG(tal)));
    if (note.n > 0) buf_format(out, " (%.*s)", STR_ARG(note));
}

static void add_led(struct buf *out, const struct forklaring_led *led, bool foerst, bool med_kilde)
{
    struct str gange = ord_gange(led);
    bool foran = gange.n > 0 && ord_gange_foerst(led);

    if (led->minus) add_ord(out, STR("minus"));
    if (!led->minus && !foerst) add_ord(out, STR("plus"));
    if (led->fradrag) add_ord(out, STR("fradrag:"));
    if (foran) add_ord(out, gange);
    for (size_t i = 0; i < led->faktorer; i++) {
        add_faktor(out, &led->faktor[i], i == 0 && !foran, med_kilde);
    }
    if (gange.n > 0 && !foran) {
        add_ord(out, str_format(out->arena, "× %.*s", STR_ARG(gange)));
    }
    if (led->note.n > 0) buf_format(out, " – %.*s", STR_ARG(led->note));
}

static struct str formel(struct arena *arena, const struct forklaring_del *del, bool med_kilde)
{
    struct buf out;

    buf_init(&out, arena);
    for (size_t i = 0; i < del->antal_led; i++) add_led(&out, &del->led[i], i == 0, med_kilde);
    if (del->note.n > 0) buf_format(&out, " (%.*s)", STR_ARG(del->note));
    return buf_str(&out);
}

static struct str grund(struct arena *arena, struct str s)
{
    struct str tekst = brev_saetning(arena, s);

    return str_format(arena, "Grund: %.*s", STR_ARG(tekst));
}

/* The formula with the reasons that this piece differs. */
static struct str udregning(struct arena *arena, const struct forklaring_del *del)
{
    struct buf out;

    buf_init(&out, arena);
    buf_add(&out, formel(arena, del, false));
    for (size_t i = 0; i < del->antal_grunde; i++) {
        struct str tekst = grund(arena, del->grunde[i]);
        buf_format(&out, "%s %.*s", i == 0 ? "." : "", STR_ARG(tekst));
    }
    return buf_str(&out);
}

static void add_dele(struct blok_liste *liste, const struct forklaring *f)
{
    struct arena *arena = liste->arena;

    blok_tabel(liste, dele, 3)->smaat = true;
    blok_hold(liste);
    for (size_t i = 0; i < f->dele; i++) {
        const struct forklaring_del *del = &f->del[i];
        struct str celle[] = {ord_stort(arena, ord_del(arena, del, f->maaned)),
                              udregning(arena, del), oere_kr(arena, del->vist)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 3);
    }
    if (f->afrunding.oere != 0) {
        struct str celle[] = {STR("Afrunding"), ord_stort(arena, ord_afrunding(arena, f)),
                              oere_kr(arena, f->afrunding)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 3);
    }
    for (size_t i = 0; i + 1 < liste->blok[liste->count - 1].raekker && f->dele < 8; i++) {
        liste->blok[liste->count - 1].raekke[i].foelges = true;
    }
}

static void add_eneste(struct blok_liste *liste, const struct forklaring_del *del)
{
    blok_add(liste, BLOK_AFSNIT, formel(liste->arena, del, true));
    blok_hold(liste);
    for (size_t i = 0; i < del->antal_grunde; i++) {
        blok_add(liste, BLOK_NOTE, grund(liste->arena, del->grunde[i]));
        blok_hold(liste);
    }
}

static void note_of(struct blok_liste *liste, const char *foer, struct str s)
{
    if (s.n == 0) return;
    blok_add(liste, BLOK_NOTE,
             brev_saetning(liste->arena, str_format(liste->arena, "%s%.*s", foer, STR_ARG(s))));
    blok_hold(liste);
}

void brev_forklar(struct blok_liste *liste, struct str overskrift, const struct linje *linje)
{
    const struct forklaring *f = &linje->forklaring;
    struct arena *arena = liste->arena;
    bool som_dele = f->dele > 1 || f->afrunding.oere != 0;

    print_check_linje(linje);
    if (f->dele == 0) return;
    blok_add(liste, BLOK_H3, overskrift)->hoejre = oere_kr(arena, linje->beloeb);
    if (som_dele) {
        add_dele(liste, f);
        note_of(liste, "Satser: ", print_satser(arena, f));
    } else {
        add_eneste(liste, &f->del[0]);
        struct str dage = ord_dage(arena, &f->del[0], f->maaned);
        struct str afrunding = ord_afrunding(arena, f);
        note_of(liste, "", str_format(arena, "%.*s, %.*s", STR_ARG(dage), STR_ARG(afrunding)));
    }
    if (som_dele && f->afrunding.oere == 0) note_of(liste, "", ord_afrunding(arena, f));
    note_of(liste, "Regel: ", print_afsnit(arena, f));
    for (size_t i = 0; i < f->antal_bemaerkninger; i++) {
        note_of(liste, "Bemærk: ", f->bemaerkninger[i]);
    }
    liste->blok[liste->count - 1].foelges = false;
}

/* ---- the handbooks ---- */

static size_t own_choices(const struct plan *plan)
{
    size_t n = 0;

    for (size_t i = 0; i < plan->valg_tekster; i++) n += plan->valg_tekst[i].valgt_af_os ? 1 : 0;
    return n;
}

static void add_valg(struct blok_liste *liste, const struct plan *plan)
{
    struct arena *arena = liste->arena;

    if (own_choices(plan) == 0) return;
    blok_c(liste, BLOK_AFSNIT,
           "Nogle steder siger kilderne ikke, hvordan der skal regnes. Her har "
           "håndbogen selv valgt:");
    blok_hold(liste);
    for (size_t i = 0; i < plan->valg_tekster; i++) {
        const struct plan_valg_tekst *v = &plan->valg_tekst[i];
        if (!v->valgt_af_os) continue;
        struct str noegle = ord_stort(arena, v->noegle);
        blok_format(liste, BLOK_PUNKT, "%.*s: %.*s", STR_ARG(noegle), STR_ARG(v->vaerdi));
    }
}

void brev_haandboeger(struct blok_liste *liste, const struct print_planer *planer)
{
    if (planer->count == 0) return;
    blok_c(liste, BLOK_H2, "Håndbogen");
    for (size_t i = 0; i < planer->count; i++) {
        const struct plan *plan = planer->plan[i];
        struct str navn = ord_haandbog(liste->arena, plan);
        blok_format(liste, BLOK_AFSNIT,
                    "Vi har regnet efter reglerne i %.*s. Udgaven har mærket "
                    "%.12s.",
                    STR_ARG(navn), plan->hash.hex);
        add_valg(liste, plan);
    }
}
