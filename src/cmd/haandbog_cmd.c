/*
 * haandbog check, test, fmt, show, publish.
 */
#include <stdio.h>
#include <string.h>

#include "base/fil.h"
#include "cmd/cmd.h"
#include "haandbog/haandbog.h"

#define MAX_STIER 64
#define MAX_HAANDBOG ((size_t)2 << 20)

struct stier {
    const char *sti[MAX_STIER];
    size_t count;
    bool json;
    const char *out;
};

static bool read_args(int argc, char **argv, struct stier *s, bool many)
{
    *s = (struct stier){0};
    const struct cmd_option options[] = {{"--json", NULL, &s->json}, {"-o", &s->out, NULL}};
    bool ok = cmd_options(argc, argv, many ? options : options + 1, 1, s->sti, &s->count,
                          many ? MAX_STIER : 1);
    return ok && s->count > 0;
}

/* The text of the file a finding points at, for the lines around it. */
static struct str source_of(const struct haandbog_samling *samling, struct arena *arena,
                            const struct fund *f)
{
    struct str text;
    struct err ignored = ERR_INIT;
    if (f->sted.fil == NULL) return STR_EMPTY;
    for (size_t i = 0; i < samling->count; i++)
        if (samling->haandbog[i].dokument.fil != NULL &&
            strcmp(samling->haandbog[i].dokument.fil, f->sted.fil) == 0)
            return samling->haandbog[i].dokument.tekst;
    return fil_read(arena, f->sted.fil, MAX_HAANDBOG, &text, &ignored) ? text : STR_EMPTY;
}

static void print_findings(struct arena *arena, const struct haandbog_samling *samling,
                           const struct fund_liste *fund)
{
    struct buf out;
    buf_init(&out, arena);
    for (size_t i = 0; i < fund->count; i++)
        if (!fund->fund[i].accepteret)
            fund_print(&out, &fund->fund[i], source_of(samling, arena, &fund->fund[i]));
    (void)cmd_output(buf_str(&out), NULL);
}

static void print_summary(const char *sti, const struct fund_liste *fund)
{
    size_t accepted = 0, remarks = 0;
    for (size_t i = 0; i < fund->count; i++) {
        if (fund->fund[i].fejl) continue;
        if (fund->fund[i].accepteret)
            accepted++;
        else
            remarks++;
    }
    printf("%s: %zu fejl, %zu bemærkninger, %zu accepterede bemærkninger\n", sti, fund->fejl,
           remarks, accepted);
}

int cmd_haandbog_check(struct arena *arena, int argc, char **argv)
{
    struct stier s;
    if (!read_args(argc, argv, &s, true)) return cmd_usage("haandbog check STI... [--json]");
    int result = CMD_OK;
    struct fund_liste all;
    fund_init(&all, arena);
    for (size_t i = 0; i < s.count; i++) {
        struct haandbog_samling samling = {0};
        struct fund_liste fund;
        struct err err = ERR_INIT;
        fund_init(&fund, arena);
        if (!haandbog_load(arena, s.sti[i], true, &samling, &fund, &err)) return cmd_error(&err);
        fund_sort(&fund);
        if (fund.fejl > 0) result = CMD_FOUND;
        for (size_t k = 0; s.json && k < fund.count; k++)
            *fund_tekst(&all, fund.fund[k].fejl, fund.fund[k].kode, fund.fund[k].emne,
                        fund.fund[k].sted, fund.fund[k].tekst) = fund.fund[k];
        if (s.json) continue;
        print_findings(arena, &samling, &fund);
        print_summary(s.sti[i], &fund);
    }
    if (s.json) {
        struct buf out;
        buf_init(&out, arena);
        fund_print_json(&out, &all);
        buf_char(&out, '\n');
        if (cmd_output(buf_str(&out), NULL) != CMD_OK) return CMD_USAGE;
    }
    return result;
}

/* Loads without running the checker's findings into the output: errors of form still count. */
static int load_clean(struct arena *arena, const char *sti, struct haandbog_samling *samling,
                      struct fund_liste *fund)
{
    struct err err = ERR_INIT;
    fund_init(fund, arena);
    if (!haandbog_load(arena, sti, true, samling, fund, &err)) return cmd_error(&err);
    fund_sort(fund);
    if (fund->fejl == 0) return CMD_OK;
    print_findings(arena, samling, fund);
    fprintf(stderr, "%s: håndbogen har fejl og kan ikke bruges\n", sti);
    return CMD_FOUND;
}

struct taelling {
    size_t passed;
    size_t failed;
};

static void print_example(const struct eksempel_resultat *r)
{
    if (r->bestaaet) return;
    printf("%s:%d: eksemplet \"%.*s\" giver et andet svar\n%.*s\n",
           r->sted.fil == NULL ? "" : r->sted.fil, r->sted.linje, STR_ARG(r->navn),
           STR_ARG(r->forklaring.dansk));
}

