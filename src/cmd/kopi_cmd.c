/*
 * backup, restore: the whole database into a file, and back.
 */
#include <stdio.h>
#include <stdlib.h>

#include "afregning/kopi.h"
#include "base/tid.h"
#include "cmd/cmd_db.h"
#include "cmd/eftersyn_cmd.h"
#include "cmd/fremdrift.h"

static const char *url_of(const char *word)
{
    const char *said = getenv("VEDERLAG_DB");

    if (word != NULL) return word;
    return said != NULL && said[0] != '\0' ? said : "sqlite:vederlag.db";
}

static bool make_copy(struct cmd_db *db, struct arena *arena, const char *url, const char *fil,
                      struct kopi_manifest *out, struct err *err)
{
    struct fremdrift bar;

    TRY(adgang_kraev(&db->adgang, RET_SIKKERHED, err));
    fremdrift_init(&bar, "Kopierer");
    fremdrift_vis(&bar, 0, 0);
    bool ok = kopi_lav(db->store, arena, url, fil, db->now_us, out, err);
    fremdrift_slut(&bar);
    return ok;
}

int cmd_backup(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    const char *fil = NULL;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w), {"-o", &fil, NULL}};
    struct err err = ERR_INIT;
    struct kopi_manifest m;
    struct cmd_db db;
    const char *rest[1];
    size_t n;

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0) ||
        fil == NULL)
        return cmd_usage("backup -o FIL");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!make_copy(&db, arena, url_of(w.db), fil, &m, &err)) {
        code = cmd_db_error(&db, &err);
        return cmd_db_close(&db, code == CMD_FOUND ? CMD_USAGE : code);
    }
    if (w.json)
        printf("{\"bytes\":%lld,\"sha256\":\"%s\",\"kommuner\":%zu}\n", (long long)m.bytes,
               m.sha256.hex, m.kommuner);
    else
        printf("%s: %lld byte, %zu kommuner; manifestet er %s.json\n", fil, (long long)m.bytes,
               m.kommuner, fil);
    return cmd_db_close(&db, CMD_OK);
}

static int told(enum kopi_udfald udfald, struct str tekst, bool json, const char *shown)
{
    if (json) {
        printf("{\"udfald\":\"%s\"}\n", kopi_udfald_kode(udfald));
    } else if (udfald == KOPI_I_ORDEN) {
        printf("%s: sikkerhedskopien er genoprettet og efterset; alt er i orden\n", shown);
    }
    if (udfald == KOPI_I_ORDEN) return CMD_OK;
    fprintf(stderr, "vederlag: %.*s\n", STR_ARG(tekst));
    return CMD_FOUND;
}

int cmd_restore(struct arena *arena, int argc, char **argv)
{
    const char *url = NULL, *rest[1];
    bool json = false;
    const struct cmd_option options[] = {{"--db", &url, NULL}, {"--json", NULL, &json}};
    struct err err = ERR_INIT;
    struct anker *anker = NULL;
    enum kopi_udfald udfald;
    struct str tekst;
    struct fremdrift bar;
    int64_t now_us;
    size_t n, ankre = 0;

    if (!eftersyn_hoveder(arena, &argc, argv, &anker, &ankre)) return CMD_USAGE;
    if (!cmd_options(argc, argv, options, 2, rest, &n, 1) || n != 1 || url == NULL)
        return cmd_usage("restore FIL --db URL [--hoved FIL]... [--json]");
    if (!tid_now_us(&now_us, &err)) return cmd_error(&err);
    fremdrift_init(&bar, "Genopretter");
    fremdrift_vis(&bar, 0, 0);
    bool ok = kopi_genopret(arena, rest[0], url, anker, ankre, now_us, &udfald, &tekst, &err);
    fremdrift_slut(&bar);
    if (ok) return told(udfald, tekst, json, rest[0]);
    int code = cmd_error(&err);
    return code == CMD_FOUND ? CMD_USAGE : code;
}
