/*
 * adgang kode, totp, totp-kode, totp-noegle, familie, oidc, log-ud, visninger: the local accounts
 * of the web, who a user is with a provider of logins, and the log of views.
 *
 * A password comes from standard input, never from the command line, and is not shown while it is
 * typed. Nothing that is printed repeats it.
 */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "adgang/emne.h"
#include "adgang/kode.h"
#include "adgang/laas.h"
#include "adgang/session.h"
#include "adgang/visning.h"
#include "base/tid.h"
#include "cmd/cmd_db.h"
#include "register/register.h"

enum { LINE_MAX_BYTES = 4 * KODE_MAX + 2, MAANEDER_MAX = 1200 };

/* ---- a line that nobody is to see */

/* The next line of standard input, without its end. */
static bool read_line(char out[LINE_MAX_BYTES], size_t *n, struct err *err)
{
    *n = 0;
    for (;;) {
        char c;
        ssize_t got = read(STDIN_FILENO, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return err_set(err, ERR_IO, NULL, "Standard input kan ikke læses");
        if (got == 0 || c == '\n') break;
        if (*n == LINE_MAX_BYTES) {
            return err_set(err, ERR_INPUT, NULL, "Linjen er for lang; den har højst %d tegn",
                           KODE_MAX);
        }
        out[(*n)++] = c;
    }
    if (*n > 0 && out[*n - 1] == '\r') (*n)--;
    return true;
}

/* On a terminal it asks, and what is typed is not shown; the terminal is put back in any case. */
static bool read_hidden(struct arena *arena, const char *question, struct str *out, struct err *err)
{
    struct termios before;
    char line[LINE_MAX_BYTES];
    size_t n = 0;
    const bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;

    if (terminal) {
        struct termios hidden = before;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        fprintf(stderr, "%s: ", question);
        if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) != 0) {
            return err_set(err, ERR_IO, NULL, "Terminalen kan ikke skjule det, der skrives");
        }
    }
    bool ok = read_line(line, &n, err);
    if (terminal) {
        ok = tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) == 0 && ok;
        fputc('\n', stderr);
    }
    if (ok) *out = str_copy(arena, (struct str){line, n});
    sodium_memzero(line, sizeof(line));
    return ok || err_set(err, ERR_IO, NULL, "Linjen kunne ikke læses");
}

/* Typed twice on a terminal. */
static bool read_kode(struct arena *arena, struct str *out, struct err *err)
{
    struct str again;

    TRY(read_hidden(arena, "Ny adgangskode", out, err));
    if (isatty(STDIN_FILENO) != 1) return true;
    TRY(read_hidden(arena, "Skriv den igen", &again, err));
    return str_eq(*out, again) ||
           err_set(err, ERR_INPUT, NULL, "De to adgangskoder er ikke ens; begynd forfra");
}

/* ---- adgang kode */

int cmd_adgang_kode(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    struct str kode = STR_EMPTY;
    bool luk = false;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w), {"--luk", NULL, &luk}};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);

    if (!ok || n != 1) return cmd_usage("adgang kode NAVN [--luk] --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    struct str navn = str_from(rest[0]);
    if (luk)
        ok = kode_luk(db.store, arena, &db.adgang, navn, db.now_us, &err);
    else
        ok = read_kode(arena, &kode, &err) &&
             kode_saet(db.store, arena, &db.adgang, navn, kode, db.now_us, &err);
    if (!ok) code = cmd_db_error(&db, &err);
    return cmd_db_close(&db, code);
}

/* ---- adgang totp */

static int tell_totp(struct arena *arena, bool json, struct str secret, struct str uri)
{
    struct buf out;

    buf_init(&out, arena);
    if (json) {
        buf_c(&out, "{\"hemmelighed\": ");
        buf_json(&out, secret);
        buf_c(&out, ", \"uri\": ");
        buf_json(&out, uri);
        buf_c(&out, "}\n");
    } else {
        buf_format(&out, "%.*s\n%.*s\n", STR_ARG(secret), STR_ARG(uri));
    }
    return cmd_output(buf_str(&out), NULL);
}

