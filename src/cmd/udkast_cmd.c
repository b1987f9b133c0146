/*
 * haandbog udkast, foreslaa, ikraft, afvis, opgiv, liste, eksporter: a kommune's own texts of
 * handbooks and rates, from draft to force.
 */
#include "cmd/udkast_cmd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fil.h"
#include "base/id.h"
#include "base/tid.h"
#include "cmd/run_cmd.h"

/* ---- the handbook of a command */

/* NULL when no files are named. */
static bool read_files(struct arena *arena, const char *sti, struct haandbog_tekster *room,
                       const struct haandbog_tekster **out, struct err *err)
{
    struct fund_liste fund;

    *out = NULL;
    if (sti == NULL) return true;
    fund_init(&fund, arena);
    TRY(haandbog_tekster_laes(arena, sti, room, &fund, err));
    *out = room;
    return true;
}

void udkast_cmd_fejl(struct arena *arena, struct fund_liste *fund)
{
    struct buf text;

    fund_sort(fund);
    buf_init(&text, arena);
    for (size_t i = 0; i < fund->count; i++)
        if (fund->fund[i].fejl) fund_print(&text, &fund->fund[i], STR_EMPTY);
    cmd_complain(buf_str(&text));
}

/* What is in force, or the draft among it; errors are findings. */
static bool load_and_check(struct arena *arena, const struct cmd_db *db,
                           const struct udkast_gaeldende *g, const struct udkast_tekst *med,
                           bool eksempler, struct haandbog_samling *out, struct fund_liste *fund,
                           const struct eksempel_resultat **eksempel, struct err *err)
{
    struct udkast_tjek tjek;

    if (med == NULL) {
        TRY(udkast_samling(arena, g, NULL, out, fund, err));
        return udkast_efterse(arena, g, out, eksempler, fund, eksempel, err);
    }
    TRY(udkast_tjek(arena, db->adgang.kommune, g, med, dato_of_us(db->now_us), &tjek, err));
    *out = tjek.samling;
    *fund = tjek.fund;
    return true;
}

/* What is in force, and the draft among it. Inside a transaction. */
static bool read_texts(struct arena *arena, const struct cmd_db *db,
                       const struct haandbog_tekster *filer, const char *id,
                       struct udkast_gaeldende *g, struct udkast_tekst *med, struct err *err)
{
    struct udkast u;
    int kommune = db->adgang.kommune;

    TRY(udkast_gaeldende(db->store, arena, kommune, filer, g, err));
    if (id == NULL) return true;
    TRY(udkast_find(db->store, arena, kommune, str_from(id), &u, err));
    *med = (struct udkast_tekst){u.slags, u.navn, STR_EMPTY, 0};
    return udkast_hent(db->store, arena, kommune, u.id, u.tekst, &med->tekst, err);
}

bool udkast_cmd_haandbog(struct arena *arena, const struct cmd_db *db, const char *sti,
                         const char *udkast, bool eksempler, struct haandbog_samling *out,
                         struct err *err)
{
    struct haandbog_tekster room = {0};
    const struct haandbog_tekster *filer;
    struct udkast_gaeldende g;
    struct udkast_tekst med;
    struct fund_liste fund;
    const struct eksempel_resultat *eksempel = NULL;
    const char *sted = sti != NULL ? sti : "håndbogen i kraft";

    fund_init(&fund, arena);
    TRY(read_files(arena, sti, &room, &filer, err));
    TRY(store_begin(db->store, STORE_READ, err));
    bool ok = read_texts(arena, db, filer, udkast, &g, &med, err);
    store_rollback(db->store);
    TRY(ok);
    if (g.nr == 0 && udkast == NULL && sti != NULL) {
        TRY(haandbog_load(arena, sti, true, out, &fund, err)); /* findings name the files */
        for (size_t i = 0; eksempler && fund.fejl == 0 && i < out->count && eksempel == NULL; i++)
            TRY(udkast_eksempel(arena, &out->haandbog[i], &eksempel, err));
    } else {
        TRY(load_and_check(arena, db, &g, udkast == NULL ? NULL : &med, eksempler, out, &fund,
                           &eksempel, err));
    }
    if (out->count == 0)
        return err_set(err, ERR_INPUT, NULL,
                       "Kommunen har ingen håndbog i kraft; sig med --haandbog STI, hvor den er");
    udkast_cmd_fejl(arena, &fund);
    if (fund.fejl > 0)
        return err_set(err, ERR_INPUT, sted, "håndbogen har fejl; intet er beregnet");
    return eksempel == NULL || err_set(err, ERR_INPUT, sted,
                                       "eksemplet \"%.*s\" giver et andet svar, så intet er "
                                       "beregnet; kør vederlag haandbog test",
                                       STR_ARG(eksempel->navn));
}

