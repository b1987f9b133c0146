/*
 * register import, export, vis; as-of: the register as a whole, in and out.
 */
#include "cmd/register_cmd.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fil.h"
#include "base/tid.h"

#define MAX_FACTS ((size_t)512 << 20)

enum { FILER_MAX = 64 };

/* A day on the command line; NULL gives `mangler`. */
static bool day_of(const char *word, const char *option, struct dato mangler, struct dato *out,
                   struct err *err)
{
    *out = mangler;
    return word == NULL || dato_parse(str_from(word), out, err) || err_at(err, "%s", option);
}

/* A day means its last moment. */
static bool moment(const char *word, int64_t *us, struct err *err)
{
    struct err ingen = ERR_INIT;
    struct dato dag;
    char text[32];

    if (dato_parse(str_from(word), &dag, &ingen)) {
        snprintf(text, sizeof(text), "%sT23:59:59", word);
        TRY(tid_parse(str_from(text), us, err));
        *us += 999999;
        return true;
    }
    return tid_parse(str_from(word), us, err) || err_at(err, "--kendt");
}

/* Which registrering is meant: --registrering N, or --kendt with a day (its end) or a moment
 * "ÅÅÅÅ-MM-DDTHH:MM:SS"; neither is the newest. Inside a transaction. */
static bool number_of(const struct cmd_db *db, const char *registrering, const char *kendt,
                      int64_t *nr, struct err *err)
{
    struct err scan = ERR_INIT;
    int64_t us = 0;
    int64_t nyeste = 0;
    int decimals = 0;

    if (registrering != NULL && kendt != NULL) {
        return err_set(err, ERR_INPUT, "--kendt", "Brug enten --registrering eller --kendt");
    }
    TRY(register_newest(db->store, db->adgang.kommune, &nyeste, err));
    *nr = nyeste;
    if (kendt != NULL) {
        TRY(moment(kendt, &us, err));
        TRY(cmd_ikke_fremtid(dato_of_us(us), db->now_us, "--kendt", err));
        return register_at(db->store, db->adgang.kommune, us, nr, err);
    }
    if (registrering == NULL) return true;
    bool tal = brok_scan(str_from(registrering), 15, 0, nr, &decimals, &scan);
    if (tal && *nr >= 0 && *nr <= nyeste) return true;
    return err_set(err, ERR_INPUT, "--registrering",
                   "Der er registreringer fra 1 til %" PRId64 "; vælg en af dem", nyeste);
}

/* ---- import ---- */

#define IMPORT_USAGE                                                                               \
    "register import FIL... --som NAVN [--kendt DATO] [--haandbog STI] [--behold|--erstat] "       \
    "[--db URL] [--json]"

struct import_ord {
    struct cmd_db_words w;
    const char *kendt;
    const char *haandbog;
    bool behold;
    bool erstat;
    const char *fil[FILER_MAX];
    size_t filer;
};

static bool read_files(struct arena *arena, const struct import_ord *o, struct register_fil *fil,
                       struct err *err)
{
    for (size_t i = 0; i < o->filer; i++) {
        fil[i].navn = o->fil[i];
        TRY(fil_read(arena, o->fil[i], MAX_FACTS, &fil[i].tekst, err));
    }
    return true;
}

static void tell_import(struct arena *arena, const struct register_importeret *ud, bool json)
{
    struct buf out;

    buf_init(&out, arena);
    if (json) {
        buf_format(&out,
                   "{\"registrering\":%" PRId64 ",\"sager\":%zu,\"udeladt\":%zu,\"nye\":%zu,"
                   "\"rettet\":%zu,\"tilbagekaldt\":%zu,\"beholdt\":%zu,\"personer\":%zu,"
                   "\"konti\":%zu,\"fund\":",
                   ud->nr, ud->sager, ud->udeladt, ud->nye, ud->rettet, ud->tilbagekaldt,
                   ud->beholdt, ud->personer, ud->konti);
        fund_print_json(&out, &ud->fund);
        buf_c(&out, "}\n");
    } else if (ud->fund.fejl > 0) {
        buf_format(&out, "Intet er registreret: %zu fejl.\n", ud->fund.fejl);
    } else if (ud->nr == 0) {
        buf_format(&out, "Intet nyt: registret siger allerede det samme som filerne (%zu sager).\n",
                   ud->sager);
    } else {
        buf_format(
            &out, "Registrering %" PRId64 ": %zu nye, %zu rettet, %zu kaldt tilbage (%zu sager).\n",
            ud->nr, ud->nye, ud->rettet, ud->tilbagekaldt, ud->sager);
    }
    if (!json && ud->personer > 0) buf_format(&out, "%zu personer er skrevet.\n", ud->personer);
    if (!json && ud->konti > 0)
        buf_format(&out,
                   "%zu konti er foreslået og venter på en andens svar: vederlag konto svar.\n",
                   ud->konti);
    if (!json && ud->udeladt > 0)
        buf_format(&out, "%zu sager var ikke kendt endnu og er udeladt.\n", ud->udeladt);
    if (!json && ud->beholdt > 0)
        buf_format(&out,
                   "%zu oplysninger står kun i registret og er beholdt; --erstat kalder dem "
                   "tilbage.\n",
                   ud->beholdt);
    cmd_output(buf_str(&out), NULL);
}

