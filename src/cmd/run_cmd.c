/*
 * run new, calc, approve, drop, close: a run moves on.
 */
#include "cmd/run_cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "afregning/afregning.h"
#include "base/tid.h"
#include "cmd/fremdrift.h"
#include "cmd/udkast_cmd.h"
#include "kanal/kanal.h"

/* ---- shared */

bool run_dato(const char *option, const char *word, struct dato *out)
{
    struct err err = ERR_INIT;

    if (word == NULL || dato_parse(str_from(word), out, &err)) return true;
    err_at(&err, "%s", option);
    cmd_error(&err);
    return false;
}

bool run_maaned(const char *option, const char *word, struct maaned *out)
{
    struct err err = ERR_INIT;

    if (word == NULL || maaned_parse(str_from(word), out, &err)) return true;
    err_at(&err, "%s", option);
    cmd_error(&err);
    return false;
}

bool run_nummer(const char *word, int64_t *out)
{
    char *end = NULL;
    long long value = strtoll(word, &end, 10);

    if (*word != '\0' && *end == '\0' && value > 0 && value < 1000000000) {
        *out = value;
        return true;
    }
    fprintf(stderr, "vederlag: %s er ikke nummeret på en kørsel; se vederlag run list\n", word);
    return false;
}

int run_udfald(enum afregning_udfald udfald)
{
    if (udfald == AFREGNING_GJORT) return CMD_OK;
    const char *kommando = udfald == AFREGNING_FORKERT_TRIN ? "; se vederlag run show"
                           : udfald == AFREGNING_UDEN_GRUND ? " (--begrundelse)"
                                                            : "";
    fprintf(stderr, "vederlag: %s%s\n", afregning_udfald_tekst(udfald), kommando);
    return CMD_FOUND;
}

int run_slut(struct cmd_db *db, const struct buf *out)
{
    return cmd_db_close(db, cmd_output(buf_str(out), NULL));
}

void run_beloeb(struct buf *out, struct oere beloeb)
{
    buf_right(out, oere_kr(out->arena, beloeb), 20);
}

void run_json_navn(struct buf *out, const char *navn)
{
    buf_format(out, ",\"%s\":", navn);
}

bool run_args_laes(int argc, char **argv, const struct cmd_option *more, size_t antal,
                   struct run_args *a)
{
    const struct cmd_option common[] = {CMD_DB_OPTIONS(&a->words)};
    enum { COMMON = sizeof(common) / sizeof(*common) };
    struct cmd_option all[COMMON + 8];
    const char *rest[1];
    size_t n;

    ASSERT(antal <= 8);
    memcpy(all, common, sizeof(common));
    for (size_t i = 0; i < antal; i++) all[COMMON + i] = more[i];
    if (!cmd_options(argc, argv, all, COMMON + antal, rest, &n, 1) || n != 1) return false;
    return run_nummer(rest[0], &a->loebenr);
}

/* ---- run new */

/* The last bank day of the month before the next: what is paid in arrears is there on the 1st. */
static struct dato default_day(struct maaned maaned)
{
    return dato_bank_day_not_after(dato_plus(maaned_end(maaned), -1));
}

static bool read_new(int argc, char **argv, struct cmd_db_words *w, struct koersel_ny *ny,
                     bool *har_skaering)
{
    const char *maaned = NULL, *skaering = NULL, *dag = NULL, *rest[1];
    const struct cmd_option options[] = {CMD_DB_OPTIONS(w),
                                         {"--maaned", &maaned, NULL},
                                         {"--skaeringsdato", &skaering, NULL},
                                         {"--dispositionsdato", &dag, NULL},
                                         {"--ekstra", NULL, &ny->ekstra}};
    size_t n;

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0) ||
        maaned == NULL) {
        cmd_usage("run new --maaned ÅÅÅÅ-MM [--skaeringsdato DATO] [--dispositionsdato DATO] "
                  "[--ekstra]");
        return false;
    }
    *har_skaering = skaering != NULL;
    if (!run_maaned("--maaned", maaned, &ny->maaned)) return false;
    ny->dispositionsdato = default_day(ny->maaned);
    return run_dato("--skaeringsdato", skaering, &ny->skaeringsdato) &&
           run_dato("--dispositionsdato", dag, &ny->dispositionsdato);
}

/* Why the money cannot be there on the day; empty when it can. The municipality's own closed days
 * are known first when the files are made. */