/* ---- what the commands share */

struct args {
    struct cmd_db_words words;
    const char *ord; /* the one word that is no option */
    const char *haandbog;
    const char *navn;
    const char *udkast;
    const char *begrundelse;
    const char *til;
};

static bool read_args(int argc, char **argv, bool ord, struct args *a)
{
    const struct cmd_option options[] = {
        CMD_DB_OPTIONS(&a->words),
        {"--haandbog", &a->haandbog, NULL},
        {"--navn", &a->navn, NULL},
        {"--udkast", &a->udkast, NULL},
        {"--til", &a->til, NULL},
        {"-o", &a->til, NULL},
        {"--begrundelse", &a->begrundelse, NULL},
    };
    size_t n;

    *a = (struct args){0};
    return cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), &a->ord, &n,
                       ord ? 1 : 0) &&
           n == (ord ? 1u : 0u);
}

static int closed(struct cmd_db *db, bool ok, const struct buf *out, const struct err *err)
{
    return ok ? run_slut(db, out) : cmd_db_close(db, cmd_db_error(db, err));
}

/* ---- udkast: save */

static void print_check(struct buf *out, const struct udkast_tjek *tjek, struct str tekst)
{
    for (size_t i = 0; i < tjek->fund.count; i++)
        if (!tjek->fund.fund[i].accepteret) fund_print(out, &tjek->fund.fund[i], tekst);
    for (size_t i = 0; i < tjek->eksempler_fejl; i++)
        buf_format(out, "linje %d: eksemplet \"%.*s\" giver et andet svar\n%.*s\n",
                   tjek->eksempel[i].sted.linje, STR_ARG(tjek->eksempel[i].navn),
                   STR_ARG(tjek->eksempel[i].forklaring.dansk));
    buf_format(out, "%zu fejl, %zu bemærkninger; ", tjek->fund.fejl, tjek->bemaerkninger);
    if (tjek->fund.fejl > 0)
        buf_c(out, "eksemplerne er ikke regnet efter\n");
    else
        buf_format(out, "%zu eksempler bestået, %zu fejlet\n",
                   tjek->eksempler - tjek->eksempler_fejl, tjek->eksempler_fejl);
}

static void print_saved(struct buf *out, const struct args *a, const struct udkast_ny *ny,
                        const struct udkast_tjek *tjek, bool gemt)
{
    if (a->words.json) {
        buf_format(out, "{\"udkast\":\"%.*s\",\"tekst\":%lld,\"gemt\":%s,\"fejl\":%zu,",
                   STR_ARG(ny->id), (long long)ny->efter + gemt, gemt ? "true" : "false",
                   tjek->fund.fejl);
        buf_format(out, "\"bemaerkninger\":%zu,\"eksempler\":%zu,\"eksempler_fejl\":%zu,",
                   tjek->bemaerkninger, tjek->eksempler, tjek->eksempler_fejl);
        buf_c(out, "\"fund\":");
        fund_print_json(out, &tjek->fund);
        buf_c(out, "}\n");
        return;
    }
    print_check(out, tjek, ny->tekst.tekst);
    buf_format(out, "%s %.*s%s\n",
               gemt ? "Gemt som udkast" : "Udkastet er det samme som før:", STR_ARG(ny->id),
               udkast_kan_foreslaas(tjek) ? "; det kan foreslås"
                                          : "; det kan foreslås, når det er rettet");
}

/* Over which draft and text it is saved. */
static bool over_what(struct arena *arena, const struct cmd_db *db, const struct args *a,
                      struct udkast_ny *ny, struct err *err)
{
    struct udkast u;
    struct id *id = ARENA_NEW(arena, struct id);

    if (a->udkast == NULL) {
        TRY(id_make(id, err));
        ny->id = id_str(id);
        return true;
    }
    TRY(udkast_find(db->store, arena, db->adgang.kommune, str_from(a->udkast), &u, err));
    ny->id = u.id;
    ny->efter = u.tekst;
    return true;
}

