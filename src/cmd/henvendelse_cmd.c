/*
 * henvendelse liste, vis, svar, luk: what families tell and ask, answered from the command line.
 */
#include "henvendelse/henvendelse.h"

#include "base/fil.h"
#include "base/tid.h"
#include "cmd/cmd_db.h"

enum { SVAR_FIL_MAX = 1 << 16 };

/* ---- liste */

static void json_case(struct buf *out, const struct henvendelse *h)
{
    struct arena *arena = out->arena;

    buf_format(out, "{\"id\":\"%.*s\",\"plejefamilie\":", STR_ARG(h->id));
    buf_json(out, h->familie);
    buf_format(out, ",\"art\":\"%s\",\"tilstand\":\"%s\",\"frist\":\"%.*s\",\"rolle\":\"%.*s\"",
               henvendelse_art_kode(h->art), henvendelse_tilstand_kode(h->tilstand),
               STR_ARG(dato_iso(arena, h->frist)), STR_ARG(h->rolle));
    if (h->linje.koersel > 0)
        buf_format(out, ",\"koersel\":%lld,\"ydelse\":\"%.*s\",\"maaned\":\"%.*s\"",
                   (long long)h->linje.koersel, STR_ARG(h->linje.ydelse),
                   STR_ARG(maaned_iso(arena, h->linje.maaned)));
    buf_c(out, ",\"anbringelse\":");
    buf_json(out, h->linje.anbringelse);
}

static bool print_case(const struct cmd_db *db, const struct henvendelse *h, struct buf *out,
                       struct err *err)
{
    struct arena *arena = out->arena;
    struct str hvem = h->rolle;

    if (h->ansvarlig.n > 0)
        TRY(adgang_navn(db->store, arena, db->adgang.kommune, h->ansvarlig, &hvem, err));
    buf_format(out, "%.*s  ", STR_ARG(h->id));
    buf_left(out, str_from(henvendelse_tilstand_navn(h->tilstand)), 10);
    buf_format(out, "svar senest %.*s  hos %.*s  familie %.*s: %s",
               STR_ARG(dato_tekst(arena, h->frist)), STR_ARG(hvem), STR_ARG(h->familie),
               henvendelse_art_navn(h->art));
    if (h->linje.koersel > 0)
        buf_format(out, ", %.*s %.*s i kørsel nr. %lld", STR_ARG(h->linje.ydelse),
                   STR_ARG(maaned_tekst(arena, h->linje.maaned)), (long long)h->linje.koersel);
    if (h->linje.anbringelse.n > 0)
        buf_format(out, ", anbringelse %.*s", STR_ARG(h->linje.anbringelse));
    buf_char(out, '\n');
    return true;
}

static bool print_list(const struct cmd_db *db, const char *const *ord, bool json, struct buf *out,
                       struct err *err)
{
    struct henvendelse *h;
    size_t n;

    (void)ord;
    TRY(henvendelse_liste(db->store, out->arena, db->adgang.kommune, false, &h, &n, err));
    if (json) buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        if (!json) {
            TRY(print_case(db, &h[i], out, err));
            continue;
        }
        if (i > 0) buf_c(out, ",\n");
        json_case(out, &h[i]);
        buf_char(out, '}');
    }
    if (json) buf_c(out, "]\n");
    if (!json && n == 0) buf_c(out, "Der er ingen åbne henvendelser.\n");
    return true;
}

int cmd_henvendelse_liste(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes liste = {"henvendelse liste --som NAVN [--json]", 0, RET_LAES_PERSON,
                                   print_list};

    return cmd_db_laes(arena, argc, argv, &liste);
}

/* ---- vis */

static bool find(const struct cmd_db *db, struct arena *arena, const char *id,
                 struct henvendelse *out, struct err *err)
{
    TRY(henvendelse_find(db->store, arena, db->adgang.kommune, str_from(id), out, err));
    if (out->id.n > 0) return true;
    return err_set(err, ERR_INPUT, "henvendelse",
                   "Der er ingen henvendelse med det id; se vederlag henvendelse liste");
}