static struct str unreachable(struct arena *arena, struct dato i_dag, struct dato dag)
{
    struct err err = ERR_INIT;

    if (kanal_dispositionsdato_check(NULL, i_dag, dag, &err)) return STR_EMPTY;
    return str_format(arena,
                      "Pengene kan ikke være fremme %.*s. %s, her eller når kørslen eksporteres "
                      "(--dispositionsdato)",
                      STR_ARG(dato_iso(arena, dag)), err.text);
}

static void print_new(struct buf *out, int64_t nr, const struct koersel_ny *ny, struct str advarsel)
{
    buf_format(out, "Kørsel nr. %lld for %.*s er oprettet som kladde.\n", (long long)nr,
               STR_ARG(maaned_tekst(out->arena, ny->maaned)));
    buf_format(out, "  Skæringsdato       %.*s\n  Dispositionsdato   %.*s\n",
               STR_ARG(dato_tekst(out->arena, ny->skaeringsdato)),
               STR_ARG(dato_tekst(out->arena, ny->dispositionsdato)));
    if (advarsel.n > 0) fprintf(stderr, "vederlag: bemærk: %.*s\n", STR_ARG(advarsel));
}

static void json_new(struct buf *out, int64_t nr, const struct koersel_ny *ny, struct str advarsel)
{
    buf_format(out, "{\"koersel\":%lld,\"skaeringsdato\":\"%.*s\",", (long long)nr,
               STR_ARG(dato_iso(out->arena, ny->skaeringsdato)));
    buf_format(out, "\"dispositionsdato\":\"%.*s\",\"advarsel\":",
               STR_ARG(dato_iso(out->arena, ny->dispositionsdato)));
    if (advarsel.n > 0)
        buf_json(out, advarsel);
    else
        buf_c(out, "null");
    buf_c(out, "}\n");
}

int cmd_run_new(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    struct koersel_ny ny = {0};
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;
    int64_t nr = 0;
    bool har_skaering;

    if (!read_new(argc, argv, &w, &ny, &har_skaering)) return CMD_USAGE;
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!har_skaering) ny.skaeringsdato = dato_of_us(db.now_us);
    if (!koersel_opret(db.store, &db.adgang, &ny, db.now_us, &nr, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&out, arena);
    struct str advarsel = unreachable(arena, dato_of_us(db.now_us), ny.dispositionsdato);
    (w.json ? json_new : print_new)(&out, nr, &ny, advarsel);
    return run_slut(&db, &out);
}

/* ---- run calc */

static void tell(void *ctx, size_t done, size_t total)
{
    fremdrift_vis(ctx, done, total);
}

static void print_result(struct buf *out, int64_t loebenr, const struct udgave_resultat *r)
{
    buf_format(out, "Kørsel nr. %lld er beregnet (udgave %lld).\n", (long long)loebenr,
               (long long)r->udgave);
    buf_format(out, "  %zu anbringelsesmåneder i %zu måneder\n", r->par, r->maaneder);
    buf_c(out, "  Beregnet i alt         ");
    run_beloeb(out, r->beregnet);
    buf_format(out, "\n  Forskelle              %zu\n    til familierne       ", r->forskelle);
    run_beloeb(out, r->op);
    buf_c(out, "\n    for meget tilkendt   ");
    run_beloeb(out, r->ned);
    buf_format(out, "\n  Kan ikke beregnes      %zu linjer; se vederlag run show %lld\n",
               r->mangler, (long long)loebenr);
}

static void json_result(struct buf *out, int64_t loebenr, const struct udgave_resultat *r)
{
    buf_format(out,
               "{\"koersel\":%lld,\"udgave\":%lld,\"par\":%zu,\"maaneder\":%zu,\"forskelle\":%zu,"
               "\"mangler\":%zu,\"beregnet_oere\":%lld,\"op_oere\":%lld,\"ned_oere\":%lld}\n",
               (long long)loebenr, (long long)r->udgave, r->par, r->maaneder, r->forskelle,
               r->mangler, (long long)r->beregnet.oere, (long long)r->op.oere,
               (long long)r->ned.oere);
}

