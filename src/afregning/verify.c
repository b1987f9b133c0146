/*
 * verify: the chain, the stored texts, the exports, the anchors, and the sums once more.
 *
 * Memory: 32 bytes for each stored text, and one text at a time; the recomputation has an arena of
 * its own for each edition.
 */
#include "afregning/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <sodium.h>

#include "afregning/intern.h"

enum { NOEGLE = 32, GENBEREGN_BYTES_GB = 8 };

static const char *const SLAGS[VERIFY_SLAGS] = {
    [VERIFY_RAEKKE] = "raekke",   [VERIFY_AFKORTET] = "afkortet", [VERIFY_UDSKIFTET] = "udskiftet",
    [VERIFY_INDHOLD] = "indhold", [VERIFY_EKSPORT] = "eksport",   [VERIFY_GENBEREGN] = "genberegn",
};

const char *verify_slags_kode(enum verify_slags slags)
{
    ASSERT(slags < VERIFY_SLAGS);
    return SLAGS[slags];
}

struct verify {
    struct store *store;
    struct arena *arena;
    int kommune;
    const struct verify_valg *valg;
    struct verify_svar *svar;
    size_t plads;
    unsigned char (*tekst)[NOEGLE]; /* the hash of every stored text, ascending */
    size_t tekst_plads;
};

static void keep(struct verify *v, enum verify_slags slags, struct str dansk, struct str engelsk)
{
    struct verify_svar *s = v->svar;

    if (++s->i_alt > VERIFY_VIST) return;
    s->fund = arena_grow(v->arena, s->fund, s->antal, &v->plads, s->antal + 1, sizeof(*s->fund));
    s->fund[s->antal++] = (struct verify_fund){slags, dansk, engelsk};
}

/* Both languages take the same values, in that order. */
static void found(struct verify *v, enum verify_slags slags, const char *dansk, const char *engelsk,
                  ...) __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

static void found(struct verify *v, enum verify_slags slags, const char *dansk, const char *engelsk,
                  ...)
{
    va_list args;

    va_start(args, engelsk);
    struct str tekst = str_vformat(v->arena, dansk, args);
    va_end(args);
    va_start(args, engelsk);
    keep(v, slags, tekst, str_vformat(v->arena, engelsk, args));
    va_end(args);
}

static void told(struct verify *v, size_t done, size_t total)
{
    const struct fremgang *f = v->valg->fremgang;

    if (f != NULL) f->fortael(f->ctx, done, total);
}

/* ---- the chain and the anchors */

static bool check_chain(struct verify *v, struct err *err)
{
    int64_t brud = 0;

    TRY(journal_efterse(v->store, v->arena, v->kommune, &v->svar->raekker, &brud, &v->svar->hoved,
                        err));
    if (brud != 0)
        found(v, VERIFY_RAEKKE,
              "Journalens række %lld er ændret, eller der mangler en række før den; hent en "
              "sikkerhedskopi fra før det",
              "Row %lld of the journal was changed, or a row before it is missing; fetch a backup "
              "from before that",
              (long long)brud);
    return true;
}

static bool check_anchor(struct verify *v, const struct anker *a, struct err *err)
{
    struct store_rows rows;

    if (a->kommune != v->kommune) return true;
    v->svar->ankre++;
    if (a->nr > v->svar->hoved.nr) {
        found(v, VERIFY_AFKORTET,
              "Journalen er afkortet: den ender ved række %lld, men %s har set række %lld; hent en "
              "sikkerhedskopi, der når så langt",
              "The journal was cut off: it ends at row %lld, but %s has seen row %lld; fetch a "
              "backup that goes that far",
              (long long)v->svar->hoved.nr, a->fil, (long long)a->nr);
        return true;
    }
    TRY(store_query(v->store, v->arena, SQL_AFREGNING_JOURNAL_HASH,
                    ARGS(STORE_I(v->kommune), STORE_I(a->nr)), 1, &rows, err));
    if (rows.count == 1 && str_is(store_at(&rows, 0, 0).s, a->hash)) return true;
    found(v, VERIFY_UDSKIFTET,
          "Journalen er udskiftet: række %lld er en anden end den, %s har set; hent en "
          "sikkerhedskopi fra før det",
          "The journal was exchanged: row %lld is another than the one %s has seen; fetch a backup "
          "from before that",
          (long long)a->nr, a->fil);
    return true;
}

