/*
 * kommune opret, adgang opret, rolle, noegle, liste: who may do what.
 *
 * A token's file is written before the database hears of the token, so that no token is registered
 * that nobody has. When the database says no, the file is removed again; when it did not answer,
 * the file stays, for the token may have been registered.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tid.h"
#include "cmd/cmd_db.h"

/* A token on its way: where its file lies now, and where it is to lie. */
struct udstedt {
    struct str navn;
    struct str token;
    const char *fil;
    const char *nu; /* another than fil while it takes the place of an earlier one */
};

/* With the folders it lies in, such as ~/.config, where they are not there. */
static bool make_folder(struct arena *arena, const char *folder, struct err *err)
{
    char *path = str_c(arena, str_from(folder));

    for (char *c = path + 1; path[0] != '\0' && *c != '\0'; c++) {
        if (*c != '/') continue;
        *c = '\0';
        (void)mkdir(path, 0700); /* what matters is whether the last one is there */
        *c = '/';
    }
    if (mkdir(path, 0700) == 0 || errno == EEXIST) return true;
    return err_set(
        err, ERR_IO, folder,
        "Mappen til nøglefilen kan ikke oprettes; opret den selv med rettighederne 0700");
}

/* Only the same user's earlier token is replaced. */
static bool check_earlier(struct arena *arena, const struct udstedt *u, int kommune,
                          struct err *err)
{
    struct str earlier;

    TRY(adgang_noegle_laes(arena, u->fil, &earlier, err));
    if (adgang_noegle_er_for(earlier, kommune, u->navn)) return true;
    return err_set(err, ERR_INPUT, u->fil,
                   "Filen er ikke en tidligere nøgle for samme bruger, så den erstattes ikke; "
                   "vælg en anden mappe med --noegler");
}

/* Makes a token for the user and writes its file; `replace` allows an earlier one to be there. */
static bool issue(struct arena *arena, const struct cmd_db_words *words, int kommune,
                  const char *navn, bool replace, struct udstedt *u, struct err *err)
{
    struct stat st;
    const char *folder = cmd_db_noegler(arena, words, err);

    if (folder == NULL) return false;
    TRY(adgang_navn_parse(arena, str_from(navn), &u->navn, err));
    TRY(adgang_noegle_lav(arena, kommune, u->navn, &u->token, err));
    TRY(make_folder(arena, folder, err));
    u->fil = cmd_db_noeglefil(arena, folder, u->navn);
    u->nu = u->fil;
    if (replace && lstat(u->fil, &st) == 0) {
        TRY(check_earlier(arena, u, kommune, err));
        u->nu = str_c(arena, str_format(arena, "%s.ny", u->fil));
    }
    return adgang_noegle_skriv(u->nu, u->token, err);
}

/* After the database has answered: puts the file in its place, or removes it. */
static int settle(const struct cmd_db *db, const struct udstedt *u, bool ok, const struct err *err)
{
    if (ok && (u->nu == u->fil || rename(u->nu, u->fil) == 0)) return CMD_OK;
    if (ok) {
        fprintf(stderr, "vederlag: fejl: nøglen gælder, men filen %s kunne ikke omdøbes til %s\n",
                u->nu, u->fil);
        return CMD_USAGE;
    }
    int code = cmd_db_error(db, err);
    if (code != CMD_USAGE) {
        unlink(u->nu);
        return code;
    }
    fprintf(stderr,
            "vederlag: det er uvist, om nøglen er oprettet; prøv den, eller slet filen %s og "
            "begynd forfra\n",
            u->nu);
    return code;
}

static int tell(struct arena *arena, const struct cmd_db_words *words, int kommune,
                const struct udstedt *u)
{
    struct buf out;

    buf_init(&out, arena);
    if (!words->json) {
        buf_format(&out, "%.*s, kommune %03d: nøglen ligger i %s\n", STR_ARG(u->navn), kommune,
                   u->fil);
        return cmd_output(buf_str(&out), NULL);
    }
    buf_format(&out, "{\"kommune\": %d, \"bruger\": ", kommune);
    buf_json(&out, u->navn);
    buf_c(&out, ", \"noeglefil\": ");
    buf_json(&out, str_from(u->fil));
    buf_c(&out, "}\n");
    return cmd_output(buf_str(&out), NULL);
}

