/*
 * forklaret: a line's explanation taken apart for its template.
 *
 * Invariant: what is shown adds up to the line's amount (print_check_linje), else nothing is shown.
 */
#include "side/forklaret.h"

#include "beregning/ord.h"

/* One text where nothing of it is the handbook's. */
static struct str words(const struct side *s, struct str tekst)
{
    return oversat_tekst(s->arena, oversat_af(s->arena, tekst, s->engelsk));
}

static struct str words_big(const struct side *s, struct str tekst)
{
    return ord_stort(s->arena, words(s, tekst));
}

struct faktorer {
    const struct side *s;
    struct vist_faktor *faktor;
    size_t antal;
};

static void add(struct faktorer *f, struct str tegn, struct str vaerdi, struct str note)
{
    f->faktor[f->antal++] = (struct vist_faktor){tegn, words(f->s, vaerdi),
                                                 oversat_af(f->s->arena, note, f->s->engelsk)};
}

static struct vist_led show_led(const struct side *s, const struct forklaring_led *led, bool first)
{
    struct faktorer f = {.s = s};
    struct str gange = ord_gange(led);
    bool before = gange.n > 0 && ord_gange_foerst(led);
    f.faktor = ARENA_ARRAY(s->arena, led->faktorer + 3, struct vist_faktor);
    struct str sign = led->minus ? STR("−") : first ? STR_EMPTY : STR("+");
    if (led->fradrag) {
        add(&f, sign, STR("fradrag"), STR_EMPTY);
        sign = STR_EMPTY;
    }
    if (before) {
        add(&f, sign, gange, STR_EMPTY);
        sign = STR_EMPTY;
    }
    for (size_t i = 0; i < led->faktorer; i++) {
        const struct forklaring_faktor *k = &led->faktor[i];
        struct str times = k->divider ? STR("/") : i == 0 && !before ? sign : STR("×");
        add(&f, times, ord_faktor(s->arena, k), k->note);
    }
    if (gange.n > 0 && !before) add(&f, STR("×"), gange, STR_EMPTY);
    return (struct vist_led){f.faktor, f.antal, oversat_stort(s->arena, led->note, s->engelsk)};
}

static struct vist_del show_del(const struct side *s, const struct forklaring_del *del,
                                struct maaned maaned)
{
    struct arena *arena = s->arena;
    struct vist_led *led = ARENA_ARRAY(arena, del->antal_led, struct vist_led);
    struct oversat *why = ARENA_ARRAY(arena, del->antal_grunde + 1, struct oversat);
    size_t count = 0;
    for (size_t i = 0; i < del->antal_led; i++) led[i] = show_led(s, &del->led[i], i == 0);
    if (del->note.n > 0) why[count++] = oversat_stort(arena, del->note, s->engelsk);
    for (size_t i = 0; i < del->antal_grunde; i++)
        why[count++] = oversat_stort(arena, del->grunde[i], s->engelsk);
    return (struct vist_del){
        .periode = words_big(s, ord_del(arena, del, maaned)),
        .led = led,
        .led_antal = del->antal_led,
        .grund = why,
        .grund_antal = count,
        .vist = del->vist,
    };
}

/* ---- rates */

static struct str last_day(struct arena *arena, const struct takst *takst)
{
    struct str from = dato_tekst(arena, takst->fra);
    if (takst->til.dag == DATO_MAX.dag) return str_format(arena, "fra %.*s", STR_ARG(from));
    return str_format(arena, "%.*s til og med %.*s", STR_ARG(from),
                      STR_ARG(dato_tekst(arena, dato_plus(takst->til, -1))));
}

