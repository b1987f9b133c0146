/*
 * genopret: a backup becomes a database again, when nothing is wrong with it.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "afregning/doctor.h"
#include "afregning/intern.h"
#include "afregning/kopi_intern.h"
#include "base/fil.h"

enum { STYKKE = 1 << 20 };

static const char *const KODE[KOPI_UDFALD] = {
    [KOPI_I_ORDEN] = "i_orden",       [KOPI_AFKORTET] = "afkortet",
    [KOPI_BESKADIGET] = "beskadiget", [KOPI_ANDEN_MOTOR] = "anden_motor",
    [KOPI_NYERE] = "nyere",           [KOPI_ANDEN_KOMMUNE] = "anden_kommune",
    [KOPI_FOR_GAMMEL] = "for_gammel", [KOPI_FORKERT] = "forkert",
};

const char *kopi_udfald_kode(enum kopi_udfald udfald)
{
    ASSERT(udfald < KOPI_UDFALD);
    return KODE[udfald];
}

struct genopretning {
    struct arena *arena;
    const char *fil;
    const char *url;
    const struct anker *anker;
    size_t ankre;
    int64_t now_us;
    struct kopi_manifest manifest;
    enum kopi_udfald udfald;
    struct str tekst;
};

/* Not an error: the answer is known. */
static bool refuse(struct genopretning *g, enum kopi_udfald udfald, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse(struct genopretning *g, enum kopi_udfald udfald, const char *format, ...)
{
    va_list args;

    g->udfald = udfald;
    va_start(args, format);
    g->tekst = str_vformat(g->arena, format, args);
    va_end(args);
    return true;
}

/* ---- before anything is written */

static bool check_file(struct genopretning *g, struct err *err)
{
    struct hash hash;
    int64_t bytes;

    TRY(kopi_maal(g->fil, &bytes, &hash, err));
    if (bytes != g->manifest.bytes)
        return refuse(g, KOPI_AFKORTET,
                      "Sikkerhedskopien er afkortet: den skal fylde %lld byte, men fylder %lld; "
                      "brug en anden",
                      (long long)g->manifest.bytes, (long long)bytes);
    if (strcmp(hash.hex, g->manifest.sha256.hex) != 0)
        return refuse(g, KOPI_BESKADIGET,
                      "Sikkerhedskopien er beskadiget: dens indhold er ikke det, manifestet siger; "
                      "brug en anden");
    return true;
}

static bool check_kind(struct genopretning *g)
{
    bool sqlite = strncmp(g->url, "sqlite:", 7) == 0;

    if (sqlite != (g->manifest.motor == STORE_SQLITE))
        return refuse(g, KOPI_ANDEN_MOTOR,
                      "Sikkerhedskopien er fra %s, og kan kun blive til en database der",
                      sqlite ? "PostgreSQL" : "SQLite");
    if (g->manifest.opbygning > sql_all.migrations)
        return refuse(g, KOPI_NYERE,
                      "Sikkerhedskopien er fra et nyere program (opbygning %d, dette har %d); brug "
                      "det",
                      g->manifest.opbygning, sql_all.migrations);
    return true;
}

static const struct kopi_kommune *kommune_of(const struct kopi_manifest *m, int kommune)
{
    for (size_t i = 0; i < m->kommuner; i++)
        if (m->kommune[i].kommune == kommune) return &m->kommune[i];
    return NULL;
}

static bool check_anchors(struct genopretning *g)
{
    for (size_t i = 0; i < g->ankre && g->udfald == KOPI_I_ORDEN; i++) {
        const struct anker *a = &g->anker[i];
        const struct kopi_kommune *k = kommune_of(&g->manifest, a->kommune);
        if (k == NULL)
            refuse(g, KOPI_ANDEN_KOMMUNE,
                   "Sikkerhedskopien er af en anden kommune: %s er fra kommune %d, som ikke er i "
                   "den",
                   a->fil, a->kommune);
        else if (a->nr > k->hoved.nr)
            refuse(
                g, KOPI_FOR_GAMMEL,
                "Sikkerhedskopien er ældre end %s: kommune %d mangler journalrækkerne %lld-%lld; "
                "find en nyere",
                a->fil, a->kommune, (long long)k->hoved.nr + 1, (long long)a->nr);
    }
    return true;
}

/* ---- what came out */

static bool examine_kommune(struct genopretning *g, struct store *store,
                            const struct kopi_kommune *said, const struct kopi_kommune *is,
                            struct err *err)
{
    struct verify_valg valg = {.anker = g->anker, .ankre = g->ankre};
    struct doctor_svar doctor;
    struct verify_svar verify;

    if (said == NULL || said->registrering != is->registrering || said->hoved.nr != is->hoved.nr ||
        strcmp(said->hoved.hash, is->hoved.hash) != 0)
        return refuse(g, KOPI_FORKERT,
                      "Kommune %d i sikkerhedskopien er ikke nået dertil, hvor manifestet siger; "
                      "brug en anden kopi",
                      is->kommune);
    TRY(afregning_verify(store, g->arena, is->kommune, &valg, &verify, err));
    if (verify.i_alt > 0)
        return refuse(g, KOPI_FORKERT, "Kommune %d i sikkerhedskopien er ikke i orden: %.*s",
                      is->kommune, STR_ARG(verify.fund[0].tekst));
    TRY(afregning_doctor(store, g->arena, is->kommune, NULL, &doctor, err));
    if (doctor.i_alt > 0)
        return refuse(g, KOPI_FORKERT,
                      "Kommune %d i sikkerhedskopien er ikke i orden: dette holder ikke (%s): %s",
                      is->kommune, doctor.brud[0].krav->id, doctor.brud[0].krav->krav);
    return true;
}

static bool examine_all(struct genopretning *g, struct store *store, struct err *err)
{
    struct kopi_kommune *k;
    size_t n;

    TRY(kopi_kommuner(store, g->arena, &k, &n, err));
    if (n != g->manifest.kommuner)
        return refuse(
            g, KOPI_FORKERT,
            "Sikkerhedskopien har ikke de kommuner, manifestet siger; brug en anden kopi");
    for (size_t i = 0; i < n && g->udfald == KOPI_I_ORDEN; i++)
        TRY(examine_kommune(g, store, kommune_of(&g->manifest, k[i].kommune), &k[i], err));
    return true;
}

/* A copy from an older program gets the tables of this one. */
static bool examine(struct genopretning *g, const char *url, struct err *err)
{
    struct store *store = NULL;

    TRY(store_open(g->arena, url, false, &store, err));
    bool ok = store_migrate(store, g->now_us, err) && store_check(store, err) &&
              store_begin(store, STORE_READ, err) && examine_all(g, store, err);
    store_rollback(store);
    store_close(store);
    return ok;
}

/* ---- SQLite */

static bool copy_bytes(int from, int to)
{
    static char piece[STYKKE];
    ssize_t n;

    while ((n = read(from, piece, sizeof(piece))) > 0)
        for (ssize_t done = 0, w; done < n; done += w)
            if ((w = write(to, piece + done, (size_t)(n - done))) <= 0) return false;
    return n == 0 && fsync(to) == 0;
}

static bool copy_file(const char *from, const char *to, struct err *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = in >= 0 && out >= 0 && copy_bytes(in, out);
    int code = errno;

    if (in >= 0) close(in);
    if (out >= 0) close(out);
    if (ok) return true;
    return err_set(err, ERR_IO, to, "Databasen kan ikke skrives (systemets fejl %d)", code);
}

static void remove_all(struct arena *arena, const char *path)
{
    static const char *const end[] = {"", "-wal", "-shm", "-lock"};

    for (size_t i = 0; i < sizeof(end) / sizeof(*end); i++)
        unlink(str_c(arena, str_format(arena, "%s%s", path, end[i])));
}

static bool restore_sqlite(struct genopretning *g, struct err *err)
{
    const char *path = g->url + 7;
    const char *fresh = str_c(g->arena, str_format(g->arena, "%s.ny-%ld", path, (long)getpid()));
    const char *url = str_c(g->arena, str_format(g->arena, "sqlite:%s", fresh));

    if (fil_exists(path))
        return err_set(err, ERR_INPUT, path,
                       "Der er en database i forvejen, og den bliver ikke skrevet over; vælg et "
                       "andet navn, eller flyt den");
    remove_all(g->arena, fresh);
    bool ok = copy_file(g->fil, fresh, err) && examine(g, url, err);
    /* link refuses a name that has been taken in the meantime. */
    if (ok && g->udfald == KOPI_I_ORDEN && link(fresh, path) != 0)
        ok = err_set(err, ERR_IO, path, "Databasen kan ikke lægges på plads (systemets fejl %d)",
                     errno);
    remove_all(g->arena, fresh);
    return ok;
}

/* ---- PostgreSQL */

static bool must_be_empty(struct genopretning *g, struct err *err)
{
    struct store *store = NULL;
    int version = 0;

    TRY(store_open(g->arena, g->url, false, &store, err));
    bool ok = store_version(store, &version, err);
    store_close(store);
    if (!ok) return false;
    if (version == 0) return true;
    return err_set(err, ERR_INPUT, "--db",
                   "Der er tabeller i databasen i forvejen, og de bliver ikke skrevet over; lav en "
                   "tom med createdb");
}

static bool restore_postgres(struct genopretning *g, struct err *err)
{
    TRY(must_be_empty(g, err));
    TRY(kopi_pg_restore(g->arena, g->url, g->fil, err));
    return examine(g, g->url, err);
}

bool kopi_genopret(struct arena *arena, const char *fil, const char *url, const struct anker *anker,
                   size_t ankre, int64_t now_us, enum kopi_udfald *udfald, struct str *tekst,
                   struct err *err)
{
    struct genopretning g = {.arena = arena,
                             .fil = fil,
                             .url = url,
                             .anker = anker,
                             .ankre = ankre,
                             .now_us = now_us,
                             .tekst = STR_EMPTY};

    TRY(kopi_manifest_laes(arena, fil, &g.manifest, err));
    bool ok = check_file(&g, err);
    if (ok && g.udfald == KOPI_I_ORDEN) ok = check_kind(&g);
    if (ok && g.udfald == KOPI_I_ORDEN) ok = check_anchors(&g);
    if (ok && g.udfald == KOPI_I_ORDEN)
        ok = g.manifest.motor == STORE_SQLITE ? restore_sqlite(&g, err) : restore_postgres(&g, err);
    *udfald = g.udfald;
    *tekst = g.tekst;
    return ok;
}
