/*
 * adgang sag, sagskrav: who has which case, and whether access to persons hangs on it.
 */
#include "adgang/relation.h"
#include "base/tid.h"
#include "cmd/cmd_db.h"
#include "register/register.h"

#define SAG_USAGE                                                                                  \
    "adgang sag NAVN [--familie ID | --anbringelse ID [--slags rådgiver|konsulent|vikar] "        \
    "[--fra DATO] [--til DATO]] --som NAVN"

struct sag_ord {
    struct cmd_db_words w;
    const char *familie;
    const char *anbringelse;
    const char *slags;
    const char *fra;
    const char *til;
};

/* ---- what is asked for */

/* The case is one that the register knows. */
static bool check_case(struct arena *arena, const struct cmd_db *db, const struct relation *r,
                       struct err *err)
{
    bool familie = r->familie.n > 0;
    struct register_fakta *f;
    size_t n;

    TRY(register_fakta_af(db->store, arena, db->adgang.kommune, INT64_MAX,
                          familie ? SLAGS_PLEJEFAMILIE : SLAGS_ANBRINGELSE,
                          familie ? r->familie : r->anbringelse, &f, &n, err));
    if (n == 1 && !f->tilbagekaldt) return true;
    return err_set(err, ERR_INPUT, familie ? "--familie" : "--anbringelse",
                   "Der er ingen %s med det id i registret", familie ? "familie" : "anbringelse");
}

/* One that is given already keeps its first day, where no other is told. */
static bool keep_first_day(struct arena *arena, const struct cmd_db *db, struct str bruger,
                           struct relation *r, struct err *err)
{
    struct relation *alle;
    size_t n;

    TRY(relation_af_bruger(db->store, arena, db->adgang.kommune, bruger, &alle, &n, err));
    for (size_t i = 0; i < n; i++)
        if (str_eq(alle[i].familie, r->familie) && str_eq(alle[i].anbringelse, r->anbringelse) &&
            alle[i].slags == r->slags)
            r->fra = alle[i].fra;
    return true;
}

static bool user_of(struct arena *arena, const struct cmd_db *db, const char *navn, struct str *out,
                    struct err *err)
{
    struct adgang_bruger *alle;
    struct str kept;
    size_t n;

    TRY(adgang_navn_parse(arena, str_from(navn), &kept, err));
    TRY(adgang_brugere(db->store, arena, db->adgang.kommune, db->now_us, &alle, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(alle[i].navn, kept)) continue;
        *out = alle[i].id;
        return true;
    }
    return err_set(err, ERR_INPUT, NULL, "Der er ingen bruger med det navn");
}

static bool read_words(const struct sag_ord *o, int64_t now_us, struct relation *r, struct err *err)
{
    *r = (struct relation){.familie = str_from(o->familie),
                           .anbringelse = str_from(o->anbringelse),
                           .slags = RELATION_RAADGIVER,
                           .fra = dato_of_us(now_us),
                           .til = DATO_MAX};
    if (o->slags != NULL && !relation_slags_parse(str_from(o->slags), &r->slags, err))
        return err_at(err, "--slags");
    if (o->fra != NULL && !dato_parse(str_from(o->fra), &r->fra, err)) return err_at(err, "--fra");
    return o->til == NULL || dato_parse(str_from(o->til), &r->til, err) || err_at(err, "--til");
}

/* ---- showing */

static void add_one(struct buf *out, const struct relation *r, bool json, bool first)
{
    struct arena *arena = out->arena;
    bool aaben = r->til.dag == DATO_MAX.dag;
    struct str id = r->familie.n > 0 ? r->familie : r->anbringelse;

    if (!json) {
        buf_left(out, str_from(r->familie.n > 0 ? "familie" : "anbringelse"), 13);
        buf_left(out, id, 24);
        buf_left(out, str_from(relation_slags_navn(r->slags)), 11);
        buf_format(out, "%.*s", STR_ARG(dato_iso(arena, r->fra)));
        if (!aaben) buf_format(out, " til %.*s", STR_ARG(dato_iso(arena, r->til)));
        buf_char(out, '\n');
        return;
    }
    buf_c(out, first ? "\n  {\"familie\": " : ",\n  {\"familie\": ");
    buf_json(out, r->familie);
    buf_c(out, ", \"anbringelse\": ");
    buf_json(out, r->anbringelse);
    buf_format(out,
               ", \"slags\": \"%s\", \"fra\": \"%.*s\", \"til\": ", relation_slags_kode(r->slags),
               STR_ARG(dato_iso(arena, r->fra)));
    if (aaben)
        buf_c(out, "null}");
    else
        buf_format(out, "\"%.*s\"}", STR_ARG(dato_iso(arena, r->til)));
}

