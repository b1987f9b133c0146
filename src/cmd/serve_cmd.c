/*
 * serve: the web server of a kommune, or of nothing but the public pages.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "adgang/laas.h"
#include "api/api.h"
#include "base/brok.h"
#include "base/fil.h"
#include "base/tid.h"
#include "cmd/cmd.h"
#include "cmd/cmd_db.h"
#include "cmd/sider.h"

#define BODY_MAX ((size_t)20 << 20)
#define ARENA_MAX ((size_t)256 << 20)
enum { FORBINDELSER = 512, SEKUNDER = 15, ARBEJDERE_MIN = 2, ARBEJDERE_MAX = 64 };

static const char usage[] =
    "serve [--listen 127.0.0.1:8080] [--db URL] [--kommune NNN] [--haandboeger MAPPE]\n"
    "       [--opsaetning FIL] [--workers N] [--bag-proxy] [--uden-tls]\n"
    "       [--oidc FIL[,FIL]] [--totp-noegle FIL] [--aaben] [--proev]";

struct ord {
    const char *listen, *db, *kommune, *haandboeger, *opsaetning, *workers, *oidc, *totp_noegle;
    bool bag_proxy, uden_tls, aaben, proev;
};

/* One for each processor, unless a number is said. */
static bool arbejdere(const char *ord, int *out, struct err *err)
{
    struct err scan = ERR_INIT;
    int64_t n = sysconf(_SC_NPROCESSORS_ONLN);
    int decimaler = 0;

    if (ord == NULL) {
        *out = n < ARBEJDERE_MIN ? ARBEJDERE_MIN : n > ARBEJDERE_MAX ? ARBEJDERE_MAX : (int)n;
        return true;
    }
    if (!brok_scan(str_from(ord), 2, 0, &n, &decimaler, &scan) || n < 1 || n > ARBEJDERE_MAX)
        return err_set(err, ERR_INPUT, "--workers", "Antallet af arbejdere er 1-%d", ARBEJDERE_MAX);
    *out = (int)n;
    return true;
}

/* Each worker would draw the same ids from it. The one that works beside them draws those of
 * payments, which no worker does. */
static bool seed_is_of_one(int workers, struct err *err)
{
    if (workers == 1 || getenv("VEDERLAG_FROE") == NULL) return true;
    return err_set(err, ERR_INPUT, "VEDERLAG_FROE",
                   "Af ét frø trækker flere arbejdere de samme id'er. Brug --workers 1, eller "
                   "fjern VEDERLAG_FROE");
}

static bool opsaet(const struct ord *w, struct side_opsaetning *side, struct web_opsaetning *web,
                   struct err *err)
{
    const char *db = w->db != NULL ? w->db : getenv("VEDERLAG_DB");

    *side = (struct side_opsaetning){
        .db = db == NULL || db[0] == '\0' ? NULL : db,
        .haandboeger = w->haandboeger,
        .opsaetning = w->opsaetning,
        .oidc = w->oidc != NULL ? w->oidc : getenv("VEDERLAG_OIDC"),
        .usikker_cookie = w->uden_tls || w->proev,
        .proeve = w->proev,
    };
    if (side->haandboeger == NULL && fil_is_folder("haandboeger"))
        side->haandboeger = "haandboeger";
    *web = (struct web_opsaetning){
        .adresse = w->listen != NULL ? w->listen : "127.0.0.1:8080",
        .body_max = BODY_MAX,
        .arena_max = ARENA_MAX,
        .forbindelser = FORBINDELSER,
        .sekunder = SEKUNDER,
        .bag_proxy = w->bag_proxy,
        .aaben = w->aaben,
    };
    if (w->proev && (w->aaben || w->bag_proxy || side->db == NULL)) {
        return err_set(err, ERR_INPUT, "--proev",
                       "Uden adgangskode kun på egen maskine og med en database: ikke sammen med "
                       "--aaben eller --bag-proxy");
    }
    TRY(cmd_db_kommune(w->kommune, &side->kommune, err));
    TRY(arbejdere(w->workers, &web->arbejdere, err));
    return seed_is_of_one(web->arbejdere, err);
}

int cmd_serve(struct arena *arena, int argc, char **argv)
{
    struct ord w = {0};
    struct side_opsaetning side;
    struct web_opsaetning web;
    struct web_program program;
    struct err err = ERR_INIT;
    size_t rest = 0;
    int64_t begyndt; /* a clock that is set begins here, and is the same in every worker */
    const struct cmd_option options[] = {
        {"--listen", &w.listen, NULL},     {"--db", &w.db, NULL},
        {"--kommune", &w.kommune, NULL},   {"--haandboeger", &w.haandboeger, NULL},
        {"--workers", &w.workers, NULL},   {"--bag-proxy", NULL, &w.bag_proxy},
        {"--uden-tls", NULL, &w.uden_tls}, {"--aaben", NULL, &w.aaben},
        {"--oidc", &w.oidc, NULL},         {"--opsaetning", &w.opsaetning, NULL},
        {"--proev", NULL, &w.proev},       {"--totp-noegle", &w.totp_noegle, NULL},
    };

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), NULL, &rest, 0))
        return cmd_usage(usage);
    const char *noegle = w.totp_noegle != NULL ? w.totp_noegle : getenv("VEDERLAG_TOTP_NOEGLE");
    if (tid_now_us(&begyndt, &err) && opsaet(&w, &side, &web, &err) &&
        laas_noegle_brug(arena, noegle, &err)) {
        side_program(arena, &side, SIDER, SIDER_ANTAL, &program);
        api_foran(arena, &program);
        if (web_server(&web, &program, &err)) return CMD_OK;
    }
    int code = cmd_error(&err);
    /* What keeps it from starting is never wrong content. */
    return code == CMD_FOUND ? CMD_USAGE : code;
}