int cmd_adgang_totp(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    struct str secret = STR_EMPTY;
    struct str uri = STR_EMPTY;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);

    if (!ok || n != 1) return cmd_usage("adgang totp NAVN [--json] --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!totp_lav(db.store, arena, &db.adgang, str_from(rest[0]), db.now_us, &secret, &uri, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(&db, tell_totp(arena, w.json, secret, uri));
}

int cmd_adgang_totp_kode(struct arena *arena, int argc, char **argv)
{
    struct err err = ERR_INIT;
    struct str secret = STR_EMPTY;
    char code[TOTP_CIFRE + 1];
    int64_t now_us = 0;
    size_t n;

    if (!cmd_options(argc, argv, NULL, 0, NULL, &n, 0))
        return cmd_usage("adgang totp-kode < FIL MED HEMMELIGHEDEN");
    bool ok = tid_now_us(&now_us, &err) && read_hidden(arena, "Hemmelighed", &secret, &err) &&
              totp_kode(str_trim(secret), now_us / 1000000 / TOTP_SEKUNDER, code, &err);
    if (!ok) return cmd_error(&err);
    return cmd_output(str_format(arena, "%s\n", code), NULL);
}

/* ---- adgang familie */

/* The tie is to somebody the register knows. */
static bool check_person(struct arena *arena, struct cmd_db *db, struct str person, struct err *err)
{
    struct register_person found;

    TRY(adgang_kraev(&db->adgang, RET_GIV_FAMILIE, err));
    TRY(store_begin(db->store, STORE_READ, err));
    bool ok = register_person(db->store, arena, db->adgang.kommune, person, &found, err);
    store_rollback(db->store);
    TRY(ok);
    if (found.id.n > 0 && !found.virksomhed) return true;
    return err_set(err, ERR_INPUT, "--person",
                   "Registret har ingen person med det id; id'et står i personer.csv og i "
                   "familiens husstand og kontrakt");
}

int cmd_adgang_familie(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    const char *person = NULL;
    bool tag = false;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {
        CMD_DB_OPTIONS(&w), {"--person", &person, NULL}, {"--tag", NULL, &tag}};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);

    if (!ok || n != 1 || (person != NULL) == tag)
        return cmd_usage("adgang familie NAVN --person ID | --tag --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    struct str navn = str_from(rest[0]);
    if (tag)
        ok = familie_tag(db.store, arena, &db.adgang, navn, db.now_us, &err);
    else
        ok = check_person(arena, &db, str_from(person), &err) &&
             familie_giv(db.store, arena, &db.adgang, navn, str_from(person), db.now_us, &err);
    if (!ok) code = cmd_db_error(&db, &err);
    return cmd_db_close(&db, code);
}

/* ---- adgang oidc */

/* One line for each provider: its issuer and the subject. */
static int tell_ties(struct arena *arena, const struct cmd_db *db, struct str navn)
{
    struct err err = ERR_INIT;
    struct emne *emne;
    struct buf out;
    size_t n = 0;

    if (!emne_liste(db->store, arena, &db->adgang, navn, &emne, &n, &err))
        return cmd_db_error(db, &err);
    buf_init(&out, arena);
    for (size_t i = 0; i < n; i++)
        buf_format(&out, "%.*s %.*s\n", STR_ARG(emne[i].udsteder), STR_ARG(emne[i].emne));
    return cmd_output(buf_str(&out), NULL);
}

int cmd_adgang_oidc(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    const char *emne = NULL, *udsteder = NULL;
    bool tag = false, ok = true;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w),
                                         {"--emne", &emne, NULL},
                                         {"--udsteder", &udsteder, NULL},
                                         {"--tag", NULL, &tag}};
    bool read = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);

    if (udsteder == NULL) udsteder = getenv("VEDERLAG_UDSTEDER");
    bool changes = emne != NULL || tag;
    if (!read || n != 1 || (emne != NULL && tag) || (changes && udsteder == NULL))
        return cmd_usage(
            "adgang oidc NAVN [--emne EMNE | --tag] [--udsteder https://…] --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    struct str navn = str_from(rest[0]);
    if (emne != NULL)
        ok = emne_giv(db.store, arena, &db.adgang, navn, str_from(udsteder), str_from(emne),
                      db.now_us, &err);
    else if (tag)
        ok = emne_tag(db.store, arena, &db.adgang, navn, str_from(udsteder), db.now_us, &err);
    else
        code = tell_ties(arena, &db, navn);
    if (!ok) code = cmd_db_error(&db, &err);
    return cmd_db_close(&db, code);
}