static bool run_import(struct arena *arena, const struct import_ord *o, const struct cmd_db *db,
                       struct register_importeret *ud, struct err *err)
{
    struct register_fil *fil = ARENA_ARRAY(arena, o->filer, struct register_fil);
    struct register_import valg = {.erstat = o->erstat};
    enum niveau_regel retning = NIVEAU_GENFORHANDLES;

    TRY(day_of(o->kendt, "--kendt", DATO_MAX, &valg.kendt, err));
    if (o->kendt != NULL) TRY(cmd_ikke_fremtid(valg.kendt, db->now_us, "--kendt", err));
    if (o->haandbog != NULL) {
        TRY(register_cmd_retning(arena, o->haandbog, &retning, err));
        valg.retning = &retning;
    }
    TRY(read_files(arena, o, fil, err));
    return register_importer(db->store, arena, &db->adgang, fil, o->filer, &valg, db->now_us, ud,
                             err);
}

int cmd_register_import(struct arena *arena, int argc, char **argv)
{
    struct import_ord o = {0};
    struct register_importeret ud;
    struct cmd_db db;
    struct err err = ERR_INIT;
    struct buf fund;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&o.w),
                                         {"--kendt", &o.kendt, NULL},
                                         {"--haandbog", &o.haandbog, NULL},
                                         {"--behold", NULL, &o.behold},
                                         {"--erstat", NULL, &o.erstat}};

    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), o.fil, &o.filer,
                          FILER_MAX);
    if (!ok || o.filer == 0 || (o.behold && o.erstat)) return cmd_usage(IMPORT_USAGE);
    int code = cmd_db_open(arena, &o.w, &db);
    if (code != CMD_OK) return code;
    if (!run_import(arena, &o, &db, &ud, &err)) return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&fund, arena);
    for (size_t i = 0; i < ud.fund.count; i++) fund_print(&fund, &ud.fund.fund[i], STR_EMPTY);
    cmd_complain(buf_str(&fund));
    tell_import(arena, &ud, o.w.json);
    return cmd_db_close(&db, ud.fund.fejl > 0 ? CMD_FOUND : CMD_OK);
}

/* ---- as-of ---- */

#define AS_OF_USAGE                                                                                \
    "as-of --anbringelse ID | --familie ID [--registrering N | --kendt DATO] [--paa DATO] "        \
    "--som NAVN [--db URL] [--json]"

struct as_of_ord {
    struct cmd_db_words w;
    const char *registrering;
    const char *kendt;
    const char *paa;
    const char *anbringelse;
    const char *familie;
};

static bool run_as_of(struct arena *arena, const struct as_of_ord *o, const struct cmd_db *db,
                      struct buf *out, struct err *err)
{
    struct str en = str_from(o->anbringelse);
    struct str *ids = &en;
    size_t antal = 1;
    struct dato paa;
    int64_t nr = 0;
    int kommune = db->adgang.kommune;

    TRY(adgang_kraev(&db->adgang, RET_LAES_PERSON, err));
    TRY(day_of(o->paa, "--paa", DATO_MIN, &paa, err));
    TRY(number_of(db, o->registrering, o->kendt, &nr, err));
    if (o->familie != NULL) {
        TRY(register_familie_anbringelser(db->store, arena, kommune, nr, str_from(o->familie), &ids,
                                          &antal, err));
        if (antal == 0) {
            return err_set(err, ERR_INPUT, "--familie",
                           "Familien havde ingen anbringelse ved registrering %" PRId64, nr);
        }
    }
    if (o->w.json) buf_c(out, "[");
    for (size_t i = 0; i < antal; i++) {
        if (i > 0) buf_c(out, o->w.json ? "," : "\n");
        TRY(register_vis_paa(db->store, arena, kommune, nr, ids[i], paa,
                             o->w.json ? REGISTER_JSON : REGISTER_DANSK, out, err));
    }
    if (o->w.json) buf_c(out, "]\n");
    return true;
}

