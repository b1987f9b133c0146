/*
 * run export, resend, receipt: files out of the house, and answers back.
 *
 * Files are written from what the database has stored, so an export that was interrupted is made
 * whole by asking again. The manifest is written last.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "afregning/eksport.h"
#include "base/fil.h"
#include "cmd/run_cmd.h"

enum { KVITTERING_MAX = 256 << 20 };

static bool make_folder(const char *mappe, struct err *err)
{
    if (mkdir(mappe, 0700) == 0 || errno == EEXIST) return true;
    return err_set(err, ERR_IO, mappe, "Mappen kan ikke oprettes (%s)", strerror(errno));
}

static bool write_files(struct arena *arena, const char *mappe, const struct eksport_resultat *r,
                        struct err *err)
{
    TRY(make_folder(mappe, err));
    for (size_t i = 0; i < r->filer; i++) {
        const struct eksport_fil *fil = &r->fil[i];
        const char *sti = str_c(arena, str_format(arena, "%s/%.*s", mappe, STR_ARG(fil->navn)));
        TRY(fil_write(sti, fil->bytes, err));
    }
    return true;
}

static void print_files(struct buf *out, const char *mappe, const struct eksport_resultat *r)
{
    for (size_t i = 0; i < r->filer; i++) {
        const struct eksport_fil *fil = &r->fil[i];
        buf_format(out, "  %s/%.*s", mappe, STR_ARG(fil->navn));
        if (!str_is(fil->kanal, "manifest"))
            buf_format(out, "  %lld betalinger, %.*s", (long long)fil->antal,
                       STR_ARG(oere_kr(out->arena, fil->sum)));
        buf_char(out, '\n');
    }
}

static void json_files(struct buf *out, const struct eksport_resultat *r)
{
    buf_format(out, "{\"eksport\":%lld,\"betalinger\":%zu,\"hoved_nr\":%lld,\"hoved\":\"%s\",",
               (long long)r->nr, r->betalinger, (long long)r->hoved_nr, r->hoved);
    buf_c(out, "\"filer\":[");
    for (size_t i = 0; i < r->filer; i++) {
        buf_c(out, i > 0 ? ",{\"fil\":" : "{\"fil\":");
        buf_json(out, r->fil[i].navn);
        buf_format(out, ",\"kanal\":\"%.*s\",\"antal\":%lld,\"sum_oere\":%lld}",
                   STR_ARG(r->fil[i].kanal), (long long)r->fil[i].antal,
                   (long long)r->fil[i].sum.oere);
    }
    buf_c(out, "]}\n");
}

struct export_args {
    struct run_args run;
    const char *mappe;
    const char *opsaetning;
    bool har_dag;
    struct dato dag;
};

static bool read_args(int argc, char **argv, struct export_args *a, const char *usage)
{
    const char *dag = NULL;
    const struct cmd_option more[] = {{"--til", &a->mappe, NULL},
                                      {"--opsaetning", &a->opsaetning, NULL},
                                      {"--dispositionsdato", &dag, NULL}};

    if (!run_args_laes(argc, argv, more, 3, &a->run) || a->mappe == NULL || a->opsaetning == NULL) {
        cmd_usage(usage);
        return false;
    }
    a->har_dag = dag != NULL;
    return run_dato("--dispositionsdato", dag, &a->dag);
}

static int export_with(struct arena *arena, int argc, char **argv, bool igen, const char *usage)
{
    struct export_args a = {0};
    struct eksport_opsaetning o;
    struct eksport_resultat r = {0};
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!read_args(argc, argv, &a, usage)) return CMD_USAGE;
    if (igen && !a.har_dag) return cmd_usage(usage);
    if (!eksport_opsaetning_laes(arena, a.opsaetning, &o, &err)) return cmd_error(&err);
    int code = cmd_db_open(arena, &a.run.words, &db);
    if (code != CMD_OK) return code;
    bool ok = igen ? koersel_eksporter_igen(db.store, arena, &db.adgang, a.run.loebenr, &o, a.dag,
                                            db.now_us, &r, &udfald, &err)
                   : koersel_eksporter(db.store, arena, &db.adgang, a.run.loebenr, &o,
                                       a.har_dag ? &a.dag : NULL, db.now_us, &r, &udfald, &err);
    if (ok && udfald != AFREGNING_GJORT && udfald != AFREGNING_ALLEREDE)
        return cmd_db_close(&db, run_udfald(udfald));
    ok = ok && write_files(arena, a.mappe, &r, &err);
    if (!ok) return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&out, arena);
    if (a.run.words.json) {
        json_files(&out, &r);
        return run_slut(&db, &out);
    }
    buf_format(&out, "Kørsel nr. %lld %s:\n", (long long)a.run.loebenr,
               udfald == AFREGNING_ALLEREDE ? "er eksporteret før; de gemte filer er skrevet"
                                            : "er eksporteret");
    print_files(&out, a.mappe, &r);
    buf_format(&out, "  Journalens hoved: nr. %lld  %s\n", (long long)r.hoved_nr, r.hoved);
    return run_slut(&db, &out);
}

int cmd_run_export(struct arena *arena, int argc, char **argv)
{
    return export_with(arena, argc, argv, false,
                       "run export NUMMER --til MAPPE --opsaetning FIL.csv [--dispositionsdato "
                       "DATO]");
}

int cmd_run_resend(struct arena *arena, int argc, char **argv)
{
    return export_with(arena, argc, argv, true,
                       "run resend NUMMER --til MAPPE --opsaetning FIL.csv --dispositionsdato "
                       "DATO");
}

/* ---- run receipt */