static bool save(struct arena *arena, const struct cmd_db *db, const struct args *a,
                 struct udkast_ny *ny, struct buf *out, struct err *err)
{
    struct haandbog_tekster room = {0};
    const struct haandbog_tekster *filer;
    struct udkast_tjek tjek;
    bool gemt;

    TRY(read_files(arena, a->haandbog, &room, &filer, err));
    TRY(store_begin(db->store, STORE_WRITE, err));
    TRY(over_what(arena, db, a, ny, err));
    TRY(udkast_gem(db->store, arena, &db->adgang, filer, ny, db->now_us, &tjek, &gemt, err));
    TRY(store_commit(db->store, err));
    print_saved(out, a, ny, &tjek, gemt);
    return true;
}

static struct str base_name(const char *sti)
{
    const char *slash = strrchr(sti, '/');

    return str_from(slash == NULL ? sti : slash + 1);
}

int cmd_haandbog_udkast(struct arena *arena, int argc, char **argv)
{
    struct args a;
    struct udkast_ny ny = {0};
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!read_args(argc, argv, true, &a))
        return cmd_usage("haandbog udkast FIL [--navn NAVN] [--udkast ID] [--haandbog STI]");
    struct str navn = a.navn != NULL ? str_from(a.navn) : base_name(a.ord);
    if (!udkast_navn_parse(navn, &ny.tekst.slags, &ny.tekst.navn, &err) ||
        !fil_read(arena, a.ord, UDKAST_TEKST_MAX, &ny.tekst.tekst, &err) ||
        !str_check_utf8(&ny.tekst.tekst, a.ord, &err))
        return cmd_error(&err);
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    buf_init(&out, arena);
    return closed(&db, save(arena, &db, &a, &ny, &out, &err), &out, &err);
}

/* ---- foreslaa, ikraft, afvis, opgiv */

enum skridt { FORESLAA, IKRAFT, AFVIS, OPGIV };

static const char *const GJORT[] = {
    [FORESLAA] = "foreslået; en anden kan nu sætte det i kraft",
    [IKRAFT] = "sat i kraft",
    [AFVIS] = "sendt tilbage",
    [OPGIV] = "opgivet",
};

static bool take_step(struct arena *arena, const struct cmd_db *db, const struct args *a,
                      const struct haandbog_tekster *filer, const struct udkast *u,
                      enum skridt skridt, struct err *err)
{
    struct str begrundelse = str_from(a->begrundelse);
    int64_t nr = 0;

    switch (skridt) {
    case FORESLAA: return udkast_foreslaa(db->store, arena, &db->adgang, filer, u, db->now_us, err);
    case IKRAFT:
        return udkast_ikraft(db->store, arena, &db->adgang, filer, u, db->now_us, &nr, err);
    case AFVIS: return udkast_afvis(db->store, &db->adgang, u, begrundelse, db->now_us, err);
    default: return udkast_opgiv(db->store, &db->adgang, u, begrundelse, db->now_us, err);
    }
}

static bool step(struct arena *arena, const struct cmd_db *db, const struct args *a,
                 enum skridt skridt, struct buf *out, struct err *err)
{
    struct haandbog_tekster room = {0};
    const struct haandbog_tekster *filer;
    struct udkast u;

    TRY(read_files(arena, a->haandbog, &room, &filer, err));
    TRY(store_begin(db->store, STORE_WRITE, err));
    TRY(udkast_find(db->store, arena, db->adgang.kommune, str_from(a->ord), &u, err));
    TRY(take_step(arena, db, a, filer, &u, skridt, err));
    TRY(store_commit(db->store, err));
    struct str fil = udkast_fil(arena, u.slags, u.navn);
    if (a->words.json)
        buf_format(out, "{\"udkast\":\"%.*s\",\"hash\":\"%.*s\"}\n", STR_ARG(u.id),
                   STR_ARG(u.hash));
    else
        buf_format(out, "%.*s er %s.\n", STR_ARG(fil), GJORT[skridt]);
    return true;
}

static int step_command(struct arena *arena, int argc, char **argv, const char *usage,
                        enum skridt skridt)
{
    struct args a;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!read_args(argc, argv, true, &a)) return cmd_usage(usage);
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    buf_init(&out, arena);
    return closed(&db, step(arena, &db, &a, skridt, &out, &err), &out, &err);
}

