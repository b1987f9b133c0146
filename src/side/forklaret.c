/*
 * forklaret: a line's explanation taken apart for its template.
 *
 * Invariant: what is shown adds up to the line's amount (print_check_linje), else nothing is shown.
 */
#include "side/forklaret.h"

#include "beregning/ord.h"

struct faktorer {
    struct arena *arena;
    struct vist_faktor *faktor;
    size_t antal;
};

static void add(struct faktorer *f, struct str tegn, struct str vaerdi, struct str note)
{
    f->faktor[f->antal++] = (struct vist_faktor){tegn, vaerdi, note};
}

static struct vist_led show_led(struct arena *arena, const struct forklaring_led *led, bool first)
{
    struct faktorer f = {.arena = arena};
    struct str gange = ord_gange(led);
    bool before = gange.n > 0 && ord_gange_foerst(led);
    f.faktor = ARENA_ARRAY(arena, led->faktorer + 3, struct vist_faktor);
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
        add(&f, times, ord_faktor(arena, k), k->note);
    }
    if (gange.n > 0 && !before) add(&f, STR("×"), gange, STR_EMPTY);
    return (struct vist_led){f.faktor, f.antal, ord_stort(arena, led->note)};
}

static struct vist_del show_del(struct arena *arena, const struct forklaring_del *del,
                                struct maaned maaned)
{
    struct vist_led *led = ARENA_ARRAY(arena, del->antal_led, struct vist_led);
    struct str *why = ARENA_ARRAY(arena, del->antal_grunde + 1, struct str);
    size_t count = 0;
    for (size_t i = 0; i < del->antal_led; i++) led[i] = show_led(arena, &del->led[i], i == 0);
    if (del->note.n > 0) why[count++] = ord_stort(arena, del->note);
    for (size_t i = 0; i < del->antal_grunde; i++) why[count++] = ord_stort(arena, del->grunde[i]);
    return (struct vist_del){
        .periode = ord_stort(arena, ord_del(arena, del, maaned)),
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

static void add_takst(struct forklaret *f, struct vist_takst *rows, struct arena *arena,
                      const struct forklaring_faktor *faktor)
{
    struct vist_takst row = {
        .navn = ord_stort(arena, ord_navn(arena, faktor->takst->navn)),
        .vaerdi = ord_faktor(arena, faktor),
        .gaelder = last_day(arena, faktor->takst),
        .kilde = ord_takst_kilde(arena, faktor->takst),
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

static void show_takster(struct arena *arena, const struct forklaring *f, struct forklaret *out)
{
    struct vist_takst *rows = ARENA_ARRAY(arena, count_factors(f), struct vist_takst);
    for (size_t i = 0; i < f->dele; i++) {
        for (size_t k = 0; k < f->del[i].antal_led; k++) {
            const struct forklaring_led *led = &f->del[i].led[k];
            for (size_t j = 0; j < led->faktorer; j++)
                if (led->faktor[j].takst != NULL) add_takst(out, rows, arena, &led->faktor[j]);
        }
    }
    out->takst = rows;
}

/* ---- the line */

static void show_dele(struct arena *arena, const struct forklaring *f, struct forklaret *out)
{
    struct vist_del *del = ARENA_ARRAY(arena, f->dele, struct vist_del);
    for (size_t i = 0; i < f->dele; i++) del[i] = show_del(arena, &f->del[i], f->maaned);
    out->del = del;
    out->del_antal = f->dele;
    out->flere = f->dele > 1 || f->afrunding.oere != 0;
    if (!out->flere && f->dele == 1)
        out->dage = ord_stort(arena, ord_dage(arena, &f->del[0], f->maaned));
}

static void show_regel(struct arena *arena, const struct forklaring *f, struct str haandbog,
                       struct forklaret *out)
{
    if (f->dele == 0 || f->del[0].regel == NULL) return;
    const struct plan_ydelse *regel = f->del[0].regel;
    out->regel = print_afsnit(arena, f);
    if (regel->afsnit.n > 0) out->kilde = regel->kilde;
    if (haandbog.n == 0 || regel->anker.n == 0) return;
    out->adresse = str_format(arena, "%.*s#%.*s", STR_ARG(haandbog), STR_ARG(regel->anker));
}

struct forklaret forklaret_linje(struct arena *arena, const struct linje *linje,
                                 struct str haandbog)
{
    const struct forklaring *f = &linje->forklaring;
    struct forklaret out = {
        .titel = linje->titel,
        .skat = ord_stort(arena, ord_skat(linje->skat)),
        .til = ord_til(arena, linje),
        .beloeb = linje->beloeb,
        .afrunding = f->afrunding,
        .har_afrunding = f->afrunding.oere != 0,
        .afrundet = ord_stort(arena, ord_afrunding(arena, f)),
        .bemaerkning = f->bemaerkninger,
        .bemaerkning_antal = f->antal_bemaerkninger,
    };
    print_check_linje(linje);
    show_dele(arena, f, &out);
    show_takster(arena, f, &out);
    show_regel(arena, f, haandbog, &out);
    return out;
}
