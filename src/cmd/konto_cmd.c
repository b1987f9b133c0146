/*
 * konto foreslaa, svar, vis: where a person is paid, changed by two people.
 */
#include <inttypes.h>
#include <string.h>

#include "base/tid.h"
#include "cmd/register_cmd.h"

#define FORESLAA_USAGE                                                                             \
    "konto foreslaa PERSON REGISTRERINGSNUMMER KONTONUMMER | PERSON nemkonto --som NAVN"

int cmd_konto_foreslaa(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    struct register_konto konto = {0};
    struct buf out;
    const char *rest[3];
    size_t n;
    int64_t nr = 0;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 3);

    if (!ok || n < 2 || (n == 2 && strcmp(rest[1], "nemkonto") != 0))
        return cmd_usage(FORESLAA_USAGE);
    if (n == 3) konto = (struct register_konto){true, str_from(rest[1]), str_from(rest[2])};
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!register_konto_foreslaa(db.store, &db.adgang, str_from(rest[0]), &konto, db.now_us, &nr,
                                 &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&out, arena);
    if (w.json)
        buf_format(&out, "{\"forslag\":%" PRId64 "}\n", nr);
    else
        buf_format(&out,
                   "Forslag %" PRId64 " er registreret; en anden skal svare: vederlag konto svar\n",
                   nr);
    return cmd_db_close(&db, cmd_output(buf_str(&out), NULL));
}

int cmd_konto_svar(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct cmd_db db;
    struct err err = ERR_INIT, scan = ERR_INIT;
    const char *rest[3];
    size_t n;
    int64_t forslag = 0;
    int decimaler = 0;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 3) &&
              n == 3 && brok_scan(str_from(rest[1]), 15, 0, &forslag, &decimaler, &scan);
    bool ja = ok && strcmp(rest[2], "godkend") == 0;

    if (!ok || (!ja && strcmp(rest[2], "afvis") != 0))
        return cmd_usage("konto svar PERSON FORSLAG godkend|afvis --som NAVN");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!register_konto_svar(db.store, &db.adgang, str_from(rest[0]), forslag, ja, db.now_us, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    struct str svar = w.json ? str_format(arena, "{\"godkendt\":%s}\n", ja ? "true" : "false")
                      : ja   ? STR("Kontoen er godkendt.\n")
                             : STR("Forslaget er afvist.\n");
    return cmd_db_close(&db, cmd_output(svar, NULL));
}

/* ---- vis ---- */

static bool print_one(const struct cmd_db *db, bool json, const struct register_konto_forslag *f,
                      struct buf *out, struct err *err)
{
    struct arena *arena = out->arena;
    struct str hvem, svar = STR_EMPTY;
    struct str tid = tid_tekst(arena, f->tid_us);
    const char *tilstand = !f->besvaret ? "venter" : f->godkendt ? "godkendt" : "afvist";

    TRY(adgang_navn(db->store, arena, db->adgang.kommune, f->bruger, &hvem, err));
    if (f->besvaret)
        TRY(adgang_navn(db->store, arena, db->adgang.kommune, f->svar_bruger, &svar, err));
    struct str konto = f->konto.har_konto
                           ? str_format(arena, "%.*s %.*s", STR_ARG(f->konto.registreringsnummer),
                                        STR_ARG(f->konto.kontonummer))
                           : STR("NemKonto");
    if (!json) {
        buf_format(out, "%" PRId64 "  %.*s  %-8s  %.*s  foreslået af %.*s", f->nr, STR_ARG(tid),
                   tilstand, STR_ARG(konto), STR_ARG(hvem));
        if (f->besvaret) buf_format(out, ", besvaret af %.*s", STR_ARG(svar));
        buf_char(out, '\n');
        return true;
    }
    buf_format(out,
               "{\"forslag\":%" PRId64 ",\"tid\":\"%.*s\",\"tilstand\":\"%s\",\"konto\":", f->nr,
               STR_ARG(tid), tilstand);
    buf_json(out, konto);
    buf_c(out, ",\"foreslaaet_af\":");
    buf_json(out, hvem);
    buf_c(out, ",\"besvaret_af\":");
    if (f->besvaret)
        buf_json(out, svar);
    else
        buf_c(out, "null");
    buf_char(out, '}');
    return true;
}

static bool print_all(const struct cmd_db *db, const char *const *ord, bool json, struct buf *out,
                      struct err *err)
{
    struct register_konto_forslag *f = NULL;
    size_t antal = 0;

    TRY(register_konto_forslagene(db->store, out->arena, db->adgang.kommune, str_from(ord[0]), &f,
                                  &antal, err));
    if (json) buf_char(out, '[');
    for (size_t i = 0; i < antal; i++) {
        if (json && i > 0) buf_c(out, ",\n");
        TRY(print_one(db, json, &f[i], out, err));
    }
    if (json) buf_c(out, "]\n");
    if (!json && antal == 0) buf_c(out, "Ingen forslag: der udbetales til NemKonto.\n");
    return true;
}

int cmd_konto_vis(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes vis = {"konto vis PERSON --som NAVN [--json]", 1, RET_LAES_PERSON,
                                 print_all};

    return cmd_db_laes(arena, argc, argv, &vis);
}