static bool print_messages(const struct cmd_db *db, const struct henvendelse *h, bool json,
                           struct buf *out, struct err *err)
{
    struct henvendelse_besked *b;
    size_t n;

    TRY(henvendelse_beskeder(db->store, out->arena, db->adgang.kommune, h->id, &b, &n, err));
    for (size_t i = 0; i < n; i++) {
        struct str tid = tid_tekst(out->arena, b[i].tid_us);
        const char *fra = b[i].fra_kommune ? "kommunen" : "familien";
        if (json) {
            buf_format(out, "%s{\"tid\":\"%.*s\",\"fra\":\"%s\",\"tekst\":", i > 0 ? ",\n" : "",
                       STR_ARG(tid), fra);
            buf_json(out, b[i].tekst);
            buf_char(out, '}');
            continue;
        }
        buf_format(out, "\n%.*s, %s:\n", STR_ARG(tid), fra);
        buf_terminal(out, b[i].tekst);
        buf_char(out, '\n');
    }
    return true;
}

static bool print_one(const struct cmd_db *db, const char *const *ord, bool json, struct buf *out,
                      struct err *err)
{
    struct henvendelse h;

    TRY(find(db, out->arena, ord[0], &h, err));
    if (!json) return print_case(db, &h, out, err) && print_messages(db, &h, false, out, err);
    json_case(out, &h);
    buf_c(out, ",\"beskeder\":[");
    TRY(print_messages(db, &h, true, out, err));
    buf_c(out, "]}\n");
    return true;
}

int cmd_henvendelse_vis(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes vis = {"henvendelse vis ID --som NAVN [--json]", 1, RET_LAES_PERSON,
                                 print_one};

    return cmd_db_laes(arena, argc, argv, &vis);
}

/* ---- svar, luk */

/* tekst NULL: it is closed. */
static bool answer(struct cmd_db *db, struct arena *arena, const char *id, const struct str *tekst,
                   struct err *err)
{
    struct henvendelse h;
    bool ok;

    TRY(adgang_kraev(&db->adgang, RET_REGISTRER, err));
    TRY(store_begin(db->store, STORE_WRITE, err));
    ok = find(db, arena, id, &h, err);
    if (ok && tekst != NULL)
        ok = henvendelse_skriv(db->store, arena, &db->adgang, &h, true, *tekst, db->now_us, err);
    else if (ok && h.tilstand != HENVENDELSE_LUKKET)
        ok = henvendelse_flyt(db->store, &db->adgang, &h, HENVENDELSE_LUKKET, db->adgang.bruger,
                              db->now_us, err);
    if (ok) return store_commit(db->store, err);
    store_rollback(db->store);
    return false;
}

int cmd_henvendelse_svar(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    const char *rest[1], *tekst = NULL, *fil = NULL;
    size_t n;
    const struct cmd_option options[] = {
        CMD_DB_OPTIONS(&w), {"--tekst", &tekst, NULL}, {"--fil", &fil, NULL}};
    struct str svar;

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1) ||
        n != 1 || (tekst == NULL) == (fil == NULL))
        return cmd_usage("henvendelse svar ID --tekst TEKST | --fil FIL --som NAVN");
    svar = str_from(tekst);
    if (fil != NULL &&
        (!fil_read(arena, fil, SVAR_FIL_MAX, &svar, &err) || !str_check_utf8(&svar, fil, &err)))
        return cmd_error(&err);
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!answer(&db, arena, rest[0], &svar, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(&db, cmd_output(w.json ? STR("{\"besvaret\":true}\n")
                                               : STR("Svaret er sendt til familien.\n"),
                                        NULL));
}

int cmd_henvendelse_luk(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    const char *rest[1];
    size_t n;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1) ||
        n != 1)
        return cmd_usage("henvendelse luk ID --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!answer(&db, arena, rest[0], NULL, &err)) return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(
        &db,
        cmd_output(w.json ? STR("{\"lukket\":true}\n") : STR("Henvendelsen er lukket.\n"), NULL));
}
