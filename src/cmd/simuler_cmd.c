/*
 * simuler: what another handbook would cost for the placements there are now.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/tid.h"
#include "cmd/cmd_db.h"
#include "cmd/run_cmd.h"
#include "cmd/udkast_cmd.h"
#include "register/register.h"
#include "simulering/simulering.h"

#define USAGE                                                                                      \
    "simuler --efter STI | --udkast ID [--foer STI] [--fra ÅÅÅÅ-MM] [--maaneder 12] [--stoerste 10]"

enum { STOERSTE_MAX = 1000 };

struct simuler_args {
    struct cmd_db_words words;
    const char *foer;
    const char *efter;
    const char *udkast;
    struct maaned fra; /* nr 0: the month after this one */
    int maaneder;
    int stoerste;
};

/* A count on the command line; false after a message. */
static bool count_of(const char *option, const char *word, int max, int *out)
{
    int64_t n;

    if (word == NULL) return true;
    if (str_int(str_from(word), &n) && n >= 1 && n <= max) {
        *out = (int)n;
        return true;
    }
    fprintf(stderr, "vederlag: %s skal være et tal fra 1 til %d\n", option, max);
    return false;
}

static bool read_args(int argc, char **argv, struct simuler_args *a)
{
    const char *fra = NULL, *maaneder = NULL, *stoerste = NULL, *rest[1];
    const struct cmd_option options[] = {
        CMD_DB_OPTIONS(&a->words),       {"--foer", &a->foer, NULL},
        {"--efter", &a->efter, NULL},    {"--udkast", &a->udkast, NULL},
        {"--fra", &fra, NULL},           {"--maaneder", &maaneder, NULL},
        {"--stoerste", &stoerste, NULL},
    };
    size_t n;

    *a = (struct simuler_args){.maaneder = 12, .stoerste = 10};
    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0) ||
        (a->efter == NULL) == (a->udkast == NULL)) {
        cmd_usage(USAGE);
        return false;
    }
    return run_maaned("--fra", fra, &a->fra) &&
           count_of("--maaneder", maaneder, SIMULERING_MAANEDER_MAX, &a->maaneder) &&
           count_of("--stoerste", stoerste, STOERSTE_MAX, &a->stoerste);
}

static bool facts_of(struct arena *arena, const struct cmd_db *db, struct register_udsnit *out,
                     struct err *err)
{
    int64_t nr = 0;

    TRY(adgang_kraev(&db->adgang, RET_SIMULER, err));
    TRY(store_begin(db->store, STORE_READ, err));
    TRY(register_newest(db->store, db->adgang.kommune, &nr, err));
    TRY(register_read(db->store, arena, db->adgang.kommune, nr, NULL, 0, out, err));
    return store_commit(db->store, err);
}

/* Before is what is in force, over the files if any are named. After is the same with the draft in
 * it, or the files named, as they are: their examples need not pass. */
static bool handbooks(struct arena *arena, const struct cmd_db *db, const struct simuler_args *a,
                      struct haandbog_samling *foer, struct haandbog_samling *efter,
                      struct err *err)
{
    struct fund_liste fund;

    TRY(udkast_cmd_haandbog(arena, db, a->foer, NULL, false, foer, err));
    if (a->udkast != NULL)
        return udkast_cmd_haandbog(arena, db, a->foer, a->udkast, false, efter, err);
    fund_init(&fund, arena);
    TRY(haandbog_load(arena, a->efter, true, efter, &fund, err));
    if (fund.fejl == 0) return true;
    udkast_cmd_fejl(arena, &fund);
    return err_set(err, ERR_INPUT, a->efter, "håndbogen har fejl; intet er regnet ud");
}

int cmd_simuler(struct arena *arena, int argc, char **argv)
{
    struct simuler_args a;
    struct haandbog_samling foer = {0}, efter = {0};
    struct register_udsnit udsnit;
    struct simulering s;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!read_args(argc, argv, &a)) return CMD_USAGE;
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    if (!facts_of(arena, &db, &udsnit, &err) || !handbooks(arena, &db, &a, &foer, &efter, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    if (a.fra.nr == 0) a.fra = (struct maaned){maaned_of(dato_of_us(db.now_us)).nr + 1};
    struct simulering_ind ind = {.foer = &foer.planer,
                                 .efter = &efter.planer,
                                 .sager = &udsnit.sager,
                                 .fra = a.fra,
                                 .maaneder = a.maaneder,
                                 .kendt = DATO_MAX,
                                 .stoerste = (size_t)a.stoerste};
    if (!simulering_run(arena, &ind, &s, &err)) return cmd_db_close(&db, cmd_error(&err));
    buf_init(&out, arena);
    (a.words.json ? simulering_print_json : simulering_print_text)(&out, &s);
    return run_slut(&db, &out);
}