/* ---- kommune opret */

int cmd_kommune_opret(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct udstedt u;
    struct err err = ERR_INIT;
    const char *bruger = NULL;
    const char *rest[2];
    size_t n;
    int kommune = 0;
    bool opdigtet = false;
    const struct cmd_option options[] = {
        CMD_DB_OPTIONS(&w), {"--bruger", &bruger, NULL}, {"--opdigtet", NULL, &opdigtet}};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 2);

    if (!ok || n != 2 || bruger == NULL)
        return cmd_usage("kommune opret NNN NAVN --bruger NAVN [--opdigtet] [--noegler MAPPE] "
                         "[--db URL]");
    if (!cmd_db_kommune(rest[0], &kommune, &err)) {
        cmd_error(&err);
        return CMD_USAGE;
    }
    int code = cmd_db_start(arena, w.db, false, true, &db);
    if (code != CMD_OK) return code;
    if (!issue(arena, &w, kommune, bruger, false, &u, &err))
        return cmd_db_close(&db, cmd_error(&err));
    ok = adgang_kommune_opret(db.store, arena, kommune, str_from(rest[1]), u.navn, u.token,
                              db.now_us, &err) &&
         (!opdigtet || adgang_kommune_opdigt(db.store, kommune, &err));
    code = settle(&db, &u, ok, &err);
    if (code == CMD_OK) code = tell(arena, &w, kommune, &u);
    return cmd_db_close(&db, code);
}

/* ---- adgang opret */

/* "leder,oekonomi"; each once. */
static bool read_roller(const char *word, enum rolle *roller, size_t *antal, struct err *err)
{
    struct str rest = str_from(word);
    struct str part;
    unsigned seen = 0;

    *antal = 0;
    while (str_split(&rest, ',', &part)) {
        enum rolle rolle;
        if (!rolle_parse(str_trim(part), &rolle, err)) return err_at(err, "--rolle");
        if ((seen & (1u << rolle)) != 0) continue;
        seen |= 1u << rolle;
        roller[(*antal)++] = rolle;
    }
    return true;
}

int cmd_adgang_opret(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct udstedt u;
    struct err err = ERR_INIT;
    enum rolle roller[ROLLE_ANTAL];
    size_t antal = 0;
    const char *rolle = NULL;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w), {"--rolle", &rolle, NULL}};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);

    if (!ok || n != 1 || rolle == NULL)
        return cmd_usage("adgang opret NAVN --rolle ROLLE[,ROLLE] --som NAVN");
    if (!read_roller(rolle, roller, &antal, &err)) {
        cmd_error(&err);
        return CMD_USAGE;
    }
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!adgang_kraev(&db.adgang, RET_BRUGERE, &err) ||
        !issue(arena, &w, db.adgang.kommune, rest[0], false, &u, &err))
        return cmd_db_close(&db, cmd_error(&err));
    ok = adgang_bruger_opret(db.store, arena, &db.adgang, u.navn, roller, antal, u.token, db.now_us,
                             &err);
    code = settle(&db, &u, ok, &err);
    if (code == CMD_OK) code = tell(arena, &w, db.adgang.kommune, &u);
    return cmd_db_close(&db, code);
}

/* ---- adgang rolle */

int cmd_adgang_rolle(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    enum rolle rolle;
    const char *giv = NULL;
    const char *tag = NULL;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {
        CMD_DB_OPTIONS(&w), {"--giv", &giv, NULL}, {"--tag", &tag, NULL}};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);

    if (!ok || n != 1 || (giv == NULL) == (tag == NULL))
        return cmd_usage("adgang rolle NAVN --giv ROLLE | --tag ROLLE --som NAVN");
    if (!rolle_parse(str_from(giv != NULL ? giv : tag), &rolle, &err)) {
        cmd_error(&err);
        return CMD_USAGE;
    }
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!adgang_rolle_saet(db.store, arena, &db.adgang, str_from(rest[0]), rolle, giv != NULL,
                           db.now_us, &err))
        code = cmd_db_error(&db, &err);
    return cmd_db_close(&db, code);
}