/* ---- adgang log-ud */

int cmd_adgang_log_ud(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    size_t antal = 0;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);

    if (!ok || n != 1) return cmd_usage("adgang log-ud NAVN --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!session_luk_alle(db.store, arena, &db.adgang, str_from(rest[0]), db.now_us, &antal, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(&db, cmd_output(str_format(arena, "%zu\n", antal), NULL));
}

/* ---- adgang totp-noegle */

int cmd_adgang_totp_noegle(struct arena *arena, int argc, char **argv)
{
    struct err err = ERR_INIT;
    const char *rest[1];
    size_t n;

    if (!cmd_options(argc, argv, NULL, 0, rest, &n, 1) || n != 1)
        return cmd_usage("adgang totp-noegle FIL");
    if (!laas_noegle_lav(arena, rest[0], &err)) return cmd_error(&err);
    return cmd_output(
        str_format(arena,
                   "Nøglen ligger i %s. Giv den til serveren med --totp-noegle eller "
                   "VEDERLAG_TOTP_NOEGLE, og gem en kopi et andet sted end databasen.\n",
                   rest[0]),
        NULL);
}

/* ---- adgang visninger */

static bool view_log(struct cmd_db *db, struct arena *arena, int64_t *antal, int64_t *slettet,
                     struct str *brudt, struct err *err)
{
    int kommune = db->adgang.kommune;

    TRY(adgang_kraev(&db->adgang, RET_SIKKERHED, err));
    TRY(store_begin(db->store, STORE_READ, err));
    bool ok = visning_antal(db->store, arena, kommune, antal, slettet, err) &&
              visning_hel(db->store, arena, kommune, brudt, err) &&
              (brudt->n == 0 || adgang_navn(db->store, arena, kommune, *brudt, brudt, err));
    store_rollback(db->store);
    return ok;
}

static int tell_view_log(struct cmd_db *db, struct arena *arena, bool json)
{
    struct err err = ERR_INIT;
    struct str brudt, svar;
    int64_t antal = 0, slettet = 0;

    if (!view_log(db, arena, &antal, &slettet, &brudt, &err)) return cmd_db_error(db, &err);
    if (json)
        svar = str_format(arena, "{\"visninger\":%lld,\"slettet\":%lld,\"hel\":%s}\n",
                          (long long)antal, (long long)slettet, brudt.n == 0 ? "true" : "false");
    else if (brudt.n == 0)
        svar = str_format(arena, "%lld visninger, og kæden er hel; %lld er slettet efter alder.\n",
                          (long long)antal, (long long)slettet);
    else
        svar = str_format(arena, "Kæden er brudt hos %.*s: hent en sikkerhedskopi, og se efter.\n",
                          STR_ARG(brudt));
    int code = cmd_output(svar, NULL);
    return code == CMD_OK && brudt.n > 0 ? CMD_FOUND : code;
}

int cmd_adgang_visninger(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    const char *rest[1], *aeldre = NULL;
    int64_t maaneder = 0, slettet = 0;
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w), {"--slet-aeldre", &aeldre, NULL}};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0);

    if (!ok || (aeldre != NULL &&
                (!str_int(str_from(aeldre), &maaneder) || maaneder < 0 || maaneder > MAANEDER_MAX)))
        return cmd_usage("adgang visninger [--slet-aeldre MÅNEDER] --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (aeldre != NULL &&
        !visning_slet(db.store, arena, &db.adgang, (int)maaneder, db.now_us, &slettet, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(&db, tell_view_log(&db, arena, w.json));
}
