/*
 * register ret and its kin: one fact registered, corrected or taken back.
 *
 *     register ret foedt BARN DATO          register niveau ANBRINGELSE ID|ny trin=4 fra=DATO
 *     register ret SLAGS [EJER] ID|ny kolonne=værdi...
 *
 * One table of words; the columns are those of the CSV files. A correction keeps what is not told.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/register_cmd.h"
#include "cmd/udkast_cmd.h"
#include "haandbog/haandbog.h"

enum { ORD_MAX = 32 };

struct ord {
    const char *ord;
    enum register_slags slags;
    bool ejer;
    const char *kolonne; /* of a short form: the one value that follows the id */
};

static const struct ord ordene[] = {
    {"foedt", SLAGS_BARN, false, "foedt"},
    {"indflyttet", SLAGS_ANBRINGELSE, false, "indflyttet"},
    {"fraflyttet", SLAGS_ANBRINGELSE, false, "fraflyttet"},
    {"niveau", SLAGS_INDPLACERING, true, NULL},
    {"indplacering", SLAGS_INDPLACERING, true, NULL},
    {"situation", SLAGS_SITUATION, true, NULL},
    {"doegn", SLAGS_DOEGN, true, NULL},
    {"aftale", SLAGS_AFTALE, true, NULL},
    {"kontrakt", SLAGS_KONTRAKT, true, NULL},
    {"ophoer", SLAGS_OPHOER, true, NULL},
    {"anbringelse", SLAGS_ANBRINGELSE, false, NULL},
    {"barn", SLAGS_BARN, false, NULL},
    {"plejefamilie", SLAGS_PLEJEFAMILIE, false, NULL},
    {"godkendelse", SLAGS_GODKENDELSE, true, NULL},
    {"husstand", SLAGS_HUSSTAND, true, NULL},
};

struct ret_ord {
    struct cmd_db_words w;
    const char *haandbog;
    enum niveau_regel regel; /* of a level */
    const char *begrundelse;
    bool tilbagekald;
    const char *rest[ORD_MAX];
    size_t antal;
    const struct ord *ord;
    struct str ejer;
    struct str id;
    size_t foerste; /* of rest: the first value */
};

#define RET_USAGE                                                                                  \
    "register ret foedt|fraflyttet|indflyttet ID DATO, eller register ret SLAGS [EJER] ID|ny "     \
    "kolonne=værdi... [--begrundelse TEKST] [--haandbog STI], eller ... ID --tilbagekald; "       \
    "--som NAVN"

static const struct ord *find_word(const char *ord)
{
    for (size_t i = 0; i < sizeof(ordene) / sizeof(ordene[0]); i++)
        if (strcmp(ordene[i].ord, ord) == 0) return &ordene[i];
    return NULL;
}

/* Cuts the words; false when they are not enough. */
static bool read_words(struct ret_ord *o, size_t at)
{
    if (o->ord == NULL) return false;
    if (o->ord->ejer) {
        if (at >= o->antal) return false;
        o->ejer = str_from(o->rest[at++]);
    } else {
        o->ejer = STR_EMPTY;
    }
    if (at >= o->antal) return false;
    o->id = str_from(o->rest[at++]);
    o->foerste = at;
    size_t vaerdier = o->antal - at;
    if (o->tilbagekald) return vaerdier == 0;
    return o->ord->kolonne != NULL ? vaerdier == 1 : vaerdier > 0;
}

/* ---- the fact ---- */

static bool set_value(struct arena *arena, const char *ord, struct register_fakta *f,
                      struct err *err)
{
    struct str rest = str_from(ord);
    struct str navn;

    if (strchr(ord, '=') == NULL) {
        return err_set(err, ERR_INPUT, NULL,
                       "Skriv kolonne=værdi, fx fra=2021-06-01; der mangler et lighedstegn");
    }
    TRY(str_split(&rest, '=', &navn));
    return register_saet(arena, f, navn, rest, err);
}

/* What must be said of a new fact has been said: an empty value would be refused. */
static bool check_new(struct arena *arena, const struct ret_ord *o, const struct register_fakta *f,
                      struct err *err)
{
    struct str rest = register_kraevede(arena, f->slags);
    struct str alle = rest;
    struct str navn;

    while (str_split(&rest, ',', &navn)) {
        bool sagt = navn.n == 0;
        navn = str_trim(navn);
        for (size_t i = o->foerste; i < o->antal && !sagt; i++) {
            struct str ord = str_from(o->rest[i]);
            sagt = str_starts(ord, navn) && ord.n > navn.n && ord.p[navn.n] == '=';
        }
        if (sagt) continue;
        return err_set(err, ERR_INPUT, NULL, "%.*s mangler; en ny %s skal have %.*s", STR_ARG(navn),
                       register_slags_navn(f->slags), STR_ARG(alle));
    }
    return true;
}