/* ---- stored texts */

static bool key_of(struct str hex, unsigned char *key)
{
    size_t n = 0;

    return hex.n == 2 * NOEGLE && sodium_hex2bin(key, NOEGLE, hex.p, hex.n, NULL, &n, NULL) == 0 &&
           n == NOEGLE;
}

static int by_key(const void *a, const void *b)
{
    return memcmp(a, b, NOEGLE);
}

static bool is_stored(const struct verify *v, struct str hex)
{
    unsigned char key[NOEGLE];

    if (v->svar->tekster == 0 || !key_of(hex, key)) return false;
    return bsearch(key, v->tekst, v->svar->tekster, NOEGLE, by_key) != NULL;
}

static bool known_kind(struct str art)
{
    static const char *const kind[] = {"takster",    "haandbog",  "plan", "fakta",
                                       "faktaliste", "linjer",    "fil",  "fil-base64",
                                       "manifest",   "kvittering"};

    for (size_t i = 0; i < sizeof(kind) / sizeof(*kind); i++)
        if (str_is(art, kind[i])) return true;
    return false;
}

static bool check_text(void *ctx, const struct store_value *value, size_t columns, struct err *err)
{
    struct verify *v = ctx;
    struct hash hash = hash_of(value[2].s);
    unsigned char key[NOEGLE];

    (void)err;
    ASSERT(columns == 3);
    told(v, v->svar->tekster, 0);
    if (!str_is(value[0].s, hash.hex) || !known_kind(value[1].s) || !key_of(value[0].s, key)) {
        found(v, VERIFY_INDHOLD, "Det gemte indhold %.12s… er ændret; hent en sikkerhedskopi",
              "The stored content %.12s… was changed; fetch a backup", str_c(v->arena, value[0].s));
        return true;
    }
    v->tekst = arena_grow(v->arena, v->tekst, v->svar->tekster, &v->tekst_plads,
                          v->svar->tekster + 1, NOEGLE);
    memcpy(v->tekst[v->svar->tekster++], key, NOEGLE);
    return true;
}

/* What a stored text is to what uses it, as the statement names it, in both languages. */
static const char *const USED_AS[][2] = {
    {"en del af et grundlag", "a part of what a run was computed from"},
    {"plan", "plan"},
    {"faktaliste", "list of facts"},
    {"linjer", "lines"},
    {"manifest", "manifest"},
    {"fil", "file"},
    {"kvittering", "receipt"},
};

static void missing(struct verify *v, struct str hash, struct str hvor)
{
    struct str kort = str_sub(hash, 0, 12), engelsk = hvor;

    for (size_t i = 0; i < sizeof(USED_AS) / sizeof(*USED_AS); i++)
        if (str_is(hvor, USED_AS[i][0])) engelsk = str_from(USED_AS[i][1]);
    keep(v, VERIFY_INDHOLD,
         str_format(v->arena, "Det gemte indhold %.*s… (%.*s) mangler; hent en sikkerhedskopi",
                    STR_ARG(kort), STR_ARG(hvor)),
         str_format(v->arena, "The stored content %.*s… (%.*s) is missing; fetch a backup",
                    STR_ARG(kort), STR_ARG(engelsk)));
}

/* Each line of a list but the first names a text: a plan's in its third word, the facts' in its
 * second. */
static bool check_list(void *ctx, const struct store_value *value, size_t columns, struct err *err)
{
    struct verify *v = ctx;
    int words = str_is(value[1].s, "plan") ? 3 : 2;
    struct str rest = value[0].s, line;

    (void)err;
    ASSERT(columns == 2);
    if (!str_split(&rest, '\n', &line)) return true;
    while (rest.n > 0 && str_split(&rest, '\n', &line)) {
        struct str word = STR_EMPTY;
        if (str_starts(line, STR("aftryk\t"))) continue; /* a hash of a month, not of a text */
        for (int i = 0; i < words; i++)
            if (!str_split(&line, '\t', &word)) word = STR_EMPTY;
        if (!is_stored(v, word)) missing(v, word, str_from(USED_AS[0][0]));
    }
    return true;
}

