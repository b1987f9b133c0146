/*
 * cmd_db: the database of a command, and who is asking.
 */
#include "cmd/cmd_db.h"

#include <stdio.h>
#include <stdlib.h>

#include "adgang/laas.h"
#include "base/brok.h"
#include "base/tid.h"

/* A variable that is set and not empty, else NULL. */
static const char *environment(const char *name)
{
    const char *value = getenv(name);

    return value == NULL || value[0] == '\0' ? NULL : value;
}

static const char *url_of(const char *word)
{
    const char *url = word != NULL ? word : environment("VEDERLAG_DB");

    return url != NULL ? url : "sqlite:vederlag.db";
}

bool cmd_db_kommune(const char *word, int *out, struct err *err)
{
    struct err scan = ERR_INIT;
    int64_t value = 0;
    int decimals = 0;

    if (word == NULL) {
        *out = 0;
        return true;
    }
    if (!brok_scan(str_from(word), 3, 0, &value, &decimals, &scan) || value < 101) {
        return err_set(err, ERR_INPUT, "--kommune",
                       "En kommunekode er et tal fra 101 til 999, fx 773");
    }
    *out = (int)value;
    return true;
}

const char *cmd_db_noegler(struct arena *arena, const struct cmd_db_words *words, struct err *err)
{
    const char *folder = words->noegler != NULL ? words->noegler : environment("VEDERLAG_NOEGLER");
    const char *home = environment("HOME");

    if (folder != NULL) return folder;
    if (home != NULL) return str_c(arena, str_format(arena, "%s/.config/vederlag", home));
    err_set(err, ERR_INPUT, "--noegler", "Sig med --noegler MAPPE, hvor nøglefilerne ligger");
    return NULL;
}

const char *cmd_db_noeglefil(struct arena *arena, const char *folder, struct str navn)
{
    return str_c(arena, str_format(arena, "%s/%.*s.noegle", folder, STR_ARG(navn)));
}

int cmd_db_error(const struct cmd_db *db, const struct err *err)
{
    int code = cmd_error(err);

    return db->store != NULL && store_conflict(db->store) ? CMD_CONFLICT : code;
}

int cmd_db_close(struct cmd_db *db, int code)
{
    store_close(db->store);
    db->store = NULL;
    return code;
}

/* What is wrong with a database or with how it was named is never wrong content. */
static int fail(struct cmd_db *db, const struct err *err)
{
    int code = cmd_db_error(db, err);

    return cmd_db_close(db, code == CMD_FOUND ? CMD_USAGE : code);
}

int cmd_db_start(struct arena *arena, const char *url, bool create, bool check, struct cmd_db *out)
{
    struct err err = ERR_INIT;

    *out = (struct cmd_db){0};
    if (!tid_now_us(&out->now_us, &err)) return fail(out, &err);
    if (!laas_noegle_brug(arena, getenv("VEDERLAG_TOTP_NOEGLE"), &err)) return fail(out, &err);
    if (!store_open(arena, url_of(url), create, &out->store, &err)) return fail(out, &err);
    if (check && !store_check(out->store, &err)) return fail(out, &err);
    return CMD_OK;
}

static bool login(struct arena *arena, const struct cmd_db_words *words, struct cmd_db *db,
                  struct err *err)
{
    int kommune = 0;
    struct str navn;
    struct str token;

    TRY(cmd_db_kommune(words->kommune, &kommune, err));
    TRY(adgang_navn_parse(arena, str_from(words->som), &navn, err));
    const char *folder = cmd_db_noegler(arena, words, err);
    if (folder == NULL) return false;
    TRY(adgang_noegle_laes(arena, cmd_db_noeglefil(arena, folder, navn), &token, err));
    return adgang_login(db->store, arena, kommune, navn, token, db->now_us, &db->adgang, err);
}

int cmd_db_open(struct arena *arena, const struct cmd_db_words *words, struct cmd_db *out)
{
    struct err err = ERR_INIT;

    if (words->som == NULL) {
        fprintf(stderr, "vederlag: sig med --som NAVN, hvem der spørger\n");
        return CMD_USAGE;
    }
    int code = cmd_db_start(arena, words->db, false, true, out);
    if (code != CMD_OK) return code;
    return login(arena, words, out, &err) ? CMD_OK : fail(out, &err);
}

int cmd_db_laes(struct arena *arena, int argc, char **argv, const struct cmd_laes *kommando)
{
    struct cmd_db_words w = {0};
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    const char *ord[CMD_LAES_ORD];
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;
    size_t n;

    ASSERT(kommando->ord <= CMD_LAES_ORD);
    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), ord, &n,
                     kommando->ord) ||
        n != kommando->ord)
        return cmd_usage(kommando->usage);
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    buf_init(&out, arena);
    bool ok = adgang_kraev(&db.adgang, kommando->ret, &err) &&
              store_begin(db.store, STORE_READ, &err) &&
              kommando->skriv(&db, ord, w.json, &out, &err) && store_commit(db.store, &err);
    return cmd_db_close(&db, ok ? cmd_output(buf_str(&out), NULL) : cmd_db_error(&db, &err));
}