static bool build(struct arena *arena, struct ret_ord *o, const struct register_fakta *kendt,
                  size_t antal, struct register_fakta *ud, struct err *err)
{
    const struct register_fakta *gammel = NULL;

    *ud = register_tom(o->ord->slags);
    ud->ejer = o->ejer;
    if (str_is(o->id, "ny")) o->id = register_nyt_id(arena, o->ord->slags, kendt, antal);
    for (size_t i = 0; i < antal; i++)
        if (str_eq(kendt[i].id, o->id) && !kendt[i].tilbagekaldt) gammel = &kendt[i];
    if (gammel != NULL) *ud = *gammel;
    ud->id = o->id;
    ud->tilbagekaldt = o->tilbagekald;
    if (o->tilbagekald) return true;
    if (o->ord->kolonne != NULL && gammel == NULL) {
        return err_set(err, ERR_INPUT, NULL, "Der er %s %s med id'et %.*s i registret",
                       o->ord->slags == SLAGS_BARN ? "intet" : "ingen",
                       register_slags_navn(o->ord->slags), STR_ARG(o->id));
    }
    if (gammel == NULL) TRY(check_new(arena, o, ud, err));
    if (o->ord->kolonne != NULL)
        return register_saet(arena, ud, str_from(o->ord->kolonne), str_from(o->rest[o->foerste]),
                             err);
    for (size_t i = o->foerste; i < o->antal; i++) TRY(set_value(arena, o->rest[i], ud, err));
    return true;
}

/* A level and a number of vederlag exclude each other: the one told last on the line holds. */
static void one_level(const struct ret_ord *o, struct register_fakta *f)
{
    if (f->slags != SLAGS_INDPLACERING || f->indplacering.trin == 0) return;
    for (size_t i = o->foerste; i < o->antal; i++) {
        if (strncmp(o->rest[i], "trin=", 5) == 0) f->indplacering.vederlag = BROK_NUL;
        if (strncmp(o->rest[i], "vederlag=", 9) == 0) f->indplacering.trin = 0;
    }
}

/* Free text is kept apart, and the fact holds its id. */
static bool keep_text(struct arena *arena, const struct ret_ord *o, const struct cmd_db *db,
                      const struct register_fakta *kendt, size_t antal, struct register_fakta *f,
                      struct err *err)
{
    struct str *tekst = register_fritekst(f);
    struct str foer = STR_EMPTY;

    if (f->tilbagekaldt) return true;
    if (o->begrundelse != NULL) {
        if (tekst == NULL || f->slags == SLAGS_KONTRAKT) {
            return err_set(err, ERR_INPUT, "--begrundelse",
                           "Kun indplaceringer og aftaler har en begrundelse");
        }
        *tekst = str_from(o->begrundelse);
    }
    if (tekst == NULL || tekst->n == 0) return true;
    for (size_t i = 0; i < antal; i++) {
        struct register_fakta k = kendt[i];
        if (str_eq(k.id, f->id)) foer = *register_fritekst(&k);
    }
    if (str_eq(foer, *tekst)) return true;
    return register_tekst_skriv(db->store, db->adgang.kommune, *tekst, TEGN_BREV, arena, tekst,
                                err);
}

/* ---- the direction of levels ---- */

static enum niveau_regel rule_of(const struct haandbog_samling *samling)
{
    static const enum niveau_regel regel[] = {
        [RETNING_FASTHOLDES] = NIVEAU_FASTHOLDES,
        [RETNING_ALDRIG_NED] = NIVEAU_ALDRIG_NED,
        [RETNING_GENFORHANDLES] = NIVEAU_GENFORHANDLES,
    };

    return regel[samling->haandbog[samling->count - 1].plan->retning];
}

bool register_cmd_retning(struct arena *arena, const char *sti, enum niveau_regel *ud,
                          struct err *err)
{
    struct haandbog_samling samling;
    struct fund_liste fund;

    fund_init(&fund, arena);
    TRY(haandbog_load(arena, sti, false, &samling, &fund, err));
    if (fund.fejl > 0 || samling.count == 0) {
        return err_set(err, ERR_INPUT, sti,
                       "Håndbogen har fejl; ret dem først, se »vederlag haandbog check«");
    }
    *ud = rule_of(&samling);
    return true;
}

/* The rule of the files that were named, else of what the kommune has in force. Before the
 * command's own transaction. */
static bool read_direction(struct arena *arena, struct ret_ord *o, const struct cmd_db *db,
                           struct err *err)
{
    struct haandbog_samling samling;

    if (o->ord->slags != SLAGS_INDPLACERING || o->tilbagekald) return true;
    if (o->haandbog != NULL) return register_cmd_retning(arena, o->haandbog, &o->regel, err);
    TRY(udkast_cmd_haandbog(arena, db, NULL, NULL, false, &samling, err));
    o->regel = rule_of(&samling);
    return true;
}