int cmd_haandbog_foreslaa(struct arena *arena, int argc, char **argv)
{
    return step_command(arena, argc, argv, "haandbog foreslaa ID [--haandbog STI]", FORESLAA);
}

int cmd_haandbog_ikraft(struct arena *arena, int argc, char **argv)
{
    return step_command(arena, argc, argv, "haandbog ikraft ID [--haandbog STI]", IKRAFT);
}

int cmd_haandbog_afvis(struct arena *arena, int argc, char **argv)
{
    return step_command(arena, argc, argv, "haandbog afvis ID --begrundelse TEKST", AFVIS);
}

int cmd_haandbog_opgiv(struct arena *arena, int argc, char **argv)
{
    return step_command(arena, argc, argv, "haandbog opgiv ID --begrundelse TEKST", OPGIV);
}

/* ---- liste */

static bool name_of(const struct cmd_db *db, struct arena *arena, struct str bruger,
                    struct str *out, struct err *err)
{
    return adgang_navn(db->store, arena, db->adgang.kommune, bruger, out, err);
}

static bool print_force(const struct cmd_db *db, const struct udkast_kraft *k, struct buf *out,
                        struct err *err)
{
    struct arena *arena = out->arena;
    struct str a, b;

    TRY(name_of(db, arena, k->foreslaaet_af, &a, err));
    TRY(name_of(db, arena, k->bruger, &b, err));
    buf_format(out, "  %3lld  ", (long long)k->nr);
    buf_left(out, udkast_fil(arena, k->slags, k->navn), 20);
    buf_format(out, "  fra %.*s  %.12s  foreslået af %.*s, sat i kraft af %.*s %.*s%s\n",
               STR_ARG(dato_iso(arena, k->gaelder_fra)), k->hash.p, STR_ARG(a), STR_ARG(b),
               STR_ARG(tid_tekst(arena, k->tid_us)), k->gaelder ? "" : "  (afløst)");
    return true;
}

static bool print_draft(const struct cmd_db *db, const struct udkast *u, struct buf *out,
                        struct err *err)
{
    struct arena *arena = out->arena;
    struct str hvem;

    TRY(name_of(db, arena, u->skrevet_af, &hvem, err));
    buf_format(out, "  %.*s  ", STR_ARG(u->id));
    buf_left(out, udkast_fil(arena, u->slags, u->navn), 20);
    buf_c(out, "  ");
    buf_left(out, str_from(udkast_tilstand_navn(u->tilstand)), 12);
    buf_format(out, "  %lld fejl  gemt af %.*s %.*s\n", (long long)(u->fejl + u->eksempler_fejl),
               STR_ARG(hvem), STR_ARG(tid_tekst(arena, u->skrevet_us)));
    return true;
}

static bool text_list(const struct cmd_db *db, const struct udkast_kraft *k, size_t kraefter,
                      const struct udkast *u, size_t udkast, struct buf *out, struct err *err)
{
    buf_c(out, kraefter > 0 ? "I kraft\n" : "Kommunen har ikke sat noget i kraft.\n");
    for (size_t i = 0; i < kraefter; i++) TRY(print_force(db, &k[i], out, err));
    buf_c(out, udkast > 0 ? "Udkast\n" : "Der er ingen udkast.\n");
    for (size_t i = 0; i < udkast; i++) TRY(print_draft(db, &u[i], out, err));
    return true;
}

static void json_list(const struct udkast_kraft *k, size_t kraefter, const struct udkast *u,
                      size_t udkast, struct buf *out)
{
    struct arena *arena = out->arena;

    buf_c(out, "{\"i_kraft\":[");
    for (size_t i = 0; i < kraefter; i++)
        buf_format(out,
                   "%s{\"nr\":%lld,\"fil\":\"%.*s\",\"gaelder\":%s,\"gaelder_fra\":\"%.*s\","
                   "\"hash\":\"%.*s\",\"udkast\":\"%.*s\"}",
                   i > 0 ? ",\n" : "", (long long)k[i].nr,
                   STR_ARG(udkast_fil(arena, k[i].slags, k[i].navn)),
                   k[i].gaelder ? "true" : "false", STR_ARG(dato_iso(arena, k[i].gaelder_fra)),
                   STR_ARG(k[i].hash), STR_ARG(k[i].udkast));
    buf_c(out, "],\n\"udkast\":[");
    for (size_t i = 0; i < udkast; i++)
        buf_format(out,
                   "%s{\"id\":\"%.*s\",\"fil\":\"%.*s\",\"tilstand\":\"%s\",\"tekst\":%lld,"
                   "\"hash\":\"%.*s\",\"fejl\":%lld,\"eksempler_fejl\":%lld}",
                   i > 0 ? ",\n" : "", STR_ARG(u[i].id),
                   STR_ARG(udkast_fil(arena, u[i].slags, u[i].navn)),
                   udkast_tilstand_kode(u[i].tilstand), (long long)u[i].tekst, STR_ARG(u[i].hash),
                   (long long)u[i].fejl, (long long)u[i].eksempler_fejl);
    buf_c(out, "]}\n");
}

