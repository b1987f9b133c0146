/*
 * penge: what people decide on money: aconto, modregning, eftergivelse; and what is owed.
 */
#include <stdio.h>
#include <string.h>

#include "afregning/beslutning.h"
#include "cmd/run_cmd.h"

static const char *const ART[BESLUTNING_ARTER] = {"aconto", "modregning", "eftergivelse"};

/* What was written; NULL where nothing. */
struct penge_args {
    struct cmd_db_words words;
    const char *anbringelse, *ydelse, *maaned, *modtager, *kanal, *skat, *beloeb, *pr_maaned,
        *begrundelse;
};

static bool read_amount(const char *option, const char *word, struct oere *out)
{
    struct err err = ERR_INIT;

    if (word == NULL || oere_parse(str_from(word), out, &err)) return true;
    err_at(&err, "%s", option);
    cmd_error(&err);
    return false;
}

static bool read_args(int argc, char **argv, enum beslutning_art art, struct penge_args *a)
{
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&a->words),
                                         {"--anbringelse", &a->anbringelse, NULL},
                                         {"--ydelse", &a->ydelse, NULL},
                                         {"--maaned", &a->maaned, NULL},
                                         {"--modtager", &a->modtager, NULL},
                                         {"--kanal", &a->kanal, NULL},
                                         {"--skat", &a->skat, NULL},
                                         {"--beloeb", &a->beloeb, NULL},
                                         {"--pr-maaned", &a->pr_maaned, NULL},
                                         {"--begrundelse", &a->begrundelse, NULL}};
    const char *rest[1];
    size_t n;
    bool aconto = art == BESLUTNING_ACONTO;

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0))
        return false;
    bool line = a->anbringelse != NULL && a->ydelse != NULL && a->maaned != NULL && a->skat != NULL;
    bool none = a->anbringelse == NULL && a->ydelse == NULL && a->maaned == NULL && a->skat == NULL;
    if (a->pr_maaned != NULL && art != BESLUTNING_MODREGNING) return false;
    return (aconto ? line : none) && a->modtager != NULL && a->kanal != NULL && a->beloeb != NULL &&
           a->begrundelse != NULL;
}