static void add_takst(const struct side *s, struct forklaret *f, struct vist_takst *rows,
                      const struct forklaring_faktor *faktor)
{
    struct arena *arena = s->arena;
    struct vist_takst row = {
        .navn = ord_stort(arena, ord_navn(arena, faktor->takst->navn)),
        .vaerdi = words(s, ord_faktor(arena, faktor)),
        .gaelder = words(s, last_day(arena, faktor->takst)),
        .kilde = oversat_af(arena, ord_takst_kilde(arena, faktor->takst), s->engelsk),
    };
    for (size_t i = 0; i < f->takst_antal; i++) {
        if (str_eq(rows[i].navn, row.navn) && str_eq(rows[i].vaerdi, row.vaerdi) &&
            str_eq(rows[i].gaelder, row.gaelder))
            return;
    }
    rows[f->takst_antal++] = row;
}

static size_t count_factors(const struct forklaring *f)
{
    size_t count = 0;
    for (size_t i = 0; i < f->dele; i++)
        for (size_t k = 0; k < f->del[i].antal_led; k++) count += f->del[i].led[k].faktorer;
    return count;
}

static void show_takster(const struct side *s, const struct forklaring *f, struct forklaret *out)
{
    struct vist_takst *rows = ARENA_ARRAY(s->arena, count_factors(f), struct vist_takst);
    for (size_t i = 0; i < f->dele; i++) {
        for (size_t k = 0; k < f->del[i].antal_led; k++) {
            const struct forklaring_led *led = &f->del[i].led[k];
            for (size_t j = 0; j < led->faktorer; j++)
                if (led->faktor[j].takst != NULL) add_takst(s, out, rows, &led->faktor[j]);
        }
    }
    out->takst = rows;
}

/* ---- the line */

static void show_dele(const struct side *s, const struct forklaring *f, struct forklaret *out)
{
    struct vist_del *del = ARENA_ARRAY(s->arena, f->dele, struct vist_del);
    for (size_t i = 0; i < f->dele; i++) del[i] = show_del(s, &f->del[i], f->maaned);
    out->del = del;
    out->del_antal = f->dele;
    out->flere = f->dele > 1 || f->afrunding.oere != 0;
    if (!out->flere && f->dele == 1)
        out->dage = words_big(s, ord_dage(s->arena, &f->del[0], f->maaned));
}

static void show_regel(const struct side *s, const struct forklaring *f, struct str haandbog,
                       struct forklaret *out)
{
    if (f->dele == 0 || f->del[0].regel == NULL) return;
    const struct plan_ydelse *regel = f->del[0].regel;
    out->regel = print_afsnit_oversat(s->arena, f, s->engelsk);
    if (regel->afsnit.n > 0) out->kilde = regel->kilde;
    if (haandbog.n == 0 || regel->anker.n == 0) return;
    out->adresse = str_format(s->arena, "%.*s#%.*s", STR_ARG(haandbog), STR_ARG(regel->anker));
}

static void show_remarks(const struct side *s, const struct forklaring *f, struct forklaret *out)
{
    struct oversat *row = ARENA_ARRAY(s->arena, f->antal_bemaerkninger, struct oversat);
    for (size_t i = 0; i < f->antal_bemaerkninger; i++)
        row[i] = oversat_af(s->arena, f->bemaerkninger[i], s->engelsk);
    out->bemaerkning = row;
    out->bemaerkning_antal = f->antal_bemaerkninger;
}

struct forklaret forklaret_linje(const struct side *s, const struct linje *linje,
                                 struct str haandbog)
{
    const struct forklaring *f = &linje->forklaring;
    struct forklaret out = {
        .titel = linje->titel,
        .skat = words_big(s, ord_skat(linje->skat)),
        .til = words(s, ord_til(s->arena, linje)),
        .beloeb = linje->beloeb,
        .afrunding = f->afrunding,
        .har_afrunding = f->afrunding.oere != 0,
        .afrundet = words_big(s, ord_afrunding(s->arena, f)),
    };
    print_check_linje(linje);
    show_dele(s, f, &out);
    show_takster(s, f, &out);
    show_regel(s, f, haandbog, &out);
    show_remarks(s, f, &out);
    return out;
}
