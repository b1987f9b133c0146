/*
 * run list, show, diff, explain: what a run is, what it would change, and why.
 */
#include <stdio.h>
#include <stdlib.h>

#include "adgang/adgang.h"
#include "afregning/genberegn.h"
#include "afregning/journal.h"
#include "base/tid.h"
#include "beregning/beregning.h"
#include "cmd/run_cmd.h"

enum { VIST_MAX = 40 /* rows shown unless --alle */ };

/* ---- run list */

static void list_row(struct buf *out, const struct koersel *k)
{
    struct arena *arena = out->arena;

    buf_right(out, str_format(arena, "%lld", (long long)k->loebenr), 4);
    buf_c(out, "  ");
    buf_left(out, maaned_tekst(arena, k->maaned), 16);
    buf_left(out, k->ekstra ? STR("ekstra") : STR(""), 8);
    buf_left(out, str_from(koersel_tilstand_navn(k->tilstand)), 16);
    buf_c(out, "til rådighed ");
    buf_add(out, dato_tekst(arena, k->dispositionsdato));
    buf_char(out, '\n');
}

static void json_run(struct buf *out, const struct koersel *k)
{
    struct arena *arena = out->arena;

    buf_format(out, "\"koersel\":%lld,\"maaned\":\"%.*s\",\"tilstand\":\"%s\",\"ekstra\":%s,",
               (long long)k->loebenr, STR_ARG(maaned_iso(arena, k->maaned)),
               koersel_tilstand_kode(k->tilstand), k->ekstra ? "true" : "false");
    buf_format(out, "\"skaeringsdato\":\"%.*s\",\"dispositionsdato\":\"%.*s\",\"udgave\":%lld",
               STR_ARG(dato_iso(arena, k->skaeringsdato)),
               STR_ARG(dato_iso(arena, k->dispositionsdato)), (long long)k->udgave);
}

static bool list(const struct cmd_db *db, const char *const *ord, bool json, struct buf *out,
                 struct err *err)
{
    struct koersel *k;
    size_t n;

    (void)ord;
    TRY(koersel_liste(db->store, out->arena, db->adgang.kommune, &k, &n, err));
    if (json) buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        if (!json) {
            list_row(out, &k[i]);
            continue;
        }
        buf_c(out, i > 0 ? ",\n{" : "{");
        json_run(out, &k[i]);
        buf_char(out, '}');
    }
    if (json) buf_c(out, "]\n");
    if (!json && n == 0) buf_c(out, "Der er ingen kørsler; lav en med vederlag run new.\n");
    return true;
}

int cmd_run_list(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes kommando = {"run list", 0, RET_LAES_PENGE, list};

    return cmd_db_laes(arena, argc, argv, &kommando);
}

/* ---- what a run holds */

struct vist {
    struct cmd_db *db;
    struct koersel koersel;
    struct udgave udgave; /* nr 0: not computed */
    struct betaling *betaling;
    size_t betalinger;
    bool alle;
};

static bool read_run(struct vist *v, struct arena *arena, int64_t loebenr, struct err *err)
{
    struct store *store = v->db->store;
    int kommune = v->db->adgang.kommune;

    TRY(adgang_kraev(&v->db->adgang, RET_LAES_PENGE, err));
    TRY(store_begin(store, STORE_READ, err));
    TRY(koersel_find(store, arena, kommune, loebenr, &v->koersel, err));
    if (v->koersel.udgave > 0) TRY(udgave_laes(store, arena, kommune, loebenr, 0, &v->udgave, err));
    TRY(betaling_liste(store, arena, kommune, loebenr, &v->betaling, &v->betalinger, err));
    return store_commit(store, err);
}

/* ---- run show */

static void show_sums(struct buf *out, const struct vist *v)
{
    int64_t op = 0, ned = 0;

    for (size_t i = 0; i < v->udgave.forskelle; i++) {
        int64_t d = v->udgave.forskel[i].beregnet.oere - v->udgave.forskel[i].tilkendt.oere;
        if (d > 0) op += d;
        if (d < 0) ned -= d;
    }
    buf_format(out, "\nForskelle: %zu (udgave %lld)\n  til familierne     ", v->udgave.forskelle,
               (long long)v->udgave.nr);
    run_beloeb(out, (struct oere){op});
    buf_c(out, "\n  for meget tilkendt ");
    run_beloeb(out, (struct oere){ned});
    buf_char(out, '\n');
}