static bool check_use(void *ctx, const struct store_value *value, size_t columns, struct err *err)
{
    struct verify *v = ctx;

    (void)err;
    ASSERT(columns == 3);
    if (!is_stored(v, value[0].s)) missing(v, value[0].s, value[1].s);
    return true;
}

static bool check_texts(struct verify *v, struct err *err)
{
    const struct store_value args[] = {STORE_I(v->kommune)};

    TRY(store_each(v->store, v->arena, SQL_AFREGNING_INDHOLD_ALLE, args, 1, check_text, v, err));
    if (v->svar->tekster > 0) qsort(v->tekst, v->svar->tekster, NOEGLE, by_key);
    TRY(store_each(v->store, v->arena, SQL_AFREGNING_INDHOLD_LISTER, args, 1, check_list, v, err));
    return store_each(v->store, v->arena, SQL_AFREGNING_INDHOLD_BRUGT, args, 1, check_use, v, err);
}

/* ---- exports */

static bool same_text(json_t *object, const char *name, struct str text)
{
    const char *value = json_string_value(json_object_get(object, name));

    return value != NULL && str_is(text, value);
}

static bool same_number(json_t *object, const char *name, int64_t number)
{
    json_t *value = json_object_get(object, name);

    return json_is_integer(value) && json_integer_value(value) == number;
}

/* One file of an export, as the database and as the manifest have it. */
static bool same_file(struct verify *v, json_t *said, const struct store_rows *rows, size_t at,
                      bool *same, struct err *err)
{
    struct str navn = store_at(rows, at, 1).s, bytes;
    struct err lost = ERR_INIT;

    *same = same_text(said, "kanal", store_at(rows, at, 0).s) && same_text(said, "fil", navn) &&
            same_number(said, "antal", store_at(rows, at, 3).i) &&
            same_number(said, "sum_oere", store_at(rows, at, 4).i);
    if (!*same) return true;
    if (!indhold_hent_fil(v->store, v->arena, v->kommune, store_at(rows, at, 2).s, &bytes, &lost)) {
        *same = false;
        if (lost.kind == ERR_INPUT) return true;
        *err = lost;
        return false;
    }
    struct hash hash = hash_of(bytes);
    *same = same_text(said, "sha256", str_from(hash.hex)) &&
            store_at(rows, at, 5).i == (int64_t)bytes.n;
    return true;
}

static bool same_export(struct verify *v, json_t *said, const struct store_rows *e, size_t at,
                        bool *same, struct err *err)
{
    json_t *hoved = json_object_get(said, "hoved"), *filer = json_object_get(said, "filer");
    int64_t nr = store_at(e, at, 0).i;
    struct store_rows rows;

    TRY(store_query(v->store, v->arena, SQL_AFREGNING_EKSPORT_FILER,
                    ARGS(STORE_I(v->kommune), STORE_I(nr)), RUNS_MAX, &rows, err));
    *same = same_number(said, "kommune", v->kommune) && same_number(said, "eksport", nr) &&
            same_number(said, "koersel", store_at(e, at, 1).i) &&
            same_number(hoved, "nr", store_at(e, at, 3).i) &&
            same_text(hoved, "hash", store_at(e, at, 4).s) && json_array_size(filer) == rows.count;
    for (size_t i = 0; *same && i < rows.count; i++)
        TRY(same_file(v, json_array_get(filer, i), &rows, i, same, err));
    return true;
}

