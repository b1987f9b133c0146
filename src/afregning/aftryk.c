/*
 * aftryk: the rules and rates of one month, in a canonical text, hashed.
 *
 * A rate row counts when it holds some day of the month and is known; whether a row known later
 * takes its place is left to the readers of the plan, which see the same rows in the same order.
 */
#include "afregning/aftryk.h"

static void add_rate(struct buf *out, const struct takst *takst)
{
    buf_format(out, "%.*s;%d;%d;%d;%d;%d;%lld;%d;%d\n", STR_ARG(takst->navn), takst->alder_fra,
               takst->alder_til, takst->fra.dag, takst->til.dag, takst->ukendt,
               (long long)takst->beloeb.oere, (int)takst->status, takst->kendt_fra.dag);
}

static void add_plan(struct buf *out, const struct plan *plan, struct dato fra, struct dato til,
                     struct dato kendt)
{
    buf_format(out, "%s %d %d\n", plan->regler_hash.hex, fra.dag, til.dag);
    for (size_t i = 0; i < plan->takster.count; i++) {
        const struct takst *takst = &plan->takster.takst[i];
        if (takst->kendt_fra.dag > kendt.dag) continue;
        if (takst->fra.dag < til.dag && fra.dag < takst->til.dag) add_rate(out, takst);
    }
}

struct hash aftryk_of(struct arena *scratch, const struct plan_samling *planer,
                      struct maaned maaned, struct dato kendt)
{
    struct dato dag = maaned_first(maaned), end = maaned_end(maaned);
    struct buf text;

    buf_init(&text, scratch);
    buf_c(&text, "vederlag aftryk 1\n");
    while (dag.dag < end.dag) {
        const struct plan *plan = plan_on(planer, dag, kendt);
        struct dato til = dag;
        while (til.dag < end.dag && plan_on(planer, til, kendt) == plan) til = dato_plus(til, 1);
        if (plan == NULL)
            buf_format(&text, "ingen %d %d\n", dag.dag, til.dag);
        else
            add_plan(&text, plan, dag, til, kendt);
        dag = til;
    }
    return hash_of(buf_str(&text));
}