/* Who has which case is also what those who look after security and revision must see. */
static bool list(struct arena *arena, const struct cmd_db *db, const char *navn, bool json,
                 struct buf *out, struct err *err)
{
    struct relation *alle;
    struct str bruger;
    size_t n;

    if (!adgang_har(&db->adgang, RET_SIKKERHED) && !adgang_har(&db->adgang, RET_GIV_FAMILIE))
        TRY(adgang_kraev(&db->adgang, RET_BRUGERE, err));
    TRY(user_of(arena, db, navn, &bruger, err));
    TRY(relation_af_bruger(db->store, arena, db->adgang.kommune, bruger, &alle, &n, err));
    if (json) buf_c(out, "{\"sager\": [");
    for (size_t i = 0; i < n; i++) add_one(out, &alle[i], json, i == 0);
    if (json) buf_c(out, "\n]}\n");
    if (!json && n == 0) buf_c(out, "Ingen sager.\n");
    return true;
}

static int show(struct arena *arena, struct cmd_db *db, const char *navn, bool json)
{
    struct err err = ERR_INIT;
    struct buf out;

    buf_init(&out, arena);
    bool ok = store_begin(db->store, STORE_READ, &err) && list(arena, db, navn, json, &out, &err);
    store_rollback(db->store);
    if (!ok) return cmd_db_close(db, cmd_db_error(db, &err));
    return cmd_db_close(db, cmd_output(buf_str(&out), NULL));
}

/* ---- adgang sag */

static bool look(struct arena *arena, const struct cmd_db *db, const char *navn, bool foerste,
                 struct relation *r, struct err *err)
{
    struct str bruger;

    TRY(check_case(arena, db, r, err));
    TRY(user_of(arena, db, navn, &bruger, err));
    return !foerste || keep_first_day(arena, db, bruger, r, err);
}

static bool give(struct arena *arena, struct cmd_db *db, const struct sag_ord *o, const char *navn,
                 struct relation *r, struct err *err)
{
    TRY(store_begin(db->store, STORE_READ, err));
    bool ok = look(arena, db, navn, o->fra == NULL, r, err);
    store_rollback(db->store);
    return ok && relation_saet(db->store, arena, &db->adgang, str_from(navn), r, db->now_us, err);
}

int cmd_adgang_sag(struct arena *arena, int argc, char **argv)
{
    struct sag_ord o = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    struct relation r;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&o.w),
                                         {"--familie", &o.familie, NULL},
                                         {"--anbringelse", &o.anbringelse, NULL},
                                         {"--slags", &o.slags, NULL},
                                         {"--fra", &o.fra, NULL},
                                         {"--til", &o.til, NULL}};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);
    bool sag = o.familie != NULL || o.anbringelse != NULL;

    if (!ok || n != 1 || (o.familie != NULL && o.anbringelse != NULL) ||
        (!sag && (o.slags != NULL || o.fra != NULL || o.til != NULL)))
        return cmd_usage(SAG_USAGE);
    int code = cmd_db_open(arena, &o.w, &db);
    if (code != CMD_OK) return code;
    if (!sag) return show(arena, &db, rest[0], o.w.json);
    if (!read_words(&o, db.now_us, &r, &err) || !give(arena, &db, &o, rest[0], &r, &err))
        code = cmd_db_error(&db, &err);
    return cmd_db_close(&db, code);
}

/* ---- adgang sagskrav */

static int show_demand(struct arena *arena, struct cmd_db *db, bool json)
{
    struct err err = ERR_INIT;
    bool kraeves = false;

    bool ok = store_begin(db->store, STORE_READ, &err) &&
              relation_krav(db->store, arena, db->adgang.kommune, &kraeves, &err);
    store_rollback(db->store);
    if (!ok) return cmd_db_close(db, cmd_db_error(db, &err));
    struct str svar =
        json ? str_format(arena, "{\"sagskrav\": %s}\n", kraeves ? "true" : "false")
        : kraeves
            ? STR("Ja: familierådgivere og familieplejekonsulenter ser kun de sager, de har.\n")
            : STR("Nej: familierådgivere og familieplejekonsulenter ser alle sager.\n");
    return cmd_db_close(db, cmd_output(svar, NULL));
}

int cmd_adgang_sagskrav(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);
    bool ja = ok && n == 1 && str_is(str_from(rest[0]), "ja");

    if (!ok || (n == 1 && !ja && !str_is(str_from(rest[0]), "nej")))
        return cmd_usage("adgang sagskrav [ja|nej] --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (n == 0) return show_demand(arena, &db, w.json);
    if (!relation_krav_saet(db.store, arena, &db.adgang, ja, db.now_us, &err))
        code = cmd_db_error(&db, &err);
    return cmd_db_close(&db, code);
}
