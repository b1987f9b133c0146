/*
 * doctor, verify, status: whether the database is well, and how things stand.
 */
#include <stdio.h>
#include <string.h>

#include "afregning/doctor.h"
#include "afregning/status.h"
#include "afregning/verify.h"
#include "base/fil.h"
#include "base/tid.h"
#include "cmd/eftersyn_cmd.h"
#include "cmd/fremdrift.h"
#include "cmd/run_cmd.h"

enum { FILER_MAX = 32 };

/* ---- doctor */

static void doctor_text(struct buf *out, const struct doctor_svar *svar)
{
    const struct doctor_krav *last = NULL;

    if (svar->i_alt == 0)
        buf_format(out, "Alt, hvad der skal holde, holder (%zu krav).\n", doctor_krav_antal);
    for (size_t i = 0; i < svar->antal; i++) {
        const struct doctor_brud *b = &svar->brud[i];
        if (b->krav != last)
            buf_format(out, "%s holder ikke: %s.\n     %s.\n", b->krav->id, b->krav->krav,
                       b->krav->handling);
        last = b->krav;
        buf_format(out, "       %.*s: fundet %lld, ventet %lld\n", STR_ARG(b->hvor),
                   (long long)b->fundet, (long long)b->ventet);
    }
    if (svar->i_alt > svar->antal)
        buf_format(out, "Der er %zu brud i alt; de første af hvert krav er vist.\n", svar->i_alt);
}

static void doctor_json(struct buf *out, const struct doctor_svar *svar)
{
    buf_format(out, "{\"krav\":%zu,\"antal\":%zu,\"brud\":[", doctor_krav_antal, svar->i_alt);
    for (size_t i = 0; i < svar->antal; i++) {
        const struct doctor_brud *b = &svar->brud[i];
        buf_format(out, "%s\n{\"id\":\"%s\",\"krav\":", i > 0 ? "," : "", b->krav->id);
        buf_json(out, str_from(b->krav->krav));
        run_json_navn(out, "handling");
        buf_json(out, str_from(b->krav->handling));
        run_json_navn(out, "hvor");
        buf_json(out, b->hvor);
        buf_format(out, ",\"fundet\":%lld,\"ventet\":%lld}", (long long)b->fundet,
                   (long long)b->ventet);
    }
    buf_c(out, "]}\n");
}

static void show_progress(void *ctx, size_t done, size_t total)
{
    fremdrift_vis(ctx, done, total);
}

static bool ask_doctor(struct cmd_db *db, struct arena *arena, struct doctor_svar *svar,
                       struct err *err)
{
    struct fremdrift bar;
    struct fremgang fremgang = {show_progress, &bar};

    TRY(adgang_kraev(&db->adgang, RET_SIKKERHED, err));
    TRY(store_begin(db->store, STORE_READ, err));
    fremdrift_init(&bar, "Spørger om krav");
    bool ok = afregning_doctor(db->store, arena, db->adgang.kommune, &fremgang, svar, err);
    fremdrift_slut(&bar);
    return ok && store_commit(db->store, err);
}

/* Prints and closes: CMD_FOUND when something was found. */
static int answer(struct cmd_db *db, const struct buf *out, bool found)
{
    int code = run_slut(db, out);

    return code == CMD_OK && found ? CMD_FOUND : code;
}

int cmd_doctor(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    struct err err = ERR_INIT;
    struct doctor_svar svar;
    struct cmd_db db;
    struct buf out;
    const char *rest[1];
    size_t n;

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0))
        return cmd_usage("doctor");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!ask_doctor(&db, arena, &svar, &err)) return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&out, arena);
    if (w.json)
        doctor_json(&out, &svar);
    else
        doctor_text(&out, &svar);
    return answer(&db, &out, svar.i_alt > 0);
}

/* ---- verify */

struct verify_args {
    struct cmd_db_words words;
    const char *skriv;
    bool genberegn;
    struct anker *anker;
    size_t ankre;
};

