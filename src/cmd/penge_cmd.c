/*
 * penge: what people decide on money, and what is owed.
 */
#include <stdio.h>
#include <string.h>

#include "afregning/beslutning.h"
#include "cmd/run_cmd.h"

enum ord { /* an option that a decision may take */
           O_ANBRINGELSE,
           O_YDELSE,
           O_MAANED,
           O_MODTAGER,
           O_KANAL,
           O_SKAT,
           O_BELOEB,
           O_PR_MAANED,
           O_NUMMER,
           O_FAKTURA,
           O_TEKST,
           O_BEGRUNDELSE,
           O_ANTAL,
};

static const char *const NAVN[O_ANTAL] = {
    [O_ANBRINGELSE] = "--anbringelse", [O_YDELSE] = "--ydelse",   [O_MAANED] = "--maaned",
    [O_MODTAGER] = "--modtager",       [O_KANAL] = "--kanal",     [O_SKAT] = "--skat",
    [O_BELOEB] = "--beloeb",           [O_TEKST] = "--tekst",     [O_PR_MAANED] = "--pr-maaned",
    [O_NUMMER] = "--nummer",           [O_FAKTURA] = "--faktura", [O_BEGRUNDELSE] = "--begrundelse",
};

/* What each kind must be told, and may be. */
#define ALTID (1u << O_MODTAGER | 1u << O_BELOEB | 1u << O_BEGRUNDELSE)
#define LINJE (1u << O_ANBRINGELSE | 1u << O_YDELSE | 1u << O_MAANED)
static const struct {
    unsigned skal;
    unsigned kan;
    const char *brug;
} ART[BESLUTNING_ARTER] = {
    [BESLUTNING_ACONTO] = {ALTID | LINJE | 1u << O_KANAL | 1u << O_SKAT, 0,
                           "penge aconto --anbringelse ID --ydelse KODE --maaned ÅÅÅÅ-MM "
                           "--modtager ID --kanal KANAL --skat KODE --beloeb KR --begrundelse "
                           "TEKST"},
    [BESLUTNING_FAKTURA] = {ALTID | LINJE | 1u << O_NUMMER, 0,
                            "penge faktura --anbringelse ID --ydelse KODE --maaned ÅÅÅÅ-MM "
                            "--modtager ID --beloeb KR --nummer FAKTURANR --begrundelse TEKST"},
    [BESLUTNING_KREDITNOTA] = {ALTID | 1u << O_NUMMER | 1u << O_FAKTURA, 0,
                               "penge kreditnota --modtager ID --faktura FAKTURANR --nummer "
                               "KREDITNOTANR --beloeb KR --begrundelse TEKST"},
    [BESLUTNING_MODREGNING] = {ALTID | 1u << O_KANAL, 1u << O_PR_MAANED,
                               "penge modregning --modtager ID --kanal KANAL --beloeb KR "
                               "[--pr-maaned KR] --begrundelse TEKST"},
    [BESLUTNING_EFTERGIVELSE] = {ALTID | 1u << O_KANAL, 0,
                                 "penge eftergivelse --modtager ID --kanal KANAL --beloeb KR "
                                 "--begrundelse TEKST"},
    [BESLUTNING_MELLEMREGNING] = {ALTID | 1u << O_MAANED | 1u << O_TEKST, 0,
                                  "penge mellemregning --modtager ID --maaned ÅÅÅÅ-MM --beloeb KR "
                                  "--tekst TEKST [--familien-skylder] --begrundelse TEKST"},
};

/* What was written; NULL where nothing. */
struct penge_args {
    struct cmd_db_words words;
    const char *ord[O_ANTAL];
    bool familien_skylder;
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
    const struct cmd_option common[] = {CMD_DB_OPTIONS(&a->words)};
    enum { FAELLES = sizeof(common) / sizeof(*common) };
    struct cmd_option options[FAELLES + O_ANTAL + 1];
    const char *rest[1];
    size_t n;

    memcpy(options, common, sizeof(common));
    for (int i = 0; i < O_ANTAL; i++)
        options[FAELLES + i] = (struct cmd_option){NAVN[i], &a->ord[i], NULL};
    options[FAELLES + O_ANTAL] =
        (struct cmd_option){"--familien-skylder", NULL, &a->familien_skylder};
    if (!cmd_options(argc, argv, options, FAELLES + O_ANTAL + 1, rest, &n, 0)) return false;
    for (int i = 0; i < O_ANTAL; i++) {
        bool skal = (ART[art].skal & 1u << i) != 0, kan = (ART[art].kan & 1u << i) != 0;
        if (a->ord[i] == NULL ? skal : !skal && !kan) return false;
    }
    return !a->familien_skylder || art == BESLUTNING_MELLEMREGNING;
}

