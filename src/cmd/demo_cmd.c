/*
 * demo: the facts of an invented municipality, to try things on.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/cmd.h"
#include "demo/demo.h"

#define DEMO_USAGE                                                                                 \
    "demo --antal N [--seed S] [--kommune NNN] [--til ÅÅÅÅ-MM] [--niveau trin|vederlag] "      \
    "[--personer FIL.csv] [-o FIL]"

struct demo_words {
    const char *antal;
    const char *seed;
    const char *kommune;
    const char *til;
    const char *niveau;
    const char *personer;
    const char *output;
};

/* A whole number between two others; a word that was not given leaves *out alone. */
static bool read_number(const char *option, const char *word, int64_t low, int64_t high,
                        int64_t *out, struct err *err)
{
    struct err scan = ERR_INIT;
    int64_t value = 0;
    int decimals = 0;
    if (word == NULL) return true;
    bool whole = brok_scan(str_from(word), 15, 0, &value, &decimals, &scan);
    if (!whole || value < low || value > high) {
        return err_set(err, ERR_INPUT, option,
                       "Her skal stå et helt tal fra %" PRId64 " til %" PRId64
                       ", men her står »%.40s«",
                       low, high, word);
    }
    *out = value;
    return true;
}

static bool read_month(const char *word, struct maaned *out, struct err *err)
{
    if (word == NULL) return true;
    if (!maaned_parse(str_from(word), out, err)) return err_at(err, "--til");
    if (out->nr >= DEMO_TIL_MIN.nr && out->nr <= DEMO_TIL_MAX.nr) return true;
    return err_set(err, ERR_INPUT, "--til", "Måneden skal ligge fra %d-01 til %d-01",
                   DEMO_TIL_MIN.nr / 12, DEMO_TIL_MAX.nr / 12);
}

static bool read_values(const struct demo_words *w, struct demo_args *out, struct err *err)
{
    int64_t antal = 0;
    int64_t seed = 1;
    int64_t kommune = 773;
    struct maaned til = maaned_make(2021, 12);
    struct str niveau = w->niveau == NULL ? STR("trin") : str_from(w->niveau);
    TRY(read_number("--antal", w->antal, DEMO_ANTAL_MIN, DEMO_ANTAL_MAX, &antal, err));
    TRY(read_number("--seed", w->seed, 0, 999999999999999, &seed, err));
    TRY(read_number("--kommune", w->kommune, 101, 999, &kommune, err));
    TRY(read_month(w->til, &til, err));
    if (!str_is(niveau, "trin") && !str_is(niveau, "vederlag")) {
        return err_set(err, ERR_INPUT, "--niveau", "Her skal stå trin eller vederlag");
    }
    *out = (struct demo_args){
        .antal = (int)antal,
        .seed = (uint64_t)seed,
        .kommune = (int)kommune,
        .til = til,
        .niveau = str_is(niveau, "trin") ? DEMO_TRIN : DEMO_VEDERLAG,
    };
    return true;
}

int cmd_demo(struct arena *arena, int argc, char **argv)
{
    struct demo_words w = {0};
    struct demo_args args;
    struct err err = ERR_INIT;
    struct sager sager;
    struct buf out;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {
        {"--antal", &w.antal, NULL},       {"--seed", &w.seed, NULL},
        {"--kommune", &w.kommune, NULL},   {"--til", &w.til, NULL},
        {"--niveau", &w.niveau, NULL},     {"-o", &w.output, NULL},
        {"--personer", &w.personer, NULL},
    };
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0);
    if (!ok || w.antal == NULL) return cmd_usage(DEMO_USAGE);
    if (!read_values(&w, &args, &err)) return cmd_error(&err);
    demo_make(arena, &args, &sager);
    buf_init(&out, arena);
    if (w.personer != NULL) {
        demo_personer(&out, &args, &sager);
        int code = cmd_output(buf_str(&out), w.personer);
        if (code != CMD_OK) return code;
        out.n = 0;
    }
    sag_write_json(&out, &sager);
    return cmd_output(buf_str(&out), w.output);
}
