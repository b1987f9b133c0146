/*
 * check_formel: small questions about a compiled formula.
 */
#include "haandbog/check_formel.h"

bool formel_uses(const struct plan_formel *formel, enum plan_faktor_art art)
{
    for (size_t i = 0; i < formel->antal; i++) {
        for (size_t k = 0; k < formel->led[i].faktorer; k++) {
            if (formel->led[i].faktor[k].art == art) return true;
        }
    }
    return false;
}

bool formel_by_age(const struct plan_formel *formel)
{
    for (size_t i = 0; i < formel->antal; i++) {
        for (size_t k = 0; k < formel->led[i].faktorer; k++) {
            if (formel->led[i].faktor[k].efter_alder) return true;
        }
    }
    return false;
}

bool ydelse_round(const struct plan_ydelse *regel, struct brok kroner, struct oere *out,
                  struct err *err)
{
    struct brok oere = BROK_NUL;

    ASSERT(regel->afrund_step > 0);
    TRY(brok_mul(kroner, brok_int(100), &oere, err));
    return brok_round(oere, regel->afrund_step, regel->afrund, &out->oere, err);
}

static void add_factor(struct buf *buf, const struct plan_faktor *faktor,
                       const struct formel_fakta *fakta)
{
    const struct plan *plan = fakta->plan;

    switch (faktor->art) {
    case FAKTOR_TAL: buf_add(buf, brok_short(buf->arena, faktor->tal)); return;
    case FAKTOR_VEDERLAG: buf_add(buf, brok_short(buf->arena, fakta->vederlag)); return;
    case FAKTOR_VEDERLAG_TRIN:
        buf_add(buf, brok_short(buf->arena, plan->trin[faktor->trin - 1].vederlag));
        return;
    case FAKTOR_TAKST: break;
    }
    int alder = faktor->efter_alder ? fakta->alder : -1;
    const struct takst *takst = plan_takst_on(plan, faktor->takst, alder, fakta->dag, DATO_MAX);
    struct err err = ERR_INIT;
    struct brok kroner = BROK_NUL;
    ASSERT(takst != NULL);
    bool fits = brok_make(takst->beloeb.oere, 100, &kroner, &err);
    ASSERT(fits);
    buf_add(buf, brok_text(buf->arena, kroner, takst->beloeb.oere % 100 == 0 ? 0 : 2));
    buf_c(buf, " kr");
}

struct str formel_in_figures(struct arena *arena, const struct plan_formel *formel,
                             const struct formel_fakta *fakta)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t i = 0; i < formel->antal; i++) {
        const struct plan_led *led = &formel->led[i];
        if (i > 0) buf_c(&buf, led->minus ? " − " : " + ");
        for (size_t k = 0; k < led->faktorer; k++) {
            if (k > 0) buf_c(&buf, led->faktor[k].divider ? " / " : " × ");
            add_factor(&buf, &led->faktor[k], fakta);
        }
    }
    return buf_str(&buf);
}

struct str amount_text(struct arena *arena, struct brok kroner)
{
    struct str tal = kroner.n == 1 || 100 % kroner.n == 0 ? brok_text(arena, kroner, 2)
                                                          : brok_short(arena, kroner);
    struct err err = ERR_INIT;
    struct oere oere = {0};
    size_t unused = 0;

    if (!str_find(tal, STR("/"), &unused)) return str_format(arena, "%.*s kr", STR_ARG(tal));
    bool fits = brok_mul(kroner, brok_int(100), &kroner, &err) &&
                brok_round(kroner, 1, AFRUND_HALVE_OP, &oere.oere, &err);
    if (!fits) return str_format(arena, "%.*s kr", STR_ARG(tal));
    return str_format(arena, "ca. %.*s kr", STR_ARG(oere_text(arena, oere)));
}