static bool print_list(const struct cmd_db *db, const char *const *ord, bool json, struct buf *out,
                       struct err *err)
{
    struct udkast_kraft *k;
    struct udkast *u;
    size_t kraefter, udkast;

    (void)ord;
    TRY(udkast_kraefter(db->store, out->arena, db->adgang.kommune, &k, &kraefter, err));
    TRY(udkast_liste(db->store, out->arena, db->adgang.kommune, &u, &udkast, err));
    if (!json) return text_list(db, k, kraefter, u, udkast, out, err);
    json_list(k, kraefter, u, udkast, out);
    return true;
}

int cmd_haandbog_liste(struct arena *arena, int argc, char **argv)
{
    const struct cmd_laes liste = {"haandbog liste --som NAVN [--json]", 0, RET_SIMULER,
                                   print_list};

    return cmd_db_laes(arena, argc, argv, &liste);
}

/* ---- eksporter */

static bool make_folder(const char *sti, struct err *err)
{
    if (mkdir(sti, 0777) == 0 || (errno == EEXIST && fil_is_folder(sti))) return true;
    return err_set(err, ERR_IO, sti, "mappen kan ikke oprettes: %s", strerror(errno));
}

/* All that is in force, as a folder a handbook can be read from. */
static bool write_folder(struct arena *arena, const struct udkast_gaeldende *g, const char *til,
                         struct err *err)
{
    const char *takster = str_c(arena, str_format(arena, "%s/takster", til));

    if (g->antal == 0) return err_set(err, ERR_INPUT, NULL, "Kommunen har ikke sat noget i kraft");
    TRY(make_folder(til, err));
    TRY(make_folder(takster, err));
    for (size_t i = 0; i < g->antal; i++) {
        const struct udkast_tekst *t = &g->tekst[i];
        struct str fil = udkast_fil(arena, t->slags, t->navn);
        const char *mappe = t->slags == UDKAST_TAKSTER ? takster : til;
        TRY(fil_write(str_c(arena, str_format(arena, "%s/%.*s", mappe, STR_ARG(fil))), t->tekst,
                      err));
    }
    return true;
}

static bool export(struct arena *arena, const struct cmd_db *db, const struct args *a,
                   struct buf *out, struct err *err)
{
    struct udkast_gaeldende g;
    struct udkast_tekst tekst = {0};

    TRY(adgang_kraev(&db->adgang, RET_SIMULER, err));
    TRY(store_begin(db->store, STORE_READ, err));
    TRY(read_texts(arena, db, NULL, a->udkast, &g, &tekst, err));
    TRY(store_commit(db->store, err));
    if (a->udkast == NULL) {
        TRY(write_folder(arena, &g, a->til, err));
        buf_format(out, "%zu filer er skrevet i %s\n", g.antal, a->til);
    } else if (a->til == NULL) {
        buf_add(out, tekst.tekst);
    } else {
        TRY(fil_write(a->til, tekst.tekst, err));
    }
    return true;
}

int cmd_haandbog_eksporter(struct arena *arena, int argc, char **argv)
{
    struct args a;
    struct err err = ERR_INIT;
    struct cmd_db db;
    struct buf out;

    if (!read_args(argc, argv, false, &a) || (a.udkast == NULL && a.til == NULL))
        return cmd_usage("haandbog eksporter --til MAPPE | --udkast ID [-o FIL]");
    int code = cmd_db_open(arena, &a.words, &db);
    if (code != CMD_OK) return code;
    buf_init(&out, arena);
    return closed(&db, export(arena, &db, &a, &out, &err), &out, &err);
}
