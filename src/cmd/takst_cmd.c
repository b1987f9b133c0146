/*
 * takst list, takst show: what the rate files say.
 */
#include <stdio.h>

#include "base/fil.h"
#include "cmd/cmd.h"
#include "takst/takst.h"

#define MAX_TAKSTFIL ((size_t)8 << 20)

struct takst_args {
    const char *mappe;
    const char *on;
    const char *known_at;
    const char *navn;
    bool har_dag;
    struct dato dag;
    struct dato kendt;
};

/* False when the command is wrong, which has then been told. */
static bool read_args(int argc, char **argv, struct takst_args *a, bool show)
{
    struct err err = ERR_INIT;
    *a = (struct takst_args){.mappe = "takster", .kendt = DATO_MAX};
    const struct cmd_option options[] = {
        {"--on", &a->on, NULL}, {"--known-at", &a->known_at, NULL}, {"--takster", &a->mappe, NULL}};
    const char *rest[1];
    size_t n;
    if (!cmd_options(argc, argv, options, 3, rest, &n, show ? 1 : 0) || n != (show ? 1u : 0u)) {
        cmd_usage(show ? "takst show NAVN [--on DATO] [--known-at DATO] [--takster MAPPE]"
                       : "takst list [--on DATO] [--known-at DATO] [--takster MAPPE]");
        return false;
    }
    if (show) a->navn = rest[0];
    a->har_dag = a->on != NULL;
    if ((a->on != NULL && !dato_parse(str_from(a->on), &a->dag, &err)) ||
        (a->known_at != NULL && !dato_parse(str_from(a->known_at), &a->kendt, &err))) {
        cmd_error(&err);
        return false;
    }
    return true;
}

/* Reads every *.csv of the folder into one table. Findings are printed; errors stop. */
static int load(struct arena *arena, const char *mappe, struct takst_tabel *tabel)
{
    struct err err = ERR_INIT;
    struct fund_liste fund;
    struct str *navne;
    size_t n;
    struct buf out;
    fund_init(&fund, arena);
    buf_init(&out, arena);
    if (!fil_list(arena, mappe, &navne, &n, &err)) return cmd_error(&err);
    for (size_t i = 0; i < n; i++) {
        struct str text;
        if (!str_ends(navne[i], STR(".csv"))) continue;
        const char *sti = str_c(arena, str_format(arena, "%s/%.*s", mappe, STR_ARG(navne[i])));
        if (!fil_read(arena, sti, MAX_TAKSTFIL, &text, &err) ||
            !takst_read(arena, sti, text, tabel, &fund, &err))
            return cmd_error(&err);
    }
    for (size_t i = 0; i < fund.count; i++) fund_print(&out, &fund.fund[i], STR_EMPTY);
    cmd_complain(buf_str(&out));
    takst_sort(tabel);
    return fund.fejl > 0 ? CMD_FOUND : CMD_OK;
}

static struct str key_text(struct arena *arena, const struct takst *t)
{
    if (t->alder_fra < 0) return STR_EMPTY;
    return str_format(arena, "alder %d-%d", t->alder_fra, t->alder_til);
}

static void print_row(struct buf *out, struct arena *arena, const struct takst *t, bool long_form)
{
    struct str til =
        t->til.dag == DATO_MAX.dag ? STR("        –") : dato_iso(arena, dato_plus(t->til, -1));
    buf_left(out, t->navn, 24);
    buf_left(out, key_text(arena, t), 13);
    buf_right(out, t->ukendt ? STR("ukendt") : oere_text(arena, t->beloeb), 10);
    buf_char(out, ' ');
    buf_left(out, enhed_text(arena, t->enhed), 18);
    buf_format(out, "%.*s – ", STR_ARG(dato_iso(arena, t->fra)));
    buf_left(out, til, 11);
    buf_format(out, "%s\n", t->ukendt ? "" : takst_status_navn(t->status));
    if (!long_form) return;
    buf_format(out, "    kilde: %.*s\n", STR_ARG(t->kilde));
    if (t->kendt_fra.dag != DATO_MIN.dag)
        buf_format(out, "    kendt fra: %.*s\n", STR_ARG(dato_iso(arena, t->kendt_fra)));
    if (t->begrundelse.n > 0) buf_format(out, "    begrundelse: %.*s\n", STR_ARG(t->begrundelse));
}

static bool holds(const struct takst_args *a, const struct takst_tabel *tabel,
                  const struct takst *t)
{
    if (t->kendt_fra.dag > a->kendt.dag) return false;
    if (!a->har_dag) return true;
    /* A row known later may take some of its ages only. */
    for (int alder = t->alder_fra; alder <= t->alder_til; alder++)
        if (takst_on(tabel, t->navn, alder, a->dag, a->kendt) == t) return true;
    return false;
}

static int print_rows(struct arena *arena, int argc, char **argv, bool show)
{
    struct takst_args a;
    struct takst_tabel tabel = {0};
    struct buf out;
    size_t shown = 0;
    if (!read_args(argc, argv, &a, show)) return CMD_USAGE;
    int code = load(arena, a.mappe, &tabel);
    if (code != CMD_OK) return code;
    buf_init(&out, arena);
    for (size_t i = 0; i < tabel.count; i++) {
        const struct takst *t = &tabel.takst[i];
        if (show && !str_is(t->navn, a.navn)) continue;
        if (!holds(&a, &tabel, t)) continue;
        print_row(&out, arena, t, show);
        shown++;
    }
    if (shown > 0) return cmd_output(buf_str(&out), NULL);
    fprintf(stderr, "vederlag: ingen takst%s%s%s%s i %s\n", show ? " med navnet " : "",
            show ? a.navn : "", a.har_dag ? " den " : "", a.har_dag ? a.on : "", a.mappe);
    return CMD_FOUND;
}

int cmd_takst_list(struct arena *arena, int argc, char **argv)
{
    return print_rows(arena, argc, argv, false);
}

int cmd_takst_show(struct arena *arena, int argc, char **argv)
{
    return print_rows(arena, argc, argv, true);
}