static int receipt(struct arena *arena, struct cmd_db *db, const struct run_args *a,
                   const char *kanal, int64_t eksport, const char *fil)
{
    struct fund_liste fund;
    struct kvitter_resultat r;
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct err err = ERR_INIT;
    struct str tekst;
    struct buf out;

    fund_init(&fund, arena);
    buf_init(&out, arena);
    bool ok = fil_read(arena, fil, KVITTERING_MAX, &tekst, &err) &&
              koersel_kvitter(db->store, arena, &db->adgang, a->loebenr, eksport, str_from(kanal),
                              fil, tekst, db->now_us, &r, &fund, &udfald, &err);
    for (size_t i = 0; i < fund.count; i++) fund_print(&out, &fund.fund[i], STR_EMPTY);
    if (fund.count > 0) cmd_complain(buf_str(&out));
    if (!ok) return cmd_db_error(db, &err);
    if (udfald != AFREGNING_GJORT) return run_udfald(udfald);
    out.n = 0;
    if (a->words.json)
        buf_format(&out,
                   "{\"godtaget\":%zu,\"afvist\":%zu,\"retur\":%zu,\"afventer\":%zu,"
                   "\"kendt\":%zu}\n",
                   r.godtaget, r.afvist, r.retur, r.afventer, r.kendt);
    else
        buf_format(&out,
                   "Kvittering læst: %zu godtaget, %zu afvist, %zu retur, %zu afventer, %zu "
                   "kendt.\n",
                   r.godtaget, r.afvist, r.retur, r.afventer, r.kendt);
    return cmd_output(buf_str(&out), NULL);
}

int cmd_run_receipt(struct arena *arena, int argc, char **argv)
{
    struct run_args a = {0};
    const char *kanal = "nemkonto", *fil = NULL, *nr = NULL;
    const struct cmd_option more[] = {
        {"--kanal", &kanal, NULL}, {"--fil", &fil, NULL}, {"--eksport", &nr, NULL}};
    struct cmd_db db;
    int64_t eksport = 0;

    if (!run_args_laes(argc, argv, more, 3, &a) || fil == NULL)
        return cmd_usage("run receipt NUMMER --fil FIL [--kanal nemkonto|loen|leverandoer] "
                         "[--eksport NR]");
    if (nr != NULL && !run_nummer(nr, &eksport)) return CMD_USAGE;
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    return cmd_db_close(&db, receipt(arena, &db, &a, kanal, eksport, fil));
}
