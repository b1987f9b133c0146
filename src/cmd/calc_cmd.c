/*
 * calc: a month for a file of facts. sag schema: the form of that file.
 */
#include <stdio.h>

#include "base/fil.h"
#include "base/tid.h"
#include "beregning/beregning.h"
#include "cmd/cmd.h"
#include "haandbog/haandbog.h"

#define MAX_FACTS ((size_t)256 << 20)

struct calc_args {
    const char *haandbog;
    const char *facts;
    const char *month;
    const char *known_at;
    bool json;
    bool explain;
    bool html;
    struct maaned maaned;
    struct dato kendt;
};

/* False when the command is wrong, which has then been told. */
static bool read_args(int argc, char **argv, struct calc_args *a, struct err *err)
{
    *a = (struct calc_args){.kendt = DATO_MAX};
    const struct cmd_option options[] = {
        {"--haandbog", &a->haandbog, NULL}, {"--facts", &a->facts, NULL},
        {"--month", &a->month, NULL},       {"--known-at", &a->known_at, NULL},
        {"--json", NULL, &a->json},         {"--explain", NULL, &a->explain},
        {"--html", NULL, &a->html},
    };
    const char *rest[1];
    size_t n;
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0);
    if (!ok || a->haandbog == NULL || a->facts == NULL || a->month == NULL ||
        a->json + a->explain + a->html > 1) {
        cmd_usage("calc --haandbog STI --facts FIL.json --month ÅÅÅÅ-MM [--known-at ÅÅÅÅ-MM-DD] "
                  "[--json|--explain|--html]");
        return false;
    }
    if (!maaned_parse(str_from(a->month), &a->maaned, err)) {
        err_at(err, "--month");
        cmd_error(err);
        return false;
    }
    int64_t now_us = 0;
    if (a->known_at != NULL &&
        !(dato_parse(str_from(a->known_at), &a->kendt, err) && tid_now_us(&now_us, err) &&
          cmd_ikke_fremtid(a->kendt, now_us, "--known-at", err))) {
        err_at(err, "--known-at");
        cmd_error(err);
        return false;
    }
    return true;
}

static bool compute(struct arena *arena, const struct calc_args *a,
                    const struct haandbog_samling *samling, struct buf *out, struct err *err)
{
    struct str text;
    struct sager sager;
    struct beregning b;
    TRY(fil_read(arena, a->facts, MAX_FACTS, &text, err));
    TRY(sag_read_json(arena, a->facts, text, &sager, err));
    TRY(beregning_month(arena, &samling->planer, &sager, a->maaned, a->kendt, &b, err));
    buf_init(out, arena);
    if (a->json)
        beregning_print_json(out, &b, false);
    else if (a->html)
        beregning_print_html(out, &b);
    else
        beregning_print_text(out, &b, a->explain);
    return true;
}

/* Nothing is paid from a handbook that does not give its own examples' answers. Only versions that
 * hold some day of the month are asked. */
static bool examples_pass(struct arena *arena, const struct haandbog_samling *samling,
                          struct maaned maaned, struct err *err)
{
    for (size_t i = 0; i < samling->count; i++) {
        const struct haandbog *h = &samling->haandbog[i];
        struct eksempel_resultat *r;
        size_t n;
        if (h->plan->gaelder_fra.dag >= maaned_end(maaned).dag) continue;
        if (h->plan->gaelder_til.dag <= maaned_first(maaned).dag) continue;
        TRY(haandbog_test(arena, h, &r, &n, err));
        for (size_t k = 0; k < n; k++) {
            if (r[k].bestaaet) continue;
            char sted[200];
            snprintf(sted, sizeof(sted), "%s:%d", h->dokument.fil, r[k].sted.linje);
            return err_set(err, ERR_INPUT, sted,
                           "eksemplet \"%.*s\" giver et andet svar, så intet er beregnet; kør "
                           "vederlag haandbog test",
                           STR_ARG(r[k].navn));
        }
    }
    return true;
}

int cmd_calc(struct arena *arena, int argc, char **argv)
{
    struct calc_args a;
    struct err err = ERR_INIT;
    struct haandbog_samling samling = {0};
    struct fund_liste fund;
    struct buf out;
    if (!read_args(argc, argv, &a, &err)) return CMD_USAGE;
    fund_init(&fund, arena);
    if (!haandbog_load(arena, a.haandbog, true, &samling, &fund, &err)) return cmd_error(&err);
    if (fund.fejl > 0) {
        fund_sort(&fund);
        buf_init(&out, arena);
        for (size_t i = 0; i < fund.count; i++)
            if (fund.fund[i].fejl) fund_print(&out, &fund.fund[i], STR_EMPTY);
        cmd_complain(buf_str(&out));
        fprintf(stderr, "%s: håndbogen har fejl; intet er beregnet\n", a.haandbog);
        return CMD_FOUND;
    }
    if (!examples_pass(arena, &samling, a.maaned, &err)) return cmd_error(&err);
    if (!compute(arena, &a, &samling, &out, &err)) return cmd_error(&err);
    return cmd_output(buf_str(&out), NULL);
}

int cmd_sag_schema(struct arena *arena, int argc, char **argv)
{
    struct buf out;
    (void)argv;
    if (argc > 0) return cmd_usage("sag schema");
    buf_init(&out, arena);
    sag_schema(&out);
    return cmd_output(buf_str(&out), NULL);
}