static void verify_text(struct buf *out, const struct verify_svar *s)
{
    for (size_t i = 0; i < s->antal; i++) buf_format(out, "%.*s.\n", STR_ARG(s->fund[i].tekst));
    if (s->i_alt > s->antal) buf_format(out, "Der er fundet %zu i alt.\n", s->i_alt);
    buf_format(out, "Efterset: %lld journalrækker, %zu gemte tekster, %zu eksporter, %zu udkast",
               (long long)s->raekker, s->tekster, s->eksporter, s->udkast);
    if (s->udgaver > 0) buf_format(out, ", %zu kørsler beregnet igen", s->udgaver);
    buf_format(out, ".\nJournalens hoved: %lld %s\n", (long long)s->hoved.nr, s->hoved.hash);
    if (s->i_alt == 0 && s->ankre > 0)
        buf_format(out, "Alt er, som det blev gemt; %zu tidligere hoveder er i den.\n", s->ankre);
    if (s->i_alt == 0 && s->ankre == 0)
        buf_c(out, "Alt er, som det blev gemt. Om enden er skåret af, kan kun ses mod et tidligere "
                   "hoved (--hoved FIL).\n");
}

static void verify_json(struct buf *out, const struct verify_svar *s)
{
    buf_format(out,
               "{\"raekker\":%lld,\"tekster\":%zu,\"eksporter\":%zu,\"udkast\":%zu,"
               "\"genberegnet\":%zu,",
               (long long)s->raekker, s->tekster, s->eksporter, s->udkast, s->udgaver);
    buf_format(out, "\"hoved\":{\"nr\":%lld,\"hash\":\"%s\"},\"hoveder\":%zu,\"antal\":%zu,",
               (long long)s->hoved.nr, s->hoved.hash, s->ankre, s->i_alt);
    buf_c(out, "\"fund\":[");
    for (size_t i = 0; i < s->antal; i++) {
        buf_format(out, "%s\n{\"slags\":\"%s\",\"tekst\":", i > 0 ? "," : "",
                   verify_slags_kode(s->fund[i].slags));
        buf_json(out, s->fund[i].tekst);
        buf_char(out, '}');
    }
    buf_c(out, "]}\n");
}

static bool verify_all(struct cmd_db *db, struct arena *arena, const struct verify_args *a,
                       struct verify_svar *svar, struct err *err)
{
    struct fremdrift bar;
    struct fremgang fremgang = {show_progress, &bar};
    struct verify_valg valg = {a->anker, a->ankre, a->genberegn, &fremgang};

    TRY(adgang_kraev(&db->adgang, RET_SIKKERHED, err));
    TRY(store_begin(db->store, STORE_READ, err));
    fremdrift_init(&bar, "Efterser");
    bool ok = afregning_verify(db->store, arena, db->adgang.kommune, &valg, svar, err);
    fremdrift_slut(&bar);
    return ok && store_commit(db->store, err);
}

static bool write_head(struct arena *arena, const struct cmd_db *db, const char *sti,
                       const struct verify_svar *svar, struct err *err)
{
    struct buf out;

    buf_init(&out, arena);
    anker_skriv(&out, db->adgang.kommune, &svar->hoved, db->now_us);
    buf_char(&out, '\n');
    return fil_write(sti, buf_str(&out), err);
}

static int verify(struct arena *arena, struct verify_args *a)
{
    struct err err = ERR_INIT;
    struct verify_svar svar;
    struct cmd_db db;
    struct buf out;

    int code = cmd_db_open(arena, &a->words, &db);
    if (code != CMD_OK) return code;
    if (!verify_all(&db, arena, a, &svar, &err)) return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&out, arena);
    if (a->words.json)
        verify_json(&out, &svar);
    else
        verify_text(&out, &svar);
    /* The head of a journal that is not well is worth nothing. */
    bool head = a->skriv != NULL && svar.i_alt == 0 && svar.hoved.nr > 0;
    if (head && !write_head(arena, &db, a->skriv, &svar, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    return answer(&db, &out, svar.i_alt > 0);
}

/* --hoved FIL may come several times; the other options once. */
bool eftersyn_hoveder(struct arena *arena, int *argc, char **argv, struct anker **anker,
                      size_t *ankre)
{
    struct err err = ERR_INIT;
    int kept = 0;

    for (int i = 0; i < *argc; i++) {
        if (strcmp(argv[i], "--hoved") != 0 || i + 1 == *argc) {
            argv[kept++] = argv[i];
            continue;
        }
        if (!anker_laes(arena, argv[++i], anker, ankre, &err)) {
            cmd_error(&err);
            return false;
        }
    }
    *argc = kept;
    return true;
}

int cmd_verify(struct arena *arena, int argc, char **argv)
{
    struct verify_args a = {.skriv = NULL};
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&a.words),
                                         {"--skriv-hoved", &a.skriv, NULL},
                                         {"--genberegn", NULL, &a.genberegn}};
    const char *rest[1];
    size_t n;

    if (!eftersyn_hoveder(arena, &argc, argv, &a.anker, &a.ankre)) return CMD_USAGE;
    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0))
        return cmd_usage("verify [--hoved FIL]... [--genberegn] [--skriv-hoved FIL]");
    return verify(arena, &a);
}