int cmd_as_of(struct arena *arena, int argc, char **argv)
{
    struct as_of_ord o = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    struct buf out;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&o.w),
                                         {"--registrering", &o.registrering, NULL},
                                         {"--kendt", &o.kendt, NULL},
                                         {"--paa", &o.paa, NULL},
                                         {"--familie", &o.familie, NULL},
                                         {"--anbringelse", &o.anbringelse, NULL}};

    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0);
    if (!ok || (o.familie == NULL) == (o.anbringelse == NULL)) return cmd_usage(AS_OF_USAGE);
    int code = cmd_db_open(arena, &o.w, &db);
    if (code != CMD_OK) return code;
    buf_init(&out, arena);
    ok = store_begin(db.store, STORE_READ, &err) && run_as_of(arena, &o, &db, &out, &err);
    if (!ok) return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(&db, cmd_output(buf_str(&out), NULL));
}

/* ---- vis ---- */

static bool print_history(const struct cmd_db *db, const char *const *ord, bool json,
                          struct buf *out, struct err *err)
{
    return register_vis_historie(db->store, out->arena, db->adgang.kommune, str_from(ord[0]), json,
                                 out, err);
}

int cmd_register_vis(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes vis = {"register vis ANBRINGELSE --som NAVN [--db URL] [--json]", 1,
                                 RET_LAES_PERSON, print_history};

    return cmd_db_laes(arena, argc, argv, &vis);
}

/* ---- export ---- */

#define EXPORT_USAGE                                                                               \
    "register export [--json] [--csv MAPPE] [--personer] [--registrering N | --kendt DATO] "       \
    "[-o FIL] --som NAVN [--db URL]"

struct export_ord {
    struct cmd_db_words w;
    const char *registrering;
    const char *kendt;
    const char *csv;
    const char *output;
    bool personer;
};

static bool export_json(struct arena *arena, const struct export_ord *o, const struct cmd_db *db,
                        struct buf *out, struct err *err)
{
    struct register_udsnit ud;
    int64_t nr = 0;

    TRY(adgang_kraev(&db->adgang, RET_LAES_PERSON, err));
    TRY(number_of(db, o->registrering, o->kendt, &nr, err));
    TRY(register_read(db->store, arena, db->adgang.kommune, nr, NULL, 0, &ud, err));
    TRY(register_read_tekster(db->store, arena, db->adgang.kommune, &ud, err));
    sag_write_json(out, &ud.sager);
    return true;
}

/* The files are new ones: none that is there is replaced. */
static bool export_csv(struct arena *arena, const struct export_ord *o, const struct cmd_db *db,
                       struct err *err)
{
    struct register_fil *fil = NULL;
    size_t antal = 0;
    int64_t nr = 0;

    TRY(adgang_kraev(&db->adgang, RET_LAES_PERSON, err));
    TRY(number_of(db, o->registrering, o->kendt, &nr, err));
    TRY(register_csv(db->store, arena, db->adgang.kommune, nr, o->personer, &fil, &antal, err));
    if (!fil_is_folder(o->csv)) {
        return err_set(err, ERR_IO, o->csv, "Mappen findes ikke; opret den først");
    }
    for (size_t i = 0; i < antal; i++) {
        const char *sti = str_c(arena, str_format(arena, "%s/%s", o->csv, fil[i].navn));
        if (fil_exists(sti))
            return err_set(err, ERR_IO, sti, "Filen findes allerede; brug en tom mappe");
    }
    for (size_t i = 0; i < antal; i++) {
        const char *sti = str_c(arena, str_format(arena, "%s/%s", o->csv, fil[i].navn));
        TRY(fil_write(sti, fil[i].tekst, err));
    }
    return true;
}

int cmd_register_export(struct arena *arena, int argc, char **argv)
{
    struct export_ord o = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    struct buf out;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {
        CMD_DB_OPTIONS(&o.w),        {"--registrering", &o.registrering, NULL},
        {"--kendt", &o.kendt, NULL}, {"--csv", &o.csv, NULL},
        {"-o", &o.output, NULL},     {"--personer", NULL, &o.personer}};

    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0);
    if (!ok || (o.personer && o.csv == NULL) || (o.csv != NULL && o.output != NULL))
        return cmd_usage(EXPORT_USAGE);
    int code = cmd_db_open(arena, &o.w, &db);
    if (code != CMD_OK) return code;
    buf_init(&out, arena);
    ok = store_begin(db.store, STORE_READ, &err) &&
         (o.csv != NULL ? export_csv(arena, &o, &db, &err)
                        : export_json(arena, &o, &db, &out, &err));
    if (ok && o.csv != NULL) return cmd_db_close(&db, CMD_OK);
    if (!ok) return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(&db, cmd_output(buf_str(&out), o.output));
}