static void show_lacks(struct buf *out, const struct vist *v)
{
    size_t most = v->alle ? v->udgave.mangler : VIST_MAX;

    if (v->udgave.mangler == 0) return;
    buf_format(out, "\nKan ikke beregnes, og betales derfor ikke: %zu\n", v->udgave.mangler);
    for (size_t i = 0; i < v->udgave.mangler && i < most; i++) {
        const struct udgave_mangel *m = &v->udgave.mangel[i];
        buf_format(out, "  %.*s, %.*s, ", STR_ARG(m->anbringelse),
                   STR_ARG(maaned_tekst(out->arena, m->maaned)));
        buf_format(out, "%.*s: mangler %.*s (%.*s)\n", STR_ARG(m->ydelse), STR_ARG(m->mangler),
                   STR_ARG(m->grund));
    }
    if (v->udgave.mangler > most) buf_c(out, "  … vis dem alle med --alle\n");
}

static void show_payments(struct buf *out, const struct vist *v)
{
    int64_t sum = 0, tilbage = 0;
    size_t svar = 0;

    for (size_t i = 0; i < v->betalinger; i++) {
        const struct betaling *b = &v->betaling[i];
        if (b->igen.n == 0) sum += b->beloeb.oere;
        svar += b->svar.n > 0;
        if (!betaling_er_tilbage(b) || b->ny.n > 0) continue;
        tilbage++;
        buf_format(out, "  %.*s: betaling %.*s (%.*s)\n", STR_ARG(b->svar), STR_ARG(b->id),
                   STR_ARG(b->aarsag));
    }
    if (v->betalinger == 0) return;
    buf_format(
        out,
        "\nBetalinger: %zu, besvaret %zu, kommet tilbage og ikke sendt igen %lld\n  i alt        "
        "      ",
        v->betalinger, svar, (long long)tilbage);
    run_beloeb(out, (struct oere){sum});
    buf_char(out, '\n');
}

static void show(struct buf *out, const struct vist *v)
{
    const struct koersel *k = &v->koersel;
    struct arena *arena = out->arena;

    buf_format(out, "Kørsel nr. %lld: %.*s%s, %s\n", (long long)k->loebenr,
               STR_ARG(maaned_tekst(arena, k->maaned)), k->ekstra ? " (ekstra)" : "",
               koersel_tilstand_navn(k->tilstand));
    buf_format(out, "  Skæringsdato      %.*s\n  Dispositionsdato  %.*s\n",
               STR_ARG(dato_tekst(arena, k->skaeringsdato)),
               STR_ARG(dato_tekst(arena, k->dispositionsdato)));
    if (v->udgave.nr == 0) {
        buf_format(out, "Ikke beregnet endnu; brug vederlag run calc %lld --haandbog STI\n",
                   (long long)k->loebenr);
        return;
    }
    show_sums(out, v);
    show_payments(out, v);
    show_lacks(out, v);
}