int cmd_run_calc(struct arena *arena, int argc, char **argv)
{
    struct run_args a = {0};
    const char *haandbog = NULL;
    const struct cmd_option more[] = {{"--haandbog", &haandbog, NULL}};
    struct haandbog_samling samling = {0};
    struct udgave_resultat r = {0};
    struct fremdrift bar;
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!run_args_laes(argc, argv, more, 1, &a))
        return cmd_usage("run calc NUMMER [--haandbog STI]");
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    if (!udkast_cmd_haandbog(arena, &db, haandbog, NULL, true, &samling, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    fremdrift_init(&bar, "Beregner måneder");
    struct fremgang fremgang = {tell, &bar};
    bool ok = koersel_beregn(db.store, arena, &db.adgang, a.loebenr, &samling, db.now_us, &fremgang,
                             &r, &udfald, &err);
    fremdrift_slut(&bar);
    if (!ok) return cmd_db_close(&db, cmd_db_error(&db, &err));
    if (udfald != AFREGNING_GJORT) return cmd_db_close(&db, run_udfald(udfald));
    buf_init(&out, arena);
    if (a.words.json)
        json_result(&out, a.loebenr, &r);
    else
        print_result(&out, a.loebenr, &r);
    return run_slut(&db, &out);
}

/* ---- run approve */

static void print_approval(struct buf *out, int64_t loebenr, const struct godkendelse_resultat *r)
{
    buf_format(out, "Kørsel nr. %lld er godkendt.\n  Rækker i journalen     %lld\n",
               (long long)loebenr, (long long)r->raekker);
    buf_c(out, "  Skyldes familierne     ");
    run_beloeb(out, r->skyldig);
    buf_c(out, "\n  Nyt tilgodehavende     ");
    run_beloeb(out, r->tilgodehavende);
    buf_c(out, "\n  Modregnet              ");
    run_beloeb(out, r->modregnet);
    buf_format(out, "\n  Journalens hoved       nr. %lld  %s\n", (long long)r->hoved_nr, r->hoved);
}

int cmd_run_approve(struct arena *arena, int argc, char **argv)
{
    struct run_args a = {0};
    const char *begrundelse = NULL;
    const char *set = NULL;
    const struct cmd_option more[] = {{"--begrundelse", &begrundelse, NULL},
                                      {"--udgave", &set, NULL}};
    struct godkendelse_resultat r = {0};
    int64_t udgave = 0;
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!run_args_laes(argc, argv, more, 2, &a) ||
        (set != NULL && (!str_int(str_from(set), &udgave) || udgave < 1)))
        return cmd_usage("run approve NUMMER [--udgave N] [--begrundelse TEKST]");
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    if (!koersel_godkend(db.store, arena, &db.adgang, a.loebenr, udgave, str_from(begrundelse),
                         db.now_us, &r, &udfald, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    if (udfald != AFREGNING_GJORT) return cmd_db_close(&db, run_udfald(udfald));
    buf_init(&out, arena);
    if (a.words.json)
        buf_format(&out,
                   "{\"koersel\":%lld,\"raekker\":%lld,\"skyldig_oere\":%lld,"
                   "\"tilgodehavende_oere\":%lld,\"modregnet_oere\":%lld,\"hoved_nr\":%lld,"
                   "\"hoved\":\"%s\"}\n",
                   (long long)a.loebenr, (long long)r.raekker, (long long)r.skyldig.oere,
                   (long long)r.tilgodehavende.oere, (long long)r.modregnet.oere,
                   (long long)r.hoved_nr, r.hoved);
    else
        print_approval(&out, a.loebenr, &r);
    return run_slut(&db, &out);
}

/* ---- run drop, run close */

static int move(struct arena *arena, int argc, char **argv, const char *usage, const char *done,
                bool (*how)(struct store *, const struct adgang *, int64_t, int64_t,
                            enum afregning_udfald *, struct err *))
{
    struct run_args a = {0};
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct err err = ERR_INIT;
    struct cmd_db db;

    if (!run_args_laes(argc, argv, NULL, 0, &a)) return cmd_usage(usage);
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    if (!how(db.store, &db.adgang, a.loebenr, db.now_us, &udfald, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    code = run_udfald(udfald);
    if (code == CMD_OK && a.words.json) printf("{\"koersel\":%lld}\n", (long long)a.loebenr);
    if (code == CMD_OK && !a.words.json)
        printf("Kørsel nr. %lld er %s.\n", (long long)a.loebenr, done);
    return cmd_db_close(&db, code);
}

int cmd_run_drop(struct arena *arena, int argc, char **argv)
{
    return move(arena, argc, argv, "run drop NUMMER", "opgivet", koersel_opgiv);
}

int cmd_run_close(struct arena *arena, int argc, char **argv)
{
    return move(arena, argc, argv, "run close NUMMER", "afsluttet", koersel_afslut);
}