/* ---- status */

static void status_text(struct buf *out, const struct afregning_status *s)
{
    struct arena *arena = out->arena;

    if (s->registrering == 0)
        buf_c(out, "Der er ikke registreret noget endnu.\n");
    else
        buf_format(out, "Registrering nr. %lld, %.*s\n", (long long)s->registrering,
                   STR_ARG(tid_tekst(arena, s->registreret_us)));
    buf_format(out, "Anbringelser      %lld\n", (long long)s->anbringelser);
    if (s->godkendelser > 0) {
        buf_format(out, "Afregnet til      %.*s\n", STR_ARG(maaned_tekst(arena, s->til_maaned)));
        buf_format(out, "Åbne mangler      %lld\n", (long long)s->mangler);
        buf_format(out, "Tilgodehavender   %.*s\n", STR_ARG(oere_kr(arena, s->tilgodehavende)));
        buf_format(out, "Journalens hoved  %lld %s\n", (long long)s->hoved.nr, s->hoved.hash);
    }
    for (size_t i = 0; i < s->koersler; i++) {
        const struct koersel *k = &s->koersel[i];
        buf_format(out, "Kørsel nr. %lld    %.*s%s, %s\n", (long long)k->loebenr,
                   STR_ARG(maaned_tekst(arena, k->maaned)), k->ekstra ? " (ekstra)" : "",
                   koersel_tilstand_navn(k->tilstand));
    }
}

static void status_json(struct buf *out, int kommune, const struct afregning_status *s)
{
    struct arena *arena = out->arena;

    buf_format(out, "{\"kommune\":%d,\"registrering\":%lld,\"anbringelser\":%lld", kommune,
               (long long)s->registrering, (long long)s->anbringelser);
    if (s->registrering > 0)
        buf_format(out, ",\"registreret\":\"%.*s\"", STR_ARG(tid_tekst(arena, s->registreret_us)));
    if (s->godkendelser > 0) {
        buf_format(out, ",\"afregnet_til\":\"%.*s\",\"mangler\":%lld,\"tilgodehavende_oere\":%lld",
                   STR_ARG(maaned_iso(arena, s->til_maaned)), (long long)s->mangler,
                   (long long)s->tilgodehavende.oere);
        buf_format(out, ",\"hoved\":{\"nr\":%lld,\"hash\":\"%s\"}", (long long)s->hoved.nr,
                   s->hoved.hash);
    }
    buf_c(out, ",\"koersler\":[");
    for (size_t i = 0; i < s->koersler; i++) {
        const struct koersel *k = &s->koersel[i];
        buf_format(out, "%s{\"koersel\":%lld,\"maaned\":\"%.*s\",", i > 0 ? "," : "",
                   (long long)k->loebenr, STR_ARG(maaned_iso(arena, k->maaned)));
        buf_format(out, "\"ekstra\":%s,\"tilstand\":\"%s\"}", k->ekstra ? "true" : "false",
                   koersel_tilstand_kode(k->tilstand));
    }
    buf_c(out, "]}\n");
}

static bool print_status(const struct cmd_db *db, const char *const *ord, bool json,
                         struct buf *out, struct err *err)
{
    struct afregning_status status;

    (void)ord;
    TRY(afregning_status(db->store, out->arena, db->adgang.kommune, &status, err));
    if (json)
        status_json(out, db->adgang.kommune, &status);
    else
        status_text(out, &status);
    return true;
}

int cmd_status(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes kommando = {"status", 0, RET_LAES_PENGE, print_status};

    return cmd_db_laes(arena, argc, argv, &kommando);
}