static bool check_export(struct verify *v, const struct store_rows *e, size_t at, struct err *err)
{
    struct str tekst;
    struct err lost = ERR_INIT;
    bool same = false;

    /* A manifest that is gone or changed is told among the texts. */
    if (!indhold_hent(v->store, v->arena, v->kommune, store_at(e, at, 2).s, &tekst, &lost)) {
        if (lost.kind == ERR_INPUT) return true;
        *err = lost;
        return false;
    }
    json_t *said = json_loadb(tekst.p, tekst.n, 0, NULL);
    bool ok = said == NULL || same_export(v, said, e, at, &same, err);
    json_decref(said);
    if (ok && !same)
        found(v, VERIFY_EKSPORT,
              "Eksport nr. %lld er ikke, hvad dens manifest siger; hent en sikkerhedskopi, og send "
              "ingen filer fra den",
              "Export no. %lld is not what its manifest says; fetch a backup, and send no files of "
              "it",
              (long long)store_at(e, at, 0).i);
    return ok;
}

static bool check_exports(struct verify *v, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(v->store, v->arena, SQL_AFREGNING_EKSPORT_ALLE, ARGS(STORE_I(v->kommune)),
                    ROWS_MAX, &rows, err));
    for (size_t i = 0; i < rows.count; i++) TRY(check_export(v, &rows, i, err));
    v->svar->eksporter = rows.count;
    return true;
}

/* ---- the sums once more */

static bool compute_again(struct verify *v, struct arena *arena, int64_t koersel, int64_t udgave,
                          struct err *err)
{
    struct err other = ERR_INIT;
    struct str foerste = STR_EMPTY;
    bool same = false;

    if (udgave_genberegn(v->store, arena, v->kommune, koersel, udgave, &same, &foerste, &other)) {
        if (!same)
            found(v, VERIFY_GENBEREGN,
                  "Kørsel nr. %lld giver ikke det samme, når den beregnes igen: %.*s",
                  "Run no. %lld does not give the same when it is computed again: %.*s",
                  (long long)koersel, STR_ARG(foerste));
        return true;
    }
    if (other.kind != ERR_INPUT) {
        *err = other;
        return false;
    }
    found(v, VERIFY_GENBEREGN, "Kørsel nr. %lld kan ikke beregnes igen: %s%.0s",
          "Run no. %lld cannot be computed again: %.0s%s", (long long)koersel, other.text,
          err_paa_side(&other, true));
    return true;
}

static bool check_sums(struct verify *v, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(v->store, v->arena, SQL_AFREGNING_GODKENDTE, ARGS(STORE_I(v->kommune)),
                    RUNS_MAX, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        struct arena arena;
        told(v, i, rows.count);
        arena_init(&arena, (size_t)GENBEREGN_BYTES_GB << 30);
        bool ok = compute_again(v, &arena, store_at(&rows, i, 1).i, store_at(&rows, i, 2).i, err);
        arena_release(&arena);
        if (!ok) return false;
    }
    v->svar->udgaver = rows.count;
    return true;
}

/* ---- the texts of drafts, of which some are in force */

static bool check_draft(void *ctx, const struct store_value *value, size_t columns, struct err *err)
{
    struct verify *v = ctx;
    struct hash hash = hash_of(value[1].s);

    (void)err;
    ASSERT(columns == 3);
    v->svar->udkast++;
    if (!str_is(value[0].s, hash.hex))
        found(v, VERIFY_INDHOLD, "En gemt tekst af %s er ændret; hent en sikkerhedskopi",
              "A stored text of %s was changed; fetch a backup", str_c(v->arena, value[2].s));
    return true;
}

static bool check_drafts(struct verify *v, struct err *err)
{
    const struct store_value args[] = {STORE_I(v->kommune)};

    return store_each(v->store, v->arena, SQL_UDKAST_TEKSTER_ALLE, args, 1, check_draft, v, err);
}

bool afregning_verify(struct store *store, struct arena *arena, int kommune,
                      const struct verify_valg *valg, struct verify_svar *out, struct err *err)
{
    struct verify v = {
        .store = store, .arena = arena, .kommune = kommune, .valg = valg, .svar = out};

    *out = (struct verify_svar){0};
    TRY(check_chain(&v, err));
    for (size_t i = 0; i < valg->ankre; i++) TRY(check_anchor(&v, &valg->anker[i], err));
    TRY(check_texts(&v, err));
    TRY(check_exports(&v, err));
    TRY(check_drafts(&v, err));
    return !valg->genberegn || check_sums(&v, err);
}