static void json_lacks(struct buf *out, const struct vist *v)
{
    run_json_navn(out, "mangler");
    buf_char(out, '[');
    for (size_t i = 0; i < v->udgave.mangler; i++) {
        const struct udgave_mangel *m = &v->udgave.mangel[i];
        buf_c(out, i > 0 ? ",\n{\"anbringelse\":" : "{\"anbringelse\":");
        buf_json(out, m->anbringelse);
        buf_format(out,
                   ",\"maaned\":\"%.*s\",\"ydelse\":", STR_ARG(maaned_iso(out->arena, m->maaned)));
        buf_json(out, m->ydelse);
        run_json_navn(out, "mangler");
        buf_json(out, m->mangler);
        run_json_navn(out, "grund");
        buf_json(out, m->grund);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void json_payments(struct buf *out, const struct vist *v)
{
    run_json_navn(out, "betalinger");
    buf_char(out, '[');
    for (size_t i = 0; i < v->betalinger; i++) {
        const struct betaling *b = &v->betaling[i];
        buf_format(out, "%s{\"id\":\"%.*s\",\"eksport\":%lld,\"kanal\":\"%.*s\",", i ? ",\n" : "",
                   STR_ARG(b->id), (long long)b->eksport, STR_ARG(b->kanal));
        buf_c(out, "\"modtager\":");
        buf_json(out, b->modtager);
        buf_format(out, ",\"beloeb_oere\":%lld,\"igen\":\"%.*s\",\"svar\":\"%.*s\",",
                   (long long)b->beloeb.oere, STR_ARG(b->igen), STR_ARG(b->svar));
        buf_c(out, "\"aarsag\":");
        buf_json(out, b->aarsag);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static int show_or_diff(struct arena *arena, int argc, char **argv, const char *usage,
                        void (*text)(struct buf *, const struct vist *),
                        void (*json)(struct buf *, const struct vist *))
{
    struct run_args a = {0};
    struct vist v = {0};
    const struct cmd_option more[] = {{"--alle", NULL, &v.alle}};
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!run_args_laes(argc, argv, more, 1, &a)) return cmd_usage(usage);
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    v.db = &db;
    if (!read_run(&v, arena, a.loebenr, &err)) return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&out, arena);
    (a.words.json ? json : text)(&out, &v);
    return run_slut(&db, &out);
}

static void json_show(struct buf *out, const struct vist *v)
{
    buf_char(out, '{');
    json_run(out, &v->koersel);
    buf_format(out, ",\"forskelle\":%zu", v->udgave.forskelle);
    json_payments(out, v);
    json_lacks(out, v);
    buf_c(out, "}\n");
}

int cmd_run_show(struct arena *arena, int argc, char **argv)
{
    return show_or_diff(arena, argc, argv, "run show NUMMER [--alle]", show, json_show);
}

/* ---- run diff */

static void diff_row(struct buf *out, const struct forskel *f)
{
    struct arena *arena = out->arena;
    struct oere d = {f->beregnet.oere - f->tilkendt.oere};

    buf_c(out, "  ");
    buf_left(out, f->anbringelse, 12);
    buf_left(out, maaned_tekst(arena, f->maaned), 16);
    buf_left(out, f->ydelse, 16);
    run_beloeb(out, f->tilkendt);
    buf_c(out, " →");
    run_beloeb(out, f->beregnet);
    buf_c(out, "  ");
    run_beloeb(out, d);
    if (!str_is(f->art, "tilkendelse")) buf_format(out, "  %.*s", STR_ARG(f->art));
    buf_char(out, '\n');
}

/* Corrections in settled months are what a person must see; a new month's lines are its sum. */
static bool is_correction(const struct vist *v, const struct forskel *f)
{
    return f->efter != 0 || !str_is(f->art, "tilkendelse") || f->maaned.nr < v->koersel.maaned.nr ||
           v->koersel.ekstra;
}

static void diff(struct buf *out, const struct vist *v)
{
    size_t corrections = 0, shown = 0;
    int64_t ny = 0;

    for (size_t i = 0; i < v->udgave.forskelle; i++) {
        const struct forskel *f = &v->udgave.forskel[i];
        if (is_correction(v, f))
            corrections++;
        else
            ny += f->beregnet.oere - f->tilkendt.oere;
    }
    buf_format(out, "Rettelser: %zu\n", corrections);
    for (size_t i = 0; i < v->udgave.forskelle; i++) {
        const struct forskel *f = &v->udgave.forskel[i];
        if (!is_correction(v, f) && !v->alle) continue;
        if (shown++ < VIST_MAX || v->alle) diff_row(out, f);
    }
    if (shown > VIST_MAX && !v->alle) buf_c(out, "  … vis dem alle med --alle\n");
    buf_format(out, "Nye linjer: %zu\n  i alt ", v->udgave.forskelle - corrections);
    run_beloeb(out, (struct oere){ny});
    buf_char(out, '\n');
}

static void json_diff(struct buf *out, const struct vist *v)
{
    buf_char(out, '[');
    for (size_t i = 0; i < v->udgave.forskelle; i++) {
        const struct forskel *f = &v->udgave.forskel[i];
        buf_c(out, i > 0 ? ",\n{\"anbringelse\":" : "{\"anbringelse\":");
        buf_json(out, f->anbringelse);
        buf_format(out, ",\"maaned\":\"%.*s\",\"ydelse\":\"%.*s\",\"modtager\":",
                   STR_ARG(maaned_iso(out->arena, f->maaned)), STR_ARG(f->ydelse));
        buf_json(out, f->modtager);
        buf_format(out, ",\"kanal\":\"%.*s\",\"skat\":\"%.*s\",\"art\":\"%.*s\",",
                   STR_ARG(f->kanal), STR_ARG(f->skat), STR_ARG(f->art));
        buf_format(out, "\"tilkendt_oere\":%lld,\"beregnet_oere\":%lld,\"efter\":%lld}",
                   (long long)f->tilkendt.oere, (long long)f->beregnet.oere, (long long)f->efter);
    }
    buf_c(out, "]\n");
}

int cmd_run_diff(struct arena *arena, int argc, char **argv)
{
    return show_or_diff(arena, argc, argv, "run diff NUMMER [--alle]", diff, json_diff);
}

/* ---- run explain */

static bool explain(struct cmd_db *db, struct arena *arena, int64_t loebenr, struct str id,
                    struct maaned maaned, struct beregning *out, struct err *err)
{
    struct grundlag *grund = ARENA_NEW(arena, struct grundlag);
    struct sager sager;
    struct sag *sag;

    TRY(adgang_kraev(&db->adgang, RET_LAES_PERSON, err));
    TRY(store_begin(db->store, STORE_READ, err));
    TRY(grundlag_hent(db->store, arena, db->adgang.kommune, loebenr, 0, grund, err));
    TRY(store_commit(db->store, err));
    sag = ARENA_ARRAY(arena, grund->udsnit.sager.count, struct sag);
    struct str familie = STR_EMPTY;
    for (size_t i = 0; i < grund->udsnit.sager.count; i++)
        if (str_eq(grund->udsnit.sager.sag[i].id, id)) familie = grund->udsnit.sager.sag[i].familie;
    if (familie.n == 0)
        return err_set(err, ERR_INPUT, "--anbringelse",
                       "Anbringelsen er ikke beregnet i kørsel nr. %lld", (long long)loebenr);
    sager = (struct sager){sag, 0};
    for (size_t i = 0; i < grund->udsnit.sager.count; i++)
        if (str_eq(grund->udsnit.sager.sag[i].familie, familie))
            sag[sager.count++] = grund->udsnit.sager.sag[i];
    return beregning_month(arena, &grund->haandbog.planer, &sager, maaned,
                           grund->koersel.skaeringsdato, out, err);
}

/* Only the placement asked for: its siblings were needed to compute it. */
static void only(struct beregning *b, struct str id)
{
    for (size_t i = 0; i < b->count; i++) {
        if (!str_eq(b->sag[i].sag->id, id)) continue;
        b->sag = &b->sag[i];
        b->count = 1;
        b->beregnet = b->sag->beregnet;
        b->hel = b->sag->mangler == 0;
        return;
    }
}

int cmd_run_explain(struct arena *arena, int argc, char **argv)
{
    struct run_args a = {0};
    const char *id = NULL, *maaned = NULL;
    const struct cmd_option more[] = {{"--anbringelse", &id, NULL}, {"--maaned", &maaned, NULL}};
    struct maaned m = {0};
    struct beregning b;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!run_args_laes(argc, argv, more, 2, &a) || id == NULL || maaned == NULL)
        return cmd_usage("run explain NUMMER --anbringelse ID --maaned ÅÅÅÅ-MM");
    if (!run_maaned("--maaned", maaned, &m)) return CMD_USAGE;
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    if (!explain(&db, arena, a.loebenr, str_from(id), m, &b, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    only(&b, str_from(id));
    buf_init(&out, arena);
    if (a.words.json)
        beregning_print_json(&out, &b, true);
    else
        beregning_print_text(&out, &b, true);
    return run_slut(&db, &out);
}