static void example_json(struct buf *out, const struct eksempel_resultat *r, bool first)
{
    buf_c(out, first ? "\n  {\"fil\":" : ",\n  {\"fil\":");
    buf_json(out, str_from(r->sted.fil));
    buf_format(out, ",\"linje\":%d,\"navn\":", r->sted.linje);
    buf_json(out, r->navn);
    buf_format(out, ",\"bestaaet\":%s,\"forklaring\":", r->bestaaet ? "true" : "false");
    buf_json(out, r->forklaring.dansk);
    buf_char(out, '}');
}

static bool test_one(struct arena *arena, const struct haandbog *h, bool json, struct buf *out,
                     struct taelling *t, struct err *err)
{
    struct eksempel_resultat *r;
    size_t n;
    TRY(haandbog_test(arena, h, &r, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (json)
            example_json(out, &r[i], t->passed + t->failed == 0);
        else
            print_example(&r[i]);
        if (r[i].bestaaet)
            t->passed++;
        else
            t->failed++;
    }
    return true;
}

int cmd_haandbog_test(struct arena *arena, int argc, char **argv)
{
    struct stier s;
    struct taelling t = {0};
    struct err err = ERR_INIT;
    struct buf out;
    if (!read_args(argc, argv, &s, true)) return cmd_usage("haandbog test STI... [--json]");
    buf_init(&out, arena);
    buf_char(&out, '[');
    for (size_t i = 0; i < s.count; i++) {
        struct haandbog_samling samling = {0};
        struct fund_liste fund;
        int loaded = load_clean(arena, s.sti[i], &samling, &fund);
        if (loaded != CMD_OK) return loaded;
        for (size_t k = 0; k < samling.count; k++)
            if (!test_one(arena, &samling.haandbog[k], s.json, &out, &t, &err))
                return cmd_error(&err);
    }
    buf_c(&out, "\n]\n");
    if (s.json && cmd_output(buf_str(&out), NULL) != CMD_OK) return CMD_USAGE;
    if (!s.json) printf("%zu eksempler bestået, %zu fejlet\n", t.passed, t.failed);
    return t.failed > 0 ? CMD_FOUND : CMD_OK;
}

int cmd_haandbog_fmt(struct arena *arena, int argc, char **argv)
{
    struct stier s;
    struct err err = ERR_INIT;
    struct str text;
    struct dokument dokument;
    struct fund_liste fund;
    struct buf out;
    if (!read_args(argc, argv, &s, false)) return cmd_usage("haandbog fmt FIL [-o FIL]");
    fund_init(&fund, arena);
    buf_init(&out, arena);
    if (!fil_read(arena, s.sti[0], MAX_HAANDBOG, &text, &err)) return cmd_error(&err);
    if (!dokument_read(arena, s.sti[0], text, &dokument, &fund, &err)) return cmd_error(&err);
    for (size_t i = 0; i < fund.count; i++) fund_print(&out, &fund.fund[i], dokument.tekst);
    if (fund.fejl > 0) {
        cmd_complain(buf_str(&out));
        return CMD_FOUND;
    }
    buf_init(&out, arena);
    if (!dokument_fmt(arena, &dokument, &out, &err)) return cmd_error(&err);
    return cmd_output(buf_str(&out), s.out);
}

int cmd_haandbog_show(struct arena *arena, int argc, char **argv)
{
    struct stier s;
    struct haandbog_samling samling = {0};
    struct fund_liste fund;
    struct buf out;
    if (!read_args(argc, argv, &s, false)) return cmd_usage("haandbog show STI [-o FIL]");
    int loaded = load_clean(arena, s.sti[0], &samling, &fund);
    if (loaded != CMD_OK) return loaded;
    buf_init(&out, arena);
    for (size_t i = 0; i < samling.count; i++) haandbog_show(&out, &samling.haandbog[i]);
    return cmd_output(buf_str(&out), s.out);
}

int cmd_haandbog_publish(struct arena *arena, int argc, char **argv)
{
    struct stier s;
    struct haandbog_samling samling = {0};
    struct fund_liste fund;
    struct err err = ERR_INIT;
    struct buf out;
    if (!read_args(argc, argv, &s, false)) return cmd_usage("haandbog publish STI [-o FIL]");
    int loaded = load_clean(arena, s.sti[0], &samling, &fund);
    if (loaded != CMD_OK) return loaded;
    buf_init(&out, arena);
    /* A folder is published as its newest version, with the remarks of that one alone. */
    const struct haandbog *h = &samling.haandbog[samling.count - 1];
    if (samling.count > 1) {
        loaded = load_clean(arena, h->dokument.fil, &samling, &fund);
        if (loaded != CMD_OK) return loaded;
        h = &samling.haandbog[0];
    }
    if (!haandbog_publish(arena, h, &fund, &out, &err)) return cmd_error(&err);
    return cmd_output(buf_str(&out), s.out);
}