static bool check_direction(const struct ret_ord *o, const struct register_fakta *kendt,
                            size_t antal, const struct register_fakta *f, struct err *err)
{
    if (f->slags != SLAGS_INDPLACERING || f->tilbagekaldt) return true;
    enum niveau_svar svar = register_retning(o->regel, kendt, antal, f, o->begrundelse != NULL);
    if (svar == NIVEAU_TILLADT) return true;
    return err_set(err, ERR_INPUT, NULL, "Niveauet er ikke registreret: %.*s",
                   STR_ARG(niveau_svar_ord(svar, true).dansk));
}

/* ---- the command ---- */

static bool run(struct arena *arena, struct ret_ord *o, const struct cmd_db *db, int64_t *nr,
                bool *skrevet, struct err *err)
{
    struct register_fakta *kendt = NULL;
    struct register_fakta f;
    size_t antal = 0;
    enum register_slags slags = o->ord->slags;
    struct str handling = str_format(arena, o->tilbagekald ? "%s kaldt tilbage" : "%s registreret",
                                     register_slags_navn(slags));

    TRY(adgang_kraev(&db->adgang, RET_REGISTRER, err));
    TRY(register_fakta_af(db->store, arena, db->adgang.kommune, INT64_MAX, slags,
                          o->ord->ejer ? o->ejer : o->id, &kendt, &antal, err));
    TRY(build(arena, o, kendt, antal, &f, err));
    one_level(o, &f);
    TRY(check_direction(o, kendt, antal, &f, err));
    TRY(keep_text(arena, o, db, kendt, antal, &f, err));
    TRY(register_begin(db->store, &db->adgang, handling, db->now_us, nr, err));
    return register_ret(db->store, arena, &db->adgang, *nr, &f, skrevet, err);
}

static int tell(struct arena *arena, const struct ret_ord *o, bool skrevet, int64_t nr)
{
    struct buf out;

    buf_init(&out, arena);
    if (o->w.json) {
        buf_format(&out, "{\"registrering\":%" PRId64 ",\"slags\":\"%s\",\"id\":", skrevet ? nr : 0,
                   register_slags_kode(o->ord->slags));
        buf_json(&out, o->id);
        buf_c(&out, "}\n");
    } else if (skrevet) {
        buf_format(&out, "Registrering %" PRId64 ": %s ", nr, register_slags_navn(o->ord->slags));
        buf_terminal(&out, o->id);
        buf_c(&out, o->tilbagekald ? " er kaldt tilbage.\n" : " er registreret.\n");
    } else {
        buf_c(&out, "Intet nyt: registret siger det allerede.\n");
    }
    return cmd_output(buf_str(&out), NULL);
}

/* `ord`: the word that chose the kind, NULL when it is the first of the arguments. */
static int ret(struct arena *arena, const char *ord, int argc, char **argv)
{
    struct ret_ord o = {0};
    struct cmd_db db;
    struct err err = ERR_INIT;
    int64_t nr = 0;
    bool skrevet = false;
    const struct cmd_option options[] = {CMD_DB_OPTIONS(&o.w),
                                         {"--haandbog", &o.haandbog, NULL},
                                         {"--begrundelse", &o.begrundelse, NULL},
                                         {"--tilbagekald", NULL, &o.tilbagekald}};

    bool ok = cmd_options(argc, argv, options, sizeof(options) / sizeof(*options), o.rest, &o.antal,
                          ORD_MAX);
    if (ok && ord == NULL && o.antal > 0) o.ord = find_word(o.rest[0]);
    if (ok && ord != NULL) o.ord = find_word(ord);
    if (!ok || !read_words(&o, ord == NULL ? 1 : 0)) return cmd_usage(RET_USAGE);
    int code = cmd_db_open(arena, &o.w, &db);
    if (code != CMD_OK) return code;
    ok = read_direction(arena, &o, &db, &err) && store_begin(db.store, STORE_WRITE, &err) &&
         run(arena, &o, &db, &nr, &skrevet, &err);
    if (ok && skrevet) ok = store_commit(db.store, &err);
    if (!ok) return cmd_db_close(&db, cmd_db_error(&db, &err));
    return cmd_db_close(&db, tell(arena, &o, skrevet, nr));
}

int cmd_register_ret(struct arena *arena, int argc, char **argv)
{
    return ret(arena, NULL, argc, argv);
}

int cmd_register_niveau(struct arena *arena, int argc, char **argv)
{
    return ret(arena, "niveau", argc, argv);
}

int cmd_register_situation(struct arena *arena, int argc, char **argv)
{
    return ret(arena, "situation", argc, argv);
}

int cmd_register_aftale(struct arena *arena, int argc, char **argv)
{
    return ret(arena, "aftale", argc, argv);
}

int cmd_register_kontrakt(struct arena *arena, int argc, char **argv)
{
    return ret(arena, "kontrakt", argc, argv);
}

int cmd_register_ophoer(struct arena *arena, int argc, char **argv)
{
    return ret(arena, "ophoer", argc, argv);
}