/* ---- adgang noegle */

static int renew(struct arena *arena, const struct cmd_db_words *w, struct cmd_db *db,
                 const char *navn)
{
    struct udstedt u;
    struct err err = ERR_INIT;

    if (!issue(arena, w, db->adgang.kommune, navn, true, &u, &err)) return cmd_error(&err);
    bool ok = adgang_noegle_ny(db->store, arena, &db->adgang, u.navn, u.token, 0, db->now_us, &err);
    int code = settle(db, &u, ok, &err);
    return code == CMD_OK ? tell(arena, w, db->adgang.kommune, &u) : code;
}

int cmd_adgang_noegle(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    bool luk = false;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w), {"--luk", NULL, &luk}};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1);

    if (!ok || n != 1) return cmd_usage("adgang noegle NAVN [--luk] --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!adgang_kraev(&db.adgang, RET_BRUGERE, &err))
        code = cmd_db_error(&db, &err);
    else if (!luk)
        code = renew(arena, &w, &db, rest[0]);
    else if (!adgang_noegle_luk(db.store, arena, &db.adgang, str_from(rest[0]), db.now_us, &err))
        code = cmd_db_error(&db, &err);
    return cmd_db_close(&db, code);
}

/* ---- adgang liste */

static void add_roller(struct buf *out, unsigned roller, bool json)
{
    bool first = true;

    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if ((roller & (1u << i)) == 0) continue;
        if (!first) buf_c(out, ", ");
        first = false;
        if (json)
            buf_format(out, "\"%s\"", rolle_kode((enum rolle)i));
        else
            buf_c(out, rolle_navn((enum rolle)i));
    }
}

static void add_text(struct buf *out, struct arena *arena, const struct adgang_bruger *all,
                     size_t antal)
{
    for (size_t i = 0; i < antal; i++) {
        buf_left(out, all[i].navn, 24);
        buf_left(out,
                 all[i].har_noegle
                     ? str_format(arena, "til %.10s", tid_tekst(arena, all[i].udloeber_us).p)
                     : STR("ingen nøgle"),
                 16);
        add_roller(out, all[i].roller, false);
        buf_char(out, '\n');
    }
}

static void add_json(struct buf *out, struct arena *arena, int kommune,
                     const struct adgang_bruger *all, size_t antal)
{
    buf_format(out, "{\"kommune\": %d, \"brugere\": [", kommune);
    for (size_t i = 0; i < antal; i++) {
        buf_c(out, i == 0 ? "\n  {\"navn\": " : ",\n  {\"navn\": ");
        buf_json(out, all[i].navn);
        buf_c(out, ", \"roller\": [");
        add_roller(out, all[i].roller, true);
        buf_c(out, "], \"noegle_udloeber\": ");
        if (all[i].har_noegle)
            buf_json(out, tid_tekst(arena, all[i].udloeber_us));
        else
            buf_c(out, "null");
        buf_char(out, '}');
    }
    buf_c(out, "\n]}\n");
}

/* Who has access is also what those who look after security and revision must see. */
static bool read_list(struct arena *arena, struct cmd_db *db, struct adgang_bruger **out,
                      size_t *antal, struct err *err)
{
    if (!adgang_har(&db->adgang, RET_SIKKERHED)) TRY(adgang_kraev(&db->adgang, RET_BRUGERE, err));
    TRY(store_begin(db->store, STORE_READ, err));
    bool ok = adgang_brugere(db->store, arena, db->adgang.kommune, db->now_us, out, antal, err);
    store_rollback(db->store);
    return ok;
}

int cmd_adgang_liste(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    struct adgang_bruger *all;
    struct buf out;
    const char *rest[1];
    size_t n;
    size_t antal;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0);

    if (!ok) return cmd_usage("adgang liste [--json] --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!read_list(arena, &db, &all, &antal, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&out, arena);
    if (w.json)
        add_json(&out, arena, db.adgang.kommune, all, antal);
    else
        add_text(&out, arena, all, antal);
    return cmd_db_close(&db, cmd_output(buf_str(&out), NULL));
}