static int decide(struct arena *arena, int argc, char **argv, enum beslutning_art art)
{
    struct penge_args a = {0};
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct str id;

    if (!read_args(argc, argv, art, &a)) {
        return cmd_usage(art == BESLUTNING_ACONTO
                             ? "penge aconto --anbringelse ID --ydelse KODE --maaned ÅÅÅÅ-MM "
                               "--modtager ID --kanal KANAL --skat KODE --beloeb KR --begrundelse "
                               "TEKST"
                             : "penge modregning|eftergivelse --modtager ID --kanal KANAL --beloeb "
                               "KR [--pr-maaned KR] --begrundelse TEKST");
    }
    struct beslutning_ny ny = {.art = art,
                               .modtager = str_from(a.modtager),
                               .kanal = str_from(a.kanal),
                               .skat = str_from(a.skat),
                               .anbringelse = str_from(a.anbringelse),
                               .ydelse = str_from(a.ydelse),
                               .begrundelse = str_from(a.begrundelse)};
    if (!run_maaned("--maaned", a.maaned, &ny.maaned) ||
        !read_amount("--beloeb", a.beloeb, &ny.beloeb) ||
        !read_amount("--pr-maaned", a.pr_maaned, &ny.pr_maaned))
        return CMD_USAGE;
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    if (!beslutning_ny(db.store, arena, &db.adgang, &ny, db.now_us, &id, &udfald, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    code = run_udfald(udfald);
    if (code != CMD_OK) return cmd_db_close(&db, code);
    if (a.words.json)
        printf("{\"beslutning\":\"%.*s\"}\n", STR_ARG(id));
    else
        printf("Besluttet: %s (%.*s). Den udføres, når den næste kørsel beregnes og godkendes.\n",
               ART[art], STR_ARG(id));
    return cmd_db_close(&db, CMD_OK);
}

int cmd_penge_aconto(struct arena *arena, int argc, char **argv)
{
    return decide(arena, argc, argv, BESLUTNING_ACONTO);
}

int cmd_penge_modregning(struct arena *arena, int argc, char **argv)
{
    return decide(arena, argc, argv, BESLUTNING_MODREGNING);
}

int cmd_penge_eftergivelse(struct arena *arena, int argc, char **argv)
{
    return decide(arena, argc, argv, BESLUTNING_EFTERGIVELSE);
}

int cmd_penge_tilbage(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    struct err err = ERR_INIT;
    struct cmd_db db;
    const char *rest[1];
    size_t n;

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 1) ||
        n != 1)
        return cmd_usage("penge tilbage ID");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!beslutning_tag_tilbage(db.store, &db.adgang, str_from(rest[0]), db.now_us, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    printf(w.json ? "{}\n" : "Beslutningen er taget tilbage.\n");
    return cmd_db_close(&db, CMD_OK);
}

/* ---- penge list */

struct penge {
    struct tilgodehavende *skylder;
    size_t skyldere;
    struct beslutning_aaben *beslutning;
    size_t beslutninger;
};

static bool read_all(struct cmd_db *db, struct arena *arena, struct penge *p, struct err *err)
{
    int kommune = db->adgang.kommune;

    TRY(adgang_kraev(&db->adgang, RET_LAES_PENGE, err));
    TRY(store_begin(db->store, STORE_READ, err));
    TRY(tilgodehavende_liste(db->store, arena, kommune, &p->skylder, &p->skyldere, err));
    TRY(beslutning_liste(db->store, arena, kommune, &p->beslutning, &p->beslutninger, err));
    return store_commit(db->store, err);
}

static void print_all(struct buf *out, const struct penge *p)
{
    buf_format(out, "Tilgodehavender: %zu\n", p->skyldere);
    for (size_t i = 0; i < p->skyldere; i++) {
        buf_c(out, "  ");
        buf_left(out, p->skylder[i].modtager, 22);
        buf_left(out, p->skylder[i].kanal, 10);
        run_beloeb(out, p->skylder[i].beloeb);
        buf_char(out, '\n');
    }
    buf_format(out, "Åbne beslutninger: %zu\n", p->beslutninger);
    for (size_t i = 0; i < p->beslutninger; i++) {
        const struct beslutning_aaben *b = &p->beslutning[i];
        buf_c(out, "  ");
        buf_left(out, b->id, 22);
        buf_left(out, b->art, 14);
        buf_left(out, b->modtager, 22);
        buf_left(out, b->kanal, 10);
        run_beloeb(out, b->beloeb);
        buf_char(out, '\n');
    }
}

static void json_all(struct buf *out, const struct penge *p)
{
    buf_c(out, "{\"tilgodehavender\":[");
    for (size_t i = 0; i < p->skyldere; i++) {
        buf_c(out, i > 0 ? ",\n{\"modtager\":" : "{\"modtager\":");
        buf_json(out, p->skylder[i].modtager);
        buf_format(out, ",\"kanal\":\"%.*s\",\"beloeb_oere\":%lld}", STR_ARG(p->skylder[i].kanal),
                   (long long)p->skylder[i].beloeb.oere);
    }
    buf_c(out, "],\n\"beslutninger\":[");
    for (size_t i = 0; i < p->beslutninger; i++) {
        const struct beslutning_aaben *b = &p->beslutning[i];
        buf_format(out, "%s{\"id\":\"%.*s\",\"art\":\"%.*s\",\"modtager\":", i > 0 ? ",\n" : "",
                   STR_ARG(b->id), STR_ARG(b->art));
        buf_json(out, b->modtager);
        buf_format(out, ",\"kanal\":\"%.*s\",\"beloeb_oere\":%lld}", STR_ARG(b->kanal),
                   (long long)b->beloeb.oere);
    }
    buf_c(out, "]}\n");
}

int cmd_penge_list(struct arena *arena, int argc, char **argv)
{
    struct cmd_db_words w = {0};
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&w)};
    struct penge p = {0};
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;
    const char *rest[1];
    size_t n;

    if (!cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), rest, &n, 0))
        return cmd_usage("penge list");
    int code = cmd_db_open(arena, &w, &db);
    if (code != CMD_OK) return code;
    if (!read_all(&db, arena, &p, &err)) return cmd_db_close(&db, cmd_db_error(&db, &err));
    buf_init(&out, arena);
    (w.json ? json_all : print_all)(&out, &p);
    return run_slut(&db, &out);
}
