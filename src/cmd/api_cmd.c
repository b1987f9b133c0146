/*
 * adgang api-noegle ny, liste, luk: tokens of other programs. api openapi: the description.
 *
 * A token is shown once, on standard output or in a new file that only its owner may read; the file
 * is written before the database hears of the token, so that none is registered that nobody has.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adgang/api_noegle.h"
#include "api/api.h"
#include "base/brok.h"
#include "base/tid.h"
#include "cmd/cmd_db.h"

static const char usage[] =
    "adgang api-noegle ny NAVN --bruger BRUGER --omraade OMRÅDE[,OMRÅDE] [--dage N] [--til FIL]\n"
    "       adgang api-noegle liste\n"
    "       adgang api-noegle luk ID";

struct ny_ord {
    struct cmd_db_words w;
    const char *navn, *bruger, *omraade, *dage, *til;
};

static bool read_ny(const struct ny_ord *o, struct api_noegle_ny *ny, struct err *err)
{
    int64_t dage = API_NOEGLE_DAGE;
    int decimaler = 0;
    struct err own = ERR_INIT;

    *ny = (struct api_noegle_ny){.bruger = str_from(o->bruger), .navn = str_from(o->navn)};
    if (!omraade_parse(str_from(o->omraade), &ny->omraader, err)) return err_at(err, "--omraade");
    if (o->dage != NULL && (!brok_scan(str_from(o->dage), 4, 0, &dage, &decimaler, &own) ||
                            dage < 1 || dage > API_NOEGLE_DAGE_MAX))
        return err_set(err, ERR_INPUT, "--dage", "En nøgle gælder i 1-%d dage",
                       API_NOEGLE_DAGE_MAX);
    ny->dage = (int)dage;
    return true;
}

static void tell(struct buf *out, const struct ny_ord *o, struct str id, struct str token)
{
    if (o->w.json) {
        buf_c(out, "{\"id\": ");
        buf_json(out, id);
        buf_c(out, o->til != NULL ? ", \"fil\": " : ", \"noegle\": ");
        buf_json(out, o->til != NULL ? str_from(o->til) : token);
        buf_c(out, "}\n");
        return;
    }
    buf_format(out, "Nøglen %s har id %.*s.\n", o->navn, STR_ARG(id));
    if (o->til != NULL)
        buf_format(out, "Den ligger i %s.\n", o->til);
    else
        buf_format(out, "Den vises kun nu:\n%.*s\n", STR_ARG(token));
}

static int ny(struct arena *arena, int argc, char **argv)
{
    struct ny_ord o = {0};
    struct api_noegle_ny noegle;
    struct str token, id = STR_EMPTY;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;
    size_t n;
    const struct cmd_option options[] = {
        CMD_DB_OPTIONS(&o.w),      {"--bruger", &o.bruger, NULL}, {"--omraade", &o.omraade, NULL},
        {"--dage", &o.dage, NULL}, {"--til", &o.til, NULL},
    };

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), &o.navn, &n, 1) ||
        n != 1 || o.bruger == NULL || o.omraade == NULL)
        return cmd_usage(usage);
    if (!read_ny(&o, &noegle, &err)) {
        cmd_error(&err);
        return CMD_USAGE;
    }
    int code = cmd_db_open(arena, &o.w, &db);
    if (code != CMD_OK) return code;
    if (!api_noegle_lav(arena, db.adgang.kommune, &token, &err) ||
        (o.til != NULL && !adgang_noegle_skriv(o.til, token, &err)))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    if (!api_noegle_opret(db.store, arena, &db.adgang, &noegle, token, db.now_us, &id, &err)) {
        if (o.til != NULL) unlink(o.til);
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    }
    buf_init(&out, arena);
    tell(&out, &o, id, token);
    return cmd_db_close(&db, cmd_output(buf_str(&out), NULL));
}

/* ---- liste */

static bool print_one(const struct cmd_db *db, const struct api_noegle *k, bool json,
                      struct buf *out, struct err *err)
{
    struct arena *arena = out->arena;
    struct str bruger;

    TRY(adgang_navn(db->store, arena, db->adgang.kommune, k->bruger, &bruger, err));
    bool virker = !k->lukket && k->udloeber_us > db->now_us;
    struct str omraader = omraade_koder(arena, k->omraader, ", ");
    struct str slut = dato_iso(arena, dato_of_us(k->udloeber_us));
    if (json) {
        buf_c(out, "{\"id\":");
        buf_json(out, k->id);
        buf_c(out, ",\"navn\":");
        buf_json(out, k->navn);
        buf_c(out, ",\"bruger\":");
        buf_json(out, bruger);
        buf_c(out, ",\"omraader\":");
        buf_json(out, omraade_koder(arena, k->omraader, " "));
        buf_format(out, ",\"udloeber\":\"%.*s\",\"virker\":%s}", STR_ARG(slut),
                   virker ? "true" : "false");
        return true;
    }
    buf_format(out, "%.*s  %.*s, for %.*s, %s %.*s: %.*s\n", STR_ARG(k->id), STR_ARG(k->navn),
               STR_ARG(bruger),
               k->lukket ? "lukket; gjaldt til"
               : virker  ? "gælder til"
                         : "udløb",
               STR_ARG(dato_tekst(arena, dato_of_us(k->udloeber_us))), STR_ARG(omraader));
    return true;
}

static bool print_list(const struct cmd_db *db, const char *const *ord, bool json, struct buf *out,
                       struct err *err)
{
    struct api_noegle *k;
    size_t n;

    (void)ord;
    TRY(api_noegle_liste(db->store, out->arena, db->adgang.kommune, &k, &n, err));
    if (json) buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        if (json && i > 0) buf_c(out, ",\n");
        TRY(print_one(db, &k[i], json, out, err));
    }
    if (json) buf_c(out, "]\n");
    if (!json && n == 0) buf_c(out, "Der er ingen nøgler til andre programmer.\n");
    return true;
}

static int liste(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes kommando = {"adgang api-noegle liste", 0, RET_BRUGERE, print_list};

    return cmd_db_laes(arena, argc, argv, &kommando);
}

/* ---- luk */

static int luk(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct err err = ERR_INIT;
    struct cmd_db db;
    const char *id = NULL;
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), &id, &n, 1) || n != 1)
        return cmd_usage(usage);
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!api_noegle_luk(db.store, arena, &db.adgang, str_from(id), db.now_us, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(
        &db, cmd_output(w.json ? STR("{\"lukket\":true}\n") : STR("Nøglen er lukket.\n"), NULL));
}

int cmd_adgang_api_noegle(struct arena *arena, int argc, char **argv)
{
    static const struct {
        const char *ord;
        int (*koer)(struct arena *arena, int argc, char **argv);
    } HVAD[] = {{"ny", ny}, {"liste", liste}, {"luk", luk}};

    for (size_t i = 0; argc > 0 && i < sizeof(HVAD) / sizeof(*HVAD); i++)
        if (strcmp(argv[0], HVAD[i].ord) == 0) return HVAD[i].koer(arena, argc - 1, argv + 1);
    return cmd_usage(usage);
}

int cmd_api_openapi(struct arena *arena, int argc, char **argv)
{
    struct buf out;

    (void)argv;
    if (argc > 0) return cmd_usage("api openapi");
    buf_init(&out, arena);
    api_openapi(&out);
    return cmd_output(buf_str(&out), NULL);
}