static bool read_decision(enum beslutning_art art, const struct penge_args *a,
                          struct beslutning_ny *ny)
{
    *ny = (struct beslutning_ny){.art = art,
                                 .modtager = str_from(a->ord[O_MODTAGER]),
                                 .kanal = str_from(a->ord[O_KANAL]),
                                 .skat = str_from(a->ord[O_SKAT]),
                                 .anbringelse = str_from(a->ord[O_ANBRINGELSE]),
                                 .ydelse = str_from(a->ord[O_YDELSE]),
                                 .nummer = str_from(a->ord[O_NUMMER]),
                                 .faktura = str_from(a->ord[O_FAKTURA]),
                                 .tekst = str_from(a->ord[O_TEKST]),
                                 .familien_skylder = a->familien_skylder,
                                 .begrundelse = str_from(a->ord[O_BEGRUNDELSE])};
    return run_maaned("--maaned", a->ord[O_MAANED], &ny->maaned) &&
           read_amount("--beloeb", a->ord[O_BELOEB], &ny->beloeb) &&
           read_amount("--pr-maaned", a->ord[O_PR_MAANED], &ny->pr_maaned);
}

static int decide(struct arena *arena, int argc, char **argv, enum beslutning_art art)
{
    struct penge_args a = {0};
    struct beslutning_ny ny;
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct str id;

    if (!read_args(argc, argv, art, &a)) return cmd_usage(ART[art].brug);
    if (!read_decision(art, &a, &ny)) return CMD_USAGE;
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
               beslutning_art_kode(art), STR_ARG(id));
    return cmd_db_close(&db, CMD_OK);
}

int cmd_penge_aconto(struct arena *arena, int argc, char **argv)
{
    return decide(arena, argc, argv, BESLUTNING_ACONTO);
}

int cmd_penge_faktura(struct arena *arena, int argc, char **argv)
{
    return decide(arena, argc, argv, BESLUTNING_FAKTURA);
}

int cmd_penge_kreditnota(struct arena *arena, int argc, char **argv)
{
    return decide(arena, argc, argv, BESLUTNING_KREDITNOTA);
}

int cmd_penge_mellemregning(struct arena *arena, int argc, char **argv)
{
    return decide(arena, argc, argv, BESLUTNING_MELLEMREGNING);
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
        buf_left(out, b->kanal, 14);
        run_beloeb(out, b->beloeb);
        if (b->maaned.nr > 0)
            buf_format(out, "  %.*s", STR_ARG(maaned_tekst(out->arena, b->maaned)));
        if (b->nummer.n > 0) buf_format(out, "  nr. %.*s", STR_ARG(b->nummer));
        if (str_is(b->art, "mellemregning"))
            buf_c(out, b->familien_skylder ? "  familien skylder" : "  familien har til gode");
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
        buf_format(out, ",\"kanal\":\"%.*s\",\"beloeb_oere\":%lld", STR_ARG(b->kanal),
                   (long long)b->beloeb.oere);
        if (b->nummer.n > 0) {
            buf_c(out, ",\"nummer\":");
            buf_json(out, b->nummer);
        }
        if (str_is(b->art, "mellemregning"))
            buf_format(out, ",\"familien_skylder\":%s", b->familien_skylder ? "true" : "false");
        buf_char(out, '}');
    }
    buf_c(out, "]}\n");
}

static bool list(const struct cmd_db *db, const char *const *ord, bool json, struct buf *out,
                 struct err *err)
{
    int kommune = db->adgang.kommune;
    struct penge p;

    (void)ord;
    TRY(tilgodehavende_liste(db->store, out->arena, kommune, &p.skylder, &p.skyldere, err));
    TRY(beslutning_liste(db->store, out->arena, kommune, &p.beslutning, &p.beslutninger, err));
    (json ? json_all : print_all)(out, &p);
    return true;
}

int cmd_penge_list(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes kommando = {"penge list", 0, RET_LAES_PENGE, list};

    return cmd_db_laes(arena, argc, argv, &kommando);
}
